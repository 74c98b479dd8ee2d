//! What the model does on pages as HTML: word-F1 of the kept text by page type and language, the texts it must and must
//! not hold, and the texts for the scorer in Python.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use bodycopy::Detector;
use bodycopy::lab::{PAGE_WIDTH, Signal, Signals};
use rayon::prelude::*;
use serde_json::json;

use crate::args::Training;
use crate::data::{Data, Gold, Page, Set};
use crate::model_file;
use crate::sites::NEWS_FOLD;
use crate::snippets::{Held, Snippets};
use crate::table::Table;
use crate::train;
use crate::words::{Overlap, Words};

/// The sets whose pages have gold text, with the names of their files.
const WITH_TEXT: [(Set, &str); 2] = [(Set::Wcxb, "wcxb-train"), (Set::Fundus, "fundus")];

/// A set that has no gold text, but texts that its pages must and must not hold.
const WITH_SNIPPETS: (Set, &str) = (Set::Silver, "trafeval");

/// A page with the log-odds of its lines.
struct Judged<'d> {
    page: &'d Page,
    snippets: Option<&'d Snippets>,
    scores: Vec<i32>,
    /// The lines that the library keeps, given these log-odds: without the title.
    kept: Vec<bool>,
    content: Words,
    words: Vec<Words>,
}

