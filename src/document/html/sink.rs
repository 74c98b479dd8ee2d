//! The tree in the making.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::{NodeId, Tree};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};
use scraper::{Html, HtmlTreeSink, Node};

use crate::document::comment::is_ours;

/// A node, and its place in [`Sink::depths`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Handle {
    id: NodeId,
    place: u32,
}

/// scraper's tree. What is added to it is how many elements there are, how deep the parser stands, and what of formulas
/// holds HTML.
#[derive(Debug)]
pub(super) struct Sink {
    tree: HtmlTreeSink,
    /// How many elements were around each node when it was put into the tree.
    depths: RefCell<Vec<u32>>,
    depth: Cell<u32>,
    elements: Cell<usize>,
    /// The `<annotation-xml>`s that hold HTML, by their places, which grow.
    annotations: RefCell<Vec<u32>>,
}

impl Sink {
    /// A tree with room for so many nodes.
    pub(super) fn new(nodes: usize) -> Self {
        let mut html = Html::new_document();
        html.tree = Tree::with_capacity(Node::Document, nodes);
        Self {
            tree: HtmlTreeSink::new(html),
            depths: RefCell::new(vec![0]),
            depth: Cell::new(0),
            elements: Cell::new(0),
            annotations: RefCell::default(),
        }
    }

    /// Elements around what was read last, give or take one.
    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// Elements made so far.
    pub(super) fn elements(&self) -> usize {
        self.elements.get()
    }

    fn handle(&self, id: NodeId) -> Handle {
        let mut depths = self.depths.borrow_mut();
        let place = depths.len() as u32;
        depths.push(0);
        Handle { id, place }
    }

    /// What is put below `parent` stands that deep.
    fn below(&self, parent: Handle, child: &NodeOrText<Handle>) {
        let mut depths = self.depths.borrow_mut();
        let depth = depths[parent.place as usize].saturating_add(1);
        self.depth.set(depth);
        if let NodeOrText::AppendNode(child) = child {
            depths[child.place as usize] = depth;
        }
    }

    /// What is put beside `sibling` stands as deep.
    fn beside(&self, sibling: Handle, node: &NodeOrText<Handle>) {
        let mut depths = self.depths.borrow_mut();
        let depth = depths[sibling.place as usize];
        self.depth.set(depth);
        if let NodeOrText::AppendNode(node) = node {
            depths[node.place as usize] = depth;
        }
    }
}

fn plain(node: NodeOrText<Handle>) -> NodeOrText<NodeId> {
    match node {
        NodeOrText::AppendNode(handle) => NodeOrText::AppendNode(handle.id),
        NodeOrText::AppendText(text) => NodeOrText::AppendText(text),
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.tree.finish()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            id: self.tree.get_document(),
            place: 0,
        }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Ref<'a, QualName> {
        self.tree.elem_name(&target.id)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.elements.set(self.elements.get() + 1);
        let annotation = flags.mathml_annotation_xml_integration_point;
        let handle = self.handle(self.tree.create_element(name, attrs, flags));
        if annotation {
            self.annotations.borrow_mut().push(handle.place);
        }
        handle
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        // Nobody reads it, unless it is one to the rules.
        let text = if is_ours(&text) {
            text
        } else {
            StrTendril::new()
        };
        self.handle(self.tree.create_comment(text))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.handle(self.tree.create_pi(target, data))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.below(*parent, &child);
        self.tree.append(&parent.id, plain(child));
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        self.beside(*element, &child);
        self.tree
            .append_based_on_parent_node(&element.id, &prev_element.id, plain(child));
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.tree
            .append_doctype_to_document(name, public_id, system_id);
    }

    fn pop(&self, node: &Handle) {
        let depth = self.depths.borrow()[node.place as usize];
        self.depth.set(depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Handle {
            id: self.tree.get_template_contents(&target.id),
            place: target.place,
        }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        self.beside(*sibling, &new_node);
        self.tree
            .append_before_sibling(&sibling.id, plain(new_node));
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        self.annotations
            .borrow()
            .binary_search(&handle.place)
            .is_ok()
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        self.tree.add_attrs_if_missing(&target.id, attrs);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.remove_from_parent(&target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.tree.reparent_children(&node.id, &new_parent.id);
    }
}
