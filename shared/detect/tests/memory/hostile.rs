//! Inputs that are made to take memory.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

use super::Row;
use super::source::{Source, base64, letter, mib, zip_of};

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zlib(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Bytes that no compression makes smaller: a xorshift generator's.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let words = std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.flatten().take(length).collect()
}

/// The end record of a zip whose directory has so many entries and bytes, and begins at the start.
fn zip_end(entries: u16, bytes: usize) -> Vec<u8> {
    let (count, size) = (
        entries.to_le_bytes(),
        u32::try_from(bytes).unwrap().to_le_bytes(),
    );
    [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &[0; 6]].concat()
}

pub(crate) fn archives() -> Vec<Row> {
    let zeros = vec![b'a'; mib(64)];
    let bomb = zip_of(&[("a.txt", zeros.clone())]);
    let inner = zip_of(&[("a.bin", noise(mib(20)))]);
    let outer = zip_of(&[("b.zip", inner.clone()), ("c.zip", inner.clone())]);
    let held = inner.len();
    let names: Vec<(String, Vec<u8>)> = (0..60_000)
        .map(|number| {
            (
                format!("a/folder/of/a/usual/depth/with/a/name/file-{number}.bin"),
                Vec::new(),
            )
        })
        .collect();
    let many: Vec<(&str, Vec<u8>)> = names
        .iter()
        .map(|(name, content)| (name.as_str(), content.clone()))
        .collect();
    // A directory of entries with the longest names, extras and comments that there are.
    let long = vec![b'a'; 0xFFFF];
    let entry = [
        &b"PK\x01\x02\x14\0\x0a\0\0\0\0\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\0\0\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0"[..],
        &long,
        &long,
    ]
    .concat();
    let size = entry.len() * 700;
    let mut folder = inner;
    for _ in 0..6 {
        folder = zip_of(&[("d.zip", folder)]);
    }
    vec![
        (
            "zip that expands a thousandfold",
            "a.zip",
            0,
            Source::of(bomb.clone()),
        ),
        (
            "gzip of gzip of gzip of zeros",
            "a.gz",
            0,
            Source::of(gzip(&gzip(&gzip(&zeros)))),
        ),
        (
            "zips of 20 MiB in a zip",
            "a.zip",
            held,
            Source::of(outer.clone()),
        ),
        (
            "the same in a zip in a zip",
            "a.zip",
            mib(63),
            Source::of(zip_of(&[("o.zip", outer)])),
        ),
        (
            "zips in zips, seven deep",
            "a.zip",
            mib(63),
            Source::of(folder),
        ),
        (
            "a bomb in a zip",
            "a.zip",
            bomb.len(),
            Source::of(zip_of(&[("b.zip", bomb)])),
        ),
        (
            "zip of 60,000 entries",
            "a.zip",
            0,
            Source::of(zip_of(&many)),
        ),
        (
            "directory of 90 MiB",
            "a.zip",
            0,
            Source::repeated("", entry, size).ending(zip_end(700, size)),
        ),
    ]
}

pub(crate) fn texts() -> Vec<Row> {
    let wide: String = (0..1_000_000)
        .map(|column| format!("k{column};"))
        .collect::<String>()
        + "\n";
    let schema: String = (0..4_000)
        .map(|column| format!("column_with_a_name_{column} text,"))
        .collect();
    let schemas: String = (0..400)
        .map(|table| format!("CREATE TABLE t{table} ({schema} z int);\n"))
        .collect();
    let mut tables = String::new();
    for table in 0..40_000 {
        tables.push_str(&format!("CREATE TABLE t{table} (bsn text, naam text);\nINSERT INTO t{table} VALUES ('231457005','x');\n"));
    }
    let columns: String = (0..3_000).map(|_| "231457005;").collect::<String>() + "\n";
    vec![
        (
            "text of nothing but addresses",
            "a.txt",
            0,
            Source::repeated("", "a@b-bakkerij.nl\n", mib(3)),
        ),
        (
            "text of nothing but numbers",
            "a.txt",
            0,
            Source::repeated("", "BSN 231457005 ", mib(3)),
        ),
        (
            "CSV of a million columns",
            "a.csv",
            0,
            Source::repeated("", wide, mib(20)),
        ),
        (
            "CSV of 3,000 columns of findings",
            "a.csv",
            0,
            Source::repeated("", columns, mib(3)),
        ),
        (
            "CSV of quotes",
            "a.csv",
            0,
            Source::repeated("", "\"\n", mib(8)),
        ),
        (
            "JSON of brackets",
            "a.json",
            0,
            Source::repeated("", "[{\"a\":", mib(12)),
        ),
        (
            "XML of tags in tags",
            "a.xml",
            0,
            Source::repeated("<?xml version='1.0'?>", "<a>", mib(8)),
        ),
        (
            "XML of one tag",
            "a.xml",
            0,
            Source::repeated("<?xml version='1.0'?><a ", "b='c' ", mib(8)),
        ),
        (
            "HTML of entities",
            "a.html",
            0,
            Source::repeated("<!doctype html>", "&amp;", mib(8)),
        ),
        (
            "HTML of single letters in tags",
            "a.html",
            0,
            Source::repeated("<!doctype html>", "<b>a</b>", mib(8)),
        ),
        ("SQL of wide schemas", "a.sql", 0, Source::of(schemas)),
        ("SQL of many tables", "a.sql", 0, Source::of(tables)),
    ]
}

