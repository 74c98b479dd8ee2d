//! How well bytes fit UTF-8, and text its encoding.

use encoding_rs::Encoding;

/// How many characters beyond ASCII prove UTF-8 against the label of an encoding of several bytes a character. A
/// character of GBK or EUC-KR has the form of a UTF-8 sequence about one time in ten.
const PROOF: usize = 4;
/// How many sound characters outweigh a malformed place, against a label.
const OUTWEIGHS: usize = 16;
/// How many characters of another encoding stand for a malformed place. More than for UTF-8: of pairs of bytes that
/// are not of an encoding, half or more have a character in it by chance.
const TOLERATED: usize = 8;

/// How well bytes fit UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// Characters beyond ASCII.
    sound: usize,
    /// Places that are no UTF-8, an unfinished character at the end left out.
    malformed: usize,
    /// Whether the bytes end inside a character.
    cut: bool,
}

impl Fit {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut fit = Self {
            sound: 0,
            malformed: 0,
            cut: false,
        };
        // The usual case first: validation alone is many times faster than going through the pieces.
        if let Ok(text) = str::from_utf8(bytes) {
            fit.sound = beyond_ascii(text);
            return fit;
        }
        let mut rest = bytes;
        for chunk in bytes.utf8_chunks() {
            rest = &rest[chunk.valid().len()..];
            fit.sound += beyond_ascii(chunk.valid());
            if chunk.invalid().is_empty() {
                break;
            }
            let unfinished = rest.len() == chunk.invalid().len()
                && str::from_utf8(rest).is_err_and(|error| error.error_len().is_none());
            fit.cut |= unfinished;
            fit.malformed += usize::from(!unfinished);
            rest = &rest[chunk.invalid().len()..];
        }
        fit
    }

    /// Whether the bytes are UTF-8.
    pub(super) fn is_utf8(self) -> bool {
        self.malformed == 0 && !self.cut
    }

    /// Whether the bytes are ASCII.
    pub(super) fn is_ascii(self) -> bool {
        self.is_utf8() && self.sound == 0
    }

    /// Whether bytes that were declared to be UTF-8 may be so, with some damage.
    pub(super) fn is_likely(self) -> bool {
        self.malformed <= self.sound
    }

    /// Whether bytes of which nothing is known are UTF-8 with some damage rather than something else.
    pub(super) fn is_mostly_utf8(self) -> bool {
        self.malformed + usize::from(self.cut) < self.sound
    }

    /// Whether the bytes prove UTF-8 although they were declared to be in another encoding.
    pub(super) fn contradicts(self, encoding: &'static Encoding) -> bool {
        // In an encoding of one byte a character a UTF-8 sequence reads as a letter and a sign, such as `Ã©`: no
        // word is written so.
        let proof = if encoding.is_single_byte() { 1 } else { PROOF };
        self.sound >= proof && self.malformed * OUTWEIGHS <= self.sound
    }
}

fn beyond_ascii(text: &str) -> usize {
    // Their first bytes.
    text.bytes().filter(|&byte| byte >= 0xc0).count()
}

/// Whether text that was read under the label of another encoding is what the label says, with some damage. The last
/// character may have been cut.
pub(super) fn is_sound(text: &str) -> bool {
    let text = text
        .strip_suffix(char::REPLACEMENT_CHARACTER)
        .unwrap_or(text);
    let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
    bad * TOLERATED <= beyond_ascii(text) - bad
}
