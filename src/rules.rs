//! The rules: each finds one kind of flaw in an analysed document.
//!
//! A rule is a constant in a file of its own beside its page (`<name>.md`), whose `flagged` and `clean` blocks are its
//! tests. To add one: those two files, a `mod` line and an entry in [`RULES`].

use std::fmt;

use serde::Serialize;

/// How serious the issues of a rule are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A matter for an editor's judgement.
    Advice,
    /// Probably wrong.
    Warning,
    /// Wrong: nobody would publish this on purpose.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One rule.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The name in kebab-case; it names the defect.
    pub name: &'static str,
    /// How serious its issues are.
    pub level: Level,
    /// What it flags, in half a line.
    pub summary: &'static str,
    /// Its page in Markdown: what it flags, why, and examples.
    pub page: &'static str,
}

/// Every rule, by name.
pub const RULES: &[Rule] = &[];
