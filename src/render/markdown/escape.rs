//! Characters that mean something in Markdown, made to mean themselves.

/// What an entity is at the longest, without `&` and `;`.
const ENTITY: usize = 32;

/// Escapes text that stands inside a line, onto the end of `out`. `cell`: in a cell of a table.
pub(super) fn text(text: &str, cell: bool, out: &mut String) {
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let escaped = match c {
            '\\' | '`' | '*' | '[' | ']' | '~' => true,
            // Inside a word it means nothing.
            '_' => {
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !(inside(before) && inside(rest.chars().next()))
            }
            '<' => !rest.starts_with(' '),
            '&' => may_be_entity(rest),
            '|' => cell,
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        // No reader of Markdown keeps it.
        if c != '\0' {
            out.push(c);
        }
        before = Some(c);
    }
}

/// Whether what follows an ampersand may make an entity of it.
fn may_be_entity(rest: &str) -> bool {
    let name = rest
        .bytes()
        .take(ENTITY)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    // What stands behind the end is not known.
    name == rest.len() || name > 0 && rest.as_bytes()[name] == b';'
}

/// Escapes what would make something else of a line that is spelled already than a line of a paragraph.
pub(super) fn start(mut line: String) -> String {
    let ends = |at: usize| matches!(line.as_bytes().get(at), None | Some(b' ' | b'\t'));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let only = |set: &[u8]| line.bytes().all(|byte| set.contains(&byte));
    let place = match line.bytes().nth(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) && ends(digits + 1) => Some(digits),
        _ if digits > 0 => None,
        Some(b'#') => {
            let level = line.bytes().take_while(|&byte| byte == b'#').count();
            (level <= 6 && ends(level)).then_some(0)
        }
        Some(b'>') => Some(0),
        Some(b'+' | b'-') if ends(1) => Some(0),
        // A line below a heading or the head of a table, or one between paragraphs.
        Some(b'=') if only(b"= \t") => Some(0),
        Some(b'-' | b'|' | b':') if only(b"-|: \t") => Some(0),
        _ => None,
    };
    if let Some(place) = place {
        line.insert(place, '\\');
    }
    line
}

/// Escapes what would end a heading that is spelled already.
pub(super) fn heading(line: &str) -> String {
    let text = line.trim_end_matches('#');
    if text.len() == line.len() || !(text.is_empty() || text.ends_with([' ', '\t'])) {
        return line.to_owned();
    }
    format!("{text}\\{}", &line[text.len()..])
}

/// The address of a link, between brackets.
pub(super) fn address(address: &str, out: &mut String) {
    for c in address.chars() {
        match c {
            '(' | ')' | '[' | ']' | '\\' | '&' | '*' | '_' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(line: &str) -> String {
        let mut out = String::new();
        text(line, false, &mut out);
        start(out)
    }

    #[test]
    fn text_that_looks_like_markup_is_escaped() {
        for (line, expected) in [
            ("a * b_ _c snake_case", r"a \* b\_ \_c snake_case"),
            (r"C:\pier `x`", r"C:\\pier \`x\`"),
            ("[x](y) ![z]", r"\[x\](y) !\[z\]"),
            ("<b>1 < 2", r"\<b>1 < 2"),
            ("AT&T &lt; &#60; & &amp", r"AT&T \&lt; \&#60; & \&amp"),
            ("# One", r"\# One"),
            ("#One", "#One"),
            ("####### One", "####### One"),
            ("> One", r"\> One"),
            ("- One", r"\- One"),
            ("+", r"\+"),
            ("-One", "-One"),
            ("---", r"\---"),
            ("- - -", r"\- - -"),
            ("===", r"\==="),
            ("1. One", r"1\. One"),
            ("12) One", r"12\) One"),
            ("1.5 tons", "1.5 tons"),
            ("1234567890. One", "1234567890. One"),
            ("| a | b |", "| a | b |"),
            ("|:--|---|", r"\|:--|---|"),
            (":-:", r"\:-:"),
            ("~~~", r"\~\~\~"),
            ("", ""),
        ] {
            assert_eq!(escaped(line), expected);
        }
    }

    #[test]
    fn signs_at_the_end_of_a_heading_stay() {
        assert_eq!(heading("C #"), r"C \#");
        assert_eq!(heading("C ##"), r"C \##");
        assert_eq!(heading("C#"), "C#");
        assert_eq!(heading("#"), r"\#");
    }

    #[test]
    fn addresses_end_where_they_end() {
        let mut out = String::new();
        address("/a(b)?c=`d`&copy;|<e>", &mut out);
        assert_eq!(out, r"/a\(b\)?c=%60d%60\&copy;%7C%3Ce%3E");
    }
}
