//! Pages. What is decided about their lines is the library's; here are forms, bytes and refusals, on lines that are beyond
//! doubt.

use serde_json::{Value, json};

use crate::{FIRST, FLAWED, NOTICE, SECOND, folder, page, read, run, run_in};

/// A page whose text begins at its first tag, and its article.
fn html() -> (String, String) {
    let html = format!(
        "<!DOCTYPE html>\n<html><head><title>Bridge</title></head><body><article>\n<p>{FIRST}</p>\n\
         <p class=second>{SECOND}</p>\n</article><footer><p>{NOTICE}</p></footer></body></html>\n"
    );
    (html, format!("{FIRST}\n\n{SECOND}\n"))
}

#[test]
fn a_page_is_told_by_its_content_or_its_name() {
    let (html, article) = html();
    let cut_out = format!("Bridge news<br>{FIRST}");
    let folder = folder(&[
        ("page.txt", html.as_bytes()),
        ("cut-out.html", cut_out.as_bytes()),
        ("cut-out.txt", cut_out.as_bytes()),
    ]);
    let clean = |input: &[&str], stdin: &str| {
        let args = [&["clean", "--certainty", "1", "--with-title"], input].concat();
        run_in(folder.path(), &args, stdin).stdout
    };
    let all = format!("{article}\n{NOTICE}\n");
    assert_eq!(clean(&["page.txt"], ""), all);
    assert_eq!(clean(&[], &html), all);
    assert_eq!(clean(&["--from", "text"], &html), html);
    assert_eq!(
        clean(&["cut-out.html"], ""),
        format!("Bridge news\n{FIRST}\n")
    );
    assert_eq!(clean(&["cut-out.txt"], ""), cut_out);
    assert_eq!(
        clean(&["--from", "html", "cut-out.txt"], ""),
        format!("Bridge news\n{FIRST}\n")
    );
}

#[test]
fn only_the_article_of_a_page_comes_out() {
    let (html, article) = html();
    let run = run(&["clean"], html);
    assert_eq!(
        (run.code, run.stdout, run.stderr.as_str()),
        (0, article, "")
    );
}

#[test]
fn a_page_ends_with_a_line_end() {
    let folder = folder(&[
        ("a.html", format!("<p>{FIRST}").as_bytes()),
        ("b.html", format!("<p>{SECOND}").as_bytes()),
    ]);
    let run = run_in(folder.path(), &["clean", "."], "");
    assert_eq!(run.stdout, format!("{FIRST}\n{SECOND}\n"));
}

#[test]
fn lines_and_issues_of_a_page_are_those_of_its_text() {
    let html = format!("<div>\n\n\n<p>{FIRST}</p><p>{FLAWED}</p></div>");
    let rows = run(&["label", "--format", "jsonl"], html.as_str()).stdout;
    let rows: Vec<Value> = rows
        .lines()
        .map(|row| serde_json::from_str(row).unwrap())
        .collect();
    assert_eq!(rows[0]["line"], 1);
    assert_eq!(rows[0]["span"], json!([0, FIRST.len()]));
    assert_eq!(rows[1]["line"], 3);
    let issue = run(
        &["check", "--format", "jsonl", "--select", "placeholder"],
        html,
    );
    let issue: Value = serde_json::from_str(issue.stdout.trim_end()).unwrap();
    assert_eq!(issue["line"], 3);
    assert_eq!(issue["column"], 1 + FLAWED.find("[Name]").unwrap());
}

#[test]
fn other_encodings_are_read_and_named() {
    let page = format!("<meta charset=windows-1252><p>{FIRST} At the caf\u{1}.</p>");
    let page: Vec<u8> = page
        .bytes()
        .map(|b| if b == 1 { 0xe9 } else { b })
        .collect();
    let text = [FIRST.as_bytes(), b" At the caf\xe9.\n"].concat();
    let folder = folder(&[("page.html", &page), ("text.txt", &text)]);
    let clean = |args: &[&str]| run_in(folder.path(), &[&["clean"], args].concat(), "");
    let expected = format!("{FIRST} At the café.\n");
    let run = clean(&["page.html"]);
    assert_eq!((run.code, &run.stdout), (0, &expected));
    assert_eq!(
        run.stderr,
        "bodycopy: note: page.html: read as windows-1252 (meta)\n"
    );
    let run = clean(&["text.txt", "--encoding", "latin1"]);
    assert_eq!((run.code, &run.stdout), (0, &expected));
    assert_eq!(
        run.stderr,
        "bodycopy: note: text.txt: read as windows-1252 (Content-Type)\n"
    );
}

