//! One document's text: cut into chunks that overlap, its findings placed, masked and told.
//!
//! Text either stands in the document as it is scanned, or was taken out of it (a page, a sheet,
//! markup without its entities). Then it comes in runs, each with its place in the original.

use std::collections::{BTreeMap, VecDeque};
use std::ops::{ControlFlow, RangeInclusive};

use domain::{Location, Severity};
use sha2::{Digest as _, Sha256};

use crate::allow::{self, Allow};
use crate::custom::Run;
use crate::detectors::NOT_RUN;
use crate::engine::{Options, Sink};
use crate::finding::{Finding, FingerprintKey, Reason, ReasonKind};
use crate::input::decode::{Decoder, Encoding};
use crate::input::json::Escapes;
use crate::input::markup::Markup;
use crate::input::sql::Dump;
use crate::mask::mask;
use crate::nature::{Nature, extension, has_comments, is_exemplary, is_script};
use crate::scanner::{Scanner, Scored};
use crate::table::{Bars, Table};
use crate::view::{REACH, View};

/// Chunks below this would be mostly overlap.
const CHUNK_MIN: usize = 2 * REACH;
/// With fewer rows, a column's share says nothing.
const ROWS_MIN: u64 = 5;
/// With fewer values, even a whole column may pass a weak checksum by chance.
const PROOF_MIN: u64 = 8;
/// How many values of a column are kept until its share is known.
const COLUMN_KEPT: usize = 100;
/// How many columns are judged as columns, each once for each detector. Values of further ones are
/// findings of their own.
const COLUMNS_JUDGED: usize = 2_000;
/// How many values of all columns together are kept.
const COLUMNS_KEPT: usize = 5_000;

/// A place in the text, moved forward only.
#[derive(Clone, Copy, Debug)]
struct Position {
    offset: usize,
    line: u64,
    column: u64,
}

impl Position {
    const START: Self = Self {
        offset: 0,
        line: 1,
        column: 1,
    };

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

/// Where a run of text stands in the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At a line and column, from 1. What follows in the run follows in the original.
    Source { line: u64, column: u64 },
    /// In a cell, by its row and column from 0.
    Cell { row: u32, column: u32 },
    /// In a paragraph, from 1.
    Paragraph(u32),
    /// In the part as a whole.
    Part,
}

/// Where the text's places come from.
#[derive(Debug)]
enum Places {
    /// The text is the original.
    Running(Position),
    /// By where each run begins in all the text there ever was.
    Runs {
        runs: VecDeque<(u64, Place)>,
        /// The place that was asked for last; the next one lies behind it.
        last: (u64, Place),
    },
}

/// What becomes of a text before it is scanned.
#[derive(Debug)]
enum Form {
    Plain,
    Markup(Box<Markup>),
    Dump(Box<Dump>),
    Json(Escapes),
}

/// How a document's bytes are to be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextForm {
    Plain,
    Html,
    Xml,
    Sql,
    Json,
}

/// The place behind a text that begins at a place.
pub(crate) fn moved(place: Place, passed: &str) -> Place {
    let Place::Source { line, column } = place else {
        return place;
    };
    let mut position = Position {
        offset: 0,
        line,
        column,
    };
    position.advance(passed, passed.len());
    Place::Source {
        line: position.line,
        column: position.column,
    }
}

/// What spreadsheet programs call a cell: `A1` is the first of the first row.
pub(crate) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

/// What one column of a table gave so far.
struct Column {
    /// Allowed only if all of its values are.
    first: Finding,
    count: u64,
    /// Of all its values, in whatever order they come: see [`digest`].
    values: u128,
    kept: Vec<Finding>,
    header_word: Option<String>,
    /// How bad a certain finding is.
    full_severity: Severity,
    number: usize,
}

