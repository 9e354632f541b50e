//! Archives, honest and hostile.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{options, scan, scan_with};
use crate::{DocumentKind, Options};

const LETTER: &[u8] = b"Het BSN is 231457005.\n";

pub(super) fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in entries {
        append(&mut builder, name, content, tar::EntryType::Regular, "");
    }
    builder.into_inner().unwrap()
}

/// Appends without the crate's refusal of names that leave the archive.
fn append(
    builder: &mut tar::Builder<Vec<u8>>,
    name: &str,
    content: &[u8],
    kind: tar::EntryType,
    link: &str,
) {
    let mut header = tar::Header::new_gnu();
    header.as_mut_bytes()[..name.len().min(100)]
        .copy_from_slice(&name.as_bytes()[..name.len().min(100)]);
    header.set_size(content.len() as u64);
    header.set_mode(0o644);
    header.set_entry_type(kind);
    header.as_mut_bytes()[157..157 + link.len()].copy_from_slice(link.as_bytes());
    header.set_cksum();
    builder.append(&header, content).unwrap();
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn entries_are_documents_with_their_own_paths() {
    let files: &[(&str, &[u8])] = &[
        ("brief.txt", LETTER),
        ("src/leeg.rs", b""),
        ("logo.png", b"\x89PNG\x00\x00"),
    ];
    let expected = ["nl-bsn brief.txt 1:12"];
    for (name, packed) in [
        ("upload.tar", tar(files)),
        ("upload.tar.gz", gzip(&tar(files))),
        ("upload.tgz", gzip(&tar(files))),
        ("upload.zip", zip(files)),
        ("named-wrongly.txt", zip(files)),
    ] {
        let (told, summary) = scan_with(name, &packed, &options());
        assert_eq!(told.lines(), expected, "{name}");
        let documents: Vec<(u64, &str, u64, DocumentKind)> = told
            .documents
            .iter()
            .map(|document| {
                (
                    document.ordinal,
                    document.path.as_str(),
                    document.bytes,
                    document.kind,
                )
            })
            .collect();
        assert_eq!(
            documents,
            [
                (0, "brief.txt", 22, DocumentKind::Text),
                (1, "src/leeg.rs", 0, DocumentKind::Empty),
                (2, "logo.png", 6, DocumentKind::Binary),
            ],
            "{name}"
        );
        assert_eq!(
            (summary.documents, summary.bytes, summary.binaries),
            (3, 28, 1),
            "{name}"
        );
    }
}

#[test]
fn archives_within_archives_show_the_way_in() {
    let inner = zip(&[("brief.txt", LETTER)]);
    let outer = gzip(&tar(&[
        ("map/inner.zip", &inner),
        ("log.gz", &gzip(LETTER)),
        ("x.tar.gz", &gzip(&tar(&[("y.txt", LETTER)]))),
    ]));
    assert_eq!(
        scan("upload.tgz", outer).lines(),
        [
            "nl-bsn map/inner.zip!/brief.txt 1:12",
            "nl-bsn log.gz 1:12",
            "nl-bsn x.tar.gz!/y.txt 1:12"
        ]
    );
    assert_eq!(
        scan("dump.sql.gz", gzip(LETTER)).lines(),
        ["nl-bsn dump.sql.gz 1:12"]
    );
}

#[test]
fn a_resumed_scan_passes_over_what_was_done() {
    let inner = zip(&[("c.txt", LETTER), ("d.txt", LETTER)]);
    let packed = tar(&[
        ("a.txt", LETTER),
        ("../b.txt", LETTER),
        ("inner.zip", &inner),
        ("e.txt", LETTER),
    ]);
    let (whole, _) = scan_with("u.tar", &packed, &options());
    for skip in 0..=whole.documents.len() {
        let mut resumed = options();
        resumed.skip_documents = skip as u64;
        let (rest, summary) = scan_with("u.tar", &packed, &resumed);
        assert_eq!(rest.documents, whole.documents[skip..]);
        let told: u64 = whole.documents[..skip]
            .iter()
            .map(|document| document.findings)
            .sum();
        assert_eq!(
            rest.findings,
            whole.findings[usize::try_from(told).unwrap()..]
        );
        assert_eq!(summary.documents, (whole.documents.len() - skip) as u64);
    }
}

#[test]
fn names_that_leave_the_archive_are_findings_and_their_content_is_scanned() {
    for (name, expected) in [
        ("../../brief.txt", "brief.txt"),
        ("/etc/brief.txt", "etc/brief.txt"),
    ] {
        let hostile = format!("file-hostile {expected}");
        let bsn = format!("nl-bsn {expected} 1:12");
        assert_eq!(
            scan("u.tar", tar(&[(name, LETTER)])).lines(),
            [bsn.clone(), hostile.clone()]
        );
        assert_eq!(
            scan("u.zip", zip(&[(name, LETTER)])).lines(),
            [bsn, hostile]
        );
    }
}

#[test]
fn links_are_never_followed_and_those_that_leave_are_findings() {
    let mut builder = tar::Builder::new(Vec::new());
    append(
        &mut builder,
        "bin/ok",
        b"",
        tar::EntryType::Symlink,
        "../lib/ok.js",
    );
    append(
        &mut builder,
        "evil",
        b"",
        tar::EntryType::Symlink,
        "/etc/passwd",
    );
    append(
        &mut builder,
        "evil2",
        b"",
        tar::EntryType::Link,
        "../../shadow",
    );
    append(&mut builder, "device", b"", tar::EntryType::Char, "");
    append(
        &mut builder,
        "brief.txt",
        LETTER,
        tar::EntryType::Regular,
        "",
    );
    assert_eq!(
        scan("u.tar", builder.into_inner().unwrap()).lines(),
        [
            "file-hostile evil",
            "file-hostile evil2",
            "file-hostile device",
            "nl-bsn brief.txt 1:12"
        ]
    );
}

#[test]
fn bombs_are_findings() {
    let zeros = vec![b' '; 32 << 20];
    let bomb = gzip(&zeros);
    assert_eq!(scan("bomb.gz", &bomb).lines(), ["file-hostile bomb.gz"]);
    assert_eq!(
        scan(
            "bomb.tgz",
            gzip(&tar(&[
                ("a.txt", LETTER),
                ("b.txt", &zeros),
                ("c.txt", LETTER)
            ]))
        )
        .lines(),
        [
            "nl-bsn a.txt 1:12",
            "file-hostile b.txt",
            "nl-bsn c.txt 1:12"
        ]
    );
    // A zip's entries have streams of their own: the next ones are scanned.
    assert_eq!(
        scan("bomb.zip", zip(&[("a.txt", &zeros), ("b.txt", LETTER)])).lines(),
        ["file-hostile a.txt", "nl-bsn b.txt 1:12"]
    );
    let mut deep = LETTER.to_vec();
    for _ in 0..20 {
        deep = gzip(&deep);
    }
    assert_eq!(scan("deep.gz", &deep).lines(), ["file-hostile deep.gz"]);
}

/// A text that hardly gets smaller by being packed.
fn numbers() -> String {
    let numbers = (0..20_000_u64).map(|number| number * 2_654_435_761);
    numbers.map(|number| number.to_string() + "\n").collect()
}

/// Entries that break in one way or the other, and what is told of each.
fn broken_entries() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let lines = numbers();
    let packed = gzip(lines.as_bytes());
    let cut = packed[..packed.len() / 2].to_vec();
    let bomb = gzip(&vec![b' '; 32 << 20]);
    let mut flipped = packed.clone();
    flipped[2_000] ^= 0xFF;
    let torn = gzip(&tar(&[("c.txt", lines.as_bytes())]));
    let torn = torn[..torn.len() / 2].to_vec();
    let many: Vec<(String, &[u8])> = (0..40).map(|n| (format!("{n}.txt"), LETTER)).collect();
    let many: Vec<_> = many.iter().map(|(name, it)| (name.as_str(), *it)).collect();
    let many = zip(&many);
    vec![
        ("cut.gz", cut.clone(), "file-unreadable in/cut.gz"),
        ("bomb.gz", bomb.clone(), "file-hostile in/bomb.gz"),
        ("flipped.gz", flipped, "file-unreadable in/flipped.gz"),
        ("torn.tgz", torn, "file-unreadable in/torn.tgz"),
        (
            "torn.tar",
            tar(&[("x.txt", lines.as_bytes())])[..1_000].to_vec(),
            "file-unreadable in/torn.tar",
        ),
        ("spaces.txt", vec![b' '; 32 << 20], ""),
        ("gz.gz.gz", gzip(&gzip(&bomb)), "file-hostile in/gz.gz.gz"),
        (
            "in.tar",
            tar(&[("bomb.gz", &bomb), ("cut.gz", &cut)]),
            "file-hostile in/in.tar!/bomb.gz",
        ),
        (
            "in.zip",
            zip(&[("bomb.gz", &bomb)]),
            "file-hostile in/in.zip!/bomb.gz",
        ),
        ("many.zip", many.clone(), "file-hostile in/many.zip"),
        (
            "cut.zip",
            many[..many.len() - 9].to_vec(),
            "file-unreadable in/cut.zip",
        ),
    ]
}

