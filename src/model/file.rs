//! The model's file: a header of text, an empty line, and the weights as they are used.
//!
//! The header's lines are `bodycopy line model 3`; the shapes of the two networks; where the weights come from, each line
//! after `# `; a line `text NAME CUT CUT ...` for every table of the network for plain text and `page NAME CUT CUT ...` for
//! that of pages; and `weights HASH`, the FNV-1a hash of all that follows the empty line. There stand, little-endian
//! `f32`, first of the one network and then of the other: the rows of all tables, the word weights, for pages the weights
//! of names (near, far, hints), the bias, each layer (taps, document, groups, bias), the output, its bias; then, signed bytes that
//! are used where they stand, the vectors of words of both, and those of names.

use std::borrow::Cow;
#[cfg(any(test, feature = "_lab"))]
use std::fmt::Write as _;

use super::network::{
    DILATIONS, DIMENSIONS, Input, Layer, Names, Network, PAGE_WIDTH, PAGE_WORDS, Row, WIDTH, WORDS,
};
use super::{Model, ModelError};
use crate::signals::{GROUPINGS, Signal};

const MAGIC: &str = "bodycopy line model 3";

/// The numbers this version is built for.
fn shape() -> String {
    format!(
        "shape dimensions {DIMENSIONS} layers {} text width {WIDTH} words {WORDS} \
         page width {PAGE_WIDTH} words {PAGE_WORDS} names {PAGE_WORDS} groupings {GROUPINGS}",
        DILATIONS.len()
    )
}

impl Model {
    /// Reads a model, and keeps the vectors where they are.
    ///
    /// # Errors
    /// If the bytes are no model of this version, name a signal that does not exist, or are damaged.
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let mut model = Self::from_bytes(bytes)?;
        let [text, page, names] = vectors(bytes).ok_or_else(cut_off)?;
        model.text.words = Cow::Borrowed(text);
        model.page.words = Cow::Borrowed(page);
        if let Some(of_page) = &mut model.page.names {
            of_page.vectors = Cow::Borrowed(names);
        }
        Ok(model)
    }

    /// Reads a model; [`Model::to_bytes`] writes it.
    ///
    /// # Errors
    /// If the bytes are no model of this version, name a signal that does not exist, or are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let wrong = |what: &str| ModelError(what.to_owned());
        let end = memchr::memmem::find(bytes, b"\n\n").ok_or_else(|| wrong("no header"))?;
        let header = str::from_utf8(&bytes[..end]).map_err(|_| wrong("the header is not UTF-8"))?;
        let weights = &bytes[end + 2..];
        let mut lines = header.lines();
        for expected in [MAGIC.to_owned(), shape()] {
            if lines.next() != Some(expected.as_str()) {
                return Err(ModelError(format!("the header does not say `{expected}`")));
            }
        }
        let mut comment = Vec::new();
        let (mut text, mut page) = (Vec::new(), Vec::new());
        for line in lines {
            let unknown = || ModelError(format!("no signal of this version: `{line}`"));
            if let Some(said) = line.strip_prefix("# ") {
                comment.push(said.to_owned());
            } else if let Some(input) = line.strip_prefix("text ") {
                text.push(input_of(input).ok_or_else(unknown)?);
            } else if let Some(input) = line.strip_prefix("page ") {
                page.push(input_of(input).ok_or_else(unknown)?);
            } else if line != hash_line(weights) {
                return Err(ModelError(format!(
                    "the weights are damaged, or not those of `{line}`"
                )));
            }
        }
        if !header.ends_with(&hash_line(weights)) {
            return Err(wrong("the header does not end with the weights' hash"));
        }
        let mut reader = Reader(weights);
        let text = reader.network(text, false).ok_or_else(cut_off)?;
        let page = reader.network(page, true).ok_or_else(cut_off)?;
        let mut model = Self {
            comment,
            text,
            page,
        };
        let [text, page, names] = vectors(reader.0).ok_or_else(cut_off)?;
        model.text.words = Cow::Owned(text.to_vec());
        model.page.words = Cow::Owned(page.to_vec());
        if let Some(of_page) = &mut model.page.names {
            of_page.vectors = Cow::Owned(names.to_vec());
        }
        Ok(model)
    }

    /// The bytes of the file.
    #[cfg(any(test, feature = "_lab"))]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut weights = Vec::new();
        put(&self.text, &mut weights);
        put(&self.page, &mut weights);
        weights.extend_from_slice(&self.text.words);
        weights.extend_from_slice(&self.page.words);
        if let Some(names) = &self.page.names {
            weights.extend_from_slice(&names.vectors);
        }

        let mut header = format!("{MAGIC}\n{}\n", shape());
        for line in &self.comment {
            let _ = writeln!(header, "# {line}");
        }
        for input in &self.text.inputs {
            let _ = writeln!(header, "text {}", cuts_of(input));
        }
        for input in &self.page.inputs {
            let _ = writeln!(header, "page {}", cuts_of(input));
        }
        let _ = write!(header, "{}\n\n", hash_line(&weights));
        [header.as_bytes(), &weights].concat()
    }
}

fn cut_off() -> ModelError {
    ModelError("the file is cut off".to_owned())
}

/// The vectors at the end of a file: words of text, words of pages, names.
fn vectors(bytes: &[u8]) -> Option<[&[u8]; 3]> {
    const TEXT: usize = WORDS * DIMENSIONS;
    const PAGE: usize = PAGE_WORDS * DIMENSIONS;
    let start = bytes.len().checked_sub(TEXT + 2 * PAGE)?;
    let (text, page) = bytes[start..].split_at(TEXT);
    let (words, names) = page.split_at(PAGE);
    Some([text, words, names])
}

