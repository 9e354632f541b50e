//! The rules of `dpia@1`.

use domain::Severity;
use jiff::civil::Date;

use super::questions::{self as q, RISKS, Risk};
use super::{Class, GDPR, VERSION};
use crate::answers::Given;
use crate::assessment::{
    Applies, Assessment, Finding, Obligation, RiskLevel, RiskView, Role, Score, ScorePart, Step,
};
use crate::questionnaire::Question;
use crate::text::{Text, Words, text};

pub(super) fn assess(given: &Given, on: Date) -> Assessment {
    let mut findings = Vec::new();
    let mut class = need(given, on, &mut findings);
    let mut risks = Vec::new();
    let mut gaps_found = 0;
    if q::ASSESSED.holds(given) {
        findings.extend(gaps(given, on));
        gaps_found = findings.iter().filter(|finding| is_gap(finding)).count();
        for risk in &RISKS {
            let view = view(given, risk);
            findings.extend(risk_finding(given, on, risk, &view));
            risks.push(view);
        }
        if risks
            .iter()
            .any(|risk| risk.residual_level == RiskLevel::High)
        {
            class = Class::PriorConsultation;
            findings.push(prior_consultation(given, on, &risks));
        }
    }
    findings.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.id.cmp(&b.id)));
    let unknown = given.unknown();
    Assessment {
        version: VERSION.to_owned(),
        on,
        classification: class.into(),
        classes: vec![class.into()],
        decided_by: findings
            .iter()
            .filter(|finding| decides(class, &finding.id))
            .map(|finding| finding.id.clone())
            .collect(),
        roles: vec![Role::Controller],
        score: score(class, &risks, gaps_found, unknown.len()).floored(&findings),
        next_steps: steps(class, gaps_found, &risks, &unknown),
        findings,
        risks,
        unknown,
    }
}

/// Whether a finding is one of those that make the class.
fn decides(class: Class, finding: &str) -> bool {
    let deciding: &[&str] = match class {
        Class::NoPersonalData => &["dpia.no-personal-data"],
        Class::NotRequired => &["dpia.exempt", "dpia.not-required"],
        Class::Advised => &["dpia.criteria"],
        Class::Required => &["dpia.required"],
        Class::PriorConsultation => &["dpia.prior-consultation"],
    };
    deciding.contains(&finding)
}

/// Something that the controller must do under the GDPR.
fn duty(id: &str, article: &str, on: Date, words: Text) -> Obligation {
    Obligation {
        id: id.to_owned(),
        article: article.to_owned(),
        roles: vec![Role::Controller],
        text: words.into(),
        applies: Applies::new(GDPR, on),
        source: "Regulation (EU) 2016/679 art. 99(2)".to_owned(),
    }
}

/// Whether a DPIA is needed, and what says so.
fn need(given: &Given, on: Date, findings: &mut Vec<Finding>) -> Class {
    if !given.possibly(&q::PERSONAL_DATA) {
        findings.push(
            Finding::new(
                "dpia.no-personal-data",
                Severity::Low,
                "GDPR art. 2, 4(1)",
                text("No personal data", "Geen persoonsgegevens"),
                text(
                    "Without personal data the GDPR asks for no DPIA.",
                    "Zonder persoonsgegevens vraagt de AVG geen DPIA.",
                ),
            )
            .because(given, &[&q::PERSONAL_DATA]),
        );
        return Class::NoPersonalData;
    }
    let is_required = q::REQUIRED.holds(given);
    let severity = if is_required {
        Severity::High
    } else {
        Severity::Low
    };
    triggers(given, severity, findings);
    let criteria = if given.is_unknown(q::CRITERIA.id) {
        q::CRITERIA.choices().len()
    } else {
        given.count(q::CRITERIA.id)
    };
    if criteria > 0 {
        findings.push(criteria_finding(given, criteria, severity));
    }
    if is_required {
        findings.push(required(given, on));
        Class::Required
    } else if q::EXEMPT.holds(given) {
        findings.push(
            Finding::new(
                "dpia.exempt",
                Severity::Low,
                "GDPR art. 35(1), 35(5), 35(10)",
                text("Exempt", "Uitgezonderd"),
                text(
                    "An exemption applies. Keep the proof, and look again when the processing changes.",
                    "Een uitzondering is van toepassing. Bewaar het bewijs, en kijk opnieuw als de verwerking verandert.",
                ),
            )
            .because(given, &[&q::EXEMPTIONS]),
        );
        Class::NotRequired
    } else if criteria == 1 {
        Class::Advised
    } else {
        findings.push(
            Finding::new(
                "dpia.not-required",
                Severity::Low,
                "GDPR art. 35(1)",
                text("No DPIA required", "Geen DPIA verplicht"),
                text(
                    "No case of the law, nothing on the Dutch list and no criterion applies. Keep this result as the reason.",
                    "Geen geval van de wet, niets van de Nederlandse lijst en geen criterium is van toepassing. Bewaar dit resultaat \
                     als motivering.",
                ),
            )
            .because(given, &[&q::CRITERIA, &q::CASES, &q::DUTCH_LIST]),
        );
        Class::NotRequired
    }
}

