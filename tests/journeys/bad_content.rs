//! Content that can't be read, or is made to harm who reads it: the scan completes and says so, and
//! the next scan is none the worse.

use platform_tests::{Tenant, World};
use serde_json::{Value, json};
use tar::EntryType;

use crate::content::{LETTER, raw_tar_gz, rubbish, tar_gz, zip, zip_bomb};

/// Scans the content, then an honest letter; answers the first scan and its findings.
async fn scanned(
    world: &World,
    tenant: &Tenant,
    name: &str,
    content: &[u8],
) -> (Value, Vec<Value>) {
    let ended = world.scan_file(&tenant.key, name, content).await;
    assert_eq!(ended["state"], "completed", "{name}: {ended}");
    assert_eq!(ended["failure"], Value::Null, "{name}");
    let findings = world
        .findings(&tenant.key, ended["id"].as_str().unwrap())
        .await;
    (ended, findings)
}

async fn assert_next_scan_is_unharmed(world: &World, tenant: &Tenant) {
    let (_, findings) = scanned(world, tenant, "brief.txt", LETTER.as_bytes()).await;
    assert!(
        findings.iter().any(|it| it["detector"] == "nl-bsn"),
        "{findings:?}"
    );
    for queue in world.platform().aws().queues() {
        assert_eq!(queue.messages, [], "{}", queue.name);
    }
}

#[tokio::test]
async fn hostile_archives_are_findings_and_what_is_honest_in_them_is_read() {
    let letter = LETTER.as_bytes();
    let regular = EntryType::Regular;
    let rows = [
        ("bomb.zip", zip_bomb()),
        (
            "nested.zip",
            zip(&[("brief.txt", letter), ("bomb.zip", &zip_bomb())]),
        ),
        (
            "names.tar.gz",
            raw_tar_gz(&[
                ("../../etc/passwd", regular, "", letter),
                ("brief.txt", regular, "", letter),
            ]),
        ),
        (
            "absolute.tar.gz",
            raw_tar_gz(&[
                ("/etc/passwd", regular, "", letter),
                ("brief.txt", regular, "", letter),
            ]),
        ),
        (
            "links.tar.gz",
            raw_tar_gz(&[
                ("link", EntryType::Symlink, "../../../etc/passwd", b""),
                ("hard", EntryType::Link, "/etc/passwd", b""),
                ("brief.txt", regular, "", letter),
            ]),
        ),
        (
            "names.zip",
            zip(&[("../../evil.txt", letter), ("brief.txt", letter)]),
        ),
    ];
    let world = World::start().await;
    for (n, (name, content)) in rows.into_iter().enumerate() {
        let tenant = world.tenant(&format!("Tenant{n}")).await;
        let (ended, findings) = scanned(&world, &tenant, name, &content).await;
        let hostile: Vec<_> = findings
            .iter()
            .filter(|it| it["category"] == "file")
            .collect();
        assert!(!hostile.is_empty(), "{name}: {findings:?}");
        assert!(
            hostile.iter().any(|it| it["detector"] == "file-hostile"),
            "{name}: {hostile:?}"
        );
        let honest = findings
            .iter()
            .any(|it| it["detector"] == "nl-bsn" && it["location"]["path"] == "brief.txt");
        assert!(honest || name == "bomb.zip", "{name}: {findings:?}");
        let bytes = ended["progress"]["bytes"].as_u64().unwrap();
        assert!(bytes < 128 << 20, "{name} was read for {bytes} bytes");
        assert_next_scan_is_unharmed(&world, &tenant).await;
        assert_eq!(world.used(&tenant.key, "scans").await, 2);
    }
}

#[tokio::test]
async fn content_that_is_no_text_completes_without_a_word_too_many() {
    let truncated = tar_gz(&[("brief.txt", &rubbish(200_000))]);
    let rows = [
        ("rubbish.bin", rubbish(300_000)),
        ("rubbish.txt", rubbish(300_000)),
        ("rubbish.tar.gz", rubbish(50_000)),
        (
            "rubbish.zip",
            [b"PK\x03\x04".to_vec(), rubbish(50_000)].concat(),
        ),
        (
            "truncated.tar.gz",
            truncated[..truncated.len() / 2].to_vec(),
        ),
        (
            "utf8.txt",
            b"Het BSN is 231457005.\n\xff\xfe\xc3\x28 Ren\xe9\n".to_vec(),
        ),
        ("nulls.txt", vec![0; 4_096]),
        ("one.txt", b"x".to_vec()),
        ("empty.tar.gz", tar_gz(&[])),
        ("empty.zip", zip(&[])),
        ("leeg.tar.gz", tar_gz(&[("leeg.txt", b"")])),
        ("long.txt", vec![b'a'; 8 << 20]),
    ];
    let world = World::start().await;
    for (n, (name, content)) in rows.into_iter().enumerate() {
        let tenant = world.tenant(&format!("Tenant{n}")).await;
        let (ended, findings) = scanned(&world, &tenant, name, &content).await;
        let told = findings
            .iter()
            .filter(|it| it["category"] != "file")
            .count();
        let wanted = usize::from(name == "utf8.txt");
        assert!(told == wanted, "{name}: {findings:?}");
        // What stands before the damage of an archive is read, and the archive is told of beside it.
        let most = 1 + u64::from(name == "truncated.tar.gz");
        assert!(
            ended["progress"]["documents"].as_u64().unwrap() <= most,
            "{name}: {ended}"
        );
        assert_next_scan_is_unharmed(&world, &tenant).await;
    }
}

#[tokio::test]
async fn a_text_of_nothing_is_a_scan_that_found_nothing() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    for text in ["", "\u{0}", "\u{feff}", "\n\n\n"] {
        let scan = world.scan_text(&tenant.key, text).await;
        let ended = world.ended(&tenant.key, &scan).await;
        assert_eq!(ended["state"], "completed", "{text:?}: {ended}");
        assert_eq!(
            world.findings(&tenant.key, &scan).await,
            Vec::<Value>::new(),
            "{text:?}"
        );
        let list = tenant
            .key
            .get(&format!("/v1/scans/{scan}/findings"))
            .await
            .expect(200)
            .json();
        assert_eq!(list, json!({ "items": [], "next_cursor": null }));
        for format in ["json", "sarif", "csv", "html", "pdf"] {
            let path = format!("/v1/scans/{scan}/report?format={format}");
            let _ = tenant.key.get(&path).await.expect(200);
        }
    }
}
