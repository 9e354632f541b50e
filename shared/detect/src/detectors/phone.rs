//! Telephone numbers: the Dutch numbering plan, and others in international spelling.

use domain::{Category, Severity};

use super::labelled::{is_label_start, is_uniform, value_start};
use super::{date, rank};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::table::Table;
use crate::view::{Candidates, Found, Hit, View};

const WORDS: &[&str] = &[
    "tel",
    "tel.",
    "telefoon",
    "telefoonnummer",
    "telnr",
    "mobiel",
    "mobiele",
    "mobile",
    "phone",
    "gsm",
    "bel",
    "bellen",
    "bereikbaar",
    "bereik",
    "call",
    "contact",
    "fax",
    "whatsapp",
    "06-nummer",
    "cell",
    "msisdn",
    "telefon",
    "telefono",
    "telefone",
    "teléfono",
    "téléphone",
    "telephone",
    "tél",
    "tfno",
    "móvil",
    "cellulare",
    "telemóvel",
    "handy",
    "mobil",
    "rufnummer",
    "festnetz",
    "natel",
    "tfn",
    "tlf",
    "puhelin",
    "puh",
    "komórk",
    "kom.",
];

const AGAINST: &[&str] = &[
    "order",
    "factuur",
    "invoice",
    "kvk",
    "iban",
    "rekening",
    "bsn",
    "isbn",
    "serial",
    "timestamp",
    "btw",
    "ean",
    "barcode",
    "artikel",
    "tracking",
    "version",
    "versie",
    "rijbewijs",
    "bytes",
    "bestel",
    "referentie",
    "reference",
    "kenmerk",
    "ticket",
    "zaaknummer",
    "serienummer",
    "serienr",
    "seriennummer",
    "s/n",
    "batch",
    "charge",
    "partijnummer",
    "lotnummer",
    "dossiernummer",
    "klantnummer",
    "polisnummer",
    "meternummer",
    "numéro de série",
    "numero di serie",
    "número de serie",
    "npi",
    "nhs",
    "ssn",
    "passport",
    "paspoort",
    "routing",
    "account number",
    "medicare",
    "imei",
    "build",
    "checksum",
    "inode",
    "commit",
];

/// Words that a telephone number is right behind, in the languages of Europe. What follows is read
/// as its country writes it.
const LABELS: &[&str] = &[
    "telefoon",
    "telefoonnummer",
    "telefoonnr",
    "telnr",
    "tel.",
    "tel:",
    "tel ",
    "tel\"",
    "mobiel",
    "mobiele nummer",
    "mobile",
    "phone",
    "phonenumber",
    "phone number",
    "phone_number",
    "telephone",
    "telefon",
    "telefonnummer",
    "handy",
    "mobil",
    "mobilnummer",
    "téléphone",
    "telephone",
    "tél.",
    "tél :",
    "portable",
    "teléfono",
    "telefono",
    "móvil",
    "cellulare",
    "telefonu",
    "komórka",
    "cell",
    "fax",
    "gsm",
    "whatsapp",
    "call me at",
    "call me on",
    "reach me at",
    "call us at",
    "call at",
    "contact number",
    "contactnummer",
    "msisdn",
    "tel=",
    "tel>",
    "tel|",
    "tel<",
    "contact_number",
    "contact-number",
    "komórkow",
    "mobilfunk",
    "rufnummer",
    "festnetz",
    "tfn",
    "tlf",
    "puhelin",
    "puh.",
    "kom.",
    "telemóvel",
    "telefone",
    "telefonic",
    "natel",
    "tfno",
    "kontakt:",
    "contact:",
    "contacto:",
    "contatto:",
    "joignable",
    "vaste lijn",
    "vast nummer",
    "landline",
    "thuisnummer",
    "puhelinnumero",
    "erreichbar",
    "bereikbaar",
    "te bereiken",
    "reachable",
];

/// Verbs of calling, behind which a number follows a preposition: `bel Jan op …`, `call Ann on …`.
const CALLS: &[&str] = &[
    "call ",
    "calling ",
    "bel ",
    "bellen",
    "reach ",
    "bereik",
    "terugbellen",
    "anrufen",
    "erreich",
    "rückruf",
    "joindre",
    "joignable",
    "appel",
    "llam",
    "chiam",
    "contatt",
    "text me",
    "sms ",
    "phoned ",
    "contacted ",
    "contact him ",
    "contact her ",
    "contact me ",
    "ruft ",
    "ring ",
    "ringa ",
    "dzwoni",
    "zadzwo",
    "oddzwo",
    "soita",
];

