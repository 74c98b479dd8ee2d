//! bodycopy reads scraped documents line by line.

mod clean;
mod detector;
mod document;
mod error;
mod explain;
mod kinds;
mod lexicon;
#[cfg(feature = "_lab")]
#[doc(hidden)]
pub mod lab {
    //! For `crates/lab`: no stability promise.
    pub use crate::lexicon::{Lexicon, List, Role};
    pub use crate::model::{DEEPEST, Forest, Model, Tree, UNIT};
    pub use crate::signals::{Signal, Signals};
}
mod model;
mod report;
mod rules;
mod sentences;
mod signals;
mod words;

pub use detector::{Detector, DetectorBuilder};
pub use document::{Document, Line, Span};
pub use error::BuildError;
pub use explain::{Explainer, Reason};
pub use report::{Issue, Kind, Label, LineReport, Policy, Report, SCHEMA};
pub use rules::{Level, RULES, Rule};
