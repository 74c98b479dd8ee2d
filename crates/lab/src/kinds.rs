//! `cargo lab kinds`: the second decision, through the public API, where the kind of a line is known.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use bodycopy::lab::NEAR;
use bodycopy::{Block, Detector, Document, Kind, Label, Places, Tag};
use rayon::prelude::*;

use crate::align::{self, Aligned};
use crate::confusion::Confusion;
use crate::data::{self, Gold, Set};
use crate::gold_corpus::{self, Sample};
use crate::metrics::Counts;

/// The files of pages whose markup tells kinds.
const PAGES: [&str; 2] = ["wcxb-train.jsonl.zst", "fundus.jsonl.zst"];

/// Characters of a byline at the most: longer lines that hold a date or an author's name are blurbs.
const BYLINE: usize = 120;

/// Prints everything that can be said of kinds; without a data folder, of the gold corpus alone.
pub(crate) fn run(corpus: &Path, data: Option<&Path>, out: &mut impl Write) -> Result<()> {
    let detector = Detector::default();
    print_corpus(&detector, &gold_corpus::read(corpus)?, out)?;
    let Some(folder) = data else { return Ok(()) };
    print_krdwrd(&detector, folder, out)?;
    for name in PAGES {
        let (pages, _) = align::pages(&folder.join(name))?;
        print_markup(&detector, name, &pages, out)?;
    }
    Ok(())
}

/// Kind and label of every line of a text, by its number.
fn analyze(detector: &Detector, text: &str) -> BTreeMap<usize, Kind> {
    let document = Document::from_text(text);
    let lines = detector.analyze(&document).lines;
    lines
        .into_iter()
        .map(|line| (line.line, line.kind))
        .collect()
}

fn print_corpus(detector: &Detector, samples: &[Sample], out: &mut impl Write) -> Result<()> {
    let mut confusion = Confusion::default();
    let mut languages: BTreeMap<&str, (usize, Counts)> = BTreeMap::new();
    for sample in samples {
        let said = analyze(detector, &sample.text);
        let (documents, counts) = languages.entry(&sample.lang).or_default();
        *documents += 1;
        for (line, gold) in sample.scored() {
            let Some(&said) = said.get(&line) else {
                anyhow::bail!(
                    "{}: line {line} holds no text to the library; mend its number in the corpus",
                    sample.id
                )
            };
            confusion.add(gold, said);
            counts.add(gold.label() == Label::Body, said.label() == Label::Body);
        }
    }
    writeln!(
        out,
        "## Gold corpus: {} documents, repeated titles left out\n",
        samples.len()
    )?;
    confusion.print(out)?;
    writeln!(out)?;
    confusion.print_scores(out)?;
    writeln!(
        out,
        "\n| language | documents | lines | label right | macro-F1 |\n|---|---:|---:|---:|---:|"
    )?;
    for (lang, (documents, counts)) in languages {
        let lines = counts.lines();
        let right = 100.0 * (counts.kept + counts.dropped) as f64 / lines.max(1) as f64;
        writeln!(
            out,
            "| {lang} | {documents} | {lines} | {right:.1} % | {:.3} |",
            counts.macro_f1()
        )?;
    }
    Ok(())
}

/// Good and bad lines by the kind that was said: the bad ones of body kinds and the good ones of others are mistakes.
fn print_krdwrd(detector: &Detector, folder: &Path, out: &mut impl Write) -> Result<()> {
    let pages = data::read_lines(folder, Set::Krdwrd)?;
    let said: Vec<_> = pages
        .par_iter()
        .map(|page| analyze(detector, &page.text()))
        .collect();
    let mut kinds: BTreeMap<Kind, [usize; 2]> = BTreeMap::new();
    for (page, said) in pages.iter().zip(said) {
        for (line, kind) in said {
            if let Some(good) = page.gold[line - 1].scored() {
                kinds.entry(kind).or_default()[usize::from(!good)] += 1;
            }
        }
    }
    print_labels(pages.len(), &kinds, out)
}

