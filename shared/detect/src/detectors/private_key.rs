//! Private keys in text armour: PEM (RFC 7468), `OpenSSH`, `OpenPGP` (RFC 9580).

use domain::{Category, Severity};

use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::placeholder::distinct;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "private-key",
        name: Text {
            en: "Private key",
            nl: "Privésleutel",
        },
        category: Category::Secret,
        severity: Severity::Critical,
        article: "GDPR art. 32(1)",
        help: Text {
            en: "The armour of a private key with a key inside; a lone header is left alone, and an encrypted key is \
                 high instead of critical. Replace the key pair everywhere it is used: who has read the key is you.",
            nl: "De omlijsting van een privésleutel met een sleutel erin; een losse kopregel telt niet, en een \
                 versleutelde sleutel is hoog in plaats van kritiek. Vervang het sleutelpaar overal waar het gebruikt \
                 wordt: wie de sleutel las, bent u.",
        },
        context_words: &[],
        examples: Examples {
            matches: &[
                concat!(
                    "-----BEGIN RSA PRIVATE",
                    " KEY-----\nMIIEowIBAAKCAQEAx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt\n",
                    "Hy6Ju7Ki8Lo9Pz0Xc1Vb2Nm3Qw4Er5Ty6Ui7Op8Gh4Jk3Lz2Xm1Cn0Bv9Fs8Dt7E\n-----END RSA PRIVATE",
                    " KEY-----"
                ),
                concat!(
                    "key = \"-----BEGIN PRIVATE",
                    " KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDHx7Qm2Lp9Rt4V\\n\""
                ),
                concat!(
                    "-----BEGIN OPENSSH PRIVATE",
                    " KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtz\n"
                ),
                concat!(
                    "-----BEGIN PGP PRIVATE",
                    " KEY BLOCK-----\nVersion: x\n\nlQOYBGRx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7K\n"
                ),
            ],
            passes: &[
                concat!(
                    "-----BEGIN RSA PRIVATE",
                    " KEY-----\n...\n-----END RSA PRIVATE",
                    " KEY-----"
                ),
                concat!(
                    "if line.startswith(\"-----BEGIN RSA PRIVATE",
                    " KEY-----\"): return True"
                ),
                "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx7Qm2Lp9Rt4Vb8Ns3KdH\n",
                "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n",
            ],
        },
    },
    triggers: &[Trigger::Words(
        &[
            concat!("PRIVATE", " KEY-----"),
            concat!("PRIVATE", " KEY BLOCK-----"),
        ],
        examine,
    )],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::KEY,
}];

/// How much of the armour is looked at; the finding covers no more than that.
const BODY: usize = 4 << 10;
/// The shortest run of base64 that is a key's line.
const LINE_MIN: usize = 40;

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let before = view.slice(hit.start.saturating_sub(40)..hit.start);
    let Some(place) = before.rfind("-----BEGIN ") else {
        return;
    };
    let label = before
        .get(place + "-----BEGIN ".len()..)
        .unwrap_or_default();
    if !label
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ')
    {
        return;
    }
    let start = hit.start - (before.len() - place);
    let window = view.slice(hit.end..hit.end + BODY);
    let body = window.split("-----").next().unwrap_or_default();
    let Some(line) = longest_line(body) else {
        return;
    };
    if line.len() < LINE_MIN || distinct(line) < 16 {
        return;
    }
    let is_encrypted = label.contains("ENCRYPTED") || body.contains("ENCRYPTED");
    let mut found = Found::new(start, hit.end + body.len(), line)
        .masked(Mask::Label(concat!("-----BEGIN … PRIVATE", " KEY----- ")))
        .shape("the armour of a private key", 0.5)
        .check("a key of base64 inside", 0.45);
    if is_encrypted {
        found = found
            .severity(Severity::High)
            .against("it is encrypted with a passphrase", -0.1);
    }
    candidates.push(found);
}

/// The longest run of base64, where line breaks may be written as `\n`.
fn longest_line(body: &str) -> Option<&str> {
    body.split(['\n', '\r', '"', '\'', ' ', '\t', ',', '`'])
        .flat_map(|line| line.split("\\n"))
        .flat_map(|line| line.split("\\r"))
        .filter(|line| {
            line.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
        })
        .max_by_key(|line| line.len())
}
