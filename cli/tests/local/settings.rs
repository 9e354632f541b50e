//! `.polder.toml`.

use crate::place::{BSN, OTHER_BSN, Place};

/// The fingerprint that a report tells for the only finding.
fn fingerprint(place: &Place) -> String {
    let report = place.scan(&["--format=json"]).expect(1).json();
    report["findings"][0]["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_decision_accepts_one_value_in_one_place() {
    let place = Place::new();
    place.write("a.py", BSN);
    let fingerprint = fingerprint(&place);
    let settings = |expires: &str| {
        format!(
            "exclude = [\"left-out\"]\n\n[[ignore]]\nfingerprint = \"{fingerprint}\"\n\
             reason = \"of the tax office\"\n{expires}"
        )
    };
    place.write(".polder.toml", settings(""));
    place.write("left-out/b.py", OTHER_BSN);
    let ran = place.scan(&[]).expect(0);
    assert!(
        ran.stdout.contains("Accepted  1 finding\n"),
        "{}",
        ran.stdout
    );
    let sarif = place.scan(&["--format=sarif"]).expect(0).json();
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["kind"], "external");
    assert_eq!(suppression["justification"], "of the tax office");

    place.write(".polder.toml", settings("expires = 9999-12-31\n"));
    place.scan(&[]).expect(0);
    place.write(".polder.toml", settings("expires = 2020-01-31\n"));
    let ran = place.scan(&[]).expect(1);
    let warning = "expired on 2020-01-31 and no longer counts";
    assert!(ran.stderr.contains(warning), "{}", ran.stderr);

    // Another value, another file: decided about neither.
    place.write(".polder.toml", settings(""));
    place.write("a.py", format!("{BSN}{OTHER_BSN}"));
    place.write("c.py", BSN);
    let ran = place.scan(&["--format=csv"]).expect(1);
    let open = ran.stdout.lines().filter(|row| row.contains(",open,"));
    assert_eq!(open.count(), 2, "{}", ran.stdout);
}

#[test]
fn a_mistake_is_told_with_its_line_and_nothing_is_scanned() {
    let place = Place::new();
    place.write("a.py", BSN);
    for (text, expected) in [
        (
            "exclude = [\"a\"]\nexlude = []\n",
            "line 2: unknown field `exlude`",
        ),
        (
            "[[ignore]]\nfingerprint = \"5c1f02ab-7e3\"\nreason = \"r\"\nexpires = 2027-02-30\n",
            "line 4: ",
        ),
    ] {
        place.write(".polder.toml", text);
        let ran = place.scan(&[]).expect(2);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
}
