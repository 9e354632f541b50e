//! Finds the files of a folder: what is packed for the platform, and what is scanned in this process.
//!
//! Sorted, relative paths, regular files only. Links are never followed: what they lead to inside the folder
//! is found under its own name, and what lies outside is not ours to read.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use glob::{MatchOptions, Pattern};
use report::UnreadOut;
use thiserror::Error;

/// The files of a folder.
#[derive(Debug)]
pub(crate) struct Found {
    /// The folder's or the file's own name.
    pub(crate) name: String,
    /// Path in the folder, and where the file is; by path.
    pub(crate) files: Vec<(String, PathBuf)>,
    /// What was left out although nobody asked for it, by path.
    pub(crate) omissions: Vec<Omission>,
}

/// Something in the folder that is not scanned.
#[derive(Debug)]
pub(crate) struct Omission {
    /// Path in the folder.
    pub(crate) path: String,
    /// Why it is not scanned.
    pub(crate) reason: Reason,
}

/// Why something is not scanned.
#[derive(Debug)]
pub(crate) enum Reason {
    /// A link to something outside the folder.
    LinkOutside(PathBuf),
    /// A link to nothing, or to itself.
    LinkNowhere,
    /// A socket, pipe or device.
    NotAFile,
    /// A file or folder that the system does not let us read.
    Unreadable(io::Error),
}

impl std::fmt::Display for Omission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.reason {
            Reason::LinkOutside(target) => {
                write!(
                    f,
                    "{}: not followed, the link leads out of the folder to {}",
                    self.path,
                    target.display()
                )
            }
            Reason::LinkNowhere => write!(f, "{}: not followed, the link leads nowhere", self.path),
            Reason::NotAFile => write!(f, "{}: left out, it is not a regular file", self.path),
            Reason::Unreadable(error) => write!(f, "{}: could not be read: {error}", self.path),
        }
    }
}

/// How many files should have been scanned but could not be read.
pub(crate) fn unreadable(omissions: &[Omission]) -> usize {
    omissions
        .iter()
        .filter(|omission| matches!(omission.reason, Reason::Unreadable(_)))
        .count()
}

/// The same, as reports tell them.
pub(crate) fn unread(omissions: &[Omission]) -> Vec<UnreadOut> {
    let unread = omissions
        .iter()
        .filter_map(|omission| match &omission.reason {
            Reason::Unreadable(error) => Some(UnreadOut {
                path: omission.path.clone(),
                reason: error.to_string(),
            }),
            Reason::LinkOutside(_) | Reason::LinkNowhere | Reason::NotAFile => None,
        });
    unread.collect()
}

/// Why a folder has nothing to scan.
#[derive(Debug, Error)]
pub(crate) enum WalkError {
    #[error("Can't scan {}: {source}", path.display())]
    Root { path: PathBuf, source: io::Error },
    #[error("Can't scan {}: it is neither a folder nor a regular file", .0.display())]
    NotAFile(PathBuf),
    #[error("There is nothing to scan in {}{}", path.display(), lines(omissions))]
    Empty {
        path: PathBuf,
        omissions: Vec<Omission>,
    },
    #[error("--exclude {pattern}: {reason}")]
    Exclude {
        pattern: String,
        reason: &'static str,
    },
    #[error("Interrupted")]
    Stopped,
}

fn lines(omissions: &[Omission]) -> String {
    let lines: Vec<String> = omissions
        .iter()
        .map(|omission| format!("\n  {omission}"))
        .collect();
    lines.concat()
}

/// What a person asked to leave out.
#[derive(Debug, Default)]
pub(crate) struct Exclusions {
    /// Compared with every single name.
    names: Vec<Pattern>,
    /// Compared with the path in the folder.
    paths: Vec<Pattern>,
}

