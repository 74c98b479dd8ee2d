//! Comments to the rules, held against the issues.

use std::collections::BTreeMap;

use crate::document::{Document, Effect, InlineComment};
use crate::report::Issue;

/// Takes out the issues that the document's comments silence: an issue goes by where it begins. One pass over issues and comments.
pub(super) fn apply(document: &Document<'_>, issues: &mut Vec<Issue<'_>>) {
    let comments = document.inline_comments();
    if comments.is_empty() {
        return;
    }
    let rows = rows(comments);
    let mut sections = comments.iter().peekable();
    let mut silent = Silent::default();
    issues.retain(|issue| {
        while let Some(comment) = sections.next_if(|comment| comment.at <= issue.span.start) {
            match comment.effect {
                Some(Effect::Disable) => silent.set(&comment.rules, true),
                Some(Effect::Enable) => silent.set(&comment.rules, false),
                _ => {}
            }
        }
        let lines = document.lines();
        let row = lines.binary_search_by_key(&issue.line, |line| line.number);
        let in_row = row.ok().and_then(|row| rows.get(&row));
        !silent.has(&issue.rule) && !in_row.is_some_and(|silent| silent.has(&issue.rule))
    });
}

/// The rules that are silent in single lines.
fn rows(comments: &[InlineComment]) -> BTreeMap<usize, Silent<'_>> {
    let mut rows: BTreeMap<usize, Silent<'_>> = BTreeMap::new();
    for comment in comments {
        if let Some(row) = comment.row {
            rows.entry(row).or_default().add(&comment.rules);
        }
    }
    rows
}

/// The rules that are silent.
#[derive(Debug, Default)]
struct Silent<'c> {
    /// Whether those are that are not named.
    others: bool,
    named: BTreeMap<&'c str, bool>,
}

impl<'c> Silent<'c> {
    /// What a comment says of these rules; of all, if it names none.
    fn set(&mut self, rules: &'c [String], silent: bool) {
        if rules.is_empty() {
            self.others = silent;
            self.named.clear();
        }
        for rule in rules {
            self.named.insert(rule, silent);
        }
    }

    /// These rules are silent as well.
    fn add(&mut self, rules: &'c [String]) {
        if !self.others {
            self.set(rules, true);
        }
    }

    fn has(&self, rule: &str) -> bool {
        self.named.get(rule).copied().unwrap_or(self.others)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Detector, Document};

    /// The lines of the issues of `placeholder` and `unsupported-claim` that are left.
    fn left(text: &str) -> Vec<(usize, String)> {
        let detector = Detector::builder()
            .rules(["placeholder", "unsupported-claim"])
            .inline_comments(true)
            .build()
            .unwrap();
        let document = if text.starts_with("<p>") {
            Document::from_html(text)
        } else {
            Document::from_text(text)
        };
        let report = detector.analyze(&document);
        let issues = report.issues.into_iter();
        issues
            .map(|issue| (issue.line, issue.text.to_owned()))
            .collect()
    }

    fn lines(text: &str) -> Vec<usize> {
        left(text).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn sections_begin_and_end() {
        assert_eq!(
            lines(
                "[Name] one\n<!-- bodycopy-disable -->\n[Name] two\n\n[Name] three\n<!-- bodycopy-enable -->\n[Name] four\n"
            ),
            [1, 7]
        );
        // What was disabled by name is enabled by name or with all.
        let section = |enable: &str| {
            lines(&format!(
                "<!-- bodycopy-disable placeholder -->\n[Name] one\n<!-- {enable} -->\n[Name] two\n"
            ))
        };
        assert_eq!(section("bodycopy-enable"), [4]);
        assert_eq!(section("bodycopy-enable placeholder"), [4]);
        assert_eq!(section("bodycopy-enable unsupported-claim"), [0; 0]);
        assert_eq!(section("bodycopy-disable unsupported-claim"), [0; 0]);
        // All but one.
        assert_eq!(
            lines("<!-- bodycopy-disable -->\n<!-- bodycopy-enable placeholder -->\n[Name] one\n"),
            [3]
        );
    }

    #[test]
    fn single_lines_are_silent_alone() {
        assert_eq!(
            lines(
                "[Name] one <!-- bodycopy-disable-line -->\n[Name] two\n<!-- bodycopy-disable-next-line placeholder -->\n\n[Name] three\n[Name] four <!-- bodycopy-disable-line keyword-list -->\n"
            ),
            [2, 6]
        );
        // Two comments to the same line add up, in either order.
        for both in [
            ["", "placeholder"],
            ["placeholder", ""],
            ["placeholder", "ui-debris"],
        ] {
            let text = format!(
                "<!-- bodycopy-disable-next-line {} -->\n[Name] one <!-- bodycopy-disable-line {} -->\n",
                both[0], both[1]
            );
            assert_eq!(lines(&text), [0; 0], "{both:?}");
        }
    }

    #[test]
    fn in_a_page_a_part_of_a_line_may_be_silent() {
        let page = "<p>The letter that the harbour office sends to all skippers begins with [Name] today and <!-- bodycopy-disable -->\
                    with [First Name]<!-- bodycopy-enable --> from Monday on, as [Full Name] did before, the office says.</p>";
        let texts: Vec<String> = left(page).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["[Name]", "[Full Name]"]);
    }

    #[test]
    fn comments_are_not_heeded_unless_asked_for() {
        let document = Document::from_text("<!-- bodycopy-disable -->\n[Name] one\n");
        let report = Detector::default().analyze(&document);
        assert_eq!(report.issues[0].rule, "placeholder");
    }

    #[test]
    fn a_document_without_text_can_be_silenced() {
        let detector = Detector::builder().inline_comments(true).build().unwrap();
        let issues = |text: &str| {
            let document = Document::from_text(text);
            detector.analyze(&document).issues.len()
        };
        assert_eq!(issues("\n"), 1);
        assert_eq!(issues("<!-- bodycopy-disable no-content -->\n"), 0);
    }

    #[test]
    fn labels_are_those_of_the_document_without_the_comments() {
        let plain = "The ferry to the islands sails again from Monday, the harbour office said in a notice on Friday.\n\n\
            Tickets cost 14 crowns, and bicycles travel free of charge until the end of May, the notice says.\n\n\
            Leave a Comment\n";
        let commented = "<!-- bodycopy-disable -->\n".to_owned()
            + &plain.replace(
                "\n\n",
                " <!-- bodycopy-disable-line ui-debris -->\n\n<!-- bodycopy-enable -->\n",
            );
        let scores = |text: &str| {
            let document = Document::from_text(text);
            let lines = Detector::default().analyze(&document).lines;
            let lines = lines.into_iter();
            lines
                .map(|line| (line.kind, line.score.to_bits(), line.text.to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(scores(plain), scores(&commented));
    }
}
