//! VAT numbers of the other member states, Northern Ireland, Great Britain, Switzerland and
//! Norway: each with the lengths and the checksum of its country.
//!
//! Lengths and letters are those of the Commission's VIES; the checksums those that the countries
//! publish. The Dutch number has a detector of its own.

use domain::{Category, Severity};

use super::rank;
use crate::checksum::{is_luhn, is_mod_11_10, weighted};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "eu-vat",
        name: Text {
            en: "European VAT number",
            nl: "Europees btw-nummer",
        },
        category: Category::PersonalData,
        severity: Severity::Low,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "A country code and a number of that country's length that passes its checksum: the member states, \
                 Northern Ireland, Great Britain, Switzerland and Norway. That of a sole trader leads to a person; in \
                 some countries it contains the personal number.",
            nl: "Een landcode en een nummer met de lengte van dat land dat de controle van dat land doorstaat: de \
                 lidstaten, Noord-Ierland, Groot-Brittannië, Zwitserland en Noorwegen. Dat van een eenmanszaak leidt \
                 naar een persoon; in sommige landen bevat het diens persoonsnummer.",
        },
        context_words: &[
            "vat",
            "btw",
            "tva",
            "ust",
            "ust-id",
            "ustid",
            "uid",
            "mwst",
            "iva",
            "p.iva",
            "partita iva",
            "nif",
            "cif",
            "moms",
            "mva",
            "alv",
            "áfa",
            "dph",
            "dič",
            "pvm",
            "pvn",
            "ддс",
            "φπα",
            "αφμ",
            "tax id",
            "tax_id",
            "taxid",
            "tax number",
            "vatin",
            "umsatzsteuer",
            "omzetbelasting",
            "ondernemingsnummer",
            "intracom",
            "nip",
            "cvr",
            "kmkr",
            "ddv",
            "pdv",
            "adószám",
            "steuernummer",
            "btw-nummer",
            "oib",
        ],
        examples: Examples {
            matches: &[
                "VAT: DE136695976",
                "BTW BE 0428.759.497",
                "ATU13585627",
                "TVA FR 23 334 175 221",
                "PL8567346215",
                "IE6433435F",
                "ESB64717838",
                "CHE-100.155.212 MWST",
                "995 525 828 MVA",
                "VAT GB 980 7806 84",
            ],
            passes: &[
                "VAT: DE136695978",
                "BTW BE 0428.759.498",
                "DE 136695976",
                "XX136695976",
                "DE1366959761",
                "IT 2024",
                "RO18",
                "995 525 829 MVA",
            ],
        },
    },
    triggers: &[
        Trigger::Prefixed(2..=12, examine),
        Trigger::Groups(3..=3, norwegian_in_groups),
        Trigger::Digits(9..=9, norwegian),
    ],
    context: ContextRule::Raises(0.3),
    against: &[
        "iban", "order", "factuur", "invoice", "tracking", "eori", "postcode",
    ],
    rank: rank::SHAPED,
}];

/// A country's numbers: the code, how long the rest may be, and what it must prove.
struct Country {
    code: [u8; 2],
    lengths: &'static [usize],
    is_valid: fn(&[u8]) -> bool,
}

const fn country(code: [u8; 2], lengths: &'static [usize], is_valid: fn(&[u8]) -> bool) -> Country {
    Country {
        code,
        lengths,
        is_valid,
    }
}

