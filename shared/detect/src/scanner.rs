//! One pass over a piece of text: triggers, detectors, weighing, overlaps.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use domain::Severity;

use crate::context::{self, Sightings, Sought, Words};
use crate::custom::{self, RuleMeta, Run, Wanted};
use crate::detector::{ContextRule, Detector, LONG, Trigger};
use crate::detectors;
use crate::detectors::named::Named;
use crate::detectors::token::Shape;
use crate::finding::{Reason, ReasonKind};
use crate::lanes::{each_marked, within};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::table::Table;
use crate::trigger_words::{Stand, TriggerWords};
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
const RUN_MAX: usize = 32;

type IsHeader = fn(&str) -> bool;
type Examine = fn(&View<'_>, Hit, &mut Candidates);
type ExamineAgain = fn(&View<'_>, &mut Candidates);

/// What a trigger in the text leads to.
#[derive(Clone, Copy)]
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
    runs: Runs,
    at: Vec<(usize, Examine)>,
    long: Vec<(usize, Examine)>,
    capitals: Vec<(usize, Examine)>,
    cells: Vec<(usize, Option<IsHeader>, Examine)>,
    again: Vec<(usize, ExamineAgain)>,
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
    /// How bad a certain finding is by itself.
    own: Severity,
    wanted: Wanted,
    words: Sought<'s>,
    against: Sought<'s>,
}

/// What words are used for: where they may stand, and the number of the detector.
type Uses = Vec<(Cow<'static, str>, Stand, (usize, Use))>;

/// Adds the words that a trigger of a detector is, if it is any.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "whoever adds a trigger meets it where all are told apart"
)]
fn add_words(uses: &mut Uses, place: usize, trigger: &'static Trigger) {
    let mut add = |words: &'static [&str], stand, what: Use| {
        let words = words.iter().map(|word| Cow::from(*word));
        uses.extend(words.map(|word| (word, stand, (place, what))));
    };
    match trigger {
        Trigger::Words(words, examine) => add(words, Stand::Anywhere, Use::Word(*examine)),
        Trigger::Labels(words, examine) => add(words, Stand::Start, Use::Word(*examine)),
        Trigger::Whole(words, examine) => add(words, Stand::Whole, Use::Word(*examine)),
        Trigger::Said(words, examine) => add(words, Stand::Anywhere, Use::Said(*examine)),
        Trigger::SaidLabels(words, examine) => add(words, Stand::Start, Use::Said(*examine)),
        Trigger::Tokens(shapes) => uses.extend(shapes.iter().flat_map(|shape| {
            let words = shape.trigger_words().into_iter();
            words.map(move |word| (word.into(), Stand::Anywhere, (place, Use::Token(shape))))
        })),
        Trigger::Named(keys) => {
            for key in *keys {
                add(key.words, Stand::Anywhere, Use::Named(key));
            }
        }
        _ => {}
    }
}

/// So many values a detector finds, at one in so many bytes of text, before its words are searched for in all of
/// the text at once: about as much as is searched around each.
const LOUD: usize = 128;

/// Where words stand in a text that has many values.
#[derive(Default)]
struct Sighted {
    /// Those that speak for what a detector finds, and those against it, by its number.
    of_detectors: BTreeMap<usize, (Sightings, Sightings)>,
    made_up: Option<Sightings>,
}

