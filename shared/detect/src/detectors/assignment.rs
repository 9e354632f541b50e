//! Secrets that only their names give away: `password = …`, `api_key: …`.
//!
//! A name with a telling word, an operator, a value. What the value must be depends on where it
//! stands: in code only quoted literals count, elsewhere bare words that no person would call a
//! sentence. Placeholders, references and names of things are passed over.

use std::ops::Range;

use domain::{Category, Severity};

use super::named::words;
use super::spoken::{self, spoken};
use super::token::{is_published, is_uuid, looks_random};
use super::{command, rank};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::{distinct, entropy, is_placeholder};
use crate::readable::{in_words, is_unreadable};
use crate::view::{Candidates, Found, Hit, View};

const ARTICLE: &str = "GDPR art. 32(1)";

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "password-assignment",
            name: Text {
                en: "Password in clear",
                nl: "Leesbaar wachtwoord",
            },
            category: Category::Secret,
            severity: Severity::High,
            article: ARTICLE,
            help: Text {
                en: "A value behind a name such as “password” or “wachtwoord” that is neither a placeholder nor a \
                     reference. Change it and read it from a secret store.",
                nl: "Een waarde achter een naam als “password” of “wachtwoord” die geen invulplek en geen verwijzing \
                     is. Wijzig het wachtwoord en lees het uit een kluis voor geheimen.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[
                    "DB_PASSWORD=Tulp-en-Bol-88",
                    "password: \"Zomer2024!\"",
                    "Uw wachtwoord: Welkom01!",
                    "$config['db_password'] = 'k8Lp0zQw';",
                    "<password>Zomer2024!</password>",
                    "mysql --password=Tulp88en99 shop",
                    "define('DB_PASSWORD', 'Tulp-en-Bol-88');",
                    "\"Server=db;User Id=shop;Password=Tulp-en-Bol-88;\"",
                    "<property name=\"password\" value=\"Zomer2024!\"/>",
                    "CREATE USER shop IDENTIFIED BY 'Tulp-en-Bol-88'",
                    "curl -u jan:Tulp88en99 https://api.bakkerijvries.nl",
                    "if (password === \"Tulp-en-Bol-88\") {",
                    "#define WIFI_PASSWORD \"Tulp-en-Bol-88\"",
                    "SMTP_PASS=\"xkvq zjwp lmrt bnds\"",
                    "Uw wachtwoord is Tulp88en99",
                    "wachtwoord is Gr0eneK!kker",
                    "Het wachtwoord voor de wifi: Gr0eneKikker",
                    "wachtwoord gereset naar Welkom-2025!",
                    "ww: Welkom2025!",
                    "DB_PASS = \"kjhqwezv\"",
                    "- name: DB_PASSWORD\n  value: \"Stroopwafel!42\"",
                    "{\"name\": \"DB_PASSWORD\", \"value\": \"Stroopwafel42\"}",
                    "<entry key=\"db.password\">Stroopwafel42</entry>",
                    "variable \"db_password\" {\n  type = string\n  default = \"Stroopwafel42\"\n}",
                    "password \"gkw83hsl\"",
                    "docker login -u jan -p Stroopwafel42 registry.nl",
                    "echo \"root:Stroopwafel42\" | chpasswd",
                    "requests.get(url, auth=(\"jan\", \"Gkw83hslq\"))",
                    "data:\n  password: VHVscC1lbi1Cb2wtODg=",
                    "const password = process.env.DB_PASSWORD || 'Stroopwafel42'",
                    "password = os.environ.get(\"PASSWORD\") or \"Stroopwafel42\"",
                    "MYSQL_PASSWORD: ${MYSQL_PASSWORD:-Stroopwafel42}",
                    "public string DbPassword { get; set; } = \"Stroopwafel42\";",
                    "Dim dbPwd As String = \"Stroopwafel42\"",
                    "db_pwd <- \"Stroopwafel42\"",
                    "const password =\n  'Stroopwafel42';",
                    "ADMIN_PASSWORD = (\n    \"Stroopwafel42\"\n)",
                    "parser.add_argument('--password', default='Stroopwafel42')",
                    "if (strcmp(password, \"Stroopwafel42\") == 0) {",
                    "page.fill('#password', 'Stroopwafel42')",
                    "new UsernamePasswordCredentials(\"jan\", \"Stroopwafel42\")",
                    "new NetworkCredential(\"jan\", \"Stroopwafel42\")",
                    "requests.get(url, auth=HTTPBasicAuth(\"jan\", \"Stroopwafel42\"))",
                    "$c = mysqli_connect('localhost', 'root', 'Stroopwafel42', 'shop');",
                    "ks.load(in, \"Stroopwafel42\".toCharArray());",
                    "keytool -genkey -storepass Stroopwafel42 -alias x",
                    "redis-cli -h cache -a Stroopwafel42 ping",
                    "htpasswd -b .htpasswd jan Stroopwafel42",
                    "lftp -u jan,Stroopwafel42 ftp.bakkerijvries.nl",
                    "setx DB_PASSWORD Stroopwafel42",
                    "ALTER USER 'root'@'localhost' IDENTIFIED WITH mysql_native_password BY 'Stroopwafel42';",
                    "CREATE USER scott IDENTIFIED BY Stroopwafel42;",
                    "create role shop login password 'Stroopwafel42'",
                    "<wsse:Password Type=\"x\">Stroopwafel42</wsse:Password>",
                    "<password><![CDATA[Stroopwafel42]]></password>",
                    "<name>db.password</name>\n<value>Stroopwafel42</value>",
                    "&lt;password&gt;Stroopwafel42&lt;/password&gt;",
                    "%7B%22password%22%3A%22Stroopwafel42%22%7D",
                    "{\\\\\\\"password\\\\\\\": \\\\\\\"Stroopwafel42\\\\\\\"}",
                    "user/pass: admin / Stroopwafel42",
                    "ID/PW:admin/Stroopwafel42",
                    "Inloggegevens: jan / Stroopwafel42",
                    "ssh jan@10.1.2.3 (pw: Stroopwafel42)",
                    "**Password:** Stroopwafel42",
                    "Password (admin): Stroopwafel42",
                    "Het ww is Stroopwafel42",
                    "DB_PASSWORD = \"stroopwafel\"",
                    "{\"user\": \"app\", \"password\": \"stroopwafel\"}",
                    "password: \"Password123!\"",
                    "password = \"vqkxzjwt\"",
                    "password: \"correct-horse-battery-staple\"",
                    "password: \"8372\"",
                    "enable secret 0 Stroopwafel42",
                    "mysql-server mysql-server/root_password password Stroopwafel42",
                ],
                passes: &[
                    "password: \"\"",
                    "password = os.environ[\"PASSWORD\"]",
                    "DB_PASSWORD=${DB_PASSWORD}",
                    "password: changeme",
                    "<input type=\"password\" name=\"password\">",
                    "\"password\": \"Wachtwoord\"",
                    "passwordField = \"password-input\"",
                    "Kies een wachtwoord: minimaal twaalf tekens.",
                    "password_hash = \"$2b$12$abcdefghijklmnopqrstuv\"",
                    "password = getPassword(user1)",
                    "password == null",
                    "'password' => 'required|min:8|confirmed'",
                    "password: !vault |",
                    "Het wachtwoord is verlopen",
                    "curl -u $USER:$PASSWORD https://api.bakkerijvries.nl",
                    "- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef: x1y2z3",
                    "variable \"db_password\" {\n  type = string\n}\nvariable \"x\" { default = \"eu-west-1\" }",
                    "wachtwoord vergeten? Bel 088",
                    "passwordFields = \"wachtwoordscherm\"",
                    "PASS: gdb.base/break-42.exp",
                    "\"PasswordLastUsed\": \"2026-03-08T21:47:36Z\"",
                    "{\"username\": \"Username\", \"password\": \"Senha\"}",
                    "password_encryption = scram-sha-256",
                    "password: \"file:/run/secrets/db2\"",
                    "'--password-stdin ghcr.io/vries2'",
                    "const password = process.env.DB_PASSWORD || ''",
                    "PASSWORD_LOGIN_DISABLED: \"operation-not-allowed\"",
                    "should_pass(\"WinDLL2('x.dll')\")",
                    "The password is 12-characters long",
                    "password is sha256 of the body",
                    "pwd=$(pwd)",
                    "char[] hex = \"0123456789abcdef\".toCharArray();",
                    "login(user, password2);",
                    "mysql -h db1 -P 3306 -p",
                    "user/password authentication is disabled since v2.3",
                    "Login with Google/Facebook2",
                    "\"identified by \\\"(\\\\d)+\\\" constrains\"",
                    "www: vries2026",
                    "t.pass(\"tests/ui/first-2.rs\")",
                ],
            },
        },
        triggers: &[
            Trigger::Words(
                &[
                    "password",
                    "passwd",
                    "wachtwoord",
                    "passwort",
                    "passphrase",
                    "pwd",
                    "_pass",
                    "pass=",
                    "mot_de_passe",
                    "pass =",
                    "pass:",
                    "pass\"",
                    "pass'",
                    "pass ",
                    "pass>",
                    "pass(",
                    "_pw",
                    "pw:",
                    "pw=",
                    "pw =",
                    "pw\"",
                    "pw'",
                    "pw>",
                    "pw(",
                    "pw is ",
                    "ww:",
                    "ww is ",
                    "psk=",
                    "psk \"",
                    "bindpw ",
                    "rootpw ",
                    "pre-shared-key ",
                ],
                examine_password,
            ),
            Trigger::Cells(is_password_header, examine_password_cell),
            Trigger::Words(&command::COMMAND_WORDS, command::examine_command),
            Trigger::Words(&command::CALL_WORDS, command::examine_call),
            Trigger::Words(&[".tochararray()"], command::examine_characters),
            Trigger::Words(spoken::PAIR_WORDS, spoken::examine_pair),
        ],
        context: ContextRule::Ignored,
        against: &[],
        rank: rank::ASSIGNED,
    },
    Detector {
        meta: DetectorMeta {
            id: "generic-secret",
            name: Text {
                en: "Secret or key",
                nl: "Geheim of sleutel",
            },
            category: Category::Secret,
            severity: Severity::Medium,
            article: ARTICLE,
            help: Text {
                en: "A random-looking value of sixteen characters or more behind a name such as “secret”, “token” or \
                     “api_key”. If it opens something, replace it and read it from a secret store; if not, mark it.",
                nl: "Een willekeurig ogende waarde van zestien tekens of meer achter een naam als “secret”, “token” \
                     of “api_key”. Opent hij iets, vervang hem dan en lees hem uit een kluis voor geheimen; zo niet, \
                     merk hem dan zo aan.",
            },
            context_words: &[],
            examples: Examples {
                matches: &[
                    concat!("api_key = \"9f8e7d6c5b4a3928", "1706f5e4d3c2b1a0\""),
                    concat!("JWT_SECRET=Zx7Qm2Lp9Rt4", "Vb8Ns3KdHw5Gc6Yf"),
                    concat!("clientSecret: 'q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y~Hs1'"),
                    concat!("Authorization: Bearer q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6YHs1Gf0"),
                    concat!(
                        "SECRET_KEY = 'django-insecure-REj8l1FF",
                        "AIANsMArlPmge4yLeaFtzth7Ulg'"
                    ),
                    concat!(
                        "{\"Name\": \"JWT_SECRET\",\n \"Value\": \"q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y\"}"
                    ),
                    concat!(
                        "<key>ApiSecret</key>\n<string>q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y</string>"
                    ),
                    concat!("KEY = b'BSTH2GCMtaqdOkOh", "DbDbzBBUBMdPq9ni'"),
                    concat!(
                        "{\"Jwt\": {\"Key\": \"LER7iD4ZsUVICaY4",
                        "BLvRbo5mMlldFl0U\"}}"
                    ),
                    concat!("clientSecret: 'hvqkzwjb", "trmnplxcdfgs'"),
                    concat!("session({ secret: 'kj2h", "4g5kjh23g' })"),
                    concat!(
                        "fetch(`https://a.nl/?api_key=q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y`)"
                    ),
                    concat!("jwt.sign(payload, 'q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y')"),
                    concat!("createHmac('sha256', 'q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y')"),
                    concat!(
                        "AES.new(\"q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6YHs1Gf0Ja\", AES.MODE_ECB)"
                    ),
                    concat!("hmacKey: \"q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\""),
                    concat!(
                        "static char api_token[] = \"q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y\";"
                    ),
                    concat!("var jwtKey = []byte(\"q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\")"),
                    concat!(
                        "req.Header.Add(\"Authorization\", \"Bearer q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y\")"
                    ),
                    concat!("Authorization: ApiKey q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"),
                    concat!(
                        "const apiKey = process.env.API_KEY || 'q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y'"
                    ),
                    concat!("the api token is q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"),
                    concat!("API key: q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"),
                    "app.use(session({ secret: 'Winter-2022' }))",
                    concat!("S3_SECRET=q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"),
                ],
                passes: &[
                    "token = get_token_from_request(request)",
                    "api_key = \"your-api-key-goes-here\"",
                    "primary_key = \"customer_identifier_number\"",
                    "secret_name = \"prod/webshop/database-password\"",
                    "token_type = \"urn:ietf:params:oauth:token-type:jwt\"",
                    "public_key = \"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0\"",
                    "max_tokens = 12345678901234567890",
                    "sha256_key = \"9f8e7d6c5b4a39281706f5e4d3c2b1a0\"",
                    "\"output_token\": \"CloudFrontOriginAccessIdentityList.NextMarker\"",
                    "\"ARN\": \"aws:arn:sm:us-west-2:123456789012:secret:Tulpenveld-a1b2c3\"",
                    "gpg --recv-keys 5BE8A3F6C8A5C01D106C0AD820B1A390B168D356",
                    "key: \"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i\"",
                    "\"secret\": \"value2\"",
                    "token_parser = \"token-parser-2.0.1-final2\"",
                    "\"AWS::Route53::KeySigningKey\": \"a9a67ae6c371fcf4\"",
                    "Authorization: Basic dXNlcjpwYXNzd29yZA==",
                ],
            },
        },
        triggers: &[
            Trigger::Words(
                &[
                    "secret",
                    "token",
                    "apikey",
                    "_key",
                    "-key",
                    "api key",
                    "api.key",
                    "accesskey",
                    "authkey",
                    "privatekey",
                    "signingkey",
                    "encryptionkey",
                    "masterkey",
                    "hmackey",
                    "aeskey",
                    "storagekey",
                    "sharedkey",
                    "sessionkey",
                    "serverkey",
                    "accountkey",
                    "jwtkey",
                    "cipherkey",
                    "cryptkey",
                    "consumerkey",
                    "subscriptionkey",
                    "creds",
                    "credential",
                    "authorization",
                    "sleutel",
                    "_auth",
                ],
                examine_secret,
            ),
            Trigger::Words(&command::KEY_CALL_WORDS, command::examine_key_call),
            // Alone, the commonest name there is.
            Trigger::Words(&["key =", "key=", "key\":", "key':", "key: "], examine_key),
        ],
        context: ContextRule::Ignored,
        against: &[],
        rank: rank::GENERIC,
    },
];

