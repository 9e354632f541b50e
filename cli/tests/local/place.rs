//! A folder to scan, perhaps a git repository, and the program run on it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Passes the 11-test; stands beside its name, so it is critical. Made up.
pub(crate) const BSN: &str = "bsn = '231457005'\n";
/// Another one.
pub(crate) const OTHER_BSN: &str = "bsn = '231457017'\n";

/// The program, without what the environment of the test says.
pub(crate) fn polder() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polder"));
    for name in [
        "POLDER_ENDPOINT",
        "POLDER_API_KEY",
        "NO_COLOR",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(name);
    }
    isolate(&mut command);
    command.stdin(Stdio::null());
    command
}

/// Git must not see the configuration, nor the repository, of who runs the tests.
fn isolate(command: &mut Command) {
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z");
}

/// A folder that is gone afterwards.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// An empty repository.
    pub(crate) fn repository() -> Self {
        let place = Self::new();
        place.git(&["init", "--quiet", "--initial-branch=main"]);
        place
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders around it.
    pub(crate) fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// Runs git, which the tests need: without it there is nothing to test.
    pub(crate) fn git<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let mut command = Command::new("git");
        isolate(&mut command);
        let output = command
            .args([
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@polder.example",
            ])
            .args(["-c", "protocol.file.allow=always"])
            .args(arguments)
            .current_dir(self.path())
            .output()
            .expect("these tests need the `git` program");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git: {said}");
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    /// Commits everything and answers the commit as it is told.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "--short=12", "HEAD"])
    }

    /// Scans this folder locally.
    pub(crate) fn scan(&self, more: &[&str]) -> Ran {
        run(polder()
            .args(["scan", "--local"])
            .args(more)
            .arg(self.path()))
    }
}

/// How the program ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    Ran {
        code: status.code().unwrap(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

impl Ran {
    /// Ended with this code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.stdout, self.stderr);
        self
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|_| panic!("{}", self.stderr))
    }

    /// `path:line`, one a finding, sorted.
    pub(crate) fn places(&self) -> Vec<String> {
        let report = self.json();
        let mut places: Vec<String> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| {
                let location = &finding["location"];
                let path = location["path"].as_str().unwrap();
                format!("{path}:{}", location["line"])
            })
            .collect();
        places.sort();
        places
    }
}