impl Scanner {
    pub(crate) fn new() -> Self {
        let detectors: Vec<&'static Detector> = detectors::all().collect();
        let mut uses: Uses = Vec::new();
        let mut runs = Vec::new();
        let mut at = Vec::new();
        let mut long = Vec::new();
        let mut capitals = Vec::new();
        let mut cells = Vec::new();
        let mut again = Vec::new();
        for (place, detector) in detectors.iter().enumerate() {
            for trigger in detector.triggers {
                match trigger {
                    Trigger::Digits(lengths, examine) => {
                        runs.push((lengths.clone(), 0, place, *examine));
                    }
                    Trigger::Alone(lengths, examine) => {
                        runs.push((lengths.clone(), touch::ALONE, place, *examine));
                    }
                    Trigger::Lettered(lengths, examine) => {
                        runs.push((lengths.clone(), touch::LETTERED, place, *examine));
                    }
                    Trigger::Behind(lengths, examine) => {
                        runs.push((lengths.clone(), touch::CAPITAL, place, *examine));
                    }
                    Trigger::Prefixed(lengths, examine) => {
                        runs.push((lengths.clone(), touch::PREFIXED, place, *examine));
                    }
                    Trigger::Spaced(lengths, examine) => {
                        runs.push((lengths.clone(), touch::SPACED, place, *examine));
                    }
                    Trigger::Dialled(lengths, examine) => {
                        runs.push((lengths.clone(), touch::DIALLED, place, *examine));
                    }
                    Trigger::Grouped(lengths, examine) => {
                        runs.push((lengths.clone(), touch::GROUPED, place, *examine));
                    }
                    Trigger::Groups(lengths, examine) => {
                        let touches = touch::ALONE | touch::GROUPED;
                        runs.push((lengths.clone(), touches, place, *examine));
                    }
                    Trigger::Joined(lengths, examine) => {
                        runs.push((lengths.clone(), touch::JOINED, place, *examine));
                    }
                    Trigger::At(examine) => at.push((place, *examine)),
                    Trigger::Long(examine) => long.push((place, *examine)),
                    Trigger::Capital(examine) => capitals.push((place, *examine)),
                    Trigger::Cell(examine) => cells.push((place, None, *examine)),
                    Trigger::Cells(is_header, examine) => {
                        cells.push((place, Some(*is_header), *examine));
                    }
                    Trigger::Again(examine) => again.push((place, *examine)),
                    Trigger::Words(..)
                    | Trigger::Labels(..)
                    | Trigger::Whole(..)
                    | Trigger::Said(..)
                    | Trigger::SaidLabels(..)
                    | Trigger::Tokens(_)
                    | Trigger::Named(_) => add_words(&mut uses, place, trigger),
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
            runs: Runs::new(runs),
            at,
            long,
            capitals,
            cells,
            again,
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
        self.scan_bytes(view, &mut candidates);
        self.scan_cells(view, is_first, &mut candidates);
        for (place, examine) in &self.again {
            candidates.detector = *place;
            examine(view, &mut candidates);
        }
        let by_rules = rules.as_deref_mut().map(|rules| rules.scan(view, accept));
        let rules = rules.as_deref();
        let sighted = self.sight(view, &candidates);
        let mut scored: Vec<Scored> = candidates
            .list
            .into_iter()
            .filter_map(|(place, found)| {
                let finder = self.finder(place, rules, &sighted)?;
                self.weigh(view, finder, found, is_first, is_exemplary, &sighted)
            })
            .collect();
        for (number, found) in by_rules.into_iter().flatten() {
            if let Some(rule) = rules.and_then(|rules| rules.rule(number)) {
                let finder = Finder {
                    detector: &custom::DETECTOR,
                    rule: Some(Arc::clone(&rule.meta)),
                    own: rule.meta.severity,
                    wanted: Wanted::AsIs,
                    words: Sought {
                        words: &rule.context,
                        sightings: None,
                    },
                    against: Sought {
                        words: &rule.against,
                        sightings: None,
                    },
                };
                scored.extend(self.weigh(view, finder, found, is_first, is_exemplary, &sighted));
            }
        }
        let mut kept = without_overlaps(scored);
        kept.retain(|scored| accept.contains(&scored.start));
        kept
    }

    fn scan_words(&self, view: &View<'_>, candidates: &mut Candidates) {
        let is_said = view.nature.is_prose() || view.nature == Nature::Config;
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

    /// Asks about every run of digits, every `@` and, in prose and configuration, every word that
    /// begins with a capital, accented ones included.
    fn scan_bytes(&self, view: &View<'_>, candidates: &mut Candidates) {
        let bytes = view.bytes();
        let mut from = 0;
        let ask = |place| {
            // Not within a run that was asked about.
            if place >= from {
                from = self.ask_byte(view, place, candidates);
            }
        };
        if view.nature.is_prose() || view.nature == Nature::Config {
            each_marked(bytes, |word| digits(word) | capitals(word), ask);
        } else {
            each_marked(bytes, |word| digits(word) | ats(word), ask);
        }
    }

    /// Asks about the byte at a place, and gives the place from which on nothing was asked about.
    fn ask_byte(&self, view: &View<'_>, place: usize, candidates: &mut Candidates) -> usize {
        let byte = view.at(place);
        if byte.is_ascii_digit() {
            return self.ask_run(view, place, candidates);
        }
        let (start, end) = (place, place + 1);
        if byte == b'@' {
            ask(&self.at, view, Hit { start, end }, candidates);
        } else if !is_word(view.before(place)) {
            ask(&self.capitals, view, Hit { start, end }, candidates);
        }
        end
    }

    /// Asks about a run of digits, and gives its end. A lone digit matters only as the country code of
    /// North America or Russia.
    fn ask_run(&self, view: &View<'_>, start: usize, candidates: &mut Candidates) -> usize {
        let bytes = view.bytes();
        let mut end = start + 1;
        while bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        let length = end - start;
        let hit = Hit { start, end };
        if length >= 2 || view.before(start) == b'+' {
            for number in self.runs.about(view, hit) {
                if let Some((place, examine)) = self.runs.asked.get(usize::from(*number)) {
                    candidates.detector = *place;
                    examine(view, hit, candidates);
                }
            }
        }
        // Two looks ahead reject nearly every short word.
        if view.at(start + LONG - 1).is_ascii_alphanumeric()
            && view.at(start + LONG / 2).is_ascii_alphanumeric()
            && view.is_word_start(start)
        {
            ask(&self.long, view, hit, candidates);
        }
        end
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

    /// Searches for the words of detectors that found much.
    fn sight(&self, view: &View<'_>, candidates: &Candidates) -> Sighted {
        let mut sighted = Sighted::default();
        let enough = view.text.len() / LOUD;
        if candidates.list.len() <= enough {
            return sighted;
        }
        sighted.made_up = Some(self.made_up.sightings(view.text));
        // In a table the header outranks the words around.
        if view.table.is_some_and(Table::has_header) {
            return sighted;
        }
        let mut counts = vec![0_usize; self.detectors.len()];
        for (place, _) in &candidates.list {
            if let Some(count) = counts.get_mut(*place) {
                *count += 1;
            }
        }
        for (place, _) in counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > enough)
        {
            let is_asked = self
                .detectors
                .get(place)
                .is_some_and(|detector| !matches!(detector.context, ContextRule::Ignored));
            if let Some((words, against)) = self.words.get(place).filter(|_| is_asked) {
                let sightings = (words.sightings(view.text), against.sightings(view.text));
                sighted.of_detectors.insert(place, sightings);
            }
        }
        sighted
    }

    /// The detector at this place, unless the tenant doesn't want it.
    fn finder<'s>(
        &'s self,
        place: usize,
        rules: Option<&Run<'_>>,
        sighted: &'s Sighted,
    ) -> Option<Finder<'s>> {
        let detector = *self.detectors.get(place)?;
        let (words, against) = self.words.get(place)?;
        let sightings = sighted.of_detectors.get(&place);
        let rules = rules.filter(|rules| rules.heeds_settings);
        let wanted = rules.map_or(Wanted::AsIs, |rules| rules.rules().wanted(&detector.meta));
        Some(Finder {
            detector,
            rule: None,
            own: detector.meta.severity,
            wanted,
            words: Sought {
                words,
                sightings: sightings.map(|(words, _)| words),
            },
            against: Sought {
                words: against,
                sightings: sightings.map(|(_, against)| against),
            },
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
        sighted: &Sighted,
    ) -> Option<Scored> {
        let Finder {
            detector,
            rule,
            own,
            wanted,
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
        let full_severity = wanted.severity(own, own)?;
        let mut severity = wanted.severity(own, severity.unwrap_or(own))?;
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
            header_word = words.words.any(header);
        }
        if is_exemplary {
            reasons.push(Reason::new(
                ReasonKind::Against,
                "the path belongs to tests or examples",
                -0.1,
            ));
        } else if !matches!(detector.context, ContextRule::Ignored)
            && (Sought {
                words: &self.made_up,
                sightings: sighted.made_up.as_ref(),
            })
            .may_be_near(start, end)
        {
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

/// Marks digits.
const fn digits(word: u64) -> u64 {
    within(word, b'0', b'9') & !word
}

/// Marks `@`, capitals and the first bytes of accented ones. An `@` stands right before the `A`.
const fn capitals(word: u64) -> u64 {
    (within(word, b'@', b'Z') & !word) | (within(word, 0x43, 0x45) & word)
}

/// Marks `@`.
const fn ats(word: u64) -> u64 {
    within(word, b'@', b'@') & !word
}

/// What a detector asks of what touches a run of digits, each a bit: see [`Trigger`].
mod touch {
    pub(super) const ALONE: u8 = 1 << 0;
    pub(super) const LETTERED: u8 = 1 << 1;
    pub(super) const CAPITAL: u8 = 1 << 2;
    pub(super) const PREFIXED: u8 = 1 << 3;
    pub(super) const SPACED: u8 = 1 << 4;
    pub(super) const DIALLED: u8 = 1 << 5;
    pub(super) const GROUPED: u8 = 1 << 6;
    pub(super) const JOINED: u8 = 1 << 7;
}

/// What stands left of a run of digits, as far as any detector asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Nothing,
    Small,
    /// The last letter of an escaped line break.
    Escape,
    Capital,
    Space,
    /// A space behind a capital, and so on.
    CapitalSpace,
    CapitalDot,
    CapitalHyphen,
    Plus,
    /// The rest of a longer number or of a word.
    More,
}

impl Left {
    const ALL: [Self; 10] = [
        Self::Nothing,
        Self::Small,
        Self::Escape,
        Self::Capital,
        Self::Space,
        Self::CapitalSpace,
        Self::CapitalDot,
        Self::CapitalHyphen,
        Self::Plus,
        Self::More,
    ];

    /// The bits of what is true of it.
    const fn touches(self) -> u8 {
        match self {
            Self::Nothing => touch::ALONE,
            Self::Small => touch::LETTERED,
            Self::Escape => touch::ALONE | touch::LETTERED,
            Self::Capital => touch::LETTERED | touch::CAPITAL | touch::PREFIXED,
            Self::Space => touch::ALONE | touch::SPACED,
            Self::CapitalSpace => touch::ALONE | touch::SPACED | touch::PREFIXED,
            Self::CapitalDot => touch::ALONE | touch::PREFIXED,
            Self::CapitalHyphen => touch::PREFIXED,
            Self::Plus => touch::DIALLED,
            Self::More => 0,
        }
    }

    fn of(view: &View<'_>, start: usize) -> Self {
        let second = start.checked_sub(2).map_or(0, |offset| view.at(offset));
        match view.before(start) {
            b'A'..=b'Z' => Self::Capital,
            b'n' | b'r' | b't' if second == b'\\' => Self::Escape,
            b'a'..=b'z' => Self::Small,
            b' ' if second.is_ascii_uppercase() => Self::CapitalSpace,
            b' ' => Self::Space,
            b'.' if second.is_ascii_uppercase() => Self::CapitalDot,
            b'-' if second.is_ascii_uppercase() => Self::CapitalHyphen,
            b'.' | b'/' | b':' if second.is_ascii_digit() => Self::More,
            b'-' if second.is_ascii_alphanumeric() => Self::More,
            b'_' | b'$' | b'\\' => Self::More,
            b'+' => Self::Plus,
            _ => Self::Nothing,
        }
    }
}

/// How many classes of runs there are: by what stands left, and by whether the run begins with a zero, is
/// followed by a group and is joined.
const CLASSES: usize = Left::ALL.len() << 3;

/// Who is asked about which runs of digits. One look tells it by a run's length and what touches it, since
/// forty detectors would else be asked about each, of which nearly all turn it down by just that.
struct Runs {
    asked: Vec<(usize, Examine)>,
    /// Which of them, list by list.
    numbers: Vec<u16>,
    /// Where the list of each length and class begins, and where the last one ends.
    lists: Vec<usize>,
}

impl Runs {
    /// Who wants which lengths, and all of which bits.
    fn new(mut wanted: Vec<(RangeInclusive<usize>, u8, usize, Examine)>) -> Self {
        wanted.sort_by_key(|(_, touches, ..)| touches & (touch::GROUPED | touch::JOINED));
        let mut numbers = Vec::new();
        let mut lists = vec![0];
        for length in 0..=RUN_MAX {
            let of_length: Vec<(u16, u8)> = (0..)
                .zip(&wanted)
                .filter(|(_, (lengths, ..))| lengths.contains(&length))
                .map(|(number, (_, touches, ..))| (number, *touches))
                .collect();
            for class in 0..CLASSES {
                let bit =
                    |place: usize, touches: u8| if class >> place & 1 == 1 { touches } else { 0 };
                let left = Left::ALL.get(class >> 3).map_or(0, |left| left.touches());
                let touches =
                    left | bit(2, touch::DIALLED) | bit(1, touch::GROUPED) | bit(0, touch::JOINED);
                let asked = of_length
                    .iter()
                    .filter(|(_, wanted)| touches & wanted == *wanted);
                numbers.extend(asked.map(|(number, _)| number));
                lists.push(numbers.len());
            }
        }
        let asked = wanted.into_iter();
        Self {
            asked: asked
                .map(|(_, _, place, examine)| (place, examine))
                .collect(),
            numbers,
            lists,
        }
    }

    /// Who is to be asked about a run, by their numbers.
    fn about(&self, view: &View<'_>, run: Hit) -> &[u16] {
        let left = Left::of(view, run.start);
        let class = (left as usize) << 3
            | usize::from(view.at(run.start) == b'0') << 2
            | usize::from(view.is_group_end(run.end)) << 1
            | usize::from(is_joined(view, run.start, run.end));
        let list = (run.end - run.start) * CLASSES + class;
        match (self.lists.get(list), self.lists.get(list + 1)) {
            (Some(from), Some(to)) => self.numbers.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
    }
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

/// Where findings overlap, the one of the higher rank stays, then the surer, then the longer.
fn without_overlaps(mut scored: Vec<Scored>) -> Vec<Scored> {
    // Only what touches something is compared, and nearly all findings touch nothing.
    let mut order: Vec<(usize, usize)> = scored
        .iter()
        .zip(0..)
        .map(|(one, place)| (one.start, place))
        .collect();
    // They come in a few runs that are sorted already.
    order.sort_by_key(|(start, _)| *start);
    let mut stays = vec![true; scored.len()];
    let mut rest = order.as_mut_slice();
    while let Some((first, _)) = rest.first() {
        let mut end = first + 1;
        let length = rest
            .iter()
            .take_while(|(start, place)| {
                let is_near = *start < end;
                if is_near && let Some(one) = scored.get(*place) {
                    end = end.max(end_of(one));
                }
                is_near
            })
            .count();
        let (cluster, others) = rest.split_at_mut(length);
        if cluster.len() > 1 {
            choose(&scored, cluster, &mut stays);
        }
        rest = others;
    }
    let mut stays = stays.into_iter();
    scored.retain(|_| stays.next().unwrap_or_default());
    scored.sort_by_key(|candidate| candidate.start);
    scored
}

/// Where a finding ends; an empty one takes a byte.
fn end_of(scored: &Scored) -> usize {
    scored.end.max(scored.start + 1)
}

/// Chooses from findings of which each overlaps with another.
fn choose(scored: &[Scored], cluster: &mut [(usize, usize)], stays: &mut [bool]) {
    let id = |scored: &Scored| scored.rule.as_ref().map(|rule| rule.id.clone());
    let one_of = |(_, place): &(usize, usize)| scored.get(*place);
    cluster.sort_by(|one, other| {
        let (Some(a), Some(b)) = (one_of(one), one_of(other)) else {
            return Ordering::Equal;
        };
        b.detector
            .rank
            .cmp(&a.detector.rank)
            .then(b.confidence.total_cmp(&a.confidence))
            .then((b.end - b.start).cmp(&(a.end - a.start)))
            .then(a.start.cmp(&b.start))
            .then(a.detector.meta.id.cmp(b.detector.meta.id))
            .then_with(|| id(a).cmp(&id(b)))
            .then(one.cmp(other))
    });
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for candidate in cluster.iter() {
        let Some(one) = one_of(candidate) else {
            continue;
        };
        let end = end_of(one);
        let overlaps = taken
            .range(..end)
            .next_back()
            .is_some_and(|(_, taken_end)| *taken_end > one.start);
        if !overlaps {
            taken.insert(one.start, end);
        } else if let Some(stays) = stays.get_mut(candidate.1) {
            *stays = false;
        }
    }
}