/// Prepositions that a number follows.
const ONTO: &[&str] = &[
    " on",
    " at",
    " op",
    " via",
    " unter",
    " au",
    " al",
    " le",
    " sous",
    " onder",
    " il",
    " naar",
    " to",
    " number",
    " nummer",
    " på",
    " numer",
    " numerem",
    " numeroon",
];

/// How far behind a verb of calling its number may begin.
const CALLED: usize = 32;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "nl-phone",
            name: Text {
                en: "Dutch telephone number",
                nl: "Nederlands telefoonnummer",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Ten digits of the Dutch numbering plan, or nine behind +31 or 0031. Service numbers (0800, 0900) \
                     are left alone. A number reaches a person: keep it where it is needed and for as long.",
                nl: "Tien cijfers volgens het Nederlandse nummerplan, of negen achter +31 of 0031. Servicenummers \
                     (0800, 0900) tellen niet. Een nummer bereikt een persoon: bewaar het waar en zolang het nodig is.",
            },
            context_words: WORDS,
            examples: Examples {
                matches: &[
                    "Bel mij op 06-12345678.",
                    "06 12 34 56 78",
                    "+31 6 12345678",
                    "0031612345678",
                    "+31 (0)20 123 45 67",
                    "tel: 0201234567",
                    "(010) 123 45 67",
                    "0111-123456",
                    "(06)12345678",
                    "0302345678",
                    "08875-34521",
                    "065812 3456",
                    "+31-10-2345-678",
                    "+31 6 71003892",
                ],
                passes: &[
                    "0800-1234",
                    "01-02-1980",
                    "06-1234567",
                    "06123456789",
                    "version 0.6.12345678",
                    "ordernummer 0201234567",
                    "Serienummer 0643520944",
                    "NL23 KNAB 0779 5833 51",
                    "DE89 A704 0044 0532 0130 00",
                    "NL91 1BNA 0417 1643 00",
                    "GE29 NB00 0000 0101 9049 18",
                    "MAC 01-23-45-67-89-AB",
                    "0000000000",
                ],
            },
        },
        triggers: &[Trigger::Dialled(1..=13, examine_dutch)],
        context: ContextRule::Raises(0.3),
        against: AGAINST,
        rank: rank::SHAPED,
    },
    Detector {
        meta: DetectorMeta {
            id: "phone",
            name: Text {
                en: "International telephone number",
                nl: "Internationaal telefoonnummer",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "A plus sign, a country code and the rest of a number, eight to fifteen digits in all (ITU-T \
                     E.164). A number reaches a person: keep it where it is needed and for as long.",
                nl: "Een plusteken, een landnummer en de rest van een nummer, samen acht tot vijftien cijfers \
                     (ITU-T E.164). Een nummer bereikt een persoon: bewaar het waar en zolang het nodig is.",
            },
            context_words: WORDS,
            examples: Examples {
                matches: &[
                    "+32 470 12 34 56",
                    "bel 0032471234568 of mail",
                    "call +44 20 7946 0958",
                    "+1 (202) 555-0143",
                    "+4915112345678",
                    "(212) 555-7890",
                    "Call 212-555-7890 x123",
                    "0044 20 7946 0958",
                    "Tel: 020 7946 0958",
                    "Mobil: 0151 23456789",
                    "teléfono 612 345 678",
                    "cellulare: 347 1234567",
                    "my phone number is 4158671309",
                    "She asked us to call Richard on 0909 879 0843.",
                    "3805666493 (cellulare)",
                    "Handy lautet 05556822796",
                    "03657 947630 fax",
                    "tel=(351) 934665301",
                    "Telephone (day): 028 9018 0584",
                    "Tfn: 08-278 49 81",
                    "Sie erreichen mich unter 09201692487.",
                    "She can be contacted on 01865 889763.",
                    "Herr Kade ruft Sie unter 0221 5461484 zurück.",
                    "uw vaste lijn 03/330.91.56",
                    "Wie lautet Ihre Handynummer?\nKunde: 0171/7329006",
                    "Ring Irene Nilsson på 08-961 07 16 om något är fel.",
                    "Pan Welc oddzwoni pod numer 733-376-797.",
                    "Frau Zänker ist unter 0176 2070 4741 erreichbar.",
                    "Tel. privat: 0221 9415196",
                    "(02) 555 12 12",
                    "016 55 55 55",
                    "02/555.12.12",
                    "bereikbaar: 0478/12.34.56",
                ],
                passes: &[
                    "+12",
                    "3+49151123",
                    "C+49151123456",
                    "+999 12345678",
                    "a+32470123456",
                    "order 212-555-7890-3",
                    "112-555-7890",
                    "phone model 3310",
                    "telefoon: 2024-03-04",
                    "tel. 112",
                    "call f() on 2024-03-04 12:00",
                    "bel Jan op 12-03-2024",
                    "contacted on 12-03-2024",
                    "ring 4 på 12",
                    "id;telefoon\n1;12-03-2024\n2;n.v.t.",
                    "016 55 55 55 12",
                    "1 016 55 55 55",
                    "021 55 55 55",
                    "id;bestelnr\n1;598829789\n2;739714944\n3;881647783",
                ],
            },
        },
        triggers: &[
            Trigger::Dialled(1..=15, examine_international),
            Trigger::Dialled(2..=4, examine_belgian),
            Trigger::Digits(3..=3, examine_american),
            Trigger::Labels(LABELS, examine_labelled),
            Trigger::SaidLabels(CALLS, examine_called),
            Trigger::Cell(examine_cell),
        ],
        context: ContextRule::Raises(0.3),
        against: AGAINST,
        rank: rank::SHAPED,
    },
];

