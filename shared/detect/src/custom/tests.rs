use std::fmt::Write as _;
use std::sync::Arc;

use domain::{
    Category, DetectorSetting, RuleDefinition, RuleSet, RunningRule, Severity, Validator,
};
use proptest::prelude::*;

use super::{CompiledRules, Wanted, check_rule, dry_run};
use crate::tests::{Told, options, scan_with};
use crate::{Limits, Options, STEPS_FLOOR, STEPS_PER_BYTE, STEPS_PER_MATCH};

fn rule(id: &str, pattern: &str) -> RuleDefinition {
    RuleDefinition {
        id: format!("custom-{id}").parse().unwrap(),
        name: id.to_owned(),
        name_nl: None,
        category: Category::PersonalData,
        severity: Severity::High,
        article: String::new(),
        pattern: Some(pattern.to_owned()),
        keywords: Vec::new(),
        whole_word: true,
        case_sensitive: false,
        validator: Validator::None,
        context: Vec::new(),
        against: Vec::new(),
        context_required: false,
        allow: Vec::new(),
        include: Vec::new(),
        exclude: Vec::new(),
        matches: Vec::new(),
        passes: Vec::new(),
    }
}

fn keywords(id: &str, words: &[&str]) -> RuleDefinition {
    RuleDefinition {
        pattern: None,
        keywords: words.iter().map(ToString::to_string).collect(),
        ..rule(id, "")
    }
}

/// A customer number: a K and nine digits that pass the 11-test.
fn customer() -> RuleDefinition {
    RuleDefinition {
        validator: Validator::Elfproef,
        context: vec!["klantnummer".to_owned()],
        ..rule("customer", r"K-?\d{9}")
    }
}

fn with(rules: &[RuleDefinition]) -> Options {
    let compiled = CompiledRules::of(rules);
    assert_eq!(compiled.broken(), []);
    let mut options = options();
    options.rules = Some(Arc::new(compiled));
    options
}

fn found(rules: &[RuleDefinition], name: &str, text: &str) -> Vec<String> {
    let (told, _) = scan_with(name, text.as_bytes(), &with(rules));
    lines(&told)
}

/// `detector line:column`, one a finding of a rule.
fn lines(told: &Told) -> Vec<String> {
    let of_rules = told
        .findings
        .iter()
        .filter(|finding| finding.rule.is_some());
    of_rules
        .map(|finding| {
            let (line, column) = (
                finding.location.line.unwrap(),
                finding.location.column.unwrap(),
            );
            format!("{} {line}:{column}", finding.detector_id())
        })
        .collect()
}

#[test]
fn a_rule_finds_what_it_says() {
    let rows: [(RuleDefinition, &str, &[&str]); 14] = [
        (
            customer(),
            "klantnummer K-123456789",
            &["custom-customer 1:13"],
        ),
        (
            customer(),
            "klantnummer k123456789",
            &["custom-customer 1:13"],
        ),
        // The 11-test fails.
        (customer(), "klantnummer K-123456788", &[]),
        // Within a longer number, within a word.
        (customer(), "klantnummer K-1234567890", &[]),
        (customer(), "klantnummer OK123456789", &[]),
        (
            RuleDefinition {
                whole_word: false,
                ..customer()
            },
            "OK123456789",
            &["custom-customer 1:2"],
        ),
        (
            RuleDefinition {
                case_sensitive: true,
                ..customer()
            },
            "k123456789",
            &[],
        ),
        (
            RuleDefinition {
                context_required: true,
                ..customer()
            },
            "K123456789",
            &[],
        ),
        (
            RuleDefinition {
                context_required: true,
                ..customer()
            },
            "Klantnummer: K123456789",
            &["custom-customer 1:14"],
        ),
        (
            RuleDefinition {
                allow: vec!["K-123456789".to_owned()],
                ..customer()
            },
            "k-123456789 K-736160221",
            &["custom-customer 1:13"],
        ),
        (
            keywords("names", &["Project Zeus", "Zeeën"]),
            "Over PROJECT\u{a0}ZEUS en project\n zeus en zeeën, niet zeeënmuur of project-zeus",
            &["custom-names 1:6", "custom-names 1:22", "custom-names 2:10"],
        ),
        (
            RuleDefinition {
                case_sensitive: true,
                ..keywords("names", &["Zeus"])
            },
            "zeus Zeus",
            &["custom-names 1:6"],
        ),
        (
            rule("line", r"^#\d{4}$"),
            "#1234\r\n#1235 \nx #1236",
            &["custom-line 1:1"],
        ),
        (
            rule("bare", r"[A-Z]{2}\d{4}|[A-Z]{2}\d{6}"),
            "AB123456",
            &["custom-bare 1:1"],
        ),
    ];
    for (rule, text, expected) in rows {
        assert_eq!(found(&[rule], "a.txt", text), expected, "{text}");
    }
}

