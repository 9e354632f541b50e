//! The engine in this process: files or versions of files in, findings and their sums out.
//!
//! As many threads as there are cores take one file after the other; what they find is put together in the
//! order of the files, so that the result doesn't depend on who was first. A thread that is far ahead of a
//! large file waits, so that memory stays bounded; a file is read by the engine piece by piece.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::{ControlFlow, RangeInclusive};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use detect::{
    CompiledRules, Document, Engine, Input, Options, ReasonKind, Records, ScanError, Sink,
};
use domain::{
    FINDINGS_MAX, FindingCounts, FindingState, Location, Progress as Work, Risk, RiskAccumulator,
    ScanId, Triage,
};
use jiff::Timestamp;
use report::FindingOut;

use crate::baseline::{Baseline, Tally};
use crate::fingerprint::{self, ShortFingerprint};
use crate::git::{self, BlobReader, GitError, Repository};
use crate::kept::{Kept, Worth};
use crate::settings::{self, DECIDED_BY_SETTINGS, Ignore};
use crate::walk::{Omission, Reason};

/// How many files a thread may be ahead of the first one that is not done.
const AHEAD: usize = 256;

/// Comments that don't count which are told one by one.
const NOTES_MAX: usize = 20;

/// Something to scan.
#[derive(Debug)]
pub(crate) struct Item {
    /// Path in the folder.
    pub(crate) path: String,
    /// Where its bytes are.
    pub(crate) content: Content,
    /// The only lines that count; all of them if it isn't said.
    pub(crate) lines: Option<Vec<RangeInclusive<u64>>>,
    /// The commit that brought it, where that was asked.
    pub(crate) commit: Option<Arc<str>>,
}

/// Where bytes are.
#[derive(Debug)]
pub(crate) enum Content {
    /// A file.
    File(PathBuf),
    /// An object of the repository.
    Blob(String),
}

/// What becomes of findings.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    /// What `.polder.toml` says.
    pub(crate) ignores: Vec<Ignore>,
    /// What was known before.
    pub(crate) baseline: Option<Baseline>,
    /// Tell a value of a path once only, for its first commit.
    pub(crate) once: bool,
    /// What `.polder.toml` wants found besides.
    pub(crate) rules: Option<Arc<CompiledRules>>,
}

/// What came out.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The findings that are kept, the worst if there are very many, in the order of the files.
    pub(crate) findings: Vec<FindingOut>,
    /// How many there are to deal with: neither accepted nor known before.
    pub(crate) counts: FindingCounts,
    /// How many comments and `.polder.toml` accept.
    pub(crate) accepted: u64,
    /// How many the baseline knows.
    pub(crate) known: u64,
    /// Findings beyond those that are kept.
    pub(crate) dropped: u64,
    pub(crate) work: Work,
    /// Of everything that isn't accepted.
    pub(crate) risk: Option<Risk>,
    /// What could not be read.
    pub(crate) omissions: Vec<Omission>,
    /// Pointers to files that are kept elsewhere.
    pub(crate) lfs_pointers: usize,
    /// Where comments ask to allow something and don't count, and why they don't.
    pub(crate) not_allowed: Vec<(Location, String)>,
    /// The baseline, worked through.
    pub(crate) baseline: Option<Baseline>,
    /// Everything to deal with, counted for a baseline.
    pub(crate) tally: Tally,
}

/// Why there is no outcome.
#[derive(Debug)]
pub(crate) enum Stopped {
    Interrupted,
    Git(GitError),
}

/// Scans all items. `done` is told how many there are behind it, now and then.
pub(crate) fn scan(
    items: &[Item],
    repository: Option<&Repository>,
    decisions: Decisions,
    stop: &AtomicBool,
    done: &(dyn Fn(u64) + Sync),
) -> Result<Outcome, Stopped> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.min(items.len()).max(1);
    let readers: Vec<Option<BlobReader>> = (0..threads)
        .map(|_| repository.map(Repository::reader).transpose())
        .collect::<Result<_, _>>()
        .map_err(Stopped::Git)?;
    let how = How {
        rules: decisions.rules.clone(),
        compares: decisions.baseline.is_some(),
        stop,
    };
    let line = Line {
        place: Mutex::new(Place {
            handed: 0,
            merged: 0,
            waiting: BTreeMap::new(),
            collector: Collector::new(decisions),
        }),
        moved: Condvar::new(),
    };
    thread::scope(|scope| {
        for mut reader in readers {
            let (line, how) = (&line, &how);
            scope.spawn(move || {
                while let Some((number, item)) = line.next(items, stop) {
                    let found = examine(item, how, reader.as_mut());
                    done(line.put(items, number, found));
                }
            });
        }
    });
    if stop.load(Ordering::Relaxed) {
        return Err(Stopped::Interrupted);
    }
    let place = line.place.into_inner();
    Ok(place
        .unwrap_or_else(PoisonError::into_inner)
        .collector
        .finish())
}

