//! What `--help` promises.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_polder"))
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn help_names_the_commands_and_the_exit_codes() {
    let help = help(&["--help"]);
    for expected in ["scan", "serve", "Exit codes", "130  interrupted"] {
        assert!(help.contains(expected), "{expected} is missing in\n{help}");
    }
}

#[test]
fn the_help_of_scan_says_what_is_packed_and_what_never_shows() {
    let help = help(&["scan", "--help"]);
    for expected in [
        "`.git`",
        "`.gitignore` is not followed",
        "--fail-on",
        "--exclude",
        "POLDER_ENDPOINT",
        "[default: low]",
        "Pages for people, to print and to file",
        "--language",
    ] {
        assert!(help.contains(expected), "{expected} is missing in\n{help}");
    }
}

#[test]
fn a_key_in_the_environment_is_not_shown_by_help() {
    let output = Command::new(env!("CARGO_BIN_EXE_polder"))
        .args(["scan", "--help"])
        .env("POLDER_API_KEY", "plk_do_not_show")
        .output()
        .unwrap();
    assert!(
        !String::from_utf8(output.stdout)
            .unwrap()
            .contains("plk_do_not_show")
    );
}

#[test]
fn a_mistyped_argument_exits_2() {
    let output = Command::new(env!("CARGO_BIN_EXE_polder"))
        .args(["scan", "--formt", "json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}
