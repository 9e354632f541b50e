//! The genuine event of an HTTP API, payload format 2.0, and that of its
//! Lambda authorizer.

use std::collections::BTreeMap;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{COOKIE, HOST};
use http::request::Parts;
use http::{HeaderMap, Version};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::routing::{Match, decoded};

/// The stage that adds nothing to paths.
const STAGE: &str = "$default";

/// Who and when, beside the request itself.
#[derive(Debug, Clone)]
pub(super) struct Arrival<'a> {
    pub(super) account: &'a str,
    pub(super) region: &'a str,
    pub(super) api_id: &'a str,
    pub(super) request_id: &'a str,
    pub(super) source: IpAddr,
    pub(super) port: u16,
    pub(super) at: Timestamp,
}

/// A request that can be told as an event.
#[derive(Debug)]
pub(super) struct Request<'a> {
    arrival: Arrival<'a>,
    parts: &'a Parts,
    found: &'a Match<'a>,
    headers: BTreeMap<String, String>,
}

/// A header that isn't text, which API Gateway doesn't let through.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotText;

impl<'a> Request<'a> {
    /// Reads the request's headers.
    pub(super) fn new(
        arrival: Arrival<'a>,
        parts: &'a Parts,
        found: &'a Match<'a>,
    ) -> Result<Self, NotText> {
        let headers = headers(&parts.headers)?;
        Ok(Self {
            arrival,
            parts,
            found,
            headers,
        })
    }

    /// What the authorizer is asked.
    pub(super) fn authorizer_event(&self, identity: &[String]) -> Value {
        let mut event = self.shared();
        event.insert("type".to_owned(), Value::from("REQUEST"));
        let arn = format!(
            "arn:aws:execute-api:{}:{}:{}/{STAGE}/{}{}",
            self.arrival.region,
            self.arrival.account,
            self.arrival.api_id,
            self.parts.method,
            self.parts.uri.path(),
        );
        event.insert("routeArn".to_owned(), Value::from(arn));
        event.insert("identitySource".to_owned(), json!(identity));
        event.insert("requestContext".to_owned(), Value::Object(self.context()));
        Value::Object(event)
    }

    /// What the function gets. `authorizer` is the context that the authorizer gave, if one stands
    /// before the route.
    pub(super) fn function_event(&self, authorizer: Option<&Value>, body: &Bytes) -> Value {
        let mut event = self.shared();
        let mut context = self.context();
        if let Some(given) = authorizer {
            context.insert("authorizer".to_owned(), json!({"lambda": given}));
        }
        event.insert("requestContext".to_owned(), Value::Object(context));
        let text = self
            .is_text()
            .then(|| std::str::from_utf8(body).ok())
            .flatten();
        if !body.is_empty() {
            let body = text.map_or_else(|| STANDARD.encode(body), str::to_owned);
            event.insert("body".to_owned(), Value::String(body));
        }
        event.insert(
            "isBase64Encoded".to_owned(),
            Value::Bool(text.is_none() && !body.is_empty()),
        );
        Value::Object(event)
    }

    fn shared(&self) -> Map<String, Value> {
        let mut event = Map::new();
        let query = self.parts.uri.query().unwrap_or_default();
        event.insert("version".to_owned(), Value::from("2.0"));
        event.insert(
            "routeKey".to_owned(),
            Value::from(self.found.route_key.as_str()),
        );
        event.insert("rawPath".to_owned(), Value::from(self.path()));
        event.insert("rawQueryString".to_owned(), Value::from(query));
        let cookies = cookies(&self.parts.headers);
        if !cookies.is_empty() {
            event.insert("cookies".to_owned(), json!(cookies));
        }
        event.insert("headers".to_owned(), json!(self.all_headers()));
        let parameters = query_parameters(query);
        if !parameters.is_empty() {
            event.insert("queryStringParameters".to_owned(), json!(parameters));
        }
        if !self.found.path_parameters.is_empty() {
            event.insert(
                "pathParameters".to_owned(),
                json!(self.found.path_parameters),
            );
        }
        event
    }

