//! Scores on the gold corpus, as a snapshot: a change of behaviour shows as a change of figures.
//!
//! The corpus is for guarding, not for tuning: a figure that falls wants a look at the documents that moved it
//! (`cargo test --test corpus -- --nocapture` lists every disagreement).

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bodycopy::{Detector, Document, Issue, Kind, Label, RULES, Report};
use serde_json::Value;

struct Gold {
    id: String,
    text: String,
    /// Label and kind by line number.
    lines: BTreeMap<usize, (Label, Kind)>,
    /// Rule, line and text.
    issues: Vec<(String, usize, String)>,
    /// The line repeats the title: careful readers differ on whether it is body.
    repeats: Vec<usize>,
}

/// Whether the gold leaves it open: of the strings of paywalls, notices and labels it does not say which are debris.
fn is_open(gold: &Gold, issue: &Issue<'_>) -> bool {
    let kind = gold.lines.get(&issue.line).map(|&(_, kind)| kind);
    issue.rule == "ui-debris" && matches!(kind, Some(Kind::Paywall | Kind::Legal | Kind::Metadata))
}

fn gold() -> Vec<Gold> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/gold");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let rows = files.iter().flat_map(|file| {
        let text = fs::read_to_string(file).unwrap();
        text.lines()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect::<Vec<Value>>()
    });
    rows.map(|row| read(&row)).collect()
}

fn read(row: &Value) -> Gold {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let string = |value: &Value| value.as_str().unwrap().to_owned();
    let each = |name: &str| row[name].as_array().unwrap().clone();
    let issues: Vec<_> = each("issues")
        .iter()
        .map(|issue| {
            (
                string(&issue["rule"]),
                number(&issue["line"]),
                string(&issue["text"]),
            )
        })
        .collect();
    Gold {
        id: string(&row["id"]),
        text: string(&row["text"]),
        lines: each("lines")
            .iter()
            .map(|line| {
                let kind = Kind::from_name(line["kind"].as_str().unwrap()).unwrap();
                assert_eq!(line["label"], kind.label().to_string(), "{}", row["id"]);
                (number(&line["line"]), (kind.label(), kind))
            })
            .collect(),
        repeats: issues
            .iter()
            .filter(|issue| issue.0 == "repeated-title")
            .map(|issue| issue.1)
            .collect(),
        issues,
    }
}

/// Hits, false alarms and misses.
#[derive(Default)]
struct Count([usize; 3]);

impl Count {
    fn add(&mut self, gold: bool, said: bool) {
        match (gold, said) {
            (true, true) => self.0[0] += 1,
            (false, true) => self.0[1] += 1,
            (true, false) => self.0[2] += 1,
            (false, false) => {}
        }
    }

    fn row(&self, table: &mut String, name: &str) {
        let [hits, false_alarms, misses] = self.0;
        let share = |part: usize, whole: usize| {
            if whole == 0 {
                0.0
            } else {
                part as f64 / whole as f64
            }
        };
        let (precision, recall) = (share(hits, hits + false_alarms), share(hits, hits + misses));
        let f1 = share(2 * hits, 2 * hits + false_alarms + misses);
        let gold = hits + misses;
        writeln!(
            table,
            "{name:24} gold={gold:4} P={precision:.3} R={recall:.3} F1={f1:.3}"
        )
        .unwrap();
    }
}

fn overlap(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

#[derive(Default)]
struct Scores {
    labels: BTreeMap<String, Count>,
    kinds: BTreeMap<Kind, Count>,
    rules: BTreeMap<&'static str, Count>,
}

impl Scores {
    fn add_lines(&mut self, gold: &Gold, report: &Report<'_>) {
        assert_eq!(
            report.lines.len(),
            gold.lines.len(),
            "{}: every line that holds text is labelled once",
            gold.id
        );
        for line in report
            .lines
            .iter()
            .filter(|line| !gold.repeats.contains(&line.line))
        {
            let (label, kind) = gold.lines[&line.line];
            let text = line.text.trim();
            for (name, wanted) in [("body", Label::Body), ("boilerplate", Label::Boilerplate)] {
                let mut add = |name: String| {
                    self.labels
                        .entry(name)
                        .or_default()
                        .add(label == wanted, line.label == wanted);
                };
                add(name.to_owned());
                if text.chars().count() <= 30 {
                    add(format!("{name} (<= 30 characters)"));
                }
            }
            for wanted in Kind::ALL {
                self.kinds
                    .entry(wanted)
                    .or_default()
                    .add(kind == wanted, line.kind == wanted);
            }
            if kind != line.kind {
                let score = line.score;
                println!(
                    "{}:{} is {label} {kind}, said {} {} {score:.2}: {text}",
                    gold.id, line.line, line.label, line.kind
                );
            }
        }
    }

    fn add_issues(&mut self, gold: &Gold, report: &Report<'_>) {
        for rule in RULES {
            let wanted: Vec<_> = gold
                .issues
                .iter()
                .filter(|issue| issue.0 == rule.name)
                .collect();
            let raised: Vec<_> = report
                .issues
                .iter()
                .filter(|issue| issue.rule == rule.name)
                // The gold says which lines; that they are also a block is told besides.
                .filter(|issue| issue.line == issue.end_line)
                .filter(|issue| !is_open(gold, issue))
                .collect();
            let count = self.rules.entry(rule.name).or_default();
            for issue in &wanted {
                let found = raised
                    .iter()
                    .any(|raised| raised.line == issue.1 && overlap(raised.text, &issue.2));
                if !found {
                    println!(
                        "{}:{} not flagged {}: {}",
                        gold.id, issue.1, rule.name, issue.2
                    );
                }
                count.add(true, found);
            }
            for issue in &raised {
                if !wanted
                    .iter()
                    .any(|wanted| wanted.1 == issue.line && overlap(&wanted.2, issue.text))
                {
                    println!(
                        "{}:{} wrongly flagged {}: {}",
                        gold.id, issue.line, rule.name, issue.text
                    );
                    count.add(false, true);
                }
            }
        }
    }

    fn table(&self) -> String {
        let mut table = String::new();
        let labels = self
            .labels
            .iter()
            .map(|(name, count)| (name.as_str(), count));
        let kinds = self.kinds.iter().map(|(kind, count)| (kind.name(), count));
        let rules = self.rules.iter().map(|(name, count)| (*name, count));
        for (name, count) in labels.chain(kinds).chain(rules) {
            count.row(&mut table, name);
        }
        table
    }
}

#[test]
fn scores() {
    let detector = Detector::default();
    let mut scores = Scores::default();
    for gold in gold() {
        let document = Document::from_text(&gold.text);
        let report = detector.analyze(&document);
        scores.add_lines(&gold, &report);
        scores.add_issues(&gold, &report);
    }
    insta::assert_snapshot!("scores", scores.table());
}
