//! Keyword stuffing: prose that says the same phrase again and again, so that search engines may find it.

use std::collections::BTreeMap;

use super::{Finding, Page};
use crate::document::Span;
use crate::report::{Kind, Label};
use crate::signals::Signals;
use crate::words::{self, Mark, Sink, Word};

/// Shorter texts repeat themselves by chance.
const FEWEST_WORDS: usize = 80;
/// A phrase is stuffed if its words are at least one in so many of the text's: 8 %. Guides to writing for search engines call
/// 3 % the most that reads well.
const ONE_IN: usize = 12;
/// ... and if it comes at least so many times.
const FEWEST_TIMES: usize = 5;
/// Pairs of words are first counted in so few places that they fit the cache; hashes that fall together only make it look closer.
const PLACES: usize = 2_048;

/// Words of a phrase at the most.
const LONGEST: usize = 4;

/// At most one finding a document: where the phrase stands for the first time.
pub(super) fn find(page: &Page<'_, '_>) -> Option<Finding> {
    let rows: Vec<usize> = (0..page.lines.len())
        .filter(|&row| is_prose(page, row))
        .collect();
    let total: usize = rows.iter().map(|&row| page.signals.lines[row].words).sum();
    if total < FEWEST_WORDS {
        return None;
    }
    let needed = (total / (LONGEST * ONE_IN)).max(FEWEST_TIMES);
    if !may_be_stuffed(page.signals, &rows, needed as u32) {
        return None;
    }
    Prose::read(page, &rows).stuffed(needed, total)
}

fn is_prose(page: &Page<'_, '_>, row: usize) -> bool {
    let line = &page.lines[row];
    let kinds = [Kind::Paragraph, Kind::ListItem, Kind::Standfirst];
    page.signals.lines[row].prose && line.label == Label::Body && kinds.contains(&line.kind)
}

/// Whether any two words stand side by side so often. Every text has to pay for this question, so that pairs that fall into
/// the same place are counted as one.
fn may_be_stuffed(signals: &Signals, rows: &[usize], needed: u32) -> bool {
    let mut places = [0_u32; PLACES];
    for &row in rows {
        for pair in signals.words(row).windows(2) {
            let hash = (pair[0] ^ pair[1].rotate_left(11)).wrapping_mul(0x9e37_79b1);
            places[(hash >> 16) as usize % PLACES] += 1;
        }
    }
    places.iter().any(|&count| count >= needed)
}

/// A word of the prose: its token, or 0 for one that no search phrase begins or ends with.
#[derive(Clone, Copy)]
struct Place {
    token: u32,
    row: usize,
    start: usize,
    end: usize,
    capital: bool,
    /// Something other than white space stands before it.
    parted: bool,
}

/// The words of all prose lines.
struct Prose<'p, 'd> {
    page: &'p Page<'p, 'd>,
    places: Vec<Place>,
}

impl<'p, 'd> Prose<'p, 'd> {
    fn read(page: &'p Page<'_, 'd>, rows: &[usize]) -> Self {
        let mut reader = Reader {
            page,
            row: 0,
            parted: true,
            places: Vec::new(),
        };
        for &row in rows {
            (reader.row, reader.parted) = (row, true);
            words::scan(page.lines[row].text, &mut reader);
        }
        Self {
            page,
            places: reader.places,
        }
    }

    /// The phrase with the most words of the text, if it has enough.
    fn stuffed(&self, needed: usize, total: usize) -> Option<Finding> {
        let mut pairs: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
        for at in 1..self.places.len() {
            let (first, second) = (self.places[at - 1], self.places[at]);
            if first.token != 0 && second.token != 0 && !second.parted {
                let pair = (first.token, second.token);
                pairs.entry(pair).or_default().push(at - 1);
            }
        }
        let phrases = pairs
            .into_values()
            .filter(|starts| starts.len() >= needed && !self.is_name(starts))
            .map(|starts| self.extended(&starts))
            .filter(|(starts, words)| {
                starts.len() >= FEWEST_TIMES && starts.len() * words * ONE_IN >= total
            });
        let (starts, words) = phrases.max_by_key(|(starts, words)| starts.len() * words)?;
        Some(self.finding(&starts, words, total))
    }

