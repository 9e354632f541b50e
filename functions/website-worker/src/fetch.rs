//! One request, to an address that was asked about.

use std::io::Read as _;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use dns::Resolver;
use domain::{PageUrl, Reach, Refused};
use flate2::read::MultiGzDecoder;
use http::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Request, StatusCode};
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_rustls::ConfigBuilderExt as _;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// How long one address may take to connect, TLS apart.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a request may take from its beginning to the last byte.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(20);
/// How many addresses of a host are tried.
const ADDRESSES_MAX: usize = 3;
/// How many headers an answer may have, and how long they may be together, in bytes.
const HEADERS_MAX: usize = 128;
const HEADERS_MAX_BYTES: usize = 64 << 10;
/// How much of a body is read, in bytes.
pub(crate) const BODY_MAX_BYTES: usize = 2 << 20;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// What was read of its body, unpacked.
    pub(crate) body: Bytes,
    /// Whether that is all of it.
    pub(crate) is_whole: bool,
    /// Whether it is packed in a way that is not read.
    pub(crate) is_packed: bool,
}

impl Answer {
    /// We ask for it as it is, and some pack it all the same; no more comes out of it than is read of any other.
    fn unpack(&mut self) {
        let encoding = self.headers.get(CONTENT_ENCODING);
        let encoding =
            encoding.map(|encoding| encoding.as_bytes().trim_ascii().to_ascii_lowercase());
        match encoding.as_deref() {
            None | Some(b"" | b"identity") => {}
            Some(b"gzip" | b"x-gzip") => {
                let mut unpacked = Vec::new();
                let mut packed = MultiGzDecoder::new(&*self.body).take(BODY_MAX_BYTES as u64 + 1);
                // What comes before it breaks is read, as of a page that breaks off.
                self.is_whole &= packed.read_to_end(&mut unpacked).is_ok();
                self.is_whole &= unpacked.len() <= BODY_MAX_BYTES;
                self.is_packed = unpacked.is_empty() && !self.body.is_empty() && !self.is_whole;
                unpacked.truncate(BODY_MAX_BYTES);
                self.body = unpacked.into();
            }
            Some(_) => self.is_packed = true,
        }
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    /// The name has an address that no website may have.
    #[error("the name leads to {0}")]
    Refused(Refused),
    /// The name has no address.
    #[error("the name has no address")]
    Nameless,
    /// The DNS did not answer.
    #[error("{0}")]
    Dns(#[from] dns::DnsError),
    /// Nobody answers there, or not in HTTP.
    #[error("{0}")]
    Unreachable(String),
    /// The other end's TLS is not acceptable.
    #[error("{0}")]
    Tls(String),
    /// It took longer than it may.
    #[error("no whole answer within {} seconds", REQUEST_TIMEOUT.as_secs())]
    Slow,
    /// The scan has asked for as much as it may.
    #[error("the scan may ask for no more")]
    Spent,
}

/// Sends requests, one at a time. The connection is kept for the next one to the same place.
pub(crate) struct Fetcher {
    resolver: Resolver,
    reach: Reach,
    agent: HeaderValue,
    tls: Option<TlsConnector>,
    kept: Option<(String, SendRequest<Empty<Bytes>>)>,
}

impl Fetcher {
    pub(crate) fn new(resolver: Resolver, reach: Reach, agent: HeaderValue) -> Self {
        Self {
            resolver,
            reach,
            agent,
            tls: None,
            kept: None,
        }
    }

    /// The answer to `GET`; redirects are answers.
    pub(crate) async fn get(&mut self, page: &PageUrl) -> Result<Answer, FetchError> {
        let answer = tokio::time::timeout(REQUEST_TIMEOUT, self.request(page)).await;
        answer.unwrap_or(Err(FetchError::Slow))
    }

    async fn request(&mut self, page: &PageUrl) -> Result<Answer, FetchError> {
        let place = page.url()[..url::Position::BeforePath].to_owned();
        let kept = self.kept.take().filter(|(of, _)| *of == place);
        let mut answer = None;
        if let Some((_, mut sender)) = kept
            && sender.ready().await.is_ok()
        {
            // The other end may have let go of it before anything was sent; only then is it asked anew.
            match sender.try_send_request(self.message(page)?).await {
                Ok(sent) => answer = Some((sender, sent)),
                Err(error) if error.message().is_some() => {}
                Err(error) => return Err(FetchError::Unreachable(error.into_error().to_string())),
            }
        }
        let (sender, answer) = if let Some(kept) = answer {
            kept
        } else {
            let mut sender = self.connect(page).await?;
            let sent = sender.send_request(self.message(page)?).await;
            let sent = sent.map_err(|error| FetchError::Unreachable(error.to_string()))?;
            (sender, sent)
        };
        let (head, body) = answer.into_parts();
        let (body, whole) = read(body).await?;
        if whole {
            self.kept = Some((place, sender));
        }
        let mut answer = Answer {
            status: head.status,
            headers: head.headers,
            body,
            is_whole: whole,
            is_packed: false,
        };
        answer.unpack();
        Ok(answer)
    }

    fn message(&self, page: &PageUrl) -> Result<Request<Empty<Bytes>>, FetchError> {
        let url = page.url();
        let host = match url.port() {
            Some(port) => format!("{}:{port}", page.host()),
            None => page.host().to_string(),
        };
        // Neither cookies nor a referrer: each page is met as a new visitor meets it.
        Request::get(&url[url::Position::BeforePath..url::Position::AfterQuery])
            .header(HOST, host)
            .header(USER_AGENT, self.agent.clone())
            .header(
                ACCEPT,
                "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5,*/*;q=0.1",
            )
            .header(ACCEPT_LANGUAGE, "nl,en;q=0.8")
            .header(ACCEPT_ENCODING, "identity")
            .body(Empty::new())
            .map_err(|error| FetchError::Unreachable(error.to_string()))
    }

    async fn connect(&mut self, page: &PageUrl) -> Result<SendRequest<Empty<Bytes>>, FetchError> {
        let stream = self.reached(page).await?;
        if !page.is_secure() {
            return speak(stream).await;
        }
        let tls = match self.tls.take() {
            Some(tls) => tls,
            None => connector()?,
        };
        self.tls = Some(tls.clone());
        let name = ServerName::try_from(page.host().to_string());
        let name = name.map_err(|error| FetchError::Tls(error.to_string()))?;
        let stream = tls.connect(name, stream).await;
        speak(stream.map_err(|error| refused_handshake(&error))?).await
    }

    /// A connection to one of the addresses that the name has now. They are asked about here, all of them, and
    /// nobody looks the name up again.
    async fn reached(&self, page: &PageUrl) -> Result<TcpStream, FetchError> {
        let addresses = self.resolver.addresses(page.host()).await?;
        for address in &addresses {
            self.reach.check(*address).map_err(FetchError::Refused)?;
        }
        let mut last = FetchError::Nameless;
        for address in addresses.into_iter().take(ADDRESSES_MAX) {
            match connected(address, page.port()).await {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// Why a handshake failed: for what the other end said, or because it or the network went away, which may pass.
fn refused_handshake(error: &std::io::Error) -> FetchError {
    let cause: Option<&rustls::Error> = error.get_ref().and_then(|it| it.downcast_ref());
    if cause.is_some() {
        FetchError::Tls(error.to_string())
    } else {
        FetchError::Unreachable(error.to_string())
    }
}

async fn connected(address: IpAddr, port: u16) -> Result<TcpStream, FetchError> {
    let connecting = TcpStream::connect(SocketAddr::new(address, port));
    match tokio::time::timeout(CONNECT_TIMEOUT, connecting).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(FetchError::Unreachable(error.to_string())),
        Err(_) => Err(FetchError::Unreachable(
            "nobody answers at its address".to_owned(),
        )),
    }
}

/// The system's roots: websites have certificates of any of them.
fn connector() -> Result<TlsConnector, FetchError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| FetchError::Unreachable(error.to_string()))?;
    let builder = builder.with_native_roots();
    let builder = builder.map_err(|error| FetchError::Unreachable(error.to_string()))?;
    Ok(TlsConnector::from(Arc::new(builder.with_no_client_auth())))
}

async fn speak<S>(stream: S) -> Result<SendRequest<Empty<Bytes>>, FetchError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut builder = http1::Builder::new();
    builder
        .max_headers(HEADERS_MAX)
        .max_buf_size(HEADERS_MAX_BYTES);
    let spoken = builder.handshake(TokioIo::new(stream)).await;
    let (sender, connection) =
        spoken.map_err(|error| FetchError::Unreachable(error.to_string()))?;
    // It ends with its sender.
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection to a website ended");
        }
    });
    Ok(sender)
}

