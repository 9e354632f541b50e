//! What is a password only where it stands: in code, in settings.

use domain::Severity;

use crate::tests::scan;

#[expect(clippy::too_many_lines, reason = "a table of rows")]
#[test]
fn a_word_is_a_password_where_something_is_given_it() {
    for (name, text, expected) in [
        (
            "a.py",
            "client = Client(\"jan\", password=\"stroopwafel\")\n",
            1,
        ),
        (
            "a.rs",
            "let o = Options::new().username(\"jan\").password(\"Stroopwafel\");\n",
            1,
        ),
        (
            "a.go",
            "cfg := Config{Password: \"Stroopwafel\", Port: 1}\n",
            1,
        ),
        (
            "A.java",
            "private static final String USER = \"jan\";\nprivate static final String PASSWORD = \"Stroopwafel\";\n",
            1,
        ),
        (
            "A.java",
            "private static final String PASSWORD = \"Stroopwafel\";\n",
            0,
        ),
        ("a.py", "class Kind(Enum):\n    PASSWORD = 'obscured'\n", 0),
        ("a.py", "class Page:\n    PASSWORD = 'inputfield'\n", 0),
        ("a.go", "x := Labels{Password: \"Slaptazodis\"}\n", 0),
        ("a.go", "x := Errors{Password: \"verplicht\"}\n", 0),
        ("A.java", "labels.setPassword(\"Toegangscode\");\n", 0),
        (
            "A.java",
            "texts.username(\"Gebruiker\").password(\"Toegangscode\");\n",
            0,
        ),
        (
            "A.java",
            "b().username(\"Gebruiker\").password(\"Toegangscode\");\n",
            0,
        ),
        (
            "a.py",
            "form = LoginForm(label=\"x\", password=\"verborgen\")\n",
            0,
        ),
        (
            "a.py",
            "x = connect(host=\"db\", user=\"jan\", password=\"stroopwafel\")\n",
            1,
        ),
        (
            "a.ts",
            "const x = { user: 'jan', password: 'onjuist' };\n",
            0,
        ),
        (
            "a.ts",
            "const x = { user: 'jan', password: 'filtered' };\n",
            0,
        ),
        (
            "nl.properties",
            "connection.password.invalid=Toegangscode\n",
            0,
        ),
        ("A.java", "source.setPassword(\"Stroopwafel\");\n", 1),
        ("a.py", "PASSWORD = \"paard batterij nietje juist\"\n", 1),
        // Texts of screens are run together as well.
        ("a.yml", "pwd: \"voermetenminsteachttekensin\"\n", 0),
        ("nl.yml", "password: \"wachtwoordherstellenmislukt\"\n", 0),
        (
            "switch.cfg",
            "line vty 0 4\n password stroopwafel\n login\n",
            1,
        ),
        (
            "init.yml",
            "chpasswd:\n  list: |\n    root:Stroopwafel42\n    jan:RANDOM\n",
            1,
        ),
        (
            "a.ts",
            "const nl = { passphrase: 'Wachtzin', pwd: 'Ww' };\n",
            0,
        ),
        ("a.ts", "const nl = { password: 'Toegangswoord' };\n", 0),
        (
            "a.jsx",
            "<Field name=\"x\" password=\"tonen\" onChange={(x) => set(x)} />\n",
            0,
        ),
        (
            "a.ts",
            "if (name == PASSWORD) { show(\"Stroopwafel\"); }\n",
            0,
        ),
        ("switch.cfg", "interface x\n password stroopwafel\n", 0),
        (
            "init.yml",
            "chpasswd: { expire: false }\nroot: Stroopwafel42\n",
            0,
        ),
        (
            "a.json",
            "{\"user\": \"U1\", \"text\": \"wachtwoord is Stroopwafel#42\"}\n",
            1,
        ),
        (
            "a.json",
            "{\"message\":\"Your password is Expired1!\"}\n",
            0,
        ),
        (
            "a.json",
            "{\"date\": \"x\", \"description\":\"wachtwoord is Minimaal-8-Tekens\"}\n",
            0,
        ),
        ("a.json", "{\"text\":\"het wachtwoord is Vergeten2x\"}\n", 0),
        ("a.json", "{\"password\": {\"value\": \"Verplicht1\"}}\n", 0),
        (
            "A.cs",
            "await container.CreateAsync(customer, \"Customer#42\");\n",
            0,
        ),
        (
            "A.cs",
            "await _userManager.CreateAsync(jan, \"Stroopwafel#42\");\n",
            1,
        ),
        ("a.ts", "const x = await hash(\"Content-Hash-1\");\n", 0),
        (
            "a.ts",
            "user.password = await hash(\"Stroopwafel42\");\n",
            1,
        ),
    ] {
        let told = scan(name, text);
        assert_eq!(
            told.of("password-assignment").len(),
            expected,
            "{text}: {:?}",
            told.lines()
        );
    }
}