#[test]
fn rules_run_where_their_globs_say() {
    let only = RuleDefinition {
        include: vec!["*.csv".to_owned(), "exports/**".to_owned()],
        exclude: vec!["old".to_owned()],
        ..customer()
    };
    for (path, runs) in [
        ("a.csv", true),
        ("exports/a.txt", true),
        ("a.txt", false),
        ("old/a.csv", false),
    ] {
        let count = found(std::slice::from_ref(&only), path, "id;nr\n1;K123456789\n").len();
        assert_eq!(count == 1, runs, "{path}");
    }
}

#[test]
fn a_finding_is_masked_explained_and_recognised_again() {
    let options = with(&[customer()]);
    let (told, _) = scan_with("a.txt", b"klantnummer K-123456789", &options);
    let finding = told
        .findings
        .iter()
        .find(|finding| finding.rule.is_some())
        .unwrap();
    assert_eq!(finding.evidence, "k*********9");
    assert_eq!(finding.severity, Severity::High);
    let explained: Vec<String> = finding
        .explanation
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        explained,
        [
            "matches the rule's pattern (+0.50)",
            "passes the 11-test (+0.30)",
            "“klantnummer” stands before it (+0.18)",
        ]
    );
    // Another spelling in another file.
    let (again, _) = scan_with("b.md", b"zie k-123456789 # polder:allow a test", &options);
    let again = again
        .findings
        .iter()
        .find(|finding| finding.rule.is_some())
        .unwrap();
    assert_eq!(again.fingerprint, finding.fingerprint);
    assert_eq!(again.suppressed.as_deref(), Some("a test"));
    assert!(
        !told
            .findings
            .iter()
            .any(|finding| format!("{finding:?}").contains("123456789"))
    );
}

#[test]
fn a_column_of_a_table_is_one_finding() {
    let mut text = "naam;klantnummer\n".to_owned();
    for number in [
        "123456789",
        "736160221",
        "417164300",
        "123456789",
        "736160221",
        "417164300",
    ] {
        let _ = writeln!(text, "x;K{number}");
    }
    let options = with(&[customer()]);
    let (told, _) = scan_with("a.csv", text.as_bytes(), &options);
    let of_rule: Vec<_> = told
        .findings
        .iter()
        .filter(|finding| finding.rule.is_some())
        .collect();
    assert_eq!((of_rule.len(), of_rule[0].occurrences), (1, 6));
}

#[test]
fn a_rule_says_more_than_a_number_and_less_than_a_key() {
    // A BSN by its check, but the tenant knows better.
    let number = rule("number", r"\d{9}");
    assert_eq!(
        found(&[number], "a.txt", "klant 123456782"),
        ["custom-number 1:7"]
    );
    let token = ["ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"].concat();
    let wide = rule("wide", r"ghp_[A-Za-z0-9]{36}");
    let (told, _) = scan_with("a.txt", token.as_bytes(), &with(&[wide]));
    assert!(
        told.findings.iter().all(|finding| finding.rule.is_none()),
        "{:?}",
        told.lines()
    );
    assert_eq!(told.findings.len(), 1);
}

