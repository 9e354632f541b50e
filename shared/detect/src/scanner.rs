//! One pass over a piece of text: triggers, detectors, weighing, overlaps.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use domain::Severity;

use crate::context::{self, Words};
use crate::custom::{self, RuleMeta, Run, Wanted};
use crate::detector::{ContextRule, Detector, LONG, Trigger};
use crate::detectors;
use crate::detectors::named::Named;
use crate::detectors::token::Shape;
use crate::finding::{Reason, ReasonKind};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::trigger_words::TriggerWords;
use crate::view::{Candidates, Found, Hit, View};

/// Below this nothing is told.
const CONFIDENCE_MIN: f32 = 0.3;

/// Words that say that a value is made up.
const MADE_UP: &[&str] = &[
    "voorbeeld",
    "example",
    "dummy",
    "fictief",
    "fictieve",
    "placeholder",
    "fake",
    "test",
    "mock",
    "lorem",
];

/// No detector asks for longer runs of digits.
const RUN_MAX: usize = 40;

/// How many bytes are looked at together.
const BLOCK: usize = 32;

type IsHeader = fn(&str) -> bool;
type Examine = fn(&View<'_>, Hit, &mut Candidates);

/// What a trigger in the text leads to.
enum Use {
    Word(Examine),
    /// In prose and configuration only.
    Said(Examine),
    Token(&'static Shape),
    Named(&'static Named),
}

/// What makes the engine ask which detector.
pub(crate) struct Scanner {
    detectors: Vec<&'static Detector>,
    trigger_words: TriggerWords<(usize, Use)>,
    /// By the length of the run.
    digits: Vec<Vec<(usize, Examine)>>,
    /// By the length of the run.
    joined: Vec<Vec<(usize, Examine)>>,
    /// The same, where a further group follows.
    groups: Vec<Vec<(usize, Examine)>>,
    at: Vec<(usize, Examine)>,
    long: Vec<(usize, Examine)>,
    capitals: Vec<(usize, Examine)>,
    cells: Vec<(usize, Option<IsHeader>, Examine)>,
    /// By the number of the detector.
    words: Vec<(Words, Words)>,
    made_up: Words,
}

impl fmt::Debug for Scanner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Scanner")
            .field("detectors", &self.detectors.len())
            .finish_non_exhaustive()
    }
}

/// A finding before it is masked and placed.
pub(crate) struct Scored {
    pub(crate) detector: &'static Detector,
    /// The tenant's rule, where one found it.
    pub(crate) rule: Option<Arc<RuleMeta>>,
    /// How bad a certain finding is.
    pub(crate) full_severity: Severity,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: String,
    pub(crate) mask: Mask,
    pub(crate) severity: Severity,
    pub(crate) confidence: f32,
    pub(crate) reasons: Vec<Reason>,
    /// The column, where the text is a table.
    pub(crate) column: Option<usize>,
    /// The word in the column's header that speaks for it.
    pub(crate) header_word: Option<String>,
}

/// Who found something, and the words that count for it.
struct Finder<'s> {
    detector: &'static Detector,
    rule: Option<Arc<RuleMeta>>,
    severity: Severity,
    words: &'s Words,
    against: &'s Words,
}

