//! The engine as a whole on any bytes; the first byte chooses what the file is called.
#![no_main]

const NAMES: &[&str] = &[
    "", "a.txt", "a.md", "a.rs", "a.py", "a.js", "a.php", "a.json", "a.ndjson", "a.yaml", "a.toml", "a.env", "a.log",
    "a.tsv", ".npmrc", "id_rsa",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    polder_fuzz::scan_cut(NAMES[usize::from(*kind) % NAMES.len()], bytes);
});
