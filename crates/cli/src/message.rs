//! What the command says about a run, on standard error.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

/// Prints an error with its causes.
pub(crate) fn error(error: &anyhow::Error) {
    let red: Style = AnsiColor::Red.on_default().bold();
    // Nothing is left to tell it to if standard error is closed.
    let _ = writeln!(anstream::stderr(), "bodycopy: {red}error{red:#}: {error:#}");
}

/// Prints what is good to know about an input and stops nothing.
pub(crate) fn remark(text: impl fmt::Display) {
    let yellow: Style = AnsiColor::Yellow.on_default().bold();
    let _ = writeln!(
        anstream::stderr(),
        "bodycopy: {yellow}note{yellow:#}: {text}"
    );
}

/// Prints what is wrong with an input and stops nothing.
pub(crate) fn warning(text: impl fmt::Display) {
    let yellow: Style = AnsiColor::Yellow.on_default().bold();
    let _ = writeln!(
        anstream::stderr(),
        "bodycopy: {yellow}warning{yellow:#}: {text}"
    );
}

/// Prints a line, such as a summary.
pub(crate) fn note(text: impl fmt::Display) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Whether the error is that nobody reads the output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// A number with the noun it counts: `1 line`, `2 lines`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
