//! Whether the words between two marks are those of a template: `Mayor's Name`, `insert date`, `Ihr Firmenname`.

use std::ops::Range;

use crate::lexicon::{Hit, Lexicon, Role};
use crate::words::{self, Mark, Sink, Word};

/// Bytes of a slot at the most: what is longer is a remark.
pub(super) const LONGEST: usize = 100;
/// Words of a slot at the most.
const MOST_WORDS: usize = 8;

/// What stands around a slot, where that matters.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about a place"
)]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings {
    /// It stands in a quotation.
    pub quoted: bool,
    /// It is part of a sentence: a word in lower case stands on either side.
    pub in_sentence: bool,
    /// A name or the beginning of a sentence follows or precedes it, as an editor's insertion may have it.
    pub insertion: bool,
    /// The document is in English: words of other languages that are English words as well do not count.
    pub english: bool,
}

/// Words of other languages that English has, too, and puts in brackets.
const SHARED: [&str; 20] = [
    "ad", "ay", "cap", "cargo", "data", "den", "die", "due", "foto", "il", "land", "local", "mes",
    "mode", "pays", "poste", "rue", "by", "via", "tid",
];

/// Whether an editor or a template put these words between the marks.
pub(super) fn is_slot(text: &str, around: Surroundings) -> bool {
    let text = text.trim();
    if text.is_empty()
        || text.len() > LONGEST
        || text.contains(['=', ';', '"', '\\', '{', '}', '|', '~'])
        || text.starts_with(['\'', '-', '.'])
    {
        return false;
    }
    // `FIRST_NAME` is "first name".
    if text.contains('_') {
        return Reading::of(&text.replace('_', " "), around.english)
            .is_some_and(|read| read.is_slot(around));
    }
    Reading::of(text, around.english).is_some_and(|read| read.is_slot(around))
}

/// Whether the words say what to do: "insert date".
pub(super) fn is_order(text: &str) -> bool {
    Reading::of(text.trim(), false).is_some_and(|read| read.order)
}

/// Whether the words name what is to be put there: "insert date here", "Your Company", but not "insert joke here".
pub(super) fn is_named(text: &str, english: bool) -> bool {
    let read = Reading::of(text.trim(), english);
    read.is_some_and(|read| read.head || read.all && (read.noun || read.person))
}

/// What the lists know of the words of a slot.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about a few words"
)]
struct Reading {
    words: usize,
    /// It holds a capital, or letters of a script without case.
    capitals: bool,
    /// Every word of some length begins with a capital.
    title_case: bool,
    /// It begins with "insert", "your" or their like, and goes on.
    order: bool,
    /// A word for what templates ask for stands at the head of it.
    head: bool,
    /// It is one of the words that pages put in brackets as well: `[source]`.
    marker: bool,
    /// Every word of it is one of templates; there is a noun among them, and if only of people and things.
    all: bool,
    noun: bool,
    person: bool,
    /// The whole of it is a phrase of a list.
    listed: bool,
    /// Only lists of German know it, whose nouns are written with capitals everywhere.
    german: bool,
}

impl Reading {
    fn of(text: &str, english: bool) -> Option<Self> {
        let hits = hits(text, english);
        if hits.is_empty() || is_remark(text) {
            return None;
        }
        let (words, unspaced) = words_of(text);
        if words.len() > MOST_WORDS && !unspaced {
            return None;
        }
        let capital = |c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase();
        let mut read = Self {
            words: words.len(),
            capitals: unspaced || text.contains(capital),
            title_case: words.iter().all(|word| {
                let word = &text[word.clone()];
                word.len() < 4 || word.starts_with(|c: char| !c.is_lowercase())
            }),
            german: true,
            ..Self::default()
        };
        let whole = words.first()?.start..words.last()?.end;
        for &hit in &hits {
            read.note(text, hit, &whole);
        }
        read.all = words.iter().all(|range| {
            let word = &text[range.clone()];
            let known = |hit: &Hit| range.start >= hit.start && range.end <= hit.end;
            hits.iter().any(known)
                || word.len() == 1
                || word.bytes().all(|byte| byte.is_ascii_digit())
        });
        let insertion = !read.order && !read.listed && read.begins_as_insertion(text, &words[0]);
        (!insertion).then_some(read)
    }

