//! What the names of `<meta>` and `itemprop` say.

use super::Source;
use super::candidates::Field;

use Field::{
    Author, Canonical, Date, Description, Image, Language, Modified, Section, SiteName, Tag, Tags,
    Title,
};
use Source::{Meta, OpenGraph};

/// The names of `<meta>` that tell something, in lower case, the best of a field and source first.
const META: [(&str, Field, Source); 71] = [
    ("og:title", Title, OpenGraph),
    ("citation_title", Title, Meta),
    ("parsely-title", Title, Meta),
    ("dc.title", Title, Meta),
    ("dcterms.title", Title, Meta),
    ("sailthru.title", Title, Meta),
    ("headline", Title, Meta),
    ("title", Title, Meta),
    ("twitter:title", Title, Meta),
    ("article:author", Author, OpenGraph),
    ("og:article:author", Author, OpenGraph),
    ("book:author", Author, OpenGraph),
    ("citation_author", Author, Meta),
    ("parsely-author", Author, Meta),
    ("dc.creator", Author, Meta),
    ("dcterms.creator", Author, Meta),
    ("dc.creator.author", Author, Meta),
    ("sailthru.author", Author, Meta),
    ("byl", Author, Meta),
    ("author", Author, Meta),
    ("article:published_time", Date, OpenGraph),
    ("og:published_time", Date, OpenGraph),
    ("og:article:published_time", Date, OpenGraph),
    ("og:pubdate", Date, OpenGraph),
    ("citation_publication_date", Date, Meta),
    ("citation_date", Date, Meta),
    ("citation_online_date", Date, Meta),
    ("parsely-pub-date", Date, Meta),
    ("dc.date.issued", Date, Meta),
    ("dcterms.issued", Date, Meta),
    ("dcterms.created", Date, Meta),
    ("dc.date.created", Date, Meta),
    ("dc.date", Date, Meta),
    ("dcterms.date", Date, Meta),
    ("sailthru.date", Date, Meta),
    ("pubdate", Date, Meta),
    ("publishdate", Date, Meta),
    ("publish-date", Date, Meta),
    ("publish_date", Date, Meta),
    ("publication_date", Date, Meta),
    ("datepublished", Date, Meta),
    ("last-published-date", Date, Meta),
    ("date", Date, Meta),
    ("article:modified_time", Modified, OpenGraph),
    ("og:updated_time", Modified, OpenGraph),
    ("dcterms.modified", Modified, Meta),
    ("dc.date.modified", Modified, Meta),
    ("lastmod", Modified, Meta),
    ("last-modified", Modified, Meta),
    ("og:site_name", SiteName, OpenGraph),
    ("citation_journal_title", SiteName, Meta),
    ("dc.publisher", SiteName, Meta),
    ("application-name", SiteName, Meta),
    ("apple-mobile-web-app-title", SiteName, Meta),
    ("og:locale", Language, OpenGraph),
    ("content-language", Language, Meta),
    ("dc.language", Language, Meta),
    ("language", Language, Meta),
    ("og:url", Canonical, OpenGraph),
    ("twitter:url", Canonical, Meta),
    ("og:description", Description, OpenGraph),
    ("description", Description, Meta),
    ("dc.description", Description, Meta),
    ("twitter:description", Description, Meta),
    ("og:image", Image, OpenGraph),
    ("twitter:image", Image, Meta),
    ("article:section", Section, OpenGraph),
    ("parsely-section", Section, Meta),
    ("article:tag", Tag, OpenGraph),
    ("news_keywords", Tags, Meta),
    ("keywords", Tags, Meta),
];

/// What a `<meta>` of that name tells: the field, the source, and its rank among the names of both.
pub(super) fn meta(name: &str) -> Option<(Field, Source, u8)> {
    let Some(at) = META
        .iter()
        .position(|(of, ..)| name.eq_ignore_ascii_case(of))
    else {
        return is_date(name).then_some((Date, Meta, META.len() as u8));
    };
    let (_, field, source) = META[at];
    Some((field, source, at as u8))
}

/// Whether names of persons stand there as in a catalogue: "Quill, Ada".
pub(super) fn is_catalogue(name: &str) -> bool {
    ["citation_author", "dc.creator", "dcterms.creator"]
        .iter()
        .any(|of| name.eq_ignore_ascii_case(of))
}

/// Whether a name that is in no vocabulary still says that it is the date of publication: `x-published-date`, `ms.date`.
fn is_date(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let publication =
        name.contains("publish") && !name.contains("publisher") && !name.contains("modif");
    publication || name.split('.').next_back() == Some("date") || name.ends_with("pubdate")
}

/// What an `itemprop` tells of the thing that the page is about.
pub(super) fn item(property: &str) -> Option<(Field, u8)> {
    Some(match property {
        "headline" => (Title, 0),
        "name" => (Title, 1),
        "author" => (Author, 0),
        "creator" => (Author, 1),
        "datePublished" => (Date, 0),
        "dateCreated" => (Date, 1),
        "uploadDate" => (Date, 2),
        "dateModified" => (Modified, 0),
        "inLanguage" => (Language, 0),
        "description" => (Description, 0),
        "image" | "thumbnailUrl" => (Image, 0),
        "articleSection" => (Section, 0),
        "keywords" => (Tags, 0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_listed_once_in_lower_case() {
        let names: BTreeSet<&str> = META.iter().map(|(name, ..)| *name).collect();
        assert_eq!(names.len(), META.len());
        assert!(META.iter().all(|(name, ..)| name.to_lowercase() == *name));
    }

    #[test]
    fn case_of_a_name_does_not_matter() {
        assert!(matches!(meta("DC.Creator"), Some((Author, Meta, _))));
        assert_eq!(meta("viewport"), None);
    }
}
