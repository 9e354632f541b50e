//! Compares what the engine tells with what the labels say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Cursor;
use std::ops::ControlFlow;

use detect::{
    Category, Document, Engine, Finding, FingerprintKey, Input, Options, ReasonKind, Severity, Sink,
};

use crate::marks::{Label, Sample};

/// Ids whose findings count for a label of another id: kinds of which one contains the other, or
/// that the same digits can be.
const FAMILIES: &[&[&str]] = &[
    &["nl-address", "nl-street-address"],
    &["nl-vat", "eu-vat"],
    &["nl-phone", "phone"],
    &["es-dni", "es-nie"],
    &["private-key", "gcp-service-account"],
    &["health-data", "icd-10"],
    // A sole trader's fiscal number is a citizen's number.
    &["nl-bsn", "nl-rsin"],
    &["nl-passport", "passport", "identity-card"],
    &["nl-driving-licence", "driving-licence"],
];

/// Labels of secrets that no provider's detector is named for: whichever detector of secrets finds
/// one has found it.
const ANY_SECRET: &[&str] = &["password-assignment", "generic-secret", "credential-url"];

/// What only the set made for it has labels for.
const PASSING: &[&str] = &["date", "web-address"];

fn is_secret(id: &str) -> bool {
    Engine::standard()
        .detector(id)
        .is_some_and(|meta| meta.category == Category::Secret)
}

fn is_family(label: &str, detector: &str) -> bool {
    label == detector
        || FAMILIES
            .iter()
            .any(|family| family.contains(&label) && family.contains(&detector))
        || (ANY_SECRET.contains(&label) && is_secret(detector))
}

#[derive(Default)]
struct Told(Vec<Finding>);

impl Sink for Told {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        self.0.push(finding);
        ControlFlow::Continue(())
    }

    fn document(&mut self, _: &Document) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// What one detector did.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) found: u64,
    pub(crate) missed: u64,
    pub(crate) wrong: u64,
    /// Findings where nothing is, told at the lowest severity though the detector's own is higher.
    pub(crate) hints: u64,
}

impl Count {
    #[allow(clippy::cast_precision_loss, reason = "counts of a test")]
    pub(crate) fn precision(&self) -> Option<f64> {
        let all = self.found + self.wrong;
        (all > 0).then(|| self.found as f64 / all as f64)
    }

    #[allow(clippy::cast_precision_loss, reason = "counts of a test")]
    pub(crate) fn recall(&self) -> Option<f64> {
        let all = self.found + self.missed;
        (all > 0).then(|| self.found as f64 / all as f64)
    }

    pub(crate) fn f1(&self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        let sum = precision + recall;
        Some(if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        })
    }

    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.wrong += other.wrong;
        self.hints += other.hints;
    }
}

/// What became of a sample: for the list of causes.
struct Case {
    id: String,
    kind: &'static str,
    set: &'static str,
    sort: String,
    excerpt: String,
}

/// The counts of all samples.
#[derive(Default)]
pub(crate) struct Score {
    counts: BTreeMap<(String, &'static str), Count>,
    cases: Vec<Case>,
}

/// The bytes of a sample's columns, where it is a table.
fn column_of(text: &str, offset: usize) -> Option<(u8, usize)> {
    let first = text.lines().next()?;
    let delimiter = [b';', b',', b'\t', b'|']
        .into_iter()
        .max_by_key(|delimiter| first.bytes().filter(|byte| byte == delimiter).count())?;
    let line = text[..offset].rfind('\n').map_or(0, |place| place + 1);
    let mut quoted = false;
    let mut column = 0;
    for byte in text[line..offset].bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == delimiter && !quoted {
            column += 1;
        }
    }
    Some((delimiter, column))
}

