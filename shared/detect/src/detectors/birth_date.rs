//! Dates of birth: a date that exists, and a word that says whose day it is.

use domain::{Category, Severity};

use super::date::{Written, read};
use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::table::Table;
use crate::view::{Candidates, Found, Hit, View};

const WORDS: &[&str] = &[
    "geboortedatum",
    "geboren",
    "geb.",
    "geb:",
    "geb ",
    "geb=",
    "geb\"",
    "geb_",
    "geb>",
    "nÉ le",
    "nÉe le",
    "geb.datum",
    "gebdatum",
    "geb_datum",
    "geb.dat",
    "gebdat",
    "nato/a a ",
    "geboortedag",
    "geboortedata",
    "geboorte",
    "geboren:",
    "geboortedat.",
    "verjaardag",
    "date of birth",
    "date_of_birth",
    "date-of-birth",
    "dateofbirth",
    "birth date",
    "birth_date",
    "birth-date",
    "birthdate",
    "birth day",
    "birth_day",
    "birthday",
    "dob",
    "d.o.b",
    "d_o_b",
    "d-o-b",
    "born",
    "bday",
    "bdate",
    "date of his birth",
    "date of her birth",
    "birth:",
    "birth\"",
    "geburtsdatum",
    "geburtstag",
    "geb. am",
    "geb am",
    "geb_am",
    "geb-am",
    "naissance",
    "né le",
    "née le",
    "né(e) le",
    "ne_le",
    "nee_le",
    "ne-le",
    "nee-le",
    "ddn",
    "nacimiento",
    "fecha nac",
    "fecha_nac",
    "fecha-nac",
    "fechanac",
    "nacido el",
    "nacida el",
    "nacido en",
    "nacida en",
    "nacido_el",
    "nacida_el",
    "nascita",
    "nato il",
    "nata il",
    "nato/a il",
    "nato_il",
    "nata_il",
    "nato-il",
    "nata-il",
    "nato a ",
    "nata a ",
    "urodzenia",
    "data ur",
    "data_ur",
    "data-ur",
    "urodzony",
    "urodzona",
    "ur. ",
    "ur.: ",
    "ur.:",
    "nascimento",
    "nascido em",
    "nascida em",
    "födelsedatum",
    "födelsedag",
    "fødselsdato",
    "fødselsdag",
    "syntymäaika",
    "datum narození",
    "narozen",
    "születési",
    "născut",
    "data nașterii",
];

/// Words that may stand behind the date: `op 31-01-1980 geboren`, `31-01-1980 is haar geboortedatum`.
const BEHIND: &[&str] = &[
    "geboren",
    "geb.",
    "geb.datum",
    "gebdatum",
    "geboortedata",
    "geboortedatum",
    "geboortedag",
    "verjaardag",
    "born",
    "date of birth",
    "birth date",
    "birthdate",
    "birthday",
    "dob",
    "d.o.b",
    "geburtsdatum",
    "geburtstag",
    "naissance",
    "nacimiento",
    "fecha nac",
    "nascita",
    "urodzenia",
    "data ur",
    "urodzony",
    "urodzona",
    "nascimento",
    "né le",
    "née le",
    "nato il",
    "nata il",
    "nacido el",
    "nacida el",
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
                "Op 12 maart 1980 is mevr. J.A. de Wit geboren te Utrecht",
                "werd op 3-4-1955 mw. De Wit geboren",
                "geb. 12-03-'80",
                "geb. 12 mrt. 1980 te Ede",
                "born on the 12th of March, 1980",
                "born on March 12th, 1980",
                "geboren den 12de maart 1980",
                "DOB 12.03.80",
                "Ik ben op 31-01-1980 geboren in Ede.",
                "12 april 2011 is haar geboortedatum",
                "Her date of birth is 02/28/1980",
                "nata a Roma il 12 febbraio 1980",
                "fecha de nacimiento: 12 de febrero de 1980",
                "urodzony 12 lutego 1980",
                "1. Jan, 12-03-1980 (geb.)\n2. Piet, 13-04-1981",
                "{\"dateNaissance\": \"12/03/1980\"}",
                "F. nacimiento: 12/03/1980",
                "NATO_IL: 12.03.1980",
                "| Geb. am | 12.03.1980 |",
                "data ur. 12 maja 1980",
                "?dob=12%2F03%2F1980",
                "12/03/1980 (D.O.B.)",
                "Patiënt Ter Braak (19-05-1960, man; geb.) opgenomen",
            ],
            passes: &[
                "factuurdatum 31-01-2020",
                "geboren op 31-02-1980",
                "geboortedatum: onbekend",
                "geboren 12.345",
                "1980-01-31",
                "geboren in 1980",
                "| geboren | plaats | 12-03-2020 |",
                "gebouw 12-03-2020",
                "om 9 uur. 12-03-2020 vergadering",
                "Op 12-03-2020 kwam hij langs. Geboren in Ede.",
                "Op 12-03-2020 kwam hij laat. Hij is geboren in Ede.",
            ],
        },
    },
    triggers: &[
        Trigger::Words(WORDS, examine),
        Trigger::Cell(examine_cell),
        Trigger::Cells(is_short_header, examine_cell),
    ],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::STRUCTURED,
}];

