//! Passwords in sentences and notes: `the password is …`, `user/pass: admin / …`.

use std::ops::Range;

use super::assignment::{
    Assigned, bare, classes, is_capital_phrase, is_full_of_vowels, is_joined_names, is_leet,
    is_phrase, is_scrambled, is_strong, is_word_password, line_before,
};
use super::token::is_uuid;
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::is_placeholder;
use crate::readable::is_unreadable;
use crate::view::{Candidates, Found, Hit, View};

/// How far behind its word a password in a sentence may stand.
const SENTENCE: usize = 64;

/// Whether a text is the word for a password, a token or a key, or is made up with it: `encryptiewachtwoord`.
fn names_secret(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "password",
        "wachtwoord",
        "passwort",
        "passphrase",
        "passwd",
        "pwd",
        "pw",
        "ww",
        "token",
        "key",
        "secret",
        "api key",
        "sleutel",
        "mot de passe",
        "contraseña",
        "contrasena",
        "kennwort",
        "senha",
    ];
    // `wifi-wachtwoord`
    let last = text.rsplit('-').next().unwrap_or_default();
    WORDS.iter().any(|word| {
        text.eq_ignore_ascii_case(word) || word.len() >= 5 && last.eq_ignore_ascii_case(word)
    }) || ["wachtwoord", "passwort"]
        .iter()
        .any(|word| text.len() > word.len() && text.ends_with(word))
}

/// A password in a sentence: `the password is …`, `wachtwoord …`.
pub(super) fn spoken<'v>(
    view: &'v View<'_>,
    name: Range<usize>,
    mut offset: usize,
) -> Option<Assigned<'v>> {
    if offset <= name.end && view.at(offset) != b'(' {
        return None;
    }
    let is_message = !view.nature.is_prose() && is_in_message(view, name.start);
    if !(view.nature.is_prose() || is_message) {
        return None;
    }
    let text = view.slice(name.clone());
    let is_word = names_secret(text);
    // `the db_password is …`, `our apiKey is …`: the name of a variable says enough.
    if !is_word {
        let is_variable = text.contains('_')
            || text.as_bytes().windows(2).any(|pair| {
                matches!(pair, [one, other] if one.is_ascii_lowercase() && other.is_ascii_uppercase())
            });
        let rest = view.slice(offset..offset + SENTENCE);
        let verb = ["is ", "was "]
            .into_iter()
            .find(|verb| rest.starts_with(verb))?;
        let start = offset + verb.len();
        let start = start + usize::from(matches!(view.at(start), b'`' | b'"' | b'\''));
        return bare(view, start, text, false).filter(|said| {
            is_variable
                && super::assignment::classes(said.value) >= 2
                && is_telling(said.value, true)
                || is_variable
                    && said.value.len() >= 16
                    && said.value.bytes().any(|byte| byte.is_ascii_digit())
        });
    }
    let is_full = text.len() > "passwd".len()
        || ["ww", "pw"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word));
    let line = view.slice(offset..offset + SENTENCE);
    let mut line = line.split('\n').next().unwrap_or_default();
    // `password (admin): …`
    if let Some(rest) = line.strip_prefix('(') {
        let (_, rest) = rest.split_once("): ")?;
        offset += line.len() - rest.len() - ": ".len();
        line = view.slice(offset..offset + ": ".len() + rest.len());
    }
    // What stands behind a verb or a colon was given; before it, a few words say what for.
    let mut given: Vec<usize> = ["is ", "was ", "wordt ", "ist ", "naar ", "to ", ": "]
        .iter()
        .filter_map(|sign| {
            let place = if line.starts_with(sign) {
                0
            } else {
                line.find(&if *sign == ": " {
                    (*sign).to_owned()
                } else {
                    format!(" {sign}")
                })? + usize::from(*sign != ": ")
            };
            let before = line.get(..place)?;
            let is_clause = before.split(' ').count() <= 6
                && !before.contains(['.', ',', ';', '?', '!', '@', '|']);
            is_clause.then_some(place + sign.len())
        })
        .collect();
    given.sort_unstable();
    let said = |offset: usize, is_given: bool| {
        let quote = usize::from(matches!(view.at(offset), b'`' | b'"' | b'\''));
        // reStructuredText doubles it.
        let second =
            usize::from(quote == 1 && view.at(offset) == b'`' && view.at(offset + 1) == b'`');
        // Between quotes, behind the name of a user.
        let is_given = is_given || quote == 1 && is_behind_user(view, name.start);
        // A word between quotes was given as well: `the password is "stroopwafel"`.
        let is_cited = |said: &Assigned<'_>| {
            let end = said.start + said.value.len();
            is_given
                && quote == 1
                && view.at(end) == view.at(offset)
                && is_word_password(said.value)
        };
        bare(view, offset + quote + second, text, false)
            .filter(|said| is_telling(said.value, is_given) || is_cited(said))
            .filter(|said| !is_message || classes(said.value) >= 3)
    };
    if given.is_empty() {
        // `user jan, password Zaanse-Molen`
        let names = || {
            bare(view, offset, text, false).filter(|said| {
                let end = said.start + said.value.len();
                is_joined_names(said.value)
                    && matches!(view.at(end), b'\n' | b'\r' | b'.' | b',' | b';' | b')' | 0)
            })
        };
        let is_lower = text.starts_with(|first: char| first.is_ascii_lowercase());
        return key_alone(view, name.clone(), offset).or_else(|| {
            is_full
                .then(|| {
                    said(offset, false)
                        .or_else(|| password_alone(view, name.start, text, offset))
                        .or_else(|| is_lower.then(names).flatten())
                })
                .flatten()
        });
    }
    // `was changed to …` has two of them.
    given.iter().find_map(|place| said(offset + place, true))
}

