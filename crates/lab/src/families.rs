//! Families of signals, to ask what each is worth.

use bodycopy::lab::{Network, Signal};
use clap::ValueEnum;

/// Signals of one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Family {
    /// Length, letter case, marks, figures, list markers.
    Surface,
    /// Phrases of the lexicons, function words, words of dates and credits.
    Lexicon,
    /// The words' vectors.
    Words,
    /// Where the line stands, and how far from running text.
    Position,
    /// Repeats, runs of like lines, words of the first line.
    Repetition,
    /// What the document is as a whole.
    Document,
    /// What the markup tells.
    Markup,
}

impl Family {
    fn of(signal: Signal) -> Self {
        use Signal as S;
        match signal {
            S::FunctionWords
            | S::Debris
            | S::DebrisMetadata
            | S::DebrisWords
            | S::DebrisLead
            | S::BodyPhrase
            | S::Claims
            | S::DateWords
            | S::Credit
            | S::DocumentFunctionWords
            | S::DocumentDebris => Self::Lexicon,
            S::Repeats | S::MarkerRun | S::KeywordRun | S::ShortRun | S::FirstWords => {
                Self::Repetition
            }
            S::Index
            | S::IndexFromEnd
            | S::Position
            | S::WordsBefore
            | S::WordsAfter
            | S::ProseBefore
            | S::ProseAfter
            | S::ProseDistanceBefore
            | S::ProseDistanceAfter => Self::Position,
            S::DocumentLines | S::DocumentProse | S::DocumentShortLines => Self::Document,
            _ if signal.is_markup() => Self::Markup,
            _ => Self::Surface,
        }
    }
}

/// Whether a signal rests on lists of words: what a language without lists lacks.
pub(crate) fn is_lexical(signal: Signal) -> bool {
    Family::of(signal) == Family::Lexicon
}

/// All signals but those of some families.
pub(crate) fn signals_without(families: &[Family]) -> Vec<Signal> {
    Signal::all()
        .filter(|&signal| !families.contains(&Family::of(signal)))
        .collect()
}

/// Makes a network blind for words and lexicons: every such signal counts as an average one.
pub(crate) fn blank<const W: usize>(network: &mut Network<W>) {
    for input in &mut network.inputs {
        if is_lexical(input.signal) {
            input.rows.as_flattened_mut().fill(0.0);
        }
    }
    network.words.to_mut().fill(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_left_out_takes_its_signals_along() {
        let all = signals_without(&[]);
        assert_eq!(all.len(), Signal::COUNT);
        let without = signals_without(&[Family::Lexicon]);
        assert!(without.iter().all(|&signal| !is_lexical(signal)));
        assert!(without.contains(&Signal::Chars) && without.len() < all.len());
    }
}
