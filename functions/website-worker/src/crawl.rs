//! From page to page, politely and within bounds.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use detect::{CompiledRules, Document, Engine, FingerprintKey, Input, Options, Records, Sink};
use domain::{DomainName, Failure, Finding, PageUrl, Reach, ScanId, Website};
use http::StatusCode;
use http::header::{CONTENT_TYPE, LOCATION};
use jiff::{SignedDuration, Timestamp};
use url::{Host, Url};
use website::{Page, Robots, Site, shown, shown_host};
use worker::{Ledger, Step, Trouble};

use crate::fetch::{Answer, FetchError, Fetcher};

/// Who we are in a `robots.txt`.
const PRODUCT: &str = "polderbot";
/// How many redirects are followed one after the other.
const REDIRECTS_MAX: usize = 5;
/// How long a crawl takes at most; the function has two minutes more.
const TIME_MAX: SignedDuration = SignedDuration::from_mins(10);
/// How much is read of a site, in bytes.
const BYTES_MAX: u64 = 100 << 20;
/// How many addresses wait or were seen; beyond that links are passed over.
const ADDRESSES_MAX: usize = 20_000;
/// The longest address that is followed, in bytes.
const ADDRESS_BYTES_MAX: usize = 2_048;
/// How long we wait between two requests, unless `robots.txt` asks for more.
const DELAY: Duration = Duration::from_millis(500);
/// How often the worker says that it lives while it waits; a third of what a claim lasts.
const BEAT_EVERY: Duration = Duration::from_secs(10);
/// How many requests a scan may make for each page that it may look at, and how many besides. Not every address is a
/// page: some are gone, redirect or turn out to be pictures, and nobody's server should pay for that without end.
const REQUESTS_PER_PAGE: u64 = 3;
const REQUESTS_BESIDES: u64 = 10;
/// After how many requests in a row without an answer a site is left alone.
const FAILURES_MAX: u32 = 5;
/// How often a site that does not answer at all is tried again, over several tries of the scan.
const START_TRIES: u32 = 3;

/// What a crawl is about.
pub(crate) struct Setting {
    pub(crate) scan: ScanId,
    pub(crate) tries: u32,
    pub(crate) key: FingerprintKey,
    /// What the tenant's scans run beside the engine.
    pub(crate) rules: Option<Arc<CompiledRules>>,
    pub(crate) reach: Reach,
    pub(crate) website: Website,
    pub(crate) start: PageUrl,
    /// The proved domain: no other host is asked for anything.
    pub(crate) domain: DomainName,
}

/// A crawl.
pub(crate) struct Crawl {
    setting: Setting,
    fetcher: Fetcher,
    site: Site,
    robots: BTreeMap<String, Robots>,
    waiting: VecDeque<(PageUrl, u8)>,
    seen: HashSet<String>,
    until: Timestamp,
    beaten_at: Timestamp,
    requests: u64,
    pages: u64,
    bytes: u64,
    failures: u32,
    left_out: LeftOut,
    /// Addresses as they are shown: those whose state is known, and those that were left out. Several pages may be
    /// shown the same.
    looked_at: BTreeSet<String>,
    passed_over: HashSet<String>,
}

/// Pages that were not looked at, by why.
#[derive(Default)]
struct LeftOut {
    forbidden: u64,
    failed: u64,
    too_deep: u64,
    too_many: u64,
    /// Looked at, but not to the end.
    cut: u64,
    /// Links rather than pages: beyond what is kept of them.
    links: u64,
    /// Links to other hosts of the domain, of a site of one page.
    other_hosts: u64,
}

impl LeftOut {
    fn is_nothing(&self) -> bool {
        self.forbidden + self.failed + self.too_deep + self.too_many + self.cut + self.links == 0
    }
}

/// Where an address led.
enum Landing {
    Page(Box<(PageUrl, Answer)>),
    /// `robots.txt` forbids it.
    Forbidden,
    /// Off the domain, or to where nobody may go; it is told already.
    Elsewhere,
    Failed(FetchError),
}

