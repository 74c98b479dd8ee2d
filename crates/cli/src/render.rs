//! What is kept, as text or with markup of its own.

use bodycopy::{Policy, Report};
use clap::ValueEnum;

use crate::standin::{Render, Title};

/// The form in which the kept lines come out.
#[derive(Debug, clap::Args)]
pub(crate) struct RenderArgs {
    /// The form of the article
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    pub(crate) to: To,

    /// Put the page's title before the article, whether or not the article has it
    #[arg(long)]
    with_title: bool,
}

/// A form of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// The lines as they are
    Text,
    /// Headings, lists, links, tables and code in Markdown
    Markdown,
    /// The same in plain HTML, with no attributes but addresses
    Html,
}

impl RenderArgs {
    /// The policy for this form.
    pub(crate) fn policy(&self, policy: Policy) -> Policy {
        policy.with_title(self.with_title)
    }
}

impl To {
    /// What the policy keeps, in this form.
    pub(crate) fn render(self, report: &Report<'_>, policy: &Policy) -> String {
        match self {
            Self::Text => report.clean_text(policy),
            Self::Markdown => report.clean_markdown(policy),
            Self::Html => report.clean_html(policy),
        }
    }
}
