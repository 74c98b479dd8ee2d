//! Rows of the data files: JSON lines, zstd-compressed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What any of the files may tell of a page. Missing fields are empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    pub id: String,
    pub extractor: Option<String>,
    pub lang: Option<String>,
    pub domain: Option<String>,
    pub page_type: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub date: Option<String>,
    pub main_content: Option<String>,
    pub html: Option<String>,
    pub must: Vec<String>,
    pub must_not: Vec<String>,
    pub lines: Vec<String>,
    pub labels: Vec<Value>,
}

/// Gives every row of a file to `each` and tells the file's sha256.
pub(crate) fn read(path: &Path, mut each: impl FnMut(Row) -> Result<()>) -> Result<String> {
    let bytes = fs::read(path).with_context(|| {
        format!(
            "cannot read {}; `--data` names the folder of the data files",
            path.display()
        )
    })?;
    let text = zstd::decode_all(bytes.as_slice())
        .with_context(|| format!("{} is not zstd", path.display()))?;
    for (number, line) in text.split(|&byte| byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let place = || format!("{}, row {}", path.display(), number + 1);
        each(serde_json::from_slice(line).with_context(place)?).with_context(place)?;
    }
    Ok(format!("{:x}", Sha256::digest(&bytes)))
}
