//! Files that appear under their name only when they are complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

/// A file that is written under a temporary name in the folder of its target and renamed by [`Staged::commit`]. Until
/// then the target stays as it was; without a commit the temporary file is removed.
#[derive(Debug)]
pub(crate) struct Staged {
    file: BufWriter<NamedTempFile>,
    target: PathBuf,
}

impl Staged {
    /// Starts the file. If `path` is a symbolic link, its target is what will be replaced.
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let target = match fs::canonicalize(path) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(error).with_context(|| name(path)),
        };
        check_target(&target)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".bodycopy-");
        permit_as_usual(&mut builder);
        let file = builder
            .tempfile_in(folder_of(&target))
            .with_context(|| format!("{}: cannot write in its folder", path.display()))?;
        Ok(Self {
            file: BufWriter::new(file),
            target,
        })
    }

    /// Brings the content to the disk and puts the file in the place of its target, with the target's permissions.
    pub(crate) fn commit(self) -> Result<()> {
        let Self { file, target } = self;
        write_through(file, &target).with_context(|| name(&target))
    }
}

/// Says early what [`Staged::create`] would say late.
pub(crate) fn check_target(path: &Path) -> Result<()> {
    // A rename would put a plain file in the place of a device or a pipe.
    if fs::metadata(path).is_ok_and(|existing| !existing.is_file()) {
        bail!("{}: exists and is not a file", path.display());
    }
    if !folder_of(path).is_dir() {
        bail!("{}: its folder does not exist", path.display());
    }
    Ok(())
}

/// The folder of a file, also of one in the current folder.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

fn write_through(file: BufWriter<NamedTempFile>, target: &Path) -> Result<()> {
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Ok(existing) = fs::metadata(target) {
        fs::set_permissions(file.path(), existing.permissions())?;
    }
    file.as_file().sync_all()?;
    let _: File = file.persist(target)?;
    Ok(())
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// A temporary file is private unless told otherwise; this one becomes an ordinary file, as the umask has it.
#[cfg(unix)]
fn permit_as_usual(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn permit_as_usual(_: &mut tempfile::Builder<'_, '_>) {}
