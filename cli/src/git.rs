//! What git knows of a folder: what is staged, what was added, what ever was there.
//!
//! The `git` program is asked, with answers that are separated by NUL, so that any name a file can have comes
//! through. Nothing that a repository's configuration names is run: no external diff, no text conversion, no
//! filter, no file-system monitor; and nothing is fetched. Content is read from the object store, not from the
//! working tree.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::thread;

use tempfile::SpooledTempFile;
use thiserror::Error;

/// Files larger than this wait on disk while they are scanned.
const IN_MEMORY_BYTES: usize = 8 << 20;
/// As much of a line of a patch as says what it is.
const LINE_HEAD_BYTES: usize = 128;
/// Of a commit's name, as much as people use.
const SHORT_COMMIT: usize = 12;

/// The first line of the pointer that stands in a repository for a file kept elsewhere (Git LFS specification).
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1\n";
/// Pointers are shorter than this (the same).
const LFS_POINTER_BYTES: u64 = 1024;
/// An extension of LFS has a name of its own choice. What is longer than this could be something else.
const LFS_EXTENSION_CHARS: usize = 16;

/// Why git could not be asked.
#[derive(Debug, Error)]
pub(crate) enum GitError {
    #[error(
        "This needs the `git` program, which was not found; install it, or scan the folder without it"
    )]
    Missing,
    #[error("{} is in no git repository", .0.display())]
    NoRepository(PathBuf),
    #[error("There is no commit `{0}` in this repository")]
    NoCommit(String),
    #[error(
        "`{0}` and HEAD have no commit in common; a shallow clone lacks it: fetch more history"
    )]
    NoMergeBase(String),
    #[error("git failed: {0}")]
    Failed(String),
    #[error("git can't be run: {0}")]
    Run(#[source] io::Error),
    #[error("git answered something that this program does not understand; is it older than 2.31?")]
    Answer,
}

/// One version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Blob {
    /// Path in the folder that was asked about. What is not UTF-8 in it is replaced.
    pub(crate) path: String,
    /// The object's name.
    pub(crate) id: String,
    /// The lines that were added; all of them if it isn't said.
    pub(crate) lines: Option<Vec<RangeInclusive<u64>>>,
    /// Where the file was before it was moved, if it was.
    pub(crate) moved_from: Option<String>,
    /// The commit that brought it, where that was asked.
    pub(crate) commit: Option<Arc<str>>,
}

/// Versions of files, and what there is besides.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) blobs: Vec<Blob>,
    /// Submodules among what was asked for: repositories of their own.
    pub(crate) submodules: usize,
    /// Whether the clone lacks the beginning of its history.
    pub(crate) is_shallow: bool,
}

/// What to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// What the next commit would add.
    Staged,
    /// What was added since HEAD and this revision parted.
    Since(String),
    /// Everything that ever was there: reachable from a revision, or from any branch, tag or stash.
    History(Option<String>),
}

/// A folder in a repository.
#[derive(Debug, Clone)]
pub(crate) struct Repository {
    folder: PathBuf,
    /// The only file that is asked about.
    file: Option<OsString>,
    /// Whether the environment says where the repository is. In a hook of a linked worktree it does, and git
    /// would take any folder for the worktree's root; so it is asked only where none lies around the folder.
    by_environment: bool,
}

impl Repository {
    /// The repository around `path`, a folder or a file in it.
    pub(crate) fn open(path: &Path) -> Result<Self, GitError> {
        let real = path
            .canonicalize()
            .map_err(|error| GitError::Failed(format!("{}: {error}", path.display())))?;
        let (folder, file) = if real.is_dir() {
            (real, None)
        } else {
            let folder = real.parent().map(Path::to_owned).unwrap_or_default();
            (folder, real.file_name().map(ToOwned::to_owned))
        };
        let mut repository = Self {
            folder,
            file,
            by_environment: false,
        };
        for by_environment in [false, true] {
            repository.by_environment = by_environment;
            match repository.ask(&["rev-parse", "--git-dir"]) {
                Ok(_) => return Ok(repository),
                Err(GitError::Failed(said)) if said.contains("not a git repository") => {}
                Err(error) => return Err(error),
            }
        }
        Err(GitError::NoRepository(path.to_owned()))
    }

