//! `bodycopy clean`: the text without its boilerplate.

mod diff;

use std::io::Write;
use std::path::Path;

use anyhow::{Result, ensure};
use bodycopy::Document;

use crate::args::{DetectorArgs, PathArgs, PolicyArgs};
use crate::input::{Input, Text, Texts};
use crate::message::{self, count};
use crate::staged::Staged;
use crate::status::Status;
use crate::terminal;

const EXAMPLES: &str = "\
Examples:
  bodycopy clean page.txt > article.txt
  curl ... | extract-text | bodycopy clean
  bodycopy clean --diff page.txt                 see first what would go
  bodycopy clean --write pages/                  clean a folder in place
  bodycopy clean --keep caption,list-item --drop standfirst page.txt
  bodycopy clean --certainty 0.9 page.txt        drop only what is surely boilerplate

Exit codes:
  0  done, whether or not anything was dropped
  2  error; the other files were still cleaned";

/// Print the article without its boilerplate, or clean files in place
///
/// Kept lines come out byte for byte, with their own line ends; where something was dropped, one blank line stays
/// between its neighbours if there was any. Several files are printed one after the other with nothing between them,
/// as `cat` does.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    paths: PathArgs,

    /// Clean the files in place; a file that needs no cleaning is not touched
    ///
    /// Each file is replaced in one step, with its permissions: an interrupted run leaves every file either as it was
    /// or cleaned.
    #[arg(long)]
    write: bool,

    /// Print what would change, as a unified diff
    #[arg(long, conflicts_with = "write")]
    diff: bool,

    #[command(flatten)]
    policy: PolicyArgs,

    #[command(flatten)]
    detector: DetectorArgs,
}

pub(crate) fn run(args: &Args) -> Result<Status> {
    let detector = args.detector.detector(&[])?;
    let policy = args.policy.policy();
    if args.write {
        let files = &args.paths.paths;
        ensure!(
            !files.is_empty() && files.iter().all(|path| Input::new(path) != Input::Stdin),
            "--write needs files: standard input cannot be cleaned in place"
        );
    }
    let mut texts = Texts::new(&args.paths.paths);
    let mut out = terminal::stdout();
    let mut written = Written::default();
    for Text { input, content } in texts.by_ref() {
        let document = Document::from_text(&content);
        let clean = detector.analyze(&document).clean_text(&policy);
        match input {
            Input::File(path) if args.write => written.file(&path, &content, &clean),
            input if args.diff => diff::write(&mut out, &input.name(), &content, &clean)?,
            _ => out.write_all(clean.as_bytes())?,
        }
    }
    out.flush()?;
    if args.write {
        written.summarise();
    }
    Ok(texts.status().max(written.status()))
}

/// What became of the files of `--write`.
#[derive(Debug, Default)]
struct Written {
    cleaned: usize,
    unchanged: usize,
    failed: usize,
}

impl Written {
    fn file(&mut self, path: &Path, content: &str, clean: &str) {
        if content == clean {
            self.unchanged += 1;
            return;
        }
        match replace(path, clean) {
            Ok(()) => self.cleaned += 1,
            Err(error) => {
                message::error(&error);
                self.failed += 1;
            }
        }
    }

    fn summarise(&self) {
        message::note(format_args!(
            "{} cleaned, {} unchanged",
            count(self.cleaned, "file"),
            self.unchanged
        ));
    }

    fn status(&self) -> Status {
        if self.failed > 0 {
            Status::Failed
        } else {
            Status::Done
        }
    }
}

fn replace(path: &Path, clean: &str) -> Result<()> {
    let mut file = Staged::create(path)?;
    file.write_all(clean.as_bytes())?;
    file.commit()
}
