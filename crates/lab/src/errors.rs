//! `cargo lab errors`: the most expensive mistakes, and a table of the classes of mistakes for the model card.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;

use crate::classes::{Class, Lines};
use crate::data::{Data, Page, Set};
use crate::judged;
use crate::logistic::probability;
use crate::metrics::Scored;
use crate::shape::shape;
use crate::table::Table;

/// Lines printed before and behind a mistake.
const AROUND: usize = 2;
/// Rows of the table of classes.
const CLASSES: usize = 10;
/// Characters of the shape of an example.
const SHAPE: usize = 48;

/// Whether mistakes in a document are looked at unless a set is asked for: labels by agreement are no gold, invented
/// documents are not real, and outputs that keep everything repeat the whole pages.
pub(crate) fn is_usual(page: &Page) -> bool {
    !matches!(page.set, Set::Silver | Set::Augmented) && !page.is_whole_page()
}

/// The scored lines of the documents that are looked at.
#[derive(Debug)]
pub(crate) struct Errors<'d> {
    data: &'d Data,
    table: &'d Table,
    scores: &'d [i32],
    /// Page, row and what was said, for every line that counts.
    lines: Vec<(usize, usize, Scored)>,
}

impl<'d> Errors<'d> {
    pub(crate) fn new(
        data: &'d Data,
        table: &'d Table,
        scores: &'d [i32],
        wanted: impl Fn(&Page) -> bool,
    ) -> Self {
        let pages = data.pages.iter().zip(&table.pages).enumerate();
        let lines = pages
            .filter(|(_, (page, _))| wanted(page))
            .flat_map(|(page, (_, rows))| {
                rows.clone()
                    .filter_map(move |row| Some((page, row, judged::scored(table, row, scores)?)))
            })
            .collect();
        Self {
            data,
            table,
            scores,
            lines,
        }
    }

    /// Prints the mistakes with the highest log-loss, each with the lines around it.
    pub(crate) fn print_worst(&self, limit: usize, out: &mut impl Write) -> Result<()> {
        let mut wrong: Vec<_> = self.lines.iter().filter(|line| line.2.is_wrong()).collect();
        // Stable: equal losses stay in the order of the documents.
        wrong.sort_by(|a, b| b.2.loss().total_cmp(&a.2.loss()));
        for (page, row, scored) in wrong.into_iter().take(limit) {
            let document = &self.data.pages[*page];
            writeln!(
                out,
                "\n{} {}: log-loss {:.2}",
                judged::set_name(document.set),
                document.key(),
                scored.loss()
            )?;
            let rows = &self.table.pages[*page];
            for near in rows.start.max(row.saturating_sub(AROUND))..rows.end.min(row + AROUND + 1) {
                let line = self.table.lines[near] as usize;
                writeln!(
                    out,
                    "{} {:5} {:11} {:.3}  {}",
                    if near == *row { '>' } else { ' ' },
                    line + 1,
                    judged::gold_name(self.table.gold[near]),
                    probability(self.scores[near]),
                    judged::cut(&document.lines[line], 100)
                )?;
            }
        }
        Ok(())
    }

    /// Prints the classes of mistakes of every set as a table in markdown, the ones that cost most first.
    pub(crate) fn print_classes(&self, out: &mut impl Write) -> Result<()> {
        let mut sets: BTreeMap<Set, Vec<&(usize, usize, Scored)>> = BTreeMap::new();
        for line in &self.lines {
            sets.entry(self.data.pages[line.0].set)
                .or_default()
                .push(line);
        }
        for (set, lines) in sets {
            self.print_set(set, &lines, out)?;
        }
        Ok(())
    }

