//! What an analysis says: a label for every line, the issues, and the clean text that follows from them.

mod policy;
mod told;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use crate::clean;
use crate::document::{Document, Span};
use crate::metadata::Metadata;
use crate::quality::Quality;
use crate::render::{self, Kept, Outline};
use crate::rules::Level;

pub use policy::Policy;

/// The version of the serialised form of [`Report`], [`LineReport`] and [`Issue`]. It grows when a field is renamed,
/// removed or changes its meaning; a new field or a new [`Kind`] does not change it.
pub const SCHEMA: u32 = 1;

/// Whether a line is part of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Part of the article.
    Body,
    /// Anything else: menus, credits, buttons, notices.
    Boilerplate,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Body => "body",
            Self::Boilerplate => "boilerplate",
        })
    }
}

/// What a line is, in more detail than its [`Label`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// Body: the headline of the document. On a page it is the line that says what the page calls its title.
    Title,
    /// Body: the summary between headline and text (deck, dek, lede, subtitle).
    Standfirst,
    /// Body: a heading inside the text.
    Heading,
    /// Body: running text.
    Paragraph,
    /// Body: an item of a genuine list.
    ListItem,
    /// Body: a quotation that stands by itself.
    Quote,
    /// Body: the caption of a picture or table.
    Caption,
    /// Body: a row or cell of a table.
    Table,
    /// Body: program code or its output.
    Code,
    /// Boilerplate: menus, breadcrumbs, pagination, links to the top or to the content.
    Navigation,
    /// Boilerplate: byline, date, section, source, reading time, image address, credit.
    Metadata,
    /// Boilerplate: share, follow, print.
    Share,
    /// Boilerplate: read next, more from, trending, sources.
    Related,
    /// Boilerplate: comment forms, comment counts, the comment section's own words.
    Comments,
    /// Boilerplate: advertisements and their labels, newsletters, apps, affiliate notes, "watch this video".
    Promotion,
    /// Boilerplate: copyright, disclaimers, terms, cookies.
    Legal,
    /// Boilerplate: tags and lists of search phrases.
    Keywords,
    /// Boilerplate: subscribe-to-read walls and their buttons.
    Paywall,
    /// Boilerplate: strings of plugins, themes and platforms; scripts-off notices.
    Interface,
    /// Boilerplate of no other kind.
    Other,
}

impl Kind {
    /// Every kind, the ones of body lines first.
    pub const ALL: [Self; 20] = [
        Self::Title,
        Self::Standfirst,
        Self::Heading,
        Self::Paragraph,
        Self::ListItem,
        Self::Quote,
        Self::Caption,
        Self::Table,
        Self::Code,
        Self::Navigation,
        Self::Metadata,
        Self::Share,
        Self::Related,
        Self::Comments,
        Self::Promotion,
        Self::Legal,
        Self::Keywords,
        Self::Paywall,
        Self::Interface,
        Self::Other,
    ];

    /// The label of lines of this kind.
    pub fn label(self) -> Label {
        if self <= Self::Code {
            Label::Body
        } else {
            Label::Boilerplate
        }
    }

    /// The name in kebab-case, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Standfirst => "standfirst",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::Quote => "quote",
            Self::Caption => "caption",
            Self::Table => "table",
            Self::Code => "code",
            Self::Navigation => "navigation",
            Self::Metadata => "metadata",
            Self::Share => "share",
            Self::Related => "related",
            Self::Comments => "comments",
            Self::Promotion => "promotion",
            Self::Legal => "legal",
            Self::Keywords => "keywords",
            Self::Paywall => "paywall",
            Self::Interface => "interface",
            Self::Other => "other",
        }
    }

    /// The kind of that name in kebab-case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What was decided about one line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LineReport<'d> {
    /// The line's number: from 1, blank lines counted.
    pub line: usize,
    /// Its bytes in the document's text.
    pub span: Span,
    /// Its text, without the line end.
    pub text: &'d str,
    /// Body or boilerplate.
    pub label: Label,
    /// What it is in more detail; always a kind of its label.
    pub kind: Kind,
    /// The probability that the line is body, 0 to 1.
    pub score: f32,
}