/// Digits and separators after `start`: at most `max` digits. Gives the end and the digits.
fn digits_after(view: &View<'_>, start: usize, max: usize) -> (usize, Vec<u8>, usize) {
    let mut digits = Vec::with_capacity(max);
    let mut offset = start;
    let mut end = start;
    let mut groups = 0;
    while digits.len() < max {
        let mut next = offset;
        // At most `) ` or ` - ` between groups.
        for _ in 0..3 {
            next += match (view.at(next), view.at(next + 1), view.at(next + 2)) {
                (b' ' | b'-' | b'.' | b'/' | b'(' | b')', ..) => 1,
                // Spaces that don't break, hyphens and dashes; a space in an address of the web.
                (0xC2, 0xA0, _) => 2,
                (0xE2, 0x80, 0x80..=0x8A | 0x90..=0x93 | 0xAF) | (b'%', b'2', b'0') => 3,
                _ => break,
            };
        }
        if !view.at(next).is_ascii_digit() {
            break;
        }
        if next > offset || digits.is_empty() {
            groups += 1;
        }
        offset = next;
        while digits.len() < max && view.at(offset).is_ascii_digit() {
            digits.push(view.at(offset));
            offset += 1;
        }
        end = offset;
        if view.at(offset).is_ascii_digit() {
            break;
        }
    }
    (end, digits, groups)
}

fn is_end(view: &View<'_>, end: usize) -> bool {
    let next = view.at(end);
    let second = view.at(end + 1);
    // `x123` is an extension.
    let is_extended = matches!(next, b'x' | b'X') && second.is_ascii_digit();
    (view.is_word_end(end) || is_extended)
        && !(matches!(next, b'-' | b'.' | b'/' | b':' | b',')
            && second.is_ascii_digit()
            && !view.table.is_some_and(Table::is_whole))
        && !(next == b' ' && second.is_ascii_digit() && view.at(end + 2).is_ascii_digit())
}

/// Area codes of the Dutch plan without their zero, those of services for companies included.
const AREAS: &[&str] = &[
    "10", "13", "15", "20", "23", "24", "26", "30", "33", "35", "36", "38", "40", "43", "45", "46",
    "50", "53", "55", "58", "70", "71", "72", "73", "74", "75", "76", "77", "78", "79", "85", "88",
    "111", "113", "114", "115", "117", "118", "161", "162", "164", "165", "166", "167", "168",
    "172", "174", "180", "181", "182", "183", "184", "186", "187", "222", "223", "224", "226",
    "227", "228", "229", "251", "252", "255", "294", "297", "299", "313", "314", "315", "316",
    "317", "318", "320", "321", "341", "342", "343", "344", "345", "346", "347", "348", "411",
    "412", "413", "416", "418", "475", "478", "481", "485", "486", "487", "488", "492", "493",
    "495", "497", "499", "511", "512", "513", "514", "515", "516", "517", "518", "519", "521",
    "522", "523", "524", "525", "527", "528", "529", "541", "543", "544", "545", "546", "547",
    "548", "561", "562", "566", "570", "571", "572", "573", "575", "577", "578", "591", "592",
    "593", "594", "595", "596", "597", "598", "599",
];

