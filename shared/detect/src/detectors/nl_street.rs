//! Streets with a house number: Dutch ones without their postcode, Belgian ones with it.

use std::ops::Range;

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// How street names end, each with whether it is an ordinary word or a surname's end as well.
const ENDS: &[&str] = &[
    "straat",
    "laan",
    "plein",
    "kade",
    "gracht",
    "singel",
    "steeg",
    "dreef",
    "plantsoen",
    "weg",
    "dijk",
    "hof",
    "pad",
    "park",
    "markt",
    "wal",
    "haven",
    "baan",
    "oever",
    "erf",
    "veld",
    "zoom",
    "hoek",
    "waard",
    "akker",
    "donk",
    "horst",
    "burg",
    "kamp",
    "brink",
    "ring",
    "stede",
    "wijk",
    "brug",
    "poort",
    "vaart",
    "sloot",
    "boulevard",
    "allee",
    "esplanade",
    "straatje",
    "pleintje",
    "laantje",
    "hofje",
    "gaarde",
    "weide",
    "meent",
    "dries",
    "einde",
    "zijde",
    "voorhout",
    "str.",
    "str",
    "strjitte",
    "dyk",
];

/// Of those, the ends that are enough of a street to need no other word.
const SURE: &[&str] = &[
    "boulevard",
    "esplanade",
    "straatje",
    "pleintje",
    "laantje",
    "straat",
    "laan",
    "plein",
    "kade",
    "gracht",
    "singel",
    "steeg",
    "dreef",
    "plantsoen",
    "weg",
    "dijk",
    "str.",
    "str",
    "strjitte",
    "dyk",
    "hof",
    "pad",
];

const WORDS: &[&str] = &[
    "adres",
    "address",
    "woonadres",
    "woonplaats",
    "woont",
    "wonende",
    "woonachtig",
    "verhuisd",
    "verhuist",
    "huisnummer",
    "bezorg",
    "lives at",
    "living at",
    "straat",
    "street",
    "thuis",
    "gevestigd",
    "wonen",
    "inwonend",
    "ik woon",
    "woonde",
    "gewoond",
    "postcode",
];

/// Words before a number that end like a street and are none.
const NO_STREETS: &[&str] = &[
    "weg",
    "onderweg",
    "snelweg",
    "rijksweg",
    "halfweg",
    "onderwijk",
    "begraafplaats",
    "markt",
    "park",
    "hof",
    "gerechtshof",
    "rechtbank",
    "supermarkt",
    "arbeidsmarkt",
    "woningmarkt",
    "veld",
    "wal",
    "ring",
    "pad",
    "brug",
    "dijk",
    "erf",
    "poort",
    "haven",
    "vliegveld",
    "sportveld",
    "voetbalveld",
    "overweg",
    "omweg",
    "invoerveld",
    "tekstveld",
    "zoekveld",
    "fietspad",
    "wandelpad",
    "voetpad",
    "luchthaven",
    "wijk",
    "hoek",
    "gracht",
    "straat",
    "laan",
    "plein",
    "kade",
    "gebruik",
    "invalsweg",
    "spoorweg",
    "waterweg",
    "autoweg",
    "proefveld",
    "verzameling",
    "zandpad",
    "bestandspad",
    "levenspad",
    "hering",
    "haring",
    "levering",
    "bestelling",
    "bedrijventerrein",
    "autobaan",
    "loopbaan",
    "startbaan",
    "landingsbaan",
    "kunstbaan",
    "taak",
    "camping",
    "meetbrug",
    "kring",
    "slagveld",
    "werkveld",
    "keuring",
    "versie",
    "zekering",
    "hondenveld",
    "winkelstraat",
    "productiestraat",
    "wasstraat",
    "teststraat",
    "rijbaan",
    "renbaan",
    "havik",
    "weekeinde",
    "uiteinde",
    "keerzijde",
    "achterzijde",
    "voorzijde",
    "bovenzijde",
    "onderzijde",
];

/// Streets of many towns that no end tells from other words.
const LONE: &[&str] = &[
    "Brink",
    "Singel",
    "Achterom",
    "Bosrand",
    "Rokin",
    "Damrak",
    "Spui",
    "Neude",
    "Zuideinde",
    "Westeinde",
    "Oosteinde",
    "Noordeinde",
    "Coolsingel",
    "Vest",
    "Buitenhof",
    "Binnenhof",
    "Voorhout",
    "Dorp",
    "Kerkbuurt",
    "Nieuwstad",
    "Hoogend",
    "Laagend",
    "Esch",
    "Es",
    "Heuvel",
    "Kom",
    "Werf",
    "Steiger",
    "Zandberg",
    "Heide",
];

