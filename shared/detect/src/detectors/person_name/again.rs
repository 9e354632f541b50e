//! Names that a text says again: `Kruisselbrink` or `Anita` alone, where `Anita Kruisselbrink` stands near.
//!
//! No list has to know them, since the text itself has told that they are names.

use std::collections::BTreeMap;
use std::ops::Range;

use domain::Severity;

use super::cue::{self, Cue};
use super::{FIRST, FIRST_OR_WORD, SURNAMES, found, is_called_after, is_place, parts};
use crate::lanes::{each_marked, within};
use crate::nature::Nature;
use crate::table::Table;
use crate::view::{Candidates, Found, REACH, View};

/// How far the whole name may stand: what tells it stands around it, and all of that has to be in the view of
/// whichever piece of a long text is scanned.
const FAR: usize = REACH - (2 << 10);

/// So many times a text is searched for words one by one, which is faster than looking at every capital.
const FEW: usize = 12;

/// Words that are part of names and common in texts as well, which begin a sentence as what they are.
const WORDS: &[&str] = &[
    "groot", "jong", "jonge", "wit", "zwart", "bruin", "rood", "groen", "kort", "lang", "klein",
    "hart", "berg", "dam", "dijk", "bos", "veld", "horst", "hof", "kok", "bakker", "visser",
    "koning", "prins", "keizer", "molen", "brink", "hoek", "heuvel", "plas", "poel", "haan",
    "beer", "wolf", "vos", "haas", "linde", "roos", "bloem", "winter", "zomer", "herfst", "lente",
    "dag", "nacht", "zondag", "post", "bank", "hout", "steen", "staal", "ijzer", "goud", "zilver",
    "boer", "smid", "kuiper", "mulder", "meester", "heer", "graaf", "ridder", "monnik", "pastoor",
    "zee", "meer", "beek", "rijn", "waal", "maas", "noord", "oost", "zuid", "west", "king",
    "young", "long", "short", "white", "black", "brown", "green", "gray", "grey", "wood", "woods",
    "hill", "hall", "bell", "cook", "baker", "mason", "mark", "park", "price", "rose", "stone",
    "field", "fields", "bush", "ford", "page", "day", "may", "love", "best", "little", "wise",
    "power", "powers", "case", "cash", "church", "glass", "bird",
];

/// What stands before a place or a company, and not before a surname.
const PLACING: &[&str] = &[
    "in", "te", "uit", "naar", "nabij", "op", "from", "near", "at", "het", "een", "the", "a", "an",
    "this",
];

/// A name's word, and where the names stand that have it.
struct Known<'a> {
    /// In the name as a whole: `Kruisselbrink` with what stands before it, `van der Berg`.
    particles: &'a str,
    is_last: bool,
    places: Vec<usize>,
}

impl Known<'_> {
    /// Where in a text of so many bytes the word may stand alone: near the whole names. What overlaps is one.
    fn stretches(&self, word: &str, length: usize) -> impl Iterator<Item = Range<usize>> {
        let word = word.len();
        self.places
            .chunk_by(move |one, next| next.saturating_sub(*one) <= 2 * FAR + word)
            .filter_map(move |near| {
                let from = near.first()?.saturating_sub(FAR);
                Some(from..(near.last()? + FAR + word).min(length))
            })
    }
}

