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

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let mut paragraphs = 0;
    // Headings since the last line of text, with their ranks.
    let mut headings: Vec<(usize, Option<u8>)> = Vec::new();
    for (row, line) in page.lines.iter().enumerate() {
        match line.kind {
            Kind::Heading => headings.push((row, rank(page, row))),
            kind if kind.label() == Label::Body => {
                judge(page, &headings, None, found);
                headings.clear();
                paragraphs += usize::from(kind == Kind::Paragraph);
            }
            // What a page announces there may be what was taken for boilerplate.
            _ if page.signals.hits[row].is_none() && page.document.page().is_some() => {
                headings.clear()
            }
            _ => {}
        }
    }
    if headings.len() < LIST {
        judge(page, &headings, Some(page.lines.len()), found);
        announcement_at_end(page, found);
    }
    // A document of headings is a listing.
    if paragraphs == 0 {
        found.clear();
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

/// Looks at headings that follow one another. `end` is set where the document ends behind them.
fn judge(
    page: &Page<'_, '_>,
    headings: &[(usize, Option<u8>)],
    end: Option<usize>,
    found: &mut Vec<Finding>,
) {
    if headings.is_empty() || headings.len() >= LIST {
        return;
    }
    for pair in headings.windows(2) {
        let dangles = match (pair[0].1, pair[1].1) {
            (Some(rank), Some(next)) => next <= rank,
            // What has no rank is told by its words: "Ingredients:" and "Directions:".
            _ => are_labels(page, pair[0].0, pair[1].0),
        };
        if dangles {
            let next = format!("before the next one on line {}", page.lines[pair[1].0].line);
            found.push(finding(page, pair[0].0, &next));
        }
    }
    if let (Some(_), Some(&(row, rank))) = (end, headings.last())
        && (rank.is_some() || announces(page, row))
    {
        found.push(finding(page, row, "in the document"));
    }
}

/// "Sources:" and the like as the last line of a text, which is often taken for boilerplate.
fn announcement_at_end(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    if let Some(line) = page.lines.last()
        && page.document.page().is_none()
        && line.label == Label::Boilerplate
        && line.text.trim_end().ends_with([':', '：'])
        && announces(page, page.lines.len() - 1)
    {
        found.push(finding(page, page.lines.len() - 1, "in the document"));
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
    page.signals.get(Signal::BodyPhrase, row) == 255
        || page.signals.lines[row].words <= WORDS
            && Lexicon::inner()
                .find(page.lines[row].text, Role::Announcement)
                .iter()
                .any(|hit| hit.whole)
}

/// Words of an announcement at the most.
const WORDS: usize = 8;

fn finding(page: &Page<'_, '_>, row: usize, place: &str) -> Finding {
    let message =
        format!("a heading with nothing below it {place}: bring back what it announces, or cut it");
    Finding::line(page, row, message)
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

    #[test]
    fn pages_tell_the_ranks_of_headings() {
        let page = |middle: &str| {
            format!("<article><h1>The pier of the town</h1>{TEXT}{middle}</article>")
        };
        assert_eq!(
            flagged(&page(&format!(
                "<h2>What the planks cost</h2><h2>What comes next</h2>{TEXT}"
            ))),
            ["What the planks cost"]
        );
        assert_eq!(
            flagged(&page(&format!(
                "<h3>What the planks cost</h3><h2>What comes next</h2>{TEXT}"
            ))),
            ["What the planks cost"]
        );
        assert!(
            flagged(&page(&format!(
                "<h2>What the planks cost</h2><h3>In the first year</h3>{TEXT}"
            )))
            .is_empty()
        );
        assert!(
            flagged(&page(&format!(
                "<h2>What the planks cost</h2><table><tr><td>Oak</td><td>40</td></tr></table>{TEXT}"
            )))
            .is_empty()
        );
        assert!(flagged(&page(&format!("<h2>What the planks cost</h2><ul><li>Oak, from the forest behind the town</li></ul>{TEXT}"))).is_empty());
        assert_eq!(
            flagged(&page("<h2>What comes next</h2>")),
            ["What comes next"]
        );
    }

    #[test]
    fn many_headings_in_a_row_are_a_list() {
        let list =
            "<h2>Oak from the forest</h2><h2>Iron from the mill</h2><h2>Rope from the yard</h2>";
        assert!(
            flagged(&format!(
                "<article><h1>The pier of the town</h1>{TEXT}{list}</article>"
            ))
            .is_empty()
        );
    }
}
