//! `polder:allow REASON`: the comment with which people settle a finding where it stands.
//!
//! It counts on the value's own line, or alone on the line above. It must be the first word of a comment,
//! whatever the language's comments look like, and it must give a reason: who reads the code later should not
//! have to guess. The finding is told all the same, with the reason; nothing is hidden.
//!
//! It counts only where who writes the file writes its comments: not in letters, logs, tables and exports, of which
//! others write the content ([`has_comments`](crate::nature::has_comments)), nor within quotes. Where it stands beside a
//! finding and doesn't count, the finding says why.
//!
//! Everything is looked for within [`LINE_MAX`] of the value's first byte, so that how a text is cut into
//! chunks changes nothing.

use std::ops::Range;

use crate::view::REACH;

const MARKER: &[u8] = b"polder:allow";

/// How much of a line is looked at on either side. Longer lines are written by programs.
const LINE_MAX: usize = REACH / 4;

/// How much of a reason is kept, in characters.
const REASON_CHARS: usize = 200;

/// Runs of digits this long may be somebody's number, whatever the words around them say.
const DIGITS_MAX: usize = 7;

const HIDDEN: &str = "****";

/// What ends a comment that doesn't end with its line.
const CLOSERS: [&str; 9] = ["*/", "-->", "--}}", "#}", "%}", "*)", "-}", "%>", "}}"];

/// Letters before a string of Python, Rust, SQL and others.
const STRING_PREFIXES: &[u8] = b"rRbBuUfFnN";

/// A comment that asks to allow what stands on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Allow {
    /// With the reason as it was written, and the line that it stands on.
    Because { reason: String, line: Range<usize> },
    /// Without one: it doesn't count.
    WithoutReason,
    /// Not as the first words of a comment, or within quotes: it doesn't count.
    NoComment,
}

/// Whether any comment may ask, which hardly a text has.
pub(crate) fn is_asked_in(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), MARKER).is_some()
}

/// Looks for a comment about the value that begins at `start`. `extension` is that of the file's name, in lower case, which
/// says what its comments look like beside those of most languages.
pub(crate) fn look(text: &str, start: usize, extension: &str) -> Option<Allow> {
    let bytes = text.as_bytes();
    let floor = start.saturating_sub(LINE_MAX);
    let begin = line_start(bytes, start);
    let end = (start + LINE_MAX).min(bytes.len());
    let end = bytes
        .get(start..end)
        .and_then(|rest| memchr::memchr(b'\n', rest))
        .map_or(end, |place| start + place);
    let own = comment(bytes, begin.unwrap_or(floor)..end, false, extension);
    if !matches!(own, None | Some(Allow::NoComment)) {
        return own;
    }
    let above = || {
        let above = begin?.checked_sub(1)?;
        comment(bytes, line_start(bytes, above)?..above, true, extension)
    };
    above().or(own)
}

/// Where the line of an offset begins, unless that is too far away.
fn line_start(bytes: &[u8], offset: usize) -> Option<usize> {
    let floor = offset.saturating_sub(LINE_MAX);
    match memchr::memrchr(b'\n', bytes.get(floor..offset)?) {
        Some(place) => Some(floor + place + 1),
        // Less is kept before an offset only at the beginning of the document.
        None if floor == 0 => Some(0),
        None => None,
    }
}

/// The first comment of a line that asks; `alone` if nothing else may stand there.
fn comment(bytes: &[u8], line: Range<usize>, alone: bool, extension: &str) -> Option<Allow> {
    let content = bytes.get(line.clone())?;
    let mut asked = None;
    let counts = memchr::memmem::find_iter(content, MARKER).find_map(|place| {
        let (before, rest) = (content.get(..place)?, content.get(place + MARKER.len()..)?);
        let closes = || {
            CLOSERS
                .iter()
                .any(|closer| rest.starts_with(closer.as_bytes()))
        };
        let is_word = !rest
            .first()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            || closes();
        if !is_word {
            return None;
        }
        asked.get_or_insert(place);
        let is_quoted = || match extension {
            // A quote begins a comment, and is one of two only where it begins a string.
            "vb" | "vbs" | "bas" => is_within(b'"', content, place),
            "vim" => false,
            _ => {
                is_within(b'"', content, place)
                    || is_within(b'`', content, place)
                    || is_within_apostrophes(content, place)
            }
        };
        (opens(before, extension) && !is_quoted()).then_some((place, rest))
    });
    let Some((place, rest)) = counts else {
        // On the line above, one that is about what stands there is nothing to tell.
        let is_about_this = |place: &usize| !alone || content.get(..*place).is_some_and(is_short);
        return asked.filter(is_about_this).map(|_| Allow::NoComment);
    };
    let rest = String::from_utf8_lossy(rest);
    let closed = CLOSERS
        .iter()
        .filter_map(|closer| rest.find(closer).map(|at| (at, at + closer.len())))
        .min();
    let (said, after) = match closed {
        Some((at, next)) => (rest.get(..at), rest.get(next..)),
        None => (Some(&*rest), None),
    };
    if alone {
        let is_blank = |text: &str| !text.chars().any(char::is_alphanumeric);
        let before = String::from_utf8_lossy(content.get(..place)?);
        // A comment may begin with a word.
        let is_first = is_blank(&before) || before.trim().eq_ignore_ascii_case("rem");
        if !is_first || !is_blank(after.unwrap_or_default()) {
            return None;
        }
    }
    let reason = said
        .unwrap_or_default()
        .trim_start_matches(|character: char| character.is_whitespace() || character == ':')
        .trim_end();
    if !reason.chars().any(char::is_alphanumeric) {
        return Some(Allow::WithoutReason);
    }
    Some(Allow::Because {
        reason: reason.to_owned(),
        line,
    })
}

