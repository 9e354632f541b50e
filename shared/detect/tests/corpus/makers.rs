//! Makes valid values of each structured kind, from the published rule.
//!
//! Nothing here calls the engine: a check digit is computed where the engine only tests one, so
//! that a rule misread there shows here as a miss. `the_makers_agree_with_published_values` holds
//! the makers to numbers that others have published.

use sha2::{Digest, Sha256};

use crate::random::{HEX, Random, UPPER};

fn figures(text: &str) -> Vec<u32> {
    text.chars()
        .filter_map(|character| character.to_digit(10))
        .collect()
}

fn weighted(text: &str, weights: &[i64]) -> i64 {
    figures(text)
        .iter()
        .zip(weights)
        .map(|(digit, weight)| i64::from(*digit) * weight)
        .sum()
}

/// Tries until the rule gives a digit.
fn until<T>(random: &mut Random, mut make: impl FnMut(&mut Random) -> Option<T>) -> T {
    loop {
        if let Some(made) = make(random) {
            return made;
        }
    }
}

/// A day between 1930 and 2012 that every calendar has.
pub(crate) fn day(random: &mut Random) -> (u64, u64, u64) {
    (
        random.between(1930, 2012),
        random.between(1, 12),
        random.between(1, 28),
    )
}

// The Netherlands

fn eleven(body: &str, rest: i64) -> Option<char> {
    let sum = weighted(body, &[9, 8, 7, 6, 5, 4, 3, 2]);
    // sum − last ≡ rest (mod 11)
    let last = (sum - rest).rem_euclid(11);
    char::from_digit(u32::try_from(last).ok()?, 10)
}

pub(crate) fn bsn(random: &mut Random) -> String {
    until(random, |random| {
        // A second digit that is no zero keeps clear of the ranges for tests.
        let body = format!("{}{}", random.between(10, 89), random.digits(6));
        eleven(&body, 0).map(|last| format!("{body}{last}"))
    })
}

pub(crate) fn onderwijsnummer(random: &mut Random) -> String {
    until(random, |random| {
        let body = format!("10{}", random.digits(6));
        eleven(&body, 5).map(|last| format!("{body}{last}"))
    })
}

pub(crate) fn rsin(random: &mut Random) -> String {
    until(random, |random| {
        let body = format!(
            "{}{}",
            random.pick(&["00", "80", "81", "82", "85", "86"]),
            random.digits(6)
        );
        eleven(&body, 0).map(|last| format!("{body}{last}"))
    })
}

pub(crate) fn passport(random: &mut Random) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNPQRSTUVWXYZ";
    const MIXED: &str = "ABCDEFGHIJKLMNPQRSTUVWXYZ123456789";
    format!(
        "{}{}{}{}",
        random.pick(&["N", "I", "B", "S"]),
        random.of(LETTERS, 1),
        random.of(MIXED, 5),
        random.digits(2).replace('0', "4"),
    )
}

pub(crate) fn driving_licence(random: &mut Random) -> String {
    format!("{}{}", random.between(3, 6), random.digits(9))
}

pub(crate) fn v_number(random: &mut Random) -> String {
    format!("{}{}", random.between(1, 2), random.digits(9))
}

pub(crate) fn nl_vat(random: &mut Random) -> String {
    if random.chance(2) {
        return format!("NL{}B{:02}", rsin(random), random.between(1, 9));
    }
    // Sole traders since 2020: the whole is 1 modulo 97, letters counting from 10.
    until(random, |random| {
        let body = random.digits(9);
        (2..=98_u64)
            .find(|check| mod97(&format!("NL{body}B{check:02}")) == 1)
            .map(|check| format!("NL{body}B{check:02}"))
    })
}

pub(crate) fn kvk(random: &mut Random) -> String {
    format!("{}{}", random.between(10, 92), random.digits(6))
}

pub(crate) fn vestiging(random: &mut Random) -> String {
    format!("0000{}{}", random.between(10, 59), random.digits(6))
}

pub(crate) fn nl_plate(random: &mut Random) -> String {
    const L: &str = "BDFGHJKLNPRSTVXZ";
    match random.below(6) {
        0 => format!(
            "{}-{}-{}",
            random.of(L, 2),
            random.digits(2),
            random.of(L, 2)
        ),
        1 => format!(
            "{}-{}-{}",
            random.digits(2),
            random.of(L, 2),
            random.of(L, 2)
        ),
        2 => format!(
            "{}-{}-{}",
            random.digits(2),
            random.of(L, 3),
            random.digits(1)
        ),
        3 => format!(
            "{}-{}-{}",
            random.digits(1),
            random.of(L, 3),
            random.digits(2)
        ),
        4 => format!(
            "{}-{}-{}",
            random.of(L, 2),
            random.digits(3),
            random.of(L, 1)
        ),
        _ => format!(
            "{}-{}-{}",
            random.of(L, 1),
            random.digits(3),
            random.of(L, 2)
        ),
    }
}