/// Keys and headers of a street with its number.
const KEYS: &[&str] = &[
    "adres",
    "address",
    "straat",
    "street",
    "straatnaam",
    "woonadres",
    "bezoekadres",
    "postadres",
    "adresregel",
    "straathuisnr",
    "straathuisnummer",
    "straatenhuisnummer",
    "straatenhuisnr",
    "straatenummer",
    "werkadres",
    "bezoeklocatie",
    "verpleegadres",
    "opvangadres",
    "locatie",
    "straatnr",
    "homeaddress",
    "streetaddress",
    "addressline",
    "huisadres",
    "bezorgadres",
    "factuuradres",
    "afleveradres",
    "vestigingsadres",
    "adr",
    "correspondentieadres",
    "verblijfadres",
    "briefadres",
];

/// Capitalised words before a number that no street is named after.
const NO_NAMES: &[&str] = &[
    "lokaal",
    "vergaderzaal",
    "spreekkamer",
    "behandelkamer",
    "poli",
    "loket",
    "stand",
    "tafel",
    "kantoor",
    "unit",
    "verdiep",
    "room",
    "suite",
    "floor",
    "apt",
    "apartment",
    "box",
    "po",
    "postbus",
    "building",
    "kamer",
    "zaal",
    "gate",
    "pier",
    "block",
    "level",
    "nr",
    "no",
    "nummer",
    "number",
    "versie",
    "version",
    "gebouw",
    "ruimte",
    "etage",
    "verdieping",
    "vak",
    "postcode",
    "zip",
    "rij",
    "hal",
    "fase",
    "route",
    "ronde",
    "groep",
    "klasse",
    "ip",
    "port",
    "poort",
    "mac",
    "line",
    "regel",
    "perron",
    "spoor",
    "lijn",
    "bus",
    "tram",
    "artikel",
    "team",
    "week",
    "dag",
    "jaar",
    "hoofdstuk",
    "bijlage",
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "nl-street-address",
            name: Text {
                en: "Street and house number",
                nl: "Straat en huisnummer",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "A Dutch street name with a house number. With a postcode it is found as an address instead; a post \
                     office box is nobody's home. Keep addresses where they are needed.",
                nl: "Een Nederlandse straatnaam met huisnummer. Met een postcode erbij telt het als adres; een postbus is \
                     niemands huis. Bewaar adressen waar ze nodig zijn.",
            },
            context_words: WORDS,
            examples: Examples {
                matches: &[
                    "Hij woont aan de Dorpsstraat 12.",
                    "Bezorg het op Prins Hendrikkade 33-2 in Amsterdam",
                    "Van der Helstplein 8 bis",
                    "adres: Laan van Meerdervoort 1024",
                    "Zij verhuist naar Kaasmakerspad 33a",
                    "Wij zitten aan de Sofiaboulevard 12.",
                    "Ik verloor mijn huis aan de Laan van Meerdervoort 1100.",
                    "INSERT INTO klant VALUES (1, 'Zuiderkade 234', 'actief');",
                    "Mijn gegevens: Beethovenring 12, Utrecht. Klantnummer 4",
                    "{\"adres\": \"Achterom 149-2\"}",
                    "wonende te Goes aan de Lange Voorhout 159 bis",
                    "woont aan de Singel 251 hs",
                    "naam;adres;tel\nJan;Plein 1944 24;0\nEls;Brink 12;0\nPiet;Bosrand 4;0",
                    "<woonadres>'s-Gravendijkwal 58 bis</woonadres>",
                    "Bezoekadres: Molenweg\u{a0}12",
                    "{\"address\": \"Singel 2\"}",
                    "straat en huisnummer = Oude Rijn 23 bis",
                    "woonachtig in Utrecht, IJSWEG 10r",
                    "DORPSTRAAT 15",
                    "Kerkstr 12 te Goes",
                    "Protterstrjitte 14",
                    "Skoalstrjitte 4 te Baard",
                    "Mevrouw woont aan de Esdoornhof in een benedenwoning.",
                    "De erflaatster woonde laatstelijk aan de Voorstraat te Katwijk.",
                    "Adres: 't Zand 3\nPlaats: Bathmen",
                    "klant: 4, adres=u'Zuiderkade 139a', ok",
                    "Zij verblijft op Kanaaldijk Noord 15, Helmond.",
                    "Huisbezoek bij mevrouw Sanders, Varkensmarkt 61",
                    "Straat en huisnr.   : Achter de Hoven 21",
                ],
                passes: &[
                    "Postbus 100",
                    "Onderweg 3 keer gestopt",
                    "de Rijksweg 12",
                    "Dorpsstraat 12, 1234 AB Utrecht",
                    "de straat 12",
                    "Snelweg 4",
                    "in de Kalverstraat 2024",
                    "zie Invoerveld 12, Kolom B3",
                    "de Autobaan 12, Duitsland",
                    "address: Room 12",
                    "{\"address\": \"Floor 3\"}",
                    "Wij vergaderen in het Weekeinde 12",
                    "aan de Ronde 3 doen acht ploegen mee",
                    "{\"adres\": \"Postbus 12\"}",
                    "SNELWEG 12",
                    "HALFWEG 12",
                    "GEEN UITWEG 4",
                    "Hij woont aan de rand van de stad.",
                    "Zij woont op Texel.",
                    "Locatie: Lokaal 12",
                ],
            },
        },
        triggers: &[
            Trigger::Spaced(1..=4, examine),
            Trigger::Words(
                &[
                    "straat ",
                    "laan ",
                    "plein ",
                    "kade ",
                    "gracht ",
                    "singel ",
                    "steeg ",
                    "weg ",
                    "dijk ",
                    "hof ",
                    "pad ",
                    "dreef ",
                    "boulevard ",
                    "baan ",
                    "plantsoen ",
                    "strjitte ",
                ],
                examine_lone,
            ),
            Trigger::Said(
                &[
                    "adres:",
                    "adres\":",
                    "adres>",
                    "adres=",
                    "adres  ",
                    "straat:",
                    "straat\":",
                    "straat>",
                    "address\":",
                    "address:",
                    "address>",
                    "address=",
                    "street\":",
                    "street>",
                    "regel1\":",
                ],
                examine_keyed,
            ),
            Trigger::Cells(is_key, examine_cell),
            Trigger::Said(LIVES, examine_unnumbered),
            Trigger::Said(
                &[
                    "t\u{a0}",
                    "n\u{a0}",
                    "k\u{a0}",
                    "e\u{a0}",
                    "l\u{a0}",
                    "g\u{a0}",
                    "f\u{a0}",
                    "d\u{a0}",
                    "t\u{2009}",
                    "n\u{2009}",
                    "k\u{2009}",
                    "e\u{2009}",
                    "l\u{2009}",
                    "g\u{2009}",
                    "f\u{2009}",
                    "d\u{2009}",
                    "t\u{202f}",
                    "n\u{202f}",
                    "k\u{202f}",
                    "e\u{202f}",
                    "l\u{202f}",
                    "g\u{202f}",
                    "f\u{202f}",
                    "d\u{202f}",
                ],
                examine_spaced,
            ),
        ],
        context: ContextRule::Raises(0.25),
        against: &["artikel", "versie", "version", "hoofdstuk", "pagina"],
        rank: rank::SHAPED,
    },
    Detector {
        meta: DetectorMeta {
            id: "be-address",
            name: Text {
                en: "Belgian address",
                nl: "Belgisch adres",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "A street with a house number, and behind it a Belgian postcode of four digits with its town. Keep \
                     addresses where they are needed.",
                nl: "Een straat met huisnummer, en daarachter een Belgische postcode van vier cijfers met de gemeente. \
                     Bewaar adressen waar ze nodig zijn.",
            },
            context_words: &[
                "adres",
                "address",
                "adresse",
                "woonplaats",
                "wonende",
                "domicile",
            ],
            examples: Examples {
                matches: &[
                    "Kerkstraat 12, 9000 Gent",
                    "Rue de la Loi 16, 1000 Bruxelles",
                    "Steenweg op Brussel 45 bus 3, 1780 Wemmel",
                ],
                passes: &[
                    "Kerkstraat 12, 9000 bezoekers",
                    "Kerkstraat 12, 9000 AB Gent",
                    "op 12, 2024 January",
                ],
            },
        },
        triggers: &[Trigger::Digits(4..=4, examine_belgian)],
        context: ContextRule::Raises(0.15),
        against: &[],
        rank: rank::STRUCTURED,
    },
];