/// The manifest of a secret holds nothing else, whatever its entries are called.
#[test]
fn a_secret_of_kubernetes_is_read_entry_by_entry() {
    for (text, expected) in [
        (
            "apiVersion: v1\nkind: Secret\ndata:\n  extra: VHVscC1lbi1Cb2wtODg=\n",
            1,
        ),
        (
            "apiVersion: v1\ndata:\n  # een toelichting\n  extra: 'VHVscC1lbi1Cb2wtODg='\nkind: 'Secret'\nmetadata:\n  name: \
             shop\n",
            1,
        ),
        (
            "kind: Secret\ndata:\n  .dockercfg: |\n    eyJhdXRocyI6eyJyIjp7ImF1dGgiOiJ4In19fQ==\n",
            1,
        ),
        // A user, a placeholder, a certificate, what is empty, a template.
        (
            "kind: Secret\ndata:\n  username: d2Vid2lua2Vs\n  extra: cGFzc3dvcmQxMjM0NTY3ODkw\n  ca.crt: \
             LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t\n  leeg: \"\"\n  x: {{ .Values.x }}\n",
            0,
        ),
        ("kind: ConfigMap\ndata:\n  extra: VHVscC1lbi1Cb2wtODg=\n", 0),
        (
            "kind: SecretStore\ndata:\n  extra: VHVscC1lbi1Cb2wtODg=\n",
            0,
        ),
        // The data of another document of the file.
        (
            "kind: Secret\nmetadata:\n  name: x\n---\nkind: ConfigMap\ndata:\n  extra: VHVscC1lbi1Cb2wtODg=\n",
            0,
        ),
        // A comment behind a value.
        (
            "kind: Secret\ndata:\n  waarde: c3Ryb29wd2FmZWw0Mg== # van de webwinkel\n  leeg: 'VHVscC1lbi1Cb2wtODg=' # y\n",
            2,
        ),
        // The data of the next entry of a list, and of the one before it.
        (
            "items:\n- apiVersion: v1\n  data:\n    extra: VHVscC1lbi1Cb2wtODg=\n  kind: Secret\n  metadata:\n    name: x\n- \
             apiVersion: v1\n  data:\n    zegel: c3Ryb29wd2FmZWw0Mg==\n  kind: ConfigMap\n",
            1,
        ),
        (
            "items:\n  - kind: ConfigMap\n    data:\n      zegel: c3Ryb29wd2FmZWw0Mg==\n  - kind: Secret\n    data:\n      \
             extra: VHVscC1lbi1Cb2wtODg=\n",
            1,
        ),
        // What every program is set with.
        (
            "kind: Secret\ndata:\n  TZ: RXVyb3BlL0Ftc3RlcmRhbQ==\n  LOG_FORMAT: anNvbi1wcmV0dHk=\n  ENVIRONMENT: \
             YWNjZXB0YXRpZS0y\n  APP_ENV: YWNjZXB0YXRpZS0y\n  debug: YWNjZXB0YXRpZS0y\n",
            0,
        ),
        (
            "kind: Secret\ndata:\n  .env: UE9PUlQ9ODAKU0xFVVRFTD1TdHJvb3B3YWZlbDQy\n",
            1,
        ),
    ] {
        let told = scan("secret.yaml", text);
        assert_eq!(
            told.of("generic-secret").len(),
            expected,
            "{text}: {:?}",
            told.lines()
        );
    }
}

/// A manifest that is longer than what is looked at ends with its last whole line, and never within a value.
#[test]
fn a_long_secret_of_kubernetes_is_cut_between_lines() {
    const VALUE: &str = "VHVscC1lbi1Cb2wtODg=";
    let short = scan(
        "secret.yaml",
        format!("kind: Secret\ndata:\n  extra: {VALUE}\n"),
    );
    let whole = &short.of("generic-secret")[0].fingerprint;
    for shift in 0..VALUE.len() + 12 {
        let filler = "  # een toelichting van niets\n".repeat(400);
        let filler = filler.get(..8_150 + shift).unwrap_or_default();
        for text in [
            format!(
                "kind: Secret\ndata:\n{filler}\n  extra: {VALUE}\n  ander: {VALUE}\n  # {filler}\n"
            ),
            format!("# {filler}\ndata:\n  extra: {VALUE}\n{filler}\nkind: Secret\n"),
        ] {
            let told = scan("secret.yaml", text);
            for finding in told.of("generic-secret") {
                assert_eq!(&finding.fingerprint, whole, "{shift}: {finding:?}");
            }
        }
    }
}

