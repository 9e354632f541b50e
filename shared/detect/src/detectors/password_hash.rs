//! Stored passwords: hashed, but open to guessing by whoever has them.

use domain::{Category, Severity};

use super::assignment::{column_values, read as read_assignment};
use super::named::words;
use super::rank;
use super::token::Part::{Pad, Run, Text as Exact};
use super::token::{
    ALNUM, Alphabet, BASE64, DIGITS, HEX, HEX_ANY, Part, goes_on, is_published, looks_random, read,
};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "password-hash",
        name: Text {
            en: "Password hash",
            nl: "Wachtwoordhash",
        },
        category: Category::Secret,
        severity: Severity::High,
        article: "GDPR art. 32(1)",
        help: Text {
            en: "A stored password in a known form: bcrypt, Argon2, scrypt, crypt(3), PBKDF2, phpass, LDAP, NTLM and \
                 others. Whoever has it can guess at leisure; the fast forms fall within hours. Take it out of the \
                 file and let the people concerned choose a new password.",
            nl: "Een opgeslagen wachtwoord in een bekende vorm: bcrypt, Argon2, scrypt, crypt(3), PBKDF2, phpass, LDAP, \
                 NTLM en andere. Wie hem heeft, kan rustig raden; de snelle vormen bezwijken binnen uren. Haal hem uit \
                 het bestand en laat de betrokkenen een nieuw wachtwoord kiezen.",
        },
        context_words: &[],
        examples: Examples {
            matches: &[
                concat!(
                    "jan:$2b$12$",
                    "R9h7cIPz0gi8URNNX3kh2OPST9Q6PgBkqquzi5Ss7KIUgO2t0jWMU"
                ),
                concat!(
                    "$argon2id$v=19$m=65536,t=2,p=1$",
                    "c2FsdHpvdXQxMjM0$q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja2Ku4Eo7Ti9w"
                ),
                concat!(
                    "root:$6$rounds=5000$",
                    "q7Zt4Lm9Xc2V$",
                    "RjJsrvntNOfH0mouYu2XgIdXNbfxpPFZoe2nGtwN3dzsJ70qoFwIm/4GQ5d/lWcP5sF/xCExXbYpcbslQDnP60"
                ),
                concat!(
                    "pbkdf2_sha256$260000$",
                    "q7Zt4Lm9Xc2V$Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3="
                ),
                concat!(
                    "pbkdf2:sha256:100000$",
                    "cTdadDRMbTlY$Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3="
                ),
                concat!("$P$B", "q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0"),
                concat!(
                    "Administrator:500:aad3b435b51404ee",
                    "aad3b435b51404ee:9f2c81d07be64a3519f2c8ad07be64a3:::"
                ),
                concat!("{SSHA}", "Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0"),
                concat!("password_hash = \"77d3d80e07c2b34a", "d82465a2462a5d3e\""),
                concat!(
                    "INSERT INTO users (id, password) VALUES (1, '77d3d80e07c2b34a",
                    "d82465a2462a5d3e');"
                ),
                concat!(
                    "GRANT ALL ON shop.* TO jan IDENTIFIED BY PASSWORD '*4D79D57D136684BE",
                    "063C44DB56C56DC8742A2E31';"
                ),
                concat!(
                    "PASSWORD 'SCRAM-SHA-256$4096:y6g2+d99fj/SnUR2cWraGw==$NR1aKFhxO9O8Sh5mlejq43",
                    "Itsjik8DmjZmbHNvQb7Tk=:zsdu322DFy+1bnEf043IUaRdDy/ZabNlV9K81VU+qzM='"
                ),
            ],
            passes: &[
                "$2b$12$",
                "password_hash(\"x\", PASSWORD_BCRYPT)",
                "$2a$10$xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "echo $1$2",
                "password_hash = \"d41d8cd98f00b204e9800998ecf8427e\"",
                "INSERT INTO files (name, hash) VALUES ('a', '77d3d80e07c2b34ad82465a2462a5d3e');",
                "IDENTIFIED BY PASSWORD '*invalid'",
                "$6$ is the mark of SHA-512",
                "$argon2id$v=19$m=65536,t=2,p=1$salt$hash",
                "aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0",
                "'password' => '$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi',",
            ],
        },
    },
    triggers: &[
        Trigger::Words(
            &[
                "$2a$",
                "$2b$",
                "$2y$",
                "$2x$",
                "$argon2",
                "$1$",
                "$5$",
                "$6$",
                "$y$",
                "$7$",
                "$8$",
                "$9$",
                "$apr1$",
                "$sha1$",
                "$md5$",
                "$P$",
                "$H$",
                "$S$",
                "$scrypt$",
                "$pbkdf2",
                "pbkdf2_sha",
                "pbkdf2:sha",
                "scrypt:",
                "{SSHA",
                "{SHA",
                "{SMD5}",
                "{CRYPT}",
                "SCRAM-SHA-256$",
                "{PBKDF2",
                "$NT$",
                "$krb5tgs$",
                "$krb5asrep$",
                "$DCC2$",
            ],
            examine,
        ),
        Trigger::Words(&["aad3b435b51404ee", ":::"], examine_dump),
        Trigger::Words(
            &[
                "password_hash",
                "passwordhash",
                "password-hash",
                "passwd_hash",
                "wachtwoord_hash",
            ],
            examine_named,
        ),
        Trigger::Words(&["insert into "], examine_insert),
        Trigger::Words(&["password '*"], examine_mysql),
        Trigger::Cells(is_hash_header, examine_cell),
    ],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::KEY,
}];

