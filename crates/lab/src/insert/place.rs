//! Where a text goes in a document, and the document with it.

use bodycopy::Span;

use super::template::Place;
use crate::random::Random;

/// A document with a text put into it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub text: String,
    /// The bytes of what was put in.
    pub span: Span,
}

/// A line of at least so many words is one of text.
const WORDS: usize = 12;

/// Where words are not set apart, it is one from so many characters.
const CHARS: usize = 40;

/// Puts a text into a document; `None` where it has no place for it.
pub(super) fn put(text: &str, place: Place, host: &str, random: &mut Random) -> Option<Placed> {
    let host = host.trim_end();
    match place {
        Place::Sentence => {
            let at = *random.pick(&gaps(host))?;
            // In the place of a space stand the text and a space on either side; between characters it stands alone.
            let (before, after) = host.split_at(at);
            let joint = if after.starts_with(' ') { " " } else { "" };
            Some(joined(before, joint, text, "", after))
        }
        Place::Append => {
            let lines = text_lines(host);
            let end = random.pick(&lines)?.end;
            let (before, after) = host.split_at(end);
            Some(joined(before, " ", text, "", after))
        }
        Place::Start => Some(own_lines(text, 0, host)),
        Place::End => Some(own_lines(text, host.len(), host)),
        Place::Between => Some(own_lines(text, *random.pick(&line_starts(host))?, host)),
        Place::Line => match random.below(5) {
            0 => Some(own_lines(text, 0, host)),
            1 => Some(own_lines(text, host.len(), host)),
            _ => Some(own_lines(text, *random.pick(&line_starts(host))?, host)),
        },
    }
}

fn joined(before: &str, open: &str, text: &str, close: &str, after: &str) -> Placed {
    let start = before.len() + open.len();
    Placed {
        text: [before, open, text, close, after].concat(),
        span: Span {
            start,
            end: start + text.len(),
        },
    }
}

/// Lines of their own before the line that starts at `at`, or behind the last; with blank lines around them if the document
/// sets its lines apart so.
fn own_lines(text: &str, at: usize, host: &str) -> Placed {
    let end = if host.contains("\n\n") { "\n\n" } else { "\n" };
    let (before, after) = host.split_at(at);
    if after.is_empty() {
        joined(before, end, text, "\n", after)
    } else {
        joined(before, "", text, end, after)
    }
}

/// Where lines start that hold text, but the first.
fn line_starts(host: &str) -> Vec<usize> {
    lines(host).skip(1).map(|line| line.start).collect()
}

/// The lines that hold text.
fn lines(host: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let lines = host.split_inclusive('\n').map(move |line| {
        let span = Span {
            start,
            end: start + line.trim_end().len(),
        };
        start += line.len();
        span
    });
    lines.filter(|line| !line.is_empty())
}

/// The lines that are long enough for running text.
pub(super) fn text_lines(host: &str) -> Vec<Span> {
    let is_text = |line: &Span| {
        let text = &host[line.start..line.end];
        let words = text.split(' ').count();
        words >= WORDS || (is_unspaced(text) && text.chars().count() >= CHARS)
    };
    lines(host).filter(is_text).collect()
}

/// Whether words are not set apart: it has far more characters than spaces.
fn is_unspaced(text: &str) -> bool {
    text.chars().count() > 20 * text.split(' ').count()
}

/// The places between two words inside lines of text: no sentence ends or begins there.
fn gaps(host: &str) -> Vec<usize> {
    let mut gaps = Vec::new();
    for line in text_lines(host) {
        let text = &host[line.start..line.end];
        let unspaced = is_unspaced(text);
        let margin = text.len() / 5;
        let inner = text.char_indices().zip(text.chars().skip(1));
        for ((at, before), after) in inner {
            let gap = at + before.len_utf8();
            let fits = if unspaced {
                before.is_alphabetic() && after.is_alphabetic()
            } else {
                before.is_alphabetic() && after == ' '
            };
            if fits && gap > margin && gap < text.len() - margin {
                gaps.push(line.start + gap);
            }
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "The pier\n\nThe council of the port town voted on Tuesday to rebuild the old pier. It was torn apart in March.\n\nShort line\n";

    fn shown(placed: &Placed) -> &str {
        &placed.text[placed.span.start..placed.span.end]
    }

    #[test]
    fn a_text_in_a_sentence_stands_between_two_words() {
        for round in 0..50 {
            let mut random = Random::named(round, "x");
            let placed = put("[Name]", Place::Sentence, HOST, &mut random).expect("a gap");
            assert_eq!(shown(&placed), "[Name]");
            let line = placed.text.lines().nth(2).expect("the line of text");
            assert!(line.contains(" [Name] "), "{line}");
            assert!(!line.contains("pier. [Name]"), "{line}");
            assert_eq!(
                line.replace(" [Name]", ""),
                HOST.lines().nth(2).expect("it")
            );
        }
    }

    #[test]
    fn lines_of_their_own_have_blank_lines_where_the_document_has() {
        let mut random = Random::named(1, "x");
        let mut at = |place| put("a\nb", place, HOST, &mut random).expect("a place");
        assert!(at(Place::Start).text.starts_with("a\nb\n\nThe pier\n\n"));
        assert!(at(Place::End).text.ends_with("\n\nShort line\n\na\nb\n"));
        assert!(at(Place::Between).text.contains("\n\na\nb\n\n"));
        let dense = put("a", Place::End, "The pier\nShort line", &mut random);
        assert_eq!(dense.expect("a place").text, "The pier\nShort line\na\n");
    }

    #[test]
    fn what_is_appended_stays_in_its_line() {
        let mut random = Random::named(1, "x");
        let placed = put("TK", Place::Append, HOST, &mut random).expect("a line of text");
        assert!(placed.text.contains("torn apart in March. TK\n"));
        assert_eq!(shown(&placed), "TK");
        assert_eq!(put("TK", Place::Append, "Short line", &mut random), None);
    }

    #[test]
    fn text_without_spaces_is_cut_between_characters() {
        let host = "市議会は火曜日に古い桟橋を再建することを決めた。三月の嵐で桟橋は壊れ、町は長いあいだ船着き場なしで暮らした。";
        let mut random = Random::named(1, "x");
        let placed = put("[氏名]", Place::Sentence, host, &mut random).expect("a gap");
        assert_eq!(shown(&placed), "[氏名]");
        assert_eq!(placed.text.replace("[氏名]", ""), host);
    }
}
