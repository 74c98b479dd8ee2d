//! Which keys a visitor of a page reads, by source.

use std::collections::BTreeMap;

/// What `interface/visible.txt` says; its head tells the format.
#[derive(Debug)]
pub(super) struct Visible(BTreeMap<&'static str, Keys>);

#[derive(Debug)]
struct Keys {
    /// The keys are those that stay; otherwise they are those that go.
    stay: bool,
    keys: Vec<&'static str>,
}

impl Visible {
    pub(super) fn builtin() -> Self {
        Self::parse(include_str!("../../interface/visible.txt"))
    }

    fn parse(text: &'static str) -> Self {
        let mut sources = BTreeMap::new();
        let mut source = "";
        for line in text.lines() {
            let head = line
                .strip_prefix('[')
                .and_then(|line| line.split_once("] "));
            if let Some((name, how @ ("only" | "but"))) = head {
                source = name;
                let stay = how == "only";
                let keys = Vec::new();
                sources.insert(name, Keys { stay, keys });
            } else if !line.is_empty()
                && let Some(known) = sources.get_mut(source)
            {
                known.keys.push(line);
            }
        }
        Self(sources)
    }

    /// Whether the string of that key is one a visitor reads. Of an unknown source it is not.
    pub(super) fn has(&self, source: &str, key: &str) -> bool {
        self.0.get(source).is_some_and(|known| {
            let mut keys = known.keys.iter();
            known.stay == keys.any(|pattern| matches(pattern, key))
        })
    }
}

fn matches(pattern: &str, key: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => key.starts_with(start),
        None => pattern == key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_listed_by_what_stays_or_goes() {
        let visible = Visible::parse("# head\n\n[one] only\nShare\nSave*\n\n[two] but\nRed\n");
        assert!(visible.has("one", "Share") && visible.has("one", "Save this"));
        assert!(!visible.has("one", "Shared"));
        assert!(visible.has("two", "Share") && !visible.has("two", "Red"));
        assert!(!visible.has("three", "Share"));
    }
}
