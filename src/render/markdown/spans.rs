//! Links, emphasis and code inside a line.
//!
//! Whether stars and underscores are read as emphasis depends on what stands beside them. Where they would not be, or where
//! that depends on the reader, the text goes without.

use super::escape;
use crate::render::inline::{Face, Part};

/// A piece of the line as it is spelled.
enum Token {
    /// Not empty.
    Spelled(String),
    Mark(Mark),
}

/// The beginning or the end of emphasis.
struct Mark {
    bold: bool,
    opens: bool,
    /// The place of the other end.
    mate: usize,
    /// How it is spelled; empty if it is left out.
    sign: &'static str,
}

impl Mark {
    /// Where the emphasis begins, of a mark at `place`.
    fn begin(&self, place: usize) -> usize {
        if self.opens { place } else { self.mate }
    }
}

/// Spells the parts of a line, or of a cell of a table.
pub(super) fn spell(parts: &[Part<'_>], cell: bool) -> String {
    let mut speller = Speller {
        cell,
        tokens: Vec::with_capacity(parts.len()),
        open: Vec::new(),
    };
    speller.read(parts);
    speller.decide();
    let mut out = String::new();
    for token in &speller.tokens {
        out.push_str(match token {
            Token::Spelled(text) => text,
            Token::Mark(mark) => mark.sign,
        });
    }
    out
}

struct Speller {
    cell: bool,
    tokens: Vec<Token>,
    /// The places of the marks that are open.
    open: Vec<usize>,
}

impl Speller {
    fn read(&mut self, parts: &[Part<'_>]) {
        let mut code: Option<String> = None;
        for part in parts {
            match (part, &mut code) {
                (Part::Open(Face::Code), _) => code = Some(String::new()),
                (Part::Close(Face::Code), _) => self.code(&code.take().unwrap_or_default()),
                (Part::Text(text), Some(code)) => code.push_str(text),
                // Code is nothing but text, a link in it as well.
                (_, Some(_)) => {}
                (Part::Text(text), None) => self.text(text),
                (Part::Open(Face::Link(_)), None) => self.open_link(),
                (Part::Close(Face::Link(address)), None) => {
                    let mut end = String::from("](");
                    escape::address(address, &mut end);
                    end.push(')');
                    self.tokens.push(Token::Spelled(end));
                }
                (Part::Open(face), None) => self.open_mark(*face == Face::Bold),
                (Part::Close(_), None) => self.close_mark(),
            }
        }
    }

    fn text(&mut self, text: &str) {
        let mut spelled = String::with_capacity(text.len());
        escape::text(text, self.cell, &mut spelled);
        if !spelled.is_empty() {
            self.tokens.push(Token::Spelled(spelled));
        }
    }

    fn open_link(&mut self) {
        // `![` is a picture.
        if let Some(Token::Spelled(before)) = self.spelled_before(self.tokens.len())
            && before.ends_with('!')
        {
            let end = before.len() - 1;
            before.insert(end, '\\');
        }
        self.tokens.push(Token::Spelled("[".to_owned()));
    }

    /// Code between as many backticks as do not stand in it.
    fn code(&mut self, text: &str) {
        let beside = matches!(
            self.spelled_before(self.tokens.len()),
            Some(Token::Spelled(before)) if before.ends_with('`')
        );
        let readable = !beside && !text.trim().is_empty() && !text.contains(['\0', '\n', '\r']);
        // In a table a bar in code is a bar between cells to some.
        if !readable || self.cell && text.contains('|') {
            self.text(text);
            return;
        }
        let fence = "`".repeat(super::longest_run(text) + 1);
        let edge = text.starts_with('`') || text.ends_with('`');
        let spaced = text.starts_with(' ') && text.ends_with(' ');
        let pad = if edge || spaced { " " } else { "" };
        self.tokens
            .push(Token::Spelled(format!("{fence}{pad}{text}{pad}{fence}")));
    }

    /// What is spelled last before the place.
    fn spelled_before(&mut self, place: usize) -> Option<&mut Token> {
        self.tokens[..place]
            .iter_mut()
            .rev()
            .find(|token| matches!(token, Token::Spelled(_)))
    }

    fn open_mark(&mut self, bold: bool) {
        self.open.push(self.tokens.len());
        self.tokens.push(Token::Mark(Mark {
            bold,
            opens: true,
            mate: usize::MAX,
            sign: "",
        }));
    }

    fn close_mark(&mut self) {
        let Some(mate) = self.open.pop() else { return };
        let end = self.tokens.len();
        let Token::Mark(mark) = &mut self.tokens[mate] else {
            return;
        };
        mark.mate = end;
        let bold = mark.bold;
        self.tokens.push(Token::Mark(Mark {
            bold,
            opens: false,
            mate,
            sign: "",
        }));
    }

    /// Gives every mark its sign that will be read as one.
    fn decide(&mut self) {
        for start in 0..self.tokens.len() {
            let Token::Mark(mark) = &self.tokens[start] else {
                continue;
            };
            let (bold, end) = (mark.bold, mark.mate);
            if !mark.opens || end >= self.tokens.len() {
                continue;
            }
            let sign = self.sign(bold, start, end);
            for place in [start, end] {
                if let Token::Mark(mark) = &mut self.tokens[place] {
                    mark.sign = sign;
                }
            }
        }
    }

    fn sign(&self, bold: bool, start: usize, end: usize) -> &'static str {
        let (outside, inside) = (self.before(start, start), self.after(start, start));
        let (inside_end, outside_end) = (self.before(end, start), self.after(end, start));
        let sides = [(&outside, &inside), (&outside_end, &inside_end)];
        let taken = if bold { outside.bold } else { outside.emphasis };
        // Two of a kind side by side would be one run.
        if taken || sides.iter().any(|(_, inside)| inside.is_space()) {
            return "";
        }
        let touches = |sign: char| {
            let beside = |side: &Side| side.char == Some(sign);
            sides
                .iter()
                .any(|(out, inside)| beside(out) || beside(inside))
        };
        // Either no word goes on outside, or one begins inside.
        let marked = |out: &Side, inside: &Side| out.marks || inside.marks;
        let word = |out: &Side, inside: &Side| inside.is_word() && !marked(out, inside);
        let readable = sides
            .iter()
            .all(|(out, inside)| out.parts() || word(out, inside));
        let parted = sides.iter().all(|(out, _)| out.parts());
        let alone = !sides.iter().any(|(out, inside)| marked(out, inside));
        match (bold, parted) {
            (true, _) if readable && !touches('*') => "**",
            (false, true) if !touches('_') => "_",
            // Underscores mean nothing inside a word. Stars beside those of bold would mean something else.
            (false, false) if readable && alone && !touches('*') => "*",
            _ => "",
        }
    }

    fn before(&self, place: usize, start: usize) -> Side {
        self.side((0..place).rev(), start, |text| text.chars().next_back())
    }

    fn after(&self, place: usize, start: usize) -> Side {
        let places = place + 1..self.tokens.len();
        self.side(places, start, |text| text.chars().next())
    }

    /// What stands on one side of a mark that begins at `start`, whichever of the marks between are read.
    fn side(
        &self,
        places: impl Iterator<Item = usize>,
        start: usize,
        edge: impl Fn(&str) -> Option<char>,
    ) -> Side {
        let mut side = Side::default();
        for place in places {
            match &self.tokens[place] {
                Token::Spelled(text) => {
                    side.char = edge(text);
                    break;
                }
                // Marks that begin before this one are decided.
                Token::Mark(mark) if mark.sign.is_empty() && mark.begin(place) < start => {}
                Token::Mark(mark) => {
                    side.marks = true;
                    side.bold |= mark.bold;
                    side.emphasis |= !mark.bold;
                }
            }
        }
        side
    }
}

/// One side of a mark.
#[derive(Default)]
struct Side {
    /// The next character that is no mark.
    char: Option<char>,
    /// Whether marks stand between.
    marks: bool,
    bold: bool,
    emphasis: bool,
}

impl Side {
    fn is_space(&self) -> bool {
        self.char.is_none_or(char::is_whitespace)
    }

    fn is_word(&self) -> bool {
        self.char.is_some_and(char::is_alphanumeric)
    }

    /// Whether every reader sees that no word goes on here. Which signs beyond ASCII are punctuation is not agreed on.
    fn parts(&self) -> bool {
        self.char
            .is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation())
    }
}
