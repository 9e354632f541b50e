//! PDFs, made by hand: fonts, filters, objects in streams, forms, attachments, damage.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "tests that build documents are read more often than run"
)]

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{options, scan, scan_with};
use crate::DocumentKind;

/// A file of objects from 1, the first of which is the root.
pub(super) fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    for (place, object) in objects.iter().enumerate() {
        bytes.extend(format!("{} 0 obj\n", place + 1).into_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    bytes.extend(
        format!("xref\n0 0\ntrailer\n<< /Root 1 0 R {trailer} >>\nstartxref\n0\n%%EOF\n")
            .into_bytes(),
    );
    bytes
}

pub(super) fn flate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dict} /Length {} >>\nstream\n", content.len()).into_bytes();
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\nendstream");
    bytes
}

/// A file of pages with a plain font each, painted so.
pub(super) fn paged(pages: &[&str]) -> Vec<u8> {
    let kids: String = (0..pages.len())
        .map(|place| format!("{} 0 R ", place * 2 + 4))
        .collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Kids [{kids}] /Count {} /Resources << /Font << /F1 3 0 R >> >> >>",
            pages.len()
        )
        .into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    for (place, page) in pages.iter().enumerate() {
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>",
                place * 2 + 5
            )
            .into_bytes(),
        );
        objects.push(stream("/Filter /FlateDecode", &flate(page.as_bytes())));
    }
    pdf(&objects, "")
}

#[test]
fn pages_and_gaps() {
    for (content, expected) in [
        (
            "BT /F1 12 Tf 50 700 Td (Uw BSN is 231457005) Tj ET",
            vec!["nl-bsn a.pdf [page 2]"],
        ),
        // Pieces of a word, and words that only a gap keeps apart.
        (
            "BT /F1 12 Tf 50 700 Td [(Uw BS) 20 (N) -300 (is) -300 (2314) -10 (57005)] TJ ET",
            vec!["nl-bsn a.pdf [page 2]"],
        ),
        (
            "BT /F1 12 Tf 50 700 Td (BSN) Tj 40 0 Td (231457005) Tj ET",
            vec!["nl-bsn a.pdf [page 2]"],
        ),
        (
            "BT /F1 12 Tf 50 700 Td (BSN) Tj ET q 1 0 0 1 50 680 cm BT /F1 12 Tf (231457005) Tj ET Q",
            vec!["nl-bsn a.pdf [page 2]"],
        ),
        (
            "BT /F1 12 Tf 14 TL 50 700 Td (BSN) Tj (231457005) ' T* <6A616E4062616B6B6572696A76726965732E6E6C> Tj ET",
            vec!["nl-bsn a.pdf [page 2]", "email a.pdf [page 2]"],
        ),
        // Numbers in columns are not one number.
        (
            "BT /F1 12 Tf 50 700 Td (BSN 2314) Tj 200 0 Td (57005) Tj ET",
            vec![],
        ),
        (
            "BT /F1 12 Tf 50 700 Td (BSN) Tj BI /W 1 /H 1 ID \x01\x02 EI Q ( 231457005) Tj ET",
            vec!["nl-bsn a.pdf [page 2]"],
        ),
    ] {
        let told = scan("a.pdf", paged(&["BT /F1 12 Tf (hallo) Tj ET", content]));
        assert_eq!(told.lines(), expected, "{content}");
        assert_eq!(told.documents[0].kind, DocumentKind::Text);
    }
}

