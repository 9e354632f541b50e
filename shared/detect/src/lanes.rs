//! Eight bytes at once, in a word.

/// The upper bit of every byte.
pub(crate) const UPPER: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

/// How many bytes are looked at together, eight in a word.
const BLOCK: usize = 16;
/// How many of these are noted at once, by a number of one byte.
const BLOCKS: usize = 1 << u8::BITS;

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

/// Tells every byte that is marked: a digit, a capital, something between those two, or no ASCII. Most blocks of prose
/// and code have none, and which do no processor foresees: so they are noted without a branch first.
#[expect(
    clippy::cast_possible_truncation,
    reason = "blocks of a group have numbers of a byte"
)]
pub(crate) fn each_marked(text: &[u8], mark: impl Fn(u64) -> u64, mut tell: impl FnMut(usize)) {
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    let mut tell_all = |number: usize, block: &[u8; BLOCK]| {
        let [low, high] = [block.first_chunk(), block.last_chunk()]
            .map(|word| mark(word.map_or(0, |word| u64::from_le_bytes(*word))));
        let mut marks = u128::from(high) << u64::BITS | u128::from(low);
        while marks != 0 {
            tell(number * BLOCK + (marks.trailing_zeros() / u8::BITS) as usize);
            marks &= marks - 1;
        }
    };
    for (group, some) in blocks.chunks(BLOCKS).enumerate() {
        let mut noted = [0_u8; BLOCKS];
        let mut count = 0;
        for (number, block) in some.iter().enumerate() {
            if let Some(next) = noted.get_mut(count) {
                *next = number as u8;
            }
            // A few vector instructions.
            count += usize::from(block.iter().fold(false, |any, byte| any | may_mark(*byte)));
        }
        for number in noted.get(..count).unwrap_or_default() {
            let number = usize::from(*number);
            if let Some(block) = some.get(number) {
                tell_all(group * BLOCKS + number, block);
            }
        }
    }
    if !rest.is_empty() {
        let mut padded = [0; BLOCK];
        for (padded, byte) in padded.iter_mut().zip(rest) {
            *padded = *byte;
        }
        tell_all(blocks.len(), &padded);
    }
}

/// Whether a byte is a digit, a capital, something between those two, or no ASCII.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches it is a few vector instructions for a block"
)]
const fn may_mark(byte: u8) -> bool {
    (byte.wrapping_sub(b'0') <= b'Z' - b'0') | (byte >= 0x80)
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
