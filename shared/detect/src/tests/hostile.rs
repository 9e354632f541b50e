//! Documents that attack their reader, and documents that are just broken: all end, none panics.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "tests that build documents are read more often than run"
)]

use std::io::Cursor;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::archives::zip;
use super::mails::mail;
use super::office::{docx, package, xlsx};
use super::pdfs::{flate, paged, pdf, stream};
use super::{Told, options, scan_with};
use crate::{Document, DocumentKind, Engine, Finding, Input, Options, Sink};

/// Far more than any of them takes, also where two cores are shared by many.
const PATIENCE: Duration = Duration::from_mins(1);

fn ends(name: &str, bytes: &[u8]) -> Told {
    let start = Instant::now();
    let (told, summary) = scan_with(name, bytes, &options());
    assert!(start.elapsed() < PATIENCE, "{name}: {:?}", start.elapsed());
    assert_eq!(told.documents.len() as u64, summary.documents);
    told
}

#[test]
fn office_bombs() {
    let zeros = "a".repeat(64 << 20);
    let bomb = docx(&format!(
        "<w:p><w:r><w:t>BSN 231457005 {zeros}</w:t></w:r></w:p>"
    ));
    let told = ends("a.docx", &bomb);
    assert!(
        told.lines().contains(&"file-hostile a.docx".to_owned()),
        "{:?}",
        told.lines()
    );
    // Entities of entities are never expanded.
    let mut laughs = String::from("<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a0 'ha'>");
    for number in 1..50 {
        laughs.push_str(&format!(
            "<!ENTITY a{number} '&a{0};&a{0};&a{0};&a{0};'>",
            number - 1
        ));
    }
    laughs.push_str(
        "]><w:document><w:p><w:r><w:t>&a49; BSN 231457005</w:t></w:r></w:p></w:document>",
    );
    let bytes = package(&[("[Content_Types].xml", ""), ("word/document.xml", &laughs)]);
    assert_eq!(ends("a.docx", &bytes).of("nl-bsn").len(), 1);
    assert_eq!(ends("a.xml", laughs.as_bytes()).of("nl-bsn").len(), 1);
}

#[test]
fn a_million_tags() {
    for tag in [
        "<w:tbl>",
        "<w:tc>",
        "<w:pPr>",
        "<w:p>",
        "<a ",
        "<![CDATA[",
        "<!--",
        "<a b='",
        "&",
    ] {
        let many = tag.repeat(1_000_000 / tag.len());
        ends("a.xml", many.as_bytes());
        ends("a.html", many.as_bytes());
        ends("a.docx", &docx(&many));
        ends("a.xlsx", &xlsx(&[], &many));
    }
    let nested = format!("{}{}", "<x>".repeat(1_000_000), "</x>".repeat(1_000_000));
    ends("a.xml", nested.as_bytes());
    ends("a.docx", &docx(&nested));
}

#[test]
fn sheets_of_nothing() {
    let far =
        "<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>BSN 231457005</t></is></c></row>"
            .repeat(20_000);
    let told = ends("a.xlsx", &xlsx(&[], &far));
    assert_eq!(told.lines()[0], "nl-bsn a.xlsx [Klanten & co!XFD1048576]");
    let wide = format!(
        "<row r='1'>{}</row>",
        "<c r='A1'><v>1</v></c>".repeat(300_000)
    );
    ends("a.xlsx", &xlsx(&[], &wide));
    let wrong = "<row r='99999999999'><c r='ZZZZ9' t='s'><v>-1</v></c><c t='s'><v>99999999999999</v></c></row>".repeat(1_000);
    ends("a.xlsx", &xlsx(&["x"], &wrong));
}