    /// Lists versions of files.
    pub(crate) fn list(&self, wanted: &Wanted) -> Result<Listing, GitError> {
        let mut listing = match wanted {
            Wanted::Staged => self.added(&["--cached".to_owned()])?,
            Wanted::Since(revision) => {
                let commit = self.commit(revision)?;
                let head = self.commit("HEAD")?;
                let base = match self.ask(&["merge-base", &commit, &head]) {
                    Ok(base) => base.trim_end().to_owned(),
                    Err(GitError::Failed(_)) => {
                        return Err(GitError::NoMergeBase(revision.clone()));
                    }
                    Err(error) => return Err(error),
                };
                self.added(&[base, head])?
            }
            Wanted::History(revision) => self.history(revision.as_deref())?,
        };
        if let Some(file) = &self.file {
            let name = file.to_string_lossy();
            listing.blobs.retain(|blob| blob.path == name);
        }
        Ok(listing)
    }

    /// Something that reads objects.
    pub(crate) fn reader(&self) -> Result<BlobReader, GitError> {
        let mut child = self
            .command()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(missing)?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(questions), Some(answers)) => Ok(BlobReader {
                child,
                questions,
                answers: BufReader::new(answers),
                is_lost: false,
            }),
            _ => Err(GitError::Answer),
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command
            .args(["--no-pager", "--no-replace-objects"])
            .args(["-c", "core.fsmonitor=false", "-c", "log.showRoot=true"])
            .args(["-c", "log.showSignature=false", "-c", "core.quotePath=true"])
            .arg("-C")
            .arg(&self.folder)
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            // It would change what a patch looks like.
            .env_remove("GIT_DIFF_OPTS")
            .stdin(Stdio::null());
        if !self.by_environment {
            command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
        }
        command
    }

    /// A short answer.
    fn ask(&self, arguments: &[&str]) -> Result<String, GitError> {
        let output = self.command().args(arguments).output().map_err(missing)?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(failed(&output.stderr))
        }
    }

    /// Where the folder lies in the repository, with a slash at the end; empty for the repository itself.
    pub(crate) fn prefix(&self) -> Result<String, GitError> {
        let prefix = self.ask(&["rev-parse", "--show-prefix"])?;
        Ok(prefix.trim_end_matches(['\n', '\r']).to_owned())
    }

    /// The commit that a person named.
    fn commit(&self, revision: &str) -> Result<String, GitError> {
        let unknown = || GitError::NoCommit(revision.to_owned());
        if revision.is_empty() || revision.starts_with('-') {
            return Err(unknown());
        }
        let peeled = format!("{revision}^{{commit}}");
        match self.ask(&["rev-parse", "--verify", "--quiet", &peeled]) {
            // `^HEAD` is answered too, as what to leave out.
            Ok(id)
                if !id
                    .bytes()
                    .all(|byte| byte.is_ascii_hexdigit() || byte == b'\n') =>
            {
                Err(unknown())
            }
            Ok(id) => Ok(id.trim_end().to_owned()),
            Err(GitError::Failed(_)) => Err(unknown()),
            Err(error) => Err(error),
        }
    }

    /// The commits of all stashes. The newest has a name; those below it stand in the log of that name alone.
    fn stashes(&self) -> Result<Vec<String>, GitError> {
        let name = "refs/stash";
        match self.ask(&["rev-parse", "--verify", "--quiet", name]) {
            Ok(_) => {}
            Err(GitError::Failed(_)) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        }
        let ids = self.ask(&["rev-list", "--walk-reflogs", name, "--"])?;
        Ok(ids.lines().map(ToOwned::to_owned).collect())
    }

    /// What a diff adds. The list of files and the patch are two answers, because only the first can tell every
    /// name, and only the second the lines; they come in the same order.
    fn added(&self, between: &[String]) -> Result<Listing, GitError> {
        let common = [
            "diff",
            "--find-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--ignore-submodules=none",
            "--submodule=short",
            "--relative",
        ];
        let mut list = self.command();
        list.args(common)
            .args(["--raw", "-z", "--no-abbrev", "--diff-filter=ACMRT"])
            .args(between)
            .arg("--");
        let mut entries = Vec::new();
        stream(list, |answer| {
            let mut fields = Fields::new(answer);
            while let Some(field) = fields.next()? {
                let entry = Entry::parse(&field, &mut fields)?.ok_or_else(not_understood)?;
                entries.push(entry);
            }
            Ok(())
        })?;

        let mut patch = self.command();
        patch
            .args(common)
            // Attributes may call a file binary; its lines are looked at all the same.
            .args(["--patch", "--unified=0", "--inter-hunk-context=0", "--text"])
            .args(["--diff-filter=ACMR"])
            .args(between)
            .arg("--");
        let mut sections = Vec::new();
        stream(patch, |answer| {
            sections = added_lines(answer)?;
            Ok(())
        })?;

        let mut listing = Listing::default();
        let mut sections = sections.into_iter();
        for entry in entries {
            // A file that was a link before is new as a whole.
            let lines = if entry.status == b'T' {
                None
            } else {
                Some(sections.next().ok_or(GitError::Answer)?)
            };
            match entry.kind() {
                Kind::File => {}
                Kind::Submodule => {
                    listing.submodules += 1;
                    continue;
                }
                Kind::Other => continue,
            }
            match lines {
                // Made executable.
                Some(Section { changed: false, .. }) if entry.moved_from.is_none() => {}
                Some(section) => listing.blobs.push(entry.blob(Some(section.lines), None)),
                None => listing.blobs.push(entry.blob(None, None)),
            }
        }
        if sections.next().is_some() {
            return Err(GitError::Answer);
        }
        Ok(listing)
    }

    /// Every version of every file, the oldest first, each with the commit that brought it. A merge is compared
    /// with its first parent: what the others brought was told before, and what only the merge itself brought
    /// is told here.
    fn history(&self, revision: Option<&str>) -> Result<Listing, GitError> {
        let from = if let Some(revision) = revision {
            vec![self.commit(revision)?]
        } else {
            let mut all = self.stashes()?;
            all.push("--all".to_owned());
            all
        };
        let mut log = self.command();
        log.args(["log", "--topo-order", "--reverse", "--format=tformat:%H"])
            .args(["--raw", "-z", "--no-abbrev", "--no-renames", "--no-color"])
            .args(["--diff-merges=first-parent", "--diff-filter=AMT"])
            .args(["--no-ext-diff", "--no-textconv", "--ignore-submodules=none"])
            .args(["--relative", "--no-notes"])
            .args(from)
            .arg("--");
        let mut listing = Listing {
            is_shallow: self.ask(&["rev-parse", "--is-shallow-repository"])?.trim() == "true",
            ..Listing::default()
        };
        let mut submodules = HashSet::new();
        let mut commit: Arc<str> = Arc::from("");
        stream(log, |answer| {
            let mut fields = Fields::new(answer);
            while let Some(field) = fields.next()? {
                let field = field.strip_prefix(b"\n").unwrap_or(&field);
                if let Some(entry) = Entry::parse(field, &mut fields)? {
                    match entry.kind() {
                        Kind::File => listing
                            .blobs
                            .push(entry.blob(None, Some(Arc::clone(&commit)))),
                        Kind::Submodule => {
                            submodules.insert(entry.path);
                        }
                        Kind::Other => {}
                    }
                } else if !field.is_empty() {
                    let id = std::str::from_utf8(field).map_err(|_| not_understood())?;
                    commit = Arc::from(id.get(..SHORT_COMMIT).ok_or_else(not_understood)?);
                }
            }
            Ok(())
        })?;
        listing.submodules = submodules.len();
        Ok(listing)
    }
}

