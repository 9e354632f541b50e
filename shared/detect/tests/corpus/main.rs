//! How good the engine is, measured: `cargo test -p detect --test corpus -- --nocapture`.
//!
//! What lives here: labelled texts (the `.toml` files beside this one, written by hand; and what
//! the modules generate), the comparison with what the engine tells, and the goals that each
//! detector is held to. Nothing is fetched and nothing is left to chance: every run is the same.
//! `docs/detection-quality.md` says how to read the table.

#![allow(
    clippy::doc_markdown,
    clippy::format_push_string,
    clippy::panic,
    clippy::similar_names,
    clippy::uninlined_format_args,
    clippy::unwrap_used,
    reason = "all of it is a test: what breaks should stop it, and it runs once"
)]

mod carriers;
mod goals;
mod lookalikes;
mod makers;
mod marks;
mod random;
mod score;
mod secrets;
mod spans;

use std::path::Path;

use detect::Severity;

use crate::marks::Sample;
use crate::score::Score;

/// The sets written by hand.
const WRITTEN: &[(&str, &str)] = &[
    ("Dutch", include_str!("dutch.toml")),
    ("English", include_str!("english.toml")),
    ("clean", include_str!("clean.toml")),
    ("repository", include_str!("repository.toml")),
    ("special", include_str!("special.toml")),
];

fn corpus() -> Vec<Sample> {
    let mut all: Vec<Sample> = WRITTEN
        .iter()
        .flat_map(|(set, content)| marks::file(set, content))
        .collect();
    all.extend(carriers::samples());
    all.extend(carriers::spoiled());
    all.extend(lookalikes::samples());
    all.extend(secrets::samples());
    all.extend(secrets::stand_ins());
    all.extend(spans::samples());
    all
}

#[test]
fn the_goals_are_met() {
    let mut score = Score::default();
    for sample in corpus() {
        score.take(&sample);
    }
    let table = score.table();
    let mut report = format!("{table}\n");
    for set in [
        "Dutch",
        "English",
        "clean",
        "repository",
        "special",
        "generated",
        "wrong check",
        "look-alikes",
        "secrets, generated",
        "stand-ins",
        "spans",
    ] {
        report += &score.set_table(set);
        report.push('\n');
    }
    report += &score.causes();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus.txt");
    std::fs::write(&path, report).unwrap();
    println!(
        "{table}\nmisses and false alarms by cause: {}\n",
        path.display()
    );
    let short = goals::shortfalls(&score);
    println!("{}", short.known.join("\n"));
    assert!(
        short.new.is_empty(),
        "below the goal:\n{}",
        short.new.join("\n")
    );
}

#[test]
fn the_corpus_is_as_large_as_it_says() {
    let count = |set: &str| marks::file(set_of(set), content_of(set)).len();
    assert!(count("Dutch") >= 150, "{}", count("Dutch"));
    assert!(count("English") >= 60, "{}", count("English"));
    assert!(count("clean") >= 80, "{}", count("clean"));
    assert!(count("repository") >= 120, "{}", count("repository"));
    for set in [
        "generated",
        "wrong check",
        "look-alikes",
        "secrets, generated",
        "stand-ins",
        "spans",
    ] {
        let size = corpus().iter().filter(|sample| sample.set == set).count();
        println!("{set}: {size} texts");
    }
    let labelled = corpus()
        .iter()
        .filter(|sample| !sample.labels.is_empty())
        .count();
    let bare = corpus()
        .iter()
        .filter(|sample| sample.labels.is_empty())
        .count();
    assert!(
        bare * 2 >= labelled,
        "{bare} without and {labelled} with labels"
    );
}

fn set_of(name: &str) -> &'static str {
    WRITTEN.iter().find(|(set, _)| *set == name).unwrap().0
}

fn content_of(name: &str) -> &'static str {
    WRITTEN.iter().find(|(set, _)| *set == name).unwrap().1
}

/// One random number in eleven passes, so a number alone is never more than a hint.
#[test]
fn a_bsn_without_a_word_is_never_above_low() {
    let mut random = random::Random::new("a bsn alone");
    for place in 0..2_000 {
        let number = makers::bsn(&mut random);
        let (name, text) = match place % 5 {
            0 => ("memo.txt", format!("Zie {number} voor de rest.\n")),
            1 => ("memo.txt", format!("{number}\n")),
            2 => ("data.json", format!("{{\"waarde\": \"{number}\"}}\n")),
            3 => ("mail.txt", format!("Kun je {number} nog even nakijken?\n")),
            _ => ("app.log", format!("2025-03-04 INFO verwerkt {number} ok\n")),
        };
        for (detector, severity) in score::severities(name, &text) {
            assert!(
                detector != "nl-bsn" || severity == Severity::Low,
                "{text}: {detector} at {severity:?}"
            );
        }
    }
}
