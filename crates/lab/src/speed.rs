//! How fast pages are read, labelled and cleaned, step by step, and what memory that takes.
//!
//! Time is CPU time of one thread. Compare ratios within one run, not the speeds of two runs.

use std::fmt::Debug;
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use bodycopy::lab::{self, Lexicon, Model, Signal, Signals};
use bodycopy::{Detector, Document, Policy};
use cpu_time::ThreadTime;

use crate::rows;

/// A page and the name it goes by.
pub(crate) struct Raw {
    name: String,
    html: String,
}

/// The data files that hold pages.
const FILES: [&str; 3] = [
    "wcxb-train.jsonl.zst",
    "trafeval.jsonl.zst",
    "fundus.jsonl.zst",
];

/// Reads pages into memory: those of the data files, or one from each file.
pub(crate) fn pages(data: Option<&Path>, files: &[PathBuf]) -> Result<Vec<Raw>> {
    let mut pages = Vec::new();
    for file in FILES.iter().filter_map(|name| Some(data?.join(name))) {
        rows::read(&file, |row| {
            if let Some(html) = row.html {
                pages.push(Raw { name: row.id, html });
            }
            Ok(())
        })?;
    }
    for file in files {
        let html = fs::read_to_string(file)
            .with_context(|| format!("cannot read {} as UTF-8", file.display()))?;
        pages.push(Raw {
            name: file.display().to_string(),
            html,
        });
    }
    Ok(pages)
}

/// The steps that are timed by themselves, and the whole.
const STEPS: [&str; 7] = [
    "parse",
    "walk",
    "drop tree",
    "signals",
    "network",
    "metadata, in the walk",
    "whole",
];

/// Where the whole stands among the steps; what stands before it but the metadata are parts of it.
const WHOLE: usize = STEPS.len() - 1;
const METADATA: usize = WHOLE - 1;

/// Prints the time of every step, and the most memory a page takes if that is counted.
pub(crate) fn run(pages: &[Raw], rounds: usize, out: &mut impl Write) -> Result<()> {
    let bytes: usize = pages.iter().map(|page| page.html.len()).sum();
    writeln!(out, "{} pages, {bytes} bytes", pages.len())?;
    #[cfg(feature = "memory")]
    memory::print(pages, out)?;
    let (detector, lexicon, model) = (Detector::default(), Lexicon::builtin(), Model::builtin());
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); STEPS.len()];
    // The first round, which fills caches, does not count.
    for round in 0..=rounds {
        let mut sums = [Duration::ZERO; STEPS.len()];
        for page in pages {
            steps(&page.html, lexicon, model, &mut sums);
            let start = ThreadTime::now();
            black_box(whole(&page.html, &detector));
            sums[WHOLE] += start.elapsed();
        }
        if round > 0 {
            times
                .iter_mut()
                .zip(sums)
                .for_each(|(of, sum)| of.push(sum));
        }
    }
    let median = |step: usize| {
        let mut times = times[step].clone();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    writeln!(out, "\n{:<24}{:>10}{:>10}", "", "MB/s", "ns/byte")?;
    let mut line = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        let speed = bytes as f64 / seconds / 1e6;
        let each = seconds * 1e9 / bytes as f64;
        writeln!(out, "{name:<24}{speed:>10.1}{each:>10.2}")
    };
    for (step, name) in STEPS.into_iter().enumerate() {
        line(name, median(step))?;
    }
    let parts: Duration = (0..METADATA).map(median).sum();
    line("rest", median(WHOLE).saturating_sub(parts))?;
    Ok(())
}

fn whole(html: &str, detector: &Detector) -> usize {
    let document = Document::from_html(html);
    let report = detector.analyze(&document);
    report.clean_text(&Policy::default()).len()
}

fn steps(html: &str, lexicon: &Lexicon, model: &Model, sums: &mut [Duration; STEPS.len()]) {
    let mut start = ThreadTime::now();
    let mut step = 0;
    let mut done = || {
        sums[step] += start.elapsed();
        step += 1;
        start = ThreadTime::now();
    };
    let tree = lab::parse(html);
    done();
    let document = lab::walk(&tree);
    done();
    drop(tree);
    done();
    let signals = Signals::measure(&document, lexicon);
    done();
    black_box(model.score(&signals));
    done();
    let tree = lab::parse(html);
    start = ThreadTime::now();
    black_box(lab::walk_metadata(&tree));
    sums[METADATA] += start.elapsed();
}

/// Prints hashes of what the pages are read as.
pub(crate) fn check(pages: &[Raw], out: &mut impl Write) -> Result<()> {
    let lexicon = Lexicon::builtin();
    let mut all = [SEED; 3];
    for page in pages {
        let document = Document::from_html(&page.html);
        let signals = Signals::measure(&document, lexicon);
        let mut hashes = [hash(&document), SEED, SEED];
        for signal in Signal::all() {
            hashes[1] = step(hashes[1], signals.column(signal));
        }
        for row in 0..signals.len() {
            hashes[1] = step(hashes[1], format!("{:?}", signals.words(row)).as_bytes());
        }
        hashes[1] = step(hashes[1], format!("{:?}", signals.groups()).as_bytes());
        hashes[2] = hash(&Model::builtin().score(&signals));
        let [read, measured, scored] = hashes;
        writeln!(
            out,
            "{read:016x} {measured:016x} {scored:016x} {}",
            page.name
        )?;
        for (all, of) in all.iter_mut().zip(hashes) {
            *all = step(*all, &of.to_le_bytes());
        }
    }
    let [read, measured, scored] = all;
    writeln!(out, "{read:016x} {measured:016x} {scored:016x} all")?;
    Ok(())
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn hash(value: &impl Debug) -> u64 {
    step(SEED, format!("{value:?}").as_bytes())
}

/// FNV-1a.
fn step(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(feature = "memory")]
mod memory {
    use peak_alloc::PeakAlloc;

    use super::{Detector, Raw, Result, Write, black_box, whole};

    #[global_allocator]
    static HEAP: PeakAlloc = PeakAlloc;

    /// Prints the most memory that pages take, in times their bytes.
    pub(super) fn print(pages: &[Raw], out: &mut impl Write) -> Result<()> {
        let detector = Detector::default();
        let mut peaks: Vec<(f64, &Raw)> = pages
            .iter()
            .map(|page| {
                // What is made once for all pages is not of a page.
                black_box(whole(&page.html, &detector));
                let before = HEAP.current_usage();
                HEAP.reset_peak_usage();
                black_box(whole(&page.html, &detector));
                let peak = HEAP.peak_usage().saturating_sub(before);
                (peak as f64 / page.html.len().max(1) as f64, page)
            })
            .collect();
        peaks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let at = |share: f64| {
            let place = (share * peaks.len() as f64) as usize;
            peaks.get(place).map_or(0.0, |peak| peak.0)
        };
        writeln!(
            out,
            "peak memory in times a page's bytes: median {:.1}, 99th percentile {:.1}",
            at(0.5),
            at(0.99)
        )?;
        for (peak, page) in peaks.iter().rev().take(3) {
            writeln!(
                out,
                "{peak:>8.1} of {} bytes: {}",
                page.html.len(),
                page.name
            )?;
        }
        Ok(())
    }
}