/// The cases of the law and the entries of the Dutch list that apply.
fn triggers(given: &Given, severity: Severity, findings: &mut Vec<Finding>) {
    for (question, prefix, reason) in [
        (
            &q::CASES,
            "dpia.case",
            text("The law names this case.", "De wet noemt dit geval."),
        ),
        (
            &q::DUTCH_LIST,
            "dpia.dutch-list",
            text(
                "The Autoriteit Persoonsgegevens has this on its list of processing that needs a DPIA.",
                "De Autoriteit Persoonsgegevens heeft dit op de lijst van verwerkingen waarvoor een DPIA verplicht is.",
            ),
        ),
    ] {
        if given.is_unknown(question.id) {
            findings.push(
                Finding::new(
                    &format!("{prefix}.unknown"),
                    severity,
                    question.article,
                    question.text,
                    reason,
                )
                .because(given, &[question]),
            );
            continue;
        }
        for choice in given.picked(question) {
            findings.push(
                Finding::new(
                    &format!("{prefix}.{}", choice.id),
                    severity,
                    choice.article,
                    choice.label,
                    reason,
                )
                .because(given, &[question]),
            );
        }
    }
}

fn criteria_finding(given: &Given, criteria: usize, severity: Severity) -> Finding {
    let names: Vec<_> = given
        .picked(&q::CRITERIA)
        .map(|choice| choice.label)
        .collect();
    let mut finding = Finding::new(
        "dpia.criteria",
        if criteria >= 2 {
            severity
        } else {
            Severity::Low
        },
        "GDPR art. 35(1), WP 248 rev.01",
        text("Criteria of high risk", "Criteria voor hoog risico"),
        text("", ""),
    );
    let en: Vec<_> = names.iter().map(|name| name.en).collect();
    let nl: Vec<_> = names.iter().map(|name| name.nl).collect();
    finding.reason = Words {
        en: format!(
            "{criteria} of the nine criteria apply; with two or more a DPIA is needed. They are: {}.",
            en.join("; ")
        ),
        nl: format!(
            "{criteria} van de negen criteria zijn van toepassing; bij twee of meer is een DPIA nodig. Het zijn: {}.",
            nl.join("; ")
        ),
    };
    finding.because(given, &[&q::CRITERIA])
}

fn required(given: &Given, on: Date) -> Finding {
    Finding::new(
        "dpia.required",
        Severity::High,
        "GDPR art. 35",
        text("A DPIA is required", "Een DPIA is verplicht"),
        text(
            "A high risk to people is likely. The DPIA must be ready before the processing starts.",
            "Een hoog risico voor mensen is waarschijnlijk. De DPIA moet klaar zijn voordat de verwerking begint.",
        ),
    )
    .because(
        given,
        &[&q::CRITERIA, &q::CASES, &q::DUTCH_LIST, &q::EXEMPTIONS],
    )
    .obliges(vec![
        duty(
            "dpia.carry-out",
            "GDPR art. 35(1), 35(7)",
            on,
            text(
                "Make the DPIA before the processing starts.",
                "Voer de DPIA uit voordat de verwerking begint.",
            ),
        ),
        duty(
            "dpia.review",
            "GDPR art. 35(11)",
            on,
            text(
                "Look at it again whenever the risk changes.",
                "Herzie de DPIA telkens als het risico verandert.",
            ),
        ),
    ])
}

