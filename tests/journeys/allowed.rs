//! Findings that a comment in the file itself allows.

use platform_tests::World;
use serde_json::{Value, json};

use crate::content::tar_gz;

const CODE: &str = "\
bsn = '231457005'  # polder:allow published by the tax office as an example\n\
bsn = '231457017'  # polder:allow\n\
password = 'Zomer-2024!x'\n";

#[tokio::test]
async fn a_comment_settles_a_finding_and_hides_nothing() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let only_allowed = CODE.lines().next().unwrap();
    let content = tar_gz(&[("a.py", CODE.as_bytes()), ("b.py", only_allowed.as_bytes())]);
    let scan = world.scan_file(&tenant.key, "code.tar.gz", &content).await;
    let id = scan["id"].as_str().unwrap();
    let findings = world.findings(&tenant.key, id).await;
    let of = |state: &str| -> Vec<&Value> {
        findings
            .iter()
            .filter(|finding| finding["state"] == state)
            .collect()
    };
    let (accepted, open) = (of("accepted"), of("open"));
    assert_eq!(accepted.len(), 2, "{findings:#?}");
    for finding in &accepted {
        assert_eq!(finding["detector"], "nl-bsn");
        assert_eq!(
            finding["reason"],
            "published by the tax office as an example"
        );
        assert_eq!(finding["triaged_by"], "file");
    }
    // They are counted apart, and are no risk.
    let counted: u64 = ["critical", "high", "medium", "low"]
        .iter()
        .map(|severity| scan["findings"][severity].as_u64().unwrap())
        .sum();
    assert_eq!(counted, open.len() as u64, "{scan}");
    assert_eq!(scan["findings_accepted"], json!(2));
    let unreasoned = open
        .iter()
        .find(|finding| finding["location"]["line"] == 2)
        .unwrap();
    let notes = unreasoned["explanation"].as_array().unwrap();
    let note = "note: “polder:allow” without a reason does not count";
    assert!(notes.contains(&json!(note)), "{notes:?}");

    let path = format!("/v1/scans/{id}/report?format=sarif");
    let sarif = tenant.key.get(&path).await.expect(200).json();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let kinds: Vec<&Value> = results
        .iter()
        .flat_map(|result| result["suppressions"].as_array().into_iter().flatten())
        .map(|suppression| &suppression["kind"])
        .collect();
    assert_eq!(kinds, ["inSource", "inSource"]);

    let clean = world
        .scan_file(&tenant.key, "b.py", only_allowed.as_bytes())
        .await;
    assert_eq!(clean["risk"]["score"], 0, "{clean}");
}
