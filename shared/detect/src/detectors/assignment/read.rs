//! How a name and its value are written: operators of languages and formats, values on the line below, defaults.

use std::ops::Range;

use super::value::{classes, is_alphabet, is_definition, is_strong, says_password, tells_encoding};
use crate::detectors::named::words;
use crate::detectors::spoken::spoken;
use crate::nature::Nature;
use crate::view::{Hit, View};

/// How long a name may be on either side of its telling word.
pub(crate) const NAME: usize = 40;

/// How long a value may be.
pub(crate) const VALUE: usize = 512;

/// How many spaces may align a value with those of other lines.
const SPACES: usize = 40;

/// How long what stands between a variable and its fallback may be.
const TAIL: usize = 40;

/// How long an authorization without a scheme is at least.
const AUTHORIZATION: usize = 16;

/// A name and the value that it was given.
pub(crate) struct Assigned<'v> {
    pub(crate) name: &'v str,
    pub(crate) value: &'v str,
    pub(crate) start: usize,
    pub(crate) is_quoted: bool,
}

pub(crate) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || byte == b'.'
}

/// Reads the assignment around a telling word.
pub(crate) fn read<'v>(view: &'v View<'_>, hit: Hit) -> Option<Assigned<'v>> {
    let (name, offset, was_quoted) = name_around(view, hit);
    let Some((end, is_strict)) = operator(view, name.clone(), offset, was_quoted) else {
        return paired(view, name.clone()).or_else(|| spoken(view, name, offset));
    };
    value_behind(view, name, end, is_strict)
}

/// Where the name around a telling word stands, where what follows it begins, and whether it is quoted.
fn name_around(view: &View<'_>, hit: Hit) -> (Range<usize>, usize, bool) {
    let mut name_start = hit.start;
    while hit.start - name_start < NAME && is_name(view.before(name_start)) {
        name_start -= 1;
    }
    // A trigger may end with its operator.
    let mut name_end = hit.start;
    let trigger = view.slice(hit.start..hit.end);
    let is_whole = ["api key", "shared key", "mot de passe"]
        .iter()
        .any(|name| trigger.eq_ignore_ascii_case(name));
    if is_whole || !trigger.is_ascii() {
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
    // `$config{password} = …`
    if offset == name_end
        && view.at(offset) == b'}'
        && view.before(name_start) == b'{'
        && view
            .slice(offset + 1..offset + 4)
            .trim_start()
            .starts_with("= ")
    {
        offset += 1;
    }
    // `Secret Key: …`, `access token: …`: the second word is what it is.
    if offset == name_end
        && !was_quoted
        && view.nature != Nature::Source
        && let Some(second) = second_word(view, offset)
    {
        offset = second;
    }
    offset = skip_spaces(view, offset);
    (name_start..name_end, offset, was_quoted)
}

/// Where a second word of a name ends, which an operator or a value follows.
fn second_word(view: &View<'_>, offset: usize) -> Option<usize> {
    ["key", "token", "secret"]
        .iter()
        .find(|word| view.at(offset) == b' ' && starts_with(view, offset + 1, word))
        .map(|word| offset + 1 + word.len())
        .filter(|end| {
            view.at(*end) == b':' && matches!(view.at(*end + 1), b' ' | b'\t')
                || view.at(*end) == b':' && view.at(*end + 1).is_ascii_alphanumeric()
        })
}

/// What stands behind an operator.
fn value_behind<'v>(
    view: &'v View<'_>,
    name: Range<usize>,
    end: usize,
    mut is_strict: bool,
) -> Option<Assigned<'v>> {
    let name_start = name.start;
    let name = typed_into(view.slice(name));
    let mut offset = skip_spaces(view, end);
    if let Some(nested) = nested(view, offset) {
        offset = nested;
        is_strict = true;
    }
    if view.nature.is_prose() {
        while matches!(view.at(offset), b'*' | b' ') && offset - end < 4 {
            offset += 1;
        }
        // What makes a word bold in a wiki.
        if starts_with(view, offset, "''' ") {
            offset = skip_spaces(view, offset + 3);
        }
    }
    if let Some(continued) = continued(view, offset) {
        offset = continued;
    } else if let Some(below) = alone_below(view, end, offset) {
        offset = below;
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
    if let Some((start, value)) = encoded(view, offset) {
        return Some(Assigned {
            name,
            value,
            start,
            is_quoted: true,
        });
    }
    for call in ["ConvertTo-SecureString -String ", "ConvertTo-SecureString "] {
        if starts_with(view, offset, call) {
            offset += call.len();
            is_strict = true;
        }
    }
    // `Authorization=[Bearer …]`
    let bracket = usize::from(view.at(offset) == b'[' && scheme(view, offset + 1).is_some());
    offset += bracket;
    if let Some((length, is_basic)) = scheme(view, offset) {
        // What is behind the basic scheme has a detector of its own, which decodes it.
        return (!is_basic)
            .then(|| bare(view, offset + length, name, true))
            .flatten();
    }
    // Other schemes, as those of signed requests, carry no secret; a word by itself does.
    if name.to_ascii_lowercase().ends_with("authorization") {
        let quote = usize::from(matches!(view.at(offset), b'"' | b'\''));
        return bare(view, offset + quote, name, true).filter(|alone| {
            let end = alone.start + alone.value.len();
            matches!(view.at(end), b'"' | b'\'') && alone.value.len() >= AUTHORIZATION
        });
    }
    if let Some(header) = header_in_literal(view, name_start, name, offset) {
        return Some(header);
    }
    // `label:"Password:",next:"…"`: the literal that the name stands in ends here.
    if offset == end
        && view.at(offset) == view.before(name_start)
        && view.at(name_start + name.len()) == b':'
        && matches!(view.at(offset), b'"' | b'\'')
    {
        return None;
    }
    let (literal, is_wrapped) = literal_at(view, offset);
    offset = literal;
    is_strict |= is_wrapped;
    if matches!(view.at(offset), b'"' | b'\'' | b'`') {
        return literal_value(view, name, offset);
    }
    bare_value(view, name_start..end, name, offset, is_strict)
}

