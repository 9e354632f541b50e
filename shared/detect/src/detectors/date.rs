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
            en: "A day that exists in the calendar, written in a letter, a report or a table, and in Dutch a month with \
                 its year. A day in numbers without a year counts behind a word such as “op”, “vanaf” or a day of the \
                 week. Beside a person a date tells when something happened to them, and with a place it can say who: \
                 leave the day out where a month or a year will do. Timestamps and dates in code and configuration \
                 are left alone.",
            nl: "Een dag die bestaat, in een brief, verslag of tabel, en een maand met zijn jaar. Een dag in cijfers \
                 zonder jaar telt achter een woord als “op”, “vanaf” of een dag van de week. Bij een persoon vertelt \
                 een datum wanneer er iets gebeurde, en met een plaats erbij soms wie het is: laat de dag weg als een \
                 maand of jaar genoeg is. Tijdstempels en datums in code en configuratie tellen niet.",
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
                "Controle op 23 feb. bij de huisarts",
                "liever 7 nov ivm vakantie",
                "26 april & 19april",
                "afwezig 5-10 juni 2023",
                "verlof 12/7/25-23/8/25",
                "as woensdag 1/5 bellen",
                "datum - 4-9",
                "di 4-11 terug",
                "di 14-01 terug",
                "vanaf 05-12 ook",
                "opname 11-01 t/m 28-04-2009",
                "op 21/12 & 28-09",
                "am 03.04. im Haus",
                "gebeld d.d. 2.4.65",
                "The visit is on 5-20-2021.",
                "klachten sinds sept 2018",
                "in augustus 1987 geopereerd",
                "sinds 08-2017",
                "Onderzoek 10-2019 (elders)",
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
                "1/4 tablet",
                "vanaf 1-2 zakjes",
                "op 1/3 van de hoogte",
                "van 10-12 uur",
                "vanaf 10-12 jaar",
                "tensie 12/8",
                "scores 20-25",
                "geen datum - 2-3 (aantal)",
                "Stay on 25.2. of it",
                "5 Jan de Vries",
                "1.2.3 vanaf 2.4.65",
                "zaak 12/2023",
                "Ma 08-12, wo 09-12, do 10-12",
                "maandag 9-12",
                "Zo 10-12 deelnemers",
                "zaterdag 3-2 gewonnen",
                "factuur nr. 10-2023",
                "kenmerk 12/2023/40",
            ],
        },
    },
    triggers: &[
        Trigger::Digits(2..=2, examine),
        Trigger::Digits(4..=4, examine),
        Trigger::Said(MONTH_WORDS, examine_month),
        Trigger::Said(SHORT_MONTHS, examine_short),
        Trigger::Said(SHORT_YEARS, examine_short_year),
        Trigger::Grouped(1..=2, examine_part),
        Trigger::Said(BEFORE_DAYS, examine_behind),
    ],
    context: ContextRule::Raises(0.1),
    against: &["version", "versie", "release", "copyright"],
    rank: rank::GENERIC,
}];

/// Words that a day of one digit follows, which nothing asks about.
const BEFORE_DAYS: &[&str] = &[
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "datum",
];

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

/// Each of these words behind each digit that a day may end in: hardly a text has one of them.
macro_rules! behind_digits {
    ($($month:literal),*) => {
        &[$(
            concat!("0 ", $month), concat!("1 ", $month), concat!("2 ", $month), concat!("3 ", $month),
            concat!("4 ", $month), concat!("5 ", $month), concat!("6 ", $month), concat!("7 ", $month),
            concat!("8 ", $month), concat!("9 ", $month),
        )*]
    };
}

/// A day and a month in its short form.
const SHORT_MONTHS: &[&str] = behind_digits![
    "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec"
];

/// Each of these words before the years of a century.
macro_rules! before_years {
    ($($month:literal),*) => {
        &[$(
            concat!($month, " 19"), concat!($month, " 20"), concat!($month, ". 19"), concat!($month, ". 20"),
        )*]
    };
}

/// A month in its short form, and the year.
const SHORT_YEARS: &[&str] = before_years![
    "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"
];

/// Months that no language but Dutch writes like this, in lower case: a day beside one is of a text about people
/// in whatever file it stands.
const DUTCH: &[&str] = &[
    "januari", "februari", "maart", "mrt", "mei", "juni", "juli", "augustus", "oktober", "okt",
];

