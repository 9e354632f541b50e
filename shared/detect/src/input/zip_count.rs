//! How many entries a zip claims to have, before anything is allocated for them.

use std::io::{self, Read, Seek, SeekFrom};

/// The end record and the longest comment behind it (APPNOTE 4.3.16).
const TAIL_BYTES: u64 = 22 + 0xFFFF;
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
