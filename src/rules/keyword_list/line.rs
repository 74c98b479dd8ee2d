//! Lines of phrases that say by themselves that they are written for search engines.

use super::topic::{self, Phrases};
use super::{Page, RUNNING_TEXT};
use crate::signals::Signal;

/// Fewer phrases in a line are an enumeration.
const FEWEST: u8 = 5;
/// Of hash signs before words, so many are a line of tags.
const HASHTAGS: u8 = 3;
/// Function words of a line at the most, in 255ths: search phrases hardly use any.
const FUNCTION_WORDS: u8 = 40;
/// Words with a digit at the most, in 255ths: those of sizes and versions have more.
const NUMBERS: u8 = 64;
/// Bytes of a line at the most. Lists are not read to the end of a megabyte.
const LONGEST: usize = 4_000;

/// Whether the line is a list of tags or search phrases: hash signs before most of its words, or at least five phrases cut by
/// commas, semicolons, bars or bullets that keep coming back to the same words.
pub(super) fn lists_phrases(page: &Page<'_, '_>, row: usize) -> bool {
    let get = |signal| page.signals.get(signal, row);
    let text = page.lines[row].text;
    if get(Signal::Hashtags) >= HASHTAGS {
        return text.len() <= LONGEST && is_mostly_hashtags(text);
    }
    get(Signal::Items) >= FEWEST
        && get(Signal::DocumentProse) >= RUNNING_TEXT
        && get(Signal::SentenceEnds) == 0
        && get(Signal::Brackets) == 0
        && get(Signal::Numbers) <= NUMBERS
        && get(Signal::FunctionWords) <= FUNCTION_WORDS
        && text.len() <= LONGEST
        && !text.contains(['=', '<', '*', '+'])
        && comes_back(text, topic::title(page, row))
}

/// Whether at least half of what is between spaces has a hash sign in front.
fn is_mostly_hashtags(text: &str) -> bool {
    let (mut tags, mut words) = (0, 0);
    for word in text.split_whitespace() {
        // "#harbour#pier" are two.
        let hashes = word.matches('#').count();
        tags += hashes;
        words += hashes.max(1);
    }
    2 * tags >= words
}

/// Whether at least half of the phrases hold a word of the topic. Two words a phrase are the least, as names and ingredients
/// often have one.
fn comes_back(text: &str, title: &str) -> bool {
    let cuts = [',', ';', '|', '•', '·', '/', '，', '、', '；', '｜'];
    let phrases = Phrases::new(text.split(cuts), title);
    3 * phrases.words() >= 5 * phrases.len() && 2 * phrases.topical() >= phrases.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_signs_stand_before_most_words() {
        assert!(is_mostly_hashtags("#harbour #pier #opening"));
        assert!(is_mostly_hashtags("#harbour#pier#opening"));
        assert!(is_mostly_hashtags("Tags: #harbour #pier #opening day"));
        assert!(!is_mostly_hashtags(
            "They wrote #harbour and #pier and #opening on the wall"
        ));
    }

    #[test]
    fn phrases_come_back_to_their_topic() {
        let title = "market hall opens again";
        assert!(comes_back(
            "market hall hours, market hall parking, fish market, visit market hall, local food stalls",
            ""
        ));
        assert!(comes_back(
            "hall opening hours | market parking | fresh fish | best stalls hall | market tickets",
            title
        ));
        // Names, ingredients, places.
        assert!(!comes_back(
            "Ada Brook, Ned Sorrel, Ina Marsh, Otto Brandt, Emer Gale, Tove Lind",
            title
        ));
        assert!(!comes_back(
            "plain flour, caster sugar, sea salt, dry yeast, olive oil",
            title
        ));
        assert!(!comes_back("salt, pepper, oil, sugar, salt", title));
    }
}
