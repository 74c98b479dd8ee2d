//! The one way text is cut into words, for the lexicons, the signals and the rules alike.
//!
//! A word is a run of letters, digits, combining marks and inner apostrophes; in scripts written without spaces
//! (Chinese, Japanese, Thai, Lao, Khmer, Burmese) it is one character. Words compare by hash: letter case is folded,
//! `’` equals `'`, and every run of digits counts as one `0`.
//!
//! Invariant: one pass, no allocation, time linear in the text.

use once_cell::sync::Lazy;

/// What a character is when it is no part of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Mark {
    Invisible,
    Space,
    Terminator,
    Comma,
    Colon,
    Quote,
    Open,
    Close,
    Bullet,
    Separator,
    Slash,
    Dash,
    Copyright,
    Currency,
    At,
    Hash,
    Symbol,
}

/// A word and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub hash: u64,
    pub start: usize,
    pub end: usize,
    pub chars: u32,
    pub letters: u32,
    pub upper: u32,
    pub digits: u32,
    pub capital: bool,
    pub unspaced: bool,
}

impl Word {
    const EMPTY: Self = Self {
        hash: SEED,
        start: 0,
        end: 0,
        chars: 0,
        letters: 0,
        upper: 0,
        digits: 0,
        capital: false,
        unspaced: false,
    };
}

