//! From the bytes of a file to its text.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Result, ensure};
use bodycopy::{Decoded, decode, decode_text};

use super::sniff;
use super::{Form, Reading};
use crate::args::ReadAs;

/// The beginning of a file that tells whether it is text at all, in characters.
const BEGINNING: usize = 2048;
/// One control character in so many is more than any text has. Packed data have one in ten.
const CONTROLS: usize = 50;

/// What was read from the bytes of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) form: Form,
    /// How the bytes were read, if other than as UTF-8 without a flaw.
    pub(super) remark: Option<String>,
}

/// Reads the bytes of a file; `name` is its name, if it has one.
pub(super) fn read(bytes: Vec<u8>, name: Option<&Path>, reading: &Reading) -> Result<Content> {
    let content_type = reading.content_type.as_deref();
    let (form, decoded) = match reading.form {
        ReadAs::Html => (Form::Html, decode(&bytes, content_type)),
        ReadAs::Text => (Form::Text, decode_text(&bytes, content_type)),
        ReadAs::Auto => {
            // Markup is the same in nearly any encoding, so that the text can tell whether its markup is to be asked.
            let text = decode_text(&bytes, content_type);
            if sniff::is_html(&text.text, name) {
                (Form::Html, decode(&bytes, content_type))
            } else {
                (Form::Text, text)
            }
        }
    };
    let remark = remark(&decoded);
    let text = match decoded.text {
        // The bytes are UTF-8, whatever they are called. They stay as they are, a byte order mark too.
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    };
    let Some(text) = text else {
        return Ok(Content {
            text: String::from_utf8(bytes)?,
            form,
            remark: None,
        });
    };
    ensure!(
        !is_binary(&text),
        "is no text, by its control characters; unpack or convert it first"
    );
    Ok(Content {
        text,
        form,
        remark: Some(remark),
    })
}

fn remark(decoded: &Decoded<'_>) -> String {
    let damage = if decoded.damaged {
        "; malformed bytes became U+FFFD"
    } else {
        ""
    };
    format!("read as {} ({}){damage}", decoded.encoding, decoded.source)
}

/// Whether this is what a decoder makes of an archive, a picture and the like.
fn is_binary(text: &str) -> bool {
    let mut controls = 0;
    let mut chars = 0;
    for c in text.chars().take(BEGINNING) {
        chars += 1;
        controls += usize::from(c.is_control() && !c.is_whitespace());
    }
    controls * CONTROLS > chars
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Content, Form, Reading, read};
    use crate::args::ReadAs;

    fn read_as(form: ReadAs, bytes: &[u8], name: Option<&str>) -> Content {
        let reading = Reading {
            form,
            content_type: None,
            selects: false,
        };
        read(bytes.to_vec(), name.map(Path::new), &reading).unwrap()
    }

    #[test]
    fn utf8_stays_byte_for_byte() {
        let text = "\u{feff}Brücke\r\n\0";
        let content = read_as(ReadAs::Auto, text.as_bytes(), None);
        assert_eq!(
            (content.text.as_str(), content.form, content.remark),
            (text, Form::Text, None)
        );
    }

    #[test]
    fn a_page_is_asked_for_its_encoding_and_a_text_is_not() {
        let page = b"<meta charset=koi8-r><p>\xed\xcf\xd3\xd4 \xcf\xd4\xcb\xd2\xd9\xd4";
        let content = read_as(ReadAs::Auto, page, None);
        assert!(content.text.ends_with("Мост открыт"), "{}", content.text);
        assert_eq!(content.form, Form::Html);
        assert_eq!(content.remark.as_deref(), Some("read as KOI8-R (meta)"));
        let content = read_as(ReadAs::Text, page, None);
        assert_eq!(content.form, Form::Text);
        let remark = content.remark.unwrap();
        assert!(remark.ends_with("(detected)"), "{remark}");
    }

    #[test]
    fn utf16_is_text_before_it_is_a_page() {
        let bytes: Vec<u8> = "\u{feff}<html><p>The bridge is open."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let content = read_as(ReadAs::Auto, &bytes, None);
        assert_eq!(content.form, Form::Html);
        assert_eq!(
            content.remark.as_deref(),
            Some("read as UTF-16LE (byte order mark)")
        );
    }

    #[test]
    fn damage_is_told() {
        let text = "Die Brücke über den Hafen ist wieder für Busse geöffnet. ".repeat(4);
        let content = read_as(ReadAs::Text, &[text.as_bytes(), b"\xff"].concat(), None);
        assert!(content.text.ends_with(". \u{fffd}"), "{}", content.text);
        assert!(content.remark.unwrap().contains("U+FFFD"));
    }

    #[test]
    fn packed_data_are_no_text() {
        // Every byte in turn stands for them: control characters are as frequent as letters.
        let bytes: Vec<u8> = (0..=255).cycle().skip(128).take(2_000).collect();
        let reading = Reading {
            form: ReadAs::Auto,
            content_type: None,
            selects: false,
        };
        let error = read(bytes, None, &reading).unwrap_err().to_string();
        assert!(error.starts_with("is no text"), "{error}");
    }
}
