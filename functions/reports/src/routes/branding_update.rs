//! `PATCH /v1/tenant/branding`

#![expect(
    clippy::option_option,
    reason = "left out, null and given are three things"
)]

use api::{Answer, Authorized, Found, Gate, IfMatch, JsonBody, Problem};
use axum::extract::State;
use domain::{Branding, Colour, Logo, Name};
use serde::{Deserialize, Deserializer};
use store::Version;
use tenancy::permit::TenantUpdate;

use super::branding_get::{NEVER_SET, never_set};

/// What to change; what is left out stays, and `null` goes back to Polder's own.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandingPatch {
    /// What the organisation is called in its reports. Latin, Greek and Cyrillic letters: what the font of a PDF lacks is
    /// refused.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Name>)]
    display_name: Option<Option<Name>>,
    /// The colour of covers, rules and headings. Any will do: the text on it is white or black, whichever can be
    /// read, and where it is the text it is darkened as far as that takes (WCAG 2.2 AA).
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, pattern = "^#[0-9a-fA-F]{6}$", example = "#0b5d66")]
    accent_colour: Option<Option<Colour>>,
    /// A PNG or JPEG file in base64: at most 100 KiB, 16 to 2,000 pixels along each side. No SVG, which can carry
    /// programs.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 136_536)]
    logo: Option<Option<Logo>>,
    /// A line at the foot of every page, in the letters of `display_name`.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Name>)]
    footer: Option<Option<Name>>,
}

/// Tells a `null` from a field that is left out.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Change what the tenant's reports look like.
#[utoipa::path(
    patch, path = "/v1/tenant/branding", tag = "Tenants", operation_id = "branding_update",
    params(("if-match" = String, Header, description = "The `ETag` that the change was made from.")),
    request_body = BrandingPatch,
    responses(
        (status = 200, body = Branding, description = "The branding, changed.",
            headers(("etag" = String, description = "Its version."))),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 412, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`version_conflict`: it has changed since the `ETag` in `If-Match`."),
        (status = 428, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`precondition_required`: `If-Match` is missing."),
        api::Problems,
    ),
    security(("bearer" = ["tenant:update"])),
)]
pub(crate) async fn branding_update(
    caller: Authorized<TenantUpdate>,
    State(gate): State<Gate>,
    if_match: IfMatch,
    body: JsonBody<BrandingPatch>,
) -> Result<Found<Branding>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let stored = store.get::<Branding>(&()).await?;
    let stored = stored.unwrap_or_else(never_set);
    if_match.check(stored.version)?;
    let (mut branding, patch) = (stored.record, body.value);
    if let Some(Some(logo)) = &patch.logo {
        // A file whose head is fine may still be broken; better it is said here than missing from a report.
        report::logo_is_drawable(logo)
            .map_err(|reason| Problem::field("logo", format!("can't be drawn: {reason}")))?;
    }
    for (field, text) in [
        ("display_name", &patch.display_name),
        ("footer", &patch.footer),
    ] {
        if let Some(Some(text)) = text {
            is_drawable(field, text.as_str())?;
        }
    }
    branding.display_name = patch.display_name.unwrap_or(branding.display_name);
    branding.accent_colour = patch.accent_colour.unwrap_or(branding.accent_colour);
    branding.logo = patch.logo.unwrap_or(branding.logo);
    branding.footer = patch.footer.unwrap_or(branding.footer);
    let version = if stored.version == Version::from_number(NEVER_SET) {
        store.create(&branding).await?.version
    } else {
        store.replace(&branding, stored.version).await?
    };
    Ok(Answer::new(branding).version(version))
}

/// Refuses a text of which a PDF would show only that something stood there: better it is said here.
fn is_drawable(field: &'static str, text: &str) -> Result<(), Problem> {
    match report::undrawable(text).as_deref() {
        Ok([]) => Ok(()),
        Ok(lacking) => {
            let lacking: String = lacking.iter().collect();
            let reason = format!("has characters that a PDF's font can't draw: {lacking}");
            Err(Problem::field(field, reason))
        }
        Err(reason) => Err(Problem::field(field, format!("can't be drawn: {reason}"))),
    }
}
