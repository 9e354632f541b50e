//! `POST /v1/uploads`

use std::collections::BTreeMap;

use api::{Answer, Authorized, Created, Gate, IdempotencyKey, JsonBody, Once, Problem, Turn};
use axum::extract::State;
use domain::{Plan, UPLOAD_LIFETIME, Upload, UploadId};
use jiff::{SignedDuration, Timestamp};
use objects::{Objects, TenantObjects};
use serde::{Deserialize, Serialize};
use store::{StoredAnswer, TenantStore};
use tenancy::permit::ScanCreate;

/// How long the URL works: the credentials that it is signed with don't live for a day, as the
/// upload does.
const URL_LIFETIME: SignedDuration = SignedDuration::from_mins(15);

/// What will be uploaded.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UploadIn {
    /// The name of the file, without folders. It is kept and shown as it is given.
    #[schema(min_length = 1, max_length = 255, example = "webshop.tar.gz")]
    file_name: String,
    /// Its media type.
    #[schema(min_length = 3, max_length = 127, example = "application/gzip")]
    media_type: String,
    /// Its size in bytes; the URL takes exactly that many. A trial takes 104857600 at most.
    #[schema(minimum = 1, maximum = 1_073_741_824)]
    bytes: u64,
}

/// Where to put the content.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub(crate) struct UploadOut {
    /// The upload, to scan it by.
    upload: UploadId,
    /// The method to use.
    method: String,
    /// The address to use, signature included. Whoever has it can upload; keep it to yourself.
    #[schema(format = "uri")]
    url: String,
    /// The headers to send, exactly as they are.
    headers: BTreeMap<String, String>,
    /// When the address stops working.
    expires_at: Timestamp,
    /// The size it takes.
    max_bytes: u64,
}

/// Ask for a place to upload to.
///
/// Put the content to the address with the headers as given, then start a scan of the upload. The
/// same request with the same `Idempotency-Key` is answered the same upload, with an address that
/// works, as long as the upload waits to be scanned.
#[utoipa::path(
    post, path = "/v1/uploads", tag = "Scans", operation_id = "upload_create",
    params(("idempotency-key" = Option<String>, Header, description = "Makes the request safe to repeat.")),
    request_body = UploadIn,
    responses(
        (status = 201, body = UploadOut, description = "Where to put the content."),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`request_in_flight`: the same request is being worked on.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`idempotency_key_reused`: the `Idempotency-Key` belongs to another body."),
        api::Problems,
    ),
    security(("bearer" = ["scan:create"])),
)]
pub(crate) async fn upload_create(
    caller: Authorized<ScanCreate>,
    State(gate): State<Gate>,
    State(objects): State<Objects>,
    idempotency: IdempotencyKey,
    body: JsonBody<UploadIn>,
) -> Result<Once<Created<UploadOut>>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let turn = idempotency
        .begin(&store, "upload_create", &body.hash, gate.clock())
        .await?;
    let now = gate.clock().now();
    let objects = objects.for_tenant(&scope);
    let slot = match turn {
        Turn::Again(answer) => return again(&store, &objects, answer, now).await,
        Turn::First(slot) => slot,
    };
    let result = create(&store, &objects, caller.plan(), body.value, now).await;
    slot.settle(&store, result, Answer::stored).await
}

async fn create(
    store: &TenantStore<'_>,
    objects: &TenantObjects<'_>,
    plan: Plan,
    wanted: UploadIn,
    now: Timestamp,
) -> Result<Created<UploadOut>, Problem> {
    check(plan, &wanted)?;
    let upload = Upload {
        id: UploadId::at(now),
        file_name: wanted.file_name,
        media_type: wanted.media_type,
        bytes: wanted.bytes,
        forget_at: now.saturating_add(UPLOAD_LIFETIME).unwrap_or(now),
    };
    let place = place(objects, &upload, now).await?;
    store.create(&upload).await?;
    Ok(Answer::new(place))
}

/// The same upload with an address of its own, because the first one may have stopped working.
/// What was scanned or forgotten since takes no content any more, so the first answer stands.
async fn again(
    store: &TenantStore<'_>,
    objects: &TenantObjects<'_>,
    first: StoredAnswer,
    now: Timestamp,
) -> Result<Once<Created<UploadOut>>, Problem> {
    let given: UploadOut =
        serde_json::from_str(&first.body).map_err(|error| Problem::internal(error.to_string()))?;
    let stored = store.get::<Upload>(&given.upload).await?;
    match stored.filter(|stored| now < stored.record.forget_at) {
        Some(stored) => {
            let place = place(objects, &stored.record, now).await?;
            Ok(Once::First(Answer::new(place)))
        }
        None => Ok(Once::Again(first)),
    }
}

/// An address for the upload that never outlives it.
async fn place(
    objects: &TenantObjects<'_>,
    upload: &Upload,
    now: Timestamp,
) -> Result<UploadOut, Problem> {
    let until = now.saturating_add(URL_LIFETIME).unwrap_or(now);
    let until = until.min(upload.forget_at);
    let lifetime = until.duration_since(now).unsigned_abs();
    let presigned = objects
        .upload_presign(upload.id, upload.bytes, &upload.media_type, lifetime)
        .await
        .map_err(|error| Problem::unavailable(error.to_string()))?;
    Ok(UploadOut {
        upload: upload.id,
        method: presigned.method,
        url: presigned.url,
        headers: presigned.headers,
        expires_at: until,
        max_bytes: upload.bytes,
    })
}

fn check(plan: Plan, wanted: &UploadIn) -> Result<(), Problem> {
    let name = &wanted.file_name;
    let is_name = (1..=255).contains(&name.chars().count())
        && !name
            .chars()
            .any(|c| c.is_control() || c == '/' || c == '\\')
        && name != "."
        && name != "..";
    if !is_name {
        let detail = "must be a file name of 1 to 255 characters, without folders";
        return Err(Problem::field("file_name", detail));
    }
    // RFC 6838 §4.2: the characters of a type's name.
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    let is_type = wanted.media_type.len() <= 127
        && wanted
            .media_type
            .split_once('/')
            .is_some_and(|(kind, sub)| part(kind) && part(sub));
    if !is_type {
        let detail = "must be a media type such as application/gzip or text/plain";
        return Err(Problem::field("media_type", detail));
    }
    let most = plan.upload_bytes();
    if !(1..=most).contains(&wanted.bytes) {
        return Err(Problem::field("bytes", format!("must be 1 to {most}")));
    }
    Ok(())
}
