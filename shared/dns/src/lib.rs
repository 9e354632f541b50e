//! Asking the DNS: TXT records that prove a domain, and the addresses of hosts.
//!
//! Invariants: every question goes out and is answered anew (a record that was set a moment ago, and one that was
//! removed, must show); a name is asked for as it stands, never below a search domain; the machine's own hosts
//! file is not asked. This is the only crate that knows the resolver.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use domain::DomainName;
use hickory_proto::rr::{Name, RData};
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    LookupIpStrategy, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use runtime::{ConfigError, Variables};

/// How long one question may take; it is asked twice.
const TIMEOUT: Duration = Duration::from_secs(3);
const ATTEMPTS: usize = 2;
/// The longest text of a TXT record that is looked at, and the most records.
const TEXT_MAX: usize = 1_024;
const TEXTS_MAX: usize = 100;

/// Asks the DNS.
#[derive(Clone)]
pub struct Resolver {
    /// The one server to ask; without it, those of the system.
    server: Option<SocketAddr>,
    /// Made for the first question, because most requests ask none.
    made: Arc<OnceLock<Result<TokioResolver, String>>>,
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

/// The DNS gave no answer, or one that says nothing about the name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the DNS did not answer: {0}")]
pub struct DnsError(String);

impl Resolver {
    /// A resolver as `variables` say: `DNS_SERVER`, an address with a port, which only the local platform sets.
    ///
    /// # Errors
    /// When `DNS_SERVER` is no such address.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        let server = variables.get("DNS_SERVER").map(str::parse).transpose();
        let server = server.map_err(|_| ConfigError::new("DNS_SERVER", "is no address:port"))?;
        Ok(Self {
            server,
            made: Arc::default(),
        })
    }

    /// The TXT records of a name, each as one text; none where there are none.
    ///
    /// # Errors
    /// When nothing is known about the name.
    pub async fn txt(&self, name: &str) -> Result<Vec<String>, DnsError> {
        let name = rooted(name)?;
        let Some(answer) = known(self.resolver()?.txt_lookup(name).await)? else {
            return Ok(Vec::new());
        };
        let texts = answer
            .answers()
            .iter()
            .filter_map(|record| match &record.data {
                RData::TXT(txt) => {
                    let mut bytes = txt.txt_data.concat();
                    bytes.truncate(TEXT_MAX);
                    Some(String::from_utf8_lossy(&bytes).into_owned())
                }
                _ => None,
            });
        Ok(texts.take(TEXTS_MAX).collect())
    }

    /// The addresses of a host, IPv4 first; none where there are none.
    ///
    /// # Errors
    /// When nothing is known about the name.
    pub async fn addresses(&self, host: &DomainName) -> Result<Vec<IpAddr>, DnsError> {
        let resolver = self.resolver()?;
        let mut addresses = Vec::new();
        let v4 = known(resolver.ipv4_lookup(rooted(host.as_str())?).await)?;
        let v6 = known(resolver.ipv6_lookup(rooted(host.as_str())?).await)?;
        for answer in [v4, v6].into_iter().flatten() {
            addresses.extend(
                answer
                    .answers()
                    .iter()
                    .filter_map(|record| record.data.ip_addr()),
            );
        }
        Ok(addresses)
    }

    fn resolver(&self) -> Result<&TokioResolver, DnsError> {
        let made = self.made.get_or_init(|| make(self.server));
        made.as_ref().map_err(|error| DnsError(error.clone()))
    }
}

fn make(server: Option<SocketAddr>) -> Result<TokioResolver, String> {
    let text = |error: NetError| error.to_string();
    let mut builder = match server {
        Some(server) => {
            let mut config = NameServerConfig::udp_and_tcp(server.ip());
            for connection in &mut config.connections {
                connection.port = server.port();
            }
            let config = ResolverConfig::from_name_servers(vec![config]);
            let provider = TokioRuntimeProvider::default();
            TokioResolver::builder_with_config(config, provider)
        }
        None => TokioResolver::builder_tokio().map_err(text)?,
    };
    let options: &mut ResolverOpts = builder.options_mut();
    options.cache_size = 0;
    options.timeout = TIMEOUT;
    options.attempts = ATTEMPTS;
    options.use_hosts_file = ResolveHosts::Never;
    options.ip_strategy = LookupIpStrategy::Ipv4AndIpv6;
    builder.build().map_err(text)
}

/// The name with the dot of the root, so that no search domain is put behind it.
fn rooted(name: &str) -> Result<Name, DnsError> {
    Name::from_ascii(format!("{name}.")).map_err(|error| DnsError(error.to_string()))
}

/// The answer; nothing where the DNS says that there is none, which is an answer too.
fn known(answer: Result<Lookup, NetError>) -> Result<Option<Lookup>, DnsError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.is_nx_domain() || error.is_no_records_found() => Ok(None),
        Err(error) => Err(DnsError(error.to_string())),
    }
}
