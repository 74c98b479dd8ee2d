//! Dates as pages write them, into ISO 8601.
//!
//! A string is cut into numbers, words and what stands between; a date is three neighbours that can be one. Nothing is
//! guessed: a year has four digits, a month of a date in words has a name, and the day must be in the calendar.

mod months;
mod time;

/// Bytes that are looked at.
const LOOK: usize = 160;

/// Years that a page may be of.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;

/// A date in ISO 8601 out of a value that is one: with time and offset if they are there, without the day if it is not.
///
/// `language` decides `03/04/2024`: see [`month_first`].
pub(super) fn iso(value: &str, language: &str) -> Option<String> {
    let value = value.trim();
    let digits = value.strip_suffix(".0").unwrap_or(value);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return stamp(digits);
    }
    find(value, language).or_else(|| month_alone(value))
}

/// The first date inside a text.
pub(super) fn find(text: &str, language: &str) -> Option<String> {
    let text = head(text);
    let tokens = tokens(text);
    if !tokens.iter().any(|token| token.year().is_some()) {
        return None;
    }
    for at in 0..tokens.len() {
        let three = tokens.get(at..at + 3)?;
        if let Some(day) = Day::of(three, language) {
            let end = three[2].end;
            let time = time::read(&text[end..]).unwrap_or_default();
            return Some(format!("{}{time}", day.iso()));
        }
    }
    None
}

/// Whether a word is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    months::by_name(word).is_some()
}

/// The part of a text that is looked at.
fn head(text: &str) -> &str {
    let mut end = text.len().min(LOOK);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether `03/04/2024` is March 4 on a page of this language: so they write in the United States and the Philippines, and
/// `en` alone is taken for theirs (an assumption: no figures stand behind it).
fn month_first(language: &str) -> bool {
    ["en", "en-us", "en-ph"]
        .iter()
        .any(|of| language.eq_ignore_ascii_case(of))
}

#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    /// What stands between the token before and this one.
    gap: &'t str,
    text: &'t str,
    /// Its value, if it is a number of at most four digits.
    number: Option<u32>,
    end: usize,
}

impl Token<'_> {
    fn year(&self) -> Option<u32> {
        self.number
            .filter(|year| self.text.len() == 4 && YEARS.contains(year))
    }

    fn small(&self) -> Option<u32> {
        self.number.filter(|_| self.text.len() <= 2)
    }

    fn month(&self) -> Option<u32> {
        months::by_name(self.text)
    }
}

/// Numbers and words. Short words of a date ("de", "of", "st", the ordinals' ends) are gaps.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut gap) = (0, 0);
    while let Some(first) = text[at..].chars().next() {
        let digit = first.is_ascii_digit();
        let length = text[at..]
            .find(|c: char| {
                if digit {
                    !c.is_ascii_digit()
                } else {
                    !(c.is_alphabetic() || months::is_mark(c))
                }
            })
            .unwrap_or(text.len() - at);
        if length == 0 {
            at += first.len_utf8();
            continue;
        }
        let word = &text[at..at + length];
        at += length;
        // `2024-03-05T10:00`, `20240305T100000`
        if digit || !is_filler(word) {
            tokens.push(Token {
                gap: &text[gap..at - length],
                text: word,
                number: if digit && length <= 4 {
                    word.parse().ok()
                } else {
                    None
                },
                end: at,
            });
            gap = at;
        }
    }
    tokens
}

/// Words between the parts of a date.
fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 23] = [
        "st", "nd", "rd", "th", "of", "the", "er", "de", "del", "di", "d", "a", "e", "o", "ª", "º",
        "年", "月", "日", "년", "월", "일", "den",
    ];
    FILLERS
        .iter()
        .any(|filler| word.eq_ignore_ascii_case(filler))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: u32,
    month: u32,
    of_month: u32,
}

