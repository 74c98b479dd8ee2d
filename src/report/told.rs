//! What a page tells of itself in its markup and in the lines around its title.

use super::{Kind, Label, LineReport};
use crate::document::Document;
use crate::metadata::Metadata;

/// Bylines and dates stand at most so many lines before or behind the title.
const AROUND_TITLE: usize = 12;

/// The metadata of a page; author and date, if the markup names none, are those of the metadata lines around the title.
/// Without a title it is the lines around the beginning of the text.
pub(super) fn metadata(document: &Document<'_>, lines: &[LineReport<'_>]) -> Option<Metadata> {
    let mut metadata = document.page()?.metadata.clone();
    let title = lines.iter().position(|line| line.kind == Kind::Title);
    let text = || lines.iter().position(|line| line.label == Label::Body);
    if let Some(at) = title.or_else(text) {
        let around = lines.iter().take(at + AROUND_TITLE + 1);
        let around = around.skip(at.saturating_sub(AROUND_TITLE));
        let told = around.filter(|line| line.kind == Kind::Metadata);
        metadata.complete_from_text(told.map(|line| line.text));
    }
    Some(metadata)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Source;

    /// The metadata of a page whose lines are of these kinds.
    fn told(html: &str, kinds: &[Kind]) -> Metadata {
        let document = Document::from_html(html);
        let lines: Vec<LineReport<'_>> = document
            .lines()
            .iter()
            .zip(kinds)
            .map(|(&line, &kind)| LineReport {
                line: line.number,
                span: line.span,
                text: document.line_text(line),
                label: kind.label(),
                kind,
                score: 0.5,
            })
            .collect();
        metadata(&document, &lines).unwrap()
    }

    #[test]
    fn a_visible_byline_near_the_title_tells_author_and_date() {
        let page = "<div>Old pier to be rebuilt</div><div>By Ada Quill | 3 March 2024</div><div>It was torn apart.</div>";
        let metadata = told(page, &[Kind::Title, Kind::Metadata, Kind::Paragraph]);
        let author = &metadata.authors[0];
        assert_eq!(
            (author.value.as_str(), author.source),
            ("Ada Quill", Source::Text)
        );
        assert_eq!(metadata.date.unwrap().value, "2024-03-03");
    }

    #[test]
    fn lines_that_are_no_metadata_or_are_far_away_tell_nothing() {
        let page = "<div>Old pier to be rebuilt</div><div>By Ada Quill | 3 March 2024</div>";
        let metadata = told(page, &[Kind::Title, Kind::Paragraph]);
        assert!(metadata.authors.is_empty() && metadata.date.is_none());

        let menu = "<div>Harbour</div>".repeat(AROUND_TITLE);
        let page = format!("<div>By Ada Quill</div>{menu}<div>Old pier to be rebuilt</div>");
        let mut kinds = vec![Kind::Metadata];
        kinds.extend([Kind::Navigation; AROUND_TITLE]);
        kinds.push(Kind::Title);
        assert!(told(&page, &kinds).authors.is_empty());
    }

    #[test]
    fn plain_text_has_no_metadata() {
        assert_eq!(metadata(&Document::from_text("By Ada Quill"), &[]), None);
    }
}