impl Crawl {
    pub(crate) fn new(setting: Setting, fetcher: Fetcher, now: Timestamp) -> Self {
        let site = Site::new(setting.scan, setting.key.clone(), setting.start.host());
        Self {
            site,
            fetcher,
            robots: BTreeMap::new(),
            waiting: VecDeque::new(),
            seen: HashSet::from([setting.start.as_str().to_owned()]),
            until: now.saturating_add(TIME_MAX).unwrap_or(now),
            beaten_at: now,
            requests: 0,
            pages: 0,
            bytes: 0,
            failures: 0,
            left_out: LeftOut::default(),
            looked_at: BTreeSet::new(),
            passed_over: HashSet::new(),
            setting,
        }
    }

    /// Looks at the pages and writes down what is found. Answers at which addresses it looked, as they are shown, if it
    /// left any out.
    pub(crate) async fn run(
        mut self,
        ledger: &mut Ledger<'_>,
    ) -> Result<Option<BTreeSet<String>>, Trouble> {
        let start = self.setting.start.clone();
        let home = match self.land(start.clone(), None, ledger).await? {
            Landing::Page(landed) if !landed.1.status.is_success() => {
                let status = format!("it answers {}", landed.1.status);
                return Err(self.unreachable(&FetchError::Unreachable(status)));
            }
            Landing::Page(landed) => {
                let (page, answer) = *landed;
                let home = page.clone();
                self.look(page, answer, 0, &home, ledger).await?;
                if self.pages == 0 {
                    return Err(self.unreadable());
                }
                Some(home)
            }
            Landing::Elsewhere => None,
            Landing::Forbidden => return Err(robots_forbid(&start)),
            Landing::Failed(FetchError::Refused(why)) => {
                let host = shown_host(start.host().as_str());
                self.site.leads_inside(start.url(), &host, why.0);
                None
            }
            Landing::Failed(FetchError::Tls(why)) => {
                self.site.tls_invalid(start.url(), &why);
                None
            }
            Landing::Failed(error) => return Err(self.unreachable(&error)),
        };
        let is_whole = if let Some(home) = home {
            self.plain_twin(&home, ledger).await?;
            self.rest(&home, ledger).await?;
            self.left_out.links += self.site.links_beyond();
            self.left_out.is_nothing()
        } else {
            // Of the pages behind it nothing is known any more.
            self.looked_at.clear();
            false
        };
        self.tell_left_out(start.url());
        let findings = {
            let rules = self.setting.rules.as_deref();
            self.site.findings(start.url(), rules)
        };
        ledger
            .take(Step {
                documents: 0,
                bytes: 0,
                findings,
            })
            .await?;
        ledger.flush().await?;
        let passed_over = self.passed_over;
        self.looked_at
            .retain(|address| !passed_over.contains(address));
        Ok((!is_whole).then_some(self.looked_at))
    }

    /// The pages behind the first.
    async fn rest(&mut self, home: &PageUrl, ledger: &mut Ledger<'_>) -> Result<(), Trouble> {
        while let Some((page, depth)) = self.waiting.pop_front() {
            let spent = self.is_spent(ledger.now())
                || self.failures >= FAILURES_MAX
                || self.pages >= u64::from(self.setting.website.pages_max);
            if spent {
                self.left_out.too_many += 1 + self.waiting.len() as u64;
                let waiting = std::iter::once(&page).chain(self.waiting.iter().map(|it| &it.0));
                let waiting = waiting.map(|page| shown(page.url()));
                self.passed_over.extend(waiting);
                return Ok(());
            }
            let from = page.url().clone();
            match self.land(page, Some(home), ledger).await? {
                Landing::Page(landed) => {
                    let (page, answer) = *landed;
                    if is_gone(answer.status) {
                        self.site.gone(&from);
                    }
                    self.look(page, answer, depth, home, ledger).await?;
                }
                Landing::Elsewhere => {}
                Landing::Forbidden => {
                    self.left_out.forbidden += 1;
                    self.passed_over.insert(shown(&from));
                }
                Landing::Failed(FetchError::Refused(why)) => {
                    let host = shown_host(from.host_str().unwrap_or_default());
                    self.site.leads_inside(&from, &host, why.0);
                }
                Landing::Failed(error) => {
                    if matches!(error, FetchError::Spent) {
                        self.left_out.too_many += 1;
                    } else {
                        self.left_out.failed += 1;
                    }
                    self.passed_over.insert(shown(&from));
                }
            }
        }
        Ok(())
    }