impl Column {
    /// Counts a value, and keeps what the surest and the worst of them say.
    fn add(
        &mut self,
        value: &str,
        severity: Severity,
        confidence: f32,
        reasons: &[Reason],
        is_allowed: bool,
    ) {
        self.count += 1;
        self.values = self.values.wrapping_add(digest(value));
        if !is_allowed {
            self.first.suppressed = None;
        }
        self.first.severity = self.first.severity.max(severity);
        if confidence > self.first.confidence {
            self.first.confidence = confidence;
            self.first.explanation = reasons.to_vec();
        }
    }
}

/// What a value adds to what tells a column's values apart from others. It never leaves the engine but under the
/// tenant's key.
fn digest(value: &str) -> u128 {
    let hash = Sha256::digest(value.as_bytes());
    u128::from_be_bytes(hash.first_chunk().copied().unwrap_or_default())
}

/// Scans a text as a document of its own. Gives the steps that the tenant's rules took.
pub(crate) fn scan_text(
    scanner: &Scanner,
    text: &str,
    options: &Options,
    sink: &mut dyn Sink,
) -> u64 {
    let mut scan = TextScan::new(scanner, options, "", Encoding::Utf8, TextForm::Plain, None);
    if scan.push(text.as_bytes(), sink).is_break() {
        return 0;
    }
    let ControlFlow::Continue(tally) = scan.finish(sink) else {
        return 0;
    };
    let steps = tally.rule_steps;
    // A sink that breaks has had enough, which is no trouble here.
    let _ = tally.finish(sink);
    steps
}

/// What a document told so far; it goes from part to part.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    told: u64,
    /// What each detector found beyond the cap, apart by whether it is allowed.
    overflow: BTreeMap<(String, bool), Overflow>,
    /// Whether a part of it was a table.
    pub(crate) is_table: bool,
    /// The steps that the tenant's rules took.
    rule_steps: u64,
}

impl Tally {
    /// Tells what was beyond the cap.
    pub(crate) fn finish(self, sink: &mut dyn Sink) -> ControlFlow<()> {
        for ((detector, is_allowed), overflow) in self.overflow {
            let Overflow {
                mut rest,
                values,
                key,
            } = overflow;
            let allowed = if is_allowed { "\nallowed" } else { "" };
            let about = format!("{}\n{values:032x}{allowed}", rest.location.path);
            rest.fingerprint = key.fingerprint(&detector, "overflow", &about);
            sink.finding(rest)?;
        }
        ControlFlow::Continue(())
    }
}

/// What a detector found beyond the cap.
#[derive(Debug)]
struct Overflow {
    /// The first of it, counting for the rest.
    rest: Finding,
    /// Of all of it, in whatever order: what somebody decided about these values doesn't hold for others.
    values: u128,
    key: FingerprintKey,
}

/// Whether comments may allow something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comments {
    Count,
    DoNotCount,
}

/// The scan of one document's text, or of one part of it.
pub(crate) struct TextScan<'s> {
    scanner: &'s Scanner,
    options: &'s Options,
    path: &'s str,
    part: Option<String>,
    nature: Nature,
    is_exemplary: bool,
    comments: Comments,
    /// The only lines that count.
    lines: Option<&'s [RangeInclusive<u64>]>,
    decoder: Decoder,
    form: Form,
    /// What was decoded and not yet taken out of its form.
    raw: String,
    text: String,
    /// How much text was dropped.
    dropped: u64,
    chunk_bytes: usize,
    /// Where the text that was not yet scanned begins.
    fresh: usize,
    places: Places,
    is_first: bool,
    may_be_table: bool,
    table: Option<Table>,
    /// Where a text is no table but may have some.
    bars: Option<Bars>,
    columns: BTreeMap<(usize, String), Column>,
    /// How many values of columns are kept.
    kept: usize,
    tally: Tally,
    /// The tenant's rules.
    rules: Option<Run<'s>>,
}

