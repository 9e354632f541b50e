//! A hash for lists of words that the engine itself has: a tenth of what the standard one takes.
//!
//! It resists nobody who chooses words so that they collide, so nothing that comes from a text is ever put into
//! such a list; it is only looked up there.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A set of words.
pub(crate) type WordSet = HashSet<&'static str, BuildHasherDefault<WordHasher>>;
/// What words stand for.
pub(crate) type WordMap<V, W = &'static str> = HashMap<W, V, BuildHasherDefault<WordHasher>>;

/// Hashes eight bytes at once.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, eight: u64) {
        self.0 = (self.0.rotate_left(31) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut eight = [0; 8];
            for (to, from) in eight.iter_mut().zip(rest) {
                *to = *from;
            }
            self.add(u64::from_le_bytes(eight));
        }
    }

    // What tells where a word ends: all of these end there.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        // Tables use the lowest bits and the highest, and of a product the lowest know little.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher as _, BuildHasherDefault};

    use super::WordHasher;

    #[test]
    fn words_that_are_alike_spread() {
        let hash = BuildHasherDefault::<WordHasher>::default();
        let words = (0..4096).flat_map(|number| [format!("{number}"), format!("voornaam{number}")]);
        let mut lowest: Vec<u64> = words
            .map(|word| hash.hash_one(word.as_str()) % 65_536)
            .collect();
        let all = lowest.len();
        lowest.sort_unstable();
        lowest.dedup();
        // At random some 7,700 of them would differ.
        assert!(lowest.len() > all * 9 / 10, "{} of {all}", lowest.len());
    }
}