/// Where a finding begins, in bytes.
fn offset_of(text: &str, finding: &Finding) -> Option<usize> {
    let line = usize::try_from(finding.location.line?).ok()?;
    let column = usize::try_from(finding.location.column?).ok()?;
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let within = text[start..]
        .char_indices()
        .nth(column - 1)
        .map_or(text.len() - start, |(place, _)| place);
    Some(start + within)
}

fn excerpt(text: &str, start: usize, end: usize) -> String {
    let mut from = start.saturating_sub(40);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end.max(start + 1) + 30).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    text[from..to].replace('\n', "⏎")
}

impl Score {
    pub(crate) fn take(&mut self, sample: &Sample) {
        let engine = Engine::standard();
        let mut told = Told::default();
        let options = Options::new(FingerprintKey::new([7; 32]));
        engine
            .scan(
                Input {
                    name: &sample.name,
                    reader: Cursor::new(sample.text.as_bytes()),
                },
                &options,
                &mut told,
            )
            .unwrap();
        let mut is_found = vec![false; sample.labels.len()];
        for finding in &told.0 {
            let Some(offset) = offset_of(&sample.text, finding) else {
                self.wrong(sample, finding, 0, 1);
                continue;
            };
            let fits = |label: &Label| is_family(&label.id, finding.detector);
            let within = |label: &Label| (label.start..label.end).contains(&offset);
            let is_column = finding.occurrences > 1
                && finding
                    .explanation
                    .iter()
                    .any(|reason| reason.kind == ReasonKind::Grouping);
            if is_column {
                // One finding for a column: each of its values counts.
                let column = column_of(&sample.text, offset);
                let mut covered = 0;
                for (place, label) in sample.labels.iter().enumerate() {
                    if fits(label) && column_of(&sample.text, label.start) == column {
                        is_found[place] = true;
                        covered += 1;
                    }
                }
                if finding.occurrences > covered {
                    self.wrong(sample, finding, offset, finding.occurrences - covered);
                }
                continue;
            }
            let mut hit = false;
            for (place, label) in sample.labels.iter().enumerate() {
                if fits(label) && within(label) {
                    is_found[place] = true;
                    hit = true;
                }
            }
            if !hit {
                self.wrong(sample, finding, offset, 1);
            }
        }
        for (label, is_found) in sample.labels.iter().zip(is_found) {
            if label.is_optional {
                continue;
            }
            let count = self
                .counts
                .entry((label.id.clone(), sample.set))
                .or_default();
            if is_found {
                count.found += 1;
            } else {
                count.missed += 1;
                let excerpt = excerpt(&sample.text, label.start, label.end);
                self.case(&label.id, "missed", sample, excerpt);
            }
        }
    }

    fn wrong(&mut self, sample: &Sample, finding: &Finding, offset: usize, times: u64) {
        // Most texts have days and web addresses in passing, which nobody labelled.
        let is_passing = PASSING.contains(&finding.detector) && sample.set != "spans";
        if is_passing {
            return;
        }
        let own = Engine::standard()
            .detector(finding.detector)
            .map_or(Severity::Low, |meta| meta.severity);
        let is_hint = finding.severity == Severity::Low && own > Severity::Low;
        let count = self
            .counts
            .entry((finding.detector.to_owned(), sample.set))
            .or_default();
        if is_hint {
            count.hints += times;
        } else {
            count.wrong += times;
        }
        let excerpt = excerpt(&sample.text, offset, offset + 20);
        self.case(
            finding.detector,
            if is_hint { "hint" } else { "wrong" },
            sample,
            excerpt,
        );
    }

    fn case(&mut self, id: &str, kind: &'static str, sample: &Sample, excerpt: String) {
        self.cases.push(Case {
            id: id.to_owned(),
            kind,
            set: sample.set,
            sort: sample.sort.clone(),
            excerpt,
        });
    }

    /// What a detector did in these sets; in all, if none is named.
    pub(crate) fn of(&self, id: &str, sets: &[&str]) -> Count {
        self.sum(|other, set| other == id && (sets.is_empty() || sets.contains(&set)))
    }

