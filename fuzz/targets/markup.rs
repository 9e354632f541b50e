#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let name = if kind % 2 == 0 { "a.html" } else { "a.xml" };
    polder_fuzz::scan_cut(name, bytes);
});
