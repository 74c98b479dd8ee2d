#![doc = include_str!("ui_debris.md")]

use super::{Finding, Level, Page, Rule};
use crate::lexicon::List;
use crate::report::{Kind, Label};
use crate::signals::Signal;

pub(super) const RULE: Rule = Rule {
    name: "ui-debris",
    level: Level::Warning,
    summary: "a button, link or label of the page left in the text",
    page: include_str!("ui_debris.md"),
    check,
};

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let mut run = Run::default();
    for (row, line) in page.lines.iter().enumerate() {
        if row >= run.end {
            run = Run::at(page, row);
        }
        let Some(evidence) = Evidence::of(page, row, run) else {
            continue;
        };
        // Put together by hand: a page may hold very many of these lines.
        let message = match evidence {
            Evidence::Phrase(list) => match list.kind.and_then(what) {
                Some(what) => [
                    what,
                    " (",
                    list.product,
                    "), not the article: drop the line",
                ]
                .concat(),
                None => continue,
            },
            Evidence::Place => {
                let what = match line.kind {
                    Kind::Other => "a string of the page",
                    // What is somebody's statement is known by its words, not by its place.
                    Kind::Metadata | Kind::Legal | Kind::Paywall => continue,
                    kind => match what(kind) {
                        Some(what) => what,
                        None => continue,
                    },
                };
                ["looks like ", what, ", not the article: drop the line"].concat()
            }
        };
        found.push(Finding::line(page, row, message));
    }
}

/// What lines of the kind are, if they are debris.
fn what(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Navigation => "a menu or link of the page",
        Kind::Share => "a share or follow button",
        Kind::Related => "a pointer to other articles",
        Kind::Comments => "part of the comment section",
        Kind::Promotion => "an advertisement or its label",
        Kind::Interface => "a string of the page's software",
        Kind::Paywall => "part of a paywall",
        Kind::Legal => "a notice of the site",
        Kind::Metadata => "a label or counter of the page",
        _ => return None,
    })
}

/// Why a line that the model takes for boilerplate is debris.
enum Evidence<'l> {
    /// It is a known string.
    Phrase(&'l List),
    /// It stands by itself in running text.
    Place,
}

/// Short lines in a row.
#[derive(Clone, Copy, Default)]
struct Run {
    end: usize,
    /// A third of them are known strings: it is a menu, a box or a footer, and so are the others.
    printed: bool,
}

impl Run {
    /// The run that begins at the row, or the row by itself.
    fn at(page: &Page<'_, '_>, row: usize) -> Self {
        let length = |row: usize| page.signals.get(Signal::ShortRun, row);
        if length(row) < RUN {
            return Self {
                end: row + 1,
                printed: false,
            };
        }
        let rest = row + 1..page.lines.len();
        let end = rest.take_while(|&next| length(next) > 0).last();
        let end = end.map_or(row + 1, |last| last + 1);
        let known = |&row: &usize| {
            let text = page.lines[row].text.trim();
            page.lines[row].label == Label::Boilerplate
                && page.signals.get(Signal::Debris, row) == 255
                && may_be_printed(text)
                && !text.starts_with(char::is_lowercase)
        };
        let strings = (row..end).filter(known).count();
        Self {
            end,
            printed: 3 * strings >= end - row,
        }
    }
}

/// Short lines in a row, from which on they may as well be a table, a list or code.
const RUN: u8 = 4;
/// Words of a string that nobody writes by chance.
const LONG: u8 = 3;
/// Lines to the next prose at the most, where the place alone speaks.
const NEAR: u8 = 2;
/// The share of prose in a document that is running text, in 255ths.
const RUNNING_TEXT: u8 = 128;
/// A probability of being body below which the place alone is believed.
const SURE: f32 = 0.25;

impl<'l> Evidence<'l> {
    fn of(page: &Page<'l, '_>, row: usize, run: Run) -> Option<Self> {
        let evidence = if page.lines[row].label == Label::Body {
            Self::of_body(page, row)
        } else {
            Self::of_boilerplate(page, row, run)
        };
        // Who holds the copyright is told to readers.
        let printed = || may_be_printed(page.lines[row].text.trim());
        evidence.filter(|_| page.signals.get(Signal::Copyright, row) == 0 && printed())
    }

    /// The model has its reasons: only a string of some length that is all of the line, in running text, is surer.
    fn of_body(page: &Page<'l, '_>, row: usize) -> Option<Self> {
        let get = |signal| page.signals.get(signal, row);
        let hit = page.signals.hits[row].filter(|hit| hit.whole)?;
        let running = get(Signal::ShortRun) < RUN && get(Signal::DocumentProse) >= RUNNING_TEXT;
        (get(Signal::DebrisWords) >= LONG && running).then(|| Self::Phrase(page.lexicon.list(hit)))
    }

    fn of_boilerplate(page: &Page<'l, '_>, row: usize, run: Run) -> Option<Self> {
        let get = |signal| page.signals.get(signal, row);
        let in_run = get(Signal::ShortRun) >= RUN;
        let several = get(Signal::DebrisWords) >= 2;
        let share = if several { 50 } else { 128 };
        let hit = page.signals.hits[row].filter(|hit| hit.whole || get(Signal::Debris) >= share);
        if let Some(hit) = hit {
            let list = page.lexicon.list(hit);
            // A date or a name behind "Published on" is told to readers, the words alone are not; one word may be a heading.
            let told = || !hit.whole || has_year(page.lines[row].text);
            if list.kind == Some(Kind::Metadata) && (!several || told()) {
                return None;
            }
            // Among other short lines a single word is a cell, an entry or a name in code as well; in lower case it is so anywhere.
            let lower = || page.lines[row].text.trim().starts_with(char::is_lowercase);
            let known = several || run.printed || !in_run && !lower();
            return known.then_some(Self::Phrase(list));
        }
        if run.printed {
            return Some(Self::Place);
        }
        let near = get(Signal::ProseDistanceBefore).min(get(Signal::ProseDistanceAfter)) <= NEAR;
        let alone =
            near && !in_run && (get(Signal::ShortRun) > 0 || page.lines[row].kind != Kind::Other);
        let believed = page.lines[row].score < SURE && get(Signal::DocumentProse) >= RUNNING_TEXT;
        (alone && believed).then_some(Self::Place)
    }
}

/// Whether four digits stand in a row: a year or a larger number.
fn has_year(text: &str) -> bool {
    let digits = |run: &[u8]| run.iter().all(u8::is_ascii_digit);
    text.as_bytes().windows(4).any(digits)
}

/// Whether people may be meant to read it: it has a letter, is no code, and no end of a sentence whose beginning stands in the
/// line before.
fn may_be_printed(text: &str) -> bool {
    let text = text.trim_matches(['<', '>', '«', '»', '"', ' ']);
    let rest = text.starts_with(char::is_lowercase) && text.ends_with(['.', ',', ')', ';']);
    let code = || memchr::memchr3(b'_', b'=', b'{', text.as_bytes()).is_some();
    let code_too = || text.contains("()") || text.contains(['<', '>', ';', '"']);
    !rest && text.contains(char::is_alphabetic) && !code() && !code_too()
}
