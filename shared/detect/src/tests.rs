//! Tests of the engine as a whole: every detector's examples, formats, hostile input, properties.

mod allowed;
mod archives;
mod detectors;
mod hostile;
mod mails;
mod markup;
mod office;
mod pdfs;
mod properties;
mod tables;

use std::io::Cursor;
use std::ops::ControlFlow;

use crate::detectors::{HOSTILE, UNREADABLE};
use crate::{
    DUTCH, Document, DocumentKind, Engine, Finding, FingerprintKey, Input, Limits, Options, Sink,
    Summary,
};

/// Everything that a scan told.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    pub(crate) findings: Vec<Finding>,
    pub(crate) documents: Vec<Document>,
    /// Break off after so many findings.
    patience: Option<usize>,
}

impl Sink for Told {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        self.findings.push(finding);
        if self
            .patience
            .is_some_and(|patience| self.findings.len() >= patience)
        {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn document(&mut self, document: &Document) -> ControlFlow<()> {
        self.documents.push(document.clone());
        ControlFlow::Continue(())
    }
}

impl Told {
    /// `detector path line:column`, one a finding.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.findings
            .iter()
            .map(|finding| {
                let location = &finding.location;
                if let Some(part) = &location.part {
                    let line = location
                        .line
                        .map(|line| format!(" {line}"))
                        .unwrap_or_default();
                    return format!("{} {} [{part}]{line}", finding.detector, location.path);
                }
                match (location.line, location.column) {
                    (Some(line), Some(column)) => {
                        format!("{} {} {line}:{column}", finding.detector, location.path)
                    }
                    _ => format!("{} {}", finding.detector, location.path),
                }
            })
            .collect()
    }

    pub(crate) fn of(&self, detector: &str) -> Vec<&Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.detector == detector)
            .collect()
    }
}

/// Citizen service numbers that pass their test, for columns.
pub(crate) const NUMBERS: [&str; 6] = [
    "231457005",
    "231457017",
    "231457029",
    "231457030",
    "231457042",
    "231457054",
];

pub(crate) fn options() -> Options {
    Options::new(FingerprintKey::new([7; 32]))
}

pub(crate) fn scan_with(name: &str, bytes: &[u8], options: &Options) -> (Told, Summary) {
    let mut told = Told::default();
    let input = Input {
        name,
        reader: Cursor::new(bytes),
    };
    let summary = Engine::standard().scan(input, options, &mut told).unwrap();
    for finding in &told.findings {
        let is_about_file = [HOSTILE, UNREADABLE].contains(&finding.detector);
        assert!(
            !is_about_file || DUTCH.sentence(&finding.evidence).is_some(),
            "has no Dutch: {}",
            finding.evidence
        );
    }
    (told, summary)
}

pub(crate) fn scan(name: &str, bytes: impl AsRef<[u8]>) -> Told {
    scan_with(name, bytes.as_ref(), &options()).0
}

/// How many values of a detector a text has.
pub(crate) fn count(name: &str, text: &str, detector: &str) -> u64 {
    let told = scan(name, text);
    let found = told.of(detector);
    found.iter().map(|finding| finding.occurrences).sum()
}

