//! The training rows as the network takes them: rows of tables in the place of values, slots in the place of words.

use std::ops::Range;

use bodycopy::lab::{NEAR, PAGE_WORDS, Page, Signal, WORDS, name_slot, pair_slot, word_slot};
use rayon::prelude::*;

use crate::families::is_lexical;
use crate::learn::Options;
use crate::network::Example;
use crate::table::Table;

/// Stands for a word or pair that is not learned.
pub(crate) const RARE: u32 = u32::MAX;

/// Sites that a word of names must stand in to be learned: what one site's templates are made of helps on no other.
const SITES: u32 = 4;

/// The training rows as the network takes them.
pub(crate) struct Prepared<'t> {
    table: &'t Table,
    pub signals: Vec<Signal>,
    pub cuts: Vec<Vec<u8>>,
    /// Where each signal's rows begin among all rows of tables.
    starts: Vec<usize>,
    /// For each signal, the row of its table that each line falls into, counted over all tables.
    bins: Vec<Vec<u16>>,
    /// The share of the lines that are at or above each step, in the order of the rows; 1 for the first of a signal.
    pub reached: Vec<f32>,
    pub lexical: Vec<bool>,
    /// Which slots are learned.
    pub common: Vec<bool>,
    /// The slots of words and pairs in turn.
    words: Lists,
    targets: Vec<(f32, f32)>,
    /// Whether the documents have markup.
    pub markup: bool,
    /// Which slots of names are learned; none for plain text.
    pub common_names: Vec<bool>,
    /// The slots of names near and far and of hints; nothing for plain text.
    names: Option<[Lists; 3]>,
}

impl<'t> Prepared<'t> {
    pub(crate) fn new(
        table: &'t Table,
        signals: &[Signal],
        options: &Options,
        pages: &[usize],
    ) -> Self {
        let counted: Vec<[u64; 256]> = signals
            .par_iter()
            .map(|&signal| counts(table, pages, table.column_of(signal)))
            .collect();
        let cuts: Vec<Vec<u8>> = counted
            .iter()
            .map(|counts| cuts(counts, options.bins))
            .collect();
        let (starts, reached) = steps(&cuts, &counted);
        let bins = signals
            .par_iter()
            .zip(&cuts)
            .zip(&starts)
            .map(|((&signal, cuts), &start)| bins(table.column_of(signal), cuts, start))
            .collect();
        let markup = table.has_markup();
        // Pages have fewer vectors: the last bits of a slot tell which.
        let slots = if markup { PAGE_WORDS } else { WORDS };
        let mut words = words(table, slots);
        let common = common_slots(
            &by_origin(pages, &table.origins, table),
            std::slice::from_ref(&words),
            slots,
            options.pages_a_word,
        );
        words.leave_out_rare(&common);
        let mut names = markup.then(|| names(table));
        let common_names = names.as_mut().map_or(Vec::new(), |names| {
            let by_site = by_origin(pages, &table.sites, table);
            let common = common_slots(&by_site, names, PAGE_WORDS, SITES);
            for list in names {
                list.leave_out_rare(&common);
            }
            common
        });
        Self {
            table,
            signals: signals.to_vec(),
            cuts,
            starts,
            bins,
            reached,
            lexical: signals.iter().map(|signal| is_lexical(*signal)).collect(),
            common,
            words,
            targets: targets(table, options.smoothing),
            markup,
            common_names,
            names,
        }
    }

    pub(crate) fn example(&self, page: usize) -> Example<'_> {
        let rows = self.table.pages[page].clone();
        let groups = self.table.signals(page).groups();
        Example {
            bins: &self.bins,
            words: self.words.of_rows(&rows),
            targets: &self.targets[rows.clone()],
            sizes: &self.table.sizes[rows.clone()],
            names: match &self.names {
                Some(names) => names.each_ref().map(|list| list.of_rows(&rows)),
                None => Default::default(),
            },
            groups: groups.map_or(&[][..], |groups| &groups[..]),
            rows,
        }
    }

    /// Where the rows of each signal's table stand.
    pub(crate) fn tables(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.starts[1..].iter().copied().chain([self.reached.len()]);
        self.starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
    }
}

/// Slots, line after line.
#[derive(Debug)]
struct Lists {
    slots: Vec<u32>,
    /// Where each line's begin, and where the last one's end.
    offsets: Vec<usize>,
}

impl Lists {
    fn new() -> Self {
        Self {
            slots: Vec::new(),
            offsets: vec![0],
        }
    }

    fn end_line(&mut self) {
        self.offsets.push(self.slots.len());
    }

    /// The slots of each of these rows.
    fn of_rows(&self, rows: &Range<usize>) -> Vec<&[u32]> {
        rows.clone()
            .map(|row| &self.slots[self.offsets[row]..self.offsets[row + 1]])
            .collect()
    }

    fn leave_out_rare(&mut self, common: &[bool]) {
        for slot in &mut self.slots {
            if !common[*slot as usize] {
                *slot = RARE;
            }
        }
    }
}

/// What each row should be, that much moved from 0 and 1, and what that counts.
fn targets(table: &Table, smoothing: f32) -> Vec<(f32, f32)> {
    let rows = table.truth.iter().zip(&table.weights);
    rows.map(|(&truth, &weight)| {
        let target = if truth { 1.0 - smoothing } else { smoothing };
        (target, weight as f32 / 1024.0)
    })
    .collect()
}

