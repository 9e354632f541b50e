//! Files in archives in archives: bytes say what is wrapped around what.
#![no_main]

use polder_fuzz::zip;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (wraps, content) = bytes.split_at(bytes.len().min(8));
    let mut held = content.to_vec();
    for wrap in wraps {
        held = match wrap % 6 {
            0 => zip(&[("a.txt", &held)]),
            1 => zip(&[("a.pdf", &held), ("../b", b"x"), ("c.eml", &held)]),
            2 => [b"From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Disposition: attachment; filename=a.bin\n\n", &*held, b"\n--q--\n"].concat(),
            3 => {
                let length = held.len();
                [format!("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]>>endobj\n3 0 obj<</Type/Filespec/F(a)/EF<</F 4 0 R>>>>endobj\n4 0 obj<</Length {length}>>stream\n").as_bytes(), &*held, b"\nendstream endobj\n"].concat()
            }
            4 => [b"From a\nFrom: b\nSubject: c\n\n", &*held].concat(),
            _ => continue,
        };
        if held.len() > 1 << 20 {
            break;
        }
    }
    polder_fuzz::scan_resumed("a", &held);
});