/// Whether an area exists, and a subscriber in it may have this number: none begins with 0 or 1.
fn has_area(national: &[u8]) -> bool {
    [2, 3].iter().any(|length| {
        national.get(..*length).is_some_and(|area| {
            AREAS.iter().any(|known| known.as_bytes() == area)
                && !matches!(national.get(*length), Some(b'0' | b'1'))
        })
    })
}

#[expect(
    clippy::too_many_lines,
    reason = "one step after the other, each on what the last one read"
)]
fn examine_dutch(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let first = view.at(hit.start);
    let before = view.before(hit.start);
    let length = hit.end - hit.start;
    let (start, national_from, is_international) =
        if before == b'+' && view.slice(hit.start..hit.start + 2) == "31" {
            if hit.start >= 2 && view.at(hit.start - 2).is_ascii_alphanumeric() {
                return;
            }
            (hit.start - 1, hit.start + 2, true)
        } else if first == b'0' && (length <= 6 || length == 10 || length == 13) {
            if view.slice(hit.start..hit.start + 4) == "0031" {
                (hit.start, hit.start + 4, true)
            } else {
                let start = if before == b'(' && view.at(hit.end) == b')' {
                    hit.start - 1
                } else {
                    hit.start
                };
                (start, hit.start + 1, false)
            }
        } else {
            return;
        };
    if !is_international {
        // Nine digits follow the zero, of this run or behind what may part them.
        let is_parted = matches!(
            view.at(hit.end),
            b' ' | b'-' | b'.' | b'/' | b'(' | b')' | 0xC2 | 0xE2 | b'%'
        );
        if length <= 6 && !is_parted || before != b'+' && !view.is_number_start(start) {
            return;
        }
    }
    let mut from = national_from;
    if is_international {
        // `+31 (0)6`
        let rest = view.slice(from..from + 4);
        if let Some(place) = rest.find("(0)") {
            from += place + 3;
        } else if view.at(from) == b'0' && view.at(from + 1) != b'0' {
            from += 1;
        }
    }
    let (mut end, mut national, groups) = digits_after(view, from, 9);
    let has_area = has_area(&national);
    let mut is_mistyped = false;
    // A hyphen behind an area says what was meant, though a digit is missing or too many.
    let is_hyphened = view.at(hit.end) == b'-' && has_area && !is_international;
    if is_hyphened && view.nature.is_prose() {
        if national.len() == 9 && view.at(end).is_ascii_digit() {
            end += 1;
            is_mistyped = true;
        } else if national.len() == 8 {
            national.push(b'0');
            is_mistyped = true;
        }
    }
    // Behind the code of the country, any number of nine digits is one that somebody dials.
    let is_dialled = is_international && national.first().is_some_and(|first| *first != b'0');
    if national.len() != 9 || !is_end(view, end) || !(is_dutch(&national) || is_dialled) {
        return;
    }
    if before != b'+' && !view.is_number_start(start)
        || is_in_account(view, start)
        || is_in_device(view, end)
        || is_in_bytes(view, start, length)
    {
        return;
    }
    let is_mobile = national.first() == Some(&b'6');
    let is_grouped = groups > 1 || end - start > national.len() + 1 && !is_international;
    // `08875-34521`, `065812 3456`; others are days and numbers of people.
    let is_odd = match length {
        5 => !has_area,
        6 => !is_mobile || view.at(hit.end) == b'-',
        _ => false,
    };
    if is_odd && !is_international {
        return;
    }
    if is_mistyped {
        national = view
            .slice(start..end)
            .bytes()
            .filter(u8::is_ascii_digit)
            .skip(1)
            .collect();
    }
    let value = format!("+31{}", String::from_utf8_lossy(&national));
    let mut found =
        Found::new(start, end, value).shape("nine digits of the Dutch numbering plan", 0.35);
    if is_international {
        found = found.check("the country code of the Netherlands", 0.3);
    }
    if is_mobile {
        found = found.check("a mobile range", 0.15);
    } else if has_area {
        found = found.check("an area that exists", 0.1);
    }
    if is_grouped {
        found = found.shape("in the groups of a telephone number", 0.1);
    }
    if is_mistyped {
        found = found
            .severity(Severity::Low)
            .against("a digit is missing or too many", -0.2);
    }
    if is_uniform(national.get(1..).unwrap_or_default()) || national.ends_with(b"12345678") {
        found = found
            .severity(Severity::Low)
            .against("digits that stand for any number", -0.1);
    }
    let is_bare_code =
        view.nature == Nature::Source && !view.is_quoted(start, end) && !is_international;
    let is_plain = view.nature.is_prose() && has_area;
    if is_bare_code || !(is_international || is_mobile || is_grouped || is_plain) {
        found = found.needs_context();
    }
    candidates.push(found);
}

