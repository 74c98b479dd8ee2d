//! `--keep` and `--drop`: kinds of lines, or elements of a page.

use anyhow::Result;
use bodycopy::{HtmlReader, HtmlReaderBuilder, Kind, Policy};

use crate::elements::is_element;

/// What a value of `--keep` or `--drop` names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    Kinds(Vec<Kind>),
    /// A CSS selector. What is wrong with it is found where it is used.
    Elements(String),
}

/// Which lines are kept and dropped against the decision.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Policy")]
pub(crate) struct PolicyArgs {
    /// Keep lines of these kinds, or in these elements of a page, whatever their label; may be repeated
    #[arg(long, value_name = "KIND|CSS", value_parser = choice, long_help = keep_help())]
    keep: Vec<Choice>,

    /// Drop lines of these kinds, or in these elements, whatever their label; may be repeated
    ///
    /// The value is as for --keep, which wins over it where both name a line's kind or the same element.
    #[arg(long, value_name = "KIND|CSS", value_parser = choice)]
    drop: Vec<Choice>,
}

impl PolicyArgs {
    /// The policy of the kinds.
    pub(crate) fn policy(&self) -> Policy {
        let policy = kinds(&self.keep).fold(Policy::default(), Policy::keep);
        kinds(&self.drop).fold(policy, Policy::drop)
    }

    /// The reader that knows the elements.
    pub(crate) fn reader(&self) -> Result<HtmlReader> {
        reader(elements(&self.keep), elements(&self.drop))
    }

    /// Whether any elements are named.
    pub(crate) fn selects(&self) -> bool {
        let mut all = elements(&self.keep).chain(elements(&self.drop));
        all.next().is_some()
    }
}

/// Which elements of a page are kept and dropped against the decision.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Decision")]
pub(crate) struct SelectorArgs {
    /// A CSS selector of elements of a page whose lines are body; may be repeated
    #[arg(long, value_name = "CSS", value_parser = selector)]
    keep: Vec<String>,

    /// A CSS selector of elements of a page whose lines are boilerplate; may be repeated
    ///
    /// A line goes by the innermost element around it that is named, in --keep or here.
    #[arg(long, value_name = "CSS", value_parser = selector)]
    drop: Vec<String>,
}

impl SelectorArgs {
    /// The reader that knows the elements.
    pub(crate) fn reader(&self) -> Result<HtmlReader> {
        let [keep, drop] = [&self.keep, &self.drop].map(|all| all.iter().map(String::as_str));
        reader(keep, drop)
    }

    /// Whether any elements are named.
    pub(crate) fn selects(&self) -> bool {
        !(self.keep.is_empty() && self.drop.is_empty())
    }
}

fn kinds(choices: &[Choice]) -> impl Iterator<Item = Kind> {
    choices
        .iter()
        .flat_map(|choice| match choice {
            Choice::Kinds(kinds) => kinds.as_slice(),
            Choice::Elements(_) => &[],
        })
        .copied()
}

fn elements(choices: &[Choice]) -> impl Iterator<Item = &str> {
    choices.iter().filter_map(|choice| match choice {
        Choice::Kinds(_) => None,
        Choice::Elements(selector) => Some(selector.as_str()),
    })
}

fn reader<'a>(
    keep: impl Iterator<Item = &'a str>,
    drop: impl Iterator<Item = &'a str>,
) -> Result<HtmlReader> {
    let builder = keep.fold(HtmlReader::builder(), HtmlReaderBuilder::keep);
    let builder = drop.fold(builder, HtmlReaderBuilder::drop);
    Ok(builder.build()?)
}

fn keep_help() -> String {
    format!(
        "Keep lines of these kinds, or in these elements of a page, whatever their label; may be repeated\n\n\
         Kinds are separated by commas: {}.\n\n\
         Anything else is a CSS selector, such as `div.story, #lead`, and needs pages. It decides whether the lines in \
         its elements are body, the innermost element that is named for each; their kinds follow from that, and kinds \
         are kept and dropped last. A word that is both a kind and an element, as \
         `table`, is the kind; for the element write `html table`.",
        names_of_kinds(" ")
    )
}

