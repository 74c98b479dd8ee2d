//! Which kind was taken for which, as tables in markdown.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use bodycopy::Kind;

/// Counts of lines by their true kind and the kind that was said.
#[derive(Debug, Default)]
pub(crate) struct Confusion(BTreeMap<(Kind, Kind), usize>);

impl Confusion {
    pub(crate) fn add(&mut self, gold: Kind, said: Kind) {
        *self.0.entry((gold, said)).or_default() += 1;
    }

    fn count(&self, wanted: impl Fn(Kind, Kind) -> bool) -> usize {
        let counts = self
            .0
            .iter()
            .filter(|((gold, said), _)| wanted(*gold, *said));
        counts.map(|(_, count)| count).sum()
    }

    /// The kinds that any line has or was said to have.
    fn kinds(&self, of: impl Fn(&(Kind, Kind)) -> Kind) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = self.0.keys().map(of).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// A row for every true kind, a column for every kind that was said.
    pub(crate) fn print(&self, out: &mut impl Write) -> Result<()> {
        let columns = self.kinds(|&(_, said)| said);
        write!(out, "| gold \\ said |")?;
        for said in &columns {
            write!(out, " {said} |")?;
        }
        writeln!(out, "\n|---|{}", "---:|".repeat(columns.len()))?;
        for gold in self.kinds(|&(gold, _)| gold) {
            write!(out, "| {gold} |")?;
            for &said in &columns {
                match self.0.get(&(gold, said)) {
                    Some(count) if gold == said => write!(out, " **{count}** |")?,
                    Some(count) => write!(out, " {count} |")?,
                    None => write!(out, " |")?,
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Precision, recall and F1 of each true kind; also the recall among lines whose label is right, which is what the
    /// decision on kinds can be blamed for.
    pub(crate) fn print_scores(&self, out: &mut impl Write) -> Result<()> {
        writeln!(
            out,
            "| kind | lines | precision | recall | F1 | recall where the label is right |"
        )?;
        writeln!(out, "|---|---:|---:|---:|---:|---:|")?;
        for kind in self.kinds(|&(gold, _)| gold) {
            let hits = self.count(|gold, said| gold == kind && said == kind);
            let lines = self.count(|gold, _| gold == kind);
            let said = self.count(|_, said| said == kind);
            let labelled = self.count(|gold, said| gold == kind && said.label() == kind.label());
            writeln!(
                out,
                "| {kind} | {lines} | {:.3} | {:.3} | {:.3} | {:.3} |",
                share(hits, said),
                share(hits, lines),
                share(2 * hits, said + lines),
                share(hits, labelled)
            )?;
        }
        let right = self.count(|gold, said| gold == said);
        let labelled = self.count(|gold, said| gold.label() == said.label());
        let lines = self.count(|_, _| true);
        writeln!(
            out,
            "\n{lines} lines: label right {:.1} %, kind right {:.1} %, kind right where the label is {:.1} %",
            100.0 * share(labelled, lines),
            100.0 * share(right, lines),
            100.0 * share(right, labelled)
        )?;
        Ok(())
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confusion() -> Confusion {
        let mut confusion = Confusion::default();
        for (gold, said) in [
            (Kind::Heading, Kind::Heading),
            (Kind::Heading, Kind::Paragraph),
            (Kind::Heading, Kind::Navigation),
            (Kind::Legal, Kind::Heading),
        ] {
            confusion.add(gold, said);
        }
        confusion
    }

    #[test]
    fn rows_are_gold_and_columns_what_was_said() {
        let mut out = Vec::new();
        confusion()
            .print(&mut out)
            .expect("a buffer takes everything");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "| gold \\ said | heading | paragraph | navigation |\n|---|---:|---:|---:|\n\
             | heading | **1** | 1 | 1 |\n| legal | 1 | | |\n"
        );
    }

    #[test]
    fn scores_tell_kinds_from_labels() {
        let mut out = Vec::new();
        confusion()
            .print_scores(&mut out)
            .expect("a buffer takes everything");
        let out = String::from_utf8_lossy(&out);
        assert!(
            out.contains("| heading | 3 | 0.500 | 0.333 | 0.400 | 0.500 |"),
            "{out}"
        );
        assert!(out.contains("4 lines: label right 50.0 %, kind right 25.0 %, kind right where the label is 50.0 %"), "{out}");
    }
}