/// Whether the digits are the end of an account: groups of four lead back to a country and its check digits, as in
/// `NL23 KNAB 0779 5833 51`.
fn is_in_account(view: &View<'_>, start: usize) -> bool {
    let mut start = start;
    for _ in 0..6 {
        let Some([one, two, three, four, b' ']) = start
            .checked_sub(5)
            .and_then(|from| view.bytes().get(from..start))
        else {
            return false;
        };
        let group = [one, two, three, four];
        if !group.iter().all(|byte| byte.is_ascii_alphanumeric()) {
            return false;
        }
        if one.is_ascii_alphabetic()
            && two.is_ascii_alphabetic()
            && three.is_ascii_digit()
            && four.is_ascii_digit()
        {
            return true;
        }
        start -= 5;
    }
    false
}

/// Whether a further pair of hexadecimal digits follows, as in the address of a device.
fn is_in_device(view: &View<'_>, end: usize) -> bool {
    matches!(view.at(end), b'-' | b':')
        && view.at(end + 1).is_ascii_hexdigit()
        && view.at(end + 2).is_ascii_hexdigit()
        && !view.at(end + 3).is_ascii_alphanumeric()
}

/// Whether pairs of digits go on before the number, as bytes that are printed do: `01 02 03 04 05 06 07 08`.
fn is_in_bytes(view: &View<'_>, start: usize, length: usize) -> bool {
    length == 2
        && start >= 3
        && matches!(view.before(start), b' ' | b'-' | b':')
        && matches!(view.bytes().get(start - 3..start - 1), Some([high, low])
            if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
        && !view.before(start - 2).is_ascii_alphanumeric()
}

/// Whether nine digits, without the leading zero, are a subscriber of the Dutch plan.
fn is_dutch(national: &[u8]) -> bool {
    let &[first, second, ref rest @ ..] = national else {
        return false;
    };
    if national.iter().skip(1).all(|digit| *digit == b'0') {
        return false;
    }
    match first {
        b'1' | b'2' | b'3' | b'4' | b'5' | b'7' => true,
        b'6' => {
            matches!(second, b'1'..=b'5' | b'8')
                || (second != b'0' && rest.iter().all(|digit| *digit == second))
        }
        b'8' => matches!(second, b'4' | b'5' | b'7' | b'8'),
        b'9' => second == b'1',
        _ => false,
    }
}

fn examine_international(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_plus = view.before(hit.start) == b'+';
    // `0044 20 …` dials what `+44 20 …` says.
    let is_dialled = !is_plus
        && hit.end - hit.start >= 3
        && view.at(hit.start) == b'0'
        && view.at(hit.start + 1) == b'0'
        && view.at(hit.start + 2) != b'0'
        && view.is_number_start(hit.start);
    if !(is_plus && hit.start >= 1 || is_dialled) {
        return;
    }
    let start = hit.start - usize::from(is_plus);
    let before = view.before(start);
    // A group in an account or a card: `LU21 0014 9276`.
    let space = if before == 0xA0 { 3 } else { 2 };
    let second = start.checked_sub(space).map_or(0, |place| view.at(place));
    if is_dialled
        && matches!(before, b' ' | 0xA0)
        && (second.is_ascii_digit() || second.is_ascii_uppercase())
    {
        return;
    }
    if before.is_ascii_alphanumeric() || matches!(before, b'+' | b')' | b']' | b'_' | b'.') {
        return;
    }
    let from = hit.start + if is_dialled { 2 } else { 0 };
    let (end, digits, groups) = digits_after(view, from, 15);
    if !(8..=15).contains(&digits.len()) || digits.starts_with(b"31") || !is_end(view, end) {
        return;
    }
    let Some(code) = country_code(&digits) else {
        return;
    };
    // Nobody dials a zero behind the code, and in North America no area begins with 0 or 1.
    let next = digits.get(code.len()).copied().unwrap_or_default();
    if is_dialled && (next == b'0' || code == "1" && next == b'1') {
        return;
    }
    let mut found = Found::new(start, end, format!("+{}", String::from_utf8_lossy(&digits)))
        .shape("a plus sign and eight to fifteen digits", 0.35)
        .check(format!("the country code {code}"), 0.15);
    if groups > 1 {
        found = found.shape("in the groups of a telephone number", 0.1);
    }
    if view.nature == Nature::Source && !view.is_quoted(start, end)
        || is_dialled && groups < 2 && !is_mobile_of(&digits)
    {
        found = found.needs_context();
    }
    candidates.push(found);
}

/// Whether these are all the digits of a mobile number of a country nearby.
fn is_mobile_of(digits: &[u8]) -> bool {
    const RANGES: &[(&[u8], usize)] = &[
        (b"324", 11),
        (b"336", 11),
        (b"337", 11),
        (b"346", 11),
        (b"447", 12),
        (b"4915", 13),
        (b"4916", 12),
        (b"4917", 12),
    ];
    RANGES
        .iter()
        .any(|(range, length)| digits.starts_with(range) && digits.len() == *length)
}

/// `(212) 555-7890`, `212-555-7890`, `212.555.7890`, and the same behind `1-`: the plan of North
/// America, in which neither an area nor an exchange begins with 0 or 1.
fn examine_american(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let joint = view.at(hit.end);
    if !matches!(joint, b'-' | b'.' | b')') || !matches!(view.at(hit.start), b'2'..=b'9') {
        return;
    }
    let is_bracketed = joint == b')';
    let mut next = hit.end + 1;
    if is_bracketed {
        if view.before(hit.start) != b'(' {
            return;
        }
        next += usize::from(matches!(view.at(next), b' ' | b'-'));
    }
    let is_spelled = matches!(view.at(next), b'2'..=b'9')
        && view.at(next + 1).is_ascii_digit()
        && view.at(next + 2).is_ascii_digit()
        && if is_bracketed {
            matches!(view.at(next + 3), b'-' | b'.' | b' ')
        } else {
            view.at(next + 3) == joint
        }
        && (4..8).all(|place| view.at(next + place).is_ascii_digit());
    let end = next + 8;
    if !is_spelled || view.at(end).is_ascii_digit() || !is_end(view, end) {
        return;
    }
    let mut start = hit.start - usize::from(is_bracketed);
    // `1-`, `001-`
    for trunk in ["001-", "001 ", "1-", "1 "] {
        if start >= trunk.len() && view.slice(start - trunk.len()..start) == trunk {
            start -= trunk.len();
            break;
        }
    }
    if !view.is_number_start(start) {
        return;
    }
    let digits: String = view
        .slice(hit.start..end)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let mut found = Found::new(start, end, format!("+1{digits}")).shape(
        "three, three and four digits as North America writes them",
        0.45,
    );
    if digits.get(3..8) == Some("55501") {
        found = found
            .severity(Severity::Low)
            .against("a range kept for films and documentation", -0.1);
    }
    let is_sure = is_bracketed || joint == b'-';
    if view.nature == Nature::Source && !view.is_quoted(start, end) || !is_sure {
        found = found.needs_context();
    }
    candidates.push(found);
}

/// Areas of the Belgian plan without their zero.
const BELGIAN_AREAS: &[&str] = &[
    "2", "3", "4", "9", "10", "11", "12", "13", "14", "15", "16", "19", "50", "51", "52", "53",
    "54", "55", "56", "57", "58", "59", "60", "61", "63", "64", "65", "67", "68", "69", "71", "80",
    "81", "82", "83", "84", "85", "86", "87", "89",
];

/// `(02) 555 12 12`, `016 55 55 55`, `0478/12.34.56`: the groups in which Belgium writes its numbers, and nobody else.
fn examine_belgian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.nature.is_prose() || view.before(hit.start) == b'+' {
        return;
    }
    let area = view.slice(hit.start + 1..hit.end);
    let is_mobile = area.len() == 3 && area.starts_with('4');
    if !(is_mobile || BELGIAN_AREAS.contains(&area)) {
        return;
    }
    let is_bracketed = view.before(hit.start) == b'(' && view.at(hit.end) == b')';
    let start = hit.start - usize::from(is_bracketed);
    let mut at = hit.end + usize::from(is_bracketed);
    if !matches!(view.at(at), b' ' | b'/')
        || !view.is_number_start(start)
        || is_in_account(view, start)
    {
        return;
    }
    at += 1;
    let groups: &[usize] = if area.len() == 1 {
        &[3, 2, 2]
    } else {
        &[2, 2, 2]
    };
    let mut digits = view.slice(hit.start..hit.end).to_owned();
    let joint = view.at(at + groups.first().copied().unwrap_or_default());
    for (place, length) in groups.iter().enumerate() {
        if place > 0 {
            if !matches!(joint, b' ' | b'.') || view.at(at) != joint {
                return;
            }
            at += 1;
        }
        let group = view.slice(at..at + length);
        if group.len() != *length || !group.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        digits.push_str(group);
        at += length;
    }
    // A row of numbers goes on, or began before.
    let left = view.slice(start.saturating_sub(2)..start);
    let is_in_row = left.ends_with(' ') && left.starts_with(|first: char| first.is_ascii_digit());
    if !is_end(view, at) || view.at(at).is_ascii_digit() || is_in_row {
        return;
    }
    let mut found = Found::new(start, at, digits).shape("the groups of a Belgian number", 0.4);
    if is_mobile {
        found = found.check("a mobile range", 0.1);
    }
    candidates.push(found);
}

