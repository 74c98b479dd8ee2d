//! Comments to the rules: `<!-- bodycopy-disable placeholder -->`.
//!
//! They are found while a document is cut into lines, and are no part of its lines, so that neither the model nor a rule reads
//! them. Whether they silence anything is the detector's to decide (`silence`).

use super::Line;

/// What every such comment begins with.
const PREFIX: &str = "bodycopy-";

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Bytes inside a comment at the most: a list of all rules is shorter. Longer ones are comments like others, so that nobody hides
/// a text in one.
const LONGEST: usize = 512;

/// What a comment asks of the rules that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Silence from here on.
    Disable,
    /// No silence from here on.
    Enable,
    /// Silence in the line that the comment stands in.
    DisableLine,
    /// Silence in the next line that holds text.
    DisableNextLine,
}

impl Effect {
    /// Every effect, with the comment's word for it.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("bodycopy-disable", Self::Disable),
        ("bodycopy-enable", Self::Enable),
        ("bodycopy-disable-line", Self::DisableLine),
        ("bodycopy-disable-next-line", Self::DisableNextLine),
    ];
}

/// A comment to the rules in a document.
///
/// ```
/// use bodycopy::{Document, Effect};
///
/// let document = Document::from_text("<!-- bodycopy-disable placeholder, ui-debris -->\nDear [Name],");
/// let comment = &document.inline_comments()[0];
/// assert_eq!((comment.line, comment.effect), (1, Some(Effect::Disable)));
/// assert_eq!(comment.rules, ["placeholder", "ui-debris"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InlineComment {
    /// Where it stands. Of plain text, the number of its line; of a page, that of the line that it stands in or before.
    pub line: usize,
    /// Its first word: `bodycopy-disable`.
    pub command: String,
    /// What it asks for; `None` if its first word is none of [`Effect::NAMES`].
    pub effect: Option<Effect>,
    /// The rules that it names, as it spells them; none stand for all.
    pub rules: Vec<String>,
    /// Bytes of the document before it.
    pub(crate) at: usize,
    /// The row of the line that it is about, if it is about one.
    pub(crate) row: Option<usize>,
}

impl InlineComment {
    /// Reads what stands between `<!--` and `-->`. Most comments are not for us.
    pub(super) fn parse(inside: &str) -> Option<Self> {
        if !is_ours(inside) {
            return None;
        }
        let mut words = inside
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty());
        let command = words.next()?.to_owned();
        let effect = Effect::NAMES.iter().find(|(name, _)| *name == command);
        Some(Self {
            line: 0,
            effect: effect.map(|&(_, effect)| effect),
            command,
            rules: words.map(str::to_owned).collect(),
            at: 0,
            row: None,
        })
    }

    /// Its lines, once all lines are known.
    pub(super) fn settle(&mut self, lines: &[Line], row: usize) {
        let line = lines.get(row).or(lines.last());
        self.line = line.map_or(1, |line| line.number);
    }
}

/// Whether a comment with this inside is one to the rules.
pub(super) fn is_ours(inside: &str) -> bool {
    inside.len() <= LONGEST && inside.trim_start().starts_with(PREFIX)
}

/// Whether a line of plain text may end with such a comment. Nearly none does.
#[inline]
pub(super) fn may_end(line: &str) -> bool {
    line.trim_ascii_end().ends_with(CLOSE)
}

/// The comment that a line of plain text ends with, and where what stands before it ends.
pub(super) fn last(line: &str) -> Option<(InlineComment, usize)> {
    let inside = line.trim_end().strip_suffix(CLOSE)?;
    let mut first = inside.len().saturating_sub(LONGEST + OPEN.len());
    while !inside.is_char_boundary(first) {
        first += 1;
    }
    let open = first + inside[first..].rfind(OPEN)?;
    let comment = InlineComment::parse(&inside[open + OPEN.len()..])?;
    Some((comment, line[..open].trim_end().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(inside: &str) -> Option<(Option<Effect>, Vec<String>)> {
        InlineComment::parse(inside).map(|comment| (comment.effect, comment.rules))
    }

    #[test]
    fn names_are_parted_by_commas_or_white_space() {
        let expected = ["placeholder", "ui-debris"].map(str::to_owned).to_vec();
        for inside in [
            " bodycopy-disable placeholder, ui-debris ",
            "bodycopy-disable placeholder ui-debris",
            "\n\tbodycopy-disable\n\tplaceholder,\n\tui-debris\n",
        ] {
            assert_eq!(
                parsed(inside),
                Some((Some(Effect::Disable), expected.clone()))
            );
        }
        assert_eq!(
            parsed(" bodycopy-disable-next-line "),
            Some((Some(Effect::DisableNextLine), Vec::new()))
        );
    }

    #[test]
    fn a_slip_is_a_comment_without_effect_and_others_are_none() {
        assert_eq!(parsed("bodycopy-disabel"), Some((None, Vec::new())));
        assert_eq!(parsed(" the bodycopy-disable comment "), None);
        assert_eq!(parsed("Bodycopy-disable"), None);
        assert_eq!(parsed(""), None);
        let long = format!("bodycopy-disable {}", "a ".repeat(LONGEST));
        assert_eq!(parsed(&long), None);
    }

    #[test]
    fn the_last_comment_of_a_line_is_cut_off_with_the_space_before_it() {
        let (comment, end) = last("Dear [Name], <!-- bodycopy-disable-line --> ").unwrap();
        assert_eq!((comment.effect, end), (Some(Effect::DisableLine), 12));
        assert!(last("Dear [Name], <!-- a note -->").is_none());
        assert!(last("<!-- bodycopy-disable --> and more").is_none());
        // Cut where the reading begins: inside a character.
        let filled = format!("{}-->", "é".repeat(2 * LONGEST));
        assert!(last(&filled).is_none());
    }
}
