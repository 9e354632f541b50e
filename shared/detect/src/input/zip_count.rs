//! What a zip's end says of it, before anything is allocated for its entries.

use std::io::{self, Read, Seek, SeekFrom};

/// The end record and the longest comment behind it (APPNOTE 4.3.16).
const TAIL_BYTES: u64 = 22 + 0xFFFF;
const END_BYTES: usize = 22;
const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";

/// The largest number that any end record of the file claims; nothing where there is none.
pub(super) fn entries(source: &mut (impl Read + Seek + ?Sized)) -> io::Result<Option<u64>> {
    let length = source.seek(SeekFrom::End(0))?;
    // The zip64 record stands before the end record, usually right before it.
    let from = length.saturating_sub(TAIL_BYTES + 4096);
    source.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    source.take(length - from).read_to_end(&mut tail)?;
    let small = memchr::memmem::find_iter(&tail, END).filter_map(|place| {
        let bytes = tail.get(place + 10..place + 12)?;
        Some(u64::from(u16::from_le_bytes(bytes.try_into().ok()?)))
    });
    let large = memchr::memmem::find_iter(&tail, END_64).filter_map(|place| {
        let bytes = tail.get(place + 32..place + 40)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    });
    Ok(small.chain(large).max())
}

/// Where the zip begins that stands behind something else; nothing where there is none.
pub(super) fn behind(bytes: &[u8]) -> Option<usize> {
    let from = bytes
        .len()
        .saturating_sub(usize::try_from(TAIL_BYTES).ok()?);
    memchr::memmem::rfind(bytes.get(from..)?, END)?;
    memchr::memmem::find(bytes, b"PK\x03\x04")
}

/// The last bytes of a file that is read in pieces.
#[derive(Default)]
pub(super) struct Last {
    bytes: [u8; END_BYTES],
}

impl Last {
    pub(super) fn push(&mut self, piece: &[u8]) {
        let piece = piece.last_chunk::<END_BYTES>().map_or(piece, |last| last);
        self.bytes.rotate_left(piece.len());
        if let Some(end) = self.bytes.get_mut(END_BYTES - piece.len()..) {
            end.copy_from_slice(piece);
        }
    }

    /// Whether they are the end of a zip on one disk, with a directory and without a comment.
    pub(super) fn is_of_zip(&self) -> bool {
        let [.., c0, c1] = self.bytes;
        self.bytes.starts_with(END)
            && self.bytes.get(4..8) == Some(&[0; 4])
            && self.bytes.get(10..12) != Some(&[0; 2])
            && [c0, c1] == [0; 2]
    }
}
