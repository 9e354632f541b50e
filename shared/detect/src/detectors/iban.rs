//! International bank account numbers (ISO 13616).

use domain::{Category, Severity};

use super::rank;
use crate::checksum::is_iban;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "iban",
        name: Text {
            en: "Bank account number (IBAN)",
            nl: "Bankrekeningnummer (IBAN)",
        },
        category: Category::PersonalData,
        severity: Severity::High,
        article: "GDPR art. 4(1), art. 32(1)",
        help: Text {
            en: "A country code, two check digits and an account number of that country's length, with a correct \
                 mod-97 checksum. An account belongs to somebody: keep it where payments need it, and nowhere else.",
            nl: "Een landcode, twee controlecijfers en een rekeningnummer met de lengte van dat land, met een \
                 juiste mod-97-controle. Een rekening is van iemand: bewaar het nummer waar betalingen het nodig \
                 hebben, en nergens anders.",
        },
        context_words: &[
            "iban",
            "rekening",
            "bankrekening",
            "rekeningnummer",
            "bank account",
            "account number",
            "incasso",
            "sepa",
            "bank",
        ],
        examples: Examples {
            matches: &[
                ":25:NL91ABNA0417164300EUR",
                "Graag betalen op NL91 ABNA 0417 1643 00.",
                "iban=NL91ABNA0417164300",
                "DE89370400440532013000",
                "BE68 5390 0754 7034",
                "\"GB82-WEST-1234-5698-7654-32\"",
            ],
            passes: &[
                "NL91ABNA0417164301",
                "XX91ABNA0417164300",
                "NL91ABNA041716430",
                "SANL91ABNA0417164300",
            ],
        },
    },
    triggers: &[Trigger::Lettered(2..=32, examine)],
    context: ContextRule::Raises(0.2),
    against: &[],
    rank: rank::CHECKED,
}];

/// What stands in the part behind the check digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Account {
    /// Digits only.
    Digits,
    /// Four letters of the bank, then digits.
    Bank,
    /// Letters and digits.
    Mixed,
}

use Account::{Bank, Digits, Mixed};

