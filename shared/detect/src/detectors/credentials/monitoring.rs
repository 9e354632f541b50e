//! Monitoring, analytics, security services.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, DIGITS, HEX, LOWER, Shape, UPPER, URL};
use crate::detector::{Detector, Trigger};

// Words that are asked for with more than one shape behind them.
const DATADOG_WORDS: &[&str] = &["datadog", "dd_api", "dd_app", "ddog"];

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "datadog-key",
        "Datadog key",
        "Datadog-sleutel",
        High,
        "“ddapp_”, 34 characters; 40 hexadecimal digits behind a name with “datadog”; 32 hexadecimal digits behind a name with “datadog”",
        "“ddapp_”, 34 tekens; 40 hexadecimale cijfers achter een naam met “datadog”; 32 hexadecimale cijfers achter een naam met “datadog”",
        &[
            Trigger::Tokens(&[Shape::new("ddapp_", &[Run(ALNUM, 34, 34)])]),
            Trigger::Named(&[
                Named::new(DATADOG_WORDS, &[Run(HEX, 40, 40)]),
                Named::new(DATADOG_WORDS, &[Run(HEX, 32, 32)])
            ])
        ],
        [
            concat!(
                "DATADOG_API_KEY=f1a5dc1c128b35da6533",
                "ddf0923c3386065b289c"
            ),
            concat!("key=ddapp_", "QPQaGxAVOpTRHCCbD1Pkqi98hiMq0mNtFL")
        ],
        [
            "datadog_api_key = 0000000000000000000000000000000000000000",
            "datadog = none"
        ]
    ),
    credential!(
        "thingsboard-token",
        "ThingsBoard token",
        "ThingsBoard-token",
        High,
        "“thingsboard.cloud/api/v1/”, 20 characters",
        "“thingsboard.cloud/api/v1/”, 20 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "thingsboard.cloud/api/v1/",
            &[Run(ALNUM, 20, 20)]
        )])],
        [concat!(
            "https://thingsboard.cloud/api/v1/",
            "q7zt4lm9xc2vb8np5rk3/telemetry"
        )],
        [
            "https://thingsboard.cloud/api/v1/xxxxxxxxxxxxxxxxxxxx/telemetry",
            "https://thingsboard.cloud/api/v1/…"
        ]
    ),
    credential!(
        "kolide-key",
        "Kolide key",
        "Kolide-sleutel",
        High,
        "“k2sk_v1_”, 24 characters",
        "“k2sk_v1_”, 24 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "k2sk_v1_",
            &[Run(ALNUM, 24, 24)]
        )])],
        [concat!("key=k2sk_v1_", "q7Zt4Lm9Xc2Vb8Np5Rk3Wd6Y")],
        ["token: k2sk_v1_xxxxxxxxxxxxxxxxxxxxxxxx", "k2sk_v1_…"]
    ),
    credential!(
        "newrelic-key",
        "New Relic key",
        "New Relic-sleutel",
        High,
        "“NRAK-”, 27 characters; “NRII-”, 32 characters of base64url; “NRRA-”, 42 hexadecimal digits; “NRIQ-”, 32 characters of base64url; and others",
        "“NRAK-”, 27 tekens; “NRII-”, 32 tekens base64url; “NRRA-”, 42 hexadecimale cijfers; “NRIQ-”, 32 tekens base64url; en andere",
        &[Trigger::Tokens(&[
            Shape::new("NRAK-", &[Run(ALNUM, 27, 27)]),
            Shape::new("NRII-", &[Run(URL, 32, 32)]),
            Shape::new("NRRA-", &[Run(HEX, 42, 42)]),
            Shape::new("NRIQ-", &[Run(URL, 32, 32)]),
            Shape::new("NRSP-", &[Run(URL, 30, 40)]),
            // The browser's key, which every visitor sees.
            Shape::new("NRJS-", &[Run(HEX, 19, 19)]).severity(Severity::Low),
            Shape::new("FFFFNRAL", &[]).behind(&[Run(HEX, 36, 36)]),
            Shape::new("FFFFNRAL", &[]).behind(&[Run(HEX, 32, 32)]),
            Shape::new("NRAL", &[]).behind(&[Run(HEX, 36, 36)]),
            Shape::new("eu01xx", &[Run(HEX, 30, 30), Exact("NRAL")]),
            Shape::new("eu01xx", &[Run(HEX, 26, 26), Exact("FFFFNRAL")])
        ])],
        [
            concat!("key=NRAK-", "WI31SQ4I6HS0QOGG4FNDK8759U2"),
            concat!("\"eu01xx9b879373df3c6dc8", "9c63dbf725adaaNRAL\"")
        ],
        ["token: NRAK-XXXXXXXXXXXXXXXXXXXXXXXXXXX", "NRAK-…"]
    ),
    credential!(
        "grafana-token",
        "Grafana token",
        "Grafana-token",
        High,
        "“glsa_”, 32 characters, “_”, 8 hexadecimal digits; “glc_”, 32–400 characters of base64; “eyJrIjoi”, 40–400 characters of base64",
        "“glsa_”, 32 tekens, “_”, 8 hexadecimale cijfers; “glc_”, 32–400 tekens base64; “eyJrIjoi”, 40–400 tekens base64",
        &[Trigger::Tokens(&[
            Shape::new("glsa_", &[Run(ALNUM, 32, 32), Exact("_"), Run(HEX, 8, 8)]),
            Shape::new("glc_", &[Run(BASE64, 32, 400), Pad("=")]),
            Shape::new("eyJrIjoi", &[Run(BASE64, 40, 400), Pad("=")])
        ])],
        [
            concat!("\"glsa_", "Oqxgrm6tiw4UfdAa0f8QqbjsuI5OGft6_c83c4d5f\""),
            concat!(
                "key=eyJrIjoi",
                "zkqvnkfnwucQhgyypaGOK6I0RPETSZv8aQQl9KTzNGTL3nQcutIFcVMbtuLQXg9RjZDFBY"
            )
        ],
        [
            "token: glsa_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_00000000",
            "glsa_…"
        ]
    ),
    credential!(
        "sentry-token",
        "Sentry token",
        "Sentry-token",
        High,
        "“sntryu_”, 64 hexadecimal digits; “sntrys_eyJ”, 40–400 characters of base64, “_”, 40–60 characters of base64; 64 hexadecimal digits behind a name with “sentry”",
        "“sntryu_”, 64 hexadecimale cijfers; “sntrys_eyJ”, 40–400 tekens base64, “_”, 40–60 tekens base64; 64 hexadecimale cijfers achter een naam met “sentry”",
        &[
            Trigger::Tokens(&[
                Shape::new("sntryu_", &[Run(HEX, 64, 64)]),
                Shape::new(
                    "sntrys_eyJ",
                    &[
                        Run(BASE64, 40, 400),
                        Pad("="),
                        Exact("_"),
                        Run(BASE64, 40, 60)
                    ]
                )
            ]),
            Trigger::Named(&[Named::new(&["sentry"], &[Run(HEX, 64, 64)])])
        ],
        [
            concat!(
                "\"sntryu_",
                "2aafb74c3d6126769fac2f2240a281a615a6007c86ae0f7753fe7c259a359ccb\""
            ),
            concat!(
                "SENTRY_API_KEY=6be622d7f3efbd4159d1ec1c13dacf8d",
                "42c92ec8fee2103a508c1d51a840b3b6"
            )
        ],
        [
            "token: sntryu_0000000000000000000000000000000000000000000000000000000000000000",
            "sntryu_…"
        ]
    ),
    credential!(
        "honeycomb-key",
        "Honeycomb key",
        "Honeycomb-sleutel",
        Medium,
        "“hcaik_”, 58 characters; “hcxik_”, 58 characters; “hcalk_”, 58 characters; “hcamk_”, 58 characters; and others",
        "“hcaik_”, 58 tekens; “hcxik_”, 58 tekens; “hcalk_”, 58 tekens; “hcamk_”, 58 tekens; en andere",
        &[
            Trigger::Tokens(&[
                Shape::new("hcaik_", &[Run(LOWER, 58, 58)]),
                Shape::new("hcxik_", &[Run(LOWER, 58, 58)]),
                Shape::new("hcalk_", &[Run(LOWER, 58, 58)]),
                Shape::new("hcamk_", &[Run(LOWER, 58, 58)])
            ]),
            Trigger::Named(&[
                Named::new(&["honeycomb"], &[Run(ALNUM, 22, 22)]),
                Named::new(&["honeycomb"], &[Run(HEX, 32, 32)])
            ])
        ],
        [
            concat!(
                "key=hcaik_",
                "yi9x24pv5r6va3ifyef7fu896re34uszcva6vv8vz80x37ypw32sejph8f"
            ),
            concat!("HONEYCOMB_API_KEY=960cc18d983ff4bf", "84483446a292b70b")
        ],
        [
            "token: hcaik_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "hcaik_…"
        ]
    ),
    credential!(
        "dynatrace-token",
        "Dynatrace token",
        "Dynatrace-token",
        High,
        "“dt0c01.”, 24 characters, “.”, 64 characters; “dt0s01.”, 8 characters, “.”, 64 characters; “dt0s02.”, 8 characters, “.”, 64 characters; “dt0s16.”, 8 characters, “.”, 64 characters",
        "“dt0c01.”, 24 tekens, “.”, 64 tekens; “dt0s01.”, 8 tekens, “.”, 64 tekens; “dt0s02.”, 8 tekens, “.”, 64 tekens; “dt0s16.”, 8 tekens, “.”, 64 tekens",
        &[Trigger::Tokens(&[
            Shape::new(
                "dt0c01.",
                &[Run(ALNUM, 24, 24), Exact("."), Run(ALNUM, 64, 64)]
            ),
            Shape::new(
                "dt0s01.",
                &[Run(UPPER, 8, 8), Exact("."), Run(UPPER, 64, 64)]
            ),
            Shape::new(
                "dt0s02.",
                &[Run(UPPER, 8, 8), Exact("."), Run(UPPER, 64, 64)]
            ),
            Shape::new(
                "dt0s16.",
                &[Run(UPPER, 8, 8), Exact("."), Run(UPPER, 64, 64)]
            )
        ])],
        [
            concat!(
                "\"dt0c01.",
                "J9I7S7DUJZOJ79NT5SOSJC24.E6KO0E19IEQ1JC9E49K7JP3L85AS90XXYLGGSZCX3PNOPHFT61LBC05D6XZCSRQI\""
            ),
            concat!(
                "\"dt0s16.",
                "6YD5CC2B.CF92BYQHAKVJ7RMUFKC0F32BXTWD2JY5BY7U3V0EXBIM9SV3VD5ZAR2RF9DG1ET7\""
            )
        ],
        [
            "token: dt0c01.XXXXXXXXXXXXXXXXXXXXXXXX.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "dt0c01.…"
        ]
    ),
    credential!(
        "pagerduty-key",
        "PagerDuty key",
        "PagerDuty-sleutel",
        High,
        "20 characters behind a name with “pagerduty”; 32 hexadecimal digits behind a name with “pagerduty”",
        "20 tekens achter een naam met “pagerduty”; 32 hexadecimale cijfers achter een naam met “pagerduty”",
        &[Trigger::Named(&[
            Named::new(
                &["pagerduty", "pager_duty", "pd_api"],
                &[Run(Alphabet::of("0-9A-Za-z_+-"), 20, 20)]
            ),
            Named::new(&["pagerduty", "pager_duty"], &[Run(HEX, 32, 32)])
        ])],
        [
            concat!("PAGERDUTY_API_KEY=xsvpyLmOtS", "G78+d3c8nf"),
            concat!("PAGERDUTY_API_KEY=31e81783ee91f434", "78ee067d917fb81e")
        ],
        [
            "pagerduty_api_key = xxxxxxxxxxxxxxxxxxxx",
            "pagerduty = none"
        ]
    ),
    credential!(
        "opsgenie-key",
        "Opsgenie key",
        "Opsgenie-sleutel",
        High,
        "a UUID behind a name with “opsgenie”",
        "een UUID achter een naam met “opsgenie”",
        &[Trigger::Named(&[Named::new(&["opsgenie"], &[Uuid])])],
        [concat!(
            "OPSGENIE_API_KEY=568beff2-ea52-ac99",
            "-1fa6-30f38dc4e944"
        )],
        [
            "opsgenie_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "opsgenie = none"
        ]
    ),
    credential!(
        "elastic-key",
        "Elastic key",
        "Elastic-sleutel",
        High,
        "“essu_”, 40–200 characters of base64url; “essu_”, 40–200 characters of base64; 58 characters of base64, “==” behind a name with “elastic_”; 24 characters behind a name with “elastic_password”",
        "“essu_”, 40–200 tekens base64url; “essu_”, 40–200 tekens base64; 58 tekens base64, “==” achter een naam met “elastic_”; 24 tekens achter een naam met “elastic_password”",
        &[
            Trigger::Tokens(&[
                Shape::new("essu_", &[Run(URL, 40, 200), Pad("=")]),
                Shape::new("essu_", &[Run(BASE64, 40, 200), Pad("=")])
            ]),
            Trigger::Named(&[
                Named::new(
                    &[
                        "elastic_",
                        "elastic-",
                        "elasticapi",
                        "elasticclient",
                        "elastictoken",
                        "elasticsecret",
                        "elastickey",
                        "elasticsearch"
                    ],
                    &[Run(BASE64, 58, 58), Exact("==")]
                ),
                Named::new(
                    &["elastic_password", "elasticpassword"],
                    &[Run(ALNUM, 24, 24)]
                )
            ])
        ],
        [
            concat!("\"essu_", "bGfL9s3o6+RqiQS9Q8xZGbyz4ZpimKpi32RTgFyw\""),
            concat!("ELASTIC_PASSWORD_API_KEY=GKIlFq480Z26", "03NiRT3d1anJ")
        ],
        [
            "token: essu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "essu_…"
        ]
    ),
    credential!(
        "splunk-token",
        "Splunk HEC token",
        "Splunk-HEC-token",
        High,
        "a UUID behind a name with “splunk”",
        "een UUID achter een naam met “splunk”",
        &[Trigger::Named(&[Named::new(&["splunk"], &[Uuid])])],
        [concat!(
            "SPLUNK_API_KEY=c01b4b51-4ef5-b9e3",
            "-f3ba-2a6775e3be62"
        )],
        [
            "splunk_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "splunk = none"
        ]
    ),
    credential!(
        "sumologic-key",
        "Sumo Logic key",
        "Sumo Logic-sleutel",
        High,
        "64 characters behind a name with “sumo”",
        "64 tekens achter een naam met “sumo”",
        &[Trigger::Named(&[Named::new(
            &["sumo", "sumologic"],
            &[Run(ALNUM, 64, 64)]
        )])],
        [concat!(
            "SUMO_API_KEY=zwCMjzuopzbE08jZN6KoT9OBkoquR3uM",
            "CjSt3DnKKSeTZUJVYZTe73i29HIZltI5"
        )],
        [
            "sumo_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sumo = none"
        ]
    ),
    credential!(
        "loggly-token",
        "Loggly token",
        "Loggly-token",
        Medium,
        "a UUID behind a name with “loggly”",
        "een UUID achter een naam met “loggly”",
        &[Trigger::Named(&[Named::new(&["loggly"], &[Uuid])])],
        [concat!(
            "LOGGLY_API_KEY=f8756fae-acb2-5d73",
            "-1162-0c8c993e450d"
        )],
        [
            "loggly_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "loggly = none"
        ]
    ),
    credential!(
        "logzio-token",
        "Logz.io token",
        "Logz.io-token",
        Medium,
        "32 characters behind a name with “logzio”",
        "32 tekens achter een naam met “logzio”",
        &[Trigger::Named(&[Named::new(
            &["logzio", "logz.io", "logz_io"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "LOGZIO_API_KEY=A0jQRCjZNKxHi92a",
            "H6FQw1cCUMy82War"
        )],
        [
            "logzio_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "logzio = none"
        ]
    ),
    credential!(
        "logdna-key",
        "Mezmo key",
        "Mezmo-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “logdna”",
        "32 hexadecimale cijfers achter een naam met “logdna”",
        &[Trigger::Named(&[Named::new(
            &["logdna", "mezmo"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "LOGDNA_API_KEY=46c956ac87bb90b2",
            "b74eaf27435fa463"
        )],
        [
            "logdna_api_key = 00000000000000000000000000000000",
            "logdna = none"
        ]
    ),
    credential!(
        "papertrail-token",
        "Papertrail token",
        "Papertrail-token",
        Medium,
        "20 characters behind a name with “papertrail”",
        "20 tekens achter een naam met “papertrail”",
        &[Trigger::Named(&[Named::new(
            &["papertrail"],
            &[Run(ALNUM, 20, 20)]
        )])],
        [concat!("PAPERTRAIL_API_KEY=hHOruxORje", "x4DuEzBh1y")],
        [
            "papertrail_api_key = xxxxxxxxxxxxxxxxxxxx",
            "papertrail = none"
        ]
    ),
    credential!(
        "rollbar-token",
        "Rollbar token",
        "Rollbar-token",
        Medium,
        "32 hexadecimal digits behind a name with “rollbar”; 128 hexadecimal digits behind a name with “rollbar”",
        "32 hexadecimale cijfers achter een naam met “rollbar”; 128 hexadecimale cijfers achter een naam met “rollbar”",
        &[Trigger::Named(&[
            Named::new(&["rollbar"], &[Run(HEX, 32, 32)]),
            Named::new(&["rollbar"], &[Run(HEX, 128, 128)])
        ])],
        [
            concat!("ROLLBAR_API_KEY=9c93dec942e71d4d", "778f5a5db9ab9e68"),
            concat!(
                "ROLLBAR_API_KEY=f058209c973d7f0a9c5dca376f2b5352e24c5010941b55ec9e601f41d7eb7359",
                "a14fb0d703da6785170fcbcda721f56c78677486ee1be530e9a90ab073966104"
            )
        ],
        [
            "rollbar_api_key = 00000000000000000000000000000000",
            "rollbar = none"
        ]
    ),
    credential!(
        "bugsnag-key",
        "Bugsnag key",
        "Bugsnag-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “bugsnag”",
        "32 hexadecimale cijfers achter een naam met “bugsnag”",
        &[Trigger::Named(&[Named::new(
            &["bugsnag"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "BUGSNAG_API_KEY=057a95adb58ca193",
            "1d4735a60c108acd"
        )],
        [
            "bugsnag_api_key = 00000000000000000000000000000000",
            "bugsnag = none"
        ]
    ),
    credential!(
        "airbrake-key",
        "Airbrake key",
        "Airbrake-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “airbrake”; 40 hexadecimal digits behind a name with “airbrake”",
        "32 hexadecimale cijfers achter een naam met “airbrake”; 40 hexadecimale cijfers achter een naam met “airbrake”",
        &[Trigger::Named(&[
            Named::new(&["airbrake"], &[Run(HEX, 32, 32)]),
            Named::new(&["airbrake"], &[Run(HEX, 40, 40)])
        ])],
        [
            concat!("AIRBRAKE_API_KEY=2cc7d6e378eeff9e", "9c5c2a3ad7afea28"),
            concat!(
                "AIRBRAKE_API_KEY=7f1cf005feccfa6e0cd9",
                "f4725fd78de18d0de86d"
            )
        ],
        [
            "airbrake_api_key = 00000000000000000000000000000000",
            "airbrake = none"
        ]
    ),
    credential!(
        "honeybadger-key",
        "Honeybadger key",
        "Honeybadger-sleutel",
        Medium,
        "“hbp_”, 30–40 characters; 32 hexadecimal digits behind a name with “honeybadger”",
        "“hbp_”, 30–40 tekens; 32 hexadecimale cijfers achter een naam met “honeybadger”",
        &[
            Trigger::Tokens(&[Shape::new("hbp_", &[Run(ALNUM, 30, 40)])]),
            Trigger::Named(&[Named::new(&["honeybadger"], &[Run(HEX, 32, 32)])])
        ],
        [
            concat!("\"hbp_", "vujGBnha5auQqm5Mjb54zz93HhMvfr\""),
            concat!("HONEYBADGER_API_KEY=97b1b5f9998bea57", "e5aef62944509587")
        ],
        ["token: hbp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "hbp_…"]
    ),
    credential!(
        "raygun-key",
        "Raygun key",
        "Raygun-sleutel",
        Medium,
        "22 characters behind a name with “raygun”",
        "22 tekens achter een naam met “raygun”",
        &[Trigger::Named(&[Named::new(
            &["raygun"],
            &[Run(ALNUM, 22, 22)]
        )])],
        [concat!("RAYGUN_API_KEY=q39ybLDABf7", "K9DONa3PywZ")],
        ["raygun_api_key = xxxxxxxxxxxxxxxxxxxxxx", "raygun = none"]
    ),
    credential!(
        "appsignal-key",
        "AppSignal key",
        "AppSignal-sleutel",
        Medium,
        "a UUID behind a name with “appsignal”",
        "een UUID achter een naam met “appsignal”",
        &[Trigger::Named(&[Named::new(&["appsignal"], &[Uuid])])],
        [concat!(
            "APPSIGNAL_API_KEY=94a0d5ac-5b37-246a",
            "-994a-c6d2c195647d"
        )],
        [
            "appsignal_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "appsignal = none"
        ]
    ),
    credential!(
        "betterstack-token",
        "Better Stack token",
        "Better Stack-token",
        Medium,
        "24 characters behind a name with “betterstack”",
        "24 tekens achter een naam met “betterstack”",
        &[Trigger::Named(&[Named::new(
            &["betterstack", "better_stack", "logtail", "betteruptime"],
            &[Run(ALNUM, 24, 24)]
        )])],
        [concat!("BETTERSTACK_API_KEY=myIsuR8zSO5x", "86obTkfDYd00")],
        [
            "betterstack_api_key = xxxxxxxxxxxxxxxxxxxxxxxx",
            "betterstack = none"
        ]
    ),
    credential!(
        "uptimerobot-key",
        "UptimeRobot key",
        "UptimeRobot-sleutel",
        Medium,
        "“u”, 5–8 digits, “-”, 24 hexadecimal digits behind a name with “uptimerobot”; “m”, 7–10 digits, “-”, 24 hexadecimal digits behind a name with “uptimerobot”",
        "“u”, 5–8 cijfers, “-”, 24 hexadecimale cijfers achter een naam met “uptimerobot”; “m”, 7–10 cijfers, “-”, 24 hexadecimale cijfers achter een naam met “uptimerobot”",
        &[Trigger::Named(&[
            Named::new(
                &["uptimerobot", "uptime_robot"],
                &[Exact("u"), Run(DIGITS, 5, 8), Exact("-"), Run(HEX, 24, 24)]
            ),
            Named::new(
                &["uptimerobot", "uptime_robot"],
                &[Exact("m"), Run(DIGITS, 7, 10), Exact("-"), Run(HEX, 24, 24)]
            )
        ])],
        [
            concat!("UPTIMEROBOT_API_KEY=u13501-935d9db3", "11534e4e04f75f07"),
            concat!("UPTIMEROBOT_API_KEY=m2811808-30fc5ee", "5115867f2c574f124")
        ],
        [
            "uptimerobot_api_key = u00000-000000000000000000000000",
            "uptimerobot = none"
        ]
    ),
    credential!(
        "pingdom-token",
        "Pingdom token",
        "Pingdom-token",
        Medium,
        "86 characters of base64url behind a name with “pingdom”",
        "86 tekens base64url achter een naam met “pingdom”",
        &[Trigger::Named(&[Named::new(
            &["pingdom"],
            &[Run(URL, 86, 86)]
        )])],
        [concat!(
            "PINGDOM_API_KEY=XV8KIdcsdl0oNdNfEa9SDrADs30ZDjP71BwHhEDUqJN",
            "nfREqy67lS_fqYbK5o_M57xYMs_QGBrfKf14D5J8yW5"
        )],
        [
            "pingdom_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "pingdom = none"
        ]
    ),
    credential!(
        "statuspage-key",
        "Statuspage key",
        "Statuspage-sleutel",
        Medium,
        "a UUID behind a name with “statuspage”",
        "een UUID achter een naam met “statuspage”",
        &[Trigger::Named(&[Named::new(&["statuspage"], &[Uuid])])],
        [concat!(
            "STATUSPAGE_API_KEY=2a9f5155-d01e-f223",
            "-e4e1-8b3f75b17160"
        )],
        [
            "statuspage_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "statuspage = none"
        ]
    ),
    credential!(
        "lightstep-token",
        "Lightstep token",
        "Lightstep-token",
        Medium,
        "84–200 characters of base64 behind a name with “lightstep”",
        "84–200 tekens base64 achter een naam met “lightstep”",
        &[Trigger::Named(&[Named::new(
            &["lightstep"],
            &[Run(BASE64, 84, 200), Pad("=")]
        )])],
        [concat!(
            "LIGHTSTEP_API_KEY=5769MGUvvcQ0ox8oMhUHolCHY87mMjEipyDvb5ilzD",
            "7tk7ErtuFqMUHoyzAZDIz2RW+tM4R//YyKvILOG0hs"
        )],
        [
            "lightstep_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "lightstep = none"
        ]
    ),
    credential!(
        "instana-token",
        "Instana token",
        "Instana-token",
        Medium,
        "22 characters of base64url behind a name with “instana”",
        "22 tekens base64url achter een naam met “instana”",
        &[Trigger::Named(&[Named::new(
            &["instana"],
            &[Run(URL, 22, 22)]
        )])],
        [concat!("INSTANA_API_KEY=ogFqGin7wks", "7Phg4hKTgs8")],
        ["instana_api_key = xxxxxxxxxxxxxxxxxxxxxx", "instana = none"]
    ),
    credential!(
        "axiom-token",
        "Axiom token",
        "Axiom-token",
        Medium,
        "“xaat-”, a UUID; “xapt-”, a UUID",
        "“xaat-”, een UUID; “xapt-”, een UUID",
        &[Trigger::Tokens(&[
            Shape::new("xaat-", &[Uuid]),
            Shape::new("xapt-", &[Uuid])
        ])],
        [
            concat!("\"xaat-", "7f8d8139-6360-5309-b055-4480843ee096\""),
            concat!("\"xapt-", "09b9ef48-10e1-a04d-2998-ab06e78ba8a4\"")
        ],
        ["token: xaat-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "xaat-…"]
    ),
    credential!(
        "coralogix-key",
        "Coralogix key",
        "Coralogix-sleutel",
        Medium,
        "“cxtp_”, 30 characters; “cxup_”, 30 characters; a UUID behind a name with “coralogix”",
        "“cxtp_”, 30 tekens; “cxup_”, 30 tekens; een UUID achter een naam met “coralogix”",
        &[
            Trigger::Tokens(&[
                Shape::new("cxtp_", &[Run(ALNUM, 30, 30)]),
                Shape::new("cxup_", &[Run(ALNUM, 30, 30)])
            ]),
            Trigger::Named(&[Named::new(&["coralogix"], &[Uuid])])
        ],
        [
            concat!("\"cxtp_", "MF2vsZwJcT8GnMPQEP4bwawvDv6Vmr\""),
            concat!("CORALOGIX_API_KEY=51a36a5e-b043-69b7", "-c16c-6e8b97b59564")
        ],
        ["token: cxtp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "cxtp_…"]
    ),
    credential!(
        "mixpanel-secret",
        "Mixpanel secret",
        "Mixpanel-geheim",
        Medium,
        "32 hexadecimal digits behind a name with “mixpanel”",
        "32 hexadecimale cijfers achter een naam met “mixpanel”",
        &[Trigger::Named(&[Named::new(
            &["mixpanel"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "MIXPANEL_API_KEY=656e11610a9fe8bf",
            "756086834bffde04"
        )],
        [
            "mixpanel_api_key = 00000000000000000000000000000000",
            "mixpanel = none"
        ]
    ),
    credential!(
        "amplitude-key",
        "Amplitude key",
        "Amplitude-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “amplitude”",
        "32 hexadecimale cijfers achter een naam met “amplitude”",
        &[Trigger::Named(&[Named::new(
            &[
                "amplitude_",
                "amplitude-",
                "amplitudeapi",
                "amplitudeclient",
                "amplitudetoken",
                "amplitudesecret",
                "amplitudekey"
            ],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "AMPLITUDE_API_KEY=7b49fd3f248eb3dc",
            "cfb35cee07e2081f"
        )],
        [
            "amplitude_api_key = 00000000000000000000000000000000",
            "amplitude = none"
        ]
    ),
    credential!(
        "segment-key",
        "Segment key",
        "Segment-sleutel",
        High,
        "“sgp_”, 64 characters; 32 characters behind a name with “segment”",
        "“sgp_”, 64 tekens; 32 tekens achter een naam met “segment”",
        &[
            Trigger::Tokens(&[Shape::new("sgp_", &[Run(ALNUM, 64, 64)])]),
            Trigger::Named(&[Named::new(
                &[
                    "segment_",
                    "segment-",
                    "segmentapi",
                    "segmentclient",
                    "segmenttoken",
                    "segmentsecret",
                    "segmentkey",
                    "segmentwrite"
                ],
                &[Run(ALNUM, 32, 32)]
            )])
        ],
        [
            concat!(
                "\"sgp_",
                "uOFZwl7aPsuKhywxKydOzSk2w8zS88wWE11YWvADOToMkl0DFmvoXbUYUZklndkr\""
            ),
            concat!("SEGMENT_API_KEY=Y7y7BJZWhy33ayHk", "Dnn0sG78MhPYesj0")
        ],
        [
            "token: sgp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sgp_…"
        ]
    ),
    credential!(
        "posthog-key",
        "PostHog personal key",
        "PostHog-persoonlijke sleutel",
        High,
        "“phx_”, 41–50 characters of base64url; “phs_”, 43–50 characters",
        "“phx_”, 41–50 tekens base64url; “phs_”, 43–50 tekens",
        &[Trigger::Tokens(&[
            Shape::new("phx_", &[Run(URL, 41, 50)]),
            Shape::new("phs_", &[Run(ALNUM, 43, 50)])
        ])],
        [
            concat!("key=phx_", "aTHHLbvKy66hprMSjgl7IEMDKcQdwciwV3uEvLnB1ED"),
            concat!("key=phs_", "g9y1sX7QPMpQCxHymb11aSkA2CLu59JfNsAgytldvlV")
        ],
        [
            "token: phx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "phx_…"
        ]
    ),
    credential!(
        "shodan-key",
        "Shodan key",
        "Shodan-sleutel",
        Medium,
        "32 characters behind a name with “shodan”",
        "32 tekens achter een naam met “shodan”",
        &[Trigger::Named(&[Named::new(
            &["shodan"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "SHODAN_API_KEY=StHnuZxEEFxyxAo2",
            "X4BqBfkRSoUJZ8Vi"
        )],
        [
            "shodan_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "shodan = none"
        ]
    ),
    credential!(
        "virustotal-key",
        "VirusTotal key",
        "VirusTotal-sleutel",
        Medium,
        "64 hexadecimal digits behind a name with “virustotal”",
        "64 hexadecimale cijfers achter een naam met “virustotal”",
        &[Trigger::Named(&[Named::new(
            &["virustotal", "virus_total", "vt_api"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "VIRUSTOTAL_API_KEY=b6bdcc693fc464a3f8c4035fe3c93b65",
            "8181e3d80499ba7787d4ad3f9e4f0a60"
        )],
        [
            "virustotal_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "virustotal = none"
        ]
    ),
    credential!(
        "censys-secret",
        "Censys secret",
        "Censys-geheim",
        Medium,
        "“censys_”, 8 characters, “_”, 32 characters; 32 characters behind a name with “censys”",
        "“censys_”, 8 tekens, “_”, 32 tekens; 32 tekens achter een naam met “censys”",
        &[
            Trigger::Tokens(&[Shape::new(
                "censys_",
                &[Run(ALNUM, 8, 8), Exact("_"), Run(ALNUM, 32, 32)]
            )]),
            Trigger::Named(&[Named::new(&["censys"], &[Run(ALNUM, 32, 32)])])
        ],
        [
            concat!("key=censys_", "Cr168237_AESqovrVjzwPo6yGGx4fZxisQlRNA02f"),
            concat!("CENSYS_API_KEY=njWUR9BdLvCJ4Ecv", "5tuEoUw1P0HXSJmk")
        ],
        [
            "token: censys_xxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "censys_…"
        ]
    ),
    credential!(
        "securitytrails-key",
        "SecurityTrails key",
        "SecurityTrails-sleutel",
        Medium,
        "32 characters behind a name with “securitytrails”",
        "32 tekens achter een naam met “securitytrails”",
        &[Trigger::Named(&[Named::new(
            &["securitytrails"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "SECURITYTRAILS_API_KEY=u615KdPMloRty7sK",
            "oomIyTK7omp5TLUM"
        )],
        [
            "securitytrails_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "securitytrails = none"
        ]
    ),
    credential!(
        "abuseipdb-key",
        "AbuseIPDB key",
        "AbuseIPDB-sleutel",
        Medium,
        "80 hexadecimal digits behind a name with “abuseipdb”",
        "80 hexadecimale cijfers achter een naam met “abuseipdb”",
        &[Trigger::Named(&[Named::new(
            &["abuseipdb"],
            &[Run(HEX, 80, 80)]
        )])],
        [concat!(
            "ABUSEIPDB_API_KEY=3f3da65ab0cfe9b3293a6d218dc77c2603d1d9d1",
            "2e8d153bf0fc35468a8b29b677215ebabaaf4fd8"
        )],
        [
            "abuseipdb_api_key = 00000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "abuseipdb = none"
        ]
    ),
    credential!(
        "crowdstrike-secret",
        "CrowdStrike secret",
        "CrowdStrike-geheim",
        Critical,
        "40 characters behind a name with “crowdstrike”",
        "40 tekens achter een naam met “crowdstrike”",
        &[Trigger::Named(&[Named::new(
            &["crowdstrike", "falcon_client"],
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "CROWDSTRIKE_API_KEY=R5bVOlYpaEqwjXtqcZnw",
            "dsHKnL6L8naXHJDRvQ0j"
        )],
        [
            "crowdstrike_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "crowdstrike = none"
        ]
    ),
    credential!(
        "tenable-key",
        "Tenable key",
        "Tenable-sleutel",
        High,
        "64 hexadecimal digits behind a name with “tenable”",
        "64 hexadecimale cijfers achter een naam met “tenable”",
        &[Trigger::Named(&[Named::new(
            &["tenable", "nessus"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "TENABLE_API_KEY=0eb51ecb9475f40b04998a7dc1e4b10a",
            "fd6674adccf9c8a6965e6e1ea97f4a94"
        )],
        [
            "tenable_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "tenable = none"
        ]
    ),
    credential!(
        "rapid7-key",
        "Rapid7 key",
        "Rapid7-sleutel",
        High,
        "a UUID behind a name with “rapid7”",
        "een UUID achter een naam met “rapid7”",
        &[Trigger::Named(&[Named::new(
            &["rapid7", "insightvm"],
            &[Uuid]
        )])],
        [concat!(
            "RAPID7_KEY=94e70e2a-2fa7-e269",
            "-dbee-7808c656eef8"
        )],
        [
            "rapid7_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "rapid7 = none"
        ]
    ),
    credential!(
        "rubrik-token",
        "Rubrik token",
        "Rubrik-token",
        Critical,
        "43 characters of base64url behind a name with “rubrik”",
        "43 tekens base64url achter een naam met “rubrik”",
        &[Trigger::Named(&[Named::new(
            &["rubrik"],
            &[Run(URL, 43, 43)]
        )])],
        [concat!(
            "RUBRIK_API_KEY=FM-jILzByUtoyBaQl-D1m",
            "g3WEvpFEgwWZtXuB8cXjj1"
        )],
        [
            "rubrik_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "rubrik = none"
        ]
    ),
    credential!(
        "greynoise-key",
        "GreyNoise key",
        "GreyNoise-sleutel",
        Medium,
        "64 characters behind a name with “greynoise”",
        "64 tekens achter een naam met “greynoise”",
        &[Trigger::Named(&[Named::new(
            &["greynoise"],
            &[Run(ALNUM, 64, 64)]
        )])],
        [concat!(
            "GREYNOISE_API_KEY=rJBxf427e5Vqc7zTGFtjgFrdJMo2axJS",
            "mKQDGuDFBU3fGHYPUqC9vnglPT2Nsi5G"
        )],
        [
            "greynoise_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "greynoise = none"
        ]
    ),
    credential!(
        "rootly-key",
        "Rootly key",
        "Rootly-sleutel",
        High,
        "“rootly_”, 64 hexadecimal digits",
        "“rootly_”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "rootly_",
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "key=rootly_",
            "22b3930edb25f927f7c70f64183191d3a45bcb3d2ad6d1bf934f6fe8a3189761"
        )],
        [
            "token: rootly_0000000000000000000000000000000000000000000000000000000000000000",
            "rootly_…"
        ]
    ),
    credential!(
        "weatherstack-key",
        "weatherstack key",
        "weatherstack-sleutel",
        Medium,
        "32 characters behind a name with “weatherstack”",
        "32 tekens achter een naam met “weatherstack”",
        &[Trigger::Named(&[Named::new(
            &["weatherstack"],
            &[Run(LOWER, 32, 32)]
        )])],
        [concat!(
            "WEATHERSTACK_API_KEY=xf75kygmfztj9w0n",
            "f9r34w15m1pe54s3"
        )],
        [
            "weatherstack_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "weatherstack = none"
        ]
    ),
    credential!(
        "fullstory-key",
        "FullStory key",
        "FullStory-sleutel",
        High,
        "“na1.”, 20–80 characters behind a name with “fullstory”; “eu1.”, 20–80 characters behind a name with “fullstory”",
        "“na1.”, 20–80 tekens achter een naam met “fullstory”; “eu1.”, 20–80 tekens achter een naam met “fullstory”",
        &[Trigger::Named(&[
            Named::new(
                &["fullstory", "fs_api"],
                &[Exact("na1."), Run(ALNUM, 20, 80)]
            ),
            Named::new(
                &["fullstory", "fs_api"],
                &[Exact("eu1."), Run(ALNUM, 20, 80)]
            )
        ])],
        [
            concat!("FULLSTORY_API_KEY=na1.G2IS79KX", "Vd4x6BS3nugY"),
            concat!("FULLSTORY_API_KEY=eu1.qVlbiAdJ", "V33ARLPIzfv4")
        ],
        [
            "fullstory_api_key = na1.xxxxxxxxxxxxxxxxxxxx",
            "fullstory_api_key = eu1.xxxxxxxxxxxxxxxxxxxx",
            "fullstory = none"
        ]
    ),
];
