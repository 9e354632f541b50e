//! Whether a user or a host is named right beside a password, as in `{"user": "app", "password": "…"}` and
//! `Server=db;User Id=app;Password=…`: then even a word is a password, and no text of a screen.

use crate::placeholder::is_placeholder;
use crate::view::View;

/// How far it may stand from the name, or from the end of the value.
const FIELD: usize = 96;

/// How the names end that users have, and hosts.
const NAMES: &[&str] = &[
    "user",
    "username",
    "user id",
    "userid",
    "login",
    "email",
    "uid",
    "gebruiker",
    "identity",
    "usr",
    "user name",
    "host",
    "hostname",
    "addr",
    "address",
    "server",
    "dbname",
    "database",
    "binddn",
];

/// What parts two fields, and what stands around their names and values.
const BETWEEN: &[char] = &[
    ' ', '\t', '\r', '\n', ',', ';', '&', '{', '(', '[', '?', '"', '\'', '<', '-', '\\', ':', '@',
    '#', '*',
];

/// What declares a variable.
const KEYWORDS: &[&str] = &[
    "let", "const", "var", "val", "mut", "my", "set", "String", "string", "static", "final",
    "private", "public", "export", "char", "auto", "$",
];

pub(crate) fn is_beside_user(view: &View<'_>, name_start: usize, value_end: usize) -> bool {
    is_behind(view.slice(name_start.saturating_sub(FIELD)..name_start))
        || is_before(view.slice(value_end..value_end + FIELD))
}

fn is_value_part(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit() || "@._-".contains(character)
}

/// Whether a text ends with the field of a user.
fn is_behind(text: &str) -> bool {
    // The prefix of a namespace: `p:password`.
    let text = match text.strip_suffix(':') {
        Some(rest) => rest.trim_end_matches(|letter: char| letter.is_ascii_lowercase()),
        None => text,
    };
    let mut text = text.trim_end_matches(BETWEEN);
    // What declares the password.
    while let Some(rest) = KEYWORDS
        .iter()
        .find_map(|keyword| text.strip_suffix(*keyword))
    {
        if !rest.ends_with(BETWEEN) {
            break;
        }
        text = rest.trim_end_matches(BETWEEN);
    }
    // `<username>app</username>`
    let text = match text.strip_suffix('>') {
        Some(tag) => match tag.rsplit_once("</") {
            Some((text, name)) if name.len() < 24 => text,
            _ => return false,
        },
        None => text,
    };
    // A port belongs to its host.
    let value_part = |character: char| is_value_part(character) || character == ':';
    let rest = text.trim_end_matches(value_part);
    let value = text.get(rest.len()..).unwrap_or_default();
    let (rest, value) = match value.split_once(':') {
        // `user:app`
        Some((name, value))
            if rest.is_empty() || rest.ends_with(BETWEEN) && !rest.ends_with(['"', '\'', '=']) =>
        {
            (
                text.get(..rest.len() + name.len() + 1).unwrap_or_default(),
                value,
            )
        }
        _ => (rest, value),
    };
    let operator = rest.trim_end_matches([' ', '"', '\'', '\\', '@']);
    let name = operator.trim_end_matches(['=', ':', '>', ' ', '\t']);
    name.len() < operator.len()
        && is_user(value)
        && names_user(name.trim_end_matches(['"', '\'', '\\', ' ']))
}

/// Whether a text begins with the field of a user.
fn is_before(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '\'', '\\']);
    // `</password>`
    let text = match text.strip_prefix("</") {
        Some(tag) => tag
            .split_once('>')
            .map(|(_, text)| text)
            .unwrap_or_default(),
        None => text,
    };
    let text = text.trim_start_matches(BETWEEN);
    let Some((name, rest)) = text.split_once(['=', ':', '>']) else {
        return false;
    };
    let rest = rest.trim_start_matches(['>', '=', ' ', '"', '\'', '\\']);
    let value = rest
        .split(|character: char| !is_value_part(character))
        .next()
        .unwrap_or_default();
    name.len() <= 24 && is_user(value) && names_user(name.trim_end_matches(['"', '\'', '\\', ' ']))
}

fn names_user(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    NAMES.iter().any(|word| lower.ends_with(word))
}

fn is_user(value: &str) -> bool {
    value.len() >= 2
        && !matches!(
            value,
            "user" | "login" | "email" | "host" | "e-mail" | "gebruiker" | "server"
        )
        && !value.contains("username")
        // Who has an address of an example may have a password of his own.
        && (value.contains('@') || !is_placeholder(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nature::Nature;

    #[test]
    fn a_user_beside_a_password() {
        for (text, expected) in [
            ("{\"user\": \"app\", \"password\": \"V\"}", true),
            ("user: app\npassword: V\n", true),
            ("User Id=app;Password=V;", true),
            ("host=db user=app password=V", true),
            ("<username>app</username>\n<password>V</password>", true),
            ("<user username=\"app\" password=\"V\"/>", true),
            ("Addr: \"redis:6379\", Password: \"V\"", true),
            ("password: \"V\", user: \"app\"", true),
            ("Password=V;User Id=app", true),
            ("{\"username\": \"Username\", \"password\": \"V\"}", false),
            ("login(name, password: \"V\")", false),
            ("let user = \"app\";\nlet password = \"V\";", true),
            ("<bean p:user=\"app\" p:password=\"V\"/>", true),
            ("label: app\npassword: V\n", false),
        ] {
            let view = View {
                text,
                nature: Nature::Config,
                table: None,
            };
            let name = text.to_ascii_lowercase().find("password").unwrap();
            let end = text.find('V').unwrap() + 1;
            assert_eq!(is_beside_user(&view, name, end), expected, "{text}");
        }
    }
}
