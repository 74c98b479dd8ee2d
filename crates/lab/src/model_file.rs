//! Model files: read here and nowhere else.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use bodycopy::lab::Model;

/// The model in a file.
pub(crate) fn read(path: &Path) -> Result<Model> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Model::from_bytes(&bytes).map_err(|error| {
        anyhow::anyhow!(
            "{}: {error}; it must be of this version's form and signals, as `cargo lab train` writes it",
            path.display()
        )
    })
}
