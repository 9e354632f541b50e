//! Dates in letters, reports and files: when somebody was seen, admitted, moved or died.
//!
//! A date says little alone and a lot beside a person, so it is told, and low, in prose only.
//! Timestamps of logs and headers are about machines and are left alone. The reader of dates that
//! lives here serves the dates of birth too.

use std::sync::LazyLock;

use domain::{Category, Severity};
use jiff::civil::Date;

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "date",
        name: Text {
            en: "Date in a text",
            nl: "Datum in een tekst",
        },
        category: Category::PersonalData,
        severity: Severity::Low,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "A day that exists in the calendar, written in a letter, a report or a table. Beside a person it tells \
                 when something happened to them, and with a place it can say who: leave the day out where a month \
                 or a year will do. Timestamps and dates in code and configuration are left alone.",
            nl: "Een dag die bestaat, in een brief, verslag of tabel. Bij een persoon vertelt hij wanneer er iets \
                 gebeurde, en met een plaats erbij soms wie het is: laat de dag weg als een maand of jaar genoeg is. \
                 Tijdstempels en datums in code en configuratie tellen niet.",
        },
        context_words: &[
            "datum",
            "date",
            "opname",
            "ontslag",
            "overleden",
            "consult",
            "afspraak",
            "gezien",
            "bezoek",
            "admitted",
            "discharged",
            "deceased",
            "visit",
            "appointment",
        ],
        examples: Examples {
            matches: &[
                "Gezien op de polikliniek op 24-07-2016.",
                "opname 26-4-21",
                "6-7-2018",
                "ontslag 12-04-'02",
                "30-5-`22",
                "8.1.2022",
                "23 10 2011",
                "1 augustus 2019",
                "17-mei-2011",
                "17 mei '11",
                "4 JAN 1999",
                "15- jan 2018",
                "2009-05-31",
                "2019 augustus 1",
                "admitted on March 4th, 2021",
                "am 3. März 2021",
                "le 1er février 2020",
                "il 5 maggio 2019",
                "el 7 de octubre de 2018",
                "3. maaliskuuta 2019",
                "12 de março de 2018",
                "De afspraak van donderdag 6 juni gaat niet door.",
                "ziek gemeld op 3 februari",
                "Zij begint 1 mei.",
                "starts on March 17 at noon",
                "until July 1st",
                "moved on 14 July.",
                "am 9. April",
            ],
            passes: &[
                "32-01-2018",
                "01-01-3018",
                "8/12/1899",
                "8/12/20000",
                "38 augustus 2018",
                "versie 8.1.22",
                "2025-03-04T09:14:22Z gestart",
                "2025-03-04 09:14:22 gestart",
                "[04/Mar/2025:09:14:22 +0100]",
                "32 februari",
                "artikel 1.12 maart",
                "1500 juni",
                "March 2019 was cold",
                "in juni en juli",
                "april 12.50 euro",
                "1234-05-06",
                "20190801",
            ],
        },
    },
    triggers: &[
        Trigger::Digits(2..=2, examine),
        Trigger::Digits(4..=4, examine),
        Trigger::Said(MONTH_WORDS, examine_month),
    ],
    context: ContextRule::Raises(0.1),
    against: &["version", "versie", "release", "copyright"],
    rank: rank::GENERIC,
}];