#[test]
fn fonts_say_what_their_codes_mean() {
    let map = b"/CIDInit /ProcSet findresource begin\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        1 beginbfrange <0010> <0019> <0030> endbfrange\n2 beginbfchar <0020> <0042> <0021> <0053004E0020> endbfchar end";
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents [4 0 R] /Resources << /Font << /A 5 0 R /B 7 0 R >> /XObject << /X 8 0 R >> >> /Annots [9 0 R] >>".to_vec(),
        stream("", b"BT /A 9 Tf <00200021001200130011001400150017001000100015> Tj ET /X Do"),
        b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /DW 600 /W [16 25 600 32 [700 700]] >>] >>".to_vec(),
        stream("/Filter [/ASCIIHexDecode /FlateDecode]", {
            let packed: String = flate(map).iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{packed}>").as_bytes().to_vec()
        }.as_slice()),
        b"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [1 /j /a /n /at /b /k /e /r /i /v /s /period /l] >> >>".to_vec(),
        stream("/Type /XObject /Subtype /Form", b"BT 1 0 0 1 0 300 Tm /B 9 Tf (\x01\x02\x03\x04\x05\x02\x06\x06\x07\x08\x09\x01\x0A\x08\x09\x07\x0B\x0C\x03\x0D) Tj ET"),
        b"<< /Type /Annot /Subtype /Widget /T (BSN) /V <FEFF003200330031003400350037003000310037> >>".to_vec(),
    ];
    assert_eq!(
        scan(
            "a.pdf",
            pdf(&objects, "/Info << /Author (piet@bakkerijvries.nl) >>")
        )
        .lines(),
        [
            "nl-bsn a.pdf [page 1]",
            "email a.pdf [page 1]",
            "nl-bsn a.pdf [page 1]",
            "email a.pdf [properties]"
        ]
    );
}

#[test]
fn objects_in_streams_and_later_versions() {
    let inner = b"1 0 2 34 3 90 << /Type /Catalog /Pages 2 0 R >>\n << /Type /Pages /Kids [3 0 R] /Count 1 >>               << /Type /Page /Contents 6 0 R /Resources << /Font << /F1 7 0 R >> >> >>";
    let first = b"1 0 2 34 3 90 ".len();
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut add = |number: u32, object: &[u8]| {
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    };
    add(
        5,
        &stream(
            &format!("/Type /ObjStm /N 3 /First {first} /Filter /FlateDecode"),
            &flate(inner),
        ),
    );
    add(6, &stream("", b"BT /F1 12 Tf (BSN 231457005) Tj ET"));
    add(
        8,
        &stream("/Type /XRef /Root 1 0 R /W [1 2 1] /Size 9", b"junk"),
    );
    // Saved again: the same number, other content.
    add(
        6,
        &stream("", b"BT /F1 12 Tf (mail jan@bakkerijvries.nl) Tj ET"),
    );
    assert_eq!(scan("a.pdf", &bytes).lines(), ["email a.pdf [page 1]"]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let picture = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>".to_vec(),
        stream("", b"q 500 0 0 700 0 0 cm /I Do Q"),
        stream("/Subtype /Image /Filter /DCTDecode", b"\xff\xd8\xff"),
    ];
    let whole = paged(&["BT /F1 12 Tf (BSN 231457005) Tj ET"]);
    for (bytes, expected) in [
        (pdf(&picture, ""), "its pages hold pictures and no text"),
        (pdf(&picture, "/Encrypt 9 0 R"), "it is encrypted"),
        (
            b"%PDF-1.7\nnothing".to_vec(),
            "it is damaged or ends too early",
        ),
        (
            whole.get(..100).unwrap().to_vec(),
            "it is damaged or ends too early",
        ),
    ] {
        let told = scan("a.pdf", &bytes);
        let said: Vec<&str> = told
            .findings
            .iter()
            .map(|finding| finding.evidence.as_str())
            .collect();
        assert_eq!(said, [expected]);
    }
    // A file whose end is missing has lost its index, and not its pages.
    let cut = whole.len() - 60;
    assert_eq!(
        scan("a.pdf", whole.get(..cut).unwrap()).lines(),
        ["nl-bsn a.pdf [page 1]"]
    );
}

#[test]
fn attached_files_are_documents() {
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page >>".to_vec(),
        b"<< /Type /Filespec /UF (k.csv) /EF << /F 5 0 R >> >>".to_vec(),
        stream(
            "/Type /EmbeddedFile /Filter /FlateDecode",
            &flate(b"naam,bsn\nJan,231457005\n"),
        ),
    ];
    let bytes = pdf(&objects, "");
    let (told, summary) = scan_with("a.pdf", &bytes, &options());
    assert_eq!(
        told.lines(),
        ["person-name a.pdf!/k.csv 2:1", "nl-bsn a.pdf!/k.csv 2:5"]
    );
    assert_eq!(summary.documents, 2);
}
