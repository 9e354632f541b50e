//! Numbers that a word has to name: documents of other countries than the Netherlands, and what
//! the United States number people, accounts and prescribers by.
//!
//! Where a rule is published (the routing number's weights, Luhn over a prefix, a vehicle's check
//! character) it is asked; the rest is a shape behind its own word, so nothing is told without one.

use domain::{Category, Severity};

use super::labelled::{is_label_end, is_label_start, is_uniform, value_start};
use super::rank;
use crate::checksum::is_luhn;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// A declaration: what it is called, which finding stays where others read the same characters (a
/// number of nine digits is often another's too),, its words, what its value must be.
macro_rules! named {
    (
        $id:literal, $rank:ident, $en:literal, $nl:literal, $severity:ident, $help_en:literal, $help_nl:literal,
        words: [$($word:literal),* $(,)?], $(whole: $whole:literal,)? is: $is:expr, reason: $reason:literal,
        matches: [$($match:literal),* $(,)?], passes: [$($pass:literal),* $(,)?] $(, also: $also:expr)? $(,)?
    ) => {{
        const WORDS: &[&str] = &[$($word,)* $($whole)?];
        fn by_word(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
            behind(view, hit, $is, $reason, candidates);
        }
        fn in_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
            cell(view, hit, $is, $reason, candidates);
        }
        Detector {
            meta: DetectorMeta {
                id: $id,
                name: Text { en: $en, nl: $nl },
                category: Category::PersonalData,
                severity: Severity::$severity,
                article: "GDPR art. 4(1)",
                help: Text { en: $help_en, nl: $help_nl },
                context_words: WORDS,
                examples: Examples { matches: &[$($match),*], passes: &[$($pass),*] },
            },
            triggers: &[
                Trigger::Labels(&[$($word),*], by_word),
                $(Trigger::Whole(&[$whole], by_word),)?
                Trigger::Cell(in_cell)
                $(, $also)?
            ],
            context: ContextRule::Ignored,
            against: &[],
            rank: rank::$rank,
        }
    }};
}

