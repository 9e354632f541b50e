//! What holds for every questionnaire: the texts, the conditions, the paths, and that stricter answers never make the
//! result milder.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;

use crate::questionnaire::{Kind, Question, Stricter, UNKNOWN};
use crate::{
    Answer, Answers, Applies, AssessError, Assessment, Condition, Problem, Questionnaire, Text,
    VERSIONS, Words,
};

/// A day on which some dates lie behind and some ahead.
pub(crate) const TODAY: jiff::civil::Date = date(2026, 11, 21);

fn all() -> impl Iterator<Item = &'static Questionnaire> {
    VERSIONS
        .into_iter()
        .map(|version| Questionnaire::load(version).unwrap())
}

/// Answers what is open with nothing special: no, none, the first choice, the lowest level.
pub(crate) fn completed(version: &str, answers: &serde_json::Value) -> Answers {
    let questionnaire = Questionnaire::load(version).unwrap();
    let mut answers: Answers = serde_json::from_value(answers.clone()).unwrap();
    loop {
        let open = questionnaire.open(&answers).unwrap();
        let Some(question) = open.first() else {
            return answers;
        };
        answers.set(question.id, nothing_special(question));
    }
}

fn nothing_special(question: &Question) -> Answer {
    match question.kind {
        Kind::YesNo => "no".into(),
        Kind::One { choices } if question.stricter == Stricter::Neither => {
            choices.last().unwrap().id.into()
        }
        Kind::One { choices } => choices.first().unwrap().id.into(),
        Kind::Many {
            choices,
            at_least_one: true,
        } => [choices.first().unwrap().id].into(),
        Kind::Many { .. } => Answer::Many(Vec::new()),
        Kind::Level => 1.into(),
        Kind::Text => "Described elsewhere.".into(),
    }
}

pub(crate) fn result(version: &str, answers: &serde_json::Value) -> Assessment {
    let questionnaire = Questionnaire::load(version).unwrap();
    questionnaire
        .assess(&completed(version, answers), TODAY)
        .unwrap()
}

fn check_text(place: &str, en: &str, nl: &str) {
    for text in [en, nl] {
        assert!(!text.trim().is_empty(), "{place} lacks a language");
        assert_eq!(text.trim(), text, "{place}: {text:?}");
        assert!(!text.contains("  "), "{place} has two spaces: {text:?}");
    }
    // Some words are the same in both; sentences never are.
    assert!(
        en != nl || !en.contains('.'),
        "{place} is not translated: {en:?}"
    );
}

#[test]
fn every_text_of_a_questionnaire_is_in_both_languages() {
    let check = |place: &str, text: Text| check_text(place, text.en, text.nl);
    for questionnaire in all() {
        check(questionnaire.version, questionnaire.title);
        check(questionnaire.version, questionnaire.help);
        check(questionnaire.version, questionnaire.law);
        for section in questionnaire.sections {
            check(section.id, section.title);
            for question in section.questions {
                check(question.id, question.text);
                check(question.id, question.help);
                assert!(question.text.en.ends_with('?') && question.text.nl.ends_with('?'));
                assert!(question.help.en.ends_with('.') && question.help.nl.ends_with('.'));
                assert!(!question.article.is_empty(), "{}", question.id);
                for choice in question.choices() {
                    check(choice.id, choice.label);
                    assert!(!choice.article.is_empty(), "{}", choice.id);
                    assert_ne!(choice.id, UNKNOWN);
                }
            }
        }
    }
    for milestone in crate::TIMETABLE {
        check(milestone.id, milestone.text);
    }
}

