//! The main part of an office document; its first byte chooses which.
#![no_main]

use polder_fuzz::zip;

const RELS: &[u8] = br#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="slides/slide1.xml"/></Relationships>"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let (one, other) = bytes.split_at(bytes.len() / 2);
    let open = |kind: &'static [u8]| {
        zip(&[("mimetype", kind), ("content.xml", bytes), ("META-INF/manifest.xml", b""), ("styles.xml", one)])
    };
    let types = ("[Content_Types].xml", &b""[..]);
    let packed = match kind % 8 {
        0 => zip(&[types, ("word/document.xml", bytes)]),
        1 => zip(&[types, ("word/document.xml", one), ("word/comments.xml", other), ("word/_rels/document.xml.rels", other)]),
        2 => zip(&[types, ("xl/workbook.xml", br#"<sheet name="A" r:id="r1"/>"#), ("xl/_rels/workbook.xml.rels", RELS), ("xl/sharedStrings.xml", one), ("xl/worksheets/sheet1.xml", other)]),
        3 => zip(&[types, ("xl/workbook.xml", one), ("xl/_rels/workbook.xml.rels", RELS), ("xl/styles.xml", other), ("xl/worksheets/sheet1.xml", other)]),
        4 => zip(&[types, ("ppt/presentation.xml", br#"<p:sldId r:id="r2"/>"#), ("ppt/_rels/presentation.xml.rels", RELS), ("ppt/slides/slide1.xml", bytes)]),
        5 => open(b"application/vnd.oasis.opendocument.text"),
        6 => open(b"application/vnd.oasis.opendocument.spreadsheet"),
        _ => open(b"application/vnd.oasis.opendocument.presentation"),
    };
    polder_fuzz::scan_resumed("a", &packed);
});
