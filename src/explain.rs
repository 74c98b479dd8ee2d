//! Why a line was decided as it was, in words. Computed on demand, so that reports stay cheap.
//!
//! The evidence is what the model weighed: by how much the line's score would change if a group of its signals were those
//! of an average line, if its words were unknown, or if it stood alone. The words come from the signals themselves.

use serde::Serialize;

use crate::detector::{Detector, Measured};
use crate::document::Document;
use crate::lexicon::Role;
use crate::model::{Model, PAGE_WIDTH, Trace, UNIT, WIDTH};
use crate::signals::{Signal, Signals};

/// One piece of evidence about a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// The evidence in words.
    pub text: String,
    /// How much it moved the score, in log-odds: above 0 towards body, below 0 towards boilerplate.
    pub weight: f32,
}

/// The measurements of one document, kept to explain its lines. See [`Detector::explainer`].
#[derive(Debug)]
pub struct Explainer<'d> {
    detector: &'d Detector,
    measured: Measured,
    trace: Passes,
    /// The numbers of the lines that hold text.
    numbers: Vec<usize>,
}

/// At most this many reasons for a line.
const MOST: usize = 3;

/// Evidence that moved the score by less is not told, unless there is no other.
const LEAST: f32 = 0.1;

impl<'d> Explainer<'d> {
    pub(crate) fn new(detector: &'d Detector, document: &Document<'_>) -> Self {
        let numbers = document.lines().iter().map(|line| line.number).collect();
        let measured = detector.measure(document);
        let trace = Passes::new(&measured.signals);
        Self {
            detector,
            measured,
            trace,
            numbers,
        }
    }

    /// The evidence about the line of that number, a phrase of a lexicon first, then the weightiest; empty for a blank
    /// line and for a number outside the document.
    ///
    /// A phrase of a lexicon is always told, with who prints it, and so is a phrase of the caller's, which decides alone.
    pub fn reasons(&self, line: usize) -> Vec<Reason> {
        let Ok(row) = self.numbers.binary_search(&line) else {
            return Vec::new();
        };
        let signals = &self.measured.signals;
        let weights = self.weights(row);
        let mut reasons = Vec::new();
        if let Some(hit) = signals.hits[row] {
            let list = self.detector.lexicon().list(hit);
            let phrase = self.detector.lexicon().spelling(hit);
            if list.caller {
                let weight = self.measured.scores[row] as f32 / UNIT as f32;
                return vec![Reason {
                    text: format!("“{phrase}” is one of your own phrases"),
                    weight,
                }];
            }
            let text = match list.role {
                Role::Boilerplate => format!("“{phrase}” is a string of {}", list.product),
                _ => format!("“{phrase}” is a usual line of articles"),
            };
            reasons.push(Reason {
                text,
                weight: weights[Group::Phrase as usize],
            });
        }
        let mut others: Vec<Reason> = Group::ALL
            .into_iter()
            .filter(|&group| group != Group::Phrase)
            .filter(|group| signals.page().is_some() || !group.needs_markup())
            .map(|group| Reason {
                text: describe(group, signals, row, weights[group as usize]),
                weight: weights[group as usize],
            })
            .collect();
        others.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        let telling = others
            .iter()
            .take_while(|reason| reason.weight.abs() >= LEAST)
            .count();
        let room = MOST - reasons.len();
        others.truncate(telling.clamp(usize::from(reasons.is_empty()), room));
        reasons.append(&mut others);
        reasons
    }

    /// By how much the line's log-odds would change if each group of signals were an average line's, or if the line
    /// stood alone.
    fn weights(&self, row: usize) -> [f32; Group::ALL.len()] {
        let signals = &self.measured.signals;
        let score = self.trace.score(row);
        Group::ALL.map(|group| {
            let other = self.trace.without(group, signals, row);
            ((score - other) * 100.0).round() / 100.0
        })
    }
}

