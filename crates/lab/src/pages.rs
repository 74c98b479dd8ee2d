//! What the model does on pages as HTML: word-F1 of the kept text by page type and language, and the texts for the scorer
//! in Python.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use bodycopy::lab::{PAGE_WIDTH, Signal};
use rayon::prelude::*;
use serde_json::json;

use crate::args::Training;
use crate::data::{Data, Gold, Page, Set};
use crate::model_file;
use crate::sites::NEWS_FOLD;
use crate::table::Table;
use crate::train;
use crate::words::{Overlap, Words};

/// A page with the log-odds of its lines.
struct Judged<'d> {
    page: &'d Page,
    scores: Vec<i32>,
    content: Words,
    words: Vec<Words>,
}

impl Judged<'_> {
    fn keeps(&self, line: usize, threshold: f64) -> bool {
        let least = ((threshold / (1.0 - threshold)).ln() * 1024.0) as i32;
        self.scores[line] > least && self.page.gold[line] != Gold::Title
    }

    fn overlap(&self, threshold: f64) -> Overlap {
        self.overlap_of(|line| self.keeps(line, threshold))
    }

    fn overlap_of(&self, keep: impl Fn(usize) -> bool) -> Overlap {
        let kept = self.words.iter().enumerate();
        let kept = kept.filter(|(line, _)| keep(*line)).map(|(_, words)| words);
        Words::together(kept).overlap(&self.content)
    }

    fn text(&self) -> String {
        let lines = self.page.lines.iter().enumerate();
        let kept = lines.filter(|(line, _)| self.keeps(*line, 0.5));
        let kept: Vec<&str> = kept.map(|(_, text)| text.as_str()).collect();
        kept.join("\n")
    }
}

/// Trains out of fold, or takes a model, and prints the figures.
pub(crate) fn run(
    training: &Training,
    folds: &[u8],
    model: Option<&Path>,
    predictions: Option<&Path>,
    out: &mut impl Write,
) -> Result<()> {
    let start = Instant::now();
    let (data, table) = train::load_pages(&training.data, &training.weights())?;
    eprintln!(
        "{} pages, {} lines, read in {:.0?}",
        data.pages.len(),
        table.len(),
        start.elapsed()
    );
    let wanted = |fold: u8| folds.is_empty() || folds.contains(&fold);
    let options = training.learning_pages();
    let scores = match model {
        Some(path) => train::score_by_library(&table, &model_file::read(path)?),
        None => {
            writeln!(out, "out of fold, by site: {options:?}")?;
            let signals: Vec<Signal> = Signal::all().collect();
            let folds = (0..=NEWS_FOLD).filter(|&fold| wanted(fold));
            train::out_of_fold::<PAGE_WIDTH>(&table, &signals, &options, folds, false)
        }
    };
    let pages = judge(&data, &table, &scores, wanted);
    print(&pages, out)?;
    if let Some(folder) = predictions {
        write_predictions(&pages, folder)?;
    }
    eprintln!("done after {:.0?}", start.elapsed());
    Ok(())
}

fn judge<'d>(
    data: &'d Data,
    table: &Table,
    scores: &[i32],
    wanted: impl Fn(u8) -> bool + Sync,
) -> Vec<Judged<'d>> {
    data.pages
        .par_iter()
        .zip(&table.pages)
        .filter(|(page, _)| page.set != Set::Silver && wanted(page.fold))
        .map(|(page, rows)| Judged {
            page,
            scores: scores[rows.clone()].to_vec(),
            content: Words::of(data.contents.get(&page.id).map_or("", String::as_str)),
            words: page.lines.iter().map(|line| Words::of(line)).collect(),
        })
        .collect()
}

fn print(pages: &[Judged<'_>], out: &mut impl Write) -> Result<()> {
    let sets = [(Set::Wcxb, "wcxb-train"), (Set::Fundus, "fundus")];
    for (set, name) in sets {
        let of_set: Vec<&Judged<'_>> = pages.iter().filter(|page| page.page.set == set).collect();
        if of_set.is_empty() {
            continue;
        }
        let best = mean(&of_set, |page| {
            page.overlap_of(|line| page.page.gold[line] == Gold::Body)
        });
        writeln!(
            out,
            "\n== {name}: {} pages; of the gold labels {}",
            of_set.len(),
            line(&best)
        )?;
        for threshold in [0.3, 0.4, 0.5, 0.6, 0.7] {
            let found = mean(&of_set, |page| page.overlap(threshold));
            writeln!(out, "at {threshold:.1}: {}", line(&found))?;
        }
    }
    Ok(())
}

/// The means of a set and of its parts: page types, or languages.
struct Found {
    all: Overlap,
    parts: BTreeMap<String, (usize, f64)>,
}

fn mean(pages: &[&Judged<'_>], of: impl Fn(&Judged<'_>) -> Overlap + Sync) -> Found {
    let each: Vec<Overlap> = pages.par_iter().map(|page| of(page)).collect();
    let count = each.len().max(1) as f64;
    let mut parts: BTreeMap<String, (usize, f64)> = BTreeMap::new();
    for (page, overlap) in pages.iter().zip(&each) {
        let part = page
            .page
            .page_type
            .clone()
            .unwrap_or_else(|| match page.page.lang.as_str() {
                "de" => "de".to_owned(),
                "en" => "en".to_owned(),
                _ => "others".to_owned(),
            });
        let part = parts.entry(part).or_default();
        part.0 += 1;
        part.1 += overlap.f1;
    }
    for (count, sum) in parts.values_mut() {
        *sum /= *count as f64;
    }
    let all = |of: fn(&Overlap) -> f64| each.iter().map(of).sum::<f64>() / count;
    Found {
        all: Overlap {
            precision: all(|overlap| overlap.precision),
            recall: all(|overlap| overlap.recall),
            f1: all(|overlap| overlap.f1),
        },
        parts,
    }
}

fn line(found: &Found) -> String {
    let Overlap {
        f1,
        precision,
        recall,
    } = found.all;
    let parts = &found.parts;
    let macro_f1 = parts.values().map(|(_, f1)| f1).sum::<f64>() / parts.len().max(1) as f64;
    let parts: Vec<String> = parts
        .iter()
        .map(|(name, (_, f1))| format!("{name} {f1:.3}"))
        .collect();
    format!(
        "F1 {f1:.4} P {precision:.3} R {recall:.3} mean of parts {macro_f1:.4} | {}",
        parts.join(" ")
    )
}

fn write_predictions(pages: &[Judged<'_>], folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (set, name) in [(Set::Wcxb, "wcxb-train"), (Set::Fundus, "fundus")] {
        let mut text = Vec::new();
        for page in pages.iter().filter(|page| page.page.set == set) {
            serde_json::to_writer(
                &mut text,
                &json!({ "id": page.page.id, "text": page.text() }),
            )?;
            text.push(b'\n');
        }
        fs::write(folder.join(format!("{name}.pages.jsonl")), text)?;
    }
    Ok(())
}
