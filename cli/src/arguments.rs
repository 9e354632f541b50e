//! What a person can type. The texts here are the manual.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::Severity;

const EXIT_CODES: &str = "\
Exit codes of `scan` and `baseline`:
  0    clean, or no finding as severe as --fail-on
  1    findings at or above --fail-on
  2    error: the folder, git, the network or the platform; also when nothing
       was found but some files could not be read
  3    refused: credential, quota, rate limit or a suspended tenant
  130  interrupted";

const ASSESS_EXAMPLES: &str = "\
Examples:
  polder assess ai-act --template > answers.toml
  polder assess ai-act --answers answers.toml --language nl

Exit codes of `assess`:
  0    there is a result, whatever it says
  2    error: the answers, the network or the platform
  3    refused: credential, quota, rate limit or a suspended tenant";

const SCHEDULE_EXAMPLES: &str = "\
Examples:
  polder schedule create https://shop.example/ --cron '0 3 * * MON'
  polder schedule list
  polder schedule delete sched_01h45ytscbebyvny4gc8cr8ma2

Exit codes of `schedule`:
  0    done
  2    error: the expression, the network or the platform
  3    refused: credential, rate limit or a suspended tenant";

/// Finds personal data, secrets and privacy mistakes in what a company leaves in its files.
///
/// Without a command it serves the whole platform on this machine, like `polder serve`.
#[derive(Debug, Parser)]
#[command(name = "polder", version, after_help = EXIT_CODES, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) serve: ServeArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Scan(ScanArguments),
    Assess(AssessArguments),
    Baseline(BaselineArguments),
    Schedule(ScheduleArguments),
    Serve(ServeArguments),
}

/// Scan a folder or a file and print what was found.
///
/// Packs everything in PATH except `.git` (a `.gitignore` is not followed: what git ignores is often what
/// leaks) and `exclude` in `.polder.toml`, uploads it, and waits for the findings. Links are not followed; one that leads out of PATH is
/// named in a warning, as is a file that can't be read. Evidence is masked before it leaves the scanner.
///
/// Without --endpoint the platform runs inside this process, in memory, and is gone afterwards: nothing
/// leaves the machine. With --local there is no platform at all: the engine reads the files where they lie, on
/// all cores, or reads what git knows of them (--staged, --diff, --history). It follows `.polder.toml` and the
/// baseline at the root of PATH.
///
/// An address (`polder scan https://shop.example/`) has the platform at --endpoint look at the website: its
/// cookies, trackers, forms and headers, and personal data in its pages. Prove first that the domain is yours
/// (`POST /v1/domains`).
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct ScanArguments {
    /// The folder or file to scan, or the address of a website (https://…) that is proved to be yours
    pub(crate) path: PathBuf,

    /// How many pages of a website to look at, at most 500
    #[arg(long, value_name = "N")]
    pub(crate) pages_max: Option<u16>,

    /// How many links a page of a website may lie away from the first, at most 20
    #[arg(long, value_name = "N")]
    pub(crate) depth_max: Option<u8>,

    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,

    /// Write to FILE instead of the standard output; it appears whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// What `html` and `pdf` are written in; without it, what the tenant's people read, and English with --local
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) language: Option<Language>,

    /// The lowest severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Threshold::Low)]
    pub(crate) fail_on: Threshold,

    /// Leave out what matches: a name (`node_modules`, `*.iso`) or a path in PATH (`docs/**`); may repeat
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// Scan in this process, without a platform, an account or an upload; whatever --endpoint says
    #[arg(long)]
    pub(crate) local: bool,

    /// Scan only the lines that the next commit adds
    #[arg(long, requires = "local", group = "versions")]
    pub(crate) staged: bool,

    /// Scan only the lines that were added since HEAD and REF parted
    #[arg(long, value_name = "REF", requires = "local", group = "versions")]
    pub(crate) diff: Option<String>,

    /// Scan every version of every file that REF ever had; without REF, that any branch, tag or stash had
    #[arg(
        long,
        value_name = "REF",
        requires = "local",
        group = "versions",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ""
    )]
    pub(crate) history: Option<String>,

    /// Fail only for what FILE does not know; `.polder-baseline.json` in PATH if it is there
    #[arg(long, value_name = "FILE", requires = "local")]
    pub(crate) baseline: Option<PathBuf>,

    /// Scan on the platform at URL instead of in this process
    #[arg(
        long,
        value_name = "URL",
        env = "POLDER_ENDPOINT",
        requires = "api_key"
    )]
    pub(crate) endpoint: Option<String>,

    /// API key for --endpoint; better in the environment than on the command line
    #[arg(
        long,
        value_name = "KEY",
        env = "POLDER_API_KEY",
        hide_env_values = true
    )]
    pub(crate) api_key: Option<String>,

    /// No progress and no summary on the standard error
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Assess an AI system by the EU AI Act, or a processing by the GDPR (DPIA).
///
/// Answers come from a file, or are asked for on a terminal. `unknown` is an answer to everything; it counts as the
/// strictest one. Without --endpoint nothing leaves the machine; with it, the assessment and its result are kept on
/// that platform, where it counts as a scan. A structured reading of the law, not legal advice.
#[derive(Debug, Args)]
#[command(after_help = ASSESS_EXAMPLES)]
pub(crate) struct AssessArguments {
    /// What to assess by
    #[arg(value_enum)]
    pub(crate) questionnaire: QuestionnaireName,

