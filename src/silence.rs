//! What silences issues: phrases that the caller allows, and comments to the rules in the document.
//!
//! Invariant: issues are taken out, and nothing else is changed: no label, no line, no other issue.

mod allow;
mod comments;

use crate::document::Document;
use crate::report::Issue;

pub(crate) use allow::{Allowed, is_empty};

/// What silences the issues of a detector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Silence {
    pub allowed: Allowed,
    /// Whether the comments in documents are heeded.
    pub comments: bool,
}

impl Silence {
    /// Takes out the issues that are silenced.
    pub(crate) fn apply(&self, document: &Document<'_>, issues: &mut Vec<Issue<'_>>) {
        if issues.is_empty() {
            return;
        }
        self.allowed.apply(issues);
        if self.comments {
            comments::apply(document, issues);
        }
    }
}