pub(super) const DETECTORS: &[Detector] = &[
    named!(
        "us-routing-number",
        NUMBER,
        "American routing number (ABA)",
        "Amerikaans bankroutingnummer (ABA)",
        Low,
        "Nine digits behind a word for routing numbers, the weights 3, 7 and 1 adding up to a multiple of ten. With an \
         account number it can be debited.",
        "Negen cijfers achter een woord voor routingnummers, met de gewichten 3, 7 en 1 een veelvoud van tien. Samen met \
         een rekeningnummer kan ervan worden afgeschreven.",
        words: ["routing number", "routing no", "routing #", "routing_number", "routingnumber", "routing:", "aba number",
            "aba routing", "aba #", "aba:", "aba no", "aba_number", "aba_routing", "bank routing", "rtn:", "routing transit"],
        is: is_routing, reason: "passes the weights of routing numbers",
        matches: ["Routing number: 021000021", "ABA: 111000025", "{\"routing_number\": \"121042882\"}"],
        passes: ["Routing number: 021000022", "routing table 021000021", "Routing number: 991000021"],
    ),
    named!(
        "us-bank-account",
        NUMBER,
        "American bank account number",
        "Amerikaans bankrekeningnummer",
        High,
        "Eight to seventeen digits behind “account number” or the like. Mask it where the last four digits will do.",
        "Acht tot zeventien cijfers achter “account number” of iets dergelijks. Toon alleen de laatste vier cijfers als \
         dat genoeg is.",
        words: ["account number", "account no", "account #", "account_number", "accountnumber", "acct number", "acct no",
            "acct #", "acct. no", "acct_no", "acct:", "bank account", "bank_account", "checking account", "savings account",
            "account is"],
        is: is_account, reason: "eight to seventeen digits",
        matches: ["Checking account 945456787654", "account number: 0012345678", "{\"account_number\": \"945456787654\"}"],
        passes: ["account number: 1234", "account number: 000000000", "bank account: NL91ABNA0417164300"],
    ),
    named!(
        "passport",
        ASSIGNED,
        "Passport number of another country",
        "Paspoortnummer van een ander land",
        High,
        "Six to nine letters and digits behind a word for passports, in the shapes that other countries than the \
         Netherlands print. A number with a name is enough for fraud: keep it only where a law asks for it.",
        "Zes tot negen letters en cijfers achter een woord voor paspoorten, in de vormen van andere landen dan Nederland. \
         Een nummer met een naam is genoeg voor fraude: bewaar het alleen waar een wet erom vraagt.",
        words: ["passport", "reisepass", "passeport", "pasaporte", "passaporto", "paszport", "passaporte", "paspoort",
            "pass-nr", "passnr", "passnummer"],
        is: is_passport, reason: "letters and digits as on passports",
        matches: ["US passport 912803456", "passport number: A12803456", "Reisepass Nr. C01X00T47",
            "Pasaporte: AAB123456", "paszport AB1234567", "Pass-Nr.: F12345671"],
        passes: ["passport.js 4", "passport control 2024", "passport: required", "boarding pass nr AB1234567", "passport number: 000000000", "passport expires 20301231"],
    ),
    named!(
        "driving-licence",
        ASSIGNED,
        "Driving licence of another country",
        "Rijbewijsnummer van een ander land",
        High,
        "Five to twenty letters and digits behind a word for driving licences, and without one the sixteen of a British \
         licence, which have its holder's name and date of birth. Keep it only where a law asks for it.",
        "Vijf tot twintig letters en cijfers achter een woord voor rijbewijzen, en zonder dat de zestien van een Brits \
         rijbewijs, waarin naam en geboortedatum staan. Bewaar het alleen waar een wet erom vraagt.",
        words: ["driver license", "driver licence", "drivers license", "driver's license", "driver\u{2019}s license",
            "driver_license", "drivers_license", "driverlicense", "driverslicense", "driving license", "driving licence",
            "driving_license", "driving_licence", "license number", "dl#", "dl #", "dl number", "dl no", "dln", "permis de conduire",
            "führerschein", "fuehrerschein", "carnet de conducir", "permiso de conducir", "patente di guida", "patente n", "prawo jazdy"],
        is: is_licence, reason: "letters and digits as on driving licences",
        matches: ["driver's license H12234567", "DL# A1234567", "Driving licence MORGA657054SM9IJ", "Führerschein: B072RRE2I55",
            "patente di guida U1H23A456B", "{\"driver_license\": \"D1234567\"}", "MORGA607054SM9IJ", "SMIT9801015JK2CD drives"],
        passes: ["driver license agreement", "driving licence: yes", "license number of seats 12", "DL# 0000000",
            "MORGA613054SM9IJ", "MORGA601324SM9IJ", "MORGA6570544SM9IJ", "99999657054SM9IJ"],
        also: Trigger::Lettered(6..=9, examine_british),
    ),
    named!(
        "identity-card",
        ASSIGNED,
        "Identity card of another country",
        "Identiteitskaartnummer van een ander land",
        High,
        "Seven to twelve letters and digits behind a word for identity cards. Keep it only where a law asks for it.",
        "Zeven tot twaalf letters en cijfers achter een woord voor identiteitskaarten. Bewaar het alleen waar een wet erom \
         vraagt.",
        words: ["personalausweis", "ausweisnummer", "ausweis-nr", "ausweis nr", "carta d'identit", "carta di identit", "carte d'identit",
            "carte nationale d'identit", "dowód osobisty", "dowodu osobistego", "nr dowodu", "documento de identidad",
            "identity card", "id card", "id_card", "idcard", "national id", "national_id", "id number", "id_number", "id-nr", "id no"],
        is: is_card, reason: "letters and digits as on identity cards",
        matches: ["Personalausweis: L01X00T471", "Carta d'identità CA12345AA", "Ausweis Nr. T22000129", "dowód osobisty ABC123456", "ID card no. 9876543AB"],
        passes: ["Personalausweis bitte mitbringen", "identity card: none", "id number 12", "ID card 0000000000"],
    ),
    named!(
        "us-npi",
        NUMBER,
        "American prescriber's number (NPI)",
        "Amerikaans zorgverlenersnummer (NPI)",
        Low,
        "Ten digits behind “NPI” that begin with 1 or 2 and pass Luhn behind 80840. The register is public.",
        "Tien cijfers achter “NPI” die met 1 of 2 beginnen en achter 80840 voldoen aan Luhn. Het register is openbaar.",
        words: ["npi", "national provider identifier", "provider identifier"],
        is: is_npi, reason: "passes Luhn behind the prefix 80840",
        matches: ["NPI: 1234567893", "NPI# 1245319599", "{\"npi\": \"1234567893\"}"],
        passes: ["NPI: 1234567894", "npi 3234567893", "rnpi 1234567893"],
    ),
    named!(
        "us-mbi",
        ASSIGNED,
        "American Medicare number (MBI)",
        "Amerikaans Medicare-nummer (MBI)",
        High,
        "Eleven characters behind “MBI” or “Medicare”, letters and digits in fixed places and none of S, L, O, I, B, Z; \
         with their hyphens they are told without such a word too, and low. It is health data (GDPR art. 9).",
        "Elf tekens achter “MBI” of “Medicare”, letters en cijfers op vaste plaatsen en geen S, L, O, I, B, Z; met hun \
         streepjes tellen ze ook zonder zo’n woord, en laag. Het is een gezondheidsgegeven (AVG art. 9).",
        words: ["mbi", "medicare"],
        is: is_mbi, reason: "letters and digits in the places of a Medicare number",
        matches: ["MBI: 1EG4-TE5-MK73", "Medicare number 1EG4TE5MK73", "Patient 2AG9-XC4-NN22 called"],
        passes: ["MBI: 0EG4TE5MK73", "Medicare 2024", "MBI 1SG4TE5MK73", "key 7XK2-2AG9-XC4-NN22", "2AG9-XC4-NN22-4",
            "2AG9XC4NN22"],
        also: Trigger::Behind(2..=2, examine_medicare),
    ),
    named!(
        "us-dea",
        ASSIGNED,
        "American number for controlled drugs (DEA)",
        "Amerikaans nummer voor opiaten (DEA)",
        Medium,
        "Two letters and seven digits behind “DEA”, of which the last is a check digit.",
        "Twee letters en zeven cijfers achter “DEA”, waarvan het laatste een controlecijfer is.",
        words: ["dea number", "dea no", "dea #", "dea#", "dea:", "dea_number", "dea registration", "dea "],
        is: is_dea, reason: "its check digit is right",
        matches: ["DEA number AB1234563", "DEA: FM3456781"],
        passes: ["DEA number AB1234564", "dea ex machina", "idea AB1234563"],
    ),
    named!(
        "us-ein",
        NUMBER,
        "American employer number (EIN)",
        "Amerikaans werkgeversnummer (EIN)",
        Low,
        "Two and seven digits behind “EIN”, the first two a prefix that is in use. It is a sole trader's own number too.",
        "Twee en zeven cijfers achter “EIN”, de eerste twee een gebruikt voorvoegsel. Het is ook het nummer van een \
         eenmanszaak.",
        words: ["ein:", "ein ", "ein#", "ein number", "ein_number", "employer identification", "employer id", "fein"],
        is: is_ein, reason: "two and seven digits with a prefix in use",
        matches: ["EIN: 12-3456789", "Employer Identification Number 82-1234567"],
        passes: ["EIN: 07-3456789", "Ein 12-Zylinder", "EIN: 12-345678"],
    ),
    named!(
        "vehicle-number",
        ASSIGNED,
        "Vehicle identification number (VIN)",
        "Chassisnummer (VIN)",
        Medium,
        "Seventeen letters and digits without I, O and Q behind a word for them. Registers lead from it to the owner.",
        "Zeventien letters en cijfers zonder I, O en Q achter een woord ervoor. Registers leiden ervan naar de eigenaar.",
        words: ["vinnum", "vinno", "vinnr", "vinid", "vincode", "vehicle identification", "vehicle_identification",
            "chassisnummer", "chassis number", "chassis no", "fahrgestellnummer", "fahrzeug-ident", "numéro de châssis",
            "bastidor", "numero di telaio", "numer vin"],
        whole: "vin",
        is: is_vehicle, reason: "seventeen characters without I, O and Q",
        matches: ["VIN: 1HGCM82633A004352", "{\"vehicleVin\": \"1M8GDM9AXKP042788\"}", "vinNumber=1HGCM82633A004352",
            "{\"vinNo\": \"1HGCM82633A004352\"}", "chassisnummer WVWZZZ1JZXW000001", "{\"vin\": \"1M8GDM9AXKP042788\"}"],
        passes: ["VIN: 1HGCM82633A00435", "vin 11111111111111111", "win 1HGCM82633A004352", "VIN 1HGCM82633I004352"],
    ),
];

