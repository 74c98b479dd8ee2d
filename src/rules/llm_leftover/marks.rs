//! Marks that chat programs leave in copied text: `oaicite`, `turn0search0`, `【85†L1-L9】`, `<think>`, `[cite: 3]`.

use std::ops::Range;

use super::super::quotes::Line;
use super::{Family, Leftover};
use crate::lexicon::Hit;

/// A mark that is a word of a list, where it stands as the programs set it.
pub(super) fn word(line: &Line<'_>, hit: Hit) -> Option<Leftover> {
    let words = &line.text[hit.start..hit.end];
    let (before, after) = (line.before(hit.start), line.after(hit.end));
    let lower = words.to_ascii_lowercase();
    if lower.starts_with("utm") || lower.starts_with("referrer") {
        return address(line, hit);
    }
    // Who writes of such marks sets them as code.
    if line.is_quoted(hit.start) || talks_of_marks(before) || talks_of_marks(after) {
        return None;
    }
    if is_control(&lower, before) {
        return Some(Leftover {
            at: tagged(line, hit),
            family: Family::Token,
        });
    }
    let in_square = before.ends_with('[') && after.starts_with([']', ',', ' ']);
    let begins = |heads: &[&str]| heads.iter().any(|head| lower.starts_with(head));
    let cited = if lower.contains("turn0")
        || lower.contains("oaicite")
        || lower.starts_with("turn")
        || lower == "contentreference"
    {
        let numbered = words.bytes().any(|byte| byte.is_ascii_digit());
        numbered || before.ends_with(['[', ':', '(', '【']) || after.starts_with(['[', ':', '='])
    } else if begins(&["cite_", "start_span", "end_span", "attached"]) {
        in_square
    } else if begins(&["cite", "web", "memory", "file"]) {
        in_square && words.contains(':')
    } else if begins(&["inst"]) {
        words == "INST" && in_square || before.ends_with("[/")
    } else if begins(&["sandbox"]) {
        words.starts_with("sandbox:/mnt/data")
    } else {
        begins(&[
            "oai",
            "attributable",
            "vertexai",
            "grounding",
            "ppl",
            "immersive",
        ])
    };
    cited.then(|| Leftover {
        at: bracketed(line, hit),
        family: Family::Citation,
    })
}

/// `<grok-card ...>`, `<|im_start|>`: the name of a tag.
fn is_control(lower: &str, before: &str) -> bool {
    let tag = lower.starts_with("grok") || lower.starts_with("ant");
    tag && before.ends_with(['<', '/']) || before.ends_with("<|")
}

/// `utm_source=chatgpt.com` in an address.
fn address(line: &Line<'_>, hit: Hit) -> Option<Leftover> {
    let words = &line.text[hit.start..hit.end];
    let before = line.before(hit.start);
    let head = before
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default();
    let in_address =
        head.contains("://") || head.contains("www.") || head.contains('/') && head.contains('.');
    let set = words.contains('=') && head.ends_with(['?', '&', ';']);
    (set && in_address && !line.is_quoted(hit.start)).then_some(Leftover {
        at: hit.start..hit.end,
        family: Family::Address,
    })
}

fn talks_of_marks(near: &str) -> bool {
    const WORDS: [&str; 9] = [
        "markup",
        "token",
        "the string",
        "artifact",
        "artefact",
        "parameter",
        "placeholder",
        "such as",
        "called",
    ];
    WORDS.iter().any(|word| near.contains(word))
}

/// The mark with the brackets around it: `:contentReference[oaicite:0]{index=0}`.
fn bracketed(line: &Line<'_>, hit: Hit) -> Range<usize> {
    let (before, after) = (line.before(hit.start), line.after(hit.end));
    let part = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '[' | ':' | '(' | '_' | '{' | '<' | '|' | '/' | '【')
    };
    let start = hit.start
        - before
            .chars()
            .rev()
            .take_while(|&c| part(c))
            .map(char::len_utf8)
            .sum::<usize>();
    let close = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                ']' | ':' | ')' | '_' | '{' | '}' | '=' | '†' | '】' | '|'
            )
    };
    let length = after
        .chars()
        .take_while(|&c| close(c))
        .map(char::len_utf8)
        .sum::<usize>();
    let listed = after
        .find(']')
        .filter(|&end| end < 40 && before.ends_with('['));
    start..hit.end + length.max(listed.map_or(0, |end| end + 1))
}

