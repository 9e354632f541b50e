//! The kinds of byte by which pieces of words are counted.

/// How many there are: the letters, and what stands between and around words.
pub(crate) const KINDS: usize = 32;

/// The kind of a byte, below [`KINDS`].
pub(crate) const fn kind_of(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => (byte - b'a') as usize,
        b'A'..=b'Z' => (byte - b'A') as usize,
        b'0'..=b'9' => 26,
        0..=b' ' => 27,
        b'_' => 28,
        b'-' => 29,
        b'.' => 30,
        _ => 31,
    }
}