/// How long a name may be on either side of its telling word.
const NAME: usize = 40;
/// How long a value may be.
pub(super) const VALUE: usize = 256;

/// A name and the value that it was given.
pub(super) struct Assigned<'v> {
    pub(super) name: &'v str,
    pub(super) value: &'v str,
    pub(super) start: usize,
    pub(super) is_quoted: bool,
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || byte == b'.'
}

/// Reads the assignment around a telling word.
fn read<'v>(view: &'v View<'_>, hit: Hit) -> Option<Assigned<'v>> {
    let mut name_start = hit.start;
    while hit.start - name_start < NAME && is_name(view.before(name_start)) {
        name_start -= 1;
    }
    // A trigger may end with its operator.
    let mut name_end = hit.start;
    if view
        .slice(hit.start..hit.end)
        .eq_ignore_ascii_case("api key")
    {
        name_end = hit.end;
    }
    while name_end - hit.start < NAME && is_name(view.at(name_end)) {
        name_end += 1;
    }
    let mut offset = name_end;
    // Quotes, those escaped once or twice, brackets, and what makes a word bold.
    while offset - name_end < 6 && matches!(view.at(offset), b'"' | b'\'' | b']' | b'\\' | b'*') {
        offset += 1;
    }
    // `char token[] = "…"`, `char token[64] = "…"`
    if view.at(offset) == b'[' {
        let size = view.slice(offset + 1..offset + 8);
        let size = size.len()
            - size
                .trim_start_matches(|digit: char| digit.is_ascii_digit())
                .len();
        if view.at(offset + 1 + size) == b']' {
            offset += size + 2;
        }
    }
    let was_quoted = view.slice(name_end..offset).contains(['"', '\'']);
    offset = skip_spaces(view, offset);
    let name = view.slice(name_start..name_end);
    let Some((end, mut is_strict)) = operator(view, name_start..name_end, offset, was_quoted)
    else {
        return paired(view, name_start..name_end)
            .or_else(|| spoken(view, name_start..name_end, offset));
    };
    offset = skip_spaces(view, end);
    if view.nature.is_prose() {
        while matches!(view.at(offset), b'*' | b' ') && offset - end < 4 {
            offset += 1;
        }
    }
    if let Some(continued) = continued(view, offset) {
        offset = continued;
    } else if let Some(default) = default_of(view, offset) {
        offset = default;
        is_strict = true;
    }
    if let Some(line) = whole_line(view, name_start, offset) {
        return Some(Assigned {
            name,
            value: line,
            start: offset,
            is_quoted: true,
        });
    }
    for (mark, end) in [
        ("&quot;", '&'),
        ("&#34;", '&'),
        ("&apos;", '&'),
        ("%22", '%'),
        ("<![CDATA[", ']'),
    ] {
        if starts_with(view, offset, mark) {
            let start = offset + mark.len();
            let value = view.slice(start..start + VALUE).split([end, '\n']).next()?;
            return Some(Assigned {
                name,
                value,
                start,
                is_quoted: true,
            });
        }
    }
    for call in ["ConvertTo-SecureString -String ", "ConvertTo-SecureString "] {
        if starts_with(view, offset, call) {
            offset += call.len();
            is_strict = true;
        }
    }
    // `Bearer …`, `Basic …`
    for scheme in [
        "Bearer ", "bearer ", "Basic ", "Token ", "token ", "ApiKey ", "Apikey ",
    ] {
        for quote in ["\"", "'", ""] {
            let length = quote.len() + scheme.len();
            if view.slice(offset..offset + length) == format!("{quote}{scheme}") {
                // What is behind the basic scheme has a detector of its own, which decodes it.
                return (scheme != "Basic ")
                    .then(|| bare(view, offset + length, name, true))
                    .flatten();
            }
        }
    }
    // Other schemes, as those of signed requests, carry no secret.
    if name.to_ascii_lowercase().ends_with("authorization") {
        return None;
    }
    for wrapper in [
        "[]byte(",
        "new String(",
        "String::from(",
        "Buffer.from(",
        "SecretStr(",
        "Some(",
        "QString(",
    ] {
        if starts_with(view, offset, wrapper) {
            offset += wrapper.len();
            is_strict = true;
        }
    }
    // Prefixes of literals: `b"…"`, `r'…'`, `@"…"`.
    if matches!(
        view.at(offset),
        b'b' | b'r' | b'u' | b'f' | b'L' | b'N' | b'@'
    ) && matches!(view.at(offset + 1), b'"' | b'\'')
    {
        offset += 1;
    }
    let escapes = view.slice(offset..offset + 4);
    let escapes = escapes.len() - escapes.trim_start_matches('\\').len();
    if matches!(view.at(offset + escapes), b'"' | b'\'') {
        offset += escapes;
    }
    let quote = view.at(offset);
    if matches!(quote, b'"' | b'\'' | b'`') {
        // A literal within a literal.
        let start = offset + 1 + 2 * usize::from(starts_with(view, offset + 1, "\\\""));
        let window = view.slice(start..start + VALUE + 1);
        let end = window
            .bytes()
            .position(|byte| byte == quote || byte == b'\n')?;
        if window.as_bytes().get(end) != Some(&quote) {
            return None;
        }
        let value = window.get(..end)?.trim_end_matches('\\');
        return Some(Assigned {
            name,
            value,
            start,
            is_quoted: true,
        });
    }
    // `"Server=db;Password=…;"`: the literal is the connection string.
    let is_within = view.nature == Nature::Source
        && view.before(offset) == b'='
        && matches!(
            view.before(name_start),
            b';' | b'?' | b'&' | b'"' | b'\'' | b' '
        )
        && is_within_literal(view, name_start);
    let is_default = view.before(name_start) == b'{';
    if is_strict || (view.nature == Nature::Source && !is_within && !is_default) {
        return None;
    }
    bare(view, offset, name, false)
}

