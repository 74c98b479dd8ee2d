#![doc = include_str!("paywall_stub.md")]

use super::{Finding, Level, Page, Rule};
use crate::lexicon::{Lexicon, Role};
use crate::report::Kind;
use crate::signals::Signal;

pub(super) const RULE: Rule = Rule {
    name: "paywall-stub",
    level: Level::Warning,
    summary: "a text that a paywall cuts off",
    page: include_str!("paywall_stub.md"),
    check,
};

/// Words of a text that is no more than a beginning.
const SHORT: usize = 120;
/// Words of the longest text that a wall shows the beginning of.
const LONG: usize = 500;

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let Some(last) = (0..page.lines.len()).rev().find(|&row| is_text(page, row)) else {
        return;
    };
    // The wall stands in place of the rest of the text, and nothing of the text behind it.
    let wall = (last + 1..page.lines.len()).find(|&row| is_wall(page, row));
    let Some(wall) = wall else {
        return;
    };
    let words: usize = (0..=last)
        .filter(|&row| is_text(page, row))
        .map(|row| page.signals.lines[row].words)
        .sum();
    let open = page.signals.get(Signal::LastChar, last) < 7;
    if words < SHORT || open && words < LONG {
        let message = format!(
            "a paywall cuts the text off after {words} words: fetch it from behind the wall, or leave the document out"
        );
        found.push(Finding::line(page, wall, message));
    }
}

/// Whether the line is running text.
fn is_text(page: &Page<'_, '_>, row: usize) -> bool {
    let kind = page.lines[row].kind;
    (page.is_running(row) || matches!(kind, Kind::Quote | Kind::ListItem))
        && page.signals.lines[row].words >= WORDS
}

/// Words of a line of running text.
const WORDS: usize = 6;

/// Whether the line says that there is more behind a wall. An offer of a subscription alone stands under whole texts, too.
fn is_wall(page: &Page<'_, '_>, row: usize) -> bool {
    let line = &page.lines[row];
    line.kind == Kind::Paywall && !Lexicon::inner().find(line.text, Role::Wall).is_empty()
}
