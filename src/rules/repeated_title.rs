#![doc = include_str!("repeated_title.md")]

use super::{Finding, Level, Page, Rule};
use crate::report::Kind;
use crate::signals::Signal;
use crate::words;

pub(super) const RULE: Rule = Rule {
    name: "repeated-title",
    level: Level::Warning,
    summary: "the title again as a line of its own",
    page: include_str!("repeated_title.md"),
    check,
};

/// A repetition of part of the title has at least this many words, and this share of the title's letters.
const FEWEST_WORDS: usize = 3;
const SHARE: f32 = 0.33;

/// A title is not looked for behind this many lines: by then a like line is a heading or a list entry.
const REACH: usize = 40;

/// Bytes of a line that are looked at first, up to the end of a word.
const HEAD: usize = 12;

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let Some(title) = title_row(page) else {
        return;
    };
    // A name or two may stand anywhere: as the author of each message in a thread, as a kind of product.
    if page.signals.lines[title].words < FEWEST_WORDS {
        return;
    }
    let spelled = words::normalize(page.lines[title].text);
    for (row, line) in page.lines.iter().enumerate().take(title + REACH) {
        if row == title || !begins_alike(line.text, &spelled) && !may_end_alike(page, row, title) {
            continue;
        }
        if repeats(&words::normalize(line.text), &spelled)
            && has_numbers_of(line.text, page.lines[title].text)
        {
            let message = format!(
                "repeats the title on line {}: keep one of them",
                page.lines[title].line
            );
            found.push(Finding::line(page, row, message));
        }
    }
}

/// Whether the first words of the line are those of the title or "Re:", which nearly always answers the whole question.
fn begins_alike(line: &str, title: &str) -> bool {
    let bytes = line.as_bytes();
    let end = memchr::memchr(b' ', bytes.get(HEAD..).unwrap_or_default());
    let head = words::normalize(end.map_or(line, |end| &line[..HEAD + end]));
    head.starts_with("re") || head.starts_with(title) || title.starts_with(&head)
}

/// Whether the numbers, which are all one where words are compared, are the same as far as both lines have any: cups of 4
/// and of 6 ounces are two things.
fn has_numbers_of(line: &str, title: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (line, title) = (digits(line), digits(title));
    line.starts_with(&title) || title.starts_with(&line) || line.ends_with(&title)
}

/// Lines above the text among which the title is looked for.
const ABOVE: usize = 12;

/// The row of the title. Where a path through the site or the name of a section was taken for it, it is the next heading.
fn title_row(page: &Page<'_, '_>) -> Option<usize> {
    const STEPS: [&str; 5] = [" » ", " › ", " ‹ ", " / ", " > "];
    let title = page
        .lines
        .iter()
        .position(|line| line.kind == Kind::Title)?;
    let spaced = |row: usize| page.signals.get(Signal::Unspaced, row) < 128;
    let is_path = |row: usize| {
        spaced(row) && page.signals.lines[row].words < FEWEST_WORDS
            || STEPS.iter().any(|step| page.lines[row].text.contains(step))
    };
    if page.document.page().is_some() || !is_path(title) {
        return Some(title);
    }
    let above = (title + 1..page.lines.len()).take(ABOVE);
    let mut above = above.take_while(|&row| page.lines[row].kind != Kind::Paragraph);
    let heading = above.find(|&row| page.lines[row].kind == Kind::Heading && !is_path(row));
    heading.or(Some(title))
}

/// Words of the name of a site or section.
const NAME_WORDS: usize = 4;

/// Characters of the name of a site or section before the title, with the mark between them, at the most.
const NAME: usize = 40;

/// Whether the line is a little longer than the title and has a mark inside, as "Harbour Post | Old pier opens again" has.
fn may_end_alike(page: &Page<'_, '_>, row: usize, title: usize) -> bool {
    let chars = |row: usize| page.signals.lines[row].chars;
    let marked = [Signal::Separators, Signal::Dashes, Signal::Colons];
    (chars(title)..=chars(title) + NAME).contains(&chars(row))
        && marked.iter().any(|&mark| page.signals.get(mark, row) > 0)
}

/// Whether `line` is the title, its beginning, or the title with something added, such as the name of the site before or behind
/// it, its author, or a forum's "Re:".
fn repeats(line: &str, title: &str) -> bool {
    if line == title || line.strip_prefix("re ") == Some(title) {
        return true;
    }
    let named = line.strip_suffix(title).is_some_and(|name| {
        name.ends_with(' ') && name.trim_end().split(' ').count() <= NAME_WORDS
    });
    if named && title.split(' ').count() > FEWEST_WORDS {
        return true;
    }
    let (short, long) = if line.len() < title.len() {
        (line, title)
    } else {
        (title, line)
    };
    let at_word = long
        .strip_prefix(short)
        .is_some_and(|rest| rest.starts_with(' '));
    at_word
        && short.split(' ').count() >= FEWEST_WORDS
        && short.len() as f32 >= SHARE * long.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_numbers_are_another_title() {
        assert!(has_numbers_of("Cups of 4 oz", "CUPS OF 4 OZ"));
        assert!(has_numbers_of("The pier", "The pier in 2024"));
        assert!(has_numbers_of(
            "Channel 5: the pier in 2024",
            "The pier in 2024"
        ));
        assert!(!has_numbers_of("Cups of 6 oz", "Cups of 4 oz"));
    }

    #[test]
    fn prefixes_end_at_a_word_and_are_long_enough() {
        assert!(repeats("the pier opens", "the pier opens again"));
        assert!(repeats(
            "the pier opens again harbour post",
            "the pier opens again"
        ));
        assert!(repeats(
            "harbour post the pier opens again",
            "the pier opens again"
        ));
        assert!(!repeats("when the pier opens", "the pier opens"));
        assert!(!repeats("the pier open", "the pier opens again"));
        assert!(!repeats("the pier", "the pier opens again"));
        assert!(!repeats(
            "the pier opens",
            "the pier opens again after two long winters of work and waiting"
        ));
    }
}
