//! Where elements meet inside a captured text.

/// Stands for the edge of a block inside a captured text.
pub(super) const EDGE: char = '\u{2028}';

/// Stands for the edge of any other element inside the text of an author's element.
pub(super) const SEAM: char = '\u{2029}';

/// The parts of an author's element: cut at blocks, and where elements meet without white space between their texts.
pub(super) fn parts(text: &str) -> impl Iterator<Item = String> {
    text.split(EDGE).flat_map(|block| {
        let mut parts: Vec<String> = Vec::new();
        let mut apart = true;
        for piece in block.split(SEAM) {
            if apart || piece.starts_with(char::is_whitespace) {
                match parts.last_mut() {
                    Some(last) if !last.is_empty() => last.push_str(piece),
                    _ => parts.push(piece.to_owned()),
                }
            } else if !piece.is_empty() {
                parts.push(piece.to_owned());
            }
            if !piece.is_empty() {
                apart = piece.ends_with(char::is_whitespace);
            }
        }
        parts.retain(|part| !part.trim().is_empty());
        parts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_touch_are_apart() {
        let text =
            format!("By{SEAM}Ada{SEAM} Quill{SEAM}Harbour Desk{EDGE} {SEAM}{EDGE}Pier {SEAM}News");
        let found: Vec<String> = parts(&text).collect();
        assert_eq!(found, ["By", "Ada Quill", "Harbour Desk", "Pier News"]);
    }
}
