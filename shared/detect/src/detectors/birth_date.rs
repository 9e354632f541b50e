//! Dates of birth: a date that exists, and a word that says whose day it is.

use domain::{Category, Severity};

use super::date::{Written, read};
use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

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
    "geboortedata",
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
    "geburtstag",
    "date de naissance",
    "né le",
    "née le",
    "né(e) le",
    "fecha de nacimiento",
    "fecha_nacimiento",
    "fechanacimiento",
    "fecha nac",
    "nacido el",
    "nacida el",
    "nacido en",
    "nacida en",
    "data di nascita",
    "data_nascita",
    "datanascita",
    "nato il",
    "nata il",
    "nato a ",
    "nata a ",
    "data urodzenia",
    "data_urodzenia",
    "urodzony",
    "urodzona",
    "data de nascimento",
    "födelsedatum",
    "fødselsdato",
    "syntymäaika",
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
    "geburtsdatum",
    "date de naissance",
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
                "Ik ben op 31-01-1980 geboren in Ede.",
                "12 april 2011 is haar geboortedatum",
                "Her date of birth is 02/28/1980",
                "nata a Roma il 12 febbraio 1980",
                "fecha de nacimiento: 12 de febrero de 1980",
                "urodzony 12 lutego 1980",
            ],
            passes: &[
                "factuurdatum 31-01-2020",
                "geboren op 31-02-1980",
                "geboortedatum: onbekend",
                "geboren 12.345",
                "1980-01-31",
                "geboren in 1980",
                "Op 12-03-2020 kwam hij langs. Geboren in Ede.",
            ],
        },
    },
    triggers: &[Trigger::Words(WORDS, examine), Trigger::Cell(examine_cell)],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::STRUCTURED,
}];

/// How far behind the word a date still belongs to it.
const NEAR: usize = 64;

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
        Some((at, written)) if view.slice(at + written.length..hit.start).trim().is_empty() => {
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
            !between
                .bytes()
                .any(|byte| byte.is_ascii_digit() || b".,;:|\n{}\"'".contains(&byte))
        })
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
