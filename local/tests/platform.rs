//! The platform whole: it starts from the template of the stack, seeds its
//! tenants, answers requests, shows its pages, and survives being killed.

#![expect(clippy::unwrap_used, reason = "tests may unwrap")]

use bytes::Bytes;
use domain::Clock;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jiff::SignedDuration;
use local::{Data, Options, Platform};
use serde_json::{Value, json};

struct Visitor {
    platform: Platform,
    client: Client<HttpConnector, Full<Bytes>>,
}

struct Answer {
    status: StatusCode,
    headers: http::HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

impl Visitor {
    async fn start(data: Data, seed: bool) -> Self {
        Self::start_at(data, seed, &Clock::away_from_month_end()).await
    }

    async fn start_at(data: Data, seed: bool, clock: &Clock) -> Self {
        let options = Options {
            data,
            api_port: 0,
            aws_port: 0,
            clock: clock.clone(),
            seed,
        };
        Self {
            platform: Platform::start(options).await.unwrap(),
            client: Client::builder(TokioExecutor::new()).build_http(),
        }
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.platform.api_url()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(body) => {
                request = request.header("content-type", "application/json");
                body.to_string()
            }
            None => String::new(),
        };
        let response = self
            .client
            .request(request.body(Full::from(body)).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, None).await
    }

    /// Whether a worker has taken a message; a moment passes.
    async fn is_at_work(&self) -> bool {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        let queues = self.platform.aws().queues();
        queues.iter().any(|queue| queue.in_flight > 0)
    }

    /// `Authorization` with the key of a seeded tenant.
    fn credential(&self, tenant: usize) -> String {
        let seed = self.platform.seed().unwrap();
        format!("Bearer {}", seed.tenants[tenant].api_key)
    }
}

#[tokio::test]
async fn the_seeded_tenants_are_there_and_stay_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().join("data"));
    let visitor = Visitor::start(data(), true).await;
    let seed = visitor.platform.seed().unwrap().clone();
    let names: Vec<&str> = seed
        .tenants
        .iter()
        .map(|tenant| tenant.name.as_str())
        .collect();
    assert_eq!(names, ["Waterland Webshop B.V.", "Noorderzorg"]);
    for tenant in &seed.tenants {
        assert!(tenant.api_key.starts_with("plk_"));
        let roles: Vec<&str> = tenant.users.iter().map(|user| user.role.as_str()).collect();
        assert_eq!(
            roles,
            ["admin", "analyst", "compliance_officer", "integrator"]
        );
    }
    visitor.platform.kill().await;

    let visitor = Visitor::start(data(), true).await;
    assert_eq!(visitor.platform.seed().unwrap(), &seed);
    let credential = visitor.credential(0);
    let answer = visitor
        .get("/v1/tenant", &[("authorization", &credential)])
        .await;
    assert_eq!(answer.json()["id"], seed.tenants[0].id);
    visitor.platform.shutdown().await;
}

#[tokio::test]
async fn a_text_becomes_findings() {
    let visitor = Visitor::start(Data::Memory, true).await;
    let credential = visitor.credential(0);
    let headers = [("authorization", credential.as_str())];
    let body = json!({"name": "note", "text": "Klant met BSN 111222333, mail jan@example.com"});
    let accepted = visitor
        .send(Method::POST, "/v1/scans", &headers, Some(body))
        .await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text);
    visitor.platform.idle().await;
    let location = accepted.headers["location"].to_str().unwrap();
    let scan = visitor.get(location, &headers).await.json();
    assert_eq!(scan["state"], "completed", "{scan}");
    let findings = visitor
        .get(&format!("{location}/findings"), &headers)
        .await
        .json();
    assert!(
        !findings["items"].as_array().unwrap().is_empty(),
        "{findings}"
    );
    let usage = visitor.get("/v1/usage", &headers).await.json();
    assert_eq!(usage["meters"][0]["used"], 1, "{usage}");
    visitor.platform.shutdown().await;
}

#[tokio::test]
async fn a_scan_that_a_kill_interrupted_is_finished_after_the_restart_and_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().join("data"));
    let clock = Clock::away_from_month_end();
    let mut visitor = Visitor::start_at(data(), true, &clock).await;
    let credential = visitor.credential(0);
    let headers = [("authorization", credential.as_str())];
    let body = json!({"text": "mail jan@example.com\n".repeat(2_000)});
    let accepted = visitor
        .send(Method::POST, "/v1/scans", &headers, Some(body))
        .await;
    let location = accepted.headers["location"].to_str().unwrap();
    while !visitor.is_at_work().await {}
    visitor.platform.kill().await;

    visitor = Visitor::start_at(data(), true, &clock).await;
    visitor.platform.idle().await;
    // What was in flight stays hidden until its timeout, as on AWS.
    visitor
        .platform
        .move_clock(SignedDuration::from_mins(31))
        .await;
    visitor.platform.idle().await;
    let scan = visitor.get(location, &headers).await.json();
    assert_eq!(scan["state"], "completed", "{scan}");
    let usage = visitor.get("/v1/usage", &headers).await.json();
    assert_eq!(usage["meters"][0]["used"], 1, "{usage}");
    visitor.platform.shutdown().await;
}