const COUNTRIES: &[Country] = &[
    country(*b"AT", &[9], austria),
    country(*b"BE", &[10], belgium),
    country(*b"BG", &[9, 10], bulgaria),
    country(*b"CH", &[10], switzerland),
    country(*b"CY", &[9], cyprus),
    country(*b"CZ", &[8, 9, 10], czechia),
    country(*b"DE", &[9], |body| {
        body.first() != Some(&b'0') && is_mod_11_10(body)
    }),
    country(*b"DK", &[8], |body| {
        leaves(body, &[2, 7, 6, 5, 4, 3, 2, 1], 11, 0)
    }),
    country(*b"EE", &[9], |body| {
        leaves(body, &[3, 7, 1, 3, 7, 1, 3, 7, 1], 10, 0)
    }),
    country(*b"EL", &[9], greece),
    country(*b"ES", &[9], spain),
    country(*b"FI", &[8], |body| {
        leaves(body, &[7, 9, 10, 5, 8, 4, 2, 1], 11, 0)
    }),
    country(*b"FR", &[11], france),
    country(*b"GB", &[9, 12, 5], britain),
    country(*b"GR", &[9], greece),
    country(*b"HR", &[11], is_mod_11_10),
    country(*b"HU", &[8], |body| {
        leaves(body, &[9, 7, 3, 1, 9, 7, 3, 1], 10, 0)
    }),
    country(*b"IE", &[8, 9], ireland),
    country(*b"IT", &[11], italy),
    country(*b"LT", &[9, 12], lithuania),
    country(*b"LU", &[8], luxembourg),
    country(*b"LV", &[11], latvia),
    country(*b"MT", &[8], |body| {
        leaves(body, &[3, 4, 6, 7, 8, 9, 10, 1], 37, 0)
    }),
    country(*b"NO", &[9, 12], norway),
    country(*b"PL", &[10], |body| {
        leaves(body, &[6, 5, 7, 2, 3, 4, 5, 6, 7, -1], 11, 0)
    }),
    country(*b"PT", &[9], portugal),
    country(*b"RO", &[10, 9, 8, 7, 6, 5, 4], romania),
    country(*b"SE", &[12], |body| {
        body.ends_with(b"01") && is_luhn(part(body, 0, 10))
    }),
    country(*b"SI", &[8], slovenia),
    country(*b"SK", &[10], slovakia),
    country(*b"XI", &[9, 12, 5], britain),
];

fn part(body: &[u8], start: usize, end: usize) -> &[u8] {
    body.get(start..end).unwrap_or_default()
}

fn number(digits: &[u8]) -> Option<u64> {
    let is_made = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    is_made.then(|| {
        digits
            .iter()
            .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
    })
}

/// A digit as a number; -1, which no checksum gives, for anything else.
fn digit(body: &[u8], place: usize) -> i32 {
    body.get(place)
        .filter(|byte| byte.is_ascii_digit())
        .map_or(-1, |byte| i32::from(byte - b'0'))
}

fn leaves(body: &[u8], weights: &[i32], modulus: i32, rest: i32) -> bool {
    weighted(body, weights).is_some_and(|sum| sum.rem_euclid(modulus) == rest)
}

fn austria(body: &[u8]) -> bool {
    // Luhn over seven digits, shifted by four.
    let Some(digits) = body.strip_prefix(b"U") else {
        return false;
    };
    let Some(sum) = weighted(part(digits, 0, 7), &[1, 0, 1, 0, 1, 0, 1]) else {
        return false;
    };
    let doubled: i32 = [1, 3, 5]
        .iter()
        .map(|place| {
            let twice = digit(digits, *place) * 2;
            twice / 10 + twice % 10
        })
        .sum();
    digits.len() == 8 && (10 - (sum + doubled + 4) % 10) % 10 == digit(digits, 7)
}

fn belgium(body: &[u8]) -> bool {
    let (Some(head), Some(check)) = (number(part(body, 0, 8)), number(part(body, 8, 10))) else {
        return false;
    };
    head > 0 && matches!(body.first(), Some(b'0' | b'1')) && (head + check) % 97 == 0
}

