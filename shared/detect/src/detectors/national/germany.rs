//! The German tax identification number and the social insurance number.

use super::read::{Number, Strength, found, is_short_date, read, read_run};
use crate::checksum::is_mod_11_10;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const TAX_ID: Detector = national!(
    "de-tax-id",
    "German tax identification number",
    "Duits belastingnummer (Steuer-ID)",
    "GDPR art. 87",
    "Eleven digits, the first not zero, the last a check digit (ISO 7064 mod 11,10); of the first ten, exactly one \
     digit occurs two or three times.",
    "Elf cijfers, het eerste geen nul, het laatste een controlecijfer (ISO 7064 mod 11,10); van de eerste tien komt \
     precies één cijfer twee of drie keer voor.",
    words: [
        common, "steuer id", "steuer identifikationsnummer", "steuer ident", "steuer nummer",
        "steuer nr", "steueridentifik", "steuerliche identifikations", "identifikationsnummer",
        "identifikationsnr", "idnr", "id-nr", "ident-nr", "identnr", "stid", "tax ident", "bzst",
        "duits", "duitsland", "german", "germany", "deutsch",
    ],
    matches: [
        "Meine Steuer-ID lautet 86095742719.",
        "Steueridentifikationsnummer: 36 574 261 809",
        "{\"steuer_id\": \"47036892816\"}",
        "Het Duitse belastingnummer is 65 929 970 489.",
    ],
    passes: [
        "Steuer-ID 86095742718",
        "Steuer-ID 06095742719",
        "Steuer-ID 12345678903",
        "Rechnung 86095742719",
        "Steuer-ID 11111111111",
    ],
    triggers: &[Trigger::Groups(2..=2, examine_tax), Trigger::Alone(11..=11, examine_tax)],
    rank: super::RANK,
);

fn examine_tax(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "00000000000",
        "00 000 000 000",
        "00.000.000.000",
        "00-000-000-000",
        "00/000/000/000",
    ];
    let Some(number) = read_run(view, hit, SPELLINGS) else {
        return;
    };
    if number.at(0) == b'0' || !has_one_repeated(&number) || !is_mod_11_10(number.bytes()) {
        return;
    }
    candidates.push(found(
        "de-tax-id",
        view,
        &number,
        Strength::Fair,
        "eleven digits, one of them repeated",
        "passes ISO 7064 mod 11,10",
    ));
}

/// Of the first ten digits, one occurs twice or three times, and none of the others more than once.
fn has_one_repeated(number: &Number) -> bool {
    let mut counts = [0_u8; 10];
    for place in 0..10 {
        if let Some(count) = counts.get_mut(number.digit(place) as usize) {
            *count += 1;
        }
    }
    let repeated = counts.iter().filter(|count| **count > 1).count();
    repeated == 1 && counts.iter().all(|count| *count <= 3)
}

pub(super) const SOCIAL_INSURANCE: Detector = national!(
    "de-social-insurance-number",
    "German social insurance number",
    "Duits socialezekerheidsnummer",
    "GDPR art. 87",
    "The area of the insurer, date of birth, the initial of the name at birth, a serial number and a check digit.",
    "Het gebied van de verzekeraar, geboortedatum, de beginletter van de geboortenaam, een volgnummer en een \
     controlecijfer.",
    words: [
        common, "sozialversicherung", "rentenversicherung", "versicherungsnummer",
        "versicherungs-nr", "vsnr", "rvnr", "svnr", "sv nummer", "sv-nr", "sv_nr", "sv-ausweis",
        "sozialvers", "duits", "duitsland", "german", "germany", "deutsch",
    ],
    matches: [
        "Sozialversicherungsnummer: 15 070649 C 103",
        "Rentenversicherungsnummer 65170839J003",
        "{\"svnr\": \"15070649C103\"}",
    ],
    passes: [
        "Sozialversicherungsnummer 15070649C104",
        "Sozialversicherungsnummer 15320649C103",
        "order 65170839J003x",
    ],
    triggers: &[
        Trigger::Groups(2..=2, examine_insurance), Trigger::Alone(8..=8, examine_insurance),
    ],
    rank: super::RANK,
);