/// Receives the words and marks of a text, in order.
pub(crate) trait Sink {
    fn word(&mut self, word: &Word);
    fn mark(&mut self, mark: Mark, c: char, at: usize);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
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

static ASCII: [Class; 128] = {
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

fn class(c: char) -> (Class, char) {
    if c.is_ascii() {
        return (ASCII[c as usize], c.to_ascii_lowercase());
    }
    if (c as u32) < TABLED {
        return TABLE[c as usize];
    }
    let class = class_beyond_table(c);
    let folded = if class == Class::Upper {
        c.to_lowercase().next().unwrap_or(c)
    } else {
        c
    };
    (class, folded)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over characters.
fn mix(hash: u64, c: u32) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(PRIME)
}

/// Cuts `text` and hands its words and marks to `sink`.
pub(crate) fn scan(text: &str, sink: &mut impl Sink) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte < 0x80 {
            match ASCII[byte as usize] {
                Class::Mark(mark) => {
                    sink.mark(mark, byte as char, at);
                    at += 1;
                }
                _ => at = word(text, at, sink),
            }
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        match class(c).0 {
            Class::Mark(Mark::Copyright) => {
                sink.mark(Mark::Copyright, c, at);
                let end = at + c.len_utf8();
                sink.word(&Word {
                    hash: mix(SEED, c as u32),
                    start: at,
                    end,
                    chars: 1,
                    ..Word::EMPTY
                });
                at = end;
            }
            Class::Mark(mark) => {
                sink.mark(mark, c, at);
                at += c.len_utf8();
            }
            _ => at = word(text, at, sink),
        }
    }
}

/// Reads the word that starts at `start` and returns where it ends.
fn word(text: &str, start: usize, sink: &mut impl Sink) -> usize {
    let bytes = text.as_bytes();
    let mut word = Word {
        start,
        end: start,
        ..Word::EMPTY
    };
    // Most of most texts: a word of ASCII letters, eight at a time.
    let mut at = start;
    loop {
        let (letters, chunk) = leading_letters(&bytes[at..]);
        if letters > 0 {
            let mask = mask(letters);
            word.hash = mix_chunk(word.hash, (chunk | LOWER) & mask);
            let capitals = !chunk & LOWER & mask;
            // Counting bits takes a dozen steps where the processor is not known to have an instruction for it.
            if capitals != 0 {
                word.upper += capitals.count_ones();
            }
            at += letters;
        }
        if letters < 8 {
            break;
        }
    }
    let ends = bytes
        .get(at)
        .is_none_or(|&byte| byte < 0x80 && !byte.is_ascii_digit() && byte != b'\'');
    if ends && at > start {
        word.letters = (at - start) as u32;
        word.chars = word.letters;
        word.capital = bytes[start].is_ascii_uppercase();
        word.end = at;
        sink.word(&word);
        return at;
    }
    unusual_word(text, start, sink)
}

/// Reads a word with digits, apostrophes or characters beyond ASCII, character by character.
fn unusual_word(text: &str, start: usize, sink: &mut impl Sink) -> usize {
    let mut word = Word {
        start,
        end: start,
        ..Word::EMPTY
    };
    let mut after_digit = false;
    let mut at = start;
    while let Some(width) = next_char(&text[at..], &mut word, &mut after_digit) {
        at += width;
        if word.unspaced {
            break;
        }
    }
    word.end = at;
    // A word of ASCII letters has the same hash whether or not a mark behind it or a joiner inside it led here.
    let letters = text[start..at].bytes().filter(u8::is_ascii_alphabetic);
    if word.chars as usize == letters.clone().count() {
        word.hash = hash_letters(letters);
    }
    sink.word(&word);
    at
}

/// Bit 5 of every byte: set in lower-case letters, clear in capitals.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// How many of the first eight bytes are ASCII letters up to the first that is none, and those bytes.
fn leading_letters(bytes: &[u8]) -> (usize, u64) {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let chunk = match bytes.first_chunk::<8>() {
        Some(&eight) => u64::from_le_bytes(eight),
        None => bytes
            .iter()
            .rev()
            .fold(0, |chunk, &byte| chunk << 8 | u64::from(byte)),
    };
    // Each byte apart: at least `a` and below `{` once capitals are folded; bytes beyond ASCII are no letters here.
    let folded = (chunk | LOWER) & !HIGH;
    let from_a = folded + 0x1f1f_1f1f_1f1f_1f1f;
    let beyond_z = folded + 0x0505_0505_0505_0505;
    let letters = from_a & !beyond_z & !chunk & HIGH;
    (((!letters & HIGH).trailing_zeros() / 8) as usize, chunk)
}

/// The lowest `count` bytes.
fn mask(count: usize) -> u64 {
    if count >= 8 {
        u64::MAX
    } else {
        (1 << (8 * count)) - 1
    }
}

fn mix_chunk(hash: u64, chunk: u64) -> u64 {
    let mixed = (hash ^ chunk).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

fn hash_letters(letters: impl Iterator<Item = u8>) -> u64 {
    let (mut hash, mut chunk, mut held) = (SEED, 0, 0);
    for letter in letters {
        chunk |= u64::from(letter | 0x20) << (8 * held);
        held += 1;
        if held == 8 {
            (hash, chunk, held) = (mix_chunk(hash, chunk), 0, 0);
        }
    }
    if held > 0 {
        mix_chunk(hash, chunk)
    } else {
        hash
    }
}

/// Takes the first character of `rest` into the word, if it belongs there. Returns its width.
fn next_char(rest: &str, word: &mut Word, after_digit: &mut bool) -> Option<usize> {
    let c = rest.chars().next()?;
    let width = c.len_utf8();
    let (class, folded) = class(c);
    match class {
        Class::Digit => {
            if !*after_digit {
                word.hash = mix(word.hash, u32::from(b'0'));
            }
            *after_digit = true;
            word.digits += 1;
            word.chars += 1;
            return Some(width);
        }
        Class::Unspaced if word.chars > 0 => return None,
        Class::Unspaced => {
            word.unspaced = true;
            word.letters += 1;
        }
        Class::Lower | Class::Letter => word.letters += 1,
        Class::Upper => {
            word.letters += 1;
            word.upper += 1;
            word.capital |= word.chars == 0;
        }
        Class::Mark(_) => {
            // A zero-width joiner or soft hyphen inside a word is no part of its spelling.
            if matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}') && word.chars > 0 {
                return Some(width);
            }
            let inner =
                matches!(c, '\'' | '’') && word.chars > 0 && starts_with_letter(&rest[width..]);
            if !inner {
                return None;
            }
            word.hash = mix(word.hash, u32::from(b'\''));
            word.chars += 1;
            *after_digit = false;
            return Some(width);
        }
    }
    word.chars += 1;
    word.hash = mix(word.hash, folded as u32);
    *after_digit = false;
    Some(width)
}

