//! What each character is: by Python, which the filters of others are written in, and by the tables of their authors.
//!
//! Python tells letters by general category, Rust by the property Alphabetic: vowel signs and circled letters are letters here
//! and not there. Where the two differ, these are Python's.

// One range a line would be a thousand lines.
#[rustfmt::skip]
mod tables;

use once_cell::sync::Lazy;
use regex::Regex;

use tables::{CASED, DECOMPOSED, DIGITS, ICONS, LATER, NUMERALS, PUNCTUATION, TERMINAL, UNCASED};

/// White space as `str.split` and `str.strip` have it: Unicode's and the four separators of ASCII.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// `text` without white space at its ends.
pub(super) fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The width in bytes of the white space at `at`; 0 if there stands none.
#[inline]
pub(super) fn space_at(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(&byte) if MAY_BE_SPACE[usize::from(byte)] => wide_space_at(text, at),
        _ => 0,
    }
}

fn wide_space_at(text: &str, at: usize) -> usize {
    let first = text.get(at..).and_then(|rest| rest.chars().next());
    first.filter(|&c| is_space(c)).map_or(0, char::len_utf8)
}

/// First bytes of white space, and of few other characters.
static MAY_BE_SPACE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0x09;
    while byte <= 0x20 {
        table[byte] = byte <= 0x0d || byte >= 0x1c;
        byte += 1;
    }
    table[0xc2] = true;
    table[0xe1] = true;
    table[0xe2] = true;
    table[0xe3] = true;
    table
};

/// Where the white space behind `at` begins; the end of the text if there is none.
#[inline]
pub(super) fn next_space(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    while let Some(&byte) = bytes.get(at) {
        if MAY_BE_SPACE[usize::from(byte)] && wide_space_at(text, at) > 0 {
            break;
        }
        at += 1;
    }
    at
}

/// The pieces of `text` between white space.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|piece| !piece.is_empty())
}

/// The lines as `str.splitlines` cuts them, without their ends, and where each begins.
pub(super) fn split_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let begin = start;
        let end = line_end(text, begin);
        let width = match &text[end..] {
            ending if ending.starts_with("\r\n") => 2,
            ending => ending.chars().next().map_or(0, char::len_utf8),
        };
        start = end + width;
        Some((begin, &text[begin..end]))
    })
}

/// Where the line that begins at `begin` ends.
fn line_end(text: &str, begin: usize) -> usize {
    let mut at = begin;
    loop {
        let rest = text.as_bytes()[at..].iter();
        let Some(next) = rest
            .clone()
            .position(|&byte| MAY_END_LINE[usize::from(byte)])
        else {
            return text.len();
        };
        at += next;
        if text[at..].starts_with(ends_line) {
            return at;
        }
        at += 1;
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
}

/// First bytes of characters that end lines, and of few others.
static MAY_END_LINE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0x0a;
    while byte <= 0x1e {
        table[byte] = byte <= 0x0d || byte >= 0x1c;
        byte += 1;
    }
    table[0xc2] = true;
    table[0xe2] = true;
    table
};

fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The number of code points.
pub(super) fn count(text: &str) -> usize {
    // All bytes but those inside characters.
    text.bytes().filter(|&byte| byte & 0xc0 != 0x80).count()
}

/// The number of capitals.
pub(super) fn count_capitals(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_uppercase).count();
    }
    text.chars().filter(|c| c.is_uppercase()).count()
}

/// The number of numerals.
pub(super) fn count_numerals(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_digit).count();
    }
    text.chars().filter(|&c| is_numeric(c)).count()
}

/// Whether the general category is a letter (`str.isalpha` for one character).
pub(super) fn is_letter(c: char) -> bool {
    static LETTER: Lazy<Option<Regex>> = Lazy::new(|| Regex::new(r"^\p{L}").ok());
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    if !c.is_alphabetic() {
        return false;
    }
    // Blocks in which all that is alphabetic is a letter; others are asked for one by one.
    if matches!(c, '\u{80}'..='\u{344}' | '\u{370}'..='\u{482}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    {
        return true;
    }
    let mut bytes = [0; 4];
    LETTER
        .as_ref()
        .is_some_and(|letter| letter.is_match(c.encode_utf8(&mut bytes)))
}

/// Whether `\w` matches it.
pub(super) fn is_word(c: char) -> bool {
    c == '_' || is_letter(c) || c.is_numeric()
}

