//! What an element is to whoever writes the page anew.

use once_cell::sync::Lazy;

use super::names::{self, Flow};
use crate::document::block::{Places, Tag};
use crate::document::page::Page;

/// What an element does to the lines in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing: it stands in the line.
    Inline,
    /// It begins and ends a line.
    Block,
    /// `<ul>`, `<menu>`
    List,
    /// `<ol>`
    Ordered,
    /// `<li>`
    Item,
    /// `<dl>`
    Descriptions,
    /// `<dt>`
    Term,
    /// `<dd>`
    Definition,
    /// `<blockquote>`
    Quote,
    /// `<table>`
    Table,
    /// `<pre>`
    Preformatted,
}

static DESCRIPTIONS: Lazy<u32> = Lazy::new(|| names::hash("dl"));
static MENU: Lazy<u32> = Lazy::new(|| names::hash("menu"));

impl Page {
    /// The role of an element.
    pub(crate) fn role(&self, element: usize) -> Role {
        // The name comes first.
        let Some(&name) = self.words_of(element).first() else {
            return Role::Inline;
        };
        let meaning = names::of_word(name);
        let places = meaning.places;
        match (meaning.tag, meaning.flow) {
            _ if name == *DESCRIPTIONS => Role::Descriptions,
            _ if name == *MENU => Role::List,
            _ if places.any(Places::ORDERED) => Role::Ordered,
            _ if places.any(Places::LIST) => Role::List,
            _ if places.any(Places::QUOTE) => Role::Quote,
            _ if places.any(Places::TABLE) => Role::Table,
            _ if places.any(Places::PREFORMATTED) => Role::Preformatted,
            (Tag::Item, _) => Role::Item,
            (Tag::Term, _) => Role::Term,
            (Tag::Definition, _) => Role::Definition,
            (_, Flow::Block | Flow::Paragraph | Flow::Cell) => Role::Block,
            _ => Role::Inline,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Role;
    use crate::document::Document;

    #[test]
    fn roles_are_those_of_the_names_in_the_order_of_the_start_tags() {
        let document = Document::from_html(
            "<ul class=navigation><li><b>One</b></ul><dl><dt>Two<dd>Three</dl><ol><li>Four</ol>\
             <blockquote>Five</blockquote><pre><code>six</code></pre><table><tr><td>Seven</table>",
        );
        let page = document.page().expect("it is a page");
        let roles: Vec<Role> = (0..page.elements.len())
            .map(|element| page.role(element))
            .collect();
        assert_eq!(
            roles[3..],
            [
                Role::List,
                Role::Item,
                Role::Inline,
                Role::Descriptions,
                Role::Term,
                Role::Definition,
                Role::Ordered,
                Role::Item,
                Role::Quote,
                Role::Preformatted,
                Role::Inline,
                Role::Table,
                Role::Block,
                Role::Block,
                Role::Block
            ]
        );
    }
}
