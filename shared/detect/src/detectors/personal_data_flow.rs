//! Code that writes personal data where it doesn't belong: into logs and into URLs.
//!
//! What counts is the variable that is written, not the text around it: “invalid password” is a
//! message, `log.info(user.password)` is a leak.

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// Calls that write to a log, by language, up to and with their parenthesis or name.
const LOG_CALLS: &[&str] = &[
    // JavaScript and TypeScript.
    "console.log(",
    "console.info(",
    "console.debug(",
    "console.warn(",
    "console.error(",
    "console.trace(",
    // Python, Java, Kotlin, C#, PHP, Ruby, Go: a logger of some name and a level.
    "logger.",
    "logging.",
    "log.info(",
    "log.debug(",
    "log.warn(",
    "log.warning(",
    "log.error(",
    "log.trace(",
    "log.fatal(",
    "log.d(",
    "log.i(",
    "log.e(",
    "log.w(",
    "log.v(",
    "log.printf(",
    "log.println(",
    "log.print(",
    "log.infof(",
    "log.errorf(",
    "log.debugf(",
    "slog.info(",
    "slog.debug(",
    "slog.warn(",
    "slog.error(",
    "timber.",
    "log::info(",
    "log::debug(",
    "log::error(",
    "log::warning(",
    "error_log(",
    "syslog(",
    "system.out.print",
    "console.write",
    "log.loginformation(",
    "logger->",
    "log->",
    // Rust.
    "info!(",
    "debug!(",
    "warn!(",
    "error!(",
    "trace!(",
];

/// Names of variables that hold personal data, in parts: each must stand whole in the name.
const PERSONAL: &[(&[&str], &str)] = &[
    (&["password"], "a password"),
    (&["passwd"], "a password"),
    (&["wachtwoord"], "a password"),
    (&["bsn"], "a BSN"),
    (&["burgerservicenummer"], "a BSN"),
    (&["ssn"], "a social security number"),
    (&["email"], "an e-mail address"),
    (&["e", "mail"], "an e-mail address"),
    (&["emailaddress"], "an e-mail address"),
    (&["mailadres"], "an e-mail address"),
    (&["iban"], "an account number"),
    (&["date", "of", "birth"], "a date of birth"),
    (&["birth", "date"], "a date of birth"),
    (&["birthdate"], "a date of birth"),
    (&["birthday"], "a date of birth"),
    (&["dob"], "a date of birth"),
    (&["geboortedatum"], "a date of birth"),
    (&["phone", "number"], "a telephone number"),
    (&["phone"], "a telephone number"),
    (&["phonenumber"], "a telephone number"),
    (&["telefoon"], "a telephone number"),
    (&["telefoonnummer"], "a telephone number"),
    (&["first", "name"], "a name"),
    (&["firstname"], "a name"),
    (&["last", "name"], "a name"),
    (&["lastname"], "a name"),
    (&["surname"], "a name"),
    (&["full", "name"], "a name"),
    (&["fullname"], "a name"),
    (&["voornaam"], "a name"),
    (&["achternaam"], "a name"),
    (&["klantnaam"], "a name"),
    (&["customer", "name"], "a name"),
    (&["card", "number"], "a card number"),
    (&["cardnumber"], "a card number"),
    (&["credit", "card"], "a card number"),
    (&["creditcard"], "a card number"),
    (&["home", "address"], "an address"),
    (&["street", "address"], "an address"),
    (&["passport", "number"], "a passport number"),
    (&["paspoortnummer"], "a passport number"),
    (&["diagnose"], "data about health"),
    (&["diagnosis"], "data about health"),
];

/// What one of the names above always has.
const STEMS: &[&[u8]] = &[
    b"pass",
    b"wachtwoord",
    b"bsn",
    b"burger",
    b"ssn",
    b"mail",
    b"iban",
    b"birth",
    b"dob",
    b"geboorte",
    b"phone",
    b"telefoon",
    b"name",
    b"naam",
    b"card",
    b"address",
    b"paspoort",
    b"diagno",
];