    /// Follows an address to a page. `home` is the site that it has to stay on; the first page may choose it.
    async fn land(
        &mut self,
        page: PageUrl,
        home: Option<&PageUrl>,
        ledger: &mut Ledger<'_>,
    ) -> Result<Landing, Trouble> {
        let mut page = page;
        for _ in 0..=REDIRECTS_MAX {
            match self.may_fetch(&page, ledger).await? {
                Ok(true) => {}
                Ok(false) => return Ok(Landing::Forbidden),
                Err(error) => return Ok(Landing::Failed(error)),
            }
            let answer = match self.get(&page, ledger).await? {
                Ok(answer) => answer,
                Err(error) => return Ok(Landing::Failed(error)),
            };
            let Some(target) = redirect(&page, &answer) else {
                return Ok(Landing::Page(Box::new((page, answer))));
            };
            let Some(next) = self.next(&page, target, home) else {
                return Ok(Landing::Elsewhere);
            };
            // What it leads to may have been seen by another way.
            let is_new = self.seen.insert(next.as_str().to_owned());
            if home.is_some() && !is_new {
                return Ok(Landing::Elsewhere);
            }
            page = next;
        }
        let loops = "it redirects more often than a browser follows".to_owned();
        Ok(Landing::Failed(FetchError::Unreachable(loops)))
    }

    /// Where a redirect leads, if we may go there; if not, it is told.
    fn next(&mut self, from: &PageUrl, to: Url, home: Option<&PageUrl>) -> Option<PageUrl> {
        let address = match to.host() {
            Some(Host::Ipv4(address)) => Some(address.into()),
            Some(Host::Ipv6(address)) => Some(address.into()),
            Some(Host::Domain(_)) | None => None,
        };
        if let Some(address) = address
            && let Err(why) = Reach::Public.check(address)
        {
            self.site.leads_inside(from.url(), &shown(&to), why.0);
            return None;
        }
        let host = to.host_str().unwrap_or_default().trim_end_matches('.');
        let host = host.to_owned();
        let is_ours = self.setting.domain.covers(&host);
        if host.is_empty() || (is_ours && PageUrl::of(to.clone(), self.setting.reach).is_err()) {
            // It leads to no page (`mailto:`), or to one of the domain that is not asked for: at another port, with a
            // user's name.
            self.left_out.failed += 1;
            self.passed_over.insert(shown(from.url()));
            return None;
        }
        if !is_ours && is_internal_name(&host) {
            self.site
                .leads_inside(from.url(), &shown(&to), INTERNAL_NAME);
            return None;
        }
        let next = PageUrl::of(to, self.setting.reach).ok();
        let next = next.filter(|_| is_ours);
        match next {
            Some(next) if home.is_none_or(|home| same_site(home, &next)) => Some(next),
            // Another host of the domain is another site, but nobody else's.
            Some(_) => None,
            None => {
                self.site.leads_outside(from.url(), &host);
                None
            }
        }
    }

    /// Whether the site's `robots.txt` allows a page. It is asked for once for each place.
    async fn may_fetch(
        &mut self,
        page: &PageUrl,
        ledger: &mut Ledger<'_>,
    ) -> Result<Result<bool, FetchError>, Trouble> {
        let url = page.url();
        let place = url[..url::Position::BeforePath].to_owned();
        if !self.robots.contains_key(&place) {
            match self.fetch_robots(page, ledger).await? {
                Ok(robots) => self.robots.insert(place.clone(), robots),
                Err(error) => return Ok(Err(error)),
            };
        }
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let robots = self.robots.get(&place);
        Ok(Ok(robots.is_none_or(|robots| robots.allows(path))))
    }