#[test]
fn what_reads_badly_is_refused_with_the_field() {
    let rows: [(RuleDefinition, &str, &str); 12] = [
        (rule("a", "(a+)+$"), "pattern", "without an end"),
        (
            RuleDefinition {
                keywords: vec!["zeus".into()],
                ..rule("a", "abc")
            },
            "keywords",
            "beside `pattern`",
        ),
        (
            RuleDefinition {
                pattern: None,
                ..rule("a", "")
            },
            "pattern",
            "is missing",
        ),
        (keywords("a", &["ab"]), "keywords[0]", "3 to 64"),
        (
            RuleDefinition {
                category: Category::File,
                ..rule("a", "abc")
            },
            "category",
            "not `file`",
        ),
        (
            RuleDefinition {
                context_required: true,
                ..rule("a", "abc")
            },
            "context",
            "must name a word",
        ),
        (
            RuleDefinition {
                exclude: vec!["a[".into()],
                ..rule("a", "abc")
            },
            "exclude[0]",
            "but not `[`",
        ),
        (
            RuleDefinition {
                name: " ".into(),
                ..rule("a", "abc")
            },
            "name",
            "1 to 100",
        ),
        (
            RuleDefinition {
                matches: vec![String::new()],
                ..rule("a", "abc")
            },
            "matches[0]",
            "1 to 1000",
        ),
        (rule("a", "[a-z]{3,20}"), "pattern", "nearly everywhere"),
        (
            rule("a", r"[^x]{3}\S{0,100}foo"),
            "pattern",
            "nearly everywhere",
        ),
        (
            keywords("a", &["x".repeat(64).as_str(); 120]),
            "keywords",
            "make two rules",
        ),
    ];
    for (rule, field, said) in rows {
        let error = check_rule(&rule).unwrap_err();
        assert_eq!(error.field, field, "{error}");
        assert!(error.detail.contains(said), "{error}");
    }
}

#[test]
fn examples_that_fail_are_named() {
    let mut rule = customer();
    rule.matches = vec!["K-123456789".into(), "K-123456788".into()];
    rule.passes = vec!["K-123456788".into(), "nr k123456789".into()];
    let failures = check_rule(&rule).unwrap();
    let fields: Vec<&str> = failures.iter().map(|failure| &*failure.field).collect();
    assert_eq!(fields, ["matches[1]", "passes[1]"]);
    // Examples have no file, so where the rule is limited to is no matter.
    rule.include = vec!["*.csv".into()];
    assert_eq!(check_rule(&rule).unwrap().len(), 2);
}

#[test]
fn a_dry_run_counts_what_it_costs() {
    let text = "klantnummer K-123456789 of K-123456788";
    let run = dry_run(&customer(), text).unwrap();
    assert_eq!(run.findings.len(), 1);
    assert_eq!(run.cost.bytes, text.len() as u64);
    assert_eq!(
        run.cost.steps_max,
        STEPS_FLOOR + STEPS_PER_BYTE * run.cost.bytes
    );
    // `klantnummer` dies with its second letter; each number is read with the byte behind it and read as a match.
    assert_eq!(run.cost.steps, 2 + 2 * (12 + STEPS_PER_MATCH) - 1 + 1);
    assert_eq!(run, dry_run(&customer(), text).unwrap());
}

