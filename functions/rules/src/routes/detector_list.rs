//! `GET /v1/detectors`

use api::{Answer, Authorized, Cursor, CursorKey, Found, Gate, Problem, QueryParams};
use axum::extract::State;
use domain::{Category, Locale};
use serde::{Deserialize, Serialize};
use store::Position;
use tenancy::permit::RuleRead;

use crate::model::{DetectorOut, Origin, catalogue};
use crate::running::Running;

/// Which detectors are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DetectorsIn {
    /// What the texts are in; `en` by default.
    #[serde(default)]
    language: Locale,
    /// Those that find this kind of thing.
    category: Option<Category>,
    /// Whose.
    origin: Option<Origin>,
    /// How many, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// Where to go on: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of detectors.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct DetectorPage {
    /// The detectors: the tenant's own that run, then the engine's, each by their ids.
    items: Vec<DetectorOut>,
    /// Where to go on, if there is more.
    next_cursor: Option<String>,
}

/// List what is looked for: the tenant's rules that run, then the engine's detectors and the checks of websites.
#[utoipa::path(
    get, path = "/v1/detectors", tag = "Detectors", operation_id = "detector_list",
    params(DetectorsIn),
    responses(
        (status = 200, body = DetectorPage, description = "A page of detectors."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`field_invalid`: `errors` names the parameter. `cursor_invalid`: it is none of this list."),
        api::Problems,
    ),
    security(("bearer" = ["rule:read"])),
)]
pub(crate) async fn detector_list(
    caller: Authorized<RuleRead>,
    State(gate): State<Gate>,
    State(cursor_key): State<CursorKey>,
    QueryParams(wanted): QueryParams<DetectorsIn>,
) -> Result<Found<DetectorPage>, Problem> {
    let limit = api::page_limit(wanted.limit, 50, 200)?;
    let scope = caller.scope();
    // Without the language: a page may be read in one and the next in another.
    let query = [
        format!("{:?}", wanted.category),
        format!("{:?}", wanted.origin),
    ];
    let query = query.each_ref().map(String::as_str);
    let cursor = Cursor::new(&cursor_key, &scope, "detector_list", &query);
    let after = cursor.open(wanted.cursor.as_deref())?;
    let running = Running::get(&gate.store().for_tenant(&scope)).await?;
    let mut metas = catalogue();
    metas.sort_unstable_by_key(|meta| meta.id);
    let own = running.set.rules.values();
    let own = own.map(|rule| DetectorOut::of_rule(&rule.definition, wanted.language));
    let engine = metas.into_iter().map(|meta| {
        let setting = running.set.detectors.get(meta.id);
        DetectorOut::of_engine(meta, setting, wanted.language)
    });
    let place = |detector: &DetectorOut| match detector.origin {
        Origin::Rule => format!("0{}", detector.id),
        Origin::Engine => format!("1{}", detector.id),
    };
    let mut items: Vec<DetectorOut> = own
        .chain(engine)
        .filter(|detector| wanted.origin.is_none_or(|origin| detector.origin == origin))
        .filter(|detector| {
            wanted
                .category
                .is_none_or(|category| detector.category == category)
        })
        // A rule may be gone since the page before, so the cursor is a place and not a detector.
        .filter(|detector| {
            after
                .as_ref()
                .is_none_or(|after| *place(detector) > *after.as_str())
        })
        .take(limit + 1)
        .collect();
    let is_more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| is_more).map(place);
    Ok(Answer::new(DetectorPage {
        next_cursor: next.map(|place| cursor.seal(&Position::from_text(place))),
        items,
    }))
}
