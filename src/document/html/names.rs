//! What the names of elements mean for lines.

use once_cell::sync::Lazy;

use super::table::{self, Table};
use crate::document::block::{Places, Tag};

/// What an element is to the walk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub flow: Flow,
    pub tag: Tag,
    pub places: Places,
    /// The name as a number.
    pub word: u32,
}

impl Meaning {
    /// The tag of lines in this element: that of the one around it, if it says no more than that it ends lines.
    pub(super) fn tag_in(&self, around: Tag) -> Tag {
        let plain = self.tag == Tag::Division;
        if plain && around.holds_divisions() {
            around
        } else {
            self.tag
        }
    }
}

/// How an element's text flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// In the line.
    Inline,
    /// A link: in the line, but two of them are two words.
    Link,
    /// In the line, in bold.
    Bold,
    /// In the line, emphasised.
    Emphasis,
    /// In the line, as code.
    Code,
    /// Begins and ends a line.
    Block,
    /// The same with a blank line around it.
    Paragraph,
    /// `<br>`
    Break,
    /// `<td>`, `<th>`
    Cell,
    /// `<img>`
    Image,
    /// Its text is read by no reader.
    Skipped,
}

/// Every name that means something.
const MEANINGS: [(&[&str], Flow, Tag, Places); 49] = {
    use Flow::{Block, Bold, Break, Cell, Code, Emphasis, Image, Link, Paragraph, Skipped};
    const NONE: Places = Places::NONE;
    [
        (&["a"], Link, Tag::Division, NONE),
        (&["b", "strong"], Bold, Tag::Division, NONE),
        (
            &["i", "em", "cite", "dfn", "var"],
            Emphasis,
            Tag::Division,
            NONE,
        ),
        (&["code", "kbd", "samp", "tt"], Code, Tag::Division, NONE),
        (&["br"], Break, Tag::Division, NONE),
        (&["img"], Image, Tag::Division, NONE),
        (
            &["div", "body", "center", "html", "head"],
            Block,
            Tag::Division,
            NONE,
        ),
        (&["tbody", "thead", "tfoot"], Block, Tag::Division, NONE),
        (&["hr"], Paragraph, Tag::Division, NONE),
        (&["p"], Paragraph, Tag::Paragraph, NONE),
        (&["h1"], Paragraph, Tag::H1, Places::HEADING),
        (&["h2"], Paragraph, Tag::H2, Places::HEADING),
        (&["h3"], Paragraph, Tag::H3, Places::HEADING),
        (&["h4"], Paragraph, Tag::H4, Places::HEADING),
        (&["h5"], Paragraph, Tag::H5, Places::HEADING),
        (&["h6"], Paragraph, Tag::H6, Places::HEADING),
        (&["ul", "dir"], Paragraph, Tag::Division, Places::LIST),
        (
            &["ol"],
            Paragraph,
            Tag::Division,
            Places::LIST.with(Places::ORDERED),
        ),
        (&["dl"], Paragraph, Tag::Division, Places::LIST),
        (&["li"], Block, Tag::Item, NONE),
        (&["dt"], Block, Tag::Term, NONE),
        (&["dd"], Block, Tag::Definition, NONE),
        (&["table"], Paragraph, Tag::Division, Places::TABLE),
        (&["tr"], Block, Tag::Division, NONE),
        (&["td", "th"], Cell, Tag::Cell, NONE),
        (&["caption"], Block, Tag::TableCaption, NONE),
        (&["blockquote"], Paragraph, Tag::Quote, Places::QUOTE),
        (
            &["pre", "listing", "xmp", "plaintext"],
            Paragraph,
            Tag::Preformatted,
            Places::PREFORMATTED,
        ),
        (&["figure"], Paragraph, Tag::Figure, Places::FIGURE),
        (&["figcaption"], Block, Tag::Caption, NONE),
        (&["button"], Block, Tag::Button, Places::BUTTON),
        (&["legend", "summary"], Block, Tag::Summary, NONE),
        (&["address"], Block, Tag::Address, NONE),
        (&["section"], Block, Tag::Section, NONE),
        (&["article"], Block, Tag::Section, Places::ARTICLE),
        (&["main"], Block, Tag::Section, Places::MAIN),
        (&["nav", "menu"], Block, Tag::Navigation, Places::NAVIGATION),
        (&["header", "hgroup"], Block, Tag::Header, Places::HEADER),
        (&["footer"], Block, Tag::Footer, Places::FOOTER),
        (&["aside"], Block, Tag::Aside, Places::ASIDE),
        (&["form", "fieldset"], Block, Tag::Form, Places::FORM),
        (&["details"], Block, Tag::Division, Places::DETAILS),
        (&["dialog"], Block, Tag::Division, Places::DIALOG),
        (&["noscript"], Block, Tag::Division, Places::NOSCRIPT),
        (&["template"], Block, Tag::Division, Places::TEMPLATE),
        // No text, or none that is read as a part of the page: the choices of forms are none.
        (
            &["script", "style", "title", "noframes", "frameset"],
            Skipped,
            Tag::Division,
            NONE,
        ),
        (
            &["svg", "math", "canvas", "iframe", "object"],
            Skipped,
            Tag::Division,
            NONE,
        ),
        (&["audio", "video"], Skipped, Tag::Division, NONE),
        (
            &["select", "datalist", "textarea"],
            Skipped,
            Tag::Division,
            NONE,
        ),
    ]
};

static TABLE: Lazy<Table<Meaning>> = Lazy::new(|| {
    let mut table = Table::default();
    for (names, flow, tag, places) in MEANINGS {
        for name in names {
            let word = hash(name);
            table.insert(
                word,
                Meaning {
                    flow,
                    tag,
                    places,
                    word,
                },
            );
        }
    }
    table
});

/// The meaning of an element's name; one that is not known is in the line.
pub(super) fn meaning(name: &str) -> Meaning {
    of_word(hash(name))
}

/// The meaning of the name that is this number.
pub(super) fn of_word(word: u32) -> Meaning {
    TABLE.get(word).copied().unwrap_or(Meaning {
        flow: Flow::Inline,
        tag: Tag::Division,
        places: Places::NONE,
        word,
    })
}

/// A name as a number.
pub(super) fn hash(name: &str) -> u32 {
    name.bytes().fold(table::SEED, table::step)
}
