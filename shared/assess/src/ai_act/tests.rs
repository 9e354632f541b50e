//! Systems as they exist, with their class and the article that decides it.

use serde_json::{Value, json};

use crate::tests::{TODAY, completed, result};
use crate::{Applies, Assessment, Questionnaire, Role};

/// A system that is used in the EU, with further answers.
fn system(more: &Value) -> Assessment {
    let mut answers = json!({
        "subject": ["system"],
        "inference": "yes",
        "union": "yes",
        "roles": ["provider", "deployer"],
    });
    merge(&mut answers, more);
    result("ai-act@2", &answers)
}

fn model(more: &Value) -> Assessment {
    let mut answers = json!({
        "subject": ["model"],
        "union": "yes",
        "roles": ["provider"],
        "model.general_purpose": "yes",
    });
    merge(&mut answers, more);
    result("ai-act@2", &answers)
}

fn merge(answers: &mut Value, more: &Value) {
    for (id, answer) in more.as_object().unwrap() {
        answers[id] = answer.clone();
    }
}

fn check(name: &str, told: &Assessment, class: &str, article: &str) {
    assert_eq!(told.classification.id, class, "{name}");
    assert!(
        told.findings
            .iter()
            .any(|finding| finding.article == article),
        "{name}: no finding by {article}, but {:?}",
        told.findings
            .iter()
            .map(|finding| &finding.article)
            .collect::<Vec<_>>()
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn systems_have_their_class() {
    const CHATBOT: &str = "AI Act art. 50(1)";
    const MARKING: &str = "AI Act art. 50(2)";
    let rows = [
        // Minimal risk.
        ("spam filter", json!({}), "minimal_risk", "AI Act art. 4"),
        (
            "recommender of a webshop",
            json!({}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        (
            "predictive maintenance of machines in a plant",
            json!({"product": ["machinery"]}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        (
            "inventory forecast",
            json!({"roles": ["deployer"]}),
            "minimal_risk",
            "AI Act art. 4",
        ),
        (
            "fraud detection on payments",
            json!({"annex3": ["services"], "annex3.services": []}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        (
            "motor insurance pricing",
            json!({"annex3": ["services"]}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        (
            "face unlock of a telephone",
            json!({"identification": "no"}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        (
            "opponent in a video game",
            json!({"interacts": "yes", "interacts.obvious": "yes"}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        (
            "spelling corrector",
            json!({"generates": "yes", "generates.assistive": "yes"}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        (
            "planning of maintenance for a water company",
            json!({"annex3": ["infrastructure"]}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        // Transparency.
        (
            "customer service chatbot",
            json!({"interacts": "yes"}),
            "transparency_risk",
            CHATBOT,
        ),
        (
            "telephone voice agent",
            json!({"interacts": "yes", "generates": "yes"}),
            "transparency_risk",
            MARKING,
        ),
        (
            "deep-fake generator",
            json!({"generates": "yes", "deep_fake": "yes"}),
            "transparency_risk",
            "AI Act art. 50(4)",
        ),
        (
            "news site that publishes generated text",
            json!({"generates": "yes", "public_text": "yes"}),
            "transparency_risk",
            "AI Act art. 50(4)",
        ),
        (
            "translation service",
            json!({"generates": "yes"}),
            "transparency_risk",
            MARKING,
        ),
        (
            "shop mirror that sorts by hair colour",
            json!({"categorisation": "yes", "categorisation.traits": ["other"]}),
            "transparency_risk",
            "AI Act art. 50(3)",
        ),
        // High risk by use.
        (
            "screening of CVs",
            json!({"annex3": ["employment"], "annex3.employment": ["recruitment"], "profiling": "yes"}),
            "high_risk",
            "AI Act Annex III point 4(a)",
        ),
        (
            "targeted job advertisements",
            json!({"annex3": ["employment"], "annex3.employment": ["recruitment"]}),
            "high_risk",
            "AI Act Annex III point 4(a)",
        ),
        (
            "task allocation on a delivery platform",
            json!({"annex3": ["employment"], "annex3.employment": ["management"], "profiling": "yes"}),
            "high_risk",
            "AI Act Annex III point 4(b)",
        ),
        (
            "credit scoring of persons",
            json!({"annex3": ["services"], "annex3.services": ["credit"], "profiling": "yes"}),
            "high_risk",
            "AI Act Annex III point 5(b)",
        ),
        (
            "pricing of health insurance",
            json!({"annex3": ["services"], "annex3.services": ["insurance"]}),
            "high_risk",
            "AI Act Annex III point 5(c)",
        ),
        (
            "checking the right to benefits",
            json!({"annex3": ["services"], "annex3.services": ["benefits"], "profiling": "yes",
                "deployer.kind": "public"}),
            "high_risk",
            "AI Act art. 27",
        ),
        (
            "triage of emergency calls",
            json!({"annex3": ["services"], "annex3.services": ["emergency"]}),
            "high_risk",
            "AI Act Annex III point 5(d)",
        ),
        (
            "exam proctoring",
            json!({"annex3": ["education"], "annex3.education": ["proctoring"]}),
            "high_risk",
            "AI Act Annex III point 3(d)",
        ),
        (
            "grading of essays",
            json!({"annex3": ["education"], "annex3.education": ["outcomes"]}),
            "high_risk",
            "AI Act Annex III point 3(b)",
        ),
        (
            "admission to a school",
            json!({"annex3": ["education"], "annex3.education": ["admission"]}),
            "high_risk",
            "AI Act Annex III point 3(a)",
        ),
        (
            "advice on the level of secondary school",
            json!({"annex3": ["education"], "annex3.education": ["level"]}),
            "high_risk",
            "AI Act Annex III point 3(c)",
        ),
        (
            "pressure control of a gas network",
            json!({"annex3": ["infrastructure"], "annex3.infrastructure": ["supply"]}),
            "high_risk",
            "AI Act Annex III point 2",
        ),
        (
            "law-enforcement risk tool for reoffending",
            json!({"annex3": ["law_enforcement"], "annex3.law_enforcement": ["offending"], "profiling": "yes"}),
            "high_risk",
            "AI Act Annex III point 6(d)",
        ),
        (
            "lie detector at a border",
            json!({"annex3": ["migration"], "annex3.migration": ["polygraph"]}),
            "high_risk",
            "AI Act Annex III point 7(a)",
        ),
        (
            "assessment of visa applications",
            json!({"annex3": ["migration"], "annex3.migration": ["applications"]}),
            "high_risk",
            "AI Act Annex III point 7(c)",
        ),
        (
            "research assistant of a court",
            json!({"annex3": ["justice"], "annex3.justice": ["judicial"]}),
            "high_risk",
            "AI Act Annex III point 8(a)",
        ),
        (
            "targeting of voters",
            json!({"annex3": ["justice"], "annex3.justice": ["elections"], "profiling": "yes"}),
            "high_risk",
            "AI Act Annex III point 8(b)",
        ),
        (
            "emotion recognition of customers",
            json!({"emotion": "yes", "emotion.place": ["elsewhere"]}),
            "high_risk",
            "AI Act Annex III point 1(c)",
        ),
        (
            "stress in the voice of pilots, for safety",
            json!({"emotion": "yes", "emotion.place": ["workplace"], "emotion.medical_or_safety": "yes"}),
            "high_risk",
            "AI Act Annex III point 1(c)",
        ),
        (
            "age estimation by face",
            json!({"categorisation": "yes", "categorisation.traits": ["protected"]}),
            "high_risk",
            "AI Act Annex III point 1(b)",
        ),
        (
            "searching faces in recorded video",
            json!({"identification": "yes"}),
            "high_risk",
            "AI Act Annex III point 1(a)",
        ),
        (
            "live face recognition for a missing child, authorised",
            json!({"identification": "yes", "identification.live_police": "yes", "identification.allowed": "yes"}),
            "high_risk",
            "AI Act Annex III point 1(a)",
        ),
        // High risk by product.
        (
            "diagnosis on X-rays, class IIb",
            json!({"product": ["medical_device"], "product.safety": "yes", "product.third_party": "yes"}),
            "high_risk",
            "AI Act art. 6(1), Annex I section A",
        ),
        (
            "wellness app, class I",
            json!({"product": ["medical_device"], "product.safety": "yes"}),
            "minimal_risk",
            "AI Act art. 95",
        ),
        (
            "emergency brake of a car",
            json!({"product": ["motor_vehicles"], "product.safety": "yes", "product.third_party": "yes"}),
            "high_risk",
            "AI Act art. 6(1), 2(2), Annex I section B",
        ),
        (
            "door of a lift that sees people",
            json!({"product": ["lifts"], "product.safety": "yes", "product.third_party": "yes"}),
            "high_risk",
            "AI Act art. 6(1), Annex I section A",
        ),
        // Derogations.
        (
            "sorting of applications by language of the letter",
            json!({"annex3": ["employment"], "annex3.employment": ["recruitment"], "derogation": ["narrow"]}),
            "minimal_risk",
            "AI Act art. 6(3)–(4)",
        ),
        (
            "the same, with a profile of each applicant",
            json!({"annex3": ["employment"], "annex3.employment": ["recruitment"], "profiling": "yes",
                "derogation": ["narrow"]}),
            "high_risk",
            "AI Act Annex III point 4(a)",
        ),
        (
            "polishing of a judge's draft, with influence",
            json!({"annex3": ["justice"], "annex3.justice": ["judicial"], "derogation": ["improve"],
                "significant_risk": "yes"}),
            "high_risk",
            "AI Act Annex III point 8(a)",
        ),
        // Prohibited.
        (
            "emotion recognition at work",
            json!({"emotion": "yes", "emotion.place": ["workplace"]}),
            "prohibited",
            "AI Act art. 5(1)(f)",
        ),
        (
            "attention by face in a classroom",
            json!({"emotion": "yes", "emotion.place": ["education"]}),
            "prohibited",
            "AI Act art. 5(1)(f)",
        ),
        (
            "social scoring by a town",
            json!({"social_scoring": "yes"}),
            "prohibited",
            "AI Act art. 5(1)(c)",
        ),
        (
            "biometric categorisation by belief",
            json!({"categorisation": "yes", "categorisation.traits": ["sensitive"]}),
            "prohibited",
            "AI Act art. 5(1)(g)",
        ),
        (
            "prediction of offenders from character",
            json!({"crime_prediction": "yes"}),
            "prohibited",
            "AI Act art. 5(1)(d)",
        ),
        (
            "face search on scraped images",
            json!({"face_scraping": "yes"}),
            "prohibited",
            "AI Act art. 5(1)(e)",
        ),
        (
            "toy that urges children to dangerous things",
            json!({"vulnerability": "yes"}),
            "prohibited",
            "AI Act art. 5(1)(b)",
        ),
        (
            "subliminal sales",
            json!({"manipulation": "yes"}),
            "prohibited",
            "AI Act art. 5(1)(a)",
        ),
        (
            "live face recognition by the police, unauthorised",
            json!({"identification": "yes", "identification.live_police": "yes"}),
            "prohibited",
            "AI Act art. 5(1)(h)",
        ),
        (
            "application that undresses people",
            json!({"generates": "yes", "intimate_images": "yes"}),
            "prohibited",
            "AI Act art. 5(1)(ba)",
        ),
        (
            "image generator without safeguards for children",
            json!({"generates": "yes", "abuse_material": "yes"}),
            "prohibited",
            "AI Act art. 5(1)(bb)",
        ),
        // Out of scope.
        (
            "decision table",
            json!({"inference": "no"}),
            "out_of_scope",
            "AI Act art. 3(1)",
        ),
        (
            "target recognition of an army",
            json!({"exclusions": ["military"]}),
            "out_of_scope",
            "AI Act art. 2(3)–(10)",
        ),
        (
            "prototype in a laboratory",
            json!({"exclusions": ["before_market"]}),
            "out_of_scope",
            "AI Act art. 2(3)–(10)",
        ),
        (
            "personal use of a chatbot",
            json!({"roles": ["deployer"], "exclusions": ["personal"], "interacts": "yes"}),
            "out_of_scope",
            "AI Act art. 2(3)–(10)",
        ),
        (
            "used in Canada only",
            json!({"union": "no"}),
            "out_of_scope",
            "AI Act art. 2(1)",
        ),
        (
            "open-source photo sorter",
            json!({"open_source": "yes"}),
            "out_of_scope",
            "AI Act art. 2(12)",
        ),
        (
            "open-source chatbot",
            json!({"open_source": "yes", "interacts": "yes"}),
            "transparency_risk",
            CHATBOT,
        ),
        (
            "open-source CV screening",
            json!({"open_source": "yes", "annex3": ["employment"], "annex3.employment": ["recruitment"]}),
            "high_risk",
            "AI Act Annex III point 4(a)",
        ),
    ];
    for (name, answers, class, article) in rows {
        check(name, &system(&answers), class, article);
    }
}

#[test]
fn models_have_their_class() {
    let rows = [
        (
            "provider of a model of the largest class",
            json!({"model.origin": "own", "model.compute": "above_1e25"}),
            "systemic_risk_model",
            "AI Act art. 51, 52, 55",
        ),
        (
            "open-source model of the largest class",
            json!({"model.origin": "own", "model.compute": "above_1e25", "model.open_source": "yes"}),
            "systemic_risk_model",
            "AI Act art. 51, 52, 55",
        ),
        (
            "designated model",
            json!({"model.origin": "own", "model.designated": "yes"}),
            "systemic_risk_model",
            "AI Act art. 51, 52, 55",
        ),
        (
            "provider of a language model",
            json!({"model.origin": "own"}),
            "general_purpose_model",
            "AI Act art. 53, 54",
        ),
        (
            "open-source language model",
            json!({"model.origin": "own", "model.open_source": "yes"}),
            "general_purpose_model",
            "AI Act art. 53, 54",
        ),
        (
            "fine-tuner with an adapter",
            json!({"model.origin": "modified_little"}),
            "minimal_risk",
            "AI Act art. 53(1)(b), Guidelines C(2025) 7719 points 57–63",
        ),
        (
            "continued training on another scale",
            json!({"model.origin": "modified_much"}),
            "general_purpose_model",
            "AI Act art. 53, 54",
        ),
        (
            "builder on a model by API",
            json!({"model.origin": "unchanged"}),
            "minimal_risk",
            "AI Act art. 53(1)(b), Guidelines C(2025) 7719 points 57–63",
        ),
        (
            "speech recognition model",
            json!({"model.general_purpose": "no"}),
            "minimal_risk",
            "AI Act art. 3(63)",
        ),
        (
            "compute not known",
            json!({"model.origin": "own", "model.compute": "unknown"}),
            "systemic_risk_model",
            "AI Act art. 51, 52, 55",
        ),
    ];
    for (name, answers, class, article) in rows {
        check(name, &model(&answers), class, article);
    }
}

fn obligations(told: &Assessment) -> Vec<(&str, String)> {
    told.findings
        .iter()
        .flat_map(|finding| &finding.obligations)
        .map(|obligation| {
            (
                obligation.id.as_str(),
                obligation.applies.date().to_string(),
            )
        })
        .collect()
}

fn owes(told: &Assessment, id: &str) -> Option<String> {
    obligations(told)
        .into_iter()
        .find(|(other, _)| *other == id)
        .map(|(_, date)| date)
}

#[test]
fn dates_are_those_of_the_law_as_amended() {
    let annex3 = json!({"annex3": ["employment"], "annex3.employment": ["recruitment"]});
    let product = json!({"product": ["medical_device"], "product.safety": "yes", "product.third_party": "yes"});
    let rows = [
        (system(&json!({})), "literacy", "2025-02-02"),
        (
            system(&json!({"social_scoring": "yes"})),
            "stop",
            "2025-02-02",
        ),
        (
            system(&json!({"intimate_images": "yes"})),
            "stop",
            "2026-12-02",
        ),
        (system(&annex3), "provider.risk-management", "2027-12-02"),
        (system(&annex3), "deployer.logs", "2027-12-02"),
        (system(&product), "provider.risk-management", "2028-08-02"),
        (system(&product), "deployer.logs", "2028-08-02"),
        (
            system(&json!({"interacts": "yes"})),
            "transparency.interaction",
            "2026-08-02",
        ),
        (
            system(&json!({"generates": "yes"})),
            "transparency.marking",
            "2026-08-02",
        ),
        (
            system(&json!({"generates": "yes", "placed": "before_2026_08"})),
            "transparency.marking",
            "2026-12-02",
        ),
        (
            model(&json!({"model.origin": "own"})),
            "model.copyright",
            "2025-08-02",
        ),
        (
            model(&json!({"model.origin": "own", "placed": "before_2025_08"})),
            "model.copyright",
            "2027-08-02",
        ),
    ];
    for (told, id, date) in rows {
        assert_eq!(owes(&told, id).as_deref(), Some(date), "{id}");
    }
    let told = system(&json!({"interacts": "yes"}));
    let applies: Vec<_> = told
        .findings
        .iter()
        .flat_map(|finding| &finding.obligations)
        .collect();
    assert!(
        applies
            .iter()
            .all(|obligation| matches!(obligation.applies, Applies::InForce { .. }))
    );
}

#[test]
fn some_duties_of_deployers_depend_on_the_use() {
    let with = |more: Value| {
        let mut answers =
            json!({"roles": ["deployer"], "deployer.decisions": "yes", "deployer.kind": "public"});
        answers
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        system(&answers)
    };
    // Art. 86(1) leaves out Annex III point 2.
    let grid = with(json!({"annex3": ["infrastructure"], "annex3.infrastructure": ["traffic"]}));
    assert!(
        owes(&grid, "deployer.inform").is_some(),
        "{:?}",
        obligations(&grid)
    );
    assert_eq!(owes(&grid, "deployer.explain"), None);
    // Art. 26(10).
    let police = with(json!({"identification": "yes", "identification.live_police": "no"}));
    assert!(
        owes(&police, "deployer.authorisation").is_some(),
        "{:?}",
        obligations(&police)
    );
    let school = with(json!({"annex3": ["education"], "annex3.education": ["admission"]}));
    assert_eq!(owes(&school, "deployer.authorisation"), None);
}

#[test]
fn obligations_fall_on_the_roles_of_the_answers() {
    let answers = json!({"annex3": ["services"], "annex3.services": ["credit"], "profiling": "yes",
        "deployer.decisions": "yes", "deployer.personal_data": "yes"});
    let with = |roles: Value| {
        let mut answers = answers.clone();
        answers["roles"] = roles;
        system(&answers)
    };
    let provider = with(json!(["provider"]));
    assert!(owes(&provider, "provider.conformity").is_some());
    assert!(owes(&provider, "provider.registration").is_some());
    assert_eq!(owes(&provider, "deployer.fria"), None);

    let deployer = with(json!(["deployer"]));
    assert_eq!(owes(&deployer, "provider.conformity"), None);
    for id in [
        "deployer.fria",
        "deployer.inform",
        "deployer.explain",
        "deployer.dpia",
        "deployer.logs",
    ] {
        assert_eq!(owes(&deployer, id).as_deref(), Some("2027-12-02"), "{id}");
    }
    // A private bank doesn't register its use.
    assert_eq!(owes(&deployer, "deployer.registration"), None);

    let importer = with(json!(["importer"]));
    let owed = obligations(&importer);
    let owed: Vec<_> = owed.iter().map(|(id, _)| *id).collect();
    assert_eq!(owed, ["importer.check"]);

    let unknown = with(json!("unknown"));
    assert_eq!(unknown.roles.len(), 6);
    assert!(owes(&unknown, "distributor.check").is_some());
}

#[test]
fn who_repurposes_becomes_the_provider() {
    let answers = json!({"roles": ["deployer"], "changes": ["repurpose"],
        "annex3": ["employment"], "annex3.employment": ["recruitment"]});
    let told = system(&answers);
    assert_eq!(told.roles, [Role::Provider, Role::Deployer]);
    assert!(owes(&told, "provider.conformity").is_some());
    // Without high risk it changes nothing.
    let told = system(&json!({"roles": ["deployer"], "changes": ["rebrand"]}));
    assert_eq!(told.roles, [Role::Deployer]);
}

#[test]
fn public_bodies_register_and_assess_rights_but_not_for_infrastructure() {
    let with = |area: &str, point: &str| {
        system(&json!({"roles": ["deployer"], "deployer.kind": "public",
            "annex3": [area], format!("annex3.{area}"): [point]}))
    };
    let benefits = with("services", "benefits");
    assert!(owes(&benefits, "deployer.registration").is_some());
    assert!(owes(&benefits, "deployer.fria").is_some());
    let traffic = with("infrastructure", "traffic");
    assert_eq!(owes(&traffic, "deployer.registration"), None);
    assert_eq!(owes(&traffic, "deployer.fria"), None);
}

#[test]
fn open_weights_relieve_from_documentation_only() {
    let told = model(
        &json!({"model.origin": "own", "model.open_source": "yes", "model.outside_union": "yes"}),
    );
    let owed: Vec<_> = obligations(&told)
        .into_iter()
        .map(|(id, _)| id.to_owned())
        .collect();
    assert_eq!(owed, ["model.copyright", "model.training-summary"]);
    let told = model(&json!({"model.origin": "own", "model.open_source": "yes",
        "model.outside_union": "yes", "model.compute": "above_1e25"}));
    for id in [
        "model.documentation",
        "model.downstream",
        "model.representative",
        "model.notify",
    ] {
        assert!(owes(&told, id).is_some(), "{id}");
    }
}

#[test]
fn unknown_is_the_stricter_answer_and_says_so() {
    let told = system(&json!({"emotion": "unknown", "emotion.place": ["workplace"]}));
    assert_eq!(told.classification.id, "prohibited");
    let finding = &told.findings[0];
    assert_eq!(finding.id, "ai-act.prohibited.emotion-recognition");
    assert!(finding.assumed && finding.reason.nl.contains("strengere"));
    assert_eq!(told.unknown, ["emotion"]);
    assert!(
        told.next_steps
            .iter()
            .any(|step| step.id == "answer-unknown")
    );

    let told = system(
        &json!({"annex3": ["employment"], "annex3.employment": ["recruitment"],
        "profiling": "unknown"}),
    );
    assert_eq!(told.classification.id, "high_risk");
}

#[test]
fn a_class_does_not_hide_the_others() {
    let told = system(&json!({"interacts": "yes", "annex3": ["employment"],
        "annex3.employment": ["recruitment"], "profiling": "yes"}));
    let classes: Vec<_> = told.classes.iter().map(|class| class.id.as_str()).collect();
    assert_eq!(classes, ["high_risk", "transparency_risk"]);
    assert_eq!(told.score.value, 73);

    let mut answers = json!({"subject": ["system", "model"], "inference": "yes", "union": "yes",
        "roles": ["provider"], "interacts": "yes", "model.general_purpose": "yes",
        "model.origin": "own", "model.compute": "above_1e25"});
    merge(&mut answers, &json!({}));
    let told = result("ai-act@2", &answers);
    let classes: Vec<_> = told.classes.iter().map(|class| class.id.as_str()).collect();
    assert_eq!(
        classes,
        [
            "systemic_risk_model",
            "general_purpose_model",
            "transparency_risk"
        ]
    );
}

#[test]
fn a_date_is_seen_from_its_day() {
    let answers = json!({"subject": ["system"], "inference": "yes", "union": "yes",
        "roles": ["deployer"], "annex3": ["justice"], "annex3.justice": ["judicial"]});
    let answers = completed("ai-act@2", &answers);
    let questionnaire = Questionnaire::load("ai-act@2").unwrap();
    let on = |day| {
        let told = questionnaire.assess(&answers, day).unwrap();
        let finding = told
            .findings
            .iter()
            .find(|finding| finding.id == "ai-act.high-risk.use");
        finding.unwrap().obligations[0].applies
    };
    let date = jiff::civil::date(2027, 12, 2);
    assert_eq!(on(TODAY), Applies::Upcoming { from: date });
    assert_eq!(on(date), Applies::InForce { since: date });
}

#[test]
fn a_use_that_is_profiling_is_never_derogated() {
    let mild = json!({"profiling": "no", "derogation": ["narrow"], "significant_risk": "no"});
    let with = |more: Value| {
        let mut answers = mild.clone();
        merge(&mut answers, &more);
        system(&answers)
    };
    let rows = [
        json!({"annex3": ["law_enforcement"], "annex3.law_enforcement": ["profiling"]}),
        json!({"annex3": ["law_enforcement"], "annex3.law_enforcement": ["offending"]}),
        json!({"annex3": ["services"], "annex3.services": ["credit"]}),
        json!({"annex3": ["services"], "annex3.services": ["insurance"]}),
        json!({"annex3": ["migration"], "annex3.migration": ["risk"]}),
    ];
    for answers in rows {
        let told = with(answers.clone());
        assert_eq!(told.classification.id, "high_risk", "{answers}");
        assert_eq!(
            led_to(&told, "ai-act.contradiction.profiling")[0],
            "profiling"
        );
        assert!(owes(&told, "derogation.documentation").is_none());
    }
    // Live identification for the police is no narrow task; other identification can be.
    let live = with(
        json!({"identification": "yes", "identification.live_police": "yes", "identification.allowed": "yes"}),
    );
    assert_eq!(live.classification.id, "high_risk");
    let court = with(json!({"annex3": ["justice"], "annex3.justice": ["judicial"]}));
    assert_eq!(court.classification.id, "minimal_risk");
    assert!(
        court
            .findings
            .iter()
            .all(|finding| !finding.id.starts_with("ai-act.contradiction."))
    );
}

/// The questions that led to a finding; none where it isn't there.
fn led_to<'a>(told: &'a Assessment, id: &str) -> Vec<&'a str> {
    told.findings
        .iter()
        .filter(|finding| finding.id == id)
        .flat_map(|finding| &finding.led_here)
        .map(|led| led.question.as_str())
        .collect()
}

#[test]
fn answers_that_contradict_each_other_count_as_the_stricter_one() {
    let told = system(&json!({"roles": ["deployer"], "annex3": ["employment"],
        "annex3.employment": ["management"], "profiling": "yes", "deployer.personal_data": "no",
        "deployer.workplace": "no", "deployer.decisions": "no"}));
    for id in [
        "deployer.workers",
        "deployer.dpia",
        "deployer.inform",
        "deployer.explain",
    ] {
        assert!(owes(&told, id).is_some(), "{id}");
    }
    let rows = [
        ("personal-data", "deployer.personal_data"),
        ("workplace", "deployer.workplace"),
        ("decisions", "deployer.decisions"),
    ];
    for (id, question) in rows {
        let led = led_to(&told, &format!("ai-act.contradiction.{id}"));
        assert_eq!(led[0], question);
        assert!(led.len() > 1, "{id} names one answer only: {led:?}");
    }
    assert!(
        told.next_steps
            .iter()
            .any(|step| step.id == "resolve-contradictions")
    );
    // A grid has no workers and takes no decisions about people.
    let grid = system(&json!({"roles": ["deployer"], "annex3": ["infrastructure"],
        "annex3.infrastructure": ["supply"]}));
    assert_eq!(owes(&grid, "deployer.workers"), None);
    assert_eq!(owes(&grid, "deployer.dpia"), None);
}

#[test]
fn a_product_of_high_risk_is_not_registered_as_derogated() {
    let told = system(
        &json!({"product": ["medical_device"], "product.safety": "yes",
        "product.third_party": "yes", "annex3": ["justice"], "annex3.justice": ["judicial"],
        "derogation": ["narrow"]}),
    );
    assert_eq!(told.classification.id, "high_risk");
    assert!(owes(&told, "provider.risk-management").is_some());
    assert_eq!(owes(&told, "derogation.registration"), None);
}

#[test]
fn who_only_uses_a_generator_without_safeguards_breaks_no_prohibition() {
    let rows = [
        (json!(["deployer"]), "no", "minimal_risk"),
        (json!(["deployer"]), "yes", "prohibited"),
        (json!(["deployer"]), "unknown", "prohibited"),
        (json!(["provider"]), "no", "prohibited"),
        (json!(["deployer", "provider"]), "no", "prohibited"),
        (json!(["importer"]), "no", "prohibited"),
        (json!("unknown"), "no", "prohibited"),
    ];
    for (roles, purpose, class) in rows {
        for question in ["intimate_images", "abuse_material"] {
            let told = system(&json!({"roles": roles, question: "yes",
                format!("{question}.purpose"): purpose}));
            assert_eq!(
                told.classification.id, class,
                "{question} {roles} {purpose}"
            );
            let is_told = owes(&told, "no-such-use").is_some();
            assert_eq!(is_told, class == "minimal_risk");
        }
    }
    // The first version doesn't ask what it is for, and keeps to the stricter answer.
    let mut answers = json!({"subject": ["system"], "inference": "yes", "union": "yes",
        "roles": ["deployer"], "intimate_images": "yes"});
    merge(&mut answers, &json!({}));
    assert_eq!(result("ai-act@1", &answers).classification.id, "prohibited");
}

#[test]
fn a_deployer_in_the_union_is_asked_for() {
    let question = |version| {
        let questionnaire = Questionnaire::load(version).unwrap();
        questionnaire.question("union").unwrap().text
    };
    assert!(
        question("ai-act@2")
            .en
            .contains("its deployer and established there")
    );
    assert!(
        question("ai-act@2")
            .nl
            .contains("gebruiksverantwoordelijke en daar gevestigd")
    );
    // What was answered to the first version was another question.
    assert!(!question("ai-act@1").en.contains("established"));
}

#[test]
fn allowed_live_identification_has_duties_already() {
    let with = |live: &str| {
        system(
            &json!({"roles": ["deployer"], "deployer.kind": "public", "identification": "yes",
            "identification.live_police": live, "identification.allowed": "yes"}),
        )
    };
    let told = with("yes");
    for id in [
        "identification.authorisation",
        "identification.rights-and-registration",
        "identification.notification",
        "identification.decision",
    ] {
        assert_eq!(owes(&told, id).as_deref(), Some("2025-02-02"), "{id}");
    }
    // Art. 26(10) is about recordings.
    assert_eq!(owes(&told, "deployer.authorisation"), None);
    let recorded = with("no");
    assert_eq!(owes(&recorded, "identification.authorisation"), None);
    assert!(owes(&recorded, "deployer.authorisation").is_some());
}

#[test]
fn what_was_there_before_high_risk_reaches_authorities_in_2030() {
    let benefits =
        json!({"annex3": ["services"], "annex3.services": ["benefits"], "profiling": "yes"});
    let product = json!({"product": ["medical_device"], "product.safety": "yes", "product.third_party": "yes"});
    let rows = [
        (&benefits, "public", "before_2025_08", "2030-08-02"),
        (&benefits, "public", "before_2026_08", "2030-08-02"),
        (&benefits, "public", "before_2027_12", "2030-08-02"),
        (&benefits, "public", "before_2028_08", "2027-12-02"),
        (&benefits, "public", "later", "2027-12-02"),
        (&benefits, "public", "unknown", "2027-12-02"),
        (&benefits, "unknown", "before_2025_08", "2027-12-02"),
        (&benefits, "private", "before_2025_08", "2027-12-02"),
        (&product, "public", "before_2028_08", "2030-08-02"),
        (&product, "public", "later", "2028-08-02"),
    ];
    for (answers, kind, placed, date) in rows {
        let mut answers = answers.clone();
        merge(
            &mut answers,
            &json!({"roles": ["deployer"], "deployer.kind": kind, "placed": placed}),
        );
        let told = system(&answers);
        let name = format!("{kind} {placed}");
        assert_eq!(
            owes(&told, "deployer.logs").as_deref(),
            Some(date),
            "{name}"
        );
        if let Some(fria) = owes(&told, "deployer.fria") {
            assert_eq!(fria, date, "{name}");
        }
    }
    // The provider of what only authorities use has that time too.
    let mut answers = benefits;
    merge(
        &mut answers,
        &json!({"roles": ["provider"], "placed": "before_2026_08"}),
    );
    let told = system(&answers);
    assert_eq!(
        owes(&told, "provider.quality").as_deref(),
        Some("2030-08-02")
    );
}

#[test]
fn a_model_can_be_older_than_its_system() {
    let rows = [
        ("before_2025_08", "2027-08-02"),
        ("later", "2025-08-02"),
        ("unknown", "2025-08-02"),
    ];
    for (placed, date) in rows {
        let told = system(
            &json!({"subject": ["system", "model"], "roles": ["provider"],
            "placed": "later", "model.general_purpose": "yes", "model.origin": "own",
            "model.placed": placed}),
        );
        assert_eq!(owes(&told, "model.copyright").as_deref(), Some(date));
    }
}

#[test]
fn who_represents_the_provider_of_a_model_has_duties_of_its_own() {
    let owed = |roles: Value, origin: &str| {
        let told =
            model(&json!({"roles": roles, "model.origin": origin, "model.outside_union": "yes"}));
        let ids: Vec<_> = obligations(&told)
            .into_iter()
            .map(|(id, _)| id.to_owned())
            .collect();
        (told.classification.id, told.roles, ids)
    };
    let duties = [
        "model.represented.verify",
        "model.represented.keep",
        "model.represented.cooperate",
        "model.represented.end",
    ];
    for origin in ["unchanged", "own"] {
        let (class, roles, ids) = owed(json!(["authorised_representative"]), origin);
        assert_eq!(class, "general_purpose_model");
        assert_eq!(roles, [Role::AuthorisedRepresentative], "{origin}");
        assert_eq!(ids, duties, "{origin}");
    }
    let (_, _, ids) = owed(json!(["provider"]), "own");
    assert!(ids.contains(&"model.representative".to_owned()));
    assert!(!ids.contains(&duties[0].to_owned()));
}

#[test]
fn what_the_police_use_is_registered_out_of_sight() {
    let told = system(
        &json!({"roles": ["provider"], "annex3": ["law_enforcement"],
        "annex3.law_enforcement": ["evidence"]}),
    );
    assert!(owes(&told, "provider.registration-secure").is_some());
    assert_eq!(owes(&told, "provider.registration"), None);
}

#[test]
fn the_timetable_is_in_order_and_says_where_from() {
    for pair in super::TIMETABLE.windows(2) {
        assert!(
            pair[0].from <= pair[1].from,
            "{} comes before {}",
            pair[0].id,
            pair[1].id
        );
    }
    for milestone in super::TIMETABLE {
        assert!(milestone.source.starts_with("Regulation (EU) "));
        assert!(
            milestone
                .before_amendment
                .is_none_or(|before| before < milestone.from)
        );
    }
}
