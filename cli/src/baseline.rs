//! A baseline: what was found on the day that somebody began to look, so that only what is new stops a pipeline.
//!
//! It may stand in a repository, so it holds no evidence and no more of a value than a short fingerprint. Values are
//! counted: a place that had two and has three has a new one, whatever the fingerprints say.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::fingerprint::ShortFingerprint;

/// Where a baseline stands unless another place is named.
pub(crate) const FILE_NAME: &str = ".polder-baseline.json";

/// The form of the file.
const VERSION: u32 = 1;

/// Why a baseline can't be compared with.
#[derive(Debug, Error)]
pub(crate) enum BaselineError {
    #[error("Can't read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{} is no baseline: {problem}", path.display())]
    Wrong { path: PathBuf, problem: String },
}

/// One place and value that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) detector: String,
    pub(crate) fingerprint: ShortFingerprint,
    /// How often.
    pub(crate) count: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    engine: String,
    findings: Vec<Entry>,
}

/// Counts what is found, to be written down.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    entries: BTreeMap<(String, String, ShortFingerprint), u64>,
}

impl Tally {
    /// Counts a finding.
    pub(crate) fn add(&mut self, finding: &detect::Finding, fingerprint: &ShortFingerprint) {
        let key = (
            finding.location.path.clone(),
            finding.detector_id().to_owned(),
            fingerprint.clone(),
        );
        *self.entries.entry(key).or_default() += finding.occurrences;
    }

    /// How many different ones there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The file: sorted, one finding a line, so that changes read well and merge well.
    pub(crate) fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut json = format!(
            "{{\n  \"version\": {VERSION},\n  \"engine\": {},\n  \"findings\": [",
            serde_json::to_string(detect::VERSION)?
        );
        for (number, ((path, detector, fingerprint), count)) in self.entries.iter().enumerate() {
            let entry = Entry {
                path: path.clone(),
                detector: detector.clone(),
                fingerprint: fingerprint.clone(),
                count: *count,
            };
            json.push_str(if number == 0 { "\n    " } else { ",\n    " });
            json.push_str(&serde_json::to_string(&entry)?);
        }
        json.push_str("\n  ]\n}\n");
        Ok(json.into_bytes())
    }
}

/// A baseline, as a scan works through it.
#[derive(Debug)]
pub(crate) struct Baseline {
    entries: Vec<Entry>,
    /// By fingerprint: how many are left, and whether any was met.
    left: BTreeMap<ShortFingerprint, (u64, bool)>,
}

impl Baseline {
    /// Reads a baseline.
    pub(crate) fn read(path: &Path) -> Result<Self, BaselineError> {
        let text = fs::read(path).map_err(|source| BaselineError::Read {
            path: path.to_owned(),
            source,
        })?;
        let wrong = |problem: String| BaselineError::Wrong {
            path: path.to_owned(),
            problem,
        };
        let file: File = serde_json::from_slice(&text).map_err(|error| wrong(error.to_string()))?;
        if file.version != VERSION {
            return Err(wrong(format!(
                "its version is {}, and this program knows {VERSION}",
                file.version
            )));
        }
        let mut left: BTreeMap<ShortFingerprint, (u64, bool)> = BTreeMap::new();
        for entry in &file.findings {
            let (count, _) = left.entry(entry.fingerprint.clone()).or_default();
            *count = count.saturating_add(entry.count);
        }
        Ok(Self {
            entries: file.findings,
            left,
        })
    }

    /// Whether the baseline knows the finding; each time that it says so, it knows fewer.
    pub(crate) fn knows(&mut self, fingerprint: &ShortFingerprint, occurrences: u64) -> bool {
        let Some((left, met)) = self.left.get_mut(fingerprint) else {
            return false;
        };
        *met = true;
        let is_known = *left >= occurrences;
        *left = left.saturating_sub(occurrences);
        is_known
    }

    /// What the baseline has and the scan did not meet.
    pub(crate) fn gone(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| {
            self.left
                .get(&entry.fingerprint)
                .is_some_and(|(_, met)| !met)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(entries: &[(&str, u64)]) -> Baseline {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        let mut tally = Tally::default();
        for (fingerprint, count) in entries {
            let key = (
                "a".to_owned(),
                "email".to_owned(),
                fingerprint.parse().unwrap(),
            );
            tally.entries.insert(key, *count);
        }
        fs::write(&path, tally.to_json().unwrap()).unwrap();
        Baseline::read(&path).unwrap()
    }

    #[test]
    fn one_more_than_there_were_is_new() {
        let (one, two): (ShortFingerprint, ShortFingerprint) = (
            "00000000-001".parse().unwrap(),
            "00000000-002".parse().unwrap(),
        );
        let mut known = baseline(&[("00000000-001", 2), ("00000000-002", 8)]);
        assert_eq!(known.gone().count(), 2);
        let answers = [
            known.knows(&one, 1),
            known.knows(&one, 1),
            known.knows(&one, 1),
            // A column that had eight rows.
            known.knows(&two, 9),
            known.knows(&"00000000-003".parse().unwrap(), 1),
        ];
        assert_eq!(answers, [true, true, false, false, false]);
        assert_eq!(known.gone().count(), 0);
    }

    #[test]
    fn an_empty_baseline_reads_back() {
        assert_eq!(baseline(&[]).gone().count(), 0);
    }
}
