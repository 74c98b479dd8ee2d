//! What the markup tells of lines, as columns: the line's own block, the elements that hold it and others, the group of
//! lines that look alike in the source, and where it stands to the bulk of the page's prose.

use crate::document::page::Element;
use crate::document::{Block, Families, Page, Places};
use crate::metadata::Fact;
use crate::words::{self, Mark, Sink, Word};

use super::tokens::is_word;
use super::{GROUPINGS, LineSize, Signal, Signals, scale, share};

/// The places that are columns, in their order.
pub(super) const PLACES: [(Signal, Places); 16] = [
    (Signal::InArticle, Places::ARTICLE),
    (Signal::InMain, Places::MAIN),
    (Signal::InNavigation, Places::NAVIGATION),
    (Signal::InHeader, Places::HEADER),
    (Signal::InFooter, Places::FOOTER),
    (Signal::InAside, Places::ASIDE),
    (Signal::InForm, Places::FORM),
    (Signal::InTable, Places::TABLE),
    (Signal::InFigure, Places::FIGURE),
    (Signal::InHidden, Places::HIDDEN),
    (Signal::InNoscript, Places::NOSCRIPT),
    (Signal::InTemplate, Places::TEMPLATE),
    (Signal::InDetails, Places::DETAILS),
    (Signal::InDialog, Places::DIALOG),
    (Signal::IsLink, Places::LINK),
    (Signal::InContent, Places::CONTENT),
];

/// The families that are columns, in their order.
pub(super) const FAMILIES: [(Signal, Families); 16] = [
    (Signal::NamedNavigation, Families::NAVIGATION),
    (Signal::NamedFoot, Families::FOOT),
    (Signal::NamedHead, Families::HEAD),
    (Signal::NamedSide, Families::SIDE),
    (Signal::NamedRelated, Families::RELATED),
    (Signal::NamedSocial, Families::SOCIAL),
    (Signal::NamedComment, Families::COMMENT),
    (Signal::NamedPromotion, Families::PROMOTION),
    (Signal::NamedMetadata, Families::METADATA),
    (Signal::NamedForm, Families::FORM),
    (Signal::NamedConsent, Families::CONSENT),
    (Signal::NamedArticle, Families::ARTICLE),
    (Signal::NamedContent, Families::CONTENT),
    (Signal::NamedProduct, Families::PRODUCT),
    (Signal::NamedForum, Families::FORUM),
    (Signal::NamedCard, Families::CARD),
];

/// The columns of the three smallest elements that hold ever more lines.
const HOLDERS: [[Signal; 4]; 3] = [
    [
        Signal::Holder1Lines,
        Signal::Holder1Words,
        Signal::Holder1Links,
        Signal::Holder1Prose,
    ],
    [
        Signal::Holder2Lines,
        Signal::Holder2Words,
        Signal::Holder2Links,
        Signal::Holder2Prose,
    ],
    [
        Signal::Holder3Lines,
        Signal::Holder3Words,
        Signal::Holder3Links,
        Signal::Holder3Prose,
    ],
];

/// Fills the columns of markup and tells the groups of lines.
pub(super) fn measure(page: &Page, signals: &mut Signals) -> [Vec<u32>; GROUPINGS] {
    if signals.is_empty() {
        return Default::default();
    }
    for (row, block) in page.blocks.iter().enumerate() {
        of_block(row, block, signals);
    }
    let holders = Holders::new(page, &signals.lines);
    for (row, block) in page.blocks.iter().enumerate() {
        holders.of_line(row, block.element as usize, signals);
    }
    of_page(page, signals);
    let holder = |level: usize| holders.groups(page, level);
    [of_chains(page, signals), holder(1), holder(2)]
}