pub(crate) fn mails() -> Vec<Row> {
    let part = "--q\nContent-Disposition: attachment; filename=a.txt\n\nBSN 231457005\n";
    let parts = letter(&format!(
        "Content-Type: multipart/mixed; boundary=q\n\n{}--q--\n",
        part.repeat(10_000)
    ));
    let lines = letter(&"X-A: =?utf-8?Q?caf=C3=A9?= \u{e9}\n".repeat(mib(40) / 32));
    let line = letter(&format!(
        "X-A: {}\n\nx",
        "=?utf-8?Q?caf=C3=A9?= ".repeat(mib(40) / 22)
    ));
    let latin = [letter("Content-Type: ").into_bytes(), vec![0xE9; mib(40)]].concat();
    let text = |transfer: &str, body: &str| {
        letter(&format!(
            "Content-Type: text/html\nContent-Transfer-Encoding: {transfer}\n\n{body}"
        ))
    };
    let quoted = text("quoted-printable", &"a=C3=A9".repeat(mib(40) / 7));
    let encoded = text("base64", &base64(&"<b>a</b>".repeat(mib(3))));
    let folded = letter(&format!(
        "Content-Type: text/plain;\n{}\n\nx",
        " a=b;\n".repeat(mib(40) / 6)
    ));
    let mut inside = letter("\nBSN 231457005\n");
    for level in 0..12 {
        inside = letter(&format!(
            "Content-Type: multipart/mixed; boundary=q{level}\n\n--q{level}\nContent-Type: message/rfc822\n\n{inside}\n--q{level}--\n"
        ));
    }
    let filled = format!("{inside}{}", "x".repeat(mib(50)));
    let all: [(&'static str, Vec<u8>); 8] = [
        ("mail of 10,000 parts", parts.into_bytes()),
        ("mail of a million header lines", lines.into_bytes()),
        ("mail of one header line", line.into_bytes()),
        ("mail whose type has 40 MiB", latin),
        ("mail in one quoted line", quoted.into_bytes()),
        ("mail of HTML in base64", encoded.into_bytes()),
        ("mail of a folded header", folded.into_bytes()),
        ("mail in mail, twelve deep", filled.into_bytes()),
    ];
    let mut rows: Vec<Row> = Vec::new();
    for (what, content) in all {
        rows.push((what, "a.eml", content.len(), Source::of(content)));
    }
    rows.push((
        "mailbox of one endless message",
        "a.mbox",
        mib(48),
        Source::repeated(
            "From a\nFrom: b\nSubject: c\n\n",
            "a text that goes on and on\n",
            mib(96),
        ),
    ));
    rows
}

/// A workbook of one sheet.
pub(crate) fn workbook(strings: &str, rows: &str) -> Vec<u8> {
    let links =
        "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>";
    zip_of(&[
        ("[Content_Types].xml", Vec::new()),
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name='A' r:id='r1'/></sheets></workbook>".to_vec(),
        ),
        ("xl/_rels/workbook.xml.rels", links.into()),
        (
            "xl/sharedStrings.xml",
            format!("<sst>{strings}</sst>").into_bytes(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<sheetData>{rows}</sheetData>").into_bytes(),
        ),
    ])
}

pub(crate) fn offices() -> Vec<Row> {
    let distinct: String = (0..2_500_000)
        .map(|number| format!("<si><t>k{number}</t></si>"))
        .collect();
    let long = format!("<si><t>{}</t></si>", "klant ".repeat(20_000));
    let cells = "<c t='s'><v>0</v></c>".repeat(4_000);
    let flow = |content: String| {
        Source::of(zip_of(&[
            ("[Content_Types].xml", Vec::new()),
            ("word/document.xml", content.into_bytes()),
        ]))
    };
    let row: String = (0..16_000).map(|_| "<c><v>231457005</v></c>").collect();
    vec![
        (
            "XLSX of 2,500,000 strings",
            "a.xlsx",
            0,
            Source::of(workbook(&distinct, "")),
        ),
        (
            "XLSX of cells of one long string",
            "a.xlsx",
            0,
            Source::of(workbook(&long, &cells)),
        ),
        (
            "XLSX of 16,000 columns of findings",
            "a.xlsx",
            0,
            Source::of(workbook("", &format!("<row r='1'>{row}</row>").repeat(8))),
        ),
        (
            "DOCX of tables in tables",
            "a.docx",
            0,
            flow("<w:tbl><w:tr><w:tc>".repeat(1_000_000)),
        ),
        (
            "DOCX of one endless paragraph",
            "a.docx",
            0,
            flow(format!("<w:p><w:t>{}", "tekst ".repeat(mib(6)))),
        ),
    ]
}

fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    for (place, object) in objects.iter().enumerate() {
        file.extend(format!("{} 0 obj\n", place + 1).into_bytes());
        file.extend_from_slice(object);
        file.extend(b"\nendobj\n");
    }
    file.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    file
}

fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
    [
        format!("<<{dict}/Length {}>>\nstream\n", content.len()).as_bytes(),
        content,
        b"\nendstream",
    ]
    .concat()
}

fn packed(dict: &str, content: &[u8]) -> Vec<u8> {
    stream(&format!("{dict}/Filter/FlateDecode"), &zlib(content))
}

/// A document of so many pages of text.
pub(crate) fn pages(count: usize) -> Vec<u8> {
    let kids: String = (0..count)
        .map(|page| format!("{} 0 R ", page * 2 + 4))
        .collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Resources 3 0 R>>").into_bytes(),
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>".to_vec(),
    ];
    for page in 0..count {
        objects.push(format!("<</Type/Page/Contents {} 0 R>>", page * 2 + 5).into_bytes());
        let line = "0 -14 Td (Het BSN van de klant is 231457005 en er staat nog veel meer.) Tj ";
        objects.push(stream(
            "",
            format!("BT /F1 12 Tf 50 800 Td {} ET", line.repeat(40)).as_bytes(),
        ));
    }
    pdf(&objects)
}

fn one_page(rest: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]>>".to_vec(),
        b"<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
            .to_vec(),
    ];
    objects.extend(rest);
    pdf(&objects)
}

/// A PDF in a PDF, so many times, as it stands and not packed.
fn matryoshka(depth: usize) -> Vec<u8> {
    let mut inner = one_page(vec![stream("", b"BT (x) Tj ET")]);
    for _ in 0..depth {
        inner = pdf(&[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[]>>".to_vec(),
            b"<</Type/Filespec/F(a.pdf)/EF<</F 4 0 R>>>>".to_vec(),
            stream("", &inner),
        ]);
    }
    inner
}

