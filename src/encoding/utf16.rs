//! UTF-16 without a byte order mark, by its zero bytes.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::memchr;

/// Bytes that are looked at.
const LOOK: usize = 4096;
/// ASCII characters that must be there: a zero byte or two end strings in other encodings.
const LEAST: usize = 4;
/// Of so many characters one must be ASCII. Even Cyrillic text has that many spaces and stops.
const SHARE: usize = 8;

/// The byte order, if the bytes can be nothing but UTF-16.
pub(super) fn proven(bytes: &[u8]) -> Option<&'static Encoding> {
    let seen = Ascii::of(bytes);
    let (most, other, order) = if seen.little > seen.big {
        (seen.little, seen.big, UTF_16LE)
    } else {
        (seen.big, seen.little, UTF_16BE)
    };
    // In the other byte order the same pairs are letters such as U+4100; some may be there.
    let clear = other * SHARE <= most;
    (most >= LEAST && most * SHARE >= seen.pairs && clear).then_some(order)
}

/// Pairs of bytes that are an ASCII character in either byte order.
#[derive(Debug, Default)]
struct Ascii {
    pairs: usize,
    little: usize,
    big: usize,
}

impl Ascii {
    fn of(bytes: &[u8]) -> Self {
        let look = &bytes[..bytes.len().min(LOOK)];
        let mut seen = Self::default();
        if memchr(0, look).is_none() {
            return seen;
        }
        for pair in look.chunks_exact(2) {
            seen.pairs += 1;
            match *pair {
                [ascii, 0] if is_text(ascii) => seen.little += 1,
                [0, ascii] if is_text(ascii) => seen.big += 1,
                _ => {}
            }
        }
        seen
    }
}

fn is_text(byte: u8) -> bool {
    byte.is_ascii_graphic() || byte.is_ascii_whitespace()
}