/// Something wrong with the text, found by a rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Issue<'d> {
    /// The name of the rule, in kebab-case: one of [`RULES`](crate::RULES) or of the caller's own.
    pub rule: Cow<'static, str>,
    /// How serious the rule's issues are.
    pub level: Level,
    /// The number of the line.
    pub line: usize,
    /// The column where the span starts: from 1, in characters.
    pub column: usize,
    /// The number of the line in which the span ends: that of `line`, but where an issue is about several lines together.
    pub end_line: usize,
    /// The bytes concerned, in the document's text; they lie inside the line or lines. Empty, at the beginning of the text, where
    /// the issue is that there is none.
    pub span: Span,
    /// The text of the span, with the line ends in it.
    pub text: &'d str,
    /// What is wrong and what to do about it.
    pub message: String,
    /// What the span should read, where the rule knows. `None` where it does not; there is no such field then when serialised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

/// The answer to one document. Serialises with the version of its form ([`SCHEMA`]), the lines, the issues and, of a
/// page, the metadata.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Report<'d> {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// One entry for every line that holds text, in order.
    pub lines: Vec<LineReport<'d>>,
    /// The issues, by position.
    pub issues: Vec<Issue<'d>>,
    /// What a page tells of itself: what its markup says and, where that names no author or no date, what a byline or date
    /// near the title says. `None` for plain text, which then has no such field when serialised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    #[serde(skip)]
    document: &'d Document<'d>,
    #[serde(skip)]
    language: Option<&'static str>,
}

impl<'d> Report<'d> {
    pub(crate) fn new(
        document: &'d Document<'_>,
        lines: Vec<LineReport<'d>>,
        issues: Vec<Issue<'d>>,
        language: Option<&'static str>,
    ) -> Self {
        let metadata = told::metadata(document, &lines);
        Self {
            schema: SCHEMA,
            lines,
            issues,
            metadata,
            document,
            language,
        }
    }

