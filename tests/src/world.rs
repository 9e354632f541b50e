//! A running platform and its tenants.

use domain::Clock;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use local::{Data, Options, Platform};
use serde_json::{Value, json};

use crate::{Answer, Caller};

/// The password of everybody in every test.
pub const PASSWORD: &str = "Correct-Horse-42-Battery";

/// A running platform.
#[derive(Debug)]
pub struct World {
    platform: Platform,
    caller: Caller,
    clock: Clock,
}

/// A tenant with what its first admin needs.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// Its id.
    pub id: String,
    /// Its admin's address.
    pub email: String,
    /// Its admin, signed in.
    pub admin: Caller,
    /// A program with an API key that may do all that the admin may.
    pub key: Caller,
    /// The key's id.
    pub key_id: String,
}

impl World {
    /// A platform of its own that keeps nothing.
    pub async fn start() -> Self {
        Self::open(Data::Memory, Clock::away_from_month_end()).await
    }

    /// A platform on this data.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(data: Data, clock: Clock) -> Self {
        Self::with(data, clock, false).await
    }

    /// A platform of its own with the two seeded tenants, which have a user for each role.
    pub async fn seeded() -> Self {
        Self::with(Data::Memory, Clock::away_from_month_end(), true).await
    }

    async fn with(data: Data, clock: Clock, seed: bool) -> Self {
        let options = Options {
            data,
            api_port: 0,
            aws_port: 0,
            clock: clock.clone(),
            seed,
        };
        let platform = Platform::start(options).await;
        let platform = platform.unwrap_or_else(|error| panic!("the platform: {error}"));
        let caller = Caller::new(platform.api_url());
        Self {
            platform,
            caller,
            clock,
        }
    }

    /// The platform.
    #[must_use]
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// The platform's clock; another platform that is opened with it lives in the same time.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Somebody without a credential.
    #[must_use]
    pub fn anybody(&self) -> &Caller {
        &self.caller
    }

    /// Resolves when all work is done that does not wait for time to pass.
    pub async fn idle(&self) {
        self.platform.idle().await;
    }

    /// Lets time pass, then resolves when all work is done.
    pub async fn pass(&self, time: SignedDuration) {
        self.platform.move_clock(time).await;
        self.platform.idle().await;
    }

    /// Lets time pass until a minute begins, so that nobody has sent a request in it.
    pub async fn next_minute(&self) {
        let second = self.clock.now().as_second().rem_euclid(60);
        self.pass(SignedDuration::from_secs(60 - second)).await;
    }

    /// Lets time pass into the first days of a month, for what is counted over some days: quotas begin anew with
    /// the month.
    pub async fn early_in_the_month(&self) {
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        if today.day() > 10 {
            let days = i64::from(today.days_in_month() - today.day()) + 2;
            self.pass(SignedDuration::from_hours(24 * days)).await;
        }
    }

    /// Ends the platform as a crash would.
    pub async fn kill(self) {
        self.platform.kill().await;
    }

    /// Signs a tenant up, the way anybody does.
    ///
    /// # Panics
    /// When a step fails.
    pub async fn tenant(&self, name: &str) -> Tenant {
        let email = format!("admin@{}.example", name.to_lowercase());
        let body = json!({ "name": name, "email": email, "password": PASSWORD });
        let sign_up = self
            .caller
            .post("/v1/sign-ups", &body)
            .await
            .expect(202)
            .json();
        let code = self.code(&email);
        let path = format!("/v1/sign-ups/{}/verification", text(&sign_up, "sign_up"));
        let tenant = self
            .caller
            .post(&path, &json!({ "code": code }))
            .await
            .expect(201)
            .json();
        let admin = self.caller.with(&self.sign_in(&email, PASSWORD).await);
        let scopes: Vec<_> = domain::Permission::ALL
            .iter()
            .map(|scope| scope.as_str())
            .collect();
        let body = json!({ "name": "all", "scopes": scopes });
        let key = admin.post("/v1/api-keys", &body).await.expect(201).json();
        Tenant {
            id: text(&tenant, "id"),
            email,
            admin,
            key: self.caller.with(&text(&key, "key")),
            key_id: text(&key, "id"),
        }
    }

    /// The code of the newest mail to this address: its only number of six digits.
    ///
    /// # Panics
    /// When there is no such mail, or no such number in it.
    #[must_use]
    pub fn code(&self, email: &str) -> String {
        let mail = self.platform.aws().mail().latest_to(email);
        let mail = mail.unwrap_or_else(|| panic!("no mail to {email}"));
        let code = mail
            .text
            .split(|c: char| !c.is_ascii_digit())
            .find(|run| run.len() == 6);
        code.unwrap_or_else(|| panic!("no code in {}", mail.text))
            .to_owned()
    }

    /// Signs a user in at the user pool; answers the access token.
    ///
    /// # Panics
    /// When it fails.
    pub async fn sign_in(&self, email: &str, password: &str) -> String {
        let answer = self.sign_in_all(email, password).await;
        answer["AuthenticationResult"]["AccessToken"]
            .as_str()
            .unwrap_or_else(|| panic!("no token in {answer}"))
            .to_owned()
    }

    /// Signs a user in at the user pool; answers all that the pool does.
    ///
    /// # Panics
    /// When it fails.
    pub async fn sign_in_all(&self, email: &str, password: &str) -> Value {
        self.try_sign_in(email, password).await.expect(200).json()
    }

    /// Tries to sign a user in at the user pool.
    pub async fn try_sign_in(&self, email: &str, password: &str) -> Answer {
        let client = self.user_pool_client().await;
        let body = json!({
            "AuthFlow": "USER_PASSWORD_AUTH",
            "ClientId": client,
            "AuthParameters": { "USERNAME": email, "PASSWORD": password },
        });
        self.cognito("InitiateAuth", &body).await
    }

    /// Calls the user pool, as a client's SDK does.
    pub async fn cognito(&self, operation: &str, body: &Value) -> Answer {
        let target = format!("AWSCognitoIdentityProviderService.{operation}");
        let headers = [
            ("x-amz-target", target.as_str()),
            ("content-type", "application/x-amz-json-1.1"),
        ];
        let endpoint = format!("{}/", self.platform.aws().endpoint());
        self.caller
            .send("POST", &endpoint, &headers, body.to_string().into_bytes())
            .await
    }

    async fn user_pool_client(&self) -> String {
        let aws = self.platform.aws();
        let call = |operation: &str, body: Value| {
            let target = format!("AWSCognitoIdentityProviderService.{operation}");
            async move {
                let answer = aws.call(&target, body).await;
                answer.unwrap_or_else(|error| panic!("{target}: {error:?}"))
            }
        };
        let pools = call("ListUserPools", json!({ "MaxResults": 10 })).await;
        let pool = text(&pools["UserPools"][0], "Id");
        let clients = call("ListUserPoolClients", json!({ "UserPoolId": pool })).await;
        text(&clients["UserPoolClients"][0], "ClientId")
    }

    /// Adds a domain, sets the record that proves it, and has it looked up.
    ///
    /// # Panics
    /// When a step fails.
    pub async fn prove(&self, tenant: &Tenant, domain: &str) {
        let body = json!({ "domain": domain });
        let added = tenant.key.post("/v1/domains", &body).await.expect(201);
        let record = added.json()["record"].clone();
        let value = text(&record, "value");
        let dns = self.platform.dns();
        dns.set_texts(&text(&record, "name"), &[value.as_str()]);
        let path = format!("/v1/domains/{domain}/verification");
        let _ = tenant.key.post(&path, &json!({})).await.expect(200);
    }

    /// Starts a scan of a text and answers its id.
    ///
    /// # Panics
    /// When it is not accepted.
    pub async fn scan_text(&self, caller: &Caller, text_to_scan: &str) -> String {
        let body = json!({ "name": "text", "text": text_to_scan });
        text(
            &caller.post("/v1/scans", &body).await.expect(202).json(),
            "id",
        )
    }

    /// Begins an assessment and answers everything: as given, and the rest as mildly as it goes.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn assessment(&self, caller: &Caller, questionnaire: &str, given: &Value) -> String {
        let path = format!("/v1/questionnaires/{questionnaire}");
        let asked = caller.get(&path).await.expect(200).json();
        let mut answers = serde_json::Map::new();
        for section in items(&asked["sections"]) {
            for question in items(&section["questions"]) {
                let id = text(question, "id");
                let answer = given.get(&id).cloned();
                answers.insert(id, answer.unwrap_or_else(|| mildest(question)));
            }
        }
        let body = json!({
            "questionnaire": questionnaire, "name": "Assessment", "subject": "What is assessed",
        });
        let begun = caller.post("/v1/assessments", &body).await.expect(201);
        let begun = begun.json();
        let id = text(&begun, "id");
        let body = json!({ "answers": answers });
        let headers = [("if-match", "*")];
        let path = format!("/v1/assessments/{id}");
        let answered = caller.json("PATCH", &path, &headers, &body).await;
        let answered = answered.expect(200).json();
        assert_eq!(answered["progress"]["remaining"], 0, "{answered}");
        id
    }

    /// Uploads content and answers the upload's id.
    ///
    /// # Panics
    /// When a step fails.
    pub async fn upload(&self, caller: &Caller, file_name: &str, content: &[u8]) -> String {
        let media_type = "application/octet-stream";
        let body =
            json!({ "file_name": file_name, "media_type": media_type, "bytes": content.len() });
        let place = caller.post("/v1/uploads", &body).await.expect(201).json();
        let headers: Vec<(&str, &str)> = place["headers"]
            .as_object()
            .into_iter()
            .flatten()
            // The client sets these two itself.
            .filter(|(name, _)| !["content-length", "host"].contains(&name.as_str()))
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default()))
            .collect();
        let put = caller
            .send("PUT", &text(&place, "url"), &headers, content.to_vec())
            .await;
        let _ = put.expect(200);
        text(&place, "upload")
    }

    /// Uploads content, scans it to the end, and answers the scan.
    ///
    /// # Panics
    /// When a step fails.
    pub async fn scan_file(&self, caller: &Caller, file_name: &str, content: &[u8]) -> Value {
        let upload = self.upload(caller, file_name, content).await;
        let scan = caller
            .post("/v1/scans", &json!({ "upload": upload }))
            .await
            .expect(202)
            .json();
        self.ended(caller, &text(&scan, "id")).await
    }

    /// Waits until a scan has ended and answers it.
    ///
    /// # Panics
    /// When it has not ended although all work is done.
    pub async fn ended(&self, caller: &Caller, scan: &str) -> Value {
        self.idle().await;
        // A worker that was faster than the record comes again after a second, which is moved.
        for _ in 0..3 {
            let state = caller
                .get(&format!("/v1/scans/{scan}"))
                .await
                .expect(200)
                .json();
            if !["queued", "running"].contains(&state["state"].as_str().unwrap_or_default()) {
                return state;
            }
            self.pass(SignedDuration::from_secs(2)).await;
        }
        panic!("the scan {scan} has not ended")
    }

    /// A scan's findings, at most 500.
    pub async fn findings(&self, caller: &Caller, scan: &str) -> Vec<Value> {
        let path = format!("/v1/scans/{scan}/findings?limit=500");
        let page = caller.get(&path).await.expect(200).json();
        page["items"].as_array().cloned().unwrap_or_default()
    }

    /// What a meter stands at.
    ///
    /// # Panics
    /// When there is no such meter.
    pub async fn used(&self, caller: &Caller, meter: &str) -> u64 {
        let usage = caller.get("/v1/usage").await.expect(200).json();
        let meters = usage["meters"].as_array().cloned().unwrap_or_default();
        let found = meters.iter().find(|row| row["meter"] == meter);
        found
            .and_then(|row| row["used"].as_u64())
            .unwrap_or_else(|| panic!("{meter} in {usage}"))
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The answer to a question that leads to the least.
fn mildest(question: &Value) -> Value {
    match question["kind"].as_str() {
        Some("yes_no") => json!("no"),
        Some("one") => question["choices"][0]["id"].clone(),
        Some("many") => json!([]),
        Some("at_least_one") => json!([question["choices"][0]["id"]]),
        Some("level") => json!(1),
        Some("text") => json!("Something."),
        _ => panic!("a question of no known kind: {question}"),
    }
}

fn text(value: &Value, field: &str) -> String {
    let found = value[field].as_str();
    found
        .unwrap_or_else(|| panic!("no {field} in {value}"))
        .to_owned()
}
