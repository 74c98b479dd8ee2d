//! `cargo lab align`: pages cut into lines and labelled by their gold text.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use bodycopy::Document;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::aligner;
use crate::data::{self, Gold};
use crate::metrics::Counts;
use crate::rows::{self, Row};
use crate::words::Words;

const ENDING: &str = ".jsonl.zst";

/// A page with its lines labelled.
#[derive(Debug)]
pub(crate) struct Aligned {
    pub id: String,
    pub lang: Option<String>,
    pub document: Document<'static>,
    pub gold: Vec<Gold>,
    page_type: Option<String>,
    content: String,
}

impl Aligned {
    fn new(row: Row) -> Option<Self> {
        let content = row
            .main_content
            .filter(|content| !content.trim().is_empty())?;
        let document = Document::from_html(row.html.as_deref()?);
        let lines: Vec<&str> = data::lines_of(&document).collect();
        Some(Self {
            gold: aligner::label(&lines, &content, row.title.as_deref().unwrap_or_default()),
            document,
            content,
            id: row.id,
            lang: row.lang,
            page_type: row.page_type,
        })
    }

    pub(crate) fn lines(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        data::lines_of(&self.document)
    }
}

/// The pages of a file that have markup and gold text, and how many have not.
pub(crate) fn pages(path: &Path) -> Result<(Vec<Aligned>, usize)> {
    let mut rows = Vec::new();
    rows::read(path, |row| {
        rows.push(row);
        Ok(())
    })?;
    let all = rows.len();
    let pages: Vec<Aligned> = rows.into_par_iter().filter_map(Aligned::new).collect();
    ensure!(
        !pages.is_empty(),
        "{}: no row has `html` and `main_content`; name a file of pages",
        path.display()
    );
    let without = all - pages.len();
    Ok((pages, without))
}

/// A row of the output, as the files of lines have it.
#[derive(Serialize)]
struct Labelled<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    lines: Vec<&'a str>,
    labels: Vec<Value>,
}

impl<'a> Labelled<'a> {
    fn new(page: &'a Aligned) -> Self {
        let label = |gold: &Gold| match gold {
            Gold::Title => json!("title"),
            gold => json!(u8::from(*gold == Gold::Body)),
        };
        Self {
            id: &page.id,
            page_type: page.page_type.as_deref(),
            lang: page.lang.as_deref(),
            lines: page.lines().collect(),
            labels: page.gold.iter().map(label).collect(),
        }
    }
}

/// Aligns the pages of the named files, writes the lines and prints the figures.
pub(crate) fn run(
    folder: &Path,
    names: &[String],
    to: Option<&Path>,
    out: &mut impl Write,
) -> Result<()> {
    let mut written = Vec::new();
    for name in names {
        let (pages, without) = pages(&folder.join(name))?;
        for page in &pages {
            serde_json::to_writer(&mut written, &Labelled::new(page))?;
            written.push(b'\n');
        }
        writeln!(out, "== {name}")?;
        print(&pages, without, out)?;
        let lines = folder.join(format!("{}-lines{ENDING}", name.trim_end_matches(ENDING)));
        if lines.exists() {
            compare(&pages, &lines, out)?;
        }
    }
    if let Some(path) = to {
        if path.extension().is_some_and(|ending| ending == "zst") {
            written = zstd::encode_all(written.as_slice(), 0)?;
        }
        fs::write(path, written).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn print(pages: &[Aligned], without: usize, out: &mut impl Write) -> Result<()> {
    let labels = || pages.iter().flat_map(|page| &page.gold);
    let lines = labels().count();
    let body = labels().filter(|&&gold| gold == Gold::Body).count();
    let titles = labels().filter(|&&gold| gold == Gold::Title).count();
    writeln!(
        out,
        "{} pages ({without} more have no gold text), {lines} lines, {:.1} % body, {titles} titles",
        pages.len(),
        100.0 * body as f64 / lines.max(1) as f64
    )?;
    let mut types: BTreeMap<&str, Mean> = BTreeMap::new();
    let overlaps: Vec<f64> = pages
        .par_iter()
        .map(|page| overlap(page.lines().zip(&page.gold), &page.content))
        .collect();
    for (page, overlap) in pages.iter().zip(overlaps) {
        types.entry("all").or_default().add(overlap);
        if let Some(page_type) = &page.page_type {
            types.entry(page_type).or_default().add(overlap);
        }
    }
    write!(out, "word-F1 of these labels:")?;
    for (page_type, mean) in types {
        write!(out, " {page_type} {mean}")?;
    }
    writeln!(out)?;
    Ok(())
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }
}

impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4}", self.sum / self.count.max(1) as f64)
    }
}