fn bulgaria(body: &[u8]) -> bool {
    if body.len() == 10 {
        let head = part(body, 0, 9);
        // Persons, foreigners, others: each with weights of its own.
        return [
            ([2, 4, 8, 5, 10, 9, 7, 3, 6], 11, false),
            ([21, 19, 17, 13, 11, 9, 7, 3, 1], 10, false),
            ([4, 3, 2, 7, 6, 5, 4, 3, 2], 11, true),
        ]
        .iter()
        .any(|(weights, modulus, is_complement)| {
            weighted(head, weights).is_some_and(|sum| {
                let rest = sum % modulus;
                let check = if *is_complement {
                    (11 - rest) % 11
                } else {
                    rest % 10
                };
                check == digit(body, 9)
            })
        });
    }
    let head = part(body, 0, 8);
    let check = weighted(head, &[1, 2, 3, 4, 5, 6, 7, 8])
        .map(|sum| sum % 11)
        .and_then(|rest| {
            if rest < 10 {
                return Some(rest);
            }
            weighted(head, &[3, 4, 5, 6, 7, 8, 9, 10]).map(|sum| sum % 11 % 10)
        });
    check == Some(digit(body, 8))
}

fn switzerland(body: &[u8]) -> bool {
    body.strip_prefix(b"E").is_some_and(|digits| {
        weighted(part(digits, 0, 8), &[5, 4, 3, 2, 7, 6, 5, 4])
            .is_some_and(|sum| (11 - sum % 11) % 11 == digit(digits, 8))
    })
}

