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
            concat!("key=dapi", "44d7f77dd3aa610abd37c5dc655c92d3"),
            concat!("key=dkea", "3d32440706edaafc7c0bf235323718af")
        ],
        ["token: dapi00000000000000000000000000000000", "dapi…"]
    ),
    credential!(
        "snowflake-token",
        "Snowflake token",
        "Snowflake-token",
        Critical,
        "“ver:1-hint:”, 8–20 digits, “-ETMs”, 100–400 characters of base64; 100–500 characters of base64url behind a name with “snowflake”",
        "“ver:1-hint:”, 8–20 cijfers, “-ETMs”, 100–400 tekens base64; 100–500 tekens base64url achter een naam met “snowflake”",
        &[
            Trigger::Tokens(&[Shape::new(
                "ver:1-hint:",
                &[
                    Run(DIGITS, 8, 20),
                    Exact("-ETMs"),
                    Run(BASE64, 100, 400),
                    Pad("=")
                ]
            )]),
            Trigger::Named(&[Named::new(&["snowflake"], &[Run(URL, 100, 500)])])
        ],
        [concat!(
            "key=ver:1-hint:",
            "61776116-ETMs3VqKylj6kKEKrJ4WPVV9sAmPaHCt7hJ6u44UByjv2VtPQudUEJja3xMmXxR+KU8IGwcQVFiiobYk4O/AYZcWcEACdkR60j0fc567"
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
            concat!("key=pscale_tkn_", "vcwb7vgLUKKsW4AbFkRcn.yKgRP5mHyu"),
            concat!("\"pscale_oauth_", "Oe1=V7=gHHECOH_bg0snVTngHrwIfTex\"")
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
        "“sbp_”, 40 hexadecimal digits; “sbp_v0_”, 40 hexadecimal digits; “sb_secret_”, 31–40 characters of base64url",
        "“sbp_”, 40 hexadecimale cijfers; “sbp_v0_”, 40 hexadecimale cijfers; “sb_secret_”, 31–40 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("sbp_", &[Run(Alphabet::of("0-9_a-z-"), 40, 40)]),
            Shape::new("sbp_v0_", &[Run(HEX, 40, 40)]),
            Shape::new("sb_secret_", &[Run(URL, 31, 40)])
        ])],
        [
            concat!("\"sbp_", "7c4302e7ae89f7ef5bf4c63e03715afcae7c8821\""),
            concat!("key=sb_secret_", "v8iEvMlaMgNItPoRQYC5p6HZCGdrcXv")
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
            Shape::new("napi_", &[Run(ALNUM, 64, 64)]),
            Shape::new("npg_", &[Run(ALNUM, 12, 12)])
        ])],
        [
            concat!(
                "key=napi_",
                "5vi2lmvkmhnw3z73yr0eoptp7cxda2eyvvjdqpl6548l9mq14bvkpj8kudr5sc2n"
            ),
            concat!("\"npg_", "fkXsALtbw50s\"")
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
            concat!("\"mdb_sa_sk_", "dQ4EJK5hHm8lFW3y2V0UpHnYfXQ1HvStXUF2_x8A\""),
            concat!(
                "MONGODB_ATLAS_API_KEY=b6fda653-4f3d-e211",
                "-9f70-fee102ed5bb9"
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
        "32–48 characters behind a name with “upstash”; 56–130 characters of base64url behind a name with “upstash”; a UUID behind a name with “upstash”",
        "32–48 tekens achter een naam met “upstash”; 56–130 tekens base64url achter een naam met “upstash”; een UUID achter een naam met “upstash”",
        &[Trigger::Named(&[
            Named::new(&["upstash"], &[Run(ALNUM, 32, 48)]),
            Named::new(&["upstash"], &[Run(URL, 56, 130), Pad("=")]),
            Named::new(&["upstash"], &[Uuid])
        ])],
        [
            concat!(
                "UPSTASH_API_KEY=Ba60oD_LbTifo3g9vfL8gs_WlNht",
                "39Qa8Jc92e7qJRFfWrcru_xBpJtk"
            ),
            concat!("UPSTASH_API_KEY=6f10ef0e-827b-b168", "-60fd-a1b10a5d9413")
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
            "REDISCLOUD_API_KEY=awpx59u6tlebp2ruw7avxmuj3",
            "o1n4ww50m3qx0f40n7ktut1lh"
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
            "WGaP8TuCSCwMPpix7hnMThtCK5sAxDquWA0p8E"
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
                "key=cflt",
                "x74ZYtH3wqkQkdkNXWVgNswp5t548MC2Eti2pSOTb86eWR41HHU/IvVoK474"
            ),
            concat!(
                "CONFLUENT_API_KEY=CkEUXyHpeFjJYn/Yfh/fYJekwiibYGfs",
                "sAsUTUrCJDl17UpHC4zyI04Kk2TmrVtI"
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
            "\"CCDB1_",
            "0YvfQ1unH1XndY4uqFRx8H_pvhf97yba4yf7qXSzjIyYUsC7q9Lbwnej13OOM51\""
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
            "FAUNA_API_KEY=fnH1W27TDErb39T0H7a6",
            "0pnGpS6D2CMgdtGuVtsZ"
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
                "key=aivenv1",
                "1BOR1673OGd5uM7ZfURDZWhshhU+z9lvoTtz1x2ezjFgvdIOaulXOOFFstUd3X92c9Gt8ZDqZWVSiYV3734dr4a7BS"
            ),
            concat!("\"AVNS_", "6hrfPvBJoZnR_X-i9nL\"")
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
        "32 characters behind a name with “algolia”",
        "32 tekens achter een naam met “algolia”",
        &[Trigger::Named(&[Named::new(
            &["algolia"],
            &[Run(LOWER, 32, 32)]
        )])],
        [concat!(
            "ALGOLIA_API_KEY=db8df2f5e12c560b",
            "e84c58a351d2189d"
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
            "MEILI_API_KEY=9c6a04d95a25fdc1f4874d804cd1d347",
            "6ff73dc3e6435172dd53473c34d5f18e"
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
            "TYPESENSE_API_KEY=etZ798S96IwFp6TY",
            "Izzb2CoPwy2acEVX"
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
            "AIRBYTE_API_KEY=2Pa1OredaIJDeDARYgvwuwoRt9cacMUWamJuEdT6",
            "Qqxf7e4dJ9hVpc4ws06FDIueX7db1DpBCnWeNLbZ"
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
            "FIVETRAN_API_KEY=5yhO3OxFLJdF5HkO",
            "MupgBMCkAmXoabg4"
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
            concat!("\"dbtc_", "bobQXqEan0c_zOXcpUJlZqe7ZZ24c7Cha9rY2Ydz\""),
            concat!(
                "DBT_CLOUD_API_KEY=4c721e41317e16108a8c",
                "6bd6b41010060fb8b3aa"
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
            "CONVEX_API_KEY=prod:ll8b9|5SKLyEcC+5klf/IOa2qiZ/hh",
            "Rz6/wu1PFZj5v2Vm5s/b2ccB8PNFubFBaYh0"
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
        [concat!("\"xau_", "Os4y21uThjU1sr23mdWk50dzOtPQCYE8\"")],
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
            "5c2c0fe419a8796794cecf4ec15a7675d338affa69edb062344dd8005312490b6b71e8e50d473a4014083821564174795a9cbb546f7c9f4278649f56b47f405c7844fb554c4cbe2eb848d3e0759c517e70ce0c1eb286ca058c43ac091c101ecd26b2624036b4aa59d6cd7262ae08c559aa5ff3367e196299bcd4eb8e5da62343\""
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
                "HASURA_API_KEY=lEIFSORzDQCoxRdOf7XXXIhCcejsYCEm",
                "pyyqCmzosACzZGWTU9As6YxGtMrE4uZp"
            ),
            concat!("HASURA_API_KEY=Y5EvqRbOPrLRZL1s", "754qBsEFXAEaAvGl")
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
            "I5il0z2G2cwVAQ2kJf8PVhIf0YvkRVAoFb8kOXGN"
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
            "key=p.eyJ",
            "PcUU8n7uJAoOHpMpkbGQy4WeltPGQcYy2pZWlyzj.BySwhafQIwkuSyrz6JwLrHeK30_jB3GoKmgzrBzfDy7"
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
            "9jPRBs8gL5nFLGJMm7pkjuNt:3684cd3eb0a996ba61d50fd323387a97a2f5fa89343300f5c31a1a662c29a14f\""
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
            "\"mzp_",
            "0b499a36503d2d55d740e7a2c37e54b87013b66825020900ba3301ce8e99ab7b\""
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
            "INFLUX_API_KEY=Dova5i023tHKjsRJbJt2ykK-ddJ8V2HJRolQXPpFuCHt",
            "CptkgF-vi6i8cGtxbhjyimq2tHk8n72VTYxJKy4ivi=="
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
            "BASETEN_API_KEY=VCf92hqz.1UTwr06Hjzb",
            "HqIcePjErETeS8HYvkTzE"
        )],
        [
            "baseten_api_key = xxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "baseten = none"
        ]
    ),
    credential!(
        "couchbase-capella-key",
        "Couchbase Capella key",
        "Couchbase Capella-sleutel",
        Critical,
        "60–120 characters of base64 behind a name with “couchbase”",
        "60–120 tekens base64 achter een naam met “couchbase”",
        &[Trigger::Named(&[Named::new(
            &["couchbase", "capella"],
            &[Run(BASE64, 60, 120), Pad("=")]
        )])],
        [concat!(
            "COUCHBASE_API_KEY=j/xiRmfJmPdbD9pNG58ltmFn",
            "sVah2ubw2k1FfMixIG7RIBAibSfJgxr3PpRj"
        )],
        [
            "couchbase_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "couchbase = none"
        ]
    ),
    credential!(
        "tableau-token",
        "Tableau token",
        "Tableau-token",
        High,
        "22 characters of base64, “==:”, 32 characters",
        "22 tekens base64, “==:”, 32 tekens",
        &[Trigger::Tokens(&[
            Shape::new("==:", &[Run(ALNUM, 32, 32)]).behind(&[Run(BASE64, 22, 22)])
        ])],
        [concat!(
            "key=MM+mpeZziwFTtBZ1BHJ46p==:",
            "PNxIS6hBKBSqB9X934XilS5PlGleBeej"
        )],
        ["token: ==:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "==:…"]
    ),
    credential!(
        "looker-secret",
        "Looker secret",
        "Looker-geheim",
        High,
        "24 characters behind a name with “looker”",
        "24 tekens achter een naam met “looker”",
        &[Trigger::Named(&[Named::new(
            &["looker"],
            &[Run(LOWER, 24, 24)]
        )])],
        [concat!("LOOKER_API_KEY=8k4pcc2gdft3", "32ks08axvp31")],
        ["looker_api_key = xxxxxxxxxxxxxxxxxxxxxxxx", "looker = none"]
    ),
    credential!(
        "bitly-token",
        "Bitly token",
        "Bitly-token",
        Medium,
        "40 hexadecimal digits behind a name with “bitly”",
        "40 hexadecimale cijfers achter een naam met “bitly”",
        &[Trigger::Named(&[Named::new(
            &["bitly"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "BITLY_API_KEY=c1f79f1bf65ce9c838b3",
            "ee45a35fbbecbff30f04"
        )],
        [
            "bitly_api_key = 0000000000000000000000000000000000000000",
            "bitly = none"
        ]
    ),
];