/// The items in their order, and who is where.
struct Line {
    place: Mutex<Place>,
    moved: Condvar,
}

struct Place {
    /// How many are handed out.
    handed: usize,
    /// How many are put together, in their order.
    merged: usize,
    /// What is found and not put together yet.
    waiting: BTreeMap<usize, Found>,
    collector: Collector,
}

impl Line {
    fn lock(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item; nothing when all are handed out or somebody wants to stop.
    fn next<'i>(&self, items: &'i [Item], stop: &AtomicBool) -> Option<(usize, &'i Item)> {
        let mut place = self.lock();
        // Whoever has the first one that isn't done is at work, so this ends.
        while place.handed >= place.merged + AHEAD {
            place = self
                .moved
                .wait(place)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let number = place.handed;
        let item = items.get(number)?;
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        place.handed += 1;
        Some((number, item))
    }

    /// Puts together what can be. Answers how far that is.
    fn put(&self, items: &[Item], number: usize, found: Found) -> u64 {
        let mut guard = self.lock();
        let place = &mut *guard;
        place.waiting.insert(number, found);
        while let (Some(found), Some(item)) =
            (place.waiting.remove(&place.merged), items.get(place.merged))
        {
            place.collector.take(item, found);
            place.merged += 1;
        }
        let merged = place.merged as u64;
        drop(guard);
        self.moved.notify_all();
        merged
    }
}

/// What was found in one item.
#[derive(Debug, Default)]
struct Found {
    documents: Vec<(Document, Vec<detect::Finding>)>,
    /// What stands on the lines that don't count, and how often, if there is a baseline: what it knows of a value it
    /// knows of all lines.
    elsewhere: BTreeMap<ShortFingerprint, u64>,
    trouble: Option<Trouble>,
}

impl Found {
    /// How often each value was found.
    fn counted(&self) -> BTreeMap<ShortFingerprint, u64> {
        let mut counted = BTreeMap::new();
        for finding in self.documents.iter().flat_map(|(_, findings)| findings) {
            *counted.entry(ShortFingerprint::of(finding)).or_default() += finding.occurrences;
        }
        counted
    }
}

/// What is the same for all items.
struct How<'s> {
    rules: Option<Arc<CompiledRules>>,
    /// Whether there is a baseline.
    compares: bool,
    stop: &'s AtomicBool,
}

#[derive(Debug)]
enum Trouble {
    Unreadable(io::Error),
    LfsPointer,
}

/// Scans one item.
fn examine(item: &Item, how: &How<'_>, reader: Option<&mut BlobReader>) -> Found {
    let unreadable = |error| Found {
        trouble: Some(Trouble::Unreadable(error)),
        ..Found::default()
    };
    // A file that breaks the engine must not take the others with it.
    let examined = catch_unwind(AssertUnwindSafe(|| match (&item.content, reader) {
        (Content::File(path), _) => examine_bytes(item, how, File::open(path)?),
        (Content::Blob(id), Some(reader)) => match reader.read(id)? {
            git::Content::File(file) => examine_bytes(item, how, file),
            git::Content::LfsPointer => Ok(Found {
                trouble: Some(Trouble::LfsPointer),
                ..Found::default()
            }),
        },
        (Content::Blob(_), None) => Err(io::ErrorKind::NotConnected.into()),
    }));
    match examined {
        Ok(Ok(found)) => found,
        Ok(Err(error)) => unreadable(error),
        Err(_) => unreadable(io::Error::other("the engine broke on it")),
    }
}

fn examine_bytes(item: &Item, how: &How<'_>, mut bytes: impl Read + Seek) -> io::Result<Found> {
    let mut found = examine_lines(item, how, item.lines.as_ref(), &mut bytes)?;
    if how.compares && item.lines.is_some() {
        let own = found.counted();
        if !own.is_empty() {
            bytes.rewind()?;
            let mut all = examine_lines(item, how, None, &mut bytes)?.counted();
            for (fingerprint, count) in own {
                if let Some(all) = all.get_mut(&fingerprint) {
                    *all = all.saturating_sub(count);
                }
            }
            found.elsewhere = all;
        }
    }
    Ok(found)
}

