//! Values that are found stay nowhere: not in a table, a queue, a bucket, a mail or an answer.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use domain::Clock;
use jiff::SignedDuration;
use local::Data;
use local::aws::{Fault, Service};
use platform_tests::{Answer, World};
use serde_json::json;

use crate::content::{docx, eml, gzipped, pdf, tar_gz, utf16, xlsx, zip};
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
    forms.push(value.encode_utf16().flat_map(u16::to_be_bytes).collect());
    forms.push(value.to_uppercase().into_bytes());
    let swapped = value.chars().map(|letter| {
        if letter.is_lowercase() {
            letter.to_ascii_uppercase()
        } else {
            letter.to_ascii_lowercase()
        }
    });
    forms.push(swapped.collect::<String>().into_bytes());
    // As JSON and HTML may write any character, and must write some.
    let escaped = |special: &dyn Fn(char) -> String| {
        let escape = |letter: char| {
            if letter.is_ascii_alphanumeric() || letter == '.' {
                letter.to_string()
            } else {
                special(letter)
            }
        };
        value.chars().map(escape).collect::<String>().into_bytes()
    };
    forms.push(escaped(&|letter| format!("\\u{:04x}", u32::from(letter))));
    forms.push(escaped(&|letter| format!("&#{};", u32::from(letter))));
    forms.push(escaped(&|letter| format!("&#x{:x};", u32::from(letter))));
    forms.sort();
    forms.dedup();
    forms
}

