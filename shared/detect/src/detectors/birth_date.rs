//! Dates of birth: a date that exists, and a word that says whose day it is.

use domain::{Category, Severity};

use super::date::{Written, around, read};
use super::{person_name, rank};
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
    "f. nac",
    "f.nac",
    "fec. nac",
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
    "syntynyt",
    "född ",
    "född:",
    "født ",
    "født:",
    "fødd ",
    "fødedato",
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
                "F. nac.: 19-04-1973",
                "Du är född 12 mars 1950.",
                "syntymäaika 3. maaliskuuta 1936",
                "Aanwezig:\n1. Fatima El Amrani - 06-12345678 - 6 april 1954",
                "Jan de Vries   12-03-1980",
                "Cliënt: J.M.R. Janssen (24-10-1975)",
                "Kinderen: Daan (05-05-2014), Lotte (16.02.2017)",
                "Ouders: Ilse Schouten, 7 januari 1970 en Peter Bos, 21-04-1969",
                "Leerling: Samira van Leeuwen (v), 26.05.2012",
                "Jan de Vries\n* Leeuwarden, 16 juli 1935   † Zwolle, 8 december 2020",
                "Jan de Vries (* 12-03-1950)",
                "Jan de Vries\n* Hengelo (O), 8 juli 1938\nOns bereikte het bericht",
                "Verslag: Marieke (25-08-1940) kwam met knieklachten.",
            ],
            passes: &[
                "Voor zijn verjaardag kun je bellen naar 06 18 49 30 61",
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
                "<geboren>ja</geboren>\n<aangemaakt>12-03-2020</aangemaakt>",
                "tel. na geb. 06.25.95.06.70",
                "* Amsterdam, 2 juni 1999: concert",
                "Agenda\n* Amsterdam, 2 juni 1999\n* Utrecht, 3 juni 1999",
                "Getekend te Ede,\nJan de Vries, 12-03-2021",
                "Notulist: Jan de Vries, 12-03-2021",
                "Jan de Vries schreef op 12-03-1980 een brief.",
                "2021-03-01 12:00 Jan de Vries (2021-03-01 12:00:11)",
            ],
        },
    },
    triggers: &[
        Trigger::Words(WORDS, examine),
        Trigger::Cell(examine_cell),
        Trigger::Cells(is_birth_header, examine_cell),
        Trigger::Digits(4..=4, examine_beside),
        Trigger::Said(&["(*", "(°"], examine_starred),
    ],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::STRUCTURED,
}];

