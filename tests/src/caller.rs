//! Somebody who sends requests.

use http::Request;
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::Answer;

/// Somebody who sends requests, with a credential or without.
#[derive(Clone, Debug)]
pub struct Caller {
    client: Client<HttpConnector, Full<hyper::body::Bytes>>,
    base: String,
    credential: Option<String>,
}

impl Caller {
    pub(crate) fn new(base: &str) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self {
            client,
            base: base.to_owned(),
            credential: None,
        }
    }

    /// The same, with this API key or token.
    #[must_use]
    pub fn with(&self, credential: &str) -> Self {
        Self {
            credential: Some(credential.to_owned()),
            ..self.clone()
        }
    }

    /// The credential.
    #[must_use]
    pub fn credential(&self) -> Option<&str> {
        self.credential.as_deref()
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], Vec::new()).await
    }

    /// `DELETE`.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[], Vec::new()).await
    }

    /// `POST` with a JSON body.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.json("POST", path, &[], body).await
    }

    /// A request with a JSON body and further headers.
    pub async fn json(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/json"));
        self.send(method, path, &headers, body.to_string().into_bytes())
            .await
    }

    /// Any request. A path that is a whole address is sent there, without the credential.
    ///
    /// # Panics
    /// When nobody answers.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let foreign = path.starts_with("http");
        let uri = if foreign {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        let mut request = Request::builder().method(method).uri(&uri);
        if let Some(credential) = self.credential.as_ref().filter(|_| !foreign) {
            request = request.header("authorization", format!("Bearer {credential}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::from(body));
        let request = request.unwrap_or_else(|error| panic!("{method} {uri}: {error}"));
        let answer = self.client.request(request).await;
        let answer = answer.unwrap_or_else(|error| panic!("{method} {uri}: {error}"));
        let (parts, body) = answer.into_parts();
        let body = body
            .collect()
            .await
            .unwrap_or_else(|error| panic!("{method} {uri}: {error}"));
        let headers = parts.headers.iter().map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        Answer {
            status: parts.status.as_u16(),
            headers: headers.collect(),
            body: body.to_bytes().to_vec(),
        }
    }
}