pub(crate) fn nl_phone(random: &mut Random) -> String {
    // Subscriber numbers that don't begin with 0 or 1, as the plan has it.
    let mobile = format!("{}{}", random.between(1, 5), random.digits(7));
    let short = random.pick(&[
        "10", "15", "20", "23", "24", "26", "30", "33", "35", "38", "40", "50", "55", "70", "71",
        "73", "76", "79",
    ]);
    let local = format!("{}{}", random.between(2, 8), random.digits(6));
    let long = random.pick(&[
        "113", "172", "229", "318", "412", "487", "512", "548", "598",
    ]);
    let few = format!("{}{}", random.between(2, 8), random.digits(5));
    match random.below(12) {
        0 => format!("06{mobile}"),
        1 => format!("06-{mobile}"),
        2 => format!(
            "06 {} {} {} {}",
            &mobile[..2],
            &mobile[2..4],
            &mobile[4..6],
            &mobile[6..]
        ),
        3 => format!("+316{mobile}"),
        4 => format!("+31 6 {mobile}"),
        5 => format!("+31 (0)6 {} {}", &mobile[..4], &mobile[4..]),
        6 => format!("00316{mobile}"),
        7 => format!("0{short}-{local}"),
        8 => format!(
            "(0{short}) {} {} {}",
            &local[..3],
            &local[3..5],
            &local[5..]
        ),
        9 => format!("+31 {short} {} {}", &local[..3], &local[3..]),
        10 => format!("0{long}-{few}"),
        _ => format!("0{long} {} {}", &few[..3], &few[3..]),
    }
}

pub(crate) fn phone(random: &mut Random) -> String {
    match random.below(9) {
        0 => format!(
            "+32 4{} {} {} {}",
            random.between(70, 99),
            random.digits(2),
            random.digits(2),
            random.digits(2)
        ),
        1 => format!("+49 151 {}", random.between(10_000_000, 99_999_999)),
        2 => format!("+44 20 7946 0{}", random.digits(3)),
        3 => format!(
            "+33 6 {} {} {} {}",
            random.digits(2),
            random.digits(2),
            random.digits(2),
            random.digits(2)
        ),
        4 => format!("+1 (212) 555-01{}", random.digits(2)),
        5 => format!("+346{}", random.digits(8)),
        6 => format!(
            "+48 6{} {} {}",
            random.digits(2),
            random.digits(3),
            random.digits(3)
        ),
        7 => format!(
            "+39 3{} {}",
            random.between(20, 99),
            random.between(1_000_000, 9_999_999)
        ),
        _ => format!(
            "+46 70 {} {} {}",
            random.digits(3),
            random.digits(2),
            random.digits(2)
        ),
    }
}

// Business and banking

/// ISO 7064 mod 97-10, letters counting from 10.
pub(crate) fn mod97(text: &str) -> u64 {
    text.chars().fold(0, |rest, character| {
        let value = u64::from(character.to_digit(36).unwrap());
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    })
}

fn with_iban_check(country: &str, account: &str) -> String {
    let check = 98 - mod97(&format!("{account}{country}00"));
    format!("{country}{check:02}{account}")
}

pub(crate) fn iban_plain(random: &mut Random) -> String {
    let (country, account) = match random.below(14) {
        0..=4 => (
            "NL",
            format!(
                "{}0{}",
                random.pick(&["ABNA", "INGB", "RABO", "TRIO", "BUNQ", "SNSB", "KNAB"]),
                random.digits(9)
            ),
        ),
        5 => {
            let body = format!(
                "{}{}",
                random.pick(&["001", "063", "310", "734"]),
                random.digits(7)
            );
            let rest = body.parse::<u64>().unwrap() % 97;
            (
                "BE",
                format!("{body}{:02}", if rest == 0 { 97 } else { rest }),
            )
        }
        6 => (
            "DE",
            format!(
                "{}{}",
                random.pick(&["37040044", "50010517", "10010010"]),
                random.digits(10)
            ),
        ),
        7 => (
            "FR",
            format!("30006{}{}", random.digits(5), random.digits(13)),
        ),
        8 => (
            "GB",
            format!(
                "{}{}",
                random.pick(&["BARC", "HBUK", "LOYD"]),
                random.digits(14)
            ),
        ),
        9 => ("ES", format!("2100{}", random.digits(16))),
        10 => (
            "IT",
            format!("{}{}", random.of(UPPER, 1), random.digits(22)),
        ),
        11 => ("PL", random.digits(24)),
        12 => ("AT", random.digits(16)),
        _ => (
            "LU",
            format!("00{}{}", random.between(1, 9), random.digits(13)),
        ),
    };
    with_iban_check(country, &account)
}

