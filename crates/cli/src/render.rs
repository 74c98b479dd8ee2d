//! What is kept, as text or with markup of its own.

use bodycopy::{Policy, Report};
use clap::ValueEnum;

/// The form in which the kept lines come out.
#[derive(Debug, clap::Args)]
pub(crate) struct RenderArgs {
    /// The form of the article
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    pub(crate) to: To,

    /// Keep the title of a page, which is left out otherwise; texts always keep theirs
    #[arg(long)]
    with_title: bool,

    /// Leave the addresses of links out of Markdown and HTML; what they say stays
    #[arg(long)]
    no_links: bool,
}

/// A form of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// The lines as they are
    Text,
    /// Headings, lists, quotes, tables, code and links in Markdown, with the tables of GFM; of a text as far as its
    /// lines tell them
    Markdown,
    /// The same in plain HTML that is safe to show: no scripts, no classes
    Html,
}

impl RenderArgs {
    /// The policy for this form.
    pub(crate) fn policy(&self, policy: Policy) -> Policy {
        let policy = policy.links(!self.no_links);
        if self.with_title {
            policy.with_title(true)
        } else {
            policy
        }
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
