//! What operations answer alike, swept over all of the document that it concerns.

use jiff::SignedDuration;
use local::aws::{Fault, Service};
use platform_tests::{Answer, Caller, Tenant, World};
use serde_json::json;
use tokio::task::JoinSet;

use crate::OPERATIONS;
use crate::call::Call;
use crate::case::check;
use crate::document::{DOCUMENT, Documented};

/// An answer that every operation of a kind gives.
pub(crate) struct Shared {
    name: &'static str,
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    kind: Kind,
}

/// A kind of operations.
#[derive(Clone, Copy)]
enum Kind {
    /// Those that ask who calls.
    Known,
    /// Those that take a body.
    WithBody,
    /// Those that ask the table: questionnaires are part of the program.
    Kept,
}

impl Shared {
    /// Whether an operation gives it.
    pub(crate) fn concerns(&self, operation: &Documented) -> bool {
        match self.kind {
            Kind::Known => operation.permission.is_some(),
            Kind::WithBody => operation.takes_body,
            Kind::Kept => operation.asks_the_table(),
        }
    }
}

/// The table of shared answers; each row becomes a test.
macro_rules! shared {
    ($($status:literal $($code:ident)?, $kind:ident => $sweep:ident,)+) => {
        pub(crate) const SHARED: &[Shared] = &[$(Shared {
            name: stringify!($sweep),
            status: $status,
            code: concat!($(stringify!($code))?),
            kind: Kind::$kind,
        }),+];

        mod sweeps {
            $(#[tokio::test]
            async fn $sweep() {
                super::$sweep(super::Sweep::begin(stringify!($sweep)).await).await;
            })+
        }
    };
}

shared! {
    400 body_malformed, WithBody => answers_400_to_a_body_that_breaks_off,
    401, Known => answers_401_without_a_credential,
    401 credential_invalid, Known => answers_401_to_a_key_that_was_never_given_out,
    402 tenant_suspended, Known => answers_402_once_the_trial_has_ended,
    403 permission_missing, Known => answers_403_to_a_key_without_the_permission,
    403 tenant_cancelled, Known => answers_403_once_the_tenant_is_cancelled,
    404 tenant_unknown, Known => answers_404_to_the_name_of_another_tenant,
    413 body_too_large, WithBody => answers_413_to_a_body_beyond_two_mebibytes,
    415 media_type_unsupported, WithBody => answers_415_to_a_body_that_is_not_called_json,
    429 rate_limited, Known => answers_429_beyond_the_requests_of_a_minute,
    503 unavailable, Kept => answers_503_while_the_table_is_down,
}

async fn answers_400_to_a_body_that_breaks_off(sweep: Sweep) {
    let broken = |call: Call| call.bytes("application/json", "{");
    sweep.ask(|_| sweep.tenant.key.clone(), broken).await;
}

async fn answers_401_without_a_credential(sweep: Sweep) {
    let answers = sweep.ask(|_| sweep.world.anybody().clone(), same).await;
    for answer in answers {
        // The gateway's own; nobody of ours was asked.
        assert_eq!(answer.json(), json!({ "message": "Unauthorized" }));
    }
}

async fn answers_401_to_a_key_that_was_never_given_out(sweep: Sweep) {
    let key = domain::ApiKeySecret::from_random(&[7; 32]);
    let stranger = sweep.world.anybody().with(key.reveal());
    let answers = sweep.ask(|_| stranger.clone(), same).await;
    for answer in answers {
        let challenge = answer.header("www-authenticate");
        assert_eq!(challenge, Some("Bearer error=\"invalid_token\""));
    }
}

async fn answers_402_once_the_trial_has_ended(sweep: Sweep) {
    sweep.world.pass(SignedDuration::from_hours(15 * 24)).await;
    sweep.ask(|_| sweep.tenant.key.clone(), same).await;
}

async fn answers_403_to_a_key_without_the_permission(sweep: Sweep) {
    let (one, other) = ("usage:read", "tenant:read");
    let (one_key, other_key) = (sweep.key(one).await, sweep.key(other).await);
    let lacking = |operation: &Documented| {
        let may = operation.permission.as_deref() == Some(one);
        if may { &other_key } else { &one_key }.clone()
    };
    sweep.ask(lacking, same).await;
}

