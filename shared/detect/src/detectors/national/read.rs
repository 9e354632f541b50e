//! Reading a number in the spellings of its country, and what all of them ask of a place.

use jiff::civil::Date;

use crate::context::{Words, line_around};
use crate::nature::Nature;
use crate::view::{Found, Hit, View};

/// The longest number, without separators.
const LONGEST: usize = 16;

/// How far left of a number its own words may stand.
const NEAR: usize = 96;

/// Born before this, nobody has a number.
const YEAR_MIN: i16 = 1850;
/// Without a clock: later than any birth this engine will see before it is replaced.
const YEAR_MAX: i16 = 2035;

/// A number without its separators, letters in upper case. Nothing is allocated for it, since
/// most of what is read turns out to be something else.
pub(super) struct Number {
    bytes: [u8; LONGEST],
    length: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it was written in groups.
    pub(super) is_grouped: bool,
}

impl Number {
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    pub(super) fn at(&self, place: usize) -> u8 {
        self.bytes().get(place).copied().unwrap_or_default()
    }

    /// The digit at a place; 0 where a letter stands.
    pub(super) fn digit(&self, place: usize) -> u32 {
        match self.at(place) {
            digit @ b'0'..=b'9' => u32::from(digit - b'0'),
            _ => 0,
        }
    }

    /// The number that so many digits from a place make.
    pub(super) fn value(&self, place: usize, length: usize) -> u32 {
        (place..place + length).fold(0, |value, place| value * 10 + self.digit(place))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    /// Whether all characters are the same: nobody has such a number.
    pub(super) fn is_uniform(&self) -> bool {
        self.bytes().iter().all(|byte| *byte == self.at(0))
    }
}

/// Reads the first of the spellings that fits at a place, if the number stands alone there.
///
/// In a spelling, `0` is a digit, `A` a letter, `*` either, and anything else itself. A space may
/// be one that does not break, a hyphen a dash: word processors write those.
pub(super) fn read(view: &View<'_>, start: usize, spellings: &[&str]) -> Option<Number> {
    spellings
        .iter()
        .find_map(|spelling| spelled(view, start, spelling))
        .filter(|number| stands_alone(view, number))
}

/// Reads what begins with a run of digits. What no spelling can make of the run, and what stands
/// in a word, is turned down at once.
pub(super) fn read_run(view: &View<'_>, hit: Hit, spellings: &[&str]) -> Option<Number> {
    if !starts_alone(view, hit.start) {
        return None;
    }
    let length = hit.end - hit.start;
    let next = view.at(hit.end);
    spellings
        .iter()
        .filter(|spelling| match spelling.as_bytes().get(length) {
            None => spelling.len() == length,
            Some(b'0') => false,
            Some(b'A' | b'*') => next.is_ascii_alphabetic(),
            Some(sign) => *sign == next || next >= 0x80 || next == b'%',
        })
        .find_map(|spelling| spelled(view, hit.start, spelling))
        .filter(|number| stands_alone(view, number))
}

pub(super) fn is_separator(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'.' | b'/' | 0xC2 | 0xE2)
}

fn spelled(view: &View<'_>, start: usize, spelling: &str) -> Option<Number> {
    // Nearly nothing fits, so that comes before anything is kept.
    let mut end = start;
    let mut is_grouped = false;
    for sign in spelling.bytes() {
        let byte = view.at(end);
        let fits = match sign {
            b'0' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_alphabetic(),
            b'*' => byte.is_ascii_alphanumeric(),
            _ => {
                end += separator(view, end, sign)?;
                is_grouped = true;
                continue;
            }
        };
        if !fits {
            return None;
        }
        end += 1;
    }
    let mut number = Number {
        bytes: [0; LONGEST],
        length: 0,
        start,
        end,
        is_grouped,
    };
    let mut offset = start;
    for sign in spelling.bytes() {
        if matches!(sign, b'0' | b'A' | b'*') {
            *number.bytes.get_mut(number.length)? = view.at(offset).to_ascii_uppercase();
            number.length += 1;
            offset += 1;
        } else {
            offset += separator(view, offset, sign)?;
        }
    }
    Some(number)
}

