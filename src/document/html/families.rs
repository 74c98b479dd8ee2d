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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn word(word: &str) -> u32 {
        word.bytes().fold(table::SEED, table::step)
    }

    fn read_name(name: &str) -> (Families, Vec<u32>) {
        let mut words = Vec::new();
        let mut reader = Reader {
            words: &mut words,
            most: WORDS,
            families: Families::NONE,
        };
        reader.name(name);
        (reader.families, words)
    }

    #[test]
    fn names_are_cut_into_words_at_what_is_no_letter_and_at_capitals() {
        let parts = [word("site"), word("nav"), word("site-nav")];
        for (name, whole) in [("site-nav", "site-nav"), ("Site-Nav2", "site-nav")] {
            let (families, words) = read_name(name);
            assert_eq!(families, Families::NAVIGATION);
            assert_eq!(words, [parts[0], parts[1], word(whole)], "{name}");
        }
        assert_eq!(
            read_name("siteNav").1,
            [parts[0], parts[1], word("sitenav")]
        );
        // A letter by itself is no word, and neither is what machines make up.
        assert_eq!(read_name("x-nav").1, [parts[1]]);
        assert!(read_name("css1").0 == Families::NONE);
        assert!(read_name(&"q".repeat(LETTERS + 1)).1.is_empty());
    }

    #[test]
    fn a_word_is_known_only_as_a_whole() {
        assert_eq!(read_name("navy").0, Families::NONE);
        assert_eq!(read_name("shadow").0, Families::NONE);
        assert_eq!(read_name("NAV").0, Families::NAVIGATION);
    }

    #[test]
    fn every_word_of_the_lists_is_in_one_family() {
        for (family, words) in LISTS {
            for name in words.split_whitespace() {
                assert_eq!(read_name(name).0, family, "{name}");
            }
        }
    }

    #[test]
    fn an_element_keeps_so_many_words_and_lines_have_the_families_around_them() {
        let many = ('a'..='z').fold(String::new(), |names, letter| {
            names + "w" + &letter.to_string() + " "
        });
        let html = format!("<body class='{many}'><div id=sidebar><p class='post'>a");
        let document = Document::from_html(&html);
        let page = document.page().unwrap();
        let families = page.blocks[0].families;
        assert!(families.any(Families::SIDE) && families.any(Families::ARTICLE));
        // `<html>`, `<head>`, `<body>` with its name, `<div>`, `<p>`.
        let words: Vec<usize> = (0..5).map(|element| page.words_of(element).len()).collect();
        assert_eq!(words, [1, 1, 1 + WORDS, 2, 2]);
    }
}
