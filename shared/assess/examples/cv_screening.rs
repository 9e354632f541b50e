//! Asks the EU AI Act questionnaire about a tool that screens CVs, and tells the result.
//!
//! `cargo run -p assess --example cv_screening`

#![expect(clippy::print_stdout, reason = "an example talks to its reader")]

use assess::{Answer, Answers, Applies, AssessError, Kind, Questionnaire, UNKNOWN};

fn main() -> Result<(), AssessError> {
    let questionnaire = Questionnaire::load("ai-act@2")?;
    let mut answers = Answers::new();
    answers
        .set("subject", ["system"])
        .set("inference", "yes")
        .set("roles", ["deployer"])
        .set("union", "yes")
        .set("annex3", ["employment"])
        .set("annex3.employment", ["recruitment"])
        .set("profiling", "yes");
    // The rest is answered as it comes: nothing else applies, and what can't be denied is not known.
    while let Some(question) = questionnaire.open(&answers)?.first() {
        let answer = match question.kind {
            Kind::YesNo => Answer::from("no"),
            Kind::Many {
                at_least_one: false,
                ..
            } => Answer::Many(Vec::new()),
            Kind::One { .. } | Kind::Many { .. } | Kind::Level | Kind::Text => {
                Answer::from(UNKNOWN)
            }
        };
        answers.set(question.id, answer);
    }
    let result = questionnaire.assess(&answers, jiff::civil::date(2026, 11, 21))?;
    println!(
        "{}: {} ({} of 100)",
        result.version, result.classification.name.en, result.score.value
    );
    for finding in &result.findings {
        println!(
            "\n{:8} {} [{}]",
            finding.severity, finding.title.en, finding.article
        );
        println!("         {}", finding.reason.en);
        for obligation in &finding.obligations {
            let when = match obligation.applies {
                Applies::InForce { since } => format!("in force since {since}"),
                Applies::Upcoming { from } => format!("from {from}"),
            };
            println!(
                "         - {} ({}, {when})",
                obligation.text.en, obligation.article
            );
        }
    }
    println!("\nNext:");
    for step in &result.next_steps {
        println!("- {}", step.text.en);
    }
    Ok(())
}
