//! What cleaning changes, as a unified diff that `patch` and `git apply` understand.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use similar::{Algorithm, ChangeTag, TextDiff};

use crate::terminal;

/// Prints the diff of one text; nothing if it did not change.
pub(super) fn write(out: &mut impl Write, name: &str, old: &str, new: &str) -> io::Result<()> {
    if old == new {
        return Ok(());
    }
    let [bold, cyan, red, green] = [
        Style::new().bold(),
        AnsiColor::Cyan.on_default(),
        AnsiColor::Red.on_default(),
        AnsiColor::Green.on_default(),
    ]
    .map(terminal::style);
    writeln!(out, "{bold}--- {name}{bold:#}\n{bold}+++ {name}{bold:#}")?;
    // Lines as `patch` counts them: only `\n` ends one. Patience, because what is kept keeps its order: the lines
    // that occur once are the anchors and long documents stay fast.
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_slices(&old, &new);
    for hunk in diff.unified_diff().iter_hunks() {
        writeln!(out, "{cyan}{}{cyan:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Equal => Style::new(),
                ChangeTag::Delete => red,
                ChangeTag::Insert => green,
            };
            let (line, end) = match change.value().strip_suffix('\n') {
                Some(line) => (line, ""),
                None => (change.value(), "\\ No newline at end of file\n"),
            };
            writeln!(out, "{style}{}{line}{style:#}", change.tag())?;
            out.write_all(end.as_bytes())?;
        }
    }
    Ok(())
}