/// Headers that are too short to be looked for within others, and those that are spelt with signs between.
fn is_birth_header(header: &str) -> bool {
    const WHOLE: &[&str] = &[
        "geb",
        "ur",
        "né",
        "née",
        "nac",
        "nasc",
        "nato",
        "nata",
        "gebdat",
        "gebdt",
        "gebdatum",
        "geboortedat",
        "geboortedt",
        "dtgeb",
        "datgeb",
        "datumgeb",
        "birthdt",
        "dtbirth",
        "född",
        "født",
    ];
    let letters: String = header
        .chars()
        .filter(|next| next.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    WHOLE.contains(&letters.as_str())
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
    // What follows `</geboortedatum>` is another field.
    if tag_before(view, hit.start) == "</" {
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
    let is_tag = tag_before(view, hit.start) == "<";
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
            Some(b'<') => is_tag && rest.starts_with("</"),
            Some(b'\n') => {
                // Scanned forms have a blank line below each label.
                let is_label = window
                    .get(..offset)
                    .is_some_and(|label| label.ends_with(':'));
                view.table.is_some_and(Table::is_whole)
                    || rest.starts_with("\n\n") && !is_label
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
            // `06.25.95.06.70` goes on.
            let end = at + written.length;
            let goes_on = (matches!(view.at(end), b'.' | b'-' | b'/')
                    // `06 18 49 30 61` is a telephone's number.
                    || view.at(end) == b' ' && written.separator == Some(b' '))
                && view.at(end + 1).is_ascii_digit();
            return (!goes_on).then_some((at, written));
        }
        offset += 1;
    }
    None
}

/// What opens the tag that a word stands in: `<`, `</` or nothing.
fn tag_before<'v>(view: &'v View<'_>, start: usize) -> &'v str {
    let before = view.slice(start.saturating_sub(32)..start);
    let name =
        before.trim_end_matches(|next: char| next.is_ascii_alphanumeric() || "_-:.".contains(next));
    let open = name.trim_end_matches('/');
    if open.ends_with('<') {
        name.get(open.len() - 1..).unwrap_or_default()
    } else {
        ""
    }
}

/// Words for people whose days of birth stand behind their names, at the beginning of a line.
const PEOPLE: &[&str] = &[
    "cliënt",
    "client",
    "cliënten",
    "patiënt",
    "patient",
    "patiënten",
    "patients",
    "kind",
    "kinderen",
    "kids",
    "child",
    "children",
    "zoon",
    "dochter",
    "ouder",
    "ouders",
    "vader",
    "moeder",
    "partner",
    "echtgenoot",
    "echtgenote",
    "leerling",
    "leerlingen",
    "jeugdige",
    "deelnemer",
    "deelnemers",
    "verzekerde",
    "verzekerden",
    "gezinsleden",
    "huurder",
    "huurders",
    "verdachte",
    "betrokkene",
    "minderjarige",
    "minderjarigen",
    "reiziger",
    "reizigers",
    "passagier",
    "passagiers",
    "passengers",
    "travellers",
    "bewoner",
    "bewoners",
    "spouse",
    "insured",
    "dependants",
    "dependents",
    "kinder",
    "enfants",
    "hijos",
    "figli",
];

/// Later years than this are as often those of a visit, a letter or a remark.
const LIKELY_UNTIL: i16 = 2008;

/// How far before a day the name may begin whose day it is.
const BESIDE: usize = 96;

/// A day right behind the name of a person, in a list, a table or brackets, or behind the sign of a birth.
fn examine_beside(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.nature.is_prose() || !matches!(view.slice(hit.start..hit.start + 2), "19" | "20") {
        return;
    }
    let Some((start, written)) = around(view, hit) else {
        return;
    };
    let left = view.slice(start.saturating_sub(BESIDE)..start);
    let line = left.rsplit('\n').next().unwrap_or(left);
    if is_starred(view, line, start + written.length) {
        candidates
            .push(found_at(start, written).context("the sign of a birth stands before it", 0.35));
        return;
    }
    let Some(name) = before_day(line) else {
        return;
    };
    let is_bracketed = line.ends_with('(') && view.at(start + written.length) == b')';
    let end = start - (line.len() - name.len());
    let (lead, named) = match line.split_once(':') {
        Some((lead, _)) => (
            lead.rsplit([' ', '.', '*', '-']).next().unwrap_or(lead),
            true,
        ),
        None => ("", false),
    };
    let are_people = named && PEOPLE.contains(&lead.to_lowercase().as_str());
    if !are_people && written.date.year() > LIKELY_UNTIL
        || !person_name::ends_at(view, end, are_people || is_bracketed)
        || !is_bracketed && !are_people && !ends_field(view, start + written.length)
    {
        return;
    }
    candidates.push(found_at(start, written).context(
        "it stands right behind a person's name",
        if are_people { 0.3 } else { 0.2 },
    ));
}

/// `(* 12-03-1950)`, `(° Gent, 12 maart 1950)`.
fn examine_starred(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let inner = view.slice(hit.end..hit.end + NEAR);
    let Some(inner) = inner.split([')', '\n', ';', '*', '(']).next() else {
        return;
    };
    let found = inner
        .char_indices()
        .filter(|(place, _)| view.is_word_start(hit.end + place))
        .find_map(|(place, _)| Some((hit.end + place, read(inner.get(place..)?)?)));
    if let Some((at, written)) = found {
        candidates
            .push(found_at(at, written).context("the sign of a birth stands before it", 0.35));
    }
}

/// Whether the line or the field ends behind a day, or a list goes on.
fn ends_field(view: &View<'_>, end: usize) -> bool {
    let rest = view.slice(end..end + 4);
    rest.is_empty()
        || rest.starts_with(['\n', '\r', '\t', ';', '|'])
        || ["  ", " |", " -", " –", " ;"]
            .iter()
            .any(|next| rest.starts_with(next))
}

/// What stands before a day without what parts them: a sign, the person's sex in brackets, a telephone number.
fn before_day(line: &str) -> Option<&str> {
    const JOINTS: [char; 9] = [' ', '\t', '(', ',', '-', ';', '|', '\u{a0}', '–'];
    const SEXES: &[&str] = &[
        "(v)", "(m)", "(x)", "(V)", "(M)", "(man)", "(vrouw)", "(f)", "(F)",
    ];
    let bare = line.trim_end_matches(JOINTS);
    let joint = line.get(bare.len()..).unwrap_or_default();
    if matches!(joint, "" | " " | "-") {
        return None;
    }
    let bare = SEXES
        .iter()
        .find_map(|sex| bare.strip_suffix(sex))
        .map_or(bare, str::trim_end);
    // `Piet Mulder - 06-12345678 - 6 april 1954`
    let undialled =
        bare.trim_end_matches(|next: char| next.is_ascii_digit() || " +()-.".contains(next));
    let dialled = bare.get(undialled.len()..).unwrap_or_default();
    let digits = dialled.bytes().filter(u8::is_ascii_digit).count();
    Some(if (8..=13).contains(&digits) {
        undialled.trim_end_matches(JOINTS)
    } else {
        bare
    })
}

/// `* Leeuwarden, 16 juli 1935  † Zwolle, 8 december 2020`: an asterisk opens lists too, so the dagger must follow.
fn is_starred(view: &View<'_>, line: &str, end: usize) -> bool {
    let Some(place) = line
        .trim_start()
        .strip_prefix(['*', '°'])
        .map(|rest| rest.trim().trim_end_matches(','))
    else {
        return false;
    };
    let has_dagger = view
        .slice(end..end + 64)
        .find('†')
        .is_some_and(|dagger| !view.slice(end..end + dagger).contains("\n\n"));
    place.len() <= 32
        && place
            .chars()
            .all(|next| next.is_alphabetic() || " -'’/.()".contains(next))
        && (has_dagger || is_below_name(view, line, end))
}

/// Whether a line with a place and a day stands alone below the line that a person's name ends, as in an obituary.
fn is_below_name(view: &View<'_>, line: &str, end: usize) -> bool {
    let rest = view.slice(end..end + 64);
    let next = rest.trim_start_matches([' ', '.', '\r']);
    let ends_line = next.is_empty() || next.starts_with('\n');
    let opens_list = next.trim_start().starts_with(['*', '°', '-', '•']);
    // The line's own beginning, as far as it was looked at.
    let left = view.slice(end.saturating_sub(2 * BESIDE)..end);
    let above = left
        .rfind(line)
        .and_then(|place| left.get(..place))
        .unwrap_or_default()
        .trim_end();
    let name_end = end - left.len() + above.len();
    ends_line && !opens_list && !above.is_empty() && person_name::ends_at(view, name_end, false)
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
