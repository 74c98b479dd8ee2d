//! Labels for the lines of a page, from the text that is known to be its content.
//!
//! The words of the page are read as one sequence, so that three words in a row (a shingle) may reach over the end of a
//! line: a heading between two paragraphs is found by the words on both its sides, and the same words in a menu are not.
//!
//! 1. A word is covered if a shingle around it occurs in the content; two neighbouring lines are linked if a shingle that
//!    reaches over their border does. A line is body if half of its words are covered and the covered lines of its chain
//!    of links have [`ENOUGH`] words: a few words that occur in some sentence do not make a menu entry body.
//! 2. A shorter line that is a whole line of the content is body too, where the content has that line between the places
//!    of the body lines around it, and as often as the content has it there.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::data::Gold;
use crate::words::sequence;

/// Words of a shingle.
const SHINGLE: usize = 3;

/// So many covered words are no coincidence.
const ENOUGH: usize = 6;

/// The labels of lines: body, boilerplate, or the title.
pub(crate) fn label<S: AsRef<str>>(lines: &[S], content: &str, title: &str) -> Vec<Gold> {
    let content = Content::new(content);
    let page = Page::new(lines);
    let mut is_body = page.by_shingles(&content);
    page.add_own_lines(&content, &mut is_body);
    page.add_wordless(&mut is_body);
    let title = sequence(title);
    let labels = is_body.into_iter().enumerate();
    labels
        .map(|(line, is_body)| match is_body {
            _ if !title.is_empty() && page.words_of(line) == title => Gold::Title,
            true => Gold::Body,
            false => Gold::Boilerplate,
        })
        .collect()
}

type Shingle = [u64; SHINGLE];

/// A text to look lines up in.
struct Content {
    length: usize,
    /// Where each shingle stands; `None` where it stands more than once.
    shingles: HashMap<Shingle, Option<usize>>,
    /// Where each line stands.
    lines: BTreeMap<Vec<u64>, Vec<usize>>,
}

impl Content {
    fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut lines: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for line in text.lines() {
            let line = sequence(line);
            let start = words.len();
            words.extend_from_slice(&line);
            lines.entry(line).or_default().push(start);
        }
        lines.remove([].as_slice());
        let mut shingles = HashMap::new();
        for (place, shingle) in shingles_of(&words).enumerate() {
            shingles
                .entry(shingle)
                .and_modify(|place| *place = None)
                .or_insert(Some(place));
        }
        Self {
            length: words.len(),
            shingles,
            lines,
        }
    }
}

fn shingles_of(words: &[u64]) -> impl Iterator<Item = Shingle> {
    words
        .windows(SHINGLE)
        .map(|words| [words[0], words[1], words[2]])
}

/// The words of all lines.
struct Page {
    words: Vec<u64>,
    /// The words of each line.
    lines: Vec<Range<usize>>,
    /// The line of each word.
    line_of: Vec<usize>,
}

impl Page {
    fn new<S: AsRef<str>>(texts: &[S]) -> Self {
        let mut page = Self {
            words: Vec::new(),
            lines: Vec::with_capacity(texts.len()),
            line_of: Vec::new(),
        };
        for (line, text) in texts.iter().enumerate() {
            let start = page.words.len();
            page.words.extend(sequence(text.as_ref()));
            page.line_of.resize(page.words.len(), line);
            page.lines.push(start..page.words.len());
        }
        page
    }

    fn words_of(&self, line: usize) -> &[u64] {
        &self.words[self.lines[line].clone()]
    }

    fn by_shingles(&self, content: &Content) -> Vec<bool> {
        let mut covered = vec![false; self.words.len()];
        // Whether each line is linked to the next one that holds words.
        let mut linked = vec![false; self.lines.len()];
        for (start, shingle) in shingles_of(&self.words).enumerate() {
            if content.shingles.contains_key(&shingle) {
                covered[start..start + SHINGLE].fill(true);
                for pair in self.line_of[start..start + SHINGLE].windows(2) {
                    linked[pair[0]] |= pair[0] != pair[1];
                }
            }
        }
        let count = |line: &usize| {
            covered[self.lines[*line].clone()]
                .iter()
                .filter(|&&word| word)
                .count()
        };
        let worded: Vec<usize> = (0..self.lines.len())
            .filter(|&line| !self.lines[line].is_empty())
            .collect();
        let mut is_body = vec![false; self.lines.len()];
        for chain in worded.chunk_by(|&line, _| linked[line]) {
            let half = |line: &&usize| 2 * count(line) >= self.lines[**line].len();
            let found = chain.iter().filter(half).map(count).sum::<usize>();
            if found >= ENOUGH {
                for &line in chain.iter().filter(half) {
                    is_body[line] = true;
                }
            }
        }
        is_body
    }

