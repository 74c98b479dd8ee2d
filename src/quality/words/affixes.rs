//! The marks that are cut off the ends of a piece, and those that it is cut at.

use crate::quality::characters::{is_alpha, is_alpha_lower, is_alpha_upper, is_icon};

/// Marks that are cut off at either end.
fn is_mark(c: char) -> bool {
    match c {
        ',' | ':' | ';' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '_' | '#'
        | '*' | '&' => true,
        _ if c.is_ascii() => is_quote(c),
        '…' | '¿' | '؟' | '¡' | '。' | '？' | '！' | '，' | '、' | '；' | '：' | '～' | '·'
        | '।' | '،' | '۔' | '؛' | '٪' | '—' | '–' => true,
        _ => is_quote(c) || is_icon(c),
    }
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '"'
            | '”'
            | '“'
            | '`'
            | '‘'
            | '´'
            | '’'
            | '‚'
            | ','
            | '„'
            | '»'
            | '«'
            | '「'
            | '」'
            | '『'
            | '』'
            | '（'
            | '）'
            | '〔'
            | '〕'
            | '【'
            | '】'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '\u{2329}'
            | '\u{232a}'
            | '⟦'
            | '⟧'
    )
}

fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '€' | '¥' | '฿' | '﷼' | '\u{20a0}'..='\u{20bf}'
    )
}

/// The width of the mark at the beginning; 0 if there is none.
pub(super) fn front(piece: &str) -> usize {
    let Some(first) = piece.chars().next() else {
        return 0;
    };
    let width = first.len_utf8();
    let cut = match first {
        '.' => {
            let dots = piece.bytes().take_while(|&byte| byte == b'.').count();
            return if dots > 1 { dots } else { 0 };
        }
        'U' if piece.starts_with("US$") => return 3,
        'A' | 'C' if piece[1..].starts_with('$') => return 2,
        '+' => !piece[1..].starts_with(|c: char| c.is_ascii_digit()),
        '%' | '=' | '§' => true,
        _ if first.is_ascii_alphanumeric() => false,
        _ => is_mark(first) || is_currency(first),
    };
    if cut { width } else { 0 }
}

/// The width of the mark, unit or ending at the end; 0 if there is none.
pub(super) fn back(piece: &str) -> usize {
    let Some(last) = piece.chars().next_back() else {
        return 0;
    };
    let width = last.len_utf8();
    let before = &piece[..piece.len() - width];
    match last {
        '.' => {
            let dots = piece.bytes().rev().take_while(|&byte| byte == b'.').count();
            if dots > 1 || cuts_full_stop(before) {
                dots
            } else {
                0
            }
        }
        '…' if before.ends_with('…') => 2 * width,
        's' | 'S' if before.ends_with('\'') => 2,
        's' | 'S' if before.ends_with('’') => 1 + '’'.len_utf8(),
        '+' if ends_in_digit(before) => 1,
        _ if !last.is_ascii_alphanumeric() && is_mark(last) => width,
        _ => unit(piece),
    }
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether one full stop behind this is cut off.
fn cuts_full_stop(before: &str) -> bool {
    let mut backwards = before.chars().rev();
    let Some(last) = backwards.next() else {
        return false;
    };
    let second = backwards.next();
    let mark = match last {
        '0'..='9' | '%' | '²' | '-' | '+' | '|' => true,
        // Of the marks of both ends, dashes and symbols are not meant here.
        '—' | '–' => false,
        _ if last.is_ascii_alphanumeric() => false,
        _ => is_mark(last) && !is_icon(last),
    };
    mark || is_alpha_lower(last)
        || (is_alpha_upper(last) && second.is_some_and(is_alpha_upper))
        || (matches!(last, 'F' | 'C' | 'K') && second == Some('°'))
}

/// The units that are cut off a number. The last but one of the list is two of them run together, by a slip of theirs.
const UNITS: &[&str] = &[
    "km",
    "km²",
    "km³",
    "m",
    "m²",
    "m³",
    "dm",
    "dm²",
    "dm³",
    "cm",
    "cm²",
    "cm³",
    "mm",
    "mm²",
    "mm³",
    "ha",
    "µm",
    "nm",
    "yd",
    "in",
    "ft",
    "kg",
    "g",
    "mg",
    "µg",
    "t",
    "lb",
    "oz",
    "m/s",
    "km/h",
    "kmh",
    "mph",
    "hPa",
    "Pa",
    "mbar",
    "mb",
    "MB",
    "kb",
    "KB",
    "gb",
    "GB",
    "tb",
    "TB",
    "T",
    "G",
    "M",
    "K",
    "%",
    "км",
    "км²",
    "км³",
    "м",
    "м²",
    "м³",
    "дм",
    "дм²",
    "дм³",
    "см",
    "см²",
    "см³",
    "мм",
    "мм²",
    "мм³",
    "нм",
    "кг",
    "г",
    "мг",
    "м/с",
    "км/ч",
    "кПа",
    "Па",
    "мбар",
    "Кб",
    "КБ",
    "кб",
    "Мб",
    "МБ",
    "мб",
    "Гб",
    "ГБ",
    "гб",
    "Тб",
    "ТБ",
    "كم²",
    "كم³",
    "م",
    "م²",
    "م³",
    "سم",
    "سم²",
    "سم³",
    "مم",
    "مم²",
    "مم³",
    "كم",
    "غرام",
    "جرام",
    "جم",
    "كغ",
    "ملغ",
    "كوب",
    "тбكم",
    "اكواب",
];

/// The width of the unit or currency behind the last digit.
fn unit(piece: &str) -> usize {
    // No unit is longer than ten bytes.
    let tail = piece.as_bytes().iter().rev().take(11);
    let Some(width) = tail
        .clone()
        .position(u8::is_ascii_digit)
        .filter(|&it| it > 0)
    else {
        return 0;
    };
    let unit = &piece[piece.len() - width..];
    let mut characters = unit.chars();
    let currency = match (characters.next(), characters.next()) {
        (Some(sign), None) => is_currency(sign),
        _ => matches!(unit, "US$" | "C$" | "A$"),
    };
    if currency || UNITS.contains(&unit) {
        width
    } else {
        0
    }
}

/// Bytes of ASCII at which a piece may be cut.
static CUTS: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b".+-*^,~:<>=/";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    // First bytes of characters beyond ASCII.
    let mut byte = 0xc2;
    while byte < 0xf5 {
        table[byte] = true;
        byte += 1;
    }
    table
};