/// Groups of four, as banks print.
pub(crate) fn in_fours(text: &str, separator: &str) -> String {
    text.as_bytes()
        .chunks(4)
        .map(|chunk| std::str::from_utf8(chunk).unwrap())
        .collect::<Vec<_>>()
        .join(separator)
}

pub(crate) fn iban(random: &mut Random) -> String {
    let plain = iban_plain(random);
    match random.below(5) {
        0 | 1 => plain,
        2 | 3 => in_fours(&plain, " "),
        _ => plain.to_ascii_lowercase(),
    }
}

pub(crate) fn bic(random: &mut Random) -> String {
    random
        .pick(&[
            "INGBNL2A",
            "ABNANL2A",
            "RABONL2U",
            "TRIONL2U",
            "SNSBNL2A",
            "BUNQNL2A",
            "KNABNL2H",
            "DEUTDEFF",
            "COBADEFFXXX",
            "BNPAFRPP",
            "GKCCBEBB",
            "KREDBEBB",
            "BARCGB22",
            "UNCRITMM",
            "CAIXESBBXXX",
            "NDEASESS",
        ])
        .to_owned()
}

pub(crate) fn lei(random: &mut Random) -> String {
    let body = format!(
        "{}00{}",
        random.pick(&["7245", "5299", "2138", "9695"]),
        random.of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 12)
    );
    let check = 98 - mod97(&format!("{body}00"));
    format!("{body}{check:02}")
}

pub(crate) fn eori(random: &mut Random) -> String {
    match random.below(4) {
        0 | 1 => format!("NL{}", rsin(random)),
        2 => format!("BE{}", be_company(random)),
        _ => format!("DE{}", random.between(1_000_000, 9_999_999)),
    }
}

fn be_company(random: &mut Random) -> String {
    let body = format!("0{}{}", random.between(4, 7), random.digits(6));
    let check = 97 - body.parse::<u64>().unwrap() % 97;
    format!("{body}{check:02}")
}

/// ISO 7064 mod 11,10.
pub(crate) fn mod11_10(body: &str) -> u32 {
    let mut product = 10;
    for digit in figures(body) {
        let sum = (digit + product) % 10;
        product = if sum == 0 { 10 } else { sum } * 2 % 11;
    }
    (11 - product) % 10
}

/// The digit that completes a number to the Luhn rule.
pub(crate) fn luhn(body: &str) -> u32 {
    let sum: u32 = figures(body)
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, doubled) if doubled > 9 => doubled - 9,
            (0, doubled) => doubled,
            _ => *digit,
        })
        .sum();
    (10 - sum % 10) % 10
}

