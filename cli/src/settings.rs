//! `.polder.toml` at the root of what is scanned: what is left out, what was decided about findings, and rules for
//! what only its owner knows of.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use detect::{CompiledRules, RULES_RUNNING_MAX};
use domain::{RuleDefinition, RuleId};
use jiff::civil::Date;
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;
use toml::value::Datetime;

use crate::fingerprint::ShortFingerprint;
use crate::walk::{Exclusions, WalkError};

/// The file's name.
pub(crate) const FILE_NAME: &str = ".polder.toml";

/// Who decided about a finding that the file ignores.
pub(crate) const DECIDED_BY_SETTINGS: &str = FILE_NAME;

/// Why the file can't be followed. What it says is never half followed.
#[derive(Debug, Error)]
pub(crate) enum SettingsError {
    #[error("Can't read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{} line {line}: {problem}", path.display())]
    Wrong {
        path: PathBuf,
        line: usize,
        problem: String,
    },
}

/// What the file says.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    exclusions: Exclusions,
    ignores: Vec<Ignore>,
    rules: Vec<RuleDefinition>,
}

/// A finding that somebody decided about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ignore {
    pub(crate) fingerprint: ShortFingerprint,
    pub(crate) reason: String,
    /// The last day on which it counts.
    expires: Option<Date>,
    line: usize,
}

/// A decision that no longer counts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Expired(Ignore);

impl fmt::Display for Expired {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ignore {
            fingerprint,
            reason,
            expires,
            line,
        } = &self.0;
        let day = expires.map(|day| day.to_string()).unwrap_or_default();
        write!(
            formatter,
            "{FILE_NAME} line {line}: {fingerprint} ({reason}) expired on {day} and no longer counts"
        )
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<IgnoreEntry>,
    #[serde(default)]
    rule: Vec<RuleEntry>,
}

/// A rule; its id tells where in the file it stands.
#[derive(Deserialize)]
#[serde(transparent)]
struct RuleEntry(Spanned<RuleDefinition>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoreEntry {
    fingerprint: Spanned<String>,
    reason: Spanned<String>,
    expires: Option<Spanned<Datetime>>,
}

impl Settings {
    /// Reads the file that belongs to `root`, if there is one. A single file has none: whose folder it lies in
    /// may be nobody's business.
    pub(crate) fn of(root: &Path) -> Result<Self, SettingsError> {
        let path = root.join(FILE_NAME);
        if !root.is_dir() {
            return Ok(Self::default());
        }
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(SettingsError::Read { path, source }),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, SettingsError> {
        // Once, and not from the top for each entry, of which there may be thousands.
        let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
        let line_of = |span: &Range<usize>| ends.partition_point(|end| *end < span.start) + 1;
        let wrong = |span: &Range<usize>, problem: String| SettingsError::Wrong {
            path: path.to_owned(),
            line: line_of(span),
            problem,
        };
        let file: File = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            wrong(&span, error.message().to_owned())
        })?;
        let mut exclusions = Exclusions::default();
        for pattern in &file.exclude {
            let parsed = Exclusions::parse(std::slice::from_ref(pattern.get_ref()));
            exclusions = exclusions.and(parsed.map_err(|error| {
                let reason = match &error {
                    WalkError::Exclude { reason, .. } => (*reason).to_owned(),
                    WalkError::Root { .. }
                    | WalkError::NotAFile(_)
                    | WalkError::Empty { .. }
                    | WalkError::Stopped => error.to_string(),
                };
                wrong(
                    &pattern.span(),
                    format!("exclude {}: {reason}", pattern.get_ref()),
                )
            })?);
        }
        let mut ignores = Vec::new();
        for entry in file.ignore {
            let span = entry.fingerprint.span();
            let fingerprint = entry
                .fingerprint
                .get_ref()
                .parse()
                .map_err(|problem: &str| wrong(&span, problem.to_owned()))?;
            let reason = entry.reason.get_ref().trim();
            if reason.is_empty() {
                return Err(wrong(
                    &entry.reason.span(),
                    "the reason is empty".to_owned(),
                ));
            }
            let expires = match entry.expires {
                None => None,
                Some(expires) => {
                    let day = day(expires.get_ref());
                    let problem = "expires must be a day, such as 2027-01-31";
                    Some(day.ok_or_else(|| wrong(&expires.span(), problem.to_owned()))?)
                }
            };
            ignores.push(Ignore {
                fingerprint,
                reason: reason.to_owned(),
                expires,
                line: line_of(&span),
            });
        }
        let rules = rules(file.rule, text).map_err(|(line, problem)| SettingsError::Wrong {
            path: path.to_owned(),
            line,
            problem,
        })?;
        Ok(Self {
            exclusions,
            ignores,
            rules,
        })
    }

    /// The rules, ready to run; nothing where there are none.
    pub(crate) fn rules(&self) -> Option<Arc<CompiledRules>> {
        let is_any = !self.rules.is_empty();
        is_any.then(|| Arc::new(CompiledRules::of(&self.rules)))
    }

    /// What the file and the command line leave out.
    pub(crate) fn exclusions(&mut self, globs: &[String]) -> Result<Exclusions, WalkError> {
        let own = std::mem::take(&mut self.exclusions);
        Ok(own.and(Exclusions::parse(globs)?))
    }

    /// The decisions that count on this day, and those that no longer do.
    pub(crate) fn ignores(self, today: Date) -> (Vec<Ignore>, Vec<Expired>) {
        let (counting, expired): (Vec<_>, Vec<_>) = self
            .ignores
            .into_iter()
            .partition(|ignore| ignore.expires.is_none_or(|last| today <= last));
        (counting, expired.into_iter().map(Expired).collect())
    }
}

