//! What a character that was read right belongs to.

/// The scripts that misread text is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Accents,
    Symbols,
    /// Control characters that texts do not have: half of a sequence that was misread twice.
    Controls,
    /// Any other alphabet.
    Alphabet,
    /// Chinese, Japanese and Korean: of any two characters with accents and a mark most are one of these.
    Syllables,
}

impl Script {
    /// That of a character; `None` for those that texts hardly hold.
    pub(super) fn of(c: char) -> Option<Self> {
        Some(match u32::from(c) {
            0x80..=0x9F => Self::Controls,
            0xA0..=0x24F | 0x1E00..=0x1EFF | 0xFB00..=0xFB06 => Self::Latin,
            0x300..=0x36F => Self::Accents,
            0x2000..=0x20BF
            | 0x2100..=0x27FF
            | 0x2B00..=0x2BFF
            | 0xFE00..=0xFE0F
            | 0xFEFF
            | 0xFFFD
            | 0x1F000..=0x1FAFF => Self::Symbols,
            0x370..=0x3FF
            | 0x400..=0x52F
            | 0x531..=0x58A
            | 0x590..=0x5F4
            | 0x600..=0x6FF
            | 0x900..=0xFFF
            | 0x10A0..=0x10FF => Self::Alphabet,
            0x3000..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF00..=0xFFEF => Self::Syllables,
            _ => return None,
        })
    }
}
