//! `cargo lab insert`: recall by insertion. Templates of what the rules are to find are put into clean article bodies, one at a
//! time, and the share is counted where an issue of the rule lies on the inserted text.
//!
//! The templates (`crates/lab/insert`) are kept apart from the rules: the heads of the files say how. They are split in two
//! halves by the hash of their text. Misses are printed of the half `seen` alone; the half `held` has figures only, and those
//! are the honest ones. With the templates of `ui-debris` go the interface strings of the data folder
//! ([`interface`]), as a family of its own, in the halves of `cargo lab coverage`; a template that is one of those
//! strings is in the half of the string.
//!
//! A host is an article that raises no issue of the rule before; it is drawn by the template's name under a fixed seed, from those
//! in the template's language if there are any, else from all. The column "any rule" counts what some other rule found in its
//! place, and the last lines tell of errors that an insertion called forth elsewhere.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use bodycopy::{Detector, Document, Issue, Level, Report};
use clap::Args;
use rayon::prelude::*;

use crate::alarms::{self, shortened};
use crate::half::Half;
use crate::interface::{self, normal};
use crate::random::Random;

mod host;
mod place;
mod table;
mod template;

use host::Hosts;
use table::{Group, Table};
use template::{Family, Place, Template};

/// The rule whose templates have interface strings beside them.
const INTERFACE_RULE: &str = "ui-debris";

/// What to insert and to print.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder of the data files.
    #[arg(long)]
    data: PathBuf,
    /// Insert templates of this rule alone.
    #[arg(long)]
    rule: Option<String>,
    /// How many misses of the seen half to print; of more a sample.
    #[arg(long, default_value_t = 0)]
    misses: usize,
    /// Insert this half alone.
    #[arg(long)]
    half: Option<Half>,
    /// How many documents each template is put into; strings of the data folder go into one.
    #[arg(long, default_value_t = 3)]
    hosts: usize,
    /// Seed of places and documents.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What became of one insertion.
struct Outcome {
    /// An issue of the rule lies on the inserted text.
    found: bool,
    /// An issue of any rule does.
    any: bool,
    /// Rules of level `error` that say something they did not say before, other than on the inserted text.
    errors: Vec<String>,
    /// Where it was, for the list of misses.
    shown: String,
}

/// Puts every template into its hosts and prints what was found.
pub(crate) fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    ensure!(
        options.misses == 0 || options.half != Some(Half::Held),
        "the misses of the half `held` are not shown: rules that were mended by them could not be measured by them"
    );
    let templates = templates(options)?;
    let detector = Detector::default();
    let hosts = Hosts::read(&options.data, &detector)?;
    let jobs: Vec<(&Template, usize)> = templates
        .iter()
        .flat_map(|template| {
            let times = if template.is_interface() {
                1
            } else {
                options.hosts
            };
            (0..times).map(move |time| (template, time))
        })
        .collect();
    let done: Vec<(&Template, Outcome)> = jobs
        .par_iter()
        .filter_map(|&(template, time)| {
            let outcome = insert(template, time, &hosts, &detector, options.seed)?;
            Some((template, outcome))
        })
        .collect();
    let mut table = Table::default();
    for (template, outcome) in &done {
        let found = [outcome.found, outcome.any];
        table.add(Group::of(template), template.half, found);
    }
    table.print(options.half, out)?;
    print_errors(&done, out)?;
    let missed = done
        .iter()
        .filter(|(template, outcome)| template.half == Half::Seen && !outcome.found);
    let missed = missed.map(|(_, outcome)| outcome.shown.as_str());
    for shown in Random::named(1, "misses").sample(missed.collect(), options.misses) {
        writeln!(out, "{shown}")?;
    }
    Ok(())
}

/// Prints which rules say that something else is an error now.
fn print_errors(done: &[(&Template, Outcome)], out: &mut impl Write) -> Result<()> {
    let mut errors: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in done.iter().flat_map(|(_, outcome)| &outcome.errors) {
        *errors.entry(rule).or_default() += 1;
    }
    let changed = done
        .iter()
        .filter(|(_, outcome)| !outcome.errors.is_empty());
    writeln!(
        out,
        "{} of {} insertions called forth errors elsewhere: {errors:?}",
        changed.count(),
        done.len()
    )?;
    Ok(())
}

