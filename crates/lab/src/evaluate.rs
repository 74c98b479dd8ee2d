//! What the model does on labelled lines: figures a set, and predictions for the scorer in Python.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde_json::json;

use crate::data::{Data, Gold, Page, Set};
use crate::logistic::probability;
use crate::metrics::{self, Counts, Scored};
use crate::table::Table;
use crate::words::{Overlap, Words};

/// A line of this many characters or fewer is short.
const SHORT: usize = 30;

/// Documents with the probabilities of their lines.
#[derive(Debug)]
pub(crate) struct Evaluation<'d> {
    pages: Vec<Judged<'d>>,
}

#[derive(Debug)]
struct Judged<'d> {
    page: &'d Page,
    /// The words of the page's gold text.
    content: Option<&'d Words>,
    /// Log-odds of each line; `None` where the library sees no text.
    scores: Vec<Option<i32>>,
    /// The words of each line; none where there is no gold text.
    words: Vec<Words>,
}

impl<'d> Evaluation<'d> {
    /// Sorts scores of rows to the lines of their documents; invented documents have no gold text.
    pub(crate) fn new(
        data: &'d Data,
        contents: &'d BTreeMap<&str, Words>,
        table: &Table,
        scores: &[i32],
        wanted: impl Fn(&Page) -> bool + Sync,
    ) -> Self {
        let judged = |(page, rows): (&'d Page, &Range<usize>)| {
            let mut of_lines = vec![None; page.lines.len()];
            for row in rows.clone() {
                of_lines[table.lines[row] as usize] = Some(scores[row]);
            }
            let content = contents
                .get(page.id.as_str())
                .filter(|_| page.set != Set::Augmented);
            let words = content.map_or(Vec::new(), |_| {
                page.lines.iter().map(|line| Words::of(line)).collect()
            });
            Judged {
                page,
                content,
                scores: of_lines,
                words,
            }
        };
        let pages = data
            .pages
            .par_iter()
            .zip(&table.pages)
            .filter(|(page, _)| wanted(page))
            .map(judged)
            .collect();
        Self { pages }
    }

    /// Prints the figures of all sets.
    pub(crate) fn print(&self, out: &mut impl Write) -> Result<()> {
        let of = |set: Set| move |page: &Page| page.set == set;
        self.group("wcxb-train-lines", of(Set::Wcxb)).print(out)?;
        self.group("wcxb-train-residue, all extractors", of(Set::Residue))
            .print(out)?;
        let extracted = |page: &Page| page.set == Set::Residue && !page.is_whole_page();
        self.group("wcxb-train-residue without inscriptis", extracted)
            .print(out)?;
        self.group("krdwrd-lines", of(Set::Krdwrd)).print(out)?;
        self.group("fundus-lines", of(Set::Fundus)).print(out)?;
        self.group("invented documents", of(Set::Augmented))
            .print(out)?;
        let every = |page: &Page| {
            matches!(page.set, Set::Wcxb | Set::Krdwrd | Set::Fundus) || extracted(page)
        };
        self.group(
            "all of these: wcxb lines and residue, krdwrd, fundus",
            every,
        )
        .print_calibration(out)?;
        let mut languages: Vec<&str> = self
            .pages
            .iter()
            .map(|judged| judged.page.lang.as_str())
            .collect();
        languages.sort_unstable();
        languages.dedup();
        writeln!(out, "\n== fundus-lines by language")?;
        for lang in languages {
            let group = self.group(lang, |page| page.set == Set::Fundus && page.lang == lang);
            if !group.pages.is_empty() {
                group.print_short(out)?;
            }
        }
        Ok(())
    }

    /// Writes one file of predictions a set, as `score_lines.py` reads them.
    pub(crate) fn write_predictions(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder)?;
        for (set, name) in Set::FILES {
            let path = folder.join(name.replace(".jsonl.zst", ".pred.jsonl"));
            let file =
                File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
            let mut out = BufWriter::new(file);
            for judged in self.pages.iter().filter(|judged| judged.page.set == set) {
                writeln!(out, "{}", judged.prediction())?;
            }
            out.flush()?;
        }
        Ok(())
    }

    fn group<'e>(&'e self, name: &'e str, wanted: impl Fn(&Page) -> bool) -> Group<'e, 'd> {
        let pages = self
            .pages
            .iter()
            .filter(|judged| wanted(judged.page))
            .collect();
        Group { name, pages }
    }
}

