//! Problems (RFC 9457): what goes wrong, in words that say what to do.

use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;
use store::{StoreError, TransactionError};

macro_rules! codes {
    ($($name:ident $status:literal $code:literal $title:literal, $docs:literal;)+) => {
        /// Every kind of problem. The code is stable: programs may branch on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $docs] $name,)+
        }

        impl Code {
            /// How it is written.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code),+ }
            }

            /// The HTTP status it comes with.
            #[must_use]
            pub fn status(self) -> StatusCode {
                let status = match self { $(Code::$name => $status),+ };
                StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }

            /// What it is called.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title),+ }
            }

            /// What it means and what to do.
            #[must_use]
            pub fn docs(self) -> &'static str {
                match self { $(Code::$name => $docs),+ }
            }
        }

        /// Every kind of problem, for the page that explains them.
        pub const CATALOGUE: &[Code] = &[$(Code::$name),+];
    };
}

codes! {
    BodyMalformed 400 "body_malformed" "The body is not readable",
        "The body is not JSON, or not UTF-8. Send well-formed JSON.";
    FieldInvalid 400 "field_invalid" "A field has a value that it can't have",
        "`errors` names each field and what it must be. Fields that the operation does not know are refused too, so that a typing error does not pass unnoticed.";
    CursorInvalid 400 "cursor_invalid" "The cursor is not one of this list",
        "A cursor works for the tenant and the query that it was given out for, unchanged. Begin again without one.";
    CredentialInvalid 401 "credential_invalid" "The credential is not valid",
        "The API key or access token is none that Polder gave out, or was changed. Check that it was copied whole.";
    CredentialExpired 401 "credential_expired" "The credential has expired",
        "Refresh the access token, or create a new API key.";
    CredentialRevoked 401 "credential_revoked" "The credential was revoked",
        "Somebody with the permission `api_key:revoke` revoked the key. Create a new one.";
    TenantSuspended 402 "tenant_suspended" "The tenant is suspended",
        "The trial has ended or a payment is missing. Nothing is lost; choose a plan to go on.";
    QuotaExhausted 402 "quota_exhausted" "The plan's quota is used up",
        "`GET /v1/usage` says what the plan allows and when the next period begins. Wait for it, or choose a larger plan.";
    PermissionMissing 403 "permission_missing" "The permission is missing",
        "The credential is good but may not do this; `detail` names the permission. Ask an admin of the tenant.";
    TenantCancelled 403 "tenant_cancelled" "The tenant is cancelled",
        "The tenant was ended. Its addresses stay taken for now; sign up with another one to begin anew.";
    NotFound 404 "not_found" "There is no such thing",
        "The id is wrong, the thing was deleted, or it belongs to somebody else: Polder does not tell which.";
    TenantUnknown 404 "tenant_unknown" "There is no such tenant",
        "`X-Tenant-ID` names a tenant that the credential does not belong to. Leave the header out, or use a credential of that tenant.";
    RequestInFlight 409 "request_in_flight" "The same request is being worked on",
        "A request with this `Idempotency-Key` has not finished. Wait for `Retry-After` seconds and send it again, unchanged.";
    AlreadyExists 409 "already_exists" "There is one already",
        "Something with this id exists. Change that, or choose another id.";
    LimitReached 409 "limit_reached" "There is no room for more",
        "`detail` says how many there may be. Remove one that is not needed, or choose a larger plan.";
    StateConflict 409 "state_conflict" "The thing is not in a state that allows this",
        "`detail` says which state it is in.";
    AnswersMissing 409 "answers_missing" "Questions have no answer yet",
        "`errors` names each question. `unknown` is an answer too: it counts as the strictest one.";
    VersionConflict 412 "version_conflict" "The thing has changed in the meantime",
        "Get it again, look at what changed, and send `If-Match` with its new `ETag`.";
    BodyTooLarge 413 "body_too_large" "The body is too large",
        "Text may have 256 KiB; larger content goes through an upload.";
    MediaTypeUnsupported 415 "media_type_unsupported" "The media type is not one that is read here",
        "Send `Content-Type: application/json`.";
    IdempotencyKeyReused 422 "idempotency_key_reused" "The Idempotency-Key belongs to another request",
        "The key was used with another body. Use a new key for a new request.";
    UploadMissing 422 "upload_missing" "The upload is not there",
        "Put the content to the upload's URL first. An upload is forgotten once it was scanned, or after a day.";
    DomainUnproved 422 "domain_unproved" "The domain is not proved",
        "Only websites of a domain that the DNS says is yours are scanned. `GET /v1/domains/{domain}` says which TXT record to set; then `POST /v1/domains/{domain}/verification`. A new record can take an hour to be seen everywhere.";
    SignUpRefused 422 "sign_up_refused" "The sign-up can't be completed",
        "The code is wrong or older than a day, or the address was signed up again since. Use the newest mail, or sign up again.";
    PreconditionRequired 428 "precondition_required" "If-Match is missing",
        "Changes need `If-Match` with the `ETag` that they were made from, so that two people don't undo each other's work.";
    RateLimited 429 "rate_limited" "Too many requests",
        "Wait for `Retry-After` seconds. `RateLimit-Policy` says what the plan allows.";
    Internal 500 "internal" "Something broke on our side",
        "It was logged under `request_id`. Try again; if it stays, tell us the id.";
    DnsUnavailable 503 "dns_unavailable" "The domain's name servers do not answer",
        "Nothing is known about the record: the DNS gave no answer, or a broken one. If it stays, have the name servers of the domain looked at.";
    Unavailable 503 "unavailable" "A part of Polder does not answer",
        "Nothing was lost. Try again in a few seconds, with the same `Idempotency-Key`.";
}

