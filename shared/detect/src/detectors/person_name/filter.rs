//! Whether a name may begin at a capital, told by the hash of its word and of the word before: nearly
//! every capital begins something else, and reading it costs a hundred times as much.

use std::sync::LazyLock;

use super::{FIRST, FIRST_OR_WORD, SURNAMES, cue, parts};
use crate::lanes;

/// How many bits of a hash choose one of those that tell whether it is looked for: each set has 32 KiB of these.
const HASH_BITS: u32 = 18;
const SET_WORDS: usize = 1 << (HASH_BITS - u32::BITS.ilog2());
/// How many bits a hash chooses. Of the commonest words some has the first bit of a name, whatever the hash.
const CHOICES: u32 = 2;

/// Given names, and surnames that a sentence may call somebody by alone. Those with more than letters of
/// ASCII are not asked for.
static NAMES: LazyLock<HashSet> = LazyLock::new(|| {
    let surnames = SURNAMES.iter().filter(|word| word.len() >= 4);
    let words = FIRST.iter().chain(&*FIRST_OR_WORD).chain(surnames);
    let plain = words.filter(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    HashSet::of(plain.map(|word| Hash::of(word.bytes())))
});
/// The words before a name, by their last eight letters, which are read from the end.
static BEFORE: LazyLock<HashSet> = LazyLock::new(|| {
    let words = cue::that_call().chain(parts::PARTICLES);
    HashSet::of(words.map(|word| Hash::of(letters(word).iter().rev().copied().take(EIGHT))))
});

/// Whether [`read`](super::read) may read a name that begins here. Where it's not sure, it may.
pub(super) fn may_be_name(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let (hash, length) = Hash::of_word(rest);
    let next = rest.get(length);
    // An accent, `Anne-Marie`.
    let is_whole = next.is_none_or(|byte| *byte < 0x80 && !matches!(byte, b'-' | b'\''));
    // `J.P. de Vries`, `Chr. de Vries`.
    let may_be_initials = || match rest {
        [_, one, two, three, four, ..] => [one, two, three, four].contains(&&b'.'),
        _ => rest.contains(&b'.'),
    };
    !is_whole
        || NAMES.has(hash)
        || may_be_initials()
        || parts::has_telling_particle(rest.get(length..).unwrap_or_default())
        || may_be_called_for(text, at)
}

/// Whether the word before may say that what follows is a name.
pub(super) fn may_be_called_for(text: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(cue::NEAR);
    let mut word = text.get(from..at).unwrap_or_default();
    while let [rest @ .., last] = word
        && !is_letter(*last)
        && *last < 0x80
    {
        word = rest;
    }
    if word.is_empty() {
        return false;
    }
    let (hash, length) = Hash::of_word_before(word);
    // What stands before the letters and is none has an accent, or the word is cut.
    let is_part = length < EIGHT
        && word
            .iter()
            .nth_back(length)
            .map_or(from > 0, |before| *before >= 0x80);
    is_part || BEFORE.has(hash)
}

fn is_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

/// How many letters are hashed at once.
const EIGHT: usize = 8;

/// A hash of letters without their case, eight at once.
#[derive(Clone, Copy, Default)]
struct Hash(u64);

impl Hash {
    /// Of up to eight letters in lower case, with zeros behind them.
    fn add(&mut self, letters: u64) {
        self.0 = (self.0.rotate_left(31) ^ letters).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn of(letters: impl Iterator<Item = u8>) -> Self {
        let mut letters = letters.peekable();
        let mut hash = Self::default();
        while letters.peek().is_some() {
            let mut eight = [0; 8];
            for (place, letter) in eight.iter_mut().zip(letters.by_ref()) {
                *place = letter | 0x20;
            }
            hash.add(u64::from_le_bytes(eight));
        }
        hash
    }

    /// Of the letters that a text begins with, and how many they are.
    fn of_word(text: &[u8]) -> (Self, usize) {
        let mut hash = Self::default();
        let mut length = 0;
        loop {
            let rest = text.get(length..).unwrap_or_default();
            let eight = rest.first_chunk().copied().unwrap_or_else(|| {
                let mut eight = [0; EIGHT];
                for (place, byte) in eight.iter_mut().zip(rest) {
                    *place = *byte;
                }
                eight
            });
            let (letters, count) = lanes::leading_letters(u64::from_le_bytes(eight));
            if count > 0 {
                hash.add(letters);
            }
            length += count;
            if count < EIGHT {
                return (hash, length);
            }
        }
    }

    /// Of the letters that a text ends with, from its end on, and how many they are: of eight at most.
    fn of_word_before(text: &[u8]) -> (Self, usize) {
        let eight = text.last_chunk().copied().unwrap_or_else(|| {
            let mut eight = [0; EIGHT];
            for (place, byte) in eight.iter_mut().rev().zip(text.iter().rev()) {
                *place = *byte;
            }
            eight
        });
        let (letters, length) = lanes::leading_letters(u64::from_be_bytes(eight));
        let mut hash = Self::default();
        if length > 0 {
            hash.add(letters);
        }
        (hash, length)
    }

    /// The words of a set that it chooses, and the bit in each.
    fn places(self) -> impl Iterator<Item = (usize, u32)> {
        (1..=CHOICES).map(move |choice| {
            let bits = self.0 >> (u64::BITS - choice * HASH_BITS) & ((1 << HASH_BITS) - 1);
            let bits = bits as u32;
            ((bits / u32::BITS) as usize, bits % u32::BITS)
        })
    }
}

/// A set of words of ASCII, in any case. It has what it was made of, and of other words one in thousands.
struct HashSet {
    bits: Box<[u32; SET_WORDS]>,
}

impl HashSet {
    #[expect(
        clippy::large_stack_arrays,
        reason = "made twice in a process, and 32 KiB for as long as it's moved to the heap"
    )]
    fn of(words: impl Iterator<Item = Hash>) -> Self {
        let mut bits = Box::new([0; SET_WORDS]);
        for (word, bit) in words.flat_map(Hash::places) {
            if let Some(bits) = bits.get_mut(word) {
                *bits |= 1 << bit;
            }
        }
        Self { bits }
    }

    fn has(&self, hash: Hash) -> bool {
        // All at once, so that there is one branch, which is hardly ever taken.
        let all = hash.places().fold(1, |all, (word, bit)| {
            all & self.bits.get(word).map_or(0, |bits| bits >> bit)
        });
        all & 1 != 0
    }
}

/// The letters of a word that count. Of what is no letter, only what stands behind it does: `v.d.` is `d`.
fn letters(word: &str) -> &[u8] {
    word.trim_end_matches(|last: char| last.is_ascii_punctuation())
        .rsplit(|letter: char| !letter.is_ascii_alphabetic())
        .next()
        .unwrap_or_default()
        .as_bytes()
}
