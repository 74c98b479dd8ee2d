//! The interface strings of `ui-strings.tsv.zst` that a visitor of a page reads, as a page would print them.
//!
//! What is reader-visible is told by source and by shape. By source: `interface/visible.txt` names the keys (the English
//! strings) that stay or go, and says why. By shape: out go strings that a translation left in English, strings without
//! letters, those of more than [`LONGEST`] words, and those whose fixed part is too small to know them by: no word beside
//! a number ("3 comments" is known, "3" is not), fewer than two beside a name. Numbers, dates and names stand in the place
//! of variables, plurals are told apart, and tags are dropped.
//!
//! Languages are told without their region or script. A string that several products print in one language counts once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::half::Half;

mod shape;
mod visible;

use visible::Visible;

/// The data file.
const FILE: &str = "ui-strings.tsv.zst";

/// The most words of a string; longer ones are explanations in dialogs.
const LONGEST: usize = 30;

/// A string and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InterfaceString {
    /// The language without region and script.
    pub lang: String,
    /// As a page prints it.
    pub text: String,
    /// What it says in English.
    pub key: String,
    /// The product that prints it.
    pub source: String,
    /// By its key, so that a string is in the same half in every language.
    pub half: Half,
}

/// Reads the strings of the folder's data file, by language, in the file's order.
pub(crate) fn read(folder: &Path) -> Result<Vec<InterfaceString>> {
    let path = folder.join(FILE);
    let bytes = fs::read(&path).with_context(|| {
        format!(
            "cannot read {}; `--data` names the folder of the data files",
            path.display()
        )
    })?;
    let text = zstd::decode_all(bytes.as_slice())
        .with_context(|| format!("{} is not zstd", path.display()))?;
    let text =
        String::from_utf8(text).with_context(|| format!("{} is not UTF-8", path.display()))?;
    parse(&text).with_context(|| path.display().to_string())
}

fn parse(table: &str) -> Result<Vec<InterfaceString>> {
    let visible = Visible::builtin();
    let mut strings = Vec::new();
    for (row, number) in table.lines().zip(1..).skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        ensure!(fields.len() == 5, "row {number}: five fields expected");
        let (source, lang, key, text) = (fields[0], language(fields[2]), fields[3], fields[4]);
        if !visible.has(source, key) || (lang != "en" && text == key) {
            continue;
        }
        // The English strings are the keys themselves.
        for (lang, text) in [(lang.as_str(), text), ("en", key)] {
            let forms = shape::forms(source, key, text).into_iter();
            strings.extend(forms.map(|text| InterfaceString {
                half: Half::of(&normal(key)),
                text,
                lang: lang.to_owned(),
                key: key.to_owned(),
                source: source.to_owned(),
            }));
        }
    }
    Ok(once_each(strings))
}

/// Each string of a language once. One that stands under keys of both halves is seen: what the list of misses may show must
/// not count as held.
fn once_each(mut strings: Vec<InterfaceString>) -> Vec<InterfaceString> {
    let name = |string: &InterfaceString| (string.lang.clone(), normal(&string.text));
    let seen: BTreeSet<_> = strings
        .iter()
        .filter(|string| string.half == Half::Seen)
        .map(name)
        .collect();
    strings.retain(|string| string.half == Half::Seen || !seen.contains(&name(string)));
    let mut known = BTreeSet::new();
    strings.retain(|string| known.insert(name(string)));
    strings.sort_by(|a, b| a.lang.cmp(&b.lang));
    strings
}

/// Lower case, letters and digits: what is compared of keys and strings.
pub(crate) fn normal(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A language tag without region and script; files that were named by country are set right.
fn language(tag: &str) -> String {
    let first = tag.split(['-', '_', '.']).next().unwrap_or_default();
    match first.to_lowercase().as_str() {
        "ba" => "bs".to_owned(),
        "cn" => "zh".to_owned(),
        "cz" => "cs".to_owned(),
        "kz" => "kk".to_owned(),
        "no" => "nb".to_owned(),
        "np" => "ne".to_owned(),
        "se" => "sv".to_owned(),
        language => language.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::iter;

    use super::*;

    fn table(rows: &[[&str; 4]]) -> Vec<InterfaceString> {
        let head = "source\tlicense\tlang\tenglish_or_key\ttext".to_owned();
        let rows = rows
            .iter()
            .map(|[source, lang, key, text]| format!("{source}\tMIT\t{lang}\t{key}\t{text}"));
        let table: Vec<String> = iter::once(head).chain(rows).collect();
        parse(&table.join("\n")).expect("a table of five columns")
    }

    #[test]
    fn a_string_of_two_products_counts_once() {
        let strings = table(&[
            ["nikola-8.3", "pt", "Read more", "Leia mais"],
            ["mezzanine", "pt_BR", "read more", "leia mais"],
            ["mezzanine", "es", "read more", "leer más"],
        ]);
        let texts: Vec<_> = strings
            .iter()
            .map(|string| (string.lang.as_str(), string.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [("en", "Read more"), ("es", "leer más"), ("pt", "Leia mais")]
        );
        assert_eq!(strings[1].half, strings[2].half);
    }

    #[test]
    fn strings_of_administrators_and_untranslated_ones_are_left_out() {
        let strings = table(&[
            [
                "django_contrib_comments",
                "de",
                "is public",
                "ist öffentlich",
            ],
            ["docusaurus", "de", "Search docs", "Search docs"],
            ["docusaurus", "de", "Search", "Suche"],
            ["some product", "de", "Search", "Finden"],
        ]);
        let texts: Vec<_> = strings.iter().map(|string| string.text.as_str()).collect();
        assert_eq!(texts, ["Suche", "Search"]);
    }

    #[test]
    fn a_string_under_keys_of_both_halves_is_seen() {
        let string = |half| InterfaceString {
            lang: "fi".to_owned(),
            text: "Arkisto".to_owned(),
            key: format!("{half:?}"),
            source: "nikola-8.3".to_owned(),
            half,
        };
        let strings = once_each(vec![string(Half::Held), string(Half::Seen)]);
        assert_eq!(strings, [string(Half::Seen)]);
    }

    #[test]
    fn regions_and_countries_become_languages() {
        let tags = ["pt-BR", "zh_Hans", "kz", "no", "sr-Cyrl"].map(language);
        assert_eq!(tags, ["pt", "zh", "kk", "nb", "sr"]);
    }
}
