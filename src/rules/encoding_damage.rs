#![doc = include_str!("encoding_damage.md")]

mod charset;
mod escapes;
mod misread;
mod script;

use std::ops::Range;

use once_cell::sync::Lazy;
use regex::Regex;

use self::charset::Charset;
use self::escapes::Spelling;
use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::report::{Kind, Label};

pub(super) const RULE: Rule = Rule {
    name: "encoding-damage",
    level: Level::Error,
    summary: "characters that were decoded or unescaped wrongly",
    page: include_str!("encoding_damage.md"),
    check,
};

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let mut spelled = Vec::new();
    for (row, line) in page.lines.iter().enumerate() {
        // Where every character is one byte, all are ASCII.
        if page.signals.lines[row].chars != line.text.len() {
            characters(page, row, found);
        }
        if line.kind != Kind::Code
            && memchr::memchr3(b'&', b'\\', b'=', line.text.as_bytes()).is_some()
        {
            escaped(page, row, &mut spelled);
        }
    }
    // Asked last, as it reads the whole text, and most texts have nothing to ask for.
    if found.is_empty() && spelled.is_empty() {
        return;
    }
    let shown = is_about(page, &ENCODINGS);
    // Nobody shows control characters, which cannot be seen.
    let control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    let controls = |span: Span| page.document.text()[span.start..span.end].contains(control);
    found.retain(|finding| !shown || controls(finding.span));
    if !spelled.is_empty() && !shown && !is_about(page, &MARKUP) && !has_code(page) {
        found.append(&mut spelled);
    }
}

/// Words of texts that show broken characters on purpose.
static ENCODINGS: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        r"(?i-u:\b(?:unicode|utf-?(?:8|16)|mojibake|charsets?|(?:character|text) encodings?|latin-?1|windows-125[0-9])\b)",
    )
    .expect("valid pattern")
});

/// Words of texts that show how characters are spelled.
static MARKUP: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?i-u:\b(?:x?html5?|xml|markup|ampersands?|character references?|escape sequences?|quoted-printable)\b)")
        .expect("valid pattern")
});

/// Whether a line of the text holds such a word.
fn is_about(page: &Page<'_, '_>, words: &Regex) -> bool {
    let mut body = page.lines.iter().filter(|line| line.label == Label::Body);
    body.any(|line| words.is_match(line.text))
}

/// Lines of code of a document about programming.
const CODE: usize = 3;

fn has_code(page: &Page<'_, '_>) -> bool {
    let code = page.lines.iter().filter(|line| line.kind == Kind::Code);
    code.take(CODE).count() == CODE
}

/// Looks for text that was misread, and for characters that no text has.
fn characters(page: &Page<'_, '_>, row: usize, found: &mut Vec<Finding>) {
    let text = page.lines[row].text;
    let before = found.len();
    for word in misread::misread(text) {
        let what = format!("is UTF-8 that was read as {}", word.charset.name());
        // Some of it was lost before it was misread.
        let repaired = Some(word.repaired).filter(|repaired| !repaired.contains('\u{fffd}'));
        found.push(finding(page, row, word.range, &what, repaired));
    }
    let misread = found.len();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr2(0xC2, 0xEF, &bytes[at..]) {
        let start = at + next;
        at = start + 1;
        let Some(c @ ('\u{80}'..='\u{9f}' | '\u{fffd}')) = text[start..].chars().next() else {
            continue;
        };
        let run = start
            ..start
                + text[start..]
                    .chars()
                    .take_while(|&next| {
                        is_no_text(next) && (next == '\u{fffd}') == (c == '\u{fffd}')
                    })
                    .map(char::len_utf8)
                    .sum::<usize>();
        at = run.end;
        let place = page.lines[row].span.start + start;
        let words = &found[before..misread];
        let next = words.partition_point(|word| word.span.end <= place);
        if words.get(next).is_some_and(|word| word.span.start <= place) {
            continue;
        }
        if c == '\u{fffd}' {
            lost(page, row, run, found);
        } else {
            controls(page, row, run, found);
        }
    }
}

fn is_no_text(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{fffd}')
}

/// Replacement characters in a word, or several in a row; one by itself may be talked about.
fn lost(page: &Page<'_, '_>, row: usize, run: Range<usize>, found: &mut Vec<Finding>) {
    let text = page.lines[row].text;
    let beside = [
        text[..run.start].chars().next_back(),
        text[run.end..].chars().next(),
    ];
    let in_word = beside.into_iter().flatten().any(char::is_alphanumeric);
    if in_word || run.len() > '\u{fffd}'.len_utf8() {
        let what = "stands for a character that was lost in decoding";
        found.push(finding(page, row, run, what, None));
    }
}

/// Control characters: what is left of quotation marks and dashes of windows-1252 that were read as Latin-1.
fn controls(page: &Page<'_, '_>, row: usize, run: Range<usize>, found: &mut Vec<Finding>) {
    let text = &page.lines[row].text[run.clone()];
    let meant = text.chars().map(|c| Charset::character(u32::from(c) as u8));
    let repaired: String = meant.filter(|c| !c.is_control()).collect();
    let what = "is windows-1252 that was read as Latin-1: control characters";
    found.push(finding(page, row, run, what, Some(repaired)));
}

