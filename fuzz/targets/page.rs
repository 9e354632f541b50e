//! A page of a website, and the headers that came with it: lines of `name: value`, an empty line, the source.
#![no_main]

use std::sync::LazyLock;

use detect::FingerprintKey;
use domain::{Finding, ScanId};
use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use url::Url;
use website::{Page, Site};

static AT: LazyLock<Url> =
    LazyLock::new(|| Url::parse("https://shop.example/order?id=1").expect("an address"));

/// What a site has whose page was seen so many times.
fn seen(times: usize, headers: &HeaderMap, source: &str) -> Vec<Finding> {
    let scan: ScanId = "scan_01jd5r4k0e7m8v3xq2n6tz9abc".parse().expect("an id");
    let host = "shop.example".parse().expect("a name");
    let mut site = Site::new(scan, FingerprintKey::new([7; 32]), &host);
    for _ in 0..times {
        let _ = site.page(&Page {
            url: &AT,
            headers,
            source,
            at: Timestamp::UNIX_EPOCH,
        });
    }
    site.findings(&AT, None)
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (head, source) = text.split_once("\n\n").unwrap_or(("", &text));
    let mut headers = HeaderMap::new();
    for (name, value) in head.lines().filter_map(|line| line.split_once(':')) {
        if let (Ok(name), Ok(value)) = (
            HeaderName::from_bytes(name.trim().as_bytes()),
            HeaderValue::from_str(value.trim()),
        ) {
            headers.append(name, value);
        }
    }
    let before = polder_fuzz::held();
    let once = seen(1, &headers, source);
    polder_fuzz::assert_held_little(before);
    // The same thing on more pages is one finding.
    let twice = seen(2, &headers, source);
    let things = |findings: &[Finding]| -> Vec<(String, String)> {
        findings
            .iter()
            .map(|it| (it.detector.clone(), it.fingerprint.clone()))
            .collect()
    };
    assert_eq!(things(&twice), things(&once));
    for finding in &once {
        assert!(finding.evidence.len() <= 4_096, "{finding:?}");
        assert!(finding.confidence_percent <= 100, "{finding:?}");
    }
});
