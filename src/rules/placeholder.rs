#![doc = include_str!("placeholder.md")]

use std::ops::Range;

use memchr::memmem::Finder;
use once_cell::sync::Lazy;
use regex::Regex;

use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::lexicon::{Lexicon, Role};
use crate::report::Kind;
use crate::signals::Signal;
use crate::words;

pub(super) const RULE: Rule = Rule {
    name: "placeholder",
    level: Level::Error,
    summary: "a template slot that nobody filled",
    page: include_str!("placeholder.md"),
    check,
};

/// Slots that need no list of words: `{{ city }}`, `{first_name}`, `${x}`, `%%X%%`, `%(name)s`, `__NAME__`, `LINK_HERE`,
/// `<insert date>`, `TODO:`, `2025-XX-XX`.
static SYNTAX: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        r"(?x)
        \{\{ [^{}]{1,60} \}\}
      | \$\{ [A-Za-z0-9_.\ ]{1,40} \}
      | \{ [A-Za-z]+ (?: [_.] [A-Za-z]+ ){0,3} \}
      | %% [A-Za-z_]+ %%
      | %\( [A-Za-z_]+ \)[sd]
      | __ [A-Z][A-Z_]+ __
      | (?-u:\b) (?: [A-Z]+_ )+ HERE (?-u:\b)
      | [<{] \ ? (?i: insert | placeholder | tb[acd] ) (?-u:\b) [^<>{}]{0,60} [>}]
      | \( [Ii]nsert \  [^()]{1,60} \)
      | (?-u:\b) (?: TODO | FIXME ) :
      | (?-u:\b) 20[0-9]{2} - XX - XX (?-u:\b)
        ",
    )
    .expect("valid pattern")
});

/// Bytes of a bracketed slot at the most: longer brackets hold remarks.
const LONGEST_SLOT: usize = 100;
/// Words of a bracketed slot at the most.
const MOST_WORDS: usize = 7;

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    for (row, line) in page.lines.iter().enumerate() {
        if line.kind == Kind::Code {
            continue;
        }
        if page.signals.get(Signal::Brackets, row) > 0 {
            brackets(page, row, found);
        }
        if may_hold_syntax(page, row) {
            found.extend(
                SYNTAX
                    .find_iter(line.text)
                    .map(|slot| finding(page, row, slot.range())),
            );
        }
    }
    found.sort_by_key(|slot| slot.span.start);
    let slots = found.len();
    for (row, hit) in page.phrases(Role::Placeholder) {
        let phrase = finding(page, row, hit.start..hit.end);
        // "[insert name here]" is found as a slot already.
        let after = found[..slots].partition_point(|slot| slot.span.start <= phrase.span.start);
        let inside = after > 0 && found[after - 1].span.end >= phrase.span.end;
        if page.lines[row].kind != Kind::Code && !inside {
            found.push(phrase);
        }
    }
}

/// A finding at these bytes of the line.
fn finding(page: &Page<'_, '_>, row: usize, at: Range<usize>) -> Finding {
    let line = &page.lines[row];
    let message = format!(
        "`{}` was never filled in: put the text it stands for, or cut it",
        &line.text[at.clone()]
    );
    let span = Span {
        start: line.span.start + at.start,
        end: line.span.start + at.end,
    };
    Finding::span(row, span, message)
}

/// Most lines hold none of the marks that template syntax needs, nor a word in capitals with one of the marks that go
/// with it; that spares them the pattern.
fn may_hold_syntax(page: &Page<'_, '_>, row: usize) -> bool {
    let bytes = page.lines[row].text.as_bytes();
    let has = |signal| page.signals.get(signal, row) > 0;
    // The share of a few symbols among very many characters is 0.
    let long = page.signals.lines[row].chars > 255;
    let bracketed = has(Signal::Brackets) || has(Signal::Separators);
    let marked = bracketed || long || has(Signal::Symbols);
    if (long || has(Signal::AllCaps)) && (marked || has(Signal::Colons) || has(Signal::Digits)) {
        return true;
    }
    marked && memchr::memchr3(b'{', b'<', b'%', bytes).is_some()
        || bracketed && INSERT.iter().any(|order| order.find(bytes).is_some())
}

/// Round brackets are too common to look into each.
static INSERT: Lazy<[Finder<'static>; 2]> =
    Lazy::new(|| [Finder::new("(insert "), Finder::new("(Insert ")]);

/// Finds `[Name]`, `[Mayor's Name]`, `[insert date]`, `［担当者名］`: short texts in square brackets that begin or end with a
/// word of templates.
fn brackets(page: &Page<'_, '_>, row: usize, found: &mut Vec<Finding>) {
    let text = page.lines[row].text;
    for (open, close) in [('[', ']'), ('［', '］')] {
        let mut at = 0;
        let mut quotes = Quotes::default();
        while let Some(start) = text[at..].find(open).map(|found| at + found) {
            quotes.read(&text[quotes.read..start]);
            at = start + open.len_utf8();
            let Some(inner) = text[at..].find([open, close]).map(|found| at..at + found) else {
                break;
            };
            let end = inner.end + close.len_utf8();
            if inner.len() <= LONGEST_SLOT
                && text[inner.end..].starts_with(close)
                && is_slot(text, &inner, quotes.is_open())
                && !text[end..].starts_with('(')
            {
                found.push(finding(page, row, start..end));
            }
            at = inner.end;
        }
    }
}

fn is_slot(text: &str, at: &Range<usize>, quoted: bool) -> bool {
    let inner = text[at.clone()].trim();
    let hits = Lexicon::inner().find(inner, Role::Slot);
    let normal = words::normalize(inner);
    let edge = hits
        .iter()
        .any(|hit| hit.start == 0 || inner[hit.end..].chars().all(|c| !c.is_alphanumeric()));
    if !edge || normal.split(' ').count() > MOST_WORDS {
        return false;
    }
    !is_remark(&normal) && !is_insertion(inner, quoted)
}

/// "[name withheld]": an editor's remark about what is not there.
fn is_remark(normal: &str) -> bool {
    const REMARKS: [&str; 9] = [
        "withheld",
        "redacted",
        "unknown",
        "omitted",
        "removed",
        "changed",
        "deleted",
        "illegible",
        "sic",
    ];
    normal.split(' ').any(|word| REMARKS.contains(&word))
}

/// Words in brackets inside a quotation are the editor's: "[the minister's name] was never mentioned". A slot stands
/// outside quotation marks or is written with a capital.
fn is_insertion(inner: &str, quoted: bool) -> bool {
    const DETERMINERS: [&str; 9] = [
        "the", "a", "an", "his", "her", "their", "its", "this", "that",
    ];
    let lower_case = !inner.chars().any(char::is_uppercase);
    let determined = inner
        .split(' ')
        .next()
        .is_some_and(|word| DETERMINERS.contains(&word));
    lower_case && (determined || quoted)
}

/// Whether a quotation is open, counted on as a line is read.
#[derive(Default)]
struct Quotes {
    /// How many bytes were read.
    read: usize,
    curly: i64,
    straight: usize,
}

impl Quotes {
    fn read(&mut self, text: &str) {
        self.read += text.len();
        for c in text.chars() {
            match c {
                '“' => self.curly += 1,
                '”' => self.curly -= 1,
                '"' => self.straight += 1,
                _ => {}
            }
        }
    }

    fn is_open(&self) -> bool {
        self.curly > 0 || self.straight % 2 == 1
    }
}
