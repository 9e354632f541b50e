//! Files of a folder.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::place::{BSN, OTHER_BSN, Place, polder, run};

const WEBSHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/webshop");

/// What a finding says, without what follows from the tenant: ids, fingerprints, times.
fn said(report: &Value) -> BTreeSet<String> {
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| {
            let mut finding = finding.clone();
            for tied in ["id", "fingerprint", "etag", "triaged_at"] {
                finding.as_object_mut().unwrap().remove(tied);
            }
            finding.to_string()
        })
        .collect()
}

#[test]
fn a_folder_has_the_same_findings_here_and_on_the_platform() {
    let scan = |more: &[&str]| {
        run(polder()
            .args(["scan", WEBSHOP, "--format", "json", "--quiet"])
            .args(more))
        .expect(1)
        .json()
    };
    let (here, there) = (scan(&["--local"]), scan(&[]));
    assert!(said(&here).len() > 40);
    assert_eq!(said(&here), said(&there));
    for same in [
        "findings",
        "risk",
        "state",
        "engine_version",
        "findings_accepted",
        "findings_false_positive",
    ] {
        assert_eq!(here["scan"][same], there["scan"][same], "{same}");
    }
    for same in ["documents", "bytes"] {
        let work = |report: &Value| report["scan"]["progress"][same].clone();
        assert_eq!(work(&here), work(&there), "{same}");
    }
}

