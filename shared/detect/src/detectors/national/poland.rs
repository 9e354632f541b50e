//! The Polish personal number (PESEL).

use super::read::{Strength, found, is_date, read_run};
use crate::checksum::weighted;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const PESEL: Detector = national!(
    "pl-pesel",
    "Polish personal number (PESEL)",
    "Pools persoonsnummer (PESEL)",
    "GDPR art. 87",
    "Date of birth (the month tells the century), four digits and a check digit.",
    "Geboortedatum (de maand vertelt de eeuw), vier cijfers en een controlecijfer.",
    words: [
        common, "pesel", "numer ewidencyjny", "numer identyfikacyjny", "nr ewidencyjny", "pools",
        "polen", "polish", "poland", "polska", "polski",
    ],
    matches: [
        "Mój numer PESEL to 44051401359.",
        "PESEL: 02070803628",
        "{\"pesel\": \"44051401359\"}",
        "pesel=44051401359",
    ],
    passes: [
        "PESEL 44051401358",
        "PESEL 44133101359",
        "PESEL 00000000000",
        "telefon 44051401359",
        "v1.44051401359.2",
    ],
    triggers: &[Trigger::Groups(6..=6, examine), Trigger::Alone(11..=11, examine)],
    rank: super::RANK,
);

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["00000000000", "000000 00000", "000000-00000"]) else {
        return;
    };
    let year = number.value(0, 2);
    let day = number.value(4, 2);
    let is_born = match number.value(2, 2) {
        month @ 1..=12 => is_date(1900 + year, month, day),
        month @ 21..=32 => is_date(2000 + year, month - 20, day),
        month @ 81..=92 => is_date(1800 + year, month - 80, day),
        _ => false,
    };
    let Some(sum) = weighted::<u32>(number.bytes(), &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) else {
        return;
    };
    if !is_born || !sum.is_multiple_of(10) {
        return;
    }
    let strength = if number.is_grouped {
        Strength::Weak
    } else {
        Strength::Fair
    };
    candidates.push(found(
        "pl-pesel",
        view,
        &number,
        strength,
        "eleven digits that begin with a date",
        "its check digit is right",
    ));
}
