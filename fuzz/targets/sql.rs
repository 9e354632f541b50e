#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    polder_fuzz::scan_cut("a.sql", bytes);
});
