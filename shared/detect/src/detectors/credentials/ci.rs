//! Building, testing, releasing.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, HEX, LOWER, Shape, UPPER, URL};
use crate::detector::{Detector, Trigger};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "circleci-token",
        "CircleCI token",
        "CircleCI-token",
        Critical,
        "“CCIPAT_”, 22 characters, “_”, 40 characters; “CCIPRJ_”, 22 characters, “_”, 40 characters; 40 hexadecimal digits behind a name with “circleci”",
        "“CCIPAT_”, 22 tekens, “_”, 40 tekens; “CCIPRJ_”, 22 tekens, “_”, 40 tekens; 40 hexadecimale cijfers achter een naam met “circleci”",
        &[
            Trigger::Tokens(&[
                Shape::new(
                    "CCIPAT_",
                    &[Run(ALNUM, 22, 22), Exact("_"), Run(LOWER, 40, 40)]
                ),
                Shape::new(
                    "CCIPRJ_",
                    &[Run(ALNUM, 22, 22), Exact("_"), Run(LOWER, 40, 40)]
                )
            ]),
            Trigger::Named(&[Named::new(
                &[
                    "circleci",
                    "circle_",
                    "circle-",
                    "circleapi",
                    "circleclient",
                    "circletoken",
                    "circlesecret",
                    "circlekey"
                ],
                &[Run(HEX, 40, 40)]
            )])
        ],
        [
            concat!(
                "\"CCIPAT_",
                "R7IUiz9zdRoAwqrCLcCF6m_d9b716352afddbca843c3c1f477851edc7f78b08\""
            ),
            concat!(
                "CIRCLECI_API_KEY=e6655ea5c5147966927a",
                "d89abf2f478bdb28a0ab"
            )
        ],
        [
            "token: CCIPAT_xxxxxxxxxxxxxxxxxxxxxx_0000000000000000000000000000000000000000",
            "CCIPAT_…"
        ]
    ),
    credential!(
        "travis-token",
        "Travis CI token",
        "Travis CI-token",
        High,
        "22 characters behind a name with “travis”",
        "22 tekens achter een naam met “travis”",
        &[Trigger::Named(&[Named::new(
            &["travis"],
            &[Run(ALNUM, 22, 22)]
        )])],
        [concat!("TRAVIS_API_KEY=fAlZfPMVH05", "JXyHsmBkcWK")],
        ["travis_api_key = xxxxxxxxxxxxxxxxxxxxxx", "travis = none"]
    ),
    credential!(
        "buildkite-token",
        "Buildkite token",
        "Buildkite-token",
        Critical,
        "“bkua_”, 40–53 characters; “bkaa_”, 40–80 characters of base64url; “bkaj_”, 40–400 characters of base64url; “bkar_”, 40–80 characters of base64url; and others",
        "“bkua_”, 40–53 tekens; “bkaa_”, 40–80 tekens base64url; “bkaj_”, 40–400 tekens base64url; “bkar_”, 40–80 tekens base64url; en andere",
        &[
            Trigger::Tokens(&[
                Shape::new("bkua_", &[Run(LOWER, 40, 53)]),
                Shape::new("bkaa_", &[Run(URL, 40, 80)]),
                Shape::new("bkaj_", &[Run(URL, 40, 400)]),
                Shape::new("bkar_", &[Run(URL, 40, 80)]),
                Shape::new("bkps_", &[Run(URL, 40, 80)]),
                Shape::new("bkpat_", &[Run(URL, 40, 80)]),
                Shape::new("bkct_", &[Run(URL, 40, 80)]),
                Shape::new("bkpt_", &[Run(URL, 40, 240)])
            ]),
            Trigger::Named(&[Named::new(&["buildkite"], &[Run(LOWER, 50, 50)])])
        ],
        [
            concat!("key=bkua_", "7afb2a8508dc69e5a769fc27123cfc8f8510aaa3"),
            concat!(
                "BUILDKITE_API_KEY=s45iv3p4x2iimy4xiyqehmr99",
                "opr5wbvqulplpyr29li8snqcc"
            )
        ],
        [
            "token: bkua_0000000000000000000000000000000000000000",
            "bkua_…"
        ]
    ),
    credential!(
        "drone-token",
        "Drone token",
        "Drone-token",
        High,
        "32 characters behind a name with “droneci”",
        "32 tekens achter een naam met “droneci”",
        &[Trigger::Named(&[Named::new(
            &[
                "droneci",
                "drone_",
                "drone-",
                "droneapi",
                "droneclient",
                "dronetoken",
                "dronesecret",
                "dronekey"
            ],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "DRONECI_API_KEY=BBDqBla1GX1PAuMr",
            "MWAAvFpIUhbu2CZW"
        )],
        [
            "droneci_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "droneci = none"
        ]
    ),
    credential!(
        "semaphore-token",
        "Semaphore token",
        "Semaphore-token",
        High,
        "20 characters of base64url behind a name with “semaphoreci”",
        "20 tekens base64url achter een naam met “semaphoreci”",
        &[Trigger::Named(&[Named::new(
            &[
                "semaphoreci",
                "semaphore_",
                "semaphore-",
                "semaphoreapi",
                "semaphoreclient",
                "semaphoretoken",
                "semaphoresecret",
                "semaphorekey"
            ],
            &[Run(URL, 20, 20)]
        )])],
        [concat!("SEMAPHORECI_API_KEY=MS6p4sRY_D", "WPdWUt3XxV")],
        [
            "semaphoreci_api_key = xxxxxxxxxxxxxxxxxxxx",
            "semaphoreci = none"
        ]
    ),
    credential!(
        "bitrise-token",
        "Bitrise token",
        "Bitrise-token",
        High,
        "60–120 characters of base64url behind a name with “bitrise”",
        "60–120 tekens base64url achter een naam met “bitrise”",
        &[Trigger::Named(&[Named::new(
            &["bitrise"],
            &[Run(URL, 60, 120)]
        )])],
        [concat!(
            "BITRISE_API_KEY=6vIBq23_uhvQ5-OpOwO3ZYGdLYvUIQEi6EmXWYI87fU",
            "jwjX9sJl75_BXx1iZtTjyHXcuRVUxXrU6OSEbx9Eg3S"
        )],
        [
            "bitrise_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "bitrise = none"
        ]
    ),
    credential!(
        "appveyor-token",
        "AppVeyor token",
        "AppVeyor-token",
        High,
        "“v2.”, 20 characters; 20 characters behind a name with “appveyor”",
        "“v2.”, 20 tekens; 20 tekens achter een naam met “appveyor”",
        &[
            Trigger::Tokens(&[Shape::new("v2.", &[Run(LOWER, 20, 20)])]),
            Trigger::Named(&[Named::new(&["appveyor"], &[Run(LOWER, 20, 20)])])
        ],
        [
            concat!("key=v2.", "iimhq5xvbyk9gwz7frmn"),
            concat!("APPVEYOR_API_KEY=muhegjonkm", "co3ms7uvhw")
        ],
        ["token: v2.xxxxxxxxxxxxxxxxxxxx", "v2.…"]
    ),
    credential!(
        "codecov-token",
        "Codecov token",
        "Codecov-token",
        Medium,
        "a UUID behind a name with “codecov”; 32 characters behind a name with “codecov”",
        "een UUID achter een naam met “codecov”; 32 tekens achter een naam met “codecov”",
        &[Trigger::Named(&[
            Named::new(&["codecov"], &[Uuid]),
            Named::new(&["codecov"], &[Run(LOWER, 32, 32)])
        ])],
        [
            concat!("CODECOV_API_KEY=36e969e0-9880-32ee", "-cfe5-a805bb1c361c"),
            concat!("CODECOV_API_KEY=3onkmawbkdp3b52l", "3d84h2u8v0u9edi6")
        ],
        [
            "codecov_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "codecov = none"
        ]
    ),
    credential!(
        "codacy-token",
        "Codacy token",
        "Codacy-token",
        Medium,
        "20 characters behind a name with “codacy”; 32 hexadecimal digits behind a name with “codacy”",
        "20 tekens achter een naam met “codacy”; 32 hexadecimale cijfers achter een naam met “codacy”",
        &[Trigger::Named(&[
            Named::new(&["codacy"], &[Run(LOWER, 20, 20)]),
            Named::new(&["codacy"], &[Run(HEX, 32, 32)])
        ])],
        [
            concat!("CODACY_API_KEY=pvhlymk31q", "e4pcbpkr3x"),
            concat!("CODACY_API_KEY=b509d13a0f173683", "ff0c6d32262a7f8b")
        ],
        ["codacy_api_key = xxxxxxxxxxxxxxxxxxxx", "codacy = none"]
    ),
    credential!(
        "coveralls-token",
        "Coveralls token",
        "Coveralls-token",
        Medium,
        "33 characters behind a name with “coveralls”; 37 characters of base64url behind a name with “coveralls”",
        "33 tekens achter een naam met “coveralls”; 37 tekens base64url achter een naam met “coveralls”",
        &[Trigger::Named(&[
            Named::new(&["coveralls"], &[Run(ALNUM, 33, 33)]),
            Named::new(&["coveralls"], &[Run(URL, 37, 37)])
        ])],
        [
            concat!("COVERALLS_API_KEY=kwOhqWVtuEcuvnGL", "5pYOTuSrf2V3x2lbN"),
            concat!(
                "COVERALLS_API_KEY=PcLL1eDrGl0xe0SIfP",
                "1YjDX7HJjvdypaBh4H0"
            )
        ],
        [
            "coveralls_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "coveralls = none"
        ]
    ),
    credential!(
        "sonarqube-token",
        "SonarQube token",
        "SonarQube-token",
        High,
        "“squ_”, 40 hexadecimal digits; “sqp_”, 40 hexadecimal digits; “sqa_”, 40 hexadecimal digits; “sqb_”, 40 hexadecimal digits; and others",
        "“squ_”, 40 hexadecimale cijfers; “sqp_”, 40 hexadecimale cijfers; “sqa_”, 40 hexadecimale cijfers; “sqb_”, 40 hexadecimale cijfers; en andere",
        &[
            Trigger::Tokens(&[
                Shape::new("squ_", &[Run(HEX, 40, 40)]),
                Shape::new("sqp_", &[Run(HEX, 40, 40)]),
                Shape::new("sqa_", &[Run(HEX, 40, 40)]),
                Shape::new("sqb_", &[Run(HEX, 40, 40)])
            ]),
            Trigger::Named(&[Named::new(
                &[
                    "sonar_login",
                    "sonar_token",
                    "sonar.login",
                    "sonar.token",
                    "sonarqube",
                    "sonarcloud",
                    "sonarlogin",
                    "sonartoken"
                ],
                &[Run(HEX, 40, 40)]
            )])
        ],
        [
            concat!("key=squ_", "7b8bd5588f6280af6d9e96ca3fc0fae4b606150a"),
            concat!(
                "SONAR_LOGIN_API_KEY=3dacdafbf598bdb7b109",
                "bfcd99bf2762ac5dcc86"
            )
        ],
        [
            "token: squ_0000000000000000000000000000000000000000",
            "squ_…"
        ]
    ),
    credential!(
        "snyk-token",
        "Snyk token",
        "Snyk-token",
        High,
        "“snyk_uat.”, 8 characters, “.”, 40–300 characters of base64url, “.”, 40–200 characters of base64url; a UUID behind a name with “snyk”",
        "“snyk_uat.”, 8 tekens, “.”, 40–300 tekens base64url, “.”, 40–200 tekens base64url; een UUID achter een naam met “snyk”",
        &[
            Trigger::Tokens(&[Shape::new(
                "snyk_uat.",
                &[
                    Run(ALNUM, 8, 8),
                    Exact("."),
                    Run(URL, 40, 300),
                    Exact("."),
                    Run(URL, 40, 200)
                ]
            )]),
            Trigger::Named(&[Named::new(&["snyk"], &[Uuid])])
        ],
        [
            concat!(
                "key=snyk_uat.",
                "7kJT9F0T.6Z-igw9C0ihnlNUJFx8oQYDT_hsy5xXHA_Vk3skZ.G5GsV9RLQ1ubCmH_KFvar9WGYtVuE2GIPxdhtKUf"
            ),
            concat!("SNYK_API_KEY=19138259-fccd-b3ca", "-2541-234df0dc8011")
        ],
        [
            "token: snyk_uat.xxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "snyk_uat.…"
        ]
    ),
    credential!(
        "harness-token",
        "Harness token",
        "Harness-token",
        Critical,
        "“pat.”, 22 characters of base64url, “.”, 24 hexadecimal digits, “.”, 20 characters; “sat.”, 22 characters of base64url, “.”, 24 hexadecimal digits, “.”, 20 characters; “pat.”, 22 characters of base64url, “.”, 24 characters, “.”, 20 characters; “sat.”, 22 characters of base64url, “.”, 24 characters, “.”, 20 characters",
        "“pat.”, 22 tekens base64url, “.”, 24 hexadecimale cijfers, “.”, 20 tekens; “sat.”, 22 tekens base64url, “.”, 24 hexadecimale cijfers, “.”, 20 tekens; “pat.”, 22 tekens base64url, “.”, 24 tekens, “.”, 20 tekens; “sat.”, 22 tekens base64url, “.”, 24 tekens, “.”, 20 tekens",
        &[Trigger::Tokens(&[
            Shape::new(
                "pat.",
                &[
                    Run(URL, 22, 22),
                    Exact("."),
                    Run(HEX, 24, 24),
                    Exact("."),
                    Run(ALNUM, 20, 20)
                ]
            ),
            Shape::new(
                "sat.",
                &[
                    Run(URL, 22, 22),
                    Exact("."),
                    Run(HEX, 24, 24),
                    Exact("."),
                    Run(ALNUM, 20, 20)
                ]
            ),
            Shape::new(
                "pat.",
                &[
                    Run(URL, 22, 22),
                    Exact("."),
                    Run(ALNUM, 24, 24),
                    Exact("."),
                    Run(ALNUM, 20, 20)
                ]
            ),
            Shape::new(
                "sat.",
                &[
                    Run(URL, 22, 22),
                    Exact("."),
                    Run(ALNUM, 24, 24),
                    Exact("."),
                    Run(ALNUM, 20, 20)
                ]
            )
        ])],
        [
            concat!(
                "\"pat.",
                "M-VYFQiQkdPK5cxecgdd6i.3b155a5c997b116ef31c4119.EQj00vpfSply3F8fGdPA\""
            ),
            concat!(
                "key=sat.",
                "XpMoiEV59PS3TsA05E6M6x.QaFk8YOaVqLJxZzMEIF2h16z.N1henUwxmECnOHb4fo2G"
            )
        ],
        [
            "token: pat.xxxxxxxxxxxxxxxxxxxxxx.000000000000000000000000.xxxxxxxxxxxxxxxxxxxx",
            "pat.…"
        ]
    ),
    credential!(
        "octopus-key",
        "Octopus Deploy key",
        "Octopus Deploy-sleutel",
        Critical,
        "“API-”, 26 characters",
        "“API-”, 26 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "API-",
            &[Run(UPPER, 26, 26)]
        )])],
        [concat!("\"API-", "2JH3GNYGNR5BZ8TUYWENAB8I5W\"")],
        ["token: API-XXXXXXXXXXXXXXXXXXXXXXXXXX", "API-…"]
    ),
    credential!(
        "jenkins-token",
        "Jenkins token",
        "Jenkins-token",
        Critical,
        "“11”, 32 hexadecimal digits behind a name with “jenkins”",
        "“11”, 32 hexadecimale cijfers achter een naam met “jenkins”",
        &[Trigger::Named(&[Named::new(
            &["jenkins"],
            &[Exact("11"), Run(HEX, 32, 32)]
        )])],
        [concat!(
            "JENKINS_API_KEY=11710737731da033a",
            "624e6acbf1982cd9b"
        )],
        [
            "jenkins_api_key = 1100000000000000000000000000000000",
            "jenkins = none"
        ]
    ),
    credential!(
        "prefect-key",
        "Prefect key",
        "Prefect-sleutel",
        High,
        "“pnu_”, 36 characters; “pnb_”, 36 characters",
        "“pnu_”, 36 tekens; “pnb_”, 36 tekens",
        &[Trigger::Tokens(&[
            Shape::new("pnu_", &[Run(ALNUM, 36, 36)]),
            Shape::new("pnb_", &[Run(ALNUM, 36, 36)])
        ])],
        [
            concat!("key=pnu_", "TzgSvVXEPk5k2AiEM9Rk85aJqkREZgwoTXpg"),
            concat!("key=pnb_", "zowpmHBgs8FwAYINT5nieBjTgXBUMTAC7dmR")
        ],
        ["token: pnu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "pnu_…"]
    ),
    credential!(
        "infracost-key",
        "Infracost key",
        "Infracost-sleutel",
        Medium,
        "“ico-”, 32 characters",
        "“ico-”, 32 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "ico-",
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!("\"ico-", "dilWRdWEqvt4GckJgnMgdXZTjcZ45dA6\"")],
        ["token: ico-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ico-…"]
    ),
    credential!(
        "cypress-key",
        "Cypress record key",
        "Cypress-opnamesleutel",
        Medium,
        "a UUID behind a name with “cypress”",
        "een UUID achter een naam met “cypress”",
        &[Trigger::Named(&[Named::new(&["cypress"], &[Uuid])])],
        [concat!(
            "CYPRESS_API_KEY=ff4816ef-7d3f-1d24",
            "-136c-9a3feb64c44c"
        )],
        [
            "cypress_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "cypress = none"
        ]
    ),
    credential!(
        "browserstack-key",
        "BrowserStack key",
        "BrowserStack-sleutel",
        Medium,
        "20 characters behind a name with “browserstack”",
        "20 tekens achter een naam met “browserstack”",
        &[Trigger::Named(&[Named::new(
            &["browserstack"],
            &[Run(ALNUM, 20, 20)]
        )])],
        [concat!("BROWSERSTACK_API_KEY=FrSSN9MIbt", "z28lysHN9l")],
        [
            "browserstack_api_key = xxxxxxxxxxxxxxxxxxxx",
            "browserstack = none"
        ]
    ),
    credential!(
        "saucelabs-key",
        "Sauce Labs key",
        "Sauce Labs-sleutel",
        Medium,
        "a UUID behind a name with “saucelabs”",
        "een UUID achter een naam met “saucelabs”",
        &[Trigger::Named(&[Named::new(
            &["saucelabs", "sauce_access", "sauce_labs"],
            &[Uuid]
        )])],
        [concat!(
            "SAUCELABS_API_KEY=246e49e7-6e31-b6cc",
            "-5527-f507b3c92475"
        )],
        [
            "saucelabs_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "saucelabs = none"
        ]
    ),
    credential!(
        "lambdatest-key",
        "LambdaTest key",
        "LambdaTest-sleutel",
        Medium,
        "50 characters behind a name with “lambdatest”; “LT_”, 47 characters",
        "50 tekens achter een naam met “lambdatest”; “LT_”, 47 tekens",
        &[
            Trigger::Tokens(&[Shape::new("LT_", &[Run(ALNUM, 47, 47)])]),
            Trigger::Named(&[Named::new(
                &["lambdatest", "lt_access"],
                &[Run(ALNUM, 50, 50)]
            )])
        ],
        [
            concat!(
                "LAMBDATEST_API_KEY=DzEpRIy2GR5KbEZibFhExENvR",
                "wviLhfUmLDPCOUZqv4AmMTG5t"
            ),
            concat!("key=LT_", "HC2oFPqi44FYiRp5isKdE6XIjEL7uK0Itc6tenVAsZnJTEG")
        ],
        [
            "lambdatest_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "lambdatest = none"
        ]
    ),
    credential!(
        "percy-token",
        "Percy token",
        "Percy-token",
        Medium,
        "64 hexadecimal digits behind a name with “percy”; “web_”, 64 hexadecimal digits behind a name with “percy”",
        "64 hexadecimale cijfers achter een naam met “percy”; “web_”, 64 hexadecimale cijfers achter een naam met “percy”",
        &[Trigger::Named(&[
            Named::new(&["percy"], &[Run(HEX, 64, 64)]),
            Named::new(&["percy"], &[Exact("web_"), Run(HEX, 64, 64)])
        ])],
        [
            concat!(
                "PERCY_API_KEY=83cf9348e55302ff456f0f9d1cd6a3ca",
                "7b571a02de977792a0687d86d06005b0"
            ),
            concat!(
                "PERCY_API_KEY=web_b7947712e1a3a0ad7e9623790e8c09",
                "63b8af298797cb265fbae88dc9a157a612"
            )
        ],
        [
            "percy_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "percy = none"
        ]
    ),
    credential!(
        "launchdarkly-key",
        "LaunchDarkly key",
        "LaunchDarkly-sleutel",
        High,
        "“api-”, a UUID; “sdk-”, a UUID; 40 characters of base64url behind a name with “launchdarkly”",
        "“api-”, een UUID; “sdk-”, een UUID; 40 tekens base64url achter een naam met “launchdarkly”",
        &[
            Trigger::Tokens(&[
                Shape::new("api-", &[Uuid]).severity(Severity::Medium),
                Shape::new("sdk-", &[Uuid]).severity(Severity::Medium)
            ]),
            Trigger::Named(&[Named::new(&["launchdarkly"], &[Run(URL, 40, 40)])])
        ],
        [
            concat!("key=api-", "75abe695-b7ff-cb1a-72fa-f118d5e1a391"),
            concat!(
                "LAUNCHDARKLY_API_KEY=P8NfzL3Uew2C9KSoYmYW",
                "29RzaovxvxXytQ1YQI_A"
            )
        ],
        ["token: api-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "api-…"]
    ),
    credential!(
        "split-key",
        "Split key",
        "Split-sleutel",
        Medium,
        "36 characters behind a name with “splitio”",
        "36 tekens achter een naam met “splitio”",
        &[Trigger::Named(&[Named::new(
            &[
                "splitio",
                "split_",
                "split-",
                "splitapi",
                "splitclient",
                "splittoken",
                "splitsecret",
                "splitkey"
            ],
            &[Run(LOWER, 36, 36)]
        )])],
        [concat!(
            "SPLITIO_API_KEY=toxbaf7338nmv05uz3",
            "ptvv89zo1fpzwozp6b"
        )],
        [
            "splitio_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "splitio = none"
        ]
    ),
    credential!(
        "configcat-key",
        "ConfigCat key",
        "ConfigCat-sleutel",
        Medium,
        "“configcat-sdk-1/”, 22 characters of base64url, “/”, 22 characters of base64url; 22 characters of base64url, “/”, 22 characters of base64url behind a name with “configcat”",
        "“configcat-sdk-1/”, 22 tekens base64url, “/”, 22 tekens base64url; 22 tekens base64url, “/”, 22 tekens base64url achter een naam met “configcat”",
        &[
            Trigger::Tokens(&[Shape::new(
                "configcat-sdk-1/",
                &[Run(URL, 22, 22), Exact("/"), Run(URL, 22, 22)]
            )]),
            Trigger::Named(&[Named::new(
                &["configcat"],
                &[Run(URL, 22, 22), Exact("/"), Run(URL, 22, 22)]
            )])
        ],
        [concat!(
            "\"configcat-sdk-1/",
            "RsJ5k653D7iUQCbgl-83bN/E45GimJXd0_lMJS0Y2matY\""
        )],
        [
            "token: configcat-sdk-1/xxxxxxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxx",
            "configcat-sd…"
        ]
    ),
    credential!(
        "statsig-key",
        "Statsig secret key",
        "Statsig-geheime sleutel",
        High,
        "“secret-”, 43 characters behind a name with “statsig”",
        "“secret-”, 43 tekens achter een naam met “statsig”",
        &[Trigger::Named(&[Named::new(
            &["statsig"],
            &[Exact("secret-"), Run(ALNUM, 43, 43)]
        )])],
        [concat!(
            "STATSIG_API_KEY=secret-R0LjvNvjYkApVdNDse",
            "BphdbvfdfBrW4bdidfJJhsbGm"
        )],
        [
            "statsig_api_key = secret-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "statsig = none"
        ]
    ),
    credential!(
        "flagsmith-key",
        "Flagsmith server key",
        "Flagsmith-serversleutel",
        Medium,
        "“ser.”, 22 characters behind a name with “flagsmith”",
        "“ser.”, 22 tekens achter een naam met “flagsmith”",
        &[Trigger::Named(&[Named::new(
            &["flagsmith"],
            &[Exact("ser."), Run(ALNUM, 22, 22)]
        )])],
        [concat!("FLAGSMITH_API_KEY=ser.Oxaklvokx", "ydXkPws0Buoe5")],
        [
            "flagsmith_api_key = ser.xxxxxxxxxxxxxxxxxxxxxx",
            "flagsmith = none"
        ]
    ),
    credential!(
        "unleash-token",
        "Unleash token",
        "Unleash-token",
        Medium,
        "“*:”, 4–20 characters, “.”, 56 hexadecimal digits behind a name with “unleash”; “default:”, 4–20 characters, “.”, 56 hexadecimal digits behind a name with “unleash”",
        "“*:”, 4–20 tekens, “.”, 56 hexadecimale cijfers achter een naam met “unleash”; “default:”, 4–20 tekens, “.”, 56 hexadecimale cijfers achter een naam met “unleash”",
        &[Trigger::Named(&[
            Named::new(
                &["unleash"],
                &[
                    Exact("*:"),
                    Run(Alphabet::of("a-z"), 4, 20),
                    Exact("."),
                    Run(HEX, 56, 56)
                ]
            ),
            Named::new(
                &["unleash"],
                &[
                    Exact("default:"),
                    Run(Alphabet::of("a-z"), 4, 20),
                    Exact("."),
                    Run(HEX, 56, 56)
                ]
            )
        ])],
        [
            concat!(
                "UNLEASH_API_KEY=*:pqny.66de74a2b662387b0e76646f",
                "324280fa6bd2c97c992524ed1419f6d6"
            ),
            concat!(
                "UNLEASH_API_KEY=default:blzn.df192201b7b7dff8079b0",
                "33984644434b24f2add1080d8f4f713e342"
            )
        ],
        [
            "unleash_api_key = *:xxxx.00000000000000000000000000000000000000000000000000000000",
            "unleash = none"
        ]
    ),
    credential!(
        "checkly-key",
        "Checkly key",
        "Checkly-sleutel",
        Medium,
        "“cu_”, 32 hexadecimal digits",
        "“cu_”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new("cu_", &[Run(HEX, 32, 32)])])],
        [concat!("\"cu_", "7b5de83cbf7b91249065f27d93e51d73\"")],
        ["token: cu_00000000000000000000000000000000", "cu_…"]
    ),
    credential!(
        "codefresh-key",
        "Codefresh key",
        "Codefresh-sleutel",
        High,
        "24 hexadecimal digits, “.”, 32 hexadecimal digits behind a name with “codefresh”",
        "24 hexadecimale cijfers, “.”, 32 hexadecimale cijfers achter een naam met “codefresh”",
        &[Trigger::Named(&[Named::new(
            &["codefresh"],
            &[Run(HEX, 24, 24), Exact("."), Run(HEX, 32, 32)]
        )])],
        [concat!(
            "CODEFRESH_API_KEY=de8e6416083dc05d55cc293d.f0f",
            "6558a232bb1e3511dd011007a3e6a"
        )],
        [
            "codefresh_api_key = 000000000000000000000000.00000000000000000000000000000000",
            "codefresh = none"
        ]
    ),
    credential!(
        "gitguardian-key",
        "GitGuardian key",
        "GitGuardian-sleutel",
        High,
        "64 hexadecimal digits behind a name with “gitguardian”; 71 characters behind a name with “gitguardian”",
        "64 hexadecimale cijfers achter een naam met “gitguardian”; 71 tekens achter een naam met “gitguardian”",
        &[Trigger::Named(&[
            Named::new(&["gitguardian"], &[Run(HEX, 64, 64)]),
            Named::new(&["gitguardian"], &[Run(ALNUM, 71, 71)])
        ])],
        [
            concat!(
                "GITGUARDIAN_API_KEY=157315cdf9d8b93c63cf45d95b4fedee",
                "3c1d91b12f674513d91cefd02e8ec20d"
            ),
            concat!(
                "GITGUARDIAN_API_KEY=vyLbz9yPQJ7ALz0K5k3zotG25diD4GtOFv4",
                "WC53DZAL9KezGmMmUOAzL5QOlRjc2tUY6pww"
            )
        ],
        [
            "gitguardian_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "gitguardian = none"
        ]
    ),
    credential!(
        "chromatic-token",
        "Chromatic project token",
        "Chromatic-projecttoken",
        Medium,
        "“chpt_”, 15–40 hexadecimal digits",
        "“chpt_”, 15–40 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new("chpt_", &[Run(HEX, 15, 40)])])],
        [concat!("\"chpt_", "3858d5cd0644694\"")],
        ["token: chpt_000000000000000", "chpt_…"]
    ),
    credential!(
        "replit-token",
        "Replit token",
        "Replit-token",
        High,
        "32 hexadecimal digits, “:”, 40–90 characters of base64 behind a name with “replit”",
        "32 hexadecimale cijfers, “:”, 40–90 tekens base64 achter een naam met “replit”",
        &[Trigger::Named(&[Named::new(
            &["replit", "crosis"],
            &[Run(HEX, 32, 32), Exact(":"), Run(BASE64, 40, 90)]
        )])],
        [concat!(
            "REPLIT_API_KEY=0cb05ecb139ac7d2ed8644244c1ed61b:UHS",
            "PpnoleXGH/bZi4Uey5+Qcp+7qe1KhNHYQFjo4"
        )],
        [
            "replit_api_key = 00000000000000000000000000000000:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "replit = none"
        ]
    ),
    credential!(
        "inngest-key",
        "Inngest signing key",
        "Ondertekensleutel van Inngest",
        High,
        "“signkey-prod-”, “signkey-test-” or “signkey-branch-”, 64 hexadecimal digits",
        "“signkey-prod-”, “signkey-test-” of “signkey-branch-”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new("signkey-prod-", &[Run(HEX, 64, 64)]),
            Shape::new("signkey-test-", &[Run(HEX, 64, 64)]),
            Shape::new("signkey-branch-", &[Run(HEX, 64, 64)])
        ])],
        [
            concat!(
                "x = signkey-prod-",
                "6c03c21bb00fa9ea3fe546dae72c16511e6f046455c8dd2c95b58efd9e5afe38"
            ),
            concat!(
                "x = signkey-test-",
                "36702ead50b5b6386984383d531b53a829a58820d8d01370933bae1ca6ed3b8c"
            ),
            concat!(
                "x = signkey-branch-",
                "9b1d09a939da0a61353314b90d4bdcc7d7450c847008fd8a42518aa107f174cb"
            )
        ],
        [
            "token: signkey-prod-0000000000000000000000000000000000000000000000000000000000000000",
            "signkey-prod-…"
        ]
    ),
    credential!(
        "localstack-token",
        "LocalStack token",
        "LocalStack-token",
        Medium,
        "“ls-”, groups of 8, 4, 4, 4 and 12 characters",
        "“ls-”, groepen van 8, 4, 4, 4 en 12 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "ls-",
            &[
                Run(ALNUM, 8, 8),
                Exact("-"),
                Run(ALNUM, 4, 4),
                Exact("-"),
                Run(ALNUM, 4, 4),
                Exact("-"),
                Run(ALNUM, 4, 4),
                Exact("-"),
                Run(ALNUM, 12, 12)
            ]
        )])],
        [concat!("x = ls-", "8YoJ1rv3-mxwD-ODJZ-E5YR-LtmkOAjF5a8w")],
        ["token: ls-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "ls-tree"]
    ),
    credential!(
        "devcycle-key",
        "DevCycle key",
        "DevCycle-sleutel",
        High,
        "“dvc_server_”, 16–80 characters; “dvc_mobile_”, 16–80 characters; “dvc_client_”, 16–80 characters",
        "“dvc_server_”, 16–80 tekens; “dvc_mobile_”, 16–80 tekens; “dvc_client_”, 16–80 tekens",
        &[Trigger::Tokens(&[
            Shape::new("dvc_server_", &[Run(Alphabet::of("0-9A-Za-z_"), 16, 80)]),
            Shape::new("dvc_mobile_", &[Run(Alphabet::of("0-9A-Za-z_"), 16, 80)])
                .severity(Severity::Low),
            Shape::new("dvc_client_", &[Run(Alphabet::of("0-9A-Za-z_"), 16, 80)])
                .severity(Severity::Low)
        ])],
        [
            concat!("key=dvc_server_", "JQqjwbH5NCGjuDbf"),
            concat!("key=dvc_mobile_", "N0UsNGE1qiCiI2yW")
        ],
        ["token: dvc_server_xxxxxxxxxxxxxxxx", "dvc_server_…"]
    ),
    credential!(
        "mergify-key",
        "Mergify key",
        "Mergify-sleutel",
        High,
        "“mergify_application_key_”, 40–200 characters of base64url",
        "“mergify_application_key_”, 40–200 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "mergify_application_key_",
            &[Run(URL, 40, 200)]
        )])],
        [concat!(
            "key=mergify_application_key_",
            "iw_5aDvy-QM1gURnmkNxIBAU0nJKUjPKzSsgERO6"
        )],
        [
            "token: mergify_application_key_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "mergify_application_key_…"
        ]
    ),
    credential!(
        "ionic-token",
        "Ionic token",
        "Ionic-token",
        High,
        "“ion_”, 42 characters behind a name with “ionic”",
        "“ion_”, 42 tekens achter een naam met “ionic”",
        &[Trigger::Named(&[Named::new(
            &["ionic"],
            &[Exact("ion_"), Run(ALNUM, 42, 42)]
        )])],
        [concat!(
            "IONIC_API_KEY=ion_wALLAoybripH3388wde",
            "Ih7x6m7XuSh9eqLnumHvR0k"
        )],
        [
            "ionic_api_key = ion_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ionic = none"
        ]
    ),
];
