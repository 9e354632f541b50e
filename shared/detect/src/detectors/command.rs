//! Passwords and keys that commands and calls are given without naming them: `mysql -p…`,
//! `login("jan", "…")`, `jwt.sign(payload, "…")`.

use super::assignment::{
    VALUE, is_joined_names, is_made, is_password, is_statement, is_word_password, line_before,
    starts_with,
};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::is_placeholder;
use crate::view::{Candidates, Found, Hit, View};

/// Where a command takes its password.
#[derive(Clone, Copy)]
enum Place {
    /// Right behind the word.
    Next,
    /// Behind one of these options, or joined to it.
    Option(&'static [&'static str]),
    /// Behind a user and this sign, behind one of these options.
    Pair(&'static [&'static str], char),
    /// The argument of this number, from 0, options not counted.
    Argument(usize),
    /// The last argument, if there is such an option.
    Last(&'static str),
    /// What is echoed into the command.
    Echoed,
    /// As SQL says it: quoted, or bare in a statement about a user.
    Sql,
    /// `jdbc:oracle:thin:NAME/PASSWORD@…`
    Oracle,
    /// Right behind the word, behind a user and a colon.
    User,
    /// What is sent once a password was asked for.
    Sent,
    /// Right behind the word, at the beginning of a line: a directive, of which a word is the value as well.
    Directive,
}