impl Scanner {
    pub(crate) fn new() -> Self {
        let detectors: Vec<&'static Detector> = detectors::all().collect();
        let mut uses: Vec<(&'static str, (usize, Use))> = Vec::new();
        let mut digits = vec![Vec::new(); RUN_MAX + 1];
        let mut joined = vec![Vec::new(); RUN_MAX + 1];
        let mut groups = digits.clone();
        let mut at = Vec::new();
        let mut long = Vec::new();
        let mut capitals = Vec::new();
        let mut cells = Vec::new();
        for (place, detector) in detectors.iter().enumerate() {
            for trigger in detector.triggers {
                match trigger {
                    Trigger::Digits(lengths, examine) => {
                        by_length(&mut digits, lengths, (place, *examine));
                    }
                    Trigger::Groups(lengths, examine) => {
                        by_length(&mut groups, lengths, (place, *examine));
                    }
                    Trigger::Joined(lengths, examine) => {
                        by_length(&mut joined, lengths, (place, *examine));
                    }
                    Trigger::At(examine) => at.push((place, *examine)),
                    Trigger::Long(examine) => long.push((place, *examine)),
                    Trigger::Said(words, examine) => {
                        uses.extend(
                            words
                                .iter()
                                .map(|word| (*word, (place, Use::Said(*examine)))),
                        );
                    }
                    Trigger::Capital(examine) => capitals.push((place, *examine)),
                    Trigger::Cell(examine) => cells.push((place, None, *examine)),
                    Trigger::Cells(is_header, examine) => {
                        cells.push((place, Some(*is_header), *examine));
                    }
                    Trigger::Words(words, examine) => {
                        uses.extend(
                            words
                                .iter()
                                .map(|word| (*word, (place, Use::Word(*examine)))),
                        );
                    }
                    Trigger::Tokens(shapes) => uses.extend(
                        shapes
                            .iter()
                            .map(|shape| (shape.prefix, (place, Use::Token(shape)))),
                    ),
                    Trigger::Named(keys) => uses.extend(keys.iter().flat_map(|key| {
                        key.words
                            .iter()
                            .map(move |word| (*word, (place, Use::Named(key))))
                    })),
                    Trigger::Reader => {}
                }
            }
        }
        let words = detectors
            .iter()
            .map(|detector| {
                (
                    Words::new(detector.meta.context_words),
                    Words::new(detector.against),
                )
            })
            .collect();
        Self {
            detectors,
            trigger_words: TriggerWords::new(uses),
            digits,
            joined,
            groups,
            at,
            long,
            capitals,
            cells,
            words,
            made_up: Words::new(MADE_UP),
        }
    }

    /// Finds what begins within `accept`, in the order of the text. The view reaches further on
    /// both sides, so that the result is that of the whole document.
    pub(crate) fn scan(
        &self,
        view: &View<'_>,
        accept: &Range<usize>,
        is_first: bool,
        is_exemplary: bool,
        mut rules: Option<&mut Run<'_>>,
    ) -> Vec<Scored> {
        let mut candidates = Candidates::default();
        self.scan_words(view, &mut candidates);
        self.scan_digits(view, &mut candidates);
        self.scan_at(view, &mut candidates);
        if view.nature.is_prose() || view.nature == Nature::Config {
            self.scan_capitals(view, &mut candidates);
        }
        self.scan_cells(view, is_first, &mut candidates);
        let by_rules = rules.as_deref_mut().map(|rules| rules.scan(view, accept));
        let rules = rules.as_deref();
        let mut scored: Vec<Scored> = candidates
            .list
            .into_iter()
            .filter_map(|(place, found)| {
                let finder = self.finder(place, rules)?;
                self.weigh(view, finder, found, is_first, is_exemplary)
            })
            .collect();
        for (number, found) in by_rules.into_iter().flatten() {
            if let Some(rule) = rules.and_then(|rules| rules.rule(number)) {
                let finder = Finder {
                    detector: &custom::DETECTOR,
                    rule: Some(Arc::clone(&rule.meta)),
                    severity: rule.meta.severity,
                    words: &rule.context,
                    against: &rule.against,
                };
                scored.extend(self.weigh(view, finder, found, is_first, is_exemplary));
            }
        }
        let mut kept = without_overlaps(scored);
        kept.retain(|scored| accept.contains(&scored.start));
        kept
    }

    fn scan_words(&self, view: &View<'_>, candidates: &mut Candidates) {
        let is_said = matches!(view.nature, Nature::Prose | Nature::Config);
        self.trigger_words.each(view.bytes(), |hit, uses| {
            for (place, used) in uses {
                candidates.detector = *place;
                match used {
                    Use::Said(_) if !is_said => {}
                    Use::Word(examine) | Use::Said(examine) => examine(view, hit, candidates),
                    Use::Token(shape) => shape.examine(view, hit, candidates),
                    Use::Named(key) => key.examine(view, hit, candidates),
                }
            }
        });
    }

    /// Asks about every run of two digits or more.
    fn scan_digits(&self, view: &View<'_>, candidates: &mut Candidates) {
        let bytes = view.bytes();
        let is_digit = |byte: &u8| byte.wrapping_sub(b'0') < 10;
        let mut offset = 0;
        while offset < bytes.len() {
            let block = bytes
                .get(offset..(offset + BLOCK).min(bytes.len()))
                .unwrap_or_default();
            if !any(block, is_digit) {
                offset += BLOCK;
                continue;
            }
            let edge = offset + block.len();
            while offset < edge {
                if !bytes.get(offset).is_some_and(is_digit) {
                    offset += 1;
                    continue;
                }
                let start = offset;
                while bytes.get(offset).is_some_and(is_digit) {
                    offset += 1;
                }
                // A lone digit matters only as the country code of North America or Russia.
                let length = offset - start;
                let hit = Hit { start, end: offset };

                if length >= 2 || view.before(start) == b'+' {
                    ask(of(&self.digits, length), view, hit, candidates);
                    if view.is_group_end(offset) {
                        ask(of(&self.groups, length), view, hit, candidates);
                    }
                }
                if length >= 2 && is_joined(view, start, offset) {
                    ask(of(&self.joined, length), view, hit, candidates);
                }
                // Two looks ahead reject nearly every short word.
                if view.at(start + LONG - 1).is_ascii_alphanumeric()
                    && view.at(start + LONG / 2).is_ascii_alphanumeric()
                    && view.is_word_start(start)
                {
                    ask(&self.long, view, hit, candidates);
                }
            }
        }
    }

    fn scan_at(&self, view: &View<'_>, candidates: &mut Candidates) {
        for start in memchr::memchr_iter(b'@', view.bytes()) {
            let end = start + 1;
            ask(&self.at, view, Hit { start, end }, candidates);
        }
    }

    /// Asks about every word that begins with a capital, accented ones included.
    fn scan_capitals(&self, view: &View<'_>, candidates: &mut Candidates) {
        let may_begin = |byte: &u8| byte.is_ascii_uppercase() || matches!(byte, 0xC3..=0xC5);
        for (block, bytes) in view.bytes().chunks(BLOCK).enumerate() {
            if !any(bytes, may_begin) {
                continue;
            }
            for (place, byte) in bytes.iter().enumerate() {
                let start = block * BLOCK + place;
                if !may_begin(byte) || is_word(view.before(start)) {
                    continue;
                }
                let end = start + 1;
                ask(&self.capitals, view, Hit { start, end }, candidates);
            }
        }
    }

    /// Asks about the cells of the columns whose headers say what they hold.
    fn scan_cells(&self, view: &View<'_>, is_first: bool, candidates: &mut Candidates) {
        let Some(table) = view.table.filter(|table| table.has_header()) else {
            return;
        };
        // By column.
        let mut asked: BTreeMap<usize, Vec<(usize, Examine)>> = BTreeMap::new();
        for (column, header) in table.headed(view.bytes()) {
            for (place, is_header, examine) in &self.cells {
                let tells = match is_header {
                    Some(is_header) => is_header(header),
                    None => self
                        .words
                        .get(*place)
                        .is_some_and(|(words, _)| words.any(header).is_some()),
                };
                if tells {
                    asked.entry(column).or_default().push((*place, *examine));
                }
            }
        }
        if asked.is_empty() {
            return;
        }
        table.each_cell(view.bytes(), is_first, |column, start, end| {
            if let Some(asked) = asked.get(&column) {
                ask(asked, view, Hit { start, end }, candidates);
            }
        });
    }

    /// The detector at this place, unless the tenant doesn't want it.
    fn finder(&self, place: usize, rules: Option<&Run<'_>>) -> Option<Finder<'_>> {
        let detector = *self.detectors.get(place)?;
        let (words, against) = self.words.get(place)?;
        let rules = rules.filter(|rules| rules.heeds_settings);
        let severity = match rules.map(|rules| rules.rules().wanted(&detector.meta)) {
            Some(Wanted::Off) => return None,
            Some(Wanted::As(severity)) => severity,
            Some(Wanted::AsIs) | None => detector.meta.severity,
        };
        Some(Finder {
            detector,
            rule: None,
            severity,
            words,
            against,
        })
    }

    /// Adds the surroundings to what the detector said; nothing if too little remains.
    #[expect(
        clippy::too_many_lines,
        reason = "one step after the other, each on what the last one said"
    )]
    fn weigh(
        &self,
        view: &View<'_>,
        finder: Finder<'_>,
        found: Found,
        is_first: bool,
        is_exemplary: bool,
    ) -> Option<Scored> {
        let Finder {
            detector,
            rule,
            severity: full_severity,
            words,
            against,
        } = finder;
        let Found {
            start,
            end,
            value,
            mask,
            severity,
            needs_context,
            mut reasons,
        } = found;
        let cell = view
            .table
            .and_then(|table| table.cell(view.bytes(), start, is_first));
        // What the evidence lowered stays as low as that.
        let mut severity = match severity {
            Some(lowered) if full_severity != detector.meta.severity => lowered.min(full_severity),
            Some(severity) => severity,
            None => full_severity,
        };
        let mut header_word = None;
        let (weight, cap) = match detector.context {
            ContextRule::Ignored => (0.0, None),
            ContextRule::Raises(weight) => (weight, None),
            ContextRule::Caps(weight, cap) => (weight, Some(cap)),
        };
        if weight > 0.0 {
            let surroundings = context::read(view, start, end, cell, words, against);
            if let Some((word, place)) = surroundings.word {
                reasons.push(Reason::new(
                    ReasonKind::Context,
                    place.describe(word),
                    weight * place.share(),
                ));
                if place == context::Place::Header {
                    header_word = Some(word);
                }
            } else {
                if needs_context {
                    return None;
                }
                if let Some(cap) = cap {
                    severity = severity.min(cap);
                }
                if let Some(word) = surroundings.against {
                    reasons.push(Reason::new(
                        ReasonKind::Against,
                        format!("“{word}” suggests something else"),
                        -0.25,
                    ));
                }
            }
        }
        if header_word.is_none()
            && let Some(header) = cell
                .filter(|cell| !cell.is_header)
                .and_then(|cell| view.table?.header(cell.column))
        {
            header_word = words.any(header);
        }
        if is_exemplary {
            reasons.push(Reason::new(
                ReasonKind::Against,
                "the path belongs to tests or examples",
                -0.1,
            ));
        } else if !matches!(detector.context, ContextRule::Ignored) {
            let (left, right) = context::line_around(view, start, end, cell);
            if let Some(word) = self
                .made_up
                .any_outside_names(left)
                .or_else(|| self.made_up.any_outside_names(right))
            {
                reasons.push(Reason::new(
                    ReasonKind::Against,
                    format!("“{word}” stands near it"),
                    -0.1,
                ));
            }
        }
        let confidence = reasons
            .iter()
            .map(|reason| reason.weight)
            .sum::<f32>()
            .clamp(0.0, 0.99);
        (confidence >= CONFIDENCE_MIN).then(|| Scored {
            detector,
            rule,
            full_severity,
            start,
            end,
            value,
            mask,
            severity,
            confidence,
            reasons,
            column: cell.filter(|cell| !cell.is_header).map(|cell| cell.column),
            header_word: header_word.map(ToOwned::to_owned),
        })
    }
}