/// Whether the month that begins here is written as the Dutch do.
fn is_dutch_month(view: &View<'_>, start: usize, length: usize) -> bool {
    DUTCH.contains(&view.slice(start..start + length))
}

/// Whether days beside a month count in this file: manuals and settings are about software, unless they are Dutch.
fn tells_month(view: &View<'_>, start: usize, length: usize) -> bool {
    match view.nature {
        Nature::Prose => true,
        Nature::Manual | Nature::Config => is_dutch_month(view, start, length),
        Nature::Source | Nature::Lockfile => false,
    }
}

/// `7 nov`, `23 mrt.`
fn examine_short(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let start = hit.start + 2;
    let rest = view.text.get(start..).unwrap_or_default();
    let Some((month, length)) = month_at(rest.as_bytes()) else {
        return;
    };
    // `5 Jan de Vries` is in a list of people.
    let next = rest.get(length..).unwrap_or_default();
    let is_name = rest.starts_with(|first: char| first.is_uppercase())
        && next.strip_prefix(' ').is_some_and(|next| {
            next.starts_with(char::is_uppercase)
                || ["de ", "van ", "den ", "ter "]
                    .iter()
                    .any(|it| next.starts_with(it))
        });
    if !is_name {
        tell_month(view, start, month, length, candidates);
    }
}

/// `sept 2018`, `okt. 2018`, as the Dutch write a month: without a capital.
fn examine_short_year(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.is_word_start(hit.start) {
        tell_year(view, hit.start, candidates);
    }
}

/// A month with its year, and no day.
fn tell_year(view: &View<'_>, start: usize, candidates: &mut Candidates) {
    let rest = view.text.get(start..).unwrap_or_default();
    if view.nature != Nature::Prose
        || !rest.starts_with(|first: char| first.is_ascii_lowercase())
        || view.before(start) == b'-'
    {
        return;
    }
    let Some((month, length)) = month_at(rest.as_bytes()) else {
        return;
    };
    let behind = view.slice(start + length..start + length + 8);
    let next = behind.trim_start_matches(['.', ' ', '-']);
    let gap = behind.len() - next.len();
    let end = start + length + gap + 4;
    let year = next.get(..4).and_then(|year| year.parse().ok());
    let Some(year) = year.filter(|_| (1..=2).contains(&gap) && view.is_number_end(end)) else {
        return;
    };
    if civil(year, month, 1).is_some() && day_before(view, start).is_none() {
        candidates.push(
            Found::new(start, end, format!("{year}-{month:02}"))
                .shape("a month and a year", 0.2)
                .check("since 1900", 0.1),
        );
    }
}

/// A day and a month, of a year that the reader knows.
fn examine_month(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // The space before a short name is none of its letters.
    let start = hit.start + usize::from(view.at(hit.start) == b' ');
    // `19april`
    let is_touched = view.before(start).is_ascii_digit();
    if !(view.is_word_start(start) || is_touched) || view.before(start) == b'-' {
        return;
    }
    let Some((month, length)) = view
        .text
        .get(start..)
        .and_then(|rest| month_at(rest.as_bytes()))
    else {
        return;
    };
    // The months that the English and the Germans write alike are those of a sentence as well.
    if is_dutch_month(view, start, length) || view.at(start).is_ascii_lowercase() {
        tell_year(view, start, candidates);
    }
    tell_month(view, start, month, length, candidates);
}

/// The day that stands beside a month.
fn tell_month(
    view: &View<'_>,
    start: usize,
    month: i32,
    length: usize,
    candidates: &mut Candidates,
) {
    if !tells_month(view, start, length) {
        return;
    }
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
        "",
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
        let is_day = (1..=2).contains(&digits)
            && (view.is_number_start(from) || first_of_range(view, from).is_some());
        is_day.then(|| {
            let day = view.slice(from..from + digits).parse().ok()?;
            Some((first_of_range(view, from).unwrap_or(from), day))
        })?
    })
}

