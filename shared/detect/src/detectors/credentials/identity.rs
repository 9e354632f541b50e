//! Identity providers and social networks.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, DIGITS, HEX, HEX_ANY, LOWER, Shape, URL};
use crate::detector::{Detector, Trigger};

/// `0-9A-Za-z_-` without `A`, and without `H`.
const NOT_A: Alphabet = Alphabet::of("0-9B-Za-z_-");
const NOT_H: Alphabet = Alphabet::of("0-9A-GI-Za-z_-");

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
                "yPeiCEQYc4b9OVewVSBgdvh6vzNeyG3YjOPe5MxNHXif8q0sWq6gSkpW2GydKBDetdJOSwEnqRmRGAms"
            ),
            concat!(
                "FACEBOOK_API_KEY=105423261580618|Q_9Fm",
                "mfIfCp7Tn0w0AAzS1E4DX4"
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
                "HM_W1tPmWWlOS18X5XcjOuDZl3fIpEnWQFsf95Uw-7-YJ1a6im2nUWiX6uSt\""
            ),
            concat!(
                "key=IGAA",
                "7w2rljjZjPGH0_hZJEribQ_1RdYTKw3C9jAUNJ5h1AF1KzE3JWf88o_Vh-2h"
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
        "“AAAAAAAAAAAAAAAAAAAAA”, 60–120 characters; 15–25 digits, “-”, 20–45 characters behind a name with “twitter”; 50 characters behind a name with “twitter”; 45 characters behind a name with “twitter”; and others",
        "“AAAAAAAAAAAAAAAAAAAAA”, 60–120 tekens; 15–25 cijfers, “-”, 20–45 tekens achter een naam met “twitter”; 50 tekens achter een naam met “twitter”; 45 tekens achter een naam met “twitter”; en andere",
        &[
            Trigger::Tokens(&[Shape::new(
                "AAAAAAAAAAAAAAAAAAAAA",
                &[Run(Alphabet::of("0-9A-Za-z%"), 60, 120)]
            )]),
            Trigger::Named(&[
                Named::new(
                    &["twitter", "tweepy"],
                    &[Run(DIGITS, 15, 25), Exact("-"), Run(ALNUM, 20, 45)]
                ),
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
                "\"AAAAAAAAAAAAAAAAAAAAA",
                "cgQqLL6iwNWmpb84buLAGUrR25tk8qH3n1kkP63r8x%wrMQhDfxvPC9j9S7N\""
            ),
            concat!(
                "TWITTER_API_KEY=23503189-JkJsUss7pFLDcHb",
                "SbHRMpmtvi55nFElTMrBTf1eE"
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
                // What begins with `AQEDAH` was encrypted by a service of AWS, and is of no use without its key.
                Shape::new("AQED", &[Run(NOT_A, 1, 1), Run(URL, 99, 399)]).severity(Severity::High),
                Shape::new("AQEDA", &[Run(NOT_H, 1, 1), Run(URL, 98, 398)])
                    .severity(Severity::High)
            ]),
            Trigger::Named(&[Named::new(
                &["linkedin", "linked_in", "linked-in"],
                &[Run(ALNUM, 16, 16)]
            )])
        ],
        [
            concat!("\"WPL_AP1.", "MgWqyNBLFw17Asiu.qb5yxS==\""),
            concat!(
                "\"AQED",
                "PLyoBXfR345LpwLEqC1p1ovc2iXCiGdCtFWpGGtZS6946wPuq77nIOb2N-93rjET725g99ZMndwK9rLQaA22JS2Ul9GwuARdythw\""
            )
        ],
        [
            "token: WPL_AP1.xxxxxxxxxxxxxxxx.xxxxxx==",
            "WPL_AP1.…",
            concat!(
                "\"CiphertextBlob\": \"AQEDAH",
                "lyoBXfR345LpwLEqC1p1ovc2iXCiGdCtFWpGGtZS6946wPuq77nIOb2N93rjET725g99ZMndwK9rLQaA22JS2Ul9GwuARdythwq7Zt4Lm9\""
            )
        ]
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
                "TIKTOK_API_KEY=0097c443e27d50869439",
                "2cfefd6023a0b6ae3172"
            ),
            concat!("TIKTOK_API_KEY=sLSnd6ASmfWKAZR4", "ZIbJuHgQGxJx692C")
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
            concat!("REDDIT_API_KEY=6WBVrPwDyMw6A", "PIa56V_Rp60jx3"),
            concat!("REDDIT_API_KEY=yge9N-mzEH9_BV-", "Sk7Nw2BtdIQIAP0")
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
        "“pina_”, 30–200 characters of base64url; 40 hexadecimal digits behind a name with “pinterest”",
        "“pina_”, 30–200 tekens base64url; 40 hexadecimale cijfers achter een naam met “pinterest”",
        &[
            Trigger::Tokens(&[Shape::new("pina_", &[Run(URL, 30, 200)])]),
            Trigger::Named(&[Named::new(&["pinterest"], &[Run(HEX, 40, 40)])])
        ],
        [
            concat!(
                "\"pina_",
                "KpGcanDfehA0FfcsSLweNnMNdtLPUldQ4YTj4EaW3IJg6QlVR7EPpZEEMDHr\""
            ),
            concat!(
                "PINTEREST_API_KEY=78d619a8002aba9fffd5",
                "663627552afa8fe8354b"
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
            concat!("TWITCH_API_KEY=895au9rvywooao5", "ou8kdybb6k7m54d"),
            concat!("key=oauth:", "4cgpwxdxuz3u00bs6y31pis757va3e")
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
            "SPOTIFY_API_KEY=86c4f76658afc83e",
            "254d7e7cad85ce7e"
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
            "YAHOO_API_KEY=9de50d09b7c281b85a02",
            "3790ace26c5930c30c58"
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
            "APPSTORE_API_KEY=960880adec2a47c4",
            "d642d6fdd09f1002"
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
            "STEAM_API_KEY=9f236b86f4d74106",
            "169befca6fedc3d8"
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
                "OKTA_API_KEY=00KcHL99f7cOcVAwe3_fl",
                "Tt3p8JFppjzcTDHqFZjI7"
            ),
            concat!(
                "OKTA_API_KEY=hisnikL14hVo4m-WEVBWOs7zFGm4Oics",
                "8-QXgX1-wGx-odMwYqOOEZoghFJcNtrP"
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
            "AUTH0_API_KEY=MDamUbQF6-RSOpQPIFzLNMK7C7lIRnsG",
            "aTg38uQiurj9ikCPkmmVhgHfhd2_WPzo"
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
                "CLERK_API_KEY=sk_live_U4HE3Otzw5RV6Kh5",
                "LcSW9iUln1XEr3J6vhw454H5"
            ),
            concat!(
                "CLERK_API_KEY=sk_test_CsV4NemLgFhhJtZf",
                "LsbR1gJ289M9D5lspBSsq38s"
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
                "WORKOS_API_KEY=sk_live_zan1GoLQtsdlg0cC",
                "493ieLxUnflXDWGFMHIFdu0C"
            ),
            concat!("\"sk_a2V5XzAx", "eDOzNhCU1pRlubxitiV4jBUxKACjXs\"")
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
            concat!("key=secret-live-", "CrbQz0g1oqBuYMNd0VyK7Uo96pSt0cXGJ63="),
            concat!("key=secret-test-", "JXRuqkSp9y77WZVjtZFvWFc6bJTZK0sQt56=")
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
            "DESCOPE_API_KEY=K2tJviVSyU1TlZ2gwa18fFQTiLZe35x",
            "kFcDELRaAJepju3eEqZbmOKJo5ygCyj"
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
            "FRONTEGG_API_KEY=277be53d-cc65-7d18",
            "-a74a-2e769ba7e014"
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
            "ONELOGIN_API_KEY=d9226d2e620dbd11f94d4ed49e3fa469",
            "5c929aba51c656b3c57199d07a940d81"
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
        "“jca_”, 36 characters; 40 characters behind a name with “jumpcloud”",
        "“jca_”, 36 tekens; 40 tekens achter een naam met “jumpcloud”",
        &[
            Trigger::Tokens(&[Shape::new("jca_", &[Run(ALNUM, 36, 36)])]),
            Trigger::Named(&[Named::new(&["jumpcloud"], &[Run(LOWER, 40, 40)])])
        ],
        [
            concat!("\"jca_", "vPAKjtMfvqobvUuDP28TcbmuBQDyp63ZPQxL\""),
            concat!(
                "JUMPCLOUD_API_KEY=40abab0177a4d794952e",
                "eb0230c058239be99c80"
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
                "64asi.kxaz.acc_6gmib3mb7d.d5iGLN1g2Og43+bIWOXLwzSA5eGrOH\""
            ),
            concat!(
                "\"authress_",
                "8ehyp.59du.acc_3vw8icuwqq.DWA/GyIF53FBTr+4DnH4r1EPTDjD=w\""
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
            "key=sha256~",
            "u9Ws-v5DilsGSVpNhnpkGgV6SKgsJKFeaI-BjCHa3EW"
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
        [concat!("KUBEADM_API_KEY=1ors3u.desn", "pi9ww51lcmef")],
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
            "\"token-",
            "hkd3p:cbjw51o1ig9b8g4llulx8tifcw7hg5nnldz6730ycwjmxkus1ar70f\""
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
            "\"ptr_",
            "W7citVvfQa4FgzGqdyj8/yFz7IMejFKLpW+fZ3Zw0Tb=\""
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
            concat!("\"p8e-", "Y65T730IwQc9sFleKuCsNPUMoFaWa2oB\""),
            concat!("ADOBE_API_KEY=89c1f200565f6fca", "859292cb27df07d7")
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
                "\"s-s4t2ud-",
                "910b65cbbbf19af9175e81fc19fb4d3f9aced3819c0b2ddba46a07b9cdb437dc\""
            ),
            concat!(
                "\"s-s4t2af-",
                "4a4845a259b8dc91c879ced775f63ea4737790d38466bbabd7559f646e7135f9\""
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
            "DUO_API_KEY=8mWpIXH46wN3nzRDcle3",
            "rx4rrAtS4QNoDnz5WOmy"
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
                "FUSIONAUTH_API_KEY=jntFQb1r2n2uqpkWoVvq-",
                "yvRWzTboo5qAszrfVSr7gI"
            ),
            concat!(
                "FUSIONAUTH_API_KEY=fPhB1r0wpH1Dz4oh80smH_dITMKu",
                "Jyuqw1yussRDJKc2wHGpPda8QWtw"
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
            "KAKAO_API_KEY=cdda6ace574313de",
            "bda9c8c0a98e5237"
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
        [concat!("key=plk_", "StFtv2il3hP1H9xcOIxQ_DyAy5plJ5mo")],
        ["token: plk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "plk_…"]
    ),
    credential!(
        "unkey-root-key",
        "Unkey root key",
        "Hoofdsleutel van Unkey",
        High,
        "“unkey_”, 20–34 characters",
        "“unkey_”, 20–34 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "unkey_",
            &[Run(ALNUM, 20, 34)]
        )])],
        [concat!("x = unkey_", "3ZBGmxbIfghnzhDMwOH4OgAp")],
        ["token: unkey_xxxxxxxxxxxxxxxxxxxxxxxx", "funkey_3"]
    ),
    credential!(
        "arcjet-key",
        "Arcjet key",
        "Arcjet-sleutel",
        Medium,
        "“ajkey_”, 26 lower-case letters or digits",
        "“ajkey_”, 26 kleine letters of cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "ajkey_",
            &[Run(LOWER, 26, 26)]
        )])],
        [concat!("x = ajkey_", "01utagevj30ggm95vlhfwpj23g")],
        ["token: ajkey_xxxxxxxxxxxxxxxxxxxxxxxxxx", "ajkey_…"]
    ),
    credential!(
        "lichess-token",
        "Lichess token",
        "Lichess-token",
        High,
        "“lip_”, 16–60 characters",
        "“lip_”, 16–60 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "lip_",
            &[Run(Alphabet::of("0-9A-Z_a-z"), 16, 60)]
        )])],
        [concat!("key=lip_", "rVAKXYuFyGQSBbC9")],
        ["token: lip_xxxxxxxxxxxxxxxx", "lip_…"]
    ),
    credential!(
        "endor-labs-key",
        "Endor Labs key",
        "Endor Labs-sleutel",
        High,
        "“endr+”, 16 characters",
        "“endr+”, 16 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "endr+",
            &[Run(Alphabet::of("0-9A-Za-z-"), 16, 16)]
        )])],
        [concat!("key=endr+", "CF6ZUpR9Wq7gmNJ7")],
        ["token: endr+xxxxxxxxxxxxxxxx", "endr+…"]
    ),
    credential!(
        "wiz-secret",
        "Wiz secret",
        "Wiz-geheim",
        Critical,
        "64 characters behind a name with “wiz_”",
        "64 tekens achter een naam met “wiz_”",
        &[Trigger::Named(&[Named::new(
            &[
                "wiz_",
                "wiz-",
                "wizapi",
                "wizclient",
                "wizsecret",
                "wizkey",
                "wiztoken",
                "wizio"
            ],
            &[Run(ALNUM, 64, 64)]
        )])],
        [concat!(
            "WIZ_API_KEY=vPdH2FQVpxAVCPV0U3Jx3vJI",
            "NExZyLO3m4myqyIRdIzz28PYPH3i5a7A8aWa6spA"
        )],
        [
            "wiz_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "wiz_ = none"
        ]
    ),
    credential!(
        "redirect-pizza-key",
        "redirect.pizza key",
        "redirect.pizza-sleutel",
        High,
        "“rpa_”, 30 characters behind a name with “redirect_pizza”",
        "“rpa_”, 30 tekens achter een naam met “redirect_pizza”",
        &[Trigger::Named(&[Named::new(
            &[
                "redirect_pizza",
                "redirect-pizza",
                "redirectpizza",
                "redirect.pizza"
            ],
            &[Exact("rpa_"), Run(ALNUM, 30, 30)]
        )])],
        [concat!(
            "REDIRECT_PIZZA_API_KEY=rpa_YYNtiPsvqaCjy",
            "KntVmN7sjw9Hzvi3q"
        )],
        [
            "redirect_pizza_api_key = rpa_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "redirect_pizza = none"
        ]
    ),
    credential!(
        "proof-key",
        "Proof key",
        "Proof-sleutel",
        High,
        "“prf_cli_”, 20–80 characters of base64url; “prf_”, 20–80 characters of base64url behind a name with “proof_”",
        "“prf_cli_”, 20–80 tekens base64url; “prf_”, 20–80 tekens base64url achter een naam met “proof_”",
        &[
            Trigger::Tokens(&[Shape::new("prf_cli_", &[Run(URL, 20, 80)])]),
            Trigger::Named(&[Named::new(
                &["proof_", "proof-", "proofapi", "notarize"],
                &[Exact("prf_"), Run(URL, 20, 80)]
            )])
        ],
        [
            concat!("key=prf_cli_", "luTqnBxccXPlfekJbM4L"),
            concat!("PROOF_API_KEY=prf_8fSGP65T", "TDsMvmPtODtd")
        ],
        [
            "token: prf_cli_xxxxxxxxxxxxxxxxxxxx",
            "proof_api_key = prf_xxxxxxxxxxxxxxxxxxxx",
            "proof_ = none"
        ]
    ),
];
