//! Rules that are left out in some files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;

use super::place::Source;

/// Globs with the rules of each.
#[derive(Debug, Default)]
pub(super) struct Globs {
    /// The folder of the file that has them, from the root.
    folder: PathBuf,
    set: GlobSet,
    rules: Vec<Vec<String>>,
}

impl Globs {
    /// Globs are about paths from `folder` on, and those without a slash about names of files in any folder below it.
    pub(super) fn new(
        folder: &Path,
        ignores: &BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
        source: &Source,
    ) -> Result<Self> {
        let mut set = GlobSetBuilder::new();
        let mut rules = Vec::new();
        for (glob, ignored) in ignores {
            let text = glob.get_ref();
            let anywhere = format!("**/{text}");
            let pattern = if text.contains('/') { text } else { &anywhere };
            let built = GlobBuilder::new(pattern).literal_separator(true).build();
            let built = built.map_err(|error| {
                let what = format!("the glob `{text}` breaks: {}", error.kind());
                source.error(&glob.span(), what)
            })?;
            set.add(built);
            rules.push(ignored.iter().map(|rule| rule.get_ref().clone()).collect());
        }
        Ok(Self {
            folder: whole(folder),
            set: set.build()?,
            rules,
        })
    }

    /// The rules of all globs that match a file.
    pub(super) fn rules(&self, file: &Path) -> Vec<&str> {
        if self.set.is_empty() {
            return Vec::new();
        }
        let file = whole(file);
        let below = file.strip_prefix(&self.folder).unwrap_or(&file);
        let matching = self.set.matches(below).into_iter();
        matching
            .flat_map(|at| self.rules[at].iter().map(String::as_str))
            .collect()
    }
}

/// The path from the root, with links followed where it exists.
fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}
