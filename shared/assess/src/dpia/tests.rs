//! Processing as it exists, with whether it needs a DPIA, and what the assessment says of it.

use serde_json::{Value, json};

use crate::tests::result;
use crate::{Assessment, RiskLevel};

fn processing(more: &Value) -> Assessment {
    let mut answers = json!({"personal_data": "yes"});
    for (id, answer) in more.as_object().unwrap() {
        answers[id] = answer.clone();
    }
    result("dpia@1", &answers)
}

/// Everything that the assessment asks for is in order.
fn in_order(more: &Value) -> Assessment {
    let mut answers = json!({
        "personal_data": "yes", "cases": ["special_scale"], "basis": "law",
        "special": "yes", "special.ground": "yes", "necessary": "yes", "compatible": "yes",
        "minimal": "yes", "accurate": "yes", "retention": "yes", "informed": "yes", "rights": "yes",
        "automated": "no", "processors": "yes", "processors.contracts": "yes", "transfers": "no",
        "officer": "advised", "views": "asked",
    });
    for (id, answer) in more.as_object().unwrap() {
        answers[id] = answer.clone();
    }
    result("dpia@1", &answers)
}

#[test]
fn whether_a_dpia_is_needed() {
    let rows = [
        (
            "weather data",
            json!({"personal_data": "no"}),
            "no_personal_data",
        ),
        ("newsletter", json!({}), "not_required"),
        (
            "list of visitors of a small office",
            json!({}),
            "not_required",
        ),
        (
            "a company's own customer records, new software",
            json!({"criteria": ["innovative"]}),
            "advised",
        ),
        (
            "patients of one family doctor",
            json!({"criteria": ["sensitive"]}),
            "advised",
        ),
        (
            "patients of a hospital",
            json!({"criteria": ["sensitive", "large_scale", "vulnerable"]}),
            "required",
        ),
        (
            "two criteria",
            json!({"criteria": ["monitoring", "vulnerable"]}),
            "required",
        ),
        (
            "automated loans",
            json!({"cases": ["evaluation"]}),
            "required",
        ),
        (
            "cameras over a market square",
            json!({"cases": ["public_monitoring"]}),
            "required",
        ),
        (
            "bodycams",
            json!({"dutch_list": ["mobile_cameras"]}),
            "required",
        ),
        (
            "list of shoplifters shared by shops",
            json!({"dutch_list": ["blacklists"]}),
            "required",
        ),
        (
            "location of employees",
            json!({"dutch_list": ["employees", "location"]}),
            "required",
        ),
        (
            "smart meters",
            json!({"dutch_list": ["internet_of_things"]}),
            "required",
        ),
        (
            "the same under a law with its own assessment",
            json!({"dutch_list": ["internet_of_things"], "exemptions": ["law"]}),
            "not_required",
        ),
        (
            "a second school with the same software",
            json!({"criteria": ["sensitive", "vulnerable"], "exemptions": ["similar"]}),
            "not_required",
        ),
        (
            "not known whether personal data",
            json!({"personal_data": "unknown"}),
            "not_required",
        ),
        (
            "criteria not known",
            json!({"criteria": "unknown"}),
            "required",
        ),
        (
            "exemptions not known",
            json!({"cases": ["evaluation"], "exemptions": "unknown"}),
            "required",
        ),
    ];
    for (name, answers, class) in rows {
        assert_eq!(processing(&answers).classification.id, class, "{name}");
    }
}

#[test]
fn all_seventeen_of_the_dutch_list_and_all_nine_criteria_are_there() {
    assert_eq!(super::questions::DUTCH_LIST.choices().len(), 17);
    assert_eq!(super::questions::CRITERIA.choices().len(), 9);
    assert_eq!(super::questions::CASES.choices().len(), 3);
    for choice in super::questions::DUTCH_LIST.choices() {
        let told = processing(&json!({"dutch_list": [choice.id]}));
        assert_eq!(told.classification.id, "required", "{}", choice.id);
        let id = format!("dpia.dutch-list.{}", choice.id);
        assert!(told.findings.iter().any(|finding| finding.id == id));
    }
}

#[test]
fn what_is_in_order_leaves_nothing_but_the_duty() {
    let told = in_order(&json!({}));
    let ids: Vec<_> = told
        .findings
        .iter()
        .map(|finding| finding.id.as_str())
        .collect();
    assert_eq!(ids, ["dpia.case.special_scale", "dpia.required"]);
    assert_eq!(told.score.value, 36);
    assert!(
        told.risks
            .iter()
            .all(|risk| risk.residual_level == RiskLevel::Low)
    );
}

