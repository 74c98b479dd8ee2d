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
/// 1. A heading that a source repeats or begins or ends with: the source is right, and the heading shows what of it is title.
/// 2. A headline of JSON-LD.
/// 3. The first heading, if it is not the site's name.
/// 4. The first source, without the name of the site.
pub(super) fn choose(candidates: &Candidates, headings: &[String], site: &Site) -> Option<Fact> {
    let said: Vec<(String, Source)> = candidates
        .of(Field::Title)
        .map(|candidate| (plain::words(&candidate.value), candidate.source))
        .collect();
    let headings: Vec<(&str, String)> = headings
        .iter()
        .map(|heading| (heading.as_str(), plain::words(heading)))
        .filter(|(_, words)| !words.is_empty() && !site.is(words))
        .collect();
    for (said, source) in &said {
        let agrees = headings.iter().find(|(_, words)| holds(said, words));
        if let Some((heading, _)) = agrees {
            return Some(Fact::new(*heading, *source));
        }
    }
    if let Some((heading, _)) = headings.first() {
        return Some(Fact::new(*heading, Source::Markup));
    }
    let candidate = candidates.of(Field::Title).next()?;
    Some(Fact::new(
        without_site(&candidate.value, site),
        candidate.source,
    ))
}

/// Whether some words stand in others, whole.
fn holds(all: &str, words: &str) -> bool {
    all.match_indices(words).take(8).any(|(at, _)| {
        let end = at + words.len();
        (at == 0 || all[..at].ends_with(' ')) && (end == all.len() || all[end..].starts_with(' '))
    })
}

/// A title without the site's name at its end or start.
fn without_site<'t>(title: &'t str, site: &Site) -> &'t str {
    for mark in [
        " | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", ": ",
    ] {
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