/// Country, length of the whole, and the account's make, from the IBAN registry.
const COUNTRIES: &[(&[u8; 2], usize, Account)] = &[
    (b"AD", 24, Mixed),
    (b"AE", 23, Digits),
    (b"AL", 28, Mixed),
    (b"AT", 20, Digits),
    (b"AZ", 28, Mixed),
    (b"BA", 20, Digits),
    (b"BE", 16, Digits),
    (b"BG", 22, Mixed),
    (b"BH", 22, Mixed),
    (b"BI", 27, Digits),
    (b"BR", 29, Mixed),
    (b"BY", 28, Mixed),
    (b"CH", 21, Mixed),
    (b"CR", 22, Digits),
    (b"CY", 28, Mixed),
    (b"CZ", 24, Digits),
    (b"DE", 22, Digits),
    (b"DJ", 27, Digits),
    (b"DK", 18, Digits),
    (b"DO", 28, Mixed),
    (b"EE", 20, Digits),
    (b"EG", 29, Digits),
    (b"ES", 24, Digits),
    (b"FI", 18, Digits),
    (b"FK", 18, Mixed),
    (b"FO", 18, Digits),
    (b"FR", 27, Mixed),
    (b"GB", 22, Bank),
    (b"GE", 22, Mixed),
    (b"GI", 23, Mixed),
    (b"GL", 18, Digits),
    (b"GR", 27, Mixed),
    (b"GT", 28, Mixed),
    (b"HR", 21, Digits),
    (b"HU", 28, Digits),
    (b"IE", 22, Bank),
    (b"IL", 23, Digits),
    (b"IQ", 23, Mixed),
    (b"IS", 26, Digits),
    (b"IT", 27, Mixed),
    (b"JO", 30, Mixed),
    (b"KW", 30, Mixed),
    (b"KZ", 20, Mixed),
    (b"LB", 28, Mixed),
    (b"LC", 32, Mixed),
    (b"LI", 21, Mixed),
    (b"LT", 20, Digits),
    (b"LU", 20, Mixed),
    (b"LV", 21, Mixed),
    (b"LY", 25, Digits),
    (b"MC", 27, Mixed),
    (b"MD", 24, Mixed),
    (b"ME", 22, Digits),
    (b"MK", 19, Mixed),
    (b"MN", 20, Digits),
    (b"MR", 27, Digits),
    (b"MT", 31, Mixed),
    (b"MU", 30, Mixed),
    (b"NI", 28, Mixed),
    (b"NL", 18, Bank),
    (b"NO", 15, Digits),
    (b"OM", 23, Mixed),
    (b"PK", 24, Mixed),
    (b"PL", 28, Digits),
    (b"PS", 29, Mixed),
    (b"PT", 25, Digits),
    (b"QA", 29, Mixed),
    (b"RO", 24, Mixed),
    (b"RS", 22, Digits),
    (b"RU", 33, Mixed),
    (b"SA", 24, Mixed),
    (b"SC", 31, Mixed),
    (b"SD", 18, Digits),
    (b"SE", 24, Digits),
    (b"SI", 19, Digits),
    (b"SK", 24, Digits),
    (b"SM", 27, Mixed),
    (b"SO", 23, Digits),
    (b"ST", 25, Digits),
    (b"SV", 28, Mixed),
    (b"TL", 23, Digits),
    (b"TN", 24, Digits),
    (b"TR", 26, Mixed),
    (b"UA", 29, Mixed),
    (b"VA", 22, Digits),
    (b"VG", 24, Mixed),
    (b"XK", 20, Digits),
];

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(start) = hit.start.checked_sub(2) else {
        return;
    };
    let code = [
        view.at(start).to_ascii_uppercase(),
        view.at(start + 1).to_ascii_uppercase(),
    ];
    if !code.iter().all(u8::is_ascii_uppercase) || !view.is_word_start(start) {
        return;
    }
    let Some((_, length, account)) = COUNTRIES.iter().find(|(country, ..)| **country == code)
    else {
        return;
    };
    let Some((end, compact)) = compact(view, start, *length) else {
        return;
    };
    let behind = compact.get(4..).unwrap_or_default();
    let fits = match account {
        Digits => behind.iter().all(u8::is_ascii_digit),
        Bank => {
            behind.iter().take(4).all(u8::is_ascii_uppercase)
                && behind.iter().skip(4).all(u8::is_ascii_digit)
        }
        Mixed => behind.iter().filter(|byte| byte.is_ascii_digit()).count() >= 6,
    };
    // A bank's statement has the currency right behind the account: `:25:NL91ABNA0417164300EUR`.
    let is_end = view.is_word_end(end)
        || view.is_word_end(end + 3) && matches!(view.slice(end..end + 3), "EUR" | "USD" | "GBP");
    if !fits || !is_end || !is_iban(&compact) {
        return;
    }
    candidates.push(
        Found::new(start, end, String::from_utf8_lossy(&compact))
            .shape(
                format!("the length and make of {}", String::from_utf8_lossy(&code)),
                0.35,
            )
            .check("passes mod 97", 0.4),
    );
}

/// The next letters and digits without single spaces, hyphens or dots between them, in upper case.
fn compact(view: &View<'_>, start: usize, length: usize) -> Option<(usize, Vec<u8>)> {
    let mut compact = Vec::with_capacity(length);
    let mut offset = start;
    while compact.len() < length {
        let byte = view.at(offset);
        if byte.is_ascii_alphanumeric() {
            compact.push(byte.to_ascii_uppercase());
            offset += 1;
        } else {
            let separator = match byte {
                b' ' | b'-' | b'.' => 1,
                // A no-break space.
                0xC2 if view.at(offset + 1) == 0xA0 => 2,
                // A narrow one, a thin one, that of a figure's width.
                0xE2 if view.at(offset + 1) == 0x80
                    && matches!(view.at(offset + 2), 0x80..=0x8A | 0xAF) =>
                {
                    3
                }
                _ => return None,
            };
            if compact.len() < 4 || !view.at(offset + separator).is_ascii_alphanumeric() {
                return None;
            }
            offset += separator;
        }
    }
    Some((offset, compact))
}
