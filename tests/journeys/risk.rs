//! The tenant's risk: what it is made of, and how it moves over the days.

use jiff::SignedDuration;
use platform_tests::{Caller, World};
use serde_json::{Value, json};

async fn scanned(world: &World, caller: &Caller, name: &str, text: &str) -> Value {
    let body = json!({ "name": name, "text": text });
    let scan = caller.post("/v1/scans", &body).await.expect(202).json();
    world.ended(caller, scan["id"].as_str().unwrap()).await
}

async fn risk(caller: &Caller) -> Value {
    caller.get("/v1/risk").await.expect(200).json()
}

async fn delete(caller: &Caller, scan: &Value) {
    let path = format!("/v1/scans/{}", scan["id"].as_str().unwrap());
    let _ = caller.delete(&path).await.expect(204);
}

#[tokio::test]
async fn each_thing_counts_as_it_was_scanned_last() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let key = &tenant.key;
    let letter = scanned(&world, key, "letter", "Het IBAN is NL36INGB0003445588.").await;
    let once = risk(key).await;
    assert_eq!(once["current"], letter["risk"], "{once}");
    assert_eq!(once["delta"], letter["risk"]["score"]);
    assert_eq!(once["current"]["factors"][0]["detector"], "iban");
    assert_eq!(
        once["current"]["factors"][0]["points"],
        once["current"]["score"]
    );

    // The same again does not add up.
    let again = scanned(&world, key, "letter", "Het IBAN is NL36INGB0003445588.").await;
    let same = risk(key).await;
    assert_eq!(same["current"], once["current"]);
    assert_eq!(same["series"][0]["scan"], again["id"]);

    // The next day something worse comes.
    world.pass(SignedDuration::from_hours(24)).await;
    let memo = scanned(&world, key, "memo", "Het BSN is 231457005.").await;
    let worse = risk(key).await;
    let score = |risk: &Value| risk["current"]["score"].as_i64().unwrap();
    assert!(score(&worse) > score(&once) + 30, "{worse}");
    assert_eq!(worse["delta"], score(&worse) - score(&once));
    assert_eq!(worse["current"]["severity"], 4);
    assert_eq!(worse["series"][0]["name"], "memo");
    let points = worse["points"].as_array().unwrap();
    assert_eq!(points.len(), 2, "{worse}");
    assert_eq!(points[0]["score"], once["current"]["score"]);
    assert_eq!(points[1]["before"], once["current"]["score"]);
    assert_eq!(points[1]["moved"][0]["name"], "memo");
    assert_eq!(points[1]["moved"][0]["from"], 0);
    let day = points[1]["day"].as_str().unwrap();
    let path = format!("/v1/risk?from={day}&to={day}");
    let that_day = key.get(&path).await.expect(200).json();
    assert_eq!(that_day["points"], json!([points[1]]));

    // Deleted, it is taken out; of the letter the scan before speaks again.
    delete(key, &memo).await;
    assert_eq!(risk(key).await["current"], once["current"]);
    delete(key, &again).await;
    let back = risk(key).await;
    assert_eq!(back["current"], once["current"]);
    assert_eq!(back["series"][0]["scan"], letter["id"]);
    delete(key, &letter).await;
    let nothing = risk(key).await;
    assert_eq!(
        (score(&nothing), &nothing["series"]),
        (0, &json!([])),
        "{nothing}"
    );
}

#[tokio::test]
async fn a_column_of_values_is_worse_than_one_value() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let one = scanned(
        &world,
        &tenant.key,
        "one",
        "mail: jan.jansen@bakkerijvries.nl",
    )
    .await;
    let rows: Vec<String> = (0..40)
        .map(|n| format!("jan{n}.jansen@bakkerijvries.nl;{n}\n"))
        .collect();
    let table = format!("email;aantal\n{}", rows.concat());
    let many = world
        .scan_file(&tenant.key, "klanten.csv", table.as_bytes())
        .await;
    let score = |scan: &Value| scan["risk"]["score"].as_u64().unwrap();
    assert!(score(&many) > score(&one) + 10, "{one} {many}");
}
