//! What is said of a person in a word or a number: their age, their gender.

use domain::{Category, Severity};

use super::labelled::{is_label_end, is_label_start, value_start, word_at};
use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "age",
            name: Text {
                en: "Age of a person",
                nl: "Leeftijd van een persoon",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "A number up to 120 under “age” or “leeftijd”, or before “years old” or “jaar oud”. Age limits and \
                     ranges are left alone. With other data it helps to tell who somebody is: keep a range if that will \
                     do.",
                nl: "Een getal tot 120 onder “age” of “leeftijd”, of voor “jaar oud” of “-jarige”. Leeftijdsgrenzen en \
                     bereiken tellen niet. Met andere gegevens wijst het iemand aan: bewaar een bereik als dat genoeg is.",
            },
            context_words: &["leeftijd", "age"],
            examples: Examples {
                matches: &[
                    "Leeftijd: 42",
                    "{\"age\": 42}",
                    "een 42-jarige man uit Utrecht",
                    "Zij is 36 jaar oud.",
                    "a 27-year-old woman",
                    "he is 61 years old",
                    "patient, aged 74, was admitted",
                    "patient is 6,5 jaar oud",
                    "een kind, 14 jarig",
                    "6-jarig meisje",
                ],
                passes: &[
                    "max-age=42",
                    "page: 42",
                    "Age: 3600",
                    "18 jaar of ouder",
                    "minimaal 18 jaar oud",
                    "aged 18-25",
                    "message=42",
                    "een 30 jaar oud gebouw",
                    "leeftijd 18+",
                    "at least 18 years old",
                ],
            },
        },
        triggers: &[
            Trigger::Words(
                &[
                    "leeftijd", "\"age\"", "'age'", " age", "age:", "age=", "_age", "<age", "age\"",
                ],
                age_by_label,
            ),
            Trigger::Words(
                &[
                    "jaar oud",
                    "years old",
                    "year-old",
                    "year old",
                    "-jarige",
                    " jarige",
                    "-jarig",
                    " jarig",
                ],
                age_before,
            ),
            Trigger::Words(&[" aged ", "(aged "], age_behind),
            Trigger::Cell(age_cell),
        ],
        context: ContextRule::Raises(0.1),
        against: &[],
        rank: rank::GENERIC,
    },
    Detector {
        meta: DetectorMeta {
            id: "gender",
            name: Text {
                en: "Gender of a person",
                nl: "Geslacht van een persoon",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1), art. 5(1)(c)",
            help: Text {
                en: "A gender as the value of a field such as “gender” or “geslacht”; lists to choose from are left \
                     alone. Rarely needed: the Court of Justice found a title in a railway booking too much (C-394/23).",
                nl: "Een geslacht als waarde van een veld zoals “geslacht” of “gender”; keuzelijsten tellen niet. Zelden \
                     nodig: het Hof van Justitie vond een aanspreektitel bij een treinboeking te veel (C-394/23).",
            },
            context_words: &["geslacht", "gender", "sekse", "sex", "geslachtsaanduiding"],
            examples: Examples {
                matches: &[
                    "Geslacht: vrouw",
                    "{\"gender\": \"male\"}",
                    "sex=F",
                    "<gender>female</gender>",
                    "Geslacht: M",
                ],
                passes: &[
                    "Geslacht: M/V",
                    "gender: male, female or other",
                    "gender: string",
                    "Essex: M",
                    "{\"gender\": [\"male\", \"female\"]}",
                    "gender m",
                    "het geslacht van de man",
                ],
            },
        },
        triggers: &[
            Trigger::Words(&["geslacht", "gender", "sekse", "sex"], gender_by_label),
            Trigger::Cell(gender_cell),
        ],
        context: ContextRule::Raises(0.1),
        against: &[],
        rank: rank::GENERIC,
    },
];

/// Nobody was older than 122.
const AGE_MAX: u32 = 120;

/// Words before a number that make it a limit.
const LIMITS: &[&str] = &[
    "over ",
    "under ",
    "above ",
    "below ",
    "minimum",
    "minimaal",
    "minstens",
    "vanaf",
    "from ",
    "until",
    " tot ",
    "ouder dan",
    "jonger dan",
    "at least",
    "max",
    "min-",
    "min_",
    "boven",
    "onder de",
    "ten minste",
    "older than",
    "younger than",
    "between",
    "tussen",
    "average",
    "gemiddeld",
    "mean",
    "avg",
    "cache",
    "limit",
    "grens",
];

/// Units that are no years.
const UNITS: &[&str] = &[
    "min", "minutes", "minuten", "sec", "seconds", "seconden", "days", "dagen", "uur", "hours",
    "months", "maanden", "weken", "weeks", "ms", "s", "d", "h", "m", "px", "percent", "procent",
    "times", "keer",
];