/// The passes of the network that reads the document.
#[derive(Debug)]
enum Passes {
    Text(Trace<'static, WIDTH>),
    Page(Trace<'static, PAGE_WIDTH>),
}

impl Passes {
    fn new(signals: &Signals) -> Self {
        let model = Model::builtin();
        if signals.page().is_some() {
            Self::Page(Trace::new(&model.page, signals))
        } else {
            Self::Text(Trace::new(&model.text, signals))
        }
    }

    fn score(&self, row: usize) -> f32 {
        match self {
            Self::Text(trace) => trace.score(row),
            Self::Page(trace) => trace.score(row),
        }
    }

    /// The score that a line would have without some evidence.
    fn without(&self, group: Group, signals: &Signals, row: usize) -> f32 {
        match self {
            Self::Text(_) if group.needs_markup() => self.score(row),
            Self::Text(trace) => without(trace, group, signals, row),
            Self::Page(trace) => without(trace, group, signals, row),
        }
    }
}

fn without<const W: usize>(
    trace: &Trace<'_, W>,
    group: Group,
    signals: &Signals,
    row: usize,
) -> f32 {
    match group {
        Group::Neighbours => trace.alone(row),
        Group::Wording => trace.without_words(signals, row),
        Group::Names => trace.without_names(signals, row),
        _ => trace.without(signals, row, |signal| Group::of(signal) == group),
    }
}

/// Signals that are told as one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Phrase,
    Length,
    Sentence,
    FunctionWords,
    Capitals,
    Figures,
    Marks,
    Address,
    Copyright,
    Credit,
    List,
    Keywords,
    Repeats,
    Title,
    Wording,
    Position,
    Neighbours,
    Document,
    Element,
    Links,
    Place,
    Names,
    Holder,
    Alike,
    Told,
}

impl Group {
    const ALL: [Self; 25] = [
        Self::Phrase,
        Self::Length,
        Self::Sentence,
        Self::FunctionWords,
        Self::Capitals,
        Self::Figures,
        Self::Marks,
        Self::Address,
        Self::Copyright,
        Self::Credit,
        Self::List,
        Self::Keywords,
        Self::Repeats,
        Self::Title,
        Self::Wording,
        Self::Position,
        Self::Neighbours,
        Self::Document,
        Self::Element,
        Self::Links,
        Self::Place,
        Self::Names,
        Self::Holder,
        Self::Alike,
        Self::Told,
    ];

    fn needs_markup(self) -> bool {
        matches!(
            self,
            Self::Element
                | Self::Links
                | Self::Place
                | Self::Names
                | Self::Holder
                | Self::Alike
                | Self::Told
        )
    }