fn of_block(row: usize, block: &Block, signals: &mut Signals) {
    signals.set(Signal::Tag, row, block.tag as u8);
    let chars = block.chars as usize;
    signals.set(
        Signal::LinkDensity,
        row,
        share(block.link_chars as usize, chars),
    );
    signals.set(Signal::Links, row, scale(usize::from(block.links)));
    signals.set(Signal::Bold, row, share(block.bold_chars as usize, chars));
    signals.set(Signal::Depth, row, scale(usize::from(block.depth)));
    signals.set(Signal::ListDepth, row, block.list_depth);
    signals.set(Signal::QuoteDepth, row, block.quote_depth);
    for (signal, place) in PLACES {
        signals.set(signal, row, u8::from(block.places.any(place)));
    }
    for (signal, family) in FAMILIES {
        signals.set(signal, row, u8::from(block.families.any(family)));
    }
}

/// What the page tells of itself, beside each line.
fn of_page(page: &Page, signals: &mut Signals) {
    let title = tokens(page.metadata.title.as_ref());
    let description = tokens(page.metadata.description.as_ref());
    for row in 0..signals.len() {
        let (mut words, mut of_title, mut of_description) = (0, 0, 0);
        for &token in signals.words(row).iter().filter(|&&token| is_word(token)) {
            words += 1;
            of_title += usize::from(title.binary_search(&token).is_ok());
            of_description += usize::from(description.binary_search(&token).is_ok());
        }
        signals.set(Signal::TitleWords, row, share(of_title, words));
        signals.set(Signal::TitleCover, row, share(of_title, title.len()));
        signals.set(Signal::DescriptionWords, row, share(of_description, words));
    }
    if let Some(share) = page.linked.get(..signals.len()) {
        signals
            .column_mut(Signal::LinkedShare)
            .copy_from_slice(share);
        let words = scale(page.linked_words);
        signals.column_mut(Signal::DocumentLinked).fill(words);
    }
}

/// The words of a fact, as the lines' words are numbered, in the order of their numbers.
fn tokens(fact: Option<&Fact>) -> Vec<u32> {
    struct Words(Vec<u32>);
    impl Sink for Words {
        fn word(&mut self, word: &Word) {
            self.0.push(words::token(word.hash));
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }
    let mut found = Words(Vec::new());
    if let Some(fact) = fact {
        words::scan(&fact.value, &mut found);
    }
    found.0.sort_unstable();
    found.0.dedup();
    found.0
}

/// What an element holds.
#[derive(Clone, Copy, Default)]
struct Sum {
    lines: u32,
    words: u32,
    chars: u32,
    link_chars: u32,
    prose: u32,
    /// The first line it holds.
    first: u32,
}

/// What every element holds, and where it stands to the element that holds most of the prose.
struct Holders<'p> {
    elements: &'p [Element],
    sums: Vec<Sum>,
    /// The smallest element around each that holds more lines; the root for the root.
    wider: Vec<u32>,
    /// For each element: steps to wider ones until one that holds the main element, and steps from there down to it.
    apart: Vec<(u8, u8)>,
}

impl<'p> Holders<'p> {
    fn new(page: &'p Page, lines: &[LineSize]) -> Self {
        let elements = page.elements.as_slice();
        let sums = sums(page, lines);
        let mut wider: Vec<u32> = Vec::with_capacity(elements.len());
        for (place, element) in elements.iter().enumerate() {
            let parent = element.parent as usize;
            wider.push(
                if parent == place || sums[parent].lines > sums[place].lines {
                    element.parent
                } else {
                    wider[parent]
                },
            );
        }
        let mut holders = Self {
            elements,
            sums,
            wider,
            apart: Vec::new(),
        };
        holders.apart = holders.apart();
        holders
    }

    /// The deepest element that holds half of the prose or more.
    fn main(&self) -> usize {
        let all = self.sums[0].prose;
        let mut main = 0;
        for (place, element) in self.elements.iter().enumerate().skip(1) {
            // Its parent holds as much, so that going down one path is enough.
            if element.parent as usize == main && 2 * self.sums[place].prose > all {
                main = place;
            }
        }
        main
    }