/// What an entry of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Submodule,
    /// A link, which is not followed.
    Other,
}

/// One line of `--raw`: `:100644 100644 OLD NEW M`, then one path, or two.
struct Entry {
    mode: Vec<u8>,
    id: String,
    status: u8,
    path: Vec<u8>,
    /// What the path was before the file was moved.
    moved_from: Option<Vec<u8>>,
}

impl Entry {
    /// Reads an entry; nothing if it is something else.
    fn parse<R: BufRead>(field: &[u8], fields: &mut Fields<R>) -> io::Result<Option<Self>> {
        let Some(meta) = field.strip_prefix(b":") else {
            return Ok(None);
        };
        let parts: Vec<&[u8]> = meta.split(|byte| *byte == b' ').collect();
        let [_, mode, _, id, status] = parts.as_slice() else {
            return Err(not_understood());
        };
        let status = status.first().copied().unwrap_or_default();
        let mut path = fields.next()?.ok_or_else(not_understood)?;
        let mut moved_from = None;
        if matches!(status, b'R' | b'C') {
            let new = fields.next()?.ok_or_else(not_understood)?;
            moved_from = Some(std::mem::replace(&mut path, new));
        }
        Ok(Some(Self {
            mode: mode.to_vec(),
            id: String::from_utf8_lossy(id).into_owned(),
            status,
            path,
            moved_from,
        }))
    }

