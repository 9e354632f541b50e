//! `POST /v1/sign-ups`

use api::{Accepted, Anonymous, Answer, Code, Gate, JsonBody, Problem};
use axum::extract::State;
use directory::Directory;
use domain::{
    BusinessType, Currency, Email, Locale, Name, SIGN_UP_LIFETIME, Settings, SignUp, SignUpId,
    TenantId, TimeZoneName,
};
use identity::{SignUpError, SignedUp, UserPool};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who wants to become a tenant.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignUpIn {
    /// What the organisation is called.
    name: Name,
    /// The address of its first admin.
    email: Email,
    /// The admin's password: at least 12 characters, with upper and lower case and a digit.
    #[schema(min_length = 12, max_length = 256)]
    password: String,
    /// Where its days begin.
    #[serde(default)]
    timezone: TimeZoneName,
    /// What it is billed in.
    #[serde(default)]
    currency: Currency,
    /// What its people read.
    #[serde(default)]
    locale: Locale,
    /// What kind of organisation it is.
    #[serde(default)]
    business_type: BusinessType,
}

/// A sign-up that waits for its e-mail to be verified.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct SignUpOut {
    /// Its id, to verify it by.
    sign_up: SignUpId,
    /// Where the code was sent.
    email: Email,
    /// When the code lapses.
    expires_at: Timestamp,
}

/// Sign up a new tenant.
///
/// Mails a code to the address; the tenant comes to be when the code is sent to
/// `/v1/sign-ups/{sign_up}/verification`. An address that has an account already gets the same
/// answer and no mail, so that nobody learns from it who is a customer.
#[utoipa::path(
    post, path = "/v1/sign-ups", tag = "Tenants", operation_id = "sign_up_create",
    request_body = SignUpIn,
    responses(
        (status = 202, body = SignUpOut, description = "A code is on its way."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 429, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`rate_limited`: there were too many sign-ups in a short time.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        api::Problems,
    ),
)]
pub(crate) async fn sign_up_create(
    _: Anonymous,
    State(gate): State<Gate>,
    State(directory): State<Directory>,
    State(user_pool): State<UserPool>,
    body: JsonBody<SignUpIn>,
) -> Result<Accepted<SignUpOut>, Problem> {
    let now = gate.clock().now();
    let new = body.value;
    if !(12..=256).contains(&new.password.chars().count()) {
        return Err(Problem::field("password", "must have 12 to 256 characters"));
    }
    let out = SignUpOut {
        sign_up: SignUpId::at(now),
        email: new.email.clone(),
        expires_at: now.saturating_add(SIGN_UP_LIFETIME).unwrap_or(now),
    };
    match user_pool
        .sign_up(&new.email, &new.password)
        .await
        .map_err(problem)?
    {
        SignedUp::New(user) => {
            let sign_up = SignUp {
                id: out.sign_up,
                tenant: TenantId::at(now),
                user,
                email: new.email,
                settings: Settings {
                    name: new.name,
                    timezone: new.timezone,
                    currency: new.currency,
                    locale: new.locale,
                    business_type: new.business_type,
                },
                expires_at: out.expires_at,
            };
            let added = directory.sign_up_add(&sign_up).await;
            added.map_err(|error| Problem::unavailable(error.to_string()))?;
        }
        SignedUp::Already => {}
    }
    Ok(Answer::new(out))
}

fn problem(error: SignUpError) -> Problem {
    match error {
        SignUpError::Password(detail) => Problem::field("password", detail),
        SignUpError::Address(detail) => Problem::field("email", detail),
        SignUpError::TooMany => {
            let detail = "There were too many sign-ups in a short time.";
            Problem::new(Code::RateLimited, detail).retry_after(60)
        }
        SignUpError::Unavailable(cause) => Problem::unavailable(cause),
    }
}
