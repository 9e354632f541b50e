//! `polder schedule`: websites that a platform scans by the clock.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde_json::json;

use crate::arguments::{ScheduleAction, ScheduleArguments, ScheduleCreateArguments};
use crate::client::Client;
use crate::exit::Failure;
use crate::model::{Schedule, ScheduleRun, WebsiteIn};
use crate::output::Output;
use crate::screen::{self, without_controls};

/// Runs the command and answers its exit code.
pub(crate) async fn run(arguments: ScheduleArguments) -> ExitCode {
    match schedule(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report();
            failure.exit_code()
        }
    }
}

async fn schedule(arguments: &ScheduleArguments) -> Result<(), Failure> {
    let (Some(endpoint), Some(key)) = (&arguments.endpoint, &arguments.api_key) else {
        return Err(Failure::WebsiteWithoutPlatform);
    };
    let client = Client::new(endpoint)?.with_credential(key)?;
    if client.is_exposed() {
        screen::complain("the API key crosses the network unencrypted; use https");
    }
    let shown = match &arguments.action {
        ScheduleAction::Create(wanted) => shown(&create(&client, wanted).await?),
        ScheduleAction::List => {
            let schedules = client.schedules().await?;
            let shown: Vec<_> = schedules.iter().map(shown).collect();
            if shown.is_empty() {
                "There are no schedules.\n".to_owned()
            } else {
                shown.join("\n")
            }
        }
        ScheduleAction::Delete { schedule } => {
            client.schedule_delete(schedule).await?;
            format!("{} is gone; its scans stay.\n", without_controls(schedule))
        }
    };
    Output::Stdout.write(shown.as_bytes())
}

async fn create(client: &Client, wanted: &ScheduleCreateArguments) -> Result<Schedule, Failure> {
    let mut body = json!({
        "website": WebsiteIn {
            url: &wanted.url,
            pages_max: wanted.pages_max,
            depth_max: wanted.depth_max,
        },
        "cron": wanted.cron,
    });
    for (field, value) in [("name", &wanted.name), ("timezone", &wanted.timezone)] {
        if let Some(value) = value {
            body[field] = json!(value);
        }
    }
    let key = uuid::Uuid::now_v7().to_string();
    Ok(client.schedule_create(&body, &key).await?)
}

/// A schedule as a person reads it.
fn shown(schedule: &Schedule) -> String {
    let Schedule {
        id,
        name,
        website,
        cron,
        timezone,
        ..
    } = schedule;
    let mut text = format!("{id}  {name}\n");
    let mut line = |what: &str, said: &str| {
        let _ = writeln!(text, "  {what:<8}{said}");
    };
    line("Website", &website.url);
    line("Cron", &format!("{cron} ({timezone})"));
    match schedule.next_runs.split_first() {
        _ if !schedule.enabled => line("Next", "paused"),
        None => line("Next", "never"),
        Some((first, later)) => {
            line("Next", first);
            for run in later {
                line("", run);
            }
        }
    }
    if let Some(run) = &schedule.last_run {
        line("Last", &last(run));
    }
    without_controls(&text)
}

fn last(run: &ScheduleRun) -> String {
    let due = &run.due_at;
    match (&run.scan, &run.refusal) {
        (Some(scan), _) => format!("{due}: {scan}"),
        (None, Some(refusal)) => {
            format!("{due}: not scanned ({}). {}", refusal.code, refusal.detail)
        }
        (None, None) => due.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_told_with_when_it_runs_and_what_came_of_the_last_time() {
        let schedule: Schedule = serde_json::from_value(json!({
            "id": "sched_1", "name": "Shop", "website": { "url": "https://shop.example/", "pages_max": 5 },
            "cron": "0 3 * * MON", "timezone": "Europe/Amsterdam", "enabled": true,
            "next_runs": ["2026-12-07T03:00:00+01:00", "2026-12-14T03:00:00+01:00"],
            "last_run": {
                "due_at": "2026-11-30T02:00:00Z", "scan": null,
                "refusal": { "code": "quota_exhausted", "detail": "Wait." },
            },
        }))
        .unwrap();
        insta::assert_snapshot!(shown(&schedule), @r"
        sched_1  Shop
          Website https://shop.example/
          Cron    0 3 * * MON (Europe/Amsterdam)
          Next    2026-12-07T03:00:00+01:00
                  2026-12-14T03:00:00+01:00
          Last    2026-11-30T02:00:00Z: not scanned (quota_exhausted). Wait.
        ");
    }
}