    /// The language that most of the text is written in, as a BCP 47 primary language tag (`en`, `pt`, `nb`), told from its
    /// function words.
    ///
    /// `None` where the text is too short to tell, does not tell one language from its neighbours, or is in a language
    /// that the lexicons do not cover. It is not part of the serialised form.
    ///
    /// ```
    /// use bodycopy::{Detector, Document};
    ///
    /// let document = Document::from_text(
    ///     "O conselho da cidade decidiu na terça-feira que a ponte velha não vai ser demolida, mas sim reparada até ao fim do ano.",
    /// );
    /// assert_eq!(Detector::default().analyze(&document).language(), Some("pt"));
    /// ```
    pub fn language(&self) -> Option<&'static str> {
        self.language
    }

    /// The lines that `policy` keeps, in order.
    ///
    /// This is what [`Policy::keeps`] says, but for titles: unless the policy says what becomes of them, plain text keeps
    /// lines of [`Kind::Title`], and a page leaves them out.
    pub fn kept(&self, policy: &Policy) -> impl Iterator<Item = &LineReport<'d>> {
        let policy = self.settled(policy);
        self.lines.iter().filter(move |line| policy.keeps(line))
    }

    /// The policy with an answer to what becomes of titles.
    fn settled(&self, policy: &Policy) -> Policy {
        let title = policy.title.unwrap_or(self.document.page().is_none());
        policy.clone().with_title(title)
    }

    /// The text that `policy` keeps.
    ///
    /// A kept line keeps its own line end. Blank lines stay as they are between kept lines; where something was
    /// dropped between two kept lines, one blank line is left if there was any. Where nothing is dropped, the answer
    /// is the document's text, byte for byte. The text of a page is without its title, unless the policy says otherwise
    /// ([`Policy::with_title`]).
    pub fn clean_text(&self, policy: &Policy) -> String {
        clean::text(self.document.text(), &self.lines, &self.settled(policy))
    }

    /// The lines that `policy` keeps, as Markdown: `CommonMark` with the tables of GFM.
    ///
    /// Of a page come out headings, paragraphs (a `<br>` as a hard break), nested lists with the numbers of ordered ones, quotes,
    /// code in fences, captions in italics, terms in bold, and links, bold, emphasis and code inside lines. Rows of as many
    /// cells each are a table with the first one as its head; other rows are paragraphs with tabs between the cells. Links
    /// are those of `http`, `https` and `mailto` and relative ones; the text of others stays.
    ///
    /// Of plain text come out headings, lists, quotes, code and tables as far as the kinds of lines tell them. Markers of list
    /// items and quotes become Markdown's own. Lines without a blank line between them are one paragraph, unless the text
    /// has no blank lines.
    ///
    /// Text is escaped: it reads back as what it is, whatever signs are in it. Emphasis that Markdown cannot spell where
    /// it stands is left out. What stands more than 16 lists and quotes deep is written as if it stood 16 deep.
    ///
    /// ```
    /// use bodycopy::{Detector, Document, Policy};
    ///
    /// let document = Document::from_html(
    ///     "<h2>The *old* pier</h2><ol><li>It was <b>torn apart</b><li>It <a href='/plan'>returns</a></ol>",
    /// );
    /// let report = Detector::default().analyze(&document);
    /// let everything = Policy::default().certainty(1.0).with_title(true);
    /// assert_eq!(
    ///     report.clean_markdown(&everything),
    ///     "## The \\*old\\* pier\n\n1. It was **torn apart**\n2. It [returns](/plan)\n",
    /// );
    /// ```
    pub fn clean_markdown(&self, policy: &Policy) -> String {
        render::markdown(&self.outline(policy), policy.links)
    }

    /// The lines that `policy` keeps, as a fragment of HTML that is safe to show.
    ///
    /// It is written from the text, not cut from the page, and holds nothing but `p`, `h1` to `h6`, `ul`, `ol`, `li`, `dl`, `dt`,
    /// `dd`, `blockquote`, `pre`, `code`, `table`, `tr`, `td`, `figure`, `figcaption`, `br`, `a`, `strong` and `em`, and no attribute but
    /// `href` and `start`. Links, plain text and depth are as for [`Report::clean_markdown`]. Read again with
    /// [`Document::from_html`], that of a page has the same lines.
    ///
    /// ```
    /// use bodycopy::{Detector, Document, Policy};
    ///
    /// let document = Document::from_html(
    ///     "<div onclick='x()'><p style='color:red'>Oak &lt; <a href='javascript:x()'>ash</a><script>x()</script></div>",
    /// );
    /// let report = Detector::default().analyze(&document);
    /// let everything = Policy::default().certainty(1.0).with_title(true);
    /// assert_eq!(report.clean_html(&everything), "<p>Oak &lt; ash</p>\n");
    /// ```
    pub fn clean_html(&self, policy: &Policy) -> String {
        render::html(&self.outline(policy), policy.links)
    }

    /// The quality signals of the text that `policy` keeps: of [`Report::clean_text`]. Those of the text as it is are
    /// [`Quality::of`] it.
    ///
    /// ```
    /// use bodycopy::{Detector, Document, Policy, Quality};
    ///
    /// let text = "The ferry to the islands sails again from Monday, the harbour office said on Friday.\nLeave a Comment\n";
    /// let document = Document::from_text(text);
    /// let report = Detector::default().analyze(&document);
    /// assert_eq!(Quality::of(text).lines.len(), 2);
    /// assert_eq!(report.quality(&Policy::default()).lines.len(), 1);
    /// ```
    pub fn quality(&self, policy: &Policy) -> Quality {
        Quality::of(&self.clean_text(policy))
    }

    /// The kept lines, by their place among the document's. The lines of a report are open to be changed: what is no line of
    /// the document, or out of order, is left out.
    fn outline(&self, policy: &Policy) -> Outline<'d> {
        let lines = self.document.lines();
        let mut kept: Vec<Kept> = Vec::with_capacity(self.lines.len());
        for line in self.kept(policy) {
            let Ok(place) = lines.binary_search_by_key(&line.line, |line| line.number) else {
                continue;
            };
            if kept.last().is_none_or(|last| last.place < place) {
                let kind = line.kind;
                kept.push(Kept { place, kind });
            }
        }
        Outline::new(self.document, &kept)
    }
}