    /// RFC 9309, 2.3.1: redirects are followed, a file that is not there allows everything, and one that can't be
    /// had nothing.
    async fn fetch_robots(
        &mut self,
        page: &PageUrl,
        ledger: &mut Ledger<'_>,
    ) -> Result<Result<Robots, FetchError>, Trouble> {
        let mut url = page.url().clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        for _ in 0..=REDIRECTS_MAX {
            let next = PageUrl::of(url.clone(), self.setting.reach).ok();
            let next = next.filter(|next| self.setting.domain.covers(next.host().as_str()));
            // It lies where we don't go, so it can't be had; but it is no server in trouble that we would add to.
            let Some(next) = next else {
                return Ok(Ok(Robots::absent()));
            };
            let answer = match self.get(&next, ledger).await? {
                Ok(answer) => answer,
                Err(error) => return Ok(Err(error)),
            };
            if let Some(target) = redirect(&next, &answer) {
                url = target;
                continue;
            }
            return Ok(Ok(if answer.is_packed {
                // There is one, and what it says can't be known.
                Robots::unreachable()
            } else if answer.status.is_success() {
                Robots::parse(&String::from_utf8_lossy(&answer.body), PRODUCT)
            } else if answer.status.is_server_error()
                || answer.status == StatusCode::TOO_MANY_REQUESTS
            {
                Robots::unreachable()
            } else {
                Robots::absent()
            }));
        }
        Ok(Ok(Robots::absent()))
    }

    /// One request, after the wait that is due; says meanwhile that the worker lives.
    async fn get(
        &mut self,
        page: &PageUrl,
        ledger: &mut Ledger<'_>,
    ) -> Result<Result<Answer, FetchError>, Trouble> {
        if self.is_spent(ledger.now()) {
            return Ok(Err(FetchError::Spent));
        }
        let beat = SignedDuration::try_from(BEAT_EVERY).unwrap_or(SignedDuration::ZERO);
        if ledger.now().duration_since(self.beaten_at) >= beat {
            ledger.beat().await?;
            self.beaten_at = ledger.now();
        }
        let wait = if self.requests == 0 {
            Duration::ZERO
        } else {
            self.delay(page)
        };
        self.requests += 1;
        let fetcher = &mut self.fetcher;
        let fetching = async {
            tokio::time::sleep(wait).await;
            fetcher.get(page).await
        };
        let mut fetching = pin!(fetching);
        let result = loop {
            tokio::select! {
                result = &mut fetching => break result,
                () = tokio::time::sleep(BEAT_EVERY) => {
                    ledger.beat().await?;
                    self.beaten_at = ledger.now();
                }
            }
        };
        match &result {
            Ok(answer) => {
                self.bytes += answer.body.len() as u64;
                let (url, headers) = (page.url(), &answer.headers);
                self.site.answered(url, headers, ledger.now());
                // A page that is gone is known to be.
                let status = answer.status;
                if status.is_success() || status.is_redirection() || is_gone(status) {
                    self.looked_at.insert(shown(page.url()));
                }
                let overloaded = matches!(
                    answer.status,
                    StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
                );
                self.failures = if overloaded { self.failures + 1 } else { 0 };
            }
            Err(_) => self.failures += 1,
        }
        Ok(result)
    }

    /// Whether nothing may be asked for any more. It is asked before every request, those along redirects too: the two
    /// minutes that the function has beyond a crawl are for the last of them and for what was found.
    fn is_spent(&self, now: Timestamp) -> bool {
        now >= self.until || self.bytes >= BYTES_MAX || self.requests >= self.requests_max()
    }

    /// How many requests the scan may make, those for `robots.txt` and along redirects included.
    fn requests_max(&self) -> u64 {
        u64::from(self.setting.website.pages_max) * REQUESTS_PER_PAGE + REQUESTS_BESIDES
    }

