//! `DynamoDB`: dynoxide's own server on a loopback port that only this process uses.
//!
//! Its wire behaviour (which errors come in which order, how a body that is
//! no JSON is refused) lies in its server and not in its library, so requests
//! go through that server.

use bytes::Bytes;
use domain::Clock;
use dynoxide::Database;
use http::{HeaderValue, Request, Response, header};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::sync::Mutex;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::data::Folder;
use super::refusal::{Refusal, json_refusal};
use super::{ACCESS_KEY_ID, Error};

const CONTENT_TYPE: &str = "application/x-amz-json-1.0";

/// What the real service puts before an error's name.
const NAMESPACE: &str = "com.amazonaws.dynamodb.v20120810";

/// The emulated `DynamoDB`.
#[derive(Debug)]
pub(super) struct DynamoDb {
    client: Client<HttpConnector, Full<Bytes>>,
    address: String,
    authorization: HeaderValue,
    stop: Mutex<Option<oneshot::Sender<()>>>,
    clock: Clock,
}

impl DynamoDb {
    pub(super) async fn open(folder: &Folder, clock: Clock, region: &str) -> Result<Self, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::storage("dynamodb", error);
        let database = match folder.kept_file("dynamodb.sqlite") {
            Some(path) => Database::new(&path.to_string_lossy()),
            None => Database::memory(),
        }
        .map_err(|error| failed(&error))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(|error| failed(&error))?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(async move {
            let served = dynoxide::server::serve_with_shutdown(listener, database, async move {
                let _ = stopped.await;
            })
            .await;
            if let Err(error) = served {
                tracing::error!(%error, "the emulated DynamoDB stopped");
            }
        });
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={ACCESS_KEY_ID}/20200101/{region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none"
        );
        Ok(Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            address: format!("http://{address}/"),
            authorization: HeaderValue::from_str(&authorization).map_err(|error| failed(&error))?,
            stop: Mutex::new(Some(stop)),
            clock,
        })
    }

    /// Answers one operation, with the capacity units that it consumed.
    pub(super) async fn answer(&self, target: &str, body: Bytes) -> (Response<Bytes>, f64) {
        match self.forward(target, with_capacity(&body)).await {
            Ok(answer) => {
                let units = consumed_units(answer.body());
                (answer, units)
            }
            Err(reason) => {
                tracing::error!(%reason, "the emulated DynamoDB didn't answer");
                let refusal = Refusal::internal("InternalServerError", reason);
                (refuse(&refusal), 0.0)
            }
        }
    }

    async fn forward(&self, target: &str, body: Bytes) -> Result<Response<Bytes>, String> {
        let request = Request::post(&self.address)
            .header(header::CONTENT_TYPE, CONTENT_TYPE)
            .header(header::AUTHORIZATION, self.authorization.clone())
            .header("x-amz-date", "20200101T000000Z")
            .header("x-amz-target", target)
            .body(Full::new(body))
            .map_err(|error| error.to_string())?;
        let answer = self
            .client
            .request(request)
            .await
            .map_err(|error| error.to_string())?;
        let (parts, body) = answer.into_parts();
        let body = body
            .collect()
            .await
            .map_err(|error| error.to_string())?
            .to_bytes();
        Ok(Response::from_parts(parts, body))
    }

    /// Deletes items whose time to live has passed by the clock. dynoxide sweeps too, but by the
    /// system's time.
    pub(super) async fn expire_items(&self) -> Result<usize, Error> {
        let now = self.clock.now().as_second().to_string();
        let tables = self.ask("ListTables", &json!({})).await?;
        let mut deleted = 0;
        for table in strings(&tables["TableNames"]) {
            let setting = self
                .ask("DescribeTimeToLive", &json!({"TableName": table}))
                .await?;
            let setting = &setting["TimeToLiveDescription"];
            let (Some("ENABLED"), Some(attribute)) = (
                setting["TimeToLiveStatus"].as_str(),
                setting["AttributeName"].as_str(),
            ) else {
                continue;
            };
            deleted += self.expire_table(table, attribute, &now).await?;
        }
        Ok(deleted)
    }

    async fn expire_table(&self, table: &str, attribute: &str, now: &str) -> Result<usize, Error> {
        let description = self
            .ask("DescribeTable", &json!({"TableName": table}))
            .await?;
        let keys: Vec<&str> = description["Table"]["KeySchema"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|key| key["AttributeName"].as_str())
            .collect();
        let condition = "attribute_type(#expiry, :number) AND #expiry < :now";
        let values = json!({":now": {"N": now}, ":number": {"S": "N"}});
        let mut deleted = 0;
        let mut start = Value::Null;
        loop {
            let mut scan = json!({
                "TableName": table,
                "FilterExpression": condition,
                "ExpressionAttributeNames": {"#expiry": attribute},
                "ExpressionAttributeValues": values,
            });
            if !start.is_null() {
                scan["ExclusiveStartKey"] = start;
            }
            let mut page = self.ask("Scan", &scan).await?;
            for item in page["Items"].as_array().into_iter().flatten() {
                let key: serde_json::Map<String, Value> = keys
                    .iter()
                    .map(|name| ((*name).to_owned(), item[*name].clone()))
                    .collect();
                let request = json!({
                    "TableName": table,
                    "Key": key,
                    // Somebody may have prolonged it since the scan.
                    "ConditionExpression": condition,
                    "ExpressionAttributeNames": {"#expiry": attribute},
                    "ExpressionAttributeValues": values,
                });
                if self.ask("DeleteItem", &request).await.is_ok() {
                    deleted += 1;
                }
            }
            start = page["LastEvaluatedKey"].take();
            if start.is_null() {
                return Ok(deleted);
            }
        }
    }

    /// An own call: neither counted nor failed on purpose.
    async fn ask(&self, operation: &str, body: &Value) -> Result<Value, Error> {
        let failed = |reason: String| Error::storage("dynamodb", reason);
        let answer = self
            .forward(
                &format!("DynamoDB_20120810.{operation}"),
                Bytes::from(body.to_string()),
            )
            .await
            .map_err(failed)?;
        if !answer.status().is_success() {
            return Err(failed(String::from_utf8_lossy(answer.body()).into_owned()));
        }
        serde_json::from_slice(answer.body()).map_err(|error| failed(error.to_string()))
    }

    pub(super) fn stop(&self) {
        let stop = self
            .stop
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take();
        if let Some(stop) = stop {
            let _ = stop.send(());
        }
    }
}

