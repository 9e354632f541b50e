//! Each detector's own examples, and the rules between detectors.

use super::scan;
use crate::{Engine, Severity};

/// Where an example stands changes what counts: code, configuration, prose.
const PLACES: [&str; 1] = ["voorbeeldtekst.txt"];

#[test]
fn every_detector_finds_its_examples_and_nothing_else() {
    let mut wrong = Vec::new();
    for detector in Engine::standard().detectors() {
        for place in PLACES {
            for text in detector.examples.matches {
                if scan(place, text).of(detector.id).is_empty() {
                    wrong.push(format!(
                        "{} misses {text:?}: {:?}",
                        detector.id,
                        scan(place, text).lines()
                    ));
                }
            }
            for text in detector.examples.passes {
                for finding in scan(place, text).of(detector.id) {
                    wrong.push(format!("{} finds {text:?}: {finding:?}", detector.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn declarations_are_complete() {
    let mut ids = std::collections::BTreeSet::new();
    for detector in Engine::standard().detectors() {
        assert!(ids.insert(detector.id), "{} twice", detector.id);
        assert!(
            detector
                .id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        );
        for text in [
            detector.name.en,
            detector.name.nl,
            detector.help.en,
            detector.help.nl,
            detector.article,
        ] {
            assert!(
                !text.is_empty() && !text.contains("  "),
                "{}: {text:?}",
                detector.id
            );
        }
        assert!(!detector.examples.passes.is_empty(), "{}", detector.id);
        assert_eq!(Engine::standard().detector(detector.id), Some(detector));
    }
    assert!(Engine::standard().detector("nothing").is_none());
}

#[test]
fn severity_follows_the_evidence() {
    for (name, text, detector, severity) in [
        ("a.txt", "BSN 231457005", "nl-bsn", Severity::Critical),
        ("a.txt", "Zonder woord: 231457005", "nl-bsn", Severity::Low),
        ("a.txt", "BSN 111222333", "nl-bsn", Severity::Low),
        ("a.txt", "BSN 123456782", "nl-bsn", Severity::Low),
        ("a.txt", "BSN 999990019", "nl-bsn", Severity::Low),
        ("a.txt", "IBAN NL91ABNA0417164300", "iban", Severity::High),
        (
            "a.txt",
            "kaart 4539 1488 0343 6467",
            "payment-card",
            Severity::Critical,
        ),
        (
            "a.txt",
            "kaart 4111 1111 1111 1111",
            "payment-card",
            Severity::Low,
        ),
        ("a.txt", "info@bakkerijvries.nl", "email", Severity::Low),
        ("a.txt", "jan@example.com", "email", Severity::Low),
        ("a.txt", "jan@bakkerijvries.nl", "email", Severity::Medium),
        ("a.txt", "Postcode: 9711 LM", "nl-address", Severity::Low),
        (
            "a.txt",
            "Dorpsstraat 12, 1234 AB Utrecht",
            "nl-address",
            Severity::Medium,
        ),
        (
            "a.env",
            "DATABASE_URL=postgres://shop:Tulp88en99@localhost/shop",
            "credential-url",
            Severity::Medium,
        ),
    ] {
        let told = scan(name, text);
        let found = told.of(detector);
        assert_eq!(
            found.first().map(|finding| finding.severity),
            Some(severity),
            "{text}: {told:?}"
        );
    }
}

#[test]
fn a_bsn_without_context_is_never_above_low() {
    for number in 100_000_000_u32..100_003_000 {
        for text in [
            format!("{number}"),
            format!("nummer {number}."),
            format!("\"{number}\""),
        ] {
            for finding in scan("a.txt", &text).of("nl-bsn") {
                assert_eq!(finding.severity, Severity::Low);
            }
        }
    }
}

#[test]
fn overlapping_findings_leave_one() {
    for (name, text, expected) in [
        (
            "a.env",
            "DATABASE_URL=postgres://shop:Tulp88en99@db.bakkerijvries.nl/shop".to_owned(),
            "credential-url a.env 1:14",
        ),
        (
            "a.txt",
            "IBAN NL91 ABNA 0417 1643 00".to_owned(),
            "iban a.txt 1:6",
        ),
        (
            "a.env",
            ["GITHUB_TOKEN=ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"].concat(),
            "github-token a.env 1:14",
        ),
        ("a.txt", "+31 6 12345678".to_owned(), "nl-phone a.txt 1:1"),
    ] {
        assert_eq!(scan(name, &text).lines(), [expected], "{text}");
    }
}

#[test]
fn code_stays_silent_where_nothing_is() {
    for (name, text) in [
        (
            "a.rs",
            "const TABLE: [u32; 3] = [231457005, 123456782, 111222333];",
        ),
        (
            "a.py",
            "password = config.get('password')\ntoken = request.headers['x-token']\n",
        ),
        (
            "a.js",
            "const apiKey = process.env.API_KEY; // set password: in .env\n",
        ),
        (
            "a.go",
            "func checkPassword(password string) error { return nil }",
        ),
        ("a.ts", "import { A } from '@angular/core@17.0.0';"),
        (
            "a.rs",
            "assert_eq!(hash, \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\");",
        ),
        (
            "Cargo.lock",
            "checksum = \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"",
        ),
        (
            "a.css",
            ".a { background: url(logo@2x.png); width: 0612345678px }",
        ),
        (
            "a.java",
            "private static final long serialVersionUID = 4539148803436467L;",
        ),
        (
            "i18n.json",
            "{\"password\": \"Wachtwoord\", \"token\": \"Toegangsbewijs\", \"forgotPassword\": \"Wachtwoord vergeten?\"}",
        ),
        (
            "readme.md",
            "Set `DB_PASSWORD=<your password>` and `API_KEY=your-api-key` before you start.\n",
        ),
    ] {
        assert_eq!(scan(name, text).findings, [], "{name}: {text}");
    }
}
