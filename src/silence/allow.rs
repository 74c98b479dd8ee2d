//! Phrases that the caller allows.

use memchr::memmem::Finder;

use crate::report::Issue;
use crate::words;

/// The phrases, in the form in which texts are compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Allowed(Vec<Phrase>);

#[derive(Clone, Debug)]
struct Phrase {
    folded: String,
    finder: Finder<'static>,
}

/// Whether a phrase is nothing but white space.
pub(crate) fn is_empty(phrase: &str) -> bool {
    folded(phrase).is_empty()
}

impl Allowed {
    pub(crate) fn new(phrases: &[String]) -> Self {
        let phrases = phrases.iter().map(|phrase| {
            let folded = folded(phrase);
            let finder = Finder::new(folded.as_bytes()).into_owned();
            Phrase { folded, finder }
        });
        Self(phrases.collect())
    }

    /// Takes out the issues whose text holds one of the phrases. Takes the time to look through their texts once for each phrase.
    pub(super) fn apply(&self, issues: &mut Vec<Issue<'_>>) {
        if !self.0.is_empty() {
            issues.retain(|issue| !self.holds(issue.text));
        }
    }

    fn holds(&self, text: &str) -> bool {
        let text = folded(text);
        self.0.iter().any(|phrase| phrase.stands_in(&text))
    }
}

impl Phrase {
    /// Whether it stands in the text between words: "art" does not stand in "party".
    fn stands_in(&self, text: &str) -> bool {
        let (first, last) = (self.folded.chars().next(), self.folded.chars().next_back());
        self.finder.find_iter(text.as_bytes()).any(|at| {
            let end = at + self.folded.len();
            !joined(text[..at].chars().next_back(), first)
                && !joined(last, text[end..].chars().next())
        })
    }
}

/// Whether two characters side by side are inside one word.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    let in_word = |c: char| c.is_alphanumeric() && !words::is_unspaced(c);
    left.is_some_and(in_word) && right.is_some_and(in_word)
}

/// Lower case, one space for white space, one kind of apostrophe.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        // Letter by letter, so that no letter depends on those beside it.
        folded.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '’' => '\'',
            'ς' => 'σ',
            c => c,
        }));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, phrase: &str) -> bool {
        Allowed::new(&[phrase.to_owned()]).holds(text)
    }

    #[test]
    fn case_space_and_the_form_of_apostrophes_do_not_matter() {
        assert!(holds("Dear [Name],", "[name]"));
        assert!(holds("the Mayor’s\n office", "MAYOR'S OFFICE"));
        assert!(holds("ΟΔΟΣ ΑΒ", "οδος"));
    }

    #[test]
    fn a_phrase_stands_between_words() {
        assert!(holds("art, and more", "art"));
        assert!(holds("(art)", "art"));
        assert!(!holds("the party", "art"));
        assert!(!holds("arts", "art"));
        // The second place counts as well.
        assert!(holds("party art", "art"));
        // Signs are no words: nothing joins them to what stands beside.
        assert!(holds("x[Name]y", "[Name]"));
        assert!(!holds("Name", "[Name]"));
    }

    #[test]
    fn scripts_without_spaces_have_no_boundaries() {
        assert!(holds("港のベルを鳴らす", "ベル"));
        assert!(holds("港ABC港", "abc"));
        assert!(!holds("港ABCD", "abc"));
    }
}
