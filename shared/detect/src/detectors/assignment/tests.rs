//! What is a password only where it stands: in code, in settings.

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