/// Parts of a name that make it something about the data and not the data.
const ABOUT: &[&str] = &[
    "length",
    "len",
    "count",
    "size",
    "is",
    "has",
    "valid",
    "validator",
    "validate",
    "hash",
    "hashed",
    "masked",
    "mask",
    "redacted",
    "redact",
    "encrypted",
    "enabled",
    "required",
    "field",
    "template",
    "sent",
    "error",
    "errors",
    "exists",
    "type",
    "regex",
    "pattern",
    "index",
    "id",
    "ids",
    "service",
    "client",
    "sender",
    "config",
    "queue",
    "job",
    "provider",
    "anonymized",
    "anonymised",
    "pseudonym",
    "verified",
    "status",
    "check",
    "policy",
    "reset",
    "file",
    "path",
    "hidden",
    "subject",
    "label",
    "placeholder",
    "input",
    "form",
    "column",
    "key",
    "format",
    "max",
    "min",
    "strength",
    "missing",
    "expired",
    "changed",
    "needs",
    "sha256",
    "digest",
    "prefix",
    "domain",
    "host",
    "port",
    "server",
    "handler",
    "manager",
    "repository",
    "can",
    "should",
    "set",
    "unset",
    "verify",
    "token",
    "tokens",
    "attempts",
    "settings",
    "url",
    "encoded",
];

/// Calls around a variable after which nothing personal is left.
const SAFE_CALLS: &[&str] = &[
    "mask",
    "redact",
    "hash",
    "anonym",
    "pseudonym",
    "encrypt",
    "sha",
    "len",
    "scrub",
    "obfuscate",
    "typeof",
    "isset",
    "empty",
    "bool",
    "hmac",
    "censor",
    "sanitize",
    "truncate",
    "maskeer",
    "verberg",
];

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "personal-data-in-log",
            name: Text {
                en: "Personal data written to a log",
                nl: "Persoonsgegevens in een log",
            },
            category: Category::CodeSmell,
            severity: Severity::Medium,
            article: "GDPR art. 5(1)(c), 25, 32",
            help: Text {
                en: "A logging call that is given a variable whose name says that it holds an e-mail address, a password, a \
                     BSN or the like. Logs are kept long and read by many: write an internal id, or mask the value.",
                nl: "Een logregel die een variabele krijgt waarvan de naam zegt dat er een e-mailadres, wachtwoord, BSN of \
                     iets dergelijks in zit. Logs blijven lang bestaan en velen lezen ze: schrijf een intern nummer, of \
                     maskeer de waarde.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[
                    "console.log('login', user.email);",
                    "logger.info(f\"new customer {customer.email}\")",
                    "log.debug(\"bsn=\" + client.getBsn());",
                    "info!(\"login of {email} failed\");",
                    "error_log(\"wrong: $password\");",
                    "logger.LogInformation(\"Created {Email}\", request.Email);",
                    "Console.WriteLine(user.Email);",
                ],
                passes: &[
                    "console.log('invalid password');",
                    "logger.info(\"password reset requested for user %s\", user.id)",
                    "logger.debug(mask(user.email))",
                    "log.info(\"emails sent: \" + emailCount)",
                    "// console.log(user.email) would leak",
                    "logger.info(\"hasPassword={}\", hasPassword)",
                ],
            },
        },
        triggers: &[Trigger::Words(LOG_CALLS, examine_log)],
        context: ContextRule::Ignored,
        against: &[],
        rank: rank::GENERIC,
    },
    Detector {
        meta: DetectorMeta {
            id: "personal-data-in-url",
            name: Text {
                en: "Personal data in a URL",
                nl: "Persoonsgegevens in een URL",
            },
            category: Category::CodeSmell,
            severity: Severity::Medium,
            article: "GDPR art. 5(1)(f), 25, 32",
            help: Text {
                en: "A query string with a parameter for an e-mail address, a BSN, a password, a name or a date of birth. URLs \
                     end up in logs, histories and at third parties: send such data in the body of a request.",
                nl: "Een URL met een parameter voor een e-mailadres, BSN, wachtwoord, naam of geboortedatum. URL's komen in \
                     logs, geschiedenissen en bij derden terecht: stuur zulke gegevens in de inhoud van een verzoek.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[
                    "GET /klant?bsn=231457005&x=1",
                    "fetch(`/api/users?email=${user.email}`)",
                    "https://shop.bakkerijvries.nl/login?user=1&password=Zomer24",
                    "url = base + '?email=' + email",
                ],
                passes: &[
                    "https://shop.nl/?page=2&sort=name",
                    "/reset?email_template=3",
                    "is the email= sign needed?",
                    "?email=<your email>",
                ],
            },
        },
        triggers: &[Trigger::Words(
            &[
                "?email=",
                "&email=",
                "?e-mail=",
                "&e-mail=",
                "?bsn=",
                "&bsn=",
                "?password=",
                "&password=",
                "?wachtwoord=",
                "&wachtwoord=",
                "?ssn=",
                "&ssn=",
                "?phone=",
                "&phone=",
                "?telefoon=",
                "&telefoon=",
                "?dob=",
                "&dob=",
                "?geboortedatum=",
                "&geboortedatum=",
                "?birthdate=",
                "&birthdate=",
                "?date_of_birth=",
                "&date_of_birth=",
                "?first_name=",
                "&first_name=",
                "?firstname=",
                "&firstname=",
                "?last_name=",
                "&last_name=",
                "?lastname=",
                "&lastname=",
                "?voornaam=",
                "&voornaam=",
                "?achternaam=",
                "&achternaam=",
                "?iban=",
                "&iban=",
                "&amp;email=",
                "&amp;bsn=",
                "&amp;password=",
                "?passwd=",
                "&passwd=",
                "?burgerservicenummer=",
                "&burgerservicenummer=",
                "?emailaddress=",
                "&emailaddress=",
                "?cardnumber=",
                "&cardnumber=",
                "?mail=",
                "&mail=",
            ],
            examine_url,
        )],
        context: ContextRule::Ignored,
        against: &[],
        rank: rank::GENERIC,
    },
];