/// Whether any byte passes. Without branches, so that the compiler makes it a few vector instructions.
fn any(block: &[u8], passes: impl Fn(&u8) -> bool) -> bool {
    block.iter().fold(false, |any, byte| any | passes(byte))
}

/// Whether a byte makes what follows it the middle of a word.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a run of digits touches more of a value: see [`Trigger::Joined`].
fn is_joined(view: &View<'_>, start: usize, end: usize) -> bool {
    let before = view.before(start);
    if before.is_ascii_uppercase() {
        return true;
    }
    let next = view.at(end);
    let second = view.at(end + 1);
    match next {
        b'.' | b'-' | b':' | b'/' if second.is_ascii_alphanumeric() => return true,
        b' ' if second.is_ascii_digit() => return true,
        _ => {}
    }
    let second = start.checked_sub(2).map_or(0, |offset| view.at(offset));
    match before {
        b'.' | b'-' | b':' | b'/' => second.is_ascii_alphanumeric(),
        b' ' => second.is_ascii_uppercase(),
        _ => false,
    }
}

/// Asks detectors, each by its place, about what triggered them.
fn ask(asked: &[(usize, Examine)], view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    for (place, examine) in asked {
        candidates.detector = *place;
        examine(view, hit, candidates);
    }
}

/// Those that are asked about runs of a length.
fn of(asked: &[Vec<(usize, Examine)>], length: usize) -> &[(usize, Examine)] {
    asked.get(length).map(Vec::as_slice).unwrap_or_default()
}

