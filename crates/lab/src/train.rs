//! From data to the model file.

use std::path::Path;

use anyhow::{Result, ensure};
use bodycopy::lab::{Lexicon, Model, Signal};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::augment;
use crate::data::Data;
use crate::families;
use crate::learn;
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
    table: &Table,
    options: &learn::Options,
    comment: Vec<String>,
) -> Result<Model> {
    let signals: Vec<Signal> = Signal::all().collect();
    let network = learn::train(table, &signals, options, |_| true);
    let model = Model { comment, network };
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
    options: &learn::Options,
    augmenting: &augment::Options,
    weights: &Weights,
) -> Vec<String> {
    let mut comment = vec![
        format!("command: {command}"),
        format!("network: {options:?}"),
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

/// The score of every row of the wanted folds by networks that saw no document of its fold; 0 in the others.
pub(crate) fn out_of_fold(
    table: &Table,
    signals: &[Signal],
    options: &learn::Options,
    folds: impl Iterator<Item = u8>,
    blank: bool,
) -> Vec<i32> {
    let mut scores = vec![0; table.len()];
    for fold in folds {
        let of_fold = |page: usize| table.fold_of(page) == Some(fold);
        let mut network = learn::train(table, signals, options, |page| !of_fold(page));
        if blank {
            families::blank(&mut network);
        }
        let model = Model {
            comment: Vec::new(),
            network,
        };
        score_into(&mut scores, table, &model, of_fold);
    }
    scores
}

/// The score of every row by one model.
pub(crate) fn score_by_library(table: &Table, model: &Model) -> Vec<i32> {
    let mut scores = vec![0; table.len()];
    score_into(&mut scores, table, model, |_| true);
    scores
}

/// Sets the scores of some documents' rows.
fn score_into(
    scores: &mut [i32],
    table: &Table,
    model: &Model,
    wanted: impl Fn(usize) -> bool + Sync,
) {
    let pages = (0..table.pages.len()).into_par_iter();
    let new: Vec<(usize, Vec<i32>)> = pages
        .filter(|&page| wanted(page))
        .map(|page| (page, model.score(table.signals(page))))
        .collect();
    for (page, new) in new {
        scores[table.pages[page].clone()].copy_from_slice(&new);
    }
}