/// The alphabet of crypt(3).
const CRYPT: Alphabet = Alphabet::of("./0-9A-Za-z");
/// What salts are made of.
const SALT: Alphabet = Alphabet::of("!#%&(-+./0-9:;<=>?@A-Z_a-z~-");
/// Numbers and their names.
const SETTINGS: Alphabet = Alphabet::of("0-9A-Za-z=,");

/// The forms: what they begin with, and the rest.
const FORMS: &[(&str, &[Part])] = &[
    ("$2a$", &[Run(DIGITS, 2, 2), Exact("$"), Run(CRYPT, 53, 53)]),
    ("$2b$", &[Run(DIGITS, 2, 2), Exact("$"), Run(CRYPT, 53, 53)]),
    ("$2y$", &[Run(DIGITS, 2, 2), Exact("$"), Run(CRYPT, 53, 53)]),
    ("$2x$", &[Run(DIGITS, 2, 2), Exact("$"), Run(CRYPT, 53, 53)]),
    (
        "$argon2id$v=",
        &[
            Run(DIGITS, 2, 2),
            Exact("$"),
            Run(SETTINGS, 9, 60),
            Exact("$"),
            Run(BASE64, 11, 90),
            Exact("$"),
            Run(BASE64, 16, 180),
        ],
    ),
    (
        "$argon2i$v=",
        &[
            Run(DIGITS, 2, 2),
            Exact("$"),
            Run(SETTINGS, 9, 60),
            Exact("$"),
            Run(BASE64, 11, 90),
            Exact("$"),
            Run(BASE64, 16, 180),
        ],
    ),
    (
        "$argon2d$v=",
        &[
            Run(DIGITS, 2, 2),
            Exact("$"),
            Run(SETTINGS, 9, 60),
            Exact("$"),
            Run(BASE64, 11, 90),
            Exact("$"),
            Run(BASE64, 16, 180),
        ],
    ),
    ("$1$", &[Run(CRYPT, 1, 8), Exact("$"), Run(CRYPT, 22, 22)]),
    (
        "$apr1$",
        &[Run(CRYPT, 1, 8), Exact("$"), Run(CRYPT, 22, 22)],
    ),
    (
        "$5$rounds=",
        &[
            Run(DIGITS, 4, 9),
            Exact("$"),
            Run(CRYPT, 1, 16),
            Exact("$"),
            Run(CRYPT, 43, 43),
        ],
    ),
    (
        "$6$rounds=",
        &[
            Run(DIGITS, 4, 9),
            Exact("$"),
            Run(CRYPT, 1, 16),
            Exact("$"),
            Run(CRYPT, 86, 86),
        ],
    ),
    ("$5$", &[Run(CRYPT, 1, 16), Exact("$"), Run(CRYPT, 43, 43)]),
    ("$6$", &[Run(CRYPT, 1, 16), Exact("$"), Run(CRYPT, 86, 86)]),
    (
        "$y$",
        &[
            Run(CRYPT, 3, 8),
            Exact("$"),
            Run(CRYPT, 1, 86),
            Exact("$"),
            Run(CRYPT, 43, 43),
        ],
    ),
    (
        "$7$",
        &[
            Run(CRYPT, 11, 11),
            Run(CRYPT, 8, 50),
            Exact("$"),
            Run(CRYPT, 43, 43),
        ],
    ),
    ("$8$", &[Run(CRYPT, 14, 14), Exact("$"), Run(CRYPT, 43, 43)]),
    ("$9$", &[Run(CRYPT, 14, 14), Exact("$"), Run(CRYPT, 43, 43)]),
    (
        "$sha1$",
        &[
            Run(DIGITS, 1, 9),
            Exact("$"),
            Run(CRYPT, 1, 64),
            Exact("$"),
            Run(CRYPT, 28, 28),
        ],
    ),
    ("$P$", &[Run(CRYPT, 31, 31)]),
    ("$H$", &[Run(CRYPT, 31, 31)]),
    ("$S$", &[Run(CRYPT, 52, 52)]),
    (
        "$scrypt$ln=",
        &[
            Run(SETTINGS, 7, 30),
            Exact("$"),
            Run(CRYPT, 8, 90),
            Pad("="),
            Exact("$"),
            Run(BASE64, 40, 180),
        ],
    ),
    (
        "$pbkdf2-sha256$",
        &[
            Run(SETTINGS, 1, 20),
            Exact("$"),
            Run(CRYPT, 8, 90),
            Exact("$"),
            Run(CRYPT, 40, 90),
        ],
    ),
    (
        "$pbkdf2-sha512$",
        &[
            Run(SETTINGS, 1, 20),
            Exact("$"),
            Run(CRYPT, 8, 90),
            Exact("$"),
            Run(CRYPT, 80, 120),
        ],
    ),
    (
        "$pbkdf2$",
        &[
            Run(SETTINGS, 1, 20),
            Exact("$"),
            Run(CRYPT, 8, 90),
            Exact("$"),
            Run(CRYPT, 26, 90),
        ],
    ),
    (
        "pbkdf2_sha256$",
        &[
            Run(DIGITS, 4, 8),
            Exact("$"),
            Run(SALT, 6, 64),
            Exact("$"),
            Run(BASE64, 40, 90),
            Pad("="),
        ],
    ),
    (
        "pbkdf2_sha1$",
        &[
            Run(DIGITS, 4, 8),
            Exact("$"),
            Run(SALT, 6, 64),
            Exact("$"),
            Run(BASE64, 27, 27),
            Pad("="),
        ],
    ),
    (
        "pbkdf2:sha256:",
        &[
            Run(DIGITS, 4, 8),
            Exact("$"),
            Run(ALNUM, 8, 64),
            Exact("$"),
            Run(HEX, 64, 64),
        ],
    ),
    (
        "pbkdf2:sha512:",
        &[
            Run(DIGITS, 4, 8),
            Exact("$"),
            Run(ALNUM, 8, 64),
            Exact("$"),
            Run(HEX, 128, 128),
        ],
    ),
    (
        "pbkdf2:sha1:",
        &[
            Run(DIGITS, 3, 8),
            Exact("$"),
            Run(ALNUM, 8, 64),
            Exact("$"),
            Run(HEX, 40, 40),
        ],
    ),
    // As they are, whose salt and hash are written in base64.
    (
        "pbkdf2:sha256:",
        &[
            Run(DIGITS, 4, 8),
            Exact("$"),
            Run(BASE64, 8, 90),
            Pad("="),
            Exact("$"),
            Run(BASE64, 40, 120),
            Pad("="),
        ],
    ),
    (
        "pbkdf2:sha512:",
        &[
            Run(DIGITS, 4, 8),
            Exact("$"),
            Run(BASE64, 8, 90),
            Pad("="),
            Exact("$"),
            Run(BASE64, 80, 400),
            Pad("="),
        ],
    ),
    (
        "scrypt:",
        &[
            Run(DIGITS, 4, 8),
            Exact(":"),
            Run(DIGITS, 1, 3),
            Exact(":"),
            Run(DIGITS, 1, 3),
            Exact("$"),
            Run(ALNUM, 8, 64),
            Exact("$"),
            Run(HEX, 128, 128),
        ],
    ),
    ("{SSHA}", &[Run(BASE64, 30, 64), Pad("=")]),
    ("{SHA}", &[Run(BASE64, 27, 27), Pad("=")]),
    ("{SSHA256}", &[Run(BASE64, 48, 90), Pad("=")]),
    ("{SSHA512}", &[Run(BASE64, 90, 140), Pad("=")]),
    ("{SHA256}", &[Run(BASE64, 43, 43), Pad("=")]),
    ("{SHA512}", &[Run(BASE64, 86, 86), Pad("=")]),
    ("{SMD5}", &[Run(BASE64, 26, 48), Pad("=")]),
    // Of PostgreSQL: rounds, salt, and two keys.
    (
        "SCRAM-SHA-256$",
        &[
            Run(DIGITS, 4, 8),
            Exact(":"),
            Run(BASE64, 8, 64),
            Pad("="),
            Exact("$"),
            Run(BASE64, 43, 43),
            Pad("="),
            Exact(":"),
            Run(BASE64, 43, 43),
            Pad("="),
        ],
    ),
    ("$NT$", &[Run(HEX_ANY, 32, 32)]),
    (
        "$krb5tgs$",
        &[Run(DIGITS, 2, 2), Exact("$*"), Run(SALT, 3, 200)],
    ),
    (
        "$krb5asrep$",
        &[
            Run(DIGITS, 2, 2),
            Exact("$"),
            Run(SALT, 5, 200),
            Exact(":"),
            Run(HEX, 32, 32),
        ],
    ),
    (
        "$DCC2$",
        &[
            Run(DIGITS, 4, 6),
            Exact("#"),
            Run(SALT, 1, 64),
            Exact("#"),
            Run(HEX, 32, 32),
        ],
    ),
];