const COMMANDS: &[(&str, Place)] = &[
    ("identified by ", Place::Sql),
    ("identified with ", Place::Sql),
    ("requirepass ", Place::Directive),
    ("masterauth ", Place::Directive),
    ("sshpass -p", Place::Next),
    (
        "curl ",
        Place::Pair(
            &[
                " -u ",
                " --user ",
                " -u",
                " --user=",
                " --proxy-user ",
                " -U ",
            ],
            ':',
        ),
    ),
    ("http ", Place::Pair(&[" -a ", " --auth "], ':')),
    ("mysql ", Place::Option(&[" -p"])),
    ("mysqldump ", Place::Option(&[" -p"])),
    ("mysqladmin ", Place::Option(&[" password ", " -p"])),
    ("mysqlimport ", Place::Option(&[" -p"])),
    ("convertto-securestring ", Place::Next),
    ("net user ", Place::Argument(1)),
    ("net use ", Place::Option(&[" /user:"])),
    (
        "docker login ",
        Place::Option(&[" -p ", " --password ", " -p="]),
    ),
    (
        "podman login ",
        Place::Option(&[" -p ", " --password ", " -p="]),
    ),
    ("helm registry login ", Place::Option(&[" -p "])),
    ("az login ", Place::Option(&[" -p "])),
    ("ldapsearch ", Place::Option(&[" -w "])),
    ("ldapadd ", Place::Option(&[" -w "])),
    ("ldapmodify ", Place::Option(&[" -w "])),
    ("redis-cli ", Place::Option(&[" -a "])),
    ("mongo ", Place::Option(&[" -p "])),
    ("mongosh ", Place::Option(&[" -p "])),
    ("mongodump ", Place::Option(&[" -p "])),
    ("mongorestore ", Place::Option(&[" -p "])),
    ("mongoimport ", Place::Option(&[" -p "])),
    ("mongoexport ", Place::Option(&[" -p "])),
    ("sqlcmd ", Place::Option(&[" -P "])),
    ("zip ", Place::Option(&[" -P "])),
    ("unzip ", Place::Option(&[" -P "])),
    ("7z ", Place::Option(&[" -p"])),
    ("useradd ", Place::Option(&[" -p "])),
    ("usermod ", Place::Option(&[" -p "])),
    ("snmpwalk ", Place::Option(&[" -A ", " -X ", " -c "])),
    ("xfreerdp ", Place::Option(&[" /p:"])),
    ("ipmitool ", Place::Option(&[" -P "])),
    ("lftp ", Place::Pair(&[" -u "], ',')),
    ("smbclient ", Place::Pair(&[" -U "], '%')),
    ("rpcclient ", Place::Pair(&[" -U "], '%')),
    ("htpasswd ", Place::Last(" -b")),
    ("rabbitmqctl add_user ", Place::Argument(1)),
    ("rabbitmqctl change_password ", Place::Argument(1)),
    ("chpasswd", Place::Echoed),
    ("sudo -s", Place::Echoed),
    ("snmp-server community ", Place::Next),
    ("enable secret ", Place::Next),
    (" secret 0 ", Place::Next),
    ("schtasks ", Place::Option(&[" /rp "])),
    ("rootpw --plaintext ", Place::Next),
    ("-again password ", Place::Next),
    (" login=", Place::User),
    (" password 0 ", Place::Next),
    (" password 7 ", Place::Next),
    ("--oauth2-bearer ", Place::Next),
    ("openssl enc ", Place::Option(&[" -k "])),
    ("redis-server ", Place::Option(&[" --requirepass "])),
    (
        "nmcli ",
        Place::Option(&[
            " password ",
            " wifi-sec.psk ",
            " 802-11-wireless-security.psk ",
        ]),
    ),
    ("snmpget ", Place::Option(&[" -A ", " -X ", " -c "])),
    ("snmpset ", Place::Option(&[" -A ", " -X ", " -c "])),
    ("snmpgetnext ", Place::Option(&[" -A ", " -X ", " -c "])),
    ("snmpbulkwalk ", Place::Option(&[" -A ", " -X ", " -c "])),
    ("snmpbulkget ", Place::Option(&[" -A ", " -X ", " -c "])),
    ("snmptrap ", Place::Option(&[" -A ", " -X ", " -c "])),
    ("snmptable ", Place::Option(&[" -A ", " -X ", " -c "])),
    ("rocommunity ", Place::Directive),
    ("rwcommunity ", Place::Directive),
    ("rocommunity6 ", Place::Directive),
    ("rwcommunity6 ", Place::Directive),
    ("createuser ", Place::Argument(2)),
    ("cmdkey ", Place::Option(&[" /pass:"])),
    ("psexec ", Place::Option(&[" -p "])),
    ("psexec64 ", Place::Option(&[" -p "])),
    ("plink ", Place::Option(&[" -pw "])),
    ("pscp ", Place::Option(&[" -pw "])),
    ("putty ", Place::Option(&[" -pw "])),
    ("bcp ", Place::Option(&[" -P "])),
    ("tsql ", Place::Option(&[" -P "])),
    ("mosquitto_pub ", Place::Option(&[" -P ", " --pw "])),
    ("mosquitto_sub ", Place::Option(&[" -P ", " --pw "])),
    ("rdesktop ", Place::Option(&[" -p "])),
    ("cqlsh ", Place::Option(&[" -p "])),
    ("oc login ", Place::Option(&[" -p "])),
    ("cf login ", Place::Option(&[" -p "])),
    ("cf auth ", Place::Argument(1)),
    ("crane auth login ", Place::Option(&[" -p "])),
    ("oras login ", Place::Option(&[" -p "])),
    ("buildah login ", Place::Option(&[" -p "])),
    ("nerdctl login ", Place::Option(&[" -p "])),
    (
        "skopeo ",
        Place::Pair(&[" --creds ", " --src-creds ", " --dest-creds "], ':'),
    ),
    ("mariadb ", Place::Option(&[" -p"])),
    ("mariadb-dump ", Place::Option(&[" -p"])),
    ("mysqlcheck ", Place::Option(&[" -p"])),
    ("ldapdelete ", Place::Option(&[" -w "])),
    ("ldapwhoami ", Place::Option(&[" -w "])),
    ("ldappasswd ", Place::Option(&[" -w ", " -s "])),
    ("addprinc ", Place::Option(&[" -pw "])),
    ("kadmin ", Place::Option(&[" -w "])),
    ("wpa_passphrase ", Place::Argument(1)),
    ("impdp ", Place::Oracle),
    ("expdp ", Place::Oracle),
    ("passwd --stdin", Place::Echoed),
    ("sp_addlogin ", Place::Argument(1)),
    ("sp_addlinkedsrvlogin ", Place::Argument(4)),
    ("openssl passwd ", Place::Argument(0)),
    ("sqlconnectinfo ", Place::Argument(2)),
    ("insecure-password ", Place::Next),
    ("stats auth ", Place::User),
    (": eap ", Place::Next),
    (": xauth ", Place::Next),
    ("]:587 ", Place::User),
    ("]:465 ", Place::User),
    ("]:25 ", Place::User),
    ("7za ", Place::Option(&[" -p"])),
    ("7z.exe\" ", Place::Option(&[" -p"])),
    ("enable password ", Place::Directive),
    ("tacacs-server key ", Place::Directive),
    ("radius-server key ", Place::Directive),
    ("isakmp key ", Place::Next),
    ("ppp chap password ", Place::Directive),
    ("key-string ", Place::Directive),
    ("send \"", Place::Sent),
    ("send -- \"", Place::Sent),
    ("sendline(", Place::Sent),
    ("on >", Place::Next),
    ("jdbc:oracle:thin:", Place::Oracle),
    ("sqlplus ", Place::Oracle),
];

