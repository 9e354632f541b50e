//! What the OpenAPI documents of all functions have in common.

use std::collections::BTreeMap;

use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Response, ResponseBuilder, security};
use utoipa::{IntoResponses, ToSchema};

use crate::ProblemBody;

/// What any operation may answer, whatever it is for.
const ALWAYS: &str = "`credential_…` (401): the credential opens nothing. `tenant_suspended` (402), `tenant_cancelled` \
                      (403), `tenant_unknown` (404): the tenant is not open. `permission_missing` (403). \
                      `body_too_large` (413), `media_type_unsupported` (415). `rate_limited` (429). Without an \
                      `Authorization` header the gateway itself answers 401 with a `message`.";

/// The responses of anything that goes wrong.
#[derive(Debug)]
pub struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let problem = |description: &str| {
            let schema = Ref::from_schema_name(ProblemBody::name());
            let content = Content::new(Some(schema));
            RefOr::T(
                ResponseBuilder::new()
                    .description(description)
                    .content("application/problem+json", content)
                    .build(),
            )
        };
        BTreeMap::from([
            ("4XX".to_owned(), problem(ALWAYS)),
            (
                "5XX".to_owned(),
                problem(
                    "`internal` (500): something broke on our side. `unavailable` (503): a part of Polder does \
                     not answer. Try again.",
                ),
            ),
        ])
    }
}

/// Adds to a function's document what its endpoints don't say themselves: the problem's schema
/// and how one authenticates.
#[must_use]
pub fn document(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    let mut schemas = vec![(
        ProblemBody::name().into_owned(),
        <ProblemBody as utoipa::PartialSchema>::schema(),
    )];
    <ProblemBody as ToSchema>::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let bearer = security::HttpBuilder::new()
        .scheme(security::HttpAuthScheme::Bearer)
        .description(Some(
            "An API key (`plk_…`) or an access token of the user pool.",
        ))
        .build();
    components.add_security_scheme("bearer", security::SecurityScheme::Http(bearer));
    document
}
