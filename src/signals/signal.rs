//! The list of signals: what is measured, in the order of the columns, with the names of the model file.

/// One measurement of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Signal {
    // The line by itself.
    /// Characters.
    Chars,
    /// Words.
    Words,
    /// Characters per word, in eighths.
    WordLength,
    /// Characters of the longest word.
    LongestWord,
    /// Share of the letters in upper case.
    Upper,
    /// Share of the words that begin with an upper-case letter.
    Capitalised,
    /// Share of the words written in upper case throughout.
    AllCaps,
    /// Share of the characters that are digits.
    Digits,
    /// Share of the words that hold a digit.
    Numbers,
    /// Share of the characters that are punctuation.
    Punctuation,
    /// Share of the characters that are other symbols.
    Symbols,
    /// Share of the words that are closed-class words of the document's language; of any covered language, where that
    /// is not known.
    FunctionWords,
    /// Commas and semicolons.
    Commas,
    /// Sentence ends: a terminator with white space, a closing mark or nothing behind it.
    SentenceEnds,
    /// Words per sentence end.
    SentenceLength,
    /// What the first character is (see `line::first_char`).
    FirstChar,
    /// What the last character is (see `line::last_char`).
    LastChar,
    /// Separators and bullets inside the line.
    Separators,
    /// Dashes between spaces.
    Dashes,
    /// Colons.
    Colons,
    /// Quotation marks.
    Quotes,
    /// Brackets.
    Brackets,
    /// Question marks.
    Questions,
    /// Exclamation marks.
    Exclamations,
    /// Web addresses and e-mail addresses or handles.
    Address,
    /// 1 where the line holds a copyright sign.
    Copyright,
    /// Currency signs.
    Currency,
    /// Hash signs before a word.
    Hashtags,
    /// Slashes.
    Slashes,
    /// Share of the words in scripts written without spaces.
    Unspaced,
    /// 0 no list marker, 1 bullet, 2 number.
    Marker,
    /// Short items in a line cut by commas, separators or hash signs; 0 below four.
    Items,
    /// Share of the words that the best boilerplate phrase covers; 255 where it is the whole line.
    Debris,
    /// The same for phrases of the kinds metadata, navigation and keywords.
    DebrisMetadata,
    /// Words of the best boilerplate phrase.
    DebrisWords,
    /// 255 where the line is a phrase of articles, such as a usual heading.
    BodyPhrase,
    /// Claim phrases.
    Claims,
    /// Share of its words that stand in the document's first line.
    FirstWords,
    /// Words of the longest boilerplate phrase at the beginning of the line.
    DebrisLead,
    /// Share of the words that are numbers or words of dates; 0 without a number.
    DateWords,
    /// Share of the characters that are spaces: an address has none.
    Spaces,
    /// Where the line begins like a byline or credit: the share of its words that begin with an upper-case letter.
    Credit,
    // The line in its document.
    /// How often the line, digits aside, stands elsewhere in the document.
    Repeats,
    /// Lines before it.
    Index,
    /// Lines behind it.
    IndexFromEnd,
    /// Share of the lines before it.
    Position,
    /// Words before it.
    WordsBefore,
    /// Words behind it.
    WordsAfter,
    /// Share of the document's prose before it.
    ProseBefore,
    /// Share of the document's prose behind it.
    ProseAfter,
    /// Lines to the last line of prose before it; 255 for none.
    ProseDistanceBefore,
    /// Lines to the next line of prose behind it; 255 for none.
    ProseDistanceAfter,
    /// Lines of the run with the same list marker.
    MarkerRun,
    /// How much the run of short lines around it looks like search phrases (see `keywords`).
    KeywordRun,
    /// Lines of the run of short lines.
    ShortRun,
    // The document.
    /// Lines of the document.
    DocumentLines,
    /// Share of the document's characters in lines of prose.
    DocumentProse,
    /// Share of closed-class words in the document, as in `FunctionWords`.
    DocumentFunctionWords,
    /// Share of lines of 30 characters or fewer.
    DocumentShortLines,
    /// Share of lines that are boilerplate phrases.
    DocumentDebris,
    // The line in the markup of a page: no columns for plain text.
    /// The element that holds the line (see `Tag`).
    Tag,
    /// Share of the characters that are links.
    LinkDensity,
    /// Links.
    Links,
    /// Share of the characters in bold.
    Bold,
    /// Elements around the line.
    Depth,
    /// Lists around the line.
    ListDepth,
    /// Quotes around the line.
    QuoteDepth,
    /// 1 inside such an element (see `Places`).
    InArticle,
    /// 1 inside such an element (see `Places`).
    InMain,
    /// 1 inside such an element (see `Places`).
    InNavigation,
    /// 1 inside such an element (see `Places`).
    InHeader,
    /// 1 inside such an element (see `Places`).
    InFooter,
    /// 1 inside such an element (see `Places`).
    InAside,
    /// 1 inside such an element (see `Places`).
    InForm,
    /// 1 inside such an element (see `Places`).
    InTable,
    /// 1 inside such an element (see `Places`).
    InFigure,
    /// 1 inside such an element (see `Places`).
    InHidden,
    /// 1 inside such an element (see `Places`).
    InNoscript,
    /// 1 inside such an element (see `Places`).
    InTemplate,
    /// 1 inside such an element (see `Places`).
    InDetails,
    /// 1 inside such an element (see `Places`).
    InDialog,
    /// 1 where the whole line is a link.
    IsLink,
    /// 1 inside a property of content (see `Places::CONTENT`).
    InContent,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedNavigation,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedFoot,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedHead,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedSide,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedRelated,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedSocial,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedComment,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedPromotion,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedMetadata,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedForm,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedConsent,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedArticle,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedContent,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedProduct,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedForum,
    /// 1 where a class or id around the line is of this family (see `Families`).
    NamedCard,
    /// Steps up, through elements that hold ever more lines, to one that holds the element with most of the prose.
    MainSteps,
    /// Steps from there down to that element: 0 inside it.
    MainHeight,
    /// Lines of the smallest element that holds more than the line.
    Holder1Lines,
    /// Words of it.
    Holder1Words,
    /// Share of its characters that are links.
    Holder1Links,
    /// Its share of the page's prose.
    Holder1Prose,
    /// Lines of the next larger element that holds more lines.
    Holder2Lines,
    /// Words of it.
    Holder2Words,
    /// Share of its characters that are links.
    Holder2Links,
    /// Its share of the page's prose.
    Holder2Prose,
    /// Lines of the one after that.
    Holder3Lines,
    /// Words of it.
    Holder3Words,
    /// Share of its characters that are links.
    Holder3Links,
    /// Its share of the page's prose.
    Holder3Prose,
    /// Lines before this one in the smallest element that holds more than the line.
    HolderIndex,
    /// Other lines in the same chain of elements.
    AlikeLines,
    /// Words of a line in that chain, on average.
    AlikeWords,
    /// Share of links in the lines of that chain.
    AlikeLinks,
    /// Share of prose among the lines of that chain.
    AlikeProse,
    /// Share of its words that stand in the title that the page tells of.
    TitleWords,
    /// Share of that title's words that stand in it.
    TitleCover,
    /// Share of its words that stand in the description that the page tells of.
    DescriptionWords,
    /// Share of it that a text for machines repeats (JSON-LD).
    LinkedShare,
    /// Words of such texts.
    DocumentLinked,
}

