//! What is found of a labelled set, and how names are read.

use proptest::prelude::*;

use super::{filter, read};
use crate::tests::scan;

/// A sentence, and where its names stand.
fn unlabel(line: &str) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        text.push_str(before);
        let after = &after[1..];
        // JSON has braces of its own.
        if after.starts_with('"') {
            text.push('{');
            rest = after;
            continue;
        }
        let close = after.find('}').unwrap();
        names.push(after[..close].to_owned());
        text.push_str(&after[..close]);
        rest = &after[close + 1..];
    }
    text.push_str(rest);
    (text.replace("\\n", "\n"), names)
}

/// The texts that a scan found, from their places and lengths.
fn found(text: &str) -> Vec<String> {
    let path = if text.starts_with('{') {
        "a.json"
    } else {
        "a.txt"
    };
    let told = scan(path, text);
    told.of("person-name")
        .iter()
        .map(|finding| {
            let line = text
                .split('\n')
                .nth(usize::try_from(finding.location.line.unwrap()).unwrap() - 1)
                .unwrap();
            let start = usize::try_from(finding.location.column.unwrap()).unwrap() - 1;
            let length = finding.evidence.chars().count();
            line.chars().skip(start).take(length).collect()
        })
        .collect()
}

/// Counts overlapping names as found: where a title belongs to the name is taste.
fn measure() -> (usize, usize, usize, Vec<String>) {
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let mut report = Vec::new();
    for line in include_str!("labelled.txt").lines() {
        if line.starts_with('#') {
            continue;
        }
        let (text, names) = unlabel(line);
        let mut left = found(&text);
        for name in &names {
            let place = left.iter().position(|found| {
                name.contains(found.as_str()) && found.len() * 2 >= name.len()
                    || found.contains(name.as_str())
            });
            if let Some(place) = place {
                left.remove(place);
                right += 1;
            } else {
                missed += 1;
                report.push(format!("missed {name:?} in {text:?}"));
            }
        }
        wrong += left.len();
        for found in left {
            report.push(format!("wrong {found:?} in {text:?}"));
        }
    }
    (right, wrong, missed, report)
}

/// F1 was 0.94 on the first part before anything was tuned to it, and 0.80 on the second; both were
/// written by the author of the rules, so a foreign set will give less.
#[test]
fn the_labelled_set_is_found_as_well_as_before() {
    let (right, wrong, missed, report) = measure();
    #[allow(clippy::cast_precision_loss, reason = "a few hundred names")]
    let f1 = 2.0 * right as f64 / (2 * right + wrong + missed) as f64;
    assert!(
        f1 >= 0.94,
        "F1 {f1:.3}: {right} right, {wrong} wrong, {missed} missed\n{}",
        report.join("\n")
    );
}

#[test]
fn source_code_has_names_only_where_it_says_so() {
    for (path, text, count) in [
        (
            "a.ts",
            "const u = { firstName: 'Jan', lastName: 'Kwakman' };",
            2,
        ),
        ("a.py", "first_name = models.CharField(max_length=30)", 0),
        ("a.java", "String firstName = request.getFirstName();", 0),
        ("a.js", "label: 'First name', lastName: 'Last name'", 0),
        ("a.rs", "// dhr. Jansen vroeg hierom", 1),
        (
            "a.rs",
            "let jan = Jan::new(De, Vries); struct Mark Visser",
            0,
        ),
        ("a.go", "func Jansen(Piet Bakker) error", 0),
        ("a.yaml", "voornaam: Sjoukje\nachternaam: van der Wal", 2),
        ("a.xml", "<achternaam>Özdemir</achternaam>", 1),
        ("a.csv", "voornaam,achternaam\nJAN,DE WIT\npiet,kok\n", 2),
        ("a.csv", "naam,prijs\nKlompen Maat,12\nGrote Kaas,8\n", 0),
    ] {
        let told = scan(path, text);
        assert_eq!(
            told.of("person-name").len(),
            count,
            "{path} {text}: {:?}",
            told.lines()
        );
    }
}

#[test]
fn no_place_in_a_text_makes_it_panic() {
    for text in [
        "É",
        "J.",
        "J. ",
        "J.P.",
        "Jan ",
        "Jan v",
        "Jan van",
        "Jan van ",
        "Jan van\n",
        "Jan 't",
        "d'",
        "Jan d'",
        "Dhr. ",
        "Anne-",
        "Jan-Ö",
        "Ö. é",
        "Jan (",
        "J. (Jan",
        "J. (Jan)",
        "Mc",
        "IJ",
        "IJ.",
    ] {
        for (place, _) in text.char_indices() {
            let _ = super::read(text, place);
        }
        let _ = super::read(text, text.len() + 1);
        let _ = super::is_named_in(text);
    }
}

/// Reading them would take most of a scan's time.
#[test]
fn no_word_that_sentences_begin_with_is_read_as_a_name() {
    const OPENERS: &str = "De Het Een Er Dit Dat Die Deze In Op Voor Met Bij Na Over Aan Als Om Door Tot Uit Ik Je Jij U Hij Zij Ze Wij \
        We Jullie Men Mijn Uw Onze Hun Wie Wat Waar Wanneer Hoe Waarom Welke Ook Maar En Of Want Dus Toen Daarom Daarna Daarnaast \
        Hierdoor Volgens Tijdens Omdat Hoewel Zoals Vanaf Sinds Tussen Onder Naast Zonder Binnen Veel Alle Alleen Niet Geen Nog \
        Verder Bovendien Echter Graag Heeft Is Zijn Was Kan Moet \
        The A An This That These Those It He She They We You I In On At For With By From To Of As If When While After Before \
        There Here What Which Who How Why And But Or So Because Although However Also Please Your Our My His Her Their No Not \
        All Any Each Some Most \
        Der Die Das Ein Eine Es Ist Wir Sie Ich Mit Bei Nach Auf Le La Les Un Une Il Nous Vous Je Ce Cette Dans Pour Avec";
    let told: Vec<&str> = OPENERS
        .split_whitespace()
        .filter(|word| filter::may_be_name(format!("{word} wordt").as_bytes(), 0))
        .collect();
    assert!(told.is_empty(), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_name_is_passed_over(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(vec![
            "Jan", "Fatima", "Roos", "Vries", "Berg", "De", "Van", "Steur", "Éva", "Öztürk", "X.", "J.P.", "Chr.", "Yıldız", "Anne-Marie", "O'Neil",
            "dhr.", "Mr", "mevrouw", "de heer", "heer", "beste", "patiënt", "cliënte", "zoon", "t.a.v.", "naam:", "Naam =", "name:", "mijn naam is",
            "ik ben", "de moeder van", "groet,", "Hoogachtend", "thanks,", "met", "van der", "van", "'t", "v.d.", "d'", "aït", "St.", "(c)", "©", "en",
        ]).prop_map(str::to_owned),
        prop::sample::select(vec![" ", " ", " ", "\n", "\n\n", "\u{a0}", "", "\"", "_", "*", ".", ":", "                      ", "\t", "\\n"])
            .prop_map(str::to_owned),
        "[A-Za-z0-9é ]{1,9}",
    ], 1..14)) {
        let text = pieces.concat();
        for (place, _) in text.char_indices().filter(|(_, letter)| letter.is_uppercase()) {
            if !filter::may_be_name(text.as_bytes(), place) {
                prop_assert!(read(&text, place).is_none(), "{text:?} at {place}");
            }
        }
    }
}