/// Months as they are written out beside a day where the year is left out.
const MONTH_WORDS: &[&str] = &[
    "januari",
    "februari",
    "maart",
    "april",
    " mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "january",
    "february",
    "march",
    "june",
    "july",
    "august",
    "october",
    "januar",
    "februar",
    "märz",
    "dezember",
    "janvier",
    "février",
    "avril",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A day and a month, of a year that the reader knows.
fn examine_month(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature != Nature::Prose {
        return;
    }
    // The space before a short name is none of its letters.
    let start = hit.start + usize::from(view.at(hit.start) == b' ');
    if !view.is_word_start(start) || view.before(start) == b'-' {
        return;
    }
    let Some((month, length)) = view
        .text
        .get(start..)
        .and_then(|rest| month_at(rest.as_bytes()))
    else {
        return;
    };
    let end = start + length;
    let Some((start, end, day)) = day_before(view, start).map_or_else(
        || day_behind(view, end),
        |(from, day)| Some((from, end, day)),
    ) else {
        return;
    };
    // With its year, it is told by that.
    let rest = view.slice(end..end + 8);
    let next = rest.trim_start_matches([' ', ',', '.', '\'', '’', '-']);
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits == 4 && next.starts_with(['1', '2'])
        || digits == 2
            && rest.starts_with([' ', '-'])
            && !next
                .get(2..)
                .is_some_and(|next| next.starts_with([':', '.', 'u', 'h']));
    // A leap year has all days.
    if is_year || civil(2000, month, day).is_none() {
        return;
    }
    candidates.push(
        Found::new(start, end, format!("--{month:02}-{day:02}"))
            .shape("a date", 0.2)
            .check("it exists in the calendar, since 1900", 0.15),
    );
}

/// `6 juni`, `9. April`, `1er février`, `4th of July`: where the day begins, and the day.
fn day_before(view: &View<'_>, month: usize) -> Option<(usize, i32)> {
    const JOINTS: &[&str] = &[
        ". ", " ", "st of ", "nd of ", "rd of ", "th of ", "st ", "nd ", "rd ", "th ", "er ", "e ",
    ];
    let left = view.slice(month.saturating_sub(9)..month);
    // Nearly always told by that.
    if !left.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    JOINTS.iter().find_map(|joint| {
        let left = left.strip_suffix(joint)?;
        let digits = left.bytes().rev().take_while(u8::is_ascii_digit).count();
        let from = month - joint.len() - digits;
        let is_day = (1..=2).contains(&digits) && view.is_number_start(from);
        is_day.then(|| Some((from, view.slice(from..from + digits).parse().ok()?)))?
    })
}

/// `March 17`, `July 1st`: where the date ends, and the day.
fn day_behind(view: &View<'_>, end: usize) -> Option<(usize, usize, i32)> {
    let rest = view.slice(end..end + 8).strip_prefix(' ')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day = rest.get(..digits).filter(|_| digits <= 2)?.parse().ok()?;
    let behind = rest.get(digits..)?;
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find(|ending| behind.starts_with(**ending))
        .map_or(0, |ending| ending.len());
    let stop = end + 1 + digits + ordinal;
    let next = behind.get(ordinal..)?;
    let goes_on = next.starts_with(|next: char| next.is_alphanumeric())
        || matches!(next.as_bytes(), [b'.' | b':' | b',' | b'/' | b'-', digit, ..] if digit.is_ascii_digit());
    let start = month_start(view, end)?;
    (!goes_on).then_some((start, stop, day))
}

/// Where the month's name begins that ends here, which the English write with a capital.
fn month_start(view: &View<'_>, end: usize) -> Option<usize> {
    let left = view.slice(end.saturating_sub(12)..end);
    let letters = left
        .bytes()
        .rev()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    view.at(end - letters)
        .is_ascii_uppercase()
        .then_some(end - letters)
}

/// Earlier days are history.
const YEAR_MIN: i16 = 1900;
/// Without a clock: later than any day this engine will see before it is replaced.
const YEAR_MAX: i16 = 2035;

/// How far before its year a date may begin.
const BACK: usize = 26;

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature != Nature::Prose {
        return;
    }
    let Some((start, written)) = around(view, hit) else {
        return;
    };
    let end = start + written.length;
    candidates.push(
        Found::new(start, end, written.date.to_string())
            .shape("a date", 0.2)
            .check("it exists in the calendar, since 1900", 0.2),
    );
}

/// A date that the run of its year is part of: where it begins, and how it is written.
pub(super) fn around(view: &View<'_>, year: Hit) -> Option<(usize, Written)> {
    ahead(view, year)
        .or_else(|| behind(view, year))
        .filter(|(start, written)| {
            let end = start + written.length;
            view.is_number_end(end) && is_likely(written) && !is_timestamp(view, end)
        })
}

/// A date that begins with the run.
fn ahead(view: &View<'_>, hit: Hit) -> Option<(usize, Written)> {
    if !view.is_number_start(hit.start) {
        return None;
    }
    let next = view.at(hit.end);
    // A letter may be that of an ordinal.
    if !(matches!(next, b'-' | b'/' | b'.' | b' ') || next.is_ascii_lowercase()) {
        return None;
    }
    Some((hit.start, read(view.text.get(hit.start..)?)?))
}

