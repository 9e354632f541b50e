//! `GET /v1/scans/{scan}/report`

use std::time::Duration;

use api::{Authorized, Code, Gate, PathParams, Problem, QueryParams};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::{Branding, Locale, Scan, ScanId, Tenant};
use http::{StatusCode, header};
use jiff::tz::TimeZone;
use objects::Objects;
use report::{Brand, FindingOut, Format, Presentation, ReportError, ScanOut};
use serde::Deserialize;
use store::{Filter, TenantStore};
use tenancy::permit::ReportRead;

/// A function may answer with 6 MB, of which the envelope takes a share; what is no text travels in base64.
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
    /// What a report for people (`html`, `pdf`) is written in; by default what the tenant's people read.
    language: Option<Locale>,
    /// Whether to tell of findings of the scan before too that are fixed, with the baseline `absent`; not by default,
    /// because code hosts take whatever is told for what is there. Reports for people leave them out.
    #[serde(default)]
    fixed: bool,
}

/// Get a report of a scan that is completed.
///
/// `json`, `sarif` and `csv` have every finding that the scan kept. `html` and `pdf` are for people, with the tenant's branding: they list
/// the 2,000 worst and say so where there are more. A report that is too large for an answer is put where `Location`
/// says (303).
#[utoipa::path(
    get, path = "/v1/scans/{scan}/report", tag = "Scans", operation_id = "report_get",
    params(("scan" = ScanId, Path, description = "The scan."), ReportIn),
    responses(
        (status = 200, description = "The report.", content(
            (serde_json::Value = "application/json"),
            (serde_json::Value = "application/sarif+json"),
            (String = "text/csv"),
            (String = "text/html"),
            (Vec<u8> = "application/pdf"),
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
    // People are told of what is there; how many were fixed stands on the scan.
    let with_fixed = match wanted.format {
        Format::Json | Format::Sarif | Format::Csv => wanted.fixed,
        Format::Html | Format::Pdf => false,
    };
    crate::baseline::mark(&store, &scan, &mut findings, with_fixed).await?;
    let scan = ScanOut::from(scan);
    let (content, file) = match wanted.format {
        Format::Json => (report::json(&scan, &findings, &[]), None),
        Format::Sarif => (report::sarif(&scan, &findings, &[], ""), None),
        Format::Csv => (report::csv(&findings), None),
        Format::Html | Format::Pdf => {
            let how = presentation(&store, wanted.language).await?;
            let language = how.language;
            let content = for_people(wanted.format, &scan, &findings, how);
            (content, Some(language))
        }
    };
    let file = wanted.format.file(file.unwrap_or_default());
    let media_type = wanted.format.media_type();
    let content = content.map_err(|error| Problem::internal(error.to_string()))?;
    if content.len() <= MAX_ANSWER_BYTES {
        let file = format!("attachment; filename=\"{id}.{file}\"");
        let headers = [
            (header::CONTENT_TYPE, media_type.to_owned()),
            (header::CONTENT_DISPOSITION, file),
        ];
        return Ok((headers, content).into_response());
    }
    let objects = objects.for_tenant(&scope);
    let put = objects
        .report_put(id, file, media_type, content, URL_LIFETIME)
        .await;
    let place = put.map_err(|error| Problem::unavailable(error.to_string()))?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, place.url)]).into_response())
}

/// For whom the report is: the tenant's name, branding, time zone, and language unless another is wanted.
async fn presentation(
    store: &TenantStore<'_>,
    language: Option<Locale>,
) -> Result<Presentation, Problem> {
    let (tenant, branding) = store.get_both::<Tenant, Branding>(&(), &()).await?;
    let settings = tenant.ok_or_else(Problem::not_found)?.record.settings;
    let branding = branding.map(|stored| stored.record).unwrap_or_default();
    Ok(Presentation {
        language: language.unwrap_or(settings.locale),
        zone: TimeZone::get(settings.timezone.as_str()).unwrap_or(TimeZone::UTC),
        brand: Brand::new(settings.name.as_str(), branding),
    })
}

fn for_people(
    format: Format,
    scan: &ScanOut,
    findings: &[FindingOut],
    how: Presentation,
) -> Result<Vec<u8>, ReportError> {
    let document = report::of_scan(scan, findings, how);
    match format {
        Format::Pdf => report::pdf(&document),
        Format::Json | Format::Sarif | Format::Csv | Format::Html => Ok(report::html(&document)),
    }
}

async fn findings(store: &TenantStore<'_>, scan: ScanId) -> Result<Vec<FindingOut>, Problem> {
    let mut findings = Vec::new();
    let mut after = None;
    loop {
        let page = store
            .finding_list(scan, &Filter::default(), after, PAGE)
            .await?;
        findings.extend(
            page.items
                .into_iter()
                .map(|stored| FindingOut::new(stored.record, api::etag(stored.version))),
        );
        after = page.next;
        if after.is_none() {
            return Ok(findings);
        }
    }
}