impl Day {
    /// The date that three neighbours are, if they are one.
    fn of(three: &[Token<'_>], language: &str) -> Option<Self> {
        let [a, b, c] = three else { return None };
        if let (Some(year), Some(month), Some(day)) = (a.year(), b.small(), c.small()) {
            return (is_numeric_gap(b.gap) && is_numeric_gap(c.gap))
                .then(|| Self::checked(year, month, day))
                .flatten();
        }
        if let (Some(first), Some(second), Some(year)) = (a.small(), b.small(), c.year()) {
            let gap = b.gap.trim();
            if gap != c.gap.trim() || !matches!(gap, "/" | "." | "-") {
                return None;
            }
            return Self::ordered(first, second, year, gap == "/" && month_first(language));
        }
        if !(is_written_gap(b.gap) && is_written_gap(c.gap)) {
            return None;
        }
        let (year, month, day) = match (a.month(), b.month()) {
            (Some(month), None) => (c.year()?, month, b.small()?),
            (None, Some(month)) => match (a.small(), a.year()) {
                (Some(day), _) => (c.year()?, month, day),
                (None, year) => (year?, month, c.small()?),
            },
            _ => return None,
        };
        Self::checked(year, month, day)
    }

    /// A date of two small numbers and a year. Only one order may be possible; else the language decides.
    fn ordered(first: u32, second: u32, year: u32, month_first: bool) -> Option<Self> {
        let by_day = Self::checked(year, second, first);
        let by_month = Self::checked(year, first, second);
        if month_first {
            by_month.or(by_day)
        } else {
            by_day.or(by_month)
        }
    }

    fn checked(year: u32, month: u32, day: u32) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=days).contains(&day) && YEARS.contains(&year)).then_some(Self {
            year,
            month,
            of_month: day,
        })
    }

    fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }

    /// The date so many days after 1970-01-01 (Howard Hinnant's `civil_from_days`).
    fn after_epoch(days: u64) -> Self {
        let shifted = days + 719_468;
        let (era, of_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let month = (shifted_month + 2) % 12 + 1;
        Self {
            year: (year_of_era + era * 400 + u64::from(month <= 2)) as u32,
            month: month as u32,
            of_month: (of_year - (153 * shifted_month + 2) / 5 + 1) as u32,
        }
    }
}

/// What may stand between the numbers of a date that begins with the year.
fn is_numeric_gap(gap: &str) -> bool {
    matches!(gap.trim(), "-" | "/" | "." | "年" | "月" | "년" | "월")
}

/// What may stand between the parts of a date in words: white space, a full stop or comma, fillers.
fn is_written_gap(gap: &str) -> bool {
    gap.chars().all(|c| {
        c.is_whitespace()
            || matches!(c, '.' | ',' | '-' | '/' | '،')
            || c.is_alphabetic()
            || c == 'º'
    })
}

/// A number without any mark: `20240305`, `20240305100000`, seconds or milliseconds since 1970.
fn stamp(digits: &str) -> Option<String> {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse().ok());
    match digits.len() {
        8 | 14 => {
            let day = Day::checked(part(0..4)?, part(4..6)?, part(6..8)?)?;
            let clock = digits.get(8..14).filter(|clock| *clock < "240000");
            let time =
                clock.map(|clock| format!("T{}:{}:{}", &clock[..2], &clock[2..4], &clock[4..]));
            Some(format!("{}{}", day.iso(), time.unwrap_or_default()))
        }
        10 | 13 => {
            let seconds = digits[..10].parse::<u64>().ok()?;
            let (days, clock) = (seconds / 86_400, seconds % 86_400);
            let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
            let day = Day::after_epoch(days).iso();
            Some(format!("{day}T{hour:02}:{minute:02}:{second:02}Z"))
        }
        _ => None,
    }
}

