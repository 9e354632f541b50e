//! What stands where a secret will stand: placeholders, references, masks.

use std::sync::LazyLock;

use crate::detectors::token::is_uuid;

/// Pieces of text by their first byte, so that at each place of a value only a few are compared.
pub(crate) struct Pieces([Vec<&'static [u8]>; 128]);

impl Pieces {
    /// Those that don't begin with ASCII are never found.
    pub(crate) fn new(pieces: &[&'static str]) -> Self {
        let mut by_first = [const { Vec::new() }; 128];
        for piece in pieces.iter().map(|piece| piece.as_bytes()) {
            if let Some(of_first) = piece
                .first()
                .and_then(|first| by_first.get_mut(usize::from(*first)))
            {
                of_first.push(piece);
            }
        }
        Self(by_first)
    }

    /// Whether any of them is in a text, in the same case.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        text.iter().enumerate().any(|(place, first)| {
            self.0.get(usize::from(*first)).is_some_and(|pieces| {
                let rest = text.get(place..).unwrap_or_default();
                pieces.iter().any(|piece| rest.starts_with(piece))
            })
        })
    }
}

static TELLING_PIECES: LazyLock<Pieces> = LazyLock::new(|| Pieces::new(TELLING));

/// Parts that no real secret has, in lower case.
const TELLING: &[&str] = &[
    "example",
    "placeholder",
    "changeme",
    "change_me",
    "change-me",
    "changeit",
    "yourpass",
    "your_",
    "your-",
    "yourkey",
    "yoursecret",
    "yourtoken",
    "xxxx",
    "****",
    "....",
    "dummy",
    "sample",
    "replace",
    "insert",
    "todo",
    "fixme",
    "redacted",
    "not-a-real",
    "notareal",
    "fake",
    "mysecret",
    "my-secret",
    "my_secret",
    "mytoken",
    "my-token",
    "my_token",
    "mypassword",
    "process.env",
    "os.environ",
    "getenv",
    "config.",
    "settings.",
    "voorbeeld",
    "invullen",
    "deadbeef",
    "0123456789abcdef",
    "abcdefghijkl",
    "1234567890",
    "<%",
    "[redacted",
    "masked",
    "undefined",
    "foobar",
    "loremipsum",
    "aws4_request",
    "000102030405",
    "secret_here",
    "key_here",
    "token_here",
    "-here",
    "_here",
    "changethis",
    "change-this",
    "change_this",
    "change-in",
    "change_in",
    "set-me",
    "set_me",
    "fill-me",
    "fill_me",
    "fill-in",
    "fill_in",
    "generate-",
    "generate_",
    "generated-by",
    "openssl",
    "some-secret",
    "some_secret",
    "some-random",
    "some_random",
    "to-be-set",
    "to_be_set",
    "pk_live_",
    "pk_test_",
    "vault:",
    "arn:aws:",
    "secretsmanager",
    "te-bepalen",
    "in-de-kluis",
    "set-in-ci",
];

/// Whole values that mean nothing, in lower case.
const EMPTY: &[&str] = &[
    "null",
    "none",
    "nil",
    "true",
    "false",
    "yes",
    "no",
    "string",
    "password",
    "passwd",
    "wachtwoord",
    "secret",
    "token",
    "pass",
    "pwd",
    "apikey",
    "api_key",
    "user",
    "username",
    "default",
    "optional",
    "required",
    "empty",
    "unset",
    "test",
    "testing",
    "value",
    "hidden",
    "text",
    "number",
    "object",
    "boolean",
    "unknown",
    "missing",
    "invalid",
    "bearer",
    "basic",
    "foo",
    "bar",
    "baz",
    "abc",
    "key",
    "enabled",
    "disabled",
    "encrypted",
    "plaintext",
    "credentials",
    "geheim-hier",
    "my_password",
    "my-password",
    "mypass",
    "userpass",
    "repopwd",
    "proxypass",
    "anonymous",
    "anoncvs",
    "uw-sleutel",
    "uw-wachtwoord",
    "abcdefgh",
    "base64",
    // Names of headers, of kinds of content and of algorithms.
    "authorization",
    "x-api-key",
    "x-auth-token",
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "hs256",
    "hs512",
    "rs256",
    "es256",
];

/// Whether the value is no value but the place of one.
pub(crate) fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let lower = lower.trim();
    if lower.is_empty() || EMPTY.contains(&lower) || lower.trim_matches('*') == "removed" {
        return true;
    }
    // References: `$VAR`, `%VAR%`, `<name>`, `{name}`, `@name@`, `:name`, `__NAME__`.
    let first = lower.as_bytes().first().copied().unwrap_or_default();
    let last = lower.as_bytes().last().copied().unwrap_or_default();
    let is_reference = match first {
        b'$' => {
            lower
                .bytes()
                .skip(1)
                .all(|byte| byte.is_ascii_alphanumeric() || b"_{}.:-".contains(&byte))
                && !value.bytes().skip(1).any(|byte| byte.is_ascii_digit())
        }
        b'<' => last == b'>',
        b'{' => last == b'}',
        b'[' => last == b']',
        b'(' => last == b')',
        b'%' => last == b'%',
        b'@' => last == b'@',
        // `***REMOVED***`, as those write who clean a history.
        b'*' => lower.starts_with("***") && lower.ends_with("***"),
        b'_' => lower.starts_with("__") && lower.ends_with("__"),
        b':' => lower
            .bytes()
            .skip(1)
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'_'),
        _ => false,
    };
    if is_reference
        || is_sealed(lower)
        || is_elsewhere(lower)
        || TELLING_PIECES.are_in(lower)
        || has_hole(lower)
    {
        return true;
    }
    distinct(lower) <= lower.len().min(12) / 4
}

