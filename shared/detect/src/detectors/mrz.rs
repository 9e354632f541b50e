//! Machine-readable zones of travel documents and visas (ICAO Doc 9303).

use domain::{Category, Severity};

use super::rank;
use crate::checksum::icao_digit;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "mrz",
        name: Text {
            en: "Machine-readable zone of a travel document",
            nl: "Machineleesbare zone van een reisdocument",
        },
        category: Category::PersonalData,
        severity: Severity::Critical,
        article: "GDPR art. 4(1), art. 87, UAVG art. 46",
        help: Text {
            en: "Two or three lines of a passport, identity card or visa (ICAO 9303) of which every check digit is \
                 right. They hold name, birth, sex, nationality and document number, and on older Dutch documents \
                 the BSN: delete them, and keep no copies of documents that no law asks for.",
            nl: "Twee of drie regels van een paspoort, identiteitskaart of visum (ICAO 9303) waarvan elk \
                 controlecijfer klopt. Ze bevatten naam, geboortedatum, geslacht, nationaliteit en documentnummer, \
                 en op oudere Nederlandse documenten het BSN: verwijder ze, en bewaar geen kopieën van documenten \
                 waar geen wet om vraagt.",
        },
        context_words: &[
            "mrz",
            "paspoort",
            "passport",
            "identiteitskaart",
            "identity card",
            "visum",
            "visa",
        ],
        examples: Examples {
            matches: &[
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
                "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
                "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
                "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<",
            ],
            passes: &[
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<11",
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                "<<<<<<< HEAD",
                "std::cout <<<< x",
            ],
        },
    },
    triggers: &[Trigger::Words(&["<<<"], examine)],
    context: ContextRule::Raises(0.05),
    against: &[],
    rank: rank::CHECKED,
}];

fn is_zone(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'<'
}

/// A line of the zone.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Line {
    start: usize,
    end: usize,
}

impl Line {
    fn length(self) -> usize {
        self.end - self.start
    }
}

/// The longest zone in one piece, and one byte more.
const PIECE_MAX: usize = 91;

/// The run of the zone's characters around an offset.
fn line_around(view: &View<'_>, offset: usize) -> Option<Line> {
    let bytes = view.bytes();
    let mut start = offset;
    while start > 0 && is_zone(view.before(start)) {
        start -= 1;
        if offset - start > PIECE_MAX {
            return None;
        }
    }
    let length = bytes
        .get(start..)?
        .iter()
        .take(PIECE_MAX)
        .take_while(|byte| is_zone(**byte))
        .count();
    (length < PIECE_MAX).then_some(Line {
        start,
        end: start + length,
    })
}

/// How many bytes may part two lines: a break, indentation, quotes and a comma.
const GAP: usize = 24;

/// Whether a byte may part two lines.
fn is_gap(byte: u8) -> bool {
    // An escaped break has an `n` or an `r`.
    matches!(
        byte,
        b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'' | b',' | b'\\' | b'n' | b'r' | b'+' | b'|'
    )
}

fn next(view: &View<'_>, line: Line) -> Option<Line> {
    let mut offset = line.end;
    while is_gap(view.at(offset)) && offset - line.end < GAP {
        offset += 1;
    }
    (offset > line.end && is_zone(view.at(offset))).then(|| line_around(view, offset))?
}

fn previous(view: &View<'_>, line: Line) -> Option<Line> {
    let mut offset = line.start;
    while is_gap(view.before(offset)) && line.start - offset < GAP {
        offset -= 1;
    }
    (offset < line.start && is_zone(view.before(offset))).then(|| line_around(view, offset - 1))?
}

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // A run of fillers is a hit at each of its places.
    if view.before(hit.start) == b'<' {
        return;
    }
    let Some(line) = line_around(view, hit.start) else {
        return;
    };
    if matches!(line.length(), 72 | 88 | 90) {
        let whole = view.slice(line.start..line.end).as_bytes();
        tell(view, line.start, line.end, whole, candidates);
        return;
    }
    if !matches!(line.length(), 30 | 36 | 44) {
        return;
    }
    let mut first = line;
    for _ in 0..3 {
        let rows = if first.length() == 30 { 3 } else { 2 };
        if let Some((end, whole)) = rows_from(view, first, rows) {
            tell(view, first.start, end, &whole, candidates);
        }
        match previous(view, first) {
            Some(before) if before.length() == line.length() => first = before,
            Some(_) | None => return,
        }
    }
}

