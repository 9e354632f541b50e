//! Packs a folder into one upload: a gzipped tar that is the same for the same content.
//!
//! No times, owners or modes; which files, `walk` says. The pack is held in memory, so that an interruption
//! leaves nothing behind.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::{Compression, GzBuilder, write::GzEncoder};
use thiserror::Error;

use crate::walk::{Exclusions, Found, Omission, Reason, WalkError, walk};

/// The most that the platform accepts as one upload, after compression.
pub(crate) const MAX_PACK_BYTES: usize = 100 * 1024 * 1024;

/// A folder, ready to be uploaded.
#[derive(Debug)]
pub(crate) struct Pack {
    /// The gzipped tar.
    pub(crate) bytes: Vec<u8>,
    /// Files in it.
    pub(crate) files: usize,
    /// The folder's or the file's own name.
    pub(crate) name: String,
    /// What was left out although nobody asked for it.
    pub(crate) omissions: Vec<Omission>,
}

/// Why a folder could not be packed.
#[derive(Debug, Error)]
pub(crate) enum PackError {
    #[error(transparent)]
    Walk(#[from] WalkError),
    #[error("{} is more than {} MiB when packed; leave something out with --exclude, or scan folder by folder", path.display(), MAX_PACK_BYTES / 1024 / 1024)]
    TooLarge { path: PathBuf },
}

/// Packs `root`, which is a folder or one file. `unwanted` are files that are never packed (the report
/// that is being written). Checks `stop` between files.
pub(crate) fn pack(
    root: &Path,
    exclusions: &Exclusions,
    unwanted: &[PathBuf],
    stop: &AtomicBool,
) -> Result<Pack, PackError> {
    let Found {
        name,
        files,
        mut omissions,
    } = walk(root, exclusions, unwanted, stop)?;
    let too_large = || PackError::TooLarge {
        path: root.to_owned(),
    };
    let gzip = GzBuilder::new()
        .mtime(0)
        .write(Bounded::default(), Compression::default());
    let mut archive = tar::Builder::new(gzip);
    let mut packed = 0;
    for (path, file) in files {
        if stop.load(Ordering::Relaxed) {
            return Err(WalkError::Stopped.into());
        }
        match append(&mut archive, &path, &file) {
            Ok(None) => packed += 1,
            Ok(Some(error)) => omissions.push(Omission {
                path,
                reason: Reason::Unreadable(error),
            }),
            // The archive is in memory: the only thing that can fail is its bound.
            Err(_) => return Err(too_large()),
        }
    }
    omissions.sort_by(|a, b| a.path.cmp(&b.path));
    if packed == 0 {
        return Err(WalkError::Empty {
            path: root.to_owned(),
            omissions,
        }
        .into());
    }
    let bytes = archive
        .into_inner()
        .and_then(GzEncoder::finish)
        .map_err(|_| too_large())?
        .bytes;
    Ok(Pack {
        bytes,
        files: packed,
        name,
        omissions,
    })
}

/// Adds one file. An error of the file is answered, an error of the archive is the error.
fn append(
    archive: &mut tar::Builder<GzEncoder<Bounded>>,
    path: &str,
    file: &Path,
) -> io::Result<Option<io::Error>> {
    let opened = File::open(file).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (size, file) = match opened {
        Ok(opened) => opened,
        Err(error) => return Ok(Some(error)),
    };
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Regular);
    header.set_size(size);
    header.set_mode(0o644);
    header.set_mtime(0);
    let mut content = Exactly {
        source: file,
        remaining: size,
        error: None,
    };
    archive.append_data(&mut header, path, &mut content)?;
    Ok(content.error)
}

/// Reads exactly as many bytes as the archive's header promised: a file that shrinks or fails while it is read
/// is filled up with zeros and remembered as unreadable, one that grows is cut off.
struct Exactly<R> {
    source: R,
    remaining: u64,
    error: Option<io::Error>,
}

impl<R: Read> Read for Exactly<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let wanted = usize::try_from(self.remaining)
            .map_or(buffer.len(), |remaining| remaining.min(buffer.len()));
        let Some(target) = buffer.get_mut(..wanted).filter(|target| !target.is_empty()) else {
            return Ok(0);
        };
        let read = if self.error.is_some() {
            target.fill(0);
            wanted
        } else {
            match self.source.read(target) {
                Ok(0) => {
                    self.error = Some(io::Error::new(
                        io::ErrorKind::UnexpectedEof,
                        "it shrank while it was read",
                    ));
                    target.fill(0);
                    wanted
                }
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
                Err(error) => {
                    self.error = Some(error);
                    target.fill(0);
                    wanted
                }
            }
        };
        self.remaining -= read as u64;
        Ok(read)
    }
}

/// A buffer that refuses to grow beyond what the platform accepts.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
}

