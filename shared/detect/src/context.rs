//! Context: the words around a value that say what it is.
//!
//! A column's header and a key right before the value outrank everything: where there is one,
//! the words of the neighbours don't count. Otherwise the line counts, nearer words first, and
//! the end of the line above.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::table::Cell;
use crate::view::View;

/// How far left of a value, on its line, words count; in bytes.
const LEFT: usize = 96;
/// How far right.
const RIGHT: usize = 40;
/// How much of the line above.
const ABOVE: usize = 64;
/// How long a key may be.
const KEY: usize = 64;
/// Words this short must stand alone: `tel` is no part of `hotel`.
const SHORT: usize = 4;

/// A list of words, searched at once and in any case. The automaton is made when it is first
/// asked: most detectors never get that far, and start-up is not to pay for them.
pub(crate) struct Words {
    list: List,
    automaton: OnceLock<Option<Automaton>>,
}

/// The engine's words, or those of a tenant's rule.
enum List {
    Engine(&'static [&'static str]),
    Rule(Vec<String>),
}

impl List {
    fn len(&self) -> usize {
        match self {
            Self::Engine(list) => list.len(),
            Self::Rule(list) => list.len(),
        }
    }

    fn get(&self, number: usize) -> Option<&str> {
        match self {
            Self::Engine(list) => list.get(number).copied(),
            Self::Rule(list) => list.get(number).map(String::as_str),
        }
    }
}

struct Automaton {
    patterns: AhoCorasick,
    /// The number of the word, by the number of the pattern.
    numbers: Vec<usize>,
}

impl Words {
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        Self {
            list: List::Engine(list),
            automaton: OnceLock::new(),
        }
    }

    /// The words of a tenant's rule.
    pub(crate) fn of_rule(list: Vec<String>) -> Self {
        Self {
            list: List::Rule(list),
            automaton: OnceLock::new(),
        }
    }

    fn automaton(&self) -> Option<&Automaton> {
        if self.list.len() == 0 {
            return None;
        }
        self.automaton
            .get_or_init(|| {
                let (numbers, patterns): (Vec<usize>, Vec<String>) = (0..self.list.len())
                    .filter_map(|number| Some((number, self.list.get(number)?)))
                    .flat_map(|(number, word)| {
                        spellings(word)
                            .into_iter()
                            .map(move |spelling| (number, spelling))
                    })
                    .unzip();
                let patterns = AhoCorasick::builder()
                    .ascii_case_insensitive(true)
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(patterns)
                    .ok()?;
                Some(Automaton { patterns, numbers })
            })
            .as_ref()
    }

    /// Where words stand in a text, be it as parts of others: none overlap, and where one was passed over, another
    /// stands that overlaps with it.
    pub(crate) fn sightings(&self, text: &str) -> Sightings {
        let found = self
            .automaton()
            .into_iter()
            .flat_map(|automaton| automaton.patterns.find_iter(text));
        Sightings(found.map(|found| (found.start(), found.end())).collect())
    }

    /// The last word in a text and where it ends.
    fn last<'w>(&'w self, text: &str) -> Option<(&'w str, usize)> {
        self.all(text).last().map(|(word, _, end)| (word, end))
    }

    /// The first word in a text and where it begins.
    fn first<'w>(&'w self, text: &str) -> Option<(&'w str, usize)> {
        self.all(text).next().map(|(word, start, _)| (word, start))
    }

    pub(crate) fn any<'w>(&'w self, text: &str) -> Option<&'w str> {
        self.all(text).next().map(|(word, ..)| word)
    }

    /// Whether any word is in a text, also as a part of another.
    fn is_in(&self, text: &str) -> bool {
        self.automaton()
            .is_some_and(|automaton| automaton.patterns.is_match(text))
    }

    /// The first word that is no part of a domain or an address: `example.nl` says nothing about
    /// the number beside it.
    pub(crate) fn any_outside_names<'w>(&'w self, text: &str) -> Option<&'w str> {
        let is_joint = |byte: Option<&u8>| matches!(byte, Some(b'@' | b'.' | b'-' | b'/'));
        self.all(text)
            .find(|(_, start, _)| {
                let before = start
                    .checked_sub(1)
                    .and_then(|place| text.as_bytes().get(place));
                !is_joint(before)
            })
            .map(|(word, ..)| word)
    }

    /// Each word in a text, where it begins and where it ends.
    fn all<'w, 't>(
        &'w self,
        text: &'t str,
    ) -> impl Iterator<Item = (&'w str, usize, usize)> + use<'w, 't> {
        self.automaton().into_iter().flat_map(move |automaton| {
            automaton
                .patterns
                .find_iter(text)
                .filter(move |found| stands_alone(text.as_bytes(), found.start(), found.end()))
                .filter_map(|found| {
                    let number = automaton.numbers.get(found.pattern().as_usize())?;
                    Some((self.list.get(*number)?, found.start(), found.end()))
                })
        })
    }
}