/// A line of a note that has nothing else: `Password Str00p@wafel`.
fn password_alone<'v>(
    view: &'v View<'_>,
    name_start: usize,
    text: &'v str,
    offset: usize,
) -> Option<Assigned<'v>> {
    let is_first = line_before(view, name_start).trim().is_empty();
    bare(view, offset, text, false).filter(|said| {
        let end = said.start + said.value.len();
        is_first && is_strong(said.value) && matches!(view.at(end), b'\n' | b'\r' | 0)
    })
}

/// A line that has nothing but the name of a key and the key: `Client secret q7Zt4Lm9Xc2Vb8N`.
fn key_alone<'v>(view: &'v View<'_>, name: Range<usize>, offset: usize) -> Option<Assigned<'v>> {
    const SHORTEST: usize = 12;
    let before = line_before(view, name.start).trim();
    let is_name = before.split(' ').count() <= 2
        && before
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-'));
    let text = view.slice(name);
    let is_key = ["token", "secret", "key"]
        .iter()
        .any(|word| text.to_ascii_lowercase().ends_with(word));
    if !is_name || !is_key {
        return None;
    }
    let offset = offset + usize::from(view.at(offset) == b'(');
    bare(view, offset, text, false).filter(|said| {
        let end = said.start + said.value.len();
        said.value.len() >= SHORTEST
            && classes(said.value) >= 3
            && is_scrambled(said.value)
            && matches!(view.at(end), b'\n' | b'\r' | b')' | 0)
    })
}

/// What a note has at the end of a line that begins with `ID/PW`: `ID/PW 10.2.0.1 jan/q7Zt4Lm9`, `id pw jan // q7Zt4Lm9`.
/// Only what nobody says can be taken for it.
fn pair_at_end(rest: &str) -> Option<(usize, &str)> {
    const WORDS: usize = 5;
    const SHORTEST: usize = 8;
    let line = rest.trim_end();
    let last = line.rsplit(' ').next()?;
    let is_around = |sign: char| matches!(sign, ')' | '`' | '"' | '\'');
    let last = last.trim_end_matches(is_around);
    let password = last.rsplit(['/', '(', ',', ':', '`', '"', '\'']).next()?;
    let start = line.trim_end_matches(is_around).len() - password.len();
    let is_mixed = classes(password) >= 3
        && password.bytes().any(|byte| byte.is_ascii_digit())
        && password.bytes().any(|byte| byte.is_ascii_lowercase())
        && password.bytes().any(|byte| byte.is_ascii_uppercase());
    // Users are written small; `Teams/Onboarding2024` is where something stands.
    let is_user = last.starts_with(|first: char| first.is_ascii_lowercase());
    // A user stands before it.
    let is_behind = line
        .get(..start)?
        .contains(|letter: char| letter.is_ascii_alphabetic());
    (is_behind
        && is_mixed
        && password.len() >= SHORTEST
        && line.split(' ').count() <= WORDS
        && (is_scrambled(password) || is_user)
        && is_telling(password, true)
        && !is_placeholder(password))
    .then_some((start, password))
}

/// Whether this is a sentence within a field of a message, as exports of chats have it: `{"user": "…", "text": "…"}`.
fn is_in_message(view: &View<'_>, offset: usize) -> bool {
    const FIELDS: &[&str] = &["text", "body", "message", "content", "comment"];
    // A text of a screen has none of these beside it.
    const SENT: &[&str] = &[
        "\"from\":",
        "\"user\":",
        "\"author\":",
        "\"sender\":",
        "\"ts\":",
        "\"timestamp\":",
        "\"date\":",
        "\"time\":",
    ];
    const NEAR: usize = 240;
    if view.nature == Nature::Source {
        return false;
    }
    let line = line_before(view, offset);
    let Some(field) = line
        .rfind('"')
        .and_then(|quote| line.get(..quote)?.trim_end().strip_suffix("\":"))
    else {
        return false;
    };
    let is_field = FIELDS.iter().any(|name| {
        field
            .strip_suffix(name)
            .is_some_and(|rest| rest.ends_with('"'))
    });
    let around = || view.slice(offset.saturating_sub(NEAR)..offset + NEAR);
    is_field && SENT.iter().any(|key| around().contains(key))
}