/// What is said of where somebody lives, before the street.
const LIVES: &[&str] = &[
    "woont",
    "woonde",
    "wonend",
    "woonachtig",
    "verblijft",
    "verbleef",
    "ingeschreven",
    "verhuisd naar",
    "verhuist naar",
    "verhuisde naar",
];

/// How far the street may stand behind such a word.
const LIVES_NEAR: usize = 48;

/// `woont aan de Esdoornhof`: a street without its number, where a word says that somebody lives there.
fn examine_unnumbered(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.nature.is_prose() || !view.is_word_start(hit.start) {
        return;
    }
    let rest = view.slice(hit.end..hit.end + LIVES_NEAR);
    let clause = rest
        .split(['.', '\n', ';', ':', '(', '"'])
        .next()
        .unwrap_or_default();
    let lead = [
        " aan de ",
        " aan het ",
        " aan ",
        " op de ",
        " op het ",
        " op ",
    ]
    .iter()
    .find_map(|lead| Some(clause.find(lead)? + lead.len()));
    let Some(from) = lead else { return };
    let street = view.slice(hit.end + from..hit.end + from + STREET_MAX);
    let mut end = 0;
    let mut is_street = false;
    for word in street.split(' ').take(4) {
        let bare = word
            .find(|next: char| !(next.is_alphabetic() || matches!(next, '-' | '\'')))
            .and_then(|place| word.get(..place))
            .unwrap_or(word);
        if !(is_capital(bare) || end > 0 && is_particle(bare)) {
            break;
        }
        end += usize::from(end > 0) + bare.len();
        let lower = bare.to_lowercase();
        is_street = ENDS
            .iter()
            .any(|end| lower.len() >= end.len() + 3 && lower.ends_with(end))
            && !NO_STREETS.contains(&lower.as_str());
        if is_street || bare.len() < word.len() {
            break;
        }
    }
    let start = hit.end + from;
    let after = view.slice(start + end..start + end + 6);
    // With its number it is told by that.
    let is_numbered = after
        .trim_start_matches([' ', ',', '\n'])
        .starts_with(|next: char| next.is_ascii_digit());
    if is_street && !is_numbered && view.is_word_end(start + end) {
        candidates.push(
            Found::new(
                start,
                start + end,
                view.slice(start..start + end).to_lowercase(),
            )
            .severity(Severity::Low)
            .shape("a street name", 0.25)
            .context("somebody lives there", 0.2),
        );
    }
}

