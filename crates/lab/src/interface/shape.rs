//! Strings with variables as a page prints them, and what their shape tells.

use std::sync::LazyLock;

use regex::Regex;

use super::LONGEST;

/// `{name}`, `{0}`, `%(name)s`, `%s`, `%d`.
static VARIABLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{([A-Za-z0-9_]*)\}|%\(([A-Za-z0-9_]+)\)[sd]|%([sd])").expect("a fixed pattern")
});

static TAG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"</?[A-Za-z][^<>]*>").expect("a fixed pattern"));

/// Parts of the names of variables that stand for numbers.
const NUMBERS: [&str; 12] = [
    "count", "amount", "number", "posts", "docs", "time", "days", "discount", "total", "start",
    "counter", "mode",
];

/// What stands in the place of a variable, and whether it is a number.
fn value(source: &str, key: &str, variable: &str) -> (&'static str, bool) {
    let variable = variable.to_lowercase();
    let is_number = match variable.as_str() {
        "d" | "end" => true,
        "s" if key.contains("year") => return ("2024", true),
        // The products that count in this way; Nikola puts names there.
        "s" => source.starts_with("django"),
        "sometime" => return ("3 hours", true),
        name if name.bytes().all(|byte| byte.is_ascii_digit()) => source == "video.js-8",
        name => NUMBERS.iter().any(|part| name.contains(part)),
    };
    if is_number {
        return ("12", true);
    }
    let is_date = ["date", "month", "year"]
        .iter()
        .any(|part| variable.contains(part));
    (if is_date { "5.3.2024" } else { "Marlow" }, false)
}

/// The forms of a string that are worth knowing: one for every plural.
pub(super) fn forms(source: &str, key: &str, text: &str) -> Vec<String> {
    text.split('|')
        .filter_map(|form| printed(source, key, form))
        .collect()
}

/// A form as a page prints it, if its fixed part has words enough.
fn printed(source: &str, key: &str, form: &str) -> Option<String> {
    let form = TAG.replace_all(form, " ");
    let (mut names, mut numbers) = (0, 0);
    let text = VARIABLE.replace_all(&form, |found: &regex::Captures<'_>| {
        let name = (1..=3).find_map(|group| found.get(group));
        let (value, is_number) = value(source, key, name.map_or("", |name| name.as_str()));
        numbers += usize::from(is_number);
        names += usize::from(!is_number);
        value
    });
    let fixed = words(&VARIABLE.replace_all(&form, " "));
    let needed = if names > 0 { 2 } else { 1 };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (fixed >= needed && words(&text) <= LONGEST && !text.contains(['{', '}', '%', '=']))
        .then_some(text)
}

/// How many words: runs of letters, two at least; where words are not set apart, two characters count as one.
fn words(text: &str) -> usize {
    let runs = text.split(|c: char| !(c.is_alphabetic() || is_mark(c) || c == '\''));
    runs.map(|run| {
        let chars = run.chars().count();
        if run.chars().any(is_unspaced) {
            chars.div_ceil(2)
        } else {
            usize::from(chars > 1)
        }
    })
    .sum()
}

/// Marks that stand inside words of Indian scripts.
fn is_mark(c: char) -> bool {
    ('\u{900}'..='\u{dff}').contains(&c) && !matches!(c, '\u{964}' | '\u{965}')
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_become_what_a_page_shows() {
        let one = |source, text| forms(source, "", text).concat();
        assert_eq!(one("ghost", "{amount} comments"), "12 comments");
        assert_eq!(
            one("nikola-8.3", "Posts written about %s"),
            "Posts written about Marlow"
        );
        assert_eq!(one("django_comments_xtd", "%s comments."), "12 comments.");
        assert_eq!(one("mezzanine", "%(sometime)s ago"), "3 hours ago");
        assert_eq!(one("x", "Go <a href=\"y\">back to it</a>"), "Go back to it");
    }

    #[test]
    fn plurals_are_told_apart() {
        assert_eq!(
            forms("docusaurus", "", "1 post|{count} posts"),
            ["1 post", "12 posts"]
        );
    }

    #[test]
    fn a_fixed_part_without_words_is_too_small() {
        for text in ["{date}", "by {user}", "%s", "☝️ 🍪", "50%"] {
            assert_eq!(forms("x", "", text), [""; 0], "{text}");
        }
        assert_eq!(forms("x", "", "回复 {amount}"), ["回复 12"]);
        assert_eq!(forms("x", "", "लेबल"), ["लेबल"]);
    }
}
