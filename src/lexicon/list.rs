//! A list: one section of a file of phrases, and how the file is read.

use std::borrow::Cow;

use crate::report::Kind;

/// What a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Strings that pages print around articles.
    Boilerplate,
    /// Lines that belong to articles although they are short, such as usual headings.
    Body,
    /// Closed-class words of a language.
    FunctionWords,
    /// Words whose full stop does not end a sentence.
    Abbreviations,
    /// Words that make a claim without saying who, when or on what ground.
    Claim,
    /// As `Claim`, but no signal of the model, which learned from the lists of that role.
    Cue,
    /// Words that hedge, each with its weight.
    Hedge,
    /// Words by which a sentence gives its source.
    Attribution,
    /// Text that stands in templates to be replaced.
    Placeholder,
    /// What chat assistants say to who asked them, and never an article.
    Assistant,
    /// Words that stand in the brackets of templates.
    Slot,
    /// Names of months and days and the other words of dates.
    DateWords,
    /// Words that open bylines and credits.
    CreditWords,
    /// What a page says in place of its content: that it does not exist, needs scripts, or wants a log-in.
    Notice,
    /// What tells the reader to click, watch, subscribe or share.
    ReaderCall,
    /// What ends the piece of a text that goes on elsewhere.
    Teaser,
    /// Words that no sentence ends with.
    OpenEnd,
    /// What a paywall says that stands in place of the rest of a text.
    Wall,
    /// Short lines that announce what stands below them: sources, ingredients.
    Announcement,
    /// What a rule of the caller's own looks for. No file has this role.
    Custom,
}

impl Role {
    /// Whether phrases of the role are looked for inside a sentence, bracket or line that is suspected already, not in every
    /// line.
    pub(super) fn is_inner(self) -> bool {
        matches!(
            self,
            Self::Attribution
                | Self::Hedge
                | Self::Slot
                | Self::Notice
                | Self::Teaser
                | Self::OpenEnd
                | Self::Wall
                | Self::Announcement
        )
    }

    /// Whether rules look for phrases of the role: they are told of all of them.
    pub(crate) fn is_for_rules(self) -> bool {
        self.is_anywhere() || self == Self::Custom
    }

    /// Whether phrases of the role are matched anywhere in a line.
    pub(crate) fn is_anywhere(self) -> bool {
        matches!(
            self,
            Self::Claim
                | Self::Cue
                | Self::Hedge
                | Self::Attribution
                | Self::Placeholder
                | Self::Assistant
                | Self::Slot
                | Self::ReaderCall
                | Self::Teaser
                | Self::OpenEnd
                | Self::Wall
        )
    }

    pub(super) const NAMES: [(&'static str, Self); 19] = [
        ("boilerplate", Self::Boilerplate),
        ("body", Self::Body),
        ("function-words", Self::FunctionWords),
        ("abbreviations", Self::Abbreviations),
        ("claim", Self::Claim),
        ("cue", Self::Cue),
        ("hedge", Self::Hedge),
        ("attribution", Self::Attribution),
        ("placeholder", Self::Placeholder),
        ("assistant", Self::Assistant),
        ("slot", Self::Slot),
        ("date-words", Self::DateWords),
        ("credit-words", Self::CreditWords),
        ("notice", Self::Notice),
        ("reader-call", Self::ReaderCall),
        ("teaser", Self::Teaser),
        ("open-end", Self::OpenEnd),
        ("wall", Self::Wall),
        ("announcement", Self::Announcement),
    ];
}

/// The phrases of a file that are of one kind.
#[derive(Clone, Debug)]
pub struct List {
    /// The file below `assets/lexicons`, without its ending: `en/wordpress-comments`.
    pub name: &'static str,
    /// What the list is for.
    pub role: Role,
    /// Who prints the strings, to complete "a string of ..."; empty where the role needs none.
    pub product: &'static str,
    /// The kind of lines that match.
    pub kind: Option<Kind>,
    /// For claims: what a sentence with the phrase lacks.
    pub missing: &'static str,
    /// For slots, placeholders and assistants: what the phrases are, which tells the rule what must stand around them.
    pub(crate) family: &'static str,
    /// For claims: what the phrases are, such as `cause`.
    pub(crate) cue: &'static str,
    /// For claims: what a phrase adds to the score of its sentence, in hundredths.
    pub(crate) weight: u16,
    /// For claims: the phrases are groups of people, which claim something only where they say or think it.
    pub(crate) speaks: bool,
    /// For hedges: the weight of each entry, in hundredths.
    pub(super) weights: Vec<u16>,
    /// The caller's own phrases, which decide their lines.
    pub(crate) caller: bool,
    pub(super) entries: Vec<Cow<'static, str>>,
}

impl List {
    /// The language of the file's folder, as a BCP 47 tag.
    pub(crate) fn language(&self) -> &'static str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// The phrases as the file spells them.
    #[cfg(any(feature = "_lab", test))]
    pub fn entries(&self) -> &[Cow<'static, str>] {
        &self.entries
    }
}

/// Reads a file: header lines `# key: value`, then phrases, which lines `## kind` cut into sections where one product
/// prints strings of several kinds. `tests.rs` holds the compiled-in files to the format, so that nothing has to fail here.
pub(super) fn parse(name: &'static str, text: &'static str) -> Vec<List> {
    let header = |key: &str| {
        let line = text.lines().find_map(|line| {
            line.strip_prefix("# ")?
                .strip_prefix(key)?
                .strip_prefix(": ")
        });
        line.unwrap_or_default()
    };
    let role = Role::NAMES
        .iter()
        .find(|(name, _)| *name == header("role"))
        .map_or(Role::Body, |&(_, role)| role);
    let section = |kind: &str| List {
        name,
        role,
        product: header("product"),
        kind: Kind::from_name(kind),
        missing: header("missing"),
        family: header("family"),
        cue: header("cue"),
        weight: hundredths(header("weight")),
        speaks: header("needs") == "speech",
        weights: Vec::new(),
        caller: false,
        entries: Vec::new(),
    };
    let mut lists = vec![section(header("kind"))];
    for line in text.lines() {
        if let Some(kind) = line.strip_prefix("## ") {
            lists.push(section(kind));
        } else if !line.starts_with('#')
            && !line.is_empty()
            && let Some(list) = lists.last_mut()
        {
            let (entry, weight) = line.split_once('\t').unwrap_or((line, ""));
            list.entries.push(Cow::Borrowed(entry));
            if role == Role::Hedge {
                list.weights.push(hundredths(weight));
            }
        }
    }
    lists.retain(|list| !list.entries.is_empty());
    lists
}

/// A weight such as `0.35`, in hundredths; 0 if it is none.
fn hundredths(weight: &str) -> u16 {
    let (whole, part) = weight.split_once('.').unwrap_or((weight, "0"));
    let part = part
        .get(..2)
        .map_or_else(|| part.parse().map(|tenths: u16| tenths * 10), str::parse);
    match (whole.parse::<u16>(), part) {
        (Ok(whole), Ok(part)) => whole.saturating_mul(100).saturating_add(part),
        _ => 0,
    }
}
