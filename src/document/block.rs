//! What the markup says of a line.

/// The element that begins and ends a line of a page: the innermost one around its first text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Tag {
    /// `<div>`, `<body>` and whatever has no variant of its own.
    #[default]
    Division,
    /// `<p>`
    Paragraph,
    /// `<h1>`
    H1,
    /// `<h2>`
    H2,
    /// `<h3>`
    H3,
    /// `<h4>`
    H4,
    /// `<h5>`
    H5,
    /// `<h6>`
    H6,
    /// `<li>`
    Item,
    /// `<dt>`
    Term,
    /// `<dd>`
    Definition,
    /// `<tr>`: a row whose cells hold nothing but text; tabs stand between them.
    Row,
    /// `<td>` or `<th>` that is cut into lines itself.
    Cell,
    /// `<caption>`
    TableCaption,
    /// `<blockquote>`
    Quote,
    /// `<pre>`
    Preformatted,
    /// `<figure>`
    Figure,
    /// `<figcaption>`
    Caption,
    /// The `alt` of a picture in a figure that has no caption.
    Alternative,
    /// `<button>`
    Button,
    /// `<legend>`, `<summary>`
    Summary,
    /// `<article>`, `<section>`, `<main>`
    Section,
    /// `<header>`, `<hgroup>`
    Header,
    /// `<footer>`
    Footer,
    /// `<nav>`, `<menu>`
    Navigation,
    /// `<aside>`
    Aside,
    /// `<form>`, `<fieldset>`
    Form,
    /// `<address>`
    Address,
    /// No element: text that the page holds for machines alone (JSON-LD).
    Linked,
}

impl Tag {
    /// Whether a `<div>` in it is still it.
    pub(crate) fn holds_divisions(self) -> bool {
        !matches!(
            self,
            Self::Division
                | Self::Section
                | Self::Header
                | Self::Footer
                | Self::Navigation
                | Self::Aside
                | Self::Form
                | Self::Figure
        )
    }

    /// The level of a heading, 1 to 6.
    pub fn heading(self) -> Option<u8> {
        (Self::H1..=Self::H6)
            .contains(&self)
            .then(|| self as u8 - Self::H1 as u8 + 1)
    }
}

