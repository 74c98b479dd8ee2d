//! Whether phrases keep coming back to the same words, as those written for search engines do.

use std::collections::BTreeMap;

use super::Page;
use crate::report::Kind;
use crate::words;

/// Phrases, each as its words, and the words of their topic: those that the title holds, or that three phrases and a third of
/// all have.
pub(super) struct Phrases {
    /// The content words of each.
    content: Vec<Vec<String>>,
    words: usize,
    counts: BTreeMap<String, usize>,
    title: Vec<String>,
}

impl Phrases {
    pub(super) fn new<'t>(phrases: impl Iterator<Item = &'t str>, title: &str) -> Self {
        let (mut words, mut counts) = (0, BTreeMap::new());
        let content = phrases
            .map(|phrase| {
                words += words::normalize(phrase).split(' ').count();
                let mut content = content(phrase);
                content.sort_unstable();
                content.dedup();
                for word in &content {
                    *counts.entry(word.clone()).or_insert(0) += 1;
                }
                content
            })
            .collect();
        Self {
            content,
            words,
            counts,
            title: self::content(title),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.content.len()
    }

    /// All words, those of the grammar as well.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    fn is_topic(&self, word: &String) -> bool {
        let needed = (self.len() / 3).max(3);
        self.counts.get(word).is_some_and(|&count| count >= needed) || self.title.contains(word)
    }

    /// How many phrases hold a word of the topic.
    pub(super) fn topical(&self) -> usize {
        let topical = |phrase: &&Vec<String>| phrase.iter().any(|word| self.is_topic(word));
        self.content.iter().filter(topical).count()
    }

    /// The content words that are of the topic, and all of them.
    pub(super) fn topic_words(&self) -> (usize, usize) {
        let all = || self.content.iter().flatten();
        (
            all().filter(|word| self.is_topic(word)).count(),
            all().count(),
        )
    }
}

/// The words that may be of a topic: short ones are mostly of the grammar, and a number is in any list. In scripts without
/// spaces a word is a character.
fn content(text: &str) -> Vec<String> {
    let normal = words::normalize(text);
    normal
        .split(' ')
        .filter(|word| {
            word.chars().count() > 2 && *word != "the" && *word != "and" && *word != "for"
        })
        .map(str::to_owned)
        .collect()
}

/// Lines among which the title stands: it is asked for at every line that may be a list.
const HEAD: usize = 100;

/// The title, if the row is not it.
pub(super) fn title<'d>(page: &Page<'_, 'd>, row: usize) -> &'d str {
    let mut head = page.lines.iter().take(HEAD);
    let title = head.position(|line| line.kind == Kind::Title);
    title
        .filter(|&title| title != row)
        .map_or("", |title| page.lines[title].text)
}
