//! What is read and written, decided and checked before anything is.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::input::Input;
use crate::staged::{check_target, folder_of};

/// What a run reads and writes.
#[derive(Debug)]
pub(super) struct Plan {
    /// One for each output, in the order of the inputs.
    pub(super) jobs: Vec<Job>,
    /// Where bad rows go.
    pub(super) errors: Target,
}

/// One output and the inputs whose rows it takes.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) inputs: Vec<Input>,
    pub(super) output: Target,
}

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The standard stream: output for rows, error for bad rows.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Target {
    fn new(path: &Path) -> Self {
        if path == Path::new("-") {
            Self::Standard
        } else {
            Self::File(path.to_owned())
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Standard => None,
            Self::File(path) => Some(path),
        }
    }
}

impl Plan {
    /// Decides by the form of `out`, and makes the folder if it is one. Nothing is made if anything is wrong.
    pub(super) fn new(inputs: &[PathBuf], out: &Path, errors: Option<&Path>) -> Result<Self> {
        let inputs = inputs_of(inputs)?;
        let to_folder = out != Path::new("-") && !is_jsonl(out);
        let default_errors;
        let jobs = if to_folder {
            default_errors = Target::File(out.join("errors.jsonl"));
            one_file_each(inputs, out)?
        } else {
            let output = Target::new(out);
            default_errors = match &output {
                Target::Standard => Target::Standard,
                Target::File(path) => Target::File(beside(path)),
            };
            vec![Job { inputs, output }]
        };
        let errors = errors.map_or(default_errors, Target::new);
        let plan = Self { jobs, errors };
        plan.check_overwrites()?;
        if to_folder {
            fs::create_dir_all(out).with_context(|| out.display().to_string())?;
        }
        // The first bad row may come after hours.
        if let Target::File(errors) = &plan.errors {
            check_target(errors)?;
        }
        Ok(plan)
    }

    /// No output may be an input or another output.
    fn check_overwrites(&self) -> Result<()> {
        let inputs = self.jobs.iter().flat_map(|job| &job.inputs);
        let inputs: BTreeSet<PathBuf> = inputs
            .filter_map(|input| match input {
                Input::Stdin => None,
                Input::File(path) => Some(identity(path)),
            })
            .collect();
        let mut outputs = BTreeSet::new();
        let targets = self.jobs.iter().map(|job| &job.output);
        for path in targets.chain([&self.errors]).filter_map(Target::path) {
            let identity = identity(path);
            ensure!(
                !inputs.contains(&identity),
                "{}: is an input and would be overwritten; write to another file or folder",
                path.display()
            );
            ensure!(
                outputs.insert(identity),
                "{}: would be written twice; name another file with --errors",
                path.display()
            );
        }
        Ok(())
    }
}

fn inputs_of(paths: &[PathBuf]) -> Result<Vec<Input>> {
    if paths.is_empty() {
        return Ok(vec![Input::Stdin]);
    }
    let mut inputs = Vec::new();
    for path in paths {
        let input = Input::new(path);
        if input != Input::Stdin {
            let metadata = fs::metadata(path).with_context(|| input.name())?;
            ensure!(
                !metadata.is_dir(),
                "{0}: is a folder; name the files in it, e.g. {0}/*.jsonl",
                input.name()
            );
        }
        inputs.push(input);
    }
    Ok(inputs)
}

fn one_file_each(inputs: Vec<Input>, folder: &Path) -> Result<Vec<Job>> {
    let mut names = BTreeSet::new();
    let mut jobs = Vec::new();
    for input in inputs {
        let name = match &input {
            Input::Stdin => bail!(
                "{}: is taken for a folder, and standard input has no name for a file in it; \
                 end the output in .jsonl",
                folder.display()
            ),
            Input::File(path) => path.file_name().with_context(|| input.name())?.to_owned(),
        };
        let output = folder.join(&name);
        ensure!(
            names.insert(name),
            "{}: two inputs have this file name, and so would have the same output",
            output.display()
        );
        jobs.push(Job {
            inputs: vec![input],
            output: Target::File(output),
        });
    }
    Ok(jobs)
}

fn is_jsonl(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "jsonl")
}

/// The default errors file of an output file.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or(OsStr::new("")).to_owned();
    name.push(".errors.jsonl");
    path.with_file_name(name)
}

/// A path that is equal for equal files, whether or not the file exists.
fn identity(path: &Path) -> PathBuf {
    let of_existing = || fs::canonicalize(path).ok();
    let of_new = || {
        let folder = fs::canonicalize(folder_of(path)).ok()?;
        Some(folder.join(path.file_name()?))
    };
    of_existing()
        .or_else(of_new)
        .unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Plan, Target};

    fn plan(inputs: &[&str], out: &str) -> Result<Plan, String> {
        let folder = tempfile::tempdir().unwrap();
        let inputs: Vec<PathBuf> = inputs.iter().map(|name| folder.path().join(name)).collect();
        for input in &inputs {
            std::fs::create_dir_all(input.parent().unwrap()).unwrap();
            std::fs::write(input, "").unwrap();
        }
        Plan::new(&inputs, &folder.path().join(out), None).map_err(|error| error.to_string())
    }

    fn names(plan: &Plan) -> Vec<(usize, &str)> {
        fn name(target: &Target) -> &str {
            target
                .path()
                .and_then(Path::file_name)
                .unwrap()
                .to_str()
                .unwrap()
        }
        let jobs = plan.jobs.iter();
        jobs.map(|job| (job.inputs.len(), name(&job.output)))
            .chain([(0, name(&plan.errors))])
            .collect()
    }

    #[test]
    fn a_file_takes_all_inputs() {
        let plan = plan(&["a.jsonl", "b.jsonl"], "out.jsonl").unwrap();
        assert_eq!(
            names(&plan),
            [(2, "out.jsonl"), (0, "out.jsonl.errors.jsonl")]
        );
    }

    #[test]
    fn a_folder_gets_a_file_for_each_input() {
        let plan = plan(&["a.jsonl", "b/b.txt"], "out").unwrap();
        assert_eq!(
            names(&plan),
            [(1, "a.jsonl"), (1, "b.txt"), (0, "errors.jsonl")]
        );
    }

    #[test]
    fn nothing_is_written_over_an_input_or_twice() {
        let error = plan(&["a.jsonl"], "a.jsonl").unwrap_err();
        assert!(error.contains("is an input"), "{error}");
        let error = plan(&["out/a.jsonl"], "out").unwrap_err();
        assert!(error.contains("is an input"), "{error}");
        let error = plan(&["1/a.jsonl", "2/a.jsonl"], "out").unwrap_err();
        assert!(error.contains("two inputs have this file name"), "{error}");
        let error = plan(&["1/errors.jsonl"], "out").unwrap_err();
        assert!(error.contains("--errors"), "{error}");
    }
}
