//! replaced when branch render lands

use bodycopy::{Policy, Report};

pub(crate) trait Render {
    fn clean_markdown(&self, policy: &Policy) -> String;
    fn clean_html(&self, policy: &Policy) -> String;
}

impl Render for Report<'_> {
    fn clean_markdown(&self, policy: &Policy) -> String {
        self.clean_text(policy)
    }

    fn clean_html(&self, policy: &Policy) -> String {
        self.clean_text(policy)
    }
}

pub(crate) trait Title {
    fn with_title(self, with: bool) -> Self;
}

impl Title for Policy {
    fn with_title(self, _: bool) -> Self {
        self
    }
}
