//! The numbers of a run.

use std::collections::BTreeMap;

use bodycopy::{Kind, Policy, Report};

use crate::message::count;

/// What became of rows and of their lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) written: usize,
    pub(super) bad: usize,
    pub(super) blank: usize,
    pub(super) lines: LineTally,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.written += other.written;
        self.bad += other.bad;
        self.blank += other.blank;
        self.lines.add(&other.lines);
    }

    /// The numbers in words; `errors` is where the bad rows are.
    pub(super) fn summary(&self, errors: &str) -> String {
        let where_bad = match self.bad {
            0 => String::new(),
            _ => format!(" ({errors})"),
        };
        let blank = match self.blank {
            0 => String::new(),
            blank => format!("; {} skipped", count(blank, "blank line")),
        };
        format!(
            "{}: {} written, {} bad{where_bad}{blank}\n{}\n{}",
            count(self.written + self.bad, "row"),
            self.written,
            self.bad,
            describe("kept", &self.lines.kept),
            describe("dropped", &self.lines.dropped),
        )
    }
}

/// A line such as `kept 12 lines: title 1, paragraph 11`.
fn describe(fate: &str, lines: &BTreeMap<Kind, usize>) -> String {
    let kinds: Vec<String> = lines
        .iter()
        .map(|(kind, number)| format!("{kind} {number}"))
        .collect();
    let separator = if kinds.is_empty() { "" } else { ": " };
    let all = count(lines.values().sum(), "line");
    format!("{fate} {all}{separator}{}", kinds.join(", "))
}

/// How many lines of each kind were kept and dropped.
#[derive(Clone, Debug, Default)]
pub(super) struct LineTally {
    kept: BTreeMap<Kind, usize>,
    dropped: BTreeMap<Kind, usize>,
}

impl LineTally {
    pub(super) fn new(report: &Report<'_>, policy: &Policy) -> Self {
        let mut tally = Self::default();
        let mut kept = report.kept(policy).peekable();
        for line in &report.lines {
            let side = if kept.next_if(|next| next.line == line.line).is_some() {
                &mut tally.kept
            } else {
                &mut tally.dropped
            };
            *side.entry(line.kind).or_default() += 1;
        }
        tally
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (&kind, lines) in &other.kept {
            *self.kept.entry(kind).or_default() += lines;
        }
        for (&kind, lines) in &other.dropped {
            *self.dropped.entry(kind).or_default() += lines;
        }
    }
}