pub(crate) fn eu_vat(random: &mut Random) -> String {
    match random.below(9) {
        0 => format!("BE{}", be_company(random)),
        1 => {
            let body = format!("{}{}", random.between(1, 9), random.digits(7));
            format!("DE{body}{}", mod11_10(&body))
        }
        2 => {
            let body = random.digits(8);
            let siren = format!("{body}{}", luhn(&body));
            let key = (12 + 3 * (siren.parse::<u64>().unwrap() % 97)) % 97;
            format!("FR{key:02}{siren}")
        }
        3 => {
            let body = random.digits(7);
            // The sum of digits, every second one doubled and its own digits added; 96 minus that.
            let sum: u32 = figures(&body)
                .iter()
                .enumerate()
                .map(|(place, digit)| {
                    if place % 2 == 1 {
                        digit * 2 / 10 + digit * 2 % 10
                    } else {
                        *digit
                    }
                })
                .sum();
            format!("ATU{body}{}", (96 - sum) % 10)
        }
        4 => {
            let body = format!(
                "{}0{}",
                random.digits(7),
                random.pick(&["01", "15", "58", "63"])
            );
            format!("IT{body}{}", luhn(&body))
        }
        5 => {
            let body = random.between(100_000, 999_999);
            format!("LU{body}{:02}", body % 89)
        }
        6 => until(random, |random| {
            let body = format!("{}{}", random.between(1, 9), random.digits(8));
            let check = weighted(&body, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
            (check < 10).then(|| format!("PL{body}{check}"))
        }),
        7 => until(random, |random| {
            let body = format!("{}{}", random.between(1, 9), random.digits(6));
            let check = (11 - weighted(&body, &[2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
            (check < 10).then(|| format!("DK{body}{check}"))
        }),
        _ => {
            let body = format!("5{}", random.digits(8));
            format!("SE{body}{}01", luhn(&body))
        }
    }
}

fn card_of(random: &mut Random, prefix: &str, length: usize) -> String {
    let body = format!("{prefix}{}", random.digits(length - 1 - prefix.len()));
    format!("{body}{}", luhn(&body))
}

pub(crate) fn card(random: &mut Random) -> String {
    let (plain, groups): (String, &[usize]) = match random.below(10) {
        0..=3 => (card_of(random, "4", 16), &[4, 4, 4, 4]),
        4 | 5 => (card_of(random, "53", 16), &[4, 4, 4, 4]),
        6 => (card_of(random, "2512", 16), &[4, 4, 4, 4]),
        7 => (card_of(random, "37", 15), &[4, 6, 5]),
        8 => (card_of(random, "6011", 16), &[4, 4, 4, 4]),
        _ => (card_of(random, "3540", 16), &[4, 4, 4, 4]),
    };
    let separator = match random.below(4) {
        0 | 1 => return plain,
        2 => " ",
        _ => "-",
    };
    let mut rest = plain.as_str();
    let mut parts = Vec::new();
    for length in groups {
        let (part, tail) = rest.split_at(*length);
        parts.push(part);
        rest = tail;
    }
    parts.join(separator)
}

fn sha256d(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(Sha256::digest(bytes)).into()
}

pub(crate) fn base58(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut digits: Vec<u32> = Vec::new();
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += *digit << 8;
            *digit = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    std::iter::repeat_n('1', zeros)
        .chain(
            digits
                .iter()
                .rev()
                .map(|digit| char::from(ALPHABET[*digit as usize])),
        )
        .collect()
}

fn base58check(version: u8, hash: &[u8]) -> String {
    let mut bytes = vec![version];
    bytes.extend_from_slice(hash);
    let check = sha256d(&bytes);
    bytes.extend_from_slice(&check[..4]);
    base58(&bytes)
}

/// BIP 173 (version 0) and BIP 350 (version 1 and later).
pub(crate) fn bech32(version: u8, program: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const GENERATOR: [u32; 5] = [
        0x3b6a_57b2,
        0x2650_8e6d,
        0x1ea1_19fa,
        0x3d42_33dd,
        0x2a14_62b3,
    ];
    let mut data = vec![version];
    let (mut bits, mut count) = (0_u32, 0);
    for byte in program {
        bits = (bits << 8) | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            data.push(u8::try_from((bits >> count) & 31).unwrap());
        }
    }
    if count > 0 {
        data.push(u8::try_from((bits << (5 - count)) & 31).unwrap());
    }
    // The readable part, "bc", expanded: high bits, a zero, low bits.
    let mut values = vec![3, 3, 0, 2, 3];
    values.extend_from_slice(&data);
    values.extend_from_slice(&[0; 6]);
    let mut sum = 1_u32;
    for value in &values {
        let top = sum >> 25;
        sum = (sum & 0x01ff_ffff) << 5 ^ u32::from(*value);
        for (place, generator) in GENERATOR.iter().enumerate() {
            if (top >> place) & 1 == 1 {
                sum ^= generator;
            }
        }
    }
    sum ^= if version == 0 { 1 } else { 0x2bc8_30a3 };
    for place in 0..6 {
        data.push(u8::try_from((sum >> (5 * (5 - place))) & 31).unwrap());
    }
    format!(
        "bc1{}",
        data.iter()
            .map(|value| char::from(ALPHABET[usize::from(*value)]))
            .collect::<String>()
    )
}

fn bytes(random: &mut Random, count: usize) -> Vec<u8> {
    (0..count)
        .map(|_| u8::try_from(random.below(256)).unwrap())
        .collect()
}

pub(crate) fn bitcoin(random: &mut Random) -> String {
    match random.below(4) {
        0 => base58check(0, &bytes(random, 20)),
        1 => base58check(5, &bytes(random, 20)),
        2 => bech32(0, &bytes(random, 20)),
        _ => bech32(1, &bytes(random, 32)),
    }
}

/// Keccak-256 with the padding of before SHA-3, of at most 135 bytes.
pub(crate) fn keccak256(input: &[u8]) -> [u8; 32] {
    const ROTATIONS: [u32; 24] = [
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
    ];
    const LANES: [usize; 24] = [
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
    ];
    let mut block = [0_u8; 136];
    block[..input.len()].copy_from_slice(input);
    block[input.len()] = 1;
    block[135] |= 0x80;
    let mut state = [0_u64; 25];
    for (lane, chunk) in state.iter_mut().zip(block.chunks(8)) {
        *lane = u64::from_le_bytes(chunk.try_into().unwrap());
    }
    // The round constants, from the shift register of the specification.
    let mut register = 1_u8;
    for _ in 0..24 {
        let columns: Vec<u64> = (0..5)
            .map(|x| (0..5).fold(0, |all, y| all ^ state[x + 5 * y]))
            .collect();
        for x in 0..5 {
            let mixed = columns[(x + 4) % 5] ^ columns[(x + 1) % 5].rotate_left(1);
            for y in 0..5 {
                state[x + 5 * y] ^= mixed;
            }
        }
        let mut moving = state[1];
        for (rotation, lane) in ROTATIONS.iter().zip(LANES) {
            let kept = state[lane];
            state[lane] = moving.rotate_left(*rotation);
            moving = kept;
        }
        for row in state.chunks_mut(5) {
            let old = [row[0], row[1], row[2], row[3], row[4]];
            for x in 0..5 {
                row[x] = old[x] ^ (!old[(x + 1) % 5] & old[(x + 2) % 5]);
            }
        }
        for place in 0..7 {
            if register & 1 == 1 {
                state[0] ^= 1 << ((1_u32 << place) - 1);
            }
            register = (register << 1) ^ if register & 0x80 == 0 { 0 } else { 0x71 };
        }
    }
    let mut digest = [0; 32];
    for (chunk, lane) in digest.chunks_mut(8).zip(state) {
        chunk.copy_from_slice(&lane.to_le_bytes());
    }
    digest
}

/// EIP-55: a letter is a capital where the hash of the lower-case text has a high digit.
pub(crate) fn eip55(lower: &str) -> String {
    let hash = keccak256(lower.as_bytes());
    lower
        .chars()
        .enumerate()
        .map(|(place, character)| {
            let byte = hash[place / 2];
            let digit = if place % 2 == 0 { byte >> 4 } else { byte & 15 };
            if digit >= 8 {
                character.to_ascii_uppercase()
            } else {
                character
            }
        })
        .collect()
}

pub(crate) fn ethereum(random: &mut Random) -> String {
    format!("0x{}", eip55(&random.of(HEX, 40)))
}

// Devices and places

pub(crate) fn ipv4(random: &mut Random) -> String {
    format!(
        "{}.{}.{}.{}",
        random.pick(&["145", "82", "213", "94", "37", "77", "62", "185", "86"]),
        random.between(1, 250),
        random.between(1, 250),
        random.between(2, 250)
    )
}

pub(crate) fn ip(random: &mut Random) -> String {
    if random.chance(4) {
        return format!(
            "2a02:a4{}:{}:1:{}:{}ff:fe{}:{}",
            random.of(HEX, 2),
            random.of("123456789abc", 4),
            random.of("123456789", 3),
            random.of("1234567", 2),
            random.of(HEX, 2),
            random.of("123456789abc", 4)
        );
    }
    ipv4(random)
}

pub(crate) fn mac(random: &mut Random) -> String {
    let vendor = random.pick(&[
        "3c:22:fb", "b8:27:eb", "00:1b:63", "f4:5c:89", "ac:de:48", "00:50:c2",
    ]);
    let plain = format!(
        "{vendor}:{}:{}:{}",
        random.of(HEX, 2),
        random.of(HEX, 2),
        random.of(HEX, 2)
    );
    match random.below(3) {
        0 => plain,
        1 => plain.to_uppercase(),
        _ => plain.to_uppercase().replace(':', "-"),
    }
}

pub(crate) fn imei(random: &mut Random) -> String {
    let body = format!("35{}{}", random.digits(6), random.digits(6));
    let check = luhn(&body);
    if random.chance(4) {
        return format!("{}-{}-{}-{check}", &body[..2], &body[2..8], &body[8..]);
    }
    format!("{body}{check}")
}

pub(crate) fn gps(random: &mut Random) -> String {
    let (lat, lon) = (
        random.between(50_800_000, 53_400_000),
        random.between(3_400_000, 7_100_000),
    );
    let (lat, lon) = (
        format!("{}.{:06}", lat / 1_000_000, lat % 1_000_000),
        format!("{}.{:06}", lon / 1_000_000, lon % 1_000_000),
    );
    match random.below(3) {
        0 => format!("{lat},{lon}"),
        _ => format!("{lat}, {lon}"),
    }
}

/// ICAO Doc 9303: weights 7, 3, 1; letters count from 10, the filler 0.
pub(crate) fn icao(text: &str) -> u32 {
    text.chars()
        .zip([7, 3, 1].iter().cycle())
        .map(|(character, weight)| character.to_digit(36).unwrap_or(0) * weight)
        .sum::<u32>()
        % 10
}

pub(crate) fn mrz(random: &mut Random) -> String {
    let (year, month, date) = day(random);
    let birth = format!("{:02}{month:02}{date:02}", year % 100);
    let expiry = format!(
        "{}{:02}{:02}",
        random.between(27, 34),
        random.between(1, 12),
        random.between(1, 28)
    );
    let number = passport(random);
    let name = random.pick(&[
        "VRIES<<JAN<PIETER",
        "JANSEN<<EVA",
        "BAKKER<<NOOR<SOPHIE",
        "KAYA<<ELIF",
    ]);
    let sex = random.pick(&["M", "F"]);
    let bsn = bsn(random);
    if random.chance(2) {
        // A passport: two lines of 44.
        let personal = format!("{bsn:<<14}");
        let data = format!(
            "{number}{}NLD{birth}{}{sex}{expiry}{}{personal}{}",
            icao(&number),
            icao(&birth),
            icao(&expiry),
            icao(&personal)
        );
        let all = format!("{}{}{}", &data[..10], &data[13..20], &data[21..43]);
        return format!("{:<<44}\n{data}{}", format!("P<NLD{name}"), icao(&all));
    }
    // An identity card: three lines of 30.
    let first = format!("{:<<30}", format!("I<NLD{number}{}{bsn}", icao(&number)));
    let second = format!(
        "{birth}{}{sex}{expiry}{}NLD<<<<<<<<<<<",
        icao(&birth),
        icao(&expiry)
    );
    let all = format!(
        "{}{}{}{}",
        &first[5..],
        &second[..7],
        &second[8..15],
        &second[18..]
    );
    format!("{first}\n{second}{}\n{:<<30}", icao(&all), name)
}

// Other countries' numbers of persons

pub(crate) fn be_national(random: &mut Random) -> String {
    let (year, month, date) = day(random);
    let body = format!(
        "{:02}{month:02}{date:02}{:03}",
        year % 100,
        random.between(1, 997)
    );
    let counted: u64 = if year >= 2000 {
        format!("2{body}")
    } else {
        body.clone()
    }
    .parse()
    .unwrap();
    let check = 97 - counted % 97;
    if random.chance(2) {
        return format!("{body}{check:02}");
    }
    format!(
        "{}.{}.{}-{}.{check:02}",
        &body[..2],
        &body[2..4],
        &body[4..6],
        &body[6..]
    )
}

pub(crate) fn de_tax(random: &mut Random) -> String {
    let body = until(random, |random| {
        let body = format!("{}{}", random.between(1, 9), random.digits(9));
        let counts: Vec<usize> = "0123456789"
            .chars()
            .map(|digit| body.matches(digit).count())
            .collect();
        let twice = counts.iter().filter(|count| **count == 2).count();
        (twice == 1 && counts.iter().all(|count| *count <= 2)).then_some(body)
    });
    let number = format!("{body}{}", mod11_10(&body));
    if random.chance(2) {
        return number;
    }
    format!(
        "{} {} {} {}",
        &number[..2],
        &number[2..5],
        &number[5..8],
        &number[8..]
    )
}

pub(crate) fn fr_nir(random: &mut Random) -> String {
    let (year, month, _) = day(random);
    let body = format!(
        "{}{:02}{month:02}{:02}{:03}{:03}",
        random.between(1, 2),
        year % 100,
        random.between(21, 95),
        random.between(1, 600),
        random.between(1, 700)
    );
    let key = 97 - body.parse::<u64>().unwrap() % 97;
    if random.chance(2) {
        return format!("{body}{key:02}");
    }
    format!(
        "{} {} {} {} {} {} {key:02}",
        &body[..1],
        &body[1..3],
        &body[3..5],
        &body[5..7],
        &body[7..10],
        &body[10..]
    )
}

const DNI: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

fn dni_letter(number: u64) -> char {
    char::from(DNI[usize::try_from(number % 23).unwrap()])
}

pub(crate) fn es_dni(random: &mut Random) -> String {
    let number = random.between(10_000_000, 79_999_999);
    let letter = dni_letter(number);
    if random.chance(3) {
        format!("{number}-{letter}")
    } else {
        format!("{number}{letter}")
    }
}

pub(crate) fn es_nie(random: &mut Random) -> String {
    let first = random.below(3);
    let number = random.between(1_000_000, 9_999_999);
    let letter = dni_letter(first * 10_000_000 + number);
    let first = ["X", "Y", "Z"][usize::try_from(first).unwrap()];
    if random.chance(3) {
        format!("{first}-{number}-{letter}")
    } else {
        format!("{first}{number}{letter}")
    }
}

/// The last letter of a codice fiscale (decree of 23 December 1976).
pub(crate) fn codice_letter(body: &str) -> char {
    // What a character counts at an odd place, by its value at an even one.
    const ODD: [u32; 26] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
        23,
    ];
    let sum: u32 = body
        .bytes()
        .enumerate()
        .map(|(place, byte)| {
            let value = if byte.is_ascii_digit() {
                byte - b'0'
            } else {
                byte - b'A'
            };
            if place % 2 == 0 {
                ODD[usize::from(value)]
            } else {
                u32::from(value)
            }
        })
        .sum();
    char::from_u32(u32::from(b'A') + sum % 26).unwrap()
}

pub(crate) fn it_codice(random: &mut Random) -> String {
    let (year, month, date) = day(random);
    let date = if random.chance(2) { date + 40 } else { date };
    let month = char::from(b"ABCDEHLMPRST"[usize::try_from(month - 1).unwrap()]);
    let body = format!(
        "{}{}{:02}{month}{date:02}{}",
        random.pick(&["RSS", "BNC", "VRD", "FRR", "CST"]),
        random.pick(&["MRA", "GPP", "LRA", "NNA", "SFO"]),
        year % 100,
        random.pick(&["F205", "H501", "L219", "D612", "A662"])
    );
    let letter = codice_letter(&body);
    format!("{body}{letter}")
}

pub(crate) fn pl_pesel(random: &mut Random) -> String {
    let (year, month, date) = day(random);
    let month = if year >= 2000 { month + 20 } else { month };
    let body = format!("{:02}{month:02}{date:02}{}", year % 100, random.digits(4));
    let check = (10 - weighted(&body, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10;
    format!("{body}{check}")
}

pub(crate) fn se_person(random: &mut Random) -> String {
    let (year, month, date) = day(random);
    let body = format!("{:02}{month:02}{date:02}{}", year % 100, random.digits(3));
    let check = luhn(&body);
    match random.below(3) {
        0 => format!("{}-{}{check}", &body[..6], &body[6..]),
        1 => format!("{}{body}{check}", year / 100),
        _ => format!("{}{}-{}{check}", year / 100, &body[..6], &body[6..]),
    }
}

pub(crate) fn fi_hetu(random: &mut Random) -> String {
    const CHECK: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let (year, month, date) = day(random);
    let birth = format!("{date:02}{month:02}{:02}", year % 100);
    let serial = random.between(2, 899);
    let number: u64 = format!("{birth}{serial:03}").parse().unwrap();
    let check = char::from(CHECK[usize::try_from(number % 31).unwrap()]);
    format!(
        "{birth}{}{serial:03}{check}",
        if year >= 2000 { 'A' } else { '-' }
    )
}

pub(crate) fn dk_cpr(random: &mut Random) -> String {
    let (year, month, date) = (
        random.between(1940, 1999),
        random.between(1, 12),
        random.between(1, 28),
    );
    let number = until(random, |random| {
        // A seventh digit of 0 to 3 means the 1900s.
        let body = format!(
            "{date:02}{month:02}{:02}{}{}",
            year % 100,
            random.between(0, 3),
            random.digits(2)
        );
        let check = (11 - weighted(&body, &[4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
        (check < 10).then(|| format!("{body}{check}"))
    });
    if random.chance(3) {
        number
    } else {
        format!("{}-{}", &number[..6], &number[6..])
    }
}

pub(crate) fn uk_nino(random: &mut Random) -> String {
    let prefix = random.pick(&["AB", "CE", "JG", "KL", "PW", "SR", "WY", "YZ"]);
    let number = random.digits(6);
    let suffix = random.pick(&["A", "B", "C", "D"]);
    if random.chance(2) {
        return format!("{prefix}{number}{suffix}");
    }
    format!(
        "{prefix} {} {} {} {suffix}",
        &number[..2],
        &number[2..4],
        &number[4..]
    )
}

pub(crate) fn us_ssn(random: &mut Random) -> String {
    format!(
        "{:03}-{:02}-{:04}",
        random.between(100, 665),
        random.between(1, 99),
        random.between(1, 9998)
    )
}

// People

pub(crate) const FIRST: &[&str] = &[
    "Jan", "Sanne", "Piet", "Fatima", "Kees", "Noor", "Willem", "Aisha", "Daan", "Lotte", "Mehmet",
    "Eva", "Bram", "Yasmin", "Joost", "Femke",
];
pub(crate) const LAST: &[&str] = &[
    "de Vries",
    "Jansen",
    "van den Berg",
    "Bakker",
    "Visser",
    "Smit",
    "el Amrani",
    "Mulder",
    "Yilmaz",
    "van Dijk",
    "Hoekstra",
    "Dekker",
    "Kuipers",
    "ter Horst",
];

pub(crate) fn person(random: &mut Random) -> String {
    format!("{} {}", random.pick(FIRST), random.pick(LAST))
}

pub(crate) fn email(random: &mut Random) -> String {
    let first = random.pick(FIRST).to_lowercase();
    let last = random.pick(LAST).to_lowercase().replace(' ', "");
    let host = random.pick(&[
        "kpnmail.nl",
        "ziggo.nl",
        "gmail.com",
        "bakkerijvries.nl",
        "gemeente-noorderkoog.nl",
        "outlook.com",
        "xs4all.nl",
        "tuinhuys.eu",
        "mail.vanderveen.frl",
    ]);
    match random.below(5) {
        0 => format!("{first}.{last}@{host}"),
        1 => format!("{}.{last}@{host}", &first[..1]),
        2 => format!("{first}{}@{host}", random.between(10, 99)),
        3 => format!("{first}_{last}+nieuws@{host}"),
        _ => format!("{}{}@{host}", first.to_uppercase(), last),
    }
}

pub(crate) fn birth_date(random: &mut Random) -> String {
    const NL: &[&str] = &[
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let (year, month, date) = day(random);
    match random.below(6) {
        0 => format!("{date:02}-{month:02}-{year}"),
        1 => format!("{date}-{month}-{year}"),
        2 => format!("{date}/{month:02}/{year}"),
        3 => format!("{year}-{month:02}-{date:02}"),
        4 => format!("{date:02}.{month:02}.{year}"),
        _ => format!("{date} {} {year}", NL[usize::try_from(month - 1).unwrap()]),
    }
}

pub(crate) fn postcode(random: &mut Random) -> String {
    const L: &str = "ABCDEGHJKLNPRTVWXZ";
    format!(
        "{}{}{}",
        random.between(1011, 9999),
        if random.chance(3) { "" } else { " " },
        random.of(L, 2)
    )
}

pub(crate) fn address(random: &mut Random) -> String {
    let street = street(random);
    format!(
        "{street}, {} {}",
        postcode(random),
        random.pick(&["Utrecht", "Groningen", "Zwolle", "Den Haag", "Alkmaar"])
    )
}

pub(crate) fn street(random: &mut Random) -> String {
    format!(
        "{} {}{}",
        random.pick(&[
            "Dorpsstraat",
            "Kerkweg",
            "Prinsengracht",
            "Burg. Jansenlaan",
            "Lindenplein",
            "Oude Haven",
            "Stationsweg",
            "Zuiderkade"
        ]),
        random.between(1, 240),
        random.pick(&["", "", "", "a", " bis", "-2", "B"])
    )
}

#[test]
fn the_makers_agree_with_published_values() {
    assert_eq!(eleven("11122233", 0), Some('3'));
    assert_eq!(eleven("12345678", 0), Some('2'));
    assert_eq!(eleven("10122233", 5), Some('1'));
    assert_eq!(mod97("NL000099998B57"), 1);
    assert_eq!(
        with_iban_check("NL", "ABNA0417164300"),
        "NL91ABNA0417164300"
    );
    assert_eq!(
        with_iban_check("GB", "WEST12345698765432"),
        "GB82WEST12345698765432"
    );
    assert_eq!(mod97("54930084UKLVMY22DS16"), 1);
    assert_eq!(luhn("411111111111111"), 1);
    assert_eq!(luhn("7992739871"), 3);
    assert_eq!(mod11_10("8609574271"), 9);
    assert_eq!(mod11_10("4703689281"), 6);
    assert_eq!(icao("L898902C3"), 6);
    assert_eq!(icao("740812"), 2);
    assert_eq!(icao("L898902C3674081221204159ZE184226B<<<<<1"), 0);
    assert_eq!(97 - 850_730_033_u64 % 97, 28);
    assert_eq!(dni_letter(12_345_678), 'Z');
    assert_eq!(dni_letter(1_234_567), 'L');
    assert_eq!(codice_letter("RSSMRA85T10A562"), 'S');
    assert_eq!(
        weighted("4405140135", &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10,
        1
    );
    assert_eq!(luhn("811218987"), 6);
    assert_eq!(131_052_308 % 31, 25);
    assert_eq!(
        weighted("2110625629", &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11,
        0
    );
    assert_eq!(
        eip55("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
        "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    );
    assert_eq!(
        bech32(
            0,
            &[
                0x75, 0x1e, 0x76, 0xe8, 0x19, 0x91, 0x96, 0xd4, 0x54, 0x94, 0x1c, 0x45, 0xd1, 0xb3,
                0xa3, 0x23, 0xf1, 0x43, 0x3b, 0xd6
            ]
        ),
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    );
    assert_eq!(
        base58check(
            0,
            &[
                0x01, 0x09, 0x66, 0x77, 0x60, 0x06, 0x95, 0x3d, 0x55, 0x67, 0x43, 0x9e, 0x5e, 0x39,
                0xf8, 0x6a, 0x0d, 0x27, 0x3b, 0xee
            ]
        ),
        "16UwLL9Risc3QfPqBUvKofHmBQ7wMtjvM"
    );
}
