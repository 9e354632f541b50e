//! The Dutch citizen service number (burgerservicenummer).

use domain::{Category, Severity};

use super::rank;
use crate::checksum::is_bsn;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "nl-bsn",
        name: Text {
            en: "Citizen service number (BSN)",
            nl: "Burgerservicenummer (BSN)",
        },
        category: Category::PersonalData,
        severity: Severity::Critical,
        article: "GDPR art. 87, UAVG art. 46",
        help: Text {
            en: "A number of eight or nine digits that passes the 11-test. One random number in eleven does, so \
                 without a word like “BSN” near it the finding stays low, and so do published test numbers. Dutch \
                 law allows a BSN only where a statute says so: remove it, or point to the statute.",
            nl: "Een nummer van acht of negen cijfers dat de elfproef doorstaat. Dat doet één op de elf \
                 willekeurige nummers, dus zonder een woord als “BSN” in de buurt blijft de ernst laag, net als \
                 bij gepubliceerde testnummers. Een BSN mag alleen worden verwerkt als een wet dat bepaalt: \
                 verwijder het, of wijs de wet aan.",
        },
        context_words: &[
            "bsn",
            "bsns",
            "bsnnr",
            "bsnnummer",
            "burgerservicenummer",
            "burger service nummer",
            "burgerservice",
            "sofinummer",
            "sofi-nummer",
            "sofi nummer",
            "sofinr",
            "sofi",
            "persoonsnummer",
            "citizen service number",
            "citizenservicenumber",
            "citizen_service_number",
            "bsn_nummer",
            "social security",
            "dutch national id",
            "a-nummer",
            "persoonsgebonden nummer",
        ],
        examples: Examples {
            matches: &[
                "Het BSN van mevrouw De Vries is 231457005.",
                "burgerservicenummer: 231.457.005",
                "{\"bsn\": \"231457005\"}",
                "Uw sofinummer 231 457 005 staat op de brief.",
                "Zonder woord erbij: 231457005",
            ],
            passes: &[
                "BSN: 231457006",
                "ordernummer 231457005",
                "BSN 000000000",
                "versie 231457005.12",
                "0x231457005",
            ],
        },
    },
    triggers: &[
        Trigger::Groups(3..=4, examine),
        Trigger::Alone(8..=9, examine),
    ],
    context: ContextRule::Caps(0.6, Severity::Low),
    against: &[
        "order",
        "bestel",
        "factuur",
        "invoice",
        "telefoon",
        "phone",
        "kvk",
        "artikel",
        "article",
        "ticket",
        "serienummer",
        "serial",
        "klantnummer",
        "customer",
        "transaction",
        "transactie",
        "isbn",
        "postbus",
        "rekening",
        "rsin",
        "btw",
        "vat",
        "tel",
        "mobiel",
        "product",
        "size",
        "bytes",
        "timestamp",
        "pakket",
        "tracking",
        "referentie",
        "reference",
        "polis",
        "kenmerk",
        "dossier",
        "build",
        "version",
        "fax",
        "telefon",
        "móvil",
        "cellulare",
        "handy",
        "passport",
        "reisepass",
        "zaaknummer",
        "meternummer",
    ],
    rank: rank::NUMBER,
}];

/// Numbers that manuals and test environments use; `9999…` is the range of the issuing
/// authority's test environment.
const PUBLISHED: &[&[u8]] = &[
    b"111222333",
    b"123456782",
    b"111111110",
    b"222222220",
    b"333333330",
    b"999999990",
    b"012345672",
    b"987654329",
];

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some((end, digits)) = read(view, hit) else {
        return;
    };
    if !is_bsn(&digits) || !view.is_number_start(hit.start) || !view.is_number_end(end) {
        return;
    }
    // `+31 (0)648269619` is a telephone.
    if view.slice(hit.start.saturating_sub(3)..hit.start) == "(0)"
        || is_behind_country_code(view, hit.start)
    {
        return;
    }
    let is_short = hit.end - hit.start == 8;
    let is_grouped = end != hit.end;
    let mut found = Found::new(hit.start, end, String::from_utf8_lossy(&digits))
        .shape("nine digits", if is_grouped { 0.1 } else { 0.15 })
        .check("passes the 11-test", 0.2);
    // An eight-digit number is more often a date or a registration number, a grouped one more
    // often an amount, and a bare one in code a constant.
    let is_bare_code = !view.nature.is_prose() && !view.is_quoted(hit.start, end);
    if is_short || is_grouped || is_bare_code {
        found = found.needs_context();
    }
    if PUBLISHED.contains(&digits.as_slice()) || digits.starts_with(b"9999") {
        found = found
            .severity(Severity::Low)
            .against("a published test number", -0.05);
    }
    candidates.push(found);
}

/// Whether a country code stands before it: `+358 388334745`, `(351) 969660285`.
fn is_behind_country_code(view: &View<'_>, start: usize) -> bool {
    let before = view
        .bytes()
        .get(start.saturating_sub(6)..start)
        .unwrap_or_default();
    let Some(code) = before.strip_suffix(b" ") else {
        return false;
    };
    let (code, sign) = match code.strip_suffix(b")") {
        Some(code) => (code, b'('),
        None => (code, b'+'),
    };
    code.iter()
        .rposition(|byte| !byte.is_ascii_digit())
        .is_some_and(|place| code.get(place) == Some(&sign) && place + 1 < code.len())
}

/// The digits and where they end: `123456782`, `12345678`, `123.456.782`, `1234.56.782`.
fn read(view: &View<'_>, hit: Hit) -> Option<(usize, [u8; 9])> {
    let run = view.bytes().get(hit.start..hit.end)?;
    match run {
        [_, _, _, _, _, _, _, _, _] => Some((hit.end, run.try_into().ok()?)),
        [_, _, _, _, _, _, _, _] => {
            let mut digits = [b'0'; 9];
            for (digit, written) in digits.iter_mut().skip(1).zip(run) {
                *digit = *written;
            }
            Some((hit.end, digits))
        }
        [_, _, _] => grouped(view, hit, &[3, 3]),
        [_, _, _, _] => grouped(view, hit, &[2, 3]),
        _ => None,
    }
}

/// Further groups of these lengths, parted by the same dot, space or hyphen.
fn grouped(view: &View<'_>, hit: Hit, groups: &[usize]) -> Option<(usize, [u8; 9])> {
    let separator = view.at(hit.end);
    if !matches!(separator, b'.' | b' ' | b'-') {
        return None;
    }
    let mut end = hit.end;
    for length in groups {
        let is_group = view.at(end) == separator
            && (1..=*length).all(|digit| view.at(end + digit).is_ascii_digit());
        if !is_group {
            return None;
        }
        end += 1 + length;
    }
    let written = view.bytes().get(hit.start..end)?;
    let mut digits = [0; 9];
    let kept = written.iter().filter(|byte| byte.is_ascii_digit());
    for (digit, written) in digits.iter_mut().zip(kept) {
        *digit = *written;
    }
    Some((end, digits))
}