/// Which argument of a call is the password or the key.
#[derive(Clone, Copy)]
enum Argument {
    /// Of this number, from 0.
    Number(usize),
    /// The last of two or more.
    Last,
    /// Of this number, behind a user and a colon.
    Pair(usize),
}

/// Where something else than a password may stand.
const CALLS: &[(&str, Argument)] = &[
    ("login(", Argument::Last),
    ("getconnection(", Argument::Last),
    ("auth=(", Argument::Last),
    ("auth = (", Argument::Last),
    ("basic_auth(", Argument::Number(1)),
    ("basic_auth ", Argument::Number(1)),
    ("mysql_connect(", Argument::Number(2)),
    ("pymysql.connect(", Argument::Number(2)),
    ("mysqldb.connect(", Argument::Number(2)),
    ("new sequelize(", Argument::Number(2)),
    ("client.connect(", Argument::Number(3)),
    ("ssh.connect(", Argument::Number(3)),
    ("create_user(", Argument::Number(2)),
    ("create_superuser(", Argument::Number(2)),
    ("bcrypt.hash(", Argument::Number(0)),
    ("await hash(", Argument::Number(0)),
    ("createasync(", Argument::Number(1)),
    ("addpasswordasync(", Argument::Number(1)),
    ("passwordsigninasync(", Argument::Number(1)),
    (".password(encoder.encode(", Argument::Number(0)),
    ("bcrypt.hashsync(", Argument::Number(0)),
    ("hashpw(", Argument::Number(0)),
    ("generate_password_hash(", Argument::Number(0)),
    ("password_hash(", Argument::Number(0)),
    ("httpbasic(", Argument::Number(1)),
    (".auth(", Argument::Number(1)),
    ("btoa(", Argument::Pair(0)),
    ("'basic ' + buffer.from(", Argument::Pair(0)),
    ("\"basic \" + buffer.from(", Argument::Pair(0)),
    ("cx_oracle.connect(", Argument::Number(1)),
    ("oracledb.connect(", Argument::Number(1)),
    ("passwordencoder.encode(", Argument::Number(0)),
    ("passwordencoder.matches(", Argument::Number(0)),
    ("checkpw(", Argument::Number(0)),
    ("bcrypt.compare(", Argument::Number(0)),
    ("bcrypt.comparesync(", Argument::Number(0)),
    ("argon2.hash(", Argument::Number(0)),
    ("password_verify(", Argument::Number(0)),
    ("check_password_hash(", Argument::Number(1)),
    ("pbkdf2sync(", Argument::Number(0)),
    ("scryptsync(", Argument::Number(0)),
    ("load_key_and_certificates(", Argument::Number(1)),
];

/// Those that take nothing but a password there, whatever else the program does: then a word will do.
const CREDENTIAL_CALLS: &[(&str, Argument)] = &[
    ("basicauth(", Argument::Number(1)),
    ("plainauth(", Argument::Number(2)),
    ("usernamepasswordcredentials(", Argument::Number(1)),
    ("passwordauthentication(", Argument::Number(1)),
    ("networkcredential(", Argument::Number(1)),
    ("directoryentry(", Argument::Number(2)),
    ("new pdo(", Argument::Number(2)),
    ("mysqli(", Argument::Number(2)),
    ("mysqli_connect(", Argument::Number(2)),
    ("ftplib.ftp(", Argument::Number(2)),
    (" ftp(", Argument::Number(2)),
    ("=ftp(", Argument::Number(2)),
    ("ftp_login(", Argument::Number(2)),
    ("userpassword(", Argument::Number(1)),
    ("redis.auth(", Argument::Number(0)),
    ("jedis.auth(", Argument::Number(0)),
    ("redisclient.auth(", Argument::Number(0)),
    ("wifi.begin(", Argument::Number(1)),
    ("wifi.softap(", Argument::Number(1)),
    ("dbi->connect(", Argument::Number(2)),
    ("pymssql.connect(", Argument::Number(2)),
    ("simple_bind_s(", Argument::Number(1)),
    ("simple_bind(", Argument::Number(1)),
    ("ldap_bind(", Argument::Number(2)),
    ("->credentials(", Argument::Number(3)),
    ("x509certificate2(", Argument::Number(1)),
    (":auth(", Argument::Number(0)),
    ("curlopt_userpwd, ", Argument::Pair(0)),
];