#[test]
fn pdf_bombs() {
    let spaces = vec![b' '; 64 << 20];
    let page = |extra: Vec<Vec<u8>>| {
        let mut objects = vec![
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Contents 4 0 R /Resources 5 0 R >>".to_vec(),
        ];
        objects.extend(extra);
        pdf(&objects, "")
    };
    let expands = page(vec![stream("/Filter /FlateDecode", &flate(&spaces))]);
    assert_eq!(ends("a.pdf", &expands).of("file-unreadable").len(), 1);
    // Filters of filters.
    let twice = page(vec![stream(
        "/Filter [/FlateDecode /FlateDecode /FlateDecode]",
        &flate(&flate(&flate(&spaces))),
    )]);
    ends("a.pdf", &twice);
    // A form that paints itself, twice.
    let itself = page(vec![
        stream("", b"/X Do"),
        b"<< /XObject << /X 6 0 R >> >>".to_vec(),
        stream(
            "/Subtype /Form",
            b"BT (a) Tj ET /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do",
        ),
    ]);
    ends("a.pdf", &itself);
    // References in a circle, also as lengths.
    let circle = page(vec![b"5 0 R".to_vec(), b"4 0 R".to_vec()]);
    ends("a.pdf", &circle);
    let length = page(vec![
        b"<< /Length 4 0 R /Filter 4 0 R >>\nstream\nBT (BSN 231457005) Tj ET\nendstream".to_vec(),
    ]);
    ends("a.pdf", &length);
    // Depth, and numbers that nobody has room for.
    let deep = page(vec![
        stream("", &b"[".repeat(1_000_000)),
        b"<<".repeat(500_000),
        b"<< /W [99999999 99999999 99999999] /N 4000000000 /First 99999999999999999999 >>".to_vec(),
    ]);
    ends("a.pdf", &deep);
    let objects: Vec<u8> = b"1 0 obj<</Type/Page>>".repeat(300_000);
    ends("a.pdf", &[b"%PDF-1.4\n".to_vec(), objects].concat());
    let streams: Vec<u8> = b"1 0 obj<<>>stream\n".repeat(100_000);
    ends("a.pdf", &[b"%PDF-1.4\n".to_vec(), streams].concat());
    let trailers: Vec<u8> = b"trailer<<".repeat(100_000);
    ends("a.pdf", &[b"%PDF-1.4\n".to_vec(), trailers].concat());
    // Many pages of large resources.
    let kids: String = (0..5_000)
        .map(|number| format!("{} 0 R ", number + 10))
        .collect();
    let large: String = (0..50_000)
        .map(|number| format!("/F{number} 1 0 R "))
        .collect();
    let mut many = pdf(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            format!("<< /Kids [{kids}] /Resources 3 0 R >>").into_bytes(),
            format!("<< /Font << {large} >> >>").into_bytes(),
            stream("", b"BT /F49999 1 Tf (x) Tj /F49999 1 Tf (x) Tj ET"),
        ],
        "",
    );
    for number in 0..5_000 {
        many.extend(
            format!(
                "{} 0 obj<</Type/Page/Resources 3 0 R/Contents 4 0 R>>endobj\n",
                number + 10
            )
            .into_bytes(),
        );
    }
    ends("a.pdf", &many);
}

#[test]
fn texts_that_are_no_texts() {
    ends(
        "a.sql",
        "INSERT INTO t (a) VALUES ('".repeat(100_000).as_bytes(),
    );
    ends("a.sql", "(".repeat(1_000_000).as_bytes());
    ends("a.sql", "CREATE TABLE a(a(".repeat(100_000).as_bytes());
    ends("a.csv", "\"".repeat(1_000_000).as_bytes());
    ends("a.csv", "a,\"b\n".repeat(300_000).as_bytes());
    ends("a.mbox", "From a\nA: b\n\n".repeat(50_000).as_bytes());
}

/// A sink that stands for a fault: it panics at the first finding in a file of this name.
struct Faulty {
    told: Told,
    name: &'static str,
    is_done: bool,
}

impl Sink for Faulty {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        if finding.location.path == self.name && !self.is_done {
            self.is_done = true;
            panic!("a fault");
        }
        self.told.finding(finding)
    }

    fn document(&mut self, document: &Document) -> ControlFlow<()> {
        self.told.document(document)
    }
}