    fn kind(&self) -> Kind {
        match self.mode.as_slice() {
            b"100644" | b"100755" | b"100664" => Kind::File,
            b"160000" => Kind::Submodule,
            _ => Kind::Other,
        }
    }

    fn blob(self, lines: Option<Vec<RangeInclusive<u64>>>, commit: Option<Arc<str>>) -> Blob {
        Blob {
            path: String::from_utf8_lossy(&self.path).into_owned(),
            id: self.id,
            lines,
            moved_from: self
                .moved_from
                .map(|path| String::from_utf8_lossy(&path).into_owned()),
            commit,
        }
    }
}

/// What stands between NULs.
struct Fields<R> {
    answer: R,
}

impl<R: BufRead> Fields<R> {
    fn new(answer: R) -> Self {
        Self { answer }
    }

    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut field = Vec::new();
        if self.answer.read_until(0, &mut field)? == 0 {
            return Ok(None);
        }
        if field.last() == Some(&0) {
            field.pop();
        }
        Ok(Some(field))
    }
}

/// One file of a patch.
#[derive(Debug, Default, PartialEq, Eq)]
struct Section {
    lines: Vec<RangeInclusive<u64>>,
    changed: bool,
}

/// The lines that a patch adds, file by file. A header quotes names, so none can pass for a line of its own.
fn added_lines(mut patch: impl BufRead) -> io::Result<Vec<Section>> {
    let mut sections: Vec<Section> = Vec::new();
    // The number of the next line, within a hunk.
    let mut next = None;
    let mut head = Vec::with_capacity(LINE_HEAD_BYTES);
    while read_line_head(&mut patch, &mut head)? {
        if head.starts_with(b"diff --git ") {
            sections.push(Section::default());
            next = None;
            continue;
        }
        let Some(section) = sections.last_mut() else {
            return Err(not_understood());
        };
        if head.starts_with(b"@@ ") {
            next = Some(hunk_start(&head).ok_or_else(not_understood)?);
            section.changed = true;
            continue;
        }
        let Some(line) = &mut next else { continue };
        match head.first() {
            Some(b'+') => {
                match section.lines.last_mut() {
                    Some(last) if *last.end() + 1 == *line => *last = *last.start()..=*line,
                    _ => section.lines.push(*line..=*line),
                }
                *line += 1;
            }
            Some(b' ') => *line += 1,
            _ => {}
        }
    }
    Ok(sections)
}

/// The first line in the new file: `@@ -1,2 +3,4 @@` begins at 3.
fn hunk_start(head: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(head);
    let new = text
        .split(' ')
        .find_map(|word| word.strip_prefix('+'))?
        .split(',')
        .next()?;
    new.parse().ok()
}