/// Whether so little stands before a place that what begins there may be all of a line.
fn is_short(before: &[u8]) -> bool {
    before.trim_ascii().len() <= 4
}

/// Whether what stands before a place of a line ends with what begins a comment.
fn opens(before: &[u8], extension: &str) -> bool {
    let before = before.trim_ascii_end();
    let Some((last, rest)) = before.split_last() else {
        return false;
    };
    // The part of an address behind `#`, or behind `/`.
    let word = before.rsplit(u8::is_ascii_whitespace).next();
    if word.is_some_and(|word| memchr::memmem::find(word, b"://").is_some()) {
        return false;
    }
    let begins = rest.trim_ascii().is_empty();
    match last {
        b'#' | b';' | b'!' => true,
        // A division, a product, a difference and a remainder are none.
        b'/' => rest.ends_with(b"/") || rest.ends_with(b"*"),
        b'*' => begins || matches!(rest.last(), Some(b'/' | b'(' | b'*')),
        b'-' => matches!(rest.last(), Some(b'-' | b'{')),
        b'%' => {
            begins
                || rest.ends_with(b"{")
                || matches!(extension, "tex" | "sty" | "erl" | "m" | "ps" | "pro")
        }
        b'\'' => matches!(extension, "vb" | "vbs" | "bas"),
        b'"' => extension == "vim" && begins,
        b':' => matches!(extension, "bat" | "cmd") && before.trim_ascii() == b"::",
        b'm' | b'M' => {
            let command = before.rsplit(|byte| *byte == b'&').next().unwrap_or(before);
            matches!(extension, "bat" | "cmd" | "vb" | "vbs" | "bas")
                && command.trim_ascii().eq_ignore_ascii_case(b"rem")
        }
        _ => false,
    }
}

/// Whether a place of a line stands between two apostrophes that are quotes: not those of a word (`it's`), nor those in a
/// string of other quotes.
fn is_within_apostrophes(line: &[u8], place: usize) -> bool {
    let at = |at: usize| line.get(at).copied();
    let is_escaped = |place: usize| place.checked_sub(1).and_then(at) == Some(b'\\');
    let is_letter = |place: Option<usize>| {
        place
            .and_then(at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric())
    };
    let mut from = 0;
    while from < place {
        let quote = match at(from) {
            Some(quote @ (b'\'' | b'"')) if !is_escaped(from) => quote,
            _ => {
                from += 1;
                continue;
            }
        };
        let before = from.checked_sub(1);
        let is_prefix = before
            .and_then(at)
            .is_some_and(|byte| STRING_PREFIXES.contains(&byte))
            && !is_letter(from.checked_sub(2));
        if quote == b'\'' && is_letter(before) && is_letter(Some(from + 1)) && !is_prefix {
            from += 1;
            continue;
        }
        let rest = line.get(from + 1..).unwrap_or_default();
        let end = memchr::memchr_iter(quote, rest)
            .map(|end| from + 1 + end)
            .find(|end| !is_escaped(*end));
        match end {
            Some(end) if end > place => return quote == b'\'',
            Some(end) => from = end + 1,
            // One that nothing closes is none.
            None => from += 1,
        }
    }
    false
}

/// Whether a place of a line stands between a quote and the next, as far as counting them tells.
fn is_within(quote: u8, line: &[u8], place: usize) -> bool {
    let (before, behind) = line.split_at(place);
    let escaped = |at: usize| at.checked_sub(1).and_then(|at| before.get(at)) == Some(&b'\\');
    let open = memchr::memchr_iter(quote, before).filter(|at| !escaped(*at));
    open.count() % 2 == 1 && memchr::memchr(quote, behind).is_some()
}

