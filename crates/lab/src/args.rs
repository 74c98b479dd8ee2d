//! The command line.

use std::path::{Path, PathBuf};

use clap::{Args, FromArgMatches, Parser};

use crate::alarms;
use crate::augment;
use crate::coverage;
use crate::data::Set;
use crate::families::Family;
use crate::insert;
use crate::learn;
use crate::network::Drops;
use crate::table::Weights;

/// Trains and evaluates the line model.
#[derive(Debug, Parser)]
#[command(name = "cargo lab")]
pub(crate) enum Command {
    /// Trains the model and writes its file.
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
        /// Test these folds alone, for a quick comparison of settings: 0 to 4, and 5 for the sites of Fundus.
        #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u8).range(..=5))]
        folds: Vec<u8>,
        /// Take the lexicons' signals and all words away from the finished models: what a language that has neither gets.
        #[arg(long)]
        blank: bool,
        /// Train without these families of signals.
        #[arg(long, value_delimiter = ',')]
        without: Vec<Family>,
        /// Write predictions into this folder, one file a set.
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
    /// Evaluates on pages as HTML: word-F1 of the kept text by page type and language, and snippets.
    ///
    /// Where the files name snippets that must, or must not, be in the text of a page, their shares in the kept text and in the
    /// whole page are printed: over all snippets, at a threshold of one half. A snippet is in a text if its words, in lower
    /// case, stand there one behind another, whatever marks and line ends lie between them. Lines that are the page's title
    /// by the gold are left out of the kept text, as gold text has no titles.
    Pages {
        #[command(flatten)]
        training: Training,
        /// Test these folds alone (0 to 4; 5 has the sites of Fundus).
        #[arg(long, value_delimiter = ',')]
        folds: Vec<u8>,
        /// A model file, in the place of models trained out of fold.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Write the kept text of each page to files in this folder, as `score_pages.py` reads them.
        #[arg(long)]
        predictions: Option<PathBuf>,
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
    /// Prints how often titles, authors and dates of pages are those of the gold.
    ///
    /// `crates/lab/peers/metadata.py` prints the same figures for trafilatura.
    Metadata {
        /// The folder of the data files.
        #[arg(long)]
        data: PathBuf,
        /// How many misses of each field to print.
        #[arg(long, default_value_t = 0)]
        misses: usize,
        /// Files of pages: rows with `html`, and `title`, `author` or `date`.
        #[arg(required = true)]
        names: Vec<String>,
    },
    /// Measures how fast pages are read, labelled and cleaned, by CPU time, and with the feature `memory` what it takes.
    ///
    /// `bench/pages.py` prints the same figures for Resiliparse and trafilatura beside these.
    Speed {
        /// The folder of the data files, to read all their pages.
        #[arg(long)]
        data: Option<PathBuf>,
        /// How often to read all pages; the median counts.
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// Print what the pages are read as, as hashes: the same before and after a change that only makes it faster.
        #[arg(long)]
        check: bool,
        /// Files, a page each, in UTF-8.
        #[arg(required_unless_present = "data")]
        files: Vec<PathBuf>,
    },
    /// Prints what the rules flag in the article bodies of pages, per 1,000 lines and by page type.
    ///
    /// These texts have next to nothing wrong with them. The issues are rule, level, id and line, text, message, one a line.
    Alarms(alarms::Options),
    /// Prints how many of the interface strings of products the lexicons know, by language.
    ///
    /// Strings are split in two halves by what they say in English. Misses are listed of the half that authors of lists may see.
    Coverage(coverage::Options),
    /// Prints how much of what is put into clean articles the rules find: recall by insertion.
    ///
    /// Templates are split in two halves. Rules are mended by the misses of the half `seen`; the half `held` has figures alone.
    Insert(insert::Options),
    /// Prints how well words alone tell the weasel sentences of Wikipedia, with weights fitted out of fold and those compiled in.
    Weasels {
        /// The folder of the data files.
        #[arg(long)]
        data: PathBuf,
        /// Write the weights that all sentences give into this list of hedges.
        #[arg(long)]
        list: Option<PathBuf>,
    },
    /// Counts the sentences of article texts that the rule `unsupported-claim` flags, at several thresholds.
    Claims {
        /// The folder of the data files.
        #[arg(long)]
        data: PathBuf,
        /// Print that many of them, drawn by a fixed seed.
        #[arg(long, default_value_t = 0)]
        sample: usize,
        /// The threshold of the sample.
        #[arg(long, default_value_t = 0.5)]
        threshold: f32,
        /// The seed of the sample.
        #[arg(long, default_value_t = 1)]
        seed: u64,
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
    /// Passes over the data.
    #[arg(long, default_value_t = 3)]
    epochs: usize,
    /// The largest step.
    #[arg(long, default_value_t = 0.003)]
    rate: f32,
    /// How far targets are moved from 0 and 1.
    #[arg(long, default_value_t = 0.05)]
    smoothing: f32,
    /// Lines of a batch.
    #[arg(long, default_value_t = 8192)]
    batch: usize,
    /// Rows of a signal's table, at the most.
    #[arg(long, default_value_t = 13)]
    bins: usize,
    /// Pages that a word or pair of words must stand in to be learned.
    #[arg(long, default_value_t = 8)]
    pages_a_word: u32,
    /// The share of the words dropped.
    #[arg(long, default_value_t = 0.6)]
    drop_words: f64,
    /// The share of the signals dropped, document by document.
    #[arg(long, default_value_t = 0.1)]
    drop_signals: f64,
    /// How many of 256 hidden numbers are dropped.
    #[arg(long, default_value_t = 26)]
    drop_hidden: u8,
    /// The share of the documents that lose all words.
    #[arg(long, default_value_t = 0.2)]
    drop_language: f64,
    /// The share of the documents that lose all words and lexical signals.
    #[arg(long, default_value_t = 0.15)]
    drop_lexical: f64,
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
    #[arg(long, default_value_t = 1.0)]
    weight_everything: f64,
    /// Weight in `KrdWrd`.
    #[arg(long, default_value_t = 6.0)]
    weight_krdwrd: f64,
    /// Weight in Fundus.
    #[arg(long, default_value_t = 4.0)]
    weight_fundus: f64,
    /// Weight in silver pages.
    #[arg(long, default_value_t = 1.5)]
    weight_silver: f64,
    /// Weight in invented documents.
    #[arg(long, default_value_t = 0.6)]
    weight_augmented: f64,
    /// How much more a title counts than another line.
    #[arg(long, default_value_t = 6.0)]
    weight_title: f64,
    /// Passes over the pages as HTML.
    #[arg(long, default_value_t = 8)]
    page_epochs: usize,
    /// The largest step on them.
    #[arg(long, default_value_t = 0.004)]
    page_rate: f32,
    /// Lines of a batch of them.
    #[arg(long, default_value_t = 4096)]
    page_batch: usize,
    /// How far targets are moved from 0 and 1 on them.
    #[arg(long, default_value_t = 0.03)]
    page_smoothing: f32,
    /// Rows of a signal's table on them, at the most.
    #[arg(long, default_value_t = 24)]
    page_bins: usize,
    /// How much the F1 of a page counts beside the loss of its lines.
    #[arg(long, default_value_t = 1.0)]
    page_f1: f32,
    /// Pages that a word or pair of words must stand in.
    #[arg(long, default_value_t = 10)]
    page_pages_a_word: u32,
    /// The share of the words dropped.
    #[arg(long, default_value_t = 0.6)]
    page_drop_words: f64,
    /// The share of the words of names dropped.
    #[arg(long, default_value_t = 0.5)]
    page_drop_names: f64,
    /// The share of the pages that lose all names.
    #[arg(long, default_value_t = 0.1)]
    page_drop_all_names: f64,
    /// The share of the signals dropped, page by page.
    #[arg(long, default_value_t = 0.1)]
    page_drop_signals: f64,
    /// How many of 256 hidden numbers are dropped.
    #[arg(long, default_value_t = 26)]
    page_drop_hidden: u8,
    /// The share of the pages that lose all words.
    #[arg(long, default_value_t = 0.1)]
    page_drop_language: f64,
    /// The share of the pages that lose all words and lexical signals.
    #[arg(long, default_value_t = 0.1)]
    page_drop_lexical: f64,
    /// Weight of a page of Fundus; those of WCXB have 1.
    #[arg(long, default_value_t = 1.0)]
    weight_page_fundus: f64,
    /// Weight of a page labelled by agreement.
    #[arg(long, default_value_t = 0.5)]
    weight_page_silver: f64,
}

impl Training {
    /// The default settings: for commands that train nothing.
    pub(crate) fn of(data: &Path) -> Self {
        let command = Self::augment_args(clap::Command::new("lab"));
        let matches =
            command.get_matches_from(["lab".as_ref(), "--data".as_ref(), data.as_os_str()]);
        Self::from_arg_matches(&matches).expect("every other argument has a default")
    }

    pub(crate) fn learning(&self) -> learn::Options {
        learn::Options {
            epochs: self.epochs,
            rate: self.rate,
            smoothing: self.smoothing,
            batch: self.batch,
            bins: self.bins,
            pages_a_word: self.pages_a_word,
            drops: Drops {
                words: self.drop_words,
                signals: self.drop_signals,
                hidden: self.drop_hidden,
                language: self.drop_language,
                lexical: self.drop_lexical,
                names: 0.0,
                all_names: 0.0,
            },
            f1: 0.0,
            seed: self.seed,
        }
    }

    pub(crate) fn learning_pages(&self) -> learn::Options {
        learn::Options {
            epochs: self.page_epochs,
            rate: self.page_rate,
            smoothing: self.page_smoothing,
            batch: self.page_batch,
            bins: self.page_bins,
            pages_a_word: self.page_pages_a_word,
            drops: Drops {
                words: self.page_drop_words,
                signals: self.page_drop_signals,
                hidden: self.page_drop_hidden,
                language: self.page_drop_language,
                lexical: self.page_drop_lexical,
                names: self.page_drop_names,
                all_names: self.page_drop_all_names,
            },
            f1: self.page_f1,
            seed: self.seed,
        }
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
            page_fundus: self.weight_page_fundus,
            page_silver: self.weight_page_silver,
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