/// What a value must be: told in capitals and without the signs between.
type Is = fn(&[u8]) -> bool;

/// The longest value, and how many signs may part it.
const LONGEST: usize = 20;
const SIGNS: usize = 4;

/// A value in capitals, without the spaces and hyphens that part it.
struct Value {
    bytes: [u8; LONGEST],
    length: usize,
    end: usize,
}

/// Reads letters and digits from a place on; groups may be parted by a hyphen, digits by a space.
fn read(view: &View<'_>, start: usize, limit: usize, is_spaced: bool) -> Option<Value> {
    let mut value = Value {
        bytes: [0; LONGEST],
        length: 0,
        end: start,
    };
    let mut signs = 0;
    let mut at = start;
    while at < limit {
        let byte = view.at(at);
        let next = view.at(at + 1);
        if byte.is_ascii_alphanumeric() {
            *value.bytes.get_mut(value.length)? = byte.to_ascii_uppercase();
            value.length += 1;
            at += 1;
            value.end = at;
        } else if signs < SIGNS
            && (byte == b'-' && next.is_ascii_alphanumeric()
                || is_spaced
                    && byte == b' '
                    && (next.is_ascii_digit() || next.is_ascii_uppercase()))
        {
            signs += 1;
            at += 1;
        } else {
            break;
        }
    }
    let next = view.at(value.end);
    let is_cut =
        next == b'_' || next >= 0xC3 || (next == b'.' && view.at(value.end + 1).is_ascii_digit());
    (value.length > 0 && !is_cut).then_some(value)
}

