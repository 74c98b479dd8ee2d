//! Authors' names out of what pages put into their place.

use super::address;
use super::byline;
use super::plain;

/// The site's name and host, as words; empty if they are not known.
#[derive(Default)]
pub(super) struct Site {
    pub name: String,
    pub host: String,
}

/// Characters of a name, at the most.
const LONGEST: usize = 120;

/// The names in a value, each by itself: "By Ada Quill and Tom Reed" are two.
pub(super) fn names(value: &str) -> Vec<String> {
    let value = byline::without_prefix(value.trim());
    let mut names = Vec::new();
    for part in split(value) {
        let name = tidy(without_tail(part));
        if !name.is_empty() && name.chars().count() <= LONGEST && !is_address(name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Cuts at "and", `&`, `;`, `|` and commas, but not where what stands behind a comma is a degree or half a name.
fn split(value: &str) -> Vec<&str> {
    let mut parts = vec![value];
    for mark in [
        ";", " | ", " / ", " and ", " AND ", " & ", " und ", " et ", " y ", " och ", " og ",
    ] {
        parts = parts
            .into_iter()
            .flat_map(|part| cut_at(part, mark))
            .collect();
    }
    parts.into_iter().flat_map(cut_at_commas).collect()
}

/// Cuts at a mark if there are names of at least two words on both sides, or if the mark is no word.
fn cut_at<'v>(part: &'v str, mark: &str) -> Vec<&'v str> {
    let pieces: Vec<&str> = part.split(mark).collect();
    let is_word =
        mark.starts_with(' ') && mark.trim().chars().all(char::is_alphanumeric) || mark == " & ";
    let names = pieces.iter().all(|piece| {
        piece
            .split(", ")
            .any(|name| name.split_whitespace().nth(1).is_some())
    });
    if is_word && !names {
        vec![part]
    } else {
        pieces
    }
}

fn cut_at_commas(part: &str) -> Vec<&str> {
    let pieces: Vec<&str> = part.split([',', '、', '，']).map(str::trim).collect();
    let names = pieces.iter().all(|piece| {
        let words = piece.split_whitespace().count();
        (2..=4).contains(&words) && !has_role(piece) && !is_degree(piece)
    });
    if names { pieces } else { vec![part] }
}

/// Whether a word of it is one of a trade rather than of a name.
pub(super) fn has_role(text: &str) -> bool {
    const ROLES: [&str; 22] = [
        "editor",
        "writer",
        "reporter",
        "correspondent",
        "contributor",
        "expert",
        "director",
        "manager",
        "officer",
        "ceo",
        "founder",
        "head",
        "author",
        "specialist",
        "analyst",
        "producer",
        "team",
        "staff",
        "chief",
        "professor",
        "consultant",
        "of",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| ROLES.iter().any(|role| word.eq_ignore_ascii_case(role)))
}

/// `MD`, `Ph.D.`, `E-RYT 200`
fn is_degree(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        !word.chars().skip(1).any(char::is_lowercase)
            || word.eq_ignore_ascii_case("phd")
            || word.contains('.')
    })
}

/// A name without marks around it.
fn tidy(name: &str) -> &str {
    name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '|' | '•' | '·' | '-' | '–' | '—' | '*' | '&' | '"' | '“' | '”'
            )
    })
}

/// A name as catalogues write it, "Quill, Ada", in its natural order.
pub(super) fn natural(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first))
            if !first.contains(',') && !first.trim().is_empty() && !is_degree(first) =>
        {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.to_owned(),
    }
}

/// A name without what is added behind a dash: "Ada Quill - Pier News".
fn without_tail(name: &str) -> &str {
    [" - ", " – ", " — "]
        .iter()
        .find_map(|mark| name.split_once(mark))
        .map(|(head, _)| head)
        .filter(|head| (2..=4).contains(&head.split_whitespace().count()))
        .unwrap_or(name)
}

/// Whether it is an address of the web or of mail.
fn is_address(name: &str) -> bool {
    address::is_absolute(name)
        || name.starts_with('/')
        || name.starts_with("www.")
        || (name.contains('@') && !name.contains(' ') && name.contains('.'))
}

/// Whether a name tells nobody: a system's account, or the site itself.
pub(super) fn is_weak(name: &str, site: &Site) -> bool {
    const NOBODY: [&str; 22] = [
        "admin",
        "administrator",
        "webmaster",
        "editor",
        "editors",
        "author",
        "user",
        "guest",
        "anonymous",
        "staff",
        "unknown",
        "root",
        "wordpress",
        "super user",
        "superuser",
        "redaktion",
        "redaction",
        "la redaccion",
        "redaccion",
        "none",
        "null",
        "undefined",
    ];
    let words = plain::words(name);
    words.is_empty()
        || NOBODY.contains(&words.as_str())
        || words
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b' ')
        || (!site.name.is_empty() && words == site.name)
        || (!site.host.is_empty() && words == site.host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn are(value: &str, expected: &[&str]) {
        assert_eq!(names(value), expected, "{value}");
    }

    #[test]
    fn several_names_are_cut() {
        are("By Ada Quill and Tom Reed", &["Ada Quill", "Tom Reed"]);
        are(
            "Ada Quill, Tom Reed & Una Moss",
            &["Ada Quill", "Tom Reed", "Una Moss"],
        );
        are("Ada Quill; Tom Reed", &["Ada Quill", "Tom Reed"]);
        are("von Ada Quill", &["Ada Quill"]);
    }

    #[test]
    fn one_name_stays_one() {
        are("Ada Quill, MD, RD", &["Ada Quill, MD, RD"]);
        are(
            "Ada Quill, Shipping Expert",
            &["Ada Quill, Shipping Expert"],
        );
        are("Rope & Tar", &["Rope & Tar"]);
        are("Quill, Ada", &["Quill, Ada"]);
        are("Ada", &["Ada"]);
    }

    #[test]
    fn addresses_are_no_names() {
        are("https://pier.example/ada", &[]);
        are("ada@pier.example", &[]);
        are("Ada Quill; https://pier.example", &["Ada Quill"]);
    }

    #[test]
    fn nobody_is_weak() {
        let site = Site {
            name: "pier news".to_owned(),
            host: "pier example".to_owned(),
        };
        for nobody in ["Admin", "Super User", "12", "Pier News", "pier.example"] {
            assert!(is_weak(nobody, &site), "{nobody}");
        }
        assert!(!is_weak("Ada Quill", &site));
    }

    #[test]
    fn catalogues_turn_names() {
        assert_eq!(natural("Quill, Ada B."), "Ada B. Quill");
        assert_eq!(natural("Ada Quill, MD"), "Ada Quill, MD");
        assert_eq!(natural("Ada Quill"), "Ada Quill");
    }
}
