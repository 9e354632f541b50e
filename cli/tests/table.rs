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
    insta::assert_snapshot!(table, @r#"
      WHERE                     WHAT                 EVIDENCE       ARTICLE

    critical
      config/production.env:11  AWS access key id    AK****YZ       GDPR art. 32(1)
      deploy/deploy-key.pem:1   Private key          -----BEGIN …   GDPR art. 32(1)
                                                     PRIVATE
                                                     KEY----- ****
      hr/loonlijst-april.csv:2  Citizen service      9****0 ×8      GDPR art. 87,
                                number (BSN)                        UAVG art. 46

    high
      exports/klanten.csv:2     Bank account number  NL****50 ×26   GDPR art. 4(1),
                                (IBAN)                              art. 32(1)
      src/account.php:22        Password in clear    ****           GDPR art. 32(1)

    medium
      exports/                  E-mail address       a****@****l    GDPR art. 4(1)
      archief-2024.zip!/                             ×12
      nieuwsbrief/
      inschrijvingen.csv:2
      exports/klanten.csv:2     Dutch telephone      +****0 ×26     GDPR art. 4(1)
                                number
      src/checkout.py:13        Password in a URL    …://…:****     GDPR art. 32(1)

    low
      exports/archief-2023.zip  File that could not  the archive
                                be read              breaks off
      src/checkout.py:43        Citizen service      1****2         GDPR art. 87,
                                number (BSN)                        UAVG art. 46
      support/tickets.json:9    Payment card number  55****44       GDPR art. 32(1)
    "#);
}

#[test]
fn findings_have_room_in_140_columns() {
    insta::assert_snapshot!(table::render(&findings(), Screen::plain(140)), @r#"
      WHERE                                         WHAT                          EVIDENCE                            ARTICLE

    critical
      config/production.env:11                      AWS access key id             AK****YZ                            GDPR art. 32(1)
      deploy/deploy-key.pem:1                       Private key                   -----BEGIN … PRIVATE KEY----- ****  GDPR art. 32(1)
      hr/loonlijst-april.csv:2                      Citizen service number (BSN)  9****0 ×8                           GDPR art. 87, UAVG art. 46

    high
      exports/klanten.csv:2                         Bank account number (IBAN)    NL****50 ×26                        GDPR art. 4(1), art. 32(1)
      src/account.php:22                            Password in clear             ****                                GDPR art. 32(1)

    medium
      exports/archief-2024.zip!/nieuwsbrief/        E-mail address                a****@****l ×12                     GDPR art. 4(1)
      inschrijvingen.csv:2
      exports/klanten.csv:2                         Dutch telephone number        +****0 ×26                          GDPR art. 4(1)
      src/checkout.py:13                            Password in a URL             …://…:****                          GDPR art. 32(1)

    low
      exports/archief-2023.zip                      File that could not be read   the archive breaks off
      src/checkout.py:43                            Citizen service number (BSN)  1****2                              GDPR art. 87, UAVG art. 46
      support/tickets.json:9                        Payment card number           55****44                            GDPR art. 32(1)
    "#);
}

#[test]
fn no_findings_make_no_table() {
    assert_eq!(table::render(&[], Screen::plain(80)), "");
}

#[test]
fn what_was_scanned_cannot_write_to_the_terminal() {
    let mut findings = findings();
    findings.retain(|finding| finding.title == "Private key");
    findings[0].location.path = "a\u{1b}[2Jb\rc\n.txt".into();
    findings[0].evidence = Some("\u{7}\u{9b}31m".into());
    let table = table::render(&findings, Screen::plain(80));
    assert!(
        table.chars().all(|c| c == '\n' || !c.is_control()),
        "{table:?}"
    );
    assert_eq!(table.lines().count(), 4, "{table}");
}
