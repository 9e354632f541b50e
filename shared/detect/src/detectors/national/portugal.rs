//! The Portuguese tax number and the number of the citizen card.

use domain::Severity;

use super::read::{Number, Strength, found, is_in_row, read, read_run};
use crate::checksum::weighted;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const NIF: Detector = national!(
    "pt-nif",
    "Portuguese tax number (NIF)",
    "Portugees belastingnummer (NIF)",
    "GDPR art. 87",
    "Nine digits of which the last is a check digit (mod 11). Numbers of companies and bodies, which begin otherwise, \
     stay low.",
    "Negen cijfers waarvan het laatste een controlecijfer is (mod 11). Nummers van bedrijven en instellingen, die \
     anders beginnen, blijven laag.",
    words: [
        "nif", "nifs", "n.i.f", "contribuinte", "identificação fiscal", "identificacao fiscal",
        "número fiscal", "numero fiscal", "num_contribuinte", "portuguese", "portugal", "portugees",
        "português",
    ],
    matches: [
        "O meu NIF é 123456789.",
        "contribuinte n.º 245 321 233",
        "{\"nif\": \"245321233\"}",
    ],
    passes: [
        "NIF 123456788",
        "123456789",
        "NIF 023456789",
        "telefone 245321233",
    ],
    triggers: &[Trigger::Groups(3..=3, examine_nif), Trigger::Alone(9..=9, examine_nif)],
    rank: super::RANK_NINE,
);

fn examine_nif(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(
        view,
        hit,
        &["000000000", "000 000 000", "000.000.000", "000-000-000"],
    ) else {
        return;
    };
    let Some(sum) = weighted(number.bytes(), &[9, 8, 7, 6, 5, 4, 3, 2]) else {
        return;
    };
    let check = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    if check != number.digit(8)
        || number.at(0) == b'4' && number.at(1) != b'5'
        || number.at(0) == b'0'
        || number.is_grouped && is_in_row(view, &number)
    {
        return;
    }
    let mut found = found(
        "pt-nif",
        view,
        &number,
        Strength::Weak,
        "nine digits",
        "passes mod 11",
    );
    // 1 to 3 and 45 are people, 8 was traders; the rest are companies, estates and bodies.
    if !matches!(number.at(0), b'1'..=b'4' | b'8') {
        found = found
            .severity(Severity::Low)
            .against("the range of companies and bodies", -0.05);
    }
    candidates.push(found);
}

pub(super) const CITIZEN_CARD: Detector = national!(
    "pt-citizen-card",
    "Portuguese citizen card number",
    "Nummer van de Portugese burgerkaart",
    "GDPR art. 87",
    "The civil number with its check digit, two characters of the version and a check digit.",
    "Het burgernummer met zijn controlecijfer, twee tekens van de versie en een controlecijfer.",
    words: [
        common, "cartão de cidadão", "cartao de cidadao", "cartao_cidadao", "cartaocidadao",
        "cartão do cidadão", "bilhete de identidade", "cidadão", "cidadao", "citizen card",
        "número do cc", "burgerkaart", "portuguese", "portugal", "portugees", "português",
    ],
    matches: [
        "Cartão de cidadão: 00000000 0 ZZ4",
        "cartão de cidadão 000000000ZZ4",
    ],
    passes: [
        "Cartão de cidadão 00000000 0 ZZ3",
        "Cartão de cidadão 00000000 0 ZZ",
    ],
    triggers: &[Trigger::Alone(8..=9, examine_card)],
    rank: super::RANK,
);

fn examine_card(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "000000000AA0",
        "00000000 0 AA0",
        "00000000-0-AA0",
        "00000000-0AA0",
        "00000000 0AA0",
        "00000000 0 AA 0",
    ];
    let Some(number) = read(view, hit.start, SPELLINGS).filter(is_card) else {
        return;
    };
    candidates.push(found(
        "pt-citizen-card",
        view,
        &number,
        Strength::Fair,
        "the shape of a Portuguese citizen card",
        "its check digit is right",
    ));
}

/// Luhn's check, in which a letter counts from ten on.
fn is_card(number: &Number) -> bool {
    let mut sum = 0;
    for (place, byte) in number.bytes().iter().rev().enumerate() {
        let mut value = match byte {
            b'0'..=b'9' => u32::from(byte - b'0'),
            _ => u32::from(byte.wrapping_sub(b'A')) + 10,
        };
        if place % 2 == 1 {
            value *= 2;
            if value > 9 {
                value -= 9;
            }
        }
        sum += value;
    }
    sum.is_multiple_of(10)
}
