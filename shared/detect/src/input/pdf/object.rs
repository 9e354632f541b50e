//! The objects that PDF files are written in (ISO 32000-1, 7.2 and 7.3).
//!
//! A reader that never goes back, nests no deeper than a bound and counts every object it makes.

/// How deep arrays and dictionaries may nest.
const DEPTH_MAX: u32 = 32;
/// How many objects one object may hold. Each takes some thirty bytes of memory, and two in the file.
const ITEMS_MAX: u32 = 100_000;
/// How many bytes are counted as one object.
const BYTES_AN_OBJECT: usize = 64;
/// How long a string or a name may be.
const TEXT_MAX: usize = 1 << 20;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// To an object by its number.
    Reference(u32),
    /// An operator, or anything else without a delimiter.
    Keyword(Vec<u8>),
}

/// A dictionary.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(Vec<(Vec<u8>, Object)>);

impl Dict {
    pub(super) fn get(&self, key: &[u8]) -> Option<&Object> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    pub(super) fn is_a(&self, kind: &[u8]) -> bool {
        matches!(self.get(b"Type"), Some(Object::Name(name)) if name == kind)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.0.iter().map(|(key, value)| (key.as_slice(), value))
    }
}

impl Object {
    /// How many objects it holds, itself among them.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Self::Array(items) => 1 + items.iter().map(Self::weight).sum::<u64>(),
            Self::Text(text) => 1 + (text.len() / BYTES_AN_OBJECT) as u64,
            Self::Dict(dict) => 1 + dict.0.iter().map(|(_, value)| value.weight()).sum::<u64>(),
            _ => 1,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number that counts or places something.
    pub(super) fn size(&self) -> Option<usize> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it was compared"
        )]
        self.number()
            .filter(|number| (0.0..4e15).contains(number))
            .map(|number| number as usize)
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            _ => None,
        }
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// Reads objects one after the other.
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    pub(super) at: usize,
    /// Objects made of the one at hand.
    items: u32,
    /// Objects made at all.
    pub(super) made: u64,
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            items: 0,
            made: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = self.rest();
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next object; nothing at the end.
    pub(super) fn object(&mut self) -> Option<Object> {
        self.items = 0;
        let start = self.at;
        let object = self.nested(0);
        // Long strings and comments take time as well.
        self.made += ((self.at - start) / BYTES_AN_OBJECT) as u64;
        object
    }

    fn nested(&mut self, depth: u32) -> Option<Object> {
        self.skip_space();
        self.items += 1;
        self.made += 1;
        let first = self.peek()?;
        match first {
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.name()))
            }
            b'(' => Some(Object::Text(self.literal())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                Some(self.dict(depth))
            }
            b'<' => Some(Object::Text(self.hexadecimal())),
            b'[' => {
                self.at += 1;
                Some(self.array(depth))
            }
            b']' | b')' | b'{' | b'}' => {
                self.at += 1;
                Some(Object::Keyword(vec![first]))
            }
            b'>' => {
                let length = if self.bytes.get(self.at + 1) == Some(&b'>') {
                    2
                } else {
                    1
                };
                self.at += length;
                Some(Object::Keyword(vec![b'>'; length]))
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number()),
            _ => {
                let word = self.word();
                Some(match word {
                    b"null" => Object::Null,
                    _ => Object::Keyword(word.get(..64).unwrap_or(word).to_vec()),
                })
            }
        }
    }

    fn word(&mut self) -> &'b [u8] {
        let rest = self.rest();
        let end = rest
            .iter()
            .position(|byte| is_space(*byte) || is_delimiter(*byte))
            .unwrap_or(rest.len());
        // Something is always taken, so that reading comes to its end.
        let end = end.max(1).min(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn name(&mut self) -> Vec<u8> {
        let rest = self.rest();
        let end = rest
            .iter()
            .position(|byte| is_space(*byte) || is_delimiter(*byte))
            .unwrap_or(rest.len());
        self.at += end;
        let raw = rest.get(..end.min(1_024)).unwrap_or_default();
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(byte) = raw.get(at) {
            let digits = raw.get(at + 1..at + 3).filter(|_| *byte == b'#');
            if let Some(value) = digits.and_then(hex_pair) {
                name.push(value);
                at += 3;
            } else {
                name.push(*byte);
                at += 1;
            }
        }
        name
    }

    /// A number, or a reference that begins with one.
    fn number(&mut self) -> Object {
        let word = self.word();
        let number = parse_number(word);
        if !word.iter().all(u8::is_ascii_digit) {
            return Object::Number(number);
        }
        let before = self.at;
        if let Some(reference) = self.reference(number) {
            return reference;
        }
        self.at = before;
        Object::Number(number)
    }

    fn reference(&mut self, number: f64) -> Option<Object> {
        if !is_space(self.peek()?) {
            return None;
        }
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
        let digits = self
            .rest()
            .iter()
            .take(6)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits == 0 {
            return None;
        }
        self.at += digits;
        if !is_space(self.peek()?) {
            return None;
        }
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
        if self.peek() != Some(b'R')
            || self
                .bytes
                .get(self.at + 1)
                .is_some_and(|byte| !is_space(*byte) && !is_delimiter(*byte))
        {
            return None;
        }
        self.at += 1;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it saturates"
        )]
        Some(Object::Reference(number as u32))
    }

    fn array(&mut self, depth: u32) -> Object {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                // What ends around it ends it too.
                None | Some(b'>') => break,
                Some(_) if depth >= DEPTH_MAX || self.items >= ITEMS_MAX => break,
                Some(_) => {}
            }
            match self.nested(depth + 1) {
                Some(Object::Keyword(word)) if matches!(word.as_slice(), b"endobj" | b"stream") => {
                    break;
                }
                Some(item) => items.push(item),
                None => break,
            }
        }
        Object::Array(items)
    }

    fn dict(&mut self, depth: u32) -> Object {
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(b'>') => {
                    self.at += 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b'>'));
                    break;
                }
                Some(_) if depth >= DEPTH_MAX || self.items >= ITEMS_MAX => break,
                Some(b'/') => {
                    self.at += 1;
                    let key = self.name();
                    self.skip_space();
                    if self.peek() == Some(b'>') {
                        continue;
                    }
                    match self.nested(depth + 1) {
                        Some(Object::Keyword(word))
                            if matches!(word.as_slice(), b"endobj" | b"stream") =>
                        {
                            break;
                        }
                        Some(value) => entries.push((key, value)),
                        None => break,
                    }
                }
                Some(_) => {
                    // What is no key is passed over.
                    let before = self.at;
                    self.items += 1;
                    self.made += 1;
                    let word = self.word();
                    if matches!(word, b"endobj" | b"stream") {
                        self.at = before;
                        break;
                    }
                }
            }
        }
        Object::Dict(Dict(entries))
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'(' => depth += 1,
                b'\\' => {
                    if let Some(byte) = self.escaped() {
                        text.push(byte);
                    }
                    continue;
                }
                _ => {}
            }
            if text.len() < TEXT_MAX {
                text.push(byte);
            }
        }
        text
    }

    fn escaped(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        Some(_) | None => break,
                    }
                }
                u8::try_from(value & 0xFF).ok()
            }
            byte => Some(byte),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let rest = self.rest();
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        let mut digits = rest
            .get(..end.min(2 * TEXT_MAX))
            .unwrap_or_default()
            .iter()
            .filter_map(|byte| char::from(*byte).to_digit(16))
            .filter_map(|digit| u8::try_from(digit).ok());
        let mut text = Vec::new();
        while let Some(high) = digits.next() {
            text.push(high << 4 | digits.next().unwrap_or(0));
        }
        text
    }
}

