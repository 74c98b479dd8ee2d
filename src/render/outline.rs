//! The outline of a page, from its elements.

use super::{Container, DEPTH, Form, Node, Outline, Piece};
use crate::document::{Block, Document, Line, Page, Role, Tag};
use crate::report::Kind;

/// A line that is kept: its place among the document's lines, and its kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    pub place: usize,
    pub kind: Kind,
}

/// What lines share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unit {
    /// The innermost element around them that is no part of a line; `<pre>`, if they are in one.
    element: usize,
    /// The innermost table around them.
    table: Option<usize>,
    /// The innermost container around them.
    node: Option<u32>,
    preformatted: bool,
}

/// Blank lines between two kept lines, of which `place` and `last` are the places. As in the clean text: where lines were
/// dropped between them, one blank line is left of however many.
pub(super) fn blank_between(lines: &[Line], last: usize, place: usize) -> usize {
    let dropped = place - last - 1;
    let blank = (lines[place].number - lines[last].number - 1).saturating_sub(dropped);
    if dropped == 0 { blank } else { blank.min(1) }
}

pub(super) fn of_page<'d>(
    document: &'d Document<'_>,
    page: &'d Page,
    kept: &[Kept],
) -> Outline<'d> {
    let mut outline = Outline::empty(Some(page), kept.len());
    let units = outline.units(page);
    outline.number(page, &units);
    let mut last: Option<(usize, Unit)> = None;
    for &Kept { place, .. } in kept {
        let block = &page.blocks[place];
        let mut unit = units[block.element as usize];
        let form = form(block, unit);
        // Text of a list outside its items is an item.
        let around = outline.container(unit.node);
        let orphan =
            around.is_some_and(Container::is_list) || around == Some(Container::Descriptions);
        let blank = last.map_or(0, |(last, _)| blank_between(document.lines(), last, place));
        let joined = last.is_some_and(|(last, before)| {
            let before_form = outline.pieces[outline.pieces.len() - 1].form;
            match form {
                Form::Row | Form::Cell => {
                    let same = before.table == unit.table && before.node == unit.node;
                    before_form.is_row() && same
                }
                Form::Code => before_form == form && before == unit,
                _ => {
                    let next = !orphan && place == last + 1 && blank == 0;
                    next && before_form == form && before == unit
                }
            }
        });
        last = Some((place, unit));
        if orphan {
            unit.node = if joined {
                outline.pieces[outline.pieces.len() - 1].node
            } else {
                Some(outline.part(unit.node, around))
            };
        }
        outline
            .pieces
            .push(piece(document, place, form, unit.node, joined, blank));
    }
    outline
}

/// The piece of a line. Spaces around it count in code alone.
pub(super) fn piece<'d>(
    document: &'d Document<'_>,
    place: usize,
    form: Form,
    node: Option<u32>,
    joined: bool,
    blank: usize,
) -> Piece<'d> {
    let line = document.lines()[place];
    let whole = document.line_text(line);
    let (text, start) = if form == Form::Code {
        (whole, line.span.start)
    } else {
        let text = whole.trim_start();
        (text.trim_end(), line.span.end - text.len())
    };
    Piece {
        text,
        start,
        form,
        node,
        joined,
        blank,
    }
}

fn form(block: &Block, unit: Unit) -> Form {
    if unit.preformatted {
        return Form::Code;
    }
    match block.tag {
        Tag::Paragraph => Form::Paragraph,
        Tag::Term => Form::Term,
        Tag::Row => Form::Row,
        Tag::Cell => Form::Cell,
        Tag::TableCaption | Tag::Caption => Form::Caption,
        tag => tag.heading().map_or(Form::Text, Form::Heading),
    }
}

impl Outline<'_> {
    /// What lines that begin in each element share. Makes the containers; elements come after those around them.
    fn units(&mut self, page: &Page) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::with_capacity(page.elements.len());
        // The last item of each list.
        let mut items: Vec<Option<u32>> = Vec::new();
        for (element, entry) in page.elements.iter().enumerate() {
            let role = page.role(element);
            let mut unit = units.get(entry.parent as usize).copied().unwrap_or(Unit {
                element,
                table: None,
                node: None,
                preformatted: false,
            });
            if role != Role::Inline && !unit.preformatted {
                unit.element = element;
            }
            match role {
                Role::Preformatted => unit.preformatted = true,
                Role::Table => unit.table = Some(element),
                _ => {}
            }
            if let Some(container) = container(role) {
                unit.node = self.contain(container, unit.node, &mut items);
            }
            units.push(unit);
        }
        units
    }

    /// A container in another: the new one, or the other one where it cannot stand there.
    fn contain(
        &mut self,
        container: Container,
        within: Option<u32>,
        items: &mut Vec<Option<u32>>,
    ) -> Option<u32> {
        let around = self.container(within);
        let mut parent = within;
        if container.is_part() {
            let belongs = match container {
                Container::Item => around.is_some_and(Container::is_list),
                _ => around == Some(Container::Descriptions),
            };
            if !belongs {
                return within;
            }
        } else {
            // Content models know no list in a list: it belongs to the item before it.
            let within_list =
                around.is_some_and(Container::is_list) || around == Some(Container::Descriptions);
            // What is made must have room for its own parts.
            let depth = within.map_or(0, |node| self.nodes[node as usize].depth + 1);
            if depth + usize::from(within_list) + 2 > DEPTH {
                return within;
            }
            if within_list {
                let before = within.and_then(|list| items.get(list as usize).copied().flatten());
                parent = Some(before.unwrap_or_else(|| self.part(within, around)));
            }
        }
        let node = self.node(container, parent);
        items.resize(self.nodes.len(), None);
        if let (true, Some(list)) = (container.is_part(), within) {
            items[list as usize] = Some(node);
        }
        Some(node)
    }

    /// A part of a list that the page does not have.
    fn part(&mut self, list: Option<u32>, container: Option<Container>) -> u32 {
        let part = if container == Some(Container::Descriptions) {
            Container::Definition
        } else {
            Container::Item
        };
        self.node(part, list)
    }

    /// Gives the items their numbers, which the page has at their first lines.
    fn number(&mut self, page: &Page, units: &[Unit]) {
        for block in page.blocks.iter().filter(|block| block.number.is_some()) {
            let mut node = units[block.element as usize].node;
            for _ in 0..DEPTH {
                let Some(inner) = node else { break };
                let Node {
                    container, parent, ..
                } = self.nodes[inner as usize];
                if container == Container::Item {
                    self.nodes[inner as usize].number = block.number;
                    break;
                }
                node = parent;
            }
        }
    }
}

fn container(role: Role) -> Option<Container> {
    match role {
        Role::List => Some(Container::List),
        Role::Ordered => Some(Container::Ordered),
        Role::Item => Some(Container::Item),
        Role::Descriptions => Some(Container::Descriptions),
        Role::Term => Some(Container::Term),
        Role::Definition => Some(Container::Definition),
        Role::Quote => Some(Container::Quote),
        Role::Inline | Role::Block | Role::Table | Role::Preformatted => None,
    }
}
