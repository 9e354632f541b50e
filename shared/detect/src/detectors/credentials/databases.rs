//! Databases, search, pipelines.

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, DIGITS, HEX, LOWER, Shape, URL};
use crate::detector::{Detector, Trigger};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "databricks-token",
        "Databricks token",
        "Databricks-token",
        Critical,
        "“dapi”, 32 hexadecimal digits; “dose”, 32 hexadecimal digits; “dkea”, 32 hexadecimal digits",
        "“dapi”, 32 hexadecimale cijfers; “dose”, 32 hexadecimale cijfers; “dkea”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new("dapi", &[Run(HEX, 32, 32), Pad("-"), Run(DIGITS, 0, 1)]),
            Shape::new("dose", &[Run(HEX, 32, 32)]),
            Shape::new("dkea", &[Run(HEX, 32, 32)])
        ])],
        [
            concat!("key=dapi", "677215ebabaaf4fd825ac5d9ed6b6eb3"),
            concat!("\"dkea", "b5f090eb51ecb9475f40b04998a7dc1e\"")
        ],
        ["token: dapi00000000000000000000000000000000", "dapi…"]
    ),
    credential!(
        "snowflake-token",
        "Snowflake token",
        "Snowflake-token",
        Critical,
        "“ver:1-hint:”, 8–20 digits, “-ETMs”, 100–400 characters of base64",
        "“ver:1-hint:”, 8–20 cijfers, “-ETMs”, 100–400 tekens base64",
        &[Trigger::Tokens(&[Shape::new(
            "ver:1-hint:",
            &[
                Run(DIGITS, 8, 20),
                Exact("-ETMs"),
                Run(BASE64, 100, 400),
                Pad("=")
            ]
        )])],
        [concat!(
            "key=ver:1-hint:",
            "00576338-ETMssiFRNM/BPxFrDqnVqU5VFCt+iGChCgUs3W8H9/FvV9rBQIUWtz0yNqkoWVZwFM/jILzByUtoyBaQl/D1mg3WEvpFEgwWZtXuB8cX"
        )],
        [
            "token: ver:1-hint:00000000-ETMsxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ver:1-hint:…"
        ]
    ),
    credential!(
        "planetscale-token",
        "PlanetScale token",
        "PlanetScale-token",
        Critical,
        "“pscale_tkn_”, 32–64 characters; “pscale_pw_”, 32–64 characters; “pscale_oauth_”, 32–64 characters",
        "“pscale_tkn_”, 32–64 tekens; “pscale_pw_”, 32–64 tekens; “pscale_oauth_”, 32–64 tekens",
        &[Trigger::Tokens(&[
            Shape::new("pscale_tkn_", &[Run(Alphabet::of("0-9A-Za-z_.=-"), 32, 64)]),
            Shape::new("pscale_pw_", &[Run(Alphabet::of("0-9A-Za-z_.=-"), 32, 64)]),
            Shape::new(
                "pscale_oauth_",
                &[Run(Alphabet::of("0-9A-Za-z_.=-"), 32, 64)]
            )
        ])],
        [
            concat!("\"pscale_tkn_", "J1tU95ETAqOFxdWsRn5Ljz7UrJ.lWg5u\""),
            concat!("key=pscale_oauth_", "JGqUzVVttEfhQ50gjsFVpKsnOMKm-aBr")
        ],
        [
            "token: pscale_tkn_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "pscale_tkn_…"
        ]
    ),
    credential!(
        "supabase-token",
        "Supabase token",
        "Supabase-token",
        Critical,
        "“sbp_”, 40 hexadecimal digits; “sb_secret_”, 31–40 characters of base64url",
        "“sbp_”, 40 hexadecimale cijfers; “sb_secret_”, 31–40 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("sbp_", &[Run(HEX, 40, 40)]),
            Shape::new("sb_secret_", &[Run(URL, 31, 40)])
        ])],
        [
            concat!("\"sbp_", "3e3d32440706edaafc7c0bf235323718afac2eed\""),
            concat!("key=sb_secret_", "9P3VqKylj6kKEKrJ4WPVV9sAmPaHCt7")
        ],
        [
            "token: sbp_0000000000000000000000000000000000000000",
            "sbp_…"
        ]
    ),
    credential!(
        "neon-key",
        "Neon key",
        "Neon-sleutel",
        Critical,
        "“napi_”, 64 characters; “npg_”, 12 characters",
        "“napi_”, 64 tekens; “npg_”, 12 tekens",
        &[Trigger::Tokens(&[
            Shape::new("napi_", &[Run(LOWER, 64, 64)]),
            Shape::new("npg_", &[Run(ALNUM, 12, 12)])
        ])],
        [
            concat!(
                "\"napi_",
                "mww3f22sih9f1sepqf6wskm951gobtgqvns4mlwg6qsk99c5ua2pviuu6t6kijz6\""
            ),
            concat!("key=npg_", "PqU3DO0D90TR")
        ],
        [
            "token: napi_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "napi_…"
        ]
    ),
    credential!(
        "mongodb-atlas-key",
        "MongoDB Atlas key",
        "MongoDB Atlas-sleutel",
        Critical,
        "“mdb_sa_sk_”, 40 characters of base64url; a UUID behind a name with “mongodb_atlas”",
        "“mdb_sa_sk_”, 40 tekens base64url; een UUID achter een naam met “mongodb_atlas”",
        &[
            Trigger::Tokens(&[Shape::new("mdb_sa_sk_", &[Run(URL, 40, 40)])]),
            Trigger::Named(&[Named::new(
                &[
                    "mongodb_atlas",
                    "mongodbatlas",
                    "atlas_",
                    "atlas-",
                    "atlasapi",
                    "atlasclient",
                    "atlastoken",
                    "atlassecret",
                    "atlaskey"
                ],
                &[Uuid]
            )])
        ],
        [
            concat!("key=mdb_sa_sk_", "fc567XVCWB7VGlukkSw4aBfKrCN-YkGrp5MhYU_7"),
            concat!(
                "MONGODB_ATLAS_API_KEY=3be30209-50b8-092d",
                "-40c2-93e21de476a0"
            )
        ],
        [
            "token: mdb_sa_sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "mdb_sa_sk_…"
        ]
    ),
    credential!(
        "upstash-token",
        "Upstash token",
        "Upstash-token",
        High,
        "56–130 characters of base64url behind a name with “upstash”; a UUID behind a name with “upstash”",
        "56–130 tekens base64url achter een naam met “upstash”; een UUID achter een naam met “upstash”",
        &[Trigger::Named(&[
            Named::new(&["upstash"], &[Run(URL, 56, 130), Pad("=")]),
            Named::new(&["upstash"], &[Uuid])
        ])],
        [
            concat!(
                "UPSTASH_API_KEY=v7Ghhecoh_BG0SNvtNGhRWiFtEXW",
                "YuMhc3aXsEWwBZuVZmK_hMrfX1fs"
            ),
            concat!("UPSTASH_API_KEY=15afcae7-c882-19a7", "-24a7-c52c4cb7c6dd")
        ],
        [
            "upstash_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "upstash = none"
        ]
    ),
    credential!(
        "redis-cloud-key",
        "Redis Cloud key",
        "Redis Cloud-sleutel",
        High,
        "50–52 characters behind a name with “rediscloud”",
        "50–52 tekens achter een naam met “rediscloud”",
        &[Trigger::Named(&[Named::new(
            &["rediscloud", "redis_cloud", "redislabs"],
            &[Run(LOWER, 50, 52)]
        )])],
        [concat!(
            "REDISCLOUD_API_KEY=xuj2c3lujl6d6tf85vi2lmvkm",
            "hnw3z73yr0eoptp7cxda2eyvv"
        )],
        [
            "rediscloud_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "rediscloud = none"
        ]
    ),
    credential!(
        "clickhouse-key",
        "ClickHouse Cloud key",
        "ClickHouse Cloud-sleutel",
        Critical,
        "“4b1d”, 38 characters",
        "“4b1d”, 38 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "4b1d",
            &[Run(ALNUM, 38, 38)]
        )])],
        [concat!(
            "key=4b1d",
            "jYGCdqpVl654RTQSO8lFJ9mqSI14HbvFFFkpj8"
        )],
        ["token: 4b1dxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "4b1d…"]
    ),
    credential!(
        "confluent-secret",
        "Confluent secret",
        "Confluent-geheim",
        Critical,
        "“cflt”, 60 characters of base64; 64 characters of base64 behind a name with “confluent”",
        "“cflt”, 60 tekens base64; 64 tekens base64 achter een naam met “confluent”",
        &[
            Trigger::Tokens(&[Shape::new("cflt", &[Run(BASE64, 60, 60)])]),
            Trigger::Named(&[Named::new(&["confluent"], &[Run(BASE64, 64, 64)])])
        ],
        [
            concat!(
                "\"cflt",
                "FYqTbVp4LnvFVXmb0UbYdQ4EJK5hHm8lFW3y2V0UpHnYfXQ1HvStXUF2+x8A\""
            ),
            concat!(
                "CONFLUENT_API_KEY=JpYTHqkdhZeRW876C+t3+WU43aVTkILC",
                "Ba60oD+LbTifo3g9vfL8gs+WlNht39Qa"
            )
        ],
        [
            "token: cfltxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "cflt…"
        ]
    ),
    credential!(
        "cockroach-key",
        "CockroachDB Cloud key",
        "CockroachDB Cloud-sleutel",
        Critical,
        "“CCDB1_”, 22 characters, “_”, 40 characters",
        "“CCDB1_”, 22 tekens, “_”, 40 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "CCDB1_",
            &[Run(ALNUM, 22, 22), Exact("_"), Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "key=CCDB1_",
            "BZ4mF64173dZLmqk7tVDWW_d6dHfvAgiRcRmeacFv30Ltu1Nwtg5YRPfBnmy3Pd"
        )],
        [
            "token: CCDB1_xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "CCDB1_…"
        ]
    ),
    credential!(
        "fauna-key",
        "Fauna key",
        "Fauna-sleutel",
        Critical,
        "“fn”, 38 characters of base64url behind a name with “fauna”",
        "“fn”, 38 tekens base64url achter een naam met “fauna”",
        &[Trigger::Named(&[Named::new(
            &["fauna"],
            &[Exact("fn"), Run(URL, 38, 38)]
        )])],
        [concat!(
            "FAUNA_API_KEY=fnq2ZRG6L72GmSAj4flO",
            "bjYdWGsnO5SYfl_IZD6M"
        )],
        [
            "fauna_api_key = fnxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "fauna = none"
        ]
    ),
    credential!(
        "aiven-token",
        "Aiven token",
        "Aiven-token",
        Critical,
        "“aivenv1”, 90–400 characters of base64; 344–372 characters of base64 behind a name with “aiven”; “AVNS_”, 19 characters of base64url",
        "“aivenv1”, 90–400 tekens base64; 344–372 tekens base64 achter een naam met “aiven”; “AVNS_”, 19 tekens base64url",
        &[
            Trigger::Tokens(&[
                Shape::new("aivenv1", &[Run(BASE64, 90, 400), Pad("=")]),
                Shape::new("AVNS_", &[Run(URL, 19, 19)])
            ]),
            Trigger::Named(&[Named::new(&["aiven"], &[Run(BASE64, 344, 372), Pad("=")])])
        ],
        [
            concat!(
                "\"aivenv1",
                "2L9a1J6R1v90LeEWYW3GzlhZOAeyLzWbUQZ0Phax74ZYtH3wqkQkdkNXWVgNswp5t548MC2Eti2pSOTb86eWR41HHU\""
            ),
            concat!("key=AVNS_", "vVoK474ACkEUXyHpeFj")
        ],
        [
            "token: aivenv1xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "aivenv1…"
        ]
    ),
    credential!(
        "algolia-key",
        "Algolia admin key",
        "Algolia-beheersleutel",
        High,
        "32 hexadecimal digits behind a name with “algolia”",
        "32 hexadecimale cijfers achter een naam met “algolia”",
        &[Trigger::Named(&[Named::new(
            &["algolia"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "ALGOLIA_API_KEY=f5ff34f3fb358442",
            "fa37797ede69b950"
        )],
        [
            "algolia_api_key = 00000000000000000000000000000000",
            "algolia = none"
        ]
    ),
    credential!(
        "meilisearch-key",
        "Meilisearch key",
        "Meilisearch-sleutel",
        Medium,
        "64 hexadecimal digits behind a name with “meili”",
        "64 hexadecimale cijfers achter een naam met “meili”",
        &[Trigger::Named(&[Named::new(
            &["meili"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "MEILI_API_KEY=1e6a9188b01b50d56e7b0f70fb0b62fd",
            "4cf874355273d9e3d45b790120aa0e01"
        )],
        [
            "meili_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "meili = none"
        ]
    ),
    credential!(
        "typesense-key",
        "Typesense key",
        "Typesense-sleutel",
        Medium,
        "32 characters behind a name with “typesense”",
        "32 tekens achter een naam met “typesense”",
        &[Trigger::Named(&[Named::new(
            &["typesense"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "TYPESENSE_API_KEY=rYDZQAjOkGJdTM5Q",
            "1yA4VUAOr0lD3MPH"
        )],
        [
            "typesense_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "typesense = none"
        ]
    ),
    credential!(
        "airbyte-token",
        "Airbyte token",
        "Airbyte-token",
        High,
        "80–120 characters behind a name with “airbyte”",
        "80–120 tekens achter een naam met “airbyte”",
        &[Trigger::Named(&[Named::new(
            &["airbyte"],
            &[Run(ALNUM, 80, 120)]
        )])],
        [concat!(
            "AIRBYTE_API_KEY=RK5QS30RcblOzcEMCrM3j1jZFwwSFoyF8O6eNEyl",
            "fseeUUu0iTASpRCqQMII0331plJwAS62fKoDz3u7"
        )],
        [
            "airbyte_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "airbyte = none"
        ]
    ),
    credential!(
        "fivetran-secret",
        "Fivetran secret",
        "Fivetran-geheim",
        High,
        "32 characters behind a name with “fivetran”",
        "32 tekens achter een naam met “fivetran”",
        &[Trigger::Named(&[Named::new(
            &["fivetran"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "FIVETRAN_API_KEY=sqjutP8GUKeY88sv",
            "ZhVZM4afcrQOPFeh"
        )],
        [
            "fivetran_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "fivetran = none"
        ]
    ),
    credential!(
        "dbt-token",
        "dbt Cloud token",
        "dbt Cloud-token",
        High,
        "“dbtc_”, 40–60 characters of base64url; “dbtu_”, 40–60 characters of base64url; 40 hexadecimal digits behind a name with “dbt_cloud”",
        "“dbtc_”, 40–60 tekens base64url; “dbtu_”, 40–60 tekens base64url; 40 hexadecimale cijfers achter een naam met “dbt_cloud”",
        &[
            Trigger::Tokens(&[
                Shape::new("dbtc_", &[Run(URL, 40, 60)]),
                Shape::new("dbtu_", &[Run(URL, 40, 60)])
            ]),
            Trigger::Named(&[Named::new(
                &["dbt_cloud", "dbtcloud", "dbt_api"],
                &[Run(HEX, 40, 40)]
            )])
        ],
        [
            concat!("key=dbtc_", "1x2ezjFgvdIOaulXOOFFstUd3X92c9Gt8ZDqZWVS"),
            concat!(
                "DBT_CLOUD_API_KEY=4fe0101361219d67ab56",
                "74737404849ff6fa36c4"
            )
        ],
        [
            "token: dbtc_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "dbtc_…"
        ]
    ),
    credential!(
        "convex-key",
        "Convex deploy key",
        "Convex-deploysleutel",
        High,
        "“prod:”, 5–50 characters, “|”, 60–400 characters of base64 behind a name with “convex”",
        "“prod:”, 5–50 tekens, “|”, 60–400 tekens base64 achter een naam met “convex”",
        &[Trigger::Named(&[Named::new(
            &[
                "convex_",
                "convex-",
                "convexapi",
                "convexclient",
                "convextoken",
                "convexsecret",
                "convexkey",
                "convexdeploy"
            ],
            &[
                Exact("prod:"),
                Run(Alphabet::of("0-9a-z-"), 5, 50),
                Exact("|"),
                Run(BASE64, 60, 400),
                Pad("=")
            ]
        )])],
        [concat!(
            "CONVEX_API_KEY=prod:9r-6y|DDb+pou+q6hrfPvBJoZnR+X/",
            "i9nLCgSIxS+9/nV48Nnp3LVwgNlxGck5R97z"
        )],
        [
            "convex_api_key = prod:xxxxx|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "convex = none"
        ]
    ),
    credential!(
        "xata-key",
        "Xata key",
        "Xata-sleutel",
        High,
        "“xau_”, 32–44 characters",
        "“xau_”, 32–44 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "xau_",
            &[Run(ALNUM, 32, 44)]
        )])],
        [concat!("key=xau_", "iqiodExPkW09qSjbUl4bDuXGqpJ2uX8H")],
        ["token: xau_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xau_…"]
    ),
    credential!(
        "appwrite-key",
        "Appwrite key",
        "Appwrite-sleutel",
        High,
        "“standard_”, 256 hexadecimal digits",
        "“standard_”, 256 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "standard_",
            &[Run(HEX, 256, 256)]
        )])],
        [concat!(
            "\"standard_",
            "74d804cd1d3476ff73dc3e6435172dd53473c34d5f18e7e34443c351c156150d76578ffce46565bf63d7372648c62e03f73650cb7528162afc8abc5582262de6a2503f8ce36eb5f631ff013194226f0f38f74c721e41317e16108a8c6bd6b41010060fb8b3aaaa4541dbb8a39f1553fbc2064ff44d81f870caf4170e517f2033\""
        )],
        [
            "token: standard_0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "standard_…"
        ]
    ),
    credential!(
        "hasura-secret",
        "Hasura admin secret",
        "Hasura-beheergeheim",
        Critical,
        "64 characters behind a name with “hasura”; 32 characters behind a name with “hasura”",
        "64 tekens achter een naam met “hasura”; 32 tekens achter een naam met “hasura”",
        &[Trigger::Named(&[
            Named::new(&["hasura"], &[Run(ALNUM, 64, 64)]),
            Named::new(&["hasura"], &[Run(ALNUM, 32, 32)])
        ])],
        [
            concat!(
                "HASURA_API_KEY=x4DRYpokOOPfzZJM5GVCGFPkWYCHGLi5",
                "u80Os4y21uThjU1sr23mdWk50dzOtPQC"
            ),
            concat!("HASURA_API_KEY=YE8tsyzMaoMz5Izo", "0usY8w2ilAVxgeXE")
        ],
        [
            "hasura_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "hasura = none"
        ]
    ),
    credential!(
        "crunchybridge-key",
        "Crunchy Bridge key",
        "Crunchy Bridge-sleutel",
        High,
        "“cbkey_”, 40 characters",
        "“cbkey_”, 40 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "cbkey_",
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "key=cbkey_",
            "idBeiLL8VPptoJLv9BtSpx2akeLHdHRLfawr77xg"
        )],
        [
            "token: cbkey_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "cbkey_…"
        ]
    ),
    credential!(
        "tinybird-token",
        "Tinybird token",
        "Tinybird-token",
        High,
        "“p.eyJ”, 40–400 characters of base64url, “.”, 43 characters of base64url",
        "“p.eyJ”, 40–400 tekens base64url, “.”, 43 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "p.eyJ",
            &[Run(URL, 40, 400), Exact("."), Run(URL, 43, 43)]
        )])],
        [concat!(
            "\"p.eyJ",
            "F__FrBURK0qaejhQRx10le6bjB3IqJu6WzXl2Qhu.fGj36h3yfxa6mri4sivCkHBPJKkhpZvOAYhbvzpgBZk\""
        )],
        [
            "token: p.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "p.eyJ…"
        ]
    ),
    credential!(
        "astra-token",
        "DataStax Astra token",
        "DataStax Astra-token",
        Critical,
        "“AstraCS:”, 24 characters, “:”, 64 hexadecimal digits",
        "“AstraCS:”, 24 tekens, “:”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "AstraCS:",
            &[Run(ALNUM, 24, 24), Exact(":"), Run(HEX, 64, 64)]
        )])],
        [concat!(
            "\"AstraCS:",
            "9evU81aKJwpewQMECHg9U8GW:fb554c4cbe2eb848d3e0759c517e70ce0c1eb286ca058c43ac091c101ecd26b2\""
        )],
        [
            "token: AstraCS:xxxxxxxxxxxxxxxxxxxxxxxx:0000000000000000000000000000000000000000000000000000000000000000",
            "AstraCS:…"
        ]
    ),
    credential!(
        "materialize-password",
        "Materialize password",
        "Materialize-wachtwoord",
        High,
        "“mzp_”, 64 hexadecimal digits",
        "“mzp_”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new("mzp_", &[Run(HEX, 64, 64)])])],
        [concat!(
            "key=mzp_",
            "4036b4aa59d6cd7262ae08c559aa5ff3367e196299bcd4eb8e5da62343dac673"
        )],
        [
            "token: mzp_0000000000000000000000000000000000000000000000000000000000000000",
            "mzp_…"
        ]
    ),
    credential!(
        "influx-token",
        "InfluxDB token",
        "InfluxDB-token",
        High,
        "86 characters of base64url, “==” behind a name with “influx”",
        "86 tekens base64url, “==” achter een naam met “influx”",
        &[Trigger::Named(&[Named::new(
            &["influx", "influxdb"],
            &[Run(URL, 86, 86), Exact("==")]
        )])],
        [concat!(
            "INFLUX_API_KEY=zptCUJOQIMVjUdXT8ZOb_QnT2Ufb8QUl_GbBG054p4Ev",
            "hyv1_FMnhFOPcUU8n7uJAoOHpMpkbGQy4WeltPGQcY=="
        )],
        [
            "influx_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==",
            "influx = none"
        ]
    ),
    credential!(
        "baseten-key",
        "Baseten key",
        "Baseten-sleutel",
        Medium,
        "8 characters, “.”, 32 characters behind a name with “baseten”",
        "8 tekens, “.”, 32 tekens achter een naam met “baseten”",
        &[Trigger::Named(&[Named::new(
            &["baseten"],
            &[Run(ALNUM, 8, 8), Exact("."), Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "BASETEN_API_KEY=hrg85PQX.7IqNmHgaNfr",
            "whdh3mgExnZdKl7nS1OJV"
        )],
        [
            "baseten_api_key = xxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "baseten = none"
        ]
    ),
];
