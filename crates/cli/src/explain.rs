//! `bodycopy explain`: the page of a rule.

use std::io::Write;

use anyhow::Result;
use bodycopy::{RULES, Scope};

use crate::config::{Config, OwnRule};
use crate::status::Status;
use crate::terminal;

/// Print the page of a rule: what it flags, why, and examples
///
/// Of a rule of your own, its message and what it looks for.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The name of the rule, as `check` and `rules` print it
    #[arg(value_name = "NAME")]
    name: String,
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Status> {
    config.check_rule(&args.name)?;
    let mut out = terminal::stdout();
    for rule in RULES.iter().filter(|rule| rule.name == args.name) {
        writeln!(out, "{}", rule.page.trim_end())?;
    }
    for rule in config.own_rules().filter(|rule| rule.name == args.name) {
        write_own(&mut out, rule, config)?;
    }
    out.flush()?;
    Ok(Status::Done)
}

fn write_own(out: &mut impl Write, rule: OwnRule<'_>, config: &Config) -> Result<()> {
    let lines = match rule.scope {
        Scope::All => "all lines",
        _ => "lines of the article",
    };
    writeln!(out, "# {}\n\n{}: {}\n", rule.name, rule.level, rule.message)?;
    writeln!(out, "Looks in {lines} for:\n")?;
    for phrase in rule.phrases {
        writeln!(out, "- the phrase `{phrase}`")?;
    }
    for pattern in rule.patterns {
        writeln!(out, "- the pattern `{pattern}`")?;
    }
    if let Some(path) = config.path() {
        writeln!(out, "\nA rule of {}.", path.display())?;
    }
    Ok(())
}
