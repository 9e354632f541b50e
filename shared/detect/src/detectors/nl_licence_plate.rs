//! Dutch licence plates, by their sidecodes.

use domain::{Category, Severity};

use super::labelled::{is_label_start, value_start};
use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

const WORDS: &[&str] = &[
    "kenteken",
    "nummerplaat",
    "nummerbord",
    "licence plate",
    "license plate",
    "licence_plate",
    "license_plate",
    "licenceplate",
    "licenseplate",
    "license-plate",
    "licence-plate",
    "plate number",
    "plate_number",
    "platenumber",
    "number plate",
    "numberplate",
    "registration plate",
    "vehicle registration",
    "voertuig",
];

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "nl-licence-plate",
        name: Text {
            en: "Dutch licence plate",
            nl: "Kenteken",
        },
        category: Category::PersonalData,
        severity: Severity::Low,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "Six letters and digits in the order of a sidecode, without the letter groups that are never issued, \
                 behind a word such as “kenteken” or with their hyphens in prose. A plate leads to its holder: keep it \
                 where it is needed and for as long.",
            nl: "Zes letters en cijfers in de volgorde van een sidecode, zonder de lettergroepen die niet worden \
                 uitgegeven, achter een woord als “kenteken” of met streepjes in lopende tekst. Een kenteken leidt \
                 naar de houder: bewaar het waar en zolang het nodig is.",
        },
        context_words: WORDS,
        examples: Examples {
            matches: &[
                "Kenteken: GX-123-B",
                "kenteken 12-BBB-3 staat op de oprit",
                "{\"kenteken\": \"XJ123H\"}",
                "nummerplaat AB-12-34",
                "De auto (9-XKF-12) stond fout geparkeerd.",
                "license_plate=12-AB-34",
            ],
            passes: &[
                "kenteken NSB-12-X",
                "kenteken 12-34-56",
                "kenteken 12-SS-34",
                "artikel AB-12-34",
                "12-34-56",
                "XX-999-X1",
                "9f86-12-bbb-3",
                "kenteken aanvragen",
            ],
        },
    },
    triggers: &[
        Trigger::Joined(2..=3, by_digits),
        Trigger::Words(WORDS, by_label),
        Trigger::Cell(cell),
    ],
    context: ContextRule::Raises(0.3),
    against: &[
        "artikel",
        "article",
        "order",
        "bestel",
        "model",
        "part",
        "onderdeel",
        "versie",
        "version",
        "serie",
        "serial",
        "type",
        "sku",
        "product",
        "ticket",
        "zaak",
        "kenmerk",
        "dossier",
        "factuur",
        "invoice",
    ],
    rank: rank::SHAPED,
}];

/// The sidecodes in their order: what the six characters are, and where the hyphens stand. The
/// twelfth and the fourteenth are planned.
const SIDECODES: &[(&[u8; 6], [usize; 3])] = &[
    (b"LLDDDD", [2, 2, 2]),
    (b"DDDDLL", [2, 2, 2]),
    (b"DDLLDD", [2, 2, 2]),
    (b"LLDDLL", [2, 2, 2]),
    (b"LLLLDD", [2, 2, 2]),
    (b"DDLLLL", [2, 2, 2]),
    (b"DDLLLD", [2, 3, 1]),
    (b"DLLLDD", [1, 3, 2]),
    (b"LLDDDL", [2, 3, 1]),
    (b"LDDDLL", [1, 3, 2]),
    (b"LLLDDL", [3, 2, 1]),
    (b"LDDLLL", [1, 2, 3]),
    (b"DLLDDD", [1, 2, 3]),
    (b"DDDLLD", [3, 2, 1]),
];

/// The first sidecode without vowels.
const FIRST_STRICT: usize = 3;

/// Letter groups that are never issued.
const FORBIDDEN: &[&[u8]] = &[
    b"GVD", b"KKK", b"KVT", b"LPF", b"NSB", b"PKK", b"PSV", b"TBS", b"PVV", b"SGP", b"VVD", b"SS",
    b"SD",
];

/// Letters that are issued since the fourth sidecode: O and W begin trailers' plates, M those of
/// motorcycles.
fn is_issued(letter: u8) -> bool {
    b"BDFGHJKLMNOPRSTVWXZ".contains(&letter)
}

/// A plate that begins at an offset.
struct Plate {
    end: usize,
    value: [u8; 6],
    is_hyphenated: bool,
    /// Of a series that is still on most cars' plates, with letters of that series.
    is_strict: bool,
}

impl Plate {
    fn found(&self, start: usize) -> Found {
        let value = String::from_utf8_lossy(&self.value).into_owned();
        let found = Found::new(start, self.end, value).shape("the order of a sidecode", 0.3);
        if self.is_strict && self.is_hyphenated {
            found.check("hyphens and letters as they are issued", 0.15)
        } else {
            found
        }
    }
}