impl Judged<'_> {
    fn overlap(&self) -> Overlap {
        self.overlap_of(|line| self.kept[line])
    }

    /// The same by the log-odds alone, at another threshold, without the lines that are the title by their labels.
    fn overlap_at(&self, threshold: f64) -> Overlap {
        let least = ((threshold / (1.0 - threshold)).ln() * 1024.0) as i32;
        self.overlap_of(|line| self.scores[line] > least && self.page.gold[line] != Gold::Title)
    }

    fn overlap_of(&self, keep: impl Fn(usize) -> bool) -> Overlap {
        let kept = self.words.iter().enumerate();
        let kept = kept.filter(|(line, _)| keep(*line)).map(|(_, words)| words);
        Words::together(kept).overlap(&self.content)
    }

    /// The kept lines.
    fn text(&self) -> String {
        let lines = self.page.lines.iter().enumerate();
        let kept = lines.filter(|(line, _)| self.kept[*line]);
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
    let scores = if let Some(path) = model {
        writeln!(
            out,
            "IN SAMPLE if the model was trained on these data: {}",
            path.display()
        )?;
        train::score_by_library(&table, &model_file::read(path)?)
    } else {
        writeln!(out, "out of fold, by site: {options:?}")?;
        let signals: Vec<Signal> = Signal::all().collect();
        let folds = (0..=NEWS_FOLD).filter(|&fold| wanted(fold));
        train::out_of_fold::<PAGE_WIDTH>(&table, &signals, &options, folds, false)
    };
    let pages = judge(&data, &table, &scores, wanted);
    print(&pages, out)?;
    if let Some(folder) = predictions {
        write_predictions(&data, &pages, folder)?;
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
    let detector = Detector::default();
    let places = data.pages.par_iter().zip(&table.pages).enumerate();
    places
        .filter(|(_, (page, _))| wanted(page.fold) && page.set != Set::Augmented)
        .map(|(place, (page, rows))| Judged {
            page,
            snippets: data.snippets.get(&page.id),
            scores: scores[rows.clone()].to_vec(),
            kept: kept(&detector, page, table.signals(place), &scores[rows.clone()]),
            content: Words::of(data.contents.get(&page.id).map_or("", String::as_str)),
            words: page.lines.iter().map(|line| Words::of(line)).collect(),
        })
        .collect()
}

/// Which lines the library keeps.
fn kept(detector: &Detector, page: &Page, signals: &Signals, scores: &[i32]) -> Vec<bool> {
    let mut kept = vec![false; page.lines.len()];
    if let Some(document) = &page.document {
        let numbers = detector.kept(document, signals, scores);
        let mut numbers = numbers.into_iter().peekable();
        for (kept, line) in kept.iter_mut().zip(document.lines()) {
            *kept = numbers.next_if_eq(&line.number).is_some();
        }
    }
    kept
}

fn print(pages: &[Judged<'_>], out: &mut impl Write) -> Result<()> {
    for (set, name) in WITH_TEXT.into_iter().chain([WITH_SNIPPETS]) {
        let of_set: Vec<&Judged<'_>> = pages.iter().filter(|page| page.page.set == set).collect();
        if of_set.is_empty() {
            continue;
        }
        writeln!(out, "\n== {name}: {} pages", of_set.len())?;
        if set != WITH_SNIPPETS.0 {
            print_overlap(&of_set, out)?;
        }
        print_snippets(&of_set, out)?;
    }
    Ok(())
}

fn print_overlap(pages: &[&Judged<'_>], out: &mut impl Write) -> Result<()> {
    let best = mean(pages, |page| {
        page.overlap_of(|line| page.page.gold[line] == Gold::Body)
    });
    writeln!(out, "gold labels: {}", line(&best))?;
    writeln!(
        out,
        "kept by the library: {}",
        line(&mean(pages, |page: &Judged<'_>| page.overlap()))
    )?;
    for threshold in [0.3, 0.4, 0.5, 0.6, 0.7] {
        let found = mean(pages, |page| page.overlap_at(threshold));
        writeln!(out, "log-odds alone at {threshold:.1}: {}", line(&found))?;
    }
    Ok(())
}

/// The shares of the texts that the kept text and the whole page hold; nothing where there are no such texts.
fn print_snippets(pages: &[&Judged<'_>], out: &mut impl Write) -> Result<()> {
    let each: Vec<[Held; 3]> = pages
        .par_iter()
        .filter_map(|page| {
            let snippets = page.snippets?;
            let whole = snippets.held_by(&page.page.text());
            Some([snippets.count(), snippets.held_by(&page.text()), whole])
        })
        .collect();
    let mut sums = [Held::default(); 3];
    for page in each {
        for (sum, held) in sums.iter_mut().zip(page) {
            *sum += held;
        }
    }
    let [all, kept, whole] = sums;
    for (name, all, kept, whole) in [
        ("must", all.must, kept.must, whole.must),
        ("must_not", all.must_not, kept.must_not, whole.must_not),
    ] {
        if all > 0 {
            let share = |held: usize| 100.0 * held as f64 / all as f64;
            writeln!(
                out,
                "{name}: {:.2} % of {all} snippets are in the kept text, {:.2} % in the page",
                share(kept),
                share(whole)
            )?;
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
        let part = parts.entry(part_of(page.page).to_owned()).or_default();
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

/// The page type, where it is known, else the language, where there are many pages in it.
fn part_of(page: &Page) -> &str {
    match (&page.page_type, page.lang.as_str()) {
        (Some(page_type), _) => page_type,
        (None, lang @ ("de" | "en")) => lang,
        (None, _) => "others",
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

/// A file for each set of which pages were judged, with a row for each of these.
fn write_predictions(data: &Data, pages: &[Judged<'_>], folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (set, name) in WITH_TEXT {
        let mut rows = Vec::new();
        let mut judged = 0;
        for page in pages.iter().filter(|page| page.page.set == set) {
            let row = json!({ "id": page.page.id, "text": page.text() });
            serde_json::to_writer(&mut rows, &row)?;
            rows.push(b'\n');
            judged += 1;
        }
        if judged == 0 {
            continue;
        }
        let path = folder.join(format!("{name}.pages.jsonl"));
        fs::write(&path, rows).with_context(|| format!("cannot write {}", path.display()))?;
        let all = data.pages.iter().filter(|page| page.set == set).count();
        if judged < all {
            eprintln!(
                "{}: {judged} of {all} pages; score_pages.py counts the others as empty",
                path.display()
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