fn examine_insurance(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const WHOLE: &[&str] = &["00000000A000", "00000000 A 000", "00000000 A000"];
    const GROUPED: &[&str] = &[
        "00 000000 A 000",
        "00 000000 A 00 0",
        "00 000000 A000",
        "00-000000-A-000",
        "00 00 00 00 A 000",
    ];
    let number = if hit.end - hit.start == 8 {
        read(view, hit.start, WHOLE)
    } else {
        read_run(view, hit, GROUPED)
    };
    let Some(number) = number.filter(is_insurance) else {
        return;
    };
    candidates.push(found(
        "de-social-insurance-number",
        view,
        &number,
        Strength::Fair,
        "the shape of a German insurance number",
        "its date and its check digit are right",
    ));
}

pub(super) const HEALTH_INSURANCE: Detector = national!(
    "de-health-insurance",
    "German health insurance number (KVNR)",
    "Duits zorgverzekeringsnummer (KVNR)",
    "GDPR art. 87, art. 9",
    "A letter, eight digits and a check digit (the letter's place in the alphabet and the digits, every second doubled, \
     mod 10): the part of the health card's number that somebody keeps for life.",
    "Een letter, acht cijfers en een controlecijfer (de plaats van de letter in het alfabet en de cijfers, elk tweede \
     verdubbeld, mod 10): het deel van het nummer op de zorgkaart dat iemand levenslang houdt.",
    words: [
        "krankenversicher", "krankenversichertennummer", "kvnr", "kv-nr", "kv nr", "krankenkasse", "gesundheitskarte",
        "egk", "versichertennummer", "versicherten-nr", "versicherten-id", "versichertenid", "health insurance",
        "duitse zorgverzekering", "zorgverzekeringsnummer",
    ],
    matches: [
        "Krankenkasse KVNR: A123456780",
        "eGK-Nummer M123456785 bitte angeben.",
        "{\"versichertennummer\": \"C000500021\"}",
    ],
    passes: [
        "KVNR A123456787",
        "A123456780",
        "KVNR 1123456780",
        "KVNR A1234567890",
    ],
    triggers: &[Trigger::Lettered(9..=9, examine_health)],
    rank: super::RANK,
);

fn examine_health(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let number = hit
        .start
        .checked_sub(1)
        .and_then(|start| read(view, start, &["A000000000"]))
        .filter(is_health);
    // One random number in ten passes.
    if let Some(number) = number {
        candidates.push(found(
            "de-health-insurance",
            view,
            &number,
            Strength::Weak,
            "a letter and nine digits",
            "its check digit is right",
        ));
    }
}

fn is_health(number: &Number) -> bool {
    let letter = u32::from(number.at(0).wrapping_sub(b'A' - 1));
    let digits = [letter / 10, letter % 10]
        .into_iter()
        .chain((1..9).map(|place| number.digit(place)));
    let sum: u32 = digits
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    (1..=26).contains(&letter) && sum % 10 == number.digit(9)
}

fn is_insurance(number: &Number) -> bool {
    // The letter counts as its two-digit place in the alphabet.
    let letter = number.at(8).wrapping_sub(b'A' - 1);
    let mut sum = 0;
    let mut weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].into_iter();
    for place in 0..11 {
        let (digits, count) = match place {
            8 => ([u32::from(letter / 10), u32::from(letter % 10)], 2),
            _ => ([number.digit(place), 0], 1),
        };
        for (digit, weight) in digits.into_iter().take(count).zip(weights.by_ref()) {
            let product = digit * weight;
            sum += product / 10 + product % 10;
        }
    }
    // A second number for the same day has a day that is higher by 32.
    let day = match number.value(2, 2) {
        day @ 33.. => day - 32,
        day => day,
    };
    (2..=89).contains(&number.value(0, 2))
        && is_short_date(number.value(6, 2), number.value(4, 2), day)
        && sum % 10 == number.digit(11)
}
