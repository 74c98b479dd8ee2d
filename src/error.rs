//! Why a detector or a reader could not be built.

use std::fmt;

use crate::document::Fault;

/// Why [`DetectorBuilder::build`](crate::DetectorBuilder::build) or
/// [`HtmlReaderBuilder::build`](crate::HtmlReaderBuilder::build) failed. Its text says what to do.
#[derive(Clone, Debug, PartialEq)]
pub struct BuildError {
    kind: ErrorKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ErrorKind {
    UnknownRule {
        name: String,
        /// The rules that there are.
        names: Vec<String>,
    },
    Certainty(f32),
    ClaimThreshold(f32),
    EmptyPhrase(String),
    InnerStar(String),
    Selector(Fault),
    NothingAllowed(String),
    /// What is wrong with a rule of the caller's: one of those below or with one of its phrases.
    OfRule {
        rule: String,
        fault: Box<Self>,
    },
    NameForm,
    NameTaken,
    NoMessage,
    NothingToFind,
    LongPhrase(String),
    Pattern {
        /// From 1.
        number: usize,
        pattern: String,
        fault: PatternFault,
    },
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PatternFault {
    /// It is no pattern.
    Syntax {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        why: String,
    },
    TooLarge,
    MatchesNothing,
}

impl PatternFault {
    pub(crate) fn syntax(error: &regex_syntax::Error) -> Self {
        let (start, why) = match error {
            regex_syntax::Error::Parse(error) => (error.span().start, error.kind().to_string()),
            regex_syntax::Error::Translate(error) => (error.span().start, error.kind().to_string()),
            other => {
                return Self::Syntax {
                    line: 1,
                    column: 1,
                    why: other.to_string(),
                };
            }
        };
        Self::Syntax {
            line: start.line,
            column: start.column,
            why,
        }
    }

    fn fmt(&self, f: &mut fmt::Formatter<'_>, number: usize, pattern: &str) -> fmt::Result {
        match self {
            Self::Syntax { line, column, why } => {
                write!(f, "its pattern {number} breaks at ")?;
                if pattern.contains('\n') {
                    write!(f, "line {line}, ")?;
                }
                write!(
                    f,
                    "column {column}: {why}; mend it there, or write a backslash before a sign that stands for itself\n  {}\n  {:>column$}",
                    pattern.lines().nth(line - 1).unwrap_or_default(),
                    '^'
                )
            }
            Self::TooLarge => write!(
                f,
                "its pattern {number}, `{pattern}`, takes more than a megabyte; let it repeat less, or write `[a-z]` for `\\w`"
            ),
            Self::MatchesNothing => write!(
                f,
                "its pattern {number}, `{pattern}`, matches where there is nothing; let it need a character, as with `+` for `*`"
            ),
        }
    }
}

impl BuildError {
    /// The name of the rule of the caller's own that it is about, if it is about one.
    pub fn rule(&self) -> Option<&str> {
        match &self.kind {
            ErrorKind::OfRule { rule, .. } => Some(rule),
            _ => None,
        }
    }
}

impl From<ErrorKind> for BuildError {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownRule { name, names } => {
                write!(
                    f,
                    "no rule is called `{name}`; the rules are `{}`",
                    names.join("`, `")
                )
            }
            Self::Certainty(certainty) => {
                write!(f, "certainty {certainty} is not a number from 0 to 1")
            }
            Self::ClaimThreshold(threshold) => write!(
                f,
                "claim threshold {threshold} is not a number from 0 to 1; 0.5 is the default, higher flags fewer sentences"
            ),
            Self::InnerStar(phrase) => write!(
                f,
                "the phrase `{phrase}` has a star between its words; a star can stand at the start or the end"
            ),
            Self::EmptyPhrase(phrase) => write!(
                f,
                "the phrase `{phrase}` holds no word; give at least one letter or digit"
            ),
            Self::LongPhrase(phrase) => write!(
                f,
                "the phrase `{phrase}` has more than 24 words; give its beginning and a star"
            ),
            Self::NothingAllowed(phrase) => write!(
                f,
                "the phrase `{phrase}` to allow is nothing but white space; give the text that is right"
            ),
            Self::Selector(fault) => fault.fmt(f),
            Self::OfRule { rule, fault } => write!(f, "rule `{rule}`: {fault}"),
            Self::Pattern {
                number,
                pattern,
                fault,
            } => fault.fmt(f, *number, pattern),
            fault => f.write_str(fault.of_rule()),
        }
    }
}

impl ErrorKind {
    /// What is wrong with a rule, where there is nothing else to tell.
    fn of_rule(&self) -> &'static str {
        match self {
            Self::NameForm => {
                "its name is not in kebab-case; use lower-case letters, digits and single hyphens, as in `house-style`"
            }
            Self::NameTaken => "the name is taken; give another",
            Self::NoMessage => "it has no message; say what is wrong and what to do",
            _ => "it has nothing to find; give a phrase or a pattern",
        }
    }
}

impl std::error::Error for BuildError {}
