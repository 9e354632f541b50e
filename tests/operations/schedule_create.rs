//! `POST /v1/schedules`

use domain::SCHEDULES_MAX;
use serde_json::{Value, json};

use crate::call::Call;
use crate::case::cases;
use crate::schedule::weekly;
use crate::stage::{Stage, field, retry_after};

pub(crate) fn call() -> Call {
    Call::to("schedule_create").body(&weekly())
}

cases! { schedule_create:
    201 => answers_201_with_when_it_will_run,
    201 => answers_201_with_what_is_usual_for_what_is_left_out,
    400 field_invalid => answers_400_to_what_can_not_be_scheduled,
    409 limit_reached => answers_409_beyond_a_hundred_schedules,
    409 request_in_flight => answers_409_while_the_same_request_is_at_work,
    422 idempotency_key_reused => answers_422_to_the_idempotency_key_of_another_body,
    422 domain_unproved => answers_422_for_a_website_of_somebody_else,
}

async fn answers_201_with_when_it_will_run(stage: &Stage) {
    let tenant = stage.owner().await;
    let answer = stage.ask(&tenant.key, call()).await;
    let schedule = answer.json();
    let location = format!("/v1/schedules/{}", schedule["id"].as_str().unwrap());
    assert_eq!(answer.header("location"), Some(&*location));
    assert_eq!(answer.header("etag"), Some("\"1\""));
    assert_eq!(schedule["etag"], "\"1\"");
    assert_eq!(schedule["cron"], "0 3 * * MON");
    assert_eq!(schedule["enabled"], true);
    assert_eq!(schedule["last_run"], Value::Null);
    assert_eq!(schedule["created_by"], *tenant.key_id);
    let website = json!({ "url": "https://www.shop.example/", "pages_max": 10, "depth_max": 5 });
    assert_eq!(schedule["website"], website);
    let runs = schedule["next_runs"].as_array().unwrap();
    assert_eq!(runs.len(), 5, "{schedule}");
    let runs: Vec<&str> = runs.iter().map(|run| run.as_str().unwrap()).collect();
    assert!(
        runs.iter().all(|run| run.contains("T03:00:00+0")),
        "{runs:?}"
    );
    let first: jiff::Timestamp = runs[0].parse().unwrap();
    let next = schedule["next_run_at"].as_str().unwrap();
    assert_eq!(next.parse::<jiff::Timestamp>().unwrap(), first);
    assert!(first > stage.world.clock().now());
}

async fn answers_201_with_what_is_usual_for_what_is_left_out(stage: &Stage) {
    let tenant = stage.owner().await;
    let patch = json!({ "timezone": "Asia/Tokyo" });
    let headers = [("if-match", "*")];
    let changed = tenant.admin.json("PATCH", "/v1/tenant", &headers, &patch);
    let _ = changed.await.expect(200);
    let short = json!({ "website": { "url": "https://shop.example/" }, "cron": "@daily" });
    let schedule = stage.ask(&tenant.admin, call().body(&short)).await.json();
    assert_eq!(schedule["name"], "shop.example");
    assert_eq!(schedule["timezone"], "Asia/Tokyo", "the tenant's");
    let run = schedule["next_runs"][0].as_str().unwrap();
    assert!(run.ends_with("T00:00:00+09:00"), "{run}");
    assert_eq!(schedule["website"]["pages_max"], 50);
}

async fn answers_400_to_what_can_not_be_scheduled(stage: &Stage) {
    let tenant = stage.owner().await;
    stage.world.next_minute().await;
    for (changed, value, wanted, told) in [
        ("cron", json!("0 3 31 2 *"), "cron", "31st of February"),
        (
            "cron",
            json!("*/5 * * * *"),
            "cron",
            "more often than once an hour",
        ),
        (
            "cron",
            json!("0 25 * * *"),
            "cron",
            "hour (the second field)",
        ),
        ("cron", json!("0 0 3 * * *"), "cron", "five fields"),
        (
            "timezone",
            json!("Europe/Atlantis"),
            "timezone",
            "Europe/Amsterdam",
        ),
        (
            "website",
            json!({ "url": "ftp://shop.example/" }),
            "website.url",
            "http",
        ),
        (
            "website",
            json!({ "url": "https://shop.example/?a" }),
            "website.url",
            "query",
        ),
        (
            "website",
            json!({ "url": "https://shop.example/", "pages_max": 501 }),
            "website.pages_max",
            "1 to 500",
        ),
        ("website", json!(null), "website", "which website"),
        (
            "upload",
            json!("upl_01h45ytscbebyvny4gc8cr8ma2"),
            "upload",
            "removed when its scan ends",
        ),
        (
            "text",
            json!("a letter"),
            "text",
            "removed when its scan ends",
        ),
    ] {
        let mut body = weekly();
        body[changed] = value;
        let answer = stage.ask(&tenant.key, call().body(&body)).await;
        assert_eq!(field(&answer), wanted, "{body}");
        assert!(answer.text().contains(told), "{}", answer.text());
    }
    let none = tenant.key.get("/v1/schedules").await.expect(200).json();
    assert_eq!(none["items"], json!([]));
}

async fn answers_409_beyond_a_hundred_schedules(stage: &Stage) {
    let tenant = stage.owner().await;
    for number in 0..SCHEDULES_MAX {
        // A tenant has a hundred requests a minute.
        if number % 50 == 0 {
            stage.world.next_minute().await;
        }
        let _ = call().by(&tenant.admin).await.expect(201);
    }
    stage.world.next_minute().await;
    stage.ask(&tenant.admin, call()).await;
}

async fn answers_409_while_the_same_request_is_at_work(stage: &Stage) {
    let tenant = stage.tenant().await;
    let same = call().header("idempotency-key", "once");
    stage.leave_at_work(&tenant.admin, same.clone()).await;
    let answer = stage.ask(&tenant.admin, same).await;
    assert!((1..=5).contains(&retry_after(&answer)));
}

async fn answers_422_to_the_idempotency_key_of_another_body(stage: &Stage) {
    let tenant = stage.owner().await;
    let once = call().header("idempotency-key", "once");
    let first = once.clone().by(&tenant.admin).await.expect(201).json();
    let again = once.clone().by(&tenant.admin).await.expect(201).json();
    assert_eq!(again, first, "the same request makes one schedule");
    let mut other = weekly();
    other["cron"] = json!("0 4 * * MON");
    stage.ask(&tenant.admin, once.body(&other)).await;
}

async fn answers_422_for_a_website_of_somebody_else(stage: &Stage) {
    let tenant = stage.tenant().await;
    // Added is not proved.
    let body = json!({ "domain": "shop.example" });
    let _ = tenant.admin.post("/v1/domains", &body).await.expect(201);
    let problem = stage.ask(&tenant.key, call()).await.json();
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("www.shop.example"), "{detail}");
}
