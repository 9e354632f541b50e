//! The checksums behind the identifiers. Digits are ASCII; anything else fails.

use std::iter::Sum;
use std::ops::Mul;

use sha2::{Digest, Sha256};
use sha3::Keccak256;

/// The 11-test of the BSN: weights 9 to 2 and −1 (Wabb, logical design BSN 1.3). Takes nine
/// digits; an eight-digit number gets its leading zero from the caller.
pub(crate) fn is_bsn(digits: &[u8]) -> bool {
    if digits.len() != 9 || digits.iter().all(|digit| *digit == b'0') {
        return false;
    }
    let mut sum = 0_i32;
    for (digit, weight) in digits.iter().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]) {
        if !digit.is_ascii_digit() {
            return false;
        }
        sum += i32::from(digit - b'0') * weight;
    }
    sum % 11 == 0
}

/// The Dutch 11-test: each digit times its place from the right, together a multiple of 11. Bank accounts had it
/// before the IBAN, and customer numbers have it since.
pub(crate) fn is_elfproef(digits: &[u8]) -> bool {
    let sum = digits
        .iter()
        .rev()
        .zip(1_u64..)
        .map(|(digit, weight)| u64::from(digit.wrapping_sub(b'0')) * weight)
        .sum::<u64>();
    digits.len() >= 2 && digits.iter().all(u8::is_ascii_digit) && sum != 0 && sum.is_multiple_of(11)
}

/// The Luhn check of ISO/IEC 7812-1.
pub(crate) fn is_luhn(digits: &[u8]) -> bool {
    let mut sum = 0_u32;
    for (place, digit) in digits.iter().rev().enumerate() {
        if !digit.is_ascii_digit() {
            return false;
        }
        let mut value = u32::from(digit - b'0');
        if place % 2 == 1 {
            value *= 2;
            if value > 9 {
                value -= 9;
            }
        }
        sum += value;
    }
    !digits.is_empty() && sum.is_multiple_of(10)
}

/// ISO 7064 mod 97-10 as ISO 13616 uses it for IBANs. Takes upper-case letters and digits.
pub(crate) fn is_iban(compact: &[u8]) -> bool {
    if compact.len() < 5 {
        return false;
    }
    let (head, tail) = compact.split_at(4);
    let mut rest = 0_u32;
    for byte in tail.iter().chain(head) {
        rest = match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            b'A'..=b'Z' => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
            _ => return false,
        };
    }
    rest == 1
}

/// The checksum of GitHub's and npm's tokens: the last six characters are the CRC-32 of the
/// random part in base 62, padded with zeros.
pub(crate) fn is_base62_crc32(random: &[u8], checksum: &[u8]) -> bool {
    checksum == base62_crc32(random)
}

/// The random part with its checksum behind it.
#[cfg(test)]
pub(crate) fn with_base62_crc32(random: &str) -> String {
    let checksum = base62_crc32(random.as_bytes());
    format!("{random}{}", String::from_utf8_lossy(&checksum))
}

fn base62_crc32(random: &[u8]) -> [u8; 6] {
    const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut crc = crc32fast::hash(random);
    let mut expected = [b'0'; 6];
    for place in expected.iter_mut().rev() {
        *place = ALPHABET[(crc % 62) as usize];
        crc /= 62;
    }
    expected
}

/// The remainder of the 11-test of the BSN, for its relatives: 5 makes an education number.
pub(crate) fn bsn_remainder(digits: &[u8]) -> Option<i32> {
    if digits.len() != 9 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: i32 = digits
        .iter()
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(digit, weight)| i32::from(digit - b'0') * weight)
        .sum();
    Some(sum.rem_euclid(11))
}

/// ISO/IEC 7064 mod 97-10 with the check digits at the end, as in an LEI (ISO 17442) and in the
/// Dutch VAT numbers since 2020. Takes upper-case letters and digits.
pub(crate) fn is_mod_97_10(compact: &[u8]) -> bool {
    let mut rest = 0_u32;
    for byte in compact {
        rest = match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            b'A'..=b'Z' => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
            _ => return false,
        };
    }
    rest == 1
}

/// ISO/IEC 7064 mod 11,10: German VAT and tax numbers, the Croatian OIB.
pub(crate) fn is_mod_11_10(digits: &[u8]) -> bool {
    let mut check = 5_u32;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return false;
        }
        let doubled = if check == 0 { 10 } else { check } * 2 % 11;
        check = (doubled + u32::from(digit - b'0')) % 10;
    }
    check == 1
}

