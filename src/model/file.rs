//! The model's file: a header of text, an empty line, and the weights as they are used.
//!
//! The header's lines are `bodycopy line model 2`; the shape; where the weights come from, each line after `# `; a line
//! `signal NAME CUT CUT ...` for every table; and `weights HASH`, the FNV-1a hash of all that follows the empty line.
//! There stand, little-endian `f32`: the rows of all tables, the word weights, the bias, each layer (taps, document, bias),
//! the output, its bias; then the word vectors, signed bytes that are used where they stand.

use std::borrow::Cow;
#[cfg(any(test, feature = "_lab"))]
use std::fmt::Write as _;

use super::network::{DILATIONS, DIMENSIONS, Input, Layer, Network, WIDTH, WORDS};
use super::{Model, ModelError};
use crate::signals::Signal;

const MAGIC: &str = "bodycopy line model 2";

/// The numbers this version is built for.
fn shape() -> String {
    format!(
        "shape width {WIDTH} dimensions {DIMENSIONS} words {WORDS} layers {}",
        DILATIONS.len()
    )
}

impl Model {
    /// Reads a model, and keeps the word vectors where they are.
    ///
    /// # Errors
    /// If the bytes are no model of this version, name a signal that does not exist, or are damaged.
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let mut model = Self::from_bytes(bytes)?;
        let words = bytes.len() - WORDS * DIMENSIONS;
        model.network.words = Cow::Borrowed(&bytes[words..]);
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
        let mut inputs = Vec::new();
        for line in lines {
            if let Some(text) = line.strip_prefix("# ") {
                comment.push(text.to_owned());
            } else if let Some(input) = line.strip_prefix("signal ") {
                inputs.push(
                    input_of(input).ok_or_else(|| {
                        ModelError(format!("no signal of this version: `{line}`"))
                    })?,
                );
            } else if line != hash_line(weights) {
                return Err(ModelError(format!(
                    "the weights are damaged, or not those of `{line}`"
                )));
            }
        }
        if !header.ends_with(&hash_line(weights)) {
            return Err(wrong("the header does not end with the weights' hash"));
        }
        let network = network(inputs, weights).ok_or_else(|| wrong("the file is cut off"))?;
        Ok(Self { comment, network })
    }

    /// The bytes of the file.
    #[cfg(any(test, feature = "_lab"))]
    pub fn to_bytes(&self) -> Vec<u8> {
        let network = &self.network;
        let mut weights = Vec::new();
        let mut put = |values: &[f32]| {
            for value in values {
                weights.extend_from_slice(&value.to_le_bytes());
            }
        };
        for input in &network.inputs {
            put(input.rows.as_flattened());
        }
        put(network.word_weights.as_flattened());
        put(&network.bias);
        for layer in &network.layers {
            put(layer.taps.as_flattened().as_flattened());
            put(layer.document.as_flattened());
            put(&layer.bias);
        }
        put(&network.output);
        put(&[network.output_bias]);
        weights.extend_from_slice(&network.words);

        let mut header = format!("{MAGIC}\n{}\n", shape());
        for line in &self.comment {
            let _ = writeln!(header, "# {line}");
        }
        for input in &network.inputs {
            let _ = write!(header, "signal {}", input.signal.name());
            for cut in &input.cuts {
                let _ = write!(header, " {cut}");
            }
            header.push('\n');
        }
        let _ = write!(header, "{}\n\n", hash_line(&weights));
        [header.as_bytes(), &weights].concat()
    }
}

/// The signal of a header line and its cuts; the rows are still zeros.
fn input_of(line: &str) -> Option<Input> {
    let mut fields = line.split(' ');
    let signal = Signal::from_name(fields.next()?)?;
    let cuts: Vec<u8> = fields.map(|cut| cut.parse().ok()).collect::<Option<_>>()?;
    let ascending = cuts.is_sorted_by(|a, b| a < b);
    let rows = vec![[0.0; WIDTH]; cuts.len() + 1];
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

    fn row(&mut self) -> Option<[f32; WIDTH]> {
        let mut row = [0.0; WIDTH];
        self.fill(&mut row)?;
        Some(row)
    }

    fn fill(&mut self, values: &mut [f32]) -> Option<()> {
        for value in values {
            *value = self.number()?;
        }
        Some(())
    }

    fn layer(&mut self) -> Option<Layer> {
        let mut layer = Layer::zero();
        self.fill(layer.taps.as_flattened_mut().as_flattened_mut())?;
        self.fill(layer.document.as_flattened_mut())?;
        self.fill(&mut layer.bias)?;
        Some(layer)
    }
}

fn network(mut inputs: Vec<Input>, weights: &[u8]) -> Option<Network> {
    let mut reader = Reader(weights);
    for input in &mut inputs {
        reader.fill(input.rows.as_flattened_mut())?;
    }
    let mut word_weights = [[0.0; WIDTH]; DIMENSIONS];
    reader.fill(word_weights.as_flattened_mut())?;
    let bias = reader.row()?;
    let layers = DILATIONS.map(|_| reader.layer());
    let network = Network {
        inputs,
        word_weights,
        bias,
        layers: layers.into_iter().collect::<Option<_>>()?,
        output: reader.row()?,
        output_bias: reader.number()?,
        words: Cow::Owned(reader.0.to_vec()),
    };
    (network.words.len() == WORDS * DIMENSIONS).then_some(network)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = include_bytes!("../../assets/line.model");

    #[test]
    fn the_builtin_model_reads_and_writes_itself() {
        let model = Model::from_static(FILE).unwrap();
        assert_eq!(model.to_bytes(), FILE);
        assert!(matches!(model.network.words, Cow::Borrowed(_)));
        // Every signal has its table, and the header says how the weights were made.
        let named: Vec<Signal> = model
            .network
            .inputs
            .iter()
            .map(|input| input.signal)
            .collect();
        assert_eq!(named, Signal::all().collect::<Vec<_>>());
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
        refused(b"bodycopy line model 1\n\n", "bodycopy line model 2");
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
            &of("signal chars ", "signal charms "),
            "no signal of this version",
        );
        refused(&of("shape width 16", "shape width 17"), "shape width 16");
    }
}
