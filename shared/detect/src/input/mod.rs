//! From an input to documents: archives are walked, entries numbered, text handed on.
//!
//! Nothing is unpacked to anywhere. A tar and a gzip are read as streams; a zip is read where it
//! lies, and from memory if it lies within another archive. Whatever goes wrong in content ends
//! as a finding of the document, or of one more document that stands for the broken archive.

pub(crate) mod decode;
mod grid;
mod gzip;
pub(crate) mod json;
mod mail;
pub(crate) mod markup;
mod meter;
mod office;
mod path;
mod pdf;
mod sheet;
mod shown;
mod sniff;
pub(crate) mod sql;
mod zip_count;

use std::cell::Cell;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::{ControlFlow, Deref};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use domain::Location;
use tar::EntryType;
use zip::read::{Config, ZipFile};
use zip::result::{ZipError, ZipResult};
use zip::unstable::read::ZipIterable;
use zip::{CompressionMethod, ZipArchive, ZipReadOptions};

use self::mail::Mail;
use self::meter::{Allowance, CapReached, Capped, Counted, Expanding, Failing, Source, Watched};
use self::path::{EntryPath, clean, link_escapes, shorten};
use self::sniff::{Content, SNIFF_BYTES, sniff};
use crate::chunk::{Tally, TextForm, TextScan};
use crate::detectors::{HOSTILE, NOT_RUN, UNREADABLE};
use crate::engine::{Document, DocumentKind, Input, Options, ScanError, Sink, Summary};
use crate::finding::{Finding, Reason, ReasonKind};
use crate::nature::{Nature, extension};
use crate::scanner::Scanner;

/// How much is read at a time.
const PIECE_BYTES: usize = 64 << 10;
/// What a tar consists of.
const TAR_BLOCK_BYTES: usize = 512;
/// How many bytes say that something is a zip.
const ZIP_BYTES: usize = 4;
/// A file may have grown since its length was asked.
const BUFFER_MIN: usize = 1 << 10;
/// How long a name in a tar's extension may be; longer ones are an attack on memory.
const NAME_BYTES: u64 = 64 << 10;
/// How much room is made for a document before any of it was read, by what an archive says of it.
const EXPECTED_MAX: u64 = 16 << 20;
/// How much may be read to find out what is in a zip: its directory is held in memory.
const DIRECTORY_BYTES: u64 = 24 << 20;

/// Why the walk ends early.
enum Stop {
    /// The sink had enough.
    Sink,
    /// The upload as a whole reached a cap, and that was told.
    Cap,
    /// The stream that this document came from is of no more use, and that was told.
    Broken,
}

type Walked = Result<(), Stop>;

/// A reader that can be read from any place.
trait ReadSeek: Read + Seek {}
impl<R: Read + Seek> ReadSeek for R {}

struct Walk<'w> {
    scanner: &'w Scanner,
    options: &'w Options,
    sink: Telling<'w>,
    ordinal: u64,
    /// The document that has begun and was not told yet.
    open: Option<u64>,
    /// How many bytes are held of what can't be read as a stream.
    held: Rc<Cell<u64>>,
    /// How many bytes the next document is thought to have; 0 where nobody knows.
    expected: u64,
    entries: u64,
    total_bytes: u64,
    /// Whether the walk has entered the input, if that is an archive.
    is_within: bool,
    /// Whether the input turned out to be an archive.
    is_unpacked: bool,
    /// What is looked at next was in a gzip, which may give so much.
    gunzipped: Option<Rc<Allowance>>,
    /// What is read into, kept between documents.
    buffer: Vec<u8>,
    summary: Summary,
}

/// The sink, told nothing in clear, with a count of what it was told of the document at hand.
struct Telling<'w> {
    sink: &'w mut dyn Sink,
    findings: u64,
    /// What looks for values in names, if they are masked there.
    scanner: Option<&'w Scanner>,
    /// The name that was masked last, and what became of it; and the same for a part's.
    path: (String, String),
    part: (String, String),
}

/// The name as it is told; the last one is kept, because many findings have it.
fn shown(scanner: &Scanner, kept: &mut (String, String), name: &mut String) {
    if kept.0 != *name {
        *kept = (name.clone(), shown::masked(scanner, name));
    }
    name.clone_from(&kept.1);
}

impl Sink for Telling<'_> {
    fn finding(&mut self, mut finding: Finding) -> ControlFlow<()> {
        self.findings += 1;
        if let Some(scanner) = self.scanner {
            shown(scanner, &mut self.path, &mut finding.location.path);
            if let Some(part) = &mut finding.location.part {
                shown(scanner, &mut self.part, part);
            }
        }
        self.sink.finding(finding)
    }

    fn document(&mut self, document: &Document) -> ControlFlow<()> {
        let Some(scanner) = self.scanner else {
            return self.sink.document(document);
        };
        let mut document = document.clone();
        shown(scanner, &mut self.path, &mut document.path);
        self.sink.document(&document)
    }
}

/// Bytes that are held as a whole, as long as they are counted.
struct Held {
    bytes: Vec<u8>,
    counted: u64,
    all: Rc<Cell<u64>>,
}

impl Held {
    /// Reads so many bytes at most, of which so many are expected. Growing is copying, and a quarter
    /// more at a time wastes little.
    fn read(&mut self, reader: &mut dyn Read, max: u64, expected: u64) -> io::Result<()> {
        let max = usize::try_from(max).unwrap_or(usize::MAX);
        let expected = usize::try_from(expected).unwrap_or(usize::MAX);
        self.bytes
            .reserve_exact(expected.saturating_add(1).min(max));
        loop {
            let length = self.bytes.len();
            if self.bytes.capacity() == length {
                let more = (length / 4).max(1 << 20);
                self.bytes
                    .reserve_exact(more.min(max.saturating_sub(length)));
            }
            let room = self.bytes.capacity().min(max).saturating_sub(length);
            let read = reader.take(room as u64).read_to_end(&mut self.bytes)?;
            self.count((length + read) as u64);
            if read == 0 {
                return Ok(());
            }
        }
    }