/// Where the first day of `5-10 juni` stands, of which the second begins here.
fn first_of_range(view: &View<'_>, second: usize) -> Option<usize> {
    let dash = second.checked_sub(1).filter(|at| view.at(*at) == b'-')?;
    let left = view.slice(dash.saturating_sub(3)..dash);
    let digits = left.bytes().rev().take_while(u8::is_ascii_digit).count();
    let first = dash - digits;
    ((1..=2).contains(&digits) && view.is_number_start(first)).then_some(first)
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
    let is_asked = match view.nature {
        Nature::Prose => true,
        Nature::Manual | Nature::Config => is_of_people(view, hit),
        Nature::Source | Nature::Lockfile => false,
    };
    if !is_asked {
        return;
    }
    let Some((start, written)) = around(view, hit) else {
        // `di 4-11`: nothing is asked about a digit that stands alone.
        let day = hit.start.saturating_sub(2);
        if hit.end - hit.start == 2 && view.at(day).is_ascii_digit() {
            let end = day + 1;
            examine_part(view, Hit { start: day, end }, candidates);
        }
        return;
    };
    let end = start + written.length;
    candidates.push(
        Found::new(start, end, written.date.to_string())
            .shape("a date", 0.2)
            .check("it exists in the calendar, since 1900", 0.2),
    );
}

/// Keys and headers in Dutch behind which a day is that of somebody: what software calls its days is in English.
const DUTCH_KEYS: &[&str] = &[
    "datum",
    "wanneer",
    "d.d.",
    "dd.",
    "geboren",
    "overleden",
    "getrouwd",
];

/// Whether a day in numbers is one of people, in manuals and settings, whose days are software's: it's written as the
/// Dutch do, `12-03-2024`, or stands behind a word of theirs, below such a header, or alone in the cell of a page.
fn is_of_people(view: &View<'_>, hit: Hit) -> bool {
    let length = hit.end - hit.start;
    // Most runs are no part of a day.
    let is_hyphened = view.at(hit.end) == b'-' && view.at(hit.end + 3) == b'-';
    if length == 2 {
        return is_hyphened
            && view
                .slice(hit.end + 4..hit.end + 8)
                .bytes()
                .filter(u8::is_ascii_digit)
                .count()
                == 4;
    }
    if !is_hyphened {
        // `3 maart 2026`, `7 feb 2024`
        let left = view.slice(hit.start.saturating_sub(12)..hit.start);
        let month = left
            .strip_suffix(' ')
            .and_then(|left| left.rsplit(' ').next());
        return month.is_some_and(|month| {
            DUTCH.contains(&month)
                || month.len() == 3 && month.bytes().all(|byte| byte.is_ascii_lowercase())
        });
    }
    let left = view.slice(hit.start.saturating_sub(48)..hit.start);
    let line = left.rsplit('\n').next().unwrap_or(left);
    if line.ends_with("<td>") || line.ends_with("<dd>") {
        return true;
    }
    let key = line
        .trim_end_matches([' ', '"', '\'', '*', '_', ':', '=', '>', '\t'])
        .to_lowercase();
    if key.len() < line.len() && DUTCH_KEYS.iter().any(|word| key.ends_with(word)) {
        return true;
    }
    view.table
        .and_then(|table| table.header(table.cell(view.bytes(), hit.start, false)?.column))
        .is_some_and(|header| {
            let header = header.to_lowercase();
            DUTCH_KEYS.iter().any(|word| header.ends_with(word))
        })
}

/// A date that the run of its year is part of: where it begins, and how it is written.
pub(super) fn around(view: &View<'_>, year: Hit) -> Option<(usize, Written)> {
    ahead(view, year)
        .or_else(|| behind(view, year))
        .filter(|(start, written)| {
            let end = start + written.length;
            (view.is_number_end(end) || ends_emphasis(view, end) || opens_range(view, end, written))
                && is_likely(view, *start, written)
                && !is_timestamp(view, end)
        })
}

/// Whether another date in the same writing follows a hyphen: `12/7/25-23/8/25`.
fn opens_range(view: &View<'_>, end: usize, written: &Written) -> bool {
    let other = view.text.get(end + 1..).filter(|_| view.at(end) == b'-');
    other.and_then(read).is_some_and(|other| {
        other.separator == written.separator && view.is_number_end(end + 1 + other.length)
    })
}

/// Whether a date in the same writing stands before the hyphen that this one begins behind.
fn closes_range(view: &View<'_>, start: usize) -> bool {
    const LONGEST: usize = 10;
    // Most hyphens stand in `2025-03-04`, and of such none is asked about further.
    let left = view.slice(start.saturating_sub(LONGEST + 1)..start.saturating_sub(1));
    view.before(start) == b'-'
        && left.contains(['/', '.'])
        && (start.saturating_sub(LONGEST + 1)..start - 1)
            .filter(|at| view.is_number_start(*at))
            .any(|at| {
                let first = view.text.get(at..start - 1).and_then(read);
                first.is_some_and(|first| {
                    at + first.length == start - 1 && matches!(first.separator, Some(b'/' | b'.'))
                })
            })
}

