//! Keys and tokens of providers, each by its documented shape.
//!
//! A provider is one entry: id, name, severity, shapes, examples. The examples are cut in two
//! by `concat!`, so that no other scanner takes this file for a leak; none was ever issued.

use domain::{Category, Severity};

use super::rank;
use super::token::Alphabet::{Alnum, Base32, Base64, Digits, Hex, Upper, Url};
use super::token::Part::{Pad, Run, Text as Exact};
use super::token::{Proof, Shape, looks_random};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::placeholder::is_placeholder;
use crate::view::{Candidates, Found, Hit, View};

/// A detector for a provider's keys. What people read is the same for all, apart from the name.
macro_rules! credential {
    ($id:literal, $en:literal, $nl:literal, $severity:ident, $shape:literal, $triggers:expr, [$($match:expr),* $(,)?], [$($pass:expr),* $(,)?]) => {
        Detector {
            meta: DetectorMeta {
                id: $id,
                name: Text { en: $en, nl: $nl },
                category: Category::Secret,
                severity: Severity::$severity,
                article: "GDPR art. 32(1)",
                help: Text {
                    en: concat!(
                        "Shape: ", $shape, ". Whoever reads it acts in your name. Revoke it at the provider, issue a new \
                         one, and keep that in a secret store: removing it from the file doesn't take back what was read."
                    ),
                    nl: concat!(
                        "Vorm: ", $shape, ". Wie hem leest, handelt in uw naam. Trek hem in bij de aanbieder, maak een \
                         nieuwe, en bewaar die in een kluis voor geheimen: uit het bestand halen neemt niet terug wat al \
                         gelezen is."
                    ),
                },
                context_words: &[],
                examples: Examples { matches: &[$($match),*], passes: &[$($pass),*] },
            },
            triggers: $triggers,
            context: ContextRule::Ignored,
            against: &[],
            rank: rank::TOKEN,
        }
    };
}

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "aws-access-key",
        "AWS access key id",
        "AWS-toegangssleutel",
        Critical,
        "AKIA, ASIA, ABIA or ACCA, then 16 of A–Z and 2–7",
        &[Trigger::Tokens(&[
            Shape::new("AKIA", &[Run(Base32, 16, 16)]),
            Shape::new("ASIA", &[Run(Base32, 16, 16)]),
            Shape::new("ABIA", &[Run(Base32, 16, 16)]),
            Shape::new("ACCA", &[Run(Base32, 16, 16)]),
        ])],
        [
            concat!("aws_access_key_id = AKIA", "QYLPMN5HHHFPZAM2"),
            concat!("\"ASIA", "Y34FZKBOKMUTVV7A\"")
        ],
        [
            concat!("AKIA", "IOSFODNN7EXAMPLE"),
            concat!("XAKIA", "QYLPMN5HHHFPZAM2"),
            "AKIA0000000000000000"
        ]
    ),
    credential!(
        "aws-secret-key",
        "AWS secret access key",
        "AWS-geheime sleutel",
        Critical,
        "40 characters of base64 behind a name with “secret” and “aws” or “access key”",
        &[Trigger::Words(
            &[
                "secret_access_key",
                "secretaccesskey",
                "secret-access-key",
                "aws_secret",
                "awssecret",
                "aws.secret",
                "secret access key"
            ],
            examine_aws_secret,
        )],
        [
            concat!(
                "aws_secret_access_key = tqJ8Xv2mZ0Lw5RkP",
                "9sYd1BhN7cGfU4oA3eKiVxHz"
            ),
            concat!(
                "\"SecretAccessKey\": \"tqJ8Xv2mZ0Lw5RkP",
                "9sYd1BhN7cGfU4oA3eKiVxHz\""
            ),
        ],
        [
            concat!(
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/",
                "bPxRfiCYEXAMPLEKEY"
            ),
            "aws_secret_access_key = ${SECRET}"
        ]
    ),
    credential!(
        "github-token",
        "GitHub token",
        "GitHub-token",
        Critical,
        "ghp_, gho_, ghu_, ghs_ or ghr_, 30 random characters and a CRC-32 in base 62; or github_pat_",
        &[Trigger::Tokens(&[
            Shape::new("ghp_", &[Run(Alnum, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("gho_", &[Run(Alnum, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("ghu_", &[Run(Alnum, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("ghs_", &[Run(Alnum, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("ghr_", &[Run(Alnum, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("ghr_", &[Run(Alnum, 76, 76)]),
            Shape::new(
                "github_pat_",
                &[Run(Alnum, 22, 22), Exact("_"), Run(Alnum, 59, 59)]
            ),
        ])],
        [
            concat!("ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"),
            concat!(
                "token: github_pat_",
                "11ABCDE3Q0x7Yp9LmZk2Rt_",
                "8sVbN4hJqW6eUcT1oXfG5iKdMa3yLzPrB7nHvS2wEjQk9Cx0RgYtFuDmZpA"
            ),
        ],
        [
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ghp_short",
            concat!("ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17extra")
        ]
    ),
    credential!(
        "gitlab-token",
        "GitLab token",
        "GitLab-token",
        Critical,
        "glpat-, gldt-, glrt-, glptt- and others, then 20 characters or more",
        &[Trigger::Tokens(&[
            Shape::new("glpat-", &[Run(Url, 20, 300), Pad("."), Run(Alnum, 0, 9)]),
            Shape::new("gldt-", &[Run(Url, 20, 64)]),
            Shape::new("glrt-", &[Run(Url, 20, 300), Pad("."), Run(Alnum, 0, 9)]),
            Shape::new("glcbt-", &[Run(Url, 20, 80)]),
            Shape::new("glptt-", &[Run(Hex, 40, 40)]),
            Shape::new("glft-", &[Run(Url, 20, 64)]),
            Shape::new("glsoat-", &[Run(Url, 20, 64)]),
            Shape::new("glimt-", &[Run(Url, 25, 64)]),
            Shape::new("glagent-", &[Run(Url, 50, 64)]),
            Shape::new("gloas-", &[Run(Url, 64, 64)]),
            Shape::new("GR1348941", &[Run(Url, 20, 20)]),
        ])],
        [concat!("glpat-", "Zx7Qm2Lp9Rt4Vb8Ns3Kd")],
        ["glpat-xxxxxxxxxxxxxxxxxxxx", "glpat-kort"]
    ),
    credential!(
        "slack-token",
        "Slack token",
        "Slack-token",
        Critical,
        "xoxb-, xoxp-, xoxa-, xoxr-, xoxs- or xoxe- with numbers and a random part; xapp-",
        &[Trigger::Tokens(&[
            Shape::new("xoxb-", &[Run(Digits, 8, 14), Exact("-"), Run(Url, 18, 64)]),
            Shape::new(
                "xoxp-",
                &[
                    Run(Digits, 8, 14),
                    Exact("-"),
                    Run(Digits, 8, 14),
                    Exact("-"),
                    Run(Url, 24, 80)
                ]
            ),
            Shape::new("xoxs-", &[Run(Digits, 8, 14), Exact("-"), Run(Url, 18, 90)]),
            Shape::new("xoxa-", &[Run(Url, 20, 90)]),
            Shape::new("xoxr-", &[Run(Url, 20, 90)]),
            Shape::new("xoxe-", &[Run(Url, 20, 200)]),
            Shape::new("xoxe.xoxp-", &[Run(Url, 40, 200)]),
            Shape::new("xoxe.xoxb-", &[Run(Url, 40, 200)]),
            Shape::new(
                "xapp-",
                &[
                    Run(Digits, 1, 1),
                    Exact("-"),
                    Run(Upper, 8, 14),
                    Exact("-"),
                    Run(Digits, 8, 14),
                    Exact("-"),
                    Run(Hex, 32, 80)
                ]
            ),
        ])],
        [
            concat!("xoxb-", "263594206564-FGqddMF8t08v8N7Oq4i57vs1"),
            concat!(
                "xapp-1-",
                "A02BCDEF3GH-1234098765123-9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a3928"
            )
        ],
        [
            "xoxb-your-token-here",
            "xoxb-000000000000-xxxxxxxxxxxxxxxxxxxxxxxx"
        ]
    ),
    credential!(
        "slack-webhook",
        "Slack webhook",
        "Slack-webhook",
        High,
        "hooks.slack.com/services/T…/B…/24 characters",
        &[Trigger::Tokens(&[
            Shape::new(
                "hooks.slack.com/services/T",
                &[
                    Run(Upper, 8, 12),
                    Exact("/B"),
                    Run(Upper, 8, 12),
                    Exact("/"),
                    Run(Alnum, 23, 26)
                ]
            ),
            Shape::new(
                "hooks.slack.com/workflows/T",
                &[
                    Run(Upper, 8, 12),
                    Exact("/A"),
                    Run(Upper, 8, 12),
                    Exact("/"),
                    Run(Digits, 17, 20),
                    Exact("/"),
                    Run(Alnum, 23, 26)
                ]
            ),
        ])],
        [concat!(
            "https://hooks.slack.com/services/",
            "T024BE7LH/B0J5RQK2M/q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y"
        )],
        ["https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"]
    ),
    credential!(
        "stripe-secret-key",
        "Stripe secret key",
        "Stripe-geheime sleutel",
        Critical,
        "sk_live_ or rk_live_ (sk_test_ for the test environment), then 24 characters or more; whsec_",
        &[Trigger::Tokens(&[
            Shape::new("sk_live_", &[Run(Alnum, 16, 120)]),
            Shape::new("rk_live_", &[Run(Alnum, 16, 120)]),
            Shape::new("sk_test_", &[Run(Alnum, 16, 120)]).severity(Severity::Medium),
            Shape::new("rk_test_", &[Run(Alnum, 16, 120)]).severity(Severity::Medium),
            Shape::new("whsec_", &[Run(Base64, 32, 64), Pad("=")]).severity(Severity::High),
        ])],
        [
            concat!("sk_live_", "51Hx2mZ0Lw5RkP9sYd1BhN7c"),
            concat!("sk_test_", "51Hx2mZ0Lw5RkP9sYd1BhN7c")
        ],
        [
            "pk_live_51Hx2mZ0Lw5RkP9sYd1BhN7c",
            "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx",
            "task_live_51Hx2mZ0Lw5RkP9sYd1BhN7c"
        ]
    ),
    credential!(
        "sendgrid-key",
        "SendGrid key",
        "SendGrid-sleutel",
        Critical,
        "SG., 22 characters, a dot, 43 characters",
        &[Trigger::Tokens(&[Shape::new(
            "SG.",
            &[Run(Url, 22, 22), Exact("."), Run(Url, 43, 43)]
        )])],
        [concat!(
            "SG.",
            "Zx7Qm2Lp9Rt4Vb8Ns3KdHw.Aq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz0Xc1Vb2Nm3Qw4E"
        )],
        ["SG.short.short"]
    ),
    credential!(
        "npm-token",
        "npm token",
        "npm-token",
        Critical,
        "npm_, 30 random characters and a CRC-32 in base 62",
        &[Trigger::Tokens(&[Shape::new(
            "npm_",
            &[Run(Alnum, 36, 36)]
        )
        .proof(Proof::Base62Crc32)])],
        [concat!(
            "//registry.npmjs.org/:_authToken=npm_",
            "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"
        )],
        [
            "npm_config_registry",
            "npm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        ]
    ),
    credential!(
        "pypi-token",
        "PyPI token",
        "PyPI-token",
        Critical,
        "pypi-AgEIcHlwaS5vcmc (a macaroon of the Python package index), then 50 characters or more",
        &[Trigger::Tokens(&[
            Shape::new("pypi-AgEIcHlwaS5vcmc", &[Run(Url, 50, 1000)]),
            Shape::new("pypi-AgENdGVzdC5weXBpLm9yZw", &[Run(Url, 50, 1000)])
                .severity(Severity::Medium),
        ])],
        [concat!(
            "pypi-",
            "AgEIcHlwaS5vcmcCJDk4YmQ3ZmE1LTQ0ZjItNGQ5Yi1hYzM2LTZlMGQ3Y2I4ZjE1MgACKlszLCJi"
        )],
        ["pypi-AgEIcHlwaS5vcmc"]
    ),
    credential!(
        "openai-key",
        "OpenAI key",
        "OpenAI-sleutel",
        Critical,
        "sk-, optionally proj-, svcacct- or admin-, a random part around T3BlbkFJ",
        &[Trigger::Tokens(&[
            Shape::new("sk-", &[Run(Url, 40, 200)]).proof(Proof::Contains("T3BlbkFJ")),
        ])],
        [
            concat!("sk-", "Zx7Qm2Lp9Rt4Vb8Ns3KdT3BlbkFJAq1Sw2De3Fr4Gt5Hy6Ju"),
            concat!(
                "OPENAI_API_KEY=sk-proj-",
                "Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0T3BlbkFJAq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo"
            ),
        ],
        [
            "sk-xxxxxxxxxxxxxxxxxxxxT3BlbkFJxxxxxxxxxxxxxxxxxxxx",
            "task-Zx7Qm2Lp9Rt4Vb8Ns3KdT3BlbkFJAq1Sw2De3Fr4Gt5Hy6Ju"
        ]
    ),
    credential!(
        "anthropic-key",
        "Anthropic key",
        "Anthropic-sleutel",
        Critical,
        "sk-ant-api03-, sk-ant-admin01- or sk-ant-oat01-, then 80 characters or more",
        &[Trigger::Tokens(&[
            Shape::new(
                "sk-ant-api",
                &[Run(Digits, 2, 2), Exact("-"), Run(Url, 80, 120)]
            ),
            Shape::new(
                "sk-ant-admin",
                &[Run(Digits, 2, 2), Exact("-"), Run(Url, 80, 120)]
            ),
            Shape::new(
                "sk-ant-oat",
                &[Run(Digits, 2, 2), Exact("-"), Run(Url, 80, 120)]
            ),
        ])],
        [concat!(
            "sk-ant-",
            "api03-Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0Ua_Aq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz-0Xc1Vb2Nm3Qw4Er5Ty6Ui7Op8AA"
        )],
        ["sk-ant-api03-xxxx"]
    ),
    credential!(
        "google-api-key",
        "Google API key",
        "Google-API-sleutel",
        High,
        "AIza and 35 characters; GOCSPX- and 28 for an OAuth client",
        &[Trigger::Tokens(&[
            Shape::new("AIza", &[Run(Url, 35, 35)]),
            Shape::new("GOCSPX-", &[Run(Url, 28, 28)]).severity(Severity::Critical),
        ])],
        [concat!("AIza", "SyD3k9Xq2mZ0Lw5RkP7sYd1BhN8cGfU4oA6")],
        [
            concat!("AIza", "Syabcdefghijklmnopqrstuvwxyz1234567"),
            "AIzaSy"
        ]
    ),
    credential!(
        "azure-storage-key",
        "Azure storage key",
        "Azure-opslagsleutel",
        Critical,
        "AccountKey= or SharedAccessKey= and base64 of 32 or 64 bytes",
        &[Trigger::Tokens(&[
            Shape::new("AccountKey=", &[Run(Base64, 86, 86), Exact("==")]),
            Shape::new("SharedAccessKey=", &[Run(Base64, 43, 43), Exact("=")]),
        ])],
        [concat!(
            "AccountName=shop;AccountKey=",
            "Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz0Xc1Vb2Nm3Qw4Er5Ty6Ui7O==;"
        )],
        ["AccountKey=...;"]
    ),
    credential!(
        "twilio-key",
        "Twilio key or auth token",
        "Twilio-sleutel",
        Critical,
        "SK and 32 hexadecimal digits, or 32 of them behind a name with “twilio”",
        &[Trigger::Words(&["twilio"], examine_twilio)],
        [
            concat!("TWILIO_AUTH_TOKEN=9f8e7d6c", "5b4a39281706f5e4d3c2b1a0"),
            concat!("twilio.api_key = 'SK9f8e7d6c", "5b4a39281706f5e4d3c2b1a0'")
        ],
        [
            concat!("TWILIO_ACCOUNT_SID=AC9f8e7d6c", "5b4a39281706f5e4d3c2b1a0"),
            "TWILIO_AUTH_TOKEN=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        ]
    ),
    credential!(
        "telegram-bot-token",
        "Telegram bot token",
        "Telegram-bottoken",
        High,
        "eight to ten digits, a colon, AA and 33 characters",
        &[Trigger::Words(&[":AA"], examine_telegram)],
        [concat!(
            "5938472016:AA",
            "Hx2mZ0Lw5RkP9sYd1BhN7cGfU4oA3eKiV"
        )],
        ["12:AA", concat!("5938472016:AA", "Hx2mZ0")]
    ),
    credential!(
        "huggingface-token",
        "Hugging Face token",
        "Hugging Face-token",
        High,
        "hf_ or api_org_ and 34 letters",
        &[Trigger::Tokens(&[
            Shape::new("hf_", &[Run(Alnum, 34, 40)]),
            Shape::new("api_org_", &[Run(Alnum, 34, 40)])
        ])],
        [concat!("hf_", "QzWxEcRvTbYnUmIkOlPaSdFgHjKlZmXnCb")],
        ["hf_hub_download", "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
    ),
    credential!(
        "digitalocean-token",
        "DigitalOcean token",
        "DigitalOcean-token",
        Critical,
        "dop_v1_, doo_v1_ or dor_v1_ and 64 hexadecimal digits",
        &[Trigger::Tokens(&[
            Shape::new("dop_v1_", &[Run(Hex, 64, 64)]),
            Shape::new("doo_v1_", &[Run(Hex, 64, 64)]),
            Shape::new("dor_v1_", &[Run(Hex, 64, 64)]),
        ])],
        [concat!(
            "dop_v1_",
            "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0"
        )],
        ["dop_v1_1234"]
    ),
    credential!(
        "shopify-token",
        "Shopify token",
        "Shopify-token",
        Critical,
        "shpat_, shpca_, shppa_ or shpss_ and 32 hexadecimal digits",
        &[Trigger::Tokens(&[
            Shape::new("shpat_", &[Run(Hex, 32, 32)]),
            Shape::new("shpca_", &[Run(Hex, 32, 32)]),
            Shape::new("shppa_", &[Run(Hex, 32, 32)]),
            Shape::new("shpss_", &[Run(Hex, 32, 32)]),
        ])],
        [concat!("shpat_", "9f8e7d6c5b4a39281706f5e4d3c2b1a0")],
        ["shpat_00000000000000000000000000000000"]
    ),
    credential!(
        "mollie-key",
        "Mollie key",
        "Mollie-sleutel",
        Critical,
        "live_ or test_ and 30 characters or more, behind a name with “mollie”",
        &[Trigger::Words(&["mollie"], examine_mollie)],
        [concat!(
            "MOLLIE_API_KEY=live_",
            "QzWx2cRvTb4nUmIk7lPaSdFg9jKlZm"
        )],
        [
            "MOLLIE_API_KEY=live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "mollie"
        ]
    ),
    credential!(
        "databricks-token",
        "Databricks token",
        "Databricks-token",
        Critical,
        "dapi and 32 hexadecimal digits",
        &[Trigger::Tokens(&[Shape::new("dapi", &[Run(Hex, 32, 32)])])],
        [concat!("dapi", "9f8e7d6c5b4a39281706f5e4d3c2b1a0")],
        ["dapi1234"]
    ),
    credential!(
        "docker-token",
        "Docker Hub token",
        "Docker Hub-token",
        Critical,
        "dckr_pat_ or dckr_oat_ and 27 characters or more",
        &[Trigger::Tokens(&[
            Shape::new("dckr_pat_", &[Run(Url, 27, 27)]),
            Shape::new("dckr_oat_", &[Run(Url, 32, 32)])
        ])],
        [concat!("dckr_pat_", "Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Y")],
        ["dckr_pat_x"]
    ),
    credential!(
        "hashicorp-token",
        "Vault token",
        "Vault-token",
        Critical,
        "hvs. or hvb. and 90 characters or more",
        &[Trigger::Tokens(&[
            Shape::new("hvs.", &[Run(Url, 90, 160)]),
            Shape::new("hvb.", &[Run(Url, 130, 320)])
        ])],
        [concat!(
            "hvs.",
            "CAESIJZx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz0Xc1Vb2Nm3Qw4Er5Ty6Ui7Op8Gh4"
        )],
        ["hvs.short"]
    ),
    credential!(
        "grafana-token",
        "Grafana token",
        "Grafana-token",
        High,
        "glsa_, 32 characters, an underscore and 8 hexadecimal digits; glc_",
        &[Trigger::Tokens(&[
            Shape::new("glsa_", &[Run(Alnum, 32, 32), Exact("_"), Run(Hex, 8, 8)]),
            Shape::new("glc_", &[Run(Base64, 32, 400), Pad("=")]),
        ])],
        [concat!(
            "glsa_",
            "Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0_9f8e7d6c"
        )],
        ["glsa_short"]
    ),
    credential!(
        "sentry-token",
        "Sentry token",
        "Sentry-token",
        High,
        "sntrys_ or sntryu_ and a random part",
        &[Trigger::Tokens(&[
            Shape::new("sntryu_", &[Run(Hex, 64, 64)]),
            Shape::new(
                "sntrys_eyJ",
                &[
                    Run(Base64, 80, 400),
                    Pad("="),
                    Exact("_"),
                    Run(Base64, 40, 60)
                ]
            )
        ])],
        [concat!(
            "sntryu_",
            "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0"
        )],
        ["sntryu_1"]
    ),
    credential!(
        "atlassian-token",
        "Atlassian token",
        "Atlassian-token",
        Critical,
        "ATATT3 or ATCTT3 and 160 characters or more",
        &[Trigger::Tokens(&[
            Shape::new("ATATT3", &[Run(Url, 160, 240), Pad("="), Run(Upper, 0, 8)]),
            Shape::new("ATCTT3", &[Run(Url, 160, 240), Pad("="), Run(Upper, 0, 8)])
        ])],
        [concat!(
            "ATATT3",
            "xFfGF0Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz0Xc1Vb2Nm3Qw4Er5Ty6Ui7Op8Gh4Jk3Lz2Xm1Cn0Bv9Fs8Dt7Eq6Wr5Ay4Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3F=6A7B8C9D"
        )],
        ["ATATT3short"]
    ),
    credential!(
        "linear-key",
        "Linear key",
        "Linear-sleutel",
        High,
        "lin_api_ and 40 characters",
        &[Trigger::Tokens(&[Shape::new(
            "lin_api_",
            &[Run(Alnum, 40, 40)]
        )])],
        [concat!(
            "lin_api_",
            "Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2"
        )],
        ["lin_api_1"]
    ),
    credential!(
        "notion-token",
        "Notion token",
        "Notion-token",
        High,
        "ntn_ and 46 characters",
        &[Trigger::Tokens(&[Shape::new(
            "ntn_",
            &[Run(Alnum, 43, 50)]
        )])],
        [concat!(
            "ntn_",
            "12345098765Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0Uab"
        )],
        ["ntn_1"]
    ),
    credential!(
        "postman-key",
        "Postman key",
        "Postman-sleutel",
        High,
        "PMAK-, 24 hexadecimal digits, a hyphen and 34",
        &[Trigger::Tokens(&[Shape::new(
            "PMAK-",
            &[Run(Hex, 24, 24), Exact("-"), Run(Hex, 34, 34)]
        )])],
        [concat!(
            "PMAK-",
            "9f8e7d6c5b4a39281706f5e4-9f8e7d6c5b4a39281706f5e4d3c2b1a09f"
        )],
        ["PMAK-1"]
    ),
    credential!(
        "newrelic-key",
        "New Relic key",
        "New Relic-sleutel",
        High,
        "NRAK- and 27 characters",
        &[Trigger::Tokens(&[Shape::new(
            "NRAK-",
            &[Run(Upper, 27, 27)]
        )])],
        [concat!("NRAK-", "ZX7QM2LP9RT4VB8NS3KDHW5GC6Y")],
        ["NRAK-1"]
    ),
    credential!(
        "square-token",
        "Square token",
        "Square-token",
        Critical,
        "sq0atp- and 22 characters, sq0csp- and 43",
        &[Trigger::Tokens(&[
            Shape::new("sq0atp-", &[Run(Url, 22, 22)]),
            Shape::new("sq0csp-", &[Run(Url, 43, 43)])
        ])],
        [concat!("sq0atp-", "Zx7Qm2Lp9Rt4Vb8Ns3KdHw")],
        ["sq0idp-Zx7Qm2Lp9Rt4Vb8Ns3KdHw"]
    ),
    credential!(
        "mailgun-key",
        "Mailgun key",
        "Mailgun-sleutel",
        Critical,
        "key- and 32 hexadecimal digits",
        &[Trigger::Tokens(&[Shape::new("key-", &[Run(Hex, 32, 32)])])],
        [concat!("key-", "9f8e7d6c5b4a39281706f5e4d3c2b1a0")],
        ["key-value", "monkey-9f8e7d6c5b4a39281706f5e4d3c2b1a0"]
    ),
    credential!(
        "supabase-token",
        "Supabase token",
        "Supabase-token",
        Critical,
        "sbp_ and 40 hexadecimal digits",
        &[Trigger::Tokens(&[
            Shape::new("sbp_", &[Run(Hex, 40, 40)]),
            Shape::new("sb_secret_", &[Run(Url, 31, 40)])
        ])],
        [concat!("sbp_", "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c")],
        ["sbp_1"]
    ),
    credential!(
        "planetscale-token",
        "PlanetScale token",
        "PlanetScale-token",
        Critical,
        "pscale_tkn_, pscale_pw_ or pscale_oauth_ and 32 characters or more",
        &[Trigger::Tokens(&[
            Shape::new("pscale_tkn_", &[Run(Url, 32, 64)]),
            Shape::new("pscale_pw_", &[Run(Url, 32, 64)]),
            Shape::new("pscale_oauth_", &[Run(Url, 32, 64)]),
        ])],
        [concat!("pscale_tkn_", "Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0")],
        ["pscale_tkn_1"]
    ),
    credential!(
        "dynatrace-token",
        "Dynatrace token",
        "Dynatrace-token",
        High,
        "dt0c01., 24 characters, a dot and 64",
        &[Trigger::Tokens(&[Shape::new(
            "dt0c01.",
            &[Run(Upper, 24, 24), Exact("."), Run(Upper, 64, 64)]
        )])],
        [concat!(
            "dt0c01.",
            "ZX7QM2LP9RT4VB8NS3KDHW5G.ZX7QM2LP9RT4VB8NS3KDHW5GC6YF1JE0UAAQ1SW2DE3FR4GT5HY6JU7KI8LO9PZ0"
        )],
        ["dt0c01.1"]
    ),
    credential!(
        "rubygems-key",
        "RubyGems key",
        "RubyGems-sleutel",
        Critical,
        "rubygems_ and 48 hexadecimal digits",
        &[Trigger::Tokens(&[Shape::new(
            "rubygems_",
            &[Run(Hex, 48, 48)]
        )])],
        [concat!(
            "rubygems_",
            "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a3928"
        )],
        ["rubygems_version"]
    ),
    credential!(
        "age-secret-key",
        "age secret key",
        "age-geheime sleutel",
        Critical,
        "AGE-SECRET-KEY-1 and 58 characters",
        &[Trigger::Tokens(&[Shape::new(
            "AGE-SECRET-KEY-1",
            &[Run(Upper, 58, 58)]
        )])],
        [concat!(
            "AGE-SECRET-KEY-1",
            "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE"
        )],
        ["AGE-SECRET-KEY-1"]
    ),
    credential!(
        "discord-webhook",
        "Discord webhook",
        "Discord-webhook",
        High,
        "discord.com/api/webhooks/, a number and 68 characters",
        &[Trigger::Tokens(&[
            Shape::new(
                "discord.com/api/webhooks/",
                &[Run(Digits, 17, 20), Exact("/"), Run(Url, 60, 80)]
            ),
            Shape::new(
                "discordapp.com/api/webhooks/",
                &[Run(Digits, 17, 20), Exact("/"), Run(Url, 60, 80)]
            ),
        ])],
        [concat!(
            "https://discord.com/api/webhooks/",
            "918273645019283746/Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz0Xc1Vb2Nm"
        )],
        ["https://discord.com/api/webhooks/1/x"]
    ),
    credential!(
        "polder-api-key",
        "Polder API key",
        "Polder-API-sleutel",
        Critical,
        "plk_ and 32 characters or more",
        &[Trigger::Tokens(&[Shape::new("plk_", &[Run(Url, 32, 128)])])],
        [concat!(
            "plk_",
            "Zx7Qm2Lp9Rt4Vb8Ns3KdHw5Gc6Yf1Je0UaAq1Sw2De3"
        )],
        ["plk_", "plk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
    ),
    credential!(
        "jwt",
        "JSON web token",
        "JSON-webtoken",
        Medium,
        "three base64url parts, the first of which decodes to a header with an algorithm",
        &[Trigger::Tokens(&[Shape::new(
            "eyJ",
            &[
                Run(Url, 14, 2000),
                Exact(".eyJ"),
                Run(Url, 10, 4000),
                Exact("."),
                Run(Url, 20, 1000)
            ]
        )
        .proof(Proof::Jose),])],
        [concat!(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
            "eyJzdWIiOiI4NDczNjIiLCJuYW1lIjoiSmFuIn0.",
            "q7Zt4Lm9Xc2Vb8Np5Rk3Wd6YHs1Gf0Ja2Ku4Eo7Ti9"
        )],
        [
            "eyJhbGciOiJIUzI1NiJ9",
            "eyJub3RhIjoiaGVhZGVyIn0.eyJzdWIiOiI4NDczNjIifQ.q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y"
        ]
    ),
];

/// How far behind a provider's name its key may stand.
const NEAR: usize = 64;

/// The first run of an alphabet of this length behind a name, on its line.
fn run_behind<'v>(
    view: &'v View<'_>,
    hit: Hit,
    is_part: impl Fn(u8) -> bool,
    length: std::ops::RangeInclusive<usize>,
) -> Option<(usize, &'v str)> {
    let window = view.slice(hit.end..hit.end + NEAR + length.end() + 1);
    let line = window.split('\n').next().unwrap_or_default();
    let bytes = line.as_bytes();
    let mut offset = 0;
    while offset < bytes.len().min(NEAR) {
        let run = bytes
            .iter()
            .skip(offset)
            .take_while(|byte| is_part(**byte))
            .count();
        if length.contains(&run) {
            return Some((hit.end + offset, line.get(offset..offset + run)?));
        }
        offset += run + 1;
    }
    None
}

fn examine_aws_secret(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_part = |byte: u8| Base64.has(byte);
    let Some((start, key)) = run_behind(view, hit, is_part, 40..=40) else {
        return;
    };
    let is_mixed = key.bytes().any(|byte| byte.is_ascii_digit())
        && key.bytes().any(|byte| byte.is_ascii_uppercase())
        && key.bytes().any(|byte| byte.is_ascii_lowercase());
    if is_mixed && looks_random(key) {
        candidates.push(
            Found::new(start, start + key.len(), key)
                .shape("40 characters of base64", 0.5)
                .context("its name is that of an AWS secret", 0.4),
        );
    }
}

fn examine_twilio(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some((start, key)) = run_behind(view, hit, |byte| byte.is_ascii_alphanumeric(), 32..=34)
    else {
        return;
    };
    let random = match key.len() {
        34 if key.starts_with("SK") => key.get(2..),
        32 => Some(key),
        _ => None,
    };
    let Some(random) = random else {
        return;
    };
    if random
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
        && looks_random(random)
    {
        candidates.push(
            Found::new(start, start + key.len(), key)
                .shape("32 hexadecimal digits", 0.4)
                .context("“twilio” stands before it", 0.4),
        );
    }
}

fn examine_mollie(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let Some((start, key)) = run_behind(view, hit, is_part, 35..=60) else {
        return;
    };
    let Some(random) = key
        .strip_prefix("live_")
        .or_else(|| key.strip_prefix("test_"))
    else {
        return;
    };
    if looks_random(random) && !is_placeholder(random) {
        let found = Found::new(start, start + key.len(), key)
            .shape("the documented shape of “live_…”", 0.5)
            .context("“mollie” stands before it", 0.4);
        candidates.push(if key.starts_with("test_") {
            found.severity(Severity::Medium)
        } else {
            found
        });
    }
}

fn examine_telegram(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let mut start = hit.start;
    while hit.start - start < 11 && view.before(start).is_ascii_digit() {
        start -= 1;
    }
    let secret = view.slice(hit.start + 1..hit.start + 36);
    let end = hit.start + 36;
    let is_shaped = (8..=10).contains(&(hit.start - start))
        && view.is_word_start(start)
        && secret.len() == 35
        && secret.starts_with("AA")
        && secret.bytes().all(|byte| Url.has(byte))
        && !Url.has(view.at(end));
    if is_shaped && looks_random(secret) {
        candidates.push(
            Found::new(start, end, view.slice(start..end))
                .shape("a bot's number, a colon and 35 characters", 0.7)
                .check("it looks random", 0.2),
        );
    }
}
