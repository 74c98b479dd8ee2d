//! One row: from its bytes to the cleaned row.
//!
//! Invariant: what is not replaced stays byte for byte, since rows are edited as text and never written anew.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use anyhow::{Context, Result, anyhow, bail, ensure};
use bodycopy::{Detector, Document, HtmlReader, Kind, Label, LineReport, Policy};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::fields::{FieldArgs, ISSUES, LINES};
use super::tally::LineTally;
use crate::render::To;

/// What is done with every row.
#[derive(Debug)]
pub(super) struct Cleaner<'a> {
    pub(super) detector: Detector,
    pub(super) policy: Policy,
    pub(super) to: To,
    pub(super) source: Source<'a>,
    pub(super) fields: &'a FieldArgs,
    pub(super) id_field: Option<&'a str>,
}

/// What is cleaned.
#[derive(Debug)]
pub(super) enum Source<'a> {
    /// The text field.
    Text,
    /// A page in a field of its own.
    Html { field: &'a str, reader: HtmlReader },
}

/// What became of a row.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The cleaned row and the numbers of its lines.
    Clean { row: String, lines: LineTally },
    /// A row that cannot be cleaned.
    Bad {
        error: String,
        id: Option<Box<RawValue>>,
    },
}

/// The field that says where a page was found.
const URL: &str = "url";

impl Cleaner<'_> {
    /// Cleans a row, or says why it cannot be.
    pub(super) fn clean(&self, row: &[u8]) -> Outcome {
        let row = match Row::parse(row) {
            Ok(row) => row,
            Err(error) => {
                return Outcome::Bad {
                    error: error.to_string(),
                    id: None,
                };
            }
        };
        match self.clean_row(&row) {
            Ok((row, lines)) => Outcome::Clean { row, lines },
            Err(error) => Outcome::Bad {
                error: format!("{error:#}"),
                id: self
                    .id_field
                    .and_then(|id| row.values(id).next())
                    .map(ToOwned::to_owned),
            },
        }
    }

    fn clean_row(&self, row: &Row<'_>) -> Result<(String, LineTally)> {
        let (raw, content) = row.string(match &self.source {
            Source::Text => &self.fields.text_field,
            Source::Html { field, .. } => field,
        })?;
        let document = match &self.source {
            Source::Text => Document::from_text(&content),
            // A hint and no more: a row without an address, or with one that is no string, is a row like any other.
            Source::Html { reader, .. } => match row.string(URL) {
                Ok((_, url)) => reader.read_at(&content, &url),
                Err(_) => reader.read(&content),
            },
        };
        let report = self.detector.analyze(&document);
        let clean = self.to.render(&report, &self.policy);
        let mut edits = Edits::default();
        match &self.source {
            Source::Text if clean == content => {}
            Source::Text => edits.replace(row.place(raw), serde_json::to_string(&clean)?),
            Source::Html { .. } => {
                edits.set(
                    row,
                    &self.fields.text_field,
                    &serde_json::to_string(&clean)?,
                )?;
            }
        }
        if self.fields.lines {
            let of_page = matches!(self.source, Source::Html { .. });
            let lines = report.lines.iter().map(|line| Line::new(line, of_page));
            let lines: Vec<Line<'_>> = lines.collect();
            edits.set(row, LINES, &serde_json::to_string(&lines)?)?;
        }
        if self.fields.issues {
            edits.set(row, ISSUES, &serde_json::to_string(&report.issues)?)?;
        }
        if let Some(field) = &self.fields.metadata {
            edits.set(row, field, &serde_json::to_string(&report.metadata)?)?;
        }
        Ok((
            edits.apply(row.source),
            LineTally::new(&report, &self.policy),
        ))
    }
}

/// An entry of the field [`LINES`].
#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "line")]
    number: usize,
    /// Of lines that stand nowhere in the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    label: Label,
    kind: Kind,
    score: f32,
}