fn print_labels(
    documents: usize,
    kinds: &BTreeMap<Kind, [usize; 2]>,
    out: &mut impl Write,
) -> Result<()> {
    let wrong = |kind: Kind, counts: &[usize; 2]| counts[usize::from(kind.label() == Label::Body)];
    let all = |label: Label| {
        let of_label = kinds.iter().filter(|(kind, _)| kind.label() == label);
        of_label
            .map(|(kind, counts)| wrong(*kind, counts))
            .sum::<usize>()
    };
    writeln!(
        out,
        "\n## KrdWrd: {documents} documents, labels alone; IN SAMPLE if the model was trained on them\n"
    )?;
    writeln!(
        out,
        "| said | good | bad | wrong | of the false body or false boilerplate |\n|---|---:|---:|---:|---:|"
    )?;
    for (kind, counts) in kinds {
        let [good, bad] = counts;
        let wrong = wrong(*kind, counts);
        writeln!(
            out,
            "| {kind} | {good} | {bad} | {:.1} % | {:.1} % of false {} |",
            100.0 * wrong as f64 / (good + bad).max(1) as f64,
            100.0 * wrong as f64 / all(kind.label()).max(1) as f64,
            kind.label()
        )?;
    }
    Ok(())
}

fn print_markup(
    detector: &Detector,
    name: &str,
    pages: &[Aligned],
    out: &mut impl Write,
) -> Result<()> {
    let told: Vec<Vec<(Kind, Kind)>> = pages.par_iter().map(|page| told(detector, page)).collect();
    let mut confusion = Confusion::default();
    for (gold, said) in told.into_iter().flatten() {
        confusion.add(gold, said);
    }
    writeln!(
        out,
        "\n## {name}: lines whose kind the markup tells; labels IN SAMPLE if the model was trained on them\n"
    )?;
    confusion.print(out)?;
    writeln!(out, "\nPrecision is among these lines alone.\n")?;
    confusion.print_scores(out)
}

/// The kind by markup and the kind that was said of the same lines as plain text, for the lines that have both.
fn told(detector: &Detector, page: &Aligned) -> Vec<(Kind, Kind)> {
    let text = page.lines().collect::<Vec<_>>().join("\n");
    let said = analyze(detector, &text);
    let lines = page.gold.iter().enumerate();
    lines
        .filter_map(|(line, &gold)| {
            Some((
                kind_of(&page.document, line, gold)?,
                *said.get(&(line + 1))?,
            ))
        })
        .collect()
}

/// What a line of a page is, where its markup and its label say so together.
fn kind_of(document: &Document<'_>, line: usize, gold: Gold) -> Option<Kind> {
    let block = document.blocks()?.get(line)?;
    let navigation = block.places.any(Places::NAVIGATION);
    match gold {
        Gold::Title => (block.tag == Tag::H1 && !navigation).then_some(Kind::Title),
        Gold::Body if !navigation => body_kind(block),
        Gold::Boilerplate if navigation => Some(Kind::Navigation),
        Gold::Boilerplate => is_byline(document, line).then_some(Kind::Metadata),
        _ => None,
    }
}

fn body_kind(block: &Block) -> Option<Kind> {
    if block.places.any(Places::PREFORMATTED) {
        return Some(Kind::Code);
    }
    Some(match block.tag {
        Tag::H2 | Tag::H3 | Tag::H4 => Kind::Heading,
        Tag::Caption => Kind::Caption,
        Tag::Item => Kind::ListItem,
        Tag::Quote => Kind::Quote,
        // Inside an item or a quote the words may stand in a paragraph of their own.
        Tag::Paragraph if block.quote_depth > 0 => Kind::Quote,
        Tag::Paragraph if block.first => Kind::ListItem,
        _ => return None,
    })
}