/// Whether a literal begins at an offset, escaped or with a prefix.
fn is_literal(view: &View<'_>, offset: usize) -> bool {
    let is_quote = |byte: u8| matches!(byte, b'"' | b'\'' | b'`');
    is_quote(view.at(offset))
        || is_quote(view.at(offset + 1))
            && (view.at(offset) == b'\\' || view.at(offset).is_ascii_alphabetic())
        || view.at(offset) == b'@' && is_quote(view.at(offset + 1))
        || view.at(offset) == b'\n'
}

/// Where a value begins that stands on the line below: a literal that was broken off, a block of YAML.
fn continued(view: &View<'_>, offset: usize) -> Option<usize> {
    const INDENT: usize = 80;
    let window = view.slice(offset..offset + INDENT);
    let is_block = window.starts_with(['|', '>']) && view.nature == Nature::Config;
    let rest = if is_block {
        window.trim_start_matches(['|', '>', '-', '+'])
    } else {
        window.strip_prefix(['(', '\\']).unwrap_or(window)
    };
    let below = rest
        .strip_prefix('\n')
        .or_else(|| rest.strip_prefix("\r\n"))?;
    let value = below.trim_start_matches([' ', '\t']);
    let is_literal =
        value.starts_with(['"', '\'']) || value.starts_with("b'") || value.starts_with("b\"");
    let is_indented = value.len() < below.len();
    (is_indented && (is_literal || is_block)).then_some(offset + window.len() - value.len())
}

