//! `polder scan` from the outside, against a platform that answers what each case needs.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stub;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use stub::{Answer, Asked, Stub, json};

const FINDINGS: &str = include_str!("findings.json");

fn polder() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polder"));
    command
        .env_remove("POLDER_ENDPOINT")
        .env_remove("POLDER_API_KEY")
        .stdin(Stdio::null());
    command
}

fn scan(path: &Path, endpoint: &str, more: &[&str]) -> Output {
    polder()
        .arg("scan")
        .arg(path)
        .args(["--endpoint", endpoint, "--api-key", "plk_test"])
        .args(more)
        .output()
        .unwrap()
}

/// A folder with one file in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "hallo").unwrap();
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A platform on which everything goes well and `findings` is what comes out.
fn well(findings: &'static str) -> impl Fn(std::net::SocketAddr, &Asked) -> Answer {
    move |address, asked| match asked.line.as_str() {
        "POST /v1/uploads" => json(
            201,
            format!(
                r#"{{"upload":"upl_1","method":"PUT","url":"http://{address}/bucket/key?X-Amz-Signature=x",
                "headers":{{"content-type":"application/gzip"}},"expires_at":"2026-01-01T00:00:00Z","max_bytes":104857600}}"#
            ),
        ),
        "PUT /bucket/key?X-Amz-Signature=x" => (200, Vec::new(), Vec::new()),
        "POST /v1/scans" => json(
            202,
            r#"{"id":"scan_1","state":"queued","findings":{},"progress":{"documents":0,"bytes":0},"risk":null}"#,
        ),
        "GET /v1/scans/scan_1" => {
            let dense = findings.replace(' ', "");
            let count = |severity: &str| {
                dense
                    .matches(&format!(r#""severity":"{severity}""#))
                    .count()
            };
            let counts = ["critical", "high", "medium", "low"]
                .map(|severity| format!(r#""{severity}":{}"#, count(severity)));
            let score = u8::from(findings != "[]") * 91;
            json(
                200,
                format!(
                    r#"{{"id":"scan_1","state":"completed","progress":{{"documents":21,"bytes":25853}},
                "findings":{{{}}},"risk":{{"score":{score}}},"failure":null}}"#,
                    counts.join(",")
                ),
            )
        }
        "GET /v1/scans/scan_1/findings?limit=500" => {
            json(200, format!(r#"{{"items":{findings},"next_cursor":null}}"#))
        }
        "GET /v1/scans/scan_1/report?format=csv" => (
            200,
            vec![("content-type", "text/csv".into())],
            b"a,b\n1,2\n".to_vec(),
        ),
        "GET /v1/scans/scan_1/report?format=sarif" => (
            303,
            vec![("location", format!("http://{address}/bucket/report?signed"))],
            Vec::new(),
        ),
        "GET /bucket/report?signed" => (200, Vec::new(), br#"{"version":"2.1.0"}"#.to_vec()),
        "GET /v1/usage" => json(
            200,
            r#"{"plan":"trial","period":{},"meters":[{"meter":"scans","unit":"scan","used":1,"limit":5,"remaining":4}]}"#,
        ),
        other => json(404, format!(r#"{{"message":"Not Found: {other}"}}"#)),
    }
}

/// A platform that refuses the first question.
fn refuses(status: u16, body: &'static str) -> Stub {
    Stub::start(move |_, _| {
        (
            status,
            vec![("content-type", "application/problem+json".into())],
            body.into(),
        )
    })
}

#[test]
fn findings_are_shown_with_a_summary_and_exit_1() {
    let stub = Stub::start(well(FINDINGS));
    let folder = folder();
    let output = scan(folder.path(), &stub.url(), &[]);
    insta::assert_snapshot!(text(&output.stdout), @r#"
      WHERE                     WHAT                 EVIDENCE       ARTICLE

    critical
      config/production.env:11  AWS access key id    AK****YZ       GDPR art. 32(1)
      deploy/deploy-key.pem:1   Private key          -----BEGIN …   GDPR art. 32(1)
                                                     PRIVATE
                                                     KEY----- ****
      hr/loonlijst-april.csv:2  Citizen service      9****0 ×8      GDPR art. 87,
                                number (BSN)                        UAVG art. 46

    high
      exports/klanten.csv:2     Bank account number  NL****50 ×26   GDPR art. 4(1),
                                (IBAN)                              art. 32(1)
      src/account.php:22        Password in clear    ****           GDPR art. 32(1)

    medium
      exports/                  E-mail address       a****@****l    GDPR art. 4(1)
      archief-2024.zip!/                             ×12
      nieuwsbrief/
      inschrijvingen.csv:2
      exports/klanten.csv:2     Dutch telephone      +****0 ×26     GDPR art. 4(1)
                                number
      src/checkout.py:13        Password in a URL    …://…:****     GDPR art. 32(1)

    low
      exports/archief-2023.zip  File that could not  the archive
                                be read              breaks off
      src/checkout.py:43        Citizen service      1****2         GDPR art. 87,
                                number (BSN)                        UAVG art. 46
      support/tickets.json:9    Payment card number  55****44       GDPR art. 32(1)

    Risk      ███████████████████░ 91 of 100
    Findings  3 critical, 2 high, 3 medium, 3 low
    Scanned   21 documents, 25.25 KiB
    Plan      1 of 5 scans this month (trial)
    "#);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
}

#[test]
fn what_was_decided_before_stops_no_pipeline() {
    let decided = r#"[
        {"title":"Citizen service number (BSN)","severity":"critical","location":{"path":"a.txt"},"state":"false_positive"},
        {"title":"Bank account number (IBAN)","severity":"high","location":{"path":"b.txt"},"state":"accepted"}
    ]"#;
    // The platform counts them apart.
    let counted = r#"{"id":"scan_1","state":"completed","progress":{"documents":2,"bytes":99},
        "findings":{"critical":0,"high":0,"medium":0,"low":0},"findings_accepted":1,"findings_false_positive":1,
        "findings_dropped":0,"risk":{"score":0},"failure":null}"#;
    let others = well(decided);
    let stub = Stub::start(move |address, asked| match asked.line.as_str() {
        "GET /v1/scans/scan_1" => json(200, counted),
        _ => others(address, asked),
    });
    let folder = folder();
    let output = scan(folder.path(), &stub.url(), &["--fail-on", "low"]);
    insta::assert_snapshot!(text(&output.stdout), @r"
    Risk      ░░░░░░░░░░░░░░░░░░░░ 0 of 100
    Findings  none
    Accepted  1 finding
    Dismissed 1 false positive
    Scanned   2 documents, 99 B
    Plan      1 of 5 scans this month (trial)
    ");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

#[test]
fn every_call_but_the_upload_carries_the_credential() {
    let stub = Stub::start(well("[]"));
    scan(folder().path(), &stub.url(), &["--format", "sarif"]);
    for asked in stub.asked() {
        let to_the_api = asked.line.contains("/v1/");
        assert_eq!(
            asked.header("authorization").is_some(),
            to_the_api,
            "{}",
            asked.line
        );
    }
    let created = stub
        .asked()
        .into_iter()
        .find(|asked| asked.line == "POST /v1/scans")
        .unwrap();
    assert!(created.header("idempotency-key").is_some());
}

#[test]
fn a_clean_folder_exits_0() {
    let stub = Stub::start(well("[]"));
    let output = scan(folder().path(), &stub.url(), &["--quiet"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text(&output.stdout).starts_with("Risk "),
        "{}",
        text(&output.stdout)
    );
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn the_threshold_decides_the_exit_code() {
    let stub = Stub::start(well(
        r#"[{"title":"x","severity":"medium","location":{"path":"a"}}]"#,
    ));
    let folder = folder();
    for (threshold, expected) in [
        ("critical", 0),
        ("high", 0),
        ("medium", 1),
        ("low", 1),
        ("never", 0),
    ] {
        let output = scan(folder.path(), &stub.url(), &["--fail-on", threshold]);
        assert_eq!(output.status.code(), Some(expected), "{threshold}");
    }
}

#[test]
fn a_report_goes_out_as_the_platform_wrote_it() {
    let stub = Stub::start(well(FINDINGS));
    let folder = folder();
    let output = scan(folder.path(), &stub.url(), &["--format", "csv"]);
    assert_eq!(text(&output.stdout), "a,b\n1,2\n");
    assert!(
        text(&output.stderr)
            .contains("findings: 3 critical, 2 high, 3 medium, 3 low; risk 91 of 100; 1 of 5 scans this month (trial)")
    );
    let output = scan(folder.path(), &stub.url(), &["--format", "sarif"]);
    assert_eq!(text(&output.stdout), "{\"version\":\"2.1.0\"}\n");
}

#[test]
fn a_report_in_a_file_is_whole() {
    let stub = Stub::start(well(FINDINGS));
    let folder = folder();
    let file = folder.path().join("report.csv");
    let output = scan(
        folder.path(),
        &stub.url(),
        &["--format", "csv", "--output", file.to_str().unwrap()],
    );
    assert_eq!(text(&output.stdout), "");
    assert_eq!(fs::read_to_string(&file).unwrap(), "a,b\n1,2\n");
    assert!(
        text(&output.stderr).contains("written to"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_refusal_exits_3_and_says_what_to_do() {
    let folder = folder();
    let rows = [
        (
            401,
            r#"{"title":"Credential invalid","status":401,"code":"credential_invalid"}"#,
            "POLDER_API_KEY",
        ),
        (
            402,
            r#"{"title":"Quota exhausted","status":402,"code":"quota_exhausted"}"#,
            "upgrade the plan",
        ),
        (
            402,
            r#"{"title":"Suspended","status":402,"code":"tenant_suspended"}"#,
            "administrator",
        ),
        (
            403,
            r#"{"title":"Permission missing","status":403,"code":"permission_missing"}"#,
            "role",
        ),
        (
            429,
            r#"{"title":"Too many requests","status":429,"code":"rate_limited"}"#,
            "wait a minute",
        ),
        (401, r#"{"message":"Unauthorized"}"#, "Unauthorized"),
    ];
    for (status, body, expected) in rows {
        let output = scan(folder.path(), &refuses(status, body).url(), &[]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(expected), "{said}");
        assert_eq!(text(&output.stdout), "");
    }
}

#[test]
fn an_error_of_the_platform_exits_2() {
    let folder = folder();
    for (status, body) in [
        (500, r#"{"title":"Internal error","code":"internal"}"#),
        (200, "<html>"),
        (404, ""),
    ] {
        let output = scan(folder.path(), &refuses(status, body).url(), &[]);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    }
}

#[test]
fn nobody_listening_is_told_at_once() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let started = Instant::now();
    let output = scan(folder().path(), &endpoint, &[]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains("Can't reach 127.0.0.1:") && said.contains("--endpoint"),
        "{said}"
    );
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_name_that_does_not_exist_is_told() {
    let output = scan(folder().path(), "https://polder.invalid", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("Can't reach polder.invalid"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn what_cannot_be_scanned_exits_2_before_anything_is_asked() {
    let stub = Stub::start(well("[]"));
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    for path in [folder.path(), missing.as_path()] {
        let output = scan(path, &stub.url(), &[]);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains(&*path.display().to_string()));
    }
    let output = scan(
        folder.path(),
        &stub.url(),
        &["--output", "/nowhere/at/all.json"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("Can't write /nowhere/at/all.json"));
    assert!(stub.asked().is_empty());
}

#[test]
fn an_endpoint_needs_a_key() {
    let output = polder()
        .args(["scan", ".", "--endpoint", "http://localhost"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--api-key"));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_named_and_not_followed() {
    let (stub, folder, outside) = (Stub::start(well("[]")), folder(), folder());
    std::os::unix::fs::symlink(outside.path(), folder.path().join("elsewhere")).unwrap();
    let output = scan(folder.path(), &stub.url(), &[]);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stderr);
    assert!(
        said.contains("warning: elsewhere: not followed, the link leads out of the folder"),
        "{said}"
    );
    assert!(said.contains("Uploading 1 file"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_and_a_clean_rest_is_not_clean() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let (stub, folder) = (Stub::start(well("[]")), folder());
    let secret = folder.path().join("secret.txt");
    fs::write(&secret, "geheim").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = polder();
    command.arg("scan").arg(folder.path()).args([
        "--endpoint",
        &stub.url(),
        "--api-key",
        "plk_test",
    ]);
    if fs::read(&secret).is_ok() {
        // The superuser reads everything; nobody doesn't.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        command.uid(65_534).gid(65_534);
    }
    let Ok(output) = command.output() else {
        // The program lies where nobody may not go.
        return;
    };
    let said = text(&output.stderr);
    assert!(
        said.contains("warning: secret.txt: could not be read: Permission denied"),
        "{said}"
    );
    assert!(
        text(&output.stdout).contains("1 file could not be read"),
        "{}",
        text(&output.stdout)
    );
    assert_eq!(output.status.code(), Some(2), "{said}");
}

#[test]
fn a_reader_that_leaves_is_no_panic() {
    let stub = Stub::start(well(FINDINGS));
    let folder = folder();
    let mut child = polder()
        .arg("scan")
        .arg(folder.path())
        .args(["--endpoint", &stub.url(), "--api-key", "plk_test"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(!text(&output.stderr).contains("panicked"));
}

#[cfg(unix)]
#[test]
fn an_interruption_cancels_the_scan_and_leaves_nothing() {
    // A scan that never ends.
    let answer = well("[]");
    let stub = Stub::start(move |address, asked| match asked.line.as_str() {
        "GET /v1/scans/scan_1" => json(200, r#"{"id":"scan_1","state":"running"}"#),
        "POST /v1/scans/scan_1/cancellation" => json(202, r#"{"id":"scan_1","state":"cancelled"}"#),
        _ => answer(address, asked),
    });
    let folder = folder();
    let file = folder.path().join("report.json");
    let child = polder()
        .arg("scan")
        .arg(folder.path())
        .args([
            "--endpoint",
            &stub.url(),
            "--api-key",
            "plk_test",
            "--format",
            "json",
        ])
        .arg("--output")
        .arg(&file)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let polled = || {
        stub.asked()
            .iter()
            .any(|asked| asked.line == "GET /v1/scans/scan_1")
    };
    while !polled() {
        std::thread::yield_now();
    }
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", text(&output.stderr));
    assert_eq!(
        stub.asked().last().unwrap().line,
        "POST /v1/scans/scan_1/cancellation"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_scan_that_the_platform_fails_exits_2_with_its_reason() {
    let answer = well("[]");
    let stub = Stub::start(move |address, asked| match asked.line.as_str() {
        "GET /v1/scans/scan_1" => json(
            200,
            r#"{"id":"scan_1","state":"failed","failure":{"code":"archive_too_deep","detail":"archives are nested too deep"}}"#,
        ),
        _ => answer(address, asked),
    });
    let output = scan(folder().path(), &stub.url(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("archives are nested too deep (archive_too_deep)"));
}

#[test]
fn a_platform_that_is_away_for_a_moment_is_asked_again() {
    let answer = well("[]");
    let failures = std::sync::atomic::AtomicUsize::new(0);
    let stub = Stub::start(move |address, asked| {
        let again = asked.line == "GET /v1/scans/scan_1"
            && failures.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 2;
        if again {
            (503, vec![("retry-after", "0".into())], Vec::new())
        } else {
            answer(address, asked)
        }
    });
    assert_eq!(
        scan(folder().path(), &stub.url(), &[]).status.code(),
        Some(0)
    );
}

#[test]
fn an_address_is_scanned_by_the_platform_and_nothing_is_uploaded() {
    let platform = well(FINDINGS);
    let stub = Stub::start(move |address, asked| {
        assert!(!asked.line.contains("/v1/uploads"), "{}", asked.line);
        if asked.line == "POST /v1/scans" {
            let body = String::from_utf8_lossy(&asked.body).into_owned();
            assert!(body.contains(r#""url":"https://shop.example/""#), "{body}");
            assert!(body.contains(r#""pages_max":7"#), "{body}");
        }
        platform(address, asked)
    });
    let address = Path::new("https://shop.example/");
    let output = scan(address, &stub.url(), &["--pages-max", "7"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
}

#[test]
fn an_address_without_a_platform_is_refused() {
    let output = polder()
        .args(["scan", "https://shop.example/"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("--endpoint"),
        "{}",
        text(&output.stderr)
    );
}