/// Scans the lines that are named; all of them if none are.
fn examine_lines(
    item: &Item,
    how: &How<'_>,
    lines: Option<&Vec<RangeInclusive<u64>>>,
    bytes: impl Read + Seek,
) -> io::Result<Found> {
    let mut options = Options::new(fingerprint::key());
    options.is_one_of_several = true;
    options.masks_names = false;
    options.lines = lines.cloned();
    // Where the rules stand they would find their own examples.
    if item.path != settings::FILE_NAME {
        options.rules = how.rules.as_ref().map(Arc::clone);
    }
    let stop = how.stop;
    let mut sink = Gathering {
        found: Found::default(),
        findings: Vec::new(),
        stop,
    };
    let input = Input {
        name: &item.path,
        reader: Stoppable { bytes, stop },
    };
    match Engine::standard().scan(input, &options, &mut sink) {
        Ok(_) => Ok(sink.found),
        Err(ScanError::Input(error)) => Err(error),
    }
}

/// Keeps what the engine tells.
struct Gathering<'s> {
    found: Found,
    findings: Vec<detect::Finding>,
    stop: &'s AtomicBool,
}

impl Sink for Gathering<'_> {
    fn finding(&mut self, finding: detect::Finding) -> ControlFlow<()> {
        self.findings.push(finding);
        if self.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn document(&mut self, document: &Document) -> ControlFlow<()> {
        let findings = std::mem::take(&mut self.findings);
        self.found.documents.push((document.clone(), findings));
        ControlFlow::Continue(())
    }
}

/// Bytes that end when somebody wants to stop.
struct Stoppable<'s, R> {
    bytes: R,
    stop: &'s AtomicBool,
}

impl<R: Read> Read for Stoppable<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("stopped"));
        }
        self.bytes.read(buffer)
    }
}

impl<R: Seek> Seek for Stoppable<'_, R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(position)
    }
}

/// Puts together what was found, in the order of the items.
struct Collector {
    decisions: Decisions,
    /// What `.polder.toml` decided, of which there may be thousands.
    ignores: BTreeMap<ShortFingerprint, Ignore>,
    outcome: Outcome,
    kept: Kept<FindingOut>,
    risk: RiskAccumulator,
    /// What was told, where a value is told once only.
    told: HashSet<(String, String, detect::Fingerprint)>,
    now: Timestamp,
}

impl Collector {
    fn new(mut decisions: Decisions) -> Self {
        let ignores = std::mem::take(&mut decisions.ignores).into_iter();
        // Of two about the same, the first counts.
        let ignores = ignores
            .rev()
            .map(|ignore| (ignore.fingerprint.clone(), ignore));
        Self {
            ignores: ignores.collect(),
            decisions,
            outcome: Outcome::default(),
            kept: Kept::new(usize::try_from(FINDINGS_MAX).unwrap_or(usize::MAX)),
            risk: RiskAccumulator::new(),
            told: HashSet::new(),
            now: Timestamp::now(),
        }
    }

    fn take(&mut self, item: &Item, found: Found) {
        if let Some(baseline) = &mut self.decisions.baseline {
            for (fingerprint, count) in &found.elsewhere {
                baseline.knows(fingerprint, *count);
            }
        }
        let mut new = Vec::new();
        for (document, findings) in found.documents {
            let mut records = Records::new(local_scan(), self.outcome.work.documents);
            self.outcome.work.documents += 1;
            self.outcome.work.bytes += document.bytes;
            for finding in findings {
                if self.decisions.once {
                    let key = (
                        finding.location.path.clone(),
                        finding.detector_id().to_owned(),
                        finding.fingerprint.clone(),
                    );
                    if self.told.contains(&key) {
                        continue;
                    }
                    new.push(key);
                }
                self.take_finding(item, &mut records, finding);
            }
        }
        // One version may have a value several times; only later versions repeat it.
        self.told.extend(new);
        match found.trouble {
            None => {}
            Some(Trouble::Unreadable(error)) => self.outcome.omissions.push(Omission {
                path: item.path.clone(),
                reason: Reason::Unreadable(error),
            }),
            Some(Trouble::LfsPointer) => self.outcome.lfs_pointers += 1,
        }
    }