/// Where the literal begins that stands in for a variable of the environment:
/// `process.env.X || "…"`, `os.environ.get("X", "…")`.
fn default_of(view: &View<'_>, offset: usize) -> Option<usize> {
    const CALL: usize = 160;
    if matches!(view.at(offset), b'"' | b'\'' | b'`') {
        return None;
    }
    let call = view.slice(offset..offset + CALL);
    let call = call.split('\n').next().unwrap_or_default();
    let place = call
        .as_bytes()
        .windows(3)
        .position(|word| word.eq_ignore_ascii_case(b"env"))?;
    let rest = call.get(place..).unwrap_or_default();
    let found = ["|| ", " or ", "?? ", "?: ", "default=", ", "]
        .iter()
        .find_map(|sign| {
            let end = rest.find(sign)? + sign.len();
            rest.get(end..)?
                .starts_with(['"', '\'', '`'])
                .then_some(end)
        })?;
    Some(offset + place + found)
}

/// The rest of a line of `NAME=value`, where nothing parts it: signs in it belong to the value.
fn whole_line<'v>(view: &'v View<'_>, name_start: usize, offset: usize) -> Option<&'v str> {
    if view.nature != Nature::Config
        || view.before(offset) != b'='
        || !view.at(offset).is_ascii_alphanumeric()
        || !matches!(
            line_before(view, name_start).trim(),
            "" | "export" | "ENV" | "ARG" | "set"
        )
    {
        return None;
    }
    let line = view.slice(offset..offset + VALUE + 1);
    let line = line.split(['\n', '\r']).next().unwrap_or_default();
    let is_whole =
        line.len() <= VALUE && !line.contains([' ', '\t', '"', '\'', '`', ';', ',', '<', '(', '$']);
    is_whole.then_some(line)
}

/// Where the operator behind a name ends, and whether only a literal may follow it.
fn operator(
    view: &View<'_>,
    name: Range<usize>,
    offset: usize,
    was_quoted: bool,
) -> Option<(usize, bool)> {
    let text = view.slice(name.clone());
    if let Some(end) = foreign(view, name.clone(), offset) {
        return Some(end);
    }
    Some(match (view.at(offset), view.at(offset + 1)) {
        // A comparison says what it must be.
        (b'=' | b'!', b'=') => (offset + 2 + usize::from(view.at(offset + 2) == b'='), true),
        (b'=', b'~') | (b':', b':') => return None,
        (b'=', b'>') | (b':' | b'?', b'=') => (offset + 2, false),
        (b'=', _) => (offset + 1, false),
        (b':', _) => (skip_type(view, offset + 1), false),
        (b'>', _) if view.before(name.start) == b'<' => (offset + 1, false),
        (b'(', next)
            if !(view.nature.is_prose() && offset > name.end) || matches!(next, b'"' | b'\'') =>
        {
            (offset + 1, true)
        }
        (b'>', _) if was_quoted && is_attribute(view, name.start) => (offset + 1, false),
        (b',', _)
            if was_quoted
                && is_argument(view, name.start, text)
                && is_literal(view, skip_spaces(view, offset + 1)) =>
        {
            (offset + 1, true)
        }
        (b',', _) if ends_with(view, name.start, "strcmp(") => (offset + 1, true),
        (b',', _)
            if was_quoted
                && text.starts_with("--")
                && is_literal(view, skip_spaces(view, offset + 1)) =>
        {
            (offset + 1, true)
        }
        _ if text.starts_with("--") && offset > name.end && !was_quoted => (offset, false),
        // `-storepass …`
        _ if text.starts_with('-')
            && text.len() >= 5
            && offset > name.end
            && matches!(view.before(name.start), b' ' | b'\t' | b'\n' | 0) =>
        {
            (offset, false)
        }
        // `<property name="password" value="…"/>`
        _ if was_quoted && starts_with(view, offset, "value=") => (offset + "value=".len(), false),
        // `#define PASSWORD "…"`, `WITH PASSWORD '…'`
        (b'"' | b'\'', _) if offset > name.end && is_declared(view, name.start, text) => {
            (offset, true)
        }
        // `ENV DB_PASSWORD …` of a Dockerfile
        _ if offset > name.end
            && match line_before(view, name.start).trim() {
                "ENV" => view.nature == Nature::Config,
                word => word == "setx",
            } =>
        {
            (offset, false)
        }
        // `bindpw …` and the like of configuration files.
        _ if offset > name.end && is_directive(view, name.start, text) => {
            // `password 0 …`: a router's mark of a password that isn't hashed.
            let is_marked = view.at(offset) == b'0' && view.at(offset + 1) == b' ';
            (offset + 2 * usize::from(is_marked), false)
        }
        _ => return None,
    })
}

/// Operators of a few languages, and those that are encoded.
fn foreign(view: &View<'_>, name: Range<usize>, offset: usize) -> Option<(usize, bool)> {
    const TAG: usize = 120;
    let behind = |sign: &str| starts_with(view, offset, sign).then_some(offset + sign.len());
    // A property of C#, a variable of Visual Basic, R.
    for sign in [
        "{ get; set; } =",
        "{ get; init; } =",
        "{ get; } =",
        "{ get; private set; } =",
        "as string =",
        "<-",
    ] {
        if let Some(end) = behind(sign) {
            return Some((end, true));
        }
    }
    // `%22password%22%3A%22…`, `&quot;password&quot;:&quot;…`, `&lt;password&gt;…`
    for sign in [
        "%22%3A%20",
        "%22%3A",
        "%3D",
        "&quot;: ",
        "&quot;:",
        "&#34;:",
    ] {
        if let Some(end) = behind(sign) {
            return Some((end, false));
        }
    }
    if let Some(end) = behind("&gt;").filter(|_| ends_with(view, name.start, "&lt;")) {
        return Some((end, false));
    }
    // `${NAME:-value}`, `${NAME:value}`
    if view.before(name.start) == b'{' && view.at(offset) == b':' && offset == name.end {
        let is_shell = matches!(view.at(offset + 1), b'-' | b'=');
        let is_other = matches!(view.at(offset + 1), b'?' | b'+' | b' ' | b'"' | b'\'');
        return (!is_other).then_some((offset + 1 + usize::from(is_shell), false));
    }
    // `<wsse:Password Type="…">`
    let is_element = view.before(name.start) == b'<'
        || view.before(name.start) == b':'
            && line_before(view, name.start)
                .rsplit('<')
                .next()
                .is_some_and(|tag| tag.len() <= 12 && !tag.contains(' '));
    if is_element && offset > name.end {
        let tag = view.slice(offset..offset + TAG);
        let end = tag
            .find(['>', '<', '\n'])
            .filter(|end| tag.as_bytes().get(*end) == Some(&b'>'))?;
        return (!tag.get(..end)?.ends_with('/')).then_some((offset + end + 1, false));
    }
    None
}

/// Whether a name begins its line and its value follows behind a space, as in `bindpw …`.
fn is_directive(view: &View<'_>, name_start: usize, name: &str) -> bool {
    const NAMES: &[&str] = &[
        "bindpw",
        "rootpw",
        "bindpassword",
        "rootpassword",
        "pre-shared-key",
        "password",
        "passwd",
        "psk",
        "passphrase",
        "auth_pass",
        "authpass",
        "dbpass",
        "requirepass",
    ];
    let line = line_before(view, name_start);
    let is_first = line.trim().is_empty() || line.trim_start().starts_with("username ");
    let lower = name.to_ascii_lowercase();
    let behind = skip_spaces(view, name_start + name.len());
    // `AuthLDAPBindPassword "…"`, `mysql-server/root_password password …`
    let is_other = is_first && lower.ends_with("password") && view.at(behind) == b'"'
        || line.contains('/') && line.ends_with("password ") && lower == "password";
    if view.nature == Nature::Config && is_other {
        return true;
    }
    view.nature != Nature::Source
        && NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
        && (is_first && view.nature == Nature::Config
            || name.eq_ignore_ascii_case("psk") && line.trim_end().ends_with(':'))
}