/// A hash whose dollars are doubled, as Compose wants it: `$$apr1$$…$$…`.
fn doubled(view: &View<'_>, hit: Hit, prefix: &str, parts: &[Part]) -> Option<Found> {
    const LONGEST: usize = 200;
    let start = hit.start.checked_sub(1)?;
    let written = view.slice(start..start + LONGEST);
    let end = written
        .find(|character: char| character.is_whitespace() || "\"'`,".contains(character))
        .unwrap_or(written.len());
    let written = written.get(..end)?;
    let hash = written.replace("$$", "$");
    if written.matches("$$").count() < 3 || !hash.starts_with(prefix) {
        return None;
    }
    let single = View {
        text: &hash,
        nature: view.nature,
        table: None,
    };
    let random = hash.rsplit(['$', '}']).next().unwrap_or_default();
    (read(&single, prefix.len(), parts) == Some(hash.len()) && looks_random(random)).then(|| {
        Found::new(start, start + end, written)
            .masked(Mask::Whole)
            .shape(format!("the form “{prefix}…” of a stored password"), 0.7)
            .check("its hash looks random", 0.2)
    })
}

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let longest = view.slice(hit.start..hit.start + 16);
    for (prefix, parts) in FORMS {
        if !longest.starts_with(prefix) {
            continue;
        }
        // A word before it makes it the end of something else; a dollar sign an escape.
        let before = view.before(hit.start);
        if prefix
            .as_bytes()
            .first()
            .is_some_and(u8::is_ascii_alphanumeric)
            && !view.is_word_start(hit.start)
            || before == b'$'
        {
            if let Some(found) = doubled(view, hit, prefix, parts) {
                candidates.push(found);
            }
            return;
        }
        let Some(end) = read(view, hit.start + prefix.len(), parts) else {
            continue;
        };
        let hash = view.slice(hit.start..end);
        let random = hash.rsplit(['$', '}']).next().unwrap_or_default();
        if goes_on(view, end, parts) || !looks_random(random) || is_published(hash) {
            continue;
        }
        let found = Found::new(hit.start, end, hash)
            .masked(Mask::Label(prefix))
            .shape(format!("the form “{prefix}…” of a stored password"), 0.7)
            .check("its hash looks random", 0.2);
        let is_slow =
            prefix.starts_with("$2") || prefix.starts_with("$argon2") || prefix.starts_with("$y$");
        candidates.push(if is_slow {
            found.severity(Severity::Medium)
        } else {
            found
        });
        return;
    }
}

