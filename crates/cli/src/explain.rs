//! `bodycopy explain`: the page of a rule.

use std::io::Write;

use anyhow::Result;
use bodycopy::RULES;

use crate::args::rule_name;
use crate::status::Status;
use crate::terminal;

/// Print the page of a rule: what it flags, why, and examples
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The name of the rule, as `check` and `rules` print it
    #[arg(value_name = "NAME", value_parser = rule_name())]
    name: String,
}

pub(crate) fn run(args: &Args) -> Result<Status> {
    let mut out = terminal::stdout();
    for rule in RULES.iter().filter(|rule| rule.name == args.name) {
        writeln!(out, "{}", rule.page.trim_end())?;
    }
    out.flush()?;
    Ok(Status::Done)
}
