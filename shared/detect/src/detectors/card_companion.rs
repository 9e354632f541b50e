//! What stands beside a payment card's number: its security code and its expiry.

use domain::{Category, Severity};

use super::labelled::{is_label_start, value_start, word_at};
use super::rank;
use crate::checksum::is_luhn;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::view::{Candidates, Found, Hit, View};

const CODE_WORDS: &[&str] = &[
    "cvv",
    "cvc",
    "cvv2",
    "cvc2",
    "card verification",
    "cardverification",
    "card_verification",
    "card security code",
    "card_security_code",
    "cardsecuritycode",
    "security code",
    "security_code",
    "securitycode",
    "beveiligingscode",
    "veiligheidscode",
    "kaartverificatie",
];

/// Of these, other codes have the name too.
const VAGUE_CODE_WORDS: &[&str] = &[
    "security code",
    "security_code",
    "securitycode",
    "beveiligingscode",
    "veiligheidscode",
];

const EXPIRY_WORDS: &[&str] = &[
    "expir",
    "exp:",
    "exp.",
    "exp ",
    "exp=",
    "exp_",
    "exp\"",
    "expdate",
    "valid thru",
    "valid through",
    "valid until",
    "good thru",
    "geldig tot",
    "geldig t/m",
    "vervaldatum",
    "vervalt",
    "einddatum kaart",
];

/// Of these, other things have them too.
const VAGUE_EXPIRY_WORDS: &[&str] = &[
    "exp.",
    "exp ",
    "geldig tot",
    "geldig t/m",
    "valid until",
    "valid through",
    "vervalt",
];

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "card-security-code",
            name: Text {
                en: "Security code of a payment card",
                nl: "Beveiligingscode van een betaalkaart",
            },
            category: Category::PersonalData,
            severity: Severity::Critical,
            article: "GDPR art. 32(1)",
            help: Text {
                en: "Three or four digits behind “cvv” or “cvc”, or behind a card's number and expiry in the same row. \
                     PCI DSS forbids keeping it after a payment, even encrypted: delete it.",
                nl: "Drie of vier cijfers achter “cvv” of “cvc”, of achter nummer en vervaldatum van een kaart in \
                     dezelfde regel. PCI DSS verbiedt het na een betaling te bewaren, ook versleuteld: verwijder het.",
            },
            context_words: CODE_WORDS,
            examples: Examples {
                matches: &[
                    "CVV: 123",
                    "{\"cvc\": \"4821\"}",
                    "4539 1488 0343 6467, 12/27, 123",
                    "Kaart 4539148803436467 beveiligingscode 982",
                    "cvv2=771",
                ],
                passes: &[
                    "123",
                    "security code: 123",
                    "cvv: 12",
                    "CVV: 12345",
                    "cvc 2024-01-31",
                    "order 12/27, 123",
                    "cvv.length === 3",
                ],
            },
        },
        triggers: &[
            Trigger::Words(CODE_WORDS, code_by_label),
            Trigger::Digits(3..=4, code_in_row),
            Trigger::Cell(code_cell),
        ],
        context: ContextRule::Raises(0.1),
        against: &[],
        rank: rank::STRUCTURED,
    },
    Detector {
        meta: DetectorMeta {
            id: "card-expiry",
            name: Text {
                en: "Expiry of a payment card",
                nl: "Vervaldatum van een betaalkaart",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 32(1)",
            help: Text {
                en: "A month and a year behind words such as “valid thru” or beside a card's number. With the number it \
                     is what a payment needs: let the payment provider keep both.",
                nl: "Een maand en een jaar achter woorden als “geldig tot” of naast het nummer van een kaart. Met het \
                     nummer is het wat een betaling nodig heeft: laat de betaaldienst beide bewaren.",
            },
            context_words: &[
                "expir",
                "exp",
                "expdate",
                "exp_date",
                "valid thru",
                "good thru",
                "geldig tot",
                "vervaldatum",
            ],
            examples: Examples {
                matches: &[
                    "Valid thru 12/27",
                    "4539 1488 0343 6467 12/27",
                    "{\"expiry\": \"09/2028\"}",
                    "kaart 4539148803436467 geldig tot 03-29",
                    "Expiry date (MM/YY): 11/30",
                ],
                passes: &[
                    "12/27",
                    "geldig tot 12/27",
                    "expires 13/27",
                    "expiry: 12/27/2026",
                    "versie 12/27",
                    "export 10/24",
                ],
            },
        },
        triggers: &[
            Trigger::Words(EXPIRY_WORDS, expiry_by_label),
            Trigger::Joined(2..=2, expiry_in_row),
            Trigger::Cell(expiry_cell),
        ],
        context: ContextRule::Raises(0.1),
        against: &[],
        rank: rank::STRUCTURED,
    },
];

