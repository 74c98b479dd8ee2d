//! The visible text just behind a heading, where bylines and dates stand whatever their markup is.

use crate::metadata::{byline, date, plain};

/// Pieces of text behind a heading that are looked at, and the bytes of one that can be a byline or a date.
const PIECES: u8 = 40;
const LONGEST: usize = 120;

/// Headings behind which is looked: the first may be the site's.
const HEADINGS: u8 = 3;

/// Says that a date is that of a change.
const CHANGED: [&str; 12] = [
    "updated",
    "modified",
    "edited",
    "reviewed",
    "aktualisiert",
    "geändert",
    "mis à jour",
    "modifié",
    "actualizado",
    "aggiornato",
    "atualizado",
    "bijgewerkt",
];

/// What a piece of text tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub authors: Vec<String>,
    /// A text that holds a date, and whether it is that of a change.
    pub date: Option<(String, bool)>,
}

#[derive(Debug, Default)]
pub(super) struct Vicinity {
    left: u8,
    headings: u8,
    /// The piece before: "By" and "Updated" often stand by themselves.
    before: String,
}

impl Vicinity {
    /// A heading ends here.
    pub(super) fn begin(&mut self) {
        if self.headings < HEADINGS {
            self.headings += 1;
            self.left = PIECES;
            self.before.clear();
        }
    }

    /// Whether text is looked at here.
    pub(super) fn is_open(&self) -> bool {
        self.left > 0
    }

    /// Reads a piece of text.
    pub(super) fn read(&mut self, text: &str) -> Told {
        let text = text.trim();
        if text.is_empty() || self.left == 0 {
            return Told::default();
        }
        self.left -= 1;
        if text.len() > LONGEST {
            self.before.clear();
            return Told::default();
        }
        let text = plain::clean(text);
        let told = self.tell(&text);
        self.before = text;
        told
    }

    fn tell(&self, text: &str) -> Told {
        let mut told = Told::default();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits >= 4 && date::find(text, "").is_some() {
            let changed = |text: &str| {
                let text = text.to_lowercase();
                CHANGED.iter().any(|word| text.contains(word))
            };
            let label =
                self.before.len() < 24 && !self.before.contains(|c: char| c.is_ascii_digit());
            let changed = changed(text) || (label && changed(&self.before));
            told.date = Some((text.to_owned(), changed));
        }
        told.authors = byline::authors(text);
        if told.authors.is_empty() && byline::is_prefix(&self.before) {
            told.authors = byline::named(std::iter::once(text.to_owned()));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(names: &[&str]) -> Told {
        Told {
            authors: names.iter().map(|&name| name.to_owned()).collect(),
            date: None,
        }
    }

    fn date(text: &str, changed: bool) -> Told {
        Told {
            authors: Vec::new(),
            date: Some((text.to_owned(), changed)),
        }
    }

    #[test]
    fn bylines_may_stand_in_pieces() {
        let mut vicinity = Vicinity::default();
        assert_eq!(vicinity.read("By Nobody Here"), Told::default());
        vicinity.begin();
        assert_eq!(vicinity.read("News"), Told::default());
        assert_eq!(vicinity.read(" By "), Told::default());
        assert_eq!(vicinity.read("ada_q"), authors(&["ada_q"]));
        assert_eq!(vicinity.read("Updated:"), Told::default());
        assert_eq!(vicinity.read("March 3, 2024"), date("March 3, 2024", true));
        assert_eq!(vicinity.read("3 March 2024"), date("3 March 2024", false));
    }

    #[test]
    fn one_piece_may_tell_both() {
        let mut vicinity = Vicinity::default();
        vicinity.begin();
        let told = vicinity.read("by Ada Quill - 2024-03-05");
        assert_eq!(told.authors, ["Ada Quill"]);
        assert!(told.date.is_some());
    }

    #[test]
    fn it_ends() {
        let mut vicinity = Vicinity::default();
        vicinity.begin();
        for _ in 0..PIECES {
            assert_eq!(vicinity.read("a word"), Told::default());
        }
        assert_eq!(vicinity.read("By Ada Quill"), Told::default());
    }
}
