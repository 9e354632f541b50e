//! The page of detectors is that of the declarations.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../examples/detectors.rs"]
mod detectors;

#[test]
fn the_page_of_detectors_is_not_stale() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/detectors.md");
    let page = std::fs::read_to_string(path).unwrap();
    assert!(
        page == detectors::page(),
        "docs/detectors.md is stale: cargo run -p detect --example detectors > docs/detectors.md"
    );
}

#[test]
fn the_page_of_detectors_can_be_read() {
    let page = detectors::page();
    for line in page.lines().filter(|line| !line.starts_with('|')) {
        assert!(line.chars().count() <= 120, "{line}");
    }
    // What other scanners take for a leak stays out of it.
    for mark in ["ghp_", "AKIA", "-----BEGIN", "sk_live", "xoxb-"] {
        assert!(!page.contains(mark), "{mark}");
    }
    for meta in detect::catalogue() {
        assert!(page.contains(&format!("`{}`", meta.id)), "{}", meta.id);
    }
}
