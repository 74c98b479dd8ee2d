#![doc = include_str!("keyword_list.md")]

use std::ops::Range;

use super::{Finding, Level, Page, Rule};
use crate::report::Kind;

pub(super) const RULE: Rule = Rule {
    name: "keyword-list",
    level: Level::Warning,
    summary: "search phrases or tags listed for search engines",
    page: include_str!("keyword_list.md"),
    check,
};

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let is_list = |row: usize| page.lines[row].kind == Kind::Keywords;
    let mut row = 0;
    while row < page.lines.len() {
        let start = row;
        while row < page.lines.len() && is_list(row) {
            row += 1;
        }
        block(page, start..row, found);
        row += 1;
    }
}

/// An issue for each of these lines; before them one for the block, if there are several.
fn block(page: &Page<'_, '_>, rows: Range<usize>, found: &mut Vec<Finding>) {
    if rows.len() > 1 {
        let message = format!(
            "a list of {} lines of search phrases or tags, up to line {}: drop all of it",
            rows.len(),
            page.lines[rows.end - 1].line
        );
        found.push(Finding::lines(page, rows.clone(), message));
    }
    for row in rows {
        let message = "search phrases or tags, not text for readers: drop the line";
        found.push(Finding::line(page, row, message.to_owned()));
    }
}
