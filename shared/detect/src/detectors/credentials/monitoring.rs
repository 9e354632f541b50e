//! Monitoring, analytics, security services.

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, DIGITS, HEX, LOWER, Shape, UPPER, URL};
use crate::detector::{Detector, Trigger};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "datadog-key",
        "Datadog key",
        "Datadog-sleutel",
        High,
        "40 hexadecimal digits behind a name with “datadog”; 32 hexadecimal digits behind a name with “datadog”; “ddapp_”, 34 characters",
        "40 hexadecimale cijfers achter een naam met “datadog”; 32 hexadecimale cijfers achter een naam met “datadog”; “ddapp_”, 34 tekens",
        &[
            Trigger::Tokens(&[Shape::new("ddapp_", &[Run(ALNUM, 34, 34)])]),
            Trigger::Named(&[
                Named::new(
                    &["datadog", "dd_api", "dd_app", "ddog"],
                    &[Run(HEX, 40, 40)]
                ),
                Named::new(
                    &["datadog", "dd_api", "dd_app", "ddog"],
                    &[Run(HEX, 32, 32)]
                )
            ])
        ],
        [
            concat!(
                "DATADOG_API_KEY=a1f71901a6ae2bb8ce00",
                "7bd1c684661270bf9b0a"
            ),
            concat!("\"ddapp_", "r6gLJfjZgqt96td8MGJ51ivkOER4AUcNhK\"")
        ],
        [
            "datadog_api_key = 0000000000000000000000000000000000000000",
            "datadog = none"
        ]
    ),
    credential!(
        "newrelic-key",
        "New Relic key",
        "New Relic-sleutel",
        High,
        "“NRAK-”, 27 characters; “NRII-”, 32 characters of base64url; “NRRA-”, 42 hexadecimal digits; “NRIQ-”, 32 characters of base64url; and others",
        "“NRAK-”, 27 tekens; “NRII-”, 32 tekens base64url; “NRRA-”, 42 hexadecimale cijfers; “NRIQ-”, 32 tekens base64url; en andere",
        &[Trigger::Tokens(&[
            Shape::new("NRAK-", &[Run(UPPER, 27, 27)]),
            Shape::new("NRII-", &[Run(URL, 32, 32)]),
            Shape::new("NRRA-", &[Run(HEX, 42, 42)]),
            Shape::new("NRIQ-", &[Run(URL, 32, 32)]),
            Shape::new("NRSP-", &[Run(URL, 30, 40)]),
            Shape::new("FFFFNRAL", &[]).behind(&[Run(HEX, 36, 36)]),
            Shape::new("eu01xxNRAL", &[]).behind(&[Run(HEX, 36, 36)])
        ])],
        [
            concat!("\"NRAK-", "HTZSDBF5KAYS6LZKBQY408BMAI7\""),
            concat!("\"ef6ff68c8e1e58cd61090e2", "888e725dcf1a5eu01xxNRAL\"")
        ],
        ["token: NRAK-XXXXXXXXXXXXXXXXXXXXXXXXXXX", "NRAK-…"]
    ),
    credential!(
        "grafana-token",
        "Grafana token",
        "Grafana-token",
        High,
        "“glsa_”, 32 characters, “_”, 8 hexadecimal digits; “glc_”, 32–400 characters of base64; “eyJrIjoi”, 70–400 characters of base64",
        "“glsa_”, 32 tekens, “_”, 8 hexadecimale cijfers; “glc_”, 32–400 tekens base64; “eyJrIjoi”, 70–400 tekens base64",
        &[Trigger::Tokens(&[
            Shape::new("glsa_", &[Run(ALNUM, 32, 32), Exact("_"), Run(HEX, 8, 8)]),
            Shape::new("glc_", &[Run(BASE64, 32, 400), Pad("=")]),
            Shape::new("eyJrIjoi", &[Run(BASE64, 70, 400), Pad("=")])
        ])],
        [
            concat!("\"glsa_", "Vz3EoTWL35hyxVPNm7bqkOUcHbPIKCXK_33ddf092\""),
            concat!(
                "key=eyJrIjoi",
                "edxp3rkIawBNlOn3EQAihzBR0IX4B72UQ8BcyU1QMww8vKqEheajZ5BKztAeueS+cOoSPy"
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
        "“sntryu_”, 64 hexadecimal digits; “sntrys_eyJ”, 80–400 characters of base64, “_”, 40–60 characters of base64; 64 hexadecimal digits behind a name with “sentry”",
        "“sntryu_”, 64 hexadecimale cijfers; “sntrys_eyJ”, 80–400 tekens base64, “_”, 40–60 tekens base64; 64 hexadecimale cijfers achter een naam met “sentry”",
        &[
            Trigger::Tokens(&[
                Shape::new("sntryu_", &[Run(HEX, 64, 64)]),
                Shape::new(
                    "sntrys_eyJ",
                    &[
                        Run(BASE64, 80, 400),
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
                "9c63dbf725adaa6095138d8db3e92765074d59ef27e3c83c4d5f385675535873\""
            ),
            concat!(
                "SENTRY_API_KEY=48862acb1b0dcaddf722dd52bd8cadb0",
                "5d377ba3ec277bde42d4f9a9f12aafb7"
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
                "8ox6rd34dedwjvkp4zu5591l4h3kc3bkc10epgcyltx0vffb6usfo4ajl7"
            ),
            concat!("HONEYCOMB_API_KEY=9ccb356be622d7f3", "efbd4159d1ec1c13")
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
                &[Run(UPPER, 24, 24), Exact("."), Run(UPPER, 64, 64)]
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
                "key=dt0c01.",
                "RLOUHQ94PXI4SWPGUXTT4207.LAY0HP2RA2KG90M7MDYI9X24PV5R6VA3IFYEF7FU896RE34USZCVA6VV8VZ80X37"
            ),
            concat!(
                "key=dt0s16.",
                "PW32SEJP.H8FYJD1PP2GQJH6VXU9NUH89H69W9CLZ5J5ME0MJ9I7S7DUJZOJ79NT5SOSJC24E"
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
            concat!("PAGERDUTY_API_KEY=Den0T2JbSq", "2dOJS8IeFc"),
            concat!("PAGERDUTY_API_KEY=c1a425e40a88e61c", "bcc87e30a5602636")
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
            "OPSGENIE_API_KEY=edd99036-2661-5674",
            "-15d8-5af93dbf7a60"
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
        "“essu_”, 40–200 characters of base64; 58 characters of base64, “==” behind a name with “elastic”; 24 characters behind a name with “elastic_password”",
        "“essu_”, 40–200 tekens base64; 58 tekens base64, “==” achter een naam met “elastic”; 24 tekens achter een naam met “elastic_password”",
        &[
            Trigger::Tokens(&[Shape::new("essu_", &[Run(BASE64, 40, 200), Pad("=")])]),
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
            concat!("\"essu_", "v74nWr4DameZ7/0snBIjV+6/qblS4Sujqx2sWfuX\""),
            concat!("ELASTIC_PASSWORD_API_KEY=ZspuzZayocrY", "e8D3HS4vGJj1")
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
            "SPLUNK_API_KEY=92ca31e8-1783-ee91",
            "-f434-78ee067d917f"
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
            "SUMO_API_KEY=XmFIh3XtbWODchYNmsFPuv4tla4lFEFK",
            "Dpjj2vzKkTPSOd7RLyXM1u7hwXrpWVVE"
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
            "LOGGLY_API_KEY=4e9442a3-b270-61fd",
            "-64dd-2d28fa2881f6"
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
            "LOGZIO_API_KEY=9bncxX911OqJCIr8",
            "Xkhga2GKIlFq480Z"
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
            "LOGDNA_API_KEY=130191605bc01b4b",
            "514ef5b9e3f3ba2a"
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
        [concat!("PAPERTRAIL_API_KEY=cfeat7msEd", "4zwCMjzuop")],
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
            concat!("ROLLBAR_API_KEY=50493c4acdf1f9e1", "b7731914ae2f8756"),
            concat!(
                "ROLLBAR_API_KEY=faeacb25d7311620c8c993e450d0999415306415d46c956ac87bb90b2b74eaf2",
                "7435fa4638df972f809c93dec942e71d4d778f5a5db9ab9e68f058209c973d7f"
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
            "BUGSNAG_API_KEY=0a9c5dca376f2b53",
            "52e24c5010941b55"
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
            concat!("AIRBRAKE_API_KEY=ec9e601f41d7eb73", "59a14fb0d703da67"),
            concat!(
                "AIRBRAKE_API_KEY=85170fcbcda721f56c78",
                "677486ee1be530e9a90a"
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
            concat!("key=hbp_", "m0fV7iQccPQ31yOTwDFK81aeljakqU"),
            concat!("HONEYBADGER_API_KEY=b58ca1931d4735a6", "0c108acd2cc7d6e3")
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
        [concat!("RAYGUN_API_KEY=5wVl6lMUqfG", "kCEvMsAIxXk")],
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
            "APPSIGNAL_API_KEY=287f1cf0-05fe-ccfa",
            "-6e0c-d9f4725fd78d"
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
        [concat!("BETTERSTACK_API_KEY=zsVTV2OChrBB", "1qysgOcrvujG")],
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
            concat!("UPTIMEROBOT_API_KEY=u95421-5fdb2952", "2418f7d1b97b1b5f"),
            concat!("UPTIMEROBOT_API_KEY=m4444885-ea57e5a", "ef6294450958788cf")
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
            "PINGDOM_API_KEY=PCmU9EUKQ7jnueil7AjF3TlENkLfubioHADiGNoT9M6",
            "BnogvTIUZgbgdMmFuq11bpH5fDdmRBRJd45ldhUhW1i"
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
            "STATUSPAGE_API_KEY=f75f0743-3030-fc5e",
            "-e511-5867f2c574f1"
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
            "LIGHTSTEP_API_KEY=biXV8KIdcsdl0oNdNfEa9SDrADs30ZDjP71BwHhEDU",
            "qJNnfREqy67lS+fqYbK5o+M57xYMs+QGBrfKf14D5J"
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
        [concat!("INSTANA_API_KEY=8yW5bHC-l6m", "nR34W-a9cXj")],
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
            concat!("\"xaat-", "e18b3f75-b171-60fb-3e07-ab43afec1fcd\""),
            concat!("key=xapt-", "49adc20d-1dba-62d8-17b5-4bbc85442935")
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
            concat!("key=cxtp_", "gUXWFrU7FDUcvFHmMrpajr0kt3BeNB"),
            concat!("CORALOGIX_API_KEY=24cc79dc-7858-6411", "-12ca-e773d06826c4")
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
            "MIXPANEL_API_KEY=ea659af215c4a468",
            "972145891751a677"
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
            "AMPLITUDE_API_KEY=a6cea6889f9b80de",
            "f7c1dfff8b7bbca0"
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
                "key=sgp_",
                "W8ecWMxy8PkYdl9EAbV3RgUaeK3p88Q28nZLrW8e4evhQrh3KYJ6PBiZwc6d0a7S"
            ),
            concat!("SEGMENT_API_KEY=inZ0bb99WQg1UygH", "87zsPsVyDCAwAG0L")
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
        "“phx_”, 43–50 characters; “phs_”, 43–50 characters",
        "“phx_”, 43–50 tekens; “phs_”, 43–50 tekens",
        &[Trigger::Tokens(&[
            Shape::new("phx_", &[Run(ALNUM, 43, 50)]),
            Shape::new("phs_", &[Run(ALNUM, 43, 50)])
        ])],
        [
            concat!("\"phx_", "Vid2oYwESTG0iMOmLIPjQMsHyu8gXQO3MXSxI1twLKy\""),
            concat!("key=phs_", "k08Nq5ziyjhCHBlAxnT0csfgnlWhlzHLT952MF2vsZw")
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
            "SHODAN_API_KEY=T8GnMPQEP4bwawvD",
            "v6VmruMPBVPTCa3F"
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
            "VIRUSTOTAL_API_KEY=a36a5eb04369b7c16c6e8b97b5956465",
            "6e11610a9fe8bf756086834bffde047b"
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
            concat!("\"censys_", "F7v49OQg_tmy6wqoUpvn7MbxZBOoKst1fLNFt5JS1\""),
            concat!("CENSYS_API_KEY=JCJuuOFZwl7aPsuK", "hywxKydOzSk2w8zS")
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
            "SECURITYTRAILS_API_KEY=88wWE11YWvADOToM",
            "kl0DFmvoXbUYUZkl"
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
            "ABUSEIPDB_API_KEY=b6adf338115abb0e3487e9055f338cd98a366691",
            "ffb03840e3cb5005a1f247e8ea6faebfc12d7ac4"
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
            "CROWDSTRIKE_API_KEY=VinxdxPmrGNZoocSKj6I",
            "uoC9TTc8VMlx6vCJhQoL"
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
            "TENABLE_API_KEY=4035fe3c93b658181e3d80499ba7787d",
            "4ad3f9e4f0a60939ad034113dcfd9c32"
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
            "RAPID7_KEY=79ea0179-b946-f26f",
            "-2efc-00baf3026ace"
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
            "RUBRIK_API_KEY=fUMMJfNIPbd-cTGqlEI1N",
            "_WDIe9CeErS85zTNstO9r3"
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
            "GREYNOISE_API_KEY=6rV3CXriTzrHO35AtTRPKhDr3JEa7LxF",
            "nvZS0uo7RKUIb8cDgWwNlhwm4SIIPjnB"
        )],
        [
            "greynoise_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "greynoise = none"
        ]
    ),
];
