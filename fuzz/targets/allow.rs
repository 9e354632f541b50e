//! What a comment allows repeats no value, and hides none from the count.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let said = String::from_utf8_lossy(bytes);
    let text = format!("mail jan.jansen@bakkerijvries.nl # polder:allow {said}\nBSN 231457005 // {said}\n");
    let told = polder_fuzz::scan("a.py", text.as_bytes());
    let plain = polder_fuzz::scan("a.py", text.replace("polder:allow", "polder=allow").as_bytes());
    assert_eq!(told.findings.len(), plain.findings.len());
    for finding in told.findings {
        let reason = finding.suppressed.unwrap_or_default();
        assert!(!reason.contains("231457005") && !reason.contains("jan.jansen@"), "{reason}");
    }
});
