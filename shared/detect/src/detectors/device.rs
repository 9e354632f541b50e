//! Identifiers of telephones, subscriptions and browsers.

use domain::{Category, Severity};

use super::labelled::{grouped, is_label_start, is_uniform, value_start};
use super::rank;
use crate::checksum::is_luhn;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

const ADVERTISING_WORDS: &[&str] = &[
    "idfa",
    "idfv",
    "gaid",
    "aaid",
    "adid",
    "ad_id",
    "advertisingid",
    "advertising_id",
    "advertising-id",
    "advertising id",
    "advertisingidentifier",
    "advertising_identifier",
    "advertentie-id",
    "deviceid",
    "device_id",
    "device-id",
    "device id",
    "apparaat-id",
    "apparaatid",
    "deviceuuid",
    "device_uuid",
    "androidid",
    "android_id",
    "android-id",
    "vendorid",
    "identifierforvendor",
    "clientid",
    "client_id",
    "visitorid",
    "visitor_id",
    "visitor-id",
    "anonymous_id",
    "anonymousid",
    "install_id",
    "installationid",
];

/// Names of cookies and link parameters that carry an identifier of their own shape.
const COOKIES: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "ttclid",
    "twclid",
    "li_fat_id",
    "yclid",
    "igshid",
    "_hjid",
    "_hjSessionUser_",
    "_gcl_au",
    "_gcl_aw",
    "_uetvid",
    "_uetsid",
    "_scid",
    "_pk_id",
    "ajs_anonymous_id",
    "amplitude_id",
    "_clck",
    "_ttp",
    "_pin_unauth",
    "MUID",
    "_hstc",
    "hubspotutk",
    "mc_eid",
    "_kla_id",
];

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "imei",
            name: Text {
                en: "Telephone's serial number (IMEI)",
                nl: "Toestelnummer (IMEI)",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Fifteen digits that pass the Luhn check, near “IMEI”. It follows a telephone whatever card is in \
                     it, and so its owner: keep it while the device is lent or insured, and no longer.",
                nl: "Vijftien cijfers die de Luhn-controle doorstaan, bij “IMEI”. Het volgt een toestel, welke simkaart \
                     er ook in zit, en zo de eigenaar: bewaar het zolang het toestel is uitgeleend of verzekerd, en niet \
                     langer.",
            },
            context_words: &["imei", "meid", "toestelnummer", "toestel"],
            examples: Examples {
                matches: &[
                    "IMEI: 356868000041418",
                    "imei 35-686800-004141-8",
                    "{\"imei\":\"490154203237518\"}",
                ],
                passes: &[
                    "IMEI: 356868000041419",
                    "356868000041418",
                    "imei 000000000000000",
                    "imei 3568680000414182",
                ],
            },
        },
        triggers: &[Trigger::Alone(15..=15, imei), Trigger::Groups(2..=8, imei)],
        context: ContextRule::Raises(0.4),
        against: &["card", "kaart", "order", "tracking", "imsi"],
        rank: rank::CHECKED,
    },
    Detector {
        meta: DetectorMeta {
            id: "imsi",
            name: Text {
                en: "Subscriber number of a SIM card (IMSI)",
                nl: "Abonneenummer van een simkaart (IMSI)",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Fourteen or fifteen digits that begin with a mobile country code, near “IMSI”. It names a \
                     subscriber in every network: only operators need it.",
                nl: "Veertien of vijftien cijfers die met een mobiele landcode beginnen, bij “IMSI”. Het wijst een \
                     abonnee aan in elk netwerk: alleen aanbieders hebben het nodig.",
            },
            context_words: &["imsi", "subscriber identity", "abonneenummer"],
            examples: Examples {
                matches: &["IMSI 204046620123456", "{\"imsi\": \"310150123456789\"}"],
                passes: &["204046620123456", "IMSI 104046620123456", "IMSI 2040466"],
            },
        },
        triggers: &[Trigger::Digits(14..=15, imsi)],
        context: ContextRule::Raises(0.5),
        against: &["imei", "card", "kaart", "order"],
        rank: rank::NUMBER,
    },
    Detector {
        meta: DetectorMeta {
            id: "device-id",
            name: Text {
                en: "Advertising, cookie or device identifier",
                nl: "Advertentie-, cookie- of apparaat-ID",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1) (recital 30), ePrivacy art. 5(3)",
            help: Text {
                en: "A UUID under the name of an advertising or device id, or a cookie or click id of its documented \
                     shape (_ga, _fbp, fbclid, gclid and others). It follows somebody from visit to visit: ask consent \
                     first, and keep it out of logs and stored links.",
                nl: "Een UUID onder de naam van een advertentie- of apparaat-ID, of een cookie of klik-ID in de bekende \
                     vorm (_ga, _fbp, fbclid, gclid en andere). Het volgt iemand van bezoek tot bezoek: vraag eerst \
                     toestemming, en houd het uit logboeken en bewaarde links.",
            },
            context_words: ADVERTISING_WORDS,
            examples: Examples {
                matches: &[
                    "IDFA: 6D92078A-8246-4BA4-AE5B-76104861E7DC",
                    "\"gaid\": \"38400000-8cf0-11bd-b23e-10b96e40000d\"",
                    "_ga=GA1.2.1033501218.1368477899",
                    "_fbp=fb.1.1596403881668.1116446470",
                    "https://winkel.nl/?fbclid=IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk",
                    "gclid=Cj0KCQiA5NSdBhDfARIsALzs2EDxWk7mA3r9",
                    "android_id=9774d56d682e549c",
                    "_ga_ABC123DEF4=GS1.1.1678886400.3.1.1678886460.0.0.0",
                ],
                passes: &[
                    "6D92078A-8246-4BA4-AE5B-76104861E7DC",
                    "request_id: 6d92078a-8246-4ba4-ae5b-76104861e7dc",
                    "IDFA: 00000000-0000-0000-0000-000000000000",
                    "fbclid=YOUR_ID",
                    "const gclid = params.get('gclid')",
                    "GA1.2",
                    "fb.1.2",
                ],
            },
        },
        triggers: &[
            Trigger::Words(ADVERTISING_WORDS, uuid_by_label),
            Trigger::Words(COOKIES, cookie),
            Trigger::Words(&["GA1."], google_cookie),
            Trigger::Words(&["GS1.1.", "GS2.1."], google_session),
            Trigger::Words(&["fb.1.", "fb.2."], meta_cookie),
            Trigger::Cell(uuid_cell),
        ],
        context: ContextRule::Raises(0.1),
        against: &[],
        rank: rank::SHAPED,
    },
];

