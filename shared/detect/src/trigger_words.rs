//! Finds the trigger words of all detectors in one pass, in any case of ASCII, overlaps included.
//!
//! There are thousands of words, and hardly any of them stands in a text. So the four bytes of a word
//! that texts have least often are its anchor, and a text is asked at every offset whether an anchor may
//! stand there: a multiplication and a look into a set of bits. Words are compared only where one
//! may, which no processor foresees, so that most of the time goes into that: anchors are chosen by how
//! rare they are. No step waits for the one before it, as it would in an automaton, and it is made in a
//! hundredth of the time: see `docs/decisions/trigger-words.md`.

mod letters;

use std::collections::HashMap;

use letters::{KINDS, kind_of};

use crate::view::Hit;

/// The bit in which the two cases of a letter differ, in every byte of an anchor. What else differs
/// in it alone is told apart when words are compared.
const CASE: u32 = 0x2020_2020;
/// How many bits of a product choose a row of the filter, of which the first byte chooses the bit. It is
/// 128 KiB, of which a text needs a small part again and again.
const ROW_BITS: u32 = 15;
const ROWS: usize = 1 << ROW_BITS;
/// How many bits of a product choose the anchors that are compared.
const BUCKET_BITS: u32 = 14;
/// The upper bit of the fourth byte, which no product has a part of: so a word of three bytes has half
/// as many anchors.
const IGNORED: u32 = 1 << 31;

/// Words, and what each of them is used for.
pub(crate) struct TriggerWords<U> {
    words: Vec<Word<U>>,
    /// By row: a bit for each kind of first byte, whether any anchor has both.
    filter: Box<[u32; ROWS]>,
    /// By bucket.
    anchors: Vec<Anchor>,
    /// Where the anchors of each bucket begin, and where those of the last end.
    buckets: Vec<usize>,
    /// The words of two bytes, which have no anchor, by their second: hardly any should end in a letter.
    pairs: Vec<(u8, usize)>,
}

struct Word<U> {
    /// In lower case.
    bytes: Box<[u8]>,
    uses: Vec<U>,
}

struct Anchor {
    folded: u32,
    /// How far into its word it begins.
    from: usize,
    /// The number of its word.
    word: usize,
}

impl<U> TriggerWords<U> {
    /// A word that is used more than once is looked for once. Those of less than two bytes are
    /// never found.
    #[expect(
        clippy::large_stack_arrays,
        reason = "made once in a process; a slice would be checked at every byte"
    )]
    pub(crate) fn new<W: AsRef<str>>(uses: impl IntoIterator<Item = (W, U)>) -> Self {
        let mut numbers: HashMap<Box<[u8]>, usize> = HashMap::new();
        let mut words: Vec<Word<U>> = Vec::new();
        for (word, used) in uses {
            let bytes: Box<[u8]> = word.as_ref().to_ascii_lowercase().into_bytes().into();
            let number = *numbers.entry(bytes).or_insert_with_key(|bytes| {
                let (bytes, uses) = (bytes.clone(), Vec::new());
                words.push(Word { bytes, uses });
                words.len() - 1
            });
            if let Some(word) = words.get_mut(number) {
                word.uses.push(used);
            }
        }
        let mut anchors = Vec::new();
        let mut pairs = Vec::new();
        for (number, word) in words.iter().enumerate() {
            match *word.bytes {
                [] | [_] => {}
                [_, second] => pairs.push((second, number)),
                // Whatever follows.
                [first, second, third] => {
                    let nexts = (0..=0x7F_u8).filter(|next| next & 0x20 != 0);
                    anchors.extend(nexts.map(|next| Anchor {
                        folded: fold([first, second, third, next]),
                        from: 0,
                        word: number,
                    }));
                }
                _ => {
                    let (from, folded) = rarest(&word.bytes);
                    let word = number;
                    anchors.push(Anchor { folded, from, word });
                }
            }
        }
        // A number of two parts sorts several times as fast as two numbers.
        anchors.sort_by_cached_key(|anchor| (bucket(anchor.folded) << u32::BITS) | anchor.word);
        let mut filter = Box::new([0; ROWS]);
        let mut buckets = Vec::with_capacity((1 << BUCKET_BITS) + 1);
        buckets.push(0);
        for (place, anchor) in anchors.iter().enumerate() {
            if let Some(row) = filter.get_mut(row(anchor.folded)) {
                *row |= 1 << (anchor.folded % u32::BITS);
            }
            buckets.resize(bucket(anchor.folded) + 1, place);
        }
        buckets.resize((1 << BUCKET_BITS) + 1, anchors.len());
        Self {
            words,
            filter,
            anchors,
            buckets,
            pairs,
        }
    }

    /// Tells every place where a word stands, with what the word is used for: in the order of their
    /// anchors, after those of the words of two bytes.
    pub(crate) fn each(&self, text: &[u8], mut tell: impl FnMut(Hit, &[U])) {
        for (second, word) in &self.pairs {
            for end in memchr::memchr2_iter(*second, second.to_ascii_uppercase(), text) {
                if let Some(start) = end.checked_sub(1) {
                    self.compare(text, start, *word, &mut tell);
                }
            }
        }
        // Eight offsets a turn, so that the compiler needs no loop for them.
        let mut turn = 0;
        while let Some(block) = text.get(turn..).and_then(<[u8]>::first_chunk::<11>) {
            for (step, four) in block.array_windows().enumerate() {
                let folded = fold(*four);
                if self.may_have(folded) {
                    self.look(text, turn + step, folded, &mut tell);
                }
            }
            turn += 8;
        }
        // The last bytes, as if zeros followed.
        for offset in turn..text.len() {
            let mut four = [0; 4];
            for (byte, there) in four.iter_mut().zip(text.iter().skip(offset)) {
                *byte = *there;
            }
            self.look(text, offset, fold(four), &mut tell);
        }
    }

    fn may_have(&self, folded: u32) -> bool {
        self.filter
            .get(row(folded))
            .is_some_and(|row| row >> (folded % u32::BITS) & 1 != 0)
    }

    /// Compares the words whose anchor this may be.
    #[inline(never)]
    fn look(&self, text: &[u8], offset: usize, folded: u32, tell: &mut impl FnMut(Hit, &[U])) {
        let bucket = bucket(folded);
        let (Some(from), Some(to)) = (self.buckets.get(bucket), self.buckets.get(bucket + 1))
        else {
            return;
        };
        for anchor in self.anchors.get(*from..*to).unwrap_or_default() {
            if (anchor.folded ^ folded) & !IGNORED == 0
                && let Some(start) = offset.checked_sub(anchor.from)
            {
                self.compare(text, start, anchor.word, tell);
            }
        }
    }

    fn compare(&self, text: &[u8], start: usize, word: usize, tell: &mut impl FnMut(Hit, &[U])) {
        let Some(word) = self.words.get(word) else {
            return;
        };
        let end = start + word.bytes.len();
        let Some(there) = text.get(start..end) else {
            return;
        };
        // Byte by byte, since it is nearly always told by the first that is no part of the anchor.
        let is_same = |(one, other): (&u8, &u8)| one.to_ascii_lowercase() == *other;
        if there.iter().zip(&word.bytes).all(is_same) {
            tell(Hit { start, end }, &word.uses);
        }
    }
}

