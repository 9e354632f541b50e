//! E-mail addresses (RFC 5321, as people write them).

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "email",
        name: Text {
            en: "E-mail address",
            nl: "E-mailadres",
        },
        category: Category::PersonalData,
        severity: Severity::Medium,
        article: "GDPR art. 4(1)",
        help: Text {
            en: "An address with a plausible local part and a domain that can exist. Addresses of a function \
                 (info@) and of documentation (example.com) stay low. Keep addresses where they are needed and for \
                 as long, and out of code and logs.",
            nl: "Een adres met een geloofwaardig eerste deel en een domein dat kan bestaan. Adressen van een \
                 functie (info@) en uit documentatie (example.com) blijven laag. Bewaar adressen waar en zolang ze \
                 nodig zijn, en niet in code of logboeken.",
        },
        context_words: &[
            "e-mail", "email", "mail", "mailto", "contact", "adres", "address", "from", "to", "cc",
            "naar", "van",
        ],
        examples: Examples {
            matches: &[
                "Mail naar j.de.vries@bakkerijvries.nl voor meer.",
                "<p.jansen+shop@mail.kpn.com>",
                "mailto:kim@dewit.amsterdam",
                "{\"email\":\"k_o'neil@dewit.co.uk\"}",
                "VALUES (1, N'jan@jansen.nl')",
                "dict(email=u'jan@jansen.nl')",
                "info@bakkerijvries.nl",
                "müller@straße.de",
                "https://a.nl/?email=jan.devries%40kpnmail.nl&x=1",
                "jan.devries(at)kpnmail.nl",
                "jan.devries [at] kpnmail.nl",
                "“jan@kpnmail.nl”",
            ],
            passes: &[
                "logo@2x.png",
                "npm install left-pad@1.3.0",
                "@angular/core",
                "git@github.com:polder/polder.git",
                "a@b",
                "x @ y.nl",
                "chacha20-poly1305@openssh.com",
                "foo@bar..nl",
                "https://9f8e7d6c5b4a@o4471.ingest.sentry.io/2314",
                "Message-ID: <CAF-71.8a@mail.kpnmail.nl>",
                "shop@polder.iam.gserviceaccount.com",
                "look(at)the.nice thing",
            ],
        },
    },
    triggers: &[
        Trigger::At(examine),
        // As addresses of the web spell it, and people who hide from programs.
        Trigger::Words(&["%40", "(at)", "[at]", "{at}"], examine_spelled),
    ],
    context: ContextRule::Raises(0.15),
    against: &["message-id", "messageid", "message_id", "in-reply-to"],
    rank: rank::EMAIL,
}];

/// RFC 5321, section 4.5.3.1.
const LOCAL_MAX: usize = 64;
const DOMAIN_MAX: usize = 253;

/// Endings that are files more often than domains.
const FILES: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "css", "scss", "js", "mjs", "jsx", "tsx",
    "json", "html", "htm", "xml", "yml", "yaml", "toml", "txt", "csv", "pdf", "php", "py", "rb",
    "java", "go", "cpp", "dll", "exe", "tar", "gz", "tgz", "lock", "log", "bak", "tmp", "map",
    "ttf", "woff", "woff2", "service", "timer", "socket",
];

/// Common generic domains; in code, others are attributes of objects.
const GENERIC: &[&str] = &[
    "com",
    "org",
    "net",
    "edu",
    "gov",
    "mil",
    "int",
    "info",
    "biz",
    "name",
    "pro",
    "app",
    "dev",
    "cloud",
    "online",
    "shop",
    "store",
    "email",
    "mail",
    "tech",
    "site",
    "amsterdam",
    "frl",
    "vlaanderen",
    "brussels",
    "berlin",
    "hamburg",
    "paris",
    "london",
    "wien",
    "academy",
    "agency",
    "company",
    "consulting",
    "digital",
    "group",
    "health",
    "legal",
    "live",
    "media",
    "network",
    "news",
    "one",
    "page",
    "software",
    "solutions",
    "studio",
    "support",
    "systems",
    "team",
    "today",
    "work",
    "world",
    "xyz",
    "aero",
    "coop",
    "museum",
    "cat",
    "jobs",
    "tel",
    "bank",
    "care",
    "dental",
    "doctor",
    "design",
    "energy",
    "events",
    "expert",
    "finance",
    "foundation",
    "gent",
    "international",
    "love",
    "management",
    "marketing",
    "photo",
    "photography",
    "school",
    "services",
    "vip",
];

