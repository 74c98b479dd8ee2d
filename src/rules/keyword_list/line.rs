//! Lines of phrases that say by themselves that they are written for search engines.

use super::topic::{self, Phrases};
use super::{Finding, Page, RUNNING_TEXT};
use crate::document::Span;
use crate::report::Kind;
use crate::signals::Signal;

/// Fewer phrases in a line are an enumeration, ...
const FEWEST: u8 = 4;
/// ... and so many are one if some of them do not come back to the topic.
const MIXED: usize = 5;
/// Of hash signs before words, so many are a line of tags.
const HASHTAGS: u8 = 3;
/// Of bars between phrases behind a text.
const BARS: u8 = 2;
/// Words of a phrase between bars at the most, with the bar.
const PHRASE: usize = 6;
/// Function words of a line at the most, in 255ths: search phrases hardly use any.
const FUNCTION_WORDS: u8 = 40;
/// Of phrases that are typed in lower case: those of Romance languages need more.
const TYPED_FUNCTION_WORDS: u8 = 100;
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
    let listed = (get(Signal::Commas) > 0 || get(Signal::Separators) > 0)
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

/// Tags or search phrases at the end of a line of text: at least three words with hash signs, or a last sentence of at least three
/// phrases cut by bars, which prose has no use for.
pub(super) fn at_end(page: &Page<'_, '_>, row: usize) -> Option<Finding> {
    let line = &page.lines[row];
    let get = |signal| page.signals.get(signal, row);
    let marked = get(Signal::Hashtags) >= HASHTAGS || get(Signal::Separators) >= BARS;
    // Bars make a table of a line, even of a sentence.
    let text = page.signals.lines[row].prose && line.kind == Kind::Table;
    if !marked || !(text || is_running_text(line.kind)) || super::may_list(page, row) {
        return None;
    }
    let text = line.text.trim_end();
    let start = tags(text).or_else(|| bars(page, text))?;
    let span = Span {
        start: line.span.start + start,
        end: line.span.start + text.len(),
    };
    let message = "tags or search phrases behind the text, not for readers: cut them";
    Some(Finding::span(row, span, message.to_owned()))
}

fn is_running_text(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::ListItem | Kind::Standfirst)
}

/// Where the tags at the end begin.
fn tags(text: &str) -> Option<usize> {
    let (mut start, mut tags) = (text.len(), 0);
    loop {
        let rest = text[..start].trim_end();
        let word = rest.rsplit(char::is_whitespace).next();
        let Some(word) = word.filter(|word| is_tag(word)) else {
            break;
        };
        start = rest.len() - word.len();
        tags += 1;
    }
    (tags >= HASHTAGS).then_some(start)
}

/// Where the phrases between bars begin: with the last sentence, if another stands before it.
fn bars(page: &Page<'_, '_>, text: &str) -> Option<usize> {
    let last = page.segmenter().sentences(text).last()?;
    let sentence = &text[last.clone()];
    let phrases = sentence.split(['|', '｜']).count();
    let words = sentence.split_whitespace().count();
    let ended = sentence.ends_with(['.', '!', '?']);
    (last.start > 0
        && !text.starts_with('|')
        && phrases > usize::from(BARS)
        && words <= PHRASE * phrases
        && !ended)
        .then_some(last.start)
}

/// `#harbour`; a number alone is a number.
pub(super) fn is_tag(word: &str) -> bool {
    let name = word.strip_prefix(['#', '＃']);
    name.is_some_and(|name| {
        name.contains(char::is_alphabetic) && !name.contains(char::is_whitespace)
    })
}

/// Whether the line lists phrases cut by commas, semicolons, bars or bullets that keep coming back to the same words,
/// or that stand in running text without being a sentence, all in lower case.
pub(super) fn lists_phrases(page: &Page<'_, '_>, row: usize) -> bool {
    let get = |signal| page.signals.get(signal, row);
    let text = page.lines[row].text;
    get(Signal::Items) >= FEWEST
        && get(Signal::DocumentProse) >= RUNNING_TEXT
        && get(Signal::SentenceEnds) == 0
        && get(Signal::Brackets) == 0
        && get(Signal::Numbers) <= NUMBERS
        && text.len() <= LONGEST
        && !text.contains(['=', '<', '*', '+'])
        && !text.trim_start().starts_with('|')
        && (get(Signal::FunctionWords) <= FUNCTION_WORDS
            && comes_back(text, topic::title(page, row))
            || get(Signal::FunctionWords) <= TYPED_FUNCTION_WORDS
                && get(Signal::Colons) == 0
                && is_typed(text))
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

/// Whether all of the phrases, or half of five or more, hold a word of the topic. Two words a phrase are the least, as names and ingredients
/// often have one.
fn comes_back(text: &str, title: &str) -> bool {
    let phrases = Phrases::new(text.split(CUTS), title);
    let (topical, all) = (phrases.topical(), phrases.len());
    3 * phrases.words() >= 5 * all && (topical == all || all >= MIXED && 2 * topical >= all)
}

/// What stands between phrases.
const CUTS: [char; 10] = [',', ';', '|', '•', '·', '/', '，', '、', '；', '｜'];

/// Whether all phrases are in lower case and have two to five words: what people type into a search box. In scripts without letter
/// case that says nothing.
fn is_typed(text: &str) -> bool {
    text.split(CUTS).count() >= MIXED
        && text.trim_end().ends_with(char::is_lowercase)
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
    fn tags_stand_behind_the_text() {
        let text = "The pier is open. #pier #harbour #opening";
        assert_eq!(tags(text), Some(18));
        assert_eq!(tags("See #pier and #harbour"), None);
        assert_eq!(tags("Items #1 #2 #3"), None);
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
        assert!(is_typed(
            "shed roof repair, cheap roof, felt roof cost, larch boards, garden gate"
        ));
        assert!(!is_typed("Ada Brook, Ned Sorrel, Ina Marsh"));
        assert!(!is_typed("salt, pepper, olive oil"));
    }
}
