//! Scores on the gold corpus, as a snapshot: a change of behaviour shows as a change of figures.
//!
//! The corpus is for guarding, not for tuning: a figure that falls wants a look at the documents that moved it
//! (`cargo test --test corpus -- --nocapture` lists every disagreement).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bodycopy::{Detector, Document, Kind, Label, RULES};
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

#[test]
fn scores() {
    let detector = Detector::default();
    let mut labels: BTreeMap<String, Count> = BTreeMap::new();
    let mut kinds: BTreeMap<Kind, Count> = BTreeMap::new();
    let mut rules: BTreeMap<&str, Count> = BTreeMap::new();
    let mut confusion: BTreeMap<(Kind, Kind), usize> = BTreeMap::new();
    for gold in gold() {
        let document = Document::from_text(&gold.text);
        let report = detector.analyze(&document);
        assert_eq!(
            report.lines.len(),
            gold.lines.len(),
            "{}: every line that holds text is labelled once",
            gold.id
        );
        for line in &report.lines {
            let (label, kind) = gold.lines[&line.line];
            if gold.repeats.contains(&line.line) {
                continue;
            }
            let short = line.text.trim().chars().count() <= 30;
            for (name, wanted) in [("body", Label::Body), ("boilerplate", Label::Boilerplate)] {
                labels
                    .entry(name.to_owned())
                    .or_default()
                    .add(label == wanted, line.label == wanted);
                if short {
                    labels
                        .entry(format!("{name} (<= 30 characters)"))
                        .or_default()
                        .add(label == wanted, line.label == wanted);
                }
            }
            for wanted in Kind::ALL {
                kinds
                    .entry(wanted)
                    .or_default()
                    .add(kind == wanted, line.kind == wanted);
            }
            if label != line.label {
                println!(
                    "{}:{} is {label} {kind}, said {} {} {:.2}: {}",
                    gold.id,
                    line.line,
                    line.label,
                    line.kind,
                    line.score,
                    line.text.trim()
                );
            } else if kind != line.kind {
                println!(
                    "{}:{} is {kind}, said {}: {}",
                    gold.id,
                    line.line,
                    line.kind,
                    line.text.trim()
                );
                *confusion.entry((kind, line.kind)).or_default() += 1;
            }
        }
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
                .collect();
            let count = rules.entry(rule.name).or_default();
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
                let right = wanted
                    .iter()
                    .any(|wanted| wanted.1 == issue.line && overlap(&wanted.2, issue.text));
                if !right {
                    println!(
                        "{}:{} wrongly flagged {}: {}",
                        gold.id, issue.line, rule.name, issue.text
                    );
                }
                if !right {
                    count.add(false, true);
                }
            }
        }
    }
    let mut table = String::new();
    for (name, count) in &labels {
        count.row(&mut table, name);
    }
    for (kind, count) in &kinds {
        count.row(&mut table, kind.name());
    }
    for (name, count) in &rules {
        count.row(&mut table, name);
    }
    for ((kind, said), count) in confusion {
        println!("{kind} said {said}: {count}");
    }
    insta::assert_snapshot!("scores", table);
}
