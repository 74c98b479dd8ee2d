//! The fields of a row that are read and written.

use anyhow::{Result, ensure};

/// The fields that are added.
pub(super) const LINES: &str = "lines";
pub(super) const ISSUES: &str = "issues";

/// Which fields are read and written.
#[derive(Debug, clap::Args)]
pub(super) struct FieldArgs {
    /// The field that holds the text, and takes the cleaned one
    #[arg(long, value_name = "FIELD", default_value = "text")]
    pub(super) text_field: String,

    /// A field that holds a page in HTML, to be read in place of a text
    ///
    /// The article goes to the text field, which is added if the row has none and replaced if it has one. The page
    /// stays, unless both are the same field.
    #[arg(long, value_name = "FIELD")]
    pub(super) html_field: Option<String>,

    /// Add a field `lines`: for every line that holds text its number, label, kind and score
    ///
    /// Numbers are of the text as it was read. Lines of a page have a text, too, since they stand nowhere else. A field
    /// of that name that the row already has is replaced.
    #[arg(long)]
    pub(super) lines: bool,

    /// Add a field `issues`: what `bodycopy check` says about the text
    ///
    /// Places are in the text as it was read, for a page in the text of the page, spans in bytes of its UTF-8. A field
    /// of that name that the row already has is replaced.
    #[arg(long)]
    pub(super) issues: bool,

    /// Add a field of this name: what a page tells of itself
    ///
    /// An object with title, date, modified, `site_name`, language, canonical, description, image and section (each null or an
    /// object with value and source), and lists of such, authors and tags. Dates are ISO 8601. A field of that name
    /// that the row already has is replaced.
    #[arg(long, value_name = "FIELD", requires = "html_field")]
    pub(super) metadata: Option<String>,
}

impl FieldArgs {
    /// Refuses two contents for one field.
    pub(super) fn check(&self) -> Result<()> {
        if let Some(metadata) = &self.metadata {
            let taken = [
                (true, self.text_field.as_str()),
                (true, self.html_field.as_deref().unwrap_or_default()),
                (self.lines, LINES),
                (self.issues, ISSUES),
            ];
            ensure!(
                !taken.contains(&(true, metadata)),
                "--metadata {metadata} names a field that is read or written already"
            );
        }
        for (added, field) in [(self.lines, LINES), (self.issues, ISSUES)] {
            ensure!(
                !added || self.text_field != field,
                "the text field `{field}` would be replaced by --{field}"
            );
            ensure!(
                !added || self.html_field.as_deref() != Some(field),
                "the HTML field `{field}` would be replaced by --{field}"
            );
        }
        Ok(())
    }

    /// The option that names what is read, as it was given.
    pub(super) fn option_of_source(&self) -> String {
        match &self.html_field {
            Some(field) => format!("--html-field {field}"),
            None => format!("--text-field {}", self.text_field),
        }
    }
}