/// How long the separator at a place is, if it is this one.
fn separator(view: &View<'_>, offset: usize, sign: u8) -> Option<usize> {
    let byte = view.at(offset);
    if byte == sign {
        return Some(1);
    }
    match (sign, byte, view.at(offset + 1), view.at(offset + 2)) {
        // A no-break space.
        (b' ', 0xC2, 0xA0, _) => Some(2),
        // A narrow one or a thin one, and as addresses of the web spell it; a hyphen or a dash.
        (b' ', 0xE2, 0x80, 0xAF | 0x80..=0x8A)
        | (b' ', b'%', b'2', b'0')
        | (b'-', 0xE2, 0x80, 0x90..=0x93) => Some(3),
        _ => None,
    }
}

/// Whether the number is no part of a word, a decimal, a longer number or an id.
fn stands_alone(view: &View<'_>, number: &Number) -> bool {
    let next = view.at(number.end);
    let second = view.at(number.end + 1);
    starts_alone(view, number.start)
        && view.is_word_end(number.end)
        && match next {
            b'.' | b'/' | b':' => !second.is_ascii_digit(),
            b'-' => !second.is_ascii_alphanumeric(),
            b'%' | b'@' | b'+' => false,
            _ => true,
        }
}

/// The same of what stands before it.
fn starts_alone(view: &View<'_>, start: usize) -> bool {
    view.is_run_start(start) && !matches!(view.before(start), b'@' | b'%')
}

/// Whether digits in groups go on before or behind the number: `12 345 678 901` in a row of amounts.
pub(super) fn is_in_row(view: &View<'_>, number: &Number) -> bool {
    let digit_at =
        |offset: Option<usize>| offset.is_some_and(|offset| view.at(offset).is_ascii_digit());
    view.before(number.start) == b' ' && digit_at(number.start.checked_sub(2))
        || view.at(number.end) == b' ' && digit_at(Some(number.end + 1))
}

/// Whether a day exists in the calendar, since people have numbers.
pub(super) fn is_date(year: u32, month: u32, day: u32) -> bool {
    let (Ok(year), Ok(month), Ok(day)) =
        (i16::try_from(year), i8::try_from(month), i8::try_from(day))
    else {
        return false;
    };
    (YEAR_MIN..=YEAR_MAX).contains(&year) && Date::new(year, month, day).is_ok()
}

/// The same for a year of two digits, in this century or the one before.
pub(super) fn is_short_date(year: u32, month: u32, day: u32) -> bool {
    is_date(1900 + year, month, day) || is_date(2000 + year, month, day)
}

/// How much shape and checks alone say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// Less than one random number in a thousand passes, or the shape is that of nothing else.
    Strong,
    /// About one in a hundred passes: told, but low, without a word near it.
    Fair,
    /// Nothing without a word near it.
    Weak,
}

/// Whether one of these words stands on the number's line, in its column's header or right above.
pub(super) fn is_named(view: &View<'_>, number: &Number, words: &Words) -> bool {
    let (_, right) = line_around(view, number.start, number.end, None);
    let header = view.table.and_then(|table| {
        let cell = table.cell(view.bytes(), number.start, false)?;
        table.header(cell.column)
    });
    let left = view.slice(number.start.saturating_sub(NEAR)..number.start);
    [Some(left), Some(right), header]
        .into_iter()
        .flatten()
        .any(|text| words.any(text).is_some())
}

/// A finding of that strength. In code and configuration a bare number is a constant, and only
/// a word, or quotes around strong evidence, make it more.
pub(super) fn found(
    id: &'static str,
    view: &View<'_>,
    number: &Number,
    strength: Strength,
    shape: &'static str,
    check: &'static str,
) -> Found {
    let (shape_weight, check_weight) = match strength {
        Strength::Strong => (0.25, 0.27),
        Strength::Fair => (0.2, 0.25),
        Strength::Weak => (0.15, 0.25),
    };
    let mut found = Found::new(number.start, number.end, number.text())
        .shape(shape, shape_weight)
        .check(check, check_weight);
    if super::owners::is_anothers(id, view, number.start, number.end) {
        found = found.against("the words near it are those of another number", -1.0);
    }
    let is_element = view.before(number.start) == b'>' && view.at(number.end) == b'<';
    let is_bare = !is_element && !view.is_quoted(number.start, number.end);
    let needs_word = strength == Strength::Weak
        || match view.nature {
            Nature::Prose | Nature::Manual => false,
            Nature::Config => is_bare && (strength == Strength::Fair || !number.is_grouped),
            Nature::Source => is_bare || strength == Strength::Fair,
            Nature::Lockfile => true,
        };
    if needs_word {
        found.needs_context()
    } else {
        found
    }
}