/// The sum of digits times weights; nothing if one is no digit or there are too few. Digits without a
/// weight don't count.
pub(crate) fn weighted<N>(digits: &[u8], weights: &[N]) -> Option<N>
where
    N: Copy + From<u8> + Mul<Output = N> + Sum,
{
    let digits = digits.get(..weights.len())?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(
        digits
            .iter()
            .zip(weights)
            .map(|(digit, weight)| N::from(digit - b'0') * *weight)
            .sum(),
    )
}

/// The check digit of ICAO Doc 9303 part 3, section 4.9: weights 7, 3, 1; `A` is 10, `<` is 0.
pub(crate) fn icao_digit(field: impl IntoIterator<Item = u8>) -> Option<u8> {
    let mut sum = 0_u32;
    for (byte, weight) in field.into_iter().zip([7, 3, 1].into_iter().cycle()) {
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            b'<' => 0,
            _ => return None,
        };
        sum += u32::from(value) * weight;
    }
    u8::try_from(sum % 10).ok().map(|digit| b'0' + digit)
}

/// Whether text is a Bitcoin address in base58check: a version byte of the main network, twenty
/// bytes of a hash, and the first four bytes of the double SHA-256 of both.
pub(crate) fn is_base58_address(text: &[u8]) -> bool {
    const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut bytes = [0_u8; 25];
    for character in text {
        let Some(value) = ALPHABET.iter().position(|known| known == character) else {
            return false;
        };
        let mut carry = u32::try_from(value).unwrap_or_default();
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * 58;
            *byte = (carry & 0xFF) as u8;
            carry >>= 8;
        }
        if carry != 0 {
            return false;
        }
    }
    let (payload, check) = bytes.split_at(21);
    // Each leading zero byte is written as a `1`.
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let ones = text.iter().take_while(|byte| **byte == b'1').count();
    matches!(payload.first(), Some(0x00 | 0x05))
        && zeros == ones
        && Sha256::digest(Sha256::digest(payload)).starts_with(check)
}

/// Whether text in lower case is a segregated-witness address of Bitcoin's main network: bech32
/// (BIP 173) for version 0, bech32m (BIP 350) for the others.
pub(crate) fn is_segwit_address(text: &[u8]) -> bool {
    const CHARACTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const GENERATORS: [u32; 5] = [
        0x3B6A_57B2,
        0x2650_8E6D,
        0x1EA1_19FA,
        0x3D42_33DD,
        0x2A14_62B3,
    ];
    const BECH32M: u32 = 0x2BC8_30A3;
    let Some(data) = text.strip_prefix(b"bc1") else {
        return false;
    };
    if data.len() < 11 || text.len() > 90 {
        return false;
    }
    let mut polymod = 1_u32;
    let mut feed = |value: u32| {
        let top = polymod >> 25;
        polymod = ((polymod & 0x01FF_FFFF) << 5) ^ value;
        for (place, generator) in GENERATORS.iter().enumerate() {
            if (top >> place) & 1 == 1 {
                polymod ^= generator;
            }
        }
    };
    // The prefix `bc`: its high bits, a zero, its low bits.
    for value in [3, 3, 0, 2, 3] {
        feed(value);
    }
    let mut version = 0;
    for (place, character) in data.iter().enumerate() {
        let Some(value) = CHARACTERS.iter().position(|known| known == character) else {
            return false;
        };
        if place == 0 {
            version = value;
        }
        feed(u32::try_from(value).unwrap_or_default());
    }
    // Behind the version and before six characters of checksum, five bits a character.
    let program_bits = (data.len() - 7) * 5;
    let program = program_bits / 8;
    let is_sized = match version {
        0 => program == 20 || program == 32,
        _ => version <= 16 && (2..=40).contains(&program),
    };
    is_sized && program_bits % 8 < 5 && polymod == if version == 0 { 1 } else { BECH32M }
}