macro_rules! flags {
    ($(#[$of:meta])* $name:ident: $bits:ty { $($(#[$doc:meta])* $flag:ident = $bit:expr;)* }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name($bits);

        impl $name {
            $($(#[$doc])* pub const $flag: Self = Self(1 << $bit);)*

            /// Every flag, in the order of their bits.
            pub const ALL: &'static [Self] = &[$(Self::$flag),*];

            /// No flag.
            pub const NONE: Self = Self(0);

            /// Whether one of `others` is among these.
            pub fn any(self, others: Self) -> bool {
                self.0 & others.0 != 0
            }

            /// These and the others.
            #[must_use]
            pub const fn with(self, others: Self) -> Self {
                Self(self.0 | others.0)
            }
        }
    };
}

flags! {
    /// What a line stands in: the elements around it that matter, and what is true of them.
    Places: u32 {
        /// In `<article>`, or `role=article`.
        ARTICLE = 0;
        /// In `<main>`, or `role=main`.
        MAIN = 1;
        /// In `<nav>` or `<menu>`, or `role=navigation`.
        NAVIGATION = 2;
        /// In `<header>`, or `role=banner`.
        HEADER = 3;
        /// In `<footer>`, or `role=contentinfo`.
        FOOTER = 4;
        /// In `<aside>`, or `role=complementary`.
        ASIDE = 5;
        /// In `<form>` or `<fieldset>`, or `role=search`.
        FORM = 6;
        /// In `<table>`.
        TABLE = 7;
        /// In `<figure>`.
        FIGURE = 8;
        /// In `<ul>`, `<ol>` or `<dl>`.
        LIST = 9;
        /// In `<ol>`.
        ORDERED = 10;
        /// In `<blockquote>`.
        QUOTE = 11;
        /// In `<pre>`.
        PREFORMATTED = 12;
        /// In an element that is not shown: `hidden`, `aria-hidden=true`, `display:none` or `visibility:hidden`.
        HIDDEN = 13;
        /// In `<noscript>`.
        NOSCRIPT = 14;
        /// In `<template>`.
        TEMPLATE = 15;
        /// In `<button>`.
        BUTTON = 16;
        /// In a heading.
        HEADING = 17;
        /// In `<details>`.
        DETAILS = 18;
        /// In `<dialog>`, or `role=dialog`.
        DIALOG = 19;
        /// In `<a href>` that holds the whole line.
        LINK = 20;
        /// In an element of `itemprop=articleBody`, `description`, `text` or `reviewBody`.
        CONTENT = 21;
    }
}

flags! {
    /// What the names of classes and ids around a line say: words such as `sidebar` or `post`, in families.
    Families: u16 {
        /// Menus, breadcrumbs, pagination.
        NAVIGATION = 0;
        /// Page footers.
        FOOT = 1;
        /// Page headers, mastheads, top bars.
        HEAD = 2;
        /// Side columns, widgets.
        SIDE = 3;
        /// Related, recommended, trending.
        RELATED = 4;
        /// Share and follow.
        SOCIAL = 5;
        /// Comments, replies, responses.
        COMMENT = 6;
        /// Advertisements, promotions, newsletters.
        PROMOTION = 7;
        /// Bylines, dates, tags.
        METADATA = 8;
        /// Forms, search, log-in.
        FORM = 9;
        /// Cookies, consent, dialogs.
        CONSENT = 10;
        /// Articles, posts, stories.
        ARTICLE = 11;
        /// Content, body, text, main.
        CONTENT = 12;
        /// Products: prices, descriptions, specifications.
        PRODUCT = 13;
        /// Forums: threads, messages, topics.
        FORUM = 14;
        /// Cards, teasers, grids, lists of items.
        CARD = 15;
    }
}

/// What the markup says of one line of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// The element that holds it.
    pub tag: Tag,
    /// What it stands in.
    pub places: Places,
    /// What the names of classes and ids around it say.
    pub families: Families,
    /// Characters of it that are links; white space is not counted.
    pub link_chars: u32,
    /// Characters of it, but for white space.
    pub chars: u32,
    /// Links in it.
    pub links: u16,
    /// Characters of it in bold.
    pub bold_chars: u32,
    /// Lists around it.
    pub list_depth: u8,
    /// Quotes around it.
    pub quote_depth: u8,
    /// Elements around it.
    pub depth: u16,
    /// The number of an item of an ordered list, at the item's first line.
    pub number: Option<u32>,
    /// Whether it is the first line of a list item.
    pub first: bool,
    /// What the caller's selectors say of it.
    pub chosen: Option<bool>,
    /// The element that holds it, as a place in the page's elements.
    pub(crate) element: u32,
}

impl Block {
    /// The share of its characters that are links, 0 to 1.
    pub fn link_density(&self) -> f32 {
        self.link_chars as f32 / self.chars.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_their_levels() {
        assert_eq!(Tag::H1.heading(), Some(1));
        assert_eq!(Tag::H6.heading(), Some(6));
        assert_eq!(Tag::Paragraph.heading(), None);
        assert_eq!(Tag::Item.heading(), None);
    }

    #[test]
    fn flags_are_bits_of_their_own() {
        assert_eq!(Places::ALL.len(), 22);
        for (at, &flag) in Places::ALL.iter().enumerate() {
            assert!(flag.any(flag) && !flag.any(Places::NONE));
            assert!(Places::ALL[at + 1..].iter().all(|&other| !flag.any(other)));
        }
        let two = Families::CARD.with(Families::NAVIGATION);
        assert!(
            two.any(Families::CARD) && two.any(Families::NAVIGATION) && !two.any(Families::FOOT)
        );
    }

    #[test]
    fn link_density_is_a_share_even_of_nothing() {
        let block = Block {
            chars: 8,
            link_chars: 2,
            ..Block::default()
        };
        assert!((block.link_density() - 0.25).abs() < f32::EPSILON);
        assert!(Block::default().link_density().abs() < f32::EPSILON);
    }
}