/// Looks for characters that are spelled.
fn escaped(page: &Page<'_, '_>, row: usize, found: &mut Vec<Finding>) {
    let text = page.lines[row].text;
    // Objects of scripts spell their strings so by right.
    if text.trim_start().starts_with(['{', '[', '<']) {
        return;
    }
    for escape in escapes::escapes(text) {
        if in_address(text, escape.range.start) {
            continue;
        }
        let what = match escape.spelling {
            Spelling::Entity => "is a character entity of HTML",
            Spelling::Backslash => "is an escape of program text",
            Spelling::QuotedPrintable => "is the quoted-printable encoding of mail",
        };
        found.push(finding(page, row, escape.range, what, Some(escape.read)));
    }
}

/// Bytes of a web address that are looked at.
const ADDRESS: usize = 400;

/// Whether what stands there is part of a web address.
fn in_address(text: &str, at: usize) -> bool {
    let near = (at.saturating_sub(ADDRESS)..=at).find(|&start| text.is_char_boundary(start));
    let before = &text[near.unwrap_or(at)..at];
    let word = before.rsplit(char::is_whitespace).next();
    word.is_some_and(|word| word.contains("://") || word.contains("www."))
}

/// Characters of a text that a message shows.
const SHOWN: usize = 40;

fn finding(
    page: &Page<'_, '_>,
    row: usize,
    at: Range<usize>,
    what: &str,
    repaired: Option<String>,
) -> Finding {
    let line = &page.lines[row];
    let broken = shown(&line.text[at.clone()]);
    let todo = match &repaired {
        Some(repaired) if repaired.chars().all(is_invisible) => "drop it".to_owned(),
        Some(repaired) if repaired.trim().is_empty() => "put a space".to_owned(),
        Some(repaired) => format!("put `{}`", shown(repaired)),
        None => "fetch the text again and decode it as what it is".to_owned(),
    };
    let span = Span {
        start: line.span.start + at.start,
        end: line.span.start + at.end,
    };
    let finding = Finding::span(row, span, format!("`{broken}` {what}: {todo}"));
    match repaired {
        Some(repaired) => finding.suggesting(repaired),
        None => finding,
    }
}

/// Joiners and marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The beginning of a text, with control characters as numbers.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for (c, place) in text.chars().zip(0..) {
        if place == SHOWN {
            shown.push('…');
            break;
        }
        if c.is_control() {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use crate::{Detector, Document};

    /// The text of each issue and its suggestion.
    fn issues(text: &str) -> Vec<(String, Option<String>)> {
        let detector = Detector::builder()
            .rules(["encoding-damage"])
            .build()
            .unwrap();
        let document = Document::from_text(text);
        let issues = detector.analyze(&document).issues;
        issues
            .into_iter()
            .map(|issue| (issue.text.to_owned(), issue.suggestion))
            .collect()
    }

    #[test]
    fn brackets_of_addresses_are_read_back_whole() {
        let found = issues(
            "Write to the address â\u{9f}¨pier@harbour.exampleâ\u{9f}© if the gate is shut, the board said.",
        );
        let read: Vec<&str> = found
            .iter()
            .filter_map(|(_, read)| read.as_deref())
            .collect();
        assert_eq!(read, ["⟨pier@harbour.example⟩"]);
    }

    #[test]
    fn any_white_space_may_stand_before_an_escape() {
        let found = issues(
            "The pier\u{a0}&lt; was\u{3000}&gt; rebuilt\u{2003}&amp; opened in May, the board said.",
        );
        let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["&lt;", "&gt;", "&amp;"]);
    }

    #[test]
    fn an_issue_says_what_its_span_should_read() {
        let found = issues(
            "The cafÃ© at the pier isn\u{92}t open &amp; the owner�s daughter is not there.",
        );
        let expected = [
            ("cafÃ©", Some("café")),
            ("\u{92}", Some("’")),
            ("&amp;", Some("&")),
            ("�", None),
        ];
        let expected = expected.map(|(text, read)| (text.to_owned(), read.map(str::to_owned)));
        assert_eq!(found, expected);
    }

    #[test]
    fn nothing_is_offered_where_a_part_was_lost() {
        let found = issues("The harbour office said that the cafï¿½ at the pier opens on Sunday.");
        assert_eq!(found, [("cafï¿½".to_owned(), None)]);
    }

    #[test]
    fn a_suggestion_is_serialised_where_there_is_one() {
        let fields = |text: &str| {
            let document = Document::from_text(text);
            let detector = Detector::builder()
                .rules(["encoding-damage"])
                .build()
                .unwrap();
            serde_json::to_value(&detector.analyze(&document).issues[0]).unwrap()
        };
        assert_eq!(
            fields("The cafÃ© at the pier opens on Sunday.")["suggestion"],
            "café"
        );
        assert!(
            fields("The caf� at the pier opens on Sunday.")
                .get("suggestion")
                .is_none()
        );
    }

    #[test]
    fn control_characters_are_damage_even_in_a_text_about_encodings() {
        assert_eq!(
            issues("UTF-8 isn\u{92}t Latin-1, and “cafÃ©” shows it.").len(),
            1
        );
    }
}
