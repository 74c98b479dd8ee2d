#![doc = include_str!("dangling_heading.md")]

use super::{Finding, Level, Page, Rule};
use crate::lexicon::{Lexicon, Role};
use crate::report::{Kind, Label};
use crate::signals::Signal;

pub(super) const RULE: Rule = Rule {
    name: "dangling-heading",
    level: Level::Warning,
    summary: "a heading with nothing below it",
    page: include_str!("dangling_heading.md"),
    check,
};

/// Of so many headings in a row none announces anything: they are a list.
const LIST: usize = 3;

/// Of headings of one rank, so many have text for each that has none, in a page and in plain text. Where more have none, they are
/// cards, or lines that are large for looks.
const WITH_TEXT: usize = 3;
const WITH_TEXT_PLAIN: usize = 1;

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let mut sections = Sections::default();
    let mut paragraphs = 0;
    for (row, line) in page.lines.iter().enumerate() {
        match line.kind {
            // Above the text stand its titles.
            Kind::Heading if paragraphs > 0 => sections.heading(page, row),
            kind if kind.label() == Label::Body => {
                sections.end(page, false);
                paragraphs += usize::from(matches!(kind, Kind::Paragraph | Kind::Standfirst));
            }
            // What a page announces there may be what was taken for boilerplate.
            _ if page.document.page().is_some() => sections.open.clear(),
            _ => {}
        }
    }
    sections.end(page, true);
    found.extend(
        sections
            .empty
            .iter()
            .filter(|empty| sections.has_siblings(page, empty))
            .map(|empty| finding(page, empty)),
    );
    if paragraphs > 0 {
        announcement_at_end(page, found);
    }
}

/// The headings of a document, by whether text follows.
#[derive(Default)]
struct Sections {
    /// Headings since the last line of text, with their ranks.
    open: Vec<(usize, Option<u8>)>,
    empty: Vec<Empty>,
    /// How many of each rank have text.
    filled: [usize; 7],
}

/// A heading with nothing below it.
struct Empty {
    row: usize,
    rank: Option<u8>,
    /// The heading behind it; none at the end of the document.
    next: Option<usize>,
}

impl Sections {
    fn heading(&mut self, page: &Page<'_, '_>, row: usize) {
        self.open.push((row, rank(page, row)));
    }

    /// Judges the headings since the last line of text, where text follows or the document ends.
    fn end(&mut self, page: &Page<'_, '_>, at_end: bool) {
        let Some(&(last, rank)) = self.open.last() else {
            return;
        };
        if self.open.len() < LIST {
            for pair in self.open.windows(2) {
                let ((row, rank), (next, next_rank)) = (pair[0], pair[1]);
                let dangles = match (rank, next_rank) {
                    // In a page many a heading has the rank of those that it stands above: "Questions and answers".
                    (Some(rank), Some(next_rank)) if page.document.page().is_some() => {
                        next_rank < rank || next_rank == rank && announces_list(page, row)
                    }
                    (Some(rank), Some(next_rank)) => next_rank <= rank,
                    // What has no rank is told by its words: "Ingredients:" and "Directions:".
                    _ => are_labels(page, row, next),
                };
                if dangles {
                    self.empty.push(Empty {
                        row,
                        rank,
                        next: Some(next),
                    });
                }
            }
            if at_end && (rank.is_some() || announces(page, last)) {
                self.empty.push(Empty {
                    row: last,
                    rank,
                    next: None,
                });
            }
        }
        if !at_end {
            self.filled[usize::from(rank.unwrap_or(0))] += 1;
        }
        self.open.clear();
    }

    /// Whether the headings of its rank have text otherwise. A label says by itself that something should follow.
    fn has_siblings(&self, page: &Page<'_, '_>, empty: &Empty) -> bool {
        let Some(rank) = empty.rank else {
            return true;
        };
        let alike = self
            .empty
            .iter()
            .filter(|other| other.rank == empty.rank)
            .count();
        let needed = if page.document.page().is_some() {
            WITH_TEXT
        } else {
            WITH_TEXT_PLAIN
        };
        self.filled[usize::from(rank)] >= needed * alike
    }
}

/// The level of a heading, as far as markup tells it.
fn rank(page: &Page<'_, '_>, row: usize) -> Option<u8> {
    if let Some(blocks) = page.document.blocks() {
        return blocks[row].tag.heading();
    }
    let text = page.lines[row].text.trim_start();
    let signs = text.bytes().take_while(|&byte| byte == b'#').count();
    ((1..=6).contains(&signs) && text[signs..].starts_with(' ')).then_some(signs as u8)
}

