//! Content to scan: synthetic values that pass their checks, and archives, honest and hostile.

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::EntryType;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A text with one finding of each of several kinds.
pub(crate) const LETTER: &str = "\
Geachte mevrouw,\n\
Het BSN is 231457005.\n\
Schrijf naar jan@bakkerijvries.nl.\n\
Het IBAN is NL36INGB0003445588.\n";

/// Numbers that pass the BSN's 11-test, each another.
pub(crate) fn bsns() -> impl Iterator<Item = u32> {
    (231_457_000_u32..).filter(|number| {
        let digits = number.to_string();
        let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
        let sum: i64 = digits
            .bytes()
            .zip(weights)
            .map(|(d, w)| i64::from(d - b'0') * w)
            .sum();
        sum % 11 == 0
    })
}

/// A text with this many BSNs, one a line.
pub(crate) fn bsn_lines(count: usize) -> String {
    lines(bsns().take(count))
}

fn lines(bsns: impl Iterator<Item = u32>) -> String {
    let lines: Vec<_> = bsns.map(|bsn| format!("Het BSN is {bsn}.\n")).collect();
    lines.concat()
}

/// A folder of `files` files with `findings` findings each, packed as the CLI packs one.
pub(crate) fn large_folder(files: usize, findings: usize) -> Vec<u8> {
    let mut bsns = bsns();
    let files: Vec<(String, String)> = (0..files)
        .map(|file| {
            let text = lines(bsns.by_ref().take(findings));
            (format!("map/{file:04}.txt"), text)
        })
        .collect();
    let entries: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    tar_gz(&entries)
}

/// A gzipped tar.
pub(crate) fn tar_gz(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let entries: Vec<_> = entries
        .iter()
        .map(|(name, content)| (*name, EntryType::Regular, "", *content))
        .collect();
    raw_tar_gz(&entries)
}

/// A gzipped tar of any entries: name, kind, where a link leads, content. Nothing is refused.
pub(crate) fn raw_tar_gz(entries: &[(&str, EntryType, &str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (name, kind, link, content) in entries {
        let mut header = tar::Header::new_gnu();
        // Written by hand, because the crate refuses names that leave the archive.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.as_mut_bytes()[157..157 + link.len()].copy_from_slice(link.as_bytes());
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_entry_type(*kind);
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap()
}

/// A zip.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A zip that expands a thousandfold.
pub(crate) fn zip_bomb() -> Vec<u8> {
    zip(&[("a.txt", &vec![0; 64 << 20])])
}

/// Bytes without a pattern: a xorshift generator's, so that they are the same in every run.
pub(crate) fn rubbish(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let words = std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.flatten().take(length).collect()
}

/// The same bytes, gzipped.
pub(crate) fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A text as Windows writes it.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// A letter of Word's.
pub(crate) fn docx(text: &str) -> Vec<u8> {
    let paragraphs: Vec<_> = text
        .lines()
        .map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"))
        .collect();
    let document = format!(
        "<w:document><w:body>{}</w:body></w:document>",
        paragraphs.concat()
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ])
}

/// A workbook of one sheet of this name.
pub(crate) fn xlsx(sheet: &str, rows: &[&[&str]]) -> Vec<u8> {
    let row = |(number, cells): (usize, &&[&str])| {
        let cells: Vec<_> = cells
            .iter()
            .map(|cell| format!("<c t='inlineStr'><is><t>{cell}</t></is></c>"))
            .collect();
        format!("<row r='{}'>{}</row>", number + 1, cells.concat())
    };
    let rows: Vec<_> = rows.iter().enumerate().map(row).collect();
    let workbook =
        format!("<workbook><sheets><sheet name='{sheet}' r:id='r1'/></sheets></workbook>");
    let links =
        b"<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>";
    let data = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        rows.concat()
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/worksheets/sheet1.xml", data.as_bytes()),
    ])
}

/// A PDF of one page.
pub(crate) fn pdf(text: &str) -> Vec<u8> {
    let lines: Vec<_> = text.lines().map(|line| format!("({line}) ' ")).collect();
    let page = format!("BT /F1 12 Tf 14 TL 50 700 Td {}ET", lines.concat());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{page}\nendstream", page.len()),
    ];
    let objects = objects.iter().enumerate();
    let objects: Vec<_> = objects
        .map(|(place, object)| format!("{} 0 obj\n{object}\nendobj\n", place + 1))
        .collect();
    format!(
        "%PDF-1.4\n{}trailer<</Root 1 0 R>>\n%%EOF",
        objects.concat()
    )
    .into_bytes()
}

/// A message with one attachment.
pub(crate) fn eml(subject: &str, text: &str, attachment: (&str, &[u8])) -> Vec<u8> {
    use base64::Engine as _;
    let (name, content) = attachment;
    let content = base64::engine::general_purpose::STANDARD.encode(content);
    format!(
        "Received: from a\r\nMessage-ID: <1@a.nl>\r\nMIME-Version: 1.0\r\nSubject: {subject}\r\n\
         Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\n{text}\r\n--q\r\n\
         Content-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         {content}\r\n--q--\r\n"
    )
    .into_bytes()
}
