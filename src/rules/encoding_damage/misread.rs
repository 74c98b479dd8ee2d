//! Finds text whose UTF-8 was read as a single-byte charset, and reads it right.
//!
//! Two to four characters in a row that are the bytes of one plausible character may be what is left of it: a *sequence*.
//! Many sequences also stand in sound text (`café…»` at the end of a quotation, `10 Å²`), so that only those count that sound
//! text does not hold (*sure* ones), and the doubtful ones of their line with them.
//!
//! Invariant: time linear in the text.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::charset::Charset;
use super::script::Script;

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
    if text[range.clone()].ends_with('Ã')
        && repaired
            .chars()
            .rev()
            .nth(1)
            .is_some_and(char::is_lowercase)
    {
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
    script: Script,
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
    let sure = Sure::new(&found);
    found.retain(|sequence| sequence.sure || sure.has_kin(sequence));
    found
}

/// What is sure of a line.
struct Sure {
    charsets: Vec<Charset>,
    /// A sequence of a script in which most doubtful ones are chance.
    syllables: bool,
}

impl Sure {
    fn new(sequences: &[Sequence]) -> Self {
        let sure = |charset: Charset| {
            sequences
                .iter()
                .any(|sequence| sequence.sure && sequence.charset == charset)
        };
        let all = [Charset::Windows1252, Charset::Windows1251];
        Self {
            charsets: all.into_iter().filter(|&charset| sure(charset)).collect(),
            syllables: sequences
                .iter()
                .any(|sequence| sequence.sure && sequence.script == Script::Syllables),
        }
    }

    /// Whether a doubtful sequence is more likely misread than sound beside those that are sure.
    fn has_kin(&self, sequence: &Sequence) -> bool {
        self.charsets.contains(&sequence.charset)
            && (self.syllables || sequence.script != Script::Syllables)
    }
}

/// Whether a sequence may begin with the first two bytes: `Â` to `ð`, or `В` to `Е`, `Р`, `С` or `в`; and something beyond ASCII
/// follows.
fn may_begin(bytes: &[u8]) -> bool {
    let lead = match bytes[0] {
        0xC3 => (0x82..=0xB0).contains(&bytes[1]),
        0xD0 => matches!(bytes[1], 0x92..=0x95 | 0xA0 | 0xA1 | 0xB2),
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
        (_, Script::Alphabet | Script::Syllables | Script::Controls) => false,
        (Charset::Windows1251, Script::Symbols) => lead == 'в' && text[start..].starts_with("вЂ"),
        // A letter of each alphabet in one word.
        (Charset::Windows1251, Script::Latin) => around.is_latin(),
        (Charset::Windows1251, _) => return None,
        (_, Script::Latin | Script::Accents) if count == 2 => odd || around.shows(lead, read),
        _ => odd,
    };
    Some(Sequence {
        range: start..end,
        charset,
        read,
        script,
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
        script: Script::Symbols,
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
    /// Whether the letters beside it are of ASCII, and none are Cyrillic.
    fn is_latin(&self) -> bool {
        let beside = [self.before, self.behind];
        let letters = || beside.into_iter().flatten().filter(|c| c.is_alphabetic());
        letters().count() > 0 && letters().all(|c| c.is_ascii())
    }

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
        pair[0].range.end == pair[1].range.start && pair[0].script == pair[1].script
    };
    1 + sequences.windows(2).take_while(joined).count()
}

/// Other alphabets are told by several letters in a row: one by itself may be chance (`2×½ cups`, `Рідний`).
fn judge_run(run: &mut [Sequence]) {
    let enough = match run[0].charset {
        Charset::Windows1252 => 2,
        Charset::Windows1251 => 3,
    };
    let several = match run[0].script {
        Script::Alphabet | Script::Syllables => {
            run.len() >= enough && run.iter().any(|sequence| sequence.odd)
        }
        _ => run.len() > enough,
    };
    let sure = several || run.iter().any(|sequence| sequence.sure);
    for sequence in run {
        sequence.sure = sure;
    }
}
