//! Lines with their gold and their score: what `diff` and `errors` look at.

use std::ops::Range;

use clap::ValueEnum;

use crate::data::{Gold, Set};
use crate::metrics::Scored;
use crate::table::Table;

/// A line and what was said of it, if it counts.
pub(crate) fn scored(table: &Table, row: usize, scores: &[i32]) -> Option<Scored> {
    Some(Scored::new(table.gold[row].scored()?, scores[row]))
}

/// The lines of some rows that count.
pub(crate) fn all_scored(table: &Table, rows: Range<usize>, scores: &[i32]) -> Vec<Scored> {
    rows.filter_map(|row| scored(table, row, scores)).collect()
}

/// The name of a set on the command line.
pub(crate) fn set_name(set: Set) -> String {
    let value = set.to_possible_value();
    value.map_or_else(
        || "invented".to_owned(),
        |value| value.get_name().to_owned(),
    )
}

/// The name of a label.
pub(crate) fn gold_name(gold: Gold) -> &'static str {
    match gold {
        Gold::Body => "body",
        Gold::Boilerplate => "boilerplate",
        Gold::Title => "title",
        Gold::Unknown => "unknown",
    }
}

/// The first `most` characters of a line, and a sign where there are more.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_at_a_character() {
        assert_eq!(cut("  Brücke  ", 6), "Brücke");
        assert_eq!(cut("Brücke zu", 3), "Brü…");
    }

    #[test]
    fn sets_have_the_names_of_the_command_line() {
        assert_eq!(set_name(Set::Wcxb), "wcxb");
        assert_eq!(Set::from_str("krdwrd", false), Ok(Set::Krdwrd));
    }
}