/// A word as prose, keys and columns spell it: `tax id`, `tax_id`, `tax-id`, `taxId`. The automaton
/// knows only the letters of ASCII in both cases, so others are given in both.
pub(crate) fn spellings(word: &str) -> Vec<String> {
    let mut spellings = vec![word.to_owned()];
    if word.trim().contains(' ') {
        spellings.extend(["_", "-", ""].map(|joint| word.replace(' ', joint)));
    }
    if !word.is_ascii() {
        let others: Vec<String> = spellings
            .iter()
            .flat_map(|spelling| {
                let mut rest = spelling.chars();
                let first: String = rest
                    .next()
                    .into_iter()
                    .flat_map(char::to_uppercase)
                    .collect();
                [spelling.to_uppercase(), first + rest.as_str()]
            })
            .collect();
        spellings.extend(others);
    }
    spellings
}

/// Whether a match is long enough to count within a compound, or is no part of one.
pub(crate) fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    if end - start > SHORT {
        return true;
    }
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
    let at = |offset: usize| text.get(offset).copied().unwrap_or(b' ');
    // A no-break space, and the dashes and quotation marks of U+2000, are no letters.
    let back = |by: usize| start.checked_sub(by).map_or(b' ', at);
    let is_apart = (back(2) == 0xC2 && back(1) == 0xA0) || (back(3) == 0xE2 && back(2) == 0x80);
    let is_cut =
        (at(end) == 0xC2 && at(end + 1) == 0xA0) || (at(end) == 0xE2 && at(end + 1) == 0x80);
    // A line that ends within a string, `\nbsn`.
    let is_escape = matches!(back(1), b'n' | b'r' | b't') && back(2) == b'\\';
    let left = start == 0
        || is_apart
        || is_escape
        || !is_letter(at(start - 1))
        || (at(start - 1).is_ascii_lowercase() && at(start).is_ascii_uppercase());
    let right = is_cut
        || !is_letter(at(end))
        || (at(end - 1).is_ascii_lowercase() && at(end).is_ascii_uppercase());
    left && right
}

/// Where a context word stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Header,
    Key,
    Before,
    After,
    Above,
}

impl Place {
    pub(crate) fn describe(self, word: &str) -> String {
        match self {
            Self::Header => format!("the column's header has “{word}”"),
            Self::Key => format!("its key has “{word}”"),
            Self::Before => format!("“{word}” stands before it"),
            Self::After => format!("“{word}” stands after it"),
            Self::Above => format!("“{word}” stands on the line above"),
        }
    }

    /// How much of the full weight a word counts from there.
    pub(crate) fn share(self) -> f32 {
        match self {
            Self::Header | Self::Key => 1.0,
            Self::Before => 0.9,
            Self::After => 0.7,
            Self::Above => 0.6,
        }
    }
}

/// What the surroundings say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Surroundings<'w> {
    pub(crate) word: Option<(&'w str, Place)>,
    pub(crate) against: Option<&'w str>,
}

/// Where any of a list's words stands in a text: searched once, where there are many values to read the surroundings of.
pub(crate) struct Sightings(Vec<(usize, usize)>);

