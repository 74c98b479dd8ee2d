//! What each line is in more detail than its label. A second decision: it changes no label.
//!
//! In three steps: what the line says of itself (phrases, form), what its neighbours of the same label say, and a
//! default. Boilerplate comes in blocks (a heading "Related" and ten headlines below it), so that a line without a sign
//! of its own takes the kind of the block it stands in. On pages the markup speaks before the form of the text (`markup`).

mod markup;
mod patterns;

use crate::document::{Block, Document, Tag};
use crate::lexicon::{Lexicon, Role};
use crate::report::{Kind, Label};
use crate::signals::{Signal, Signals};
use patterns::{ADDRESS, CAPTION, CODE, MARKUP, may_be_caption};

/// The kind of every line that holds text; always one of its label. `title` is the title's row on a page.
pub(crate) fn decide(
    document: &Document<'_>,
    lexicon: &Lexicon,
    signals: &Signals,
    labels: &[Label],
    title: Option<usize>,
) -> Vec<Kind> {
    let page = Page {
        document,
        lexicon,
        signals,
        labels,
    };
    let own: Vec<Option<Kind>> = (0..labels.len())
        .map(|row| match labels[row] {
            Label::Boilerplate => page.boilerplate_in_place(row),
            Label::Body => None,
        })
        .collect();
    let mut kinds = Vec::with_capacity(own.len());
    for row in 0..own.len() {
        let kind = match labels[row] {
            Label::Body => page.body(row),
            Label::Boilerplate => {
                own[row].unwrap_or_else(|| page.of_block(row, &own, kinds.last().copied()))
            }
        };
        kinds.push(kind);
    }
    if document.page().is_none() {
        page.mark_title(&mut kinds);
    } else if let Some(title) = title
        && labels[title] == Label::Body
    {
        kinds[title] = Kind::Title;
        page.mark_standfirst(title + 1, &mut kinds);
    }
    page.mark_lists(&mut kinds);
    kinds
}

struct Page<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    signals: &'a Signals,
    labels: &'a [Label],
}

/// Boilerplate kinds that a heading opens and the lines below it share.
const BLOCKS: [Kind; 5] = [
    Kind::Related,
    Kind::Comments,
    Kind::Navigation,
    Kind::Keywords,
    Kind::Share,
];

/// So many lines like headings in a row are a list.
const LIST: usize = 3;
/// Characters of a heading at the most.
const HEADING: usize = 140;
/// Characters of a date line, a byline or a menu entry at the most.
const SHORT: usize = 60;

