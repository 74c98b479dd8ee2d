//! The labelled documents of a data folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail, ensure};
use bodycopy::Document;
use clap::ValueEnum;
use rayon::prelude::*;
use serde_json::Value;

use crate::aligner;
use crate::rows::{self, Row};
use crate::sites::{self, FOLDS, NEWS_FOLD, Sites};
use crate::snippets::Snippets;

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ValueEnum)]
pub(crate) enum Set {
    /// Whole pages of WCXB.
    Wcxb,
    /// What extractors kept of them.
    Residue,
    /// Web pages of 2008.
    Krdwrd,
    /// News pages.
    Fundus,
    /// Pages labelled by the agreement of extractors.
    Silver,
    /// Made by [`crate::augment`].
    #[value(skip)]
    Augmented,
}

impl Set {
    pub(crate) const FILES: [(Self, &'static str); 5] = [
        (Self::Wcxb, "wcxb-train-lines.jsonl.zst"),
        (Self::Residue, "wcxb-train-residue.jsonl.zst"),
        (Self::Krdwrd, "krdwrd-lines.jsonl.zst"),
        (Self::Fundus, "fundus-lines.jsonl.zst"),
        (Self::Silver, "trafeval-silver-lines.jsonl.zst"),
    ];
}

/// The files that tell of the pages and not of their lines.
const PAGES: [&str; 3] = [
    "wcxb-train.jsonl.zst",
    "fundus.jsonl.zst",
    "trafeval.jsonl.zst",
];

/// The extractor that keeps whole pages.
pub(crate) const EVERYTHING: &str = "inscriptis";

/// What is known of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gold {
    Body,
    Boilerplate,
    /// Trained as body, not scored.
    Title,
    /// Neither trained nor scored.
    Unknown,
}

impl Gold {
    pub(crate) fn parse(label: &Value) -> Result<Self> {
        Ok(match (label.as_i64(), label.as_str()) {
            (Some(1), _) | (_, Some("good")) => Self::Body,
            (Some(0), _) | (_, Some("bad")) => Self::Boilerplate,
            (_, Some("title")) => Self::Title,
            (_, Some("uncertain" | "unlabelled")) => Self::Unknown,
            _ => bail!("unknown label {label}"),
        })
    }

    /// What to score the line against.
    pub(crate) fn scored(self) -> Option<bool> {
        match self {
            Self::Body => Some(true),
            Self::Boilerplate => Some(false),
            Self::Title | Self::Unknown => None,
        }
    }

    /// What to train the line as.
    pub(crate) fn trained(self) -> Option<bool> {
        if self == Self::Title {
            Some(true)
        } else {
            self.scored()
        }
    }
}

/// A document with a label a line.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_field_names,
    reason = "`page_type` is the name in the data files"
)]
pub(crate) struct Page {
    pub set: Set,
    pub id: String,
    pub extractor: Option<String>,
    /// The language without its region; empty where no file tells it.
    pub lang: String,
    /// The fold in which the page is tested; the same for all pages of a site.
    pub fold: u8,
    /// The same number for all pages of a site.
    pub site: u64,
    /// What kind of page it is, where its file tells.
    pub page_type: Option<String>,
    pub lines: Vec<String>,
    pub gold: Vec<Gold>,
    /// The document itself, where it was read from HTML.
    pub document: Option<Document<'static>>,
}

impl Page {
    /// The document: its lines, joined.
    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// The lines that are body, joined.
    fn body(&self) -> String {
        let lines = self.lines.iter().zip(&self.gold);
        let body = lines.filter(|(_, gold)| matches!(gold, Gold::Body | Gold::Title));
        let body: Vec<&str> = body.map(|(line, _)| line.as_str()).collect();
        body.join("\n")
    }

    /// The name of the document in files of predictions.
    pub(crate) fn key(&self) -> String {
        match &self.extractor {
            Some(extractor) => format!("{}#{extractor}", self.id),
            None => self.id.clone(),
        }
    }

    /// Whether it repeats the whole page.
    pub(crate) fn is_whole_page(&self) -> bool {
        self.set == Set::Residue && self.extractor.as_deref() == Some(EVERYTHING)
    }
}

/// Everything that was read.
#[derive(Debug, Default)]
pub(crate) struct Data {
    pub pages: Vec<Page>,
    /// The gold text of pages, by id.
    pub contents: BTreeMap<String, String>,
    /// Texts that pages must and must not hold, by id; read with the pages as HTML.
    pub snippets: BTreeMap<String, Snippets>,
    /// Name and sha256 of each file.
    pub files: Vec<(String, String)>,
}

impl Data {
    /// Reads the files of a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut data = Self::default();
        let mut sites = Sites::default();
        for name in PAGES {
            let hash = rows::read(&folder.join(name), |row| {
                place(&row, &mut sites);
                if let Some(content) = row.main_content {
                    data.contents.insert(row.id, content);
                }
                Ok(())
            })?;
            data.files.push((name.to_owned(), hash));
        }
        for (set, name) in Set::FILES {
            let hash = rows::read(&folder.join(name), |row| {
                data.pages.push(page(set, row, &sites)?);
                Ok(())
            })?;
            data.files.push((name.to_owned(), hash));
        }
        data.set_news_apart(&sites);
        Ok(data)
    }
}

impl Data {
    /// Gives all pages of the sites of Fundus a fold of their own: these are tested by a model that saw none of them.
    fn set_news_apart(&mut self, sites: &Sites) {
        let news: BTreeSet<&str> = self
            .pages
            .iter()
            .filter(|page| page.set == Set::Fundus)
            .map(|page| sites.of(&page.id))
            .collect();
        let apart: Vec<bool> = self
            .pages
            .iter()
            .map(|page| news.contains(sites.of(&page.id)))
            .collect();
        for (page, apart) in self.pages.iter_mut().zip(apart) {
            if apart {
                page.fold = NEWS_FOLD;
            }
        }
    }
}

