//! `bodycopy clean`: pages and texts without their boilerplate.

mod diff;
mod output;
mod written;

use std::io::Write;

use anyhow::{Result, ensure};

use crate::args::{DetectorArgs, PathArgs, PolicyArgs};
use crate::config::Config;
use crate::input::{Files, Input};
use crate::render::{RenderArgs, To};
use crate::status::Status;
use crate::terminal;
use output::Output;
use written::Written;

const EXAMPLES: &str = "\
Examples:
  bodycopy clean page.html > article.txt
  curl ... | bodycopy clean --to markdown --with-title
  bodycopy clean --diff page.txt                 see first what would go
  bodycopy clean --write pages/                  clean the texts of a folder in place
  bodycopy clean --keep caption,list-item --drop standfirst page.txt
  bodycopy clean --keep '.recipe-card' --drop 'aside, .infobox' page.html
  bodycopy clean --certainty 0.9 page.txt        drop only what is surely boilerplate

Exit codes:
  0  done, whether or not anything was dropped
  2  error; the other files were still cleaned";

/// Print the article without its boilerplate, or clean files in place
///
/// Kept lines of a text come out byte for byte, with their own line ends; where something was dropped, one blank line
/// stays between its neighbours if there was any. Of a page its text comes out, without the title, or Markdown or HTML
/// with --to. Several files are printed one after the other with nothing between them, as `cat` does; only Markdown gets
/// a blank line.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    paths: PathArgs,

    #[command(flatten)]
    render: RenderArgs,

    /// Clean text files in place; a file that needs no cleaning is not touched
    ///
    /// Each file is replaced in one step, with its permissions: an interrupted run leaves every file either as it was
    /// or cleaned. Pages are refused, since their markup would be lost, and so are texts that are not UTF-8. Of a
    /// folder only the .txt files are read.
    #[arg(long)]
    write: bool,

    /// Print what would change, as a unified diff; of a page, what would change in its text
    #[arg(long, conflicts_with = "write")]
    diff: bool,

    #[command(flatten)]
    policy: PolicyArgs,

    #[command(flatten)]
    detector: DetectorArgs,
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Status> {
    check(args)?;
    let detector = args.detector.detector(config)?;
    let policy = args.render.policy(args.policy.policy());
    let reader = args.policy.reader()?;
    let files = if args.write { Files::Texts } else { Files::All };
    let mut pages = args.paths.pages(files, args.policy.selects());
    let mut out = terminal::stdout();
    let mut output = Output::new(args.render.to);
    let mut written = Written::default();
    for page in pages.by_ref() {
        let document = page.document(&reader);
        let report = detector.analyze(&document);
        let clean = args.render.to.render(&report, &policy);
        if args.write {
            written.page(&page, &clean);
        } else if args.diff {
            diff::write(&mut out, &page.input.name(), document.text(), &clean)?;
        } else {
            output.write(&mut out, page.form, &clean)?;
        }
    }
    out.flush()?;
    if args.write {
        written.summarise();
    }
    Ok(pages.status().max(written.status()))
}

/// Says what cannot be done together.
fn check(args: &Args) -> Result<()> {
    let files = &args.paths.paths;
    ensure!(
        !args.write
            || !files.is_empty() && files.iter().all(|path| Input::new(path) != Input::Stdin),
        "--write needs files: standard input cannot be cleaned in place"
    );
    ensure!(
        args.render.to == To::Text || !(args.write || args.diff),
        "--write and --diff are about the text as it is; leave out --to"
    );
    Ok(())
}
