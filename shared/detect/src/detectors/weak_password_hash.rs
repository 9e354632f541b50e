//! Code that hashes passwords with what was made for speed.

use domain::{Category, Severity};

use super::personal_data_flow::is_comment;
use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// Fast hashes as they are called.
const HASHES: &[&str] = &[
    "md5(",
    "sha1(",
    "md5_hex(",
    "sha1_hex(",
    "hashlib.md5",
    "hashlib.sha1",
    "hashlib.sha256",
    "hashlib.sha512",
    "createhash(",
    "md5.sum(",
    "sha1.sum(",
    "sha256.sum256(",
    "md5.new(",
    "messagedigest.getinstance(",
    "md5.create(",
    "sha1.create(",
    "sha256.create(",
    "digest::md5",
    "digest::sha1",
    "digest::sha256",
    "md5.hash",
    "sha1.hash",
    "md5::compute(",
    "sha1::digest(",
    "sha256::digest(",
    "md5::digest(",
    "sha1::from(",
    "hash('md5'",
    "hash(\"md5\"",
    "hash('sha1'",
    "hash(\"sha1\"",
    "hash('sha256'",
    "md5hex(",
    "sha1hex(",
    "digestutils.",
    "sha1managed",
    "md5cryptoserviceprovider",
    "sha1cryptoserviceprovider",
    "cryptojs.md5(",
    "cryptojs.sha1(",
    "hashing.md5(",
    "hashing.sha1(",
];

const PASSWORDS: &[&str] = &[
    "password",
    "passwd",
    "wachtwoord",
    "passphrase",
    "pwd",
    "passwort",
];

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "weak-password-hash",
        name: Text {
            en: "Weak hash of a password",
            nl: "Zwakke hash van een wachtwoord",
        },
        category: Category::CodeSmell,
        severity: Severity::High,
        article: "GDPR art. 32(1)",
        help: Text {
            en: "A password goes into MD5, SHA-1 or plain SHA-2, of which a graphics card tries billions a second. Use \
                 Argon2id, scrypt or bcrypt from a library, and hash anew when people log in.",
            nl: "Een wachtwoord gaat door MD5, SHA-1 of kale SHA-2, waarvan een grafische kaart er miljarden per seconde \
                 probeert. Gebruik Argon2id, scrypt of bcrypt uit een bibliotheek, en hash opnieuw als mensen inloggen.",
        },
        context_words: &[],
        examples: Examples {
            matches: &[
                "$hash = md5($password);",
                "hashlib.sha1(password.encode()).hexdigest()",
                "crypto.createHash('md5').update(user.password).digest('hex')",
                "sha1.Sum([]byte(password))",
                "Digest::MD5.hexdigest(params[:password])",
                "String h = DigestUtils.md5Hex(wachtwoord);",
            ],
            passes: &[
                "md5(file_contents)",
                "hashlib.sha256(data).hexdigest()",
                "bcrypt.hash(password, 12)",
                "// md5(password) is broken",
                "crypto.createHash('sha256').update(buffer)",
                "md5(\"password\")",
            ],
        },
    },
    triggers: &[Trigger::Words(HASHES, examine)],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::GENERIC,
}];

/// How far behind the hash's name its input is looked for.
const NEAR: usize = 96;

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if matches!(view.nature, Nature::Lockfile)
        || !view.is_word_start(hit.start) && view.before(hit.start) != b'_'
    {
        return;
    }
    let after = view.slice(hit.start..hit.end + NEAR);
    // The statement, whose chained calls may stand on further lines.
    let statement = after
        .split([';'])
        .next()
        .unwrap_or(after)
        .split("\n\n")
        .next()
        .unwrap_or(after);
    let lower = statement.to_ascii_lowercase();
    let strong = ["hmac", "pbkdf2", "bcrypt", "argon2", "scrypt"];
    let before = view
        .slice(hit.start.saturating_sub(16)..hit.start)
        .to_ascii_lowercase();
    if strong
        .iter()
        .any(|strong| lower.contains(strong) || before.contains(strong))
    {
        return;
    }
    let is_named_hash = ["md5", "sha1", "sha-1"]
        .iter()
        .any(|weak| lower.contains(weak));
    let is_fast = is_named_hash
        || lower.contains("sha256")
        || lower.contains("sha-256")
        || lower.contains("sha512")
        || lower.contains("sha-512");
    if !is_fast {
        return;
    }
    let Some((offset, length)) = PASSWORDS
        .iter()
        .filter_map(|word| Some((lower.find(word)?, word.len())))
        .min()
    else {
        return;
    };
    if !is_variable(&lower, offset, length) || is_comment(view, hit.start) {
        return;
    }
    let first_line = lower.find('\n').is_none_or(|line| offset < line);
    if !first_line
        && !lower.get(..offset).is_some_and(|between| {
            between.contains(".update")
                || between.contains(".digest")
                || between.contains(".hash")
                || between.contains("computehash")
        })
    {
        return;
    }
    let start = hit.start;
    let end = start + offset + length;
    candidates.push(
        Found::new(
            start,
            end,
            lower.get(..offset + length).unwrap_or_default().to_owned(),
        )
        .masked(Mask::Label(""))
        .severity(if is_named_hash {
            Severity::High
        } else {
            Severity::Medium
        })
        .shape("a fast hash function", 0.35)
        .check("its input is named a password", 0.4),
    );
}

/// Whether the word is a variable and neither a text nor a name of something else.
fn is_variable(statement: &str, offset: usize, length: usize) -> bool {
    let bytes = statement.as_bytes();
    let before = offset
        .checked_sub(1)
        .and_then(|place| bytes.get(place))
        .copied();
    let after = bytes.get(offset + length).copied();
    let is_text = matches!(before, Some(b'"' | b'\'')) && after == before
        // `request.form['password']`, `params["password"]` are variables after all.
        && !offset.checked_sub(2).and_then(|place| bytes.get(place)).is_some_and(|bracket| matches!(bracket, b'[' | b'('));
    let is_plain_text = matches!(before, Some(b'"' | b'\''))
        && after == before
        && statement
            .get(..offset)
            .is_some_and(|before| before.ends_with("(\"") || before.ends_with("('"))
        && !statement.get(..offset).is_some_and(|before| {
            before.contains("get") || before.contains("form") || before.contains("param")
        });
    let is_other = statement.get(offset + length..).is_some_and(|rest| {
        [
            "_reset", "reset", "_file", "file", "_id", "id]", "_path", " reset",
        ]
        .iter()
        .any(|other| rest.starts_with(other))
    });
    !(is_text || is_plain_text || is_other || before == Some(b' ') && after == Some(b' '))
}
