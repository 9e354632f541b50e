//! Assessments as they are shown.

use std::collections::BTreeMap;

use api::Problem;
use assess::Answers;
use domain::{Answer, Assessment, AssessmentId, AssessmentState, Locale, Name, Revision};
use jiff::Timestamp;
use serde::Serialize;
use store::{Stored, Version};

use super::{QuestionOut, pinned};

/// An assessment without its answers.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct AssessmentSummary {
    /// Its id.
    id: AssessmentId,
    /// What a person called it.
    name: Name,
    /// The system or processing that is assessed.
    subject: Name,
    /// The questionnaire and its version; stays what it was when the assessment began.
    #[schema(example = "ai-act@1")]
    version: String,
    /// The language that its findings are written in.
    language: Locale,
    /// Where it stands.
    state: AssessmentState,
    /// Which revision is answered or was completed last, from 1.
    revision: u32,
    /// When it was begun.
    created_at: Timestamp,
    /// Who began it.
    created_by: String,
    /// When it last changed.
    updated_at: Timestamp,
    /// What was completed, the oldest first. `GET …/results/{revision}` has each in full.
    revisions: Vec<Revision>,
    /// How far it is.
    progress: ProgressOut,
}

/// How far an assessment is. An answer may open further questions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ProgressOut {
    /// Questions that are asked and answered.
    answered: usize,
    /// Questions that are asked and not answered.
    remaining: usize,
}

/// An assessment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct AssessmentOut {
    #[serde(flatten)]
    summary: AssessmentSummary,
    /// The answers so far, by question. Those to questions that are no longer asked are kept and count for nothing.
    answers: BTreeMap<String, Answer>,
    /// The first question without an answer; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_question: Option<QuestionOut>,
    /// Its version, for `If-Match`.
    etag: String,
}

impl AssessmentSummary {
    pub(crate) fn new(assessment: Assessment) -> Result<Self, Problem> {
        AssessmentOut::new(assessment, Version::FIRST, None).map(|shown| shown.summary)
    }
}

impl AssessmentOut {
    /// The assessment as it is shown at this version, in this language or its own.
    pub(crate) fn new(
        assessment: Assessment,
        version: Version,
        language: Option<Locale>,
    ) -> Result<Self, Problem> {
        let answers = Answers::from(assessment.answers);
        let (answered, open) = pinned(&assessment.version)?
            .progress(&answers)
            .map_err(|error| Problem::internal(error.to_string()))?;
        let language = language.unwrap_or(assessment.language);
        Ok(Self {
            summary: AssessmentSummary {
                id: assessment.id,
                name: assessment.name,
                subject: assessment.subject,
                version: assessment.version,
                language: assessment.language,
                state: assessment.state,
                revision: assessment.revision,
                created_at: assessment.created_at,
                created_by: assessment.created_by,
                updated_at: assessment.updated_at,
                revisions: assessment.revisions,
                progress: ProgressOut {
                    answered,
                    remaining: open.len(),
                },
            },
            answers: answers.into_map(),
            next_question: open
                .first()
                .map(|question| QuestionOut::new(question, language)),
            etag: api::etag(version),
        })
    }

    /// The assessment as it stands in the table.
    pub(crate) fn stored(
        stored: Stored<Assessment>,
        language: Option<Locale>,
    ) -> Result<Self, Problem> {
        Self::new(stored.record, stored.version, language)
    }
}