    /// Take the answers from FILE (TOML or JSON)
    #[arg(long, value_name = "FILE", conflicts_with = "template")]
    pub(crate) answers: Option<PathBuf>,

    /// Print an answers file with every question as a comment, to be filled in
    #[arg(long)]
    pub(crate) template: bool,

    /// Language of questions and result
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub(crate) language: Language,

    /// Print the result as JSON
    #[arg(long, conflicts_with = "template")]
    pub(crate) json: bool,

    /// What to call it on the platform; the name of the questionnaire unless another is given
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Assess in this process, whatever --endpoint says
    #[arg(long)]
    pub(crate) local: bool,

    /// Keep the assessment on the platform at URL
    #[arg(
        long,
        value_name = "URL",
        env = "POLDER_ENDPOINT",
        requires = "api_key"
    )]
    pub(crate) endpoint: Option<String>,

    /// API key for --endpoint; better in the environment than on the command line
    #[arg(
        long,
        value_name = "KEY",
        env = "POLDER_API_KEY",
        hide_env_values = true
    )]
    pub(crate) api_key: Option<String>,
}

/// A questionnaire, in its newest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum QuestionnaireName {
    /// Regulation (EU) 2024/1689, for an AI system or model
    AiAct,
    /// GDPR art. 35 and 36, for a processing of personal data
    Dpia,
}

impl QuestionnaireName {
    /// How it is written.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::AiAct => "ai-act",
            Self::Dpia => "dpia",
        }
    }
}

impl From<Language> for domain::Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Nl => Self::Nl,
        }
    }
}

/// Write down what is found today, so that `polder scan --local` fails only for what is new.
///
/// The file holds paths, counts and short fingerprints that give no value away, so it can be committed.
#[derive(Debug, Args)]
pub(crate) struct BaselineArguments {
    /// The folder or file to scan
    pub(crate) path: PathBuf,

    /// The file to write; `.polder-baseline.json` in PATH unless another is named
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Leave out what matches: a name (`node_modules`, `*.iso`) or a path in PATH (`docs/**`); may repeat
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// No progress on the standard error
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Have a website scanned by the clock, on the platform at --endpoint.
///
/// Each scan counts against the plan and is compared with the one before. Prove first that the domain is yours
/// (`POST /v1/domains`).
#[derive(Debug, Args)]
#[command(after_help = SCHEDULE_EXAMPLES)]
pub(crate) struct ScheduleArguments {
    #[command(subcommand)]
    pub(crate) action: ScheduleAction,

    /// The platform
    #[arg(long, value_name = "URL", env = "POLDER_ENDPOINT", global = true)]
    pub(crate) endpoint: Option<String>,

    /// API key for --endpoint; better in the environment than on the command line
    #[arg(
        long,
        value_name = "KEY",
        env = "POLDER_API_KEY",
        hide_env_values = true,
        global = true
    )]
    pub(crate) api_key: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ScheduleAction {
    Create(ScheduleCreateArguments),
    /// Print the schedules, when each runs next, and what came of the last time
    List,
    /// Delete a schedule; its scans stay
    Delete {
        /// The schedule's id, `sched_…`
        schedule: String,
    },
}

/// Make a schedule and print when it will run
#[derive(Debug, Args)]
pub(crate) struct ScheduleCreateArguments {
    /// The address of the website (https://…)
    pub(crate) url: String,

    /// When: minute, hour, day of the month, month, day of the week; at most once an hour
    #[arg(long, value_name = "EXPRESSION")]
    pub(crate) cron: String,

    /// On which clocks, such as Europe/Amsterdam; the organisation's unless another is named
    #[arg(long, value_name = "ZONE")]
    pub(crate) timezone: Option<String>,

    /// What to call it and its scans; the website's host unless another is given
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// How many pages to look at, at most 500
    #[arg(long, value_name = "N")]
    pub(crate) pages_max: Option<u16>,

    /// How many links a page may lie away from the first, at most 20
    #[arg(long, value_name = "N")]
    pub(crate) depth_max: Option<u8>,
}