#[test]
fn each_missing_safeguard_is_a_finding() {
    let rows = [
        ("special.ground", json!("no"), "special-ground"),
        ("necessary", json!("no"), "necessity"),
        ("compatible", json!("unknown"), "purpose-limitation"),
        ("minimal", json!("no"), "minimisation"),
        ("accurate", json!("no"), "accuracy"),
        ("retention", json!("unknown"), "retention"),
        ("informed", json!("no"), "information"),
        ("rights", json!("no"), "rights"),
        ("automated", json!("yes"), "automated-decisions"),
        ("processors.contracts", json!("no"), "processors"),
        ("transfers", json!("yes"), "transfers"),
        ("basis", json!("consent"), "consent"),
        ("basis", json!("unknown"), "basis"),
        ("officer", json!("not_asked"), "officer"),
        ("views", json!("not_asked"), "views"),
        ("description.means", json!("unknown"), "description"),
    ];
    for (question, answer, gap) in rows {
        let told = in_order(&json!({question: answer}));
        let id = format!("dpia.gap.{gap}");
        let finding = told.findings.iter().find(|finding| finding.id == id);
        let finding = finding.unwrap_or_else(|| panic!("{question} makes no {id}"));
        assert_eq!(finding.obligations.len(), 1);
        assert!(
            told.score.value > in_order(&json!({})).score.value,
            "{question}"
        );
    }
}

#[test]
fn a_high_risk_that_remains_goes_to_the_supervisor() {
    let with = |severity: u8, likelihood: u8, measures: Value| {
        in_order(&json!({
            "risk.access.severity": 4, "risk.access.likelihood": 4,
            "risk.access.measures": measures,
            "risk.access.residual_severity": severity, "risk.access.residual_likelihood": likelihood,
        }))
    };
    let rows = [
        (4, 1, json!(["encryption"]), "required", RiskLevel::Medium),
        (2, 2, json!(["encryption"]), "required", RiskLevel::Low),
        (
            3,
            3,
            json!(["encryption"]),
            "prior_consultation",
            RiskLevel::High,
        ),
        // Without measures nothing got smaller.
        (1, 1, json!([]), "prior_consultation", RiskLevel::High),
        (
            1,
            1,
            json!("unknown"),
            "prior_consultation",
            RiskLevel::High,
        ),
    ];
    for (severity, likelihood, measures, class, level) in rows {
        let told = with(severity, likelihood, measures.clone());
        assert_eq!(
            told.classification.id, class,
            "{severity} {likelihood} {measures}"
        );
        assert_eq!(told.risks[0].residual_level, level);
        assert_eq!(told.risks[0].level, RiskLevel::High);
        let consults = told
            .findings
            .iter()
            .any(|finding| finding.id == "dpia.prior-consultation");
        assert_eq!(consults, level == RiskLevel::High);
    }
}

#[test]
fn the_matrix_has_three_zones() {
    let rows = [
        (
            1,
            [
                RiskLevel::Low,
                RiskLevel::Low,
                RiskLevel::Medium,
                RiskLevel::Medium,
            ],
        ),
        (
            2,
            [
                RiskLevel::Low,
                RiskLevel::Low,
                RiskLevel::Medium,
                RiskLevel::Medium,
            ],
        ),
        (
            3,
            [
                RiskLevel::Medium,
                RiskLevel::Medium,
                RiskLevel::High,
                RiskLevel::High,
            ],
        ),
        (
            4,
            [
                RiskLevel::Medium,
                RiskLevel::Medium,
                RiskLevel::High,
                RiskLevel::High,
            ],
        ),
    ];
    for (severity, levels) in rows {
        for (likelihood, level) in (1..).zip(levels) {
            assert_eq!(
                RiskLevel::of(severity, likelihood),
                level,
                "{severity} × {likelihood}"
            );
        }
    }
}

#[test]
fn a_voluntary_dpia_can_lead_to_the_supervisor_too() {
    let told = processing(
        &json!({"voluntary": "yes", "risk.loss.severity": 4, "risk.loss.likelihood": 3}),
    );
    assert_eq!(told.classification.id, "prior_consultation");
}

#[test]
fn a_critical_finding_makes_the_score_at_least_what_it_makes_of_any_scan() {
    let voluntary = |more: Value| {
        let mut answers = json!({"voluntary": "yes", "basis": "law", "special": "yes",
            "special.ground": "yes"});
        for (id, answer) in more.as_object().unwrap() {
            answers[id] = answer.clone();
        }
        processing(&answers)
    };
    let rows = [
        (json!({"special.ground": "no"}), 70),
        (json!({"special.ground": "no", "basis": "unknown"}), 70),
        // Half as sure, half as high.
        (json!({"basis": "unknown"}), 35),
    ];
    for (answers, floor) in rows {
        let told = voluntary(answers.clone());
        assert_eq!(told.classification.id, "not_required");
        assert_eq!(told.score.value, floor, "{answers}");
        let sum: u8 = told.score.parts.iter().map(|part| part.points).sum();
        assert_eq!(sum, floor, "{:?}", told.score.parts);
    }
    assert!(voluntary(json!({})).score.value < 20);
}

#[test]
fn free_text_is_not_repeated() {
    let told = in_order(
        &json!({"description.data": "Names of Jan and Piet", "description.means": "unknown"}),
    );
    let json = serde_json::to_string(&told).unwrap();
    assert!(!json.contains("Piet"));
    assert!(json.contains("description.means"));
}