impl Page<'_> {
    fn text(&self, row: usize) -> &str {
        self.document.line_text(self.document.lines()[row])
    }

    fn chars(&self, row: usize) -> usize {
        self.signals.lines[row].chars
    }

    fn get(&self, signal: Signal, row: usize) -> u8 {
        self.signals.get(signal, row)
    }

    fn block(&self, row: usize) -> Option<&Block> {
        self.document.blocks().map(|blocks| &blocks[row])
    }

    /// What a boilerplate line says of itself or, on a page, its place says of it.
    fn boilerplate_in_place(&self, row: usize) -> Option<Kind> {
        let own = self.boilerplate(row);
        match self.block(row) {
            None => own,
            Some(block) => own
                .map(|kind| markup::in_place(block, kind))
                .or_else(|| markup::boilerplate(block)),
        }
    }

    /// Whether the line before stands in the same block, as far as markup tells.
    fn goes_on(&self, row: usize) -> bool {
        let before = row.checked_sub(1).and_then(|before| self.block(before));
        match (before, self.block(row)) {
            (Some(before), Some(block)) => markup::goes_on(before, block),
            _ => true,
        }
    }

    /// What a boilerplate line says of itself.
    fn boilerplate(&self, row: usize) -> Option<Kind> {
        let hit = self.signals.hits[row].map(|hit| (hit, self.lexicon.list(hit)));
        if let Some((hit, list)) = hit
            && list.role == Role::Boilerplate
            && (hit.whole || self.get(Signal::Debris, row) >= 50)
        {
            return list.kind;
        }
        // Rules and asterisks.
        if self.signals.lines[row].words == 0 {
            return Some(Kind::Other);
        }
        if self.get(Signal::KeywordRun, row) >= 150 || self.get(Signal::Hashtags, row) >= 3 {
            return Some(Kind::Keywords);
        }
        let text = self.text(row);
        if self.get(Signal::Address, row) > 0 && ADDRESS.is_match(text) {
            return Some(Kind::Metadata);
        }
        if self.get(Signal::Copyright, row) > 0 {
            return Some(Kind::Legal);
        }
        // Half of its words are of a date, or it begins like a byline and half of its words begin with a capital.
        let named = self.get(Signal::DateWords, row) > 127 || self.get(Signal::Credit, row) > 127;
        if self.chars(row) <= SHORT && named {
            return Some(Kind::Metadata);
        }
        if let Some((_, list)) = hit
            && list.role == Role::Boilerplate
        {
            return list.kind;
        }
        if self.get(Signal::Separators, row) >= 2 && self.get(Signal::SentenceEnds, row) == 0 {
            return Some(Kind::Navigation);
        }
        None
    }

    /// The kind of a boilerplate line that says nothing of itself: `before` is the kind of the line before it.
    fn of_block(&self, row: usize, own: &[Option<Kind>], before: Option<Kind>) -> Kind {
        if let Some(before) = before
            && BLOCKS.contains(&before)
            && self.goes_on(row)
        {
            return before;
        }
        // A name or a section between the address of the picture and the date, ahead of the text.
        let short = self.chars(row) <= SHORT;
        let around = [row.checked_sub(1), Some(row + 1)].into_iter().flatten();
        let mut kinds = around.filter_map(|near| own.get(near).copied().flatten());
        let at_top = self.get(Signal::ProseBefore, row) == 0;
        if short
            && (before == Some(Kind::Metadata) || kinds.any(|kind| kind == Kind::Metadata))
            && at_top
        {
            return Kind::Metadata;
        }
        if short && self.get(Signal::ShortRun, row) >= 4 {
            return Kind::Navigation;
        }
        if let Some(next) = self.next_sign(row, own)
            && BLOCKS.contains(&next)
            && short
        {
            return next;
        }
        Kind::Other
    }

    /// The kind of the next boilerplate line that tells its own, in the same block.
    fn next_sign(&self, row: usize, own: &[Option<Kind>]) -> Option<Kind> {
        (row + 1..own.len())
            .take(3)
            .take_while(|&next| self.labels[next] == Label::Boilerplate)
            .find_map(|next| own[next])
    }

    fn body(&self, row: usize) -> Kind {
        let Some(block) = self.block(row) else {
            return self.body_by_text(row);
        };
        let text = self.text(row);
        let cells = memchr::memchr(b'\t', text.as_bytes()).is_some();
        if let Some(kind) = markup::body(block, self.signals.lines[row].prose, cells) {
            return kind;
        }
        let span = self.document.lines()[row].span;
        if let Some(page) = self.document.page()
            && markup::is_code(page, span, text)
        {
            return Kind::Code;
        }
        match self.body_by_text(row) {
            // What is a heading or code in the eyes of the page is marked as such.
            Kind::Heading | Kind::Code if block.tag == Tag::Paragraph => Kind::Paragraph,
            kind => kind,
        }
    }

    fn body_by_text(&self, row: usize) -> Kind {
        let text = self.text(row);
        let ends = self.get(Signal::SentenceEnds, row);
        let bytes = text.trim().as_bytes();
        let bars = memchr::memchr_iter(b'|', bytes).take(2).count() == 2;
        if ends <= 1 && (bars || memchr::memchr(b'\t', bytes).is_some()) {
            return Kind::Table;
        }
        if (self.get(Signal::Colons, row) | self.get(Signal::Numbers, row)) > 0
            && may_be_caption(text)
            && CAPTION.is_match(text)
        {
            return Kind::Caption;
        }
        if text.trim_start().starts_with(['<', '{']) && MARKUP.is_match(text) {
            return Kind::Code;
        }
        // Prose is full of words that code and its comments hold too: only a line with few of them can be code.
        if self.get(Signal::FunctionWords, row) < 64 && self.may_be_code(row) && CODE.is_match(text)
        {
            return Kind::Code;
        }
        if self.get(Signal::Marker, row) > 0 {
            return Kind::ListItem;
        }
        let trimmed = text.trim();
        if trimmed.starts_with('>')
            || (trimmed.starts_with(['“', '„', '«', '"', '「']) && self.is_all_quote(row))
        {
            return Kind::Quote;
        }
        if self.is_heading(row) {
            Kind::Heading
        } else {
            Kind::Paragraph
        }
    }

    /// Whether the line holds one of the marks without which [`CODE`] does not match: brackets, `=`, `:`, `;`, `#`, `$`,
    /// `/`, `<`, `>` or a closing bracket in front.
    fn may_be_code(&self, row: usize) -> bool {
        let marks = [
            Signal::Brackets,
            Signal::Colons,
            Signal::Commas,
            Signal::Symbols,
            Signal::Slashes,
            Signal::Separators,
        ];
        // The share of a few symbols among very many characters is 0.
        marks.iter().any(|&signal| self.get(signal, row) > 0)
            || self.get(Signal::FirstChar, row) == 2
            || self.chars(row) > 255
    }

    /// The line begins and ends with quotation marks and has no others: no "he said" between two quotations. Beside
    /// another line that begins with one it is dialogue.
    fn is_all_quote(&self, row: usize) -> bool {
        let column = self.signals.column(Signal::FirstChar);
        let speaks = |row: usize| column.get(row) == Some(&6);
        !speaks(row + 1)
            && !row.checked_sub(1).is_some_and(speaks)
            && self.get(Signal::Quotes, row) == 2
            && self.get(Signal::LastChar, row) == 9
            && self.text(row).trim().ends_with(['”', '“', '»', '"', '」'])
    }

    fn is_heading(&self, row: usize) -> bool {
        let open = matches!(self.get(Signal::LastChar, row), 0 | 1 | 2 | 5 | 7 | 8);
        let sentence =
            self.get(Signal::LastChar, row) == 8 || self.get(Signal::SentenceEnds, row) > 1;
        let unspaced = self.get(Signal::Unspaced, row) > 127;
        let limit = if unspaced { HEADING / 3 } else { HEADING };
        // "Several things make this hard:" leads into a list; "Ingredients:" is a heading.
        let lead = self.get(Signal::LastChar, row) == 2 && self.signals.lines[row].words > 4;
        self.chars(row) <= limit && open && !sentence && !lead
    }

    /// The title is the first body line, if it has the form of a heading and text follows; the line right behind it that
    /// summarises is the standfirst.
    fn mark_title(&self, kinds: &mut [Kind]) {
        let Some(first) = kinds.iter().position(|kind| kind.label() == Label::Body) else {
            return;
        };
        let followed = kinds[first + 1..].contains(&Kind::Paragraph);
        if kinds[first] != Kind::Heading || !followed {
            return;
        }
        // The title said again in other case or punctuation is the title again.
        let hash = self.signals.lines[first].hash;
        for (kind, line) in kinds.iter_mut().zip(&self.signals.lines).skip(first) {
            if kind.label() == Label::Body && line.hash == hash {
                *kind = Kind::Title;
            }
        }
        self.mark_standfirst(first + 1, kinds);
    }

    fn mark_standfirst(&self, next: usize, kinds: &mut [Kind]) {
        if next + 1 < kinds.len() && self.is_standfirst(next, kinds[next], kinds[next + 1]) {
            kinds[next] = Kind::Standfirst;
        }
    }

    /// A line right behind the title that is too long for a heading and ends no sentence, or a short paragraph that byline
    /// or heading follow.
    fn is_standfirst(&self, row: usize, kind: Kind, next: Kind) -> bool {
        let chars = self.chars(row);
        let aside = matches!(
            next,
            Kind::Metadata | Kind::Share | Kind::Title | Kind::Heading
        );
        match kind {
            Kind::Heading => chars >= 40 && (next == Kind::Paragraph || aside),
            Kind::Paragraph => chars <= 300 && self.get(Signal::SentenceEnds, row) <= 2 && aside,
            _ => false,
        }
    }

    fn is_marked_heading(&self, row: usize) -> bool {
        self.block(row)
            .is_some_and(|block| markup::body(block, false, false) == Some(Kind::Heading))
    }

    /// Lines without an end of sentence in a row are no headings but a list: ingredients, names, results. A usual heading
    /// or a line with a colon stays the heading of those below it.
    fn mark_lists(&self, kinds: &mut [Kind]) {
        let mut start = 0;
        while start < kinds.len() {
            // What the page marks as a heading is one.
            let by_form = |row: usize| kinds[row] == Kind::Heading && !self.is_marked_heading(row);
            let run = (start..kinds.len()).take_while(|&row| by_form(row)).count();
            if run >= LIST {
                for (row, kind) in kinds.iter_mut().enumerate().skip(start).take(run) {
                    let heading = self.get(Signal::BodyPhrase, row) > 0
                        || self.get(Signal::LastChar, row) == 2;
                    if !heading {
                        *kind = Kind::ListItem;
                    }
                }
            }
            start += run.max(1);
        }
    }
}
