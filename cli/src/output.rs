//! Where the report goes: the standard output, or a file that appears whole or not at all.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::exit::Failure;
use crate::screen::{self, Screen};

/// A place for the report, found usable before the scan is spent.
#[derive(Debug)]
pub(crate) enum Output {
    /// The standard output.
    Stdout,
    /// A file that is replaced at the end. Kept as its real path, so that a link to it stays a link.
    File(PathBuf),
    /// A pipe or a device: nothing to replace, it is written to.
    Stream(PathBuf),
}

impl Output {
    /// Looks whether `path` can be written, without leaving anything there.
    pub(crate) fn prepare(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self::Stdout);
        };
        let failed = |source| Failure::Output {
            path: path.to_owned(),
            source,
        };
        let output = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                return Err(failed(io::ErrorKind::IsADirectory.into()));
            }
            Ok(metadata) if metadata.is_file() => Self::File(path.canonicalize().map_err(failed)?),
            Ok(_) => Self::Stream(path.to_owned()),
            Err(_) => {
                let name = path
                    .file_name()
                    .ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
                Self::File(folder_of(path).canonicalize().map_err(failed)?.join(name))
            }
        };
        if let Self::File(path) = &output {
            // Created and removed at once: a folder that refuses it should do so before the scan.
            temporary(path).map_err(failed)?;
        }
        Ok(output)
    }

    /// The file that will be written, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdout | Self::Stream(_) => None,
        }
    }

    /// Whether a person would see it as it is.
    pub(crate) fn is_terminal(&self) -> bool {
        match self {
            Self::Stdout => io::stdout().is_terminal(),
            Self::File(_) | Self::Stream(_) => false,
        }
    }

    /// What the report may look like.
    pub(crate) fn screen(&self) -> Screen {
        match self {
            Self::Stdout => Screen::of_stdout(),
            Self::File(_) | Self::Stream(_) => Screen::of_file(),
        }
    }

    /// Writes the report.
    pub(crate) fn write(&self, report: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Stdout => screen::print(report).map_err(|source| Failure::Output {
                path: PathBuf::from("the standard output"),
                source,
            }),
            Self::Stream(path) => {
                let written = fs::OpenOptions::new()
                    .write(true)
                    .open(path)
                    .and_then(|mut file| file.write_all(report));
                match written {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    result => result.map_err(|source| Failure::Output {
                        path: path.clone(),
                        source,
                    }),
                }
            }
            Self::File(path) => replace(path, report).map_err(|source| Failure::Output {
                path: path.clone(),
                source,
            }),
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn replace(path: &Path, report: &[u8]) -> io::Result<()> {
    let mut file = temporary(path)?;
    file.write_all(report)?;
    if let Ok(metadata) = fs::metadata(path) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// A file beside `path`, which disappears when it is dropped.
fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".polder-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Like any file that a program creates: the person's umask decides.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder_of(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        fs::write(&path, "an older and longer report").unwrap();
        let output = Output::prepare(Some(&path)).unwrap();
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "an older and longer report"
        );
        output.write(b"{}").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn preparing_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        Output::prepare(Some(&folder.path().join("report.json"))).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_or_a_missing_folder_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            folder.path().to_owned(),
            folder.path().join("missing/report.json"),
        ] {
            assert!(
                matches!(Output::prepare(Some(&path)), Err(Failure::Output { .. })),
                "{}",
                path.display()
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        Output::prepare(Some(&link)).unwrap().write(b"new").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