impl<'s> TextScan<'s> {
    /// A whole document of bytes.
    pub(crate) fn new(
        scanner: &'s Scanner,
        options: &'s Options,
        path: &'s str,
        encoding: Encoding,
        form: TextForm,
        lines: Option<&'s [RangeInclusive<u64>]>,
    ) -> Self {
        let mut scan = Self::part(scanner, options, path, None, Tally::default());
        scan.lines = lines;
        scan.decoder = Decoder::new(encoding);
        match form {
            TextForm::Plain => {
                scan.places = Places::Running(Position::START);
                scan.may_be_table = true;
            }
            TextForm::Html | TextForm::Xml => {
                let is_html = form == TextForm::Html;
                scan.table = is_html.then(|| Table::marked(b'\t'));
                scan.form = Form::Markup(Box::new(Markup::new(is_html)));
            }
            TextForm::Sql => {
                scan.places = Places::Running(Position::START);
                scan.table = Some(Table::marked(b','));
                scan.form = Form::Dump(Box::default());
            }
            TextForm::Json => scan.form = Form::Json(Escapes::new()),
        }
        scan
    }

    /// A part of a document, whose text comes in runs.
    pub(crate) fn part(
        scanner: &'s Scanner,
        options: &'s Options,
        path: &'s str,
        part: Option<String>,
        tally: Tally,
    ) -> Self {
        Self {
            scanner,
            options,
            path,
            part,
            nature: Nature::of(path),
            is_exemplary: is_exemplary(path),
            comments: if has_comments(path) {
                Comments::Count
            } else {
                Comments::DoNotCount
            },
            lines: None,
            decoder: Decoder::new(Encoding::Utf8),
            form: Form::Plain,
            raw: String::new(),
            text: String::new(),
            dropped: 0,
            chunk_bytes: options.limits.chunk_bytes.max(CHUNK_MIN),
            fresh: 0,
            places: Places::Runs {
                runs: VecDeque::new(),
                last: (u64::MAX, Place::Part),
            },
            is_first: true,
            may_be_table: false,
            table: None,
            bars: None,
            columns: BTreeMap::new(),
            kept: 0,
            tally,
            rules: options.rules.as_deref().map(|rules| Run::new(rules, path)),
        }
    }

    /// Its tables are told cell by cell; the delimiter is what stands between cells.
    pub(crate) fn with_cells(mut self, delimiter: u8) -> Self {
        self.table = Some(Table::marked(delimiter));
        self
    }

    /// It goes on from what other parts told.
    pub(crate) fn with_tally(mut self, tally: Tally) -> Self {
        self.tally = tally;
        self
    }

    /// So many bytes of text are expected at least: growing is copying.
    pub(crate) fn expect(&mut self, bytes: usize) {
        match self.form {
            Form::Plain | Form::Dump(_) => self.text.reserve(bytes),
            Form::Markup(_) => self.raw.reserve(bytes),
            Form::Json(_) => {
                self.raw.reserve(bytes);
                self.text.reserve(bytes);
            }
        }
    }

    /// The tables that are told cell by cell.
    pub(crate) fn cells(&mut self) -> Option<&mut Table> {
        self.table.as_mut()
    }

    /// How much text there was so far.
    pub(crate) fn length(&self) -> u64 {
        self.dropped + self.text.len() as u64
    }

    /// Takes the next piece.
    pub(crate) fn push(&mut self, piece: &[u8], sink: &mut dyn Sink) -> ControlFlow<()> {
        match &self.form {
            Form::Plain => self.decoder.push(piece, &mut self.text),
            Form::Markup(_) | Form::Json(_) => self.decoder.push(piece, &mut self.raw),
            Form::Dump(_) => {
                let before = self.text.len();
                self.decoder.push(piece, &mut self.text);
                self.mark(before, false);
            }
        }
        self.take_out(false);
        self.advance(sink)
    }

    /// Appends text that stands at a place.
    pub(crate) fn append(&mut self, text: &str, place: Place) {
        if text.is_empty() {
            return;
        }
        let start = self.length();
        if let Places::Runs { runs, .. } = &mut self.places {
            let is_same = !matches!(place, Place::Source { .. })
                && runs.back().is_some_and(|(_, last)| *last == place);
            if !is_same {
                runs.push_back((start, place));
            }
        }
        self.text.push_str(text);
    }

