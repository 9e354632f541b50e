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

/// Commits everything, with the program on the `PATH`.
#[cfg(unix)]
fn commit(folder: &Path, message: &str) -> std::process::Output {
    let program = Path::new(env!("CARGO_BIN_EXE_polder")).parent().unwrap();
    std::process::Command::new("sh")
        .args(["-c", "PATH=\"$0:$PATH\" exec git \"$@\""])
        .arg(program)
        .args([
            "-c",
            "user.name=Test",
            "-c",
            "user.email=test@polder.example",
        ])
        .args(["commit", "--all", "-m", message])
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn the_shell_hook_stops_a_commit_with_a_finding_and_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::repository();
    let hook = place.write(".git/hooks/pre-commit", block("#!/bin/sh"));
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let commit = |message: &str| commit(place.path(), message);
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

#[cfg(unix)]
#[test]
fn a_hook_may_look_at_a_folder_also_in_a_linked_worktree() {
    use std::os::unix::fs::PermissionsExt;
    let (place, linked) = (Place::repository(), Place::new());
    let script = "#!/bin/sh\nexec polder scan --local --staged --quiet --format csv in\n";
    place.write("in/a.py", "x = 1\n");
    place.commit("first");
    let hook = place.write(".git/hooks/pre-commit", script);
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let folder = linked.path().join("tree");
    place.git(&["worktree", "add", "--quiet", folder.to_str().unwrap()]);
    for name in ["in/a.py", "out.py"] {
        fs::write(folder.join(name), BSN).unwrap();
    }
    let output = commit(&folder, "with a number");
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(said.contains("critical,a.py,,1,"), "{said}");
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
