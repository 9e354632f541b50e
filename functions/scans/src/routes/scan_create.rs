//! `POST /v1/scans`

use acceptance::{Acceptance, Refused, Wanted, WebsiteIn};
use api::{
    Accepted, Answer, Authorized, Code, Gate, IdempotencyKey, JsonBody, Once, Problem, Slot, Turn,
};
use axum::extract::State;
use domain::{InvalidWebsite, Name, Reach, ScanId, SeriesId, Source, SourceKind, Upload, UploadId};
use objects::Objects;
use serde::Deserialize;
use store::{StoreError, Stored, TransactionError, Version};
use tenancy::permit::ScanCreate;

use crate::Queues;
use crate::model::ScanOut;

/// The largest text that comes in the request itself.
const MAX_TEXT_BYTES: usize = 256 * 1024;

/// What to scan: a text, an upload or a website.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScanIn {
    /// What to call it; by default the file's name.
    name: Option<Name>,
    /// The text, at most 256 KiB.
    text: Option<String>,
    /// The upload.
    upload: Option<UploadId>,
    /// The website. Its host must be a domain that is proved to be the tenant's, or lie below one.
    website: Option<WebsiteIn>,
    /// Which scans it is compared with: those of the same series. By default those of the same name
    /// and file name, or website, that came in the same way.
    series: Option<Name>,
}

