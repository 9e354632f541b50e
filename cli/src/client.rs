//! A client of the public API, as far as a scan from a terminal needs it.
//!
//! It retries what may be retried (reads, and writes that carry an idempotency key) when the platform is
//! briefly away, follows no redirect but a report's, and never sends the credential to another host than the
//! endpoint.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::pin::Pin;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, IF_MATCH, LOCATION, RETRY_AFTER, USER_AGENT,
};
use http::uri::Scheme;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, SizeHint};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client as HyperClient, ResponseFuture};
use hyper_util::rt::TokioExecutor;
use serde::de::DeserializeOwned;
use serde_json::json;
use thiserror::Error;

use crate::model::{
    Begun, Finding, FindingPage, Problem, Scan, Schedule, SchedulePage, Upload, Usage, WebsiteIn,
};

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long any answer but an upload's may take. Longer than the gateway's 30 s.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(40);
/// How long an upload may take: 100 MiB at one megabit a second.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(15);
/// Waits between attempts while the platform is away for a moment.
const RETRY_WAITS: [Duration; 3] = [
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(3),
];
/// The longest that the platform can make us wait with `Retry-After`.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(30);
/// Findings asked for at once.
const FINDINGS_PAGE: usize = 500;
/// Bytes of a body handed to the connection at once.
const CHUNK_BYTES: usize = 64 * 1024;
/// The most of an unexpected answer that is shown to a person.
const SHOWN_CHARACTERS: usize = 200;

/// Why the platform gave no usable answer.
#[derive(Debug, Error)]
pub(crate) enum ClientError {
    #[error("{0} is not a URL of a platform: it must look like https://api.example.com")]
    Endpoint(String),
    #[error("The API key contains characters that no key has")]
    Key,
    #[error("Can't reach {host}: {reason}")]
    Unreachable { host: String, reason: String },
    #[error("{host} did not answer in time")]
    TimedOut { host: String },
    #[error("{host} refused the upload with {status}{}", shown(answer))]
    UploadRefused {
        host: String,
        status: u16,
        answer: String,
    },
    #[error("{} ({status})", problem.title)]
    Problem { status: u16, problem: Box<Problem> },
    #[error(
        "{host} gave an answer that is not the platform's ({status}){}",
        shown(answer)
    )]
    Unexpected {
        host: String,
        status: u16,
        answer: String,
    },
}

fn shown(answer: &str) -> String {
    let text: String = answer
        .chars()
        .take(SHOWN_CHARACTERS)
        .filter(|c| !c.is_control())
        .collect();
    if text.is_empty() {
        text
    } else {
        format!(": {text}")
    }
}

/// A platform and a credential for it.
pub(crate) struct Client {
    endpoint: Endpoint,
    authorization: Option<HeaderValue>,
    transport: Transport,
    /// Whether the platform has ever answered. While it hasn't, an attempt that can't connect is the last one:
    /// more likely the address is wrong than that the platform is away for a moment.
    reached: AtomicBool,
}

