//! Structured questionnaires with a deterministic result: the EU AI Act and the DPIA of the GDPR.
//!
//! A questionnaire is data: [`Questionnaire::load`] gives it by its version (`ai-act@2`, `dpia@1`), with every
//! text in English and Dutch. Its rules are ordinary Rust over the checked answers. The same answers, asked on
//! the same day, always give the same [`Assessment`].
//!
//! What holds everywhere:
//!
//! - A question is asked when its [`Condition`] holds, which looks at earlier questions only. Answers to
//!   questions that are not asked are kept by whoever stores them, and count for nothing here.
//! - `unknown` is an answer. It is taken as the strictest one, opens every question that the strictest one
//!   would open, and each finding that rests on it says so.
//! - A published version never changes its meaning. What the law changes becomes a new version, and the old
//!   one stays loadable, so that an old result can be read and repeated.
//!
//! This is a structured reading of the law, not legal advice; each finding names the article to read.
//!
//! ```
//! use assess::{Answers, Questionnaire};
//!
//! let questionnaire = Questionnaire::load("ai-act@2")?;
//! let mut answers = Answers::new();
//! answers.set("subject", ["system"]).set("inference", "no").set("roles", ["deployer"]);
//!
//! // What must still be asked, in order.
//! let open: Vec<_> = questionnaire.open(&answers)?.iter().map(|question| question.id).collect();
//! assert_eq!(open, ["union", "exclusions"]);
//!
//! answers.set("union", "yes").set("exclusions", Vec::<String>::new());
//! let today = jiff::civil::date(2026, 11, 21);
//! let result = questionnaire.assess(&answers, today)?;
//! assert_eq!(result.version, "ai-act@2");
//! assert_eq!(result.classification.id, "out_of_scope");
//! # Ok::<(), assess::AssessError>(())
//! ```

mod ai_act;
mod answers;
mod assessment;
mod dpia;
mod questionnaire;
#[cfg(test)]
mod tests;
mod text;

pub use ai_act::{Milestone, TIMETABLE};
pub use answers::{Answers, AssessError, Problem};
pub use assessment::{
    Applies, Assessment, Classification, Finding, LedHere, Obligation, RiskLevel, RiskView, Role,
    Score, ScorePart, Step,
};
pub use domain::{Answer, Severity};
pub use questionnaire::{
    Choice, Condition, Kind, Question, Questionnaire, Section, Stricter, UNKNOWN, VERSIONS,
};
pub use text::{Text, Words, article};