pub(crate) fn pdfs() -> Vec<Row> {
    let spaces = vec![b' '; mib(64)];
    let many: Vec<u8> = (0..1_500_000)
        .flat_map(|number| format!("{number} 0 obj 1 endobj\n").into_bytes())
        .collect();
    let same = b"1 0 obj<</Type/Page>>endobj\n".repeat(mib(40) / 28);
    let objects: String = (0..300_000)
        .map(|number| format!("{} {} ", number + 10, number * 2))
        .collect();
    let object_stream = [objects.as_bytes(), &b"1 ".repeat(300_000)].concat();
    let dict = format!("/Type/ObjStm/N 300000/First {}", objects.len());
    let streams: Vec<Vec<u8>> = (0..40).map(|_| packed(&dict, &object_stream)).collect();
    let empty_packs = b"1 0 obj<</Type/ObjStm>>stream\nendstream endobj\n".repeat(mib(30) / 47);
    // Each node of the tree has all of the others below it.
    let kids = "9 0 R ".repeat(90_000);
    let nodes: String = (10..400).map(|number| format!("{number} 0 R ")).collect();
    let mut tree = vec![
        b"<</Type/Catalog/Pages 10 0 R>>".to_vec(),
        format!("[{nodes}{kids}]").into_bytes(),
    ];
    tree.extend((3..10).map(|_| b"null".to_vec()));
    tree.extend((10..400).map(|_| b"<</Type/Pages/Kids 2 0 R>>".to_vec()));
    let letters = format!("1 beginbfchar <01> <{}> endbfchar", "0041".repeat(32));
    let glyphs = one_page(vec![
        stream(
            "",
            format!(
                "BT /F1 9 Tf {} ET",
                format!("({}) Tj ", "\u{1}".repeat(900_000)).repeat(4)
            )
            .as_bytes(),
        ),
        b"<</Type/Font/Subtype/Type1/ToUnicode 6 0 R>>".to_vec(),
        stream("", letters.as_bytes()),
    ]);
    let widths = one_page(vec![
        stream("", b"BT /F1 9 Tf (ab) Tj ET"),
        format!(
            "<</Type/Font/Subtype/Type0/DescendantFonts[<</W[{}]>>]>>",
            "1 6 0 R ".repeat(30_000)
        )
        .into_bytes(),
        format!("[{}]", "1 ".repeat(90_000)).into_bytes(),
    ]);
    let columns = one_page(vec![packed(
        "/DecodeParms<</Predictor 12/Colors 32/BitsPerComponent 16/Columns 1048576>>",
        &spaces[..1_000],
    )]);
    let all: [(&'static str, Vec<u8>); 12] = [
        (
            "PDF whose page unpacks to 64 MiB",
            one_page(vec![packed("", &spaces)]),
        ),
        (
            "PDF whose page is 48 MiB as it stands",
            one_page(vec![stream("", &spaces[..mib(48)])]),
        ),
        (
            "PDF of 1,500,000 objects",
            [b"%PDF-1.4\n".to_vec(), many].concat(),
        ),
        (
            "PDF of one object again and again",
            [b"%PDF-1.4\n".to_vec(), same].concat(),
        ),
        ("PDF of 40 streams of 300,000 objects", pdf(&streams)),
        (
            "PDF of 600,000 empty object streams",
            [b"%PDF-1.4\n".to_vec(), empty_packs].concat(),
        ),
        ("PDF whose pages lie below each other", pdf(&tree)),
        ("PDF of letters that stand for many", glyphs),
        ("PDF of widths again and again", widths),
        ("PDF of rows of 64 MiB", columns),
        ("PDF in PDF, 300 deep", matryoshka(300)),
        (
            "PDF of 20 MiB in a PDF",
            pdf(&[
                b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
                b"<</Type/Pages/Kids[]>>".to_vec(),
                b"<</Type/Filespec/F(a.pdf)/EF<</F 4 0 R>>>>".to_vec(),
                stream("", &[pages(4_000), noise(mib(4))].concat()),
            ]),
        ),
    ];
    let mut rows: Vec<Row> = Vec::new();
    for (what, content) in all {
        rows.push((
            what,
            "a.pdf",
            content.len().min(mib(64)),
            Source::of(content),
        ));
    }
    rows
}

/// Things within things.
pub(crate) fn nested() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let repeated = |unit: &str| unit.repeat(mib(2) / unit.len()).into_bytes();
    let mut mail = "x".to_owned();
    let mut zip = b"BSN 231457005".to_vec();
    let mut gz = zip.clone();
    for level in 0..200 {
        mail = letter(&format!(
            "Content-Type: multipart/mixed; boundary=q{level}\n\n--q{level}\n{mail}\n--q{level}--\n"
        ));
        zip = zip_of(&[("a.zip", zip)]);
        gz = gzip(&gz);
    }
    vec![
        ("brackets", "a.json", repeated("[")),
        ("objects", "a.json", repeated("{\"a\":")),
        ("tags", "a.xml", repeated("<a>")),
        ("divisions", "a.html", repeated("<div>")),
        ("parentheses", "a.sql", repeated("(")),
        ("YAML", "a.yaml", repeated("- ")),
        ("PDF in PDF", "a.pdf", matryoshka(2_000)),
        (
            "PDF of arrays",
            "a.pdf",
            one_page(vec![stream("", &repeated("[")), repeated("[")]),
        ),
        (
            "PDF of dictionaries",
            "a.pdf",
            one_page(vec![stream("", &repeated("<</A")), repeated("<</A")]),
        ),
        ("parts", "a.eml", mail.into_bytes()),
        ("zips", "a.zip", zip),
        ("gzips", "a.gz", gz),
        (
            "tables",
            "a.docx",
            zip_of(&[
                ("[Content_Types].xml", Vec::new()),
                ("word/document.xml", repeated("<w:tbl><w:tr><w:tc>")),
            ]),
        ),
    ]
}
