//! How much memory a scan takes, counted and not timed: whatever the input, less than 64 MiB beside
//! what is held of it as a whole, and that is never more than 64 MiB.
//!
//! `cargo test -p detect --test memory -- --nocapture` prints the table of `docs/budgets.md`.

#![allow(
    clippy::expect_used,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::panic,
    clippy::print_stdout,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "a test that builds documents, and prints what it measured"
)]

mod hostile;
mod source;

use std::io::{Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use detect::{Document, Engine, Finding, FingerprintKey, Input, Options, Sink, Summary};
use peak_alloc::PeakAlloc;

use self::source::{Source, base64, letter, mib, tar, zip, zip_of};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a scan may take beside what it holds of its input.
const SCAN_MAX: usize = mib(64);
/// How much it holds of an input that can't be read as a stream.
const HELD_MAX: usize = mib(64);

#[derive(Default)]
struct Counts {
    findings: u64,
    unreadable: Vec<String>,
}

impl Sink for Counts {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        self.findings += finding.occurrences;
        if finding.detector.starts_with("file-") && self.unreadable.len() < 3 {
            self.unreadable.push(finding.evidence);
        }
        ControlFlow::Continue(())
    }

    fn document(&mut self, _: &Document) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Scans, and gives how much memory that took at most.
fn measure(name: &str, reader: impl Read + Seek) -> (usize, Counts, Summary) {
    let options = Options::new(FingerprintKey::new([7; 32]));
    let mut counts = Counts::default();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let input = Input { name, reader };
    let summary = Engine::standard()
        .scan(input, &options, &mut counts)
        .expect("what is generated can be read");
    (MEMORY.peak_usage().saturating_sub(before), counts, summary)
}

/// One row of the table: what it is, the file's name, and how much of it is held as a whole.
type Row = (&'static str, &'static str, usize, Source);

/// What people have, only larger.
fn honest() -> Vec<Row> {
    const SIZE: usize = mib(12);
    let log = "2027-01-31T12:00:00Z INFO request done user=jan.de.vries@bakkerijvries.nl ip=81.2.69.142 ms=12\n";
    let row =
        "Jan de Vries;231457005;NL36INGB0003445588;jan@bakkerijvries.nl;Dorpsstraat 12;1234 AB\n";
    let json =
        "{\"name\":\"Jan de Vries\",\"bsn\":\"231457005\",\"mail\":\"jan@bakkerijvries.nl\"}\n";
    let insert =
        "INSERT INTO `klant` VALUES (1,'Jan de Vries','231457005','jan@bakkerijvries.nl');\n";
    let utf16: Vec<u8> = log.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let boxed = format!("From a@b Mon\n{}\n\n", letter("\nBSN 231457005\n"));
    let attached = base64(&row.repeat(mib(30) / row.len()));
    let mail = letter(&format!(
        "Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Disposition: attachment; filename=a.csv\n\
         Content-Transfer-Encoding: base64\n\n{attached}\n--q--\n"
    ));
    let page = "<p class=x>Beste Jan,<br>uw BSN&nbsp;is 231457005</p>\n";
    vec![
        ("log", "a.log", 0, Source::repeated("", log, SIZE)),
        (
            "one line",
            "a.txt",
            0,
            Source::repeated(
                "",
                "Het BSN van de klant is 231457005 en meer tekst. ",
                SIZE,
            ),
        ),
        (
            "UTF-16",
            "a.txt",
            0,
            Source::repeated(b"\xFF\xFE", utf16, SIZE),
        ),
        (
            "CSV",
            "a.csv",
            0,
            Source::repeated("naam;bsn;iban;email;straat;postcode\n", row, SIZE),
        ),
        ("NDJSON", "a.ndjson", 0, Source::repeated("", json, SIZE)),
        (
            "SQL dump",
            "a.sql",
            0,
            Source::repeated(
                "CREATE TABLE `klant` (`id` int, `naam` text, `bsn` text, `email` text);\n",
                insert,
                SIZE,
            ),
        ),
        (
            "HTML",
            "a.html",
            0,
            Source::repeated("<!doctype html><html><body>", page, SIZE),
        ),
        (
            "XML",
            "a.xml",
            0,
            Source::repeated(
                "<?xml version='1.0'?><a>",
                "<b c='jan@bakkerijvries.nl'>231457005</b>\n",
                SIZE,
            ),
        ),
        ("mailbox", "a.mbox", 0, Source::repeated("", boxed, mib(6))),
        (
            "mail with 30 MiB attached",
            "a.eml",
            mail.len(),
            Source::of(mail),
        ),
        ("tar of one file", "a.tar", 0, tar("a.log", log, SIZE)),
        ("zip of one file", "a.zip", 0, zip("a.log", log, SIZE)),
        (
            "DOCX",
            "a.docx",
            0,
            Source::of(zip_of(&[
                ("[Content_Types].xml", Vec::new()),
                (
                    "word/document.xml",
                    "<w:p><w:r><w:t>Het BSN van de klant is 231457005.</w:t></w:r></w:p>"
                        .repeat(400_000)
                        .into_bytes(),
                ),
            ])),
        ),
        (
            "XLSX",
            "a.xlsx",
            0,
            Source::of(hostile::workbook(
                &(0..300_000)
                    .map(|number| {
                        format!("<si><t>klant {number} van de bakkerij in het dorp</t></si>")
                    })
                    .collect::<String>(),
                &(0..300_000)
                    .map(|row| format!("<row r='{}'><c t='s'><v>{row}</v></c></row>", row + 1))
                    .collect::<String>(),
            )),
        ),
        (
            "PDF of 2,000 pages",
            "a.pdf",
            mib(6),
            Source::of(hostile::pages(2_000)),
        ),
    ]
}

#[test]
fn a_scan_takes_less_than_it_may() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let empty = MEMORY.current_usage();
    let _ = Engine::standard();
    let engine = MEMORY.current_usage() - empty;
    println!("{:<44}{:>12}{:>12}{:>12}", "", "input", "held", "peak");
    println!(
        "{:<44}{:>12}{:>12}{:>12}",
        "the engine itself, once",
        "",
        "",
        shown(engine)
    );
    let mut wrong = Vec::new();
    for rows in [
        honest,
        hostile::archives,
        hostile::texts,
        hostile::mails,
        hostile::offices,
        hostile::pdfs,
    ] {
        for (what, name, held, source) in rows() {
            let length = source.length();
            let started = std::time::Instant::now();
            let (peak, counts, summary) = measure(name, source);
            println!(
                "{what:<44}{:>12}{:>12}{:>12}   {:.1}s {} {:?}",
                shown(length),
                shown(held),
                shown(peak),
                started.elapsed().as_secs_f32(),
                counts.findings,
                counts.unreadable
            );
            assert!(held <= HELD_MAX && summary.documents > 0, "{what}");
            if peak + engine > SCAN_MAX + held {
                wrong.push(format!("{what}: {} and {} held", shown(peak), shown(held)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What one test takes is not counted to another.
static ALONE: Mutex<()> = Mutex::new(());

/// Nesting makes nothing grow, also on the smallest stack that a thread may have.
#[test]
fn nothing_recurses_for_long() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let inputs = hostile::nested();
    let _ = Engine::standard();
    for (what, name, content) in inputs {
        let thread = std::thread::Builder::new().stack_size(512 << 10);
        let scan = move || {
            let options = Options::new(FingerprintKey::new([7; 32]));
            let input = Input {
                name,
                reader: Cursor::new(content),
            };
            let mut counts = Counts::default();
            Engine::standard()
                .scan(input, &options, &mut counts)
                .map(|summary| summary.documents)
        };
        let documents = thread.spawn(scan).unwrap().join().unwrap().unwrap();
        assert!(documents > 0, "{what}");
    }
}

#[allow(clippy::cast_precision_loss, reason = "mebibytes for people")]
fn shown(bytes: usize) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}
