//! Finds the trigger words of all detectors in one pass, in any case of ASCII, overlaps included.
//!
//! There are thousands of words, and hardly any of them stands in a text. So each word has two anchors of
//! four bytes: one that begins an even number of bytes behind the word's start, and one that begins an odd
//! number behind it. Wherever the word stands, one of them begins at an even offset of the text, and
//! only those are asked whether an anchor may stand there: a multiplication and a look into a set of bits.
//! Those where one may are noted without a branch, since no processor would foresee it. Of these, one in three
//! remains once a byte beside the anchor is asked too, again without a branch, and only there words are compared. No
//! step waits for the one before it, as it would in an automaton: see `docs/decisions/trigger-words.md`.

mod letters;

use std::ops::Range;

use letters::{KINDS, kind_of};

use crate::view::Hit;
use crate::word_hash::WordMap;

/// The bit in which the two cases of a letter differ. What else differs in it alone is told apart
/// when words are compared.
const CASE: u8 = 0x20;
/// How many bits of a product choose a row of the filter, of which the first byte chooses the bit. It is
/// 256 KiB, of which a text needs a small part again and again.
const ROW_BITS: u32 = 16;
const ROWS: usize = 1 << ROW_BITS;
/// Of some hundred factors tried, the one with which fewest pieces of texts fall in with anchors they aren't; the upper
/// bits, which leave the fourth byte out.
const ROW_FACTOR: u32 = 0x0015_A807 << 9;
/// How many bytes are known before an anchor when words are compared.
const BEFORE: usize = 2;
/// The pieces of these eight bytes of which one is asked whether it stands beside an anchor: the anchor with the byte
/// before it, or with the byte behind it, or alone; or what is known of it. Of each anchor, the first that is known.
const PIECES: [u64; 5] = [
    0x0000_FFFF_FFFF_FF00,
    0x00FF_FFFF_FFFF_0000,
    0x0000_FFFF_FFFF_0000,
    0x0000_FFFF_FF00_0000,
    0x0000_00FF_FFFF_0000,
];
/// How many bits of a product choose the one that says whether any anchor has a piece.
const PIECE_BITS: u32 = 19;
/// As [`ROW_FACTOR`].
const PIECE_FACTOR: u64 = 0x0A38_EFA1_CE85_8745;
/// How many of them choose where that bit and the anchors are: 128 KiB of rows.
const PIECE_ROWS: usize = 1 << (PIECE_BITS - u32::BITS.ilog2());
/// How many offsets are noted at most before words are compared at them.
const NOTED: usize = 1 << 9;
/// How many bytes a turn of the loop asks.
const TURN: usize = 32;
/// How many bytes are asked about beyond it.
const MORE: usize = 3;
/// How much rarer three bytes have to be than four to be the better anchor: the fourth can be anything, and each of
/// that takes a bit of the filter.
const UNKNOWN: i32 = 4;

/// Words, and what each of them is used for.
pub(crate) struct TriggerWords<U> {
    words: Vec<Word>,
    /// In lower case.
    letters: Vec<u8>,
    uses: Vec<U>,
    /// By row: a bit for each kind of first byte, whether any anchor has both.
    filter: Box<[u32; ROWS]>,
    /// By the hash of a piece, and one behind the last.
    pieces: Box<[PieceRow; PIECE_ROWS + 1]>,
    /// In the order of their pieces' rows.
    anchors: Vec<Anchor>,
    /// The words of two bytes, which have no anchor, by their second.
    pairs: Vec<(u8, u32)>,
    /// What these end with, in either case, three bytes at a time: hardly any should end in a letter.
    pair_ends: Vec<[u8; 3]>,
}

/// Where a word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stand {
    /// Anywhere, within other words too.
    Anywhere,
    /// Where a word begins or a part of one: not with a small letter behind another, unless that is an escape's.
    Start,
    /// There, and no letter right behind it.
    Whole,
}

/// Where among those of all words a word's letters are, and what it is used for: together they take little of what is
/// near a processor.
struct Word {
    letters: Range<usize>,
    uses: Range<usize>,
    stand: Stand,
}