/// How long digests are in hexadecimal digits: MD5, SHA-1, SHA-256, SHA-384, SHA-512.
const DIGESTS: [usize; 5] = [32, 40, 64, 96, 128];

/// Whether a value is a digest without a mark of its own, and not that of nothing at all.
fn is_digest(value: &str) -> bool {
    const OF_NOTHING: [&str; 3] = ["d41d8cd98f00b204", "da39a3ee5e6b4b0d", "e3b0c44298fc1c14"];
    DIGESTS.contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_hexdigit())
        && looks_random(value)
        && !OF_NOTHING.iter().any(|digest| {
            value
                .get(..digest.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(digest))
        })
}

fn digest(start: usize, value: &str) -> Found {
    Found::new(start, start + value.len(), value)
        .masked(Mask::Whole)
        .shape("a digest where a stored password is named", 0.5)
        .check(
            format!("{} hexadecimal digits that look random", value.len()),
            0.3,
        )
}

/// Whether a column or a name is that of passwords, or of their hashes.
fn is_hash_header(header: &str) -> bool {
    let is_password = |word: &String| {
        matches!(
            word.as_str(),
            "password" | "passwd" | "wachtwoord" | "passwort" | "pwd" | "pass"
        )
    };
    match words(header).as_slice() {
        [.., before, last] if matches!(last.as_str(), "hash" | "md5" | "sha1" | "sha256") => {
            is_password(before)
        }
        [.., last] => is_password(last) || matches!(last.as_str(), "passwordhash" | "passwordmd5"),
        [] => false,
    }
}