/// How far from the number its companions stand.
const NEAR: usize = 120;

/// Whether a card's number stands in a text: thirteen to nineteen digits that pass the Luhn check,
/// bare or in groups of four or more. Shorter groups are the coordinates of a drawing.
fn has_card(text: &str) -> bool {
    let mut digits = [0_u8; 19];
    let mut length = 0;
    let mut group = 0;
    for byte in text.bytes().chain([0]) {
        if byte.is_ascii_digit() {
            if let Some(to) = digits.get_mut(length) {
                *to = byte;
            }
            length += 1;
            group += 1;
            continue;
        }
        if is_card(&digits, length) {
            return true;
        }
        // The number may go on in its next group.
        if !(matches!(byte, b' ' | b'-') && group >= 4) {
            length = 0;
        }
        group = 0;
    }
    false
}

fn is_card(digits: &[u8], length: usize) -> bool {
    (13..=19).contains(&length)
        && digits
            .first()
            .is_some_and(|first| matches!(first, b'2'..=b'6'))
        && digits.get(..length).is_some_and(is_luhn)
}

/// Whether a card's number stands near, on the lines around.
fn is_near_card(view: &View<'_>, start: usize, end: usize) -> bool {
    has_card(view.slice(start.saturating_sub(NEAR)..start)) || has_card(view.slice(end..end + NEAR))
}

/// Whether a card's number stands before an offset on its line.
fn is_behind_card(view: &View<'_>, start: usize) -> bool {
    let left = view.slice(start.saturating_sub(NEAR)..start);
    has_card(left.rsplit('\n').next().unwrap_or_default())
}

fn code(view: &View<'_>, start: usize) -> Option<Found> {
    let text = word_at(view, start);
    let fits = matches!(text.len(), 3 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
    let end = start + text.len();
    (fits && view.is_number_start(start) && view.is_number_end(end)).then(|| {
        Found::new(start, end, text)
            .masked(Mask::Whole)
            .shape("three or four digits", 0.3)
    })
}

fn code_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    let Some(mut found) = value_start(view, hit.end).and_then(|start| code(view, start)) else {
        return;
    };
    let label = view.slice(hit.start..hit.end).to_ascii_lowercase();
    let is_beside = is_near_card(view, hit.start, found.end);
    if !is_beside && VAGUE_CODE_WORDS.contains(&label.as_str()) {
        return;
    }
    found = found.context("its label stands right before it", 0.4);
    if is_beside {
        found = found.check("a card's number stands near", 0.2);
    } else {
        found = found.severity(Severity::High);
    }
    candidates.push(found);
}

/// What parts the cells of a row.
fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b',' | b';' | b'|' | b'\t' | b'"' | b'/')
}

/// `…, 12/27, 123`: a code behind an expiry behind a card.
fn code_in_row(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_gap(view.before(hit.start)) {
        return;
    }
    let mut end = hit.start;
    while is_gap(view.before(end)) && hit.start - end < 4 {
        end -= 1;
    }
    let slash = end.saturating_sub(3);
    let start = match (view.at(slash), view.at(end.saturating_sub(5))) {
        (b'/', _) => end.checked_sub(5),
        (_, b'/') => end.checked_sub(7),
        _ => None,
    };
    let Some(start) = start.filter(|start| expiry(view, *start).is_some_and(|(to, _)| to == end))
    else {
        return;
    };
    if is_behind_card(view, start)
        && let Some(found) = code(view, hit.start)
    {
        candidates.push(found.context("behind a card's number and its expiry", 0.5));
    }
}

fn code_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(found) = code(view, hit.start).filter(|found| found.end == hit.end) {
        candidates.push(found.context("the column is one of security codes", 0.4));
    }
}

/// A month and a year of a card at an offset: where they end, and `MM/YY`.
fn expiry(view: &View<'_>, start: usize) -> Option<(usize, String)> {
    let bytes = view.bytes().get(start..)?;
    let number = |from: usize, to: usize| {
        let digits = bytes.get(from..to)?;
        digits.iter().all(u8::is_ascii_digit).then(|| {
            digits
                .iter()
                .fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'))
        })
    };
    let month = number(0, 2).filter(|month| (1..=12).contains(month))?;
    let separator = *bytes.get(2)?;
    if !matches!(separator, b'/' | b'-') {
        return None;
    }
    let blank = usize::from(bytes.get(3) == Some(&b' ') && separator == b'/');
    let first = 3 + blank;
    let (year, end) = match number(first, first + 4) {
        Some(year) => (year.checked_sub(2000)?, first + 4),
        None => (number(first, first + 2)?, first + 2),
    };
    let next = view.at(start + end);
    let goes_on = next.is_ascii_alphanumeric()
        || (matches!(next, b'/' | b'-' | b'.') && view.at(start + end + 1).is_ascii_digit());
    let is_start = view.is_word_start(start) && !matches!(view.before(start), b'/' | b'-' | b'.');
    ((15..=49).contains(&year) && !goes_on && is_start)
        .then(|| (start + end, format!("{month:02}/{year:02}")))
}

