//! The pages are the tests: every `flagged` block raises an issue of its rule, no `clean` block does.

use super::*;
use crate::Detector;

/// The blocks of a page that are fenced with the word.
fn blocks<'p>(page: &'p str, word: &str) -> Vec<&'p str> {
    let fence = format!("```{word}\n");
    page.split(fence.as_str())
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .map(|(block, _)| block)
        .collect()
}

/// The texts that a rule flags in a document.
pub(in crate::rules) fn raised(rule: &str, text: &str) -> Vec<String> {
    let document = Document::from_text(text);
    let issues = Detector::default().analyze(&document).issues;
    let of_rule = issues.iter().filter(|issue| issue.rule == rule);
    of_rule.map(|issue| issue.text.to_owned()).collect()
}

/// Every one of these lines is flagged, or none is, as `raised` tells.
pub(in crate::rules) fn all(flagged: bool, lines: &[&str], raised: impl Fn(&str) -> Vec<String>) {
    for line in lines {
        let raised = raised(line);
        assert_eq!(!raised.is_empty(), flagged, "flagged {raised:?}: {line}");
    }
}

#[test]
fn pages_hold() {
    let detector = Detector::default();
    let mut wrong = Vec::new();
    for rule in RULES {
        for (word, expected) in [("flagged", true), ("clean", false)] {
            let blocks = blocks(rule.page, word);
            assert!(!blocks.is_empty(), "{}.md has no `{word}` block", rule.name);
            for block in blocks {
                let document = Document::from_text(block);
                let report = detector.analyze(&document);
                let raised: Vec<_> = report
                    .issues
                    .iter()
                    .filter(|issue| issue.rule == rule.name)
                    .collect();
                if raised.is_empty() == expected {
                    wrong.push(format!(
                        "{}: expected {word}, raised {raised:?} in\n{block}",
                        rule.name
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_are_named_by_their_defect_and_sorted() {
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
    for rule in RULES {
        assert!(
            rule.name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-'),
            "{}",
            rule.name
        );
        assert!(
            rule.page.contains("## Why"),
            "{}.md does not say why",
            rule.name
        );
        assert!(
            !rule.summary.ends_with('.') && !rule.summary.is_empty(),
            "{}",
            rule.name
        );
    }
}
