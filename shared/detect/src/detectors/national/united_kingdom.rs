//! The British National Insurance number and the NHS number.

use domain::Severity;

use super::read::{Number, Strength, found, is_in_row, read, read_run};
use crate::checksum::weighted;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const NINO: Detector = national!(
    "uk-nino",
    "British National Insurance number",
    "Brits National Insurance-nummer",
    "GDPR art. 87",
    "Two letters of an allotted prefix, six digits and a letter from A to D.",
    "Twee letters van een uitgegeven voorvoegsel, zes cijfers en een letter van A tot D.",
    words: [
        common, "ni number", "ni no", "national insurance", "nat ins", "n.i. number", "ni-nummer",
        "hmrc", "paye", "payroll", "british", "united kingdom", "brits", "engeland", "england",
    ],
    matches: [
        "My National Insurance number is AB 12 34 56 C.",
        "NINO: AB123456C",
        "{\"niNumber\": \"ZY987654A\"}",
        "JG121316A",
        "NI number JG 12 13 16",
    ],
    passes: [
        "NINO QQ123456C",
        "NINO BG123456A",
        "NINO AO123456A",
        "NINO AB123456E",
        "NINO AB12345C",
        "XAB123456C",
    ],
    triggers: &[Trigger::Grouped(2..=2, examine_nino), Trigger::Digits(6..=6, examine_nino)],
    rank: super::RANK,
);

fn examine_nino(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const WHOLE: &[&str] = &[
        "AA000000A",
        "AA 000000 A",
        "AA 000000A",
        "AA000000 A",
        "AA-000000-A",
        "AA000000",
        "AA 000000",
    ];
    const GROUPED: &[&str] = &[
        "AA 00 00 00 A",
        "AA-00-00-00-A",
        "AA 00 00 00A",
        "AA00 00 00 A",
        "AA.00.00.00.A",
        "AA 00 00 00",
    ];
    let mut start = hit.start;
    match view.before(start) {
        b' ' | b'-' | b'.' => start -= 1,
        0xA0 if start >= 2 => start -= 2,
        _ => {}
    }
    let Some(first) = start.checked_sub(2) else {
        return;
    };
    let is_letter = |offset| view.at(offset).is_ascii_alphabetic();
    if !is_letter(first) || !is_letter(first + 1) || view.before(first).is_ascii_alphanumeric() {
        return;
    }
    let spellings = if hit.end - hit.start == 6 {
        WHOLE
    } else {
        GROUPED
    };
    // `AB 12 34 56 C` is longer than the part without its letter, so it is read first.
    let Some(number) = read(view, first, spellings).filter(is_nino) else {
        return;
    };
    let is_upper = [first, first + 1, number.end - 1]
        .iter()
        .all(|offset| !view.at(*offset).is_ascii_lowercase());
    let strength = if is_upper && number.bytes().len() == 9 {
        Strength::Fair
    } else {
        Strength::Weak
    };
    candidates.push(found(
        "uk-nino",
        view,
        &number,
        strength,
        "the shape of a National Insurance number",
        "its prefix may be allotted",
    ));
}

fn is_nino(number: &Number) -> bool {
    let (first, second) = (number.at(0), number.at(1));
    let never = |letter| matches!(letter, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V');
    let is_suffix = match number.bytes().get(8) {
        Some(suffix) => matches!(suffix, b'A'..=b'D'),
        None => true,
    };
    is_suffix
        && !never(first)
        && !never(second)
        && second != b'O'
        && !matches!(
            (first, second),
            (b'B', b'G') | (b'G', b'B') | (b'N', b'K' | b'T') | (b'K' | b'T', b'N') | (b'Z', b'Z')
        )
        && number.value(2, 6) > 0
}

pub(super) const NHS: Detector = national!(
    "uk-nhs-number",
    "British NHS number",
    "Brits NHS-nummer",
    "GDPR art. 87, art. 9",
    "Ten digits of which the last is a check digit (mod 11). Whoever has one is a patient, so it is health data.",
    "Tien cijfers waarvan het laatste een controlecijfer is (mod 11). Wie er een heeft is patiënt, dus het is een \
     gezondheidsgegeven.",
    words: [
        "nhs", "nhs number", "nhs no", "nhsnummer", "national health service", "patient number",
        "patient id", "hospital number", "health service number", "patiëntnummer",
    ],
    matches: [
        "NHS number: 943 476 5919",
        "nhs_number=9434765870",
        "{\"nhsNumber\": \"943-476-5919\"}",
    ],
    passes: [
        "NHS number 943 476 5918",
        "9434765919",
        "phone 943 476 5919",
        "NHS number 000 000 0000",
    ],
    triggers: &[Trigger::Groups(3..=3, examine_nhs), Trigger::Alone(10..=10, examine_nhs)],
    rank: super::RANK,
);

fn examine_nhs(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["0000000000", "000 000 0000", "000-000-0000"]) else {
        return;
    };
    let passes = weighted::<u32>(number.bytes(), &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
        .is_some_and(|sum| sum.is_multiple_of(11));
    if !passes || number.is_uniform() || number.is_grouped && is_in_row(view, &number) {
        return;
    }
    let mut found = found(
        "uk-nhs-number",
        view,
        &number,
        Strength::Weak,
        "ten digits",
        "passes mod 11",
    );
    if number.bytes().starts_with(b"999") {
        found = found
            .severity(Severity::Low)
            .against("the range of test numbers", -0.05);
    }
    candidates.push(found);
}