/// How long a street's name may be, with all its words.
const STREET_MAX: usize = 48;

/// A street name that ends before the house number.
struct Street {
    start: usize,
    is_sure: bool,
}

/// Where the street begins whose number begins at `number`.
pub(super) fn start_before(view: &View<'_>, number: usize) -> Option<usize> {
    street_before(view, number).map(|street| street.start)
}

/// Reads a street name backwards from the space before its number.
fn street_before(view: &View<'_>, number: usize) -> Option<Street> {
    let before = view.slice(number.saturating_sub(STREET_MAX)..number);
    let street = if before.contains(WIDE) {
        // Character by character, so that places can be told from the end.
        let plain = before.replace(WIDE, " ");
        let street = read_backwards(&plain, plain.len())?;
        let behind = plain.get(street.start..)?.chars().count();
        let (start, _) = before.char_indices().rev().nth(behind.checked_sub(1)?)?;
        Street {
            start: number - before.len() + start,
            ..street
        }
    } else {
        read_backwards(before, number)?
    };
    Some(Street {
        start: with_title(view, street.start),
        ..street
    })
}

/// Spaces that don't break, of any width.
const WIDE: [char; 4] = ['\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];

/// How long the space before a place is.
fn space_before(view: &View<'_>, at: usize) -> Option<usize> {
    match view.before(at) {
        b' ' => Some(1),
        0xA0 | 0x87 | 0x89 | 0xAF => view
            .slice(at.saturating_sub(3)..at)
            .chars()
            .next_back()
            .filter(|last| WIDE.contains(last))
            .map(char::len_utf8),
        _ => None,
    }
}

/// `Dr. Schaepmanstraat`, `1e Helmersstraat`: where the street begins with what stands before its name.
fn with_title(view: &View<'_>, start: usize) -> usize {
    const TITLES: &[&str] = &[
        "Dr. ", "Mr. ", "Prof. ", "St. ", "Ds. ", "Burg. ", "Ir. ", "Jhr. ", "Gen. ", "Pr. ",
        "Past. ", "Mgr. ", "1e ", "2e ", "3e ", "4e ", "5e ", "1ste ", "2de ",
    ];
    let before = view.slice(start.saturating_sub(6)..start);
    TITLES
        .iter()
        .find(|title| {
            before.strip_suffix(**title).is_some_and(|lead| {
                lead.chars()
                    .next_back()
                    .is_none_or(|last| !last.is_alphanumeric())
            })
        })
        .map_or(start, |title| start - title.len())
}

fn is_capital(word: &str) -> bool {
    let word = ["'s-", "’s-", "'s ", "'t "]
        .iter()
        .find_map(|lead| word.strip_prefix(*lead))
        .unwrap_or(word);
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a key or a header is one for streets with their numbers.
fn is_key(key: &str) -> bool {
    let letters: String = key
        .chars()
        .filter(|next| next.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    KEYS.contains(&letters.as_str())
}

/// A number of one digit in a column for streets: runs that short are asked about behind few words.
fn examine_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    examine_short(view, hit.start..hit.end, candidates);
}

/// The same behind a key.
fn examine_keyed(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let rest = view.slice(hit.end..hit.end + STREET_MAX);
    let length = rest
        .find(['\n', '<', ';', '|', ',', '}'])
        .unwrap_or(rest.len());
    examine_short(view, hit.end..hit.end + length, candidates);
}

fn examine_short(view: &View<'_>, range: Range<usize>, candidates: &mut Candidates) {
    let place = view
        .bytes()
        .get(range.clone())
        .unwrap_or_default()
        .array_windows()
        .position(|[before, digit, after]| {
            *before == b' ' && digit.is_ascii_digit() && !after.is_ascii_digit()
        })
        .map(|place| range.start + place + 1)
        .or_else(|| {
            let last = range.end.checked_sub(1)?;
            (view.at(last).is_ascii_digit() && view.before(last) == b' ').then_some(last)
        });
    if let Some(start) = place {
        let end = start + 1;
        examine(view, Hit { start, end }, candidates);
    }
}

/// A street of any name behind a key or below a header that says so: `"adres": "Achterom 149-2"`.
fn keyed(view: &View<'_>, number: usize) -> Option<Street> {
    let before = view.slice(number.saturating_sub(STREET_MAX)..number);
    let line = before
        .rsplit(['\n', '"', '>', '|', '\t', ';', '=', ':', ',', '(', '`'])
        .next()?;
    let line = line.rsplit("  ").next()?;
    let value = line.trim_start_matches([' ', '*', '_']);
    // An SQL literal opens with the quote that `'s-Gravendijkwal` begins with.
    let value = match value.strip_prefix('\'') {
        Some(rest)
            if !rest.starts_with("s-") && !rest.starts_with("t ") && !rest.starts_with("s ") =>
        {
            rest
        }
        _ => value,
    };
    let start = number - value.len();
    let words: Vec<&str> = value.trim_end_matches(' ').split(' ').collect();
    let fits = words.len() <= 5
        && words.first().is_some_and(|first| {
            is_capital(first) && first.len() > 1 || matches!(*first, "'t" | "’t" | "'s")
        })
        && words.iter().any(|word| is_capital(word))
        && words.iter().all(|word| {
            is_capital(word)
                && word
                    .chars()
                    .all(|next| next.is_alphabetic() || ".'’-/".contains(next))
                || is_particle(word)
                || word.len() == 4
                    && word.starts_with("19")
                    && word.bytes().all(|byte| byte.is_ascii_digit())
        })
        && !words
            .iter()
            .any(|word| NO_NAMES.contains(&word.to_lowercase().as_str()));
    if !fits || value.len() < 4 {
        return None;
    }
    let header = view
        .table
        .and_then(|table| table.header(table.cell(view.bytes(), start, false)?.column));
    let is_keyed = if let Some(header) = header {
        is_key(header)
    } else {
        let left = view.slice(start.saturating_sub(40)..start);
        let left = left.rsplit('\n').next().unwrap_or(left);
        let lead = left
            .trim_end_matches([' ', '"', '\'', '=', ':', '>', '\t', '*', '_', '\\'])
            .trim_end_matches('.');
        let key = lead
            .rsplit(|next: char| !(next.is_alphanumeric() || "_-".contains(next)))
            .next()
            .unwrap_or_default();
        // `"straat en huisnummer": "…"`
        let phrase = lead
            .rsplit(['"', '\'', '{', ',', '<', '|', ';', '[', '.'])
            .next()
            .unwrap_or_default();
        let joint = left.len() - lead.len();
        joint > 0 && !(joint == 1 && left.ends_with(' ')) && (is_key(key) || is_key(phrase))
    };
    is_keyed.then_some(Street {
        start,
        is_sure: true,
    })
}

/// Reads a street name backwards from the end of a text, which is at `number`.
fn read_backwards(before: &str, number: usize) -> Option<Street> {
    let line = before
        .rsplit(['\n', ';', ',', '|', '\t', ':', '"', '(', '>', '.', '`', '='])
        .next()?;
    // A quote opens a literal where a capital follows; `'t` is a word.
    let line = line
        .match_indices('\'')
        .filter_map(|(place, _)| line.get(place + 1..))
        .rfind(|rest| rest.starts_with(char::is_uppercase))
        .unwrap_or(line);
    // `str.` has the dot that parts everything else.
    let line = if line.trim().is_empty() && before.ends_with("str. ") {
        before
            .rsplit(['\n', ';', ',', '|', '\t', ':', '"'])
            .next()?
    } else {
        line
    };
    let trimmed = line.strip_suffix(' ')?;
    let words: Vec<(usize, &str)> = trimmed
        .split(' ')
        .scan(0, |offset, word| {
            let this = *offset;
            *offset += word.len() + 1;
            Some((this, word))
        })
        .collect();
    let (_, last) = words.last()?;
    let base = number - line.len();
    // `Kanaaldijk Noord 15`
    if words.len() > 1
        && matches!(
            *last,
            "Noord" | "Oost" | "Zuid" | "West" | "NZ" | "ZZ" | "OZ" | "WZ"
        )
    {
        let length = line.len() - last.len() - 1;
        return read_backwards(line.get(..length)?, number - last.len() - 1);
    }
    let lower = last.to_lowercase();
    let end = ENDS.iter().find(|end| lower.ends_with(**end));
    if let Some(end) = end
        && !NO_STREETS.contains(&lower.as_str())
        && lower.len() >= end.len() + 3
    {
        // `Prins Hendrikkade`, `Van der Helstplein`, `Dorpsstraat`: capitals and particles before it.
        if !is_capital(last) {
            return None;
        }
        let start = words
            .iter()
            .rev()
            .take(4)
            .take_while(|(_, word)| {
                (is_capital(word) && !is_lead(word, last))
                    || matches!(
                        *word,
                        "van" | "de" | "der" | "den" | "het" | "'t" | "ter" | "ten" | "la"
                    )
            })
            .filter(|(_, word)| is_capital(word))
            .last()
            .map(|(offset, _)| base + offset)?;
        return Some(Street {
            start,
            is_sure: SURE.contains(end),
        });
    }
    kind_before(&words, base)
}

/// `Laan van Meerdervoort`, `Weg naar Rhijnauwen`, `Oude Weg`, `Lange Voorhout`.
fn kind_before(words: &[(usize, &str)], base: usize) -> Option<Street> {
    // Of these many are no streets: only what tells two of them apart makes them a name.
    const VAGUE: &[&str] = &["Haven", "Markt", "Gracht", "Wal", "Brink", "Erf"];
    const TELLING: &[&str] = &[
        "Oude", "Nieuwe", "Lange", "Korte", "Grote", "Kleine", "Hoge", "Lage", "Oost", "West",
    ];
    let (at, last) = words.last()?;
    if LONE.contains(last) {
        let led = words
            .len()
            .checked_sub(2)
            .and_then(|place| words.get(place))
            .filter(|(_, word)| TELLING.contains(word));
        return Some(Street {
            start: base + led.map_or(*at, |(offset, _)| *offset),
            is_sure: false,
        });
    }
    let first = words.iter().rposition(|(_, word)| {
        matches!(
            *word,
            "Laan"
                | "Weg"
                | "Plein"
                | "Kade"
                | "Hof"
                | "Steenweg"
                | "Singel"
                | "Burgemeester"
                | "Straat"
                | "Avenue"
                | "Rue"
                | "Chaussée"
                | "Boulevard"
                | "Place"
                | "Dijk"
                | "Pad"
                | "Haven"
                | "Markt"
                | "Gracht"
                | "Wal"
                | "Brink"
                | "Erf"
        )
    })?;
    let (offset, kind) = words.get(first)?;
    let is_alone = first + 1 == words.len();
    let is_led = first > 0
        && words
            .get(first - 1)
            .is_some_and(|(_, word)| is_capital(word) && !is_lead(word, last));
    if VAGUE.contains(kind) && !(is_alone && is_led && TELLING.contains(&words.get(first - 1)?.1)) {
        return None;
    }
    if is_alone && !is_led || *kind == "Burgemeester" {
        return None;
    }
    let start = if is_alone {
        words.get(first - 1)?.0
    } else {
        *offset
    };
    let fits = words.get(first + 1..)?.iter().all(|(_, word)| {
        is_capital(word)
            || is_particle(word)
            || matches!(*word, "naar" | "la" | "du" | "des" | "l'")
    });
    (fits && is_capital(last)).then_some(Street {
        start: base + start,
        is_sure: true,
    })
}

/// Whether a word before a street is a label or the beginning of a sentence and no part of it.
fn is_lead(word: &str, street: &str) -> bool {
    const LEADS: &[&str] = &[
        "adres",
        "woonadres",
        "bezorgadres",
        "postadres",
        "bezoekadres",
        "address",
        "straat",
        "street",
        "huisnummer",
        "bezichtiging",
        "levering",
        "locatie",
        "wonende",
        "woont",
        "wonend",
        "aan",
        "op",
        "in",
        "naar",
        "vanaf",
        "bij",
        "te",
    ];
    let is_shouted = |text: &str| !text.chars().any(char::is_lowercase);
    LEADS.iter().any(|lead| lead.eq_ignore_ascii_case(word))
        || word.len() > 2 && is_shouted(word) && !is_shouted(street)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "de"
            | "der"
            | "den"
            | "het"
            | "'t"
            | "ter"
            | "ten"
            | "op"
            | "aan"
            | "in"
            | "te"
            | "la"
            | "du"
            | "des"
            | "en"
    )
}

/// The number with its addition: `12`, `12a`, `33-2`, `8 bis`, `14 II`, `45 bus 3`.
fn number_end(view: &View<'_>, start: usize) -> Option<usize> {
    let text = view.slice(start..start + 24);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 || text.starts_with('0') {
        return None;
    }
    let mut end = digits;
    let rest = text.get(end..)?;
    let mut characters = rest.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(letter), next, _) if letter.is_ascii_alphabetic() => {
            if next.is_some_and(char::is_alphanumeric)
                && !rest.starts_with("bis")
                && !rest.starts_with("hs")
            {
                return None;
            }
            end += if rest.starts_with("bis") {
                3
            } else if rest.starts_with("hs") {
                2
            } else {
                1
            };
        }
        (Some('-' | '/'), Some(next), _) if next.is_ascii_alphanumeric() => {
            let addition = rest
                .bytes()
                .skip(1)
                .take_while(u8::is_ascii_alphanumeric)
                .count();
            if addition > 4 {
                return None;
            }
            end += 1 + addition;
        }
        (Some('.'), Some(next), _) if next.is_ascii_digit() => return None,
        (Some(':'), Some(' '), _) => {}
        (Some('%' | '€' | ':'), ..) => return None,
        (Some(' '), ..) => {
            let word: String = rest
                .chars()
                .skip(1)
                .take_while(|next| next.is_alphanumeric())
                .collect();
            if matches!(
                word.as_str(),
                "bis" | "hs" | "huis" | "I" | "II" | "III" | "IV" | "A" | "B" | "C" | "D"
            ) {
                end += 1 + word.len();
            } else if let Some(number) = rest.strip_prefix(" bus ") {
                end += 5 + number.bytes().take_while(u8::is_ascii_alphanumeric).count();
            }
        }
        _ => {}
    }
    Some(start + end)
}