#[test]
fn ids_are_unique_and_conditions_look_back() {
    fn check(condition: &Condition, seen: &[&'static Question], place: &str) {
        match condition {
            Condition::Always => {}
            Condition::Is(id, option) | Condition::May(id, option) => {
                let question = seen.iter().find(|question| question.id == *id);
                let question = question.unwrap_or_else(|| panic!("{place} asks {id} too early"));
                assert!(
                    question.option(option).is_some(),
                    "{place}: {id} has no {option}"
                );
            }
            Condition::MayAtLeast(id, least) | Condition::AtLeast(id, least) => {
                let question = seen.iter().find(|question| question.id == *id);
                let question = question.unwrap_or_else(|| panic!("{place} asks {id} too early"));
                assert!(question.choices().len() >= *least);
            }
            Condition::All(conditions) | Condition::Any(conditions) => {
                for condition in *conditions {
                    check(condition, seen, place);
                }
            }
            Condition::Not(condition) => check(condition, seen, place),
        }
    }
    for questionnaire in all() {
        let mut seen: Vec<&'static Question> = Vec::new();
        for question in questionnaire.questions() {
            assert!(
                seen.iter().all(|other| other.id != question.id),
                "{}",
                question.id
            );
            check(&question.asked_if, &seen, question.id);
            let choices: BTreeSet<_> = question.choices().iter().map(|choice| choice.id).collect();
            assert_eq!(choices.len(), question.choices().len(), "{}", question.id);
            seen.push(question);
        }
    }
}

/// Every question with its options and conditions, but without its texts, which may be improved.
fn meaning(questionnaire: &Questionnaire) -> String {
    questionnaire
        .questions()
        .fold(String::new(), |meaning, question| {
            let options: Vec<_> = question.choices().iter().map(|choice| choice.id).collect();
            let form = match question.kind {
                Kind::YesNo => "yes or no",
                Kind::One { .. } => "one",
                Kind::Many { .. } => "many",
                Kind::Level => "level",
                Kind::Text => "text",
            };
            meaning
                + &format!(
                    "{} {form} {options:?} {:?} {:?}\n",
                    question.id, question.asked_if, question.stricter
                )
        })
}

/// A version that was published stays what it was: what changes here needs a new version beside it.
#[test]
fn a_published_version_keeps_its_meaning() {
    let fingerprint = |text: &str| {
        text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let pinned = all().map(|questionnaire| {
        let questions = questionnaire.questions().count();
        (
            questionnaire.version,
            questions,
            fingerprint(&meaning(questionnaire)),
        )
    });
    assert_eq!(
        pinned.collect::<Vec<_>>(),
        [
            ("ai-act@1", 56, 1_582_620_006_853_911_695),
            ("ai-act@2", 59, 17_639_919_807_012_120_202),
            ("dpia@1", 59, 16_360_715_417_095_125_128),
        ]
    );
}

#[test]
fn an_unknown_version_is_an_error() {
    for version in ["", "ai-act", "ai-act@0", "ai-act@3", "dpia@01"] {
        assert_eq!(
            Questionnaire::load(version).unwrap_err(),
            AssessError::UnknownVersion(version.to_owned())
        );
    }
}

#[test]
fn what_is_no_answer_is_named() {
    let questionnaire = Questionnaire::load("ai-act@2").unwrap();
    let mut answers = Answers::new();
    answers
        .set("colour", "red")
        .set("inference", "perhaps")
        .set("roles", Vec::<String>::new())
        .set("union", 3)
        .set("annex3", "services");
    let Err(AssessError::Invalid(problems)) = questionnaire.assess(&answers, TODAY) else {
        panic!("nothing wrong was found");
    };
    assert_eq!(
        problems,
        [
            Problem::WrongForm {
                question: "annex3",
                wanted: "a list of options"
            },
            Problem::UnknownQuestion("colour".to_owned()),
            Problem::UnknownOption {
                question: "inference",
                option: "perhaps".to_owned(),
                known: vec!["yes", "no", "unknown"]
            },
            Problem::WrongForm {
                question: "roles",
                wanted: "at least one option"
            },
            Problem::WrongForm {
                question: "union",
                wanted: "one option, as text"
            },
        ]
    );
    let told = AssessError::Invalid(problems).to_string();
    assert_eq!(
        told,
        "5 of the answers can't be read; the first: annex3 wants a list of options"
    );

    let questionnaire = Questionnaire::load("dpia@1").unwrap();
    for (question, answer) in [
        ("risk.access.severity", Answer::Level(0)),
        ("risk.access.severity", Answer::Level(5)),
        ("risk.access.severity", Answer::from("high")),
        ("description.data", Answer::from("  ")),
        ("description.data", Answer::One("x".repeat(4_001))),
    ] {
        let mut answers = Answers::new();
        answers.set(question, answer);
        assert!(
            matches!(questionnaire.open(&answers), Err(AssessError::Invalid(_))),
            "{question}"
        );
    }
}

#[test]
fn what_is_needed_and_not_answered_is_named() {
    let questionnaire = Questionnaire::load("ai-act@2").unwrap();
    let incomplete = questionnaire.assess(&Answers::new(), TODAY);
    assert_eq!(
        incomplete,
        Err(AssessError::Incomplete(vec![
            "subject",
            "roles",
            "union",
            "exclusions"
        ]))
    );
}

#[test]
fn answers_to_questions_that_are_not_asked_count_for_nothing() {
    let milder = result("ai-act@2", &serde_json::json!({"inference": "no"}));
    let with_more = result(
        "ai-act@2",
        &serde_json::json!({"inference": "no", "social_scoring": "yes", "annex3": ["justice"]}),
    );
    assert_eq!(milder, with_more);
    assert_eq!(milder.classification.id, "out_of_scope");
}

#[test]
fn a_result_reads_back() {
    for version in VERSIONS {
        let told = result(version, &serde_json::json!({}));
        let json = serde_json::to_string(&told).unwrap();
        assert_eq!(serde_json::from_str::<Assessment>(&json).unwrap(), told);
        let questionnaire = serde_json::to_value(Questionnaire::load(version).unwrap()).unwrap();
        assert_eq!(questionnaire["version"], *version);
    }
}

/// Any answer to a question, `unknown` among them; the stricter ones seldom, or everything would be prohibited.
fn any_answer(question: &'static Question, strict_percent: u32) -> BoxedStrategy<Answer> {
    let known = match question.kind {
        Kind::YesNo if question.stricter == Stricter::Yes => {
            prop_oneof![strict_percent => Just("yes"), 100 - strict_percent => Just("no")]
                .prop_map(Answer::from)
                .boxed()
        }
        Kind::YesNo => select(vec!["yes", "no"]).prop_map(Answer::from).boxed(),
        Kind::One { choices } => select(choices)
            .prop_map(|choice| Answer::from(choice.id))
            .boxed(),
        Kind::Many {
            choices,
            at_least_one,
        } => {
            let ids: Vec<String> = choices.iter().map(|choice| choice.id.to_owned()).collect();
            let count = ids.len();
            let some = proptest::sample::subsequence(ids, usize::from(at_least_one)..=count.min(3));
            if question.stricter == Stricter::More && !at_least_one {
                prop_oneof![
                    2 * strict_percent => some,
                    100 - 2 * strict_percent => Just(Vec::new()),
                ]
                .prop_map(Answer::Many)
                .boxed()
            } else {
                some.prop_map(Answer::Many).boxed()
            }
        }
        Kind::Level => (1..=4_u8).prop_map(Answer::Level).boxed(),
        Kind::Text => Just(Answer::from("Something.")).boxed(),
    };
    prop_oneof![
        500 => known,
        strict_percent => Just(Answer::from(UNKNOWN)),
    ]
    .boxed()
}

/// An answer to every question, asked or not.
fn any_answers(
    questionnaire: &'static Questionnaire,
    strict_percent: u32,
) -> BoxedStrategy<Answers> {
    let each: Vec<_> = questionnaire
        .questions()
        .map(|question| (Just(question.id), any_answer(question, strict_percent)))
        .collect();
    each.prop_map(move |each| {
        let mut answers = Answers::new();
        for (id, answer) in each {
            answers.set(id, answer);
        }
        // Most random systems would be out of scope, which tells little.
        if questionnaire.name() == "ai-act" && answers.get("open_source") != Some(&"yes".into()) {
            answers
                .set("inference", "yes")
                .set("union", "yes")
                .set("exclusions", Vec::<String>::new());
        }
        answers
    })
    .boxed()
}

fn any_filled() -> impl Strategy<Value = (&'static Questionnaire, Answers)> {
    select(all().collect::<Vec<_>>()).prop_flat_map(|questionnaire| {
        any_answers(questionnaire, 10).prop_map(move |answers| (questionnaire, answers))
    })
}

/// The answers one step stricter at this question, or nothing if there is no stricter one.
fn stricter(question: &Question, answer: &Answer, pick: usize) -> Option<Answer> {
    if *answer == Answer::from(UNKNOWN) || question.stricter == Stricter::Neither {
        return None;
    }
    if pick.is_multiple_of(4) {
        return Some(UNKNOWN.into());
    }
    let position = |choices: &[crate::Choice], one: &str| {
        choices.iter().position(|choice| choice.id == one).unwrap()
    };
    match (question.stricter, question.kind, answer) {
        (Stricter::Yes, Kind::YesNo, _) => Some("yes".into()),
        (Stricter::No, Kind::YesNo, _) => Some("no".into()),
        (Stricter::More, Kind::Many { choices, .. }, Answer::Many(many)) => {
            let mut many = many.clone();
            many.push(choices[pick % choices.len()].id.to_owned());
            Some(Answer::Many(many))
        }
        (Stricter::Fewer, Kind::Many { .. }, Answer::Many(many)) if !many.is_empty() => {
            let mut many = many.clone();
            many.remove(pick % many.len());
            Some(Answer::Many(many))
        }
        (Stricter::Later, Kind::One { choices }, Answer::One(one)) => {
            let next = choices.get(position(choices, one) + 1)?;
            Some(next.id.into())
        }
        (Stricter::Later, Kind::Level, Answer::Level(level)) if *level < 4 => {
            Some((level + 1).into())
        }
        _ => None,
    }
}

fn check_words(place: &str, words: &Words) {
    check_text(place, &words.en, &words.nl);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_path_ends_in_a_whole_result((questionnaire, answers) in any_filled()) {
        let told = questionnaire.assess(&answers, TODAY).unwrap();
        prop_assert_eq!(told.version.as_str(), questionnaire.version);
        prop_assert_eq!(&told.classes[0], &told.classification);
        prop_assert!(told.score.value <= 100);
        let sum: u32 = told.score.parts.iter().map(|part| u32::from(part.points)).sum();
        prop_assert_eq!(sum, u32::from(told.score.value), "{:?}", told.score.parts);
        prop_assert!(!told.findings.is_empty() && !told.next_steps.is_empty());
        let ids: BTreeSet<_> = told.findings.iter().map(|finding| &finding.id).collect();
        prop_assert_eq!(ids.len(), told.findings.len(), "a finding stands there twice");
        // What is written in one transaction of a hundred writes, with a few that are not findings.
        prop_assert!(told.findings.len() <= 90);
        prop_assert_eq!(told.deciding().count(), told.decided_by.len());
        prop_assert!(!told.decided_by.is_empty(), "nothing decided {}", told.classification.id);
        check_words("class", &told.classification.name);
        for finding in &told.findings {
            check_words(&finding.id, &finding.title);
            check_words(&finding.id, &finding.reason);
            prop_assert!(!finding.article.is_empty());
            prop_assert!(!finding.led_here.is_empty(), "{} comes from nothing", finding.id);
            let rests_on_unknown =
                finding.led_here.iter().any(|led| led.answer == Answer::from(UNKNOWN));
            prop_assert_eq!(finding.assumed, rests_on_unknown);
            prop_assert_eq!(finding.reason.en.contains("stricter answer was assumed"), finding.assumed);
            for obligation in &finding.obligations {
                check_words(&obligation.id, &obligation.text);
                prop_assert!(!obligation.article.is_empty() && !obligation.roles.is_empty());
                prop_assert!(!obligation.source.is_empty());
                match obligation.applies {
                    Applies::InForce { since } => prop_assert!(since <= TODAY),
                    Applies::Upcoming { from } => prop_assert!(from > TODAY),
                }
            }
        }
        for step in &told.next_steps {
            check_words(&step.id, &step.text);
        }
        for part in &told.score.parts {
            check_words("score", &part.text);
        }
        // The same answers always tell the same.
        prop_assert_eq!(told, questionnaire.assess(&answers, TODAY).unwrap());
    }

    #[test]
    fn stricter_answers_never_make_it_milder(
        (questionnaire, answers) in any_filled(),
        which in any::<usize>(),
        pick in any::<usize>(),
    ) {
        let before = questionnaire.assess(&answers, TODAY).unwrap();
        let questions: Vec<_> = questionnaire.questions().collect();
        let question = questions[which % questions.len()];
        let answer = answers.get(question.id).unwrap();
        if let Some(stricter) = stricter(question, answer, pick) {
            let mut changed = answers.clone();
            changed.set(question.id, stricter.clone());
            let after = questionnaire.assess(&changed, TODAY).unwrap();
            prop_assert!(
                after.classification.rank >= before.classification.rank,
                "{}: {:?} -> {:?} makes {} into {}",
                question.id, answer, stricter, before.classification.id, after.classification.id
            );
        }
    }

    #[test]
    fn answering_what_is_open_ends((questionnaire, answers) in any_filled()) {
        let mut given = Answers::new();
        let mut steps = 0;
        while let Some(question) = questionnaire.open(&given).unwrap().first() {
            given.set(question.id, answers.get(question.id).unwrap().clone());
            steps += 1;
            prop_assert!(steps <= questionnaire.questions().count());
        }
        prop_assert_eq!(
            questionnaire.assess(&given, TODAY).unwrap(),
            questionnaire.assess(&answers, TODAY).unwrap()
        );
    }
}

#[test]
fn every_question_can_be_reached() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    for questionnaire in all() {
        let mut runner = TestRunner::deterministic();
        let mut unreached: BTreeSet<_> = questionnaire
            .questions()
            .map(|question| question.id)
            .collect();
        for _ in 0..2_000 {
            let answers = any_answers(questionnaire, 30)
                .new_tree(&mut runner)
                .unwrap()
                .current();
            let mut given = Answers::new();
            while let Some(question) = questionnaire.open(&given).unwrap().first() {
                unreached.remove(question.id);
                given.set(question.id, answers.get(question.id).unwrap().clone());
            }
            if unreached.is_empty() {
                break;
            }
        }
        assert!(unreached.is_empty(), "never asked: {unreached:?}");
    }
}

/// Everything that can be answered to a question for certain, one option at a time.
fn certain_answers(question: &Question) -> Vec<Answer> {
    match question.kind {
        Kind::YesNo => vec!["yes".into(), "no".into()],
        Kind::One { choices } => choices.iter().map(|choice| choice.id.into()).collect(),
        Kind::Many {
            choices,
            at_least_one,
        } => choices
            .iter()
            .map(|choice| [choice.id].into())
            .chain((!at_least_one).then(|| Answer::Many(Vec::new())))
            .collect(),
        Kind::Level => (1..=4).map(Answer::Level).collect(),
        Kind::Text => vec!["Something.".into()],
    }
}

#[test]
fn unknown_is_as_strict_as_the_strictest_answer() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    for questionnaire in all() {
        let mut runner = TestRunner::deterministic();
        for draw in 0..60 {
            // Mild systems, so that a single answer decides; and some with more, so that all is reached.
            let strict_percent = if draw % 3 == 0 { 30 } else { 1 };
            let mut answers = any_answers(questionnaire, strict_percent)
                .new_tree(&mut runner)
                .unwrap()
                .current();
            for question in questionnaire.questions() {
                if question.stricter == Stricter::Neither {
                    continue;
                }
                let given = answers.get(question.id).unwrap().clone();
                let mut rank = |answer: Answer| {
                    answers.set(question.id, answer);
                    let told = questionnaire.assess(&answers, TODAY).unwrap();
                    told.classification.rank
                };
                let unknown = rank(UNKNOWN.into());
                for answer in certain_answers(question) {
                    let certain = rank(answer.clone());
                    assert!(
                        unknown >= certain,
                        "{} = {answer:?} is stricter",
                        question.id
                    );
                }
                answers.set(question.id, given);
            }
        }
    }
}

