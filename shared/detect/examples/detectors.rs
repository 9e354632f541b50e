//! Writes the page of detectors: `cargo run -p detect --example detectors > docs/detectors.md`.
//!
//! Everything on it comes from the declarations, so a page that differs from this program's output is stale; a
//! test says so. Values that look like credentials are left out: a page in a repository is read by other scanners.

#![allow(clippy::print_stdout, reason = "it is what the program is for")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use detect::{Category, DetectorMeta, Severity};

/// How long a line may be, in characters.
const WIDTH: usize = 110;
/// How long an example may be.
const EXAMPLE_CHARS: usize = 90;
/// How many context words are shown of a detector; some have hundreds of a language.
const WORDS_SHOWN: usize = 24;

const INTRODUCTION: &str = "\
# What Polder finds

<!-- Made by `cargo run -p detect --example detectors > docs/detectors.md`. Don't edit it by hand. -->

Every detector of the engine, from its own declaration. A finding's confidence begins with what the value itself
proves (its shape, a checksum), goes up with words that speak for it and down with words that speak against it; a
key or a column's header counts more than a word beside it. Paths and words of tests and examples lower it
further. The severity is that of a certain finding: weaker evidence makes it less severe, never more.

The same catalogue, in English and Dutch and with your own rules in it, is at `GET /v1/detectors`.
[Rules of your own](rules.md) find what only you know of. How well the engine finds what is here is measured in
[detection-quality.md](detection-quality.md).
";

#[allow(
    dead_code,
    reason = "the test that includes this file asks for the page alone"
)]
fn main() {
    print!("{}", page());
}

/// The page.
pub(crate) fn page() -> String {
    let catalogue = detect::catalogue();
    let families = detect::credential_families();
    let providers: BTreeSet<&str> = families
        .iter()
        .flat_map(|(_, ids)| ids.iter().copied())
        .collect();
    let described: Vec<&DetectorMeta> = catalogue
        .iter()
        .copied()
        .filter(|meta| !providers.contains(meta.id))
        .collect();
    let mut page = INTRODUCTION.to_owned();
    page.push_str(&counts(&catalogue));
    for (category, title) in CATEGORIES {
        let _ = write!(page, "\n## {title}\n");
        for meta in described.iter().filter(|meta| meta.category == category) {
            page.push_str(&entry(meta));
        }
    }
    let by_id: BTreeMap<&str, &DetectorMeta> =
        catalogue.iter().map(|meta| (meta.id, *meta)).collect();
    let _ = write!(
        page,
        "\n## Credentials of {} providers and products\n\n",
        providers.len()
    );
    page.push_str(&wrapped(
        "Each by the prefix, length, alphabet and, where there is one, checksum that its provider gives it, or by \
         its provider's name before it. All touch GDPR art. 32(1). ! is critical, + high, without a sign medium or low.",
    ));
    page.push_str("\n| Family | Detectors |\n|---|---:|\n");
    for (name, ids) in &families {
        let _ = writeln!(page, "| {name} | {} |", ids.len());
    }
    for (name, ids) in &families {
        let listed: Vec<String> = ids
            .iter()
            .map(|id| {
                let sign = match by_id.get(id).map(|meta| meta.severity) {
                    Some(Severity::Critical) => "!",
                    Some(Severity::High) => "+",
                    Some(Severity::Medium | Severity::Low) | None => "",
                };
                format!("`{id}`{sign}")
            })
            .collect();
        let _ = write!(page, "\n**{name}**\n");
        let list = wrapped(&format!("{}.", listed.join(", ")));
        page.push('\n');
        page.push_str(&list);
    }
    page
}

const CATEGORIES: [(Category, &str); 5] = [
    (Category::PersonalData, "Personal data"),
    (
        Category::SpecialCategory,
        "Special categories (GDPR art. 9 and 10)",
    ),
    (Category::Secret, "Secrets"),
    (Category::CodeSmell, "Careless code"),
    (Category::File, "Files and rules themselves"),
];

/// How many there are of each kind.
fn counts(catalogue: &[&DetectorMeta]) -> String {
    let mut table =
        "\n| | critical | high | medium | low | together |\n|---|---:|---:|---:|---:|---:|\n"
            .to_owned();
    let count = |category: Option<Category>, severity: Option<Severity>| {
        catalogue
            .iter()
            .filter(|meta| category.is_none_or(|category| meta.category == category))
            .filter(|meta| severity.is_none_or(|severity| meta.severity == severity))
            .count()
    };
    let rows = CATEGORIES
        .iter()
        .map(|(category, title)| (*title, Some(*category)))
        .chain([("Together", None)]);
    for (title, category) in rows {
        let _ = write!(table, "| {title} |");
        for severity in Severity::ALL {
            let _ = write!(table, " {} |", count(category, Some(severity)));
        }
        let _ = writeln!(table, " {} |", count(category, None));
    }
    table
}

/// What a detector is, in a paragraph or two.
fn entry(meta: &DetectorMeta) -> String {
    let mut entry = format!("\n### {}\n\n", meta.name.en);
    entry.push_str(&wrapped(&format!(
        "`{}` · {} · {} · *{}*",
        meta.id, meta.severity, meta.article, meta.name.nl
    )));
    entry.push('\n');
    entry.push_str(&wrapped(meta.help.en));
    let mut facts = Vec::new();
    if !meta.context_words.is_empty() {
        facts.push(format!("Speaks for it: {}.", words(meta.context_words)));
    }
    let against = detect::words_against(meta.id);
    if !against.is_empty() {
        facts.push(format!("Speaks against it: {}.", words(against)));
    }
    // What looks like a credential stays out of the page.
    if meta.category != Category::Secret {
        if let Some(example) = example(meta.examples.matches) {
            facts.push(format!("Found: {example}"));
        }
        if let Some(example) = example(meta.examples.passes) {
            facts.push(format!("Passed over: {example}"));
        }
    }
    for fact in facts {
        entry.push('\n');
        entry.push_str(&wrapped(&fact));
    }
    entry
}

fn words(words: &[&str]) -> String {
    let shown: Vec<&str> = words
        .iter()
        .map(|word| word.trim())
        .take(WORDS_SHOWN)
        .collect();
    match words.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The first example that fits on a line.
fn example(examples: &[&str]) -> Option<String> {
    let fits = |text: &&&str| {
        text.chars().count() <= EXAMPLE_CHARS
            && !text.contains(['\n', '\r', '`', '\t'])
            && text.trim() == **text
    };
    let text = examples.iter().find(fits)?;
    Some(format!("`{text}`"))
}

/// A text in lines of at most [`WIDTH`], where its words allow.
fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let chars = word.chars().count();
        if length > 0 && length + 1 + chars > WIDTH {
            lines.push('\n');
            length = 0;
        }
        if length > 0 {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += chars;
    }
    lines.push('\n');
    lines
}