/// Whether a name is that of an element: `<entry key="…">`, `<property name="…">`.
fn is_attribute(view: &View<'_>, name_start: usize) -> bool {
    ["key=", "name=", "id="]
        .iter()
        .any(|attribute| ends_with(view, name_start.saturating_sub(1), attribute))
}

/// A name and its value in fields of their own: `name: X` and `value: Y`, `<key>X</key>` and
/// `<string>Y</string>`, `variable "X" { default = "Y" }`.
fn paired<'v>(view: &'v View<'_>, name: Range<usize>) -> Option<Assigned<'v>> {
    const NEAR: usize = 160;
    let text = view.slice(name.clone());
    let rest = view.slice(name.end..name.end + NEAR);
    let first = *rest.as_bytes().first()?;
    if !matches!(first, b'"' | b'\'' | b'\n' | b'\r' | b',' | b'<' | b' ') {
        return None;
    }
    let at = if let Some(field) = rest
        .strip_prefix("</key>")
        .or_else(|| rest.strip_prefix("</name>"))
    {
        let field = field.trim_start();
        let field = field
            .strip_prefix("<string>")
            .or_else(|| field.strip_prefix("<value>"))?;
        name.end + rest.len() - field.len()
    } else if let Some(default) = option_default(rest) {
        name.end + default
    } else if let Some((_, field)) = rest
        .strip_prefix('"')
        .and_then(|rest| rest.split_once('>'))
        .filter(|(tag, _)| !tag.contains(['<', '\n', '{', ':']))
    {
        // `<setting name="ApiKey" …><value>…`
        let field = field.trim_start().strip_prefix("<value>")?;
        name.end + rest.len() - field.len()
    } else {
        let body = rest.trim_start_matches(['"', '\'']).trim_start();
        if let Some(block) = body.strip_prefix('{') {
            let block = block.get(..block.find('}').unwrap_or(block.len()))?;
            let field = block.get(block.find("default")? + "default".len()..)?;
            let field = field.trim_start().strip_prefix('=')?.trim_start();
            field.starts_with('"').then_some(())?;
            let place = block.len() - field.len();
            name.end + rest.len() - body.len() + 1 + place
        } else {
            let body = body
                .trim_start_matches(',')
                .trim_start()
                .trim_start_matches(['"', '\'']);
            let field = ["value", "Value", "VALUE", "content"]
                .iter()
                .find_map(|field| body.strip_prefix(field))?;
            let field = field.trim_start_matches(['"', '\'']).trim_start();
            let field = field
                .strip_prefix([':', '='])?
                .trim_start_matches([' ', '\t']);
            name.end + rest.len() - field.len()
        }
    };
    let quote = view.at(at);
    if matches!(quote, b'"' | b'\'') {
        let window = view.slice(at + 1..at + 1 + VALUE);
        let end = window.bytes().position(|byte| byte == quote)?;
        return Some(Assigned {
            name: text,
            value: window.get(..end).filter(|value| !value.contains('\n'))?,
            start: at + 1,
            is_quoted: true,
        });
    }
    (view.nature != Nature::Source)
        .then(|| bare(view, at, text, false))
        .flatten()
}

/// Where the default of an option begins: `add_argument("--password", default="…")`.
fn option_default(rest: &str) -> Option<usize> {
    let line = rest.split(['\n', ')']).next().unwrap_or_default();
    let end = line.find("default=").or_else(|| line.find("default: "))?;
    let value = line
        .get(end..)?
        .trim_start_matches("default")
        .trim_start_matches(['=', ':', ' ']);
    (line.starts_with(['"', '\'']) && value.starts_with(['"', '\'']))
        .then_some(line.len() - value.len())
}

/// Whether a quoted name is the first of a pair, as in `define('DB_PASSWORD', '…')`, and not one
/// of a list.
fn is_argument(view: &View<'_>, name_start: usize, name: &str) -> bool {
    const TELLING: &[&str] = &[
        "password",
        "passwd",
        "pwd",
        "pass",
        "wachtwoord",
        "passwort",
        "passphrase",
        "token",
        "secret",
        "key",
        "authorization",
        "credentials",
        "credential",
        "creds",
    ];
    let mut offset = name_start.saturating_sub(1);
    // `fill("#password", "…")`
    if view.at(offset) == b'#' {
        offset = offset.saturating_sub(1);
    }
    while matches!(view.before(offset), b' ' | b'@') {
        offset -= 1;
    }
    let lower = name.to_ascii_lowercase();
    (matches!(view.before(offset), b'(' | b'[' | b'{') || ends_with(view, offset, "\"String\","))
        && TELLING.iter().any(|word| lower.ends_with(word))
}

/// Whether a text stands right before an offset.
fn ends_with(view: &View<'_>, offset: usize, text: &str) -> bool {
    offset
        .checked_sub(text.len())
        .is_some_and(|start| starts_with(view, start, text))
}

pub(super) fn starts_with(view: &View<'_>, offset: usize, text: &str) -> bool {
    view.bytes()
        .get(offset..offset + text.len())
        .is_some_and(|bytes| bytes.eq_ignore_ascii_case(text.as_bytes()))
}

/// What stands on the line before an offset, as far as it matters.
pub(super) fn line_before<'v>(view: &'v View<'_>, offset: usize) -> &'v str {
    const LINE: usize = 200;
    let before = view.slice(offset.saturating_sub(LINE)..offset);
    before.rsplit('\n').next().unwrap_or_default()
}

fn is_within_literal(view: &View<'_>, offset: usize) -> bool {
    let line = line_before(view, offset);
    ['"', '`', '\'']
        .iter()
        .any(|quote| line.matches(*quote).count() % 2 == 1)
}

/// Whether a line of SQL makes a user, or changes one.
fn is_statement(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    (lower.contains("create ") || lower.contains("alter "))
        && ["user ", "role ", "login ", "group "]
            .iter()
            .any(|what| lower.contains(what))
}

/// Whether a value stands behind its name without an operator: in C and in SQL.
fn is_declared(view: &View<'_>, name_start: usize, name: &str) -> bool {
    let line = line_before(view, name_start).trim();
    let word = line.rsplit(' ').next().unwrap_or_default();
    line == "#define"
        || line.is_empty() && view.nature == Nature::Source
        || ["with", "encrypted", "set"]
            .iter()
            .any(|keyword| word.eq_ignore_ascii_case(keyword))
        || name.eq_ignore_ascii_case("password") && is_statement(line)
        || name.eq_ignore_ascii_case("psk")
}

/// A value without quotes, to the next space or sign of structure.
pub(super) fn bare<'v>(
    view: &'v View<'_>,
    start: usize,
    name: &'v str,
    is_quoted: bool,
) -> Option<Assigned<'v>> {
    let window = view.slice(start..start + VALUE + 1);
    let end = window
        .find(|character: char| character.is_whitespace() || "\"'`<>,;|)]}".contains(character))
        .unwrap_or(window.len());
    let value = window.get(..end)?.trim_end_matches(['.', ':']);
    (end <= VALUE).then_some(Assigned {
        name,
        value,
        start,
        is_quoted,
    })
}

