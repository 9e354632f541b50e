//! What a value must be for a password that people choose, and for a key that a generator makes.

use std::collections::BTreeSet;

use super::words::{ABOUT, LABELS, POPULAR, SAYING, STATES};
use crate::detectors::token::is_uuid;
use crate::nature::Nature;
use crate::placeholder::{distinct, entropy, is_placeholder};
use crate::readable::{in_words, is_unreadable};

/// A word or a few that people use as a password, and that say nothing about one: `stroopwafel`, `gouda-kaas`,
/// `Zaanse.Molen`.
pub(crate) fn is_word_password(value: &str) -> bool {
    let is_dotted = value.contains('.');
    let parts: Vec<&str> = value.split(['-', '_', '.']).collect();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    (6..=64).contains(&value.len())
        && letters >= 6
        && parts.len() <= 6
        && parts.iter().all(|part| is_plain_word(part))
        // `spring.datasource.url` is a key.
        && (!is_dotted || parts.len() <= 3 && value.starts_with(|first: char| first.is_ascii_uppercase()))
        && !says_something(value)
        && !is_about_passwords(value)
        && !is_placeholder(value)
}

/// Three words or more, joined, none of which names a part of a program: `appeltaart-met-slagroom`.
pub(crate) fn is_long_phrase(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '_']).collect();
    parts.len() >= 3
        && parts.iter().all(|part| {
            part.len() >= 3 && !LABELS.contains(part) && *part != "and" && *part != "for"
        })
        && is_word_password(value)
}

/// Two words or more that begin with capitals and are joined by a sign: `Zaanse-Molen`. Names and labels of
/// programs are joined in other ways.
pub(crate) fn is_joined_names(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '_', '.']).collect();
    parts.len() >= 2
        && is_word_password(value)
        && parts.iter().enumerate().all(|(place, part)| {
            // `Lente-in-Utrecht`
            let is_joint = place > 0 && place + 1 < parts.len() && part.len() <= 3;
            is_joint || part.starts_with(|first: char| first.is_ascii_uppercase())
        })
        && value.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// A word about passwords within another, and a digit or a few: `webwachtwoord1`.
pub(crate) fn is_numbered_word(value: &str) -> bool {
    let word = value.trim_end_matches(|last: char| last.is_ascii_digit());
    let lower = word.to_ascii_lowercase();
    word.len() < value.len()
        && word.len() >= 11
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        && ["password", "wachtwoord"]
            .iter()
            .any(|about| lower.ends_with(about))
        && !lower.starts_with("new")
        && !lower.starts_with("old")
        && !is_placeholder(value)
}

/// Letters without an end: `stroopwafelsuitgoudaenkaas`. Behind the name of what a program signs with, somebody made
/// it up.
pub(crate) fn is_long_word(value: &str) -> bool {
    (16..=64).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_lowercase())
        && distinct(value) >= 7
        && !is_about_passwords(value)
        && !is_placeholder(value)
}

/// A few words joined by hyphens, of which the first has a capital: `Kaas-en-broodjes`.
pub(crate) fn is_capital_phrase(value: &str) -> bool {
    value.split('-').count() >= 3
        && value.len() >= 12
        && value.starts_with(|first: char| first.is_ascii_uppercase())
        && is_word_password(value)
}

/// Whether a value that begins with a slash is base64 and no path.
fn is_padded(value: &str) -> bool {
    const SHORTEST: usize = 40;
    let bytes = value.as_bytes();
    bytes.len() >= SHORTEST
        && bytes.len().is_multiple_of(4)
        && bytes.ends_with(b"=")
        && bytes.iter().filter(|byte| byte.is_ascii_digit()).count() >= 3
        && bytes
            .iter()
            .filter(|byte| byte.is_ascii_uppercase())
            .count()
            >= 4
        && bytes
            .iter()
            .filter(|byte| byte.is_ascii_lowercase())
            .count()
            >= 4
}