#[tokio::test]
async fn each_role_signs_in_and_reads_its_tenant() {
    let visitor = Visitor::start(Data::Memory, true).await;
    let pools = visitor
        .platform
        .aws()
        .call(
            "AWSCognitoIdentityProviderService.ListUserPools",
            json!({"MaxResults": 1}),
        )
        .await
        .unwrap();
    let clients = visitor
        .platform
        .aws()
        .call(
            "AWSCognitoIdentityProviderService.ListUserPoolClients",
            json!({"UserPoolId": pools["UserPools"][0]["Id"], "MaxResults": 1}),
        )
        .await
        .unwrap();
    for tenant in &visitor.platform.seed().unwrap().tenants {
        for user in &tenant.users {
            let answer = visitor
                .platform
                .aws()
                .call(
                    "AWSCognitoIdentityProviderService.InitiateAuth",
                    json!({
                        "AuthFlow": "USER_PASSWORD_AUTH",
                        "ClientId": clients["UserPoolClients"][0]["ClientId"],
                        "AuthParameters": {"USERNAME": user.email, "PASSWORD": user.password},
                    }),
                )
                .await
                .unwrap();
            let token = answer["AuthenticationResult"]["AccessToken"]
                .as_str()
                .unwrap();
            let credential = format!("Bearer {token}");
            let answer = visitor
                .get("/v1/tenant", &[("authorization", &credential)])
                .await;
            assert_eq!(
                answer.json()["id"],
                tenant.id,
                "{}: {}",
                user.email,
                answer.text
            );
        }
    }
    visitor.platform.shutdown().await;
}

#[tokio::test]
async fn a_trial_ends_when_the_clock_is_moved_past_it() {
    let visitor = Visitor::start_at(Data::Memory, true, &Clock::system()).await;
    let credential = visitor.credential(0);
    let headers = [("authorization", credential.as_str())];
    assert_eq!(
        visitor.get("/v1/usage", &headers).await.status,
        StatusCode::OK
    );
    let moved = visitor
        .send(
            Method::POST,
            "/_local/clock",
            &[],
            Some(json!({"advance": "P60D"})),
        )
        .await;
    assert_eq!(moved.status, StatusCode::OK, "{}", moved.text);
    assert_eq!(
        moved.json()["offset_seconds"],
        SignedDuration::from_hours(60 * 24).as_secs()
    );
    let refused = visitor.get("/v1/scans", &headers).await;
    assert_eq!(
        refused.status,
        StatusCode::PAYMENT_REQUIRED,
        "{}",
        refused.text
    );
    assert_eq!(refused.json()["code"], "tenant_suspended");
    visitor.platform.shutdown().await;
}

#[tokio::test]
async fn the_local_pages_are_shown() {
    let visitor = Visitor::start(Data::Memory, true).await;
    for (path, expected) in [
        ("/", "The platform runs on this machine"),
        ("/docs", "/v1/scans/{scan}/findings"),
        ("/mail", "waterland.example"),
        ("/queues", "polder-ScanDeadLetterQueue"),
        ("/problems", "quota_exhausted"),
        ("/_local/clock", "offset_seconds"),
    ] {
        let answer = visitor.get(path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.text.contains(expected), "{path}: {}", answer.text);
        assert!(!answer.text.contains("<script"), "{path}");
    }
    let mails = visitor.platform.aws().mail().messages();
    let mail = visitor.get(&format!("/mail/{}", mails[0].id), &[]).await;
    assert!(mail.text.contains(&mails[0].to), "{}", mail.text);
    assert_eq!(
        visitor.get("/mail/none", &[]).await.status,
        StatusCode::NOT_FOUND
    );

    let document = visitor.get("/openapi.json", &[]).await.json();
    assert_eq!(document["openapi"].as_str().unwrap().split_at(3).0, "3.1");
    assert_eq!(document["servers"][0]["url"], visitor.platform.api_url());
    assert!(document["components"]["securitySchemes"]["bearer"].is_object());
    visitor.platform.shutdown().await;
}

#[tokio::test]
async fn local_pages_answer_under_no_other_name() {
    let visitor = Visitor::start(Data::Memory, false).await;
    for path in ["/", "/mail", "/queues", "/openapi.json", "/_local/clock"] {
        let answer = visitor.get(path, &[("host", "evil.example")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let foreign = [("origin", "https://evil.example")];
    let body = Some(json!({"advance": "P1D"}));
    let answer = visitor
        .send(Method::POST, "/_local/clock", &foreign, body)
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    for (path, expected) in [
        ("/v1/scans", 401),
        ("/v1/nothing", 404),
        ("/favicon.ico", 404),
    ] {
        assert_eq!(
            visitor.get(path, &[]).await.status.as_u16(),
            expected,
            "{path}"
        );
    }
    visitor.platform.shutdown().await;
}

#[tokio::test]
async fn two_platforms_run_beside_each_other_but_not_in_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().join("data"));
    let one = Visitor::start(data(), false).await;
    let other = Visitor::start(Data::Memory, false).await;
    assert_ne!(one.platform.api_url(), other.platform.api_url());
    let refused = Platform::start(Options {
        data: data(),
        api_port: 0,
        aws_port: 0,
        clock: Clock::away_from_month_end(),
        seed: false,
    })
    .await
    .unwrap_err();
    assert!(refused.to_string().contains("in use"), "{refused}");
    one.platform.shutdown().await;
    other.platform.shutdown().await;
}
