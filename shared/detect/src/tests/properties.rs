//! What holds for every input.

use proptest::prelude::*;

use super::{options, scan, scan_with};
use crate::{Engine, FingerprintKey, Limits, Location, Options};

/// Pieces of which texts are made: values, contexts, noise, structure.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("BSN 231457005".to_owned()),
        Just("NL91 ABNA 0417 1643 00".to_owned()),
        Just("jan.de.vries@bakkerijvries.nl".to_owned()),
        Just("06-12345678".to_owned()),
        Just("4539 1488 0343 6467".to_owned()),
        Just("geboren op 31-01-1980".to_owned()),
        Just("Dorpsstraat 12, 1234 AB".to_owned()),
        Just("password=\"Zomer2024!\"".to_owned()),
        Just("postgres://shop:Tulp88en99@db.bakkerijvries.nl".to_owned()),
        Just(["ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"].concat()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("# polder:allow made up for a test\n".to_owned()),
        Just("// polder:allow\n".to_owned()),
        Just(" ".to_owned()),
        Just("é€😀".to_owned()),
        Just("\\u00e9\\u20ac\\ud83d\\ude00\\/\\n".to_owned()),
        "[a-z ]{1,60}",
        "[0-9 .-]{1,30}",
        "\\PC{0,40}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.join(" "))
}

