//! Bytes to text: which encoding a page is in, and the page in UTF-8.
//!
//! The order is that of browsers: byte order mark, `Content-Type`, `<meta charset>`, detection. Browsers stop at the
//! first that speaks, and a reader who sees garbage goes elsewhere. Nobody looks at a corpus, so here the bytes may
//! contradict what is declared, where they prove more than a label does:
//!
//! - Bytes that are UTF-8 throughout, with letters beyond ASCII, are UTF-8 under any other label. Text of another
//!   encoding does not have that form by chance, while pages moved to UTF-8 under an old label are common.
//! - A label goes if too much of what it should explain (the characters beyond ASCII) is malformed under it.
//!   What goes without a trace is Japanese under the label of Chinese and the like, where nearly all pairs of bytes
//!   have some character: there the label stands, as in browsers.
//! - UTF-16 shows itself by its zero bytes, marked or not.
//!
//! Invariant: any bytes give text, in time linear in the bytes; UTF-8 is borrowed.

mod prescan;
#[cfg(test)]
mod tests;
mod utf16;
mod utf8;

use std::borrow::Cow;
use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::memchr;

use utf8::Fit;

const ESCAPE: u8 = 0x1b;

/// Text that was read from bytes, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded<'b> {
    /// The text, without a byte order mark. Borrowed if the bytes are UTF-8.
    pub text: Cow<'b, str>,
    /// The encoding by its name in the [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels), such as
    /// `UTF-8`, `windows-1252`, `Shift_JIS`.
    pub encoding: &'static str,
    /// What told the encoding.
    pub source: EncodingSource,
    /// Whether bytes were malformed, each such place having become a U+FFFD in the text.
    pub damaged: bool,
}

/// What told the encoding of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EncodingSource {
    /// The byte order mark.
    Bom,
    /// The `Content-Type` that the caller gave.
    ContentType,
    /// The page's own `<meta charset>`, `<meta http-equiv>` or XML declaration.
    Meta,
    /// The bytes are UTF-8 (or plain ASCII), whether or not another encoding was declared.
    Utf8,
    /// A guess from the bytes.
    Detected,
}

impl fmt::Display for EncodingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Bom => "byte order mark",
            Self::ContentType => "Content-Type",
            Self::Meta => "meta",
            Self::Utf8 => "UTF-8",
            Self::Detected => "detected",
        })
    }
}

/// Reads the bytes of an HTML page.
///
/// `content_type` is the value of the HTTP header if there is one, such as `text/html; charset=euc-kr`. A charset that is
/// missing or unknown counts as not given. The page's own declaration is looked for where browsers look, in the first
/// kilobyte, and beyond that as long as the head lasts, up to 16 KB.
///
/// Never fails: what cannot be read becomes U+FFFD and the answer says [`damaged`](Decoded::damaged). Takes time linear in
/// the bytes. Needs the feature `encodings`.
///
/// ```
/// use bodycopy::{EncodingSource, decode};
///
/// let page = decode(b"<meta charset=latin1><p>The caf\xe9 isn\x92t open.", None);
/// // Latin-1 on the web is windows-1252.
/// assert_eq!((page.encoding, page.source), ("windows-1252", EncodingSource::Meta));
/// assert!(page.text.ends_with("The café isn’t open."));
/// ```
pub fn decode<'b>(bytes: &'b [u8], content_type: Option<&str>) -> Decoded<'b> {
    decide(bytes, content_type, prescan::encoding)
}

/// Reads the bytes of plain text: as [`decode`], but without the look for declarations in markup, which in plain text
/// would be part of what it speaks of.
pub fn decode_text<'b>(bytes: &'b [u8], content_type: Option<&str>) -> Decoded<'b> {
    decide(bytes, content_type, |_| None)
}

fn decide<'b>(
    bytes: &'b [u8],
    content_type: Option<&str>,
    markup: fn(&[u8]) -> Option<&'static Encoding>,
) -> Decoded<'b> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(&bytes[mark..], encoding, EncodingSource::Bom);
    }
    let header = content_type.and_then(|value| prescan::charset(value.as_bytes()));
    if let Some(encoding) = utf16::proven(bytes) {
        let source = if header.is_some_and(is_utf16) {
            EncodingSource::ContentType
        } else {
            EncodingSource::Detected
        };
        return read(bytes, encoding, source);
    }
    let fit = Fit::of(bytes);
    let declared = header.map(|encoding| (encoding, EncodingSource::ContentType));
    declared
        .and_then(|(encoding, source)| believe(bytes, fit, encoding, source))
        .or_else(|| believe(bytes, fit, markup(bytes)?, EncodingSource::Meta))
        .unwrap_or_else(|| undeclared(bytes, fit))
}

/// The text under a declared encoding, or under UTF-8 if the bytes prove that; nothing if they do not fit.
fn believe<'b>(
    bytes: &'b [u8],
    fit: Fit,
    encoding: &'static Encoding,
    source: EncodingSource,
) -> Option<Decoded<'b>> {
    if is_utf16(encoding) {
        // In UTF-16 every space, line end and tag has a zero byte.
        let possible = !fit.is_utf8() || memchr(0, bytes).is_some();
        return possible.then(|| read(bytes, encoding, source));
    }
    if encoding == UTF_8 {
        return fit.is_likely().then(|| read(bytes, UTF_8, source));
    }
    if fit.contradicts(encoding) {
        return Some(read(bytes, UTF_8, EncodingSource::Utf8));
    }
    let decoded = read(bytes, encoding, source);
    if decoded.damaged && fit.is_utf8() {
        return Some(read(bytes, UTF_8, EncodingSource::Utf8));
    }
    (!decoded.damaged || utf8::is_sound(&decoded.text)).then_some(decoded)
}

/// The text of bytes about which nothing was declared, or nothing that fits.
fn undeclared(bytes: &[u8], fit: Fit) -> Decoded<'_> {
    // ISO-2022-JP is ASCII with escapes.
    let escapes = fit.is_ascii() && memchr(ESCAPE, bytes).is_some();
    if fit.is_utf8() && !escapes {
        return read(bytes, UTF_8, EncodingSource::Utf8);
    }
    if fit.is_mostly_utf8() {
        // The detector knows only flawless UTF-8, and would make a page with one bad byte all garbage.
        return read(bytes, UTF_8, EncodingSource::Detected);
    }
    // Browsers do not guess ISO-2022-JP, since scripts can hide in it; here nothing runs.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // Most lines of a page are ASCII and tell it nothing, and it is slow. No encoding has a `\n` inside a character.
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if escapes || !line.is_ascii() {
            detector.feed(line, false);
        }
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    if fit.is_utf8() && guess.is_ascii_compatible() {
        return read(bytes, UTF_8, EncodingSource::Utf8);
    }
    read(bytes, guess, EncodingSource::Detected)
}

fn read<'b>(bytes: &'b [u8], encoding: &'static Encoding, source: EncodingSource) -> Decoded<'b> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text,
        encoding: encoding.name(),
        source,
        damaged,
    }
}

/// The encoding of a label. None for labels whose text browsers refuse to read.
fn for_label(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label)?;
    // As browsers do for `<meta>`: the private-use characters it stands for tell a reader nothing.
    Some(if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}
