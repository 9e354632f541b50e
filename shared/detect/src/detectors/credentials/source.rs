//! Source hosting and package registries.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{
    ALNUM, Alphabet, BASE64, HEX, HEX_ANY, LOWER, Proof, Shape, UPPER, URL, is_published,
    looks_random,
};
use crate::detector::{Detector, Trigger};
use crate::mask::Mask;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "github-token",
        "GitHub token",
        "GitHub-token",
        Critical,
        "“ghp_”, 36 characters; “gho_”, 36 characters; “ghu_”, 36 characters; “ghs_”, 36 characters; and others",
        "“ghp_”, 36 tekens; “gho_”, 36 tekens; “ghu_”, 36 tekens; “ghs_”, 36 tekens; en andere",
        &[Trigger::Tokens(&[
            Shape::new("ghp_", &[Run(ALNUM, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("gho_", &[Run(ALNUM, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("ghu_", &[Run(ALNUM, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("ghs_", &[Run(ALNUM, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("ghr_", &[Run(ALNUM, 36, 36)]).proof(Proof::Base62Crc32),
            Shape::new("ghr_", &[Run(ALNUM, 76, 76)]),
            Shape::new(
                "github_pat_",
                &[Run(ALNUM, 22, 22), Exact("_"), Run(ALNUM, 59, 59)]
            ),
            // As long, and divided in another way than the documented one.
            Shape::new("github_pat_", &[Run(Alphabet::of("0-9A-Za-z_"), 82, 82)])
                .severity(Severity::Medium),
            Shape::new(
                "ghs_",
                &[
                    Run(URL, 20, 1000),
                    Exact("."),
                    Run(URL, 40, 2000),
                    Exact("."),
                    Run(URL, 40, 1000)
                ]
            )
        ])],
        [
            concat!("key=ghp_", "oqaaGK3L9egyC6VMK79b1V9qPWJgTA1TnLvU"),
            concat!(
                "\"ghs_",
                "g0V70eKBPkrx8GFiimPg.7DEyWbGe4uDrXHUZd3iya6AwN7-hgll08gpHiX61.NCpduQxKtQrFTtGw7Xs40zef4bJJSIGgmxnGb5S0\""
            )
        ],
        ["token: ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_…"]
    ),
    credential!(
        "gitlab-token",
        "GitLab token",
        "GitLab-token",
        Critical,
        "“glpat-”, 20–300 characters of base64url; “gldt-”, 20–64 characters of base64url; “glrt-”, 20–300 characters of base64url; “glrtr-”, 20–300 characters of base64url; and others",
        "“glpat-”, 20–300 tekens base64url; “gldt-”, 20–64 tekens base64url; “glrt-”, 20–300 tekens base64url; “glrtr-”, 20–300 tekens base64url; en andere",
        &[
            Trigger::Tokens(&[
                Shape::new(
                    "glpat-",
                    &[
                        Run(URL, 20, 300),
                        Pad("."),
                        Run(LOWER, 0, 9),
                        Pad("."),
                        Run(LOWER, 0, 9)
                    ]
                ),
                Shape::new("gldt-", &[Run(URL, 20, 64)]),
                Shape::new(
                    "glrt-",
                    &[
                        Run(URL, 20, 300),
                        Pad("."),
                        Run(LOWER, 0, 9),
                        Pad("."),
                        Run(LOWER, 0, 9)
                    ]
                ),
                Shape::new("glrtr-", &[Run(URL, 20, 300)]),
                Shape::new("glcbt-", &[Run(ALNUM, 1, 5), Exact("_"), Run(URL, 20, 64)]),
                Shape::new("glptt-", &[Run(HEX, 40, 40)]),
                Shape::new("glft-", &[Run(URL, 20, 64)]),
                Shape::new("glsoat-", &[Run(URL, 20, 64)]),
                Shape::new("glimt-", &[Run(URL, 25, 64)]),
                Shape::new("glagent-", &[Run(URL, 50, 64)]),
                Shape::new("gloas-", &[Run(URL, 64, 64)]),
                Shape::new("glffct-", &[Run(URL, 20, 64)]),
                Shape::new("glwt-", &[Run(URL, 20, 64)]),
                Shape::new("GR1348941", &[Run(URL, 20, 20)])
            ]),
            // The address that mail to a project goes to has the key of who writes in it.
            Trigger::Words(&["incoming+"], examine_incoming)
        ],
        [
            concat!(
                "incoming+jan-webshop-4821-",
                "7k2m9q4xw8e3r6t5@incoming.gitlab.com"
            ),
            concat!("key=glpat-", "gE_6b2xZzyO7l0YkeUuO"),
            concat!("key=GR1348941", "ulr6eBBxr7Y0VZ2qeoGd")
        ],
        [
            "token: glpat-xxxxxxxxxxxxxxxxxxxx",
            "glpat-…",
            "incoming+reports@bakkerijvries.nl"
        ]
    ),
    credential!(
        "bitbucket-token",
        "Bitbucket token",
        "Bitbucket-token",
        Critical,
        "“ATBB”, 32 characters; “ATCTT3xFfG”, 160–220 characters; “BBDC-”, 32–64 characters of base64; 64 characters of base64url behind a name with “bitbucket”",
        "“ATBB”, 32 tekens; “ATCTT3xFfG”, 160–220 tekens; “BBDC-”, 32–64 tekens base64; 64 tekens base64url achter een naam met “bitbucket”",
        &[
            Trigger::Tokens(&[
                Shape::new("ATBB", &[Run(ALNUM, 32, 32)]),
                Shape::new("ATCTT3xFfG", &[Run(Alphabet::of("0-9A-Za-z_=-"), 160, 220)]),
                Shape::new(
                    "BBDC-",
                    &[Run(Alphabet::of("+/-9=A-Za-z"), 32, 64), Pad("=")]
                )
            ]),
            Trigger::Named(&[Named::new(&["bitbucket"], &[Run(URL, 64, 64)])])
        ],
        [
            concat!("\"ATBB", "fkqqW4wVwRrWHOaptBnQN2zYiFdW7QG9\""),
            concat!(
                "BITBUCKET_API_KEY=Cv5k7AZrdltgsxS9ZCHD2_p__W7QXt7C",
                "roKe6N6zBMmstj5d6feReOq6GfNkiz6O"
            )
        ],
        ["token: ATBBxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ATBB…"]
    ),
    credential!(
        "gitea-token",
        "Gitea or Forgejo token",
        "Gitea- of Forgejo-token",
        Critical,
        "40 hexadecimal digits behind a name with “gitea”",
        "40 hexadecimale cijfers achter een naam met “gitea”",
        &[Trigger::Named(&[Named::new(
            &["gitea", "forgejo", "codeberg"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "GITEA_API_KEY=bb354c4344653def0ce5",
            "930bd266ee6e6d143fbd"
        )],
        [
            "gitea_api_key = 0000000000000000000000000000000000000000",
            "gitea = none"
        ]
    ),
    credential!(
        "sourcegraph-token",
        "Sourcegraph token",
        "Sourcegraph-token",
        High,
        "“sgp_”, 16 hexadecimal digits, “_”, 40 hexadecimal digits; “sgp_local_”, 40 hexadecimal digits; “sgp_”, 40 hexadecimal digits; “sgd_”, 64 hexadecimal digits; and others",
        "“sgp_”, 16 hexadecimale cijfers, “_”, 40 hexadecimale cijfers; “sgp_local_”, 40 hexadecimale cijfers; “sgp_”, 40 hexadecimale cijfers; “sgd_”, 64 hexadecimale cijfers; en andere",
        &[Trigger::Tokens(&[
            Shape::new(
                "sgp_",
                &[Run(HEX_ANY, 16, 16), Exact("_"), Run(HEX_ANY, 40, 40)]
            ),
            Shape::new("sgp_local_", &[Run(HEX_ANY, 40, 40)]),
            Shape::new("sgp_", &[Run(HEX_ANY, 40, 40)]),
            Shape::new("sgd_", &[Run(HEX, 64, 64)]),
            Shape::new("slk_", &[Run(HEX, 64, 64)])
        ])],
        [
            concat!(
                "\"sgp_",
                "8e21f02f59bec53d_0bae37ef992b4a12e87fb94b236b1a66c7868f4b\""
            ),
            concat!(
                "key=slk_",
                "3a3705f4417795f3508ae5c6873e5f1f06926d2c7ea36776b5c5805f84a75778"
            )
        ],
        [
            "token: sgp_0000000000000000_0000000000000000000000000000000000000000",
            "sgp_…"
        ]
    ),
    credential!(
        "gerrit-password",
        "Gerrit HTTP password",
        "Gerrit-HTTP-wachtwoord",
        High,
        "43 characters of base64 behind a name with “gerrit”",
        "43 tekens base64 achter een naam met “gerrit”",
        &[Trigger::Named(&[Named::new(
            &["gerrit"],
            &[Run(BASE64, 43, 43)]
        )])],
        [concat!(
            "GERRIT_API_KEY=Yb5EFB5Lj8mOh++wjQwXj",
            "1GIA8MwSTvkSvpL1/HIKii"
        )],
        [
            "gerrit_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "gerrit = none"
        ]
    ),
    credential!(
        "gitee-token",
        "Gitee token",
        "Gitee-token",
        High,
        "32 hexadecimal digits behind a name with “gitee”",
        "32 hexadecimale cijfers achter een naam met “gitee”",
        &[Trigger::Named(&[Named::new(
            &["gitee"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "GITEE_API_KEY=70005d7ab09aec8f",
            "8853300daf514599"
        )],
        [
            "gitee_api_key = 00000000000000000000000000000000",
            "gitee = none"
        ]
    ),
    credential!(
        "npm-token",
        "npm token",
        "npm-token",
        Critical,
        "“npm_”, 36 characters",
        "“npm_”, 36 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "npm_",
            &[Run(ALNUM, 36, 36)]
        )
        .proof(Proof::Base62Crc32)])],
        [concat!("key=npm_", "aMBp9TFmP75IyilI39sLbFBL4OwCuT2vfrxv")],
        ["token: npm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "npm_…"]
    ),
    credential!(
        "pypi-token",
        "PyPI token",
        "PyPI-token",
        Critical,
        "“pypi-AgEIcHlwaS5vcmc”, 50–1000 characters of base64url; “pypi-AgENdGVzdC5weXBpLm9yZw”, 50–1000 characters of base64url",
        "“pypi-AgEIcHlwaS5vcmc”, 50–1000 tekens base64url; “pypi-AgENdGVzdC5weXBpLm9yZw”, 50–1000 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("pypi-AgEIcHlwaS5vcmc", &[Run(URL, 50, 1000)]),
            Shape::new("pypi-AgENdGVzdC5weXBpLm9yZw", &[Run(URL, 50, 1000)])
                .severity(Severity::Medium)
        ])],
        [
            concat!(
                "key=pypi-AgEIcHlwaS5vcmc",
                "71FEuSeqAxVMvcqRVcDyfSpHuWrEkup3SLcol2RZFLFrUfgfr9"
            ),
            concat!(
                "\"pypi-AgENdGVzdC5weXBpLm9yZw",
                "y401P1BjyfrYuIpo6pWlQkdnvdZ6Aw9dtgIoyxC3hAhgSkWZYz\""
            )
        ],
        [
            "token: pypi-AgEIcHlwaS5vcmcxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "pypi-AgEIcHl…"
        ]
    ),
    credential!(
        "crates-token",
        "crates.io token",
        "crates.io-token",
        Critical,
        "“cio”, 32 characters",
        "“cio”, 32 tekens",
        &[Trigger::Tokens(&[Shape::new("cio", &[Run(ALNUM, 32, 32)])])],
        [concat!("\"cio", "AKxdHNJ2myVwxeK6FP9o7EfP4Te78gGG\"")],
        ["token: cioxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "cio…"]
    ),
    credential!(
        "rubygems-key",
        "RubyGems key",
        "RubyGems-sleutel",
        Critical,
        "“rubygems_”, 48 hexadecimal digits",
        "“rubygems_”, 48 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "rubygems_",
            &[Run(HEX, 48, 48)]
        )])],
        [concat!(
            "\"rubygems_",
            "16e29d762600c0c4f7d160f70ecfea87c944aeb589878033\""
        )],
        [
            "token: rubygems_000000000000000000000000000000000000000000000000",
            "rubygems_…"
        ]
    ),
    credential!(
        "nuget-key",
        "NuGet key",
        "NuGet-sleutel",
        Critical,
        "“oy2”, 43 characters",
        "“oy2”, 43 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "oy2",
            &[Run(Alphabet::of("a-z0-9"), 43, 43)]
        )])],
        [concat!(
            "key=oy2",
            "zr4yz6qci5x5f3f9xgrbzbx7eotjsbuz7oqqlq0w6i8"
        )],
        [
            "token: oy2xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "oy2…"
        ]
    ),
    credential!(
        "docker-token",
        "Docker Hub token",
        "Docker Hub-token",
        Critical,
        "“dckr_pat_”, 27 characters of base64url; “SWMTKN-1-”, 48–60 characters, “-”, 24–30 characters; “SWMKEY-1-”, 40–50 characters of base64; “dckr_oat_”, 32 characters of base64url",
        "“dckr_pat_”, 27 tekens base64url; “SWMTKN-1-”, 48–60 tekens, “-”, 24–30 tekens; “SWMKEY-1-”, 40–50 tekens base64; “dckr_oat_”, 32 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("dckr_pat_", &[Run(URL, 27, 27)]),
            // Who joins a swarm, and what unlocks a manager of it.
            Shape::new(
                "SWMTKN-1-",
                &[Run(LOWER, 48, 60), Exact("-"), Run(LOWER, 24, 30)]
            ),
            Shape::new("SWMKEY-1-", &[Run(BASE64, 40, 50)]),
            Shape::new("dckr_oat_", &[Run(URL, 32, 32)])
        ])],
        [
            concat!("\"dckr_pat_", "P0BTrYx5tFf0a9JrkI2TcgT6OsP\""),
            concat!("key=dckr_oat_", "9jNO95PoKf99tXrk2PApiDdvT871IzrN")
        ],
        ["token: dckr_pat_xxxxxxxxxxxxxxxxxxxxxxxxxxx", "dckr_pat_…"]
    ),
    credential!(
        "jfrog-token",
        "JFrog token",
        "JFrog-token",
        Critical,
        "“AKCp”, 68–73 characters; “cmVmd”, 59 characters; 73 characters behind a name with “jfrog”; 64 characters behind a name with “jfrog”",
        "“AKCp”, 68–73 tekens; “cmVmd”, 59 tekens; 73 tekens achter een naam met “jfrog”; 64 tekens achter een naam met “jfrog”",
        &[
            Trigger::Tokens(&[
                Shape::new("AKCp", &[Run(ALNUM, 68, 73)]),
                Shape::new("cmVmd", &[Run(ALNUM, 59, 59)])
            ]),
            Trigger::Named(&[
                Named::new(&["jfrog", "artifactory"], &[Run(ALNUM, 73, 73)]),
                Named::new(&["jfrog", "artifactory"], &[Run(ALNUM, 64, 64)])
            ])
        ],
        [
            concat!(
                "\"AKCp",
                "gIkRR1VBbPtuh8bWP4VBIo9rlYDsXcgf7QpoCUX2NERimYRJYoMbIAgzYIf6fi5eA9072\""
            ),
            concat!(
                "JFROG_API_KEY=GMpDIW1nLDpckqgtiEdGFREppls6QZBX",
                "pc3yDUTtuprK6x61N2q8ELqzlonfZXMO"
            )
        ],
        [
            "token: AKCpxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "AKCp…"
        ]
    ),
    credential!(
        "clojars-token",
        "Clojars token",
        "Clojars-token",
        Critical,
        "“CLOJARS_”, 60 letters and digits",
        "“CLOJARS_”, 60 letters en cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "CLOJARS_",
            &[Run(LOWER, 60, 60)]
        )])],
        [concat!(
            "key=CLOJARS_",
            "ebabd82bcec5527af6ff9f78219ab26b1184ca89e3e8ca08f65e8bbc4c28"
        )],
        [
            "token: CLOJARS_000000000000000000000000000000000000000000000000000000000000",
            "CLOJARS_…"
        ]
    ),
    credential!(
        "packagist-token",
        "Packagist token",
        "Packagist-token",
        High,
        "“packagist_ack_”, 28–80 characters; “packagist_acs_”, 40–96 characters; “packagist_ort_”, 40–80 characters; “packagist_uut_”, 40–80 characters; and others",
        "“packagist_ack_”, 28–80 tekens; “packagist_acs_”, 40–96 tekens; “packagist_ort_”, 40–80 tekens; “packagist_uut_”, 40–80 tekens; en andere",
        &[Trigger::Tokens(&[
            Shape::new("packagist_ack_", &[Run(ALNUM, 28, 80)]),
            Shape::new("packagist_acs_", &[Run(ALNUM, 40, 96)]),
            Shape::new("packagist_ort_", &[Run(ALNUM, 40, 80)]),
            Shape::new("packagist_uut_", &[Run(ALNUM, 40, 80)]),
            Shape::new("packagist_out_", &[Run(ALNUM, 40, 80)])
        ])],
        [
            concat!(
                "key=packagist_ack_",
                "WdLXxmX3ALRAGfe3pLvlRl543Wtu2LZiUm9zrZOi"
            ),
            concat!(
                "key=packagist_out_",
                "5UmQWblX4c8aLAiLriXkSVz40qRxlZQvyVpCRfx1"
            )
        ],
        [
            "token: packagist_ack_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "packagist_ac…"
        ]
    ),
    credential!(
        "hex-key",
        "Hex.pm key",
        "Hex.pm-sleutel",
        High,
        "32 hexadecimal digits behind a name with “hexpm”",
        "32 hexadecimale cijfers achter een naam met “hexpm”",
        &[Trigger::Named(&[Named::new(
            &["hexpm", "hex_api", "hexapi"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "HEXPM_API_KEY=dfacb2713b0b64cf",
            "c0e0fea6741b405e"
        )],
        [
            "hexpm_api_key = 00000000000000000000000000000000",
            "hexpm = none"
        ]
    ),
    credential!(
        "cloudsmith-key",
        "Cloudsmith key",
        "Cloudsmith-sleutel",
        High,
        "“csa_”, 30 hexadecimal digits, 6 characters; 40 hexadecimal digits behind a name with “cloudsmith”",
        "“csa_”, 30 hexadecimale cijfers, 6 tekens; 40 hexadecimale cijfers achter een naam met “cloudsmith”",
        &[
            Trigger::Tokens(&[Shape::new("csa_", &[Run(HEX, 30, 30), Run(ALNUM, 6, 6)])]),
            Trigger::Named(&[Named::new(&["cloudsmith"], &[Run(HEX, 40, 40)])])
        ],
        [concat!(
            "CLOUDSMITH_API_KEY=146aa359151fc4327f9e",
            "4f53c3f1774da8651276"
        )],
        [
            "cloudsmith_api_key = 0000000000000000000000000000000000000000",
            "cloudsmith = none"
        ]
    ),
    credential!(
        "gemfury-token",
        "Gemfury token",
        "Gemfury-token",
        High,
        "20 characters behind a name with “gemfury”",
        "20 tekens achter een naam met “gemfury”",
        &[Trigger::Named(&[Named::new(
            &["gemfury", "fury"],
            &[Run(ALNUM, 20, 20)]
        )])],
        [concat!("GEMFURY_API_KEY=h4wb5dSQ0P", "RTrj85LRtA")],
        ["gemfury_api_key = xxxxxxxxxxxxxxxxxxxx", "gemfury = none"]
    ),
    credential!(
        "anaconda-token",
        "Anaconda token",
        "Anaconda-token",
        High,
        "2 characters, “-”, a UUID behind a name with “anaconda”",
        "2 tekens, “-”, een UUID achter een naam met “anaconda”",
        &[Trigger::Named(&[Named::new(
            &["anaconda", "conda_"],
            &[Run(LOWER, 2, 2), Exact("-"), Uuid]
        )])],
        [concat!(
            "ANACONDA_API_KEY=zt-42bd40e4-0e4c-25",
            "c8-b02b-32ead177d942"
        )],
        [
            "anaconda_api_key = xx-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "anaconda = none"
        ]
    ),
    credential!(
        "quay-token",
        "Quay token",
        "Quay-token",
        High,
        "64 characters behind a name with “quay”; 40 characters behind a name with “quay”",
        "64 tekens achter een naam met “quay”; 40 tekens achter een naam met “quay”",
        &[Trigger::Named(&[
            Named::new(&["quay"], &[Run(UPPER, 64, 64)]),
            Named::new(&["quay"], &[Run(ALNUM, 40, 40)])
        ])],
        [
            concat!(
                "QUAY_API_KEY=6LXFHA6HVI4S8J2EYI5OX0CU9DU2BVRJ",
                "G745ZABAJUHKHE9CF9LQI9PTA75EOIFA"
            ),
            concat!("QUAY_API_KEY=EmEUoGWCz04nu3OYOezU", "LqHDSAo32FsUSIQDEBHL")
        ],
        [
            "quay_api_key = XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "quay = none"
        ]
    ),
    credential!(
        "develocity-key",
        "Develocity (Gradle Enterprise) access key",
        "Develocity-toegangssleutel (Gradle Enterprise)",
        High,
        "52 characters behind a name with “gradle_enterprise”",
        "52 tekens achter een naam met “gradle_enterprise”",
        &[Trigger::Named(&[Named::new(
            &["gradle_enterprise", "develocity"],
            &[Run(LOWER, 52, 52)]
        )])],
        [concat!(
            "GRADLE_ENTERPRISE_API_KEY=k62c4rn1sbaehnfcz5uuio9wqg",
            "gh93l5qu0msc86kp8wjvza3izs"
        )],
        [
            "gradle_enterprise_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "gradle_enterprise = none"
        ]
    ),
    credential!(
        "buf-token",
        "Buf token",
        "Buf-token",
        High,
        "64 hexadecimal digits behind a name with “buf”",
        "64 hexadecimale cijfers achter een naam met “buf”",
        &[Trigger::Named(&[Named::new(
            &[
                "buf_",
                "buf-",
                "bufapi",
                "bufclient",
                "buftoken",
                "bufsecret",
                "bufkey"
            ],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "BUF_API_KEY=8717cb89df86f1144f7525dc8b7da34f",
            "b447be77af5e2dc28936c6654be7ce8e"
        )],
        [
            "buf_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "buf = none"
        ]
    ),
    credential!(
        "jetbrains-token",
        "JetBrains token",
        "JetBrains-token",
        Critical,
        "“perm:”, 10–60 characters of base64, “.”, 10–40 characters of base64, “.”, 30–50 characters; “perm-”, 10–60 characters of base64, “.”, 4–40 characters of base64, “.”, 30–50 characters",
        "“perm:”, 10–60 tekens base64, “.”, 10–40 tekens base64, “.”, 30–50 tekens; “perm-”, 10–60 tekens base64, “.”, 4–40 tekens base64, “.”, 30–50 tekens",
        &[Trigger::Tokens(&[
            Shape::new(
                "perm:",
                &[
                    Run(BASE64, 10, 60),
                    Pad("="),
                    Exact("."),
                    Run(BASE64, 10, 40),
                    Pad("="),
                    Exact("."),
                    Run(ALNUM, 30, 50)
                ]
            ),
            Shape::new(
                "perm-",
                &[
                    Run(BASE64, 10, 60),
                    Pad("="),
                    Exact("."),
                    Run(BASE64, 4, 40),
                    Pad("="),
                    Exact("."),
                    Run(ALNUM, 30, 50)
                ]
            )
        ])],
        [
            concat!(
                "\"perm:",
                "grt1B2QTih.R68V7fUw/u.Hsld6BU6PZMZ3ziuaTQFjpZNjpDznv\""
            ),
            concat!(
                "\"perm-",
                "vApi9t52e0.yxnl.I0Eiis0KiOjwqm5ur3N5Ynb1xxQrnb\""
            )
        ],
        [
            "token: perm:xxxxxxxxxx.xxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "perm:…"
        ]
    ),
    credential!(
        "openvsx-token",
        "Open VSX token",
        "Open VSX-token",
        High,
        "“ovsxat_”, a UUID",
        "“ovsxat_”, een UUID",
        &[Trigger::Tokens(&[Shape::new("ovsxat_", &[Uuid])])],
        [concat!(
            "key=ovsxat_",
            "0b2126c1-e916-6ddb-9c24-fffae51ab955"
        )],
        [
            "token: ovsxat_xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "ovsxat_…"
        ]
    ),
    credential!(
        "contentstack-token",
        "Contentstack token",
        "Contentstack-token",
        High,
        "“cs”, 32 hexadecimal digits behind a name with “contentstack”; “blt”, 16 hexadecimal digits behind a name with “contentstack”",
        "“cs”, 32 hexadecimale cijfers achter een naam met “contentstack”; “blt”, 16 hexadecimale cijfers achter een naam met “contentstack”",
        &[Trigger::Named(&[
            Named::new(&["contentstack"], &[Exact("cs"), Run(HEX, 32, 32)]),
            Named::new(&["contentstack"], &[Exact("blt"), Run(HEX, 16, 16)])
        ])],
        [
            concat!(
                "CONTENTSTACK_API_KEY=cs225eb2b9d9667fa",
                "90ac9ff55ddff0957"
            ),
            concat!("CONTENTSTACK_API_KEY=bltbdd10f", "504d0ec509")
        ],
        [
            "contentstack_api_key = cs00000000000000000000000000000000",
            "contentstack = none"
        ]
    ),
    credential!(
        "socket-key",
        "Socket key",
        "Socket-sleutel",
        High,
        "“sktsec_”, 36–64 characters of base64url that end with “_api”",
        "“sktsec_”, 36–64 tekens base64url die op “_api” eindigen",
        &[Trigger::Tokens(&[Shape::new(
            "sktsec_",
            &[Run(URL, 36, 64)]
        )
        .proof(Proof::Contains("_api"))])],
        [concat!(
            "x = sktsec_",
            "EA2qBI_rPUYyttsqheJMwrITq6vxgxt0_dMCUl70_api"
        )],
        [
            "sktsec_t_--RAN5U4ivauy4w37-6aoKyYPDt5ZbaT5JBVMqiwKo_api",
            "token: sktsec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_api"
        ]
    ),
    credential!(
        "chief-tools-token",
        "Chief Tools token",
        "Chief Tools-token",
        High,
        "“ctp_”, “cto_” or “ctr_”, 36–248 characters",
        "“ctp_”, “cto_” of “ctr_”, 36–248 tekens",
        &[Trigger::Tokens(&[
            Shape::new("ctp_", &[Run(ALNUM, 36, 248)]),
            Shape::new("cto_", &[Run(ALNUM, 36, 248)]),
            Shape::new("ctr_", &[Run(ALNUM, 36, 248)])
        ])],
        [
            concat!("x = ctp_", "j5ujTGcEadgwL2TS00qvWbkGm30fBQBm11kp"),
            concat!("x = cto_", "oQ9FnxkI3BUBD2xTn9tOVC78JMEf45nVmhWf"),
            concat!("x = ctr_", "wTRNSkhlnPBm589BbJjP56OYrsVxzaEHD4r1")
        ],
        [
            "token: ctp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ctr_drbg_reseed"
        ]
    ),
    credential!(
        "aikido-secret",
        "Aikido secret",
        "Aikido-geheim",
        High,
        "“AIK_SECRET_”, 64 characters; “AIK_CI_”, 20–44 characters",
        "“AIK_SECRET_”, 64 tekens; “AIK_CI_”, 20–44 tekens",
        &[Trigger::Tokens(&[
            Shape::new("AIK_SECRET_", &[Run(ALNUM, 64, 64)]),
            Shape::new("AIK_CI_", &[Run(ALNUM, 20, 44)])
        ])],
        [
            concat!(
                "x = AIK_SECRET_",
                "wFigYjJowDyMOLd7SQJuWq9RfDDwI0YH0H8g0rscfLceH7CKgyZPZK9DNEIbj5ui"
            ),
            concat!("x = AIK_CI_", "bgzfkI3qbcVeWMHhU925vTjt")
        ],
        [
            "token: AIK_SECRET_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "AIK_CI_TOKEN"
        ]
    ),
    credential!(
        "thunderstore-token",
        "Thunderstore token",
        "Thunderstore-token",
        High,
        "“tss_”, 24–80 characters of base64url",
        "“tss_”, 24–80 tekens base64url",
        &[Trigger::Tokens(&[Shape::new("tss_", &[Run(URL, 24, 80)])])],
        [concat!("key=tss_", "7DfOMuBW_Jl8l3YnHaTmE7ZE")],
        ["token: tss_xxxxxxxxxxxxxxxxxxxxxxxx", "tss_…"]
    ),
];

/// `incoming+GROUP-PROJECT-ID-KEY@incoming.gitlab.com`, on other servers `incoming+…-KEY-issue@…`.
fn examine_incoming(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const ADDRESS: usize = 240;
    const SHORTEST: usize = 8;
    let address = view.slice(hit.end..hit.end + ADDRESS);
    let Some((local, host)) = address.split_once('@') else {
        return;
    };
    let is_local = local.bytes().all(|byte| URL.has(byte));
    // `-issue-889` is of the mail that answers one.
    let numbered = local.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let said = ["-issue", "-merge-request"].iter().find_map(|what| {
        local
            .strip_suffix(what)
            .or_else(|| numbered.strip_suffix('-')?.strip_suffix(what))
    });
    let is_own = host.starts_with("incoming.gitlab.com");
    let before = said.unwrap_or(local);
    // The key comes behind the number of the project.
    let Some((project, key)) = before
        .match_indices('-')
        .filter_map(|(at, _)| Some((before.get(..at)?, before.get(at + 1..)?)))
        .find(|(project, _)| {
            let number = project.rsplit(['-', '+']).next().unwrap_or_default();
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    else {
        return;
    };
    if !is_local
        || said.is_none() && !is_own
        || key.len() < SHORTEST
        || !looks_random(key)
        || is_published(key)
    {
        return;
    }
    let start = hit.end + project.len() + 1;
    candidates.push(
        Found::new(start, start + key.len(), key)
            .masked(Mask::Ends)
            .shape("the key in an address for mail to GitLab", 0.7)
            .check("it looks random", 0.2),
    );
}