    /// Appends text that follows in the original on what was appended last.
    pub(crate) fn extend(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Scans what there is enough of.
    pub(crate) fn advance(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        while self.text.len() >= self.fresh + self.chunk_bytes + REACH {
            self.scan_to(self.fresh + self.chunk_bytes, false, sink)?;
        }
        ControlFlow::Continue(())
    }

    /// Takes what was decoded out of its form.
    fn take_out(&mut self, is_end: bool) {
        let mut form = std::mem::replace(&mut self.form, Form::Plain);
        let mut raw = std::mem::take(&mut self.raw);
        match &mut form {
            Form::Markup(markup) => {
                markup.push(&raw, is_end, self);
                raw.clear();
            }
            Form::Json(escapes) => {
                let taken = escapes.push(&raw, is_end, self);
                raw.drain(..taken);
            }
            Form::Plain | Form::Dump(_) => {}
        }
        self.raw = raw;
        self.form = form;
    }

    /// Marks the cells in the text from a place on.
    fn mark(&mut self, from: usize, is_end: bool) {
        if let (Form::Dump(dump), Some(table)) = (&mut self.form, &mut self.table) {
            let fresh = self.text.as_bytes().get(from..).unwrap_or_default();
            dump.push(fresh, self.dropped + from as u64, is_end, table);
        }
    }

    /// Takes the end of a whole document, and tells what waited for it.
    pub(crate) fn finish(mut self, sink: &mut dyn Sink) -> ControlFlow<(), Tally> {
        self.end(sink)?;
        ControlFlow::Continue(self.into_tally())
    }

    /// What was told so far.
    pub(crate) fn into_tally(self) -> Tally {
        self.tally
    }

    /// Takes the end of a whole document, and tells what waited for it.
    pub(crate) fn end(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        let before = self.text.len();
        match &self.form {
            Form::Plain | Form::Dump(_) => self.decoder.finish(&mut self.text),
            Form::Markup(_) | Form::Json(_) => self.decoder.finish(&mut self.raw),
        }
        self.mark(before, true);
        self.take_out(true);
        self.advance(sink)?;
        if self.text.len() > self.fresh {
            self.scan_to(self.text.len(), true, sink)?;
        }
        self.tell_columns(sink)?;
        self.tell_stopped_rules(sink)?;
        self.tally.rule_steps += self.rules.as_ref().map_or(0, Run::steps);
        self.tally.is_table |= self.table.as_ref().is_some_and(Table::is_any);
        ControlFlow::Continue(())
    }

    /// Scans what begins before `end`.
    fn scan_to(&mut self, end: usize, is_end: bool, sink: &mut dyn Sink) -> ControlFlow<()> {
        let text = std::mem::take(&mut self.text);
        let mut end = end;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if self.is_first && self.may_be_table {
            self.table = Table::sniff(self.path, &text);
            let may_have = self.table.is_none() && self.nature.is_prose();
            self.bars = may_have.then(Bars::default);
        }
        let mut limit = (end + REACH).min(text.len());
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        if let Some(table) = &mut self.table {
            table.follow(text.as_bytes(), limit, is_end);
        }
        if let Some(bars) = &mut self.bars {
            bars.push(
                text.as_bytes(),
                self.dropped,
                limit,
                is_end,
                &mut self.table,
            );
        }
        let view = View {
            text: text.get(..limit).unwrap_or_default(),
            nature: self.nature,
            table: self.table.as_ref(),
        };
        if let Some(rules) = &mut self.rules {
            rules.base = self.dropped;
        }
        let found = self.scanner.scan(
            &view,
            &(self.fresh..end),
            self.is_first,
            self.is_exemplary,
            self.rules.as_mut(),
        );
        let is_running = matches!(self.places, Places::Running(_));
        if self.is_first && is_running && is_script(self.path, &text) {
            self.comments = Comments::Count;
        }
        let may_allow = !found.is_empty() && allow::is_asked_in(&text);
        let mut flow = ControlFlow::Continue(());
        for scored in found {
            flow = self.take(&text, scored, may_allow, sink);
            if flow.is_break() {
                break;
            }
        }
        if let Places::Running(position) = &mut self.places {
            position.advance(&text, end);
        }
        self.text = text;
        if is_end {
            self.fresh = end;
        } else {
            self.forget(end);
        }
        self.is_first = false;
        flow
    }

    /// Drops the text that no detector looks back to.
    fn forget(&mut self, scanned: usize) {
        let mut cut = scanned.saturating_sub(REACH);
        while !self.text.is_char_boundary(cut) {
            cut -= 1;
        }
        match &mut self.places {
            Places::Running(position) => position.offset -= cut,
            Places::Runs { runs, .. } => {
                let kept = self.dropped + cut as u64;
                while runs.get(1).is_some_and(|(start, _)| *start <= kept) {
                    runs.pop_front();
                }
                if let Some((start, place)) = runs.front_mut()
                    && *start < kept
                {
                    let from = usize::try_from(start.saturating_sub(self.dropped)).unwrap_or(cut);
                    *place = moved(*place, self.text.get(from..cut).unwrap_or_default());
                    *start = kept;
                }
            }
        }
        self.text.drain(..cut);
        self.dropped += cut as u64;
        if let Some(table) = &mut self.table {
            table.forget(cut);
        }
        self.fresh = scanned - cut;
    }

    /// Where a value stands, for people. Asked for one place after the other.
    fn location(&mut self, text: &str, start: usize, end: usize) -> Location {
        let mut location = self.beginning(text, start);
        if let (Some(line), Some(column)) = (location.line, location.column) {
            let value = text.get(start..end).unwrap_or_default();
            let (line, column, value) =
                self.last_run(start, value).unwrap_or((line, column, value));
            if let Place::Source { line, column } = moved(Place::Source { line, column }, value) {
                location.end_line = Some(line);
                location.end_column = Some(column);
            }
        }
        location
    }

    /// Of a value that more than one run holds, where its part in the last one begins.
    fn last_run<'t>(&self, start: usize, value: &'t str) -> Option<(u64, u64, &'t str)> {
        let Places::Runs { runs, .. } = &self.places else {
            return None;
        };
        let start = self.dropped + start as u64;
        let end = start + value.len() as u64;
        let after = runs.partition_point(|(begin, _)| *begin < end);
        let (begin, place) = runs.get(after.checked_sub(1)?)?;
        let Place::Source { line, column } = *place else {
            return None;
        };
        let from = usize::try_from(begin.checked_sub(start)?).ok()?;
        Some((line, column, value.get(from..)?))
    }

