//! `GET /v1/scans/{scan}/report`

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::call::Call;
use crate::case::cases;
use crate::stage::{Stage, field, retry_after};

pub(crate) fn call() -> Call {
    Call::to("report_get")
}

cases! { report_get:
    200 => answers_200_with_the_report_as_a_file,
    200 => answers_200_with_pages_for_people_in_the_language_that_is_wanted,
    303 => answers_303_with_the_place_of_a_report_beyond_four_mebibytes,
    400 field_invalid => answers_400_for_a_format_that_there_is_not,
    400 field_invalid => answers_400_for_a_language_that_there_is_not,
    404 not_found => answers_404_for_a_scan_that_does_not_exist,
    409 state_conflict => answers_409_while_the_scan_is_queued,
}

async fn answers_200_with_the_report_as_a_file(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let report = call().on("scan", &scan).query("format=csv");
    let answer = stage.ask(&tenant.key, report).await;
    let file = format!("attachment; filename=\"{scan}.csv\"");
    assert_eq!(answer.header("content-disposition"), Some(&*file));
    let media_type = answer.header("content-type");
    assert_eq!(media_type, Some("text/csv; charset=utf-8"));
    assert!(answer.text().starts_with("severity,"), "{}", answer.text());
}

async fn answers_200_with_pages_for_people_in_the_language_that_is_wanted(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.completed(&tenant).await;
    let page = call().on("scan", &scan).query("format=html&language=nl");
    let page = page.by(&tenant.key).await.expect(200);
    let media_type = page.header("content-type");
    assert_eq!(media_type, Some("text/html; charset=utf-8"));
    assert!(
        page.text().contains("Managementsamenvatting"),
        "{}",
        page.text()
    );
    let pdf = call().on("scan", &scan).query("format=pdf&language=nl");
    let pdf = stage.ask(&tenant.key, pdf).await;
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    let file = format!("attachment; filename=\"{scan}.nl.pdf\"");
    assert_eq!(pdf.header("content-disposition"), Some(&*file));
    assert!(pdf.body.starts_with(b"%PDF-1.7"));
}

async fn answers_303_with_the_place_of_a_report_beyond_four_mebibytes(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage
        .world
        .scan_file(&tenant.key, "long.zip", &long())
        .await;
    let scan = scan["id"].as_str().unwrap();
    let answer = stage.ask(&tenant.key, call().on("scan", scan)).await;
    let place = answer.header("location").unwrap();
    let report = stage.world.anybody().get(place).await.expect(200);
    assert!(report.body.len() > 4 << 20, "{}", report.body.len());
    assert_eq!(report.json()["scan"]["id"], json!(scan));
}

/// Four files with a thousand findings each, which repeat their path of a kibibyte.
fn long() -> Vec<u8> {
    let mut text = String::new();
    for n in 0..1_000 {
        writeln!(text, "persoon{n}@bakkerijvries.nl").unwrap();
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in 0..4 {
        let path = format!("{}{file}.txt", "map/".repeat(250));
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn answers_400_for_a_format_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let answer = stage.ask(&tenant.key, call().query("format=docx")).await;
    assert_eq!(field(&answer), "format");
}

async fn answers_400_for_a_language_that_there_is_not(stage: &Stage) {
    let tenant = stage.tenant().await;
    let klingon = call().query("format=html&language=tlh");
    assert_eq!(field(&stage.ask(&tenant.key, klingon).await), "language");
}

async fn answers_404_for_a_scan_that_does_not_exist(stage: &Stage) {
    let tenant = stage.tenant().await;
    stage.ask(&tenant.key, call()).await;
}

async fn answers_409_while_the_scan_is_queued(stage: &Stage) {
    let tenant = stage.tenant().await;
    let scan = stage.queued(&tenant).await;
    let answer = stage.ask(&tenant.key, call().on("scan", &scan)).await;
    assert_eq!(retry_after(&answer), 1);
}
