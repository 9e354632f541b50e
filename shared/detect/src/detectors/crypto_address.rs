//! Addresses of crypto-currency, which follow their owner through every payment.

use domain::{Category, Severity};

use super::labelled::is_uniform;
use super::rank;
use crate::checksum::{is_base58_address, is_eip55, is_segwit_address};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "bitcoin-address",
            name: Text {
                en: "Bitcoin address",
                nl: "Bitcoinadres",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "An address of Bitcoin's main network with a correct checksum: base58check (1…, 3…), bech32 or \
                     bech32m (bc1…). The chain is public, so whoever links an address to a person sees what they pay \
                     and receive.",
                nl: "Een adres van het hoofdnet van Bitcoin met een juiste controle: base58check (1…, 3…), bech32 of \
                     bech32m (bc1…). De keten is openbaar, dus wie een adres aan een persoon koppelt, ziet wat die \
                     betaalt en ontvangt.",
            },
            context_words: &["bitcoin", "btc", "wallet", "crypto", "xbt", "satoshi"],
            examples: Examples {
                matches: &[
                    "BTC: 1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD",
                    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
                    "bc1qardv855yjngspvxuttq897aqca3lxju2y69jce",
                    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                ],
                passes: &[
                    "1NEDqZPvTWRaoho48qXuLLsrYomMXPABfX",
                    "bc1qardv855yjngspvxuttq897aqca3lxju2y69jcf",
                    "x1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD",
                    "1111111111111111111111111111111111",
                    "3f786850e387550fdab836ed7e6dc881de23001b",
                ],
            },
        },
        triggers: &[Trigger::Long(base58), Trigger::Words(&["bc1"], segwit)],
        context: ContextRule::Raises(0.1),
        against: &[],
        rank: rank::CHECKED,
    },
    Detector {
        meta: DetectorMeta {
            id: "ethereum-address",
            name: Text {
                en: "Ethereum address",
                nl: "Ethereumadres",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "0x and forty hexadecimal digits whose capitals are the checksum of EIP-55; without capitals, a \
                     word such as “wallet” must stand near. The chain is public, so whoever links an address to a \
                     person sees what they pay and receive.",
                nl: "0x en veertig hexadecimale cijfers waarvan de hoofdletters de controle van EIP-55 zijn; zonder \
                     hoofdletters moet er een woord als “wallet” bij staan. De keten is openbaar, dus wie een adres \
                     aan een persoon koppelt, ziet wat die betaalt en ontvangt.",
            },
            context_words: &[
                "ethereum",
                "eth",
                "wallet",
                "crypto",
                "erc20",
                "erc-20",
                "usdt",
                "usdc",
                "metamask",
                "polygon",
                "portemonnee",
            ],
            examples: Examples {
                matches: &[
                    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                    "ETH wallet: 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                    "{\"wallet\": \"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359\"}",
                ],
                passes: &[
                    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
                    "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                    "wallet 0x0000000000000000000000000000000000000000",
                    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed00",
                    "wallet 0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
                ],
            },
        },
        triggers: &[Trigger::Long(ethereum)],
        context: ContextRule::Raises(0.3),
        against: &["commit", "hash", "sha1", "sha-1", "tx", "transaction"],
        rank: rank::CHECKED,
    },
];

/// How long base58 of twenty-five bytes is.
const BASE58_LENGTHS: std::ops::RangeInclusive<usize> = 26..=35;

fn base58(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !matches!(view.at(hit.start), b'1' | b'3') {
        return;
    }
    let rest = view.bytes().get(hit.start..).unwrap_or_default();
    let length = rest
        .iter()
        .take(36)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let end = hit.start + length;
    let text = view.slice(hit.start..end);
    // All small letters or none would be a hash more often than chance.
    let is_mixed = text.bytes().any(|byte| byte.is_ascii_uppercase())
        && text.bytes().any(|byte| byte.is_ascii_lowercase());
    if !BASE58_LENGTHS.contains(&length)
        || !is_mixed
        || !view.is_word_end(end)
        || !is_base58_address(text.as_bytes())
    {
        return;
    }
    candidates.push(
        Found::new(hit.start, end, text)
            .shape("base 58, of the length of an address", 0.3)
            .check("its checksum is right", 0.55),
    );
}

