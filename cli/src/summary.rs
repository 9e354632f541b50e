//! What follows the table: the risk, the counts, what was looked at and what it took from the plan.

use anstyle::{AnsiColor, Style};
use domain::FINDINGS_MAX;

use crate::model::{Changes, Counts, MeterReading, Risk, Severity, Usage, Work};
use crate::screen::Screen;
use crate::table;

/// Cells of the risk bar.
const BAR_CELLS: u32 = 20;

/// Everything that the last lines tell.
#[derive(Debug)]
pub(crate) struct Summary<'a> {
    pub(crate) counts: Counts,
    pub(crate) risk: Option<Risk>,
    pub(crate) work: Work,
    /// Files that should have been scanned and could not be read.
    pub(crate) unreadable: usize,
    /// Findings that comments in the files, or decisions beside them, accept.
    pub(crate) accepted: u64,
    /// Findings that people decided in the scan before to be none.
    pub(crate) false_positive: u64,
    /// Findings that are counted and not kept.
    pub(crate) dropped: u64,
    /// How it compares with a baseline.
    pub(crate) comparison: Option<Comparison>,
    /// How it compares with the scan before, on a platform.
    pub(crate) changes: Option<Changes>,
    /// The earlier scan of the same content that it was answered from.
    pub(crate) reused_from: Option<&'a str>,
    /// Missing when the platform would not say.
    pub(crate) usage: Option<&'a Usage>,
}

/// What a baseline knew.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    /// Findings that it knew.
    pub(crate) known: u64,
    /// Entries that were not met.
    pub(crate) gone: usize,
    /// The first of these.
    pub(crate) named: Vec<String>,
}

impl Summary<'_> {
    /// The lines under the table.
    pub(crate) fn render(&self, screen: Screen) -> String {
        let mut lines = Vec::new();
        let mut line = |label: &str, value: &str| lines.push(format!("{label:<9} {value}\n"));
        if let Some(risk) = self.risk {
            line("Risk", &risk_bar(risk, screen));
        }
        line("Findings", &self.counts(screen));
        if self.accepted > 0 {
            line("Accepted", &count(self.accepted, "finding"));
        }
        if self.false_positive > 0 {
            line("Dismissed", &count(self.false_positive, "false positive"));
        }
        if self.dropped > 0 {
            let dropped = count(self.dropped, "finding");
            let text = format!("{dropped} counted and not listed: a scan keeps {FINDINGS_MAX}");
            line("Left out", &text);
        }
        if let Some(Comparison { known, gone, named }) = &self.comparison {
            let known = count(*known, "finding");
            line("Known", &format!("{known}, by the baseline"));
            for name in named {
                line("Gone", name);
            }
            if *gone > named.len() {
                line("Gone", &format!("{} more", gone - named.len()));
            }
        }
        if let Some(changes) = self.changes {
            line(
                "Changes",
                &format!("{}, since the last scan", told(changes)),
            );
            if !changes.same_engine || !changes.same_rules {
                let text = "its version or your rules are not those of the last scan";
                line("Engine", text);
            }
        }
        if let Some(earlier) = self.reused_from {
            let text = format!("the findings of {earlier}: same content");
            line("Reused", &text);
        }
        line(
            "Scanned",
            &format!(
                "{}, {}",
                count(self.work.documents, "document"),
                bytes(self.work.bytes)
            ),
        );
        if self.unreadable > 0 {
            let text = format!(
                "{} could not be read",
                count(self.unreadable as u64, "file")
            );
            line(
                "Missed",
                &screen.paint(AnsiColor::Yellow.on_default(), &text),
            );
        }
        if let Some(plan) = self.usage.and_then(plan) {
            line("Plan", &plan);
        }
        lines.concat()
    }

    /// The same in one line without colours, for when the report itself went elsewhere.
    pub(crate) fn one_line(&self) -> String {
        let findings = format!("findings: {}", self.counts(Screen::of_file()));
        let risk = self
            .risk
            .map(|risk| format!("risk {:.0} of 100", risk.score));
        let accepted = (self.accepted > 0).then(|| format!("{} accepted", self.accepted));
        let false_positive =
            (self.false_positive > 0).then(|| count(self.false_positive, "false positive"));
        let dropped = (self.dropped > 0).then(|| format!("{} of them not listed", self.dropped));
        let comparison = self.comparison.as_ref();
        let comparison =
            comparison.map(|Comparison { known, gone, .. }| format!("{known} known, {gone} gone"));
        let changes = self.changes.map(told);
        let reused = self.reused_from.map(|_| "not scanned again".to_owned());
        let plan = self.usage.and_then(plan);
        let parts = [
            Some(findings),
            dropped,
            accepted,
            false_positive,
            comparison,
            changes,
            reused,
            risk,
            plan,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join("; ")
    }

    fn counts(&self, screen: Screen) -> String {
        if self.counts.total() == 0 {
            return "none".to_owned();
        }
        let counts: Vec<String> = Severity::FROM_WORST
            .into_iter()
            .filter_map(|severity| {
                let found = self.counts.get(severity);
                (found > 0).then(|| {
                    screen.paint(
                        table::style(severity),
                        &format!("{found} {}", severity.word()),
                    )
                })
            })
            .collect();
        counts.join(", ")
    }
}