fn names_of_kinds(between: &str) -> String {
    Kind::ALL.map(Kind::name).join(between)
}

/// Reads a value: kinds if all between its commas are, else a selector.
fn choice(value: &str) -> Result<Choice, String> {
    let pieces = pieces(value);
    let kinds: Option<Vec<Kind>> = pieces.iter().map(|piece| Kind::from_name(piece)).collect();
    if let Some(kinds) = kinds {
        return Ok(Choice::Kinds(kinds));
    }
    for word in pieces.into_iter().filter(|piece| is_word(piece)) {
        check_word(word)?;
    }
    Ok(Choice::Elements(value.to_owned()))
}

/// Reads a value where no kinds can be chosen.
fn selector(value: &str) -> Result<String, String> {
    match choice(value)? {
        Choice::Elements(selector) => Ok(selector),
        Choice::Kinds(_) => Err(format!(
            "these are kinds of lines, which `clean` and `corpus` keep or drop; for an element of that name write `html {}`",
            value.trim()
        )),
    }
}

/// A word by itself that is the name of no element is a slip, which as a selector would pass without a sound.
fn check_word(word: &str) -> Result<(), String> {
    if is_element(word) {
        Ok(())
    } else if word.is_empty() {
        Err("a name is missing".to_owned())
    } else if Kind::from_name(word).is_some() {
        Err(format!(
            "`{word}` is a kind of line; give kinds and selectors one by one, each with its own option"
        ))
    } else {
        Err(format!(
            "`{word}` is neither a kind of line nor an element of HTML; the kinds are {}; \
             for an element that HTML does not know write `html {word}`",
            names_of_kinds(", ")
        ))
    }
}

/// Whether this is nothing but a name.
fn is_word(piece: &str) -> bool {
    piece
        .chars()
        .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// What stands between the commas of a selector, those in brackets and quotes left out.
fn pieces(value: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut quote = None;
    value
        .split(|c: char| {
            match (quote, c) {
                (Some(open), _) if open == c => quote = None,
                (None, '"' | '\'') => quote = Some(c),
                (None, '(' | '[') => depth += 1,
                (None, ')' | ']') => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ',' && depth == 0 && quote.is_none()
        })
        .map(str::trim)
        .collect()
}

#[cfg(test)]
mod tests {
    use bodycopy::Kind;

    use super::{Choice, choice, pieces, selector};

    #[test]
    fn kinds_win_over_elements() {
        assert_eq!(choice("table"), Ok(Choice::Kinds(vec![Kind::Table])));
        assert_eq!(
            choice("caption, list-item"),
            Ok(Choice::Kinds(vec![Kind::Caption, Kind::ListItem]))
        );
        for css in [
            "html table",
            "table, .box",
            "aside",
            ".note",
            "#lead > p",
            "FOOTER",
        ] {
            assert_eq!(choice(css), Ok(Choice::Elements(css.to_owned())), "{css}");
        }
    }

    #[test]
    fn slips_are_named() {
        for (value, wrong) in [
            ("nonsense", "`nonsense` is neither"),
            ("caption,list-itm", "`list-itm` is neither"),
            ("legal, .note", "`legal` is a kind"),
            ("caption,", "a name is missing"),
            ("", "a name is missing"),
        ] {
            let error = choice(value).unwrap_err();
            assert!(error.starts_with(wrong), "{value}: {error}");
        }
    }

    #[test]
    fn commas_inside_a_selector_part_nothing() {
        assert_eq!(
            pieces("p:is(.a, .b) , [title=\"x, (y\"],b"),
            ["p:is(.a, .b)", "[title=\"x, (y\"]", "b"]
        );
        assert!(choice("div:not(.nonsense, legal)").is_ok());
    }

    #[test]
    fn where_no_kinds_are_chosen_they_are_refused() {
        assert_eq!(selector("div.story"), Ok("div.story".to_owned()));
        assert!(selector("table").unwrap_err().ends_with("`html table`"));
    }
}
