//! `POST /v1/scans`

use api::{
    Accepted, Answer, Authorized, Code, Gate, IdempotencyKey, JsonBody, Once, Problem, Slot, Turn,
};
use axum::extract::State;
use domain::{
    Domain, FindingCounts, Limit, Meter, Name, PageUrl, Period, Progress, Reach, Scan, ScanId,
    ScanState, Source, SourceKind, Upload, UploadId, Website,
};
use jiff::Timestamp;
use messages::ScanJob;
use objects::Objects;
use serde::Deserialize;
use store::{StoreError, Stored, TenantStore, TransactionError, Version};
use tenancy::TenantScope;
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
}

/// A website to scan.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebsiteIn {
    /// Where to begin: `http` or `https`, without a query.
    #[schema(example = "https://shop.example/")]
    url: String,
    /// How many pages to look at: 1 to 500, 50 unless said otherwise.
    #[schema(minimum = 1, maximum = 500)]
    pages_max: Option<u16>,
    /// How many links a page may lie away from the first: 0 to 20, 5 unless said otherwise.
    #[schema(minimum = 0, maximum = 20)]
    depth_max: Option<u8>,
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
    let limit = caller.plan().scans_per_month();
    let acceptance = Acceptance {
        scope: &scope,
        store: &store,
        objects: &objects,
        queues: &queues,
        reach,
        limit,
        now: gate.clock().now(),
    };
    let result = acceptance.accept(body.value, &mut slot).await;
    slot.settle(&store, result, Answer::stored).await
}

struct Acceptance<'a> {
    scope: &'a TenantScope<'a>,
    store: &'a TenantStore<'a>,
    objects: &'a Objects,
    queues: &'a Queues,
    reach: Reach,
    limit: Limit,
    now: Timestamp,
}

impl Acceptance<'_> {
    /// Accepts a scan.
    ///
    /// The job is sent before the scan is written. A crash in between leaves a job for a scan that
    /// never was, which the worker drops; the other order would leave a scan that nobody runs. The
    /// record, the quota and the idempotent answer are one transaction: a scan is accepted with all
    /// three or not at all.
    async fn accept(&self, wanted: ScanIn, slot: &mut Slot) -> Result<Accepted<ScanOut>, Problem> {
        let period = Period::of(self.now);
        if let Limit::AtMost(limit) = self.limit
            && self.store.quota_used(Meter::Scans, period).await? >= limit
        {
            return Err(TransactionError::QuotaExhausted.into());
        }
        let Content {
            name,
            source,
            upload,
        } = self.source(wanted).await?;
        let scan = Scan {
            id: ScanId::at(self.now),
            name,
            source,
            state: ScanState::Queued,
            created_at: self.now,
            created_by: self.scope.principal().to_string(),
            started_at: None,
            finished_at: None,
            progress: Progress::default(),
            findings: FindingCounts::default(),
            findings_accepted: 0,
            findings_dropped: 0,
            risk: None,
            risk_so_far: String::new(),
            failure: None,
            engine_version: detect::VERSION.to_owned(),
            period,
            charged: true,
            claim: None,
            reused_from: None,
            rules_version: None,
        };
        let job = ScanJob::new(self.scope, scan.id, self.now);
        let queue = match scan.source.website {
            None => &self.queues.scans,
            Some(_) => &self.queues.websites,
        };
        let sent = queue.send(self.scope, &job).await;
        sent.map_err(|error| Problem::unavailable(error.to_string()))?;

        let location = format!("/v1/scans/{}", scan.id);
        let answer = Answer::new(ScanOut::from(scan.clone()))
            .at(location)
            .retry_after(1);
        let mut transaction =
            self.store
                .transaction()
                .create(&scan)
                .quota_reserve(Meter::Scans, period, self.limit);
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
    ///
    /// Whether the DNS still says so is asked by the worker: it knows how to ask, and asks when it begins.
    async fn website(&self, name: Option<Name>, wanted: WebsiteIn) -> Result<Content, Problem> {
        let page = PageUrl::parse(&wanted.url, self.reach)
            .map_err(|error| Problem::field("website.url", error.to_string()))?;
        // An address is kept with the scan and shown; a query is where personal data would stand in it.
        if page.url().query().is_some() {
            return Err(Problem::field("website.url", "must have no query"));
        }
        let pages_max = wanted.pages_max.unwrap_or(Website::PAGES_USUAL);
        if !(1..=Website::PAGES_MOST).contains(&pages_max) {
            let detail = format!("must be 1 to {}", Website::PAGES_MOST);
            return Err(Problem::field("website.pages_max", detail));
        }
        let depth_max = wanted.depth_max.unwrap_or(Website::DEPTH_USUAL);
        if depth_max > Website::DEPTH_MOST {
            let detail = format!("must be 0 to {}", Website::DEPTH_MOST);
            return Err(Problem::field("website.depth_max", detail));
        }
        let domains = self
            .store
            .get_all::<Domain>(&page.host().covering())
            .await?;
        if !domains
            .iter()
            .any(|domain| domain.record.proved_at.is_some())
        {
            let detail = format!(
                "No proved domain covers {}. POST /v1/domains says how to prove one.",
                page.host()
            );
            return Err(Problem::new(Code::DomainUnproved, detail));
        }
        Ok(Content {
            name: name.unwrap_or_else(|| fallback_name(page.host().as_str())),
            source: Source {
                kind: SourceKind::Website,
                upload: None,
                file_name: String::new(),
                bytes: 0,
                website: Some(Website {
                    url: page.as_str().to_owned(),
                    pages_max,
                    depth_max,
                }),
            },
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
        let upload = UploadId::at(self.now);
        let source = Source {
            kind: SourceKind::Text,
            upload: Some(upload),
            file_name: String::new(),
            bytes: text.len() as u64,
            website: None,
        };
        // Kept as an object: neither the table nor a message ever holds content.
        let objects = self.objects.for_tenant(self.scope);
        let put = objects.upload_put(upload, text.into_bytes()).await;
        put.map_err(|error| Problem::unavailable(error.to_string()))?;
        Ok(Content {
            name: name.unwrap_or_else(|| fallback_name("text")),
            source,
            upload: None,
        })
    }

    async fn upload(&self, name: Option<Name>, upload: UploadId) -> Result<Content, Problem> {
        let stored = self.store.get::<Upload>(&upload).await?;
        let Stored { record, version } = stored.ok_or_else(upload_missing)?;
        if record.forget_at <= self.now {
            return Err(upload_missing());
        }
        let objects = self.objects.for_tenant(self.scope);
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