    fn delay(&self, page: &PageUrl) -> Duration {
        let place = &page.url()[..url::Position::BeforePath];
        let usual = match self.setting.reach {
            Reach::Public => DELAY,
            // Nobody's server but one's own.
            Reach::Loopback => Duration::ZERO,
        };
        let asked = self.robots.get(place).and_then(Robots::delay);
        asked.map_or(usual, |asked| asked.max(usual))
    }

    /// Looks at a page, and queues where it leads.
    async fn look(
        &mut self,
        page: PageUrl,
        answer: Answer,
        depth: u8,
        home: &PageUrl,
        ledger: &mut Ledger<'_>,
    ) -> Result<(), Trouble> {
        if !answer.status.is_success() || answer.is_packed {
            self.left_out.failed += 1;
            if !is_gone(answer.status) {
                self.passed_over.insert(shown(page.url()));
            }
            return Ok(());
        }
        let kind = answer
            .headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or("text/html").to_ascii_lowercase();
        if !is_text(&kind) {
            return Ok(());
        }
        let ordinal = self.pages;
        self.pages += 1;
        if !answer.is_whole {
            self.left_out.cut += 1;
            self.passed_over.insert(shown(page.url()));
        }
        let at = ledger.now();
        if kind.starts_with("text/html") || kind.starts_with("application/xhtml") {
            let source = String::from_utf8_lossy(&answer.body);
            let links = self.site.page(&Page {
                url: page.url(),
                headers: &answer.headers,
                source: &source,
                is_whole: answer.is_whole,
            });
            self.queue(links, depth, home);
        }
        let step = Step {
            documents: 1,
            bytes: answer.body.len() as u64,
            findings: self.personal_data(page.url(), &kind, &answer.body, ordinal, at),
        };
        ledger.take(step).await
    }

    /// Queues the pages of the site that were not seen yet.
    fn queue(&mut self, links: Vec<Url>, depth: u8, home: &PageUrl) {
        for link in links {
            if is_file(&link) {
                continue;
            }
            let Ok(page) = PageUrl::of(link, self.setting.reach) else {
                continue;
            };
            let is_other = page.host() != home.host();
            if is_other && self.setting.domain.covers(page.host().as_str()) {
                self.left_out.other_hosts += 1;
            }
            if !same_site(home, &page) || self.seen.contains(page.as_str()) {
                continue;
            }
            if self.seen.len() >= ADDRESSES_MAX || page.as_str().len() > ADDRESS_BYTES_MAX {
                self.left_out.links += 1;
                continue;
            }
            if !self.seen.insert(page.as_str().to_owned()) {
                continue;
            }
            if depth >= self.setting.website.depth_max {
                self.left_out.too_deep += 1;
                self.passed_over.insert(shown(page.url()));
            } else {
                self.waiting.push_back((page, depth + 1));
            }
        }
    }

    /// What the engine finds in a page's source.
    fn personal_data(
        &self,
        url: &Url,
        kind: &str,
        body: &[u8],
        ordinal: u64,
        at: Timestamp,
    ) -> Vec<Finding> {
        let mut options = Options::new(self.setting.key.clone());
        options.rules.clone_from(&self.setting.rules);
        let mut records = Records::new(self.setting.scan, ordinal);
        let record = |finding: detect::Finding| {
            let fingerprint = finding.fingerprint.to_string();
            records.record(finding, fingerprint, at)
        };
        let found = source_findings(url, kind, body, &options);
        found.into_iter().map(record).collect()
    }

    /// Whether the site of `https` that was seen is there without TLS too, and stays there.
    async fn plain_twin(&mut self, home: &PageUrl, ledger: &mut Ledger<'_>) -> Result<(), Trouble> {
        if !home.is_secure() || home.url().port().is_some() {
            return Ok(());
        }
        let mut url = home.url().clone();
        if url.set_scheme("http").is_err() {
            return Ok(());
        }
        url.set_path("/");
        url.set_query(None);
        let Ok(twin) = PageUrl::of(url, self.setting.reach) else {
            return Ok(());
        };
        // Without TLS it is another place, with a `robots.txt` of its own.
        if matches!(self.may_fetch(&twin, ledger).await?, Ok(true))
            && let Ok(answer) = self.get(&twin, ledger).await?
        {
            let leads_to_tls = redirect(&twin, &answer).is_some_and(|to| to.scheme() == "https");
            if !leads_to_tls && answer.status.is_success() {
                self.site.stays_plain(twin.url());
            }
        }
        // A site without plain HTTP is no failure.
        self.failures = 0;
        Ok(())
    }