/// "Sources:" and the like as the last line of a text, which is often taken for boilerplate.
fn announcement_at_end(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    if let Some(line) = page.lines.last()
        && page.document.page().is_none()
        && line.label == Label::Boilerplate
        && line.text.trim_end().ends_with([':', '：'])
        && announces(page, page.lines.len() - 1)
    {
        let row = page.lines.len() - 1;
        found.push(finding(
            page,
            &Empty {
                row,
                rank: None,
                next: None,
            },
        ));
    }
}

/// Whether both lines announce something with a colon, and the one is no part of the other, as "Pros:" is of "Pros and cons:".
fn are_labels(page: &Page<'_, '_>, row: usize, next: usize) -> bool {
    let label = |row: usize| page.lines[row].text.trim().strip_suffix([':', '：']);
    let (Some(first), Some(second)) = (label(row), label(next)) else {
        return false;
    };
    announces(page, row) && announces(page, next) && !first.contains(second)
}

/// Whether the line is a usual heading, or one that announces a list.
fn announces(page: &Page<'_, '_>, row: usize) -> bool {
    page.signals.get(Signal::BodyPhrase, row) == 255 || announces_list(page, row)
}

/// Whether the line announces a list: sources, ingredients.
fn announces_list(page: &Page<'_, '_>, row: usize) -> bool {
    page.signals.lines[row].words <= WORDS
        && Lexicon::inner()
            .find(page.lines[row].text, Role::Announcement)
            .iter()
            .any(|hit| hit.whole)
}

/// Words of an announcement at the most.
const WORDS: usize = 8;

fn finding(page: &Page<'_, '_>, empty: &Empty) -> Finding {
    let place = empty.next.map_or_else(
        || "in the document".to_owned(),
        |next| format!("before the next one on line {}", page.lines[next].line),
    );
    let message =
        format!("a heading with nothing below it {place}: bring back what it announces, or cut it");
    Finding::line(page, empty.row, message)
}

#[cfg(test)]
mod tests {
    use crate::{Detector, Document};

    /// The lines flagged in a page.
    fn flagged(html: &str) -> Vec<String> {
        let detector = Detector::builder()
            .rules(["dangling-heading"])
            .build()
            .unwrap();
        let document = Document::from_html(html);
        let issues = detector.analyze(&document).issues;
        issues
            .into_iter()
            .map(|issue| issue.text.to_owned())
            .collect()
    }

    const TEXT: &str = "<p>The council of the port town voted on Tuesday to rebuild the old pier, which a storm tore apart in March.</p>\
        <p>The harbour office put the cost at 4.1 million crowns in the report that it gave to the council in May.</p>";

    /// A page with three sections that have text, and something between them.
    fn page(middle: &str) -> String {
        let section = |rank: u8, title: &str| format!("<h{rank}>{title}</h{rank}>{TEXT}");
        format!(
            "<article><h1>The pier of the town</h1>{TEXT}{}{}{middle}{}{}{}{}</article>",
            section(2, "What the council wants"),
            section(3, "The first of its reasons"),
            section(2, "How the planks are cut"),
            section(3, "The second of its reasons"),
            section(2, "When the ferry sails"),
            section(3, "The third of its reasons"),
        )
    }

    #[test]
    fn pages_tell_the_ranks_of_headings() {
        assert_eq!(flagged(&page("<h2>Sources</h2>")), ["Sources"]);
        assert!(flagged(&page("<h2>Questions about the pier</h2>")).is_empty());
        assert_eq!(
            flagged(&page("<h3>What the planks cost</h3>")),
            ["What the planks cost"]
        );
        for below in [
            "<h3>In the first year</h3><p>The council paid a third of it, and the province paid the rest in spring.</p>",
            "<table><tr><td>Oak</td><td>40</td></tr></table>",
            "<ul><li>Oak, from the forest behind the town</li><li>Iron, from the mill at the river</li></ul>",
        ] {
            assert!(
                flagged(&page(&format!("<h2>What the planks cost</h2>{below}"))).is_empty(),
                "{below}"
            );
        }
    }

    #[test]
    fn headings_that_hardly_ever_have_text_are_cards() {
        let cards = "<h2>Oak from the forest</h2><h2>Iron from the mill</h2>";
        let text = "<p>The harbour office put the cost at 4.1 million crowns in the report that it gave to the council in May.</p>";
        assert!(
            flagged(&format!(
                "<article><h1>The pier of the town</h1>{TEXT}{cards}{text}{cards}{text}</article>"
            ))
            .is_empty()
        );
    }

    #[test]
    fn many_headings_in_a_row_are_a_list() {
        let list =
            "<h2>Oak from the forest</h2><h2>Iron from the mill</h2><h2>Rope from the yard</h2>";
        assert!(flagged(&page(list)).is_empty());
    }
}
