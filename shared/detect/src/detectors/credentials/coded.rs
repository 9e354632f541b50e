//! Keys that need more than data: an AWS secret beside its id, a bot's number before its token,
//! a web token that says of itself how long it is worth something.

use domain::Severity;

use crate::detector::{Detector, Trigger};
use crate::detectors::base64;
use crate::detectors::token::{BASE64, URL, is_published, is_token_start, looks_random};
use crate::mask::Mask;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "aws-secret-key",
        "AWS secret access key",
        "AWS-geheime sleutel",
        Critical,
        "40 characters of base64 behind a name with “secret” and “aws” or “access key”, or beside an access key id",
        "40 tekens base64 achter een naam met “secret” en “aws” of “access key”, of naast een toegangssleutel",
        &[
            Trigger::Words(
                &[
                    "secret_access_key",
                    "secretaccesskey",
                    "secret-access-key",
                    "aws_secret",
                    "awssecret",
                    "aws.secret",
                    "aws-secret",
                    "secret access key",
                    "secret_key",
                ],
                examine_aws_secret,
            ),
            Trigger::Words(&["AKIA", "ASIA"], examine_aws_pair)
        ],
        [
            concat!(
                "aws_secret_access_key = tqJ8Xv2mZ0Lw5RkP",
                "9sYd1BhN7cGfU4oA3eKiVxHz"
            ),
            concat!(
                "\"SecretAccessKey\": \"tqJ8Xv2mZ0Lw5RkP",
                "9sYd1BhN7cGfU4oA3eKiVxHz\""
            ),
            concat!(
                "new BasicAWSCredentials(\"AKIA",
                "QYLPMN5HHHFPZAM2\", \"tqJ8Xv2mZ0Lw5RkP",
                "9sYd1BhN7cGfU4oA3eKiVxHz\")"
            ),
        ],
        [
            concat!(
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/",
                "bPxRfiCYEXAMPLEKEY"
            ),
            "aws_secret_access_key = ${SECRET}",
            "aws_secret_hash = \"9f2c81d07be64a3519f2c8ad07be64a319f2c8ad\"",
        ]
    ),
    credential!(
        "telegram-bot-token",
        "Telegram bot token",
        "Telegram-bottoken",
        High,
        "eight to ten digits, a colon, AA and 33 characters",
        "acht tot tien cijfers, een dubbele punt, AA en 33 tekens",
        &[
            Trigger::Words(&[":AA"], examine_telegram),
            Trigger::Words(&["telegra"], examine_telegram_named)
        ],
        [
            concat!("5938472016:AA", "Hx2mZ0Lw5RkP9sYd1BhN7cGfU4oA3eKiV"),
            concat!("bot5938472016:AA", "Hx2mZ0Lw5RkP9sYd1BhN7cGfU4oA3eKiV"),
            concat!(
                "new Telegraf(\"5938472016:AR",
                "Hx2mZ0Lw5RkP9sYd1BhN7cGfU4oA3eKiV\")"
            )
        ],
        ["12:AA", concat!("5938472016:AA", "Hx2mZ0")]
    ),
    credential!(
        "jwt",
        "JSON web token",
        "JSON-webtoken",
        High,
        "three base64url parts, the first of which decodes to a header with an algorithm; medium with an expiry, low \
         once expired",
        "drie delen base64url, waarvan het eerste een kop met een algoritme is; middel met een einddatum, laag als die \
         voorbij is",
        &[Trigger::Words(&["eyJ"], examine_jwt)],
        [
            concat!(
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
                "eyJzdWIiOiI4NDczNjIiLCJuYW1lIjoiSmFuIn0.",
                "q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja2Ku4Eo7Ti9"
            ),
            concat!(
                "token=eyJhbGciOiJIUzI1NiJ9.",
                "eyJzdWIiOiI4NDczNjIiLCJleHAiOjE1MDAwMDAwMDB9.",
                "q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja2Ku4Eo7Ti9"
            ),
        ],
        [
            "eyJhbGciOiJIUzI1NiJ9",
            "eyJub3RhIjoiaGVhZGVyIn0.eyJzdWIiOiI4NDczNjIifQ.q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y",
        ]
    ),
];

/// How far behind a name, or beside an id, its secret may stand.
const NEAR: usize = 64;
/// How far from an id, before it or behind it.
const BESIDE: usize = 160;
const SECRET: usize = 40;

