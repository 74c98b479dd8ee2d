//! Finds text whose UTF-8 was read as a single-byte charset, and reads it right.
//!
//! Two to four characters in a row that are the bytes of one plausible character may be what is left of it: a *sequence*.
//! Many sequences also stand in sound text (`café…»` at the end of a quotation, `10 Å²`), so that only those count that sound
//! text does not hold (*sure* ones), and the doubtful ones of their line with them.
//!
//! Invariant: time linear in the text.

use std::ops::Range;

use super::charset::Charset;

/// Words that were misread, and what they say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Misread {
    pub range: Range<usize>,
    pub charset: Charset,
    pub repaired: String,
}

/// How often a text may have been misread on its way: each time makes two or three characters of one.
const ROUNDS: usize = 4;

/// The misread words of a line; neighbours are one.
pub(super) fn misread(text: &str) -> Vec<Misread> {
    let sequences = sequences(text);
    // A range of the text, and of the sequences in it.
    let mut words: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (sequence, at) in sequences.iter().zip(0..) {
        let inside = |words: &[(Range<usize>, _)]| {
            words
                .last()
                .is_some_and(|(word, _)| sequence.range.start < word.end)
        };
        let word = if inside(&words) {
            None
        } else {
            Some(word_around(text, sequence.range.clone()))
        };
        match (words.last_mut(), word) {
            (Some((_, held)), None) => held.end = at + 1,
            (Some((last, held)), Some(word)) if text[last.end..word.start].trim().is_empty() => {
                (last.end, held.end) = (word.end, at + 1);
            }
            (_, word) => words.extend(word.map(|word| (word, at..at + 1))),
        }
    }
    let repair = |(range, held): (Range<usize>, Range<usize>)| Misread {
        charset: sequences[held.start].charset,
        repaired: repaired(text, &range, &sequences[held]),
        range,
    };
    words.into_iter().map(repair).collect()
}

/// The text of `range` with its sequences read right, and again, if that is misread as well.
fn repaired(text: &str, range: &Range<usize>, of: &[Sequence]) -> String {
    let mut repaired = replace(text, range, of);
    for _ in 1..ROUNDS {
        let again = sequences(&repaired);
        if again.is_empty() {
            break;
        }
        repaired = replace(&repaired, &(0..repaired.len()), &again);
    }
    // The no-break space that was the second half of `à` has become a space.
    if repaired.ends_with('Ã') {
        repaired.pop();
        repaired.push('à');
    }
    repaired
}

fn replace(text: &str, range: &Range<usize>, sequences: &[Sequence]) -> String {
    let mut replaced = String::with_capacity(range.len());
    let mut at = range.start;
    for sequence in sequences {
        replaced.push_str(&text[at..sequence.range.start]);
        // A mark of the byte order is nothing to be read.
        replaced.extend((sequence.read != '\u{feff}').then_some(sequence.read));
        at = sequence.range.end;
    }
    replaced.push_str(&text[at..range.end]);
    replaced
}

/// From white space to white space.
fn word_around(text: &str, range: Range<usize>) -> Range<usize> {
    // No-break spaces are halves of sequences.
    let space = |c: char| c.is_ascii_whitespace();
    let before = text[..range.start].rfind(space).map_or(0, |at| at + 1);
    let end = text[range.end..]
        .find(space)
        .map_or(text.len(), |at| range.end + at);
    before..end
}

/// Characters that are the bytes of one.
#[derive(Clone, Debug)]
struct Sequence {
    range: Range<usize>,
    charset: Charset,
    read: char,
    /// It holds a character that sound text does not have behind a letter.
    odd: bool,
    sure: bool,
}

/// The sequences of a line that holds a sure one: those, and the doubtful ones that look like nothing else then.
fn sequences(text: &str) -> Vec<Sequence> {
    let mut found: Vec<Sequence> = Vec::new();
    let mut at = 0;
    while let Some(start) = text.as_bytes()[at..]
        .windows(3)
        .position(may_begin)
        .map(|next| at + next)
    {
        let Some(c) = text[start..].chars().next() else {
            break;
        };
        at = start + c.len_utf8();
        if let Some(sequence) = sequence(text, start, c) {
            at = sequence.range.end;
            found.push(sequence);
        }
    }
    let mut start = 0;
    while start < found.len() {
        let run = run_length(&found[start..]);
        judge_run(&mut found[start..start + run]);
        start += run;
    }
    let sure = |charset: Charset| {
        found
            .iter()
            .any(|sequence| sequence.sure && sequence.charset == charset)
    };
    let (western, cyrillic) = (sure(Charset::Windows1252), sure(Charset::Windows1251));
    found.retain(|sequence| {
        let kin = match sequence.charset {
            Charset::Windows1252 => western,
            Charset::Windows1251 => cyrillic,
        };
        sequence.sure || kin && Script::of(sequence.read).is_some_and(Script::is_likely)
    });
    found
}

