//! From data to the model file.

use std::path::Path;

use anyhow::{Result, ensure};
use bodycopy::lab::{Lexicon, Model};
use rayon::prelude::*;

use crate::augment;
use crate::data::Data;
use crate::stages::{Settings, Stage, Trained};
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

/// The header of a model file: how to make it again.
pub(crate) fn comment(
    data: &Data,
    command: &str,
    settings: &Settings,
    augmenting: &augment::Options,
    weights: &Weights,
) -> Vec<String> {
    let mut comment = vec![
        format!("command: {command}"),
        format!("line: {:?}", settings.line),
        format!("context: {:?}", settings.context),
        format!("invented documents: {augmenting:?}"),
        format!("weights: {weights:?}"),
    ];
    comment.extend(
        data.files
            .iter()
            .map(|(name, hash)| format!("data: {name} sha256 {hash}")),
    );
    comment
}

/// Both stages of a model as the library runs them, over all documents.
pub(crate) fn score_by_library(table: &mut Table, model: &Model) -> Vec<i32> {
    let line = by_page(table, |signals| model.line.score(signals));
    table.add_neighbours(&line);
    by_page(table, |signals| model.context.score(signals))
}

fn by_page(table: &Table, score: impl Fn(&bodycopy::lab::Signals) -> Vec<i32> + Sync) -> Vec<i32> {
    let pages = (0..table.pages.len()).into_par_iter();
    pages
        .map(|page| score(table.signals(page)))
        .collect::<Vec<_>>()
        .concat()
}

/// Makes sure that the library reads the model as it was trained: same text, same scores.
pub(crate) fn verify(table: &Table, trained: &Trained, model: &Model) -> Result<()> {
    let read = Model::parse(&model.to_string()).map_err(anyhow::Error::msg)?;
    ensure!(read == *model, "the model reads back as another");
    for (stage, ours, theirs) in [
        (Stage::Line, &trained.line, &read.line),
        (Stage::Context, &trained.context, &read.context),
    ] {
        let ours = stage.score(table, ours, |_| true);
        let theirs = by_page(table, |signals| theirs.score(signals));
        ensure!(
            ours == theirs,
            "the library scores stage {stage:?} otherwise than the training did"
        );
    }
    Ok(())
}
