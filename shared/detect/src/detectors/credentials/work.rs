//! Work together: tickets, documents, forms, staff.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, DIGITS, HEX, LOWER, Shape, UPPER, URL};
use crate::detector::{Detector, Trigger};

// Words that are asked for with more than one shape behind them.
const MIRO_WORDS: &[&str] = &[
    "miro_",
    "miro-",
    "miroapi",
    "miroclient",
    "mirotoken",
    "mirosecret",
    "mirokey",
];

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "atlassian-token",
        "Atlassian token",
        "Atlassian-token",
        Critical,
        "“ATATT3”, 160–240 characters of base64url; “ATSTT3”, 160–240 characters of base64url; 24 characters behind a name with “atlassian”",
        "“ATATT3”, 160–240 tekens base64url; “ATSTT3”, 160–240 tekens base64url; 24 tekens achter een naam met “atlassian”",
        &[
            Trigger::Tokens(&[
                Shape::new("ATATT3", &[Run(URL, 160, 240), Pad("="), Run(UPPER, 0, 8)]),
                Shape::new("ATSTT3", &[Run(URL, 160, 240), Pad("="), Run(UPPER, 0, 8)]),
            ]),
            Trigger::Named(&[Named::new(
                &["atlassian", "confluence", "jira"],
                &[Run(ALNUM, 24, 24)]
            )])
        ],
        [
            concat!(
                "\"ATATT3",
                "oYzf2lsd0eW803ZpHxS-ABhqzZ_EXPJgvsHoAcMUe_EYum2CACTCALiU2MkwPHr3YPthoV7IHE77kvspNfXCOhzC99NuipUcDdzX65PCiy0tetkK81dT8to2T9Rez3g5xkPaGyZfJyV9aIGSpoDGOAmRhOLu0kZT\""
            ),
            concat!("ATLASSIAN_API_KEY=SMXMpugs1fjO", "42KHp0T9XfbO")
        ],
        [
            "token: ATATT3xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ATATT3…"
        ]
    ),
    credential!(
        "notion-token",
        "Notion token",
        "Notion-token",
        High,
        "“ntn_”, 43–50 characters; “secret_”, 43 characters behind a name with “notion”",
        "“ntn_”, 43–50 tekens; “secret_”, 43 tekens achter een naam met “notion”",
        &[
            Trigger::Tokens(&[Shape::new("ntn_", &[Run(ALNUM, 43, 50)])]),
            Trigger::Named(&[Named::new(
                &["notion"],
                &[Exact("secret_"), Run(ALNUM, 43, 43)]
            )])
        ],
        [
            concat!("\"ntn_", "h99syZ2OlaegaU5uzDzXMvVoBIT7Uxl0uCWuvz7a3De\""),
            concat!(
                "NOTION_API_KEY=secret_XuVSTnc21FsDACjsHj",
                "9VTs3vcxhxzzFEp6ugCe02QN0"
            )
        ],
        [
            "token: ntn_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ntn_…"
        ]
    ),
    credential!(
        "linear-key",
        "Linear key",
        "Linear-sleutel",
        High,
        "“lin_api_”, 40 characters; “lin_oauth_”, 64 hexadecimal digits; 32 hexadecimal digits behind a name with “linear”",
        "“lin_api_”, 40 tekens; “lin_oauth_”, 64 hexadecimale cijfers; 32 hexadecimale cijfers achter een naam met “linear”",
        &[
            Trigger::Tokens(&[
                Shape::new("lin_api_", &[Run(ALNUM, 40, 40)]),
                Shape::new("lin_oauth_", &[Run(HEX, 64, 64)])
            ]),
            Trigger::Named(&[Named::new(
                &[
                    "linear_",
                    "linear-",
                    "linearapi",
                    "linearclient",
                    "lineartoken",
                    "linearsecret",
                    "linearkey"
                ],
                &[Run(HEX, 32, 32)]
            )])
        ],
        [
            concat!("\"lin_api_", "QyrwAJ4yDfEzT7fX7Ru7Atw0apH37Ddc3BsVY48f\""),
            concat!("LINEAR_API_KEY=066584e3b5d914d1", "c9ffc8e8662e8b9f")
        ],
        [
            "token: lin_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "lin_api_…"
        ]
    ),
    credential!(
        "figma-token",
        "Figma token",
        "Figma-token",
        High,
        "“figd_”, 38–60 characters of base64url; “figo_”, 40–60 characters of base64url; “figh_”, 40–60 characters of base64url; a UUID behind a name with “figma”",
        "“figd_”, 38–60 tekens base64url; “figo_”, 40–60 tekens base64url; “figh_”, 40–60 tekens base64url; een UUID achter een naam met “figma”",
        &[
            Trigger::Tokens(&[
                Shape::new("figd_", &[Run(URL, 38, 60)]),
                Shape::new("figo_", &[Run(URL, 40, 60)]),
                Shape::new("figh_", &[Run(URL, 40, 60)])
            ]),
            Trigger::Named(&[Named::new(&["figma"], &[Uuid])])
        ],
        [
            concat!("\"figd_", "S_alTn2oTyjCyQ_3SDE3k24WVXRA2BkEfmL19Csm\""),
            concat!("\"figh_", "lTPemfchlCajgYNw8koFVqG1Bpf-juD6uO3xZgTF\"")
        ],
        [
            "token: figd_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "figd_…"
        ]
    ),
    credential!(
        "asana-token",
        "Asana token",
        "Asana-token",
        High,
        "32 characters behind a name with “asana”; 1 digit, “/”, 14–20 digits, “:”, 32 hexadecimal digits behind a name with “asana”; 1 digit, “/”, 14–20 digits, “/”, 14–20 digits, “:”, 32 hexadecimal digits behind a name with “asana”; 32 hexadecimal digits behind a name with “asana”",
        "32 tekens achter een naam met “asana”; 1 cijfer, “/”, 14–20 cijfers, “:”, 32 hexadecimale cijfers achter een naam met “asana”; 1 cijfer, “/”, 14–20 cijfers, “/”, 14–20 cijfers, “:”, 32 hexadecimale cijfers achter een naam met “asana”; 32 hexadecimale cijfers achter een naam met “asana”",
        &[Trigger::Named(&[
            Named::new(&["asana"], &[Run(LOWER, 32, 32)]),
            Named::new(
                &["asana"],
                &[
                    Run(DIGITS, 1, 1),
                    Exact("/"),
                    Run(DIGITS, 14, 20),
                    Exact(":"),
                    Run(HEX, 32, 32)
                ]
            ),
            Named::new(
                &["asana"],
                &[
                    Run(DIGITS, 1, 1),
                    Exact("/"),
                    Run(DIGITS, 14, 20),
                    Exact("/"),
                    Run(DIGITS, 14, 20),
                    Exact(":"),
                    Run(HEX, 32, 32)
                ]
            ),
            Named::new(&["asana"], &[Run(HEX, 32, 32)])
        ])],
        [
            concat!(
                "ASANA_API_KEY=3/48589314928553:b41c389",
                "75b023e22a5a781d9ee2be13a"
            ),
            concat!("ASANA_API_KEY=a58ff5ece37d048d", "96130332b80adbc1")
        ],
        [
            "asana_api_key = 0/00000000000000:00000000000000000000000000000000",
            "asana = none"
        ]
    ),
    credential!(
        "trello-token",
        "Trello token",
        "Trello-token",
        High,
        "“ATTA”, 64 hexadecimal digits; 64 hexadecimal digits behind a name with “trello”; 32 hexadecimal digits behind a name with “trello”",
        "“ATTA”, 64 hexadecimale cijfers; 64 hexadecimale cijfers achter een naam met “trello”; 32 hexadecimale cijfers achter een naam met “trello”",
        &[
            Trigger::Tokens(&[Shape::new("ATTA", &[Run(HEX, 64, 64)])]),
            Trigger::Named(&[
                Named::new(&["trello"], &[Run(HEX, 64, 64)]),
                Named::new(&["trello"], &[Run(HEX, 32, 32)])
            ])
        ],
        [
            concat!(
                "\"ATTA",
                "4663537b3e93df20c0f6641898bebcd74a2519fffc07908f007434d9883c0423\""
            ),
            concat!("TRELLO_API_KEY=22ed65071571d18a", "e8209a303c146810")
        ],
        [
            "token: ATTA0000000000000000000000000000000000000000000000000000000000000000",
            "ATTA…"
        ]
    ),
    credential!(
        "shortcut-token",
        "Shortcut token",
        "Shortcut-token",
        High,
        "a UUID behind a name with “clubhouse”",
        "een UUID achter een naam met “clubhouse”",
        &[Trigger::Named(&[Named::new(
            &[
                "clubhouse",
                "shortcut_",
                "shortcut-",
                "shortcutapi",
                "shortcutclient",
                "shortcuttoken",
                "shortcutsecret",
                "shortcutkey"
            ],
            &[Uuid]
        )])],
        [concat!(
            "CLUBHOUSE_API_KEY=a74e1491-0c1d-9b84",
            "-3904-b6baf4e97bc6"
        )],
        [
            "clubhouse_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "clubhouse = none"
        ]
    ),
    credential!(
        "clickup-token",
        "ClickUp token",
        "ClickUp-token",
        High,
        "“pk_”, 7–10 digits, “_”, 32 characters",
        "“pk_”, 7–10 cijfers, “_”, 32 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "pk_",
            &[Run(DIGITS, 7, 10), Exact("_"), Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "key=pk_",
            "0393591_3Z18FTI3I10GDNX9CO0HXHQ15UP6CXV0"
        )],
        ["token: pk_0000000_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "pk_…"]
    ),
    credential!(
        "airtable-token",
        "Airtable token",
        "Airtable-token",
        High,
        "“pat”, 14 characters, “.”, 64 hexadecimal digits; 17 characters behind a name with “airtable”; “key”, 14 characters behind a name with “airtable”",
        "“pat”, 14 tekens, “.”, 64 hexadecimale cijfers; 17 tekens achter een naam met “airtable”; “key”, 14 tekens achter een naam met “airtable”",
        &[
            Trigger::Tokens(&[Shape::new(
                "pat",
                &[Run(ALNUM, 14, 14), Exact("."), Run(HEX, 64, 64)]
            )]),
            Trigger::Named(&[
                Named::new(&["airtable"], &[Run(LOWER, 17, 17)])
                    .told(&["tbl", "viw", "rec", "fld", "app"]),
                Named::new(&["airtable"], &[Exact("key"), Run(ALNUM, 14, 14)])
            ])
        ],
        [
            concat!(
                "key=pat",
                "hpeo9LO5m3bSiZ.bb17949c63a1fd1ae7b04e3e1cb0dbcb581d0ef610d37b03fa6835336a6c47b9"
            ),
            concat!("AIRTABLE_API_KEY=keyRdzyO", "d6ubZcZ2i")
        ],
        [
            "token: patxxxxxxxxxxxxxx.0000000000000000000000000000000000000000000000000000000000000000",
            "pat…",
            "airtable_base: q7zt4lm9xc2vb8np5",
            "airtable_key: tblzt4lm9xc2vb8np"
        ]
    ),
    credential!(
        "smartsheet-token",
        "Smartsheet token",
        "Smartsheet-token",
        High,
        "37 characters behind a name with “smartsheet”; 26 characters behind a name with “smartsheet”",
        "37 tekens achter een naam met “smartsheet”; 26 tekens achter een naam met “smartsheet”",
        &[Trigger::Named(&[
            Named::new(&["smartsheet"], &[Run(ALNUM, 37, 37)]),
            Named::new(&["smartsheet"], &[Run(LOWER, 26, 26)])
        ])],
        [
            concat!(
                "SMARTSHEET_API_KEY=KidajaS2PerubnIjtv",
                "H100aiiDvpdyLLCKhlN"
            ),
            concat!("SMARTSHEET_API_KEY=40o0wx2g7sipl", "052kd4x65byi3")
        ],
        [
            "smartsheet_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "smartsheet = none"
        ]
    ),
    credential!(
        "todoist-token",
        "Todoist token",
        "Todoist-token",
        Medium,
        "40 hexadecimal digits behind a name with “todoist”",
        "40 hexadecimale cijfers achter een naam met “todoist”",
        &[Trigger::Named(&[Named::new(
            &["todoist"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "TODOIST_API_KEY=0baa7826783064471f94",
            "2dbeeb90ef1d4b280787"
        )],
        [
            "todoist_api_key = 0000000000000000000000000000000000000000",
            "todoist = none"
        ]
    ),
    credential!(
        "wrike-token",
        "Wrike token",
        "Wrike-token",
        High,
        "200–400 characters of base64url behind a name with “wrike”",
        "200–400 tekens base64url achter een naam met “wrike”",
        &[Trigger::Named(&[Named::new(
            &["wrike"],
            &[Run(URL, 200, 400)]
        )])],
        [concat!(
            "WRIKE_API_KEY=gZuDlu7t8an0IwF_VfuBIIyqPkcNSWMPJaCsjhmsA-iyUj9jh3YzneSJ0DvC3m21Z9LfYou5ShKldDk1NGXz-mP0yFSm7J8aSxPr",
            "73ColdxJq1uat0czWTWHlugcqdocdDmKW5PhFX5fLZdleD1nG6aEDIC4eVSK-LLMAxfuGxgDLNsAqguLJNrGy0GPkR1R-bxVEruw"
        )],
        [
            "wrike_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "wrike = none"
        ]
    ),
    credential!(
        "postman-key",
        "Postman key",
        "Postman-sleutel",
        High,
        "“PMAK-”, 24 hexadecimal digits, “-”, 34 hexadecimal digits; “PMAT-”, 26 characters",
        "“PMAK-”, 24 hexadecimale cijfers, “-”, 34 hexadecimale cijfers; “PMAT-”, 26 tekens",
        &[Trigger::Tokens(&[
            Shape::new("PMAK-", &[Run(HEX, 24, 24), Exact("-"), Run(HEX, 34, 34)]),
            Shape::new("PMAT-", &[Run(ALNUM, 26, 26)])
        ])],
        [
            concat!(
                "\"PMAK-",
                "5b6592163ecc282b7d15f4b2-af4bb05a15303340c4cf2150e3cd7fae9f\""
            ),
            concat!("\"PMAT-", "J1XZCV5XUW4S0N7AUPE0WZ2MS3\"")
        ],
        [
            "token: PMAK-000000000000000000000000-0000000000000000000000000000000000",
            "PMAK-…"
        ]
    ),
    credential!(
        "dropbox-token",
        "Dropbox token",
        "Dropbox-token",
        High,
        "“sl.”, 130–1400 characters of base64url; 11 characters, “AAAAAAAAAA”, 43 characters of base64url behind a name with “dropbox”; 15 characters behind a name with “dropbox”",
        "“sl.”, 130–1400 tekens base64url; 11 tekens, “AAAAAAAAAA”, 43 tekens base64url achter een naam met “dropbox”; 15 tekens achter een naam met “dropbox”",
        &[
            Trigger::Tokens(&[Shape::new("sl.", &[Run(URL, 130, 1400)])]),
            Trigger::Named(&[
                Named::new(
                    &["dropbox"],
                    &[Run(ALNUM, 11, 11), Exact("AAAAAAAAAA"), Run(URL, 43, 43)]
                ),
                Named::new(&["dropbox"], &[Run(LOWER, 15, 15)])
            ])
        ],
        [
            concat!(
                "\"sl.",
                "b_AqIj9ItvgN3yKuNsjq9CU1jDfE9UuGEYH9jCOWSqUx_hGOdxTVQS8zixJnISWu9uSOkntnIrJw5ELt25kfeAr7X-HTzSWZ798_OYVuYH59f9dpR9PQxV8DtNvJwbk_4Q\""
            ),
            concat!("DROPBOX_API_KEY=n4cwhqh", "q1mr9btm")
        ],
        [
            "token: sl.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sl.…"
        ]
    ),
    credential!(
        "box-token",
        "Box secret",
        "Box-geheim",
        High,
        "32 characters behind a name with “box”",
        "32 tekens achter een naam met “box”",
        &[Trigger::Named(&[Named::new(
            &[
                "box_",
                "box-",
                "boxapi",
                "boxclient",
                "boxtoken",
                "boxsecret",
                "boxkey"
            ],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!("BOX_API_KEY=PZQ5WT39uk0PgUZF", "dd9rAClDYlzcpyFX")],
        [
            "box_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "box = none"
        ]
    ),
    credential!(
        "frameio-token",
        "Frame.io token",
        "Frame.io-token",
        Medium,
        "“fio-u-”, 64 characters",
        "“fio-u-”, 64 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "fio-u-",
            &[Run(Alphabet::of("0-9A-Za-z_=-"), 64, 64)]
        )])],
        [concat!(
            "\"fio-u-",
            "YxvPogVUAvEw2abJYUQO8as81_oY_-NT0K_V6TDC6S3Tj6jnlmCYwQUeJ6ihEqvv\""
        )],
        [
            "token: fio-u-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "fio-u-…"
        ]
    ),
    credential!(
        "typeform-token",
        "Typeform token",
        "Typeform-token",
        High,
        "“tfp_”, 40–60 characters",
        "“tfp_”, 40–60 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "tfp_",
            &[Run(Alphabet::of("0-9A-Za-z_.=-"), 40, 60)]
        )])],
        [concat!(
            "key=tfp_",
            "75C47-iqc.VuH0Z_IM-x9rw.ZGM46puzUWJH94nW"
        )],
        [
            "token: tfp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "tfp_…"
        ]
    ),
    credential!(
        "jotform-key",
        "Jotform key",
        "Jotform-sleutel",
        High,
        "32 hexadecimal digits behind a name with “jotform”",
        "32 hexadecimale cijfers achter een naam met “jotform”",
        &[Trigger::Named(&[Named::new(
            &["jotform"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "JOTFORM_API_KEY=2923e74572f387c8",
            "1351d3c50afd83bc"
        )],
        [
            "jotform_api_key = 00000000000000000000000000000000",
            "jotform = none"
        ]
    ),
    credential!(
        "surveymonkey-token",
        "SurveyMonkey token",
        "SurveyMonkey-token",
        High,
        "80–140 characters behind a name with “surveymonkey”",
        "80–140 tekens achter een naam met “surveymonkey”",
        &[Trigger::Named(&[Named::new(
            &["surveymonkey"],
            &[Run(Alphabet::of("0-9A-Za-z_.-"), 80, 140)]
        )])],
        [concat!(
            "SURVEYMONKEY=U9Ad4GD0Dqko8md8ZX7A.igu.jyXPxoG14RAMEbj",
            "BceRTjb5_VsI6ZlsraTYGju7pbQ7tyDBvo5RX65k"
        )],
        [
            "surveymonkey_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "surveymonkey = none"
        ]
    ),
    credential!(
        "calcom-key",
        "Cal.com key",
        "Cal.com-sleutel",
        High,
        "“cal_live_”, 32 hexadecimal digits",
        "“cal_live_”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "cal_live_",
            &[Run(HEX, 32, 32)]
        )])],
        [concat!("key=cal_live_", "b5afda324b14898e485749a296fcd4f2")],
        [
            "token: cal_live_00000000000000000000000000000000",
            "cal_live_…"
        ]
    ),
    credential!(
        "readme-key",
        "ReadMe key",
        "ReadMe-sleutel",
        Medium,
        "“rdme_”, 70 characters",
        "“rdme_”, 70 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "rdme_",
            &[Run(LOWER, 70, 70)]
        )])],
        [concat!(
            "key=rdme_",
            "0x20kv0soeje2lrdenvm1ilks0035bcwtb9by03m3ngehwpmsuais5bnloccc2w15pis3w"
        )],
        [
            "token: rdme_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "rdme_…"
        ]
    ),
    credential!(
        "gitbook-token",
        "GitBook token",
        "GitBook-token",
        Medium,
        "“gb_api_”, 40 characters",
        "“gb_api_”, 40 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "gb_api_",
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "\"gb_api_",
            "ri3sJSiiOQD2sTjBt9ULd98pZl2ZjQJZmvYjyp2g\""
        )],
        [
            "token: gb_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "gb_api_…"
        ]
    ),
    credential!(
        "docusign-secret",
        "DocuSign key",
        "DocuSign-sleutel",
        Critical,
        "a UUID behind a name with “docusign”",
        "een UUID achter een naam met “docusign”",
        &[Trigger::Named(&[Named::new(&["docusign"], &[Uuid])])],
        [concat!(
            "DOCUSIGN_API_KEY=33165c1e-0d36-338c",
            "-2235-725bde17f235"
        )],
        [
            "docusign_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "docusign = none"
        ]
    ),
    credential!(
        "pandadoc-key",
        "PandaDoc key",
        "PandaDoc-sleutel",
        High,
        "40 hexadecimal digits behind a name with “pandadoc”",
        "40 hexadecimale cijfers achter een naam met “pandadoc”",
        &[Trigger::Named(&[Named::new(
            &["pandadoc"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "PANDADOC_API_KEY=fba54e6f64af75890768",
            "860ffdd5a7613b5b5eec"
        )],
        [
            "pandadoc_api_key = 0000000000000000000000000000000000000000",
            "pandadoc = none"
        ]
    ),
    credential!(
        "coda-token",
        "Coda token",
        "Coda-token",
        High,
        "a UUID behind a name with “coda”",
        "een UUID achter een naam met “coda”",
        &[Trigger::Named(&[Named::new(
            &[
                "coda_",
                "coda-",
                "codaapi",
                "codaclient",
                "codatoken",
                "codasecret",
                "codakey"
            ],
            &[Uuid]
        )])],
        [concat!(
            "CODA_API_KEY=1e68b328-ec71-a738",
            "-1b7f-62323098b210"
        )],
        [
            "coda_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "coda = none"
        ]
    ),
    credential!(
        "miro-token",
        "Miro token",
        "Miro-token",
        High,
        "“eyJtaXJv”, 30–160 characters; 27 characters of base64url behind a name with “miro_”; 32 characters of base64url behind a name with “miro_”",
        "“eyJtaXJv”, 30–160 tekens; 27 tekens base64url achter een naam met “miro_”; 32 tekens base64url achter een naam met “miro_”",
        &[
            Trigger::Tokens(&[Shape::new(
                "eyJtaXJv",
                &[Run(Alphabet::of("0-9A-Za-z_-"), 30, 160)]
            )]),
            Trigger::Named(&[
                Named::new(MIRO_WORDS, &[Run(URL, 27, 27)]),
                Named::new(MIRO_WORDS, &[Run(URL, 32, 32)])
            ])
        ],
        [
            concat!("MIRO_API_KEY=Oawgk_RKHcX7L", "0VjWG3eyHOFgI5"),
            concat!("MIRO_API_KEY=CbdWfAIRhQ_nnVIn", "4BMPsPtsYvXD7G87")
        ],
        ["miro_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxx", "miro = none"]
    ),
    credential!(
        "retool-token",
        "Retool token",
        "Retool-token",
        High,
        "“retool_”, 26–27 characters",
        "“retool_”, 26–27 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "retool_",
            &[Run(ALNUM, 26, 27)]
        )])],
        [concat!("key=retool_", "epZHuDwZ93uG3eTGalHUOV7SZg")],
        ["token: retool_xxxxxxxxxxxxxxxxxxxxxxxxxx", "retool_…"]
    ),
    credential!(
        "zapier-webhook",
        "Zapier webhook",
        "Zapier-webhook",
        Medium,
        "“hooks.zapier.com/hooks/catch/”, 5–9 digits, “/”, 6–8 characters",
        "“hooks.zapier.com/hooks/catch/”, 5–9 cijfers, “/”, 6–8 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "hooks.zapier.com/hooks/catch/",
            &[Run(DIGITS, 5, 9), Exact("/"), Run(LOWER, 6, 8)]
        )])],
        [concat!("key=hooks.zapier.com/hooks/catch/", "71021/i3st9y")],
        [
            "token: hooks.zapier.com/hooks/catch/00000/xxxxxx",
            "hooks.zapier…"
        ]
    ),
    credential!(
        "make-token",
        "Make token",
        "Make-token",
        High,
        "a UUID behind a name with “integromat”",
        "een UUID achter een naam met “integromat”",
        &[Trigger::Named(&[Named::new(
            &["integromat", "make_api"],
            &[Uuid]
        )])],
        [concat!(
            "INTEGROMAT_API_KEY=9c05ba92-b73b-4ba3",
            "-778d-020db89e9074"
        )],
        [
            "integromat_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "integromat = none"
        ]
    ),
    credential!(
        "n8n-key",
        "n8n key",
        "n8n-sleutel",
        High,
        "“n8n_api_”, 80 hexadecimal digits",
        "“n8n_api_”, 80 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "n8n_api_",
            &[Run(HEX, 80, 80)]
        )])],
        [concat!(
            "key=n8n_api_",
            "78dea6cc52121390b7802138c50ced3e5dff351ecc78d52b6f7fc34e329652fe1b2d5a1691c37e55"
        )],
        [
            "token: n8n_api_00000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "n8n_api_…"
        ]
    ),
    credential!(
        "sidekiq-credential",
        "Sidekiq credential",
        "Sidekiq-inloggegeven",
        Medium,
        "8 hexadecimal digits, “:”, 8 hexadecimal digits behind a name with “contribsys”",
        "8 hexadecimale cijfers, “:”, 8 hexadecimale cijfers achter een naam met “contribsys”",
        &[Trigger::Named(&[Named::new(
            &["contribsys"],
            &[Run(HEX, 8, 8), Exact(":"), Run(HEX, 8, 8)]
        )])],
        [concat!("CONTRIBSYS_API_KEY=c1e21d30", ":e1ab184f")],
        [
            "contribsys_api_key = 00000000:00000000",
            "contribsys = none"
        ]
    ),
    credential!(
        "freemius-key",
        "Freemius secret",
        "Freemius-geheim",
        Medium,
        "“sk_”, 29 characters behind a name with “freemius”",
        "“sk_”, 29 tekens achter een naam met “freemius”",
        &[Trigger::Named(&[Named::new(
            &["freemius"],
            &[Exact("sk_"), Run(Alphabet::of("!#-&(-~"), 29, 29)]
        )])],
        [concat!(
            "FREEMIUS_API_KEY=sk_W9G-kx9,#qh*j",
            "MM7*4N?Vg@5=tYqk"
        )],
        [
            "freemius_api_key = sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "freemius = none"
        ]
    ),
    credential!(
        "settlemint-token",
        "SettleMint token",
        "SettleMint-token",
        High,
        "“sm_pat_”, 16 characters; “sm_aat_”, 16 characters; “sm_sat_”, 16 characters",
        "“sm_pat_”, 16 tekens; “sm_aat_”, 16 tekens; “sm_sat_”, 16 tekens",
        &[Trigger::Tokens(&[
            Shape::new("sm_pat_", &[Run(ALNUM, 16, 16)]),
            Shape::new("sm_aat_", &[Run(ALNUM, 16, 16)]),
            Shape::new("sm_sat_", &[Run(ALNUM, 16, 16)])
        ])],
        [
            concat!("\"sm_pat_", "4egUCEoSsA3wmpuI\""),
            concat!("\"sm_sat_", "b7K5JehKKawXMXr2\"")
        ],
        ["token: sm_pat_xxxxxxxxxxxxxxxx", "sm_pat_…"]
    ),
    credential!(
        "lastfm-key",
        "Last.fm key",
        "Last.fm-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “lastfm”",
        "32 hexadecimale cijfers achter een naam met “lastfm”",
        &[Trigger::Named(&[Named::new(
            &["lastfm", "last_fm", "last.fm"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "LASTFM_API_KEY=e25a66cc0b66e705",
            "46a6640858b3002f"
        )],
        [
            "lastfm_api_key = 00000000000000000000000000000000",
            "lastfm = none"
        ]
    ),
    credential!(
        "opencage-key",
        "OpenCage key",
        "OpenCage-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “opencage”",
        "32 hexadecimale cijfers achter een naam met “opencage”",
        &[Trigger::Named(&[Named::new(
            &["opencage"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "OPENCAGE_API_KEY=cad7569b77b2dfe9",
            "595f2bc16a13e97f"
        )],
        [
            "opencage_api_key = 00000000000000000000000000000000",
            "opencage = none"
        ]
    ),
    credential!(
        "persona-key",
        "Persona key",
        "Persona-sleutel",
        Critical,
        "“persona_production_”, 20–80 characters of base64url; “persona_sandbox_”, 20–80 characters of base64url",
        "“persona_production_”, 20–80 tekens base64url; “persona_sandbox_”, 20–80 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("persona_production_", &[Run(URL, 20, 80)]),
            Shape::new("persona_sandbox_", &[Run(URL, 20, 80)]).severity(Severity::Medium)
        ])],
        [
            concat!(
                "\"persona_production_",
                "oB5cuCnPSG-_z1cRv3B-ugCf6a3P99oCMSgc\""
            ),
            concat!(
                "\"persona_sandbox_",
                "KggqnF4osALY9dcfbuRHvcPGWi_ZX3opE0Mn\""
            )
        ],
        [
            "token: persona_production_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "persona_prod…"
        ]
    ),
    credential!(
        "onfido-token",
        "Onfido token",
        "Onfido-token",
        Critical,
        "“api_live.”, 11 characters of base64url, “.”, 32 characters of base64url; “api_live.”, 20–80 characters of base64url; “api_live_us.”, 20–80 characters of base64url; “api_live_eu.”, 20–80 characters of base64url; and others",
        "“api_live.”, 11 tekens base64url, “.”, 32 tekens base64url; “api_live.”, 20–80 tekens base64url; “api_live_us.”, 20–80 tekens base64url; “api_live_eu.”, 20–80 tekens base64url; en andere",
        &[Trigger::Tokens(&[
            Shape::new(
                "api_live.",
                &[Run(URL, 11, 11), Exact("."), Run(URL, 32, 32)]
            ),
            Shape::new("api_live.", &[Run(URL, 20, 80)]),
            Shape::new("api_live_us.", &[Run(URL, 20, 80)]),
            Shape::new("api_live_eu.", &[Run(URL, 20, 80)]),
            Shape::new("api_live_ca.", &[Run(URL, 20, 80)]),
            Shape::new(
                "api_live_ca.",
                &[Run(URL, 11, 11), Exact("."), Run(URL, 32, 32)]
            ),
            Shape::new(
                "api_live_eu.",
                &[Run(URL, 11, 11), Exact("."), Run(URL, 32, 32)]
            ),
            Shape::new(
                "api_live_us.",
                &[Run(URL, 11, 11), Exact("."), Run(URL, 32, 32)]
            ),
            Shape::new(
                "api_sandbox.",
                &[Run(URL, 11, 11), Exact("."), Run(URL, 32, 32)]
            )
            .severity(Severity::Medium)
        ])],
        [
            concat!(
                "key=api_live.",
                "Sbcyr7SrF2b.G8Wp8ADMYyPgjDR7b5Jq6n1J9sWXDMD0"
            ),
            concat!(
                "key=api_sandbox.",
                "EW-9bd9O0nk.i8Xzwuq5lVrzcYZbEyIWktdn06qsamkE"
            )
        ],
        [
            "token: api_live.xxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "api_live.…"
        ]
    ),
    credential!(
        "checkr-key",
        "Checkr key",
        "Checkr-sleutel",
        Critical,
        "40 hexadecimal digits behind a name with “checkr”",
        "40 hexadecimale cijfers achter een naam met “checkr”",
        &[Trigger::Named(&[Named::new(
            &["checkr"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "CHECKR_API_KEY=ed32dc83f9fcdc3f435e",
            "3e92d2bf96e51fc8687d"
        )],
        [
            "checkr_api_key = 0000000000000000000000000000000000000000",
            "checkr = none"
        ]
    ),
    credential!(
        "bamboohr-key",
        "BambooHR key",
        "BambooHR-sleutel",
        Critical,
        "40 hexadecimal digits behind a name with “bamboohr”",
        "40 hexadecimale cijfers achter een naam met “bamboohr”",
        &[Trigger::Named(&[Named::new(
            &["bamboohr", "bamboo_hr"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "BAMBOOHR_API_KEY=1f9496093c9fd3fb3f4d",
            "67365d63a986efa68ac6"
        )],
        [
            "bamboohr_api_key = 0000000000000000000000000000000000000000",
            "bamboohr = none"
        ]
    ),
    credential!(
        "personio-secret",
        "Personio secret",
        "Personio-geheim",
        Critical,
        "“papi-”, a UUID; 40 characters behind a name with “personio”",
        "“papi-”, een UUID; 40 tekens achter een naam met “personio”",
        &[
            Trigger::Tokens(&[Shape::new("papi-", &[Uuid])]),
            Trigger::Named(&[Named::new(&["personio"], &[Run(ALNUM, 40, 40)])])
        ],
        [
            concat!("key=papi-", "87fb63ee-72f1-289b-60a0-8db345f78a95"),
            concat!(
                "PERSONIO_API_KEY=bBTsVU8krAOOPH6x0jjj",
                "THr8xu7Gf9IUDdbH8ea2"
            )
        ],
        ["token: papi-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "papi-…"]
    ),
    credential!(
        "greenhouse-key",
        "Greenhouse key",
        "Greenhouse-sleutel",
        Critical,
        "32 hexadecimal digits, “-”, 1 digit behind a name with “greenhouse”; 40 hexadecimal digits behind a name with “greenhouse”",
        "32 hexadecimale cijfers, “-”, 1 cijfer achter een naam met “greenhouse”; 40 hexadecimale cijfers achter een naam met “greenhouse”",
        &[Trigger::Named(&[
            Named::new(
                &["greenhouse"],
                &[Run(HEX, 32, 32), Exact("-"), Run(DIGITS, 1, 1)]
            ),
            Named::new(&["greenhouse"], &[Run(HEX, 40, 40)])
        ])],
        [
            concat!("GREENHOUSE_API_KEY=a9307a626d7beb5da", "f2e5e795a3aaace-6"),
            concat!(
                "GREENHOUSE_API_KEY=7dbd70e31827c6049adb",
                "03f0d85b3e858619b2f5"
            )
        ],
        [
            "greenhouse_api_key = 00000000000000000000000000000000-0",
            "greenhouse = none"
        ]
    ),
    credential!(
        "lever-key",
        "Lever key",
        "Lever-sleutel",
        High,
        "48 characters behind a name with “lever”",
        "48 tekens achter een naam met “lever”",
        &[Trigger::Named(&[Named::new(
            &[
                "lever_",
                "lever-",
                "leverapi",
                "leverclient",
                "levertoken",
                "leversecret",
                "leverkey"
            ],
            &[Run(ALNUM, 48, 48)]
        )])],
        [concat!(
            "LEVER_API_KEY=jcuf0l5Dwlas5ElAbGUOUR2M",
            "SkfYIHpFBW7jn96VrqRy798g"
        )],
        [
            "lever_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "lever = none"
        ]
    ),
    credential!(
        "wakatime-key",
        "WakaTime key",
        "WakaTime-sleutel",
        Medium,
        "“waka_”, a UUID; “waka_”, 36–64 characters; a UUID behind a name with “wakatime”",
        "“waka_”, een UUID; “waka_”, 36–64 tekens; een UUID achter een naam met “wakatime”",
        &[
            Trigger::Tokens(&[
                Shape::new("waka_", &[Uuid]),
                Shape::new("waka_", &[Run(LOWER, 36, 64)])
            ]),
            Trigger::Named(&[Named::new(&["wakatime", "waka_time"], &[Uuid])])
        ],
        [concat!("x = waka_", "5b989370-6aa3-4cde-a3bd-eacb0bcb8f0b")],
        [
            "token: waka_00000000-0000-0000-0000-000000000000",
            "waka_sarpras"
        ]
    ),
    credential!(
        "ifttt-key",
        "IFTTT webhook key",
        "Webhooksleutel van IFTTT",
        Medium,
        "“/with/key/”, 22–43 characters of base64url",
        "“/with/key/”, 22–43 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "/with/key/",
            &[Run(URL, 22, 43)]
        )])],
        [concat!(
            "x = https://a.nl/b/with/key/",
            "07fcLgoQ3HXMGaABhjDwgU"
        )],
        [
            "https://maker.ifttt.com/trigger/x/with/key/",
            "https://maker.ifttt.com/trigger/x/with/key/YOUR_KEY"
        ]
    ),
    credential!(
        "valtown-token",
        "Val Town token",
        "Val Town-token",
        High,
        "“vtwn_”, 20–80 characters of base64url",
        "“vtwn_”, 20–80 tekens base64url",
        &[Trigger::Tokens(&[Shape::new("vtwn_", &[Run(URL, 20, 80)])])],
        [concat!("key=vtwn_", "9CtCEWdZtcUCt9h4GQ3o")],
        ["token: vtwn_xxxxxxxxxxxxxxxxxxxx", "vtwn_…"]
    ),
    credential!(
        "workato-token",
        "Workato token",
        "Workato-token",
        Critical,
        "“wrka-eyJ”, 6–400 characters of base64url, “.”, 16–2000 characters of base64url, “.”, 40–800 characters of base64url; “wrkaus-eyJ”, 6–400 characters of base64url, “.”, 16–2000 characters of base64url, “.”, 40–800 characters of base64url; “wrkaeu-eyJ”, 6–400 characters of base64url, “.”, 16–2000 characters of base64url, “.”, 40–800 characters of base64url; “wrkajp-eyJ”, 6–400 characters of base64url, “.”, 16–2000 characters of base64url, “.”, 40–800 characters of base64url; and others",
        "“wrka-eyJ”, 6–400 tekens base64url, “.”, 16–2000 tekens base64url, “.”, 40–800 tekens base64url; “wrkaus-eyJ”, 6–400 tekens base64url, “.”, 16–2000 tekens base64url, “.”, 40–800 tekens base64url; “wrkaeu-eyJ”, 6–400 tekens base64url, “.”, 16–2000 tekens base64url, “.”, 40–800 tekens base64url; “wrkajp-eyJ”, 6–400 tekens base64url, “.”, 16–2000 tekens base64url, “.”, 40–800 tekens base64url; en andere",
        &[Trigger::Tokens(&[
            Shape::new(
                "wrka-eyJ",
                &[
                    Run(URL, 6, 400),
                    Exact("."),
                    Run(URL, 16, 2000),
                    Exact("."),
                    Run(URL, 40, 800)
                ]
            ),
            Shape::new(
                "wrkaus-eyJ",
                &[
                    Run(URL, 6, 400),
                    Exact("."),
                    Run(URL, 16, 2000),
                    Exact("."),
                    Run(URL, 40, 800)
                ]
            ),
            Shape::new(
                "wrkaeu-eyJ",
                &[
                    Run(URL, 6, 400),
                    Exact("."),
                    Run(URL, 16, 2000),
                    Exact("."),
                    Run(URL, 40, 800)
                ]
            ),
            Shape::new(
                "wrkajp-eyJ",
                &[
                    Run(URL, 6, 400),
                    Exact("."),
                    Run(URL, 16, 2000),
                    Exact("."),
                    Run(URL, 40, 800)
                ]
            ),
            Shape::new(
                "wrkasg-eyJ",
                &[
                    Run(URL, 6, 400),
                    Exact("."),
                    Run(URL, 16, 2000),
                    Exact("."),
                    Run(URL, 40, 800)
                ]
            ),
            Shape::new(
                "wrkaau-eyJ",
                &[
                    Run(URL, 6, 400),
                    Exact("."),
                    Run(URL, 16, 2000),
                    Exact("."),
                    Run(URL, 40, 800)
                ]
            )
        ])],
        [
            concat!(
                "key=wrka-eyJ",
                "6_nfPmm-H6it.MiwrD0xOCUSJ_t-k.UePPNlwEsVx7pe7MVyBoPfJPVLD766q4M6u5Nvci"
            ),
            concat!(
                "key=wrkaus-eyJ",
                "N_qJ-uRAGF-O.kbYIz2DHH9vgpZbW.V1bqYGLtmnFhBH2XPiRduVU-8DBv9SkJ-IIrkKAj"
            )
        ],
        [
            "token: wrka-eyJxxxxxxxxxxxx.xxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "wrka-eyJ…"
        ]
    ),
];