/// Whether a user is named right before, as in `account svc_fin has password "…"`.
fn is_behind_user(view: &View<'_>, offset: usize) -> bool {
    const NEAR: usize = 48;
    let before = view
        .slice(offset.saturating_sub(NEAR)..offset)
        .to_ascii_lowercase();
    let before = before.rsplit(['\n', '.']).next().unwrap_or_default();
    ["user", "login", "account", "gebruiker", "inlog"]
        .iter()
        .any(|word| before.contains(word))
}

/// Whether a word in a sentence can be nothing but a password.
fn is_telling(value: &str, is_given: bool) -> bool {
    const METHODS: &[&str] = &[
        "md5", "sha", "base", "utf", "bcrypt", "scrypt", "argon", "pbkdf", "aes", "rc4", "oauth",
        "ntlm", "http", "rsa", "x509", "hmac", "ldap", "des", "hs256", "rs256", "latin", "ascii",
        "pkcs", "version", "v1", "v2", "rfc", "iso",
    ];
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let signs = value
        .bytes()
        .filter(|byte| b"!@#$%^&*?+=~".contains(byte))
        .count();
    let lower = value.to_ascii_lowercase();
    if value.contains(['/', ':', '(', '=', '<'])
        || value.contains('@') && value.contains('.')
        || METHODS.iter().any(|method| lower.starts_with(method))
        || is_measure(value)
    {
        return false;
    }
    if is_unreadable(value) && !is_full_of_vowels(value) && value.len() >= 8
        || is_given && (is_phrase(value) || is_capital_phrase(value))
    {
        return true;
    }
    if is_given {
        let is_short_ok = digits >= 1 && letters >= 2 && !value.contains(['.', ',']);
        return value.len() >= 6 && is_short_ok && (value.len() >= 8 || digits + signs >= 1)
            || value.len() >= 8 && letters >= 3 && signs >= 1 && classes(value) >= 3;
    }
    // Cases mixed within.
    let inner = value.get(1..).unwrap_or_default();
    let is_mixed = digits >= 1
        && inner.bytes().any(|byte| byte.is_ascii_uppercase())
        && inner.bytes().any(|byte| byte.is_ascii_lowercase());
    value.len() >= 8
        && (digits >= 2 || is_mixed || is_leet(value))
        && letters >= 3
        && !value.contains(['@', '.'])
}

/// A number and what it counts: `12-characters`, `90days`.
fn is_measure(value: &str) -> bool {
    let rest = value.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let word = rest.strip_prefix('-').unwrap_or(rest);
    rest.len() < value.len()
        && word.len() >= 3
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !is_unreadable(word)
}

/// What announces a user and a password.
pub(super) const PAIR_WORDS: &[&str] = &[
    "/pass",
    "/pw",
    "id pw ",
    "id / pw",
    "id/ pw",
    "/wachtwoord",
    "&pw",
    "credentials: ",
    "inloggegevens: ",
    "creds: ",
    "login: ",
    "login with ",
    "log in with ",
    "inloggen met ",
    "admin/",
    "account: ",
    "using credentials ",
    "with credentials ",
    "login voor ",
    "login for ",
    "admin / ",
    "root / ",
    "beheerder / ",
];

/// A word with a number in it or behind it, as chapters, versions and places are called: `Chapter4Intro`, `Environment2`.
fn is_numbered_label(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !has_digits_within(value)
        && (digits < 2 || !value.ends_with(|last: char| last.is_ascii_digit()))
}

/// Whether digits stand within a word, as in no name of a thing: `Str00pWafel`.
fn has_digits_within(value: &str) -> bool {
    value.as_bytes().windows(2).any(
        |pair| matches!(pair, [one, other] if one.is_ascii_digit() && other.is_ascii_lowercase()),
    )
}

/// Whether a text ends with a word that announces a user, and nothing else behind it but spaces and a quote.
fn announces_user(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "use",
        "using",
        "login",
        "log in",
        "login with",
        "log in with",
        "inloggen",
        "inloggen met",
        "inloggegevens",
        "credentials",
        "creds",
    ];
    let text = text
        .trim_end_matches(['"', '\'', '`', ' '])
        .trim_end_matches(':')
        .to_ascii_lowercase();
    WORDS.iter().any(|word| {
        text.strip_suffix(word)
            .is_some_and(|rest| !rest.ends_with(|last: char| last.is_alphanumeric()))
    })
}

