//! `polder assess`: answers in, a classification with its obligations out.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use assess::{Answers, Questionnaire};
use domain::Locale;
use serde_json::json;

use crate::arguments::AssessArguments;
use crate::assessment::{self, AssessmentError, Outcome};
use crate::client::Client;
use crate::exit::Failure;
use crate::output::Output;
use crate::screen::{self, Screen};

/// Runs the command and answers its exit code.
pub(crate) async fn run(arguments: AssessArguments) -> ExitCode {
    match assess(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report();
            failure.exit_code()
        }
    }
}

async fn assess(arguments: &AssessArguments) -> Result<(), Failure> {
    let language = Locale::from(arguments.language);
    let questionnaire = Questionnaire::find(arguments.questionnaire.as_str())
        .map_err(|error| AssessmentError::Answers(error.to_string()))?;
    let output = Output::Stdout;
    if arguments.template {
        return output.write(assessment::template(questionnaire, language).as_bytes());
    }
    let answers = answers(arguments, questionnaire, language)?;
    let open = questionnaire
        .open(&answers)
        .map_err(|error| AssessmentError::Answers(error.to_string()))?;
    if !open.is_empty() {
        return Err(assessment::missing(&open, language).into());
    }
    let outcome = match (&arguments.endpoint, &arguments.api_key) {
        (Some(endpoint), Some(key)) if !arguments.local => {
            let client = Client::new(endpoint)?.with_credential(key)?;
            if client.is_exposed() {
                screen::complain("the API key crosses the network unencrypted; use https");
            }
            on_platform(arguments, &client, questionnaire, answers, language).await?
        }
        _ => {
            let today = jiff::Zoned::now().date();
            let told = questionnaire
                .assess(&answers, today)
                .map_err(|error| AssessmentError::Answers(error.to_string()))?;
            Outcome::new(&told, questionnaire, language)
        }
    };
    let shown = if arguments.json {
        let json = serde_json::to_string_pretty(&outcome);
        json.map_err(|error| Failure::Report(error.into()))? + "\n"
    } else {
        assessment::render(&outcome, language, output.screen())
    };
    output.write(shown.as_bytes())
}

/// The answers of the file, or of who sits at the terminal.
fn answers(
    arguments: &AssessArguments,
    questionnaire: &'static Questionnaire,
    language: Locale,
) -> Result<Answers, Failure> {
    if let Some(path) = &arguments.answers {
        return Ok(assessment::read(path, questionnaire)?);
    }
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        let name = arguments.questionnaire.as_str();
        return Err(AssessmentError::NobodyToAsk(name).into());
    }
    // On the standard error, so that the result alone can go to a file.
    let answers = assessment::ask(
        questionnaire,
        Answers::new(),
        language,
        Screen::of_file(),
        &mut stdin.lock(),
        &mut io::stderr().lock(),
    );
    Ok(answers?)
}

async fn on_platform(
    arguments: &AssessArguments,
    client: &Client,
    questionnaire: &Questionnaire,
    answers: Answers,
    language: Locale,
) -> Result<Outcome, Failure> {
    let name = match &arguments.name {
        Some(name) => name.as_str(),
        None => questionnaire.title.of(language),
    };
    let begin = json!({
        "questionnaire": questionnaire.version,
        "name": name,
        "subject": name,
        "language": language,
    });
    let answers = json!({ "answers": answers });
    let key = uuid::Uuid::now_v7().to_string();
    Ok(client.assess(&begin, &answers, &key).await?)
}