/// Whether the underscores that Markdown emphasises with stand before a place: `__12-03-1980__`.
fn begins_emphasis(view: &View<'_>, at: usize) -> bool {
    view.before(at) == b'_'
        && view
            .slice(at.saturating_sub(3)..at)
            .trim_end_matches('_')
            .chars()
            .next_back()
            .is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '|' | '*'))
}

/// Whether they stand behind it.
fn ends_emphasis(view: &View<'_>, at: usize) -> bool {
    view.at(at) == b'_'
        && view
            .slice(at..at + 3)
            .trim_start_matches('_')
            .chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric())
}

/// A date that begins with the run.
fn ahead(view: &View<'_>, hit: Hit) -> Option<(usize, Written)> {
    if !view.is_number_start(hit.start)
        && !begins_emphasis(view, hit.start)
        && !closes_range(view, hit.start)
    {
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
            let is_day = first.is_ascii_digit()
                && (view.is_number_start(*at)
                    || first_of_range(view, *at).is_some()
                    || closes_range(view, *at));
            let is_month = !is_short && first.is_ascii_alphabetic() && view.is_word_start(*at);
            is_day || is_month
        })
        .find_map(|at| {
            let written = read(view.text.get(at..)?)?;
            // Only a month in letters ends a range of days.
            let is_whole =
                written.separator.is_none() || view.is_number_start(at) || closes_range(view, at);
            (is_whole && at + written.length == hit.end).then_some((at, written))
        })
}

/// Whether nothing else is written like this: `8.1.22` is a version and `23 10 11` part of a
/// number.
fn is_likely(view: &View<'_>, start: usize, written: &Written) -> bool {
    match written.separator {
        // A version stands behind “vanaf” and “since” as well.
        Some(b'.') if written.is_short => {
            matches!(cue(view, start), Some(Cue::Sure | Cue::Event))
        }
        Some(b' ') => !written.is_short,
        // Nobody but the American and the machine writes the month first; the one with slashes, or in a sentence.
        Some(b'-') if written.is_month_first => {
            view.at(start + 1) == b'-' && (cue(view, start).is_some() || view.before(start) == 0)
        }
        _ => true,
    }
}

/// How sure the word before a number makes that it is a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// Nothing but a day follows it.
    Sure,
    /// What happened on a day.
    Event,
    /// Numbers of other things follow it as well.
    Likely,
}

/// Words that a day follows.
const SURE: &[&str] = &["datum", "date", "d.d", "dd"];

/// Days of the week, which a day follows as well, and hours; but those that are other words too.
const WEEKDAYS: &[&str] = &[
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "ma",
    "di",
    "wo",
    "vr",
    "za",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
];

/// Words that a day or an amount follows.
const LIKELY: &[&str] = &[
    "do", "zo", "op", "vanaf", "sinds", "tot", "t/m", "per", "on", "since", "until", "till", "am",
    "vom", "bis", "seit", "zum", "ab", "dated", "dat",
];

/// What happens on a day.
const EVENTS: &[&str] = &[
    "operatie", "opname", "ontslag", "controle", "afspraak", "bezoek", "gezien", "geb",
];

/// The word before a number, if a day follows such words.
fn cue(view: &View<'_>, start: usize) -> Option<Cue> {
    let left = view.slice(start.saturating_sub(20)..start);
    let line = left.rsplit('\n').next().unwrap_or(left);
    let bare = line.trim_end_matches([' ', ':', '-', '(', '.', '\u{a0}']);
    // A number touches the word before it in ids and codes.
    if bare.len() == line.len() {
        return None;
    }
    let from = bare
        .rfind(|sign: char| !(sign.is_alphabetic() || matches!(sign, '.' | '/')))
        .map_or(0, |place| {
            place
                + bare
                    .get(place..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8)
        });
    let word = bare.get(from..)?.to_lowercase();
    // `geen datum - 2-3 (aantal)`
    if bare.get(..from)?.ends_with("geen ") {
        return None;
    }
    if SURE.contains(&word.as_str()) || WEEKDAYS.contains(&word.as_str()) {
        Some(Cue::Sure)
    } else if EVENTS.contains(&word.as_str()) {
        Some(Cue::Event)
    } else {
        LIKELY.contains(&word.as_str()).then_some(Cue::Likely)
    }
}

