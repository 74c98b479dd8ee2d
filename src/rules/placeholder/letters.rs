//! What drafts leave open: `$XX million`, `2025-XX-XX`, `XX%`, `TK`, `TODO:`.

use std::ops::Range;

use super::super::quotes::Line;
use super::phrases::Phrase;
use super::{Family, Slot};

/// A figure or date of crosses, with its signs. Numerals of kings, sizes and films stand by themselves: "Super Bowl XX".
pub(super) fn crossed(phrase: &Phrase<'_>) -> Option<Range<usize>> {
    let word = phrase.words();
    let range = phrase.hit.start..phrase.hit.end;
    if phrase.family == "amount" {
        let letters = word.split_whitespace().next().unwrap_or_default();
        return is_crossed(letters, phrase).then_some(range);
    }
    let (before, after) = (phrase.before(), phrase.after());
    if before.ends_with(['_', '#', '/', '.', '@', '\\']) && !in_date(before, after) {
        return None;
    }
    let upper = is_crossed(word, phrase);
    let figure = phrase.before().ends_with('(') && after.starts_with(") XXX");
    if figure && upper {
        return Some(range);
    }
    let money = before.trim_end().ends_with(['$', '€', '£', '¥', '₹'])
        || after.trim_start().starts_with(['€', '£', '₽', '¥', '₹']);
    let share = after
        .trim_start_matches([' ', '\u{a0}', '\u{202f}'])
        .starts_with(['%', '°']);
    if (money || share) && (upper || word.bytes().all(|byte| byte == b'x')) {
        return Some(with_signs(phrase));
    }
    if !upper {
        return None;
    }
    // XX,XXX
    if after.starts_with(",XXX") {
        return Some(range.start..range.end + 4);
    }
    let alone = || {
        is_year_or_figure(phrase, money)
            || word.bytes().all(|byte| byte == b'X') && stands_for_name(phrase)
    };
    date(phrase).or_else(|| alone().then_some(range))
}

/// `20XX`, `XXm`: no numerals.
fn is_year_or_figure(phrase: &Phrase<'_>, money: bool) -> bool {
    let (before, after) = (phrase.before(), phrase.after());
    let word = phrase.words();
    let unit = after.strip_prefix('-').is_some_and(|unit| {
        [
            "year", "day", "month", "week", "hour", "minute", "page", "point", "mile", "acre",
            "foot",
        ]
        .iter()
        .any(|known| unit.starts_with(known))
    });
    if unit {
        return true;
    }
    if after.starts_with(['-', '_', '/', '.']) && after.len() > 1 && !after.starts_with(". ") {
        return false;
    }
    let year = matches!(word, "19XX" | "20XX") && !before.ends_with(['-', '_', '/', '.']);
    let unit = word.trim_start_matches('X');
    let small = matches!(
        unit,
        "m" | "bn" | "k" | "th" | "st" | "km" | "h" | "mm" | "cm"
    );
    let large = matches!(unit, "M" | "K" | "B") && money;
    year || word.starts_with("XX") && (small || large)
}

/// Crosses in capitals; "xx" is a kiss, and also what some write for "$xx million".
fn is_crossed(word: &str, phrase: &Phrase<'_>) -> bool {
    let word = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let upper = word.starts_with('X') && !word.contains('x');
    upper
        || phrase.family == "amount"
            && word.starts_with("xx")
            && phrase.before().ends_with(['$', '€', '£'])
}

/// With the sign of a currency before it, the one of a share behind it.
fn with_signs(phrase: &Phrase<'_>) -> Range<usize> {
    let before = phrase.before();
    let sign = before
        .chars()
        .next_back()
        .filter(|c| matches!(c, '$' | '€' | '£' | '¥' | '₹'));
    let start = phrase.hit.start - sign.map_or(0, char::len_utf8);
    let end = phrase.hit.end + usize::from(phrase.after().starts_with('%'));
    start..end
}

/// Whether digits or crosses go on before or behind a sign of dates.
fn in_date(before: &str, after: &str) -> bool {
    const SIGNS: [char; 4] = ['-', '.', '/', ':'];
    let part = |c: char| c.is_ascii_digit() || c == 'X';
    let left = before
        .strip_suffix(SIGNS)
        .is_some_and(|rest| rest.ends_with(part));
    let right = after
        .strip_prefix(SIGNS)
        .is_some_and(|rest| rest.starts_with(part));
    left || right
}

