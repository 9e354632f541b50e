//! Whether a name may begin at a capital, told by the hash of its word and of the word before: nearly
//! every capital begins something else, and reading it costs a hundred times as much.

use std::sync::LazyLock;

use super::{FIRST, FIRST_OR_WORD, SURNAMES, cue, parts};

/// How many bits a hash has: each set is 8 KiB.
const HASH_BITS: u32 = 16;
const SET_WORDS: usize = 1 << (HASH_BITS - u32::BITS.ilog2());

static GIVEN: LazyLock<HashSet> = LazyLock::new(|| {
    let words = FIRST.iter().chain(&*FIRST_OR_WORD);
    HashSet::of(words.map(|word| Hash::of(letters(word).iter().copied())))
});
/// Those that a sentence may call somebody by alone.
static FAMILY: LazyLock<HashSet> = LazyLock::new(|| {
    let words = SURNAMES.iter().filter(|word| word.len() >= 4);
    HashSet::of(words.map(|word| Hash::of(letters(word).iter().copied())))
});
/// The words before a name are read from their ends.
static BEFORE: LazyLock<HashSet> = LazyLock::new(|| {
    let words = cue::that_call().chain(parts::PARTICLES);
    HashSet::of(words.map(|word| Hash::of(letters(word).iter().rev().copied())))
});

/// Whether [`read`](super::read) may read a name that begins here. Where it's not sure, it may.
pub(super) fn may_be_name(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let mut hash = Hash::default();
    let mut length = 0;
    let next = loop {
        match rest.get(length) {
            Some(letter) if is_letter(*letter) => hash.add(*letter),
            next => break next,
        }
        length += 1;
    };
    // An accent, `Anne-Marie`.
    let is_whole = next.is_none_or(|byte| *byte < 0x80 && !matches!(byte, b'-' | b'\''));
    // `J.P. de Vries`, `Chr. de Vries`.
    let may_be_initials = || match rest {
        [_, one, two, three, four, ..] => [one, two, three, four].contains(&&b'.'),
        _ => rest.contains(&b'.'),
    };
    !is_whole
        || GIVEN.has(hash)
        || FAMILY.has(hash)
        || may_be_initials()
        || parts::has_telling_particle(rest.get(length..).unwrap_or_default())
        || may_be_called_for(text, at)
}

/// Whether the word before may say that what follows is a name.
pub(super) fn may_be_called_for(text: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(cue::NEAR);
    let mut letters = text.get(from..at).unwrap_or_default();
    while let [rest @ .., last] = letters
        && !is_letter(*last)
        && *last < 0x80
    {
        letters = rest;
    }
    if letters.is_empty() {
        return false;
    }
    let mut hash = Hash::default();
    while let [rest @ .., last] = letters {
        if !is_letter(*last) {
            // If not, it has an accent.
            return *last >= 0x80 || BEFORE.has(hash);
        }
        hash.add(*last);
        letters = rest;
    }
    // It may be cut.
    from > 0 || BEFORE.has(hash)
}

fn is_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

/// FNV-1a, of letters without their case.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Default for Hash {
    fn default() -> Self {
        Self(0x811C_9DC5)
    }
}

impl Hash {
    fn add(&mut self, letter: u8) {
        self.0 = (self.0 ^ u32::from(letter | 0x20)).wrapping_mul(0x0100_0193);
    }

    fn of(letters: impl Iterator<Item = u8>) -> Self {
        let mut hash = Self::default();
        for letter in letters {
            hash.add(letter);
        }
        hash
    }

    /// Its word in a set, and its bit there.
    fn place(self) -> (usize, u32) {
        let bits = (self.0 ^ (self.0 << HASH_BITS)) >> (u32::BITS - HASH_BITS);
        ((bits / u32::BITS) as usize, bits % u32::BITS)
    }
}

/// A set of words of ASCII, in any case, that has some more which it was not given.
struct HashSet(Box<[u32; SET_WORDS]>);

impl HashSet {
    fn of(hashes: impl Iterator<Item = Hash>) -> Self {
        let mut set = Box::new([0; SET_WORDS]);
        for hash in hashes {
            let (word, bit) = hash.place();
            if let Some(bits) = set.get_mut(word) {
                *bits |= 1 << bit;
            }
        }
        Self(set)
    }

    fn has(&self, hash: Hash) -> bool {
        let (word, bit) = hash.place();
        self.0.get(word).is_some_and(|bits| bits >> bit & 1 != 0)
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