/// The value that is a literal.
fn literal_value<'v>(view: &'v View<'_>, name: &'v str, offset: usize) -> Option<Assigned<'v>> {
    let quote = view.at(offset);
    // A literal within a literal, and one between three quotes.
    let is_triple = view.at(offset + 1) == quote && view.at(offset + 2) == quote;
    let start = offset + 1 + 2 * usize::from(is_triple || starts_with(view, offset + 1, "\\\""));
    let window = view.slice(start..start + VALUE + 1);
    let end = window
        .bytes()
        .position(|byte| byte == quote || byte == b'\n')?;
    if window.as_bytes().get(end) != Some(&quote) {
        return None;
    }
    let value = window.get(..end)?.trim_end_matches('\\');
    // `f"prefix_{name}"`
    if view.before(offset) == b'f' && has_field(value) {
        return None;
    }
    // `'"…"'`, as Gradle writes a literal of Java.
    let inner = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'));
    Some(Assigned {
        name,
        value: inner.unwrap_or(value),
        start: start + usize::from(inner.is_some()),
        is_quoted: true,
    })
}

/// Whether a formatted literal of Python puts a variable into itself.
fn has_field(value: &str) -> bool {
    value.split_once('{').is_some_and(|(_, rest)| {
        rest.split_once('}').is_some_and(|(field, _)| {
            field.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        })
    })
}

/// The value that has no quotes, where that is one: behind a name and an operator that reach over `assigning`.
fn bare_value<'v>(
    view: &'v View<'_>,
    assigning: Range<usize>,
    name: &'v str,
    offset: usize,
    is_strict: bool,
) -> Option<Assigned<'v>> {
    let Range {
        start: name_start,
        end,
    } = assigning;
    // `"Server=db;Password=…;"`: the literal is the connection string.
    let is_within = view.nature == Nature::Source
        && view.before(offset) == b'='
        && matches!(
            view.before(name_start),
            b';' | b'?' | b'&' | b'"' | b'\'' | b' '
        )
        && is_within_literal(view, name_start);
    let is_default = view.before(name_start) == b'{';
    // `Connect-VIServer -User jan -Password …`: PowerShell needs no quotes.
    if name.starts_with('-')
        && view.nature == Nature::Source
        && end == name_start + name.len() + 1
        && let Some(option) = bare(view, offset, name, false)
        && is_option_value(option.value)
    {
        return Some(option);
    }
    if is_strict || (view.nature == Nature::Source && !is_within && !is_default) {
        return None;
    }
    // `${name:value}` is a literal, whatever the language.
    let is_closed =
        is_default && view.before(name_start - 1) == b'$' && view.before(offset) == b':';
    bare(view, offset, name, is_closed)
}

/// The value of a header that is a literal with its name: `"X-Api-Key: …"`.
fn header_in_literal<'v>(
    view: &'v View<'_>,
    name_start: usize,
    name: &'v str,
    offset: usize,
) -> Option<Assigned<'v>> {
    let quote = view.before(name_start);
    if !matches!(quote, b'"' | b'\'')
        || view.before(offset) != b' '
        || view.at(name_start + name.len()) != b':'
        || !name.contains('-')
    {
        return None;
    }
    let header = bare(view, offset, name, true)?;
    (view.at(offset + header.value.len()) == quote).then_some(header)
}

/// The name of a field without what is done to it: `passwordField.sendKeys`.
fn typed_into(name: &str) -> &str {
    const CALLS: &[&str] = &[
        ".typeText",
        ".sendKeys",
        ".send_keys",
        ".fill",
        ".type",
        ".setValue",
        ".setText",
    ];
    CALLS
        .iter()
        .find_map(|call| name.strip_suffix(call))
        .map_or(name, |field| {
            ["Field", "Input", "Box", "Element", "_field", "_input"]
                .iter()
                .find_map(|end| field.strip_suffix(end))
                .unwrap_or(field)
        })
}

