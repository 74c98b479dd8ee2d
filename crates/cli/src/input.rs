//! From the paths on the command line to pages and texts.

mod bytes;
mod folder;
mod sniff;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::vec;

use anyhow::{Context, Result, ensure};
use bodycopy::{Document, HtmlReader};

use crate::args::ReadAs;
use crate::message;
use crate::status::Status;

pub(crate) use folder::Files;

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

    fn read(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            // Allocates once, by the size of the file.
            Self::File(path) => fs::read(path),
        }
    }

    /// The path of a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }
}

/// The paths as inputs: standard input if there is none, and its files in place of a folder.
fn expand(paths: &[PathBuf], files: Files) -> Vec<Result<Input>> {
    if paths.is_empty() {
        return vec![Ok(Input::Stdin)];
    }
    let mut inputs = Vec::new();
    for path in paths {
        match Input::new(path) {
            Input::File(folder) if folder.is_dir() => folder::walk(&folder, files, &mut inputs),
            input => inputs.push(Ok(input)),
        }
    }
    inputs
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A page with its markup.
    Html,
    /// Plain text.
    Text,
}

/// How files are read.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// What they hold.
    pub(crate) form: ReadAs,
    /// What was said about their encoding.
    pub(crate) content_type: Option<String>,
    /// Whether elements were selected, which plain text has none of.
    pub(crate) selects: bool,
}

/// A page or text and where it came from.
#[derive(Debug)]
pub(crate) struct Page {
    /// Where it came from.
    pub(crate) input: Input,
    /// What it is.
    pub(crate) form: Form,
    /// All of it; a text in UTF-8 byte for byte.
    pub(crate) content: String,
    /// Whether the file is not UTF-8, so that its bytes are not those of the content.
    pub(crate) decoded: bool,
}

impl Page {
    fn read(input: Input, reading: &Reading) -> Result<Self> {
        let name = input.name();
        let bytes = input.read().with_context(|| name.clone())?;
        let content = bytes::read(bytes, input.path(), reading).with_context(|| name.clone())?;
        ensure!(
            content.form == Form::Html || !reading.selects,
            "{name}: --keep and --drop name elements, and this is plain text; leave it out, or say --from html if it is a page"
        );
        if let Some(remark) = &content.remark {
            message::remark(format_args!("{name}: {remark}"));
        }
        Ok(Self {
            input,
            form: content.form,
            content: content.text,
            decoded: content.remark.is_some(),
        })
    }

    /// The document to be analysed.
    pub(crate) fn document(&self, reader: &HtmlReader) -> Document<'_> {
        match self.form {
            Form::Html => reader.read(&self.content),
            Form::Text => Document::from_text(&self.content),
        }
    }
}

/// The pages and texts behind some paths, one in memory at a time. One that cannot be read is reported on standard error
/// and left out, so that a bad file does not cost the others.
#[derive(Debug)]
pub(crate) struct Pages {
    inputs: vec::IntoIter<Result<Input>>,
    reading: Reading,
    several: bool,
    status: Status,
}

impl Pages {
    /// What stands behind the paths; `files` are those that are read of folders.
    pub(crate) fn new(paths: &[PathBuf], files: Files, reading: Reading) -> Self {
        let inputs = expand(paths, files);
        Self {
            several: inputs.len() > 1,
            inputs: inputs.into_iter(),
            reading,
            status: Status::Done,
        }
    }

    /// Whether there is more than one, read or not.
    pub(crate) fn several(&self) -> bool {
        self.several
    }

    /// Whether everything so far could be read.
    pub(crate) fn status(&self) -> Status {
        self.status
    }
}

impl Iterator for Pages {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        loop {
            let page = self.inputs.next()?;
            match page.and_then(|input| Page::read(input, &self.reading)) {
                Ok(page) => return Some(page),
                Err(error) => {
                    message::error(&error);
                    self.status = Status::Failed;
                }
            }
        }
    }
}