fn fold(four: [u8; 4]) -> u32 {
    u32::from_le_bytes(four) | CASE
}

/// In the upper bits of it all bits of the anchor but the ignored one have a say.
fn product(folded: u32) -> u32 {
    (folded << 1).wrapping_mul(0x9E37_79B1)
}

fn row(folded: u32) -> usize {
    (product(folded) >> (u32::BITS - ROW_BITS)) as usize
}

fn bucket(folded: u32) -> usize {
    (product(folded) >> (u32::BITS - BUCKET_BITS)) as usize
}

/// The four bytes of a word that texts have least often, and where they begin.
fn rarest(word: &[u8]) -> (usize, u32) {
    word.array_windows()
        .enumerate()
        .max_by_key(|(_, four)| rarity(**four))
        .map_or((0, 0), |(from, four)| (from, fold(*four)))
}

/// How rare texts have pieces of words of three bytes, and of two: for each kind of the first and the second
/// byte a line with each kind of the third, and with none. `!` is the commonest, and each byte after it
/// half as often as the second before it. Written by the example `trigrams`.
static RARITY: &[u8] = include_bytes!("trigger_words/rarity.txt");
/// Of a line the kinds of the third byte, the pair's own, and its end.
const LINE: usize = KINDS + 2;

/// How rare texts have four bytes, as a logarithm: those before the last, and then the last behind the two before
/// it.
fn rarity([first, second, third, fourth]: [u8; 4]) -> i32 {
    let level = |first, second, third| {
        let place = (kind_of(first) * KINDS + kind_of(second)) * LINE + third;
        RARITY.get(place).map_or(0, |level| i32::from(*level))
    };
    level(first, second, kind_of(third)) + level(second, third, kind_of(fourth))
        - level(second, third, KINDS)
}

#[cfg(test)]
mod tests {
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;

    use super::*;

    fn told(words: &[&'static str], text: &str) -> Vec<(usize, usize, Vec<usize>)> {
        let words = TriggerWords::new(words.iter().enumerate().map(|(use_, word)| (*word, use_)));
        let mut told = Vec::new();
        words.each(text.as_bytes(), |hit, uses| {
            told.push((hit.start, hit.end, uses.to_vec()));
        });
        told.sort();
        told
    }

    #[test]
    fn words_of_every_length_are_found_up_to_the_end() {
        let words = ["Q~", "bsn", "key_", "password", "BSN"];
        assert_eq!(
            told(&words, "q~bSNKEY_PassWord bsn"),
            [
                (0, 2, vec![0]),
                (2, 5, vec![1, 4]),
                (5, 9, vec![2]),
                (9, 17, vec![3]),
                (18, 21, vec![1, 4])
            ]
        );
        assert_eq!(told(&words, "bsn"), [(0, 3, vec![1, 4])]);
        assert_eq!(told(&words, "@sn q\u{1e} bs ~"), []);
        assert_eq!(told(&words, ""), []);
    }

    proptest! {
        #[test]
        fn the_same_is_found_as_by_an_automaton(text in "[abAB_@`é~ 1]{0,80}") {
            let words = ["ab", "aba", "a_b", "abab", "b_a@", "bab a", "éa", "aéa", "abaéb", "1~"];
            let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(words).unwrap();
            let mut expected: Vec<_> = automaton
                .find_overlapping_iter(&text)
                .map(|found| (found.start(), found.end(), vec![found.pattern().as_usize()]))
                .collect();
            expected.sort();
            prop_assert_eq!(told(&words, &text), expected);
        }
    }
}