/// Every signal with its name in the model file, in the order of the columns.
const TABLE: [(Signal, &str); 123] = [
    (Signal::Chars, "chars"),
    (Signal::Words, "words"),
    (Signal::WordLength, "word-length"),
    (Signal::LongestWord, "longest-word"),
    (Signal::Upper, "upper"),
    (Signal::Capitalised, "capitalised"),
    (Signal::AllCaps, "all-caps"),
    (Signal::Digits, "digits"),
    (Signal::Numbers, "numbers"),
    (Signal::Punctuation, "punctuation"),
    (Signal::Symbols, "symbols"),
    (Signal::FunctionWords, "function-words"),
    (Signal::Commas, "commas"),
    (Signal::SentenceEnds, "sentence-ends"),
    (Signal::SentenceLength, "sentence-length"),
    (Signal::FirstChar, "first-char"),
    (Signal::LastChar, "last-char"),
    (Signal::Separators, "separators"),
    (Signal::Dashes, "dashes"),
    (Signal::Colons, "colons"),
    (Signal::Quotes, "quotes"),
    (Signal::Brackets, "brackets"),
    (Signal::Questions, "questions"),
    (Signal::Exclamations, "exclamations"),
    (Signal::Address, "address"),
    (Signal::Copyright, "copyright"),
    (Signal::Currency, "currency"),
    (Signal::Hashtags, "hashtags"),
    (Signal::Slashes, "slashes"),
    (Signal::Unspaced, "unspaced"),
    (Signal::Marker, "marker"),
    (Signal::Items, "items"),
    (Signal::Debris, "debris"),
    (Signal::DebrisMetadata, "debris-metadata"),
    (Signal::DebrisWords, "debris-words"),
    (Signal::BodyPhrase, "body-phrase"),
    (Signal::Claims, "claims"),
    (Signal::FirstWords, "first-words"),
    (Signal::DebrisLead, "debris-lead"),
    (Signal::DateWords, "date-words"),
    (Signal::Spaces, "spaces"),
    (Signal::Credit, "credit"),
    (Signal::Repeats, "repeats"),
    (Signal::Index, "index"),
    (Signal::IndexFromEnd, "index-from-end"),
    (Signal::Position, "position"),
    (Signal::WordsBefore, "words-before"),
    (Signal::WordsAfter, "words-after"),
    (Signal::ProseBefore, "prose-before"),
    (Signal::ProseAfter, "prose-after"),
    (Signal::ProseDistanceBefore, "prose-distance-before"),
    (Signal::ProseDistanceAfter, "prose-distance-after"),
    (Signal::MarkerRun, "marker-run"),
    (Signal::KeywordRun, "keyword-run"),
    (Signal::ShortRun, "short-run"),
    (Signal::DocumentLines, "document-lines"),
    (Signal::DocumentProse, "document-prose"),
    (Signal::DocumentFunctionWords, "document-function-words"),
    (Signal::DocumentShortLines, "document-short-lines"),
    (Signal::DocumentDebris, "document-debris"),
    (Signal::Tag, "tag"),
    (Signal::LinkDensity, "link-density"),
    (Signal::Links, "links"),
    (Signal::Bold, "bold"),
    (Signal::Depth, "depth"),
    (Signal::ListDepth, "list-depth"),
    (Signal::QuoteDepth, "quote-depth"),
    (Signal::InArticle, "in-article"),
    (Signal::InMain, "in-main"),
    (Signal::InNavigation, "in-navigation"),
    (Signal::InHeader, "in-header"),
    (Signal::InFooter, "in-footer"),
    (Signal::InAside, "in-aside"),
    (Signal::InForm, "in-form"),
    (Signal::InTable, "in-table"),
    (Signal::InFigure, "in-figure"),
    (Signal::InHidden, "in-hidden"),
    (Signal::InNoscript, "in-noscript"),
    (Signal::InTemplate, "in-template"),
    (Signal::InDetails, "in-details"),
    (Signal::InDialog, "in-dialog"),
    (Signal::IsLink, "is-link"),
    (Signal::InContent, "in-content"),
    (Signal::NamedNavigation, "named-navigation"),
    (Signal::NamedFoot, "named-foot"),
    (Signal::NamedHead, "named-head"),
    (Signal::NamedSide, "named-side"),
    (Signal::NamedRelated, "named-related"),
    (Signal::NamedSocial, "named-social"),
    (Signal::NamedComment, "named-comment"),
    (Signal::NamedPromotion, "named-promotion"),
    (Signal::NamedMetadata, "named-metadata"),
    (Signal::NamedForm, "named-form"),
    (Signal::NamedConsent, "named-consent"),
    (Signal::NamedArticle, "named-article"),
    (Signal::NamedContent, "named-content"),
    (Signal::NamedProduct, "named-product"),
    (Signal::NamedForum, "named-forum"),
    (Signal::NamedCard, "named-card"),
    (Signal::MainSteps, "main-steps"),
    (Signal::MainHeight, "main-height"),
    (Signal::Holder1Lines, "holder1-lines"),
    (Signal::Holder1Words, "holder1-words"),
    (Signal::Holder1Links, "holder1-links"),
    (Signal::Holder1Prose, "holder1-prose"),
    (Signal::Holder2Lines, "holder2-lines"),
    (Signal::Holder2Words, "holder2-words"),
    (Signal::Holder2Links, "holder2-links"),
    (Signal::Holder2Prose, "holder2-prose"),
    (Signal::Holder3Lines, "holder3-lines"),
    (Signal::Holder3Words, "holder3-words"),
    (Signal::Holder3Links, "holder3-links"),
    (Signal::Holder3Prose, "holder3-prose"),
    (Signal::HolderIndex, "holder-index"),
    (Signal::AlikeLines, "alike-lines"),
    (Signal::AlikeWords, "alike-words"),
    (Signal::AlikeLinks, "alike-links"),
    (Signal::AlikeProse, "alike-prose"),
    (Signal::TitleWords, "title-words"),
    (Signal::TitleCover, "title-cover"),
    (Signal::DescriptionWords, "description-words"),
    (Signal::LinkedShare, "linked-share"),
    (Signal::DocumentLinked, "document-linked"),
];

impl Signal {
    /// How many there are.
    pub const COUNT: usize = TABLE.len();

    /// How many tell of a line by itself; they come first.
    pub(super) const OWN: usize = Self::Credit as usize + 1;

    /// How many need no markup; they come before the others.
    pub const TEXT: usize = Self::Tag as usize;

    /// Every signal, in the order of the columns.
    #[cfg(any(test, feature = "_lab"))]
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|&(signal, _)| signal)
    }

    /// Its name in the model file.
    #[cfg(any(test, feature = "_lab"))]
    pub fn name(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// Whether it needs markup.
    #[cfg(any(test, feature = "_lab"))]
    pub fn is_markup(self) -> bool {
        self as usize >= Self::TEXT
    }

    /// Whether it tells of the names of classes and ids.
    pub(crate) fn is_named(self) -> bool {
        (Self::NamedNavigation..=Self::NamedCard).contains(&self)
    }

    /// The signal of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|(_, known)| *known == name)
            .map(|&(signal, _)| signal)
    }
}