#[test]
fn utf16_and_damage_are_read_and_named() {
    let text = format!("\u{feff}{FIRST}\n");
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wide = run(&["clean"], bytes);
    assert_eq!(wide.stdout, format!("{FIRST}\n"));
    assert_eq!(
        wide.stderr,
        "bodycopy: note: -: read as UTF-16BE (byte order mark)\n"
    );
    let bytes = [
        "Über die Brücke fährt ab heute für alle der Bus. ".as_bytes(),
        FIRST.as_bytes(),
        b" \xff",
    ];
    let damaged = run(&["clean"], bytes.concat());
    assert!(damaged.stdout.ends_with(" \u{fffd}"), "{}", damaged.stdout);
    assert!(
        damaged.stderr.contains("malformed bytes became U+FFFD"),
        "{}",
        damaged.stderr
    );
}

#[test]
fn write_refuses_what_would_lose_more_than_boilerplate() {
    let (html, _) = html();
    let (text, article) = page();
    let legacy = [text.as_bytes(), b"\ncaf\xe9 \xa9 2024\n"].concat();
    let folder = folder(&[
        ("sub/page.html", html.as_bytes()),
        ("sub/text.txt", text.as_bytes()),
        ("legacy.txt", &legacy),
    ]);
    let refused = |name: &str, why: &str| {
        let run = run_in(folder.path(), &["clean", "--write", name], "");
        assert_eq!(run.code, 2, "{name}");
        assert!(run.stderr.contains(why), "{}", run.stderr);
    };
    refused("sub/page.html", "would lose its markup");
    refused("legacy.txt", "is not UTF-8");
    assert_eq!(read(&folder, "sub/page.html"), html);
    assert_eq!(
        std::fs::read(folder.path().join("legacy.txt")).unwrap(),
        legacy
    );
    // Of a folder nobody asked for the page.
    let run = run_in(folder.path(), &["clean", "--write", "sub"], "");
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (0, "1 file cleaned, 0 unchanged\n")
    );
    assert_eq!(read(&folder, "sub/text.txt"), article);
    assert_eq!(read(&folder, "sub/page.html"), html);
}

#[test]
fn diff_compares_the_text_of_a_page() {
    let (html, _) = html();
    let run = run(&["clean", "--diff"], html);
    let expected = format!("--- -\n+++ -\n@@ -1,5 +1,3 @@\n {FIRST}\n \n {SECOND}\n-\n-{NOTICE}\n");
    assert!(run.stdout.starts_with(&expected), "{}", run.stdout);
}

#[test]
fn other_forms_go_with_neither_write_nor_diff() {
    for option in ["--write", "--diff"] {
        let run = run(&["clean", option, "--to", "markdown", "a.txt"], "");
        assert_eq!(run.code, 2, "{option}");
        assert!(run.stderr.contains("leave out --to"), "{}", run.stderr);
    }
}

#[test]
fn elements_cannot_be_selected_in_a_text() {
    let (html, article) = html();
    let folder = folder(&[("a.txt", FIRST.as_bytes()), ("b.html", html.as_bytes())]);
    for verb in ["clean", "label", "check"] {
        let run = run_in(folder.path(), &[verb, "--drop", ".nowhere", "."], "");
        assert_eq!(run.code, 2, "{verb}");
        let error = "bodycopy: error: ./a.txt: --keep and --drop name elements";
        assert!(run.stderr.starts_with(error), "{}", run.stderr);
    }
    let run = run_in(folder.path(), &["clean", "--drop", ".nowhere", "."], "");
    assert_eq!(run.stdout, article, "the page is still cleaned");
}

