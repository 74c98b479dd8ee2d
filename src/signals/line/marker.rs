//! List markers.

/// How a line of a list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Marker {
    None,
    Bullet,
    Number,
}

/// The list marker at the start of a line: `- `, `• `, `3. `, `(3) `, `b) `.
pub(crate) fn marker(text: &str) -> Marker {
    // Most lines begin with a letter, and there is no more to be seen.
    if let [first, second, ..] = text.as_bytes()
        && first.is_ascii_alphabetic()
        && *second != b')'
    {
        return Marker::None;
    }
    let text = text.trim_start();
    let Some(first) = text.chars().next() else {
        return Marker::None;
    };
    if matches!(
        first,
        '-' | '*'
            | '–'
            | '—'
            | '•'
            | '·'
            | '●'
            | '▪'
            | '‣'
            | '◦'
            | '■'
            | '□'
            | '►'
            | '▶'
            | '+'
    ) {
        let rest = &text[first.len_utf8()..];
        let bullet = !matches!(first, '-' | '–' | '—' | '*' | '+')
            || rest.starts_with([' ', '\t', '\u{a0}']);
        return if bullet && !rest.trim().is_empty() {
            Marker::Bullet
        } else {
            Marker::None
        };
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let width = if digits == 0 && inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        1
    } else {
        digits
    };
    let mut rest = inner[width..].chars();
    let closed = match rest.next() {
        Some('.') => digits > 0 && inner.len() == text.len(),
        Some(')') => width > 0,
        _ => false,
    };
    let spaced = rest.next().is_some_and(char::is_whitespace);
    if closed && spaced && width <= 3 {
        Marker::Number
    } else {
        Marker::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_markers() {
        for text in ["1. One", "  12) Twelve", "(3) Three", "b) second"] {
            assert_eq!(marker(text), Marker::Number, "{text}");
        }
        for text in ["- dash", "• bullet", "•bullet", "* star", "– en dash"] {
            assert_eq!(marker(text), Marker::Bullet, "{text}");
        }
        for text in [
            "1.5 litres",
            "2024. was",
            "-5 degrees",
            "A. Smith",
            "**",
            "(see below)",
            "-",
            "",
        ] {
            assert_eq!(marker(text), Marker::None, "{text}");
        }
    }
}
