//! Places on earth, exact enough to be somebody's home.

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// Four decimals of a degree are eleven metres.
const DECIMALS_MIN: usize = 4;

const LATITUDE: &[&str] = &["latitude", "breedtegraad"];
/// What stands within many words.
const SHORT: &[&str] = &["lat"];

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "gps-coordinates",
        name: Text {
            en: "Coordinates of a place",
            nl: "Coördinaten van een plaats",
        },
        category: Category::PersonalData,
        severity: Severity::Medium,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "A latitude and a longitude with four decimals or more, or in degrees, minutes and seconds, near a \
                 word such as “gps” or under keys such as “lat” and “lon”. Where somebody is tells where they live and \
                 work: round to two decimals unless more is needed.",
            nl: "Een breedte- en lengtegraad met vier decimalen of meer, of in graden, minuten en seconden, bij een \
                 woord als “gps” of onder sleutels als “lat” en “lon”. Waar iemand is, zegt waar die woont en werkt: \
                 rond af op twee decimalen, tenzij meer nodig is.",
        },
        context_words: &[
            "gps",
            "lat",
            "latitude",
            "latlng",
            "latlon",
            "lat_lng",
            "latlong",
            "longitude",
            "breedtegraad",
            "lengtegraad",
            "coordinates",
            "coordinate",
            "coördina",
            "coordina",
            "locatie",
            "location",
            "geolocation",
            "geolocatie",
            "geo",
            "positie",
            "whereabouts",
            "last seen",
            "laatst gezien",
        ],
        examples: Examples {
            matches: &[
                "GPS: 52.370216, 4.895168",
                "{\"lat\": 52.370216, \"lng\": 4.895168}",
                "latitude=52.3702&longitude=4.8952",
                "https://www.google.nl/maps/@52.3702157,4.8951679,17z",
                "geo:52.3702,4.8952",
                "52.3702° N, 4.8952° E",
                "52°22'12.8\"N 4°53'42.6\"E",
                "\"coordinates\": [4.895168, 52.370216]",
                "We meet at [40.7306,-73.9352] tonight.",
            ],
            passes: &[
                "52.370216, 4.895168",
                "GPS: 52.37, 4.89",
                "GPS 95.370216, 4.895168",
                "locatie: matrix(0.7071, 0.7071, -0.7071, 0.7071, 12.5000, 4.2500)",
                "<path d=\"M52.3702,4.8952 L52.3703,4.8953\"/>",
                "lat: 0.0000, lng: 0.0000",
                "20°C en 30°C",
                "the interval was [0.7306, 0.9352] here",
                "the interval was [12.3401, 18.9234] here",
                "array [3.1415, 2.7182]",
            ],
        },
    },
    triggers: &[
        Trigger::Joined(DECIMALS_MIN..=16, pair),
        Trigger::Labels(LATITUDE, by_keys),
        Trigger::Whole(SHORT, by_keys),
        Trigger::Words(&["°"], degrees),
        Trigger::Cell(cell),
    ],
    context: ContextRule::Raises(0.3),
    against: &[
        "matrix",
        "translate",
        "transform",
        "path",
        "polygon",
        "points",
        "viewbox",
        "scale",
        "rotate",
        "bbox",
        "color",
        "rgb",
        "rgba",
        "vector",
        "margin",
        "loss",
        "weights",
    ],
    rank: rank::STRUCTURED,
}];

/// A decimal with its sign.
#[derive(Clone, Copy)]
struct Decimal {
    value: f64,
    decimals: usize,
    end: usize,
}

fn decimal(view: &View<'_>, start: usize) -> Option<Decimal> {
    let mut offset = start;
    if matches!(view.at(offset), b'-' | b'+') {
        offset += 1;
    }
    let whole = offset;
    while view.at(offset).is_ascii_digit() && offset - whole < 4 {
        offset += 1;
    }
    if offset == whole || offset - whole > 3 || view.at(offset) != b'.' {
        return None;
    }
    let point = offset;
    offset += 1;
    while view.at(offset).is_ascii_digit() && offset - point < 20 {
        offset += 1;
    }
    let value = view.slice(start..offset).parse().ok()?;
    Some(Decimal {
        value,
        decimals: offset - point - 1,
        end: offset,
    })
}

