//! replaced when branches reader and render land

use bodycopy::{Document, Policy, Report};

#[derive(Debug, Default)]
pub(crate) struct HtmlReader;

#[derive(Debug, Default)]
pub(crate) struct HtmlReaderBuilder;

impl HtmlReader {
    pub(crate) fn builder() -> HtmlReaderBuilder {
        HtmlReaderBuilder
    }

    pub(crate) fn read(&self, html: &str) -> Document<'static> {
        Document::from_html(html)
    }
}

impl HtmlReaderBuilder {
    pub(crate) fn keep(self, _: &str) -> Self {
        self
    }

    pub(crate) fn drop(self, _: &str) -> Self {
        self
    }

    pub(crate) fn build(self) -> anyhow::Result<HtmlReader> {
        Ok(HtmlReader)
    }
}

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
