//! `bodycopy corpus`: cleans a field of JSON lines, a text or a page.
//!
//! Invariant: every row that was read is either written or in the errors file, and rows keep their order.

mod batch;
mod fields;
mod output;
mod plan;
mod row;
mod tally;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, ensure};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::args::{DetectorArgs, PolicyArgs, RuleArgs};
use crate::config::Config;
use crate::input::Input;
use crate::message;
use crate::render::RenderArgs;
use crate::status::Status;
pub(crate) use batch::Batch;
use fields::FieldArgs;
pub(crate) use output::BadRow;
use output::{Errors, Output};
use plan::{Job, Plan};
pub(crate) use row::Row;
use row::{Cleaner, Outcome, Source};
use tally::Tally;

const EXAMPLES: &str = "\
Examples:
  bodycopy corpus web.jsonl -o clean.jsonl                one file to one file
  bodycopy corpus part-*.jsonl -o clean/                  one file each, in a folder
  bodycopy corpus crawl.jsonl --html-field html -o clean.jsonl --to markdown
  zcat web.jsonl.gz | bodycopy corpus -o - | gzip > clean.jsonl.gz
  bodycopy corpus web.jsonl -o out.jsonl --lines --issues --keep caption

Exit codes:
  0  done; bad rows do not change that: they are counted and in the errors file
  2  error: a wrong argument, something could not be read or written (no half output is left), or every row is bad";

/// Clean a text or page in a field of JSON lines, row by row
///
/// Rows come out in the order they came in. A row's text field is replaced by its cleaned text; all else in the row
/// stays byte for byte, and so does a text that needs no cleaning. With --html-field the article of the page in that
/// field becomes the text field.
///
/// A row that is no JSON object, is not UTF-8, or whose text (or page) is missing, not a string or there twice is a bad
/// row: it goes to the errors file and the run goes on. Blank lines are skipped. Rows in = rows out + bad rows.
///
/// Memory does not grow with the size of the input, only with its longest rows. Outputs get their names when they are
/// complete.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Files of JSON lines, or `-` for standard input (also when no path is given)
    #[arg(value_name = "IN.jsonl")]
    inputs: Vec<PathBuf>,

    /// Where to write: a file if it ends in .jsonl, `-` for standard output, else a folder
    ///
    /// A file takes the rows of all inputs, one input after the other. A folder is made if need be and gets a file of
    /// the same name for each input.
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,

    #[command(flatten)]
    fields: FieldArgs,

    #[command(flatten)]
    render: RenderArgs,

    /// A field that identifies the row; its value goes into the errors file as `id`
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,

    /// Where bad rows go, `-` for standard error [default: OUT.errors.jsonl beside the file OUT, errors.jsonl in the
    /// folder OUT, standard error if OUT is `-`]
    ///
    /// An object for every bad row, with path, line, id (with --id-field, where the row has it), error and row (the
    /// row's text; bytes that are not UTF-8 are replaced by U+FFFD). The file is only made if there is a bad row; one of an earlier run is removed.
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    /// The number of threads [default: one a core]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    rules: RuleArgs,

    #[command(flatten)]
    policy: PolicyArgs,

    #[command(flatten)]
    detector: DetectorArgs,
}

pub(crate) fn run(args: &Args, config: &Config) -> Result<Status> {
    let cleaner = cleaner(args, config)?;
    let plan = Plan::new(&args.inputs, &args.output, args.errors.as_deref())?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, NonZeroUsize::get))
        .build()?;
    let mut errors = Errors::new(plan.errors);
    let mut tally = Tally::default();
    let mut status = Status::Done;
    for job in &plan.jobs {
        match run_job(job, &cleaner, &pool, &mut errors) {
            Ok(done) => tally.add(&done),
            Err(error) if message::is_broken_pipe(&error) => return Err(error),
            Err(error) => {
                message::error(&error);
                status = Status::Failed;
            }
        }
    }
    let errors = errors.finish()?;
    message::note(tally.summary(&errors));
    // Not a bad row among good ones but the wrong field, or no JSON lines at all: nobody should go on with that.
    if tally.bad > 0 && tally.written == 0 {
        message::error(&anyhow!(
            "no row could be cleaned; is {} right, and is the input JSON lines?",
            args.fields.option_of_source()
        ));
        status = Status::Failed;
    }
    Ok(status)
}

fn cleaner<'a>(args: &'a Args, config: &Config) -> Result<Cleaner<'a>> {
    let fields = &args.fields;
    fields.check()?;
    ensure!(
        fields.issues || !args.rules.is_given(),
        "--select, --ignore and --allow need --issues: rules do not change the text"
    );
    let source = match &fields.html_field {
        Some(field) => Source::Html {
            field,
            reader: args.policy.reader()?,
        },
        None => Source::Text,
    };
    ensure!(
        fields.html_field.is_some() || !args.policy.selects(),
        "--keep and --drop name elements, and texts have none: say with --html-field where the pages are"
    );
    let detector = if fields.issues {
        let builder = args.detector.builder(config);
        let rules = args.rules.names(config)?;
        config.build(args.rules.with_rules(builder, &rules, config))?
    } else {
        args.detector.detector(config)?
    };
    Ok(Cleaner {
        detector,
        policy: args.render.policy(args.policy.policy()),
        to: args.render.to,
        source,
        fields,
        id_field: args.id_field.as_deref(),
    })
}

/// Writes one output. If anything cannot be read or written, the output does not appear.
fn run_job(
    job: &Job,
    cleaner: &Cleaner<'_>,
    pool: &ThreadPool,
    errors: &mut Errors,
) -> Result<Tally> {
    let mut out = Output::create(&job.output)?;
    let mut tally = Tally::default();
    for input in &job.inputs {
        clean_input(input, cleaner, pool, &mut out, errors, &mut tally)?;
    }
    out.finish()?;
    Ok(tally)
}

fn clean_input(
    input: &Input,
    cleaner: &Cleaner<'_>,
    pool: &ThreadPool,
    out: &mut Output,
    errors: &mut Errors,
    tally: &mut Tally,
) -> Result<()> {
    let path = input.name();
    let mut reader = input.open()?;
    let mut batch = Batch::default();
    while batch.fill(&mut reader).with_context(|| path.clone())? {
        tally.blank += batch.blank();
        let rows = batch.rows();
        let outcomes: Vec<Outcome> = pool.install(|| {
            rows.par_iter()
                .map(|row| cleaner.clean(row.bytes))
                .collect()
        });
        for (row, outcome) in rows.iter().zip(outcomes) {
            match outcome {
                Outcome::Clean { row, lines } => {
                    out.write_all(row.as_bytes())?;
                    out.write_all(b"\n")?;
                    tally.written += 1;
                    tally.lines.add(&lines);
                }
                Outcome::Bad { error, id } => {
                    tally.bad += 1;
                    errors.write(&BadRow {
                        path: &path,
                        line: row.line,
                        id,
                        error,
                        row: String::from_utf8_lossy(row.bytes),
                    })?;
                }
            }
        }
    }
    Ok(())
}