    fn of(signal: Signal) -> Self {
        use Signal as S;
        match signal {
            S::Debris
            | S::DebrisMetadata
            | S::DebrisWords
            | S::DebrisLead
            | S::BodyPhrase
            | S::Claims => Self::Phrase,
            S::Chars | S::Words | S::WordLength | S::LongestWord | S::Unspaced => Self::Length,
            S::SentenceEnds | S::SentenceLength | S::LastChar => Self::Sentence,
            S::FunctionWords => Self::FunctionWords,
            S::Upper | S::Capitalised | S::AllCaps | S::FirstChar => Self::Capitals,
            S::Digits | S::Numbers | S::Currency | S::DateWords => Self::Figures,
            S::Address | S::Spaces => Self::Address,
            S::Copyright => Self::Copyright,
            S::Credit => Self::Credit,
            S::Marker | S::MarkerRun | S::ShortRun => Self::List,
            S::KeywordRun | S::Items | S::Hashtags => Self::Keywords,
            S::Repeats => Self::Repeats,
            S::FirstWords => Self::Title,
            S::Punctuation
            | S::Symbols
            | S::Commas
            | S::Separators
            | S::Dashes
            | S::Colons
            | S::Quotes
            | S::Brackets
            | S::Questions
            | S::Exclamations
            | S::Slashes => Self::Marks,
            S::Index
            | S::IndexFromEnd
            | S::Position
            | S::WordsBefore
            | S::WordsAfter
            | S::ProseBefore
            | S::ProseAfter
            | S::ProseDistanceBefore
            | S::ProseDistanceAfter => Self::Position,
            S::DocumentLines
            | S::DocumentProse
            | S::DocumentFunctionWords
            | S::DocumentShortLines
            | S::DocumentDebris => Self::Document,
            S::Tag | S::Bold | S::Depth | S::ListDepth | S::QuoteDepth => Self::Element,
            S::LinkDensity | S::Links | S::IsLink => Self::Links,
            S::MainSteps
            | S::MainHeight
            | S::Holder1Lines
            | S::Holder1Words
            | S::Holder1Links
            | S::Holder1Prose
            | S::Holder2Lines
            | S::Holder2Words
            | S::Holder2Links
            | S::Holder2Prose
            | S::Holder3Lines
            | S::Holder3Words
            | S::Holder3Links
            | S::Holder3Prose
            | S::HolderIndex => Self::Holder,
            S::AlikeLines | S::AlikeWords | S::AlikeLinks | S::AlikeProse => Self::Alike,
            S::TitleWords
            | S::TitleCover
            | S::DescriptionWords
            | S::LinkedShare
            | S::DocumentLinked => Self::Told,
            _ if signal.is_named() => Self::Names,
            _ => Self::Place,
        }
    }
}

fn describe(group: Group, signals: &Signals, row: usize, weight: f32) -> String {
    let line = &signals.lines[row];
    let get = |signal| signals.get(signal, row);
    let percent = |signal| (100 * u32::from(get(signal)) + 127) / 255;
    let plural =
        |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    match group {
        Group::Phrase => "it is like a string that pages print".to_owned(),
        Group::Length => format!(
            "its length: {}, {}",
            plural(line.words, "word"),
            plural(line.chars, "character")
        ),
        Group::Sentence if get(Signal::LastChar) >= 7 => "it ends like a sentence".to_owned(),
        Group::Sentence => "it does not end like a sentence".to_owned(),
        Group::FunctionWords => format!(
            "{} % of its words are function words",
            percent(Signal::FunctionWords)
        ),
        Group::Capitals => format!(
            "{} % of its words begin with a capital",
            percent(Signal::Capitalised)
        ),
        Group::Figures if get(Signal::DateWords) >= 128 => {
            "it is mostly a date or figures".to_owned()
        }
        Group::Figures => format!("{} % of its characters are digits", percent(Signal::Digits)),
        Group::Marks => format!(
            "its punctuation and symbols ({} % of its characters)",
            percent(Signal::Punctuation) + percent(Signal::Symbols)
        ),
        Group::Address if get(Signal::Address) > 0 => "it holds an address".to_owned(),
        Group::Address => "it holds no address".to_owned(),
        Group::Copyright if get(Signal::Copyright) > 0 => "it holds a copyright sign".to_owned(),
        Group::Copyright => "it holds no copyright sign".to_owned(),
        Group::Credit if get(Signal::Credit) > 0 => "it begins like a byline or credit".to_owned(),
        Group::Credit => "it is no byline".to_owned(),
        Group::List if get(Signal::Marker) > 0 => "it is an item of a list".to_owned(),
        Group::List => "it is no item of a list".to_owned(),
        Group::Keywords if get(Signal::KeywordRun) > 0 => {
            "it stands among lines like search phrases".to_owned()
        }
        Group::Keywords if get(Signal::Items) > 0 => "it lists short items".to_owned(),
        Group::Keywords => "it is no list of keywords".to_owned(),
        Group::Repeats if get(Signal::Repeats) > 0 => {
            "it stands more than once in the document".to_owned()
        }
        Group::Repeats => "it stands only once in the document".to_owned(),
        Group::Title => format!(
            "{} % of its words stand in the first line",
            percent(Signal::FirstWords)
        ),
        Group::Wording if weight < 0.0 => "its words are those of boilerplate".to_owned(),
        Group::Wording => "its words are those of articles".to_owned(),
        Group::Position if get(Signal::ProseAfter) == 0 && get(Signal::ProseBefore) > 0 => {
            "it stands at or behind the end of the running text".to_owned()
        }
        Group::Position if get(Signal::ProseBefore) == 0 && get(Signal::ProseAfter) > 0 => {
            "it stands at or before the beginning of the running text".to_owned()
        }
        Group::Position => "its place in the document".to_owned(),
        Group::Neighbours if weight < 0.0 => {
            "what stands around it speaks for boilerplate".to_owned()
        }
        Group::Neighbours => "what stands around it speaks for body".to_owned(),
        Group::Document => format!(
            "{} % of the document is running text",
            percent(Signal::DocumentProse)
        ),
        Group::Element => "the element that holds it".to_owned(),
        Group::Links => format!("{} % of it is links", percent(Signal::LinkDensity)),
        Group::Place => "the elements that it stands in".to_owned(),
        Group::Names => "the names of classes and ids around it".to_owned(),
        Group::Holder => "what stands with it in the same element".to_owned(),
        Group::Alike => "lines in the same place of the markup".to_owned(),
        Group::Told => "what the page tells of itself in its head".to_owned(),
    }
}
