//! The signals for people.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use serde::Serialize;
use serde_json::{Map, Value};

use super::Row;
use crate::terminal;

/// The widths of the first two columns.
const FILTER: usize = 17;
const SIGNAL: usize = 36;

pub(super) fn write_heading(out: &mut impl Write, name: &str, first: bool) -> Result<()> {
    let bold = terminal::style(Style::new().bold());
    let gap = if first { "" } else { "\n" };
    writeln!(out, "{gap}{bold}{name}{bold:#}")?;
    Ok(())
}

/// The decision of each filter with its reasons, and below it its signals.
pub(super) fn write(out: &mut impl Write, row: &Row<'_>) -> Result<()> {
    let decisions = &row.decisions;
    write_family(
        out,
        "gopher_quality",
        Some(&decisions.gopher_quality),
        row.gopher_quality,
    )?;
    write_family(
        out,
        "gopher_repetition",
        Some(&decisions.gopher_repetition),
        row.gopher_repetition,
    )?;
    write_family(out, "c4", Some(&decisions.c4), row.c4)?;
    write_family(out, "fineweb", Some(&decisions.fineweb), row.fineweb)?;
    write_family(
        out,
        "refinedweb",
        Some(&decisions.refinedweb),
        row.refinedweb,
    )?;
    write_family(out, "redpajama", None, row.redpajama)
}

fn write_family(
    out: &mut impl Write,
    name: &str,
    reasons: Option<&Vec<&'static str>>,
    signals: &impl Serialize,
) -> Result<()> {
    match reasons {
        None => writeln!(out, "{name}")?,
        Some(reasons) if reasons.is_empty() => {
            let keep = terminal::style(AnsiColor::Green.on_default());
            writeln!(out, "{name:FILTER$}  {keep}keep{keep:#}")?;
        }
        Some(reasons) => {
            let drop = terminal::style(AnsiColor::Yellow.on_default());
            let reasons = reasons.join(", ");
            writeln!(out, "{name:FILTER$}  {drop}drop{drop:#}  {reasons}")?;
        }
    }
    for (signal, value) in fields(signals)? {
        writeln!(out, "  {signal:SIGNAL$}  {}", printed(&value))?;
    }
    Ok(())
}

/// The signals by name.
fn fields(signals: &impl Serialize) -> Result<Map<String, Value>> {
    match serde_json::to_value(signals)? {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

/// Counts as they are, all else with four places.
fn printed(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Number(number) => match (number.as_u64(), number.as_f64()) {
            (None, Some(float)) => format!("{float:.4}"),
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}
