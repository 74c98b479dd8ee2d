//! Which lines are kept.

#[cfg(doc)]
use super::Report;
use super::{Kind, Label, LineReport};

/// Which lines [`Report::clean_text`], [`Report::clean_markdown`] and [`Report::clean_html`] keep.
///
/// ```
/// use bodycopy::{Detector, Document, Kind, Policy};
///
/// let document = Document::from_text("The harbour bridge reopened on Monday, the council said.\nShare.\n");
/// let report = Detector::default().analyze(&document);
/// let all = report.clean_text(&Policy::default().keep(Kind::Share).certainty(1.0));
/// assert_eq!(all, document.text());
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Policy {
    /// How sure a line must be to be dropped, 0 to 1: it is dropped if `1 - score` is at least this. `None`: the
    /// labels stand as the detector gave them.
    pub certainty: Option<f32>,
    /// Kinds that are kept whatever their label.
    pub keep: Vec<Kind>,
    /// Kinds that are dropped whatever their label. `keep` wins over `drop`.
    pub drop: Vec<Kind>,
    /// Whether lines of [`Kind::Title`] are kept that would be kept otherwise. `None`: plain text keeps them. A page leaves
    /// them out, since its title is no part of its text. `keep` wins over it.
    pub title: Option<bool>,
    /// Whether Markdown and HTML have links; if not, their text stays. `true` by default.
    pub links: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            certainty: None,
            keep: Vec::new(),
            drop: Vec::new(),
            title: None,
            links: true,
        }
    }
}

impl Policy {
    /// Sets [`Policy::certainty`].
    #[must_use]
    pub fn certainty(mut self, certainty: f32) -> Self {
        self.certainty = Some(certainty);
        self
    }

    /// Adds a kind to [`Policy::keep`].
    #[must_use]
    pub fn keep(mut self, kind: Kind) -> Self {
        self.keep.push(kind);
        self
    }

    /// Adds a kind to [`Policy::drop`].
    #[must_use]
    pub fn drop(mut self, kind: Kind) -> Self {
        self.drop.push(kind);
        self
    }

    /// Sets [`Policy::title`].
    #[must_use]
    pub fn with_title(mut self, kept: bool) -> Self {
        self.title = Some(kept);
        self
    }

    /// Sets [`Policy::links`].
    #[must_use]
    pub fn links(mut self, links: bool) -> Self {
        self.links = links;
        self
    }

    /// Whether the policy keeps this line. Where it does not say what becomes of titles they are like other lines;
    /// [`Report::kept`] knows what the document is.
    pub fn keeps(&self, line: &LineReport<'_>) -> bool {
        if self.keep.contains(&line.kind) {
            return true;
        }
        let untitled = line.kind == Kind::Title && self.title == Some(false);
        if untitled || self.drop.contains(&line.kind) {
            return false;
        }
        self.certainty
            .map_or(line.label == Label::Body, |sure| 1.0 - line.score < sure)
    }
}