/// A date of which the run is the year, and that begins with a single digit or with its month.
fn behind(view: &View<'_>, hit: Hit) -> Option<(usize, Written)> {
    let before = view.before(hit.start);
    let is_short = hit.end - hit.start == 2;
    let is_elided = matches!(before, b'\'' | b'`' | 0x99 | 0x98);
    if !(is_elided || matches!(before, b'-' | b'/' | b'.' | b' ')) {
        return None;
    }
    if !is_short && !matches!(view.slice(hit.start..hit.start + 2), "19" | "20") {
        return None;
    }
    // `6-7-58`
    let reach = if is_short && !is_elided { 5 } else { BACK };
    (hit.start.saturating_sub(reach)..hit.start)
        .filter(|at| {
            let first = view.at(*at);
            let is_day = first.is_ascii_digit() && view.is_number_start(*at);
            let is_month = !is_short && first.is_ascii_alphabetic() && view.is_word_start(*at);
            is_day || is_month
        })
        .find_map(|at| {
            let written = read(view.text.get(at..)?)?;
            (at + written.length == hit.end).then_some((at, written))
        })
}

/// Whether nothing else is written like this: `8.1.22` is a version and `23 10 11` part of a
/// number.
fn is_likely(written: &Written) -> bool {
    match written.separator {
        Some(b'.' | b' ') => !written.is_short,
        // Nobody but the American and the machine writes the month first; the one with slashes.
        Some(b'-') => !written.is_month_first,
        _ => true,
    }
}

/// Whether a time with seconds follows, as in logs and headers.
fn is_timestamp(view: &View<'_>, end: usize) -> bool {
    let colon = |place: usize| view.at(end + place) == b':';
    matches!(view.at(end), b' ' | b'T' | b',' | b'_') && colon(3) && colon(6)
}

/// A date as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// In bytes.
    pub(super) length: usize,
    pub(super) date: Date,
    /// What parts the numbers; none where the month is a word or all stand together.
    separator: Option<u8>,
    /// Whether the year has two digits without a sign that some are left out.
    is_short: bool,
    is_month_first: bool,
}

/// Months as they are written in dates, in lower case, with the languages' short forms.
const MONTHS: &[&[&str]] = &[
    &[
        "januari",
        "january",
        "januar",
        "jänner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "gennaio",
        "genn",
        "gen",
        "stycznia",
        "styczeń",
        "jan",
        "tammikuuta",
        "janeiro",
        "ianuarie",
        "ledna",
    ],
    &[
        "februari",
        "february",
        "februar",
        "feber",
        "février",
        "fevrier",
        "févr",
        "fév",
        "febrero",
        "febbraio",
        "febb",
        "lutego",
        "luty",
        "feb",
        "helmikuuta",
        "fevereiro",
        "februarie",
        "února",
    ],
    &[
        "maart",
        "mrt",
        "march",
        "märz",
        "maerz",
        "mrz",
        "mär",
        "mars",
        "marzo",
        "marca",
        "marzec",
        "mar",
        "maa",
        "maaliskuuta",
        "marts",
        "março",
        "martie",
        "března",
    ],
    &[
        "april",
        "avril",
        "avr",
        "abril",
        "abr",
        "aprile",
        "kwietnia",
        "kwiecień",
        "apr",
        "huhtikuuta",
        "aprilie",
        "dubna",
    ],
    &[
        "mei",
        "may",
        "mai",
        "mayo",
        "maggio",
        "magg",
        "mag",
        "maja",
        "maj",
        "toukokuuta",
        "maio",
        "května",
    ],
    &[
        "juni",
        "june",
        "juin",
        "junio",
        "giugno",
        "giu",
        "czerwca",
        "czerwiec",
        "jun",
        "kesäkuuta",
        "junho",
        "iunie",
        "června",
    ],
    &[
        "juli",
        "july",
        "juillet",
        "juil",
        "julio",
        "luglio",
        "lug",
        "lipca",
        "lipiec",
        "jul",
        "heinäkuuta",
        "julho",
        "iulie",
        "července",
    ],
    &[
        "augustus",
        "august",
        "août",
        "aout",
        "agosto",
        "ago",
        "sierpnia",
        "sierpień",
        "aug",
        "elokuuta",
        "augusti",
        "srpna",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "sett",
        "września",
        "wrzesień",
        "sept",
        "sep",
        "set",
        "syyskuuta",
        "setembro",
        "septembrie",
        "září",
    ],
    &[
        "oktober",
        "october",
        "octobre",
        "octubre",
        "ottobre",
        "ott",
        "października",
        "październik",
        "okt",
        "oct",
        "lokakuuta",
        "outubro",
        "octombrie",
        "října",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "listopada",
        "listopad",
        "nov",
        "marraskuuta",
        "novembro",
        "noiembrie",
        "listopadu",
    ],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "déc",
        "diciembre",
        "dicembre",
        "dic",
        "grudnia",
        "grudzień",
        "dez",
        "dec",
        "joulukuuta",
        "dezembro",
        "decembrie",
        "prosince",
    ],
];

