//! The training rows as the network takes them: rows of tables in the place of values, slots in the place of words.

use bodycopy::lab::{PAGE_WORDS, Signal, WORDS, name_slot, pair_slot, word_slot};
use rayon::prelude::*;

use crate::families::is_lexical;
use crate::learn::Options;
use crate::network::Example;
use crate::table::Table;

/// Stands for a word or pair that is not learned.
pub(crate) const RARE: u32 = u32::MAX;

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
    /// The slots of words and pairs in turn, line after line, and where each line's begin.
    slots: Vec<u32>,
    offsets: Vec<usize>,
    targets: Vec<(f32, f32)>,
    sizes: Vec<f32>,
    /// Whether the documents have markup.
    pub markup: bool,
    /// Which slots of names are learned; none for plain text.
    pub common_names: Vec<bool>,
    /// The slots of names near and far and of hints, line after line, and where each line's begin.
    names: [(Vec<u32>, Vec<usize>); 3],
}

impl<'t> Prepared<'t> {
    pub(crate) fn new(
        table: &'t Table,
        signals: &[Signal],
        options: &Options,
        pages: &[usize],
    ) -> Self {
        let columns: Vec<&[u8]> = signals
            .iter()
            .map(|&signal| table.column_of(signal))
            .collect();
        let counted: Vec<[u64; 256]> = columns
            .par_iter()
            .map(|column| {
                let mut counts = [0; 256];
                for &page in pages {
                    for &value in &column[table.pages[page].clone()] {
                        counts[usize::from(value)] += 1;
                    }
                }
                counts
            })
            .collect();
        let cuts: Vec<Vec<u8>> = counted
            .iter()
            .map(|counts| cuts(counts, options.bins))
            .collect();
        let mut starts = Vec::new();
        let mut reached = Vec::new();
        for (cuts, counts) in cuts.iter().zip(&counted) {
            starts.push(reached.len());
            let all: u64 = counts.iter().sum();
            reached.push(1.0);
            for &cut in cuts {
                let above: u64 = counts[usize::from(cut)..].iter().sum();
                reached.push(above as f32 / all.max(1) as f32);
            }
        }
        let bins = columns
            .par_iter()
            .zip(&cuts)
            .zip(&starts)
            .map(|((column, cuts), start)| {
                let bin = |value: u8| (start + cuts.partition_point(|&cut| cut <= value)) as u16;
                let of_value: Vec<u16> = (0..=u8::MAX).map(bin).collect();
                column
                    .iter()
                    .map(|&value| of_value[usize::from(value)])
                    .collect()
            })
            .collect();
        let markup = table.has_markup();
        // Pages have fewer vectors: the last bits of a slot tell which.
        let last = if markup { PAGE_WORDS } else { WORDS } - 1;
        let (mut slots, mut offsets) = (Vec::new(), vec![0]);
        for page in 0..table.pages.len() {
            let signals = table.signals(page);
            for row in 0..signals.len() {
                let words = signals.words(row);
                for (at, &word) in words.iter().enumerate() {
                    slots.push((word_slot(word) & last) as u32);
                    if let Some(&next) = words.get(at + 1) {
                        slots.push((pair_slot(word, next) & last) as u32);
                    }
                }
                offsets.push(slots.len());
            }
        }
        let common = common(
            table,
            pages,
            [(&slots, &offsets)],
            last + 1,
            options.pages_a_word,
        );
        for slot in &mut slots {
            if !common[*slot as usize] {
                *slot = RARE;
            }
        }
        let mut names = names(table);
        let [near, far, page] = &names;
        let common_names = if markup {
            common_of_names(
                table,
                pages,
                [(&near.0, &near.1), (&far.0, &far.1), (&page.0, &page.1)],
            )
        } else {
            Vec::new()
        };
        for (slots, _) in &mut names {
            for slot in slots {
                if !common_names[*slot as usize] {
                    *slot = RARE;
                }
            }
        }
        let target = |(&truth, &weight): (&bool, &u32)| {
            let moved = options.smoothing;
            let target = if truth { 1.0 - moved } else { moved };
            (target, weight as f32 / 1024.0)
        };
        Self {
            table,
            signals: signals.to_vec(),
            cuts,
            starts,
            bins,
            reached,
            lexical: signals.iter().map(|signal| is_lexical(*signal)).collect(),
            common,
            slots,
            offsets,
            targets: table.truth.iter().zip(&table.weights).map(target).collect(),
            sizes: table.sizes.clone(),
            markup,
            common_names,
            names,
        }
    }

