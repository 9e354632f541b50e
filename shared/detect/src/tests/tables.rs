//! Tables: columns give context, and become one finding.

use super::{NUMBERS, options, scan, scan_with};
use crate::{DocumentKind, Limits, Severity};

const EXPORT: &str = "\
klantnr;naam;bsn;email;postcode;geboortedatum;telefoon\n\
1;J. de Vries;231457005;jan@bakkerijvries.nl;1234 AB;31-01-1980;0201234567\n\
2;P. Jansen;231457017;piet@jansenbouw.nl;3511 LM;01-02-1975;0612345678\n\
3;K. Smit;231457029;kim@smitadvies.nl;9711 KL;12-12-1990;0301234567\n";

#[test]
fn a_column_is_one_finding_with_a_count() {
    let told = scan("klanten.csv", EXPORT);
    assert_eq!(told.documents[0].kind, DocumentKind::Table);
    let mut seen: Vec<(&str, u64, Severity, Option<u64>)> = told
        .findings
        .iter()
        .map(|finding| {
            (
                finding.detector,
                finding.occurrences,
                finding.severity,
                finding.location.line,
            )
        })
        .collect();
    seen.sort_unstable();
    assert_eq!(
        seen,
        [
            ("date-of-birth", 3, Severity::Medium, Some(2)),
            ("email", 3, Severity::Medium, Some(2)),
            ("nl-address", 3, Severity::Low, Some(2)),
            ("nl-bsn", 3, Severity::Critical, Some(2)),
            ("nl-phone", 3, Severity::Medium, Some(2)),
            ("person-name", 3, Severity::Medium, Some(2)),
        ],
        "{:?}",
        told.lines()
    );
}

#[test]
fn lines_that_end_as_those_of_old_macs_are_lines() {
    for name in ["klanten.csv", "klanten.txt"] {
        let told = scan(name, EXPORT);
        let of_mac = scan(name, EXPORT.replace('\n', "\r"));
        assert_eq!(of_mac.lines(), told.lines(), "{name}");
        assert!(told.lines().len() > 5, "{name}");
    }
}

#[test]
fn another_columns_header_is_no_context() {
    let text = "bsn,ordernummer\n,231457005\n,231457005\n";
    assert_eq!(scan("orders.csv", text).of("nl-bsn").len(), 0);
}

#[test]
fn a_column_without_a_header_proves_itself() {
    // Ten numbers that pass the 11-test, and none that doesn't.
    let numbers: Vec<String> = (231_457_000_u32..)
        .map(|number| number.to_string())
        .filter(|number| crate::checksum::is_bsn(number.as_bytes()))
        .take(10)
        .collect();
    let rows: Vec<String> = numbers
        .iter()
        .map(|number| format!("x,{number},y"))
        .collect();
    let told = scan("export.csv", rows.join("\n"));
    let [finding] = told.findings.as_slice() else {
        panic!("{:?}", told.lines())
    };
    assert_eq!(
        (finding.severity, finding.occurrences),
        (Severity::Critical, 10)
    );
    let mixed: Vec<String> = (231_457_000_u32..231_457_100)
        .map(|number| format!("x,{number},y"))
        .collect();
    for finding in scan("export.csv", mixed.join("\n")).findings {
        assert_eq!(finding.severity, Severity::Low);
    }
}

#[test]
fn what_stands_above_a_header_hides_no_table() {
    let rows: Vec<String> = NUMBERS
        .iter()
        .enumerate()
        .map(|(place, number)| format!("{place},{number}\n"))
        .collect();
    let rows = rows.concat();
    for above in [
        "",
        "Export\n\n",
        "Export klanten 2026\n",
        "# gemaakt op 1 december\n# door het systeem\n",
        "Export klanten 2026,\n,\n",
        "sep=,\n",
    ] {
        for end in ["\n", "\r\n"] {
            for delimiter in [",", ";", "\t"] {
                let text = format!("{above}id,bsn\n{rows}")
                    .replace('\n', end)
                    .replace(',', delimiter);
                let told = scan("k.csv", &*text);
                let [finding] = told.of("nl-bsn")[..] else {
                    panic!("{text:?}: {:?}", told.lines())
                };
                let line = 2 + above.matches('\n').count() as u64;
                assert_eq!(
                    (finding.severity, finding.occurrences, finding.location.line),
                    (Severity::Critical, NUMBERS.len() as u64, Some(line)),
                    "{text:?}"
                );
            }
        }
    }
    // What is told of a period or an account above is text, and no column of the table.
    let text = format!("Afdeling,HR\nTelefoon,06-48269613\n\nnr,naam,bsn\n{}", {
        let rows: Vec<String> = NUMBERS.iter().map(|bsn| format!("1,Jan,{bsn}\n")).collect();
        rows.concat()
    });
    let told = scan("k.csv", text);
    assert_eq!(told.of("nl-bsn").len(), 1, "{:?}", told.lines());
    assert_eq!(told.of("nl-phone").len(), 1, "{:?}", told.lines());
}

