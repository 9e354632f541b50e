//! What git knows: staged lines, lines of a branch, history.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::place::{BSN, OTHER_BSN, Place, polder, run};

#[test]
fn only_lines_that_the_next_commit_adds_are_scanned_as_they_are_staged() {
    let place = Place::repository();
    place.write("a.py", BSN);
    place.commit("first");
    place.scan(&["--staged"]).expect(0);

    place.write("a.py", format!("{BSN}x = 1\n{OTHER_BSN}"));
    place.scan(&["--staged"]).expect(0);
    place.git(&["add", "a.py"]);
    // What is not staged doesn't count.
    place.write("a.py", "gone\n");
    place.write("untracked.py", BSN);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:3"]);
}

#[test]
fn the_first_commit_of_a_repository_is_scanned_too() {
    let place = Place::repository();
    place.write("a.py", BSN);
    place.git(&["add", "."]);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:1"]);
}

#[test]
fn a_row_added_to_a_table_is_told_where_it_stands() {
    let place = Place::repository();
    let mut table = "nr;bsn;naam\n1;231457005;x\n2;231457017;y\n".to_owned();
    place.write("k.csv", &table);
    place.commit("first");
    table.push_str("3;231457029;z\n");
    place.write("k.csv", &table);
    place.git(&["add", "."]);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["k.csv:4"]);
}

#[test]
fn renamed_deleted_moved_and_changed_modes_add_nothing() {
    let place = Place::repository();
    let text = format!("{BSN}{}", "# a line that stays\n".repeat(20));
    for name in ["renamed.py", "deleted.py", "edited.py", "mode.sh"] {
        place.write(name, text.replace("stays", &format!("stays in {name}")));
    }
    place.commit("first");
    place.git(&["mv", "renamed.py", "name with \"quotes\" and é.py"]);
    place.git(&["rm", "--quiet", "deleted.py"]);
    place.git(&["update-index", "--chmod=+x", "mode.sh"]);
    place.git(&["mv", "edited.py", "moved.py"]);
    place.write(
        "moved.py",
        format!("{}{OTHER_BSN}", text.replace("stays", "stays in edited.py")),
    );
    place.git(&["add", "moved.py"]);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["moved.py:22"]);
}