    /// Takes in what a word or phrase of the lists tells.
    fn note(&mut self, text: &str, hit: Hit, whole: &Range<usize>) {
        let list = Lexicon::inner().list(hit);
        let (starts, ends) = (hit.start == whole.start, hit.end == whole.end);
        self.listed |= starts && ends;
        self.german &= list.name.starts_with("de/");
        match list.family {
            "order" => self.order |= starts && !ends,
            "marker" => {
                self.marker |= starts && ends;
                self.noun |= !(starts && ends);
            }
            "noun" => self.noun = true,
            "person-or-thing" => self.person = true,
            "modifier" => {}
            _ => {
                let english = list.name.starts_with("en/");
                let opens = starts && (!english || goes_on(&text[hit.end..]) || self.title_case);
                self.head |= ends || opens;
                self.noun |= ends || starts;
            }
        }
    }

    fn is_slot(&self, around: Surroundings) -> bool {
        if around.quoted && (!self.capitals || self.german && !self.order) {
            // Words in brackets inside a quotation are the editor's: "[the minister's name] was never mentioned".
            return self.order && self.head;
        }
        if self.order {
            return true;
        }
        if self.marker {
            return around.in_sentence;
        }
        // "The [State Department] knew" is an insertion again.
        if self.head || self.all && self.noun && (self.words == 1 || !around.quoted) {
            return true;
        }
        let insertion = around.quoted || around.insertion && self.words == 1;
        self.all && self.person && self.title_case && self.capitals && !insertion
    }

    /// "[the city]", "[his name]": an editor's words for those of somebody who spoke.
    fn begins_as_insertion(&self, text: &str, first: &Range<usize>) -> bool {
        const DETERMINERS: [&str; 19] = [
            "the", "a", "an", "his", "her", "their", "its", "this", "that", "these", "those", "my",
            "our", "some", "der", "die", "das", "le", "la",
        ];
        let word = &text[first.clone()];
        DETERMINERS.contains(&word) && !self.title_case
    }
}

/// The words and phrases of templates in a text.
fn hits(text: &str, english: bool) -> Vec<Hit> {
    let lexicon = Lexicon::inner();
    let mut hits = lexicon.find(text, Role::Slot);
    if english {
        // A word that English has is read as English.
        let is_english = |hit: &Hit| lexicon.list(*hit).name.starts_with("en/");
        let known: Vec<(usize, usize)> = hits
            .iter()
            .filter(|hit| is_english(hit))
            .map(|hit| (hit.start, hit.end))
            .collect();
        hits.retain(|hit| {
            let word = &text[hit.start..hit.end];
            let shared = SHARED
                .iter()
                .any(|shared| word.eq_ignore_ascii_case(shared));
            is_english(hit)
                || !shared
                    && !known
                        .iter()
                        .any(|&(start, end)| start == hit.start && end >= hit.end)
        });
    }
    hits
}

/// "name of the mayor", "Date (month and day)", "Team A": what a head may stand before.
fn goes_on(rest: &str) -> bool {
    const WORDS: [&str; 14] = [
        "of", "for", "to", "from", "here", "and", "or", "with", "in", "if", "when", "where",
        "that", "who",
    ];
    let rest = rest.trim_start();
    let word = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    rest.is_empty()
        || rest.starts_with(|c: char| !c.is_alphabetic())
        || word.chars().count() == 1
        || WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// "[name withheld]": an editor's remark about what is not there.
fn is_remark(text: &str) -> bool {
    let normal = words::normalize(text);
    normal.split(' ').any(|word| REMARKS.contains(&word))
}

/// Where the words stand, and whether some are of a script without spaces.
fn words_of(text: &str) -> (Vec<Range<usize>>, bool) {
    struct Collect(Vec<Range<usize>>, bool);
    impl Sink for Collect {
        fn word(&mut self, word: &Word) {
            self.0.push(word.start..word.end);
            self.1 |= word.unspaced;
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }
    let mut words = Collect(Vec::new(), false);
    words::scan(text, &mut words);
    (words.0, words.1)
}

/// Words of editors.
#[rustfmt::skip]
const REMARKS: [&str; 23] = [
    "needed", "withheld", "redacted", "unknown", "omitted", "removed", "changed", "deleted", "illegible", "sic",
    "protected", "inaudible", "unclear", "missing from", "added", "corrected", "translated", "emphasis", "updated",
    "geändert", "supprimé", "omitido", "удалено",
];