/// Serve the whole platform on this machine until stopped.
///
/// Every function of the cloud stack runs in this process, wired as `template.yaml` says, with two tenants
/// to try it with. Data is kept in `.polder` between runs.
#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// Port of the API and its pages
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,

    /// Port of the emulated AWS services
    #[arg(long, value_name = "PORT", default_value_t = 4566)]
    pub(crate) aws_port: u16,

    /// Wipe the data of earlier runs first
    #[arg(long, conflicts_with = "memory")]
    pub(crate) fresh: bool,

    /// Keep everything in memory and nothing on disk
    #[arg(long)]
    pub(crate) memory: bool,

    /// Folder that keeps the data
    #[arg(
        long,
        value_name = "DIR",
        default_value = ".polder",
        conflicts_with = "memory"
    )]
    pub(crate) data: PathBuf,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: a table and a summary
    Table,
    /// The platform's report
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// One finding a row, for spreadsheets
    Csv,
    /// A page for people: one file, to open in a browser or to mail
    Html,
    /// Pages for people, to print and to file
    Pdf,
}

impl Format {
    /// Whether a terminal can show it.
    pub(crate) fn is_text(self) -> bool {
        match self {
            Self::Table | Self::Json | Self::Sarif | Self::Csv | Self::Html => true,
            Self::Pdf => false,
        }
    }
}

/// What people are written to in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// Dutch
    Nl,
}

impl Language {
    /// How the platform writes it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Nl => "nl",
        }
    }
}

impl ScanArguments {
    /// The address, where a website is to be scanned.
    pub(crate) fn website(&self) -> Option<&str> {
        let text = self.path.to_str()?;
        let scheme = text.get(..8).unwrap_or(text).to_ascii_lowercase();
        (scheme.starts_with("http://") || scheme.starts_with("https://")).then_some(text)
    }
}

/// The severity from which findings make a pipeline fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Threshold {
    Critical,
    High,
    Medium,
    Low,
    /// Findings are reported but never fail
    Never,
}

impl Threshold {
    /// Whether a finding of this severity is at or above the threshold.
    pub(crate) fn is_reached_by(self, severity: Severity) -> bool {
        match self {
            Self::Critical => severity >= Severity::Critical,
            Self::High => severity >= Severity::High,
            Self::Medium => severity >= Severity::Medium,
            Self::Low => severity >= Severity::Low,
            Self::Never => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn no_command_means_serve() {
        let arguments = Arguments::try_parse_from(["polder", "--port", "9000"]).unwrap();
        assert!(arguments.command.is_none());
        assert_eq!(arguments.serve.port, 9000);
    }

    #[test]
    fn what_git_knows_is_asked_of_one_kind_and_locally() {
        let parse = |more: &[&str]| {
            let all = ["polder", "scan", "."].iter().chain(more);
            match Arguments::try_parse_from(all) {
                Ok(Arguments {
                    command: Some(Command::Scan(scan)),
                    ..
                }) => Some(scan),
                _ => None,
            }
        };
        assert_eq!(parse(&["--local"]).unwrap().history, None);
        let history = |more| parse(more).unwrap().history;
        assert_eq!(history(&["--local", "--history"]).as_deref(), Some(""));
        assert_eq!(history(&["--local", "--history=v1"]).as_deref(), Some("v1"));
        for refused in [
            &["--staged"][..],
            &["--baseline", "x"],
            &["--local", "--staged", "--diff", "main"],
            &["--local", "--staged", "--history"],
        ] {
            assert!(parse(refused).is_none(), "{refused:?}");
        }
    }

    #[test]
    fn an_address_is_a_website_and_anything_else_a_path() {
        for (path, website) in [
            ("https://shop.example/", true),
            ("HTTP://shop.example", true),
            ("https", false),
            ("./https://shop.example", false),
            ("shop.example", false),
            (".", false),
        ] {
            let parsed = Arguments::try_parse_from(["polder", "scan", path]).unwrap();
            let Some(Command::Scan(scan)) = parsed.command else {
                panic!("{path} is no scan");
            };
            assert_eq!(scan.website().is_some(), website, "{path}");
        }
    }

    #[test]
    fn a_threshold_is_reached_from_itself_upwards() {
        let rows = [
            (Threshold::Critical, [true, false, false, false]),
            (Threshold::High, [true, true, false, false]),
            (Threshold::Medium, [true, true, true, false]),
            (Threshold::Low, [true, true, true, true]),
            (Threshold::Never, [false, false, false, false]),
        ];
        for (threshold, expected) in rows {
            let reached = Severity::FROM_WORST.map(|severity| threshold.is_reached_by(severity));
            assert_eq!(reached, expected, "{threshold:?}");
        }
    }
}
