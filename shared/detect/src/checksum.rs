//! The checksums behind the identifiers. Digits are ASCII; anything else fails.

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
}
