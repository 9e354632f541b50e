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
