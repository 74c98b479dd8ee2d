//! The issues that a baseline holds: known ones, which count no more.
//!
//! An issue is known by its rule and by hashes of its text and of its line, so that it stays known where lines are moved. The
//! file is JSON with an entry a line, in order, so that a diff shows which issues came and went.

mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use bodycopy::{Issue, Report};

use crate::input::Input;
use crate::message::count;
use crate::staged::folder_of;

/// The known issues: of each file, by its path from the baseline's folder on.
type Files = BTreeMap<String, BTreeMap<Identity, usize>>;

/// What makes an issue the same in the next run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    rule: String,
    /// The hash of its text.
    text: String,
    /// The hash of the line in which it begins.
    line: String,
}

impl Identity {
    fn new(issue: &Issue<'_>, report: &Report<'_>) -> Self {
        let lines = &report.lines;
        let line = lines.binary_search_by_key(&issue.line, |line| line.line);
        Self {
            rule: issue.rule.to_string(),
            text: hash(issue.text),
            line: hash(line.map_or(issue.text, |at| lines[at].text)),
        }
    }
}

/// FNV-1a of the text in lower case with one space for white space, as 16 hexadecimal digits. Files hold it: it must not change.
fn hash(text: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut mix = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            mix(b' ');
        }
        word.to_lowercase().bytes().for_each(&mut mix);
    }
    format!("{hash:016x}")
}

/// What is done with a baseline in a run.
#[derive(Debug)]
pub(super) enum Baseline {
    None,
    /// Its issues do not count.
    Compare(Known),
    /// It gets the issues of the run.
    Write(Update),
}

impl Baseline {
    /// `rules` are those that run.
    pub(super) fn open(
        compare: Option<&Path>,
        write: Option<&Path>,
        rules: &[&str],
    ) -> Result<Self> {
        let rules: BTreeSet<String> = rules.iter().map(|&rule| rule.to_owned()).collect();
        if let Some(path) = compare {
            let files = file::read(path)?.with_context(|| {
                let path = path.display();
                format!("{path}: there is no such file; `check --write-baseline {path}` makes it")
            })?;
            return Ok(Self::Compare(Known {
                folder: Folder::of(path)?,
                files,
                rules,
                found: 0,
                gone: 0,
            }));
        }
        let Some(path) = write else {
            return Ok(Self::None);
        };
        Ok(Self::Write(Update {
            folder: Folder::of(path)?,
            path: path.to_owned(),
            before: file::read(path)?.unwrap_or_default(),
            found: Files::new(),
            rules,
        }))
    }

    /// Takes the issues of one input that are, or come to be, in the baseline out of its report.
    pub(super) fn take(&mut self, input: &Input, report: &mut Report<'_>) {
        match self {
            Self::None => {}
            Self::Compare(known) => known.take(input, report),
            Self::Write(update) => update.take(input, report),
        }
    }

    /// Ends the run; answers what there is to say about it.
    pub(super) fn finish(self) -> Result<Option<String>> {
        match self {
            Self::None => Ok(None),
            Self::Compare(known) => Ok(known.summary()),
            Self::Write(update) => update.finish().map(Some),
        }
    }
}

/// The folder of a baseline.
#[derive(Debug)]
struct Folder(PathBuf);

impl Folder {
    fn of(baseline: &Path) -> Result<Self> {
        let folder = folder_of(baseline);
        let whole = folder
            .canonicalize()
            .with_context(|| folder.display().to_string())?;
        Ok(Self(whole))
    }

    /// The input's path from here, with slashes; the whole path, if it is elsewhere.
    fn path_of(&self, input: &Input) -> String {
        let Some(path) = input.path() else {
            return input.name();
        };
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let below = whole.strip_prefix(&self.0).unwrap_or(&whole);
        below
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/")
    }

    fn has(&self, path: &str) -> bool {
        path == Input::Stdin.name() || self.0.join(path).exists()
    }
}

/// The baseline that issues are compared with.
#[derive(Debug)]
pub(super) struct Known {
    folder: Folder,
    /// What was not found again yet.
    files: Files,
    rules: BTreeSet<String>,
    /// Issues that were found again, and those that were not.
    found: usize,
    gone: usize,
}

impl Known {
    fn take(&mut self, input: &Input, report: &mut Report<'_>) {
        let path = self.folder.path_of(input);
        let mut left = self.files.remove(&path).unwrap_or_default();
        let issues = std::mem::take(&mut report.issues);
        for issue in issues {
            match left.get_mut(&Identity::new(&issue, report)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    self.found += 1;
                }
                _ => report.issues.push(issue),
            }
        }
        // Of rules that did not run nothing is known.
        let ran = left.iter().filter(|(it, _)| self.rules.contains(&it.rule));
        self.gone += ran.map(|(_, count)| count).sum::<usize>();
    }

    fn summary(&self) -> Option<String> {
        let known = match self.found {
            0 => return (self.gone > 0).then(|| gone(self.gone)),
            1 => "1 issue is in the baseline".to_owned(),
            known => format!("{known} issues are in the baseline"),
        };
        match self.gone {
            0 => Some(known),
            number => Some(format!("{known}; {}", gone(number))),
        }
    }
}

fn gone(number: usize) -> String {
    let verb = if number == 1 { "is" } else { "are" };
    format!(
        "{} of the baseline {verb} gone, which --write-baseline would leave out",
        count(number, "issue")
    )
}

/// The baseline that is made or brought up to date.
#[derive(Debug)]
pub(super) struct Update {
    path: PathBuf,
    folder: Folder,
    before: Files,
    found: Files,
    rules: BTreeSet<String>,
}

impl Update {
    fn take(&mut self, input: &Input, report: &mut Report<'_>) {
        let path = self.folder.path_of(input);
        let issues = std::mem::take(&mut report.issues);
        let of_file = self.found.entry(path).or_default();
        for issue in issues {
            *of_file.entry(Identity::new(&issue, report)).or_default() += 1;
        }
    }

    /// What this run could not see stays: other files, as long as they are there, and rules that did not run.
    fn finish(mut self) -> Result<String> {
        for (path, known) in self.before {
            let read = self.found.contains_key(&path);
            if read || self.folder.has(&path) {
                let of_file = self.found.entry(path).or_default();
                of_file.extend(
                    known
                        .into_iter()
                        .filter(|(it, _)| !(read && self.rules.contains(&it.rule))),
                );
            }
        }
        self.found.retain(|_, issues| !issues.is_empty());
        file::write(&self.path, &self.found)?;
        let issues = self.found.values().flat_map(BTreeMap::values).sum();
        Ok(format!(
            "{}: {} in {}",
            self.path.display(),
            count(issues, "issue"),
            count(self.found.len(), "file")
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn hashes_are_those_of_the_words() {
        // FNV-1a of nothing, and of `a`, as published.
        assert_eq!(hash(" \n"), "cbf29ce484222325");
        assert_eq!(hash("A"), "af63dc4c8601ec8c");
        assert_eq!(hash(" Dear\t[Name] "), hash("dear [name]"));
        assert_ne!(hash("dear name"), hash("dearname"));
    }
}