fn fits(value: &Value, is: Is) -> bool {
    value.bytes.get(..value.length).is_some_and(|bytes| {
        bytes.iter().any(u8::is_ascii_digit) && !is_uniform(bytes) && is(bytes)
    })
}

fn tell(
    view: &View<'_>,
    start: usize,
    limit: usize,
    is: Is,
    reason: &'static str,
) -> Option<Found> {
    let value = [false, true]
        .into_iter()
        .filter_map(|is_spaced| read(view, start, limit, is_spaced))
        .find(|value| fits(value, is))?;
    let text = String::from_utf8_lossy(value.bytes.get(..value.length)?).into_owned();
    Some(Found::new(start, value.end, text).shape(reason, 0.45))
}

/// The value behind a word.
fn behind(view: &View<'_>, hit: Hit, is: Is, reason: &'static str, candidates: &mut Candidates) {
    let is_word = is_label_start(view, hit.start)
        && (hit.end - hit.start > 4
            || is_label_end(view, hit.end)
            || !view.before(hit.end).is_ascii_alphanumeric());
    if view.nature == Nature::Lockfile || !is_word {
        return;
    }
    let Some(start) = value_start(view, hit.end) else {
        return;
    };
    // In code only what is quoted was written down.
    if view.nature == Nature::Source && !matches!(view.before(start), b'"' | b'\'' | b'`') {
        return;
    }
    if let Some(found) = tell(view, start, usize::MAX, is, reason) {
        candidates.push(found.context("its word stands right before it", 0.35));
    }
}