fn risk_bar(risk: Risk, screen: Screen) -> String {
    let score = risk.score.clamp(0.0, 100.0);
    let colour = match score {
        ..25.0 => AnsiColor::Green,
        25.0..60.0 => AnsiColor::Yellow,
        _ => AnsiColor::Red,
    };
    // Rounded up: a risk that isn't zero shows.
    let cells = (score / 100.0 * f64::from(BAR_CELLS)).ceil();
    let bar: String = (0..BAR_CELLS)
        .map(|cell| {
            if f64::from(cell) < cells {
                '█'
            } else {
                '░'
            }
        })
        .collect();
    format!(
        "{} {score:.0} of 100",
        screen.paint(Style::new().fg_color(Some(colour.into())), &bar)
    )
}

/// `2 new, 1 fixed, 5 still there`.
fn told(changes: Changes) -> String {
    let Changes {
        new,
        unchanged,
        fixed,
        same_engine: _,
        same_rules: _,
    } = changes;
    format!("{new} new, {fixed} fixed, {unchanged} still there")
}

/// `1 of 5 scans this month (trial)`.
fn plan(usage: &Usage) -> Option<String> {
    let MeterReading { used, limit, .. } =
        usage.meters.iter().find(|meter| meter.meter == "scans")?;
    Some(match limit {
        Some(limit) => format!(
            "{used} of {} this month ({})",
            count(*limit, "scan"),
            usage.plan
        ),
        None => format!(
            "{} this month, unlimited ({})",
            count(*used, "scan"),
            usage.plan
        ),
    })
}

/// A number of things, in words.
pub(crate) fn count(number: u64, thing: &str) -> String {
    if number == 1 {
        format!("1 {thing}")
    } else {
        format!("{number} {thing}s")
    }
}

/// A size for people, in the units of IEC 80000-13.
pub(crate) fn bytes(bytes: u64) -> String {
    indicatif::BinaryBytes(bytes).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(limit: Option<u64>) -> Usage {
        Usage {
            plan: "trial".into(),
            meters: vec![MeterReading {
                meter: "scans".into(),
                used: 1,
                limit,
            }],
        }
    }

    #[test]
    fn a_clean_scan_says_so() {
        let usage = usage(Some(5));
        let summary = Summary {
            counts: Counts::default(),
            risk: Some(Risk { score: 0.0 }),
            work: Work {
                documents: 1,
                bytes: 512,
            },
            unreadable: 0,
            accepted: 0,
            false_positive: 0,
            dropped: 0,
            comparison: None,
            changes: None,
            reused_from: None,
            usage: Some(&usage),
        };
        insta::assert_snapshot!(summary.render(Screen::plain(80)), @r"
        Risk      ░░░░░░░░░░░░░░░░░░░░ 0 of 100
        Findings  none
        Scanned   1 document, 512 B
        Plan      1 of 5 scans this month (trial)
        ");
    }

    #[test]
    fn what_could_not_be_read_is_counted() {
        let usage = usage(None);
        let summary = Summary {
            counts: Counts::default(),
            risk: Some(Risk { score: 87.4 }),
            work: Work {
                documents: 20,
                bytes: 25_853,
            },
            unreadable: 2,
            accepted: 1,
            false_positive: 2,
            dropped: 5_001,
            comparison: Some(Comparison {
                known: 12,
                gone: 2,
                named: vec!["email in a.txt (00000000-000)".into()],
            }),
            changes: None,
            reused_from: None,
            usage: Some(&usage),
        };
        insta::assert_snapshot!(summary.render(Screen::plain(80)), @r"
        Risk      ██████████████████░░ 87 of 100
        Findings  none
        Accepted  1 finding
        Dismissed 2 false positives
        Left out  5001 findings counted and not listed: a scan keeps 20000
        Known     12 findings, by the baseline
        Gone      email in a.txt (00000000-000)
        Gone      1 more
        Scanned   20 documents, 25.25 KiB
        Missed    2 files could not be read
        Plan      1 scan this month, unlimited (trial)
        ");
    }

    #[test]
    fn a_scan_on_a_platform_says_what_changed_and_what_was_not_scanned_again() {
        let summary = Summary {
            counts: Counts::default(),
            risk: None,
            work: Work {
                documents: 1_000,
                bytes: 512,
            },
            unreadable: 0,
            accepted: 0,
            false_positive: 0,
            dropped: 0,
            comparison: None,
            changes: Some(Changes {
                new: 20_000,
                unchanged: 12_345,
                fixed: 20_000,
                same_engine: false,
                same_rules: true,
            }),
            reused_from: Some("scan_01h45ytscbebyvny4gc8cr8ma2"),
            usage: None,
        };
        let shown = summary.render(Screen::plain(80));
        assert!(shown.lines().all(|line| line.chars().count() <= 80));
        insta::assert_snapshot!(shown, @r"
        Findings  none
        Changes   20000 new, 20000 fixed, 12345 still there, since the last scan
        Engine    its version or your rules are not those of the last scan
        Reused    the findings of scan_01h45ytscbebyvny4gc8cr8ma2: same content
        Scanned   1000 documents, 512 B
        ");
        assert_eq!(
            summary.one_line(),
            "findings: none; 20000 new, 20000 fixed, 12345 still there; not scanned again"
        );
    }
}