/// Whether a long value begins with the only slash it has, and has no word in it: base64, and no path.
fn is_slashed(value: &str) -> bool {
    const SHORTEST: usize = 32;
    value.len() >= SHORTEST
        && value.starts_with('/')
        && value.matches(['/', '.', '-', '_']).count() == 1
        && classes(value) == 4
        && value.bytes().filter(u8::is_ascii_digit).count() >= 3
        && in_words(value) * 6 <= value.len()
}

/// Letters, cut at signs and at capitals: `ZaanseMolen` has two words.
fn humps(value: &str) -> Vec<String> {
    let mut humps = vec![String::new()];
    let mut was_lower = false;
    for byte in value.bytes() {
        if !byte.is_ascii_alphabetic() || byte.is_ascii_uppercase() && was_lower {
            humps.push(String::new());
        }
        was_lower = byte.is_ascii_lowercase();
        if let Some(hump) = humps.last_mut()
            && byte.is_ascii_alphabetic()
        {
            hump.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    humps.retain(|hump| !hump.is_empty());
    humps
}

/// Letters of which few are capitals.
fn is_plain_word(part: &str) -> bool {
    let rest = part.get(1..).unwrap_or_default();
    let capitals = rest.bytes().filter(u8::is_ascii_uppercase).count();
    !part.is_empty()
        && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        && capitals * 3 <= rest.len()
}

/// Whether a word of a value says something about a password or names a part of a program.
fn says_something(value: &str) -> bool {
    let humps = humps(value);
    humps.iter().any(|hump| {
        SAYING.contains(&hump.as_str()) || humps.len() == 2 && LABELS.contains(&hump.as_str())
    })
}

/// Whether a word of a value names a state that a password is in.
pub(crate) fn names_state(value: &str) -> bool {
    humps(value)
        .iter()
        .any(|hump| STATES.contains(&hump.as_str()))
}

/// Whether a value tells how a password is written, and is none: `Base64Encoded1!`.
pub(crate) fn tells_encoding(value: &str) -> bool {
    const SHORTEST: usize = 4;
    humps(value).iter().any(|hump| {
        let hump = hump.as_str();
        hump.len() >= SHORTEST
            && (SAYING.contains(&hump) || STATES.contains(&hump) || ABOUT.contains(&hump))
    })
}

/// Whether a value has one of the words for a password in it.
pub(crate) fn says_password(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    SAYING_PASSWORD.iter().any(|word| lower.contains(word))
}

/// Whether letters and digits stand in their order, as in what a generator of passwords picks from:
/// `ABCDEFGHJKLMNPQRSTUVWXYZ23456789`.
pub(crate) fn is_alphabet(value: &str) -> bool {
    const SHORTEST: usize = 4;
    const RUNS: usize = 3;
    let mut runs = 0;
    for run in value
        .as_bytes()
        .chunk_by(|one, other| kind(*one) == kind(*other))
        .filter(|run| run.iter().all(u8::is_ascii_alphanumeric))
    {
        let is_ascending = run
            .array_windows()
            .all(|[one, other]| one < other || (*one, *other) == (b'9', b'0'));
        if !is_ascending || run.len() < SHORTEST {
            return false;
        }
        runs += 1;
    }
    (1..=RUNS).contains(&runs)
}

/// Whether a value is made up of nothing but names of algorithms and what joins them: `PBKDF2WithHmacSHA256`.
pub(crate) fn is_algorithm(value: &str) -> bool {
    const PARTS: &[&str] = &[
        "pbkdf2", "pbe", "hmac", "sha", "md5", "aes", "des", "rsa", "ssa", "ecdsa", "rc4", "cbc",
        "gcm", "ecb", "ctr", "pkcs1", "pkcs5", "pkcs7", "oaep", "pss", "padding", "with", "and",
        "bcrypt", "scrypt", "argon2", "128", "160", "192", "224", "256", "384", "512", "1", "-",
        "_", "/",
    ];
    let lower = value.to_ascii_lowercase();
    let mut rest = lower.as_str();
    while let Some(behind) = PARTS.iter().find_map(|part| rest.strip_prefix(part)) {
        rest = behind;
    }
    rest.is_empty()
}

/// Whether a value is a type of a schema of XML: `xs:string`.
pub(crate) fn is_schema_type(value: &str) -> bool {
    value
        .strip_prefix("xs:")
        .or_else(|| value.strip_prefix("xsd:"))
        .is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a cell or an element says what a password is or must be: `SHA-256`, `xs:string`, `Base64String`,
/// `MinLength=8`.
pub(crate) fn is_definition(text: &str) -> bool {
    const TYPES: &[&str] = &[
        "base64",
        "utf8",
        "utf-8",
        "utf16",
        "int32",
        "int64",
        "string",
        "char",
        "varchar",
        "varchar2",
        "nvarchar",
        "nvarchar2",
        "text",
    ];
    const ENDS: &[&str] = &["", "string", "encoded", "encodedstring", "binary", "text"];
    let lower = text.to_ascii_lowercase();
    let is_type = TYPES
        .iter()
        .filter_map(|kind| lower.strip_prefix(kind))
        .any(|rest| ENDS.contains(&rest.trim_start_matches('-')));
    let is_rule = text.split_once('=').is_some_and(|(name, number)| {
        name.bytes().all(|byte| byte.is_ascii_alphabetic())
            && (1..=3).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    is_type || is_rule || is_schema_type(text) || is_algorithm(text)
}

fn is_about_passwords(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    ["pass", "wachtwoord", "secret", "kennwort", "login"]
        .iter()
        .any(|word| lower.contains(word))
}

/// A few words with spaces between them: what people are told to make passwords of.
pub(crate) fn is_spaced_phrase(value: &str) -> bool {
    let parts: Vec<&str> = value.split(' ').collect();
    (3..=8).contains(&parts.len())
        && (12..=64).contains(&value.len())
        && value.starts_with(|first: char| first.is_ascii_lowercase())
        && parts.iter().all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"&+!".contains(&byte))
        })
        && !says_something(value)
        && !parts.iter().any(|part| {
            matches!(
                *part,
                "a" | "be"
                    | "enter"
                    | "for"
                    | "if"
                    | "is"
                    | "must"
                    | "of"
                    | "or"
                    | "should"
                    | "that"
                    | "this"
                    | "to"
                    | "use"
                    | "used"
                    | "user"
                    | "value"
                    | "when"
                    | "your"
            )
        })
        && !is_about_passwords(value)
        && !is_placeholder(value)
}

/// Words that a text about passwords has, and that none is made of.
const TOLD: &[&str] = &[
    "step",
    "stap",
    "version",
    "versie",
    "level",
    "niveau",
    "min",
    "max",
    "minimaal",
    "minimum",
    "maximum",
    "least",
    "minstens",
    "chars",
    "tekens",
    "rule",
    "regel",
    "page",
    "pagina",
    "vraag",
    "veld",
    "case",
    "test",
    "day",
    "dag",
    "days",
    "dagen",
    "until",
    "tot",
    "since",
    "sinds",
    "the",
    "must",
    "error",
    "fout",
    "code",
    "type",
    "copyright",
];

/// Two words or a few with a space between them, of which the last has the digits that rules ask for: `Stamppot 2024`.
pub(crate) fn is_spaced_password(value: &str) -> bool {
    let parts: Vec<&str> = value.split(' ').collect();
    let is_part = |part: &&str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!@#$%&*+".contains(&byte))
            && !TOLD.contains(&part.to_ascii_lowercase().as_str())
    };
    let Some((last, words)) = parts.split_last() else {
        return false;
    };
    (1..=5).contains(&words.len())
        && (8..=48).contains(&value.len())
        && parts.iter().all(is_part)
        && last.bytes().any(|byte| byte.is_ascii_digit())
        && words
            .iter()
            .all(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && words.iter().any(|word| word.len() >= 4)
        && !says_something(value)
        && !is_about_passwords(value)
        && !is_placeholder(value)
}

/// A word and the year it was chosen in: `Zomer 2024!`. That is a password wherever one is given.
pub(crate) fn is_word_of_year(value: &str) -> bool {
    value.split_once(' ').is_some_and(|(_, last)| {
        let year = last.trim_end_matches(['!', '?', '#', '@', '*']);
        year.len() == 4
            && (year.starts_with("19") || year.starts_with("20"))
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && last.len() - year.len() <= 2
    }) && is_spaced_password(value)
}

/// Whether a person made this up as a secret, with all that rules for passwords ask for: `Zeewering15!`.
pub(crate) fn is_strong_choice(value: &str) -> bool {
    is_strong(value)
        && is_chosen(value)
        && value.contains(['!', '@', '#', '$', '%', '&', '*', '^'])
        && value.starts_with(|first: char| first.is_ascii_alphanumeric())
        && !is_about_passwords(value)
        && !is_placeholder(value)
}

/// Four groups of four, and three spaces.
pub(crate) const APP_PASSWORD: usize = 19;

pub(crate) fn is_app_password(value: &str) -> bool {
    let letters = value.bytes().filter(u8::is_ascii_lowercase).count();
    let groups = value.split(' ').count();
    let is_vowel = |byte: &u8| b"aeiouy ".contains(byte);
    let longest = value
        .as_bytes()
        .split(is_vowel)
        .map(<[u8]>::len)
        .max()
        .unwrap_or_default();
    letters == 16
        && ((groups == 4 && value.split(' ').all(|group| group.len() == 4))
            || (value.len() == 16 && longest >= 4))
        && distinct(value) >= 8
}

/// How many of lower case, upper case, digits and signs a value has.
pub(crate) fn classes(value: &str) -> usize {
    [
        value.chars().any(char::is_lowercase),
        value.chars().any(char::is_uppercase),
        value.chars().any(|character| character.is_ascii_digit()),
        value.chars().any(|character| !character.is_alphanumeric()),
    ]
    .into_iter()
    .filter(|has| *has)
    .count()
}

/// What a value says that stands where a password would.
const SAYING_PASSWORD: &[&str] = &[
    "password",
    "passwd",
    "wachtwoord",
    "passwort",
    "passphrase",
    "motdepasse",
    "kennwort",
    "contrasena",
];

pub(crate) fn is_password(value: &str, is_quoted: bool, nature: Nature) -> bool {
    // Spring's mark of a password that isn't hashed.
    let value = value.strip_prefix("{noop}").unwrap_or(value);
    let length = value.chars().count();
    if !(4..=128).contains(&length)
        || is_placeholder(value)
        || value.contains(char::is_whitespace)
        // A label in another script.
        || !value.bytes().any(|byte| byte.is_ascii_alphanumeric())
    {
        return false;
    }
    let lower = value.to_ascii_lowercase();
    // Code, paths, URLs, names of variables and of classes.
    let is_expression = value.contains("://")
        || ["%s", "%d", "%v", "{}", "{0}"]
            .iter()
            .any(|hole| value.contains(hole))
        || value.contains("()")
        || (!is_quoted && value.contains(['(', '[', '{', '$']))
        || value.starts_with([
            '/', '.', '-', '&', '#', '$', '%', '{', '<', '[', '*', '\\', '=',
        ]) && (!is_quoted || value.starts_with(['/', '.', '#', '<', '{', '[', '\\']))
        || (value.contains('.')
            && value.split('.').all(is_identifier)
            && !(is_quoted && (is_two_names(value) || is_leet(value) && classes(value) >= 4)))
        || value.contains("github:")
        || value.contains("git+")
        || is_rule(value)
        || (!is_quoted
            && value.starts_with('!')
            && value
                .bytes()
                .skip(1)
                .all(|byte| byte.is_ascii_alphabetic() || b"_-/".contains(&byte)))
        || value.contains(":/")
        || value.contains('`') && (!is_quoted || value.matches('`').count() > 1)
        || ["\\d", "\\w", "\\s", "(?"]
            .iter()
            .any(|class| value.contains(class))
        || is_day(value)
        || is_path(value)
        || SAYING_PASSWORD
            .iter()
            .any(|word| lower.contains(word) && !is_dressed(value));
    // What rules for passwords ask for has signs that mean something elsewhere.
    let is_literal = match nature {
        Nature::Prose => is_strong(value),
        Nature::Config => {
            let refers = value.as_bytes().windows(2).any(|pair| {
                matches!(pair, [b'$' | b'%', next] if next.is_ascii_alphabetic() || *next == b'_')
            });
            let first = value.starts_with(|first: char| first.is_ascii_alphanumeric());
            is_strong(value) && first && !refers
        }
        Nature::Manual | Nature::Source | Nature::Lockfile => false,
    };
    if is_expression && !is_literal {
        return false;
    }
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return length >= 6;
    }
    let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
    let has_sign = value
        .chars()
        .any(|character| !character.is_alphanumeric() && !"-_.".contains(character));
    if POPULAR.contains(&lower.as_str()) {
        return is_quoted || nature == Nature::Config;
    }
    if has_digit || has_sign {
        let letters = value.chars().any(char::is_alphabetic);
        let enough = if is_quoted || nature == Nature::Config {
            5
        } else {
            6
        };
        // `user1.name-2` with few kinds is an identifier as often as a password.
        return length >= enough && letters && (is_quoted || distinct(value) >= 5);
    }
    // Letters only: a word unless nobody can say it or its cases are mixed within.
    let is_shown = is_quoted || nature == Nature::Config;
    if is_unreadable(value) && !is_full_of_vowels(value) && length >= if is_shown { 6 } else { 8 }
        || is_phrase(value)
    {
        return true;
    }
    let inner_upper = value
        .chars()
        .skip(1)
        .filter(|character| character.is_uppercase())
        .count();
    let inner_lower = value
        .chars()
        .skip(1)
        .filter(|character| character.is_lowercase())
        .count();
    let is_camel = is_identifier(value) && inner_upper <= 3 && in_words(value) * 2 >= value.len();
    length >= 8 && inner_upper >= 2 && inner_lower >= 2 && !is_camel
}

/// Whether a long value of one case has its vowels where words have them, however rare its runs: `certificaten`.
pub(crate) fn is_full_of_vowels(value: &str) -> bool {
    const LONG: usize = 10;
    let is_vowel = |byte: u8| b"aeiouAEIOU".contains(&byte);
    let vowels = value.bytes().filter(|byte| is_vowel(*byte)).count();
    let rest = value.get(1..).unwrap_or_default();
    // Two vowels beside each other, or three of what isn't one, are as much as most words have.
    let is_said = value
        .as_bytes()
        .chunk_by(|one, other| is_vowel(*one) == is_vowel(*other))
        .all(|run| {
            run.len() <= 2 + usize::from(!run.first().is_some_and(|first| is_vowel(*first)))
        });
    value.len() >= LONG
        && rest.bytes().all(|byte| byte.is_ascii_lowercase())
        && is_said
        && vowels * 3 >= value.len()
        && distinct(value) * 2 >= LONG
}

/// Whether a value is a mix of signs whose brackets close one another in no order: no code, template or pattern.
pub(crate) fn is_tangled(value: &str) -> bool {
    const SIGNS: usize = 6;
    let mut open = Vec::new();
    let mut signs = BTreeSet::new();
    let mut is_crossed = false;
    for byte in value.bytes() {
        match byte {
            b'(' => open.push(b')'),
            b'[' => open.push(b']'),
            b'{' => open.push(b'}'),
            b')' | b']' | b'}' => is_crossed |= open.pop() != Some(byte),
            _ => {}
        }
        if byte.is_ascii_punctuation() {
            signs.insert(byte);
        }
    }
    (16..=64).contains(&value.len())
        && is_crossed
        && signs.len() >= SIGNS
        && value.bytes().all(|byte| byte.is_ascii_graphic())
        && !value.contains(['\\', '|', '*', '+', ',', '"', '\''])
        && !value.contains("(?")
        && !value.contains("[^")
        && !is_placeholder(value)
}

/// Two words joined by a dot, of which the first has a capital and one a digit: `Zaanse.molen3`.
fn is_two_names(value: &str) -> bool {
    value.split('.').count() == 2
        && value.starts_with(|first: char| first.is_ascii_uppercase())
        && value.bytes().any(|byte| byte.is_ascii_lowercase())
        && value.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a value is the path of a file: `tests/ui/first-2.rs`.
fn is_path(value: &str) -> bool {
    value.rsplit_once('/').is_some_and(|(folder, file)| {
        file.rsplit_once('.').is_some_and(|(_, extension)| {
            (1..=5).contains(&extension.len())
                && extension.bytes().all(|byte| byte.is_ascii_lowercase())
        }) && in_words(folder) * 2 >= folder.len()
    })
}

/// Whether a value begins with a day, as in `2026-03-01T12:00:00Z`.
fn is_day(value: &str) -> bool {
    value.len() >= 10
        && value.bytes().take(10).enumerate().all(|(place, byte)| {
            if matches!(place, 4 | 7) {
                byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        })
}

/// Whether a value made of a word for a password was made one: `Password123!`.
fn is_dressed(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let signs = value
        .bytes()
        .filter(|byte| b"!@#$%&*+".contains(byte))
        .count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    digits + signs >= 2 && digits + signs + letters == value.len()
        || digits >= 1 && classes(value.trim_end_matches('.')) == 4
}

/// Words that are joined to be remembered: `correct-horse-battery-staple`.
pub(crate) fn is_phrase(value: &str) -> bool {
    const WORDS: usize = 4;
    let parts: Vec<&str> = value.split('-').collect();
    parts.len() >= WORDS
        && parts.iter().all(|part| {
            part.len() >= 3
                && part.bytes().all(|byte| byte.is_ascii_lowercase())
                && !SAYING.contains(part)
                && !matches!(
                    *part,
                    "the" | "for" | "and" | "with" | "your" | "from" | "not"
                )
        })
}

/// `required|min:8|confirmed`: what a form asks of a password.
fn is_rule(value: &str) -> bool {
    value.contains('|')
        && value.split('|').any(|part| {
            matches!(
                part,
                "required" | "string" | "nullable" | "confirmed" | "sometimes"
            ) || part.starts_with("min:")
        })
}

/// Whether a value has everything that rules for passwords ask for, and nothing of code: in a letter or a note,
/// no sign in it means anything else.
pub(crate) fn is_strong(value: &str) -> bool {
    (8..=32).contains(&value.len())
        && classes(value) == 4
        && distinct(value) >= 7
        && ![
            "${", "$(", "{{", "%(", "()", "](", "->", "::", ":/", "`", "\\",
        ]
        .iter()
        .any(|code| value.contains(code))
        && !value.starts_with(['/', '.', '<', '#', '[', '('])
        && !is_day(value)
        && !is_call(value)
        && !["password", "passwd", "wachtwoord", "passwort"]
            .iter()
            .any(|word| value.to_ascii_lowercase().contains(word))
}

/// `getSecret(user1)`, `config[db]`, `models.CharField(max_length=128)`
fn is_call(value: &str) -> bool {
    value
        .split_once(['(', '[', '{'])
        .is_some_and(|(name, _)| name.split('.').all(is_identifier))
}

fn is_identifier(value: &str) -> bool {
    !value.is_empty()
        && value
            .chars()
            .next()
            .is_some_and(|first| first.is_alphabetic() || first == '_')
        && value
            .chars()
            .all(|character| character.is_alphanumeric() || character == '_')
}

/// Whether nobody but a generator wrote this.
pub(crate) fn is_made(value: &str, is_quoted: bool) -> bool {
    is_random(value, is_quoted)
        || is_quoted && (is_salad(value) || is_scrambled(value))
        || value.len() >= 16 && is_unreadable(value)
}

/// Whether a value is the structure of a public key in base64 (RFC 5280, `SubjectPublicKeyInfo`; RFC 4253, 6.6), or
/// has the mark of a key that is made to be public: of `PostHog`, of Mapbox.
pub(crate) fn is_public_key(value: &str) -> bool {
    [
        "MFkwEwYH",
        "MFYwEAYH",
        "MHYwEAYH",
        "MIIBIjAN",
        "MIICIjAN",
        "MIGfMA0G",
        "MCowBQYD",
        "AAAAB3Nza",
        "AAAAC3Nza",
        "AAAAE2Vj",
        "phc_",
        "pk.eyJ",
    ]
    .iter()
    .any(|head| value.starts_with(head))
}

/// Whether letters and digits take turns as no name does: `kj2h4g5kjh23g`.
pub(crate) fn is_scrambled(value: &str) -> bool {
    let bytes = value.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let changes = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if kind(*one) != kind(*other)))
        .count();
    bytes.iter().all(u8::is_ascii_alphanumeric)
        && digits >= 3
        && bytes.len() - digits >= 3
        && changes * 5 >= bytes.len() * 2
        && longest_lower_run(value) <= 4
        && !bytes.iter().all(u8::is_ascii_hexdigit)
        && entropy(bytes) >= 2.9
}

/// Whether a digit stands within letters, as nobody writes them: `s3cret`.
pub(crate) fn is_leet(value: &str) -> bool {
    value.as_bytes().array_windows().any(|[one, digit, other]| {
        digit.is_ascii_digit() && one.is_ascii_alphabetic() && kind(*one) == kind(*other)
    })
}

/// Whether a person chose this as a secret: letters and digits or signs, as in a password.
pub(crate) fn is_chosen(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let signs = value
        .bytes()
        .filter(|byte| b"!@#$%&*^".contains(byte))
        .count();
    (6..=64).contains(&value.len())
        && letters >= 3
        && digits >= 1
        && (signs >= 1 || classes(value) >= 3 || is_leet(value))
        && !value.contains(['/', ' ', '.', ':', '{', '('])
        && !value.bytes().all(|byte| byte.is_ascii_hexdigit())
        // `CKV_SECRET_16` is the name of a constant.
        && !(value.contains('_') && !value.bytes().any(|byte| byte.is_ascii_lowercase()) && signs == 0)
        && distinct(value) >= 5
}

/// Whether a person chose this as a secret to sign with: three words or more, joined, none of which says what it is.
pub(crate) fn is_chosen_phrase(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '_', '.', ' ']).collect();
    let words = parts.iter().filter(|part| part.len() >= 3).count();
    (12..=96).contains(&value.len())
        && parts.len() >= 3
        && words >= 2
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        && !parts.iter().any(|part| {
            matches!(
                part.to_ascii_lowercase().as_str(),
                "token"
                    | "key"
                    | "from"
                    | "use"
                    | "should"
                    | "must"
                    | "long"
                    | "env"
                    | "service"
                    | "auth"
                    | "test"
            )
        })
        && value.bytes().any(|byte| byte.is_ascii_lowercase())
        && !says_something(value)
        && !is_about_passwords(value)
        && !has_version(value)
        && !is_placeholder(value)
}