impl Exclusions {
    const OPTIONS: MatchOptions = MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: false,
    };

    /// A pattern without `/` is about names, one with `/` about paths; `/a` is about what lies in the folder itself.
    /// What could never leave anything out is refused: who wrote it believes that it does.
    pub(crate) fn parse(globs: &[String]) -> Result<Self, WalkError> {
        let mut exclusions = Self::default();
        for glob in globs {
            let wrong = |reason| WalkError::Exclude {
                pattern: glob.clone(),
                reason,
            };
            let relative = glob.trim_start_matches("./");
            let is_anchored = relative.starts_with('/');
            let trimmed = relative.trim_matches('/');
            if trimmed.is_empty() {
                return Err(wrong("it names nothing"));
            }
            if trimmed.starts_with('!') {
                return Err(wrong("patterns only leave out, none takes anything back"));
            }
            if trimmed
                .split('/')
                .any(|name| matches!(name, "" | "." | ".."))
            {
                return Err(wrong(
                    "paths begin at the folder, without `..`, `.` or `//`",
                ));
            }
            let pattern = Pattern::new(trimmed).map_err(|error| wrong(error.msg))?;
            if is_anchored || trimmed.contains('/') {
                exclusions.paths.push(pattern);
            } else {
                exclusions.names.push(pattern);
            }
        }
        Ok(exclusions)
    }

    fn cover(&self, path: &str, name: &str) -> bool {
        self.names
            .iter()
            .any(|pattern| pattern.matches_with(name, Self::OPTIONS))
            || self
                .paths
                .iter()
                .any(|pattern| pattern.matches_with(path, Self::OPTIONS))
    }

    /// Whether a file in the folder is left out, by its own name or that of a folder around it.
    pub(crate) fn cover_file(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(end, _)| end);
        ends.chain([path.len()]).any(|end| {
            let part = path.get(..end).unwrap_or_default();
            self.cover(part, part.rsplit('/').next().unwrap_or(part))
        })
    }

    /// Leaves out what either leaves out.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.names.extend(other.names);
        self.paths.extend(other.paths);
        self
    }
}

/// Finds the files of `root`, which is a folder or one file. `unwanted` are files that are never scanned,
/// wherever they are (the report that is being written). Checks `stop` between folders.
pub(crate) fn walk(
    root: &Path,
    exclusions: &Exclusions,
    unwanted: &[PathBuf],
    stop: &AtomicBool,
) -> Result<Found, WalkError> {
    let failed = |source| WalkError::Root {
        path: root.to_owned(),
        source,
    };
    // The root itself may be a link or `.`: the person named it.
    let real_root = root.canonicalize().map_err(failed)?;
    let metadata = fs::metadata(&real_root).map_err(failed)?;
    let name = real_root.file_name().map_or_else(
        || "root".to_owned(),
        |name| printable(&name.to_string_lossy()),
    );
    let mut walk = Walk {
        root: &real_root,
        exclusions,
        unwanted,
        stop,
        files: Vec::new(),
        omissions: Vec::new(),
        ahead: Vec::new(),
    };
    if metadata.is_dir() {
        walk.folders(real_root.clone())?;
        walk.files.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    } else if metadata.is_file() {
        // A file that was named by itself must be readable: there is nothing else to report on.
        File::open(&real_root).map_err(failed)?;
        walk.files.push((name.clone(), real_root.clone()));
    } else {
        return Err(WalkError::NotAFile(root.to_owned()));
    }
    let Walk {
        files,
        mut omissions,
        ..
    } = walk;
    omissions.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Found {
        name,
        files,
        omissions,
    })
}

struct Walk<'a> {
    root: &'a Path,
    exclusions: &'a Exclusions,
    unwanted: &'a [PathBuf],
    stop: &'a AtomicBool,
    files: Vec<(String, PathBuf)>,
    omissions: Vec<Omission>,
    /// Folders that are still to be looked into, each with its prefix. A list and no recursion: how deep folders
    /// lie in one another is up to whoever made them.
    ahead: Vec<(PathBuf, String)>,
}