fn imei(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !matches!(hit.end - hit.start, 2 | 6 | 8 | 15) {
        return;
    }
    let groupings: &[&[usize]] = &[&[15], &[2, 6, 6, 1], &[8, 6, 1], &[6, 2, 6, 1]];
    let Some(number) = grouped(view, hit, groupings) else {
        return;
    };
    if is_uniform(number.digits())
        || !view.is_number_start(hit.start)
        || !view.is_number_end(number.end)
        || !is_luhn(number.digits())
    {
        return;
    }
    candidates.push(
        Found::new(hit.start, number.end, number.text())
            .shape("fifteen digits", 0.2)
            .check("passes the Luhn check", 0.25)
            .needs_context(),
    );
}

fn imsi(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // Mobile country codes begin with the digit of their continent, 2 to 7 (ITU-T E.212).
    if !matches!(view.at(hit.start), b'2'..=b'7')
        || !view.is_number_start(hit.start)
        || !view.is_number_end(hit.end)
    {
        return;
    }
    let digits = view.slice(hit.start..hit.end);
    if is_uniform(digits.as_bytes()) {
        return;
    }
    candidates.push(
        Found::new(hit.start, hit.end, digits)
            .shape("fourteen or fifteen digits", 0.2)
            .check("begins with a mobile country code", 0.1)
            .needs_context(),
    );
}

/// A UUID, or sixteen hexadecimal digits as Android's.
fn uuid(view: &View<'_>, start: usize) -> Option<(usize, String)> {
    let bytes = view.bytes();
    let is_joint = |place: usize| matches!(place, 8 | 13 | 18 | 23);
    let is_uuid = bytes.get(start..start + 36).is_some_and(|text| {
        text.iter().enumerate().all(|(place, byte)| {
            (is_joint(place) && *byte == b'-') || (!is_joint(place) && byte.is_ascii_hexdigit())
        })
    });
    let run = bytes
        .get(start..)?
        .iter()
        .take(33)
        .take_while(|byte| byte.is_ascii_hexdigit())
        .count();
    let end = match run {
        _ if is_uuid => start + 36,
        16 | 32 => start + run,
        _ => return None,
    };
    let value = view.slice(start..end).to_ascii_lowercase();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let is_zero = value.bytes().all(|byte| matches!(byte, b'0' | b'-' | b'f'));
    (!is_zero
        && digits >= 2
        && view.is_word_start(start)
        && view.is_word_end(end)
        && view.at(end) != b'-')
        .then_some((end, value))
}