    /// Holds what was made otherwise.
    fn keep(&mut self, bytes: Vec<u8>) {
        self.count(bytes.len() as u64);
        self.bytes = bytes;
    }

    fn count(&mut self, bytes: u64) {
        self.all.set(self.all.get() - self.counted + bytes);
        self.counted = bytes;
    }
}

impl Deref for Held {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.count(0);
    }
}

/// Runs a step; nothing where it panicked. A fault of ours, or of a library, is a finding about the
/// file that it showed in, and the scan goes on.
fn contained<T>(step: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(step)).ok()
}

/// What a tar is read from.
#[derive(Clone, Copy)]
struct Stream<'s> {
    has_failed: &'s Cell<bool>,
    /// What it may give, if it is that of a gzip.
    allowance: Option<&'s Allowance>,
}

/// A document that is told in parts.
struct Parted {
    ordinal: u64,
    is_skipped: bool,
    tally: Tally,
    bytes: u64,
    trouble: Option<Trouble>,
    is_unreadable: bool,
}

impl Parted {
    /// Something is wrong with it; what was wrong first is what is told.
    fn note(&mut self, trouble: Trouble) {
        self.trouble.get_or_insert(trouble);
    }

    /// Reading it panicked.
    fn broke(&mut self) {
        self.is_unreadable = true;
        self.note(Trouble::broke());
    }
}

/// The sink's answer as the walk's.
fn went<T>(flow: ControlFlow<(), T>) -> Result<T, Stop> {
    match flow {
        ControlFlow::Continue(value) => Ok(value),
        ControlFlow::Break(()) => Err(Stop::Sink),
    }
}

/// How a text is to be read, by its name and its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text(TextForm),
    Mail(Mail),
}

impl Form {
    fn of(path: &str, head: &[u8], encoding: decode::Encoding) -> Self {
        let extension = extension(path);
        if encoding == decode::Encoding::Utf8
            && let Some(mail) = mail::sniff(&extension, head)
        {
            return Self::Mail(mail);
        }
        let is_prose = Nature::of(path).is_prose();
        let is_xml = matches!(
            extension.as_str(),
            "xml"
                | "plist"
                | "svg"
                | "xsd"
                | "xsl"
                | "xslt"
                | "wsdl"
                | "rss"
                | "atom"
                | "kml"
                | "gpx"
                | "resx"
                | "csproj"
                | "fodt"
                | "fods"
                | "fodp"
        );
        if !(is_prose || is_xml) {
            let is_html = matches!(extension.as_str(), "html" | "htm" | "xhtml");
            let is_json = matches!(
                extension.as_str(),
                "json" | "ndjson" | "jsonl" | "geojson" | "har" | "ipynb" | "webmanifest"
            );
            return Self::Text(match () {
                () if is_html => TextForm::Html,
                () if is_json => TextForm::Json,
                () => TextForm::Plain,
            });
        }
        let start = beginning(head);
        let is_html = start.starts_with(b"<!doctype html") || start.starts_with(b"<html");
        Self::Text(match extension.as_str() {
            _ if is_html => TextForm::Html,
            _ if is_xml => TextForm::Xml,
            "shtml" => TextForm::Html,
            "sql" | "dump" | "pgsql" | "mysql" => TextForm::Sql,
            _ if start.starts_with(b"<?xml") => TextForm::Xml,
            _ if start.starts_with(b"-- mysql dump")
                || start.starts_with(b"-- phpmyadmin sql dump")
                || start.starts_with(b"-- mariadb dump")
                || start.starts_with(b"--\n-- postgresql database dump") =>
            {
                TextForm::Sql
            }
            _ if start.starts_with(b"{\"") || start.starts_with(b"[{\"") => TextForm::Json,
            _ => TextForm::Plain,
        })
    }
}

/// What a text begins with, in lower case, without a mark of its encoding, blanks and the zeros of UTF-16; nothing if that
/// is no sign with which formats begin.
fn beginning(head: &[u8]) -> Vec<u8> {
    let head = head.get(..256).unwrap_or(head);
    let mut letters = head.iter().filter(|byte| **byte != 0 && byte.is_ascii());
    match letters.find(|byte| !byte.is_ascii_whitespace()) {
        Some(first @ (b'<' | b'-' | b'{' | b'[')) => std::iter::once(first)
            .chain(letters)
            .map(u8::to_ascii_lowercase)
            .collect(),
        _ => Vec::new(),
    }
}

/// Something about a file that becomes a finding.
struct Trouble {
    detector: &'static str,
    sentence: String,
}

impl Trouble {
    fn hostile(sentence: impl Into<String>) -> Self {
        Self {
            detector: HOSTILE,
            sentence: sentence.into(),
        }
    }

    fn unreadable(sentence: impl Into<String>) -> Self {
        Self {
            detector: UNREADABLE,
            sentence: sentence.into(),
        }
    }

    /// Reading it panicked.
    fn broke() -> Self {
        Self::unreadable("reading it failed, which is a fault in Polder; not all of it was scanned")
    }

    /// What an error while reading content means.
    fn of(error: &io::Error) -> Self {
        match CapReached::of(error) {
            Some(cap) => Self::hostile(cap.to_string()),
            // The messages of parsers may quote content.
            None => Self::unreadable("it is damaged or ends too early"),
        }
    }
}

