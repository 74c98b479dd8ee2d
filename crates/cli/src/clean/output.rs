//! Articles one after the other on standard output.

use std::io::{self, Write};

use crate::input::Form;
use crate::render::To;

/// What stands between articles.
#[derive(Debug)]
pub(super) struct Output {
    to: To,
    /// Whether anything was printed.
    begun: bool,
}

impl Output {
    pub(super) fn new(to: To) -> Self {
        Self { to, begun: false }
    }

    /// Prints the article of a page or text.
    pub(super) fn write(
        &mut self,
        out: &mut impl Write,
        form: Form,
        article: &str,
    ) -> io::Result<()> {
        if article.is_empty() {
            return Ok(());
        }
        if self.begun && self.to == To::Markdown {
            // Without a blank line two articles would share a paragraph.
            out.write_all(b"\n")?;
        }
        self.begun = true;
        out.write_all(article.as_bytes())?;
        // The last line of a page has no end of its own; that of a text stays as it is.
        if (form == Form::Html || self.to != To::Text) && !article.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Output;
    use crate::input::Form;
    use crate::render::To;

    fn print(to: To, form: Form) -> String {
        let mut output = Output::new(to);
        let mut printed = Vec::new();
        for article in ["One.\n", "", "Two."] {
            output.write(&mut printed, form, article).unwrap();
        }
        String::from_utf8(printed).unwrap()
    }

    #[test]
    fn texts_stay_as_they_are() {
        assert_eq!(print(To::Text, Form::Text), "One.\nTwo.");
    }

    #[test]
    fn pages_end_with_a_line_end() {
        assert_eq!(print(To::Text, Form::Html), "One.\nTwo.\n");
        assert_eq!(print(To::Html, Form::Text), "One.\nTwo.\n");
    }

    #[test]
    fn no_two_articles_share_a_paragraph_of_markdown() {
        assert_eq!(print(To::Markdown, Form::Text), "One.\n\nTwo.\n");
    }
}