fn uuid_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    let Some(start) = value_start(view, hit.end) else {
        return;
    };
    let Some((end, value)) = uuid(view, start) else {
        return;
    };
    // Of these names, all but the ids of applications are of people's devices.
    let name = view.slice(hit.start..hit.end).to_ascii_lowercase();
    if matches!(name.as_str(), "clientid" | "client_id") {
        return;
    }
    candidates.push(
        Found::new(start, end, value)
            .shape("a UUID or a number of its kind", 0.3)
            .context(
                "the name of an advertising or device id stands before it",
                0.4,
            ),
    );
}

fn uuid_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some((_, value)) = uuid(view, hit.start).filter(|(end, _)| *end == hit.end) {
        candidates.push(
            Found::new(hit.start, hit.end, value)
                .shape("a UUID or a number of its kind", 0.3)
                .context("the column is one of advertising or device ids", 0.3),
        );
    }
}

/// The value of a cookie or a parameter: where it begins and ends.
fn value<'v>(view: &'v View<'_>, name_end: usize) -> Option<(usize, usize, &'v str)> {
    let mut start = name_end;
    // `_pk_id.5.1fff` and `_hjSessionUser_12345` go on before the sign.
    while matches!(view.at(start), b'.' | b'_') || view.at(start).is_ascii_alphanumeric() {
        start += 1;
        if start - name_end > 32 {
            return None;
        }
    }
    let signs = view.bytes().get(start..)?;
    let gap = signs
        .iter()
        .take(6)
        .take_while(|byte| {
            matches!(
                byte,
                b'=' | b':' | b'"' | b'\'' | b' ' | b',' | b';' | b'\t'
            )
        })
        .count();
    // A bare blank is a sentence.
    let has_sign = signs
        .iter()
        .take(gap)
        .any(|byte| !matches!(byte, b' ' | b';'));
    if !has_sign {
        return None;
    }
    start += gap;
    let rest = view.bytes().get(start..)?;
    let length = rest
        .iter()
        .take(512)
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'|')
        })
        .count();
    let end = start + length;
    Some((start, end, view.slice(start..end)))
}

/// Whether text is more than a word of a program: long, with digits, mixed.
fn is_random(text: &str, min: usize) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
    let small = text.bytes().any(|byte| byte.is_ascii_lowercase());
    text.len() >= min
        && digits >= 2
        && capitals
        && small
        && crate::placeholder::distinct(text) >= 10
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && !is_uniform(text.as_bytes())
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && {
        let joined: String = text.split('-').collect();
        is_hex(&joined, 32)
    }
}

fn cookie(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.is_word_start(hit.start) && view.before(hit.start) != b'_' {
        return;
    }
    let name = view.slice(hit.start..hit.end).to_ascii_lowercase();
    let Some((start, end, text)) = value(view, hit.end) else {
        return;
    };
    let dotted = || text.split('.').all(|part| !part.is_empty());
    let fits = match name.as_str() {
        "msclkid" | "muid" | "_uetvid" | "_uetsid" | "hubspotutk" => is_hex(text, 32),
        "li_fat_id" | "_hjid" | "ajs_anonymous_id" | "_scid" => is_uuid(text),
        "_gcl_au" => {
            let parts: Vec<&str> = text.split('.').collect();
            parts.len() >= 4
                && parts
                    .iter()
                    .skip(2)
                    .all(|part| part.len() >= 6 && is_number(part))
        }
        "_pk_id" => text
            .split('.')
            .next()
            .is_some_and(|visitor| is_hex(visitor, 16)),
        "_hstc" => dotted() && text.len() > 40,
        "mc_eid" => is_hex(text, 10),
        "yclid" => is_number(text) && text.len() >= 15,
        _ => is_random(text, 16),
    };
    if fits {
        candidates.push(
            Found::new(start, end, text)
                .shape(format!("the shape of “{name}”"), 0.4)
                .context("its name stands before it", 0.35),
        );
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The dotted word that begins at an offset.
fn dotted<'v>(view: &'v View<'_>, start: usize) -> &'v str {
    let rest = view.bytes().get(start..).unwrap_or_default();
    let length = rest
        .iter()
        .take(256)
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'$')
        })
        .count();
    view.slice(start..start + length)
        .trim_end_matches(['.', '-'])
}

