//! `polder assess` from the outside.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stub;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assess::{Kind, Questionnaire};
use stub::{Stub, json};

fn polder_assess(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_polder"))
        .env_remove("POLDER_ENDPOINT")
        .env_remove("POLDER_API_KEY")
        .stdin(Stdio::null())
        .arg("assess")
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Writes what a deployer in the EU answers about a tool that screens CVs, and to the rest what leads to the least.
fn cv_screening(folder: &Path) -> PathBuf {
    let mut lines = vec![
        r#""subject" = ["system"]"#.to_owned(),
        r#""inference" = "yes""#.to_owned(),
        r#""union" = "yes""#.to_owned(),
        r#""roles" = ["deployer"]"#.to_owned(),
        r#""annex3" = ["employment"]"#.to_owned(),
        r#""annex3.employment" = ["recruitment"]"#.to_owned(),
        r#""profiling" = "yes""#.to_owned(),
    ];
    for question in Questionnaire::find("ai-act").unwrap().questions() {
        let key = format!("{:?} = ", question.id);
        let mildest = match question.kind {
            Kind::YesNo => r#""no""#.to_owned(),
            Kind::Many {
                choices,
                at_least_one: true,
            } => format!("[{:?}]", choices[0].id),
            Kind::Many { .. } => "[]".to_owned(),
            Kind::One { choices } => format!("{:?}", choices[0].id),
            Kind::Level => "1".to_owned(),
            Kind::Text => r#""Something.""#.to_owned(),
        };
        if !lines.iter().any(|line| line.starts_with(&key)) {
            lines.push(key + &mildest);
        }
    }
    let path = folder.join("answers.toml");
    fs::write(&path, lines.join("\n")).unwrap();
    path
}

#[test]
fn a_result_is_told_in_80_columns_and_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let file = cv_screening(folder.path());
    let file = file.to_str().unwrap();
    let rows = [
        (
            "en",
            [
                "High risk (70 of 100)",
                "From 2027-12-02",
                "Next",
                "not legal",
            ],
        ),
        (
            "nl",
            [
                "Hoog risico (70 van 100)",
                "Vanaf 2027-12-02",
                "Hierna",
                "geen juridisch",
            ],
        ),
    ];
    for (language, wanted) in rows {
        let output = polder_assess(&["ai-act", "--answers", file, "--language", language]);
        let shown = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        for wanted in wanted {
            assert!(shown.contains(wanted), "{wanted} in {shown}");
        }
        assert!(shown.contains("AI Act Annex III point 4(a)"), "{shown}");
        let wide = shown.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None);
    }
    let output = polder_assess(&["ai-act", "--answers", file, "--json"]);
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["classification"], "high_risk");
    assert!(result.get("scan").is_none(), "it is kept nowhere");
}

#[test]
fn without_answers_and_without_a_terminal_it_says_what_to_do() {
    let output = polder_assess(&["dpia"]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(
        told.contains("polder assess dpia --template > answers.toml"),
        "{told}"
    );
}

#[test]
fn a_template_answers_nothing_until_it_is_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let template = polder_assess(&["dpia", "--template", "--language", "nl"]);
    assert_eq!(template.status.code(), Some(0));
    assert!(text(&template.stdout).contains("# Worden er persoonsgegevens verwerkt?"));
    let path = folder.path().join("answers.toml");
    fs::write(&path, &template.stdout).unwrap();
    let output = polder_assess(&["dpia", "--answers", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(
        told.contains("personal_data: Are personal data processed?"),
        "{told}"
    );
}

#[test]
fn answers_that_are_none_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.json");
    fs::write(&path, r#"{"inference":"perhaps","nonsense":"yes"}"#).unwrap();
    let output = polder_assess(&["ai-act", "--answers", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(
        told.contains("inference has no option \"perhaps\"; it has yes, no, unknown"),
        "{told}"
    );
    assert!(told.contains("there is no question \"nonsense\""), "{told}");
}

#[test]
fn with_an_endpoint_the_assessment_is_kept_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = cv_screening(folder.path());
    let stub = Stub::start(|_, asked| match asked.line.as_str() {
        "POST /v1/assessments" => json(201, r#"{"id":"asm_1"}"#),
        "PATCH /v1/assessments/asm_1" => json(200, "{}"),
        "POST /v1/assessments/asm_1/completion" => json(
            200,
            r#"{"version":"ai-act@2","on":"2026-11-21","classification":"high_risk",
            "classification_name":"Hoog risico","score":70,"articles":["AI Act art. 6"],"reasons":["Daarom."],
            "obligations":[],"findings":[],"next_steps":[],"unknown":[],"scan":"scan_1",
            "source":{"law":"Wet","law_as_of":"2026-07-27","note":"Geen advies."}}"#,
        ),
        other => json(500, format!(r#"{{"title":"{other}"}}"#)),
    });
    let endpoint = stub.url();
    let output = polder_assess(&[
        "ai-act",
        "--answers",
        file.to_str().unwrap(),
        "--language",
        "nl",
        "--name",
        "CV-tool",
        "--endpoint",
        &endpoint,
        "--api-key",
        "plk_test",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("Bewaard als scan scan_1"));
    let asked = stub.asked();
    let begun: serde_json::Value = serde_json::from_slice(&asked[0].body).unwrap();
    assert_eq!(begun["questionnaire"], "ai-act@2");
    assert_eq!(
        (&begun["name"], &begun["language"]),
        (&"CV-tool".into(), &"nl".into())
    );
    assert_eq!(asked[1].header("if-match"), Some("*"));
    let given: serde_json::Value = serde_json::from_slice(&asked[1].body).unwrap();
    assert_eq!(given["answers"]["annex3.employment"][0], "recruitment");
}
