//! The files below a folder.

use std::path::Path;

use anyhow::{Result, anyhow};
use walkdir::WalkDir;

use super::Input;
use super::sniff::{has_extension, is_page_name};

/// Which files of a folder are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Files {
    /// Texts (`.txt`) and pages (`.html` and its kin).
    All,
    /// Texts alone.
    Texts,
}

impl Files {
    fn holds(self, path: &Path) -> bool {
        has_extension(path, &["txt"]) || self == Self::All && is_page_name(path)
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::All => ".txt or .html",
            Self::Texts => ".txt",
        }
    }
}

/// Every such file below the folder, in an order that does not depend on the file system.
///
/// Hidden files count and ignore files do not: a corpus is data, and data left out unasked is data lost.
pub(super) fn walk(folder: &Path, files: Files, inputs: &mut Vec<Result<Input>>) {
    let before = inputs.len();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() && files.holds(entry.path()) => {
                inputs.push(Ok(Input::File(entry.into_path())));
            }
            Ok(_) => {}
            Err(error) => inputs.push(Err(error.into())),
        }
    }
    if inputs.len() == before {
        inputs.push(Err(anyhow!(
            "{}: no {} file in this folder",
            folder.display(),
            files.in_words()
        )));
    }
}