    /// What all detectors of secrets did together.
    pub(crate) fn secrets(&self, sets: &[&str]) -> Count {
        self.sum(|id, set| is_secret(id) && (sets.is_empty() || sets.contains(&set)))
    }

    fn sum(&self, wanted: impl Fn(&str, &str) -> bool) -> Count {
        let mut all = Count::default();
        for ((id, set), count) in &self.counts {
            if wanted(id, set) {
                all.add(*count);
            }
        }
        all
    }

    fn ids(&self) -> BTreeSet<String> {
        self.counts.keys().map(|(id, _)| id.clone()).collect()
    }

    /// The table, 80 columns wide.
    pub(crate) fn table(&self) -> String {
        let mut table = format!(
            "{:<24}{:>7}{:>8}{:>7}{:>7}{:>9}{:>9}{:>9}\n{}\n",
            "detector",
            "true",
            "missed",
            "wrong",
            "hints",
            "precis.",
            "recall",
            "F1",
            "-".repeat(80)
        );
        for id in self.ids() {
            let count = self.of(&id, &[]);
            if Engine::standard().detector(&id).is_none() {
                let _ = writeln!(
                    table,
                    "{id:<24}{:>7}{:>8}  not there",
                    "",
                    count.missed + count.found
                );
                continue;
            }
            row(&mut table, &id, count);
        }
        let _ = writeln!(table, "{}", "-".repeat(80));
        row(&mut table, "all secrets", self.secrets(&[]));
        table
    }

    /// The counts of one set, detector by detector.
    pub(crate) fn set_table(&self, set: &str) -> String {
        let mut table = format!("{set}\n");
        for id in self.ids() {
            let count = self.of(&id, &[set]);
            if count.found + count.missed + count.wrong + count.hints > 0
                && Engine::standard().detector(&id).is_some()
            {
                row(&mut table, &id, count);
            }
        }
        table
    }

    /// Misses and false alarms, grouped by detector and sort, most of them first.
    pub(crate) fn causes(&self) -> String {
        type Group<'c> = (&'c str, &'c str, &'c str, &'c str);
        let mut groups: BTreeMap<Group<'_>, Vec<&str>> = BTreeMap::new();
        for case in &self.cases {
            if case.kind == "missed" && Engine::standard().detector(&case.id).is_none() {
                continue;
            }
            groups
                .entry((&case.id, case.kind, case.set, &case.sort))
                .or_default()
                .push(&case.excerpt);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by(|one, other| {
            (one.0.0, one.0.1)
                .cmp(&(other.0.0, other.0.1))
                .then(other.1.len().cmp(&one.1.len()))
        });
        let mut text = String::new();
        for ((id, kind, set, sort), excerpts) in groups {
            let _ = writeln!(text, "{id} {kind} {} × in {set} / {sort}", excerpts.len());
            for excerpt in excerpts.iter().take(3) {
                let _ = writeln!(text, "    {excerpt}");
            }
        }
        text
    }
}

fn row(table: &mut String, name: &str, count: Count) {
    let share =
        |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| format!("{share:.3}"));
    let _ = writeln!(
        table,
        "{name:<24}{:>7}{:>8}{:>7}{:>7}{:>9}{:>9}{:>9}",
        count.found,
        count.missed,
        count.wrong,
        count.hints,
        share(count.precision()),
        share(count.recall()),
        share(count.f1())
    );
}

/// What is found in a text, and how bad.
pub(crate) fn severities(name: &str, text: &str) -> Vec<(&'static str, Severity)> {
    let mut told = Told::default();
    let options = Options::new(FingerprintKey::new([7; 32]));
    Engine::standard()
        .scan(
            Input {
                name,
                reader: Cursor::new(text.as_bytes()),
            },
            &options,
            &mut told,
        )
        .unwrap();
    told.0
        .iter()
        .map(|finding| (finding.detector, finding.severity))
        .collect()
}
