//! Archives as they come: zip, tar, gzip, and what lies in them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    polder_fuzz::scan_resumed("a", bytes);
});