/// Reads a line and keeps only how it begins. Answers whether there was one.
fn read_line_head(reader: &mut impl BufRead, head: &mut Vec<u8>) -> io::Result<bool> {
    head.clear();
    let mut any = false;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let line = buffer
            .get(..end.unwrap_or(buffer.len()))
            .unwrap_or_default();
        let room = LINE_HEAD_BYTES - head.len();
        head.extend_from_slice(line.get(..room).unwrap_or(line));
        let used = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

/// Runs a command and hands its answer on while it comes.
fn stream(
    mut command: Command,
    read: impl FnOnce(&mut BufReader<ChildStdout>) -> io::Result<()>,
) -> Result<(), GitError> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(missing)?;
    let (Some(stdout), Some(mut stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(GitError::Answer);
    };
    let complaints = thread::spawn(move || {
        let mut said = Vec::new();
        // Half a complaint is better than none.
        let _ = stderr.read_to_end(&mut said);
        said
    });
    let mut answer = BufReader::new(stdout);
    let result = read(&mut answer);
    drop(answer);
    let status = child.wait().map_err(GitError::Run)?;
    let said = complaints.join().unwrap_or_default();
    match result {
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(GitError::Answer),
        Err(error) => Err(GitError::Run(error)),
        Ok(()) if status.success() => Ok(()),
        Ok(()) => Err(failed(&said)),
    }
}

fn not_understood() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

fn missing(error: io::Error) -> GitError {
    if error.kind() == io::ErrorKind::NotFound {
        GitError::Missing
    } else {
        GitError::Run(error)
    }
}

fn failed(stderr: &[u8]) -> GitError {
    let said = String::from_utf8_lossy(stderr);
    GitError::Failed(said.trim().trim_start_matches("fatal: ").to_owned())
}

/// Reads objects, one after the other, from a `git` that stays.
#[derive(Debug)]
pub(crate) struct BlobReader {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// Whether an answer was broken off.
    is_lost: bool,
}

/// What an object holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// A file, to be read from its beginning.
    File(SpooledTempFile),
    /// A pointer to a file that is kept elsewhere.
    LfsPointer,
}

impl BlobReader {
    /// The content of an object. It waits in memory, or on disk if it is large, because an archive is read from
    /// its end.
    pub(crate) fn read(&mut self, id: &str) -> io::Result<Content> {
        if self.is_lost {
            return Err(io::Error::other("git broke off at an earlier file"));
        }
        // Whoever breaks off half way through an answer would take its rest for the next one.
        let content = self.answer(id);
        self.is_lost = content.is_err();
        content?.ok_or_else(|| io::Error::other("this clone does not have it"))
    }

    /// One answer, read to its end; nothing if there is no such object.
    fn answer(&mut self, id: &str) -> io::Result<Option<Content>> {
        writeln!(self.questions, "{id}")?;
        self.questions.flush()?;
        let mut header = String::new();
        self.answers.read_line(&mut header)?;
        let mut parts = header.split_whitespace();
        let size = match (parts.next(), parts.next(), parts.next()) {
            (Some(_), Some("blob"), Some(size)) => size.parse().map_err(io::Error::other)?,
            (Some(_), Some("missing"), _) => return Ok(None),
            _ => return Err(not_understood()),
        };
        let mut file = SpooledTempFile::new(IN_MEMORY_BYTES);
        let mut content = (&mut self.answers).take(size);
        let mut is_pointer = false;
        if size < LFS_POINTER_BYTES {
            let mut small = Vec::new();
            content.read_to_end(&mut small)?;
            is_pointer = is_lfs_pointer(&small);
            file.write_all(&small)?;
        } else {
            io::copy(&mut content, &mut file)?;
        }
        if file.stream_position()? != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut end = [0];
        self.answers.read_exact(&mut end)?;
        file.rewind()?;
        Ok(Some(if is_pointer {
            Content::LfsPointer
        } else {
            Content::File(file)
        }))
    }
}