/// Addresses of a function and not of a person.
const ROLES: &[&str] = &[
    "info",
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "support",
    "helpdesk",
    "sales",
    "contact",
    "admin",
    "administrator",
    "webmaster",
    "postmaster",
    "hostmaster",
    "abuse",
    "security",
    "privacy",
    "office",
    "service",
    "klantenservice",
    "administratie",
    "receptie",
    "verkoop",
    "facturen",
    "factuur",
    "invoice",
    "billing",
    "hr",
    "jobs",
    "vacatures",
    "marketing",
    "press",
    "pers",
    "hello",
    "hallo",
    "team",
    "mail",
    "root",
    "help",
    "feedback",
];

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+-/=?^_`{|}~".contains(&byte) || byte >= 0x80
}

fn is_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.' || byte >= 0x80
}

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_local(view.before(hit.start)) || !is_domain(view.at(hit.end)) {
        return;
    }
    push(view, hit, candidates);
}

/// `%40`, `(at)`, and the latter with a space on both sides.
fn examine_spelled(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Hit { mut start, mut end } = hit;
    if view.at(start) != b'%' && view.before(start) == b' ' && view.at(end) == b' ' {
        start -= 1;
        end += 1;
    }
    let is_call = view.nature == Nature::Source && view.at(hit.start) != b'%';
    if !is_call
        && view.before(start).is_ascii_alphanumeric()
        && view.at(end).is_ascii_alphanumeric()
    {
        push(view, Hit { start, end }, candidates);
    }
}

/// Tells the address around an `@` or what stands for one.
fn push(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(start) = local_start(view, hit.start) else {
        return;
    };
    let Some(end) = domain_end(view, hit.end) else {
        return;
    };
    // The user of an address of the web, and the id of a message.
    let before = view.slice(start.saturating_sub(48)..start);
    if before.ends_with("://") || before.ends_with('<') && is_message_id(before) {
        return;
    }
    let local = view.slice(start..hit.start).to_lowercase();
    let domain = view.slice(hit.end..end).to_lowercase();
    let Some((_, top)) = domain.rsplit_once('.') else {
        return;
    };
    let is_country = top.len() == 2;
    let is_known = is_country || GENERIC.contains(&top) || top.starts_with("xn--");
    let is_code = view.nature == Nature::Source;
    let is_spelled = view.at(hit.start) != b'@';
    // `user@host:path` is a place to copy to.
    let is_remote =
        view.at(end) == b':' && !matches!(view.at(end + 1), b' ' | b'\n' | b'\r' | 0 | b'<');
    if FILES.contains(&top)
        || ((is_code || is_spelled) && !is_known)
        || is_remote
        || local == "git"
        || is_no_person(&local, &domain)
    {
        return;
    }
    let mut found = Found::new(start, end, format!("{local}@{domain}"))
        .masked(Mask::Email)
        .shape("a local part and a domain", 0.5)
        .check(
            if is_known {
                "a top-level domain that exists"
            } else {
                "an uncommon top-level domain"
            },
            if is_known { 0.3 } else { 0.05 },
        );
    if ROLES.contains(&local.as_str()) {
        found = found
            .severity(Severity::Low)
            .against("the address of a function, not of a person", -0.3);
    }
    if is_documentation(&domain) {
        found = found
            .severity(Severity::Low)
            .against("a domain reserved for documentation", -0.3);
    }
    candidates.push(found);
}

/// Names that only look like addresses: ids of messages, algorithms of SSH.
fn is_no_person(local: &str, domain: &str) -> bool {
    const LONG: usize = 40;
    local.len() > LONG
        || matches!(domain, "openssh.com" | "libssh.org")
        || domain.ends_with("gserviceaccount.com")
}

/// Whether a header for ids stands before an angle bracket on its line.
fn is_message_id(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    ["message-id:", "in-reply-to:", "references:", "content-id:"]
        .iter()
        .any(|header| {
            line.get(..header.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(header))
        })
}

/// Domains of RFC 2606 and RFC 6761.
fn is_documentation(domain: &str) -> bool {
    [
        "example.com",
        "example.org",
        "example.net",
        "example",
        "test",
        "invalid",
        "localhost",
    ]
    .iter()
    .any(|reserved| {
        domain
            .strip_suffix(reserved)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

fn local_start(view: &View<'_>, at: usize) -> Option<usize> {
    let mut start = at;
    // A bar may be part of one, and parts cells everywhere.
    while start > 0
        && at - start <= LOCAL_MAX
        && is_local(view.before(start))
        && view.before(start) != b'|'
    {
        start -= 1;
        // A space that doesn't break, a typographic quote or a dash ends it.
        let is_sign = matches!(
            (view.at(start), view.at(start + 1)),
            (0xC2, 0xA0 | 0xAB | 0xBB) | (0xE2, 0x80)
        );
        if is_sign {
            start += if view.at(start) == 0xC2 { 2 } else { 3 };
            break;
        }
    }
    if at - start > LOCAL_MAX {
        return None;
    }
    // `key=value`, quotes and paths before an address are no part of it.
    let local = view.slice(start..at);
    if let Some(place) = local.rfind([
        '=', '/', '\'', '`', '{', '|', '?', '&', '%', '#', '!', '$', '*',
    ]) {
        let apostrophe = local.as_bytes().get(place) == Some(&b'\'')
            && place > 0
            && !is_string_prefix(view, local.get(..place).unwrap_or_default(), at)
            && local
                .get(place + 1..)
                .is_some_and(|rest| rest.starts_with(|next: char| next.is_alphabetic()));
        if !apostrophe {
            start += place + 1;
        }
    }
    // The `n` of an escaped line break.
    if view.before(start) == b'\\' && matches!(view.at(start), b'n' | b'r' | b't') {
        start += 1;
    }
    while start < at && matches!(view.at(start), b'.' | b'-' | b'+') {
        start += 1;
    }
    let local = view.slice(start..at);
    let is_sound = !local.is_empty()
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().any(char::is_alphanumeric);
    is_sound.then_some(start)
}

