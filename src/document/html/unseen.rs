//! Lines that no reader with scripts sees: those in `<noscript>` and `<template>`.
//!
//! Some pages have their text only there. Others say there again what they show, or what their scripts fill in. So a line of
//! theirs that also stands elsewhere is left out, and those of templates altogether if the page shows more running text than
//! they hold.

use std::collections::HashSet;
use std::mem::take;

use super::lines::Lines;
use crate::document::Span;
use crate::document::block::{Block, Places};

/// Characters of a line of running text at the least, links left out.
const RUNNING: u32 = 60;

const UNSEEN: Places = Places::NOSCRIPT.with(Places::TEMPLATE);

/// Leaves out what stands twice and what is not needed.
pub(super) fn leave_out(lines: &mut Lines) {
    if !lines.blocks.iter().any(|block| block.places.any(UNSEEN)) {
        return;
    }
    let kept = kept(lines);
    if kept.contains(&false) {
        keep(lines, &kept);
    }
}

/// Which lines stay.
fn kept(lines: &Lines) -> Vec<bool> {
    let text = |row: usize| {
        let span = lines.ended[row].span;
        &lines.text[span.start..span.end]
    };
    let running = |places: Places, inside: bool| -> u64 {
        let blocks = lines.blocks.iter();
        blocks
            .filter(|block| block.places.any(places) == inside)
            .map(|block| block.chars - block.link_chars)
            .filter(|&chars| chars >= RUNNING)
            .map(u64::from)
            .sum()
    };
    let templates = running(Places::TEMPLATE, true) > running(UNSEEN, false);
    let seen: HashSet<&str> = (0..lines.ended.len())
        .filter(|&row| !lines.blocks[row].places.any(UNSEEN))
        .map(text)
        .collect();
    let stays = |(row, block): (usize, &Block)| {
        let template = block.places.any(Places::TEMPLATE);
        !block.places.any(UNSEEN)
            || block.chosen == Some(true)
            || (templates || !template) && !seen.contains(text(row))
    };
    lines.blocks.iter().enumerate().map(stays).collect()
}

/// Puts the lines together anew, without those that do not stay.
fn keep(lines: &mut Lines, kept: &[bool]) {
    lines.comments.keep(kept);
    let text = take(&mut lines.text);
    let mut marks = take(&mut lines.marks).into_iter().peekable();
    let mut blocks = kept.iter();
    lines.blocks.retain(|_| blocks.next() == Some(&true));
    let (mut before, mut number, mut gap) = (0, 0, 0);
    for (row, mut line) in take(&mut lines.ended).into_iter().enumerate() {
        let span = line.span;
        // A blank line stays where one stood before or behind what was left out.
        gap = (line.number - before).max(gap);
        before = line.number;
        if kept[row] {
            let gap = if number == 0 { 0 } else { take(&mut gap) };
            number += gap.max(usize::from(number == 0));
            lines.text.extend(std::iter::repeat_n('\n', gap));
            let start = lines.text.len();
            lines.text.push_str(&text[span.start..span.end]);
            line.number = number;
            line.span = Span {
                start,
                end: lines.text.len(),
            };
            lines.ended.push(line);
        }
        while let Some(mut mark) = marks.next_if(|mark| mark.span.start < span.end) {
            if kept[row] {
                mark.span.start = mark.span.start - span.start + line.span.start;
                mark.span.end = mark.span.end - span.start + line.span.start;
                lines.marks.push(mark);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    const TEXT: &str =
        "The council of the port town voted on Tuesday to rebuild the old pier after the storm.";

    fn text(html: &str) -> String {
        Document::from_html(html).text().to_owned()
    }

    #[test]
    fn noscript_is_read_but_for_what_stands_elsewhere() {
        assert_eq!(
            text("<p>One</p><noscript><p>One</p><p>Two</p></noscript><p>Three</p>"),
            "One\n\nTwo\n\nThree"
        );
        // A picture for readers without scripts is no text.
        assert_eq!(text("<p>One</p><noscript><img alt=x></noscript>"), "One");
    }

    #[test]
    fn templates_are_read_if_the_page_shows_less() {
        let template =
            format!("<div>Loading</div><template><p>{TEXT}</p><p>Loading</p></template>");
        assert_eq!(text(&template), format!("Loading\n\n{TEXT}"));
        let shown = format!("<p>{TEXT} Indeed.</p><template><p>{TEXT}</p></template><p>End</p>");
        assert_eq!(text(&shown), format!("{TEXT} Indeed.\n\nEnd"));
    }

    #[test]
    fn a_declared_shadow_is_shown() {
        let page = format!(
            "<p>{TEXT} Indeed.</p><div><template shadowrootmode=open><p>Shadow</p></template></div>"
        );
        assert!(text(&page).ends_with("Indeed.\n\nShadow"));
    }

    #[test]
    fn spans_blocks_and_marks_move_with_their_lines() {
        let document = Document::from_html(
            "<h1>A</h1><noscript>A</noscript><ul><li>b <b>bold</b></ul><noscript>A</noscript><p><a href=x>link</a>",
        );
        assert_eq!(document.text(), "A\n\nb bold\n\nlink");
        let numbers: Vec<usize> = document.lines().iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 3, 5]);
        let page = document.page().unwrap();
        assert!(page.blocks[1].first && page.blocks[2].links == 1);
        let marked: Vec<&str> = page
            .marks
            .iter()
            .map(|mark| &document.text()[mark.span.start..mark.span.end])
            .collect();
        assert_eq!(marked, ["bold", "link"]);
    }

    #[test]
    fn a_page_may_lose_its_first_line_and_keep_none() {
        assert_eq!(text("<body><noscript>b</noscript><p>b<p>c"), "b\n\nc");
        assert_eq!(text("<template>b</template>"), "");
    }
}