impl Judged<'_> {
    fn prediction(&self) -> serde_json::Value {
        let lines = self.scores.iter().zip(1..).filter_map(|(score, number)| {
            let probability = probability((*score)?);
            let label = if probability > 0.5 {
                "body"
            } else {
                "boilerplate"
            };
            Some(json!({ "line": number, "label": label, "probability": probability }))
        });
        json!({ "id": self.page.key(), "lines": lines.collect::<Vec<_>>() })
    }

    /// The lines that count, with the number of their characters.
    fn lines(&self) -> impl Iterator<Item = (Scored, usize)> {
        let lines = self
            .page
            .lines
            .iter()
            .zip(&self.page.gold)
            .zip(&self.scores);
        lines.filter_map(|((text, gold), score)| {
            let score = score.unwrap_or(i32::MIN);
            let scored = Scored::new(gold.scored()?, score);
            Some((scored, text.trim().chars().count()))
        })
    }

    /// How well the lines above a threshold match the page's gold text.
    fn overlap(&self, threshold: f64) -> Option<Overlap> {
        self.overlap_of(|line| probability(self.scores[line].unwrap_or(i32::MIN)) > threshold)
    }

    /// How well the lines that are body by their labels do: no choice of lines could be much better.
    fn best_overlap(&self) -> Option<Overlap> {
        self.overlap_of(|line| self.page.gold[line] == Gold::Body)
    }

    fn overlap_of(&self, keep: impl Fn(usize) -> bool) -> Option<Overlap> {
        let kept = self
            .words
            .iter()
            .enumerate()
            .filter(|(line, _)| keep(*line));
        Some(Words::together(kept.map(|(_, words)| words)).overlap(self.content?))
    }
}

/// The documents of one set.
#[derive(Debug)]
struct Group<'e, 'd> {
    name: &'e str,
    pages: Vec<&'e Judged<'d>>,
}

impl<'d> Group<'_, 'd> {
    fn lines(&self) -> (Vec<Scored>, Vec<Scored>) {
        let (mut all, mut short) = (Vec::new(), Vec::new());
        for (line, length) in self.pages.iter().flat_map(|judged| judged.lines()) {
            all.push(line);
            if length <= SHORT {
                short.push(line);
            }
        }
        (all, short)
    }

    /// The mean over the documents whose gold text is known.
    fn overlap(&self, threshold: f64) -> Option<Overlap> {
        self.mean(|judged| judged.overlap(threshold))
    }

    fn mean(&self, of: impl Fn(&Judged<'d>) -> Option<Overlap> + Sync) -> Option<Overlap> {
        let each: Vec<Overlap> = self
            .pages
            .par_iter()
            .filter_map(|judged| of(judged))
            .collect();
        let mean = |of: fn(&Overlap) -> f64| each.iter().map(of).sum::<f64>() / each.len() as f64;
        (!each.is_empty()).then(|| Overlap {
            precision: mean(|overlap| overlap.precision),
            recall: mean(|overlap| overlap.recall),
            f1: mean(|overlap| overlap.f1),
        })
    }

    fn print(&self, out: &mut impl Write) -> Result<()> {
        let (all, short) = self.lines();
        writeln!(out, "\n== {}: {} documents", self.name, self.pages.len())?;
        writeln!(out, "all          {}", Counts::at(&all, 0.5))?;
        writeln!(out, "<=30 chars   {}", Counts::at(&short, 0.5))?;
        let best = self.mean(Judged::best_overlap);
        if let (Some(kept), Some(everything), Some(best)) =
            (self.overlap(0.5), self.overlap(-1.0), best)
        {
            let Overlap {
                f1,
                precision,
                recall,
            } = kept;
            writeln!(
                out,
                "word-F1 of kept lines {f1:.4} P={precision:.4} R={recall:.4}; of all lines {:.4}; gain {:+.4}; of the gold labels {:.4}",
                everything.f1,
                f1 - everything.f1,
                best.f1
            )?;
        }
        write!(out, "threshold: macroF1 word-F1")?;
        for tenth in 3..=7 {
            let threshold = f64::from(tenth) / 10.0;
            let words = self
                .overlap(threshold)
                .map_or(String::new(), |words| format!(" {:.4}", words.f1));
            write!(
                out,
                " | {threshold:.1}: {:.4}{words}",
                Counts::at(&all, threshold).macro_f1()
            )?;
        }
        let (threshold, best) = metrics::best_threshold(&all);
        writeln!(out, " | best {threshold:.3}: {best:.4}")?;
        print_reliability(&all, out)
    }

    fn print_calibration(&self, out: &mut impl Write) -> Result<()> {
        let (all, _) = self.lines();
        writeln!(out, "\n== {}: {} lines", self.name, all.len())?;
        print_reliability(&all, out)
    }

    fn print_short(&self, out: &mut impl Write) -> Result<()> {
        let (all, _) = self.lines();
        let (threshold, best) = metrics::best_threshold(&all);
        let error = metrics::calibration_error(&metrics::reliability(&all));
        let words = self.overlap(0.5).unwrap_or_default().f1;
        let counts = Counts::at(&all, 0.5);
        writeln!(
            out,
            "{:3} {:4} documents {counts} word-F1={words:.4} ECE={error:.4} best {threshold:.2}: {best:.4}",
            self.name,
            self.pages.len()
        )?;
        Ok(())
    }
}

fn print_reliability(lines: &[Scored], out: &mut impl Write) -> Result<()> {
    let bins = metrics::reliability(lines);
    write!(out, "reliability (said -> was, lines):")?;
    for bin in bins.iter().filter(|bin| bin.lines > 0) {
        let lines = bin.lines as f64;
        write!(
            out,
            " {:.2}->{:.2} ({})",
            bin.promised / lines,
            bin.body as f64 / lines,
            bin.lines
        )?;
    }
    writeln!(
        out,
        "; ECE={:.4}, log-loss={:.4}",
        metrics::calibration_error(&bins),
        metrics::log_loss(lines)
    )?;
    Ok(())
}
