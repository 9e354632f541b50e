//! The social insurance numbers of Austria and Switzerland, and Luxembourg's national number.

use domain::Severity;

use super::check::is_verhoeff;
use super::read::{Strength, found, is_date, is_short_date, read_run};
use crate::checksum::is_luhn;
use crate::checksum::weighted;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const AUSTRIA: Detector = national!(
    "at-svnr",
    "Austrian social insurance number",
    "Oostenrijks socialezekerheidsnummer",
    "GDPR art. 87",
    "Three digits, a check digit (mod 11) and the date of birth.",
    "Drie cijfers, een controlecijfer (mod 11) en de geboortedatum.",
    words: [
        common, "sv nr", "sv nummer", "sozialversicherung", "versicherungsnummer",
        "versicherungsnr", "vsnr", "e-card", "ecard", "asvg", "austrian", "austria", "österreich",
        "oostenrijk",
    ],
    matches: [
        "Meine Sozialversicherungsnummer ist 1237 010180.",
        "SVNR: 1237010180",
        "{\"svnr\": \"1237010180\"}",
    ],
    passes: [
        "SVNR 1238 010180",
        "SVNR 1237 320180",
        "1237010180",
        "SVNR 0237 010180",
    ],
    triggers: &[
        Trigger::Groups(4..=4, examine_austrian), Trigger::Alone(10..=10, examine_austrian),
    ],
    rank: super::RANK,
);

fn examine_austrian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "0000000000",
        "0000 000000",
        "0000-000000",
        "0000/000000",
        "0000 00 00 00",
        "0000 00.00.00",
        "0000/00 00 00",
    ];
    let Some(number) = read_run(view, hit, SPELLINGS) else {
        return;
    };
    // Months from 13 on stand for a date that ran out of numbers.
    let month = match number.value(6, 2) {
        month @ 13..=15 => month - 12,
        month => month,
    };
    let passes = weighted(number.bytes(), &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6])
        .is_some_and(|sum| sum % 11 == number.digit(3));
    if !passes
        || number.at(0) == b'0'
        || !is_short_date(number.value(8, 2), month, number.value(4, 2))
    {
        return;
    }
    let strength = if number.is_grouped {
        Strength::Fair
    } else {
        Strength::Weak
    };
    candidates.push(found(
        "at-svnr",
        view,
        &number,
        strength,
        "the shape of an Austrian insurance number",
        "its date and its check digit are right",
    ));
}

pub(super) const SWITZERLAND: Detector = national!(
    "ch-ahv",
    "Swiss social insurance number (AHV/AVS)",
    "Zwitsers socialezekerheidsnummer (AHV/AVS)",
    "GDPR art. 87",
    "756, nine digits and the check digit of an EAN-13.",
    "756, negen cijfers en het controlecijfer van een EAN-13.",
    words: [
        common, "ahv", "ahvn13", "ahvnr", "ahv-nr", "ahv nummer", "avs", "avs13", "navs", "navs13",
        "no avs", "numéro avs", "numero avs", "numéro d'assuré", "versichertennummer",
        "sozialversicherung", "swiss", "switzerland", "schweiz", "suisse", "svizzera", "zwitsers",
        "zwitserland",
    ],
    matches: [
        "Meine AHV-Nummer ist 756.9217.0769.85.",
        "Numéro AVS : 756 9217 0769 85",
        "{\"ahvNumber\": \"7569217076985\"}",
        "756.9217.0769.85",
    ],
    passes: [
        "AHV 756.9217.0769.84",
        "AHV 757.9217.0769.85",
        "AHV 0756.9217.0769.85",
    ],
    triggers: &[Trigger::Groups(3..=3, examine_swiss), Trigger::Alone(13..=13, examine_swiss)],
    rank: super::RANK,
);

fn examine_swiss(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "0000000000000",
        "000.0000.0000.00",
        "000 0000 0000 00",
        "000-0000-0000-00",
    ];
    if view.slice(hit.start..hit.start + 3) != "756" {
        return;
    }
    let Some(number) = read_run(view, hit, SPELLINGS) else {
        return;
    };
    let passes = weighted::<u32>(number.bytes(), &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1])
        .is_some_and(|sum| sum.is_multiple_of(10));
    if !passes || number.value(3, 9) == 0 {
        return;
    }
    let mut found = found(
        "ch-ahv",
        view,
        &number,
        Strength::Strong,
        "756 and ten digits",
        "passes the check of EAN-13",
    );
    if number.value(3, 9) == 123_456_789 {
        found = found
            .severity(Severity::Low)
            .against("a published example", -0.05);
    }
    candidates.push(found);
}

pub(super) const LUXEMBOURG: Detector = national!(
    "lu-matricule",
    "Luxembourg national number (matricule)",
    "Luxemburgs nationaal nummer (matricule)",
    "GDPR art. 87",
    "Date of birth with the century, three digits and two check digits (Luhn and Verhoeff).",
    "Geboortedatum met de eeuw, drie cijfers en twee controlecijfers (Luhn en Verhoeff).",
    words: [
        common, "matricule", "matrikel", "numéro national", "numero national",
        "numéro d'identification", "numero d'identification", "numéro de sécurité sociale",
        "sécurité sociale", "sozialversicherung", "cns", "rnpp", "identifikationsnummer", "luxemb",
        "letzebuerg", "lëtzebuerg",
    ],
    matches: [
        "Mon numéro matricule est 1893120105732.",
        "matricule: 1893 1201 05732",
        "{\"matricule\": \"1893120105732\"}",
    ],
    passes: [
        "matricule 1893120105733",
        "matricule 1893120105722",
        "matricule 1893130105732",
    ],
    triggers: &[
        Trigger::Groups(4..=4, examine_luxembourg), Trigger::Groups(8..=8, examine_luxembourg),
        Trigger::Alone(13..=13, examine_luxembourg),
    ],
    rank: super::RANK,
);

fn examine_luxembourg(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "0000000000000",
        "0000 0000 00000",
        "0000 00 00 00000",
        "0000 00 00 000 00",
        "0000 0000 000 00",
        "0000-00-00-00000",
        "0000-00-00-000-00",
        "00000000 00000",
        "00000000-00000",
        "00000000 000 00",
    ];
    if !matches!(
        (view.at(hit.start), view.at(hit.start + 1)),
        (b'1', b'8' | b'9') | (b'2', b'0')
    ) {
        return;
    }
    let Some(number) = read_run(view, hit, SPELLINGS) else {
        return;
    };
    let digits = number.bytes();
    let verhoeff = digits
        .iter()
        .take(11)
        .chain(digits.iter().skip(12))
        .copied();
    if !is_date(number.value(0, 4), number.value(4, 2), number.value(6, 2))
        || !digits.get(..12).is_some_and(is_luhn)
        || !is_verhoeff(verhoeff)
    {
        return;
    }
    candidates.push(found(
        "lu-matricule",
        view,
        &number,
        Strength::Strong,
        "thirteen digits that begin with a date",
        "both check digits are right",
    ));
}