/// What the body lines hold of the content: no choice of lines could be much better.
fn overlap<'a>(lines: impl Iterator<Item = (&'a str, &'a Gold)>, content: &str) -> f64 {
    let words: Vec<Words> = lines
        .filter(|(_, gold)| **gold == Gold::Body)
        .map(|(line, _)| Words::of(line))
        .collect();
    Words::together(&words).overlap(&Words::of(content)).f1
}

/// Compares with other labels of the same pages, on the lines that both have.
fn compare(pages: &[Aligned], path: &Path, out: &mut impl Write) -> Result<()> {
    let by_id: HashMap<&str, &Aligned> =
        pages.iter().map(|page| (page.id.as_str(), page)).collect();
    let (mut same, mut other) = (Agreement::default(), Mean::default());
    rows::read(path, |row| {
        let gold: Vec<Gold> = row.labels.iter().map(Gold::parse).collect::<Result<_>>()?;
        if let Some(page) = by_id.get(row.id.as_str()) {
            other.add(overlap(
                row.lines.iter().map(String::as_str).zip(&gold),
                &page.content,
            ));
            same.add(page, &row.lines, &gold);
        }
        Ok(())
    })?;
    let Agreement {
        counts,
        lines,
        titles,
    } = same;
    writeln!(
        out,
        "beside {}: word-F1 of its labels {other}, {} pages",
        path.display(),
        other.count
    )?;
    let Counts {
        kept,
        debris,
        lost,
        dropped,
    } = counts;
    let scored = counts.lines();
    writeln!(
        out,
        "{scored} of its {lines} lines are here, too: {:.2} % labelled alike, body F1 {:.4}, macro-F1 {:.4} \
         ({debris} body here alone, {lost} there alone); {titles} lines are a title in one of the two alone",
        100.0 * (kept + dropped) as f64 / scored.max(1) as f64,
        counts.body_f1(),
        counts.macro_f1()
    )?;
    Ok(())
}

/// How another's labels agree with ours.
#[derive(Debug, Default)]
struct Agreement {
    counts: Counts,
    /// All of the other's lines.
    lines: usize,
    /// Lines that only one of the two calls a title.
    titles: usize,
}

impl Agreement {
    /// Pairs equal lines in their order.
    fn add(&mut self, page: &Aligned, lines: &[String], gold: &[Gold]) {
        self.lines += lines.len();
        let mut ours: HashMap<&str, Vec<Gold>> = HashMap::new();
        for (line, gold) in page.lines().zip(&page.gold).rev() {
            ours.entry(line).or_default().push(*gold);
        }
        for (line, theirs) in lines.iter().zip(gold) {
            let Some(our) = ours.get_mut(line.as_str()).and_then(Vec::pop) else {
                continue;
            };
            if let (Some(truth), Some(said)) = (theirs.scored(), our.scored()) {
                self.counts.add(truth, said);
            } else if *theirs != our {
                self.titles += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned() -> Aligned {
        Aligned::new(Row {
            id: "page".to_owned(),
            title: Some("A ferry rests".to_owned()),
            main_content: Some("The ferry will not run on Friday, said the harbour master.".to_owned()),
            html: Some(
                "<h1>A ferry rests</h1><p>Share<p>The ferry will not run on Friday, said the harbour master.".to_owned(),
            ),
            ..Row::default()
        })
        .expect("a page with gold text")
    }

    #[test]
    fn rows_have_the_form_of_the_files_of_lines() {
        let row = json!(Labelled::new(&aligned()));
        let line = "The ferry will not run on Friday, said the harbour master.";
        assert_eq!(
            row,
            json!({ "id": "page", "lines": ["A ferry rests", "Share", line], "labels": ["title", 0, 1] })
        );
    }

    #[test]
    fn agreement_is_counted_on_equal_lines() {
        let lines = [
            "A ferry rests",
            "Share",
            "Share",
            "The ferry will not run on Friday, said the harbour master.",
        ];
        let gold = [Gold::Body, Gold::Body, Gold::Boilerplate, Gold::Body];
        let mut same = Agreement::default();
        same.add(&aligned(), &lines.map(str::to_owned), &gold);
        let counts = Counts {
            kept: 1,
            debris: 0,
            lost: 1,
            dropped: 0,
        };
        assert_eq!((same.counts, same.lines, same.titles), (counts, 4, 1));
    }

    #[test]
    fn pages_without_gold_text_are_left_out() {
        let row = Row {
            html: Some("<p>text".to_owned()),
            main_content: Some(" ".to_owned()),
            ..Row::default()
        };
        assert!(Aligned::new(row).is_none());
    }
}
