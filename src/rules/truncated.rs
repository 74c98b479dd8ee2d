#![doc = include_str!("truncated.md")]

use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::lexicon::{Lexicon, Role};
use crate::report::{Kind, Label};
use crate::signals::Signal;

pub(super) const RULE: Rule = Rule {
    name: "truncated",
    level: Level::Warning,
    summary: "text that ends before it is finished",
    page: include_str!("truncated.md"),
    check,
};

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let last_char = page.signals.column(Signal::LastChar);
    for (row, line) in page.lines.iter().enumerate() {
        // Nearly every line of prose ends a sentence, and a piece of a text does not.
        if is_open(last_char[row])
            && (page.is_running(row) || line.kind == Kind::ListItem)
            && page.signals.lines[row].words >= PIECE
            && let Some(mark) = mark(line.text)
        {
            let message = format!(
                "the text breaks off with `{mark}`: fetch the whole text, or cut the piece"
            );
            let end = line.span.start + line.text.trim_end().len();
            let start = end - mark.len();
            found.push(Finding::span(row, Span { start, end }, message));
        }
    }
    if let Some(row) = cut_end(page)
        && found.last().is_none_or(|mark| mark.row != row)
    {
        found.push(end(page, row));
    }
}

/// Words of a line that a mark can cut.
const PIECE: usize = 6;

/// Whether a line may break off, by its last character: a full stop, question or exclamation mark ends it, and so do those before
/// a closing mark, but for three dots in brackets.
fn is_open(last_char: u8) -> bool {
    !matches!(last_char, 7 | 8)
}

/// Bytes of the end of a line in which a mark is looked for.
const TAIL: usize = 64;

/// The mark at the end of the text that says that it goes on elsewhere.
fn mark(text: &str) -> Option<&str> {
    const DOTS: [&str; 8] = [
        "[...]",
        "[…]",
        "(...)",
        "(…)",
        "[....]",
        "[..]",
        "[. . .]",
        "[&hellip;]",
    ];
    let text = text.trim_end();
    if let Some(dots) = DOTS.iter().find(|&&dots| text.ends_with(dots)) {
        // Three dots in a quotation stand for what was left out of it.
        let before = &text[..text.len() - dots.len()];
        return (!ends_in_quotation(before)).then_some(&text[before.len()..]);
    }
    let tail = &text[text.len() - last_bytes(text, TAIL)..];
    let words = tail.trim_end_matches(|c: char| !c.is_alphanumeric());
    let hits = Lexicon::inner().find(words, Role::Teaser);
    let phrase = hits
        .iter()
        .filter(|hit| hit.end == words.len())
        .min_by_key(|hit| hit.start)?;
    let before = tail[..phrase.start].trim_end();
    let after = tail[words.len()..].trim();
    // "More" ends many a sentence that has no full stop.
    let several = phrase.words > 1;
    let arrow = after.starts_with(['»', '›', '→', '>', '…', '.', '↓', '⟶', '▸']);
    let dots = before.ends_with(['…', '(', '[']) || before.ends_with("...");
    let ended = before.ends_with(|c: char| {
        !c.is_alphanumeric() && !matches!(c, ',' | ':' | ';' | '-' | '\'' | '’')
    });
    let capital = tail[phrase.start..].starts_with(char::is_uppercase);
    let apart = dots || (several || arrow) && ended || several && arrow && capital;
    let sentence = after.ends_with('.') && !after.ends_with("..");
    (apart && !sentence && !after.contains(['"', '”', '“'])).then_some(&tail[phrase.start..])
}

/// The most bytes up to `most` that are whole characters at the end.
fn last_bytes(text: &str, most: usize) -> usize {
    (0..=most.min(text.len()))
        .rev()
        .find(|&bytes| text.is_char_boundary(text.len() - bytes))
        .unwrap_or(0)
}

/// Whether a quotation that began in the text has not ended.
fn ends_in_quotation(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    // What opens in English closes behind „.
    let curly = match count('„') {
        0 => count('“') > count('”'),
        low => low > count('“') + count('”'),
    };
    curly || count('«') > count('»') || count('"') % 2 == 1
}

