//! Dates of birth: a date that exists, and a word that says whose day it is.

use domain::{Category, Severity};
use jiff::civil::Date;

use super::rank;
use crate::context::Words;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};
use std::sync::LazyLock;

const WORDS: &[&str] = &[
    "geboortedatum",
    "geboren",
    "geb.",
    "geb:",
    "geb ",
    "geb.datum",
    "gebdatum",
    "geb_datum",
    "geboortedag",
    "date of birth",
    "date_of_birth",
    "date-of-birth",
    "dateofbirth",
    "birth date",
    "birth_date",
    "birthdate",
    "birthday",
    "dob",
    "d.o.b",
    "born",
    "verjaardag",
    "geboorte",
    "bday",
    "date of his birth",
    "date of her birth",
    "birth:",
    "birth\"",
    "geburtsdatum",
    "geboren:",
    "geboortedat.",
    "date de naissance",
    "né le",
    "née le",
];

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "date-of-birth",
        name: Text {
            en: "Date of birth",
            nl: "Geboortedatum",
        },
        category: Category::PersonalData,
        severity: Severity::Medium,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "A date that exists in the calendar, behind a word such as “born” or in a column or under a key with \
                 that name. With a name or a postcode it identifies most people: keep the age or the year if that \
                 will do.",
            nl: "Een bestaande datum achter een woord als “geboren”, of in een kolom of onder een sleutel met die \
                 naam. Samen met een naam of postcode wijst hij de meeste mensen aan: bewaar de leeftijd of het jaar \
                 als dat genoeg is.",
        },
        context_words: WORDS,
        examples: Examples {
            matches: &[
                "geboren op 31-01-1980 te Utrecht",
                "de heer Kwakman, geboren op\n16 januari 1965",
                "Geboortedatum: 1 februari 1975",
                "geb. 29/2/2004",
                "{\"dateOfBirth\": \"1980-01-31\"}",
                "date of birth: January 31, 1980",
                "dob=19800131",
                "born 31 Jan 1980",
                "geboren te 's-Hertogenbosch op 12 maart 1980",
                "geb. 12-03-'80",
                "geb. 12 mrt. 1980 te Ede",
                "born on the 12th of March, 1980",
                "born on March 12th, 1980",
                "geboren den 12de maart 1980",
                "DOB 12.03.80",
            ],
            passes: &[
                "factuurdatum 31-01-2020",
                "geboren op 31-02-1980",
                "geboortedatum: onbekend",
                "geboren 12.345",
                "1980-01-31",
                "geboren in 1980",
            ],
        },
    },
    triggers: &[
        Trigger::Words(WORDS, examine),
        Trigger::Digits(1..=8, examine_cell),
    ],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::STRUCTURED,
}];

/// How far behind the word a date still belongs to it.
const NEAR: usize = 64;
/// People who are older than this are in history books.
const YEAR_MIN: i16 = 1900;
/// Without a clock: later than any birth this engine will see before it is replaced.
const YEAR_MAX: i16 = 2035;

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // `dob` is no part of `adobe`.
    let is_short = hit.end - hit.start <= 6;
    let before = view.before(hit.start);
    let is_camel = before.is_ascii_lowercase() && view.at(hit.start).is_ascii_uppercase();
    if is_short
        && (!view.is_word_start(hit.start) && !is_camel && before != b'_'
            || (hit.end - hit.start <= 4
                && view.before(hit.end).is_ascii_alphabetic()
                && view.at(hit.end).is_ascii_lowercase()))
    {
        return;
    }
    let window = view.slice(hit.end..hit.end + NEAR + 16);
    let mut offset = 0;
    while offset < window.len().min(NEAR) {
        let Some(rest) = window.get(offset..) else {
            offset += 1;
            continue;
        };
        // A sentence may go on in the next line; a record doesn't.
        let ends = match rest.as_bytes().first() {
            Some(b'|' | b'}') => offset > 2,
            Some(b'\n') => {
                view.table.is_some() || rest.starts_with("\n\n") || rest.starts_with("\n\r\n")
            }
            _ => false,
        };
        if ends {
            return;
        }
        let at = hit.end + offset;
        if view.is_word_start(at)
            && let Some((length, date)) = read(rest)
        {
            candidates.push(
                found(at, at + length, date).context("a word of birth stands before it", 0.4),
            );
            return;
        }
        offset += 1;
    }
}

fn examine_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    static HEADERS: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS));
    let Some(table) = view.table.filter(|table| table.has_header()) else {
        return;
    };
    if !view.is_word_start(hit.start) {
        return;
    }
    let Some((length, date)) = view.text.get(hit.start..).and_then(read) else {
        return;
    };
    // The first chunk's header has no dates, so which chunk this is doesn't matter.
    let Some(cell) = table.cell(view.bytes(), hit.start, false) else {
        return;
    };
    if table
        .header(cell.column)
        .is_some_and(|header| HEADERS.any(header).is_some())
    {
        candidates.push(
            found(hit.start, hit.start + length, date)
                .context("the column's header has a word of birth", 0.4),
        );
    }
}

