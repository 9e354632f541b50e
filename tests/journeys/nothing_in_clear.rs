//! Values that are found stay nowhere: not in a table, a queue, a bucket, a mail or an answer.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use domain::Clock;
use jiff::SignedDuration;
use local::Data;
use platform_tests::{Answer, World};
use serde_json::json;

use crate::content::tar_gz;
use crate::folder::files;

/// What is planted; assembled, so that this file holds no credential.
fn secrets() -> Vec<(&'static str, String)> {
    vec![
        ("BSN", "231457005".to_owned()),
        ("IBAN", "NL36INGB0003445588".to_owned()),
        ("e-mail", "johanna.zonneveld@bakkerijvries.nl".to_owned()),
        ("AWS key", ["AKIA", "QYLPMN5HHHFPZAM2"].concat()),
        ("password", ["Zr7!kQ2v", "Lp9xWm4"].concat()),
    ]
}

/// The forms in which a value may lie about.
fn forms(value: &str) -> Vec<Vec<u8>> {
    let mut forms = vec![value.as_bytes().to_vec(), value.to_lowercase().into_bytes()];
    // Base64 of the value wherever it stands in a longer text: what three offsets have in common.
    for offset in 0..3 {
        let padded = [vec![b'x'; offset], value.as_bytes().to_vec()].concat();
        for alphabet in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            let encoded = alphabet.encode(&padded);
            forms.push(encoded.as_bytes()[4..encoded.len() - 3].to_vec());
        }
    }
    forms.push(hex::encode(value).into_bytes());
    forms.push(hex::encode_upper(value).into_bytes());
    let everything = percent_encoding::NON_ALPHANUMERIC;
    forms.push(
        percent_encoding::utf8_percent_encode(value, everything)
            .to_string()
            .into_bytes(),
    );
    forms.push(value.encode_utf16().flat_map(u16::to_le_bytes).collect());
    forms
}

fn assert_clean(place: &str, content: &[u8]) {
    for (what, value) in secrets() {
        for form in forms(&value) {
            let found = content
                .windows(form.len())
                .position(|window| window == form);
            assert!(
                found.is_none(),
                "the {what} stands in {place} as {:?}",
                String::from_utf8_lossy(&form)
            );
        }
    }
}

/// Whether any form of a value is somewhere below the folder.
fn is_anywhere(folder: &Path, value: &str) -> bool {
    files(folder).iter().any(|path| {
        let content = std::fs::read(path).unwrap();
        content
            .windows(value.len())
            .any(|window| window == value.as_bytes())
    })
}