/// What was found of a text so far says which words are names; wherever one of them stands alone, it's the same person.
pub(super) fn examine(view: &View<'_>, candidates: &mut Candidates) {
    if !matches!(view.nature, Nature::Prose | Nature::Manual | Nature::Config) {
        return;
    }
    // The columns of a table say what they hold.
    if view.table.is_some_and(Table::is_whole) {
        return;
    }
    let own = candidates.detector;
    let mut told: Vec<(Range<usize>, bool)> = candidates
        .list
        .iter()
        .filter(|(detector, _)| *detector == own)
        .map(|(_, found)| (found.start..found.end, is_source(view.nature, found)))
        .collect();
    if !told.iter().any(|(_, is_sure)| *is_sure) {
        return;
    }
    told.sort_by_key(|(range, _)| (range.start, range.end));
    let mut known = BTreeMap::new();
    for (range, _) in told.iter().filter(|(_, is_sure)| *is_sure) {
        learn(view.text, range, &mut known);
    }
    let mut next = told.iter().peekable();
    let mut covered = 0;
    let mut look_at = |at: usize| {
        while let Some((range, _)) = next.next_if(|(range, _)| range.start <= at) {
            covered = covered.max(range.end);
        }
        if at >= covered
            && view.is_word_start(at)
            && let Some(found) = again(view, at, &known)
        {
            candidates.push(found);
        }
    };
    let stretches: Vec<(&str, Range<usize>)> = known
        .iter()
        .flat_map(|(word, known)| {
            known
                .stretches(word, view.text.len())
                .map(move |range| (&**word, range))
        })
        .collect();
    let searched: usize = stretches.iter().map(|(_, range)| range.len()).sum();
    if searched <= FEW * view.text.len() {
        let mut places: Vec<usize> = stretches
            .into_iter()
            .flat_map(|(word, range)| {
                let base = range.start;
                let text = view.bytes().get(range).unwrap_or_default();
                memchr::memmem::find_iter(text, word.as_bytes()).map(move |place| base + place)
            })
            .collect();
        places.sort_unstable();
        places.into_iter().for_each(look_at);
        return;
    }
    let mut firsts = Firsts::default();
    for word in known.keys() {
        firsts.add(word.as_bytes());
    }
    each_marked(view.bytes(), capitals, |at| {
        if firsts.may_have(view.bytes().get(at..).unwrap_or_default()) {
            look_at(at);
        }
    });
}

/// Whether a name that was found tells more. In manuals and settings, which are full of authors and of names of things, a
/// title, a salutation or a role has to say that it's somebody's.
fn is_source(nature: Nature, found: &Found) -> bool {
    const SAID: &[&str] = &[
        "a title stands before it",
        "a salutation stands before it",
        "a word for a person stands before it",
        "it signs a letter",
    ];
    let is_said = || {
        found
            .reasons
            .iter()
            .any(|reason| SAID.contains(&&*reason.detail))
    };
    found.severity != Some(Severity::Low) && (nature == Nature::Prose || is_said())
}

/// Whether a word that no list has stands in lower case near a place as well: `the Government`, where somebody was
/// thought to be called so.
fn is_said_small(text: &str, at: usize, lower: &str) -> bool {
    if FIRST.contains(lower) || SURNAMES.contains(lower) {
        return false;
    }
    let bytes = text.as_bytes();
    let from = at.saturating_sub(FAR);
    let near = bytes
        .get(from..(at + FAR).min(bytes.len()))
        .unwrap_or_default();
    // Not in an address of mail.
    let ends_word = |place: usize| match near.get(place) {
        None => true,
        Some(byte) if byte.is_ascii_whitespace() => true,
        Some(byte) => {
            b",.;:)!?\"".contains(byte) && near.get(place + 1).is_none_or(u8::is_ascii_whitespace)
        }
    };
    memchr::memmem::find_iter(near, lower.as_bytes()).any(|place| {
        let before = place.checked_sub(1).and_then(|place| near.get(place));
        before.is_some_and(|before| before.is_ascii_whitespace() || b"(\"".contains(before))
            && ends_word(place + lower.len())
    })
}

/// Notes the words of a name.
fn learn<'a>(text: &'a str, range: &Range<usize>, known: &mut BTreeMap<String, Known<'a>>) {
    let name = text.get(range.clone()).unwrap_or_default();
    let mut from = 0;
    let words: Vec<(usize, &str)> = name
        .split([' ', '\n', '\u{a0}', ','])
        .map(|word| {
            let place = from;
            from += word.len() + word_gap(name, from + word.len());
            (place, word)
        })
        .filter(|(_, word)| {
            word.chars().count() > 2 && word.starts_with(char::is_uppercase) && !word.ends_with('.')
        })
        .collect();
    let last = words.len().saturating_sub(1);
    let mut surname_begins = 0;
    for (number, (place, word)) in words.into_iter().enumerate() {
        // `I'm` is none, and `Signed-off-by` neither.
        if word.matches('-').count() > 1
            || word.find(['\'', '’']) == Some(1) && !word.starts_with(['O', 'D', 'L'])
        {
            continue;
        }
        let lower = cue::lowercase(word);
        let is_particle = parts::PARTICLES.contains(&lower.as_str());
        if is_particle || parts::is_stop(&lower) || cue::is_cue(&lower) {
            continue;
        }
        let is_last = number == last;
        if word.chars().count() < 3 && !is_last {
            continue;
        }
        // `POLMAN` in the head of a judgment is `Polman` below.
        let word = if lower.len() > 3 && !word.chars().any(char::is_lowercase) {
            titled(&lower)
        } else {
            word.to_owned()
        };
        let particles = if is_last {
            name.get(surname_begins..place)
                .unwrap_or_default()
                .trim_start()
        } else {
            ""
        };
        surname_begins = place + word.len();
        known
            .entry(word)
            .or_insert_with(|| Known {
                particles,
                is_last,
                places: Vec::new(),
            })
            .places
            .push(range.start);
    }
}