/// The first run of forty characters of base64 that looks like an AWS secret.
fn aws_secret_behind<'v>(
    view: &'v View<'_>,
    from: usize,
    reach: usize,
) -> Option<(usize, &'v str)> {
    let bytes = view.bytes();
    let mut offset = from;
    while offset < from + reach {
        let run = bytes
            .get(offset..)?
            .iter()
            .take(SECRET + 1)
            .take_while(|byte| BASE64.has(**byte))
            .count();
        if run == SECRET {
            let key = view.slice(offset..offset + SECRET);
            let is_mixed = key.bytes().any(|byte| byte.is_ascii_digit())
                && key.bytes().any(|byte| byte.is_ascii_uppercase())
                && key.bytes().any(|byte| byte.is_ascii_lowercase());
            let is_secret = is_mixed
                && view.at(offset + SECRET) != b'='
                && looks_random(key)
                && !is_published(key);
            return is_secret.then_some((offset, key));
        }
        // The rest of a longer run is no start.
        if run > SECRET {
            return None;
        }
        offset += run + 1;
    }
    None
}

fn examine_aws_secret(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let reach = view
        .slice(hit.end..hit.end + NEAR)
        .find('\n')
        .unwrap_or(NEAR);
    let Some((start, key)) = aws_secret_behind(view, hit.end, reach) else {
        return;
    };
    // Others call theirs a secret key too.
    let name = view.slice(hit.start..hit.end);
    if name.eq_ignore_ascii_case("secret_key") {
        let before = view
            .slice(hit.start.saturating_sub(200)..hit.start)
            .to_ascii_lowercase();
        if !before.contains("akia") && !before.contains("aws") && !before.contains("access_key") {
            return;
        }
    }
    candidates.push(
        Found::new(start, start + key.len(), key)
            .shape("40 characters of base64", 0.5)
            .context("its name is that of an AWS secret", 0.4),
    );
}

fn examine_aws_pair(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const ID: usize = 20;
    let id = view.slice(hit.start..hit.start + ID);
    let is_id = id.len() == ID
        && (id.starts_with("AKIA") || id.starts_with("ASIA"))
        && id
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && is_token_start(view, hit.start);
    if !is_id {
        return;
    }
    // In a structure its field may be the next but one, or stand before it.
    let mut before = hit.start.saturating_sub(BESIDE);
    while before < hit.start && BASE64.has(view.before(before)) {
        before += 1;
    }
    let Some((start, key)) = aws_secret_behind(view, hit.start + ID, BESIDE)
        .or_else(|| aws_secret_behind(view, before, hit.start - before))
    else {
        return;
    };
    candidates.push(
        Found::new(start, start + key.len(), key)
            .shape("40 characters of base64", 0.5)
            .context("it stands beside an AWS access key id", 0.4),
    );
}

/// As [`examine_telegram`], where the name of Telegram stands before it: an older one needn't begin with two capitals.
fn examine_telegram_named(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const NEAR: usize = 80;
    const SECRET: usize = 35;
    let line = view.slice(hit.end..hit.end + NEAR);
    let line = line.split(['\n', '\r']).next().unwrap_or_default();
    let Some(colon) = line.find(":A") else {
        return;
    };
    let number = line.get(..colon).unwrap_or_default();
    let digits = number.len()
        - number
            .trim_end_matches(|digit: char| digit.is_ascii_digit())
            .len();
    let at = hit.end + colon;
    let secret = view.slice(at + 1..at + 1 + SECRET);
    let end = at + 1 + SECRET;
    if (8..=10).contains(&digits)
        && secret.len() == SECRET
        && !secret.starts_with("AA")
        && secret.bytes().all(|byte| URL.has(byte))
        && !URL.has(view.at(end))
        && looks_random(secret)
        && !is_published(view.slice(at - digits..end))
    {
        candidates.push(
            Found::new(at - digits, end, view.slice(at - digits..end))
                .shape("a bot's number, a colon and 35 characters", 0.6)
                .check("it looks random", 0.2),
        );
    }
}

fn examine_telegram(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let mut start = hit.start;
    while hit.start - start < 11 && view.before(start).is_ascii_digit() {
        start -= 1;
    }
    let secret = view.slice(hit.start + 1..hit.start + 36);
    let end = hit.start + 36;
    // In its web address the token stands behind `/bot`, and in code that makes one behind `bot`.
    let bot = start.saturating_sub("bot".len());
    let is_start = view.is_word_start(start)
        || view.slice(bot..start) == "bot" && !view.before(bot).is_ascii_alphanumeric();
    let is_shaped = (8..=10).contains(&(hit.start - start))
        && is_start
        && secret.len() == 35
        && secret.starts_with("AA")
        && secret.bytes().all(|byte| URL.has(byte))
        && !URL.has(view.at(end));
    if is_shaped && looks_random(secret) && !is_published(view.slice(start..end)) {
        candidates.push(
            Found::new(start, end, view.slice(start..end))
                .shape("a bot's number, a colon and 35 characters", 0.7)
                .check("it looks random", 0.2),
        );
    }
}

