//! The table of findings, as a person sees it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cli::{Finding, Screen, table};

fn findings() -> Vec<Finding> {
    serde_json::from_str(include_str!("findings.json")).unwrap()
}

#[test]
fn findings_fit_80_columns() {
    let table = table::render(&findings(), Screen::plain(80));
    assert!(
        table.lines().all(|line| line.chars().count() <= 80),
        "{table}"
    );
    insta::assert_snapshot!(table, @r"
      WHERE                WHAT                  EVIDENCE              ARTICLE

    critical
      deploy/waterland-    Private key           -----BEGIN RSA        GDPR art. 32
      deploy.pem:1                               PRIVATE KEY-----
      hr/loonlijst-        Citizen service       1*****333 ×8          GDPR art. 87,
      april.csv:2          number (BSN)                                UAVG art. 46
      src/checkout.py:13   Credential in a URL   postgresql://         GDPR art.
                                                 webshop:****@db.wat…  32(1)(b)

    high
      exports/klanten-     IBAN                  NL**************26    GDPR art. 6
      2026-05.csv:2                              ×26

    medium
      exports/klanten-     E-mail address        a*************s@      GDPR art. 6
      2026-05.csv:2                              example.nl ×26

    low
      exports/             File that could not
      archief-2024.zip     be read
      letters/2026-04-21-  Postcode with house   1151 **
      loonbeslag.txt:3     number
    ");
}

#[test]
fn findings_have_room_in_140_columns() {
    insta::assert_snapshot!(table::render(&findings(), Screen::plain(140)), @r"
      WHERE                                WHAT                          EVIDENCE                           ARTICLE

    critical
      deploy/waterland-deploy.pem:1        Private key                   -----BEGIN RSA PRIVATE KEY-----    GDPR art. 32
      hr/loonlijst-april.csv:2             Citizen service number (BSN)  1*****333 ×8                       GDPR art. 87, UAVG art. 46
      src/checkout.py:13                   Credential in a URL           postgresql://webshop:****@db.wat…  GDPR art. 32(1)(b)

    high
      exports/klanten-2026-05.csv:2        IBAN                          NL**************26 ×26             GDPR art. 6

    medium
      exports/klanten-2026-05.csv:2        E-mail address                a*************s@example.nl ×26     GDPR art. 6

    low
      exports/archief-2024.zip             File that could not be read
      letters/2026-04-21-loonbeslag.txt:3  Postcode with house number    1151 **
    ");
}

#[test]
fn no_findings_make_no_table() {
    assert_eq!(table::render(&[], Screen::plain(80)), "");
}

#[test]
fn what_was_scanned_cannot_write_to_the_terminal() {
    let mut findings = findings();
    findings.truncate(1);
    findings[0].location.path = "a\u{1b}[2Jb\rc\n.txt".into();
    findings[0].evidence = Some("\u{7}\u{9b}31m".into());
    let table = table::render(&findings, Screen::plain(80));
    assert!(
        table.chars().all(|c| c == '\n' || !c.is_control()),
        "{table:?}"
    );
    assert_eq!(table.lines().count(), 5, "{table}");
}
