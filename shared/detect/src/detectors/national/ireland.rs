//! The Irish personal public service number.

use super::read::{Number, Strength, found, read};
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const PPS: Detector = national!(
    "ie-pps",
    "Irish personal public service number (PPSN)",
    "Iers persoonsnummer (PPSN)",
    "GDPR art. 87",
    "Seven digits, a check letter (mod 23) and since 2013 a further letter, which counts for the check.",
    "Zeven cijfers, een controleletter (mod 23) en sinds 2013 nog een letter, die meetelt voor de controle.",
    words: [
        common, "pps", "ppsn", "pps number", "pps no", "pps-nummer", "ppsnummer",
        "personal public service", "rsi number", "rsi no", "uimhir psp", "psp", "irish", "ireland",
        "iers", "ierland",
    ],
    matches: [
        "My PPS number is 6433435F.",
        "PPSN: 6433435OA",
        "{\"ppsn\": \"1234567FA\"}",
        "PPS no. 6433435FW",
        "PPSN 6433435 F",
    ],
    passes: [
        "PPS 6433435E",
        "PPS 6433435OB",
        "PPS 6433435FZ",
        "0x6433435F",
        "PPS 0000000W",
    ],
    triggers: &[Trigger::Alone(7..=7, examine)],
    rank: super::RANK,
);

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "0000000AA",
        "0000000A",
        "0000000 AA",
        "0000000 A",
        "0000000-AA",
        "0000000-A",
    ];
    if !view.at(hit.end).is_ascii_alphabetic() && !matches!(view.at(hit.end), b' ' | b'-') {
        return;
    }
    let Some(number) = SPELLINGS
        .iter()
        .find_map(|spelling| read(view, hit.start, &[spelling]))
        .filter(is_pps)
    else {
        return;
    };
    let is_upper = !number.is_grouped && view.at(number.end - 1).is_ascii_uppercase();
    let strength = if is_upper {
        Strength::Fair
    } else {
        Strength::Weak
    };
    candidates.push(found(
        "ie-pps",
        view,
        &number,
        strength,
        "the shape of an Irish public service number",
        "its check letter is right",
    ));
}

fn is_pps(number: &Number) -> bool {
    const LETTERS: &[u8; 23] = b"WABCDEFGHIJKLMNOPQRSTUV";
    let further = match number.at(8) {
        // W, T and X are of an older practice and don't count.
        0 | b'W' | b'T' | b'X' => 0,
        letter @ (b'A' | b'B' | b'H') => u32::from(letter - b'A') + 1,
        _ => return false,
    };
    let sum = (0..7)
        .zip([8, 7, 6, 5, 4, 3, 2])
        .map(|(place, weight)| number.digit(place) * weight)
        .sum::<u32>()
        + further * 9;
    number.value(0, 7) > 0 && LETTERS.get((sum % 23) as usize) == Some(&number.at(7))
}
