//! Dutch addresses: a postcode, with the house number that makes it a home.

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::table::Table;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "nl-address",
        name: Text {
            en: "Dutch address",
            nl: "Nederlands adres",
        },
        category: Category::PersonalData,
        severity: Severity::Medium,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "A Dutch postcode with a house number before or behind it, which together name one home; a postcode \
                 alone is found only where a word says so, and stays low. Keep addresses where they are needed.",
            nl: "Een Nederlandse postcode met een huisnummer ervoor of erachter, die samen één woning aanwijzen; een \
                 postcode alleen telt slechts waar een woord dat zegt, en blijft laag. Bewaar adressen waar ze nodig \
                 zijn.",
        },
        context_words: &[
            "adres",
            "address",
            "postcode",
            "zipcode",
            "zip code",
            "zip_code",
            "postal",
            "woonplaats",
            "straat",
            "woont",
            "wonende",
            "weg",
            "laan",
            "plein",
            "kade",
            "gracht",
            "huisnummer",
            "house_number",
            "housenumber",
            "postbus",
            "gevestigd",
            "bezorg",
        ],
        examples: Examples {
            matches: &[
                "Dorpsstraat 12, 1234 AB Utrecht",
                "Keizersgracht 123-2\n1015 CJ Amsterdam",
                "postcode 1234AB, huisnummer 7",
                "1234 AB 56",
                "{\"postcode\": \"1234AB\", \"huisnummer\": 12}",
                "Postcode: 9711 LM",
                "Dorpsstraat 12 bis\n1234 AB  Ede",
                "postcode 5611ab",
                "postcode: 5611 ab",
                "{\"plaats\": \"Delft\", \"pc\": \"2611 BC\"}",
            ],
            passes: &[
                "in 2024 IS het",
                "1234 SS 12",
                "0234 AB 5",
                "om 1200 PM",
                "model 1234 ABC",
                "1234 ab",
                "1200 MW",
                "code 1507 AB",
            ],
        },
    },
    triggers: &[Trigger::Alone(4..=4, examine)],
    context: ContextRule::Raises(0.35),
    against: &[
        "model", "artikel", "article", "type", "versie", "version", "order", "serie", "isbn",
    ],
    rank: rank::STRUCTURED,
}];

/// How far a house number may stand from its postcode.
const NEAR: usize = 48;

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if hit.end - hit.start != 4 || view.at(hit.start) == b'0' {
        return;
    }
    let gap = match view.at(hit.end) {
        b' ' => 1,
        // A no-break space.
        0xC2 if view.at(hit.end + 1) == 0xA0 => 2,
        byte if byte.is_ascii_alphabetic() => 0,
        _ => return,
    };
    let written = [view.at(hit.end + gap), view.at(hit.end + gap + 1)];
    // `postcode 5611ab`
    let letters = if written.iter().all(u8::is_ascii_lowercase) && is_called(view, hit.start) {
        written.map(|letter| letter.to_ascii_uppercase())
    } else {
        written
    };
    let end = hit.end + gap + 2;
    if !letters.iter().all(u8::is_ascii_uppercase)
        || !view.is_word_end(end)
        || !view.is_number_start(hit.start)
    {
        return;
    }
    // Never issued, because of what they stood for.
    if matches!(&letters, b"SA" | b"SD" | b"SS") {
        return;
    }
    let postcode = format!(
        "{}{}",
        view.slice(hit.start..hit.end),
        String::from_utf8_lossy(&letters)
    );
    let is_word = matches!(
        &letters,
        b"AM"
            | b"PM"
            | b"IS"
            | b"IN"
            | b"OF"
            | b"EN"
            | b"DE"
            | b"OP"
            | b"TE"
            | b"AD"
            | b"BC"
            | b"MB"
            | b"GB"
            | b"KB"
            | b"MM"
            | b"KM"
            | b"KG"
    );
    let number = number_behind(view, end).or_else(|| number_before(view, hit.start));
    let is_code = view.nature == Nature::Source && !in_quotes(view, hit.start);
    let found = match number {
        Some(number) if !(is_word && gap == 1) => {
            let start = number.start.min(hit.start);
            let end = number.end.max(end);
            let found = Found::new(start, end, format!("{postcode} {}", number.text))
                .shape("a postcode", 0.25)
                .shape("a house number beside it", 0.3);
            if is_code {
                found.needs_context()
            } else {
                found
            }
        }
        Some(_) | None => {
            let found = Found::new(hit.start, end, postcode)
                .shape("a postcode", 0.25)
                .severity(Severity::Low);
            let is_unit = is_word || UNITS.contains(&letters);
            if is_line(view, hit.start, end) && !is_unit && view.nature == Nature::Prose {
                found.shape("nothing else on its line", 0.1)
            } else if is_called(view, hit.start) {
                found.context("“postcode” stands before it", 0.35)
            } else {
                found.needs_context()
            }
        }
    };
    candidates.push(found);
}

