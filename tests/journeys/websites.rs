//! Websites: proved by DNS, looked at politely, and never a way to what only the platform can reach.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use local::aws::{Fault, Service};
use platform_tests::{Caller, Tenant, World};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A website on this machine: paths with what they are answered, and what was asked for.
pub(crate) struct Website {
    port: u16,
    answers: Arc<Mutex<Answers>>,
    asked: Arc<Mutex<Vec<String>>>,
}

/// The head, from the status on, and the body of an answer.
pub(crate) type Answers = BTreeMap<&'static str, (String, String)>;

pub(crate) fn page(body: &str) -> (String, String) {
    (
        "200 OK\r\ncontent-type: text/html\r\n".to_owned(),
        body.to_owned(),
    )
}

fn redirect(to: &str) -> (String, String) {
    (format!("302 Found\r\nlocation: {to}\r\n"), String::new())
}

impl Website {
    pub(crate) async fn open(answers: Answers) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answers = Arc::new(Mutex::new(answers));
        let (pages, heard) = (Arc::clone(&answers), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&pages), Arc::clone(&heard)));
            }
        });
        Self {
            port,
            answers,
            asked,
        }
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// Answers a path otherwise from now on.
    fn change(&self, path: &'static str, answer: (String, String)) {
        self.answers.lock().unwrap().insert(path, answer);
    }

    pub(crate) fn url(&self, host: &str) -> String {
        format!("http://{host}:{}/", self.port)
    }
}

