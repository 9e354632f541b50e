//! Eight bytes at once, in a word.

/// The upper bit of every byte.
pub(crate) const UPPER: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

/// The upper bits of those bytes of a word that, without theirs, are from one to another.
pub(crate) const fn within(word: u64, first: u8, last: u8) -> u64 {
    let low = word & !UPPER;
    // Of seven bits, a sum with no more than 128 carries into the eighth only.
    let reaches = low + ONES * (0x80 - first as u64);
    let exceeds = low + ONES * (0x7F - last as u64);
    reaches & !exceeds & UPPER
}

/// The upper bits of those bytes of a word that are letters of ASCII.
pub(crate) const fn letters(word: u64) -> u64 {
    within(word | (ONES * 0x20), b'a', b'z') & !word
}

/// The letters of ASCII that a word begins with, from its lowest byte on, in lower case, with zeros behind them; and
/// how many they are.
pub(crate) const fn leading_letters(word: u64) -> (u64, usize) {
    let lower = word | (ONES * 0x20);
    let others = !letters(word) & UPPER;
    let count = others.trailing_zeros() / 8;
    let letters = match u64::MAX.checked_shl(count * 8) {
        Some(behind) => lower & !behind,
        None => lower,
    };
    (letters, count as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn leading_letters_are_those_before_the_first_other_byte(eight in "[a-zA-Z]{0,8}[@`\\[{éÁ\0 ]{0,4}.{0,8}") {
            let mut bytes = [0; 8];
            for (to, from) in bytes.iter_mut().zip(eight.bytes()) {
                *to = from;
            }
            let there: Vec<u8> = bytes.into_iter().take_while(u8::is_ascii_alphabetic).collect();
            let (letters, count) = leading_letters(u64::from_le_bytes(bytes));
            let mut expected = [0; 8];
            for (to, from) in expected.iter_mut().zip(there.to_ascii_lowercase()) {
                *to = from;
            }
            prop_assert_eq!((letters.to_le_bytes(), count), (expected, there.len()));
        }
    }
}
