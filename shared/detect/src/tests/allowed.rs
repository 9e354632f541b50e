//! `polder:allow`, and scans of some lines or of one file of several.

use std::io::{Cursor, Write};

use super::{options, scan, scan_with};
use crate::{Options, ReasonKind};

fn suppressed(name: &str, text: &str) -> Vec<Option<String>> {
    let told = scan(name, text);
    told.findings
        .into_iter()
        .map(|finding| finding.suppressed)
        .collect()
}

#[test]
fn a_reason_settles_the_finding_and_hides_nothing() {
    let text = "bsn = '231457005'  # polder:allow published by the tax office\nbsn = '231457005'\n";
    assert_eq!(
        suppressed("a.py", text),
        [Some("published by the tax office".to_owned()), None]
    );
}

#[test]
fn a_comment_without_a_reason_is_told() {
    let told = scan("a.py", "bsn = '231457005'  # polder:allow\n");
    let [finding] = told.findings.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(finding.suppressed, None);
    let notes: Vec<_> = finding
        .explanation
        .iter()
        .filter(|reason| reason.kind == ReasonKind::Comment)
        .map(|reason| &*reason.detail)
        .collect();
    assert_eq!(notes, ["“polder:allow” without a reason does not count"]);
}

#[test]
fn where_it_does_not_count_the_finding_says_why() {
    let kind = "“polder:allow” does not count in files of this kind";
    let place = "“polder:allow” counts only as the first words of a comment, outside quotes";
    let rows = [
        (
            "brief.txt",
            "Mijn BSN is 231457005 // polder:allow graag",
            kind,
        ),
        (
            "app.log",
            "10:31 bsn 231457005 said # polder:allow graag",
            kind,
        ),
        (
            "a.json",
            "{\"bsn\": \"231457005\"} // polder:allow graag",
            kind,
        ),
        (
            "a.py",
            "bsn = '231457005'; note = \"# polder:allow graag\"\n",
            place,
        ),
        ("a.py", "bsn = '231457005' polder:allow graag\n", place),
    ];
    for (name, text, expected) in rows {
        let told = scan(name, text);
        let found = told.of("nl-bsn");
        let notes: Vec<_> = found[0]
            .explanation
            .iter()
            .filter(|reason| reason.kind == ReasonKind::Comment)
            .map(|reason| &*reason.detail)
            .collect();
        assert_eq!(notes, [expected], "{name}");
        assert_eq!(found[0].suppressed, None);
    }
}

#[test]
fn a_script_is_known_by_its_first_line() {
    let line = "export BSN=231457005  # polder:allow made up\n";
    let allowed = [Some("made up".to_owned())];
    assert_eq!(suppressed("run", &format!("#!/bin/sh\n{line}")), allowed);
    for (name, first) in [("run", ""), ("run.txt", "#!/bin/sh\n"), ("", "#!/bin/sh\n")] {
        assert_eq!(
            suppressed(name, &format!("{first}{line}")),
            [None],
            "{name}"
        );
    }
}

#[test]
fn a_reason_never_repeats_what_was_found() {
    let text = "password = \"Zomer-2024!x\"  # polder:allow Zomer-2024!x is old, bsn 231457005\n";
    for reason in suppressed("a.py", text) {
        assert_eq!(reason.as_deref(), Some("**** is old, bsn ****"));
    }
}

#[test]
fn a_column_is_allowed_when_all_of_it_is() {
    let row = |allowed: bool| {
        let comment = if allowed {
            " -- polder:allow a test"
        } else {
            ""
        };
        format!("(1, '231457005'),{comment}\n")
    };
    let table = |rows: &[bool]| {
        let rows: Vec<String> = rows.iter().map(|allowed| row(*allowed)).collect();
        format!(
            "INSERT INTO klant (nr, bsn) VALUES\n{}(2, '231457017');\n",
            rows.concat()
        )
    };
    let whole = suppressed("k.sql", &table(&[true; 6]));
    assert_eq!(whole, [None]);
    let last = table(&[true; 6]).replace("17');", "17'); -- polder:allow a test");
    assert_eq!(suppressed("k.sql", &last), [Some("a test".to_owned())]);
    for rows in [[true, true, false], [false, true, true]] {
        assert_eq!(suppressed("k.sql", &table(&rows)), [None], "{rows:?}");
    }
}

