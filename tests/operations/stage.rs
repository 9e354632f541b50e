//! Where a case plays, and the scans that cases are about.

use std::cell::Cell;

use local::aws::{Fault, Faults, Service};
use platform_tests::{Answer, Caller, Tenant, World};
use serde_json::Value;

use crate::call::Call;
use crate::case::{Case, check};

/// A text with findings.
pub(crate) const LETTER: &str =
    "Schrijf naar jan@bakkerijvries.nl over het IBAN NL36INGB0003445588.";

/// As often as the SDK tries.
const EVERY_TRY: u32 = 3;
const FOR_GOOD: u32 = 1_000_000;
/// The ways to write to the table.
const WRITES: [&str; 5] = [
    "BatchWriteItem",
    "DeleteItem",
    "PutItem",
    "TransactWriteItems",
    "UpdateItem",
];

/// A platform of its own, and the answer that is wanted from it.
pub(crate) struct Stage {
    pub(crate) world: World,
    wanted: &'static Case,
    /// From the request on that the case is about.
    loses_answers: bool,
    answered: Cell<bool>,
}

impl Stage {
    /// Plays the case of this name.
    pub(crate) async fn play(cases: &'static [Case], name: &str) {
        let case = cases.iter().find(|case| case.name == name).unwrap();
        Self::new(case, false).await.enter().await;
    }

    /// Plays a case in which the table does what it is asked and its first answer is lost, for
    /// each way to write to it.
    pub(crate) async fn play_losing_answers(case: &'static Case) {
        Self::new(case, true).await.enter().await;
    }

    async fn new(wanted: &'static Case, loses_answers: bool) -> Self {
        Self {
            world: World::start().await,
            wanted,
            loses_answers,
            answered: Cell::new(false),
        }
    }

    async fn enter(self) {
        (self.wanted.play)(&self).await;
        let name = self.wanted.name;
        assert!(self.answered.get(), "{name} asked for nothing");
    }

    /// Sends the request that the case is about, and sees to it that the answer is the wanted one.
    pub(crate) async fn ask(&self, caller: &Caller, call: Call) -> Answer {
        assert_eq!(call.operation(), self.wanted.operation);
        if self.loses_answers {
            for write in WRITES {
                self.faults()
                    .fail(Service::DynamoDb, Some(write), 1, Fault::LostAnswer);
            }
        }
        let answer = call.by(caller).await;
        let Case {
            operation,
            status,
            code,
            ..
        } = *self.wanted;
        check(operation, status, code, &answer);
        self.answered.set(true);
        answer
    }

    /// A tenant.
    pub(crate) async fn tenant(&self) -> Tenant {
        self.world.tenant("Waterland").await
    }

    pub(crate) fn faults(&self) -> &Faults {
        self.world.platform().aws().faults()
    }

    /// An assessment with an answer to everything.
    pub(crate) async fn assessment(&self, tenant: &Tenant) -> String {
        let nothing = serde_json::json!({});
        self.world.assessment(&tenant.key, "ai-act", &nothing).await
    }

    /// An assessment that is completed.
    pub(crate) async fn assessed(&self, tenant: &Tenant) -> String {
        let assessment = self.assessment(tenant).await;
        let path = format!("/v1/assessments/{assessment}/completion");
        let answer = tenant.key.send("POST", &path, &[], Vec::new()).await;
        let _ = answer.expect(200);
        assessment
    }

    /// A scan that no worker has heard of, nor will.
    pub(crate) async fn queued(&self, tenant: &Tenant) -> String {
        let receive = Some("ReceiveMessage");
        self.faults()
            .fail(Service::Sqs, receive, FOR_GOOD, Fault::Error500);
        self.world.scan_text(&tenant.key, LETTER).await
    }

    /// A scan that has its findings and does not come to its end: its use can't be reported.
    pub(crate) async fn running(&self, tenant: &Tenant) -> String {
        let scan = self.queued(tenant).await;
        self.faults().clear();
        let send = Some("SendMessage");
        self.faults()
            .fail(Service::Sqs, send, FOR_GOOD, Fault::Error500);
        self.world.idle().await;
        scan
    }

    /// A scan that has come to its end.
    pub(crate) async fn completed(&self, tenant: &Tenant) -> String {
        let scan = self.world.scan_text(&tenant.key, LETTER).await;
        let ended = self.world.ended(&tenant.key, &scan).await;
        assert_eq!(ended["state"], "completed", "{ended}");
        scan
    }

    /// The worst finding of a scan, and its id.
    pub(crate) async fn finding(&self, tenant: &Tenant, scan: &str) -> (String, Value) {
        let findings = self.world.findings(&tenant.key, scan).await;
        let finding = findings.first().expect("the text has findings").clone();
        (finding["id"].as_str().unwrap().to_owned(), finding)
    }

    /// Leaves the `Idempotency-Key` of a request that is refused taken, as it is while a request is
    /// at work: the table does not answer when the key is to be freed.
    pub(crate) async fn leave_at_work(&self, caller: &Caller, refused: Call) {
        let free = Some("TransactWriteItems");
        self.faults()
            .fail(Service::DynamoDb, free, EVERY_TRY, Fault::Error500);
        let answer = refused.by(caller).await;
        assert!(
            [400, 409, 422].contains(&answer.status),
            "{}",
            answer.text()
        );
    }
}

/// The only field that a problem names.
#[track_caller]
pub(crate) fn field(answer: &Answer) -> String {
    let problem = answer.json();
    let errors = problem["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{problem}");
    errors[0]["field"].as_str().unwrap().to_owned()
}

/// The seconds after which an answer asks to come again.
#[track_caller]
pub(crate) fn retry_after(answer: &Answer) -> u64 {
    answer.header("retry-after").unwrap().parse().unwrap()
}
