//! `--write`: files cleaned in place.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail, ensure};

use crate::input::{Form, Input, Page};
use crate::message::{self, count};
use crate::staged::Staged;
use crate::status::Status;

/// What became of the files of `--write`.
#[derive(Debug, Default)]
pub(super) struct Written {
    cleaned: usize,
    unchanged: usize,
    failed: usize,
}

impl Written {
    /// Writes a file, if that changes it and loses nothing but what was dropped.
    pub(super) fn page(&mut self, page: &Page, clean: &str) {
        if page.form == Form::Text && page.content == clean {
            self.unchanged += 1;
            return;
        }
        match file(page).and_then(|path| replace(path, clean)) {
            Ok(()) => self.cleaned += 1,
            Err(error) => {
                message::error(&error);
                self.failed += 1;
            }
        }
    }

    pub(super) fn summarise(&self) {
        message::note(format_args!(
            "{} cleaned, {} unchanged",
            count(self.cleaned, "file"),
            self.unchanged
        ));
    }

    pub(super) fn status(&self) -> Status {
        if self.failed > 0 {
            Status::Failed
        } else {
            Status::Done
        }
    }
}

/// The file of a page that can be cleaned in place.
fn file(page: &Page) -> Result<&Path> {
    let Input::File(path) = &page.input else {
        bail!("standard input cannot be cleaned in place");
    };
    ensure!(
        page.form == Form::Text,
        "{}: is HTML; cleaned in place it would lose its markup; print the article to another file",
        path.display()
    );
    ensure!(
        !page.decoded,
        "{}: is not UTF-8, and cleaned in place it would be; print it to another file",
        path.display()
    );
    Ok(path)
}

fn replace(path: &Path, clean: &str) -> Result<()> {
    let mut file = Staged::create(path)?;
    file.write_all(clean.as_bytes())?;
    file.commit()
}
