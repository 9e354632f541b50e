//! What every target asks of the engine: it ends, it never panics, it holds no more than it may, it
//! numbers its documents without a gap, and it finds the same however the text is cut.

use std::io::Cursor;
use std::ops::ControlFlow;

use detect::{Document, Engine, Finding, FingerprintKey, Input, Limits, Options, Sink};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How much one scan may hold beside its input. Inputs here are small, so this is far below what the
/// budget allows.
const HELD_MAX: usize = 96 << 20;

/// Everything that a scan told.
#[derive(Debug, Default, PartialEq)]
pub struct Told {
    /// The findings.
    pub findings: Vec<Finding>,
    /// The documents.
    pub documents: Vec<Document>,
}

impl Sink for Told {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        self.findings.push(finding);
        ControlFlow::Continue(())
    }

    fn document(&mut self, document: &Document) -> ControlFlow<()> {
        self.documents.push(document.clone());
        ControlFlow::Continue(())
    }
}

/// Limits that a small input can reach.
fn options() -> Options {
    let mut options = Options::new(FingerprintKey::new([7; 32]));
    options.limits = Limits {
        max_total_bytes: 64 << 20,
        max_entries: 200,
        ..Limits::default()
    };
    options
}

fn scan_with(name: &str, bytes: &[u8], options: &Options) -> Told {
    let mut told = Told::default();
    let input = Input {
        name,
        reader: Cursor::new(bytes),
    };
    let summary = Engine::standard()
        .scan(input, options, &mut told)
        .expect("a slice can be read");
    assert_eq!(told.documents.len() as u64, summary.documents);
    told
}

/// What is held before something is measured.
pub fn held() -> usize {
    MEMORY.reset_peak_usage();
    MEMORY.current_usage()
}

/// Asks that no more was held since than a scan may hold.
pub fn assert_held_little(before: usize) {
    let held = MEMORY.peak_usage().saturating_sub(before);
    assert!(held < HELD_MAX, "{held} bytes were held");
}

/// Scans a file of this name, and looks at what must hold.
pub fn scan(name: &str, bytes: &[u8]) -> Told {
    let options = options();
    // Built before anything is measured.
    Engine::standard();
    let before = held();
    let told = scan_with(name, bytes, &options);
    assert_held_little(before);
    for (place, document) in told.documents.iter().enumerate() {
        assert_eq!(document.ordinal, place as u64, "documents have no gap");
    }
    for finding in &told.findings {
        assert!((0.0..=1.0).contains(&finding.confidence), "{finding:?}");
    }
    told
}

/// As [`scan`], and once more in the smallest chunks.
pub fn scan_cut(name: &str, bytes: &[u8]) {
    let told = scan(name, bytes);
    let mut options = options();
    options.limits.chunk_bytes = 1;
    let cut = scan_with(name, bytes, &options);
    assert_eq!(cut, told, "how the text is cut changes nothing");
}

/// A run that goes on from any document finds the rest and nothing else.
pub fn scan_resumed(name: &str, bytes: &[u8]) {
    let told = scan(name, bytes);
    let done = told.documents.len() / 2;
    let findings: u64 = told.documents.iter().take(done).map(|it| it.findings).sum();
    let mut options = options();
    options.skip_documents = done as u64;
    let rest = scan_with(name, bytes, &options);
    assert_eq!(rest.documents, told.documents[done..]);
    let findings = usize::try_from(findings).expect("a count");
    assert_eq!(rest.findings, told.findings[findings..]);
}

/// A zip of these entries.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file(*name, stored).expect("a name");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}