/// A run of one digit is asked about by the street's word, for runs that short aren't.
fn examine_lone(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.at(hit.end).is_ascii_digit() && !view.at(hit.end + 1).is_ascii_digit() {
        examine(
            view,
            Hit {
                start: hit.end,
                end: hit.end + 1,
            },
            candidates,
        );
    }
}

/// The same behind a space that doesn't break, for runs of digits are asked about behind an ordinary one.
fn examine_spaced(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let digits = view.slice(hit.end..hit.end + 5);
    let digits = digits.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=4).contains(&digits) {
        let (start, end) = (hit.end, hit.end + digits);
        examine(view, Hit { start, end }, candidates);
    }
}

/// Whether a word in capitals ends as streets do and hardly anything else: `DORPSTRAAT`.
fn ends_shouted(word: &str) -> bool {
    const NO_STREETS: &[&str] = &["UITWEG", "OMWEG", "SNELWEG", "TERUGWEG", "HEENWEG"];
    !NO_STREETS.iter().any(|other| word.ends_with(other))
        && [
            "STRAAT", "LAAN", "WEG", "PLEIN", "KADE", "GRACHT", "SINGEL", "STEEG", "DREEF", "DIJK",
        ]
        .iter()
        .any(|end| word.ends_with(end))
}

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(space) = space_before(view, hit.start) else {
        return;
    };
    if view.nature == Nature::Lockfile {
        return;
    }
    let second = hit
        .start
        .checked_sub(space + 1)
        .map_or(0, |place| view.at(place));
    // `Plein 1944 24`
    let is_numbered = second.is_ascii_digit()
        && view
            .slice(hit.start.saturating_sub(space + 5)..hit.start)
            .starts_with(" 19");
    let is_shouted = second.is_ascii_uppercase()
        && view.nature.is_prose()
        && ends_shouted(view.slice(hit.start.saturating_sub(space + 8)..hit.start - space));
    if !(second.is_ascii_lowercase()
        || second == b'.'
        || second >= 0x80
        || is_numbered
        || is_shouted)
    {
        return;
    }
    if !is_numbered && !is_shouted && !is_capitalised_before(view, hit.start + 1 - space) {
        return;
    }
    let Some(end) = number_end(view, hit.start) else {
        return;
    };
    if !view.is_word_end(end) {
        return;
    }
    let (street, is_keyed) = match street_before(view, hit.start) {
        Some(street) if street.is_sure => (street, false),
        street => match keyed(view, hit.start) {
            Some(street) => (street, true),
            None => match street {
                Some(street) => (street, false),
                None => return,
            },
        },
    };
    // In code only a literal of its own.
    if view.nature == Nature::Source && !view.is_quoted(street.start, end) {
        return;
    }
    // A postcode makes it an address, which another detector finds.
    let after = view.slice(end..end + 40);
    if has_postcode(after) {
        return;
    }
    let digits = hit.end - hit.start;
    let is_year = digits == 4
        && matches!(
            view.slice(hit.start..hit.start + 2),
            "18" | "19" | "20" | "21"
        );
    let mut found = Found::new(
        street.start,
        end,
        view.slice(street.start..end).to_lowercase(),
    )
    .shape("a street name", if street.is_sure { 0.35 } else { 0.2 })
    .shape("a house number", 0.2);
    // `Beethovenring 12, Utrecht`
    let has_town = after.strip_prefix(", ").is_some_and(is_town);
    if has_town {
        found = found.shape("a town behind it", 0.15);
    }
    // `Mevrouw Sanders, Varkensmarkt 6`
    let is_beside_name = || {
        let before = view.slice(street.start.saturating_sub(8)..street.start);
        [", ", " - ", " – ", " — ", ",\n", "\n", " ("]
            .iter()
            .filter(|joint| before.ends_with(**joint))
            .any(|joint| super::person_name::ends_at(view, street.start - joint.len(), false))
    };
    if is_keyed {
        found = found.context("its key or header is one for addresses", 0.2);
    } else if !(street.is_sure || has_town || is_year) && is_beside_name() {
        found = found.context("a person’s name stands before it", 0.2);
    } else if !(street.is_sure || has_town) || is_year {
        found = found.needs_context();
    }
    candidates.push(found);
}