#[test]
fn a_fault_in_one_file_is_a_finding_about_it_and_the_scan_goes_on() {
    let text = b"BSN 231457005\njan@bakkerijvries.nl\n".as_slice();
    let letter = mail("\r\nBSN 231457005\r\n");
    let word = docx("<w:p><w:r><w:t>BSN 231457005</w:t></w:r></w:p>");
    let paper = paged(&["BT /F1 12 Tf (BSN 231457005) Tj ET"]);
    let files: [(&'static str, &[u8]); 5] = [
        ("b.txt", text),
        ("b.eml", letter.as_bytes()),
        ("b.docx", &word),
        ("b.pdf", &paper),
        ("b.csv", b"bsn;naam\n231457005;Jan\n"),
    ];
    for (name, content) in files {
        let packed = zip(&[("a.txt", text), (name, content), ("c.txt", text)]);
        let scan = |skip_documents: u64| {
            let mut sink = Faulty {
                told: Told::default(),
                name,
                is_done: false,
            };
            let options = Options {
                skip_documents,
                ..options()
            };
            let input = Input {
                name: "u.zip",
                reader: Cursor::new(&packed),
            };
            Engine::standard().scan(input, &options, &mut sink).unwrap();
            sink.told
        };
        let told = scan(0);
        let unread = format!("file-unreadable {name}");
        assert!(told.lines().contains(&unread), "{:?}", told.lines());
        assert_eq!(told.of("email").len(), 2, "{name}");
        let documents: Vec<_> = told
            .documents
            .iter()
            .map(|it| (it.ordinal, it.kind))
            .collect();
        let kinds = [
            DocumentKind::Text,
            DocumentKind::Unreadable,
            DocumentKind::Text,
        ];
        assert_eq!(
            documents,
            [(0, kinds[0]), (1, kinds[1]), (2, kinds[2])],
            "{name}"
        );
        // Who goes on after it finds the rest.
        assert_eq!(scan(2).documents, told.documents[2..], "{name}");
    }
}

/// Valid documents, to be damaged.
fn valid() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.pdf", paged(&["BT /F1 12 Tf [(BSN) -300 (231457005)] TJ T* (x) ' ET", "BT /F1 9 Tf 1 0 0 1 5 5 Tm (jan@bakkerijvries.nl) Tj ET"])),
        ("a.docx", docx("<w:p><w:r><w:t>BSN 231457005</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")),
        ("a.xlsx", xlsx(&["bsn", "naam"], "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row><row r='2'><c r='A2'><v>231457005</v></c></row>")),
        ("a.eml", mail("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBSN=20231457005=\r\n\r\n--a\r\nContent-Disposition: attachment; filename=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\nQlNOIDIzMTQ1NzAwNQ==\r\n--a--\r\n").into_bytes()),
        ("a.mbox", format!("From a b\n{}\n\nFrom c d\n{}", mail("\r\nx"), mail("\r\ny")).into_bytes()),
        ("a.html", b"<!doctype html><p title='a&amp;b'>BSN&nbsp;23145<b class=x>7005</b><script>a<b</script><!-- x -->".to_vec()),
        ("a.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a b=\"&#64;\"><![CDATA[x]]></a>".to_vec()),
        ("a.sql", b"CREATE TABLE t (a int, `b` text); INSERT INTO t VALUES (1,'x\\'y'),(2,'231457005'); COPY t (a,b) FROM stdin;\n1\t2\n\\.\n".to_vec()),
        ("a.csv", b"naam,\"bs\nn\",x\nJan,\"231457005\",\"y \"\"z\"\"\"\n".to_vec()),
        ("a.odt", package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<text:p>BSN<text:s text:c='3'/>231457005</text:p>"), ("META-INF/manifest.xml", "")])),
    ]
}

#[test]
fn every_beginning_of_a_valid_document_ends() {
    for (name, bytes) in valid() {
        for end in 0..bytes.len().min(1_500) {
            scan_with(name, &bytes[..end], &options());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_never_panic(
        name in prop::sample::select(vec!["a.pdf", "a.eml", "a.mbox", "a.html", "a.xml", "a.sql", "a.csv"]),
        head in prop::sample::select(vec![&b""[..], b"%PDF-1.7\n1 0 obj", b"From a\nSubject: b\n", b"Subject: b\nContent-Type: multipart/x; boundary=a\n\n--a\n", b"<html>"]),
        bytes in prop::collection::vec(any::<u8>(), 0..2_000),
    ) {
        scan_with(name, &[head, &bytes].concat(), &options());
    }

    #[test]
    fn damaged_documents_never_panic(
        which in 0_usize..10,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..12),
    ) {
        let (name, mut bytes) = valid().swap_remove(which);
        for (place, byte, kind) in changes {
            let place = place.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => { bytes.remove(place); }
                2 => bytes.insert(place, byte),
                _ => {
                    let end = (place + usize::from(byte)).min(bytes.len());
                    let again = bytes[place..end].to_vec();
                    bytes.splice(place..place, again);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        scan_with(name, &bytes, &options());
    }

    #[test]
    fn damaged_parts_of_office_documents_never_panic(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:tc/>", "<w:p>", "</w:p>", "<w:t>", "</w:t>", "naam", "bsn", "231457005",
            "<row r='3'>", "</row>", "<c r='B2' t='s'>", "<c>", "</c>", "<v>", "</v>", "1", "<f>", "</f>", "&amp;", "<w:tab/>", "<w:br/>",
            "<table:table table:name='x'>", "</table:table>", "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>", "<text:p>", "</text:p>", "<text:s text:c='9999999999'/>",
        ]), 0..60),
    ) {
        let content = pieces.concat();
        scan_with("a.docx", &docx(&content), &options());
        scan_with("a.xlsx", &xlsx(&["a", "b"], &content), &options());
        for kind in ["text", "spreadsheet", "presentation"] {
            let kind = format!("application/vnd.oasis.opendocument.{kind}");
            let bytes = zip(&[("mimetype", kind.as_bytes()), ("content.xml", content.as_bytes()), ("META-INF/manifest.xml", b"")]);
            scan_with("a.odt", &bytes, &options());
        }
    }
}