async fn answers_403_once_the_tenant_is_cancelled(sweep: Sweep) {
    let body = json!({ "name": "Waterland" });
    let answer = sweep.tenant.admin.post("/v1/tenant/cancellation", &body);
    let _ = answer.await.expect(200);
    // The gateway may remember for a minute what the tenant was.
    sweep.world.pass(SignedDuration::from_secs(61)).await;
    sweep.ask(|_| sweep.tenant.key.clone(), same).await;
}

async fn answers_404_to_the_name_of_another_tenant(sweep: Sweep) {
    let other = "ten_01h45ytscbebyvny4gc8cr8ma2";
    let naming = |call: Call| call.header("x-tenant-id", other);
    sweep.ask(|_| sweep.tenant.key.clone(), naming).await;
}

async fn answers_413_to_a_body_beyond_two_mebibytes(sweep: Sweep) {
    let large = |call: Call| call.bytes("application/json", vec![b' '; (2 << 20) + 1]);
    sweep.ask(|_| sweep.tenant.key.clone(), large).await;
}

async fn answers_415_to_a_body_that_is_not_called_json(sweep: Sweep) {
    let plain = |call: Call| call.header("content-type", "text/plain");
    sweep.ask(|_| sweep.tenant.key.clone(), plain).await;
}

async fn answers_429_beyond_the_requests_of_a_minute(sweep: Sweep) {
    sweep.world.next_minute().await;
    // One of each function: each counts by itself until it has spent a lease.
    for operation in [
        "tenant_get",
        "api_key_list",
        "branding_get",
        "rule_list",
        "domain_list",
        "scan_list",
        "schedule_list",
        "assessment_list",
        "usage_get",
    ] {
        let mut left = 100;
        while Call::to(operation).by(&sweep.tenant.key).await.status == 200 {
            assert!(left > 0, "{operation} was answered more often than allowed");
            left -= 1;
        }
    }
    for answer in sweep.ask(|_| sweep.tenant.key.clone(), same).await {
        assert!((1..=60).contains(&crate::stage::retry_after(&answer)));
    }
}

async fn answers_503_while_the_table_is_down(sweep: Sweep) {
    // The gateway has to know the key before.
    let _ = sweep.tenant.key.get("/v1/usage").await.expect(200);
    let faults = sweep.world.platform().aws().faults();
    faults.fail(Service::DynamoDb, None, 1_000_000, Fault::Error500);
    for answer in sweep.ask(|_| sweep.tenant.key.clone(), same).await {
        assert!((1..=5).contains(&crate::stage::retry_after(&answer)));
    }
}

/// A request as the operation's file has it.
fn same(call: Call) -> Call {
    call
}

/// One pass over the operations, on a platform of its own.
struct Sweep {
    world: World,
    tenant: Tenant,
    wanted: &'static Shared,
}

impl Sweep {
    async fn begin(name: &str) -> Self {
        let world = World::start().await;
        Self {
            tenant: world.tenant("Waterland").await,
            world,
            wanted: SHARED.iter().find(|shared| shared.name == name).unwrap(),
        }
    }

    /// Sends the request of each operation that it concerns, changed, all beside each other; each
    /// is answered as wanted.
    async fn ask(
        &self,
        caller: impl Fn(&Documented) -> Caller,
        change: impl Fn(Call) -> Call,
    ) -> Vec<Answer> {
        let mut asked = JoinSet::new();
        for operation in OPERATIONS {
            let documented = &DOCUMENT[operation.name];
            if self.wanted.concerns(documented) {
                let (caller, call) = (caller(documented), change((operation.call)()));
                asked.spawn(async move { (operation.name, call.by(&caller).await) });
            }
        }
        assert!(
            asked.len() > 1,
            "{} concerns next to nothing",
            self.wanted.name
        );
        let mut answers = Vec::new();
        for (operation, answer) in asked.join_all().await {
            check(operation, self.wanted.status, self.wanted.code, &answer);
            answers.push(answer);
        }
        answers
    }

    /// A key with this permission and no other.
    async fn key(&self, permission: &str) -> Caller {
        let body = json!({ "name": permission, "scopes": [permission] });
        let key = self.tenant.admin.post("/v1/api-keys", &body).await;
        let key = key.expect(201).json();
        self.world.anybody().with(key["key"].as_str().unwrap())
    }
}
