//! JSON lines: a row out for every row in.

use std::io::{self, Write};
use std::num::NonZeroUsize;

use anyhow::{Context, Error, Result, anyhow};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{Args, Measure};
use crate::corpus::{BadRow, Batch, Row};
use crate::input::Input;
use crate::jsonl;
use crate::message;
use crate::status::Status;
use crate::terminal;

pub(super) fn run(args: &Args, field: &str, measure: &Measure) -> Result<Status> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, NonZeroUsize::get))
        .build()?;
    let mut out = terminal::stdout();
    let mut status = Status::Done;
    let (mut written, mut bad) = (0, 0);
    for input in inputs(args) {
        let rows = Rows {
            path: &input.name(),
            field,
            id_field: args.id_field.as_deref(),
            measure,
        };
        match rows.measure(&input, &pool, &mut out) {
            Ok((good, failed)) => {
                written += good;
                bad += failed;
            }
            Err(error) if message::is_broken_pipe(&error) => return Err(error),
            Err(error) => {
                message::error(&error);
                status = Status::Failed;
            }
        }
    }
    out.flush()?;
    // Not a bad row among good ones but the wrong field, or no JSON lines at all.
    if bad > 0 && written == 0 {
        message::error(&anyhow!(
            "no row could be measured; is --text-field {field} right, and is the input JSON lines?"
        ));
        status = Status::Failed;
    } else if bad > 0 {
        let rows = message::count(written + bad, "row");
        message::note(format!("{rows}: {written} measured, {bad} bad"));
    }
    Ok(status)
}

fn inputs(args: &Args) -> Vec<Input> {
    let paths = &args.paths.paths;
    if paths.is_empty() {
        vec![Input::Stdin]
    } else {
        paths.iter().map(|path| Input::new(path)).collect()
    }
}

/// The rows of one input.
struct Rows<'a> {
    path: &'a str,
    field: &'a str,
    id_field: Option<&'a str>,
    measure: &'a Measure,
}

impl Rows<'_> {
    /// Measures all rows and returns how many were written and how many were bad.
    fn measure(
        &self,
        input: &Input,
        pool: &ThreadPool,
        out: &mut impl Write,
    ) -> Result<(usize, usize)> {
        let mut reader = input.open()?;
        let mut batch = Batch::default();
        let (mut written, mut bad) = (0, 0);
        while batch
            .fill(&mut reader)
            .with_context(|| self.path.to_owned())?
        {
            let rows = batch.rows();
            let measured: Vec<Result<String>> = pool.install(|| {
                rows.par_iter()
                    .map(|row| self.row(row.bytes, row.line))
                    .collect()
            });
            for (row, measured) in rows.iter().zip(measured) {
                match measured {
                    Ok(json) => {
                        writeln!(out, "{json}")?;
                        written += 1;
                    }
                    Err(error) => {
                        write_bad(self.path, row.line, row.bytes, &error)?;
                        bad += 1;
                    }
                }
            }
        }
        Ok((written, bad))
    }

    fn row(&self, bytes: &[u8], line: usize) -> Result<String> {
        let row = Row::parse(bytes)?;
        let (_, text) = row.string(self.field)?;
        let quality = self.measure.text(&text);
        let mut measured = self.measure.row(&quality, self.path);
        measured.line = Some(line);
        measured.id = self.id_field.and_then(|field| row.values(field).next());
        Ok(serde_json::to_string(&measured)?)
    }
}

fn write_bad(path: &str, line: usize, bytes: &[u8], error: &Error) -> Result<()> {
    let row = BadRow {
        path,
        line,
        id: None,
        error: format!("{error:#}"),
        row: String::from_utf8_lossy(bytes),
    };
    jsonl::write(&mut io::stderr().lock(), &row)?;
    Ok(())
}
