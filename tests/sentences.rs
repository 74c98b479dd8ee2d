//! How often sentences are cut where people cut them: `corpus/sentences`, one sentence a line, paragraph by paragraph. Beside
//! ours stand the cuts of Unicode's default algorithm (UAX #29), which knows neither abbreviations nor who speaks.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use bodycopy::{Detector, Document, lab};
use unicode_segmentation::UnicodeSegmentation;

/// Cuts between the sentences of a language.
#[derive(Default)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Counts {
    fn add(&mut self, paragraph: &Paragraph, cuts: &[usize], show: bool) {
        for cut in cuts {
            if paragraph.cuts.contains(cut) {
                self.right += 1;
            } else {
                self.wrong += 1;
                if show {
                    println!("cut behind: {}", paragraph.around(*cut));
                }
            }
        }
        for cut in paragraph.cuts.iter().filter(|cut| !cuts.contains(cut)) {
            self.missed += 1;
            if show {
                println!("not cut behind: {}", paragraph.around(*cut));
            }
        }
    }
}

/// Sentences put together, and the ends of all but the last.
struct Paragraph {
    text: String,
    cuts: Vec<usize>,
}

impl Paragraph {
    fn new(sentences: &[&str], space: &str) -> Self {
        let mut cuts = Vec::new();
        let mut end = 0;
        for sentence in &sentences[..sentences.len() - 1] {
            end += sentence.len();
            cuts.push(end);
            end += space.len();
        }
        Self {
            text: sentences.join(space),
            cuts,
        }
    }

    /// The ends of sentences inside the text.
    fn ends(&self, ends: impl Iterator<Item = usize>) -> Vec<usize> {
        ends.filter(|&end| end < self.text.len()).collect()
    }

    /// The text around a place, for people.
    fn around(&self, at: usize) -> String {
        let before: Vec<char> = self.text[..at].chars().rev().take(30).collect();
        let before: String = before.into_iter().rev().collect();
        let after: String = self.text[at..].chars().take(20).collect();
        format!("{before}|{after}")
    }
}

#[test]
fn sentences_end_where_people_say_they_do() {
    let mut table = String::from("              ours                  UAX #29\n");
    table += "language  cuts right wrong missed    right wrong missed\n";
    let (mut all, mut all_default) = (Counts::default(), Counts::default());
    for file in files() {
        let language = file.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let document = Document::from_text(&text);
        let told = Detector::default().analyze(&document).language();
        let space = if matches!(language, "zh" | "ja") {
            ""
        } else {
            " "
        };
        let (mut ours, mut default) = (Counts::default(), Counts::default());
        for paragraph in text.split("\n\n") {
            let sentences: Vec<&str> = paragraph.lines().filter(|line| !line.is_empty()).collect();
            let paragraph = Paragraph::new(&sentences, space);
            let found = lab::sentences(&paragraph.text, told);
            ours.add(
                &paragraph,
                &paragraph.ends(found.iter().map(|range| range.end)),
                true,
            );
            let found = paragraph.text.split_sentence_bound_indices();
            let found = found.map(|(start, text)| start + text.trim_end().len());
            default.add(&paragraph, &paragraph.ends(found), false);
        }
        row(&mut table, language, &ours, &default);
        sum(&mut all, &ours);
        sum(&mut all_default, &default);
    }
    row(&mut table, "all", &all, &all_default);
    assert!(all.right + all.missed >= 300);
    insta::assert_snapshot!(table);
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/sentences");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    files
}

fn sum(all: &mut Counts, counts: &Counts) {
    all.right += counts.right;
    all.wrong += counts.wrong;
    all.missed += counts.missed;
}

fn row(table: &mut String, name: &str, ours: &Counts, default: &Counts) {
    let cuts = ours.right + ours.missed;
    let _ = write!(table, "{name:8}  {cuts:4}");
    for counts in [ours, default] {
        let Counts {
            right,
            wrong,
            missed,
        } = counts;
        let _ = write!(table, " {right:5} {wrong:5} {missed:6}   ");
    }
    table.truncate(table.trim_end().len());
    table.push('\n');
}
