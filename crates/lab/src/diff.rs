//! `cargo lab diff`: two models, document by document.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use bodycopy::lab::Lexicon;

use crate::data::{Data, Page, Set};
use crate::judged;
use crate::logistic::probability;
use crate::metrics::{self, Counts, Scored};
use crate::model_file;
use crate::table::{Table, Weights};
use crate::train;

/// What to compare.
#[derive(Debug)]
pub(crate) struct Options<'a> {
    pub data: &'a Path,
    pub models: [&'a Path; 2],
    /// The most documents to print.
    pub limit: usize,
    pub set: Option<Set>,
}

/// Scores all documents with both models and prints the documents that changed, the worst first, and totals a set.
pub(crate) fn run(options: &Options<'_>, weights: &Weights, out: &mut impl Write) -> Result<()> {
    let models = [
        model_file::read(options.models[0])?,
        model_file::read(options.models[1])?,
    ];
    let mut data = Data::read(options.data)?;
    if let Some(set) = options.set {
        data.pages.retain(|page| page.set == set);
    }
    let table = Table::measure(&data.pages, Lexicon::builtin(), weights);
    let scores = models.map(|model| train::score_by_library(&table, &model));
    let mut changes: Vec<Change> = (0..data.pages.len())
        .map(|page| Change::of(page, &table, &scores))
        .collect();
    totals(&data, &changes, out)?;
    changes.retain(|change| !change.rows.is_empty());
    changes.sort_by(|a, b| {
        let errors = b.more_errors().cmp(&a.more_errors());
        errors.then(b.more_loss().total_cmp(&a.more_loss()))
    });
    let count = changes.len();
    for change in changes.iter().take(options.limit) {
        change.print(&data.pages[change.page], &table, &scores, out)?;
    }
    if count > options.limit {
        writeln!(out, "\n{} more documents changed", count - options.limit)?;
    }
    Ok(())
}

/// One document under both models.
#[derive(Debug)]
struct Change {
    page: usize,
    lines: [Vec<Scored>; 2],
    errors: [usize; 2],
    loss: [f64; 2],
    /// The rows that changed label.
    rows: Vec<usize>,
}

impl Change {
    fn of(page: usize, table: &Table, scores: &[Vec<i32>; 2]) -> Self {
        let rows = table.pages[page].clone();
        let lines = [0, 1].map(|of| judged::all_scored(table, rows.clone(), &scores[of]));
        Self {
            page,
            errors: [0, 1].map(|of| lines[of].iter().filter(|line| line.is_wrong()).count()),
            loss: [0, 1].map(|of| metrics::log_loss(&lines[of])),
            lines,
            rows: rows
                .filter(|&row| (scores[0][row] > 0) != (scores[1][row] > 0))
                .collect(),
        }
    }

    fn more_errors(&self) -> i64 {
        self.errors[1] as i64 - self.errors[0] as i64
    }

    fn more_loss(&self) -> f64 {
        self.loss[1] - self.loss[0]
    }

    fn print(
        &self,
        page: &Page,
        table: &Table,
        scores: &[Vec<i32>; 2],
        out: &mut impl Write,
    ) -> Result<()> {
        writeln!(
            out,
            "\n{} {}: errors {} -> {} of {} lines, log-loss {:.4} -> {:.4}",
            judged::set_name(page.set),
            page.key(),
            self.errors[0],
            self.errors[1],
            self.lines[0].len(),
            self.loss[0],
            self.loss[1]
        )?;
        for &row in &self.rows {
            let line = table.lines[row] as usize;
            let [before, after] = [0, 1].map(|of| probability(scores[of][row]));
            let verdict = match judged::scored(table, row, &scores[1]) {
                None => ' ',
                Some(line) if line.is_wrong() => '-',
                Some(_) => '+',
            };
            writeln!(
                out,
                "  {verdict} {:5} {:11} {before:.2} -> {after:.2}  {}",
                line + 1,
                judged::gold_name(table.gold[row]),
                judged::cut(&page.lines[line], 80)
            )?;
        }
        Ok(())
    }
}

/// For each set, how many documents got worse, better or neither, and the macro-F1 of both models.
fn totals(data: &Data, changes: &[Change], out: &mut impl Write) -> Result<()> {
    let mut sets: BTreeMap<Set, Vec<&Change>> = BTreeMap::new();
    for (page, change) in data.pages.iter().zip(changes) {
        sets.entry(page.set).or_default().push(change);
    }
    for (set, changes) in sets {
        let count = |sign| {
            changes
                .iter()
                .filter(|change| change.more_errors().signum() == sign)
                .count()
        };
        let lines = [0, 1].map(|of| {
            changes
                .iter()
                .flat_map(|change| change.lines[of].clone())
                .collect::<Vec<_>>()
        });
        let [before, after] = [0, 1].map(|of| Counts::at(&lines[of], 0.5).macro_f1());
        let [loss_before, loss_after] = [0, 1].map(|of| metrics::log_loss(&lines[of]));
        writeln!(
            out,
            "{:8} {:5} documents: {:4} worse, {:4} better, {:4} with as many errors; macro-F1 {before:.4} -> {after:.4}, \
             log-loss {loss_before:.4} -> {loss_after:.4}",
            judged::set_name(set),
            changes.len(),
            count(1),
            count(-1),
            count(0)
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Training;
    use crate::data::Gold;

    /// The document `Home`, `Some text.` under two models of which the second calls the first line body.
    fn change() -> (Data, Table, [Vec<i32>; 2]) {
        let page = Page {
            set: Set::Wcxb,
            id: "page".to_owned(),
            extractor: None,
            lang: String::new(),
            fold: 0,
            site: 0,
            page_type: None,
            document: None,
            lines: vec!["Home".to_owned(), "Some text.".to_owned()],
            gold: vec![Gold::Boilerplate, Gold::Body],
        };
        let pages = vec![page];
        let weights = Training::of("folder".as_ref()).weights();
        let table = Table::measure(&pages, Lexicon::builtin(), &weights);
        let data = Data {
            pages,
            ..Data::default()
        };
        (data, table, [vec![-1024, 2048], vec![512, 2048]])
    }

    #[test]
    fn a_document_with_more_errors_is_worse() {
        let (data, table, scores) = change();
        let change = Change::of(0, &table, &scores);
        assert_eq!((change.errors, change.more_errors()), ([0, 1], 1));
        assert!(change.more_loss() > 0.0);

        let mut out = Vec::new();
        change
            .print(&data.pages[0], &table, &scores, &mut out)
            .expect("a buffer takes everything");
        let out = String::from_utf8_lossy(&out);
        assert!(out.contains("wcxb page: errors 0 -> 1 of 2 lines"), "{out}");
        assert!(
            out.contains("  -     1 boilerplate 0.27 -> 0.62  Home\n"),
            "{out}"
        );
        assert!(!out.contains("Some text"), "{out}");
    }

    #[test]
    fn totals_count_documents() {
        let (data, table, scores) = change();
        let mut out = Vec::new();
        totals(&data, &[Change::of(0, &table, &scores)], &mut out)
            .expect("a buffer takes everything");
        let out = String::from_utf8_lossy(&out);
        assert!(out.contains("1 worse,    0 better"), "{out}");
        assert!(out.contains("macro-F1 1.0000 -> 0.3333"), "{out}");
    }
}