/// How long the character is that parts words at a place of a name.
fn word_gap(name: &str, at: usize) -> usize {
    name.get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8)
}

/// A word with a capital.
fn titled(lower: &str) -> String {
    let mut letters = lower.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

/// A known word that stands alone at a place.
fn again(view: &View<'_>, at: usize, known: &BTreeMap<String, Known<'_>>) -> Option<Found> {
    let text = view.text;
    let end = parts::word_end(text, at);
    let word = text.get(at..end)?;
    let (word, end) = match word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
        Some(bare) => (bare, at + bare.len()),
        None => (word, end),
    };
    let name = known.get(word)?;
    let near = name.places.partition_point(|place| place + FAR < at);
    name.places.get(near).filter(|place| **place <= at + FAR)?;
    let lower = cue::lowercase(word);
    if is_said_small(text, at, &lower) {
        return None;
    }
    let before = text.get(..at)?;
    let start = with_particles(text, at, name.particles);
    if before.ends_with(['@', '/', '\\', '#', '$', '-', '.', '&', '+', '~'])
        || text.get(end..)?.starts_with('-')
    {
        return None;
    }
    let lead = text.get(..start)?;
    let word_before = lead
        .strip_suffix(' ')
        .and_then(|lead| lead.rsplit([' ', '\n', '(', '"']).next())
        .unwrap_or_default();
    if PLACING.contains(&word_before) || start == at && parts::PARTICLES.contains(&word_before) {
        return None;
    }
    let is_word = FIRST_OR_WORD.contains(lower.as_str()) || WORDS.contains(&lower.as_str());
    if is_word && start == at && !parts::is_within(text, at) && !parts::does(text.get(end..)?) {
        return None;
    }
    if cue::before(text, start) == Cue::Institution
        || parts::is_something_else(text, start, end)
        || is_place(view, start)
        || is_called_after(view, start, end)
    {
        return None;
    }
    let found = found(start, end, text.get(start..end)?)
        .shape("capitalised words", 0.15)
        .context("it is part of a name that stands near", 0.35);
    Some(if name.is_last && !is_word {
        found
    } else {
        found.severity(Severity::Low)
    })
}

/// Where the particles begin that a surname has elsewhere, in whatever case they stand here: `Van Gestel`.
fn with_particles(text: &str, at: usize, particles: &str) -> usize {
    let start = at.saturating_sub(particles.len());
    if text
        .get(start..at)
        .is_some_and(|before| cue::lowercase(before) == cue::lowercase(particles))
    {
        start
    } else {
        at
    }
}

/// The first two bytes of words.
#[derive(Default)]
struct Firsts([u64; 4]);

impl Firsts {
    fn place(word: &[u8]) -> Option<(usize, u64)> {
        let [first, second, ..] = word else {
            return None;
        };
        let hash = first.wrapping_mul(31) ^ second.wrapping_mul(7);
        Some((usize::from(hash >> 6), 1 << (hash & 63)))
    }

    fn add(&mut self, word: &[u8]) {
        if let Some((row, bit)) = Self::place(word)
            && let Some(row) = self.0.get_mut(row)
        {
            *row |= bit;
        }
    }

    fn may_have(&self, text: &[u8]) -> bool {
        Self::place(text)
            .is_some_and(|(row, bit)| self.0.get(row).is_some_and(|row| row & bit != 0))
    }
}

/// Marks capitals and the first bytes of accented letters.
const fn capitals(word: u64) -> u64 {
    (within(word, b'A', b'Z') & !word) | (within(word, 0x43, 0x45) & word)
}