#[test]
fn a_table_fits_80_columns_and_tells_no_plan() {
    let ran = run(polder().args(["scan", "--local", WEBSHOP])).expect(1);
    assert!(
        ran.stdout.lines().all(|line| line.chars().count() <= 80),
        "{}",
        ran.stdout
    );
    for expected in ["hr/loonlijst-april.csv:2", "Risk", "of 100", "20 documents"] {
        assert!(ran.stdout.contains(expected), "{expected}\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("Plan"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
    assert!(ran.stderr.contains("Scanning 20 files"), "{}", ran.stderr);
}

#[test]
fn colours_are_for_who_wants_them() {
    let coloured = run(polder()
        .args(["scan", "--local", WEBSHOP])
        .env("CLICOLOR_FORCE", "1"))
    .expect(1);
    assert!(coloured.stdout.contains('\u{1b}'));
    let plain = run(polder()
        .args(["scan", "--local", WEBSHOP])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1"))
    .expect(1);
    assert!(!plain.stdout.contains('\u{1b}'), "{}", plain.stdout);
}

#[test]
fn every_format_comes_out_and_the_same_each_time() {
    let scan = |format: &str| {
        run(polder().args(["scan", "--local", WEBSHOP, "--quiet", "--format", format])).expect(1)
    };
    for format in ["table", "sarif", "csv"] {
        let first = scan(format);
        assert_eq!(first.stderr, "");
        for _ in 0..3 {
            assert_eq!(scan(format).stdout, first.stdout, "{format}");
        }
    }
    let sarif: Value = serde_json::from_str(&scan("sarif").stdout).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(sarif["runs"][0]["results"].as_array().unwrap().len() > 40);
    assert!(scan("csv").stdout.starts_with("severity,path,part,line"));
}

#[test]
fn a_report_for_people_is_a_file_in_their_language() {
    let place = Place::new();
    place.write("a.py", BSN);
    let report = |format: &str, language: &str| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report");
        let output = file.to_str().unwrap();
        let more = [
            "--format",
            format,
            "--language",
            language,
            "--output",
            output,
        ];
        place.scan(&more).expect(1);
        fs::read(file).unwrap()
    };
    let page = String::from_utf8(report("html", "nl")).unwrap();
    for wanted in ["<html lang=\"nl\">", "Burgerservicenummer (BSN)", "a.py"] {
        assert!(page.contains(wanted), "{wanted} is missing in {page}");
    }
    assert!(!page.contains("231457005"), "{page}");
    assert!(
        String::from_utf8(report("html", "en"))
            .unwrap()
            .contains("Management summary")
    );
    let pdf = report("pdf", "en");
    assert!(pdf.starts_with(b"%PDF-1.7") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
}

#[test]
fn a_report_gives_no_value_away() {
    let place = Place::new();
    place.write("a.py", BSN);
    let report = place.scan(&["--format", "json"]).expect(1).json();
    let fingerprint = report["findings"][0]["fingerprint"].as_str().unwrap();
    // The key is in every program: more digits would single the number out.
    let (place_digits, value_digits) = fingerprint.split_once('-').unwrap();
    assert_eq!((place_digits.len(), value_digits.len()), (8, 3));
    assert!(report["findings"][0].get("etag").is_none());
    assert!(!report.to_string().contains("231457005"));
}

#[test]
fn an_empty_folder_or_a_missing_one_is_an_error() {
    let place = Place::new();
    let ran = place.scan(&[]).expect(2);
    assert!(ran.stderr.contains("nothing to scan"), "{}", ran.stderr);
    let ran = run(polder()
        .args(["scan", "--local"])
        .arg(place.path().join("missing")))
    .expect(2);
    assert!(ran.stderr.contains("missing"), "{}", ran.stderr);
}

#[test]
fn one_file_goes_by_its_own_name() {
    let place = Place::new();
    let file = place.write("deep/in/letter.py", BSN);
    let ran = run(polder()
        .args(["scan", "--local", "--format", "json"])
        .arg(file))
    .expect(1);
    assert_eq!(ran.places(), ["letter.py:1"]);
}

#[test]
fn what_is_left_out_is_left_out() {
    let place = Place::new();
    for path in ["a.py", "node_modules/x/b.py", "docs/c.py", ".git/config.py"] {
        place.write(path, BSN);
    }
    let ran = place.scan(&[
        "--format=json",
        "--exclude=node_modules",
        "--exclude=docs/**",
    ]);
    assert_eq!(ran.expect(1).places(), ["a.py:1"]);
}

#[test]
fn rules_of_the_folder_find_what_only_its_owner_knows() {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/rules");
    let ran =
        run(polder().args(["scan", "--local", rules, "--format", "json", "--quiet"])).expect(1);
    assert!(!ran.stdout.contains("736160221"), "{}", ran.stdout);
    let report = ran.json();
    let found: Vec<String> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["detector"].as_str().unwrap().starts_with("custom-"))
        .map(|finding| {
            let text = |field: &str| finding[field].as_str().unwrap().to_owned();
            let path = finding["location"]["path"].as_str().unwrap();
            format!("{} {} {path}", text("detector"), text("severity"))
        })
        .collect();
    // What the rules allow and where they don't run is passed over, and so are their own examples.
    assert_eq!(
        found,
        [
            "custom-customer-number high letter.txt",
            "custom-customer-number high letter.txt",
            "custom-code-names medium letter.txt",
        ]
    );
}

#[test]
fn a_rule_whose_tests_fail_stops_the_scan_with_its_line() {
    let place = Place::new();
    place.write("a.txt", "nothing\n");
    let rule = "[[rule]]\nid = \"custom-a\"\nname = \"A\"\ncategory = \"secret\"\nseverity = \"low\"\n\
        keywords = [\"zeus\"]\nmatches = [\"hera\"]\n";
    place.write(".polder.toml", rule);
    let ran = place.scan(&[]).expect(2);
    let said = "line 7: custom-a: matches[0]: the rule finds nothing in it";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
}

#[test]
fn the_threshold_decides_the_exit_code() {
    let place = Place::new();
    place.write("a.txt", "klant@bakkerijvries.nl\n");
    for (threshold, code) in [("high", 0), ("medium", 1), ("low", 1), ("never", 0)] {
        place.scan(&["--fail-on", threshold]).expect(code);
    }
}

#[test]
fn a_report_in_a_file_is_whole_and_not_scanned_itself() {
    let place = Place::new();
    place.write("a.py", BSN);
    let file = place.write("report.json", "bsn 231457005");
    for _ in 0..2 {
        let ran = place
            .scan(&["--format=json", "--output", file.to_str().unwrap()])
            .expect(1);
        assert_eq!(ran.stdout, "");
        let report: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        assert_eq!(report["scan"]["progress"]["documents"], 1);
    }
}

#[test]
fn a_comment_with_a_reason_accepts_and_one_without_warns() {
    let place = Place::new();
    place.write(
        "a.py",
        "# polder:allow from the tax office\nbsn = '231457005'\n",
    );
    let ran = place.scan(&[]).expect(0);
    assert!(
        ran.stdout.contains("Accepted  1 finding\n"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("a.py"), "{}", ran.stdout);
    let sarif = place.scan(&["--format=sarif"]).expect(0).json();
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["justification"], "from the tax office");

    place.write("a.py", "# polder:allow\nbsn = '231457005'\n");
    let ran = place.scan(&[]).expect(1);
    let warning = "warning: a.py:2: “polder:allow” without a reason does not count";
    assert!(ran.stderr.contains(warning), "{}", ran.stderr);

    place.write("a.py", "x = 1\n");
    place.write("k.csv", "bsn\n231457005 # polder:allow made up\n");
    let ran = place.scan(&[]).expect(1);
    let warning = "warning: k.csv:2: “polder:allow” does not count in files of this kind";
    assert!(ran.stderr.contains(warning), "{}", ran.stderr);
}

#[test]
fn an_endpoint_in_the_environment_changes_nothing() {
    let place = Place::new();
    place.write("a.py", BSN);
    run(polder()
        .args(["scan", "--local"])
        .arg(place.path())
        .env("POLDER_ENDPOINT", "https://polder.invalid")
        .env("POLDER_API_KEY", "plk_x"))
    .expect(1);
}

#[cfg(unix)]
#[test]
fn hostile_names_are_scanned_and_cannot_write_to_the_terminal() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    for name in [
        &b"with space.py"[..],
        b"line\nbreak.py",
        b"esc\x1b[2J.py",
        b"not-utf8-\xff.py",
        b"-rf.py",
        b"$(id).py",
    ] {
        place.write(std::ffi::OsStr::from_bytes(name), BSN);
    }
    let ran = place.scan(&[]).expect(1);
    for text in [&ran.stdout, &ran.stderr] {
        assert!(
            text.chars().all(|c| c == '\n' || !c.is_control()),
            "{text:?}"
        );
    }
    assert!(ran.stdout.contains("6 critical"), "{}", ran.stdout);
}

#[cfg(unix)]
#[test]
fn links_are_named_and_not_followed() {
    use std::os::unix::fs::symlink;
    let (place, outside) = (Place::new(), Place::new());
    place.write("a.py", BSN);
    outside.write("b.py", BSN);
    symlink(outside.path(), place.path().join("out")).unwrap();
    symlink("a.py", place.path().join("in")).unwrap();
    symlink("loop", place.path().join("loop")).unwrap();
    let ran = place.scan(&["--format=json"]).expect(1);
    assert_eq!(ran.places(), ["a.py:1"]);
    for expected in ["out: not followed", "loop: not followed"] {
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
}

#[test]
fn an_archive_in_the_folder_is_looked_into_under_its_name() {
    let place = Place::new();
    let mut archive = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(BSN.len() as u64);
    archive
        .append_data(&mut header, "in/a.py", BSN.as_bytes())
        .unwrap();
    place.write("old/backup.tar", archive.into_inner().unwrap());
    let ran = place.scan(&["--format=json"]).expect(1);
    assert_eq!(ran.places(), ["old/backup.tar!/in/a.py:1"]);
}

#[test]
fn five_thousand_files_come_in_their_order() {
    let place = Place::new();
    for number in 0..5_000 {
        let content = match number % 100 {
            7 => BSN,
            8 => OTHER_BSN,
            _ => "let x = 1;\n",
        };
        place.write(format!("d{:02}/f{number:04}.py", number % 50), content);
    }
    let started = Instant::now();
    let ran = place.scan(&["--format=csv"]).expect(1);
    assert!(
        started.elapsed() < Duration::from_mins(1),
        "{:?}",
        started.elapsed()
    );
    let paths: Vec<&str> = ran
        .stdout
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).unwrap())
        .collect();
    assert_eq!(paths.len(), 100);
    assert!(paths.is_sorted());
}

