//! `POST /v1/uploads`

use std::collections::BTreeMap;
use std::time::Duration;

use api::{Answer, Authorized, Created, Gate, IdempotencyKey, JsonBody, Once, Problem, Turn};
use axum::extract::State;
use domain::{MAX_UPLOAD_BYTES, UPLOAD_LIFETIME, Upload, UploadId};
use jiff::{SignedDuration, Timestamp};
use objects::Objects;
use serde::{Deserialize, Serialize};
use store::TenantStore;
use tenancy::TenantScope;
use tenancy::permit::ScanCreate;

/// How long the URL works.
const URL_LIFETIME: Duration = Duration::from_mins(15);

/// What will be uploaded.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UploadIn {
    /// The name of the file, without folders.
    #[schema(min_length = 1, max_length = 255, example = "webshop.tar.gz")]
    file_name: String,
    /// Its media type.
    #[schema(min_length = 3, max_length = 127, example = "application/gzip")]
    media_type: String,
    /// Its size in bytes; the URL takes exactly that many.
    #[schema(minimum = 1, maximum = 104_857_600)]
    bytes: u64,
}

/// Where to put the content.
#[derive(Debug, Serialize, utoipa::ToSchema)]
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
/// Put the content to the address with the headers as given, then start a scan of the upload.
#[utoipa::path(
    post, path = "/v1/uploads", tag = "Scans", operation_id = "upload_create",
    params(("idempotency-key" = Option<String>, Header, description = "Makes the request safe to repeat.")),
    request_body = UploadIn,
    responses((status = 201, body = UploadOut, description = "Where to put the content."), api::Problems),
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
    let slot = match turn {
        Turn::Again(answer) => return Ok(Once::Again(answer)),
        Turn::First(slot) => slot,
    };
    let result = create(&scope, &store, &objects, body.value, gate.clock().now()).await;
    slot.settle(&store, result, Answer::stored).await
}

async fn create(
    scope: &TenantScope<'_>,
    store: &TenantStore<'_>,
    objects: &Objects,
    wanted: UploadIn,
    now: Timestamp,
) -> Result<Created<UploadOut>, Problem> {
    check(&wanted)?;
    let upload = Upload {
        id: UploadId::at(now),
        file_name: wanted.file_name,
        media_type: wanted.media_type,
        bytes: wanted.bytes,
        forget_at: now.saturating_add(UPLOAD_LIFETIME).unwrap_or(now),
    };
    let objects = objects.for_tenant(scope);
    let presigned = objects
        .upload_presign(upload.id, upload.bytes, &upload.media_type, URL_LIFETIME)
        .await
        .map_err(|error| Problem::unavailable(error.to_string()))?;
    store.create(&upload).await?;
    let lifetime = SignedDuration::try_from(URL_LIFETIME).unwrap_or_default();
    Ok(Answer::new(UploadOut {
        upload: upload.id,
        method: presigned.method,
        url: presigned.url,
        headers: presigned.headers,
        expires_at: now.saturating_add(lifetime).unwrap_or(now),
        max_bytes: upload.bytes,
    }))
}

fn check(wanted: &UploadIn) -> Result<(), Problem> {
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
    if !(1..=MAX_UPLOAD_BYTES).contains(&wanted.bytes) {
        return Err(Problem::field(
            "bytes",
            format!("must be 1 to {MAX_UPLOAD_BYTES}"),
        ));
    }
    Ok(())
}