#[test]
fn what_breaks_in_an_archive_costs_nothing_that_lies_behind_it() {
    let mut options = options();
    options.limits.max_entries = 30;
    for (name, content, told_of) in broken_entries() {
        let files: &[(&str, &[u8])] = &[
            ("a.txt", LETTER),
            (&format!("in/{name}"), &content),
            ("z.txt", LETTER),
        ];
        for (outer, packed) in [
            ("u.tar", tar(files)),
            ("u.tar.gz", gzip(&tar(files))),
            ("u.zip", zip(files)),
            ("stored.zip", stored(files)),
        ] {
            let (told, _) = scan_with(outer, &packed, &options);
            let lines = told.lines();
            assert_eq!(
                lines.first().unwrap(),
                "nl-bsn a.txt 1:12",
                "{outer}, {name}"
            );
            assert_eq!(
                lines.last().unwrap(),
                "nl-bsn z.txt 1:12",
                "{outer}, {name}"
            );
            assert!(
                lines.iter().any(|line| line.starts_with(told_of)),
                "{outer}, {name}: {lines:?}"
            );
        }
    }
}

#[test]
fn what_was_read_before_the_damage_is_scanned() {
    let mut text = LETTER.to_vec();
    text.extend((0..2_000_u64).flat_map(|n| (n * 2_654_435_761).to_string().into_bytes()));
    let packed = gzip(&text);
    assert_eq!(
        scan("a.gz", &packed[..packed.len() - 5_000]).lines(),
        ["nl-bsn a.gz 1:12", "file-unreadable a.gz"]
    );
}