/// Answers one request after the other until the other end goes.
async fn serve(mut stream: TcpStream, pages: Arc<Mutex<Answers>>, heard: Arc<Mutex<Vec<String>>>) {
    let mut asked = Vec::new();
    let mut byte = [0];
    while stream.read_exact(&mut byte).await.is_ok() {
        asked.push(byte[0]);
        if !asked.ends_with(b"\r\n\r\n") {
            continue;
        }
        let text = String::from_utf8(std::mem::take(&mut asked)).unwrap();
        assert!(
            text.to_lowercase().contains("user-agent: polderbot/"),
            "{text}"
        );
        let path = text.split(' ').nth(1).unwrap_or_default().to_owned();
        let none = ("404 Not Found\r\n".to_owned(), String::new());
        let answer = pages.lock().unwrap().get(path.as_str()).cloned();
        let (status, body) = answer.unwrap_or(none);
        heard.lock().unwrap().push(path);
        let whole = format!(
            "HTTP/1.1 {status}content-length: {}\r\n\r\n{body}",
            body.len()
        );
        if stream.write_all(whole.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// A tenant whose domain `shop.test` is proved and leads to this machine.
pub(crate) async fn owner(world: &World) -> Tenant {
    let tenant = world.tenant("Waterland").await;
    let dns = world.platform().dns();
    dns.set_addresses("shop.test", &[IpAddr::V4(Ipv4Addr::LOCALHOST)]);
    let body = json!({ "domain": "shop.test" });
    let domain = tenant
        .key
        .post("/v1/domains", &body)
        .await
        .expect(201)
        .json();
    let verification = "/v1/domains/shop.test/verification";
    let unproved = tenant.key.post(verification, &json!({})).await;
    unproved.problem(422, "domain_unproved");
    let value = domain["record"]["value"].as_str().unwrap();
    dns.set_texts(domain["record"]["name"].as_str().unwrap(), &[value]);
    let _ = tenant.key.post(verification, &json!({})).await.expect(200);
    tenant
}

async fn scanned(world: &World, caller: &Caller, website: &Value) -> Value {
    let accepted = caller
        .post("/v1/scans", &json!({ "website": website }))
        .await;
    let scan = accepted.expect(202).json();
    world.ended(caller, scan["id"].as_str().unwrap()).await
}

fn detectors(findings: &[Value]) -> Vec<&str> {
    let mut ids: Vec<_> = findings
        .iter()
        .map(|it| it["detector"].as_str().unwrap())
        .collect();
    ids.sort_unstable();
    ids
}

pub(crate) fn shop() -> Answers {
    let home = "<a href=/contact>Contact</a> <a href=/secret/staff>Staff</a> <a href=/out>Out</a> \
        <a href=/meta>Meta</a> <a href=http://staff.shop.test/>Staff</a> <a href=/picture.png>Picture</a> \
        <a href='/track?email=jan.jansen@bakkerijvries.nl'>You</a> \
        <script src=https://www.google-analytics.com/analytics.js></script> \
        <form action=/in method=post><input type=password name=pw></form>";
    let with_cookie =
        "200 OK\r\ncontent-type: text/html\r\nset-cookie: _ga=1.2; max-age=63072000\r\n";
    BTreeMap::from([
        (
            "/robots.txt",
            (
                "200 OK\r\n".to_owned(),
                "User-agent: *\nDisallow: /secret\n".to_owned(),
            ),
        ),
        ("/", (with_cookie.to_owned(), home.to_owned())),
        (
            "/contact",
            page("<p>Klant met BSN 111222333. <a href=/deep>Deeper</a> <a href=/>Home</a>"),
        ),
        (
            "/deep",
            page("<p>KvK 12345678 <a href=/privacy>Privacyverklaring</a>"),
        ),
        ("/privacy", page("<p>Wij bewaren niets.")),
        ("/track?email=jan.jansen@bakkerijvries.nl", page("<p>Hallo")),
        ("/secret/staff", page("<p>BSN 123456782")),
        (
            "/out",
            (
                "302 Found\r\nlocation: https://elsewhere.example/\r\nset-cookie: _fbp=1\r\n"
                    .to_owned(),
                String::new(),
            ),
        ),
        (
            "/meta",
            redirect("http://169.254.169.254/latest/meta-data/"),
        ),
    ])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_website_is_proved_looked_at_and_told() {
    let world = World::start().await;
    let site = Website::open(shop()).await;
    let tenant = owner(&world).await;
    let url = site.url("shop.test");
    let scan = scanned(&world, &tenant.key, &json!({ "url": url })).await;
    assert_eq!(scan["state"], "completed", "{scan}");
    assert_eq!(scan["name"], "shop.test");
    assert_eq!(
        scan["source"]["website"],
        json!({ "url": url, "pages_max": 50, "depth_max": 5 })
    );
    assert_eq!(scan["progress"]["documents"], 5, "{scan}");
    let id = scan["id"].as_str().unwrap();
    let findings = world.findings(&tenant.key, id).await;
    let found = detectors(&findings);
    for wanted in [
        "nl-bsn",
        "website-consent-missing",
        "website-cookie-before-consent",
        "website-cookie-lifetime",
        "website-cookie-unprotected",
        "website-csp-missing",
        "website-incomplete",
        "website-password-without-tls",
        "website-personal-data-in-url",
        "website-redirect-internal",
        "website-redirect-outside",
        "website-tracker",
        "website-without-tls",
    ] {
        assert!(found.contains(&wanted), "{wanted} is not in {found:?}");
    }
    for unwanted in [
        "website-imprint-missing",
        "website-privacy-statement-missing",
    ] {
        assert!(!found.contains(&unwanted), "{unwanted}");
    }
    let internal = findings
        .iter()
        .find(|it| it["detector"] == "website-redirect-internal")
        .unwrap();
    assert!(
        internal["evidence"].as_str().unwrap().contains("metadata"),
        "{internal}"
    );
    let cookies = findings
        .iter()
        .filter(|it| it["detector"] == "website-cookie-before-consent");
    assert_eq!(cookies.count(), 2, "that of a redirect too");
    // Nothing that was found is told in clear, neither in evidence nor in addresses.
    let all = Value::from(findings).to_string();
    for secret in ["jan.jansen", "111222333"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    // Each page once, and nothing that robots.txt forbids, that is a picture, or that is elsewhere.
    let mut asked = site.asked();
    asked.sort();
    assert_eq!(
        asked,
        [
            "/",
            "/contact",
            "/deep",
            "/meta",
            "/out",
            "/privacy",
            "/robots.txt",
            "/track?email=jan.jansen@bakkerijvries.nl"
        ]
    );
    assert_eq!(world.used(&tenant.key, "scans").await, 1);
    world.idle().await;
    assert_eq!(world.used(&tenant.key, "documents").await, 5);
    let report = format!("/v1/scans/{id}/report?format=sarif");
    let sarif = tenant.key.get(&report).await.expect(200).text();
    assert!(
        sarif.contains("mark it type=text/plain"),
        "the rule of a check has its help"
    );
    let _ = tenant
        .key
        .delete(&format!("/v1/scans/{id}"))
        .await
        .expect(204);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bounds_are_kept_and_what_is_left_out_is_told() {
    let world = World::start().await;
    let site = Website::open(shop()).await;
    let tenant = owner(&world).await;
    let url = site.url("shop.test");
    let one = json!({ "url": url, "pages_max": 1 });
    let scan = scanned(&world, &tenant.key, &one).await;
    assert_eq!(scan["progress"]["documents"], 1, "{scan}");
    assert_eq!(site.asked(), ["/robots.txt", "/"]);
    let flat = json!({ "url": url, "depth_max": 0 });
    let scan = scanned(&world, &tenant.key, &flat).await;
    assert_eq!(scan["progress"]["documents"], 1, "{scan}");
    for (field, website) in [
        ("website.url", json!({ "url": "http://127.0.0.1/" })),
        ("website.url", json!({ "url": "http://2130706433/" })),
        ("website.url", json!({ "url": "ftp://shop.test/" })),
        ("website.url", json!({ "url": "http://user@shop.test/" })),
        ("website.url", json!({ "url": "http://shop.test/?a=b" })),
        ("website.pages_max", json!({ "url": url, "pages_max": 501 })),
        ("website.pages_max", json!({ "url": url, "pages_max": 0 })),
        ("website.depth_max", json!({ "url": url, "depth_max": 21 })),
    ] {
        let answer = tenant
            .key
            .post("/v1/scans", &json!({ "website": website }))
            .await;
        let problem = answer.expect(400).json();
        assert_eq!(problem["errors"][0]["field"], field, "{website}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn addresses_that_are_no_pages_are_asked_for_within_bounds_too() {
    let world = World::start().await;
    let links: Vec<String> = (0..400)
        .map(|n| format!("<a href=/gone/{n}>x</a>"))
        .collect();
    let site = Website::open(BTreeMap::from([("/", page(&links.concat()))])).await;
    let tenant = owner(&world).await;
    let website = json!({ "url": site.url("shop.test"), "pages_max": 2 });
    let scan = scanned(&world, &tenant.key, &website).await;
    assert_eq!(scan["state"], "completed", "{scan}");
    // Three for each page, and ten besides.
    assert_eq!(site.asked().len(), 16);
    let findings = world
        .findings(&tenant.key, scan["id"].as_str().unwrap())
        .await;
    let left_out: BTreeMap<_, _> = findings
        .iter()
        .filter(|it| it["detector"] == "website-incomplete")
        .map(|it| (it["evidence"].as_str().unwrap(), it["occurrences"].clone()))
        .collect();
    // The first page and robots.txt are the other two.
    let wanted = BTreeMap::from([
        ("pages gave no answer, or an error", json!(14)),
        (
            "pages beyond pages_max, or the requests, time or size of a scan",
            json!(386),
        ),
    ]);
    assert_eq!(left_out, wanted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_leads_inside_is_told_and_never_asked() {
    let world = World::start().await;
    let tenant = owner(&world).await;
    let dns = world.platform().dns();
    for (host, address) in [
        ("inside.shop.test", "10.0.0.1"),
        ("meta.shop.test", "169.254.169.254"),
        ("mapped.shop.test", "::ffff:127.0.0.1"),
    ] {
        dns.set_addresses(host, &[address.parse().unwrap()]);
        let website = json!({ "url": format!("http://{host}/") });
        let scan = scanned(&world, &tenant.key, &website).await;
        assert_eq!(scan["state"], "completed", "{scan}");
        let findings = world
            .findings(&tenant.key, scan["id"].as_str().unwrap())
            .await;
        assert_eq!(
            detectors(&findings),
            ["website-redirect-internal"],
            "{host}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_lost_a_domain_can_scan_it_for_a_day_at_most() {
    let world = World::start().await;
    world.early_in_the_month().await;
    let site = Website::open(shop()).await;
    let tenant = owner(&world).await;
    world
        .platform()
        .dns()
        .set_texts("_polder-challenge.shop.test", &[]);
    let website = json!({ "url": site.url("shop.test"), "pages_max": 1 });
    let scan = scanned(&world, &tenant.key, &website).await;
    assert_eq!(scan["state"], "completed", "{scan}");
    world.pass(SignedDuration::from_hours(24)).await;
    let scan = scanned(&world, &tenant.key, &website).await;
    assert_eq!(scan["state"], "failed", "{scan}");
    assert_eq!(scan["failure"]["code"], "domain_unproved");
    assert_eq!(
        world.used(&tenant.key, "scans").await,
        1,
        "a scan that fails is not counted"
    );
    let domain = tenant
        .key
        .get("/v1/domains/shop.test")
        .await
        .expect(200)
        .json();
    assert_eq!(domain["state"], "pending");
    let again = tenant
        .key
        .post("/v1/scans", &json!({ "website": website }))
        .await;
    again.problem(422, "domain_unproved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_tenants_can_prove_the_same_domain() {
    let world = World::start().await;
    let (agency, customer) = (world.tenant("Agency").await, world.tenant("Customer").await);
    let mut values = Vec::new();
    for tenant in [&agency, &customer] {
        let body = json!({ "domain": "shop.test" });
        let domain = tenant
            .key
            .post("/v1/domains", &body)
            .await
            .expect(201)
            .json();
        values.push(domain["record"]["value"].as_str().unwrap().to_owned());
    }
    assert_ne!(values[0], values[1]);
    let dns = world.platform().dns();
    let verification = "/v1/domains/shop.test/verification";
    dns.set_texts("_polder-challenge.shop.test", &[&values[0]]);
    let _ = agency.key.post(verification, &json!({})).await.expect(200);
    let theirs = customer.key.post(verification, &json!({})).await;
    theirs.problem(422, "domain_unproved");
    dns.set_texts("_polder-challenge.shop.test", &[&values[0], &values[1]]);
    for tenant in [&agency, &customer] {
        let _ = tenant.key.post(verification, &json!({})).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crawl_that_breaks_off_begins_anew_and_finds_each_thing_once() {
    let world = World::start().await;
    let site = Website::open(shop()).await;
    let tenant = owner(&world).await;
    let website = json!({ "url": site.url("shop.test") });
    let whole = scanned(&world, &tenant.key, &website).await;
    let wanted = world
        .findings(&tenant.key, whole["id"].as_str().unwrap())
        .await;
    // The findings are written, and the usage can't be reported: the try fails at its end.
    let faults = world.platform().aws().faults();
    faults.fail(
        Service::Sqs,
        Some("ReceiveMessage"),
        1_000_000,
        Fault::Error500,
    );
    let accepted = tenant
        .key
        .post("/v1/scans", &json!({ "website": website }))
        .await;
    faults.clear();
    faults.fail(Service::Sqs, Some("SendMessage"), 3, Fault::Error500);
    let id = accepted.expect(202).json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    world.idle().await;
    world.pass(SignedDuration::from_secs(3)).await;
    let scan = world.ended(&tenant.key, &id).await;
    assert_eq!(scan["state"], "completed", "{scan}");
    assert_eq!(scan["findings"], whole["findings"]);
    assert_eq!(scan["progress"], whole["progress"]);
    let findings = world.findings(&tenant.key, &id).await;
    assert_eq!(detectors(&findings), detectors(&wanted));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_that_forbids_us_is_left_alone_and_not_counted() {
    let world = World::start().await;
    let tenant = owner(&world).await;
    for robots in [
        (
            "200 OK\r\n".to_owned(),
            "User-agent: PolderBot\nDisallow: /\n".to_owned(),
        ),
        ("503 Service Unavailable\r\n".to_owned(), String::new()),
    ] {
        let site = Website::open(BTreeMap::from([
            ("/robots.txt", robots),
            ("/", page("<p>Hallo")),
        ]))
        .await;
        let website = json!({ "url": site.url("shop.test") });
        let scan = scanned(&world, &tenant.key, &website).await;
        assert_eq!(scan["failure"]["code"], "robots_forbidden", "{scan}");
        assert_eq!(site.asked(), ["/robots.txt"]);
    }
    assert_eq!(world.used(&tenant.key, "scans").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_not_seen_for_once_is_not_fixed_and_stays_decided() {
    let world = World::start().await;
    let tenant = owner(&world).await;
    let client = page("<p>Klant met BSN 111222333.");
    let home = page("<a href=/klant>Klant</a> <a href=/weg>Weg</a>");
    let site = Website::open(BTreeMap::from([
        ("/", home),
        ("/klant", client.clone()),
        ("/weg", page("<p>Mail jan.jansen@bakkerijvries.nl.")),
    ]))
    .await;
    let website = json!({ "url": site.url("shop.test") });
    let bsn = async |scan: &Value| {
        let id = scan["id"].as_str().unwrap().to_owned();
        let all = world.findings(&tenant.key, &id).await;
        all.into_iter().find(|it| it["detector"] == "nl-bsn")
    };
    let first = scanned(&world, &tenant.key, &website).await;
    let finding = bsn(&first).await.unwrap();
    let path = format!(
        "/v1/scans/{}/findings/{}",
        first["id"].as_str().unwrap(),
        finding["id"].as_str().unwrap()
    );
    let body = json!({ "state": "false_positive", "reason": "an example" });
    let etag = [("if-match", finding["etag"].as_str().unwrap())];
    let decided = tenant.key.json("PATCH", &path, &etag, &body).await;
    let _ = decided.expect(200);

    // One page is down, and another is gone for good.
    let down = ("503 Service Unavailable\r\n".to_owned(), String::new());
    site.change("/klant", down);
    site.change("/weg", ("410 Gone\r\n".to_owned(), String::new()));
    let second = scanned(&world, &tenant.key, &website).await;
    assert!(bsn(&second).await.is_none());
    let counts = &second["comparison"];
    assert_eq!(counts["fixed"], 1, "{counts}");
    assert_eq!(counts["new"], 0, "{counts}");
    assert_eq!(counts["complete"], false, "{counts}");

    site.change("/klant", client);
    let third = scanned(&world, &tenant.key, &website).await;
    let finding = bsn(&third).await.unwrap();
    assert_eq!(finding["state"], "false_positive", "{finding}");
    assert_eq!(finding["reason"], "an example", "{finding}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_page_that_is_no_text_is_no_clean_website() {
    let world = World::start().await;
    let tenant = owner(&world).await;
    for head in [
        "200 OK\r\ncontent-type: application/pdf\r\n",
        "200 OK\r\ncontent-type: text/html\r\ncontent-encoding: br\r\n",
    ] {
        let answer = (head.to_owned(), "%PDF-1.7".to_owned());
        let site = Website::open(BTreeMap::from([("/", answer)])).await;
        let website = json!({ "url": site.url("shop.test") });
        let scan = scanned(&world, &tenant.key, &website).await;
        assert_eq!(scan["failure"]["code"], "website_unreachable", "{scan}");
    }
    assert_eq!(world.used(&tenant.key, "scans").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_longer_than_is_read_is_told_and_lacks_nothing() {
    let world = World::start().await;
    let tenant = owner(&world).await;
    let filling = "<p>lang</p> ".repeat(200_000);
    let long = format!("{filling}<a href=/privacy>Privacy</a>");
    let site = Website::open(BTreeMap::from([("/", page(&long))])).await;
    let website = json!({ "url": site.url("shop.test") });
    let scan = scanned(&world, &tenant.key, &website).await;
    let id = scan["id"].as_str().unwrap();
    let findings = world.findings(&tenant.key, id).await;
    let told = findings
        .iter()
        .filter(|it| it["detector"] == "website-incomplete");
    let told: Vec<_> = told.map(|it| it["evidence"].as_str().unwrap()).collect();
    assert_eq!(told, ["pages are longer than is read"]);
    assert!(!detectors(&findings).contains(&"website-privacy-statement-missing"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_breaks_is_not_asked_for_at_once_again() {
    let world = World::start().await;
    let tenant = owner(&world).await;
    let broken = ("200 OK\r\nthis is no header\r\n".to_owned(), String::new());
    let site = Website::open(BTreeMap::from([
        ("/", page("<a href=/broken>x</a>")),
        ("/broken", broken),
    ]))
    .await;
    let website = json!({ "url": site.url("shop.test") });
    let scan = scanned(&world, &tenant.key, &website).await;
    assert_eq!(scan["state"], "completed", "{scan}");
    assert_eq!(site.asked(), ["/robots.txt", "/", "/broken"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_that_lies_at_another_host_is_told() {
    let world = World::start().await;
    let tenant = owner(&world).await;
    let home = page("<a href=http://www.shop.test/a>a</a> <a href=http://www.shop.test/b>b</a>");
    let site = Website::open(BTreeMap::from([("/", home)])).await;
    let website = json!({ "url": site.url("shop.test") });
    let scan = scanned(&world, &tenant.key, &website).await;
    let findings = world
        .findings(&tenant.key, scan["id"].as_str().unwrap())
        .await;
    let told = findings
        .iter()
        .find(|it| it["detector"] == "website-incomplete")
        .unwrap();
    assert_eq!(told["evidence"], "links lead to other hosts of the domain");
    assert_eq!(told["occurrences"], 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redirects_are_told_as_what_they_are() {
    let world = World::start().await;
    let tenant = owner(&world).await;
    for (to, wanted) in [
        ("mailto:a@bakkerijvries.nl", "website-incomplete"),
        ("http://user@shop.test/x", "website-incomplete"),
        ("http://localhost:1/", "website-redirect-internal"),
        (
            "http://metadata.google.internal/",
            "website-redirect-internal",
        ),
        ("http://elsewhere.example/", "website-redirect-outside"),
    ] {
        let site = Website::open(BTreeMap::from([
            ("/", page("<a href=/out>x</a>")),
            ("/out", redirect(to)),
        ]))
        .await;
        let website = json!({ "url": site.url("shop.test") });
        let scan = scanned(&world, &tenant.key, &website).await;
        let findings = world
            .findings(&tenant.key, scan["id"].as_str().unwrap())
            .await;
        let told: Vec<_> = detectors(&findings)
            .into_iter()
            .filter(|it| it.contains("redirect") || it.contains("incomplete"))
            .collect();
        assert_eq!(told, [wanted], "{to}");
    }
}