/// Things that have an age too.
const THINGS: &[&str] = &[
    "bedrijf",
    "huis",
    "auto",
    "gebouw",
    "company",
    "building",
    "house",
    "car",
    "project",
    "system",
    "systeem",
    "hond",
    "dog",
    "kat",
    "cat",
    "boom",
    "tree",
    "bug",
    "code",
    "wijn",
    "whisky",
    "wine",
    "software",
    "church",
    "kerk",
    "bestaan",
    "jubileum",
    "dienstverband",
    "contract",
    "huwelijk",
    "plan",
    "onderzoek",
    "fonds",
    "vastgoedfonds",
    "garantie",
    "huwelijksfeest",
    "dienstjubileum",
    "bedrijfsjubileum",
];

fn is_limit(view: &View<'_>, start: usize) -> bool {
    let left = view
        .slice(start.saturating_sub(24)..start)
        .to_ascii_lowercase();
    let line = left
        .rsplit(['\n', '.', ';', '{'])
        .next()
        .unwrap_or_default();
    LIMITS.iter().any(|limit| line.contains(limit))
}

/// An age at an offset, that nothing goes on behind.
fn age(view: &View<'_>, start: usize) -> Option<Found> {
    let text = word_at(view, start);
    let end = start + text.len();
    let is_digits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits || text.starts_with('0') && text.len() > 1 || !view.is_number_start(start) {
        return None;
    }
    let years: u32 = text.parse().ok()?;
    let next = view.at(end);
    let goes_on = matches!(next, b'+' | b'%' | b'*' | b'<' | b'(') && view.at(end + 1) != b'/'
        || (matches!(next, b'-' | b'.' | b',' | b'/' | b':') && view.at(end + 1).is_ascii_digit());
    let blank = usize::from(next == b' ');
    let follows = word_at(view, end + blank);
    let is_range = view
        .slice(end..end + 6)
        .trim_start()
        .starts_with(['-', '+', '/', '*'])
        && view
            .slice(end..end + 4)
            .bytes()
            .any(|byte| byte.is_ascii_digit());
    let is_other = blank == 1 && UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(follows));
    (years <= AGE_MAX && !goes_on && !is_range && !is_other && view.is_word_end(end))
        .then(|| Found::new(start, end, text).shape("a number of years", 0.25))
}

fn age_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // The trigger has the signs around the word, because the word is part of so many others.
    let text = view.slice(hit.start..hit.end);
    let label = text.trim_matches(|character: char| !character.is_ascii_alphabetic());
    let start = hit.start + text.find(label).unwrap_or_default();
    let end = start + label.len();
    if !is_label_start(view, start) || (label.len() == 3 && !is_label_end(view, end)) {
        return;
    }
    let is_key = matches!(view.before(start), b'"' | b'\'') && matches!(view.at(end), b'"' | b'\'');
    if view.nature == Nature::Source && !is_key || is_limit(view, start) {
        return;
    }
    let Some(value) = value_start(view, end) else {
        return;
    };
    let between = view.slice(end..value);
    // Behind “age” without a sign, a number is a limit as often as not.
    let has_sign =
        between.contains([':', '=', '>', '|', '\t']) || between.contains(" is ") || label.len() > 3;
    if between.contains(['[', '{', '(']) || !has_sign {
        return;
    }
    if let Some(found) = age(view, value) {
        candidates.push(found.context("its label stands right before it", 0.35));
    }
}

fn age_before(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    // `jaar ouder`, `42-jarigen` are about groups.
    if view.at(hit.end).is_ascii_alphabetic() {
        return;
    }
    let mut end = hit.start;
    while matches!(view.before(end), b' ' | b'-') && hit.start - end < 2 {
        end -= 1;
    }
    let first_digit = |end: usize| {
        let mut start = end;
        while view.before(start).is_ascii_digit() && end - start < 4 {
            start -= 1;
        }
        start
    };
    let last = first_digit(end);
    // `6,5 jaar oud`
    let is_decimal = last + 1 == end
        && matches!(view.before(last), b',' | b'.')
        && last >= 2
        && view.at(last - 2).is_ascii_digit();
    let start = if is_decimal {
        first_digit(last - 1)
    } else {
        last
    };
    let whole = if is_decimal { last - 1 } else { end };
    let follows = word_at(view, hit.end + 1);
    let is_thing = THINGS
        .iter()
        .any(|thing| thing.eq_ignore_ascii_case(follows));
    let years: Option<u32> = view.slice(start..whole).parse().ok();
    if years.is_none_or(|years| years == 0 || years > AGE_MAX)
        || is_thing
        || is_limit(view, start)
        || !view.is_number_start(start)
    {
        return;
    }
    candidates.push(
        Found::new(start, end, view.slice(start..end))
            .shape("a number of years", 0.25)
            .context("“years old” stands behind it", 0.35),
    );
}

fn age_behind(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.at(hit.end).is_ascii_digit()
        && !is_limit(view, hit.start)
        && let Some(found) = age(view, hit.end)
        && !matches!(
            word_at(view, found.end + 1),
            "to" | "and" | "or" | "tot" | "en"
        )
    {
        candidates.push(found.context("“aged” stands before it", 0.35));
    }
}

