//! Tokens read the short way.
//!
//! The tokenizer takes a tag apart letter by letter. Nearly all tags and texts are plain: these are read here, and answer the same
//! as the tokenizer does. Whatever is not plain is left to it: unusual characters and references, tags without an end, elements
//! whose text has no tags, and everything that begins with `<!` but is no usual comment.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::{memchr, memchr3, memmem};

use super::attributes::is_read;
use super::limits::is_raw;
use super::reference;
use super::table;
use crate::document::comment::is_ours;

/// Bytes of a text or value at the most; the tokenizer reads longer ones piece by piece.
const LONGEST: usize = 1 << 20;

/// Attributes of a tag at the most: each is compared with all before it.
const ATTRIBUTES: usize = 64;

/// Bytes of a name at the most.
const NAME: usize = 32;

/// Reads tokens of text that stands outside tags.
#[derive(Debug)]
pub(super) struct Quick {
    names: Names,
    /// Whether all attributes are kept, or only those that are read.
    all: bool,
}

impl Quick {
    /// `all` attributes are kept where selectors may ask for any.
    pub(super) fn new(all: bool) -> Self {
        Self {
            names: Names::default(),
            all,
        }
    }

    /// The token at the beginning of `rest`, which is not empty, and its bytes; `None` if it is not plain.
    pub(super) fn token(&mut self, rest: &str) -> Option<(Token, usize)> {
        match rest.as_bytes() {
            [b'<', b'!', ..] => comment(rest),
            [b'<', b'/', ..] => self.end_tag(rest),
            [b'<', ..] => self.start_tag(rest),
            _ => text(rest),
        }
    }

    fn end_tag(&mut self, rest: &str) -> Option<(Token, usize)> {
        let (name, end) = self.tag_name(rest, 2)?;
        let end = skip_space(rest.as_bytes(), end);
        (rest.as_bytes().get(end) == Some(&b'>')).then(|| {
            let tag = tag(TagKind::EndTag, name, Vec::new());
            (Token::TagToken(tag), end + 1)
        })
    }

    fn start_tag(&mut self, rest: &str) -> Option<(Token, usize)> {
        let bytes = rest.as_bytes();
        let (name, mut at) = self.tag_name(rest, 1)?;
        let all = self.all || is_formatting(&name);
        let mut tag = tag(TagKind::StartTag, name, Vec::new());
        loop {
            at = skip_space(bytes, at);
            match bytes.get(at)? {
                b'>' => return Some((Token::TagToken(tag), at + 1)),
                b'/' => {
                    at += 1;
                    tag.self_closing = bytes.get(at) == Some(&b'>');
                }
                b'=' => return None,
                _ => {
                    let (attribute, end) = self.attribute(rest, at, all)?;
                    at = end;
                    let Some(attribute) = attribute else { continue };
                    let of_name = |other: &Attribute| other.name == attribute.name;
                    if tag.attrs.iter().any(of_name) {
                        tag.had_duplicate_attributes = true;
                    } else if tag.attrs.len() == ATTRIBUTES {
                        return None;
                    } else {
                        tag.attrs.push(attribute);
                    }
                }
            }
        }
    }

    fn tag_name(&mut self, rest: &str, start: usize) -> Option<(LocalName, usize)> {
        let bytes = rest.as_bytes();
        if !bytes.get(start)?.is_ascii_alphabetic() {
            return None;
        }
        let of_name =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_');
        let length = bytes[start..]
            .iter()
            .take(NAME + 1)
            .take_while(|byte| of_name(byte));
        let end = start + length.count();
        if !matches!(bytes.get(end)?, b'>' | b'/') && !is_space(bytes[end]) {
            return None;
        }
        let (name, _) = self.names.get(&rest[start..end]);
        (!is_raw(&name)).then_some((name, end))
    }

    /// The attribute that begins at `start`, if it is one to keep, and where it ends.
    fn attribute(
        &mut self,
        rest: &str,
        start: usize,
        all: bool,
    ) -> Option<(Option<Attribute>, usize)> {
        let bytes = rest.as_bytes();
        let ends = |byte: &u8| is_space(*byte) || matches!(byte, b'/' | b'>' | b'=' | 0);
        let end = start + bytes[start..].iter().position(ends)?;
        if bytes[end] == 0 || all && end - start > NAME {
            return None;
        }
        let equals = skip_space(bytes, end);
        let value = if *bytes.get(equals)? == b'=' {
            Value::find(rest, skip_space(bytes, equals + 1))?
        } else {
            Value { text: "", end }
        };
        // No name that is read is as long.
        if end - start > NAME {
            return Some((None, value.end));
        }
        let (name, read) = self.names.get(&rest[start..end]);
        if !(read || all) {
            return Some((None, value.end));
        }
        let attribute = Attribute {
            name: QualName::new(None, ns!(), name),
            value: value.decoded()?,
        };
        Some((Some(attribute), value.end))
    }
}

fn tag(kind: TagKind, name: LocalName, attrs: Vec<Attribute>) -> Tag {
    Tag {
        kind,
        name,
        self_closing: false,
        attrs,
        had_duplicate_attributes: false,
    }
}

/// The value of an attribute as it stands in the page, and where what stands behind it begins.
struct Value<'h> {
    text: &'h str,
    end: usize,
}

