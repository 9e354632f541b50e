//! Private keys in text: the armour of PEM (RFC 7468), `OpenSSH` and `OpenPGP` (RFC 9580), the
//! same once more in base64 as a kubeconfig has it, `PuTTY` files and JSON web keys (RFC 7517).

use domain::{Category, Severity};

use super::base64::decode;
use super::rank;
use super::token::{BASE64, URL, is_token_start, looks_random};
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
                    "client-key-data: LS0tLS1",
                    "CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUV2UUlCQURBTkJna3Foa2lHOXcwQkFRRUZBQVNDQktjd2dnU2pBZ0VBQW9JQkFRREh4N1Ft"
                ),
                concat!(
                    "spring.key=MIIBOgIBAAJBAKx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz",
                    "0Xc1Vb2Nm3Qw4Er5Ty6CAwEAAQJAIJLixBy2qpFoS4DSmoEmo3qGy0t6z09A"
                ),
                concat!(
                    "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDHx7Qm2Lp9Rt4V",
                    "b8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz0Xc1Vb2Nm3Qw4Er5"
                ),
                concat!(
                    "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPrivate",
                    "-Lines: 2\nAAABAQDx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9P\nz0Xc1Vb2\n"
                ),
                concat!(
                    "{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja2Ku4Eo7Ti9w\", \"d\": \"Zx7Qm2Lp9Rt4",
                    "Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3\"}"
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
                "{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja2Ku4Eo7Ti9w\"}",
                "certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUREVENDQWZXZ0F3SUJBZ0lJUUhN",
                "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx7Qm2Lp9Rt4Vb8Ns3KdH\n",
                "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7Ki8",
                "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n",
            ],
        },
    },
    triggers: &[
        Trigger::Words(
            &[
                concat!("PRIVATE", " KEY-----"),
                concat!("PRIVATE", " KEY BLOCK-----"),
                concat!("PRIVATE", " KEY ----"),
            ],
            examine,
        ),
        Trigger::Words(&[concat!("LS0tLS1", "CRUdJTi")], examine_encoded),
        Trigger::Words(STRUCTURES, examine_structure),
        Trigger::Words(&[concat!("Private", "-Lines: ")], examine_putty),
        Trigger::Words(&["\"kty\""], examine_jwk),
    ],
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
    let Some(place) = before
        .rfind("---- BEGIN ")
        .or_else(|| before.rfind("-----BEGIN "))
    else {
        return;
    };
    // Either mark is eleven characters long.
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
    let body = window.split("----").next().unwrap_or_default();
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

/// The armour, in base64 once more: `client-key-data` of a kubeconfig, variables of a pipeline.
fn examine_encoded(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    /// As much as holds the label, and decodes by itself.
    const HEAD: usize = 72;
    if !is_token_start(view, hit.start) {
        return;
    }
    let window = view.slice(hit.start..hit.start + BODY);
    let length = window.bytes().take_while(|byte| BASE64.has(*byte)).count();
    let head = window
        .get(..HEAD.min(length / 4 * 4))
        .and_then(decode)
        .unwrap_or_default();
    let label = String::from_utf8_lossy(&head);
    if length < HEAD || !label.contains(concat!("PRIVATE", " KEY")) {
        return;
    }
    let encoded = window.get(..length).unwrap_or_default();
    let mut found = Found::new(hit.start, hit.start + length, encoded)
        .masked(Mask::Label(concat!("-----BEGIN … PRIVATE", " KEY----- ")))
        .shape("the armour of a private key, in base64", 0.6)
        .check("it decodes", 0.35);
    if label.contains("ENCRYPTED") {
        found = found
            .severity(Severity::High)
            .against("it is encrypted with a passphrase", -0.1);
    }
    candidates.push(found);
}

