//! The personal numbers of Romania, Bulgaria, Croatia and Slovenia.

use super::read::{Strength, found, is_date, read_run};
use crate::checksum::{is_mod_11_10, weighted};
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const ROMANIA: Detector = national!(
    "ro-cnp",
    "Romanian personal number (CNP)",
    "Roemeens persoonsnummer (CNP)",
    "GDPR art. 87",
    "Sex and century, date of birth, county, three digits and a check digit (mod 11).",
    "Geslacht en eeuw, geboortedatum, district, drie cijfers en een controlecijfer (mod 11).",
    words: [
        common, "cnp", "c.n.p", "cod numeric personal", "codul numeric personal", "cod_numeric",
        "codnumeric", "romanian", "romania", "românia", "român", "roemeens", "roemenië",
    ],
    matches: [
        "CNP-ul meu este 1800101221144.",
        "cod numeric personal: 1630615123457",
        "{\"cnp\": \"1800101221144\"}",
    ],
    passes: [
        "CNP 1800101221145",
        "CNP 1801301221144",
        "CNP 1800101991144",
        "timestamp 1800101221144",
    ],
    triggers: &[Trigger::Alone(13..=13, examine_romanian)],
    rank: super::RANK,
);

fn examine_romanian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["0000000000000"]) else {
        return;
    };
    let (month, day) = (number.value(3, 2), number.value(5, 2));
    let year = number.value(1, 2);
    let is_born = match number.at(0) {
        b'1' | b'2' => is_date(1900 + year, month, day),
        b'3' | b'4' => is_date(1800 + year, month, day),
        b'5' | b'6' => is_date(2000 + year, month, day),
        // Residents from elsewhere.
        b'7'..=b'9' => is_date(1900 + year, month, day) || is_date(2000 + year, month, day),
        _ => false,
    };
    let county = matches!(number.value(7, 2), 1..=48 | 51 | 52 | 70 | 80..=83);
    let check =
        weighted(number.bytes(), &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]).map(|sum| match sum % 11 {
            10 => 1,
            rest => rest,
        });
    if !is_born || !county || number.value(9, 3) == 0 || check != Some(number.digit(12)) {
        return;
    }
    // Milliseconds since 1970 have thirteen digits and begin with 1, and the years 66 to 79 are theirs.
    let strength = if number.at(0) == b'1' && matches!(year, 60..=79) {
        Strength::Weak
    } else {
        Strength::Strong
    };
    candidates.push(found(
        "ro-cnp",
        view,
        &number,
        strength,
        "the shape of a Romanian personal number",
        "its date, its county and its check digit are right",
    ));
}

pub(super) const BULGARIA: Detector = national!(
    "bg-egn",
    "Bulgarian personal number (EGN)",
    "Bulgaars persoonsnummer (EGN)",
    "GDPR art. 87",
    "Date of birth (the month tells the century), three digits and a check digit (mod 11).",
    "Geboortedatum (de maand vertelt de eeuw), drie cijfers en een controlecijfer (mod 11).",
    words: [
        common, "egn", "егн", "ЕГН", "единен граждански", "Единен граждански", "граждански номер",
        "bulgarian", "bulgaria", "българ", "България", "bulgaars", "bulgarije",
    ],
    matches: [
        "Моето ЕГН е 7523169263.",
        "EGN: 8032056031",
        "{\"egn\": \"7523169263\"}",
    ],
    passes: [
        "EGN 7523169264",
        "EGN 7513169263",
        "8032056031",
    ],
    triggers: &[Trigger::Alone(10..=10, examine_bulgarian)],
    rank: super::RANK,
);