/// What becomes of a document with such content, and what is wrong with it where it isn't read.
fn kind_of(content: Content, trouble: &mut Option<Trouble>) -> DocumentKind {
    match content {
        Content::Empty => DocumentKind::Empty,
        Content::Binary => DocumentKind::Binary,
        Content::Unsupported(format) => {
            trouble.get_or_insert(Trouble::unreadable(format!(
                "it is {format}, which is not read yet"
            )));
            DocumentKind::Unreadable
        }
        Content::Text(_) | Content::Zip | Content::Gzip | Content::Tar | Content::Pdf => {
            DocumentKind::Text
        }
    }
}

pub(crate) fn scan<R: Read + Seek>(
    scanner: &Scanner,
    input: Input<'_, R>,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Summary, ScanError> {
    let failure = Rc::new(Cell::new(None));
    let mut source = Source::new(input.reader, Rc::clone(&failure));
    let mut walk = Walk {
        scanner,
        options,
        sink: Telling {
            sink,
            findings: 0,
            scanner: options.masks_names.then_some(scanner),
            path: Default::default(),
            part: Default::default(),
        },
        ordinal: 0,
        open: None,
        held: Rc::default(),
        expected: 0,
        entries: 0,
        total_bytes: 0,
        is_within: options.is_one_of_several,
        is_unpacked: false,
        gunzipped: None,
        buffer: Vec::new(),
        summary: Summary::default(),
    };
    let mut path = input
        .name
        .replace(|character: char| character.is_control(), "\u{fffd}");
    shorten(&mut path);
    let walked = contained(|| walk.top(&path, &mut source));
    let walked = walked.unwrap_or_else(|| walk.broke(&path));
    if let Some(error) = failure.take() {
        return Err(ScanError::Input(error));
    }
    if let Err(Stop::Sink) = walked {
        walk.summary.stopped = true;
    }
    Ok(walk.summary)
}

/// Reads until there is so much or no more; with what came before a failure comes the failure.
fn read_head(reader: &mut dyn Read, max: usize) -> (Vec<u8>, Option<io::Error>) {
    let mut head = Vec::with_capacity(max);
    let failure = reader.take(max as u64).read_to_end(&mut head).err();
    (head, failure)
}