fn cyprus(body: &[u8]) -> bool {
    const ODD: [i32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    let digits = part(body, 0, 8);
    if number(digits).is_none() || digits.starts_with(b"12") {
        return false;
    }
    let sum: i32 = (0..8)
        .map(|place| {
            let value = digit(digits, place);
            if place % 2 == 1 {
                return value;
            }
            usize::try_from(value)
                .ok()
                .and_then(|value| ODD.get(value).copied())
                .unwrap_or_default()
        })
        .sum();
    body.get(8)
        .is_some_and(|letter| i32::from(*letter) - i32::from(b'A') == sum % 26)
}

/// Year, month and day of a birth, as Czech numbers begin: 50 more for women, 20 more where a
/// day was full.
fn is_czech_birth(body: &[u8]) -> bool {
    let (Some(month), Some(day)) = (number(part(body, 2, 4)), number(part(body, 4, 6))) else {
        return false;
    };
    (1..=12).contains(&(month % 50 % 20)) && (1..=31).contains(&day)
}

fn czechia(body: &[u8]) -> bool {
    let weights = [8, 7, 6, 5, 4, 3, 2];
    match body.len() {
        8 => weighted(part(body, 0, 7), &weights).is_some_and(|sum| {
            let rest = (11 - sum % 11) % 11;
            let check = if rest == 0 { 1 } else { rest } % 10;
            body.first() != Some(&b'9') && check == digit(body, 7)
        }),
        9 if body.first() == Some(&b'6') => {
            weighted(part(body, 1, 8), &weights).is_some_and(|sum| {
                (8 - (10 - sum % 11).rem_euclid(11)).rem_euclid(10) == digit(body, 8)
            })
        }
        9 => is_czech_birth(body) && number(body).is_some() && part(body, 0, 2) < b"54".as_slice(),
        _ => {
            is_czech_birth(body)
                && number(part(body, 0, 9))
                    .and_then(|head| i32::try_from(head % 11 % 10).ok())
                    .is_some_and(|check| check == digit(body, 9))
        }
    }
}

fn greece(body: &[u8]) -> bool {
    weighted(part(body, 0, 8), &[256, 128, 64, 32, 16, 8, 4, 2])
        .is_some_and(|sum| sum > 0 && sum % 11 % 10 == digit(body, 8))
}

fn spain(body: &[u8]) -> bool {
    const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let is_letter = |number: u64, letter: Option<&u8>| {
        usize::try_from(number % 23)
            .ok()
            .and_then(|place| LETTERS.get(place))
            == letter
    };
    let (first, last) = (body.first().copied().unwrap_or_default(), body.get(8));
    match first {
        b'0'..=b'9' => number(part(body, 0, 8)).is_some_and(|number| is_letter(number, last)),
        b'X' | b'Y' | b'Z' => number(part(body, 1, 8))
            .is_some_and(|number| is_letter(number + u64::from(first - b'X') * 10_000_000, last)),
        b'K' | b'L' | b'M' => {
            number(part(body, 1, 8)).is_some_and(|number| is_letter(number, last))
        }
        b'A'..=b'H' | b'J' | b'N' | b'P'..=b'S' | b'U'..=b'W' => {
            let digits = part(body, 1, 8);
            let Some(check) = (b'0'..=b'9').find(|check| {
                let mut whole = [b'0'; 8];
                for (to, from) in whole.iter_mut().zip(digits.iter().chain([check])) {
                    *to = *from;
                }
                is_luhn(&whole)
            }) else {
                return false;
            };
            let letter = b"JABCDEFGHI".get(usize::from(check - b'0'));
            number(digits).is_some() && (last == Some(&check) || last == letter)
        }
        _ => false,
    }
}

fn france(body: &[u8]) -> bool {
    const ALPHABET: &[u8; 34] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let digits = part(body, 2, 11);
    let Some(siren) = number(digits) else {
        return false;
    };
    // Numbers from Monaco have zeros and no SIREN.
    if !digits.starts_with(b"000") && !is_luhn(digits) || siren == 0 {
        return false;
    }
    if let Some(key) = number(part(body, 0, 2)) {
        return (siren * 100 + 12) % 97 == key;
    }
    let value = |place: usize| {
        let known = |byte: &u8| ALPHABET.iter().position(|known| known == byte);
        body.get(place)
            .and_then(known)
            .and_then(|value| u64::try_from(value).ok())
    };
    let (Some(one), Some(two)) = (value(0), value(1)) else {
        return false;
    };
    let Some(check) = (if one < 10 {
        (one * 24 + two).checked_sub(10)
    } else {
        (one * 34 + two).checked_sub(100)
    }) else {
        return false;
    };
    (siren + 1 + check / 11) % 11 == check % 11
}

fn britain(body: &[u8]) -> bool {
    if body.len() == 5 {
        let office = number(part(body, 2, 5));
        return (body.starts_with(b"GD") && office.is_some_and(|office| office < 500))
            || (body.starts_with(b"HA") && office.is_some_and(|office| office >= 500));
    }
    let Some(sum) = weighted(part(body, 0, 9), &[8, 7, 6, 5, 4, 3, 2, 10, 1]) else {
        return false;
    };
    let rest = sum % 97;
    number(body).is_some_and(|number| number > 0)
        && (rest == 0 || (part(body, 0, 3) >= b"100".as_slice() && matches!(rest, 42 | 55)))
}

fn ireland(body: &[u8]) -> bool {
    const ALPHABET: &[u8; 23] = b"WABCDEFGHIJKLMNOPQRSTUV";
    let value = |byte: &u8| {
        ALPHABET
            .iter()
            .position(|known| known == byte)
            .and_then(|value| i32::try_from(value).ok())
    };
    let weights = [8, 7, 6, 5, 4, 3, 2];
    let (sum, extra) = if let Some(sum) = weighted(part(body, 0, 7), &weights) {
        let extra = match body.get(8) {
            Some(letter) => value(letter),
            None => Some(0),
        };
        (sum, extra)
    } else {
        // The old make: a letter in the second place, whose digit counts last.
        let Some(sum) = weighted(part(body, 2, 7), &[7, 6, 5, 4, 3]) else {
            return false;
        };
        let is_old = body.len() == 8 && body.get(1).is_some_and(u8::is_ascii_uppercase);
        let first = digit(body, 0);
        if !is_old || first < 0 {
            return false;
        }
        (sum + first * 2, Some(0))
    };
    extra
        .zip(body.get(7))
        .is_some_and(|(extra, letter)| value(letter) == Some((sum + extra * 9) % 23))
}

fn italy(body: &[u8]) -> bool {
    let Some(office) = number(part(body, 7, 10)) else {
        return false;
    };
    let is_office = (1..=100).contains(&office) || matches!(office, 120 | 121 | 888 | 999);
    number(part(body, 0, 7)).is_some_and(|head| head > 0) && is_office && is_luhn(body)
}

fn lithuania(body: &[u8]) -> bool {
    let length = body.len();
    let weigh = |shift: usize| {
        (0..length - 1)
            .map(|place| {
                let weight = i32::try_from((place + shift) % 9 + 1).unwrap_or_default();
                weight * digit(body, place)
            })
            .sum::<i32>()
            % 11
    };
    if length < 9 || number(body).is_none() || digit(body, length - 2) != 1 {
        return false;
    }
    let mut check = weigh(0);
    if check == 10 {
        check = weigh(2) % 10;
    }
    check == digit(body, length - 1)
}

fn luxembourg(body: &[u8]) -> bool {
    let (head, check) = (number(part(body, 0, 6)), number(part(body, 6, 8)));
    head.zip(check)
        .is_some_and(|(head, check)| head > 0 && head % 89 == check)
}

fn latvia(body: &[u8]) -> bool {
    if body.first().is_some_and(|first| *first > b'3') {
        return leaves(body, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1], 11, 3);
    }
    weighted(part(body, 0, 10), &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9])
        .is_some_and(|sum| (sum + 1) % 11 % 10 == digit(body, 10))
}

