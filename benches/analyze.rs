//! The text path, step by step and whole, beside a bare pass over the line ends.
//!
//! The text is made of the articles of `corpus/gold`, repeated up to 1 KB, 100 KB and 10 MB. Compare the ratios within
//! one run, not the speeds of two runs.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use bodycopy::lab::{Lexicon, Model, Signals};
use bodycopy::{Detector, Document, Policy};
use criterion::{Criterion, Throughput};

/// The texts of the gold corpus, one after another, up to `size` bytes.
fn text(size: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/gold");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("corpus/gold")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let mut articles = String::new();
    for file in files {
        for row in fs::read_to_string(file).expect("a gold file").lines() {
            let row: serde_json::Value = serde_json::from_str(row).expect("a gold row");
            articles.push_str(row["text"].as_str().expect("a text"));
            articles.push_str("\n\n");
        }
    }
    let mut text = articles.repeat(size / articles.len() + 1);
    let end = (0..=size)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    text.truncate(end);
    text
}

/// Visits every line.
fn newline_pass(text: &str) -> usize {
    let mut start = 0;
    let mut longest = 0;
    for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
        longest = longest.max(at - start);
        start = at + 1;
    }
    longest
}

fn steps(criterion: &mut Criterion) {
    let detector = Detector::default();
    let lexicon = Lexicon::builtin();
    let model = Model::builtin();
    for (name, size) in [("1 KB", 1_000), ("100 KB", 100_000), ("10 MB", 10_000_000)] {
        let text = text(size);
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.sample_size(if size > 1_000_000 { 10 } else { 50 });
        group.bench_function("newline pass", |bencher| {
            bencher.iter(|| newline_pass(black_box(&text)));
        });
        group.bench_function("document", |bencher| {
            bencher.iter(|| Document::from_text(black_box(&text)));
        });
        let document = Document::from_text(&text);
        group.bench_function("signals", |bencher| {
            bencher.iter(|| Signals::measure(black_box(&document), lexicon));
        });
        let signals = Signals::measure(&document, lexicon);
        group.bench_function("model", |bencher| {
            bencher.iter(|| model.score(black_box(&signals)));
        });
        group.bench_function("analyze", |bencher| {
            bencher.iter(|| detector.analyze(black_box(&document)).lines.len());
        });
        let report = detector.analyze(&document);
        group.bench_function("clean text", |bencher| {
            bencher.iter(|| report.clean_text(black_box(&Policy::default())));
        });
        group.bench_function("whole", |bencher| {
            bencher.iter(|| {
                let document = Document::from_text(black_box(&text));
                detector.analyze(&document).clean_text(&Policy::default())
            });
        });
        group.finish();
    }
}

/// The whole path against the newline pass, taken in turns in one run: the best of several rounds each.
fn ratio() -> String {
    let text = text(10_000_000);
    let detector = Detector::default();
    let mut best = [f64::INFINITY; 2];
    for _ in 0..8 {
        let start = Instant::now();
        black_box(newline_pass(black_box(&text)));
        best[0] = best[0].min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let document = Document::from_text(black_box(&text));
        black_box(detector.analyze(&document).clean_text(&Policy::default()));
        best[1] = best[1].min(start.elapsed().as_secs_f64());
    }
    let lines = Document::from_text(&text).lines().len() as f64;
    let mut table = String::new();
    for (name, seconds) in ["newline pass", "whole text path"].into_iter().zip(best) {
        let speed = text.len() as f64 / seconds / 1e6;
        let per_line = 1e9 * seconds / lines;
        let times = seconds / best[0];
        let _ = writeln!(
            table,
            "{name:16} {speed:8.0} MB/s {per_line:8.1} ns/line {times:7.1} x newline pass"
        );
    }
    table
}

fn main() {
    // `cargo bench -- --test` only checks that everything runs.
    let mut criterion = Criterion::default().configure_from_args();
    steps(&mut criterion);
    criterion.final_summary();
    if !std::env::args().any(|argument| argument == "--test") {
        println!("\n{}", ratio());
    }
}