#[test]
fn a_large_file_is_read_in_pieces() {
    let place = Place::new();
    let mut text = "2026-05-11T10:00:00 GET /catalogue/4711 200 12ms\n".repeat(1_070_000);
    text.push_str(BSN);
    assert!(text.len() > 50 << 20);
    place.write("large.log", &text);
    let ran = place.scan(&["--format=json"]).expect(1);
    assert_eq!(ran.places(), ["large.log:1070001"]);
    assert_eq!(
        ran.json()["scan"]["progress"]["bytes"].as_u64(),
        Some(text.len() as u64)
    );
}

#[cfg(unix)]
#[test]
fn an_interruption_ends_it_at_once_and_leaves_nothing() {
    let place = Place::new();
    // A hole of 900 MB is text as far as the engine can tell after its first lines.
    let large = place.write("large.log", "x".repeat(20_000));
    for number in 0..8 {
        fs::copy(&large, place.path().join(format!("copy{number}.log"))).unwrap();
        let file = fs::OpenOptions::new()
            .write(true)
            .open(place.path().join(format!("copy{number}.log")))
            .unwrap();
        file.set_len(900 << 20).unwrap();
    }
    let report = place.path().join("report.json");
    let mut child = polder()
        .args(["scan", "--local", "--format=json", "--output"])
        .arg(&report)
        .arg(place.path())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It says so once it scans.
    let mut said = String::new();
    let mut stderr = std::io::BufReader::new(child.stderr.take().unwrap());
    while !said.contains("Scanning") {
        assert!(
            std::io::BufRead::read_line(&mut stderr, &mut said).unwrap() > 0,
            "{said}"
        );
    }
    let started = Instant::now();
    std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(130));
    assert!(
        started.elapsed() < Duration::from_secs(4),
        "{:?}",
        started.elapsed()
    );
    assert!(!report.exists());
}

