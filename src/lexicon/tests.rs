//! The lists are in canonical form. `UPDATE=1 cargo test` rewrites them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::lists::LISTS;
use super::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lexicons")
}

/// Every file below the folder, as `en/blogger`.
fn files() -> Vec<String> {
    let mut names = Vec::new();
    for language in fs::read_dir(folder()).unwrap() {
        let language = language.unwrap();
        for file in fs::read_dir(language.path()).unwrap() {
            let file = file.unwrap().file_name().into_string().unwrap();
            let file = file
                .strip_suffix(".txt")
                .unwrap_or_else(|| panic!("{file}: a list ends in .txt"));
            names.push(format!(
                "{}/{file}",
                language.file_name().into_string().unwrap()
            ));
        }
    }
    names.sort();
    names
}

/// The header as it is, the entries of each section normalised and sorted, the sections in the order of the kinds.
fn canonical(text: &str) -> String {
    let header: String = text
        .lines()
        .take_while(|line| line.starts_with("# "))
        .flat_map(|line| [line, "\n"])
        .collect();
    let abbreviations = text.contains("# role: abbreviations");
    let normal = |line: &str| {
        let star = |yes, form| if yes { form } else { "" };
        let (start, end) = (
            star(line.starts_with('*'), "* "),
            star(line.ends_with('*'), " *"),
        );
        if abbreviations {
            line.trim().to_lowercase()
        } else if let Some((phrase, weight)) = line.split_once('\t') {
            format!("{}\t{}", words::normalize(phrase), weight.trim())
        } else {
            format!("{start}{}{end}", words::normalize(line))
        }
    };
    let mut sections: BTreeMap<Option<Kind>, BTreeSet<String>> = BTreeMap::new();
    let mut section = None;
    for line in text
        .lines()
        .filter(|line| !line.starts_with("# ") && !line.trim().is_empty())
    {
        if let Some(kind) = line.strip_prefix("## ") {
            section = Kind::from_name(kind);
            assert!(section.is_some(), "`{line}`: no kind of that name");
        } else {
            sections.entry(section).or_default().insert(normal(line));
        }
    }
    let mut canonical = header;
    for (kind, entries) in sections {
        canonical.push('\n');
        if let Some(kind) = kind {
            canonical.extend(["## ", kind.name(), "\n"]);
        }
        canonical.extend(entries.iter().flat_map(|entry| [entry, "\n"]));
    }
    canonical
}

#[test]
fn every_file_is_compiled_in() {
    let listed: Vec<&str> = LISTS.iter().map(|&(name, _)| name).collect();
    assert_eq!(
        files(),
        listed,
        "build.rs must list every file of assets/lexicons, sorted"
    );
}

#[test]
fn lists_are_canonical() {
    let mut untidy = Vec::new();
    for &(name, text) in LISTS {
        let canonical = canonical(text);
        if canonical != text {
            untidy.push(name);
            if std::env::var_os("UPDATE").is_some() {
                fs::write(folder().join(format!("{name}.txt")), canonical).unwrap();
            }
        }
    }
    assert!(
        untidy.is_empty(),
        "not in canonical form (UPDATE=1 cargo test rewrites them): {untidy:?}"
    );
}

#[test]
fn headers_are_complete() {
    for &(name, text) in LISTS {
        let header = |key: &str| {
            text.lines()
                .any(|line| line.starts_with(&format!("# {key}: ")))
        };
        assert!(
            header("source"),
            "{name} does not say where its facts come from (# source: ...)"
        );
        assert!(
            Role::NAMES
                .iter()
                .any(|(role, _)| text.contains(&format!("# role: {role}\n"))),
            "{name} has no known role"
        );
        for list in list::parse(name, text) {
            match list.role {
                Role::Boilerplate => {
                    assert!(!list.product.is_empty(), "{name} has no product");
                    assert_eq!(
                        list.kind.map(Kind::label),
                        Some(crate::Label::Boilerplate),
                        "{name} has no kind of boilerplate"
                    );
                }
                Role::Body => assert_eq!(
                    list.kind.map(Kind::label),
                    Some(crate::Label::Body),
                    "{name} has no kind of body"
                ),
                Role::Claim | Role::Cue => {
                    assert!(
                        ["who", "when", "source"].contains(&list.missing),
                        "{name} does not say what is missing"
                    );
                    assert!(
                        (1..=100).contains(&list.weight) && !list.cue.is_empty(),
                        "{name} has no weight, or does not say what its cues are"
                    );
                }
                Role::Hedge => assert!(
                    list.weights.iter().all(|&weight| weight <= 100)
                        && text.matches('\t').count() == list.entries().len(),
                    "{name} has a phrase without a weight"
                ),
                Role::Placeholder | Role::Assistant | Role::Slot => assert!(
                    [
                        "",
                        "noun",
                        "person-or-thing",
                        "modifier",
                        "order",
                        "marker",
                        "filler",
                        "latin",
                        "line",
                        "stand-in",
                        "amount",
                        "letters",
                        "to-come",
                        "value",
                        "sure",
                        "self",
                        "opening",
                        "closing",
                        "courtesy",
                        "prompt",
                        "interface",
                        "mark",
                    ]
                    .contains(&list.family)
                        && (list.role == Role::Slot || !list.family.is_empty()),
                    "{name} is of no known family"
                ),
                Role::Notice => assert!(
                    matches!(
                        list.kind,
                        Some(Kind::Other | Kind::Interface | Kind::Paywall)
                    ),
                    "{name} has no kind of notice"
                ),
                _ => {}
            }
        }
        assert!(!list::parse(name, text).is_empty(), "{name} holds no entry");
    }
}

