//! Variables of templates: `{{ city }}`, `{first_name}`, `${amount}`, `%%NAME%%`, `*|FNAME|*`, `<insert date>`, `%s`.
//!
//! Each begins with one of a few marks. A scan looks at these alone, and at each of them no further than a variable may be
//! long.

use std::ops::Range;

use super::super::quotes::Line;
use super::brackets::in_sentence;
use super::slot::{self, Surroundings};
use super::{Family, Slot};

/// Bytes of a variable at the most.
const LONGEST: usize = 64;

/// Adds the variables of a line.
pub(super) fn find(line: &Line<'_>, english: bool, found: &mut Vec<Slot>) {
    let bytes = line.text.as_bytes();
    let line = Scan {
        line,
        text: line.text,
        bytes,
        english,
    };
    for at in memchr::memchr3_iter(b'{', b'<', b'%', bytes) {
        line.add(at, found);
    }
    for at in memchr::memchr3_iter(b'$', b'_', b'*', bytes) {
        line.add(at, found);
    }
    for at in memchr::memchr3_iter(b'@', b'#', b'|', bytes) {
        line.add(at, found);
    }
    for at in memchr::memmem::find_iter(bytes, "«".as_bytes()) {
        line.add(at, found);
    }
}

struct Scan<'t> {
    line: &'t Line<'t>,
    text: &'t str,
    bytes: &'t [u8],
    english: bool,
}

