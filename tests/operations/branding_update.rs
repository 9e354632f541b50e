//! `PATCH /v1/tenant/branding`

use serde_json::{Value, json};

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field};

/// A PNG of 16 × 16 pixels, whole.
const LOGO: &str = "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mPgjk0jCTGMahjVMHw1AAAqhc4Bo5puWwAAAABJRU5ErkJggg==";

pub(crate) fn call() -> Call {
    let call = Call::to("branding_update").header("if-match", "*");
    call.body(&json!({ "accent_colour": "#0b5d66" }))
}

cases! { branding_update:
    200 => answers_200_with_the_branding_and_the_next_version,
    400 field_invalid => answers_400_for_a_logo_that_breaks_off,
    400 field_invalid => answers_400_for_a_logo_of_another_kind,
    400 field_invalid => answers_400_for_a_colour_that_there_is_not,
    400 field_invalid => answers_400_for_a_name_that_a_pdf_cannot_show,
    412 version_conflict => answers_412_to_another_version_than_the_brandings,
    428 precondition_required => answers_428_without_if_match,
}

async fn answers_200_with_the_branding_and_the_next_version(stage: &Stage) {
    let tenant = stage.tenant().await;
    let all = json!({
        "display_name": "Waterland", "accent_colour": "#FFC800", "logo": LOGO, "footer": "Confidential",
    });
    let first = call()
        .header("if-match", "\"0\"")
        .body(&all)
        .by(&tenant.admin)
        .await;
    assert_eq!(first.clone().expect(200).json()["accent_colour"], "#ffc800");
    assert_eq!(first.header("etag"), Some("\"1\""));
    // What is left out stays, and null goes back.
    let change = call()
        .header("if-match", "\"1\"")
        .body(&json!({ "footer": null }));
    let answer = stage.ask(&tenant.admin, change).await;
    assert_eq!(answer.header("etag"), Some("\"2\""));
    assert_eq!(answer.json()["logo"], LOGO);
    assert_eq!(answer.json()["footer"], Value::Null);
}

async fn answers_400_for_a_logo_that_breaks_off(stage: &Stage) {
    let tenant = stage.tenant().await;
    // The head is whole, so that only drawing it tells.
    let broken = call().body(&json!({ "logo": &LOGO[..64] }));
    let answer = stage.ask(&tenant.admin, broken).await;
    assert_eq!(field(&answer), "logo");
    assert!(
        answer.text().contains("can't be drawn"),
        "{}",
        answer.text()
    );
}

async fn answers_400_for_a_logo_of_another_kind(stage: &Stage) {
    let tenant = stage.tenant().await;
    // <svg xmlns="http://www.w3.org/2000/svg"/>
    let svg = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
    let answer = stage
        .ask(&tenant.admin, call().body(&json!({ "logo": svg })))
        .await;
    assert_eq!(field(&answer), "logo");
    assert!(
        answer.text().contains("SVG is not taken"),
        "{}",
        answer.text()
    );
}

async fn answers_400_for_a_colour_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let colour = call().body(&json!({ "accent_colour": "red;} body{display:none" }));
    let answer = stage.ask(&tenant.admin, colour).await;
    assert_eq!(field(&answer), "accent_colour");
}

async fn answers_400_for_a_name_that_a_pdf_cannot_show(stage: &Stage) {
    let tenant = stage.tenant().await;
    let footer = call().body(&json!({ "footer": "Vertrouwelijk 👻" }));
    let answer = footer.by(&tenant.admin).await;
    assert_eq!(field(&answer.expect(400)), "footer");
    let name = call().body(&json!({ "display_name": "Łódź Ελλάς 日本 日" }));
    let answer = stage.ask(&tenant.admin, name).await;
    assert_eq!(field(&answer), "display_name");
    let said = "font can't draw: 日本";
    assert!(answer.text().contains(said), "{}", answer.text());
}

async fn answers_412_to_another_version_than_the_brandings(stage: &Stage) {
    let tenant = stage.tenant().await;
    let outdated = call().header("if-match", "\"9\"");
    stage.ask(&tenant.admin, outdated).await;
}

async fn answers_428_without_if_match(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.admin, call().without("if-match")).await;
}
