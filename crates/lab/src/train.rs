//! From data to the model file.

use std::path::Path;

use anyhow::{Result, ensure};
use bodycopy::lab::{Lexicon, Model, Signal};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::augment;
use crate::data::{Data, Page};
use crate::families;
use crate::learn;
use crate::plain_pages;
use crate::table::{Table, Weights};

/// Reads the data and adds the invented documents.
pub(crate) fn load(
    folder: &Path,
    options: &augment::Options,
    weights: &Weights,
) -> Result<(Data, Table)> {
    let lexicon = Lexicon::builtin();
    let mut data = Data::read(folder)?;
    let copies = augment::augment(&data.pages, lexicon, options);
    data.pages.extend(copies);
    let table = Table::measure(&data.pages, lexicon, weights);
    Ok((data, table))
}

/// A model trained on every document.
pub(crate) fn model(
    (table, options): (&Table, &learn::Options),
    (pages, page_options): (&Table, &learn::Options),
    comment: Vec<String>,
) -> Result<Model> {
    let text: Vec<Signal> = Signal::all().take(Signal::TEXT).collect();
    let all: Vec<Signal> = Signal::all().collect();
    let model = Model {
        comment,
        text: learn::train(table, &text, options, |_| true),
        page: learn::train(pages, &all, page_options, |_| true),
    };
    ensure!(
        Model::from_bytes(&model.to_bytes()).as_ref() == Ok(&model),
        "the model reads back as another"
    );
    Ok(model)
}

/// The header of a model file: how to make it again.
pub(crate) fn comment(
    data: &Data,
    command: &str,
    [text, page]: [&learn::Options; 2],
    augmenting: &augment::Options,
    weights: &Weights,
) -> Vec<String> {
    let mut comment = vec![
        format!("command: {command}"),
        format!("network for text: {text:?}"),
        format!("network for pages: {page:?}"),
        format!("invented documents: {augmenting:?}"),
        format!("weights: {weights:?}"),
    ];
    comment.extend(
        data.files
            .iter()
            .map(|(name, hash)| format!("data: {name} sha256 {hash}")),
    );
    let training = Sha256::digest(comment.join("\n"));
    comment.push(format!("training: sha256 {training:x}"));
    comment
}

/// The seed of made pages.
const SEED: u64 = 1;

/// The pages as HTML, and those of hardly any markup that are made of them.
pub(crate) fn load_pages(folder: &Path, weights: &Weights) -> Result<(Data, Table)> {
    let mut data = Data::read_pages(folder)?;
    let made: Vec<Page> = data
        .pages
        .par_iter()
        .filter_map(|page| plain_pages::of(page, data.contents.get(&page.id)?, SEED))
        .collect();
    data.pages.extend(made);
    let table = Table::measure(&data.pages, Lexicon::builtin(), weights);
    Ok((data, table))
}

/// The score of every row of the wanted folds by networks that saw no document of its fold; 0 in the others.
pub(crate) fn out_of_fold<const W: usize>(
    table: &Table,
    signals: &[Signal],
    options: &learn::Options,
    folds: impl Iterator<Item = u8>,
    blank: bool,
) -> Vec<i32> {
    let mut scores = vec![0; table.len()];
    for fold in folds {
        let of_fold = |page: usize| table.fold_of(page) == Some(fold);
        let mut network = learn::train::<W>(table, signals, options, |page| !of_fold(page));
        if blank {
            families::blank(&mut network);
        }
        score_into(
            &mut scores,
            table,
            |page| network.log_odds(table.signals(page)),
            of_fold,
        );
    }
    scores
}

/// The score of every row by one model.
pub(crate) fn score_by_library(table: &Table, model: &Model) -> Vec<i32> {
    let mut scores = vec![0; table.len()];
    score_into(
        &mut scores,
        table,
        |page| model.score(table.signals(page)),
        |_| true,
    );
    scores
}

/// Sets the scores of some documents' rows.
fn score_into(
    scores: &mut [i32],
    table: &Table,
    score: impl Fn(usize) -> Vec<i32> + Sync,
    wanted: impl Fn(usize) -> bool + Sync,
) {
    let pages = (0..table.pages.len()).into_par_iter();
    let new: Vec<(usize, Vec<i32>)> = pages
        .filter(|&page| wanted(page))
        .map(|page| (page, score(page)))
        .collect();
    for (page, new) in new {
        scores[table.pages[page].clone()].copy_from_slice(&new);
    }
}