/// One whole answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Client {
    /// A client of the platform at `endpoint`, without a credential: enough for signing up.
    pub(crate) fn new(endpoint: &str) -> Result<Self, ClientError> {
        Ok(Self {
            endpoint: Endpoint::parse(endpoint)?,
            authorization: None,
            transport: Transport::default(),
            reached: AtomicBool::new(false),
        })
    }

    /// The same platform with an API key or an access token.
    pub(crate) fn with_credential(mut self, credential: &str) -> Result<Self, ClientError> {
        let mut value = HeaderValue::try_from(format!("Bearer {}", credential.trim()))
            .map_err(|_| ClientError::Key)?;
        value.set_sensitive(true);
        self.authorization = Some(value);
        Ok(self)
    }

    /// Whether the credential would cross a network unencrypted.
    pub(crate) fn is_exposed(&self) -> bool {
        self.endpoint.scheme == Scheme::HTTP
            && !matches!(
                self.endpoint.host(),
                "localhost" | "127.0.0.1" | "[::1]" | "::1"
            )
    }

    /// `POST` of a JSON document to a path of the API.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &serde_json::Value,
    ) -> Result<T, ClientError> {
        self.json(self.call(Method::POST, path, None, Some(body)).await?)
    }

    /// Asks for a place to put `bytes` bytes.
    pub(crate) async fn upload_create(
        &self,
        name: &str,
        bytes: usize,
    ) -> Result<Upload, ClientError> {
        let file_name = format!("{}.tar.gz", short(name, MAX_NAME_CHARS));
        let file_name = file_name.replace(['/', '\\'], "_");
        let body = json!({
            "file_name": file_name,
            "media_type": "application/gzip",
            "bytes": bytes,
        });
        self.post("/v1/uploads", &body).await
    }

    /// Puts the bytes where [`Self::upload_create`] said. `sent` hears how many bytes went out so far.
    pub(crate) async fn upload_put(
        &self,
        upload: &Upload,
        bytes: Bytes,
        sent: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<(), ClientError> {
        let uri: Uri = upload
            .url
            .parse()
            .map_err(|_| ClientError::Endpoint(upload.url.clone()))?;
        let host = host_of(&uri);
        let mut request = Request::put(uri);
        for (name, value) in &upload.headers {
            // The connection sets these two itself, from the same body.
            if !name.eq_ignore_ascii_case("host") && !name.eq_ignore_ascii_case("content-length") {
                request = request.header(name, value);
            }
        }
        let request = request
            .body(Payload::new(bytes).watched(sent))
            .map_err(|_| ClientError::Endpoint(upload.url.clone()))?;
        let answer = self.transport.send(request, UPLOAD_TIMEOUT).await?;
        if answer.status.is_success() {
            return Ok(());
        }
        let answer_text = String::from_utf8_lossy(&answer.body).into_owned();
        Err(ClientError::UploadRefused {
            host,
            status: answer.status.as_u16(),
            answer: answer_text,
        })
    }

    /// Queues a scan of an upload. `idempotency_key` makes a second attempt answer the first one's scan.
    pub(crate) async fn scan_create(
        &self,
        name: &str,
        upload: &Upload,
        idempotency_key: &str,
    ) -> Result<Scan, ClientError> {
        let body = json!({ "name": short(name, MAX_NAME_CHARS), "upload": upload.id });
        self.json(
            self.call(
                Method::POST,
                "/v1/scans",
                Some(idempotency_key),
                Some(&body),
            )
            .await?,
        )
    }

    /// Begins an assessment, answers it and completes it. Answers the result in the assessment's language.
    pub(crate) async fn assess<T: DeserializeOwned>(
        &self,
        wanted: &serde_json::Value,
        answers: &serde_json::Value,
        idempotency_key: &str,
    ) -> Result<T, ClientError> {
        let key = Some(idempotency_key);
        let begun = self.call(Method::POST, "/v1/assessments", key, Some(wanted));
        let begun: Begun = self.json(begun.await?)?;
        let path = format!("/v1/assessments/{}", begun.id);
        // All of these may be repeated: they say what is to be, not what is to be added.
        self.call(Method::PATCH, &path, key, Some(answers)).await?;
        let path = format!("{path}/completion");
        self.json(self.call(Method::POST, &path, key, None).await?)
    }

    /// Queues a scan of a website. `idempotency_key` makes a second attempt answer the first one's scan.
    pub(crate) async fn website_scan_create(
        &self,
        website: &WebsiteIn<'_>,
        idempotency_key: &str,
    ) -> Result<Scan, ClientError> {
        let body = json!({ "website": website });
        let key = Some(idempotency_key);
        self.json(
            self.call(Method::POST, "/v1/scans", key, Some(&body))
                .await?,
        )
    }

    /// Makes a schedule. `idempotency_key` makes a second attempt answer the first one's schedule.
    pub(crate) async fn schedule_create(
        &self,
        wanted: &serde_json::Value,
        idempotency_key: &str,
    ) -> Result<Schedule, ClientError> {
        let key = Some(idempotency_key);
        let made = self.call(Method::POST, "/v1/schedules", key, Some(wanted));
        self.json(made.await?)
    }

    /// Every schedule: at most as many as one page holds.
    pub(crate) async fn schedules(&self) -> Result<Vec<Schedule>, ClientError> {
        let path = "/v1/schedules?limit=100";
        let page: SchedulePage = self.json(self.call(Method::GET, path, None, None).await?)?;
        Ok(page.items)
    }

    /// Deletes a schedule.
    pub(crate) async fn schedule_delete(&self, schedule: &str) -> Result<(), ClientError> {
        let path = format!("/v1/schedules/{}", percent_encoded(schedule));
        let deleted = self.call(Method::DELETE, &path, None, None).await;
        deleted.map(drop)
    }

    /// Reads a scan, with the time the platform asks to wait before the next read.
    pub(crate) async fn scan_read(
        &self,
        scan: &str,
    ) -> Result<(Scan, Option<Duration>), ClientError> {
        let answer = self
            .call(Method::GET, &format!("/v1/scans/{scan}"), None, None)
            .await?;
        let wait = answer.retry_after();
        Ok((self.json(answer)?, wait))
    }

    /// Asks the platform to stop a scan.
    pub(crate) async fn scan_cancel(&self, scan: &str) -> Result<(), ClientError> {
        self.call(
            Method::POST,
            &format!("/v1/scans/{scan}/cancellation"),
            None,
            None,
        )
        .await
        .map(drop)
    }

    /// Every finding of a scan. `read` hears how many have been read so far.
    pub(crate) async fn findings(
        &self,
        scan: &str,
        read: impl Fn(usize),
    ) -> Result<Vec<Finding>, ClientError> {
        let mut findings = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut path = format!("/v1/scans/{scan}/findings?limit={FINDINGS_PAGE}");
            if let Some(cursor) = &cursor {
                path.push_str("&cursor=");
                path.push_str(&percent_encoded(cursor));
            }
            let page: FindingPage = self.json(self.call(Method::GET, &path, None, None).await?)?;
            findings.extend(page.items);
            read(findings.len());
            match page.next_cursor {
                Some(next) if cursor.as_ref() != Some(&next) => cursor = Some(next),
                _ => return Ok(findings),
            }
        }
    }

    /// A scan's report as the platform wrote it.
    pub(crate) async fn report(
        &self,
        scan: &str,
        format: &str,
        language: Option<&str>,
    ) -> Result<Bytes, ClientError> {
        let language = language.map(|language| format!("&language={language}"));
        let language = language.unwrap_or_default();
        let path = format!("/v1/scans/{scan}/report?format={format}{language}");
        let answer = self.call(Method::GET, &path, None, None).await?;
        if answer.status != StatusCode::SEE_OTHER {
            return Ok(answer.body);
        }
        // A large report waits at a presigned URL, which is its own credential.
        let location = answer
            .headers
            .get(LOCATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let uri: Uri = location
            .parse()
            .map_err(|_| ClientError::Endpoint(location.to_owned()))?;
        let host = host_of(&uri);
        let request = Request::get(uri)
            .body(Payload::new(Bytes::new()))
            .map_err(|_| ClientError::Endpoint(location.to_owned()))?;
        let answer = self.transport.send(request, UPLOAD_TIMEOUT).await?;
        if answer.status.is_success() {
            Ok(answer.body)
        } else {
            Err(answer.into_error(host))
        }
    }

    /// What the plan allows and what is used of it.
    pub(crate) async fn usage(&self) -> Result<Usage, ClientError> {
        self.json(self.call(Method::GET, "/v1/usage", None, None).await?)
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        idempotency_key: Option<&str>,
        body: Option<&serde_json::Value>,
    ) -> Result<Answer, ClientError> {
        let may_repeat = method == Method::GET || idempotency_key.is_some();
        let body = body.map_or_else(Bytes::new, |body| Bytes::from(body.to_string()));
        let mut waits = RETRY_WAITS.iter().copied();
        loop {
            let request = self.request(&method, path, idempotency_key, body.clone())?;
            let result = self.transport.send(request, ANSWER_TIMEOUT).await;
            let wait = if may_repeat { waits.next() } else { None };
            let reached = self.reached.fetch_or(result.is_ok(), Ordering::Relaxed);
            match (result, wait) {
                (Err(ClientError::Unreachable { .. }), Some(wait)) if reached => {
                    tokio::time::sleep(wait).await;
                }
                (Err(error), _) => return Err(error),
                (Ok(answer), Some(wait)) if answer.is_passing(&method) => {
                    tokio::time::sleep(answer.retry_after().unwrap_or(wait)).await;
                }
                (Ok(answer), _)
                    if answer.status.is_success() || answer.status == StatusCode::SEE_OTHER =>
                {
                    return Ok(answer);
                }
                (Ok(answer), _) => return Err(answer.into_error(self.endpoint.authority.clone())),
            }
        }
    }

    fn request(
        &self,
        method: &Method,
        path: &str,
        idempotency_key: Option<&str>,
        body: Bytes,
    ) -> Result<Request<Payload>, ClientError> {
        let uri = self.endpoint.uri(path)?;
        let mut request = Request::builder()
            .method(method)
            .uri(uri)
            .header(
                ACCEPT,
                "application/json, application/problem+json;q=0.9, */*;q=0.1",
            )
            .header(USER_AGENT, concat!("polder/", env!("CARGO_PKG_VERSION")));
        if !body.is_empty() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        if let Some(key) = idempotency_key {
            request = request.header(HeaderName::from_static("idempotency-key"), key);
        }
        if *method == Method::PATCH {
            // Only what this program has just made is changed by it.
            request = request.header(IF_MATCH, "*");
        }
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        request
            .body(Payload::new(body))
            .map_err(|_| ClientError::Endpoint(path.to_owned()))
    }

    fn json<T: DeserializeOwned>(&self, answer: Answer) -> Result<T, ClientError> {
        serde_json::from_slice(&answer.body)
            .map_err(|_| answer.into_unexpected(self.endpoint.authority.clone()))
    }
}

