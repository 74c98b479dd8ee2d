//! The one way text is cut into words, for the lexicons, the signals and the rules alike.
//!
//! A word is a run of letters, digits, combining marks and inner apostrophes; in scripts written without spaces
//! (Chinese, Japanese, Thai, Lao, Khmer, Burmese) it is one character. Words compare by hash: letter case is folded,
//! `’` equals `'`, and every run of digits counts as one `0`.
//!
//! Invariant: one pass, no allocation, time linear in the text.

mod classes;
mod normal;
#[cfg(test)]
mod tests;

use classes::{ASCII, Class, class};
pub(crate) use normal::{count, normalize};

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

impl Mark {
    pub(crate) const COUNT: usize = Self::Symbol as usize + 1;
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

/// A word of nothing but ASCII letters: what most of most texts consists of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters {
    pub hash: u64,
    pub start: usize,
    pub end: usize,
    pub upper: u32,
    pub capital: bool,
}

/// Receives the words and marks of a text, in order.
pub(crate) trait Sink {
    fn word(&mut self, word: &Word);
    fn mark(&mut self, mark: Mark, c: char, at: usize);

    /// A word of ASCII letters, for sinks that have a short way for it.
    fn letters(&mut self, letters: Letters) {
        let count = (letters.end - letters.start) as u32;
        self.word(&Word {
            hash: letters.hash,
            start: letters.start,
            end: letters.end,
            chars: count,
            letters: count,
            upper: letters.upper,
            capital: letters.capital,
            ..Word::EMPTY
        });
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of every number.
const NUMBER: u64 = mix(SEED, b'0' as u32);

/// FNV-1a over characters.
const fn mix(hash: u64, c: u32) -> u64 {
    (hash ^ c as u64).wrapping_mul(PRIME)
}

/// Cuts `text` and hands its words and marks to `sink`.
///
/// Words of ASCII letters and plain numbers are read here, as they are nearly all there is; everything else goes
/// character by character through [`unusual_word`], which would answer the same for those two.
#[inline]
pub(crate) fn scan(text: &str, sink: &mut impl Sink) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            let letters = letters(bytes, at);
            let end = letters.end;
            // What stands behind most words is a space.
            if bytes.get(end) == Some(&b' ') {
                sink.letters(letters);
                sink.mark(Mark::Space, ' ', end);
                at = end + 1;
            } else if continues(text, end) {
                at = unusual_word(text, at, sink);
            } else {
                sink.letters(letters);
                at = end;
            }
        } else if byte == b' ' {
            sink.mark(Mark::Space, ' ', at);
            at += 1;
        } else if byte >= 0x80 {
            at = beyond_ascii(text, at, sink);
        } else if let Class::Mark(mark) = ASCII[usize::from(byte)] {
            sink.mark(mark, byte as char, at);
            at += 1;
        } else {
            at = number(text, at, sink);
        }
    }
}

/// Reads the word that starts with the digit at `start` and returns where it ends.
fn number(text: &str, start: usize, sink: &mut impl Sink) -> usize {
    let digits = text.as_bytes()[start..].iter();
    let count = digits.take_while(|byte| byte.is_ascii_digit()).count();
    let end = start + count;
    if continues(text, end) {
        return unusual_word(text, start, sink);
    }
    sink.word(&Word {
        hash: NUMBER,
        start,
        end,
        chars: count as u32,
        digits: count as u32,
        ..Word::EMPTY
    });
    end
}

/// Reads the word or mark at `at`, a character beyond ASCII, and returns where it ends.
fn beyond_ascii(text: &str, at: usize, sink: &mut impl Sink) -> usize {
    let Some(c) = text[at..].chars().next() else {
        return text.len();
    };
    let end = at + c.len_utf8();
    match class(c).0 {
        Class::Mark(mark) => {
            sink.mark(mark, c, at);
            // The sign is a word as well, so that phrases may hold it.
            if mark == Mark::Copyright {
                sink.word(&Word {
                    hash: mix(SEED, c as u32),
                    start: at,
                    end,
                    chars: 1,
                    ..Word::EMPTY
                });
            }
            end
        }
        _ => unusual_word(text, at, sink),
    }
}

