//! The detector: the steps from a document to its report, in order.

use crate::document::Document;
use crate::error::{BuildError, ErrorKind};
use crate::explain::{Explainer, Reason};
use crate::report::{Kind, Label, LineReport, Report};
use crate::rules::RULES;

/// Labels the lines of documents and finds issues in them.
#[derive(Clone, Debug)]
pub struct Detector {
    certainty: f32,
}

impl Default for Detector {
    fn default() -> Self {
        Self { certainty: 0.5 }
    }
}

impl Detector {
    /// A builder with the default settings.
    pub fn builder() -> DetectorBuilder {
        DetectorBuilder {
            certainty: 0.5,
            rules: None,
            body: Vec::new(),
            boilerplate: Vec::new(),
        }
    }

    /// Labels every line that holds text and finds the issues.
    pub fn analyze<'d>(&self, document: &'d Document<'_>) -> Report<'d> {
        let lines = document
            .lines()
            .iter()
            .map(|&line| {
                let text = document.line_text(line);
                let score = if text.len() > 60 { 0.9 } else { 0.1 };
                let label = if 1.0 - score >= self.certainty {
                    Label::Boilerplate
                } else {
                    Label::Body
                };
                let kind = if label == Label::Body {
                    Kind::Paragraph
                } else {
                    Kind::Other
                };
                LineReport {
                    line: line.number,
                    span: line.span,
                    text,
                    label,
                    kind,
                    score,
                }
            })
            .collect();
        Report::new(document, lines, Vec::new())
    }

    /// Measures the document once to explain any of its lines.
    pub fn explainer<'d>(&'d self, document: &'d Document<'d>) -> Explainer<'d> {
        Explainer::new(self, document)
    }

    /// The evidence about one line, the weightiest first. To explain many lines of a document use
    /// [`Detector::explainer`].
    pub fn explain(&self, document: &Document<'_>, line: usize) -> Vec<Reason> {
        self.explainer(document).reasons(line)
    }
}

/// Settings of a [`Detector`].
#[derive(Clone, Debug)]
pub struct DetectorBuilder {
    certainty: f32,
    rules: Option<Vec<String>>,
    body: Vec<String>,
    boilerplate: Vec<String>,
}

impl DetectorBuilder {
    /// How sure a line must be to be dropped: it is boilerplate if its probability of being boilerplate is at least
    /// this. 0 to 1, 0.5 by default; higher keeps more.
    #[must_use]
    pub fn certainty(mut self, certainty: f32) -> Self {
        self.certainty = certainty;
        self
    }

    /// Runs only the rules of these names, instead of all.
    #[must_use]
    pub fn rules<I: IntoIterator<Item = S>, S: Into<String>>(mut self, names: I) -> Self {
        self.rules = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// A phrase of your own that marks a line as boilerplate.
    #[must_use]
    pub fn boilerplate_phrase(mut self, phrase: impl Into<String>) -> Self {
        self.boilerplate.push(phrase.into());
        self
    }

    /// A phrase of your own that marks a line as body.
    #[must_use]
    pub fn body_phrase(mut self, phrase: impl Into<String>) -> Self {
        self.body.push(phrase.into());
        self
    }

    /// Builds the detector.
    ///
    /// # Errors
    /// If a rule's name is unknown, the certainty is not within 0 to 1, or a phrase holds no word.
    pub fn build(self) -> Result<Detector, BuildError> {
        if !(0.0..=1.0).contains(&self.certainty) {
            return Err(ErrorKind::Certainty(self.certainty).into());
        }
        for name in self.rules.iter().flatten() {
            if !RULES.iter().any(|rule| rule.name == name) {
                return Err(ErrorKind::UnknownRule(name.clone()).into());
            }
        }
        Ok(Detector {
            certainty: self.certainty,
        })
    }
}