    /// Where a value begins.
    fn beginning(&mut self, text: &str, start: usize) -> Location {
        let mut location = Location::of(self.path, self.part.clone());
        let (runs, last) = match &mut self.places {
            Places::Running(position) => {
                position.advance(text, start);
                location.line = Some(position.line);
                location.column = Some(position.column);
                return location;
            }
            Places::Runs { runs, last } => (runs, last),
        };
        let at = self.dropped + start as u64;
        let after = runs.partition_point(|(begin, _)| *begin <= at);
        let Some((begin, place)) = after.checked_sub(1).and_then(|run| runs.get(run)) else {
            return location;
        };
        // The last place lies nearer, if it is of the same run.
        let (begin, place) = if last.0 >= *begin && last.0 <= at {
            *last
        } else {
            (*begin, *place)
        };
        let from = usize::try_from(begin.saturating_sub(self.dropped)).unwrap_or(start);
        let place = moved(place, text.get(from..start).unwrap_or_default());
        *last = (at, place);
        let with = |part: &Option<String>, shown: &str, joint: &str| match part {
            Some(part) => format!("{part}{joint}{shown}"),
            None => shown.to_owned(),
        };
        match place {
            Place::Source { line, column } => {
                location.line = Some(line);
                location.column = Some(column);
            }
            Place::Cell { row, column } => {
                location.part = Some(with(&self.part, &cell_name(row, column), "!"));
            }
            Place::Paragraph(number) => {
                location.part = Some(with(&self.part, &format!("paragraph {number}"), ", "));
            }
            Place::Part => {}
        }
        location
    }

