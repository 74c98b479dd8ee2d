//! Plain text out of values: tags stripped, entities decoded, white space single.

use std::borrow::Cow;

use scraper::{Html, Node};

/// Bytes between `&` and `;` of an entity, at the most.
const ENTITY: usize = 32;

/// A value on one line, decoded as often as it seems to have been escaped (at most twice).
pub(super) fn clean(value: &str) -> String {
    let mut value = Cow::Borrowed(value);
    for _ in 0..2 {
        if !has_entity(&value) {
            break;
        }
        value = Cow::Owned(decode(&value));
    }
    let mut clean = String::with_capacity(value.len());
    for word in value.split(|c: char| c.is_whitespace() || is_invisible_space(c)) {
        if !word.is_empty() {
            if !clean.is_empty() {
                clean.push(' ');
            }
            clean.extend(word.chars().filter(|&c| !is_invisible(c)));
        }
    }
    clean
}

/// The lines of a text that may hold HTML, without those that hold nothing.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut text = Cow::Borrowed(text);
    // Text that was escaped shows its tags only when it is decoded.
    if !text.contains("</") && has_entity(&text) {
        text = Cow::Owned(decode(&text));
    }
    if text.contains('<') {
        text = Cow::Owned(strip(&text));
    }
    text.split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(clean)
        .filter(|line| !line.is_empty())
        .collect()
}

/// Whether something looks like an entity: `&amp;`, `&#39;`.
fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = &text.as_bytes()[at + 1..];
        let length = rest
            .iter()
            .take(ENTITY)
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
            .count();
        length > 1 && rest.get(length) == Some(&b';')
    })
}

/// Decodes entities alone. The parser knows all of them; text without tags is quick and flat for it.
pub(super) fn decode(text: &str) -> String {
    let page = Html::parse_fragment(&text.replace('<', "&lt;"));
    let texts = page.tree.nodes().filter_map(|node| match node.value() {
        Node::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect()
}

/// Takes tags and comments out. Those of blocks and breaks leave a line end.
fn strip(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    // Where no tag ends any more, no later one does: the text is not searched to its end for every `<`.
    let mut closed = true;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].trim_start_matches('/');
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
        let end = if is_tag && closed {
            rest.find('>')
        } else {
            None
        };
        closed &= !is_tag || end.is_some();
        if let Some(end) = end {
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if is_block(&name[..length]) {
                plain.push('\n');
            }
            rest = &rest[end + 1..];
        } else {
            plain.push('<');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 22] = [
        "p",
        "br",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "section",
        "article",
        "blockquote",
        "pre",
        "dd",
        "dt",
        "figure",
        "hr",
    ];
    BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block))
}

/// Marks inside words that no reader sees: soft hyphens, byte order and direction marks, pictures' variants.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'
    ) || c.is_control()
}

/// A place where a word may break, which is none inside it.
fn is_invisible_space(c: char) -> bool {
    c == '\u{200b}'
}

/// The words of a text in lower case: runs of letters and digits, with one space between them.
pub(super) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut apart = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if apart && !words.is_empty() {
                words.push(' ');
            }
            apart = false;
            words.extend(c.to_lowercase());
        } else {
            apart = true;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_twice_at_the_most() {
        assert_eq!(clean("  Salt &amp;amp; Rope\n\tCo. "), "Salt & Rope Co.");
        assert_eq!(clean("Fish &#8217;n&#x2019; chips"), "Fish ’n’ chips");
        assert_eq!(
            clean("R&D and AT&T; and a < b &lt; c"),
            "R&D and AT&T; and a < b < c"
        );
        assert_eq!(clean("Home Re\u{ad}pair\u{a0}Aid"), "Home Repair Aid");
    }

    #[test]
    fn html_becomes_lines() {
        assert_eq!(
            lines("<p>One <b>bold</b> word.</p><p>Two &lt;three&gt;<br/>four"),
            ["One bold word.", "Two <three>", "four"]
        );
        assert_eq!(
            lines("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;"),
            ["One", "Two"]
        );
        assert_eq!(lines("a < b\n\n<!-- note -->c"), ["a < b", "c"]);
    }

    #[test]
    fn stripping_takes_linear_time() {
        let text = "<a".repeat(200_000);
        assert_eq!(lines(&text), [text]);
    }

    #[test]
    fn words_are_lower_case() {
        assert_eq!(words("  The “Pier”: 2nd Life! "), "the pier 2nd life");
    }
}