#[test]
fn who_writes_content_allows_nothing() {
    for (name, text) in [
        ("", "Mijn BSN is 231457005 // polder:allow graag"),
        ("brief.txt", "Mijn BSN is 231457005 // polder:allow graag"),
        (
            "brief.eml",
            "From: a@bakkerijvries.nl\nSubject: b\n\nMijn BSN is 231457005 // polder:allow graag\n",
        ),
        ("k.csv", "nr;bsn;note\n1;231457005;# polder:allow graag\n"),
        (
            "a.json",
            "{\"bsn\": \"231457005\", \"note\": \"// polder:allow graag\"}",
        ),
        ("app.log", "10:31 bsn 231457005 said # polder:allow graag"),
        (
            "a.py",
            "bsn = '231457005'; note = \"# polder:allow graag\"\n",
        ),
        (
            "a.sql",
            "INSERT INTO k (bsn, note) VALUES ('231457005', '-- polder:allow graag');\n",
        ),
    ] {
        let told = scan(name, text);
        let found = told.of("nl-bsn");
        assert!(!found.is_empty(), "{name}: {told:?}");
        assert!(
            found.iter().all(|finding| finding.suppressed.is_none()),
            "{name}: {told:?}"
        );
    }
}

#[test]
fn only_the_lines_that_are_asked_for_are_found() {
    let text = "a@bakkerijvries.nl\nb@bakkerijvries.nl\nc@bakkerijvries.nl\nd@bakkerijvries.nl\n";
    let rows: [(Vec<_>, &[&str]); 4] = [
        (vec![], &[]),
        (vec![2..=2], &["email a.txt 2:1"]),
        (
            vec![1..=1, 3..=9],
            &["email a.txt 1:1", "email a.txt 3:1", "email a.txt 4:1"],
        ),
        (vec![7..=9], &[]),
    ];
    for (lines, expected) in rows {
        let options = Options {
            lines: Some(lines),
            ..options()
        };
        assert_eq!(
            scan_with("a.txt", text.as_bytes(), &options).0.lines(),
            expected
        );
    }
}

#[test]
fn where_lines_are_not_counted_in_line_feeds_all_of_them_count() {
    let mac = "one\rmail jan.devries@bakkerijvries.nl\rtwo\r";
    let code = format!(
        "var a = \"x\r\";{}\nmail jan.devries@bakkerijvries.nl\n",
        "b".repeat(20_000)
    );
    // A thin space has a byte that is a line feed elsewhere.
    let spaced = "\u{feff}a\u{200a}b\u{200a}c\nmail jan.devries@bakkerijvries.nl\n";
    let little: Vec<u8> = spaced.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = spaced.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for text in [mac.as_bytes(), code.as_bytes(), &little, &big] {
        for lines in [vec![], vec![1..=1], vec![4..=4]] {
            let options = Options {
                lines: Some(lines),
                ..options()
            };
            let (told, _) = scan_with("a.txt", text, &options);
            assert_eq!(told.of("email").len(), 1, "{told:?}");
        }
    }
}

#[test]
fn a_value_that_reaches_into_a_line_counts() {
    let key = concat!(
        "-----BEGIN RSA PRIVATE",
        " KEY-----\nMIIEowIBAAKCAQEAx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt\n",
        "Hy6Ju7Ki8Lo9Pz0Xc1Vb2Nm3Qw4Er5Ty6Ui7Op8Gh4Jk3Lz2Xm1Cn0Bv9Fs8Dt7E\n-----END RSA PRIVATE",
        " KEY-----\n"
    );
    let found = |lines| {
        let options = Options {
            lines: Some(lines),
            ..options()
        };
        scan_with("k.pem", key.as_bytes(), &options)
            .0
            .findings
            .len()
    };
    assert_eq!(scan("k.pem", key).findings.len(), 1);
    assert_eq!(found(vec![5..=9]), 0);
    for line in 1..=3 {
        assert_eq!(found(vec![line..=line]), 1, "{line}");
    }
}

#[test]
fn one_row_of_a_column_is_found_where_it_stands() {
    let text = "nr;bsn\n1;231457005\n2;231457017\n3;231457029\n";
    let options = Options {
        lines: Some(vec![4..=4]),
        ..options()
    };
    let (told, _) = scan_with("k.csv", text.as_bytes(), &options);
    assert_eq!(told.lines(), ["nl-bsn k.csv 4:3"]);
}

#[test]
fn an_archive_among_files_names_what_lies_in_it() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a/b.txt", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"BSN 231457005").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(scan("x/old.zip", &bytes).lines(), ["nl-bsn a/b.txt 1:5"]);
    let options = Options {
        is_one_of_several: true,
        // An archive that changed is new as a whole.
        lines: Some(Vec::new()),
        ..options()
    };
    assert_eq!(
        scan_with("x/old.zip", &bytes, &options).0.lines(),
        ["nl-bsn x/old.zip!/a/b.txt 1:5"]
    );
}