/// Whether the word “postcode” stands right before a place.
fn is_called(view: &View<'_>, start: usize) -> bool {
    let key = view
        .slice(start.saturating_sub(32)..start)
        .trim_end_matches([' ', ':', '=', '"', '\''])
        .to_ascii_lowercase();
    key.ends_with("postcode") || key.ends_with("\"pc")
}

/// What follows a number that is measured, of what isn't in the list of words.
const UNITS: &[[u8; 2]] = &[
    *b"MW", *b"KW", *b"HZ", *b"ML", *b"MG", *b"CM", *b"DM", *b"CV", *b"PK", *b"PX", *b"PT", *b"GR",
    *b"KC", *b"CC", *b"US", *b"UK", *b"EU", *b"TB", *b"CE", *b"BP", *b"ST", *b"ND", *b"RD", *b"TH",
    *b"UT", *b"NO",
];

/// Whether nothing else stands on the line.
fn is_line(view: &View<'_>, start: usize, end: usize) -> bool {
    matches!(view.before(start), 0 | b'\n')
        && matches!(view.at(end), 0 | b'\n' | b'\r')
        && !view.table.is_some_and(Table::is_whole)
}

/// Whether a quote opens on the line before.
fn in_quotes(view: &View<'_>, start: usize) -> bool {
    let line = view.slice(start.saturating_sub(96)..start);
    let line = line.rsplit('\n').next().unwrap_or(line);
    line.contains(['"', '\'', '`'])
}

struct Number {
    start: usize,
    end: usize,
    text: String,
}

/// `1234 AB 56`, `1234 AB, 56a`, `… huisnummer 7`.
fn number_behind(view: &View<'_>, end: usize) -> Option<Number> {
    let after = view.slice(end..end + NEAR);
    let after = after.split('\n').next()?;
    let lower = after.to_ascii_lowercase();
    let keyed = ["huisn", "house", "nummer", "number"]
        .iter()
        .filter_map(|key| lower.find(key))
        .min();
    let from = if let Some(place) = keyed {
        place
            + after
                .get(place..)?
                .find(|next: char| next.is_ascii_digit())?
    } else {
        let skipped = after.len() - after.trim_start_matches([' ', ',']).len();
        (1..=3).contains(&skipped).then_some(skipped)?
    };
    let number = house_number(after.get(from..)?)?;
    Some(Number {
        start: end,
        end: end + from + number.len(),
        text: number,
    })
}

/// `Dorpsstraat 12, 1234 AB`, also with the number at the end of the line above.
fn number_before(view: &View<'_>, start: usize) -> Option<Number> {
    let from = start.saturating_sub(NEAR);
    let before = view.slice(from..start);
    let trimmed = before.trim_end_matches([' ', ',', '\n', '\r', ';', '|', '\t']);
    if before.len() == trimmed.len() {
        return None;
    }
    // `Dorpsstraat 12 bis`
    let addition = ADDITIONS.iter().find(|addition| {
        trimmed
            .strip_suffix(**addition)
            .is_some_and(|rest| rest.ends_with(|last: char| last.is_ascii_digit()))
    });
    let added = addition.map_or(0, |addition| addition.len());
    let trimmed = trimmed.get(..trimmed.len() - added)?;
    let line = trimmed.rsplit('\n').next()?;
    let number_at = line.rfind([' ', ';', '|', '\t', ','])? + 1;
    let number = line.get(number_at..)?;
    let street = line.get(..number_at - 1)?.trim_end();
    let is_street =
        street.chars().next_back().is_some_and(char::is_alphabetic) && street.len() >= 3;
    let number = (house_number(number)? == number && is_street).then_some(number)?;
    let offset = start - before.len() + trimmed.len() - number.len();
    Some(Number {
        // The street belongs to it.
        start: super::nl_street::start_before(view, offset).unwrap_or(offset),
        end: start,
        text: number.to_owned(),
    })
}

/// What may follow a house number behind a space.
const ADDITIONS: &[&str] = &[
    " bis", " hs", " huis", " rood", " zwart", " A", " B", " C", " D", " I", " II", " III", " IV",
];

/// `12`, `12a`, `12-2`, `12 bis` without the space: up to five digits and an addition.
fn house_number(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=5).contains(&digits) || text.starts_with('0') {
        return None;
    }
    let addition = text
        .bytes()
        .skip(digits)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        .count();
    let number = text.get(..digits + addition)?;
    let number = number.trim_end_matches('-');
    (addition <= 4).then(|| number.to_owned())
}