/// A zip that doesn't make what it holds smaller.
fn stored(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in entries {
        writer.start_file(*name, how).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_scan_that_reaches_a_cap_says_that_the_rest_was_not_read() {
    let files: &[(&str, &[u8])] = &[("a.txt", LETTER), ("b.txt", LETTER), ("c.txt", LETTER)];
    let packed = tar(files);
    let mut few = options();
    few.limits.max_entries = 2;
    let mut small = options();
    small.limits.max_total_bytes = 50;
    let torn = numbers();
    let torn = gzip(&tar(&[("a.txt", torn.as_bytes()), ("b.txt", LETTER)]));
    let torn = torn[..torn.len() / 2].to_vec();
    let spaces = vec![b' '; 32 << 20];
    let bombs = gzip(&tar(&[("a.txt", &spaces), ("b.txt", LETTER)]));
    let mut total = options();
    total.limits.max_total_bytes = 16 << 20;
    for (name, bytes, options) in [
        ("u.tar", &packed, few),
        ("u.tar", &packed, small),
        ("u.tgz", &torn, options()),
        ("u.tgz", &bombs, total),
    ] {
        let (told, _) = scan_with(name, bytes, &options);
        let last = told.findings.last().unwrap();
        assert!(last.evidence.ends_with("was not read"), "{}", last.evidence);
        assert!(
            crate::DUTCH.sentence(&last.evidence).is_some(),
            "{}",
            last.evidence
        );
    }
}

#[test]
fn caps_on_entries_and_bytes_hold() {
    let many: Vec<(String, &[u8])> = (0..50)
        .map(|number| (format!("{number}.txt"), LETTER))
        .collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, content)| (name.as_str(), *content))
        .collect();
    let mut few = options();
    few.limits.max_entries = 10;
    let (told, _) = scan_with("u.tar", &tar(&many), &few);
    assert_eq!(
        (told.of("nl-bsn").len(), told.of("file-hostile").len()),
        (10, 1)
    );
    let (told, _) = scan_with("u.zip", &zip(&many), &few);
    assert_eq!(
        (told.of("nl-bsn").len(), told.of("file-hostile").len()),
        (0, 1)
    );
    let mut small = options();
    small.limits.max_total_bytes = 100;
    let (told, _) = scan_with("u.tar", &tar(&many), &small);
    assert_eq!(
        (told.of("nl-bsn").len(), told.of("file-hostile").len()),
        (4, 1)
    );
    let mut small = options();
    small.limits.max_held_bytes = 64;
    let (told, _) = scan_with(
        "u.tar",
        &tar(&[("in.zip", &zip(&many)), ("z.txt", LETTER)]),
        &small,
    );
    assert_eq!(
        told.lines(),
        ["file-unreadable in.zip", "nl-bsn z.txt 1:12"]
    );
}