impl Sightings {
    /// Whether any reaches into the line of a value, or the end of the line above.
    fn are_near(&self, start: usize, end: usize) -> bool {
        let from = start.saturating_sub(LEFT + ABOVE);
        let first = self.0.partition_point(|(_, end)| *end <= from);
        self.0
            .get(first)
            .is_some_and(|(begin, _)| *begin < end + RIGHT)
    }
}

/// A list of words, and where they stand in the text if that is known.
#[derive(Clone, Copy)]
pub(crate) struct Sought<'w> {
    pub(crate) words: &'w Words,
    pub(crate) sightings: Option<&'w Sightings>,
}

impl Sought<'_> {
    /// Whether any may stand around a value.
    pub(crate) fn may_be_near(self, start: usize, end: usize) -> bool {
        self.sightings
            .is_none_or(|sightings| sightings.are_near(start, end))
    }
}

/// Reads the surroundings of a value.
pub(crate) fn read<'w>(
    view: &View<'_>,
    start: usize,
    end: usize,
    cell: Option<Cell>,
    sought: Sought<'w>,
    against: Sought<'w>,
) -> Surroundings<'w> {
    let (left, right) = line_around(view, start, end, cell);
    let is_header = cell.is_some_and(|cell| !cell.is_header && view.table.is_some());
    if !(is_header || sought.may_be_near(start, end) || against.may_be_near(start, end)) {
        return Surroundings::default();
    }
    let (words, against) = (sought.words, against.words);
    if let Some(header) = cell
        .filter(|cell| !cell.is_header)
        .and_then(|cell| view.table?.header(cell.column))
    {
        let word = words
            .any(header)
            .map(|word| (word, Place::Header))
            .or_else(|| Some((words.last(left)?.0, Place::Before)));
        let against = if word.is_some() {
            None
        } else {
            against.any(header).or_else(|| against.any(left))
        };
        return Surroundings { word, against };
    }
    if let Some(key) = own_key(left).filter(|key| !is_neutral(key)) {
        return Surroundings {
            word: words.any(key).map(|word| (word, Place::Key)),
            against: against.any(key),
        };
    }
    let word = words.last(left);
    let wrong = against.last(left);
    if let Some((wrong, at)) = wrong
        && word.is_none_or(|(_, end)| end < at)
        && left.len() - at <= KEY / 2
    {
        return Surroundings {
            word: None,
            against: Some(wrong),
        };
    }
    let found = word
        .map(|(word, _)| (word, Place::Before))
        .or_else(|| Some((words.first(right)?.0, Place::After)))
        .or_else(|| Some((words.last(line_above(view, start, cell))?.0, Place::Above)));
    Surroundings {
        word: found,
        against: None,
    }
}

/// Whether [`read`] may find one of these words: for what is dear to look at and nothing without one.
pub(crate) fn may_have_word(view: &View<'_>, start: usize, end: usize, words: &Words) -> bool {
    let near = view.slice(start.saturating_sub(LEFT + ABOVE)..end + RIGHT);
    words.is_in(near)
        || view
            .table
            .is_some_and(|table| table.headers().iter().any(|header| words.is_in(header)))
}

/// What stands on the value's line, or in its cell, within reach.
pub(crate) fn line_around<'v>(
    view: &'v View<'_>,
    start: usize,
    end: usize,
    cell: Option<Cell>,
) -> (&'v str, &'v str) {
    let bytes = view.bytes();
    let mut from = start.saturating_sub(LEFT);
    if let Some(line) = bytes
        .get(from..start)
        .and_then(|left| memchr::memrchr(b'\n', left))
    {
        from += line + 1;
    }
    if let Some(cell) = cell {
        from = from.max(cell.start.min(start));
    }
    let mut to = (end + RIGHT).min(bytes.len());
    if let Some(line) = bytes
        .get(end..to)
        .and_then(|right| memchr::memchr(b'\n', right))
    {
        to = end + line;
    }
    if let (Some(_), Some(table)) = (cell, view.table)
        && let Some(edge) = bytes
            .get(end..to)
            .and_then(|right| memchr::memchr(table.delimiter(), right))
    {
        to = end + edge;
    }
    (view.slice(from..start), view.slice(end..to))
}