/// Whether the general category is punctuation.
pub(super) fn is_punctuation(c: char) -> bool {
    static PUNCTUATION: Lazy<Option<Regex>> = Lazy::new(|| Regex::new(r"^\p{P}").ok());
    if c.is_ascii() {
        return c.is_ascii_punctuation()
            && !matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~');
    }
    let mut bytes = [0; 4];
    PUNCTUATION
        .as_ref()
        .is_some_and(|mark| mark.is_match(c.encode_utf8(&mut bytes)))
}

/// `str.isdigit` for one character: decimal digits, and digits in circles, brackets and above the line.
pub(super) fn is_digit(c: char) -> bool {
    static DECIMAL: Lazy<Option<Regex>> = Lazy::new(|| Regex::new(r"^\p{Nd}").ok());
    if c.is_ascii() || !c.is_numeric() {
        return c.is_ascii_digit();
    }
    let mut bytes = [0; 4];
    within(DIGITS, c)
        || DECIMAL
            .as_ref()
            .is_some_and(|digit| digit.is_match(c.encode_utf8(&mut bytes)))
}

/// `str.isnumeric` for one character: all numbers, and the numerals among the ideographs.
pub(super) fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.is_numeric() || within(NUMERALS, c)
}

/// `str.isupper`: there is a letter with case, and none of them is anything but upper case.
pub(super) fn is_upper(text: &str) -> bool {
    let mut upper = false;
    for c in text.chars() {
        if c.is_lowercase() || is_title_case(c) {
            return false;
        }
        upper |= c.is_uppercase();
    }
    upper
}

/// Letters of which the first half is upper case, such as `ǅ`.
fn is_title_case(c: char) -> bool {
    matches!(
        c,
        'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}' | '\u{1fa8}'..='\u{1faf}' | 'ᾼ' | 'ῌ' | 'ῼ'
    )
}

/// The number of code points that it has when it is fully decomposed (NFD).
pub(super) fn decomposed(c: char) -> usize {
    let code = u32::from(c);
    if code < 0xc0 {
        return 1;
    }
    if let Some(syllable) = code.checked_sub(0xac00).filter(|&it| it < 11_172) {
        // A syllable of Hangul is two or three of its letters.
        return if syllable % 28 == 0 { 2 } else { 3 };
    }
    let at = DECOMPOSED.partition_point(|&(_, last, _)| last < code);
    DECOMPOSED
        .get(at)
        .filter(|&&(first, ..)| first <= code)
        .map_or(1, |&(.., count)| usize::from(count))
}

/// A mark that ends sentences in some script: what datatrove counts as the end of a line.
pub(super) fn is_terminal(c: char) -> bool {
    match c {
        '.' | '!' | '?' => true,
        _ => !c.is_ascii() && within(TERMINAL, c),
    }
}

/// A mark at which spaCy's sentencizer ends a sentence: those that were known to Unicode 11 or so.
pub(super) fn ends_sentence(c: char) -> bool {
    is_terminal(c) && !within(LATER, c)
}

/// What datatrove calls punctuation. A word of nothing else is not counted.
pub(super) fn is_symbol(c: char) -> bool {
    match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => SYMBOLS[usize::from(byte)],
        _ => within(PUNCTUATION, c) || within(TERMINAL, c),
    }
}

static SYMBOLS: [bool; 128] = {
    let mut table = [false; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_punctuation()
            || (byte.is_ascii_control() && byte != b'\t' && byte != b'\n');
        byte += 1;
    }
    table
};

/// A letter to spaCy's rules: of the alphabets it lists, not of all there are.
pub(super) fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    within(CASED, c) || within(UNCASED, c)
}

/// One that may stand where a lower-case letter must. In scripts without case all do.
pub(super) fn is_alpha_lower(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_lowercase();
    }
    (within(CASED, c) && (c.is_lowercase() || c == 'ʔ')) || within(UNCASED, c)
}

/// One that may stand where a capital must.
pub(super) fn is_alpha_upper(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_uppercase();
    }
    (within(CASED, c) && c.is_uppercase()) || within(UNCASED, c)
}

/// Symbols that spaCy cuts off and cuts at: the category So of an older Unicode.
pub(super) fn is_icon(c: char) -> bool {
    !c.is_ascii() && within(ICONS, c)
}

fn within(table: &[(u32, u32)], c: char) -> bool {
    let code = u32::from(c);
    let at = table.partition_point(|&(_, last)| last < code);
    table.get(at).is_some_and(|&(first, _)| first <= code)
}