/// Whether two decimals can be a place and have the decimals for it.
fn is_place(latitude: Decimal, longitude: Decimal) -> bool {
    let is_exact = latitude.decimals >= DECIMALS_MIN && longitude.decimals >= DECIMALS_MIN;
    is_exact
        && latitude.value.abs() <= 90.0
        && longitude.value.abs() <= 180.0
        // Zero is what a device without a fix says.
        && (latitude.value.abs() > 0.001 || longitude.value.abs() > 0.001)
}

fn value(latitude: Decimal, longitude: Decimal) -> String {
    format!("{:.6},{:.6}", latitude.value, longitude.value)
}

/// Past blanks and at most one of these signs.
fn gap(view: &View<'_>, start: usize, signs: &[u8]) -> (usize, bool) {
    let mut offset = start;
    let mut has_sign = false;
    while offset - start < 9 {
        let byte = view.at(offset);
        if signs.contains(&byte) && !has_sign {
            has_sign = true;
        } else if byte == 0xC2 && view.at(offset + 1) == 0xA0 {
            // A no-break space.
            offset += 1;
        } else if byte == b'%' && view.slice(offset..offset + 3) == "%20" {
            offset += 2;
        } else if byte != b' ' {
            break;
        }
        offset += 1;
    }
    (offset, has_sign)
}

/// `°`, and a letter of the compass: its length and the letter.
fn compass(view: &View<'_>, start: usize) -> (usize, u8) {
    let mut offset = start;
    let has_degree = view.bytes().get(offset..offset + 2) == Some("°".as_bytes());
    if has_degree {
        offset += 2;
    }
    let blank = usize::from(view.at(offset) == b' ');
    let letter = view.at(offset + blank).to_ascii_uppercase();
    if matches!(letter, b'N' | b'S' | b'E' | b'W' | b'O') && view.is_word_end(offset + blank + 1) {
        return (offset + blank + 1, letter);
    }
    (offset, 0)
}

/// Whether the line says before this place that it is one: `at [`, `locatie van de melder [`.
fn says_place(view: &View<'_>, start: usize) -> bool {
    let left = view.slice(start.saturating_sub(80)..start).to_lowercase();
    let line = left.rsplit('\n').next().unwrap_or_default();
    let mut words = line
        .split(|next: char| !next.is_alphanumeric())
        .filter(|word| !word.is_empty());
    line.ends_with(" at [")
        || words.any(|word| {
            matches!(
                word,
                "meet"
                    | "gps"
                    | "location"
                    | "locatie"
                    | "position"
                    | "coordinates"
                    | "coördinaten"
            )
        })
}

/// Two decimals beside each other; the hit is the decimals of the first.
fn pair(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.before(hit.start) != b'.' || hit.start < 2 {
        return;
    }
    let mut start = hit.start - 1;
    while view.before(start).is_ascii_digit() && hit.start - start < 5 {
        start -= 1;
    }
    if matches!(view.before(start), b'-' | b'+') {
        start -= 1;
    }
    let Some(first) = decimal(view, start) else {
        return;
    };
    let (after, north) = compass(view, first.end);
    let (next, has_comma) = gap(view, after, b",;/");
    let is_encoded = view.slice(after..after + 3).eq_ignore_ascii_case("%2c");
    let next = if is_encoded { after + 3 } else { next };
    if next == after || !(has_comma || is_encoded || view.at(after) == b' ') {
        return;
    }
    let Some(second) = decimal(view, next) else {
        return;
    };
    let (end, east) = compass(view, second.end);
    // More numbers before or behind are a list or a drawing.
    let follows = gap(view, end, b",").0;
    let is_number = view.at(follows).is_ascii_digit() || view.at(follows) == b'-';
    // A map's address ends in its zoom.
    let is_zoomed = view.before(start) == b'@';
    let goes_on = (is_number && !is_zoomed && decimal(view, follows).is_some())
        || !view.is_word_end(end)
        || (view.at(end) == b'.' && view.at(end + 1).is_ascii_digit());
    let before = view.before(start);
    let previous = view.slice(start.saturating_sub(3)..start);
    let follows_number = matches!(before, b',' | b' ')
        && previous
            .trim_end_matches([',', ' '])
            .ends_with(|last: char| last.is_ascii_digit());
    if goes_on || follows_number || before == b'.' || !view.is_word_start(start) {
        return;
    }
    let bracket = view.slice(start.saturating_sub(32)..start);
    let is_geojson = bracket.ends_with('[') && bracket.contains("coordinates");
    // GeoJSON writes the longitude first; a polygon's brackets are nested.
    let outer = bracket.strip_suffix('[').map(str::trim_end);
    if outer.is_some_and(|outer| outer.ends_with(['[', ','])) {
        return;
    }
    let (latitude, longitude) = if is_geojson {
        (second, first)
    } else {
        (first, second)
    };
    if !is_place(latitude, longitude) {
        return;
    }
    let mut found = Found::new(start, end, value(latitude, longitude))
        .shape("two decimals within the degrees of the earth", 0.3)
        .check("exact to some metres", 0.1);
    let is_compass = matches!(north, b'N' | b'S') && matches!(east, b'E' | b'W' | b'O');
    let is_address = bracket.ends_with("geo:")
        || (bracket.ends_with('@') && bracket.contains("map"))
        || [
            "?q=",
            "&q=",
            "?ll=",
            "&ll=",
            "center=",
            "query=",
            "loc:",
            "destination=",
        ]
        .iter()
        .any(|parameter| bracket.ends_with(parameter));
    // `Meet at [40.7306,-73.9352].`, but statistics write their intervals and arrays so too.
    let is_bracketed = view.nature == Nature::Prose
        && view.at(end) == b']'
        && bracket
            .strip_suffix(" [")
            .is_some_and(|said| said.ends_with(char::is_alphabetic))
        && says_place(view, start);
    if is_compass || is_address || is_geojson || is_bracketed {
        found = found.context("written as a place", 0.4);
    } else {
        found = found.needs_context();
    }
    candidates.push(found);
}