/// Whether a sequence may begin with the first two bytes: `Â` to `ð`, or `Р`, `С` or `в`; and something beyond ASCII follows.
fn may_begin(bytes: &[u8]) -> bool {
    let lead = match bytes[0] {
        0xC3 => (0x82..=0xB0).contains(&bytes[1]),
        0xD0 => matches!(bytes[1], 0xA0 | 0xA1 | 0xB2),
        _ => false,
    };
    lead && bytes[2] >= 0x80
}

/// The sequence that begins with `lead`, the character at `start`.
fn sequence(text: &str, start: usize, lead: char) -> Option<Sequence> {
    let charset = if lead < '\u{100}' {
        Charset::Windows1252
    } else {
        Charset::Windows1251
    };
    let mut bytes = [charset.byte(lead)?, 0, 0, 0];
    let count = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0 => 4,
        _ => return None,
    };
    let mut end = start + lead.len_utf8();
    let mut odd = false;
    for (byte, c) in bytes[1..count].iter_mut().zip(text[end..].chars()) {
        let Some(known) = charset.byte(c).filter(|byte| (0x80..0xC0).contains(byte)) else {
            break;
        };
        *byte = known;
        odd |= !may_follow_a_letter(c);
        end += c.len_utf8();
    }
    let read = std::str::from_utf8(&bytes[..count])
        .ok()
        .and_then(|read| read.chars().next());
    let Some(read) = read else {
        return halved(text, start);
    };
    let script = Script::of(read)?;
    let around = Around {
        before: text[..start].chars().next_back(),
        behind: text[end..].chars().next(),
    };
    let sure = match (charset, script) {
        (_, Script::Alphabet | Script::Syllables) => false,
        (Charset::Windows1251, Script::Symbols) => lead == 'в' && text[start..].starts_with("вЂ"),
        (Charset::Windows1251, _) => return None,
        (_, Script::Latin | Script::Accents) if count == 2 => odd || around.shows(lead, read),
        _ => odd,
    };
    Some(Sequence {
        range: start..end,
        charset,
        read,
        odd,
        sure,
    })
}

/// `â€` without a third character: what is read as none is the last byte of a closing quotation mark.
fn halved(text: &str, start: usize) -> Option<Sequence> {
    const HALF: &str = "â€";
    text[start..].starts_with(HALF).then(|| Sequence {
        range: start..start + HALF.len(),
        charset: Charset::Windows1252,
        read: '”',
        odd: true,
        sure: true,
    })
}

/// What stands beside a sequence.
struct Around {
    before: Option<char>,
    behind: Option<char>,
}

impl Around {
    /// Whether a capital with an accent and a mark behind it cannot be just that: `CAFÃ»` may be a word of capitals at the end of a
    /// quotation, `“Â”` a letter that is talked about, `10 Å²` a measure.
    fn shows(&self, lead: char, read: char) -> bool {
        let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
        if lower(self.before) {
            return true;
        }
        let apart = self.before.is_none_or(|c| !c.is_alphanumeric());
        match lead {
            'Â' => self
                .before
                .is_none_or(|c| !c.is_alphabetic() && !is_opening(c)),
            // `à`, whose second half is a no-break space.
            'Ã' if read == 'à' => apart && self.behind.is_none_or(char::is_whitespace),
            'Ã' | 'È' => apart && lower(self.behind),
            'Ä' | 'Å' => {
                apart && lower(self.behind) && matches!(read, 'ś' | 'œ' | 'Œ' | 'ő' | 'đ')
            }
            _ => false,
        }
    }
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '„' | '‘' | '‚' | '«' | '»' | '(' | '[' | '/' | '`'
    )
}

/// Characters that sound text has behind a letter: closing marks, dashes, signs that are written small and high.
fn may_follow_a_letter(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '…'
            | '–'
            | '—'
            | '™'
            | '®'
            | '©'
            | '°'
            | '²'
            | '³'
            | '¹'
            | 'º'
            | 'ª'
            | '·'
            | '´'
            | '•'
            | '\u{ad}'
    )
}

/// How many of the first sequences touch each other and are of one script.
fn run_length(sequences: &[Sequence]) -> usize {
    let joined = |pair: &&[Sequence]| {
        pair[0].range.end == pair[1].range.start
            && Script::of(pair[0].read) == Script::of(pair[1].read)
    };
    1 + sequences.windows(2).take_while(joined).count()
}

/// Other alphabets are told by several letters in a row: one by itself may be chance (`2×½ cups`, `Рідний`).
fn judge_run(run: &mut [Sequence]) {
    let enough = match run[0].charset {
        Charset::Windows1252 => 2,
        Charset::Windows1251 => 3,
    };
    let several = match Script::of(run[0].read) {
        Some(Script::Alphabet | Script::Syllables) => {
            run.len() >= enough && run.iter().any(|sequence| sequence.odd)
        }
        _ => run.len() > enough,
    };
    let sure = several || run.iter().any(|sequence| sequence.sure);
    for sequence in run {
        sequence.sure = sure;
    }
}

