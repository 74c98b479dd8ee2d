use std::fs;

use crate::{FIRST, NOTICE, SECOND, folder, page, read, run, run_in};

#[test]
fn standard_input_is_read_without_a_path_and_for_a_dash() {
    let (page, article) = page();
    for args in [&["clean"][..], &["clean", "-"]] {
        let run = run(args, page.as_str());
        assert_eq!(
            (run.code, run.stdout, run.stderr),
            (0, article.clone(), String::new())
        );
    }
}

#[test]
fn files_are_concatenated_in_the_order_given() {
    let folder = folder(&[
        ("b.txt", SECOND.as_bytes()),
        ("a.txt", format!("{FIRST}\n").as_bytes()),
    ]);
    let run = run_in(folder.path(), &["clean", "a.txt", "b.txt"], "");
    assert_eq!(run.stdout, format!("{FIRST}\n{SECOND}"));
}

#[test]
fn a_folder_is_its_texts_and_pages_sorted() {
    let line = |text: &str| format!("{FIRST} {text}\n").into_bytes();
    let folder = folder(&[
        ("b.txt", &line("3")),
        ("a/z.TXT", &line("2")),
        (".hidden/x.txt", &line("1")),
        ("c/page.HTM", &line("4")),
        ("notes.md", &line("no")),
    ]);
    let run = run_in(folder.path(), &["clean", "."], "");
    let last: Vec<&str> = run
        .stdout
        .lines()
        .map(|line| &line[line.len() - 1..])
        .collect();
    assert_eq!(last, ["1", "2", "3", "4"]);
}

#[test]
fn nothing_in_nothing_out() {
    let run = run(&["clean"], "");
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, "", "")
    );
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let run = run(
        &["clean"],
        format!("\u{feff}{FIRST}\r\n\r\n{SECOND}\r\n\r\n{NOTICE}\r\n"),
    );
    assert_eq!(run.stdout, format!("\u{feff}{FIRST}\r\n\r\n{SECOND}\r\n"));
}

#[test]
fn escape_sequences_of_the_text_stay() {
    let text = format!("{FIRST} \u{1b}[31mred\u{1b}[0m\n");
    assert_eq!(run(&["clean"], text.as_str()).stdout, text);
}

#[test]
fn write_cleans_in_place_and_leaves_the_rest() {
    let (page, article) = page();
    let folder = folder(&[
        ("page.txt", page.as_bytes()),
        ("article.txt", article.as_bytes()),
    ]);
    let unchanged = folder.path().join("article.txt");
    let before = fs::metadata(&unchanged).unwrap().modified().unwrap();
    let run = run_in(folder.path(), &["clean", "--write", "."], "");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(run.stderr, "1 file cleaned, 1 unchanged\n");
    assert_eq!(read(&folder, "page.txt"), article);
    assert_eq!(
        fs::metadata(&unchanged).unwrap().modified().unwrap(),
        before
    );
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "no temporary file is left"
    );
}

#[cfg(unix)]
#[test]
fn write_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (page, article) = page();
    let folder = folder(&[("page.txt", page.as_bytes())]);
    let file = folder.path().join("page.txt");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.txt");
    symlink("page.txt", &link).unwrap();
    run_in(folder.path(), &["clean", "--write", "link.txt"], "");
    assert_eq!(read(&folder, "page.txt"), article);
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn write_needs_files() {
    for args in [&["clean", "--write"][..], &["clean", "--write", "-"]] {
        let run = run(args, "");
        assert_eq!(run.code, 2);
        assert!(
            run.stderr
                .starts_with("bodycopy: error: --write needs files"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(run(&["clean", "--write", "--diff", "a.txt"], "").code, 2);
}

#[test]
fn diff_changes_no_file_and_can_be_applied() {
    let (page, _) = page();
    let folder = folder(&[("page.txt", page.as_bytes())]);
    let run = run_in(folder.path(), &["clean", "--diff", "."], "");
    assert_eq!(run.code, 0);
    assert_eq!(
        run.stdout,
        format!(
            "--- ./page.txt\n+++ ./page.txt\n@@ -1,5 +1,3 @@\n {FIRST}\n \n {SECOND}\n-\n-{NOTICE}\n"
        )
    );
    assert_eq!(read(&folder, "page.txt"), page);
}

#[test]
fn diff_says_where_the_last_line_has_no_end() {
    let run = run(&["clean", "--diff"], format!("{FIRST}\n{NOTICE}"));
    let end = format!("-{NOTICE}\n\\ No newline at end of file\n");
    assert!(run.stdout.ends_with(&end), "{}", run.stdout);
}

#[test]
fn kinds_are_kept_and_dropped_as_told() {
    let (page, _) = page();
    assert_eq!(
        run(&["clean", "--keep", "legal"], page.as_str()).stdout,
        page
    );
    assert_eq!(
        run(
            &["clean", "--keep", "legal", "--drop", "legal"],
            page.as_str()
        )
        .stdout,
        page
    );
    assert_eq!(
        run(&["clean", "--drop", "paragraph,heading"], page.as_str()).stdout,
        ""
    );
}

#[test]
fn the_decision_can_be_moved() {
    let (page, _) = page();
    assert_eq!(
        run(&["clean", "--certainty", "0"], page.as_str()).stdout,
        ""
    );
    let kept = run(&["clean", "--body-phrase", NOTICE], page.as_str());
    assert_eq!(kept.stdout, page);
    let dropped = run(
        &["clean", "--boilerplate-phrase", "the harbour bridge *"],
        page.as_str(),
    );
    assert_eq!(dropped.stdout, format!("{SECOND}\n"));
}
