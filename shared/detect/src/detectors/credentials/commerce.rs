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
            concat!("key=shpat_", "0f490a6b5486983981da08858b878a68"),
            concat!("\"shpua_", "52aa49e482bb3ca9fe3684cd3eb0a996\"")
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
            concat!("key=cs_", "61d50fd323387a97a2f5fa89343300f5c31a1a66"),
            concat!("\"ck_", "c29a14f310b499a36503d2d55d740e7a2c37e54b\"")
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
            concat!("BIGCOMMERCE_API_KEY=127ncdwh5b150j1", "y1nl7712osgtxjil"),
            concat!(
                "BIGCOMMERCE_API_KEY=b7b69672140007ab47db2b7085bf33b2",
                "e0abd65dec6a79a796754af741423a78"
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
            concat!("LIGHTSPEED_API_KEY=244845607a52510e", "df8bb81474f7cf79"),
            concat!(
                "LIGHTSPEED_API_KEY=c6c7418d0d0395d679d74fa3f3e13832",
                "fd2fd8963d513e5ed8064010911ada5f"
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
        "24 characters behind a name with “etsy”",
        "24 tekens achter een naam met “etsy”",
        &[Trigger::Named(&[Named::new(
            &["etsy"],
            &[Run(LOWER, 24, 24)]
        )])],
        [concat!("ETSY_API_KEY=s2jcwq0pmv9z", "x9gxt20o0x5b")],
        ["etsy_api_key = xxxxxxxxxxxxxxxxxxxxxxxx", "etsy = none"]
    ),
    credential!(
        "ebay-secret",
        "eBay secret",
        "eBay-geheim",
        Critical,
        "“PRD-”, 12 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits; “SBX-”, 12 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits",
        "“PRD-”, 12 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers; “SBX-”, 12 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers",
        &[Trigger::Tokens(&[
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
        ])],
        [
            concat!("\"PRD-", "05319c74fe52-b121-441c-7e6a-e6f5\""),
            concat!("key=SBX-", "b2147e28aa7e-e810-a316-87d5-b03c")
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
            "SQUARESPACE_API_KEY=9c5eaa5d-4996-8fbf",
            "-29a0-8e34873d72eb"
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
            "MAGENTO_API_KEY=pgfv4qarru3crfsq",
            "of4usd0xa1xi3xwq"
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
            "BOL_API_KEY=9mOf-vM0KvSHSBG9hxHCyxLrs",
            "BdHYXZWgwdnPEH3lzwe2Dgerf"
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
                    Run(Alphabet::of("0-9A-Za-z._"), 60, 200)
                ]
            ),
            Shape::new("5Aep", &[Run(Alphabet::of("0-9A-Za-z._"), 60, 120)])
        ])],
        [
            concat!(
                "\"00D",
                "HLESSiawZ32q!lHHtik2TCxo6CAsu2ASCEebvxyXyZ4qG5jSHeCfKEnKPe7qJtHip97NgXwsl\""
            ),
            concat!(
                "key=5Aep",
                "mTgo4ouYA2oMOWIEZkr2n0Bb4OIlepxTwl4jSceUrsgrO2v3tkNItzxYGnG2"
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
            concat!("\"pat-na1-", "efd85474-9efb-e536-8fa8-b926c9cce75b\""),
            concat!("HUBSPOT_API_KEY=786614f2-3141-9e8c", "-2795-4296c191a72e")
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
            "ZENDESK_API_KEY=ZrIkuPBV7PksEHQtEiR2",
            "msvF7wtDX9Cwq9erAF4A"
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
                "P3G9u7uPYx9IN6TgLhGODkYLOcT+I/zpqr+dGZi4NreYPdxyaAIn2Nvj=\""
            ),
            concat!(
                "INTERCOM_API_KEY=eNlFNiai8N0IotxG1cS5x2gbL0dNdi",
                "xUt02nZBAgt0pDac4tJQ65Hgwaq_SC"
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
        [concat!("FRESHDESK_API_KEY=5alasXOp0q", "4J92tzAiOY")],
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
            "PIPEDRIVE_API_KEY=3a4ce302242c99a50287",
            "cf1d313adc9de61c5392"
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
        "“1000.”, 32 hexadecimal digits, “.”, 32 hexadecimal digits",
        "“1000.”, 32 hexadecimale cijfers, “.”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "1000.",
            &[Run(HEX, 32, 32), Exact("."), Run(HEX, 32, 32)]
        )])],
        [concat!(
            "key=1000.",
            "de8d63edc9f9698a2b74ba233c940b24.bf473f7236caf77f2ce6a60589bdca75"
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
            "FRONTAPP_API_KEY=jrXjGpoAvB5Sbxl_ZQmyxFuH1c1Xgz32895P.cHrsl4meMM2",
            "gJEqNM5EqyDrMXBorKz6AGh750CnUj5xP-ulnoReXS-cJ0Mt5"
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
            "HELPSCOUT_API_KEY=o1giV8waCFi1SYjp",
            "71iBaBWJjznHxv3e"
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
            "CRISP_API_KEY=126b1a4c37da1e6192960a22a9256859",
            "a3ba9f64afe12aaaae2ea51abaa7e2e9"
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
            "GORGIAS_API_KEY=b3b47c0f560eea94f96e8c6266c54de5",
            "74a882181320822b7ec83efa744c9190"
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
            concat!("\"CFPAT-", "J7WN91mY63JQ7I6kDkex1h7QIeTgAw6fo0oRg184hyi\""),
            concat!(
                "CONTENTFUL_API_KEY=kqeKt0VI4R84M9rYED_Hp",
                "0s70bWYozRUYaX5qv_ZeEA"
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
            "SANITY_API_KEY=skLfJz3WUOZx0l7M8VL8JJbWvGzDn3XzLGN8fLCeA",
            "laDFkPN9ArSqSAxbvgMUjBZjVaQ0ayZeYXke3opJW"
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
        [concat!("STORYBLOK_API_KEY=jJ9Nf3iXlplI", "qzW82QKPmktt")],
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
            "PRISMIC_API_KEY=f9IjROqi7qlm8gfhxIuwUSCIBN7wKzWs",
            "HxDanTzxVEwfHo8lhGWvvqalVyxv6d1K"
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
            "DATOCMS_API_KEY=896a0c30ecd68a0",
            "bcfd4c149e2827d"
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
            "GHOST_API_KEY=2b9a6c3551b04baa850c5cbb:93c7deb967923fd26c5",
            "ade292a087e6b677b7d204dc61a4ec830b82aa1649b0f"
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
            "WEBFLOW_API_KEY=d392a34ace0919959106f5168ee2b984",
            "f7a1c6c825aee453149274ba06dd6cfc"
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
                "Vh9v-SOrUrWuAp5KrHzag0f9qVRgtUiX3HX7LoNilOFWeAo2Tw.cVreHvNX6u9l0tnapQ7jMG\""
            ),
            concat!(
                "key=pk.eyJ",
                "qZbb3sAg3nloOtf9MSvSFxYqSdsE3JWJiBWebnuF0-GWse6A06.mopp9D6ISA066kAo8Ja8CR"
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
            "HEREMAPS_API_KEY=mapc9pJEhasZ6qX0pc2Fk",
            "HBAFlbaIm3ANw7yrVMIWZF"
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
        [concat!("key=3BjUdB_8qzd0CBGRVa", "MwW4yuke90O3PcvLsq_mmk")],
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
            "OPENWEATHER_API_KEY=1175771b1e708d5a",
            "3ca0bd83ff5943e3"
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
        "10 characters, “msh”, 15 characters, “p1”, 6 hexadecimal digits, “jsn”, 12 characters",
        "10 tekens, “msh”, 15 tekens, “p1”, 6 hexadecimale cijfers, “jsn”, 12 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "msh",
            &[
                Run(ALNUM, 15, 15),
                Exact("p1"),
                Run(HEX, 6, 6),
                Exact("jsn"),
                Run(ALNUM, 12, 12)
            ]
        )
        .behind(&[Run(ALNUM, 10, 10)])])],
        [concat!(
            "\"FRNcah8YD7mshC6d4QqFjZyc0",
            "WkMp10b1cccjsn5h01nBkKXcGt\""
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
            "TOMTOM_API_KEY=M1ky9E44TpjCIhoM",
            "Z8wgOeq4wKBYSc6Z"
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
            "CLOUDINARY_API_KEY=vDnqIpT48I41J",
            "4fIJJ8m8Oq4pUL"
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
            "key=ak_",
            "65cbe2a1d515acbeb6bc327e69dc4cc8a78487d905150985cd1a2f208337036e"
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
        [concat!("\"private_", "HDYiZ4ysNUU6IJQoEsA3OeDTaJs=\"")],
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
        [concat!("UPLOADCARE_API_KEY=03deecd48b", "f6113e1375")],
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
            "MUX_TOKEN=0FyyruQmsn3ZJpLFpJCd4yQJoihVC9kIqhQHT",
            "GMGoarEMVrQFqayTpMAQwDTd4ko2xWS3YywI96"
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
            "VIMEO_API_KEY=adeafeef6772c580",
            "bd900a6f38604c1a"
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
        [concat!("TMDB_API_KEY=dd59b25f226367dc", "862584ee0099da4a")],
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
            "NYTIMES_API_KEY=DHhDT3ImT3Rm8AIe",
            "CN05dlrDbAFlVbOp"
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
        [concat!("NEWSAPI_KEY=59f26da0054b9247", "ce7426ae7e54fd3b")],
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
        [concat!("FINNHUB_API_KEY=nvcrpqicsq", "m1q6xkrgda")],
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
            "POLYGON_API_KEY=iHbEXiQwzAri3TNy",
            "u94K7rKEGNZTjoDz"
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
        [concat!("IPINFO_API_KEY=f9315aa", "ee342f5")],
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
            "IPSTACK_API_KEY=d254b1d33d34897f",
            "14f184e04f2f20c5"
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
        "32 hexadecimal digits behind a name with “flickr”; 16 hexadecimal digits behind a name with “flickr”",
        "32 hexadecimale cijfers achter een naam met “flickr”; 16 hexadecimale cijfers achter een naam met “flickr”",
        &[Trigger::Named(&[
            Named::new(&["flickr"], &[Run(HEX, 32, 32)]),
            Named::new(&["flickr"], &[Run(HEX, 16, 16)])
        ])],
        [
            concat!("FLICKR_API_KEY=b889cef514638260", "b8de7c4889723a76"),
            concat!("FLICKR_API_KEY=18ff663b", "774d7fae")
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
            "UNSPLASH_API_KEY=kz0OkjG5i5xcR48vldMcq",
            "jI9Ij_WeUFL3UrrinxvYXi"
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
            "SCRAPINGBEE_KEY=2BH8ZSJUPES47GP2WMB877N9J3FQJ7KAISJ6HQBE",
            "PYWD3E6YUOZVRYTT92EU66RFTZS3LGT0VGGVUKEX"
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
        "“apify_api_”, 36 characters",
        "“apify_api_”, 36 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "apify_api_",
            &[Run(ALNUM, 36, 36)]
        )])],
        [concat!(
            "\"apify_api_",
            "ufJ20fXCDXr33LI2xyDLIqnmrAxP6ITrQOou\""
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
        "“aio_”, 28 characters; 32 hexadecimal digits behind a name with “adafruit”",
        "“aio_”, 28 tekens; 32 hexadecimale cijfers achter een naam met “adafruit”",
        &[
            Trigger::Tokens(&[Shape::new("aio_", &[Run(ALNUM, 28, 28)])]),
            Trigger::Named(&[Named::new(&["adafruit"], &[Run(HEX, 32, 32)])])
        ],
        [
            concat!("\"aio_", "MBzZdD0ECHdQmwGil5wgEMVCP3tD\""),
            concat!("ADAFRUIT_API_KEY=47ef6e89ae76a629", "bd57a11c43d505b9")
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
            "PARTICLE_API_KEY=9f414b5dea305f9faf84",
            "43fab11a5eeb3969c96a"
        )],
        [
            "particle_api_key = 0000000000000000000000000000000000000000",
            "particle = none"
        ]
    ),
];