impl Answer {
    /// Whether the same question will be answered in a moment: the platform is away, a reader was too quick,
    /// or the first attempt of the same write is still under way.
    fn is_passing(&self, method: &Method) -> bool {
        match self.status.as_u16() {
            502..=504 => true,
            429 => method == Method::GET,
            409 => serde_json::from_slice::<Problem>(&self.body)
                .is_ok_and(|problem| problem.code.as_deref() == Some("request_in_flight")),
            _ => false,
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        let seconds = self
            .headers
            .get(RETRY_AFTER)?
            .to_str()
            .ok()?
            .trim()
            .parse()
            .ok()?;
        Some(Duration::from_secs(seconds).min(LONGEST_RETRY_AFTER))
    }

    fn into_error(self, host: String) -> ClientError {
        let status = self.status.as_u16();
        if let Ok(problem) = serde_json::from_slice::<Problem>(&self.body) {
            return ClientError::Problem {
                status,
                problem: Box::new(problem),
            };
        }
        // The gateway itself answers a bare message.
        if let Ok(GatewayMessage { message }) = serde_json::from_slice(&self.body) {
            let problem = Problem {
                title: message,
                code: None,
                detail: None,
                errors: Vec::new(),
                request_id: None,
            };
            return ClientError::Problem {
                status,
                problem: Box::new(problem),
            };
        }
        self.into_unexpected(host)
    }

    fn into_unexpected(self, host: String) -> ClientError {
        let answer = String::from_utf8_lossy(&self.body).into_owned();
        ClientError::Unexpected {
            host,
            status: self.status.as_u16(),
            answer,
        }
    }
}

#[derive(serde::Deserialize)]
struct GatewayMessage {
    message: String,
}

/// Where a platform is: scheme, authority and the prefix of its paths.
#[derive(Debug, Clone)]
struct Endpoint {
    scheme: Scheme,
    authority: String,
    prefix: String,
}

impl Endpoint {
    fn parse(text: &str) -> Result<Self, ClientError> {
        let wrong = || ClientError::Endpoint(text.to_owned());
        let uri: Uri = text.trim().parse().map_err(|_| wrong())?;
        let scheme = uri
            .scheme()
            .filter(|scheme| **scheme == Scheme::HTTP || **scheme == Scheme::HTTPS);
        let scheme = scheme.cloned().ok_or_else(wrong)?;
        let authority = uri
            .authority()
            .filter(|authority| !authority.as_str().contains('@'))
            .ok_or_else(wrong)?;
        if uri.query().is_some() {
            return Err(wrong());
        }
        let prefix = uri.path().trim_end_matches('/').to_owned();
        Ok(Self {
            scheme,
            authority: authority.to_string(),
            prefix,
        })
    }