/// The rows from a line on, joined, and where they end.
fn rows_from(view: &View<'_>, first: Line, rows: usize) -> Option<(usize, Vec<u8>)> {
    if !matches!(view.at(first.start), b'P' | b'I' | b'A' | b'C' | b'V') {
        return None;
    }
    let mut whole = Vec::with_capacity(rows * first.length());
    let mut line = first;
    whole.extend_from_slice(view.bytes().get(line.start..line.end)?);
    for _ in 1..rows {
        line = next(view, line).filter(|next| next.length() == first.length())?;
        whole.extend_from_slice(view.bytes().get(line.start..line.end)?);
    }
    Some((line.end, whole))
}

fn tell(view: &View<'_>, start: usize, end: usize, whole: &[u8], candidates: &mut Candidates) {
    let Some(format) = format(whole) else {
        return;
    };
    if !view.is_word_start(start) || !view.is_word_end(end) {
        return;
    }
    candidates.push(
        Found::new(start, end, String::from_utf8_lossy(whole))
            .shape(format!("the make of {format}"), 0.4)
            .check("every check digit is right", 0.5),
    );
}

/// Whether the digit at a place is the check digit of these ranges. An empty optional field may
/// have a filler instead of a zero.
fn checks(whole: &[u8], ranges: &[std::ops::Range<usize>], place: usize) -> bool {
    let mut field = Vec::with_capacity(44);
    for range in ranges {
        let Some(part) = whole.get(range.clone()) else {
            return false;
        };
        field.extend_from_slice(part);
    }
    let is_empty = field.iter().all(|byte| *byte == b'<');
    let Some(given) = whole.get(place).copied() else {
        return false;
    };
    icao_digit(field).is_some_and(|digit| digit == given || (is_empty && given == b'<'))
}

/// As [`checks`], of one range.
fn checks_one(whole: &[u8], range: std::ops::Range<usize>, place: usize) -> bool {
    checks(whole, std::slice::from_ref(&range), place)
}

/// A date of six digits; of a birth, parts may be unknown.
fn is_date(whole: &[u8], start: usize) -> bool {
    let Some(date) = whole.get(start..start + 6) else {
        return false;
    };
    let number = |place: usize| {
        let pair = date.get(place..place + 2)?;
        if pair == b"<<" {
            return Some(None);
        }
        let [ten, one] = pair else { return None };
        (ten.is_ascii_digit() && one.is_ascii_digit())
            .then(|| Some((ten - b'0') * 10 + (one - b'0')))
    };
    number(0).is_some()
        && number(2).is_some_and(|month| month.is_none_or(|month| month <= 12))
        && number(4).is_some_and(|day| day.is_none_or(|day| day <= 31))
}

/// Whether a document number has its check digit. One of more than nine characters goes on in the
/// optional field, and its check digit stands behind it.
fn is_number(whole: &[u8], start: usize, optional: std::ops::Range<usize>) -> bool {
    let head = start..start + 9;
    let (Some(given), Some(rest)) = (whole.get(start + 9), whole.get(optional.clone())) else {
        return false;
    };
    let length = rest.iter().take_while(|byte| **byte != b'<').count();
    if *given != b'<' || length < 2 {
        return checks_one(whole, head, start + 9);
    }
    let last = optional.start + length - 1;
    checks(whole, &[head, optional.start..last], last)
}

