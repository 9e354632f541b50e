//! Identity providers and social networks.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, DIGITS, HEX, HEX_ANY, LOWER, Shape, URL};
use crate::detector::{Detector, Trigger};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "facebook-token",
        "Meta access token",
        "Meta-toegangstoken",
        Critical,
        "“EAA”, 80–400 characters; 32 hexadecimal digits behind a name with “facebook”; 15–16 digits, “|”, 27–40 characters of base64url behind a name with “facebook”",
        "“EAA”, 80–400 tekens; 32 hexadecimale cijfers achter een naam met “facebook”; 15–16 cijfers, “|”, 27–40 tekens base64url achter een naam met “facebook”",
        &[
            Trigger::Tokens(&[Shape::new("EAA", &[Run(ALNUM, 80, 400)])]),
            Trigger::Named(&[
                Named::new(
                    &[
                        "facebook",
                        "whatsapp",
                        "instagram",
                        "fb_",
                        "fb-",
                        "fbapi",
                        "fbclient",
                        "fbtoken",
                        "fbsecret",
                        "fbkey"
                    ],
                    &[Run(HEX, 32, 32)]
                ),
                Named::new(
                    &[
                        "facebook", "fb_", "fb-", "fbapi", "fbclient", "fbtoken", "fbsecret",
                        "fbkey"
                    ],
                    &[Run(DIGITS, 15, 16), Exact("|"), Run(URL, 27, 40)]
                )
            ])
        ],
        [
            concat!(
                "key=EAA",
                "CLl5WFdkVIR8ShCW3MHxvmX0eQQRRJNepdHljgNRHBVMfDmnPjvPHakMDwHQh42OZAV1HAwyLmFAj3tB"
            ),
            concat!(
                "FACEBOOK_API_KEY=154293589254116|8I68e",
                "Bqst4n9b_V8M6aTH_FPZjH"
            )
        ],
        [
            "token: EAAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "EAA…"
        ]
    ),
    credential!(
        "instagram-token",
        "Instagram token",
        "Instagram-token",
        High,
        "“IGQV”, 60–220 characters of base64url; “IGAA”, 60–220 characters of base64url",
        "“IGQV”, 60–220 tekens base64url; “IGAA”, 60–220 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("IGQV", &[Run(URL, 60, 220)]),
            Shape::new("IGAA", &[Run(URL, 60, 220)])
        ])],
        [
            concat!(
                "\"IGQV",
                "mp45Y0cdQnKSYAkViPXwJNUoqGHpC95zGp_UM-L5NvgrpGCRSfSUvOxsLY5e\""
            ),
            concat!(
                "\"IGAA",
                "KS3cYyw49jBuBL4fNiE6FJKAap2GZwnnbRqFrBZ2rQUmz_J4iOpEjK0IbdbQ\""
            )
        ],
        [
            "token: IGQVxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "IGQV…"
        ]
    ),
    credential!(
        "twitter-token",
        "X (Twitter) token",
        "X-token (Twitter)",
        High,
        "“AAAAAAAAAAAAAAAAAAAAA”, 60–120 characters; 50 characters behind a name with “twitter”; 45 characters behind a name with “twitter”; 25 characters behind a name with “twitter”; and others",
        "“AAAAAAAAAAAAAAAAAAAAA”, 60–120 tekens; 50 tekens achter een naam met “twitter”; 45 tekens achter een naam met “twitter”; 25 tekens achter een naam met “twitter”; en andere",
        &[
            Trigger::Tokens(&[Shape::new(
                "AAAAAAAAAAAAAAAAAAAAA",
                &[Run(Alphabet::of("0-9A-Za-z%"), 60, 120)]
            )]),
            Trigger::Named(&[
                Named::new(&["twitter", "tweepy"], &[Run(ALNUM, 50, 50)]),
                Named::new(&["twitter", "tweepy"], &[Run(ALNUM, 45, 45)]),
                Named::new(&["twitter", "tweepy"], &[Run(ALNUM, 25, 25)]),
                Named::new(
                    &["twitter", "tweepy"],
                    &[Run(DIGITS, 8, 20), Exact("-"), Run(ALNUM, 40, 40)]
                )
            ])
        ],
        [
            concat!(
                "key=AAAAAAAAAAAAAAAAAAAAA",
                "sXmQ0waD3MXoWSVFHXCAePxPzsLE9FrzWPk2VShOjHZarf3C2IYWMRqPZgJt"
            ),
            concat!(
                "TWITTER_API_KEY=04888418-88ywQLvLiGKMM7N",
                "T0SJyq3pvjtVUbt1TnN26hyPe"
            )
        ],
        [
            "token: AAAAAAAAAAAAAAAAAAAAAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "AAAAAAAAAAAA…"
        ]
    ),
    credential!(
        "linkedin-secret",
        "LinkedIn secret",
        "LinkedIn-geheim",
        High,
        "“WPL_AP1.”, 16 characters, “.”, 6 characters of base64, “==”; “WPL_AP0.”, 8–20 characters, “.”, 8–20 characters of base64; 16 characters behind a name with “linkedin”; “AQED”, 100–400 characters of base64url",
        "“WPL_AP1.”, 16 tekens, “.”, 6 tekens base64, “==”; “WPL_AP0.”, 8–20 tekens, “.”, 8–20 tekens base64; 16 tekens achter een naam met “linkedin”; “AQED”, 100–400 tekens base64url",
        &[
            Trigger::Tokens(&[
                Shape::new(
                    "WPL_AP1.",
                    &[
                        Run(ALNUM, 16, 16),
                        Exact("."),
                        Run(BASE64, 6, 6),
                        Exact("==")
                    ]
                ),
                Shape::new(
                    "WPL_AP0.",
                    &[Run(ALNUM, 8, 20), Exact("."), Run(BASE64, 8, 20), Pad("=")]
                ),
                Shape::new("AQED", &[Run(URL, 100, 400)]).severity(Severity::High)
            ]),
            Trigger::Named(&[Named::new(
                &["linkedin", "linked_in", "linked-in"],
                &[Run(ALNUM, 16, 16)]
            )])
        ],
        [
            concat!("\"WPL_AP1.", "iCEQYc4b9OVewVSB.t7CtbB==\""),
            concat!(
                "\"AQED",
                "R0VQcwEP5rtWqKRIJVf4KyjvhQfI4O9Q_9FmmfIfCp7Tn0w0AAzS1E4DX4HM_W1tPmWWlOS18X5XcjOuDZl3fIpEnWQFsf95Uw-7\""
            )
        ],
        ["token: WPL_AP1.xxxxxxxxxxxxxxxx.xxxxxx==", "WPL_AP1.…"]
    ),
    credential!(
        "tiktok-secret",
        "TikTok secret",
        "TikTok-geheim",
        High,
        "40 hexadecimal digits behind a name with “tiktok”; 32 characters behind a name with “tiktok”",
        "40 hexadecimale cijfers achter een naam met “tiktok”; 32 tekens achter een naam met “tiktok”",
        &[Trigger::Named(&[
            Named::new(&["tiktok"], &[Run(HEX, 40, 40)]),
            Named::new(&["tiktok"], &[Run(ALNUM, 32, 32)])
        ])],
        [
            concat!(
                "TIKTOK_API_KEY=b0214505ee4e17d72180",
                "6544f4caa0f4fba642df"
            ),
            concat!("TIKTOK_API_KEY=JBTA0q6WyxNuTrLS", "nLYg1j4A9MiXsBIo")
        ],
        [
            "tiktok_api_key = 0000000000000000000000000000000000000000",
            "tiktok = none"
        ]
    ),
    credential!(
        "reddit-secret",
        "Reddit secret",
        "Reddit-geheim",
        Medium,
        "27 characters of base64url behind a name with “reddit”; 30 characters of base64url behind a name with “reddit”",
        "27 tekens base64url achter een naam met “reddit”; 30 tekens base64url achter een naam met “reddit”",
        &[Trigger::Named(&[
            Named::new(&["reddit"], &[Run(URL, 27, 27)]),
            Named::new(&["reddit"], &[Run(URL, 30, 30)])
        ])],
        [
            concat!("REDDIT_API_KEY=J5h1AF1KzE3JW", "f88o_Vh-2hRHHc"),
            concat!("REDDIT_API_KEY=Kg8GkwYS5agy63O", "c7hJQrPoiiVfKhn")
        ],
        [
            "reddit_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "reddit = none"
        ]
    ),
    credential!(
        "pinterest-token",
        "Pinterest token",
        "Pinterest-token",
        High,
        "“pina_”, 60–120 characters; 40 hexadecimal digits behind a name with “pinterest”",
        "“pina_”, 60–120 tekens; 40 hexadecimale cijfers achter een naam met “pinterest”",
        &[
            Trigger::Tokens(&[Shape::new("pina_", &[Run(ALNUM, 60, 120)])]),
            Trigger::Named(&[Named::new(&["pinterest"], &[Run(HEX, 40, 40)])])
        ],
        [
            concat!(
                "key=pina_",
                "fm0e6yBJkJsUss7pFLDcHbSbHRMpmtvi55nFElTMrBTf1eEPCvCSASpgYOEs"
            ),
            concat!(
                "PINTEREST_API_KEY=8d03e9f62188d5cb869e",
                "3d011b68ba6906067304"
            )
        ],
        [
            "token: pina_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "pina_…"
        ]
    ),
    credential!(
        "twitch-token",
        "Twitch token",
        "Twitch-token",
        High,
        "30 characters behind a name with “twitch”; “oauth:”, 30 characters",
        "30 tekens achter een naam met “twitch”; “oauth:”, 30 tekens",
        &[
            Trigger::Tokens(&[Shape::new("oauth:", &[Run(LOWER, 30, 30)])]),
            Trigger::Named(&[Named::new(&["twitch"], &[Run(LOWER, 30, 30)])])
        ],
        [
            concat!("TWITCH_API_KEY=tj9l6yjektcylle", "ur3423gpfd33zbm"),
            concat!("\"oauth:", "zp51yov41d9kr3y1w2844zuwob6gn4\"")
        ],
        [
            "twitch_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "twitch = none"
        ]
    ),
    credential!(
        "spotify-secret",
        "Spotify secret",
        "Spotify-geheim",
        High,
        "32 hexadecimal digits behind a name with “spotify”",
        "32 hexadecimale cijfers achter een naam met “spotify”",
        &[Trigger::Named(&[Named::new(
            &["spotify"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "SPOTIFY_API_KEY=bd2900bd0e52a879",
            "d3874850097c443e"
        )],
        [
            "spotify_api_key = 00000000000000000000000000000000",
            "spotify = none"
        ]
    ),
    credential!(
        "yahoo-secret",
        "Yahoo secret",
        "Yahoo-geheim",
        Medium,
        "40 hexadecimal digits behind a name with “yahoo”",
        "40 hexadecimale cijfers achter een naam met “yahoo”",
        &[Trigger::Named(&[Named::new(
            &["yahoo"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "YAHOO_API_KEY=27d508694392cfefd602",
            "3a0b6ae3172eb63b725f"
        )],
        [
            "yahoo_api_key = 0000000000000000000000000000000000000000",
            "yahoo = none"
        ]
    ),
    credential!(
        "apple-secret",
        "App Store shared secret",
        "App Store-gedeeld geheim",
        High,
        "32 hexadecimal digits behind a name with “appstore”",
        "32 hexadecimale cijfers achter een naam met “appstore”",
        &[Trigger::Named(&[Named::new(
            &["appstore", "app_store", "itunes"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "APPSTORE_API_KEY=8341db65675a8b79",
            "5162ac596c25cdf1"
        )],
        [
            "appstore_api_key = 00000000000000000000000000000000",
            "appstore = none"
        ]
    ),
    credential!(
        "steam-key",
        "Steam key",
        "Steam-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “steam”",
        "32 hexadecimale cijfers achter een naam met “steam”",
        &[Trigger::Named(&[Named::new(
            &[
                "steam_",
                "steam-",
                "steamapi",
                "steamclient",
                "steamtoken",
                "steamsecret",
                "steamkey"
            ],
            &[Run(HEX_ANY, 32, 32)]
        )])],
        [concat!(
            "STEAM_API_KEY=e9e6c898c819cb21",
            "1efd6104808432cf"
        )],
        [
            "steam_api_key = 00000000000000000000000000000000",
            "steam = none"
        ]
    ),
    credential!(
        "okta-token",
        "Okta token",
        "Okta-token",
        Critical,
        "“00”, 40 characters of base64url behind a name with “okta”; 64 characters of base64url behind a name with “okta”",
        "“00”, 40 tekens base64url achter een naam met “okta”; 64 tekens base64url achter een naam met “okta”",
        &[Trigger::Named(&[
            Named::new(&["okta"], &[Exact("00"), Run(URL, 40, 40)]),
            Named::new(&["okta"], &[Run(URL, 64, 64)])
        ])],
        [
            concat!(
                "OKTA_API_KEY=00mzEH9_BV-Sk7Nw2BtdI",
                "QIAP0PplLutz0vpUsLrWG"
            ),
            concat!(
                "OKTA_API_KEY=q8C8l6xcHeOTvUszQq7AGx12bHIEDY-Y",
                "Smpoepbsml8E_FxYXyemiLgiakYiT_NN"
            )
        ],
        [
            "okta_api_key = 00xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "okta = none"
        ]
    ),
    credential!(
        "auth0-secret",
        "Auth0 secret",
        "Auth0-geheim",
        Critical,
        "64 characters of base64url behind a name with “auth0”",
        "64 tekens base64url achter een naam met “auth0”",
        &[Trigger::Named(&[Named::new(
            &["auth0"],
            &[Run(URL, 64, 64)]
        )])],
        [concat!(
            "AUTH0_API_KEY=lMaNYhFrnncEeIa8r8oxOqZ6Z11nUd73",
            "PBUfae_l7twpMhZsoqmzF-OzfUbkgSsW"
        )],
        [
            "auth0_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "auth0 = none"
        ]
    ),
    credential!(
        "clerk-key",
        "Clerk key",
        "Clerk-sleutel",
        Critical,
        "“sk_live_”, 40–60 characters behind a name with “clerk”; “sk_test_”, 40–60 characters behind a name with “clerk”",
        "“sk_live_”, 40–60 tekens achter een naam met “clerk”; “sk_test_”, 40–60 tekens achter een naam met “clerk”",
        &[Trigger::Named(&[
            Named::new(&["clerk"], &[Exact("sk_live_"), Run(ALNUM, 40, 60)]),
            Named::new(&["clerk"], &[Exact("sk_test_"), Run(ALNUM, 40, 60)])
                .severity(Severity::Medium)
        ])],
        [
            concat!(
                "CLERK_API_KEY=sk_live_KfpkyWrDWEhHKboU",
                "TtfDRtjrsPaKHX1MAqJH0EFj"
            ),
            concat!(
                "CLERK_API_KEY=sk_test_mDfSToZM5PJhR2wM",
                "mhHQTbk0X5BzBY7fjXzMY0Xl"
            )
        ],
        [
            "clerk_api_key = sk_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "clerk = none"
        ]
    ),
    credential!(
        "workos-key",
        "WorkOS key",
        "WorkOS-sleutel",
        Critical,
        "“sk_live_”, 40–100 characters behind a name with “workos”; “sk_test_”, 40–100 characters behind a name with “workos”; “sk_a2V5XzAx”, 30–80 characters",
        "“sk_live_”, 40–100 tekens achter een naam met “workos”; “sk_test_”, 40–100 tekens achter een naam met “workos”; “sk_a2V5XzAx”, 30–80 tekens",
        &[
            Trigger::Tokens(&[Shape::new("sk_a2V5XzAx", &[Run(ALNUM, 30, 80)])]),
            Trigger::Named(&[
                Named::new(&["workos"], &[Exact("sk_live_"), Run(ALNUM, 40, 100)]),
                Named::new(&["workos"], &[Exact("sk_test_"), Run(ALNUM, 40, 100)])
                    .severity(Severity::Medium)
            ])
        ],
        [
            concat!(
                "WORKOS_API_KEY=sk_live_LotAX5dzSobi60oT",
                "6X1oWagVid1hhQ1RLkUqMsp5"
            ),
            concat!("\"sk_a2V5XzAx", "BOl9epZ8RWqdHE8U5KYqKKZZREyYdG\"")
        ],
        [
            "workos_api_key = sk_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "workos = none"
        ]
    ),
    credential!(
        "stytch-secret",
        "Stytch secret",
        "Stytch-geheim",
        Critical,
        "“secret-live-”, 35 characters of base64url, “=”; “secret-test-”, 35 characters of base64url, “=”",
        "“secret-live-”, 35 tekens base64url, “=”; “secret-test-”, 35 tekens base64url, “=”",
        &[Trigger::Tokens(&[
            Shape::new("secret-live-", &[Run(URL, 35, 35), Exact("=")]),
            Shape::new("secret-test-", &[Run(URL, 35, 35), Exact("=")]).severity(Severity::Medium)
        ])],
        [
            concat!("\"secret-live-", "Q2CY700aAY9fpKyo-gSti70q6pBIU_MFo_V=\""),
            concat!("\"secret-test-", "PfSxKcHL99f7cOcVAwe3_flTt3p8JFppjzc=\"")
        ],
        [
            "token: secret-live-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=",
            "secret-live-…"
        ]
    ),
    credential!(
        "descope-key",
        "Descope key",
        "Descope-sleutel",
        Critical,
        "“K2”, 60–120 characters behind a name with “descope”",
        "“K2”, 60–120 tekens achter een naam met “descope”",
        &[Trigger::Named(&[Named::new(
            &["descope"],
            &[Exact("K2"), Run(ALNUM, 60, 120)]
        )])],
        [concat!(
            "DESCOPE_API_KEY=K2lwdku9mG3Y89eb9xwanC028sTc2VV",
            "byBvFtkIsJDitpe3hNxkClRbJZ2CZpR"
        )],
        [
            "descope_api_key = K2xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "descope = none"
        ]
    ),
    credential!(
        "frontegg-key",
        "Frontegg key",
        "Frontegg-sleutel",
        Critical,
        "a UUID behind a name with “frontegg”",
        "een UUID achter een naam met “frontegg”",
        &[Trigger::Named(&[Named::new(&["frontegg"], &[Uuid])])],
        [concat!(
            "FRONTEGG_API_KEY=4372fde4-e0f8-a8f6",
            "-3c8f-6ccaf644ab3c"
        )],
        [
            "frontegg_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "frontegg = none"
        ]
    ),
    credential!(
        "onelogin-secret",
        "OneLogin secret",
        "OneLogin-geheim",
        Critical,
        "64 hexadecimal digits behind a name with “onelogin”",
        "64 hexadecimale cijfers achter een naam met “onelogin”",
        &[Trigger::Named(&[Named::new(
            &["onelogin"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "ONELOGIN_API_KEY=76cc925e2da1fddc6dcba8bccb1915bd",
            "57a2d4027d47642459c555e44a3430fe"
        )],
        [
            "onelogin_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "onelogin = none"
        ]
    ),
    credential!(
        "jumpcloud-key",
        "JumpCloud key",
        "JumpCloud-sleutel",
        Critical,
        "“jca_”, 36 characters; 40 hexadecimal digits behind a name with “jumpcloud”",
        "“jca_”, 36 tekens; 40 hexadecimale cijfers achter een naam met “jumpcloud”",
        &[
            Trigger::Tokens(&[Shape::new("jca_", &[Run(ALNUM, 36, 36)])]),
            Trigger::Named(&[Named::new(&["jumpcloud"], &[Run(HEX, 40, 40)])])
        ],
        [
            concat!("\"jca_", "pBPGhwGNVBcU4HE3Otzw5RV6Kh5LcSW9iUln\""),
            concat!(
                "JUMPCLOUD_API_KEY=d13f82222e27b888e7e5",
                "0814442aeced14e5b0ce"
            )
        ],
        ["token: jca_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "jca_…"]
    ),
    credential!(
        "authress-key",
        "Authress key",
        "Authress-sleutel",
        High,
        "“sc_”, 5–30 characters, “.”, 4–6 characters, “.acc_”, 10–32 characters, “.”, 30–120 characters; “authress_”, 5–30 characters, “.”, 4–6 characters, “.acc_”, 10–32 characters, “.”, 30–120 characters",
        "“sc_”, 5–30 tekens, “.”, 4–6 tekens, “.acc_”, 10–32 tekens, “.”, 30–120 tekens; “authress_”, 5–30 tekens, “.”, 4–6 tekens, “.acc_”, 10–32 tekens, “.”, 30–120 tekens",
        &[Trigger::Tokens(&[
            Shape::new(
                "sc_",
                &[
                    Run(LOWER, 5, 30),
                    Exact("."),
                    Run(LOWER, 4, 6),
                    Exact(".acc_"),
                    Run(Alphabet::of("0-9a-z-"), 10, 32),
                    Exact("."),
                    Run(Alphabet::of("0-9A-Za-z+/_=-"), 30, 120)
                ]
            ),
            Shape::new(
                "authress_",
                &[
                    Run(LOWER, 5, 30),
                    Exact("."),
                    Run(LOWER, 4, 6),
                    Exact(".acc_"),
                    Run(Alphabet::of("0-9a-z-"), 10, 32),
                    Exact("."),
                    Run(Alphabet::of("0-9A-Za-z+/_=-"), 30, 120)
                ]
            )
        ])],
        [
            concat!(
                "\"sc_",
                "sdlg0.c493.acc_i4jx-js2-z.cRBqZ0G1OQ_bUymnD0vYk7uO96PsT0\""
            ),
            concat!(
                "key=authress_",
                "tlxm3.1xmt.acc_qfdarc4h-3.7wzvJTz_fVwfC6Bjtzk0SqT56ux/a2"
            )
        ],
        [
            "token: sc_xxxxx.xxxx.acc_xxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sc_…"
        ]
    ),
    credential!(
        "openshift-token",
        "OpenShift token",
        "OpenShift-token",
        Critical,
        "“sha256~”, 43 characters of base64url",
        "“sha256~”, 43 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "sha256~",
            &[Run(URL, 43, 43)]
        )])],
        [concat!(
            "\"sha256~",
            "5wl3guAt7aEpktOCZ6tRmINbwDbtsIVmdTNPoltS6xE\""
        )],
        [
            "token: sha256~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sha256~…"
        ]
    ),
    credential!(
        "kubernetes-bootstrap-token",
        "Kubernetes bootstrap token",
        "Kubernetes-bootstraptoken",
        High,
        "6 characters, “.”, 16 characters behind a name with “kubeadm”",
        "6 tekens, “.”, 16 tekens achter een naam met “kubeadm”",
        &[Trigger::Named(&[Named::new(
            &["kubeadm", "bootstrap_token", "bootstraptoken"],
            &[Run(LOWER, 6, 6), Exact("."), Run(LOWER, 16, 16)]
        )])],
        [concat!("KUBEADM_API_KEY=9k5tzf.djnl", "et138qwi54cq")],
        [
            "kubeadm_api_key = xxxxxx.xxxxxxxxxxxxxxxx",
            "kubeadm = none"
        ]
    ),
    credential!(
        "rancher-token",
        "Rancher token",
        "Rancher-token",
        Critical,
        "“token-”, 5 characters, “:”, 54 characters",
        "“token-”, 5 tekens, “:”, 54 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "token-",
            &[Run(LOWER, 5, 5), Exact(":"), Run(LOWER, 54, 54)]
        )])],
        [concat!(
            "key=token-",
            "5sd50:qzmq33uj9zqx8xsqw8it7ul8djbpzyj4jxknwka3odbdm6oaxf2jir"
        )],
        [
            "token: token-xxxxx:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "token-…"
        ]
    ),
    credential!(
        "portainer-token",
        "Portainer token",
        "Portainer-token",
        Critical,
        "“ptr_”, 43 characters of base64, “=”",
        "“ptr_”, 43 tekens base64, “=”",
        &[Trigger::Tokens(&[Shape::new(
            "ptr_",
            &[Run(BASE64, 43, 43), Exact("=")]
        )])],
        [concat!(
            "key=ptr_",
            "0sECi0Sy4+CXu/RMn+Z4hpnJZOd7oh1HIGK24ttHjTv="
        )],
        [
            "token: ptr_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=",
            "ptr_…"
        ]
    ),
    credential!(
        "adobe-secret",
        "Adobe secret",
        "Adobe-geheim",
        High,
        "“p8e-”, 32 characters; 32 hexadecimal digits behind a name with “adobe”",
        "“p8e-”, 32 tekens; 32 hexadecimale cijfers achter een naam met “adobe”",
        &[
            Trigger::Tokens(&[Shape::new("p8e-", &[Run(ALNUM, 32, 32)])]),
            Trigger::Named(&[Named::new(&["adobe"], &[Run(HEX, 32, 32)])])
        ],
        [
            concat!("\"p8e-", "8ibT5XFHMDwstmy056KJAE0p1yah4MH7\""),
            concat!("ADOBE_API_KEY=be99c80325e9a538", "b951b53691b4550a")
        ],
        ["token: p8e-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "p8e-…"]
    ),
    credential!(
        "intra42-secret",
        "42 Intra secret",
        "42-Intra-geheim",
        Medium,
        "“s-s4t2ud-”, 64 hexadecimal digits; “s-s4t2af-”, 64 hexadecimal digits",
        "“s-s4t2ud-”, 64 hexadecimale cijfers; “s-s4t2af-”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new("s-s4t2ud-", &[Run(HEX, 64, 64)]),
            Shape::new("s-s4t2af-", &[Run(HEX, 64, 64)])
        ])],
        [
            concat!(
                "key=s-s4t2ud-",
                "06a10f948685ef721a4d641f478c246f1f496fdddba3dbe8c058be5a19212010"
            ),
            concat!(
                "key=s-s4t2af-",
                "0982382f4f4310327df13c41d03673b3edf91b27175828d230910ffa72325e81"
            )
        ],
        [
            "token: s-s4t2ud-0000000000000000000000000000000000000000000000000000000000000000",
            "s-s4t2ud-…"
        ]
    ),
    credential!(
        "duo-secret",
        "Duo secret",
        "Duo-geheim",
        Critical,
        "40 characters behind a name with “duo”",
        "40 tekens achter een naam met “duo”",
        &[Trigger::Named(&[Named::new(
            &[
                "duo_",
                "duo-",
                "duoapi",
                "duoclient",
                "duotoken",
                "duosecret",
                "duokey",
                "duosecurity"
            ],
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "DUO_API_KEY=nRFn4vQT3Z234vADAyHR",
            "KBCFirCZOxeSf4teFJvC"
        )],
        [
            "duo_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "duo = none"
        ]
    ),
    credential!(
        "fusionauth-key",
        "FusionAuth key",
        "FusionAuth-sleutel",
        Critical,
        "43 characters of base64url behind a name with “fusionauth”; 56 characters of base64url behind a name with “fusionauth”",
        "43 tekens base64url achter een naam met “fusionauth”; 56 tekens base64url achter een naam met “fusionauth”",
        &[Trigger::Named(&[
            Named::new(&["fusionauth"], &[Run(URL, 43, 43)]),
            Named::new(&["fusionauth"], &[Run(URL, 56, 56)])
        ])],
        [
            concat!(
                "FUSIONAUTH_API_KEY=v5DilsGSVpNhnpkGgV6SK",
                "gsJKFeaI-BjCHa3EW3NSU7"
            ),
            concat!(
                "FUSIONAUTH_API_KEY=ZrtUKOAia2GpJtuyFq7PpnCa2M2B",
                "ximhx9GHZHgXAvofywaKKHrde71p"
            )
        ],
        [
            "fusionauth_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "fusionauth = none"
        ]
    ),
    credential!(
        "kakao-key",
        "Kakao key",
        "Kakao-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “kakao”",
        "32 hexadecimale cijfers achter een naam met “kakao”",
        &[Trigger::Named(&[Named::new(
            &["kakao"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "KAKAO_API_KEY=9bafe05d3073be13",
            "47e73d21a48a6384"
        )],
        [
            "kakao_api_key = 00000000000000000000000000000000",
            "kakao = none"
        ]
    ),
    credential!(
        "polder-api-key",
        "Polder API key",
        "Polder-API-sleutel",
        Critical,
        "“plk_”, 32–128 characters of base64url",
        "“plk_”, 32–128 tekens base64url",
        &[Trigger::Tokens(&[Shape::new("plk_", &[Run(URL, 32, 128)])])],
        [concat!("\"plk_", "8-yFz7IMejFKLpW_fZ3Zw0TbNadae61p\"")],
        ["token: plk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "plk_…"]
    ),
];
