//! Reading what several families read alike: the value behind its label, digits in groups.

use crate::table::Table;
use crate::view::{Hit, View};

/// How far behind its label a value may begin, in bytes.
const REACH: usize = 64;

/// Words that may stand between a label and its value.
const FILLERS: &[&str] = &[
    "nummer",
    "nr",
    "number",
    "no",
    "num",
    "code",
    "is",
    "id",
    "of",
    "the",
    "het",
    "de",
    "van",
    "mijn",
    "my",
    "was",
    "luidt",
    "value",
    "adres",
    "address",
    "uw",
    "your",
    "en",
    "and",
    "onder",
    "swift",
    "bic",
    "cvv",
    "cvc",
    "cvv2",
    "cvc2",
    "card",
    "kaart",
    "his",
    "her",
    "jouw",
    "je",
    "voor",
    "for",
    "klant",
    "text",
    "with",
    "met",
    "as",
    "to",
    "naar",
    "op",
    "verified",
    "date",
    "datum",
    "mm",
    "yy",
    "jj",
    "yyyy",
    "jjjj",
    "lautet",
    "ist",
    "est",
    "es",
    "unter",
    "au",
    "le",
    "al",
    "at",
    "on",
    "via",
    "numero",
    "lijn",
    "day",
    "evening",
    "work",
    "home",
    "mobile",
    "privé",
    "prive",
    "werk",
    "thuis",
    "overdag",
    "avond",
    "mobiel",
    "vast",
    "office",
    "kantoor",
    "direct",
    "kunde",
    "kundin",
    "customer",
    "visitor",
    "caller",
    "cliente",
    "beller",
    "privat",
    "dienstlich",
    "geschäftlich",
    "particular",
    "fijo",
    "casa",
    "ufficio",
    "domicile",
    "bureau",
];

/// Whether a label begins a word or a part of one: `iban` in `klantIban`, not in `Caliban`.
pub(super) fn is_label_start(view: &View<'_>, offset: usize) -> bool {
    let before = view.before(offset);
    if before.is_ascii_lowercase() {
        return view.at(offset).is_ascii_uppercase() || view.is_word_start(offset);
    }
    if before >= 0x80 {
        // A no-break space or a typographic sign, and no letter.
        let left = view.slice(offset.saturating_sub(4)..offset);
        return left
            .chars()
            .next_back()
            .is_none_or(|last| !last.is_alphanumeric());
    }
    !before.is_ascii_alphanumeric() || view.is_word_start(offset)
}

/// Whether a label ends a word or a part of one: `age` in `ageYears` and `age_years`.
pub(super) fn is_label_end(view: &View<'_>, offset: usize) -> bool {
    let next = view.at(offset);
    let is_camel = next.is_ascii_uppercase() && view.before(offset).is_ascii_lowercase();
    next < 0x80 && (is_camel || !next.is_ascii_alphanumeric())
}