/// Has a detector asked about runs of these lengths.
fn by_length(
    table: &mut [Vec<(usize, Examine)>],
    lengths: &RangeInclusive<usize>,
    used: (usize, Examine),
) {
    for asked in table
        .iter_mut()
        .take(lengths.end() + 1)
        .skip(*lengths.start())
    {
        asked.push(used);
    }
}

/// Where findings overlap, the one of the higher rank stays, then the surer, then the longer.
fn without_overlaps(mut scored: Vec<Scored>) -> Vec<Scored> {
    // Their places are sorted, since they themselves are large.
    let mut order: Vec<(&Scored, usize)> = scored.iter().zip(0..).collect();
    order.sort_by(|(one, _), (other, _)| {
        other
            .detector
            .rank
            .cmp(&one.detector.rank)
            .then(other.confidence.total_cmp(&one.confidence))
            .then((other.end - other.start).cmp(&(one.end - one.start)))
            .then(one.start.cmp(&other.start))
            .then(one.detector.meta.id.cmp(other.detector.meta.id))
            .then_with(|| {
                let id = |scored: &Scored| scored.rule.as_ref().map(|rule| rule.id.clone());
                id(one).cmp(&id(other))
            })
    });
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut stays = vec![false; scored.len()];
    for (candidate, place) in order {
        let end = candidate.end.max(candidate.start + 1);
        let overlaps = taken
            .range(..end)
            .next_back()
            .is_some_and(|(_, taken_end)| *taken_end > candidate.start);
        if !overlaps {
            taken.insert(candidate.start, end);
            if let Some(stays) = stays.get_mut(place) {
                *stays = true;
            }
        }
    }
    let mut stays = stays.into_iter();
    scored.retain(|_| stays.next().unwrap_or_default());
    scored.sort_by_key(|candidate| candidate.start);
    scored
}