/// How often each value stands in the training rows of a column.
fn counts(table: &Table, pages: &[usize], column: &[u8]) -> [u64; 256] {
    let mut counts = [0; 256];
    for &page in pages {
        for &value in &column[table.pages[page].clone()] {
            counts[usize::from(value)] += 1;
        }
    }
    counts
}

/// Where each signal's rows begin among all rows of tables, and the share of the lines that are at or above each step.
fn steps(cuts: &[Vec<u8>], counted: &[[u64; 256]]) -> (Vec<usize>, Vec<f32>) {
    let (mut starts, mut reached) = (Vec::new(), Vec::new());
    for (cuts, counts) in cuts.iter().zip(counted) {
        starts.push(reached.len());
        let all: u64 = counts.iter().sum();
        reached.push(1.0);
        for &cut in cuts {
            let above: u64 = counts[usize::from(cut)..].iter().sum();
            reached.push(above as f32 / all.max(1) as f32);
        }
    }
    (starts, reached)
}

/// The row that each value of a column falls into, where the signal's rows begin at `start`.
fn bins(column: &[u8], cuts: &[u8], start: usize) -> Vec<u16> {
    let bin = |value: u8| (start + cuts.partition_point(|&cut| cut <= value)) as u16;
    let of_value: Vec<u16> = (0..=u8::MAX).map(bin).collect();
    column
        .iter()
        .map(|&value| of_value[usize::from(value)])
        .collect()
}

/// The slots of each line's words and pairs in turn, as if there were so many vectors: a power of two.
fn words(table: &Table, slots: usize) -> Lists {
    let last = slots - 1;
    let mut lists = Lists::new();
    for page in 0..table.pages.len() {
        let signals = table.signals(page);
        for row in 0..signals.len() {
            let words = signals.words(row);
            for (at, &word) in words.iter().enumerate() {
                lists.slots.push((word_slot(word) & last) as u32);
                if let Some(&next) = words.get(at + 1) {
                    lists.slots.push((pair_slot(word, next) & last) as u32);
                }
            }
            lists.end_line();
        }
    }
    lists
}

/// The slots of the names around each line, near and far, and the page's hints.
fn names(table: &Table) -> [Lists; 3] {
    let mut lists = [(); 3].map(|()| Lists::new());
    for page in (0..table.pages.len()).filter_map(|page| table.signals(page).page()) {
        for line in 0..page.blocks.len() {
            let [near, far, hints] = &mut lists;
            names_around(page, line, near, far);
            hints.slots.extend(slots_of(&page.hints));
            for list in &mut lists {
                list.end_line();
            }
        }
    }
    lists
}

fn names_around(page: &Page, line: usize, near: &mut Lists, far: &mut Lists) {
    let mut next = Some(page.element_of(line));
    let mut steps = 0;
    while let Some(element) = next {
        let list = if steps < NEAR { &mut *near } else { &mut *far };
        list.slots.extend(slots_of(page.words_of(element)));
        next = page.above(element, 1);
        steps += 1;
    }
}

fn slots_of(words: &[u32]) -> impl Iterator<Item = u32> {
    words.iter().map(|&word| name_slot(word) as u32)
}

/// The rows of the pages, those of one origin behind another; with the origin's number.
fn by_origin(pages: &[usize], origins: &[u32], table: &Table) -> Vec<(u32, Range<usize>)> {
    let mut pages: Vec<(u32, usize)> = pages.iter().map(|&page| (origins[page], page)).collect();
    pages.sort_unstable();
    pages
        .into_iter()
        .map(|(origin, page)| (origin, table.pages[page].clone()))
        .collect()
}

/// Which of so many slots stand in the documents of enough origins.
fn common_slots(
    by_origin: &[(u32, Range<usize>)],
    lists: &[Lists],
    slots: usize,
    least: u32,
) -> Vec<bool> {
    let mut counts = vec![0_u32; slots];
    let mut seen_in = vec![u32::MAX; slots];
    for (origin, rows) in by_origin {
        for list in lists {
            for &slot in &list.slots[list.offsets[rows.start]..list.offsets[rows.end]] {
                let slot = slot as usize;
                if seen_in[slot] != *origin {
                    seen_in[slot] = *origin;
                    counts[slot] += 1;
                }
            }
        }
    }
    counts.into_iter().map(|count| count >= least).collect()
}

/// At most `bins - 1` values to cut before, each bin with its share of the lines, but that zero stands alone.
fn cuts(counts: &[u64; 256], bins: usize) -> Vec<u8> {
    let mut cuts = Vec::new();
    let mut left: u64 = counts[1..].iter().sum();
    let mut held = u64::from(counts[0] > 0);
    let mut room = bins.saturating_sub(1);
    for value in 1..=u8::MAX {
        let count = counts[usize::from(value)];
        if count == 0 {
            continue;
        }
        // `held` is what stands in the bin before this value.
        let full = cuts.is_empty() || held * (room as u64 + 1) >= left + held;
        if held > 0 && full && room > 0 {
            cuts.push(value);
            room -= 1;
            held = 0;
        }
        held += count;
        left -= count;
    }
    cuts
}

#[cfg(test)]
mod tests;
