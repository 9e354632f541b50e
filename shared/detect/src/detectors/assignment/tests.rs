//! What is a password only where it stands: in code, in settings.

use crate::tests::scan;

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
            "private static final String PASSWORD = \"Stroopwafel\";\n",
            1,
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