/// `2025-XX-XX`, `XX.XX.2025`, `XX/XX/2025`, `XX:XX`, `XXX-XXX-XXXX`, `XX March`, `March XX`.
fn date(phrase: &Phrase<'_>) -> Option<Range<usize>> {
    const SIGNS: [char; 4] = ['-', '.', '/', ':'];
    let part = |c: char| c.is_ascii_digit() || c == 'X' || SIGNS.contains(&c);
    let text = phrase.line.text;
    let start = phrase.hit.start
        - phrase
            .before()
            .chars()
            .rev()
            .take(16)
            .take_while(|&c| part(c))
            .count();
    let end = phrase.hit.end
        + phrase
            .after()
            .chars()
            .take(16)
            .take_while(|&c| part(c))
            .count();
    let whole = text[start..end].trim_end_matches(SIGNS);
    let range = start..start + whole.len();
    let groups: Vec<&str> = whole.split(SIGNS).collect();
    let crossed = groups
        .iter()
        .filter(|group| !group.is_empty() && group.bytes().all(|byte| byte == b'X'))
        .count();
    let year = groups
        .iter()
        .any(|group| group.len() == 4 && (group.starts_with("20") || group.starts_with("19")));
    let joined = text[..start].ends_with(char::is_alphanumeric)
        || text[range.end..].starts_with(char::is_alphanumeric);
    // The first of the crosses tells the date; the others are in it.
    let first = text[range.clone()].find('X').map(|x| range.start + x) == Some(phrase.hit.start);
    let dated = groups.len() >= 2 && crossed > 0 && year
        || groups.len() >= 3 && crossed == groups.len()
        || whole == "XX:XX"
        || whole == "XX.XX";
    if groups.len() >= 2 {
        return (dated && first && !joined).then_some(range);
    }
    beside_month(phrase).then_some(phrase.hit.start..phrase.hit.end)
}

fn beside_month(phrase: &Phrase<'_>) -> bool {
    if phrase.words().len() != 2 {
        return false;
    }
    let before = phrase.word_before();
    let after = phrase.after().trim_start_matches(['.', ' ', '\u{a0}']);
    let next = after
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    // "Super Bowl XX May": behind a name it is a numeral.
    let named = before.starts_with(char::is_uppercase) && before.len() > 3;
    is_month(before) || !named && is_month(next)
}

fn is_month(word: &str) -> bool {
    let capitalised = word.starts_with(char::is_uppercase) || !word.is_ascii() || word.len() > 4;
    capitalised && MONTHS.contains(&word.to_lowercase().as_str())
}

/// "Mr XX", "XXX said", "Price: XX".
fn stands_for_name(phrase: &Phrase<'_>) -> bool {
    const LABELS: [&str; 16] = [
        "Figure",
        "Fig.",
        "Table",
        "Chapter",
        "Page",
        "page",
        "Section",
        "Room",
        "Chart",
        "Box",
        "Abbildung",
        "Tabelle",
        "Seite",
        "Kapitel",
        "Tableau",
        "Figura",
    ];
    const TITLES: [&str; 12] = [
        "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Herr", "Herrn", "Frau", "aged",
    ];
    let titled = TITLES.contains(&phrase.word_before());
    let before = phrase.before().trim_end();
    let labelled = before.ends_with(':')
        && phrase.after().trim_matches(['.', ' ']).is_empty()
        && before.len() < 40;
    let said = phrase.words().len() >= 3
        && matches!(
            phrase.word_after(),
            "said" | "says" | "told" | "sagte" | "according"
        );
    let numbered = LABELS.contains(&phrase.word_before()) && phrase.words() == "XX";
    titled || labelled || said || numbered
}

