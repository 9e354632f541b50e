//! Every provider's key, made at random after its declared shape: found under its own name
//! wherever keys stand, under no other name, and not once it is cut or filled in.

use std::collections::BTreeSet;

use super::FAMILIES;
use crate::detector::{Detector, Trigger};
use crate::detectors::named::Named;
use crate::detectors::token::{Part, Proof, Shape};
use crate::tests::scan;

/// How many keys of each shape are made.
const KEYS: u64 = 4;

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

/// What the pieces of a key are filled with.
#[derive(Clone, Copy, PartialEq)]
enum Fill {
    Random,
    /// The last piece is one character short.
    Cut,
    Placeholder,
}

fn run(alphabet: &[u8], length: usize, random: &mut Random) -> String {
    loop {
        let text: String = (0..length)
            .map(|_| char::from(alphabet[random.below(alphabet.len())]))
            .collect();
        let is_plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_alphanumeric);
        let ends_plain = is_plain(text.as_bytes().first()) && is_plain(text.as_bytes().last());
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let may_have_digits = alphabet.iter().any(u8::is_ascii_digit);
        if (length < 4 || ends_plain) && (length < 8 || !may_have_digits || digits > 0) {
            return text;
        }
    }
}

fn fill(parts: &[Part], fill: Fill, random: &mut Random) -> String {
    let last = parts.iter().rposition(|part| {
        matches!(part, Part::Run(_, min, _) if *min > 0) || matches!(part, Part::Uuid)
    });
    let mut text = String::new();
    for (place, part) in parts.iter().enumerate() {
        match part {
            Part::Run(alphabet, min, _) => {
                let bytes: Vec<u8> = alphabet.bytes().collect();
                let is_cut = fill == Fill::Cut && last == Some(place);
                let length = min - usize::from(is_cut);
                if fill == Fill::Placeholder {
                    let filler = [b'x', b'X', b'0']
                        .into_iter()
                        .find(|byte| bytes.contains(byte));
                    text.extend(std::iter::repeat_n(
                        char::from(filler.unwrap_or(bytes[0])),
                        length,
                    ));
                } else {
                    text.push_str(&run(&bytes, length, random));
                }
            }
            Part::Text(fixed) => text.push_str(fixed),
            Part::Pad(_) => {}
            Part::Uuid if fill == Fill::Placeholder => {
                text.push_str("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
            }
            Part::Uuid => {
                let hex = run(b"0123456789abcdef", 32, random);
                let uuid = format!(
                    "{}-{}-{}-{}-{}",
                    &hex[..8],
                    &hex[8..12],
                    &hex[12..16],
                    &hex[16..20],
                    &hex[20..]
                );
                let is_cut = fill == Fill::Cut && last == Some(place);
                text.push_str(&uuid[..36 - usize::from(is_cut)]);
            }
        }
    }
    text
}

fn token(shape: &Shape, filled: Fill, random: &mut Random) -> String {
    let has_tail = shape
        .parts
        .iter()
        .any(|part| matches!(part, Part::Run(_, min, _) if *min > 0) || matches!(part, Part::Uuid));
    let lead_fill = if has_tail || filled != Fill::Cut {
        filled
    } else {
        Fill::Cut
    };
    let lead_fill = if has_tail && filled == Fill::Cut {
        Fill::Random
    } else {
        lead_fill
    };
    let lead = fill(shape.lead, lead_fill, random);
    let mut tail = fill(shape.parts, filled, random);
    match shape.proof {
        Proof::Base62Crc32 if filled == Fill::Random => {
            let body = tail[..tail.len() - 6].to_owned();
            tail = crate::checksum::with_base62_crc32(&body);
        }
        Proof::Contains(mark) => {
            let place = (tail.len() - mark.len()) / 2;
            tail.replace_range(place..place + mark.len(), mark);
        }
        Proof::Base62Crc32 | Proof::Random | Proof::Digits | Proof::Shape => {}
    }
    format!("{lead}{}{tail}", shape.prefix)
}

/// Where keys stand: a file's name and its text.
fn places(word: &str, value: &str) -> Vec<(&'static str, String)> {
    let name: String = word
        .chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() {
                character
            } else {
                '_'
            }
        })
        .collect();
    let name = name.trim_matches('_');
    let upper = name.to_ascii_uppercase();
    let mention = if word.ends_with('_') {
        format!("{word}service")
    } else {
        word.to_owned()
    };
    vec![
        (
            "app.env",
            format!("DEBUG=1\n{upper}_API_KEY={value}\nPORT=80\n"),
        ),
        (
            "config.json",
            format!("{{\"port\": 80, \"{name}_token\": \"{value}\"}}\n"),
        ),
        (
            "config.yaml",
            format!("services:\n  {name}_x:\n    secret: {value}\n    port: 80\n"),
        ),
        (
            "main.js",
            format!("const {name}ApiKey = \"{value}\";\nrun({name}ApiKey);\n"),
        ),
        (
            "main.py",
            format!("client = Client({name}_key='{value}', timeout=3)\n"),
        ),
        (
            "app.log",
            format!("2024-05-01 12:00:00 INFO {mention} token={value} accepted\n"),
        ),
    ]
}