    fn uri(&self, path: &str) -> Result<Uri, ClientError> {
        let text = format!("{}://{}{}{path}", self.scheme, self.authority, self.prefix);
        text.parse().map_err(|_| ClientError::Endpoint(text))
    }

    fn host(&self) -> &str {
        self.authority
            .rsplit_once(':')
            .map_or(self.authority.as_str(), |(host, _)| host)
    }
}

fn host_of(uri: &Uri) -> String {
    uri.authority().map(ToString::to_string).unwrap_or_default()
}

/// Escapes everything that is not unreserved (RFC 3986 section 2.3).
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Connections, plain and encrypted. The system's root certificates are only read when a `https` address is
/// met, because that costs more than a whole scan on this machine, and a bare container may have none.
#[derive(Default)]
struct Transport {
    plain: OnceLock<HyperClient<HttpConnector, Payload>>,
    encrypted: OnceLock<HyperClient<HttpsConnector<HttpConnector>, Payload>>,
}

impl Transport {
    async fn send(
        &self,
        request: Request<Payload>,
        limit: Duration,
    ) -> Result<Answer, ClientError> {
        let host = host_of(request.uri());
        let timed_out = || ClientError::TimedOut { host: host.clone() };
        let response = self.start(request, &host)?;
        tokio::time::timeout(limit, async {
            let response = response.await.map_err(|error| {
                let reason = innermost(&error);
                ClientError::Unreachable {
                    host: host.clone(),
                    reason,
                }
            })?;
            let (head, body) = response.into_parts();
            let body = body.collect().await.map_err(|error| {
                let reason = format!("the connection broke off: {}", innermost(&error));
                ClientError::Unreachable {
                    host: host.clone(),
                    reason,
                }
            })?;
            Ok(Answer {
                status: head.status,
                headers: head.headers,
                body: body.to_bytes(),
            })
        })
        .await
        .map_err(|_| timed_out())?
    }

