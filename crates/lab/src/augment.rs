//! Copies of documents with what the data lack: interface debris between body lines, appended search phrases, short
//! documents, and the output of extractors for pages of which there is only the whole.
//!
//! Invariant: a copy keeps the site of its document, and every document has its own stream of random numbers: leaving a
//! document out changes no other copy.

use std::collections::BTreeMap;

use bodycopy::lab::{Lexicon, Role};

use crate::data::{Gold, Page, Set};
use crate::head::head;
use crate::phrases::{Phrases, keywords};
use crate::random::Random;

/// How much to make.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The share of the extractors' outputs that get a copy.
    pub residue: f64,
    /// The share of the whole pages that get one.
    pub pages: f64,
    pub seed: u64,
}

/// The copies, in the order of the documents.
pub(crate) fn augment(pages: &[Page], lexicon: &Lexicon, options: &Options) -> Vec<Page> {
    let maker = Maker {
        phrases: Phrases::new(lexicon),
        common: common_words(lexicon),
    };
    let copies = pages.iter().filter_map(|page| {
        let mut random = Random::named(options.seed, &page.key());
        let share = if page.set == Set::Residue {
            options.residue
        } else {
            options.pages
        };
        if page.is_whole_page() || page.set == Set::Augmented || !random.chance(share) {
            return None;
        }
        maker.copy(page, &mut random)
    });
    copies.collect()
}

fn common_words(lexicon: &Lexicon) -> Vec<String> {
    let lists = lexicon
        .lists()
        .iter()
        .filter(|list| list.role == Role::FunctionWords);
    let mut words: Vec<String> = lists
        .flat_map(|list| list.entries().iter().map(ToString::to_string))
        .collect();
    words.sort_unstable();
    words
}

struct Maker {
    phrases: Phrases,
    common: Vec<String>,
}

type Line = (String, Gold);

impl Maker {
    /// A changed copy; `None` where the document has too little body for one.
    fn copy(&self, page: &Page, random: &mut Random) -> Option<Page> {
        let mut lines: Vec<Line> = page
            .lines
            .iter()
            .cloned()
            .zip(page.gold.iter().copied())
            .collect();
        if page.set != Set::Residue {
            lines = extracted(lines, random);
        }
        if random.chance(0.6) {
            lines = sliced(lines, random);
        }
        if lines.iter().filter(|line| line.1 == Gold::Body).count() < 3 {
            return None;
        }
        let with_keywords = random.chance(0.3);
        if !with_keywords || random.chance(0.5) {
            self.add_debris(&mut lines, &page.lang, random);
        }
        if with_keywords {
            self.add_keywords(&mut lines, &page.lang, random);
        }
        if random.chance(0.4) {
            add_head(&mut lines, random);
        }
        if random.chance(0.4) {
            repeat_title(&mut lines, random);
        }
        let (lines, gold) = lines.into_iter().unzip();
        Some(Page {
            set: Set::Augmented,
            lines,
            gold,
            ..page.clone()
        })
    }

    /// Puts debris before, between and behind the body lines.
    fn add_debris(&self, lines: &mut Vec<Line>, lang: &str, random: &mut Random) {
        let (before, behind) = (random.below(4), random.below(6));
        let between = random.between(0, 3.min(lines.len() / 5));
        // From the end, so that the places further up stay where they are.
        self.insert(lines, lines.len(), behind, lang, random);
        for _ in 0..between {
            let (place, run) = (random.between(1, lines.len()), random.between(1, 3));
            self.insert(lines, place.min(lines.len()), run, lang, random);
        }
        self.insert(lines, 0, before, lang, random);
    }

    fn insert(
        &self,
        lines: &mut Vec<Line>,
        at: usize,
        count: usize,
        lang: &str,
        random: &mut Random,
    ) {
        for _ in 0..count {
            if let Some(text) = self.phrases.debris(lang, random) {
                lines.insert(at, (text, Gold::Boilerplate));
            }
        }
    }