/// What is counted, and hours: behind numbers that are no days.
const COUNTED: &[&str] = &[
    "uur",
    "uren",
    "u",
    "h",
    "jaar",
    "jaren",
    "jarige",
    "jarigen",
    "weken",
    "week",
    "dagen",
    "dag",
    "maanden",
    "maand",
    "minuten",
    "stuks",
    "keer",
    "maal",
    "mensen",
    "personen",
    "procent",
    "euro",
    "mg",
    "ml",
    "kg",
    "km",
    "cm",
    "graden",
    "zakjes",
    "tabletten",
    "tablet",
    "pm",
    "am",
    "hours",
    "years",
    "days",
    "weeks",
    "months",
    "minutes",
    "times",
    "people",
    "percent",
    "van",
    "of",
    "deelnemers",
    "kinderen",
    "leden",
    "gasten",
    "leerlingen",
    "machines",
    "participants",
    "reps",
    "sets",
    "gewonnen",
    "verloren",
    "gelijk",
    "plaatsen",
    "plekken",
    "punten",
    "points",
    "items",
    "tot",
    "uhr",
    "jahre",
    "tage",
    "wochen",
    "monate",
    "prozent",
    "x",
    "dd",
    "pagina",
];

/// A day and a month in numbers without a year, a month and a year, and days that only their word tells: `1/5`,
/// `08-2017`.
fn examine_part(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature != Nature::Prose {
        return;
    }
    let joint = view.at(hit.end);
    if !matches!(joint, b'-' | b'/' | b'.') || !view.is_number_start(hit.start) {
        return;
    }
    let rest = view.bytes().get(hit.end + 1..).unwrap_or_default();
    let digits = rest
        .iter()
        .take(5)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let end = hit.end + 1 + digits;
    let (Ok(first), Ok(second)) = (
        view.slice(hit.start..hit.end).parse::<i32>(),
        view.slice(hit.end + 1..end).parse::<i32>(),
    ) else {
        return;
    };
    let found = match digits {
        1 | 2 => is_day(view, hit.start, end, joint)
            .then(|| {
                // The American way, with a slash.
                let swapped = || {
                    (joint == b'/')
                        .then(|| civil(2000, first, second))
                        .flatten()
                };
                civil(2000, second, first).or_else(swapped)
            })
            .flatten()
            .map(|day| format!("--{:02}-{:02}", day.month(), day.day())),
        // `sinds 08-2017`
        4 => (joint != b'.' && view.is_number_end(end) && is_month(view, hit))
            .then(|| civil(second, first, 1))
            .flatten()
            .map(|day| format!("{}-{:02}", day.year(), day.month())),
        _ => None,
    };
    if let Some(value) = found {
        let found = Found::new(hit.start, end, value);
        candidates.push(if digits == 4 {
            found
                .shape("a month and a year", 0.2)
                .check("since 1900", 0.1)
        } else {
            found.shape("the numbers of a date", 0.1).context(
                "a word that a day follows, or another day, stands beside it",
                0.2,
            )
        });
    }
}