/// What a finding about a gap in the assessment begins with.
const GAP: &str = "dpia.gap.";

fn is_gap(finding: &Finding) -> bool {
    finding.id.starts_with(GAP)
}

/// What is missing where a safeguard is not surely there.
struct Gap {
    question: &'static Question,
    id: &'static str,
    severity: Severity,
    title: Text,
    /// What to do, which is also why it is a gap.
    todo: Text,
}

const fn gap(
    question: &'static Question,
    id: &'static str,
    severity: Severity,
    title: Text,
    todo: Text,
) -> Gap {
    Gap {
        question,
        id,
        severity,
        title,
        todo,
    }
}

/// The safeguards that are asked for with yes or no.
const GAPS: &[Gap] = &[
    gap(
        &q::WITHDRAWAL,
        "consent",
        Severity::High,
        text("Consent is not valid", "Toestemming is niet geldig"),
        text(
            "Make consent free, specific, demonstrable and easy to withdraw, or find another basis.",
            "Maak toestemming vrij, specifiek, aantoonbaar en makkelijk in te trekken, of zoek een andere grondslag.",
        ),
    ),
    gap(
        &q::SPECIAL_GROUND,
        "special-ground",
        Severity::Critical,
        text(
            "No ground for special data",
            "Geen grond voor bijzondere gegevens",
        ),
        text(
            "Find the exception that allows exactly this, or don't process these data.",
            "Zoek de uitzondering die precies dit toestaat, of verwerk deze gegevens niet.",
        ),
    ),
    gap(
        &q::NECESSARY,
        "necessity",
        Severity::High,
        text("Necessity is not shown", "Noodzaak is niet aangetoond"),
        text(
            "Compare with ways that intrude less, and write down why they fail.",
            "Vergelijk met minder ingrijpende manieren, en leg vast waarom die niet volstaan.",
        ),
    ),
    gap(
        &q::COMPATIBLE,
        "purpose-limitation",
        Severity::High,
        text("Use beyond the purpose", "Gebruik buiten het doel"),
        text(
            "Limit the use to the purpose of collection, or show that it is compatible.",
            "Beperk het gebruik tot het doel van de verzameling, of toon aan dat het verenigbaar is.",
        ),
    ),
    gap(
        &q::MINIMAL,
        "minimisation",
        Severity::Medium,
        text("More data than needed", "Meer gegevens dan nodig"),
        text(
            "Drop what has no reason, and make the careful setting the default.",
            "Laat weg wat geen reden heeft, en maak de zorgvuldige instelling de standaard.",
        ),
    ),
    gap(
        &q::ACCURATE,
        "accuracy",
        Severity::Medium,
        text("Data may be wrong", "Gegevens zijn mogelijk onjuist"),
        text(
            "Let somebody check the data, and mend mistakes.",
            "Laat iemand de gegevens controleren, en herstel fouten.",
        ),
    ),
    gap(
        &q::RETENTION,
        "retention",
        Severity::Medium,
        text("No limit to retention", "Geen bewaartermijn"),
        text(
            "Give everything a period, and delete after it.",
            "Geef alles een termijn, en wis daarna.",
        ),
    ),
    gap(
        &q::INFORMED,
        "information",
        Severity::High,
        text("People are not informed", "Mensen zijn niet geïnformeerd"),
        text(
            "Tell people in clear words, at the latest when their data are collected.",
            "Vertel het mensen in duidelijke woorden, uiterlijk als hun gegevens worden verzameld.",
        ),
    ),
    gap(
        &q::RIGHTS,
        "rights",
        Severity::High,
        text(
            "Rights can't be exercised",
            "Rechten kunnen niet worden uitgeoefend",
        ),
        text(
            "Give people a way to ask, and answer within a month.",
            "Geef mensen een weg om het te vragen, en antwoord binnen een maand.",
        ),
    ),
    gap(
        &q::AUTOMATED_SAFEGUARDS,
        "automated-decisions",
        Severity::High,
        text(
            "Automated decisions without safeguards",
            "Geautomatiseerde besluiten zonder waarborgen",
        ),
        text(
            "Find what allows them, and let people be heard by a person who can decide.",
            "Zoek wat ze toestaat, en laat mensen horen door iemand die kan beslissen.",
        ),
    ),
    gap(
        &q::PROCESSOR_CONTRACTS,
        "processors",
        Severity::High,
        text(
            "Processors without agreement",
            "Verwerkers zonder overeenkomst",
        ),
        text(
            "Conclude processing agreements, and check that they are kept.",
            "Sluit verwerkersovereenkomsten, en controleer de naleving.",
        ),
    ),
    gap(
        &q::TRANSFER_GROUND,
        "transfers",
        Severity::High,
        text("Transfer without ground", "Doorgifte zonder grond"),
        text(
            "Base the transfer on an adequacy decision or assessed safeguards, or keep the data here.",
            "Baseer de doorgifte op een adequaatheidsbesluit of beoordeelde waarborgen, of houd de gegevens hier.",
        ),
    ),
];