/// Where the value of a label that ends at `offset` begins: behind the rest of the label's word,
/// separators, tags and filler words, over at most one line break.
pub(super) fn value_start(view: &View<'_>, offset: usize) -> Option<usize> {
    let limit = offset + REACH;
    let mut at = offset;
    // Behind a label that ends with a sign stands the value: `Mac:AC-DE-…`.
    let mut goes_on = view.before(at).is_ascii_alphanumeric();
    while goes_on {
        let byte = view.at(at);
        let joins = byte == b'-' && view.at(at + 1).is_ascii_lowercase();
        goes_on = byte.is_ascii_alphabetic() || byte == b'_' || joins;
        at += usize::from(goes_on);
    }
    // `<kenteken xsi:type="xsd:string">`
    if view.at(at) == b' ' && is_tag(view, offset) {
        let rest = view.bytes().get(at..limit.min(view.text.len()))?;
        let end = memchr::memchr3(b'>', b'\n', b'<', rest)?;
        if view.at(at + end) == b'>' && view.before(at + end) != b'/' {
            at += end + 1;
        }
    }
    let mut breaks = 0;
    // A colon at the end of a line may have a blank line below it.
    let mut breaks_max = 1;
    while at < limit {
        match view.at(at) {
            0 => return None,
            b':' if view.at(at + 1) == b'\n' => {
                breaks_max = 2;
                at += 1;
            }
            b'\n' => {
                breaks += 1;
                if breaks > breaks_max || view.table.is_some_and(Table::is_whole) {
                    return None;
                }
                at += 1;
            }
            b'<' => {
                let tag = view.bytes().get(at..(at + REACH).min(view.text.len()))?;
                at += memchr::memchr(b'>', tag)? + 1;
            }
            byte if byte.is_ascii_alphabetic() => {
                let word = word_at(view, at);
                // `N'…'`, `u'…'`
                if word.len() == 1 && matches!(view.at(at + 1), b'\'' | b'"') {
                    at += 1;
                    continue;
                }
                // `DE:0A:9A:…` and `DE-12-34` begin with no article; `nr:12` is a filler and a value.
                let joint = view.at(at + 2);
                let is_pair = word.len() == 2
                    && matches!(joint, b':' | b'-')
                    && view.at(at + 5) == joint;
                let is_filler = FILLERS
                    .iter()
                    .any(|filler| filler.eq_ignore_ascii_case(word));
                if is_pair || !is_filler {
                    return Some(at);
                }
                at += word.len();
            }
            byte if byte.is_ascii_digit() => return Some(at),
            b' ' | b'\t' | b'\r' | b':' | b'=' | b'"' | b'\'' | b'`' | b'(' | b')' | b'['
            | b'{' | b'#' | b'>' | b'*' | b'|' | b'.' | b'-' | b',' | b';' | b'\\' | b'_'
            | b'/' | b']' | b'?'
            // Between the cells of LaTeX.
            | b'&'
            // Typographic quotes and dashes, the no-break space.
            | 0x80.. => at += 1,
            // Before a string of C#.
            b'@' | b'$' if view.at(at + 1) == b'"' => at += 1,
            _ => return Some(at),
        }
    }
    None
}

/// Whether a label that goes on at `offset` is the name of a tag, or its first part.
fn is_tag(view: &View<'_>, offset: usize) -> bool {
    let left = view.slice(offset.saturating_sub(REACH)..offset);
    left.trim_end_matches(|byte: char| byte.is_alphanumeric() || matches!(byte, ':' | '_' | '-'))
        .ends_with('<')
}

/// The letters and digits from an offset on.
pub(super) fn word_at<'v>(view: &'v View<'_>, offset: usize) -> &'v str {
    let rest = view.bytes().get(offset..).unwrap_or_default();
    let length = rest
        .iter()
        .take(REACH)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    view.slice(offset..offset + length)
}

/// Digits in groups, read without allocating.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grouped {
    buffer: [u8; 24],
    length: usize,
    /// Where the last group ends.
    pub(super) end: usize,
    /// Whether there is more than one group.
    pub(super) is_parted: bool,
}

impl Grouped {
    pub(super) fn digits(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(self.digits()).into_owned()
    }
}

/// Reads one of the groupings from a run of digits on: the groups are parted by the same dot,
/// space, hyphen or slash.
pub(super) fn grouped(view: &View<'_>, hit: Hit, groupings: &[&[usize]]) -> Option<Grouped> {
    let first = hit.end - hit.start;
    groupings
        .iter()
        .filter(|groups| groups.first() == Some(&first))
        .find_map(|groups| read(view, hit.start, groups))
}

fn read(view: &View<'_>, start: usize, groups: &[usize]) -> Option<Grouped> {
    let mut grouped = Grouped {
        buffer: [0; 24],
        length: 0,
        end: start,
        is_parted: groups.len() > 1,
    };
    let separator = view.at(start + groups.first()?);
    if grouped.is_parted && !matches!(separator, b'.' | b' ' | b'-' | b'/') {
        return None;
    }
    for (place, length) in groups.iter().enumerate() {
        if place > 0 {
            if view.at(grouped.end) != separator {
                return None;
            }
            grouped.end += 1;
        }
        for _ in 0..*length {
            let digit = view.at(grouped.end);
            if !digit.is_ascii_digit() {
                return None;
            }
            *grouped.buffer.get_mut(grouped.length)? = digit;
            grouped.length += 1;
            grouped.end += 1;
        }
    }
    let goes_on = view.at(grouped.end).is_ascii_digit()
        || (grouped.is_parted
            && view.at(grouped.end) == separator
            && view.at(grouped.end + 1).is_ascii_digit());
    (!goes_on).then_some(grouped)
}

/// Whether all bytes are the same, as in numbers that stand for none.
pub(super) fn is_uniform(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| Some(byte) == bytes.first())
}
