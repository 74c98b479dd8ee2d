//! Remains of Markdown in a text that is otherwise none: `**bold**` in a sentence, `### Heading`.
//!
//! A document in Markdown is not at fault. Only where one or two lines of many have its marks was something pasted.

use std::ops::Range;

use super::super::{Finding, Page};
use super::{Family, Leftover, finding};
use crate::report::Kind;
use crate::signals::Signal;

/// A document needs so many lines before its few marks stand out.
const FEWEST_LINES: usize = 6;
/// Lines with marks at the most ...
const MOST_MARKED: usize = 3;
/// ... and as a part of all lines: one of so many.
const ONE_OF: usize = 6;

/// Bytes of a term in bold at the most: assistants set terms off, people sentences.
const LONGEST: usize = 80;

/// The lines that have marks.
#[derive(Default)]
pub(super) struct Lines {
    marked: Vec<(usize, Leftover)>,
    /// Lines that show the document to be Markdown, or to use the marks otherwise.
    others: usize,
}

impl Lines {
    /// Looks at a line; nearly all have neither bullets and bars nor hash signs.
    pub(super) fn read(&mut self, page: &Page<'_, '_>, row: usize) {
        let text = page.lines[row].text;
        let bytes = text.as_bytes();
        let headed = bytes.first() == Some(&b'#');
        let starred = page.signals.get(Signal::Separators, row) > 1;
        let fenced = bytes.starts_with(b"```");
        let linked = page.signals.get(Signal::Brackets, row) > 0
            && memchr::memmem::find(bytes, b"](").is_some();
        if !headed && !starred && !fenced && !linked
            || self.marked.len() + self.others > 4 * MOST_MARKED
        {
            return;
        }
        if fenced || page.lines[row].kind == Kind::Code {
            self.others += 1;
            return;
        }
        let at = if headed {
            heading(text)
        } else if linked {
            link(text)
        } else {
            bold(text)
        };
        match at {
            Some(at) => self.marked.push((
                row,
                Leftover {
                    at,
                    family: Family::Markdown,
                },
            )),
            // `*emphasis*`, `# Heading` and `**` alone are marks of something else.
            None if headed || linked || memchr::memmem::find(bytes, b"**").is_some() => {
                self.others += 1;
            }
            None => {}
        }
    }

    /// Adds the lines, if they are few enough to be remains.
    pub(super) fn finish(self, page: &Page<'_, '_>, found: &mut Vec<Finding>) {
        let (marked, lines) = (self.marked.len(), page.lines.len());
        let few = marked <= MOST_MARKED && marked * ONE_OF <= lines && lines >= FEWEST_LINES;
        if marked > 0 && few && self.others == 0 {
            found.extend(
                self.marked
                    .iter()
                    .map(|(row, leftover)| finding(page, *row, leftover)),
            );
        }
    }
}

/// `### Heading`: two to four hash signs, a space, and words.
fn heading(text: &str) -> Option<Range<usize>> {
    let signs = text.bytes().take_while(|&byte| byte == b'#').count();
    let words = text[signs..].strip_prefix(' ')?;
    let worded = words.starts_with(|c: char| c.is_alphanumeric() || c == '*') && words.len() > 2;
    ((2..=6).contains(&signs) && worded && !words.contains('#')).then(|| 0..text.trim_end().len())
}

/// `[the report](https://mill.example/report)` in a sentence, or `![The mill](mill.jpg)`.
fn link(text: &str) -> Option<Range<usize>> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + 2 + text[middle + 2..].find(')')?;
    let (words, address) = (&text[start + 1..middle], &text[middle + 2..end]);
    let worded = words.starts_with(char::is_alphabetic) && words.len() <= LONGEST;
    let addressed = address.starts_with("http") || address.starts_with("www.");
    (worded && addressed && !address.contains(' ')).then_some(start..end + 1)
}

/// `**words**`: the marks stand close to the words, outside of words and of numbers.
fn bold(text: &str) -> Option<Range<usize>> {
    let mut pairs = memchr::memmem::find_iter(text.as_bytes(), b"**");
    let (start, end) = (pairs.next()?, pairs.next()?);
    // `***` and more are rules, ratings and footnotes; an odd mark is no pair.
    if text.contains("***") || pairs.count() % 2 == 1 {
        return None;
    }
    let inner = &text[start + 2..end];
    let close = inner.starts_with(char::is_alphabetic)
        && inner.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, ':' | '.' | '!' | '?' | ')' | '%')
        });
    let apart = !text[..start].ends_with(char::is_alphanumeric)
        && !text[end + 2..].starts_with(char::is_alphanumeric);
    // "f**k" and "2**8" are neither.
    (close && apart && inner.len() <= LONGEST && inner.len() > 2).then_some(start..end + 2)
}
