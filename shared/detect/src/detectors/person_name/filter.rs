//! Whether a name may begin at a capital, told by the hash of its word and of the word before: nearly
//! every capital begins something else, and reading it costs a hundred times as much.

use std::sync::LazyLock;

use super::{FIRST, FIRST_OR_WORD, cue, parts};

/// How many bits a hash has: each set is 8 KiB.
const HASH_BITS: u32 = 16;
const SET_WORDS: usize = 1 << (HASH_BITS - u32::BITS.ilog2());

static GIVEN: LazyLock<HashSet> =
    LazyLock::new(|| HashSet::of(FIRST.iter().chain(&*FIRST_OR_WORD).copied()));
static BEFORE: LazyLock<HashSet> =
    LazyLock::new(|| HashSet::of(cue::that_call().chain(parts::PARTICLES).copied()));

/// Whether [`read`](super::read) may read a name that begins here. Where it's not sure, it may.
pub(super) fn may_be_name(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest
        .split(|byte| !byte.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    let is_whole = match rest.get(word.len()) {
        // An accent, `Anne-Marie`.
        Some(byte) => *byte < 0x80 && !matches!(byte, b'-' | b'\''),
        None => true,
    };
    // `J.P. de Vries`, `Chr. de Vries`.
    let may_be_initials = rest.iter().skip(1).take(4).any(|byte| *byte == b'.');
    !is_whole
        || may_be_initials
        || parts::has_telling_particle(rest.get(word.len()..).unwrap_or_default())
        || GIVEN.has(word)
        || may_be_called_for(text, at)
}

/// Whether the word before may say that what follows is a name.
fn may_be_called_for(text: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(cue::NEAR);
    let near = text.get(from..at).unwrap_or_default();
    let Some(last) = near
        .iter()
        .rposition(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
    else {
        return false;
    };
    let near = near.get(..=last).unwrap_or_default();
    match near.iter().rposition(|byte| !byte.is_ascii_alphabetic()) {
        Some(before) if near.get(before).is_some_and(|byte| *byte < 0x80) => {
            BEFORE.has(near.get(before + 1..).unwrap_or_default())
        }
        None if from == 0 => BEFORE.has(near),
        // It has an accent, or is cut.
        Some(_) | None => true,
    }
}

/// A set of words of ASCII, in any case, that has some more which it was not given.
struct HashSet(Box<[u32; SET_WORDS]>);

impl HashSet {
    /// Of what is no letter, only what stands behind it counts: `v.d.` is `d`.
    fn of(words: impl Iterator<Item = &'static str>) -> Self {
        let mut set = Box::new([0; SET_WORDS]);
        for word in words {
            let letters = word
                .trim_end_matches(|last: char| last.is_ascii_punctuation())
                .rsplit(|letter: char| !letter.is_ascii_alphabetic())
                .next()
                .unwrap_or_default();
            let hash = hash(letters.as_bytes());
            if let Some(bits) = set.get_mut(hash / 32) {
                *bits |= 1 << (hash % 32);
            }
        }
        Self(set)
    }

    fn has(&self, word: &[u8]) -> bool {
        let hash = hash(word);
        self.0
            .get(hash / 32)
            .is_some_and(|bits| bits >> (hash % 32) & 1 != 0)
    }
}

/// FNV-1a, of letters without their case.
fn hash(word: &[u8]) -> usize {
    let hash = word.iter().fold(0x811C_9DC5_u32, |hash, letter| {
        (hash ^ u32::from(letter | 0x20)).wrapping_mul(0x0100_0193)
    });
    ((hash ^ (hash << HASH_BITS)) >> (u32::BITS - HASH_BITS)) as usize
}
