use super::*;

const SENTENCE: &str = "The ferry will not run on Friday.";

fn page(id: &str, page_type: Option<&str>, lang: &str) -> Page {
    let gold = [Gold::Title, Gold::Boilerplate, Gold::Body, Gold::Body];
    let lines = ["A ferry rests", "Share this", SENTENCE, "It rests."];
    Page {
        set: Set::Wcxb,
        id: id.to_owned(),
        extractor: None,
        lang: lang.to_owned(),
        fold: 0,
        site: 0,
        page_type: page_type.map(str::to_owned),
        lines: lines.map(str::to_owned).to_vec(),
        gold: gold.to_vec(),
        document: None,
    }
}

/// The title and two lines are kept; one of these is debris.
const SCORES: [i32; 4] = [3000, 100, 2000, -50];

fn judged<'d>(page: &'d Page, snippets: Option<&'d Snippets>) -> Judged<'d> {
    Judged {
        page,
        snippets,
        scores: SCORES.to_vec(),
        kept: SCORES.iter().map(|&score| score > 0).collect(),
        content: Words::of("The ferry will not run on Friday. It rests."),
        words: page.lines.iter().map(|line| Words::of(line)).collect(),
    }
}

#[test]
fn log_odds_alone_leave_out_the_title_and_what_is_below_the_threshold() {
    let page = page("a", None, "");
    let judged = judged(&page, None);
    // Log-odds of 100 are a probability of .524, of -50 one of .488.
    let precise = judged.overlap_at(0.6);
    assert!((precise.precision - 1.0).abs() < 1e-9 && precise.recall < 1.0);
    let full = judged.overlap_at(0.4);
    assert!((full.recall - 1.0).abs() < 1e-9 && full.precision < 1.0);
}

#[test]
fn the_text_is_what_the_library_keeps() {
    let page = page("a", None, "");
    let mut judged = judged(&page, None);
    judged.kept = vec![false, true, true, false];
    assert_eq!(judged.text(), format!("Share this\n{SENTENCE}"));
    let overlap = judged.overlap();
    // Seven of nine words are of the content, and seven of its nine are there.
    assert!((overlap.precision - 7.0 / 9.0).abs() < 1e-9, "{overlap:?}");
    assert!((overlap.recall - 7.0 / 9.0).abs() < 1e-9, "{overlap:?}");
}

#[test]
fn parts_are_page_types_else_languages() {
    assert_eq!(part_of(&page("a", Some("forum"), "de")), "forum");
    assert_eq!(part_of(&page("a", None, "de")), "de");
    assert_eq!(part_of(&page("a", None, "en")), "en");
    assert_eq!(part_of(&page("a", None, "fi")), "others");
    assert_eq!(part_of(&page("a", None, "")), "others");
}

#[test]
fn means_are_over_pages_and_over_the_pages_of_parts() {
    let pages = [
        page("a", None, "de"),
        page("b", None, "de"),
        page("c", None, "fi"),
    ];
    let judged: Vec<Judged<'_>> = pages.iter().map(|page| judged(page, None)).collect();
    let judged: Vec<&Judged<'_>> = judged.iter().collect();
    let found = mean(&judged, |page| {
        let f1 = match page.page.id.as_str() {
            "a" => 0.25,
            "b" => 0.75,
            _ => 1.0,
        };
        Overlap {
            precision: 0.5,
            recall: 1.0,
            f1,
        }
    });
    assert!((found.all.f1 - 2.0 / 3.0).abs() < 1e-9);
    assert!((found.all.precision - 0.5).abs() < 1e-9 && (found.all.recall - 1.0).abs() < 1e-9);
    assert_eq!(
        found.parts,
        BTreeMap::from([("de".to_owned(), (2, 0.5)), ("others".to_owned(), (1, 1.0))])
    );
    assert_eq!(
        line(&found),
        "F1 0.6667 P 0.500 R 1.000 mean of parts 0.7500 | de 0.500 others 1.000"
    );
}

#[test]
fn figures_tell_of_words_and_snippets() {
    let page = page("a", Some("article"), "");
    let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let snippets = Snippets::new(
        &texts(&["ferry will not", "It rests.", "nowhere"]),
        &texts(&["share this", "follow us"]),
    );
    let mut out = Vec::new();
    print(&[judged(&page, Some(&snippets))], &mut out).expect("a buffer takes everything");
    let out = String::from_utf8_lossy(&out);
    // Kept are 2 words of debris and 7 of the 9 words of the content.
    for line in [
        "== wcxb-train: 1 pages\n",
        "gold labels: F1 1.0000 P 1.000 R 1.000",
        "at 0.5: F1 0.7778 P 0.778 R 0.778 mean of parts 0.7778 | article 0.778\n",
        "must: 33.33 % of 3 snippets are in the kept text, 66.67 % in the page\n",
        "must_not: 50.00 % of 2 snippets are in the kept text, 50.00 % in the page\n",
    ] {
        assert!(out.contains(line), "{line} is not in {out}");
    }
}

#[test]
fn pages_without_gold_text_have_snippets_alone() {
    let mut page = page("a", None, "de");
    page.set = Set::Silver;
    let snippets = Snippets::new(&["nowhere".to_owned()], &[]);
    let mut out = Vec::new();
    print(&[judged(&page, Some(&snippets))], &mut out).expect("a buffer takes everything");
    assert_eq!(
        String::from_utf8_lossy(&out),
        "\n== trafeval: 1 pages\nmust: 0.00 % of 1 snippets are in the kept text, 0.00 % in the page\n"
    );
}

#[test]
fn predictions_are_rows_of_id_and_text() {
    let folder = std::env::temp_dir().join(format!("bodycopy-lab-pages-{}", std::process::id()));
    let data = Data {
        pages: vec![page("a \"page\"", None, "de")],
        ..Data::default()
    };
    let judged = [judged(&data.pages[0], None)];
    write_predictions(&data, &judged, &folder).expect("files are written");
    let text = fs::read_to_string(folder.join("wcxb-train.pages.jsonl")).expect("a file");
    let rows: Vec<serde_json::Value> = text
        .lines()
        .map(|row| serde_json::from_str(row).expect("a row"))
        .collect();
    assert_eq!(
        rows,
        [json!({ "id": "a \"page\"", "text": format!("A ferry rests\nShare this\n{SENTENCE}") })]
    );
    assert!(!folder.join("fundus.pages.jsonl").exists());
    fs::remove_dir_all(&folder).expect("the folder is ours");
}