/// Paragraphs of a document that is known to end its sentences, and the share of them that do, in percent.
const PARAGRAPHS: usize = 4;
const ENDED: usize = 80;
/// Characters and words of a paragraph that is prose.
const LONG: usize = 60;
const WORDS: usize = 10;

/// The row of the last line of the text, where it ends inside a sentence and the text is prose that ends its sentences otherwise.
fn cut_end(page: &Page<'_, '_>) -> Option<usize> {
    let row = page
        .lines
        .iter()
        .rposition(|line| line.label == Label::Body)?;
    let prose = |row: usize| {
        let size = page.signals.lines[row];
        page.is_running(row) && size.chars >= LONG && size.words >= WORDS
    };
    if !prose(row) || !breaks_off(page, row) {
        return None;
    }
    let ends: Vec<u8> = (0..row)
        .filter(|&row| prose(row))
        .map(|row| page.signals.get(Signal::LastChar, row))
        .collect();
    let ended = ends.iter().filter(|&&end| end >= 6).count();
    (ends.len() >= PARAGRAPHS && 100 * ended >= ENDED * ends.len()).then_some(row)
}

/// Whether the line ends with a comma, a hyphen or a word that ends no sentence.
fn breaks_off(page: &Page<'_, '_>, row: usize) -> bool {
    let text = page.lines[row].text.trim_end();
    match page.signals.get(Signal::LastChar, row) {
        3 => !text.ends_with(['–', '—']) || text.ends_with(" –") || text.ends_with(" —"),
        0 | 6 => ends_with_open_word(page, text.trim_end_matches(['…', '.', ' '])),
        _ => false,
    }
}

fn ends_with_open_word(page: &Page<'_, '_>, text: &str) -> bool {
    let Some(language) = page.signals.language else {
        return false;
    };
    let word = text
        .rfind(char::is_whitespace)
        .map_or(text, |space| &text[space..])
        .trim_start();
    let lexicon = Lexicon::inner();
    // A capital at the end is a name or a grade: "vitamin A".
    word.chars().all(char::is_lowercase)
        && lexicon
            .find(word, Role::OpenEnd)
            .iter()
            .any(|&hit| hit.whole && lexicon.list(hit).language() == language)
}

/// The finding about the last words of the text.
fn end(page: &Page<'_, '_>, row: usize) -> Finding {
    let line = &page.lines[row];
    let text = line.text.trim_end();
    let last = text.rsplit(char::is_whitespace).next();
    let word = text.len() - last.map_or(0, str::len);
    let message = format!(
        "the text ends inside a sentence, with `{}`: fetch the whole text, or end it before",
        &text[word..]
    );
    let span = Span {
        start: line.span.start + word,
        end: line.span.start + text.len(),
    };
    Finding::span(row, span, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_at_the_end_and_apart() {
        for (text, expected) in [
            ("The council voted on Tuesday to rebuild the [...]", "[...]"),
            ("Er sagte „Nein“ und ging am Dienstag zu den [...]", "[...]"),
            ("The council voted on Tuesday. [&hellip;]", "[&hellip;]"),
            (
                "The council voted on Tuesday to rebuild… Read more",
                "Read more",
            ),
            ("The council voted on Tuesday. Read more »", "Read more »"),
            (
                "The council voted to rebuild the pier (continued)",
                "continued)",
            ),
            ("The council voted to rebuild the ... more", "more"),
            (
                "Der Rat stimmte am Dienstag dafür. Mehr lesen →",
                "Mehr lesen →",
            ),
            (
                "Der Rat stimmte am Dienstag dafür. Weiterlesen →",
                "Weiterlesen →",
            ),
            ("Der Rat stimmte am Dienstag für … mehr", "mehr"),
            ("Le conseil a voté mardi. Lire la suite", "Lire la suite"),
        ] {
            assert_eq!(mark(text).unwrap_or_default(), expected, "{text}");
        }
        for text in [
            "Those who want to know how it ends should read more",
            "He wrote: “We do not know [...]",
            "What the town needs is one thing: more",
            "The sign says “Read more”",
            "The programme prints the title and the link (Read more...).",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
    }

    #[test]
    fn the_tail_begins_at_a_character() {
        assert_eq!(last_bytes("ää", 3), 2);
        assert_eq!(last_bytes("ab", 9), 2);
        assert_eq!(mark(&"ä".repeat(100)), None);
    }
}
