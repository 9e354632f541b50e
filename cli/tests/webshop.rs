//! The first run: the example's folder, scanned on the platform inside the program.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::process::{Command, Output};

use serde_json::Value;

const WEBSHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/webshop");

fn scan(more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_polder"))
        .args(["scan", WEBSHOP])
        .args(more)
        .env_remove("POLDER_ENDPOINT")
        .env_remove("POLDER_API_KEY")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_newcomer_sees_findings_risk_and_what_the_plan_has_left() {
    let output = scan(&[]);
    let table = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    for expected in [
        "critical",
        "hr/loonlijst-april.csv:2",
        "UAVG art. 46",
        "1 of 5 scans this month (trial)",
    ] {
        assert!(
            table.contains(expected),
            "{expected} is missing in\n{table}"
        );
    }
    assert!(
        table.lines().all(|line| line.chars().count() <= 80),
        "{table}"
    );
    assert!(!table.contains('\u{1b}'), "colours in a pipe:\n{table}");
}

#[test]
fn files_that_only_look_like_something_stay_silent() {
    let output = scan(&["--format", "json", "--quiet"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let found: BTreeSet<&str> = findings
        .iter()
        .map(|finding| finding["location"]["path"].as_str().unwrap())
        .collect();
    let expected = [
        "config/payments.yaml",
        "config/production.env",
        "deploy/deploy-key.pem",
        "exports/archief-2024.zip!/inschrijvingen.csv",
        "exports/klanten.csv",
        "hr/loonlijst-april.csv",
        "letters/loonbeslag.txt",
        "logs/2026-05-11.log",
        "src/account.php",
        "src/checkout.py",
        "src/orders.ts",
        "support/tickets.json",
    ];
    let missed: Vec<_> = expected
        .iter()
        .filter(|path| !found.contains(*path))
        .collect();
    assert!(missed.is_empty(), "nothing found in {missed:?}");
    for silent in [
        "README.md",
        "assets/app.min.js",
        "catalogue/products.csv",
        "config/.env.example",
        "docs/huisstijl.txt",
        "docs/releases.md",
        "src/catalogue.py",
    ] {
        assert!(!found.contains(silent), "{silent} is not silent");
    }
    for clear in [
        "955866625",
        "Gouda-48-plus!",
        "NL91ABNA0417164300",
        "Markermeer2019",
        "4111 1111",
    ] {
        assert!(
            !text(&output.stdout).contains(clear),
            "{clear} is in the report"
        );
    }
}

#[test]
fn sarif_and_csv_come_out_too() {
    let sarif: Value =
        serde_json::from_slice(&scan(&["--format", "sarif", "--quiet"]).stdout).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(!sarif["runs"][0]["results"].as_array().unwrap().is_empty());
    let csv = text(&scan(&["--format", "csv", "--quiet"]).stdout);
    assert!(csv.lines().count() > 10, "{csv}");
}
