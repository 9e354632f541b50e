//! The checks, page by page, and what they add up to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::ControlFlow;

use detect::{
    CompiledRules, DetectorMeta, Document as Scanned, Engine, FingerprintKey, Input, Options, Sink,
};
use domain::{DomainName, Finding, FindingId, FindingState, Location, ScanId, Severity};
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::address::{is_plain, shown, shown_host};
use crate::catalogue as check;
use crate::cookie::Cookie;
use crate::html::{Document, Form, Link, Resource};
use crate::trackers;

/// How many things of one check are kept, each with the page where it was met first.
const THINGS_MAX: usize = 200;
/// How many parameters of addresses are shown to the engine, over all of a site.
const PARAMETERS_MAX: usize = 5_000;
/// The shortest value of a parameter that could be about a person, and the longest that is looked at, in bytes.
const VALUE_BYTES: std::ops::RangeInclusive<usize> = 6..=1_024;
/// How long a cookie may stay: thirteen months.
const COOKIE_DAYS_MAX: i64 = 396;

/// An answer that is a page.
#[derive(Debug)]
pub struct Page<'a> {
    /// Where it stands, after redirects.
    pub url: &'a Url,
    /// What came with it.
    pub headers: &'a HeaderMap,
    /// Its source.
    pub source: &'a str,
    /// Whether that is all of it; what is missing may be in the rest.
    pub is_whole: bool,
}

/// A site as far as it was seen.
#[derive(Debug)]
pub struct Site {
    scan: ScanId,
    key: FingerprintKey,
    /// What belongs to the site.
    home: String,
    pages: u64,
    /// Those that were read to their end.
    whole_pages: u64,
    links: u64,
    links_beyond: u64,
    parameters: usize,
    /// Where links to a privacy statement lead, and which addresses turned out to be of no page.
    privacy_statements: BTreeSet<String>,
    gone: BTreeSet<String>,
    has_imprint: bool,
    asks_for_personal_data: bool,
    consent_tool: Option<&'static str>,
    things: BTreeMap<(&'static str, String), Thing>,
}

/// Something that a check met.
#[derive(Debug)]
struct Thing {
    check: &'static DetectorMeta,
    severity: Severity,
    percent: u8,
    evidence: String,
    explanation: Vec<String>,
    /// Where it was met first, as it is shown.
    at: String,
    /// On how many pages, and on which last.
    pages: u64,
    last_page: u64,
    /// Whether a consent tool may hold it back.
    waits_for_consent: bool,
}

/// What a check tells.
struct Note {
    check: &'static DetectorMeta,
    /// What makes it another thing than the check's others.
    what: String,
    severity: Severity,
    percent: u8,
    evidence: String,
    because: String,
}

impl Note {
    fn new(check: &'static DetectorMeta, what: &str, evidence: impl Into<String>) -> Self {
        Self {
            check,
            what: what.to_owned(),
            severity: check.severity,
            percent: 90,
            evidence: evidence.into(),
            because: check.name.en.to_owned(),
        }
    }

    fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    fn percent(mut self, percent: u8) -> Self {
        self.percent = percent;
        self
    }

    fn because(mut self, because: impl Into<String>) -> Self {
        self.because = because.into();
        self
    }
}

impl Site {
    /// A site of which nothing was seen yet. Findings are those of `scan`, their fingerprints under `key`.
    #[must_use]
    pub fn new(scan: ScanId, key: FingerprintKey, host: &DomainName) -> Self {
        Self {
            scan,
            key,
            home: host.registrable().to_owned(),
            pages: 0,
            whole_pages: 0,
            links: 0,
            links_beyond: 0,
            parameters: 0,
            privacy_statements: BTreeSet::new(),
            gone: BTreeSet::new(),
            has_imprint: false,
            asks_for_personal_data: false,
            consent_tool: None,
            things: BTreeMap::new(),
        }
    }

    /// Looks at a page; answers where its links lead.
    pub fn page(&mut self, page: &Page<'_>) -> Vec<Url> {
        self.pages += 1;
        self.whole_pages += u64::from(page.is_whole);
        let document = Document::read(page.source, page.url);
        self.transport(page);
        self.headers(page, &document);
        self.resources(page, &document);
        self.forms(page, &document);
        self.statements(&document);
        let links = document.links.iter().map(|link| &link.url);
        let resources = document.resources.iter().map(|resource| &resource.url);
        let actions = document.forms.iter().map(|form| &form.action);
        for url in links.chain(resources).chain(actions) {
            self.parameters(page.url, url);
        }
        self.links_beyond += document.links_beyond;
        self.links += document.links.len() as u64;
        // A frame is a page of its own.
        let frames = document.resources.into_iter();
        let frames = frames.filter(|it| it.element == "iframe").map(|it| it.url);
        let links = document.links.into_iter().map(|link| link.url);
        links.chain(frames).collect()
    }