/// The value of a cell in a column that is named after it.
fn cell(view: &View<'_>, hit: Hit, is: Is, reason: &'static str, candidates: &mut Candidates) {
    if let Some(found) = tell(view, hit.start, hit.end, is, reason) {
        candidates.push(found.context("the column's header has its word", 0.35));
    }
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| byte.is_ascii_digit()).count()
}

fn all_digits(bytes: &[u8]) -> bool {
    digits(bytes) == bytes.len()
}

/// The sum of digits times the weights in turn.
fn weighted(bytes: &[u8], weights: &[u32]) -> u32 {
    bytes
        .iter()
        .zip(weights.iter().cycle())
        .map(|(byte, weight)| u32::from(byte.wrapping_sub(b'0')) * weight)
        .sum()
}

fn is_routing(bytes: &[u8]) -> bool {
    let [first, second, ..] = bytes else {
        return false;
    };
    bytes.len() == 9
        && all_digits(bytes)
        // Federal Reserve districts, thrift institutions, electronic transactions, traveller's cheques.
        && matches!((first - b'0') * 10 + (second - b'0'), 0..=12 | 21..=32 | 61..=72 | 80)
        && weighted(bytes, &[3, 7, 1]).is_multiple_of(10)
}

fn is_account(bytes: &[u8]) -> bool {
    (8..=17).contains(&bytes.len()) && all_digits(bytes)
}

/// Nine digits; or one to three letters and six to eight digits; or the shapes of Germany and
/// France, in which both are mixed. A day of eight digits is none.
fn is_passport(bytes: &[u8]) -> bool {
    let count = digits(bytes);
    let letters = bytes.len() - count;
    let lead = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    match bytes.len() {
        9 if letters == 0 => true,
        7..=10 if (1..=3).contains(&lead) && lead == letters => count >= 6,
        9 => lead <= 2 && letters <= 4 && count >= 5,
        _ => false,
    }
}

fn is_licence(bytes: &[u8]) -> bool {
    let letters = bytes.len() - digits(bytes);
    (5..=20).contains(&bytes.len())
        && digits(bytes) >= 4
        && (letters > 0 || bytes.len() >= 7)
        && letters <= 10
}

/// `1EG4-TE5-MK73` ends here: the groups in which the number is printed on the card.
fn examine_medicare(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const WHOLE: usize = 13;
    let Some(start) = hit.end.checked_sub(WHOLE) else {
        return;
    };
    let Some([first @ .., _, _, _, _]) = view.bytes().get(start..hit.end) else {
        return;
    };
    let [.., b'-'] = first else {
        return;
    };
    let is_grouped = first.get(4) == Some(&b'-');
    let value: String = view.slice(start..hit.end).replace('-', "");
    let touches = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !is_grouped
        || !is_mbi(value.as_bytes())
        || touches(view.before(start))
        || touches(view.at(hit.end))
        || view.nature == Nature::Lockfile
        || view.nature == Nature::Source && !view.is_quoted(start, hit.end)
    {
        return;
    }
    candidates.push(
        Found::new(start, hit.end, value)
            .severity(Severity::Low)
            .shape(
                "letters and digits in the places of a Medicare number",
                0.45,
            ),
    );
}

