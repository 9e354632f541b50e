//! Shops, customers, content, maps, media.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, HEX, HEX_ANY, LOWER, Shape, UPPER, URL};
use crate::detector::{Detector, Trigger};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "shopify-token",
        "Shopify token",
        "Shopify-token",
        Critical,
        "“shpat_”, 32 hexadecimal digits; “shpca_”, 32 hexadecimal digits; “shppa_”, 32 hexadecimal digits; “shpss_”, 32 hexadecimal digits; and others",
        "“shpat_”, 32 hexadecimale cijfers; “shpca_”, 32 hexadecimale cijfers; “shppa_”, 32 hexadecimale cijfers; “shpss_”, 32 hexadecimale cijfers; en andere",
        &[Trigger::Tokens(&[
            Shape::new("shpat_", &[Run(HEX_ANY, 32, 32)]),
            Shape::new("shpca_", &[Run(HEX_ANY, 32, 32)]),
            Shape::new("shppa_", &[Run(HEX_ANY, 32, 32)]),
            Shape::new("shpss_", &[Run(HEX_ANY, 32, 32)]),
            Shape::new("shptka_", &[Run(HEX_ANY, 32, 32)]),
            Shape::new("shprt_", &[Run(HEX_ANY, 32, 32)]),
            Shape::new("shpua_", &[Run(HEX_ANY, 32, 32)])
        ])],
        [
            concat!("\"shpat_", "3f3e13832fd2fd8963d513e5ed806401\""),
            concat!("key=shpua_", "11ada5fe196d0cbf448e10c02505319c")
        ],
        ["token: shpat_00000000000000000000000000000000", "shpat_…"]
    ),
    credential!(
        "woocommerce-key",
        "WooCommerce secret",
        "WooCommerce-geheim",
        Critical,
        "“cs_”, 40 hexadecimal digits; “ck_”, 40 hexadecimal digits",
        "“cs_”, 40 hexadecimale cijfers; “ck_”, 40 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new("cs_", &[Run(HEX, 40, 40)]),
            Shape::new("ck_", &[Run(HEX, 40, 40)]).severity(Severity::Medium)
        ])],
        [
            concat!("\"cs_", "74fe52b121441c7e6ae6f5eb2147e28aa7ee810a\""),
            concat!("\"ck_", "1687d5b03c9c5eaa5d49968fbf29a08e34873d72\"")
        ],
        ["token: cs_0000000000000000000000000000000000000000", "cs_…"]
    ),
    credential!(
        "bigcommerce-token",
        "BigCommerce token",
        "BigCommerce-token",
        Critical,
        "31 characters behind a name with “bigcommerce”; 64 hexadecimal digits behind a name with “bigcommerce”",
        "31 tekens achter een naam met “bigcommerce”; 64 hexadecimale cijfers achter een naam met “bigcommerce”",
        &[Trigger::Named(&[
            Named::new(&["bigcommerce"], &[Run(LOWER, 31, 31)]),
            Named::new(&["bigcommerce"], &[Run(HEX, 64, 64)])
        ])],
        [
            concat!("BIGCOMMERCE_API_KEY=pgfv4qarru3crfs", "qof4usd0xa1xi3xw"),
            concat!(
                "BIGCOMMERCE_API_KEY=d25c3f7c0b7dad9a248a988b6793afef",
                "e4835caa05883094363906ea5705c075"
            )
        ],
        [
            "bigcommerce_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "bigcommerce = none"
        ]
    ),
    credential!(
        "lightspeed-secret",
        "Lightspeed secret",
        "Lightspeed-geheim",
        High,
        "32 hexadecimal digits behind a name with “lightspeed”; 64 hexadecimal digits behind a name with “lightspeed”",
        "32 hexadecimale cijfers achter een naam met “lightspeed”; 64 hexadecimale cijfers achter een naam met “lightspeed”",
        &[Trigger::Named(&[
            Named::new(&["lightspeed", "seoshop"], &[Run(HEX, 32, 32)]),
            Named::new(&["lightspeed", "seoshop"], &[Run(HEX, 64, 64)])
        ])],
        [
            concat!("LIGHTSPEED_API_KEY=2f8a9511db44dbb0", "73ec132de02733a9"),
            concat!(
                "LIGHTSPEED_API_KEY=eef8f81d41b74a3a53c56a1d4d4bc215",
                "a8edbbef5e29c36c0fdb09cf3353c847"
            )
        ],
        [
            "lightspeed_api_key = 00000000000000000000000000000000",
            "lightspeed = none"
        ]
    ),
    credential!(
        "etsy-key",
        "Etsy key",
        "Etsy-sleutel",
        High,
        "24 characters, “:”, 10–64 characters behind a name with “etsy”; 24 characters behind a name with “etsy”",
        "24 tekens, “:”, 10–64 tekens achter een naam met “etsy”; 24 tekens achter een naam met “etsy”",
        &[Trigger::Named(&[
            Named::new(
                &["etsy"],
                &[Run(LOWER, 24, 24), Exact(":"), Run(LOWER, 10, 64)]
            ),
            Named::new(&["etsy"], &[Run(LOWER, 24, 24)])
        ])],
        [concat!("ETSY_API_KEY=wwb4z8my8tht", "kbanm7kf76or")],
        ["etsy_api_key = xxxxxxxxxxxxxxxxxxxxxxxx", "etsy = none"]
    ),
    credential!(
        "ebay-secret",
        "eBay secret",
        "eBay-geheim",
        Critical,
        "“PRD-”, 12 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits; “SBX-”, 12 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits; “PRD-”, 8 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4–12 hexadecimal digits behind a name with “ebay”",
        "“PRD-”, 12 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers; “SBX-”, 12 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers; “PRD-”, 8 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4–12 hexadecimale cijfers achter een naam met “ebay”",
        &[
            Trigger::Tokens(&[
                Shape::new(
                    "PRD-",
                    &[
                        Run(HEX, 12, 12),
                        Exact("-"),
                        Run(HEX, 4, 4),
                        Exact("-"),
                        Run(HEX, 4, 4),
                        Exact("-"),
                        Run(HEX, 4, 4),
                        Exact("-"),
                        Run(HEX, 4, 4)
                    ]
                ),
                Shape::new(
                    "SBX-",
                    &[
                        Run(HEX, 12, 12),
                        Exact("-"),
                        Run(HEX, 4, 4),
                        Exact("-"),
                        Run(HEX, 4, 4),
                        Exact("-"),
                        Run(HEX, 4, 4),
                        Exact("-"),
                        Run(HEX, 4, 4)
                    ]
                )
                .severity(Severity::Medium)
            ]),
            Trigger::Named(&[Named::new(
                &["ebay"],
                &[
                    Exact("PRD-"),
                    Run(HEX, 8, 8),
                    Exact("-"),
                    Run(HEX, 4, 4),
                    Exact("-"),
                    Run(HEX, 4, 4),
                    Exact("-"),
                    Run(HEX, 4, 4),
                    Exact("-"),
                    Run(HEX, 4, 12)
                ]
            )])
        ],
        [
            concat!("\"PRD-", "1ae9e0d669ee-4d1c-7ac1-ce82-0c56\""),
            concat!("key=SBX-", "438bd0c02916-4bac-e7eb-1b79-a7dd")
        ],
        ["token: PRD-000000000000-0000-0000-0000-0000", "PRD-…"]
    ),
    credential!(
        "squarespace-key",
        "Squarespace key",
        "Squarespace-sleutel",
        High,
        "a UUID behind a name with “squarespace”",
        "een UUID achter een naam met “squarespace”",
        &[Trigger::Named(&[Named::new(&["squarespace"], &[Uuid])])],
        [concat!(
            "SQUARESPACE_API_KEY=ad60e0db-54df-e84c",
            "-408e-fd854749efbe"
        )],
        [
            "squarespace_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "squarespace = none"
        ]
    ),
    credential!(
        "magento-token",
        "Magento token",
        "Magento-token",
        Critical,
        "32 characters behind a name with “magento”",
        "32 tekens achter een naam met “magento”",
        &[Trigger::Named(&[Named::new(
            &["magento"],
            &[Run(LOWER, 32, 32)]
        )])],
        [concat!(
            "MAGENTO_API_KEY=ax7dhzulhni4cojp",
            "osezaxn4wexgcdw3"
        )],
        [
            "magento_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "magento = none"
        ]
    ),
    credential!(
        "bol-secret",
        "bol retailer secret",
        "bol-verkopersgeheim",
        High,
        "50–90 characters of base64url behind a name with “bol”",
        "50–90 tekens base64url achter een naam met “bol”",
        &[Trigger::Named(&[Named::new(
            &[
                "bol_",
                "bol-",
                "bolapi",
                "bolclient",
                "boltoken",
                "bolsecret",
                "bolkey",
                "bolcom",
                "bol_com"
            ],
            &[Run(URL, 50, 90)]
        )])],
        [concat!(
            "BOL_API_KEY=g-bc4g5CUzNbtBlh8AqP4B5Ht",
            "aWSEYeFUWB4IV-fWjRitT8P3G"
        )],
        [
            "bol_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "bol = none"
        ]
    ),
    credential!(
        "salesforce-token",
        "Salesforce token",
        "Salesforce-token",
        Critical,
        "“00D”, 12–15 characters, “!”, 60–200 characters; “5Aep”, 60–120 characters",
        "“00D”, 12–15 tekens, “!”, 60–200 tekens; “5Aep”, 60–120 tekens",
        &[Trigger::Tokens(&[
            Shape::new(
                "00D",
                &[
                    Run(ALNUM, 12, 15),
                    Exact("!"),
                    Run(Alphabet::of("0-9A-Z_a-z.-"), 60, 200)
                ]
            ),
            Shape::new("5Aep", &[Run(Alphabet::of("0-9A-Za-z._"), 60, 120)])
        ])],
        [
            concat!(
                "key=00D",
                "Q4XIYZADyf3f!pyX9in6tGlHgodKyloCt.i_ZPQR.DgzI4nREypDXYAaiN2nVJOEnLfnIAI8n"
            ),
            concat!(
                "\"5Aep",
                "iOTXg1Cs5X2GBl0DnDIXuT02NzbaGT0PdAC4Tjq65hGWAQ.scAKgKvp1q8I5\""
            )
        ],
        [
            "token: 00Dxxxxxxxxxxxx!xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "00D…"
        ]
    ),
    credential!(
        "hubspot-token",
        "HubSpot token",
        "HubSpot-token",
        High,
        "“pat-na1-”, a UUID; “pat-eu1-”, a UUID; “pat-na2-”, a UUID; “pat-na3-”, a UUID; and others",
        "“pat-na1-”, een UUID; “pat-eu1-”, een UUID; “pat-na2-”, een UUID; “pat-na3-”, een UUID; en andere",
        &[
            Trigger::Tokens(&[
                Shape::new("pat-na1-", &[Uuid]),
                Shape::new("pat-eu1-", &[Uuid]),
                Shape::new("pat-na2-", &[Uuid]),
                Shape::new("pat-na3-", &[Uuid]),
                Shape::new("pat-ap1-", &[Uuid])
            ]),
            Trigger::Named(&[Named::new(&["hubspot"], &[Uuid])])
        ],
        [
            concat!("\"pat-na1-", "93a4ce30-2242-c99a-5028-7cf1d313adc9\""),
            concat!("HUBSPOT_API_KEY=61c5392d-e8d6-3edc", "-9f96-98a2b74ba233")
        ],
        [
            "token: pat-na1-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "pat-na1-…"
        ]
    ),
    credential!(
        "zendesk-token",
        "Zendesk token",
        "Zendesk-token",
        High,
        "40 characters behind a name with “zendesk”",
        "40 tekens achter een naam met “zendesk”",
        &[Trigger::Named(&[Named::new(
            &["zendesk"],
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "ZENDESK_API_KEY=Yxpj81MTm49xLmuz9fFL",
            "z6vfX46HLdOPpkzvYfVJ"
        )],
        [
            "zendesk_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "zendesk = none"
        ]
    ),
    credential!(
        "intercom-token",
        "Intercom token",
        "Intercom-token",
        High,
        "“dG9r”, 56 characters of base64, “=”; 60 characters of base64url behind a name with “intercom”",
        "“dG9r”, 56 tekens base64, “=”; 60 tekens base64url achter een naam met “intercom”",
        &[
            Trigger::Tokens(&[Shape::new("dG9r", &[Run(BASE64, 56, 56), Exact("=")])]),
            Trigger::Named(&[Named::new(&["intercom"], &[Run(URL, 60, 60)])])
        ],
        [
            concat!(
                "\"dG9r",
                "uZ9MUrEo1lxBIROFsljrXjGpoAvB5Sbxl+ZQmyxFuH1c1Xgz32895PcH=\""
            ),
            concat!(
                "INTERCOM_API_KEY=sl4meMM2gJEqNM5EqyDrMXBorKz6AG",
                "h750CnUj5xP-ulnoReXS-cJ0Mt5N2w"
            )
        ],
        [
            "token: dG9rxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=",
            "dG9r…"
        ]
    ),
    credential!(
        "freshdesk-key",
        "Freshdesk key",
        "Freshdesk-sleutel",
        High,
        "20 characters behind a name with “freshdesk”",
        "20 tekens achter een naam met “freshdesk”",
        &[Trigger::Named(&[Named::new(
            &["freshdesk", "freshservice"],
            &[Run(ALNUM, 20, 20)]
        )])],
        [concat!("FRESHDESK_API_KEY=iV8waCFi1S", "Yjp71iBaBW")],
        [
            "freshdesk_api_key = xxxxxxxxxxxxxxxxxxxx",
            "freshdesk = none"
        ]
    ),
    credential!(
        "pipedrive-token",
        "Pipedrive token",
        "Pipedrive-token",
        High,
        "40 hexadecimal digits behind a name with “pipedrive”",
        "40 hexadecimale cijfers achter een naam met “pipedrive”",
        &[Trigger::Named(&[Named::new(
            &["pipedrive"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "PIPEDRIVE_API_KEY=9bf17126b1a4c37da1e6",
            "192960a22a9256859a3b"
        )],
        [
            "pipedrive_api_key = 0000000000000000000000000000000000000000",
            "pipedrive = none"
        ]
    ),
    credential!(
        "zoho-token",
        "Zoho token",
        "Zoho-token",
        High,
        "“1000.”, 32 hexadecimal digits, “.”, 32 hexadecimal digits; “1001.”, 32 hexadecimal digits, “.”, 32 hexadecimal digits behind a name with “zoho”; “1003.”, 32–64 hexadecimal digits behind a name with “zoho”; 42 hexadecimal digits behind a name with “zoho”",
        "“1000.”, 32 hexadecimale cijfers, “.”, 32 hexadecimale cijfers; “1001.”, 32 hexadecimale cijfers, “.”, 32 hexadecimale cijfers achter een naam met “zoho”; “1003.”, 32–64 hexadecimale cijfers achter een naam met “zoho”; 42 hexadecimale cijfers achter een naam met “zoho”",
        &[
            Trigger::Tokens(&[Shape::new(
                "1000.",
                &[Run(HEX, 32, 32), Exact("."), Run(HEX, 32, 32)]
            )]),
            Trigger::Named(&[
                Named::new(
                    &["zoho"],
                    &[
                        Exact("1001."),
                        Run(HEX, 32, 32),
                        Exact("."),
                        Run(HEX, 32, 32)
                    ]
                ),
                Named::new(&["zoho"], &[Exact("1003."), Run(HEX, 32, 64)]),
                Named::new(&["zoho"], &[Run(HEX, 42, 42)])
            ])
        ],
        [concat!(
            "key=1000.",
            "a9f64afe12aaaae2ea51abaa7e2e9b3b.47c0f560eea94f96e8c6266c54de574a"
        )],
        [
            "token: 1000.00000000000000000000000000000000.00000000000000000000000000000000",
            "1000.…"
        ]
    ),
    credential!(
        "front-token",
        "Front token",
        "Front-token",
        High,
        "36 characters of base64url, “.”, 60–200 characters of base64url behind a name with “frontapp”",
        "36 tekens base64url, “.”, 60–200 tekens base64url achter een naam met “frontapp”",
        &[Trigger::Named(&[Named::new(
            &[
                "frontapp",
                "front_",
                "front-",
                "frontapi",
                "frontclient",
                "fronttoken",
                "frontsecret",
                "frontkey"
            ],
            &[Run(URL, 36, 36), Exact("."), Run(URL, 60, 200)]
        )])],
        [concat!(
            "FRONTAPP_API_KEY=xb7w4e82ybaKsXNxfW-HsjgND6A2J7WN91mY.63JQ7I6kDke",
            "x1h7QIeTgAw6fo0oRg184hyibOkqeKt0VI4R84M9rYED_Hp0s"
        )],
        [
            "frontapp_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "frontapp = none"
        ]
    ),
    credential!(
        "helpscout-secret",
        "Help Scout secret",
        "Help Scout-geheim",
        High,
        "32 characters behind a name with “helpscout”",
        "32 tekens achter een naam met “helpscout”",
        &[Trigger::Named(&[Named::new(
            &["helpscout", "help_scout"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "HELPSCOUT_API_KEY=I305VJtPuczRHZSw",
            "hDqOswu5t2dBEfxv"
        )],
        [
            "helpscout_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "helpscout = none"
        ]
    ),
    credential!(
        "crisp-key",
        "Crisp key",
        "Crisp-sleutel",
        High,
        "64 hexadecimal digits behind a name with “crisp”",
        "64 hexadecimale cijfers achter een naam met “crisp”",
        &[Trigger::Named(&[Named::new(
            &["crisp"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "CRISP_API_KEY=f3a9710a3445fb1477a5a4dd5f899505",
            "7a71cc94719acad41ba32b4dc6416552"
        )],
        [
            "crisp_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "crisp = none"
        ]
    ),
    credential!(
        "gorgias-key",
        "Gorgias key",
        "Gorgias-sleutel",
        High,
        "64 hexadecimal digits behind a name with “gorgias”",
        "64 hexadecimale cijfers achter een naam met “gorgias”",
        &[Trigger::Named(&[Named::new(
            &["gorgias"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "GORGIAS_API_KEY=4348b78ed9b9c18b8e7a8925d88ea83a",
            "6254ae77625e887130b896a0c30ecd68"
        )],
        [
            "gorgias_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "gorgias = none"
        ]
    ),
    credential!(
        "contentful-token",
        "Contentful token",
        "Contentful-token",
        High,
        "“CFPAT-”, 43 characters of base64url; 43 characters of base64url behind a name with “contentful”",
        "“CFPAT-”, 43 tekens base64url; 43 tekens base64url achter een naam met “contentful”",
        &[
            Trigger::Tokens(&[Shape::new("CFPAT-", &[Run(URL, 43, 43)])]),
            Trigger::Named(&[Named::new(&["contentful"], &[Run(URL, 43, 43)])])
        ],
        [
            concat!("key=CFPAT-", "H2LN-RjN5iAVbxatR9IDFoPeln6L0hJGHxk1PkOIKBe"),
            concat!(
                "CONTENTFUL_API_KEY=OtSVLAqvD9c-Q9qOlERUb",
                "A8G3ysUqIquvKsR82jTMq5"
            )
        ],
        [
            "token: CFPAT-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "CFPAT-…"
        ]
    ),
    credential!(
        "sanity-token",
        "Sanity token",
        "Sanity-token",
        High,
        "“sk”, 80–180 characters behind a name with “sanity”",
        "“sk”, 80–180 tekens achter een naam met “sanity”",
        &[Trigger::Named(&[Named::new(
            &["sanity"],
            &[Exact("sk"), Run(ALNUM, 80, 180)]
        )])],
        [concat!(
            "SANITY_API_KEY=skwl8Usohy7H1nOKPh5WlFYlM3VVcK9EEAjPn0KCQ",
            "uqSx6j5lVRS78kUoAzMs0j2jZTiayiB30OyRcXFub"
        )],
        [
            "sanity_api_key = skxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sanity = none"
        ]
    ),
    credential!(
        "storyblok-token",
        "Storyblok token",
        "Storyblok-token",
        Medium,
        "22 characters, “tt” behind a name with “storyblok”",
        "22 tekens, “tt” achter een naam met “storyblok”",
        &[Trigger::Named(&[Named::new(
            &["storyblok"],
            &[Run(ALNUM, 22, 22), Exact("tt")]
        )])],
        [concat!("STORYBLOK_API_KEY=2cgztGtYKO4Y", "mih8uQeQEktt")],
        [
            "storyblok_api_key = xxxxxxxxxxxxxxxxxxxxxxtt",
            "storyblok = none"
        ]
    ),
    credential!(
        "prismic-token",
        "Prismic token",
        "Prismic-token",
        Medium,
        "64–220 characters of base64url behind a name with “prismic”",
        "64–220 tekens base64url achter een naam met “prismic”",
        &[Trigger::Named(&[Named::new(
            &["prismic"],
            &[Run(URL, 64, 220)]
        )])],
        [concat!(
            "PRISMIC_API_KEY=6MpNxbkFWWjke5gB8uiIE3oRSoMYOVh9",
            "v-SOrUrWuAp5KrHzag0f9qVRgtUiX3HX"
        )],
        [
            "prismic_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "prismic = none"
        ]
    ),
    credential!(
        "datocms-token",
        "DatoCMS token",
        "DatoCMS-token",
        Medium,
        "30 hexadecimal digits behind a name with “datocms”",
        "30 hexadecimale cijfers achter een naam met “datocms”",
        &[Trigger::Named(&[Named::new(
            &["datocms", "dato_api"],
            &[Run(HEX, 30, 30)]
        )])],
        [concat!(
            "DATOCMS_API_KEY=1b6c45cae3960d8",
            "3e63a7ce1725075"
        )],
        [
            "datocms_api_key = 000000000000000000000000000000",
            "datocms = none"
        ]
    ),
    credential!(
        "ghost-key",
        "Ghost admin key",
        "Ghost-beheersleutel",
        High,
        "24 hexadecimal digits, “:”, 64 hexadecimal digits behind a name with “ghost”",
        "24 hexadecimale cijfers, “:”, 64 hexadecimale cijfers achter een naam met “ghost”",
        &[Trigger::Named(&[Named::new(
            &[
                "ghost_",
                "ghost-",
                "ghostapi",
                "ghostclient",
                "ghosttoken",
                "ghostsecret",
                "ghostkey",
                "ghostadmin"
            ],
            &[Run(HEX, 24, 24), Exact(":"), Run(HEX, 64, 64)]
        )])],
        [concat!(
            "GHOST_API_KEY=26d14ca76f2207940556c732:cd7da8f6d37a0beb49e",
            "3257a0fae7319015666291bd90115962b229d526326ba"
        )],
        [
            "ghost_api_key = 000000000000000000000000:0000000000000000000000000000000000000000000000000000000000000000",
            "ghost = none"
        ]
    ),
    credential!(
        "webflow-token",
        "Webflow token",
        "Webflow-token",
        High,
        "64 hexadecimal digits behind a name with “webflow”",
        "64 hexadecimale cijfers achter een naam met “webflow”",
        &[Trigger::Named(&[Named::new(
            &["webflow"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "WEBFLOW_API_KEY=427f16e0630a5a99a522b509c8186ecb",
            "efa1964d6052fa74016fedb1175771b1"
        )],
        [
            "webflow_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "webflow = none"
        ]
    ),
    credential!(
        "mapbox-token",
        "Mapbox secret token",
        "Mapbox-geheim token",
        High,
        "“sk.eyJ”, 50–120 characters of base64url, “.”, 22 characters of base64url; “tk.eyJ”, 50–120 characters of base64url, “.”, 22 characters of base64url; “pk.eyJ”, 50–120 characters of base64url, “.”, 22 characters of base64url",
        "“sk.eyJ”, 50–120 tekens base64url, “.”, 22 tekens base64url; “tk.eyJ”, 50–120 tekens base64url, “.”, 22 tekens base64url; “pk.eyJ”, 50–120 tekens base64url, “.”, 22 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("sk.eyJ", &[Run(URL, 50, 120), Exact("."), Run(URL, 22, 22)]),
            Shape::new("tk.eyJ", &[Run(URL, 50, 120), Exact("."), Run(URL, 22, 22)])
                .severity(Severity::Medium),
            Shape::new("pk.eyJ", &[Run(URL, 50, 120), Exact("."), Run(URL, 22, 22)])
                .severity(Severity::Low)
        ])],
        [
            concat!(
                "\"sk.eyJ",
                "Xt3xSmGcNE3KTxcZ_kDhdXeLVkfLmlokzhecr8RCp1F0J6MPMb.z02LEoWXq3Ei88PCzNgwsQ\""
            ),
            concat!(
                "key=pk.eyJ",
                "pcvDnqIpT48I41J4fIJJ8m8Oq4pULolOJU8F5Sm5nFNLXKqIPf.atWrCQOhNNwFuyhxtRD3n4"
            )
        ],
        [
            "token: sk.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxx",
            "sk.eyJ…"
        ]
    ),
    credential!(
        "here-key",
        "HERE key",
        "HERE-sleutel",
        Medium,
        "43 characters of base64url behind a name with “heremaps”",
        "43 tekens base64url achter een naam met “heremaps”",
        &[Trigger::Named(&[Named::new(
            &[
                "heremaps",
                "here_",
                "here-",
                "hereapi",
                "hereclient",
                "heretoken",
                "heresecret",
                "herekey"
            ],
            &[Run(URL, 43, 43)]
        )])],
        [concat!(
            "HEREMAPS_API_KEY=2CwlOT5Ea-83zeev1cqUp",
            "HDYiZ4ysNUU6IJQoEsA3Oe"
        )],
        [
            "heremaps_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "heremaps = none"
        ]
    ),
    credential!(
        "maxmind-key",
        "MaxMind licence key",
        "MaxMind-licentiesleutel",
        Medium,
        "6 characters, “_”, 29 characters, “_mmk”",
        "6 tekens, “_”, 29 tekens, “_mmk”",
        &[Trigger::Tokens(&[Shape::new("_mmk", &[]).behind(&[
            Run(ALNUM, 6, 6),
            Exact("_"),
            Run(ALNUM, 29, 29)
        ])])],
        [concat!("\"jBNr5H_mUe9rDM07TqUs", "CtKoCGxKq9JQgBnE_mmk\"")],
        ["token: xxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx_mmk", "_mmk…"]
    ),
    credential!(
        "openweather-key",
        "OpenWeather key",
        "OpenWeather-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “openweather”",
        "32 hexadecimale cijfers achter een naam met “openweather”",
        &[Trigger::Named(&[Named::new(
            &["openweather", "owm_api", "weather_api"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "OPENWEATHER_API_KEY=6113e13750a8867d",
            "5750fb6ba6b9318d"
        )],
        [
            "openweather_api_key = 00000000000000000000000000000000",
            "openweather = none"
        ]
    ),
    credential!(
        "rapidapi-key",
        "RapidAPI key",
        "RapidAPI-sleutel",
        Medium,
        "10 characters, “msh”, 15 characters, “p1”, 6 hexadecimal digits, “jsn”, 12 characters; 50 characters of base64url behind a name with “rapidapi”",
        "10 tekens, “msh”, 15 tekens, “p1”, 6 hexadecimale cijfers, “jsn”, 12 tekens; 50 tekens base64url achter een naam met “rapidapi”",
        &[
            Trigger::Tokens(&[Shape::new(
                "msh",
                &[
                    Run(ALNUM, 15, 15),
                    Exact("p1"),
                    Run(HEX, 6, 6),
                    Exact("jsn"),
                    Run(ALNUM, 12, 12)
                ]
            )
            .behind(&[Run(ALNUM, 10, 10)])]),
            Trigger::Named(&[Named::new(
                &["rapidapi", "rapid_api", "x-rapidapi"],
                &[Run(URL, 50, 50)]
            )])
        ],
        [concat!(
            "\"mBcL98PsjPmsh4TamxXdNzAU8",
            "qlrp1aca626jsnjrV6G2aETWcY\""
        )],
        [
            "token: xxxxxxxxxxmshxxxxxxxxxxxxxxxp1000000jsnxxxxxxxxxxxx",
            "msh…"
        ]
    ),
    credential!(
        "tomtom-key",
        "TomTom key",
        "TomTom-sleutel",
        Medium,
        "32 characters behind a name with “tomtom”",
        "32 tekens achter een naam met “tomtom”",
        &[Trigger::Named(&[Named::new(
            &["tomtom"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "TOMTOM_API_KEY=OtrIJ1QuYhDMXHVO",
            "xgICmW4XE3kqQJDW"
        )],
        [
            "tomtom_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "tomtom = none"
        ]
    ),
    credential!(
        "cloudinary-secret",
        "Cloudinary secret",
        "Cloudinary-geheim",
        High,
        "27 characters of base64url behind a name with “cloudinary”",
        "27 tekens base64url achter een naam met “cloudinary”",
        &[Trigger::Named(&[Named::new(
            &["cloudinary"],
            &[Run(URL, 27, 27)]
        )])],
        [concat!(
            "CLOUDINARY_API_KEY=XGYXUYrtubMmz",
            "1KTC33FoYewq2i"
        )],
        [
            "cloudinary_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "cloudinary = none"
        ]
    ),
    credential!(
        "imgix-token",
        "imgix key",
        "imgix-sleutel",
        Medium,
        "“ak_”, 64 hexadecimal digits",
        "“ak_”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new("ak_", &[Run(HEX, 64, 64)])])],
        [concat!(
            "\"ak_",
            "c1add59b25f226367dc862584ee0099da4a81b1b47026ad5a5c59f26da0054b9\""
        )],
        [
            "token: ak_0000000000000000000000000000000000000000000000000000000000000000",
            "ak_…"
        ]
    ),
    credential!(
        "imagekit-key",
        "ImageKit private key",
        "ImageKit-privésleutel",
        High,
        "“private_”, 27 characters of base64, “=”",
        "“private_”, 27 tekens base64, “=”",
        &[Trigger::Tokens(&[Shape::new(
            "private_",
            &[Run(BASE64, 27, 27), Exact("=")]
        )])],
        [concat!("key=private_", "RJ3RcFSwrkBnATA6Yi8fTDN+Ad7=")],
        ["token: private_xxxxxxxxxxxxxxxxxxxxxxxxxxx=", "private_…"]
    ),
    credential!(
        "uploadcare-key",
        "Uploadcare secret",
        "Uploadcare-geheim",
        Medium,
        "20 hexadecimal digits behind a name with “uploadcare”",
        "20 hexadecimale cijfers achter een naam met “uploadcare”",
        &[Trigger::Named(&[Named::new(
            &["uploadcare"],
            &[Run(HEX, 20, 20)]
        )])],
        [concat!("UPLOADCARE_API_KEY=aaee342f5d", "254b1d33d3")],
        [
            "uploadcare_api_key = 00000000000000000000",
            "uploadcare = none"
        ]
    ),
    credential!(
        "mux-secret",
        "Mux secret",
        "Mux-geheim",
        High,
        "75 characters of base64 behind a name with “mux_token”",
        "75 tekens base64 achter een naam met “mux_token”",
        &[Trigger::Named(&[Named::new(
            &["mux_token", "mux_secret", "muxtoken"],
            &[Run(BASE64, 75, 75)]
        )])],
        [concat!(
            "MUX_TOKEN=hwCvZ7hY7whU3g+b+90NkLzwDOU+m5hqdy8o1",
            "IyQUsNixxCs8cFvr4xYYrrdJvsiSuYFWkz0Okj"
        )],
        [
            "mux_token_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "mux_token = none"
        ]
    ),
    credential!(
        "vimeo-token",
        "Vimeo token",
        "Vimeo-token",
        Medium,
        "32 hexadecimal digits behind a name with “vimeo”",
        "32 hexadecimale cijfers achter een naam met “vimeo”",
        &[Trigger::Named(&[Named::new(
            &["vimeo"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "VIMEO_API_KEY=a14183d12753c364",
            "b2b4fe3eab0e6645"
        )],
        [
            "vimeo_api_key = 00000000000000000000000000000000",
            "vimeo = none"
        ]
    ),
    credential!(
        "tmdb-key",
        "TMDB key",
        "TMDB-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “tmdb”",
        "32 hexadecimale cijfers achter een naam met “tmdb”",
        &[Trigger::Named(&[Named::new(
            &["tmdb", "themoviedb"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!("TMDB_API_KEY=87fe41584e9fc7e2", "38c1b5433b4917d9")],
        [
            "tmdb_api_key = 00000000000000000000000000000000",
            "tmdb = none"
        ]
    ),
    credential!(
        "nytimes-key",
        "New York Times key",
        "New York Times-sleutel",
        Medium,
        "32 characters behind a name with “nytimes”",
        "32 tekens achter een naam met “nytimes”",
        &[Trigger::Named(&[Named::new(
            &["nytimes", "newyorktimes", "new-york-times"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "NYTIMES_API_KEY=7kaLQXENisQFj6LV",
            "CFhqbepyOPRJJwSU"
        )],
        [
            "nytimes_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "nytimes = none"
        ]
    ),
    credential!(
        "newsapi-key",
        "News API key",
        "News API-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “newsapi”",
        "32 hexadecimale cijfers achter een naam met “newsapi”",
        &[Trigger::Named(&[Named::new(
            &["newsapi", "news_api"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!("NEWSAPI_KEY=6173fcfdee417f33", "d7ee1a8e0f88ffa7")],
        [
            "newsapi_api_key = 00000000000000000000000000000000",
            "newsapi = none"
        ]
    ),
    credential!(
        "finnhub-key",
        "Finnhub key",
        "Finnhub-sleutel",
        Medium,
        "20 characters behind a name with “finnhub”",
        "20 tekens achter een naam met “finnhub”",
        &[Trigger::Named(&[Named::new(
            &["finnhub"],
            &[Run(LOWER, 20, 20)]
        )])],
        [concat!("FINNHUB_API_KEY=xuf20fr332", "xyqnmrx6ro")],
        ["finnhub_api_key = xxxxxxxxxxxxxxxxxxxx", "finnhub = none"]
    ),
    credential!(
        "polygon-key",
        "Polygon.io key",
        "Polygon.io-sleutel",
        Medium,
        "32 characters behind a name with “polygon”",
        "32 tekens achter een naam met “polygon”",
        &[Trigger::Named(&[Named::new(
            &[
                "polygon_",
                "polygon-",
                "polygonapi",
                "polygonclient",
                "polygontoken",
                "polygonsecret",
                "polygonkey",
                "polygonio"
            ],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "POLYGON_API_KEY=udPMBzZdD0ECHdQm",
            "wGil5wgEMVCP3tDg"
        )],
        [
            "polygon_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "polygon = none"
        ]
    ),
    credential!(
        "ipinfo-token",
        "IPinfo token",
        "IPinfo-token",
        Medium,
        "14 hexadecimal digits behind a name with “ipinfo”",
        "14 hexadecimale cijfers achter een naam met “ipinfo”",
        &[Trigger::Named(&[Named::new(
            &["ipinfo"],
            &[Run(HEX, 14, 14)]
        )])],
        [concat!("IPINFO_API_KEY=47ef6e8", "9ae76a6")],
        ["ipinfo_api_key = 00000000000000", "ipinfo = none"]
    ),
    credential!(
        "ipstack-key",
        "ipstack key",
        "ipstack-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “ipstack”",
        "32 hexadecimale cijfers achter een naam met “ipstack”",
        &[Trigger::Named(&[Named::new(
            &[
                "ipstack",
                "ipdata",
                "fixer_",
                "currencylayer",
                "mediastack",
                "aviationstack"
            ],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "IPSTACK_API_KEY=29bd57a11c43d505",
            "b99f414b5dea305f"
        )],
        [
            "ipstack_api_key = 00000000000000000000000000000000",
            "ipstack = none"
        ]
    ),
    credential!(
        "flickr-key",
        "Flickr key",
        "Flickr-sleutel",
        Medium,
        "32 characters behind a name with “flickr”; 16 characters behind a name with “flickr”",
        "32 tekens achter een naam met “flickr”; 16 tekens achter een naam met “flickr”",
        &[Trigger::Named(&[
            Named::new(&["flickr"], &[Run(LOWER, 32, 32)]),
            Named::new(&["flickr"], &[Run(LOWER, 16, 16)])
        ])],
        [
            concat!("FLICKR_API_KEY=9faf8443fab11a5e", "eb3969c96aa26a48"),
            concat!("FLICKR_API_KEY=1fb077c6", "a987bb9f")
        ],
        [
            "flickr_api_key = 00000000000000000000000000000000",
            "flickr = none"
        ]
    ),
    credential!(
        "unsplash-key",
        "Unsplash key",
        "Unsplash-sleutel",
        Medium,
        "43 characters of base64url behind a name with “unsplash”",
        "43 tekens base64url achter een naam met “unsplash”",
        &[Trigger::Named(&[Named::new(
            &["unsplash"],
            &[Run(URL, 43, 43)]
        )])],
        [concat!(
            "UNSPLASH_API_KEY=kEy843JC7X8GDlsInLy8e",
            "R8I68eBqst4n9b_V8M6aTH"
        )],
        [
            "unsplash_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "unsplash = none"
        ]
    ),
    credential!(
        "scrapingbee-key",
        "ScrapingBee key",
        "ScrapingBee-sleutel",
        Medium,
        "80 characters behind a name with “scrapingbee”",
        "80 tekens achter een naam met “scrapingbee”",
        &[Trigger::Named(&[Named::new(
            &["scrapingbee"],
            &[Run(UPPER, 80, 80)]
        )])],
        [concat!(
            "SCRAPINGBEE_KEY=VWKPU9WLBC22U066QBNRUIAS9PTGMXOSCDLLCJW4",
            "2HLCVSOVNX2OYFY8DCLJQR7RSWFPZGENU27EPNR1"
        )],
        [
            "scrapingbee_api_key = XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "scrapingbee = none"
        ]
    ),
    credential!(
        "apify-token",
        "Apify token",
        "Apify-token",
        Medium,
        "“apify_api_”, 34–40 characters",
        "“apify_api_”, 34–40 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "apify_api_",
            &[Run(ALNUM, 34, 40)]
        )])],
        [concat!(
            "key=apify_api_",
            "6uhg2J49SHEViHfZiZnI27oy9k3kmYniWGF5"
        )],
        [
            "token: apify_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "apify_api_…"
        ]
    ),
    credential!(
        "adafruit-key",
        "Adafruit key",
        "Adafruit-sleutel",
        Medium,
        "“aio_”, 28 characters; 32 characters of base64url behind a name with “adafruit”",
        "“aio_”, 28 tekens; 32 tekens base64url achter een naam met “adafruit”",
        &[
            Trigger::Tokens(&[Shape::new("aio_", &[Run(ALNUM, 28, 28)])]),
            Trigger::Named(&[Named::new(&["adafruit"], &[Run(URL, 32, 32)])])
        ],
        [
            concat!("\"aio_", "cV1TSBlugNbb5AqdkDUdiu1HdTqB\""),
            concat!("ADAFRUIT_API_KEY=58fb14c6a4b0b232", "d1d061bef7865cca")
        ],
        ["token: aio_xxxxxxxxxxxxxxxxxxxxxxxxxxxx", "aio_…"]
    ),
    credential!(
        "particle-token",
        "Particle token",
        "Particle-token",
        Medium,
        "40 hexadecimal digits behind a name with “particle”",
        "40 hexadecimale cijfers achter een naam met “particle”",
        &[Trigger::Named(&[Named::new(
            &[
                "particle_",
                "particle-",
                "particleapi",
                "particleclient",
                "particletoken",
                "particlesecret",
                "particlekey"
            ],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "PARTICLE_API_KEY=747c1fec81619bdc9088",
            "344f930d1cf9e5e0b138"
        )],
        [
            "particle_api_key = 0000000000000000000000000000000000000000",
            "particle = none"
        ]
    ),
    credential!(
        "samsara-token",
        "Samsara token",
        "Samsara-token",
        High,
        "“samsara_api_”, 26–40 characters",
        "“samsara_api_”, 26–40 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "samsara_api_",
            &[Run(ALNUM, 26, 40)]
        )])],
        [concat!(
            "x = samsara_api_",
            "6JYBW8ifbRDB4eCFdCEwVgdAlBOeqT"
        )],
        [
            "Bearer samsara_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "samsara_api_rate_limit_hit"
        ]
    ),
    credential!(
        "builder-io-key",
        "Builder.io private key",
        "Privésleutel van Builder.io",
        High,
        "“bpk-”, 32 hexadecimal digits",
        "“bpk-”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new("bpk-", &[Run(HEX, 32, 32)])])],
        [concat!("x = bpk-", "7d3b50498d37b2d28ad975d818e9d86e")],
        ["token: bpk-00000000000000000000000000000000", "bpk-…"]
    ),
    credential!(
        "canva-secret",
        "Canva secret",
        "Canva-geheim",
        High,
        "“cnvca”, 51 characters of base64url",
        "“cnvca”, 51 tekens base64url",
        &[Trigger::Tokens(&[Shape::new("cnvca", &[Run(URL, 51, 51)])])],
        [concat!(
            "key=cnvca",
            "fpmLzShtY2j07zdbroojKkgIUloL447u4LO1tMbrSmXZrk6xFUU"
        )],
        [
            "token: cnvcaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "cnvca…"
        ]
    ),
    credential!(
        "hunter-key",
        "Hunter key",
        "Hunter-sleutel",
        High,
        "40 hexadecimal digits behind a name with “hunter_”",
        "40 hexadecimale cijfers achter een naam met “hunter_”",
        &[Trigger::Named(&[Named::new(
            &[
                "hunter_",
                "hunter-",
                "hunterio",
                "hunter.io",
                "hunterapi",
                "hunterkey"
            ],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "HUNTER_API_KEY=551e55e7a028dcd280a8",
            "dffebce885ec026171d2"
        )],
        [
            "hunter_api_key = 0000000000000000000000000000000000000000",
            "hunter_ = none"
        ]
    ),
    credential!(
        "apollo-io-key",
        "Apollo.io key",
        "Apollo.io-sleutel",
        High,
        "22 characters of base64url behind a name with “apollo”",
        "22 tekens base64url achter een naam met “apollo”",
        &[Trigger::Named(&[Named::new(
            &["apollo"],
            &[Run(URL, 22, 22)]
        )
        .told(&[])])],
        [concat!("APOLLO_API_KEY=pzOU6Lvjlui", "7JQd4cSE9ii")],
        [
            "apollo_api_key = xxxxxxxxxxxxxxxxxxxxxx",
            "apollo = none",
            concat!("apollo_variant: pzOU6Lvjlui", "7JQd4cSE9ii")
        ]
    ),
    credential!(
        "disqus-key",
        "Disqus key",
        "Disqus-sleutel",
        High,
        "64 characters behind a name with “disqus”",
        "64 tekens achter een naam met “disqus”",
        &[Trigger::Named(&[Named::new(
            &["disqus"],
            &[Run(ALNUM, 64, 64)]
        )])],
        [concat!(
            "DISQUS_API_KEY=FKyQzzxmARByI22qi2rRkkpg",
            "h7UxEPTrfiR6ZA2fJ1jbbtQeiaaRsnUjYE40NskK"
        )],
        [
            "disqus_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "disqus = none"
        ]
    ),
    credential!(
        "data-gov-key",
        "api.data.gov key",
        "api.data.gov-sleutel",
        Medium,
        "40 characters behind a name with “data.gov”",
        "40 tekens achter een naam met “data.gov”",
        &[Trigger::Named(&[Named::new(
            &["data.gov", "data_gov", "datagov"],
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "DATA_GOV_API_KEY=ja4oUq8ZsVNV15AsGvci",
            "gCpMMwCUhbOtRkkQ9MW9"
        )],
        [
            "data_gov_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "data.gov = none"
        ]
    ),
];