/// Where the next mark at or behind `from` stands that the piece is cut at, and its width.
pub(super) fn inside(piece: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = piece.as_bytes();
    let mut at = from;
    loop {
        let next = bytes
            .get(at..)?
            .iter()
            .position(|&byte| CUTS[usize::from(byte)])?;
        at += next;
        let width = mark_inside(piece, at);
        if width > 0 {
            return Some((at, width));
        }
        at += 1;
    }
}

/// The width of the mark at `at`, if the piece is cut there.
fn mark_inside(piece: &str, at: usize) -> usize {
    let (before, rest) = piece.split_at(at);
    let mut characters = rest.chars();
    let Some(mark) = characters.next() else {
        return 0;
    };
    let width = mark.len_utf8();
    let before = before.chars().next_back().unwrap_or(' ');
    let behind = characters.next().unwrap_or(' ');
    let cut = match mark {
        '.' if behind == '.' => return rest.bytes().take_while(|&byte| byte == b'.').count(),
        '.' => is_lower_or_quote(before) && is_upper_or_quote(behind),
        '+' | '*' | '^' => is_between_numbers(before, behind),
        ',' => is_alpha(before) && is_alpha(behind),
        '-' | '–' | '—' | '~' => {
            if mark == '-' && is_between_numbers(before, behind) {
                return width;
            }
            return if is_alpha(before) || before.is_ascii_digit() {
                dash(rest)
            } else {
                0
            };
        }
        ':' | '<' | '>' | '=' | '/' => {
            (is_alpha(before) || before.is_ascii_digit()) && is_alpha(behind)
        }
        '…' => true,
        _ => is_icon(mark),
    };
    if cut { width } else { 0 }
}

fn is_between_numbers(before: char, behind: char) -> bool {
    before.is_ascii_digit() && (behind.is_ascii_digit() || behind == '-')
}

fn is_lower_or_quote(c: char) -> bool {
    is_alpha_lower(c) || is_quote(c)
}

fn is_upper_or_quote(c: char) -> bool {
    is_alpha_upper(c) || is_quote(c)
}

/// The width of the dash at the beginning, if a letter follows.
fn dash(rest: &str) -> usize {
    let dashes = ["---", "--", "-", "——", "—", "–", "~"].into_iter();
    dashes
        .filter(|dash| {
            let behind = rest.strip_prefix(dash);
            behind.is_some_and(|behind| behind.starts_with(is_alpha))
        })
        .map(str::len)
        .next()
        .unwrap_or(0)
}
