//! An answers file to fill in: every question as a comment, with what can be answered.

use std::collections::BTreeSet;

use assess::{Condition, Kind, Question, Questionnaire};
use domain::Locale;

use crate::table::wrap;

const COLUMNS: usize = 80;

/// The file. As it stands it answers nothing; an answer is a line without its `#`.
pub(crate) fn template(questionnaire: &Questionnaire, language: Locale) -> String {
    let mut file = String::new();
    let how = match language {
        Locale::En => {
            "Remove the # before an answer and change what it says. `unknown` answers everything, and counts as the \
             strictest answer. Questions that depend on others can stay open until they are asked."
        }
        Locale::Nl => {
            "Haal de # voor een antwoord weg en pas het aan. `unknown` beantwoordt alles, en telt als het strengste \
             antwoord. Vragen die van andere afhangen mogen open blijven tot ze worden gesteld."
        }
    };
    let heading = format!(
        "{} ({}).",
        questionnaire.title.of(language),
        questionnaire.version
    );
    for text in [
        heading.as_str(),
        questionnaire.help.of(language),
        questionnaire.law.of(language),
        how,
    ] {
        comment(&mut file, "# ", text);
    }
    for section in questionnaire.sections {
        file.extend(["\n# == ", section.title.of(language), " ==\n"]);
        for question in section.questions {
            file.push('\n');
            push(&mut file, question, language);
        }
    }
    file
}

fn push(file: &mut String, question: &Question, language: Locale) {
    comment(file, "# ", question.text.of(language));
    comment(file, "#   ", question.help.of(language));
    let mut earlier = BTreeSet::new();
    mentioned(&question.asked_if, &mut earlier);
    if !earlier.is_empty() {
        let ids = earlier.into_iter().collect::<Vec<_>>().join(", ");
        let asked = match language {
            Locale::En => format!("Asked for some answers to: {ids}."),
            Locale::Nl => format!("Wordt gesteld bij sommige antwoorden op: {ids}."),
        };
        comment(file, "#   ", &asked);
    }
    for choice in question.choices() {
        let label = format!("{}: {}", choice.id, choice.label.of(language));
        comment(file, "#   - ", &label);
    }
    file.extend(["# \"", question.id, "\" = ", &example(question), "\n"]);
}

/// An answer that stands for what is to be written.
fn example(question: &Question) -> String {
    match question.kind {
        Kind::YesNo => "\"unknown\"  # yes, no, unknown".to_owned(),
        Kind::Many {
            at_least_one: false,
            ..
        } => "[]".to_owned(),
        Kind::One { .. } | Kind::Many { .. } | Kind::Text => "\"unknown\"".to_owned(),
        Kind::Level => "4  # 1, 2, 3, 4".to_owned(),
    }
}

fn comment(file: &mut String, prefix: &str, text: &str) {
    // Further lines of a choice stand under its words.
    let rest = prefix.replace('-', " ");
    for (n, line) in wrap(text, COLUMNS - prefix.len()).iter().enumerate() {
        file.push_str(if n == 0 { prefix } else { &rest });
        file.push_str(line);
        file.push('\n');
    }
}

/// The questions that a condition asks about.
fn mentioned(condition: &Condition, ids: &mut BTreeSet<&'static str>) {
    match condition {
        Condition::Always => {}
        Condition::Is(question, _)
        | Condition::May(question, _)
        | Condition::MayAtLeast(question, _)
        | Condition::AtLeast(question, _) => {
            ids.insert(question);
        }
        Condition::All(conditions) | Condition::Any(conditions) => {
            for condition in *conditions {
                mentioned(condition, ids);
            }
        }
        Condition::Not(condition) => mentioned(condition, ids),
    }
}

#[cfg(test)]
mod tests {
    use assess::{Answers, VERSIONS};

    use super::*;

    #[test]
    fn every_question_stands_in_it_and_its_answers_are_answers() {
        for version in VERSIONS {
            let questionnaire = Questionnaire::load(version).unwrap();
            for language in [Locale::En, Locale::Nl] {
                let file = template(questionnaire, language);
                for line in file.lines() {
                    assert!(line.chars().count() <= COLUMNS, "{line}");
                    assert!(line.is_empty() || line.starts_with('#'), "{line}");
                }
                let answered: String = file
                    .lines()
                    .filter_map(|line| line.strip_prefix("# ").filter(|it| it.starts_with('"')))
                    .flat_map(|line| [line, "\n"])
                    .collect();
                let answers: Answers = toml::from_str(&answered).unwrap();
                let open = questionnaire.open(&answers).unwrap();
                assert!(open.is_empty(), "{version}: {open:?}");
                let given = answers.into_map();
                assert_eq!(given.len(), questionnaire.questions().count());
            }
        }
    }
}
