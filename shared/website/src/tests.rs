//! Pages and what is found on them.

use detect::CompiledRules;
use domain::{DetectorSetting, Finding, Reach, RiskAccumulator, RuleSet, ScanId, Severity};
use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use url::Url;

use crate::{Page, Site};

const AT: &str = "https://shop.example/";

/// The findings of a site of one page.
fn site(at: &str, headers: &[(&'static str, &str)], source: &str) -> Vec<Finding> {
    wanted(at, headers, source, None)
}

/// Those of them that a tenant with these rules wants.
fn wanted(
    at: &str,
    headers: &[(&'static str, &str)],
    source: &str,
    rules: Option<&CompiledRules>,
) -> Vec<Finding> {
    let mut site = empty();
    look(&mut site, at, headers, source);
    site.findings(&Url::parse(at).unwrap(), rules)
}

/// A site of which nothing was seen yet.
fn empty() -> Site {
    let scan: ScanId = "scan_01jd5r4k0e7m8v3xq2n6tz9abc".parse().unwrap();
    let host = "shop.example".parse().unwrap();
    Site::new(scan, detect::FingerprintKey::new([7; 32]), &host)
}

/// Shows it a page.
fn look(site: &mut Site, at: &str, headers: &[(&'static str, &str)], source: &str) {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(
            HeaderName::from_static(name),
            HeaderValue::from_str(value).unwrap(),
        );
    }
    let now: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
    let url = Url::parse(at).unwrap();
    site.answered(&url, &map, now);
    let _ = site.page(&Page {
        url: &url,
        headers: &map,
        source,
        is_whole: true,
    });
}

fn evidence(findings: &[Finding], check: &str) -> Vec<String> {
    let of_check = findings.iter().filter(|finding| finding.detector == check);
    of_check.map(|finding| finding.evidence.clone()).collect()
}

const GOOD_HEADERS: [(&str, &str); 5] = [
    ("strict-transport-security", "max-age=31536000"),
    (
        "content-security-policy",
        "default-src 'self'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=()"),
];

const GOOD_PAGE: &str = "<html><body><a href=/privacy>Privacyverklaring</a><script src=/app.js></script>\
    <form method=post action=/order><input name=email type=email></form>\
    <footer>KvK 12345678, btw NL001234567B01</footer></body></html>";

#[test]
fn a_good_page_has_no_findings() {
    let findings = site(AT, &GOOD_HEADERS, GOOD_PAGE);
    let ids: Vec<_> = findings.iter().map(|finding| &finding.detector).collect();
    assert!(ids.is_empty(), "{ids:?}");
}

/// What a page, put into the good one, leads to: check, evidence.
#[test]
#[expect(clippy::too_many_lines, reason = "a row for each kind of page")]
fn pages_are_judged() {
    let rows: [(&str, &str, Option<&str>); 37] = [
        (
            "<form action='javascript:void(0)'><input type=email></form>",
            "website-form-get",
            None,
        ),
        (
            "<form method=dialog><input type=email></form>",
            "website-form-get",
            None,
        ),
        (
            "<base href=https://elsewhere.example/><form method=post><input type=password></form>",
            "website-form-third-party",
            None,
        ),
        (
            "<form method=post><input type=email><button formaction=http://shop.example/in>x</button></form>",
            "website-form-without-tls",
            Some("sent to http://shop.example/in"),
        ),
        (
            "<base href='javascript:0'><base href=https://cdn.elsewhere.example/><script src=x.js></script>",
            "website-third-party",
            None,
        ),
        (
            "<noscript><img src='https://www.facebook.com/tr?id=1'></noscript>",
            "website-tracker",
            Some("Meta Pixel (social media), loaded by <img>"),
        ),
        (
            "<img srcset='/a.png 1x, https://cdn.elsewhere.example/b.png 2x'>",
            "website-third-party",
            Some("cdn.elsewhere.example"),
        ),
        (
            "<video poster=https://cdn.elsewhere.example/b.png></video>",
            "website-third-party",
            Some("cdn.elsewhere.example"),
        ),
        (
            "<frame src=https://cdn.elsewhere.example/menu>",
            "website-third-party",
            Some("cdn.elsewhere.example"),
        ),
        (
            "<link rel=preconnect href=https://www.googletagmanager.com>",
            "website-tracker",
            None,
        ),
        (
            "<script src=https://www.google-analytics.com/analytics.js></script>",
            "website-tracker",
            Some("Google Analytics (analytics), loaded by <script>"),
        ),
        (
            "<script type=text/plain src=https://www.google-analytics.com/analytics.js></script>",
            "website-tracker",
            None,
        ),
        (
            "<script>(function(){s.src='https://www.googletagmanager.com/gtm.js?id='+i})()</script>",
            "website-tracker",
            Some("Google Tag Manager (tag manager), loaded by a script in the page"),
        ),
        (
            "<script type='text/plain' data-cookieconsent=marketing>x='https://connect.facebook.net/en_US/fbevents.js'</script>",
            "website-tracker",
            None,
        ),
        (
            "<p>We used to have https://www.google-analytics.com/analytics.js here.</p>",
            "website-tracker",
            None,
        ),
        (
            "<iframe src=https://www.youtube.com/embed/x></iframe>",
            "website-tracker",
            Some("YouTube (video), loaded by <iframe>"),
        ),
        (
            "<iframe data-src=https://www.youtube.com/embed/x></iframe>",
            "website-tracker",
            None,
        ),
        (
            "<img src='https://www.facebook.com/tr?id=1' height=1>",
            "website-tracker",
            Some("Meta Pixel (social media), loaded by <img>"),
        ),
        (
            "<link rel=stylesheet href='//fonts.googleapis.com/css?family=X'>",
            "website-tracker",
            Some("Google Fonts (fonts), loaded by <link>"),
        ),
        (
            "<link rel=canonical href='https://elsewhere.example/'>",
            "website-third-party",
            None,
        ),
        (
            "<script src=https://cdn.elsewhere.example/x.js></script>",
            "website-third-party",
            Some("cdn.elsewhere.example"),
        ),
        (
            "<script src=https://static.shop.example/x.js></script>",
            "website-third-party",
            None,
        ),
        (
            "<!-- <script src=https://cdn.elsewhere.example/x.js></script> -->",
            "website-third-party",
            None,
        ),
        (
            "<img src=http://shop.example/a.png>",
            "website-mixed-content",
            Some("<img> http://shop.example/a.png"),
        ),
        (
            "<a href=http://shop.example/a>a</a>",
            "website-mixed-content",
            None,
        ),
        (
            "<form method=post action=http://shop.example/send><input type=email></form>",
            "website-form-without-tls",
            Some("sent to http://shop.example/send"),
        ),
        (
            "<form method=post action=http://shop.example/send><input name=q></form>",
            "website-form-without-tls",
            None,
        ),
        (
            "<form method=post action=http://shop.example/in><input type=password></form>",
            "website-password-without-tls",
            Some("sent to http://shop.example/in"),
        ),
        (
            "<form method=post action=https://list.elsewhere.example/sub><input name=voornaam></form>",
            "website-form-third-party",
            Some("list.elsewhere.example"),
        ),
        (
            "<form action=/find><input name=achternaam></form>",
            "website-form-get",
            Some("sent to https://shop.example/find with method=get"),
        ),
        (
            "<form action=/find><input name=q></form>",
            "website-form-get",
            None,
        ),
        (
            "<form action=/find><input type=hidden name=email></form>",
            "website-form-get",
            None,
        ),
        (
            "<a href='/track?email=jan.jansen@bakkerijvries.nl'>x</a>",
            "website-personal-data-in-url",
            Some("E-mail address"),
        ),
        (
            "<a href='/track?iban=NL91ABNA0417164300'>x</a>",
            "website-personal-data-in-url",
            Some("Bank account number"),
        ),
        (
            "<a href='mailto:jan.jansen@bakkerijvries.nl'>x</a>",
            "website-personal-data-in-url",
            None,
        ),
        (
            "<a href='/shop?page=2&colour=dark-green'>x</a>",
            "website-personal-data-in-url",
            None,
        ),
        (
            "<base href=https://cdn.elsewhere.example/><script src=x.js></script>",
            "website-third-party",
            Some("cdn.elsewhere.example"),
        ),
    ];
    for (part, check, wanted) in rows {
        let source = GOOD_PAGE.replace("</body>", &format!("{part}</body>"));
        let found = evidence(&site(AT, &GOOD_HEADERS, &source), check);
        match wanted {
            None => assert!(found.is_empty(), "{part}: {found:?}"),
            Some(wanted) => {
                assert_eq!(found.len(), 1, "{part}: {found:?}");
                assert!(found[0].starts_with(wanted), "{part}: {found:?}");
            }
        }
    }
}

/// A header in place of the good ones of its kind, and the check that it leads to.
#[test]
fn headers_are_judged_by_what_they_say() {
    let rows = [
        (
            "strict-transport-security",
            "max-age=0",
            Some("website-hsts-missing"),
        ),
        (
            "strict-transport-security",
            "max-age=\"600\"; preload",
            None,
        ),
        (
            "strict-transport-security",
            "",
            Some("website-hsts-missing"),
        ),
        (
            "x-content-type-options",
            "sniff",
            Some("website-nosniff-missing"),
        ),
        ("x-content-type-options", "NoSniff", None),
        (
            "referrer-policy",
            "unsafe-url",
            Some("website-referrer-policy-missing"),
        ),
        (
            "referrer-policy",
            "no-referrer, unsafe-url",
            Some("website-referrer-policy-missing"),
        ),
        ("referrer-policy", "unsafe-url, same-origin", None),
        (
            "referrer-policy",
            "",
            Some("website-referrer-policy-missing"),
        ),
        (
            "permissions-policy",
            "",
            Some("website-permissions-policy-missing"),
        ),
        (
            "content-security-policy",
            "frame-ancestors *",
            Some("website-framing-allowed"),
        ),
        (
            "content-security-policy",
            "frame-ancestors https:",
            Some("website-framing-allowed"),
        ),
        ("content-security-policy", "Frame-Ancestors 'none'", None),
        ("content-security-policy", "frame-ancestors", None),
        (
            "content-security-policy",
            "img-src x, frame-ancestors 'self'",
            None,
        ),
    ];
    for (name, value, wanted) in rows {
        let mut headers = GOOD_HEADERS.to_vec();
        headers.retain(|(other, _)| *other != name);
        headers.push((name, value));
        let findings = site(AT, &headers, GOOD_PAGE);
        let ids: Vec<_> = findings.iter().map(|it| it.detector.as_str()).collect();
        assert_eq!(ids, Vec::from_iter(wanted), "{name}: {value}");
        let mut told = findings.iter().map(|it| &it.evidence);
        assert!(
            told.all(|it| it.ends_with("protects nothing")),
            "{findings:?}"
        );
    }
    for (value, wanted) in [("ALLOWALL", 1), ("deny", 0), ("SameOrigin", 0), ("", 1)] {
        let headers = [("x-frame-options", value)];
        let found = evidence(&site(AT, &headers, GOOD_PAGE), "website-framing-allowed");
        assert_eq!(found.len(), wanted, "{value}");
    }
    let mut headers = GOOD_HEADERS.to_vec();
    headers.retain(|(name, _)| *name != "content-security-policy");
    headers.push(("content-security-policy", "default-src 'self'"));
    headers.push(("content-security-policy", "frame-ancestors 'none'"));
    headers.push(("set-cookie", "a=b; Secure; SameSite=banana"));
    let findings = site(AT, &headers, GOOD_PAGE);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(
        evidence(&findings, "website-cookie-unprotected"),
        ["a: no SameSite"]
    );
}

#[test]
fn cookies_are_judged_and_their_values_never_told() {
    let mut headers = GOOD_HEADERS.to_vec();
    headers.push((
        "set-cookie",
        "_ga=GA1.2.secret; Secure; SameSite=Lax; Max-Age=63072000",
    ));
    headers.push(("set-cookie", "PHPSESSID=verysecret; Path=/"));
    headers.push(("set-cookie", "lang=nl; Secure; SameSite=Strict"));
    let findings = site(AT, &headers, GOOD_PAGE);
    assert_eq!(
        evidence(&findings, "website-cookie-before-consent"),
        ["_ga (Google Analytics, analytics)"]
    );
    assert_eq!(
        evidence(&findings, "website-cookie-unprotected"),
        ["PHPSESSID: no Secure, no HttpOnly, no SameSite"]
    );
    assert_eq!(
        evidence(&findings, "website-cookie-lifetime"),
        ["_ga: 730 days"]
    );
    assert!(!format!("{findings:?}").contains("secret"));
}

#[test]
fn cookies_of_answers_that_are_no_pages_count_too() {
    let mut site = empty();
    let mut headers = HeaderMap::new();
    let value = HeaderValue::from_bytes(b"_fbp=caf\xe9; Secure; SameSite=Lax").unwrap();
    headers.append("set-cookie", value);
    let url = Url::parse(AT).unwrap();
    site.answered(&url, &headers, Timestamp::UNIX_EPOCH);
    let findings = site.findings(&url, None);
    let told = evidence(&findings, "website-cookie-before-consent");
    assert_eq!(told.len(), 1, "{findings:?}");
    assert!(told[0].starts_with("_fbp ("), "{told:?}");
}

/// An address that a page or a redirect has, and how many times personal data is found in it.
#[test]
fn addresses_are_looked_at_wherever_they_stand() {
    let rows = [
        ("/welcome?email=jan.jansen@bakkerijvries.nl", 1),
        ("/u/jan.jansen@bakkerijvries.nl/x", 1),
        ("/u/jan.jansen%40bakkerijvries.nl/x", 1),
        ("/x#email=jan.jansen@bakkerijvries.nl", 1),
        ("/x#iban=NL91ABNA0417164300&y=1", 1),
        ("/nieuws/2026-11-21-jan-de-vries", 0),
        ("/a?page=2#top", 0),
    ];
    let start = Url::parse(AT).unwrap();
    for (address, wanted) in rows {
        let url = start.join(address).unwrap();
        let found = site(url.as_str(), &[], GOOD_PAGE);
        let own = evidence(&found, "website-personal-data-in-url").len();
        assert_eq!(own, wanted, "{address}");
        let mut of_redirect = empty();
        let mut headers = HeaderMap::new();
        headers.insert("location", HeaderValue::from_str(address).unwrap());
        of_redirect.answered(&start, &headers, Timestamp::UNIX_EPOCH);
        let found = of_redirect.findings(&start, None);
        let target = evidence(&found, "website-personal-data-in-url").len();
        assert_eq!(target, wanted, "{address}");
        let form = format!("<form method=post action='{address}'><input name=q></form>");
        let found = evidence(&site(AT, &[], &form), "website-personal-data-in-url");
        assert_eq!(found.len(), wanted, "{address}");
    }
    let mail = "<a href='mailto:info@shop.example?bcc=jan.jansen@bakkerijvries.nl'>x</a>";
    let found = evidence(&site(AT, &[], mail), "website-personal-data-in-url");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn names_of_cookies_and_hosts_are_told_without_what_is_about_a_person() {
    let names = [
        "klant-626018158",
        "user_jan.devries@waterland.nl",
        "user_jan.devries%40waterland.nl",
        "_hjSession_626018158",
    ];
    let cookies: Vec<_> = names
        .iter()
        .map(|name| format!("{name}=1; Max-Age=63072000"))
        .collect();
    let mut headers = GOOD_HEADERS.to_vec();
    headers.extend(cookies.iter().map(|cookie| ("set-cookie", cookie.as_str())));
    let page = GOOD_PAGE.replace(
        "</body>",
        "<script src=https://k626018158.elsewhere.example/x.js></script>\
         <form method=post action=https://k626018158.list.example/in><input type=email></form></body>",
    );
    let mut site = empty();
    look(&mut site, AT, &headers, &page);
    let url = Url::parse(AT).unwrap();
    site.leads_outside(&url, "k626018158.away.example");
    site.tls_invalid(
        &Url::parse("https://k626018158.shop.example/").unwrap(),
        "the certificate has expired",
    );
    let findings = site.findings(&url, None);
    for (check, wanted) in [
        (
            "website-cookie-before-consent",
            &["_hj… (Hotjar, session replay)"][..],
        ),
        (
            "website-cookie-unprotected",
            &[
                "_hj…: no Secure, no HttpOnly, no SameSite",
                "…: no Secure, no SameSite",
            ],
        ),
        (
            "website-cookie-lifetime",
            &["_hj…: 730 days", "…: 730 days"],
        ),
        ("website-third-party", &["….elsewhere.example"]),
        ("website-form-third-party", &["….list.example"]),
        ("website-redirect-outside", &["….away.example"]),
        (
            "website-tls-invalid",
            &["….shop.example: the certificate has expired"],
        ),
    ] {
        assert_eq!(evidence(&findings, check), wanted, "{check}");
    }
    let all = format!("{findings:?}");
    for value in ["626018158", "devries"] {
        assert!(!all.contains(value), "{value} in {all}");
    }
}

/// Whoever knows a scan can work out the id of a finding from what it is about, so that must not be a value.
#[test]
fn ids_of_findings_do_not_follow_from_masked_names() {
    let ids = |name: &str| {
        let cookie = format!("{name}=1");
        let headers = [("set-cookie", cookie.as_str())];
        let findings = site(AT, &headers, GOOD_PAGE);
        let ids: Vec<_> = findings.iter().map(|it| it.id.to_string()).collect();
        ids
    };
    assert_eq!(ids("klant-626018158"), ids("klant-123456782"));
    assert_ne!(ids("klant"), ids("taal"));
}

#[test]
fn a_bare_page_lacks_everything() {
    let findings = site("http://shop.example/", &[], "<p>Hallo");
    let mut ids: Vec<_> = findings
        .iter()
        .map(|finding| finding.detector.as_str())
        .collect();
    ids.sort_unstable();
    assert_eq!(
        ids,
        [
            "website-csp-missing",
            "website-framing-allowed",
            "website-imprint-missing",
            "website-nosniff-missing",
            "website-permissions-policy-missing",
            "website-privacy-statement-missing",
            "website-referrer-policy-missing",
            "website-without-tls",
        ]
    );
}

#[test]
fn statements_are_found_in_four_languages() {
    let rows = [
        ("<a href=/p>Privacy policy</a>", true),
        ("<a href=/p>Privacy&shy;verklaring</a>", true),
        ("<a href=/datenschutz>x</a>", true),
        ("<a href=/p>Politique de <b>confidentialité</b></a>", true),
        (
            "<a href=https://www.iubenda.com/privacy-policy/1>x</a>",
            true,
        ),
        (
            "<a href=https://policies.google.com/privacy>Privacy</a>",
            false,
        ),
        ("<p>Wij geven om uw privacy.</p>", false),
        (
            "<a href=/p><img alt=Privacyverklaring src=/i.png></a>",
            true,
        ),
        ("<a href=/p aria-label='Privacy policy'><i></i></a>", true),
        ("<img alt=Privacyverklaring src=/i.png>", false),
        ("<a href=/blog/privacy-is-dead>x</a>", false),
        ("<a href=/blog/x>Privacy is dead</a>", false),
        ("<a href=/weg/privacy>x</a>", false),
        ("<a href=/weg/privacy>x</a><a href=/privacy#top>x</a>", true),
    ];
    for (source, wanted) in rows {
        let mut site = empty();
        look(&mut site, AT, &[], source);
        site.gone(&Url::parse("https://shop.example/weg/privacy").unwrap());
        let findings = site.findings(&Url::parse(AT).unwrap(), None);
        let missing = evidence(&findings, "website-privacy-statement-missing");
        assert_eq!(missing.is_empty(), wanted, "{source}");
    }
    let rows = [
        ("KvK-nummer: 12345678", true),
        (
            "Ingeschreven bij de Kamer van Koophandel onder nummer 12 34 56 78",
            true,
        ),
        ("BTW NL001234567B01", true),
        ("<a href=/impressum>Impressum</a>", true),
        (
            "<script type=application/ld+json>{\"vatID\":\"NL1\"}</script>",
            true,
        ),
        ("Bel de kvk voor meer informatie", false),
        ("", false),
    ];
    for (source, wanted) in rows {
        let missing = evidence(&site(AT, &[], source), "website-imprint-missing");
        assert_eq!(missing.is_empty(), wanted, "{source}");
    }
}

#[test]
fn a_consent_tool_makes_it_less_sure_and_its_absence_is_told() {
    let tracker = "<script src=https://static.hotjar.com/c/hotjar.js></script>";
    let without = site(AT, &GOOD_HEADERS, tracker);
    assert_eq!(evidence(&without, "website-consent-missing").len(), 1);
    let tool = "<script src=https://consent.cookiebot.com/uc.js data-blockingmode=auto></script>";
    let with = site(AT, &GOOD_HEADERS, &format!("{tool}{tracker}"));
    assert!(evidence(&with, "website-consent-missing").is_empty());
    let sure = |findings: &[Finding]| {
        let finding = findings
            .iter()
            .find(|finding| finding.detector == "website-tracker")
            .unwrap();
        assert_eq!(finding.severity, Severity::High);
        finding.confidence_percent
    };
    assert_eq!((sure(&without), sure(&with)), (90, 60));
}

#[test]
fn nothing_is_missing_for_what_was_not_read() {
    let url = Url::parse(AT).unwrap();
    for is_whole in [true, false] {
        let mut site = empty();
        let _ = site.page(&Page {
            url: &url,
            headers: &HeaderMap::new(),
            source: "<p>Hallo",
            is_whole,
        });
        let findings = site.findings(&url, None);
        for check in [
            "website-privacy-statement-missing",
            "website-imprint-missing",
        ] {
            assert_eq!(
                evidence(&findings, check).len(),
                usize::from(is_whole),
                "{check}"
            );
        }
    }
    let mut site = empty();
    look(&mut site, AT, &[], &"<a href=/a>".repeat(2_100));
    assert_eq!(site.links_beyond(), 100);
}

#[test]
fn frames_are_pages_of_the_site() {
    let mut site = empty();
    let url = Url::parse(AT).unwrap();
    let links = site.page(&Page {
        url: &url,
        headers: &HeaderMap::new(),
        source: "<frameset><frame src=/menu></frameset><iframe src=/inner></iframe><a href=/a>a</a>",
        is_whole: true,
    });
    let links: Vec<_> = links.iter().map(Url::path).collect();
    assert_eq!(links, ["/a", "/menu", "/inner"]);
}

#[test]
fn hostile_pages_are_bounded() {
    let many: Vec<String> = (0..5_000)
        .map(|n| format!("<script src=https://h{n}.elsewhere{n}.example/></script><form>"))
        .collect();
    let many = many.concat();
    let findings = site(AT, &[], &many);
    assert!(findings.len() < 250, "{}", findings.len());
    for source in [
        "<",
        "<a",
        "<a href='",
        "<script>",
        "<!--",
        "<form><form></form",
        "\u{0}<a\u{0}>",
        "&#x110000;",
    ] {
        let _ = site(AT, &[], source);
    }
}

#[test]
fn every_check_is_documented_as_it_is() {
    let page = include_str!("../../../docs/website-scan.md");
    for meta in crate::catalogue::ALL {
        let row = format!(
            "| `{}` | {} | {} | {} |",
            meta.id, meta.severity, meta.article, meta.name.en
        );
        assert!(page.contains(&row), "docs/website-scan.md has no row {row}");
    }
}

proptest::proptest! {
    #[test]
    fn no_page_breaks_the_reader(source in "(<[a-z!/?]{0,8}[ =\"'a-z:/&;#x0-9]{0,24}>?|\\PC{0,12}){0,24}") {
        let _ = site(AT, &[], &source);
    }

    #[test]
    fn no_robots_txt_breaks_the_reader(text in "(user-agent|allow|disallow|crawl-delay|\\PC{0,8}|:|\\*|\\$|/|%[0-9a-f]{0,2}|\n){0,60}", path in "/\\PC{0,20}") {
        let _ = crate::Robots::parse(&text, "polderbot").allows(&path);
    }
}

#[test]
fn a_tenant_changes_what_a_check_is_worth_or_switches_it_off() {
    let setting = |enabled: bool, severity: Option<Severity>| DetectorSetting {
        enabled,
        severity,
        reason: "ours to decide".to_owned(),
        by: "user".to_owned(),
        at: "2026-11-21T00:00:00Z".parse().unwrap(),
        revision: 1,
    };
    let found = |id: &str, decided: Option<DetectorSetting>| {
        let mut set = RuleSet::default();
        set.detectors
            .extend(decided.map(|setting| (id.to_owned(), setting)));
        let findings = wanted(AT, &[], "<html></html>", Some(&CompiledRules::new(&set)));
        let of_check = findings.into_iter().find(|finding| finding.detector == id);
        of_check.map(|finding| finding.severity)
    };
    let id = "website-hsts-missing";
    let usual = found(id, None).expect("the header is missing");
    assert_ne!(usual, Severity::Critical);
    let rows = [
        (setting(true, None), Some(usual)),
        (
            setting(true, Some(Severity::Critical)),
            Some(Severity::Critical),
        ),
        (setting(true, Some(Severity::Low)), Some(Severity::Low)),
        (setting(false, None), None),
    ];
    for (decided, severity) in rows {
        assert_eq!(found(id, Some(decided.clone())), severity, "{decided:?}");
    }
}

#[test]
fn what_was_not_looked_at_is_told_whatever_a_tenant_decides() {
    assert!(crate::catalogue::INCOMPLETE.tells_what_was_left_out());
    let checks = crate::catalogue::ALL.iter();
    assert_eq!(checks.filter(|it| it.tells_what_was_left_out()).count(), 1);
}

/// Findings of every check but that of TLS, whose evidence is what the library says.
fn of_every_check() -> Vec<Finding> {
    let page = "<html><script src=https://www.google-analytics.com/analytics.js></script>\
        <script>x='https://www.googletagmanager.com/gtm.js'</script><script src=https://bat.bing.com/bat.js></script>\
        <script src=http://cdn.elsewhere.example/x.js></script>\
        <form method=get><input name=email></form>\
        <form method=post action=http://list.elsewhere.example/in><input type=email></form>\
        <form method=post action=http://shop.example/in><input type=password></form>\
        <a href='/?mail=jan@bakkerijvries.nl&amp;iban=NL91ABNA0417164300'>x</a></html>";
    let cookies = [
        ("set-cookie", "_ga=GA1.2.3; Max-Age=99999999999"),
        ("set-cookie", "sid=1; Max-Age=99999999999"),
    ];
    let mut site = empty();
    look(&mut site, AT, &[("permissions-policy", "")], page);
    for at in [AT, "http://shop.example/?mail=jan@bakkerijvries.nl"] {
        look(&mut site, at, &cookies, page);
    }
    let url = Url::parse(AT).unwrap();
    site.leads_outside(&url, "elsewhere.example");
    site.stays_plain(&url);
    for why in [
        "robots.txt forbids pages",
        "pages gave no answer, or an error",
        "pages lie deeper than depth_max",
        "pages beyond pages_max, or the requests, time or size of a scan",
        "pages are longer than is read",
        "links beyond those that are kept",
        "links lead to other hosts of the domain",
    ] {
        site.incomplete(&url, why, 2);
    }
    for address in [
        "0.0.0.1",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "169.254.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::1",
        "100::1",
        "fd00::1",
        "fe80::1",
        "ff00::1",
        "2001::1",
        "2002::1",
        "4000::1",
    ] {
        let why = Reach::Public.check(address.parse().unwrap()).unwrap_err();
        site.leads_inside(&url, &format!("http://{address}/"), why.0);
    }
    let findings = site.findings(&url, None);
    for check in crate::catalogue::ALL {
        let is_there = findings.iter().any(|it| it.detector == check.id);
        assert!(
            is_there || check.id == "website-tls-invalid",
            "{}",
            check.id
        );
    }
    findings
}

#[test]
fn every_reason_can_be_told_in_dutch() {
    for line in of_every_check().iter().flat_map(|it| &it.explanation) {
        let dutch = crate::catalogue::explanation_in_dutch(line);
        assert!(dutch.is_some(), "without Dutch: {line}");
    }
}

#[test]
fn all_evidence_can_be_told_in_dutch() {
    let english = [
        " no ",
        "not",
        "sent",
        "served",
        "loaded",
        "days",
        "pages",
        "address",
        "the ",
        " by ",
        "analytics",
        "advertising",
        "in the",
    ];
    for finding in of_every_check() {
        let (id, evidence) = (&finding.detector, &finding.evidence);
        let dutch = crate::catalogue::evidence_in_dutch(id, evidence);
        let dutch = dutch.unwrap_or_else(|| panic!("without Dutch: {id} {evidence}"));
        for word in english {
            let dutch = dutch.replace("pages_max", "");
            assert!(!dutch.contains(word), "{word} in {dutch}");
        }
    }
    let rows = [
        (
            "website-tracker",
            "Google Ads (DoubleClick) (advertising), loaded by a script in the page",
            Some("Google Ads (DoubleClick) (advertenties), geladen door een script in de pagina"),
        ),
        (
            "website-cookie-before-consent",
            "_ga (Google Analytics, analytics)",
            Some("_ga (Google Analytics, statistieken)"),
        ),
        (
            "website-cookie-unprotected",
            "a: b, no c: no Secure, no SameSite",
            Some("a: b, no c: geen Secure, geen SameSite"),
        ),
        (
            "website-cookie-lifetime",
            "_ga: 730 days",
            Some("_ga: 730 dagen"),
        ),
        (
            "website-form-get",
            "sent to https://shop.example/find with method=get",
            Some("verstuurd naar https://shop.example/find met method=get"),
        ),
        (
            "website-personal-data-in-url",
            "E-mail address: j*@****l",
            Some("E-mailadres: j*@****l"),
        ),
        (
            "website-redirect-internal",
            "http://10.0.0.1/: a private address",
            Some("http://10.0.0.1/: een privéadres"),
        ),
        (
            "website-third-party",
            "sent to.example",
            Some("sent to.example"),
        ),
        ("website-tls-invalid", "shop.example: it broke off", None),
        ("nl-bsn", "served over http", None),
    ];
    for (id, english, dutch) in rows {
        let told = crate::catalogue::evidence_in_dutch(id, english);
        assert_eq!(told.as_deref(), dutch, "{id}");
    }
}

#[test]
fn what_was_not_looked_at_is_no_risk() {
    let checks = crate::catalogue::ALL.iter();
    let detectors = detect::Engine::standard().detectors().iter();
    for meta in checks.chain(detectors) {
        let mut risk = RiskAccumulator::new();
        risk.add(meta.id, meta.severity, 100, 50);
        // A hostile file was looked at.
        let is_risk = !meta.tells_what_was_left_out() || meta.id == "file-hostile";
        assert_eq!(risk.score().score > 0, is_risk, "{}", meta.id);
    }
}
