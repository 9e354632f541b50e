//! Baselines.

use std::fs;

use crate::place::{BSN, OTHER_BSN, Place, polder, run};

impl Place {
    fn baseline(&self) -> String {
        run(polder().arg("baseline").arg(self.path())).expect(0);
        fs::read_to_string(self.path().join(".polder-baseline.json")).unwrap()
    }
}

#[test]
fn what_a_baseline_knows_stops_nothing() {
    let place = Place::new();
    place.write("a.py", BSN);
    place.write("b/c.py", BSN);
    let baseline = place.baseline();
    assert_eq!(baseline.matches("nl-bsn").count(), 2, "{baseline}");
    let ran = place.scan(&[]).expect(0);
    assert!(
        ran.stdout
            .contains("Findings  none\nKnown     2 findings, by the baseline\n"),
        "{}",
        ran.stdout
    );
    // Known is not gone: the risk stays.
    assert!(!ran.stdout.contains(" 0 of 100"), "{}", ran.stdout);

    place.write("a.py", format!("x = 1\n{OTHER_BSN}{BSN}"));
    fs::remove_file(place.path().join("b/c.py")).unwrap();
    let ran = place.scan(&[]).expect(1);
    for expected in [
        "a.py:2",
        "Findings  1 critical\n",
        "Known     1 finding, by the baseline\n",
        "Gone      nl-bsn in b/c.py (",
    ] {
        assert!(ran.stdout.contains(expected), "{expected}\n{}", ran.stdout);
    }
    let sarif = place.scan(&["--format=sarif"]).expect(1);
    assert!(sarif.stderr.contains("1 known, 1 gone"), "{}", sarif.stderr);
    let sarif = sarif.json();
    let states: Vec<&str> = sarif["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["baselineState"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["new", "unchanged"]);
}

#[test]
fn one_more_of_the_same_is_new() {
    let place = Place::new();
    place.write("a.py", BSN);
    place.baseline();
    place.write("a.py", format!("{BSN}{BSN}"));
    place.scan(&[]).expect(1);

    let table = "nr;bsn;naam\n1;231457005;x\n2;231457017;y\n";
    place.write("a.py", table);
    fs::rename(place.path().join("a.py"), place.path().join("k.csv")).unwrap();
    place.baseline();
    place.scan(&[]).expect(0);
    place.write("k.csv", format!("{table}3;231457029;z\n"));
    place.scan(&[]).expect(1);
}

#[test]
fn a_baseline_holds_no_value_no_evidence_and_no_long_hash() {
    let place = Place::new();
    place.write("a.py", format!("{BSN}password = 'Zomer-2024!x'\n"));
    let baseline = place.baseline();
    for value in ["231457005", "2*******5", "Zomer"] {
        assert!(!baseline.contains(value), "{baseline}");
    }
    let parsed: serde_json::Value = serde_json::from_str(&baseline).unwrap();
    for finding in parsed["findings"].as_array().unwrap() {
        let fingerprint = finding["fingerprint"].as_str().unwrap();
        assert_eq!(fingerprint.len(), 12, "{fingerprint}");
        let mut names: Vec<&String> = finding.as_object().unwrap().keys().collect();
        names.sort();
        assert_eq!(names, ["count", "detector", "fingerprint", "path"]);
    }
    // Written again, it is the same.
    assert_eq!(place.baseline(), baseline);
}

#[test]
fn the_same_value_in_many_files_is_hashed_in_one_way() {
    let place = Place::new();
    for number in 0..5 {
        place.write(format!("{number}.py"), BSN);
    }
    let baseline: serde_json::Value = serde_json::from_str(&place.baseline()).unwrap();
    let parts = |place: usize| {
        let mut parts: Vec<String> = baseline["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| {
                let fingerprint = finding["fingerprint"].as_str().unwrap();
                fingerprint.split('-').nth(place).unwrap().to_owned()
            })
            .collect();
        parts.sort();
        parts.dedup();
        parts.len()
    };
    assert_eq!((parts(0), parts(1)), (5, 1));
}

#[test]
fn another_file_is_named_and_must_be_there() {
    let place = Place::new();
    place.write("a.py", BSN);
    let file = place.path().join("known.json");
    run(polder()
        .arg("baseline")
        .arg(place.path())
        .arg("--output")
        .arg(&file))
    .expect(0);
    place.scan(&[]).expect(1);
    place
        .scan(&["--baseline", file.to_str().unwrap()])
        .expect(0);
    let ran = place.scan(&["--baseline", "missing.json"]).expect(2);
    assert!(
        ran.stderr.contains("Can't read missing.json"),
        "{}",
        ran.stderr
    );
    for broken in ["{", "{\"version\":9,\"engine\":\"x\",\"findings\":[]}"] {
        place.write("known.json", broken);
        let ran = place
            .scan(&["--baseline", file.to_str().unwrap()])
            .expect(2);
        assert!(ran.stderr.contains("is no baseline"), "{}", ran.stderr);
    }
}

#[test]
fn staged_lines_are_compared_too_and_nothing_is_called_gone() {
    let place = Place::repository();
    place.write("a.py", BSN);
    place.write("b.py", BSN);
    place.baseline();
    place.commit("first");
    place.write("b.py", format!("x = 1\n{BSN}"));
    place.git(&["add", "."]);
    let ran = place.scan(&["--staged"]).expect(0);
    assert!(!ran.stdout.contains("Gone"), "{}", ran.stdout);
    place.write("b.py", format!("x = 1\n{BSN}{OTHER_BSN}"));
    place.git(&["add", "."]);
    place.scan(&["--staged"]).expect(1);
}

#[test]
fn one_more_of_the_same_on_a_line_that_is_staged_is_new() {
    let place = Place::repository();
    place.write("a.py", BSN);
    place.baseline();
    place.commit("first");
    // The one that is new may stand above the one that is known.
    for more in [format!("{BSN}x = 1\n{BSN}"), format!("# a\n{BSN}{BSN}")] {
        place.write("a.py", more);
        place.git(&["add", "."]);
        place.scan(&["--staged"]).expect(1);
        place.scan(&[]).expect(1);
    }
    place.commit("second");
    place.scan(&["--diff=HEAD~1"]).expect(1);
    // A line that changed around a value adds none.
    place.write("a.py", BSN.replace('\n', "  # a note\n"));
    place.git(&["add", "."]);
    place.scan(&["--staged"]).expect(0);
}

#[test]
fn a_file_that_is_moved_is_new_as_a_whole() {
    let place = Place::repository();
    place.write("a.py", BSN);
    place.baseline();
    place.commit("first");
    place.git(&["mv", "a.py", "c.py"]);
    let ran = place.scan(&["--staged", "--format=json"]).expect(1);
    assert_eq!(ran.places(), ["c.py:1"]);
    place.scan(&[]).expect(1);
}
