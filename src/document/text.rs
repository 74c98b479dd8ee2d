//! Plain text into lines.

use memchr::{memchr2_iter, memmem};

use super::{Line, Span};

/// The line and the paragraph separator.
const SEPARATORS: [char; 2] = ['\u{2028}', '\u{2029}'];
const SEPARATOR: usize = '\u{2028}'.len_utf8();
const MARK: &str = "\u{feff}";

/// Bytes of a usual line, and how many lines are made room for before they are read.
const LINE: usize = 48;
const MOST: usize = 4096;

/// The lines of `text` that hold text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut cut = Cutter {
        text,
        separators: [&b"\xe2\x80\xa8"[..], b"\xe2\x80\xa9"]
            .iter()
            .any(|separator| memmem::find(text.as_bytes(), separator).is_some()),
        number: 0,
        lines: Vec::with_capacity((text.len() / LINE).min(MOST)),
    };
    let mut start = if text.starts_with(MARK) {
        MARK.len()
    } else {
        0
    };
    for at in memchr2_iter(b'\n', b'\r', text.as_bytes()) {
        // The second half of `\r\n` ends the line that began behind its first half: it is no line of its own.
        if at > 0 && text.as_bytes()[at] == b'\n' && text.as_bytes()[at - 1] == b'\r' {
            start = at + 1;
            continue;
        }
        cut.line(start, at);
        start = at + 1;
    }
    cut.line(start, text.len());
    cut.lines
}

struct Cutter<'t> {
    text: &'t str,
    separators: bool,
    number: usize,
    lines: Vec<Line>,
}

impl Cutter<'_> {
    fn line(&mut self, mut start: usize, end: usize) {
        if self.separators {
            while let Some(at) = self.text[start..end].find(SEPARATORS) {
                self.push(start, start + at);
                start += at + SEPARATOR;
            }
        }
        self.push(start, end);
    }

    fn push(&mut self, start: usize, end: usize) {
        self.number += 1;
        if !is_blank(&self.text[start..end]) {
            self.lines.push(Line {
                number: self.number,
                span: Span { start, end },
            });
        }
    }
}

fn is_blank(text: &str) -> bool {
    // Most lines begin with what can be seen at a glance.
    let visible = text.as_bytes().first().is_some_and(u8::is_ascii_graphic);
    !visible && text.chars().all(is_invisible)
}

/// White space, control characters and characters of no width: a line of nothing else is blank.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