#[test]
fn pages_in_rows_become_texts() {
    let (html, article) = html();
    let page = json!(html).to_string();
    let row = |text: &str| format!("{{\"url\": \"u\",{text} \"html\": {page} , \"n\":1.0}}\n");
    let args = ["corpus", "-o", "-", "--html-field", "html"];
    let text = json!(article);
    let added = run(&args, row(""));
    assert_eq!(
        added.stdout,
        format!("{{\"url\": \"u\", \"html\": {page} , \"n\":1.0,\"text\":{text}}}\n")
    );
    let replaced = run(&args, row(" \"text\" : null,"));
    assert_eq!(
        replaced.stdout,
        row(&format!(" \"text\" : {text},")),
        "a text that is there gives way"
    );
    let elsewhere = run(&[&args[..], &["--text-field", "a\"b"]].concat(), row(""));
    assert!(
        elsewhere
            .stdout
            .ends_with(&format!(",\"a\\\"b\":{text}}}\n")),
        "{}",
        elsewhere.stdout
    );
    let in_place = run(&[&args[..], &["--text-field", "html"]].concat(), row(""));
    assert_eq!(
        in_place.stdout,
        format!("{{\"url\": \"u\", \"html\": {text} , \"n\":1.0}}\n")
    );
}

#[test]
fn rows_without_a_page_are_bad() {
    let good = format!("{{\"html\":{}}}\n", json!(html().0));
    let args = ["corpus", "-o", "-", "--html-field", "html"];
    let run = run(
        &args,
        format!("{good}{{\"text\":\"a\"}}\n{{\"html\":null}}\n"),
    );
    assert_eq!(run.code, 0);
    assert_eq!(run.stdout.lines().count(), 1);
    for error in ["no field `html`", "the field `html` is not a string"] {
        assert!(run.stderr.contains(error), "{}", run.stderr);
    }
    let run = crate::run(&args, "{\"text\":\"a\"}\n");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("is --html-field html right"),
        "{}",
        run.stderr
    );
}

#[test]
fn lines_of_a_page_in_a_row_have_their_text() {
    let row = format!("{{\"html\":{}}}\n", json!(html().0));
    let args = ["corpus", "-o", "-", "--html-field", "html", "--lines"];
    let row: Value = serde_json::from_str(&run(&args, row).stdout).unwrap();
    let texts: Vec<&Value> = row["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["text"])
        .collect();
    assert_eq!(json!(texts), json!([FIRST, SECOND, NOTICE]));
}

#[test]
fn what_a_page_tells_of_itself_goes_into_a_field() {
    let page = format!(
        "<html lang=de><title>Bridge</title><meta name=author content='Ada Quill'><article><p>{FIRST}</p></article>"
    );
    let row = format!("{{\"about\":1,\"html\":{}}}\n", json!(page));
    let args = ["corpus", "-o", "-", "--html-field", "html"];
    let with = [&args[..], &["--metadata", "about"]].concat();
    let row: Value = serde_json::from_str(&run(&with, row).stdout).unwrap();
    let about = &row["about"];
    assert_eq!(about["title"]["value"], "Bridge");
    assert_eq!(
        about["authors"],
        json!([{"value": "Ada Quill", "source": "meta"}])
    );
    assert_eq!(about["language"]["value"], "de");
    assert_eq!(about["date"], Value::Null);
    for field in ["html", "text"] {
        let taken = run(&[&args[..], &["--metadata", field]].concat(), "{}\n");
        assert_eq!((taken.code, taken.stdout.as_str()), (2, ""), "{field}");
    }
    let of_text = run(&["corpus", "-o", "-", "--metadata", "about"], "{}\n");
    assert_eq!(of_text.code, 2);
}

#[test]
fn a_field_takes_one_content() {
    let row = format!("{{\"lines\":{}}}\n", json!(html().0));
    for args in [
        &["--html-field", "lines", "--lines"][..],
        &["--html-field", "issues", "--issues"],
        &["--html-field", "html", "--text-field", "lines", "--lines"],
    ] {
        let run = run(&[&["corpus", "-o", "-"], args].concat(), row.as_str());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains("would be replaced"), "{}", run.stderr);
    }
}

