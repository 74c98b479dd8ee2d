use super::*;
use crate::{BuildError, Detector, Document};

const ARTICLE: &str = "The ferry to the islands sails again from Monday, the harbour office said in a notice on Friday.\n\
        The new steam boat costs 14 crowns a day, and the old ferryboat 12 crowns, the harbour office said in its notice.\n\
        Leave a Comment\n";

fn rule() -> CustomRule {
    CustomRule::new("house-style", Level::Warning, "say “ferry”")
}

fn build(rule: CustomRule) -> Result<Detector, BuildError> {
    Detector::builder().custom_rule(rule).build()
}

/// The texts of the rule's issues, in plain text.
fn found(rule: CustomRule, text: &str) -> Vec<String> {
    let document = Document::from_text(text);
    let issues = build(rule).unwrap().analyze(&document).issues;
    let own = issues.iter().filter(|issue| issue.rule == "house-style");
    own.map(|issue| issue.text.to_owned()).collect()
}

fn message(rule: CustomRule) -> String {
    build(rule).unwrap_err().to_string()
}

#[test]
fn phrases_are_whole_lines_unless_stars_open_them() {
    let of = |phrase: &str| found(rule().phrase(phrase), ARTICLE);
    assert_eq!(of("steam boat"), [""; 0]);
    assert_eq!(of("*Steam-Boat*"), ["steam boat"]);
    assert_eq!(of("the ferry *"), ["The ferry"]);
    assert_eq!(of("*in its notice"), ["in its notice"]);
    // Numbers match whatever their values.
    assert_eq!(of("*costs 0 crowns*"), ["costs 14 crowns"]);
    assert_eq!(of("*boat"), [""; 0]);
}

#[test]
fn boilerplate_is_read_if_the_scope_is_all() {
    let of = |rule: CustomRule| found(rule, ARTICLE);
    let pattern = || rule().pattern("Comment").phrase("*leave a*");
    assert_eq!(of(pattern()), [""; 0]);
    assert_eq!(of(pattern().scope(Scope::All)), ["Leave a", "Comment"]);
    let page = "<nav><a href=/>Home of the harbour</a></nav><p>The ferry to the islands sails again from Monday, the office of the \
                    harbour said in a notice on Friday.</p>";
    let count = |scope| {
        let detector = build(rule().pattern("harbour").scope(scope)).unwrap();
        let document = Document::from_html(page);
        detector.analyze(&document).issues.len()
    };
    assert_eq!((count(Scope::Body), count(Scope::All)), (1, 2));
}

#[test]
fn what_overlaps_is_one_issue_and_empty_matches_are_none() {
    let both = rule()
        .phrase("*steam boat*")
        .pattern("new steam|steam|boat");
    assert_eq!(found(both, ARTICLE), ["new steam", "boat", "boat"]);
    assert_eq!(found(rule().pattern(r"\b"), ARTICLE), [""; 0]);
    let many = format!("{ARTICLE}{}", "a".repeat(1000));
    assert_eq!(
        found(rule().pattern("a").scope(Scope::All), &many).len(),
        64 + ARTICLE.matches('a').count()
    );
}

#[test]
fn issues_have_the_level_the_message_and_the_place() {
    let detector = build(rule().pattern(r"(?i)\bFERRYBOATS?\b")).unwrap();
    let document = Document::from_text(ARTICLE);
    let report = detector.analyze(&document);
    let issue = &report.issues[0];
    assert_eq!(
        (issue.level, issue.message.as_str()),
        (Level::Warning, "say “ferry”")
    );
    assert_eq!((issue.line, issue.end_line, issue.column), (2, 2, 55));
}