/// `MORGA657054SM9IJ`: five letters of the surname, filled up with nines, the decade, the month (of women 50 higher),
/// the day and the year of birth, two initials or nines, a digit and two letters.
fn examine_british(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SURNAME: usize = 5;
    const WHOLE: usize = 16;
    let surname = view
        .bytes()
        .get(hit.start.saturating_sub(SURNAME)..hit.start)
        .unwrap_or_default();
    let letters = surname
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    let start = hit.start - letters;
    let end = start + WHOLE;
    let Some(text) = view.bytes().get(start..end).filter(|_| letters >= 2) else {
        return;
    };
    let number = |from: usize, length: usize| {
        view.slice(start + from..start + from + length)
            .parse::<u32>()
            .unwrap_or_default()
    };
    let (month, day) = (number(6, 2), number(8, 2));
    let is_sound = text
        .iter()
        .zip(b"AAAAA000000AA0AA")
        .enumerate()
        .all(|(place, (byte, sign))| match place {
            0..SURNAME if place >= letters => *byte == b'9',
            // The second initial may be none.
            12 => byte.is_ascii_uppercase() || *byte == b'9',
            13 => byte.is_ascii_alphanumeric(),
            _ if *sign == b'0' => byte.is_ascii_digit(),
            _ => byte.is_ascii_uppercase(),
        });
    if !is_sound
        || !matches!(month, 1..=12 | 51..=62)
        || !(1..=31).contains(&day)
        || !view.is_word_start(start)
        || !view.is_word_end(end)
        || view.nature == Nature::Lockfile
        || view.nature == Nature::Source && !view.is_quoted(start, end)
    {
        return;
    }
    candidates.push(
        Found::new(start, end, view.slice(start..end))
            .shape("the places of a British driving licence", 0.4)
            .check("a day of birth that may be", 0.25),
    );
}

fn is_card(bytes: &[u8]) -> bool {
    (7..=12).contains(&bytes.len())
        && digits(bytes) >= 5
        && (bytes.len() > 8 || digits(bytes) < bytes.len())
}

fn is_npi(bytes: &[u8]) -> bool {
    let mut whole = *b"808400000000000";
    bytes.len() == 10
        && all_digits(bytes)
        && matches!(bytes.first(), Some(b'1' | b'2'))
        && whole.get_mut(5..).is_some_and(|place| {
            place.copy_from_slice(bytes);
            true
        })
        && is_luhn(&whole)
}

/// The places of a Medicare number, as its administration published them: `C` a digit but 0, `A` a
/// letter, `*` either, `0` a digit.
fn is_mbi(bytes: &[u8]) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_uppercase() && !b"SLOIBZ".contains(&byte);
    bytes.len() == 11
        && bytes
            .iter()
            .zip(b"CA*0A*0AA00")
            .all(|(byte, sign)| match sign {
                b'C' => matches!(byte, b'1'..=b'9'),
                b'A' => is_letter(*byte),
                b'*' => byte.is_ascii_digit() || is_letter(*byte),
                _ => byte.is_ascii_digit(),
            })
}

fn is_dea(bytes: &[u8]) -> bool {
    let [first, second, number @ ..] = bytes else {
        return false;
    };
    number.len() == 7
        && first.is_ascii_uppercase()
        && (second.is_ascii_uppercase() || *second == b'9')
        && all_digits(number)
        && number.last().is_some_and(|last| {
            weighted(number.get(..6).unwrap_or_default(), &[1, 2]) % 10 == u32::from(last - b'0')
        })
}

fn is_ein(bytes: &[u8]) -> bool {
    let [first, second, ..] = bytes else {
        return false;
    };
    bytes.len() == 9
        && all_digits(bytes)
        && !matches!(
            (first - b'0') * 10 + (second - b'0'),
            0 | 7..=9 | 17..=19 | 28..=29 | 49 | 69..=70 | 78..=79 | 89 | 96..=97
        )
}

fn is_vehicle(bytes: &[u8]) -> bool {
    bytes.len() == 17
        && bytes.iter().all(|byte| !b"IOQ".contains(byte))
        && digits(bytes) >= 4
        && bytes.len() - digits(bytes) >= 3
        && bytes.get(13..).is_some_and(all_digits)
}
