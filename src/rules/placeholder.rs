#![doc = include_str!("placeholder.md")]

use std::ops::Range;

use memchr::memmem::Finder;
use once_cell::sync::Lazy;
use regex::Regex;

use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::report::Kind;
use crate::signals::Signal;

pub(super) const RULE: Rule = Rule {
    name: "placeholder",
    level: Level::Error,
    summary: "a template slot that nobody filled",
    page: include_str!("placeholder.md"),
    check,
};

/// Things that a slot asks for. A bracketed text is a slot if it ends in one of these nouns.
const NOUNS: &str = "names?|surname|title|date|time|day|month|year|city|town|country|state|region|location|place|address|street|venue|company|organi[sz]ation|brand|product|industry|topic|subject|keyword|number|figure|amount|price|percentage|percent|quote|source|link|url|email|e-mail|phone number|phone|website|author|position|role|job title|age|value|text|image|photo|caption|headline|details?|description|example|reason|team|opponent|score|party|candidate|department|university|school|hospital|event|hashtag";

/// `[Name]`, `[Mayor's Name]`, `[Your City]`, `[DATE]`; `[insert date here]`; `{{ city }}`, `{first_name}`, `${x}`,
/// `%%X%%`, `__NAME__`; filler text and drafts' marks.
static SLOT: Lazy<Regex> = Lazy::new(|| {
    Regex::new(&format!(
        r"(?x)
        \[ \ ? (?: [^\[\]\s]+ \ ){{0,5}} (?i:{NOUNS}) (?: \ here | [\ /,] (?: of \ )? [^\[\]]{{1,40}} )? \ ? \]
      | [\[<(\{{] \ ? (?i: insert | add | enter | fill \ in | replace \ with | your | describe | specify | provide | include | placeholder | to \ be \ (?: added | confirmed | determined ) | tb[acd] ) (?-u:\b) [^\[\]<>(){{}}]{{0,80}} [\]>)\}}]
      | \{{\{{ [^{{}}]{{1,60}} \}}\}}
      | \$\{{ [A-Za-z0-9_.\ ]{{1,40}} \}}
      | \{{ [A-Za-z]+ (?: [_.\ ] [A-Za-z]+ ){{0,3}} \}}
      | %% [A-Za-z_]+ %%
      | %\( [A-Za-z_]+ \)[sd]
      | __ [A-Z][A-Z_]+ __
      | (?-u:\b) (?: [A-Z]+_ )+ HERE (?-u:\b)
      | (?-u:\b) (?: TODO | FIXME ) :
      | (?-u:\b) 20[0-9]{{2}} - XX - XX (?-u:\b)
        "
    ))
    .expect("valid pattern")
});

/// The words after which a bracket orders something to be put in.
static ORDER: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^. ?(?i:insert|add|enter|fill|replace|your|describe|specify|provide|include|placeholder|to be|tb[acd])").expect("valid pattern")
});

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    for (row, line) in page.lines.iter().enumerate() {
        if line.kind == Kind::Code || !may_hold_slot(page, row) {
            continue;
        }
        for slot in SLOT.find_iter(line.text) {
            if !is_insertion(line.text, slot.start(), slot.as_str()) && !is_aside(slot.as_str()) {
                found.push(finding(page, row, slot.range()));
            }
        }
    }
    for &(row, hit) in &page.signals.placeholders {
        found.push(finding(page, row, hit.start..hit.end));
    }
}

/// A finding at these bytes of the line.
fn finding(page: &Page<'_, '_>, row: usize, at: Range<usize>) -> Finding {
    let line = &page.lines[row];
    let message = format!(
        "`{}` was never filled in: put the text it stands for, or cut it",
        &line.text[at.clone()]
    );
    Finding {
        row,
        span: Span {
            start: line.span.start + at.start,
            end: line.span.start + at.end,
        },
        message,
    }
}

/// Most lines hold none of the marks that a slot needs, nor a word in capitals; that spares them the pattern.
fn may_hold_slot(page: &Page<'_, '_>, row: usize) -> bool {
    let bytes = page.lines[row].text.as_bytes();
    page.signals.get(Signal::AllCaps, row) > 0
        || memchr::memchr3(b'[', b'{', b'<', bytes).is_some()
        || memchr::memchr2(b'%', b'_', bytes).is_some()
        || INSERT.find(bytes).is_some()
}

/// Round brackets are too common to be looked at each.
static INSERT: Lazy<Finder<'static>> = Lazy::new(|| Finder::new("(insert "));

/// Words in brackets inside a quotation are the editor's: "[the minister's name] was never mentioned". A slot stands
/// outside quotation marks or is written as a title.
fn is_insertion(line: &str, start: usize, slot: &str) -> bool {
    if !slot.starts_with('[') || ORDER.is_match(slot) {
        return false;
    }
    let inner = slot.trim_matches(['[', ']', ' ']);
    let lower_case = !inner.chars().any(char::is_uppercase);
    let determiner = inner.split(' ').next().is_some_and(|word| {
        [
            "the", "a", "an", "his", "her", "their", "its", "this", "that",
        ]
        .contains(&word)
    });
    lower_case && (determiner || quoted(&line[..start]))
}

/// Whether a quotation is open at the end of `before`.
fn quoted(before: &str) -> bool {
    let curly = before.matches('“').count() > before.matches('”').count();
    curly || before.matches('"').count() % 2 == 1
}

/// Round brackets hold ordinary asides too: "(your mileage may vary)", "(add salt to taste)". Only the plain orders of a
/// template count there.
fn is_aside(slot: &str) -> bool {
    if !slot.starts_with('(') {
        return false;
    }
    let inner = slot.trim_matches(['(', ')', ' ']).to_lowercase();
    let order = inner.starts_with("insert ")
        || inner.starts_with("tb")
        || inner.starts_with("placeholder")
        || inner.starts_with("your name");
    !order
}
