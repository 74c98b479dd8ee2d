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
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Told {
    Authors(Vec<String>),
    Date(String),
    Modified(String),
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

    /// Reads a piece of text.
    pub(super) fn read(&mut self, text: &str) -> Option<Told> {
        if self.left == 0 {
            return None;
        }
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        self.left -= 1;
        if text.len() > LONGEST {
            self.before.clear();
            return None;
        }
        let text = plain::clean(text);
        let told = self.tell(&text);
        self.before = text;
        told
    }

    fn tell(&self, text: &str) -> Option<Told> {
        if text.bytes().filter(u8::is_ascii_digit).count() >= 4 && date::find(text, "").is_some() {
            let changed = |text: &str| {
                let text = text.to_lowercase();
                CHANGED.iter().any(|word| text.contains(word))
            };
            let changed = changed(text) || (self.before.len() < 24 && changed(&self.before));
            let text = text.to_owned();
            return Some(if changed {
                Told::Modified(text)
            } else {
                Told::Date(text)
            });
        }
        let mut authors = byline::authors(text);
        if authors.is_empty() && byline::is_prefix(&self.before) {
            authors = byline::named(text, '\n');
        }
        (!authors.is_empty()).then_some(Told::Authors(authors))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_may_stand_in_pieces() {
        let mut vicinity = Vicinity::default();
        assert_eq!(vicinity.read("By Nobody Here"), None);
        vicinity.begin();
        assert_eq!(vicinity.read("News"), None);
        assert_eq!(vicinity.read(" By "), None);
        assert_eq!(
            vicinity.read("ada_q"),
            Some(Told::Authors(vec!["ada_q".to_owned()]))
        );
        assert_eq!(vicinity.read("Updated:"), None);
        assert_eq!(
            vicinity.read("March 3, 2024"),
            Some(Told::Modified("March 3, 2024".to_owned()))
        );
        assert_eq!(
            vicinity.read("3 March 2024"),
            Some(Told::Date("3 March 2024".to_owned()))
        );
    }

    #[test]
    fn it_ends() {
        let mut vicinity = Vicinity::default();
        vicinity.begin();
        for _ in 0..PIECES {
            assert_eq!(vicinity.read("a word"), None);
        }
        assert_eq!(vicinity.read("By Ada Quill"), None);
    }
}
