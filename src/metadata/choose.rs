//! From all that a page says of itself to one value a field.

use super::address;
use super::authors;
use super::candidates::{Candidate, Candidates, Field};
use super::date;
use super::plain;
use super::title;
use super::{Fact, Metadata, Source};

/// Keywords that are kept.
const TAGS: usize = 64;

/// Chooses; the candidates are sorted.
pub(super) fn choose(candidates: &Candidates, headings: &[String], base: Option<&str>) -> Metadata {
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
    let title = title::choose(candidates, headings, &site);
    Metadata {
        authors: authors(candidates, site.name.as_deref().unwrap_or_default()),
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

/// The authors of the first source that names somebody; else of the first that has any.
fn authors(candidates: &Candidates, site: &str) -> Vec<Fact> {
    let mut fallback = Vec::new();
    let mut group: Option<(Source, u8)> = None;
    let mut facts: Vec<Fact> = Vec::new();
    let end = |facts: &mut Vec<Fact>, fallback: &mut Vec<Fact>| {
        let found = std::mem::take(facts);
        let strong: Vec<Fact> = found
            .iter()
            .filter(|fact| !authors::is_weak(&fact.value, site))
            .cloned()
            .collect();
        if strong.is_empty() && fallback.is_empty() {
            *fallback = found;
        }
        strong
    };
    for candidate in candidates.of(Field::Author) {
        if group != Some((candidate.source, candidate.rank)) {
            let strong = end(&mut facts, &mut fallback);
            if !strong.is_empty() {
                return strong;
            }
            group = Some((candidate.source, candidate.rank));
        }
        for name in authors::names(&candidate.value) {
            let words = plain::words(&name);
            if !facts.iter().any(|fact| plain::words(&fact.value) == words) && facts.len() < TAGS {
                facts.push(Fact::new(name, candidate.source));
            }
        }
    }
    let strong = end(&mut facts, &mut fallback);
    if strong.is_empty() { fallback } else { strong }
}

/// `/2024/03/05/` in the page's address.
fn date_of_address(canonical: &Fact) -> Option<Fact> {
    let path = address::path(&canonical.value);
    let mut parts = path.split('/');
    while let Some(part) = parts.next() {
        if part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()) {
            let (month, day) = (parts.next()?, parts.next()?);
            let date = date::iso(&format!("{part}/{month}/{day}"), "")?;
            return Some(Fact::new(date, canonical.source));
        }
    }
    None
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
