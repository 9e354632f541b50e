//! What a document is, from its first bytes. Names lie; bytes don't.

use super::decode::Encoding;

/// How many bytes decide.
pub(crate) const SNIFF_BYTES: usize = 8 << 10;

/// How many of them are searched for control characters.
const CONTROL_BYTES: usize = 1 << 10;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Empty,
    Text(Encoding),
    Zip,
    Gzip,
    Tar,
    Pdf,
    /// A format of documents that isn't read yet.
    Unsupported(&'static str),
    /// No text.
    Binary,
}

/// Formats with text inside that this engine doesn't open.
const UNSUPPORTED: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office format"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"SQLite format 3\x00", "SQLite"),
];

pub(crate) fn sniff(head: &[u8]) -> Content {
    if head.is_empty() {
        return Content::Empty;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Content::Zip;
    }
    if head.starts_with(b"\x1f\x8b\x08") {
        return Content::Gzip;
    }
    if head.get(257..262) == Some(b"ustar") {
        return Content::Tar;
    }
    // Whatever wrote it may have put something before it; readers look within the first kilobyte.
    let start = head.get(..CONTROL_BYTES).unwrap_or(head);
    if let Some(letter) = start.iter().position(u8::is_ascii_alphanumeric)
        && let Some(before) = letter.checked_sub(1)
        && head
            .get(before..)
            .is_some_and(|rest| rest.starts_with(b"%PDF-"))
    {
        return Content::Pdf;
    }
    if let Some((_, name)) = UNSUPPORTED
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
    {
        return Content::Unsupported(name);
    }
    // Before UTF-16, of which its mark is the beginning.
    if head.starts_with(b"\xff\xfe\0\0") || head.starts_with(b"\0\0\xfe\xff") {
        return Content::Unsupported("UTF-32");
    }
    if head.starts_with(b"\xff\xfe") {
        return Content::Text(Encoding::Utf16Le);
    }
    if head.starts_with(b"\xfe\xff") {
        return Content::Text(Encoding::Utf16Be);
    }
    if let Some(encoding) = utf16_without_mark(head) {
        return Content::Text(encoding);
    }
    if memchr::memchr(0, head).is_some() && !is_text_with_holes(head) {
        return Content::Binary;
    }
    let start = head.get(..CONTROL_BYTES).unwrap_or(head);
    // Counted in bytes, sixteen of which make a vector.
    let controls: usize = start
        .chunks(usize::from(u8::MAX))
        .map(|piece| {
            usize::from(
                piece
                    .iter()
                    .map(|byte| u8::from(is_control(*byte)))
                    .sum::<u8>(),
            )
        })
        .sum();
    if controls * 20 > start.len() {
        Content::Binary
    } else if has_lines_of_mac(head) {
        Content::Text(Encoding::Utf8OfMac)
    } else {
        Content::Text(Encoding::Utf8)
    }
}

/// Whether it is a program of Windows or Unix, or a script: what an archive that unpacks or runs itself begins with.
pub(crate) fn begins_as_program(head: &[u8]) -> bool {
    head.starts_with(b"#!") || head.starts_with(b"MZ") || head.starts_with(b"\x7fELF")
}

/// Whether lines end with a carriage return alone. What follows the last byte isn't known.
fn has_lines_of_mac(head: &[u8]) -> bool {
    let known = head.split_last().map_or(head, |(_, known)| known);
    memchr::memchr(b'\n', head).is_none() && memchr::memchr(b'\r', known).is_some()
}

/// Whether what has zeros in it is text all the same: a log that was cut while it was written, a file of which somebody
/// hopes that scanners take it for a program.
fn is_text_with_holes(head: &[u8]) -> bool {
    let holes = head.chunk_by(|one, other| *one == 0 && *other == 0);
    let holes = holes.filter(|piece| piece.first() == Some(&0)).count();
    let bytes = || head.iter().filter(|byte| **byte != 0);
    let written = bytes().count();
    let plain = |byte: &&u8| matches!(byte, b'\t' | b'\n' | b'\r' | 32..=126);
    let readable = bytes().filter(plain).count();
    let controls = bytes().filter(|byte| is_control(**byte)).count();
    readable > 0
        && holes <= 1 + written / 20
        && readable * 10 >= written * 9
        && controls * 100 <= written
}

/// Whether no text has the byte. Of arithmetic alone, since a thousand bytes of each file are asked.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches it is a few vector instructions for many bytes"
)]
const fn is_control(byte: u8) -> bool {
    let (low, middle, high) = (
        byte.wrapping_sub(1) < 6,
        byte.wrapping_sub(14) < 13,
        byte.wrapping_sub(28) < 4,
    );
    low | middle | high | (byte == 127)
}

/// Western text in UTF-16 has a zero in every second byte and nowhere else.
fn utf16_without_mark(head: &[u8]) -> Option<Encoding> {
    let (pairs, _) = head.as_chunks::<2>();
    if pairs.len() < 8 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let low = pairs.iter().filter(|pair| pair[0] == 0).count();
    let high = pairs.iter().filter(|pair| pair[1] == 0).count();
    let printable = |place: usize| {
        let count = |is: fn(u8) -> bool| pairs.iter().filter(|pair| is(pair[place])).count();
        let plain = count(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | 32..=126));
        let accented = count(|byte| byte >= 0xA0);
        plain * 10 >= pairs.len() * 7 && (plain + accented) * 20 >= pairs.len() * 19
    };
    if low == 0 && high * 10 >= pairs.len() * 9 && printable(0) {
        Some(Encoding::Utf16Le)
    } else if high == 0 && low * 10 >= pairs.len() * 9 && printable(1) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        let tar = {
            let mut head = vec![b'a'; 300];
            head[257..262].copy_from_slice(b"ustar");
            head
        };
        for (head, expected) in [
            (&b""[..], Content::Empty),
            (b"hello\n", Content::Text(Encoding::Utf8)),
            (b"caf\xe9", Content::Text(Encoding::Utf8)),
            (b"naam;bsn\rJan;1\r", Content::Text(Encoding::Utf8OfMac)),
            (b"naam;bsn\r\nJan;1\r", Content::Text(Encoding::Utf8)),
            (b"one line\r", Content::Text(Encoding::Utf8)),
            (b"PK\x03\x04....", Content::Zip),
            (b"\x1f\x8b\x08\x00", Content::Gzip),
            (&tar, Content::Tar),
            (b"%PDF-1.7\n%\xe2\xe3", Content::Pdf),
            (b"\r\n\x00%PDF-1.4\n", Content::Pdf),
            (b"\xff\xfeh\x00", Content::Text(Encoding::Utf16Le)),
            (
                b"h\x00e\x00l\x00l\x00o\x00 \x00w\x00o\x00r\x00l\x00d\x00",
                Content::Text(Encoding::Utf16Le),
            ),
            (b"\x7fELF\x02\x01\x01\x00\x00", Content::Binary),
            (b"\x01\x02\x03abc", Content::Binary),
            (b"\xff\xfe\0\0h\0\0\0", Content::Unsupported("UTF-32")),
            (
                b"\0bsn: 231457005\npassword = hunter2\n",
                Content::Text(Encoding::Utf8),
            ),
            (
                b"10:31 started\n10:32 stop\x00\x00\x00\x00\x00\x00\x0010:34 started\n",
                Content::Text(Encoding::Utf8),
            ),
            (b"GIF87a\0\0\0\0abc\0d\0\xff\0\0", Content::Binary),
            (b"\0\0\0\0\0\0\0\0", Content::Binary),
        ] {
            assert_eq!(sniff(head), expected, "{head:?}");
        }
    }
}