fn skip_spaces(view: &View<'_>, mut offset: usize) -> usize {
    let from = offset;
    while offset - from < 12 && matches!(view.at(offset), b' ' | b'\t') {
        offset += 1;
    }
    offset
}

/// Skips a type between a colon and an equals sign: `password: &str = "…"`.
fn skip_type(view: &View<'_>, offset: usize) -> usize {
    let window = view.slice(offset..offset + 48);
    let length = window
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b" &'<>[]?_.:|".contains(byte))
        .count();
    // Without a space before the sign it is the end of base64.
    let is_type = view.nature == Nature::Source
        || window.get(..length).is_some_and(|name| name.ends_with(' '));
    if is_type
        && window.as_bytes().get(length) == Some(&b'=')
        && window.as_bytes().get(length + 1) != Some(&b'=')
    {
        offset + length + 1
    } else {
        offset
    }
}

/// Last words that make a name something about a secret instead of the secret.
const ABOUT: &[&str] = &[
    "name",
    "encode",
    "decode",
    "split",
    "replace",
    "find",
    "strip",
    "match",
    "matches",
    "equals",
    "compare",
    "contains",
    "mgr",
    "realm",
    "field",
    "label",
    "input",
    "placeholder",
    "policy",
    "length",
    "min",
    "max",
    "regex",
    "pattern",
    "url",
    "uri",
    "path",
    "file",
    "filename",
    "dir",
    "type",
    "expires",
    "expiry",
    "expiration",
    "ttl",
    "count",
    "limit",
    "header",
    "prefix",
    "suffix",
    "format",
    "hash",
    "hashed",
    "salt",
    "hint",
    "error",
    "message",
    "msg",
    "text",
    "title",
    "description",
    "reset",
    "confirm",
    "confirmation",
    "required",
    "enabled",
    "id",
    "ids",
    "index",
    "size",
    "arn",
    "ref",
    "reference",
    "version",
    "class",
    "selector",
    "strength",
    "age",
    "endpoint",
    "provider",
    "manager",
    "store",
    "parameter",
    "param",
    "attribute",
    "column",
    "property",
    "env",
    "var",
    "variable",
    "column",
    "scope",
    "method",
    "mode",
    "algorithm",
    "alg",
    "status",
    "state",
    "code",
    "encoding",
    "encoded",
    "rotation",
    "vereist",
    "vergeten",
    "forgot",
    "forgotten",
    "change",
    "changed",
    "generator",
    "validator",
    "rules",
    "link",
    "page",
    "screen",
    "view",
    "form",
    "dialog",
    "button",
    "icon",
    "vault",
    "test",
    "checksum",
    "digest",
    "sha",
    "sha1",
    "sha256",
    "md5",
    "usage",
    "alias",
    "ring",
    "pair",
    "map",
    "list",
    "set",
    "press",
    "down",
    "up",
    "code",
    "board",
    "block",
    "encryption",
    "protocol",
    "used",
    "lifetime",
    "disabled",
    "allowed",
    "expired",
    "stdin",
    "chars",
    "characters",
    "charset",
    "alphabet",
    // Of files.
    "c",
    "h",
    "py",
    "js",
    "ts",
    "go",
    "rs",
    "java",
    "php",
    "sh",
    "md",
    "txt",
];

/// Words anywhere in a name that make it public or something else.
const HARMLESS: &[&str] = &[
    "public",
    "pub",
    "primary",
    "foreign",
    "unique",
    "sort",
    "partition",
    "cache",
    "hash",
    "sha256",
    "sha1",
    "sha512",
    "md5",
    "csrf",
    "xsrf",
    "authenticity",
    "websocket",
    "idempotency",
    "keyboard",
    "tokenizer",
    "monkey",
    "turkey",
    "site",
    "publishable",
    "translation",
    "i18n",
    "licence",
    "license",
    "nonce",
    "object",
    "s3",
    "row",
    "map",
    "group",
    "lookup",
    "event",
    "dedup",
    "etag",
    "commit",
    "integrity",
    "next",
    "continuation",
    "page",
    "cursor",
    "pagination",
    "sync",
    "recv",
    "keyserver",
    "fingerprint",
    "keyid",
];

fn examine_password(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile {
        return;
    }
    let Some(assigned) = read(view, hit) else {
        return;
    };
    let Assigned {
        name,
        value,
        start,
        is_quoted,
    } = assigned;
    let words = words(name);
    let is_about = words
        .last()
        .is_some_and(|last| ABOUT.contains(&last.as_str()) || is_other_pass(last))
        || words
            .iter()
            .any(|word| matches!(word.as_str(), "hash" | "hashed" | "passwordless" | "salt"))
        || is_verdict(view, hit, name)
        || words.first().is_some_and(|first| {
            const VERBS: &[&str] = &[
                "should",
                "must",
                "split",
                "splitpasswd",
                "parse",
                "check",
                "hash",
                "verify",
                "validate",
                "encrypt",
                "encode",
                "compare",
                "is",
                "has",
                "assert",
            ];
            words.len() > 1 && VERBS.contains(&first.as_str()) || first == "splitpasswd"
        })
        // `t.pass("tests/ui/*.rs")`
        || name.ends_with(".pass") && view.at(hit.start + "pass".len()) == b'(';
    let is_mail = words
        .iter()
        .any(|word| matches!(word.as_str(), "mail" | "email" | "smtp" | "gmail"));
    // Google shows the passwords it makes for programs in four groups of letters.
    let app = view.slice(start..start + APP_PASSWORD);
    let (value, is_app) = if is_mail
        && is_app_password(app)
        && !view.at(start + APP_PASSWORD).is_ascii_alphanumeric()
    {
        (app, true)
    } else {
        (value, is_mail && is_app_password(value))
    };
    if is_about {
        return;
    }
    let is_word = !is_app
        && !is_password(value, is_quoted, view.nature)
        && !is_pin(value, &words, is_quoted, view.nature);
    if is_word
        && !(is_word_password(value)
            && (names_account(name, &words)
                || is_beside_user(view, hit.start)
                || is_statement(line_before(view, hit.start)))
            && (is_quoted || view.nature == Nature::Config))
    {
        return;
    }
    let length = value.chars().count();
    let classes = classes(value);
    let mut found = Found::new(start, start + value.len(), value)
        .masked(Mask::Whole)
        .shape("a value behind the name of a password", 0.45);
    found = if is_word {
        found
            .severity(Severity::Medium)
            .check("a word, behind a name that says whose password it is", 0.1)
    } else {
        found.check(
            format!("{length} characters of {classes} kinds, no placeholder"),
            if classes >= 3 { 0.4 } else { 0.25 },
        )
    };
    candidates.push(found);
}

/// `PASS: …` at the beginning of a line: what a test says.
fn is_verdict(view: &View<'_>, hit: Hit, name: &str) -> bool {
    view.nature.is_prose()
        && name.ends_with("PASS")
        && view.at(hit.start + "pass".len()) == b':'
        && line_before(view, hit.start).trim().len() <= 1
}

/// A number of four or five digits, behind a name that is a password's and nothing more.
fn is_pin(value: &str, words: &[String], is_quoted: bool, nature: Nature) -> bool {
    let is_name = words.last().is_some_and(|last| {
        matches!(
            last.as_str(),
            "password" | "passwd" | "wachtwoord" | "passwort" | "pwd"
        )
    });
    is_name
        && (is_quoted || nature == Nature::Config)
        && (4..=5).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && distinct(value) >= 2
}

