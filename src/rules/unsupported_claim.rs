#![doc = include_str!("unsupported_claim.md")]

use super::{Finding, Level, Page, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unsupported-claim",
    level: Level::Advice,
    summary: "a background claim that names no source, time or person",
    page: include_str!("unsupported_claim.md"),
    check,
};

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let _ = (page.document, &page.signals.claims, found.len());
}
