//! `bodycopy quality`: the quality signals of texts, and what published filters would say.

mod rows;
mod table;

use std::io::Write;
use std::num::NonZeroUsize;

use anyhow::{Result, ensure};
use bodycopy::quality::{
    C4, FineWeb, GopherQuality, GopherRepetition, LineSignals, RedPajama, RefinedWeb, Thresholds,
};
use bodycopy::{Detector, Document, HtmlReader, Policy, Quality, SCHEMA};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::{DetectorArgs, Format, PathArgs};
use crate::config::Config;
use crate::input::Files;
use crate::jsonl;
use crate::status::Status;
use crate::terminal;

const EXAMPLES: &str = "\
Examples:
  bodycopy quality page.txt
  bodycopy quality --clean page.html                the text that `bodycopy clean` would print
  bodycopy quality --format jsonl pages/ | jq -r 'select(.decisions.c4 == []) | .path'
  bodycopy quality --text-field text --id-field id web.jsonl > signals.jsonl

Exit codes:
  0  done, whatever the filters say
  2  error; the other files were still measured";

/// Measure the signals that corpora of web text are filtered by
///
/// Says for each text what the filters of Gopher, C4, FineWeb and RefinedWeb would do with it and why, with the published
/// thresholds for English and under the names of datatrove, and prints their signals and those of RedPajama-V2. The
/// text is measured as it is; a page, its whole text.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(
    clippy::doc_markdown,
    reason = "what the help says has no marks of code"
)]
pub(crate) struct Args {
    #[command(flatten)]
    paths: PathArgs,

    /// Measure what `bodycopy clean` would keep in place of all
    #[arg(long)]
    clean: bool,

    /// The form of the output
    ///
    /// jsonl: an object for every text, with path, decisions (for each filter the reasons to drop the text, none if it is
    /// kept), the signals of each filter, redpajama and schema. Rows of JSON lines have their line, too.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// Add the signals of every line, as `lines`; with --format jsonl
    #[arg(long)]
    lines: bool,

    /// The inputs are JSON lines: measure the text in this field of every row; the output is jsonl
    ///
    /// A row comes out for every row that can be read. One that cannot goes to standard error, as an object with path, line,
    /// error and row, and the numbers of both are told at the end; the exit code is 2 only if every row is bad.
    #[arg(long, value_name = "FIELD", help_heading = "JSON lines")]
    text_field: Option<String>,

    /// A field that identifies the row; its value comes out as `id`
    #[arg(
        long,
        value_name = "FIELD",
        requires = "text_field",
        help_heading = "JSON lines"
    )]
    id_field: Option<String>,

    /// The number of threads for JSON lines [default: one a core]
    #[arg(
        short,
        long,
        value_name = "N",
        requires = "text_field",
        help_heading = "JSON lines"
    )]
    jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    detector: DetectorArgs,
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Status> {
    ensure!(
        !args.lines || args.format == Format::Jsonl || args.text_field.is_some(),
        "--lines needs --format jsonl"
    );
    let measure = Measure {
        detector: args
            .clean
            .then(|| args.detector.detector(config))
            .transpose()?,
        thresholds: Thresholds::default(),
        lines: args.lines,
    };
    match &args.text_field {
        Some(field) => rows::run(args, field, &measure),
        None => measure_pages(args, &measure),
    }
}

fn measure_pages(args: &Args, measure: &Measure) -> Result<Status> {
    let reader = HtmlReader::builder().build()?;
    let mut pages = args.paths.pages(Files::All, false);
    let several = pages.several();
    let mut out = terminal::stdout();
    let mut first = true;
    for page in pages.by_ref() {
        let name = page.input.name();
        let quality = measure.document(&page.document(&reader));
        let row = measure.row(&quality, &name);
        match args.format {
            Format::Human => {
                if several {
                    table::write_heading(&mut out, &name, first)?;
                }
                table::write(&mut out, &row)?;
            }
            Format::Jsonl => jsonl::write(&mut out, &row)?,
        }
        first = false;
    }
    out.flush()?;
    Ok(pages.status())
}

/// How texts are measured and judged.
#[derive(Debug)]
struct Measure {
    /// Where only what it keeps is measured.
    detector: Option<Detector>,
    thresholds: Thresholds,
    lines: bool,
}

impl Measure {
    fn document(&self, document: &Document<'_>) -> Quality {
        match &self.detector {
            Some(detector) => detector.analyze(document).quality(&Policy::default()),
            None => Quality::of(document.text()),
        }
    }

    fn text(&self, text: &str) -> Quality {
        match &self.detector {
            Some(_) => self.document(&Document::from_text(text)),
            None => Quality::of(text),
        }
    }

    fn row<'q>(&self, quality: &'q Quality, path: &'q str) -> Row<'q> {
        let thresholds = &self.thresholds;
        Row {
            path,
            line: None,
            id: None,
            decisions: Decisions {
                gopher_quality: quality.gopher_quality(thresholds),
                gopher_repetition: quality.gopher_repetition(thresholds),
                c4: quality.c4(thresholds),
                fineweb: quality.fineweb(thresholds),
                refinedweb: quality.refinedweb(thresholds),
            },
            gopher_quality: &quality.gopher_quality,
            gopher_repetition: &quality.gopher_repetition,
            c4: &quality.c4,
            fineweb: &quality.fineweb,
            refinedweb: &quality.refinedweb,
            redpajama: &quality.redpajama,
            lines: self.lines.then_some(&quality.lines),
            schema: SCHEMA,
        }
    }
}

/// What is printed of one text.
#[derive(Debug, Serialize)]
struct Row<'q> {
    path: &'q str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'q RawValue>,
    decisions: Decisions,
    gopher_quality: &'q GopherQuality,
    gopher_repetition: &'q GopherRepetition,
    c4: &'q C4,
    fineweb: &'q FineWeb,
    refinedweb: &'q RefinedWeb,
    redpajama: &'q RedPajama,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<&'q Vec<LineSignals>>,
    schema: u32,
}

/// The reasons of each filter to drop the text.
#[derive(Debug, Serialize)]
struct Decisions {
    gopher_quality: Vec<&'static str>,
    gopher_repetition: Vec<&'static str>,
    c4: Vec<&'static str>,
    fineweb: Vec<&'static str>,
    refinedweb: Vec<&'static str>,
}
