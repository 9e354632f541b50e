//! The Turkish identity number (T.C. kimlik no).

use super::read::{Strength, found, read_run};
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const TCKN: Detector = national!(
    "tr-tckn",
    "Turkish identity number (TCKN)",
    "Turks identiteitsnummer (TCKN)",
    "GDPR art. 87",
    "Eleven digits, the first not zero, of which the last two check the others.",
    "Elf cijfers, het eerste geen nul, waarvan de laatste twee de andere controleren.",
    words: [
        common, "kimlik", "tckn", "tc no", "t.c. no", "tckimlik", "turkish", "turkey", "türkiye",
        "türk", "turks", "turkije",
    ],
    matches: [
        "T.C. kimlik numaram 17291716060.",
        "tckn: 10000000146",
        "{\"tcKimlikNo\": \"17291716060\"}",
    ],
    passes: [
        "kimlik 17291716061",
        "17291716060",
        "kimlik 07291716060",
    ],
    triggers: &[Trigger::Alone(11..=11, examine)],
    rank: super::RANK,
);

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["00000000000"]) else {
        return;
    };
    let sum = |places: &mut dyn Iterator<Item = usize>| {
        places.map(|place| number.digit(place)).sum::<u32>()
    };
    let odd = sum(&mut (0..9).step_by(2));
    let even = sum(&mut (1..9).step_by(2));
    // Seven times the one less the other, kept above zero.
    let first = (odd * 7 + 100 - even) % 10;
    if number.at(0) == b'0'
        || first != number.digit(9)
        || (odd + even + first) % 10 != number.digit(10)
    {
        return;
    }
    candidates.push(found(
        "tr-tckn",
        view,
        &number,
        Strength::Weak,
        "eleven digits",
        "both check digits are right",
    ));
}
