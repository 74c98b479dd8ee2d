//! What captions, code and addresses look like in plain text.

use once_cell::sync::Lazy;
use regex::Regex;

/// A line that is an address.
pub(super) static ADDRESS: Lazy<Regex> =
    Lazy::new(|| Regex::new(r"^\s*(?:https?://|www\.)\S+\s*$").expect("valid pattern"));

/// The label of a caption.
pub(super) static CAPTION: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        r"^\s*(?i-u:(?:fig(?:ure|\.)?|table|abb(?:ildung|\.)?|tabelle|tableau|figura|tabla) *[0-9]+ *[:.-]|(?:photo|picture|image|pictured|above|below|bild|foto|(?:image |photo |picture )?caption) *[:,] )",
    )
    .expect("valid pattern")
});

/// Program code or a command.
pub(super) static CODE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        r"(?x) ^\s*(?:
          [$>\#]\ +[a-z./]
        | (?:def|class|fn|let|const|var|import|from|use|pub|return|public|private|static|func|SELECT|INSERT|UPDATE)\ [^.]*[(={:;]
        | </?[a-z][^>]*>
        | // | /\* | \#include | \#!
        | [a-z_][A-Za-z0-9_.\[\]]*\ *(?:[-+*/]?=|:=)\ *[^\ ]
        | [A-Za-z_][A-Za-z0-9_.]*\(.*\)\ *;?\s*$
        | [})\]]+[;,]?\s*$
        | .*[;{]\s*$
        )",
    )
    .expect("valid pattern")
});

/// A line of markup or template syntax, whatever its words.
pub(super) static MARKUP: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^\s*(?:</?[a-z][a-z0-9]*(?: [^>]*)?>.*</?[a-z][a-z0-9]*>\s*$|</?[a-z][a-z0-9]*(?: [^>]*)?/?>\s*$|(?:\{[{%][^{}]*[%}]\}[ .,:()-]*)+$)")
        .expect("valid pattern")
});

/// The first two bytes of the line, letters in lower case; `None` where they are not ASCII or too few.
fn beginning(text: &str) -> Option<[u8; 2]> {
    let first = text.trim_start().as_bytes().first_chunk::<2>()?;
    first.is_ascii().then(|| first.map(|byte| byte | 0x20))
}

/// Whether [`CAPTION`] can match.
pub(super) fn may_be_caption(text: &str) -> bool {
    const BEGINNINGS: [[u8; 2]; 9] = [
        *b"fi", *b"ta", *b"ab", *b"ph", *b"pi", *b"im", *b"ca", *b"bi", *b"fo",
    ];
    beginning(text).is_none_or(|first| BEGINNINGS.contains(&first))
}