/// Whether a user is named right before a password, as in `{"user": "app", "password": "…"}`.
fn is_beside_user(view: &View<'_>, offset: usize) -> bool {
    const FIELD: usize = 80;
    let window = view.slice(offset.saturating_sub(FIELD)..offset);
    let Some((field, value)) = window
        .rsplit([',', '{', '\n', ';', '('])
        .find(|field| field.contains([':', '=']))
        .and_then(|field| field.split_once([':', '=']))
    else {
        return false;
    };
    let edge = |character: char| character.is_whitespace() || "\"'>".contains(character);
    let key = field.trim_matches(edge).to_ascii_lowercase();
    let user = value.trim_matches(edge);
    ["user", "username", "login", "email", "uid", "gebruiker"]
        .iter()
        .any(|word| key.ends_with(word))
        && !user.is_empty()
        && user.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"@._-".contains(&byte)
        })
        && !user.contains("user")
        && !is_placeholder(user)
}

/// Whether a name says whose password it is: `DB_PASSWORD`, `smtpPassword`. Behind such a name even a word is
/// a password and no text of a screen.
fn names_account(name: &str, words: &[String]) -> bool {
    const ACCOUNTS: &[&str] = &[
        "db",
        "database",
        "datasource",
        "jdbc",
        "sql",
        "mysql",
        "mariadb",
        "postgres",
        "postgresql",
        "pg",
        "pgpassword",
        "mongo",
        "mongodb",
        "redis",
        "rabbitmq",
        "amqp",
        "oracle",
        "ldap",
        "bind",
        "smtp",
        "mail",
        "imap",
        "ftp",
        "sftp",
        "ssh",
        "sudo",
        "root",
        "admin",
        "sa",
        "keystore",
        "truststore",
        "store",
        "wifi",
        "wlan",
        "vpn",
        "proxy",
        "elastic",
        "kafka",
        "jenkins",
        "tomcat",
        "nexus",
        "registry",
        "docker",
        "grafana",
        "superuser",
        "ansible",
    ];
    let is_constant = name.len() > "password".len()
        && name.contains('_')
        && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    is_constant || words.iter().any(|word| ACCOUNTS.contains(&word.as_str()))
}

/// Words that say something about a password, or stand in its place.
const SAYING: &[&str] = &[
    "required",
    "optional",
    "invalid",
    "incorrect",
    "missing",
    "unknown",
    "disabled",
    "enabled",
    "plain",
    "clear",
    "plaintext",
    "encrypted",
    "prompt",
    "keychain",
    "keyring",
    "vault",
    "basic",
    "digest",
    "simple",
    "external",
    "internal",
    "private",
    "public",
    "managed",
    "generated",
    "random",
    "literal",
    "secure",
    "hashed",
    "string",
    "number",
    "boolean",
    "object",
    "function",
    "method",
    "module",
    "readonly",
    "hidden",
    "default",
    "current",
    "confirm",
    "update",
    "change",
    "forgot",
    "create",
    "delete",
    "reset",
    "login",
    "logout",
    "signin",
    "signup",
    "account",
    "profile",
    "settings",
    "username",
    "email",
    "phone",
    "kennwort",
    "contrasena",
    "senha",
    "parola",
    "salasana",
    "passord",
    "credential",
    "undefined",
    "nothing",
    "something",
    "whatever",
    "server",
    "client",
    "config",
    "environment",
    "variable",
    "values",
    "localhost",
    "password",
    "strong",
    "secret",
];

/// A word in lower case that people use as a password, and that says nothing about one.
pub(super) fn is_word_password(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '_']).collect();
    let is_phrase = parts.len() >= 3 && parts.iter().all(|part| part.len() >= 3);
    (6..=64).contains(&value.len())
        && (parts.len() == 1 || is_phrase)
        && parts.iter().all(|part| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_lowercase())
                && !SAYING.contains(part)
        })
        && !value.contains("pass")
        && !value.contains("wachtwoord")
        && !is_placeholder(value)
}

/// Four groups of four, and three spaces.
const APP_PASSWORD: usize = 19;

fn is_app_password(value: &str) -> bool {
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

/// `bypass` and `compass` are no passwords, and `www` is none in Dutch.
fn is_other_pass(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "bypass",
        "compass",
        "trespass",
        "surpass",
        "encompass",
        "overpass",
        "underpass",
        "impasse",
        "lowpass",
        "highpass",
        "bandpass",
        "allpass",
        "multipass",
        "onepass",
        "firstpass",
        "secondpass",
        "subpass",
        "renderpass",
        "repass",
        "prepass",
        "postpass",
        "www",
    ];
    OTHERS.contains(&word)
        || word.ends_with("pw")
            && !matches!(
                word,
                "pw" | "rootpw" | "bindpw" | "dbpw" | "mypw" | "userpw" | "adminpw" | "pgpw"
            )
        || word.ends_with("ww") && word != "ww"
}

