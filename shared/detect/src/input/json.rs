//! Escapes of JSON: `Jos\u00e9` and `postgres:\/\/…` become what they stand for, so that they are found as what they are.
//!
//! What would change how the text is read stays as it stands: quotes, backslashes, line breaks and other controls.

use memchr::memchr;

use crate::chunk::{Place, TextScan, moved};

/// What stands behind a backslash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    /// A character, and how many bytes it took.
    Character(char, usize),
    /// Something that stays, and how long it is.
    Other(usize),
    /// More of it has to come.
    Cut,
}

/// Takes escapes out of the way, piece by piece.
#[derive(Debug)]
pub(crate) struct Escapes {
    /// Where the next piece begins in the original.
    place: Place,
    /// Whether what comes follows in the original on what was written last.
    is_joined: bool,
}

impl Escapes {
    pub(crate) fn new() -> Self {
        Self {
            place: Place::Source { line: 1, column: 1 },
            is_joined: false,
        }
    }

    /// Writes a text, and says how much of it: an escape that is cut waits for the rest.
    pub(crate) fn push(&mut self, text: &str, is_end: bool, out: &mut TextScan<'_>) -> usize {
        let (mut from, mut at) = (0, 0);
        while let Some(found) = text
            .as_bytes()
            .get(at..)
            .and_then(|rest| memchr(b'\\', rest))
        {
            let start = at + found;
            let rest = text.get(start..).unwrap_or_default();
            match read(rest) {
                Escape::Character(character, length) => {
                    self.write(text.get(from..start).unwrap_or_default(), out);
                    let place = self.place;
                    self.place = moved(place, rest.get(..length).unwrap_or_default());
                    out.append(character.encode_utf8(&mut [0; 4]), place);
                    self.is_joined = false;
                    at = start + length;
                    from = at;
                }
                Escape::Other(length) => at = start + length,
                Escape::Cut if is_end => break,
                Escape::Cut => {
                    self.write(text.get(from..start).unwrap_or_default(), out);
                    return start;
                }
            }
        }
        self.write(text.get(from..).unwrap_or_default(), out);
        text.len()
    }

    fn write(&mut self, text: &str, out: &mut TextScan<'_>) {
        if text.is_empty() {
            return;
        }
        if self.is_joined {
            out.extend(text);
        } else {
            out.append(text, self.place);
        }
        self.is_joined = true;
        self.place = moved(self.place, text);
    }
}

/// Reads what a backslash begins.
fn read(text: &str) -> Escape {
    match text.as_bytes() {
        [] | [_] => Escape::Cut,
        [_, b'/', ..] => Escape::Character('/', 2),
        [_, b'u', ..] => unicode(text),
        // What follows may be a character of several bytes, of which none is a backslash.
        _ => Escape::Other(2),
    }
}

/// Reads `\u00e9`, and the two halves of a character beyond U+FFFF.
fn unicode(text: &str) -> Escape {
    const HALF: usize = 6;
    let unit = |from: usize| -> Result<u16, Escape> {
        let bytes = text.as_bytes().get(from..).unwrap_or_default();
        let whole = bytes.get(..HALF).unwrap_or(bytes);
        let is_escape = whole.iter().zip(0..).all(|(byte, place)| match place {
            0 => *byte == b'\\',
            1 => *byte == b'u',
            _ => byte.is_ascii_hexdigit(),
        });
        if !is_escape {
            return Err(Escape::Other(2));
        }
        if whole.len() < HALF {
            return Err(Escape::Cut);
        }
        let digits = text.get(from + 2..from + HALF).unwrap_or_default();
        u16::from_str_radix(digits, 16).map_err(|_| Escape::Other(2))
    };
    let (units, length) = match unit(0) {
        Ok(high @ 0xD800..0xDC00) => match unit(HALF) {
            Ok(low) => (vec![high, low], 2 * HALF),
            Err(escape) => return escape,
        },
        Ok(unit) => (vec![unit], HALF),
        Err(escape) => return escape,
    };
    let mut characters = char::decode_utf16(units);
    match (characters.next(), characters.next()) {
        (Some(Ok(character)), None)
            if !character.is_control() && !matches!(character, '"' | '\\') =>
        {
            Escape::Character(character, length)
        }
        _ => Escape::Other(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        for (text, expected) in [
            ("\\/", Escape::Character('/', 2)),
            ("\\u00e9x", Escape::Character('é', 6)),
            ("\\u00E9", Escape::Character('é', 6)),
            ("\\u003C", Escape::Character('<', 6)),
            ("\\ud83d\\ude00!", Escape::Character('😀', 12)),
            // What is structure stays.
            ("\\u0022", Escape::Other(2)),
            ("\\u005c", Escape::Other(2)),
            ("\\u000a", Escape::Other(2)),
            ("\\n", Escape::Other(2)),
            ("\\\\u00e9", Escape::Other(2)),
            // No characters.
            ("\\u00g9", Escape::Other(2)),
            ("\\ud83dx", Escape::Other(2)),
            ("\\ude00", Escape::Other(2)),
            ("\\ud83d\\u0041", Escape::Other(2)),
            ("\\é", Escape::Other(2)),
            // More of it may come.
            ("\\", Escape::Cut),
            ("\\u", Escape::Cut),
            ("\\u00e", Escape::Cut),
            ("\\ud83d", Escape::Cut),
            ("\\ud83d\\ude0", Escape::Cut),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
