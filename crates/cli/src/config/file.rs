//! The form of the file.
//!
//! To add a setting of the detector: a field here, a method of `Config`, and a line where the arguments of the same name are
//! used (`args.rs`).

use std::collections::BTreeMap;

use bodycopy::{Level, Scope};
use serde::Deserialize;
use toml::Spanned;

/// All that the file may say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct File {
    pub(super) certainty: Option<Spanned<f32>>,
    pub(super) claim_threshold: Option<Spanned<f32>>,
    pub(super) select: Option<Vec<Spanned<String>>>,
    pub(super) ignore: Vec<Spanned<String>>,
    pub(super) allow: Vec<Spanned<String>>,
    pub(super) body_phrases: Vec<Spanned<String>>,
    pub(super) boilerplate_phrases: Vec<Spanned<String>>,
    pub(super) inline_comments: Option<bool>,
    /// Rules by glob.
    pub(super) per_file_ignores: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    pub(super) rule: Vec<Spanned<Rule>>,
}

/// A `[[rule]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) level: RuleLevel,
    pub(super) message: String,
    #[serde(default)]
    pub(super) phrases: Vec<String>,
    #[serde(default)]
    pub(super) patterns: Vec<String>,
    #[serde(default)]
    pub(super) scope: RuleScope,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RuleLevel {
    Advice,
    Warning,
    Error,
}

impl From<RuleLevel> for Level {
    fn from(level: RuleLevel) -> Self {
        match level {
            RuleLevel::Advice => Self::Advice,
            RuleLevel::Warning => Self::Warning,
            RuleLevel::Error => Self::Error,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RuleScope {
    #[default]
    Body,
    All,
}

impl From<RuleScope> for Scope {
    fn from(scope: RuleScope) -> Self {
        match scope {
            RuleScope::Body => Self::Body,
            RuleScope::All => Self::All,
        }
    }
}