/// A reason as it may be stored: without the values that were found, without long numbers, addresses and
/// control characters, and not endless.
pub(crate) fn presentable<'v>(reason: &str, values: impl Iterator<Item = &'v str>) -> String {
    let mut shown = reason.to_owned();
    for value in values.filter(|value| value.len() >= 3) {
        shown = without(&shown, value);
    }
    let shown = without_addresses(&without_numbers(&shown));
    let mut cut: String = shown
        .chars()
        .map(|character| {
            if character.is_control() {
                '\u{fffd}'
            } else {
                character
            }
        })
        .take(REASON_CHARS)
        .collect();
    if shown.chars().count() > REASON_CHARS {
        cut.pop();
        cut.push('…');
    }
    cut
}

/// Hides a value in whichever letters, large or small, it is repeated.
fn without(text: &str, value: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let is_value = rest
            .get(..value.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(value));
        if is_value {
            shown.push_str(HIDDEN);
            rest = rest.get(value.len()..).unwrap_or_default();
        } else {
            shown.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    shown
}

/// Hides digits that together are long, also where single signs part them.
fn without_numbers(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut shown = String::with_capacity(text.len());
    let mut place = 0;
    while let Some(character) = characters.get(place).copied() {
        if !character.is_numeric() {
            shown.push(character);
            place += 1;
            continue;
        }
        let mut end = place;
        let mut digits = 0;
        while let Some(next) = characters.get(end) {
            let parts = matches!(next, ' ' | '.' | '-' | '/')
                && characters
                    .get(end + 1)
                    .is_some_and(|after| after.is_numeric());
            if next.is_numeric() {
                digits += 1;
            } else if !parts {
                break;
            }
            end += 1;
        }
        if digits >= DIGITS_MAX {
            shown.push_str(HIDDEN);
        } else {
            shown.extend(characters.get(place..end).unwrap_or_default());
        }
        place = end;
    }
    shown
}

/// Hides words with an `@` in them.
fn without_addresses(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let inner = word.trim_end();
            // A handle such as `@team` is no address.
            if inner.chars().skip(1).any(|letter| letter == '@') {
                word.replacen(inner, HIDDEN, 1)
            } else {
                word.to_owned()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said about the value `VALUE` in a text.
    fn said(text: &str) -> Option<String> {
        said_in("", text)
    }

    fn said_in(extension: &str, text: &str) -> Option<String> {
        match look(text, text.find("VALUE").unwrap(), extension)? {
            Allow::Because { reason, .. } => Some(reason),
            Allow::WithoutReason => Some("-".to_owned()),
            Allow::NoComment => Some("no comment".to_owned()),
        }
    }

    #[test]
    fn comments_of_single_languages() {
        let (made_up, none) = (Some("made up"), Some("no comment"));
        let rows = [
            ("bat", "REM polder:allow made up\nset X=VALUE", made_up),
            ("cmd", "set X=VALUE & rem polder:allow made up", made_up),
            ("bat", ":: polder:allow made up\nset X=VALUE", made_up),
            ("sh", "REM polder:allow made up\nX=VALUE", none),
            ("sh", "X=VALUE REM polder:allow made up", none),
            (
                "vb",
                "x = \"VALUE\" ' polder:allow it's made up",
                Some("it's made up"),
            ),
            ("vb", "x = \"VALUE' polder:allow made up\"", none),
            ("py", "x = VALUE ' polder:allow made up", none),
            ("vim", "\" polder:allow made up\nlet x = \"VALUE\"", made_up),
            ("vim", "let x = \"VALUE \" polder:allow made up", none),
            ("erb", "<%# polder:allow made up %>\n<b>VALUE</b>", made_up),
            (
                "hbs",
                "{{!-- polder:allow made up --}}\n<b>VALUE</b>",
                made_up,
            ),
            ("hbs", "{{! polder:allow made up }}\n<b>VALUE</b>", made_up),
            ("tex", "VALUE % polder:allow made up", made_up),
            ("py", "5 % polder:allow y; k = \"VALUE\"", none),
            ("js", "/polder:allow x/.test(\"VALUE\")", none),
            ("js", "a - polder:allow x - VALUE", none),
            (
                "yml",
                "url = https://x.nl/#polder:allow fragment VALUE",
                none,
            ),
            (
                "yml",
                "url = https://x.nl/ #polder:allow fragment VALUE",
                Some("fragment VALUE"),
            ),
            ("html", "<b>VALUE</b> <!--polder:allow-->", Some("-")),
            ("html", "<b>VALUE</b> <!--polder:allow made up-->", made_up),
        ];
        for (extension, text, expected) in rows {
            assert_eq!(
                said_in(extension, text).as_deref(),
                expected,
                "{extension} {text:?}"
            );
        }
    }

    #[test]
    fn apostrophes_of_words_are_no_quotes() {
        let rows = [
            (
                "l = \"it's VALUE\"  # polder:allow don't care",
                Some("don't care"),
            ),
            (
                "# it's VALUE # polder:allow they're made up",
                Some("they're made up"),
            ),
            (
                "fn x<'a>(y: &'a str) = VALUE // polder:allow a's",
                Some("a's"),
            ),
            ("x = 'VALUE # polder:allow y'", Some("no comment")),
            ("x = r'VALUE # polder:allow y'", Some("no comment")),
            ("x = \"'\" + 'VALUE # polder:allow \"'", Some("no comment")),
            ("x = 'it\\'s VALUE # polder:allow y'", Some("no comment")),
            (
                "fn x<'a>(y: &'a str) = \"VALUE // polder:allow y\"",
                Some("no comment"),
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(said(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn comments_of_many_languages() {
        let rows = [
            ("x = VALUE # polder:allow made up", Some("made up")),
            ("x = VALUE; // polder:allow made up", Some("made up")),
            ("x = VALUE; /* polder:allow made up */", Some("made up")),
            ("/* polder:allow made up */ x = VALUE", Some("made up")),
            (
                "<!-- polder:allow made up -->\n<b>VALUE</b>",
                Some("made up"),
            ),
            (
                "{/* polder:allow made up */}\n<b>VALUE</b>",
                Some("made up"),
            ),
            (
                "-- polder:allow made up\r\ninsert VALUE\r\n",
                Some("made up"),
            ),
            ("; polder:allow: made up\nx=VALUE", Some("made up")),
            (
                "    // polder:allow made up\n    x = VALUE",
                Some("made up"),
            ),
            ("#polder:allow made up\nVALUE", Some("made up")),
            // Another line.
            ("# polder:allow made up\n\nVALUE", None),
            ("VALUE\n# polder:allow made up", None),
            // Not alone on the line above.
            ("y = 1 # polder:allow made up\nx = VALUE", None),
            ("/* polder:allow made up */ y = 1\nx = VALUE", None),
            // No comment, or another word.
            ("x = VALUE polder:allow made up", Some("no comment")),
            ("polder:allow made up\nVALUE", Some("no comment")),
            ("x = VALUE # polder:allowed made up", None),
            ("x = VALUE # polder:allow-all made up", None),
            // No reason.
            (
                "x = VALUE; y = \"# polder:allow made up\"",
                Some("no comment"),
            ),
            (
                "insert (VALUE, '-- polder:allow made up')",
                Some("no comment"),
            ),
            (
                "x = 'VALUE' # polder:allow it's made up",
                Some("it's made up"),
            ),
            ("x = VALUE # polder:allow", Some("-")),
            ("x = VALUE /* polder:allow */ + 1", Some("-")),
            ("# polder:allow --\nVALUE", Some("-")),
        ];
        for (text, expected) in rows {
            assert_eq!(said(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_without_end_is_looked_at_in_part() {
        let filler = "x".repeat(LINE_MAX + 1);
        assert_eq!(said(&format!("VALUE{filler} # polder:allow r")), None);
        assert_eq!(said(&format!("# polder:allow r\n{filler}VALUE")), None);
        assert_eq!(
            said(&format!("{filler} VALUE # polder:allow r")).as_deref(),
            Some("r")
        );
    }

    #[test]
    fn reasons_repeat_no_value() {
        let rows = [
            ("see PRIV-1234, until 2027", "see PRIV-1234, until 2027"),
            ("BSN 1112.22.333 of Jan", "BSN **** of Jan"),
            ("it is Zomer2024! of old", "it is **** of old"),
            ("it is zomer2024! of old", "it is **** of old"),
            ("ask j.de.vries@bakkerij.nl now", "ask **** now"),
            ("ask @privacy-team", "ask @privacy-team"),
            ("ask @\u{fffd}jan@bakkerij.nl now", "ask **** now"),
            ("a\u{1b}[2J", "a\u{fffd}[2J"),
        ];
        for (reason, expected) in rows {
            assert_eq!(presentable(reason, ["Zomer2024!"].into_iter()), expected);
        }
        let long = presentable(&"é".repeat(300), std::iter::empty());
        assert_eq!(long.chars().count(), REASON_CHARS);
        assert!(long.ends_with('…'));
    }
}