/// What a character that was read right belongs to; characters that texts hardly hold belong to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Accents,
    Symbols,
    /// Any other alphabet.
    Alphabet,
    /// Chinese, Japanese and Korean: of any two characters with accents and a mark most are one of these.
    Syllables,
}

impl Script {
    fn of(c: char) -> Option<Self> {
        Some(match u32::from(c) {
            0xA0..=0x24F | 0x1E00..=0x1EFF | 0xFB00..=0xFB06 => Self::Latin,
            0x300..=0x36F => Self::Accents,
            0x2000..=0x206F
            | 0x20A0..=0x20BF
            | 0x2100..=0x27BF
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

    /// Whether a doubtful sequence of it is more likely misread than sound in a line that was misread.
    fn is_likely(self) -> bool {
        self != Self::Syllables
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repairs(text: &str) -> Vec<(&str, String)> {
        misread(text)
            .into_iter()
            .map(|found| (&text[found.range], found.repaired))
            .collect()
    }

    fn only(text: &str) -> String {
        let mut found = repairs(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0).1
    }

    #[test]
    fn letters_and_marks_of_western_text() {
        assert_eq!(repairs("Le cafÃ© du port"), [("cafÃ©", "café".to_owned())]);
        assert_eq!(only("Itâ€™s late"), "It’s");
        assert_eq!(only("He said â€œno.â€\u{9d}"), "“no.”");
        assert_eq!(only("He said â€œno.â€ and left"), "“no.”");
        assert_eq!(only("MÃ¼nchen"), "München");
        assert_eq!(only("Ã–sterreich"), "Österreich");
        assert_eq!(only("d'Ã©tat"), "d'état");
        assert_eq!(only("CAFÃ‰"), "CAFÉ");
        assert_eq!(only("Ã\u{a0} demain"), "à");
        assert_eq!(only("dÃ©jÃ  vu"), "déjà");
        assert_eq!(only("The end.Â\u{a0} Then"), "end.\u{a0}");
        assert_eq!(only("at 30Â°C"), "30°C");
        assert_eq!(only("costs Â£5"), "£5");
        assert_eq!(only("bÅ‚Ä™du"), "błędu");
        assert_eq!(only("Å›wiat"), "świat");
        assert_eq!(only("Timișoara È™i"), "și");
        assert_eq!(only("Viá»‡t"), "Việt");
        assert_eq!(only("ðŸ˜€"), "😀");
        assert_eq!(only("ï»¿Title"), "Title");
        assert_eq!(only("a â‚¬20 note"), "€20");
    }

    #[test]
    fn other_alphabets() {
        assert_eq!(only("Ð¿Ñ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€"), "привет мир");
        assert_eq!(only("РїСЂРёРІРµС‚ РјРёСЂ"), "привет мир");
        assert_eq!(only("Îº\u{a0}ÎºÎ±Î»Î·"), "κ\u{a0}καλη");
        assert_eq!(only("×©×œ×•×\u{9d}"), "שלום");
        assert_eq!(only("ä½\u{a0}å¥½"), "你好");
        assert_eq!(only("Он сказал: вЂњнет"), "“нет");
    }

    #[test]
    fn what_was_misread_twice_is_read_twice() {
        assert_eq!(only("Itâ€™s"), "It’s");
        assert_eq!(only("ItÃ¢â‚¬â„¢s"), "It’s");
        assert_eq!(only("cafÃƒÂ©"), "café");
        assert_eq!(only("cafÃƒÆ’Ã‚Â©"), "café");
    }

    #[test]
    fn sound_text_stays() {
        for text in [
            "Müller aß Brötchen, père a mangé une crêpe, año, čeština, żółć, İstanbul, đường, ĐÃ",
            "«\u{a0}Il est allé à l’école\u{a0}», a dit le curé\u{a0}: «\u{a0}C’est l’été…\u{a0}»",
            "“MAÇÃ” e “AMANHÃ”; «IRMÃ», ‘NÃO’, NÃ…",
            "The letter “Ä” and the letter “Ã” and «Å»; 10 Å² or 3 Å–4 Å, Å·mol",
            "2×½ cups, 3×4, × ¼, Ø°, CAFÉ™, café®, Universität¹², où…, là—bas, sí»¿Qué?",
            "Рідний край, СІЧ, США»…, Різдво, РФ, РіСК, ЕЭС–РЖД",
            "Ελλάδα, Ευρώπη· Ό,τι; ΣΥΡΙΖΑ»",
            "Ísland, þú, ð, Þórðarson æ ø å ÆØÅ”, ‘Å’",
            "dotyk\u{a0}–\u{a0}ä, ö\u{a0}» und ü“, Å\u{a0}m",
            "한국어 日本語 中文 ไทย हिन्दी עברית العربية",
        ] {
            assert_eq!(repairs(text), [], "{text}");
        }
    }

    #[test]
    fn lines_of_any_length_take_linear_time() {
        let long = "Ã©".repeat(200_000);
        assert_eq!(misread(&long).len(), 1);
        let doubtful = "é»… ".repeat(200_000);
        assert_eq!(misread(&doubtful), []);
    }
}
