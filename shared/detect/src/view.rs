//! What a detector sees of a document, and how it says what it found.

use std::borrow::Cow;
use std::ops::Range;

use domain::Severity;

use crate::finding::{Reason, ReasonKind};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::table::Table;

/// How far any detector looks left or right of where it was triggered. Chunks overlap by this
/// much, so that a cut changes nothing.
pub(crate) const REACH: usize = 8 << 10;

/// The text around a trigger, and what is known of its document.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) nature: Nature,
    pub(crate) table: Option<&'a Table>,
}

/// What triggered a detector, in bytes of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl View<'_> {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The byte at an offset; 0 outside of the text.
    pub(crate) fn at(&self, offset: usize) -> u8 {
        self.bytes().get(offset).copied().unwrap_or_default()
    }

    /// The byte before an offset; 0 at the beginning.
    pub(crate) fn before(&self, offset: usize) -> u8 {
        offset.checked_sub(1).map_or(0, |offset| self.at(offset))
    }

    /// The text of a range, cut to what exists and to whole characters.
    pub(crate) fn slice(&self, range: Range<usize>) -> &str {
        let mut start = range.start.min(self.text.len());
        let mut end = range.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a value stands between a pair of quotes.
    pub(crate) fn is_quoted(&self, start: usize, end: usize) -> bool {
        let quote = self.before(start);
        matches!(quote, b'"' | b'\'' | b'`') && self.at(end) == quote
    }

    /// Whether no letter, digit or underscore touches the offset from the left. The `n` of an
    /// escaped line break doesn't.
    pub(crate) fn is_word_start(&self, offset: usize) -> bool {
        let before = self.before(offset);
        if !(before.is_ascii_alphanumeric() || before == b'_') {
            return true;
        }
        matches!(before, b'n' | b'r' | b't') && offset >= 2 && self.at(offset - 2) == b'\\'
    }

    /// Whether no letter, digit or underscore touches the offset from the right.
    pub(crate) fn is_word_end(&self, offset: usize) -> bool {
        let next = self.at(offset);
        !(next.is_ascii_alphanumeric() || next == b'_')
    }

    /// What all detectors of numbers ask of the place where one begins: not within a word, a decimal, a longer
    /// number or an id. Some ask more.
    pub(crate) fn is_run_start(&self, offset: usize) -> bool {
        let second = offset.checked_sub(2).map_or(0, |offset| self.at(offset));
        match self.before(offset) {
            b'.' | b'/' | b':' => !second.is_ascii_digit(),
            b'-' => !second.is_ascii_alphanumeric(),
            b'+' | b'$' | b'\\' => false,
            _ => self.is_word_start(offset),
        }
    }

    /// Whether a number may begin here: not within a word, a decimal, a longer number or an id.
    pub(crate) fn is_number_start(&self, offset: usize) -> bool {
        if !self.is_run_start(offset) {
            return false;
        }
        let second = offset.checked_sub(2).map_or(0, |offset| self.at(offset));
        match self.before(offset) {
            b',' => !second.is_ascii_digit() || self.parts_before(offset),
            b'#' => false,
            _ => true,
        }
    }

    /// Whether a number may end here.
    pub(crate) fn is_number_end(&self, offset: usize) -> bool {
        if !self.is_word_end(offset) {
            return false;
        }
        let second = self.at(offset + 1);
        match self.at(offset) {
            b'.' | b'/' | b':' => !second.is_ascii_digit(),
            b',' => !second.is_ascii_digit() || self.parts_after(offset),
            b'-' => !second.is_ascii_alphanumeric(),
            b'%' => false,
            _ => true,
        }
    }

    /// Whether a further group of digits follows. Of a separator beyond ASCII, only the first byte
    /// is looked at.
    pub(crate) fn is_group_end(&self, offset: usize) -> bool {
        match self.at(offset) {
            b' ' | b'-' | b'.' | b'/' | b'+' => self.at(offset + 1).is_ascii_digit(),
            // A space in an address of the web.
            b'%' => self.at(offset + 1) == b'2',
            0xC2 | 0xE2 => true,
            _ => false,
        }
    }

    /// Whether the comma before a number parts values, and no decimals.
    fn parts_before(&self, start: usize) -> bool {
        let length = self.digits_from(start);
        let comma = start.saturating_sub(1);
        self.parts_values(length, self.digits_to(comma), self.at(start + length))
    }

    /// The same of the comma behind a number.
    fn parts_after(&self, end: usize) -> bool {
        let length = self.digits_to(end);
        let next = self.digits_from(end + 1);
        // `231457005,12-03-1980`
        let is_day = matches!(self.at(end + 1 + next), b'-' | b'/');
        is_day && length >= LONG
            || self.parts_values(length, next, self.before(end.saturating_sub(length)))
    }

    /// Whether a comma beside a number parts values here and not decimals: in tables and code always, in prose where
    /// the number is longer than decimals are, and so is the other one or something like a comma stands on its other
    /// side too.
    fn parts_values(&self, length: usize, neighbour: usize, other: u8) -> bool {
        match self.table {
            Some(table) if table.is_whole() || table.delimiter() == b',' => {
                table.delimiter() == b','
            }
            _ if !self.nature.is_prose() => true,
            _ => {
                length >= LONG
                    && (neighbour >= LONG || matches!(other, b',' | b'(' | b')' | b'[' | b']'))
            }
        }
    }

    fn digits_from(&self, start: usize) -> usize {
        let digits = self.bytes().iter().skip(start);
        digits.take_while(|byte| byte.is_ascii_digit()).count()
    }

    fn digits_to(&self, end: usize) -> usize {
        let before = self.bytes().get(..end).unwrap_or_default().iter().rev();
        before.take_while(|byte| byte.is_ascii_digit()).count()
    }
}