fn examine_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let value = view.slice(hit.start..hit.end);
    if is_digest(value) {
        candidates.push(digest(hit.start, value));
    }
}

fn examine_insert(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    for (start, value) in column_values(view, hit, is_hash_header) {
        if is_digest(value) {
            candidates.push(digest(start, value));
        }
    }
}

/// `password_hash = "…"`
fn examine_named(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(assigned) = read_assignment(view, hit)
        && is_hash_header(assigned.name)
        && is_digest(assigned.value)
    {
        candidates.push(digest(assigned.start, assigned.value));
    }
}

/// `IDENTIFIED BY PASSWORD '*…'`: SHA-1 of SHA-1, as servers of that family keep it.
fn examine_mysql(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const DIGEST: usize = 40;
    let value = view.slice(hit.end..hit.end + DIGEST);
    let is_upper = !value.bytes().any(|byte| byte.is_ascii_lowercase());
    if is_upper && value.len() == DIGEST && is_digest(value) && view.at(hit.end + DIGEST) == b'\'' {
        candidates.push(digest(hit.end, value));
    }
}

/// A line of a Windows dump: `user:number:32 hexadecimal digits:32 hexadecimal digits:::`.
fn examine_dump(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const HASH: usize = 32;
    if view.slice(hit.start..hit.end) != ":::" {
        return;
    }
    let Some(start) = hit.start.checked_sub(2 * HASH + 1) else {
        return;
    };
    let pair = view.slice(start..hit.start);
    let Some((one, other)) = pair.split_once(':') else {
        return;
    };
    let is_hash =
        |text: &str| text.len() == HASH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = view.bytes().get(..start).unwrap_or_default();
    let digits = number
        .iter()
        .rev()
        .skip(1)
        .take(8)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    // The hash of no password at all.
    let is_empty = other.eq_ignore_ascii_case("31d6cfe0d16ae931b73c59d7e0c089c0");
    if !is_hash(one)
        || !is_hash(other)
        || view.before(start) != b':'
        || digits < 3
        || is_empty
        || !looks_random(other)
    {
        return;
    }
    candidates.push(
        Found::new(start, hit.start, pair)
            .masked(Mask::Whole)
            .shape("a line of a dump of Windows passwords", 0.7)
            .check("two hashes behind an account's number", 0.25),
    );
}

#[cfg(test)]
mod tests {
    use crate::tests::scan;

    #[test]
    fn hashes_of_known_programs() {
        // Made with `openssl passwd`, of a password of nobody; the last two are those of bcrypt's
        // and crypt's own documentation.
        for hash in [
            "$1$q7Zt4Lm9$uLHCFeyQPO97sthheCSut1",
            "$5$q7Zt4Lm9$j9IMNYP8spw/5HoUheZnXiEoYAvGbTnJitPhW6h/L.5",
            "$6$q7Zt4Lm9$MOKU0kAs79ykhNRksutwzYGXyygOlvphmehXUEp3XbQyeH52kZRiOKe4ilQkIVC9Z/86Z0g1Ebo897IhdI.hx/",
            "$apr1$q7Zt4Lm9$akxYisI6yNfW1MgZ.7ZyD1",
            "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
        ] {
            for text in [
                format!("jan:{hash}:19000:0:99999:7:::"),
                format!("'{hash}'"),
                format!("hash={hash}"),
            ] {
                assert_eq!(scan("a.txt", &text).of("password-hash").len(), 1, "{text}");
            }
            let cut = &hash[..hash.len() - 1];
            assert_eq!(
                scan("a.txt", cut).of("password-hash"),
                Vec::<&crate::Finding>::new(),
                "{cut}"
            );
        }
    }
}
