//! The French social security number (NIR).

use super::check::mod_97;
use super::read::{Number, Strength, found, is_separator, read, read_run};
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const NIR: Detector = national!(
    "fr-nir",
    "French social security number (NIR)",
    "Frans socialezekerheidsnummer (NIR)",
    "GDPR art. 87",
    "Sex, year and month of birth, department and municipality (2A and 2B in Corsica), a serial number and a key of \
     two digits (mod 97).",
    "Geslacht, geboortejaar en -maand, departement en gemeente (2A en 2B op Corsica), een volgnummer en een sleutel \
     van twee cijfers (mod 97).",
    words: [
        common, "nir", "sécurité sociale", "securite sociale", "securité sociale", "sécu", "secu",
        "numéro de sécu", "numero de secu", "num_secu", "numsecu", "numeross", "num_ss", "n° ss",
        "nss", "insee", "carte vitale", "vitale", "assuré social", "numéro d'assuré",
        "immatriculation sociale", "rnipp", "frans", "french", "france", "français", "franse",
    ],
    matches: [
        "Mon numéro de sécurité sociale est le 2 95 10 99 126 111 93.",
        "NIR : 295109912611193",
        "{\"nir\": \"253072B07300470\"}",
        "2 53 07 2A 073 004 43",
        "Frans socialezekerheidsnummer: 2 69 05 49 588 157 80",
    ],
    passes: [
        "NIR : 295109912611194",
        "NIR 995109912611193",
        "NIR 295139912611193",
        "imei 295109912611193",
        "NIR 253072C07300443",
    ],
    triggers: &[
        Trigger::Grouped(2..=2, examine_grouped),
        Trigger::Digits(6..=6, examine),
        Trigger::Digits(13..=13, examine),
        Trigger::Digits(15..=15, examine),
    ],
    rank: super::RANK,
);

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "000000000000000",
        "0000000000000 00",
        "0000000000000-00",
        "0000000000000/00",
        "000000A00000000",
        "000000A000000 00",
    ];
    // Six digits are the beginning of a number of Corsica.
    if hit.end - hit.start == 6 && !matches!(view.at(hit.end), b'A' | b'B' | b'a' | b'b') {
        return;
    }
    if let Some(number) = read_run(view, hit, SPELLINGS) {
        judge(view, &number, candidates);
    }
}

/// The first group is a single digit, so that the engine asks about the second.
fn examine_grouped(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "0 00 00 0* 000 000 00",
        "0 00 00 0* 000 000 / 00",
        "0 00 00 0* 000 000/00",
        "0 00 00 0* 000 000-00",
        "0 00 00 0* 00000000",
        "0 00 00 0* 000000 00",
        "0 00 00 0*000 000 00",
        "0.00.00.0*.000.000.00",
        "0-00-00-0*-000-000-00",
        "0-00-00-0*-000-000 00",
    ];
    let separator = view.before(hit.start);
    if !matches!(separator, b' ' | b'.' | b'-' | 0xA0 | 0xAF) || !is_separator(view.at(hit.end)) {
        return;
    }
    let width = match separator {
        0xA0 => 2,
        0xAF => 3,
        _ => 1,
    };
    let Some(start) = hit.start.checked_sub(width + 1) else {
        return;
    };
    if matches!(view.at(start), b'1'..=b'4' | b'7' | b'8')
        && let Some(number) = read(view, start, SPELLINGS)
    {
        judge(view, &number, candidates);
    }
}

fn judge(view: &View<'_>, number: &Number, candidates: &mut Candidates) {
    if !is_nir(number) {
        return;
    }
    candidates.push(found(
        "fr-nir",
        view,
        number,
        Strength::Strong,
        "the shape of a French social security number",
        "its key is right",
    ));
}

fn is_nir(number: &Number) -> bool {
    // Temporary numbers begin with 3, 4, 7 or 8; a month from 20 on stands for one unknown.
    let sex = matches!(number.at(0), b'1'..=b'4' | b'7' | b'8');
    let month = matches!(number.value(3, 2), 1..=12 | 20..=42 | 50..=99);
    let department = (number.at(5), number.at(6));
    let replaced = match department {
        (b'2', b'A') => Some(*b"19"),
        (b'2', b'B') => Some(*b"18"),
        (tens, ones)
            if tens.is_ascii_digit() && ones.is_ascii_digit() && (tens, ones) != (b'0', b'0') =>
        {
            None
        }
        _ => return false,
    };
    let digits = number
        .bytes()
        .iter()
        .copied()
        .take(13)
        .enumerate()
        .map(|(place, byte)| match (replaced, place) {
            (Some([tens, _]), 5) => tens,
            (Some([_, ones]), 6) => ones,
            _ => byte,
        });
    sex && month && number.value(10, 3) > 0 && 97 - mod_97(digits) == number.value(13, 2)
}
