//! Which line of a page is its title.
//!
//! Gold of article text leaves titles out, so that a model of pages knows nothing of them. But a page says what its title
//! is (`Metadata::title`), and the line that says the same just before the text is it, whatever the model thinks of the
//! line. One line is the title: a breadcrumb or a page header that repeats it stays what the model makes of it.

use crate::document::{Block, Document, Places};
use crate::signals::{Signal, Signals};

/// Share of the words, in 255ths, that a line and the title must have in common, each of its own.
const COMMON: u8 = 204;

/// So many lines in the same chain of elements that say the title are the items of a list about it.
const LIST: usize = 3;

/// A single `<h1>` is the title if it stands at most so many lines before the text.
const REACH: usize = 40;

/// Where a title does not stand. A breadcrumb is a link or stands in `<nav>`. Whole pages stand in `<form>` or, in forums, in
/// `<noscript>`.
const ELSEWHERE: Places = Places::NAVIGATION
    .with(Places::FOOTER)
    .with(Places::ASIDE)
    .with(Places::HIDDEN)
    .with(Places::DIALOG);

/// The row of a page's title; `None` for plain text and for a page whose title no line says. `scores` are the log-odds of
/// the lines.
///
/// Of the lines before the text that say what the page calls its title, it is the last heading; without a heading, the last
/// line that is no link. If none of them says it, it is the first heading behind the beginning of the text that does: an
/// `<h1>` anywhere, since what looked like the text before it was none, another one close by. If no line says it, a page's only
/// `<h1>` near the text is the title, as long as it has a word of it.
pub fn title_row(document: &Document<'_>, signals: &Signals, scores: &[i32]) -> Option<usize> {
    let blocks = document.blocks()?;
    let start = start_of_body(signals, scores)?;
    let matching: Vec<usize> = (0..scores.len())
        .filter(|&row| says_title(signals, row))
        .collect();
    let alone = |row: usize| {
        let alike = &signals.groups().map(|groups| &groups[0]);
        let same = |&&other: &&usize| alike.is_some_and(|groups| groups[other] == groups[row]);
        matching.iter().filter(same).count() < LIST
    };
    let (before, behind) = matching.split_at(matching.partition_point(|&row| row <= start));
    let last = |fits: fn(&Block) -> bool| {
        let mut rows = before.iter().copied().rev();
        rows.find(|&row| fits(&blocks[row]) && alone(row))
    };
    let near = |row: usize| row - start <= REACH || blocks[row].tag.heading() == Some(1);
    let late = || {
        let mut rows = behind.iter().copied();
        rows.find(|&row| is_heading(&blocks[row]) && near(row) && alone(row))
    };
    last(is_heading)
        .or_else(|| last(may_be_title))
        .or_else(late)
        .or_else(|| only_heading(blocks, signals, start))
}

/// The row where the text begins: its first prose, or the first line of it if it has no prose.
fn start_of_body(signals: &Signals, scores: &[i32]) -> Option<usize> {
    let body = |row: &usize| scores[*row] > 0;
    (0..scores.len())
        .find(|row| body(row) && signals.lines[*row].prose)
        .or_else(|| (0..scores.len()).find(body))
}

/// Whether a line has the words of the page's title and few others.
fn says_title(signals: &Signals, row: usize) -> bool {
    signals.get(Signal::TitleWords, row) >= COMMON && signals.get(Signal::TitleCover, row) >= COMMON
}

fn is_heading(block: &Block) -> bool {
    block.tag.heading().is_some() && !block.places.any(ELSEWHERE)
}

fn may_be_title(block: &Block) -> bool {
    !block.places.any(ELSEWHERE.with(Places::LINK))
}