/// What .NET has an authorization of.
const AUTHENTICATION_HEADER: &str = "authenticationheadervalue(";

const KEY_CALLS: &[(&str, Argument)] = &[
    ("jwt.sign(", Argument::Number(1)),
    ("jwt.verify(", Argument::Number(1)),
    ("jwt.encode(", Argument::Number(1)),
    ("jwt.decode(", Argument::Number(1)),
    ("createhmac(", Argument::Number(1)),
    ("createcipheriv(", Argument::Number(1)),
    ("createdecipheriv(", Argument::Number(1)),
    ("hmac.new(", Argument::Number(0)),
    ("fernet(", Argument::Number(0)),
    ("aes.new(", Argument::Number(0)),
    ("secretkeyspec(", Argument::Number(0)),
    ("symmetricsecuritykey(", Argument::Number(0)),
    ("hmacsha256(", Argument::Number(0)),
    ("hmacsha512(", Argument::Number(0)),
    ("hmacshakeyfor(", Argument::Number(0)),
    ("algorithm.hmac256(", Argument::Number(0)),
    ("algorithm.hmac512(", Argument::Number(0)),
    ("signwith(signaturealgorithm.hs256, ", Argument::Number(0)),
    ("signwith(signaturealgorithm.hs512, ", Argument::Number(0)),
    ("hmac.new(sha256.new, ", Argument::Number(0)),
    ("hmac.new(sha512.new, ", Argument::Number(0)),
    ("cookieparser(", Argument::Number(0)),
    (AUTHENTICATION_HEADER, Argument::Number(1)),
    (".signedstring(", Argument::Number(0)),
    ("secret::new(", Argument::Number(0)),
    ("secretstring::new(", Argument::Number(0)),
    ("secretstring::from(", Argument::Number(0)),
    ("'cookie-parser')(", Argument::Number(0)),
    ("newcookiestore(", Argument::Number(0)),
    ("cookie.newstore(", Argument::Number(0)),
    ("securecookie.new(", Argument::Number(0)),
];

pub(super) const COMMAND_WORDS: [&str; COMMANDS.len()] = {
    let mut words = [""; COMMANDS.len()];
    let mut place = 0;
    while place < words.len() {
        words[place] = COMMANDS[place].0;
        place += 1;
    }
    words
};
pub(super) const CALL_WORDS: [&str; CALLS.len()] = call_words(CALLS);
pub(super) const CREDENTIAL_CALL_WORDS: [&str; CREDENTIAL_CALLS.len()] =
    call_words(CREDENTIAL_CALLS);
pub(super) const KEY_CALL_WORDS: [&str; KEY_CALLS.len()] = call_words(KEY_CALLS);

