//! The Czech and Slovak birth number (rodné číslo).

use std::sync::LazyLock;

use super::read::{Strength, found, is_date, is_named, read_run};
use crate::context::Words;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const RODNE_CISLO: Detector = national!(
    "cz-rodne-cislo",
    "Czech or Slovak birth number (rodné číslo)",
    "Tsjechisch of Slowaaks geboortenummer (rodné číslo)",
    "GDPR art. 87",
    "Date of birth (women: month plus 50), a slash and four digits; the whole is divisible by 11. Numbers from before \
     1954 have three digits and no check.",
    "Geboortedatum (vrouwen: maand plus 50), een schuine streep en vier cijfers; het geheel is deelbaar door 11. \
     Nummers van voor 1954 hebben drie cijfers en geen controle.",
    words: [
        common, "rodné číslo", "rodne cislo", "rodného čísla", "rodným číslem", "rodném čísle",
        "rodnému číslu", "rodné č", "RODNÉ ČÍSLO", "rodcislo", "rod. č", "r. č", "rč", "rc",
        "slovak", "slovakia", "slovensko", "slowaaks", "slowakije", "czech", "česk", "česko",
        "tsjechi",
    ],
    matches: [
        "Moje rodné číslo je 710319/2745.",
        "r.č. 7103192745",
        "{\"rodneCislo\": \"710319/2745\"}",
        "rodné číslo 991231123",
        "710319/2745",
    ],
    passes: [
        "rodné číslo 710319/2746",
        "rodné číslo 711319/2745",
        "7103192745",
        "991231/123",
    ],
    triggers: &[Trigger::Groups(6..=6, examine), Trigger::Alone(9..=10, examine)],
    rank: super::RANK,
);

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const OWN: &[&str] = &[
        "rodné č",
        "rodne c",
        "rodného č",
        "rodným č",
        "rodném č",
        "rodnému č",
        "r.č",
        "r. č",
        "rč",
        "birth number",
        "geboortenummer",
    ];
    static OWN_WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(OWN));
    const SPELLINGS: &[&str] = &[
        "0000000000",
        "000000000",
        "000000/0000",
        "000000/000",
        "000000 0000",
        "000000-0000",
    ];
    // The longer one first: three digits would be the beginning of four, and not stand alone.
    let Some(number) = SPELLINGS
        .iter()
        .find_map(|spelling| read_run(view, hit, &[spelling]))
    else {
        return;
    };
    let is_old = number.bytes().len() == 9;
    let year = match number.value(0, 2) {
        year @ 54.. => 1900 + year,
        year if is_old => 1900 + year,
        year => 2000 + year,
    };
    let year = if is_old && year > 1953 {
        year - 100
    } else {
        year
    };
    let month = match number.value(2, 2) {
        month @ 1..=12 => month,
        month @ 51..=62 => month - 50,
        // For days on which the numbers ran out, since 2004.
        month @ 21..=32 if year >= 2004 => month - 20,
        month @ 71..=82 if year >= 2004 => month - 70,
        _ => return,
    };
    if !is_date(year, month, number.value(4, 2)) {
        return;
    }
    if !is_old {
        let check = match number.value(0, 9) % 11 {
            // Until 1985 a rest of ten was written as a zero; some registers went on.
            10 => 0,
            rest => rest,
        };
        if check != number.digit(9) {
            return;
        }
    }
    // Nine digits without a check are much else, so only the number's own name will do.
    if is_old && !is_named(view, &number, &OWN_WORDS) {
        return;
    }
    let is_slashed = view.at(hit.end) == b'/';
    let strength = if is_slashed && !is_old {
        Strength::Fair
    } else {
        Strength::Weak
    };
    candidates.push(found(
        "cz-rodne-cislo",
        view,
        &number,
        strength,
        "a date and a serial number",
        if is_old {
            "its date can be one of birth"
        } else {
            "divisible by 11"
        },
    ));
}
