//! Names, and the slips in them.

/// How like a name must be to be what was meant, 0 to 1.
const LIKE: f64 = 0.8;

/// The name that was meant, as far as one can tell.
fn nearest<'n>(slip: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let scored = names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(slip, name), name));
    let likest = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    likest
        .filter(|(score, _)| *score >= LIKE)
        .map(|(_, name)| name)
}

/// What to do about a slip: the name that was meant or, where that cannot be told, all names that there are.
pub(crate) fn advice(slip: &str, what: &str, names: &[&str]) -> String {
    match nearest(slip, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("the {what} are {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::advice;

    #[test]
    fn a_slip_is_told_from_nonsense() {
        let names = ["placeholder", "keyword-list", "ui-debris"];
        let of = |slip| advice(slip, "rules", &names);
        assert_eq!(of("placehodler"), "did you mean `placeholder`?");
        assert_eq!(of("keywords"), "did you mean `keyword-list`?");
        assert_eq!(
            of("debris"),
            "the rules are placeholder, keyword-list, ui-debris"
        );
        assert_eq!(
            of("nonsense"),
            "the rules are placeholder, keyword-list, ui-debris"
        );
    }
}