    fn tell_left_out(&mut self, start: &Url) {
        let rows = [
            ("robots.txt forbids pages", self.left_out.forbidden),
            ("pages gave no answer, or an error", self.left_out.failed),
            ("pages lie deeper than depth_max", self.left_out.too_deep),
            (
                "pages beyond pages_max, or the requests, time or size of a scan",
                self.left_out.too_many,
            ),
            ("pages are longer than is read", self.left_out.cut),
            ("links beyond those that are kept", self.left_out.links),
            (
                "links lead to other hosts of the domain",
                // One site links to others; where there is nothing else, the site is another one.
                if self.pages == 1 {
                    self.left_out.other_hosts
                } else {
                    0
                },
            ),
        ];
        for (why, pages) in rows {
            self.site.incomplete(start, why, pages);
        }
    }

    /// The first page is there, and nothing on it can be read: there is nothing to tell of the site.
    fn unreadable(&self) -> Trouble {
        Trouble::Final(Failure {
            code: "website_unreachable".to_owned(),
            detail: format!(
                "The first page of {} is no text, or is packed in a way that was not asked for. The scan was not \
                 counted. Start a new one at an address that is a page.",
                self.setting.start.host()
            ),
        })
    }

    /// The first page can't be had. That may pass, so it is tried again, but not for ever.
    fn unreachable(&self, error: &FetchError) -> Trouble {
        if self.setting.tries < START_TRIES {
            return Trouble::Passing(error.to_string());
        }
        Trouble::Final(Failure {
            code: "website_unreachable".to_owned(),
            detail: format!(
                "{} can't be reached: {error}. The scan was not counted. Start a new one when the site answers.",
                self.setting.start.host()
            ),
        })
    }
}

fn robots_forbid(start: &PageUrl) -> Trouble {
    Trouble::Final(Failure {
        code: "robots_forbidden".to_owned(),
        detail: format!(
            "The robots.txt of {} forbids the first page, or gave no answer. The scan was not counted. Allow \
             PolderBot there and start a new one.",
            start.host()
        ),
    })
}

/// Where an answer leads, if it leads elsewhere.
fn redirect(from: &PageUrl, answer: &Answer) -> Option<Url> {
    if !answer.status.is_redirection() {
        return None;
    }
    let location = answer.headers.get(LOCATION)?.to_str().ok()?;
    from.url().join(location).ok()
}

/// What is said of such a name; of an address in a private network it is said the same.
const INTERNAL_NAME: &str = "a private address";

/// Whether a name is one that only the machine or the network that asks knows.
fn is_internal_name(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    matches!(last, "localhost" | "internal" | "local")
}

/// Whether there is no page, as far as its server knows.
fn is_gone(status: StatusCode) -> bool {
    matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE)
}

/// Whether two pages belong to the same site: the same host, with or without TLS.
fn same_site(home: &PageUrl, page: &PageUrl) -> bool {
    home.host() == page.host() && home.url().port() == page.url().port()
}

/// Whether a media type is something that people or the engine read.
fn is_text(kind: &str) -> bool {
    kind.starts_with("text/") || kind.contains("json") || kind.contains("xml")
}

