//! An issue for people: its place, and its line with the span marked.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use bodycopy::{Issue, Level, Report};
use unicode_width::UnicodeWidthChar;

use crate::terminal;

/// The width where no terminal gives one: what most people can read beside something else.
const WIDTH: usize = 100;
/// What stands left of the text beside the line number: ` | `.
const GUTTER: usize = 3;
/// The width of what stands around a suggestion: ` = help: read ` and the marks around it.
const HELP: usize = 24;

/// The issues of one report.
#[derive(Debug)]
pub(super) struct Snippets<'a> {
    path: &'a str,
    report: &'a Report<'a>,
    renderer: Renderer,
    /// The style of the frame: arrow and line numbers.
    frame: Style,
    width: usize,
}

impl<'a> Snippets<'a> {
    pub(super) fn new(path: &'a str, report: &'a Report<'a>) -> Self {
        let width = terminal::width().unwrap_or(WIDTH);
        let renderer = if terminal::has_color() {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let frame = terminal::style(AnsiColor::BrightBlue.on_default().bold());
        Self {
            path,
            report,
            renderer: renderer.term_width(width).line_num(frame),
            frame,
            width,
        }
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for issue in &self.report.issues {
            self.write_issue(out, issue)?;
        }
        Ok(())
    }

    /// The place is written here and not by the renderer, which would count the column from the start of the window.
    fn write_issue(&self, out: &mut impl Write, issue: &Issue<'_>) -> io::Result<()> {
        let level = match issue.level {
            Level::Error => Title::ERROR,
            Level::Warning => Title::WARNING,
            Level::Advice => Title::NOTE.with_name("advice"),
        };
        let title = level.clone().primary_title(&issue.message).id(&*issue.rule);
        let title = self.renderer.render(&[Group::with_title(title)]);
        let digits = issue.line.to_string().len();
        let window = self.window(issue, self.width.saturating_sub(digits + GUTTER));
        let snippet = Snippet::source(window.text)
            .line_start(issue.line)
            .annotation(AnnotationKind::Primary.span(window.span));
        let group = Group::with_level(level).element(snippet);
        let group = match &issue.suggestion {
            Some(text) => {
                let text = Window::new(text, 0..0, self.width.saturating_sub(HELP)).text;
                group.element(Title::HELP.message(format!("read `{text}`")))
            }
            None => group,
        };
        let snippet = self.renderer.render(&[group]);
        let Self { path, frame, .. } = self;
        let Issue { line, column, .. } = issue;
        writeln!(out, "{title}")?;
        writeln!(
            out,
            "{frame}{:digits$}-->{frame:#} {path}:{line}:{column}",
            ""
        )?;
        writeln!(out, "{snippet}\n")
    }

    fn window(&self, issue: &Issue<'_>, width: usize) -> Window {
        let lines = &self.report.lines;
        let (line, start) = match lines.binary_search_by_key(&issue.line, |line| line.line) {
            Ok(at) => (lines[at].text, lines[at].span.start),
            Err(_) => (issue.text, issue.span.start),
        };
        // Of an issue about several lines the first is shown; its message tells how many there are.
        let end = (issue.span.end - start).min(line.len());
        Window::new(line, issue.span.start - start..end, width)
    }
}

/// The part of a line that is shown: lines of scraped text can be megabytes long.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    text: String,
    /// The part that is marked, in `text`.
    span: Range<usize>,
}

impl Window {
    /// The surroundings of `span` in at most `width` columns, with an ellipsis where the line goes on.
    fn new(line: &str, span: Range<usize>, width: usize) -> Self {
        if line.len() <= width {
            return Self {
                text: line.to_owned(),
                span,
            };
        }
        // One column for each ellipsis; a third of the rest for what stands before.
        let width = width.saturating_sub(2);
        let mut used = 0;
        let mut start = span.start;
        for (at, c) in line[..span.start].char_indices().rev() {
            used += columns(c);
            if used > width / 3 {
                break;
            }
            start = at;
        }
        let mut used = 0;
        let mut end = start;
        for (at, c) in line[start..].char_indices() {
            used += columns(c);
            if used > width {
                break;
            }
            end = start + at + c.len_utf8();
        }
        let before = if start > 0 { "…" } else { "" };
        let after = if end < line.len() { "…" } else { "" };
        let moved = |at: usize| at.min(end) - start + before.len();
        Self {
            span: moved(span.start)..moved(span.end),
            text: format!("{before}{}{after}", &line[start..end]),
        }
    }
}

/// The columns of a character as `annotate-snippets` prints it.
fn columns(c: char) -> usize {
    match c {
        '\t' => 4,
        c => c.width().unwrap_or(1),
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    fn window(line: &str, part: &str, width: usize) -> (String, String) {
        let start = line.find(part).unwrap();
        let window = Window::new(line, start..start + part.len(), width);
        let marked = window.text[window.span].to_owned();
        (window.text, marked)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (text, marked) = window("Dear [Name], welcome.", "[Name]", 80);
        assert_eq!(text, "Dear [Name], welcome.");
        assert_eq!(marked, "[Name]");
    }

    #[test]
    fn a_long_line_is_shown_around_the_span() {
        let line = format!("{}[Name]{}", "ä".repeat(1_000), "ö".repeat(1_000));
        let (text, marked) = window(&line, "[Name]", 32);
        assert_eq!(
            text,
            format!("…{}[Name]{}…", "ä".repeat(10), "ö".repeat(14))
        );
        assert_eq!(marked, "[Name]");
    }

    #[test]
    fn a_span_that_is_too_long_is_marked_as_far_as_it_is_shown() {
        let line = format!("Tags: {}", "港".repeat(1_000));
        let (text, marked) = window(&line, &line[6..], 22);
        assert_eq!(text, format!("Tags: {}…", "港".repeat(7)));
        assert_eq!(marked, "港".repeat(7));
    }

    #[test]
    fn the_end_of_a_line_has_no_ellipsis() {
        let line = format!("{} [Name]", "a".repeat(100));
        let (text, _) = window(&line, "[Name]", 32);
        assert_eq!(text, format!("…{} [Name]", "a".repeat(9)));
    }
}
