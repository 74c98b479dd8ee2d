#![doc = include_str!("keyword_list.md")]

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
    for (row, line) in page.lines.iter().enumerate() {
        if line.kind == Kind::Keywords {
            found.push(Finding::line(
                page,
                row,
                "search phrases or tags, not text for readers: drop the line".to_owned(),
            ));
        }
    }
}
