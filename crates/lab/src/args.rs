//! The command line.

use std::path::{Path, PathBuf};

use clap::{Args, FromArgMatches, Parser};

use crate::augment;
use crate::boost::Options;
use crate::data::Set;
use crate::stages::Settings;
use crate::table::Weights;

/// Trains and evaluates the line model.
#[derive(Debug, Parser)]
#[command(name = "cargo lab")]
pub(crate) enum Command {
    /// Trains both stages and writes the model file.
    Train {
        #[command(flatten)]
        training: Training,
        /// The model file to write.
        #[arg(long, default_value = "assets/line.model")]
        out: PathBuf,
    },
    /// Prints figures for documents of sites that the scoring models did not see.
    Evaluate {
        #[command(flatten)]
        training: Training,
        /// Evaluate this model instead, on everything: in-sample figures.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Write predictions into this folder, one file a set.
        #[arg(long)]
        predictions: Option<PathBuf>,
        /// Keep the tested fold out of the first stage's scores of the other folds, too.
        #[arg(long)]
        nested: bool,
    },
    /// Trains and prints how much each signal helped.
    Importance {
        #[command(flatten)]
        training: Training,
    },
    /// Cuts pages into lines and labels these by the pages' gold text.
    Align {
        /// The folder of the data files.
        #[arg(long)]
        data: PathBuf,
        /// Write the labelled lines to this file, zstd-compressed if its name ends in `.zst`.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Files of pages: rows with `html` and `main_content`.
        #[arg(required = true)]
        names: Vec<String>,
    },
    /// Compares two models document by document, the documents that got worse first.
    Diff {
        /// The folder of the data files.
        #[arg(long)]
        data: PathBuf,
        /// The model file to compare with.
        before: PathBuf,
        /// The model file to judge.
        after: PathBuf,
        #[command(flatten)]
        view: View,
    },
    /// Prints the most expensive mistakes, and a table of their classes.
    Errors {
        #[command(flatten)]
        training: Training,
        /// Look at this model's mistakes instead, on everything: in-sample.
        #[arg(long)]
        model: Option<PathBuf>,
        #[command(flatten)]
        view: View,
    },
    /// Prints how well the kinds of lines are told, on the gold corpus and on pages whose markup tells them.
    Kinds {
        /// The folder of the gold corpus.
        #[arg(long, default_value = "corpus/gold")]
        corpus: PathBuf,
        /// The folder of the data files, to use these, too.
        #[arg(long)]
        data: Option<PathBuf>,
    },
}

/// What of a long answer to print.
#[derive(Debug, Args)]
pub(crate) struct View {
    /// The most documents or lines to print.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
    /// Look at this set alone.
    #[arg(long)]
    pub set: Option<Set>,
}

/// Data and settings of a training.
#[derive(Debug, Args)]
pub(crate) struct Training {
    /// The folder of the data files.
    #[arg(long)]
    pub data: PathBuf,
    /// Trees of the first stage.
    #[arg(long, default_value_t = 100)]
    trees: usize,
    /// Trees of the second stage.
    #[arg(long, default_value_t = 60)]
    context_trees: usize,
    /// Splits a tree.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u8).range(1..=6))]
    depth: u8,
    /// What leaves are shrunken by.
    #[arg(long, default_value_t = 0.15)]
    rate: f64,
    /// The same in the second stage.
    #[arg(long, default_value_t = 0.1)]
    context_rate: f64,
    /// Regularisation of leaves.
    #[arg(long, default_value_t = 10.0)]
    l2: f64,
    /// The least curvature of a leaf.
    #[arg(long, default_value_t = 10.0)]
    min_weight: f64,
    /// The share of the rows a tree sees.
    #[arg(long, default_value_t = 0.5)]
    share: f64,
    /// The share of the signals a tree may use.
    #[arg(long, default_value_t = 0.3)]
    columns: f64,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The share of the extractors' outputs of which a changed copy is made.
    #[arg(long, default_value_t = 0.4)]
    augment_residue: f64,
    /// The share of the whole pages of which one is made.
    #[arg(long, default_value_t = 0.5)]
    augment_pages: f64,
    /// Weight of a line in the outputs of extractors; whole pages of WCXB have 1.
    #[arg(long, default_value_t = 1.0)]
    weight_residue: f64,
    /// Weight in the outputs that keep everything.
    #[arg(long, default_value_t = 0.5)]
    weight_everything: f64,
    /// Weight in `KrdWrd`.
    #[arg(long, default_value_t = 4.0)]
    weight_krdwrd: f64,
    /// Weight in Fundus.
    #[arg(long, default_value_t = 4.0)]
    weight_fundus: f64,
    /// Weight in silver pages.
    #[arg(long, default_value_t = 0.5)]
    weight_silver: f64,
    /// Weight in invented documents.
    #[arg(long, default_value_t = 1.5)]
    weight_augmented: f64,
    /// How much more a title counts than another line.
    #[arg(long, default_value_t = 6.0)]
    weight_title: f64,
}

impl Training {
    /// The default settings: for commands that train nothing.
    pub(crate) fn of(data: &Path) -> Self {
        let command = Self::augment_args(clap::Command::new("lab"));
        let matches =
            command.get_matches_from(["lab".as_ref(), "--data".as_ref(), data.as_os_str()]);
        Self::from_arg_matches(&matches).expect("every other argument has a default")
    }

    pub(crate) fn settings(&self) -> Settings {
        let line = Options {
            trees: self.trees,
            depth: self.depth.into(),
            rate: self.rate,
            l2: self.l2,
            min_weight: self.min_weight,
            share: self.share,
            columns: self.columns,
            seed: self.seed,
        };
        let context = Options {
            trees: self.context_trees,
            rate: self.context_rate,
            ..line.clone()
        };
        Settings { line, context }
    }

    pub(crate) fn weights(&self) -> Weights {
        Weights {
            residue: self.weight_residue,
            everything: self.weight_everything,
            krdwrd: self.weight_krdwrd,
            fundus: self.weight_fundus,
            silver: self.weight_silver,
            augmented: self.weight_augmented,
            title: self.weight_title,
        }
    }

    pub(crate) fn augmenting(&self) -> augment::Options {
        augment::Options {
            residue: self.augment_residue,
            pages: self.augment_pages,
            seed: self.seed,
        }
    }
}

/// The command line as it was given, but for the places of files: those are of the machine, not of the model.
pub(crate) fn command_line() -> String {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    for (at, name) in [("--data", "DIR"), ("--out", "FILE")] {
        if let Some(place) = arguments
            .iter()
            .position(|argument| argument == at)
            .and_then(|found| arguments.get_mut(found + 1))
        {
            name.clone_into(place);
        }
    }
    format!("cargo lab {}", arguments.join(" "))
}
