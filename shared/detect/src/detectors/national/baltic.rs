//! The personal codes of Estonia, Lithuania and Latvia.

use super::read::{Number, Strength, found, is_date, read_run};
use crate::checksum::weighted;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const ESTONIA: Detector = national!(
    "ee-isikukood",
    "Estonian personal code (isikukood)",
    "Estse persoonscode (isikukood)",
    "GDPR art. 87",
    "Sex and century, date of birth, three digits and a check digit (mod 11 in two steps). Lithuania's codes have the \
     same shape; the words around tell which it is.",
    "Geslacht en eeuw, geboortedatum, drie cijfers en een controlecijfer (mod 11 in twee stappen). De codes van \
     Litouwen hebben dezelfde vorm; de woorden eromheen vertellen welke het is.",
    words: [
        common, "isiku kood", "isikukoodi", "isikut tõendav", "estonian", "estonia", "eesti",
        "ests", "estland", "estse",
    ],
    matches: [
        "Minu isikukood on 37605030299.",
        "isikukood: 36805280109",
        "{\"isikukood\": \"37605030299\"}",
    ],
    passes: [
        "isikukood 37605030298",
        "isikukood 37613030299",
        "telefon 37605030299",
    ],
    triggers: &[Trigger::Alone(11..=11, examine_estonian)],
    rank: super::RANK,
);

pub(super) const LITHUANIA: Detector = national!(
    "lt-asmens-kodas",
    "Lithuanian personal code (asmens kodas)",
    "Litouwse persoonscode (asmens kodas)",
    "GDPR art. 87",
    "Sex and century, date of birth, three digits and a check digit (mod 11 in two steps). Estonia's codes have the \
     same shape; the words around tell which it is.",
    "Geslacht en eeuw, geboortedatum, drie cijfers en een controlecijfer (mod 11 in twee stappen). De codes van \
     Estland hebben dezelfde vorm; de woorden eromheen vertellen welke het is.",
    words: [
        common, "asmens kod", "asmenskodas", "a.k.", "lithuanian", "lithuania", "lietuv", "litouws",
        "litouwen",
    ],
    matches: [
        "Mano asmens kodas yra 38703181745.",
        "asmens kodas: 33309240064",
        "{\"asmensKodas\": \"38703181745\"}",
    ],
    passes: [
        "asmens kodas 38703181746",
        "asmens kodas 38713181745",
        "telefonas 38703181745.9",
    ],
    triggers: &[Trigger::Alone(11..=11, examine_lithuanian)],
    rank: super::RANK,
);

fn examine_estonian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    examine_baltic("ee-isikukood", view, hit, candidates);
}

fn examine_lithuanian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    examine_baltic("lt-asmens-kodas", view, hit, candidates);
}

fn examine_baltic(id: &'static str, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(number) = read_run(view, hit, &["00000000000"]).filter(is_code) {
        candidates.push(found(
            id,
            view,
            &number,
            Strength::Fair,
            "the shape of a Baltic personal code",
            "its date and its check digit are right",
        ));
    }
}

fn is_code(number: &Number) -> bool {
    let century = match number.at(0) {
        b'1' | b'2' => 1800,
        b'3' | b'4' => 1900,
        b'5' | b'6' => 2000,
        _ => return false,
    };
    if !is_date(
        century + number.value(1, 2),
        number.value(3, 2),
        number.value(5, 2),
    ) {
        return false;
    }
    let rest = |weights: &[u32]| weighted(number.bytes(), weights).map(|sum| sum % 11);
    let check = match rest(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) {
        Some(10) => rest(&[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]).map(|rest| rest % 10),
        check => check,
    };
    check == Some(number.digit(10))
}

pub(super) const LATVIA: Detector = national!(
    "lv-personas-kods",
    "Latvian personal code (personas kods)",
    "Letse persoonscode (personas kods)",
    "GDPR art. 87",
    "Date of birth, the century, three digits and a check digit (mod 11); since 2017 a number that begins with 32 to 39 \
     instead of the date.",
    "Geboortedatum, de eeuw, drie cijfers en een controlecijfer (mod 11); sinds 2017 een nummer dat met 32 tot 39 begint in \
     plaats van de datum.",
    words: [
        common, "personas kod", "personaskods", "p.k.", "latvian", "latvia", "latvij", "lets",
        "letse", "letland",
    ],
    matches: [
        "Mans personas kods ir 161175-19997.",
        "personas kods: 16117519997",
        "{\"personasKods\": \"328673-00679\"}",
    ],
    passes: [
        "personas kods 161175-19998",
        "personas kods 161375-19997",
        "16117519997",
    ],
    triggers: &[Trigger::Groups(6..=6, examine_latvian), Trigger::Alone(11..=11, examine_latvian)],
    rank: super::RANK,
);

fn examine_latvian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["000000-00000", "00000000000", "000000 00000"]) else {
        return;
    };
    let is_new = matches!(number.value(0, 2), 32..=39);
    let is_born = is_date(
        1800 + 100 * number.digit(6) + number.value(4, 2),
        number.value(2, 2),
        number.value(0, 2),
    );
    let passes = weighted(number.bytes(), &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9])
        .is_some_and(|sum| (sum + 1) % 11 % 10 == number.digit(10));
    if !passes || !(is_new || is_born && number.digit(6) <= 2) {
        return;
    }
    let is_hyphened = number.is_grouped && view.at(hit.end) != b' ';
    let strength = if is_hyphened && !is_new {
        Strength::Fair
    } else {
        Strength::Weak
    };
    candidates.push(found(
        "lv-personas-kods",
        view,
        &number,
        strength,
        "the shape of a Latvian personal code",
        "its check digit is right",
    ));
}
