//! The clean text: the kept lines with the space between them.
//!
//! Invariant: where every line is kept the answer is the source, byte for byte.

use crate::report::{LineReport, Policy};

pub(crate) fn text(source: &str, lines: &[LineReport<'_>], policy: &Policy) -> String {
    let mut clean = String::with_capacity(source.len());
    // Where the last kept line, its end included, ends in the source.
    let mut copied = 0;
    let mut end_of_line = "";
    let mut last_number = 0;
    let mut dropped = 0;
    for line in lines {
        if !policy.keeps(line) {
            dropped += 1;
            continue;
        }
        if dropped == 0 {
            clean.push_str(source.get(copied..line.span.start).unwrap_or_default());
        } else if !clean.is_empty() && line.line - last_number - 1 > dropped {
            // Some of the lines since the last kept one were blank: one of them stays.
            clean.push_str(end_of_line);
        }
        // A comment to the rules may stand behind the line, and stays with it.
        let rest = &source[line.span.end..];
        let behind = rest.find(LINE_ENDS).unwrap_or(rest.len());
        end_of_line = line_end(&rest[behind..]);
        copied = line.span.end + behind + end_of_line.len();
        clean.push_str(&source[line.span.start..copied]);
        last_number = line.line;
        dropped = 0;
    }
    if dropped == 0 {
        clean.push_str(&source[copied..]);
    }
    clean
}

const LINE_ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// The line end at the start of `rest`.
fn line_end(rest: &str) -> &str {
    ["\r\n", "\n", "\r", "\u{2028}", "\u{2029}"]
        .into_iter()
        .find(|end| rest.starts_with(end))
        .map_or("", |end| &rest[..end.len()])
}