/// A number right behind its label, as any country writes it.
fn examine_labelled(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    if let Some(start) = before_label(view, hit) {
        return tell_labelled(view, start, "behind", candidates);
    }
    if let Some(start) = labelled_start(view, hit.end) {
        tell_labelled(view, start, "right before", candidates);
    }
}

/// The number that a label follows: `020 7946 0958 (fax)`, `03657 947630 fax`.
fn before_label(view: &View<'_>, hit: Hit) -> Option<usize> {
    let gap = match view.before(hit.start) {
        b'(' => 1 + usize::from(view.before(hit.start - 1) == b' '),
        b' ' if !matches!(view.at(hit.end), b':' | b'=') => 1,
        _ => return None,
    };
    let end = hit.start.checked_sub(gap)?;
    if !view.before(end).is_ascii_digit() {
        return None;
    }
    let reach = view.bytes().get(end.saturating_sub(24)..end)?;
    let length = reach
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit() || b" -./()+".contains(byte))
        .count();
    let start = (end - length..end).find(|at| view.at(*at).is_ascii_digit())?;
    let before = view.before(start);
    (!before.is_ascii_alphanumeric() && before < 0x80).then_some(start)
}

/// A number behind a verb and a preposition.
fn examine_called(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.is_word_start(hit.start) {
        return;
    }
    let near = view.slice(hit.end..hit.end + CALLED);
    let Some(place) = near.find(|next: char| next.is_ascii_digit() || "+\n:;,!?=\"".contains(next))
    else {
        return;
    };
    let between = near.get(..place).unwrap_or_default();
    let between = between.trim_end_matches(['(', '+', ' ']);
    // `Call (0121) 496 0116`; the verb's own space may be that of the preposition.
    let lead = view.slice(hit.end - 1..hit.end + between.len());
    if near.get(place..).is_some_and(|rest| {
        rest.starts_with(|next: char| next.is_ascii_digit())
            || rest.starts_with('+')
                && rest
                    .get(1..2)
                    .is_some_and(|next| next.starts_with(|next: char| next.is_ascii_digit()))
    }) && (between.is_empty() && lead == " " || ONTO.iter().any(|onto| lead.ends_with(onto)))
    {
        let start = hit.end + place + usize::from(view.at(hit.end + place) == b'+');
        tell_labelled(view, start, "before", candidates);
    }
}

