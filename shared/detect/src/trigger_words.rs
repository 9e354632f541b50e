//! Finds the trigger words of all detectors in one pass, in any case of ASCII, overlaps included.
//!
//! There are thousands of words, and hardly any of them stands in a text. So the four bytes of a word
//! that texts have least often are its anchor, and a text is asked at every offset whether an anchor may
//! stand there: a multiplication and a look into a set of bits. Words are compared only where one
//! may. No step waits for the one before it, as it would in an automaton, what is looked into fits a
//! processor's nearest cache, and it is made in a hundredth of the time: see
//! `docs/decisions/trigger-words.md`.

use std::collections::HashMap;

use crate::view::Hit;

/// The bit in which the two cases of a letter differ, in every byte of an anchor. What else differs
/// in it alone is told apart when words are compared.
const CASE: u32 = 0x2020_2020;
/// How many bits a hash has: the filter is 64 KiB, of which a text needs a small part again and again.
const HASH_BITS: u32 = 19;
const FILTER_WORDS: usize = 1 << (HASH_BITS - u32::BITS.ilog2());
/// How many bits of the hash choose the anchors that are compared.
const BUCKET_BITS: u32 = 14;

/// Words, and what each of them is used for.
pub(crate) struct TriggerWords<U> {
    words: Vec<Word<U>>,
    /// A bit for each hash: whether any anchor has it.
    filter: Box<[u32; FILTER_WORDS]>,
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
        let mut common: Vec<[u8; 4]> = COMMON.iter().map(|piece| **piece).collect();
        common.sort_unstable();
        let mut anchors = Vec::new();
        let mut pairs = Vec::new();
        for (number, word) in words.iter().enumerate() {
            match *word.bytes {
                [] | [_] => {}
                [_, second] => pairs.push((second, number)),
                // Whatever follows.
                [first, second, third] => {
                    let nexts = (0..=u8::MAX).filter(|next| next & 0x20 != 0);
                    anchors.extend(nexts.map(|next| Anchor {
                        folded: fold([first, second, third, next]),
                        from: 0,
                        word: number,
                    }));
                }
                _ => {
                    let (from, folded) = rarest(&word.bytes, &common);
                    let word = number;
                    anchors.push(Anchor { folded, from, word });
                }
            }
        }
        // A number of two parts sorts several times as fast as two numbers.
        anchors.sort_by_cached_key(|anchor| (bucket(anchor.folded) << u32::BITS) | anchor.word);
        let mut filter = Box::new([0; FILTER_WORDS]);
        let mut buckets = Vec::with_capacity((1 << BUCKET_BITS) + 1);
        buckets.push(0);
        for (place, anchor) in anchors.iter().enumerate() {
            let hash = hash(anchor.folded);
            if let Some(bits) = filter.get_mut(hash / 32) {
                *bits |= 1 << (hash % 32);
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
        let hash = hash(folded);
        self.filter
            .get(hash / 32)
            .is_some_and(|bits| bits >> (hash % 32) & 1 != 0)
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
            if anchor.folded == folded
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

/// The upper bits of a product, in which all bits of the anchor have a say.
fn hash(folded: u32) -> usize {
    (folded.wrapping_mul(0x9E37_79B1) >> (u32::BITS - HASH_BITS)) as usize
}

fn bucket(folded: u32) -> usize {
    hash(folded) >> (HASH_BITS - BUCKET_BITS)
}

/// The four bytes of a word that texts have least often, and where they begin.
fn rarest(word: &[u8], common: &[[u8; 4]]) -> (usize, u32) {
    word.array_windows()
        .enumerate()
        .map(|(from, four)| (from, *four))
        .min_by_key(|(_, four)| {
            let letters: u32 = four.iter().map(|byte| frequency(*byte)).sum();
            (common.binary_search(four).is_ok(), letters)
        })
        .map_or((0, 0), |(from, four)| (from, fold(four)))
}

/// Pieces of many other words, of Dutch, English and source code.
#[rustfmt::skip]
const COMMON: &[&[u8; 4]] = &[
    b"_nam", b"aand", b"able", b"acht", b"addr", b"alid", b"ampl", b"apho", b"arch", b"ates",
    b"ativ", b"back", b"base", b"bij ", b"buck", b"buil", b"chan", b"chec", b"chte", b"cond",
    b"conv", b"crea", b"cros", b"de h", b"driv", b"d by", b"d fo", b"d th", b"eate", b"ed f",
    b"emap", b"enab", b"entr", b"en n", b"equi", b"erat", b"ever", b"fail", b"firs", b"flag",
    b"form", b"gene", b"gets", b"gist", b"give", b"gnal", b"gram", b"g va", b"hand", b"hang",
    b"heck", b"heef", b"here", b"hore", b"ific", b"igna", b"ijk ", b"impl", b"inst", b"irst",
    b"iven", b"jaar", b"ject", b"join", b"ked_", b"king", b"late", b"leve", b"lice", b"lijk",
    b"line", b"ling", b"link", b"llow", b"loop", b"lway", b"make", b"mand", b"maph", b"mber",
    b"meth", b"minu", b"mult", b"nabl", b"name", b"ng v", b"ng w", b"ning", b"noti", b"nsta",
    b"ntry", b"numb", b"n na", b"oper", b"over", b"park", b"part", b"pera", b"phor", b"pipe",
    b"plat", b"posi", b"quir", b"race", b"rati", b"ream", b"reat", b"requ", b"rtij", b"sema",
    b"send", b"sent", b"sign", b"sing", b"stan", b"stem", b"stra", b"tabl", b"tamp", b"ther",
    b"tify", b"tric", b"type", b"ulti", b"umbe", b"vali", b"ven ", b"vers", b"voor", b"with",
    b"word", b"work", b"year", b"zero", b"zoek", b" bij", b" by ", b" for", b" nam", b" num",
    b" pla",
];

/// How often prose and source code have a byte, as a logarithm.
fn frequency(byte: u8) -> u32 {
    match byte {
        b' ' | b'e' => 9,
        b'n' | b't' | b'a' | b'r' | b'i' | b'o' | b's' => 8,
        b'd' | b'l' | b'c' => 7,
        b'u' | b'p' | b'm' | b'h' | b'f' | b'g' | b'_' => 6,
        b'b' | b'v' | b'k' | b'w' | b'y' | b'.' | b'-' | b'0'..=b'9' => 5,
        b'x' | b'z' | b'j' | b'=' | b'"' | b':' | b'/' | b'(' => 4,
        _ => 3,
    }
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