    fn context(&self) -> Map<String, Value> {
        let arrival = &self.arrival;
        let domain = self.headers.get(HOST.as_str()).map_or("localhost", |host| {
            host.rsplit_once(':').map_or(host, |(name, _)| name)
        });
        let mut http = json!({
            "method": self.parts.method.as_str(),
            "path": self.path(),
            "protocol": protocol(self.parts.version),
            "sourceIp": arrival.source.to_string(),
        });
        if let Some(agent) = self.headers.get("user-agent") {
            http["userAgent"] = Value::from(agent.as_str());
        }
        let time = arrival
            .at
            .to_zoned(TimeZone::UTC)
            .strftime("%d/%b/%Y:%H:%M:%S %z")
            .to_string();
        let Value::Object(context) = json!({
            "accountId": arrival.account,
            "apiId": arrival.api_id,
            "domainName": domain,
            "domainPrefix": domain.split('.').next(),
            "http": http,
            "requestId": arrival.request_id,
            "routeKey": self.found.route_key,
            "stage": STAGE,
            "time": time,
            "timeEpoch": arrival.at.as_millisecond(),
        }) else {
            return Map::new();
        };
        context
    }

    /// API Gateway hands paths on decoded.
    fn path(&self) -> String {
        decoded(self.parts.uri.path())
    }

    /// The request's headers and those that the gateway adds.
    fn all_headers(&self) -> BTreeMap<String, String> {
        let mut headers = self.headers.clone();
        let source = self.arrival.source.to_string();
        let forwarded = match headers.get("x-forwarded-for") {
            Some(before) => format!("{before}, {source}"),
            None => source,
        };
        for (name, value) in [
            ("x-forwarded-for", forwarded),
            ("x-forwarded-port", self.arrival.port.to_string()),
            ("x-forwarded-proto", "http".to_owned()),
        ] {
            headers.insert(name.to_owned(), value);
        }
        headers
            .entry("x-amzn-trace-id".to_owned())
            .or_insert_with(|| self.trace_id());
        headers
            .entry("content-length".to_owned())
            .or_insert_with(|| "0".to_owned());
        headers
    }

    fn trace_id(&self) -> String {
        let id = uuid::Uuid::new_v4().simple().to_string();
        format!("Root=1-{:x}-{}", self.arrival.at.as_second(), &id[..24])
    }

    /// Whether a body of this type is handed on as text; anything else travels as base64.
    fn is_text(&self) -> bool {
        let Some(content_type) = self.headers.get("content-type") else {
            return true;
        };
        let media = content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        media.starts_with("text/")
            || media.ends_with("+json")
            || media.ends_with("+xml")
            || [
                "application/json",
                "application/javascript",
                "application/xml",
            ]
            .contains(&media.as_str())
    }
}

/// Lower-cased names, repeated values joined by commas, cookies apart.
fn headers(given: &HeaderMap) -> Result<BTreeMap<String, String>, NotText> {
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in given {
        if name == COOKIE {
            continue;
        }
        let value = value.to_str().map_err(|_| NotText)?;
        headers
            .entry(name.as_str().to_owned())
            .and_modify(|joined| {
                joined.push(',');
                joined.push_str(value);
            })
            .or_insert_with(|| value.to_owned());
    }
    Ok(headers)
}

fn cookies(given: &HeaderMap) -> Vec<String> {
    given
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .map(|cookie| cookie.trim().to_owned())
        .filter(|cookie| !cookie.is_empty())
        .collect()
}

/// Decoded parameters, repeated ones joined by commas.
fn query_parameters(query: &str) -> BTreeMap<String, String> {
    let mut parameters: BTreeMap<String, String> = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decoded(&value.replace('+', " "));
        parameters
            .entry(decoded(&name.replace('+', " ")))
            .and_modify(|joined| {
                joined.push(',');
                joined.push_str(&value);
            })
            .or_insert(value);
    }
    parameters
}

fn protocol(version: Version) -> &'static str {
    if version == Version::HTTP_10 {
        "HTTP/1.0"
    } else if version == Version::HTTP_2 {
        "HTTP/2.0"
    } else {
        "HTTP/1.1"
    }
}