/// Which of the formats a zone is, if it is one and all its check digits are right.
fn format(whole: &[u8]) -> Option<&'static str> {
    let kind = *whole.first()?;
    let is_visa = kind == b'V';
    match whole.len() {
        90 => {
            let number = is_number(whole, 5, 15..30);
            (matches!(kind, b'I' | b'A' | b'C')
                && number
                && is_date(whole, 30)
                && is_date(whole, 38)
                && checks_one(whole, 30..36, 36)
                && checks_one(whole, 38..44, 44)
                && checks(whole, &[5..30, 30..37, 38..45, 48..59], 59))
            .then_some("TD1, an identity card")
        }
        72 | 88 => {
            let row = whole.len() / 2;
            let at = |range: std::ops::Range<usize>| row + range.start..row + range.end;
            let number = if row == 36 && !is_visa {
                is_number(whole, row, at(28..35))
            } else {
                checks_one(whole, at(0..9), row + 9)
            };
            let parts = number
                && is_date(whole, row + 13)
                && is_date(whole, row + 21)
                && checks_one(whole, at(13..19), row + 19)
                && checks_one(whole, at(21..27), row + 27);
            if !parts {
                return None;
            }
            if is_visa {
                return Some(if row == 44 {
                    "MRV-A, a visa"
                } else {
                    "MRV-B, a visa"
                });
            }
            if row == 36 {
                return (matches!(kind, b'I' | b'A' | b'C' | b'P')
                    && checks(whole, &[at(0..10), at(13..20), at(21..35)], row + 35))
                .then_some("TD2, an identity card");
            }
            (kind == b'P'
                && checks_one(whole, at(28..42), row + 42)
                && checks(whole, &[at(0..10), at(13..20), at(21..43)], row + 43))
            .then_some("TD3, a passport")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::checksum::icao_digit;
    use crate::tests::scan;

    const PASSPORT: [&str; 2] = [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ];

    #[test]
    fn lines_may_be_parted_as_people_part_them() {
        let [one, two] = PASSPORT;
        for (name, text) in [
            ("a.txt", format!("MRZ:\r\n  {one}\r\n  {two}\r\n")),
            ("a.json", format!("{{\"mrz\": \"{one}\\n{two}\"}}")),
            ("a.json", format!("[\"{one}\", \"{two}\"]")),
            ("a.txt", format!("{one}{two}")),
            ("a.txt", format!("{one} {two}")),
            ("a.csv", format!("naam,mrz\nAnna,{one}{two}\n")),
        ] {
            let told = scan(name, &text);
            assert_eq!(told.of("mrz").len(), 1, "{text}: {:?}", told.lines());
        }
    }

    #[test]
    fn the_specimens_of_the_other_formats() {
        // Doc 9303 parts 5 to 7, and the Dutch specimen's make: an empty optional field.
        for zone in [
            "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
            "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8",
            "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<",
        ] {
            assert_eq!(scan("a.txt", zone).of("mrz").len(), 1, "{zone}");
        }
    }

    /// A passport's zone with right check digits.
    fn zone(number: &str, birth: &str, expiry: &str, personal: &str) -> String {
        let digit = |field: &str| char::from(icao_digit(field.bytes()).unwrap());
        let personal = format!("{personal:<<14}");
        let head = format!("{number}{}", digit(number));
        let birth = format!("{birth}{}", digit(birth));
        let tail = format!("{expiry}{}{personal}{}", digit(expiry), digit(&personal));
        let last = digit(&format!("{head}{birth}{tail}"));
        format!(
            "{:<<44}\n{head}NLD{birth}F{tail}{last}",
            "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE"
        )
    }

    proptest! {
        #[test]
        fn a_zone_is_found_and_a_changed_one_is_not(
            number in "[A-NP-Z]{2}[A-NP-Z0-9]{6}[0-9]", personal in "[0-9]{9}",
            place in 0_usize..9, change in 1_u8..10,
        ) {
            let zone = zone(&number, "650310", "340309", &personal);
            prop_assert_eq!(scan("a.txt", &zone).of("mrz").len(), 1, "{}", zone);
            // A check digit of the second line, changed.
            let at = 45 + [9, 19, 27, 42, 43][place % 5];
            let mut changed = zone.into_bytes();
            changed[at] = b'0' + (changed[at] - b'0' + change) % 10;
            let changed = String::from_utf8(changed).unwrap();
            prop_assert_eq!(scan("a.txt", &changed).of("mrz").len(), 0, "{}", changed);
        }
    }
}