fn starts_with_letter(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| matches!(class(c).0, Class::Lower | Class::Upper | Class::Letter))
}

/// The words of a text in their folded spelling, one space between them: the form in which lexicons hold phrases.
pub(crate) fn normalize(text: &str) -> String {
    struct Spell<'t> {
        text: &'t str,
        spelled: String,
        /// Where the word before ended, if it was a character of a script without spaces.
        unspaced_end: Option<usize>,
    }
    impl Sink for Spell<'_> {
        fn word(&mut self, word: &Word) {
            if !self.spelled.is_empty() && !(word.unspaced && self.unspaced_end == Some(word.start))
            {
                self.spelled.push(' ');
            }
            self.unspaced_end = word.unspaced.then_some(word.end);
            let mut after_digit = false;
            for c in self.text[word.start..word.end].chars() {
                let (class, folded) = class(c);
                match class {
                    Class::Digit if after_digit => continue,
                    Class::Digit => self.spelled.push('0'),
                    Class::Mark(Mark::Copyright) => self.spelled.push('©'),
                    Class::Mark(_) if matches!(c, '\'' | '’') => self.spelled.push('\''),
                    Class::Mark(_) => {}
                    _ => self.spelled.push(folded),
                }
                after_digit = class == Class::Digit;
            }
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }
    let mut spell = Spell {
        text,
        spelled: String::with_capacity(text.len()),
        unspaced_end: None,
    };
    scan(text, &mut spell);
    spell.spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Collect(Vec<Word>);
    impl Sink for Collect {
        fn word(&mut self, word: &Word) {
            self.0.push(*word);
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }

    fn hashes(text: &str) -> Vec<u64> {
        let mut words = Collect::default();
        scan(text, &mut words);
        words.0.iter().map(|word| word.hash).collect()
    }

    #[test]
    fn case_apostrophes_and_numbers_are_folded() {
        assert_eq!(
            hashes("DON’T miss 12,345 ÉTÉS"),
            hashes("don't Miss 7 9 étés")
        );
        assert_ne!(hashes("share"), hashes("shares"));
    }

    #[test]
    fn a_word_has_one_hash_however_it_is_reached() {
        // A quote behind the word sends it the long way, and so does the soft hyphen inside the third.
        for text in [
            "reconsideration",
            "Reconsideration’",
            "recon\u{ad}sideration",
            "“RECONSIDERATION”",
        ] {
            assert_eq!(hashes(text), hashes("reconsideration"), "{text}");
        }
        for short in ["a", "be", "eightltr", "nineletrs"] {
            assert_eq!(
                hashes(&format!("{short}”")),
                hashes(&format!("{short} ")),
                "{short}"
            );
        }
    }

    #[test]
    fn letters_are_told_from_their_neighbours_in_ascii() {
        for byte in 0..=255_u8 {
            let count = leading_letters(&[byte; 8]).0;
            assert_eq!(count == 8, byte.is_ascii_alphabetic(), "{byte}");
        }
    }

    #[test]
    fn normal_form_is_words_and_single_spaces() {
        assert_eq!(
            normalize(">>>Watch  this\u{a0}Video – Click Here!!"),
            "watch this video click here"
        );
        assert_eq!(
            normalize("© 2024 Foo's 1.2K e-mail 'quoted'"),
            "© 0 foo's 0 0k e mail quoted"
        );
        assert_eq!(normalize("Поделиться: ВКонтакте"), "поделиться вконтакте");
    }

    #[test]
    fn scripts_without_spaces_give_a_word_a_character() {
        assert_eq!(normalize("コメント を残す。"), "コメント を残す");
        assert_eq!(hashes("版权所有 2024").len(), 5);
    }

    #[test]
    fn a_normal_form_is_its_own_normal_form() {
        for text in ["It’s 10:30 p.m. — “fine”", "हिन्दी समाचार।", "İSTANBUL'da"]
        {
            let once = normalize(text);
            assert_eq!(normalize(&once), once);
        }
    }
}
