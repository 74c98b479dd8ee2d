//! `cargo lab claims`: how many sentences of article texts the rule `unsupported-claim` flags, and a sample to read.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use bodycopy::lab::count_sentences;
use bodycopy::{Detector, Document};
use rayon::prelude::*;

use crate::random::Random;
use crate::rows;

/// The files whose gold text is read.
const FILES: [&str; 2] = ["fundus.jsonl.zst", "wcxb-train.jsonl.zst"];

/// The thresholds that are compared.
const THRESHOLDS: [f32; 6] = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

const RULE: &str = "unsupported-claim";

/// A document's text, with its file and its kind of page or its language.
struct Text {
    file: &'static str,
    group: String,
    content: String,
    sentences: usize,
}

/// Prints flagged sentences per thousand by file and group, then `sample` of those at `threshold`, drawn by `seed`.
pub(crate) fn run(
    data: &Path,
    (sample, threshold, seed): (usize, f32, u64),
    out: &mut impl Write,
) -> Result<()> {
    let mut texts = Vec::new();
    for file in FILES {
        rows::read(&data.join(file), |row| {
            let text = row.main_content.unwrap_or_default();
            let group = row.lang.or(row.page_type).unwrap_or_default();
            texts.push(Text {
                file,
                group,
                sentences: 0,
                content: text,
            });
            Ok(())
        })?;
    }
    texts
        .par_iter_mut()
        .for_each(|text| text.sentences = count_sentences(&text.content));
    let counts = THRESHOLDS
        .iter()
        .map(|&threshold| Ok(flagged(&texts, threshold)?.iter().map(Vec::len).collect()))
        .collect::<Result<Vec<Vec<usize>>>>()?;
    table(&texts, &counts, out)?;
    if sample > 0 {
        let found = flagged(&texts, threshold)?;
        let mut all: Vec<&(String, String)> = found.iter().flatten().collect();
        let mut random = Random::named(seed, "claims");
        for _ in 0..sample.min(all.len()) {
            let (message, text) = all.swap_remove(random.below(all.len()));
            writeln!(out, "{message}\n    {text}")?;
        }
    }
    Ok(())
}

/// The messages and sentences of every text.
fn flagged(texts: &[Text], threshold: f32) -> Result<Vec<Vec<(String, String)>>> {
    let detector = Detector::builder()
        .claim_threshold(threshold)
        .rules([RULE])
        .build()?;
    let of = |text: &Text| {
        let document = Document::from_text(&text.content);
        let report = detector.analyze(&document);
        let issues = report.issues.into_iter();
        issues
            .map(|issue| (issue.message, issue.text.to_owned()))
            .collect()
    };
    Ok(texts.par_iter().map(of).collect())
}

fn table(texts: &[Text], counts: &[Vec<usize>], out: &mut impl Write) -> Result<()> {
    let mut groups: BTreeMap<(&str, &str), (usize, Vec<usize>)> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        for group in ["all", &text.group] {
            let (sentences, flagged) = groups
                .entry((text.file, group))
                .or_insert_with(|| (0, vec![0; counts.len()]));
            *sentences += text.sentences;
            for (flagged, counts) in flagged.iter_mut().zip(counts) {
                *flagged += counts[at];
            }
        }
    }
    writeln!(
        out,
        "flagged per 1,000 sentences, at thresholds {THRESHOLDS:?}"
    )?;
    for ((file, group), (sentences, flagged)) in groups {
        write!(out, "{file:22} {group:14} {sentences:6} sentences")?;
        for flagged in flagged {
            let rate = flagged as f64 * 1000.0 / sentences.max(1) as f64;
            write!(out, " {rate:6.2}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