/// What a sentence says of a password between quotes, and what one gives.
#[test]
fn a_state_between_quotes_is_no_password() {
    for (text, expected) in [
        ("The password is \"stroopwafel\".\n", 1),
        ("Het wachtwoord is \"stroopwafel\", niet vergeten.\n", 1),
        ("The password was changed to \"stroopwafel\".\n", 1),
        (
            "If the password is \"expired\", the user is sent to a page.\n",
            0,
        ),
        (
            "If the password is \"halfbaked\", the user is sent away.\n",
            0,
        ),
        ("Het wachtwoord is \"ongeldig\".\n", 0),
        ("Het wachtwoord is \"verlopen\" of \"gewijzigd\".\n", 0),
        ("The password is \"correct\" in that case.\n", 0),
        ("Your password is 'encrypted' here.\n", 0),
        ("Het wachtwoord wordt \"bevroren\" na een jaar.\n", 0),
    ] {
        let told = scan("notitie.txt", text);
        assert_eq!(
            told.of("password-assignment").len(),
            expected,
            "{text}: {:?}",
            told.lines()
        );
    }
}

/// What a generator picks from, how a password is kept, what a screen says: none of it opens anything.
#[test]
fn what_is_about_passwords_is_none() {
    for (name, text, expected) in [
        ("a.js", "password += \"0123456789\";\n", 0),
        ("a.js", "password += \"abcdefghijklmnopqrstuvwxyz\";\n", 0),
        (
            "a.js",
            "token += \"ABCDEFGHJKLMNPQRSTUVWXYZ23456789\";\n",
            0,
        ),
        (
            "a.py",
            "alphabet_token += \"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y\"\n",
            0,
        ),
        ("a.py", "api_token += \"q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y\"\n", 1),
        ("a.js", "password += \"Stroopwafel42\";\n", 1),
        ("a.html", "<tr><td>Password</td><td>SHA-256</td></tr>\n", 0),
        (
            "a.html",
            "<tr><td>Password</td><td>PBKDF2-SHA512</td></tr>\n",
            0,
        ),
        (
            "a.html",
            "<tr><td>Password</td><td>MinLength=8</td></tr>\n",
            0,
        ),
        (
            "a.html",
            "<tr><td>Password</td><td>Base64String</td></tr>\n",
            0,
        ),
        (
            "a.html",
            "<tr><td>Password</td><td>xs:string</td></tr>\n",
            0,
        ),
        (
            "a.html",
            "<tr><td>Password</td><td>Stroopwafel42</td></tr>\n",
            1,
        ),
        ("a.xml", "<password>\n  xs:string\n</password>\n", 0),
        ("a.xml", "<password>xs:string</password>\n", 0),
        ("a.yaml", "password: SHA-256\n", 0),
        ("a.html", "<dl><dt>Password</dt><dd>VARCHAR2</dd></dl>\n", 0),
        ("a.xml", "<password>\n  Stroopwafel42\n</password>\n", 1),
        ("a.py", "password = \"128256\"\n", 1),
        ("a.cpp", "std::string password{\"Enter-Password1\"};\n", 0),
        ("a.cpp", "QString passwordKey{\"Settings/Password1\"};\n", 0),
        ("a.cpp", "std::string password{\"Stroopwafel42\"};\n", 1),
        ("notitie.txt", "Password(Base64Encoded1!)\n", 0),
        ("notitie.txt", "Password(Str00p@wafel)\n", 1),
    ] {
        let told = scan(name, text);
        assert_eq!(
            told.of("password-assignment").len() + told.of("generic-secret").len(),
            expected,
            "{text}: {:?}",
            told.lines()
        );
    }
}

/// Where a literal begins that its language or its layout puts elsewhere than right behind the operator.
#[test]
fn a_literal_is_read_where_it_is_written() {
    const KEY: &str = "q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y";
    for (name, text) in [
        (
            "a.ts",
            "export const apiKey =\n  process.env.API_KEY ||\n  \"§\";\n",
        ),
        ("A.java", "static final String API_KEY\n    = \"§\";\n"),
        ("a.yml", "env:\n  - value: §\n    name: API_TOKEN\n"),
        (
            "a.json",
            "{\"env\": [{\"value\": \"§\", \"name\": \"API_TOKEN\"}]}\n",
        ),
        (
            "a.json",
            "[\n  {\n    \"value\": \"§\",\n    \"name\": \"API_TOKEN\"\n  }\n]\n",
        ),
        (
            "a.tf",
            "env {\n  value = \"§\"\n  # of the shop\n  name  = \"API_TOKEN\"\n}\n",
        ),
        (
            "a.tf",
            "env {\n  name  = \"API_TOKEN\"\n  // of the shop\n  value = \"§\"\n}\n",
        ),
        ("a.cpp", "static const std::string ApiKey{\n    \"§\"};\n"),
        ("a.php", "$c = ['headers' => ['X-Api-Key: §']];\n"),
        ("a.php", "$apiToken .= \"§\";\n"),
        ("a.ps1", "Connect-Thing -User jan -ApiKey §\n"),
        ("Makefile", "API_TOKEN :::= \"§\"\n"),
        ("a.xml", "<apiToken>\n    §\n</apiToken>\n"),
        (
            "build.gradle",
            "buildConfigField 'String', 'API_KEY', '\"§\"'\n",
        ),
    ] {
        let told = scan(name, text.replace('§', KEY));
        assert_eq!(
            told.of("generic-secret").len(),
            1,
            "{name}: {text}: {:?}",
            told.lines()
        );
    }
}