/// A whole cell of a column for telephones.
fn examine_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // `bestelnr` has `telnr` in it.
    let is_order = view
        .table
        .and_then(|table| table.header(table.cell(view.bytes(), hit.start, false)?.column))
        .is_some_and(|header| header.to_lowercase().contains("bestel"));
    if is_order {
        return;
    }
    let cell = view.slice(hit.start..hit.end);
    let Some(first) = cell.find(|next: char| next.is_ascii_digit()) else {
        return;
    };
    let is_number = cell
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b" -./()+x\xC2\xA0".contains(&byte));
    if is_number && first <= 2 {
        tell_labelled(view, hit.start + first, "in the header of", candidates);
    }
}

/// A number whose first digit stands here, which a word says to be a telephone's.
fn tell_labelled(view: &View<'_>, start: usize, side: &str, candidates: &mut Candidates) {
    let (end, digits, groups) = digits_after(view, start, 15);
    let written = view.slice(start..end);
    // A day, an amount and a version are told by their shape.
    let is_date = date::read(written).is_some_and(|date| date.length == written.len());
    if !(7..=15).contains(&digits.len())
        || !is_end(view, end)
        || is_date
        || is_uniform(&digits)
        || groups > 6
        || digits.len() < 8 && groups < 2
        || is_dutch_number(&digits)
    {
        return;
    }
    let start = start - usize::from(view.before(start) == b'(');
    // What the Dutch plan has is the Netherlands', unless only the label says that it's a telephone.
    let is_maybe_dutch = matches!(digits.as_slice(), [b'0', national @ ..] if is_dutch(national));
    let weight = if is_maybe_dutch && digits.len() == 10 {
        0.1
    } else {
        0.25
    };
    let mut found = Found::new(start, end, String::from_utf8_lossy(&digits).into_owned())
        .shape("seven to fifteen digits", weight)
        .context(format!("a word for telephones stands {side} it"), 0.2);
    if groups > 1 {
        found = found.shape("in the groups of a telephone number", 0.1);
    }
    if view.nature == Nature::Source && !view.is_quoted(start, end) {
        return;
    }
    candidates.push(found);
}

