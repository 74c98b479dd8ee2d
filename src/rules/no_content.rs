#![doc = include_str!("no_content.md")]

use super::{Finding, Level, Page, Rule};
use crate::report::{Kind, Label};
use crate::shells::{self, Reason};

pub(super) const RULE: Rule = Rule {
    name: "no-content",
    level: Level::Error,
    summary: "a document without anything to extract: an error page, a wall, a shell",
    page: include_str!("no_content.md"),
    check,
};

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    // A title is no part of a page's text.
    let titled = page.document.page().is_some();
    let has_body = page
        .lines
        .iter()
        .any(|line| line.label == Label::Body && !(titled && line.kind == Kind::Title));
    if has_body {
        return;
    }
    let message = match shells::reason(page.document, page.lexicon, page.signals) {
        Reason::Empty => "there is no text: look at how the document was fetched",
        Reason::Error => "an error page, no document: fetch it again, or leave it out",
        Reason::Script => {
            "a notice about scripts or a check of the browser, no document: fetch it with a browser, or leave it out"
        }
        Reason::Wall => {
            "a wall of consent or log-in, no document: fetch it from behind the wall, or leave it out"
        }
        Reason::Menu => "nothing but menus and other boilerplate: leave the document out",
    };
    found.push(Finding::document(page, message.to_owned()));
}

#[cfg(test)]
mod tests {
    use crate::{Detector, Document};

    /// The rule's messages about a document.
    fn messages(document: &Document<'_>) -> Vec<String> {
        let detector = Detector::builder().rules(["no-content"]).build().unwrap();
        let issues = detector.analyze(document).issues;
        issues.into_iter().map(|issue| issue.message).collect()
    }

    #[test]
    fn an_empty_document_has_its_issue_on_line_one() {
        for text in ["", "\n \n\u{feff}\n"] {
            let document = Document::from_text(text);
            let report = Detector::default().analyze(&document);
            let [issue] = report.issues.as_slice() else {
                panic!("{:?}", report.issues);
            };
            assert_eq!(
                (&*issue.rule, issue.line, issue.column),
                ("no-content", 1, 1)
            );
            assert_eq!((issue.text, issue.span.len()), ("", 0));
        }
        assert!(messages(&Document::from_html("<div id=root></div>"))[0].contains("no text"));
    }

    #[test]
    fn pages_tell_why_they_have_none() {
        for (page, why) in [
            (
                "<title>Page not found | Harbour Post</title><h1>Page not found</h1><p>We looked on every shelf for the page. \
                 It may have moved to another address, or it never was.</p><p><a href=/>Back to the front page</a></p>",
                "error page",
            ),
            (
                "<title>Harbour Post</title><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
                "scripts",
            ),
            (
                "<title>Just a moment...</title><p>Checking your browser before accessing harbour.example.</p>",
                "scripts",
            ),
            (
                "<title>Log in to continue</title><form><label>User name</label><button>Log in</button></form>",
                "wall",
            ),
        ] {
            let messages = messages(&Document::from_html(page));
            assert_eq!(messages.len(), 1, "{page}");
            assert!(messages[0].contains(why), "{messages:?}");
        }
    }

    #[test]
    fn a_line_that_the_caller_keeps_is_content() {
        let text = "Page not found\nThe page you requested could not be found\n";
        let document = Document::from_text(text);
        let detector = Detector::builder()
            .body_phrase("page not found")
            .build()
            .unwrap();
        let report = detector.analyze(&document);
        assert_eq!(report.lines[0].label, crate::Label::Body);
        assert!(report.issues.iter().all(|issue| issue.rule != "no-content"));
    }
}