#[test]
fn a_rule_that_costs_too_much_is_stopped_and_said_so() {
    // Harmless in ordinary text, and everywhere in this one.
    let greedy = rule("greedy", "a[ab]{2,200}c?");
    assert_eq!(check_rule(&greedy).unwrap(), []);
    let harmless = customer();
    let mut text = "ab".repeat(200);
    text.push(' ');
    let text = text.repeat(20_000);
    let whole = format!("{text}\nklantnummer K-123456789\n");
    let rules = [
        RuleDefinition {
            whole_word: false,
            ..greedy
        },
        harmless,
    ];
    let options = with(&rules);
    let (told, _) = scan_with("a.txt", whole.as_bytes(), &options);
    let not_run = told.of("rule-not-run");
    assert_eq!(not_run.len(), 1);
    assert!(
        not_run[0].evidence.contains("custom-greedy"),
        "{}",
        not_run[0].evidence
    );
    assert!(
        lines(&told).contains(&"custom-customer 2:13".to_owned()),
        "the other rule went on"
    );
    // Where it is stopped is counted, so it is the same however the text is cut.
    let mut small = options.clone();
    small.limits = Limits {
        chunk_bytes: 1,
        ..Limits::default()
    };
    assert_eq!(scan_with("a.txt", whole.as_bytes(), &small).0, told);
}

#[test]
fn a_rule_that_leaves_something_out_says_so_as_severely_as_it_finds() {
    let numbers: Vec<String> = (1_000..1_600).map(|number| number.to_string()).collect();
    let text = numbers.join("\n");
    for (pattern, expected) in [(r"\d{4}[ \n]\d{4}", 1), (r"\d{4}", 0)] {
        let options = with(&[rule("pairs", pattern)]);
        let (told, _) = scan_with("a.txt", text.as_bytes(), &options);
        let not_run = told.of("rule-not-run");
        assert_eq!(not_run.len(), expected, "{pattern}");
        for finding in not_run {
            assert_eq!(finding.severity, Severity::High);
            assert_eq!(
                finding.evidence,
                "the rule custom-pairs found matches that overlap over more than 1024 bytes and passed over what came \
                 behind; make its pattern end where a value ends"
            );
        }
    }
}

#[test]
fn a_rule_that_cannot_run_is_told_once_and_stops_nothing() {
    let set = RuleSet {
        version: 3,
        rules: [rule("old", "a+"), customer()]
            .into_iter()
            .map(|definition| {
                (
                    definition.id.clone(),
                    RunningRule {
                        revision: 1,
                        definition,
                    },
                )
            })
            .collect(),
        ..RuleSet::default()
    };
    let mut options = options();
    options.rules = Some(Arc::new(CompiledRules::new(&set)));
    let (told, _) = scan_with("a.txt", b"klantnummer K-123456789", &options);
    assert_eq!(lines(&told), ["custom-customer 1:13"]);
    let not_run = told.of("rule-not-run");
    assert_eq!(not_run.len(), 1);
    assert_eq!(
        not_run[0].evidence,
        "the rule custom-old could not be run: pattern repeats `a+` (character 1) without an end: say how often at \
         most, as in `{1,21}`"
    );
    assert_eq!(told.documents[0].findings, 2);
    options.skip_documents = 1;
    assert_eq!(
        scan_with("a.txt", b"klantnummer K-123456789", &options)
            .0
            .findings,
        []
    );
}