/// Checks the rules, their examples included. The error comes with its line.
fn rules(entries: Vec<RuleEntry>, text: &str) -> Result<Vec<RuleDefinition>, (usize, String)> {
    let mut rules: Vec<RuleDefinition> = Vec::new();
    let mut known: BTreeSet<RuleId> = BTreeSet::new();
    for RuleEntry(entry) in entries {
        let from = entry.span().start;
        let rule = entry.into_inner();
        let wrong = |field: &str, problem: String| (field_line(text, from, field), problem);
        if !known.insert(rule.id.clone()) {
            return Err(wrong("id", format!("there is another rule {}", rule.id)));
        }
        if rules.len() >= RULES_RUNNING_MAX {
            return Err(wrong(
                "id",
                format!("there are more than {RULES_RUNNING_MAX} rules"),
            ));
        }
        let failures = detect::check_rule(&rule)
            .map_err(|error| wrong(&error.field, format!("{}: its {error}", rule.id)))?;
        if let Some(failure) = failures.first() {
            let problem = format!("{}: {}: {}", rule.id, failure.field, failure.detail);
            return Err(wrong(&failure.field, problem));
        }
        rules.push(rule);
    }
    // Each may be good, and all of them too large.
    if let Some((id, error)) = CompiledRules::of(&rules).broken().first() {
        return Err((1, format!("{id}: its {error}")));
    }
    Ok(rules)
}

/// The line of a field such as `exclude[2]` in the table that begins at an offset; that of the table where the field
/// is not in it.
fn field_line(text: &str, table: usize, field: &str) -> usize {
    let key = field.split('[').next().unwrap_or(field);
    let first = text.get(..table).unwrap_or(text).matches('\n').count() + 1;
    let rest = text.get(table..).unwrap_or_default();
    let mut lines = rest.lines().enumerate();
    let of_field = |line: &str| {
        let after = line.trim_start().strip_prefix(key);
        after.is_some_and(|after| after.trim_start().starts_with('='))
    };
    let ends = |number: usize, line: &str| number > 0 && line.trim_start().starts_with("[[");
    let place = lines
        .by_ref()
        .take_while(|(number, line)| !ends(*number, line))
        .find(|(_, line)| of_field(line));
    first + place.map_or(0, |(number, _)| number)
}

