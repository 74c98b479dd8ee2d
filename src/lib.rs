//! bodycopy reads scraped documents line by line: which lines are the article (*body copy*, as newspapers call it) and
//! which are boilerplate, of which kind, and what is wrong with the text that is left.
//!
//! # Example
//!
//! ```
//! use bodycopy::{Detector, Document, Kind, Label, Policy};
//!
//! let document = Document::from_text(
//!     "The town council voted on Tuesday to rebuild the old pier, which a storm tore apart in March.\n\
//!      Advertisement\n\
//!      The work will cost 4.1 million crowns, Mayor [Name] told reporters after the meeting.\n\
//!      Leave a Comment\n",
//! );
//! let report = Detector::default().analyze(&document);
//!
//! let labels: Vec<Label> = report.lines.iter().map(|line| line.label).collect();
//! assert_eq!(labels, [Label::Body, Label::Boilerplate, Label::Body, Label::Boilerplate]);
//! assert_eq!(report.lines[3].kind, Kind::Comments);
//!
//! let placeholder = &report.issues[1];
//! assert_eq!((&*placeholder.rule, placeholder.line, placeholder.text), ("placeholder", 3, "[Name]"));
//!
//! assert!(!report.clean_text(&Policy::default()).contains("Advertisement"));
//! ```
//!
//! # The parts
//!
//! - [`Document`] is text cut into lines. It borrows the text.
//! - [`HtmlReader`] reads pages into documents whose lines know their place in the markup ([`Block`]), with selectors of yours for
//!   what is always kept or dropped; [`Document::from_html`] is the same without selectors.
//! - [`Detector`] labels and checks documents: build one, share it between threads. [`Detector::builder`] has its two
//!   knobs (how sure a line must be to be dropped, which rules run) and takes phrases of your own.
//! - [`Report`] is the answer: a label, a [`Kind`] and a probability for each line, and the issues. It borrows the document
//!   and serialises. [`Report::clean_text`] gives the text that a [`Policy`] keeps, without analysing again;
//!   [`Report::clean_markdown`] and [`Report::clean_html`] give it with its headings, lists and links.
//! - [`Detector::explain`] says why, in words, for one line; [`Detector::explainer`] for many lines of a document.
//! - [`quality`] has the signals that corpora are filtered by, and what the published filters would say; [`Report::quality`] those of
//!   the clean text.
//! - [`RULES`] lists the rules, each with its page; [`CustomRule`] is one of your own.
//! - Issues are silenced by rule ([`DetectorBuilder::without_rules`]), by phrase ([`DetectorBuilder::allow`]) and by comments in the
//!   documents ([`DetectorBuilder::inline_comments`]).
//! - `decode` and `decode_text` read bytes in any encoding of the web. They need the feature `encodings`, which is off: it
//!   brings a decoder and a detector, and whoever has a `&str` needs neither.
//!
//! # What to rely on
//!
//! Analysis never fails and never panics, takes time linear in the text, does no I/O and starts no thread. The same text
//! gives the same report on every platform. Spans are bytes of the text you gave. Columns are in characters.
//!
//! Scores are probabilities as the model was trained to give them; `assets/line.model.md` has the reliability table.

#![warn(clippy::print_stdout, clippy::print_stderr, clippy::exit)]
// Signals, model and lexicons are open to `crates/lab` alone.
#![cfg_attr(
    not(feature = "_lab"),
    allow(
        unreachable_pub,
        unnameable_types,
        reason = "public under the feature _lab"
    )
)]

mod clean;
mod detector;
mod document;
#[cfg(feature = "encodings")]
mod encoding;
mod error;
mod explain;
mod kinds;
mod lexicon;
mod metadata;
mod model;
pub mod quality;
mod render;
mod report;
mod rules;
mod sentences;
mod shells;
mod signals;
mod silence;
mod title;
mod words;

pub use detector::{Detector, DetectorBuilder};
pub use document::{
    Block, Document, Effect, Families, HtmlReader, HtmlReaderBuilder, InlineComment, Line, Places,
    Span, Tag,
};
#[cfg(feature = "encodings")]
pub use encoding::{Decoded, EncodingSource, decode, decode_text};
pub use error::BuildError;
pub use explain::{Explainer, Reason};
pub use metadata::{Fact, Metadata, Source};
pub use quality::Quality;
pub use report::{Issue, Kind, Label, LineReport, Policy, Report, SCHEMA};
pub use rules::{CustomRule, Level, RULES, Rule, Scope};

/// For `crates/lab`: no stability promise.
#[cfg(feature = "_lab")]
#[doc(hidden)]
pub mod lab {
    pub use crate::document::page::{Element, Mark, Page, Style};
    pub use crate::document::steps::{parse, walk};
    pub use crate::lexicon::{Lexicon, List, Role};
    pub use crate::metadata::walk::walk as walk_metadata;
    pub use crate::metadata::{LinkedData, LinkedText};
    pub use crate::model::{
        DILATIONS, DIMENSIONS, Input, Layer, Model, ModelError, NEAR, Names, Network, PAGE_WIDTH,
        PAGE_WORDS, Row, UNIT, WIDTH, WORDS, add_all, add_times, dot, means, name_slot, pair_slot,
        word_slot,
    };
    pub use crate::rules::Weasel;
    pub use crate::signals::{GROUPINGS, Signal, Signals};
    pub use crate::title::title_row;

    /// The sentences of a text in that language, as byte ranges.
    pub fn sentences(text: &str, language: Option<&str>) -> Vec<std::ops::Range<usize>> {
        let segmenter = crate::sentences::Segmenter::new(Lexicon::builtin(), language);
        segmenter.sentences(text).collect()
    }

    /// How many sentences a text holds.
    pub fn count_sentences(text: &str) -> usize {
        let lines = text.lines();
        lines.map(|line| sentences(line, None).len()).sum()
    }
}

/// The examples of README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
