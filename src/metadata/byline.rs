//! Visible bylines: "By Ada Quill | March 3, 2024".

use super::authors;
use super::plain;

/// Words that introduce an author, in lower case. Those that are also words of running text count only if a name follows.
const PREFIXES: [&str; 62] = [
    "recipe by",
    "contributors:",
    "written by",
    "posted by",
    "published by",
    "reported by",
    "words by",
    "story by",
    "article by",
    "text by",
    "authored by",
    "by",
    "author:",
    "authors:",
    "geschrieben von",
    "verfasst von",
    "ein artikel von",
    "ein beitrag von",
    "von",
    "autor:",
    "autorin:",
    "text:",
    "écrit par",
    "publié par",
    "rédigé par",
    "par",
    "auteur:",
    "auteur :",
    "escrito por",
    "publicado por",
    "por",
    "autora:",
    "scritto da",
    "pubblicato da",
    "a cura di",
    "di",
    "autore:",
    "geschreven door",
    "door",
    "skrevet av",
    "skrevet af",
    "skriven av",
    "av",
    "af",
    "tekst:",
    "autor",
    "napisał",
    "napisała",
    "przez",
    "napsal",
    "kirjoittanut",
    "teksti:",
    "yazan:",
    "yazar:",
    "oleh",
    "автор:",
    "текст:",
    "автор",
    "作者：",
    "作者:",
    "文／",
    "文/",
];

/// Small words inside names.
const PARTICLES: [&str; 26] = [
    "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "van", "von", "von der",
    "zu", "la", "le", "el", "al", "bin", "ibn", "ben", "y", "e", "af", "av", "ter",
];

/// Parts of an element that are looked at.
const PARTS: usize = 4;

/// Words of a name, at the most.
const WORDS: usize = 5;

/// The bytes of a line that are looked at.
const LOOK: usize = 240;

/// A value without the words that introduce an author.
pub(super) fn without_prefix(value: &str) -> &str {
    match prefix(value) {
        // "Von" and "Di" also begin names; in a field for names they are none only if a name of two words is left.
        Some((word, rest)) if word != "by" && !word.contains([' ', ':']) => {
            if rest.split_whitespace().nth(1).is_some() && value.starts_with(char::is_lowercase) {
                rest
            } else {
                value
            }
        }
        Some((_, rest)) => rest,
        None => value,
    }
}

/// Whether a text is nothing but words that introduce an author.
pub(super) fn is_prefix(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':').to_lowercase();
    PREFIXES
        .iter()
        .any(|prefix| prefix.trim_end_matches([':', ' ']) == text)
}

/// The longest prefix that a text begins with, and the rest.
fn prefix(text: &str) -> Option<(&'static str, &str)> {
    let found = PREFIXES
        .iter()
        .filter_map(|&prefix| Some((prefix, after(text, prefix)?)));
    found.max_by_key(|(prefix, _)| prefix.len())
}

fn after<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for expected in prefix.chars() {
        let c = rest.next()?;
        if c != expected && !c.to_lowercase().eq(Some(expected)) {
            return None;
        }
    }
    let rest = rest.as_str();
    let ends = prefix.ends_with([':', '：', '/', '／']);
    let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    (ends || trimmed.len() < rest.len()).then_some(trimmed)
}

/// The authors that a visible line names, if it is plainly a byline.
///
/// It is one if it begins with a word such as "By" and goes on with names up to its end or to a mark, a number, or a word
/// in lower case that is no part of a name.
pub(super) fn authors(line: &str) -> Vec<String> {
    let line = line.trim();
    let Some((_, rest)) = prefix(line).filter(|_| line.len() <= LOOK) else {
        return Vec::new();
    };
    let mut authors: Vec<String> = Vec::new();
    let mut rest = rest;
    loop {
        let (name, tail) = name(rest);
        // "Ada Quill, Privacy Expert", "Ada Quill, Halmstedt"
        let alone = !name.contains(' ') && authors.first().is_some_and(|first| first.contains(' '));
        if name.is_empty() || alone || (!authors.is_empty() && authors::has_role(name)) {
            return authors;
        }
        authors.push(name.to_owned());
        match joined(tail) {
            Some(next) => rest = next,
            None => return authors,
        }
    }
}

/// The authors in an element that the markup calls author or byline, given in parts.
///
/// Its first part that is a byline or looks like a name decides.
pub(super) fn named(parts: impl Iterator<Item = String>) -> Vec<String> {
    let parts = parts.map(|part| plain::clean(&part));
    for part in parts.filter(|part| !part.is_empty()).take(PARTS) {
        let byline = authors(&part);
        if !byline.is_empty() {
            return byline;
        }
        let bare = without_prefix(&part);
        if bare.split(' ').count() <= WORDS && bare.len() <= LOOK && is_name(bare) {
            return vec![bare.to_owned()];
        }
    }
    Vec::new()
}

