//! Standard output: its colours, its width, its buffer.

use std::io::{self, BufWriter, StdoutLock};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;

/// Large enough that a long document is written with few system calls.
const BUFFER: usize = 64 * 1024;

/// Sets when colours are used. `auto` means: on a terminal, if the environment (`NO_COLOR` and its kin) allows it.
pub(crate) fn set_color(choice: clap::ColorChoice) {
    match choice {
        clap::ColorChoice::Auto => ColorChoice::Auto,
        clap::ColorChoice::Always => ColorChoice::Always,
        clap::ColorChoice::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Standard output, locked and buffered. It must be flushed at the end: a drop hides errors.
///
/// It passes on every byte, escape sequences of the documents included, so that cleaned text comes out as it is. Who
/// prints colours asks [`style`] whether to.
pub(crate) fn stdout() -> BufWriter<AutoStream<StdoutLock<'static>>> {
    BufWriter::with_capacity(BUFFER, AutoStream::always(io::stdout().lock()))
}

/// Whether standard output takes colours.
pub(crate) fn has_color() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// The style if standard output takes colours, else none.
pub(crate) fn style(style: Style) -> Style {
    if has_color() { style } else { Style::new() }
}

/// The number of columns of the terminal, if standard output is one.
pub(crate) fn width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
}