/// The end of the line above, where the text is no table.
fn line_above<'v>(view: &'v View<'_>, start: usize, cell: Option<Cell>) -> &'v str {
    if cell.is_some() {
        return "";
    }
    let floor = start.saturating_sub(LEFT + ABOVE);
    let bytes = view.bytes();
    let Some(line) = bytes
        .get(floor..start)
        .and_then(|left| memchr::memrchr(b'\n', left))
    else {
        return "";
    };
    // A form's label and its value may have an empty line between them.
    let end = view.slice(floor..floor + line).trim_end().len() + floor;
    let from = end.saturating_sub(ABOVE);
    let from = bytes
        .get(from..end)
        .and_then(|above| memchr::memrchr(b'\n', above))
        .map_or(from, |place| from + place + 1);
    view.slice(from..end)
}

/// Whether a key says nothing about its value: the field's name stands elsewhere on the line, as in
/// `name="bsn" value="…"` or `{"type": "bsn", "value": "…"}`.
pub(crate) fn is_neutral(key: &str) -> bool {
    ["value", "content", "waarde"]
        .iter()
        .any(|neutral| key.eq_ignore_ascii_case(neutral))
}

/// The key of `"key": value` or `key=value` when the value stands right behind it.
pub(crate) fn own_key(left: &str) -> Option<&str> {
    let rest = left.strip_suffix(['"', '\'']).unwrap_or(left);
    if let Some(key) = rest.strip_suffix('=') {
        let start = key
            .rfind(|character: char| !(character.is_alphanumeric() || "_-.".contains(character)))
            .map_or(0, |place| place + 1);
        return key
            .get(start..)
            .filter(|key| !key.is_empty() && key.len() <= KEY);
    }
    let rest = rest.trim_end().strip_suffix(':')?.trim_end();
    let rest = rest
        .strip_suffix("\\\"")
        .or_else(|| rest.strip_suffix(['"', '\'']))?;
    let start = rest.rfind(['"', '\''])? + 1;
    rest.get(start..)
        .filter(|key| !key.is_empty() && key.len() <= KEY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nature::Nature;

    static WORDS: Words = Words::new(&["bsn", "burgerservicenummer"]);
    static AGAINST: Words = Words::new(&["order"]);

    fn surroundings(text: &str, value: &str) -> Surroundings<'static> {
        let view = View {
            text,
            nature: Nature::Prose,
            table: None,
        };
        let start = text.find(value).unwrap();
        let sought = |words| Sought {
            words,
            sightings: None,
        };
        let (words, against) = (sought(&WORDS), sought(&AGAINST));
        read(&view, start, start + value.len(), None, words, against)
    }

    #[test]
    fn rows() {
        for (text, word, against) in [
            ("BSN: 123", Some(("bsn", Place::Before)), None),
            ("123 is mijn BSN", Some(("bsn", Place::After)), None),
            (
                "Uw burgerservicenummer:\n123",
                Some(("burgerservicenummer", Place::Above)),
                None,
            ),
            ("{\"bsn\": \"123\"}", Some(("bsn", Place::Key)), None),
            ("{\"bsn\": \"9\", \"order\": \"123\"}", None, Some("order")),
            ("bsn=9&order=123", None, Some("order")),
            ("klantBsn 123", Some(("bsn", Place::Before)), None),
            ("absnt 123", None, None),
            (
                "{\"t\": \"regel\\nbsn 123\"}",
                Some(("bsn", Place::Before)),
                None,
            ),
            ("bsn 9, ordernummer 123", None, Some("order")),
            (
                "<input name=\"bsn\" value=\"123\">",
                Some(("bsn", Place::Before)),
                None,
            ),
            ("name=\"bsn\"\r\n\r\n123", Some(("bsn", Place::Above)), None),
        ] {
            let found = surroundings(text, "123");
            assert_eq!((found.word, found.against), (word, against), "{text}");
        }
    }
}
