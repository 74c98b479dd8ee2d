//! `cargo lab coverage`: how many of the interface strings of products the lexicons know, by language.
//!
//! A string is recognised if, as a line by itself, it is found by a phrase of a boilerplate list of any language: as a whole,
//! or as the part that a star leaves open. [`interface`] says which strings count. They are split in two
//! halves by their English key, so that a string is in the same half in all languages. Whoever writes lexicons may look at
//! the misses of the half `seen`; the half `held` tells what the lists are worth on strings nobody looked up.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use bodycopy::Document;
use bodycopy::lab::{Lexicon, Role, Signals};
use clap::Args;

use crate::half::Half;
use crate::interface::{self, InterfaceString};

/// What to print.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder of the data files.
    #[arg(long)]
    data: PathBuf,
    /// List what is missed of this language in the seen half: text, what it says in English, product.
    #[arg(long, value_name = "LANG")]
    misses: Option<String>,
}

/// The figures of one half of a language.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    strings: usize,
    recognised: usize,
    whole: usize,
}

impl Tally {
    fn add(&mut self, found: Option<bool>) {
        self.strings += 1;
        self.recognised += usize::from(found.is_some());
        self.whole += usize::from(found == Some(true));
    }

    fn print(self) -> String {
        let share = |part: usize| 100.0 * part as f64 / self.strings.max(1) as f64;
        let Self { strings, .. } = self;
        format!(
            "{strings:>6} {:>6.1} % {:>6.1} %",
            share(self.recognised),
            share(self.whole)
        )
    }
}

/// Whether a boilerplate phrase is found in a line, and if so, whether it is all of the line.
fn recognised(line: &str, lexicon: &Lexicon) -> Option<bool> {
    let document = Document::from_text(line);
    let signals = Signals::measure(&document, lexicon);
    let hits = (0..signals.len()).filter_map(|row| signals.phrase(row, lexicon));
    hits.filter(|(list, _)| list.role == Role::Boilerplate)
        .map(|(_, whole)| whole)
        .max()
}

/// Prints the shares by language, or the misses of one language among the strings that may be seen.
pub(crate) fn run(options: &Options, out: &mut impl Write) -> Result<()> {
    let lexicon = Lexicon::builtin();
    let strings = interface::read(&options.data)?;
    if let Some(lang) = &options.misses {
        return print_misses(&strings, lang, lexicon, out);
    }
    let mut tallies: BTreeMap<&str, [Tally; 2]> = BTreeMap::new();
    let mut all = [Tally::default(); 2];
    for string in &strings {
        let found = recognised(&string.text, lexicon);
        let half = string.half as usize;
        tallies.entry(&string.lang).or_default()[half].add(found);
        all[half].add(found);
    }
    writeln!(
        out,
        "        seen: recognised, as a whole    held: recognised, as a whole"
    )?;
    for (lang, [seen, held]) in &tallies {
        writeln!(out, "{lang:<6} {}   {}", seen.print(), held.print())?;
    }
    writeln!(out, "{:<6} {}   {}", "all", all[0].print(), all[1].print())?;
    Ok(())
}

fn print_misses(
    strings: &[InterfaceString],
    lang: &str,
    lexicon: &Lexicon,
    out: &mut impl Write,
) -> Result<()> {
    let wanted = strings
        .iter()
        .filter(|string| string.lang == lang && string.half == Half::Seen);
    for string in wanted.filter(|string| recognised(&string.text, lexicon).is_none()) {
        writeln!(out, "{}\t{}\t{}", string.text, string.key, string.source)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_recognised_by_the_lists_and_not_by_its_looks() {
        let lexicon = Lexicon::builtin();
        assert_eq!(recognised("Leave a Comment", lexicon), Some(true));
        assert_eq!(recognised("The old pier was torn apart.", lexicon), None);
        assert_eq!(recognised("", lexicon), None);
    }
}