/// Whether an address is that of a picture, a film, an archive or a program by its name.
fn is_file(url: &Url) -> bool {
    const ENDINGS: [&str; 28] = [
        "7z", "avi", "avif", "bmp", "css", "dmg", "exe", "gif", "gz", "ico", "jpeg", "jpg", "js",
        "m4a", "mov", "mp3", "mp4", "ogg", "pdf", "png", "rar", "svg", "tar", "wav", "webm",
        "webp", "woff2", "zip",
    ];
    let name = url.path().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// What the engine finds in a body of this media type, at the address as it is shown.
fn source_findings(url: &Url, kind: &str, body: &[u8], options: &Options) -> Vec<detect::Finding> {
    // The engine tells by its name how a text is read, and few addresses end in what they are.
    let ending = file_name(kind).map_or_else(String::new, |name| format!("/{name}"));
    let name = format!("{}{ending}", shown(url));
    let mut found = Found(Vec::new());
    let input = Input {
        name: &name,
        reader: Cursor::new(body),
    };
    // Bytes in memory are always read.
    let _ = Engine::standard().scan(input, options, &mut found);
    for finding in &mut found.0 {
        let path = &mut finding.location.path;
        if let Some(address) = path.strip_suffix(&ending) {
            path.truncate(address.len());
        }
    }
    found.0
}

/// What a file of this media type, in lower case, is called; nothing for one whose address tells as much.
fn file_name(kind: &str) -> Option<&'static str> {
    let essence = kind.split(';').next().unwrap_or_default().trim();
    match essence {
        "text/html" | "application/xhtml+xml" => Some("page.html"),
        "text/plain" => Some("page.txt"),
        "text/csv" => Some("page.csv"),
        _ if essence.ends_with("json") => Some("page.json"),
        _ if essence.ends_with("xml") => Some("page.xml"),
        _ => None,
    }
}

/// Collects what the engine tells.
struct Found(Vec<detect::Finding>);

impl Sink for Found {
    fn finding(&mut self, finding: detect::Finding) -> ControlFlow<()> {
        self.0.push(finding);
        ControlFlow::Continue(())
    }

    fn document(&mut self, _: &Document) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Detectors and places of what is found.
    fn found(url: &str, kind: &str, body: &str) -> Vec<(&'static str, String)> {
        let options = Options::new(FingerprintKey::new([7; 32]));
        let url = Url::parse(url).unwrap();
        let found = source_findings(&url, kind, body.as_bytes(), &options);
        let found = found.into_iter();
        found.map(|it| (it.detector, it.location.path)).collect()
    }

    #[test]
    fn a_page_is_read_as_what_it_is_whatever_its_address_ends_in() {
        let body = "<p>Klant met BSN 111222333.</p><a href='https://waterland.nl/over-ons'>Over ons</a>\
            <a href=\"https://waterland.nl/contact\">Contact</a>";
        for (url, shown) in [
            ("https://waterland.nl/", "https://waterland.nl/"),
            (
                "https://waterland.nl/over-ons",
                "https://waterland.nl/over-ons",
            ),
            ("https://waterland.nl/a.html", "https://waterland.nl/a.html"),
            (
                "https://waterland.nl/a.php?id=1",
                "https://waterland.nl/a.php?id=…",
            ),
        ] {
            for kind in [
                "text/html",
                "text/html; charset=utf-8",
                "application/xhtml+xml",
            ] {
                let wanted = [("nl-bsn", shown.to_owned())];
                assert_eq!(found(url, kind, body), wanted, "{url} {kind}");
            }
        }
    }

    #[test]
    fn what_is_no_page_is_read_as_what_it_is_too() {
        let shown = "https://waterland.nl/export".to_owned();
        let table = "naam,bsn\nA,111222333\n";
        let record = "{\"bsn\": \"111222333\"}";
        let text = "Klant met BSN 111222333, zie https://waterland.nl/klanten";
        for (kind, body) in [
            ("text/csv", table),
            ("application/json", record),
            ("application/ld+json", record),
            ("text/x-unheard-of", "Klant met BSN 111222333"),
        ] {
            let found = found(&shown, kind, body);
            assert_eq!(found, [("nl-bsn", shown.clone())], "{kind}");
        }
        let found = found(&shown, "text/plain", text);
        let places: Vec<_> = found.iter().map(|(_, place)| place).collect();
        assert_eq!(places, [&shown, &shown], "{found:?}");
    }
}
