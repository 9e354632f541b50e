//! Payments, exchanges, bookkeeping, shipping.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, HEX, HEX_ANY, LOWER, Shape, UPPER, URL};
use crate::detector::{Detector, Trigger};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "stripe-secret-key",
        "Stripe secret key",
        "Stripe-geheime sleutel",
        Critical,
        "“sk_live_”, 16–120 characters; “rk_live_”, 16–120 characters; “sk_test_”, 16–120 characters; “rk_test_”, 16–120 characters; and others",
        "“sk_live_”, 16–120 tekens; “rk_live_”, 16–120 tekens; “sk_test_”, 16–120 tekens; “rk_test_”, 16–120 tekens; en andere",
        &[Trigger::Tokens(&[
            Shape::new("sk_live_", &[Run(ALNUM, 16, 120)]),
            Shape::new("sk_org_live_", &[Run(ALNUM, 24, 120)]),
            Shape::new("rk_live_", &[Run(ALNUM, 16, 120)]),
            Shape::new("sk_test_", &[Run(ALNUM, 16, 120)]).severity(Severity::Medium),
            Shape::new("rk_test_", &[Run(ALNUM, 16, 120)]).severity(Severity::Medium),
            Shape::new("sk_prod_", &[Run(ALNUM, 16, 120)]),
            Shape::new("rk_prod_", &[Run(ALNUM, 16, 120)]),
            Shape::new("whsec_", &[Run(BASE64, 32, 64), Pad("=")]).severity(Severity::High)
        ])],
        [
            concat!("key=sk_live_", "hVe80kebV4748kvg"),
            concat!("\"whsec_", "rrxkXKlo5WiQGMGAWTcW0Yst0vtJNX1A\"")
        ],
        ["token: sk_live_xxxxxxxxxxxxxxxx", "sk_live_…"]
    ),
    credential!(
        "mollie-key",
        "Mollie key",
        "Mollie-sleutel",
        Critical,
        "“live_”, 30–50 characters behind a name with “mollie”; “test_”, 30–50 characters behind a name with “mollie”; “access_”, 30–50 characters behind a name with “mollie”",
        "“live_”, 30–50 tekens achter een naam met “mollie”; “test_”, 30–50 tekens achter een naam met “mollie”; “access_”, 30–50 tekens achter een naam met “mollie”",
        &[Trigger::Named(&[
            Named::new(&["mollie"], &[Exact("live_"), Run(ALNUM, 30, 50)]),
            Named::new(&["mollie"], &[Exact("test_"), Run(ALNUM, 30, 50)])
                .severity(Severity::Medium),
            Named::new(&["mollie"], &[Exact("access_"), Run(ALNUM, 30, 50)])
        ])],
        [
            concat!("MOLLIE_API_KEY=live_0JoYGguV9GYi", "5el4XSVMbGKvxPNcD3"),
            concat!("MOLLIE_API_KEY=access_cnBhVshztPQ", "8P2bAMrviXIsU9V6S2j")
        ],
        [
            "mollie_api_key = live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "mollie = none"
        ]
    ),
    credential!(
        "adyen-key",
        "Adyen key",
        "Adyen-sleutel",
        Critical,
        "“AQE”, 5 characters, 10–220 characters of base64, “-”, 43 characters of base64, “=”",
        "“AQE”, 5 tekens, 10–220 tekens base64, “-”, 43 tekens base64, “=”",
        &[Trigger::Tokens(&[Shape::new(
            "AQE",
            &[
                Run(LOWER, 5, 5),
                Run(BASE64, 10, 220),
                Pad("="),
                Exact("-"),
                Run(BASE64, 43, 43),
                Exact("=")
            ]
        )])],
        [concat!(
            "\"AQE",
            "ivfzoY0LVzI9JKk-RgIN4L1rmioPYQYHUAKr8AJyfRuXhhOpeUn5WqW4pYW=\""
        )],
        [
            "token: AQExxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=",
            "AQE…"
        ]
    ),
    credential!(
        "paypal-secret",
        "PayPal or Braintree token",
        "PayPal- of Braintree-token",
        Critical,
        "“access_token$production$”, 16 characters, “$”, 32 hexadecimal digits; “access_token$sandbox$”, 16 characters, “$”, 32 hexadecimal digits; “E”, 79 characters of base64url behind a name with “paypal”",
        "“access_token$production$”, 16 tekens, “$”, 32 hexadecimale cijfers; “access_token$sandbox$”, 16 tekens, “$”, 32 hexadecimale cijfers; “E”, 79 tekens base64url achter een naam met “paypal”",
        &[
            Trigger::Tokens(&[
                Shape::new(
                    "access_token$production$",
                    &[Run(LOWER, 16, 16), Exact("$"), Run(HEX, 32, 32)]
                ),
                Shape::new(
                    "access_token$sandbox$",
                    &[Run(LOWER, 16, 16), Exact("$"), Run(HEX, 32, 32)]
                )
                .severity(Severity::Medium)
            ]),
            Trigger::Named(&[Named::new(&["paypal"], &[Exact("E"), Run(URL, 79, 79)])])
        ],
        [
            concat!(
                "key=access_token$production$",
                "qtxy0xbgk07ae9tz$209957e45f7ed91a0ca67a68f18ce842"
            ),
            concat!(
                "PAYPAL_API_KEY=EFlrVaW6vSJ_HOJ0u6VVU-L8WWGBz52WhZwLC1df",
                "t4tjMOnYSfFEn566k5zDLbYjCd3Oien-Ir6oVn85"
            )
        ],
        [
            "token: access_token$production$xxxxxxxxxxxxxxxx$00000000000000000000000000000000",
            "access_token…"
        ]
    ),
    credential!(
        "square-token",
        "Square token",
        "Square-token",
        Critical,
        "“sq0atp-”, 22–60 characters of base64url; “sq0csp-”, 40–50 characters of base64url; “EAAA”, 60 characters of base64url; “EAAA”, 60 characters of base64url behind a name with “square”",
        "“sq0atp-”, 22–60 tekens base64url; “sq0csp-”, 40–50 tekens base64url; “EAAA”, 60 tekens base64url; “EAAA”, 60 tekens base64url achter een naam met “square”",
        &[
            Trigger::Tokens(&[
                Shape::new("sq0atp-", &[Run(URL, 22, 60)]),
                Shape::new("sq0csp-", &[Run(URL, 40, 50)]),
                Shape::new("EAAA", &[Run(URL, 60, 60)])
            ]),
            Trigger::Named(&[Named::new(&["square"], &[Exact("EAAA"), Run(URL, 60, 60)])])
        ],
        [
            concat!("\"sq0atp-", "GjaUyZaWMiCzedWni7Q4dI\""),
            concat!(
                "SQUARE_API_KEY=EAAABN3ELH4Q4vhBnTz0zJwZZOXZ0xH9",
                "5up5Gw4xMoCv8LCfAznr4TflZibdhFZ7"
            )
        ],
        ["token: sq0atp-xxxxxxxxxxxxxxxxxxxxxx", "sq0atp-…"]
    ),
    credential!(
        "razorpay-key",
        "Razorpay key",
        "Razorpay-sleutel",
        Critical,
        "24 characters behind a name with “razorpay”; “rzp_live_”, 14 characters",
        "24 tekens achter een naam met “razorpay”; “rzp_live_”, 14 tekens",
        &[
            Trigger::Named(&[Named::new(&["razorpay"], &[Run(ALNUM, 24, 24)])]),
            Trigger::Tokens(&[Shape::new("rzp_live_", &[Run(ALNUM, 14, 14)])])
        ],
        [
            concat!("RAZORPAY_API_KEY=fOwQ3jQiECEf", "Ct35KsAFGz4T"),
            concat!("RAZORPAY_API_KEY=rzp_live_v1", "AeHVO0XzX2UI")
        ],
        [
            "razorpay_api_key = xxxxxxxxxxxxxxxxxxxxxxxx",
            "razorpay = none"
        ]
    ),
    credential!(
        "flutterwave-key",
        "Flutterwave key",
        "Flutterwave-sleutel",
        Critical,
        "“FLWSECK-”, 32 characters, “-X”; “FLWSECK_TEST-”, 32 characters, “-X”; “FLWSECK-”, 32 hexadecimal digits, “-X”; “FLWSECK_TEST-”, 32 hexadecimal digits, “-X”; and others",
        "“FLWSECK-”, 32 tekens, “-X”; “FLWSECK_TEST-”, 32 tekens, “-X”; “FLWSECK-”, 32 hexadecimale cijfers, “-X”; “FLWSECK_TEST-”, 32 hexadecimale cijfers, “-X”; en andere",
        &[Trigger::Tokens(&[
            Shape::new("FLWSECK-", &[Run(ALNUM, 32, 32), Exact("-X")]),
            Shape::new("FLWSECK_TEST-", &[Run(ALNUM, 32, 32), Exact("-X")])
                .severity(Severity::Medium),
            Shape::new("FLWSECK-", &[Run(HEX, 32, 32), Exact("-X")]),
            Shape::new("FLWSECK_TEST-", &[Run(HEX, 32, 32), Exact("-X")])
                .severity(Severity::Medium),
            Shape::new(
                "FLWSECK-",
                &[
                    Run(HEX, 32, 32),
                    Exact("-"),
                    Run(LOWER, 11, 11),
                    Exact("-X")
                ]
            ),
            Shape::new("FLWSECK_TEST-", &[Run(Alphabet::of("0-9a-zA-Z"), 12, 12)])
                .severity(Severity::Medium)
        ])],
        [
            concat!("\"FLWSECK-", "066ad04b78636f82625a4419c0011a09-X\""),
            concat!("\"FLWSECK_TEST-", "wbH5Jmo3dd0U\"")
        ],
        [
            "token: FLWSECK-00000000000000000000000000000000-X",
            "FLWSECK-…"
        ]
    ),
    credential!(
        "paystack-key",
        "Paystack key",
        "Paystack-sleutel",
        Critical,
        "“sk_live_”, 40 hexadecimal digits behind a name with “paystack”; “sk_test_”, 40 hexadecimal digits behind a name with “paystack”",
        "“sk_live_”, 40 hexadecimale cijfers achter een naam met “paystack”; “sk_test_”, 40 hexadecimale cijfers achter een naam met “paystack”",
        &[Trigger::Named(&[
            Named::new(&["paystack"], &[Exact("sk_live_"), Run(HEX, 40, 40)]),
            Named::new(&["paystack"], &[Exact("sk_test_"), Run(HEX, 40, 40)])
                .severity(Severity::Medium)
        ])],
        [
            concat!(
                "PAYSTACK_API_KEY=sk_live_95ce722036de389f",
                "2de4f24156519a98bff74710"
            ),
            concat!(
                "PAYSTACK_API_KEY=sk_test_93b572939917f801",
                "b7fa3eb5e2886cd2aa5631f2"
            )
        ],
        [
            "paystack_api_key = sk_live_0000000000000000000000000000000000000000",
            "paystack = none"
        ]
    ),
    credential!(
        "gocardless-token",
        "GoCardless token",
        "GoCardless-token",
        Critical,
        "“live_”, 40 characters of base64url behind a name with “gocardless”; “sandbox_”, 40 characters of base64url behind a name with “gocardless”",
        "“live_”, 40 tekens base64url achter een naam met “gocardless”; “sandbox_”, 40 tekens base64url achter een naam met “gocardless”",
        &[Trigger::Named(&[
            Named::new(&["gocardless"], &[Exact("live_"), Run(URL, 40, 40)]),
            Named::new(&["gocardless"], &[Exact("sandbox_"), Run(URL, 40, 40)])
                .severity(Severity::Medium)
        ])],
        [
            concat!(
                "GOCARDLESS_API_KEY=live_O9xd5uHNjTFxhHKcL",
                "6SrvKJd1adpvjPhuoL7svju"
            ),
            concat!(
                "GOCARDLESS_API_KEY=sandbox_rUpS7pGhyddspr2t",
                "lCsAv8fGesDBxo_TNVDnDTeD"
            )
        ],
        [
            "gocardless_api_key = live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "gocardless = none"
        ]
    ),
    credential!(
        "plaid-secret",
        "Plaid secret",
        "Plaid-geheim",
        Critical,
        "“access-production-”, a UUID; “access-development-”, a UUID; “access-sandbox-”, a UUID; 30 characters behind a name with “plaid”",
        "“access-production-”, een UUID; “access-development-”, een UUID; “access-sandbox-”, een UUID; 30 tekens achter een naam met “plaid”",
        &[
            Trigger::Tokens(&[
                Shape::new("access-production-", &[Uuid]),
                Shape::new("access-development-", &[Uuid]).severity(Severity::High),
                Shape::new("access-sandbox-", &[Uuid]).severity(Severity::Medium)
            ]),
            Trigger::Named(&[Named::new(&["plaid"], &[Run(ALNUM, 30, 30)])])
        ],
        [
            concat!(
                "\"access-production-",
                "2973824d-0e2e-849a-a42f-3c4c38e0794f\""
            ),
            concat!("PLAID_API_KEY=6bbe55cabc5b455", "3cfb3abe7acf700")
        ],
        [
            "token: access-production-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "access-produ…"
        ]
    ),
    credential!(
        "klarna-key",
        "Klarna key",
        "Klarna-sleutel",
        Critical,
        "“klarna_live_api_”, 40–200 characters of base64; “klarna_test_api_”, 40–200 characters of base64",
        "“klarna_live_api_”, 40–200 tekens base64; “klarna_test_api_”, 40–200 tekens base64",
        &[Trigger::Tokens(&[
            Shape::new("klarna_live_api_", &[Run(BASE64, 40, 200), Pad("=")]),
            Shape::new("klarna_test_api_", &[Run(BASE64, 40, 200), Pad("=")])
                .severity(Severity::Medium)
        ])],
        [
            concat!(
                "\"klarna_live_api_",
                "1wvFOBh3Fz1mF9xZ6tk/9DKdlzSmMCaUAy62VV48\""
            ),
            concat!(
                "\"klarna_test_api_",
                "Id+UJo818FztsVL/GeeJV6rn9Hy0eGHph0h8MKCQ\""
            )
        ],
        [
            "token: klarna_live_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "klarna_live_…"
        ]
    ),
    credential!(
        "checkout-com-key",
        "Checkout.com key",
        "Checkout.com-sleutel",
        Critical,
        "“sk_sbox_”, 26 characters, 1 character; “sk_”, a UUID behind a name with “checkout”; “sk_”, 26 characters, 1 character behind a name with “checkout_”",
        "“sk_sbox_”, 26 tekens, 1 teken; “sk_”, een UUID achter een naam met “checkout”; “sk_”, 26 tekens, 1 teken achter een naam met “checkout_”",
        &[
            Trigger::Tokens(&[Shape::new(
                "sk_sbox_",
                &[
                    Run(Alphabet::of("a-z2-7"), 26, 26),
                    Run(Alphabet::of("a-z2-7*#$="), 1, 1)
                ]
            )
            .severity(Severity::Medium)]),
            Trigger::Named(&[
                Named::new(&["checkout"], &[Exact("sk_"), Uuid]),
                Named::new(
                    &[
                        "checkout_",
                        "checkout-",
                        "checkoutapi",
                        "checkoutclient",
                        "checkouttoken",
                        "checkoutsecret",
                        "checkoutkey",
                        "checkoutcom",
                        "cko_"
                    ],
                    &[
                        Exact("sk_"),
                        Run(Alphabet::of("a-z2-7"), 26, 26),
                        Run(Alphabet::of("a-z2-7*#$="), 1, 1)
                    ]
                )
            ])
        ],
        [
            concat!("CHECKOUT_API_KEY=sk_7zu4wvp5zksh", "g3mkoemfff2cbxm"),
            concat!("\"sk_sbox_", "n7f6ue3rmewxdxhqdraepddtpn4\"")
        ],
        [
            "checkout_api_key = sk_xxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "checkout = none"
        ]
    ),
    credential!(
        "wise-token",
        "Wise token",
        "Wise-token",
        Critical,
        "a UUID behind a name with “transferwise”",
        "een UUID achter een naam met “transferwise”",
        &[Trigger::Named(&[Named::new(
            &[
                "transferwise",
                "wise_",
                "wise-",
                "wiseapi",
                "wiseclient",
                "wisetoken",
                "wisesecret",
                "wisekey"
            ],
            &[Uuid]
        )])],
        [concat!(
            "TRANSFERWISE_API_KEY=e1658f8b-2d33-146f",
            "-dd1b-ad3ffdc19c3e"
        )],
        [
            "transferwise_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "transferwise = none"
        ]
    ),
    credential!(
        "bunq-key",
        "bunq key",
        "bunq-sleutel",
        Critical,
        "64 hexadecimal digits behind a name with “bunq”; “sandbox_”, 52 hexadecimal digits",
        "64 hexadecimale cijfers achter een naam met “bunq”; “sandbox_”, 52 hexadecimale cijfers",
        &[
            Trigger::Tokens(&[
                Shape::new("sandbox_", &[Run(HEX, 52, 52)]).severity(Severity::Medium)
            ]),
            Trigger::Named(&[Named::new(&["bunq"], &[Run(HEX, 64, 64)])])
        ],
        [
            concat!(
                "BUNQ_API_KEY=3f1dc3b816426fd9fcc107cb17ce2621",
                "99569e5773ab8a6c02f85caceacf92df"
            ),
            concat!(
                "key=sandbox_",
                "3d0ee1488183fe6dcc80e6847e4bc8fb891948ccfcf0276ed09d"
            )
        ],
        [
            "bunq_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "bunq = none"
        ]
    ),
    credential!(
        "coinbase-key",
        "Coinbase key",
        "Coinbase-sleutel",
        Critical,
        "64 characters behind a name with “coinbase”; 32 characters behind a name with “coinbase”; 86 characters of base64, “==” behind a name with “coinbase”",
        "64 tekens achter een naam met “coinbase”; 32 tekens achter een naam met “coinbase”; 86 tekens base64, “==” achter een naam met “coinbase”",
        &[Trigger::Named(&[
            Named::new(&["coinbase"], &[Run(ALNUM, 64, 64)]),
            Named::new(&["coinbase"], &[Run(ALNUM, 32, 32)]),
            Named::new(&["coinbase"], &[Run(BASE64, 86, 86), Exact("==")])
        ])],
        [
            concat!(
                "COINBASE_API_KEY=pIQoxCODs7LmI0IyIttChJckhouBORPP",
                "dvYTNALKKBXHozmneyNBhqIB0nR1d2bu"
            ),
            concat!(
                "COINBASE_API_KEY=g/YFiFAvrP/oDwK5pKWK01LXFzw18YgnBP6G2wnHnHPi",
                "8OR9wVogvZDU+xFY7XLej9o2ORMx8jwXldnaNdCtye=="
            )
        ],
        [
            "coinbase_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "coinbase = none"
        ]
    ),
    credential!(
        "binance-key",
        "Binance key",
        "Binance-sleutel",
        Critical,
        "64 characters behind a name with “binance”",
        "64 tekens achter een naam met “binance”",
        &[Trigger::Named(&[Named::new(
            &["binance"],
            &[Run(ALNUM, 64, 64)]
        )])],
        [concat!(
            "BINANCE_API_KEY=iQvqOIn0IP66KimLelLyDvK8bS0MGW7v",
            "LALJhRFM3kcMgLeNom6PrL9BafgyxH5o"
        )],
        [
            "binance_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "binance = none"
        ]
    ),
    credential!(
        "kraken-key",
        "Kraken key",
        "Kraken-sleutel",
        Critical,
        "86 characters of base64, “==” behind a name with “kraken”; 56 characters of base64 behind a name with “kraken”",
        "86 tekens base64, “==” achter een naam met “kraken”; 56 tekens base64 achter een naam met “kraken”",
        &[Trigger::Named(&[
            Named::new(&["kraken"], &[Run(BASE64, 86, 86), Exact("==")]),
            Named::new(&["kraken"], &[Run(BASE64, 56, 56)])
        ])],
        [
            concat!(
                "KRAKEN_API_KEY=5P7XAUSdciADMUdDcDUs6xXMXIDG823w8C86ZGfp4vrX",
                "gamhNNqy5JvoGFeDLFslJYvdttTigm8EENuiBKsj8E=="
            ),
            concat!(
                "KRAKEN_API_KEY=MQrwJ4y/Aa2PzzX2mWGVizI0Z4kf",
                "KfoEM4e8IkxK/2Phyu5dyUNV/5IG"
            )
        ],
        [
            "kraken_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==",
            "kraken = none"
        ]
    ),
    credential!(
        "kucoin-key",
        "KuCoin key",
        "KuCoin-sleutel",
        Critical,
        "a UUID behind a name with “kucoin”; 24 hexadecimal digits behind a name with “kucoin”",
        "een UUID achter een naam met “kucoin”; 24 hexadecimale cijfers achter een naam met “kucoin”",
        &[Trigger::Named(&[
            Named::new(&["kucoin"], &[Uuid]),
            Named::new(&["kucoin"], &[Run(HEX, 24, 24)])
        ])],
        [
            concat!("KUCOIN_API_KEY=774d72dd-488d-2aa9", "-dd10-85ac498e2e23"),
            concat!("KUCOIN_API_KEY=93cc3ea3379f", "f1f924e6bf53")
        ],
        [
            "kucoin_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "kucoin = none"
        ]
    ),
    credential!(
        "bitfinex-key",
        "Bitfinex key",
        "Bitfinex-sleutel",
        Critical,
        "43 characters behind a name with “bitfinex”",
        "43 tekens achter een naam met “bitfinex”",
        &[Trigger::Named(&[Named::new(
            &["bitfinex"],
            &[Run(ALNUM, 43, 43)]
        )])],
        [concat!(
            "BITFINEX_API_KEY=7u24yhmdpExwKAQP5PwTh",
            "8fcU1ScPunAJ1JrRdH1ykP"
        )],
        [
            "bitfinex_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "bitfinex = none"
        ]
    ),
    credential!(
        "bybit-key",
        "Bybit key",
        "Bybit-sleutel",
        Critical,
        "36 characters behind a name with “bybit”; 18 characters behind a name with “bybit”",
        "36 tekens achter een naam met “bybit”; 18 tekens achter een naam met “bybit”",
        &[Trigger::Named(&[
            Named::new(&["bybit"], &[Run(ALNUM, 36, 36)]),
            Named::new(&["bybit"], &[Run(ALNUM, 18, 18)])
        ])],
        [
            concat!("BYBIT_API_KEY=To0I1hhLtRGjaVHh2F", "vs4A5sVgvlOv5002u3"),
            concat!("BYBIT_API_KEY=9xd2izKtk", "R7p6dxvQF")
        ],
        [
            "bybit_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "bybit = none"
        ]
    ),
    credential!(
        "okx-key",
        "OKX key",
        "OKX-sleutel",
        Critical,
        "32 characters behind a name with “okx”; a UUID behind a name with “okx”",
        "32 tekens achter een naam met “okx”; een UUID achter een naam met “okx”",
        &[Trigger::Named(&[
            Named::new(&["okx"], &[Run(UPPER, 32, 32)]),
            Named::new(&["okx", "okex"], &[Uuid])
        ])],
        [
            concat!("OKX_API_KEY=O88BBKAPN5XBL8MD", "IRY8NYLVH00HZZ89"),
            concat!("OKX_API_KEY=915407e0-b3bf-70ba", "-cc82-fb02d6aa9bcc")
        ],
        [
            "okx_api_key = XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "okx = none"
        ]
    ),
    credential!(
        "bittrex-key",
        "Bittrex key",
        "Bittrex-sleutel",
        High,
        "32 characters behind a name with “bittrex”",
        "32 tekens achter een naam met “bittrex”",
        &[Trigger::Named(&[Named::new(
            &["bittrex"],
            &[Run(LOWER, 32, 32)]
        )])],
        [concat!(
            "BITTREX_API_KEY=5ddde32986664308",
            "2bcf94bda70fcae1"
        )],
        [
            "bittrex_api_key = 00000000000000000000000000000000",
            "bittrex = none"
        ]
    ),
    credential!(
        "bitstamp-key",
        "Bitstamp key",
        "Bitstamp-sleutel",
        Critical,
        "32 characters behind a name with “bitstamp”",
        "32 tekens achter een naam met “bitstamp”",
        &[Trigger::Named(&[Named::new(
            &["bitstamp"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "BITSTAMP_API_KEY=J6kpnMwAZqRqCXzv",
            "6bIXWzBezUCyFKiB"
        )],
        [
            "bitstamp_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "bitstamp = none"
        ]
    ),
    credential!(
        "paddle-key",
        "Paddle key",
        "Paddle-sleutel",
        Critical,
        "“pdl_live_apikey_”, 26 characters, “_”, 22 characters, “_”, 3 characters; “pdl_sdbx_apikey_”, 26 characters, “_”, 22 characters, “_”, 3 characters; “pdl_ntfset_”, 26 characters, “_”, 32 characters of base64",
        "“pdl_live_apikey_”, 26 tekens, “_”, 22 tekens, “_”, 3 tekens; “pdl_sdbx_apikey_”, 26 tekens, “_”, 22 tekens, “_”, 3 tekens; “pdl_ntfset_”, 26 tekens, “_”, 32 tekens base64",
        &[Trigger::Tokens(&[
            Shape::new(
                "pdl_live_apikey_",
                &[
                    Run(LOWER, 26, 26),
                    Exact("_"),
                    Run(ALNUM, 22, 22),
                    Exact("_"),
                    Run(ALNUM, 3, 3)
                ]
            ),
            Shape::new(
                "pdl_sdbx_apikey_",
                &[
                    Run(LOWER, 26, 26),
                    Exact("_"),
                    Run(ALNUM, 22, 22),
                    Exact("_"),
                    Run(ALNUM, 3, 3)
                ]
            )
            .severity(Severity::Medium),
            Shape::new(
                "pdl_ntfset_",
                &[Run(LOWER, 26, 26), Exact("_"), Run(BASE64, 32, 32)]
            )
            .severity(Severity::High)
        ])],
        [
            concat!(
                "key=pdl_live_apikey_",
                "fveyn1c63ntbm79oqqca39sphy_NOt4mWeDNgdtKoM7w1uIh6_Xj0"
            ),
            concat!(
                "key=pdl_ntfset_",
                "lzx365cx57ea0igbklyjkgab6i_39kau1pjTMh65n+ByopfeJKCHt8k8lRj"
            )
        ],
        [
            "token: pdl_live_apikey_xxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxx_xxx",
            "pdl_live_api…"
        ]
    ),
    credential!(
        "chargebee-key",
        "Chargebee key",
        "Chargebee-sleutel",
        Critical,
        "“live_”, 30–48 characters behind a name with “chargebee”; “test_”, 30–48 characters behind a name with “chargebee”",
        "“live_”, 30–48 tekens achter een naam met “chargebee”; “test_”, 30–48 tekens achter een naam met “chargebee”",
        &[Trigger::Named(&[
            Named::new(&["chargebee"], &[Exact("live_"), Run(ALNUM, 30, 48)]),
            Named::new(&["chargebee"], &[Exact("test_"), Run(ALNUM, 30, 48)])
                .severity(Severity::Medium)
        ])],
        [
            concat!("CHARGEBEE_API_KEY=live_lhWsLKDaFFFW", "fhIrSAZ8vxp3HuqUDe"),
            concat!("CHARGEBEE_API_KEY=test_GsViRGNuzRp8", "yCovLxdwZx7cNvEFEN")
        ],
        [
            "chargebee_api_key = live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "chargebee = none"
        ]
    ),
    credential!(
        "recurly-key",
        "Recurly key",
        "Recurly-sleutel",
        Critical,
        "32 hexadecimal digits behind a name with “recurly”",
        "32 hexadecimale cijfers achter een naam met “recurly”",
        &[Trigger::Named(&[Named::new(
            &["recurly"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "RECURLY_API_KEY=26c565fd330ace43",
            "6fc677da2d21f0e0"
        )],
        [
            "recurly_api_key = 00000000000000000000000000000000",
            "recurly = none"
        ]
    ),
    credential!(
        "lob-key",
        "Lob key",
        "Lob-sleutel",
        High,
        "“live_”, 35 hexadecimal digits behind a name with “lob”; “test_”, 35 hexadecimal digits behind a name with “lob”",
        "“live_”, 35 hexadecimale cijfers achter een naam met “lob”; “test_”, 35 hexadecimale cijfers achter een naam met “lob”",
        &[Trigger::Named(&[
            Named::new(&["lob"], &[Exact("live_"), Run(HEX, 35, 35)]),
            Named::new(&["lob"], &[Exact("test_"), Run(HEX, 35, 35)]).severity(Severity::Medium)
        ])],
        [
            concat!("LOB_API_KEY=live_51066f86563be94", "bb769a01b800050fbff7"),
            concat!("LOB_API_KEY=test_04fe02f27a81534", "a94cbee56936b138f8f0")
        ],
        [
            "lob_api_key = live_00000000000000000000000000000000000",
            "lob = none"
        ]
    ),
    credential!(
        "easypost-key",
        "EasyPost key",
        "EasyPost-sleutel",
        High,
        "“EZAK”, 54 characters; “EZTK”, 54 characters",
        "“EZAK”, 54 tekens; “EZTK”, 54 tekens",
        &[Trigger::Tokens(&[
            Shape::new("EZAK", &[Run(ALNUM, 54, 54)]),
            Shape::new("EZTK", &[Run(ALNUM, 54, 54)]).severity(Severity::Medium)
        ])],
        [
            concat!(
                "key=EZAK",
                "2Q77NcIpqTOc2ksTcYvLPusYkYvQV1ln94aih29OJT8oPbHsnwvXW6"
            ),
            concat!(
                "\"EZTK",
                "ap8ws0AOYrHmdlq2ZHIdp6KexzvLqr93pLRpmLsfixmh2aEw0groeF\""
            )
        ],
        [
            "token: EZAKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "EZAK…"
        ]
    ),
    credential!(
        "shippo-token",
        "Shippo token",
        "Shippo-token",
        High,
        "“shippo_live_”, 40 hexadecimal digits; “shippo_test_”, 40 hexadecimal digits",
        "“shippo_live_”, 40 hexadecimale cijfers; “shippo_test_”, 40 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new("shippo_live_", &[Run(HEX_ANY, 40, 40)]),
            Shape::new("shippo_test_", &[Run(HEX_ANY, 40, 40)]).severity(Severity::Medium)
        ])],
        [
            concat!(
                "key=shippo_live_",
                "368f8e314a5d7933585dc0d09f87cb969fbd0027"
            ),
            concat!(
                "key=shippo_test_",
                "f6a6515731e6710412d24de88015e5aa0a733461"
            )
        ],
        [
            "token: shippo_live_0000000000000000000000000000000000000000",
            "shippo_live_…"
        ]
    ),
    credential!(
        "sendcloud-key",
        "Sendcloud key",
        "Sendcloud-sleutel",
        High,
        "32 hexadecimal digits behind a name with “sendcloud”",
        "32 hexadecimale cijfers achter een naam met “sendcloud”",
        &[Trigger::Named(&[Named::new(
            &["sendcloud"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "SENDCLOUD_API_KEY=03427487766ec2e7",
            "10e266af3aff088a"
        )],
        [
            "sendcloud_api_key = 00000000000000000000000000000000",
            "sendcloud = none"
        ]
    ),
    credential!(
        "duffel-token",
        "Duffel token",
        "Duffel-token",
        High,
        "“duffel_live_”, 43 characters of base64url; “duffel_test_”, 43 characters of base64url",
        "“duffel_live_”, 43 tekens base64url; “duffel_test_”, 43 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("duffel_live_", &[Run(Alphabet::of("0-9=A-Z_a-z-"), 43, 43)]),
            Shape::new("duffel_test_", &[Run(Alphabet::of("0-9=A-Z_a-z-"), 43, 43)])
                .severity(Severity::Medium)
        ])],
        [
            concat!(
                "\"duffel_live_",
                "id4hjaThr-m7GiHGHvVw-TqTIFzBvTRwo0Xt2WKODYx\""
            ),
            concat!(
                "\"duffel_test_",
                "05KvM8ksXrd5yUT5C6SNWdPOyT4gpdY-xl9Ppk7HOol\""
            )
        ],
        [
            "token: duffel_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "duffel_live_…"
        ]
    ),
    credential!(
        "finicity-key",
        "Finicity key",
        "Finicity-sleutel",
        Critical,
        "32 hexadecimal digits behind a name with “finicity”; 20 characters behind a name with “finicity”",
        "32 hexadecimale cijfers achter een naam met “finicity”; 20 tekens achter een naam met “finicity”",
        &[Trigger::Named(&[
            Named::new(&["finicity"], &[Run(HEX, 32, 32)]),
            Named::new(&["finicity"], &[Run(ALNUM, 20, 20)])
        ])],
        [
            concat!("FINICITY_API_KEY=2b472ec973ca4a10", "869a1b7a979f9fe1"),
            concat!("FINICITY_API_KEY=k3MTgb52Cb", "dJgaVLTcq5")
        ],
        [
            "finicity_api_key = 00000000000000000000000000000000",
            "finicity = none"
        ]
    ),
    credential!(
        "moneybird-token",
        "Moneybird token",
        "Moneybird-token",
        High,
        "64 hexadecimal digits behind a name with “moneybird”; 43 characters of base64url behind a name with “moneybird”",
        "64 hexadecimale cijfers achter een naam met “moneybird”; 43 tekens base64url achter een naam met “moneybird”",
        &[Trigger::Named(&[
            Named::new(&["moneybird"], &[Run(HEX, 64, 64)]),
            Named::new(&["moneybird"], &[Run(URL, 43, 43)])
        ])],
        [
            concat!(
                "MONEYBIRD_API_KEY=451f88b41b207a39327a55ba0af59bd4",
                "93771e9bc25064b765a1e44bab40969f"
            ),
            concat!(
                "MONEYBIRD_API_KEY=wG3CcZ6Fb40KnKQR7XRKC",
                "om-h3S3FAF-EXevSlOCtMv"
            )
        ],
        [
            "moneybird_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "moneybird = none"
        ]
    ),
    credential!(
        "alpaca-key",
        "Alpaca key",
        "Alpaca-sleutel",
        Critical,
        "40 characters behind a name with “alpaca”; 44 characters behind a name with “alpaca”",
        "40 tekens achter een naam met “alpaca”; 44 tekens achter een naam met “alpaca”",
        &[Trigger::Named(&[
            Named::new(&["alpaca", "apca"], &[Run(ALNUM, 40, 40)]),
            Named::new(&["alpaca", "apca"], &[Run(ALNUM, 44, 44)])
        ])],
        [
            concat!(
                "ALPACA_API_KEY=PJ3qofEU4IIvPm7e7U0Y",
                "UxJLBIawMDuEtUyC1PBq"
            ),
            concat!(
                "ALPACA_API_KEY=iqwNNNQ7BOuDxHxRwIhP86",
                "oeXqHX4EhHiJLzestgyh9I"
            )
        ],
        [
            "alpaca_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "alpaca = none"
        ]
    ),
    credential!(
        "freshbooks-token",
        "FreshBooks token",
        "FreshBooks-token",
        High,
        "64 characters behind a name with “freshbooks”",
        "64 tekens achter een naam met “freshbooks”",
        &[Trigger::Named(&[Named::new(
            &["freshbooks"],
            &[Run(LOWER, 64, 64)]
        )])],
        [concat!(
            "FRESHBOOKS_API_KEY=5182de2e56c6bb5d3db543ada28b1ec4",
            "31accb0f7bd6403cdb35d62c8abcb009"
        )],
        [
            "freshbooks_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "freshbooks = none"
        ]
    ),
    credential!(
        "quickbooks-secret",
        "QuickBooks secret",
        "QuickBooks-geheim",
        Critical,
        "40 characters behind a name with “quickbooks”",
        "40 tekens achter een naam met “quickbooks”",
        &[Trigger::Named(&[Named::new(
            &["quickbooks", "intuit"],
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "QUICKBOOKS_API_KEY=LtCFn3xIFaCgdZ5nO2WD",
            "5IS3KurI5jt1UcuEK0yc"
        )],
        [
            "quickbooks_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "quickbooks = none"
        ]
    ),
    credential!(
        "xero-secret",
        "Xero secret",
        "Xero-geheim",
        Critical,
        "48 characters of base64url behind a name with “xero”",
        "48 tekens base64url achter een naam met “xero”",
        &[Trigger::Named(&[Named::new(
            &["xero"],
            &[Run(URL, 48, 48)]
        )])],
        [concat!(
            "XERO_API_KEY=LlwOfPX-zwaO3K0kI4AkrGr5",
            "b68yGJLWGwvVc4uOAK8L7abr"
        )],
        [
            "xero_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "xero = none"
        ]
    ),
    credential!(
        "gumroad-token",
        "Gumroad token",
        "Gumroad-token",
        Medium,
        "43 characters of base64url behind a name with “gumroad”",
        "43 tekens base64url achter een naam met “gumroad”",
        &[Trigger::Named(&[Named::new(
            &["gumroad"],
            &[Run(URL, 43, 43)]
        )])],
        [concat!(
            "GUMROAD_API_KEY=K4qTc9zg2OWUa6ULKjYd2",
            "DG-GO9vkBGrGEzpwsX2bp5"
        )],
        [
            "gumroad_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "gumroad = none"
        ]
    ),
    credential!(
        "ramp-token",
        "Ramp token",
        "Ramp-token",
        Critical,
        "“ramp_sec_”, 32–64 characters; “ramp_id_”, 40–64 characters",
        "“ramp_sec_”, 32–64 tekens; “ramp_id_”, 40–64 tekens",
        &[Trigger::Tokens(&[
            Shape::new("ramp_sec_", &[Run(ALNUM, 32, 64)]),
            Shape::new("ramp_id_", &[Run(ALNUM, 40, 64)]).severity(Severity::Medium)
        ])],
        [
            concat!("\"ramp_sec_", "0qGuqMbdfNFkeB8wCw00vM3N8dPu1UGE\""),
            concat!("\"ramp_id_", "zhbceqvTOXc5h24tPTFi8XCUFPeLwsZpksLCPzAq\"")
        ],
        [
            "token: ramp_sec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ramp_sec_…"
        ]
    ),
    credential!(
        "modern-treasury-key",
        "Modern Treasury key",
        "Modern Treasury-sleutel",
        Critical,
        "“live-”, 40–64 characters behind a name with “moderntreasury”",
        "“live-”, 40–64 tekens achter een naam met “moderntreasury”",
        &[Trigger::Named(&[Named::new(
            &["moderntreasury", "modern_treasury"],
            &[Exact("live-"), Run(ALNUM, 40, 64)]
        )])],
        [concat!(
            "MODERNTREASURY_API_KEY=live-6KWlAqCfa4wKg0PWQ",
            "1LotzGq5Q6WksV2XguSkXyz"
        )],
        [
            "moderntreasury_api_key = live-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "moderntreasury = none"
        ]
    ),
    credential!(
        "alchemy-key",
        "Alchemy key",
        "Alchemy-sleutel",
        Medium,
        "“alcht_”, 30 characters; 32 characters of base64url behind a name with “alchemy” or “alchemy.com/v2/”",
        "“alcht_”, 30 tekens; 32 tekens base64url achter een naam met “alchemy” of achter “alchemy.com/v2/”",
        &[
            Trigger::Tokens(&[
                Shape::new("alcht_", &[Run(ALNUM, 30, 30)]),
                Shape::new("alchemy.com/v2/", &[Run(URL, 32, 32)]),
                Shape::new("alchemyapi.io/v2/", &[Run(URL, 32, 32)])
            ]),
            Trigger::Named(&[Named::new(&["alchemy"], &[Run(URL, 32, 32)])])
        ],
        [
            concat!("\"alcht_", "kTXjv2ixTpcD4WH7y40tu5oGAX3O2r\""),
            concat!("ALCHEMY_API_KEY=3jOFvmpg2_z7EeFk", "WVnWYXYJ9YqB8JDA"),
            concat!(
                "https://eth-mainnet.g.alchemy.com/v2/",
                "7tAPuLdny7XjUYjbUlJCyRGlMojC7Srv"
            ),
            concat!(
                "https://eth-mainnet.alchemyapi.io/v2/",
                "tyGpXG8UyywU8irKgSCJ8eNtI6YnANpH"
            )
        ],
        ["token: alcht_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "alcht_…"]
    ),
    credential!(
        "infura-key",
        "Infura key",
        "Infura-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “infura” or “infura.io/v3/”",
        "32 hexadecimale cijfers achter een naam met “infura” of achter “infura.io/v3/”",
        &[
            Trigger::Named(&[Named::new(&["infura"], &[Run(HEX, 32, 32)])]),
            Trigger::Tokens(&[
                Shape::new("infura.io/v3/", &[Run(HEX, 32, 32)]),
                Shape::new("infura.io/ws/v3/", &[Run(HEX, 32, 32)])
            ])
        ],
        [
            concat!("INFURA_API_KEY=3cc3cd8e847490f2", "a02513437cc3db15"),
            concat!(
                "https://mainnet.infura.io/v3/",
                "d2fa994129d26600a60a38fda71bffd1"
            ),
            concat!(
                "wss://mainnet.infura.io/ws/v3/",
                "ab68bc20de11f4fc3b3837d7686e031f"
            )
        ],
        [
            "infura_api_key = 00000000000000000000000000000000",
            "infura = none"
        ]
    ),
    credential!(
        "etherscan-key",
        "Etherscan key",
        "Etherscan-sleutel",
        Medium,
        "34 characters behind a name with “etherscan”",
        "34 tekens achter een naam met “etherscan”",
        &[Trigger::Named(&[Named::new(
            &["etherscan", "bscscan", "polygonscan"],
            &[Run(UPPER, 34, 34)]
        )])],
        [concat!(
            "ETHERSCAN_API_KEY=B4GMM8OTN3QL5LJLH",
            "EZUI2LB0JNXF8GVMU"
        )],
        [
            "etherscan_api_key = XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "etherscan = none"
        ]
    ),
    credential!(
        "coinmarketcap-key",
        "CoinMarketCap key",
        "CoinMarketCap-sleutel",
        Medium,
        "a UUID behind a name with “coinmarketcap”",
        "een UUID achter een naam met “coinmarketcap”",
        &[Trigger::Named(&[Named::new(
            &["coinmarketcap", "cmc_pro"],
            &[Uuid]
        )])],
        [concat!(
            "COINMARKETCAP_API_KEY=f2f5aa33-efa8-0df2",
            "-5bee-1e1d2ea146da"
        )],
        [
            "coinmarketcap_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "coinmarketcap = none"
        ]
    ),
    credential!(
        "polar-token",
        "Polar token",
        "Polar-token",
        Critical,
        "“polar_oat_”, 20–100 characters of base64url; “polar_pat_”, 20–100 characters of base64url; “polar_at_”, 20–100 characters of base64url; “polar_rt_”, 20–100 characters of base64url",
        "“polar_oat_”, 20–100 tekens base64url; “polar_pat_”, 20–100 tekens base64url; “polar_at_”, 20–100 tekens base64url; “polar_rt_”, 20–100 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("polar_oat_", &[Run(URL, 20, 100)]),
            Shape::new("polar_pat_", &[Run(URL, 20, 100)]),
            Shape::new("polar_at_", &[Run(URL, 20, 100)]),
            Shape::new("polar_rt_", &[Run(URL, 20, 100)])
        ])],
        [
            concat!(
                "x = polar_oat_",
                "091HSAYcOlftxIUqiTVg5bIn22SLtKc9zyI9HZPQk9G"
            ),
            concat!(
                "x = polar_pat_",
                "gfjUyvJqtcVLQYmk5ssIswiymVOa2MPE8BwZX5X4IkU"
            )
        ],
        [
            "token: polar_oat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "polar_oat_…"
        ]
    ),
    credential!(
        "midtrans-key",
        "Midtrans server key",
        "Serversleutel van Midtrans",
        Critical,
        "“Mid-server-”, 16–40 characters of base64url; medium behind “SB-”",
        "“Mid-server-”, 16–40 tekens base64url; middel achter “SB-”",
        &[Trigger::Tokens(&[
            Shape::new("Mid-server-", &[Run(URL, 16, 40)]),
            Shape::new("SB-Mid-server-", &[Run(URL, 16, 40)]).severity(Severity::Medium)
        ])],
        [
            concat!("x = Mid-server-", "dwOsudoaViVMBtFqnP_njWHM"),
            concat!("x = SB-Mid-server-", "pS8-pFT6Skil-NHCvP3QP-ZO")
        ],
        [
            "token: SB-Mid-server-xxxxxxxxxxxxxxxxxxxxxxxx",
            "a mid-server-guidedsetup-of-the-agents"
        ]
    ),
    credential!(
        "quicknode-endpoint",
        "QuickNode endpoint",
        "QuickNode-eindpunt",
        Medium,
        "“.quiknode.pro/”, 40 hexadecimal digits",
        "“.quiknode.pro/”, 40 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            ".quiknode.pro/",
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "x = https://a.nl/b.quiknode.pro/",
            "56e7bbdc64e4d8a3a8e8487a4389ecc0ada3f6db"
        )],
        [
            "https://rpc-mainnet.matic.quiknode.pro/",
            "https://x.quiknode.pro/0000000000000000000000000000000000000000"
        ]
    ),
    credential!(
        "asaas-key",
        "Asaas key",
        "Asaas-sleutel",
        Critical,
        "“$aact_”, 30–240 characters",
        "“$aact_”, 30–240 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "$aact_",
            &[Run(Alphabet::of("0-9A-Za-z_:=$-"), 30, 240)]
        )])],
        [concat!("key=$aact_", "D5bdY9HZ$M:QchT7y17LjaLJ6NLd9T")],
        ["token: $aact_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "$aact_…"]
    ),
    credential!(
        "mercury-token",
        "Mercury token",
        "Mercury-token",
        Critical,
        "“mercury_production_”, 3–8 characters, “_”, 30–60 characters, “_yrucrem”",
        "“mercury_production_”, 3–8 tekens, “_”, 30–60 tekens, “_yrucrem”",
        &[Trigger::Tokens(&[Shape::new(
            "mercury_production_",
            &[
                Run(LOWER, 3, 8),
                Exact("_"),
                Run(ALNUM, 30, 60),
                Exact("_yrucrem")
            ]
        )])],
        [concat!(
            "key=mercury_production_",
            "jh8_4DUGhsykR8i2UKn3ztzcqJbUw9KG6R_yrucrem"
        )],
        [
            "token: mercury_production_xxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_yrucrem",
            "mercury_production_…"
        ]
    ),
    credential!(
        "xendit-key",
        "Xendit key",
        "Xendit-sleutel",
        Critical,
        "“xnd_production_”, 40–80 characters; “xnd_development_”, 40–80 characters",
        "“xnd_production_”, 40–80 tekens; “xnd_development_”, 40–80 tekens",
        &[Trigger::Tokens(&[
            Shape::new("xnd_production_", &[Run(ALNUM, 40, 80)]),
            Shape::new("xnd_development_", &[Run(ALNUM, 40, 80)]).severity(Severity::Medium)
        ])],
        [
            concat!(
                "key=xnd_production_",
                "qe40IO4KNpuDE9gdCtYlQEc4xiUMcb3QMf8nfn1r"
            ),
            concat!(
                "key=xnd_development_",
                "UhW1IhQfvrEFsMrHtvEnup5VvzjHrPHqzokVrA0s"
            )
        ],
        [
            "token: xnd_production_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "xnd_production_…"
        ]
    ),
    credential!(
        "rainforest-pay-key",
        "Rainforest Pay key",
        "Rainforest Pay-sleutel",
        Critical,
        "“apikey_”, 64 hexadecimal digits behind a name with “rainforest”",
        "“apikey_”, 64 hexadecimale cijfers achter een naam met “rainforest”",
        &[Trigger::Named(&[Named::new(
            &["rainforest"],
            &[Exact("apikey_"), Run(HEX, 64, 64)]
        )])],
        [concat!(
            "RAINFOREST_API_KEY=apikey_a9fa2fb4b6eb619a9",
            "482666f16a2e60571f6dfd8fd7c17ca9f0d5acb39556169"
        )],
        [
            "rainforest_api_key = apikey_0000000000000000000000000000000000000000000000000000000000000000",
            "rainforest = none"
        ]
    ),
    credential!(
        "polymarket-key",
        "Polymarket key",
        "Polymarket-sleutel",
        Medium,
        "a UUID behind a name with “polymarket”",
        "een UUID achter een naam met “polymarket”",
        &[Trigger::Named(&[Named::new(
            &["polymarket", "polykey"],
            &[Uuid]
        )])],
        [concat!(
            "POLYMARKET_API_KEY=0bd31fca-a809-cf27",
            "-4b0c-8f5695829678"
        )],
        [
            "polymarket_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "polymarket = none",
            "polyapi_trace: 0bd31fca-a809-cf27-4b0c-8f5695829678"
        ]
    ),
    credential!(
        "databento-key",
        "Databento key",
        "Databento-sleutel",
        High,
        "“db-”, 29 characters behind a name with “databento”",
        "“db-”, 29 tekens achter een naam met “databento”",
        &[Trigger::Named(&[Named::new(
            &["databento"],
            &[Exact("db-"), Run(ALNUM, 29, 29)]
        )])],
        [concat!(
            "DATABENTO_API_KEY=db-FceuVJPZ3b882",
            "Y3sEZttJPbz5Qt9k"
        )],
        [
            "databento_api_key = db-xxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "databento = none"
        ]
    ),
];