#[test]
fn a_tenant_may_want_less_of_the_engine() {
    let setting = |enabled, severity| DetectorSetting {
        enabled,
        severity,
        reason: "ours".to_owned(),
        by: "us".to_owned(),
        at: jiff::Timestamp::UNIX_EPOCH,
        revision: 1,
    };
    let told = |settings: &[(&str, DetectorSetting)], text: &str| {
        let set = RuleSet {
            version: 1,
            detectors: settings
                .iter()
                .map(|(id, setting)| ((*id).to_owned(), setting.clone()))
                .collect(),
            ..RuleSet::default()
        };
        let mut options = options();
        options.rules = Some(Arc::new(CompiledRules::new(&set)));
        let (told, _) = scan_with("a.txt", text.as_bytes(), &options);
        let findings = told.findings.iter();
        findings
            .map(|finding| (finding.detector, finding.severity))
            .collect::<Vec<_>>()
    };
    let mail = "mail j.de.vries@bakkerijvries.nl";
    assert_eq!(told(&[], mail), [("email", Severity::Medium)]);
    assert_eq!(told(&[("email", setting(false, None))], mail), []);
    assert_eq!(
        told(&[("email", setting(true, Some(Severity::Critical)))], mail),
        [("email", Severity::Critical)]
    );
    // What the evidence makes low stays low.
    let number = "nummer 231457005";
    let low = told(&[("nl-bsn", setting(true, Some(Severity::High)))], number);
    assert!(
        low.iter().all(|(_, severity)| *severity == Severity::Low),
        "{low:?}"
    );
    // That a file was not read can't be wished away.
    let hidden = told(&[("file-unreadable", setting(false, None))], "%PDF-1.7 ...");
    assert_eq!(hidden, [("file-unreadable", Severity::Low)]);
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("K-123456789".to_owned()),
        Just("klantnummer".to_owned()),
        Just("12 34 56 78 90".to_owned()),
        Just("project zeus".to_owned()),
        Just("BSN 231457005".to_owned()),
        Just("\n".to_owned()),
        Just("abababababab".to_owned()),
        Just("é€😀".to_owned()),
        "[a-z ]{1,40}",
        "[0-9 .-]{1,30}",
        "\\PC{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn how_the_text_is_cut_changes_nothing(pieces in prop::collection::vec(piece(), 1..60), times in 1_usize..60, csv in any::<bool>()) {
        // Chains of overlapping matches, matches within words, and more of them than the steps allow.
        let rules = [
            customer(),
            keywords("names", &["project zeus", "zeus"]),
            rule("chain", r"\d\d \d\d"),
            RuleDefinition { whole_word: false, ..rule("inner", "[ab]{3,90}") },
        ];
        let whole = pieces.join(" ").repeat(times);
        let name = if csv { "a.csv" } else { "a.txt" };
        let options = with(&rules);
        let mut small = options.clone();
        small.limits = Limits { chunk_bytes: 1, ..Limits::default() };
        let (told, _) = scan_with(name, whole.as_bytes(), &options);
        let (cut, _) = scan_with(name, whole.as_bytes(), &small);
        prop_assert_eq!(cut, told);
    }

    #[test]
    fn no_pattern_makes_it_panic_or_run_away(pattern in "\\PC{0,40}", text in "\\PC{0,200}") {
        let rule = rule("any", &pattern);
        if let Ok(run) = dry_run(&rule, &text) {
            prop_assert!(run.cost.table_bytes <= 1 << 20);
        }
    }

    #[test]
    fn patterns_that_look_like_patterns_neither(pattern in r"([a-c]|\\d|\\w|\[a-z0-9\]|\.|\(a\|bc\)|\{1,9\}|\?|\\b|\^|\$){1,12}", text in "[a-c0-9 ]{0,200}") {
        let rule = rule("any", &pattern);
        if let Ok(run) = dry_run(&rule, &text) {
            for finding in run.findings {
                prop_assert!(finding.location.line.is_some());
            }
        }
    }
}

#[test]
fn a_decided_severity_never_makes_weak_evidence_worse() {
    use Severity::{Critical, High, Low, Medium};

    // What the tenant wants, how bad the detector says that it is, and how bad the evidence says.
    let rows = [
        (Wanted::AsIs, High, High, Some(High)),
        (Wanted::AsIs, High, Low, Some(Low)),
        (Wanted::Off, High, High, None),
        (Wanted::As(Critical), High, High, Some(Critical)),
        (Wanted::As(Low), High, High, Some(Low)),
        (Wanted::As(Critical), High, Medium, Some(Medium)),
        (Wanted::As(Low), High, Medium, Some(Low)),
        (Wanted::As(High), High, Low, Some(Low)),
    ];
    for (wanted, own, found, severity) in rows {
        assert_eq!(
            wanted.severity(own, found),
            severity,
            "{wanted:?} {own:?} {found:?}"
        );
    }
}