fn push(view: &View<'_>, start: usize, text: &str, name: &str, candidates: &mut Candidates) {
    if view.is_word_start(start) {
        candidates.push(
            Found::new(start, start + text.len(), text).shape(format!("the shape of {name}"), 0.75),
        );
    }
}

/// `GA1.2.1033501218.1368477899`: the depth of the domain, a random number, the first visit.
fn google_cookie(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let text = dotted(view, hit.start);
    let parts: Vec<&str> = text.split('.').collect();
    if let [_, depth, random, first] = parts.as_slice()
        && is_number(depth.split('-').next().unwrap_or_default())
        && is_number(random)
        && (5..=10).contains(&random.len())
        && is_number(first)
        && first.len() == 10
        && !is_uniform(random.as_bytes())
    {
        push(view, hit.start, text, "Google's _ga", candidates);
    }
}

/// `GS1.1.1678886400.3.1.1678886460.0.0.0`, and since 2025 `GS2.1.s1747…$o5$g0$t…`.
fn google_session(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let text = dotted(view, hit.start);
    let rest = text.get(6..).unwrap_or_default();
    let digits = rest.strip_prefix('s').unwrap_or(rest);
    let time = digits.split(['.', '$']).next().unwrap_or_default();
    if is_number(time) && time.len() == 10 && rest.len() > 14 {
        push(view, hit.start, text, "Google's _ga_…", candidates);
    }
}

/// `fb.1.1596403881668.1116446470`: version, milliseconds, a random number or a click id.
fn meta_cookie(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let text = dotted(view, hit.start);
    let mut parts = text.split('.').skip(2);
    let (time, random) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    if is_number(time) && time.len() == 13 && random.len() >= 8 {
        push(view, hit.start, text, "Meta's _fbp or _fbc", candidates);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::checksum::is_luhn;
    use crate::tests::{count, scan};

    #[test]
    fn rows() {
        for (name, text, id, expected) in [
            (
                "a.csv",
                "naam;imei\nA;356868000041418\nB;490154203237518\n",
                "imei",
                2,
            ),
            (
                "a.csv",
                "naam;device_id\nA;6d92078a-8246-4ba4-ae5b-76104861e7dc\nB;x\n",
                "device-id",
                1,
            ),
            (
                "a.csv",
                "cookie,value\n_ga,GA1.2.1033501218.1368477899\n_fbp,fb.1.1596403881668.1116446470\n",
                "device-id",
                2,
            ),
            (
                "a.json",
                "{\"clientId\": \"6d92078a-8246-4ba4-ae5b-76104861e7dc\"}",
                "device-id",
                0,
            ),
            (
                "a.json",
                "{\"advertisingId\": \"6d92078a-8246-4ba4-ae5b-76104861e7dc\"}",
                "device-id",
                1,
            ),
            (
                "a.js",
                "if (url.includes('gclid=')) { fbclid: null }",
                "device-id",
                0,
            ),
            (
                "a.txt",
                "msclkid=0f3c2d1e4b5a69788796a5b4c3d2e1f0",
                "device-id",
                1,
            ),
            ("a.txt", "order 356868000041418", "imei", 0),
            ("a.txt", "kaart 378282246310005 voor het toestel", "imei", 0),
        ] {
            assert_eq!(
                count(name, text, id),
                expected,
                "{text}: {:?}",
                scan(name, text).lines()
            );
        }
    }

    proptest! {
        #[test]
        fn an_imei_is_found_and_a_changed_one_is_not(body in "35[0-9]{12}", change in 1_u32..10) {
            let imei = (0..10).map(|check| format!("{body}{check}")).find(|imei| is_luhn(imei.as_bytes())).unwrap();
            prop_assert_eq!(count("a.txt", &format!("IMEI: {imei}"), "imei"), 1);
            let check: u32 = imei[14..].parse().unwrap();
            let changed = format!("{body}{}", (check + change) % 10);
            prop_assert_eq!(count("a.txt", &format!("IMEI: {changed}"), "imei"), 0);
        }
    }
}