impl Scan<'_> {
    /// Adds what begins at the mark, unless it is inside of what began before.
    fn add(&self, at: usize, found: &mut Vec<Slot>) {
        let range = match self.bytes[at] {
            b'{' => self.braced(at),
            b'$' => self.dollar(at),
            b'%' => self.percent(at),
            b'<' => self.angled(at),
            b'_' => self.capitals(at),
            b'*' => self.between(at, "*|", "|*", is_upper_name),
            b'@' => self.between(at, "@@", "@@", is_upper_name),
            b'|' => self.between(at, "||", "||", is_upper_name),
            b'#' => self
                .between(at, "###", "###", is_upper_name)
                .or_else(|| self.between(at, "##", "##", is_upper_name))
                .or_else(|| self.between(at, "#{", "}", is_name)),
            _ => self.between(at, "«", "»", |name| is_name(name) && name.contains('_')),
        };
        if self.bytes[at] == b'#' {
            let error = SHEET
                .iter()
                .find(|error| self.text[at..].starts_with(*error));
            if let Some(error) = error.filter(|_| !self.line.is_quoted(at)) {
                found.push(Slot::new(at..at + error.len(), Family::Value));
                return;
            }
        }
        if let Some(range) = range
            && found
                .last()
                .is_none_or(|last| range.start >= last.at.end || range.end <= last.at.start)
        {
            found.push(Slot::new(range, Family::Variable));
        }
    }

    fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b' ', |before| self.bytes[before])
    }

    fn after(&self, end: usize) -> u8 {
        self.bytes.get(end).copied().unwrap_or(b' ')
    }

    /// Nothing of a path, a name, a formula or a string of code stands right before or behind it.
    fn is_free(&self, range: &Range<usize>) -> bool {
        let (before, after) = (self.before(range.start), self.after(range.end));
        let joined = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/' | b'\\' | b'=' | b'`' | b'^')
        };
        let quotes = before == after && matches!(before, b'"' | b'\'');
        !joined(before) && !joined(after) && !quotes
    }

    /// The text between two marks, where the first stands at `at` and the text is as wanted.
    fn between(
        &self,
        at: usize,
        open: &str,
        close: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Option<Range<usize>> {
        let inner = self.inner(at, open, close)?;
        let range = at..inner.end + close.len();
        (wanted(&self.text[inner]) && self.is_free(&range)).then_some(range)
    }

    fn inner(&self, at: usize, open: &str, close: &str) -> Option<Range<usize>> {
        let rest = self.text.get(at..)?.strip_prefix(open)?;
        let start = at + open.len();
        let window = &rest.as_bytes()[..rest.len().min(LONGEST)];
        let length = memchr::memmem::find(window, close.as_bytes())?;
        (length > 0).then_some(start..start + length)
    }

    fn braced(&self, at: usize) -> Option<Range<usize>> {
        if self.before(at) == b'$' || self.before(at) == b'#' {
            return None;
        }
        if self.bytes[at..].starts_with(b"{{") {
            let inner = self.inner(at, "{{", "}}")?;
            let mut range = at..inner.end + 2;
            range.end += usize::from(self.after(range.end) == b'}');
            let marks = |byte: u8| matches!(byte, b'`' | b'"' | b'\'' | b'\\' | b'=');
            let free = !marks(self.before(at)) && !marks(self.after(range.end));
            return (free && is_expression(&self.text[inner])).then_some(range);
        }
        if self.bytes[at..].starts_with(b"{%") {
            return self.between(at, "{%", "%}", |inner| is_statement(inner.trim()));
        }
        let plain = |inner: &str| {
            let name = inner.trim_start_matches(['$', '!', '@']);
            let capitals = name.len() > 1 && is_upper_name(name);
            is_compound(name) || capitals && self.is_slot(name) || self.is_slot(name)
        };
        if let Some(range) = self.between(at, "{", "}", plain) {
            return Some(range);
        }
        self.numbered(at)
    }

    /// `{0}` and `{}` alone, in a line that is no formula.
    fn numbered(&self, at: usize) -> Option<Range<usize>> {
        let end = match self.bytes[at..] {
            [b'{', b'}', ..] => at + 2,
            [b'{', digit, b'}', ..] if digit.is_ascii_digit() => at + 3,
            _ => return None,
        };
        let apart = |byte: u8| {
            byte == b' '
                || byte.is_ascii_punctuation()
                    && !matches!(byte, b'(' | b')' | b'"' | b'\'' | b'{' | b'}')
        };
        let free = self.is_free(&(at..end)) && apart(self.before(at)) && apart(self.after(end));
        (free && !self.is_formula(at, end)).then_some(at..end)
    }

    fn dollar(&self, at: usize) -> Option<Range<usize>> {
        let name = |inner: &str| {
            let inner = inner.trim();
            !inner.is_empty()
                && inner
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b' '))
        };
        if let Some(range) = self.between(at, "${", "}", name) {
            return Some(range);
        }
        if let Some(range) =
            self.between(at, "$", "$", |name| is_upper_name(name) && name.len() > 2)
        {
            return Some(range);
        }
        // `$first_name`; a name in capitals alone is that of a share.
        let rest = &self.bytes[at + 1..];
        let length = rest
            .iter()
            .take(LONGEST)
            .take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'_')
            .count();
        let range = at..at + 1 + length;
        let name = &self.text[at + 1..at + 1 + length];
        let spelled = name.contains('_')
            || name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase());
        (spelled && self.is_free(&range) && self.is_slot(name.trim_end_matches('_')))
            .then_some(range)
    }

    fn percent(&self, at: usize) -> Option<Range<usize>> {
        if self.before(at).is_ascii_digit() || self.before(at) == b'%' {
            return None;
        }
        if let Some(range) = self.between(at, "%%", "%%", is_name) {
            return Some(range);
        }
        if let Some(inner) = self.inner(at, "%(", ")") {
            let end = inner.end + 2;
            let ends = matches!(self.after(end - 1), b's' | b'd');
            return (ends && is_name(&self.text[inner]) && self.is_free(&(at..end)))
                .then_some(at..end);
        }
        let named = |name: &str| {
            is_upper_name(name) && name.len() > 1
                || is_name(name) && (name.contains('_') || self.is_slot(name))
        };
        if let Some(range) = self.between(at, "%", "%", named) {
            return Some(range);
        }
        let rest = &self.bytes[at + 1..];
        let end = match *rest {
            [digit, b'$', b's' | b'd' | b'@', ..] if digit.is_ascii_digit() => at + 4,
            [b's' | b'd' | b'@', ..] => at + 2,
            _ => return None,
        };
        // "100 %d" is a slip of the finger; a string that is quoted is talked of.
        let number = self
            .line
            .before(at)
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit());
        let free =
            self.is_free(&(at..end)) && !matches!(self.after(end), b'%' | b':' | b'-' | b'(');
        (free && !number && !matches!(self.before(at), b'%' | b':' | b'-')).then_some(at..end)
    }

    fn angled(&self, at: usize) -> Option<Range<usize>> {
        if let Some(range) = self.between(at, "<<", ">>", |inner| {
            is_name(inner) || self.is_slot(inner)
        }) {
            return Some(range);
        }
        if let Some(range) = self.between(at, "<%=", "%>", |inner| !inner.trim().is_empty()) {
            return Some(range);
        }
        let inner = self.inner(at, "<", ">")?;
        let range = at..inner.end + 1;
        let words = &self.text[inner];
        let named = words
            .bytes()
            .next()
            .is_some_and(|byte| !matches!(byte, b'/' | b'!' | b'?' | b'<'))
            && !words.contains(['<', '/', '@', '"', '=', '\'', ','])
            && self.is_free(&range)
            && self.is_slot(&words.replace('-', " "));
        // `<title>` is markup, and so is what is closed again.
        let tag = words
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && TAGS.contains(&words);
        let (before, after) = (self.line.before(at), self.line.after(range.end));
        if !named || tag || after.contains(&["</", words, ">"].concat()) {
            return None;
        }
        // "Usage: find <path>": a word in lower case is one of a grammar, unless it takes part in a sentence.
        let greeted =
            before.trim_end().ends_with(char::is_alphabetic) && after.starts_with([',', '!']);
        let plain = words.contains(|c: char| c.is_uppercase()) || words.contains(' ');
        (!self.line.is_quoted(at) && (plain || greeted || in_sentence(before, after)))
            .then_some(range)
    }

    /// `__NAME__`, `INSERT_LINK_HERE`, `YOUR_NAME`, at their first underscore.
    fn capitals(&self, at: usize) -> Option<Range<usize>> {
        let in_name =
            |byte: &&u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || **byte == b'_';
        let head = &self.bytes[at.saturating_sub(LONGEST)..at];
        let start = at - head.iter().rev().take_while(in_name).count();
        if self.bytes[start..at].contains(&b'_') {
            return None;
        }
        let end = at
            + self.bytes[at..]
                .iter()
                .take(LONGEST)
                .take_while(in_name)
                .count();
        let range = start..end;
        let name = &self.text[range.clone()];
        let dunder = name
            .strip_prefix("__")
            .and_then(|name| name.strip_suffix("__"));
        let wanted = dunder.is_some_and(is_upper_name)
            || name.ends_with("_HERE")
            || name.ends_with("_PLACEHOLDER")
            || name.starts_with("PLACEHOLDER_")
            || ["INSERT_", "YOUR_", "ENTER_", "ADD_"].iter().any(|order| {
                name.strip_prefix(order)
                    .is_some_and(|name| self.is_slot(name))
            });
        (wanted && self.is_free(&range)).then_some(range)
    }

    /// Whether the words are those of a template.
    fn is_slot(&self, words: &str) -> bool {
        // `firstName` is "first name".
        let around = Surroundings {
            english: self.english,
            in_sentence: true,
            ..Surroundings::default()
        };
        slot::is_slot(words, around)
    }

    /// Whether signs of formulas or code stand near.
    fn is_formula(&self, at: usize, end: usize) -> bool {
        let near = [self.line.before(at), self.line.after(end)];
        near.iter().any(|near| near.contains(SIGNS))
    }
}