/// A date at the beginning of the text.
pub(super) fn read(text: &str) -> Option<Written> {
    let first = *text.as_bytes().first()?;
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let mut reader = Reader {
        text: text.as_bytes(),
        offset: 0,
    };
    let mut separator = None;
    let mut is_short = false;
    let mut is_month_first = false;
    let date = if first.is_ascii_digit() {
        let (first, length) = reader.number()?;
        match length {
            8 => civil(first / 10_000, first / 100 % 100, first % 100)
                .or_else(|| civil(first % 10_000, first / 10_000 % 100, first / 1_000_000)),
            4 => {
                let month = if let Some(month) = reader.month() {
                    month
                } else {
                    separator = Some(reader.separator()?);
                    let (month, _) = reader.number().filter(|(_, length)| *length <= 2)?;
                    (reader.separator() == separator).then_some(month)?
                };
                let (day, _) = reader.number().filter(|(_, length)| *length <= 2)?;
                civil(first, month, day)
            }
            1 | 2 => {
                if let Some(month) = reader.month() {
                    let (year, is_bare) = reader.year()?;
                    // `6 juni, 11.00 uur`
                    let next = reader.rest().get(..2).unwrap_or_default();
                    let is_time = matches!(next, [b'.' | b':', digit] if digit.is_ascii_digit());
                    is_short = is_bare;
                    (!(is_bare && is_time)).then_some(())?;
                    civil(year, month, first)
                } else {
                    separator = Some(reader.separator()?);
                    let (second, _) = reader.number().filter(|(_, length)| *length <= 2)?;
                    (reader.separator() == separator).then_some(())?;
                    let (year, is_bare) = reader.year()?;
                    is_short = is_bare;
                    // Day first as in Europe; month first where only that exists.
                    civil(year, second, first).or_else(|| {
                        is_month_first = true;
                        civil(year, first, second)
                    })
                }
            }
            _ => None,
        }
    } else {
        let (month, length) = month_at(reader.text)?;
        reader.offset = length;
        reader.skip(&[" ", "-", "/", ".", ",", "the "]);
        let (day, _) = reader.number().filter(|(_, length)| *length <= 2)?;
        reader.skip(&["st", "nd", "rd", "th", ",", " ", "\u{a0}"]);
        let (year, _) = reader.number().filter(|(_, length)| *length == 4)?;
        civil(year, month, day)
    }?;
    let next = reader.first();
    // A time of day may follow a `T`.
    (!next.is_ascii_alphanumeric() || next == b'T').then_some(Written {
        length: reader.offset,
        date,
        separator,
        is_short,
        is_month_first,
    })
}

fn civil(year: i32, month: i32, day: i32) -> Option<Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| (YEAR_MIN..=YEAR_MAX).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