/// How much of a call is read.
const CALL_MAX: usize = 320;

/// Whether a place lies behind a mark of comment on its line.
pub(super) fn is_comment(view: &View<'_>, start: usize) -> bool {
    let line = view.slice(start.saturating_sub(200)..start);
    let line = line.rsplit('\n').next().unwrap_or(line);
    let trimmed = line.trim_start();
    [
        "//", "#", "* ", "/*", "--", "<!--", "\"\"\"", "'''", ";;", "///",
    ]
    .iter()
    .any(|mark| trimmed.starts_with(mark))
        || trimmed == "*"
        || line.contains(" // ")
        || line.contains(" # ")
}

fn examine_log(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let before = view.before(hit.start);
    if (before.is_ascii_alphanumeric()
        && view.at(hit.start).is_ascii_lowercase()
        && view.before(hit.start) != b'_')
        && !view
            .slice(hit.start..hit.end)
            .to_ascii_lowercase()
            .starts_with("log")
        || view.nature == Nature::Lockfile
    {
        return;
    }
    // `catalog.info(`, `dialog.error(`: the call's name must begin here.
    if before.is_ascii_lowercase() && view.at(hit.start).is_ascii_lowercase() {
        return;
    }
    let window = view.slice(hit.end..hit.end + CALL_MAX);
    let open = if view.before(hit.end) == b'(' {
        0
    } else {
        // `logger.` and a level, `System.out.print` and `ln`, `Console.Write` and `Line`.
        let name = window
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
            .count();
        if name > 16 || window.as_bytes().get(name) != Some(&b'(') {
            return;
        }
        let level = window.get(..name).unwrap_or_default().to_ascii_lowercase();
        let is_level = level.is_empty()
            || [
                "info",
                "debug",
                "warn",
                "error",
                "trace",
                "fatal",
                "critical",
                "exception",
                "log",
                "print",
                "ln",
                "line",
                "notice",
                "write",
                "d",
                "i",
                "e",
                "w",
                "f",
                "v",
            ]
            .iter()
            .any(|known| level.starts_with(known));
        if !is_level || level.starts_with("logger") {
            return;
        }
        name + 1
    };
    if is_comment(view, hit.start) {
        return;
    }
    let Some(arguments) = arguments(window.get(open..).unwrap_or_default()) else {
        return;
    };
    let Some((offset, length, what)) = personal(arguments) else {
        return;
    };
    let start = hit.end + open + offset;
    let secret = what == "a password"
        || what.contains("BSN")
        || what.contains("card")
        || what.contains("health");
    candidates.push(
        Found::new(
            start,
            start + length,
            view.slice(start..start + length).to_ascii_lowercase(),
        )
        .masked(Mask::Label(""))
        .severity(if secret {
            Severity::High
        } else {
            Severity::Medium
        })
        .shape("a logging call", 0.35)
        .check(format!("a variable named after {what} is written"), 0.35),
    );
}

