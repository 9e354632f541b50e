//! Bytes to UTF-8, piece by piece.
//!
//! UTF-8 stays as it is, but for lines that end as those of old Macs do. What isn't UTF-8 is read
//! byte by byte as Windows-1252, so that a log with lines in two encodings comes out whole. UTF-16 is
//! recognised by its byte order mark. Every character of the original becomes one character, so lines
//! and columns counted in characters are those of the original.

/// The encodings that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// UTF-8, with Windows-1252 where it is invalid.
    Utf8,
    /// The same, in lines that end with a carriage return alone, as spreadsheet programs write them for old Macs:
    /// each becomes a line feed, unless one follows.
    Utf8OfMac,
    Utf16Le,
    Utf16Be,
}

/// Windows-1252 from 0x80 to 0x9F; above that it is Latin-1. Unassigned bytes stay controls.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Decodes pieces; what a piece cuts in two waits for the next.
#[derive(Debug)]
pub(crate) struct Decoder {
    encoding: Encoding,
    pending: Vec<u8>,
    /// The first half of a UTF-16 pair.
    high: Option<u16>,
    is_first: bool,
}

impl Decoder {
    pub(crate) fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            pending: Vec::new(),
            high: None,
            is_first: true,
        }
    }

    /// Appends the piece's text.
    pub(crate) fn push(&mut self, piece: &[u8], text: &mut String) {
        let before = text.len();
        match self.encoding {
            Encoding::Utf8 if self.pending.is_empty() => self.push_utf8(piece, text),
            Encoding::Utf8 => {
                let mut whole = std::mem::take(&mut self.pending);
                whole.extend_from_slice(piece);
                self.push_utf8(&whole, text);
            }
            Encoding::Utf8OfMac => {
                let mut whole = std::mem::take(&mut self.pending);
                whole.extend_from_slice(piece);
                // What follows the last one shows in the next piece.
                let waits = whole.pop_if(|last| *last == b'\r');
                self.push_utf8(&with_line_feeds(&whole), text);
                self.pending.extend(waits);
            }
            Encoding::Utf16Le => self.push_utf16(piece, u16::from_le_bytes, text),
            Encoding::Utf16Be => self.push_utf16(piece, u16::from_be_bytes, text),
        }
        if self.is_first && text.len() > before {
            self.is_first = false;
            if text
                .get(before..)
                .is_some_and(|start| start.starts_with('\u{feff}'))
            {
                text.drain(before..before + '\u{feff}'.len_utf8());
            }
        }
    }

    /// Appends what waited in vain.
    pub(crate) fn finish(&mut self, text: &mut String) {
        for byte in std::mem::take(&mut self.pending) {
            text.push(match self.encoding {
                Encoding::Utf8OfMac if byte == b'\r' => '\n',
                Encoding::Utf8 | Encoding::Utf8OfMac => windows_1252(byte),
                Encoding::Utf16Le | Encoding::Utf16Be => char::REPLACEMENT_CHARACTER,
            });
        }
        if self.high.take().is_some() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn push_utf8(&mut self, bytes: &[u8], text: &mut String) {
        let mut rest = bytes;
        loop {
            match std::str::from_utf8(rest) {
                Ok(valid) => {
                    text.push_str(valid);
                    return;
                }
                Err(error) => {
                    let (valid, invalid) = rest.split_at(error.valid_up_to());
                    text.push_str(std::str::from_utf8(valid).unwrap_or_default());
                    let Some(length) = error.error_len() else {
                        // The piece ends within a character.
                        self.pending.extend_from_slice(invalid);
                        return;
                    };
                    let (wrong, right) = invalid.split_at(length.min(invalid.len()));
                    text.extend(wrong.iter().map(|byte| windows_1252(*byte)));
                    rest = right;
                }
            }
        }
    }

    fn push_utf16(&mut self, piece: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) {
        let mut bytes = std::mem::take(&mut self.pending);
        bytes.extend_from_slice(piece);
        let (pairs, rest) = bytes.as_chunks::<2>();
        for pair in pairs {
            let next = unit(*pair);
            if let Some(high) = self.high.take() {
                match char::decode_utf16([high, next]).next() {
                    Some(Ok(character)) => {
                        text.push(character);
                        continue;
                    }
                    Some(Err(_)) | None => text.push(char::REPLACEMENT_CHARACTER),
                }
            }
            if (0xD800..0xDC00).contains(&next) {
                self.high = Some(next);
            } else {
                text.push(char::from_u32(u32::from(next)).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        self.pending.extend_from_slice(rest);
    }
}

/// The same bytes with a line feed for each carriage return that has none behind it.
fn with_line_feeds(bytes: &[u8]) -> Vec<u8> {
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    bytes
        .iter()
        .zip(next)
        .map(|(byte, next)| match (byte, next) {
            (b'\r', next) if next != Some(&b'\n') => b'\n',
            _ => *byte,
        })
        .collect()
}

pub(crate) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(encoding: Encoding, pieces: &[&[u8]]) -> String {
        let mut decoder = Decoder::new(encoding);
        let mut text = String::new();
        for piece in pieces {
            decoder.push(piece, &mut text);
        }
        decoder.finish(&mut text);
        text
    }

    #[test]
    fn rows() {
        assert_eq!(decode(Encoding::Utf8, &[b"caf\xc3", b"\xa9"]), "café");
        assert_eq!(decode(Encoding::Utf8, &[b"caf\xe9 \x80 5"]), "café € 5");
        assert_eq!(decode(Encoding::Utf8, &[b"caf\xe9"]), "café");
        assert_eq!(decode(Encoding::Utf8, &[b"\xef\xbb\xbfa"]), "a");
        assert_eq!(
            decode(Encoding::Utf8OfMac, &[b"\xef\xbb\xbfa\rcaf\xc3", b"\xa9\r"]),
            "a\ncaf\u{e9}\n"
        );
        assert_eq!(
            decode(Encoding::Utf8OfMac, &[b"50 %\r100 %\r", b"\nnext\r\n"]),
            "50 %\n100 %\r\nnext\r\n"
        );
        assert_eq!(
            decode(
                Encoding::Utf16Le,
                &[b"\xff\xfea", b"\x00\x3d\xd8", b"\x00\xde"]
            ),
            "a😀"
        );
        assert_eq!(
            decode(Encoding::Utf16Be, &[b"\xfe\xff\x00a\xd8\x3d"]),
            "a\u{fffd}"
        );
    }

    proptest! {
        #[test]
        fn how_it_is_cut_changes_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0_usize..200) {
            let cut = cut.min(bytes.len());
            let encodings = [Encoding::Utf8, Encoding::Utf8OfMac, Encoding::Utf16Le, Encoding::Utf16Be];
            for encoding in encodings {
                let whole = decode(encoding, &[&bytes]);
                let (one, two) = bytes.split_at(cut);
                prop_assert_eq!(&decode(encoding, &[one, two]), &whole);
            }
        }
    }
}