    fn take_finding(&mut self, item: &Item, records: &mut Records, finding: detect::Finding) {
        let outcome = &mut self.outcome;
        let short = ShortFingerprint::of(&finding);
        let (severity, confidence) = (finding.severity, finding.confidence);
        let ignored = self
            .ignores
            .get(&short)
            .filter(|_| finding.suppressed.is_none());
        let is_accepted = finding.suppressed.is_some() || ignored.is_some();
        let mut notes = finding.explanation.iter();
        if let Some(note) = notes.find(|reason| reason.kind == ReasonKind::Comment)
            && outcome.not_allowed.len() < NOTES_MAX
        {
            let told = (finding.location.clone(), note.detail.to_string());
            if !outcome.not_allowed.contains(&told) {
                outcome.not_allowed.push(told);
            }
        }
        let mut standing = None;
        if is_accepted {
            outcome.accepted += 1;
            // An accepted value of the baseline is neither new nor gone.
            if let Some(baseline) = &mut self.decisions.baseline {
                baseline.knows(&short, finding.occurrences);
            }
        } else {
            self.risk.add(
                finding.detector,
                severity,
                domain::percent(confidence),
                finding.occurrences,
            );
            outcome.tally.add(&finding, &short);
            if let Some(baseline) = &mut self.decisions.baseline {
                standing = Some(if baseline.knows(&short, finding.occurrences) {
                    report::Baseline::Unchanged
                } else {
                    report::Baseline::New
                });
            }
            match standing {
                Some(report::Baseline::Unchanged) => outcome.known += 1,
                Some(report::Baseline::New | report::Baseline::Absent) | None => {
                    outcome.counts.add(severity);
                }
            }
        }
        let worth = Worth {
            is_open: !is_accepted && standing != Some(report::Baseline::Unchanged),
            severity,
            confidence_percent: domain::percent(confidence),
        };
        let now = self.now;
        self.kept.offer(worth, || {
            let mut record = records.record(finding, short.as_str().to_owned(), now);
            if let Some(ignore) = ignored {
                record.state = FindingState::Accepted;
                record.triage = Some(Triage {
                    reason: ignore.reason.clone(),
                    by: DECIDED_BY_SETTINGS.to_owned(),
                    at: now,
                });
            }
            // Nothing keeps it, so it has no version.
            let mut shown = FindingOut::new(record, String::new());
            shown.baseline = standing;
            shown.file = Some(item.path.clone());
            shown.commit = item.commit.as_deref().map(ToOwned::to_owned);
            shown
        });
    }

    fn finish(self) -> Outcome {
        let (findings, dropped) = self.kept.finish();
        Outcome {
            findings,
            dropped,
            risk: Some(self.risk.score()),
            baseline: self.decisions.baseline,
            ..self.outcome
        }
    }
}

/// The scan that local findings belong to. Nothing keeps it, so all its digits are zero, and the same finding
/// has the same id each time.
pub(crate) fn local_scan() -> ScanId {
    ScanId::from_uuid(uuid::Uuid::nil())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_order_is_that_of_the_items_and_a_missing_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let mut items: Vec<Item> = (0..600)
            .map(|number| {
                let path = format!("{number:03}.txt");
                let file = folder.path().join(&path);
                // The first is the largest, so that the others are done before it.
                let filler = if number == 0 { 2_000_000 } else { 1 };
                let mut text = "lorem ipsum\n".repeat(filler);
                text.push_str("klant@bakkerijvries.nl\n");
                fs::write(&file, text).unwrap();
                Item {
                    path,
                    content: Content::File(file),
                    lines: None,
                    commit: None,
                }
            })
            .collect();
        items[300].content = Content::File(folder.path().join("gone"));
        let stop = AtomicBool::new(false);
        let outcome = scan(&items, None, Decisions::default(), &stop, &|_| {}).unwrap();
        let paths: Vec<&str> = outcome
            .findings
            .iter()
            .map(|finding| finding.location.path.as_str())
            .collect();
        assert_eq!(paths.len(), 599);
        assert!(paths.is_sorted());
        assert_eq!(outcome.omissions[0].path, "300.txt");
        assert_eq!(outcome.work.documents, 599);
    }

    #[test]
    fn a_scan_that_is_stopped_has_no_outcome() {
        let stop = AtomicBool::new(true);
        let items = [Item {
            path: "a".into(),
            content: Content::File("a".into()),
            lines: None,
            commit: None,
        }];
        let result = scan(&items, None, Decisions::default(), &stop, &|_| {});
        assert!(matches!(result, Err(Stopped::Interrupted)));
    }
}