    /// Puts search phrases made of the document's own words behind it, or somewhere in its second half.
    fn add_keywords(&self, lines: &mut Vec<Line>, lang: &str, random: &mut Random) {
        let words = self.frequent_words(lines);
        if words.len() < 4 {
            return;
        }
        let last_body = lines
            .iter()
            .rposition(|line| line.1 == Gold::Body)
            .unwrap_or_default();
        let at = match random.below(10) {
            0..=3 => lines.len(),
            4..=5 => last_body + 1,
            _ => random.between(last_body / 2 + 1, last_body + 1),
        };
        let list = keywords(&words, lang, random)
            .into_iter()
            .map(|line| (line, Gold::Boilerplate));
        lines.splice(at..at, list);
    }

    /// The most frequent words of the body that carry content.
    fn frequent_words(&self, lines: &[Line]) -> Vec<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (text, _) in lines.iter().filter(|line| line.1 == Gold::Body) {
            for word in text.split(|c: char| !c.is_alphanumeric()) {
                let word = word.to_lowercase();
                if word.chars().count() >= 4 && self.common.binary_search(&word).is_err() {
                    *counts.entry(word).or_default() += 1;
                }
            }
        }
        let mut words: Vec<(usize, String)> = counts
            .into_iter()
            .map(|(word, count)| (count, word))
            .collect();
        words.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        words.into_iter().take(12).map(|(_, word)| word).collect()
    }
}

/// Puts picture address, byline and date behind the title, or before everything.
fn add_head(lines: &mut Vec<Line>, random: &mut Random) {
    let Some(first) = lines
        .iter()
        .position(|line| matches!(line.1, Gold::Body | Gold::Title))
    else {
        return;
    };
    let titled = lines[first].0.chars().count() < 120;
    let at = if titled && random.chance(0.8) {
        first + 1
    } else {
        first
    };
    lines.splice(
        at..at,
        head(random)
            .into_iter()
            .map(|line| (line, Gold::Boilerplate)),
    );
}

/// Puts the title in once more, right before itself or a few lines on, sometimes in other letter case: templates print
/// it above the article and the article brings its own.
fn repeat_title(lines: &mut Vec<Line>, random: &mut Random) {
    let Some(at) = lines.iter().position(|line| line.1 == Gold::Title) else {
        return;
    };
    let title = lines[at].0.clone();
    let copy = match random.below(3) {
        0 => title_case(&title),
        _ => title,
    };
    let place = if random.chance(0.5) {
        at
    } else {
        (at + 1 + random.below(3)).min(lines.len())
    };
    lines.insert(place, (copy, Gold::Title));
}

/// Every word with a capital.
fn title_case(text: &str) -> String {
    let mut start = true;
    text.chars()
        .map(|c| {
            let upper = if start { c.to_uppercase().next() } else { None };
            start = c.is_whitespace();
            upper.unwrap_or(c)
        })
        .collect()
}

/// A whole page as an extractor might leave it: the body, and some of the boilerplate near it.
fn extracted(lines: Vec<Line>, random: &mut Random) -> Vec<Line> {
    let is_body: Vec<bool> = lines
        .iter()
        .map(|line| line.1.trained() == Some(true))
        .collect();
    let care = [0.1, 0.3, 0.6, 0.9][random.below(4)];
    let near = |row: usize, reach: usize| {
        is_body[row.saturating_sub(reach)..is_body.len().min(row + reach + 1)].contains(&true)
    };
    let mut kept = Vec::new();
    for (row, line) in lines.into_iter().enumerate() {
        let chance = if is_body[row] {
            1.0
        } else if near(row, 3) {
            care
        } else if near(row, 8) {
            care / 4.0
        } else {
            0.01
        };
        if random.chance(chance) {
            kept.push(line);
        }
    }
    kept
}

/// The head, the tail, or a few lines of the body with a little of what stands around them.
fn sliced(lines: Vec<Line>, random: &mut Random) -> Vec<Line> {
    let body: Vec<usize> = (0..lines.len())
        .filter(|&row| lines[row].1.trained() == Some(true))
        .collect();
    let (Some(&first), Some(&last)) = (body.first(), body.last()) else {
        return lines;
    };
    let size = random.between(8, 40);
    let around = random.below(4);
    let (start, end) = match random.below(4) {
        0 => (0, first + size),
        1 => (last.saturating_sub(size), lines.len()),
        2 => (first.saturating_sub(around), last + 1 + random.below(4)),
        _ => {
            let at = body[random.below(body.len())];
            (at.saturating_sub(around), at + random.between(5, 15))
        }
    };
    lines[start..end.min(lines.len())].to_vec()
}

#[cfg(test)]
mod tests;