fn norway(body: &[u8]) -> bool {
    let is_suffixed = body.len() == 9 || body.ends_with(b"MVA");
    is_suffixed && leaves(part(body, 0, 9), &[3, 2, 7, 6, 5, 4, 3, 2, 1], 11, 0)
}

fn portugal(body: &[u8]) -> bool {
    weighted(part(body, 0, 8), &[9, 8, 7, 6, 5, 4, 3, 2]).is_some_and(|sum| {
        body.first() != Some(&b'0') && (11 - sum % 11) % 11 % 10 == digit(body, 8)
    })
}

fn romania(body: &[u8]) -> bool {
    let weights = [7, 5, 3, 2, 1, 7, 5, 3, 2];
    let Some((_, head)) = body.split_last() else {
        return false;
    };
    let Some(weights) = weights.get(weights.len().saturating_sub(head.len())..) else {
        return false;
    };
    weighted(head, weights).is_some_and(|sum| {
        body.first() != Some(&b'0') && sum * 10 % 11 % 10 == digit(body, body.len() - 1)
    })
}

fn slovenia(body: &[u8]) -> bool {
    weighted(part(body, 0, 7), &[8, 7, 6, 5, 4, 3, 2]).is_some_and(|sum| {
        let check = 11 - sum % 11;
        let check = if check == 10 { 0 } else { check };
        body.first() != Some(&b'0') && check == digit(body, 7)
    })
}

fn slovakia(body: &[u8]) -> bool {
    number(body).is_some_and(|number| number % 11 == 0)
        && body.first() != Some(&b'0')
        && matches!(body.get(2), Some(b'2' | b'3' | b'4' | b'7' | b'8' | b'9'))
}

/// The longest body, with what follows it.
const BODY_MAX: usize = 13;

/// The letters and digits behind the country's code, and where each ends.
struct Body {
    bytes: [u8; BODY_MAX],
    ends: [usize; BODY_MAX],
    length: usize,
    /// What parts its groups; 0 where nothing does.
    separator: u8,
}

fn body(view: &View<'_>, start: usize) -> Body {
    let mut body = Body {
        bytes: [0; BODY_MAX],
        ends: [0; BODY_MAX],
        length: 0,
        separator: 0,
    };
    let mut offset = start;
    while body.length < BODY_MAX {
        let mut byte = view.at(offset);
        if matches!(byte, b' ' | b'.' | b'-') {
            // The separator behind the code, or its last letter, may differ from the others.
            if body.length > 1 {
                if body.separator != 0 && body.separator != byte {
                    break;
                }
                body.separator = byte;
            }
            offset += 1;
            byte = view.at(offset);
        }
        if !(byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
            break;
        }
        let place = body.length;
        if let (Some(to), Some(end)) = (body.bytes.get_mut(place), body.ends.get_mut(place)) {
            *to = byte;
            *end = offset + 1;
        }
        body.length += 1;
        offset += 1;
    }
    body
}

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    for back in 2..=5 {
        let Some(start) = hit.start.checked_sub(back) else {
            return;
        };
        let code = [view.at(start), view.at(start + 1)];
        if !view.is_word_start(start) || matches!(view.before(start), b'.' | b'-' | b'/' | b'+') {
            continue;
        }
        if let Some(country) = COUNTRIES.iter().find(|country| country.code == code) {
            tell(view, start, country, candidates);
            return;
        }
    }
}

