//! A result as lines. The platform's and our own are shown by the same hand.

use anstyle::Style;
use assess::{Applies, Assessment, Questionnaire};
use domain::Locale;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::Severity;
use crate::screen::{Screen, without_controls};
use crate::table::{style, wrap};

/// What a result says, with the names of the platform's answer. Fields that are not shown are ignored.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Outcome {
    version: String,
    on: Date,
    classification: String,
    classification_name: String,
    score: u8,
    articles: Vec<String>,
    reasons: Vec<String>,
    obligations: Vec<Obligation>,
    findings: Vec<Found>,
    next_steps: Vec<String>,
    unknown: Vec<String>,
    source: Source,
    /// The scan that keeps it; none where it is kept nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scan: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Obligation {
    text: String,
    article: String,
    from: Date,
    in_force: bool,
    source: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct Found {
    id: String,
    title: String,
    severity: domain::Severity,
    article: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct Source {
    law: String,
    law_as_of: Date,
    note: String,
}

impl Outcome {
    /// A result of our own, in this language.
    pub(crate) fn new(told: &Assessment, questionnaire: &Questionnaire, language: Locale) -> Self {
        let mut articles: Vec<_> = told.deciding().map(|it| it.article.clone()).collect();
        articles.dedup();
        let mut reasons: Vec<_> = told
            .deciding()
            .map(|finding| finding.reason.of(language).to_owned())
            .collect();
        reasons.dedup();
        let obligations = told.obligations().into_iter();
        Self {
            version: told.version.clone(),
            on: told.on,
            classification: told.classification.id.clone(),
            classification_name: told.classification.name.of(language).to_owned(),
            score: told.score.value,
            articles,
            reasons,
            obligations: obligations
                .map(|obligation| Obligation {
                    text: obligation.text.of(language).to_owned(),
                    article: obligation.article.clone(),
                    from: obligation.applies.date(),
                    in_force: match obligation.applies {
                        Applies::InForce { .. } => true,
                        Applies::Upcoming { .. } => false,
                    },
                    source: obligation.source.clone(),
                })
                .collect(),
            findings: told
                .findings
                .iter()
                .map(|finding| Found {
                    id: finding.id.clone(),
                    title: finding.title.of(language).to_owned(),
                    severity: finding.severity,
                    article: finding.article.clone(),
                })
                .collect(),
            next_steps: told
                .next_steps
                .iter()
                .map(|step| step.text.of(language).to_owned())
                .collect(),
            unknown: told.unknown.clone(),
            source: Source {
                law: questionnaire.law.of(language).to_owned(),
                law_as_of: questionnaire.law_as_of,
                note: questionnaire.help.of(language).to_owned(),
            },
            scan: None,
        }
    }
}

/// The headings, in the language.
struct Headings {
    out_of: &'static str,
    since: &'static str,
    from: &'static str,
    obligations: &'static str,
    findings: &'static str,
    next: &'static str,
    unknown: &'static str,
    source: &'static str,
    kept: &'static str,
}

const ENGLISH: Headings = Headings {
    out_of: "of 100",
    since: "In force since",
    from: "From",
    obligations: "Obligations",
    findings: "Findings",
    next: "Next",
    unknown: "Unknown, so taken as the strictest answer",
    source: "Source",
    kept: "Kept as scan",
};

const DUTCH: Headings = Headings {
    out_of: "van 100",
    since: "Van kracht sinds",
    from: "Vanaf",
    obligations: "Verplichtingen",
    findings: "Bevindingen",
    next: "Hierna",
    unknown: "Onbekend, dus als het strengste antwoord genomen",
    source: "Bron",
    kept: "Bewaard als scan",
};

/// The result as a person reads it.
pub(crate) fn render(outcome: &Outcome, language: Locale, screen: Screen) -> String {
    let headings = match language {
        Locale::En => ENGLISH,
        Locale::Nl => DUTCH,
    };
    let mut page = Page {
        screen,
        text: String::new(),
    };
    let title = format!(
        "{} ({} {})",
        outcome.classification_name, outcome.score, headings.out_of
    );
    page.lines("", "", &title, Style::new().bold());
    let under = format!("{}, {}", outcome.version, outcome.on);
    page.lines("", "", &under, Style::new().dimmed());
    page.text.push('\n');
    for reason in &outcome.reasons {
        page.lines("  ", "  ", reason, Style::new());
    }
    page.lines(
        "  ",
        "  ",
        &outcome.articles.join("; "),
        Style::new().dimmed(),
    );

    page.heading(headings.findings, outcome.findings.is_empty());
    for finding in &outcome.findings {
        let word = format!("  {:<9} ", finding.severity.as_str());
        let text = format!("{} ({})", finding.title, finding.article);
        let severity = match finding.severity {
            domain::Severity::Low => Severity::Low,
            domain::Severity::Medium => Severity::Medium,
            domain::Severity::High => Severity::High,
            domain::Severity::Critical => Severity::Critical,
        };
        let painted = screen.paint(style(severity), &word);
        page.hanging(&painted, &word, &text);
    }

    page.heading(headings.obligations, outcome.obligations.is_empty());
    let mut date = None;
    for obligation in &outcome.obligations {
        if date != Some(obligation.from) {
            date = Some(obligation.from);
            let when = if obligation.in_force {
                headings.since
            } else {
                headings.from
            };
            let when = format!("{when} {}", obligation.from);
            page.lines("  ", "  ", &when, Style::new());
            page.lines("    ", "    ", &obligation.source, Style::new().dimmed());
        }
        let text = format!("{} ({})", obligation.text, obligation.article);
        page.hanging("  - ", "  - ", &text);
    }

    page.heading(headings.unknown, outcome.unknown.is_empty());
    page.lines("  ", "  ", &outcome.unknown.join(", "), Style::new());
    page.heading(headings.next, outcome.next_steps.is_empty());
    for step in &outcome.next_steps {
        page.hanging("  - ", "  - ", step);
    }
    page.heading(headings.source, false);
    for text in [&outcome.source.law, &outcome.source.note] {
        page.lines("  ", "  ", text, Style::new().dimmed());
    }
    if let Some(scan) = &outcome.scan {
        page.text.push('\n');
        page.lines("", "", &format!("{} {scan}", headings.kept), Style::new());
    }
    page.text
}

/// What is written so far. Texts may come from elsewhere, so each is cleaned before it is painted.
struct Page {
    screen: Screen,
    text: String,
}

impl Page {
    fn heading(&mut self, text: &str, is_empty: bool) {
        if !is_empty {
            let text = self.screen.paint(Style::new().bold(), text);
            self.text.extend(["\n", &text, "\n"]);
        }
    }

    /// Lines in a style, each behind a prefix.
    fn lines(&mut self, first: &str, rest: &str, text: &str, style: Style) {
        let width = self.screen.columns() - first.len();
        for (n, line) in wrap(&without_controls(text), width).iter().enumerate() {
            self.text.push_str(if n == 0 { first } else { rest });
            self.text.push_str(&self.screen.paint(style, line));
            self.text.push('\n');
        }
    }

    /// Lines whose first stands behind `painted`, which is as wide as `plain`, and the others under it.
    fn hanging(&mut self, painted: &str, plain: &str, text: &str) {
        let indent = " ".repeat(plain.len());
        let width = self.screen.columns() - plain.len();
        for (n, line) in wrap(&without_controls(text), width).iter().enumerate() {
            self.text.push_str(if n == 0 { painted } else { &indent });
            self.text.push_str(line);
            self.text.push('\n');
        }
    }
}