    fn apart(&self) -> Vec<(u8, u8)> {
        let mut above: Vec<Option<u8>> = vec![None; self.elements.len()];
        let (mut at, mut height) = (self.main(), 0_u8);
        loop {
            above[at] = Some(height);
            let parent = self.elements[at].parent as usize;
            if parent == at {
                break;
            }
            height = height.saturating_add(u8::from(self.wider[at] == parent as u32));
            at = parent;
        }
        let mut apart: Vec<(u8, u8)> = Vec::with_capacity(self.elements.len());
        for (place, element) in self.elements.iter().enumerate() {
            apart.push(if let Some(height) = above[place] {
                (0, height)
            } else {
                let (steps, height) = apart[element.parent as usize];
                let wider = self.wider[place] == element.parent;
                (steps.saturating_add(u8::from(wider)), height)
            });
        }
        apart
    }

    /// The lines by the element that holds them and others, so many steps up; from 0, in the order of their first lines.
    fn groups(&self, page: &Page, steps: usize) -> Vec<u32> {
        let mut numbers = vec![u32::MAX; self.elements.len()];
        let mut count = 0;
        let group = |block: &Block| {
            let mut at = block.element as usize;
            for _ in 0..steps {
                at = self.wider[at] as usize;
            }
            if numbers[at] == u32::MAX {
                numbers[at] = count;
                count += 1;
            }
            numbers[at]
        };
        page.blocks.iter().map(group).collect()
    }

    fn of_line(&self, row: usize, element: usize, signals: &mut Signals) {
        let (steps, height) = self.apart[element];
        signals.set(Signal::MainSteps, row, steps);
        signals.set(Signal::MainHeight, row, height);
        let all = self.sums[0];
        let mut at = element;
        for (level, columns) in HOLDERS.into_iter().enumerate() {
            at = self.wider[at] as usize;
            let sum = self.sums[at];
            let values = [
                scale(sum.lines as usize),
                scale(sum.words as usize),
                share(sum.link_chars as usize, sum.chars as usize),
                share(sum.prose as usize, all.prose as usize),
            ];
            for (signal, value) in columns.into_iter().zip(values) {
                signals.set(signal, row, value);
            }
            if level == 0 {
                let index = row - sum.first as usize;
                signals.set(Signal::HolderIndex, row, scale(index));
            }
        }
    }
}

fn sums(page: &Page, lines: &[LineSize]) -> Vec<Sum> {
    let empty = Sum {
        first: u32::MAX,
        ..Sum::default()
    };
    let mut sums = vec![empty; page.elements.len()];
    for (row, (block, line)) in page.blocks.iter().zip(lines).enumerate() {
        let sum = &mut sums[block.element as usize];
        sum.lines += 1;
        sum.words += line.words as u32;
        sum.chars += block.chars;
        sum.link_chars += block.link_chars;
        sum.prose += line.prose_chars() as u32;
        sum.first = sum.first.min(row as u32);
    }
    // Elements stand behind the ones around them.
    for place in (1..sums.len()).rev() {
        let of = sums[place];
        let sum = &mut sums[page.elements[place].parent as usize];
        sum.lines += of.lines;
        sum.words += of.words;
        sum.chars += of.chars;
        sum.link_chars += of.link_chars;
        sum.prose += of.prose;
        sum.first = sum.first.min(of.first);
    }
    sums
}

/// Lines whose chains of elements are alike.
fn of_chains(page: &Page, signals: &mut Signals) -> Vec<u32> {
    let groups = page.groups();
    let count = groups
        .iter()
        .copied()
        .max()
        .map_or(0, |last| last as usize + 1);
    let mut sums = vec![Sum::default(); count];
    for ((&group, block), line) in groups.iter().zip(&page.blocks).zip(&signals.lines) {
        let sum = &mut sums[group as usize];
        sum.lines += 1;
        sum.words += line.words as u32;
        sum.chars += block.chars;
        sum.link_chars += block.link_chars;
        sum.prose += u32::from(line.prose);
    }
    for (row, &group) in groups.iter().enumerate() {
        let sum = sums[group as usize];
        let lines = sum.lines as usize;
        signals.set(Signal::AlikeLines, row, scale(lines - 1));
        signals.set(Signal::AlikeWords, row, scale(sum.words as usize / lines));
        signals.set(
            Signal::AlikeLinks,
            row,
            share(sum.link_chars as usize, sum.chars as usize),
        );
        signals.set(Signal::AlikeProse, row, share(sum.prose as usize, lines));
    }
    groups
}
