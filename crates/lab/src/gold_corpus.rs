//! The labelled documents of `corpus/gold`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use bodycopy::Kind;
use serde::Deserialize;

/// A document with the kind of every line that holds text.
#[derive(Debug, Deserialize)]
pub(crate) struct Sample {
    pub id: String,
    pub lang: String,
    pub text: String,
    lines: Vec<Line>,
    issues: Vec<Issue>,
}

/// A line by its number.
#[derive(Debug, Deserialize)]
struct Line {
    line: usize,
    kind: String,
}

#[derive(Debug, Deserialize)]
struct Issue {
    rule: String,
    line: usize,
}

impl Sample {
    fn parse(row: &str) -> Result<Self> {
        let sample: Self = serde_json::from_str(row)?;
        for line in &sample.lines {
            ensure!(
                Kind::from_name(&line.kind).is_some(),
                "line {}: `{}` is no kind; corpus/README.md lists them",
                line.line,
                line.kind
            );
        }
        Ok(sample)
    }

    /// Whether the line says the title again: careful readers differ on whether it is body, so it is not scored.
    fn is_repeat(&self, line: usize) -> bool {
        self.issues
            .iter()
            .any(|issue| issue.rule == "repeated-title" && issue.line == line)
    }

    /// The lines to score, with their kinds.
    pub(crate) fn scored(&self) -> impl Iterator<Item = (usize, Kind)> {
        let scored = self.lines.iter().filter(|line| !self.is_repeat(line.line));
        scored.filter_map(|line| Some((line.line, Kind::from_name(&line.kind)?)))
    }
}

/// The documents of a folder of `*.jsonl` files, in the order of the files' names.
pub(crate) fn read(folder: &Path) -> Result<Vec<Sample>> {
    let entries = fs::read_dir(folder).with_context(|| {
        format!(
            "cannot read {}; --corpus names the folder of the gold files",
            folder.display()
        )
    })?;
    let mut files = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    let mut samples = Vec::new();
    for file in files {
        let text =
            fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        for (number, row) in text.lines().enumerate() {
            let place = || format!("{}, row {}", file.display(), number + 1);
            samples.push(Sample::parse(row).with_context(place)?);
        }
    }
    ensure!(
        !samples.is_empty(),
        "{} holds no *.jsonl file with documents",
        folder.display()
    );
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_titles_are_not_scored() {
        let row = r#"{"id": "a", "lang": "en", "genre": "news", "text": "Tide\n\nTIDE\nMenu",
            "lines": [{"line": 1, "label": "body", "kind": "title"}, {"line": 3, "label": "body", "kind": "title"},
                      {"line": 4, "label": "boilerplate", "kind": "navigation"}],
            "issues": [{"rule": "repeated-title", "line": 3, "text": "TIDE"}]}"#;
        let sample = Sample::parse(row).expect("a row of the corpus");
        let scored: Vec<_> = sample.scored().collect();
        assert_eq!(scored, [(1, Kind::Title), (4, Kind::Navigation)]);
    }

    #[test]
    fn unknown_kinds_are_refused() {
        let row = r#"{"id": "a", "lang": "en", "text": "x", "lines": [{"line": 1, "kind": "poem"}], "issues": []}"#;
        let error = Sample::parse(row).expect_err("no such kind").to_string();
        assert!(
            error.contains("line 1") && error.contains("poem"),
            "{error}"
        );
    }
}