    fn add_own_lines(&self, content: &Content, is_body: &mut [bool]) {
        let anchors = self.anchors(content, is_body);
        let mut before: Option<&Anchor> = None;
        // One round more than there are anchors, for the lines behind the last.
        for next in anchors.iter().map(Some).chain([None]) {
            let lines = before.map_or(0, |anchor| anchor.line + 1)
                ..next.map_or(self.lines.len(), |anchor| anchor.line);
            let from = before.map_or(0, |anchor| anchor.places.end);
            let to = next.map_or(content.length, |anchor| anchor.places.start);
            // Where the page is out of order, the places of the two anchors are.
            let places = from.min(to)..from.max(to);
            self.add_own_lines_between(lines, &places, before.is_some(), content, is_body);
            before = next;
        }
    }

    /// Makes the lines that the content has at these places body. Of too many alike those next to the body are taken:
    /// the first ones `after` it, else the last ones.
    fn add_own_lines_between(
        &self,
        lines: Range<usize>,
        places: &Range<usize>,
        after: bool,
        content: &Content,
        is_body: &mut [bool],
    ) {
        let mut left: BTreeMap<&[u64], usize> = BTreeMap::new();
        let mut visit = |line: usize| {
            let words = self.words_of(line);
            let Some(stands) = content.lines.get(words) else {
                return;
            };
            let left = left.entry(words).or_insert_with(|| {
                stands
                    .iter()
                    .filter(|&place| places.contains(place))
                    .count()
            });
            is_body[line] |= *left > 0;
            *left = left.saturating_sub(1);
        };
        if after {
            lines.for_each(&mut visit);
        } else {
            lines.rev().for_each(&mut visit);
        }
    }

    /// The body lines whose place in the content is certain.
    fn anchors(&self, content: &Content, is_body: &[bool]) -> Vec<Anchor> {
        let body =
            (0..self.lines.len()).filter(|&line| is_body[line] && self.lines[line].len() >= ENOUGH);
        body.filter_map(|line| {
            let mut places = shingles_of(self.words_of(line))
                .filter_map(|shingle| *content.shingles.get(&shingle)?);
            let first = places.next()?;
            let last = places.last().unwrap_or(first);
            Some(Anchor {
                line,
                places: first..last + SHINGLE,
            })
        })
        .collect()
    }

    /// Asterisks and rules belong to the body if they stand in it.
    fn add_wordless(&self, is_body: &mut [bool]) {
        for line in 1..self.lines.len().max(1) - 1 {
            if self.lines[line].is_empty() {
                is_body[line] = is_body[line - 1] && is_body[line + 1];
            }
        }
    }
}

/// A line and the words of the content that it is.
struct Anchor {
    line: usize,
    places: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: &str = "The old mill at the river was opened to visitors on Sunday.\n\n\
        Opening hours\n\n\
        It is open from ten to four, and the miller shows how flour was made by hand.\n\n\
        Tickets\n\n\
        Price: four crowns\nChildren: free";

    fn labels(lines: &[&str]) -> String {
        let marks = label(lines, CONTENT, "A mill wakes up")
            .into_iter()
            .map(|gold| match gold {
                Gold::Body => '1',
                Gold::Title => 't',
                _ => '0',
            });
        marks.collect()
    }

    #[test]
    fn long_lines_are_body_where_half_of_their_words_are() {
        let lines = [
            "A mill wakes up!",
            "OLD MILL: The old mill at the river was opened to visitors on Sunday.",
            "It is open from Monday on, and everybody who works there is glad about it today.",
        ];
        assert_eq!(labels(&lines), "t10");
    }

    #[test]
    fn short_lines_are_body_in_their_place_alone() {
        let lines = [
            "Tickets",
            "Opening hours",
            "The old mill at the river was opened to visitors on Sunday.",
            "Advertisement",
            "Opening hours",
            "Advertisement",
            "It is open from ten to four, and the miller shows how flour was made by hand.",
            "Tickets",
            "Tickets",
        ];
        assert_eq!(labels(&lines), "001010110");
    }

    #[test]
    fn a_few_words_of_a_sentence_need_the_others_around_them() {
        let alone = ["Home", "to visitors on", "Contact"];
        assert_eq!(labels(&alone), "000");
        let cut = [
            "The old mill at the river was opened",
            "to visitors on",
            "Sunday.",
            "Contact",
        ];
        assert_eq!(labels(&cut), "1110");
    }

    #[test]
    fn short_lines_vouch_for_each_other() {
        let cells = [
            "Share",
            "Tickets",
            "Price:",
            "four crowns",
            "Children:",
            "free",
            "Share",
        ];
        assert_eq!(labels(&cells), "0111110");
    }

    #[test]
    fn marks_between_body_lines_are_body() {
        let lines = [
            "***",
            "The old mill at the river was opened to visitors on Sunday.",
            "* * *",
            "Opening hours",
        ];
        assert_eq!(labels(&lines), "0111");
        assert_eq!(labels(&["***"]), "0");
        assert_eq!(labels(&[]), "");
    }

    #[test]
    fn without_content_nothing_is_body() {
        assert_eq!(
            label(&["Some text that stands on a page alone."], "", ""),
            [Gold::Boilerplate]
        );
    }
}