/// Whether a text begins with one or two capitalised words and then a line or a sentence ends, or a clause.
fn is_town(text: &str) -> bool {
    let name = text
        .split(['\n', '\r', '.', ',', '(', ')', ';', '"', '\''])
        .next()
        .unwrap_or_default();
    let rest = text
        .strip_prefix("'t ")
        .or_else(|| text.strip_prefix("'s-"));
    let name = rest.map_or(name, |rest| {
        rest.split(['.', ',', '\n']).next().unwrap_or_default()
    });
    (3..=24).contains(&name.len())
        && name.len() < text.len().max(24)
        && name.split([' ', '-']).all(|word| {
            word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
                || matches!(word, "aan" | "den" | "de" | "op" | "bij" | "en" | "IJssel")
        })
        && name.starts_with(char::is_uppercase)
}

/// Whether the word before the number begins with a capital, as all streets do. Asked first, for
/// most numbers stand behind a word without one.
fn is_capitalised_before(view: &View<'_>, number: usize) -> bool {
    let mut place = number.saturating_sub(1);
    for _ in 0..32 {
        let before = view.before(place);
        if !(before.is_ascii_alphabetic()
            || before >= 0x80
            || matches!(before, b'-' | b'\'' | b'.'))
        {
            break;
        }
        place -= 1;
    }
    // A quote that opens a literal.
    place += usize::from(view.at(place) == b'\'');
    // `u'Zuiderkade 139a'`, as Python prints it.
    if view.at(place) == b'u' && view.at(place + 1) == b'\'' {
        place += 2;
    }
    // `'s-Gravendijkwal`
    if view.at(place) == b's' && view.at(place + 1) == b'-' {
        place += 2;
    }
    let first = view.at(place);
    first.is_ascii_uppercase() || first >= 0x80
}

