//! Secrets that only their names give away: `password = …`, `api_key: …`.
//!
//! A name with a telling word, an operator, a value. What the value must be depends on where it
//! stands: in code only quoted literals count, elsewhere bare words that no person would call a
//! sentence. Placeholders, references and names of things are passed over.

mod account;
mod beside;
mod block;
mod insert;
mod kubernetes;
mod markdown;
mod read;
#[cfg(test)]
mod tests;
mod value;
mod words;

use domain::{Category, Severity};

use super::base64::decode;
use super::named::words;
use super::spoken;
use super::token::{is_published, is_uuid, looks_random};
use super::{command, rank};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::placeholder::{distinct, entropy, is_placeholder};
use crate::readable::in_words;
use crate::view::{Candidates, Found, Hit, View};

use account::{
    is_constant, is_of_other_credentials, is_other_pass, is_setting, is_word_of_account,
    spaced_phrase,
};
use value::{
    APP_PASSWORD, is_algorithm, is_app_password, is_chosen, is_chosen_phrase, is_chosen_word,
    is_long_word, is_public_key, is_random, is_salad, is_schema_type, is_strong_choice, is_tangled,
};
use words::{ABOUT, HARMLESS, POPULAR};

pub(super) use insert::column_values;
pub(super) use read::{
    Assigned, NAME, VALUE, bare, is_statement, line_before, read, skip_spaces, starts_with,
};
pub(super) use value::{
    classes, is_capital_phrase, is_full_of_vowels, is_joined_names, is_leet, is_made, is_password,
    is_phrase, is_scrambled, is_strong, is_word_password,
};

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
                    "Wachtwoord: j)ZM9Hk5&4",
                    "Password: &mUaEtFQd0\n",
                    "hey the db_password is AKR2B5qgZKd9YvTGXI",
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
                    ":password \"Stroopwafel42\"",
                    "{password, \"Stroopwafel42\"},",
                    "let(:password) { \"Stroopwafel42\" }",
                    "fill_in 'Password', with: 'Stroopwafel42'",
                    "password { \"Stroopwafel42\" }",
                    "the password was changed to Stroopwafel42",
                    "request.auth('jan', 'Stroopwafel42')",
                    "mysql-server mysql-server/root_password password Stroopwafel42",
                    "password: 'Zaanse-Molen'",
                    "Server=db;User Id=shop;Password=Kaasmarkt;",
                    "{\"host\": \"db\", \"password\": \"goudakaas\"}",
                    "<user username=\"jan\" password=\"gouda-kaas\"/>",
                    "| Omgeving | Wachtwoord |\n|---|---|\n| acceptatie | Stroopwafel42 |\n",
                    "| FTP-wachtwoord | Stroopwafel42 |\n",
                    "| Beheer | x |\n| Login | admin / Stroopwafel42 |\n",
                    "INSERT INTO users (name, password) VALUES ('jan', 'Stroopwafel42'), ('piet', 'x');",
                    "INSERT INTO users (name, password) VALUES ('jan', crypt('Stroopwafel42', gen_salt('bf')));",
                    "nmcli dev wifi connect Kantoor password Zaanse-Molen",
                    "snmpget -v2c -c Stroopwafel42 10.2.0.1 sysUpTime.0",
                    "expect \"Password:\"\nsend \"Stroopwafel42\\r\"",
                    "child.expect('assword:')\nchild.sendline('Stroopwafel42')",
                    "net use Z: \\\\nas\\bestanden Stroopwafel42 /user:KANTOOR\\jan",
                    "cmdkey /add:sql01 /user:KANTOOR\\jan /pass:Stroopwafel42",
                    "redis-server --requirepass Stroopwafel42",
                    "rocommunity Stroopwafel42 10.2.0.0/24",
                    "<Password>\n  <Value>Stroopwafel42</Value>\n</Password>",
                    "getByLabel('Password').fill('Stroopwafel42')",
                    "env.put(Context.SECURITY_CREDENTIALS, \"Stroopwafel42\");",
                    "fallback = os.environ[\"DB_PASSWORD\"] or \"Stroopwafel42\"",
                    "password             = \"Stroopwafel42\"",
                    "DB_PASSWORD=\"kaas en brood en boter\"",
                    "router: admin / Stroopwafel42!",
                    "  user admin insecure-password Stroopwafel42",
                    "user.type(getByLabelText(\"Password\"), \"Stroopwafel42\")",
                    "param adminPassword string = 'Stroopwafel42'",
                    "$config{smtp_password} = \"Stroopwafel42\";",
                    "apiPassword: \"appeltaart-met-slagroom\"",
                    "  stats auth admin:Stroopwafel42",
                    "[smtp.bakkerijvries.nl]:587 jan@bakkerijvries.nl:Stroopwafel42",
                    "password = \"\"\"Stroopwafel42\"\"\"",
                    "{default_pass, <<\"Stroopwafel42\">>}",
                    "CREATE DATABASE LINK hr CONNECT TO hr IDENTIFIED BY Stroopwafel42",
                    "When I fill in \"Password\" with \"Stroopwafel42\"",
                    "${PASSWORD}    Stroopwafel42",
                    "ldap.simple_bind_s(\"cn=admin\", \"Stroopwafel42\")",
                    "Het wifi-wachtwoord is Gezellig!2026.",
                    "* '''FTP wachtwoord:''' Stroopwafel42",
                    "Default login is ``admin`` with password ``Str00pwafel``.",
                    "Password:: Stroopwafel42",
                    "| site | password |\n|------+----------|\n| dns | Stroopwafel42 |\n",
                    "<Key>Password</Key><Value ProtectInMemory=\"True\">Stroopwafel42</Value>",
                    "{host: 'db', user: 'jan', password: 'webwachtwoord1'}",
                    "User.create!(email: \"jan@bakkerijvries.nl\", password: \"stroopwafel\")",
                    "'password' => Hash::make('Stroopwafel42')",
                    "\"db_password\": { \"value\": \"Stroopwafel42\", \"type\": \"string\" }",
                    "INSERT INTO options VALUES (12, 'mailserver_pass', 'Stroopwafel42', 'yes');",
                    "SET PASSWORD FOR 'root'@'localhost' = PASSWORD('stroopwafel');",
                    "passwordField.sendKeys(\"Stroopwafel42\")",
                    "jedis.auth(\"stroopwafel\");",
                    "ks.load(in, \"stroopwafel\".toCharArray());",
                    "jdbc:oracle:thin:hr/Gouda-kaas@//db:1521/XE",
                    "mysql -h db -u jan -pStroopwafel shop",
                    "username backup secret 0 Str00pwafel",
                    "username jan privilege 15 password 7 08701E1D5D4C53404A",
                    "snmp_community: str00pwafel",
                    "schtasks /create /tn x /tr x.bat /rp Stroopwafel#42",
                    "rootpw --plaintext Stroopwafel42",
                    "cache_peer proxy.nl parent 3128 0 login=jan:Stroopwafel",
                    "{\"user\": \"U1\", \"text\": \"wachtwoord is Stroopwafel#42\"}",
                    "Mot de passe provisoire : Stroopwafel-42",
                    "Contraseña: Stroopwafel.42!",
                    "use admin/Str00pWafel for the panel",
                    "user `jan`, password `Stroopwafel4`",
                    "Het encryptiewachtwoord is Stroop&Wafel",
                    "Using credentials jan:Stroopwafel42",
                    "Login voor het portaal: jan / Stroopwafel-42",
                    "await users.CreateAsync(user, \"Stroopwafel#42\");",
                    "url.UserPassword(\"jan\", \"Stroopwafel42\")",
                    "Wachtwoord Str00p@wafel\n",
                    "Password(Str00p@wafel)\n",
                    "ID/PW jan(Stroopwafel42)",
                    "<tr><td>Wachtwoord</td><td><b>Stroopwafel42</b></td></tr>",
                    "<password>\n  Stroopwafel42\n</password>",
                    "curl -X PUT \\\n  -u jan:Stroopwafel42 https://api.bakkerijvries.nl",
                    "curl -u jan:'Stroopwafel42' https://api.bakkerijvries.nl",
                    "curl -u \"jan\":\"Stroopwafel42\" https://api.bakkerijvries.nl",
                    "curl -u :q7Zt4Lm9Xc2Vb8Np https://api.bakkerijvries.nl",
                    "password: \"k{{8}o)p${e]9Lz}}\"",
                    "password = '`Stroopwafel42'",
                    "use admin/Welkom2024 for the panel",
                    "new DirectoryEntry(\"LDAP://dc\", \"jan\", \"Stroopwafel42\")",
                    "DB_PASSWORD=\"Stamppot 2024\"",
                    "curl -d \"user=jan&password=Stroop!Wafel42&grant_type=password\" https://a.nl/token",
                    "ww=Herfst!2025",
                    "toegangscode=Bloem-kool-77",
                    "psksecret=Uiterwaard!7",
                    "headers.Authorization = 'Basic ' + btoa('bakker:Kano!Vaart7')",
                    "client.get(url).basic_auth(\"svc\", Some(\"Roestvrij!Staal\"))",
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
                    "the db_password is required",
                    "password: [a-zA-Z0-9]{8,}",
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
                    "password: 'Log-In'",
                    "RESET_PASSWORD: \"reset-form\"",
                    "[\"passphrase\", \"protocol\"]",
                    "params[\"password\"],\n\"description\": params[\"description\"],",
                    "DB_PASS=\"${DB_PASS:?must be set}\"",
                    "spec:\n  encryptedData:\n    password: AgB7A15wLM6FDlk8KOKcbrta3hiWmQ",
                    "| Field | Password |\n|---|---|\n| type | string |\n",
                    "| Password policy | 12 characters |\n",
                    "INSERT INTO users (name, password) VALUES ('jan', NULL), ('piet', 'changeme');",
                    "send \"enable\\r\"",
                    "{\"user\": \"user\", \"password\": \"wachtwoordje-hier\"}",
                    "rocommunity public 10.2.0.0/24",
                    "admin / beheerder",
                    "default_pass_scheme = SHA512-CRYPT",
                    ";admin_password = admin",
                    "http_password: !env_var HTTP_PW",
                    "stats auth admin:$PASSWORD",
                    "PASSWORD_MISMATCH: \"ongelijk\"",
                    "\"password\": \"รหัสผ่าน\"",
                    "settings to pass to `history-count` here",
                    "assert_eq!(hash(\"password\"), \"sha-of-it-1\");",
                    "{{ pw | password_hash('sha512') }}",
                    "'linearize_pass1': 'linearizePass1',",
                    "\"RDSEnhancedMonitoring\": \"service-role/RDSEnhanced1\"",
                    "password.rule=Mindestens-8-Zeichen",
                    "<Field password=\"Toon\" name=\"x\"/>",
                    "default login anonymous password jan@bakkerijvries.nl",
                    "snmp_community: public",
                    "passwordField.sendKeys(password)",
                    "\"password\": { \"type\": \"string\", \"default\": \"\" }",
                    "\"text\": \"my password is not working\"",
                    "see admin/users2 for the list",
                    "open /admin/InvoicesV2 first",
                    "https://bakkerijvries.nl/admin/ReportsQ3",
                    "use admin/UserRoles2",
                    "kubectl get admin/ClusterRole1",
                    "PUT /api/admin/Users2FA",
                    "Login for partners: read / Chapter4Intro",
                    "Account: 12345/Afdeling7Noord",
                    "Using credentials from:Environment2",
                    "container.CreateAsync(customer, \"Customer#42\");",
                    "CreateAsync(stream, \"Report-2024.v2\");",
                    "await Hash(\"Content-Hash-1\");",
                    "db = Database('shop.db','readonly','Strict-Mode1')",
                    "\"password\": {\"value\": \"Verplicht1\"}",
                    "sqlplus system/oracle@localhost",
                    "Het wachtwoord is Hoofdlettergevoelig.",
                    "Mot de passe : MonMotDePasse1",
                    "char[] kast = \"certificaten\".toCharArray();",
                    "String usernamePassword = \"application:\" + appKey + \":\" + appSecret;",
                    "usernameLabel:\"User:\",passwordLabel:\"Password:\",rememberMeLabel:\"Remember me:\"",
                    "mongodb+srv://<user>:<password>@cluster0.bakkerijvries.nl",
                    "{username: 'anonymous', password: 'anonymous'}",
                    "<tr><td>Wachtwoord</td><td>Rol</td></tr>",
                    "curl -u jan: https://api.bakkerijvries.nl",
                    "\"password\": \"ENC[AES256_GCM,data:q7Zt4Lm9,iv:Xc2Vb8Np=,tag:Rk3W==,type:str]\"",
                    "\"database_password\": \"EJ[1:q7Zt4Lm9Xc2V:b8Np5Rk3:Wd6YHs1Gf0]\"",
                    "DB_PASSWORD=projects/123/secrets/app/versions/latest",
                    "DB_PASSWORD=secret/data/app",
                    "\"password\": \"***REMOVED***\"",
                    "openssl enc -aes-256-cbc -pass env:PW -in a",
                    "\"password\": \"!bpRpsAyUnTMQmCch9OlWPlvsapnMX6RlYjAyqlVp\"",
                    "'password' => '$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi',",
                    "DB_PASSWORD_HELP=\"Minimaal 12\"",
                    "password: \"Versie 2024\"",
                    "db_password: \"Must have 8 characters\"",
                    "https://www.a.nl/?www=Herfst2025",
                    "btoa('user:password')",
                    "modem_wwan_apn = \"KPN4all.nl!\"",
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
                    "pw was ",
                    "mot de passe",
                    "contraseña",
                    "contrasena",
                    "kennwort",
                    "senha",
                    "snmp_community",
                    "snmpcommunity",
                    "community_string",
                    "ww:",
                    "ww=",
                    "ww =",
                    "_ww",
                    "ww is ",
                    "toegangscode:",
                    "toegangscode=",
                    "toegangscode =",
                    "psksecret",
                    "psk=",
                    "psk \"",
                    "_psk",
                    "_credentials",
                    "credentials=",
                    "psk:",
                    "psk\"",
                    "shared key",
                    "bindpw ",
                    "rootpw ",
                    "pre-shared-key ",
                    "pre-shared-key=",
                ],
                examine_password,
            ),
            Trigger::Cells(is_password_header, examine_password_cell),
            Trigger::Words(markdown::HEADER_WORDS, markdown::examine_header),
            Trigger::Words(&["insert into "], insert::examine_insert),
            Trigger::Words(&command::COMMAND_WORDS, command::examine_command),
            Trigger::Words(&command::CALL_WORDS, command::examine_call),
            Trigger::Words(
                &command::CREDENTIAL_CALL_WORDS,
                command::examine_credential_call,
            ),
            Trigger::Words(&["chpasswd:"], command::examine_list),
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
                en: "A random-looking value behind a name such as “secret”, “token” or “api_key”: of sixteen characters \
                     or more, fewer where they are mixed as only a generator does, and behind the name of what a \
                     program signs with also what a person made up. If it opens something, replace it and read it \
                     from a secret store; if not, mark it.",
                nl: "Een willekeurig ogende waarde achter een naam als “secret”, “token” of “api_key”: van zestien \
                     tekens of meer, van minder waar ze gemengd zijn zoals alleen een generator doet, en achter de \
                     naam van waarmee een programma ondertekent ook wat een mens bedacht. Opent hij iets, vervang hem \
                     dan en lees hem uit een kluis voor geheimen; zo niet, merk hem dan zo aan.",
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
                    "WEBHOOK_SECRET=stroopwafels-van-de-markt",
                    "JWT_SECRET=stroopwafelsuitgouda2024",
                    concat!("mapOf(\"X-Api-Key\" to \"q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\")"),
                    concat!("curl https://a.nl/cron?key=q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"),
                    concat!("{Authorization=[Bearer q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y]}"),
                    concat!("headers:\n  - Bearer q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"),
                    concat!("CONSUL_HTTP_TOKEN=9f2c81d0-", "7be6-4a35-89f2-c8ad07be64a3"),
                    concat!("export HASHIDS_SALT=q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"),
                    concat!("devise_pepper: q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"),
                    concat!(
                        "proxy_set_header X-Auth-Token \"q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y\";"
                    ),
                    concat!(
                        "env::var(\"API_KEY\").unwrap_or_else(|_| \"q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y\".into())"
                    ),
                    concat!(
                        "new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y\"))"
                    ),
                    "JWT_ACCESS_SECRET=stroopwafelsuitgoudaenkaas",
                    "CRON_SECRET=stroopwafelsuitgoudaenkaas",
                    "{\"Jwt\": {\"Key\": \"stroopwafels-van-de-markt-in-gouda\"}}",
                    "jwt.sign({ sub: id }, 'stroopwafels', { expiresIn: '1h' })",
                    "token.SignedString([]byte(\"stroopwafels-van-de-markt\"))",
                    concat!("const bitsoKey = 'q7Zt4Lm9Xc2Vb8Np", "5Rk3Wd6YHs1Gf0Ja';"),
                    concat!(
                        "'crypt' => ['key' => '9f8e7d6c5b4a3928",
                        "1706f5e4d3c2b1a0']"
                    ),
                    concat!("$settings['hash_salt'] = 'q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y';"),
                    concat!("values:\n  - \"Token q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\""),
                    concat!(
                        "API-sleutel van de vervoerder: q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y"
                    ),
                    "apikey: \"k{{8}o)p${e]9Lz(q[t>-_$#}}\"",
                    concat!("API_TOKEN ::= \"q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\""),
                    concat!("$apiToken .= \"q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\";"),
                    concat!("$apiToken ??= \"q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\";"),
                    concat!("<apiToken>\n    q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\n</apiToken>"),
                    concat!(
                        "{\"config.ini\": \"API_TOKEN=q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y\\nBACKUP=true\"}"
                    ),
                    concat!("curl -H \"Authorization: q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y\""),
                    concat!(
                        "buildConfigField 'String' , 'API_KEY' , '\"9f8e7d6c5b4a3928",
                        "1706f5e4d3c2b1a0\"'"
                    ),
                    concat!("TOTP_SECRET=KRUGK3LSOVUWGZ", "ZA"),
                    concat!("VAULT_SECRET_ID=9f2c81d0-", "7be6-4a35-89f2-c8ad07be64a3"),
                    concat!(
                        "ENCRYPTION_KEY_PRIMARY=9f8e7d6c5b4a3928",
                        "1706f5e4d3c2b1a0"
                    ),
                    concat!("GH_PAT=9f8e7d6c5b4a39281706", "f5e4d3c2b1a09f8e7d6c"),
                    "define('NONCE_KEY', '}Wi>>0a{> bkEdJ1K3d}([(:x;L[)ZQ3F3cttcpd EGORd.%R|*|rdRs#-M-&)P1');",
                    "define('AUTH_SALT', 'Kd&1cr+{3T$a+{[8LP~i5-[|Z`x-V>;Di_C/E~UnSg{n[h#{D[-t>yIUZ8YqSu3w');",
                    concat!(
                        "<master>{vki9JTFmEYlTlCZixjz0jr5QxEXlZf",
                        "Wga65QZhsA9yV0uRfo2iNyfgZDnWpuYqNi}</master>"
                    ),
                    "API_TOKENS = [\"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y\"]",
                    "BACKUP_CODES=4821-9037,7716-2048,5519-8260",
                    concat!(
                        "client_id=vries&client_secret=q7Zt4Lm9Xc2V",
                        "b8Np5Rk3Wd6Y&grant_type=client_credentials"
                    ),
                    concat!(
                        "https://a.nl/x?token=9f8e7d6c5b4a3928",
                        "1706f5e4d3c2b1a0&env=example"
                    ),
                    "\"client_secret\": \"Zeewering15!\"",
                    concat!("api_key = 'wufU50-JDC", "Tby?HN'"),
                    concat!(
                        "| dienst | token |\n|---|---|\n| erp | q7Zt4Lm9Xc2Vb8Np",
                        "5Rk3Wd6Y |\n"
                    ),
                    concat!(
                        "INSERT INTO clients (id, client_secret) VALUES (1, 'q7Zt4Lm9Xc2Vb8Np",
                        "5Rk3Wd6Y');"
                    ),
                    concat!(
                        "new AuthenticationHeaderValue(\"Bearer\", \"q7Zt4Lm9Xc2Vb8Np",
                        "5Rk3Wd6Y\")"
                    ),
                    concat!("geheim = \"q7Zt4Lm9Xc2Vb8Np", "5Rk3Wd6Y\""),
                    concat!(
                        "const key = process.env.API_KEY || 'q7Zt4Lm9Xc2Vb8Np",
                        "5Rk3Wd6Y';"
                    ),
                    concat!(
                        "Unseal Key 1: Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf",
                        "1Je0UaAq1Sw2De3="
                    ),
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
                    "SESSION_SECRET=generate-with-openssl-rand-hex-32",
                    "STRIPE_KEY=pk_live_q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y",
                    "Authorization: Bearer YOUR_TOKEN",
                    "\"secret-handshake\": \"github:x/y#4515cadf19ba5951a00216ba79066a4a56da91d4\"",
                    "adminToken: \"admin-token-from-the-console\"",
                    "AUTH_HEADER_KEY = \"x-auth-token-2024\"",
                    "https://a.nl/?key=abcdefghijklmnopqrstuvwxyz",
                    "name: SALT\nsalt: q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y",
                    "SECRET_KEY_SPEC = \"PBKDF2WithHmacSHA256\"",
                    "cacheKey = 'q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja'",
                    "mapboxToken: 'pk.eyJ1IjoiamFuIn0q7Zt4Lm9Xc2Vb8Np'",
                    concat!("posthogKey = 'phc_q7Zt4Lm9Xc2Vb8Np", "5Rk3Wd6YHs1Gf0Ja'"),
                    concat!(
                        "captchaKey = '6Lq7Zt4Lm9Xc2Vb8Np5R",
                        "k3Wd6YHs1Gf0JaXc2Vb8'"
                    ),
                    concat!(
                        "deployKey = 'AAAAC3NzaC1lZDI1NTE5AAAAIq7Zt4Lm",
                        "9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja'"
                    ),
                    concat!("graphKey = 'q7Zt4Lm9Xc2Vb8Np5", "Rk3Wd6YHs1Gf0Ja'"),
                    "export OP_TOKEN=q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y...",
                    "mock_token = \"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y\"",
                    "bearerToken: \"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXV\"",
                    "secret: \"Y2hhbmdlbWUtY2hhbmdlbWUtY2hhbmdlbWUh\"",
                    "'Square OAuth Secret': 'CKV_SECRET_16'",
                    "tokenized_value = \"b035d48j9X2dfjF0hb9sd8Guf5hWu2ia\"",
                    "Authorization: AWS4-HMAC-SHA256 Credential=x",
                    "\"apiKey\": \"ENC[AES256_GCM,data:q7Zt4Lm9,iv:Xc2Vb8Np=,tag:Rk3W==,type:str]\"",
                    "API_KEY=\"encrypted:BDqDq7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y\"",
                    "ENV GPG_KEY A035C8C19219BA821ECEA86B64E628F8D684696D",
                    "export GPG_KEY=8DED59CA1BC99A357E9ECB33EDEF8ECE3178E1B9",
                    "PUSHER_APP_KEY=kta98zkmyb6z2prt8zo9",
                    "new AdyenCheckout({ clientKey: 'live_5YBCAVWJ5EWH366ZYRL62FKVWW59GC12' })",
                    "<input type=\"hidden\" name=\"__RequestVerificationToken\" value=\"CfDJ8RCbwLFLFRhB4wQfcAF_JF76\">",
                    "<input type=\"hidden\" name=\"_token\" value=\"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0JaKu4Eo7Ti\">",
                    "--starting-token q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y",
                    "token_symbol: USDC-ERC20-token",
                    "client_secret=changeme&grant_type=client_credentials",
                    "next_token,count\nq7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y,3\n",
                    "token,address\nDAI,0x6B175474E89094C44Da98b954EedeAC495271d0F\n",
                    "clientSecret: 'Client-Secret-1'",
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
                    "validationkey",
                    "decryptionkey",
                    "creds",
                    "credential",
                    "authorization",
                    "sleutel",
                    "geheim=",
                    "geheim =",
                    "geheim:",
                    "geheim\"",
                    "_auth",
                    "pepper",
                    // Of GitHub, GitLab and Azure.
                    "_pat=",
                    "_pat =",
                    "_pat:",
                    "_pat\"",
                    "_pat'",
                    "githubpat",
                    "gitlabpat",
                    "devopspat",
                ],
                examine_secret,
            ),
            Trigger::Cells(is_secret_header, examine_secret_cell),
            Trigger::Words(&["insert into "], examine_secret_insert),
            Trigger::Words(&["unseal key "], examine_unseal),
            Trigger::Words(block::CODE_NAMES, block::examine),
            Trigger::Words(&["<master>{"], examine_master),
            Trigger::Words(kubernetes::KINDS, kubernetes::examine),
            Trigger::Words(&["_salt"], examine_salt),
            Trigger::Words(&["bearer ", "\"token "], examine_bearer),
            Trigger::Words(&command::KEY_CALL_WORDS, command::examine_key_call),
            // Alone, the commonest name there is.
            Trigger::Words(
                &["key =", "key=", "key\":", "key':", "key: ", "key' =>"],
                examine_key,
            ),
        ],
        context: ContextRule::Ignored,
        against: &[],
        rank: rank::GENERIC,
    },
];

