//! `bodycopy rules`: the rules at a glance.

use std::io::Write;

use anstyle::Style;
use anyhow::Result;
use bodycopy::{Level, RULES, SCHEMA};
use serde::Serialize;

use crate::args::Format;
use crate::config::Config;
use crate::jsonl;
use crate::status::Status;
use crate::terminal;

/// List the rules of `check`: name, level, what each flags
///
/// Rules of your own, from the file of settings, come last, with their messages.
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
struct Row<'a> {
    name: &'a str,
    level: Level,
    summary: &'a str,
    schema: u32,
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Status> {
    let mut out = terminal::stdout();
    let bold = terminal::style(Style::new().bold());
    let library = RULES
        .iter()
        .map(|rule| (rule.name, rule.level, rule.summary));
    let own = config
        .own_rules()
        .map(|rule| (rule.name, rule.level, rule.message));
    let rules: Vec<_> = library.chain(own).collect();
    let widest = rules.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    for (name, level, summary) in rules {
        match args.format {
            Format::Human => writeln!(
                out,
                "{bold}{name:widest$}{bold:#}  {level:7}  {}",
                summary.lines().next().unwrap_or_default()
            )?,
            Format::Jsonl => {
                let row = Row {
                    name,
                    level,
                    summary,
                    schema: SCHEMA,
                };
                jsonl::write(&mut out, &row)?;
            }
        }
    }
    out.flush()?;
    Ok(Status::Done)
}
