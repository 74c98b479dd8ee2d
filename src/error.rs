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
    UnknownRule(String),
    Certainty(f32),
    ClaimThreshold(f32),
    EmptyPhrase(String),
    InnerStar(String),
    Selector(Fault),
}

impl From<ErrorKind> for BuildError {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::UnknownRule(name) => {
                write!(f, "no rule is called `{name}`; the rules are ")?;
                for (at, rule) in crate::rules::RULES.iter().enumerate() {
                    write!(f, "{}`{}`", if at == 0 { "" } else { ", " }, rule.name)?;
                }
                Ok(())
            }
            ErrorKind::Certainty(certainty) => {
                write!(f, "certainty {certainty} is not a number from 0 to 1")
            }
            ErrorKind::ClaimThreshold(threshold) => {
                write!(
                    f,
                    "claim threshold {threshold} is not a number from 0 to 1; 0.5 is the default, higher flags fewer sentences"
                )
            }
            ErrorKind::InnerStar(phrase) => {
                write!(
                    f,
                    "the phrase `{phrase}` has a star between its words; a star can stand at the start or the end"
                )
            }
            ErrorKind::Selector(fault) => fault.fmt(f),
            ErrorKind::EmptyPhrase(phrase) => {
                write!(
                    f,
                    "the phrase `{phrase}` holds no word; give at least one letter or digit"
                )
            }
        }
    }
}

impl std::error::Error for BuildError {}
