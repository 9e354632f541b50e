//! The Spanish identity numbers: DNI of citizens, NIE of foreigners.

use domain::Severity;

use super::read::{Number, Strength, found, is_date, read, read_run};
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const DNI: Detector = national!(
    "es-dni",
    "Spanish identity number (DNI)",
    "Spaans identiteitsnummer (DNI)",
    "GDPR art. 87",
    "Eight digits and the letter that they give (mod 23).",
    "Acht cijfers en de letter die daaruit volgt (mod 23).",
    words: [
        common, "dni", "nif", "d.n.i", "n.i.f", "documento nacional", "documento de identidad",
        "número de identi", "numero de identi", "numero_identi", "identificación fiscal",
        "identificacion fiscal", "carné de identidad", "nro documento", "cédula", "spaans",
        "spanje", "spanish", "spain", "español", "españa",
    ],
    matches: [
        "Mi DNI es 54362315K.",
        "DNI: 54.362.315-K",
        "{\"nif\": \"54362315-K\"}",
        "El titular, con 54362315K, firma.",
        "Spaans DNI-nummer 54362315 K",
    ],
    passes: [
        "DNI 54362315L",
        "DNI 54362315KX",
        "DNI 4362315K",
        "0x54362315K",
        "long n = 54362315L;",
    ],
    triggers: &[Trigger::Groups(2..=2, examine_dni), Trigger::Alone(8..=8, examine_dni)],
    rank: super::RANK,
);

const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

fn letter(number: u32) -> u8 {
    LETTERS
        .get((number % 23) as usize)
        .copied()
        .unwrap_or_default()
}

fn examine_dni(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "00000000A",
        "00000000-A",
        "00000000 A",
        "00000000.A",
        "00000000 - A",
        "00.000.000-A",
        "00.000.000A",
        "00.000.000 A",
        "00.000.000.A",
        "00 000 000 A",
        "00 000 000-A",
        "00 000 000A",
    ];
    let Some(number) = read_run(view, hit, SPELLINGS) else {
        return;
    };
    let value = number.value(0, 8);
    if number.at(8) != letter(value) {
        return;
    }
    // `20240115Z` is more often a time than a person, and `12345678 a` the end of a sentence.
    let is_day = is_date(value / 10_000, value / 100 % 100, value % 100);
    let is_parted = view.at(number.end - 2) == b' ';
    let strength = if is_day || is_parted || !view.at(number.end - 1).is_ascii_uppercase() {
        Strength::Weak
    } else {
        Strength::Fair
    };
    push(
        "es-dni",
        view,
        &number,
        strength,
        matches!(value, 0 | 12_345_678),
        candidates,
    );
}

pub(super) const NIE: Detector = national!(
    "es-nie",
    "Spanish foreigner's number (NIE)",
    "Spaans vreemdelingennummer (NIE)",
    "GDPR art. 87",
    "X, Y or Z, seven digits and the letter that they give (mod 23).",
    "X, Y of Z, zeven cijfers en de letter die daaruit volgt (mod 23).",
    words: [
        common, "nie", "n.i.e", "nif", "número de extranjero", "numero de extranjero", "extranjero",
        "identidad de extranj", "número de identi", "numero de identi", "tarjeta de residencia",
        "residencia", "foreigner", "vreemdeling", "dni", "spaans", "spanje", "spanish", "spain",
        "español", "españa",
    ],
    matches: [
        "Su NIE es X2482300W.",
        "NIE: X-2482300-W",
        "{\"nie\": \"X2482300W\"}",
        "X2482300W",
    ],
    passes: [
        "NIE X2482300X",
        "NIE A2482300W",
        "AX2482300W",
        "NIE X2482300WW",
    ],
    triggers: &[Trigger::Digits(7..=7, examine_nie)],
    rank: super::RANK,
);

fn examine_nie(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "A0000000A",
        "A-0000000-A",
        "A-0000000A",
        "A0000000-A",
        "A 0000000 A",
        "A 0000000A",
        "A 0000000-A",
        "A.0000000.A",
    ];
    let mut start = hit.start;
    if matches!(view.before(start), b'-' | b' ' | b'.') {
        start -= 1;
    }
    let first = match view.before(start) {
        b'X' | b'x' => 0,
        b'Y' | b'y' => 1,
        b'Z' | b'z' => 2,
        _ => return,
    };
    let Some(number) = read(view, start - 1, SPELLINGS) else {
        return;
    };
    if number.at(8) != letter(first * 10_000_000 + number.value(1, 7)) {
        return;
    }
    let is_upper =
        view.at(number.start).is_ascii_uppercase() && view.at(number.end - 1).is_ascii_uppercase();
    let strength = if is_upper {
        Strength::Fair
    } else {
        Strength::Weak
    };
    push(
        "es-nie",
        view,
        &number,
        strength,
        number.value(1, 7) == 1_234_567,
        candidates,
    );
}

fn push(
    id: &'static str,
    view: &View<'_>,
    number: &Number,
    strength: Strength,
    is_published: bool,
    candidates: &mut Candidates,
) {
    let found = found(
        id,
        view,
        number,
        strength,
        "the shape of a Spanish identity number",
        "its letter is right",
    );
    candidates.push(if is_published {
        found
            .severity(Severity::Low)
            .against("a published example", -0.05)
    } else {
        found
    });
}
