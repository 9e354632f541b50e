//! Telephone numbers: the Dutch numbering plan, and others in international spelling.

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

const WORDS: &[&str] = &[
    "tel",
    "tel.",
    "telefoon",
    "telefoonnummer",
    "telnr",
    "mobiel",
    "mobiele",
    "mobile",
    "phone",
    "gsm",
    "bel",
    "bellen",
    "bereikbaar",
    "bereik",
    "call",
    "contact",
    "fax",
    "whatsapp",
    "06-nummer",
    "cell",
    "msisdn",
];

const AGAINST: &[&str] = &[
    "order",
    "factuur",
    "invoice",
    "kvk",
    "iban",
    "rekening",
    "bsn",
    "isbn",
    "serial",
    "timestamp",
    "btw",
    "ean",
    "barcode",
    "artikel",
    "tracking",
    "version",
    "versie",
    "rijbewijs",
    "bytes",
];

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "nl-phone",
            name: Text {
                en: "Dutch telephone number",
                nl: "Nederlands telefoonnummer",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Ten digits of the Dutch numbering plan, or nine behind +31 or 0031. Service numbers (0800, 0900) \
                     are left alone. A number reaches a person: keep it where it is needed and for as long.",
                nl: "Tien cijfers volgens het Nederlandse nummerplan, of negen achter +31 of 0031. Servicenummers \
                     (0800, 0900) tellen niet. Een nummer bereikt een persoon: bewaar het waar en zolang het nodig is.",
            },
            context_words: WORDS,
            examples: Examples {
                matches: &[
                    "Bel mij op 06-12345678.",
                    "06 12 34 56 78",
                    "+31 6 12345678",
                    "0031612345678",
                    "+31 (0)20 123 45 67",
                    "tel: 0201234567",
                    "(010) 123 45 67",
                    "0111-123456",
                ],
                passes: &[
                    "0800-1234",
                    "01-02-1980",
                    "06-1234567",
                    "06123456789",
                    "version 0.6.12345678",
                    "ordernummer 0201234567",
                    "0000000000",
                ],
            },
        },
        triggers: &[Trigger::Digits(1..=13, examine_dutch)],
        context: ContextRule::Raises(0.3),
        against: AGAINST,
        rank: rank::SHAPED,
    },
    Detector {
        meta: DetectorMeta {
            id: "phone",
            name: Text {
                en: "International telephone number",
                nl: "Internationaal telefoonnummer",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "A plus sign, a country code and the rest of a number, eight to fifteen digits in all (ITU-T \
                     E.164). A number reaches a person: keep it where it is needed and for as long.",
                nl: "Een plusteken, een landnummer en de rest van een nummer, samen acht tot vijftien cijfers \
                     (ITU-T E.164). Een nummer bereikt een persoon: bewaar het waar en zolang het nodig is.",
            },
            context_words: WORDS,
            examples: Examples {
                matches: &[
                    "+32 470 12 34 56",
                    "call +44 20 7946 0958",
                    "+1 (202) 555-0143",
                    "+4915112345678",
                ],
                passes: &[
                    "+12",
                    "3+49151123",
                    "C+49151123456",
                    "+999 12345678",
                    "a+32470123456",
                ],
            },
        },
        triggers: &[Trigger::Digits(1..=15, examine_international)],
        context: ContextRule::Raises(0.3),
        against: AGAINST,
        rank: rank::SHAPED,
    },
];

/// Digits and separators after `start`: at most `max` digits. Gives the end and the digits.
fn digits_after(view: &View<'_>, start: usize, max: usize) -> (usize, Vec<u8>, usize) {
    let mut digits = Vec::with_capacity(max);
    let mut offset = start;
    let mut end = start;
    let mut groups = 0;
    while digits.len() < max {
        let mut next = offset;
        // At most `) ` or ` - ` between groups.
        while next - offset < 3 && matches!(view.at(next), b' ' | b'-' | b'.' | b'/' | b'(' | b')')
        {
            next += 1;
        }
        if next > offset || digits.is_empty() {
            groups += 1;
        }
        if !view.at(next).is_ascii_digit() {
            break;
        }
        offset = next;
        while digits.len() < max && view.at(offset).is_ascii_digit() {
            digits.push(view.at(offset));
            offset += 1;
        }
        end = offset;
        if view.at(offset).is_ascii_digit() {
            break;
        }
    }
    (end, digits, groups)
}

fn is_end(view: &View<'_>, end: usize) -> bool {
    let next = view.at(end);
    let second = view.at(end + 1);
    view.is_word_end(end)
        && !(matches!(next, b'-' | b'.' | b'/' | b':' | b',')
            && second.is_ascii_digit()
            && view.table.is_none())
        && !(next == b' ' && second.is_ascii_digit() && view.at(end + 2).is_ascii_digit())
}

