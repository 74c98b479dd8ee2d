//! Classes of lines by their form and place, to say which lines a model gets wrong without showing them.

use std::fmt;

use bodycopy::lab::{Signal, Signals};

/// Characters of a short line at the most.
const SHORT: usize = 30;
/// Characters of a heading or headline at the most.
const HEADLINE: usize = 140;
/// Characters of a line of prose at the least; it also ends a sentence.
const PROSE: usize = 80;
/// Half of the 255ths in which signals tell shares.
const HALF: u8 = 127;

/// What a line looks like and where it stands. The first that fits is the class of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Byline,
    Cell,
    ListItem,
    Question,
    ProseBefore,
    ProseAfter,
    ProseInside,
    Sentence,
    UserName,
    Heading,
    Teaser,
    ShortInside,
    ShortRun,
    Other,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Byline => "byline or date",
            Self::Cell => "number or table row",
            Self::ListItem => "list item with a marker",
            Self::Question => "question",
            Self::ProseBefore => "prose before all other body lines",
            Self::ProseAfter => "prose after all other body lines",
            Self::ProseInside => "prose between body lines",
            Self::Sentence => "short sentence (< 80 characters)",
            Self::UserName => "name beside a date or number",
            Self::Heading => "heading-like: next line is prose",
            Self::Teaser => "headline among headlines",
            Self::ShortInside => "short line (≤ 30) between body lines",
            Self::ShortRun => "short line (≤ 30) among short lines",
            Self::Other => "other",
        })
    }
}

/// The lines of a document, as the classes need them.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    pub texts: Vec<&'a str>,
    /// Whether each line is body by its gold.
    pub body: Vec<bool>,
    pub signals: &'a Signals,
}

impl Lines<'_> {
    /// The class of a line.
    pub(crate) fn class(&self, row: usize) -> Class {
        let text = self.texts[row].trim();
        if self.is_byline(row) {
            Class::Byline
        } else if self.is_cell(row) {
            Class::Cell
        } else if self.signals.get(Signal::Marker, row) > 0 {
            Class::ListItem
        } else if text.ends_with(['?', '？', '؟']) {
            Class::Question
        } else if self.is_prose(row) {
            match (
                self.has_body(0..row),
                self.has_body(row + 1..self.texts.len()),
            ) {
                (false, true) => Class::ProseBefore,
                (true, false) => Class::ProseAfter,
                _ => Class::ProseInside,
            }
        } else if self.ends_sentence(row) {
            Class::Sentence
        } else if self.is_short(row)
            && self.words(row) <= 3
            && self
                .beside(row)
                .any(|near| self.is_byline(near) || self.is_cell(near))
        {
            Class::UserName
        } else if self.chars(row) <= HEADLINE
            && row + 1 < self.texts.len()
            && self.is_prose(row + 1)
        {
            Class::Heading
        } else if self.is_headline(row) && self.beside(row).any(|near| self.is_headline(near)) {
            Class::Teaser
        } else if self.is_short(row) && self.beside(row).all(|near| self.body[near]) {
            Class::ShortInside
        } else if self.is_short(row) && self.beside(row).any(|near| self.is_short(near)) {
            Class::ShortRun
        } else {
            Class::Other
        }
    }

    fn beside(&self, row: usize) -> impl Iterator<Item = usize> {
        let lines = self.texts.len();
        [row.checked_sub(1), Some(row + 1)]
            .into_iter()
            .flatten()
            .filter(move |&near| near < lines)
    }

    fn has_body(&self, rows: std::ops::Range<usize>) -> bool {
        self.body[rows].contains(&true)
    }

    fn chars(&self, row: usize) -> usize {
        self.texts[row].trim().chars().count()
    }

    fn words(&self, row: usize) -> u8 {
        self.signals.get(Signal::Words, row)
    }

    fn ends_sentence(&self, row: usize) -> bool {
        self.signals.get(Signal::SentenceEnds, row) > 0
    }

    fn is_short(&self, row: usize) -> bool {
        self.chars(row) <= SHORT
    }

    fn is_prose(&self, row: usize) -> bool {
        self.chars(row) >= PROSE && self.ends_sentence(row)
    }

    fn is_headline(&self, row: usize) -> bool {
        let chars = self.chars(row);
        SHORT < chars && chars <= HEADLINE && !self.ends_sentence(row)
    }

    fn is_byline(&self, row: usize) -> bool {
        let most = |signal| self.signals.get(signal, row) > HALF;
        self.words(row) <= 8
            && (most(Signal::Credit) || most(Signal::DateWords) && !self.is_number(row))
    }

    /// Digits without the marks of a date or a time, and no word that tells of one.
    fn is_number(&self, row: usize) -> bool {
        let text = self.texts[row];
        let marks = text.matches(['.', '/', '-']).count();
        marks < 2 && !text.contains(|c: char| c == ':' || c.is_alphabetic())
    }

    fn is_cell(&self, row: usize) -> bool {
        let text = self.texts[row].trim();
        let numbers = self.is_short(row) && self.signals.get(Signal::Numbers, row) > HALF;
        numbers || text.contains('\t') || text.matches('|').nth(1).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bodycopy::Document;
    use bodycopy::lab::Lexicon;

    /// The class of every line; a `+` in front marks body.
    fn classes(lines: &[&str]) -> Vec<Class> {
        let texts: Vec<&str> = lines
            .iter()
            .map(|line| line.trim_start_matches('+'))
            .collect();
        let text = texts.join("\n");
        let signals = Signals::measure(&Document::from_text(&text), Lexicon::builtin());
        let body = lines.iter().map(|line| line.starts_with('+')).collect();
        let lines = Lines {
            texts,
            body,
            signals: &signals,
        };
        (0..lines.texts.len()).map(|row| lines.class(row)).collect()
    }

    const PROSE: &str = "+The lock keeper opened the gates at dawn, and the barges that had waited all night went through.";

    #[test]
    fn prose_goes_by_its_place_among_the_other_body_lines() {
        let teaser = PROSE.trim_start_matches('+');
        assert_eq!(
            classes(&[teaser, PROSE, PROSE, teaser, PROSE, teaser]),
            [
                Class::ProseBefore,
                Class::ProseBefore,
                Class::ProseInside,
                Class::ProseInside,
                Class::ProseAfter,
                Class::ProseAfter
            ]
        );
    }

    #[test]
    fn short_lines_go_by_what_is_beside_them() {
        use Class::{Byline, Heading, ProseInside, ShortInside, ShortRun, UserName};
        let lines = [
            "Boats",
            "Locks",
            "+Gates and paddles",
            PROSE,
            "+two",
            "+three boats went by",
            "+more of them",
            "Ann",
            "3 May 2021",
        ];
        assert_eq!(
            classes(&lines),
            [
                ShortRun,
                ShortRun,
                Heading,
                ProseInside,
                ShortInside,
                ShortInside,
                ShortRun,
                UserName,
                Byline
            ]
        );
    }

    #[test]
    fn forms_come_before_places() {
        use Class::{Byline, Cell, ListItem, Question, Sentence, Teaser};
        let lines = [
            "- oak for the gates",
            "Who pays for the new lock?",
            "Length\t14 m",
            "1,204",
            "4/11/2020",
            "It rained.",
            "Council votes to keep the old towpath open in winter",
            "Barge hotel wins a prize for its garden on the roof",
        ];
        assert_eq!(
            classes(&lines),
            [
                ListItem, Question, Cell, Cell, Byline, Sentence, Teaser, Teaser
            ]
        );
    }
}
