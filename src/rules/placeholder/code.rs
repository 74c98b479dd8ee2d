//! Evidence that a document is about code: there `{name}` and `null` are what is talked of, and no defect.

use super::super::Page;
use crate::report::Kind;

/// A document is technical if at least so many lines hold code, ...
const FEWEST_LINES: usize = 3;
/// ... and one of so many lines does.
const ONE_OF: usize = 12;

/// Whether the lines of the document, or enough of them, hold code.
pub(in crate::rules) fn is_technical(page: &Page<'_, '_>) -> bool {
    let code = page
        .lines
        .iter()
        .filter(|line| line.kind == Kind::Code || holds_code(line.text))
        .count();
    code >= FEWEST_LINES && code * ONE_OF >= page.lines.len()
}

/// Whether a line holds what prose does not: calls, operators, markup, names with underscores, code marks.
pub(super) fn holds_code(text: &str) -> bool {
    const OPERATORS: [&str; 16] = [
        "()", "=>", "->", "==", "!=", "::", "&&", "||", "</", "/>", "`", "();", "(\"", "('", "[\"",
        "['",
    ];
    let trimmed = text.trim();
    if trimmed.starts_with("//") || is_bare(trimmed) {
        return true;
    }
    let marks = memchr::memmem::find(text.as_bytes(), b"--").is_some()
        || memchr::memchr3(b'(', b'=', b'>', text.as_bytes()).is_some()
        || memchr::memchr3(b'_', b'`', b'|', text.as_bytes()).is_some()
        || memchr::memchr3(b'&', b':', b'[', text.as_bytes()).is_some();
    marks
        && text
            .split_ascii_whitespace()
            .any(|token| token.bytes().any(is_mark) && is_code(token, &OPERATORS))
}

/// The signs without which a word is no code: most words of prose have none.
fn is_mark(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b'=' | b'>' | b'_' | b'`' | b'|' | b'&' | b':' | b'[' | b'/' | b'-'
    )
}

fn is_code(token: &str, operators: &[&str]) -> bool {
    // What may be a slot itself is no evidence.
    let slot = token.contains(['{', '%', '$', '*', '<', '«'])
        || token.starts_with('[')
        || token.contains("](");
    if slot && !token.contains("(\"") && !token.contains("=\"") && !token.contains("('") {
        return false;
    }
    if token.contains("://") || token.contains('@') {
        return false;
    }
    let flag = token
        .strip_prefix("--")
        .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    flag || operators.iter().any(|operator| token.contains(operator)) || is_snake_case(token)
}

/// `},`: a line of nothing but the brackets and signs of code, as pages have it that set code word by word.
fn is_bare(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| {
            matches!(
                byte,
                b'{' | b'}' | b'[' | b']' | b'(' | b')' | b';' | b'=' | b':' | b',' | b'"'
            )
        })
}

/// `max_length`: letters in lower case around an underscore.
fn is_snake_case(token: &str) -> bool {
    token.as_bytes().windows(3).any(|bytes| {
        bytes[1] == b'_' && bytes[0].is_ascii_lowercase() && bytes[2].is_ascii_lowercase()
    })
}

/// Whether a line is about the wording of a letter or notice, which it then quotes.
pub(super) fn talks_of_wording(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "format",
        "sample",
        "wording",
        "replaced with",
        "fill in",
        "keyword",
        "example",
        "such as",
    ];
    WORDS
        .iter()
        .any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

/// Whether a line leads into a template: a heading or the words before a colon.
pub(super) fn leads_into_template(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "template", "Template", "sample", "Sample", "prompt", "Prompt", "Vorlage", "Muster",
    ];
    let text = text.trim();
    let leads = text.ends_with(':') || text.len() < 90 && !text.ends_with(['.', '!', '?']);
    leads
        && WORDS
            .iter()
            .any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

/// Whether a line is about templates and their variables.
pub(super) fn talks_of_templates(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "template",
        "placeholder",
        "variable",
        "syntax",
        "parameter",
        "merge tag",
        "shortcode",
        "endpoint",
        "boilerplate",
        "mail merge",
        "merge field",
        "personalization",
        "personalisation",
        "javascript",
        "source code",
        "programming",
        "Template",
        "Placeholder",
        "Variable",
        "Platzhalter",
        "Vorlage",
        "modèle",
        "plantilla",
        "шаблон",
    ];
    WORDS
        .iter()
        .any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}