#[test]
fn own_rules_are_chosen_by_name_and_silenced_as_others() {
    let base = || Detector::builder().custom_rule(rule().pattern("ferryboat"));
    let rules = |builder: crate::DetectorBuilder| -> Vec<String> {
        let document = Document::from_text(ARTICLE);
        let issues = builder.build().unwrap().analyze(&document).issues;
        issues.iter().map(|issue| issue.rule.to_string()).collect()
    };
    assert_eq!(rules(base()), ["house-style", "ui-debris"]);
    assert_eq!(rules(base().rules(["house-style"])), ["house-style"]);
    assert_eq!(rules(base().rules(["ui-debris"])), ["ui-debris"]);
    assert_eq!(rules(base().without_rules(["house-style"])), ["ui-debris"]);
    assert_eq!(rules(base().allow("Ferryboat")), ["ui-debris"]);
    // A rule that does not run leaves the phrases of the others where they are.
    let two = base().custom_rule(CustomRule::new("b", Level::Advice, "b").phrase("*steam boat*"));
    assert_eq!(rules(two.rules(["b"])), ["b"]);
}

#[test]
fn phrases_of_rules_change_no_label() {
    let document = Document::from_text(ARTICLE);
    let lines = |detector: &Detector| {
        let report = detector.analyze(&document);
        serde_json::to_string(&report.lines).unwrap()
    };
    let own = build(
        rule()
            .phrase("leave a comment")
            .phrase("*harbour*")
            .scope(Scope::All),
    );
    assert_eq!(lines(&own.unwrap()), lines(&Detector::default()));
}

#[test]
fn slips_are_named_with_the_rule_and_what_to_do() {
    let named = |name: &str| message(CustomRule::new(name, Level::Advice, "m").pattern("x"));
    assert_eq!(
        named("House Style"),
        "rule `House Style`: its name is not in kebab-case; use lower-case letters, digits and single hyphens, as in `house-style`"
    );
    for name in ["", "-a", "a--b", "a-", "1a", "ä"] {
        assert!(named(name).contains("kebab-case"), "{name}");
    }
    assert_eq!(
        named("placeholder"),
        "rule `placeholder`: the name is taken; give another"
    );
    let twice = Detector::builder()
        .custom_rule(rule().pattern("x"))
        .custom_rule(rule().pattern("y"));
    assert!(twice.build().unwrap_err().to_string().contains("taken"));
    assert_eq!(
        message(rule()),
        "rule `house-style`: it has nothing to find; give a phrase or a pattern"
    );
    assert_eq!(
        message(CustomRule::new("a", Level::Advice, " ").pattern("x")),
        "rule `a`: it has no message; say what is wrong and what to do"
    );
    assert_eq!(
        message(rule().phrase("a * b")),
        "rule `house-style`: the phrase `a * b` has a star between its words; a star can stand at the start or the end"
    );
    assert!(message(rule().phrase("word ".repeat(25))).contains("more than 24 words"));
}

#[test]
fn a_pattern_that_is_none_is_shown_where_it_breaks() {
    assert_eq!(
        message(rule().pattern("x").pattern("é(?P<a>b")),
        "rule `house-style`: its pattern 2 breaks at column 2: unclosed group; mend it there, or write a backslash before a sign \
             that stands for itself\n  é(?P<a>b\n   ^"
    );
    assert!(
        message(rule().pattern("(?x) a\n (?=b)"))
            .contains("breaks at line 2, column 2: look-around")
    );
    assert!(
        message(rule().pattern(r"\p{Nonsense}")).contains("column 1: Unicode property not found")
    );
    assert_eq!(
        message(rule().pattern("a*")),
        "rule `house-style`: its pattern 1, `a*`, matches where there is nothing; let it need a character, as with `+` for `*`"
    );
    assert_eq!(
        message(rule().pattern(r"\w{500}")),
        "rule `house-style`: its pattern 1, `\\w{500}`, takes more than a megabyte; let it repeat less, or write `[a-z]` for `\\w`"
    );
    let error = build(rule().pattern("(")).unwrap_err();
    assert_eq!(error.rule(), Some("house-style"));
}
