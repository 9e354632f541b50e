//! One document's text: cut into chunks that overlap, its findings placed, masked and told.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, RangeInclusive};

use domain::{Location, Severity};

use crate::allow::{self, Allow};
use crate::detector::Detector;
use crate::engine::{Options, Sink};
use crate::finding::{Finding, Reason, ReasonKind};
use crate::input::decode::{Decoder, Encoding};
use crate::mask::mask;
use crate::nature::{Nature, is_exemplary};
use crate::scanner::{Scanner, Scored};
use crate::table::Table;
use crate::view::{REACH, View};

/// Chunks below this would be mostly overlap.
const CHUNK_MIN: usize = 2 * REACH;
/// With fewer rows, a column's share says nothing.
const ROWS_MIN: u64 = 5;
/// With fewer values, even a whole column may pass a weak checksum by chance.
const PROOF_MIN: u64 = 8;
/// How many values of a column are kept until its share is known.
const COLUMN_KEPT: usize = 100;

/// A place in the text, moved forward only.
#[derive(Clone, Copy, Debug)]
struct Position {
    offset: usize,
    line: u64,
    column: u64,
}

impl Position {
    fn advance(&mut self, text: &str, to: usize) {
        let Some(passed) = text.get(self.offset..to) else {
            return;
        };
        let lines = memchr::memchr_iter(b'\n', passed.as_bytes()).count() as u64;
        if lines > 0 {
            self.line += lines;
            self.column = 1;
        }
        let last = memchr::memrchr(b'\n', passed.as_bytes()).map_or(0, |place| place + 1);
        self.column += passed.get(last..).unwrap_or_default().chars().count() as u64;
        self.offset = to;
    }
}

/// What one column of a table gave so far.
struct Column {
    /// Allowed only if all of its values are.
    first: Finding,
    count: u64,
    kept: Vec<Finding>,
    header_word: Option<&'static str>,
    detector: &'static Detector,
    number: usize,
}

/// The scan of one document's text.
pub(crate) struct TextScan<'s> {
    scanner: &'s Scanner,
    options: &'s Options,
    path: &'s str,
    nature: Nature,
    is_exemplary: bool,
    /// The only lines that count.
    lines: Option<&'s [RangeInclusive<u64>]>,
    decoder: Decoder,
    text: String,
    chunk_bytes: usize,
    /// Where the text that was not yet scanned begins.
    fresh: usize,
    position: Position,
    is_first: bool,
    table: Option<Table>,
    columns: BTreeMap<(usize, &'static str), Column>,
    /// What each detector found beyond the cap.
    overflow: BTreeMap<&'static str, Finding>,
    told: u64,
}

impl<'s> TextScan<'s> {
    pub(crate) fn new(
        scanner: &'s Scanner,
        options: &'s Options,
        path: &'s str,
        encoding: Encoding,
        lines: Option<&'s [RangeInclusive<u64>]>,
    ) -> Self {
        Self {
            scanner,
            options,
            path,
            nature: Nature::of(path),
            is_exemplary: is_exemplary(path),
            lines,
            decoder: Decoder::new(encoding),
            text: String::new(),
            chunk_bytes: options.limits.chunk_bytes.max(CHUNK_MIN),
            fresh: 0,
            position: Position {
                offset: 0,
                line: 1,
                column: 1,
            },
            is_first: true,
            table: None,
            columns: BTreeMap::new(),
            overflow: BTreeMap::new(),
            told: 0,
        }
    }

    /// Whether the text turned out to be a table.
    pub(crate) fn is_table(&self) -> bool {
        self.table.is_some()
    }

    /// Takes the next piece.
    pub(crate) fn push(&mut self, piece: &[u8], sink: &mut dyn Sink) -> ControlFlow<()> {
        self.decoder.push(piece, &mut self.text);
        while self.text.len() >= self.fresh + self.chunk_bytes + REACH {
            self.scan_to(self.fresh + self.chunk_bytes, sink)?;
        }
        ControlFlow::Continue(())
    }