/// Where the literal begins that an object has for a value: `{"db_password": {"value": "…"}}`.
fn nested(view: &View<'_>, offset: usize) -> Option<usize> {
    const BLOCK: usize = 160;
    if view.at(offset) != b'{' {
        return None;
    }
    let block = view.slice(offset..offset + BLOCK);
    let block = block.split(['}', '[']).next().unwrap_or_default();
    let field = ["\"value\":", "\"default\":"]
        .iter()
        .find_map(|field| Some(block.find(field)? + field.len()))?;
    let start = skip_spaces(view, offset + field);
    let value = view.slice(start + 1..start + 1 + VALUE);
    let value = value.split('"').next().unwrap_or_default();
    // `Verplicht`, `Verplicht1`: a text of a screen.
    let word = value.strip_suffix(|last: char| last.is_ascii_digit());
    let is_word = word.unwrap_or(value).chars().all(char::is_alphabetic);
    (view.at(start) == b'"' && !is_word).then_some(start)
}

/// What stands between quotes that are encoded, and where it begins.
fn encoded<'v>(view: &'v View<'_>, offset: usize) -> Option<(usize, &'v str)> {
    const MARKS: &[(&str, char)] = &[
        ("&quot;", '&'),
        ("&#34;", '&'),
        ("&apos;", '&'),
        ("%22", '%'),
        ("<![CDATA[", ']'),
    ];
    let (mark, end) = MARKS
        .iter()
        .find(|(mark, _)| starts_with(view, offset, mark))?;
    let start = offset + mark.len();
    let value = view
        .slice(start..start + VALUE)
        .split([*end, '\n'])
        .next()?;
    Some((start, value))
}

/// How long the scheme of an authorization and the quote before it are, and whether it is the basic one.
fn scheme(view: &View<'_>, offset: usize) -> Option<(usize, bool)> {
    const SCHEMES: &[&str] = &[
        "Bearer ",
        "bearer ",
        "Basic ",
        "Token ",
        "token ",
        "ApiKey ",
        "Apikey ",
        "Api-Token ",
    ];
    let quote = usize::from(matches!(view.at(offset), b'"' | b'\''));
    let behind = view.slice(offset + quote..offset + quote + "Api-Token ".len());
    let scheme = SCHEMES.iter().find(|scheme| behind.starts_with(**scheme))?;
    Some((quote + scheme.len(), *scheme == "Basic "))
}

/// Where a literal begins behind its prefix, its escapes and what makes a value of it: `b"…"`, `@"…"`,
/// `[]byte("…")`; and whether it can be nothing but a literal.
fn literal_at(view: &View<'_>, mut offset: usize) -> (usize, bool) {
    const WRAPPERS: &[&str] = &[
        "[]byte(",
        "new String(",
        "String::from(",
        "Buffer.from(",
        "SecretStr(",
        "Some(",
        "QString(",
        "MD5(",
        "SHA1(",
        "SHA2(",
        "crypt(",
        "bcrypt(",
        "Hash::make(",
        "make_password(",
        "generate_password_hash(",
        "password_hash(",
        "md5(",
        "sha1(",
        "PASSWORD(",
        "<<",
    ];
    let wrapper = WRAPPERS
        .iter()
        .find(|wrapper| starts_with(view, offset, wrapper));
    offset += wrapper.map_or(0, |wrapper| wrapper.len());
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
    (offset, wrapper.is_some())
}