    /// Takes in an answer of any kind, a redirect or an error too: browsers keep the cookies of all of them.
    pub fn answered(&mut self, url: &Url, headers: &HeaderMap, at: Timestamp) {
        // Where it leads is asked about when it is gone to, and where it isn't, here.
        self.parameters(url, url);
        let location = headers.get("location").and_then(|it| it.to_str().ok());
        if let Some(target) = location.and_then(|location| url.join(location).ok()) {
            self.parameters(url, &target);
        }
        for header in headers.get_all("set-cookie").iter().take(100) {
            // Of a value nothing is kept, so that its bytes may be anything.
            let header = String::from_utf8_lossy(header.as_bytes());
            let Some(cookie) = Cookie::parse(&header, at) else {
                continue;
            };
            let name = &cookie.shown_name();
            if let Some((owner, kind)) = trackers::cookie(&cookie.name) {
                let note = Note::new(
                    &check::COOKIE_CONSENT,
                    name,
                    format!("{name} ({owner}, {})", kind.as_str()),
                )
                .severity(kind.severity())
                .because(format!("cookies of this name are set by {owner}"));
                self.note(url, note);
            }
            let lacks = lacking(&cookie, url.scheme() == "https");
            if !lacks.is_empty() {
                let evidence = format!("{name}: {}", lacks.join(", "));
                self.note(url, Note::new(&check::COOKIE_UNPROTECTED, name, evidence));
            }
            let days = cookie
                .lifetime
                .map(|lifetime: SignedDuration| lifetime.as_hours() / 24);
            if let Some(days) = days.filter(|days| *days > COOKIE_DAYS_MAX) {
                let evidence = format!("{name}: {days} days");
                self.note(
                    url,
                    Note::new(&check::COOKIE_LIFETIME, name, evidence).percent(100),
                );
            }
        }
    }

    /// A page or a name leads to an address that is not public; `why` says what kind.
    pub fn leads_inside(&mut self, from: &Url, to: &str, why: &str) {
        let note = Note::new(&check::REDIRECT_UNSAFE, to, format!("{to}: {why}"));
        self.note(from, note.percent(100).because(why));
    }

    /// A page leads off the domain.
    pub fn leads_outside(&mut self, from: &Url, to_host: &str) {
        let to_host = shown_host(to_host);
        let note = Note::new(&check::REDIRECT_OUTSIDE, &to_host, to_host.as_str());
        self.note(from, note.percent(100));
    }

    /// A connection over TLS can't be made; `why` says what the other end did.
    pub fn tls_invalid(&mut self, at: &Url, why: &str) {
        let host = shown_host(at.host_str().unwrap_or_default());
        let note = Note::new(&check::TLS_INVALID, &host, format!("{host}: {why}"));
        self.note(at, note.percent(95).because(why));
    }

    /// The site answers over plain HTTP and does not lead to https.
    pub fn stays_plain(&mut self, at: &Url) {
        let note = Note::new(&check::NO_TLS, "plain", "http is not redirected to https");
        self.note(at, note.severity(Severity::Medium));
    }

    /// There is no page at an address that a link leads to.
    pub fn gone(&mut self, url: &Url) {
        let address = without_fragment(url);
        if self.privacy_statements.contains(&address) {
            self.gone.insert(address);
        }
    }

    /// How many links of pages were passed over, because a page had so many.
    #[must_use]
    pub fn links_beyond(&self) -> u64 {
        self.links_beyond
    }

    /// Some pages were left out; `why` says why, in a few words.
    pub fn incomplete(&mut self, at: &Url, why: &str, pages: u64) {
        if pages > 0 {
            let note = Note::new(&check::INCOMPLETE, why, why);
            self.note(at, note.percent(100));
            if let Some(thing) = self.things.get_mut(&(check::INCOMPLETE.id, why.to_owned())) {
                thing.pages = pages;
            }
        }
    }

