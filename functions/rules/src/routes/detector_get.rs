//! `GET /v1/detectors/{detector}`

use api::{Answer, Authorized, Found, Gate, PathParams, Problem, QueryParams};
use axum::extract::State;
use domain::{RuleId, RuleSet};
use store::Version;
use tenancy::permit::RuleRead;

use crate::model::{DetectorOut, LanguageIn, catalogue};
use crate::running::Running;

/// Get a detector of the engine, a check of websites, or a rule of the tenant that runs.
#[utoipa::path(
    get, path = "/v1/detectors/{detector}", tag = "Detectors", operation_id = "detector_get",
    params(("detector" = String, Path, description = "The detector."), LanguageIn),
    responses(
        (status = 200, body = DetectorOut, description = "The detector.",
            headers(("etag" = String, description = "Which of the tenant's decisions about it stands."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter."),
        (status = 404, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`not_found`: there is no such detector."),
        api::Problems,
    ),
    security(("bearer" = ["rule:read"])),
)]
pub(crate) async fn detector_get(
    caller: Authorized<RuleRead>,
    State(gate): State<Gate>,
    PathParams(id): PathParams<String>,
    QueryParams(wanted): QueryParams<LanguageIn>,
) -> Result<Found<DetectorOut>, Problem> {
    let scope = caller.scope();
    let running = Running::get(&gate.store().for_tenant(&scope)).await?;
    let version = version(&running.set, &id);
    let metas = catalogue();
    let meta = metas.into_iter().find(|meta| meta.id == id);
    let detector = if let Some(meta) = meta {
        let setting = running.set.detectors.get(meta.id);
        DetectorOut::of_engine(meta, setting, wanted.language)
    } else {
        let rule = id.parse::<RuleId>().ok();
        let rule = rule.and_then(|id| running.set.rules.get(&id));
        let rule = rule.ok_or_else(Problem::not_found)?;
        DetectorOut::of_rule(&rule.definition, wanted.language)
    };
    Ok(Answer::new(detector).version(version))
}

/// Which decision about a detector stands: 0 where none was ever made. Of a rule, its revision.
pub(crate) fn version(set: &RuleSet, id: &str) -> Version {
    let decided = set.detectors.get(id).map(|setting| setting.revision);
    let rule = id.parse::<RuleId>().ok();
    let rule = rule.and_then(|id| set.rules.get(&id));
    let revision = rule.map(|rule| u64::from(rule.revision));
    Version::from_number(decided.or(revision).unwrap_or(0))
}
