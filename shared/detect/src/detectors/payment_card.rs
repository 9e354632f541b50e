//! Payment card numbers (ISO/IEC 7812).

use domain::{Category, Severity};

use super::rank;
use crate::checksum::is_luhn;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "payment-card",
        name: Text {
            en: "Payment card number",
            nl: "Betaalkaartnummer",
        },
        category: Category::PersonalData,
        severity: Severity::Critical,
        article: "GDPR art. 32(1)",
        help: Text {
            en: "A number in an issuer's range, of that issuer's length, that passes the Luhn check. Whoever has it \
                 can pay with it, and PCI DSS forbids keeping it in clear: let the payment provider keep it.",
            nl: "Een nummer in de reeks van een uitgever, met de lengte van die uitgever, dat de Luhn-controle \
                 doorstaat. Wie het heeft kan ermee betalen, en PCI DSS verbiedt het leesbaar te bewaren: laat de \
                 betaaldienst het bewaren.",
        },
        context_words: &[
            "creditcard",
            "credit card",
            "credit_card",
            "credit-card",
            "kaartnummer",
            "card number",
            "cardnumber",
            "card_number",
            "pan",
            "visa",
            "mastercard",
            "maestro",
            "amex",
            "american express",
            "card",
            "kaart",
            "betaalkaart",
            "debit",
            "cvv",
            "cvc",
            "ccnum",
            "cc_number",
            "card-number",
            "kreditkarte",
            "carte",
            "tarjeta",
            "carta di credito",
            "karte",
            "cc#",
            "cc no",
            "cc num",
        ],
        examples: Examples {
            matches: &[
                "Kaart: 4539 1488 0343 6467",
                "card_number=5425233430109903",
                "{\"pan\":\"374245455400126\"}",
                "paid with 6011-0009-9130-0009",
                "test card 4111111111111111",
                "votre carte 6761 3890 6059 expire",
                "creditCard: 3500-5924-9598-6262",
                "GET /pay?card=4539%201488%200343%206467&page=2",
                "6759649826438453",
                "my credit card: 122000000000003",
                "4539 1488 0343 6467 1227 831",
                "2026 4539 1488 0343 6467",
                "order 4539148803436467 exp 12/28 cvv 123",
                "kaarten 4539148803436467,5425233430109903",
            ],
            passes: &[
                "Kaart: 4539 1488 0343 6468",
                "card 1234567890123456",
                "order 45391488034364671",
                "4539.1488",
                "kaart 0000 0000 0000 0000",
                "kaart 6761 3890 6059 1234",
                "NIR 180067534534590",
                "122000000000003",
                "4404 4539 1488 0343 6467 4647",
                "StripOffsets 4404 4539 1488 0343 6467",
                "4539 1488 0343 6467 6647 6827",
                "https://issues.example.net/testcase-detail/5390364397928448.",
            ],
        },
    },
    triggers: &[
        Trigger::Groups(4..=4, examine),
        Trigger::Alone(12..=19, examine),
    ],
    context: ContextRule::Raises(0.3),
    against: &[
        "order",
        "tracking",
        "timestamp",
        "imei",
        "isbn",
        "ean",
        "barcode",
        "invoice",
        "factuur",
        "bytes",
        "hash",
        "pakket",
        "zending",
        "shipment",
        "serial",
    ],
    rank: rank::CHECKED,
}];

/// The card numbers of payment providers' documentation.
const PUBLISHED: &[&[u8]] = &[
    b"4111111111111111",
    b"4242424242424242",
    b"5555555555554444",
    b"378282246310005",
    b"371449635398431",
    b"6011111111111117",
    b"5105105105105100",
    b"4012888888881881",
    b"30569309025904",
    b"38520000023237",
    b"3530111333300000",
    b"3566002020360505",
    b"4000056655665556",
    b"5200828282828210",
    b"2223003122003222",
    b"6011000990139424",
    b"4222222222222",
    b"4000000000000002",
    b"378734493671000",
    b"6200000000000005",
    b"6011981111111113",
    b"5019717010103742",
    b"6331101999990016",
    b"2222420000001113",
    b"4917610000000000",
];

/// How much of an address is read before a number.
const ADDRESS: usize = 200;

/// How far behind a number its expiry and its security code stand.
const COMPANION: usize = 24;

/// The groups in which cards are printed.
const GROUPS: &[&[usize]] = &[
    &[4, 4, 4, 4, 3],
    &[4, 4, 4, 4],
    &[4, 6, 5],
    &[4, 6, 4],
    &[4, 4, 4, 1],
    &[4, 4, 4],
];

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let length = hit.end - hit.start;
    let (end, digits) = match length {
        12..=19 => match view.bytes().get(hit.start..hit.end) {
            Some(digits) => (hit.end, digits.to_vec()),
            None => return,
        },
        4 => match GROUPS
            .iter()
            .find_map(|groups| grouped(view, hit.start, groups))
        {
            Some(grouped) => grouped,
            None => return,
        },
        _ => return,
    };
    let Some(issuer) = issuer(&digits) else {
        return;
    };
    if digits.iter().all(|digit| Some(digit) == digits.first())
        || !view.is_number_start(hit.start)
        || !view.is_number_end(end)
        || !is_luhn(&digits)
        || length == 4 && (is_in_account(view, hit.start) || is_in_series(view, hit.start, end))
    {
        return;
    }
    let is_grouped = length == 4;
    let mut found = Found::new(hit.start, end, String::from_utf8_lossy(&digits))
        .shape(format!("the range and length of {issuer}"), 0.25)
        .check("passes the Luhn check", 0.25);
    if is_grouped {
        found = found.shape("in the groups of a card", 0.15);
    }
    let behind = view.slice(end..end + COMPANION).to_lowercase();
    if ["exp", "cvv", "cvc", "geldig"]
        .iter()
        .any(|word| behind.contains(word))
    {
        found = found.context("an expiry or a security code follows", 0.3);
    }
    // Maestro's range is so wide that one number in ten fits; bare numbers in code are constants.
    let is_bare_code =
        view.nature == Nature::Source && !is_grouped && !view.is_quoted(hit.start, end);
    // So are those of pages in their addresses.
    let is_page = view.before(hit.start) == b'/' && is_in_path(view, hit.start);
    if matches!(issuer, "Maestro" | OTHER | OLD_JCB | "UATP") || is_bare_code || is_page {
        found = found.needs_context();
    }
    if PUBLISHED.contains(&digits.as_slice()) {
        found = found
            .severity(Severity::Low)
            .against("a published test number", -0.1);
    }
    candidates.push(found);
}