#[test]
fn an_endless_name_is_refused_before_it_is_read() {
    let mut builder = tar::Builder::new(Vec::new());
    let name = vec![b'a'; 1 << 20];
    append(
        &mut builder,
        "././@LongLink",
        &name,
        tar::EntryType::GNULongName,
        "",
    );
    append(&mut builder, "a.txt", LETTER, tar::EntryType::Regular, "");
    assert_eq!(
        scan("u.tar", builder.into_inner().unwrap()).lines(),
        ["file-hostile u.tar"]
    );
    let long = format!("{}/brief.txt", "map/".repeat(2_500));
    let told = scan("u.zip", zip(&[(&long, LETTER)]));
    assert!(told.documents[0].path.len() <= 1024);
}

#[test]
fn long_names_are_read() {
    let mut builder = tar::Builder::new(Vec::new());
    let name = format!("{}brief.txt", "map/".repeat(40));
    let mut header = tar::Header::new_gnu();
    header.set_size(LETTER.len() as u64);
    builder.append_data(&mut header, &name, LETTER).unwrap();
    let pax = format!("{} path=lang/{name}\n", name.len() + 15);
    append(
        &mut builder,
        "PaxHeader",
        pax.as_bytes(),
        tar::EntryType::XHeader,
        "",
    );
    append(&mut builder, "short", LETTER, tar::EntryType::Regular, "");
    let told = scan("u.tar", builder.into_inner().unwrap());
    let paths: Vec<&str> = told
        .documents
        .iter()
        .map(|document| document.path.as_str())
        .collect();
    assert_eq!(paths, [name.clone(), format!("lang/{name}")]);
}

#[test]
fn damaged_archives_are_findings() {
    let whole = zip(&[("a.txt", LETTER)]);
    let told = scan("u.zip", &whole[..whole.len() - 10]);
    assert_eq!(told.lines(), ["file-unreadable u.zip"]);
    let text: Vec<u8> = (0..200_000_u32)
        .flat_map(|number| number.wrapping_mul(2_654_435_761).to_string().into_bytes())
        .collect();
    let whole = gzip(&tar(&[("a.txt", LETTER), ("b.txt", &text)]));
    let told = scan("u.tgz", &whole[..whole.len() / 2]);
    let lines = told.lines();
    assert_eq!(lines[0], "nl-bsn a.txt 1:12");
    assert_eq!(
        lines[lines.len() - 2..],
        ["file-unreadable b.txt", "file-unreadable u.tgz"]
    );
    let mut flipped = zip(&[("a.txt", &text)]);
    flipped[2000] ^= 0xFF;
    assert!(
        scan("u.zip", &flipped)
            .lines()
            .contains(&"file-unreadable a.txt".to_owned())
    );
}