fn age_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(found) = age(view, hit.start).filter(|found| found.end == hit.end) {
        candidates.push(found.context("the column is one of ages", 0.25));
    }
}

const GENDERS: &[&str] = &[
    "m",
    "v",
    "f",
    "x",
    "man",
    "vrouw",
    "male",
    "female",
    "mannelijk",
    "vrouwelijk",
    "nonbinair",
    "nonbinary",
    "non-binair",
    "non-binary",
    "onzijdig",
    "woman",
    "divers",
    "transgender",
    "weiblich",
    "männlich",
    "homme",
    "femme",
];

/// A gender at an offset, and its length.
fn gender<'v>(view: &'v View<'_>, start: usize) -> Option<&'v str> {
    let rest = view.bytes().get(start..).unwrap_or_default();
    let length = rest
        .iter()
        .take(16)
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'-' || **byte >= 0x80)
        .count();
    let text = view.slice(start..start + length);
    let is_known = GENDERS
        .iter()
        .any(|gender| gender.eq_ignore_ascii_case(text));
    // `v:none` and `m.start` are expressions.
    let next = view.at(start + text.len());
    let goes_on = matches!(next, b':' | b'(' | b'[' | b'-')
        || (next == b'.' && view.at(start + text.len() + 1).is_ascii_alphanumeric());
    (is_known && !goes_on && view.is_word_end(start + text.len())).then_some(text)
}

fn found(start: usize, text: &str) -> Found {
    let value = text.to_ascii_lowercase();
    Found::new(start, start + text.len(), value).shape("a gender", 0.3)
}

fn gender_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    let Some(start) = value_start(view, hit.end) else {
        return;
    };
    let Some(text) = gender(view, start) else {
        return;
    };
    let end = start + text.len();
    let between = view.slice(hit.end..start);
    let has_sign = between.contains([':', '=', '>', '|', '\t']);
    // Without a sign, only the label and the word: not a sentence about it.
    let is_phrase = text.len() > 1 && between.trim().is_empty();
    let is_quoted =
        matches!(view.before(start), b'"' | b'\'') && view.before(start) == view.at(end);
    let is_bare_code = view.nature == Nature::Source && !is_quoted && !between.contains('>');
    // `M/V`, `male, female`, `man of vrouw`: something to choose from.
    let behind = view.slice(end..end + 12);
    let next = behind.trim_start_matches(['/', '|', ',', ' ', '"', '\'', '\\']);
    let next = ["of ", "or ", "en ", "and "]
        .iter()
        .find_map(|word| next.strip_prefix(*word))
        .unwrap_or(next);
    let offset = end + behind.len() - next.len();
    let is_choice =
        matches!(view.at(end), b'/' | b'|') || (offset > end && gender(view, offset).is_some());
    if between.contains(['[', '(']) || !(has_sign || is_phrase) || is_bare_code || is_choice {
        return;
    }
    candidates.push(found(start, text).context("its label stands right before it", 0.35));
}

fn gender_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if let Some(text) = gender(view, hit.start).filter(|text| hit.start + text.len() == hit.end) {
        candidates.push(found(hit.start, text).context("the column is one of genders", 0.25));
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::count;

    #[test]
    fn rows() {
        for (name, text, id, expected) in [
            (
                "a.csv",
                "naam,leeftijd,geslacht\nA,42,M\nB,36,V\nC,7,X\n",
                "age",
                3,
            ),
            (
                "a.csv",
                "naam,leeftijd,geslacht\nA,42,M\nB,36,V\nC,7,X\n",
                "gender",
                3,
            ),
            ("a.csv", "naam,pages\nA,42\nB,36\n", "age", 0),
            ("a.rs", "let age = 42;", "age", 0),
            (
                "a.json",
                "{\"age\":42,\"gender\":\"female\",\"page\":3}",
                "age",
                1,
            ),
            (
                "a.json",
                "{\"max_age\": 42, \"gender\": {\"type\": \"string\"}}",
                "age",
                0,
            ),
            (
                "a.html",
                "<option value=\"male\">Male</option>",
                "gender",
                0,
            ),
            (
                "a.html",
                "<tr><td>Geslacht</td><td>Vrouw</td></tr>",
                "gender",
                1,
            ),
            ("a.txt", "Leeftijd van de patiënt: 74 jaar", "age", 0),
            ("a.txt", "Leeftijd: 74 jaar", "age", 1),
            ("a.txt", "Cache-Control: max-age=60, Age: 12 s", "age", 0),
            (
                "a.txt",
                "de 16-jarigen en 12-jarige kinderen vanaf 6 jaar oud",
                "age",
                1,
            ),
            ("a.yml", "gender: m|v", "gender", 0),
        ] {
            assert_eq!(count(name, text, id), expected, "{name}: {text}");
        }
    }
}
