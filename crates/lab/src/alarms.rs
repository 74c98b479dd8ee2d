//! `cargo lab alarms`: what the rules flag in the article bodies of pages, where next to nothing is wrong.
//!
//! Every `main_content` is read as a document of plain text by itself. What is flagged is not always a false alarm: real pages
//! have real defects, so the issues are printed to be read by eye. An issue that spans several lines counts once, and those
//! of its rule on these lines do not count beside it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use bodycopy::{Detector, Document, Issue, Level, RULES, Report};
use clap::Args;
use rayon::prelude::*;

use crate::gold_text::{self, GoldText};
use crate::random::Random;

/// What to look at.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder of the data files.
    #[arg(long)]
    data: PathBuf,
    /// Run this rule alone.
    #[arg(long)]
    rule: Option<String>,
    /// How many issues of each rule to print; of more a sample.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Count issues of this level or higher: advice, warning, error.
    #[arg(long, default_value = "advice", value_parser = level)]
    level: Level,
}

/// An issue and where it stands.
struct Alarm {
    rule: &'static str,
    page_type: String,
    shown: String,
}

/// The most characters of a flagged text to print.
const SHOWN: usize = 100;

/// The rule of that name, or all; the names that are asked for must be known.
fn detector(rule: Option<&str>) -> Result<Detector> {
    let Some(rule) = rule else {
        return Ok(Detector::default());
    };
    let built = Detector::builder().rules([rule]).build();
    built.with_context(|| format!("no rule {rule}"))
}

/// The level of that name.
fn level(name: &str) -> Result<Level, String> {
    match name {
        "advice" => Ok(Level::Advice),
        "warning" => Ok(Level::Warning),
        "error" => Ok(Level::Error),
        _ => Err("advice, warning or error".to_owned()),
    }
}

/// The issues that count: those inside a longer one of the same rule do not.
pub(crate) fn counted<'r, 'd>(report: &'r Report<'d>) -> impl Iterator<Item = &'r Issue<'d>> {
    let issues = report.issues.iter();
    let blocks: Vec<&Issue<'_>> = issues
        .clone()
        .filter(|issue| issue.end_line > issue.line)
        .collect();
    issues.filter(move |issue| {
        !blocks.iter().any(|block| {
            block.rule == issue.rule
                && issue.end_line == issue.line
                && (block.line..=block.end_line).contains(&issue.line)
        })
    })
}

/// Prints alarms per 1,000 lines by rule and page type, and the issues themselves.
pub(crate) fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    let detector = detector(options.rule.as_deref())?;
    let texts = gold_text::read(&options.data)?;
    let read: Vec<(usize, Vec<Alarm>)> = texts
        .par_iter()
        .map(|text| alarms(text, &detector, options.level))
        .collect();
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    for (text, (count, _)) in texts.iter().zip(&read) {
        *lines.entry(&text.page_type).or_default() += count;
    }
    let alarms: Vec<&Alarm> = read.iter().flat_map(|(_, alarms)| alarms).collect();
    print_table(&lines, &alarms, options, out)?;
    print_issues(&alarms, options.show, out)
}

/// How many lines a document has, and what is flagged in it.
fn alarms(text: &GoldText, detector: &Detector, least: Level) -> (usize, Vec<Alarm>) {
    let document = Document::from_text(&text.text);
    let report = detector.analyze(&document);
    let issues = counted(&report).filter(|issue| issue.level >= least);
    let alarms = issues.filter_map(|issue| {
        Some(Alarm {
            rule: RULES.iter().find(|rule| rule.name == issue.rule)?.name,
            page_type: text.page_type.clone(),
            shown: shown(&text.id, issue),
        })
    });
    (document.lines().len(), alarms.collect())
}

/// An issue in one line: rule, level, place, the flagged text, the message.
fn shown(id: &str, issue: &Issue<'_>) -> String {
    let Issue {
        rule, level, line, ..
    } = issue;
    let place = if issue.end_line > *line {
        format!("{id}:{line}-{}", issue.end_line)
    } else {
        format!("{id}:{line}")
    };
    let text = shortened(issue.text, SHOWN);
    format!("{rule}\t{level}\t{place}\t{text}\t{}", issue.message)
}

/// At the most so many characters of a text, as one line.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn print_table(
    lines: &BTreeMap<&str, usize>,
    alarms: &[&Alarm],
    options: &Options,
    out: &mut impl Write,
) -> Result<()> {
    let all: usize = lines.values().sum();
    writeln!(
        out,
        "issues of level {} or higher per 1,000 lines",
        options.level
    )?;
    write!(out, "{:<20} {:>14}", "rule", "all")?;
    for name in lines.keys() {
        write!(out, " {name:>14}")?;
    }
    write!(out, "\n{:<20} {all:>14}", "lines")?;
    for count in lines.values() {
        write!(out, " {count:>14}")?;
    }
    writeln!(out)?;
    let wanted = |name: &str| options.rule.as_ref().is_none_or(|rule| rule == name);
    for rule in RULES.iter().filter(|rule| wanted(rule.name)) {
        let of_rule = alarms.iter().filter(|alarm| alarm.rule == rule.name);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for alarm in of_rule {
            *counts.entry(&alarm.page_type).or_default() += 1;
        }
        write!(
            out,
            "{:<20} {}",
            rule.name,
            figure(counts.values().sum(), all)
        )?;
        for (name, count) in lines {
            let alarms = counts.get(name).copied().unwrap_or_default();
            write!(out, " {}", figure(alarms, *count))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn figure(alarms: usize, lines: usize) -> String {
    let rate = 1000.0 * alarms as f64 / lines.max(1) as f64;
    format!("{rate:>7.2} {:>6}", format!("({alarms})"))
}

/// Prints so many issues of each rule: all, or a sample drawn the same way every time.
fn print_issues(alarms: &[&Alarm], most: usize, out: &mut impl Write) -> Result<()> {
    for rule in RULES {
        let of_rule: Vec<&str> = alarms
            .iter()
            .filter(|alarm| alarm.rule == rule.name)
            .map(|alarm| alarm.shown.as_str())
            .collect();
        for shown in Random::named(1, rule.name).sample(of_rule, most) {
            writeln!(out, "{shown}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shortened_by_characters() {
        assert_eq!(shortened("zwölf  \n Kähne", 7), "zwölf K…");
        assert_eq!(shortened("zwölf", 5), "zwölf");
    }

    #[test]
    fn an_issue_is_told_in_one_line() {
        let document = Document::from_text("The bridge, said [Name], will be built next year.\n");
        let detector = detector(Some("placeholder")).expect("a rule of the library");
        let report = detector.analyze(&document);
        let issues: Vec<String> = counted(&report).map(|issue| shown("x", issue)).collect();
        assert_eq!(issues.len(), 1);
        assert!(issues[0].starts_with("placeholder\terror\tx:1\t[Name]\t"));
        assert!(super::detector(Some("no such rule")).is_err());
    }
}
