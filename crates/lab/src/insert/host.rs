//! The documents that templates are put into.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use bodycopy::{Detector, Document, Level};
use rayon::prelude::*;

use super::place;
use crate::alarms;
use crate::gold_text::{self, GoldText};
use crate::random::Random;

/// Kinds of pages whose bodies are articles.
const ARTICLES: [&str; 2] = ["article", "news"];

/// The fewest and the most lines of a host: enough to be an article, and little enough to be read many times.
const LINES: [usize; 2] = [5, 200];

/// How many words stand for a document's topic.
const TOPICS: usize = 3;

/// A clean document.
#[derive(Debug)]
pub(super) struct Host {
    pub id: String,
    lang: String,
    pub text: String,
    /// Words of the title, filled up with words of the text.
    pub topics: Vec<String>,
    /// The rules that flag something in it.
    flagged: BTreeSet<String>,
    /// Its errors by rule and flagged text.
    pub errors: BTreeMap<(String, String), usize>,
}

/// All documents that may be hosts.
#[derive(Debug)]
pub(super) struct Hosts(Vec<Host>);

impl Hosts {
    /// Reads the articles of the folder's files.
    pub(super) fn read(folder: &Path, detector: &Detector) -> Result<Self> {
        let texts = gold_text::read(folder)?;
        let hosts = texts
            .into_par_iter()
            .filter_map(|text| host(text, detector));
        Ok(Self(hosts.collect()))
    }

    /// One that the rule flags nothing in: of that language, or any where there is none.
    pub(super) fn draw(&self, rule: &str, lang: &str, random: &mut Random) -> Option<&Host> {
        let clean = || self.0.iter().filter(|host| !host.flagged.contains(rule));
        let own: Vec<&Host> = clean().filter(|host| host.lang == lang).collect();
        if own.is_empty() {
            let all: Vec<&Host> = clean().collect();
            return random.pick(&all).copied();
        }
        random.pick(&own).copied()
    }
}

fn host(text: GoldText, detector: &Detector) -> Option<Host> {
    let GoldText {
        id,
        lang,
        page_type,
        title,
        text,
    } = text;
    if !ARTICLES.contains(&page_type.as_str()) || place::text_lines(&text).is_empty() {
        return None;
    }
    let document = Document::from_text(&text);
    let [least, most] = LINES;
    if !(least..=most).contains(&document.lines().len()) {
        return None;
    }
    let report = detector.analyze(&document);
    let mut errors = BTreeMap::new();
    for issue in alarms::counted(&report).filter(|issue| issue.level == Level::Error) {
        let key = (issue.rule.to_string(), issue.text.to_owned());
        *errors.entry(key).or_default() += 1;
    }
    let flagged = report.issues.iter().map(|issue| issue.rule.to_string());
    let told = report.language().unwrap_or_default().to_owned();
    Some(Host {
        id,
        lang: if lang.is_empty() { told } else { lang },
        topics: topics(&title, &text),
        flagged: flagged.collect(),
        errors,
        text,
    })
}

/// The first long words of the title, then the commonest long words of the text.
fn topics(title: &str, text: &str) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    for word in long_words(title).chain(common_words(text)) {
        if topics.len() < TOPICS && !topics.contains(&word) {
            topics.push(word);
        }
    }
    topics
}

/// Words of five letters or more, in lower case; runs of Chinese and Japanese are cut after four characters.
fn long_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'');
    words.filter_map(|word| {
        let word = word.trim_matches(['-', '\'']).to_lowercase();
        if word.chars().next().is_some_and(|first| first >= '\u{3000}') {
            let cut: String = word.chars().take(4).collect();
            return (cut.chars().count() > 1).then_some(cut);
        }
        (word.chars().count() >= 5).then_some(word)
    })
}

fn common_words(text: &str) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in long_words(text).filter(|word| word.chars().count() >= 6) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    words
        .into_iter()
        .take(TOPICS)
        .map(|(word, _)| word)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_words_of_the_title_first() {
        let text = "The harbour, the harbour and the ferries; the ferries of the harbour are old.";
        assert_eq!(topics("A Pier for the Town", text), ["harbour", "ferries"]);
        assert_eq!(
            topics("Storm-proof Pier Planned", text),
            ["storm-proof", "planned", "harbour"]
        );
        assert_eq!(topics("港町に新しい桟橋", "")[0], "港町に新");
    }

    #[test]
    fn hosts_are_clean_and_of_the_language_where_there_are_any() {
        let host = |id: &str, lang: &str, flagged: &[&str]| Host {
            id: id.to_owned(),
            lang: lang.to_owned(),
            text: String::new(),
            topics: Vec::new(),
            flagged: flagged.iter().map(ToString::to_string).collect(),
            errors: BTreeMap::new(),
        };
        let hosts = Hosts(vec![
            host("one", "de", &["ui-debris"]),
            host("two", "de", &[]),
            host("three", "en", &[]),
        ]);
        let mut random = Random::named(1, "x");
        for _ in 0..20 {
            let drawn = hosts.draw("ui-debris", "de", &mut random).expect("a host");
            assert_eq!(drawn.id, "two");
            let any = hosts.draw("ui-debris", "ta", &mut random).expect("a host");
            assert_ne!(any.id, "one");
        }
    }
}
