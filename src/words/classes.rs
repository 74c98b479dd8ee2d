//! What each character is to the words: tables for ASCII and the alphabets near it, rules for the rest.

use once_cell::sync::Lazy;

use super::Mark;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Lower,
    Upper,
    /// A letter without case, or a mark that belongs to the letter before it.
    Letter,
    /// A letter of a script written without spaces.
    Unspaced,
    Digit,
    Mark(Mark),
}

/// Classes and lower-case forms of the characters below U+0600: Latin, Greek, Cyrillic, Armenian, Hebrew.
static TABLE: Lazy<Vec<(Class, char)>> = Lazy::new(|| {
    (0..TABLED)
        .map(|code| char::from_u32(code).map_or((Class::Letter, ' '), entry))
        .collect()
});
const TABLED: u32 = 0x600;

/// Classes of the general punctuation: quotation marks, dashes, bullets and spaces of texts that are set with care.
static PUNCTUATION: Lazy<Vec<Class>> =
    Lazy::new(|| ('\u{2000}'..='\u{206f}').map(class_beyond_table).collect());

const fn ascii_class(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' => Class::Lower,
        b'A'..=b'Z' => Class::Upper,
        b'0'..=b'9' => Class::Digit,
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Mark(Mark::Space),
        b'.' | b'!' | b'?' => Class::Mark(Mark::Terminator),
        b',' | b';' => Class::Mark(Mark::Comma),
        b':' => Class::Mark(Mark::Colon),
        b'"' | b'\'' | b'`' => Class::Mark(Mark::Quote),
        b'(' | b'[' | b'{' => Class::Mark(Mark::Open),
        b')' | b']' | b'}' => Class::Mark(Mark::Close),
        b'*' => Class::Mark(Mark::Bullet),
        b'|' | b'<' | b'>' => Class::Mark(Mark::Separator),
        b'/' | b'\\' => Class::Mark(Mark::Slash),
        b'-' => Class::Mark(Mark::Dash),
        b'$' => Class::Mark(Mark::Currency),
        b'@' => Class::Mark(Mark::At),
        b'#' => Class::Mark(Mark::Hash),
        0x21..=0x7e => Class::Mark(Mark::Symbol),
        _ => Class::Mark(Mark::Invisible),
    }
}

pub(super) static ASCII: [Class; 128] = {
    let mut table = [Class::Mark(Mark::Invisible); 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = ascii_class(byte);
        byte += 1;
    }
    table
};

fn entry(c: char) -> (Class, char) {
    let class = match c {
        '\u{a0}' => Class::Mark(Mark::Space),
        '\u{ad}' | '\u{80}'..='\u{9f}' => Class::Mark(Mark::Invisible),
        '©' => Class::Mark(Mark::Copyright),
        '¢'..='¥' | '֏' => Class::Mark(Mark::Currency),
        '«' | '»' | '¡' | '¿' => Class::Mark(Mark::Quote),
        '·' => Class::Mark(Mark::Bullet),
        '՜' | '՞' | '։' | '\u{37e}' | '\u{5c3}' => Class::Mark(Mark::Terminator),
        '՝' => Class::Mark(Mark::Comma),
        '\u{5be}' => Class::Mark(Mark::Dash),
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'
        | '\u{5c1}'
        | '\u{5c2}'
        | '\u{5c4}'
        | '\u{5c5}'
        | '\u{5c7}' => Class::Letter,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Mark(Mark::Symbol),
    };
    let mut lower = c.to_lowercase();
    // One character stays one character: the dotted capital I folds to its first half.
    (class, lower.next().unwrap_or(c))
}

/// The class of a character from U+0600 on. Only Georgian, Cherokee, Latin Extended Additional and full-width letters
/// have case there; they are left to the standard library.
#[expect(
    clippy::match_same_arms,
    reason = "the most usual characters are asked for first"
)]
fn class_beyond_table(c: char) -> Class {
    match c {
        // Most of most texts in these scripts.
        '一'..='鿿' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' => Class::Unspaced,
        'ء'..='ي' | 'ٱ'..='ۓ' | 'अ'..='ॣ' | '\u{900}'..='\u{903}' | '가'..='힣' => {
            Class::Letter
        }
        '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Class::Mark(Mark::Space),
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => Class::Mark(Mark::Invisible),
        '…' | '。' | '！' | '？' | '．' | '｡' | '؟' | '۔' | '।' | '॥' | '።' | '፧' | '။' | '៕'
        | '។' | '‼' | '⁇' | '⁈' | '⁉' => Class::Mark(Mark::Terminator),
        '،' | '؛' | '、' | '，' | '；' | '､' | '፣' | '၊' => Class::Mark(Mark::Comma),
        '：' | '፡' => Class::Mark(Mark::Colon),
        '‘'..='‟' | '‹' | '›' | '「'..='』' | '〝'..='〟' | '＂' | '＇' | '｢' | '｣' => {
            Class::Mark(Mark::Quote)
        }
        '（' | '［' | '｛' | '【' | '〔' | '〈' | '《' => Class::Mark(Mark::Open),
        '）' | '］' | '｝' | '】' | '〕' | '〉' | '》' => Class::Mark(Mark::Close),
        '•'
        | '‣'
        | '․'
        | '⁃'
        | '∙'
        | '■'..='◿'
        | '★'
        | '☆'
        | '➤'
        | '➢'
        | '・'
        | '※'
        | '✓'
        | '✔' => Class::Mark(Mark::Bullet),
        '|' | '｜' | '→' | '←' | '⟩' | '❯' | '¦' => Class::Mark(Mark::Separator),
        '‐'..='―' | '－' | '〜' | '～' => Class::Mark(Mark::Dash),
        '₠'..='⃀' | '￥' | '￡' | '﷼' => Class::Mark(Mark::Currency),
        '＠' => Class::Mark(Mark::At),
        '＃' => Class::Mark(Mark::Hash),
        '\u{e00}'..='\u{e4f}'
        | '\u{e80}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '々'..='〇'
        | 'ぁ'..='ヿ'
        | 'ㇰ'..='ㇿ'
        | '㐀'..='鿿'
        | '豈'..='﫿'
        | 'ｦ'..='ﾟ'
        | '\u{20000}'..='\u{3ffff}' => Class::Unspaced,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_alphabetic() || is_combining(c) => Class::Letter,
        _ => Class::Mark(Mark::Symbol),
    }
}

/// Vowel signs, viramas and diacritics that `char::is_alphabetic` does not cover.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{dff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

pub(super) fn class(c: char) -> (Class, char) {
    if c.is_ascii() {
        return (ASCII[c as usize], c.to_ascii_lowercase());
    }
    if (c as u32) < TABLED {
        return TABLE[c as usize];
    }
    if let Some(&class) = (c as usize)
        .checked_sub(0x2000)
        .and_then(|at| PUNCTUATION.get(at))
    {
        return (class, c);
    }
    let class = class_beyond_table(c);
    let folded = if class == Class::Upper {
        c.to_lowercase().next().unwrap_or(c)
    } else {
        c
    };
    (class, folded)
}
