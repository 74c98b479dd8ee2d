//! `bodycopy check`: what is wrong with the texts.

mod snippet;

use std::io::Write;

use anyhow::Result;
use bodycopy::{Issue, Level, SCHEMA};
use serde::Serialize;

use crate::args::{DetectorArgs, Format, PathArgs, RuleArgs, SelectorArgs};
use crate::input::Files;
use crate::jsonl;
use crate::message::{self, count};
use crate::status::Status;
use crate::terminal;
use snippet::Snippets;

const EXAMPLES: &str = "\
Examples:
  bodycopy check pages/
  bodycopy check --select placeholder,ui-debris page.txt
  bodycopy check --format jsonl pages/ | jq -r .rule | sort | uniq -c

Exit codes, the same for every format:
  0  no issues
  1  issues found
  2  error; the other files were still checked";

/// Find what is wrong with texts: unfilled placeholders, keyword lists, debris of the interface, ...
///
/// Prints each issue with its place and its line, and a summary on standard error. Nothing is changed. `bodycopy
/// rules` lists the rules, `bodycopy explain RULE` tells more about one.
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

pub(crate) fn run(args: &Args) -> Result<Status> {
    let detector = args.detector.detector(&args.rules.names())?;
    let reader = args.selectors.reader()?;
    let mut pages = args.paths.pages(Files::All, args.selectors.selects());
    let mut out = terminal::stdout();
    let mut summary = Summary::default();
    for page in pages.by_ref() {
        let path = page.input.name();
        let document = page.document(&reader);
        let report = detector.analyze(&document);
        summary.add(&report.issues);
        match args.format {
            Format::Human => Snippets::new(&path, &report).write(&mut out)?,
            Format::Jsonl => {
                for issue in &report.issues {
                    let row = Row {
                        path: &path,
                        issue,
                        schema: SCHEMA,
                    };
                    jsonl::write(&mut out, &row)?;
                }
            }
        }
    }
    out.flush()?;
    message::note(summary.text());
    Ok(pages.status().max(summary.status()))
}

/// The numbers of a run.
#[derive(Debug, Default)]
struct Summary {
    files: usize,
    files_with_issues: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
}

impl Summary {
    fn add(&mut self, issues: &[Issue<'_>]) {
        self.files += 1;
        if !issues.is_empty() {
            self.files_with_issues += 1;
        }
        for issue in issues {
            match issue.level {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
                Level::Advice => self.advice += 1,
            }
        }
    }

    fn issues(&self) -> usize {
        self.errors + self.warnings + self.advice
    }

    fn status(&self) -> Status {
        if self.issues() > 0 {
            Status::Issues
        } else {
            Status::Done
        }
    }

    fn text(&self) -> String {
        if self.issues() == 0 {
            return format!("no issues in {}", count(self.files, "file"));
        }
        let levels: Vec<String> = [
            (self.errors, count(self.errors, "error")),
            (self.warnings, count(self.warnings, "warning")),
            (self.advice, format!("{} advice", self.advice)),
        ]
        .into_iter()
        .filter_map(|(number, text)| (number > 0).then_some(text))
        .collect();
        format!(
            "{} in {} ({})",
            count(self.issues(), "issue"),
            count(self.files_with_issues, "file"),
            levels.join(", ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn summary_names_only_the_levels_that_occur() {
        let none = Summary {
            files: 1,
            ..Summary::default()
        };
        assert_eq!(none.text(), "no issues in 1 file");
        let some = Summary {
            files: 5,
            files_with_issues: 2,
            errors: 1,
            warnings: 4,
            advice: 2,
        };
        assert_eq!(
            some.text(),
            "7 issues in 2 files (1 error, 4 warnings, 2 advice)"
        );
        let advice = Summary {
            files: 1,
            files_with_issues: 1,
            advice: 1,
            ..Summary::default()
        };
        assert_eq!(advice.text(), "1 issue in 1 file (1 advice)");
    }
}