pub(super) fn refuse(refusal: &Refusal) -> Response<Bytes> {
    json_refusal(NAMESPACE, CONTENT_TYPE, refusal)
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

/// Asks for the consumed capacity where the caller didn't, so that it can be counted. The
/// caller's client skips a member that it didn't ask for.
fn with_capacity(body: &Bytes) -> Bytes {
    const ASKS: &[u8] = b"ReturnConsumedCapacity";
    let is_object_with_members = body.first() == Some(&b'{') && body.contains(&b'"');
    let asks_already = body.windows(ASKS.len()).any(|window| window == ASKS);
    if !is_object_with_members || asks_already {
        return body.clone();
    }
    let addition: &[u8] = br#"{"ReturnConsumedCapacity":"TOTAL","#;
    let mut longer = Vec::with_capacity(addition.len() + body.len());
    longer.extend_from_slice(addition);
    longer.extend_from_slice(&body[1..]);
    Bytes::from(longer)
}

/// The units that an answer says it consumed.
fn consumed_units(body: &[u8]) -> f64 {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(rename = "ConsumedCapacity")]
        consumed: Option<Consumed>,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Consumed {
        One(Units),
        Many(Vec<Units>),
    }
    #[derive(Deserialize)]
    struct Units {
        #[serde(rename = "CapacityUnits", default)]
        units: f64,
    }
    match serde_json::from_slice::<Answer>(body).map(|answer| answer.consumed) {
        Ok(Some(Consumed::One(consumed))) => consumed.units,
        Ok(Some(Consumed::Many(consumed))) => consumed.iter().map(|one| one.units).sum(),
        Ok(None) | Err(_) => 0.0,
    }
}