impl<'h> Value<'h> {
    fn find(rest: &'h str, start: usize) -> Option<Self> {
        let bytes = rest.as_bytes();
        if let quote @ (b'"' | b'\'') = *bytes.get(start)? {
            let length = memchr(quote, &bytes[start + 1..])?;
            let end = start + 1 + length;
            return Some(Self {
                text: &rest[start + 1..end],
                end: end + 1,
            });
        }
        let ends = |byte: &u8| is_space(*byte) || *byte == b'>';
        let end = start + bytes[start..].iter().position(ends)?;
        Some(Self {
            text: &rest[start..end],
            end,
        })
    }

    fn decoded(&self) -> Option<StrTendril> {
        if self.text.len() > LONGEST {
            return None;
        }
        if memchr3(b'&', b'\r', 0, self.text.as_bytes()).is_none() {
            return Some(StrTendril::from_slice(self.text));
        }
        let (value, length) = decoded(self.text, true);
        (length == self.text.len()).then_some(value)
    }
}

/// Elements that the tree builder makes anew where they are not closed: unless three of them are alike in all attributes.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

fn text(rest: &str) -> Option<(Token, usize)> {
    let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
    let text = &rest[..end];
    if text.len() > LONGEST {
        return None;
    }
    if memchr3(b'&', b'\r', 0, text.as_bytes()).is_none() {
        return Some((Token::CharacterTokens(StrTendril::from_slice(text)), end));
    }
    let (text, end) = decoded(text, false);
    (end > 0).then_some((Token::CharacterTokens(text), end))
}

/// The text up to what is not plain, with references resolved and line ends as `\n`, and how many bytes of it that is.
fn decoded(text: &str, in_value: bool) -> (StrTendril, usize) {
    let mut plain = StrTendril::with_capacity(text.len() as u32);
    let mut at = 0;
    while let Some(length) = memchr3(b'&', b'\r', 0, &text.as_bytes()[at..]) {
        plain.push_slice(&text[at..at + length]);
        at += length;
        let rest = &text[at..];
        if rest.starts_with('\r') {
            plain.push_char('\n');
            at += if rest.starts_with("\r\n") { 2 } else { 1 };
        } else if rest.starts_with('&')
            && let Some((c, length)) = reference::read(rest, in_value)
        {
            plain.push_char(c);
            at += length;
        } else {
            return (plain, at);
        }
    }
    plain.push_slice(&text[at..]);
    (plain, text.len())
}

/// A usual comment. Nobody reads what it says, unless it is one to the rules.
fn comment(rest: &str) -> Option<(Token, usize)> {
    let inside = rest.strip_prefix("<!--")?.as_bytes();
    if inside.starts_with(b">") || inside.starts_with(b"->") {
        return None;
    }
    let mut at = 0;
    loop {
        at += memmem::find(&inside[at..], b"--")?;
        let behind = &inside[at + 2..];
        let closing = match behind {
            [b'>', ..] => 3,
            [b'!', b'>', ..] => 4,
            _ => {
                at += 1;
                continue;
            }
        };
        let start = "<!--".len();
        let text = &rest[start..start + at];
        let text = match is_ours(text) {
            false => StrTendril::new(),
            true if text.contains(['\r', '\0']) => return None,
            true => StrTendril::from_slice(text),
        };
        return Some((Token::CommentToken(text), start + at + closing));
    }
}

/// Where the text of a script or style sheet ends that begins here: at its end tag, or where that cannot be told, at once.
pub(super) fn end_of_unread(rest: &str, is_script: bool) -> usize {
    let tag: &[u8] = if is_script { b"</script" } else { b"</style" };
    let bytes = rest.as_bytes();
    let mut end = 0;
    loop {
        let Some(length) = memmem::find(&bytes[end..], b"</") else {
            end = bytes.len();
            break;
        };
        end += length;
        let found = &bytes[end..];
        let is_tag = found.len() > tag.len()
            && found[..tag.len()].eq_ignore_ascii_case(tag)
            && (is_space(found[tag.len()]) || matches!(found[tag.len()], b'/' | b'>'));
        if is_tag {
            break;
        }
        end += 2;
    }
    // Behind `<!--` a script may hold another with its end tag.
    if is_script
        && let Some(start) = memmem::find(&bytes[..end], b"<!--")
        && holds_script(&bytes[start..end])
    {
        return 0;
    }
    end
}

fn holds_script(bytes: &[u8]) -> bool {
    const TAG: &[u8] = b"<script";
    let mut starts = memchr::memchr_iter(b'<', bytes);
    starts.any(|at| {
        let head = bytes.get(at..at + TAG.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(TAG))
    })
}

#[inline]
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'\x0c')
}

#[inline]
fn skip_space(bytes: &[u8], start: usize) -> usize {
    let spaces = bytes[start..].iter().take_while(|byte| is_space(**byte));
    start + spaces.count()
}

/// Names that were seen: most pages use few, and to look one up among all that there are takes long.
#[derive(Debug)]
struct Names(Vec<Option<(LocalName, bool)>>);

impl Default for Names {
    fn default() -> Self {
        Self(vec![None; Self::SLOTS])
    }
}

impl Names {
    const SLOTS: usize = 512;

    /// The name in lower case, and whether an attribute of that name is read.
    fn get(&mut self, name: &str) -> (LocalName, bool) {
        let lower = name.bytes().map(|byte| byte.to_ascii_lowercase());
        let hash = lower.clone().fold(table::SEED, table::step);
        let slot = &mut self.0[(hash ^ hash >> 15) as usize % Self::SLOTS];
        if let Some((known, read)) = slot
            && known.len() == name.len()
            && known.bytes().eq(lower)
        {
            return (known.clone(), *read);
        }
        let name = LocalName::from(name.to_ascii_lowercase());
        slot.insert((name.clone(), is_read(&name))).clone()
    }
}

#[cfg(test)]
mod tests;
