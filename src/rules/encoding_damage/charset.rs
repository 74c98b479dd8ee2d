//! The two single-byte charsets that UTF-8 is most often misread as.

/// How text was misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// Western European, and Latin-1 with it: the two differ in 0x80 to 0x9F alone, which are control characters there.
    Windows1252,
    /// Cyrillic.
    Windows1251,
}

impl Charset {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Windows1252 => "windows-1252",
            Self::Windows1251 => "windows-1251",
        }
    }

    /// The byte that is read as this character; `None` for characters the charset does not have, and for ASCII.
    ///
    /// A byte that the charset leaves undefined is read as the control character of that number, as the WHATWG Encoding
    /// Standard has it.
    pub(super) fn byte(self, c: char) -> Option<u8> {
        let code = u32::from(c);
        match self {
            _ if code < 0x80 => None,
            Self::Windows1252 if code < 0x100 => Some(code as u8),
            Self::Windows1252 => place(&WINDOWS_1252, c),
            Self::Windows1251 if (0x410..0x450).contains(&code) => {
                Some((code - 0x410 + 0xC0) as u8)
            }
            Self::Windows1251 => place(&WINDOWS_1251, c),
        }
    }

    /// The character that the byte is read as.
    pub(super) fn character(byte: u8) -> char {
        match byte {
            0x80..0xA0 => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => char::from(byte),
        }
    }
}

fn place(table: &[char], c: char) -> Option<u8> {
    let at = table.iter().position(|&known| known == c)?;
    Some(0x80 + at as u8)
}

/// 0x80 to 0x9F of windows-1252; all else is Latin-1.
#[rustfmt::skip]
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// 0x80 to 0xBF of windows-1251; behind them stands the Russian alphabet.
#[rustfmt::skip]
const WINDOWS_1251: [char; 64] = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ',
    'ђ', '‘', '’', '“', '”', '•', '–', '—', '\u{98}', '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ',
    '\u{a0}', 'Ў', 'ў', 'Ј', '¤', 'Ґ', '¦', '§', 'Ё', '©', 'Є', '«', '¬', '\u{ad}', '®', 'Ї',
    '°', '±', 'І', 'і', 'ґ', 'µ', '¶', '·', 'ё', '№', 'є', '»', 'ј', 'Ѕ', 'ѕ', 'ї',
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The characters that the charset reads for a byte.
    fn characters(charset: Charset, byte: u8) -> Vec<char> {
        let all = (0x80..=0xFFFF).filter_map(char::from_u32);
        all.filter(|&c| charset.byte(c) == Some(byte)).collect()
    }

    /// The text as it looks where its UTF-8 is read as `charset`.
    fn misread(text: &str, charset: Charset) -> String {
        let read = |byte: u8| {
            if byte < 0x80 {
                Some(char::from(byte))
            } else {
                characters(charset, byte).pop()
            }
        };
        text.bytes().filter_map(read).collect()
    }

    #[test]
    fn bytes_are_those_of_the_charsets() {
        assert_eq!(misread("café", Charset::Windows1252), "cafÃ©");
        assert_eq!(misread("it’s", Charset::Windows1252), "itâ€™s");
        assert_eq!(misread("при", Charset::Windows1251), "РїСЂРё");
        assert_eq!(misread("—", Charset::Windows1251), "вЂ”");
        assert_eq!(Charset::Windows1252.byte('я'), None);
        assert_eq!(Charset::Windows1252.byte('e'), None);
    }

    #[test]
    fn every_byte_beyond_ascii_is_read() {
        for byte in 0x80..=0xFF {
            assert_eq!(characters(Charset::Windows1251, byte).len(), 1, "{byte:x}");
            let western = characters(Charset::Windows1252, byte);
            // A control character of Latin-1 or, but for five of them, what windows-1252 has there.
            let controls =
                (0x80..0xA0).contains(&byte) && ![0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(&byte);
            assert_eq!(western.len(), 1 + usize::from(controls), "{byte:x}");
            assert!(western.contains(&Charset::character(byte)));
        }
    }
}