/// Start a scan.
///
/// It is accepted at once, counted against the plan, and run by a worker; `Location` says where to
/// follow it. A scan that Polder fails is not counted.
#[utoipa::path(
    post, path = "/v1/scans", tag = "Scans", operation_id = "scan_create",
    params(("idempotency-key" = Option<String>, Header, description = "Makes the request safe to repeat.")),
    request_body = ScanIn,
    responses(
        (status = 202, body = ScanOut, description = "The scan, accepted.", headers(
            ("location" = String, description = "Where to follow it."),
            ("retry-after" = u64, description = "Seconds after which there may be news."),
        )),
        (status = 400, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_malformed`: it is not JSON. `field_invalid`: `errors` names the field."),
        (status = 402, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`quota_exhausted`: the plan's scans for this month are used up."),
        (status = 409, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`request_in_flight`: the same request is being worked on.",
            headers(("retry-after" = u64, description = "Seconds after which to send it again."))),
        (status = 413, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`body_too_large`: the text has more than 256 KiB."),
        (status = 422, body = api::ProblemBody, content_type = "application/problem+json",
            description = "`idempotency_key_reused`: the `Idempotency-Key` belongs to another body. \
                `upload_missing`: it is not there, or was scanned. `domain_unproved`: the website's host belongs to \
                no domain that is proved."),
        api::Problems,
    ),
    security(("bearer" = ["scan:create"])),
)]
pub(crate) async fn scan_create(
    caller: Authorized<ScanCreate>,
    State(gate): State<Gate>,
    State(objects): State<Objects>,
    State(queues): State<Queues>,
    State(reach): State<Reach>,
    idempotency: IdempotencyKey,
    body: JsonBody<ScanIn>,
) -> Result<Once<Accepted<ScanOut>>, Problem> {
    let scope = caller.scope();
    let store = gate.store().for_tenant(&scope);
    let turn = idempotency
        .begin(&store, "scan_create", &body.hash, gate.clock())
        .await?;
    let mut slot = match turn {
        Turn::Again(answer) => return Ok(Once::Again(answer)),
        Turn::First(slot) => slot,
    };
    let request = Request {
        acceptance: Acceptance {
            scope: &scope,
            store: &store,
            limit: caller.plan().scans_per_month(),
            now: gate.clock().now(),
        },
        objects: &objects,
        queues: &queues,
        reach,
    };
    let result = request.accept(body.value, &mut slot).await;
    slot.settle(&store, result, Answer::stored).await
}

/// A request and what it is answered with.
struct Request<'a> {
    acceptance: Acceptance<'a>,
    objects: &'a Objects,
    queues: &'a Queues,
    reach: Reach,
}

impl Request<'_> {
    /// Accepts the scan. The idempotent answer is part of its transaction.
    async fn accept(&self, wanted: ScanIn, slot: &mut Slot) -> Result<Accepted<ScanOut>, Problem> {
        self.acceptance.has_room().await.map_err(refused)?;
        let series = wanted.series.as_ref().map(SeriesId::named);
        let Content {
            name,
            source,
            upload,
        } = self.source(wanted).await?;
        let queue = match source.website {
            None => &self.queues.scans,
            Some(_) => &self.queues.websites,
        };
        let wanted = Wanted {
            id: ScanId::at(self.acceptance.now),
            name,
            source,
            series,
            schedule: None,
        };
        let begun = self.acceptance.begin(queue, wanted).await;
        let (scan, mut transaction) = begun.map_err(refused)?;
        let location = format!("/v1/scans/{}", scan.id);
        let answer = Answer::new(ScanOut::from(scan)).at(location).retry_after(1);
        // The content goes when its scan ends, so it can be taken for one scan only.
        if let Some((upload, version)) = &upload {
            transaction = transaction.delete::<Upload>(upload, *version);
        }
        match slot.complete_in(transaction, &answer)?.commit().await {
            Err(TransactionError::Store(StoreError::Conflict)) if upload.is_some() => {
                return Err(upload_missing());
            }
            result => result?,
        }
        Ok(answer)
    }

    async fn source(&self, wanted: ScanIn) -> Result<Content, Problem> {
        match (wanted.text, wanted.upload, wanted.website) {
            (Some(text), None, None) => self.text(wanted.name, text).await,
            (None, Some(upload), None) => self.upload(wanted.name, upload).await,
            (None, None, Some(website)) => self.website(wanted.name, website).await,
            (None, None, None) => Err(Problem::field(
                "text",
                "give a text, an upload or a website",
            )),
            (_, None, Some(_)) => Err(one_of("website")),
            (_, Some(_), _) => Err(one_of("upload")),
        }
    }

    /// A website that the tenant may have scanned.
    async fn website(&self, name: Option<Name>, wanted: WebsiteIn) -> Result<Content, Problem> {
        let website = wanted
            .parse(self.reach)
            .map_err(|InvalidWebsite { field, detail }| {
                Problem::field(format!("website.{field}"), detail)
            })?;
        let allowed = acceptance::may_scan(self.acceptance.store, &website).await;
        allowed.map_err(refused)?;
        let host = website.host();
        let host = host.as_ref().map_or("website", |host| host.as_str());
        Ok(Content {
            name: name.unwrap_or_else(|| fallback_name(host)),
            source: Source::website(website),
            upload: None,
        })
    }

    async fn text(&self, name: Option<Name>, text: String) -> Result<Content, Problem> {
        if text.len() > MAX_TEXT_BYTES {
            let detail = format!(
                "The text has {} bytes and may have {MAX_TEXT_BYTES}. Use POST /v1/uploads.",
                text.len()
            );
            return Err(Problem::new(Code::BodyTooLarge, detail));
        }
        let upload = UploadId::at(self.acceptance.now);
        let source = Source {
            kind: SourceKind::Text,
            upload: Some(upload),
            file_name: String::new(),
            bytes: text.len() as u64,
            website: None,
        };
        // Kept as an object: neither the table nor a message ever holds content.
        let objects = self.objects.for_tenant(self.acceptance.scope);
        let put = objects.upload_put(upload, text.into_bytes()).await;
        put.map_err(|error| Problem::unavailable(error.to_string()))?;
        Ok(Content {
            name: name.unwrap_or_else(|| fallback_name("text")),
            source,
            upload: None,
        })
    }

    async fn upload(&self, name: Option<Name>, upload: UploadId) -> Result<Content, Problem> {
        let stored = self.acceptance.store.get::<Upload>(&upload).await?;
        let Stored { record, version } = stored.ok_or_else(upload_missing)?;
        if record.forget_at <= self.acceptance.now {
            return Err(upload_missing());
        }
        let objects = self.objects.for_tenant(self.acceptance.scope);
        let size = objects.upload_size(upload).await;
        let size = size.map_err(|error| Problem::unavailable(error.to_string()))?;
        if size != Some(record.bytes) {
            return Err(upload_missing());
        }
        let name = name.unwrap_or_else(|| fallback_name(&record.file_name));
        let source = Source {
            kind: SourceKind::Upload,
            upload: Some(upload),
            file_name: record.file_name,
            bytes: record.bytes,
            website: None,
        };
        Ok(Content {
            name,
            source,
            upload: Some((upload, version)),
        })
    }
}

/// What is to be scanned.
struct Content {
    name: Name,
    source: Source,
    /// The upload that it is taken from, as it was found.
    upload: Option<(UploadId, Version)>,
}

fn refused(refused: Refused) -> Problem {
    match refused {
        Refused::QuotaExhausted => TransactionError::QuotaExhausted.into(),
        Refused::DomainUnproved(_) => Problem::new(Code::DomainUnproved, refused.to_string()),
        Refused::Store(error) => error.into(),
        Refused::Queue(error) => Problem::unavailable(error.to_string()),
    }
}

fn one_of(field: &str) -> Problem {
    Problem::field(field, "give one of text, upload and website, not more")
}

fn upload_missing() -> Problem {
    let detail = "There is no such upload, its content was not put yet, or it was scanned.";
    Problem::new(Code::UploadMissing, detail)
}

/// A name from a file's, which may be longer than a name.
fn fallback_name(file_name: &str) -> Name {
    let short: String = file_name.chars().take(Name::MAX_CHARS).collect();
    Name::try_from(short).unwrap_or_else(|_| Name::upload())
}