fn detectors() -> impl Iterator<Item = &'static Detector> {
    FAMILIES.iter().flat_map(|(_, detectors)| *detectors)
}

/// The provider, the word before its key, and what makes one.
type Made = (
    &'static str,
    &'static str,
    Box<dyn Fn(Fill, &mut Random) -> String>,
);

/// Each shape of each provider, with the word before it and a way to make a key.
fn shapes() -> Vec<Made> {
    let mut shapes: Vec<Made> = Vec::new();
    for detector in detectors() {
        for trigger in detector.triggers {
            match trigger {
                Trigger::Tokens(tokens) => {
                    for shape in *tokens {
                        let make = move |filled, random: &mut Random| token(shape, filled, random);
                        shapes.push((detector.meta.id, "service", Box::new(make)));
                    }
                }
                Trigger::Named(keys) => {
                    for key in *keys {
                        let Named { words, parts, .. } = key;
                        let make = move |filled, random: &mut Random| fill(parts, filled, random);
                        shapes.push((detector.meta.id, words[0], Box::new(make)));
                    }
                }
                Trigger::Digits(..)
                | Trigger::Alone(..)
                | Trigger::Lettered(..)
                | Trigger::Behind(..)
                | Trigger::Prefixed(..)
                | Trigger::Spaced(..)
                | Trigger::Dialled(..)
                | Trigger::Grouped(..)
                | Trigger::At(_)
                | Trigger::Words(..)
                | Trigger::Labels(..)
                | Trigger::Whole(..)
                | Trigger::Said(..)
                | Trigger::SaidLabels(..)
                | Trigger::Joined(..)
                | Trigger::Groups(..)
                | Trigger::Long(_)
                | Trigger::Capital(_)
                | Trigger::Cell(_)
                | Trigger::Cells(..)
                | Trigger::Again(_)
                | Trigger::Reader => {}
            }
        }
    }
    shapes
}

#[test]
fn there_are_more_than_two_hundred_providers() {
    let providers: BTreeSet<&str> = detectors()
        .filter_map(|detector| detector.meta.name.en.split(' ').next())
        .collect();
    assert!(providers.len() >= 200, "{}", providers.len());
}