/// Whether the groups before lead back to a country and its check digits: `PL31 9864 6975 6213 6060 9695 1532`.
fn is_in_account(view: &View<'_>, start: usize) -> bool {
    let mut start = start;
    for _ in 0..4 {
        let before = view.slice(start.saturating_sub(5)..start);
        match before.as_bytes() {
            [one, two, three, four, b' '] if three.is_ascii_digit() && four.is_ascii_digit() => {
                if one.is_ascii_uppercase() && two.is_ascii_uppercase() {
                    return true;
                }
                if !(one.is_ascii_digit() && two.is_ascii_digit()) {
                    return false;
                }
            }
            _ => return false,
        }
        start -= 5;
    }
    false
}

/// Whether more numbers of four digits stand in the row: the offsets of a table are no card. A month, a year and a
/// security code may.
fn is_in_series(view: &View<'_>, start: usize, end: usize) -> bool {
    let is_group = |from: usize| {
        let group = view.slice(from..from + 4).as_bytes();
        group.len() == 4
            && group.iter().all(u8::is_ascii_digit)
            && !group.starts_with(b"19")
            && !group.starts_with(b"20")
    };
    let before = start
        .checked_sub(5)
        .filter(|&from| view.at(from + 4) == b' ' && is_group(from) && view.is_number_start(from));
    let expires = view.at(end + 1) <= b'1';
    let after = view.at(end) == b' ' && is_group(end + 1) && !view.at(end + 5).is_ascii_digit();
    before.is_some() || after && !expires
}

/// Whether a number is a part of the path of an address.
fn is_in_path(view: &View<'_>, start: usize) -> bool {
    let before = view.slice(start.saturating_sub(ADDRESS)..start);
    let address = before.rsplit(|next: char| next.is_whitespace()).next();
    address.is_some_and(|address| address.contains("://") && !address.contains(['?', '#']))
}

fn grouped(view: &View<'_>, start: usize, groups: &[usize]) -> Option<(usize, Vec<u8>)> {
    // A space in an address of the web is `%20`.
    let separator = match view.slice(start + 4..start + 7) {
        "%20" => "%20",
        rest if rest.starts_with(' ') => " ",
        rest if rest.starts_with('-') => "-",
        _ => return None,
    };
    let mut digits = Vec::with_capacity(19);
    let mut offset = start;
    for (place, length) in groups.iter().enumerate() {
        if place > 0 {
            if view.slice(offset..offset + separator.len()) != separator {
                return None;
            }
            offset += separator.len();
        }
        let group = view.bytes().get(offset..offset + length)?;
        if !group.iter().all(u8::is_ascii_digit) {
            return None;
        }
        digits.extend_from_slice(group);
        offset += length;
    }
    let goes_on = view.at(offset).is_ascii_digit()
        || groups.len() == 3
            && view.slice(offset..offset + separator.len()) == separator
            && view.at(offset + separator.len()).is_ascii_digit();
    (!goes_on).then_some((offset, digits))
}

/// Ranges that no issuer of the table has: the cards of one country, and those yet to come.
const OTHER: &str = "another issuer";

/// No longer issued, and French numbers of men who were born in 1980 look the same.
const OLD_JCB: &str = "JCB before 2000";

/// What the debit cards of Europe begin with; no other number is as likely to.
const DEBIT: &[u32] = &[5018, 5019, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763];

/// The issuer whose range and length fit.
fn issuer(digits: &[u8]) -> Option<&'static str> {
    let prefix = |length: usize| {
        digits
            .iter()
            .take(length)
            .fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    let (two, three, four) = (prefix(2), prefix(3), prefix(4));
    match (digits.len(), two) {
        (13 | 16 | 19, 40..=49) => Some("Visa"),
        (16, 51..=55) => Some("Mastercard"),
        (16, 22..=27) if (2221..=2720).contains(&four) => Some("Mastercard"),
        (15, 34 | 37) => Some("American Express"),
        (16..=19, 60 | 64 | 65) if four == 6011 || (644..=659).contains(&three) => Some("Discover"),
        (14..=19, 30) if (300..=305).contains(&three) => Some("Diners Club"),
        (14..=19, 36 | 38 | 39) => Some("Diners Club"),
        (16..=19, 35) if (3528..=3589).contains(&four) => Some("JCB"),
        (15, 18 | 21) if matches!(four, 1800 | 2131) => Some(OLD_JCB),
        (16..=19, 62) => Some("UnionPay"),
        (15, 10..=19) => Some("UATP"),
        (16, 50..=67) if DEBIT.contains(&four) => Some("Maestro or Dankort"),
        (12..=19, 50 | 56..=58 | 60..=69) => Some("Maestro"),
        (16, 30..=65) => Some(OTHER),
        _ => None,
    }
}