/// A field that is wrong, and what it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// The field, as a path: `settings.name`.
    pub field: String,
    /// What it must be.
    pub detail: String,
}

/// A request that failed: what its sender is told, and apart from that what we are.
#[derive(Debug)]
pub struct Problem {
    pub(crate) code: Code,
    pub(crate) detail: Cow<'static, str>,
    pub(crate) errors: Vec<FieldError>,
    pub(crate) retry_after: Option<u64>,
    /// For the log alone.
    pub(crate) cause: Option<String>,
}

/// A problem as it is sent (`application/problem+json`).
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemBody {
    /// Where the kind of problem is explained.
    #[schema(format = "uri")]
    pub r#type: String,
    /// What the kind of problem is called.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The kind of problem; stable, so that programs may branch on it.
    #[schema(example = "field_invalid")]
    pub code: String,
    /// What happened this time and what to do.
    pub detail: String,
    /// The fields that are wrong, where fields are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The request, for when you ask us about it.
    pub request_id: String,
}

impl Problem {
    /// A problem of this kind.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
        let detail = detail.into();
        Self {
            code,
            detail,
            errors: Vec::new(),
            retry_after: None,
            cause: None,
        }
    }

    /// There is no such thing, or none that the sender may know of.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(
            Code::NotFound,
            "There is nothing under this id that you can see.",
        )
    }

    /// A field is wrong.
    #[must_use]
    pub fn field(field: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut problem = Self::new(Code::FieldInvalid, "See `errors` for what to change.");
        problem.errors.push(FieldError {
            field: field.into(),
            detail: detail.into(),
        });
        problem
    }

    /// Something of ours does not answer; `cause` is for the log.
    #[must_use]
    pub fn unavailable(cause: impl Into<String>) -> Self {
        let detail = "Nothing was lost. Try again in a few seconds.";
        let mut problem = Self::new(Code::Unavailable, detail);
        problem.retry_after = Some(2);
        problem.because(cause)
    }

    /// Something is broken; `cause` is for the log.
    #[must_use]
    pub fn internal(cause: impl Into<String>) -> Self {
        Self::new(Code::Internal, "It was logged under the request id.").because(cause)
    }

    /// Adds the fields that are wrong.
    #[must_use]
    pub fn naming(mut self, errors: impl IntoIterator<Item = FieldError>) -> Self {
        self.errors.extend(errors);
        self
    }

    /// Adds what the log should say.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Adds after how many seconds to come again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// What kind of problem it is.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::new(
                Code::VersionConflict,
                "Somebody changed it at the same moment. Get it again and repeat the change.",
            ),
            StoreError::Unavailable(cause) => Self::unavailable(cause),
            StoreError::Damaged(cause) => Self::internal(cause),
        }
    }
}

impl From<TransactionError> for Problem {
    fn from(error: TransactionError) -> Self {
        match error {
            TransactionError::QuotaExhausted => Self::new(
                Code::QuotaExhausted,
                "The plan's scans for this month are used up. GET /v1/usage says when the next \
                 period begins.",
            ),
            TransactionError::Store(error) => error.into(),
        }
    }
}

impl IntoResponse for Problem {
    /// Leaves the writing to [`crate::finish`], which knows the request's id.
    fn into_response(self) -> Response {
        let mut response = self.code.status().into_response();
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_distinct_and_explained() {
        let codes: HashSet<_> = CATALOGUE.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), CATALOGUE.len());
        for code in CATALOGUE {
            assert!(code.status().as_u16() >= 400, "{}", code.as_str());
            assert!(code.docs().ends_with('.'), "{}", code.as_str());
        }
    }
}