/// Whether a Dutch or Belgian postcode follows within a line break.
fn has_postcode(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', ',', '\n', '\r', ';', '|', '\t', '-']);
    let rest = rest
        .strip_prefix("B-")
        .or_else(|| rest.strip_prefix("NL-"))
        .unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 {
        return false;
    }
    let rest = rest.get(4..).unwrap_or_default();
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    rest.chars().next().is_some_and(char::is_uppercase)
}

/// A postcode of four digits and a town, behind a street with a number.
fn examine_belgian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.at(hit.start) == b'0'
        || view.nature == Nature::Source
        || view.nature == Nature::Lockfile
    {
        return;
    }
    let town = view.slice(hit.end..hit.end + 24);
    let Some(town) = town.strip_prefix(' ') else {
        return;
    };
    let letters = town.chars().take_while(|next| next.is_alphabetic()).count();
    let mut characters = town.chars();
    if letters < 3
        || !characters.next().is_some_and(char::is_uppercase)
        || !characters.next().is_some_and(char::is_lowercase)
    {
        return;
    }
    // A Dutch postcode has two capitals there; a town's second letter is small.
    let before = view.slice(hit.start.saturating_sub(72)..hit.start);
    let before = before.strip_suffix("B-").unwrap_or(before);
    let line = before.trim_end_matches([' ', ',', '\n', '\r', ';', '|', '-']);
    if before.len() == line.len() {
        return;
    }
    let line_start = hit.start - view.slice(hit.start.saturating_sub(72)..hit.start).len();
    // The number is the last run of digits that a space leads, unless a box follows it.
    let Some((digit, _)) = line
        .char_indices()
        .rev()
        .filter(|(place, character)| {
            character.is_ascii_digit() && line.as_bytes().get(place.wrapping_sub(1)) == Some(&b' ')
        })
        .find(|(place, _)| {
            !line.get(..*place).is_some_and(|before| {
                before.ends_with("bus ") || before.ends_with("bte ") || before.ends_with("boîte ")
            })
        })
    else {
        return;
    };
    let number = line_start + digit;
    let Some(end) = number_end(view, number) else {
        return;
    };
    if view
        .slice(end..hit.start)
        .contains(|next: char| next.is_alphabetic() && next != 'B')
    {
        return;
    }
    let Some(street) = street_before(view, number) else {
        return;
    };
    let town_end = hit.end
        + 1
        + town
            .chars()
            .take(letters)
            .map(char::len_utf8)
            .sum::<usize>();
    candidates.push(
        Found::new(
            street.start,
            town_end,
            view.slice(street.start..town_end).to_lowercase(),
        )
        .shape("a street with a house number", 0.4)
        .shape("a postcode of four digits and a town", 0.3),
    );
}
