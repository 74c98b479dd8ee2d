//! The numbers of a run.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use bodycopy::{Issue, Level, SCHEMA};
use serde::Serialize;

use crate::args::Format;
use crate::jsonl;
use crate::message::count;
use crate::status::Status;

/// The numbers of a run.
#[derive(Debug, Default)]
pub(super) struct Summary {
    files: usize,
    files_with_issues: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    rules: BTreeMap<String, (Level, usize)>,
}

#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    level: Level,
    count: usize,
    schema: u32,
}

impl Summary {
    pub(super) fn add(&mut self, issues: &[Issue<'_>]) {
        self.files += 1;
        if !issues.is_empty() {
            self.files_with_issues += 1;
        }
        for issue in issues {
            match issue.level {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
                Level::Advice => self.advice += 1,
            }
            // Most issues are of a rule that has some.
            match self.rules.get_mut(&*issue.rule) {
                Some((_, count)) => *count += 1,
                None => {
                    self.rules.insert(issue.rule.to_string(), (issue.level, 1));
                }
            }
        }
    }

    fn issues(&self) -> usize {
        self.errors + self.warnings + self.advice
    }

    pub(super) fn status(&self) -> Status {
        if self.issues() > 0 {
            Status::Issues
        } else {
            Status::Done
        }
    }

    /// The issues of each rule, the most first.
    pub(super) fn write_rules(&self, out: &mut impl Write, format: Format) -> Result<()> {
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|&(rule, &(_, count))| (std::cmp::Reverse(count), rule));
        let digits = rules
            .first()
            .map_or(0, |(_, (_, count))| count.to_string().len());
        for (rule, &(level, count)) in rules {
            match format {
                Format::Human => writeln!(out, "{count:digits$}  {level:7}  {rule}")?,
                Format::Jsonl => {
                    let row = Row {
                        rule,
                        level,
                        count,
                        schema: SCHEMA,
                    };
                    jsonl::write(out, &row)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn text(&self) -> String {
        if self.issues() == 0 {
            return format!("no issues in {}", count(self.files, "file"));
        }
        let levels: Vec<String> = [
            (self.errors, count(self.errors, "error")),
            (self.warnings, count(self.warnings, "warning")),
            (self.advice, format!("{} advice", self.advice)),
        ]
        .into_iter()
        .filter_map(|(number, text)| (number > 0).then_some(text))
        .collect();
        format!(
            "{} in {} ({})",
            count(self.issues(), "issue"),
            count(self.files_with_issues, "file"),
            levels.join(", ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn summary_names_only_the_levels_that_occur() {
        let none = Summary {
            files: 1,
            ..Summary::default()
        };
        assert_eq!(none.text(), "no issues in 1 file");
        let some = Summary {
            files: 5,
            files_with_issues: 2,
            errors: 1,
            warnings: 4,
            advice: 2,
            ..Summary::default()
        };
        assert_eq!(
            some.text(),
            "7 issues in 2 files (1 error, 4 warnings, 2 advice)"
        );
        let advice = Summary {
            files: 1,
            files_with_issues: 1,
            advice: 1,
            ..Summary::default()
        };
        assert_eq!(advice.text(), "1 issue in 1 file (1 advice)");
    }
}