#[test]
fn the_largest_result_fits_into_one_transaction() {
    for questionnaire in all() {
        let everything = questionnaire.questions().map(|question| {
            let answer = match question.kind {
                Kind::Many { choices, .. } if question.stricter == Stricter::More => {
                    Answer::Many(choices.iter().map(|choice| choice.id.to_owned()).collect())
                }
                Kind::YesNo | Kind::One { .. } | Kind::Many { .. } | Kind::Level | Kind::Text => {
                    UNKNOWN.into()
                }
            };
            (question.id.to_owned(), answer)
        });
        let told = questionnaire.assess(&everything.collect(), TODAY).unwrap();
        let findings = told.findings.len();
        assert!(
            (20..=90).contains(&findings),
            "{}: {findings}",
            questionnaire.version
        );
    }
}

#[test]
fn scores_of_classes_do_not_overlap() {
    let ai_act = crate::ai_act::Class::ALL.map(|class| (class.id(), class.scores()));
    let dpia = crate::dpia::Class::ALL.map(|class| (class.id(), class.scores()));
    for classes in [ai_act.as_slice(), dpia.as_slice()] {
        for pair in classes.windows(2) {
            let ((milder, (_, most)), (stricter, (least, _))) = (pair[0], pair[1]);
            assert!(most < least, "{milder} can score as high as {stricter}");
        }
    }
}