    /// Whether the value stands on a line that counts.
    fn is_wanted(&self, text: &str, scored: &Scored, line: Option<u64>) -> bool {
        let (Some(lines), Some(first)) = (self.lines, line) else {
            return true;
        };
        let value = text.get(scored.start..scored.end).unwrap_or_default();
        let last = first + memchr::memchr_iter(b'\n', value.as_bytes()).count() as u64;
        let next = lines.partition_point(|range| *range.end() < first);
        lines.get(next).is_some_and(|range| *range.start() <= last)
    }

    /// The reason why a comment allows the value. One that doesn't count is noted.
    fn allowed(
        &self,
        text: &str,
        scored: &Scored,
        explanation: &mut Vec<Reason>,
    ) -> Option<String> {
        let asked = allow::look(text, scored.start, &extension(self.path))?;
        let mut note = |why| {
            explanation.push(Reason::new(ReasonKind::Comment, why, 0.0));
            None
        };
        let (reason, line) = match asked {
            _ if self.comments == Comments::DoNotCount => {
                return note("“polder:allow” does not count in files of this kind");
            }
            Allow::Because { reason, line } => (reason, line),
            Allow::WithoutReason => return note("“polder:allow” without a reason does not count"),
            Allow::NoComment => {
                return note(
                    "“polder:allow” counts only as the first words of a comment, outside quotes",
                );
            }
        };
        // A reason may repeat this value or another one of its line.
        let view = View {
            text: text.get(line).unwrap_or_default(),
            nature: self.nature,
            table: None,
        };
        let whole = 0..view.text.len();
        let mut rules = self.rules.as_ref().map(Run::apart);
        let others = self
            .scanner
            .scan(&view, &whole, false, self.is_exemplary, rules.as_mut());
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

    /// Tells a value, or keeps it until its column is known. `may_allow` where the text has any
    /// comment that allows something.
    fn take(
        &mut self,
        text: &str,
        mut scored: Scored,
        may_allow: bool,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        let id = match &scored.rule {
            Some(rule) => rule.id.as_str(),
            None => scored.detector.meta.id,
        };
        let full = scored
            .column
            .map(|number| (number, id.to_owned()))
            .filter(|_| self.lines.is_none() && !may_allow || self.comments == Comments::DoNotCount)
            .and_then(|key| self.columns.get_mut(&key))
            .filter(|column| column.kept.len() >= COLUMN_KEPT);
        // Of the many values of a column that are only counted, nobody is told where they stand.
        if let Some(column) = full {
            let Scored {
                value,
                severity,
                confidence,
                reasons,
                ..
            } = &scored;
            column.add(value, *severity, *confidence, reasons, false);
            return ControlFlow::Continue(());
        }
        let location = self.location(text, scored.start, scored.end);
        if !self.is_wanted(text, &scored, location.line) {
            return ControlFlow::Continue(());
        }
        let mut explanation = std::mem::take(&mut scored.reasons);
        let suppressed = if may_allow {
            self.allowed(text, &scored, &mut explanation)
        } else {
            None
        };
        let Scored {
            detector,
            rule,
            full_severity,
            value,
            column,
            header_word,
            ..
        } = scored;
        let id = rule
            .as_ref()
            .map_or(detector.meta.id, |rule| rule.id.as_str());
        let fingerprint = self.options.fingerprint_key.fingerprint(id, "text", &value);
        let finding = Finding {
            detector: detector.meta.id,
            rule,
            severity: scored.severity,
            confidence: scored.confidence,
            location,
            evidence: mask(&value, scored.mask),
            occurrences: 1,
            fingerprint,
            explanation,
            suppressed,
        };
        let Some(number) = column else {
            return self.tell(finding, sink);
        };
        let key = (number, finding.detector_id().to_owned());
        let is_known = self.columns.contains_key(&key);
        if !is_known && self.columns.len() >= COLUMNS_JUDGED {
            return self.tell(finding, sink);
        }
        let entry = self.columns.entry(key).or_insert_with(|| Column {
            first: finding.clone(),
            count: 0,
            values: 0,
            kept: Vec::new(),
            header_word,
            full_severity,
            number,
        });
        entry.add(
            &value,
            finding.severity,
            finding.confidence,
            &finding.explanation,
            finding.suppressed.is_some(),
        );
        // Of a column's values the first is always kept, which the rest are counted with.
        if entry.kept.is_empty() || (entry.kept.len() < COLUMN_KEPT && self.kept < COLUMNS_KEPT) {
            entry.kept.push(finding);
            self.kept += 1;
        }
        ControlFlow::Continue(())
    }

    /// A column whose header says what it holds, or of whose values four in five pass, is one
    /// finding. Otherwise its values are findings of their own.
    fn tell_columns(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        let lines = match &self.places {
            Places::Running(position) => position.line - u64::from(position.column == 1),
            Places::Runs { .. } => 0,
        };
        for ((number, _), column) in std::mem::take(&mut self.columns) {
            let rows = self
                .table
                .as_ref()
                .map_or(1, |table| table.rows(number, lines));
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
            values,
            header_word,
            full_severity,
            number,
            ..
        } = column;
        first.occurrences = count;
        // The header may be a value; a context word is not. With the values, so that what somebody decided about
        // these doesn't hold for others that come into their column.
        let header = header_word.as_deref().unwrap_or_default();
        let part = self.part.as_deref().unwrap_or_default();
        first.fingerprint = self.options.fingerprint_key.fingerprint(
            first.detector_id(),
            "column",
            &format!("{}\n{number}\n{header}\n{part}\n{values:032x}", self.path),
        );
        first.explanation.push(Reason::new(
            ReasonKind::Grouping,
            format!(
                "column {} with {count} such values in {rows} rows",
                self.table
                    .as_ref()
                    .map_or(number, |table| table.local(number))
                    + 1
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
                first.severity = full_severity.max(Severity::Low);
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

    /// Says which of the tenant's rules were stopped before the end, or left something out.
    fn tell_stopped_rules(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        let stopped: Vec<(Severity, String)> = self.rules.iter().flat_map(Run::stopped).collect();
        for (severity, sentence) in stopped {
            let key = &self.options.fingerprint_key;
            let about = format!("{}\n{sentence}", self.path);
            self.tell(
                Finding {
                    detector: NOT_RUN,
                    rule: None,
                    severity,
                    confidence: 1.0,
                    location: Location::of(self.path, self.part.clone()),
                    fingerprint: key.fingerprint(NOT_RUN, "file", &about),
                    explanation: vec![Reason::new(ReasonKind::Check, sentence.clone(), 1.0)],
                    evidence: sentence,
                    occurrences: 1,
                    suppressed: None,
                },
                sink,
            )?;
        }
        ControlFlow::Continue(())
    }

    fn tell(&mut self, finding: Finding, sink: &mut dyn Sink) -> ControlFlow<()> {
        if self.tally.told < self.options.limits.max_findings_per_document {
            self.tally.told += 1;
            return sink.finding(finding);
        }
        // A keyed hash of the value, so its digits will do.
        let value = u128::from_str_radix(finding.fingerprint.as_str(), 16).unwrap_or_default();
        let kind = (
            finding.detector_id().to_owned(),
            finding.suppressed.is_some(),
        );
        self.tally
            .overflow
            .entry(kind)
            .and_modify(|overflow| {
                let rest = &mut overflow.rest;
                overflow.values = overflow.values.wrapping_add(value);
                rest.occurrences += finding.occurrences;
                rest.severity = rest.severity.max(finding.severity);
                rest.confidence = rest.confidence.max(finding.confidence);
            })
            .or_insert_with(|| {
                let mut rest = finding;
                rest.explanation.push(Reason::new(
                    ReasonKind::Grouping,
                    "this and all further values in the document, counted together",
                    0.0,
                ));
                Overflow {
                    rest,
                    values: value,
                    key: self.options.fingerprint_key.clone(),
                }
            });
        ControlFlow::Continue(())
    }
}
