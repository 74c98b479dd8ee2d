//! The table of what was inserted and found.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;

use super::template::{Family, Template};
use crate::half::Half;

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Group {
    rule: &'static str,
    family: Family,
    lang: String,
}

impl Group {
    pub(super) fn of(template: &Template) -> Self {
        Self {
            rule: template.rule,
            family: template.family.clone(),
            lang: template.lang.clone(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    inserted: usize,
    found: usize,
    any: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.inserted += other.inserted;
        self.found += other.found;
        self.any += other.any;
    }

    fn shown(self) -> String {
        let Self {
            inserted,
            found,
            any,
        } = self;
        let share = |part: usize| part as f64 / inserted.max(1) as f64;
        if inserted == 0 {
            return format!("{:>26}", "-");
        }
        format!(
            "{inserted:>6} {found:>6} {:>5.3} {:>6.3}",
            share(found),
            share(any)
        )
    }
}

/// Figures of each group, a tally a half.
#[derive(Debug, Default)]
pub(super) struct Table(BTreeMap<Group, [Tally; 2]>);

impl Table {
    pub(super) fn add(&mut self, group: Group, half: Half, [found, any]: [bool; 2]) {
        self.0.entry(group).or_default()[half as usize].add(Tally {
            inserted: 1,
            found: found.into(),
            any: any.into(),
        });
    }

    /// The sums over groups of which `name` makes one name.
    fn sums(&self, name: impl Fn(&Group) -> Option<String>) -> BTreeMap<String, [Tally; 2]> {
        let mut sums: BTreeMap<String, [Tally; 2]> = BTreeMap::new();
        for (group, tallies) in &self.0 {
            if let Some(name) = name(group) {
                let sum = sums.entry(name).or_default();
                for (sum, tally) in sum.iter_mut().zip(tallies) {
                    sum.add(*tally);
                }
            }
        }
        sums
    }

    /// Prints every group, then the sums by family and by rule. Interface strings of the data folder are summed apart.
    pub(super) fn print(&self, half: Option<Half>, out: &mut impl Write) -> Result<()> {
        let halves: Vec<Half> = [Half::Seen, Half::Held]
            .into_iter()
            .filter(|&one| half.is_none_or(|half| half == one))
            .collect();
        write!(out, "{:<36}", "rule, family, language")?;
        for half in &halves {
            let name = half.name();
            write!(out, " | {name}: inserted, found, recall, any rule")?;
        }
        writeln!(out)?;
        let each = self.sums(|group| {
            let Group { rule, family, lang } = group;
            Some(format!("{rule:<13} {:<12} {lang}", family.name()))
        });
        let families = self.sums(|group| {
            let Group { rule, family, .. } = group;
            Some(format!("{rule:<13} {:<12} all", family.name()))
        });
        let rules = self.sums(|group| {
            let own = group.family != Family::Interface;
            own.then(|| format!("{:<13} all", group.rule))
        });
        for sums in [each, families, rules] {
            writeln!(out)?;
            for (name, tallies) in sums {
                write!(out, "{name:<36}")?;
                for &half in &halves {
                    write!(out, " | {}", tallies[half as usize].shown())?;
                }
                writeln!(out)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_counted_apart_and_summed() {
        let group = |family, lang: &str| Group {
            rule: "ui-debris",
            family,
            lang: lang.to_owned(),
        };
        let mut table = Table::default();
        table.add(
            group(Family::Named("share"), "de"),
            Half::Seen,
            [true, true],
        );
        table.add(
            group(Family::Named("share"), "en"),
            Half::Held,
            [false, true],
        );
        table.add(group(Family::Interface, "en"), Half::Held, [true, true]);
        let sums = table.sums(|group| Some(group.family.name().to_owned()));
        let tally = |inserted, found, any| Tally {
            inserted,
            found,
            any,
        };
        assert_eq!(sums["share"], [tally(1, 1, 1), tally(1, 0, 1)]);
        let mut out = Vec::new();
        table
            .print(Some(Half::Held), &mut out)
            .expect("memory takes it");
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(!out.contains("seen"));
        let total = out.lines().last().expect("the sum of the rule");
        assert_eq!(
            total.split_whitespace().skip(3).collect::<Vec<_>>(),
            ["1", "0", "0.000", "1.000"]
        );
    }
}