#[test]
fn places_are_those_of_the_original() {
    let utf8 = "Beste,\r\n\r\ncafé: j.de.vries@bakkerijvries.nl\n";
    assert_eq!(scan("brief.txt", utf8).lines(), ["email brief.txt 3:7"]);
    let latin1: Vec<u8> = utf8.chars().map(|character| character as u8).collect();
    assert_eq!(scan("brief.txt", latin1).lines(), ["email brief.txt 3:7"]);
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(utf8.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(scan("brief.txt", utf16).lines(), ["email brief.txt 3:7"]);
}

#[test]
fn an_address_begins_with_its_street() {
    for (text, place) in [
        (
            "Zij woont aan de Lange Dorpsstraat 12, 1234 AB Ede.\n",
            "nl-address brief.txt 1:18",
        ),
        (
            "adres: Van Baerlestraat 12-3 hs, 1071 AX\n",
            "nl-address brief.txt 1:8",
        ),
        (
            "Prinsengracht 263\n1016 GV Amsterdam\n",
            "nl-address brief.txt 1:1",
        ),
        ("postcode 1016 GV\n", "nl-address brief.txt 1:10"),
    ] {
        assert_eq!(scan("brief.txt", text).lines(), [place], "{text}");
    }
}

#[test]
fn inline_text_has_an_empty_path() {
    let told = scan("", "BSN: 231457005");
    assert_eq!(told.lines(), ["nl-bsn  1:6"]);
    assert_eq!(told.documents[0].path, "");
}

#[test]
fn what_is_no_text_is_counted_and_passed_over() {
    let (told, summary) = scan_with("a.bin", b"\x7fELF\x00\x01BSN 231457005", &options());
    assert_eq!(told.findings, []);
    assert_eq!(told.documents[0].kind, DocumentKind::Binary);
    assert_eq!(
        (summary.documents, summary.binaries, summary.bytes),
        (1, 1, 19)
    );
    let told = scan("leeg.txt", "");
    assert_eq!(
        (told.findings.len(), told.documents[0].kind),
        (0, DocumentKind::Empty)
    );
    let told = scan("brief.rar", "Rar!\x1a\x07 ...");
    assert_eq!(told.lines(), ["file-unreadable brief.rar"]);
    let told = scan("brief.pdf", "%PDF-1.7 ...");
    assert_eq!(told.lines(), ["file-unreadable brief.pdf"]);
}

#[test]
fn a_sink_that_breaks_stops_the_scan() {
    let text = "a@b-bakkerij.nl\nc@d-bakkerij.nl\ne@f-bakkerij.nl\n";
    let mut told = Told {
        patience: Some(2),
        ..Told::default()
    };
    let input = Input {
        name: "a.txt",
        reader: Cursor::new(text),
    };
    let summary = Engine::standard()
        .scan(input, &options(), &mut told)
        .unwrap();
    assert!(summary.stopped);
    assert_eq!((told.findings.len(), told.documents.len()), (2, 0));
}

#[test]
fn a_reader_that_fails_is_an_error_and_no_finding() {
    struct Failing;
    impl std::io::Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    impl std::io::Seek for Failing {
        fn seek(&mut self, _: std::io::SeekFrom) -> std::io::Result<u64> {
            Ok(0)
        }
    }
    let mut told = Told::default();
    let input = Input {
        name: "a.txt",
        reader: Failing,
    };
    let error = Engine::standard()
        .scan(input, &options(), &mut told)
        .unwrap_err();
    assert!(error.to_string().contains("the disk is gone"));
}

#[test]
fn more_findings_than_the_cap_become_one_with_a_count() {
    let addresses: Vec<String> = (0..50)
        .map(|number| format!("klant{number}@bakkerijvries.nl"))
        .collect();
    let text = addresses.join(
        "
",
    );
    let mut options = options();
    options.limits = Limits {
        max_findings_per_document: 10,
        ..Limits::default()
    };
    let (told, _) = scan_with("a.txt", text.as_bytes(), &options);
    assert_eq!(told.findings.len(), 11);
    let last = told.findings.last().unwrap();
    assert_eq!((last.occurrences, last.location.line), (40, Some(11)));
    assert_eq!(told.documents[0].findings, 11);
}

#[test]
fn what_is_beyond_the_cap_is_told_apart_by_its_values_and_by_whether_it_is_allowed() {
    let mut options = options();
    options.limits.max_findings_per_document = 2;
    let beyond = |numbers: &[u32], allowed: &[u32]| {
        let line = |number: &u32, more: &str| format!("klant{number}@bakkerijvries.nl{more}");
        let mut lines = vec![
            "a@bakkerijvries.nl".to_owned(),
            "b@bakkerijvries.nl".to_owned(),
        ];
        lines.extend(numbers.iter().map(|number| line(number, "")));
        lines.extend(
            allowed
                .iter()
                .map(|number| line(number, " # polder:allow made up")),
        );
        let text = lines.join("\n");
        let (told, _) = scan_with("a.py", text.as_bytes(), &options);
        let beyond = told.findings.into_iter().skip(2);
        let beyond = beyond.map(|finding| {
            let is_allowed = finding.suppressed.is_some();
            (finding.fingerprint, finding.occurrences, is_allowed)
        });
        beyond.collect::<Vec<_>>()
    };
    let known = beyond(&[1, 2, 3], &[]);
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].1, 3);
    // In whatever order they come, and by what they are.
    assert_eq!(beyond(&[3, 1, 2], &[]), known);
    for others in [&[1, 2, 4][..], &[1, 2], &[1, 2, 3, 4], &[1, 2, 3, 3]] {
        assert_ne!(beyond(others, &[])[0].0, known[0].0, "{others:?}");
    }
    let both = beyond(&[1, 2, 3], &[4, 5]);
    assert_eq!(both[0], known[0]);
    assert_eq!((both[1].1, both[1].2), (2, true));
    assert_eq!(both.len(), 2);
    assert_ne!(beyond(&[], &[1, 2, 3])[0].0, known[0].0);
}

#[test]
fn text_beyond_the_cap_is_said_to_be_unscanned() {
    let mut options = options();
    options.limits.max_document_bytes = 20;
    let (told, _) = scan_with(
        "a.txt",
        b"a@bakkerijvries.nl\n\nb@bakkerijvries.nl\n",
        &options,
    );
    assert_eq!(told.lines(), ["email a.txt 1:1", "file-unreadable a.txt"]);
}

#[test]
fn findings_explain_themselves() {
    let told = scan("a.txt", "Het BSN van de klant is 231457005.");
    let [finding] = told.findings.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(finding.evidence, "2*******5");
    assert_eq!(finding.severity, crate::Severity::Critical);
    let total: f32 = finding.explanation.iter().map(|reason| reason.weight).sum();
    assert!((total - finding.confidence).abs() < 0.01);
    let said: Vec<&str> = finding
        .explanation
        .iter()
        .map(|reason| &*reason.detail)
        .collect();
    assert_eq!(
        said,
        [
            "nine digits",
            "passes the 11-test",
            "“bsn” stands before it"
        ]
    );
}