/// The ASCII letters from `start` on, where at least one stands: eight at a time.
#[inline(always)]
#[expect(clippy::inline_always, reason = "most of all work on a text")]
fn letters(bytes: &[u8], start: usize) -> Letters {
    let (mut hash, mut upper, mut at) = (SEED, 0, start);
    let mut chunk = eight(bytes, at);
    let capital = chunk & 0x20 == 0;
    loop {
        let others = not_letters(chunk);
        // All bits below the first byte that is no letter; all, if each is one.
        let mask = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        if at == start || mask != 0 {
            hash = mix_chunk(hash, (chunk | LOWER) & mask);
        }
        // One bit a capital; the product's highest byte is the sum of its bytes.
        let capitals = (!chunk & LOWER & mask) >> 5;
        upper += (capitals.wrapping_mul(0x0101_0101_0101_0101) >> 56) as u32;
        if others != 0 {
            at += others.trailing_zeros() as usize / 8;
            break;
        }
        at += 8;
        chunk = eight(bytes, at);
    }
    Letters {
        hash,
        start,
        end: at,
        upper,
        capital,
    }
}

/// Whether a word of letters or digits may go on with the character at `at`. A joiner inside a word, and an apostrophe,
/// are looked at more closely by [`unusual_word`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for every word")]
fn continues(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(&byte) if !ENDS_WORD[usize::from(byte)] => continues_past_letters(&text[at..]),
        _ => false,
    }
}

/// Marks of ASCII but the apostrophe.
static ENDS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = !byte.is_ascii_alphanumeric() && byte != b'\'';
        byte += 1;
    }
    table
};

/// The same for any other character than those.
fn continues_past_letters(rest: &str) -> bool {
    let Some(c) = rest.chars().next() else {
        return false;
    };
    if is_apostrophe(c) {
        return starts_with_letter(&rest[c.len_utf8()..]);
    }
    match class(c).0 {
        Class::Mark(_) => is_joiner(c),
        Class::Unspaced => false,
        _ => true,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Characters inside words that are no part of their spelling: zero-width joiner and non-joiner, soft hyphen.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}')
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

/// The eight bytes from `at` on, those beyond the end of the text 0.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    if let Some(eight) = bytes.get(at..at + 8).and_then(<[u8]>::first_chunk) {
        return u64::from_le_bytes(*eight);
    }
    last_bytes(bytes, at)
}

#[cold]
fn last_bytes(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match bytes.last_chunk() {
        // The last eight bytes of the text, without those that stand before `at`.
        Some(&eight) if !rest.is_empty() => u64::from_le_bytes(eight) >> (64 - 8 * rest.len()),
        _ => rest
            .iter()
            .rev()
            .fold(0, |chunk, &byte| chunk << 8 | u64::from(byte)),
    }
}

/// The highest bit of every byte that is no ASCII letter.
#[inline]
fn not_letters(chunk: u64) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Each byte apart: at least `a` and below `{` once capitals are folded; bytes beyond ASCII are no letters here.
    let folded = (chunk | LOWER) & !HIGH;
    let from_a = folded + 0x1f1f_1f1f_1f1f_1f1f;
    let beyond_z = folded + 0x0505_0505_0505_0505;
    (!from_a | beyond_z | chunk) & HIGH
}

/// The token of `www`.
pub(crate) const WWW: u32 = token(mix_chunk(SEED, 0x77_7777));

/// A word as the lexicons, the signals and the model know it: 32 well-mixed bits of its hash. Of a vocabulary of 100,000
/// words about one shares its token with another.
pub(crate) const fn token(hash: u64) -> u32 {
    // The hash of letters is mixed upwards, that of other words downwards: a product's higher half is fit for both.
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

const fn mix_chunk(hash: u64, chunk: u64) -> u64 {
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
#[inline]
fn next_char(rest: &str, word: &mut Word, after_digit: &mut bool) -> Option<usize> {
    if let Some(&byte) = rest.as_bytes().first()
        && byte.is_ascii_alphabetic()
    {
        let upper = byte.is_ascii_uppercase();
        word.letters += 1;
        word.upper += u32::from(upper);
        word.capital |= upper && word.chars == 0;
        word.chars += 1;
        word.hash = mix(word.hash, u32::from(byte | 0x20));
        *after_digit = false;
        return Some(1);
    }
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
            if is_joiner(c) && word.chars > 0 {
                return Some(width);
            }
            let inner = is_apostrophe(c) && word.chars > 0 && starts_with_letter(&rest[width..]);
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

/// Whether a letter is of a script written without spaces, in which it is a word by itself.
pub(crate) fn is_unspaced(c: char) -> bool {
    class(c).0 == Class::Unspaced
}

fn starts_with_letter(text: &str) -> bool {
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        return true;
    }
    text.chars()
        .next()
        .is_some_and(|c| matches!(class(c).0, Class::Lower | Class::Upper | Class::Letter))
}