/// Whether a literal begins at an offset, escaped or with a prefix.
fn is_literal(view: &View<'_>, offset: usize) -> bool {
    let is_quote = |byte: u8| matches!(byte, b'"' | b'\'' | b'`');
    is_quote(view.at(offset))
        || starts_with(view, offset, "<<\"")
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

/// Where a value begins that has a line of an element to itself: `<token>`, and the value below it.
fn alone_below(view: &View<'_>, end: usize, offset: usize) -> Option<usize> {
    const INDENT: usize = 80;
    if view.before(end) != b'>'
        || matches!(view.before(end - 1), b'=' | b'-')
        || !matches!(view.at(offset), b'\n' | b'\r')
    {
        return None;
    }
    // `DB_PASSWORD=<DB_PASSWORD>` is a stand-in, and the line below it another setting.
    if !line_before(view, end).trim_start().starts_with('<') {
        return None;
    }
    let window = view.slice(offset..offset + INDENT + VALUE);
    let value = window.trim_start();
    let line = value.split(['\n', '\r']).next().unwrap_or_default();
    let line = line.trim_end();
    // A literal that goes on below is read as far as its line goes.
    let open = usize::from(line.starts_with('"') && line.matches('"').count() == 1);
    (line.len() >= 6 && !line.contains([' ', '<', '>', '\t']) && !is_definition(line))
        .then_some(offset + window.len() - value.len() + open)
}

/// Where the literal begins that stands in for a variable of the environment:
/// `process.env.X || "…"`, `os.environ.get("X", "…")`.
fn default_of(view: &View<'_>, offset: usize) -> Option<usize> {
    const CALL: usize = 160;
    if matches!(view.at(offset), b'"' | b'\'' | b'`') {
        return None;
    }
    let window = view.slice(offset..offset + CALL);
    // An empty setting has nothing to do with the next one.
    let block = if view.nature == Nature::Source {
        window.trim_start()
    } else {
        window
    };
    let offset = offset + window.len() - block.len();
    let call = block.split('\n').next().unwrap_or_default();
    let place = call
        .as_bytes()
        .windows(3)
        .position(|word| word.eq_ignore_ascii_case(b"env"))?;
    let rest = call.get(place..).unwrap_or_default();
    // `process.env.KEY ||` and the literal below it.
    if ["||", "??", "?:", " or"]
        .iter()
        .any(|sign| call.trim_end().ends_with(sign))
    {
        let below = block.get(call.len()..)?.trim_start();
        return below
            .starts_with(['"', '\'', '`'])
            .then_some(offset + block.len() - below.len());
    }
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
    is_whole.then_some(before_field(line))
}

/// Where the operator behind a name ends, and whether only a literal may follow it.
fn operator(
    view: &View<'_>,
    name: Range<usize>,
    offset: usize,
    was_quoted: bool,
) -> Option<(usize, bool)> {
    let text = view.slice(name.clone());
    if let Some(end) = compound(view, name.clone(), offset) {
        return (!is_of_generator(view, text, offset, end)).then_some((end, true));
    }
    if let Some(end) = foreign(view, name.clone(), offset) {
        return Some(end);
    }
    Some(match (view.at(offset), view.at(offset + 1)) {
        // A comparison says what it must be.
        (b'=' | b'!', b'=') => (offset + 2 + usize::from(view.at(offset + 2) == b'='), true),
        // Base64 in LDIF.
        (b':', b':')
            if view.at(offset + 2) == b' '
                && (view.nature == Nature::Config || view.nature.is_prose())
                && line_before(view, name.start).trim().is_empty() =>
        {
            (offset + 2, false)
        }
        (b'=', b'~') | (b':', b':') => return None,
        // `${NAME:?what to say}`
        (b':', b'?' | b'+') if view.before(name.start) == b'{' => return None,
        // `password → …`
        (0xE2, 0x86) if view.at(offset + 2) == 0x92 => (offset + 3, false),
        (b'-', b'>') if view.nature.is_prose() => (offset + 2, false),
        (b'=', b'>') | (b':' | b'?', b'=') => (offset + 2, false),
        (b'=', _) => (offset + 1, false),
        (b':', _) => (skip_type(view, offset + 1), false),
        // `mongodb://<user>:<password>@host`
        (b'>', b'@') if view.before(name.start) == b'<' => return None,
        (b'>', _) if view.before(name.start) == b'<' => (offset + 1, false),
        // `Password(…)` in a note.
        (b'(', _) if is_in_brackets(view, &name, offset) => (offset + 1, false),
        (b'(', next)
            if (!(view.nature.is_prose() && offset > name.end) || matches!(next, b'"' | b'\''))
                && !(offset > name.end && next == b'`') =>
        {
            (offset + 1, true)
        }
        (b'>', _) if was_quoted && is_attribute(view, name.start) => (element(view, offset), false),
        (b',', _)
            if was_quoted
                // `params["password"], …`: the list ended.
                && !view.slice(name.end..offset).contains(']')
                && is_argument(view, name.start, text)
                && is_literal(view, skip_spaces(view, offset + 1)) =>
        {
            (offset + 1, true)
        }
        (b',', _) if ends_with(view, name.start, "strcmp(") => (offset + 1, true),
        // `env.put(Context.SECURITY_CREDENTIALS, "…")`
        (b',', _)
            if !was_quoted
                && offset == name.end
                && is_constant_of_password(text)
                && is_literal(view, skip_spaces(view, offset + 1)) =>
        {
            (offset + 1, true)
        }
        // A tuple of Erlang.
        (b',', _)
            if view.before(name.start) == b'{'
                && offset == name.end
                && is_literal(view, skip_spaces(view, offset + 1)) =>
        {
            (offset + 1, true)
        }
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

/// Whether a line of a note begins with a name and a password between brackets behind it.
fn is_in_brackets(view: &View<'_>, name: &Range<usize>, offset: usize) -> bool {
    view.nature.is_prose()
        && offset == name.end
        && view.at(offset + 1).is_ascii_alphanumeric()
        && line_before(view, name.start).trim().is_empty()
        && view
            .slice(offset + 1..offset + 1 + VALUE)
            .split([')', '\n'])
            .next()
            .is_some_and(|value| is_strong(value) && !tells_encoding(value))
}

/// Where the text of an element begins that ends its tag at the offset, with the element that it may be in.
fn element(view: &View<'_>, offset: usize) -> usize {
    let element = view.slice(offset + 1..offset + 9);
    let inner = element
        .strip_prefix("<value>")
        .or(element.strip_prefix("<string>"));
    offset + 1 + inner.map_or(0, |inner| element.len() - inner.len())
}

/// Where an operator of more than two signs ends, or one on the line below its name; only a literal may follow either:
/// `TOKEN ::= "…"` of a Makefile, `$token .= "…"`, `$token ??= "…"`, `KEY\n    = "…"`, `std::string key{"…"}`.
fn compound(view: &View<'_>, name: Range<usize>, offset: usize) -> Option<usize> {
    const SIGNS: &[&str] = &[":::=", "::=", "??=", "||=", ".=", "+="];
    const INDENT: usize = 80;
    let end = SIGNS
        .iter()
        .find(|sign| starts_with(view, offset, sign))
        .map(|sign| offset + sign.len());
    if end.is_some() || view.nature != Nature::Source {
        return end.filter(|end| view.at(*end) != b'=');
    }
    let is_quote = |at: usize| matches!(view.at(at), b'"' | b'\'');
    match view.at(offset) {
        b'\n' | b'\r' => {
            let rest = view.slice(offset..offset + INDENT);
            let below = rest.trim_start();
            let value = below.strip_prefix('=')?.trim_start_matches(' ');
            let end = offset + rest.len() - value.len();
            (below.len() < rest.len() && is_quote(end)).then_some(end)
        }
        b'{' if offset == name.end => {
            let rest = view.slice(offset + 1..offset + 1 + INDENT);
            let end = offset + 1 + rest.len() - rest.trim_start().len();
            (is_quote(end) && !is_said_in_braces(view, view.slice(name), end)).then_some(end)
        }
        _ => None,
    }
}

/// What stands between the quotes that begin at an offset.
fn quoted<'v>(view: &'v View<'_>, offset: usize) -> &'v str {
    let text = view.slice(offset + 1..offset + 1 + VALUE);
    let quote = char::from(view.at(offset));
    text.split([quote, '\n']).next().unwrap_or_default()
}

/// Whether a literal that is added is what a generator picks from: `password += "0123456789"`, `alphabet_token += "…"`.
fn is_of_generator(view: &View<'_>, name: &str, offset: usize, end: usize) -> bool {
    matches!(view.at(offset), b'+' | b'.')
        && (words(name).iter().any(|word| {
            matches!(
                word.as_str(),
                "chars" | "charset" | "characters" | "alphabet"
            )
        }) || is_alphabet(quoted(view, skip_spaces(view, end))))
}

/// Whether a literal between braces is a text of a screen, a path or a key: `password{"Enter-Password1"}`,
/// `passwordKey{"Settings/Password1"}`. The key of a setting is named after what the setting holds.
fn is_said_in_braces(view: &View<'_>, name: &str, end: usize) -> bool {
    let literal = quoted(view, end);
    says_password(literal) && literal.contains(['-', '_', '.', '/', ' '])
        || says_password(name) && name.ends_with("Key")
}

/// Whether a name is that of a constant, of a class or alone, which names a password: `Context.SECURITY_CREDENTIALS`.
fn is_constant_of_password(name: &str) -> bool {
    let constant = name.rsplit('.').next().unwrap_or_default();
    constant.contains('_')
        && !constant.bytes().any(|byte| byte.is_ascii_lowercase())
        && ["_PASSWORD", "_PASSWD", "_CREDENTIALS", "_PASSPHRASE"]
            .iter()
            .any(|end| constant.ends_with(end))
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
        "string =",
        "<-",
    ] {
        if let Some(end) = behind(sign) {
            return Some((end, true));
        }
    }
    // A block of Ruby: `password { "…" }`, `let(:password) { "…" }`.
    if view.at(offset) == b'{'
        && offset > name.end
        && matches!(view.at(skip_spaces(view, offset + 1)), b'"' | b'\'')
    {
        return Some((offset + 1, true));
    }
    if view.before(name.start) == b':'
        && let Some(end) = behind(") {")
    {
        return Some((end, true));
    }
    if let Some(end) = fallback(view, name.clone(), offset) {
        return Some((end, true));
    }
    if let Some(end) = typed(view, name.clone(), offset) {
        return Some((end, true));
    }
    // `${PASSWORD}    …`
    if view.before(name.start) == b'{'
        && view.nature.is_prose()
        && starts_with(view, name.end, "}  ")
        && line_before(view, name.start) == "${"
    {
        return Some((skip_spaces(view, name.end + 1), false));
    }
    if let Some(end) = cell_beside(view, offset) {
        return Some((end, false));
    }
    // A parameter and its default, below it.
    if let Some(end) = default_below(view, name.clone(), offset) {
        return Some((end, false));
    }
    // `<Password>` and `<Value>` below it.
    if view.before(name.start) == b'<' && view.at(offset) == b'>' {
        let below = view.slice(offset + 1..offset + 1 + TAG);
        if let Some(rest) = below.trim_start().strip_prefix("<Value>") {
            return Some((offset + 1 + below.len() - rest.len(), false));
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

/// Where the text of the cell begins that stands beside the one of a name: `<td>password</td><td>…`, `<dt>` and `<dd>`.
fn cell_beside(view: &View<'_>, offset: usize) -> Option<usize> {
    const ROW: usize = 240;
    const INNER: &[&str] = &[
        "<b>", "<i>", "<p>", "<em>", "<pre>", "<code>", "<strong>", "<span>",
    ];
    if view.at(offset) != b'<' && view.at(offset) != b'\n' {
        return None;
    }
    let row = view.slice(offset..offset + ROW);
    let mut rest = row.trim_start();
    for end in ["</b>", "</strong>", "</p>", "</span>"] {
        rest = rest.strip_prefix(end).unwrap_or(rest);
    }
    let rest = ["</td>", "</th>", "</dt>"]
        .iter()
        .find_map(|end| rest.strip_prefix(end))?
        .trim_start();
    let cell = rest
        .strip_prefix("<td")
        .or_else(|| rest.strip_prefix("<dd"))?;
    let mut text = cell.get(cell.find('>')? + 1..)?.trim_start();
    while let Some(inner) = INNER.iter().find_map(|tag| text.strip_prefix(tag)) {
        text = inner.trim_start();
    }
    let first = text
        .split(|sign: char| sign == '<' || sign.is_whitespace())
        .next()
        .unwrap_or_default();
    (!first.is_empty() && !is_definition(first)).then_some(offset + row.len() - text.len())
}

/// Where the default of a parameter begins in YAML: `AdminPassword:`, and `Default: …` in the lines below it.
fn default_below(view: &View<'_>, name: Range<usize>, offset: usize) -> Option<usize> {
    const BLOCK: usize = 240;
    const LINES: usize = 5;
    if view.nature != Nature::Config
        || view.at(offset) != b':'
        || view.at(offset + 1) != b'\n'
        || !line_before(view, name.start).trim().is_empty()
    {
        return None;
    }
    let indent = line_before(view, name.start).len();
    let block = view.slice(offset + 2..offset + 2 + BLOCK);
    let mut start = offset + 2;
    for line in block.split('\n').take(LINES) {
        let text = line.trim_start_matches(' ');
        if line.len() - text.len() <= indent {
            return None;
        }
        if let Some(value) = text
            .strip_prefix("Default: ")
            .or_else(|| text.strip_prefix("default: "))
        {
            return Some(start + line.len() - value.len());
        }
        start += line.len() + 1;
    }
    None
}

/// Where the literal begins that a test types into the field of this name: `get("#password").type("…")`,
/// `getByLabel("Password").fill("…")`, `find_element(By.ID, "password").send_keys("…")`.
fn typed(view: &View<'_>, name: Range<usize>, offset: usize) -> Option<usize> {
    const SIGNS: &[&str] = &[
        ").type(",
        ").fill(",
        ").send_keys(",
        ").sendKeys(",
        ").setValue(",
        ").set(",
        ").typeText(",
        ").val(",
        ").clear().type(",
        ").sendkeys(",
        "to ",
        ").fill_in(",
    ];
    // A variable of Robot Framework is not quoted: `${PASSWORD}    …`
    if offset == name.end {
        return None;
    }
    let is_quoted = view.slice(name.end..offset).contains(['"', '\'']);
    let rest = view.slice(offset..offset + TAIL);
    // `user.type(getByLabelText("Password"), "…")`
    if is_quoted && rest.starts_with("), \"") {
        let line = line_before(view, name.start);
        return ["getBy", "findBy", "find_element", "locator("]
            .iter()
            .any(|call| line.contains(call))
            .then_some(offset + "), ".len());
    }
    // `When I fill in "Password" with "…"`
    if view.slice(name.end..offset).starts_with('"') && rest.starts_with("with \"") {
        return Some(offset + "with ".len());
    }
    let sign = SIGNS
        .iter()
        .find(|sign| is_quoted && rest.starts_with(**sign))?;
    let end = offset + sign.len();
    matches!(view.at(end), b'"' | b'\'' | b'`').then_some(end)
}

/// Where the literal begins that stands in for the variable of an environment with this name:
/// `env::var("X").unwrap_or_else(|_| "…".into())`, `ENV["X"] || "…"`, `getenv("X") ?: "…"`.
fn fallback(view: &View<'_>, name: Range<usize>, offset: usize) -> Option<usize> {
    const SIGNS: &[&str] = &[
        ".unwrap_or_else(|_| ",
        ".unwrap_or(",
        "|| ",
        "?? ",
        "?: ",
        "or ",
        ".or_else(",
    ];
    let rest = view.slice(offset..offset + TAIL);
    let closed = rest.trim_start_matches([')', ']', ' ']);
    let sign = SIGNS.iter().find(|sign| closed.starts_with(**sign))?;
    let end = offset + rest.len() - closed.len() + sign.len();
    let is_of_environment = || {
        // `process.env.` belongs to the name.
        let before = [line_before(view, name.start), view.slice(name.clone())];
        before.iter().any(|text| {
            text.as_bytes()
                .windows(3)
                .any(|word| word.eq_ignore_ascii_case(b"env"))
        })
    };
    (matches!(view.at(end), b'"' | b'\'' | b'`') && is_of_environment()).then_some(end)
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
        "remote_password",
        "smtp_password",
        "auth_password",
        "proxy_password",
        "admin_password",
        "db_password",
        "bind_password",
        "user_password",
    ];
    let line = line_before(view, name_start);
    // `set passwd …` of a firewall.
    let is_first = matches!(line.trim(), "" | "set") || line.trim_start().starts_with("username ");
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
    paired_behind(view, name.clone()).or_else(|| paired_before(view, name))
}

/// A value in the field before that of its name: `{"value": "Y", "name": "X"}`, `- value: Y` and `name: X` below it.
/// It must open its entry: else it may be that of the name before it.
fn paired_before<'v>(view: &'v View<'_>, name: Range<usize>) -> Option<Assigned<'v>> {
    const BEFORE: usize = 320;
    let text = view.slice(name.clone());
    let before = view.slice(name.start.saturating_sub(BEFORE.max(VALUE))..name.start);
    let field = before
        .trim_end_matches(['"', '\''])
        .trim_end()
        .strip_suffix([':', '='])?
        .trim_end()
        .trim_end_matches(['"', '\'']);
    let entry = ["name", "Name", "NAME", "key", "Key"]
        .iter()
        .find_map(|name| field.strip_suffix(name))?
        .trim_end_matches(['"', '\'']);
    let mut lines = entry.trim_end();
    // Comments may stand between the two.
    while let Some((above, line)) = lines.rsplit_once('\n')
        && line.trim_start().starts_with(['#', '/'])
    {
        lines = above.trim_end();
    }
    let lines = lines.trim_end_matches(',');
    let line = lines.rsplit('\n').next()?;
    let start = line.rfind("value").or_else(|| line.rfind("Value"))?;
    let (opening, value) = (line.get(..start)?, line.get(start + "value".len()..)?);
    let opening = opening.trim_matches(['"', '\'', ' ', '\t']);
    let is_first = match opening {
        "-" | "{" | "- {" => true,
        "" => lines
            .get(..lines.len() - line.len())?
            .trim_end()
            .ends_with(['{', '-']),
        _ => opening.ends_with('{'),
    };
    let value = value
        .trim_start_matches(['"', '\''])
        .trim_start()
        .strip_prefix([':', '='])?
        .trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''));
    let inner = match quote {
        Some(quote) => value.strip_prefix(quote)?.strip_suffix(quote)?,
        None => value,
    };
    if !is_first || inner.is_empty() || inner.contains(['"', '\'']) {
        return None;
    }
    let at = name.start - before.len() + (lines.len() - value.len()) + usize::from(quote.is_some());
    (quote.is_some() || view.nature != Nature::Source).then_some(Assigned {
        name: text,
        value: inner,
        start: at,
        is_quoted: quote.is_some(),
    })
}

fn paired_behind<'v>(view: &'v View<'_>, name: Range<usize>) -> Option<Assigned<'v>> {
    const NEAR: usize = 240;
    let text = view.slice(name.clone());
    let rest = view.slice(name.end..name.end + NEAR);
    let first = *rest.as_bytes().first()?;
    if !matches!(first, b'"' | b'\'' | b'\n' | b'\r' | b',' | b'<' | b' ') {
        return None;
    }
    let at = if let Some(field) = rest
        .strip_prefix("</Key>")
        .and_then(|rest| rest.trim_start().strip_prefix("<Value"))
    {
        // `<Key>Password</Key><Value ProtectInMemory="True">…` of KeePass
        let field = field.get(field.find('>')? + 1..)?;
        name.end + rest.len() - field.len()
    } else if let Some(field) = rest
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
            let mut body = body.trim_start_matches(',').trim_start();
            // Comments may stand between the two.
            while body.starts_with("# ") || body.starts_with("// ") {
                body = body.split_once('\n')?.1.trim_start();
            }
            let body = body.trim_start_matches(['"', '\'']);
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
    let end = ["default=", "default: ", "with: "]
        .iter()
        .find_map(|sign| line.find(sign))?;
    let value = line
        .get(end..)?
        .trim_start_matches("default")
        .trim_start_matches("with")
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
        "salt",
        "pepper",
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
    // `password2`, `SECRET_01`
    let lower = name.to_ascii_lowercase();
    let lower = lower.trim_end_matches(|last: char| last.is_ascii_digit() || last == '_');
    // A row of settings: `VALUES (12, 'mail_password', '…')`, `('payment/api_key', '…')`.
    let is_row = || {
        let line = line_before(view, name_start);
        let path = line.trim_end_matches(|part: char| {
            part.is_ascii_alphanumeric() || matches!(part, '_' | '-' | '/' | '.')
        });
        let before = path.strip_suffix('\'').map(str::trim_end);
        before.is_some_and(|before| before.ends_with(['(', ',']))
            && path.to_ascii_lowercase().contains("values")
    };
    (matches!(view.before(offset), b'(' | b'[' | b'{')
        || is_row()
        || ["\"String\",", "'String',", "'String' ,", "\"String\" ,"]
            .iter()
            .any(|kind| ends_with(view, offset, kind)))
        && TELLING.iter().any(|word| lower.ends_with(word))
}

/// Whether a text stands right before an offset.
pub(crate) fn ends_with(view: &View<'_>, offset: usize, text: &str) -> bool {
    offset
        .checked_sub(text.len())
        .is_some_and(|start| starts_with(view, start, text))
}

pub(crate) fn starts_with(view: &View<'_>, offset: usize, text: &str) -> bool {
    // Nearly always the first byte tells.
    let text = text.as_bytes();
    text.first()
        .is_none_or(|first| view.at(offset).eq_ignore_ascii_case(first))
        && view
            .bytes()
            .get(offset..offset + text.len())
            .is_some_and(|bytes| bytes.eq_ignore_ascii_case(text))
}

/// What stands on the line before an offset, as far as it matters.
pub(crate) fn line_before<'v>(view: &'v View<'_>, offset: usize) -> &'v str {
    const LINE: usize = 200;
    let before = view.slice(offset.saturating_sub(LINE)..offset);
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |end| end + 1);
    before.get(start..).unwrap_or_default()
}

fn is_within_literal(view: &View<'_>, offset: usize) -> bool {
    let line = line_before(view, offset);
    ['"', '`', '\'']
        .iter()
        .any(|quote| line.matches(*quote).count() % 2 == 1)
}

/// Whether a line of SQL makes a user, or changes one.
pub(crate) fn is_statement(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    lower.contains("set password for ")
        || (lower.contains("create ") || lower.contains("alter "))
            && ["user ", "role ", "login ", "group "]
                .iter()
                .any(|what| lower.contains(what))
}

/// Whether a value stands behind its name without an operator: in C and in SQL.
fn is_declared(view: &View<'_>, name_start: usize, name: &str) -> bool {
    let line = line_before(view, name_start).trim();
    let word = line.rsplit(' ').next().unwrap_or_default();
    line == "#define"
        // A keyword of Clojure.
        || view.before(name_start) == b':' && !line.ends_with("::")
        || line.is_empty() && view.nature == Nature::Source
        // `secret "…";` of a name server.
        || line.is_empty() && view.nature == Nature::Config && name == "secret"
        || ["with", "encrypted", "set", "proxy_set_header", "add_header", "RequestHeader", "setenv"]
            .iter()
            .any(|keyword| word.eq_ignore_ascii_case(keyword))
        || name.eq_ignore_ascii_case("password") && is_statement(line)
        || name.eq_ignore_ascii_case("psk")
}

/// A value without quotes, to the next space or sign of structure.
pub(crate) fn bare<'v>(
    view: &'v View<'_>,
    start: usize,
    name: &'v str,
    is_quoted: bool,
) -> Option<Assigned<'v>> {
    /// Before an escape; what is shorter may be a domain of Windows and a user.
    const SHORT: usize = 12;
    /// What is shorter ends a sentence with its dots.
    const LONG: usize = 20;
    let window = view.slice(start..start + VALUE + 1);
    let end = window
        .find(|character: char| character.is_whitespace() || "\"'`<>,;|)]}".contains(character))
        .unwrap_or(window.len());
    // The last word of a line in a letter may have any sign within it: `Wachtwoord: j)ZM9Hk5&4`.
    if view.nature == Nature::Prose
        && let Some(line) = window.split(['\n', '\r']).next()
        && !line.contains([' ', '\t', '"', '\'', '`', '<', '>', ',', ';', ':', '=', '|'])
        && line.ends_with(|last: char| last.is_ascii_alphanumeric())
        && line.len() > end
        && is_strong(line)
    {
        return Some(Assigned {
            name,
            value: line,
            start,
            is_quoted,
        });
    }
    // `"X_TOKEN=…\nBACKUP=true"`: the line ended.
    let end = ["\\n", "\\r\\n"]
        .iter()
        .filter_map(|escape| window.get(..end)?.find(escape))
        .min()
        .filter(|end| *end >= SHORT)
        .unwrap_or(end);
    let value = before_field(window.get(..end)?);
    // The rest was left out.
    if value.len() > LONG && (value.ends_with("...") || value.ends_with('…')) {
        return None;
    }
    let value = value.trim_end_matches(['.', ':']);
    (end <= VALUE).then_some(Assigned {
        name,
        value,
        start,
        is_quoted,
    })
}

/// What stands before the next field of a form or a query: `…&grant_type=password`.
fn before_field(value: &str) -> &str {
    let is_field = |rest: &str| {
        rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && rest
                .trim_start_matches(|part: char| {
                    part.is_ascii_alphanumeric() || matches!(part, '_' | '.' | '-')
                })
                .starts_with('=')
    };
    value
        .match_indices('&')
        .find(|(at, _)| *at > 0 && value.get(at + 1..).is_some_and(is_field))
        .and_then(|(at, _)| value.get(..at))
        .unwrap_or(value)
}

pub(crate) fn skip_spaces(view: &View<'_>, mut offset: usize) -> usize {
    let from = offset;
    while offset - from < SPACES && matches!(view.at(offset), b' ' | b'\t') {
        offset += 1;
    }
    offset
}

/// Whether a word behind an option can be nothing but a value that somebody chose or a generator made.
fn is_option_value(value: &str) -> bool {
    value.len() >= 8
        && classes(value) >= 3
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && !value.contains(['$', '(', '[', '{', '/', '.', '='])
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
