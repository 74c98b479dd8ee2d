//! From all that a page says of itself to one value a field.

use super::address;
use super::authors;
use super::candidates::{Candidate, Candidates, Field};
use super::date;
use super::plain;
use super::title;
use super::{Fact, Metadata, Source};

/// Parts of an address that are looked at.
const PARTS: usize = 16;

/// Keywords that are kept.
const TAGS: usize = 64;

/// Chooses; the candidates are sorted. `is_text` says that the page is about a text of its own: an article, a posting.
pub(super) fn choose(
    candidates: &Candidates,
    headings: &[String],
    base: Option<&str>,
    is_text: bool,
) -> Metadata {
    let language = language(candidates);
    let of = language.as_ref().map_or("", |fact| &fact.value);
    let canonical = canonical(candidates, base);
    let address = canonical.as_ref().map(|fact| fact.value.as_str());
    let site_name = first(candidates, Field::SiteName, |name| {
        (!address::is_absolute(name)).then(|| name.to_owned())
    });
    let site = title::Site {
        name: site_name.as_ref().map(|fact| plain::words(&fact.value)),
        host: address.and_then(address::host).map(plain::words),
    };
    let named = authors::Site {
        name: site.name.clone().unwrap_or_default(),
        host: site.host.clone().unwrap_or_default(),
    };
    let title = title::choose(candidates, headings, &site, is_text);
    Metadata {
        authors: authors(candidates, &named),
        date: first(candidates, Field::Date, |value| date::iso(value, of))
            .or_else(|| date_of_address(canonical.as_ref()?)),
        modified: first(candidates, Field::Modified, |value| date::iso(value, of)),
        description: first(candidates, Field::Description, |text| Some(text.to_owned())),
        image: first(candidates, Field::Image, |image| {
            address::resolve(image, base.or(address))
        }),
        section: first(candidates, Field::Section, |name| Some(name.to_owned())),
        tags: tags(candidates),
        title,
        site_name,
        language,
        canonical,
    }
}

/// The first candidate that `read` makes something of.
fn first(
    candidates: &Candidates,
    field: Field,
    read: impl Fn(&str) -> Option<String>,
) -> Option<Fact> {
    first_of(candidates.of(field), read)
}

fn first_of<'c>(
    mut candidates: impl Iterator<Item = &'c Candidate>,
    read: impl Fn(&str) -> Option<String>,
) -> Option<Fact> {
    candidates.find_map(|candidate| Some(Fact::new(read(&candidate.value)?, candidate.source)))
}

/// `<html lang>` first: it is said of this page, the others are mostly settings of the site.
fn language(candidates: &Candidates) -> Option<Fact> {
    let all = candidates.of(Field::Language);
    let markup = all
        .clone()
        .filter(|candidate| candidate.source == Source::Markup);
    first_of(markup.chain(all), tag)
}

/// A BCP 47 tag out of `de`, `de_DE`, `DE-de`, `de, en`.
fn tag(value: &str) -> Option<String> {
    let value = value.split([',', ';', '.', ' ']).next()?.replace('_', "-");
    let mut parts = value.split('-');
    let language = parts.next()?.to_lowercase();
    let sound =
        matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    if !sound || value.len() > 35 || language == "und" {
        return None;
    }
    let mut tag = language;
    for part in parts
        .filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    {
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_uppercase()),
            4 if part.as_bytes()[0].is_ascii_alphabetic() => {
                tag.push_str(&part[..1].to_uppercase());
                tag.push_str(&part[1..].to_lowercase());
            }
            _ => tag.push_str(&part.to_lowercase()),
        }
    }
    Some(tag)
}

/// `<link rel=canonical>` first: that is what it is for.
fn canonical(candidates: &Candidates, base: Option<&str>) -> Option<Fact> {
    let all = candidates.of(Field::Canonical);
    let absolute = all.clone().map(|candidate| candidate.value.as_str());
    let base = base.filter(|base| address::is_absolute(base)).or_else(|| {
        absolute
            .clone()
            .find(|address| address::is_absolute(address))
    });
    let markup = all
        .clone()
        .filter(|candidate| candidate.source == Source::Markup);
    first_of(markup.chain(all), |value| address::resolve(value, base))
}

/// The authors of the first source that names somebody; else the organisation that is said to be one; else whatever the
/// first source has.
fn authors(candidates: &Candidates, site: &authors::Site) -> Vec<Fact> {
    let persons: Vec<&Candidate> = candidates.of(Field::Author).collect();
    let groups: Vec<&Candidate> = candidates.of(Field::Organization).collect();
    let mut fallback = Vec::new();
    for all in [persons, groups] {
        // Those of one source and rank belong together.
        for together in all.chunk_by(|a, b| (a.source, a.rank) == (b.source, b.rank)) {
            let (weak, strong): (Vec<Fact>, Vec<Fact>) = names(together)
                .into_iter()
                .partition(|fact| authors::is_weak(&fact.value, site));
            if !strong.is_empty() {
                return strong;
            }
            if fallback.is_empty() {
                fallback = weak;
            }
        }
    }
    fallback
}

/// The names in some candidates, each once.
fn names(candidates: &[&Candidate]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for candidate in candidates {
        for name in authors::names(&candidate.value) {
            let words = plain::words(&name);
            if facts.len() < TAGS && !seen.contains(&words) {
                seen.push(words);
                facts.push(Fact::new(name, candidate.source));
            }
        }
    }
    facts
}

/// `/2024/03/05/` or `/2024-03-05-` in the page's address.
fn date_of_address(canonical: &Fact) -> Option<Fact> {
    let path = address::path(&canonical.value);
    let starts = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
    let date = starts.take(PARTS).find_map(|rest| {
        let date = rest.get(..10)?;
        let end = rest.as_bytes().get(10);
        let shape = |mark: u8| {
            date.bytes().enumerate().all(|(at, byte)| {
                if at == 4 || at == 7 {
                    byte == mark
                } else {
                    byte.is_ascii_digit()
                }
            })
        };
        let sound = (shape(b'/') || shape(b'-')) && end.is_none_or(|end| !end.is_ascii_digit());
        sound.then(|| date::iso(date, ""))?
    })?;
    Some(Fact::new(date, canonical.source))
}

/// The keywords of the first source that has any.
fn tags(candidates: &Candidates) -> Vec<Fact> {
    let mut tags: Vec<Fact> = Vec::new();
    let all = candidates.of(Field::Tag).chain(candidates.of(Field::Tags));
    let Some(best) = all
        .clone()
        .map(|candidate| (candidate.source, candidate.rank))
        .min()
    else {
        return tags;
    };
    for candidate in all.filter(|candidate| (candidate.source, candidate.rank) == best) {
        let marks: &[char] = if candidate.field == Field::Tag {
            &[]
        } else {
            &[',', ';']
        };
        for tag in candidate.value.split(marks).map(str::trim) {
            if !tag.is_empty() && tags.len() < TAGS && !tags.iter().any(|fact| fact.value == tag) {
                tags.push(Fact::new(tag, candidate.source));
            }
        }
    }
    tags
}
