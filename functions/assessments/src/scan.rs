//! A result as a completed scan with findings, so that lists, triage, reports and comparison work on it.

use assess::{Applies, Assessment as Told, LedHere, Questionnaire, Score, Step};
use domain::{
    Answer, Assessment, Category, Finding, FindingCounts, FindingId, FindingState, Locale,
    Location, Period, Progress, Risk, RiskAccumulator, Scan, ScanId, ScanState, ScoreShare,
    Severity, Source, SourceKind, Verdict,
};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

/// The scan that keeps this result.
pub(crate) fn scan(
    assessment: &Assessment,
    questionnaire: &Questionnaire,
    told: &Told,
    id: ScanId,
    by: String,
    now: Timestamp,
) -> Scan {
    let mut counts = FindingCounts::default();
    for finding in &told.findings {
        counts.add(finding.severity);
    }
    Scan {
        id,
        name: assessment.name.clone(),
        source: Source {
            kind: SourceKind::Assessment,
            // Answers are no content that a worker reads.
            upload: None,
            file_name: assessment.version.clone(),
            bytes: 0,
            website: None,
        },
        state: ScanState::Completed,
        created_at: now,
        created_by: by,
        started_at: Some(now),
        finished_at: Some(now),
        progress: Progress::default(),
        findings: counts,
        findings_accepted: 0,
        findings_left_out: domain::LeftOut::default(),
        findings_dropped: 0,
        risk: Some(risk(told)),
        // Its score is the questionnaire's own, so it is no part of the tenant's.
        series: None,
        risk_so_far: RiskAccumulator::new(),
        risk_left_out: RiskAccumulator::new(),
        comparison: None,
        failure: None,
        engine_version: assessment.version.clone(),
        period: Period::of(now),
        charged: true,
        claim: None,
        reused_from: None,
        schedule: None,
        rules_version: None,
        verdict: Some(verdict(questionnaire, told, assessment.language)),
    }
}

/// What it came to, for the scan's report.
fn verdict(questionnaire: &Questionnaire, told: &Told, language: Locale) -> Verdict {
    let mut verdict = Verdict {
        language,
        classification: told.classification.id.clone(),
        classification_name: told.classification.name.of(language).to_owned(),
        articles: Vec::new(),
        reasons: Vec::new(),
        next_steps: next_steps(&told.next_steps, language),
        score_parts: score_parts(&told.score, language),
        law: questionnaire.law.of(language).to_owned(),
    };
    for finding in told.deciding() {
        let article = assess::article(&finding.article, language);
        if !verdict.articles.contains(&article) {
            verdict.articles.push(article);
        }
        let reason = finding.reason.of(language);
        if !verdict.reasons.iter().any(|known| known == reason) {
            verdict.reasons.push(reason.to_owned());
        }
    }
    verdict
}

/// What is to be done next, in a language.
pub(crate) fn next_steps(steps: &[Step], language: Locale) -> Vec<String> {
    steps
        .iter()
        .map(|step| step.text.of(language).to_owned())
        .collect()
}

/// What the score is made of, in a language.
pub(crate) fn score_parts(score: &Score, language: Locale) -> Vec<ScoreShare> {
    score
        .parts
        .iter()
        .map(|part| ScoreShare {
            text: part.text.of(language).to_owned(),
            points: part.points,
        })
        .collect()
}

/// The scan's findings, in the assessment's language.
pub(crate) fn findings(assessment: &Assessment, told: &Told, scan: ScanId) -> Vec<Finding> {
    told.findings
        .iter()
        .map(|finding| Finding {
            id: FindingId::derive(scan, finding.severity, &finding.id, 0),
            scan,
            detector: finding.id.clone(),
            title: finding.title.of(assessment.language).to_owned(),
            category: Category::Compliance,
            severity: finding.severity,
            confidence_percent: if finding.assumed { 50 } else { 100 },
            article: assess::article(&finding.article, assessment.language),
            location: Location::of(
                assessment.version.clone(),
                finding.led_here.first().map(|led| led.question.clone()),
            ),
            evidence: evidence(&finding.led_here),
            occurrences: 1,
            fingerprint: fingerprint(assessment, &finding.id),
            explanation: explanation(finding, assessment.language),
            state: FindingState::Open,
            triage: None,
        })
        .collect()
}

/// The answers that led to a finding. `assess` repeats no free text, so no personal data gets here.
fn evidence(led_here: &[LedHere]) -> String {
    let answers = led_here.iter().map(|LedHere { question, answer }| {
        let answer = match answer {
            Answer::One(option) => option.clone(),
            Answer::Many(options) if options.is_empty() => "-".to_owned(),
            Answer::Many(options) => options.join(", "),
            Answer::Level(level) => level.to_string(),
        };
        format!("{question}: {answer}")
    });
    answers.collect::<Vec<_>>().join("; ")
}

/// The same for the same finding in every revision of an assessment, so that revisions can be compared.
fn fingerprint(assessment: &Assessment, finding: &str) -> String {
    let digest = Sha256::new()
        .chain_update(assessment.id.uuid().as_bytes())
        .chain_update(finding)
        .finalize();
    hex::encode(&digest[..16])
}

/// Why, and what must be done from when.
fn explanation(finding: &assess::Finding, language: Locale) -> Vec<String> {
    let mut lines = vec![finding.reason.of(language).to_owned()];
    for obligation in &finding.obligations {
        let when = match (obligation.applies, language) {
            (Applies::InForce { since }, Locale::En) => format!("in force since {since}"),
            (Applies::InForce { since }, Locale::Nl) => format!("van kracht sinds {since}"),
            (Applies::Upcoming { from }, Locale::En) => format!("from {from}"),
            (Applies::Upcoming { from }, Locale::Nl) => format!("vanaf {from}"),
        };
        let text = obligation.text.of(language);
        let article = assess::article(&obligation.article, language);
        lines.push(format!("{text} ({article}, {when})"));
    }
    lines
}

/// The score of the result, with the cell of its worst risk, or of its worst critical finding where that is worse.
/// Where the questionnaire asks for no single risks, the cell is the severity of the worst finding. A finding is certain
/// unless it rests on an answer that nobody knew.
fn risk(told: &Told) -> Risk {
    let cell = |finding: &assess::Finding| {
        let severity = match finding.severity {
            Severity::Low => 1,
            Severity::Medium => 2,
            Severity::High => 3,
            Severity::Critical => 4,
        };
        (severity, if finding.assumed { 3 } else { 4 })
    };
    let worst = told.findings.first();
    let of_findings = worst.filter(|finding| {
        told.score.value > 0 && (told.risks.is_empty() || finding.severity == Severity::Critical)
    });
    let (severity, likelihood) = told
        .risks
        .iter()
        .map(|risk| (risk.residual_severity, risk.residual_likelihood))
        .chain(of_findings.map(cell))
        .max_by_key(|(severity, likelihood)| severity * likelihood)
        .unwrap_or((1, 1));
    Risk {
        score: told.score.value,
        severity,
        likelihood,
        ..Risk::none()
    }
}
