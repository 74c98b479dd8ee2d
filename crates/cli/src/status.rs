//! How a run ended.

use std::process::ExitCode;

/// How a run ended, the worst last, so that `max` joins the ends of several files.
///
/// The format of the output and the number of findings never change the code: scripts depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Everything was read and nothing was found.
    Done,
    /// `check` found issues.
    Issues,
    /// Something could not be read or written.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Issues => 1,
            Status::Failed => 2,
        })
    }
}