/// How many of lower case, upper case, digits and signs a value has.
pub(super) fn classes(value: &str) -> usize {
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

/// Single words that people do use as passwords.
const POPULAR: &[&str] = &[
    "admin",
    "root",
    "welkom",
    "welcome",
    "letmein",
    "qwerty",
    "azerty",
    "geheim",
    "iloveyou",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "football",
    "feyenoord",
    "amsterdam",
    "ajax",
    "zomer",
    "winter",
    "oranje",
    "toor",
    "swordfish",
    "shadow",
    "batman",
    "superman",
    "master",
    "hunter",
    "trustno",
    "baseball",
    "starwars",
    "whatever",
    "cheese",
    "computer",
    "pokemon",
    "liverpool",
    "chelsea",
    "arsenal",
    "barcelona",
    "letmeinnow",
    "welkom",
    "lente",
    "herfst",
    "voetbal",
    "rotterdam",
    "utrecht",
    "nederland",
    "wachtwoordje",
    "schatje",
    "sesame",
    "opensesame",
    "changeit",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
];

pub(super) fn is_password(value: &str, is_quoted: bool, nature: Nature) -> bool {
    // Spring's mark of a password that isn't hashed.
    let value = value.strip_prefix("{noop}").unwrap_or(value);
    let length = value.chars().count();
    if !(4..=128).contains(&length) || is_placeholder(value) || value.contains(char::is_whitespace)
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
        || (value.contains('.') && value.split('.').all(is_identifier))
        || is_rule(value)
        || (!is_quoted
            && value.starts_with('!')
            && value.bytes().skip(1).all(|byte| byte.is_ascii_alphabetic()))
        || value.contains(":/")
        || value.contains('`')
        || ["\\d", "\\w", "\\s", "(?"]
            .iter()
            .any(|class| value.contains(class))
        || is_day(value)
        || is_path(value)
        || ["password", "passwd", "wachtwoord", "passwort", "passphrase"]
            .iter()
            .any(|word| lower.contains(word) && !is_dressed(value));
    if is_expression {
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
    if is_unreadable(value) && length >= if is_shown { 6 } else { 8 } || is_phrase(value) {
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
}

/// Words that are joined to be remembered: `correct-horse-battery-staple`.
pub(super) fn is_phrase(value: &str) -> bool {
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

/// Whether a column is named after passwords.
fn is_password_header(header: &str) -> bool {
    let words = words(header);
    words.last().is_some_and(|last| {
        matches!(
            last.as_str(),
            "password" | "passwd" | "wachtwoord" | "passwort" | "pwd" | "pass" | "contraseña"
        )
    })
}

fn examine_password_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let value = view.slice(hit.start..hit.end);
    let is_stored = value.starts_with('$') || value.len() >= 32;
    if is_stored || !is_password(value, true, view.nature) {
        return;
    }
    candidates.push(
        Found::new(hit.start, hit.end, value)
            .masked(Mask::Whole)
            .shape("a value in a column of passwords", 0.45)
            .check("no placeholder", 0.25),
    );
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

fn examine_secret(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile {
        return;
    }
    let Some(assigned) = read(view, hit) else {
        return;
    };
    let Assigned {
        name,
        value,
        start,
        is_quoted,
    } = assigned;
    // A token of three parts has a detector of its own, which decodes it.
    // A short one has to make up for it in kinds of characters.
    let value = value.strip_prefix("django-insecure-").unwrap_or(value);
    let start = start + assigned.value.len() - value.len();
    let shortest = if is_quoted && classes(value) >= 4 {
        12
    } else if is_quoted && is_scrambled(value) {
        10
    } else {
        16
    };
    let words = words(name);
    let is_chosen = is_quoted && names_signing_secret(&words) && is_chosen(value);
    if !(is_chosen || (shortest..=VALUE).contains(&value.len()))
        || is_placeholder(value)
        || is_published(value)
        || (value.starts_with("eyJ") && value.contains('.'))
        || is_named_after(value, name)
        || is_of_resource(view, start)
        || is_public_key(value)
        || is_type(view, hit)
        || (!is_quoted && value.contains('/') && value.contains('.'))
        || (value.len() >= 40 && distinct(value) == value.len())
    {
        return;
    }
    let is_secret = words
        .iter()
        .any(|word| matches!(word.as_str(), "secret" | "password"));
    let is_about = words.last().is_some_and(|last| {
        ABOUT.contains(&last.as_str()) && last != "salt" || last.ends_with("izer")
    }) || words.iter().any(|word| {
        HARMLESS.contains(&word.as_str()) && !(is_secret && word == "s3")
            || word.starts_with("public")
    });
    let is_key = is_uuid(value.as_bytes()) && names_key(&words) && looks_random(value) || is_chosen;
    if is_about || !(is_key || is_made(value, is_quoted)) {
        return;
    }
    let bits = entropy(value.as_bytes());
    candidates.push(
        Found::new(start, start + value.len(), value)
            .shape("a value behind the name of a secret", 0.3)
            .check(
                format!("{} characters with {bits:.1} bits each", value.len()),
                if bits >= 4.0 || value.len() >= 32 {
                    0.4
                } else {
                    0.25
                },
            ),
    );
}

/// Whether nobody but a generator wrote this.
pub(super) fn is_made(value: &str, is_quoted: bool) -> bool {
    is_random(value, is_quoted)
        || is_quoted && (is_salad(value) || is_scrambled(value))
        || value.len() >= 16 && is_unreadable(value)
}

/// Whether a name is that of a type: `AWS::SecretsManager::Secret`.
fn is_type(view: &View<'_>, hit: Hit) -> bool {
    let before = view.slice(hit.start.saturating_sub(NAME)..hit.start);
    before
        .trim_end_matches(|character: char| character.is_ascii_alphanumeric())
        .ends_with("::")
}

/// Whether a value is the structure of a public key (RFC 5280, `SubjectPublicKeyInfo`) in base64.
fn is_public_key(value: &str) -> bool {
    [
        "MFkwEwYH", "MFYwEAYH", "MHYwEAYH", "MIIBIjAN", "MIICIjAN", "MIGfMA0G", "MCowBQYD",
    ]
    .iter()
    .any(|head| value.starts_with(head))
}

/// Whether a value is a part of the name of a resource: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:…`.
fn is_of_resource(view: &View<'_>, start: usize) -> bool {
    const NAME: usize = 96;
    let before = view.slice(start.saturating_sub(NAME)..start);
    before
        .rsplit(|character: char| character.is_whitespace() || "\"'`=".contains(character))
        .next()
        .is_some_and(|name| name.contains("arn:"))
}

/// A value named `key` and nothing else: only one that a generator made, in quotes.
fn examine_key(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SHORTEST: usize = 32;
    if view.nature == Nature::Lockfile || !view.is_word_start(hit.start) {
        return;
    }
    let mut offset = skip_spaces(view, hit.end);
    offset += usize::from(view.at(offset) == b'b');
    let quote = view.at(offset);
    if !matches!(quote, b'"' | b'\'') {
        return;
    }
    let value = view.slice(offset + 1..offset + 1 + VALUE);
    let Some(value) = value
        .bytes()
        .position(|byte| byte == quote)
        .and_then(|end| value.get(..end))
    else {
        return;
    };
    let is_hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if value.len() < SHORTEST
        || is_hex
        || is_placeholder(value)
        || is_published(value)
        || value.starts_with("eyJ")
        || classes(value) < 2
        || classes(value) < 3
            && (in_words(value) > 4 || !value.bytes().any(|byte| byte.is_ascii_digit()))
        || is_public_key(value)
        || !is_random(value, true)
    {
        return;
    }
    candidates.push(
        Found::new(offset + 1, offset + 1 + value.len(), value)
            .shape("a value behind the name of a key", 0.25)
            .check(format!("{} random characters", value.len()), 0.3),
    );
}

/// Whether letters and digits take turns as no name does: `kj2h4g5kjh23g`.
fn is_scrambled(value: &str) -> bool {
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

/// Whether a name says that its value opens something: only then is a UUID a secret.
fn names_key(words: &[String]) -> bool {
    let last = words.last().map(String::as_str).unwrap_or_default();
    let before = words
        .iter()
        .rev()
        .nth(1)
        .map(String::as_str)
        .unwrap_or_default();
    matches!(
        (before, last),
        (
            "api" | "secret" | "access" | "auth" | "private" | "license" | "licence",
            "key"
        ) | ("auth" | "access" | "api" | "bearer" | "refresh", "token")
            | ("secret", "token")
            | (_, "secret" | "apikey")
    )
}

/// Whether a name is that of a secret which frameworks sign with, and which people make up themselves.
fn names_signing_secret(words: &[String]) -> bool {
    let last = words.last().map(String::as_str).unwrap_or_default();
    let before = words
        .iter()
        .rev()
        .nth(1)
        .map(String::as_str)
        .unwrap_or_default();
    matches!(
        (before, last),
        ("secret" | "jwt" | "session" | "cookie" | "signing", "key")
            | (
                "jwt" | "session" | "cookie" | "app" | "token" | "signing" | "auth",
                "secret"
            )
            | ("", "secret")
    )
}

/// Whether a digit stands within letters, as nobody writes them: `s3cret`.
pub(super) fn is_leet(value: &str) -> bool {
    value.as_bytes().array_windows().any(|[one, digit, other]| {
        digit.is_ascii_digit() && one.is_ascii_alphabetic() && kind(*one) == kind(*other)
    })
}

/// Whether a person chose this as a secret: letters and digits or signs, as in a password.
fn is_chosen(value: &str) -> bool {
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
        && distinct(value) >= 5
}

/// Whether a value is a long mix of everything, spaces too, as the salts of `WordPress` are.
fn is_salad(value: &str) -> bool {
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
fn is_random(value: &str, is_quoted: bool) -> bool {
    let bytes = value.as_bytes();
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=_-.~!@#$%^&*:".contains(byte);
    if !bytes.iter().all(allowed)
        || value.contains("://")
        || value.starts_with(['/', '.', '#'])
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

/// Whether a value is its own name: `#define SN_Token_B0Prime "Token-B0Prime"`.
fn is_named_after(value: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect()
    };
    letters(name).contains(&letters(value))
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

fn kind(byte: u8) -> u8 {
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
