//! placeholder docs

mod clean;
mod detector;
mod document;
mod error;
mod explain;
mod report;
mod rules;

pub use detector::{Detector, DetectorBuilder};
pub use document::{Document, Line, Span};
pub use error::BuildError;
pub use explain::{Explainer, Reason};
pub use report::{Issue, Kind, Label, LineReport, Policy, Report, SCHEMA};
pub use rules::{Level, RULES, Rule};
