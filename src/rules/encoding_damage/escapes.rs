//! Finds characters that are spelled as markup, program text or mail spells them: `&#8217;`, `\u2019`, `=E2=80=99`.

use std::ops::Range;

use html5ever::data::NAMED_ENTITIES;
use memchr::memchr3_iter;

use super::charset::Charset;

/// A spelled character or several in a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Escape {
    pub range: Range<usize>,
    pub spelling: Spelling,
    pub read: String,
}

/// The way a character is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// `&quot;`, and `&amp;quot;`, which is what a second round makes of it.
    Entity,
    /// `\u2019`, and `\xe2\x80\x99` for its bytes.
    Backslash,
    /// `=E2=80=99`.
    QuotedPrintable,
}

/// Bytes of an entity's name or number at the most; those in use are far shorter.
const LONGEST_NAME: usize = 10;

/// The escapes of a line, in order.
pub(super) fn escapes(text: &str) -> Vec<Escape> {
    let mut found: Vec<Escape> = Vec::new();
    let mut end = 0;
    for at in memchr3_iter(b'&', b'\\', b'=', text.as_bytes()) {
        if at < end {
            continue;
        }
        let rest = &text[at..];
        let (spelling, (length, read)) = match rest.as_bytes()[0] {
            b'&' => {
                let entities = entities(rest).map(|(length, read)| (length, Some(read)));
                (Spelling::Entity, entities.unwrap_or_default())
            }
            b'\\' if rest.starts_with("\\x") => (Spelling::Backslash, bytes(rest, "\\x")),
            b'\\' => (Spelling::Backslash, units(rest)),
            _ => (Spelling::QuotedPrintable, bytes(rest, "=")),
        };
        // A run that spells nothing is not read again from its middle.
        end = at + length;
        if let Some(read) = read {
            found.push(Escape {
                range: at..end,
                spelling,
                read,
            });
        }
    }
    found
}

/// The entity that `text` begins with, and what it spells.
fn entities(text: &str) -> Option<(usize, String)> {
    // An ampersand that was made an entity again and again: each is part of the next one's spelling.
    let mut name = 1;
    while text[name..].starts_with("amp;") {
        name += "amp;".len();
    }
    match entity(&text[name..]) {
        Some((length, read)) => Some((name + length, read)),
        None => (name > 1).then(|| (name, "&".to_owned())),
    }
}

/// The length of an entity's name and semicolon, and its character.
fn entity(text: &str) -> Option<(usize, String)> {
    let end = text
        .bytes()
        .take(LONGEST_NAME + 1)
        .position(|byte| byte == b';')?;
    let (name, length) = (&text[..end], end + 1);
    let Some(digits) = name.strip_prefix('#') else {
        let &(first, second) = NAMED_ENTITIES.get(&text[..length])?;
        let codes = [first, second].into_iter().filter(|&code| code != 0);
        let read: String = codes.filter_map(char::from_u32).collect();
        return (!read.is_empty()).then_some((length, read));
    };
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    // Numbers from 128 to 159 are meant, and read by browsers, as bytes of windows-1252.
    let read = match number {
        0x80..0xA0 => Charset::character(number as u8),
        _ => char::from_u32(number).filter(|&c| c >= ' ' && !c.is_control())?,
    };
    Some((length, read.to_string()))
}

/// The length of `\u2019` and others right behind it, and what they spell, if anything: two may spell one character.
fn units(text: &str) -> (usize, Option<String>) {
    const LENGTH: usize = "\\u2019".len();
    let mut units: Vec<u16> = Vec::new();
    while let Some(digits) = text[LENGTH * units.len()..].strip_prefix("\\u")
        && let Some(digits) = digits.as_bytes().first_chunk::<4>()
        && digits.iter().all(u8::is_ascii_hexdigit)
        && let Ok(digits) = std::str::from_utf8(digits)
        && let Ok(unit) = u16::from_str_radix(digits, 16)
    {
        units.push(unit);
    }
    let plausible = |read: &String| !read.is_empty() && !read.contains(char::is_control);
    let read = String::from_utf16(&units).ok().filter(plausible);
    (LENGTH * units.len(), read)
}

/// The length of bytes of UTF-8 and what they spell, if anything: none of them of ASCII, each spelled as two digits behind `mark`.
fn bytes(text: &str, mark: &str) -> (usize, Option<String>) {
    let mut bytes = Vec::new();
    let length = mark.len() + 2;
    while let Some(digits) = text[length * bytes.len()..].strip_prefix(mark)
        && let Some(digits) = digits.as_bytes().first_chunk::<2>()
        && digits.iter().all(u8::is_ascii_hexdigit)
        && let Ok(digits) = std::str::from_utf8(digits)
        && let Ok(byte) = u8::from_str_radix(digits, 16)
        && byte >= 0x80
    {
        bytes.push(byte);
    }
    let count = bytes.len();
    let read = String::from_utf8(bytes).ok();
    (length * count, read.filter(|read| !read.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, String)> {
        escapes(text)
            .into_iter()
            .map(|escape| (&text[escape.range], escape.read))
            .collect()
    }

    #[test]
    fn entities_by_name_and_number() {
        assert_eq!(read("AT&amp;T"), [("&amp;", "&".to_owned())]);
        assert_eq!(read("it&#8217;s"), [("&#8217;", "’".to_owned())]);
        assert_eq!(read("it&#x2019;s"), [("&#x2019;", "’".to_owned())]);
        assert_eq!(read("it&#146;s"), [("&#146;", "’".to_owned())]);
        assert_eq!(read("5&nbsp;km"), [("&nbsp;", "\u{a0}".to_owned())]);
        assert_eq!(read("5&amp;nbsp;km"), [("&amp;nbsp;", "\u{a0}".to_owned())]);
        assert_eq!(
            read("&amp;amp;quot;No&quot;"),
            [
                ("&amp;amp;quot;", "\"".to_owned()),
                ("&quot;", "\"".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_no_entity_stays() {
        for text in [
            "R&D; then",
            "Q&A",
            "a & b;",
            "&nosuchname;",
            "&#0;",
            "&#xD800;",
            "?a=1&copy=2",
            "&",
            "fish &chips;",
            "&#;",
            "&é;",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn backslashes_and_mail() {
        assert_eq!(read("it\\u2019s"), [("\\u2019", "’".to_owned())]);
        assert_eq!(
            read("caf\\u00e9 \\ud83d\\ude00!"),
            [
                ("\\u00e9", "é".to_owned()),
                ("\\ud83d\\ude00", "😀".to_owned())
            ]
        );
        assert_eq!(
            read("it\\xe2\\x80\\x99s"),
            [("\\xe2\\x80\\x99", "’".to_owned())]
        );
        assert_eq!(
            read("it=E2=80=99s caf=C3=A9"),
            [("=E2=80=99", "’".to_owned()), ("=C3=A9", "é".to_owned())]
        );
        for text in [
            "C:\\users\\x",
            "\\u20",
            "\\ud83d alone",
            "a=B0, b=C3",
            "x=20=3D",
            "\\x41",
            "=E2=80",
            "\\u000a",
            "=é",
            "\\é",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