fn gaps(given: &Given, on: Date) -> Vec<Finding> {
    let mut findings: Vec<_> = GAPS
        .iter()
        .filter(|gap| given.lacks(gap.question))
        .map(|gap| gap_finding(given, on, gap))
        .collect();
    let described = [&q::PURPOSES, &q::DATA, &q::RECIPIENTS, &q::MEANS];
    if described
        .iter()
        .any(|question| given.is_unknown(question.id))
    {
        let mut finding = gap_finding(
            given,
            on,
            &gap(
                &q::PURPOSES,
                "description",
                Severity::Medium,
                text(
                    "The description is incomplete",
                    "De beschrijving is onvolledig",
                ),
                text(
                    "Describe operations, purposes, data, recipients and means.",
                    "Beschrijf handelingen, doelen, gegevens, ontvangers en middelen.",
                ),
            ),
        );
        finding.led_here.clear();
        finding.assumed = false;
        findings.push(finding.because(given, &described.map(|question| question as &Question)));
    }
    if given.is_unknown(q::BASIS.id) {
        findings.push(gap_finding(
            given,
            on,
            &gap(
                &q::BASIS,
                "basis",
                Severity::Critical,
                text("No legal basis", "Geen grondslag"),
                text(
                    "Find the basis before anything is processed.",
                    "Bepaal de grondslag voordat er iets wordt verwerkt.",
                ),
            ),
        ));
    }
    if given.may(&q::OFFICER, "not_asked") {
        findings.push(gap_finding(
            given,
            on,
            &gap(
                &q::OFFICER,
                "officer",
                Severity::Medium,
                text(
                    "The data protection officer was not asked",
                    "De functionaris voor gegevensbescherming is niet gevraagd",
                ),
                text(
                    "Ask for advice, and write down what you do with it.",
                    "Vraag advies, en leg vast wat u ermee doet.",
                ),
            ),
        ));
    }
    if given.may(&q::VIEWS, "not_asked") {
        findings.push(gap_finding(
            given,
            on,
            &gap(
                &q::VIEWS,
                "views",
                Severity::Low,
                text(
                    "The people concerned were not asked",
                    "Het is de betrokkenen niet gevraagd",
                ),
                text(
                    "Ask them where that is fitting, or write down why not.",
                    "Vraag het hun waar dat past, of leg vast waarom niet.",
                ),
            ),
        ));
    }
    findings
}