const SIGNS: [char; 10] = ['=', '∈', '∪', '∩', '⊂', '⊆', '∅', '\\', '→', ';'];

/// What spreadsheets show for a value that they cannot tell.
const SHEET: [&str; 6] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!"];

/// Elements of HTML that have the names of slots.
const TAGS: [&str; 24] = [
    "address", "title", "time", "link", "image", "source", "details", "summary", "caption", "text",
    "picture", "video", "audio", "label", "section", "article", "body", "head", "header", "footer",
    "data", "map", "cite", "quote",
];

/// Letters, digits, and the signs inside of names.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
}

fn is_upper_name(name: &str) -> bool {
    name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| {
            byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b':' | b'-')
        })
}

/// `first_name`, `user.name`, `firstName`: a name of several words, which prose does not have.
fn is_compound(name: &str) -> bool {
    let joined = name.contains(['_', '.'])
        && name
            .bytes()
            .last()
            .is_some_and(|byte| byte.is_ascii_alphanumeric());
    let camel = name
        .as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    is_name(name) && name.len() > 3 && (joined || camel)
}

/// What stands in `{{ }}`; a template of a wiki has its arguments there.
fn is_expression(inner: &str) -> bool {
    let inner = inner.trim().trim_matches('{');
    let wiki = inner.contains('|') && inner.contains('=');
    let first = inner
        .split([' ', '|'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let cites = matches!(
        first.as_str(),
        "cite" | "citation" | "cn" | "reflist" | "infobox" | "main" | "ref" | "sfn" | "lang"
    );
    !inner.is_empty() && !inner.contains(['{', '}', '\\', '\n']) && !wiki && !cites
}

/// What stands in `{% %}`.
fn is_statement(inner: &str) -> bool {
    !inner.is_empty() && inner.is_ascii() && inner.starts_with(|c: char| c.is_ascii_lowercase())
}