impl Walk<'_> {
    /// Looks into a folder and all those in it.
    fn folders(&mut self, root: PathBuf) -> Result<(), WalkError> {
        self.ahead.push((root, String::new()));
        while let Some((folder, prefix)) = self.ahead.pop() {
            if self.stop.load(Ordering::Relaxed) {
                return Err(WalkError::Stopped);
            }
            self.folder(&folder, &prefix);
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path, prefix: &str) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let path = if prefix.is_empty() { "." } else { prefix };
                self.omit(
                    path.trim_end_matches('/').to_owned(),
                    Reason::Unreadable(error),
                );
                return;
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry, prefix),
                Err(error) => self.omit(
                    prefix.trim_end_matches('/').to_owned(),
                    Reason::Unreadable(error),
                ),
            }
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, prefix: &str) {
        // A name that isn't UTF-8 is packed with replacement characters: its content matters more.
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => {
                self.omit(path, Reason::Unreadable(error));
                return;
            }
        };
        // `.git` is a folder, or a file in a worktree.
        if name == ".git"
            || self.exclusions.cover(&path, &name)
            || self.unwanted.contains(&entry.path())
        {
            return;
        }
        if kind.is_symlink() {
            match entry.path().canonicalize() {
                Ok(target) if target.starts_with(self.root) => {}
                Ok(target) => self.omit(path, Reason::LinkOutside(target)),
                Err(_) => self.omit(path, Reason::LinkNowhere),
            }
        } else if kind.is_dir() {
            self.ahead.push((entry.path(), format!("{path}/")));
        } else if kind.is_file() {
            self.files.push((path, entry.path()));
        } else {
            self.omit(path, Reason::NotAFile);
        }
    }

    fn omit(&mut self, path: String, reason: Reason) {
        self.omissions.push(Omission { path, reason });
    }
}

/// A name without control characters, which could rewrite a terminal or break a header.
fn printable(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_may_lie_in_one_another_as_deep_as_names_allow() {
        const DEPTH: usize = 300;
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("d/".repeat(DEPTH));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("x.txt"), "x").unwrap();
        // A thread as small as any that walks.
        let root = folder.path().to_owned();
        let walking = std::thread::Builder::new()
            .stack_size(128 << 10)
            .spawn(move || {
                walk(&root, &Exclusions::default(), &[], &AtomicBool::new(false)).unwrap()
            });
        let found = walking.unwrap().join().unwrap();
        assert_eq!(found.files.len(), 1);
        assert_eq!(found.files[0].0, format!("{}x.txt", "d/".repeat(DEPTH)));
    }

    #[test]
    fn a_pattern_that_begins_with_a_slash_is_about_the_folder_itself() {
        let exclusions =
            Exclusions::parse(&["/a.txt", "/b/", "./c.txt"].map(str::to_owned)).unwrap();
        for (path, expected) in [
            ("a.txt", true),
            ("x/a.txt", false),
            ("b/x.txt", true),
            ("x/b/x.txt", false),
            ("x/c.txt", true),
        ] {
            assert_eq!(exclusions.cover_file(path), expected, "{path}");
        }
    }

    #[test]
    fn what_can_leave_nothing_out_is_refused() {
        for glob in [
            "", "/", "./", "!a.txt", "/!a", "..", "../a", "a/../b", ".", "a/./b", "a//b", "a[",
        ] {
            let refused = Exclusions::parse(&[glob.to_owned()]).unwrap_err();
            let said = refused.to_string();
            assert!(said.starts_with(&format!("--exclude {glob}: ")), "{said}");
        }
        Exclusions::parse(&["[!a]b".to_owned(), "**".to_owned()]).unwrap();
    }

    #[test]
    fn a_file_is_covered_by_its_own_name_or_a_folder_above_it() {
        let globs = ["node_modules", "*.iso", "docs/a"].map(str::to_owned);
        let exclusions = Exclusions::parse(&globs).unwrap();
        for (path, expected) in [
            ("a/node_modules/x/y.js", true),
            ("x.iso", true),
            ("deep/x.iso", true),
            ("docs/a/b/c.md", true),
            ("docs/b/a", false),
            ("node_modules.txt", false),
        ] {
            assert_eq!(exclusions.cover_file(path), expected, "{path}");
        }
    }
}