#[test]
fn of_very_many_findings_the_worst_are_kept_and_every_format_says_how_many_are_not() {
    let place = Place::new();
    for file in 0..21 {
        let lines = (0..1_000).map(|line| format!("mail k{file}x{line}@bakkerijvries.nl\n"));
        place.write(format!("{file:02}.txt"), lines.collect::<String>());
    }
    place.write("zz.txt", BSN);
    let json = place.scan(&["--format=json"]).expect(1).json();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 20_000);
    let dropped = json["scan"]["findings_dropped"].as_u64().unwrap();
    assert!(dropped >= 1_001, "{dropped}");
    assert_eq!(findings[0]["detector"], "nl-bsn");
    assert_eq!(findings[0]["location"]["path"], "zz.txt");
    assert_eq!(json["scan"]["findings"]["critical"], 1);

    let sarif = place.scan(&["--format=sarif"]).expect(1);
    let log = sarif.json();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results[0]["ruleId"], "nl-bsn");
    let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    let told = told[0]["message"]["text"].as_str().unwrap();
    assert!(
        told.starts_with(&format!("{dropped} further findings")),
        "{told}"
    );
    // A table for programs has no place for it.
    let csv = place.scan(&["--format=csv"]).expect(1);
    assert!(
        csv.stdout
            .lines()
            .nth(1)
            .unwrap()
            .starts_with("critical,zz.txt")
    );
    assert!(
        csv.stderr
            .contains(&format!("{dropped} of them not listed")),
        "{}",
        csv.stderr
    );
    let table = place.scan(&[]).expect(1).stdout;
    assert!(table.contains(&format!(
        "Left out  {dropped} findings counted and not listed"
    )));
}
