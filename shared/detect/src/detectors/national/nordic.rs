//! The personal numbers of Sweden, Finland, Denmark, Norway and Iceland: each begins with the
//! date of birth.

use std::sync::LazyLock;

use domain::Severity;

use super::read::{Number, Strength, found, is_date, is_named, is_short_date, read_run};
use crate::checksum::is_luhn;
use crate::checksum::weighted;
use crate::context::Words;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Found, Hit, View};

pub(super) const SWEDEN: Detector = national!(
    "se-personnummer",
    "Swedish personal number (personnummer)",
    "Zweeds persoonsnummer (personnummer)",
    "GDPR art. 87",
    "Date of birth with or without the century, a hyphen (a plus sign from the hundredth year on), three digits and a \
     check digit (Luhn). Coordination numbers, whose day is higher by 60, count too.",
    "Geboortedatum met of zonder eeuw, een koppelteken (vanaf het honderdste jaar een plusteken), drie cijfers en een \
     controlecijfer (Luhn). Coördinatienummers, met een dag die 60 hoger is, tellen mee.",
    words: [
        common, "personnr", "person nr", "person nummer", "pers.nr", "persnr", "samordningsnummer",
        "samordningsnr", "pnr", "p-nr", "personbeteckning", "personligt id", "swedish", "sweden",
        "svensk", "sverige", "zweeds", "zweden",
    ],
    matches: [
        "Mitt personnummer är 811228-9874.",
        "Personnummer: 19811228-9874",
        "{\"personnummer\": \"198112289874\"}",
        "samordningsnummer 701063-2391",
        "personnummer 101228+9874 och 8112289874",
        "811228-9874",
    ],
    passes: [
        "personnummer 811228-9875",
        "personnummer 811328-9874",
        "8112289874",
        "organisationsnummer 8112289874",
    ],
    triggers: &[
        Trigger::Groups(6..=6, examine_swedish),
        Trigger::Groups(8..=8, examine_swedish),
        Trigger::Alone(10..=10, examine_swedish),
        Trigger::Alone(12..=12, examine_swedish),
    ],
    rank: super::RANK,
);

fn examine_swedish(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SPELLINGS: &[&str] = &[
        "000000000000",
        "0000000000",
        "000000-0000",
        "000000+0000",
        "00000000-0000",
        "00000000+0000",
        "000000 0000",
        "00000000 0000",
    ];
    let Some(number) = read_run(view, hit, SPELLINGS) else {
        return;
    };
    let digits = number.bytes();
    let is_long = digits.len() == 12;
    let from = if is_long { 2 } else { 0 };
    if is_long && !matches!(number.value(0, 2), 18..=20) {
        return;
    }
    let day = match number.value(from + 4, 2) {
        day @ 61..=91 => day - 60,
        day => day,
    };
    let month = number.value(from + 2, 2);
    let is_born = if is_long {
        is_date(number.value(0, 4), month, day)
    } else {
        is_short_date(number.value(0, 2), month, day)
    };
    if !is_born || number.value(from + 6, 3) == 0 || !digits.get(from..).is_some_and(is_luhn) {
        return;
    }
    let is_signed = number.is_grouped && matches!(view.at(number.end - 5), b'-' | b'+');
    let strength = match (is_long, is_signed) {
        (true, true) => Strength::Strong,
        (true, false) | (false, true) => Strength::Fair,
        (false, false) => Strength::Weak,
    };
    candidates.push(found(
        "se-personnummer",
        view,
        &number,
        strength,
        "the shape of a Swedish personal number",
        "its date and its check digit are right",
    ));
}

pub(super) const FINLAND: Detector = national!(
    "fi-hetu",
    "Finnish personal identity code (henkilötunnus)",
    "Finse persoonscode (henkilötunnus)",
    "GDPR art. 87",
    "Date of birth, the sign of the century (+, -, A and since 2023 Y, X, W, V, U, B, C, D, E, F), three digits and \
     a check character (mod 31).",
    "Geboortedatum, het teken van de eeuw (+, -, A en sinds 2023 Y, X, W, V, U, B, C, D, E, F), drie cijfers en een \
     controleteken (mod 31).",
    words: [
        common, "henkilötunnu", "henkilotunnu", "hetu", "henkilö tunnus", "sosiaaliturvatunnu",
        "sotu", "hlötunnus", "personbeteckning", "finnish", "finland", "suomi", "suomalai", "fins",
        "finse",
    ],
    matches: [
        "Henkilötunnukseni on 131052-308T.",
        "hetu: 131004A308D",
        "{\"hetu\": \"131052X308T\"}",
        "131052-308T",
    ],
    passes: [
        "hetu 131052-308U",
        "hetu 131352-308T",
        "hetu 131052Z308T",
        "131052-308TT",
    ],
    triggers: &[Trigger::Alone(6..=6, examine_finnish)],
    rank: super::RANK,
);

