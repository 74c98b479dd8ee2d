//! Mends JSON as it is found in pages: comments, raw line ends and quotes inside strings, stray and missing commas,
//! missing ends, everything escaped once more.
//!
//! One pass. What comes out need not be JSON: the parser says that.

use crate::metadata::plain;

/// Brackets that are kept track of; deeper ones are no sound data.
const DEEPEST: usize = 256;

pub(super) fn repair(script: &str) -> String {
    if !script.contains('"') && script.contains("&quot;") {
        return repair(&plain::decode(script));
    }
    let mut mender = Mender {
        text: script,
        out: String::with_capacity(script.len() + 16),
        open: Vec::new(),
    };
    let mut at = 0;
    while let Some(c) = script[at..].chars().next() {
        if mender.open.len() > DEEPEST {
            return String::new();
        }
        at = mender.outside(at, c);
    }
    while let Some(close) = mender.open.pop() {
        mender.drop_comma();
        mender.out.push(close);
    }
    mender.out
}

struct Mender<'s> {
    text: &'s str,
    out: String,
    /// What closes the open brackets.
    open: Vec<char>,
}

impl Mender<'_> {
    /// Reads what is no string at `at`, and returns where to go on.
    fn outside(&mut self, at: usize, c: char) -> usize {
        let rest = &self.text[at..];
        if let Some(length) = noise(rest) {
            return at + length;
        }
        match c {
            '"' => {
                self.add_comma(c);
                return self.string(at + 1);
            }
            '{' | '[' => {
                self.add_comma(c);
                self.open.push(if c == '{' { '}' } else { ']' });
                self.out.push(c);
            }
            '}' | ']' => self.close(c),
            ',' if self.open.is_empty() || self.ends_with(&[',', '{', '[']) => {}
            ';' => {}
            // Left out, so that the end of what is written is always at hand.
            c if c.is_whitespace() => {}
            c => self.out.push(c),
        }
        at + c.len_utf8()
    }

    /// Copies a string up to its end, with what it must not hold escaped.
    fn string(&mut self, mut at: usize) -> usize {
        self.out.push('"');
        while let Some(c) = self.text[at..].chars().next() {
            let next = at + c.len_utf8();
            match c {
                '"' if ends_string(&self.text[next..]) => {
                    self.out.push('"');
                    return next;
                }
                '"' => self.out.push_str("\\\""),
                '\\' => {
                    at = self.escape(next);
                    continue;
                }
                '\n' => self.out.push_str("\\n"),
                c if c.is_control() => self.out.push(' '),
                c => self.out.push(c),
            }
            at = next;
        }
        self.out.push('"');
        at
    }

    /// Copies what stands behind a backslash at `at`.
    fn escape(&mut self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        let length = match rest.first() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 1,
            Some(b'u') if rest.len() > 4 && rest[1..5].iter().all(u8::is_ascii_hexdigit) => 5,
            Some(b'\'') => return at,
            _ => {
                self.out.push_str("\\\\");
                return at;
            }
        };
        self.out.push('\\');
        self.out.push_str(&self.text[at..at + length]);
        at + length
    }

    fn close(&mut self, c: char) {
        self.drop_comma();
        // A bracket that closes an outer one closes the inner ones; one that closes nothing is noise.
        if let Some(place) = self.open.iter().rposition(|&close| close == c) {
            while self.open.len() > place {
                self.out.extend(self.open.pop());
            }
        }
    }

    /// Takes off a comma that nothing follows.
    fn drop_comma(&mut self) {
        if self.ends_with(&[',']) {
            self.out.pop();
        }
    }

    /// Adds the comma that is missing before a value.
    fn add_comma(&mut self, next: char) {
        let after: &[char] = if next == '"' {
            &['}', ']', '"']
        } else {
            &['}', ']']
        };
        if !self.open.is_empty() && self.ends_with(after) {
            self.out.push(',');
        }
    }

    fn ends_with(&self, marks: &[char]) -> bool {
        self.out.ends_with(marks)
    }
}

/// Whether a quote ends its string, by what follows it.
fn ends_string(rest: &str) -> bool {
    let next = rest.trim_start().chars().next();
    next.is_none_or(|c| matches!(c, ',' | ':' | '}' | ']' | ';' | '"'))
}

/// The length of a comment, or of the marks that hide a script from old browsers.
fn noise(rest: &str) -> Option<usize> {
    let first = *rest.as_bytes().first()?;
    if !matches!(first, b'/' | b'<' | b'-' | b']' | b'\xef') {
        return None;
    }
    for mark in ["<!--", "-->", "<![CDATA[", "]]>", "\u{feff}"] {
        if rest.starts_with(mark) {
            return Some(mark.len());
        }
    }
    if rest.starts_with("//") {
        // The mark behind it may be on the same line as the data.
        return Some(2);
    }
    rest.strip_prefix("/*")
        .map(|inner| inner.find("*/").map_or(rest.len(), |end| end + 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[track_caller]
    fn mends(script: &str, expected: &Value) {
        let mended = repair(script);
        let value: Value =
            serde_json::from_str(&mended).unwrap_or_else(|error| panic!("{error}: {mended}"));
        assert_eq!(&value, expected);
    }

    #[test]
    fn strings_are_made_sound() {
        mends(
            "{\"a\": \"one\ntwo\tthree\"}",
            &json!({"a": "one\ntwo three"}),
        );
        mends(
            r#"{"a": "He said "no" to it", "b": 1}"#,
            &json!({"a": "He said \"no\" to it", "b": 1}),
        );
        mends(
            r#"{"a": "it\'s a \d \u00e9"}"#,
            &json!({"a": "it's a \\d é"}),
        );
    }

    #[test]
    fn commas_and_ends_are_made_sound() {
        mends(
            r#"{"a": [1, 2,], "b": {"c": 3,},}"#,
            &json!({"a": [1, 2], "b": {"c": 3}}),
        );
        mends(
            r#"{"a": 1,, "b": "x" "c": "y"};"#,
            &json!({"a": 1, "b": "x", "c": "y"}),
        );
        mends(r#"[{"a": 1} {"a": 2}"#, &json!([{"a": 1}, {"a": 2}]));
        mends(r#"{"a": ["cut of"#, &json!({"a": ["cut of"]}));
    }

    #[test]
    fn wrappings_are_taken_off() {
        mends("<!--\n{\"a\": 1}\n-->", &json!({"a": 1}));
        mends(
            "//<![CDATA[\n{\"a\": \"http://x\"}\n//]]>",
            &json!({"a": "http://x"}),
        );
        mends("/* data */ {\"a\": 1}", &json!({"a": 1}));
        mends("{&quot;a&quot;: &quot;b&quot;}", &json!({"a": "b"}));
    }

    #[test]
    fn time_is_linear() {
        for unit in [
            "\"  ", "{\"a\":", "}", "[,", "/*", "\\", "<!--", "\" \\", ", ",
        ] {
            let _ = repair(&unit.repeat(100_000));
        }
    }
}
