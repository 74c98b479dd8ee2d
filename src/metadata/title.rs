//! The title: what the sources and the page's headings agree on, without the name of the site.

use super::candidates::{Candidates, Field};
use super::plain;
use super::{Fact, Source};

/// What is known of the site, as words.
pub(super) struct Site {
    pub name: Option<String>,
    pub host: Option<String>,
}

impl Site {
    /// Whether a part of a title is the site's name.
    fn is(&self, part: &str) -> bool {
        let part = plain::words(part).replace(' ', "");
        let name = self.name.as_ref().map(|name| name.replace(' ', ""));
        let host = self.host.as_ref().map(|host| host.replace(' ', ""));
        // `pier.example` is the host of "The Pier" or of "Pier".
        let host_is = |host: &str| {
            part.len() >= 3 && host.starts_with(part.strip_prefix("the").unwrap_or(&part))
        };
        !part.is_empty()
            && (name.as_ref() == Some(&part) || host.is_some_and(|host| host_is(&host)))
    }
}

/// Chooses the title.
///
/// 1. A heading that is a whole part of a source, or its start: the source is right, and the heading shows what of it is
///    the title.
/// 2. On the page of a text, the first heading: other sources are written for search engines.
/// 3. On any other page the `<title>`, whose first part that is not the site's name: headings there are slogans.
/// 4. The first heading, or the first source.
pub(super) fn choose(
    candidates: &Candidates,
    headings: &[String],
    site: &Site,
    is_text: bool,
) -> Option<Fact> {
    let headings: Vec<(&str, String)> = headings
        .iter()
        .map(|heading| (heading.as_str(), plain::words(heading)))
        .filter(|(_, words)| !words.is_empty() && !site.is(words))
        .collect();
    for candidate in candidates.of(Field::Title) {
        let said = Parts::of(&candidate.value);
        if let Some((heading, _)) = headings.iter().find(|(_, words)| said.hold(words)) {
            return Some(Fact::new(*heading, candidate.source));
        }
    }
    let heading = headings.first();
    let heading = heading.map(|(heading, _)| Fact::new(*heading, Source::Markup));
    if is_text && heading.is_some() {
        return heading;
    }
    let last = candidates.of(Field::Title).last();
    let last = last.map(|candidate| (main_part(&candidate.value, site), candidate.source));
    match last {
        Some((part, source)) if !is_text && !site.is(part) => Some(Fact::new(part, source)),
        _ => heading.or_else(|| {
            let first = candidates.of(Field::Title).next()?;
            Some(Fact::new(without_site(&first.value, site), first.source))
        }),
    }
}

/// What stands between the parts of a title.
const MARKS: [&str; 10] = [
    " | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", ": ",
];

/// Parts of a title that are looked at.
const PARTS: usize = 12;

/// The parts of a title, as words.
struct Parts {
    words: String,
    /// The bytes of `words` where a part begins or ends.
    edges: Vec<usize>,
}

impl Parts {
    fn of(title: &str) -> Self {
        let mut parts = Self {
            words: String::new(),
            edges: vec![0],
        };
        let mut rest = Some(title);
        while let Some(text) = rest {
            let last = parts.edges.len() == PARTS;
            let (part, next) = match next_mark(text) {
                Some((at, length)) if !last => (&text[..at], Some(&text[at + length..])),
                _ => (text, None),
            };
            let words = plain::words(part);
            if !words.is_empty() {
                if !parts.words.is_empty() {
                    parts.words.push(' ');
                }
                parts.words.push_str(&words);
                parts.edges.push(parts.words.len());
            }
            rest = next;
        }
        parts
    }

    /// Whether some words are whole parts of it, or its start.
    fn hold(&self, words: &str) -> bool {
        self.edges.iter().any(|&edge| {
            let rest = self.words[edge..].trim_start();
            let start = self.words.len() - rest.len();
            let end = start + words.len();
            let whole = rest.starts_with(words) && !self.words[end..].starts_with(|c| c != ' ');
            whole && (start == 0 || self.edges.contains(&end))
        })
    }
}

/// Where the next mark between parts is, and its length.
fn next_mark(text: &str) -> Option<(usize, usize)> {
    MARKS
        .iter()
        .filter_map(|mark| Some((text.find(mark)?, mark.len())))
        .min()
}

/// The first part of a title that is not the site's name. A colon divides no parts here: it is as often inside a title.
fn main_part<'t>(title: &'t str, site: &Site) -> &'t str {
    let title = without_site(title, site);
    let mark = MARKS[..MARKS.len() - 1]
        .iter()
        .filter_map(|mark| title.find(mark))
        .min();
    mark.map_or(title, |at| title[..at].trim())
}

/// A title without the site's name at its end or start.
fn without_site<'t>(title: &'t str, site: &Site) -> &'t str {
    for mark in MARKS {
        if mark != ": "
            && let Some((head, tail)) = title.rsplit_once(mark)
            && site.is(tail)
        {
            return head.trim();
        }
        if let Some((head, tail)) = title.split_once(mark)
            && site.is(head)
        {
            return tail.trim();
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site {
            name: Some("pier news".to_owned()),
            host: Some("pier example".to_owned()),
        }
    }

    #[track_caller]
    fn chooses(
        sources: &[(Source, &str)],
        headings: &[&str],
        is_text: bool,
        expected: (&str, Source),
    ) {
        let mut candidates = Candidates::default();
        for (source, title) in sources {
            candidates.add(Field::Title, *source, 0, title);
        }
        candidates.sort();
        let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
        let title = choose(&candidates, &headings, &site(), is_text);
        assert_eq!(title, Some(Fact::new(expected.0, expected.1)));
    }

    #[test]
    fn a_heading_shows_what_of_a_source_is_title() {
        let og = (Source::OpenGraph, "The Pier: A Life – Essays – Pier News");
        chooses(
            &[og],
            &["Pier News", "The pier: a life"],
            true,
            ("The pier: a life", og.0),
        );
        chooses(&[og], &["Essays"], true, ("Essays", og.0));
        // In the middle of a part it shows nothing.
        chooses(&[og], &["Life"], false, ("The Pier: A Life", og.0));
    }

    #[test]
    fn without_agreement_the_kind_of_page_decides() {
        let title = (Source::Markup, "Rope and Tar | Shop | Pier News");
        chooses(
            &[title],
            &["All you need"],
            false,
            ("Rope and Tar", Source::Markup),
        );
        chooses(
            &[title],
            &["All you need"],
            true,
            ("All you need", Source::Markup),
        );
    }

    #[test]
    fn the_name_of_the_site_is_no_title() {
        let title = (Source::Markup, "Pier News: the pier is gone");
        chooses(
            &[title],
            &["Pier News"],
            true,
            ("the pier is gone", Source::Markup),
        );
        chooses(
            &[(Source::OpenGraph, "The pier - Pier")],
            &[],
            true,
            ("The pier", Source::OpenGraph),
        );
    }
}
