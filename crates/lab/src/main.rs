//! Trains and evaluates the line model of bodycopy; `cargo lab help` lists the commands.

mod align;
mod aligner;
mod args;
mod augment;
mod classes;
mod confusion;
mod data;
mod diff;
mod errors;
mod evaluate;
mod gold_corpus;
mod head;
mod html;
mod judged;
mod kinds;
mod learn;
mod logistic;
mod metrics;
mod model_file;
mod network;
mod phrases;
mod random;
mod rows;
mod shape;
mod sites;
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
use data::{Data, Page};
use errors::Errors;
use evaluate::Evaluation;
use table::Table;
use words::Words;

fn main() -> Result<()> {
    match Command::parse() {
        Command::Train { training, out } => train(&training, &out),
        Command::Evaluate {
            training,
            model,
            folds,
            predictions,
        } => evaluate(&training, model.as_deref(), &folds, predictions.as_deref()),
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
    let (data, table) = read(training, start)?;
    let comment = train::comment(
        &data,
        &args::command_line(),
        &training.learning(),
        &training.augmenting(),
        &training.weights(),
    );
    let model = train::model(&data, &table, &training.learning(), comment)?;
    fs::write(out, model.to_bytes()).with_context(|| format!("cannot write {}", out.display()))?;
    eprintln!("{} written after {:.0?}", out.display(), start.elapsed());
    Ok(())
}

fn evaluate(
    training: &Training,
    model: Option<&std::path::Path>,
    folds: &[u8],
    predictions: Option<&std::path::Path>,
) -> Result<()> {
    let wanted = |fold: u8| folds.is_empty() || folds.contains(&fold);
    let start = Instant::now();
    let (data, table) = read(training, start)?;
    let mut out = io::stdout().lock();
    let scores = scores(training, &table, model, wanted, &mut out)?;
    let contents: BTreeMap<&str, Words> = data
        .contents
        .iter()
        .map(|(id, text)| (id.as_str(), Words::of(text)))
        .collect();
    let evaluation = Evaluation::new(&data, &contents, &table, &scores, |page| wanted(page.fold));
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
    table: &Table,
    model: Option<&std::path::Path>,
    folds: impl Fn(u8) -> bool,
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
        let options = training.learning();
        writeln!(out, "out of fold, by site: {options:?}")?;
        Ok(train::out_of_fold(table, &train::signals(), &options, folds))
    }
}

fn errors(training: &Training, model: Option<&std::path::Path>, view: &View) -> Result<()> {
    let (data, table) = read(training, Instant::now())?;
    let mut out = io::stdout().lock();
    let scores = scores(training, &table, model, |_| true, &mut out)?;
    let wanted = |page: &Page| match view.set {
        Some(set) => page.set == set,
        None => errors::is_usual(page),
    };
    let errors = Errors::new(&data, &table, &scores, wanted);
    errors.print_worst(view.limit, &mut out)?;
    errors.print_classes(&mut out)
}
