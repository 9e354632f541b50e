//! How each operation is called on a thing of another tenant.

use platform_tests::{Tenant, World};
use serde_json::{Value, json};

/// The ids of things; those of a tenant, or some that don't exist.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    pub(crate) tenant: String,
    pub(crate) api_key: String,
    pub(crate) domain: String,
    pub(crate) upload: String,
    pub(crate) scan: String,
    pub(crate) finding: String,
    pub(crate) rule: String,
    pub(crate) schedule: String,
    pub(crate) assessment: String,
    pub(crate) assessment_cursor: String,
    pub(crate) cursor: String,
}

/// How an operation relates to other tenants' things.
pub(crate) enum Case {
    /// It names a thing: the path with the ids filled in, and a body.
    Names { path: String, body: Option<Value> },
    /// It names nothing, so all it can show or change is the caller's own. The body it is called
    /// with must leave the other tenant as it was.
    OwnOnly { path: String, body: Option<Value> },
    /// Nobody's credentials are asked for. What it names is known only to who has the mail.
    Public { path: String, body: Value },
}

impl Ids {
    /// Those of a tenant's real things: a key, an upload, a scan with findings, a cursor.
    pub(crate) async fn of(world: &World, tenant: &Tenant) -> Self {
        // Two scans, so that a list of one has a cursor.
        let text = "mail: jan.jansen@waterland.example, IBAN NL91ABNA0417164300";
        let first = world.scan_text(&tenant.key, text).await;
        let scan = world.scan_text(&tenant.key, text).await;
        world.ended(&tenant.key, &first).await;
        world.ended(&tenant.key, &scan).await;
        world.prove(tenant, "theirs.example").await;
        let website =
            json!({ "website": { "url": "https://theirs.example/" }, "cron": "0 3 * * MON" });
        let schedule = tenant
            .key
            .post("/v1/schedules", &website)
            .await
            .expect(201)
            .json();
        let findings = world.findings(&tenant.key, &scan).await;
        let finding = findings.first().expect("the text has findings");
        let page = tenant.key.get("/v1/scans?limit=1").await.expect(200).json();
        // Two here as well, one of them completed.
        let nothing = json!({});
        let assessment = world.assessment(&tenant.key, "ai-act", &nothing).await;
        let path = format!("/v1/assessments/{assessment}/completion");
        let _ = tenant
            .key
            .send("POST", &path, &[], Vec::new())
            .await
            .expect(200);
        world.assessment(&tenant.key, "dpia", &nothing).await;
        let assessments = tenant
            .key
            .get("/v1/assessments?limit=1")
            .await
            .expect(200)
            .json();
        Self {
            tenant: tenant.id.clone(),
            api_key: tenant.key_id.clone(),
            domain: "theirs.example".to_owned(),
            upload: world.upload(&tenant.key, "a.txt", b"nothing").await,
            scan,
            finding: finding["id"].as_str().unwrap().to_owned(),
            rule: rule(tenant).await,
            schedule: schedule["id"].as_str().unwrap().to_owned(),
            assessment,
            assessment_cursor: assessments["next_cursor"].as_str().unwrap().to_owned(),
            cursor: page["next_cursor"].as_str().unwrap().to_owned(),
        }
    }

    /// Some that look the same and name nothing.
    pub(crate) fn of_nobody(like: &Self) -> Self {
        // The last character but the padding ones is random; turned, it names something else.
        let turn = |id: &str| {
            let (head, tail) = id.split_at(id.len() - 4);
            let tail: String = tail.chars().rev().collect();
            let turned = format!("{head}{tail}");
            if turned == id {
                format!("{head}0123")
            } else {
                turned
            }
        };
        Self {
            tenant: turn(&like.tenant),
            api_key: turn(&like.api_key),
            domain: "nobodys.example".to_owned(),
            upload: turn(&like.upload),
            scan: turn(&like.scan),
            finding: turn(&like.finding),
            rule: turn(&like.rule),
            schedule: turn(&like.schedule),
            assessment: turn(&like.assessment),
            assessment_cursor: turn(&like.assessment_cursor),
            cursor: turn(&like.cursor),
        }
    }
}

/// A rule that finds a code name.
fn definition(id: &str) -> Value {
    json!({
        "id": id, "name": "Code names", "category": "secret", "severity": "high", "keywords": ["project zeus"],
    })
}

/// Makes a rule that runs; answers its id.
async fn rule(tenant: &Tenant) -> String {
    let id = "custom-names-1234";
    let _ = tenant
        .key
        .post("/v1/rules", &definition(id))
        .await
        .expect(201);
    let path = format!("/v1/rules/{id}/dry-run");
    let _ = tenant
        .key
        .post(&path, &json!({ "text": "" }))
        .await
        .expect(200);
    let path = format!("/v1/rules/{id}/activation");
    let on = tenant
        .key
        .send("POST", &path, &[("if-match", "*")], Vec::new());
    let _ = on.await.expect(200);
    id.to_owned()
}

