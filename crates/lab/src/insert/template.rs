//! The templates: their files, their halves, and how they are filled in.

use anyhow::{Context, Result, bail, ensure};

use crate::half::Half;
use crate::random::Random;

/// The rules, and what is inserted to be found by them.
const FILES: [(&str, &str); 4] = [
    ("placeholder", include_str!("../../insert/placeholder.tsv")),
    (
        "llm-leftover",
        include_str!("../../insert/llm-leftover.tsv"),
    ),
    (
        "keyword-list",
        include_str!("../../insert/keyword-list.tsv"),
    ),
    ("ui-debris", include_str!("../../insert/ui-debris.tsv")),
];

/// Where a template goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Between two words of a line of text.
    Sentence,
    /// Behind a line of text, in the same line.
    Append,
    /// A line of its own, between two others or at either end.
    Line,
    /// Lines of their own before all others.
    Start,
    /// Lines of their own between two others.
    Between,
    /// Lines of their own behind all others.
    End,
}

impl Place {
    fn parse(name: &str) -> Result<Self> {
        Ok(match name {
            "sentence" => Self::Sentence,
            "append" => Self::Append,
            "line" => Self::Line,
            "start" => Self::Start,
            "between" => Self::Between,
            "end" => Self::End,
            _ => bail!("unknown place {name}"),
        })
    }
}

/// What templates are counted under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// One of the files' first column.
    Named(&'static str),
    /// Strings of the data folder.
    Interface,
}

impl Family {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::Interface => "ui-strings",
        }
    }
}

/// One template.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub rule: &'static str,
    pub family: Family,
    pub lang: String,
    pub place: Place,
    pub text: String,
    pub half: Half,
}

impl Template {
    pub(super) fn is_interface(&self) -> bool {
        self.family == Family::Interface
    }

    /// Its text with the words of a document's title in it, if it has places for them.
    pub(super) fn filled(&self, topics: &[String], random: &mut Random) -> String {
        if self.rule != "keyword-list" || !self.text.contains('{') {
            return self.text.clone();
        }
        let mut topics = topics.to_vec();
        if random.chance(0.5) {
            topics.reverse();
        }
        let topic = |at: usize| topics.get(at).map_or("", String::as_str);
        let hashtag = self.text.contains("#{");
        let own = |at: usize| {
            if hashtag {
                topic(at).replace(['-', '\''], "")
            } else {
                topic(at).to_owned()
            }
        };
        let pair = format!("{} {}", topic(0), topic(1));
        let capitals: Vec<String> = pair.split(' ').map(capital).collect();
        self.text
            .replace("{1}", &own(0))
            .replace("{2}", &own(1))
            .replace("{3}", &own(2))
            .replace("{t}", &pair)
            .replace("{T}", &capitals.join(" "))
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// All templates, rule by rule.
pub(super) fn builtin() -> Result<Vec<Template>> {
    let mut templates = Vec::new();
    for (rule, file) in FILES {
        let of_rule = parse(rule, file).with_context(|| format!("insert/{rule}.tsv"))?;
        templates.extend(of_rule);
    }
    Ok(templates)
}

fn parse(rule: &'static str, file: &'static str) -> Result<Vec<Template>> {
    let rows = file.lines().zip(1..);
    rows.filter(|(row, _)| !row.is_empty() && !row.starts_with('#'))
        .map(|(row, number)| {
            let fields: Vec<&str> = row.split('\t').collect();
            ensure!(fields.len() == 4, "line {number}: four fields expected");
            Ok(Template {
                rule,
                family: Family::Named(fields[0]),
                lang: fields[1].to_owned(),
                place: Place::parse(fields[2]).with_context(|| format!("line {number}"))?,
                text: fields[3].replace("\\n", "\n"),
                half: Half::of(fields[3]),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_templates_enough_and_each_once() {
        let templates = builtin().expect("the files are in order");
        let least = [
            ("placeholder", 150),
            ("llm-leftover", 100),
            ("keyword-list", 60),
            ("ui-debris", 400),
        ];
        for (rule, least) in least {
            let of_rule = || templates.iter().filter(|template| template.rule == rule);
            let unlike: BTreeSet<_> = of_rule()
                .map(|template| (&template.lang, &template.text))
                .collect();
            assert_eq!(unlike.len(), of_rule().count(), "{rule}");
            assert!(unlike.len() >= least, "{rule}: {}", unlike.len());
            let seen = of_rule().filter(|template| template.half == Half::Seen);
            let share = seen.count() as f64 / unlike.len() as f64;
            assert!((0.4..0.6).contains(&share), "{rule}: {share}");
        }
        let debris = templates
            .iter()
            .filter(|template| template.rule == "ui-debris");
        let languages: BTreeSet<&str> = debris.map(|template| template.lang.as_str()).collect();
        assert!(languages.len() >= 40, "{}", languages.len());
    }

    #[test]
    fn words_of_the_title_fill_search_phrases() {
        let template = |rule| Template {
            rule,
            family: Family::Named("test"),
            lang: "en".to_owned(),
            place: Place::End,
            text: "best {t}\n{T}: {3}".to_owned(),
            half: Half::Seen,
        };
        let topics = ["pier", "storm", "pier"].map(str::to_owned);
        let mut random = Random::named(1, "x");
        let filled = template("keyword-list").filled(&topics, &mut random);
        assert_eq!(filled, "best pier storm\nPier Storm: pier");
        let other = template("placeholder").filled(&topics, &mut random);
        assert_eq!(other, "best {t}\n{T}: {3}");
    }
}