fn assert_clean(place: &str, content: &[u8]) {
    for (what, value) in secrets() {
        for form in forms(&value) {
            let found = memchr::memmem::find(content, &form);
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
#[expect(
    clippy::too_many_lines,
    reason = "one journey, told from its beginning to its end"
)]
async fn what_was_found_is_nowhere_to_be_found() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let world = World::open(Data::Folder(data.clone()), Clock::away_from_month_end()).await;
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
        for format in ["json", "sarif", "csv", "html", "pdf"] {
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
    let world = World::open(Data::Folder(data.clone()), Clock::away_from_month_end()).await;
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
    let world = World::open(Data::Folder(data.clone()), Clock::away_from_month_end()).await;
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

/// What everything in this process logs, at the level that functions log at.
fn logs() -> Arc<Mutex<Vec<u8>>> {
    static LOGS: LazyLock<Arc<Mutex<Vec<u8>>>> = LazyLock::new(|| {
        let logs: Arc<Mutex<Vec<u8>>> = Arc::default();
        let kept = Arc::clone(&logs);
        let writer = move || Kept(Arc::clone(&kept));
        tracing_subscriber::fmt()
            .json()
            .with_max_level(tracing_subscriber::filter::LevelFilter::INFO)
            .with_writer(writer)
            .init();
        logs
    });
    Arc::clone(&LOGS)
}

struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The values in a file of each format, under a name that holds two of them as well.
fn every_format() -> Vec<(String, Vec<u8>)> {
    let values: Vec<String> = secrets().into_iter().map(|(_, value)| value).collect();
    let [bsn, iban, email, aws, password] = &*values else {
        unreachable!()
    };
    let text = format!(
        "Het BSN is {bsn}.\nHet IBAN is {iban}.\nMail {email}.\n\
         aws_access_key_id = {aws}\npassword = \"{password}\"\n"
    );
    let table = format!("naam;bsn;iban;email;sleutel\nA. de Vries;{bsn};{iban};{email};{aws}\n");
    let html = format!(
        "<!doctype html><p>{}</p>",
        text.replace('@', "&#64;").replace('\n', "<br>")
    );
    let sql = format!(
        "CREATE TABLE klant (bsn text, iban text, email text, password text);\n\
         INSERT INTO klant VALUES ('{bsn}','{iban}','{email}','{password}');\n-- {aws}\n"
    );
    let sheet = xlsx(
        &format!("Blad {bsn}"),
        &[
            &["bsn", "iban", "email", "password"],
            &[bsn, iban, email, password],
        ],
    );
    let inner = zip(&[(&format!("{bsn}.txt"), text.as_bytes())]);
    let nested = zip(&[
        (&format!("{email}.zip"), &inner),
        ("kapot.zip", b"PK\x03\x04 231457005"),
    ]);
    let message = eml(
        &format!("BSN {bsn}"),
        &text,
        (&format!("{bsn}.csv"), table.as_bytes()),
    );
    let boxed = [
        b"From a Mon\n",
        &*message,
        b"\n\nFrom b Mon\nSubject: x\n\n",
        text.as_bytes(),
    ]
    .concat();
    let json =
        json!({ "bsn": bsn, "iban": iban, "email": email, "password": password, "key": aws });
    let log = format!("2027-01-31T12:00:00Z GET /klant?bsn={bsn}&mail={email} key={aws}\n");
    let broken = [b"%PDF-1.4 ".as_slice(), text.as_bytes()].concat();
    let named = |extension: &str| format!("{extension} {bsn} {email}.{extension}");
    vec![
        (named("txt"), text.clone().into_bytes()),
        (named("utf16.txt"), utf16(&text)),
        (named("csv"), table.clone().into_bytes()),
        (named("json"), json.to_string().into_bytes()),
        (named("log"), log.into_bytes()),
        (named("html"), html.into_bytes()),
        (
            named("xml"),
            format!("<a b=\"{email}\"><bsn>{bsn}</bsn>{iban} {aws}</a>").into_bytes(),
        ),
        (named("sql"), sql.into_bytes()),
        (named("eml"), message),
        (named("mbox"), boxed),
        (named("docx"), docx(&text)),
        (named("xlsx"), sheet),
        (named("pdf"), pdf(&text)),
        (named("broken.pdf"), broken),
        (named("zip"), nested),
        (named("gz"), gzipped(text.as_bytes())),
        (
            named("tar.gz"),
            tar_gz(&[
                (&format!("klanten/{bsn}/{email}.txt"), text.as_bytes()),
                (&format!("../{iban}.txt"), text.as_bytes()),
            ]),
        ),
    ]
}

/// Whatever the format and wherever it goes. What people call an upload is theirs to choose and is
/// kept as they gave it; all that comes of its content, paths included, holds no value.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(
    clippy::too_many_lines,
    reason = "one journey, told from its beginning to its end"
)]
async fn no_format_leaves_a_value_anywhere() {
    let logs = logs();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let world = World::open(Data::Folder(data.clone()), Clock::away_from_month_end()).await;
    let tenant = world.tenant("Waterland").await;
    let mut packed = Vec::new();
    for (name, content) in every_format() {
        packed.push((name, content));
    }
    // As one folder, which a trial has scans enough for.
    let entries: Vec<(&str, &[u8])> = packed
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    let all = zip(&entries);
    let faults = world.platform().aws().faults();
    let mut answers: Vec<(String, Answer)> = Vec::new();
    let mut scans = Vec::new();
    let headers = [("idempotency-key", "all")];
    let upload = world.upload(&tenant.key, "alles.zip", &all).await;
    for _ in 0..2 {
        let body = json!({ "upload": upload });
        let accepted = tenant.key.json("POST", "/v1/scans", &headers, &body).await;
        let accepted = accepted.expect(202);
        scans.push(accepted.json()["id"].as_str().unwrap().to_owned());
        answers.push(("an acceptance".to_owned(), accepted));
    }
    scans.dedup();
    assert_eq!(scans.len(), 1, "the second is the first again");
    let ended = world.ended(&tenant.key, &scans[0]).await;
    assert_eq!(ended["state"], "completed", "{ended}");
    let found = world.findings(&tenant.key, &scans[0]).await;
    let paths: BTreeSet<&str> = found
        .iter()
        .map(|finding| finding["location"]["path"].as_str().unwrap())
        .collect();
    for (name, _) in &packed {
        let format = name.split(' ').next().unwrap();
        let is_found = paths.iter().any(|path| path.starts_with(format));
        assert!(is_found, "nothing was found in {format} of {paths:#?}");
    }
    let bsns = found.iter().filter(|it| it["detector"] == "nl-bsn").count();
    assert!(bsns >= 14, "{bsns} of the BSN");

    // One that never succeeds, and rests in the dead-letter queue.
    let upload = world.upload(&tenant.key, "later.zip", &all).await;
    faults.fail(Service::S3, Some("GetObject"), 100, Fault::Error500);
    let accepted = tenant
        .key
        .post("/v1/scans", &json!({ "upload": upload }))
        .await;
    let failed = accepted.expect(202).json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for seconds in [1, 2, 8, 32, 128, 61, 61] {
        world.pass(SignedDuration::from_secs(seconds)).await;
    }
    let seen = tenant
        .key
        .get(&format!("/v1/scans/{failed}"))
        .await
        .expect(200);
    assert_eq!(seen.json()["state"], "failed", "{}", seen.json());
    scans.push(failed);

    // Requests that are refused.
    let [bsn, _, email, ..] = &*secrets()
        .into_iter()
        .map(|(_, value)| value)
        .collect::<Vec<_>>()
    else {
        unreachable!()
    };
    for body in [
        json!({ "text": [bsn, email] }).to_string(),
        json!({ "text": "x", "name": { "bsn": bsn } }).to_string(),
        json!({ "upload": email }).to_string(),
        format!("{{\"text\": \"{bsn} {email}"),
    ] {
        let headers = [("content-type", "application/json")];
        let refused = tenant
            .key
            .send("POST", "/v1/scans", &headers, body.into_bytes())
            .await;
        assert!((400..500).contains(&refused.status), "{}", refused.status);
        answers.push(("a refusal".to_owned(), refused));
    }

    let mut paths = vec!["/v1/scans".to_owned(), "/v1/usage".to_owned()];
    paths.extend(["/", "/queues", "/mail"].map(str::to_owned));
    for scan in &scans {
        paths.push(format!("/v1/scans/{scan}"));
        paths.push(format!("/v1/scans/{scan}/findings?limit=500"));
    }
    for format in ["json", "sarif", "csv"] {
        paths.push(format!("/v1/scans/{}/report?format={format}", scans[0]));
    }
    for path in paths {
        let answer = tenant.key.get(&path).await.expect(200);
        answers.push((path, answer));
    }
    for (place, answer) in &answers {
        assert_clean(place, &answer.body);
        assert_clean(place, format!("{:?}", answer.headers).as_bytes());
    }
    for queue in world.platform().aws().queues() {
        let said = format!("{:?}", queue.messages);
        assert_clean(&queue.name, said.as_bytes());
    }
    world.pass(SignedDuration::from_mins(1)).await;
    world.kill().await;
    for path in files(&data) {
        assert_clean(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
    let logged = logs.lock().unwrap().clone();
    assert!(logged.len() > 1_000, "{} bytes were logged", logged.len());
    assert_clean("the logs", &logged);
}
