//! Text in an encoding that its first byte chooses: the bytes are letters of UTF-16, or of one byte each.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
    };
    let encoded = match kind % 4 {
        0 => utf16(u16::to_le_bytes),
        1 => utf16(u16::to_be_bytes),
        2 => [b"\xEF\xBB\xBF", bytes].concat(),
        _ => text.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
    };
    polder_fuzz::scan_cut("a.txt", &encoded);
});