/// How long a part of a web token may be.
const JWT_PART: usize = 4_000;
/// The engine has no clock. What expired before this day was worth nothing when the engine was
/// made; 2025-01-01.
const LONG_AGO: i64 = 1_735_689_600;

fn examine_jwt(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.slice(hit.start..hit.end) != "eyJ"
        || !is_token_start(view, hit.start) && view.before(hit.start) != b'_'
    {
        return;
    }
    let run = |from: usize| {
        view.bytes()
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take(JWT_PART)
            .take_while(|byte| URL.has(**byte))
            .count()
    };
    let header_end = hit.start + run(hit.start);
    if view.at(header_end) != b'.' || header_end - hit.start < 16 {
        return;
    }
    let claims_end = header_end + 1 + run(header_end + 1);
    if view.at(claims_end) != b'.' || claims_end - header_end < 12 {
        return;
    }
    let end = claims_end + 1 + run(claims_end + 1);
    let token = view.slice(hit.start..end);
    let Some(header) = decoded(view.slice(hit.start..header_end)) else {
        return;
    };
    let is_unsigned = end == claims_end + 1;
    if !header.starts_with('{')
        || !header.contains("\"alg\"")
        || (!is_unsigned && end - claims_end < 21)
        || is_published(token)
    {
        return;
    }
    let claims = decoded(view.slice(header_end + 1..claims_end)).unwrap_or_default();
    let mut found = Found::new(hit.start, end, token)
        .masked(Mask::Ends)
        .shape("the three parts of a web token", 0.7)
        .check("its header decodes", 0.25);
    found = match number(&claims, "\"exp\"") {
        Some(expiry) if expiry < LONG_AGO => found
            .severity(Severity::Low)
            .against(format!("it expired on {}", day(expiry)), -0.35),
        Some(expiry) => found.severity(Severity::Medium).check(
            format!("it says that it is valid until {}", day(expiry)),
            0.02,
        ),
        None => found.check("it never expires", 0.02),
    };
    // A public key of a hosted database: made to be seen.
    if claims.contains("\"role\":\"anon\"") {
        found = found.severity(Severity::Low);
    }
    if claims.contains("\"role\":\"service_role\"") {
        found = found
            .severity(Severity::Critical)
            .check("it is a service's master key", 0.02);
    }
    if is_unsigned {
        found = found
            .severity(Severity::Low)
            .against("it isn't signed", -0.3);
    }
    candidates.push(found);
}

/// What a bot of Discord signs in with: its number in base64, a time and a signature. No other token of three parts
/// begins with a number, so that a call is name enough: `client.login('…')`, `bot.run("…")`.
pub(super) fn examine_discord_bot(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const LONGEST: usize = 90;
    let quote = char::from(view.before(hit.end));
    let window = view.slice(hit.end..hit.end + LONGEST);
    let Some((token, _)) = window.split_once(quote) else {
        return;
    };
    let mut parts = token.split('.');
    let (Some(id), Some(time), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return;
    };
    let is_shaped = (23..=28).contains(&id.len())
        && time.len() == 6
        && (27..=40).contains(&signature.len())
        && token.bytes().all(|byte| URL.has(byte) || byte == b'.');
    let is_number = || {
        decoded(id).is_some_and(|number| {
            (17..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    if is_shaped && is_number() && looks_random(signature) && !is_published(token) {
        candidates.push(
            Found::new(hit.end, hit.end + token.len(), token)
                .masked(Mask::Ends)
                .shape("three parts behind a call that signs in", 0.6)
                .check("the first part is a bot's number", 0.35),
        );
    }
}

fn decoded(part: &str) -> Option<String> {
    Some(String::from_utf8_lossy(&base64::decode(part)?).into_owned())
}

/// The number behind a key, in JSON.
fn number(json: &str, key: &str) -> Option<i64> {
    let place = json.find(key)? + key.len();
    let rest = json
        .get(place..)?
        .trim_start()
        .strip_prefix(':')?
        .trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest.get(..digits)?.parse().ok()
}

fn day(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(
        |_| "a far day".to_owned(),
        |time| time.strftime("%Y-%m-%d").to_string(),
    )
}
