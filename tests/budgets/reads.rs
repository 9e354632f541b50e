//! Calls to the store a read.

use platform_tests::World;

use crate::{spent, within};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_asks_the_store_once() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let scan = world
        .scan_text(&tenant.key, "mail: jan.jansen@waterland.example")
        .await;
    world.ended(&tenant.key, &scan).await;
    let finding = world.findings(&tenant.key, &scan).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let rule = serde_json::json!({
        "id": "custom-names", "name": "Names", "category": "secret", "severity": "low", "keywords": ["zeus"],
    });
    let _ = tenant.key.post("/v1/rules", &rule).await.expect(201);
    world.prove(&tenant, "shop.example").await;
    let weekly =
        serde_json::json!({ "website": { "url": "https://shop.example/" }, "cron": "@weekly" });
    let schedule = tenant.key.post("/v1/schedules", &weekly).await;
    let schedule = schedule.expect(201).json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let nothing = serde_json::json!({});
    let assessment = world.assessment(&tenant.key, "ai-act", &nothing).await;
    let path = format!("/v1/assessments/{assessment}/completion");
    let completed = tenant.key.send("POST", &path, &[], Vec::new()).await;
    let _ = completed.expect(200);
    let reads = [
        "/v1/assessments".to_owned(),
        format!("/v1/assessments/{assessment}"),
        format!("/v1/assessments/{assessment}/results/1"),
        "/v1/tenant".to_owned(),
        "/v1/tenant/branding".to_owned(),
        "/v1/usage".to_owned(),
        "/v1/api-keys".to_owned(),
        format!("/v1/api-keys/{}", tenant.key_id),
        "/v1/scans".to_owned(),
        "/v1/risk".to_owned(),
        format!("/v1/scans/{scan}"),
        format!("/v1/scans/{scan}/findings"),
        format!("/v1/scans/{scan}/findings/{finding}"),
        "/v1/rules".to_owned(),
        "/v1/schedules".to_owned(),
        format!("/v1/schedules/{schedule}"),
        "/v1/rules/custom-names".to_owned(),
        "/v1/detectors".to_owned(),
        "/v1/detectors/email".to_owned(),
    ];
    for read in reads {
        spent(&world);
        let _ = tenant.key.get(&read).await.expect(200);
        let route = read.replace(&scan, "{scan}").replace(&finding, "{finding}");
        let route = route.replace(&tenant.key_id, "{api_key}");
        let route = route.replace(&assessment, "{assessment}");
        let route = route.replace(&schedule, "{schedule}");
        within(
            &format!("store calls, GET {route}"),
            1.0,
            spent(&world).calls as f64,
        );
    }
}
