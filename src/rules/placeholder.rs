#![doc = include_str!("placeholder.md")]

use once_cell::sync::Lazy;
use regex::Regex;

use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::report::Kind;

pub(super) const RULE: Rule = Rule {
    name: "placeholder",
    level: Level::Error,
    summary: "a template slot that nobody filled",
    page: include_str!("placeholder.md"),
    check,
};

/// Things that a slot asks for. A bracketed text is a slot if it ends in one of these nouns.
const NOUNS: &str = "names?|surname|title|date|time|day|month|year|city|town|country|state|region|location|place|address|street|venue|company|organi[sz]ation|brand|product|industry|topic|subject|keyword|number|figure|amount|price|percentage|percent|quote|source|link|url|email|e-mail|phone number|phone|website|author|position|role|job title|age|value|text|image|photo|caption|headline|details?|description|example|reason|team|opponent|score|party|candidate|department|university|school|hospital|event|hashtag";

/// `[Name]`, `[Mayor's Name]`, `[Your City]`, `[DATE]`; `[insert date here]`; `{{ city }}`, `{first_name}`, `${x}`,
/// `%%X%%`, `<insert name>`, `__NAME__`; filler text and drafts' marks.
static SLOT: Lazy<Regex> = Lazy::new(|| {
    Regex::new(&format!(
        r"(?x)
        (?P<bracket> \[ \s? (?: [\p{{L}}\p{{N}}'’&/.\-]+ \s+ ){{0,5}} (?i:{NOUNS}) (?: \s* [/,] \s* (?: [\p{{L}}'’]+ \s* ){{1,3}} | \s+ here | \s+ of \s+ (?: [\p{{L}}'’]+ \s* ){{1,3}} )? \s? \] )
      | (?P<order> [\[<(\{{] \s? (?i: insert | add | enter | fill \s in | replace \s with | your | describe | specify | provide | include | placeholder | to \s be \s (?: added | confirmed | determined ) | tb[acd] ) \b [^\[\]<>(){{}}\n]{{0,80}} [\]>)\}}] )
      | (?P<code> \{{\{{ [^{{}}\n]{{1,60}} \}}\}} | \$\{{ [\w.\ ]{{1,40}} \}} | \{{ [a-zA-Z]+ (?: [_.\ ] [a-zA-Z]+ ){{0,3}} \}} | %% [A-Za-z_]+ %% | %\( \w+ \)[sd] | __ [A-Z][A-Z_]+ __ )
      | (?P<mark> \b (?: [A-Z]+_ )+ (?: HERE | GOES_HERE ) \b | (?i: \b (?: your | insert | add | some ) \s (?: [a-z]+ \s )? (?: text | name | title | content | headline | caption ) \s (?: goes \s )? here \b ) | (?i: \b lorem \s ipsum \b ) | \b TK \s TK \b | \b TKTK \b | \b (?: TODO | FIXME ) : | [$€£]? X{{2,}} (?: [,.] X+ )* \s (?: million | billion | percent | per \s cent | people | years ) | \b 20\d\d - XX - XX \b )
        "
    ))
    .expect("valid pattern")
});

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    for (row, line) in page.lines.iter().enumerate() {
        if line.kind == Kind::Code || !may_hold_slot(line.text) {
            continue;
        }
        for slot in SLOT.captures_iter(line.text) {
            let Some(all) = slot.get(0) else { continue };
            if slot.name("bracket").is_some() && is_insertion(line.text, all.start(), all.as_str())
            {
                continue;
            }
            if slot.name("order").is_some() && is_aside(all.as_str()) {
                continue;
            }
            let span = Span {
                start: line.span.start + all.start(),
                end: line.span.start + all.end(),
            };
            let message = format!(
                "`{}` was never filled in: put the text it stands for, or cut it",
                all.as_str()
            );
            found.push(Finding { row, span, message });
        }
    }
}

/// Most lines hold none of the characters and capitals a slot needs; a look at the bytes spares them the pattern.
fn may_hold_slot(text: &str) -> bool {
    memchr::memchr3(b'[', b'{', b'<', text.as_bytes()).is_some()
        || memchr::memchr3(b'%', b'_', b'X', text.as_bytes()).is_some()
        || [
            "(your", "(insert", "(tb", "(to be", "TK", "TODO:", "FIXME:", "here", "HERE", "psum",
            "PSUM",
        ]
        .iter()
        .any(|part| text.contains(part))
}

/// Words in brackets inside a quotation are the editor's: "[the minister's name] was never mentioned". A slot stands
/// outside quotation marks or is written as a title.
fn is_insertion(line: &str, start: usize, slot: &str) -> bool {
    let inner = slot.trim_matches(['[', ']', ' ']);
    let lower_case = !inner.chars().any(char::is_uppercase);
    let article = [
        "the ", "a ", "an ", "his ", "her ", "their ", "its ", "this ", "that ",
    ]
    .iter()
    .any(|word| inner.to_lowercase().starts_with(word));
    lower_case && (article || quoted(&line[..start]))
}

/// Whether a quotation is open at the end of `before`.
fn quoted(before: &str) -> bool {
    let curly = before.matches('“').count() > before.matches('”').count();
    curly || before.matches('"').count() % 2 == 1
}

/// Round brackets hold ordinary asides too: "(your mileage may vary)", "(add salt to taste)". Only the plain orders of a
/// template count there.
fn is_aside(slot: &str) -> bool {
    if !slot.starts_with('(') {
        return false;
    }
    let inner = slot.trim_matches(['(', ')', ' ']).to_lowercase();
    let order = inner.starts_with("insert ")
        || inner.starts_with("tb")
        || inner.starts_with("placeholder")
        || inner.starts_with("your name");
    !order
}