    fn start(&self, request: Request<Payload>, host: &str) -> Result<ResponseFuture, ClientError> {
        if request.uri().scheme() != Some(&Scheme::HTTPS) {
            let client = self
                .plain
                .get_or_init(|| HyperClient::builder(TokioExecutor::new()).build(connector()));
            return Ok(client.request(request));
        }
        if let Some(client) = self.encrypted.get() {
            return Ok(client.request(request));
        }
        let mut connector = connector();
        connector.enforce_http(false);
        let https = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| ClientError::Unreachable {
                host: host.to_owned(),
                reason: format!("this system has no root certificates ({error})"),
            })?
            .https_only()
            .enable_http1()
            .wrap_connector(connector);
        let client = self
            .encrypted
            .get_or_init(|| HyperClient::builder(TokioExecutor::new()).build(https));
        Ok(client.request(request))
    }
}

fn connector() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.set_connect_timeout(Some(CONNECT_TIMEOUT));
    connector.set_nodelay(true);
    connector
}

/// The reason at the bottom of an error: the layers above it say "client error (Connect)".
fn innermost(error: &dyn std::error::Error) -> String {
    let mut reason = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    reason.to_string()
}

/// A request's body, handed out in pieces so that somebody can watch it go.
struct Payload {
    remaining: Bytes,
    total: usize,
    sent: Option<Box<dyn Fn(u64) + Send + Sync>>,
}

impl Payload {
    fn new(bytes: Bytes) -> Self {
        Self {
            total: bytes.len(),
            remaining: bytes,
            sent: None,
        }
    }

    fn watched(mut self, sent: impl Fn(u64) + Send + Sync + 'static) -> Self {
        self.sent = Some(Box::new(sent));
        self
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.remaining.is_empty() {
            return Poll::Ready(None);
        }
        let length = self.remaining.len().min(CHUNK_BYTES);
        let chunk = self.remaining.split_to(length);
        if let Some(sent) = &self.sent {
            sent((self.total - self.remaining.len()) as u64);
        }
        Poll::Ready(Some(Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.remaining.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.remaining.len() as u64)
    }
}

/// The most characters that the API takes of a name.
const MAX_NAME_CHARS: usize = 200;

/// The beginning of a name, where all of it is too long for the API.
fn short(name: &str, most: usize) -> String {
    name.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_a_scheme_a_host_and_a_prefix() {
        let rows = [
            ("http://localhost:8080", Some("http://localhost:8080/v1/x")),
            (
                "https://api.example.com/",
                Some("https://api.example.com/v1/x"),
            ),
            (
                "https://example.com/polder/",
                Some("https://example.com/polder/v1/x"),
            ),
            ("localhost:8080", None),
            ("ftp://example.com", None),
            ("https://user:secret@example.com", None),
            ("https://example.com/?a=b", None),
            ("", None),
        ];
        for (text, expected) in rows {
            let uri = Endpoint::parse(text)
                .ok()
                .map(|endpoint| endpoint.uri("/v1/x").unwrap().to_string());
            assert_eq!(uri.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_key_is_only_exposed_on_an_unencrypted_network() {
        let rows = [
            ("http://localhost:8080", false),
            ("http://127.0.0.1:8080", false),
            ("http://[::1]:8080", false),
            ("https://example.com", false),
            ("http://example.com", true),
            ("http://example.com:8080", true),
        ];
        for (endpoint, expected) in rows {
            assert_eq!(
                Client::new(endpoint).unwrap().is_exposed(),
                expected,
                "{endpoint}"
            );
        }
    }

    #[test]
    fn a_cursor_survives_a_query() {
        assert_eq!(percent_encoded("aZ09-._~+/= &"), "aZ09-._~%2B%2F%3D%20%26");
    }

    #[test]
    fn a_key_that_would_break_a_header_is_refused() {
        let client = Client::new("http://localhost").unwrap();
        assert!(matches!(
            client.with_credential("plk_\nx"),
            Err(ClientError::Key)
        ));
    }
}
