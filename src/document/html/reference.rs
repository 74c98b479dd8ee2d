//! Character references that read the same wherever they stand.

/// The names that most references have. Others are left to the tokenizer, which knows 2,231.
const NAMES: [(&str, char); 40] = [
    ("amp", '&'),
    ("nbsp", '\u{a0}'),
    ("quot", '"'),
    ("lt", '<'),
    ("gt", '>'),
    ("apos", '\''),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("sbquo", '‚'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("middot", '·'),
    ("bull", '•'),
    ("deg", '°'),
    ("euro", '€'),
    ("times", '×'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("ntilde", 'ñ'),
    ("ccedil", 'ç'),
];

/// Reads the reference at the beginning of `text`, which begins with `&`: the character and the bytes of the reference. `None`
/// if that takes more than is known here.
pub(super) fn read(text: &str, in_value: bool) -> Option<(char, usize)> {
    let rest = &text[1..];
    match rest.as_bytes().first() {
        Some(b'#') => number(&rest[1..]).map(|(c, length)| (c, 2 + length)),
        Some(byte) if byte.is_ascii_alphanumeric() => {
            let other = |c: char| !c.is_ascii_alphanumeric();
            let end = rest.find(other)?;
            let name = &rest[..end];
            match rest.as_bytes()[end] {
                b';' => {
                    let (_, c) = NAMES.iter().find(|(of, _)| *of == name)?;
                    Some((*c, end + 2))
                }
                // What goes on like this in a value is none: it is a part of an address.
                b'=' if in_value => Some(('&', 1)),
                _ => None,
            }
        }
        _ => Some(('&', 1)),
    }
}

/// A number with the `;` behind it.
fn number(text: &str) -> Option<(char, usize)> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let end = digits
        .bytes()
        .take(8)
        .position(|byte| byte == b';')
        .filter(|&end| end > 0)?;
    let digits = &digits[..end];
    if !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
        return None;
    }
    let c = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    // Others stand for something else than they say.
    let as_it_says = matches!(c, ' '..='~' | '\u{a0}'..);
    as_it_says.then(|| (c, usize::from(radix == 16) + end + 1))
}