#[cfg(any(test, feature = "_lab"))]
fn cuts_of<const W: usize>(input: &Input<W>) -> String {
    let mut line = input.signal.name().to_owned();
    for cut in &input.cuts {
        let _ = write!(line, " {cut}");
    }
    line
}

#[cfg(any(test, feature = "_lab"))]
fn put<const W: usize>(network: &Network<W>, weights: &mut Vec<u8>) {
    let mut put = |values: &[f32]| {
        for value in values {
            weights.extend_from_slice(&value.to_le_bytes());
        }
    };
    for input in &network.inputs {
        put(input.rows.as_flattened());
    }
    put(network.word_weights.as_flattened());
    if let Some(names) = &network.names {
        put(names.near.as_flattened());
        put(names.far.as_flattened());
        put(names.page.as_flattened());
    }
    put(&network.bias);
    for layer in &network.layers {
        put(layer.taps.as_flattened().as_flattened());
        put(layer.document.as_flattened());
        put(layer.groups.as_flattened().as_flattened());
        put(&layer.bias);
    }
    put(&network.output);
    put(&[network.output_bias]);
}

/// The signal of a header line and its cuts; the rows are still zeros.
fn input_of<const W: usize>(line: &str) -> Option<Input<W>> {
    let mut fields = line.split(' ');
    let signal = Signal::from_name(fields.next()?)?;
    let cuts: Vec<u8> = fields.map(|cut| cut.parse().ok()).collect::<Option<_>>()?;
    let ascending = cuts.is_sorted_by(|a, b| a < b);
    let rows = vec![[0.0; W]; cuts.len() + 1];
    ascending.then(|| Input::new(signal, cuts, rows))
}

fn hash_line(weights: &[u8]) -> String {
    let hash = weights
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("weights {hash:016x}")
}

/// Takes numbers from the front of bytes.
struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<f32> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(f32::from_le_bytes(*first))
    }

    fn row<const W: usize>(&mut self) -> Option<Row<W>> {
        let mut row = [0.0; W];
        self.fill(&mut row)?;
        Some(row)
    }

    fn fill(&mut self, values: &mut [f32]) -> Option<()> {
        for value in values {
            *value = self.number()?;
        }
        Some(())
    }

    fn small<const W: usize>(&mut self) -> Option<[Row<W>; DIMENSIONS]> {
        let mut rows = [[0.0; W]; DIMENSIONS];
        self.fill(rows.as_flattened_mut())?;
        Some(rows)
    }

    fn layer<const W: usize>(&mut self, groupings: usize) -> Option<Layer<W>> {
        let mut layer = Layer::zero(groupings);
        self.fill(layer.taps.as_flattened_mut().as_flattened_mut())?;
        self.fill(layer.document.as_flattened_mut())?;
        self.fill(layer.groups.as_flattened_mut().as_flattened_mut())?;
        self.fill(&mut layer.bias)?;
        Some(layer)
    }

    /// A network but for its vectors.
    fn network<const W: usize>(
        &mut self,
        mut inputs: Vec<Input<W>>,
        markup: bool,
    ) -> Option<Network<W>> {
        for input in &mut inputs {
            self.fill(input.rows.as_flattened_mut())?;
        }
        let word_weights = self.small()?;
        let names = if markup {
            Some(Names {
                vectors: Cow::Borrowed(&[]),
                near: self.small()?,
                far: self.small()?,
                page: self.small()?,
            })
        } else {
            None
        };
        let bias = self.row()?;
        let groupings = if markup { GROUPINGS } else { 0 };
        let layers = DILATIONS.map(|_| self.layer(groupings));
        Some(Network {
            inputs,
            words: Cow::Borrowed(&[]),
            word_weights,
            names,
            bias,
            layers: layers.into_iter().collect::<Option<_>>()?,
            output: self.row()?,
            output_bias: self.number()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = include_bytes!("../../assets/line.model");

    #[test]
    fn the_builtin_model_reads_and_writes_itself() {
        let model = Model::from_static(FILE).unwrap();
        assert_eq!(model.to_bytes(), FILE);
        assert!(matches!(model.text.words, Cow::Borrowed(_)));
        // Every signal has its table, and the header says how the weights were made.
        let text = model.text.inputs.iter().map(|input| input.signal);
        assert!(text.eq(Signal::all().take(Signal::TEXT)));
        let page = model.page.inputs.iter().map(|input| input.signal);
        assert!(page.eq(Signal::all()));
        for part in ["command: cargo lab train", "data: ", "training: sha256 "] {
            assert!(
                model.comment.iter().any(|line| line.starts_with(part)),
                "{part}"
            );
        }
        assert!(FILE.len() < 2_000_000);
    }

    #[test]
    fn other_files_are_refused_with_the_reason() {
        let refused = |bytes: &[u8], reason: &str| {
            let error = Model::from_bytes(bytes).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        };
        refused(b"", "no header");
        refused(b"bodycopy line model 2\n\n", "bodycopy line model 3");
        let mut damaged = FILE.to_vec();
        *damaged.last_mut().unwrap() ^= 1;
        refused(&damaged, "damaged");
        refused(&FILE[..FILE.len() - 1], "damaged");
        let of = |from: &str, to: &str| {
            let end = memchr::memmem::find(FILE, b"\n\n").unwrap();
            let header = str::from_utf8(&FILE[..end]).unwrap().replace(from, to);
            [header.as_bytes(), &FILE[end..]].concat()
        };
        refused(
            &of("text chars ", "text charms "),
            "no signal of this version",
        );
        refused(&of("text width 16", "text width 17"), "text width 16");
    }
}