fn found(start: usize, end: usize, date: Date) -> Found {
    Found::new(start, end, date.to_string())
        .shape("a date", 0.25)
        .check("it exists in the calendar, since 1900", 0.25)
}

const MONTHS: &[(&str, i8)] = &[
    ("januari", 1),
    ("january", 1),
    ("jan", 1),
    ("februari", 2),
    ("february", 2),
    ("feb", 2),
    ("maart", 3),
    ("march", 3),
    ("mrt", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("mei", 5),
    ("may", 5),
    ("juni", 6),
    ("june", 6),
    ("jun", 6),
    ("juli", 7),
    ("july", 7),
    ("jul", 7),
    ("augustus", 8),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("oktober", 10),
    ("october", 10),
    ("okt", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// A date at the beginning of the text, and its length.
fn read(text: &str) -> Option<(usize, Date)> {
    let mut reader = Reader { text, offset: 0 };
    let date = if text.starts_with(|first: char| first.is_ascii_digit()) {
        let (first, length) = reader.number()?;
        match length {
            8 => civil(first / 10_000, first / 100 % 100, first % 100)
                .or_else(|| civil(first % 10_000, first / 10_000 % 100, first / 1_000_000)),
            4 => {
                let separator = reader.separator()?;
                let (month, _) = reader.number().filter(|(_, length)| *length <= 2)?;
                (reader.separator()? == separator).then_some(())?;
                let (day, _) = reader.number().filter(|(_, length)| *length <= 2)?;
                civil(first, month, day)
            }
            1 | 2 => {
                if let Some(month) = reader.month() {
                    let (year, _) = reader.number().filter(|(_, length)| *length == 4)?;
                    civil(year, month, first)
                } else {
                    let separator = reader.separator()?;
                    let (second, _) = reader.number().filter(|(_, length)| *length <= 2)?;
                    (reader.separator()? == separator).then_some(())?;
                    // `12-03-'80`.
                    reader.skip(&["'", "’", "‘"]);
                    let (year, length) = reader.number()?;
                    let year = match length {
                        4 => year,
                        2 if year > 35 => 1900 + year,
                        2 => 2000 + year,
                        _ => return None,
                    };
                    // Day first as in Europe; month first where only that exists.
                    civil(year, second, first).or_else(|| civil(year, first, second))
                }
            }
            _ => None,
        }
    } else {
        let month = reader.month()?;
        let (day, _) = reader.number().filter(|(_, length)| *length <= 2)?;
        reader.skip(&["st", "nd", "rd", "th", ",", " "]);
        let (year, _) = reader.number().filter(|(_, length)| *length == 4)?;
        civil(year, month, day)
    }?;
    let is_whole = !text
        .as_bytes()
        .get(reader.offset)
        .is_some_and(u8::is_ascii_alphanumeric);
    // A time of day may follow a `T`.
    let is_timed = text.as_bytes().get(reader.offset) == Some(&b'T');
    (is_whole || is_timed).then_some((reader.offset, date))
}

fn civil(year: i32, month: i32, day: i32) -> Option<Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| (YEAR_MIN..=YEAR_MAX).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    /// A number of at most eight digits, and how many it has.
    fn number(&mut self) -> Option<(i32, usize)> {
        let length = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || length > 8 {
            return None;
        }
        let number = self.rest().get(..length)?.parse().ok()?;
        self.offset += length;
        Some((number, length))
    }

    fn separator(&mut self) -> Option<u8> {
        let separator = *self.rest().as_bytes().first()?;
        matches!(separator, b'-' | b'/' | b'.' | b' ').then(|| {
            self.offset += 1;
            separator
        })
    }

    fn skip(&mut self, parts: &[&str]) {
        while let Some(part) = parts.iter().find(|part| self.rest().starts_with(**part)) {
            self.offset += part.len();
        }
    }

    /// A month's name with what stands around it.
    fn month(&mut self) -> Option<i32> {
        let before = self.offset;
        self.skip(&[
            " ", "-", "/", "st ", "nd ", "rd ", "th ", "de ", "ste ", "e ", ".", "of ",
        ]);
        let rest = self.rest();
        let name = rest
            .get(..rest.len().min(12))
            .or_else(|| rest.get(..9))
            .unwrap_or_default()
            .to_ascii_lowercase();
        let Some((name, month)) = MONTHS
            .iter()
            .find(|(candidate, _)| name.starts_with(candidate))
        else {
            self.offset = before;
            return None;
        };
        self.offset += name.len();
        self.skip(&[" ", "-", "/", ".", ",", "the "]);
        Some(i32::from(*month))
    }
}
