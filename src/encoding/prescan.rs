//! The encoding that a page declares about itself, read from bytes that are not yet text.
//!
//! This is "prescan a byte stream to determine its encoding" of the HTML Standard, with what browsers add to it: the
//! contents of scripts and styles are skipped, and beyond the first kilobyte the scan goes on while the head lasts, since
//! a long style sheet before `<meta charset>` is common.

use encoding_rs::{Encoding, UTF_8};
use memchr::{memchr, memmem};

use super::{for_label, is_utf16};

/// Bytes that are always looked at.
const ALWAYS: usize = 1024;
/// Bytes that are looked at while the head lasts.
const MOST: usize = 16 * 1024;
/// Elements whose contents are no markup.
const RAW: [&[u8]; 4] = [b"script", b"style", b"title", b"textarea"];
/// Elements that stand in a head, besides those of [`RAW`].
const HEAD: [&[u8]; 8] = [
    b"html",
    b"head",
    b"meta",
    b"link",
    b"base",
    b"noscript",
    b"template",
    b"object",
];

/// The encoding that the page declares in a `<meta>` or, failing that, in its XML declaration.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(MOST)];
    // A declaration that can be read byte by byte is not in UTF-16.
    let as_read = |encoding| if is_utf16(encoding) { UTF_8 } else { encoding };
    in_meta(bytes).or_else(|| in_xml(bytes)).map(as_read)
}

/// The encoding in the value of a `Content-Type`, the header or the `content` of a `<meta>`.
///
/// More lenient than the standard: no label holds quotes or commas, so any of them ends it.
pub(super) fn charset(value: &[u8]) -> Option<&'static Encoding> {
    let lower = value.to_ascii_lowercase();
    memmem::find_iter(&lower, b"charset").find_map(|at| {
        let rest = lower[at + b"charset".len()..].trim_ascii_start();
        let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
        let rest = match rest {
            [b'"' | b'\'', rest @ ..] => rest,
            _ => rest,
        };
        let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b',');
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        for_label(&rest[..end])
    })
}

fn in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let rest = bytes.strip_prefix(b"<?xml")?;
    let declaration = &rest[..memchr(b'>', rest)?];
    let at = memmem::find(declaration, b"encoding")?;
    let rest = declaration[at + b"encoding".len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, rest) = rest.split_first()?;
    let end = memchr(quote, rest).filter(|_| matches!(quote, b'"' | b'\''))?;
    for_label(&rest[..end])
}

fn in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut scanner = Scanner { bytes, at: 0 };
    let mut in_head = true;
    while let Some(tag) = scanner.next_tag() {
        if scanner.at > ALWAYS && !in_head {
            return None;
        }
        if tag.is(b"meta") && !tag.closes {
            let found = Meta::read(&mut scanner).encoding();
            if found.is_some() {
                return found;
            }
            continue;
        }
        while scanner.attribute().is_some() {}
        let raw = RAW.iter().any(|name| tag.is(name));
        if raw && !tag.closes {
            scanner.skip_contents(tag.name);
        }
        let ends_head = tag.closes && tag.is(b"head");
        in_head &= !ends_head && (raw || HEAD.iter().any(|name| tag.is(name)));
    }
    None
}

/// What a `<meta>` says of the encoding.
#[derive(Debug, Default)]
struct Meta {
    is_content_type: bool,
    content: Option<&'static Encoding>,
    /// The attribute `charset`: it goes before `content`.
    charset: Option<&'static Encoding>,
}

impl Meta {
    fn read(scanner: &mut Scanner<'_>) -> Self {
        let mut meta = Self::default();
        while let Some((name, value)) = scanner.attribute() {
            // Of attributes of one name the first counts.
            if name.eq_ignore_ascii_case(b"http-equiv") {
                meta.is_content_type |= value.eq_ignore_ascii_case(b"content-type");
            } else if name.eq_ignore_ascii_case(b"content") {
                meta.content = meta.content.or_else(|| charset(value));
            } else if name.eq_ignore_ascii_case(b"charset") {
                meta.charset = meta.charset.or_else(|| for_label(value));
            }
        }
        meta
    }

    fn encoding(self) -> Option<&'static Encoding> {
        self.charset
            .or_else(|| self.content.filter(|_| self.is_content_type))
    }
}

/// The name of a tag.
#[derive(Clone, Copy, Debug)]
struct Tag<'b> {
    name: &'b [u8],
    closes: bool,
}

impl Tag<'_> {
    fn is(self, name: &[u8]) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

#[derive(Debug)]
struct Scanner<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Scanner<'b> {
    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Goes behind the next `pattern`, or to the end.
    fn skip_past(&mut self, pattern: &[u8]) {
        let found = memmem::find(self.rest(), pattern);
        self.at = found.map_or(self.bytes.len(), |at| self.at + at + pattern.len());
    }

    /// Takes bytes as long as they are so.
    fn take_while(&mut self, so: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = self.rest();
        let end = rest.iter().position(|&byte| !so(byte));
        let taken = &rest[..end.unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    /// Goes behind the name of the next tag.
    fn next_tag(&mut self) -> Option<Tag<'b>> {
        loop {
            self.at += memchr(b'<', self.rest())?;
            match self.rest() {
                [_, b'!', b'-', b'-', ..] => {
                    // `<!-->` is a whole comment.
                    self.at += 2;
                    self.skip_past(b"-->");
                }
                [_, b'a'..=b'z' | b'A'..=b'Z', ..] => return Some(self.name(1)),
                [_, b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => return Some(self.name(2)),
                [_, b'!' | b'/' | b'?', ..] => self.skip_past(b">"),
                _ => self.at += 1,
            }
        }
    }

    fn name(&mut self, before: usize) -> Tag<'b> {
        self.at += before;
        Tag {
            name: self.take_while(|byte| !is_space(byte) && !matches!(byte, b'>' | b'/')),
            closes: before == 2,
        }
    }

    /// The next attribute of the tag, its name and its value; none behind the last, where the tag ends.
    fn attribute(&mut self) -> Option<(&'b [u8], &'b [u8])> {
        self.take_while(|byte| is_space(byte) || byte == b'/');
        let start = self.at;
        if matches!(self.rest(), [] | [b'>', ..]) {
            self.at += 1;
            return None;
        }
        // An equals sign at the start belongs to the name.
        self.at += 1;
        self.take_while(|byte| !is_space(byte) && !matches!(byte, b'=' | b'/' | b'>'));
        let name = &self.bytes[start..self.at];
        self.take_while(is_space);
        if !self.rest().starts_with(b"=") {
            return Some((name, b""));
        }
        self.at += 1;
        self.take_while(is_space);
        let value = match *self.rest() {
            [quote @ (b'"' | b'\''), ..] => {
                self.at += 1;
                let value = self.take_while(|byte| byte != quote);
                self.at += 1;
                value
            }
            _ => self.take_while(|byte| !is_space(byte) && byte != b'>'),
        };
        Some((name, value))
    }

    /// Goes to the end tag of an element that holds no markup.
    fn skip_contents(&mut self, name: &[u8]) {
        loop {
            self.skip_past(b"</");
            let rest = self.rest();
            let ends = rest.is_empty()
                || rest
                    .get(..name.len())
                    .is_some_and(|it| it.eq_ignore_ascii_case(name));
            if ends {
                return;
            }
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}