#[test]
fn elements_are_kept_and_dropped() {
    let html = format!(
        "<article><p>{FIRST}</p><div class=box><p id=box>{SECOND}</p></div></article>\
         <footer><p id=imprint>{NOTICE}</p></footer>"
    );
    let clean = |options: &[&str]| {
        let run = run(&[&["clean"], options].concat(), html.as_str());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{options:?}");
        run.stdout
    };
    let (first, both) = (format!("{FIRST}\n"), format!("{FIRST}\n\n{SECOND}\n"));
    assert_eq!(clean(&["--drop", ".box"]), first);
    assert_eq!(clean(&["--drop", "aside, div.box"]), first);
    assert_eq!(
        clean(&["--keep", "footer"]),
        format!("{both}\n{NOTICE}\n"),
        "an element, not a kind"
    );
    assert_eq!(
        clean(&["--drop", ".box", "--keep", "#box"]),
        both,
        "the innermost"
    );
    assert_eq!(
        clean(&["--drop", ".box", "--keep", "legal"]),
        format!("{FIRST}\n\n{NOTICE}\n"),
        "kinds beside elements"
    );
}

#[test]
fn every_verb_takes_selectors() {
    let html = format!("<p>{FIRST}</p><p class=box>{FLAWED}</p>");
    let args = ["label", "--format", "jsonl", "--drop", ".box"];
    let rows = run(&args, html.as_str()).stdout;
    let last: Value = serde_json::from_str(rows.lines().last().unwrap()).unwrap();
    assert_eq!(last["label"], "boilerplate");
    let args = [
        "corpus",
        "-o",
        "-",
        "--html-field",
        "html",
        "--drop",
        ".box",
    ];
    let row = run(&args, format!("{{\"html\":{}}}\n", json!(html))).stdout;
    let row: Value = serde_json::from_str(&row).unwrap();
    assert_eq!(row["text"].as_str().unwrap().trim_end(), FIRST);
    let args = ["check", "--select", "keyword-list", "--drop", ".box"];
    assert_eq!(run(&args, html.as_str()).code, 0);
}

#[test]
fn a_broken_selector_is_shown_where_it_breaks() {
    for verb in ["clean", "label", "check"] {
        let run = run(&[verb, "--keep", "p:hover"], "<p>");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{verb}");
        assert!(run.stderr.contains("at column 3"), "{}", run.stderr);
    }
}

#[test]
fn articles_come_out_in_other_forms() {
    let html = format!("<p>{FIRST}</p><p>See <a href='/plan'>the plan</a>. {SECOND}</p>");
    let clean = |options: &[&str]| run(&[&["clean"], options].concat(), html.as_str()).stdout;
    let markdown = format!("{FIRST}\n\nSee [the plan](/plan). {SECOND}\n");
    assert_eq!(clean(&["--to", "markdown"]), markdown);
    assert_eq!(
        clean(&["--to", "markdown", "--no-links"]),
        markdown.replace("[the plan](/plan)", "the plan")
    );
    assert_eq!(
        clean(&["--to", "html"]),
        format!("<p>{FIRST}</p>\n<p>See <a href=\"/plan\">the plan</a>. {SECOND}</p>\n")
    );
    let row = format!("{{\"html\":{}}}\n", json!(html));
    let args = [
        "corpus",
        "-o",
        "-",
        "--html-field",
        "html",
        "--to",
        "markdown",
    ];
    let row: Value = serde_json::from_str(&run(&args, row).stdout).unwrap();
    assert_eq!(row["text"], markdown);
}

#[test]
fn the_title_of_a_page_is_kept_on_demand_and_counted_as_dropped_else() {
    let html = format!("<h1>The harbour bridge is open again</h1><p>{FIRST}</p><p>{SECOND}</p>");
    let row = format!("{{\"html\":{}}}\n", json!(html));
    let args = ["corpus", "-o", "-", "--html-field", "html", "--keep", "h1"];
    let without = run(&args, row.as_str());
    assert!(
        without.stderr.ends_with("dropped 1 line: title 1\n"),
        "{}",
        without.stderr
    );
    let with = run(&[&args[..], &["--with-title"]].concat(), row.as_str());
    assert!(
        with.stderr.ends_with("dropped 0 lines\n"),
        "{}",
        with.stderr
    );
    let text = |run: &crate::Run| {
        let row: Value = serde_json::from_str(&run.stdout).unwrap();
        row["text"].as_str().unwrap().to_owned()
    };
    assert!(text(&without).starts_with(FIRST));
    assert!(text(&with).starts_with("The harbour bridge is open again\n\n"));
}