fn examine_bulgarian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["0000000000"]) else {
        return;
    };
    let (year, day) = (number.value(0, 2), number.value(4, 2));
    let is_born = match number.value(2, 2) {
        month @ 1..=12 => is_date(1900 + year, month, day),
        month @ 21..=32 => is_date(1800 + year, month - 20, day),
        month @ 41..=52 => is_date(2000 + year, month - 40, day),
        _ => false,
    };
    let passes = weighted(number.bytes(), &[2, 4, 8, 5, 10, 9, 7, 3, 6])
        .is_some_and(|sum| sum % 11 % 10 == number.digit(9));
    if !is_born || !passes {
        return;
    }
    candidates.push(found(
        "bg-egn",
        view,
        &number,
        Strength::Weak,
        "ten digits that begin with a date",
        "its check digit is right",
    ));
}

pub(super) const CROATIA: Detector = national!(
    "hr-oib",
    "Croatian personal number (OIB)",
    "Kroatisch persoonsnummer (OIB)",
    "GDPR art. 87",
    "Eleven digits of which the last is a check digit (ISO 7064 mod 11,10). Companies have one too.",
    "Elf cijfers waarvan het laatste een controlecijfer is (ISO 7064 mod 11,10). Bedrijven hebben er ook een.",
    words: [
        common, "oib", "oib-a", "osobni identifikacijski", "identifikacijski broj", "croatian",
        "croatia", "hrvatsk", "kroatisch", "kroatië",
    ],
    matches: [
        "Moj OIB je 33392005961.",
        "oib: 69435151530",
        "{\"oib\": \"33392005961\"}",
    ],
    passes: [
        "OIB 33392005962",
        "33392005961",
        "OIB 00000000001",
    ],
    triggers: &[Trigger::Alone(11..=11, examine_croatian)],
    rank: super::RANK,
);

fn examine_croatian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["00000000000"]) else {
        return;
    };
    if !is_mod_11_10(number.bytes()) || number.value(0, 9) == 0 {
        return;
    }
    candidates.push(found(
        "hr-oib",
        view,
        &number,
        Strength::Weak,
        "eleven digits",
        "passes ISO 7064 mod 11,10",
    ));
}

pub(super) const SLOVENIA: Detector = national!(
    "si-emso",
    "Slovenian personal number (EMŠO)",
    "Sloveens persoonsnummer (EMŠO)",
    "GDPR art. 87",
    "Date of birth with three digits of the year, region, three digits and a check digit (mod 11). The numbers of the \
     other successors of Yugoslavia (JMBG) have the same shape and count with a word near them.",
    "Geboortedatum met drie cijfers van het jaar, regio, drie cijfers en een controlecijfer (mod 11). De nummers van \
     de andere opvolgers van Joegoslavië (JMBG) hebben dezelfde vorm en tellen met een woord in de buurt.",
    words: [
        common, "emšo", "emso", "EMŠO", "emša", "enotna matična", "enotna maticna",
        "matična številka", "maticna stevilka", "jmbg", "matični broj", "maticni broj",
        "jedinstveni matični", "slovenian", "slovenia", "slovensk", "slovenij", "sloveens",
        "slovenië", "serbian", "bosnian",
    ],
    matches: [
        "Moj EMŠO je 0101006500006.",
        "emso: 0101006500006",
        "{\"jmbg\": \"0101006500006\"}",
    ],
    passes: [
        "EMŠO 0101006500007",
        "EMŠO 0113006500006",
        "EMŠO 0101406500006",
    ],
    triggers: &[Trigger::Alone(13..=13, examine_slovenian)],
    rank: super::RANK,
);

fn examine_slovenian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["0000000000000"]) else {
        return;
    };
    let year = match number.value(4, 3) {
        year @ 850.. => 1000 + year,
        year => 2000 + year,
    };
    let check = weighted(number.bytes(), &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
        .map(|sum| (11 - sum % 11) % 11 % 10);
    if check != Some(number.digit(12)) || !is_date(year, number.value(2, 2), number.value(0, 2)) {
        return;
    }
    let strength = if number.at(7) == b'5' {
        Strength::Strong
    } else {
        Strength::Weak
    };
    candidates.push(found(
        "si-emso",
        view,
        &number,
        strength,
        "thirteen digits that begin with a date",
        "its check digit is right",
    ));
}
