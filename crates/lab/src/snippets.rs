//! Texts that must, and texts that must not, be in what is kept of a page.

use std::ops::AddAssign;

use crate::words::sequence;

/// The words of such texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Snippets {
    must: Vec<Vec<u64>>,
    must_not: Vec<Vec<u64>>,
}

/// How many of them are in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Held {
    pub must: usize,
    pub must_not: usize,
}

impl AddAssign for Held {
    fn add_assign(&mut self, other: Self) {
        self.must += other.must;
        self.must_not += other.must_not;
    }
}

impl Snippets {
    /// Texts without a word count for nothing.
    pub(crate) fn new(must: &[String], must_not: &[String]) -> Self {
        let words = |texts: &[String]| {
            let words = texts.iter().map(|text| sequence(text));
            words.filter(|words| !words.is_empty()).collect()
        };
        Self {
            must: words(must),
            must_not: words(must_not),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.must.is_empty() && self.must_not.is_empty()
    }

    /// How many there are.
    pub(crate) fn count(&self) -> Held {
        Held {
            must: self.must.len(),
            must_not: self.must_not.len(),
        }
    }

    /// How many are in a text: their words stand there one behind another, whatever lies between them.
    pub(crate) fn held_by(&self, text: &str) -> Held {
        let text = sequence(text);
        let held = |snippets: &[Vec<u64>]| {
            let held = |words: &&Vec<u64>| text.windows(words.len()).any(|run| run == *words);
            snippets.iter().filter(held).count()
        };
        Held {
            must: held(&self.must),
            must_not: held(&self.must_not),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
        texts.map(str::to_owned).to_vec()
    }

    #[test]
    fn a_snippet_is_held_where_its_words_are_a_run() {
        let snippets = Snippets::new(
            &texts(["The ferry rests.", "on Friday", "Friday on", "--"]),
            &texts(["read more", "harbours"]),
        );
        assert_eq!(
            snippets.count(),
            Held {
                must: 3,
                must_not: 2
            }
        );
        // Case, marks and line ends do not matter; the order does, and words are whole.
        let text = "the FERRY\nrests, on Friday: harbour news. Read\n\nmore!";
        let held = snippets.held_by(text);
        assert_eq!((held.must, held.must_not), (2, 1));
        assert_eq!(snippets.held_by(""), Held::default());
    }

    #[test]
    fn texts_without_words_are_none() {
        assert!(Snippets::new(&texts(["...", ""]), &[]).is_empty());
        assert!(!Snippets::new(&[], &texts(["a"])).is_empty());
    }
}
