//! The Italian tax code (codice fiscale).

use super::read::{Number, Strength, found, is_short_date, read};
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const CODICE_FISCALE: Detector = national!(
    "it-codice-fiscale",
    "Italian tax code (codice fiscale)",
    "Italiaanse belastingcode (codice fiscale)",
    "GDPR art. 87",
    "Six letters of the name, date of birth and sex, place of birth and a check letter. Codes in which letters \
     replace digits (omocodia) count too.",
    "Zes letters van de naam, geboortedatum en geslacht, geboorteplaats en een controleletter. Codes waarin letters \
     cijfers vervangen (omocodia) tellen mee.",
    words: [
        common, "codice fiscale", "cod fiscale", "cod. fisc", "codfisc", "cod_fisc", "c.f.",
        "tessera sanitaria", "italiaans", "italië", "italian", "italy", "italia",
    ],
    matches: [
        "Il mio codice fiscale è RCCMNL83S18D969H.",
        "C.F.: MRTMTT25D09F205Z",
        "{\"codiceFiscale\": \"RSSMRA85T10A562S\"}",
        "RSS MRA 85T10 A562S",
    ],
    passes: [
        "codice fiscale RCCMNL83S18D969I",
        "codice fiscale RCCMNL83Z18D969H",
        "ARCCMNL83S18D969H",
        "codice fiscale RCCMNL83S18D969",
    ],
    triggers: &[Trigger::Lettered(2..=3, examine), Trigger::Spaced(2..=3, examine)],
    rank: super::RANK,
);

/// How long the code is without spaces.
const LENGTH: usize = 16;

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &["AAAAAA**A**A***A", "AAA AAA **A** A***A"];
    // Behind every run of digits in the code stands a letter.
    if !view.at(hit.end).is_ascii_alphabetic() {
        return;
    }
    let before = view.before(hit.start);
    let start = if before.is_ascii_alphabetic() {
        let mut start = hit.start;
        while start + LENGTH > hit.start && view.before(start).is_ascii_alphanumeric() {
            start -= 1;
        }
        start
    } else if before == b' ' {
        // `RSS MRA 85T10 A562S`: the year follows two groups of three letters.
        let Some(start) = hit.start.checked_sub(8) else {
            return;
        };
        start
    } else {
        return;
    };
    let Some(number) = read(view, start, SPELLINGS).filter(is_code) else {
        return;
    };
    candidates.push(found(
        "it-codice-fiscale",
        view,
        &number,
        Strength::Strong,
        "the shape of an Italian tax code",
        "its date and its check letter are right",
    ));
}

/// The letters that replace digits where two people would have the same code.
const OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";

fn digit(number: &Number, place: usize) -> Option<u32> {
    let byte = number.at(place);
    if byte.is_ascii_digit() {
        return Some(u32::from(byte - b'0'));
    }
    OMOCODIA
        .iter()
        .position(|letter| *letter == byte)
        .and_then(|digit| u32::try_from(digit).ok())
}

fn is_code(number: &Number) -> bool {
    is_birth(number).unwrap_or_default() && check_letter(number) == Some(number.at(15))
}

fn is_birth(number: &Number) -> Option<bool> {
    const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";
    let year = digit(number, 6)? * 10 + digit(number, 7)?;
    let month = MONTHS.iter().position(|letter| *letter == number.at(8))? + 1;
    // Women have a day that is higher by forty.
    let day = digit(number, 9)? * 10 + digit(number, 10)?;
    let day = if day > 40 { day - 40 } else { day };
    let place = (12..15).all(|place| digit(number, place).is_some());
    Some(place && is_short_date(year, u32::try_from(month).ok()?, day))
}

fn check_letter(number: &Number) -> Option<u8> {
    /// What digits and letters count on odd places, those of 0 to 9 being those of A to J.
    const ODD: [u32; 26] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
        23,
    ];
    let mut sum = 0;
    for place in 0..15 {
        let byte = number.at(place);
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A',
            _ => return None,
        };
        sum += if place % 2 == 0 {
            *ODD.get(usize::from(value))?
        } else {
            u32::from(value)
        };
    }
    u8::try_from(sum % 26).ok().map(|letter| b'A' + letter)
}