/// Whether a value was encrypted where it stands, so that files may be shared: by SOPS, EJSON, dotenvx.
fn is_sealed(lower: &str) -> bool {
    ["enc[", "ej[", "encrypted:"]
        .iter()
        .any(|mark| lower.starts_with(mark))
}

/// Whether a value says where a secret is to be had: its path in a store, a variable, a file below the home folder.
fn is_elsewhere(lower: &str) -> bool {
    let is_path = |path: &str| {
        path.contains('/')
            && path
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || b"/_-.".contains(&byte))
    };
    // `openssl enc -pass env:PW`
    let is_variable = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
    };
    lower.starts_with("~/")
        || lower.starts_with("projects/") && lower.contains("/secrets/")
        || lower
            .strip_prefix("secret/")
            .is_some_and(|path| path.starts_with("data/"))
        || lower.strip_prefix("bao:").is_some_and(is_path)
        || lower.strip_prefix("pass:").is_some_and(is_path)
        || lower.strip_prefix("env:").is_some_and(is_variable)
        || lower
            .strip_prefix("bws:")
            .is_some_and(|id| is_uuid(id.as_bytes()))
        || lower.starts_with("keyring:")
        || lower.starts_with("urn:")
        || lower.ends_with(":...")
}

/// Whether a template fills in a part of the value: `db-${name}`, `{{ .Values.x }}`. What a hole has within it closes
/// all that it opens; where it doesn't, the signs are a password's. The value may end before the hole does.
fn has_hole(value: &str) -> bool {
    const OPENINGS: &[&str] = &["${", "{{", "$(", "#{", "%("];
    OPENINGS.iter().any(|opening| {
        value.match_indices(opening).any(|(place, _)| {
            let mut open = Vec::new();
            // What was cut off goes on as a name does.
            let is_name = value
                .bytes()
                .skip(place + opening.len())
                .all(|byte| byte.is_ascii_alphanumeric() || b" _.:-\"'()[]".contains(&byte));
            for byte in value.bytes().skip(place) {
                match byte {
                    b'(' => open.push(b')'),
                    b'[' => open.push(b']'),
                    b'{' => open.push(b'}'),
                    b')' | b']' | b'}' => {
                        if open.pop() != Some(byte) {
                            return false;
                        }
                        if open.is_empty() {
                            return true;
                        }
                    }
                    _ => {}
                }
            }
            // `%(name)s` of Python is closed wherever it is one.
            *opening != "%(" && is_name
        })
    })
}

/// How many different bytes the value has.
pub(crate) fn distinct(value: &str) -> usize {
    let mut seen = [false; 256];
    for byte in value.bytes() {
        seen[usize::from(byte)] = true;
    }
    seen.iter().filter(|seen| **seen).count()
}

/// Shannon entropy in bits per byte.
pub(crate) fn entropy(value: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in value {
        counts[usize::from(*byte)] += 1;
    }
    let length = f64::from(u32::try_from(value.len()).unwrap_or(u32::MAX));
    counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| {
            let share = f64::from(*count) / length;
            -share * share.log2()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders() {
        for value in [
            "",
            "password",
            "${DB_PASSWORD}",
            "$PASSWORD",
            "%PASSWORD%",
            "<your password>",
            "xxxxxxxx",
            "changeme",
            "aaaaaaaaaaaa",
            "{{ secret }}",
            "your_api_key",
            "********",
            "__SECRET__",
            "db-${name}-x",
            "{{ .Values.a }}/{{ .Values.b }}",
            "prefix-${cut",
            "${a:-${b}}",
            "x-%(name)s",
            "***REMOVED***",
            "ENC[AES256_GCM,data:Zm9v,iv:cT0=,tag:eA==,type:str]",
            "EJ[1:q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y=:Hs1Gf0Ja2Ku4:Zx7Qm2Lp9]",
            "encrypted:BDqDq7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y",
            "projects/123/secrets/app/versions/latest",
            "secret/data/app",
            "bao:secret/data/app",
            "pass:bakkerij/api-token",
            "bws:9f2c81d0-7be6-4a35-89f2-c8ad07be64a3",
            "~/.pgpass",
            "env:PW",
            "base64:...",
            "nader-te-bepalen",
            "in-de-kluis",
            "REMOVED***",
            "keyring:get:app",
            "urn:ietf:params:oauth:token-type:jwt",
            "X-Api-Key",
            "RS256",
        ] {
            assert!(is_placeholder(value), "{value}");
        }
        for value in [
            "Zomer2024!",
            "hunter2",
            "$ecretP4ss",
            "welkom01",
            "k8#Lp0!z",
            "k{{8}o)p${e]9Lz}}",
            "Ed&1cr+{n[h#{D[-t>yIUZ8",
            "k8!%(^+=9Lz",
            "**k8Lp0z**",
            "pass:Stroopwafel42",
            "bao:Stroopwafel42",
            "encrypt:Stroop42",
        ] {
            assert!(!is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn entropy_of_extremes() {
        assert!(entropy(b"aaaa").abs() < 1e-9);
        assert!((entropy(b"abcd") - 2.0).abs() < 1e-9);
    }
}
