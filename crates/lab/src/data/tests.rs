use super::*;
use serde_json::json;

#[test]
fn labels_of_all_files_are_understood() {
    let gold = |label: Value| Gold::parse(&label).ok();
    assert_eq!(gold(json!(1)), Some(Gold::Body));
    assert_eq!(gold(json!("bad")), Some(Gold::Boilerplate));
    assert_eq!(gold(json!("title")), Some(Gold::Title));
    assert_eq!(gold(json!("unlabelled")), Some(Gold::Unknown));
    assert_eq!(gold(json!("other")), None);
    assert_eq!(Gold::Title.trained(), Some(true));
    assert_eq!(Gold::Title.scored(), None);
}

#[test]
fn pages_of_one_site_share_a_fold_across_files() {
    let mut sites = Sites::default();
    let row = |id: &str, domain: Option<&str>, html: Option<&str>| Row {
        id: id.to_owned(),
        domain: domain.map(str::to_owned),
        html: html.map(str::to_owned),
        ..Row::default()
    };
    place(&row("trafeval-1", Some("dw.com"), None), &mut sites);
    place(
        &row(
            "fundus-DW_2024",
            None,
            Some(r#"<meta property="og:url" content="https://www.dw.com/x">"#),
        ),
        &mut sites,
    );
    place(&row("fundus-DW_2025", None, None), &mut sites);
    assert_eq!(sites.number("trafeval-1"), sites.number("fundus-DW_2024"));
    assert_eq!(sites.number("trafeval-1"), sites.number("fundus-DW_2025"));
}

const SENTENCE: &str = "The ferry will not run on Friday, said the harbour master of the town.";

fn row(main_content: Option<&str>) -> Row {
    Row {
        id: "page".to_owned(),
        lang: Some("de_AT".to_owned()),
        title: Some("A ferry rests".to_owned()),
        main_content: main_content.map(str::to_owned),
        html: Some(format!(
            "<h1>A ferry rests</h1><nav>Home</nav><p>{SENTENCE}<p>Share this<p>By hand"
        )),
        ..Row::default()
    }
}

#[test]
fn pages_are_labelled_by_their_gold_text() {
    let page = html_page(Set::Wcxb, &row(Some(SENTENCE)), None);
    assert_eq!(
        page.lines,
        ["A ferry rests", "Home", SENTENCE, "Share this", "By hand"]
    );
    let (body, debris) = (Gold::Body, Gold::Boilerplate);
    assert_eq!(page.gold, [Gold::Title, debris, body, debris, debris]);
    assert_eq!(page.lang, "de");
    assert_eq!(page.document.map(|page| page.lines().len()), Some(5));
}

#[test]
fn pages_of_which_nothing_is_known_teach_nothing() {
    let page = html_page(Set::Silver, &row(None), None);
    assert_eq!(page.gold, [Gold::Unknown; 5]);
}

#[test]
fn silver_pages_are_labelled_where_extractors_agree() {
    // The lines of the extractors are not cut as ours are; what is in neither of theirs was kept by none.
    let (first, second) = SENTENCE.split_at(27);
    let agreed = Row {
        lines: ["Home", first, second, " Share this "]
            .map(str::to_owned)
            .to_vec(),
        labels: vec![json!(0), json!(1), json!(1), json!("uncertain")],
        ..Row::default()
    };
    let agreed = page(Set::Silver, agreed, &Sites::default()).expect("as many labels as lines");
    let page = html_page(Set::Silver, &row(None), Some(&agreed));
    let (body, debris) = (Gold::Body, Gold::Boilerplate);
    assert_eq!(
        page.gold,
        [Gold::Title, debris, body, Gold::Unknown, debris]
    );
}

#[test]
fn unequal_counts_are_refused() {
    let row = Row {
        lines: vec!["a".to_owned()],
        ..Row::default()
    };
    assert!(page(Set::Wcxb, row, &Sites::default()).is_err());
}
