//! The DNS, which is other companies' service: a name server of one's own, on loopback, that knows what it is told.
//!
//! Functions ask it through `DNS_SERVER`, over UDP as any resolver does. What it was not told does not exist.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hickory_proto::op::{Message, MessageType, ResponseCode};
use hickory_proto::rr::rdata::{A, AAAA, TXT};
use hickory_proto::rr::{Name, RData, Record};
use serde::{Deserialize, Serialize};
use tokio::net::UdpSocket;
use tracing::warn;

/// For how long an answer may be kept, in seconds.
const TTL: u32 = 60;
/// The largest question that is read, in bytes.
const QUESTION_MAX: usize = 4_096;

/// A way to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DnsFault {
    /// It answers that it can't (SERVFAIL).
    ServFail,
    /// It answers nothing.
    Silence,
}

impl DnsFault {
    /// The fault of this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            "servfail" => Some(Self::ServFail),
            "silence" => Some(Self::Silence),
            _ => None,
        }
    }
}

/// What the server knows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Zone {
    /// TXT records by name.
    pub(crate) texts: BTreeMap<String, Vec<String>>,
    /// Addresses by name.
    pub(crate) addresses: BTreeMap<String, Vec<IpAddr>>,
    /// How it fails, if it does.
    pub(crate) fault: Option<DnsFault>,
}

/// The name server.
#[derive(Clone, Debug)]
pub struct Dns {
    zone: Arc<Mutex<Zone>>,
    file: Option<PathBuf>,
    address: SocketAddr,
}

impl Dns {
    /// Binds a free loopback port and answers there as long as this task's runtime lives. With a folder, what it
    /// is told is kept there.
    pub(crate) async fn start(folder: Option<&Path>) -> std::io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let file = folder.map(|folder| folder.join("dns.json"));
        let kept = file.as_ref().and_then(|file| std::fs::read(file).ok());
        let zone = kept.and_then(|kept| serde_json::from_slice(&kept).ok());
        let dns = Self {
            zone: Arc::new(Mutex::new(zone.unwrap_or_default())),
            file,
            address: socket.local_addr()?,
        };
        tokio::spawn(dns.clone().serve(socket));
        Ok(dns)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sets the TXT records of a name; none removes them.
    pub fn set_texts(&self, name: &str, texts: &[&str]) {
        let texts: Vec<_> = texts.iter().map(|&text| text.to_owned()).collect();
        self.change(|zone| set(&mut zone.texts, name, texts));
    }

    /// Sets the addresses of a name; none removes them.
    pub fn set_addresses(&self, name: &str, addresses: &[IpAddr]) {
        self.change(|zone| set(&mut zone.addresses, name, addresses.to_vec()));
    }

    /// Fails every question from now on, or none any more.
    pub fn fail(&self, fault: Option<DnsFault>) {
        self.change(|zone| zone.fault = fault);
    }

    /// What it knows.
    pub(crate) fn zone(&self) -> Zone {
        self.lock().clone()
    }

    fn change(&self, change: impl FnOnce(&mut Zone)) {
        let mut zone = self.lock();
        change(&mut zone);
        let Some(file) = &self.file else {
            return;
        };
        let kept = serde_json::to_vec_pretty(&*zone).map_err(std::io::Error::other);
        if let Err(error) = kept.and_then(|kept| std::fs::write(file, kept)) {
            warn!(%error, "DNS records are not kept");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Zone> {
        self.zone.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn serve(self, socket: UdpSocket) {
        let mut question = vec![0; QUESTION_MAX];
        loop {
            let Ok((length, from)) = socket.recv_from(&mut question).await else {
                continue;
            };
            let asked = question.get(..length).unwrap_or_default();
            let answer = Message::from_vec(asked)
                .ok()
                .and_then(|asked| self.answer(&asked));
            if let Some(Ok(answer)) = answer.map(|answer| answer.to_vec())
                && let Err(error) = socket.send_to(&answer, from).await
            {
                warn!(%error, "a DNS answer could not be sent");
            }
        }
    }

    /// The answer to a question; nothing where it is to be met with silence.
    fn answer(&self, asked: &Message) -> Option<Message> {
        let zone = self.lock();
        if zone.fault == Some(DnsFault::Silence)
            || asked.metadata.message_type != MessageType::Query
        {
            return None;
        }
        let mut answer = Message::response(asked.metadata.id, asked.metadata.op_code);
        answer.metadata.recursion_desired = asked.metadata.recursion_desired;
        answer.metadata.recursion_available = true;
        answer.add_queries(asked.queries.iter().cloned());
        if zone.fault == Some(DnsFault::ServFail) {
            answer.metadata.response_code = ResponseCode::ServFail;
            return Some(answer);
        }
        let query = asked.queries.first()?;
        let name = plain(query.name());
        let (texts, addresses) = (zone.texts.get(&name), zone.addresses.get(&name));
        if texts.is_none() && addresses.is_none() {
            answer.metadata.response_code = ResponseCode::NXDomain;
        }
        let texts = texts.into_iter().flatten().map(|text| txt(text));
        let addresses = addresses.into_iter().flatten();
        let records = texts.chain(addresses.map(|address| match address {
            IpAddr::V4(address) => RData::A(A(*address)),
            IpAddr::V6(address) => RData::AAAA(AAAA(*address)),
        }));
        answer.add_answers(
            records
                .filter(|data| data.record_type() == query.query_type())
                .map(|data| Record::from_rdata(query.name().clone(), TTL, data)),
        );
        Some(answer)
    }
}

fn set<T>(records: &mut BTreeMap<String, Vec<T>>, name: &str, values: Vec<T>) {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    if values.is_empty() {
        records.remove(&name);
    } else {
        records.insert(name, values);
    }
}

/// A name in lower case, without the dot of the root.
fn plain(name: &Name) -> String {
    name.to_ascii().trim_end_matches('.').to_ascii_lowercase()
}

/// A text as the strings of at most 255 bytes that it is sent as.
fn txt(text: &str) -> RData {
    RData::TXT(TXT::from_bytes(text.as_bytes().chunks(255).collect()))
}