fn tell(view: &View<'_>, start: usize, country: &Country, candidates: &mut Candidates) {
    let body = body(view, start + 2);
    for length in country.lengths {
        let (Some(bytes), Some(end)) = (
            body.bytes.get(..*length).filter(|_| *length <= body.length),
            body.ends.get(length - 1).copied(),
        ) else {
            continue;
        };
        let goes_on = view.at(end).is_ascii_alphanumeric()
            || (matches!(view.at(end), b' ' | b'.' | b'-' | b'/' | b',')
                && view.at(end + 1).is_ascii_digit()
                && (body.separator != 0 || view.at(end) != b' ')
                && view
                    .table
                    .is_none_or(|table| table.delimiter() != view.at(end)));
        if goes_on || !view.is_word_end(end) || !(country.is_valid)(bytes) {
            continue;
        }
        let end = end + suffix(view, end);
        let code = String::from_utf8_lossy(&country.code);
        let value = format!("{code}{}", String::from_utf8_lossy(bytes));
        let mut found = Found::new(start, end, value)
            .shape(format!("the length and make of {code}"), 0.3)
            .check("passes the country's check", 0.25);
        let is_apart = matches!(view.at(start + 2), b' ' | b'.' | b'-') && country.code != *b"CH";
        let is_bare = !view.nature.is_prose() && !view.is_quoted(start, end);
        if is_apart || is_bare || *length < 8 {
            found = found.needs_context();
        }
        candidates.push(found);
        return;
    }
}

/// How long the Swiss or Norwegian word for VAT behind a number is.
fn suffix(view: &View<'_>, end: usize) -> usize {
    let rest = view.slice(end..end + 5);
    let word = rest.strip_prefix(' ').unwrap_or(rest);
    ["MWST", "TVA", "IVA", "MVA"]
        .iter()
        .find(|suffix| word.starts_with(**suffix))
        .map(|suffix| rest.len() - word.len() + suffix.len())
        .filter(|length| view.is_word_end(end + length))
        .unwrap_or_default()
}

/// A Norwegian number without its country's code: `995 525 828 MVA`.
/// What is prefixed is read with its prefix.
fn norwegian_in_groups(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let second = hit.start.checked_sub(2).map_or(0, |offset| view.at(offset));
    let is_apart = matches!(view.before(hit.start), b' ' | b'.' | b'-');
    if !(is_apart && second.is_ascii_uppercase()) {
        norwegian(view, hit, candidates);
    }
}