#[cfg(unix)]
#[test]
fn hostile_names_come_through() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::repository();
    let names: [&[u8]; 6] = [
        b"with space.py",
        b"line\nbreak.py",
        b"diff --git a\n+++ x.py",
        b"tab\tand\"quote.py",
        b"not-utf8-\xff.py",
        b"-rf.py",
    ];
    for (number, name) in names.into_iter().enumerate() {
        let content = format!("x = {number}\n{BSN}");
        place.write(std::ffi::OsStr::from_bytes(name), content);
    }
    place.git(&["add", "--all"]);
    for more in [&["--staged"][..], &["--history"]] {
        if more == ["--history"] {
            place.commit("all of them");
        }
        let mut arguments = vec!["--format=json"];
        arguments.extend(more);
        let ran = place.scan(&arguments).expect(1);
        let places = ran.places();
        assert_eq!(places.len(), names.len(), "{places:?}");
        assert!(
            places.iter().all(|place| place.ends_with(".py:2")),
            "{places:?}"
        );
    }
    let ran = place.scan(&["--history"]).expect(1);
    assert!(ran.stdout.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn attributes_and_configuration_hide_nothing() {
    let place = Place::repository();
    place.write(".gitattributes", "*.py -diff\n*.txt diff=shout\n");
    place.write("a.py", "x = 1\n");
    place.commit("first");
    for (name, value) in [
        ("diff.external", "false"),
        ("diff.shout.textconv", "false"),
        ("diff.noprefix", "true"),
        ("diff.renames", "copies"),
        ("diff.context", "7"),
        ("diff.interHunkContext", "9"),
        ("color.ui", "always"),
        ("log.showRoot", "false"),
        ("core.fsmonitor", "false"),
    ] {
        place.git(&["config", name, value]);
    }
    place.write("a.py", format!("x = 1\ny = 2\n{BSN}"));
    place.write("b.txt", BSN);
    place.git(&["add", "."]);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:3", "b.txt:1"]);
    place.commit("second");
    let ran = place.scan(&["--history", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:3", "b.txt:1"]);
}

#[test]
fn a_branch_is_compared_with_where_it_parted() {
    let place = Place::repository();
    place.write("a.py", "x = 1\n");
    place.commit("first");
    place.git(&["checkout", "--quiet", "-b", "work"]);
    place.write("b.py", format!("y = 1\n{BSN}"));
    place.commit("work");
    place.git(&["checkout", "--quiet", "main"]);
    // What the main branch got meanwhile is not the branch's.
    place.write("c.py", OTHER_BSN);
    place.commit("meanwhile");
    place.git(&["checkout", "--quiet", "work"]);
    let ran = place.scan(&["--diff", "main", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["b.py:2"]);
    place.scan(&["--diff", "HEAD"]).expect(0);
}

#[test]
fn history_tells_each_value_once_with_the_commit_that_brought_it() {
    let place = Place::repository();
    place.write("a.py", "x = 1\n");
    place.commit("first");
    place.write("a.py", format!("x = 1\n{BSN}"));
    let brought = place.commit("a number");
    place.write("a.py", format!("x = 2\n# more\n{BSN}"));
    place.commit("the number again, elsewhere");
    place.write("a.py", "x = 3\n");
    place.commit("gone");
    // The files are clean; what was is not.
    place.scan(&[]).expect(0);
    let ran = place.scan(&["--history", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:2"]);
    assert_eq!(ran.json()["findings"][0]["commit"], brought);
    let table = place.scan(&["--history"]).expect(1).stdout;
    let place_told = format!("a.py:2 ({brought})").replace(' ', "");
    assert!(
        table.replace([' ', '\n'], "").contains(&place_told),
        "{table}"
    );
    let csv = place.scan(&["--history", "--format=csv"]).expect(1).stdout;
    assert!(csv.lines().next().unwrap().ends_with(",commit"), "{csv}");
    let sarif = place
        .scan(&["--history", "--format=sarif"])
        .expect(1)
        .json();
    let told = &sarif["runs"][0]["results"][0]["properties"]["commit"];
    assert_eq!(*told, brought);
}

#[test]
fn history_reaches_every_branch_unless_one_is_named() {
    let place = Place::repository();
    place.write("a.py", "x = 1\n");
    place.commit("first");
    place.git(&["checkout", "--quiet", "-b", "side"]);
    place.write("b.py", BSN);
    place.commit("side");
    place.git(&["checkout", "--quiet", "main"]);
    place.scan(&["--history"]).expect(1);
    place.scan(&["--history=side"]).expect(1);
    place.scan(&["--history=main"]).expect(0);
}

#[test]
fn history_reaches_every_stash() {
    let place = Place::repository();
    place.write("a.py", "x = 1\n");
    place.commit("first");
    for content in [BSN, OTHER_BSN, "x = 2\n"] {
        place.write("a.py", content);
        place.git(&["stash", "--quiet"]);
    }
    let ran = place.scan(&["--history", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:1", "a.py:1"]);
    place.scan(&["--history=main"]).expect(0);
}

#[test]
fn what_only_a_merge_brought_is_found() {
    let place = Place::repository();
    place.write("a.py", "x = 1\n");
    place.commit("first");
    place.git(&["checkout", "--quiet", "-b", "side"]);
    place.write("b.py", "y = 1\n");
    place.commit("side");
    place.git(&["checkout", "--quiet", "main"]);
    place.write("c.py", "z = 1\n");
    place.commit("main");
    place.git(&["merge", "--quiet", "--no-commit", "side"]);
    place.write("evil.py", BSN);
    let merge = place.commit("merge");
    place.git(&["rm", "--quiet", "evil.py"]);
    place.commit("gone");
    let report = place.scan(&["--history", "--format=json"]).expect(1).json();
    assert_eq!(report["findings"][0]["commit"], merge);
}

#[test]
fn submodules_links_and_lfs_pointers_are_passed_over() {
    let (place, other) = (Place::repository(), Place::repository());
    other.write("inner.py", BSN);
    other.commit("inner");
    place.write("a.py", "x = 1\n");
    place.commit("first");
    place.git(&[
        "submodule",
        "--quiet",
        "add",
        other.path().to_str().unwrap(),
        "sub",
    ]);
    place.write(
        "big.csv",
        format!(
            "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 231457005\n",
            "0".repeat(64)
        ),
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink("bsn 231457005", place.path().join("link")).unwrap();
    place.git(&["add", "--all"]);
    let ran = place.scan(&["--staged"]).expect(0);
    for expected in ["1 submodule passed over", "1 Git LFS pointer passed over"] {
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
    place.commit("second");
    place.scan(&["--history"]).expect(0);
}

#[test]
fn what_only_looks_like_a_pointer_is_scanned() {
    let place = Place::repository();
    place.write(
        "a.py",
        format!("version https://git-lfs.github.com/spec/v1\n{BSN}"),
    );
    place.git(&["add", "--all"]);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:2"]);
}

#[test]
fn exclusions_hold_for_versions_too() {
    let place = Place::repository();
    place.write("vendor/a.py", BSN);
    place.commit("first");
    // The same bytes under a name that counts.
    place.git(&["mv", "vendor/a.py", "a.py"]);
    place.commit("moved");
    let ran = place.scan(&["--history", "--format=json", "--exclude=vendor"]);
    assert_eq!(ran.expect(1).places(), ["a.py:1"]);
}

#[test]
fn a_file_whose_lines_git_counts_otherwise_is_scanned_as_a_whole() {
    let place = Place::repository();
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
    };
    let spaced = "\u{feff}a\u{200a}b\nc\u{200a}d\n";
    place.write("wide.py", wide(spaced));
    place.commit("first");
    place.write("mac.py", format!("x = 1\r{BSN}y = 2\r").replace('\n', "\r"));
    place.write("wide.py", wide(&format!("{spaced}{BSN}")));
    place.git(&["add", "--all"]);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["mac.py:2", "wide.py:3"]);
}

#[test]
fn what_moves_out_of_an_excluded_folder_is_scanned_as_a_whole() {
    let place = Place::repository();
    place.write(".polder.toml", "exclude = [\"vendor\"]\n");
    let text = format!("{BSN}{}", "# a line that stays\n".repeat(20));
    place.write("vendor/a.py", &text);
    place.write("elsewhere.py", text.replace("stays", "is here"));
    place.commit("first");
    place.git(&["mv", "vendor/a.py", "a.py"]);
    place.git(&["mv", "elsewhere.py", "b.py"]);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:1"]);
}

#[test]
fn what_was_decided_about_a_file_does_not_hold_for_its_copies() {
    let place = Place::repository();
    place.write("fixtures/a.py", BSN);
    let report = place.scan(&["--format=json"]).expect(1).json();
    let fingerprint = report["findings"][0]["fingerprint"].as_str().unwrap();
    let rule = "[[rule]]\nid = \"custom-x\"\nname = \"X\"\ncategory = \"secret\"\nseverity = \"high\"\n\
        article = \"x\"\nkeywords = [\"project zeus\"]\ninclude = [\"config/**\"]\n";
    place.write(
        ".polder.toml",
        format!("[[ignore]]\nfingerprint = \"{fingerprint}\"\nreason = \"made up\"\n\n{rule}"),
    );
    place.write("fixtures/b.md", "about project zeus\n");
    place.commit("first");
    place.scan(&["--history"]).expect(0);
    place.write("config/a.py", BSN);
    place.write("config/b.md", "about project zeus\n");
    let copied = place.commit("copied");
    let report = place.scan(&["--history", "--format=json"]).expect(1).json();
    let findings = report["findings"].as_array().unwrap();
    let open = findings.iter().filter(|finding| finding["state"] == "open");
    let open: Vec<_> = open
        .map(|finding| {
            (
                finding["location"]["path"].as_str(),
                finding["commit"].as_str(),
            )
        })
        .collect();
    let copied = Some(copied.as_str());
    assert_eq!(
        open,
        [(Some("config/a.py"), copied), (Some("config/b.md"), copied)]
    );
}

#[test]
fn a_folder_or_a_file_in_a_repository_is_a_part_of_it() {
    let place = Place::repository();
    place.write("in/a.py", BSN);
    place.write("in/b.py", format!("{BSN}x = 1\n"));
    place.write("out.py", format!("{BSN}x = 2\n"));
    place.git(&["add", "."]);
    let scan = |path: &Path, more: &str| {
        run(polder()
            .args(["scan", "--local", "--format=json", more])
            .arg(path))
        .expect(1)
        .places()
    };
    let folder = place.path().join("in");
    assert_eq!(scan(&folder, "--staged"), ["a.py:1", "b.py:1"]);
    assert_eq!(scan(&folder.join("b.py"), "--staged"), ["b.py:1"]);
    place.commit("first");
    assert_eq!(scan(&folder, "--history"), ["a.py:1", "b.py:1"]);
    assert_eq!(scan(&folder.join("b.py"), "--history"), ["b.py:1"]);
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let (place, clone) = (Place::repository(), Place::new());
    place.write("a.py", BSN);
    place.commit("first");
    place.write("a.py", "x = 1\n");
    place.commit("gone");
    let from = format!("file://{}", place.path().display());
    clone.git(&["clone", "--quiet", "--depth=1", &from, "."]);
    let ran = clone.scan(&["--history"]).expect(0);
    assert!(
        ran.stderr.contains("the clone is shallow"),
        "{}",
        ran.stderr
    );
}

#[test]
fn no_repository_no_commit_and_no_git_are_told() {
    let place = Place::new();
    place.write("a.py", BSN);
    let ran = place.scan(&["--staged"]).expect(2);
    assert!(
        ran.stderr.contains("is in no git repository"),
        "{}",
        ran.stderr
    );

    let place = Place::repository();
    place.write("a.py", BSN);
    place.commit("first");
    // One commit, not what a list of them leaves.
    for unknown in [
        "nowhere",
        "--output=x",
        "^HEAD",
        "HEAD..HEAD",
        "HEAD^!",
        "HEAD^@",
        "^main",
    ] {
        for option in ["diff", "history"] {
            let ran = place.scan(&[&format!("--{option}={unknown}")]).expect(2);
            assert!(ran.stderr.contains("There is no commit"), "{}", ran.stderr);
        }
    }
    place.scan(&["--diff="]).expect(2);
    place.git(&["checkout", "--quiet", "--orphan", "alone"]);
    place.commit("alone");
    let ran = place.scan(&["--diff=main"]).expect(2);
    assert!(ran.stderr.contains("no commit in common"), "{}", ran.stderr);

    let ran = run(polder()
        .args(["scan", "--local", "--staged"])
        .arg(place.path())
        .env("PATH", ""))
    .expect(2);
    assert!(ran.stderr.contains("`git` program"), "{}", ran.stderr);
}

#[test]
fn a_repository_without_commits_has_no_history() {
    let place = Place::repository();
    place.scan(&["--history"]).expect(0);
}

#[test]
fn an_object_that_is_missing_is_told_and_not_clean() {
    let place = Place::repository();
    place.write("a.py", BSN);
    place.commit("first");
    let id = place.git(&["rev-parse", "HEAD:a.py"]);
    let (folder, file) = id.split_at(2);
    let object = place.path().join(".git/objects").join(folder).join(file);
    fs::remove_file(object).unwrap();
    let ran = place.scan(&["--history"]).expect(2);
    assert!(
        ran.stderr.contains("a.py: could not be read"),
        "{}",
        ran.stderr
    );
    // Nor do programs take the report for complete.
    let json = place.scan(&["--history", "--format=json"]).expect(2).json();
    assert_eq!(json["unread"][0]["path"], "a.py");
    let sarif = place
        .scan(&["--history", "--format=sarif"])
        .expect(2)
        .json();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["level"], "error");
    let said = notification["message"]["text"].as_str().unwrap();
    assert!(said.starts_with("a.py could not be read: "), "{said}");
    let at = &notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(at, "a.py");
}

#[test]
fn a_code_host_is_told_places_in_the_repository() {
    let uris = |command: &mut Command| -> Vec<String> {
        let log = run(command).expect(1).json();
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        let uri = |result: &Value| {
            let place = &result["locations"][0]["physicalLocation"];
            place["artifactLocation"]["uri"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        results.map(uri).collect()
    };
    let sarif = |path: &str, place: &Place| {
        let mut command = polder();
        command.args(["scan", "--local", "--format=sarif", path]);
        command.current_dir(place.path());
        command
    };
    let (repository, plain) = (Place::repository(), Place::new());
    for place in [&repository, &plain] {
        place.write("src/my app/a.py", BSN);
        for path in [".", "src", "src/my app", "src/my app/a.py"] {
            assert_eq!(
                uris(&mut sarif(path, place)),
                ["src/my%20app/a.py"],
                "{path}"
            );
        }
    }
    // From elsewhere the repository still knows; without one there is nothing to go by.
    let path = |place: &Place| place.path().join("src").to_str().unwrap().to_owned();
    let elsewhere = Place::new();
    assert_eq!(
        uris(&mut sarif(&path(&repository), &elsewhere)),
        ["src/my%20app/a.py"]
    );
    assert_eq!(
        uris(&mut sarif(&path(&plain), &elsewhere)),
        ["my%20app/a.py"]
    );
    // What git says is told from there as well.
    repository.git(&["add", "--all"]);
    let mut staged = sarif("src", &repository);
    assert_eq!(uris(staged.arg("--staged")), ["src/my%20app/a.py"]);
}