fn gap_finding(given: &Given, on: Date, gap: &Gap) -> Finding {
    Finding::new(
        &format!("{GAP}{}", gap.id),
        gap.severity,
        gap.question.article,
        gap.title,
        gap.todo,
    )
    .because(given, &[gap.question])
    .obliges(vec![duty(
        &format!("dpia.mend.{}", gap.id),
        gap.question.article,
        on,
        gap.todo,
    )])
}

/// A risk with its cells. Without measures the risk that is left can't be smaller than it was.
fn view(given: &Given, risk: &Risk) -> RiskView {
    let severity = given.level(&risk.severity);
    let likelihood = given.level(&risk.likelihood);
    let mut residual_severity = given.level(&risk.residual_severity);
    let mut residual_likelihood = given.level(&risk.residual_likelihood);
    if !given.any(&risk.measures) {
        residual_severity = residual_severity.max(severity);
        residual_likelihood = residual_likelihood.max(likelihood);
    }
    let measures = risk
        .measures
        .choices()
        .iter()
        .filter(|choice| given.is(&risk.measures, choice.id))
        .map(|choice| choice.id.to_owned())
        .collect();
    RiskView {
        id: risk.id.to_owned(),
        name: risk.name.into(),
        severity,
        likelihood,
        level: RiskLevel::of(severity, likelihood),
        measures,
        residual_severity,
        residual_likelihood,
        residual_level: RiskLevel::of(residual_severity, residual_likelihood),
    }
}

fn risk_finding(given: &Given, on: Date, risk: &Risk, view: &RiskView) -> Option<Finding> {
    let (severity, words, todo) = match view.residual_level {
        RiskLevel::Low => return None,
        RiskLevel::Medium => (
            Severity::Medium,
            text(
                "A medium risk remains.",
                "Er blijft een middelgroot risico over.",
            ),
            text(
                "Reduce it as far as is reasonable, and write down why the rest is accepted.",
                "Verklein het zover als redelijk is, en leg vast waarom de rest wordt aanvaard.",
            ),
        ),
        RiskLevel::High => (
            Severity::Critical,
            text("A high risk remains.", "Er blijft een hoog risico over."),
            text(
                "Take further measures, or ask the supervisor before you start.",
                "Neem verdere maatregelen, of raadpleeg de toezichthouder voordat u begint.",
            ),
        ),
    };
    let mut finding = Finding::new(
        &format!("dpia.risk.{}", risk.id),
        severity,
        "GDPR art. 35(7)(c)–(d)",
        risk.name,
        words,
    );
    finding.reason = finding.reason.and(&Words {
        en: format!(
            "Severity × likelihood was {} × {} and is {} × {} after measures.",
            view.severity, view.likelihood, view.residual_severity, view.residual_likelihood
        ),
        nl: format!(
            "Ernst × waarschijnlijkheid was {} × {} en is {} × {} na maatregelen.",
            view.severity, view.likelihood, view.residual_severity, view.residual_likelihood
        ),
    });
    if view.measures.is_empty() {
        finding.reason = finding.reason.and(
            &text(
                "No measure is named, so the risk counts as unreduced.",
                "Er is geen maatregel genoemd, dus het risico telt als onverkleind.",
            )
            .into(),
        );
    }
    Some(
        finding
            .because(
                given,
                &[
                    &risk.severity,
                    &risk.likelihood,
                    &risk.measures,
                    &risk.residual_severity,
                    &risk.residual_likelihood,
                ],
            )
            .obliges(vec![duty(
                &format!("dpia.reduce.{}", risk.id),
                "GDPR art. 32, 35(7)(d)",
                on,
                todo,
            )]),
    )
}

