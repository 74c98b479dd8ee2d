//! `bodycopy check`: what is wrong with the texts.

mod baseline;
mod comments;
mod snippet;
mod summary;

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use bodycopy::{Issue, Report, SCHEMA};
use serde::Serialize;

use crate::args::{DetectorArgs, Format, PathArgs, RuleArgs, SelectorArgs};
use crate::config::Config;
use crate::input::{Files, Page};
use crate::jsonl;
use crate::message;
use crate::status::Status;
use crate::terminal;
use baseline::Baseline;
use snippet::Snippets;
use summary::Summary;

const EXAMPLES: &str = "\
Examples:
  bodycopy check pages/
  bodycopy check --select placeholder,ui-debris page.txt
  bodycopy check --allow '[Name]' --allow 'has long been' page.txt
  bodycopy check --statistics pages/                     how many issues of which rule
  bodycopy check --write-baseline known.json pages/      take what is there for known, ...
  bodycopy check --baseline known.json pages/            ... and see only what is new

Exit codes, the same for every format:
  0  no issues, or none that are not in the baseline; a baseline was written
  1  issues found
  2  error; the other files were still checked";

/// Find what is wrong with texts: unfilled placeholders, keyword lists, debris of the interface, ...
///
/// Prints each issue with its place and its line, and a summary on standard error. Nothing is changed. `bodycopy
/// rules` lists the rules, `bodycopy explain RULE` tells more about one.
///
/// The name in brackets is the rule's. To silence it: `--ignore RULE`, `--allow PHRASE`, the file bodycopy.toml, a baseline, or
/// a comment in the text or page: `<!-- bodycopy-disable-next-line RULE -->`, also `bodycopy-disable-line`, and
/// `bodycopy-disable` up to `bodycopy-enable`; without a name they silence all rules.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    paths: PathArgs,

    /// The form of the output
    ///
    /// jsonl: an object for every issue, with path, rule, level, line, column (from 1, in characters), span (bytes of
    /// the text in UTF-8), text, message, suggestion (what the span should read, where the rule knows) and schema. Places in a
    /// page are places in its text.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// Print how many issues there are of each rule, in place of the issues
    #[arg(long)]
    statistics: bool,

    /// Count and print only issues that are not in this baseline
    ///
    /// An issue is in it if the same rule flagged the same text in the same line of the same file, wherever that line stood.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write the issues into this baseline, in place of printing them
    ///
    /// Of a baseline that is there, what this run cannot see stays: issues of other files and of rules that do not run.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "statistics"])]
    write_baseline: Option<PathBuf>,

    /// Do not heed comments that silence rules
    #[arg(long)]
    no_inline_comments: bool,

    #[command(flatten)]
    rules: RuleArgs,

    #[command(flatten)]
    detector: DetectorArgs,

    #[command(flatten)]
    selectors: SelectorArgs,
}

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    #[serde(flatten)]
    issue: &'a Issue<'a>,
    schema: u32,
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Status> {
    let rules = args.rules.names(config)?;
    let heeds_comments = config.heeds_comments() && !args.no_inline_comments;
    let builder = args.detector.builder(config);
    let builder = args.rules.with_rules(builder, &rules, config);
    let detector = config.build(builder.inline_comments(heeds_comments))?;
    let reader = args.selectors.reader()?;
    let (compare, write) = (args.baseline.as_deref(), args.write_baseline.as_deref());
    let mut baseline = Baseline::open(compare, write, &rules)?;
    let mut pages = args.paths.pages(Files::All, args.selectors.selects());
    let mut out = terminal::stdout();
    let mut summary = Summary::default();
    for page in pages.by_ref() {
        let document = page.document(&reader);
        if heeds_comments {
            comments::warn(&page.input.name(), &document, config);
        }
        let mut report = detector.analyze(&document);
        ignore_in_file(&page, &mut report, config);
        baseline.take(&page.input, &mut report);
        summary.add(&report.issues);
        if !args.statistics {
            write_issues(&mut out, &page, &report, args.format)?;
        }
    }
    if args.statistics {
        summary.write_rules(&mut out, args.format)?;
    }
    out.flush()?;
    let told = baseline.finish()?;
    if write.is_none() {
        message::note(summary.text());
    }
    if let Some(told) = told {
        message::note(told);
    }
    Ok(pages.status().max(summary.status()))
}

/// Takes out the issues of rules that the settings leave out in this file.
fn ignore_in_file(page: &Page, report: &mut Report<'_>, config: &Config) {
    if let Some(path) = page.input.path()
        && !report.issues.is_empty()
    {
        let ignored = config.ignored_in(path);
        report
            .issues
            .retain(|issue| !ignored.contains(&issue.rule.as_ref()));
    }
}

fn write_issues(
    out: &mut impl Write,
    page: &Page,
    report: &Report<'_>,
    format: Format,
) -> Result<()> {
    let path = &page.input.name();
    match format {
        Format::Human => Snippets::new(path, report).write(out)?,
        Format::Jsonl => {
            for issue in &report.issues {
                let row = Row {
                    path,
                    issue,
                    schema: SCHEMA,
                };
                jsonl::write(out, &row)?;
            }
        }
    }
    Ok(())
}
