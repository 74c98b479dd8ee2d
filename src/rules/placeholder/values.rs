//! What programs print for a value that is not there: "Hello undefined", "Price: NaN", "By null", "Invalid Date".

use std::ops::Range;

use super::phrases::Phrase;

/// Where it stands, if a value should: "the null hypothesis" and "undefined behaviour" are words like others.
pub(super) fn unset(phrase: &Phrase<'_>) -> Option<Range<usize>> {
    let at = phrase.hit.start..phrase.hit.end;
    let (before, after) = (phrase.before(), phrase.after());
    let joined = before.ends_with(['_', '.', '/', '-', '#', '@', '=', '\\'])
        || after.starts_with(['_', '/', '-', '=', '(', '['])
            && !after.starts_with("/5")
            && !after.starts_with("/10");
    let part = after.starts_with('.') && after[1..].starts_with(char::is_alphanumeric);
    if joined || part || phrase.is_quoted() {
        return None;
    }
    let place = Place::of(phrase);
    // In other languages it is no word at all.
    let foreign = phrase.language.is_some_and(|language| language != "en");
    let wrong = match phrase.words() {
        "undefined" if foreign => true,
        "undefined" => place.is_value() || place.is_subject() || place.is_unit(),
        "null" => {
            !zero(phrase.language) && (place.is_value() || place.is_subject() || place.is_unit())
                || place.greeted
                || place.twice
        }
        "NaN" => {
            foreign
                || place.is_value()
                || place.is_unit()
                || place.money
                || place.is_amount()
                || place.closed
        }
        "Undefined" | "NULL" | "Null" | "None" => {
            let word = place.labelled && place.last && phrase.words() != "None";
            let zero = phrase.words() == "Null" && zero(phrase.language);
            !zero && (word || (place.greeted || place.credited) && place.closed)
        }
        "nan" | "Infinity" => place.percent || place.money,
        "Invalid Date" => {
            !matches!(phrase.word_before(), "an" | "the" | "a" | "An" | "The")
                && !before.trim_end().ends_with("returns")
        }
        // "[object Object]" is found by its brackets.
        "object Object" => !(before.ends_with('[') && after.starts_with(']')),
        _ => false,
    };
    wrong.then_some(at)
}

/// Languages in which "null" is the number.
fn zero(language: Option<&str>) -> bool {
    matches!(
        language,
        Some("de" | "da" | "nb" | "sv" | "nl" | "et" | "id" | "ms")
    )
}

/// What stands around the word.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about two places"
)]
struct Place<'t> {
    /// Nothing stands before it, or nothing behind it.
    first: bool,
    last: bool,
    /// A label's colon, dash or bar stands before it.
    labelled: bool,
    /// "Hello undefined".
    greeted: bool,
    /// "By null", "from undefined".
    credited: bool,
    preposed: bool,
    /// "undefined undefined".
    twice: bool,
    money: bool,
    percent: bool,
    /// A mark that ends the part of the sentence stands behind it.
    closed: bool,
    word_before: &'t str,
    word_after: &'t str,
    after: &'t str,
}

impl<'t> Place<'t> {
    fn of(phrase: &Phrase<'t>) -> Self {
        let (before, after) = (phrase.before().trim_end(), phrase.after());
        let word = phrase.word_before();
        let lower = word.trim_end_matches([',', ':', '!']).to_lowercase();
        let known = |words: &[&str]| words.contains(&lower.as_str());
        Self {
            first: before.is_empty(),
            last: after
                .trim_matches([' ', '.', '!', ',', '\u{a0}'])
                .is_empty(),
            labelled: before.ends_with([':', '|', '–', '—', '·', '•']),
            greeted: known(&GREETINGS),
            credited: known(&CREDITS),
            preposed: known(&PREPOSITIONS),
            twice: word == phrase.words() || phrase.word_after() == phrase.words(),
            money: before.ends_with(['$', '€', '£', '¥'])
                || after.trim_start().starts_with(['€', '£', '¥']),
            percent: after.trim_start().starts_with('%'),
            closed: after.is_empty()
                || after.starts_with([',', '.', '!', '?', ';', ')', ':', '|', '’', '\''])
                || after.starts_with(" |"),
            word_before: word,
            word_after: phrase.word_after(),
            after,
        }
    }

