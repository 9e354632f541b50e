//! The American social security number and the taxpayer number of those who have none.

use domain::Severity;

use super::read::{Number, Strength, found, is_in_row, read_run};
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const SSN: Detector = national!(
    "us-ssn",
    "American social security number (SSN)",
    "Amerikaans socialezekerheidsnummer (SSN)",
    "GDPR art. 87",
    "Three, two and four digits, none of the groups zero, the first neither 666 nor above 899. Numbers that were \
     advertised and voided don't count.",
    "Drie, twee en vier cijfers, geen van de groepen nul, de eerste geen 666 en niet boven 899. Nummers die ooit in \
     reclame stonden en vervielen, tellen niet.",
    words: [
        "ssn", "ssns", "ssn4", "social security", "social sec", "soc sec", "soc. sec", "ss #",
        "ssn#", "ss no", "ss number", "ssa number", "ss_num", "ssn_", "tax id", "taxpayer", "tin",
        "w-2", "w-9", "i-9", "sociaal zekerheidsnummer", "socialezekerheidsnummer",
        "sociale zekerheid", "sociaal nummer", "social number", "socialnum", "social insurance",
        "american", "amerikaans", "u.s. citizen",
    ],
    matches: [
        "Her SSN is 536-90-4399.",
        "social security number: 536 90 4399",
        "{\"ssn\": \"536904399\"}",
        "536-90-4399",
    ],
    passes: [
        "SSN 078-05-1120",
        "SSN 219-09-9999",
        "SSN 666-12-1234",
        "SSN 000-12-3456",
        "SSN 536-00-4399",
        "SSN 987-65-4321",
        "536904399",
        "1536-90-4399",
        "phone 536-90-43991",
    ],
    triggers: &[Trigger::Groups(3..=3, examine_ssn), Trigger::Alone(9..=9, examine_ssn)],
    rank: super::RANK_NINE,
);

const SPELLINGS: &[&str] = &["000000000", "000-00-0000", "000 00 0000", "000.00.0000"];

fn examine_ssn(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, SPELLINGS).filter(is_ssn) else {
        return;
    };
    let mut found = found(
        "us-ssn",
        view,
        &number,
        strength(view, &number),
        "the shape of a social security number",
        "its groups may be allotted",
    );
    if matches!(
        number.bytes(),
        b"123456789" | b"111111111" | b"123121234" | b"111223333"
    ) {
        found = found
            .severity(Severity::Low)
            .against("a number that examples use", -0.05);
    }
    candidates.push(found);
}

/// Whether the number's own label is that of something else with nine digits.
fn has_other_label(view: &View<'_>, number: &Number) -> bool {
    let left = view
        .slice(number.start.saturating_sub(24)..number.start)
        .to_lowercase();
    let line = left.rsplit('\n').next().unwrap_or(&left);
    ["passport", "paspoort", "account", "routing"]
        .iter()
        .any(|label| line.contains(label))
}

/// Hyphens make the shape; spaces and dots make an amount as well.
fn strength(view: &View<'_>, number: &Number) -> Strength {
    let is_hyphened = number.is_grouped && !matches!(view.at(number.start + 3), b' ' | b'.' | 0xC2);
    if is_hyphened && !is_in_row(view, number) {
        Strength::Fair
    } else {
        Strength::Weak
    }
}

fn is_ssn(number: &Number) -> bool {
    let area = number.value(0, 3);
    area != 0
        && area != 666
        && area < 900
        && number.value(3, 2) != 0
        && number.value(5, 4) != 0
        // Printed in wallets and on advertisements, and voided for it.
        && !matches!(number.bytes(), b"078051120" | b"219099999" | b"457555462")
}

pub(super) const ITIN: Detector = national!(
    "us-itin",
    "American taxpayer number (ITIN)",
    "Amerikaans belastingnummer (ITIN)",
    "GDPR art. 87",
    "Nine digits in the groups of a social security number that begin with 9, the fourth and fifth in the ranges of \
     the tax authority.",
    "Negen cijfers in de groepen van een socialezekerheidsnummer die met 9 beginnen, het vierde en vijfde in de \
     reeksen van de belastingdienst.",
    words: [
        "itin", "itins", "individual taxpayer", "taxpayer identification", "taxpayer id",
        "taxpayer", "tax id", "tin", "tax identification",
    ],
    matches: [
        "ITIN: 912-90-3456",
        "{\"itin\": \"912903456\"}",
        "911-70-1234",
        "taxpayer id is 911-701234",
    ],
    passes: [
        "ITIN 912-93-3456",
        "ITIN 812-90-3456",
        "912903456",
        "Our tax id is on file.\nPassport: 912803456",
    ],
    triggers: &[Trigger::Groups(3..=3, examine_itin), Trigger::Alone(9..=9, examine_itin)],
    rank: super::RANK_NINE,
);

fn examine_itin(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.at(hit.start) != b'9' {
        return;
    }
    let spelled = read_run(view, hit, SPELLINGS);
    let Some(number) = spelled.or_else(|| read_run(view, hit, &["000-000000"])) else {
        return;
    };
    if has_other_label(view, &number) {
        return;
    }
    if !matches!(number.value(3, 2), 50..=65 | 70..=88 | 90..=92 | 94..=99) {
        return;
    }
    candidates.push(found(
        "us-itin",
        view,
        &number,
        strength(view, &number),
        "the shape of a taxpayer number",
        "its groups may be allotted",
    ));
}