struct Reader<'t> {
    text: &'t [u8],
    offset: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &[u8] {
        self.text.get(self.offset..).unwrap_or_default()
    }

    /// The next byte; 0 at the end.
    fn first(&self) -> u8 {
        self.rest().first().copied().unwrap_or_default()
    }

    /// A number of at most eight digits, and how many it has.
    fn number(&mut self) -> Option<(i32, usize)> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit());
        let (number, length) = digits.take(9).fold((0_i32, 0), |(number, length), digit| {
            (
                number
                    .wrapping_mul(10)
                    .wrapping_add(i32::from(digit - b'0')),
                length + 1,
            )
        });
        if !(1..=8).contains(&length) {
            return None;
        }
        self.offset += length;
        Some((number, length))
    }

    /// A year, and whether it has two digits without a sign that two are left out: `80`, `'80`.
    fn year(&mut self) -> Option<(i32, bool)> {
        let before = self.offset;
        self.skip(&["'", "`", "´", "’", "‘"]);
        let is_elided = self.offset > before;
        match self.number()? {
            (year, 4) => Some((year, false)),
            (year, 2) if year > 35 => Some((1900 + year, !is_elided)),
            (year, 2) => Some((2000 + year, !is_elided)),
            _ => None,
        }
    }

    fn separator(&mut self) -> Option<u8> {
        // A space may be one that doesn't break.
        if self.rest().starts_with("\u{a0}".as_bytes()) {
            self.offset += 2;
            return Some(b' ');
        }
        // A slash in an address of the web.
        if self
            .rest()
            .get(..3)
            .is_some_and(|next| next.eq_ignore_ascii_case(b"%2f"))
        {
            self.offset += 3;
            return Some(b'/');
        }
        let separator = self.first();
        matches!(separator, b'-' | b'/' | b'.' | b' ').then(|| {
            self.offset += 1;
            separator
        })
    }

    fn skip(&mut self, parts: &[&str]) {
        while let [first, ..] = self.rest()
            && let Some(part) = parts.iter().map(|part| part.as_bytes()).find(|part| {
                // Nearly always told by the first byte.
                part.first() == Some(first) && self.rest().starts_with(part)
            })
        {
            self.offset += part.len();
        }
    }

    /// A month's name with what stands around it.
    fn month(&mut self) -> Option<i32> {
        let before = self.offset;
        self.skip(&[
            " ", "\u{a0}", "-", "/", "st ", "nd ", "rd ", "th ", "de ", "ste ", "er ", "e ", "º ",
            "ª ", "° ", ".", "of ", "di ", "%20",
        ]);
        let rest = self.rest();
        let found = (rest.first().is_some_and(|first| !first.is_ascii_digit()))
            .then(|| month_at(rest))
            .flatten();
        let Some((month, length)) = found else {
            self.offset = before;
            return None;
        };
        self.offset += length;
        self.skip(&[
            " ", "\u{a0}", "-", "/", ".", ",", "the ", "de ", "del ", "di ", "of ", "%20",
        ]);
        Some(month)
    }
}

/// A month and one of its names.
type Named = (i32, &'static [u8]);

/// The months' names with the number of each, by their first letter: one of a hundred and more is left to compare.
static BY_LETTER: LazyLock<[Vec<Named>; 26]> = LazyLock::new(|| {
    let mut letters = [const { Vec::new() }; 26];
    for (month, names) in (1..).zip(MONTHS) {
        for name in names.iter().map(|name| name.as_bytes()) {
            if let Some(of_letter) = name
                .first()
                .and_then(|first| letters.get_mut(letter(*first)))
            {
                of_letter.push((month, name));
            }
        }
    }
    letters
});

/// The number of a letter in either case; of another byte, one beyond the alphabet.
fn letter(byte: u8) -> usize {
    usize::from((byte | 0x20).wrapping_sub(b'a'))
}

/// The month at the beginning of the text, and the length of its name.
fn month_at(text: &[u8]) -> Option<(i32, usize)> {
    // In both cases, the letters with accents included: those of Latin-1 differ in one bit.
    let is_same = |one: &u8, other: &u8| one | 0x20 == other | 0x20;
    let second = *text.get(1)?;
    BY_LETTER
        .get(letter(*text.first()?))?
        .iter()
        .find(|(_, name)| {
            let next = text.get(name.len()).copied().unwrap_or_default();
            name.get(1).is_some_and(|letter| is_same(&second, letter))
                && text.get(..name.len()).is_some_and(|text| {
                    text.iter()
                        .zip(*name)
                        .all(|(one, other)| is_same(one, other))
                })
                && !(next.is_ascii_alphabetic() || next >= 0xC3)
        })
        .map(|(month, name)| (*month, name.len()))
}
