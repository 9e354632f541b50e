//! Work together: tickets, documents, forms, staff.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, DIGITS, HEX, LOWER, Shape, UPPER, URL};
use crate::detector::{Detector, Trigger};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "atlassian-token",
        "Atlassian token",
        "Atlassian-token",
        Critical,
        "“ATATT3”, 160–240 characters of base64url; “ATSTT3”, 160–240 characters of base64url; “ATCTT3”, 160–240 characters of base64url; 24 characters behind a name with “atlassian”",
        "“ATATT3”, 160–240 tekens base64url; “ATSTT3”, 160–240 tekens base64url; “ATCTT3”, 160–240 tekens base64url; 24 tekens achter een naam met “atlassian”",
        &[
            Trigger::Tokens(&[
                Shape::new("ATATT3", &[Run(URL, 160, 240), Pad("="), Run(UPPER, 0, 8)]),
                Shape::new("ATSTT3", &[Run(URL, 160, 240), Pad("="), Run(UPPER, 0, 8)]),
                Shape::new("ATCTT3", &[Run(URL, 160, 240), Pad("="), Run(UPPER, 0, 8)])
            ]),
            Trigger::Named(&[Named::new(
                &["atlassian", "confluence", "jira"],
                &[Run(ALNUM, 24, 24)]
            )])
        ],
        [
            concat!(
                "\"ATATT3",
                "GtYVMkk5MUTwAP7Y930nqk_qYOEwlD8A9PJatS_1vQuD72IplPKLLZ5BG-D4tmUy6-M7A_JiRc_DGOWQez7CN0KaRRKEgqE2vICNSKictTNYegHjwinEamCKxSMD4PwtBMWRutlZrdUHgvfvtA1RcxhqoJIEIQvm\""
            ),
            concat!("ATLASSIAN_API_KEY=FyvHcV9dHseX", "BQO36bui4K8m")
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
            concat!("key=ntn_", "WpIXH46wN3nzRDcle3rx4rrAtS4QNoDnz5WOmyBWVB9"),
            concat!(
                "NOTION_API_KEY=secret_beNkGq5PG0dBQ1AOKb",
                "G1YwGGDUOfdzcatcsYfdOIvhY"
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
            concat!("\"lin_api_", "fqRtDyhrAZ5BCBKMcc2AdAULiRZAPehOdJ7sVrdI\""),
            concat!("LINEAR_API_KEY=4b3c4906086a0981", "642075af3bdcb7b8")
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
        "“figd_”, 40–60 characters of base64url; “figo_”, 40–60 characters of base64url; “figh_”, 40–60 characters of base64url",
        "“figd_”, 40–60 tekens base64url; “figo_”, 40–60 tekens base64url; “figh_”, 40–60 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("figd_", &[Run(URL, 40, 60)]),
            Shape::new("figo_", &[Run(URL, 40, 60)]),
            Shape::new("figh_", &[Run(URL, 40, 60)])
        ])],
        [
            concat!("\"figd_", "uqw1yussRDJKc2wHGpPda8QWtwOSSEqFPXlvge6f\""),
            concat!("key=figh_", "LQEAPzP3HAyVmafuStFtv2il3hP1H9xcOIxQ_DyA")
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
        "1 digits, “/”, 14–20 digits, “:”, 32 hexadecimal digits behind a name with “asana”; 1 digits, “/”, 14–20 digits, “/”, 14–20 digits, “:”, 32 hexadecimal digits behind a name with “asana”; 32 hexadecimal digits behind a name with “asana”",
        "1 cijfers, “/”, 14–20 cijfers, “:”, 32 hexadecimale cijfers achter een naam met “asana”; 1 cijfers, “/”, 14–20 cijfers, “/”, 14–20 cijfers, “:”, 32 hexadecimale cijfers achter een naam met “asana”; 32 hexadecimale cijfers achter een naam met “asana”",
        &[Trigger::Named(&[
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
                "ASANA_API_KEY=4/80932580238397:8305730",
                "3e200f6a8df99468ffaecb477"
            ),
            concat!("ASANA_API_KEY=a693ce3faf750999", "d99b4e0c58ca60fc")
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
                "746e1baa115776c3e9c48922c746e3938e11c94807375b203d2760d2d3804185\""
            ),
            concat!("TRELLO_API_KEY=2a8f3b8e22bad669", "ac95d4cb705fd4dc")
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
            "CLUBHOUSE_API_KEY=f8e07921-c047-5844",
            "-e1a5-7852ffc3a0ff"
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
            &[Run(DIGITS, 7, 10), Exact("_"), Run(UPPER, 32, 32)]
        )])],
        [concat!(
            "key=pk_",
            "7812093_UQUNC21SJSJ9S3VCXHXZZP6UGE020YRW"
        )],
        ["token: pk_0000000_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "pk_…"]
    ),
    credential!(
        "airtable-token",
        "Airtable token",
        "Airtable-token",
        High,
        "“pat”, 14 characters, “.”, 64 hexadecimal digits; “key”, 14 characters behind a name with “airtable”",
        "“pat”, 14 tekens, “.”, 64 hexadecimale cijfers; “key”, 14 tekens achter een naam met “airtable”",
        &[
            Trigger::Tokens(&[Shape::new(
                "pat",
                &[Run(ALNUM, 14, 14), Exact("."), Run(HEX, 64, 64)]
            )]),
            Trigger::Named(&[Named::new(
                &["airtable"],
                &[Exact("key"), Run(ALNUM, 14, 14)]
            )])
        ],
        [
            concat!(
                "key=pat",
                "4yDfEzT7fX7Ru7.e05c13661e2479066584e3b5d914d1c9ffc8e8662e8b9fdf25d506d8498df0d9"
            ),
            concat!("AIRTABLE_API_KEY=keyFEDzk", "1CFa12TtZ")
        ],
        [
            "token: patxxxxxxxxxxxxxx.0000000000000000000000000000000000000000000000000000000000000000",
            "pat…"
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
                "SMARTSHEET_API_KEY=CJstEqi1iNaXk7bn04",
                "KJSjebjVxarp7bQZ7F6"
            ),
            concat!("SMARTSHEET_API_KEY=8yaj5z98uog4a", "xcwksdzl0zic7")
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
            "TODOIST_API_KEY=f47917c08f4dad78b628",
            "5bb7b41c38975b023e22"
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
            "WRIKE_API_KEY=EkGuy6RBWWbIU7eFEmzY-nXMXetS2gzQDr4e1febJx3HRJM7jqrcncsKfVAfSYb1P2-roj5wAyLXJPSthF8m4BZZ_O1uA2w_22th",
            "ehQCwyeP0ibc69bVQrl1u6kt6R5zEWy91BEe2cM7ioy71HujX6jC72N6SDLyifB3gKpKE_gVCtKOo1orG863gvWA7B31wqLioM1y"
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
            Shape::new("PMAT-", &[Run(UPPER, 26, 26)])
        ])],
        [
            concat!(
                "\"PMAK-",
                "8d02fc36f0a8c7c42b159bb1-7949c63a1fd1ae7b04e3e1cb0dbcb581d0\""
            ),
            concat!("\"PMAT-", "VCY21Q7EN16UZKXWDGX6B67DKC\"")
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
                "key=sl.",
                "gvKDRCJUHKYqrqcZmp5BBrkDl5tSZmKCW_210kAB_OryG80M05weVAPH1a5Er8dbmA72IEEuy9osyd0oigs4-BhaRIXXIC1X-5RiJax0vysgZuDlu7t8an0IwF_VfuBIIy"
            ),
            concat!("DROPBOX_API_KEY=pax6ort", "wopm5je9")
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
        [concat!("BOX_API_KEY=8bWKeIivA9AhHs9L", "4V981XuLQhb7rQLm")],
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
            "0dVc3M21z9lFyOU5sHkLDdK1ngxZ=Mp0YfsM7j8AsXpR73cOLDXjQ1UAT0CZwtwh\""
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
            "\"tfp_",
            "GCQDOCD=dMkw5pHfx5FlzDLEd1Ng-6Aedic4Evsk\""
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
            "JOTFORM_API_KEY=bc9837a849bc7964",
            "7bbc6a80ac5d0df2"
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
            "SURVEYMONKEY=XveRUWMiPKdB-4OFxpp8XBkSq4LyJkAe.Hjj1Mh4",
            "LF3DEG0pGm_A-6M1xDnqUzhvb.2d3O_By-8v1lFK"
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
        [concat!("key=cal_live_", "fc701be1d2f96b42b774c08b7c74629e")],
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
            "\"rdme_",
            "9j7k4sfxlkul49jptrdsygzv8lp6gwrsqr4h9gmbmrtf4yfrpyabeybymdmg2kne12a77i\""
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
            "key=gb_api_",
            "3HJHtvlrhrMwtuJ3BQ4wRDGR4vSPUpusfPUul24O"
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
            "DOCUSIGN_API_KEY=3236d2cd-8e29-7c7b",
            "-825f-1d28b268d8d0"
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
            "PANDADOC_API_KEY=bd45eb214fa08664daa6",
            "c3d6aeba9a7553c2565c"
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
            "CODA_API_KEY=7906ba3f-f884-ce3b",
            "-0cf5-aa754d8a9487"
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
        "27 characters of base64url behind a name with “miro”; 32 characters of base64url behind a name with “miro”",
        "27 tekens base64url achter een naam met “miro”; 32 tekens base64url achter een naam met “miro”",
        &[Trigger::Named(&[
            Named::new(
                &[
                    "miro_",
                    "miro-",
                    "miroapi",
                    "miroclient",
                    "mirotoken",
                    "mirosecret",
                    "mirokey"
                ],
                &[Run(URL, 27, 27)]
            ),
            Named::new(
                &[
                    "miro_",
                    "miro-",
                    "miroapi",
                    "miroclient",
                    "mirotoken",
                    "mirosecret",
                    "mirokey"
                ],
                &[Run(URL, 32, 32)]
            )
        ])],
        [
            concat!("MIRO_API_KEY=Lvgb1hpghmkyX", "VpOGvuaVeW2ABj"),
            concat!("MIRO_API_KEY=yuqo8AS81_Oy_nt0", "k_v6tdc6s3tJ6JNL")
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
        [concat!("\"retool_", "Bo6htNVdfk9VBS3ml7qKYMssp0\"")],
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
        [concat!("\"hooks.zapier.com/hooks/catch/", "10085/qjvfs8\"")],
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
            "INTEGROMAT_API_KEY=f45e2def-8451-1cef",
            "-7844-21c812923e74"
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
            "\"n8n_api_",
            "572f387c81351d3c50afd83bc722914303dbc2c928812fbaefbf86ec40162539b29a67b91f7d418b\""
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
        [concat!("CONTRIBSYS_API_KEY=9784be1c", ":961df32e")],
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
            "FREEMIUS_API_KEY=sk_q}oUq(>D)(Qil",
            "O9M_ZNw1+3}}Oj)3"
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
            concat!("\"sm_pat_", "hihYs8BgbIf8ik4A\""),
            concat!("key=sm_sat_", "uoUr8IFv4Wk0Ex2C")
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
            "LASTFM_API_KEY=af0ec7971ad67bfb",
            "09aae001256e5450"
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
            "OPENCAGE_API_KEY=1b1b878cbef59e25",
            "bac666102c9e1dd9"
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
        "“persona_production_”, 36 characters of base64url; “persona_sandbox_”, 36 characters of base64url",
        "“persona_production_”, 36 tekens base64url; “persona_sandbox_”, 36 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("persona_production_", &[Run(URL, 36, 36)]),
            Shape::new("persona_sandbox_", &[Run(URL, 36, 36)]).severity(Severity::Medium)
        ])],
        [
            concat!(
                "key=persona_production_",
                "6UAB4UCWjqigPG4DJ-DP4wped6qmP6U1Qdqc"
            ),
            concat!(
                "\"persona_sandbox_",
                "zPbbcnualKQV6tY9dnYLHmiUoZrhGYvlyA2v\""
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
        "“api_live.”, 11 characters of base64url, “.”, 32 characters of base64url; “api_live_eu.”, 11 characters of base64url, “.”, 32 characters of base64url; “api_live_us.”, 11 characters of base64url, “.”, 32 characters of base64url; “api_sandbox.”, 11 characters of base64url, “.”, 32 characters of base64url",
        "“api_live.”, 11 tekens base64url, “.”, 32 tekens base64url; “api_live_eu.”, 11 tekens base64url, “.”, 32 tekens base64url; “api_live_us.”, 11 tekens base64url, “.”, 32 tekens base64url; “api_sandbox.”, 11 tekens base64url, “.”, 32 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new(
                "api_live.",
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
                "\"api_live.",
                "q4fKkJkVXO6.WqwKd8wXMu5Evdx4Lv-qbe9e2BzIa73O\""
            ),
            concat!(
                "key=api_sandbox.",
                "0VjWG3eyHOF.gI5CbdWfAIRhQ_nnVIn4BMPsPtsYvXD7"
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
            "CHECKR_API_KEY=21c3f9e7588fd7cf41f1",
            "75a38e314391ee49c05b"
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
            "BAMBOOHR_API_KEY=a92b73b4ba3778d020db",
            "89e907478dea6cc52121"
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
            concat!("\"papi-", "390b7802-138c-50ce-d3e5-dff351ecc78d\""),
            concat!(
                "PERSONIO_API_KEY=C5mYcMvfIvp7O8Bs65Xj",
                "WdbCSEZ4MAuWsP2PmXFJ"
            )
        ],
        ["token: papi-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "papi-…"]
    ),
    credential!(
        "greenhouse-key",
        "Greenhouse key",
        "Greenhouse-sleutel",
        Critical,
        "32 hexadecimal digits, “-”, 1 digits behind a name with “greenhouse”; 40 hexadecimal digits behind a name with “greenhouse”",
        "32 hexadecimale cijfers, “-”, 1 cijfers achter een naam met “greenhouse”; 40 hexadecimale cijfers achter een naam met “greenhouse”",
        &[Trigger::Named(&[
            Named::new(
                &["greenhouse"],
                &[Run(HEX, 32, 32), Exact("-"), Run(DIGITS, 1, 1)]
            ),
            Named::new(&["greenhouse"], &[Run(HEX, 40, 40)])
        ])],
        [
            concat!("GREENHOUSE_API_KEY=2d5a1691c37e55c1e", "21d30e1ab184fa7-3"),
            concat!(
                "GREENHOUSE_API_KEY=49e54d0c91069b7d5925",
                "201aa514a7c746d278ce"
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
            "LEVER_API_KEY=A3wmpuI5Zb7K5JehKKawXMXr",
            "2u3sUN4akccop0mIcdsJOeGE"
        )],
        [
            "lever_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "lever = none"
        ]
    ),
];
