//! The command `bodycopy`: reads the arguments, runs one verb, ends with its exit code.
//!
//! Invariant: what was asked for goes to standard output, everything said about the run to standard error.

mod args;
mod check;
mod clean;
mod config;
mod corpus;
mod elements;
mod explain;
mod input;
mod jsonl;
mod label;
mod message;
mod names;
mod quality;
mod render;
mod rules;
mod staged;
mod status;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use args::{Command, Verb};
use config::Config;
use status::Status;

fn main() -> ExitCode {
    let command = Command::parse();
    terminal::set_color(command.color);
    let status = match run(&command) {
        Ok(status) => status,
        // Whoever read the output has seen enough: `bodycopy label huge.txt | head`.
        Err(error) if message::is_broken_pipe(&error) => Status::Done,
        Err(error) => {
            message::error(&error);
            Status::Failed
        }
    };
    status.into()
}

fn run(command: &Command) -> anyhow::Result<Status> {
    let config: &Config = &command.config.load()?;
    match &command.verb {
        Verb::Clean(args) => clean::run(args, config),
        Verb::Check(args) => check::run(args, config),
        Verb::Label(args) => label::run(args, config),
        Verb::Corpus(args) => corpus::run(args, config),
        Verb::Quality(args) => quality::run(args, config),
        Verb::Rules(args) => rules::run(args, config),
        Verb::Explain(args) => explain::run(args, config),
    }
}