/// A date without a time.
fn day(date: &Datetime) -> Option<Date> {
    if date.time.is_some() || date.offset.is_some() {
        return None;
    }
    let date = date.date?;
    Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings, String> {
        Settings::parse(Path::new(FILE_NAME), text).map_err(|error| error.to_string())
    }

    #[test]
    fn decisions_count_until_the_end_of_their_day() {
        let text = "exclude = [\"*.iso\"]\n\n[[ignore]]\nfingerprint = \"0123abcd-e5f\"\nreason = \"made up\"\n\
            expires = 2027-01-31\n\n[[ignore]]\nfingerprint = \"00000000-000\"\nreason = \"stays\"\n";
        let rows = [("2027-01-31", 2, 0), ("2027-02-01", 1, 1)];
        for (today, counting, expired) in rows {
            let (counts, gone) = parse(text).unwrap().ignores(today.parse().unwrap());
            assert_eq!((counts.len(), gone.len()), (counting, expired), "{today}");
        }
        let (_, gone) = parse(text).unwrap().ignores("2028-01-01".parse().unwrap());
        assert_eq!(
            gone[0].to_string(),
            ".polder.toml line 4: 0123abcd-e5f (made up) expired on 2027-01-31 and no longer counts"
        );
    }

    #[test]
    fn thousands_of_decisions_each_know_their_line() {
        let entry = "[[ignore]]\nfingerprint = \"0123abcd-e5f\"\nreason = \"old\"\nexpires = 2020-01-31\n\n";
        let settings = parse(&entry.repeat(4_000)).unwrap();
        let (_, gone) = settings.ignores("2027-02-01".parse().unwrap());
        assert_eq!(gone.len(), 4_000);
        let said = gone[3_999].to_string();
        assert!(said.starts_with(".polder.toml line 19997: "), "{said}");
    }

    /// A rule whose matcher stands on the seventh line.
    fn rule(matcher: &str) -> String {
        format!(
            "\n[[rule]]\nid = \"custom-a\"\nname = \"A\"\ncategory = \"secret\"\nseverity = \"low\"\n{matcher}\n"
        )
    }

    #[test]
    fn rules_are_read_with_their_examples() {
        let text = rule("keywords = [\"Project Zeus\"]\nmatches = [\"over project zeus\"]");
        let settings = parse(&text).unwrap();
        assert_eq!(settings.rules.len(), 1);
        assert!(
            settings
                .rules()
                .is_some_and(|rules| rules.broken().is_empty())
        );
        assert!(parse("").unwrap().rules().is_none());
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let entry = |more: &str| {
            format!("\n[[ignore]]\nfingerprint = \"0123abcd-e5f\"\nreason = \"r\"\n{more}")
        };
        let rows = [
            ("exlude = []".to_owned(), "line 1: unknown field `exlude`"),
            ("\n\nexclude = 3".to_owned(), "line 3: invalid type"),
            (
                "exclude = [\n\"a\",\n\"a[\"]".to_owned(),
                "line 3: exclude a[",
            ),
            (
                "exclude = [\n\"a\",\n\"!b\"]".to_owned(),
                "line 3: exclude !b: patterns only leave out",
            ),
            (entry("expires = 2027-02-30"), "line 5: "),
            (entry("expires = \"2027-01-31\""), "line 5: "),
            (
                entry("expires = 2027-01-31T10:00:00Z"),
                "line 5: expires must be a day",
            ),
            (entry("until = 2027-01-31"), "line 5: unknown field `until`"),
            (
                "[[ignore]]\nfingerprint = \"0123abcd-e5f\"\nreason = \" \"".to_owned(),
                "line 3: the reason is empty",
            ),
            (
                "[[ignore]]\nreason = \"r\"".to_owned(),
                "line 1: missing field `fingerprint`",
            ),
            (
                "[[ignore]]\nreason = \"r\"\nfingerprint = \"231457005\"".to_owned(),
                "line 3: a fingerprint is",
            ),
            ("[[ignore]\n".to_owned(), "line 1: "),
            (
                rule("pattern = 'K\\d+'"),
                "line 7: custom-a: its pattern repeats `\\d+` (character 2) without an end",
            ),
            (
                rule("keywords = [\"zeus\"]\nexclude = [\"a\", \"b[\"]"),
                "line 8: custom-a: its exclude[1] knows",
            ),
            (
                rule("keywords = [\"zeus\"]\npasses = [\"Zeus\"]"),
                "line 8: custom-a: passes[0]: the rule finds something in it",
            ),
            (
                rule("keywords = [\"zeus\"]\nkeyword = 1"),
                "line 8: unknown field `keyword`",
            ),
            (
                rule("keywords = [\"zeus\"]").replace("custom-a", "mine"),
                "line 3: must be `custom-` and",
            ),
            (
                rule("keywords = [\"zeus\"]").repeat(2),
                "line 10: there is another rule custom-a",
            ),
        ];
        for (text, expected) in rows {
            let said = parse(&text).unwrap_err();
            assert!(
                said.starts_with(&format!(".polder.toml {expected}")),
                "{text}\n{said}"
            );
        }
    }
}