    pub(crate) fn example(&self, page: usize) -> Example<'_> {
        let rows = self.table.pages[page].clone();
        let line = |row: usize| &self.slots[self.offsets[row]..self.offsets[row + 1]];
        Example {
            bins: &self.bins,
            words: rows.clone().map(line).collect(),
            targets: &self.targets[rows.clone()],
            sizes: &self.sizes[rows.clone()],
            names: self.names.each_ref().map(|(slots, offsets)| {
                let line = |row: usize| &slots[offsets[row]..offsets[row + 1]];
                if self.markup {
                    rows.clone().map(line).collect()
                } else {
                    Vec::new()
                }
            }),
            groups: self
                .table
                .signals(page)
                .groups()
                .map_or(&[][..], |groups| &groups[..]),
            rows,
        }
    }

    /// Where the rows of each signal's table stand.
    pub(crate) fn tables(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let ends = self.starts[1..].iter().copied().chain([self.reached.len()]);
        self.starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
    }
}

/// Slots, line after line, and where each line's begin.
type Lists<'a> = (&'a [u32], &'a [usize]);

/// The slots that stand in the documents of enough pages.
fn common<const N: usize>(
    table: &Table,
    pages: &[usize],
    lists: [Lists<'_>; N],
    slots: usize,
    least: u32,
) -> Vec<bool> {
    common_by(pages, &table.origins, table, &lists, slots, least)
}

/// The slots of names that stand in the pages of enough sites: what one site's templates are made of helps on no other.
fn common_of_names(table: &Table, pages: &[usize], lists: [Lists<'_>; 3]) -> Vec<bool> {
    /// Sites that a word of names must stand in to be learned.
    const SITES: u32 = 4;
    common_by(pages, &table.sites, table, &lists, PAGE_WORDS, SITES)
}

fn common_by(
    pages: &[usize],
    origins: &[u32],
    table: &Table,
    lists: &[Lists<'_>],
    slots: usize,
    least: u32,
) -> Vec<bool> {
    let mut by_origin: Vec<(u32, usize)> =
        pages.iter().map(|&page| (origins[page], page)).collect();
    by_origin.sort_unstable();
    let mut counts = vec![0; slots];
    let mut seen_in = vec![u32::MAX; slots];
    for (origin, page) in by_origin {
        let rows = &table.pages[page];
        for (slots, offsets) in lists {
            for &slot in &slots[offsets[rows.start]..offsets[rows.end]] {
                let slot = slot as usize;
                if seen_in[slot] != origin {
                    seen_in[slot] = origin;
                    counts[slot] += 1;
                }
            }
        }
    }
    counts
        .into_iter()
        .map(|count: u32| count >= least)
        .collect()
}

/// Elements around a line that are near, as in the library's network.
const NEAR: usize = 3;

/// The slots of the names around each line, near and far, and the page's hints.
fn names(table: &Table) -> [(Vec<u32>, Vec<usize>); 3] {
    let mut lists = [0; 3].map(|start| (Vec::new(), vec![start]));
    for page in (0..table.pages.len()).filter_map(|page| table.signals(page).page()) {
        for line in 0..page.blocks.len() {
            let element = page.element_of(line);
            for steps in 0.. {
                let Some(element) = page.above(element, steps) else {
                    break;
                };
                let (slots, _) = &mut lists[usize::from(steps >= NEAR)];
                slots.extend(
                    page.words_of(element)
                        .iter()
                        .map(|&word| name_slot(word) as u32),
                );
            }
            let hints = page.hints.iter().map(|&hint| name_slot(hint) as u32);
            lists[2].0.extend(hints);
            for (slots, offsets) in &mut lists {
                offsets.push(slots.len());
            }
        }
    }
    lists
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
mod tests {
    use super::*;

    #[test]
    fn cuts_give_each_bin_its_share_and_zero_its_own() {
        let mut counts = [0; 256];
        counts[0] = 1000;
        counts[1..=100].fill(10);
        let found = cuts(&counts, 5);
        assert_eq!(found[0], 1);
        assert_eq!(found.len(), 4);
        assert!(
            found[1].abs_diff(26) < 4 && found[3].abs_diff(76) < 4,
            "{found:?}"
        );
        // Fewer values than bins are all kept apart; one value needs no cut.
        let mut few = [0; 256];
        few[3] = 1;
        assert!(cuts(&few, 5).is_empty());
        few[9] = 1;
        assert_eq!(cuts(&few, 5), [9]);
    }
}