/// What may stand between a key and its value.
fn after_key(view: &View<'_>, end: usize) -> Option<usize> {
    let rest = view.bytes().get(end..)?;
    let skip = rest
        .iter()
        .take(16)
        .take_while(|byte| matches!(byte, b'"' | b'\'' | b':' | b'=' | b' ' | b'>' | b'\\'))
        .count();
    let has_sign = rest
        .iter()
        .take(skip)
        .any(|byte| matches!(byte, b':' | b'=' | b'>' | b' '));
    has_sign.then_some(end + skip)
}

/// How far behind the latitude the longitude's key may stand.
const KEYS_APART: usize = 48;

/// `lat` with its value, then `lon` with its own.
fn by_keys(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let before = view.before(hit.start);
    let is_camel = before.is_ascii_lowercase() && view.at(hit.start).is_ascii_uppercase();
    if !(view.is_word_start(hit.start) || before == b'_' || is_camel) {
        return;
    }
    let Some(start) = after_key(view, hit.end) else {
        return;
    };
    let Some(latitude) = decimal(view, start) else {
        return;
    };
    let window = view.slice(latitude.end..latitude.end + KEYS_APART);
    let lower = window.to_ascii_lowercase();
    let Some((place, key)) = ["longitude", "lengtegraad", "long", "lng", "lon"]
        .iter()
        .find_map(|key| lower.find(key).map(|place| (place, key)))
    else {
        return;
    };
    let Some(start_of_longitude) = after_key(view, latitude.end + place + key.len()) else {
        return;
    };
    let Some(longitude) = decimal(view, start_of_longitude) else {
        return;
    };
    if is_place(latitude, longitude) {
        candidates.push(
            Found::new(start, longitude.end, value(latitude, longitude))
                .shape("two decimals within the degrees of the earth", 0.4)
                .context("the keys of a latitude and a longitude", 0.4),
        );
    }
}

/// A latitude in a column, where another column is the longitude.
fn cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(latitude) = decimal(view, hit.start).filter(|latitude| latitude.end == hit.end) else {
        return;
    };
    let Some(table) = view.table else {
        return;
    };
    let header = |column: usize| {
        table
            .header(column)
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let Some(cell) = table.cell(view.bytes(), hit.start, false) else {
        return;
    };
    let is_latitude = LATITUDE
        .iter()
        .chain(SHORT)
        .any(|word| header(cell.column).contains(word));
    let (headers, _) = table.around(cell.column);
    let has_longitude = headers.iter().any(|header| {
        let header = header.to_ascii_lowercase();
        ["lon", "lng", "lengtegraad"]
            .iter()
            .any(|word| header.contains(word))
    });
    if is_latitude
        && has_longitude
        && latitude.decimals >= DECIMALS_MIN
        && latitude.value.abs() <= 90.0
    {
        candidates.push(
            Found::new(hit.start, hit.end, view.slice(hit.start..hit.end))
                .shape("a decimal within the degrees of the earth", 0.4)
                .context("another column is the longitude", 0.2),
        );
    }
}