/// `2003-11`, `2003/11` or `November 2003`, and nothing else.
fn month_alone(value: &str) -> Option<String> {
    let tokens = tokens(head(value));
    let [a, b] = tokens.as_slice() else {
        return None;
    };
    let (year, month) = match (a.year(), b.small(), a.month()) {
        (Some(year), Some(month), _) if is_numeric_gap(b.gap) => (year, month),
        (_, _, Some(month)) if is_written_gap(b.gap) => (b.year()?, month),
        _ => return None,
    };
    let first = Day::checked(year, month, 1)?;
    Some(first.iso()[..7].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(iso(text, "en-GB").as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn iso_and_its_neighbours() {
        reads("2024-03-05", "2024-03-05");
        reads(" 2024/3/5 ", "2024-03-05");
        reads("2024-03-05T10:07:08.123+0100", "2024-03-05T10:07:08+01:00");
        reads("2024-03-05T10:07Z", "2024-03-05T10:07Z");
        reads("2024-03-05 10:07:08 UTC", "2024-03-05T10:07:08Z");
        reads("20240305", "2024-03-05");
        reads("20240305100708", "2024-03-05T10:07:08");
        reads("2003-11", "2003-11");
        reads("November 2003", "2003-11");
    }

    #[test]
    fn mail_and_script_dates() {
        reads(
            "Tue, 05 Mar 2024 10:07:08 +0000",
            "2024-03-05T10:07:08+00:00",
        );
        reads("Tue, 5 Mar 2024 10:07:08 GMT", "2024-03-05T10:07:08Z");
        reads("Tue, 5 Mar 2024 10:07:08 EST", "2024-03-05T10:07:08-05:00");
        reads(
            "Tue Mar 05 2024 10:07:08 GMT+0100 (CET)",
            "2024-03-05T10:07:08+01:00",
        );
        reads("1709633228", "2024-03-05T10:07:08Z");
        reads("1709633228123", "2024-03-05T10:07:08Z");
    }

    #[test]
    fn written_dates_in_many_languages() {
        for (text, expected) in [
            ("March 3, 2024", "2024-03-03"),
            (
                "Published on Sept. 3rd, 2024 at 9:05 p.m.",
                "2024-09-03T21:05",
            ),
            ("the 3rd of March 2024", "2024-03-03"),
            ("3. März 2024, 10:05 Uhr", "2024-03-03T10:05"),
            ("1er août 2024", "2024-08-01"),
            ("3 de março de 2024", "2024-03-03"),
            ("3 dicembre 2024", "2024-12-03"),
            ("12 maart 2024", "2024-03-12"),
            ("12. lokakuuta 2024", "2024-10-12"),
            ("12 października 2024", "2024-10-12"),
            ("12 марта 2024 г.", "2024-03-12"),
            ("12 грудня 2024", "2024-12-12"),
            ("2024. március 5.", "2024-03-05"),
            ("5 Şubat 2024", "2024-02-05"),
            ("2024年3月5日", "2024-03-05"),
            ("2024년 3월 5일", "2024-03-05"),
            ("5 Μαρτίου 2024", "2024-03-05"),
        ] {
            reads(text, expected);
        }
    }

    #[test]
    fn the_language_decides_which_number_is_the_month() {
        assert_eq!(iso("03/04/2024", "en-US").as_deref(), Some("2024-03-04"));
        assert_eq!(iso("03/04/2024", "en").as_deref(), Some("2024-03-04"));
        assert_eq!(iso("03/04/2024", "fr").as_deref(), Some("2024-04-03"));
        assert_eq!(iso("03/04/2024", "").as_deref(), Some("2024-04-03"));
        assert_eq!(iso("25/04/2024", "en-US").as_deref(), Some("2024-04-25"));
        assert_eq!(iso("04.03.2024", "en-US").as_deref(), Some("2024-03-04"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2024",
            "30.02.2024",
            "2024-13-01",
            "March 3",
            "3/4/24",
            "Monday",
            "12 people came 2024",
            "1.2.3",
            "version 10 of 2024",
            "29 February 2023",
            "99999999",
            "2 hours ago",
        ] {
            assert_eq!(iso(text, "en"), None, "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_no_further_than_a_line() {
        let text = format!("{} 2024-03-05", "ä ".repeat(100_000));
        assert_eq!(find(&text, "en"), None);
    }
}