#[test]
fn a_key_that_a_build_puts_into_every_page_is_told_low() {
    for (name, expected) in [
        ("VITE_MAPS_API_KEY", Severity::Low),
        ("REACT_APP_API_TOKEN", Severity::Low),
        ("VITE_CLIENT_SECRET", Severity::Medium),
        ("MAPS_API_KEY", Severity::Medium),
    ] {
        let text = format!("{name}={}\n", concat!("q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y"));
        let told = scan(".env", &text);
        let severities: Vec<_> = told
            .of("generic-secret")
            .iter()
            .map(|finding| finding.severity)
            .collect();
        assert_eq!(severities, [expected], "{name}");
    }
}

#[test]
fn a_field_of_a_form_ends_where_the_next_begins() {
    let secret = concat!("q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y");
    for tail in [
        "",
        "&grant_type=client_credentials",
        "&env=example",
        "&x=1&y=2",
    ] {
        let text =
            format!("curl -d 'client_id=vries&client_secret={secret}{tail}' https://a.nl/token\n");
        let told = scan("a.sh", &text);
        let ends: Vec<_> = told
            .of("generic-secret")
            .iter()
            .map(|finding| finding.location.end_column)
            .collect();
        let end = text.find(secret).unwrap() + secret.len() + 1;
        assert_eq!(ends, [Some(end as u64)], "{tail}");
    }
    // An ampersand that no field follows belongs to the password.
    let told = scan(".env", "DB_PASSWORD=Stroop&Wafel42\n");
    let end = told
        .of("password-assignment")
        .first()
        .and_then(|finding| finding.location.end_column);
    assert_eq!(end, Some(27));
}

#[test]
fn secrets_that_are_told_by_where_they_stand() {
    const RANDOM: &str = concat!("q7Zt4Lm9Xc2V", "b8Np5Rk3Wd6Y");
    const DIGITS: &str = concat!("9f8e7d6c5b4a3928", "1706f5e4d3c2b1a0");
    for (name, text, expected) in [
        ("a.yml", "password: \"Zomer 2024!\"\n".to_owned(), 1),
        ("a.php", "$password = \"Geheim 2024\";\n".to_owned(), 1),
        ("a.yml", "password: \"Versie 2024\"\n".to_owned(), 0),
        ("a.yml", "password: \"Minstens 8 tekens\"\n".to_owned(), 0),
        ("a.yml", "jwt_secret: Vlinder#2023\n".to_owned(), 1),
        ("a.ini", "secret = Zeewering!15\n".to_owned(), 1),
        (
            "a.xml",
            "<jwtSecret>K0ffie!Tijd</jwtSecret>\n".to_owned(),
            1,
        ),
        ("a.py", "client_secret = \"Zeewering15!\"\n".to_owned(), 1),
        (
            "a.py",
            "client_secret = \"Client-Secret-1\"\n".to_owned(),
            0,
        ),
        (
            "a.csv",
            format!("dienst,api_key,eigenaar\nerp,{RANDOM},jan\n"),
            1,
        ),
        ("a.tsv", format!("dienst\ttoken\nerp\t{DIGITS}\n"), 1),
        // A digest of a token, and a word that a text was cut into.
        ("a.csv", format!("id,token\n1,{DIGITS}{DIGITS}\n"), 0),
        (
            "a.csv",
            "token,count\nonafhankelijkheidsverklaring,3\n".to_owned(),
            0,
        ),
        ("a.csv", format!("next_token,count\n{RANDOM},3\n"), 0),
        ("a.properties", format!("app.encryption.key={DIGITS}\n"), 1),
        ("a.properties", format!("jwt.signing.key={RANDOM}\n"), 1),
        ("a.properties", format!("cache.key={DIGITS}\n"), 0),
        (
            "Dockerfile",
            "ENV GPG_KEY A035C8C19219BA821ECEA86B64E628F8D684696D\n".to_owned(),
            0,
        ),
        ("a.conf", "set passwd Kribvak!66\n".to_owned(), 1),
    ] {
        let told = scan(name, &text);
        let found = told.of("password-assignment").len() + told.of("generic-secret").len();
        assert_eq!(found, expected, "{name}: {text} {:?}", told.lines());
    }
}