struct Anchor {
    /// What of the word lies in the eight bytes that begin [`BEFORE`] the anchor, and which of these it is.
    folded: u64,
    known: u64,
    /// How far into its word it begins; -1 for the byte before.
    from: i32,
    /// The number of its word.
    word: u32,
}

/// What is known of some pieces. What is asked of all is beside what is asked of few, for it comes from memory with it.
#[derive(Clone, Copy, Default)]
struct PieceRow {
    /// A bit for each of them, whether any anchor has it.
    bits: u32,
    /// Where the anchors that have one of them begin; they end where those of the next row begin.
    begin: u32,
}

impl<U> TriggerWords<U> {
    /// A word that is used more than once is looked for once, wherever the use that allows most wants it to stand. Those
    /// of less than two bytes are never found.
    #[expect(
        clippy::large_stack_arrays,
        reason = "made once in a process; a slice would be checked at every offset"
    )]
    pub(crate) fn new<W: AsRef<str>>(uses: impl IntoIterator<Item = (W, Stand, U)>) -> Self {
        let mut numbers: WordMap<usize, Box<[u8]>> = WordMap::default();
        let mut words: Vec<Word> = Vec::new();
        let mut letters = Vec::new();
        let mut numbered = Vec::new();
        for (word, stand, one) in uses {
            let bytes: Box<[u8]> = word.as_ref().to_ascii_lowercase().into_bytes().into();
            let number = *numbers.entry(bytes).or_insert_with_key(|bytes| {
                let begin = letters.len();
                letters.extend_from_slice(bytes);
                words.push(Word {
                    letters: begin..letters.len(),
                    uses: 0..0,
                    stand,
                });
                words.len() - 1
            });
            if let Some(word) = words.get_mut(number) {
                word.stand = word.stand.min(stand);
            }
            numbered.push((number, one));
        }
        numbered.sort_by_key(|(number, _)| *number);
        for (place, (number, _)) in numbered.iter().enumerate() {
            if let Some(Word { uses, .. }) = words.get_mut(*number) {
                let begin = if *uses == (0..0) { place } else { uses.start };
                *uses = begin..place + 1;
            }
        }
        let mut filter = Box::new([0; ROWS]);
        let mut pieces = Box::new([PieceRow::default(); PIECE_ROWS + 1]);
        let (mut anchors, mut pairs) = (Vec::new(), Vec::new());
        let mut add = |anchor: Anchor| {
            anchor.each_spelling(|folded, firsts| {
                if let Some(row) = filter.get_mut(row(folded >> 8)) {
                    *row |= firsts;
                }
            });
            let (row, bit) = place(anchor.piece());
            if let Some(row) = pieces.get_mut(row) {
                row.bits |= 1 << bit;
            }
            anchors.push(anchor);
        };
        for (number, word) in (0..).zip(&words) {
            let bytes = letters.get(word.letters.clone()).unwrap_or_default();
            if bytes.len() < 3 {
                if let [_, second] = *bytes {
                    pairs.push((second, number));
                }
                continue;
            }
            for from in rarest(bytes) {
                let anchor = Anchor::new(bytes, from, number);
                if word.stand == Stand::Whole && anchor.asks_behind() {
                    anchor.followed().for_each(&mut add);
                } else {
                    add(anchor);
                }
            }
        }
        let row_of = |anchor: &Anchor| place(anchor.piece()).0;
        anchors.sort_by_cached_key(row_of);
        for anchor in &anchors {
            if let Some(next) = pieces.get_mut(row_of(anchor) + 1) {
                next.begin += 1;
            }
        }
        let mut sum = 0;
        for row in pieces.iter_mut() {
            sum += row.begin;
            row.begin = sum;
        }
        Self {
            words,
            letters,
            uses: numbered.into_iter().map(|(_, one)| one).collect(),
            filter,
            pieces,
            anchors,
            pair_ends: in_threes(&pairs),
            pairs,
        }
    }

    /// Tells every place where a word stands, with what the word is used for: in the order of their
    /// anchors, after those of the words of two bytes.
    pub(crate) fn each(&self, text: &[u8], mut tell: impl FnMut(Hit, &[U])) {
        for [one, two, three] in &self.pair_ends {
            for end in memchr::memchr3_iter(*one, *two, *three, text) {
                let byte = text.get(end).map(u8::to_ascii_lowercase);
                let ending = self
                    .pairs
                    .iter()
                    .filter(|(second, _)| Some(*second) == byte);
                for (_, word) in ending {
                    if let Some(start) = end.checked_sub(1) {
                        self.compare(text, start, *word, &mut tell);
                    }
                }
            }
        }
        let mut noted = [0; NOTED];
        let mut look = |noted: &mut [usize; NOTED], count| {
            let kept = self.narrow(text, noted, count);
            self.look_at(text, noted.get(..kept).unwrap_or_default(), &mut tell);
        };
        let mut asked = 0;
        while text.len() >= asked + TURN + MORE {
            let (upto, count) = self.note(text, asked, &mut noted);
            look(&mut noted, count);
            asked = upto;
        }
        let mut count = 0;
        for offset in (asked..text.len()).step_by(2) {
            if let Some(next) = noted.get_mut(count) {
                *next = offset;
            }
            let [_, _, first, second, third, fourth, fifth, _] = around(text, offset).to_le_bytes();
            let behind = u32::from_le_bytes([second, third, fourth, fifth]);
            count += usize::from(self.may_have(first, behind));
        }
        look(&mut noted, count);
    }

    /// Notes the even offsets from one on at which an anchor may stand, as long as there is text and room for a turn.
    /// Says before which place it has asked, and how many it noted. By itself, so that the loop has the registers.
    #[inline(never)]
    fn note(&self, text: &[u8], from: usize, noted: &mut [usize; NOTED]) -> (usize, usize) {
        let mut turn = from;
        let mut count = 0;
        while count <= NOTED - TURN / 2
            && let Some(block) = text
                .get(turn..)
                .and_then(<[u8]>::first_chunk::<{ TURN + MORE }>)
        {
            for (step, [first, behind @ ..]) in block.array_windows::<5>().enumerate().step_by(2) {
                if let Some(next) = noted.get_mut(count) {
                    *next = turn + step;
                }
                count += usize::from(self.may_have(*first, fold(*behind)));
            }
            turn += TURN;
        }
        (turn, count)
    }

    /// Whether an anchor may begin with this byte and the three behind it, which are asked together with one that
    /// doesn't matter.
    fn may_have(&self, first: u8, behind: u32) -> bool {
        self.filter
            .get(row(behind))
            .is_some_and(|row| row >> (u32::from(first) % u32::BITS) & 1 != 0)
    }

    /// Keeps those of the first offsets at which a piece stands that any anchor has, with a bit below each for which
    /// pieces these are; and says how many.
    fn narrow(&self, text: &[u8], noted: &mut [usize; NOTED], count: usize) -> usize {
        let mut kept = 0;
        for number in 0..count.min(NOTED) {
            let offset = noted.get(number).copied().unwrap_or_default();
            let around = around(text, offset);
            let which = PIECES.iter().rev().fold(0, |which, piece| {
                let (row, bit) = place(around & piece);
                let bits = self.pieces.get(row).map_or(0, |row| row.bits >> bit);
                which << 1 | bits & 1
            });
            if let Some(next) = noted.get_mut(kept) {
                *next = offset << PIECES.len() | which as usize;
            }
            kept += usize::from(which != 0);
        }
        kept
    }

    /// Compares the words whose anchors may stand at these offsets, which have bits for their pieces below them.
    fn look_at(&self, text: &[u8], kept: &[usize], tell: &mut impl FnMut(Hit, &[U])) {
        for kept in kept {
            let offset = kept >> PIECES.len();
            let around = around(text, offset);
            let mut which = kept & ((1 << PIECES.len()) - 1);
            let mut last = None;
            while which != 0 {
                let piece = PIECES.get(which.trailing_zeros() as usize);
                which &= which - 1;
                let (row, _) = place(around & piece.unwrap_or(&0));
                // Two pieces may have one row, of which each word is to be told once.
                if last.replace(row) == Some(row) {
                    continue;
                }
                for anchor in self.anchors_of(row) {
                    if (anchor.folded ^ around) & anchor.known == 0
                        && let Some(start) = offset.checked_add_signed(-(anchor.from as isize))
                    {
                        self.compare(text, start, anchor.word, tell);
                    }
                }
            }
        }
    }

    /// Those that may have a piece of a row.
    fn anchors_of(&self, row: usize) -> &[Anchor] {
        match self.pieces.get(row..row + 2) {
            Some([from, to]) => self
                .anchors
                .get(from.begin as usize..to.begin as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    #[inline(never)]
    fn compare(&self, text: &[u8], start: usize, word: u32, tell: &mut impl FnMut(Hit, &[U])) {
        let Some(word) = self.words.get(word as usize) else {
            return;
        };
        let letters = self.letters.get(word.letters.clone()).unwrap_or_default();
        let end = start + letters.len();
        let Some(there) = text.get(start..end) else {
            return;
        };
        let is_same = |(one, other): (&u8, &u8)| one.to_ascii_lowercase() == *other;
        if word.stand.allows(text, start, end) && there.iter().zip(letters).all(is_same) {
            let uses = self.uses.get(word.uses.clone()).unwrap_or_default();
            tell(Hit { start, end }, uses);
        }
    }
}

impl Stand {
    /// Whether a word that begins and ends here may stand there.
    fn allows(self, text: &[u8], start: usize, end: usize) -> bool {
        let is_small = |back: usize| {
            let at = start.checked_sub(back).and_then(|at| text.get(at));
            at.is_some_and(u8::is_ascii_lowercase)
        };
        let is_escape = || start.checked_sub(2).and_then(|at| text.get(at)) == Some(&b'\\');
        let is_within = || is_small(0) && is_small(1) && !is_escape();
        match self {
            Self::Anywhere => true,
            Self::Start => !is_within(),
            Self::Whole => !is_within() && !text.get(end).is_some_and(u8::is_ascii_alphabetic),
        }
    }
}

impl Anchor {
    fn new(bytes: &[u8], from: i32, word: u32) -> Self {
        let (mut folded, mut known) = ([0; 8], [0; 8]);
        for (step, (folded, known)) in folded.iter_mut().zip(&mut known).enumerate() {
            let place = from as isize + step.cast_signed() - BEFORE.cast_signed();
            if let Some(byte) = usize::try_from(place).ok().and_then(|at| bytes.get(at)) {
                *folded = byte | CASE;
                *known = 0xFF;
            }
        }
        Self {
            folded: u64::from_le_bytes(folded),
            known: u64::from_le_bytes(known),
            from,
            word,
        }
    }

    /// How many bits of what stands around it end with its word.
    const fn length(&self) -> u32 {
        u64::BITS - self.known.leading_zeros()
    }

    /// Whether the byte right behind its word is one of those that rows or pieces ask about.
    const fn asks_behind(&self) -> bool {
        const FOURTH: u32 = u8::BITS * 5;
        const FIFTH: u32 = u8::BITS * 6;
        self.length() == FOURTH || self.length() == FIFTH && self.from >= 0
    }

    /// The same with each byte but letters that may follow its word: most of what short words stand in goes on.
    fn followed(self) -> impl Iterator<Item = Self> {
        let folded = (0..=u8::MAX).filter(|byte| byte & CASE != 0 && !byte.is_ascii_alphabetic());
        let length = self.length();
        folded.map(move |byte| Self {
            folded: self.folded | u64::from(byte) << length,
            known: self.known | 0xFF << length,
            ..self
        })
    }

    /// The first of its pieces that is known.
    fn piece(&self) -> u64 {
        let mut known = PIECES.iter().filter(|piece| *piece & self.known == **piece);
        self.folded & known.next().unwrap_or(&0)
    }

    /// Tells what a text may have where it stands, as far as rows heed it, with the bits of the first
    /// bytes that may be there.
    fn each_spelling(&self, mut tell: impl FnMut(u32, u32)) {
        let folded = anchor_in(self.folded);
        let [is_first_known, .., is_last_known] =
            anchor_in(self.known).to_le_bytes().map(|known| known != 0);
        let firsts = if is_first_known {
            1 << (folded % u32::BITS)
        } else {
            u32::MAX
        };
        if is_last_known {
            tell(folded, firsts);
        } else {
            let lasts = (0..=0x7F_u8).filter(|last| last & CASE != 0);
            lasts.for_each(|last| tell(folded | u32::from(last) << 24, firsts));
        }
    }
}

/// The eight bytes that begin [`BEFORE`] an offset, folded, as if zeros stood around the text.
fn around(text: &[u8], offset: usize) -> u64 {
    let first = offset.wrapping_sub(BEFORE);
    if let Some(eight) = text.get(first..).and_then(<[u8]>::first_chunk::<8>) {
        return u64::from_le_bytes(eight.map(|byte| byte | CASE));
    }
    let mut eight = [0; 8];
    for (step, byte) in eight.iter_mut().enumerate() {
        *byte = text
            .get(first.wrapping_add(step))
            .copied()
            .unwrap_or_default();
    }
    u64::from_le_bytes(eight.map(|byte| byte | CASE))
}

/// The four bytes of eight at which an anchor is.
fn anchor_in(around: u64) -> u32 {
    let [_, _, first, second, third, fourth, ..] = around.to_le_bytes();
    u32::from_le_bytes([first, second, third, fourth])
}

fn fold(four: [u8; 4]) -> u32 {
    u32::from_le_bytes(four.map(|byte| byte | CASE))
}

/// The row of the three bytes behind an anchor's first: in it all of their bits have a say, but for the upper bit of the
/// last, so that an anchor whose last byte isn't known has half as many spellings. A fourth byte has none.
fn row(behind: u32) -> usize {
    (behind.wrapping_mul(ROW_FACTOR) >> (u32::BITS - ROW_BITS)) as usize
}

/// Where the bit of a piece is: its row, and which bit of that.
fn place(piece: u64) -> (usize, u32) {
    let bits = (piece.wrapping_mul(PIECE_FACTOR) >> (u64::BITS - PIECE_BITS)) as u32;
    ((bits / u32::BITS) as usize, bits % u32::BITS)
}

/// What pairs end with, in either case, each once.
fn in_threes(pairs: &[(u8, u32)]) -> Vec<[u8; 3]> {
    let mut ends: Vec<u8> = pairs
        .iter()
        .flat_map(|(second, _)| [*second, second.to_ascii_uppercase()])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.chunks(3)
        .map(|ends| match *ends {
            [one, two, three] => [one, two, three],
            [one, two] => [one, two, two],
            [one, ..] => [one; 3],
            [] => [0; 3],
        })
        .collect()
}

/// How far into a word of at least three bytes the four begin that texts have least often: of those that begin at an
/// even distance from its start, and of those at an odd one. The byte before the word may be one of them, and the one
/// behind it.
fn rarest(word: &[u8]) -> [i32; 2] {
    // By the parity of where they begin.
    let mut best = [(i32::MIN, 0); 2];
    let mut offer = |from: i32, rarity| {
        let [even, odd] = &mut best;
        let best = if from % 2 == 0 { even } else { odd };
        *best = (*best).max((rarity, from));
    };
    // How rare the three bytes before are.
    let mut before = None;
    let mut last = -1;
    for (from, three) in (0..).zip(word.array_windows()) {
        let [first, second, third] = three.map(kind_of);
        let three = level(first, second, third);
        // Four bytes are as rare as the first three, and then the fourth behind the two before it.
        let four = match before {
            Some(before) => before + three - level(first, second, KINDS),
            None => three - UNKNOWN,
        };
        offer(from - 1, four);
        before = Some(three);
        last = from;
    }
    offer(last, before.unwrap_or_default() - UNKNOWN);
    best.map(|(_, from)| from)
}

/// How rare texts have pieces of words of three bytes, and of two: for each kind of the first and the second
/// byte a line with each kind of the third, and with none. `!` is the commonest, and each byte after it
/// half as often as the second before it. Written by the example `trigrams`.
static RARITY: &[u8] = include_bytes!("trigger_words/rarity.txt");
/// Of a line the kinds of the third byte, the pair's own, and its end.
const LINE: usize = KINDS + 2;

/// How rare texts have three kinds of bytes, or two and any third, as a logarithm.
fn level(first: usize, second: usize, third: usize) -> i32 {
    let place = (first * KINDS + second) * LINE + third;
    RARITY.get(place).map_or(0, |level| i32::from(*level))
}

#[cfg(test)]
mod tests {
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;

    use super::*;

    fn told(words: &[&'static str], text: &str) -> Vec<(usize, usize, Vec<usize>)> {
        let words = TriggerWords::new(
            words
                .iter()
                .enumerate()
                .map(|(use_, word)| (*word, Stand::Anywhere, use_)),
        );
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

    /// Words of all lengths, some of which begin or end like others, and some in letters beyond ASCII.
    const WORDS: [&str; 20] = [
        "ab",
        "aba",
        "a_b",
        " 1a",
        "abab",
        "b_a@",
        "a aé",
        "ba1b",
        "bab a",
        "éa1",
        "aéa",
        "abaéb",
        "abaab",
        "1~",
        "aab_ba",
        "bb bb bb",
        "b@1éab ",
        "abababab1",
        "_a_b_a_b_a_b",
        "aaaaaaaaaaaaaaaaaaaaab",
    ];

    fn told_by_automaton(text: &str) -> Vec<(usize, usize, Vec<usize>)> {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(WORDS)
            .unwrap();
        let mut told: Vec<_> = automaton
            .find_overlapping_iter(text)
            .map(|found| (found.start(), found.end(), vec![found.pattern().as_usize()]))
            .collect();
        told.sort();
        told
    }

    #[test]
    fn words_are_found_where_they_may_stand() {
        let uses = [
            ("ein", Stand::Start, 0),
            ("lat", Stand::Whole, 1),
            ("vin", Stand::Whole, 2),
            ("vin", Stand::Start, 3),
            ("ijs", Stand::Whole, 4),
            ("ijs", Stand::Anywhere, 5),
        ];
        let words = TriggerWords::new(uses);
        let told = |text: &str| {
            let mut told = Vec::new();
            words.each(text.as_bytes(), |hit, uses| told.push((hit.start, uses[0])));
            told.sort_unstable();
            told
        };
        for (text, expected) in [
            ("ein", vec![(0, 0)]),
            ("klein ein", vec![(6, 0)]),
            ("companyEin KLEIN", vec![(7, 0), (13, 0)]),
            ("\\nein \\tein", vec![(2, 0), (8, 0)]),
            ("einde", vec![(0, 0)]),
            ("lat", vec![(0, 1)]),
            ("plat laten latte flat", vec![]),
            ("userLat: lat_min lat", vec![(4, 1), (9, 1), (17, 1)]),
            ("LAT=1 lat9 lat\u{e9} LATEN", vec![(0, 1), (6, 1), (11, 1)]),
            // Of a word of two uses, the one that allows more counts.
            ("vind bevind", vec![(0, 2)]),
            ("ijsco prijs", vec![(0, 4), (8, 4)]),
        ] {
            assert_eq!(told(text), expected, "{text}");
            let text = format!("-{text}");
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(start, one)| (start + 1, one))
                .collect();
            assert_eq!(told(&text), expected, "{text}");
        }
    }

    #[test]
    fn more_is_found_than_is_noted_at_once() {
        let text = "abab".repeat(NOTED) + &" ".repeat(3 * TURN) + "ABA";
        assert_eq!(told(&WORDS, &text), told_by_automaton(&text));
    }

    proptest! {
        #[test]
        fn the_same_is_found_as_by_an_automaton(text in "[abAB_@`é~ 1]{0,80}") {
            prop_assert_eq!(told(&WORDS, &text), told_by_automaton(&text));
        }

        #[test]
        fn a_word_is_found_wherever_it_stands(word in 0..WORDS.len(), before in "[aB_ é.\n]{0,70}", behind in "[Ab1é\u{FF}]{0,70}") {
            let text = before + WORDS[word] + &behind;
            prop_assert_eq!(told(&WORDS, &text), told_by_automaton(&text));
        }
    }
}