impl Data {
    /// Reads the pages of a folder as HTML: those with gold text are aligned with it, the others with the lines that
    /// extractors agree on.
    pub(crate) fn read_pages(folder: &Path) -> Result<Self> {
        let mut data = Self::default();
        let mut sites = Sites::default();
        let silver: BTreeMap<String, Page> = read_lines(folder, Set::Silver)?
            .into_iter()
            .map(|page| (page.id.clone(), page))
            .collect();
        let sets = [Set::Wcxb, Set::Fundus, Set::Silver];
        for (name, set) in PAGES.into_iter().zip(sets) {
            let mut rows = Vec::new();
            let hash = rows::read(&folder.join(name), |row| {
                place(&row, &mut sites);
                rows.push(row);
                Ok(())
            })?;
            data.files.push((name.to_owned(), hash));
            let pages: Vec<Page> = rows
                .par_iter()
                .map(|row| html_page(set, row, silver.get(&row.id)))
                .collect();
            data.pages.extend(pages);
            for row in rows {
                let snippets = Snippets::new(&row.must, &row.must_not);
                if !snippets.is_empty() {
                    data.snippets.insert(row.id.clone(), snippets);
                }
                if let Some(content) = row.main_content {
                    data.contents.insert(row.id, content);
                }
            }
        }
        for page in &mut data.pages {
            page.fold = (sites.number(&page.id) % u64::from(FOLDS)) as u8;
            page.site = sites.number(&page.id);
        }
        data.set_news_apart(&sites);
        Ok(data)
    }
}

/// A page as HTML; `agreed` has the lines that extractors agree on, where they are its gold.
fn html_page(set: Set, row: &Row, agreed: Option<&Page>) -> Page {
    let document = Document::from_html(row.html.as_deref().unwrap_or_default());
    let lines: Vec<String> = lines_of(&document).map(str::to_owned).collect();
    let title = row.title.as_deref().unwrap_or_default();
    let gold = match (agreed, &row.main_content) {
        (Some(agreed), _) => silver_gold(&lines, agreed, title),
        // Of a page without any content it is not known whether that is so or the gold is missing.
        (None, Some(content)) if !content.trim().is_empty() => {
            aligner::label(&lines, content, title)
        }
        (None, _) => vec![Gold::Unknown; lines.len()],
    };
    Page {
        set,
        fold: 0,
        site: 0,
        lang: language(row.lang.as_deref().unwrap_or_default()),
        page_type: row.page_type.clone(),
        gold,
        id: row.id.clone(),
        extractor: None,
        lines,
        document: Some(document),
    }
}

/// The labels of lines by those that extractors agree on: a line is not boilerplate if they do not agree on its text.
fn silver_gold(lines: &[String], agreed: &Page, title: &str) -> Vec<Gold> {
    let mut gold = aligner::label(lines, &agreed.body(), title);
    let unsure: BTreeSet<&str> = agreed
        .lines
        .iter()
        .zip(&agreed.gold)
        .filter(|(_, gold)| **gold == Gold::Unknown)
        .map(|(line, _)| line.trim())
        .collect();
    for (line, gold) in lines.iter().zip(&mut gold) {
        if *gold == Gold::Boilerplate && unsure.contains(line.trim()) {
            *gold = Gold::Unknown;
        }
    }
    gold
}

/// The lines of a document that hold text.
pub(crate) fn lines_of<'d>(
    document: &'d Document<'_>,
) -> impl DoubleEndedIterator<Item = &'d str> + ExactSizeIterator {
    let lines = document.lines().iter();
    lines.map(|&line| document.line_text(line))
}

/// A language tag without its region.
fn language(tag: &str) -> String {
    tag.split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

/// The documents of one set, which need not be told apart by site.
pub(crate) fn read_lines(folder: &Path, set: Set) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for (_, name) in Set::FILES.iter().filter(|(of, _)| *of == set) {
        rows::read(&folder.join(name), |row| {
            pages.push(page(set, row, &Sites::default())?);
            Ok(())
        })?;
    }
    Ok(pages)
}

/// Notes which site a page is of.
fn place(row: &Row, sites: &mut Sites) {
    if let Some(domain) = &row.domain {
        sites.join(&row.id, &sites::registered(domain));
    }
    if let Some(publisher) = sites::publisher(&row.id) {
        sites.join(&row.id, &format!("publisher {publisher}"));
        if let Some(host) = row.html.as_deref().and_then(sites::canonical_host) {
            sites.join(&row.id, &sites::registered(host));
        }
    }
}

fn page(set: Set, row: Row, sites: &Sites) -> Result<Page> {
    ensure!(
        row.lines.len() == row.labels.len(),
        "{}: as many labels as lines expected",
        row.id
    );
    ensure!(
        !row.lines
            .iter()
            .any(|line| line.contains(['\n', '\r', '\u{2028}'])),
        "{}: a line holds a line end",
        row.id
    );
    Ok(Page {
        set,
        fold: (sites.number(&row.id) % u64::from(FOLDS)) as u8,
        lang: language(row.lang.as_deref().unwrap_or_default()),
        site: sites.number(&row.id),
        page_type: row.page_type,
        gold: row.labels.iter().map(Gold::parse).collect::<Result<_>>()?,
        id: row.id,
        extractor: row.extractor,
        lines: row.lines,
        document: None,
    })
}

#[cfg(test)]
mod tests;
