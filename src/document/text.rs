//! Plain text into lines.

use memchr::{memchr2_iter, memmem};

use super::comment::{self, Effect, InlineComment};
use super::{Line, Span};

/// The line and the paragraph separator.
const SEPARATORS: [char; 2] = ['\u{2028}', '\u{2029}'];
const SEPARATOR: usize = '\u{2028}'.len_utf8();
const MARK: &str = "\u{feff}";

/// Bytes of a usual line, and how many lines are made room for before they are read.
const LINE: usize = 48;
const MOST: usize = 4096;

/// The lines of `text` that hold text, and its comments to the rules.
pub(super) fn lines(text: &str) -> (Vec<Line>, Vec<InlineComment>) {
    let mut cut = Cutter {
        text,
        separators: [&b"\xe2\x80\xa8"[..], b"\xe2\x80\xa9"]
            .iter()
            .any(|separator| memmem::find(text.as_bytes(), separator).is_some()),
        number: 0,
        lines: Vec::with_capacity((text.len() / LINE).min(MOST)),
        comments: Vec::new(),
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
    (cut.lines, cut.comments)
}

struct Cutter<'t> {
    text: &'t str,
    separators: bool,
    number: usize,
    lines: Vec<Line>,
    comments: Vec<InlineComment>,
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

    fn push(&mut self, start: usize, mut end: usize) {
        self.number += 1;
        if comment::may_end(&self.text[start..end]) {
            end = self.read_comments(start, end);
        }
        if !is_blank(&self.text[start..end]) {
            self.lines.push(Line {
                number: self.number,
                span: Span { start, end },
            });
        }
    }
}

impl Cutter<'_> {
    /// Takes the comments to the rules from the end of a line. Answers where what is left of it ends.
    #[cold]
    fn read_comments(&mut self, start: usize, mut end: usize) -> usize {
        let first = self.comments.len();
        while let Some((mut comment, before)) = comment::last(&self.text[start..end]) {
            end = start + before;
            comment.at = end;
            comment.line = self.number;
            self.comments.push(comment);
        }
        let row = self.lines.len();
        let in_line = !is_blank(&self.text[start..end]);
        let found = &mut self.comments[first..];
        found.reverse();
        for comment in found {
            comment.row = match comment.effect {
                Some(Effect::DisableLine) if in_line => Some(row),
                Some(Effect::DisableNextLine) => Some(row + usize::from(in_line)),
                _ => None,
            };
        }
        end
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

#[cfg(test)]
mod tests {
    use crate::document::Document;

    type Lines<'t> = Vec<(usize, &'t str)>;

    /// Each line with its number, and of each comment its line and the row that it is about.
    fn read(text: &str) -> (Lines<'_>, Vec<(usize, Option<usize>)>) {
        let document = Document::from_text(text);
        let lines = document.lines().iter();
        let lines = lines.map(|line| (line.number, &text[line.span.start..line.span.end]));
        let comments = document.inline_comments().iter();
        (
            lines.collect(),
            comments
                .map(|comment| (comment.line, comment.row))
                .collect(),
        )
    }

    #[test]
    fn a_line_of_nothing_but_comments_to_the_rules_is_as_a_blank_one() {
        let (lines, comments) = read(
            "\u{feff}<!-- bodycopy-disable -->\r\nA\r\n \t<!-- bodycopy-enable --> <!-- bodycopy-disable-next-line x -->\t\r\nB",
        );
        assert_eq!(lines, [(2, "A"), (4, "B")]);
        assert_eq!(comments, [(1, None), (3, None), (3, Some(1))]);
    }

    #[test]
    fn a_comment_behind_a_line_is_no_part_of_it() {
        let (lines, comments) = read(
            "A\nB <!-- bodycopy-disable-line --> \nC <!-- bodycopy-disable-next-line --><!-- bodycopy-disable -->\nD",
        );
        assert_eq!(lines, [(1, "A"), (2, "B"), (3, "C"), (4, "D")]);
        assert_eq!(comments, [(2, Some(1)), (3, Some(3)), (3, None)]);
    }

    #[test]
    fn other_comments_and_those_before_text_are_text() {
        for line in [
            "<!-- a note -->",
            "<!-- bodycopy-disable --> and more",
            "<!-- bodycopy-disable",
            "bodycopy-disable -->",
        ] {
            assert_eq!(read(line), (vec![(1, line)], Vec::new()));
        }
        // Alone in its line it has none to be about.
        assert_eq!(read("<!-- bodycopy-disable-line -->\nA").1, [(1, None)]);
    }
}
