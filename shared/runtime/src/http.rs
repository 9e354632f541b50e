//! HTTP to AWS and to public documents: one client on hyper, with HTTP/1.1 over rustls on ring.
//!
//! The SDK's own client speaks HTTP/2 and proxies besides, which no function does; leaving it out
//! makes each package an eighth of a megabyte smaller. See `docs/decisions/http-client.md`.

use std::error::Error as StdError;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::ErrorKind;
use http::Uri;
use hyper_rustls::{ConfigBuilderExt as _, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector as TcpConnector;
use hyper_util::client::legacy::{Client, Error as ClientError};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tower_service::Service;

use crate::Variables;

/// The five roots that Amazon Trust Services signs AWS's endpoints under.
///
/// Parsing the system's hundred and more is most of what a function with the SDK's defaults does
/// while it starts. `AWS_TRUST=system` goes back to the system's.
const AMAZON_ROOTS: &[u8] = include_bytes!("roots/amazon.pem");

/// How long a connection may take to stand, TLS included; the SDK's own default.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(3_100);

/// For how long a connection that nobody uses is kept. AWS closes it after twenty seconds or more;
/// one that was closed while the environment was frozen is noticed when it is used, and tried anew.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// Which certificates a connection's other end may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// Those under Amazon's roots.
    Amazon,
    /// Those under the system's roots.
    System,
    /// None: every call goes to a plain endpoint, as the local platform's is.
    Plain,
}

type Connections = Client<Connect, SdkBody>;

/// The client. Its clones share their connections, whichever AWS service they are for.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    trust: Trust,
    /// Made for the first request, because a function that starts and makes none parses no roots.
    connections: Arc<OnceLock<Result<Connections, Untrusted>>>,
}

impl Http {
    /// A client as `variables` say (`AWS_ENDPOINT_URL`, `AWS_TRUST`).
    pub(crate) fn new(variables: &Variables) -> Self {
        let endpoint = variables.get("AWS_ENDPOINT_URL").unwrap_or_default();
        let trust = if endpoint.starts_with("http://") {
            Trust::Plain
        } else if variables.get("AWS_TRUST") == Some("system") {
            Trust::System
        } else {
            Trust::Amazon
        };
        Self {
            trust,
            connections: Arc::default(),
        }
    }

    /// Sends a request; answers as soon as the head of its response is there.
    pub(crate) async fn send(
        &self,
        request: http::Request<SdkBody>,
    ) -> Result<http::Response<SdkBody>, ConnectorError> {
        let connections = self.connections.get_or_init(|| connections(self.trust));
        let connections = connections
            .as_ref()
            .map_err(|error| ConnectorError::user(error.clone().into()))?;
        let answer = connections.request(request).await.map_err(classify)?;
        Ok(answer.map(SdkBody::from_body_1_x))
    }
}

impl HttpConnector for Http {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let http = self.clone();
        HttpConnectorFuture::new(async move {
            let request = request.try_into_http1x();
            let request = request.map_err(|error| ConnectorError::user(error.into()))?;
            let answer = http.send(request).await?;
            HttpResponse::try_from(answer)
                .map_err(|error| ConnectorError::other(error.into(), None))
        })
    }
}

impl HttpClient for Http {
    /// The same for every service, so that they share what stands. Time-outs but the connection's
    /// are the SDK's to keep.
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

fn connections(trust: Trust) -> Result<Connections, Untrusted> {
    let mut tcp = TcpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    let https = HttpsConnectorBuilder::new().with_tls_config(tls(trust)?);
    let https = match trust {
        Trust::Plain => https.https_or_http(),
        Trust::Amazon | Trust::System => https.https_only(),
    };
    Ok(Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE_TIMEOUT)
        .build(Connect(https.enable_http1().wrap_connector(tcp))))
}

