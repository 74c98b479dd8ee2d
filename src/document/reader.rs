//! Reading pages with the caller's selectors.

use std::sync::Arc;

use super::Document;
use super::html::{self, Selectors};
use crate::error::BuildError;

/// Reads pages.
///
/// Build it once, share it between threads: it is read only, and cloning it copies a pointer.
///
/// ```
/// use bodycopy::{Detector, HtmlReader, Label};
///
/// let reader = HtmlReader::builder()
///     .keep("article .standfirst")
///     .drop(".promo, aside")
///     .build()?;
/// let document = reader.read(
///     "<article><p class=standfirst>Share</p><p>The pier was rebuilt in the spring of last year.</p>\
///      <div class=promo>Our harbour walks start at the old pier every Sunday at noon.</div></article>",
/// );
/// let report = Detector::default().analyze(&document);
/// assert_eq!(report.lines[0].label, Label::Body);
/// assert_eq!(report.lines[2].label, Label::Boilerplate);
/// # Ok::<(), bodycopy::BuildError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct HtmlReader {
    selectors: Option<Arc<Selectors>>,
}

impl HtmlReader {
    /// A builder of a reader that chooses nothing.
    pub fn builder() -> HtmlReaderBuilder {
        HtmlReaderBuilder::default()
    }

    /// Reads a page. Its lines are those of the page without style sheets, and each has a [`Block`](crate::Block).
    ///
    /// Never fails and never panics. Takes time linear in the page; selectors take what they take in a browser, so that one
    /// with `~` looks through the siblings of each element.
    pub fn read(&self, html: &str) -> Document<'static> {
        html::read(html, self.selectors.as_deref(), None)
    }

    /// Reads a page that was found at this address. That is a hint, for pages that do not say where they are: relative links
    /// become absolute, and the model sees the words of the address.
    pub fn read_at(&self, html: &str, address: &str) -> Document<'static> {
        html::read(html, self.selectors.as_deref(), Some(address))
    }

    /// Decodes a page as [`decode`](crate::decode) does, and reads it. `content_type` is the header of that name.
    #[cfg(feature = "encodings")]
    pub fn read_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Document<'static> {
        self.read(&crate::decode(bytes, content_type).text)
    }
}

/// Settings of an [`HtmlReader`]: which elements of a page are body or boilerplate whatever the model says.
///
/// A line is chosen by the innermost chosen element around its beginning; where both kinds of selector choose the same element it
/// is kept. Only text that is read can be kept: not that of scripts, of forms' choices, nor of `<head>`.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct HtmlReaderBuilder {
    keep: Vec<String>,
    drop: Vec<String>,
}

impl HtmlReaderBuilder {
    /// A CSS selector of elements whose lines are body. May be called again.
    pub fn keep(mut self, css: impl Into<String>) -> Self {
        self.keep.push(css.into());
        self
    }

    /// A CSS selector of elements whose lines are boilerplate. May be called again.
    pub fn drop(mut self, css: impl Into<String>) -> Self {
        self.drop.push(css.into());
        self
    }

    /// Builds the reader.
    ///
    /// # Errors
    /// If a selector is not one that can be matched in a page at rest. The error shows where it breaks.
    pub fn build(self) -> Result<HtmlReader, BuildError> {
        if self.keep.is_empty() && self.drop.is_empty() {
            return Ok(HtmlReader::default());
        }
        let selectors = Selectors::compile(&self.keep, &self.drop)?;
        Ok(HtmlReader {
            selectors: Some(Arc::new(selectors)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_that_is_none_is_an_error_that_shows_the_place() {
        let error = HtmlReader::builder()
            .keep("article")
            .drop("div >")
            .build()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the selector breaks at column 6: it ends too early; finish or shorten it\n  div >\n       ^"
        );
        assert!(HtmlReader::builder().keep("").build().is_err());
        assert!(HtmlReader::builder().build().is_ok());
    }

    #[test]
    fn several_selectors_and_lists_of_them_count_alike() {
        let page = "<p class=a>a</p><p class=b>b</p><p class=c>c</p><p>d</p>";
        let chosen = |builder: HtmlReaderBuilder| -> Vec<Option<bool>> {
            let document = builder.build().unwrap().read(page);
            let blocks = document.blocks().unwrap().iter();
            blocks.map(|block| block.chosen).collect()
        };
        let expected = [Some(true), Some(true), Some(false), None];
        let builder = HtmlReader::builder;
        assert_eq!(chosen(builder().keep(".a").keep(".b").drop(".c")), expected);
        assert_eq!(chosen(builder().keep(".a, .b").drop(".c, .b")), expected);
    }

    #[test]
    fn the_address_is_a_hint_where_the_page_tells_none() {
        let reader = HtmlReader::default();
        let base = |html: &str| {
            let document = reader.read_at(html, "https://island.example/news/ferry");
            document.page().and_then(|page| page.base.clone())
        };
        let found = "https://island.example/news/ferry";
        assert_eq!(base("<p>a").as_deref(), Some(found));
        let own = "<link rel=canonical href='https://other.example/a'><p>a";
        assert_eq!(base(own).as_deref(), Some("https://other.example/a"));
        let page = reader.read_at("<p>a", "no address");
        assert_eq!(page.page().and_then(|page| page.base.as_deref()), None);
    }

    #[cfg(feature = "encodings")]
    #[test]
    fn bytes_are_decoded_as_the_page_says() {
        let document = HtmlReader::default().read_bytes(b"<meta charset=latin1><p>caf\xe9", None);
        assert_eq!(document.text(), "caf\u{e9}");
        let document = Document::from_bytes(b"<p>caf\xe9", Some("text/html; charset=windows-1252"));
        assert_eq!(document.text(), "caf\u{e9}");
    }
}