/// What stands between the parentheses.
fn arguments(text: &str) -> Option<&str> {
    let mut depth = 1;
    let mut quote = None;
    let mut escaped = false;
    for (place, byte) in text.bytes().enumerate() {
        if escaped {
            escaped = false;
            continue;
        }
        match (byte, quote) {
            (b'\\', Some(_)) => escaped = true,
            (byte, Some(open)) if byte == open => quote = None,
            (b'"' | b'\'' | b'`', None) => quote = Some(byte),
            (b'(', None) => depth += 1,
            (b')', None) => {
                depth -= 1;
                if depth == 0 {
                    return text.get(..place);
                }
            }
            _ => {}
        }
    }
    // A call that goes on is read as far as it was.
    Some(text)
}

/// The first variable in the arguments that is named after personal data: its place, its length
/// and what it holds. Within quotes only what is interpolated counts.
fn personal(arguments: &str) -> Option<(usize, usize, &'static str)> {
    let bytes = arguments.as_bytes();
    let mut quote: Option<u8> = None;
    let mut hole = 0_usize;
    let mut place = 0;
    while let Some(byte) = bytes.get(place).copied() {
        if byte == b'\\' {
            place += 2;
            continue;
        }
        match (byte, quote) {
            (b'"' | b'\'' | b'`', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open && hole == 0 => quote = None,
            (b'{', Some(_)) => hole += 1,
            (b'}', Some(_)) => hole = hole.saturating_sub(1),
            _ => {}
        }
        let is_start = (byte.is_ascii_alphabetic() || byte == b'_')
            && !place
                .checked_sub(1)
                .and_then(|before| bytes.get(before))
                .is_some_and(|before| before.is_ascii_alphanumeric() || *before == b'_');
        let is_dollar = place.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'$');
        if is_start {
            let length = bytes
                .iter()
                .skip(place)
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
                .count();
            let is_code = quote.is_none() || hole > 0 || is_dollar;
            let name = arguments.get(place..place + length)?;
            if is_code
                && let Some(what) = holds(name)
                && !is_made_safe(arguments, place)
                && !is_only_named(arguments, place + length)
                && is_value(quote, hole, is_dollar, arguments, place, length)
            {
                return Some((place, length, what));
            }
            place += length;
            continue;
        }
        place += 1;
    }
    None
}

/// A message template such as `"Created {Email}"` names its hole; the argument is what is written,
/// and in Rust and Python the hole is the variable.
fn is_value(
    quote: Option<u8>,
    hole: usize,
    is_dollar: bool,
    arguments: &str,
    place: usize,
    length: usize,
) -> bool {
    let _ = (quote, is_dollar);
    if hole == 0 {
        return true;
    }
    let before = arguments.get(..place).unwrap_or_default();
    let after = arguments.get(place + length..).unwrap_or_default();
    let is_capital = arguments
        .get(place..)
        .is_some_and(|name| name.starts_with(char::is_uppercase));
    !(is_capital && before.ends_with('{') && after.starts_with('}')) || after.contains(',')
}

/// What a variable of this name holds, if that is personal.
fn holds(name: &str) -> Option<&'static str> {
    if name.len() > 48 || name.len() < 3 {
        return None;
    }
    // Constants are keys and names of settings.
    if !name.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    // Most names have nothing of the kind, and are not worth taking apart.
    let has_stem = STEMS.iter().any(|stem| {
        name.as_bytes()
            .windows(stem.len())
            .any(|window| window.eq_ignore_ascii_case(stem))
    });
    if !has_stem {
        return None;
    }
    let parts = parts(name);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let parts = match parts.split_first() {
        Some((first, rest))
            if matches!(
                *first,
                "get" | "user" | "the" | "raw" | "plain" | "new" | "old"
            ) && !rest.is_empty() =>
        {
            rest
        }
        _ => parts.as_slice(),
    };
    if parts.iter().any(|part| ABOUT.contains(part)) {
        return None;
    }
    PERSONAL
        .iter()
        .find(|(words, _)| parts.ends_with(words))
        .map(|(_, what)| *what)
}

