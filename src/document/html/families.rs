//! What the words in names of classes and ids say.
//!
//! Words as they stand in style sheets everywhere: English by convention, whatever the page's language.

use once_cell::sync::Lazy;

use super::attributes::Attributes;
use super::table::{self, Table};
use crate::document::block::Families;

/// Words of an element that are kept at the most.
const WORDS: usize = 16;
/// Letters of a word at the most: longer ones are made by machines.
const LETTERS: usize = 24;

/// Reads the names of an element: adds its words, as numbers, and tells their families.
pub(super) fn read(attributes: &Attributes<'_>, words: &mut Vec<u32>) -> Families {
    let mut reader = Reader {
        most: words.len() + WORDS,
        words,
        families: Families::NONE,
    };
    for names in attributes.names() {
        for name in names.split_ascii_whitespace() {
            reader.name(name);
        }
    }
    reader.families
}

struct Reader<'w> {
    words: &'w mut Vec<u32>,
    most: usize,
    families: Families,
}

impl Reader<'_> {
    /// A name is cut at everything that is no letter, and where a capital follows a small letter. A name of several
    /// words is one word more.
    fn name(&mut self, name: &str) {
        let (mut whole, mut word) = (table::SEED, table::SEED);
        let (mut letters, mut parts) = (0, 0);
        let mut small = false;
        for byte in name.bytes() {
            let letter = byte.is_ascii_alphabetic() || byte >= 0x80;
            if !letter || small && byte.is_ascii_uppercase() {
                parts += usize::from(self.word(word, letters));
                (word, letters) = (table::SEED, 0);
            }
            small = byte.is_ascii_lowercase();
            let byte = byte.to_ascii_lowercase();
            if letter {
                word = table::step(word, byte);
                letters += 1;
            }
            if !byte.is_ascii_digit() {
                whole = table::step(whole, byte);
            }
        }
        parts += usize::from(self.word(word, letters));
        if parts > 1 && self.words.len() < self.most {
            self.words.push(whole);
        }
    }

    fn word(&mut self, word: u32, letters: usize) -> bool {
        if !(2..=LETTERS).contains(&letters) {
            return false;
        }
        if let Some(family) = TABLE.get(word) {
            self.families = self.families.with(*family);
        }
        if self.words.len() < self.most {
            self.words.push(word);
        }
        true
    }
}

static TABLE: Lazy<Table<Families>> = Lazy::new(|| {
    let mut table = Table::default();
    for (family, words) in LISTS {
        for word in words.split_whitespace() {
            table.insert(word.bytes().fold(table::SEED, table::step), family);
        }
    }
    table
});

const LISTS: [(Families, &str); 16] = [
    (
        Families::NAVIGATION,
        "nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs crumbs pagination pager paging \
         toc tabs dropdown skip sitemap offcanvas hamburger drawer",
    ),
    (
        Families::FOOT,
        "footer foot colophon bottom copyright legal disclaimer contentinfo",
    ),
    (
        Families::HEAD,
        "header masthead topbar banner brand logo top toolbar",
    ),
    (
        Families::SIDE,
        "sidebar side aside rail widget widgets sidecol secondary column panel",
    ),
    (
        Families::RELATED,
        "related recommended recommendations recommend recirc more popular trending latest recent mostread \
         similar outbrain taboola suggestions upnext also readmore",
    ),
    (
        Families::SOCIAL,
        "social share sharing sharedaddy follow facebook twitter addthis whatsapp linkedin pinterest socials",
    ),
    (
        Families::COMMENT,
        "comment comments commentlist respond reply replies disqus discussion feedback responses",
    ),
    (
        Families::PROMOTION,
        "ad ads adv advert advertisement advertising sponsor sponsored promo promotion newsletter subscribe \
         subscription signup cta paywall donate affiliate dfp gpt marketing",
    ),
    (
        Families::METADATA,
        "meta byline author authors date time timestamp published dateline tags tag category categories \
         credit info bio avatar username taxonomy",
    ),
    (
        Families::FORM,
        "form search login signin register input filter filters sort facet facets captcha btn button buttons \
         controls",
    ),
    (
        Families::CONSENT,
        "cookie cookies consent gdpr modal popup overlay dialog lightbox toast notice alert notification \
         onetrust tooltip",
    ),
    (
        Families::ARTICLE,
        "article post story entry blog hentry news single",
    ),
    (
        Families::CONTENT,
        "content body text main prose richtext wysiwyg markdown copy paragraph rte articlebody maincontent \
         bodytext document",
    ),
    (
        Families::PRODUCT,
        "product price description specs specifications features cart sku shop variant attributes details \
         review reviews rating ratings",
    ),
    (
        Families::FORUM,
        "forum thread topic message messages posts question answer answers postbody vbulletin xenforo phpbb \
         signature",
    ),
    (
        Families::CARD,
        "card cards teaser teasers grid list item items tile tiles carousel slider feed results result \
         listing loop collection gallery swiper slick",
    ),
];