/// Whether the digits have a detector of their own.
fn is_dutch_number(digits: &[u8]) -> bool {
    matches!(digits, [b'0', national @ ..] if national.len() == 9
        && is_dutch(national)
        && (has_area(national) || national.first() == Some(&b'6')))
}

/// Where the digits behind a label begin, with signs and a word or two in between.
fn labelled_start(view: &View<'_>, end: usize) -> Option<usize> {
    let at = value_start(view, end)?;
    (view.at(at) == b'+')
        .then_some(at + 1)
        .or(Some(at))
        .filter(|at| view.at(*at).is_ascii_digit())
}

/// The country code at the beginning, from the zones of E.164 in which codes are assigned.
fn country_code(digits: &[u8]) -> Option<String> {
    const TWO: &[&[u8]] = &[
        b"20", b"27", b"30", b"32", b"33", b"34", b"36", b"39", b"40", b"41", b"43", b"44", b"45",
        b"46", b"47", b"48", b"49", b"51", b"52", b"53", b"54", b"55", b"56", b"57", b"58", b"60",
        b"61", b"62", b"63", b"64", b"65", b"66", b"81", b"82", b"84", b"86", b"90", b"91", b"92",
        b"93", b"94", b"95", b"98",
    ];
    const THREE_BY_TWO: &[&[u8]] = &[
        b"21", b"22", b"23", b"24", b"25", b"26", b"29", b"35", b"37", b"38", b"42", b"50", b"59",
        b"67", b"68", b"69", b"80", b"85", b"87", b"88", b"96", b"97",
    ];
    let two = digits.get(..2)?;
    let length = if matches!(two.first(), Some(b'1' | b'7')) {
        1
    } else if TWO.contains(&two) {
        2
    } else if THREE_BY_TWO.contains(&two)
        || digits.starts_with(b"992")
        || digits.starts_with(b"994")
        || digits.starts_with(b"995")
        || digits.starts_with(b"998")
    {
        3
    } else {
        return None;
    };
    Some(String::from_utf8_lossy(digits.get(..length)?).into_owned())
}