const fn call_words<const N: usize>(calls: &[(&'static str, Argument)]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut place = 0;
    while place < N {
        words[place] = calls[place].0;
        place += 1;
    }
    words
}

/// A value, where it begins, and whether it is quoted.
type Literal<'v> = (usize, &'v str, bool);

pub(super) fn examine_command(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_sign = !view.at(hit.start).is_ascii_alphanumeric();
    if view.nature == Nature::Lockfile || !is_sign && !view.is_word_start(hit.start) {
        return;
    }
    let word = view.slice(hit.start..hit.end);
    let Some((_, place)) = COMMANDS
        .iter()
        .find(|(command, _)| command.eq_ignore_ascii_case(word))
    else {
        return;
    };
    let Some((start, value, is_quoted)) = given(view, hit, *place) else {
        return;
    };
    // Users of Redis: `user jan on >…`.
    let is_other_on = word == "on >"
        && !line_before(view, hit.start)
            .trim_start()
            .starts_with("user ");
    if is_other_on
        || value.contains('@') && !is_quoted && matches!(place, Place::Option(_))
        || !is_quoted && value.contains(['/', '$', '{', '(', '<', '*', '`'])
        || matches!(value, "public" | "private") && word.contains("community")
        || !(is_password(value, true, view.nature)
            || is_joined_names(value)
            || (is_certain(word, *place)
                || matches!(place, Place::Sql) && is_grant(line_before(view, hit.start)))
                && is_word_password(value))
    {
        return;
    }
    tell(view, word, start, value, candidates);
}

/// Whether a line of SQL gives rights, or makes who has them.
fn is_grant(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    lower.contains("grant ") || is_statement(line)
}

/// Whether nothing but a password can stand there: then a word will do.
fn is_certain(word: &str, place: Place) -> bool {
    match place {
        // `mysql -p…`: what is joined to it is a password, or the word that a manual has for one.
        Place::Option(options) => {
            options.iter().all(|option| option.ends_with(' '))
                || word.starts_with("mysql")
                || word.starts_with("mariadb")
        }
        Place::Pair(..)
        | Place::Argument(_)
        | Place::Last(_)
        | Place::User
        | Place::Sent
        | Place::Oracle
        | Place::Directive => true,
        Place::Next => {
            word.eq_ignore_ascii_case("sshpass -p")
                || matches!(word, "on >" | "isakmp key " | "insecure-password ")
        }
        Place::Sql | Place::Echoed => false,
    }
}

/// `chpasswd:` of cloud-init, and below it `jan:…`, line by line.
pub(super) fn examine_list(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const BLOCK: usize = 800;
    if view.nature != Nature::Config || !line_before(view, hit.start).trim().is_empty() {
        return;
    }
    let block = view.slice(hit.end..hit.end + BLOCK);
    let mut offset = hit.end;
    for line in block.split('\n') {
        let text = line.trim();
        let start = offset + line.len() - line.trim_start().len();
        offset += line.len() + 1;
        if !text.is_empty() && !line.starts_with(' ') && start > hit.end {
            return;
        }
        let Some((user, value)) = text.trim_start_matches("- ").split_once(':') else {
            continue;
        };
        let is_user = !user.is_empty() && user.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_user
            && !matches!(value, "RANDOM" | "R")
            && (is_password(value, true, view.nature) || is_joined_names(value))
        {
            let start = start + text.len() - value.len();
            tell(view, "chpasswd", start, value, candidates);
        }
    }
}

pub(super) fn examine_call(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some((start, value)) = argument_of(view, hit, CALLS) else {
        return;
    };
    if !is_of_other(view, hit) {
        tell_argument(view, hit, start, value, false, candidates);
    }
}

pub(super) fn examine_credential_call(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some((start, value)) = argument_of(view, hit, CREDENTIAL_CALLS) {
        tell_argument(view, hit, start, value, true, candidates);
    }
}

/// Whether a call that much else than passwords is given doesn't say that this is one: `users.CreateAsync(user, "…")`
/// does, and `password = await hash("…")`.
fn is_of_other(view: &View<'_>, hit: Hit) -> bool {
    const USER: &str = "user";
    if starts_with(view, hit.start, "await hash(") {
        let line = line_before(view, hit.start).to_ascii_lowercase();
        return !(line.contains("password") || line.contains("wachtwoord"));
    }
    if !starts_with(view, hit.start, "createasync(") {
        return false;
    }
    let line = line_before(view, hit.start);
    let receiver = line
        .rsplit(|sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '_' | '.'))
        .next()
        .unwrap_or_default();
    let is_receiver = receiver
        .trim_end_matches('.')
        .rsplit('.')
        .next()
        .is_some_and(|name| {
            name.trim_start_matches('_')
                .to_ascii_lowercase()
                .starts_with(USER)
        });
    !is_receiver && !starts_with(view, hit.end, USER)
}

fn tell_argument(
    view: &View<'_>,
    hit: Hit,
    start: usize,
    value: &str,
    is_certain: bool,
    candidates: &mut Candidates,
) {
    // A kind of hash, as filters take it.
    let lower = value.to_ascii_lowercase();
    if ["sha", "md5", "bcrypt", "argon2", "pbkdf2", "scrypt"]
        .iter()
        .any(|kind| lower.starts_with(kind) && value.len() <= "pbkdf2_sha512".len())
    {
        return;
    }
    if value.len() >= 5 && is_password(value, true, view.nature)
        || is_certain && is_word_password(value)
        || is_joined_names(value)
    {
        let word = view.slice(hit.start..hit.end);
        tell(view, word, start, value, candidates);
    }
}

pub(super) fn examine_key_call(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some((start, value)) = argument_of(view, hit, KEY_CALLS) else {
        return;
    };
    // A test gives a header words.
    let is_header = starts_with(view, hit.start, AUTHENTICATION_HEADER);
    if value.len() < 8
        || is_placeholder(value)
        || value.contains(' ')
        || is_header && (value.starts_with("eyJ") || !is_made(value, true))
        || !(is_made(value, true)
            || is_password(value, true, view.nature)
            || (value.contains(['-', '_']) || view.slice(hit.start..hit.end).starts_with("jwt."))
                && is_word_password(value))
    {
        return;
    }
    let word = view.slice(hit.start..hit.end);
    let call = word.trim_end_matches('(');
    candidates.push(
        Found::new(start, start + value.len(), value)
            .shape(format!("a value where “{call}” takes a key"), 0.4)
            .check("no placeholder", 0.2),
    );
}