#[test]
fn a_packed_tar_is_one_archive() {
    let mut packed = gzip(&tar(&[("brief.txt", LETTER)]));
    for _ in 0..3 {
        packed = gzip(&tar(&[("inner.tar.gz", &packed)]));
    }
    let told = scan_with("a.tar.gz", &packed, &of_several()).0;
    assert_eq!(
        told.lines(),
        ["nl-bsn a.tar.gz!/inner.tar.gz!/inner.tar.gz!/inner.tar.gz!/brief.txt 1:12"]
    );
    let packed = gzip(&tar(&[("inner.tar.gz", &packed)]));
    let deeper = scan_with("a.tar.gz", &packed, &of_several()).0;
    assert_eq!(deeper.of("file-hostile").len(), 1, "{deeper:?}");
}

/// As files are scanned one by one.
fn of_several() -> Options {
    let mut options = options();
    options.is_one_of_several = true;
    options
}

#[test]
fn a_file_is_read_as_deep_by_itself_as_among_others_in_an_upload() {
    let mut bytes = zip(&[("brief.txt", LETTER)]);
    for level in 0..5 {
        let name = format!("{level}.zip");
        let (alone, _) = scan_with(&name, &bytes, &of_several());
        for packed in [tar(&[(&name, &bytes)]), gzip(&tar(&[(&name, &bytes)]))] {
            assert_eq!(scan("upload", packed).lines(), alone.lines(), "{level}");
        }
        bytes = zip(&[(&name, &bytes)]);
    }
}

#[test]
fn an_entry_that_is_packed_in_another_way_is_said_to_be() {
    let mut bytes = zip(&[("a.txt", LETTER), ("b.txt", LETTER)]);
    // The method of the first entry, where it lies and in the directory: bzip2.
    bytes[8] = 12;
    let listed = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[listed + 10] = 12;
    let told = scan("a.zip", &bytes);
    assert_eq!(told.lines(), ["file-unreadable a.txt", "nl-bsn b.txt 1:12"]);
    let [trouble] = told.of("file-unreadable")[..] else {
        panic!("{told:?}")
    };
    assert_eq!(trouble.evidence, "it is packed in a way that is not read");
}

#[test]
fn zeros_hide_no_text() {
    for text in [
        "\0BSN 231457005\n",
        "BSN 231457005\n\0\0\0\0 and so on until the end\n",
    ] {
        assert_eq!(scan("a.env", text).of("nl-bsn").len(), 1, "{text:?}");
    }
}

#[test]
fn entries_of_one_name_are_all_read() {
    let mut bytes = zip(&[("a.txt", LETTER), ("b.txt", LETTER), ("c.txt", b"")]);
    while let Some(place) = memchr::memmem::find(&bytes, b"b.txt") {
        bytes[place] = b'a';
    }
    let twice = ["nl-bsn a.txt 1:12", "nl-bsn a.txt 1:12"];
    let (told, _) = scan_with("u.zip", &bytes, &options());
    assert_eq!(told.lines(), twice);
    assert_eq!(told.documents.len(), 3);
    assert_eq!(
        scan("u.tar", tar(&[("u.zip", &bytes)])).lines(),
        ["nl-bsn u.zip!/a.txt 1:12", "nl-bsn u.zip!/a.txt 1:12"]
    );
}