/// Headers that are too short to be looked for within others.
fn is_short_header(header: &str) -> bool {
    const SHORT: &[&str] = &[
        "geb", "ur", "ur.", "né", "née", "nac.", "nasc.", "nato", "nata",
    ];
    SHORT.contains(&header.trim().to_lowercase().as_str())
}

/// How far behind the word a date still belongs to it.
const NEAR: usize = 64;

/// How much of a label may follow its word, where the value is in the next cell.
const LABEL: usize = 12;

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
    let behind = behind(view, hit);
    // `op 31-01-1980 geboren` says more than a date later in the sentence.
    let found = match behind {
        Some((at, written))
            if view
                .slice(at + written.length..hit.start)
                .trim_matches([' ', '(', '['])
                .is_empty() =>
        {
            Some((at, written, "after"))
        }
        _ => ahead(view, hit)
            .map(|(at, written)| (at, written, "before"))
            .or_else(|| behind.map(|(at, written)| (at, written, "after"))),
    };
    if let Some((at, written, side)) = found {
        candidates
            .push(found_at(at, written).context(format!("a word of birth stands {side} it"), 0.4));
    }
}

/// The first date behind a word.
fn ahead(view: &View<'_>, hit: Hit) -> Option<(usize, Written)> {
    let window = view.slice(hit.end..hit.end + NEAR + 16);
    let mut offset = 0;
    let mut edges = 0;
    while offset < window.len().min(NEAR) {
        let Some(rest) = window.get(offset..) else {
            offset += 1;
            continue;
        };
        // A sentence may go on in the next line; a record doesn't.
        let ends = match rest.as_bytes().first() {
            // The label and its value may be the two cells of a row.
            Some(b'|') => {
                edges += 1;
                edges > 1 || offset > LABEL
            }
            Some(b'}') => offset > 2,
            Some(b'\n') => {
                view.table.is_some_and(Table::is_whole)
                    || rest.starts_with("\n\n")
                    || rest.starts_with("\n\r\n")
            }
            _ => false,
        };
        if ends {
            return None;
        }
        let at = hit.end + offset;
        if view.is_word_start(at)
            && let Some(written) = read(rest)
        {
            return Some((at, written));
        }
        offset += 1;
    }
    None
}

/// The date before a word, in the same clause.
fn behind(view: &View<'_>, hit: Hit) -> Option<(usize, Written)> {
    let word = view.slice(hit.start..hit.end);
    if !BEHIND.iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return None;
    }
    (hit.start.saturating_sub(NEAR)..hit.start)
        .filter(|at| view.is_number_start(*at))
        .filter_map(|at| Some((at, read(view.text.get(at..hit.start)?)?)))
        .find(|(at, written)| {
            let between = view.slice(at + written.length..hit.start);
            // `(19-05-1960, man; geb.)` is one remark.
            let is_remark = view.before(*at) == b'(' && !between.contains([')', '(']);
            let breaks: &[u8] = if is_remark {
                b":|\n{}\"'"
            } else {
                b",;:|\n{}\"'"
            };
            !between.bytes().enumerate().any(|(place, byte)| {
                byte.is_ascii_digit()
                    || breaks.contains(&byte)
                    || byte == b'.' && !is_remark && is_full_stop(between.as_bytes(), place)
            })
        })
}

/// Titles of more than two letters that are written with a dot.
const TITLES: &[&[u8]] = &[
    b"dhr", b"mevr", b"drs", b"ing", b"prof", b"mrs", b"mme", b"sra", b"frl",
];

/// Whether a dot ends a sentence: not that of `J.A. de Wit`, `mw. De Wit`.
fn is_full_stop(text: &[u8], place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    let letters = before
        .iter()
        .rev()
        .take_while(|it| it.is_ascii_alphabetic());
    let word = before.get(place - letters.count()..).unwrap_or_default();
    let is_short =
        matches!(word.len(), 1 | 2) || TITLES.iter().any(|title| word.eq_ignore_ascii_case(title));
    match text.get(place + 1..).unwrap_or_default() {
        [b' ', _, ..] => !is_short,
        [next, ..] => *next == b' ',
        [] => true,
    }
}

fn examine_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(written) = view.text.get(hit.start..hit.end).and_then(read) {
        candidates.push(
            found_at(hit.start, written).context("the column's header has a word of birth", 0.4),
        );
    }
}

fn found_at(start: usize, written: Written) -> Found {
    Found::new(start, start + written.length, written.date.to_string())
        .shape("a date", 0.25)
        .check("it exists in the calendar, since 1900", 0.25)
}