/// Whether what stands before a quote is the letter of a string, as in `N'…'` of SQL and `u'…'` of Python, that ends behind
/// the address.
fn is_string_prefix(view: &View<'_>, before: &str, at: usize) -> bool {
    let mut left = before.chars().rev();
    let is_letter = left
        .next()
        .is_some_and(|letter| "NnEeUuBbRrFf".contains(letter))
        && left.next().is_none_or(|other| !other.is_alphanumeric());
    is_letter && domain_end(view, at + 1).is_some_and(|end| view.at(end) == b'\'')
}

fn domain_end(view: &View<'_>, from: usize) -> Option<usize> {
    let mut end = from;
    while end - from <= DOMAIN_MAX
        && is_domain(view.at(end))
        && !matches!(
            (view.at(end), view.at(end + 1)),
            (0xC2, 0xA0 | 0xAB | 0xBB) | (0xE2, 0x80)
        )
    {
        end += 1;
    }
    while end > from && matches!(view.before(end), b'.' | b'-') {
        end -= 1;
    }
    let domain = view.slice(from..end);
    let labels: Vec<&str> = domain.split('.').collect();
    let top = labels.last()?;
    let is_sound = labels.len() >= 2
        && domain.len() == end - from
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
        && top.len() >= 2
        && top.len() <= 24
        && (top.bytes().all(|byte| byte.is_ascii_alphabetic()) || top.starts_with("xn--"));
    is_sound.then_some(end)
}
