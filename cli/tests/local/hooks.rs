//! The hook of `docs/ci.md`, as it stands there.

use std::fs;
use std::path::Path;

use crate::place::{BSN, Place};

const DOCS: &str = include_str!("../../../docs/ci.md");
const HOOKS: &str = include_str!("../../../.pre-commit-hooks.yaml");

/// The code block of the documentation that begins with this line.
fn block(first: &str) -> String {
    let start = DOCS
        .find(&format!("\n{first}"))
        .unwrap_or_else(|| panic!("docs/ci.md has no block that begins with {first}"));
    let rest = &DOCS[start + 1..];
    rest[..rest.find("```").unwrap()].to_owned()
}

/// `PATH` with the program in front.
fn path() -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_polder")).parent().unwrap();
    format!(
        "{}:{}",
        folder.display(),
        std::env::var("PATH").unwrap_or_default()
    )
}

#[cfg(unix)]
#[test]
fn the_shell_hook_stops_a_commit_with_a_finding_and_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::repository();
    let hook = place.write(".git/hooks/pre-commit", block("#!/bin/sh"));
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let commit = |message: &str| {
        std::process::Command::new("git")
            .args([
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@polder.example",
            ])
            .args(["commit", "--all", "-m", message])
            .current_dir(place.path())
            .env("PATH", path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap()
    };
    place.write("a.py", "x = 1\n");
    place.git(&["add", "."]);
    let output = commit("clean");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );

    place.write("a.py", format!("x = 1\n{BSN}"));
    let output = commit("with a number");
    assert!(!output.status.success());
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("a.py:2"), "{said}");

    place.write("a.py", format!("x = 1\n# polder:allow made up\n{BSN}"));
    let output = commit("with a reason");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(place.git(&["rev-list", "--count", "HEAD"]), "2");
}

#[test]
fn the_hooks_of_the_framework_run_what_the_program_takes() {
    // The entry, as the framework would run it: in the repository's root, without file names.
    let entry = HOOKS
        .lines()
        .find_map(|line| line.trim().strip_prefix("entry: polder "))
        .unwrap();
    assert!(HOOKS.contains("pass_filenames: false"));
    let place = Place::repository();
    place.write("a.py", BSN);
    place.git(&["add", "."]);
    let mut command = crate::place::polder();
    command.args(entry.split(' ')).current_dir(place.path());
    crate::place::run(&mut command).expect(1);
}
