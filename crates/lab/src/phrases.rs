//! Invented lines: interface strings as sites print them, and the search phrases that text farms append.

use bodycopy::lab::{Lexicon, Role};

use crate::random::Random;

/// Interface strings by language, from the library's own lists.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// A language, and the strings of each of its lists.
    lists: Vec<(String, Vec<Vec<String>>)>,
}

impl Phrases {
    /// The strings that fill whole lines.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut lists: Vec<(String, Vec<Vec<String>>)> = Vec::new();
        for list in lexicon
            .lists()
            .iter()
            .filter(|list| list.role == Role::Boilerplate)
        {
            let lang = list.name.split('/').next().unwrap_or_default();
            let whole = list.entries().iter().filter(|entry| !entry.contains('*'));
            let strings: Vec<String> = whole.map(ToString::to_string).collect();
            if strings.is_empty() {
                continue;
            }
            match lists.iter_mut().find(|(known, _)| known == lang) {
                Some((_, lists)) => lists.push(strings),
                None => lists.push((lang.to_owned(), vec![strings])),
            }
        }
        Self { lists }
    }

    /// A line of boilerplate in a language; English where there are no lists of it.
    pub(crate) fn debris(&self, lang: &str, random: &mut Random) -> Option<String> {
        let of = |lang: &str| self.lists.iter().find(|(known, _)| known == lang);
        let (_, lists) = of(lang).or_else(|| of("en"))?;
        let list = random.pick(lists)?;
        let count = if random.chance(0.12) {
            random.between(2, 4)
        } else {
            1
        };
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.push(cased(&numbered(random.pick(list)?, random), random));
        }
        let joint = [" | ", " · ", " ", " / "][random.below(4)];
        Some(decorated(&parts.join(joint), random))
    }
}

/// Puts numbers in the place of the zeros of a string.
fn numbered(entry: &str, random: &mut Random) -> String {
    let mut out = String::new();
    for word in entry.split(' ') {
        let digit = word.starts_with('0');
        if !out.is_empty() {
            let after_digit = out.ends_with(|c: char| c.is_ascii_digit());
            let joint = if digit && after_digit {
                [":", ".", ",", "/", " "][random.below(5)]
            } else {
                " "
            };
            out.push_str(joint);
        }
        if digit {
            let size = random.between(1, 3) as u32;
            out.push_str(&random.below(10_usize.pow(size)).to_string());
            out.push_str(&word[1..]);
        } else {
            out.push_str(word);
        }
    }
    out
}

fn cased(text: &str, random: &mut Random) -> String {
    match random.below(20) {
        0..=8 => capital(text),
        9..=14 => text.split(' ').map(capital).collect::<Vec<_>>().join(" "),
        15..=17 => text.to_uppercase(),
        _ => text.to_owned(),
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn decorated(text: &str, random: &mut Random) -> String {
    const BEFORE: [&str; 10] = [
        ">>> ", "» ", "• ", "- ", "* ", "> ", "▶ ", "| ", "+ ", ">> ",
    ];
    const AFTER: [&str; 12] = [
        ".", ".", ".", ":", ":", "...", "…", " »", " >", " →", "!", " |",
    ];
    let mut line = String::new();
    if random.chance(0.18) {
        line.push_str(BEFORE[random.below(BEFORE.len())]);
    }
    if random.chance(0.05) {
        return format!("{line}[{text}]");
    }
    line.push_str(text);
    if random.chance(0.42) {
        line.push_str(AFTER[random.below(AFTER.len())]);
    }
    line
}

/// A list of search phrases made of some words, as one or more lines.
pub(crate) fn keywords(words: &[String], lang: &str, random: &mut Random) -> Vec<String> {
    let (extra, headings) = seasoning(lang);
    let count = random.between(5, 15);
    let title = random.chance(0.4);
    let mut phrases: Vec<String> = Vec::new();
    while phrases.len() < count {
        let phrase = phrase(words, extra, random);
        phrases.push(if title {
            phrase.split(' ').map(capital).collect::<Vec<_>>().join(" ")
        } else {
            phrase
        });
    }
    let mut lines = Vec::new();
    if random.chance(0.3) {
        lines.extend(random.pick(headings).map(ToString::to_string));
    }
    match random.below(10) {
        0..=2 => lines.extend(
            phrases
                .iter()
                .zip(1..)
                .map(|(phrase, number)| format!("{number}. {phrase}")),
        ),
        3..=4 => {
            let bullet = ["- ", "• ", "* "][random.below(3)];
            lines.extend(phrases.iter().map(|phrase| format!("{bullet}{phrase}")));
        }
        5..=7 => lines.extend(phrases),
        _ => {
            let lead = if random.chance(0.4) {
                lines.pop().map(|heading| format!("{heading} "))
            } else {
                None
            };
            let joint = if random.chance(0.8) { ", " } else { " | " };
            lines.push(lead.unwrap_or_default() + &phrases.join(joint));
        }
    }
    lines
}

/// Words that search phrases are filled up with, and headings that stand over them.
fn seasoning(lang: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match lang {
        "" | "en" => (
            &[
                "best",
                "near me",
                "2024",
                "2025",
                "how to",
                "what is",
                "cheap",
                "review",
                "online",
                "price",
                "for beginners",
                "tips",
                "vs",
                "free",
                "guide",
            ],
            &[
                "Keywords:",
                "Tags:",
                "Related searches",
                "Related searches:",
                "People also search for",
                "Popular searches:",
                "Search terms:",
            ],
        ),
        "de" => (
            &[
                "beste",
                "kaufen",
                "2024",
                "2025",
                "günstig",
                "was ist",
                "test",
                "vergleich",
                "erfahrungen",
                "online",
                "kosten",
                "tipps",
            ],
            &[
                "Schlagwörter:",
                "Tags:",
                "Ähnliche Suchanfragen",
                "Stichworte:",
                "Suchbegriffe:",
            ],
        ),
        _ => (&["2024", "2025", "online", "pdf"], &["Tags:", "Keywords:"]),
    }
}

fn phrase(words: &[String], extra: &[&str], random: &mut Random) -> String {
    let mut phrase = Vec::new();
    for _ in 0..random.between(1, 3) {
        if let Some(word) = random
            .pick(words)
            .filter(|word| !phrase.contains(&word.as_str()))
        {
            phrase.push(word.as_str());
        }
    }
    if (phrase.len() < 2 || random.chance(0.4))
        && let Some(word) = random.pick(extra)
    {
        phrase.insert(random.below(phrase.len() + 1), word);
    }
    phrase.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debris_keeps_the_words_of_a_list() {
        let phrases = Phrases {
            lists: vec![("en".to_owned(), vec![vec!["0 comments".to_owned()]])],
        };
        let mut random = Random::named(1, "debris");
        for _ in 0..200 {
            let line = phrases.debris("xx", &mut random).expect("English is there");
            assert!(line.to_lowercase().contains("comments"), "{line}");
            assert!(line.contains(|c: char| c.is_ascii_digit()), "{line}");
        }
    }

    #[test]
    fn keyword_lists_hold_five_to_fifteen_phrases() {
        let words = ["alpha", "beta", "gamma"].map(str::to_owned);
        let mut random = Random::named(1, "keywords");
        for _ in 0..200 {
            let lines = keywords(&words, "en", &mut random);
            assert!(!lines.is_empty() && lines.len() <= 16, "{lines:?}");
            assert!(
                lines.iter().all(|line| !line.trim().is_empty()),
                "{lines:?}"
            );
            if lines.len() <= 2 {
                assert!(lines.concat().split([',', '|']).count() >= 5, "{lines:?}");
            }
        }
    }
}
