//! `GET /v1/scans/{scan}/report`

use std::time::Duration;

use api::{Authorized, Code, Gate, PathParams, Problem, QueryParams};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::{Scan, ScanId};
use http::{StatusCode, header};
use objects::Objects;
use serde::Deserialize;
use store::{Filter, TenantStore};
use tenancy::permit::ReportRead;

use crate::model::{FindingOut, ScanOut, finding_out};

/// A function may answer with 6 MB, of which the envelope takes a share.
const MAX_ANSWER_BYTES: usize = 4 * 1024 * 1024;
/// How long a report's address works.
const URL_LIFETIME: Duration = Duration::from_mins(5);
/// Findings a call.
const PAGE: usize = 1_000;

/// Which report is wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReportIn {
    /// The format; `json` by default.
    #[serde(default)]
    format: Format,
    /// Whether to tell of findings of the scan before too that are fixed, with the baseline `absent`;
    /// not by default, because code hosts take whatever is told for what is there.
    #[serde(default)]
    fixed: bool,
}

/// A report's format.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// The scan and its findings as this API shows them.
    #[default]
    Json,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
    /// A table, RFC 4180.
    Csv,
}

impl Format {
    /// Every format: a deleted scan leaves a report in none of them.
    pub(crate) const ALL: [Self; 3] = [Self::Json, Self::Sarif, Self::Csv];

    /// How the name of a report's file ends.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Csv => "csv",
        }
    }
}

/// Get a report of a scan that is completed.
///
/// A report that is too large for an answer is put where `Location` says (303).
#[utoipa::path(
    get, path = "/v1/scans/{scan}/report", tag = "Scans", operation_id = "report_get",
    params(("scan" = ScanId, Path, description = "The scan."), ReportIn),
    responses(
        (status = 200, description = "The report.", content(
            (serde_json::Value = "application/json"),
            (serde_json::Value = "application/sarif+json"),
            (String = "text/csv"),
        ), headers(("content-disposition" = String, description = "The name to keep it under."))),
        (status = 303, description = "The report is where `Location` says, for five minutes.",
            headers(("location" = String, description = "Where the report is."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such scan."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`state_conflict`: the scan has not ended.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        api::Problems,
    ),
    security(("bearer" = ["report:read"])),
)]
pub(crate) async fn report_get(
    caller: Authorized<ReportRead>,
    State(gate): State<Gate>,
    State(objects): State<Objects>,
    PathParams(id): PathParams<ScanId>,
    QueryParams(wanted): QueryParams<ReportIn>,
) -> Result<Response, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let scan = store
        .get::<Scan>(&id)
        .await?
        .ok_or_else(Problem::not_found)?
        .record;
    if !scan.state.is_final() {
        let detail = format!("The scan is {}. Wait until it ends.", scan.state.as_str());
        return Err(Problem::new(Code::StateConflict, detail).retry_after(1));
    }
    let mut findings = findings(&store, id).await?;
    crate::baseline::mark(&store, &scan, &mut findings, wanted.fixed).await?;
    let scan = ScanOut::from(scan);
    let (media_type, content) = match wanted.format {
        Format::Json => ("application/json", report::json(&scan, &findings)),
        Format::Sarif => (
            "application/sarif+json",
            report::sarif(&scan.engine_version, &findings),
        ),
        Format::Csv => ("text/csv; charset=utf-8", report::csv(&findings)),
    };
    let extension = wanted.format.extension();
    let content = content.map_err(|error| Problem::internal(error.to_string()))?;
    if content.len() <= MAX_ANSWER_BYTES {
        let file = format!("attachment; filename=\"{id}.{extension}\"");
        let headers = [
            (header::CONTENT_TYPE, media_type.to_owned()),
            (header::CONTENT_DISPOSITION, file),
        ];
        return Ok((headers, content).into_response());
    }
    let objects = objects.for_tenant(&scope);
    let put = objects
        .report_put(id, extension, media_type, content, URL_LIFETIME)
        .await;
    let place = put.map_err(|error| Problem::unavailable(error.to_string()))?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, place.url)]).into_response())
}

async fn findings(store: &TenantStore<'_>, scan: ScanId) -> Result<Vec<FindingOut>, Problem> {
    let mut findings = Vec::new();
    let mut after = None;
    loop {
        let page = store
            .finding_list(scan, &Filter::default(), after, PAGE)
            .await?;
        findings.extend(page.items.into_iter().map(finding_out));
        after = page.next;
        if after.is_none() {
            return Ok(findings);
        }
    }
}
