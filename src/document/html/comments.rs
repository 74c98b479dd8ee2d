//! The comments to the rules in a page, and the lines that they are about.
//!
//! Comments are no text: each is held by the row of the line that it stands in or before, until all lines are known.

use crate::document::Line;
use crate::document::comment::{Effect, InlineComment};

/// The comments in the making.
#[derive(Debug, Default)]
pub(super) struct Comments(Vec<Placed>);

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Inside a line, behind that many bytes of it.
    Inside(usize),
    /// Between lines, in an element that holds the line before.
    Behind,
    /// Between lines otherwise.
    Before,
}

#[derive(Debug)]
struct Placed {
    comment: InlineComment,
    /// The row of the line that it stands in or before.
    row: usize,
    /// Bytes of that line before it.
    offset: usize,
}

impl Comments {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a comment that stands in or before the line of this row.
    pub(super) fn add(&mut self, mut comment: InlineComment, row: usize, place: Place) {
        comment.row = match (comment.effect, place) {
            (Some(Effect::DisableLine), Place::Behind) => row.checked_sub(1),
            (Some(Effect::DisableNextLine), Place::Inside(_)) => Some(row + 1),
            (Some(Effect::DisableLine | Effect::DisableNextLine), _) => Some(row),
            _ => None,
        };
        let offset = match place {
            Place::Inside(offset) => offset,
            Place::Behind | Place::Before => 0,
        };
        self.0.push(Placed {
            comment,
            row,
            offset,
        });
    }

    /// The line of this row came to nothing: the comments from `first` on stood in it, and stand before the next one now.
    pub(super) fn leave_out(&mut self, first: usize, row: usize) {
        for placed in self.0.iter_mut().skip(first) {
            placed.offset = 0;
            placed.comment.row = placed.comment.row.map(|about| about.min(row));
        }
    }

    /// Only these rows stay.
    pub(super) fn keep(&mut self, kept: &[bool]) {
        if self.0.is_empty() {
            return;
        }
        // How many rows stay before each.
        let mut before = vec![0];
        before.extend(kept.iter().scan(0, |count, &kept| {
            *count += usize::from(kept);
            Some(*count)
        }));
        let stays = |row: usize| kept.get(row) != Some(&false);
        let moved = |row: usize| before.get(row).or(before.last()).copied().unwrap_or(0);
        self.0.retain_mut(|placed| {
            let comment = &mut placed.comment;
            let lost = comment.effect == Some(Effect::DisableLine)
                && comment.row.is_some_and(|row| !stays(row));
            if !stays(placed.row) {
                placed.offset = 0;
            }
            placed.row = moved(placed.row);
            comment.row = comment.row.map(moved);
            !lost
        });
    }

    /// The comments by position, among all lines and in a text of that many bytes.
    pub(super) fn settle(self, lines: &[Line], end: usize) -> Vec<InlineComment> {
        let settled = self.0.into_iter().map(|placed| {
            let Placed {
                mut comment,
                row,
                offset,
            } = placed;
            comment.at = lines
                .get(row)
                .map_or(end, |line| line.span.start + offset.min(line.span.len()));
            comment.settle(lines, row);
            comment
        });
        settled.collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;

    /// The text behind each comment, its line, and the text of the line that it is about.
    fn read(html: &str) -> (String, Vec<(String, usize, Option<String>)>) {
        let document = Document::from_html(html);
        let comments = document.inline_comments().iter();
        let comments = comments.map(|comment| {
            let about = comment.row.and_then(|row| document.lines().get(row));
            let about = about.map(|&line| document.line_text(line).to_owned());
            let behind = document.text()[comment.at..].trim_start().lines().next();
            (behind.unwrap_or_default().to_owned(), comment.line, about)
        });
        (document.text().to_owned(), comments.collect())
    }

    /// What a comment of one line is about, where the page holds one.
    fn about(html: &str) -> Option<String> {
        read(html).1.remove(0).2
    }

    #[test]
    fn comments_are_no_text_and_stand_where_they_are() {
        let (text, comments) = read(
            "<!--bodycopy-disable--><h1>A</h1><p>b <!-- bodycopy-enable x -->c</p><!-- a note --><p>d</p><!-- bodycopy-disable y -->",
        );
        assert_eq!(text, "A\n\nb c\n\nd");
        let expected = [("A", 1), ("c", 3), ("", 5)];
        let found: Vec<(&str, usize)> = comments
            .iter()
            .map(|(behind, line, _)| (behind.as_str(), *line))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_comment_is_about_the_line_it_stands_in_or_behind() {
        let disable = "<!-- bodycopy-disable-line -->";
        for (html, line) in [
            (format!("<p>a</p><p>b {disable}</p><p>c</p>"), "b"),
            (format!("<p>a</p><p>{disable}b</p><p>c</p>"), "b"),
            (format!("<p>a</p><div>{disable}<p>b</p></div>"), "b"),
            (format!("<p>a</p><p>b</p>{disable}<p>c</p>"), "b"),
            (format!("<p>a</p><p>b<br>{disable}c</p>"), "b"),
        ] {
            assert_eq!(about(&html).as_deref(), Some(line), "{html}");
        }
    }

    #[test]
    fn the_next_line_is_the_one_behind_the_comment() {
        let disable = "<!-- bodycopy-disable-next-line -->";
        for (html, line) in [
            (format!("<p>a</p>{disable}<p>b</p><p>c</p>"), Some("b")),
            (format!("<p>a {disable}</p><p>b</p>"), Some("b")),
            (format!("<p>a {disable}d</p><p>b</p>"), Some("b")),
            (format!("<p>\u{200b}{disable}</p><p>b</p>"), Some("b")),
            (format!("<p>a</p>{disable}"), None),
        ] {
            assert_eq!(about(&html).as_deref(), line, "{html}");
        }
    }

    #[test]
    fn comments_move_with_their_lines() {
        let (text, comments) = read(
            "<p>a</p><noscript>a <!-- bodycopy-disable-line --></noscript><noscript>a <!-- bodycopy-disable --></noscript>\
             <p>b <!-- bodycopy-disable-line --></p>",
        );
        assert_eq!(text, "a\n\nb");
        let b = || "b".to_owned();
        assert_eq!(comments, [(b(), 3, None), (String::new(), 3, Some(b()))]);
    }

    #[test]
    fn comments_of_the_head_and_in_odd_places_are_read() {
        let (text, comments) = read(
            "<head><!-- bodycopy-disable\r\nplaceholder --></head><table><!--bodycopy-enable--!><tr><td>a</table>",
        );
        assert_eq!((text.as_str(), comments.len()), ("a", 2));
    }
}