/// `dateOfBirth` and `date_of_birth` in parts.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut previous = '_';
    for character in name.chars() {
        if character == '_' || (character.is_ascii_uppercase() && !previous.is_ascii_uppercase()) {
            parts.push(String::new());
        }
        if character != '_'
            && let Some(part) = parts.last_mut()
        {
            part.push(character.to_ascii_lowercase());
        }
        previous = character;
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// `mask(user.email)`, `sha256(password)`.
fn is_made_safe(arguments: &str, place: usize) -> bool {
    let before = arguments.get(..place).unwrap_or_default();
    let Some(open) = before.rfind('(') else {
        return false;
    };
    if before
        .get(open..)
        .is_some_and(|between| between.contains([')', ',']))
    {
        return false;
    }
    let call = before.get(..open).unwrap_or_default();
    let name = call
        .rsplit(|character: char| !(character.is_alphanumeric() || character == '_'))
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    SAFE_CALLS.iter().any(|safe| name.contains(safe))
}

/// `email.length`, `password is None`, `email ? 'yes' : 'no'`, `email: value` as a key, a call such as `email(`.
fn is_only_named(arguments: &str, end: usize) -> bool {
    let rest = arguments.get(end..).unwrap_or_default();
    let tail = rest.trim_start();
    if rest.starts_with("()") {
        return false;
    }
    let lower = rest
        .get(..rest.len().min(16))
        .unwrap_or_default()
        .to_ascii_lowercase();
    [
        ".length", ".len(", ".size", ".count", ".is", ".has", ".exists", "?.length", ".id",
        ".hash", ".type", ".error", ".valid", ".status",
    ]
    .iter()
    .any(|about| lower.starts_with(about))
        || [
            "is None",
            "is not None",
            "== null",
            "!= null",
            "=== ",
            "!== ",
            "?",
            "in ",
            ":  ",
        ]
        .iter()
        .any(|test| tail.starts_with(test) && !tail.starts_with("?."))
        || rest.starts_with('(')
        || rest.starts_with(['.', '-'])
            && rest
                .get(1..)
                .is_some_and(|next| next.starts_with(char::is_alphabetic))
            && ![
                "tostring",
                "trim",
                "tolowercase",
                "value",
                "as_str",
                "lower",
                "strip",
                "get",
                "clone",
                "unwrap",
            ]
            .iter()
            .any(|same| {
                rest.get(1..)
                    .unwrap_or_default()
                    .to_ascii_lowercase()
                    .starts_with(same)
            })
}

fn examine_url(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile || is_comment(view, hit.start) {
        return;
    }
    let before = view.before(hit.start);
    let is_first = view.at(hit.start) == b'?';
    // A question mark behind a space is a question.
    let is_url = before.is_ascii_alphanumeric()
        || matches!(
            before,
            b'/' | b'_' | b'-' | b'.' | b'}' | b'"' | b'\'' | b'`' | b'=' | b')' | b'%'
        );
    if !is_url {
        return;
    }
    let value = view.slice(hit.end..hit.end + 60);
    let length = value
        .find([' ', '&', '\n', '\r', ')', ';', ',', '\t', '|'])
        .unwrap_or(value.len());
    let value = value.get(..length).unwrap_or_default();
    let key: String = view
        .slice(hit.start..hit.end)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let is_hole = value.starts_with(['"', '\'', '`'])
        || value.starts_with("${")
        || value.starts_with('{')
        || value.starts_with("#{")
        || value.starts_with('%')
        || value.starts_with("\" +")
        || value.starts_with('$');
    if value.starts_with(['<', '[', '*', '.']) || (value.is_empty() && !is_hole) {
        return;
    }
    if value.starts_with(['"', '\'', '`']) {
        // A string that ends there must be added to something.
        let rest = view.slice(hit.end + 1..hit.end + 12);
        if !rest.trim_start().starts_with(['+', '.', ',', '%']) {
            return;
        }
    } else if !is_hole && (!is_first && before == b'=' || value.len() < 2) {
        return;
    }
    let is_worse = [
        "bsn",
        "password",
        "wachtwoord",
        "ssn",
        "passwd",
        "burgerservicenummer",
        "cardnumber",
    ]
    .iter()
    .any(|worse| key.eq_ignore_ascii_case(worse));
    candidates.push(
        Found::new(hit.start, hit.end, key.to_ascii_lowercase())
            .masked(Mask::Label(""))
            .severity(if is_worse {
                Severity::High
            } else {
                Severity::Medium
            })
            .shape("a parameter in a query string", 0.3)
            .check("it is named after personal data and filled", 0.35),
    );
}

#[cfg(test)]
mod tests {
    use super::PERSONAL;
    use crate::tests::scan;

    #[test]
    fn every_kind_of_variable_is_told_in_dutch() {
        for (_, what) in PERSONAL {
            let line = format!("for: a variable named after {what} is written (+0.35)");
            assert!(crate::DUTCH.line(&line).is_some(), "without Dutch: {what}");
        }
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of rows")]
    fn logs_and_urls_by_language() {
        for (path, text, id, count) in [
            (
                "a.js",
                "console.log(`user ${user.email} logged in`)",
                "personal-data-in-log",
                1,
            ),
            (
                "a.ts",
                "this.logger.debug('created', { email: dto.email });",
                "personal-data-in-log",
                1,
            ),
            (
                "a.py",
                "logging.info('bsn: %s', patient.bsn)",
                "personal-data-in-log",
                1,
            ),
            (
                "a.py",
                "logger.warning(f'login failed for {username}')",
                "personal-data-in-log",
                0,
            ),
            (
                "a.java",
                "log.info(\"Login {}\", user.getEmail());",
                "personal-data-in-log",
                1,
            ),
            (
                "a.java",
                "private static final Logger log = LoggerFactory.getLogger(EmailService.class);",
                "personal-data-in-log",
                0,
            ),
            (
                "a.kt",
                "Timber.d(\"phone $phoneNumber\")",
                "personal-data-in-log",
                1,
            ),
            (
                "a.cs",
                "_logger.LogInformation($\"New customer {customer.Email}\");",
                "personal-data-in-log",
                1,
            ),
            (
                "a.php",
                "error_log('wachtwoord: ' . $wachtwoord);",
                "personal-data-in-log",
                1,
            ),
            (
                "a.php",
                "Log::info('login', ['email' => $request->email]);",
                "personal-data-in-log",
                1,
            ),
            (
                "a.go",
                "log.Printf(\"user %s\", user.Email)",
                "personal-data-in-log",
                1,
            ),
            (
                "a.rs",
                "tracing::info!(\"new user {}\", user.email);",
                "personal-data-in-log",
                1,
            ),
            (
                "a.rs",
                "error!(\"password mismatch\");",
                "personal-data-in-log",
                0,
            ),
            (
                "a.rb",
                "Rails.logger.info(\"user #{user.email}\")",
                "personal-data-in-log",
                1,
            ),
            (
                "a.js",
                "console.error('Email is required');",
                "personal-data-in-log",
                0,
            ),
            (
                "a.js",
                "console.log(emailService.status);",
                "personal-data-in-log",
                0,
            ),
            (
                "a.js",
                "dialog.error(user.email)",
                "personal-data-in-log",
                0,
            ),
            (
                "a.js",
                "console.log(maskEmail(user.email))",
                "personal-data-in-log",
                0,
            ),
            (
                "a.py",
                "requests.get(f'https://api.intern/klant?bsn={bsn}')",
                "personal-data-in-url",
                1,
            ),
            (
                "a.html",
                "<a href=\"/login?email=jan@bakkerijvries.nl\">",
                "personal-data-in-url",
                1,
            ),
            (
                "a.md",
                "Add `?email=` to the address.",
                "personal-data-in-url",
                0,
            ),
        ] {
            let told = scan(path, text);
            assert_eq!(
                told.of(id).len(),
                count,
                "{path} {text}: {:?}",
                told.lines()
            );
        }
    }
}