impl Walk<'_> {
    /// The input itself: a zip is read where it lies.
    fn top(&mut self, path: &str, source: &mut dyn ReadSeek) -> Walked {
        // Whatever else it is shows further on.
        let (head, failure) = read_head(source, ZIP_BYTES);
        if let Some(error) = failure {
            return self.broken(path, Trouble::of(&error));
        }
        if sniff(&head) == Content::Zip {
            let outer = if self.is_within { path } else { "" };
            self.is_within = true;
            self.is_unpacked = true;
            return match self.options.limits.max_depth {
                0 => self.broken(path, too_deep()),
                _ => match self.zip(outer, path, source, 1) {
                    Err(Stop::Broken) => Ok(()),
                    walked => walked,
                },
            };
        }
        let read = head.len() as u64;
        self.expected = match source.seek(SeekFrom::End(0)) {
            Ok(length) if source.seek(SeekFrom::Start(read)).is_ok() => length,
            Ok(_) | Err(_) => return self.broken(path, Trouble::unreadable("it has no end")),
        };
        let mut reader = Cursor::new(head).chain(source);
        match self.document(path, &mut reader, 0, None) {
            Err(Stop::Broken) => Ok(()),
            walked => walked,
        }
    }

    /// One file or entry, whatever it holds.
    fn document(
        &mut self,
        path: &str,
        reader: &mut dyn Read,
        depth: u32,
        trouble: Option<Trouble>,
    ) -> Walked {
        let walked = contained(|| self.content(path, reader, depth, trouble));
        walked.unwrap_or_else(|| self.broke(path))
    }

    /// Reading a file panicked where nothing nearer contained it.
    fn broke(&mut self, path: &str) -> Walked {
        self.broken(path, Trouble::broke())
    }

    fn content(
        &mut self,
        path: &str,
        reader: &mut dyn Read,
        depth: u32,
        trouble: Option<Trouble>,
    ) -> Walked {
        let gunzipped = self.gunzipped.take();
        let is_gunzipped = gunzipped.is_some();
        let (head, failure) = read_head(reader, SNIFF_BYTES);
        let failure = match failure {
            // What comes before the damage is read.
            Some(error) if head.is_empty() => return self.broken(path, Trouble::of(&error)),
            failure => failure,
        };
        let reader = &mut Failing(failure).chain(reader);
        let content = sniff(&head);
        let form = match content {
            Content::Text(encoding) => Form::of(path, &head, encoding),
            Content::Empty
            | Content::Zip
            | Content::Gzip
            | Content::Tar
            | Content::Pdf
            | Content::Unsupported(_)
            | Content::Binary => Form::Text(TextForm::Plain),
        };
        let is_program = sniff::begins_as_program(&head);
        let mut reader = Cursor::new(head).chain(reader);
        if is_program {
            return self.program(path, &mut reader, content, form, depth, trouble);
        }
        match content {
            Content::Zip | Content::Gzip | Content::Tar => {
                if let Some(trouble) = trouble {
                    self.tell_about(path, trouble)?;
                }
                // A tar in a gzip is one archive.
                let is_counted = content == Content::Tar && is_gunzipped;
                if !is_counted && depth >= self.options.limits.max_depth {
                    return self.drained(path, &mut reader, too_deep());
                }
            }
            Content::Pdf => return self.pdf(path, &mut reader, depth, trouble),
            Content::Text(_) => {
                return match form {
                    Form::Mail(Mail::Mailbox) if depth < self.options.limits.max_depth => {
                        if let Some(trouble) = trouble {
                            self.tell_about(path, trouble)?;
                        }
                        self.mailbox(path, &mut reader, depth + 1)
                    }
                    Form::Mail(Mail::Message) if depth < self.options.limits.max_depth => {
                        self.mail(path, &mut reader, depth, trouble)
                    }
                    Form::Mail(_) => {
                        let trouble = trouble.or_else(|| {
                            let sentence = "messages lie too deep within each other";
                            Some(Trouble::unreadable(sentence))
                        });
                        let (head, rest) = reader.into_inner();
                        self.leaf(
                            path,
                            head.get_ref(),
                            rest,
                            content,
                            TextForm::Plain,
                            trouble,
                        )
                    }
                    Form::Text(form) => {
                        let (head, rest) = reader.into_inner();
                        self.leaf(path, head.get_ref(), rest, content, form, trouble)
                    }
                };
            }
            Content::Empty | Content::Unsupported(_) | Content::Binary => {
                let (head, rest) = reader.into_inner();
                return self.leaf(
                    path,
                    head.get_ref(),
                    rest,
                    content,
                    TextForm::Plain,
                    trouble,
                );
            }
        }
        self.is_unpacked = true;
        match content {
            Content::Zip => self.nested_zip(path, &mut reader, depth + 1),
            Content::Gzip => self.gzip(path, &mut reader, depth + 1),
            Content::Tar
            | Content::Empty
            | Content::Text(_)
            | Content::Pdf
            | Content::Unsupported(_)
            | Content::Binary => {
                let depth = match (self.is_within, is_gunzipped) {
                    // Files that were put together to be sent have the same depth as each by itself.
                    (false, _) => 0,
                    (true, true) => depth,
                    (true, false) => depth + 1,
                };
                self.tar(path, &mut reader, gunzipped.as_deref(), depth)
            }
        }
    }

    /// A program or a script, behind which a zip may stand that it unpacks or runs.
    fn program(
        &mut self,
        path: &str,
        reader: &mut dyn Read,
        content: Content,
        form: Form,
        depth: u32,
        trouble: Option<Trouble>,
    ) -> Walked {
        let form = match form {
            Form::Text(form) => form,
            Form::Mail(_) => TextForm::Plain,
        };
        let max = self.room();
        let mut held = self.holding();
        let expected = std::mem::take(&mut self.expected);
        let failure = held.read(reader, max, expected).err();
        let zip = zip_count::behind(&held).filter(|_| depth < self.options.limits.max_depth);
        // The signatures alone stand in every program that knows zips.
        let zip = zip.filter(|_| {
            let listed = ZipIterable::try_new(Cursor::new(&*held), Config::default());
            listed.is_ok_and(|listed| !listed.is_empty())
        });
        let Some(zip) = zip.and_then(|start| held.get(start..)) else {
            let mut whole = Cursor::new(&*held).chain(Failing(failure)).chain(reader);
            return self.leaf(path, &[], &mut whole, content, form, trouble);
        };
        let before = held.get(..held.len() - zip.len()).unwrap_or_default();
        // The zip's own bytes don't make a script a program.
        let content = sniff(before.get(..SNIFF_BYTES).unwrap_or(before));
        self.leaf(path, &[], &mut { before }, content, form, trouble)?;
        self.count(path, zip.len() as u64)?;
        let outer = if self.is_within { path } else { "" };
        self.is_within = true;
        self.is_unpacked = true;
        match self.zip(outer, path, &mut Cursor::new(&*held), depth + 1) {
            Err(Stop::Broken) => Ok(()),
            walked => walked,
        }
    }

    /// Something that is no archive: scanned, or passed over with its bytes counted.
    fn leaf(
        &mut self,
        path: &str,
        head: &[u8],
        reader: &mut dyn Read,
        content: Content,
        form: TextForm,
        trouble: Option<Trouble>,
    ) -> Walked {
        let ordinal = self.number();
        let is_skipped = ordinal < self.options.skip_documents;
        let mut trouble = trouble;
        let mut text = None;
        if let Content::Text(encoding) = content
            && !is_skipped
        {
            let lines = self.options.lines.as_deref();
            // Who names lines counts line feeds in bytes, which other encodings have elsewhere too; then all of it counts.
            let lines = lines.filter(|_| !self.is_unpacked && encoding == decode::Encoding::Utf8);
            let mut scan = TextScan::new(self.scanner, self.options, path, encoding, form, lines);
            let expected = usize::try_from(self.expected).unwrap_or(usize::MAX);
            scan.expect(expected.min(PIECE_BYTES));
            text = Some(scan);
        }
        let mut kind = kind_of(content, &mut trouble);
        let mut bytes = 0;
        let mut head = (!head.is_empty()).then_some(head);
        let mut buffer = self.take_buffer(head.map_or(0, <[u8]>::len));
        let mut stop = None;
        let mut last = zip_count::Last::default();
        loop {
            let piece = match head.take().map_or_else(
                || {
                    reader
                        .read(&mut buffer)
                        .map(|read| buffer.get(..read).unwrap_or_default())
                },
                Ok,
            ) {
                Ok([]) => break,
                Ok(piece) => piece,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    trouble = Some(Trouble::of(&error));
                    kind = DocumentKind::Unreadable;
                    stop = Some(Stop::Broken);
                    break;
                }
            };
            let read = piece.len();
            if content == Content::Binary {
                last.push(piece);
            }
            self.total_bytes += read as u64;
            if self.total_bytes > self.options.limits.max_total_bytes {
                let cap = CapReached::Total(self.options.limits.max_total_bytes);
                trouble = Some(Trouble::hostile(cap.to_string()));
                kind = DocumentKind::Unreadable;
                stop = Some(Stop::Cap);
                break;
            }
            let room = self.options.limits.max_document_bytes.saturating_sub(bytes);
            bytes += read as u64;
            let taken = usize::try_from(room).unwrap_or(usize::MAX).min(read);
            if taken < read && text.is_some() {
                trouble.get_or_insert(Trouble::unreadable(format!(
                    "only its first {} bytes were scanned",
                    self.options.limits.max_document_bytes
                )));
            }
            if let (Some(scan), Some(piece)) = (&mut text, piece.get(..taken)) {
                if let Some(flow) = contained(|| scan.push(piece, &mut self.sink)) {
                    went(flow)?;
                } else {
                    // What comes is passed over.
                    trouble = Some(Trouble::broke());
                    kind = DocumentKind::Unreadable;
                    let tally = text.take().map(TextScan::into_tally).unwrap_or_default();
                    went(tally.finish(&mut self.sink))?;
                }
            }
        }
        self.buffer = buffer;
        if is_skipped {
            self.open = None;
            return stop.map_or(Ok(()), Err);
        }
        if last.is_of_zip() && trouble.is_none() {
            trouble = Some(Trouble::unreadable(
                "a zip stands behind it, which was not read",
            ));
            kind = DocumentKind::Unreadable;
        }
        if let Some(mut text) = text {
            if let Some(flow) = contained(|| text.end(&mut self.sink)) {
                went(flow)?;
            } else {
                trouble = Some(Trouble::broke());
                kind = DocumentKind::Unreadable;
            }
            let tally = text.into_tally();
            if kind == DocumentKind::Text && tally.is_table {
                kind = DocumentKind::Table;
            }
            went(tally.finish(&mut self.sink))?;
        }
        if let Some(trouble) = trouble {
            self.finding_about(path, trouble)?;
        }
        self.finish(ordinal, path, bytes, kind)?;
        stop.map_or(Ok(()), Err)
    }

    /// Takes what is read into, which has to be put back: no larger than what there is to read behind what was read, for
    /// most files are small and all of it is zeros first.
    fn take_buffer(&mut self, read: usize) -> Vec<u8> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let wanted = match usize::try_from(self.expected) {
            Ok(expected @ 1..) => expected.saturating_sub(read).clamp(BUFFER_MIN, PIECE_BYTES),
            Ok(0) | Err(_) => PIECE_BYTES,
        };
        if buffer.len() < wanted {
            buffer.resize(wanted, 0);
        }
        buffer
    }

    /// The number of a document that begins.
    fn number(&mut self) -> u64 {
        let ordinal = self.ordinal;
        self.ordinal += 1;
        self.open = Some(ordinal);
        ordinal
    }

    /// A document that is told in parts begins.
    fn begin(&mut self, trouble: Option<Trouble>) -> Parted {
        let ordinal = self.number();
        Parted {
            ordinal,
            is_skipped: ordinal < self.options.skip_documents,
            tally: Tally::default(),
            bytes: 0,
            trouble,
            is_unreadable: false,
        }
    }

    /// A document that was told in parts ends.
    fn end(&mut self, path: &str, document: Parted) -> Walked {
        if document.is_skipped {
            self.open = None;
            return Ok(());
        }
        let kind = if document.is_unreadable {
            DocumentKind::Unreadable
        } else if document.tally.is_table {
            DocumentKind::Table
        } else {
            DocumentKind::Text
        };
        went(document.tally.finish(&mut self.sink))?;
        if let Some(trouble) = document.trouble {
            self.finding_about(path, trouble)?;
        }
        self.finish(document.ordinal, path, document.bytes, kind)
    }

    /// Counts what was read; the upload as a whole may be too large.
    fn count(&mut self, path: &str, bytes: u64) -> Walked {
        self.total_bytes += bytes;
        if self.total_bytes > self.options.limits.max_total_bytes {
            let cap = CapReached::Total(self.options.limits.max_total_bytes);
            self.tell_about(path, Trouble::hostile(cap.to_string()))?;
            return Err(Stop::Cap);
        }
        Ok(())
    }

    /// Reads something that has to be held as a whole; nothing where it is too large, and that
    /// was told.
    fn hold(
        &mut self,
        path: &str,
        reader: &mut dyn Read,
        what: &str,
    ) -> Result<Option<Held>, Stop> {
        let max = self.room();
        let mut held = self.holding();
        let expected = std::mem::take(&mut self.expected);
        if let Err(error) = held.read(reader, max + 1, expected) {
            return Err(match self.broken(path, Trouble::of(&error)) {
                Ok(()) => Stop::Broken,
                Err(stop) => stop,
            });
        }
        self.count(path, held.len() as u64)?;
        if held.len() as u64 > max {
            let sentence = format!("{what} may have {max} bytes at most");
            drop(held);
            self.drained(path, reader, Trouble::unreadable(sentence))?;
            return Ok(None);
        }
        Ok(Some(held))
    }

    /// How many more bytes may be held.
    fn room(&self) -> u64 {
        let max = self.options.limits.max_held_bytes;
        max.saturating_sub(self.held.get())
    }

    /// Nothing yet, of which what comes is counted.
    fn holding(&self) -> Held {
        Held {
            bytes: Vec::new(),
            counted: 0,
            all: Rc::clone(&self.held),
        }
    }

    fn finish(&mut self, ordinal: u64, path: &str, bytes: u64, kind: DocumentKind) -> Walked {
        if ordinal == 0 {
            self.tell_broken_rules(path)?;
        }
        self.open = None;
        self.summary.documents += 1;
        self.summary.bytes += bytes;
        self.summary.binaries += u64::from(kind == DocumentKind::Binary);
        let document = Document {
            ordinal,
            path: path.to_owned(),
            bytes,
            findings: std::mem::take(&mut self.sink.findings),
            kind,
        };
        went(self.sink.document(&document))
    }

    /// The first document tells which of the tenant's rules could not be run in any.
    fn tell_broken_rules(&mut self, path: &str) -> Walked {
        let options = self.options;
        let troubles = options.rules.as_ref().map(|rules| rules.troubles());
        for (_, sentence) in troubles.into_iter().flatten() {
            let detector = NOT_RUN;
            self.finding_about(path, Trouble { detector, sentence })?;
        }
        Ok(())
    }

    fn finding_about(&mut self, path: &str, trouble: Trouble) -> Walked {
        let Trouble { detector, sentence } = trouble;
        let severity = crate::detectors::all()
            .find(|known| known.meta.id == detector)
            .map_or(domain::Severity::Low, |known| known.meta.severity);
        let finding = Finding {
            detector,
            rule: None,
            severity,
            confidence: 1.0,
            location: Location::of(path, None),
            fingerprint: self.options.fingerprint_key.fingerprint(
                detector,
                "file",
                &format!("{path}\n{sentence}"),
            ),
            explanation: vec![Reason::new(ReasonKind::Check, sentence.clone(), 1.0)],
            evidence: sentence,
            occurrences: 1,
            suppressed: None,
        };
        went(self.sink.finding(finding))
    }

    /// One more document, for something that has no content of its own to tell about; or the one
    /// that has begun, so that each number is told once.
    fn tell_about(&mut self, path: &str, trouble: Trouble) -> Walked {
        let ordinal = match self.open {
            Some(ordinal) => ordinal,
            None => self.number(),
        };
        if ordinal < self.options.skip_documents {
            self.open = None;
            return Ok(());
        }
        self.finding_about(path, trouble)?;
        self.finish(ordinal, path, 0, DocumentKind::Unreadable)
    }

    /// Tells about something whose stream is of no more use.
    fn broken(&mut self, path: &str, trouble: Trouble) -> Walked {
        self.tell_about(path, trouble)?;
        Err(Stop::Broken)
    }

    /// Tells about something that is passed over, and reads past it.
    fn drained(&mut self, path: &str, reader: &mut dyn Read, trouble: Trouble) -> Walked {
        self.leaf(
            path,
            &[],
            reader,
            Content::Binary,
            TextForm::Plain,
            Some(trouble),
        )
    }

    fn entry_begins(&mut self, path: &str) -> Walked {
        self.entries += 1;
        if self.entries > self.options.limits.max_entries {
            let sentence = format!(
                "the upload has more than {} entries; what comes after those was not read",
                self.options.limits.max_entries
            );
            self.tell_about(path, Trouble::hostile(sentence))?;
            return Err(Stop::Cap);
        }
        Ok(())
    }

    fn gzip(&mut self, path: &str, reader: &mut dyn Read, depth: u32) -> Walked {
        self.entry_begins(path)?;
        let packed = Rc::new(Cell::new(0));
        let is_followed = Rc::new(Cell::new(false));
        let counted = Counted::new(reader, Rc::clone(&packed));
        let members = gzip::Members::new(counted, Rc::clone(&is_followed));
        let allowance = Rc::new(Allowance::new(packed, &self.options.limits));
        let mut expanding = Expanding::within(members, Rc::clone(&allowance));
        self.expected = 0;
        self.gunzipped = Some(allowance);
        self.document(path, &mut expanding, depth, None)?;
        if is_followed.get() {
            self.tell_about(path, Trouble::unreadable(FOLLOWED))?;
        }
        Ok(())
    }

    fn nested_zip(&mut self, path: &str, reader: &mut dyn Read, depth: u32) -> Walked {
        let Some(packed) = self.hold(path, reader, "a zip within an archive")? else {
            return Ok(());
        };
        match self.zip(path, path, &mut Cursor::new(&*packed), depth) {
            // Only the inner archive is broken.
            Err(Stop::Broken) => Ok(()),
            walked => walked,
        }
    }

    /// A zip, from its central directory. The entries' paths begin with `outer`, which is empty for
    /// the input itself.
    fn zip(&mut self, outer: &str, path: &str, source: &mut dyn ReadSeek, depth: u32) -> Walked {
        // More than the directory says where another zip lies at the end, unpacked.
        let claimed = match zip_count::entries(source) {
            Ok(claimed) => claimed.unwrap_or(0),
            Err(error) => return self.broken(path, Trouble::of(&error)),
        };
        let max_entries = self.options.limits.max_entries;
        let left = Rc::new(Cell::new(DIRECTORY_BYTES));
        let mut capped = Capped::new(source, Rc::clone(&left));
        let damaged = || match left.get() {
            0 => Trouble::hostile("the zip's directory is too large to be one"),
            _ => Trouble::unreadable("the zip's directory is damaged"),
        };
        let listed = match ZipIterable::try_new(&mut capped, Config::default()) {
            Ok(listed) => listed.len(),
            Err(_) => return self.broken(path, damaged()),
        };
        if listed as u64 > max_entries {
            let sentence = format!("it has more than {max_entries} entries");
            return self.broken(path, Trouble::hostile(sentence));
        }
        left.set(DIRECTORY_BYTES);
        if claimed <= max_entries {
            let source: &mut dyn ReadSeek = &mut capped;
            let Ok(mut archive) = ZipArchive::new(source) else {
                return self.broken(path, damaged());
            };
            left.set(u64::MAX);
            if let Some(office) = office::Kind::of(&archive) {
                return self.office(path, &mut archive, office, depth);
            }
            // It knows entries by their names, and keeps the last of those that have one.
            if archive.len() >= listed {
                for number in 0..archive.len() {
                    self.entry_begins(path)?;
                    match self.zip_entry(outer, &mut archive, number, depth) {
                        // The next entry has a stream of its own.
                        Ok(()) | Err(Stop::Broken) => {}
                        Err(stop) => return Err(stop),
                    }
                }
                return Ok(());
            }
        }
        left.set(u64::MAX);
        self.zip_one_by_one(outer, path, &mut capped, depth)
    }

    /// A zip of whose entries no table is made: some have one name, or somebody else may claim more of them than there
    /// is room for.
    fn zip_one_by_one(
        &mut self,
        outer: &str,
        path: &str,
        source: &mut dyn ReadSeek,
        depth: u32,
    ) -> Walked {
        let damaged = || Trouble::unreadable("the zip's directory is damaged");
        let Ok(mut listed) = ZipIterable::try_new(source, Config::default()) else {
            return self.broken(path, damaged());
        };
        let Ok(entries) = listed.files() else {
            return self.broken(path, damaged());
        };
        while let Some(entry) = entries.next() {
            self.entry_begins(path)?;
            let Ok(entry) = entry else {
                return self.broken(path, damaged());
            };
            let name = match entry.name() {
                Ok(name) => name.into_owned(),
                Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
            };
            let opened = entry.with_reader(entries.reader_mut(), ZipReadOptions::default());
            match self.zip_file(outer, &name, opened, depth) {
                Ok(()) | Err(Stop::Broken) => {}
                Err(stop) => return Err(stop),
            }
        }
        Ok(())
    }

    fn zip_entry(
        &mut self,
        path: &str,
        archive: &mut ZipArchive<&mut dyn ReadSeek>,
        number: usize,
        depth: u32,
    ) -> Walked {
        let listed = match archive.name_for_index(number) {
            Some(Ok(name)) => name.into_owned(),
            Some(Err(_)) | None => format!("entry {}", number + 1),
        };
        self.zip_file(path, &listed, archive.by_index(number), depth)
    }

    /// One entry of a zip, by the name that the directory has for it.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "the crate's kinds may grow, and each further one is treated alike"
    )]
    fn zip_file<R: Read>(
        &mut self,
        path: &str,
        listed: &str,
        opened: ZipResult<ZipFile<'_, R>>,
        depth: u32,
    ) -> Walked {
        let unread = |walk: &mut Self, reason: &str| {
            let inner = within(path, &clean(listed).path);
            walk.tell_about(&inner, Trouble::unreadable(reason))
        };
        let mut entry = match opened {
            Ok(entry) => entry,
            Err(error) => {
                let reason = match error {
                    ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => "it is encrypted",
                    ZipError::UnsupportedArchive(_) => UNKNOWN_PACKING,
                    _ => "it is damaged or ends too early",
                };
                return unread(self, reason);
            }
        };
        // The library would notice it only while reading.
        if !matches!(
            entry.compression(),
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) {
            return unread(self, UNKNOWN_PACKING);
        }
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
        };
        let EntryPath {
            path: inner,
            problem,
        } = clean(&name);
        let inner = within(path, &inner);
        if entry.is_dir() {
            return problem.map_or(Ok(()), |problem| {
                self.tell_about(&inner, Trouble::hostile(problem))
            });
        }
        if entry.is_symlink() {
            let mut target = String::new();
            // A target that can't be read leads nowhere.
            let read = (&mut entry).take(NAME_BYTES).read_to_string(&mut target);
            return match read {
                Ok(_) if link_escapes(&name, &target) => self.tell_about(
                    &inner,
                    Trouble::hostile("it is a link that leaves the archive"),
                ),
                Ok(_) | Err(_) => Ok(()),
            };
        }
        let packed = Rc::new(Cell::new(entry.compressed_size()));
        self.expected = entry.size().min(EXPECTED_MAX);
        let mut expanding = Expanding::new(&mut entry, packed, &self.options.limits);
        self.document(&inner, &mut expanding, depth, problem.map(Trouble::hostile))
    }

    /// A tar, and those that follow it as `cat` puts them.
    fn tar(
        &mut self,
        path: &str,
        reader: &mut dyn Read,
        allowance: Option<&Allowance>,
        depth: u32,
    ) -> Walked {
        // The input's own name is no folder.
        let outer = if self.is_within { path } else { "" };
        self.is_within = true;
        let has_failed = Rc::new(Cell::new(false));
        let mut reader = Watched::new(reader, Rc::clone(&has_failed));
        let stream = Stream {
            has_failed: &has_failed,
            allowance,
        };
        self.one_tar(path, outer, &mut reader, stream, depth)?;
        loop {
            let next = match next_block(&mut reader) {
                Ok(None) => return Ok(()),
                Ok(Some(next)) => next,
                Err(error) => return self.broken(path, Trouble::of(&error)),
            };
            if sniff(&next) != Content::Tar {
                return self.tell_about(path, Trouble::unreadable(FOLLOWED));
            }
            let mut rest = Cursor::new(next).chain(&mut reader);
            self.one_tar(path, outer, &mut rest, stream, depth)?;
        }
    }

    /// What is left of an entry whose stream failed; it can be read on where it only gave too much.
    fn passed_over(&mut self, path: &str, entry: &mut dyn Read, stream: Stream<'_>) -> Walked {
        let exceeded = stream.allowance.filter(|it| it.is_exceeded());
        let allowance = exceeded.ok_or(Stop::Broken)?;
        stream.has_failed.set(false);
        allowance.waive();
        self.expected = 0;
        let mut buffer = self.take_buffer(0);
        let walked = loop {
            match entry.read(&mut buffer) {
                Ok(0) => break Ok(()),
                Ok(read) => {
                    if let Err(stop) = self.count(path, read as u64) {
                        break Err(stop);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => break Err(Stop::Broken),
            }
        };
        self.buffer = buffer;
        allowance.renew();
        walked
    }

    /// A tar up to its end, entry by entry. The crate's own handling of long names reads them without a cap,
    /// so the raw entries are read here.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "the crate's kinds may grow, and each further one is treated alike"
    )]
    fn one_tar(
        &mut self,
        path: &str,
        outer: &str,
        reader: &mut dyn Read,
        stream: Stream<'_>,
        depth: u32,
    ) -> Walked {
        let mut archive = tar::Archive::new(reader);
        let Ok(entries) = archive.entries() else {
            return self.broken(path, Trouble::unreadable("the tar is damaged"));
        };
        let mut long_name = None;
        for entry in entries.raw(true) {
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.broken(path, Trouble::of(&error)),
            };
            let kind = entry.header().entry_type();
            match kind {
                EntryType::GNULongName | EntryType::XHeader => {
                    if entry.size() > NAME_BYTES {
                        return self.broken(
                            path,
                            Trouble::hostile("it has an entry with an endless name"),
                        );
                    }
                    let mut extension = Vec::new();
                    if let Err(error) = (&mut entry).take(NAME_BYTES).read_to_end(&mut extension) {
                        return self.broken(path, Trouble::of(&error));
                    }
                    let name = if kind == EntryType::XHeader {
                        pax_path(&extension)
                    } else {
                        Some(extension)
                    };
                    long_name = name.or(long_name);
                    continue;
                }
                EntryType::GNULongLink | EntryType::XGlobalHeader => continue,
                _ => {}
            }
            self.entry_begins(path)?;
            let name = long_name
                .take()
                .unwrap_or_else(|| entry.path_bytes().into_owned());
            let name = String::from_utf8_lossy(&name)
                .trim_end_matches('\0')
                .to_owned();
            let EntryPath {
                path: inner,
                problem,
            } = clean(&name);
            let inner = within(outer, &inner);
            let trouble = match kind {
                EntryType::Directory => match problem {
                    Some(problem) => Some(Trouble::hostile(problem)),
                    None => continue,
                },
                EntryType::Symlink | EntryType::Link => {
                    let target = entry.link_name_bytes().unwrap_or_default();
                    let target = String::from_utf8_lossy(&target);
                    // A hard link's target counts from the archive's root.
                    let from = if kind == EntryType::Link {
                        "x"
                    } else {
                        name.as_str()
                    };
                    match (problem, link_escapes(from, &target)) {
                        (Some(problem), _) => Some(Trouble::hostile(problem)),
                        (None, true) => {
                            Some(Trouble::hostile("it is a link that leaves the archive"))
                        }
                        (None, false) => continue,
                    }
                }
                EntryType::Char | EntryType::Block | EntryType::Fifo => {
                    Some(Trouble::hostile("it is a device and no file"))
                }
                _ => {
                    self.expected = entry.size().min(EXPECTED_MAX);
                    match self.document(&inner, &mut entry, depth, problem.map(Trouble::hostile)) {
                        Err(Stop::Broken) if stream.has_failed.get() => {
                            match self.passed_over(&inner, &mut entry, stream) {
                                Err(Stop::Broken) => {
                                    return self.broken(path, Trouble::unreadable(BREAKS_OFF));
                                }
                                walked => walked?,
                            }
                            continue;
                        }
                        // Only what the entry holds is broken; the next one has its own place.
                        Ok(()) | Err(Stop::Broken) => continue,
                        Err(stop) => return Err(stop),
                    }
                }
            };
            if let Some(trouble) = trouble {
                self.tell_about(&inner, trouble)?;
            }
        }
        Ok(())
    }
}

