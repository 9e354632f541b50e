//! Whose number the words near it speak of.
//!
//! Half of Europe's numbers are eleven digits with a date, and one in ten or a hundred of one
//! country's passes the check of another's. Where the words near a number are those of other
//! numbers only, it is one of theirs, right or wrong.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::DETECTORS;
use super::words::COMMON;
use crate::context::{is_neutral, line_around, own_key, spellings, stands_alone};
use crate::trigger_words::{Stand, TriggerWords};
use crate::view::View;

/// How far above a number its label may stand.
const ABOVE: usize = 128;

/// With so many digits, a line holds a number.
const DIGITS: usize = 6;

/// A set of detectors, each by its place among those of this folder.
type Set = u64;

/// Who owns a word. Hardly asked: an automaton would cost a process more to make than it saves.
static OWNERS: LazyLock<TriggerWords<Set>> = LazyLock::new(|| {
    let mut by_word: BTreeMap<&str, Set> = BTreeMap::new();
    for (detector, set) in DETECTORS.iter().zip(sets()) {
        for word in detector.meta.context_words {
            *by_word.entry(word).or_default() |= set;
        }
    }
    // Most words are those of many detectors, and to compare one with all common ones is dear.
    let common = COMMON.join("\n");
    by_word.retain(|word, _| !is_common(word, &common));
    TriggerWords::new(by_word.into_iter().flat_map(|(word, set)| {
        spellings(word)
            .into_iter()
            .map(move |spelling| (spelling, Stand::Anywhere, set))
    }))
});

/// Whether a word says no more of the country than a common one, of which `all` are the lines.
fn is_common(word: &str, all: &str) -> bool {
    /// `tin` is part of too much.
    const TELLING: usize = 5;
    // A part of one that is too short may be a part of another, too.
    let is_part = || {
        COMMON
            .iter()
            .any(|common| common.len() >= TELLING && common.contains(word))
    };
    let has_part = || {
        COMMON
            .iter()
            .any(|common| common.len() >= TELLING && word.contains(common))
    };
    COMMON.contains(&word) || all.contains(word) && is_part() || has_part()
}

/// One set for each detector.
fn sets() -> impl Iterator<Item = Set> {
    (0..Set::BITS).map(|place| 1 << place)
}

/// Whether the words near a number are those of other numbers only. A column's header or a key
/// right before it outranks its line.
pub(super) fn is_anothers(id: &str, view: &View<'_>, start: usize, end: usize) -> bool {
    let own = DETECTORS
        .iter()
        .zip(sets())
        .find(|(detector, _)| detector.meta.id == id)
        .map_or(0, |(_, set)| set);
    let cell = view
        .table
        .and_then(|table| Some((table, table.cell(view.bytes(), start, false)?)));
    let header = cell.and_then(|(table, cell)| table.header(cell.column));
    let (left, right) = line_around(view, start, end, cell.map(|(_, cell)| cell));
    let named = if let Some(header) = header {
        owners_in(header)
    } else if let Some(key) = own_key(left).filter(|key| !is_neutral(key)) {
        owners_in(key)
    } else {
        let line = owners_in(left) | owners_in(right);
        if line == 0 && cell.is_none() {
            // A label stands on the line above; a line with a number of its own is none.
            let above = view.slice(start.saturating_sub(ABOVE)..start - left.len());
            let label = above.trim_end().rsplit('\n').next().unwrap_or_default();
            let digits = label.bytes().filter(u8::is_ascii_digit).count();
            if digits < DIGITS { owners_in(label) } else { 0 }
        } else {
            line
        }
    };
    named != 0 && named & own == 0
}

fn owners_in(text: &str) -> Set {
    let mut all = 0;
    OWNERS.each(text.as_bytes(), |hit, owners| {
        if stands_alone(text.as_bytes(), hit.start, hit.end) {
            all |= owners.iter().fold(0, |all, owners| all | owners);
        }
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_set_for_each() {
        assert!(DETECTORS.len() <= Set::BITS as usize);
    }
}