/// `"…".toCharArray()`: Java keeps passwords, and hardly anything else, as characters.
pub(super) fn examine_characters(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const LONGEST: usize = 64;
    if view.before(hit.start) != b'"' {
        return;
    }
    let end = hit.start - 1;
    let before = view.slice(end.saturating_sub(LONGEST)..end);
    let Some(place) = before.rfind('"') else {
        return;
    };
    let value = before.get(place + 1..).unwrap_or_default();
    let is_alphabet = crate::placeholder::distinct(value) == value.len() && value.len() >= 16;
    let line = line_before(view, hit.start);
    let is_store = ["load(", "getKey(", "KeyStore", "assword"]
        .iter()
        .any(|word| line.contains(word));
    if !is_alphabet
        && (is_password(value, true, view.nature) || is_store && is_word_password(value))
    {
        let word = view.slice(hit.start + 1..hit.end);
        tell(view, word, end - value.len(), value, candidates);
    }
}

fn tell(view: &View<'_>, word: &str, start: usize, value: &str, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile {
        return;
    }
    let word = word.trim().trim_end_matches('(').to_ascii_lowercase();
    candidates.push(
        Found::new(start, start + value.len(), value)
            .masked(Mask::Whole)
            .shape(format!("a value where “{word}” takes a password"), 0.45)
            .check("no placeholder", 0.25),
    );
}

/// A literal or a bare word at an offset.
fn literal<'v>(view: &'v View<'_>, mut offset: usize) -> Option<Literal<'v>> {
    while matches!(view.at(offset), b' ' | b'\\') {
        offset += 1;
    }
    let quote = view.at(offset);
    let is_quoted = matches!(quote, b'"' | b'\'');
    let start = offset + usize::from(is_quoted);
    let window = view.slice(start..start + VALUE);
    let end = if is_quoted {
        window
            .bytes()
            .position(|byte| byte == quote || byte == b'\n')?
    } else {
        window
            .find(|character: char| character.is_whitespace() || "\"'`;|&<>)\\".contains(character))
            .unwrap_or(window.len())
    };
    let value = window.get(..end)?.trim_end_matches('\\');
    Some((start, value, is_quoted))
}