fn norwegian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let end = match hit.end - hit.start {
        9 => hit.end,
        3 if view.at(hit.end) == b' ' && view.at(hit.end + 4) == b' ' => hit.end + 8,
        _ => return,
    };
    let behind = suffix(view, end);
    if behind == 0 || !view.slice(end..end + behind).ends_with("MVA") {
        return;
    }
    let body = body(view, hit.start);
    let digits = part(&body.bytes, 0, 9);
    if norway(digits) && view.is_number_start(hit.start) {
        let value = format!("NO{}", String::from_utf8_lossy(digits));
        candidates.push(
            Found::new(hit.start, end + behind, value)
                .shape("the length and make of NO", 0.35)
                .check("passes the country's check", 0.25),
        );
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::COUNTRIES;
    use crate::tests::scan;

    fn is_valid(text: &str) -> bool {
        let (code, body) = text.as_bytes().split_at(2);
        let country = COUNTRIES
            .iter()
            .find(|country| country.code.as_slice() == code)
            .unwrap();
        country.lengths.contains(&body.len()) && (country.is_valid)(body)
    }

    #[test]
    fn checksums_of_the_countries() {
        for valid in VALID {
            assert!(is_valid(valid), "{valid}");
        }
        for invalid in [
            "ATU13585626",
            "BE0431150352",
            "BG175074751",
            "CHE100155213",
            "CY10259033Z",
            "CZ25123890",
            "DE136695978",
            "DK13585627",
            "EE100594103",
            "ESB64717839",
            "FI20774741",
            "FR84323140391",
            "EL123456781",
            "GB802311781",
            "HR33392005962",
            "HU12892313",
            "IE6433435E",
            "IT00743110158",
            "LT100001919018",
            "LU15027443",
            "LV40003521601",
            "MT11679113",
            "NO995525829",
            "PL8567346216",
            "PT501964842",
            "RO18547291",
            "SE123456789101",
            "SI50223055",
            "SK2022749618",
            "XI980780685",
        ] {
            assert!(!is_valid(invalid), "{invalid}");
        }
    }

    /// Published examples, at least one a country and make.
    const VALID: &[&str] = &[
        "ATU13585627",
        "BE0428759497",
        "BE0403019261",
        "BG175074752",
        "CHE100155212",
        "CY10259033P",
        "CZ25123891",
        "CZ7103192745",
        "CZ640903926",
        "DE136695976",
        "DK13585628",
        "EE100594102",
        "EL094259216",
        "ESB64717838",
        "ES54362315K",
        "ESX5253868R",
        "ESM1234567L",
        "ESJ99216582",
        "FI20774740",
        "FR23334175221",
        "FR40303265045",
        "FRK7399859412",
        "FR4Z123456782",
        "GB980780684",
        "HR33392005961",
        "HU12892312",
        "IE6433435F",
        "IE6433435OA",
        "IE8D79739I",
        "IT00743110157",
        "LT119511515",
        "LT100001919017",
        "LT100004801610",
        "LU15027442",
        "LV40003521600",
        "LV16117519997",
        "MT11679112",
        "NO995525828",
        "NO995525828MVA",
        "PL8567346215",
        "PT501964843",
        "RO18547290",
        "SE123456789701",
        "SI50223054",
        "SK2022749619",
        "XI980780684",
    ];

    #[test]
    fn each_is_found_in_context() {
        for valid in VALID {
            for (name, text) in [
                ("a.txt", format!("VAT: {valid}.")),
                ("a.json", format!("{{\"vatNumber\": \"{valid}\"}}")),
                ("a.csv", format!("name,vat\nx,{valid}\ny,\n")),
            ] {
                assert_eq!(scan(name, &text).of("eu-vat").len(), 1, "{text}");
            }
        }
    }

    #[test]
    fn look_alikes() {
        for (name, text) in [
            ("a.txt", "IBAN DE89 3704 0044 0532 0130 00"),
            ("a.txt", "see SE 12 and FI 20774740 in the list"),
            ("a.rs", "const DE136695976: u32 = 1;"),
            ("a.txt", "RFC-DE136695976"),
            ("Cargo.lock", "checksum = \"DE1366959769ab\""),
        ] {
            assert_eq!(scan(name, text).of("eu-vat").len(), 0, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_changed_check_digit_is_never_found(number in 10_000_000_u32..100_000_000, change in 1_u32..10) {
            // Germany: nine digits, exactly one check digit.
            let whole = (0..10).map(|check| format!("DE{number}{check}")).find(|whole| is_valid(whole));
            prop_assume!(whole.is_some());
            let whole = whole.unwrap();
            prop_assert_eq!(scan("a.txt", format!("USt-IdNr. {whole}")).of("eu-vat").len(), 1);
            let check = whole[10..].parse::<u32>().unwrap();
            let changed = format!("{}{}", &whole[..10], (check + change) % 10);
            prop_assert_eq!(scan("a.txt", format!("USt-IdNr. {changed}")).of("eu-vat").len(), 0);
        }
    }
}
