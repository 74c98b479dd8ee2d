//! Slots in brackets: `[Name]`, `[insert date]`, `［担当者名］`, `[[city]]`, `(Your Company)`.

use std::ops::Range;

use super::super::quotes::Line;
use super::slot::{self, LONGEST, Surroundings};
use super::{Family, Slot};

/// Adds the slots in square brackets of a line. A line of very many brackets is read once: each bracket is looked at up to the
/// next one.
pub(super) fn square(line: &Line<'_>, english: bool, found: &mut Vec<Slot>) {
    let text = line.text;
    for (open, close) in [('[', ']'), ('［', '］'), ('【', '】')] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|found| at + found) {
            at = start + open.len_utf8();
            let Some(inner) = text[at..].find([open, close]).map(|found| at..at + found) else {
                break;
            };
            let end = inner.end + close.len_utf8();
            if text[inner.end..].starts_with(close) && stands_free(text, start, end) {
                found.extend(read(line, start..end, inner.clone(), english));
            }
            at = inner.end;
        }
    }
}

/// What the bracket is, if it is no remark.
fn read(line: &Line<'_>, whole: Range<usize>, inner: Range<usize>, english: bool) -> Option<Slot> {
    let words = line.text[inner].trim();
    if words.len() > LONGEST {
        return None;
    }
    // Headings and labels stand in these.
    if line.text[whole.clone()].starts_with('【') {
        return slot::is_order(words).then(|| Slot::new(whole, Family::Bracket));
    }
    let object = words
        .strip_prefix("object ")
        .is_some_and(|name| name.starts_with(char::is_uppercase) && !name.contains(' '));
    if object {
        return Some(Slot::new(whole, Family::Value));
    }
    let (before, after) = (line.before(whole.start), line.after(whole.end));
    // `[[city]]`, where wiki text has links to articles.
    if before.ends_with('[') && after.starts_with(']') {
        let outer = whole.start - 1..whole.end + 1;
        return is_double(words, english).then(|| Slot::new(outer, Family::Variable));
    }
    if before.ends_with('[') || after.starts_with(']') {
        return None;
    }
    let around = Surroundings {
        quoted: line.is_quoted(whole.start),
        in_sentence: follows_preposition(before),
        insertion: opens_sentence(before) || names_follow(after),
        // "em [data]" is no English.
        english: english
            && !matches!(
                last_word(before),
                "em" | "na"
                    | "da"
                    | "en"
                    | "del"
                    | "di"
                    | "von"
                    | "zum"
                    | "im"
                    | "le"
                    | "du"
                    | "des"
                    | "el"
            ),
    };
    // "[Photo: the harbour]" is a label with its text.
    let labelled = words
        .split_once(':')
        .is_some_and(|(label, text)| !begins_with_order(label) && !asks(text));
    let blank = is_blank(words, before);
    // `[existing_name]` is of a grammar where code is talked of.
    let family = if words.contains('_') {
        Family::Variable
    } else {
        Family::Bracket
    };
    (blank || !labelled && slot::is_slot(words, around)).then(|| Slot::new(whole, family))
}

/// A label that tells what to do, as "Insert photo: the harbour" does.
fn begins_with_order(label: &str) -> bool {
    let around = Surroundings {
        quoted: true,
        ..Surroundings::default()
    };
    slot::is_slot(label, around) && label.trim().contains(' ')
}

/// "Image: add caption", "Source: insert URL", "Photo: TK".
fn asks(text: &str) -> bool {
    let text = text.trim();
    slot::is_order(text) || matches!(text, "TK" | "TBD" | "TBC" | "TODO" | "XX" | "XXX")
}

/// `[X]`, `[XX]`, `[●]`, `[___]`: the blanks of contracts and drafts. A list begins its items with `[X]`.
fn is_blank(words: &str, before: &str) -> bool {
    let only = |wanted: &[char]| words.chars().all(|c| wanted.contains(&c));
    let crossed = only(&['X', '%', '$', ',', '.', '-']) && words.contains('X');
    let blank = !words.is_empty() && (only(&['●', '•']) || words.len() > 1 && only(&['_']));
    blank || crossed && (words.len() > 1 || in_sentence(before, " "))
}

/// `[[first_name]]`, `[[CITY]]`: no name of an article.
fn is_double(words: &str, english: bool) -> bool {
    let around = Surroundings {
        insertion: true,
        english,
        ..Surroundings::default()
    };
    !words.contains([':', '#', '/']) && slot::is_slot(words, around)
}

