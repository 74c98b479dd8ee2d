#![doc = include_str!("repeated_line.md")]

use std::ops::Range;

use super::{Finding, Level, Page, Rule};
use crate::report::Kind;
use crate::signals::Signal;
use crate::words;

pub(super) const RULE: Rule = Rule {
    name: "repeated-line",
    level: Level::Warning,
    summary: "a paragraph that stands in the text twice",
    page: include_str!("repeated_line.md"),
    check,
};

/// Characters of a line that nobody writes twice by chance, and in scripts that need fewer.
const LONG: usize = 100;
const LONG_UNSPACED: usize = 30;
const WORDS: usize = 12;
/// The share of function words in prose, in 255ths, at the least: code and lists of names have none.
const FUNCTION_WORDS: u8 = 26;

/// Lines between two repeated ones that are no reason to tell of them apart: short ones between paragraphs.
const GAP: usize = 3;

/// A line that says again what an earlier one says.
#[derive(Clone, Copy)]
struct Repetition {
    row: usize,
    first: usize,
    /// How often it says so once more, further down.
    more: usize,
}

/// Lines `rows` that say again what those from `first` on say.
struct Block {
    rows: Range<usize>,
    first: usize,
    more: usize,
}

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let mut rows: Vec<usize> = (0..page.lines.len())
        .filter(|&row| may_repeat(page, row))
        .collect();
    if rows.len() < 2 {
        return;
    }
    rows.sort_by_key(|&row| page.signals.lines[row].hash);
    let mut repeated: Vec<Repetition> = Vec::new();
    for same in rows.chunk_by(|&a, &b| page.signals.lines[a].hash == page.signals.lines[b].hash) {
        let first = same[0];
        let spelling = spelled(page, first);
        let mut again = same[1..]
            .iter()
            .filter(|&&row| spelled(page, row) == spelling);
        // What a form says under each of its items is told once.
        if let Some(&row) = again.next() {
            repeated.push(Repetition {
                row,
                first,
                more: again.count(),
            });
        }
    }
    repeated.sort_unstable_by_key(|repetition| repetition.row);
    found.extend(blocks(&repeated).iter().map(|block| finding(page, block)));
}

/// Whether the line stands elsewhere too, numbers aside, and is long enough to matter.
fn may_repeat(page: &Page<'_, '_>, row: usize) -> bool {
    let line = &page.lines[row];
    let size = page.signals.lines[row];
    let unspaced = page.signals.get(Signal::Unspaced, row) > 127;
    let long = if unspaced { LONG_UNSPACED } else { LONG };
    page.signals.get(Signal::Repeats, row) > 0
        && (page.is_running(row) || line.kind == Kind::ListItem)
        && size.chars >= long
        && size.words >= WORDS
        && (unspaced || page.signals.get(Signal::FunctionWords, row) >= FUNCTION_WORDS)
}

/// The words with their numbers, which are one in the hash.
fn spelled(page: &Page<'_, '_>, row: usize) -> (String, String) {
    let text = page.lines[row].text;
    let digits = text.chars().filter(char::is_ascii_digit).collect();
    (words::normalize(text), digits)
}

/// Repeated rows with their firsts, in order, where rows follow each other as their firsts do.
fn blocks(repeated: &[Repetition]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for &Repetition { row, first, more } in repeated {
        if let Some(last) = blocks.last_mut()
            && row - last.rows.end <= GAP
            && last.first + (row - last.rows.start) == first
            && last.more == more
        {
            last.rows.end = row + 1;
        } else {
            blocks.push(Block {
                rows: row..row + 1,
                first,
                more,
            });
        }
    }
    blocks
}

fn finding(page: &Page<'_, '_>, block: &Block) -> Finding {
    let number = |row: usize| page.lines[row].line;
    let (first, last) = (
        number(block.first),
        number(block.first + block.rows.len() - 1),
    );
    let what = if first == last {
        format!("says again what line {first} says")
    } else {
        format!("says again what lines {first} to {last} say")
    };
    let more = match block.more {
        0 => String::new(),
        1 => ", and once more below".to_owned(),
        more => format!(", and {more} more times below"),
    };
    Finding::lines(
        page,
        block.rows.clone(),
        format!("{what}{more}: keep one of them"),
    )
}

#[cfg(test)]
mod tests {
    use crate::{Detector, Document};

    fn issues(text: &str) -> Vec<(usize, usize, String)> {
        let detector = Detector::builder()
            .rules(["repeated-line"])
            .build()
            .unwrap();
        let document = Document::from_text(text);
        let issues = detector.analyze(&document).issues;
        issues
            .into_iter()
            .map(|issue| (issue.line, issue.end_line, issue.message))
            .collect()
    }

    const FIRST: &str = "The council of the port town voted on Tuesday to rebuild the old pier, which a storm tore apart in March.";
    const SECOND: &str = "The harbour office put the cost at 4.1 million crowns in the report that it gave to the council in May.";

    #[test]
    fn the_issue_names_the_first_line() {
        let text = format!("{FIRST}\n\n{SECOND}\n\n{FIRST}\n");
        assert_eq!(
            issues(&text),
            [(
                5,
                5,
                "says again what line 1 says: keep one of them".to_owned()
            )]
        );
    }

    #[test]
    fn a_text_that_stands_twice_is_one_issue() {
        let text = format!("{FIRST}\n{SECOND}\n{FIRST}\n{SECOND}\n");
        assert_eq!(
            issues(&text),
            [(
                3,
                4,
                "says again what lines 1 to 2 say: keep one of them".to_owned()
            )]
        );
    }

    #[test]
    fn what_stands_many_times_is_one_issue() {
        let text = format!("{FIRST}\n{SECOND}\n{FIRST}\nIn May\n{FIRST}\nIn June\n{FIRST}\n");
        let message = "says again what line 1 says, and 2 more times below: keep one of them";
        assert_eq!(issues(&text), [(3, 3, message.to_owned())]);
    }

    #[test]
    fn other_numbers_are_other_lines() {
        let text = format!("{SECOND}\n{FIRST}\n{}\n", SECOND.replace("4.1", "6.3"));
        assert_eq!(issues(&text), []);
    }
}