/// Whether a person wrote letters and digits behind the name of a secret to sign with: `stroopwafels2024`.
pub(crate) fn is_chosen_word(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    (16..=64).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && (2..=8).contains(&digits)
        && !value.bytes().all(|byte| byte.is_ascii_hexdigit())
        && distinct(value) >= 8
        && !is_about_passwords(value)
        && !is_placeholder(value)
}

/// Whether a value is a long mix of everything, spaces too, as the salts of `WordPress` are.
pub(crate) fn is_salad(value: &str) -> bool {
    let signs = value.bytes().filter(u8::is_ascii_punctuation).count();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let spaces = value.bytes().filter(|byte| *byte == b' ').count();
    // Without spaces and words, fewer signs will do.
    let is_dense = spaces == 0 && in_words(value) * 6 <= value.len() && digits >= 4;
    value.len() >= 40
        && value.is_ascii()
        && classes(value) >= 3
        && signs * if is_dense { 10 } else { 6 } >= value.len()
        && digits >= 2
        && spaces * 10 <= value.len()
        && entropy(value.as_bytes()) >= if is_dense { 4.2 } else { 4.7 }
        && !value.contains("://")
        && !value.contains("()")
        && !value.contains("\\x")
}

/// Whether a value is made by a generator and not by a person.
pub(crate) fn is_random(value: &str, is_quoted: bool) -> bool {
    let bytes = value.as_bytes();
    // Behind a question mark a query may follow.
    let may_ask = is_quoted && !value.contains(['/', '=']);
    let allowed = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || b"+/=_-.~!@#$%^&*:".contains(byte)
            || *byte == b'?' && may_ask
    };
    if !bytes.iter().all(allowed)
        || value.contains("://")
        || value.starts_with(['/', '.', '#']) && !is_padded(value) && !is_slashed(value)
        || value.starts_with('-') && !is_quoted
        || has_version(value)
    {
        return false;
    }
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == bytes.len() {
        return false;
    }
    let is_hex = bytes.iter().all(u8::is_ascii_hexdigit);
    if is_hex {
        return bytes.len() >= 24 && digits >= 4 && entropy(bytes) >= 2.8 && distinct(value) >= 8;
    }
    // A UUID names things more often than it opens them.
    if is_uuid(bytes) {
        return false;
    }
    // What people write has words in it.
    if in_words(value) * 5 >= bytes.len() * 3 {
        return false;
    }
    let enough = if bytes.len() >= 24 { 3.4 } else { 3.2 };
    if entropy(bytes) < enough || (!is_quoted && value.contains(['(', '$'])) {
        return false;
    }
    // Words: what remains after cutting at signs, digits and capitals is readable.
    let longest_word = longest_lower_run(value);
    let upper = bytes
        .iter()
        .filter(|byte| byte.is_ascii_uppercase())
        .count();
    let lower = bytes
        .iter()
        .filter(|byte| byte.is_ascii_lowercase())
        .count();
    let changes = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if kind(*one) != kind(*other)))
        .count();
    let is_mixed = digits >= 2 && (upper >= 2 || lower >= 2) && changes * 4 >= bytes.len();
    let is_cased = digits >= 1 && upper >= 3 && lower >= 3 && changes * 3 >= bytes.len();
    let is_long = bytes.len() >= 32 && upper >= 4 && lower >= 4 && changes * 3 >= bytes.len();
    if is_interleaved(bytes) {
        return true;
    }
    let is_mixed =
        is_mixed || bytes.len() >= 20 && digits >= 3 && in_words(value) * 6 <= bytes.len();
    let is_wordless = longest_word <= 7.max(bytes.len() / 8)
        || value
            .split(|character: char| !character.is_ascii_lowercase())
            .filter(|run| run.len() > 7)
            .all(is_unreadable);
    (is_mixed || is_cased || is_long) && is_wordless
}

/// Whether a version closes a short value: `token-parser-2.0.1`.
fn has_version(value: &str) -> bool {
    const LONGEST: usize = 40;
    value.len() <= LONGEST
        && value.rsplit_once(['-', '_', 'v']).is_some_and(|(_, last)| {
            last.contains('.')
                && last
                    .split('.')
                    .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

/// Whether digits stand in three places or more of a long value without any sign.
fn is_interleaved(bytes: &[u8]) -> bool {
    const LONG: usize = 24;
    let starts = bytes
        .windows(2)
        .filter(
            |pair| matches!(pair, [one, other] if !one.is_ascii_digit() && other.is_ascii_digit()),
        )
        .count();
    bytes.len() >= LONG && starts >= 3 && bytes.iter().all(u8::is_ascii_alphanumeric)
}

pub(crate) fn kind(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    }
}

/// The longest run of letters in lower case.
fn longest_lower_run(value: &str) -> usize {
    value
        .split(|character: char| !character.is_ascii_lowercase())
        .map(str::len)
        .max()
        .unwrap_or(0)
}