#[tokio::test]
async fn what_was_found_is_nowhere_to_be_found() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let world = World::open(Data::Folder(data.clone()), Clock::system()).await;
    let tenant = world.tenant("Waterland").await;
    let values: Vec<String> = secrets().into_iter().map(|(_, value)| value).collect();
    let [bsn, iban, email, aws, password] = &*values else {
        unreachable!()
    };
    let text = format!(
        "Het BSN is {bsn}.\nHet IBAN is {iban}.\nMail {email}.\n\
         aws_access_key_id = {aws}\npassword = \"{password}\"\n"
    );
    let table = format!("naam;bsn;iban;email\nA. de Vries;{bsn};{iban};{email}\n");
    let json_text = json!({ "bsn": bsn, "iban": iban, "email": email, "password": password });
    let packed = tar_gz(&[
        ("src/config.py", text.as_bytes()),
        ("export.csv", table.as_bytes()),
        ("klant.json", json_text.to_string().as_bytes()),
    ]);

    let mut answers: Vec<(String, Answer)> = Vec::new();
    let headers = [("idempotency-key", "k")];
    let body = json!({ "text": text });
    let accepted = tenant
        .key
        .json("POST", "/v1/scans", &headers, &body)
        .await
        .expect(202);
    let first = accepted.json()["id"].as_str().unwrap().to_owned();
    answers.push(("the acceptance".to_owned(), accepted));
    let upload = world.upload(&tenant.key, "web.tar.gz", &packed).await;
    let accepted = tenant
        .key
        .post("/v1/scans", &json!({ "upload": upload }))
        .await
        .expect(202);
    let second = accepted.json()["id"].as_str().unwrap().to_owned();
    answers.push(("the other acceptance".to_owned(), accepted));
    let again = tenant
        .key
        .json("POST", "/v1/scans", &headers, &body)
        .await
        .expect(202);
    answers.push(("the repeated acceptance".to_owned(), again));
    for scan in [&first, &second] {
        let ended = world.ended(&tenant.key, scan).await;
        assert_eq!(ended["state"], "completed", "{ended}");
    }
    let found = world.findings(&tenant.key, &first).await;
    let detectors: Vec<_> = found
        .iter()
        .map(|it| it["detector"].as_str().unwrap())
        .collect();
    for wanted in ["nl-bsn", "iban", "email", "aws-access-key-id"] {
        let is_there = detectors
            .iter()
            .any(|it| it.starts_with(wanted) || wanted.starts_with(it));
        assert!(is_there, "{wanted} among {detectors:?}");
    }
    assert!(found.len() >= 5, "the password among {detectors:?}");

    // What people do afterwards.
    let finding = found[0]["id"].as_str().unwrap();
    let path = format!("/v1/scans/{first}/findings/{finding}");
    let decision = json!({ "state": "accepted", "reason": "It may stay." });
    let decided = tenant
        .key
        .json("PATCH", &path, &[("if-match", "*")], &decision)
        .await
        .expect(200);
    answers.push(("a decision".to_owned(), decided));
    let mut paths = vec!["/v1/scans".to_owned(), "/v1/usage".to_owned(), path];
    paths.push("/v1/risk".to_owned());
    paths.push(format!("/v1/scans/{second}/comparison?with={first}"));
    for scan in [&first, &second] {
        for rest in ["", "/findings?limit=500"] {
            paths.push(format!("/v1/scans/{scan}{rest}"));
        }
        for format in ["json", "sarif", "csv"] {
            paths.push(format!("/v1/scans/{scan}/report?format={format}"));
        }
    }
    paths.extend(["/", "/queues", "/mail", "/docs"].map(str::to_owned));
    for path in paths {
        let answer = tenant.key.get(&path).await.expect(200);
        answers.push((path, answer));
    }
    for (place, answer) in &answers {
        assert_clean(place, &answer.body);
        assert_clean(place, format!("{:?}", answer.headers).as_bytes());
    }

    world.pass(SignedDuration::from_mins(1)).await;
    let kept = files(&data);
    assert!(
        kept.iter().any(|path| path.ends_with("dynamodb.sqlite")),
        "{kept:?}"
    );
    for path in kept {
        assert_clean(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
    world.platform().aws().calls().take();
    world.kill().await;
    for path in files(&data) {
        assert_clean(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
}

#[tokio::test]
async fn content_lies_in_the_bucket_alone_and_only_until_it_is_scanned() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let world = World::open(Data::Folder(data.clone()), Clock::system()).await;
    let tenant = world.tenant("Waterland").await;
    let value = "Het BSN van Johanna is 231457005.";
    let upload = world.upload(&tenant.key, "a.txt", value.as_bytes()).await;
    let holding: Vec<_> = files(&data)
        .into_iter()
        .filter(|path| {
            std::fs::read(path)
                .unwrap()
                .windows(9)
                .any(|it| it == b"231457005")
        })
        .collect();
    assert_eq!(holding.len(), 1, "{holding:?}");
    assert!(holding[0].starts_with(data.join("buckets")), "{holding:?}");
    let scan = tenant
        .key
        .post("/v1/scans", &json!({ "upload": upload }))
        .await
        .expect(202)
        .json();
    world.ended(&tenant.key, scan["id"].as_str().unwrap()).await;
    assert!(!is_anywhere(&data, "231457005"));
    assert!(!is_anywhere(&data, "van Johanna"));
}

#[tokio::test]
async fn passwords_and_keys_are_kept_as_hashes_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let world = World::open(Data::Folder(data.clone()), Clock::system()).await;
    let tenant = world.tenant("Waterland").await;
    let secret = tenant.key.credential().unwrap().to_owned();
    let _ = tenant.key.get("/v1/usage").await.expect(200);
    let body = json!({ "name": "kept", "scopes": ["scan:read"] });
    let headers = [("idempotency-key", "k")];
    let made = tenant
        .admin
        .json("POST", "/v1/api-keys", &headers, &body)
        .await
        .expect(201)
        .json();
    let other = made["key"].as_str().unwrap();
    for value in [&secret[4..47], &other[4..47], platform_tests::PASSWORD] {
        assert!(!is_anywhere(&data, value), "{value} is kept");
    }
    world.kill().await;
    for value in [&secret[4..47], &other[4..47], platform_tests::PASSWORD] {
        assert!(!is_anywhere(&data, value), "{value} is kept");
    }
}
