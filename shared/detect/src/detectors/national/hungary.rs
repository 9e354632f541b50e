//! The Hungarian social insurance number and the tax number of people.

use super::read::{Strength, found, is_in_row, read_run};
use crate::checksum::weighted;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const TAJ: Detector = national!(
    "hu-taj",
    "Hungarian social insurance number (TAJ)",
    "Hongaars socialezekerheidsnummer (TAJ)",
    "GDPR art. 87",
    "Nine digits of which the last is a check digit (mod 10).",
    "Negen cijfers waarvan het laatste een controlecijfer is (mod 10).",
    words: [
        "taj", "tajszam", "taj szám", "taj_szam", "tajkártya", "tajnumber", "társadalombiztosítási",
        "tarsadalombiztositasi", "tb szám", "biztosítási azonosító", "hungarian", "hungary",
        "magyar", "hongaars", "hongarije",
    ],
    matches: [
        "A TAJ számom 123 456 788.",
        "TAJ: 123-456-788",
        "{\"taj\": \"123456788\"}",
    ],
    passes: [
        "TAJ 123 456 789",
        "123456788",
        "TAJ 000 000 000",
        "telefon 123 456 788",
    ],
    triggers: &[Trigger::Groups(3..=3, examine_taj), Trigger::Alone(9..=9, examine_taj)],
    rank: super::RANK_NINE,
);

fn examine_taj(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["000000000", "000 000 000", "000-000-000"]) else {
        return;
    };
    let passes = weighted(number.bytes(), &[3, 7, 3, 7, 3, 7, 3, 7])
        .is_some_and(|sum| sum % 10 == number.digit(8));
    if !passes || number.value(0, 8) == 0 || number.is_grouped && is_in_row(view, &number) {
        return;
    }
    candidates.push(found(
        "hu-taj",
        view,
        &number,
        Strength::Weak,
        "nine digits",
        "its check digit is right",
    ));
}

pub(super) const TAX_ID: Detector = national!(
    "hu-tax-id",
    "Hungarian tax number (adóazonosító jel)",
    "Hongaars belastingnummer (adóazonosító jel)",
    "GDPR art. 87",
    "An 8, the days from 1867 to the birth, three digits and a check digit (mod 11).",
    "Een 8, de dagen van 1867 tot de geboorte, drie cijfers en een controlecijfer (mod 11).",
    words: [
        common, "adóazonosító", "adoazonosito", "ado_azonosito", "adóazonosítója", "adójel",
        "adóazon", "adószám", "adoszam", "hungarian", "hungary", "magyar", "hongaars", "hongarije",
    ],
    matches: [
        "Adóazonosító jelem: 8071592153",
        "{\"adoazonosito\": \"8422780135\"}",
    ],
    passes: [
        "adóazonosító 8071592154",
        "8071592153",
        "adóazonosító 7071592153",
    ],
    triggers: &[Trigger::Alone(10..=10, examine_tax)],
    rank: super::RANK,
);

fn examine_tax(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    /// From 1867 to 2035.
    const DAYS_MAX: u32 = 61_500;
    if view.at(hit.start) != b'8' {
        return;
    }
    let Some(number) = read_run(view, hit, &["0000000000"]) else {
        return;
    };
    let passes = weighted(number.bytes(), &[1, 2, 3, 4, 5, 6, 7, 8, 9])
        .is_some_and(|sum| sum % 11 == number.digit(9));
    if !passes || number.value(1, 5) > DAYS_MAX {
        return;
    }
    candidates.push(found(
        "hu-tax-id",
        view,
        &number,
        Strength::Weak,
        "an 8 and nine digits",
        "its day of birth and its check digit are right",
    ));
}