/// Whether a file is a pointer of Git LFS and nothing more: whatever else stood in it would never be looked at.
fn is_lfs_pointer(content: &[u8]) -> bool {
    let is_hash = |hash: &str| {
        let digits = hash.strip_prefix("sha256:").unwrap_or_default();
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        digits.len() == 64 && digits.bytes().all(is_digit)
    };
    let is_extension = |key: &str| {
        let name = key
            .strip_prefix("ext-")
            .and_then(|rest| rest.split_once('-'))
            .filter(|(order, _)| {
                order.len() == 1 && order.bytes().all(|byte| byte.is_ascii_digit())
            })
            .map(|(_, name)| name);
        name.is_some_and(|name| {
            (1..=LFS_EXTENSION_CHARS).contains(&name.len())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        })
    };
    let rest = content.strip_prefix(LFS_POINTER);
    let Some(rest) = rest.and_then(|rest| std::str::from_utf8(rest).ok()) else {
        return false;
    };
    // The keys come in the order of the alphabet, each once.
    let mut lines = rest.lines().skip_while(|line| {
        line.split_once(' ')
            .is_some_and(|(key, hash)| is_extension(key) && is_hash(hash))
    });
    let oid = lines.next().and_then(|line| line.strip_prefix("oid "));
    let size = lines.next().and_then(|line| line.strip_prefix("size "));
    oid.is_some_and(is_hash)
        && size.is_some_and(|size| size.parse::<u64>().is_ok())
        && lines.next().is_none()
}

impl Drop for BlobReader {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_tells_the_lines_that_it_adds() {
        let patch = "diff --git a/a b/a\nindex 1..2 100644\n--- a/a\n+++ b/a\n\
            @@ -1,0 +2,2 @@ fn x() {\n++++ b/c\n+@@ -9 +9 @@\n@@ -7 +9 @@\n-diff --git a/z b/z\n+x\n\\ No newline at end of file\n\
            diff --git a/b b/c\nsimilarity index 100%\nrename from b\nrename to c\n\
            diff --git \"a/d\\ne\" \"b/d\\ne\"\n--- \"a/d\\ne\"\n+++ \"b/d\\ne\"\n@@ -3,2 +2,0 @@\n-x\n-y\n\
            diff --git a/f b/f\n@@ -1,2 +1,4 @@\n x\n+y\n z\n+z\n";
        let sections = added_lines(patch.as_bytes()).unwrap();
        let expected = [
            (vec![2..=3, 9..=9], true),
            (vec![], false),
            (vec![], true),
            (vec![2..=2, 4..=4], true),
        ];
        let found: Vec<_> = sections
            .into_iter()
            .map(|section| (section.lines, section.changed))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_pointer_has_nothing_in_it_that_could_be_meant_for_anybody() {
        let hash = format!("sha256:{}", "0a".repeat(32));
        let version = "version https://git-lfs.github.com/spec/v1\n";
        let pointer = format!("{version}oid {hash}\nsize 12345\n");
        let rows = [
            (pointer.clone(), true),
            (
                format!("{version}ext-0-case {hash}\next-1-x {hash}\noid {hash}\nsize 1\n"),
                true,
            ),
            (
                pointer.replace("size 12345", "size AKIAQYLPMN5HHHFPZAM2"),
                false,
            ),
            (pointer.replace("size 12345\n", ""), false),
            (pointer.replace("0a0a0a", "AKIA0a"), false),
            (
                pointer.replace("spec/v1", "spec/v1?AKIAQYLPMN5HHHFPZAM2"),
                false,
            ),
            (format!("{version}AKIAQYLPMN5HHHFPZAM2\n"), false),
            (format!("{pointer}AKIAQYLPMN5HHHFPZAM2\n"), false),
            (
                format!("{version}# AKIAQYLPMN5HHHFPZAM2\noid {hash}\nsize 1\n"),
                false,
            ),
            (
                format!("{version}ext-0-akiaqylpmnhhhfpzam {hash}\noid {hash}\nsize 1\n"),
                false,
            ),
            (version.to_owned(), false),
            (String::new(), false),
        ];
        for (content, expected) in rows {
            assert_eq!(is_lfs_pointer(content.as_bytes()), expected, "{content}");
        }
    }

    #[test]
    fn a_long_line_is_read_to_its_end() {
        let patch = format!(
            "diff --git a/a b/a\n@@ -0,0 +1,2 @@\n+{}\n+y\n",
            "x".repeat(100_000)
        );
        let reader = BufReader::with_capacity(64, patch.as_bytes());
        let sections = added_lines(reader).unwrap();
        assert_eq!(sections[0].lines, [1..=2]);
    }
}
