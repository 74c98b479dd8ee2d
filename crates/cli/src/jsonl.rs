//! JSON lines: the output for programs.

use std::io::{self, Write};

use serde::Serialize;

/// Writes one object and its line end.
pub(crate) fn write(out: &mut impl Write, object: &impl Serialize) -> io::Result<()> {
    // As an `io::Error`, so that a broken pipe is known as one.
    serde_json::to_writer(&mut *out, object)?;
    out.write_all(b"\n")
}
