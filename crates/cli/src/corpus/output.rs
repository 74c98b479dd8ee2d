//! Where rows and bad rows are written.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufWriter, StdoutLock, Write};

use anstream::AutoStream;
use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::value::RawValue;

use super::plan::Target;
use crate::jsonl;
use crate::staged::Staged;
use crate::terminal;

/// An output of rows.
#[derive(Debug)]
pub(super) enum Output {
    Stdout(BufWriter<AutoStream<StdoutLock<'static>>>),
    File(Staged),
}

impl Output {
    pub(super) fn create(target: &Target) -> Result<Self> {
        Ok(match target {
            Target::Standard => Self::Stdout(terminal::stdout()),
            Target::File(path) => Self::File(Staged::create(path)?),
        })
    }

    /// Completes the output; a file appears under its name now.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Stdout(mut stdout) => Ok(stdout.flush()?),
            Self::File(file) => file.commit(),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

/// What the errors file says about a row.
#[derive(Debug, Serialize)]
pub(crate) struct BadRow<'a> {
    pub(crate) path: &'a str,
    pub(crate) line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Box<RawValue>>,
    pub(crate) error: String,
    /// The row as it was read; bytes that are not UTF-8 are replaced.
    pub(crate) row: Cow<'a, str>,
}

/// The errors file. It is only made if there is a bad row.
#[derive(Debug)]
pub(super) struct Errors {
    target: Target,
    file: Option<Staged>,
}

impl Errors {
    pub(super) fn new(target: Target) -> Self {
        Self { target, file: None }
    }

    pub(super) fn write(&mut self, row: &BadRow<'_>) -> Result<()> {
        match (&self.target, &mut self.file) {
            (Target::Standard, _) => jsonl::write(&mut io::stderr().lock(), row)?,
            (_, Some(file)) => jsonl::write(file, row)?,
            (Target::File(path), None) => {
                let file = self.file.insert(Staged::create(path)?);
                jsonl::write(file, row)?;
            }
        }
        Ok(())
    }

    /// Completes the file and answers its name. Without a bad row, a file of an earlier run would be a lie: it goes.
    pub(super) fn finish(self) -> Result<String> {
        let Target::File(path) = self.target else {
            return Ok("above".to_owned());
        };
        let name = path.display().to_string();
        if let Some(file) = self.file {
            file.commit()?;
        } else if fs::symlink_metadata(&path).is_ok_and(|earlier| earlier.is_file()) {
            fs::remove_file(&path).with_context(|| name.clone())?;
        }
        Ok(name)
    }
}