/// What stands behind a command, with the lines that a backslash joins to it.
fn logical_line<'v>(view: &'v View<'_>, offset: usize) -> &'v str {
    const JOINED: usize = 4 * VALUE;
    let text = view.slice(offset..offset + JOINED);
    let end = text
        .match_indices('\n')
        .map(|(end, _)| end)
        .find(|end| {
            text.get(..*end)
                .is_some_and(|line| !line.trim_end_matches('\r').ends_with('\\'))
        })
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The password of a user and a password: `jan:…`, `"jan:…"`, `jan:'…'`, `"jan":"…"`, or the key that stands in place of
/// the user: `sk_…:`.
fn of_pair<'v>(view: &'v View<'_>, offset: usize, sign: char) -> Option<Literal<'v>> {
    let (start, pair, is_quoted) = literal(view, offset)?;
    let end = start + pair.len();
    let is_quote = |at: usize| matches!(view.at(at), b'"' | b'\'');
    let Some((user, password)) = pair.split_once(sign) else {
        let behind = end + 1 + sign.len_utf8();
        return (is_quoted && view.slice(end + 1..behind).starts_with(sign) && is_quote(behind))
            .then(|| literal(view, behind))
            .flatten();
    };
    if !password.is_empty() {
        return Some((start + user.len() + sign.len_utf8(), password, is_quoted));
    }
    if !is_quoted && is_quote(end) {
        return literal(view, end);
    }
    is_made(user, true).then_some((start, user, true))
}

/// The password that a command is given.
fn given<'v>(view: &'v View<'_>, hit: Hit, place: Place) -> Option<Literal<'v>> {
    let command = logical_line(view, hit.end);
    match place {
        Place::User => {
            let (start, pair, is_quoted) = literal(view, hit.end)?;
            let (user, password) = pair.split_once(':')?;
            (!user.is_empty()).then_some((start + user.len() + 1, password, is_quoted))
        }
        Place::Sent => sent(view, hit, command),
        Place::Directive if !line_before(view, hit.start).trim().is_empty() => None,
        Place::Next | Place::Directive => {
            let rest = command.trim_start();
            let rest = rest.strip_prefix("-String ").unwrap_or(rest);
            // A level before the password, as routers have it: 0 is none, the others are hashes.
            let rest = rest.strip_prefix("0 ").unwrap_or(rest);
            let found = literal(view, hit.end + command.len() - rest.len())?;
            (found.1.len() > 1).then_some(found)
        }
        Place::Option(options) => {
            // The space before the first option belongs to the command.
            let (at, option) = options.iter().find_map(|option| {
                Some((
                    format!(" {command}").find(option)? + option.len() - 1,
                    *option,
                ))
            })?;
            let found = literal(view, hit.end + at)?;
            if option == " /user:" {
                return shared(view, hit, command, at);
            }
            // `-p` and a space asks for it.
            let is_joined = option.ends_with(' ') || view.at(hit.end + at) != b' ';
            is_joined.then_some(found)
        }
        Place::Pair(options, sign) => options.iter().find_map(|option| {
            let at = format!(" {command}").find(option)? + option.len() - 1;
            of_pair(view, hit.end + at, sign)
        }),
        Place::Argument(number) => {
            // The user of an SNMP agent has a kind of authentication: `createUser jan SHA …`.
            let kind = arguments(command).nth(1).map_or("", |(_, kind)| kind);
            if starts_with(view, hit.start, "createuser ")
                && !(kind.starts_with("SHA") || kind == "MD5")
            {
                return None;
            }
            let (at, _) = arguments(command).nth(number)?;
            literal(view, hit.end + at)
        }
        Place::Last(option) => {
            format!(" {command}").contains(option).then_some(())?;
            let (at, _) = arguments(command).last()?;
            (arguments(command).count() >= 2).then_some(())?;
            literal(view, hit.end + at)
        }
        Place::Echoed => {
            let line = line_before(view, hit.start);
            let said = line.rfind("echo ")? + "echo ".len();
            let (start, said, is_quoted) = literal(view, hit.start - line.len() + said)?;
            let is_pair = view
                .slice(hit.start..hit.end)
                .eq_ignore_ascii_case("chpasswd");
            match said.split_once(':') {
                Some((user, password)) if is_pair => {
                    Some((start + user.len() + 1, password, is_quoted))
                }
                _ => (!is_pair).then_some((start, said, is_quoted)),
            }
        }
        Place::Sql => {
            let at = if starts_with(view, hit.start, "identified with ") {
                command.to_ascii_lowercase().find(" by ")? + " by ".len()
            } else {
                0
            };
            let line = line_before(view, hit.start).to_ascii_lowercase();
            let is_statement =
                line.contains("user") || line.contains("grant ") || line.contains("connect to ");
            literal(view, hit.end + at).filter(|(_, _, is_quoted)| *is_quoted || is_statement)
        }
        Place::Oracle => {
            // What stands before the host may have the sign that parts them.
            let address = command
                .split(['"', '\'', '`', ' ', '?', '('])
                .next()
                .unwrap_or_default();
            let (pair, _) = address.rsplit_once('@')?;
            let (user, password) = pair.split_once('/')?;
            // Those that every database begins with.
            let is_default = user == password || matches!(password, "oracle" | "manager" | "tiger");
            (!is_default).then_some((hit.end + user.len() + 1, password, true))
        }
    }
}

/// What is sent once a password was asked for: `expect "assword:"` and `send "…\r"`.
fn sent<'v>(view: &'v View<'_>, hit: Hit, command: &str) -> Option<Literal<'v>> {
    const ASKED: usize = 160;
    let before = view.slice(hit.start.saturating_sub(ASKED)..hit.start);
    let before = before.rsplit_once("expect")?.1;
    if before.contains("send") || !before.contains("assword") && !before.contains("assphrase") {
        return None;
    }
    let start = hit.end + usize::from(matches!(command.as_bytes().first(), Some(b'"' | b'\'')));
    let text = view.slice(start..start + VALUE);
    let end = text.find(['"', '\'', '\n'])?;
    let value = text.get(..end)?;
    let value = value
        .strip_suffix("\\r")
        .or_else(|| value.strip_suffix("\\n"))
        .unwrap_or(value);
    (!value.starts_with('$')).then_some((start, value, true))
}

/// `net use Z: \\host\share PASSWORD /user:NAME`, or the other way round.
fn shared<'v>(view: &'v View<'_>, hit: Hit, command: &'v str, at: usize) -> Option<Literal<'v>> {
    let user = command
        .get(at..)?
        .find(' ')
        .map_or(command.len(), |end| at + end);
    let behind = literal(view, hit.end + user)
        .filter(|(_, password, _)| !password.is_empty() && !password.starts_with('/'));
    behind.or_else(|| {
        let (at, word) = arguments(command.get(..at)?)
            .filter(|(_, word)| !word.starts_with('\\') && !word.ends_with(':'))
            .last()?;
        Some((hit.end + at, word, false))
    })
}