/// The case of an operation, or `None` for one that nobody thought about.
#[expect(clippy::too_many_lines, reason = "a row for each operation")]
pub(crate) fn case(operation: &str, ids: &Ids) -> Option<Case> {
    let Ids {
        api_key,
        domain,
        upload,
        scan,
        finding,
        rule,
        schedule,
        assessment,
        assessment_cursor,
        cursor,
        ..
    } = ids;
    let named = |path: String| Some(Case::Names { path, body: None });
    let named_with = |path: String, body| {
        Some(Case::Names {
            path,
            body: Some(body),
        })
    };
    let own = |path: &str| {
        Some(Case::OwnOnly {
            path: path.to_owned(),
            body: None,
        })
    };
    let own_with = |path: &str, body| {
        Some(Case::OwnOnly {
            path: path.to_owned(),
            body: Some(body),
        })
    };
    match operation {
        "sign_up_create" => Some(Case::Public {
            path: "/v1/sign-ups".to_owned(),
            body: json!({ "name": "x", "email": "not an address", "password": "x" }),
        }),
        "sign_up_verify" => Some(Case::Public {
            path: "/v1/sign-ups/sgn_01h45ytscbebyvny4gc8cr8ma2/verification".to_owned(),
            body: json!({ "code": "123456" }),
        }),
        "tenant_get" => own("/v1/tenant"),
        "tenant_update" => own_with("/v1/tenant", json!({ "name": "Somebody else" })),
        "tenant_cancel" => own_with("/v1/tenant/cancellation", json!({ "name": "wrong" })),
        "api_key_create" => own_with("/v1/api-keys", json!({ "name": "one more" })),
        "api_key_list" => own("/v1/api-keys"),
        "api_key_get" | "api_key_revoke" => named(format!("/v1/api-keys/{api_key}")),
        "domain_create" => own_with("/v1/domains", json!({ "domain": "mine.example" })),
        "domain_list" => own("/v1/domains"),
        "domain_get" | "domain_delete" => named(format!("/v1/domains/{domain}")),
        "domain_verify" => named(format!("/v1/domains/{domain}/verification")),
        "upload_create" => own_with(
            "/v1/uploads",
            json!({ "file_name": "a.txt", "media_type": "text/plain", "bytes": 1 }),
        ),
        "scan_create" => named_with("/v1/scans".to_owned(), json!({ "upload": upload })),
        "scan_list" => named(format!("/v1/scans?cursor={cursor}&limit=1")),
        "scan_get" | "scan_delete" => named(format!("/v1/scans/{scan}")),
        "scan_cancel" => named(format!("/v1/scans/{scan}/cancellation")),
        "finding_list" => named(format!("/v1/scans/{scan}/findings")),
        "comparison_get" => named(format!("/v1/scans/{scan}/comparison?with={scan}")),
        "risk_get" => own("/v1/risk"),
        "finding_get" => named(format!("/v1/scans/{scan}/findings/{finding}")),
        "finding_triage" => named_with(
            format!("/v1/scans/{scan}/findings/{finding}"),
            json!({ "state": "fixed", "reason": "not mine" }),
        ),
        "report_get" => named(format!("/v1/scans/{scan}/report?format=csv")),
        "branding_get" => own("/v1/tenant/branding"),
        "branding_update" => own_with("/v1/tenant/branding", json!({ "accent_colour": "#123456" })),
        "questionnaire_list" => own("/v1/questionnaires"),
        "questionnaire_get" => own("/v1/questionnaires/ai-act"),
        "assessment_create" => own_with(
            "/v1/assessments",
            json!({ "questionnaire": "ai-act", "name": "x", "subject": "x" }),
        ),
        "assessment_list" => named(format!(
            "/v1/assessments?cursor={assessment_cursor}&limit=1"
        )),
        "assessment_get" | "assessment_delete" => named(format!("/v1/assessments/{assessment}")),
        "assessment_answer" => named_with(
            format!("/v1/assessments/{assessment}"),
            json!({ "answers": { "inference": "yes" } }),
        ),
        "assessment_complete" => named(format!("/v1/assessments/{assessment}/completion")),
        "assessment_reopen" => named(format!("/v1/assessments/{assessment}/reopening")),
        "assessment_result_get" => named(format!("/v1/assessments/{assessment}/results/1")),
        "schedule_create" => own_with(
            "/v1/schedules",
            json!({ "website": { "url": "https://mine.example/" }, "cron": "0 3 * * MON" }),
        ),
        "schedule_list" => own("/v1/schedules"),
        "schedule_get" | "schedule_delete" => named(format!("/v1/schedules/{schedule}")),
        "schedule_update" => named_with(
            format!("/v1/schedules/{schedule}"),
            json!({ "enabled": false }),
        ),
        "usage_get" => own("/v1/usage"),
        "rule_create" => own_with("/v1/rules", definition("custom-one-more")),
        "rule_list" => own("/v1/rules"),
        "rule_get" | "rule_delete" => named(format!("/v1/rules/{rule}")),
        "rule_update" => named_with(format!("/v1/rules/{rule}"), definition(rule)),
        "rule_dry_run" => named_with(
            format!("/v1/rules/{rule}/dry-run"),
            json!({ "text": "project zeus" }),
        ),
        "rule_activate" | "rule_disable" => named(format!("/v1/rules/{rule}/activation")),
        "detector_list" => own("/v1/detectors?origin=rule"),
        "detector_get" => named(format!("/v1/detectors/{rule}")),
        "detector_update" => named_with(
            format!("/v1/detectors/{rule}"),
            json!({ "enabled": false, "reason": "not mine" }),
        ),
        _ => None,
    }
}
