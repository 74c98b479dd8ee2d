//! Lines of phrases that say by themselves that they are written for search engines.

use super::topic::{self, Phrases};
use super::{Finding, Page, RUNNING_TEXT};
use crate::document::Span;
use crate::report::Kind;
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

/// Whether the line is a phrase like "Tags" or begins with one that something is listed behind.
pub(super) fn is_labelled(page: &Page<'_, '_>, row: usize) -> bool {
    let Some(hit) = page.signals.hits[row] else {
        return false;
    };
    let line = &page.lines[row];
    let get = |signal| page.signals.get(signal, row);
    let listed = get(Signal::Commas) + get(Signal::Separators) > 0
        && get(Signal::Brackets) == 0
        && get(Signal::DocumentProse) >= RUNNING_TEXT;
    page.lexicon.list(hit).kind == Some(Kind::Keywords)
        && (line.kind == Kind::Keywords
            || listed && line.text[hit.end..].trim_start().starts_with([':', '：']))
}

/// Whether most words of the line have a hash sign in front.
pub(super) fn is_tags(page: &Page<'_, '_>, row: usize) -> bool {
    let text = page.lines[row].text;
    page.signals.get(Signal::Hashtags, row) >= HASHTAGS
        && text.len() <= LONGEST
        && is_mostly_hashtags(text)
}

/// At least three tags at the end of a line of text.
pub(super) fn tags_at_end(page: &Page<'_, '_>, row: usize) -> Option<Finding> {
    let line = &page.lines[row];
    if page.signals.get(Signal::Hashtags, row) < HASHTAGS
        || line.kind == Kind::Code
        || super::may_list(page, row)
    {
        return None;
    }
    let text = line.text.trim_end();
    let (mut start, mut tags) = (text.len(), 0);
    loop {
        let rest = text[..start].trim_end();
        let word = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
        if !is_tag(word) {
            break;
        }
        start = rest.len() - word.len();
        tags += 1;
    }
    let span = Span {
        start: line.span.start + start,
        end: line.span.start + text.len(),
    };
    let message = "tags at the end of the text, not for readers: cut them";
    (tags >= HASHTAGS).then(|| Finding::span(row, span, message.to_owned()))
}

/// `#harbour`; a number alone is a number.
fn is_tag(word: &str) -> bool {
    let name = word.strip_prefix(['#', '＃']);
    name.is_some_and(|name| name.contains(char::is_alphabetic))
}

/// Whether the line lists at least five phrases cut by commas, semicolons, bars or bullets that keep coming back to the same words,
/// or that stand in running text without being a sentence, all in lower case.
pub(super) fn lists_phrases(page: &Page<'_, '_>, row: usize) -> bool {
    let get = |signal| page.signals.get(signal, row);
    let text = page.lines[row].text;
    get(Signal::Items) >= FEWEST
        && get(Signal::DocumentProse) >= RUNNING_TEXT
        && get(Signal::SentenceEnds) == 0
        && get(Signal::Brackets) == 0
        && get(Signal::Numbers) <= NUMBERS
        && get(Signal::FunctionWords) <= FUNCTION_WORDS
        && text.len() <= LONGEST
        && !text.contains(['=', '<', '*', '+'])
        && (comes_back(text, topic::title(page, row)) || get(Signal::Colons) == 0 && is_typed(text))
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
    let phrases = Phrases::new(text.split(CUTS), title);
    3 * phrases.words() >= 5 * phrases.len() && 2 * phrases.topical() >= phrases.len()
}

/// What stands between phrases.
const CUTS: [char; 10] = [',', ';', '|', '•', '·', '/', '，', '、', '；', '｜'];

/// Whether all phrases are in lower case and have two to five words: what people type into a search box. In scripts without letter
/// case that says nothing.
fn is_typed(text: &str) -> bool {
    text.trim_end().ends_with(char::is_lowercase)
        && text.split(CUTS).all(|phrase| {
            let phrase = phrase.trim();
            let words = phrase.split_whitespace().count();
            phrase.starts_with(char::is_lowercase) && (2..=5).contains(&words)
        })
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
        assert!(is_typed("shed roof repair, cheap roof, felt roof cost"));
        assert!(!is_typed("Ada Brook, Ned Sorrel, Ina Marsh"));
        assert!(!is_typed("salt, pepper, olive oil"));
    }
}
