//! The checksums that only national numbers have. Digits are ASCII; where something else stands, they fail.

/// The rest of a division by 97, digit by digit.
pub(super) fn mod_97(digits: impl IntoIterator<Item = u8>) -> u32 {
    digits.into_iter().fold(0, |rest, digit| {
        (rest * 10 + u32::from(digit.wrapping_sub(b'0') % 10)) % 97
    })
}

/// Verhoeff's check over the dihedral group of ten: the last digit checks the others.
pub(super) fn is_verhoeff(digits: impl DoubleEndedIterator<Item = u8>) -> bool {
    const PERMUTATION: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let mut check = 0;
    for (place, digit) in digits.rev().enumerate() {
        if !digit.is_ascii_digit() {
            return false;
        }
        let mut value = u32::from(digit - b'0');
        for _ in 0..place % 8 {
            value = PERMUTATION.get(value as usize).copied().unwrap_or_default();
        }
        check = dihedral(check, value);
    }
    check == 0
}

/// Multiplication in the dihedral group of ten: 0 to 4 turn, 5 to 9 mirror.
fn dihedral(one: u32, other: u32) -> u32 {
    match (one < 5, other < 5) {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other - 5) % 5,
        (false, true) => 5 + (one - 5 + 5 - other) % 5,
        (false, false) => (one + 5 - other) % 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_examples() {
        // Verhoeff's 236 has the check digit 3; 12345 has 1.
        assert!(is_verhoeff(b"2363".iter().copied()));
        assert!(is_verhoeff(b"123451".iter().copied()));
        assert!(!is_verhoeff(b"123452".iter().copied()));
        assert_eq!(mod_97(b"850730033".iter().copied()), 97 - 28);
    }
}