/// Whether it can be a person's name or an account's: no sentence, label, number or address.
fn is_name(text: &str) -> bool {
    // An account may be in lower case; of several words each begins as a name does.
    let begins = |word: &str| {
        let first = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        !first.starts_with(char::is_lowercase) || PARTICLES.contains(&word)
    };
    let words = text.split(' ');
    !text.contains([':', '?', '!', '|', '@', '/', '©'])
        && !text.ends_with(',')
        && text.contains(char::is_alphabetic)
        && (text.len() > 2 || !text.is_ascii())
        && (!text.contains(' ') || words.clone().all(begins))
        && !words
            .clone()
            .any(|word| is_label(word) || word.parse::<u32>().is_ok())
        && !LABELS_ALONE.contains(&plain::words(text).as_str())
}

/// What stands in such elements and is no name, in lower case.
const LABELS_ALONE: [&str; 29] = [
    "the author",
    "view more posts",
    "advertisement",
    "sponsored",
    "share",
    "by",
    "author",
    "authors",
    "written by",
    "about the author",
    "about author",
    "about the authors",
    "posted by",
    "more",
    "follow",
    "read more",
    "view all posts",
    "view profile",
    "profile",
    "contributors",
    "op",
    "moderator",
    "member",
    "new member",
    "von",
    "par",
    "por",
    "autor",
    "guest",
];

/// What stands behind "and" or a comma, if a name may follow.
fn joined(tail: &str) -> Option<&str> {
    let tail = tail.trim_start();
    [
        "and ", "und ", "et ", "y ", "e ", "och ", "og ", "en ", "& ", ", and ", ", ",
    ]
    .iter()
    .find_map(|joint| tail.strip_prefix(joint))
}

/// "y" and "e" stand between names and inside them. Behind one word they are inside.
fn is_joint(word: &str) -> bool {
    matches!(word, "y" | "e")
}

/// The name that a text begins with, and the rest.
fn name(text: &str) -> (&str, &str) {
    let (mut end, mut at, mut count) = (0, 0, 0);
    for word in text.split(' ') {
        let bare = word.trim_end_matches([',', '|', '·', '•', ';']);
        if count > 1
            && is_joint(bare)
            && text[at + word.len()..]
                .trim_start()
                .starts_with(char::is_uppercase)
        {
            break;
        }
        let capital = bare.starts_with(|c: char| c.is_uppercase() || is_unspaced(c));
        let plain = bare
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'));
        if bare.is_empty() || !plain || !(capital || PARTICLES.contains(&bare)) || is_label(bare) {
            break;
        }
        count += 1;
        at += word.len() + 1;
        if capital {
            end = at - 1 - (word.len() - bare.len());
        }
        if bare.len() < word.len() || count == WORDS {
            break;
        }
    }
    text.split_at(end)
}

/// Words with a capital that follow a name and are none.
fn is_label(word: &str) -> bool {
    const LABELS: [&str; 14] = [
        "Published",
        "Updated",
        "Posted",
        "On",
        "In",
        "Last",
        "Staff",
        "Reporter",
        "Editor",
        "Writer",
        "Contributor",
        "Share",
        "Special",
        "Correspondent",
    ];
    LABELS.iter().any(|label| word.eq_ignore_ascii_case(label)) || super::date::is_month(word)
}

/// Letters of scripts without case and without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(line: &str, expected: &[&str]) {
        assert_eq!(authors(line), expected, "{line}");
    }

    #[test]
    fn bylines_in_many_languages() {
        reads("By Ada Quill", &["Ada Quill"]);
        reads("BY ADA QUILL • MARCH 3, 2024", &["ADA QUILL"]);
        reads("Written by: Ada O’Quill on March 3, 2024", &["Ada O’Quill"]);
        reads("Von Ada von Quill, Halmstedt", &["Ada von Quill"]);
        reads("By Ada Quill, Privacy & Rope Expert", &["Ada Quill"]);
        reads("Par Ada Quill et Tom Reed", &["Ada Quill", "Tom Reed"]);
        reads(
            "Por Ada Quill, Tom Reed y Una Moss",
            &["Ada Quill", "Tom Reed", "Una Moss"],
        );
        reads("Автор: Ада Квилл", &["Ада Квилл"]);
        reads("作者：山田太郎", &["山田太郎"]);
    }

    #[test]
    fn running_text_is_no_byline() {
        reads("By the end of the day the pier was gone.", &[]);
        reads("Di mana ada asap", &[]);
        reads("Ada Quill", &[]);
        reads("Bye Ada Quill", &[]);
        reads("", &[]);
    }

    #[test]
    fn prefixes_are_taken_off_values() {
        assert_eq!(without_prefix("By Ada Quill"), "Ada Quill");
        assert_eq!(without_prefix("by: Ada"), "Ada");
        assert_eq!(without_prefix("von Ada Quill"), "Ada Quill");
        assert_eq!(without_prefix("Di Canto"), "Di Canto");
        assert_eq!(without_prefix("Byron Quill"), "Byron Quill");
    }
}
