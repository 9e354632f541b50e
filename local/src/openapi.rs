//! The API's one OpenAPI document, merged from what each function says of its
//! own operations.

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Info, License, OpenApi, OpenApiBuilder, Server};

/// The document, with the path `/` as its server.
#[must_use]
pub fn openapi() -> OpenApi {
    openapi_at("/")
}

/// The document, with this address as its server.
pub(crate) fn openapi_at(server: &str) -> OpenApi {
    let mut info = Info::new("Polder", env!("CARGO_PKG_VERSION"));
    info.description = Some(DESCRIPTION.to_owned());
    let mut license = License::new("Apache-2.0");
    license.identifier = Some("Apache-2.0".to_owned());
    info.license = Some(license);
    let mut document = OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new(server)]))
        .build();
    for part in parts() {
        document.merge(part);
    }
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "An API key (`plk_…`) or an access token of the user pool.",
        ))
        .build();
    document
        .components
        .get_or_insert_default()
        .add_security_scheme("bearer", SecurityScheme::Http(scheme));
    document
}

const DESCRIPTION: &str = "Finds personal data and secrets in files, and assesses AI systems and processing. Every list is read with \
cursors, every POST may carry an `Idempotency-Key`, every change needs `If-Match`, and whatever \
goes wrong answers `application/problem+json` with a stable code.";

/// What each HTTP function says of its own operations.
fn parts() -> [OpenApi; 9] {
    [
        tenants::openapi(),
        members::openapi(),
        domains::openapi(),
        rules::openapi(),
        scans::openapi(),
        schedules::openapi(),
        reports::openapi(),
        assessments::openapi(),
        usage::openapi(),
    ]
}
