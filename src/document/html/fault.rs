//! Where a selector breaks.
//!
//! The parser says that a selector is wrong and not where. A selector is read left to right, so that the place is the first
//! token with which no selector can begin as this one does. Whether one can is tried: the tokens so far are completed
//! by each of a few endings, which are enough for every selector that the parser knows.

use std::fmt;

use cssparser::{Parser, Token};
use scraper::Selector;

/// What may follow the tokens of a selector that is not finished.
const ENDINGS: [&str; 6] = ["", "x", "=x", "|x", "root", "1"];

/// A selector that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    css: String,
    /// The token, as bytes of the selector; nothing, at its end, if it ends too early.
    start: usize,
    end: usize,
    /// A colon stands before the token.
    pseudo: bool,
}

/// Finds the fault of a selector that does not parse.
pub(super) fn find(css: &str) -> Fault {
    let mut tokens = Vec::new();
    read(&mut Parser::new(css), &mut tokens);
    let fine = tokens.partition_point(|&(_, end)| may_go_on(&css[..end]));
    let (start, end) = tokens.get(fine).copied().unwrap_or((css.len(), css.len()));
    Fault {
        start,
        end,
        pseudo: start < end && css[..start].ends_with(':'),
        css: css.to_owned(),
    }
}

fn may_go_on(css: &str) -> bool {
    ENDINGS
        .iter()
        .any(|ending| Selector::parse(&format!("{css}{ending}")).is_ok())
}

/// The bytes of the tokens, those in brackets included. The parser bounds how deep brackets nest.
fn read(input: &mut Parser<'_>, tokens: &mut Vec<(usize, usize)>) {
    loop {
        input.skip_whitespace();
        let start = input.position().byte_index();
        let Ok(token) = input.next() else { return };
        let block = matches!(
            token,
            Token::Function(_)
                | Token::ParenthesisBlock
                | Token::SquareBracketBlock
                | Token::CurlyBracketBlock
        );
        tokens.push((start, input.position().byte_index()));
        if block {
            let inside = input.parse_nested_block(|input| {
                read(input, tokens);
                Ok::<(), cssparser::ParseError<()>>(())
            });
            let end = input.position().byte_index();
            if inside.is_err() {
                return;
            }
            // The closing bracket, unless the selector ended without one.
            if tokens.last().is_some_and(|&(_, last)| last < end) {
                tokens.push((end - 1, end));
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = 1 + self.css[..self.start].chars().count();
        let token = &self.css[self.start..self.end];
        if self.css.trim().is_empty() {
            return f.write_str("the selector is empty; give one such as `article`");
        }
        write!(f, "the selector breaks at column {column}: ")?;
        if token.is_empty() {
            f.write_str("it ends too early; finish or shorten it")?;
        } else if self.pseudo {
            write!(
                f,
                "`:{token}` cannot be asked of a page at rest; leave it out, or use one like `:first-child` or `:not()`"
            )?;
        } else {
            write!(f, "`{token}` cannot stand here; mend or remove it")?;
        }
        let shown = self.css.replace(char::is_control, " ");
        write!(f, "\n  {shown}\n  {:>column$}", '^')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(css: &str) -> usize {
        assert!(Selector::parse(css).is_err(), "{css} is a selector");
        let fault = find(css);
        1 + css[..fault.start].chars().count()
    }

    #[test]
    fn the_column_is_that_of_the_first_token_that_does_not_fit() {
        for (css, expected) in [
            ("div:nonsense", 5),
            (".a..b", 4),
            ("a, , b", 4),
            ("p > > b", 5),
            ("p:hover", 3),
            ("p::before", 3),
            ("a[href==x]", 8),
            ("a[]", 3),
            ("a:not(b, :x)", 11),
            ("a:nth-child(x)", 13),
            ("é é é:x", 7),
            (">p", 1),
            (".1a", 2),
            ("a{", 2),
            ("x|y", 2),
            ("a, b c!d", 7),
        ] {
            assert_eq!(column(css), expected, "{css}");
        }
    }

    #[test]
    fn what_is_missing_is_missing_at_the_end() {
        for (css, expected) in [
            ("p >", 4),
            ("a[href=", 8),
            ("a,", 3),
            ("p:", 3),
            (".", 2),
            ("a:not(", 7),
            ("*|", 3),
            ("", 1),
        ] {
            assert_eq!(column(css), expected, "{css}");
        }
    }

    #[test]
    fn every_way_to_begin_a_selector_may_go_on() {
        for css in [
            "a b > c + d ~ e",
            "*|a[*|b~='c' i]",
            "#x.y[z]:root:empty:nth-child(2n + 1):nth-last-of-type(odd)",
            ":is(a, :not(b, c)):where(d):has(> e, f)",
        ] {
            let mut tokens = Vec::new();
            read(&mut Parser::new(css), &mut tokens);
            assert!(tokens.len() > 5);
            for (_, end) in tokens {
                assert!(may_go_on(&css[..end]), "{}", &css[..end]);
            }
        }
    }

    #[test]
    fn the_text_shows_the_place() {
        assert_eq!(
            find("a, , b").to_string(),
            "the selector breaks at column 4: `,` cannot stand here; mend or remove it\n  a, , b\n     ^"
        );
        assert_eq!(
            find(" ").to_string(),
            "the selector is empty; give one such as `article`"
        );
    }

    #[test]
    fn brackets_without_end_are_a_fault_and_no_crash() {
        let deep = "a:not(".repeat(50_000);
        assert!(Selector::parse(&deep).is_err());
        assert!(find(&deep).start > 0);
    }
}