/// The first part of a body, and whether that is all of it.
async fn read(mut body: Incoming) -> Result<(Bytes, bool), FetchError> {
    let mut read = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| FetchError::Unreachable(error.to_string()))?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        let room = BODY_MAX_BYTES - read.len();
        read.extend_from_slice(data.get(..room.min(data.len())).unwrap_or_default());
        if data.len() > room {
            return Ok((read.freeze(), false));
        }
    }
    Ok((read.freeze(), true))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(text).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn only_what_tls_says_is_an_error_of_tls() {
        use std::io::{Error, ErrorKind};
        let expired = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let alert = rustls::Error::AlertReceived(rustls::AlertDescription::HandshakeFailure);
        let rows = [
            (Error::new(ErrorKind::InvalidData, expired), true),
            (Error::new(ErrorKind::InvalidData, alert), true),
            (Error::from(ErrorKind::ConnectionReset), false),
            (Error::from_raw_os_error(104), false),
            (
                Error::new(ErrorKind::UnexpectedEof, "tls handshake eof"),
                false,
            ),
        ];
        for (error, wanted) in rows {
            let is_tls = matches!(refused_handshake(&error), FetchError::Tls(_));
            assert_eq!(is_tls, wanted, "{error:?}");
        }
    }

    #[test]
    fn what_comes_packed_is_unpacked_within_the_cap() {
        let page = gzip(b"<p>Hallo");
        let bomb = gzip(&vec![b' '; 3 * BODY_MAX_BYTES]);
        let head = page.get(..10).unwrap().to_vec();
        // Encoding, body, what is read of it: bytes, whole, packed.
        let rows = [
            ("identity", b"<p>".to_vec(), (3, true, false)),
            ("Identity", b"<p>".to_vec(), (3, true, false)),
            ("gzip", page.clone(), (8, true, false)),
            ("X-GZIP", page, (8, true, false)),
            ("gzip", bomb, (BODY_MAX_BYTES, false, false)),
            ("gzip", head, (0, false, true)),
            ("gzip", b"<p>".to_vec(), (0, false, true)),
            ("br", b"<p>".to_vec(), (3, true, true)),
        ];
        for (encoding, body, wanted) in rows {
            let mut answer = Answer {
                status: StatusCode::OK,
                headers: HeaderMap::new(),
                body: body.into(),
                is_whole: true,
                is_packed: false,
            };
            let encoding = HeaderValue::from_static(encoding);
            answer.headers.insert(CONTENT_ENCODING, encoding.clone());
            answer.unpack();
            let read = (answer.body.len(), answer.is_whole, answer.is_packed);
            assert_eq!(read, wanted, "{encoding:?}");
        }
    }
}
