//! Trains and evaluates the line model of bodycopy; `cargo lab help` lists the commands.

mod adam;
mod alarms;
mod align;
mod aligner;
mod args;
mod augment;
mod claims;
mod classes;
mod confusion;
mod coverage;
mod data;
mod diff;
mod errors;
mod evaluate;
mod families;
mod gold_corpus;
mod gold_text;
mod half;
mod head;
mod insert;
mod interface;
mod judged;
mod kinds;
mod learn;
mod logistic;
mod metadata;
mod metrics;
mod model_file;
mod network;
mod pages;
mod phrases;
mod plain_pages;
mod prepared;
mod random;
mod rows;
mod shape;
mod sites;
mod snippets;
mod speed;
mod table;
mod train;
mod weasels;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use bodycopy::lab::WIDTH;
use clap::Parser;

use args::{Command, Training, View};
use data::{Data, Page};
use errors::Errors;
use evaluate::Evaluation;
use families::Family;
use table::Table;
use words::Words;

fn main() -> Result<()> {
    match Command::parse() {
        Command::Train { training, out } => train(&training, &out),
        Command::Evaluate {
            training,
            model,
            folds,
            blank,
            without,
            predictions,
        } => {
            let test = Test {
                model: model.as_deref(),
                folds: &folds,
                blank,
                without: &without,
            };
            evaluate(&training, &test, predictions.as_deref())
        }
        Command::Pages {
            training,
            folds,
            model,
            predictions,
        } => pages::run(
            &training,
            &folds,
            model.as_deref(),
            predictions.as_deref(),
            &mut io::stdout().lock(),
        ),
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
        Command::Metadata {
            data,
            misses,
            names,
        } => metadata::run(&data, &names, misses, &mut io::stdout().lock()),
        Command::Speed {
            data,
            rounds,
            check,
            files,
        } => {
            let pages = speed::pages(data.as_deref(), &files)?;
            let out = &mut io::stdout().lock();
            if check {
                return speed::check(&pages, out);
            }
            speed::run(&pages, rounds, out)
        }
        Command::Alarms(options) => alarms::run(&options, &mut io::stdout().lock()),
        Command::Coverage(options) => coverage::run(&options, &mut io::stdout().lock()),
        Command::Insert(options) => insert::run(&options, &mut io::stdout().lock()),
        Command::Claims {
            data,
            sample,
            threshold,
            seed,
        } => claims::run(&data, (sample, threshold, seed), &mut io::stdout().lock()),
        Command::Weasels { data, list } => {
            weasels::run(&data, list.as_deref(), &mut io::stdout().lock())
        }
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

fn train(training: &Training, out: &Path) -> Result<()> {
    let start = Instant::now();
    let (data, table) = read(training, start)?;
    let comment = train::comment(
        &data,
        &args::command_line(),
        [&training.learning(), &training.learning_pages()],
        &training.augmenting(),
        &training.weights(),
    );
    let (_, pages) = train::load_pages(&training.data, &training.weights())?;
    let model = train::model(
        (&table, &training.learning()),
        (&pages, &training.learning_pages()),
        comment,
    )?;
    fs::write(out, model.to_bytes()).with_context(|| format!("cannot write {}", out.display()))?;
    eprintln!("{} written after {:.0?}", out.display(), start.elapsed());
    Ok(())
}

/// Where scores come from.
#[derive(Default)]
struct Test<'a> {
    /// A model file, or nothing for models that are trained out of fold.
    model: Option<&'a Path>,
    /// The folds to score; none for all.
    folds: &'a [u8],
    /// Whether words and lexicons are taken from the models.
    blank: bool,
    /// What to train without.
    without: &'a [Family],
}

impl Test<'_> {
    fn wants(&self, fold: u8) -> bool {
        self.folds.is_empty() || self.folds.contains(&fold)
    }

    /// The score of every row.
    fn scores(&self, training: &Training, table: &Table, out: &mut impl Write) -> Result<Vec<i32>> {
        if let Some(path) = self.model {
            let mut model = model_file::read(path)?;
            if self.blank {
                families::blank(&mut model.text);
                families::blank(&mut model.page);
            }
            writeln!(
                out,
                "IN SAMPLE if the model was trained on these data: {}",
                path.display()
            )?;
            return Ok(train::score_by_library(table, &model));
        }
        let mut options = training.learning();
        if self.without.contains(&Family::Words) {
            options.pages_a_word = u32::MAX;
        }
        writeln!(out, "out of fold, by site: {options:?}")?;
        let mut signals = families::signals_without(self.without);
        signals.retain(|signal| !signal.is_markup());
        let folds = (0..=sites::NEWS_FOLD).filter(|&fold| self.wants(fold));
        Ok(train::out_of_fold::<WIDTH>(
            table, &signals, &options, folds, self.blank,
        ))
    }
}

fn evaluate(training: &Training, test: &Test<'_>, predictions: Option<&Path>) -> Result<()> {
    let start = Instant::now();
    let (data, table) = read(training, start)?;
    let mut out = io::stdout().lock();
    let scores = test.scores(training, &table, &mut out)?;
    let contents: BTreeMap<&str, Words> = data
        .contents
        .iter()
        .map(|(id, text)| (id.as_str(), Words::of(text)))
        .collect();
    let evaluation = Evaluation::new(&data, &contents, &table, &scores, |page| {
        test.wants(page.fold)
    });
    evaluation.print(&mut out)?;
    if let Some(folder) = predictions {
        evaluation.write_predictions(folder)?;
    }
    eprintln!("done after {:.0?}", start.elapsed());
    Ok(())
}

fn errors(training: &Training, model: Option<&Path>, view: &View) -> Result<()> {
    let (data, table) = read(training, Instant::now())?;
    let mut out = io::stdout().lock();
    let test = Test {
        model,
        ..Test::default()
    };
    let scores = test.scores(training, &table, &mut out)?;
    let wanted = |page: &Page| match view.set {
        Some(set) => page.set == set,
        None => errors::is_usual(page),
    };
    let errors = Errors::new(&data, &table, &scores, wanted);
    errors.print_worst(view.limit, &mut out)?;
    errors.print_classes(&mut out)
}
