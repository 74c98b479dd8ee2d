//! The outline of plain text, from the kinds of its lines.

use super::outline::{blank_between, piece};
use super::{Container, Form, Kept, Outline};
use crate::document::Document;
use crate::report::Kind;

/// The characters that begin the items of lists.
const BULLETS: [char; 10] = ['-', '*', '+', '•', '·', '‣', '◦', '▪', '–', '—'];

/// Lines without a blank line between them are one paragraph; but where a text has no blank line at all, every line is
/// one.
pub(super) fn of_text<'d>(document: &'d Document<'_>, kept: &[Kept]) -> Outline<'d> {
    let mut outline = Outline::empty(None, kept.len());
    let lines = document.lines();
    let blanks = lines.last().is_some_and(|line| line.number > lines.len());
    let mut last: Option<(usize, Kind)> = None;
    // The list or quote that the last line stands in.
    let mut open: Option<u32> = None;
    for &Kept { place, kind } in kept {
        let text = document.line_text(lines[place]);
        let (node, skipped) = match kind {
            Kind::ListItem => outline.item(&mut open, text),
            Kind::Quote => outline.quote(&mut open, text),
            _ => {
                open = None;
                (None, 0)
            }
        };
        let form = form(kind, text);
        let blank = last.map_or(0, |(last, _)| blank_between(lines, last, place));
        let joined = last.is_some_and(|(last, before)| {
            before == kind
                && match form {
                    Form::Code => true,
                    Form::Row => blank == 0,
                    Form::Heading(_) => false,
                    _ => kind != Kind::ListItem && blanks && blank == 0 && place == last + 1,
                }
        });
        let joined = joined
            && outline
                .pieces
                .last()
                .is_some_and(|piece| piece.form == form);
        let mut piece = piece(document, place, form, node, joined, blank);
        let marker = skipped.min(piece.text.len());
        piece.text = &piece.text[marker..];
        piece.start += marker;
        outline.pieces.push(piece);
        last = Some((place, kind));
    }
    outline
}

fn form(kind: Kind, text: &str) -> Form {
    match kind {
        Kind::Title => Form::Heading(1),
        Kind::Heading => Form::Heading(2),
        Kind::Caption => Form::Caption,
        Kind::Code => Form::Code,
        Kind::Table if text.trim().contains('\t') => Form::Row,
        Kind::ListItem => Form::Text,
        _ => Form::Paragraph,
    }
}

impl Outline<'_> {
    /// The item of a line, in the list that is open if it is of the same sort, and the bytes of its marker.
    fn item(&mut self, open: &mut Option<u32>, text: &str) -> (Option<u32>, usize) {
        let (number, marker) = marker(text.trim());
        let sort = match number {
            Some(_) => Container::Ordered,
            None => Container::List,
        };
        let list = match *open {
            Some(list) if self.container(*open) == Some(sort) => list,
            _ => self.node(sort, None),
        };
        *open = Some(list);
        let item = self.node(Container::Item, Some(list));
        self.nodes[item as usize].number = number;
        (Some(item), marker)
    }

    /// The quote of a line, and the bytes of its marker.
    fn quote(&mut self, open: &mut Option<u32>, text: &str) -> (Option<u32>, usize) {
        if self.container(*open) != Some(Container::Quote) {
            *open = Some(self.node(Container::Quote, None));
        }
        let text = text.trim();
        let quoted = text.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        if quoted.is_empty() {
            (*open, 0)
        } else {
            (*open, text.len() - quoted.len())
        }
    }
}

/// The number and the bytes of the marker that an item begins with, if it goes on behind it.
fn marker(text: &str) -> (Option<u32>, usize) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = if digits == 0 {
        text.starts_with(BULLETS)
    } else {
        digits <= 3 && text[digits..].starts_with(['.', ')'])
    };
    let Some(first) = text[digits..].chars().next().filter(|_| sign) else {
        return (None, 0);
    };
    let behind = &text[digits + first.len_utf8()..];
    let item = behind.trim_start();
    // A bullet may touch its item, a dash does not.
    let parted = item.len() < behind.len()
        || digits == 0 && !first.is_ascii() && !matches!(first, '–' | '—');
    if item.is_empty() || !parted {
        return (None, 0);
    }
    (text[..digits].parse().ok(), text.len() - item.len())
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[test]
    fn markers_are_parted_from_their_items() {
        assert_eq!(marker("- Oak"), (None, 2));
        assert_eq!(marker("•Oak"), (None, 3));
        assert_eq!(marker("12)  Oak"), (Some(12), 5));
        assert_eq!(marker("3.5 tons"), (None, 0));
        assert_eq!(marker("-5 degrees"), (None, 0));
        assert_eq!(marker("2026. Oak"), (None, 0));
        assert_eq!(marker("-"), (None, 0));
        assert_eq!(marker(""), (None, 0));
    }
}