/// How the structure of a private key goes on in base64 behind its length: version 0 and the modulus of RSA
/// (RFC 8017, A.1.2), version 0 and the algorithm of PKCS #8 (RFC 5208) for RSA and for elliptic curves, version 1 and
/// the key of an elliptic curve (RFC 5915). Public keys and certificates have no version there.
const STRUCTURES: &[&str] = &[
    "IBAAKCAQ",
    "IBAAKCAg",
    "IBAAKBgQ",
    "IBAAJBA",
    "IBADANBgkqhkiG9w0BAQEFAASC",
    "AgEAMBMGByqGSM49AgEG",
    "AgEAMBAGByqGSM49AgEG",
    "MHcCAQEEI",
];

/// A private key in base64 without its armour, as settings have it on one line.
fn examine_structure(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    /// How much stands before the mark: the tag and the length.
    const TAG: usize = 8;
    const SHORTEST: usize = 80;
    let mark = view.slice(hit.start..hit.end);
    if !STRUCTURES.contains(&mark) {
        return;
    }
    let mut start = hit.start;
    while hit.start - start < TAG && BASE64.has(view.before(start)) {
        start -= 1;
    }
    let head = view.slice(start..start + 3);
    if !matches!(head, "MII" | "MIG" | "MHc") || !is_token_start(view, start) {
        return;
    }
    let window = view.slice(start..start + BODY);
    let length = window.bytes().take_while(|byte| BASE64.has(*byte)).count();
    let key = window.get(..length).unwrap_or_default();
    // Within armour it is found with that.
    let is_armoured = view
        .slice(start.saturating_sub(96)..start)
        .contains("-----");
    if length < SHORTEST || distinct(key) < 16 || is_armoured {
        return;
    }
    candidates.push(
        Found::new(start, start + length, key)
            .masked(Mask::Ends)
            .shape("the structure of a private key in base64", 0.6)
            .check(
                "a version and an algorithm where a private key has them",
                0.35,
            ),
    );
}

fn examine_putty(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const FILE: usize = 4 << 10;
    let body = view.slice(hit.end..hit.end + BODY);
    let body = body
        .split(concat!("Private", "-MAC"))
        .next()
        .unwrap_or_default();
    let Some(line) = longest_line(body) else {
        return;
    };
    if line.len() < LINE_MIN || distinct(line) < 16 {
        return;
    }
    let before = view.slice(hit.start.saturating_sub(FILE)..hit.start);
    let mut found = Found::new(hit.start, hit.end + body.len(), line)
        .masked(Mask::Label("PuTTY-User-Key-File "))
        .shape("the private lines of a PuTTY file", 0.5)
        .check("a key of base64 inside", 0.45);
    if before.contains("Encryption: aes") {
        found = found
            .severity(Severity::High)
            .against("it is encrypted with a passphrase", -0.1);
    }
    candidates.push(found);
}

/// A JSON web key with its private part: `d`, or `k` of a symmetric one.
fn examine_jwk(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const REACH: usize = 3_000;
    /// No private part is shorter.
    const PART_MIN: usize = 40;
    let before = view.slice(hit.start.saturating_sub(REACH)..hit.start);
    let from = before
        .rfind('{')
        .map_or(hit.start, |place| hit.start - (before.len() - place));
    let object = view.slice(from..hit.end + REACH);
    let object = object.split('}').next().unwrap_or_default();
    for key in ["\"d\"", "\"k\""] {
        let Some(place) = object.find(key) else {
            continue;
        };
        let rest = object.get(place + key.len()..).unwrap_or_default();
        let value = rest.trim_start_matches([' ', ':', '\t', '\n', '\r']);
        let Some(value) = value.strip_prefix('"') else {
            continue;
        };
        let length = value.bytes().take_while(|byte| URL.has(*byte)).count();
        let part = value.get(..length).unwrap_or_default();
        if length < PART_MIN || !looks_random(part) {
            continue;
        }
        let start = from + (object.len() - value.len());
        candidates.push(
            Found::new(start, start + length, part)
                .masked(Mask::Whole)
                .shape("a JSON web key", 0.5)
                .check("with its private part", 0.45),
        );
        return;
    }
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