/// Whether a number before a year is a month: one of two digits by itself, but where numbers of files stand.
fn is_month(view: &View<'_>, hit: Hit) -> bool {
    const NUMBERED: &[&str] = &[
        "nr", "no", "nummer", "number", "zaak", "case", "kenmerk", "dossier", "besluit", "artikel",
        "art", "factuur", "invoice", "issue", "vol", "version", "versie", "ref",
    ];
    let left = view.slice(hit.start.saturating_sub(12)..hit.start);
    let word = left
        .trim_end_matches([' ', '.', ':'])
        .rsplit(|sign: char| !sign.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_plain = hit.end - hit.start == 2
        && (left.is_empty() || left.ends_with([' ', '\n', '(']))
        && !NUMBERED.contains(&word.to_lowercase().as_str());
    is_plain || cue(view, hit.start).is_some()
}

/// A day of one digit behind one of these words: `woensdag 1/5`.
fn examine_behind(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let rest = view.slice(hit.end..hit.end + 5);
    let start = hit.end + rest.len() - rest.trim_start_matches([' ', ':', '-']).len();
    let end = start + 1;
    // Those with two digits have been asked about.
    let is_alone = view.at(start).is_ascii_digit()
        && view.at(start + 2).is_ascii_digit()
        && !view.at(start + 3).is_ascii_digit();
    if is_alone {
        examine_part(view, Hit { start, end }, candidates);
    }
}

/// Whether two numbers are a day and a month by what stands around them.
fn is_day(view: &View<'_>, start: usize, end: usize, joint: u8) -> bool {
    // `03.04.`: the second dot is the date's.
    let is_dotted = joint == b'.';
    let stop = end + usize::from(is_dotted);
    if is_dotted && view.at(end) != b'.'
        || !view.is_number_end(stop)
        || view.at(stop) == b'.' && is_dotted
    {
        return false;
    }
    if joint == b'-' && are_hours(view, start, end) {
        return false;
    }
    let both = end - start == 5;
    let next = view.slice(stop..stop + 16);
    let word = next
        .strip_prefix(' ')
        .unwrap_or(next)
        .split(|sign: char| !sign.is_alphanumeric())
        .next()
        .unwrap_or_default();
    if COUNTED.contains(&word.to_lowercase().as_str()) {
        return false;
    }
    if !is_dotted && joins_date(view, stop) {
        return true;
    }
    match cue(view, start).or_else(|| cue_of_list(view, start, joint)) {
        Some(Cue::Sure) => true,
        Some(Cue::Event) => both || is_dotted,
        // One digit of two makes a part of something as often, or of a version: `stay on 25.2.`
        Some(Cue::Likely) => both,
        None => false,
    }
}

/// Whether two numbers behind a day of the week are hours: nothing else stands on their line, or other ones too.
fn are_hours(view: &View<'_>, start: usize, end: usize) -> bool {
    const NEAR: usize = 40;
    let left = view.slice(start.saturating_sub(NEAR)..start);
    let left = left.rsplit('\n').next().unwrap_or_default();
    let right = view.slice(end..end + NEAR);
    let right = right.split('\n').next().unwrap_or_default();
    let pair = view.slice(start..end);
    let in_order = pair.split_once('-').is_some_and(|(from, to)| {
        let (from, to) = (from.parse::<u8>(), to.parse::<u8>());
        from.is_ok_and(|from| to.is_ok_and(|to| from < to && to <= 24))
    });
    let is_alone = right.trim().is_empty() && left.split_whitespace().count() == 1;
    let has_pair = |text: &str| {
        text.as_bytes().array_windows().any(|[one, dash, other]| {
            *dash == b'-' && one.is_ascii_digit() && other.is_ascii_digit()
        })
    };
    let is_weekday = || {
        let word = left.trim_end_matches([' ', ':']).rsplit(' ').next();
        let word = word.unwrap_or_default().to_lowercase();
        matches!(word.as_str(), "do" | "zo") || WEEKDAYS.contains(&word.as_str())
    };
    in_order && (is_alone || has_pair(left) || has_pair(right)) && is_weekday()
}

/// Whether a whole date or a month follows behind `t/m`, `&` or a comma: `11-01 t/m 28-04-2009`.
fn joins_date(view: &View<'_>, end: usize) -> bool {
    const JOINTS: &[&str] = &[" t/m ", " & ", ", ", " en ", " tot "];
    let rest = view.slice(end..end + 32);
    JOINTS.iter().any(|joint| {
        rest.strip_prefix(joint).is_some_and(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let is_month = (1..=2).contains(&digits)
                && rest
                    .get(digits..)
                    .and_then(|rest| rest.strip_prefix(' '))
                    .is_some_and(|rest| month_at(rest.as_bytes()).is_some());
            is_month || read(rest).is_some_and(|date| !date.is_short && date.length >= 8)
        })
    })
}

/// The word before the first of `op 21/12 & 28-09`, of which the second begins here.
fn cue_of_list(view: &View<'_>, start: usize, joint: u8) -> Option<Cue> {
    if joint == b'.' {
        return None;
    }
    let left = view.slice(start.saturating_sub(10)..start);
    let bare = [" & ", " en ", ", ", " t/m "]
        .iter()
        .find_map(|joint| left.strip_suffix(joint))?;
    let length = bare
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/'))
        .count();
    let first = start - (left.len() - bare.len()) - length;
    ((3..=5).contains(&length) && view.is_number_start(first)).then(|| cue(view, first))?
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
    pub(super) separator: Option<u8>,
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