    /// Takes the end, and tells what waited for it. Gives how many findings were told.
    pub(crate) fn finish(&mut self, sink: &mut dyn Sink) -> ControlFlow<(), u64> {
        let mut rest = std::mem::take(&mut self.text);
        self.decoder.finish(&mut rest);
        self.text = rest;
        if self.text.len() > self.fresh {
            self.scan_to(self.text.len(), sink)?;
        }
        self.tell_columns(sink)?;
        for (_, finding) in std::mem::take(&mut self.overflow) {
            self.told += 1;
            sink.finding(finding)?;
        }
        ControlFlow::Continue(self.told)
    }

    /// Scans what begins before `end`.
    fn scan_to(&mut self, end: usize, sink: &mut dyn Sink) -> ControlFlow<()> {
        let text = std::mem::take(&mut self.text);
        let mut end = end;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if self.is_first {
            self.table = Table::sniff(self.path, &text);
        }
        let mut limit = (end + REACH).min(text.len());
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let view = View {
            text: text.get(..limit).unwrap_or_default(),
            nature: self.nature,
            table: self.table.as_ref(),
        };
        let found = self
            .scanner
            .scan(&view, &(self.fresh..end), self.is_first, self.is_exemplary);
        let mut flow = ControlFlow::Continue(());
        for scored in found {
            flow = self.take(&text, scored, sink);
            if flow.is_break() {
                break;
            }
        }
        self.position.advance(&text, end);
        self.text = text;
        self.forget(end);
        self.is_first = false;
        flow
    }

    /// Drops the text that no detector looks back to.
    fn forget(&mut self, scanned: usize) {
        let mut cut = scanned.saturating_sub(REACH);
        while !self.text.is_char_boundary(cut) {
            cut -= 1;
        }
        self.text.drain(..cut);
        self.fresh = scanned - cut;
        self.position.offset -= cut;
    }

    /// Whether the value stands on a line that counts.
    fn is_wanted(&self, text: &str, scored: &Scored) -> bool {
        let Some(lines) = self.lines else {
            return true;
        };
        let value = text.get(scored.start..scored.end).unwrap_or_default();
        let first = self.position.line;
        let last = first + memchr::memchr_iter(b'\n', value.as_bytes()).count() as u64;
        let next = lines.partition_point(|range| *range.end() < first);
        lines.get(next).is_some_and(|range| *range.start() <= last)
    }

    /// The reason why a comment allows the value. A comment without a reason is noted.
    fn allowed(
        &self,
        text: &str,
        scored: &Scored,
        explanation: &mut Vec<Reason>,
    ) -> Option<String> {
        let (reason, line) = match allow::look(text, scored.start)? {
            Allow::Because { reason, line } => (reason, line),
            Allow::WithoutReason => {
                explanation.push(Reason::new(
                    ReasonKind::Comment,
                    "“polder:allow” without a reason does not count",
                    0.0,
                ));
                return None;
            }
        };
        // A reason may repeat this value or another one of its line.
        let view = View {
            text: text.get(line).unwrap_or_default(),
            nature: self.nature,
            table: None,
        };
        let whole = 0..view.text.len();
        let others = self.scanner.scan(&view, &whole, false, self.is_exemplary);
        let others = others.iter().flat_map(|other| {
            [
                view.text.get(other.start..other.end).unwrap_or_default(),
                other.value.as_str(),
            ]
        });
        let own = [
            text.get(scored.start..scored.end).unwrap_or_default(),
            scored.value.as_str(),
        ];
        Some(allow::presentable(&reason, own.into_iter().chain(others)))
    }

    fn take(&mut self, text: &str, mut scored: Scored, sink: &mut dyn Sink) -> ControlFlow<()> {
        self.position.advance(text, scored.start);
        if !self.is_wanted(text, &scored) {
            return ControlFlow::Continue(());
        }
        let mut explanation = std::mem::take(&mut scored.reasons);
        let suppressed = self.allowed(text, &scored, &mut explanation);
        let Scored {
            detector,
            value,
            column,
            header_word,
            ..
        } = scored;
        let finding = Finding {
            detector: detector.meta.id,
            severity: scored.severity,
            confidence: scored.confidence,
            location: Location {
                path: self.path.to_owned(),
                line: Some(self.position.line),
                column: Some(self.position.column),
            },
            evidence: mask(&value, scored.mask),
            occurrences: 1,
            fingerprint: self
                .options
                .fingerprint_key
                .fingerprint(detector.meta.id, "text", &value),
            explanation,
            suppressed,
        };
        let Some(number) = column else {
            return self.tell(finding, sink);
        };
        let entry = self
            .columns
            .entry((number, detector.meta.id))
            .or_insert_with(|| Column {
                first: finding.clone(),
                count: 0,
                kept: Vec::new(),
                header_word,
                detector,
                number,
            });
        entry.count += 1;
        if finding.suppressed.is_none() {
            entry.first.suppressed = None;
        }
        entry.first.severity = entry.first.severity.max(finding.severity);
        if finding.confidence > entry.first.confidence {
            entry.first.confidence = finding.confidence;
            entry.first.explanation.clone_from(&finding.explanation);
        }
        if entry.kept.len() < COLUMN_KEPT {
            entry.kept.push(finding);
        }
        ControlFlow::Continue(())
    }