fn examine_finnish(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const CHECKS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    const SPELLINGS: &[&str] = &["000000A000*", "000000-000*", "000000+000*"];
    let century = match view.at(hit.end) {
        b'+' => 1800,
        // A dash of a word processor begins with this byte.
        b'-' | 0xE2 | b'U'..=b'Y' => 1900,
        b'A'..=b'F' => 2000,
        _ => return,
    };
    let Some(number) = read_run(view, hit, SPELLINGS) else {
        return;
    };
    let length = number.bytes().len();
    let serial = number.value(length - 4, 3);
    let check = CHECKS.get(((number.value(0, 6) * 1000 + serial) % 31) as usize);
    if check != Some(&number.at(length - 1))
        || serial < 2
        || !is_date(
            century + number.value(4, 2),
            number.value(2, 2),
            number.value(0, 2),
        )
    {
        return;
    }
    // A lower-case check character, or a digit behind a hyphen, is the shape of much else.
    let is_plain = view.at(number.end - 1).is_ascii_lowercase()
        || view.at(number.end - 1).is_ascii_digit() && length == 10;
    let strength = if is_plain {
        Strength::Fair
    } else {
        Strength::Strong
    };
    let mut found = found(
        "fi-hetu",
        view,
        &number,
        strength,
        "the shape of a Finnish identity code",
        "its date and its check character are right",
    );
    if serial >= 900 {
        found = found
            .severity(Severity::Low)
            .against("a temporary or test number", -0.05);
    }
    candidates.push(found);
}

pub(super) const DENMARK: Detector = national!(
    "dk-cpr",
    "Danish personal number (CPR)",
    "Deens persoonsnummer (CPR)",
    "GDPR art. 87",
    "Date of birth and four digits. Since 2007 the mod-11 check is not guaranteed: numbers that fail it need the word \
     CPR or a mention of Denmark.",
    "Geboortedatum en vier cijfers. Sinds 2007 is de mod-11-controle niet gegarandeerd: nummers die haar niet \
     doorstaan, hebben het woord CPR of een vermelding van Denemarken nodig.",
    words: [
        common, "cpr", "cprnr", "cpr nummer", "cpr_number", "cprnumber", "personnummer", "personnr",
        "person nr", "cvr/cpr", "danish", "denmark", "dansk", "danmark", "deens", "denemarken",
    ],
    matches: [
        "Mit CPR-nummer er 211062-5629.",
        "cpr: 2110625629",
        "{\"cprNummer\": \"070761-4285\"}",
        "CPR-nr. 010180-1235",
        "211062-5629",
    ],
    passes: [
        "CPR 311362-5629",
        "2110625629",
        "telefon 211062-5629",
        "personnummer 010180-1235",
    ],
    triggers: &[Trigger::Groups(6..=6, examine_danish), Trigger::Alone(10..=10, examine_danish)],
    rank: super::RANK,
);

fn examine_danish(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const OWN: &[&str] = &[
        "cpr",
        "cprnr",
        "cprnummer",
        "cprnumber",
        "danish",
        "denmark",
        "dansk",
        "danmark",
        "deens",
        "denemarken",
    ];
    static OWN_WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(OWN));
    let Some(number) = read_run(view, hit, &["000000-0000", "0000000000", "000000 0000"]) else {
        return;
    };
    let year = number.value(4, 2);
    let year = match (number.digit(6), year) {
        (0..=3, _) | (4 | 9, 37..) => 1900 + year,
        (4 | 9, _) | (_, ..=57) => 2000 + year,
        _ => 1800 + year,
    };
    if !is_date(year, number.value(2, 2), number.value(0, 2)) {
        return;
    }
    let is_checked = weighted::<u32>(number.bytes(), &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
        .is_some_and(|sum| sum.is_multiple_of(11));
    let is_hyphened = view.at(number.end - 5) == b'-';
    let is_in_column = is_in_column(view, &number);
    let found = if is_checked {
        let strength = if is_hyphened {
            Strength::Fair
        } else {
            Strength::Weak
        };
        found(
            "dk-cpr",
            view,
            &number,
            strength,
            "a date and four digits",
            "passes the mod-11 check that was once guaranteed",
        )
        .shape("a number of Sweden or Iceland has it as well", -0.02)
    } else if is_in_column || is_named(view, &number, &OWN_WORDS) {
        found(
            "dk-cpr",
            view,
            &number,
            Strength::Weak,
            "a date and four digits",
            "its date can be one of birth",
        )
    } else {
        return;
    };
    candidates.push(Found {
        needs_context: found.needs_context && !is_in_column,
        ..found
    });
}

/// Whether the cell above or below, in a table without headers, has such a number too: one in
/// thirty of all ten digits begins with a date, two below each other hardly ever.
fn is_in_column(view: &View<'_>, number: &Number) -> bool {
    let Some(table) = view.table.filter(|table| !table.has_header()) else {
        return false;
    };
    let delimiter = char::from(table.delimiter());
    let before = view.slice(number.start.saturating_sub(LINE)..number.start);
    let behind = view.slice(number.end..number.end + LINE);
    let mut above = before.rsplit('\n');
    let column = above.next().unwrap_or_default().matches(delimiter).count();
    [above.next(), behind.split('\n').nth(1)]
        .into_iter()
        .flatten()
        .filter_map(|line| line.split(delimiter).nth(column))
        .any(is_dated)
}

