//! Streets with a house number as they are written in English, German, French and Spanish.
//!
//! The word for a kind of road is what tells them: `14 Brambling Close`, `Goethestraße 55`,
//! `18 rue des Lilas`. Only prose and data are asked: licences give the address of their steward.

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// Behind the name in English: with a capital, and perhaps shortened.
const ENGLISH: &[&str] = &[
    " street",
    " avenue",
    " road",
    " lane",
    " drive",
    " close",
    " court",
    " boulevard",
    " terrace",
    " crescent",
    " parkway",
    " gardens",
    " grove",
    " mews",
    " circle",
    " highway",
    " st.",
    " rd.",
    " ave.",
    " blvd",
    " st,",
    " rd,",
    " ave,",
    " st\n",
    " rd\n",
    " ave\n",
    " dr.",
    " ln,",
    " ln.",
];
/// Compounds of German.
const GERMAN: &[&str] = &["straße ", "strasse ", "gasse "];
/// Before the name in French, behind the number.
const FRENCH: &[&str] = &[
    " rue ",
    " avenue ",
    " boulevard ",
    " chemin ",
    " impasse ",
    " allée ",
    " quai ",
];
/// Before the name in Spanish, Portuguese and Italian, and before the number.
const SOUTHERN: &[&str] = &[
    "calle ", "avenida ", "plaza ", "piazza ", "viale ", "corso ", "rua ",
];

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "street-address",
        name: Text {
            en: "Street and house number abroad",
            nl: "Straat en huisnummer in het buitenland",
        },
        category: Category::PersonalData,
        severity: Severity::Medium,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "A house number with a street of which English, German, French, Spanish, Portuguese or Italian words tell \
                 the kind. In letters and data only, for software gives the addresses of its makers. Keep addresses \
                 where they are needed.",
            nl: "Een huisnummer bij een straat waarvan Engelse, Duitse, Franse, Spaanse, Portugese of Italiaanse woorden \
                 de soort zeggen. Alleen in brieven en gegevens, want software noemt de adressen van haar makers. Bewaar \
                 adressen waar ze nodig zijn.",
        },
        context_words: &[
            "address",
            "street",
            "lives at",
            "living at",
            "live at",
            "moved to",
            "residing",
            "home",
            "adresse",
            "wohnhaft",
            "wohnt",
            "anschrift",
            "habite",
            "demeurant",
            "domicilio",
            "dirección",
            "indirizzo",
            "adres",
            "deliver to",
            "ship to",
        ],
        examples: Examples {
            matches: &[
                "I live at 14 Brambling Close, Leighton Buzzard.",
                "Address: 2218 Sycamore Hollow Rd, Dayton, OH 45419",
                "887 Rosewood Avenue",
                "Apt. 410, 4 North 5th Street, Springfield",
                "wohnt in der Goethestraße 55 in Leipzig",
                "Untere Hauptstrasse 7b",
                "18 rue des Lilas\n69003 Lyon",
                "habite 7, avenue Foch, Paris",
                "12 bis rue de la République",
                "vive en la Calle de Alcalá 45, Madrid",
                "ul;straat\nx;90 Larch Street\n",
            ],
            passes: &[
                "Take 3 steps down the street",
                "Wall Street fell 12 points",
                "in 2 court cases",
                "Die Straße 12 km weiter",
                "51 Franklin Street, Fifth Floor, Boston",
                "3 rue",
                "on page 4 Close the window",
                "Room 12 Court of Appeal",
                "plaza 3",
                "4 Drive letters are free.",
                "1. Street View",
            ],
        },
    },
    triggers: &[
        Trigger::Said(ENGLISH, examine_english),
        Trigger::Said(GERMAN, examine_german),
        Trigger::Said(FRENCH, examine_french),
        Trigger::Said(SOUTHERN, examine_southern),
    ],
    context: ContextRule::Raises(0.2),
    against: &["km", "version", "gpl", "foundation"],
    rank: rank::GENERIC,
}];

/// Where a house number stands that ends here: `14`, `221B`, `12 bis`.
fn number_before(view: &View<'_>, end: usize) -> Option<usize> {
    let left = view.slice(end.saturating_sub(10)..end);
    let left = [" bis", " ter", "bis", "ter"]
        .iter()
        .find_map(|addition| left.strip_suffix(addition))
        .unwrap_or(left);
    let bare = left.strip_suffix(|last: char| last.is_ascii_alphabetic());
    let left = bare
        .filter(|bare| bare.ends_with(|last: char| last.is_ascii_digit()))
        .unwrap_or(left);
    let digits = left.bytes().rev().take_while(u8::is_ascii_digit).count();
    let from = end.saturating_sub(10) + left.len() - digits;
    let is_number = (1..=5).contains(&digits)
        && view.is_number_start(from)
        && view.at(from) != b'0'
        && !matches!(view.before(from), b'#' | b'.' | b'-' | b'/');
    is_number.then_some(from)
}

/// Where a house number ends that begins here, with one letter at most.
fn number_behind(view: &View<'_>, start: usize) -> Option<usize> {
    let rest = view.slice(start..start + 8);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_lettered = rest
        .as_bytes()
        .get(digits)
        .is_some_and(u8::is_ascii_alphabetic)
        && !rest
            .as_bytes()
            .get(digits + 1)
            .is_some_and(u8::is_ascii_alphanumeric);
    let end = start + digits + usize::from(is_lettered);
    let unit = view.slice(end..end + 4);
    let is_unit = [" km", " m ", " cm", " %"]
        .iter()
        .any(|unit_| unit.starts_with(unit_));
    ((1..=4).contains(&digits) && !rest.starts_with('0') && view.is_word_end(end) && !is_unit)
        .then_some(end)
}