    /// A column whose header says what it holds, or of whose values four in five pass, is one
    /// finding. Otherwise its values are findings of their own.
    fn tell_columns(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        let ends_open = self.position.column > 1;
        let lines = self.position.line - u64::from(!ends_open);
        let has_header = self.table.as_ref().is_some_and(Table::has_header);
        let rows = lines.saturating_sub(u64::from(has_header)).max(1);
        for (_, column) in std::mem::take(&mut self.columns) {
            let is_full = rows >= ROWS_MIN && column.count * 5 >= rows * 4;
            if column.count == 1 || (column.header_word.is_none() && !is_full) {
                let beyond = column.count - column.kept.len() as u64;
                for (place, mut finding) in column.kept.into_iter().enumerate() {
                    if place == 0 {
                        finding.occurrences += beyond;
                        if beyond > 0 {
                            finding.suppressed.clone_from(&column.first.suppressed);
                        }
                    }
                    self.tell(finding, sink)?;
                }
                continue;
            }
            let finding = self.whole(column, rows, is_full);
            self.tell(finding, sink)?;
        }
        ControlFlow::Continue(())
    }

    /// The one finding of a column.
    fn whole(&self, column: Column, rows: u64, is_full: bool) -> Finding {
        let Column {
            mut first,
            count,
            header_word,
            detector,
            number,
            ..
        } = column;
        first.occurrences = count;
        // The header may be a value; a context word is not.
        let header = header_word.unwrap_or_default();
        first.fingerprint = self.options.fingerprint_key.fingerprint(
            detector.meta.id,
            "column",
            &format!("{}\n{number}\n{header}", self.path),
        );
        first.explanation.push(Reason::new(
            ReasonKind::Grouping,
            format!(
                "column {} with {count} such values in {rows} rows",
                number + 1
            ),
            0.0,
        ));
        // One random number in eleven passes an 11-test, but not a whole column of them.
        if is_full && header_word.is_none() && count >= PROOF_MIN {
            let is_published = first
                .explanation
                .iter()
                .any(|reason| reason.kind == ReasonKind::Against);
            if !is_published {
                first.severity = detector.meta.severity.max(Severity::Low);
            }
            first.explanation.push(Reason::new(
                ReasonKind::Check,
                "four in five of the column's values pass",
                0.3,
            ));
            first.confidence = (first.confidence + 0.3).min(0.99);
        }
        first
    }

    fn tell(&mut self, finding: Finding, sink: &mut dyn Sink) -> ControlFlow<()> {
        if self.told < self.options.limits.max_findings_per_document {
            self.told += 1;
            return sink.finding(finding);
        }
        let path = self.path;
        let key = &self.options.fingerprint_key;
        self.overflow
            .entry(finding.detector)
            .and_modify(|rest| {
                rest.occurrences += finding.occurrences;
                if finding.suppressed.is_none() {
                    rest.suppressed = None;
                }
                rest.severity = rest.severity.max(finding.severity);
                rest.confidence = rest.confidence.max(finding.confidence);
            })
            .or_insert_with(|| {
                let mut rest = finding.clone();
                rest.fingerprint = key.fingerprint(finding.detector, "overflow", path);
                rest.explanation.push(Reason::new(
                    ReasonKind::Grouping,
                    "this and all further values in the document, counted together",
                    0.0,
                ));
                rest
            });
        ControlFlow::Continue(())
    }
}