/// An index stands behind a name, a link before its address; what a reference goes on with is its address.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = &text[end..];
    !before
        .is_some_and(|c| c.is_alphanumeric() && c.is_ascii() || matches!(c, '_' | ')' | '\\' | '`'))
        && !after.starts_with(['(', '[', '`'])
        && !after.strip_prefix(':').is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with("http") || rest.starts_with(['/', '<', '#'])
        })
}

/// Whether words in lower case stand around it.
pub(super) fn in_sentence(before: &str, after: &str) -> bool {
    let lower = |c: Option<char>| {
        c.is_some_and(|c| c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase())
    };
    let word = last_word(before);
    let lead = lower(word.chars().next()) && lower(word.chars().next_back());
    let goes_on = after.starts_with(' ') && lower(after.trim_start().chars().next());
    lead && goes_on || follows_preposition(before)
}

fn last_word(before: &str) -> &str {
    before
        .trim_end()
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
}

/// Whether the word before is one that a sentence cannot end with: what follows belongs to it.
fn follows_preposition(before: &str) -> bool {
    PREPOSITIONS.contains(&last_word(before))
}

/// Whether a sentence begins here.
fn opens_sentence(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '“', '"', '„', '«', '‘', '\'', '—', '–']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '…'])
}

/// "[President] Smith": an editor added what the speaker left out.
fn names_follow(after: &str) -> bool {
    after
        .strip_prefix(' ')
        .is_some_and(|after| after.starts_with(char::is_uppercase))
}

/// Words that slots in round brackets begin with, in lower case.
const ORDERS: [&str; 19] = [
    "insert ",
    "your ",
    "enter ",
    "add ",
    "name of ",
    "company name",
    "placeholder",
    "ihr ",
    "hier ",
    "insérer ",
    "votre ",
    "insertar ",
    "inserte ",
    "inserire ",
    "inserisci ",
    "inserir ",
    "insira ",
    "wstaw ",
    "вставить ",
];

/// Adds the slots in round brackets. These are too common to look into each: only what begins as an order is.
pub(super) fn round(text: &str, english: bool, found: &mut Vec<Slot>) {
    for start in memchr::memchr_iter(b'(', text.as_bytes()) {
        let rest = &text[start + 1..];
        let orders = |order: &&str| {
            rest.as_bytes()
                .get(..order.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(order.as_bytes()))
        };
        if !ORDERS.iter().any(orders) {
            continue;
        }
        let Some(length) = rest
            .bytes()
            .take(LONGEST)
            .position(|byte| matches!(byte, b'(' | b')'))
        else {
            continue;
        };
        let inner = &rest[..length];
        let order = ["insert", "inser", "einf", "wstaw", "встав"];
        let ordered = order
            .iter()
            .any(|order| inner.to_lowercase().starts_with(order));
        let capitals = inner
            .split(' ')
            .all(|word| word.len() < 4 || word.starts_with(char::is_uppercase));
        // "(your correspondent sang along)", "(insert joke here)": people write so.
        let named = slot::is_named(inner, english);
        if rest[length..].starts_with(')') && named && (ordered || capitals) {
            found.push(Slot::new(start..start + length + 2, Family::Bracket));
        }
    }
}

/// Words that a sentence cannot end with, and those that ask to follow a link.
#[rustfmt::skip]
const PREPOSITIONS: [&str; 110] = [
    "click", "contact", "use", "open", "follow", "to", "at", "by", "from", "of", "in", "on", "with", "see", "visit",
    "about", "for", "than", "is", "are", "was", "via", "zu", "bei", "von", "mit", "an", "auf", "à", "de", "par",
    "selon", "según", "por", "di", "da", "secondo", "segundo", "volgens", "według", "согласно", "en", "le", "la", "les",
    "du", "des", "au", "el", "los", "las", "del", "al", "con", "para", "il", "lo", "dal", "dalla", "alla", "nel", "nella",
    "em", "no", "na", "do", "dos", "das", "ao", "à", "com", "pela", "pelo", "een", "het", "van", "naar", "voor", "op", "der",
    "die", "das", "dem", "den", "im", "am", "zum", "zur", "vom", "nach", "für", "über", "w", "we", "z", "ze", "od", "dla",
    "под", "для", "от", "из", "на", "у", "på", "av", "från", "til", "fra", "di",
];
