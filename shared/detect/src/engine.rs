//! The engine: built once in a process, then asked as often as one likes.

use std::io::{Read, Seek};
use std::ops::{ControlFlow, RangeInclusive};
use std::sync::{Arc, LazyLock};

use crate::custom::CompiledRules;
use crate::detector::DetectorMeta;
use crate::finding::{Finding, FingerprintKey};
use crate::input;
use crate::limits::Limits;
use crate::scanner::Scanner;

/// The version of the engine and its rules; known without building one.
///
/// Grows with everything that changes what is found, so that a result can be told from one that
/// an older engine made.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "+11");

/// What people are told about every detector of the engine, without making any of them ready to run.
#[must_use]
pub fn catalogue() -> Vec<&'static DetectorMeta> {
    crate::detectors::all()
        .map(|detector| &detector.meta)
        .collect()
}

/// The families of providers' credentials, each with its name and the ids of its detectors.
#[must_use]
pub fn credential_families() -> Vec<(&'static str, Vec<&'static str>)> {
    crate::detectors::credential_families()
        .iter()
        .map(|(name, detectors)| {
            let ids = detectors.iter().map(|detector| detector.meta.id);
            (*name, ids.collect())
        })
        .collect()
}

/// The words that speak against what a detector finds.
#[must_use]
pub fn words_against(id: &str) -> &'static [&'static str] {
    crate::detectors::all()
        .find(|detector| detector.meta.id == id)
        .map_or(&[], |detector| detector.against)
}

/// The detectors and what finds their triggers. Cheap to share, dear to build: see [`Engine::standard`].
#[derive(Debug)]
pub struct Engine {
    scanner: Scanner,
    metas: Vec<DetectorMeta>,
}

/// One upload or one text.
#[derive(Debug)]
pub struct Input<'a, R> {
    /// The file's name, such as `letter.txt` or `upload.tar.gz`; empty for inline text. It stands
    /// as the path of what is no archive; the content decides what that is.
    pub name: &'a str,
    /// The bytes.
    pub reader: R,
}

/// How to scan.
#[derive(Clone, Debug)]
pub struct Options {
    /// The tenant's key.
    pub fingerprint_key: FingerprintKey,
    /// The caps.
    pub limits: Limits,
    /// How many documents an earlier run finished: they are passed over, neither scanned nor
    /// told. They are read all the same, so that the caps come out as they did then.
    pub skip_documents: u64,
    /// The input is one file of several: what lies in an archive is named after it, as in
    /// `exports/old.zip!/customers.csv`.
    pub is_one_of_several: bool,
    /// Only what stands at least in part on these lines is found; each line from 1, sorted, apart
    /// from each other. They don't apply to what lies in an archive, nor to findings about a file.
    pub lines: Option<Vec<RangeInclusive<u64>>>,
    /// What is looked for in files is masked in their names as well, so that findings can be kept.
    /// Not for who has the files and has to find them: on their own machine.
    pub masks_names: bool,
    /// What the tenant wants found beside what the engine finds, and changed of that.
    pub rules: Option<Arc<CompiledRules>>,
}

impl Options {
    /// Scans everything, with the default limits.
    #[must_use]
    pub fn new(fingerprint_key: FingerprintKey) -> Self {
        Self {
            fingerprint_key,
            limits: Limits::default(),
            skip_documents: 0,
            is_one_of_several: false,
            lines: None,
            masks_names: true,
            rules: None,
        }
    }
}

/// Who is told what was found.
///
/// Breaking stops the scan: [`Summary::stopped`] says so, and the document at hand is not told.
pub trait Sink {
    /// Told each finding, in the order of the text within a document.
    fn finding(&mut self, finding: Finding) -> ControlFlow<()>;

    /// Told each document after its last finding.
    fn document(&mut self, document: &Document) -> ControlFlow<()>;
}

/// What the engine saw in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// Text, source code, markup, a log.
    Text,
    /// A table with a header row.
    Table,
    /// No bytes at all.
    Empty,
    /// No text: passed over.
    Binary,
    /// Something that could not be read, or an archive that broke off: there is a finding about it.
    Unreadable,
}

/// One file, or one entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its number in the input, from 0. The same input always numbers the same.
    pub ordinal: u64,
    /// Its path within the upload; `outer.zip!/inner.txt` for an archive within an archive.
    pub path: String,
    /// How many bytes it has, after expansion.
    pub bytes: u64,
    /// How many findings were told.
    pub findings: u64,
    /// What it was taken for.
    pub kind: DocumentKind,
}

/// What a scan went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents told; those of `skip_documents` are not among them.
    pub documents: u64,
    /// Their bytes, after expansion.
    pub bytes: u64,
    /// Of them, those that were no text and passed over.
    pub binaries: u64,
    /// Whether the sink broke the scan off.
    pub stopped: bool,
}

/// Why a scan could not be done at all.
///
/// What is wrong with the content is never an error but a finding.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The input could not be read: its reader failed. Trying again may help.
    #[error("the input could not be read: {0}")]
    Input(#[source] std::io::Error),
}

impl Engine {
    /// The engine with all detectors, built when it is first asked for.
    #[must_use]
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Engine> = LazyLock::new(Engine::new);
        &STANDARD
    }

    fn new() -> Self {
        Self {
            scanner: Scanner::new(),
            metas: crate::detectors::all()
                .map(|detector| detector.meta)
                .collect(),
        }
    }

    /// The version of the engine and its detectors. Results of different versions may differ.
    #[must_use]
    pub fn version(&self) -> &'static str {
        VERSION
    }

    /// Every detector.
    #[must_use]
    pub fn detectors(&self) -> &[DetectorMeta] {
        &self.metas
    }

    /// The detector of this id.
    #[must_use]
    pub fn detector(&self, id: &str) -> Option<&DetectorMeta> {
        self.metas.iter().find(|meta| meta.id == id)
    }

    /// Scans a text that is no file, as text. For what people try out: it does nothing that a scan doesn't.
    pub(crate) fn scan_text(&self, text: &str, options: &Options, sink: &mut dyn Sink) -> u64 {
        crate::chunk::scan_text(&self.scanner, text, options, sink)
    }

    /// Scans one input. The sink is told each finding, then each finished document; when it
    /// breaks, the scan stops.
    ///
    /// # Errors
    ///
    /// When the input's reader itself fails. Broken or hostile content is a finding instead.
    pub fn scan<R: Read + Seek>(
        &self,
        input: Input<'_, R>,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<Summary, ScanError> {
        input::scan(&self.scanner, input, options, sink)
    }
}