/// The templates that the options ask for.
fn templates(options: &Options) -> Result<Vec<Template>> {
    let mut templates = template::builtin()?;
    let strings = interface::read(&options.data)?;
    let halves: BTreeMap<(&str, String), Half> = strings
        .iter()
        .map(|string| ((string.lang.as_str(), normal(&string.text)), string.half))
        .collect();
    for template in &mut templates {
        let string = (template.lang.as_str(), normal(&template.text));
        template.half = halves.get(&string).copied().unwrap_or(template.half);
    }
    templates.extend(strings.into_iter().map(|string| Template {
        rule: INTERFACE_RULE,
        family: Family::Interface,
        lang: string.lang,
        place: Place::Line,
        text: string.text,
        half: string.half,
    }));
    templates.retain(|template| {
        options
            .rule
            .as_ref()
            .is_none_or(|rule| rule == template.rule)
            && options.half.is_none_or(|half| half == template.half)
    });
    ensure!(!templates.is_empty(), "no templates of that rule");
    Ok(templates)
}

/// Puts a template into a host; `None` where no host has a place for it.
fn insert(
    template: &Template,
    time: usize,
    hosts: &Hosts,
    detector: &Detector,
    seed: u64,
) -> Option<Outcome> {
    let name = format!(
        "{}/{}/{}/{time}",
        template.rule, template.lang, template.text
    );
    let mut random = Random::named(seed, &name);
    let host = hosts.draw(template.rule, &template.lang, &mut random)?;
    let text = template.filled(&host.topics, &mut random);
    let placed = place::put(&text, template.place, &host.text, &mut random)?;
    let document = Document::from_text(&placed.text);
    let report = detector.analyze(&document);
    let on_it = |issue: &&Issue<'_>| {
        issue.span.start < placed.span.end && issue.span.end > placed.span.start
    };
    let found = report.issues.iter().filter(on_it);
    let line = placed.text[..placed.span.start].matches('\n').count() + 1;
    Some(Outcome {
        found: found.clone().any(|issue| issue.rule == template.rule),
        any: found.count() > 0,
        errors: new_errors(&report, &host.errors, |issue| !on_it(&issue)),
        shown: format!(
            "{}\t{}\t{}\t{:?}\t{}:{line}\t{}",
            template.rule,
            template.family.name(),
            template.lang,
            template.place,
            host.id,
            shortened(&text, 160),
        ),
    })
}

/// The rules of errors that were not there before, an entry for each.
fn new_errors(
    report: &Report<'_>,
    before: &BTreeMap<(String, String), usize>,
    counts: impl Fn(&Issue<'_>) -> bool,
) -> Vec<String> {
    let mut left = before.clone();
    let mut new = Vec::new();
    let issues = alarms::counted(report);
    for issue in issues.filter(|issue| issue.level == Level::Error && counts(issue)) {
        let key = (issue.rule.to_string(), issue.text.to_owned());
        match left.get_mut(&key) {
            Some(count) if *count > 0 => *count -= 1,
            _ => new.push(key.0),
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misses_of_the_held_half_are_refused() {
        let options = Options {
            data: PathBuf::from("no such folder"),
            rule: None,
            half: Some(Half::Held),
            misses: 1,
            hosts: 1,
            seed: 1,
        };
        let refused = run(&options, &mut Vec::new());
        assert!(refused.is_err_and(|error| error.to_string().contains("held")));
    }

    #[test]
    fn errors_that_were_there_before_are_not_new() {
        let detector = Detector::default();
        let document = Document::from_text(
            "The council of [City] met on Tuesday, said [Name], and voted to rebuild the old pier.\n",
        );
        let report = detector.analyze(&document);
        let errors = |before: &[(&str, usize)]| {
            let key = |text: &str| ("placeholder".to_owned(), text.to_owned());
            let before = before.iter().map(|&(text, count)| (key(text), count));
            new_errors(&report, &before.collect(), |_| true).len()
        };
        assert_eq!(errors(&[]), 2);
        assert_eq!(errors(&[("[City]", 1)]), 1);
        assert_eq!(errors(&[("[City]", 1), ("[Name]", 1)]), 0);
    }
}
