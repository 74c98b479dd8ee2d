//! Lines in a row that are search phrases together.

use std::ops::Range;

use super::topic::{self, Phrases};
use super::{Page, RUNNING_TEXT, line, says_so};
use crate::report::Kind;
use crate::signals::Signal;

/// Lines of a tag each that are a list.
const TAGS: usize = 3;
/// Lines in lower case at the end of a text, from which on they are no list of its own.
const TYPED: usize = 4;
/// Function words of a search phrase at the most, in 255ths.
const FUNCTION_WORDS: u8 = 90;

/// Whether lines are search phrases. A single one says so itself, and so does a block with a line that does. Others must be phrases
/// and not pairs of words, and either come back to their topic or be written as people type them, in lower case.
pub(super) fn is_list(page: &Page<'_, '_>, rows: Range<usize>) -> bool {
    let tags = rows.len() >= TAGS && rows.clone().all(|row| is_tag(page, row));
    if tags || rows.clone().any(|row| says_so(page, row)) {
        return true;
    }
    let get = |signal| page.signals.get(signal, rows.start);
    if get(Signal::DocumentProse) < RUNNING_TEXT || is_marked(page, rows.clone()) {
        return false;
    }
    let title = topic::title(page, rows.start);
    let phrases = Phrases::new(rows.clone().map(|row| page.lines[row].text), title);
    let (topic, all) = phrases.topic_words();
    let keywords = |row: usize| page.lines[row].kind == Kind::Keywords;
    let lower_case = is_lower_case(page, rows.clone());
    2 * phrases.words() >= 5 * phrases.len()
        && if rows.clone().all(keywords) {
            5 * topic >= 2 * all || lower_case && 2 * phrases.topical() >= phrases.len()
        } else {
            lower_case && 2 * topic >= all || is_left_over(page, rows)
        }
}

/// Whether more than a third of the lines have signs that search phrases do without, or one has a sign of code.
fn is_marked(page: &Page<'_, '_>, rows: Range<usize>) -> bool {
    let marks = [
        Signal::Colons,
        Signal::Brackets,
        Signal::Currency,
        Signal::Quotes,
    ];
    let marked = |&row: &usize| marks.iter().any(|&mark| page.signals.get(mark, row) > 0);
    let code = |row: usize| page.lines[row].text.contains(['=', '<', '>', '_']);
    3 * rows.clone().filter(marked).count() > rows.len() || rows.clone().any(code)
}

/// Whether the line is a word with a hash sign.
pub(super) fn is_tag(page: &Page<'_, '_>, row: usize) -> bool {
    page.signals.get(Signal::Hashtags, row) == 1 && line::is_tag(page.lines[row].text.trim())
}

/// Whether four in five lines begin in lower case or in a script without it.
fn is_lower_case(page: &Page<'_, '_>, rows: Range<usize>) -> bool {
    let typed = |&row: &usize| {
        let letter = page.lines[row].text.chars().find(|c| c.is_alphabetic());
        letter.is_some_and(|c| !c.is_uppercase())
    };
    5 * rows.clone().filter(typed).count() >= 4 * rows.len()
}

/// Whether the line looks like what people type: a few words in lower case that end no sentence and hardly use function words,
/// behind the end of the text.
pub(super) fn is_typed(page: &Page<'_, '_>, row: usize) -> bool {
    let get = |signal| page.signals.get(signal, row);
    let line = &page.signals.lines[row];
    (2..=7).contains(&line.words)
        && get(Signal::ProseAfter) == 0
        && get(Signal::Capitalised) == 0
        && get(Signal::SentenceEnds) == 0
        && get(Signal::Commas) == 0
        && get(Signal::Unspaced) == 0
        && get(Signal::FunctionWords) <= FUNCTION_WORDS
        && page.lines[row]
            .text
            .trim_end()
            .ends_with(char::is_alphanumeric)
        && page.lines[row].text.contains(char::is_lowercase)
}

/// Whether they are a list behind the text that nothing leads up to: no heading, and no line with a colon.
fn is_left_over(page: &Page<'_, '_>, rows: Range<usize>) -> bool {
    let before = rows.start.checked_sub(1);
    rows.len() >= TYPED
        && rows.clone().all(|row| is_typed(page, row))
        && before.is_some_and(|row| page.signals.lines[row].prose)
        && before.is_some_and(|row| !page.lines[row].text.trim_end().ends_with(':'))
}
