//! The Belgian national number (rijksregisternummer) and the bis number.

use super::check::mod_97;
use super::read::{Number, Strength, found, is_date, read_run};
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const NATIONAL_NUMBER: Detector = national!(
    "be-national-number",
    "Belgian national number",
    "Belgisch rijksregisternummer",
    "GDPR art. 87",
    "Date of birth, three digits and two check digits (mod 97; a 2 goes before the number for who was born since \
     2000). Bis numbers, whose month is 20 or 40 higher, count too.",
    "Geboortedatum, drie cijfers en twee controlecijfers (mod 97; met een 2 ervoor voor wie sinds 2000 is geboren). \
     Bisnummers, met een maand die 20 of 40 hoger is, tellen mee.",
    words: [
        common, "national register", "rijksregister", "rijks registernummer", "rijksregisternr",
        "rrn", "rrnr", "insz", "niss", "inss", "bisnummer", "bis-nummer", "bis number",
        "numéro bis", "nummer bis", "numéro national", "numero national", "n° national",
        "no national", "registre national", "numéro de registre", "nationalregister",
        "nationalnummer", "identificatienummer van het rijksregister", "eid", "belgisch", "belgië",
        "belgian", "belgium", "belgique", "belge", "belgien",
    ],
    matches: [
        "Zijn rijksregisternummer is 85.07.30-033.28.",
        "rijksregisternummer: 85073003328",
        "Numéro national : 85.07.30-033 28",
        "{\"insz\": \"17073003384\"}",
        "bisnummer 98.47.28-997.65",
        "85.07.30-033.28",
        "rijksregisternummer 850730 033-28",
    ],
    passes: [
        "rijksregisternummer 85.07.30-033.29",
        "rijksregisternummer 85.13.30-033.28",
        "ordernummer 85073003328",
        "185.07.30-033.28",
        "rijksregisternummer 00000000097",
    ],
    triggers: &[
        Trigger::Groups(2..=2, examine), Trigger::Groups(6..=6, examine),
        Trigger::Groups(9..=9, examine), Trigger::Alone(11..=11, examine),
    ],
    rank: super::RANK,
);

const SPELLINGS: &[&str] = &[
    "00000000000",
    "00.00.00-000.00",
    "00.00.00-000-00",
    "00.00.00-000 00",
    "00.00.00 000.00",
    "00.00.00 000 00",
    "00.00.00.000.00",
    "00 00 00 000 00",
    "00 00 00-000 00",
    "00 00 00-000.00",
    "00-00-00-000-00",
    "00-00-00 000-00",
    "00/00/00-000.00",
    "00/00/00-000-00",
    "00/00/00 000 00",
    "000000-000-00",
    "000000-000.00",
    "000000 000 00",
    "000000 000-00",
    "000000 000.00",
    "000000-000 00",
    "000000.000.00",
    "000000/000-00",
    "000000/000.00",
    "00.00.00-00000",
    "00.00.00 00000",
    "00-00-00-00000",
    "000000 00000",
    "000000-00000",
    "000000000-00",
    "000000000 00",
];

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, SPELLINGS) else {
        return;
    };
    let Some(year) = century(&number) else {
        return;
    };
    if !is_birth(&number, year) || number.value(6, 3) == 0 {
        return;
    }
    candidates.push(found(
        "be-national-number",
        view,
        &number,
        Strength::Strong,
        "the shape of a Belgian national number",
        "passes mod 97, and its date can be one of birth",
    ));
}

/// The year of birth, by the century for which the check digits are right.
fn century(number: &Number) -> Option<u32> {
    let check = number.value(9, 2);
    let digits = || number.bytes().iter().copied().take(9);
    let year = number.value(0, 2);
    if 97 - mod_97(digits()) == check {
        Some(1900 + year)
    } else if 97 - mod_97(std::iter::once(b'2').chain(digits())) == check && year <= 35 {
        Some(2000 + year)
    } else {
        None
    }
}

/// Month and day may be unknown: then they are zero, or the day runs on.
fn is_birth(number: &Number, year: u32) -> bool {
    let month = match number.value(2, 2) {
        month @ 0..=12 => month,
        month @ 20..=32 => month - 20,
        month @ 40..=52 => month - 40,
        _ => return false,
    };
    let day = number.value(4, 2);
    if month == 0 || day == 0 {
        return day <= 31 && number.value(0, 6) != 0;
    }
    is_date(year, month, day)
}
