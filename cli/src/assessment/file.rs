//! Answers files: TOML or JSON, a question's id and its answer.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assess::{Answer, Answers, AssessError, Question, Questionnaire};
use domain::Locale;

use super::AssessmentError;
use crate::table::wrap;

/// The largest file that is read: every text at its longest fits several times.
const MAX_BYTES: u64 = 1024 * 1024;
/// How wide a message may be.
const COLUMNS: usize = 80;

/// Reads a file and checks each answer; what is missing is not looked at.
pub(crate) fn read(path: &Path, questionnaire: &Questionnaire) -> Result<Answers, AssessmentError> {
    let unreadable = |source| AssessmentError::Read {
        path: path.to_owned(),
        source,
    };
    let wrong = |problem: String| AssessmentError::File {
        path: path.to_owned(),
        problem,
    };
    if fs::metadata(path).map_err(unreadable)?.len() > MAX_BYTES {
        return Err(wrong("is larger than 1 MiB".to_owned()));
    }
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let is_json = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let given: BTreeMap<String, Answer> = if is_json {
        serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?
    } else {
        from_toml(&text).map_err(wrong)?
    };
    let answers: Answers = given.into_iter().collect();
    match questionnaire.open(&answers) {
        Ok(_) => Ok(answers),
        Err(AssessError::Invalid(problems)) => {
            let lines = problems.iter().map(|problem| format!("\n  {problem}"));
            Err(wrong(format!(
                "these are no answers:{}",
                lines.collect::<String>()
            )))
        }
        Err(error @ (AssessError::UnknownVersion(_) | AssessError::Incomplete(_))) => {
            Err(wrong(error.to_string()))
        }
    }
}

fn from_toml(text: &str) -> Result<BTreeMap<String, Answer>, String> {
    let table: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut answers = BTreeMap::new();
    for (question, value) in table {
        // Without quotes, `a.b = 1` means something else to TOML than the question `a.b`.
        if let Some((inner, _)) = value.as_table().and_then(|table| table.iter().next()) {
            return Err(format!(
                "write the question's id in quotes, as \"{question}.{inner}\""
            ));
        }
        let answer = value
            .try_into()
            .map_err(|error: toml::de::Error| format!("{question}: {}", error.message()))?;
        answers.insert(question, answer);
    }
    Ok(answers)
}

/// What a person is told of questions without an answer.
pub(crate) fn missing(open: &[&Question], language: Locale) -> AssessmentError {
    let first = match language {
        Locale::En => "These questions have no answer yet (`unknown` is one, too):",
        Locale::Nl => "Deze vragen hebben nog geen antwoord (`unknown` is er ook een):",
    };
    let mut told = first.to_owned();
    for question in open {
        let line = format!("{}: {}", question.id, question.text.of(language));
        for (n, line) in wrap(&line, COLUMNS - 4).iter().enumerate() {
            told.push_str(if n == 0 { "\n  " } else { "\n    " });
            told.push_str(line);
        }
    }
    AssessmentError::Answers(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_text_lists_or_levels_and_ids_stand_in_quotes() {
        let text = "subject = ['system']\n\"annex3.employment\" = []\nlevel = 3\nunion = 'yes'";
        let answers = from_toml(text).unwrap();
        assert_eq!(answers["subject"], Answer::from(["system"]));
        assert_eq!(answers["annex3.employment"], Answer::Many(Vec::new()));
        assert_eq!(answers["level"], Answer::from(3));
        assert_eq!(answers["union"], Answer::from("yes"));
        let rows = [
            ("annex3.employment = []", "\"annex3.employment\""),
            ("union = true", "union: an answer is text"),
            ("union = ", "expected"),
        ];
        for (text, wanted) in rows {
            let problem = from_toml(text).unwrap_err();
            assert!(problem.contains(wanted), "{text}: {problem}");
        }
    }
}