#[test]
fn a_zip_behind_a_program_is_read() {
    let packed = zip(&[("a.txt", LETTER)]);
    let script = [
        b"#!/bin/sh\n# BSN 231457005\nexec java -jar \"$0\"\n",
        &packed[..],
    ]
    .concat();
    let program = [b"MZ\x90\0\x03\0\0\0".repeat(9_000), packed.clone()].concat();
    let rows: [(&str, &[u8], &[&str]); 2] = [
        (
            "app.jar",
            &script,
            &["nl-bsn app.jar 2:7", "nl-bsn app.jar!/a.txt 1:12"],
        ),
        ("setup.exe", &program, &["nl-bsn setup.exe!/a.txt 1:12"]),
    ];
    for (name, bytes, expected) in rows {
        let packed = [(name, bytes), ("z.txt", b"".as_slice())];
        for (outer, packed) in [("u.tar", tar(&packed)), ("u.zip", zip(&packed))] {
            let (told, _) = scan_with(outer, &packed, &options());
            assert_eq!(told.lines(), expected, "{outer}");
            let numbers: Vec<u64> = told.documents.iter().map(|it| it.ordinal).collect();
            assert_eq!(numbers, [0, 1, 2], "{outer}");
        }
    }
    assert_eq!(scan("setup.exe", &program).lines(), ["nl-bsn a.txt 1:12"]);
    // A program that knows zips is none, and what can't be held is said to be there.
    let unzip = [
        b"#!/bin/sh\n# BSN 231457005\n".to_vec(),
        b"PK\x03\x04 and PK\x05\x06 are signs of zips, which it knows and has to tell from others, as those of a tar and of a gzip\n".repeat(9),
    ]
    .concat();
    assert_eq!(scan("unzip", &unzip).lines(), ["nl-bsn unzip 2:7"]);
    let mut small = options();
    small.limits.max_held_bytes = 4_096;
    let (told, _) = scan_with("setup.exe", &program, &small);
    assert_eq!(told.lines(), ["file-unreadable setup.exe"]);
    let picture = [b"GIF89a\0\0\0\0\0\0".to_vec(), packed].concat();
    assert_eq!(scan("a.gif", &picture).lines(), ["file-unreadable a.gif"]);
}

#[test]
fn what_follows_an_archive_is_read_or_said_to_be_there() {
    let (first, second) = (tar(&[("a.txt", LETTER)]), tar(&[("b.txt", LETTER)]));
    let both = ["nl-bsn a.txt 1:12", "nl-bsn b.txt 1:12"];
    assert_eq!(
        scan("u.tar", [first.clone(), second.clone()].concat()).lines(),
        both
    );
    assert_eq!(
        scan("u.tgz", [gzip(&first), gzip(&second)].concat()).lines(),
        both
    );
    let padded = [first.clone(), vec![0; 9_000]].concat();
    assert_eq!(scan("u.tar", &padded).lines(), ["nl-bsn a.txt 1:12"]);
    let followed = [first.clone(), b"and more\n".repeat(200)].concat();
    assert_eq!(
        scan("u.tar", &followed).lines(),
        ["nl-bsn a.txt 1:12", "file-unreadable u.tar"]
    );

    let zeros = vec![0; 20_000];
    let rows: [(&str, &[u8], &[&str]); 5] = [
        ("nothing", b"", &["nl-bsn a.gz 1:12"]),
        ("zeros", &zeros, &["nl-bsn a.gz 1:12"]),
        (
            "a member",
            &gzip(LETTER),
            &["nl-bsn a.gz 1:12", "nl-bsn a.gz 2:12"],
        ),
        (
            "garbage",
            b"garbage",
            &["nl-bsn a.gz 1:12", "file-unreadable a.gz"],
        ),
        (
            "half a header",
            b"\x1f\x8b\x08",
            &["nl-bsn a.gz 1:12", "file-unreadable a.gz"],
        ),
    ];
    for (what, behind, expected) in rows {
        let bytes = [&gzip(LETTER), behind].concat();
        assert_eq!(scan("a.gz", &bytes).lines(), expected, "{what}");
        let (told, _) = scan_with(
            "u.tar",
            &tar(&[("a.gz", &bytes), ("b.txt", LETTER)]),
            &options(),
        );
        let lines = told.lines();
        assert_eq!(lines[..lines.len() - 1], *expected, "{what}");
        assert_eq!(lines.last().unwrap(), "nl-bsn b.txt 1:12", "{what}");
    }
}