impl Write for Bounded {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + buffer.len() > MAX_PACK_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.bytes.extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::walk::unreadable;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, content) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        root
    }

    fn pack_all(root: &Path, exclude: &[&str]) -> Pack {
        let globs: Vec<String> = exclude.iter().map(ToString::to_string).collect();
        pack(
            root,
            &Exclusions::parse(&globs).unwrap(),
            &[],
            &AtomicBool::new(false),
        )
        .unwrap()
    }

    fn paths(pack: &Pack) -> Vec<String> {
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(pack.bytes.as_slice()));
        let entries = archive.entries().unwrap();
        entries
            .map(|entry| {
                entry
                    .unwrap()
                    .path()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    }

    #[test]
    fn paths_are_relative_sorted_and_without_git() {
        let root = tree(&[
            ("src/b.py", "b"),
            ("src/a.py", "a"),
            (".env", "x"),
            (".git/config", "g"),
            ("a", "a"),
        ]);
        let pack = pack_all(root.path(), &[]);
        assert_eq!(paths(&pack), [".env", "a", "src/a.py", "src/b.py"]);
        assert_eq!(pack.files, 4);
    }

    #[test]
    fn the_same_content_packs_to_the_same_bytes() {
        let files = [("b/c.txt", "see"), ("a.txt", "ay")];
        let (first, second) = (tree(&files), tree(&files));
        assert_eq!(
            pack_all(first.path(), &[]).bytes,
            pack_all(second.path(), &[]).bytes
        );
    }

    #[test]
    fn exclusions_are_about_names_or_paths() {
        let files = [
            ("a/node_modules/x.js", ""),
            ("docs/a/b.md", ""),
            ("docs/c.md", ""),
            ("x.iso", ""),
            ("keep", ""),
        ];
        let root = tree(&files);
        let rows: [(&[&str], &[&str]); 4] = [
            (
                &["node_modules", "*.iso"],
                &["docs/a/b.md", "docs/c.md", "keep"],
            ),
            (&["docs/**"], &["a/node_modules/x.js", "keep", "x.iso"]),
            (
                &["./docs/a/"],
                &["a/node_modules/x.js", "docs/c.md", "keep", "x.iso"],
            ),
            (
                &["docs/*.md"],
                &["a/node_modules/x.js", "docs/a/b.md", "keep", "x.iso"],
            ),
        ];
        for (exclude, expected) in rows {
            assert_eq!(
                paths(&pack_all(root.path(), exclude)),
                expected,
                "{exclude:?}"
            );
        }
    }

    #[test]
    fn a_pattern_that_is_no_pattern_is_refused() {
        assert!(matches!(
            Exclusions::parse(&["a[".into()]),
            Err(WalkError::Exclude { .. })
        ));
    }

    #[test]
    fn one_file_is_packed_under_its_own_name() {
        let root = tree(&[("letter.txt", "hallo")]);
        assert_eq!(
            paths(&pack_all(&root.path().join("letter.txt"), &[])),
            ["letter.txt"]
        );
    }

    #[test]
    fn an_empty_folder_is_an_error() {
        let root = tree(&[(".git/config", "g")]);
        let result = pack(
            root.path(),
            &Exclusions::default(),
            &[],
            &AtomicBool::new(false),
        );
        assert!(matches!(
            result,
            Err(PackError::Walk(WalkError::Empty { .. }))
        ));
    }

    #[test]
    fn a_stopped_pack_ends() {
        let root = tree(&[("a", "a")]);
        let result = pack(
            root.path(),
            &Exclusions::default(),
            &[],
            &AtomicBool::new(true),
        );
        assert!(matches!(result, Err(PackError::Walk(WalkError::Stopped))));
    }

    #[test]
    fn the_report_being_written_is_not_packed() {
        let root = tree(&[("a", "a"), ("report.json", "{}")]);
        let report = root.path().canonicalize().unwrap().join("report.json");
        let pack = pack(
            root.path(),
            &Exclusions::default(),
            &[report],
            &AtomicBool::new(false),
        )
        .unwrap();
        assert_eq!(paths(&pack), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_when_they_lead_out_or_nowhere() {
        use std::os::unix::fs::symlink;
        let outside = tree(&[("secret", "s")]);
        let root = tree(&[("a", "a")]);
        symlink(outside.path().join("secret"), root.path().join("out")).unwrap();
        symlink(root.path().join("a"), root.path().join("in")).unwrap();
        symlink("loop", root.path().join("loop")).unwrap();
        let pack = pack_all(root.path(), &[]);
        assert_eq!(paths(&pack), ["a"]);
        let named: Vec<_> = pack
            .omissions
            .iter()
            .map(|omission| (omission.path.as_str(), &omission.reason))
            .collect();
        assert!(
            matches!(
                named.as_slice(),
                [
                    ("loop", Reason::LinkNowhere),
                    ("out", Reason::LinkOutside(_))
                ]
            ),
            "{named:?}"
        );
        assert_eq!(unreadable(&pack.omissions), 0);
    }

    #[test]
    fn a_file_that_fails_or_shrinks_while_read_keeps_the_archive_whole() {
        struct Faulty;
        impl Read for Faulty {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::PermissionDenied))
            }
        }
        let mut bytes = Vec::new();
        let mut failing = Exactly {
            source: Faulty,
            remaining: 10,
            error: None,
        };
        failing.read_to_end(&mut bytes).unwrap();
        assert_eq!((bytes.len(), failing.error.is_some()), (10, true));

        let mut short = Exactly {
            source: &b"abc"[..],
            remaining: 5,
            error: None,
        };
        bytes.clear();
        short.read_to_end(&mut bytes).unwrap();
        assert_eq!(
            (bytes.as_slice(), short.error.is_some()),
            (&b"abc\0\0"[..], true)
        );

        let mut grown = Exactly {
            source: &b"abcdef"[..],
            remaining: 3,
            error: None,
        };
        bytes.clear();
        grown.read_to_end(&mut bytes).unwrap();
        assert_eq!(
            (bytes.as_slice(), grown.error.is_none()),
            (&b"abc"[..], true)
        );
    }
}
