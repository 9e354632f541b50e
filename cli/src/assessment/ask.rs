//! Asking on a terminal, one question after another.

use std::io::{self, BufRead, Write};

use anstyle::Style;
use assess::{Answer, Answers, Kind, Question, Questionnaire};
use domain::Locale;

use super::AssessmentError;
use crate::screen::Screen;
use crate::table::wrap;

/// Asks what these answers leave open, until nothing is. Questions go to `screen`; a line of `answers` is an answer.
pub(crate) fn ask(
    questionnaire: &Questionnaire,
    mut given: Answers,
    language: Locale,
    screen: Screen,
    answers: &mut dyn BufRead,
    questions: &mut dyn Write,
) -> Result<Answers, AssessmentError> {
    let failed = |error: io::Error| AssessmentError::Answers(error.to_string());
    loop {
        let open = questionnaire
            .open(&given)
            .map_err(|error| AssessmentError::Answers(error.to_string()))?;
        let Some(question) = open.first() else {
            return Ok(given);
        };
        questions
            .write_all(asked(question, open.len(), language, screen).as_bytes())
            .map_err(failed)?;
        loop {
            questions.write_all(b"> ").map_err(failed)?;
            questions.flush().map_err(failed)?;
            let mut line = String::new();
            if answers.read_line(&mut line).map_err(failed)? == 0 {
                return Err(AssessmentError::Ended);
            }
            match question.accept(&typed(question, line.trim())) {
                Ok(answer) => {
                    given.set(question.id, answer);
                    break;
                }
                Err(problem) => writeln!(questions, "  {problem}").map_err(failed)?,
            }
        }
    }
}

/// The question as a person reads it.
fn asked(question: &Question, open: usize, language: Locale, screen: Screen) -> String {
    let mut text = String::from("\n");
    let mut push = |prefix: &str, words: &str, style: Style| {
        for line in wrap(words, screen.columns() - prefix.len()) {
            text.push_str(prefix);
            text.push_str(&screen.paint(style, &line));
            text.push('\n');
        }
    };
    let plain = Style::new();
    push("", question.text.of(language), plain.bold());
    push("  ", question.help.of(language), plain.dimmed());
    for (n, choice) in question.choices().iter().enumerate() {
        let label = format!("{}. {}", n + 1, choice.label.of(language));
        push("  ", &label, plain);
    }
    let how = match (question.kind, language) {
        (Kind::YesNo, Locale::En) => "yes, no or unknown",
        (Kind::YesNo, Locale::Nl) => "ja, nee of unknown",
        (Kind::One { .. }, Locale::En) => "one number, or unknown",
        (Kind::One { .. }, Locale::Nl) => "één nummer, of unknown",
        (Kind::Many { .. }, Locale::En) => "numbers with commas, nothing for none, or unknown",
        (Kind::Many { .. }, Locale::Nl) => "nummers met komma's, niets voor geen, of unknown",
        (Kind::Level, Locale::En) => "1 (negligible) to 4 (maximum), or unknown",
        (Kind::Level, Locale::Nl) => "1 (verwaarloosbaar) tot 4 (maximaal), of unknown",
        (Kind::Text, Locale::En) => "a line of text, or unknown",
        (Kind::Text, Locale::Nl) => "een regel tekst, of unknown",
    };
    let left = match language {
        Locale::En => format!("{how} ({}; {open} open)", question.article),
        Locale::Nl => format!("{how} ({}; nog {open} open)", question.article),
    };
    push("  ", &left, plain.dimmed());
    text
}

/// What was typed, as an answer: numbers stand for choices, `y`, `j` and `n` for yes and no.
fn typed(question: &Question, line: &str) -> Answer {
    let option = |word: &str| {
        let number = word.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let choice = number.and_then(|n| question.choices().get(n));
        choice.map_or_else(|| word.to_owned(), |choice| choice.id.to_owned())
    };
    let lower = line.to_lowercase();
    if ["unknown", "onbekend", "?"].contains(&lower.as_str()) {
        return Answer::from(assess::UNKNOWN);
    }
    match question.kind {
        Kind::YesNo => match lower.as_str() {
            "y" | "yes" | "j" | "ja" => Answer::from("yes"),
            "n" | "no" | "nee" => Answer::from("no"),
            _ => Answer::from(line),
        },
        Kind::One { .. } => Answer::One(option(line)),
        Kind::Many { .. } => Answer::Many(
            line.split([',', ' '])
                .filter(|word| !word.is_empty())
                .map(option)
                .collect(),
        ),
        Kind::Level => line
            .parse::<u8>()
            .map_or_else(|_| Answer::from(line), Answer::from),
        Kind::Text => Answer::from(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_answer_is_asked_again_until_nothing_is_open() {
        let questionnaire = Questionnaire::find("ai-act").unwrap();
        let mut typed: &[u8] = b"9\n1\nperhaps\nnee\n2\nj\n\n";
        let mut shown = Vec::new();
        let answers = ask(
            questionnaire,
            Answers::new(),
            Locale::Nl,
            Screen::plain(80),
            &mut typed,
            &mut shown,
        );
        let answers = answers.unwrap().into_map();
        assert_eq!(answers["subject"], Answer::from(["system"]));
        assert_eq!(answers["inference"], Answer::from("no"));
        assert_eq!(answers["roles"], Answer::from(["deployer"]));
        assert_eq!(answers["union"], Answer::from("yes"));
        assert_eq!(answers["exclusions"], Answer::Many(Vec::new()));
        let shown = String::from_utf8(shown).unwrap();
        assert!(shown.contains("Wat wordt beoordeeld?"), "{shown}");
        assert!(
            shown.contains("inference has no option \"perhaps\""),
            "{shown}"
        );
        assert!(
            shown
                .lines()
                .all(|line| line.chars().count() <= 80 || line.contains("has no option"))
        );
    }

    #[test]
    fn answers_that_end_are_an_error() {
        let questionnaire = Questionnaire::find("dpia").unwrap();
        let result = ask(
            questionnaire,
            Answers::new(),
            Locale::En,
            Screen::plain(80),
            &mut &b"yes\n"[..],
            &mut Vec::new(),
        );
        assert!(matches!(result, Err(AssessmentError::Ended)));
    }
}