/// What is told where something stands behind the end of a file that is no part of it.
const FOLLOWED: &str = "what stands behind its end was not read";
/// What is told of an archive beside what is told of the entry that it broke off in.
const BREAKS_OFF: &str = "it breaks off within an entry; what comes after that was not read";
const UNKNOWN_PACKING: &str = "it is packed in a way that is not read";

fn too_deep() -> Trouble {
    Trouble::hostile("archives lie too deep within each other")
}

/// The next block of a tar that isn't all zeros; nothing at the end.
fn next_block(reader: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    loop {
        match read_head(reader, TAR_BLOCK_BYTES) {
            (_, Some(error)) => return Err(error),
            (block, None) if block.is_empty() => return Ok(None),
            (block, None) if block.iter().all(|byte| *byte == 0) => {}
            (block, None) => return Ok(Some(block)),
        }
    }
}

/// `outer.zip!/inner.txt`
fn within(outer: &str, inner: &str) -> String {
    let mut path = if outer.is_empty() {
        inner.to_owned()
    } else {
        format!("{outer}!/{inner}")
    };
    shorten(&mut path);
    path
}

/// The `path` record of a pax header: `27 path=…\n`.
fn pax_path(header: &[u8]) -> Option<Vec<u8>> {
    let mut rest = header;
    while let Some(space) = rest.iter().position(|byte| *byte == b' ') {
        let length: usize = std::str::from_utf8(rest.get(..space)?).ok()?.parse().ok()?;
        let record = rest.get(space + 1..length)?;
        if let Some(value) = record.strip_prefix(b"path=") {
            return Some(value.strip_suffix(b"\n").unwrap_or(value).to_vec());
        }
        rest = rest.get(length..)?;
    }
    None
}
