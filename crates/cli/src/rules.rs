//! `bodycopy rules`: the rules at a glance.

use std::io::Write;

use anstyle::Style;
use anyhow::Result;
use bodycopy::{Level, RULES, SCHEMA};
use serde::Serialize;

use crate::args::Format;
use crate::jsonl;
use crate::status::Status;
use crate::terminal;

/// List the rules of `check`: name, level, what each flags
///
/// `bodycopy explain NAME` prints a rule's whole page. Levels: error (nobody would publish this on purpose), warning
/// (probably wrong), advice (a matter for an editor's judgement).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The form of the output; jsonl: objects with name, level, summary, schema
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    level: Level,
    summary: &'static str,
    schema: u32,
}

pub(crate) fn run(args: &Args) -> Result<Status> {
    let mut out = terminal::stdout();
    let bold = terminal::style(Style::new().bold());
    let widest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in RULES {
        match args.format {
            Format::Human => writeln!(
                out,
                "{bold}{:widest$}{bold:#}  {:7}  {}",
                rule.name, rule.level, rule.summary
            )?,
            Format::Jsonl => {
                let row = Row {
                    name: rule.name,
                    level: rule.level,
                    summary: rule.summary,
                    schema: SCHEMA,
                };
                jsonl::write(&mut out, &row)?;
            }
        }
    }
    out.flush()?;
    Ok(Status::Done)
}