/// "by TK", "TK percent", "TKTK": in English, by capitals alone; "TK Maxx" and "the TK" are names.
pub(super) fn to_come(phrase: &Phrase<'_>) -> Option<Range<usize>> {
    let words = phrase.words();
    let marked = words.split_whitespace().find(|word| {
        word.starts_with("TK") && word.bytes().all(|byte| matches!(byte, b'T' | b'K'))
    })?;
    let marks = if words == "TK TK" {
        words.len()
    } else {
        marked.len()
    };
    let skipped = if words.ends_with(marked) {
        words.len() - marks
    } else {
        0
    };
    let range = phrase.hit.start + skipped..phrase.hit.end;
    let joined =
        phrase.after().starts_with(['-', '’', '\'', '/', '&', '.']) && !ends(phrase.after());
    if marked.len() > 2 {
        return (!joined && !phrase.before().ends_with(['#', '@', '/', '-'])).then_some(range);
    }
    let english = phrase.language.is_none_or(|language| language == "en");
    let next = phrase
        .word_after()
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !english || joined || next && words != "TK TK" {
        return None;
    }
    if words == "TK" {
        let money = phrase.before().ends_with(['$', '€', '£']);
        let bracketed = phrase.before().ends_with('[') && phrase.after().starts_with(']');
        // "(TK)", and "in 1920 TK people": a word in lower case goes on behind it.
        let round = phrase.before().ends_with('(') && phrase.after().starts_with(')');
        let lower = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
        let said = lower(phrase.word_before())
            && (lower(phrase.word_after()) || ends(phrase.after()))
            && !matches!(
                phrase.word_before(),
                "the" | "a" | "of" | "and" | "der" | "die" | "zur" | "von"
            );
        if round || said {
            return Some(range);
        }
        let share = phrase.after().starts_with('%');
        let noted = phrase.before().trim_end().ends_with([':', ','])
            && ends(phrase.after())
            && phrase.before().ends_with(' ');
        return (money && !bracketed || share || noted).then_some(range);
    }
    // What stands before it is a word of the sentence, not part of a name.
    let name = words.ends_with(" TK")
        && words.starts_with(char::is_uppercase)
        && !phrase.before().trim().is_empty();
    (!name || words.starts_with(['M', 'D'])).then_some(range)
}

/// Whether the sentence or its part ends here.
fn ends(after: &str) -> bool {
    let rest = after.trim_start_matches(['.', ',', ';', ')', '!', '?']);
    rest.is_empty() || rest.starts_with([' ', '\u{a0}'])
}

/// `$X.X billion`, `X.X%`, `€X million`: one cross a digit.
pub(super) fn figures(line: &Line<'_>, found: &mut Vec<Slot>) {
    let text = line.text;
    for at in memchr::memchr_iter(b'X', text.as_bytes()) {
        let before = line.before(at);
        let joined = before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '_' | '/'));
        if joined {
            continue;
        }
        let after = line.after(at);
        let crosses = after
            .bytes()
            .take_while(|byte| matches!(byte, b'X' | b'.' | b','))
            .count();
        let word = after[..crosses].trim_end_matches(['.', ',']);
        let rest = &after[word.len()..];
        let money = before.ends_with(['$', '€', '£', '¥', '₹']);
        let share = rest.trim_start_matches([' ', '\u{a0}']).starts_with('%');
        let unit = rest
            .trim_start_matches([' ', '\u{a0}'])
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let large = LARGE.contains(&unit);
        let parted = word.contains(['.', ',']) && word.len() > 2;
        let lower = before
            .trim_end()
            .rsplit(' ')
            .next()
            .is_some_and(|word| word.starts_with(char::is_lowercase));
        let huge = unit.len() > 3 && !matches!(unit, "points" | "times" | "miles" | "degrees");
        let wanted = match (parted, word.len()) {
            (true, _) => money || share || large || word.ends_with("XXX"),
            (false, 1) => large && (money || lower && huge) || share && lower,
            _ => money && large,
        };
        if wanted && !line.is_quoted(at) {
            let start = at
                - before
                    .chars()
                    .next_back()
                    .filter(|_| money)
                    .map_or(0, char::len_utf8);
            found.push(Slot::new(start..at + word.len(), Family::Draft));
        }
    }
}

/// Words of large figures.
#[rustfmt::skip]
const LARGE: [&str; 44] = [
    "million", "billion", "trillion", "thousand", "percent", "m", "bn", "k", "M", "B", "K", "mn", "Millionen", "Milliarden",
    "Mio", "Mrd", "Prozent", "Euro", "millions", "milliards", "millones", "millón", "milioni", "miliardi", "milhões",
    "bilhões", "miljoen", "miljard", "mln", "mld", "млн", "млрд", "тыс", "euros", "euro", "dollars", "points", "per",
    "degrees", "miles", "km", "times", "crore", "lakh",
];

/// Names of months.
#[rustfmt::skip]
const MONTHS: [&str; 62] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "oct", "nov", "dec", "januar", "februar",
    "märz", "mai", "juni", "juli", "oktober", "dezember", "janvier", "février", "mars", "avril", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre", "gennaio", "febbraio", "marzo", "aprile", "maggio",
    "giugno", "luglio", "agosto", "settembre", "ottobre", "januari", "februari", "maart", "mei", "augustus",
    "stycznia", "lutego", "marca", "января", "марта",
];