/// How long a row of a table may be.
const LINE: usize = 512;

fn is_dated(cell: &str) -> bool {
    let digits: Vec<u32> = cell
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .collect();
    let pair = |place: usize| {
        digits.get(place..place + 2).map_or(0, |pair| {
            pair.iter().fold(0, |value, digit| value * 10 + digit)
        })
    };
    digits.len() == 10
        && cell.len() <= "\"000000-0000\"\r".len()
        && is_short_date(pair(4), pair(2), pair(0))
}

pub(super) const NORWAY: Detector = national!(
    "no-fodselsnummer",
    "Norwegian national number (fødselsnummer)",
    "Noors persoonsnummer (fødselsnummer)",
    "GDPR art. 87",
    "Date of birth, three digits and two check digits (mod 11). D numbers, whose day is higher by 40, count too; \
     synthetic numbers of the test register stay low.",
    "Geboortedatum, drie cijfers en twee controlecijfers (mod 11). D-nummers, met een dag die 40 hoger is, tellen \
     mee; synthetische nummers van het testregister blijven laag.",
    words: [
        common, "fødselsnummer", "fodselsnummer", "fødselsnr", "fodselsnr", "foedselsnummer", "fnr",
        "f.nr", "personnummer", "personnr", "person nr", "d-nummer", "dnummer", "dnr",
        "fødsels- og personnummer", "norwegian", "norway", "norsk", "norge", "noors", "noorwegen",
    ],
    matches: [
        "Fødselsnummeret mitt er 15108695088.",
        "fødselsnummer: 151086 95088",
        "{\"fnr\": \"15108695088\"}",
    ],
    passes: [
        "fødselsnummer 15108695089",
        "fødselsnummer 15138695088",
        "telefon 15108695088.1",
    ],
    triggers: &[
        Trigger::Groups(2..=2, examine_norwegian), Trigger::Groups(6..=6, examine_norwegian),
        Trigger::Alone(11..=11, examine_norwegian),
    ],
    rank: super::RANK,
);

fn examine_norwegian(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(
        view,
        hit,
        &[
            "00000000000",
            "000000 00000",
            "000000-00000",
            "00 00 00 00000",
            "00.00.00 00000",
            "000000 000 00",
        ],
    ) else {
        return;
    };
    let day = match number.value(0, 2) {
        day @ 41..=71 => day - 40,
        day => day,
    };
    // The test register adds 80 to the month, others 40 or 65.
    let (month, is_test) = match number.value(2, 2) {
        month @ 1..=12 => (month, false),
        month @ 41..=52 => (month - 40, true),
        month @ 66..=77 => (month - 65, true),
        month @ 81..=92 => (month - 80, true),
        _ => return,
    };
    let passes = |weights: &[u32]| {
        weighted(number.bytes(), weights).is_some_and(|sum| sum.is_multiple_of(11))
    };
    if !is_short_date(number.value(4, 2), month, day)
        || !passes(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
        || !passes(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
    {
        return;
    }
    let mut found = found(
        "no-fodselsnummer",
        view,
        &number,
        Strength::Strong,
        "eleven digits that begin with a date",
        "both check digits are right",
    );
    if is_test {
        found = found
            .severity(Severity::Low)
            .against("a synthetic number of a test register", -0.05);
    }
    candidates.push(found);
}

pub(super) const ICELAND: Detector = national!(
    "is-kennitala",
    "Icelandic identity number (kennitala)",
    "IJslands identiteitsnummer (kennitala)",
    "GDPR art. 87",
    "Date of birth, two digits, a check digit (mod 11) and the digit of the century.",
    "Geboortedatum, twee cijfers, een controlecijfer (mod 11) en het cijfer van de eeuw.",
    words: [
        common, "kennital", "kennitöl", "ísland", "íslensk", "icelandic", "iceland", "ijsland",
    ],
    matches: [
        "Kennitala mín er 120174-3399.",
        "kennitala: 1201743399",
        "{\"kennitala\": \"120174-3399\"}",
    ],
    passes: [
        "kennitala 120174-3389",
        "kennitala 121374-3399",
        "1201743399",
    ],
    triggers: &[
        Trigger::Groups(6..=6, examine_icelandic), Trigger::Alone(10..=10, examine_icelandic),
    ],
    rank: super::RANK,
);

fn examine_icelandic(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["000000-0000", "0000000000", "000000 0000"]) else {
        return;
    };
    let century = match number.at(9) {
        b'8' => 1800,
        b'9' => 1900,
        b'0' => 2000,
        _ => return,
    };
    let passes = weighted::<u32>(number.bytes(), &[3, 2, 7, 6, 5, 4, 3, 2, 1])
        .is_some_and(|sum| sum.is_multiple_of(11));
    if !passes
        || !is_date(
            century + number.value(4, 2),
            number.value(2, 2),
            number.value(0, 2),
        )
    {
        return;
    }
    candidates.push(found(
        "is-kennitala",
        view,
        &number,
        Strength::Weak,
        "the shape of an Icelandic identity number",
        "its date and its check digit are right",
    ));
}