/// The page's only `<h1>`, if it stands near the text and is not about something else, such as the site.
fn only_heading(blocks: &[Block], signals: &Signals, start: usize) -> Option<usize> {
    let page = &signals.page()?.metadata;
    let mut top = (0..blocks.len()).filter(|&row| blocks[row].tag.heading() == Some(1));
    let (row, None) = (top.next()?, top.next()) else {
        return None;
    };
    let near = row <= start && start - row <= REACH;
    let related = page.title.is_none() || signals.get(Signal::TitleCover, row) > 0;
    let named = signals.lines[row].words > 0 && signals.get(Signal::Debris, row) < 255;
    (near && related && named && is_heading(&blocks[row])).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    const PROSE: &str = "The council of the port town voted on Tuesday to rebuild the old pier, which a storm tore apart in March.";

    /// The text of the title's line on a page where prose alone is body.
    fn title(html: &str) -> Option<(usize, String)> {
        let document = Document::from_html(html);
        let signals = Signals::measure(&document, Lexicon::builtin());
        let scores: Vec<i32> = signals
            .lines
            .iter()
            .map(|line| if line.prose { 3000 } else { -3000 })
            .collect();
        let row = title_row(&document, &signals, &scores)?;
        let line = document.lines()[row];
        Some((row, document.line_text(line).to_owned()))
    }

    fn page(title: &str, body: &str) -> String {
        format!("<title>{title}</title><body>{body}")
    }

    #[test]
    fn the_heading_closest_to_the_text_that_says_the_title_is_it() {
        let name = "Old pier to be rebuilt by spring";
        let html = page(
            name,
            &format!(
                "<h2>{name}</h2><nav><a href=/>Home</a> <p>{name}</p></nav><h1>Old pier to be rebuilt by Spring!</h1>\
                 <p>{name}</p><p>{PROSE}</p><h2>{name}</h2>"
            ),
        );
        assert_eq!(
            title(&html),
            Some((3, "Old pier to be rebuilt by Spring!".to_owned()))
        );
    }

    #[test]
    fn a_line_that_is_no_heading_is_the_title_where_no_heading_says_it() {
        let name = "Old pier to be rebuilt by spring";
        let html = page(
            name,
            &format!("<p>Harbour News</p><a href=/x>{name}</a><div>{name}</div><p>{PROSE}</p>"),
        );
        assert_eq!(title(&html).map(|(row, _)| row), Some(2));
    }

    #[test]
    fn the_only_top_heading_is_the_title_if_it_has_a_word_of_it() {
        let html = page(
            "Pier news",
            &format!("<h1>About the old pier</h1><p>{PROSE}</p>"),
        );
        assert_eq!(title(&html).map(|(row, _)| row), Some(0));
        let html = format!("<h1>About the old harbour</h1><p>{PROSE}</p>");
        assert_eq!(title(&html).map(|(row, _)| row), Some(0));
        let two = format!("<h1>Oak</h1><h1>Ash</h1><p>{PROSE}</p>");
        assert_eq!(title(&page("Walks along the river", &two)), None);
        let behind = format!("<p>{PROSE}</p><p>{PROSE}</p><h1>Old pier</h1>");
        assert_eq!(title(&page("Walks along the river", &behind)), None);
    }

    #[test]
    fn a_heading_behind_what_looks_like_text_is_the_title_if_it_says_it() {
        let name = "Old pier to be rebuilt by spring";
        let lines = "<p>Harbour</p>".repeat(REACH);
        let late = |tag: &str, between: &str| {
            let html = format!("<p>{PROSE}</p>{between}<{tag}>{name}</{tag}><p>{PROSE}</p>");
            title(&page(name, &html)).map(|(row, _)| row)
        };
        assert_eq!(late("h2", ""), Some(1));
        assert_eq!(late("h1", &lines), Some(REACH + 1));
        assert_eq!(late("h2", &lines), None);
        assert_eq!(late("p", ""), None);
    }

    #[test]
    fn the_items_of_a_list_about_the_title_are_not_the_title() {
        let items = "<div class=item><h3>Oak table 1</h3></div>".repeat(5);
        let html = page("Oak table 7", &format!("{items}<p>{PROSE}</p>"));
        assert_eq!(title(&html), None);
        let html = page(
            "Oak table 7",
            &format!("<h1>Oak table 7</h1>{items}<p>{PROSE}</p>"),
        );
        assert_eq!(title(&html).map(|(row, _)| row), Some(0));
    }

    #[test]
    fn a_page_without_text_has_no_title_and_plain_text_has_its_own_way() {
        assert_eq!(title(&page("Old pier", "<h1>Old pier</h1>")), None);
        let document = Document::from_text("Old pier\n");
        let signals = Signals::measure(&document, Lexicon::builtin());
        assert_eq!(title_row(&document, &signals, &[3000]), None);
    }
}