impl<'a> Line<'a> {
    fn new(report: &LineReport<'a>, with_text: bool) -> Self {
        Self {
            number: report.line,
            text: with_text.then_some(report.text),
            label: report.label,
            kind: report.kind,
            score: report.score,
        }
    }
}

/// A JSON object and where its values stand.
#[derive(Debug)]
pub(crate) struct Row<'r> {
    source: &'r str,
    fields: Vec<(Cow<'r, str>, &'r RawValue)>,
}

impl<'r> Row<'r> {
    pub(crate) fn parse(bytes: &'r [u8]) -> Result<Self> {
        let source = str::from_utf8(bytes).map_err(|error| {
            anyhow!(
                "not UTF-8: the first invalid byte is at byte offset {} of the row",
                error.valid_up_to()
            )
        })?;
        let Fields(fields) = serde_json::from_str(source).map_err(|error| not_an_object(&error))?;
        Ok(Self { source, fields })
    }

    /// The values of a field: JSON allows a name to occur again.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &'r RawValue> {
        let fields = self.fields.iter();
        fields.filter_map(move |(field, value)| (field == name).then_some(*value))
    }

    /// A field that has to be there once and to be a string: as it is written and as it is meant.
    pub(crate) fn string(&self, name: &str) -> Result<(&'r RawValue, String)> {
        let mut values = self.values(name);
        let raw = values
            .next()
            .with_context(|| format!("no field `{name}`"))?;
        // Readers differ in which one they take, so neither can be left as it is.
        ensure!(values.next().is_none(), "the field `{name}` is there twice");
        if !raw.get().starts_with('"') {
            bail!("the field `{name}` is not a string");
        }
        let text = serde_json::from_str(raw.get())
            .map_err(|error| anyhow!("the field `{name}`: {}", in_one_line(&error)))?;
        Ok((raw, text))
    }

    /// The bytes of a value, in the source it was borrowed from.
    fn place(&self, value: &RawValue) -> Range<usize> {
        let start = value.get().as_ptr().addr() - self.source.as_ptr().addr();
        start..start + value.get().len()
    }
}

fn not_an_object(error: &serde_json::Error) -> anyhow::Error {
    anyhow!("not a JSON object: {}", in_one_line(error))
}

/// The error without the line in its position, which is always 1 and would be taken for the line of the file.
fn in_one_line(error: &serde_json::Error) -> String {
    error
        .to_string()
        .replace(&format!(" at line {} column", error.line()), " at column")
}

/// The fields of an object in their order.
#[derive(Debug)]
struct Fields<'r>(Vec<(Cow<'r, str>, &'r RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields<'de>, M::Error> {
        let mut fields = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            fields.push((name, map.next_value()?));
        }
        Ok(Fields(fields))
    }
}

/// The name of a field, borrowed where it is written without escapes.
#[derive(serde::Deserialize)]
struct Name<'r>(#[serde(borrow)] Cow<'r, str>);

/// Replacements in the text of a row.
#[derive(Debug, Default)]
struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    fn replace(&mut self, place: Range<usize>, json: String) {
        self.0.push((place, json));
    }

    /// Replaces every value of the field, or adds it as the last one.
    fn set(&mut self, row: &Row<'_>, name: &str, json: &str) -> Result<()> {
        let before = self.0.len();
        for value in row.values(name) {
            self.replace(row.place(value), json.to_owned());
        }
        if self.0.len() == before {
            // The row has the field that was read at least, so a comma is due; and nothing follows its brace.
            let end = row.source.trim_end().len() - 1;
            let name = serde_json::to_string(name)?;
            self.replace(end..end, format!(",{name}:{json}"));
        }
        Ok(())
    }

    fn apply(mut self, source: &str) -> String {
        // Stable: what is added at the same place stays in its order.
        self.0.sort_by_key(|(place, _)| place.start);
        let mut edited = String::with_capacity(source.len());
        let mut copied = 0;
        for (place, json) in self.0 {
            edited += &source[copied..place.start];
            edited += &json;
            copied = place.end;
        }
        edited += &source[copied..];
        edited
    }
}