/// Degrees, minutes and seconds from a sign for degrees on; the end and the letter.
fn minutes(view: &View<'_>, degree: usize) -> Option<(usize, u8)> {
    let window = view.slice(degree..degree + 24);
    let mut offset = 0;
    let mut numbers = 0;
    let rest = window.strip_prefix('°')?;
    offset += window.len() - rest.len();
    for character in rest.chars() {
        match character {
            '0'..='9' | '.' | ' ' => {}
            '\'' | '′' | '’' | '"' | '″' | '”' => numbers += 1,
            'N' | 'S' | 'E' | 'W' | 'O' if numbers >= 1 => {
                return Some((degree + offset + 1, character as u8));
            }
            _ => return None,
        }
        offset += character.len_utf8();
    }
    None
}

fn degrees(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let mut start = hit.start;
    while view.before(start).is_ascii_digit() && hit.start - start < 4 {
        start -= 1;
    }
    if start == hit.start || view.before(start) == b'.' {
        return;
    }
    let Some((end, first)) = minutes(view, hit.start) else {
        return;
    };
    let (next, _) = gap(view, end, b",;");
    let mut degree = next;
    while view.at(degree).is_ascii_digit() && degree - next < 4 {
        degree += 1;
    }
    let Some((end, second)) = minutes(view, degree) else {
        return;
    };
    if matches!(first, b'N' | b'S') && matches!(second, b'E' | b'W' | b'O') {
        candidates.push(
            Found::new(start, end, view.slice(start..end))
                .shape("degrees, minutes and seconds", 0.5)
                .check("north or south, then east or west", 0.3),
        );
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::tests::{count, scan};

    #[test]
    fn rows() {
        for (name, text, expected) in [
            (
                "a.csv",
                "naam,lat,lon\nA,52.370216,4.895168\nB,-33.868820,151.209290\n",
                2,
            ),
            (
                "a.csv",
                "naam,latitude,longitude\nA,52.370216,4.895168\n",
                1,
            ),
            (
                "a.csv",
                "naam,locatie,x\nA,\"52.370216, 4.895168\",1\nB,\"-33.868820,151.209290\",2\n",
                2,
            ),
            ("a.txt", "Locatie van de melder: -33.868820, 151.209290.", 1),
            (
                "a.json",
                "{\"location\":{\"latitude\":52.370216,\"longitude\":4.895168}}",
                1,
            ),
            (
                "a.json",
                "{\"coordinates\":[[[4.895168,52.370216],[4.895169,52.370217]]]}",
                0,
            ),
            (
                "a.svg",
                "<polygon points=\"12.3456,45.6789 13.4567,46.7890\"/>",
                0,
            ),
            ("a.txt", "https://maps.google.com/?q=52.370216,4.895168", 1),
            (
                "a.txt",
                "https://maps.google.com/?q=52.370216%2C4.895168",
                1,
            ),
            ("a.css", "transform: matrix(0.9848, 0.1736);", 0),
            ("a.txt", "GPS 52.370216 4.895168", 1),
            ("a.txt", "40.7128° N, 74.0060° W", 1),
            ("a.txt", "52° 22′ 12″ N, 4° 53′ 42″ O", 1),
            ("a.py", "plat = 52.370216, 4.895168", 0),
        ] {
            assert_eq!(
                count(name, text, "gps-coordinates"),
                expected,
                "{text}: {:?}",
                scan(name, text).lines()
            );
        }
    }

    proptest! {
        #[test]
        fn a_place_is_found_with_its_keys(latitude in -89_999_999_i32..89_999_999, longitude in -179_999_999_i32..179_999_999) {
            prop_assume!(latitude.abs() > 1_000_000);
            let (latitude, longitude) = (f64::from(latitude) / 1e6, f64::from(longitude) / 1e6);
            for text in [
                format!("{{\"lat\": {latitude:.6}, \"lon\": {longitude:.6}}}"),
                format!("gps {latitude:.6}, {longitude:.6}"),
            ] {
                prop_assert_eq!(count("a.json", &text, "gps-coordinates"), 1, "{}", text);
            }
        }
    }
}