/// Whether the capitals among forty hexadecimal digits are those of EIP-55: a letter is a capital
/// where the digit of the Keccak-256 of the small letters is 8 or more.
pub(crate) fn is_eip55(address: &[u8]) -> bool {
    let lower = address.to_ascii_lowercase();
    let hash = Keccak256::digest(&lower);
    address.len() == 40
        && address.iter().enumerate().all(|(place, byte)| {
            let pair = hash.get(place / 2).copied().unwrap_or_default();
            let digit = if place % 2 == 0 { pair >> 4 } else { pair & 15 };
            byte.is_ascii_digit()
                || (byte.is_ascii_hexdigit() && byte.is_ascii_uppercase() == (digit >= 8))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bsn() {
        for valid in [
            "111222333",
            "123456782",
            "999990019",
            "111111110",
            "010464554",
        ] {
            assert!(is_bsn(valid.as_bytes()), "{valid}");
        }
        for invalid in [
            "123456789",
            "000000000",
            "11122233",
            "1234567820",
            "12345678a",
        ] {
            assert!(!is_bsn(invalid.as_bytes()), "{invalid}");
        }
    }

    #[test]
    fn elfproef() {
        // The second is the example account of the Dutch banks' association.
        for valid in ["123456789", "736160221", "0417164300", "19"] {
            assert!(is_elfproef(valid.as_bytes()), "{valid}");
        }
        for invalid in ["123456788", "000000000", "12345678a", "", "0"] {
            assert!(!is_elfproef(invalid.as_bytes()), "{invalid}");
        }
    }

    #[test]
    fn luhn() {
        for valid in ["4111111111111111", "378282246310005", "79927398713"] {
            assert!(is_luhn(valid.as_bytes()), "{valid}");
        }
        for invalid in ["4111111111111112", "", "41111111a1111111"] {
            assert!(!is_luhn(invalid.as_bytes()), "{invalid}");
        }
    }

    #[test]
    fn iban() {
        for valid in [
            "NL91ABNA0417164300",
            "DE89370400440532013000",
            "GB82WEST12345698765432",
        ] {
            assert!(is_iban(valid.as_bytes()), "{valid}");
        }
        for invalid in ["NL91ABNA0417164301", "NL91", "nl91abna0417164300"] {
            assert!(!is_iban(invalid.as_bytes()), "{invalid}");
        }
    }

    #[test]
    fn token_checksum() {
        // Published, revoked: the example of the format's description.
        assert!(is_base62_crc32(
            b"zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ",
            b"0mLq17"
        ));
        assert!(!is_base62_crc32(
            b"zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ",
            b"0mLq18"
        ));
    }

    #[test]
    fn relatives_of_the_bsn() {
        assert_eq!(bsn_remainder(b"101222331"), Some(5));
        assert_eq!(bsn_remainder(b"111222333"), Some(0));
        assert_ne!(bsn_remainder(b"100252333"), Some(5));
        assert_eq!(bsn_remainder(b"10122233"), None);
    }

    #[test]
    fn iso_7064() {
        for valid in [
            "213800KUD8LAJWSQ9D15",
            "5493001KJTIIGC8Y1R12",
            "NL002455799B11",
        ] {
            assert!(is_mod_97_10(valid.as_bytes()), "{valid}");
        }
        assert!(!is_mod_97_10(b"213800KUD8LXJWSQ9D15"));
        for valid in ["136695976", "33392005961"] {
            assert!(is_mod_11_10(valid.as_bytes()), "{valid}");
        }
        assert!(!is_mod_11_10(b"136695978"));
        assert!(!is_mod_11_10(b""));
    }

    #[test]
    fn weights() {
        assert_eq!(weighted(b"1203", &[4, 3, 2, -1]), Some(7));
        assert_eq!(weighted(b"1203", &[4_u32, 3]), Some(10));
        assert_eq!(weighted(b"12", &[4, 3, 2]), None);
        assert_eq!(weighted(b"1a", &[4, 3]), None);
    }

    #[test]
    fn icao() {
        for (field, digit) in [
            ("L898902C3", b'6'),
            ("740812", b'2'),
            ("120415", b'9'),
            ("ZE184226B<<<<<", b'1'),
            ("D23145890", b'7'),
        ] {
            assert_eq!(icao_digit(field.bytes()), Some(digit), "{field}");
        }
        assert_eq!(icao_digit(*b"ab"), None);
    }

    #[test]
    fn bitcoin() {
        for valid in [
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD",
            "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        ] {
            assert!(is_base58_address(valid.as_bytes()), "{valid}");
        }
        for invalid in ["1NEDqZPvTWRaoho48qXuLLsrYomMXPABfX", "", "1", "0OIl"] {
            assert!(!is_base58_address(invalid.as_bytes()), "{invalid}");
        }
        for valid in [
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "bc1qardv855yjngspvxuttq897aqca3lxju2y69jce",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "bc1sw50qgdz25j",
        ] {
            assert!(is_segwit_address(valid.as_bytes()), "{valid}");
        }
        for invalid in [
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
            "bc1qqqqqqqqqqqqqqq",
            "bc1",
        ] {
            assert!(!is_segwit_address(invalid.as_bytes()), "{invalid}");
        }
    }

    #[test]
    fn ethereum() {
        for valid in [
            "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "fB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "dbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        ] {
            assert!(is_eip55(valid.as_bytes()), "{valid}");
        }
        for invalid in ["5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "", "zz"] {
            assert!(!is_eip55(invalid.as_bytes()), "{invalid}");
        }
    }
}