    /// A value stands there: alone, behind a label, in a greeting or credit, before a sign.
    fn is_value(&self) -> bool {
        let ended = self.closed
            || self.last
            || self
                .word_after
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let alone = self.first && self.last;
        let credit = self.credited
            && (ended
                || matches!(
                    self.word_after,
                    "on" | "at" | "am" | "le" | "el" | "in" | "and" | "for"
                ));
        alone
            || self.twice
            || self.money
            || self.percent
            || self.greeted && ended
            || credit
            || self.labelled && ended
            || self.preposed && (ended || PREPOSITIONS.contains(&self.word_after))
    }

    /// It stands where a name should: "President undefined said", "undefined, the mayor".
    fn is_subject(&self) -> bool {
        let verb = VERBS.contains(&self.word_after);
        let titled = self.word_before.starts_with(char::is_uppercase)
            && !self.word_before.ends_with(['.', '!', '?']);
        let speaks = matches!(
            self.word_after,
            "said" | "says" | "told" | "announced" | "added" | "wrote" | "sagte" | "dit" | "dijo"
        );
        speaks || (self.first || titled) && (verb || self.after.starts_with(','))
    }

    /// "undefined items", "5 undefined".
    fn is_unit(&self) -> bool {
        let counted = COUNTED.contains(&self.word_after);
        let number = self.word_before.ends_with(|c: char| c.is_ascii_digit()) && self.closed;
        counted || number || self.after.starts_with(" out of") || self.after.starts_with("/5")
    }

    /// "NaN million", "NaN people", "rose by NaN".
    fn is_amount(&self) -> bool {
        let lead = matches!(
            self.word_before,
            "by" | "of"
                | "about"
                | "around"
                | "nearly"
                | "than"
                | "over"
                | "to"
                | "was"
                | "costs"
                | "cost"
        );
        UNITS.contains(&self.word_after) || lead && self.closed
    }
}

/// Words that a name follows.
#[rustfmt::skip]
const GREETINGS: [&str; 27] = [
    "hello", "hi", "hey", "dear", "welcome", "thanks", "congratulations", "hallo", "liebe", "lieber", "guten",
    "bonjour", "salut", "cher", "chère", "hola", "estimado", "estimada", "ciao", "buongiorno", "gentile", "olá",
    "caro", "cześć", "привет", "здравствуйте", "merhaba",
];

/// Words that an author follows.
#[rustfmt::skip]
const CREDITS: [&str; 27] = [
    "by", "from", "author", "posted", "published", "written", "von", "par", "por", "di", "da", "door", "przez",
    "autor", "auteur", "autore", "автор", "av", "updated", "modified", "edited", "reviewed", "photo", "photograph",
    "story", "photos", "created",
];

/// Words that a place, date or number follows.
#[rustfmt::skip]
const PREPOSITIONS: [&str; 14] = [
    "in", "on", "at", "of", "to", "with", "for", "near", "since", "until", "after", "before", "than", "about",
];

/// What names go on with.
#[rustfmt::skip]
const VERBS: [&str; 34] = [
    "said", "says", "told", "has", "have", "had", "will", "would", "was", "were", "and", "announced", "added",
    "who", "reported", "wrote", "can", "wins", "won", "by", "at", "in", "from", "on", "of", "to", "said.", "sagte",
    "hat", "wird", "dit", "dijo", "ha", "for",
];

/// What pages count.
#[rustfmt::skip]
const COUNTED: [&str; 29] = [
    "items", "comments", "reviews", "views", "results", "votes", "likes", "shares", "minutes", "stars",
    "followers", "min", "mins", "ago", "hours", "days", "years", "months", "seconds", "words", "photos", "images", "pages",
    "posts", "people", "products", "subscribers", "replies", "read",
];

/// What stands behind figures.
#[rustfmt::skip]
const UNITS: [&str; 30] = [
    "million", "billion", "thousand", "percent", "per", "people", "years", "year", "days", "day", "hours", "hour",
    "minutes", "min", "euros", "dollars", "km", "miles", "points", "reviews", "stars", "votes", "weeks", "months",
    "students", "homes", "jobs", "residents", "degrees", "Uhr",
];