/// The words of a command that are no options, and where they begin.
fn arguments(command: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    command
        .split(' ')
        .map(move |word| {
            let start = at;
            at += word.len() + 1;
            (start, word)
        })
        .filter(|(_, word)| !word.is_empty() && !word.starts_with(['-', '/']))
}

/// The literal that a call is given where it takes a password, and where it begins.
fn argument_of<'v>(
    view: &'v View<'_>,
    hit: Hit,
    calls: &[(&str, Argument)],
) -> Option<(usize, &'v str)> {
    let word = view.slice(hit.start..hit.end);
    let (_, which) = calls
        .iter()
        .find(|(call, _)| call.eq_ignore_ascii_case(word))?;
    let call = view.slice(hit.end..hit.end + VALUE);
    let all = call_arguments(call);
    let number = match which {
        Argument::Number(number) | Argument::Pair(number) => *number,
        Argument::Last => all.len().checked_sub(1).filter(|last| *last > 0)?,
    };
    // An MQTT client takes no port.
    let number = if number == 3 && all.len() == 3 && word.eq_ignore_ascii_case("client.connect(") {
        2
    } else {
        number
    };
    let (at, argument) = *all.get(number)?;
    let text = argument.trim();
    let mut start = hit.end + at + argument.len() - argument.trim_start().len();
    // What makes bytes of a literal.
    let wrapped = WRAPPERS
        .iter()
        .find_map(|wrapper| text.strip_prefix(wrapper));
    start += wrapped.map_or(0, |inner| text.len() - inner.len());
    let text = wrapped.unwrap_or(text);
    let text = match text.as_bytes() {
        [b'b' | b'r' | b'u' | b'@' | b'N', b'"' | b'\'', ..] => {
            start += 1;
            text.get(1..)?
        }
        _ => text,
    };
    let quote = text
        .chars()
        .next()
        .filter(|quote| "\"'`".contains(*quote))?;
    let (value, rest) = text.get(1..)?.split_once(quote)?;
    // What is done with it may follow, as `.toCharArray()` or `.encode()`.
    if !(rest.is_empty() || rest.starts_with(['.', ' ', ')'])) {
        return None;
    }
    match which {
        Argument::Pair(_) => {
            let (user, password) = value.split_once(':')?;
            Some((start + 1 + user.len() + 1, password))
        }
        Argument::Number(_) | Argument::Last => Some((start + 1, value)),
    }
}

/// See [`argument_of`].
const WRAPPERS: &[&str] = &[
    "Encoding.UTF8.GetBytes(",
    "Encoding.ASCII.GetBytes(",
    "System.Text.Encoding.UTF8.GetBytes(",
    "[]byte(",
    "Buffer.from(",
    "bytes(",
    "Some(",
];

/// The arguments of a call up to its end, and where they begin.
fn call_arguments(call: &str) -> Vec<(usize, &str)> {
    const MOST: usize = 6;
    let mut all = Vec::new();
    let mut quote = None;
    let mut depth = 0_usize;
    let mut from = 0;
    for (at, byte) in call.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) => quote = Some(open).filter(|open| *open != byte),
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')' | b']' | b'}') if depth > 0 => depth -= 1,
            (None, b',' | b')' | b';') if depth == 0 => {
                all.push((from, call.get(from..at).unwrap_or_default()));
                from = at + 1;
                if byte != b',' || all.len() == MOST {
                    return all;
                }
            }
            (None, b'\n')
                if depth == 0
                    && call
                        .get(from..at)
                        .is_some_and(|text| !text.trim().is_empty()) =>
            {
                break;
            }
            (None, _) => {}
        }
    }
    let end = call
        .get(from..)
        .and_then(|rest| rest.find('\n'))
        .map_or(call.len(), |end| from + end);
    all.push((from, call.get(from..end).unwrap_or_default()));
    all
}