/// The trust that TLS connections begin from.
fn tls(trust: Trust) -> Result<ClientConfig, Untrusted> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| Untrusted(error.to_string()))?;
    let mut roots = RootCertStore::empty();
    match trust {
        Trust::Plain => {}
        Trust::Amazon => {
            for certificate in CertificateDer::pem_slice_iter(AMAZON_ROOTS) {
                let certificate = certificate.map_err(|error| Untrusted(error.to_string()))?;
                let added = roots.add(certificate);
                added.map_err(|error| Untrusted(error.to_string()))?;
            }
        }
        Trust::System => {
            let builder = builder.with_native_roots();
            let builder = builder.map_err(|error| Untrusted(error.to_string()))?;
            return Ok(builder.with_no_client_auth());
        }
    }
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// The roots can't be read.
#[derive(Clone, Debug, thiserror::Error)]
#[error("no trusted roots: {0}")]
struct Untrusted(String);

/// Connects, within [`CONNECT_TIMEOUT`].
#[derive(Clone, Debug)]
struct Connect(HttpsConnector<TcpConnector>);

impl Service<Uri> for Connect {
    type Response = <HttpsConnector<TcpConnector> as Service<Uri>>::Response;
    type Error = Box<dyn StdError + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let connecting = tokio::time::timeout(CONNECT_TIMEOUT, self.0.call(to));
        Box::pin(async move {
            match connecting.await {
                Ok(connected) => connected,
                Err(elapsed) => Err(io::Error::new(io::ErrorKind::TimedOut, elapsed).into()),
            }
        })
    }
}

/// What the SDK is told of an error, which is what it decides by whether to try again.
fn classify(error: ClientError) -> ConnectorError {
    let of_hyper = source_of::<hyper::Error>(&error);
    if of_hyper.is_some_and(hyper::Error::is_user) {
        return ConnectorError::user(error.into());
    }
    // Half an answer: the other end let go in the middle of it.
    if of_hyper.is_some_and(hyper::Error::is_incomplete_message) {
        return ConnectorError::other(error.into(), Some(ErrorKind::TransientError));
    }
    let closed = of_hyper.is_some_and(|error| error.is_closed() || error.is_canceled());
    if closed || error.is_connect() || source_of::<io::Error>(&error).is_some() {
        return ConnectorError::io(error.into());
    }
    ConnectorError::other(error.into(), None)
}

fn source_of<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use std::future::IntoFuture as _;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    fn variables<const N: usize>(pairs: [(&str, &str); N]) -> Variables {
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .collect()
    }

    fn get(to: &str) -> http::Request<SdkBody> {
        http::Request::get(to).body(SdkBody::empty()).unwrap()
    }

    #[test]
    fn the_pinned_roots_are_five() {
        let roots: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(AMAZON_ROOTS).collect();
        assert_eq!(roots.unwrap().len(), 5);
        tls(Trust::Amazon).unwrap();
    }

    #[test]
    fn trust_follows_from_the_variables() {
        let plain = Http::new(&variables([("AWS_ENDPOINT_URL", "http://127.0.0.1:1")]));
        assert_eq!(plain.trust, Trust::Plain);
        let system = Http::new(&variables([("AWS_TRUST", "system")]));
        assert_eq!(system.trust, Trust::System);
        let secure = Http::new(&variables([("AWS_ENDPOINT_URL", "https://example.com")]));
        assert_eq!(secure.trust, Trust::Amazon);
    }

    #[tokio::test]
    async fn nothing_goes_out_in_clear_unless_the_endpoint_is_plain() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = format!("http://{}/", listener.local_addr().unwrap());
        let refused = Http::new(&Variables::default()).send(get(&to)).await;
        assert!(refused.is_err());
        let connection = tokio::time::timeout(Duration::ZERO, listener.accept().into_future());
        assert!(connection.await.is_err(), "somebody connected");
    }

    #[tokio::test]
    async fn a_refused_connection_and_half_an_answer_may_be_tried_again() {
        let plain = Http::new(&variables([("AWS_ENDPOINT_URL", "http://127.0.0.1:9")]));
        let refused = plain.send(get("http://127.0.0.1:9/")).await.unwrap_err();
        assert!(refused.is_io(), "{refused:?}");

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = format!("http://{}/", listener.local_addr().unwrap());
        let half = tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut request = [0; 16];
            connection.read_exact(&mut request).await.unwrap();
            connection.write_all(b"HTTP/1.1 200").await.unwrap();
        });
        let error = plain.send(get(&to)).await.unwrap_err();
        half.await.unwrap();
        let again = error.is_io() || error.as_other() == Some(ErrorKind::TransientError);
        assert!(again, "{error:?}");
    }
}