    fn print_set(
        &self,
        set: Set,
        lines: &[&(usize, usize, Scored)],
        out: &mut impl Write,
    ) -> Result<()> {
        let all_loss: f64 = lines.iter().map(|line| line.2.loss()).sum();
        let mut groups: BTreeMap<(Class, bool), Group> = BTreeMap::new();
        let mut errors = 0;
        for of_page in lines.chunk_by(|a, b| a.0 == b.0) {
            let document = self.document(of_page[0].0);
            let start = self.table.pages[of_page[0].0].start;
            for (page, row, scored) in of_page.iter().filter(|line| line.2.is_wrong()) {
                errors += 1;
                let class = document.class(row - start);
                let group = groups.entry((class, scored.truth)).or_default();
                group.add(scored.loss(), || self.example(*page, *row));
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by(|a, b| b.1.loss.total_cmp(&a.1.loss));
        writeln!(
            out,
            "\n### {}: {errors} of {} lines wrong\n",
            judged::set_name(set),
            lines.len()
        )?;
        writeln!(
            out,
            "| class | mistake | lines | of the errors | of the log-loss | for example |"
        )?;
        writeln!(out, "|---|---|---:|---:|---:|---|")?;
        for ((class, truth), group) in groups.iter().take(CLASSES) {
            writeln!(
                out,
                "| {class} | {} | {} | {:.1} % | {:.1} % | {} |",
                if *truth {
                    "false boilerplate"
                } else {
                    "false body"
                },
                group.lines,
                100.0 * group.lines as f64 / f64::from(errors.max(1)),
                100.0 * group.loss / all_loss.max(f64::MIN_POSITIVE),
                group.example
            )?;
        }
        Ok(())
    }

    fn document(&self, page: usize) -> Lines<'_> {
        let rows = self.table.pages[page].clone();
        Lines {
            texts: rows.clone().map(|row| self.text(page, row)).collect(),
            body: self.table.truth[rows].to_vec(),
            signals: self.table.signals(page),
        }
    }

    fn text(&self, page: usize, row: usize) -> &str {
        &self.data.pages[page].lines[self.table.lines[row] as usize]
    }

    /// The form of a line and the labels of its neighbours: nothing that could be read.
    fn example(&self, page: usize, row: usize) -> String {
        let text = self.text(page, row);
        let rows = &self.table.pages[page];
        let label = |near: Option<usize>| match near.filter(|near| rows.contains(near)) {
            Some(near) => judged::gold_name(self.table.gold[near]),
            None => "nothing",
        };
        format!(
            "`{}`, {} characters, between {} and {}",
            shape(text, SHAPE),
            text.trim().chars().count(),
            label(row.checked_sub(1)),
            label(Some(row + 1))
        )
    }
}

/// Mistakes of one class.
#[derive(Debug, Default)]
struct Group {
    lines: usize,
    loss: f64,
    worst: f64,
    /// Of the most expensive one.
    example: String,
}

impl Group {
    fn add(&mut self, loss: f64, example: impl FnOnce() -> String) {
        if self.lines == 0 || loss > self.worst {
            self.worst = loss;
            self.example = example();
        }
        self.lines += 1;
        self.loss += loss;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Training;
    use crate::data::Gold;
    use bodycopy::lab::Lexicon;

    #[test]
    fn mistakes_are_shown_with_their_neighbours_and_told_of_by_shape() {
        let lines = [
            "Menu",
            "Harbour",
            "Tides 2",
            "The pilots of the harbour wrote down every tide of the last hundred years.",
        ];
        let data = Data {
            pages: vec![Page {
                set: Set::Wcxb,
                id: "page".to_owned(),
                extractor: None,
                lang: String::new(),
                fold: 0,
                site: 0,
                page_type: None,
                document: None,
                lines: lines.iter().map(ToString::to_string).collect(),
                gold: vec![
                    Gold::Boilerplate,
                    Gold::Title,
                    Gold::Boilerplate,
                    Gold::Body,
                ],
            }],
            ..Data::default()
        };
        let weights = Training::of("folder".as_ref()).weights();
        let table = Table::measure(&data.pages, Lexicon::builtin(), &weights);
        let scores = [-5000, -5000, 4096, 3000];
        let errors = Errors::new(&data, &table, &scores, is_usual);

        let mut out = Vec::new();
        errors
            .print_worst(5, &mut out)
            .expect("a buffer takes everything");
        let worst = String::from_utf8_lossy(&out).into_owned();
        assert!(
            worst.starts_with("\nwcxb page: log-loss 4.02\n      1 boilerplate 0.008  Menu\n"),
            "{worst}"
        );
        assert!(
            worst.contains(">     3 boilerplate 0.982  Tides 2\n"),
            "{worst}"
        );

        let mut out = Vec::new();
        errors
            .print_classes(&mut out)
            .expect("a buffer takes everything");
        let classes = String::from_utf8_lossy(&out).into_owned();
        assert!(classes.contains("1 of 3 lines wrong"), "{classes}");
        assert!(
            classes.contains("| false body | 1 | 100.0 % |"),
            "{classes}"
        );
        assert!(
            classes.contains("`Aaaaa 0`, 7 characters, between title and body"),
            "{classes}"
        );
        assert!(!classes.contains("Tides"), "{classes}");
    }
}