    /// Names may come as often as the text needs them.
    fn is_name(&self, starts: &[usize]) -> bool {
        let capital = |&&at: &&usize| self.places[at].capital && self.places[at + 1].capital;
        2 * starts.iter().filter(capital).count() > starts.len()
    }

    /// The phrase that the pairs are the beginning of, where four in five of them go on alike, and where it stands.
    fn extended(&self, starts: &[usize]) -> (Vec<usize>, usize) {
        let (mut starts, mut words) = (starts.to_vec(), 2);
        while words < LONGEST {
            let mut next: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
            for &at in &starts {
                if let Some(place) = self.places.get(at + words)
                    && place.token != 0
                    && !place.parted
                {
                    next.entry(place.token).or_default().push(at);
                }
            }
            let Some(most) = next.into_values().max_by_key(Vec::len) else {
                break;
            };
            if 5 * most.len() < 4 * starts.len() {
                break;
            }
            (starts, words) = (most, words + 1);
        }
        // "No, no, no, no": a phrase does not begin inside of itself.
        let mut end = 0;
        starts.retain(|&at| {
            let apart = at >= end;
            end = if apart { at + words } else { end };
            apart
        });
        (starts, words)
    }

    fn finding(&self, starts: &[usize], words: usize, total: usize) -> Finding {
        let (first, last) = (self.places[starts[0]], self.places[starts[0] + words - 1]);
        let line = &self.page.lines[first.row];
        let message = format!(
            "“{}” stands {} times in {total} words of text, {} % of them: say it where it is needed, and vary it",
            &line.text[first.start..last.end],
            starts.len(),
            100 * starts.len() * words / total
        );
        let span = Span {
            start: line.span.start + first.start,
            end: line.span.start + last.end,
        };
        Finding::span(first.row, span, message)
    }
}

struct Reader<'p, 'd> {
    page: &'p Page<'p, 'd>,
    row: usize,
    parted: bool,
    places: Vec<Place>,
}

impl Sink for Reader<'_, '_> {
    fn word(&mut self, word: &Word) {
        let token = words::token(word.hash);
        let counts = word.letters > 2 && !self.page.is_function_word(token);
        self.places.push(Place {
            token: if counts { token } else { 0 },
            row: self.row,
            start: word.start,
            end: word.end,
            capital: word.capital,
            parted: self.parted,
        });
        self.parted = false;
    }

    fn mark(&mut self, mark: Mark, _: char, _: usize) {
        self.parted |= !matches!(mark, Mark::Space | Mark::Invisible | Mark::Dash);
    }
}

#[cfg(test)]
mod tests {
    use crate::{Detector, Document};

    /// The texts that the rule flags.
    fn flagged(text: &str) -> Vec<String> {
        let detector = Detector::builder().rules(["keyword-list"]).build().unwrap();
        let document = Document::from_text(text);
        let report = detector.analyze(&document);
        report
            .issues
            .iter()
            .map(|issue| format!("{} | {}", issue.text, issue.message))
            .collect()
    }

    #[test]
    fn a_phrase_that_comes_again_and_again_is_stuffed() {
        let text = "Whoever looks for cheap garden sheds will find cheap garden sheds in our big list of cheap garden sheds for every lawn.\n\n\
            Our cheap garden sheds are made of larch, and cheap garden sheds of larch last longer than other sheds do in wet weather.\n\n\
            Ask us which of the cheap garden sheds is right for you before you buy, since no two lawns are alike and no two roofs are.\n\n\
            It takes a morning to put one up, and two people who can hold a level and do not mind a splinter in the thumb.\n";
        let [issue] = &flagged(text)[..] else {
            panic!("{:?}", flagged(text));
        };
        assert!(issue.starts_with("cheap garden sheds | “cheap garden sheds” stands 6 times"));
    }

    #[test]
    fn names_and_topics_may_come_back() {
        let text = "The Harbour Board met on Monday. The Harbour Board wants a new crane, and the Harbour Board will pay for it in May.\n\n\
            Nobody on the Harbour Board would say what it costs. The Harbour Board has been silent since, as the Harbour Board often is.\n\n\
            A crane is a crane, said the clerk of the Harbour Board, and the old crane is the only crane that the town has left by now.\n";
        assert_eq!(flagged(text), [""; 0]);
    }
}