fn prior_consultation(given: &Given, on: Date, risks: &[RiskView]) -> Finding {
    let too_high: Vec<&Question> = RISKS
        .iter()
        .zip(risks)
        .filter(|(_, view)| view.residual_level == RiskLevel::High)
        .flat_map(|(risk, _)| {
            [
                &risk.measures,
                &risk.residual_severity,
                &risk.residual_likelihood,
            ]
        })
        .collect();
    let todo = text(
        "Send the DPIA to the supervisor and wait for the answer: eight weeks, at most fourteen.",
        "Stuur de DPIA naar de toezichthouder en wacht op antwoord: acht weken, hoogstens veertien.",
    );
    Finding::new(
        "dpia.prior-consultation",
        Severity::Critical,
        "GDPR art. 36",
        text(
            "Ask the supervisor before you start",
            "Raadpleeg de toezichthouder voordat u begint",
        ),
        text(
            "A high risk remains after the measures.",
            "Na de maatregelen blijft een hoog risico over.",
        ),
    )
    .because(given, &too_high)
    .obliges(vec![duty("dpia.consult", "GDPR art. 36(1)–(3)", on, todo)])
}

fn score(class: Class, risks: &[RiskView], gaps: usize, unknown: usize) -> Score {
    let (least, most) = class.scores();
    let part = |en: String, nl: String, points: u8| ScorePart {
        text: Words { en, nl },
        points,
    };
    let name: Words = super::Class::name(class).into();
    let mut parts = vec![part(
        format!("Class: {}", name.en),
        format!("Klasse: {}", name.nl),
        least,
    )];
    let worst = risks
        .iter()
        .map(|risk| risk.residual_severity * risk.residual_likelihood)
        .max()
        .unwrap_or(0);
    if worst > 0 {
        parts.push(part(
            format!("The worst remaining risk is {worst} of 16"),
            format!("Het ernstigste overgebleven risico is {worst} van 16"),
            worst,
        ));
    }
    if gaps > 0 {
        parts.push(part(
            format!("Gaps in necessity, rights or description: {gaps}"),
            format!("Tekortkomingen in noodzaak, rechten of beschrijving: {gaps}"),
            u8::try_from(gaps)
                .unwrap_or(u8::MAX)
                .saturating_mul(3)
                .min(24),
        ));
    }
    if unknown > 0 && class > Class::NoPersonalData {
        parts.push(part(
            format!("Answers that are unknown: {unknown}"),
            format!("Onbekende antwoorden: {unknown}"),
            u8::try_from(unknown).unwrap_or(u8::MAX).min(6),
        ));
    }
    Score::within(least, most, parts)
}

fn steps(class: Class, gaps: usize, risks: &[RiskView], unknown: &[String]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut add = |holds: bool, id: &str, words: Text| {
        if holds {
            steps.push(Step::new(id, words));
        }
    };
    add(
        class == Class::PriorConsultation,
        "consult",
        text(
            "Don't start: take further measures, or consult the supervisor first.",
            "Begin niet: neem verdere maatregelen, of raadpleeg eerst de toezichthouder.",
        ),
    );
    add(
        !unknown.is_empty(),
        "answer-unknown",
        text(
            "Find out what is answered with “unknown”: the result may become milder.",
            "Zoek uit wat met “onbekend” is beantwoord: het resultaat wordt misschien milder.",
        ),
    );
    add(
        gaps > 0,
        "mend",
        text(
            "Mend the gaps, the worst first.",
            "Herstel de tekortkomingen, de ernstigste eerst.",
        ),
    );
    add(
        risks
            .iter()
            .any(|risk| risk.residual_level == RiskLevel::Medium),
        "accept",
        text(
            "Have somebody with authority accept the remaining risks, and write down why.",
            "Laat iemand met gezag de overgebleven risico's aanvaarden, en leg vast waarom.",
        ),
    );
    add(
        class == Class::Advised && risks.is_empty(),
        "consider",
        text(
            "Consider a DPIA, or write down why the risk is not high.",
            "Overweeg een DPIA, of leg vast waarom het risico niet hoog is.",
        ),
    );
    add(
        true,
        "record",
        text(
            "Keep this result with the records of processing, and repeat it when something changes.",
            "Bewaar dit resultaat bij het verwerkingsregister, en herhaal het als er iets verandert.",
        ),
    );
    steps
}
