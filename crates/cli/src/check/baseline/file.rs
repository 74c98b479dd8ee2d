//! The file of a baseline.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use serde::{Deserialize, Serialize};

use super::{Files, Identity};
use crate::staged::Staged;

/// The version of the form.
const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    version: u32,
    files: BTreeMap<String, Vec<Entry>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    text: String,
    line: String,
    count: usize,
}

/// Reads a baseline; `None` if there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Files>> {
    let name = || path.display().to_string();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(name),
    };
    let form: Form = serde_json::from_str(&text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let what = error.to_string();
        let place = format!(" at line {line} column {column}");
        let what = what.strip_suffix(&place).unwrap_or(&what);
        anyhow!(
            "{}:{line}:{column}: this is no baseline: {what}; mend it, or remove it and make it anew with --write-baseline",
            path.display()
        )
    })?;
    ensure!(
        form.version == VERSION,
        "{}: a baseline of version {}, and this command knows version {VERSION}; make it anew with --write-baseline",
        path.display(),
        form.version
    );
    let mut files = Files::new();
    for (file, entries) in form.files {
        let known = files.entry(file).or_default();
        for entry in entries {
            let Entry {
                rule,
                text,
                line,
                count,
            } = entry;
            *known.entry(Identity { rule, text, line }).or_default() += count;
        }
    }
    Ok(Some(files))
}

/// Writes a baseline in one step: an entry a line, in order.
pub(super) fn write(path: &Path, files: &Files) -> Result<()> {
    let mut out = Staged::create(path)?;
    write_to(&mut out, files).with_context(|| path.display().to_string())?;
    out.commit()
}

fn write_to(out: &mut impl Write, files: &Files) -> Result<()> {
    write!(out, "{{\n  \"version\": {VERSION},\n  \"files\": {{")?;
    let mut between = "";
    for (file, issues) in files {
        let file = serde_json::to_string(file)?;
        write!(out, "{between}\n    {file}: [")?;
        let mut inner = "";
        for (identity, &count) in issues {
            let entry = serde_json::to_string(&Entry {
                rule: identity.rule.clone(),
                text: identity.text.clone(),
                line: identity.line.clone(),
                count,
            })?;
            write!(out, "{inner}\n      {entry}")?;
            inner = ",";
        }
        write!(out, "\n    ]")?;
        between = ",";
    }
    let end = if files.is_empty() { "" } else { "\n  " };
    writeln!(out, "{end}}}\n}}")?;
    Ok(())
}
