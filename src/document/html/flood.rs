//! Tags with more attributes than the tokenizer can bear.
//!
//! The tokenizer compares every attribute of a tag with all before it. A tag of hundreds of thousands would hold it for minutes,
//! so that a tag is ended where it has too many. The tokenizer does not say where it is: all that is known is that a piece
//! of text had no end of a tag or comment in it. So the text is read as the inside of a tag in three ways: as if it began
//! between attributes, between double and between single quotes. One of them is right if this is a tag at all, and where that
//! one has seen too many attributes a `>` ends the tag. In a quoted value or a comment, where the other two may
//! put it, it is one character more of what nobody reads.

use memchr::memchr;

/// Attributes of a tag at the most, the ones in its first 16 KiB left out.
const MOST: usize = 1_000;

/// The three ways to read a text.
#[derive(Debug)]
pub(super) struct Flood([Reading; 3]);

impl Default for Flood {
    fn default() -> Self {
        let at = |state| Reading {
            state,
            attributes: 0,
        };
        Self([
            at(State::Between),
            at(State::Quoted(b'"')),
            at(State::Quoted(b'\'')),
        ])
    }
}

impl Flood {
    /// Where in a piece one of the readings has too many attributes.
    pub(super) fn read(&mut self, piece: &str) -> Option<usize> {
        let readings = self.0.iter_mut();
        readings.filter_map(|reading| reading.read(piece)).min()
    }
}

/// A text read as the inside of a tag.
#[derive(Clone, Copy, Debug)]
struct Reading {
    state: State,
    attributes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Between attributes.
    Between,
    /// In a name or a value without quotes.
    Word,
    /// Behind `=`.
    Equals,
    Quoted(u8),
    /// The tag has ended, so that this reading was wrong.
    Ended,
}

impl Reading {
    fn read(&mut self, piece: &str) -> Option<usize> {
        let bytes = piece.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if let State::Quoted(quote) = self.state {
                at += memchr(quote, &bytes[at..])? + 1;
                self.state = State::Between;
                continue;
            }
            let byte = bytes[at];
            let space = byte.is_ascii_whitespace();
            self.state = match (self.state, byte) {
                (State::Ended, _) => return None,
                (_, b'>') => State::Ended,
                (State::Equals, b'"' | b'\'') => State::Quoted(byte),
                (State::Equals, _) if space => State::Equals,
                (_, b'=') => State::Equals,
                (_, b'/') => State::Between,
                _ if space => State::Between,
                (State::Between, _) => {
                    self.attributes += 1;
                    if self.attributes > MOST && byte.is_ascii() {
                        return Some(at);
                    }
                    State::Word
                }
                _ => State::Word,
            };
            at += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flood(text: &str) -> Option<usize> {
        Flood::default().read(text)
    }

    #[test]
    fn too_many_attributes_are_seen_with_and_without_values() {
        assert_eq!(flood(&"a ".repeat(1_001)), Some(2_000));
        assert_eq!(flood(&"a ".repeat(1_000)), None);
        assert_eq!(flood(&"a=\">\"".repeat(1_001)), Some(5_000));
        // The text began inside a value.
        assert_eq!(
            flood(&format!("> x\" {}", "a='>' ".repeat(1_001))),
            Some(6_005)
        );
    }

    #[test]
    fn a_long_value_is_one_attribute() {
        // As the rest of a value in double quotes it has no attribute; as anything else it ends the tag at once.
        assert_eq!(flood(&"> b c ".repeat(5_000)), None);
    }
}
