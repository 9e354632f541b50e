//! A hash for lists of words that the engine itself has: a tenth of what the standard one takes.
//!
//! It resists nobody who chooses words so that they collide, so nothing that comes from a text is ever put into
//! such a list; it is only looked up there.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A set of words.
pub(crate) type WordSet = HashSet<&'static str, BuildHasherDefault<WordHasher>>;
/// What words stand for.
pub(crate) type WordMap<V> = HashMap<&'static str, V, BuildHasherDefault<WordHasher>>;

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
