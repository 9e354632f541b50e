//! Addresses of the web in letters, reports and files.
//!
//! Which practice, school or page somebody was sent to says something about them, so an address is
//! told, and low, in prose only. What software, licences and standards refer to is left alone.

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// What announces an address wherever it stands.
const STARTS: &[&str] = &["http://", "https://", "www."];

/// Endings that announce one without a beginning. Those that are files or words as well are not
/// among them.
const ENDINGS: &[&str] = &[
    ".nl",
    ".com",
    ".org",
    ".net",
    ".be",
    ".eu",
    ".de",
    ".info",
    ".nu",
    ".fr",
    ".co.uk",
    ".edu",
    ".gov",
    ".frl",
    ".amsterdam",
    ".biz",
];

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "web-address",
        name: Text {
            en: "Web address in a text",
            nl: "Webadres in een tekst",
        },
        category: Category::PersonalData,
        severity: Severity::Low,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "An address of the web in a letter, a report or a table, with or without https://. Beside a person it \
                 can say where they work, live or are treated, and a page of their own says who they are. Addresses \
                 in code and configuration, and those of software, licences and standards, are left alone.",
            nl: "Een webadres in een brief, verslag of tabel, met of zonder https://. Bij een persoon kan het vertellen \
                 waar die werkt, woont of behandeld wordt, en een eigen pagina vertelt wie het is. Adressen in code \
                 en configuratie, en die van software, licenties en standaarden, tellen niet.",
        },
        context_words: &[
            "website", "profiel", "profile", "homepage", "pagina", "linkedin", "facebook",
        ],
        examples: Examples {
            matches: &[
                "Kijk op www.bakkerijvries.nl.",
                "http://www.bakkerijvries.nl",
                "Zie https://mijn.polderzorg.nl/dossier/17?tab=2",
                "vragen-over-nieren.bakkerijvries.net",
                "forum.polderzorg.com/onderwerp/3482/hoe-gaat-dat-verder",
                "(bakkerijvries.nl)",
            ],
            passes: &[
                "jan@bakkerijvries.nl",
                "http://localhost:8080/",
                "Hij was moe.De man ging slapen",
                "https://www.apache.org/licenses/LICENSE-2.0",
                "www.",
                "www.bakkerij",
                "https://",
                "a.com",
            ],
        },
    },
    triggers: &[
        Trigger::Said(STARTS, examine_start),
        Trigger::Said(ENDINGS, examine_ending),
    ],
    context: ContextRule::Raises(0.1),
    against: &[],
    rank: rank::GENERIC,
}];

/// Hosts of software, licences and standards: they say nothing about who is written about.
const TECHNICAL: &[&str] = &[
    "apache.org",
    "gnu.org",
    "fsf.org",
    "opensource.org",
    "creativecommons.org",
    "mozilla.org",
    "unicode.org",
    "w3.org",
    "ietf.org",
    "iana.org",
    "rfc-editor.org",
    "json-schema.org",
    "schema.org",
    "xmlsoap.org",
    "openxmlformats.org",
    "purl.org",
    "openoffice.org",
    "oasis-open.org",
    "github.com",
    "githubusercontent.com",
    "github.io",
    "gitlab.com",
    "docs.rs",
    "crates.io",
    "rust-lang.org",
    "readthedocs.io",
    "npmjs.com",
    "nodejs.org",
    "shields.io",
    "travis-ci.org",
    "codecov.io",
];

/// How long an address may be.
const LONGEST: usize = 512;

fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.'
}

fn examine_start(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature != Nature::Prose || !view.is_word_start(hit.start) {
        return;
    }
    let is_scheme = view.before(hit.end) == b'/';
    // `https://www.` is asked about once; `user@www.…` is an address of mail.
    if !is_scheme && matches!(view.before(hit.start), b'/' | b'@' | b'.' | b'-') {
        return;
    }
    let host = if is_scheme { hit.end } else { hit.start };
    push(view, hit.start, host, candidates);
}

fn examine_ending(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let next = view.at(hit.end);
    let goes_on = is_host(next) && (next != b'.' || is_host(view.at(hit.end + 1)));
    if view.nature != Nature::Prose || goes_on || !view.before(hit.start).is_ascii_alphanumeric() {
        return;
    }
    let mut start = hit.start;
    while hit.start - start < LONGEST / 4 && is_host(view.before(start)) {
        start -= 1;
    }
    // `moe.De man` is a space forgotten, `ASP.Net` a product, and one letter is no name.
    let is_case = |text: &str, test: fn(&u8) -> bool| !text.bytes().any(|byte| test(&byte));
    let ending = view.slice(hit.start..hit.end);
    let is_shouted = is_case(ending, u8::is_ascii_lowercase)
        && is_case(view.slice(start..hit.start), u8::is_ascii_lowercase);
    let is_plain = is_case(ending, u8::is_ascii_uppercase);
    if hit.start - start < 2
        || !(is_plain || is_shouted)
        || matches!(
            view.before(start),
            b'@' | b'/' | b'_' | b'\\' | b':' | b'%' | b'='
        )
        || matches!(view.at(hit.end), b'@' | b'(' | b'_')
        || view.before(start) >= 0x80
        || view.slice(start..start + 4).eq_ignore_ascii_case("www.")
    {
        return;
    }
    push(view, start, start, candidates);
}

/// Tells the address that begins at `start` and whose host begins at `host`.
fn push(view: &View<'_>, start: usize, host: usize, candidates: &mut Candidates) {
    let mut host_end = host;
    while host_end - host < LONGEST / 2 && is_host(view.at(host_end)) {
        host_end += 1;
    }
    let name = view.slice(host..host_end).trim_end_matches(['.', '-']);
    let Some((rest, top)) = name.rsplit_once('.') else {
        return;
    };
    let is_sound = top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !rest.is_empty()
        && !rest.starts_with('.')
        && !name.contains("..")
        // `www.example` has no top-level domain.
        && !rest.eq_ignore_ascii_case("www");
    if !is_sound || is_technical(name) {
        return;
    }
    let mut end = host + name.len();
    if end == host_end {
        while end - start < LONGEST && is_part(view.at(end)) {
            end += 1;
        }
        while end > host + name.len()
            && matches!(
                view.before(end),
                b'.' | b',' | b';' | b':' | b'!' | b'?' | b')' | b']' | b'}' | b'*' | b'\''
            )
        {
            end -= 1;
        }
    }
    let has_scheme = host > start || name.len() > 4 && name.starts_with("www.");
    candidates.push(
        Found::new(start, end, view.slice(start..end).to_ascii_lowercase())
            .shape("a name of the domain system", 0.3)
            .shape(
                if has_scheme {
                    "announced as an address of the web"
                } else {
                    "a common top-level domain"
                },
                if has_scheme { 0.2 } else { 0.1 },
            ),
    );
}

fn is_part(byte: u8) -> bool {
    !(byte.is_ascii_whitespace() || byte.is_ascii_control() || b"<>\"`|\\^{}[]".contains(&byte))
}

fn is_technical(host: &str) -> bool {
    TECHNICAL.iter().any(|technical| {
        host.len() >= technical.len()
            && host
                .get(host.len() - technical.len()..)
                .is_some_and(|end| end.eq_ignore_ascii_case(technical))
            && host
                .len()
                .checked_sub(technical.len() + 1)
                .is_none_or(|place| host.as_bytes().get(place) == Some(&b'.'))
    })
}
