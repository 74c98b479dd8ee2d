//! Errors in the file, with their place.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use serde::de::DeserializeOwned;

use crate::names;

/// A file and its text.
#[derive(Debug, Default)]
pub(super) struct Source {
    path: Option<PathBuf>,
    text: String,
}

impl Source {
    pub(super) fn new(path: &Path, text: String) -> Self {
        Self {
            path: Some(path.to_owned()),
            text,
        }
    }

    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// An error at these bytes: `bodycopy.toml:3:1: what is wrong`.
    pub(super) fn error(&self, at: &Range<usize>, what: impl fmt::Display) -> anyhow::Error {
        let before = self.text.get(..at.start).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(0, |it| it.chars().count())
            + 1;
        let path = self.path.as_deref().unwrap_or(Path::new(""));
        anyhow!("{}:{line}:{column}: {what}", path.display())
    }

    pub(super) fn parse<T: DeserializeOwned>(&self) -> Result<T> {
        toml::from_str(&self.text).map_err(|error| {
            let at = error.span().unwrap_or_default();
            self.error(&at, explained(error.message()))
        })
    }
}

/// What the parser says, but for unknown keys: there it lists all that it knows.
fn explained(message: &str) -> String {
    // unknown field `x`, expected one of `a`, `b`
    let mut quoted = message.split('`').skip(1).step_by(2);
    match quoted.next() {
        Some(key) if message.starts_with("unknown field") => {
            let known: Vec<&str> = quoted.collect();
            let advice = names::advice(key, "keys", &known);
            format!("unknown key `{key}`; {advice}")
        }
        _ => message.to_owned(),
    }
}
