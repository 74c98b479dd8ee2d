//! What a line looks like without what it says: for tables that may be published.

/// The shape of a text: `A` for letters in upper case, `a` for other letters, `0` for digits; marks and spaces stay.
/// At most `most` characters.
pub(crate) fn shape(text: &str, most: usize) -> String {
    let mut shape: String = text.trim().chars().take(most).map(shape_of).collect();
    if text.trim().chars().nth(most).is_some() {
        shape.push('…');
    }
    shape
}

fn shape_of(c: char) -> char {
    match c {
        _ if c.is_uppercase() => 'A',
        _ if c.is_alphabetic() => 'a',
        _ if c.is_numeric() => '0',
        // These would end the cell or the code span of a markdown table.
        '|' => '¦',
        '`' => '\'',
        _ if c.is_whitespace() => ' ',
        // Nothing that could be read: pictures, marks of other letters, characters without a form.
        _ if !c.is_ascii() && !"–—…„“”‘’«»·•©®™€£°、。，！？：；「」（）".contains(c) => {
            '*'
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_lose_their_values() {
        assert_eq!(
            shape("  Über den Fluss: 12 km", 30),
            "Aaaa aaa Aaaaa: 00 aa"
        );
        assert_eq!(shape("川へ１２。", 30), "aa00。");
        assert_eq!(shape("A|b`c\td🙂", 30), "A¦a'a a*");
    }

    #[test]
    fn long_shapes_are_cut() {
        assert_eq!(shape("abcdef", 3), "aaa…");
        assert_eq!(shape("abc", 3), "aaa");
    }
}