fn segwit(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.is_word_start(hit.start) || !view.at(hit.end + 10).is_ascii_alphanumeric() {
        return;
    }
    let rest = view.bytes().get(hit.start..).unwrap_or_default();
    let length = rest
        .iter()
        .take(91)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let end = hit.start + length;
    let text = view.slice(hit.start..end);
    let lower = text.to_ascii_lowercase();
    // BIP 173: never both small letters and capitals.
    let is_one_case = text == lower || text == text.to_ascii_uppercase();
    if !is_one_case || !view.is_word_end(end) || !is_segwit_address(lower.as_bytes()) {
        return;
    }
    candidates.push(
        Found::new(hit.start, end, lower)
            .shape("the make of a segregated-witness address", 0.3)
            .check("its checksum is right", 0.55),
    );
}

fn ethereum(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let end = hit.start + 42;
    if view.at(hit.start) != b'0'
        || !matches!(view.at(hit.start + 1), b'x' | b'X')
        || !view.at(end - 1).is_ascii_hexdigit()
        || !view.is_word_end(end)
    {
        return;
    }
    let Some(digits) = view.bytes().get(hit.start + 2..end) else {
        return;
    };
    let mut seen = [false; 16];
    for digit in digits {
        let value = char::from(*digit).to_digit(16);
        let Some(place) = value.and_then(|value| seen.get_mut(value as usize)) else {
            return;
        };
        *place = true;
    }
    // A random address has nearly all of the sixteen digits.
    if is_uniform(digits) || seen.iter().filter(|seen| **seen).count() < 7 {
        return;
    }
    let value = format!("0x{}", String::from_utf8_lossy(digits).to_ascii_lowercase());
    let mut found = Found::new(hit.start, end, value).shape("forty hexadecimal digits", 0.3);
    let is_mixed =
        digits.iter().any(u8::is_ascii_uppercase) && digits.iter().any(u8::is_ascii_lowercase);
    if !is_mixed {
        found = found.needs_context();
    } else if is_eip55(digits) {
        found = found.check("its capitals are those of EIP-55", 0.5);
    } else {
        return;
    }
    candidates.push(found);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::checksum::is_eip55;
    use crate::tests::scan;

    #[test]
    fn rows() {
        for (name, text, id, expected) in [
            (
                "a.txt",
                "https://mempool.space/address/1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD",
                "bitcoin-address",
                1,
            ),
            (
                "a.txt",
                "bitcoin:3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy?amount=1",
                "bitcoin-address",
                1,
            ),
            (
                "a.csv",
                "n,wallet\nA,1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD\nB,\n",
                "bitcoin-address",
                1,
            ),
            (
                "a.txt",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "ethereum-address",
                1,
            ),
            (
                "a.rs",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed5aAeb6053F3E94C9b9A09f33",
                "ethereum-address",
                0,
            ),
            (
                "a.txt",
                "commit 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "ethereum-address",
                0,
            ),
        ] {
            let told = scan(name, text);
            assert_eq!(told.of(id).len(), expected, "{text}: {:?}", told.lines());
        }
    }

    proptest! {
        #[test]
        fn a_changed_address_is_never_found(place in 1_usize..34, letter in "[A-HJ-NP-Z]") {
            for address in ["1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"] {
                let mut changed = address.to_owned();
                changed.replace_range(place..=place, &letter);
                let expected = usize::from(changed == address);
                prop_assert_eq!(scan("a.txt", format!("BTC {changed}")).of("bitcoin-address").len(), expected);
            }
        }

        #[test]
        fn capitals_that_are_no_checksum_are_never_found(digits in "[0-9a-fA-F]{40}") {
            prop_assume!(!is_eip55(digits.as_bytes()));
            prop_assume!(digits.bytes().any(|byte| byte.is_ascii_uppercase()));
            prop_assume!(digits.bytes().any(|byte| byte.is_ascii_lowercase()));
            prop_assert_eq!(scan("a.txt", format!("ETH wallet 0x{digits}")).of("ethereum-address").len(), 0);
        }
    }
}
