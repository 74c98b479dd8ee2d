//! `cargo lab metadata`: how often the library reads the title, the authors and the date that the gold names.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use bodycopy::Document;
use rayon::prelude::*;
use serde::Serialize;

use crate::rows::{self, Row};

/// What is compared, with what the gold says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Date,
    Language,
    Address,
}

impl Field {
    const ALL: [Self; 5] = [
        Self::Title,
        Self::Author,
        Self::Date,
        Self::Language,
        Self::Address,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Author => "author",
            Self::Date => "date",
            Self::Language => "language",
            Self::Address => "address",
        }
    }

    fn gold(self, row: &Row) -> &str {
        let value = match self {
            Self::Title => &row.title,
            Self::Author => &row.author,
            Self::Date => &row.date,
            Self::Language => &row.lang,
            Self::Address => &row.url,
        };
        value.as_deref().unwrap_or_default()
    }

    /// A value in the form in which it is compared.
    fn normal(self, value: &str) -> String {
        match self {
            Self::Title => words(value).join(" "),
            // As a set: the order of several authors and the "and" between them are no mistakes.
            Self::Author => {
                let mut words: BTreeSet<String> = words(value).into_iter().collect();
                words.remove("and");
                Vec::from_iter(words).join(" ")
            }
            Self::Date => value.chars().take(10).collect(),
            Self::Language => value.chars().take(2).collect(),
            Self::Address => {
                let end = value.find(['?', '#']).unwrap_or(value.len());
                let address = value[..end].trim_end_matches('/').to_lowercase();
                let start = address.find("//").map_or(0, |at| at + 2);
                address[start..].trim_start_matches("www.").to_owned()
            }
        }
    }
}

/// Lower case, runs of letters and digits.
fn words(text: &str) -> Vec<String> {
    text.replace('\u{ad}', "")
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What was read, and where: joined for several authors.
fn given(html: &str) -> [(String, String); 5] {
    let document = Document::from_html(html);
    let metadata = document
        .page()
        .map(|page| page.metadata.clone())
        .unwrap_or_default();
    let one = |fact: &Option<bodycopy::Fact>| {
        let fact = fact.as_ref();
        fact.map_or_else(Default::default, |fact| {
            (fact.value.clone(), format!("{:?}", fact.source))
        })
    };
    let names: Vec<&str> = metadata
        .authors
        .iter()
        .map(|fact| fact.value.as_str())
        .collect();
    let source = metadata.authors.first().map(|fact| fact.source);
    [
        one(&metadata.title),
        (
            names.join("; "),
            source.map_or_else(String::new, |source| format!("{source:?}")),
        ),
        one(&metadata.date),
        one(&metadata.language),
        one(&metadata.canonical),
    ]
}

/// The figures of one field.
#[derive(Debug, Default, Serialize)]
struct Tally {
    gold: usize,
    given: usize,
    right: usize,
}

/// Reads the pages of the named files and prints the figures, and `misses` misses of each field.
pub(crate) fn run(
    folder: &Path,
    names: &[String],
    misses: usize,
    out: &mut impl Write,
) -> Result<()> {
    for name in names {
        let mut rows = Vec::new();
        rows::read(&folder.join(name), |row| {
            rows.push(row);
            Ok(())
        })?;
        rows.retain(|row| row.html.is_some());
        let read: Vec<_> = rows
            .par_iter()
            .map(|row| given(row.html.as_deref().unwrap_or_default()))
            .collect();
        writeln!(out, "== {name}")?;
        for (at, field) in Field::ALL.into_iter().enumerate() {
            let values = read.iter().map(|values| &values[at]);
            print(field, rows.iter().zip(values), misses, out)?;
        }
    }
    Ok(())
}

fn print<'r>(
    field: Field,
    pages: impl Iterator<Item = (&'r Row, &'r (String, String))>,
    most: usize,
    out: &mut impl Write,
) -> Result<()> {
    let mut tally = Tally::default();
    let mut missed = Vec::new();
    for (row, (value, source)) in pages {
        let gold = field.normal(field.gold(row));
        if gold.is_empty() {
            continue;
        }
        tally.gold += 1;
        tally.given += usize::from(!value.is_empty());
        if field.normal(value) == gold {
            tally.right += 1;
        } else {
            missed.push((row, value, source));
        }
    }
    let Tally { gold, given, right } = tally;
    if gold > 0 {
        let share = 100.0 * right as f64 / gold as f64;
        let label = field.name();
        writeln!(
            out,
            "{label:<8} {gold:>5} in the gold {given:>5} given {right:>5} right {share:5.1} %"
        )?;
    }
    for (row, value, source) in missed.into_iter().take(most) {
        writeln!(out, "  {}\t{}\t{value}\t{source}", row.id, field.gold(row))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_by_what_they_say() {
        assert_eq!(
            Field::Title.normal("The “Pier”: closed"),
            Field::Title.normal("the pier closed")
        );
        assert_eq!(
            Field::Author.normal("Tom Reed and Ada Quill"),
            Field::Author.normal("Ada Quill; Tom Reed")
        );
        assert_eq!(Field::Date.normal("2024-03-05T10:00Z"), "2024-03-05");
        assert_eq!(
            Field::Address.normal("https://www.pier.example/a/?b"),
            Field::Address.normal("http://pier.example/a")
        );
    }
}