/// A short line that begins in a `<time>`, or in an element with `byline` in its names.
fn is_byline(document: &Document<'_>, line: usize) -> bool {
    /// The words as the library numbers them.
    static WORDS: LazyLock<Vec<u32>> = LazyLock::new(|| {
        let document = Document::from_html("<time class=byline>Monday</time>");
        let page = document.page().expect("a page");
        page.words_of(page.element_of(0)).to_vec()
    });
    let Some(page) = document.page() else {
        return false;
    };
    let text = document.line_text(document.lines()[line]);
    let innermost = page.element_of(line);
    text.chars().count() <= BYLINE
        && (0..NEAR)
            .map_while(|steps| page.above(innermost, steps))
            .flat_map(|element| page.words_of(element))
            .any(|word| WORDS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind of the line of a page that says "here".
    fn kind(html: &str, gold: Gold) -> Option<Kind> {
        let document = Document::from_html(html);
        let line = data::lines_of(&document).position(|line| line.contains("here"));
        kind_of(&document, line.expect("the line is there"), gold)
    }

    #[test]
    fn markup_and_label_tell_the_kind_together() {
        use Gold::{Body, Boilerplate, Title};
        for (html, gold, expected) in [
            ("<h1>The mill here</h1>", Title, Some(Kind::Title)),
            ("<h1>The mill here</h1>", Boilerplate, None),
            ("<p>The mill here", Title, None),
            ("<h3>Wheels here</h3>", Body, Some(Kind::Heading)),
            ("<h3>Wheels here</h3>", Boilerplate, None),
            ("<ul><li>Flour here", Body, Some(Kind::ListItem)),
            ("<ul><li><p>Flour here", Body, Some(Kind::ListItem)),
            ("<ul><li><p>Flour<p>is here", Body, None),
            ("<blockquote>Said here", Body, Some(Kind::Quote)),
            ("<blockquote><p>Said<p>here", Body, Some(Kind::Quote)),
            ("<pre>if dry:\n  water(here)", Body, Some(Kind::Code)),
            (
                "<figure><img src=a><figcaption>Seen here",
                Body,
                Some(Kind::Caption),
            ),
            ("<p>Text here", Body, None),
            (
                "<nav><ul><li>Home here",
                Boilerplate,
                Some(Kind::Navigation),
            ),
            ("<nav><h3>Home here", Body, None),
        ] {
            assert_eq!(kind(html, gold), expected, "{html}");
        }
    }

    #[test]
    fn bylines_are_short_and_say_so() {
        let byline = "<p class='small byline'>By Ada Holt, here</p>";
        assert_eq!(kind(byline, Gold::Boilerplate), Some(Kind::Metadata));
        assert_eq!(kind(byline, Gold::Body), None);
        let time = "<div><time>Monday</time>, here</div>";
        assert_eq!(kind(time, Gold::Boilerplate), Some(Kind::Metadata));
        assert_eq!(kind("<p>By Ada Holt, here", Gold::Boilerplate), None);
        let blurb = format!("<p class=byline>here {}</p>", "and there ".repeat(20));
        assert_eq!(kind(&blurb, Gold::Boilerplate), None);
    }

    #[test]
    fn mistakes_are_shared_out_among_the_kinds_of_a_label() {
        let kinds = BTreeMap::from([
            (Kind::Heading, [1, 3]),
            (Kind::Paragraph, [9, 1]),
            (Kind::Legal, [1, 4]),
        ]);
        let mut out = Vec::new();
        print_labels(2, &kinds, &mut out).expect("a buffer takes everything");
        let out = String::from_utf8_lossy(&out);
        assert!(
            out.contains("| heading | 1 | 3 | 75.0 % | 75.0 % of false body |"),
            "{out}"
        );
        assert!(
            out.contains("| legal | 1 | 4 | 20.0 % | 100.0 % of false boilerplate |"),
            "{out}"
        );
    }

    #[test]
    fn a_corpus_is_scored_by_line_and_language() {
        let row = r#"{"id": "a", "lang": "en", "text": "Leave a Reply\n\nShare this:\n",
            "lines": [{"line": 1, "kind": "comments"}, {"line": 3, "kind": "share"}], "issues": []}"#;
        let samples = [serde_json::from_str(row).expect("a row of the corpus")];
        let mut out = Vec::new();
        print_corpus(&Detector::default(), &samples, &mut out).expect("a buffer takes everything");
        let out = String::from_utf8_lossy(&out);
        assert!(out.contains("| en | 1 | 2 |"), "{out}");
        assert!(out.contains("\n2 lines: "), "{out}");
    }
}
