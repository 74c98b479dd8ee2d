//! Trains and evaluates the line model of bodycopy; `cargo lab help` lists the commands.

mod align;
mod aligner;
mod args;
mod augment;
mod bins;
mod boost;
mod classes;
mod confusion;
mod data;
mod diff;
mod errors;
mod evaluate;
mod gold_corpus;
mod grow;
mod head;
mod histogram;
mod html;
mod judged;
mod kinds;
mod logistic;
mod metrics;
mod model_file;
mod phrases;
mod random;
mod rows;
mod shape;
mod sites;
mod stages;
mod table;
mod train;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;

use args::{Command, Training, View};
use boost::Boosted;
use data::{Data, Page};
use errors::Errors;
use evaluate::Evaluation;
use stages::Stage;
use table::Table;
use words::Words;

fn main() -> Result<()> {
    match Command::parse() {
        Command::Train { training, out } => train(&training, &out),
        Command::Evaluate {
            training,
            model,
            predictions,
            nested,
        } => evaluate(&training, model.as_deref(), predictions.as_deref(), nested),
        Command::Importance { training } => importance(&training),
        Command::Align { data, out, names } => {
            align::run(&data, &names, out.as_deref(), &mut io::stdout().lock())
        }
        Command::Diff {
            data,
            before,
            after,
            view,
        } => {
            let options = diff::Options {
                data: &data,
                models: [&before, &after],
                limit: view.limit,
                set: view.set,
            };
            let weights = Training::of(&data).weights();
            diff::run(&options, &weights, &mut io::stdout().lock())
        }
        Command::Errors {
            training,
            model,
            view,
        } => errors(&training, model.as_deref(), &view),
        Command::Kinds { corpus, data } => {
            kinds::run(&corpus, data.as_deref(), &mut io::stdout().lock())
        }
    }
}

/// The data of a training, and how much of it there is on standard error.
fn read(training: &Training, start: Instant) -> Result<(Data, Table)> {
    let (data, table) = train::load(&training.data, &training.augmenting(), &training.weights())?;
    let (pages, lines) = (data.pages.len(), table.len());
    eprintln!(
        "{pages} documents, {lines} lines, read in {:.0?}",
        start.elapsed()
    );
    Ok((data, table))
}

fn train(training: &Training, out: &std::path::Path) -> Result<()> {
    let start = Instant::now();
    let (data, mut table) = read(training, start)?;
    let settings = training.settings();
    let trained = stages::train(&mut table, &settings);
    let comment = train::comment(
        &data,
        &args::command_line(),
        &settings,
        &training.augmenting(),
        &training.weights(),
    );
    let model = trained.model(comment);
    train::verify(&table, &trained, &model)?;
    fs::write(out, model.to_string()).with_context(|| format!("cannot write {}", out.display()))?;
    eprintln!("{} written after {:.0?}", out.display(), start.elapsed());
    Ok(())
}

fn evaluate(
    training: &Training,
    model: Option<&std::path::Path>,
    predictions: Option<&std::path::Path>,
    nested: bool,
) -> Result<()> {
    let start = Instant::now();
    let (data, mut table) = read(training, start)?;
    let mut out = io::stdout().lock();
    let scores = scores(training, &mut table, model, nested, &mut out)?;
    let contents: BTreeMap<&str, Words> = data
        .contents
        .iter()
        .map(|(id, text)| (id.as_str(), Words::of(text)))
        .collect();
    let evaluation = Evaluation::new(&data, &contents, &table, &scores);
    evaluation.print(&mut out)?;
    if let Some(folder) = predictions {
        evaluation.write_predictions(folder)?;
    }
    eprintln!("done after {:.0?}", start.elapsed());
    Ok(())
}

/// The score of every row: by a model file, or out of fold.
fn scores(
    training: &Training,
    table: &mut Table,
    model: Option<&std::path::Path>,
    nested: bool,
    out: &mut impl Write,
) -> Result<Vec<i32>> {
    if let Some(path) = model {
        let model = model_file::read(path)?;
        writeln!(
            out,
            "IN SAMPLE if the model was trained on these data: {}",
            path.display()
        )?;
        Ok(train::score_by_library(table, &model))
    } else {
        let settings = training.settings();
        writeln!(
            out,
            "out of fold, 5 folds by site; line {:?}; context {:?}",
            settings.line, settings.context
        )?;
        Ok(stages::out_of_fold(table, &settings, nested))
    }
}

fn errors(training: &Training, model: Option<&std::path::Path>, view: &View) -> Result<()> {
    let (data, mut table) = read(training, Instant::now())?;
    let mut out = io::stdout().lock();
    let scores = scores(training, &mut table, model, false, &mut out)?;
    let wanted = |page: &Page| match view.set {
        Some(set) => page.set == set,
        None => errors::is_usual(page),
    };
    let errors = Errors::new(&data, &table, &scores, wanted);
    errors.print_worst(view.limit, &mut out)?;
    errors.print_classes(&mut out)
}

fn importance(training: &Training) -> Result<()> {
    let (_, mut table) = train::load(&training.data, &training.augmenting(), &training.weights())?;
    let trained = stages::train(&mut table, &training.settings());
    let mut out = io::stdout().lock();
    for (stage, model) in [
        (Stage::Line, &trained.line),
        (Stage::Context, &trained.context),
    ] {
        writeln!(out, "stage {stage:?}: share of the gain in percent, splits")?;
        for (name, share, splits) in gains(stage, model) {
            writeln!(out, "{:6.2} {splits:4} {name}", share * 100.0)?;
        }
    }
    Ok(())
}

/// Each signal's share of the total gain and its number of splits, the most useful first.
fn gains(stage: Stage, model: &Boosted) -> Vec<(&'static str, f64, usize)> {
    let signals = stage.signals();
    let mut gains: Vec<_> = signals
        .iter()
        .map(|signal| (signal.name(), 0.0, 0))
        .collect();
    for split in model.trees.iter().flat_map(|tree| &tree.splits) {
        gains[split.column].1 += split.gain;
        gains[split.column].2 += 1;
    }
    let total: f64 = gains.iter().map(|gain| gain.1).sum();
    for gain in &mut gains {
        gain.1 /= total.max(f64::MIN_POSITIVE);
    }
    gains.sort_by(|a, b| b.1.total_cmp(&a.1));
    gains
}