fn examine_dutch(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let first = view.at(hit.start);
    let before = view.before(hit.start);
    let length = hit.end - hit.start;
    let (start, national_from, is_international) =
        if before == b'+' && view.slice(hit.start..hit.start + 2) == "31" {
            if hit.start >= 2 && view.at(hit.start - 2).is_ascii_alphanumeric() {
                return;
            }
            (hit.start - 1, hit.start + 2, true)
        } else if first == b'0' && (length <= 4 || length == 10 || length == 13) {
            if view.slice(hit.start..hit.start + 4) == "0031" {
                (hit.start, hit.start + 4, true)
            } else {
                let start = if before == b'(' {
                    hit.start - 1
                } else {
                    hit.start
                };
                (start, hit.start + 1, false)
            }
        } else {
            return;
        };
    let mut from = national_from;
    if is_international {
        // `+31 (0)6`
        let rest = view.slice(from..from + 4);
        if let Some(place) = rest.find("(0)") {
            from += place + 3;
        } else if view.at(from) == b'0' && view.at(from + 1) != b'0' {
            from += 1;
        }
    }
    let (end, national, groups) = digits_after(view, from, 9);
    if national.len() != 9 || !is_end(view, end) || !is_dutch(&national) {
        return;
    }
    if before != b'+' && !view.is_number_start(start) {
        return;
    }
    let value = format!("+31{}", String::from_utf8_lossy(&national));
    let is_mobile = national.first() == Some(&b'6');
    let is_grouped = groups > 1 || end - start > national.len() + 1 && !is_international;
    let mut found =
        Found::new(start, end, value).shape("nine digits of the Dutch numbering plan", 0.35);
    if is_international {
        found = found.check("the country code of the Netherlands", 0.3);
    }
    if is_mobile {
        found = found.check("a mobile range", 0.15);
    }
    if is_grouped {
        found = found.shape("in the groups of a telephone number", 0.1);
    }
    let is_bare_code =
        view.nature == Nature::Source && !view.is_quoted(start, end) && !is_international;
    if is_bare_code || !(is_international || is_mobile || is_grouped) {
        found = found.needs_context();
    }
    candidates.push(found);
}

/// Whether nine digits, without the leading zero, are a subscriber of the Dutch plan.
fn is_dutch(national: &[u8]) -> bool {
    let &[first, second, ..] = national else {
        return false;
    };
    if national.iter().skip(1).all(|digit| *digit == second) {
        return false;
    }
    match first {
        b'1' | b'2' | b'3' | b'4' | b'5' | b'7' => true,
        b'6' => matches!(second, b'1'..=b'5' | b'8'),
        b'8' => matches!(second, b'4' | b'5' | b'7' | b'8'),
        b'9' => second == b'1',
        _ => false,
    }
}

fn examine_international(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.before(hit.start) != b'+' || hit.start < 1 {
        return;
    }
    let start = hit.start - 1;
    let before = view.before(start);
    if before.is_ascii_alphanumeric() || matches!(before, b'+' | b')' | b']' | b'_' | b'.') {
        return;
    }
    let (end, digits, groups) = digits_after(view, hit.start, 15);
    if !(8..=15).contains(&digits.len()) || digits.starts_with(b"31") || !is_end(view, end) {
        return;
    }
    let Some(code) = country_code(&digits) else {
        return;
    };
    let mut found = Found::new(start, end, format!("+{}", String::from_utf8_lossy(&digits)))
        .shape("a plus sign and eight to fifteen digits", 0.35)
        .check(format!("the country code {code}"), 0.15);
    if groups > 1 {
        found = found.shape("in the groups of a telephone number", 0.1);
    }
    if view.nature == Nature::Source && !view.is_quoted(start, end) {
        found = found.needs_context();
    }
    candidates.push(found);
}

/// The country code at the beginning, from the zones of E.164 in which codes are assigned.
fn country_code(digits: &[u8]) -> Option<String> {
    const TWO: &[&[u8]] = &[
        b"20", b"27", b"30", b"32", b"33", b"34", b"36", b"39", b"40", b"41", b"43", b"44", b"45",
        b"46", b"47", b"48", b"49", b"51", b"52", b"53", b"54", b"55", b"56", b"57", b"58", b"60",
        b"61", b"62", b"63", b"64", b"65", b"66", b"81", b"82", b"84", b"86", b"90", b"91", b"92",
        b"93", b"94", b"95", b"98",
    ];
    const THREE_BY_TWO: &[&[u8]] = &[
        b"21", b"22", b"23", b"24", b"25", b"26", b"29", b"35", b"37", b"38", b"42", b"50", b"59",
        b"67", b"68", b"69", b"80", b"85", b"87", b"88", b"96", b"97",
    ];
    let two = digits.get(..2)?;
    let length = if matches!(two.first(), Some(b'1' | b'7')) {
        1
    } else if TWO.contains(&two) {
        2
    } else if THREE_BY_TWO.contains(&two)
        || digits.starts_with(b"992")
        || digits.starts_with(b"994")
        || digits.starts_with(b"995")
        || digits.starts_with(b"998")
    {
        3
    } else {
        return None;
    };
    Some(String::from_utf8_lossy(digits.get(..length)?).into_owned())
}