#[test]
fn a_key_is_found_under_its_own_name_wherever_it_stands() {
    let ids: BTreeSet<&str> = detectors().map(|detector| detector.meta.id).collect();
    let mut random = Random(20_240_501);
    let mut wrong = Vec::new();
    for (id, word, make) in shapes() {
        for _ in 0..KEYS {
            let key = make(Fill::Random, &mut random);
            for (name, text) in places(word, &key) {
                let told = scan(name, &text);
                if told.of(id).is_empty() {
                    wrong.push(format!(
                        "{id} misses {text:?} in {name}: {:?}",
                        told.lines()
                    ));
                }
                for finding in &told.findings {
                    if finding.detector != id && ids.contains(finding.detector) {
                        wrong.push(format!("{} finds {id} in {text:?}", finding.detector));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_key_that_was_cut_or_filled_in_is_none() {
    let mut random = Random(7);
    let mut wrong = Vec::new();
    for (id, word, make) in shapes() {
        for filled in [Fill::Cut, Fill::Placeholder] {
            let key = make(filled, &mut random);
            for (name, text) in places(word, &key) {
                if !scan(name, &text).of(id).is_empty() {
                    wrong.push(format!("{id} finds {text:?} in {name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn look_alikes_are_left_alone() {
    let ids: BTreeSet<&str> = detectors().map(|detector| detector.meta.id).collect();
    for (name, text) in [
        ("a.txt", "7f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"),
        ("a.txt", "commit 9f2c81d07be64a3519f2c8ad07be64a319f2c8ad"),
        (
            "a.txt",
            "sha256:9f2c81d07be64a3519f2c8ad07be64a39f2c81d07be64a3519f2c8ad07be64a3",
        ),
        (
            "a.js",
            "cloudflare.integrity = 'sha384-q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja2Ku4Eo7Ti9w'",
        ),
        (
            "a.js",
            "const datadogVersionHash = '9f2c81d07be64a3519f2c8ad07be64a3';",
        ),
        (
            "a.yaml",
            "datadog:\n  image: datadog/agent@sha256:9f2c81d07be64a3519f2c8ad07be64a3\n",
        ),
        (
            "a.yaml",
            "heroku_app_id: 7f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d\n",
        ),
        (
            "a.json",
            "{\"sentry\": {\"version\": \"7.1.0\"}, \"etag\": \"9f2c81d07be64a3519f2c8ad07be64a3\"}",
        ),
        (
            "a.rs",
            "let linear_interpolation_of_something_very_long_indeed = 1;",
        ),
        (
            "a.js",
            "!function(e,t){\"use strict\";var n=e.hf_thing,r=t.sk_test;n(r)}(this,document);",
        ),
        (
            "a.css",
            ".md-button-with-a-very-long-name{background:url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk)}",
        ),
        (
            "a.txt",
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAKIAIOSFODNN7ABCDEFGH/AKIAQYLPMN5HHHFPZAM2Zx7Qm2",
        ),
        (
            "a.env",
            "STRIPE_KEY=sk_live_xxxxxxxxxxxxxxxxxxxxxxxx\nGITHUB_TOKEN=ghp_your_token_goes_here_0000000000000000\n",
        ),
        (
            "a.env",
            "MAILCHIMP_API_KEY=your-mailchimp-api-key-goes-here-us1\nTWILIO_ACCOUNT_SID=AC9f2c81d07be64a3519f2c8ad07be64a3\n",
        ),
    ] {
        let told = scan(name, text);
        let found: Vec<&str> = told
            .findings
            .iter()
            .map(|finding| finding.detector)
            .filter(|id| ids.contains(id))
            .collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn documented_examples_are_left_alone() {
    for text in [
        concat!("AKIA", "IOSFODNN7EXAMPLE"),
        concat!("sk_test_", "4eC39HqLyjWDarjtT1zdp7dc"),
        concat!("ghp_", "16C7e42F292c6912E7710c838347Ae178B4a"),
        concat!("xoxb-", "17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqygy"),
        concat!("AIzaSyDaGmWKa4JsXZ-", "HjGw7ISLn_3namBGewQe"),
        concat!(
            "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/",
            "K1SZFPTOtr/KBHBeksoGMGw=="
        ),
        concat!(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.",
            "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
        ),
    ] {
        assert_eq!(scan("a.txt", text).findings, [], "{text}");
    }
}

#[test]
fn a_provider_names_the_keys_near_it() {
    for (name, text, id) in [
        (
            "a.yaml",
            "mailgun:\n  domain: mg.bakkerijvries.nl\n  api_key: key-9f2c81d07be64a3519f2c8ad07be64a3\n",
            "mailgun-key",
        ),
        (
            "a.json",
            "{\"datadog\": {\"site\": \"eu\", \"apiKey\": \"9f2c81d07be64a3519f2c8ad07be64a3\"}}",
            "datadog-key",
        ),
        (
            "a.py",
            "algolia = SearchClient.create('APPID12345', api_key='9f2c81d07be64a3519f2c8ad07be64a3')",
            "algolia-key",
        ),
        (
            "a.sh",
            "curl https://api.mistral.ai/v1/models -H \"Authorization: Bearer q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja\"",
            "mistral-key",
        ),
        (
            "a.xml",
            "<add key=\"HubspotApiKey\" value=\"7f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d\" />",
            "hubspot-token",
        ),
        (
            "a.sh",
            "heroku_cli --api-key 7f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
            "heroku-key",
        ),
        (
            "a.php",
            "'twilio' => ['sid' => 'AC1', 'auth_token' => '9f2c81d07be64a3519f2c8ad07be64a3'],",
            "twilio-key",
        ),
    ] {
        assert_eq!(
            scan(name, text).of(id).len(),
            1,
            "{text}: {:?}",
            scan(name, text).lines()
        );
    }
}

#[test]
fn a_web_token_says_how_long_it_is_worth_something() {
    use crate::Severity;
    let signature = "q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja2Ku4Eo7Ti9";
    for (claims, severity) in [
        // {"sub":"847362","name":"Jan"}
        ("eyJzdWIiOiI4NDczNjIiLCJuYW1lIjoiSmFuIn0", Severity::High),
        // {"sub":"847362","exp":1500000000}
        (
            "eyJzdWIiOiI4NDczNjIiLCJleHAiOjE1MDAwMDAwMDB9",
            Severity::Low,
        ),
        // {"sub":"847362","exp":4102444800}
        (
            "eyJzdWIiOiI4NDczNjIiLCJleHAiOjQxMDI0NDQ4MDB9",
            Severity::Medium,
        ),
        // {"role":"anon","exp":4102444800}
        ("eyJyb2xlIjoiYW5vbiIsImV4cCI6NDEwMjQ0NDgwMH0", Severity::Low),
        // {"role":"service_role","exp":4102444800}
        (
            "eyJyb2xlIjoic2VydmljZV9yb2xlIiwiZXhwIjo0MTAyNDQ0ODAwfQ",
            Severity::Critical,
        ),
    ] {
        let text = format!("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{claims}.{signature}");
        let told = scan("a.txt", &text);
        assert_eq!(
            told.of("jwt").first().map(|finding| finding.severity),
            Some(severity),
            "{claims}"
        );
    }
}
