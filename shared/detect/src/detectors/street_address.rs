//! Streets with a house number as they are written in English, German, French, Spanish, Portuguese
//! and Italian.
//!
//! The word for a kind of road is what tells them: `14 Brambling Close`, `Goethestraße 55`,
//! `18 rue des Lilas`. Such words say other things too (`Hard Drive`, `Supreme Court`), so that an
//! address must be announced, or a town must follow. Only prose and data are asked: licences give
//! the address of their steward.

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
                "52 Main Street, Springfield",
                "Address: 12 Memorial Drive, Dayton",
                "Apt. 410, 4 North 5th Street, Springfield",
                "wohnt in der Goethestraße 55 in Leipzig",
                "Adresse: Untere Hauptstrasse 7b",
                "18 rue des Lilas\n69003 Lyon",
                "habite 7, avenue Foch, Paris",
                "habite au 12 bis rue de la République",
                "vive en la Calle de Alcalá 45, Madrid",
                "ADR:;;90 Larch Street;Dayton",
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
                "887 Rosewood Avenue",
                "I bought 2 Hard Drive cases",
                "Address: 3 Google Drive, Mountain View",
                "Heard in 4 Memorial Gardens, Springfield",
                "On 3 January 1999 Circuit Court judges met",
                "3 January 1999 Grand Avenue, Springfield",
                "auf der Bundesstraße 12, Berlin",
                "die Sesamstraße 50, Hamburg",
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

/// What is said before an address.
const CUES: &[&str] = &[
    "address",
    "addr",
    "adres",
    "adr:",
    "adr;",
    "anschrift",
    "indirizzo",
    "dirección",
    "domicil",
    "lives ",
    "living at",
    "live at",
    "lived at",
    "resides",
    "residing",
    "residence",
    "resident at",
    "moved to",
    "deliver to",
    "ship to",
    "home at",
    "woont",
    "wonen",
    "woonachtig",
    "wonende",
    "verhuisd naar",
    "wohnt",
    "wohne",
    "wohnhaft",
    "wohnort",
    "habite",
    "demeur",
    "vive en",
    "abita ",
    "mora na",
    "street:",
    "straat:",
    "straße:",
    "rue:",
];
/// What a column of addresses is called.
const HEADERS: &[&str] = &[
    "straat",
    "street",
    "adres",
    "addr",
    "straße",
    "strasse",
    "anschrift",
    "rue",
    "calle",
    "direcci",
    "indirizzo",
    "via",
];
/// Kinds of roads that are words of other trades too.
const WEAK: &[&str] = &[
    "court", "drive", "close", "circle", "gardens", "plaza", "corso", "lane", "dr",
];
/// Courts that judge, so that even a key does not make them addresses.
const COURTS: &[&str] = &[
    "supreme",
    "circuit",
    "high",
    "district",
    "crown",
    "federal",
    "county",
    "magistrates",
    "appeals",
    "state",
    "superior",
    "tennis",
    "food",
];
/// Drives that store.
const DRIVES: &[&str] = &[
    "hard", "google", "disk", "disc", "flash", "usb", "pen", "thumb", "tape", "network", "test",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether an address was announced: by a word, by a key or by the header of its column.
fn is_announced(view: &View<'_>, start: usize) -> bool {
    let left = view.slice(start.saturating_sub(64)..start);
    let key = left.trim_end_matches([' ', '"', '\'', '*']);
    if key.ends_with([':', '=']) {
        return true;
    }
    let lower = left.to_lowercase();
    if CUES.iter().any(|cue| lower.contains(cue)) {
        return true;
    }
    let Some(table) = view.table else {
        return false;
    };
    table
        .cell(view.bytes(), start, false)
        .and_then(|cell| table.header(cell.column))
        .is_some_and(|header| {
            let header = header.to_lowercase();
            HEADERS.iter().any(|word| header.contains(word))
        })
}

/// Whether a postcode follows, be it on the next line: `, OH 45419`, `69003 Lyon`, `LS1 4DY`.
fn has_postcode(view: &View<'_>, end: usize) -> bool {
    let right = view.slice(end..end + 48);
    let mut lines = right.split('\n');
    let own = lines.next().unwrap_or_default();
    let next = lines.next().unwrap_or_default();
    let tokens = own
        .split([' ', ',', '\r'])
        .chain(next.split([' ', ',', '\r']));
    tokens.filter(|token| !token.is_empty()).any(|token| {
        let is_number = token.len() == 5 && token.bytes().all(|byte| byte.is_ascii_digit());
        // The inner half of a British one.
        let is_british = matches!(token.as_bytes(), [digit, first, second]
            if digit.is_ascii_digit() && first.is_ascii_uppercase() && second.is_ascii_uppercase());
        is_number || is_british
    })
}

/// Whether a town follows: a comma and a capital.
fn has_town(view: &View<'_>, end: usize) -> bool {
    let right = view.slice(end..end + 8);
    let right = right.strip_prefix('.').unwrap_or(right);
    right
        .strip_prefix(", ")
        .is_some_and(|town| town.starts_with(char::is_uppercase))
}

/// Tells an address, if something but its own words says that it is one.
fn push(view: &View<'_>, start: usize, end: usize, candidates: &mut Candidates) {
    // The addresses that the Free Software Foundation had, in every second file.
    const STEWARDS: &[&str] = &[
        "51 franklin st",
        "675 mass ave",
        "59 temple place",
        "31 milk st",
    ];
    let value = view.slice(start..end).to_lowercase();
    if STEWARDS.iter().any(|steward| value.starts_with(steward)) {
        return;
    }
    let is_announced = is_announced(view, start);
    let has_postcode = has_postcode(view, end);
    if !is_announced && !has_postcode {
        let words = || value.split([' ', ',', '.']).filter(|word| !word.is_empty());
        let is_weak = words().any(|word| WEAK.contains(&word));
        // A year before a name: `in 1999 Circuit Court`.
        let is_year = words()
            .filter_map(|word| word.parse::<u16>().ok())
            .any(|number| (1000..=2100).contains(&number));
        if is_weak || is_year || !has_town(view, end) {
            return;
        }
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
                && !is_date(
                    line,
                    place - (left.len() - line.len()),
                    base + place - start,
                )
                && !is_other(
                    view.slice(base + place..hit.start),
                    view.slice(hit.start..end),
                )
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

/// Whether the number that ends at this place of a line is the year of a date: `3 January 1999 Circuit Court`.
fn is_date(line: &str, end: usize, length: usize) -> bool {
    let before = end
        .checked_sub(length)
        .and_then(|start| line.get(..start))
        .unwrap_or_default();
    let word = before
        .trim_end_matches([' ', ','])
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    MONTHS.contains(&word.to_lowercase().as_str())
}

/// Whether a name and its kind are something else: `January Street`, `Hard Drive`, `Supreme Court`.
fn is_other(name: &str, kind: &str) -> bool {
    let kind = kind.trim_matches([' ', '.', ',']).to_lowercase();
    let others = match kind.as_str() {
        "court" => COURTS,
        "drive" => DRIVES,
        _ => &[],
    };
    let name = name.to_lowercase();
    let mut words = name.split(' ').filter(|word| !word.is_empty());
    let is_month = words
        .clone()
        .next()
        .is_some_and(|first| MONTHS.contains(&first));
    is_month || words.any(|word| others.contains(&word))
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
    // Roads of a country, in the sky and of tales.
    let is_known = matches!(
        name.to_lowercase().as_str(),
        "bundes" | "land" | "milch" | "seiden" | "sesam"
    );
    if name.chars().count() >= 3 && name.starts_with(char::is_uppercase) && !is_known {
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