    /// Everything that was found and is wanted, once all pages were seen; `start` is where it began.
    #[must_use]
    pub fn findings(mut self, start: &Url, rules: Option<&CompiledRules>) -> Vec<Finding> {
        self.missing(start);
        if let Some(rules) = rules {
            self.things.retain(|_, thing| {
                let wanted = rules.wanted(thing.check);
                let severity = wanted.severity(thing.check.severity, thing.severity);
                severity
                    .inspect(|severity| thing.severity = *severity)
                    .is_some()
            });
        }
        let (scan, consent_tool) = (self.scan, self.consent_tool);
        let key = self.key;
        let finding = |((_, what), mut thing): ((&'static str, String), Thing)| {
            if let Some(tool) = consent_tool
                && thing.waits_for_consent
            {
                thing.percent = thing.percent.saturating_sub(30);
                let against = format!(
                    "against: {tool} is on the site, and may hold it back until consent (-0.30)"
                );
                thing.explanation.push(against);
            }
            let place = format!("{}:{what}", thing.check.id);
            let fingerprint = key.fingerprint(thing.check.id, "website", &what);
            Finding {
                id: FindingId::derive(scan, thing.severity, &place, 0),
                scan,
                detector: thing.check.id.to_owned(),
                title: thing.check.name.en.to_owned(),
                category: thing.check.category,
                severity: thing.severity,
                confidence_percent: thing.percent,
                article: thing.check.article.to_owned(),
                location: Location::of(thing.at, None),
                evidence: thing.evidence,
                occurrences: thing.pages,
                fingerprint: fingerprint.to_string(),
                explanation: thing.explanation,
                state: FindingState::Open,
                triage: None,
            }
        };
        self.things.into_iter().map(finding).collect()
    }

    fn note(&mut self, at: &Url, note: Note) {
        let of_check = self.things.range((note.check.id, String::new())..);
        let full = of_check
            .take_while(|((id, _), _)| *id == note.check.id)
            .count()
            >= THINGS_MAX;
        let key = (note.check.id, note.what);
        if let Some(thing) = self.things.get_mut(&key) {
            if thing.last_page != self.pages {
                thing.pages += 1;
                thing.last_page = self.pages;
            }
            return;
        }
        if full {
            return;
        }
        let weight = f32::from(note.percent) / 100.0;
        let thing = Thing {
            check: note.check,
            severity: note.severity,
            percent: note.percent,
            evidence: note.evidence,
            explanation: vec![format!("for: {} (+{weight:.2})", note.because)],
            at: shown(at),
            pages: 1,
            last_page: self.pages,
            waits_for_consent: false,
        };
        self.things.insert(key, thing);
    }

    fn transport(&mut self, page: &Page<'_>) {
        if page.url.scheme() == "http" {
            let note = Note::new(&check::NO_TLS, "pages", "served over http");
            self.note(page.url, note.percent(100));
        }
    }

    fn headers(&mut self, page: &Page<'_>, document: &Document) {
        let sent = |name: &str| -> Vec<String> {
            let values = page.headers.get_all(name).iter();
            let values = values.map(|value| String::from_utf8_lossy(value.as_bytes()));
            values
                .map(|value| value.trim().to_ascii_lowercase())
                .collect()
        };
        let in_page = |name: &str| document.policies.iter().any(|policy| policy == name);
        let says_something = |name: &str| sent(name).iter().any(|value| !value.is_empty());
        let is_secure = page.url.scheme() == "https";
        // Browsers keep to each of several policies.
        let policies = sent("content-security-policy");
        let keeps_out = |value: &str| matches!(value, "deny" | "sameorigin");
        let framing = policies.iter().any(|policy| keeps_frames_out(policy))
            || sent("x-frame-options").iter().any(|it| keeps_out(it));
        // The first is the one that counts (RFC 6797, 8.1).
        let transport = sent("strict-transport-security");
        let lasts = transport.first().is_some_and(|value| lasts(value));
        // The last one that a browser knows is the one that counts.
        let referrer = sent("referrer-policy").join(",");
        let referrer = referrer
            .split(',')
            .map(str::trim)
            .rfind(|it| !it.is_empty());
        let nosniff = sent("x-content-type-options")
            .iter()
            .any(|it| it == "nosniff");
        let rows = [
            (
                !is_secure || lasts,
                &check::HSTS,
                "Strict-Transport-Security",
            ),
            (
                in_page("content-security-policy") || says_something("content-security-policy"),
                &check::CSP,
                "Content-Security-Policy",
            ),
            (nosniff, &check::NOSNIFF, "X-Content-Type-Options"),
            (framing, &check::FRAMING, "frame-ancestors, X-Frame-Options"),
            (
                in_page("referrer-policy") || referrer.is_some_and(|it| it != "unsafe-url"),
                &check::REFERRER,
                "Referrer-Policy",
            ),
            (
                says_something("permissions-policy"),
                &check::PERMISSIONS,
                "Permissions-Policy",
            ),
        ];
        for (protects, check, name) in rows {
            if protects {
                continue;
            }
            let is_sent = name.split(", ").any(|name| {
                page.headers.contains_key(name.to_ascii_lowercase())
                    || policies.iter().any(|policy| policy.contains(name))
            });
            let evidence = if is_sent {
                format!("{name} is sent, and protects nothing")
            } else {
                format!("{name} is not sent")
            };
            self.note(page.url, Note::new(check, name, evidence).percent(100));
        }
    }

    fn resources(&mut self, page: &Page<'_>, document: &Document) {
        for resource in &document.resources {
            let url = &resource.url;
            let host = url.host_str().unwrap_or_default();
            let tool = trackers::consent_tool(url.as_str());
            self.consent_tool = self.consent_tool.or(tool);
            if page.url.scheme() == "https" && url.scheme() == "http" {
                self.note(page.url, mixed(resource));
            }
            if let Some(tracker) = trackers::tracker(host, url.path()) {
                let how = format!("<{}>", resource.element);
                self.tracker(page.url, tracker, &how);
            } else if !self.is_home(host) && tool.is_none() {
                let host = shown_host(host);
                let note = Note::new(&check::THIRD_PARTY, &host, host.as_str());
                self.note(page.url, note);
            }
        }
        self.consent_tool = self
            .consent_tool
            .or_else(|| trackers::consent_tool(&document.scripts));
        for tracker in trackers::within(&document.scripts) {
            self.tracker(page.url, tracker, "a script in the page");
        }
    }

    fn tracker(&mut self, at: &Url, tracker: &'static trackers::Tracker, how: &str) {
        let evidence = format!(
            "{} ({}), loaded by {how}",
            tracker.name,
            tracker.kind.as_str()
        );
        let note = Note::new(&check::TRACKER, tracker.name, evidence)
            .severity(tracker.kind.severity())
            .because(format!(
                "{how} loads {} without waiting for consent",
                tracker.name
            ));
        self.note(at, note);
        let key = (check::TRACKER.id, tracker.name.to_owned());
        if let Some(thing) = self.things.get_mut(&key) {
            thing.waits_for_consent = tracker.kind.needs_consent();
        }
    }

    fn forms(&mut self, page: &Page<'_>, document: &Document) {
        for form in &document.forms {
            for action in std::iter::once(&form.action).chain(&form.others) {
                self.form(page, form, action);
            }
        }
    }

    fn form(&mut self, page: &Page<'_>, form: &Form, action: &Url) {
        if !form.asks_for_personal_data() {
            return;
        }
        self.asks_for_personal_data = true;
        let to = shown(action);
        let host = action.host_str().unwrap_or_default();
        let plain = page.url.scheme() == "http" || action.scheme() == "http";
        if plain && form.asks_for_password() {
            self.note(
                page.url,
                Note::new(&check::PASSWORD_PLAIN, &to, format!("sent to {to}")),
            );
        } else if plain {
            self.note(
                page.url,
                Note::new(&check::FORM_PLAIN, &to, format!("sent to {to}")),
            );
        }
        if !host.is_empty() && !self.is_home(host) {
            let host = shown_host(host);
            let note = Note::new(&check::FORM_THIRD_PARTY, &host, host.as_str());
            self.note(page.url, note);
        }
        if form.is_get {
            let note = Note::new(
                &check::FORM_GET,
                &to,
                format!("sent to {to} with method=get"),
            );
            self.note(page.url, note.percent(80));
        }
    }

    /// What a site has to say about itself.
    fn statements(&mut self, document: &Document) {
        let home = self.home.clone();
        let ours = |link: &Link| {
            let host = link.url.host_str().unwrap_or_default();
            trackers::is_below(host, &home)
                || STATEMENT_HOSTS
                    .iter()
                    .any(|known| trackers::is_below(host, known))
        };
        let says = |link: &Link, words: &[&str]| {
            let path = link.url.path().to_lowercase();
            words
                .iter()
                .any(|word| link.text.contains(word) || path.contains(word))
        };
        let links = document.links.iter().filter(|link| ours(link));
        for link in links.filter(|link| says(link, &PRIVACY_WORDS)) {
            if self.privacy_statements.len() < THINGS_MAX && !is_article(&link.url) {
                self.privacy_statements.insert(without_fragment(&link.url));
            }
        }
        let mut links = document.links.iter().filter(|link| ours(link));
        self.has_imprint |= links.any(|link| says(link, &IMPRINT_WORDS))
            || has_register_number(&document.text)
            || LINKED_DATA_WORDS
                .iter()
                .any(|word| document.linked_data.contains(word));
    }

    /// Asks the engine whether an address has something in it that belongs into no address.
    fn parameters(&mut self, at: &Url, url: &Url) {
        if !matches!(url.scheme(), "http" | "https") {
            return;
        }
        let mut text = String::new();
        for (name, value) in url.query_pairs() {
            if VALUE_BYTES.contains(&value.len()) && self.parameters < PARAMETERS_MAX {
                self.parameters += 1;
                let _ = writeln!(text, "{name}: {value}");
            }
        }
        let parts = url.path().split('/');
        for part in parts.chain(url.fragment().unwrap_or_default().split('&')) {
            // Words are about nobody.
            if VALUE_BYTES.contains(&part.len())
                && self.parameters < PARAMETERS_MAX
                && !is_plain(part)
            {
                self.parameters += 1;
                let part = percent_decode_str(part).decode_utf8_lossy();
                let _ = writeln!(text, "{}", part.replacen('=', ": ", 1));
            }
        }
        if text.is_empty() {
            return;
        }
        for finding in engine(&text, &self.key) {
            // What would be harmless in a text is so in an address.
            if finding.severity < Severity::Medium {
                continue;
            }
            let meta = Engine::standard().detector(finding.detector);
            let name = meta.map_or(finding.detector, |meta| meta.name.en);
            let evidence = format!("{name}: {}", finding.evidence);
            let note = Note::new(&check::URL_DATA, finding.fingerprint.as_str(), evidence)
                .severity(finding.severity.min(check::URL_DATA.severity))
                .percent(percent(finding.confidence))
                .because(format!(
                    "the detector {} finds it in {}",
                    finding.detector,
                    shown(url)
                ));
            self.note(at, note);
        }
    }

    /// What was seen on no page.
    fn missing(&mut self, start: &Url) {
        // Without a page that was read to its end, it may stand in what was not read.
        if self.whole_pages > 0 {
            self.missing_statements(start);
        }
        let tracks = self.things.values().any(|thing| thing.waits_for_consent);
        if tracks && self.consent_tool.is_none() {
            let note = Note::new(
                &check::CONSENT_BANNER,
                "site",
                "trackers, and no known consent tool",
            );
            self.note(start, note.percent(70));
        }
    }

    fn missing_statements(&mut self, start: &Url) {
        // A page without links is put together by scripts, which nobody ran.
        let percent = if self.links == 0 { 40 } else { 80 };
        if self.privacy_statements.is_subset(&self.gone) {
            let severity = if self.asks_for_personal_data {
                Severity::High
            } else {
                Severity::Medium
            };
            let note = Note::new(
                &check::PRIVACY_MISSING,
                "site",
                "no link to a privacy statement",
            );
            let because = format!(
                "none of the links of {} pages leads to one",
                self.whole_pages
            );
            self.note(
                start,
                note.severity(severity).percent(percent).because(because),
            );
        }
        if !self.has_imprint {
            let note = Note::new(
                &check::IMPRINT_MISSING,
                "site",
                "no register number and no page for it",
            );
            self.note(start, note.percent(percent.min(70)));
        }
    }

    fn is_home(&self, host: &str) -> bool {
        trackers::is_below(host, &self.home)
    }
}

/// Companies that host privacy statements for others.
const STATEMENT_HOSTS: [&str; 4] = [
    "iubenda.com",
    "termly.io",
    "privacypolicies.com",
    "getterms.io",
];

/// Parts of a path below which articles stand: one about privacy is no statement.
const ARTICLES: [&str; 9] = [
    "blog",
    "blogs",
    "news",
    "nieuws",
    "artikelen",
    "articles",
    "aktuelles",
    "actualites",
    "tag",
];

fn is_article(url: &Url) -> bool {
    let mut parts: Vec<_> = url.path().split('/').filter(|it| !it.is_empty()).collect();
    // The last part is the page itself.
    parts.pop();
    parts.iter().any(|part| ARTICLES.contains(part))
}

fn without_fragment(url: &Url) -> String {
    url[..url::Position::AfterQuery].to_owned()
}

/// Words in the text or the address of a link to a privacy statement: English, Dutch, German, French.
const PRIVACY_WORDS: [&str; 10] = [
    "privacy",
    "gegevensbescherming",
    "persoonsgegevens",
    "avg-verklaring",
    "datenschutz",
    "confidentialité",
    "confidentialite",
    "données personnelles",
    "donnees-personnelles",
    "vie privée",
];

/// The same for the identity of who offers the site.
const IMPRINT_WORDS: [&str; 9] = [
    "impressum",
    "imprint",
    "colofon",
    "bedrijfsgegevens",
    "legal notice",
    "legal-notice",
    "mentions légales",
    "mentions-legales",
    "disclaimer & colofon",
];

/// Properties of schema.org that carry a register or VAT number.
const LINKED_DATA_WORDS: [&str; 3] = ["\"vatID\"", "\"taxID\"", "\"leiCode\""];

/// What announces a register or VAT number, and how many digits it has at least.
const REGISTERS: [(&str, usize); 9] = [
    ("kvk", 8),
    ("k.v.k", 8),
    ("kamer van koophandel", 8),
    ("handelsregister", 5),
    ("btw", 9),
    ("vat number", 8),
    ("ust-id", 9),
    ("siret", 14),
    ("company number", 7),
];

/// Whether a text in lower case has a register or VAT number in it.
fn has_register_number(text: &str) -> bool {
    REGISTERS.iter().any(|(word, digits)| {
        text.match_indices(word).take(50).any(|(at, _)| {
            let behind = text.get(at + word.len()..).unwrap_or_default();
            behind.chars().take(40).filter(char::is_ascii_digit).count() >= *digits
        })
    })
}

/// Whether a Strict-Transport-Security lasts; a `max-age` of nothing takes it back.
fn lasts(value: &str) -> bool {
    let mut directives = value.split(';').filter_map(|it| it.split_once('='));
    directives.any(|(name, age)| {
        let mut digits = age.trim().trim_matches('"').bytes();
        name.trim() == "max-age" && digits.any(|digit| matches!(digit, b'1'..=b'9'))
    })
}

/// Whether a Content-Security-Policy says who may frame a page, and that it is not anybody.
fn keeps_frames_out(policy: &str) -> bool {
    const ANYBODY: [&str; 5] = ["*", "http:", "https:", "http://*", "https://*"];
    // Several may stand in one header.
    policy.split([';', ',']).any(|directive| {
        let mut words = directive.split_ascii_whitespace();
        words.next() == Some("frame-ancestors") && words.all(|source| !ANYBODY.contains(&source))
    })
}

/// What a cookie lacks.
fn lacking(cookie: &Cookie, is_secure: bool) -> Vec<&'static str> {
    let name = cookie.name.to_ascii_lowercase();
    let is_session = ["sess", "sid", "auth", "token", "login", "jwt"]
        .iter()
        .any(|word| name.contains(word));
    // A word that browsers don't know says nothing.
    let same_site = cookie.same_site.as_deref();
    let same_site = same_site.filter(|word| matches!(*word, "strict" | "lax" | "none"));
    let rows = [
        (is_secure && !cookie.secure, "no Secure"),
        (is_session && !cookie.http_only, "no HttpOnly"),
        (same_site.is_none(), "no SameSite"),
    ];
    rows.into_iter()
        .filter(|(lacks, _)| *lacks)
        .map(|(_, what)| what)
        .collect()
}

fn mixed(resource: &Resource) -> Note {
    let to = shown(&resource.url);
    let severity = if resource.is_active() {
        Severity::Medium
    } else {
        Severity::Low
    };
    Note::new(
        &check::MIXED_CONTENT,
        &to,
        format!("<{}> {to}", resource.element),
    )
    .severity(severity)
}

/// What the engine finds in a text.
fn engine(text: &str, key: &FingerprintKey) -> Vec<detect::Finding> {
    struct Found(Vec<detect::Finding>);

    impl Sink for Found {
        fn finding(&mut self, finding: detect::Finding) -> ControlFlow<()> {
            self.0.push(finding);
            ControlFlow::Continue(())
        }

        fn document(&mut self, _: &Scanned) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }

    let mut found = Found(Vec::new());
    let input = Input {
        name: "parameters.txt",
        reader: std::io::Cursor::new(text.as_bytes()),
    };
    // Bytes in memory are always read.
    let _ = Engine::standard().scan(input, &Options::new(key.clone()), &mut found);
    found.0
}

fn percent(confidence: f32) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number between 0 and 100"
    )]
    let percent = (confidence.clamp(0.0, 1.0) * 100.0).round() as u8;
    percent
}