fn expiry_found(start: usize, end: usize, value: String) -> Found {
    Found::new(start, end, value).shape("a month and a year", 0.35)
}

fn expiry_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    let Some(start) = value_start(view, hit.end) else {
        return;
    };
    let Some((end, value)) = expiry(view, start) else {
        return;
    };
    let label = view.slice(hit.start..hit.end).to_ascii_lowercase();
    let is_beside = is_near_card(view, hit.start, end);
    if !is_beside && VAGUE_EXPIRY_WORDS.contains(&label.as_str()) {
        return;
    }
    let mut found =
        expiry_found(start, end, value).context("its label stands right before it", 0.35);
    if is_beside {
        found = found.check("a card's number stands near", 0.2);
    }
    candidates.push(found);
}

fn expiry_in_row(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.at(hit.end) != b'/' || !is_gap(view.before(hit.start)) {
        return;
    }
    let Some((end, value)) = expiry(view, hit.start) else {
        return;
    };
    if is_behind_card(view, hit.start) {
        candidates.push(expiry_found(hit.start, end, value).context("behind a card's number", 0.4));
    }
}

fn expiry_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some((end, value)) = expiry(view, hit.start).filter(|(end, _)| *end == hit.end) {
        candidates.push(
            expiry_found(hit.start, end, value).context("the column is one of expiries", 0.3),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::has_card;
    use crate::Severity;
    use crate::tests::{count, scan};

    #[test]
    fn rows() {
        for (name, text, id, expected) in [
            (
                "a.csv",
                "card,exp,cvv\n4539148803436467,12/27,123\n5425233430109903,01/28,456\n",
                "card-security-code",
                2,
            ),
            (
                "a.csv",
                "card,exp,cvv\n4539148803436467,12/27,123\n5425233430109903,01/28,456\n",
                "card-expiry",
                2,
            ),
            (
                "a.csv",
                "4539148803436467,12/27,123\n5425233430109903,01/28,456\n",
                "card-security-code",
                2,
            ),
            (
                "a.txt",
                "Kaart: 4539 1488 0343 6467\nVervaldatum: 12/2027\nCVC-code: 123",
                "card-security-code",
                1,
            ),
            (
                "a.txt",
                "Kaart: 4539 1488 0343 6467\nVervaldatum: 12/2027\nCVC-code: 123",
                "card-expiry",
                1,
            ),
            (
                "a.html",
                "<td>CVV</td><td>123</td>",
                "card-security-code",
                1,
            ),
            (
                "a.js",
                "const cvv = /^[0-9]{3,4}$/;",
                "card-security-code",
                0,
            ),
            (
                "a.js",
                "if (cvc.length < 3) return 400;",
                "card-security-code",
                0,
            ),
            (
                "a.txt",
                "4539148803436468,12/27,123",
                "card-security-code",
                0,
            ),
            ("a.txt", "ticket geldig tot 12/27", "card-expiry", 0),
            (
                "a.svg",
                "<path d=\"56 34 20 23 20 56 0 14-4 28-3 14-13 29t-25 26q-15 12-41 19-25 7-57 7\"/>",
                "card-expiry",
                0,
            ),
        ] {
            assert_eq!(count(name, text, id), expected, "{name}: {text}");
        }
    }

    #[test]
    fn a_code_without_its_card_is_less_bad() {
        let severity = |text: &str| scan("a.txt", text).of("card-security-code")[0].severity;
        assert_eq!(severity("CVV: 123"), Severity::High);
        assert_eq!(severity("4539 1488 0343 6467 CVV: 123"), Severity::Critical);
    }

    #[test]
    fn a_code_is_never_shown() {
        let told = scan("a.txt", "CVV: 7391");
        assert!(!format!("{told:?}").contains("7391"));
    }

    #[test]
    fn cards_in_groups_and_bare() {
        for text in [
            "4539 1488 0343 6467",
            "x 4539148803436467,",
            "4539-1488-0343-6467 12/27",
        ] {
            assert!(has_card(text), "{text}");
        }
        for text in ["4539 1488 0343 6468", "", "1234567890123456789012345"] {
            assert!(!has_card(text), "{text}");
        }
    }
}