#[test]
fn phrases_can_be_matched() {
    for list in Lexicon::builtin()
        .lists()
        .iter()
        .chain(Lexicon::inner().lists())
    {
        for entry in list.entries() {
            let words = word_tokens(entry).len();
            let what = format!("{}: `{entry}`", list.name);
            assert!(
                (1..=LONGEST).contains(&words),
                "{what} has {words} words; 1 to {LONGEST} can be matched"
            );
            assert!(
                !entry.contains('*') || words >= 2,
                "{what}: one word is too little for a phrase with a star"
            );
        }
    }
}

#[test]
fn no_line_of_a_language_is_in_two_lists() {
    let mut seen: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for list in Lexicon::builtin().lists() {
        if !matches!(list.role, Role::Boilerplate | Role::Body) {
            continue;
        }
        let language = list.name.split('/').next().unwrap();
        for entry in list.entries() {
            if let Some(other) = seen.insert((language, entry), list.name) {
                panic!("`{entry}` is in {other} and in {}", list.name);
            }
        }
    }
}

#[test]
fn languages_fit_what_holds_them() {
    let languages: BTreeSet<&str> = Lexicon::builtin()
        .lists()
        .iter()
        .filter(|list| list.role == Role::FunctionWords)
        .map(List::language)
        .collect();
    assert!(languages.len() <= LanguageSet::MOST);
    assert!(Lexicon::builtin().language_sets().len() <= Known::LANGUAGES as usize);
}

#[test]
fn anchors_hold() {
    let text =
        "# role: boilerplate\n# kind: share\n\nshare\nshare this on *\n* rights reserved *\n";
    let lexicon = Lexicon::new(list::parse("en/test", text));
    let whole = |line| {
        lexicon
            .find(line, Role::Boilerplate)
            .iter()
            .map(|hit| hit.whole)
            .collect::<Vec<_>>()
    };
    assert_eq!(whole("Share."), [true]);
    assert_eq!(whole("Share your story"), [] as [bool; 0]);
    assert_eq!(whole("SHARE THIS ON: Facebook"), [false]);
    assert_eq!(whole("We share this on Fridays"), [] as [bool; 0]);
    assert_eq!(whole("© 2024 Foo. All rights reserved."), [false]);
}

#[test]
fn a_line_in_pieces_matches_as_a_whole_one() {
    let text =
        "# role: boilerplate\n# kind: share\n\n* one two three *\n* last words\nfirst words *\n";
    let lexicon = Lexicon::new(list::parse("en/test", text));
    let line = format!(
        "first words {}one two three {}last words",
        "filler ".repeat(40),
        "filler ".repeat(50)
    );
    let mut words = Collect(Vec::new());
    words::scan(&line, &mut words);
    let mut all = Vec::new();
    Matcher {
        complete: true,
        ..Matcher::default()
    }
    .run(&lexicon, &words.0, |_, _| {}, |hit| all.push(hit));
    assert_eq!(all.len(), 3);
    let mut pieces = Vec::new();
    let mut matcher = Matcher::default();
    let done = matcher.run(&lexicon, &words.0[..60], |_, _| {}, |hit| pieces.push(hit));
    matcher.complete = true;
    matcher.run(
        &lexicon,
        &words.0[done..],
        |_, _| {},
        |hit| pieces.push(hit),
    );
    assert_eq!(pieces, all);
}
