//! From the paths on the command line to texts.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::vec;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::message;
use crate::status::Status;

/// The path that stands for standard input.
const STDIN: &str = "-";

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// What a path on the command line stands for, if it is not a folder.
    pub(crate) fn new(path: &Path) -> Self {
        if path == Path::new(STDIN) {
            Self::Stdin
        } else {
            Self::File(path.to_owned())
        }
    }

    /// The path as it was given, `-` for standard input.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => STDIN.to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Opens it to be read piece by piece.
    pub(crate) fn open(&self) -> Result<Box<dyn BufRead>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin().lock()),
            Self::File(path) => {
                let file = File::open(path).with_context(|| self.name())?;
                Box::new(BufReader::new(file))
            }
        })
    }

    fn read(&self) -> Result<String> {
        let bytes = match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
            // Allocates once, by the size of the file.
            Self::File(path) => fs::read(path),
        }
        .with_context(|| self.name())?;
        String::from_utf8(bytes).or_else(|error| {
            let offset = error.utf8_error().valid_up_to();
            bail!("{}: {}", self.name(), not_utf8(error.as_bytes(), offset))
        })
    }
}

/// Where the bytes stop being UTF-8 and what to do about it.
fn not_utf8(bytes: &[u8], offset: usize) -> String {
    let line = bytes[..offset].split(|&byte| byte == b'\n').count();
    let encoding = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ => "WINDOWS-1252",
    };
    format!(
        "not UTF-8: the first invalid byte is in line {line}, at byte offset {offset} of the file; \
         convert it to UTF-8 first, e.g. with `iconv -f {encoding} -t UTF-8`"
    )
}

/// The paths as inputs: standard input if there is none, and a folder's `.txt` files in place of the folder.
fn expand(paths: &[PathBuf]) -> Vec<Result<Input>> {
    if paths.is_empty() {
        return vec![Ok(Input::Stdin)];
    }
    let mut inputs = Vec::new();
    for path in paths {
        match Input::new(path) {
            Input::File(folder) if folder.is_dir() => walk(&folder, &mut inputs),
            input => inputs.push(Ok(input)),
        }
    }
    inputs
}

/// Every `.txt` file below the folder, in an order that does not depend on the file system.
///
/// Hidden files count and ignore files do not: a corpus is data, and data left out unasked is data lost.
fn walk(folder: &Path, inputs: &mut Vec<Result<Input>>) {
    let before = inputs.len();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_text(entry.path()) => {
                inputs.push(Ok(Input::File(entry.into_path())));
            }
            Ok(_) => {}
            Err(error) => inputs.push(Err(error.into())),
        }
    }
    if inputs.len() == before {
        let error = anyhow::anyhow!("{}: no .txt file in this folder", folder.display());
        inputs.push(Err(error));
    }
}

fn is_text(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"))
}

/// A text and where it came from.
#[derive(Debug)]
pub(crate) struct Text {
    /// Where it came from.
    pub(crate) input: Input,
    /// All of it.
    pub(crate) content: String,
}

/// The texts behind some paths, one in memory at a time. One that cannot be read is reported on standard error and
/// left out, so that a bad file does not cost the others.
#[derive(Debug)]
pub(crate) struct Texts {
    inputs: vec::IntoIter<Result<Input>>,
    several: bool,
    status: Status,
}

impl Texts {
    pub(crate) fn new(paths: &[PathBuf]) -> Self {
        let inputs = expand(paths);
        Self {
            several: inputs.len() > 1,
            inputs: inputs.into_iter(),
            status: Status::Done,
        }
    }

    /// Whether there is more than one text, read or not.
    pub(crate) fn several(&self) -> bool {
        self.several
    }

    /// Whether everything so far could be read.
    pub(crate) fn status(&self) -> Status {
        self.status
    }
}

impl Iterator for Texts {
    type Item = Text;

    fn next(&mut self) -> Option<Text> {
        loop {
            let text = self.inputs.next()?.and_then(|input| {
                let content = input.read()?;
                Ok(Text { input, content })
            });
            match text {
                Ok(text) => return Some(text),
                Err(error) => {
                    message::error(&error);
                    self.status = Status::Failed;
                }
            }
        }
    }
}