pub(super) fn hex_pair(digits: &[u8]) -> Option<u8> {
    let [high, low] = digits else { return None };
    let value = char::from(*high).to_digit(16)? << 4 | char::from(*low).to_digit(16)?;
    u8::try_from(value).ok()
}

/// A number however it is written; what is none is 0.
fn parse_number(word: &[u8]) -> f64 {
    let word = std::str::from_utf8(word.get(..32).unwrap_or(word)).unwrap_or_default();
    word.parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .or_else(|| {
            // `1.2-3` and `--5` are written by some.
            let digits = word.trim_start_matches(['-', '+']);
            let end = digits
                .find(|at: char| !(at.is_ascii_digit() || at == '.'))
                .unwrap_or(digits.len());
            let number: f64 = digits.get(..end)?.parse().ok()?;
            Some(if word.starts_with('-') {
                -number
            } else {
                number
            })
        })
        .unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Object> {
        Lexer::new(text.as_bytes(), 0).object()
    }

    #[test]
    fn rows() {
        for (text, expected) in [
            ("12", Object::Number(12.0)),
            ("-.5", Object::Number(-0.5)),
            ("12 0 R", Object::Reference(12)),
            ("12 0 RG", Object::Number(12.0)),
            ("/A#20b", Object::Name(b"A b".to_vec())),
            ("(a\\(b\\)(c)\\101\\\n)", Object::Text(b"a(b)(c)A".to_vec())),
            ("<48 656>", Object::Text(b"He`".to_vec())),
            ("null", Object::Null),
            (
                "[1 0 R /b]",
                Object::Array(vec![Object::Reference(1), Object::Name(b"b".to_vec())]),
            ),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
        let Some(Object::Dict(dict)) = read("<</A 1/B<</C[2]>>/D>>") else {
            panic!("no dictionary")
        };
        assert_eq!(dict.get(b"A"), Some(&Object::Number(1.0)));
        assert!(dict.get(b"B").and_then(Object::dict).is_some());
    }

    #[test]
    fn nesting_ends() {
        let deep = "[".repeat(100_000);
        let mut lexer = Lexer::new(deep.as_bytes(), 0);
        let mut count = 0;
        while lexer.object().is_some() {
            count += 1;
        }
        assert!(count > 0);
        let deep = "<</A".repeat(100_000);
        let mut lexer = Lexer::new(deep.as_bytes(), 0);
        while lexer.object().is_some() {}
    }
}