/// `admin / …`: with a digit and a sign, or cases mixed within, it is no role.
fn examine_of_admin(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !view.is_word_start(hit.start) {
        return;
    }
    let Some(Assigned { value, start, .. }) = bare(view, hit.end, "admin", false) else {
        return;
    };
    let value = value.trim_matches(['`', '*']);
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    if value.len() < 6
        || digits == 0
        || classes(value) < 3
        // Neither is an id.
        || !value.bytes().any(|byte| byte.is_ascii_uppercase()) && is_uuid(value.as_bytes())
        || !is_telling(value, true)
        || is_numbered_label(value)
        || is_placeholder(value)
    {
        return;
    }
    // Without spaces it is a path, unless the words before say otherwise.
    let is_joined = view.before(hit.end) == b'/';
    let has_sign = value.bytes().any(|byte| b"!@#$%^&*?+=~".contains(&byte));
    let is_numbered = digits >= 2
        && value.len() >= 8
        && classes(value) == 3
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_joined
        && !((has_sign || has_digits_within(value) || is_numbered)
            && announces_user(line_before(view, hit.start)))
    {
        return;
    }
    candidates.push(
        Found::new(start, start + value.len(), value)
            .masked(Mask::Whole)
            .shape("a user and a password, named together", 0.45)
            .check("no placeholder", 0.25),
    );
}

/// `user/pass: admin / …`, `ID/PW=admin/…`, `login with admin / …`.
pub(super) fn examine_pair(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const USER: usize = 40;
    if !view.nature.is_prose() && !is_in_message(view, hit.start) {
        return;
    }
    let line = view.slice(hit.end..hit.end + 2 * SENTENCE);
    let line = line.split('\n').next().unwrap_or_default();
    let is_spaced = view
        .slice(hit.start..hit.start + 2)
        .eq_ignore_ascii_case("id");
    if is_spaced && !view.is_word_start(hit.start) {
        return;
    }
    let is_headed = matches!(view.at(hit.start), b'/' | b'&') || is_spaced;
    // The rest of the word, then the sign that gives.
    let rest = if is_headed {
        let rest = line.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let rest = rest.strip_prefix("/port").unwrap_or(rest);
        rest.trim_start_matches([')', ':', '=', '-', '>', ' ', '('])
    } else if view.slice(hit.start..hit.end).ends_with("r ") {
        // `Login voor het portaal: …`
        line.split_once(": ").map_or("", |(_, rest)| rest)
    } else {
        line
    };
    let word = view.slice(hit.start..hit.end);
    if word.ends_with(" / ") || word.ends_with("n/") {
        examine_of_admin(view, hit, candidates);
        return;
    }
    if is_headed && let Some((place, password)) = pair_at_end(rest) {
        let start = hit.end + line.len() - rest.len() + place;
        candidates.push(
            Found::new(start, start + password.len(), password)
                .masked(Mask::Whole)
                .shape("a user and a password, named together", 0.45)
                .check("no placeholder", 0.25),
        );
        return;
    }
    let Some(end) = rest.find(['/', ':']).filter(|end| (1..=USER).contains(end)) else {
        return;
    };
    let user = rest.get(..end).unwrap_or_default().trim_end();
    let behind = rest.get(end..).unwrap_or_default();
    let password = behind
        .trim_start_matches(['/', ':'])
        .trim_start_matches(' ');
    let user = user.trim_matches(['`', '*', '"']);
    let password = password.trim_start_matches(['`', '*', '"']);
    // `Google/Facebook` are two of a kind.
    let is_said = is_headed || !user.starts_with(|first: char| first.is_uppercase());
    let is_user =
        is_said && !user.is_empty() && !user.contains([' ', ',', '"', '<', '>', '(', '=']);
    let is_apart = behind.len() - behind.trim_start_matches(['/', ':']).len() <= 2;
    let password = password
        .split(|character: char| character.is_whitespace() || "\"'`<>,;|)]}/".contains(character))
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    // `Account: 12345/Afdeling7Noord`, `credentials from:Environment2`
    let is_thing = !is_headed
        && (is_numbered_label(password)
            || user.bytes().all(|byte| byte.is_ascii_digit())
            || matches!(user, "from" | "van" | "uit" | "in" | "of"));
    if !is_user || !is_apart || is_thing || !is_telling(password, true) || is_placeholder(password)
    {
        return;
    }
    let offset = line.len() - rest.len() + end;
    let place = line
        .get(offset..)
        .and_then(|text| text.find(password))
        .unwrap_or_default();
    let start = hit.end + offset + place;
    candidates.push(
        Found::new(start, start + password.len(), password)
            .masked(Mask::Whole)
            .shape("a user and a password, named together", 0.45)
            .check("no placeholder", 0.25),
    );
}
