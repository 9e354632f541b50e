//! A tenant's rule: its first line is a pattern or, behind a comma, keywords; the rest is a text that it is tried out on.
#![no_main]

use detect::{check_rule, dry_run};
use domain::{Category, RuleDefinition, Severity, Validator};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (said, text) = text.split_once('\n').unwrap_or((&text, ""));
    let keywords = said.strip_prefix(',');
    let definition = RuleDefinition {
        id: "custom-fuzzed".parse().expect("an id"),
        name: "Fuzzed".to_owned(),
        name_nl: None,
        category: Category::PersonalData,
        severity: Severity::Medium,
        article: String::new(),
        pattern: keywords.is_none().then(|| said.to_owned()),
        keywords: keywords.map_or_else(Vec::new, |words| {
            words.split(',').map(str::to_owned).collect()
        }),
        whole_word: bytes.len() % 2 == 0,
        case_sensitive: bytes.len() % 3 == 0,
        validator: Validator::None,
        context: Vec::new(),
        against: Vec::new(),
        context_required: false,
        allow: Vec::new(),
        include: Vec::new(),
        exclude: Vec::new(),
        matches: Vec::new(),
        passes: Vec::new(),
    };
    let before = polder_fuzz::held();
    let tried = dry_run(&definition, text);
    polder_fuzz::assert_held_little(before);
    match (tried, check_rule(&definition)) {
        (Ok(tried), Ok(_)) => {
            // What is begun when the steps run out is ended: a match, or the longest piece that one may take.
            let cost = tried.cost;
            assert!(cost.steps <= cost.steps_max + (64 << 10), "{cost:?}");
        }
        (Err(tried), Err(checked)) => assert_eq!(tried, checked),
        (tried, checked) => panic!("{tried:?}, and {checked:?}"),
    }
});