/// A comma parts values in tables and code, and decimals in prose.
#[test]
fn a_number_behind_a_comma_is_one() {
    for (path, text, found) in [
        ("a.log", "BSN: 12,231457005,Utrecht", true),
        (
            "a.log",
            "INSERT INTO klanten VALUES (17,231457005,'Jan') -- bsn",
            true,
        ),
        (
            "a.py",
            "q = \"INSERT INTO klanten (id, bsn) VALUES (1,231457005)\"",
            true,
        ),
        ("a.json", "{\"bsn\":[1,231457005,231457017]}", true),
        ("a.txt", "BSN's: 231457005,231457017", true),
        ("a.txt", "bsn 231457005,12-03-1980", true),
        (
            "a.eml",
            "Naam,BSN,Mobiel\nJan Bos,231457005,0624111366\n",
            true,
        ),
        ("a.txt", "bsn 1,231457005", false),
        ("a.txt", "bsn 231457005,25", false),
        ("a.csv", "bsn;x\n1,231457005;2\n2,231457005;2\n", false),
    ] {
        assert_eq!(
            !scan(path, text).of("nl-bsn").is_empty(),
            found,
            "{path} {text}"
        );
    }
}

#[test]
fn json_keys_give_context_to_their_own_value_only() {
    let text = "{\"klant\":{\"bsn\":\"231457005\",\"order\":231457005,\"dateOfBirth\":\"1980-01-31\",\"zip\":\"1234AB\",\"huisnummer\":12}}";
    let told = scan("klant.json", text);
    let mut seen = told.lines();
    seen.sort_unstable();
    assert_eq!(
        seen,
        [
            "date-of-birth klant.json 1:62",
            "nl-address klant.json 1:81",
            "nl-bsn klant.json 1:18"
        ]
    );
}

#[test]
fn a_header_is_never_quoted_in_an_explanation() {
    let told = scan(
        "a.csv",
        "secret.person@bsn-bedrijf.nl,bsn van Jan Jansen\nx,231457005\ny,231457017\n",
    );
    for finding in told.findings {
        for reason in finding.explanation {
            assert!(!reason.detail.contains("Jansen"), "{}", reason.detail);
        }
    }
}

#[test]
fn a_table_of_one_column_is_one() {
    let text = format!("Burgerservicenummer\n{}\n", NUMBERS.join("\n"));
    assert_eq!(scan("k.csv", text).lines(), ["nl-bsn k.csv 2:1"]);
}

/// What is decided about a column is decided about its values.
#[test]
fn a_column_is_known_by_its_values() {
    let column = |numbers: &[&str]| {
        let rows: Vec<String> = numbers
            .iter()
            .map(|number| format!("1;{number}\n"))
            .collect();
        let rows = rows.concat();
        let told = scan("k.csv", format!("nr;bsn\n{rows}"));
        let [finding] = told.of("nl-bsn")[..] else {
            panic!("{told:?}")
        };
        finding.fingerprint.clone()
    };
    let base = column(&["231457005", "231457017"]);
    assert_eq!(
        base,
        column(&["231457017", "231457005"]),
        "the order is no matter"
    );
    for other in [
        &["231457005", "231457029"][..],
        &["231457005", "231457017", "231457029"],
        &["231457005", "231457017", "231457017"],
    ] {
        assert_ne!(base, column(other), "{other:?}");
    }
    let many = |last: &str| {
        let mut numbers = vec!["231457005"; 150];
        numbers.push(last);
        column(&numbers)
    };
    assert_ne!(
        many("231457017"),
        many("231457029"),
        "those that are only counted too"
    );
}

#[test]
fn tables_between_bars_are_tables_wherever_they_stand() {
    let prose = "De vergadering begint om tien uur.\n".repeat(5_000);
    let text = format!(
        "# Intake\n\n{prose}\n| Veld | Waarde |\n|---|---|\n| BSN | 231457005 |\n| Geboren | 12-04-1980 |\n\n\
         | Ordernummer | Datum |\n|---|---|\n| 231457017 | 3-4-2024 |\n\n{prose}\n\
         | Naam | BSN |\n|---|---|\n| Q. Zwaan | 231457029 |\n| R. Zweep | 231457030 |\n\n\
         | Naam | Prijs |\n|---|---|\n| Grote Tafel | 12 |\n"
    );
    let told = scan("intake.md", &text);
    let mut found: Vec<(&str, Severity, u64)> = told
        .findings
        .iter()
        .map(|finding| (finding.detector, finding.severity, finding.occurrences))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("date-of-birth", Severity::Medium, 1),
            ("nl-bsn", Severity::Critical, 1),
            ("nl-bsn", Severity::Critical, 2),
            ("person-name", Severity::Medium, 2),
        ],
        "{:?}",
        told.lines()
    );
    let mut small = options();
    small.limits = Limits {
        chunk_bytes: 1,
        ..Limits::default()
    };
    assert_eq!(scan_with("intake.md", text.as_bytes(), &small).0, told);
    let alone =
        "| Veld | Waarde |\n|---|---|\n| BSN | 231457005 |\n| Plaats | Ede |\n| Land | NL |\n";
    assert_eq!(
        scan("a.md", alone).of("nl-bsn")[0].severity,
        Severity::Critical
    );
}
