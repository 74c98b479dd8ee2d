//! What of a line stands in quotation marks, or in the marks of code.

use std::cell::OnceCell;
use std::ops::Range;

/// A line, of which the quotations are found when they are first asked for.
#[derive(Debug)]
pub(in crate::rules) struct Line<'t> {
    pub text: &'t str,
    quotations: OnceCell<Vec<Range<usize>>>,
}

/// Bytes that are looked at on either side of a slot.
const NEAR: usize = 160;

impl<'t> Line<'t> {
    pub(in crate::rules) fn new(text: &'t str) -> Self {
        Self {
            text,
            quotations: OnceCell::new(),
        }
    }

    /// Whether that byte is inside a quotation.
    pub(in crate::rules) fn is_quoted(&self, at: usize) -> bool {
        let quotations = self.quotations.get_or_init(|| quotations(self.text));
        let before = quotations.partition_point(|quotation| quotation.end <= at);
        quotations
            .get(before)
            .is_some_and(|quotation| quotation.start < at)
    }

    /// The last bytes in front of a place, about so many: no more is looked at, so that a line of very many slots costs no
    /// more than it has text.
    pub(in crate::rules) fn before(&self, at: usize) -> &'t str {
        let mut start = at.saturating_sub(NEAR);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        &self.text[start..at]
    }

    /// The first bytes behind a place.
    pub(in crate::rules) fn after(&self, at: usize) -> &'t str {
        let mut end = (at + NEAR).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        &self.text[at..end]
    }
}

fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let in_word = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        match open {
            // An apostrophe stands inside a word; German closes with what English opens with.
            Some((_, '’')) if c == '’' && in_word => {}
            Some((start, close)) if c == close || close == '“' && c == '”' => {
                found.push(start..at);
                open = None;
            }
            None => open = closing(c).map(|close| (at, close)),
            Some(_) => {}
        }
    }
    // A quotation that goes on in the next paragraph is not closed; a mark for inches is none.
    let quotation = open.filter(|&(_, close)| !matches!(close, '"' | '`' | '’' | '«'));
    found.extend(quotation.map(|(start, _)| start..text.len()));
    found
}

/// What closes a quotation that this opens.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '»' => '«',
        '‘' => '’',
        '"' => '"',
        '`' => '`',
        '「' => '」',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_stands_between_marks_of_one_kind() {
        let text = "He says “follow us” and \"watch this\" and „ruft an“ and »klickt«, not click";
        let line = Line::new(text);
        let quoted = |word: &str| line.is_quoted(text.find(word).unwrap());
        for word in ["follow", "watch", "ruft", "klickt"] {
            assert!(quoted(word), "{word}");
        }
        for word in ["says", "and", "not", "click"] {
            assert!(!quoted(word), "{word}");
        }
        // One that goes on is open to its end; a mark for inches opens none.
        assert!(Line::new("“follow us").is_quoted(4));
        assert!(!Line::new("a 5\" pipe").is_quoted(6));
    }
}
