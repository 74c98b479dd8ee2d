//! `bodycopy label`: what was decided about each line, and why.

use std::borrow::Cow;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use bodycopy::{Detector, Document, Kind, Label, LineReport, Reason, SCHEMA};
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::args::{DetectorArgs, Format, PathArgs, SelectorArgs};
use crate::config::Config;
use crate::input::Files;
use crate::jsonl;
use crate::status::Status;
use crate::terminal;

const EXAMPLES: &str = "\
Examples:
  bodycopy label page.txt
  bodycopy label --explain page.txt
  bodycopy label --drop '.infobox' page.html     see what a selector does
  bodycopy label --format jsonl pages/ | jq -r 'select(.kind == \"legal\") | .text'

Exit codes:
  0  done
  2  error; the other files were still labelled";

/// Show what was decided about each line
///
/// Prints a row for every line that holds text: its number, body or boilerplate, its kind, the probability that it is
/// body, and the text (shortened on a terminal, whole elsewhere; control characters are replaced). Blank lines count
/// in the numbering but have no row. Lines of a page are those of its text, not of the HTML.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    paths: PathArgs,

    /// Print the evidence beneath each line, a known phrase first, then the weightiest (+ towards body, - towards boilerplate)
    #[arg(long)]
    explain: bool,

    /// The form of the output
    ///
    /// jsonl: an object for every line that holds text, with path, line, span (bytes of the text in UTF-8), text, label,
    /// kind, score, reasons (always; each with text and weight) and schema.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    #[command(flatten)]
    detector: DetectorArgs,

    #[command(flatten)]
    selectors: SelectorArgs,
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Status> {
    let detector = args.detector.detector(config)?;
    let reader = args.selectors.reader()?;
    let mut pages = args.paths.pages(Files::All, args.selectors.selects());
    let several = pages.several();
    let mut out = terminal::stdout();
    let mut first = true;
    for page in pages.by_ref() {
        let name = page.input.name();
        let document = page.document(&reader);
        match args.format {
            Format::Human => {
                if several {
                    let bold = terminal::style(Style::new().bold());
                    let gap = if first { "" } else { "\n" };
                    writeln!(out, "{gap}{bold}{name}{bold:#}")?;
                }
                write_table(&mut out, &detector, &document, args.explain)?;
            }
            Format::Jsonl => write_jsonl(&mut out, &detector, &document, &name)?,
        }
        first = false;
    }
    out.flush()?;
    Ok(pages.status())
}

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    #[serde(flatten)]
    line: LineReport<'a>,
    reasons: Vec<Reason>,
    schema: u32,
}

fn write_jsonl(
    out: &mut impl Write,
    detector: &Detector,
    document: &Document<'_>,
    path: &str,
) -> Result<()> {
    let explainer = detector.explainer(document);
    for line in detector.analyze(document).lines {
        let row = Row {
            path,
            line,
            reasons: explainer.reasons(line.line),
            schema: SCHEMA,
        };
        jsonl::write(out, &row)?;
    }
    Ok(())
}

fn write_table(
    out: &mut impl Write,
    detector: &Detector,
    document: &Document<'_>,
    explain: bool,
) -> Result<()> {
    let columns = Columns::new(document);
    let explainer = explain.then(|| detector.explainer(document));
    for line in detector.analyze(document).lines {
        columns.write(out, &line)?;
        if let Some(explainer) = &explainer {
            for reason in explainer.reasons(line.line) {
                columns.write_reason(out, &reason)?;
            }
        }
    }
    Ok(())
}

/// The layout of the table of one document.
#[derive(Debug)]
struct Columns {
    number: usize,
    label: usize,
    kind: usize,
    /// What is left for the text.
    text: usize,
    body: Style,
    boilerplate: Style,
}

impl Columns {
    const SCORE: usize = 4;
    const GAP: usize = 2;

    fn new(document: &Document<'_>) -> Self {
        let last = document.lines().last().map_or(0, |line| line.number);
        let number = last.to_string().len();
        let label = Label::Boilerplate.to_string().len();
        let kind = Kind::ALL.map(|kind| kind.name().len());
        let kind = kind.into_iter().max().unwrap_or(0);
        let before = number + label + kind + Self::SCORE + 4 * Self::GAP;
        Self {
            number,
            label,
            kind,
            // On a very narrow terminal a few characters that wrap say more than none.
            text: terminal::width()
                .map_or(usize::MAX, |width| width.saturating_sub(before).max(20)),
            body: terminal::style(AnsiColor::Green.on_default()),
            boilerplate: terminal::style(Style::new().dimmed()),
        }
    }

    fn write(&self, out: &mut impl Write, line: &LineReport<'_>) -> Result<()> {
        let (label, text) = match line.label {
            Label::Body => (self.body, Style::new()),
            Label::Boilerplate => (self.boilerplate, self.boilerplate),
        };
        writeln!(
            out,
            "{:number$}  {label}{:labels$}  {:kinds$}{label:#}  {:score$.2}  {text}{}{text:#}",
            line.line,
            line.label,
            line.kind,
            line.score,
            printable(shorten(line.text, self.text).as_ref()),
            number = self.number,
            labels = self.label,
            kinds = self.kind,
            score = Self::SCORE,
        )?;
        Ok(())
    }

    fn write_reason(&self, out: &mut impl Write, reason: &Reason) -> Result<()> {
        let style = if reason.weight < 0.0 {
            self.boilerplate
        } else {
            self.body
        };
        let indent = self.number + Self::GAP;
        writeln!(
            out,
            "{:indent$}{style}{:+.2}{style:#}  {}",
            "",
            reason.weight,
            printable(&reason.text)
        )?;
        Ok(())
    }
}

/// The text in at most `width` columns of a terminal, with an ellipsis if it was cut.
fn shorten(text: &str, width: usize) -> Cow<'_, str> {
    // No character needs more columns than bytes.
    if text.len() <= width {
        return text.into();
    }
    let mut used = 0;
    // Where the text ends if an ellipsis has to follow.
    let mut cut = 0;
    for (at, c) in text.char_indices() {
        if used < width {
            cut = at;
        }
        used += c.width().unwrap_or(1);
        if used > width {
            return format!("{}…", &text[..cut]).into();
        }
    }
    text.into()
}

/// The text with every control character replaced: a document must not move the cursor of whoever looks at it.
fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        let replace = |c: char| match c {
            '\t' => ' ',
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        };
        text.chars().map(replace).collect::<String>().into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::{printable, shorten};

    #[test]
    fn shorten_counts_columns() {
        assert_eq!(shorten("harbour", 7), "harbour");
        assert_eq!(shorten("harbour", 6), "harbo…");
        assert_eq!(shorten("Brücke über", 11), "Brücke über");
        // A wide character takes two columns and is never cut in half.
        assert_eq!(shorten("港の橋の上", 10), "港の橋の上");
        assert_eq!(shorten("港の橋の上", 9), "港の橋の…");
        assert_eq!(shorten("港の橋の上", 8), "港の橋…");
        assert_eq!(shorten("", 0), "");
    }

    #[test]
    fn printable_replaces_control_characters() {
        assert_eq!(printable("plain"), "plain");
        assert_eq!(printable("a\tb\u{1b}[31m"), "a b\u{fffd}[31m");
    }
}
