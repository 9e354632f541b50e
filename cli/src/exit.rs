//! How the program ends: one place decides which exit code an outcome has and what a person is told.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use thiserror::Error;

use crate::assessment::AssessmentError;
use crate::baseline::BaselineError;
use crate::client::ClientError;
use crate::embedded::EmbeddedError;
use crate::git::GitError;
use crate::model::{Problem, ScanFailure};
use crate::pack::PackError;
use crate::screen;
use crate::settings::SettingsError;
use crate::walk::WalkError;

/// How a scan that was carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing at or above the threshold.
    Clean,
    /// Something at or above the threshold.
    Found,
    /// Nothing at or above the threshold in what could be read, and something could not be read. Not clean:
    /// a pipeline must not trust a folder that nobody looked into.
    Incomplete,
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Clean => Self::SUCCESS,
            Verdict::Found => Self::from(1),
            Verdict::Incomplete => error(),
        }
    }
}

/// The exit code of an error.
pub(crate) fn error() -> ExitCode {
    ExitCode::from(2)
}

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error(transparent)]
    Walk(#[from] WalkError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Git(#[from] GitError),
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    #[error(transparent)]
    Assessment(#[from] AssessmentError),
    #[error("The report can't be written: {0}")]
    Report(#[from] report::ReportError),
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    #[error("The platform could not finish the scan: {} ({})", .0.detail, .0.code)]
    ScanFailed(ScanFailure),
    #[error("The scan was cancelled by someone else")]
    CancelledElsewhere,
    #[error("Can't write {}: {source}", path.display())]
    Output { path: PathBuf, source: io::Error },
    #[error("A PDF is nothing for a terminal. Name a file for it: --output report.pdf")]
    NotForTerminals,
    #[error(
        "A website is scanned by a platform that knows it is yours: name one with --endpoint and --api-key"
    )]
    WebsiteWithoutPlatform,
    #[error("Interrupted")]
    Interrupted,
}

impl Failure {
    /// The exit code that `--help` promises for this failure.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Client(ClientError::Problem { status, .. }) if is_refusal(*status) => {
                ExitCode::from(3)
            }
            Self::Interrupted => ExitCode::from(130),
            Self::Pack(_)
            | Self::Walk(_)
            | Self::Settings(_)
            | Self::Git(_)
            | Self::Baseline(_)
            | Self::Assessment(_)
            | Self::Report(_)
            | Self::NotForTerminals
            | Self::Client(_)
            | Self::Embedded(_)
            | Self::ScanFailed(_)
            | Self::CancelledElsewhere
            | Self::WebsiteWithoutPlatform
            | Self::Output { .. } => error(),
        }
    }

    /// Tells a person what happened and what to do, on the standard error.
    pub(crate) fn report(&self) {
        screen::complain(&self.text());
    }

    fn text(&self) -> String {
        match self {
            Self::Client(ClientError::Problem { status, problem }) => {
                problem_text(*status, problem)
            }
            Self::Client(ClientError::Unreachable { .. } | ClientError::TimedOut { .. }) => {
                format!(
                    "{self}\n  Is the platform running, and is --endpoint (POLDER_ENDPOINT) right?"
                )
            }
            Self::ScanFailed(_) => {
                format!("{self}\n  A scan that the platform fails is not counted; try it again.")
            }
            Self::Pack(_)
            | Self::Walk(_)
            | Self::Settings(_)
            | Self::Git(_)
            | Self::Baseline(_)
            | Self::Assessment(_)
            | Self::Report(_)
            | Self::NotForTerminals
            | Self::Client(_)
            | Self::Embedded(_)
            | Self::CancelledElsewhere
            | Self::WebsiteWithoutPlatform
            | Self::Output { .. }
            | Self::Interrupted => self.to_string(),
        }
    }
}

/// Whether the platform understood the question and said no.
fn is_refusal(status: u16) -> bool {
    matches!(status, 401 | 402 | 403 | 429)
}

fn problem_text(status: u16, problem: &Problem) -> String {
    let Problem {
        title,
        code,
        detail,
        errors,
        request_id,
    } = problem;
    let mut lines = Vec::new();
    let detail = detail
        .as_ref()
        .filter(|detail| *detail != title)
        .map(|detail| format!(": {detail}"));
    let code_and_space = code.as_ref().map(|code| format!(" {code}"));
    lines.push(format!(
        "{title}{} ({status}{})",
        detail.unwrap_or_default(),
        code_and_space.unwrap_or_default()
    ));
    lines.extend(
        errors
            .iter()
            .map(|error| format!("{}: {}", error.field, error.detail)),
    );
    lines.extend(advice(status, code.as_deref()).map(ToOwned::to_owned));
    lines.extend(
        request_id
            .as_ref()
            .map(|request| format!("Request {request}, if you ask for help.")),
    );
    lines.join("\n  ")
}

/// What a person can do about a problem, by its code where the code says more than the status.
fn advice(status: u16, code: Option<&str>) -> Option<&'static str> {
    match (status, code) {
        (_, Some("quota_exhausted")) => Some("Wait for the next month, or upgrade the plan."),
        (_, Some("tenant_suspended")) => {
            Some("Ask an administrator of your organisation to settle the subscription.")
        }
        (_, Some("tenant_cancelled")) => {
            Some("The organisation has left the platform; sign up again to scan.")
        }
        (401, _) => {
            Some("Check --api-key (POLDER_API_KEY): it may be mistyped, expired or revoked.")
        }
        (402, _) => Some("Check the plan and its payment."),
        (403, _) => {
            Some("The key's role may not do this; ask an administrator for a key that may scan.")
        }
        (413, _) => Some("Leave out what needs no scan with --exclude, or scan folder by folder."),
        (429, _) => Some("Too many requests: wait a minute and try again."),
        (500.., _) => Some("This is the platform's fault, not yours; try again in a moment."),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(status: u16, code: &str) -> Failure {
        Failure::Client(ClientError::Problem {
            status,
            problem: Box::new(Problem {
                title: "Quota exhausted".into(),
                code: Some(code.into()),
                detail: Some("5 of 5 scans are used".into()),
                errors: Vec::new(),
                request_id: Some("req-1".into()),
            }),
        })
    }

    #[test]
    fn refusals_exit_with_3_and_other_problems_with_2() {
        let rows = [
            (400, 2),
            (401, 3),
            (402, 3),
            (403, 3),
            (404, 2),
            (409, 2),
            (413, 2),
            (429, 3),
            (500, 2),
            (503, 2),
        ];
        for (status, expected) in rows {
            let code = refusal(status, "x").exit_code();
            assert_eq!(
                format!("{code:?}"),
                format!("{:?}", ExitCode::from(expected)),
                "{status}"
            );
        }
    }

    #[test]
    fn a_problem_is_told_with_title_detail_code_and_advice() {
        insta::assert_snapshot!(refusal(402, "quota_exhausted").text(), @r#"
        Quota exhausted: 5 of 5 scans are used (402 quota_exhausted)
          Wait for the next month, or upgrade the plan.
          Request req-1, if you ask for help.
        "#);
    }
}