fn is_asked(view: &View<'_>) -> bool {
    matches!(view.nature, Nature::Prose | Nature::Config)
}

fn push(view: &View<'_>, start: usize, end: usize, candidates: &mut Candidates) {
    // The Free Software Foundation's, in every second file.
    const STEWARDS: &[&str] = &[
        "franklin st",
        "temple place",
        "mass ave",
        "milk street",
        "main street",
    ];
    let value = view.slice(start..end).to_lowercase();
    if STEWARDS.iter().any(|steward| value.contains(steward)) && value.starts_with(['5', '6', '3'])
    {
        return;
    }
    candidates.push(
        Found::new(start, end, value)
            .shape("a street name", 0.3)
            .shape("a house number", 0.2),
    );
}

/// `14 Brambling Close`, `4 North 5th Street`.
fn examine_english(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_asked(view) || !view.at(hit.start + 1).is_ascii_uppercase() {
        return;
    }
    let end = hit.end - usize::from(matches!(view.before(hit.end), b',' | b'\n' | b'.'));
    if !view.is_word_end(end) {
        return;
    }
    let left = view.slice(hit.start.saturating_sub(48)..hit.start);
    let base = hit.start - left.len();
    let line = left.rsplit('\n').next().unwrap_or(left);
    let mut place = left.len();
    for (count, word) in line.rsplit(' ').enumerate() {
        let from = place - word.len();
        let is_ordinal = word.starts_with(|first: char| first.is_ascii_digit())
            && ["st", "nd", "rd", "th"]
                .iter()
                .any(|end| word.ends_with(end));
        let is_name = word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|next| next.is_alphabetic() || matches!(next, '.' | '\'' | '’' | '-'));
        // The number may stand at the beginning of a cell: `ADR:;;90 Larch Street`.
        let number = word
            .rsplit([';', ':', '(', '"', '|', '>', '\t'])
            .next()
            .unwrap_or_default();
        if count > 0 && !is_ordinal && number.starts_with(|first: char| first.is_ascii_digit()) {
            if let Some(start) = number_before(view, base + place)
                && start == base + place - number.len()
            {
                push(view, start, end, candidates);
            }
            return;
        }
        if !(is_name || is_ordinal) || count > 3 || from == 0 {
            return;
        }
        place = from - 1;
    }
}

/// `Goethestraße 55`, `Untere Hauptstrasse 7b`.
fn examine_german(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_asked(view) {
        return;
    }
    let Some(end) = number_behind(view, hit.end) else {
        return;
    };
    let left = view.slice(hit.start.saturating_sub(40)..hit.start);
    let name = left
        .rsplit(|next: char| !(next.is_alphabetic() || next == '-'))
        .next()
        .unwrap_or_default();
    if name.chars().count() >= 3 && name.starts_with(char::is_uppercase) {
        push(view, hit.start - name.len(), end, candidates);
    }
}

/// `18 rue des Lilas`, `7, avenue Foch`.
fn examine_french(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_asked(view) {
        return;
    }
    let comma = usize::from(view.before(hit.start) == b',');
    let Some(start) = number_before(view, hit.start - comma) else {
        return;
    };
    let rest = view.slice(hit.end..hit.end + 48);
    let mut length = 0;
    let mut has_name = false;
    for word in rest.split(' ').take(6) {
        let bare = word
            .split([',', ';', '\n', '\r', '.', ')', '"', '<', '|'])
            .next()
            .unwrap_or_default();
        let is_particle = matches!(bare, "de" | "du" | "des" | "la" | "le" | "les" | "et");
        let is_name = bare.starts_with(char::is_uppercase)
            || ["d'", "l'", "d’", "l’"]
                .iter()
                .any(|lead| bare.starts_with(lead));
        if !(is_particle || is_name) {
            break;
        }
        if is_name {
            has_name = true;
            length = bare.as_ptr().addr() - rest.as_ptr().addr() + bare.len();
        }
        if bare.len() < word.len() {
            break;
        }
    }
    if has_name {
        push(view, start, hit.end + length, candidates);
    }
}

/// `Calle de Alcalá 45`, `Piazza Garibaldi, 3`.
fn examine_southern(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_asked(view) || !view.is_word_start(hit.start) {
        return;
    }
    let rest = view.slice(hit.end..hit.end + 56);
    let mut has_name = false;
    for word in rest.split(' ').take(6) {
        let place = word.as_ptr().addr() - rest.as_ptr().addr();
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            if has_name && let Some(end) = number_behind(view, hit.end + place) {
                push(view, hit.start, end, candidates);
            }
            return;
        }
        let bare = word.trim_end_matches(',');
        let is_particle = matches!(
            bare,
            "de" | "del"
                | "la"
                | "las"
                | "los"
                | "el"
                | "da"
                | "do"
                | "dos"
                | "di"
                | "della"
                | "dei"
                | "nº"
                | "n."
                | "n.º"
        );
        let is_name = bare.starts_with(char::is_uppercase) && bare.chars().all(char::is_alphabetic);
        if !(is_particle || is_name) {
            return;
        }
        has_name |= is_name;
    }
}
