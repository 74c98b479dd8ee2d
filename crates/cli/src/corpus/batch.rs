//! Rows of an input, some megabytes at a time.

use std::io::{self, BufRead};
use std::ops::Range;

/// Enough rows to keep every core busy, few enough to need little memory.
const BYTES: usize = 8 * 1024 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Some rows of an input, and how far it was read.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// The lines as they were read; used again by every [`Batch::fill`].
    bytes: Vec<u8>,
    rows: Vec<(usize, Range<usize>)>,
    blank: usize,
    /// The lines read so far, earlier batches included.
    lines: usize,
}

/// A row of an input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'b> {
    /// The number of its line, from 1.
    pub(crate) line: usize,
    /// It, without the line end.
    pub(crate) bytes: &'b [u8],
}

impl Batch {
    /// Reads the next rows in place of the ones before; false at the end of the input.
    pub(crate) fn fill(&mut self, reader: &mut impl BufRead) -> io::Result<bool> {
        self.bytes.clear();
        self.rows.clear();
        self.blank = 0;
        while self.bytes.len() < BYTES {
            let mut start = self.bytes.len();
            if reader.read_until(b'\n', &mut self.bytes)? == 0 {
                break;
            }
            self.lines += 1;
            if self.lines == 1 && self.bytes.starts_with(BYTE_ORDER_MARK) {
                start += BYTE_ORDER_MARK.len();
            }
            let row = self.bytes[start..].trim_ascii_end();
            if row.is_empty() {
                self.blank += 1;
            } else {
                self.rows.push((self.lines, start..start + row.len()));
            }
        }
        Ok(!self.bytes.is_empty())
    }

    /// The rows that were read last, blank lines left out.
    pub(crate) fn rows(&self) -> Vec<Row<'_>> {
        let row = |(line, range): &(usize, Range<usize>)| Row {
            line: *line,
            bytes: &self.bytes[range.clone()],
        };
        self.rows.iter().map(row).collect()
    }

    /// The number of blank lines among the ones that were read last.
    pub(crate) fn blank(&self) -> usize {
        self.blank
    }
}

#[cfg(test)]
mod tests {
    use super::Batch;

    #[test]
    fn rows_have_no_ends_and_blank_lines_count() {
        let mut batch = Batch::default();
        let mut input: &[u8] = b"\xef\xbb\xbf{}\r\n\n  \n[1]";
        assert!(batch.fill(&mut input).unwrap());
        let rows: Vec<_> = batch
            .rows()
            .iter()
            .map(|row| (row.line, row.bytes))
            .collect();
        assert_eq!(rows, [(1, &b"{}"[..]), (4, &b"[1]"[..])]);
        assert_eq!(batch.blank(), 2);
        assert!(!batch.fill(&mut input).unwrap());
    }

    #[test]
    fn a_large_input_takes_several_batches() {
        let line = [vec![b'x'; 3_000_000], vec![b'\n']].concat();
        let input = line.repeat(5);
        let mut input = &input[..];
        let mut batch = Batch::default();
        let mut lines = Vec::new();
        while batch.fill(&mut input).unwrap() {
            lines.push(batch.rows().iter().map(|row| row.line).collect::<Vec<_>>());
        }
        assert_eq!(lines, [vec![1, 2, 3], vec![4, 5]]);
    }
}