/// What stands at a place; lines and columns are counted from 1, and the end lies behind the last character.
fn at(text: &str, place: &Location) -> String {
    let offset = |line: Option<u64>, column: Option<u64>| {
        let index = |number: Option<u64>| usize::try_from(number.unwrap() - 1).unwrap();
        let (line, column) = (index(line), index(column));
        let mut lines = text.split_inclusive('\n');
        let before: usize = lines.by_ref().take(line).map(str::len).sum();
        let line = lines.next().unwrap_or_default();
        before + line.chars().take(column).map(char::len_utf8).sum::<usize>()
    };
    let (start, end) = (
        offset(place.line, place.column),
        offset(place.end_line, place.end_column),
    );
    text[start..end].to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000), name in "[a-z]{0,5}(\\.(csv|json|zip|rs|env))?") {
        let (told, summary) = scan_with(&name, &bytes, &options());
        prop_assert_eq!(told.documents.len() as u64, summary.documents);
    }

    #[test]
    fn archives_of_arbitrary_bytes_never_panic(magic in prop::sample::select(vec![&b"PK\x03\x04"[..], b"PK\x05\x06", b"\x1f\x8b\x08\x00"]), bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let mut whole = magic.to_vec();
        whole.extend(bytes);
        scan("a", &whole);
    }

    #[test]
    fn places_lead_back_to_the_value(text in text()) {
        for finding in scan("a.txt", &text).of("email") {
            let found = at(&text, &finding.location);
            prop_assert!(found.contains('@') && !found.contains(char::is_whitespace), "{}", found);
            // The evidence keeps the first character of a long local part.
            let shown: String = finding.evidence.chars().take_while(|character| *character != '*').collect();
            prop_assert!(found.to_lowercase().starts_with(&shown), "{} {}", found, finding.evidence);
        }
        for finding in scan("a.txt", &text).of("nl-bsn") {
            let found = at(&text, &finding.location);
            let digits = found.bytes().filter(u8::is_ascii_digit).count();
            prop_assert!((8..=9).contains(&digits), "{}", found);
            let is_edge = |edge: char| edge.is_ascii_digit();
            prop_assert!(found.starts_with(is_edge) && found.ends_with(is_edge), "{}", found);
        }
    }

    #[test]
    fn how_the_text_is_cut_changes_nothing(texts in prop::collection::vec(text(), 1..4), filler in 0_usize..40_000, name in prop::sample::select(vec!["a.txt", "a.csv", "a.json"])) {
        let mut whole = texts.join("\n");
        while whole.len() < filler {
            whole.push_str("\nlorem ipsum dolor sit amet consectetur ");
            whole.push_str(&texts[0]);
        }
        let told = scan(name, &whole);
        let mut small = options();
        small.limits = Limits { chunk_bytes: 1, ..Limits::default() };
        let (cut, _) = scan_with(name, whole.as_bytes(), &small);
        prop_assert_eq!(cut, told);
    }

    #[test]
    fn no_reason_repeats_a_value(user in "[a-z]{4,12}", secret in "[A-Za-z0-9]{4}[!#%][A-Z][a-z]{3}[0-9]{4}", number in 100_000_000_u32..999_999_999) {
        let text = format!("password = \"{secret}\"  # polder:allow {secret} of {user}@bakkerijvries.nl with bsn {number}\n");
        let told = scan("a.py", &text);
        prop_assert!(!told.of("password-assignment").is_empty());
        for finding in told.findings {
            let reason = finding.suppressed.unwrap();
            for value in [secret.clone(), number.to_string(), format!("{user}@")] {
                prop_assert!(!reason.contains(&value), "{} in {}", value, reason);
            }
        }
    }

    #[test]
    fn what_is_allowed_is_told_all_the_same(text in text(), filler in 0_usize..20_000) {
        // Lines of the same length without a marker: the findings must be the same but for the reasons.
        let text = format!("{}{text}", "lorem ipsum dolor\n".repeat(filler / 18));
        let plain = text.replace("polder:allow", "polder=allow");
        let (allowed, plain) = (scan("a.py", &text), scan("a.py", &plain));
        let bare = |told: &crate::tests::Told| -> Vec<_> {
            told.findings.iter().map(|finding| (finding.detector, finding.location.clone(), finding.fingerprint.clone())).collect()
        };
        prop_assert_eq!(bare(&allowed), bare(&plain));
        prop_assert!(plain.findings.iter().all(|finding| finding.suppressed.is_none()));
    }

    #[test]
    fn the_same_input_gives_the_same_findings(text in text()) {
        prop_assert_eq!(scan("a.txt", &text), scan("a.txt", &text));
    }

    #[test]
    fn nothing_is_told_in_clear(user in "[a-z]{4,12}", secret in "[A-Za-z0-9]{4}[!#%][A-Z][a-z]{3}[0-9]{4}", number in 100_000_000_u32..999_999_999) {
        let text = format!("mail {user}.{user}@bakkerijvries.nl BSN {number}\npassword: \"{secret}\"\nredis://{user}:{secret}@cache.intern:1\n");
        let told = scan("a.txt", &text);
        prop_assert!(!told.of("password-assignment").is_empty());
        for finding in told.findings {
            let said = format!("{finding:?}");
            for value in [secret.clone(), number.to_string(), format!("{user}.{user}")] {
                prop_assert!(!said.contains(&value), "{} in {}", value, said);
            }
        }
    }

    #[test]
    fn fingerprints_follow_the_value_and_the_key(number in 100_000_000_u32..999_999_999) {
        let one = scan("a.txt", format!("BSN {number}"));
        let other = scan("b/c.txt", format!("Uw burgerservicenummer:\n{number}"));
        let foreign = {
            let options = Options::new(FingerprintKey::new([9; 32]));
            scan_with("a.txt", format!("BSN {number}").as_bytes(), &options).0
        };
        if let (Some(one), Some(other), Some(foreign)) = (one.of("nl-bsn").first(), other.of("nl-bsn").first(), foreign.of("nl-bsn").first()) {
            prop_assert_eq!(&one.fingerprint, &other.fingerprint);
            prop_assert_ne!(&one.fingerprint, &foreign.fingerprint);
        }
    }

    #[test]
    fn confidence_is_a_probability_and_ids_are_known(text in text()) {
        for finding in scan("a.txt", &text).findings {
            prop_assert!((0.0..=1.0).contains(&finding.confidence));
            prop_assert!(Engine::standard().detector(finding.detector).is_some());
            prop_assert!(!finding.explanation.is_empty());
        }
    }
}
