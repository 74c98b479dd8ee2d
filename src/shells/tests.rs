use super::*;

/// Whether a document is a shell whose lines all look like body.
fn shell(document: &Document<'_>) -> bool {
    let signals = Signals::measure(document, Lexicon::builtin());
    let scores = vec![3000; signals.len()];
    is_shell(document, Lexicon::builtin(), &signals, &scores, None)
}

fn text(text: &str) -> bool {
    shell(&Document::from_text(text))
}

fn why(document: &Document<'_>) -> Reason {
    let signals = Signals::measure(document, Lexicon::builtin());
    reason(document, Lexicon::builtin(), &signals)
}

#[test]
fn notices_and_a_few_words_beside_them_are_a_shell() {
    assert!(text("404 Not Found\nnginx"));
    assert!(text(
        "404\nWe're sorry\nThe page you requested could not be found"
    ));
    assert!(text(
        "Page introuvable\nLa page a peut-être été déplacée vers une autre rubrique de notre site."
    ));
    assert!(text("ページが見つかりませんでした"));
    assert!(text("Please enable JavaScript to continue\nHarbour Post"));
    assert!(text("Seite nicht gefunden"));
}

#[test]
fn a_text_that_says_something_of_its_own_is_none() {
    let item = "The ferry to the islands does not sail on Sunday because of the gale that is expected from the west.";
    assert!(!text(item));
    assert!(!text(&format!(
        "Please enable JavaScript to continue\n{item}"
    )));
    assert!(!text(&format!("Access denied\n{item}")));
    assert!(!text(&format!("{item}\nPage not found")));
    assert!(!text("Just a moment\nThe tide comes in without a word"));
    assert!(!text("Room 404"));
    let long =
        "The words stood on the screen for eleven years and nobody in the office ever asked why. "
            .repeat(6);
    assert!(!text(&format!("Page not found\n{long}")));
}

#[test]
fn the_title_of_a_page_tells_with_or_without_the_name_of_the_site() {
    let page = |title: &str| {
        shell(&Document::from_html(&format!(
            "<title>{title}</title><meta property=og:site_name content='Harbour Post'><p>We looked on every shelf, but the page is in none of them any more.</p>"
        )))
    };
    assert!(page("Page not found"));
    assert!(page("Page not found - Harbour Post"));
    assert!(page("Harbour Post | Seite nicht gefunden"));
    assert!(!page(
        "Page not found: what the town lost with its old website"
    ));
    assert!(!page("The lost pages"));
    // One hint is not enough.
    assert!(!page("Just a moment"));
}

#[test]
fn a_heading_in_a_dialog_or_at_the_side_tells_nothing_of_the_page() {
    let item = "<p>The ferry to the islands does not sail on Sunday because of the gale.</p>";
    let page = |html: &str| shell(&Document::from_html(&format!("{html}{item}")));
    assert!(page("<h1>Page not found</h1>"));
    assert!(!page(
        "<aside><h2>Page not found</h2></aside><h1>No ferry</h1>"
    ));
    assert!(!page("<h1>No ferry</h1><h2>Log in to continue</h2>"));
}

#[test]
fn the_reason_is_what_stands_there() {
    assert_eq!(why(&Document::from_text(" \n")), Reason::Empty);
    assert_eq!(
        why(&Document::from_text("404 Not Found\nnginx")),
        Reason::Error
    );
    let check = "Harbour Post\nChecking your browser before accessing harbour.example";
    assert_eq!(why(&Document::from_text(check)), Reason::Script);
    let wall = "Cookie settings\nAccept all cookies\nReject all";
    assert_eq!(why(&Document::from_text(wall)), Reason::Wall);
    let menu = "Home\nNews\nSport\nWeather\nHarbour\nAccept all cookies";
    assert_eq!(why(&Document::from_text(menu)), Reason::Menu);
}

#[test]
fn a_document_without_body_is_left_to_the_rule() {
    let document = Document::from_text("Page not found");
    let signals = Signals::measure(&document, Lexicon::builtin());
    assert!(!is_shell(
        &document,
        Lexicon::builtin(),
        &signals,
        &[-1],
        None
    ));
}