/// More digits than people give behind a decimal comma.
const LONG: usize = 8;

/// What a detector believes it found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The value in one spelling, for the fingerprint.
    pub(crate) value: String,
    pub(crate) mask: Mask,
    /// Lower than the detector's, where the evidence is weaker.
    pub(crate) severity: Option<Severity>,
    /// Nothing is found unless a context word stands near.
    pub(crate) needs_context: bool,
    pub(crate) reasons: Vec<Reason>,
}

impl Found {
    pub(crate) fn new(start: usize, end: usize, value: impl Into<String>) -> Self {
        Self {
            start,
            end,
            value: value.into(),
            mask: Mask::Ends,
            severity: None,
            needs_context: false,
            reasons: Vec::with_capacity(4),
        }
    }

    pub(crate) fn shape(self, detail: impl Into<Cow<'static, str>>, weight: f32) -> Self {
        self.reason(ReasonKind::Shape, detail, weight)
    }

    pub(crate) fn check(self, detail: impl Into<Cow<'static, str>>, weight: f32) -> Self {
        self.reason(ReasonKind::Check, detail, weight)
    }

    pub(crate) fn context(self, detail: impl Into<Cow<'static, str>>, weight: f32) -> Self {
        self.reason(ReasonKind::Context, detail, weight)
    }

    pub(crate) fn against(self, detail: impl Into<Cow<'static, str>>, weight: f32) -> Self {
        self.reason(ReasonKind::Against, detail, weight)
    }

    fn reason(
        mut self,
        kind: ReasonKind,
        detail: impl Into<Cow<'static, str>>,
        weight: f32,
    ) -> Self {
        self.reasons.push(Reason::new(kind, detail, weight));
        self
    }

    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    pub(crate) fn needs_context(mut self) -> Self {
        self.needs_context = true;
        self
    }

    pub(crate) fn masked(mut self, mask: Mask) -> Self {
        self.mask = mask;
        self
    }
}

/// What the detectors found, before anyone weighed it.
#[derive(Default)]
pub(crate) struct Candidates {
    /// The detector at work, as its place in the registry.
    pub(crate) detector: usize,
    pub(crate) list: Vec<(usize, Found)>,
}

impl Candidates {
    pub(crate) fn push(&mut self, found: Found) {
        self.list.push((self.detector, found));
    }
}