fn examine_password(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile {
        return;
    }
    if matches!(view.at(hit.end), b's' | b'S' | b'e' | b'E') {
        block::examine(view, hit, candidates);
    }
    let Some(assigned) = read(view, hit) else {
        return;
    };
    // `RDSEnhancedMonitoring` has the Portuguese word in it, and isn't about one.
    let is_within = [("senha", "senha"), ("_ww", "ww")]
        .iter()
        .any(|(trigger, word)| {
            view.slice(hit.start..hit.end).eq_ignore_ascii_case(trigger)
                && !words(assigned.name).iter().any(|part| part == word)
        });
    if is_within {
        return;
    }
    let Assigned {
        name,
        value,
        start,
        is_quoted,
    } = assigned;
    if is_sealed(view, start) {
        return;
    }
    let words = words(name);
    let is_about = is_about_password(view, hit, name, &words);
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
    if is_about || is_of_other_credentials(view, hit, name) {
        return;
    }
    // Words with spaces between them: to the end of the literal, or of the line.
    let is_set = view.nature == Nature::Config || is_setting(view, hit, name);
    let spaced = spaced_phrase(view, &words, &assigned, is_set);
    let is_phrase = spaced.is_some();
    let value = spaced.unwrap_or(value);
    // A constant of TLS is named after its keys: `"PSK": "isAuthKeyPSK"`.
    if view.nature == Nature::Source
        && words.last().is_some_and(|last| last == "psk")
        && !value.bytes().any(|byte| byte.is_ascii_digit())
    {
        return;
    }
    if is_commented_example(view, hit, value) || is_published(value) {
        return;
    }
    let is_word = !is_phrase
        && !is_app
        && !is_password(value, is_quoted, view.nature)
        && !is_pin(value, &words, is_quoted, view.nature);
    if is_other_value(view, start, value, is_quoted) || is_stand_in(&words) {
        return;
    }
    // `linearize_pass: "linearizePass"`
    if name.len() >= 8 && value.len() >= 8 && is_named_after(value, name) {
        return;
    }
    if is_word && !is_word_of_account(view, hit, &assigned, &words) {
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

/// Whether what stands behind the name of a password is the beginning of what is put together, how a password is kept,
/// that there is none, or what stands before a field of a screen.
fn is_other_value(view: &View<'_>, start: usize, value: &str, is_quoted: bool) -> bool {
    // `"application:" + key`
    let is_joined = is_quoted
        && value.ends_with([':', '=', '/', '?', '&'])
        && view
            .slice(start + value.len() + 1..start + value.len() + 4)
            .trim_start()
            .starts_with('+');
    // `SHA-256`, `xs:string`. Digits by themselves are a password.
    let is_kind = is_schema_type(value)
        || is_algorithm(value) && value.contains(|letter: char| letter.is_ascii_alphabetic());
    // Django's mark of an account that has none.
    let is_unusable = value.strip_prefix('!').is_some_and(|rest| {
        rest.len() == 40 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    // `"one_time_password": "Engangskode:"`
    let is_label = value
        .strip_suffix(':')
        .is_some_and(|label| label.chars().all(char::is_alphabetic));
    is_joined || is_kind || is_unusable || is_label
}

/// Whether a name says something about a password, or does something with one.
fn is_about_password(view: &View<'_>, hit: Hit, name: &str, words: &[String]) -> bool {
    words
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
        || name.strip_suffix("pass").is_some_and(|object| object.ends_with('.'))
            && view.at(hit.start + "pass".len()) == b'('
}

/// What settings have in a comment is an example more often than a password, where it is one that everybody knows.
fn is_commented_example(view: &View<'_>, hit: Hit, value: &str) -> bool {
    line_before(view, hit.start)
        .trim_start()
        .starts_with([';', '#'])
        && POPULAR.contains(&value.to_ascii_lowercase().as_str())
}

/// Whether a value stands in a block of values that were sealed for a cluster.
fn is_sealed(view: &View<'_>, start: usize) -> bool {
    const BLOCK: usize = 2_000;
    view.slice(start..start + 2) == "Ag"
        && view
            .slice(start.saturating_sub(BLOCK)..start)
            .contains("encryptedData:")
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
    if is_stored || !(is_password(value, true, view.nature) || is_word_password(value)) {
        return;
    }
    candidates.push(
        Found::new(hit.start, hit.end, value)
            .masked(Mask::Whole)
            .shape("a value in a column of passwords", 0.45)
            .check("no placeholder", 0.25),
    );
}

/// Whether a column is named after secrets that generators make.
fn is_secret_header(header: &str) -> bool {
    const LONGEST: usize = 40;
    if header.len() > LONGEST {
        return false;
    }
    let words = words(header);
    let Some((last, rest)) = words.split_last() else {
        return false;
    };
    let before = rest.last().map(String::as_str).unwrap_or_default();
    let is_secret = matches!(last.as_str(), "token" | "secret" | "apikey" | "secretkey")
        || last == "key"
            && matches!(
                before,
                "api" | "secret" | "access" | "private" | "auth" | "encryption" | "signing"
            );
    is_secret && !is_about_secret(&words, false, false)
}

/// Whether what stands in a column of secrets is one that a generator made. Tokens are kept as a digest of 64 digits
/// more often than as they are, addresses on a chain begin with `0x`, and a UUID names what its row is about.
fn is_of_column(value: &str) -> bool {
    const SHORTEST: usize = 20;
    let is_digest = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    (SHORTEST..=VALUE).contains(&value.len())
        && !is_digest
        && !value.starts_with("0x")
        && !value.starts_with("eyJ")
        && !value.starts_with(['$', '{', '/'])
        && !value.contains([' ', ':', '@'])
        && !is_placeholder(value)
        && !is_published(value)
        && !is_public_key(value)
        && !is_site_key(value, "")
        && !is_encoded_stand_in(value)
        && is_random(value, true)
}

fn of_column(start: usize, value: &str) -> Found {
    random(start, value, "a value in a column of secrets", 0.3)
}

fn examine_secret_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let value = view.slice(hit.start..hit.end);
    if view.nature != Nature::Lockfile && is_of_column(value) {
        candidates.push(of_column(hit.start, value));
    }
}

fn examine_secret_insert(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    for (start, value) in insert::column_values(view, hit, is_secret_header) {
        if is_of_column(value) {
            candidates.push(of_column(start, value));
        }
    }
}

/// A part of what opens a vault, as it prints them once: `Unseal Key 1: …`.
fn examine_unseal(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let number = view.slice(hit.end..hit.end + 4);
    let Some((digits, _)) = number.split_once(':') else {
        return;
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let start = skip_spaces(view, hit.end + digits.len() + 1);
    if let Some(Assigned { value, start, .. }) = bare(view, start, "unseal", true)
        && value.len() >= 40
        && is_random(value, true)
        && !is_placeholder(value)
    {
        candidates.push(random(start, value, "a part of what opens a vault", 0.5));
    }
}

fn examine_secret(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile {
        return;
    }
    if view.at(hit.end).eq_ignore_ascii_case(&b's') {
        block::examine(view, hit, candidates);
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
    if is_sealed(view, start) {
        return;
    }
    // A token of three parts has a detector of its own, which decodes it.
    // A short one has to make up for it in kinds of characters.
    let value = value.strip_prefix("django-insecure-").unwrap_or(value);
    let start = start + assigned.value.len() - value.len();
    let words = words(name);
    let is_set = view.nature == Nature::Config || is_setting(view, hit, name);
    let shortest = if is_quoted && classes(value) >= 4 {
        12
    } else if is_quoted && is_scrambled(value) {
        10
    } else if (is_set || view.nature == Nature::Prose) && classes(value) >= 3 && is_scrambled(value)
    {
        12
    } else {
        16
    };
    let is_shown = is_quoted || is_set;
    let is_short = is_set && is_short_secret(&words, value);
    let is_chosen = is_shown
        && (names_signing_secret(&words)
            // `CRON_SECRET=…`
            || is_set && is_constant(name) && words.last().is_some_and(|last| last == "secret"))
        && (is_quoted && is_chosen(value)
            || is_quoted && name.eq_ignore_ascii_case("secret") && is_chosen_word(value)
            || words.len() > 1
                && (is_chosen_phrase(value) || is_chosen_word(value) || is_long_word(value)))
        || (is_shown || name.starts_with("--"))
            && (names_signing_secret(&words) || names_client_secret(&words))
            && is_strong_choice(value);
    if !(is_chosen || is_short || (shortest..=VALUE).contains(&value.len()))
        || is_placeholder(value)
        || is_published(value)
        || (value.starts_with("eyJ") && value.contains('.'))
        || is_named_after(value, name)
        || is_of_resource(view, start)
        || is_public_key(value)
        || is_site_key(value, name)
        || is_type(view, hit)
        || is_stand_in(&words)
        || is_key_id(&words, value)
        || is_for_all(&words, value)
        || is_of_form(view, hit, name)
        || is_cut_token(value)
        || is_encoded_stand_in(value)
        || value.contains("github:")
        || value.contains("git+")
        || (!is_quoted && value.contains('/') && value.contains('.'))
        || (value.len() >= 40 && distinct(value) == value.len())
    {
        return;
    }
    let is_role = is_secret_of_role(view, hit, &words, value);
    let is_about = is_about_secret(&words, is_role, is_quoted && is_salad(value));
    let is_uuid_key = is_uuid(value.as_bytes())
        && looks_random(value)
        && (names_key(&words)
            // A variable of the environment: `CONSUL_HTTP_TOKEN=…`
            || is_set
                && is_constant(name)
                && words.last().is_some_and(|last| last == "token"));
    let is_key = is_uuid_key
        || is_chosen
        || is_role
        || is_quoted && is_tangled(value)
        || is_seed(&words, value)
        || is_short;
    if is_about || !(is_key || is_made(value, is_quoted)) || is_algorithm(value) {
        return;
    }
    candidates.push(secret(start, value, is_short, &words));
}

/// What is found by its name and by how much there is in it.
fn secret(start: usize, value: &str, is_short: bool, words: &[String]) -> Found {
    let bits = entropy(value.as_bytes());
    // Of a short one, the ends are a good part.
    let mask = if is_short { Mask::Whole } else { Mask::Ends };
    let found = Found::new(start, start + value.len(), value)
        .masked(mask)
        .shape("a value behind the name of a secret", 0.3)
        .check(
            format!("{} characters with {bits:.1} bits each", value.len()),
            if bits >= 4.0 || value.len() >= 32 {
                0.4
            } else {
                0.25
            },
        );
    if is_of_browser(words) {
        found.severity(Severity::Low)
    } else {
        found
    }
}

/// Whether a variable is one that builds put into what every visitor is sent, as `VITE_…` is. A name that says secret
/// is one that somebody put there by mistake.
fn is_of_browser(words: &[String]) -> bool {
    let is_shown = match words {
        [first, rest @ ..] if !rest.is_empty() => {
            first == "vite" || first == "react" && rest.first().is_some_and(|next| next == "app")
        }
        _ => false,
    };
    is_shown
        && !words
            .iter()
            .any(|word| matches!(word.as_str(), "secret" | "private" | "password"))
}

/// Whether a value names a key of PGP, by its fingerprint or the end of it: `ENV GPG_KEY A035…`.
fn is_key_id(words: &[String], value: &str) -> bool {
    let digits = value.strip_prefix("0x").unwrap_or(value);
    matches!(digits.len(), 16 | 40)
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && words
            .iter()
            .any(|word| matches!(word.as_str(), "gpg" | "pgp"))
        && !words
            .iter()
            .any(|word| matches!(word.as_str(), "secret" | "token"))
}

/// Whether a key is one that its provider makes for everybody to see: of an app of Pusher, of a page that pays by Adyen.
fn is_for_all(words: &[String], value: &str) -> bool {
    let [.., before, last] = words else {
        return false;
    };
    match (before.as_str(), last.as_str()) {
        ("app", "key") => words.iter().any(|word| word == "pusher"),
        ("client", "key") => value.starts_with("live_") || value.starts_with("test_"),
        _ => false,
    }
}

/// Whether a token is what a form proves its own page with, and good for nothing else.
fn is_of_form(view: &View<'_>, hit: Hit, name: &str) -> bool {
    name.trim_start_matches('_') == "RequestVerificationToken"
        || name == "_token" && line_before(view, hit.start).contains("<input")
}

/// Whether a name says something about a secret, or that it is none.
fn is_about_secret(words: &[String], is_role: bool, is_salad: bool) -> bool {
    let is_secret = words
        .iter()
        .any(|word| matches!(word.as_str(), "secret" | "password"));
    // `ENCRYPTION_KEY_PRIMARY` and its secondary.
    let is_ranked = words.len() > 2 && words.last().is_some_and(|last| last == "primary");
    let is_about = words.last().is_some_and(|last| {
        ABOUT.contains(&last.as_str()) && last != "salt" || last.ends_with("izer")
    });
    // What a page of a list begins with, or a change was told by.
    let is_place = matches!(words, [.., before, last]
        if last == "token" && matches!(before.as_str(), "change" | "starting" | "scroll"));
    !is_role && is_about
        || is_place
        || words.iter().any(|word| {
            HARMLESS.contains(&word.as_str())
                && !(is_secret && word == "s3")
                && !(is_ranked && word == "primary")
                // `NONCE_KEY` of WordPress.
                && !(is_salad && word == "nonce")
                || word.starts_with("public")
                // A text that was cut into tokens.
                || word.starts_with("tokeni")
        })
}

/// Whether a name says that its value is none: `mock_token`, `fakePassword`.
fn is_stand_in(words: &[String]) -> bool {
    words.len() > 1
        && words
            .first()
            .is_some_and(|first| matches!(first.as_str(), "mock" | "fake" | "dummy"))
}

/// Whether a value is the first part of a token of three, which was cut off: it says how the token is signed.
fn is_cut_token(value: &str) -> bool {
    const HEADER: usize = 60;
    value.len() < HEADER
        && (value.starts_with("eyJhbGciOi") || value.starts_with("eyJ0eXAiOi"))
        && !value.contains('.')
}

/// Whether a value is base64 of a stand-in, or of what a provider's documentation has.
fn is_encoded_stand_in(value: &str) -> bool {
    value.len().is_multiple_of(4)
        && decode(value)
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .is_some_and(|text| {
                let text = text.trim();
                text.bytes().all(|byte| byte.is_ascii_graphic())
                    && (is_published(text) || is_placeholder(text))
            })
}

/// Whether a value is what one-time passwords are made of, in base32: `TOTP_SECRET=…`.
fn is_seed(words: &[String], value: &str) -> bool {
    let digits = value.trim_end_matches('=');
    words.iter().any(|word| {
        matches!(
            word.as_str(),
            "totp" | "hotp" | "otp" | "mfa" | "2fa" | "authenticator"
        )
    }) && (16..=64).contains(&digits.len())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte))
        && distinct(digits) >= 8
}

/// Whether a UUID is the second half of what a program signs in to Vault with: `VAULT_SECRET_ID=…`, `secret_id` beside
/// a `role_id`.
fn is_secret_of_role(view: &View<'_>, hit: Hit, words: &[String], value: &str) -> bool {
    const BESIDE: usize = 160;
    let [.., before, last] = words else {
        return false;
    };
    (before.as_str(), last.as_str()) == ("secret", "id")
        && is_uuid(value.as_bytes())
        && looks_random(value)
        && (words
            .iter()
            .any(|word| matches!(word.as_str(), "vault" | "approle" | "role"))
            || ["role_id", "ROLE_ID", "approle"].iter().any(|role| {
                view.slice(hit.start.saturating_sub(BESIDE)..hit.end + BESIDE)
                    .contains(role)
            }))
}

/// Whether a shorter value has all that rules for passwords ask for, behind a name that says nothing but that it opens
/// something: `AuthToken: …`.
fn is_short_secret(words: &[String], value: &str) -> bool {
    let [.., before, last] = words else {
        return false;
    };
    matches!(
        (before.as_str(), last.as_str()),
        ("auth" | "access" | "api" | "bearer", "token")
            | (
                "token" | "private" | "api" | "access" | "secret" | "auth",
                "key"
            )
            | ("client" | "app" | "api" | "shared", "secret")
    ) && value.len() >= 10
        && is_strong(value)
        && in_words(value) * 2 < value.len()
        && !value.contains(['/', ':', '.', ',', '+'])
}

/// A salt that settings or a define give to a whole program: `AUTH_SALT`, `HASHIDS_SALT`. Those of one password stand
/// elsewhere.
fn examine_salt(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let line = line_before(view, hit.start);
    let is_constant = view.slice(hit.start..hit.end) == "_SALT";
    // `$settings['hash_salt'] = '…'` of Drupal.
    let is_program = ["hash", "hashids", "app", "cookie", "secret"]
        .iter()
        .any(|whose| line.ends_with(whose));
    let is_defined = line.contains("define(") || is_program;
    if is_constant || is_program {
        let Some(assigned) = read(view, hit) else {
            return;
        };
        let Assigned {
            name,
            value,
            start,
            is_quoted,
        } = assigned;
        let is_set = view.nature == Nature::Config || is_setting(view, hit, name);
        if (is_set || is_defined)
            && value.len() >= 16
            && !is_placeholder(value)
            && !is_published(value)
            && is_made(value, is_quoted)
        {
            candidates.push(random(
                start,
                value,
                "a value behind the name of a secret",
                0.3,
            ));
        }
    }
}

/// What Maven's other passwords are encrypted with, itself encrypted with what everybody knows: `<master>{…}</master>`.
fn examine_master(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SHORTEST: usize = 40;
    let value = view.slice(hit.end..hit.end + VALUE);
    let value = value.split(['}', '\\', '<']).next().unwrap_or_default();
    if value.len() >= SHORTEST && is_made(value, true) && !is_placeholder(value) {
        candidates.push(random(hit.end, value, "a master password of Maven", 0.5));
    }
}

/// What is found by the name before it and by being random.
fn random(start: usize, value: &str, shape: &'static str, weight: f32) -> Found {
    Found::new(start, start + value.len(), value)
        .shape(shape, weight)
        .check(format!("{} random characters", value.len()), 0.3)
}

/// What follows `Bearer`, wherever that stands: in the list of a header's values, in a log, in a call.
fn examine_bearer(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SHORTEST: usize = 20;
    if view.nature == Nature::Lockfile || !view.is_word_start(hit.start) {
        return;
    }
    let Some(Assigned { value, start, .. }) = read::bare(view, hit.end, "bearer", true) else {
        return;
    };
    if value.len() < SHORTEST
        || value.starts_with("eyJ")
        || value.contains(['/', '(', '[', '{', ':', '$', '@'])
        || is_placeholder(value)
        || is_published(value)
        || is_uuid(value.as_bytes()) && !looks_random(value)
        || !(is_made(value, true) || is_uuid(value.as_bytes()))
    {
        return;
    }
    candidates.push(random(
        start,
        value,
        "a value behind the name of a secret",
        0.3,
    ));
}

/// Whether a name is that of a type: `AWS::SecretsManager::Secret`.
fn is_type(view: &View<'_>, hit: Hit) -> bool {
    let before = view.slice(hit.start.saturating_sub(NAME)..hit.start);
    before
        .trim_end_matches(|character: char| character.is_ascii_alphanumeric())
        .ends_with("::")
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
    /// Of letters in both cases and digits, in turns.
    const SHORTER: usize = 28;
    // `app.encryption.key=…` of settings.
    if view.nature == Nature::Config && view.before(hit.start) == b'.' {
        let line = line_before(view, hit.start).trim_end_matches('.');
        let whose = line.rsplit(['.', '-', '_', ' ']).next().unwrap_or_default();
        if matches!(
            whose.to_ascii_lowercase().as_str(),
            "encryption"
                | "signing"
                | "access"
                | "hmac"
                | "master"
                | "secret"
                | "private"
                | "aes"
                | "jwt"
                | "crypto"
        ) {
            examine_secret(view, hit, candidates);
        }
        return;
    }
    examine_bare_key(view, hit, candidates);
    examine_query_key(view, hit, candidates);
    if view.nature == Nature::Lockfile || !(view.is_word_start(hit.start) || is_key_of(view, hit)) {
        return;
    }
    let mut offset = skip_spaces(view, hit.end);
    offset += usize::from(view.at(offset) == b'b');
    for wrapper in ["Encoding.UTF8.GetBytes(", "Encoding.ASCII.GetBytes("] {
        offset += if starts_with(view, offset, wrapper) {
            wrapper.len()
        } else {
            0
        };
    }
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
    if value.contains(['-', ' ']) && is_of_signing(view, hit) && is_chosen_phrase(value) {
        candidates.push(joined_words(offset + 1, value));
        return;
    }
    let is_hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let is_mixed = value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && classes(value) == 3
        && digits >= 3;
    if value.len() < if is_mixed { SHORTER } else { SHORTEST }
        || is_hex && !is_of_cipher(view, hit, value)
        || is_placeholder(value)
        || is_published(value)
        || value.starts_with("eyJ")
        || classes(value) < 2
        || classes(value) < 3
            && (in_words(value) > 4 || !value.bytes().any(|byte| byte.is_ascii_digit()))
        || is_public_key(value)
        || is_site_key(value, line_before(view, hit.start))
        || is_for_all(&words(value_name(view, hit)), value)
        || !is_random(value, true)
    {
        return;
    }
    candidates.push(random(
        offset + 1,
        value,
        "a value behind the name of a key",
        0.25,
    ));
}

/// The name that a word ends.
fn value_name<'v>(view: &'v View<'_>, hit: Hit) -> &'v str {
    let line = line_before(view, hit.start);
    let rest =
        line.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
    let end = hit.start + "key".len();
    view.slice(hit.start - (line.len() - rest.len())..end)
}

/// Whether a key of hexadecimal digits is that of a cipher: `'crypt' => ['key' => '…']`.
fn is_of_cipher(view: &View<'_>, hit: Hit, value: &str) -> bool {
    const ABOVE: usize = 40;
    let above = view
        .slice(hit.start.saturating_sub(ABOVE)..hit.start)
        .to_ascii_lowercase();
    (above.contains("crypt") || above.contains("cipher")) && matches!(value.len(), 32 | 48 | 64)
}

/// Whether a value is a key of reCAPTCHA that is not said to be its secret: that of a site stands in each of its pages.
fn is_site_key(value: &str, name: &str) -> bool {
    value.len() == 40 && value.starts_with("6L") && !name.to_ascii_lowercase().contains("secret")
}

/// Whether a name ends with `Key` and says nothing harmless before it: `bitsoKey = "…"`.
fn is_key_of(view: &View<'_>, hit: Hit) -> bool {
    if view.at(hit.start) != b'K' {
        return false;
    }
    let line = line_before(view, hit.start);
    let start =
        line.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
    let before = line.get(start.len()..).unwrap_or_default();
    before.len() >= 2
        && before.ends_with(|letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit())
        && !words(before).iter().any(|word| {
            HARMLESS.contains(&word.as_str())
                || ABOUT.contains(&word.as_str())
                || word.starts_with("public")
                || matches!(
                    word.as_str(),
                    "storage"
                        | "query"
                        | "item"
                        | "message"
                        | "config"
                        | "host"
                        | "verify"
                        | "graph"
                        | "fixture"
                )
        })
}

/// Whether what stands above says that something is signed: `"Jwt": { "Key": … }`, `key = Encoding.UTF8.GetBytes(…)`.
fn is_of_signing(view: &View<'_>, hit: Hit) -> bool {
    const ABOVE: usize = 120;
    let above = view
        .slice(hit.start.saturating_sub(ABOVE)..hit.start)
        .to_ascii_lowercase();
    above.contains("\"jwt") || view.slice(hit.end..hit.end + 24).contains(".GetBytes(")
}

/// What is found by the name before it and by being made up of words.
fn joined_words(start: usize, value: &str) -> Found {
    Found::new(start, start + value.len(), value)
        .shape("a value behind the name of a key", 0.35)
        .check("words that somebody joined, no placeholder", 0.2)
}

/// A key in the query of a URL: `?key=…`.
fn examine_query_key(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const SHORTEST: usize = 24;
    if !matches!(view.before(hit.start), b'?' | b'&') || !starts_with(view, hit.start, "key=") {
        return;
    }
    let Some(Assigned { value, start, .. }) = read::bare(view, hit.end, "key", true) else {
        return;
    };
    let value = value.split('&').next().unwrap_or_default();
    if value.len() < SHORTEST
        || value.contains(['$', '{', '%', '/'])
        || is_placeholder(value)
        || is_published(value)
        || !is_made(value, true)
    {
        return;
    }
    candidates.push(random(
        start,
        value,
        "a value behind the name of a key",
        0.25,
    ));
}

/// A key of 32 bytes in base64 without quotes, in settings whose line above says what it is for.
fn examine_bare_key(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const KEY: usize = 44;
    const ABOVE: usize = 80;
    let start = skip_spaces(view, hit.end);
    let value = view.slice(start..start + KEY);
    let is_whole = value.len() == KEY
        && value.ends_with('=')
        && !value.ends_with("==")
        && matches!(view.at(start + KEY), b'\n' | b'\r' | 0);
    if view.nature != Nature::Config
        || !is_whole
        || !view.is_word_start(hit.start)
        || is_published(value)
        || !is_random(value, true)
    {
        return;
    }
    let above = view
        .slice(hit.start.saturating_sub(ABOVE)..hit.start)
        .to_ascii_lowercase();
    let is_told = [
        "encrypt", "secret", "jwt", "crypto", "cipher", "signing", "cookie", "session",
    ]
    .iter()
    .any(|word| above.contains(word));
    if is_told && !above.contains("public") {
        candidates.push(random(
            start,
            value,
            "a value behind the name of a key",
            0.25,
        ));
    }
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
        ) | (
            "auth"
                | "access"
                | "api"
                | "bearer"
                | "refresh"
                | "secret"
                | "jenkins"
                | "npm"
                | "bot"
                | "deploy"
                | "admin"
                | "service"
                | "vault"
                | "consul"
                | "sonar"
                | "gitlab"
                | "github"
                | "master"
                | "root",
            "token"
        ) | (_, "secret" | "apikey" | "authorization")
    )
}

/// Whether a name is that of a secret which a program shows who it is with.
fn names_client_secret(words: &[String]) -> bool {
    let [.., before, last] = words else {
        return false;
    };
    last == "secret"
        && matches!(
            before.as_str(),
            "client" | "api" | "shared" | "consumer" | "oauth" | "oauth2" | "service"
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
                "" | "jwt"
                    | "access"
                    | "refresh"
                    | "session"
                    | "cookie"
                    | "app"
                    | "token"
                    | "signing"
                    | "auth"
                    | "webhook"
                    | "hmac",
                "secret"
            )
            | ("admin", "token")
    )
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
