#![doc = include_str!("ui_debris.md")]

use super::{Finding, Level, Page, Rule};
use crate::report::Kind;

pub(super) const RULE: Rule = Rule {
    name: "ui-debris",
    level: Level::Warning,
    summary: "a button, link or label of the page left in the text",
    page: include_str!("ui_debris.md"),
    check,
};

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    for (row, line) in page.lines.iter().enumerate() {
        let what = match line.kind {
            Kind::Navigation => "a menu or link of the page",
            Kind::Share => "a share or follow button",
            Kind::Related => "a pointer to other articles",
            Kind::Comments => "part of the comment section",
            Kind::Promotion => "an advertisement or its label",
            Kind::Interface => "a string of the page's software",
            _ => continue,
        };
        // Without a known phrase it is the place that speaks, and that is less sure.
        let [seems, open, product, close] =
            match page.signals.hits[row].map(|hit| page.lexicon.list(hit)) {
                Some(list) if list.kind == Some(line.kind) => ["", " (", list.product, ")"],
                _ => ["looks like ", "", "", ""],
            };
        // Put together by hand: a page may hold very many of these lines.
        let message = [
            seems,
            what,
            open,
            product,
            close,
            ", not the article: drop the line",
        ]
        .concat();
        found.push(Finding::line(page, row, message));
    }
}