/// The whole tag around the word.
fn tagged(line: &Line<'_>, hit: Hit) -> Range<usize> {
    let before = line.before(hit.start);
    let start = before
        .rfind('<')
        .map_or(hit.start, |open| hit.start - before.len() + open);
    let end = line
        .after(hit.end)
        .find('>')
        .map_or(hit.end, |close| hit.end + close + 1);
    start..end
}

/// Adds `【85†L1-L9】` and its like.
pub(super) fn dagger(line: &Line<'_>, found: &mut Vec<Leftover>) {
    const LONGEST: usize = 80;
    for start in memchr::memmem::find_iter(line.text.as_bytes(), "【".as_bytes()) {
        let rest = line.after(start);
        let Some(close) = rest.find('】').filter(|&close| close < LONGEST) else {
            continue;
        };
        let inner = &rest['【'.len_utf8()..close];
        let cited = inner.contains('†') && inner.starts_with(|c: char| c.is_ascii_digit());
        if cited
            || inner.starts_with("cite")
            || inner.starts_with("turn0")
            || inner.starts_with("oaicite")
        {
            found.push(Leftover {
                at: start..start + close + '】'.len_utf8(),
                family: Family::Citation,
            });
        }
    }
}

/// Adds `[12†source]`, `[^1^]` and `[citation:3]`.
pub(super) fn square(line: &Line<'_>, found: &mut Vec<Leftover>) {
    const LONGEST: usize = 48;
    for start in memchr::memchr_iter(b'[', line.text.as_bytes()) {
        let rest = line.after(start + 1);
        let Some(close) = rest.find(']').filter(|&close| close < LONGEST) else {
            continue;
        };
        let inner = &rest[..close];
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let dagger = inner.contains('†') && inner.starts_with(|c: char| c.is_ascii_digit());
        let raised = inner
            .strip_prefix('^')
            .and_then(|inner| inner.strip_suffix('^'))
            .is_some_and(digits);
        let named = [
            "citation:",
            "reference:",
            "oai_citation:",
            "ref:",
            "source:",
            "doc:",
            "page:",
            "post:",
            "search:",
            "chart:",
            "code_file:",
            "generated_image:",
            "conversation_history:",
        ]
        .iter()
        .any(|name| {
            inner
                .strip_prefix(name)
                .is_some_and(|rest| rest.trim().starts_with(|c: char| c.is_ascii_digit()))
        });
        // "([Harbour News][1])"
        let listed = line.before(start).ends_with('(')
            && rest[close + 1..]
                .strip_prefix('[')
                .and_then(|rest| rest.split_once("])"))
                .is_some_and(|(number, _)| digits(number));
        if (dagger || raised || named || listed) && !line.is_quoted(start) {
            found.push(Leftover {
                at: start..start + close + 2,
                family: Family::Citation,
            });
        }
    }
}

/// Adds `<think>` and the control marks of chat templates.
pub(super) fn tags(line: &Line<'_>, found: &mut Vec<Leftover>) {
    for start in memchr::memchr_iter(b'<', line.text.as_bytes()) {
        let rest = &line.text[start..];
        let tag = TAGS.iter().find(|tag| rest.starts_with(*tag));
        let card = ["<grok-card", "<grok:render", "<antArtifact", "<antThinking"]
            .iter()
            .any(|tag| rest.starts_with(tag));
        let end = match tag {
            Some(tag) => start + tag.len(),
            None if card => start + line.after(start).find('>').map_or(10, |close| close + 1),
            None => continue,
        };
        let talked_of = line.is_quoted(start)
            || talks_of_marks(line.before(start))
            || talks_of_marks(line.after(end));
        let tags_of = |near: &str| near.contains("tag") || near.contains("model");
        if !talked_of && !tags_of(line.before(start)) {
            found.push(Leftover {
                at: start..end,
                family: Family::Token,
            });
        }
    }
}

/// Control marks of models and their chat templates.
#[rustfmt::skip]
const TAGS: [&str; 20] = [
    "<think>", "</think>", "<thinking>", "</thinking>", "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>",
    "<|assistant|>", "<|user|>", "<|system|>", "<start_of_turn>", "<end_of_turn>", "<|begin_of_text|>",
    "<|end_of_text|>", "<<SYS>>", "<reasoning>", "</reasoning>", "<|start_header_id|>", "<|end|>",
];
