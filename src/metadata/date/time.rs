//! The time of day behind a date.

/// Time and offset that a text begins with, as ISO 8601 writes them behind a date.
pub(super) fn read(text: &str) -> Option<String> {
    let clock = text.find(|c: char| c.is_ascii_digit())?;
    // A few words may stand between: "T", "at", "um", "kl.", "à".
    if clock > 12 || text[..clock].contains(['\n', '(']) {
        return None;
    }
    let rest = &text[clock..];
    let (hour, rest) = number(rest)?;
    let (minute, rest) = number(rest.strip_prefix([':', '.', 'h'])?)?;
    // "3.5 million" is no time.
    if !two_digits(&text[..text.len() - rest.len()]) {
        return None;
    }
    let (second, rest) = match rest.strip_prefix(':').and_then(number) {
        Some((second, rest)) => (Some(second), rest),
        None => (None, rest),
    };
    let rest = without_fraction(rest);
    let (hour, rest) = half_of_day(hour, rest);
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) {
        return None;
    }
    let second = second.map(|second| format!(":{second:02}"));
    let offset = offset(rest.trim_start()).unwrap_or_default();
    Some(format!(
        "T{hour:02}:{minute:02}{}{offset}",
        second.unwrap_or_default()
    ))
}

/// Whether a text ends with two digits.
fn two_digits(text: &str) -> bool {
    text.bytes().rev().take_while(u8::is_ascii_digit).count() == 2
}

/// One or two digits.
fn number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    matches!(length, 1 | 2).then(|| Some((text[..length].parse().ok()?, &text[length..])))?
}

fn without_fraction(text: &str) -> &str {
    text.strip_prefix(['.', ','])
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(text, |rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit())
        })
}

/// Reads "am" and "pm".
fn half_of_day(hour: u32, text: &str) -> (u32, &str) {
    let rest = text.trim_start();
    for (mark, length) in [("am", 2), ("a.m", 3), ("pm", 2), ("p.m", 3)] {
        let Some(head) = rest.get(..length) else {
            continue;
        };
        if head.eq_ignore_ascii_case(mark) && (1..=12).contains(&hour) {
            let afternoon = 12 * u32::from(mark.starts_with('p'));
            let rest = rest[length..].trim_start_matches('.');
            return (hour % 12 + afternoon, rest);
        }
    }
    (hour, text)
}

/// `Z`, `+01:00`, `-0500`, `GMT`, and the zones of RFC 2822.
fn offset(text: &str) -> Option<String> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (zone, rest) = text.split_at(length);
    let utc = ["Z", "UTC", "GMT", "UT"]
        .iter()
        .any(|name| zone.eq_ignore_ascii_case(name));
    if (zone.is_empty() || utc)
        && let Some(sign) = rest.chars().next().filter(|c| matches!(c, '+' | '-' | '−'))
        && let Some(offset) = numeric(&rest[sign.len_utf8()..])
    {
        let sign = if sign == '+' { '+' } else { '-' };
        return Some(format!("{sign}{offset}"));
    }
    if utc {
        return Some("Z".to_owned());
    }
    let hours = match zone {
        "EDT" => 4,
        "EST" | "CDT" => 5,
        "CST" | "MDT" => 6,
        "MST" | "PDT" => 7,
        "PST" => 8,
        _ => return None,
    };
    Some(format!("-{hours:02}:00"))
}

/// `01:00`, `0100`, `01`
fn numeric(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (hours, minutes) = match digits {
        4 => (&text[..2], &text[2..4]),
        2 => (
            &text[..2],
            text[2..]
                .strip_prefix(':')
                .and_then(|rest| rest.get(..2))
                .unwrap_or("00"),
        ),
        _ => return None,
    };
    let (hour, minute): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hour <= 14 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_offsets() {
        for (text, expected) in [
            ("T10:07:08-05:00", "T10:07:08-05:00"),
            (" at 12:30 AM", "T00:30"),
            (", 12:30 p.m. EDT", "T12:30-04:00"),
            (" à 9h05", "T09:05"),
            (" 10:07 +01", "T10:07+01:00"),
            (" 10:07 | 5 comments", "T10:07"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            " 5 comments",
            " 25:00",
            " 10:77",
            "; a long text before 10:07",
            " 3.5 million",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