/// Reads a plate: capitals and digits, parted by hyphens, by spaces or not at all.
fn read(view: &View<'_>, start: usize) -> Option<Plate> {
    let mut value = [0; 6];
    let mut lengths = [0_usize; 3];
    let mut group = 0;
    let mut separator = 0;
    let mut offset = start;
    let mut count = 0;
    while count < 6 {
        let byte = view.at(offset);
        if byte.is_ascii_uppercase() || byte.is_ascii_digit() {
            *value.get_mut(count)? = byte;
            *lengths.get_mut(group)? += 1;
            count += 1;
        } else {
            let fits = matches!(byte, b'-' | b' ') && (separator == 0 || separator == byte);
            if !fits || group == 2 || count == 0 {
                return None;
            }
            separator = byte;
            group += 1;
        }
        offset += 1;
    }
    let (number, (_, parts)) = SIDECODES.iter().enumerate().find(|(_, (kinds, _))| {
        kinds.iter().zip(value).all(|(kind, byte)| {
            (*kind == b'L' && byte.is_ascii_uppercase()) || (*kind == b'D' && byte.is_ascii_digit())
        })
    })?;
    let is_parted = separator != 0;
    // The letters of the fifth and sixth sidecode are parted, so their groups are two pairs.
    let is_forbidden = value
        .split(u8::is_ascii_digit)
        .any(|letters| match letters.len() {
            0 | 1 => false,
            4 => letters.chunks(2).any(|pair| FORBIDDEN.contains(&pair)),
            _ => FORBIDDEN.contains(&letters),
        });
    let goes_on = view.at(offset) == b'-' && view.at(offset + 1).is_ascii_alphanumeric();
    if (is_parted && lengths != *parts) || is_forbidden || goes_on || !view.is_word_end(offset) {
        return None;
    }
    let is_strict = number >= FIRST_STRICT
        && value
            .iter()
            .all(|byte| byte.is_ascii_digit() || is_issued(*byte));
    Some(Plate {
        end: offset,
        value,
        is_hyphenated: separator == b'-',
        is_strict,
    })
}

fn is_start(view: &View<'_>, start: usize) -> bool {
    let joins = matches!(view.before(start), b'-' | b'.' | b'/' | b'+' | b'$')
        && start >= 2
        && view.at(start - 2).is_ascii_alphanumeric();
    view.is_word_start(start) && !joins
}

/// A hyphenated plate around digits.
fn by_digits(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_near = |hyphen: u8, letter: u8| hyphen == b'-' && letter.is_ascii_uppercase();
    let before = hit.start.checked_sub(2).map_or(0, |offset| view.at(offset));
    let touches =
        is_near(view.at(hit.end), view.at(hit.end + 1)) || is_near(view.before(hit.start), before);
    if !touches {
        return;
    }
    let mut start = hit.start;
    while hit.start - start < 7 {
        let byte = view.before(start);
        if !(byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-') {
            break;
        }
        start -= 1;
    }
    let Some(plate) = read(view, start).filter(|plate| plate.is_hyphenated) else {
        return;
    };
    if !is_start(view, start) {
        return;
    }
    let mut found = plate.found(start);
    // In code and configuration, and in the old series, part numbers look the same.
    if !plate.is_strict || !view.nature.is_prose() {
        found = found.needs_context();
    }
    candidates.push(found);
}

fn by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    let Some(start) = value_start(view, hit.end).filter(|start| is_start(view, *start)) else {
        return;
    };
    if let Some(plate) = read(view, start) {
        candidates.push(
            plate
                .found(start)
                .context("its label stands right before it", 0.2),
        );
    }
}

fn cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(plate) = read(view, hit.start).filter(|plate| plate.end == hit.end) {
        candidates.push(plate.found(hit.start));
    }
}

#[cfg(test)]
mod tests {
    use super::SIDECODES;
    use crate::tests::count;

    #[test]
    fn every_sidecode_is_found_in_each_spelling() {
        for (kinds, parts) in SIDECODES {
            let value: String = kinds
                .iter()
                .zip("GXZPTR".chars().zip("147369".chars()))
                .map(|(kind, (letter, digit))| if *kind == b'L' { letter } else { digit })
                .collect();
            let (one, rest) = value.split_at(parts[0]);
            let (two, three) = rest.split_at(parts[1]);
            for text in [
                format!("Kenteken: {one}-{two}-{three}."),
                format!("kenteken {value}"),
                format!("kenteken {one} {two} {three}"),
                format!("{{\"kenteken\":\"{one}-{two}-{three}\"}}"),
            ] {
                assert_eq!(count("a.txt", &text, "nl-licence-plate"), 1, "{text}");
            }
            let table = format!("naam,kenteken\nA,{value}\nB,{one}-{two}-{three}\n");
            assert_eq!(count("a.csv", &table, "nl-licence-plate"), 2, "{table}");
        }
    }

    #[test]
    fn look_alikes() {
        for (name, text) in [
            ("a.txt", "Zie RFC-12-34 en ISO-123-B."),
            ("a.txt", "2024-12-AB-3"),
            ("a.rs", "const PART: &str = \"GX-123-B\";"),
            ("a.txt", "550e8400-E2-41-D4"),
            ("a.txt", "kenteken volgt op 12-03-24"),
            ("a.txt", "artikel GX-123-B1"),
            ("a.txt", "onderdeel 12-GXZ-3"),
        ] {
            assert_eq!(count(name, text, "nl-licence-plate"), 0, "{text}");
        }
    }
}
