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
/// The words before a name, by their last eight letters, which are read from the end; and those of them that may have a
/// full stop behind them, with that. Most capitals begin a sentence, and few words call somebody across its beginning.
static BEFORE: LazyLock<HashSet> = LazyLock::new(|| {
    let last = |word: &str| Hash::of(letters(word).iter().rev().copied());
    let words = cue::that_call()
        .chain(parts::PARTICLES)
        .map(|word| last(word));
    let dotted = cue::that_call_dotted().chain(parts::PARTICLES);
    HashSet::of(words.chain(dotted.map(|word| last(word).dotted())))
});

/// How many bytes before a capital, and from it on, are looked at together.
const AROUND: usize = 16;
/// So many of these stand before the end of a word at most for there to be room for four bytes behind it.
const ROOM: usize = AROUND - 4;

/// Whether [`read`](super::read) may read a name that begins here. Where it's not sure, it may.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "no processor foresees what stands around a capital, so all is asked with one branch at the end"
)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the lower bytes are what is asked"
)]
pub(super) fn may_be_name(text: &[u8], at: usize) -> bool {
    let [before, word] = around(text, at);
    let word = u128::from_le_bytes(word);
    let [first, second] = [word as u64, (word >> u64::BITS) as u64];
    let (letters, count) = lanes::leading_letters(first);
    let (_, others) = lanes::leading_letters(second);
    let length = if count == EIGHT {
        count + others
    } else {
        count
    };
    // Nothing is known of what is behind a word that goes on.
    let rest = word.checked_shr(length as u32 * u8::BITS).unwrap_or(0x80);
    let next = rest as u8;
    // An accent, `Anne-Marie`.
    let is_whole = (next < 0x80) & (next != b'-') & (next != b'\'');
    let may_be_led = parts::may_be_telling(rest as u32) | (length > ROOM);
    !is_whole
        | NAMES.has(Hash::of_lower(letters))
        | has_initials(first)
        | is_called_for(before).unwrap_or_else(|| may_be_called_for_far(text, at))
        || may_be_led && parts::has_telling_particle(text.get(at + length..).unwrap_or_default())
}

/// What stands before a place and from it on, as if zeros stood around the text.
fn around(text: &[u8], at: usize) -> [[u8; AROUND]; 2] {
    let from = at.wrapping_sub(AROUND);
    if let Some(around) = text.get(from..)
        && let ([before, word, ..], _) = around.as_chunks()
    {
        return [*before, *word];
    }
    let mut around = [[0; AROUND]; 2];
    for (step, byte) in around.as_flattened_mut().iter_mut().enumerate() {
        let there = text.get(from.wrapping_add(step));
        *byte = there.copied().unwrap_or_default();
    }
    around
}

/// `J.P. de Vries`, `Chr. de Vries`: whether a dot is one of the four bytes behind the first.
const fn has_initials(word: u64) -> bool {
    lanes::within(word, b'.', b'.') & !word & 0x0000_0080_8080_8000 != 0
}

/// Whether the word before may say that what follows is a name.
pub(super) fn may_be_called_for(text: &[u8], at: usize) -> bool {
    let [before, _] = around(text, at);
    is_called_for(before).unwrap_or_else(|| may_be_called_for_far(text, at))
}

/// The same from what stands right before; nothing where that has no letter near enough.
#[expect(
    clippy::needless_bitwise_bool,
    clippy::cast_possible_truncation,
    reason = "as above"
)]
fn is_called_for(before: [u8; AROUND]) -> Option<bool> {
    let before = u128::from_be_bytes(before);
    let last = before as u64;
    // The word ends with the last letter, or with what has an accent.
    let ends = lanes::letters(last) | last & lanes::UPPER;
    let skipped = ends.trailing_zeros();
    let word = before.checked_shr(skipped / 8 * 8).filter(|_| ends != 0)?;
    let (letters, length) = lanes::leading_letters(word as u64);
    // What stands before the letters and is none has an accent.
    let is_part = (length < EIGHT) & (word >> (length as u32 * u8::BITS) & 0x80 != 0);
    // What stands right behind the word; nothing if that is the capital.
    let is_dotted = (u128::from(last) << u8::BITS >> (skipped / 8 * 8)) as u8 == b'.';
    let hash = Hash::of_lower(letters);
    let hash = if is_dotted { hash.dotted() } else { hash };
    Some(is_part | BEFORE.has(hash))
}

/// The same where what stands right before is no word.
#[cold]
fn may_be_called_for_far(text: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(cue::NEAR);
    let near = text.get(from..at).unwrap_or_default();
    let end = near
        .iter()
        .rposition(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    let Some(end) = end.map(|last| from + last + 1) else {
        return false;
    };
    let [before, _] = around(text, end);
    // A word may be cut by where it's near.
    from > 0 && end < from + AROUND || is_called_for(before).unwrap_or(true)
}

/// How many letters are hashed.
const EIGHT: usize = 8;

/// A hash of the first eight letters of a word, without their case.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn of(letters: impl Iterator<Item = u8>) -> Self {
        let mut eight = [0; EIGHT];
        for (place, letter) in eight.iter_mut().zip(letters) {
            *place = letter | 0x20;
        }
        Self::of_lower(u64::from_le_bytes(eight))
    }

    /// Of letters in lower case, with zeros behind them.
    const fn of_lower(letters: u64) -> Self {
        Self(letters.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// Of the same letters with a full stop behind them.
    const fn dotted(self) -> Self {
        Self(self.0 ^ 0xD6E8_FEB8_6659_FD93)
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
