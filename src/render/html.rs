//! HTML that holds nothing but what is listed here: `p`, `h1` to `h6`, `ul`, `ol`, `li`, `dl`, `dt`, `dd`, `blockquote`, `pre`,
//! `code`, `table`, `tr`, `td`, `figure`, `figcaption`, `br`, `a`, `strong` and `em`; no attribute but `href` and `start`.

use std::fmt::Write as _;

use super::inline::{Face, Inline, Part};
use super::{Container, Form, Node, Outline, Piece, Writer};

pub(super) fn write(outline: &Outline<'_>, links: bool) -> String {
    let mut html = Html {
        out: String::new(),
        inline: Inline::new(outline, links),
        fresh: false,
        numbered: false,
    };
    outline.write(&mut html);
    html.out
}

struct Html<'a> {
    out: String,
    inline: Inline<'a>,
    /// Nothing stands yet in the part of a list that is open.
    fresh: bool,
    /// An ordered list has been opened; its tag waits for the number of its first item.
    numbered: bool,
}

impl Writer for Html<'_> {
    fn open(&mut self, node: &Node) {
        self.end_line();
        if std::mem::take(&mut self.numbered) {
            match node.number {
                Some(number) if number != 1 => {
                    let _ = writeln!(self.out, "<ol start=\"{number}\">");
                }
                _ => self.out.push_str("<ol>\n"),
            }
        }
        self.fresh = node.container.is_part();
        match node.container {
            Container::Quote => self.out.push_str("<blockquote>\n"),
            Container::List => self.out.push_str("<ul>\n"),
            Container::Ordered => self.numbered = true,
            Container::Item => self.out.push_str("<li>"),
            Container::Descriptions => self.out.push_str("<dl>\n"),
            Container::Term => self.out.push_str("<dt>"),
            Container::Definition => self.out.push_str("<dd>"),
        }
    }

    fn close(&mut self, node: &Node) {
        self.fresh = false;
        self.out.push_str(match node.container {
            Container::Quote => "</blockquote>\n",
            Container::List => "</ul>\n",
            Container::Ordered => "</ol>\n",
            Container::Item => "</li>\n",
            Container::Descriptions => "</dl>\n",
            Container::Term => "</dt>\n",
            Container::Definition => "</dd>\n",
        });
    }

    fn block(&mut self, pieces: &[Piece<'_>]) {
        let fresh = std::mem::take(&mut self.fresh);
        let bare = fresh && matches!(pieces[0].form, Form::Text | Form::Term);
        if !bare {
            self.end_line();
        }
        match pieces[0].form {
            Form::Code => self.code(pieces),
            Form::Row | Form::Cell if pieces.iter().any(|piece| piece.form == Form::Row) => {
                self.table(pieces);
            }
            Form::Cell => {
                for piece in pieces {
                    self.lines("<p>", std::slice::from_ref(piece), "</p>\n");
                }
            }
            Form::Caption => self.lines("<figure><figcaption>", pieces, "</figcaption></figure>\n"),
            Form::Heading(level) => {
                let (start, end) = (format!("<h{level}>"), format!("</h{level}>\n"));
                self.lines(&start, pieces, &end);
            }
            _ if bare => self.lines("", pieces, ""),
            _ => self.lines("<p>", pieces, "</p>\n"),
        }
    }
}

impl Html<'_> {
    fn end_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn lines(&mut self, start: &str, pieces: &[Piece<'_>], end: &str) {
        self.out.push_str(start);
        for (place, piece) in pieces.iter().enumerate() {
            if place > 0 {
                self.out.push_str("<br>\n");
            }
            let parts = self.inline.parts(piece, None);
            spell(&parts, &mut self.out);
        }
        self.out.push_str(end);
    }

    fn code(&mut self, pieces: &[Piece<'_>]) {
        self.out.push_str("<pre><code>");
        for (place, piece) in pieces.iter().enumerate() {
            if place > 0 {
                let ends = std::iter::repeat_n('\n', piece.blank + 1);
                self.out.extend(ends);
            }
            escape(piece.text, &mut self.out);
        }
        self.out.push_str("</code></pre>\n");
    }

    fn table(&mut self, rows: &[Piece<'_>]) {
        self.out.push_str("<table>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for cell in self.inline.cells(row) {
                self.out.push_str("<td>");
                spell(&cell, &mut self.out);
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</table>\n");
    }
}

fn spell(parts: &[Part<'_>], out: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) => escape(text, out),
            Part::Open(Face::Link(address)) => {
                out.push_str("<a href=\"");
                escape(address, out);
                out.push_str("\">");
            }
            Part::Open(Face::Bold) => out.push_str("<strong>"),
            Part::Open(Face::Emphasis) => out.push_str("<em>"),
            Part::Open(Face::Code) => out.push_str("<code>"),
            Part::Close(Face::Link(_)) => out.push_str("</a>"),
            Part::Close(Face::Bold) => out.push_str("</strong>"),
            Part::Close(Face::Emphasis) => out.push_str("</em>"),
            Part::Close(Face::Code) => out.push_str("</code>"),
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // No reader of HTML keeps it.
            '\0' => {}
            c => out.push(c),
        }
    }
}
