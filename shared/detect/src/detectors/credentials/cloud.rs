//! Clouds, networks, domains, storage.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{
    ALNUM, Alphabet, BASE32, BASE64, DIGITS, HEX, LOWER, Proof, Shape, UPPER, URL, is_published,
    looks_random,
};
use crate::detector::{Detector, Trigger};
use crate::mask::Mask;
use crate::view::{Candidates, Found, Hit, View};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "aws-access-key",
        "AWS access key id",
        "AWS-toegangssleutel",
        Critical,
        "“AKIA”, 16 characters; “ASIA”, 16 characters; “ABIA”, 16 characters; “ACCA”, 16 characters",
        "“AKIA”, 16 tekens; “ASIA”, 16 tekens; “ABIA”, 16 tekens; “ACCA”, 16 tekens",
        &[Trigger::Tokens(&[
            Shape::new("AKIA", &[Run(BASE32, 16, 16)]),
            Shape::new("ASIA", &[Run(BASE32, 16, 16)]),
            Shape::new("ABIA", &[Run(BASE32, 16, 16)]),
            Shape::new("ACCA", &[Run(BASE32, 16, 16)]),
            // Base32 has no 0, 1, 8 and 9, and what people write down from memory has.
            Shape::new("AKIA", &[Run(UPPER, 16, 16)])
                .proof(Proof::Digits)
                .severity(Severity::High),
            Shape::new("ASIA", &[Run(UPPER, 16, 16)])
                .proof(Proof::Digits)
                .severity(Severity::High)
        ])],
        [
            concat!("\"AKIA", "VZBJIFPCM3WZ4NHF\""),
            concat!("\"AKIA", "VZ9JIF1CM3WZ4N8F\""),
            concat!("key=ACCA", "PP2XG66Q3HYSHKJ5")
        ],
        [
            "token: AKIAXXXXXXXXXXXXXXXX",
            "AKIA…",
            "AKIAYOURACCESSKEYID0",
            "ASIAPACIFICREGION123"
        ]
    ),
    credential!(
        "aws-session-token",
        "AWS session token",
        "AWS-sessietoken",
        Critical,
        "“IQoJb3JpZ2lu”, 100–3000 characters of base64; “FwoGZXIvYXdz”, 100–3000 characters of base64; “FQoGZXIvYXdz”, 100–3000 characters of base64",
        "“IQoJb3JpZ2lu”, 100–3000 tekens base64; “FwoGZXIvYXdz”, 100–3000 tekens base64; “FQoGZXIvYXdz”, 100–3000 tekens base64",
        &[Trigger::Tokens(&[
            Shape::new("IQoJb3JpZ2lu", &[Run(BASE64, 100, 3000), Pad("=")]),
            Shape::new("FwoGZXIvYXdz", &[Run(BASE64, 100, 3000), Pad("=")]),
            Shape::new("FQoGZXIvYXdz", &[Run(BASE64, 100, 3000), Pad("=")])
        ])],
        [
            concat!(
                "key=IQoJb3JpZ2lu",
                "rMmlYwWZtwLoU9r1n9/M+U2AgxD1N4GcR9ksHinQOYeo3yhn0HvUrZjpBjlcFNocAFtX4klPvWgsJc08vz+VhxTRMJTiPw6YFDdq"
            ),
            concat!(
                "key=FQoGZXIvYXdz",
                "y/G0F24Ru39lnYho4oKIWdbTdwk3STAiFziACMvSUEgQC3a/ZBuIlHIXc9E9/qkK2PeIsmRJWZagvyxIEP8byBqS45+QIa9rRu8Y"
            )
        ],
        [
            "token: IQoJb3JpZ2luxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "IQoJb3JpZ2lu…"
        ]
    ),
    credential!(
        "aws-bedrock-key",
        "AWS Bedrock key",
        "AWS Bedrock-sleutel",
        Critical,
        "“ABSK”, 109–300 characters of base64; “bedrock-api-key-”, 60–4000 characters of base64",
        "“ABSK”, 109–300 tekens base64; “bedrock-api-key-”, 60–4000 tekens base64",
        &[Trigger::Tokens(&[
            Shape::new("ABSK", &[Run(BASE64, 109, 300), Pad("=")]),
            Shape::new("bedrock-api-key-", &[Run(BASE64, 60, 4000), Pad("=")])
        ])],
        [
            concat!(
                "\"ABSK",
                "VqfUfL8XuI3JI4zPnxfxxwayPmb3oe/talTzOZeloyWjxYiTthFzz/Qwr+wnPlEiXOpDscpJhNUc6zjVIPpMhDmCbf+luuC2Ltss6tAVfXw3Y\""
            ),
            concat!(
                "key=bedrock-api-key-",
                "Lsf7HPfbhXzUO5Eo4T7QTbatu4rpH7On983sYxs2drJA4YQVt8Mbb5eoJiDE"
            )
        ],
        [
            "token: ABSKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ABSK…"
        ]
    ),
    credential!(
        "aws-appsync-key",
        "AWS AppSync key",
        "AWS AppSync-sleutel",
        High,
        "“da2-”, 26 characters",
        "“da2-”, 26 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "da2-",
            &[Run(LOWER, 26, 26)]
        )])],
        [concat!("\"da2-", "bfv3db1enujyr5rjrweurz7p8i\"")],
        ["token: da2-xxxxxxxxxxxxxxxxxxxxxxxxxx", "da2-…"]
    ),
    credential!(
        "amazon-mws-token",
        "Amazon MWS token",
        "Amazon MWS-token",
        Critical,
        "“amzn.mws.”, a UUID",
        "“amzn.mws.”, een UUID",
        &[Trigger::Tokens(&[Shape::new("amzn.mws.", &[Uuid])])],
        [concat!(
            "key=amzn.mws.",
            "452996d8-0897-c6fa-4d1b-6d898b4fd908"
        )],
        [
            "token: amzn.mws.xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "amzn.mws.…"
        ]
    ),
    credential!(
        "amazon-oauth-secret",
        "Login with Amazon client secret",
        "Login with Amazon-geheim",
        Critical,
        "“amzn1.oa2-cs.v1.”, 64 hexadecimal digits",
        "“amzn1.oa2-cs.v1.”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new(
            "amzn1.oa2-cs.v1.",
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "key=amzn1.oa2-cs.v1.",
            "862881e8472d96b46edb48de271d5770391817ace9e5517adb3d8963ed872bb8"
        )],
        [
            "token: amzn1.oa2-cs.v1.0000000000000000000000000000000000000000000000000000000000000000",
            "amzn1.oa2-cs…"
        ]
    ),
    credential!(
        "google-api-key",
        "Google API key",
        "Google-API-sleutel",
        High,
        "“AIza”, 35 characters of base64url; “GOCSPX-”, 28 characters of base64url",
        "“AIza”, 35 tekens base64url; “GOCSPX-”, 28 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("AIza", &[Run(URL, 35, 35)]),
            Shape::new("GOCSPX-", &[Run(URL, 28, 28)]).severity(Severity::Critical)
        ])],
        [
            concat!("\"AIza", "92SNMhr2dypi66Q5f9eIK_dURquiTi07k7g\""),
            concat!("key=GOCSPX-", "N_b76etLXyaytAqQyvMhEo1bSXab")
        ],
        ["token: AIzaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "AIza…"]
    ),
    credential!(
        "google-oauth-token",
        "Google OAuth token",
        "Google-OAuth-token",
        Critical,
        "“ya29.”, 40–1000 characters of base64url; “1//0”, 40–200 characters of base64url",
        "“ya29.”, 40–1000 tekens base64url; “1//0”, 40–200 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new("ya29.", &[Run(URL, 40, 1000)]),
            // Of a service account.
            Shape::new("ya29.c.", &[Run(URL, 40, 1000)]),
            Shape::new("1//0", &[Run(URL, 40, 200)])
        ])],
        [
            concat!("key=ya29.", "eEXsNemfbtw1ohU1q30dvU-0sjCg33FZ9cvaGWaX"),
            concat!("key=ya29.c.", "eEXsNemfbtw1ohU1q30dvU-0sjCg33FZ9cvaGWaX"),
            concat!("key=1//0", "qDKHYBvHE77Twa5OlVwgHz4suUaryranszfvxIqL")
        ],
        [
            "token: ya29.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ya29.…"
        ]
    ),
    credential!(
        "google-fcm-key",
        "Firebase Cloud Messaging key",
        "Firebase Cloud Messaging-sleutel",
        Critical,
        "“AAAA”, 7 characters of base64url, “:APA91b”, 134 characters of base64url",
        "“AAAA”, 7 tekens base64url, “:APA91b”, 134 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            ":APA91b",
            &[Run(URL, 134, 134)]
        )
        .behind(&[Exact("AAAA"), Run(URL, 7, 7)])])],
        [concat!(
            "\"AAAAW1rKhYf:APA91bwJQe7cTKH37WB_Zdf2LORu38aWphLhj161hQ8GlJTVYWJuxZqYiPH81yuJ",
            "2JvhETni_wx6j_E_NZd1U5r1UgutexdF8gGQLr-oqUA19J_ibHnHCk0C4yh0qlUhUGxjm-PgQG75\""
        )],
        [
            "token: AAAAxxxxxxx:APA91bxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            ":APA91b…"
        ]
    ),
    credential!(
        "google-hmac-key",
        "Google Cloud Storage HMAC key",
        "Google Cloud Storage-HMAC-sleutel",
        Critical,
        "“GOOG1E”, 57 characters; “GOOG”, 20 characters",
        "“GOOG1E”, 57 tekens; “GOOG”, 20 tekens",
        &[Trigger::Tokens(&[
            Shape::new("GOOG1E", &[Run(UPPER, 57, 57)]),
            Shape::new("GOOG", &[Run(UPPER, 20, 20)])
        ])],
        [
            concat!(
                "key=GOOG1E",
                "LLUZA867X3N0LB9356OY2BUSLUP5HE0RNXS9UJ3ZHQBWWLNPVK8V57RAE"
            ),
            concat!("\"GOOG", "CFAJFKZWBOQ7ZS4H0OP6\"")
        ],
        [
            "token: GOOG1EXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "GOOG1E…"
        ]
    ),
    credential!(
        "google-recaptcha-secret",
        "Google reCAPTCHA secret",
        "Google reCAPTCHA-geheim",
        Medium,
        "“6L”, 38 characters of base64url behind a name with “recaptcha_secret”",
        "“6L”, 38 tekens base64url achter een naam met “recaptcha_secret”",
        &[Trigger::Named(&[Named::new(
            &[
                "recaptcha_secret",
                "recaptchasecret",
                "recaptcha_private",
                "recaptcha.secret",
                "recaptcha-secret"
            ],
            &[Exact("6L"), Run(URL, 38, 38)]
        )])],
        [concat!(
            "RECAPTCHA_SECRET=6LS2brn-XmzW9otZe3nL",
            "eed9bbfwLTzz309ndRcZ"
        )],
        [
            "recaptcha_secret_api_key = 6Lxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "recaptcha_secret = none"
        ]
    ),
    credential!(
        "azure-storage-key",
        "Azure storage key",
        "Azure-opslagsleutel",
        Critical,
        "“AccountKey=”, 86 characters of base64, “==”; “SharedAccessKey=”, 43 characters of base64, “=”; 76 characters of base64, “+ASt”, 6 characters of base64, “==”; 86 characters of base64, “==” behind a name with “accountkey”",
        "“AccountKey=”, 86 tekens base64, “==”; “SharedAccessKey=”, 43 tekens base64, “=”; 76 tekens base64, “+ASt”, 6 tekens base64, “==”; 86 tekens base64, “==” achter een naam met “accountkey”",
        &[
            Trigger::Tokens(&[
                Shape::new("AccountKey=", &[Run(BASE64, 86, 86), Exact("==")]),
                Shape::new("SharedAccessKey=", &[Run(BASE64, 43, 43), Exact("=")]),
                Shape::new("+ASt", &[Run(BASE64, 6, 6), Exact("==")])
                    .behind(&[Run(BASE64, 76, 76)])
            ]),
            Trigger::Named(&[Named::new(
                &[
                    "accountkey",
                    "account_key",
                    "account-key",
                    "account.key",
                    "storagekey",
                    "storage_key",
                    "storage-key"
                ],
                &[Run(BASE64, 86, 86), Exact("==")]
            )])
        ],
        [
            concat!(
                "key=AccountKey=",
                "f1VXyyq9BFzJbDtZO4BHbyD3KIhyKWbIBRfQgEKLi1dJGWHI5/zQQKLijdv/WdlKYKHgqvTWZRdDBGS9lmmoD5=="
            ),
            concat!(
                "\"J8UVZfmzBp+iFJPGfxYHYO0jeED8xiEkzD3ydYAGGro1",
                "HVDpYLBEtnBu3EQM3dST4TIWw0yxNLr9+AStL8xAie==\""
            )
        ],
        [
            "token: AccountKey=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==",
            "AccountKey=…"
        ]
    ),
    credential!(
        "azure-ad-secret",
        "Microsoft Entra client secret",
        "Microsoft Entra-clientgeheim",
        Critical,
        "3 characters, 1 digit, “Q~”, 31–34 characters",
        "3 tekens, 1 cijfer, “Q~”, 31–34 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "Q~",
            &[Run(Alphabet::of("0-9A-Za-z_~.-"), 31, 34)]
        )
        .behind(&[
            Run(Alphabet::of("0-9A-Za-z_~."), 3, 3),
            Run(DIGITS, 1, 1)
        ])])],
        [concat!("key=W4g8Q~crcA-V1Kfm", "r3dE3YpXgcwUDrE7odtVN")],
        ["token: xxx0Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "Q~…"]
    ),
    credential!(
        "azure-sas-token",
        "Azure shared access signature",
        "Azure-handtekening voor gedeelde toegang",
        High,
        "“sig=”, 46–90 characters",
        "“sig=”, 46–90 tekens",
        &[Trigger::Tokens(&[
            Shape::new("sig=", &[Run(Alphabet::of("0-9A-Za-z%"), 46, 90)])
                .proof(Proof::Contains("%3D")),
            Shape::new("sig=", &[Run(Alphabet::of("0-9A-Za-z%"), 46, 90)])
                .proof(Proof::Contains("%3d"))
        ])],
        [
            concat!("\"sig=", "falypGV3hRhaY6yAkBLQpN3Sz9jByQYMUBrWmakGo6e%3D\""),
            concat!("\"sig=", "5iQ4NkC8OWN4dJml9I%BB5IxtWfa19p8HTjfJ9nKneb%3d\"")
        ],
        [
            "token: sig=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sig=…"
        ]
    ),
    credential!(
        "azure-api-key",
        "Azure AI or platform key",
        "Azure AI- of platformsleutel",
        Critical,
        "52 characters, “JQQJ99”, 26 characters",
        "52 tekens, “JQQJ99”, 26 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "JQQJ99",
            &[Run(ALNUM, 26, 26)]
        )
        .behind(&[Run(ALNUM, 52, 52)])])],
        [concat!(
            "key=HPQt6udCDjM0HFKCQg0s8F51FTAP2RXmtsrxEQEI",
            "mrp1VQEErDo5JQQJ99rbDdrsZ5NfKRB8Vt2Wv37F3bwb"
        )],
        [
            "token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxJQQJ99xxxxxxxxxxxxxxxxxxxxxxxxxx",
            "JQQJ99…"
        ]
    ),
    credential!(
        "azure-devops-token",
        "Azure DevOps token",
        "Azure DevOps-token",
        Critical,
        "52 characters, “JQQJ99”, 26 characters; 52 characters behind a name with “azuredevops”",
        "52 tekens, “JQQJ99”, 26 tekens; 52 tekens achter een naam met “azuredevops”",
        &[
            Trigger::Tokens(&[
                Shape::new("JQQJ99", &[Run(ALNUM, 26, 26)])
                    .behind(&[Run(ALNUM, 52, 52)])
                    .proof(Proof::Contains("AZDO")),
                Shape::new("AZDO", &[Run(ALNUM, 4, 4)]).behind(&[Run(ALNUM, 76, 76)])
            ]),
            Trigger::Named(&[Named::new(
                &[
                    "azuredevops",
                    "azure_devops",
                    "azure-devops",
                    "azdo",
                    "vsts",
                    "azure_pat",
                    "ado_pat",
                    "adopat"
                ],
                &[Run(Alphabet::of("a-z2-7"), 52, 52)]
            )])
        ],
        [
            concat!(
                "key=t4evbeEkMFdMqaHhAoLS7sLsdRg2NI8CDEP1l3pw",
                "jYAnU9XdGIhNJQQJ99P9ksceA6KqHxCWeO2I0e4FAZDO"
            ),
            concat!(
                "AZUREDEVOPS_API_KEY=c3365yaybt7b5cckjt5ukewyqw",
                "fjgilcafw52wqjsqnsicu5nfyi"
            )
        ],
        [
            "token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxJQQJ99xxxxxxxxxxxxxxxxxxxxxxxxxx",
            "JQQJ99…"
        ]
    ),
    credential!(
        "azure-search-key",
        "Azure AI Search key",
        "Azure AI Search-sleutel",
        Critical,
        "42 characters, “AzSe”, 6 characters",
        "42 tekens, “AzSe”, 6 tekens",
        &[Trigger::Tokens(&[
            Shape::new("AzSe", &[Run(ALNUM, 6, 6)]).behind(&[Run(ALNUM, 42, 42)])
        ])],
        [concat!(
            "key=mJICourWfvQ1VvdqRXkqgSAH",
            "hht27WWLyXrfYEKH33AzSeH25vPJ"
        )],
        [
            "token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAzSexxxxxx",
            "AzSe…"
        ]
    ),
    credential!(
        "azure-cosmos-key",
        "Azure Cosmos DB key",
        "Azure Cosmos DB-sleutel",
        Critical,
        "76 characters of base64, “ACDb”, 6 characters of base64, “==”; 86 characters of base64, “==” behind a name with “cosmos”",
        "76 tekens base64, “ACDb”, 6 tekens base64, “==”; 86 tekens base64, “==” achter een naam met “cosmos”",
        &[
            Trigger::Tokens(&[Shape::new("ACDb", &[Run(BASE64, 6, 6), Exact("==")])
                .behind(&[Run(BASE64, 76, 76)])]),
            Trigger::Named(&[Named::new(&["cosmos"], &[Run(BASE64, 86, 86), Exact("==")])])
        ],
        [
            concat!(
                "\"W4pcHXbjMG7ZhW8iprW3F4l7IH6GDJ24H/xgO2MdkRtr",
                "3V+c/O0Zzy+zStuzKOMDbh7F8cbxBQJeACDbDWro0J==\""
            ),
            concat!(
                "COSMOS_API_KEY=V9M4iFGVQ2b4s886VXFLXHyHkhBpQG8JrbCcmpOsP0G3",
                "Q53q1TnQNmzRGczkJa7osPUQQn/WWkEGCo9cMWm2iq=="
            )
        ],
        [
            "token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxACDbxxxxxx==",
            "ACDb…"
        ]
    ),
    credential!(
        "azure-functions-key",
        "Azure Functions key",
        "Azure Functions-sleutel",
        Critical,
        "44 characters of base64url, “AzFu”, 6 characters of base64url, “==”; 40–60 characters of base64, “=” or “==” behind “code=” in an address of a function",
        "44 tekens base64url, “AzFu”, 6 tekens base64url, “==”; 40–60 tekens base64, “=” of “==” achter “code=” in een adres van een functie",
        &[
            Trigger::Tokens(&[
                Shape::new("AzFu", &[Run(URL, 6, 6), Exact("==")]).behind(&[Run(URL, 44, 44)])
            ]),
            Trigger::Words(&[".azurewebsites.net/api/"], examine_function)
        ],
        [
            concat!(
                "\"SAts4oMuyJ3B8HUxgNmxkJMt_G0P",
                "myWcDznKNG_dekraAzFuUvE50v==\""
            ),
            concat!(
                "https://vries-fn.azurewebsites.net/api/order?code=jqV1Q9NNRx8nMQk2Eu7Sa",
                "Q0HbRkLasNRtIUMh6hyAXTwgDe2Nwp2I0=="
            )
        ],
        [
            "token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAzFuxxxxxx==",
            "AzFu…",
            "https://vries-fn.azurewebsites.net/api/order?code=<functiesleutel>"
        ]
    ),
    credential!(
        "azure-messaging-key",
        "Azure Service Bus, Event Hubs or IoT key",
        "Azure Service Bus-, Event Hubs- of IoT-sleutel",
        Critical,
        "33 characters of base64, “+ASb”, 6 characters of base64, “=”; 33 characters of base64, “+AEh”, 6 characters of base64, “=”; 33 characters of base64, “AIoT”, 6 characters of base64, “=”; 33 characters of base64, “+ARm”, 6 characters of base64, “=”; and others",
        "33 tekens base64, “+ASb”, 6 tekens base64, “=”; 33 tekens base64, “+AEh”, 6 tekens base64, “=”; 33 tekens base64, “AIoT”, 6 tekens base64, “=”; 33 tekens base64, “+ARm”, 6 tekens base64, “=”; en andere",
        &[Trigger::Tokens(&[
            Shape::new("+ASb", &[Run(BASE64, 6, 6), Exact("=")]).behind(&[Run(BASE64, 33, 33)]),
            Shape::new("+AEh", &[Run(BASE64, 6, 6), Exact("=")]).behind(&[Run(BASE64, 33, 33)]),
            Shape::new("AIoT", &[Run(BASE64, 6, 6), Exact("=")]).behind(&[Run(BASE64, 33, 33)]),
            Shape::new("+ARm", &[Run(BASE64, 6, 6), Exact("=")]).behind(&[Run(BASE64, 33, 33)]),
            Shape::new("AZEG", &[Run(BASE64, 6, 6), Exact("=")]).behind(&[Run(BASE64, 33, 33)])
        ])],
        [
            concat!("key=kTOl3f9Epk00Zy9o5c5Q", "wtB/dh4sNTSQe+ASbleuLjd="),
            concat!("key=qnk6hxcLhRvRTm5iEsYl", "Y+MnAiMISOrXnAZEGbiyqTZ=")
        ],
        [
            "token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx+ASbxxxxxx=",
            "+ASb…"
        ]
    ),
    credential!(
        "azure-registry-key",
        "Azure Container Registry key",
        "Azure Container Registry-sleutel",
        Critical,
        "42 characters of base64, “+ACR”, 6 characters of base64",
        "42 tekens base64, “+ACR”, 6 tekens base64",
        &[Trigger::Tokens(&[
            Shape::new("+ACR", &[Run(BASE64, 6, 6)]).behind(&[Run(BASE64, 42, 42)])
        ])],
        [concat!(
            "\"U+GAIx6day/LKPJTVPCuHqt25V",
            "QakjRZhilsJ3v5R9+ACRTxLzG9\""
        )],
        [
            "token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx+ACRxxxxxx",
            "+ACR…"
        ]
    ),
    credential!(
        "azure-cache-key",
        "Azure Cache, Batch, Machine Learning or API Management key",
        "Azure Cache-, Batch-, Machine Learning- of API Management-sleutel",
        Critical,
        "33 characters of base64, “AzCa”, 6 characters of base64, “=”; 76 characters of base64, “+ABa”, 6 characters of base64, “==”; 76 characters of base64, “+AMC”, 6 characters of base64, “==”; 76 characters of base64, “APIM”, 6 characters of base64, “==”",
        "33 tekens base64, “AzCa”, 6 tekens base64, “=”; 76 tekens base64, “+ABa”, 6 tekens base64, “==”; 76 tekens base64, “+AMC”, 6 tekens base64, “==”; 76 tekens base64, “APIM”, 6 tekens base64, “==”",
        &[Trigger::Tokens(&[
            Shape::new("AzCa", &[Run(BASE64, 6, 6), Exact("=")]).behind(&[Run(BASE64, 33, 33)]),
            Shape::new("+ABa", &[Run(BASE64, 6, 6), Exact("==")]).behind(&[Run(BASE64, 76, 76)]),
            Shape::new("+AMC", &[Run(BASE64, 6, 6), Exact("==")]).behind(&[Run(BASE64, 76, 76)]),
            Shape::new("APIM", &[Run(BASE64, 6, 6), Exact("==")]).behind(&[Run(BASE64, 76, 76)])
        ])],
        [
            concat!("key=z5O2hzX5u7vnHaqKvUDM", "vzowZdZDRHtVjAzCafBs+Q3="),
            concat!(
                "key=7Vb4f+NlLiICJhWinhdIyTMswETUQED0Vw4oP5YnYE",
                "t8PNqaTZqS5Uz6CXImFO8yP9a5i1wUwt9CAPIMXhPRGn=="
            )
        ],
        [
            "token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAzCaxxxxxx=",
            "AzCa…"
        ]
    ),
    credential!(
        "alibaba-access-key",
        "Alibaba Cloud access key",
        "Alibaba Cloud-toegangssleutel",
        Critical,
        "“LTAI”, 20 characters; “LTAI”, 12 characters; 30 characters behind a name with “alibaba”",
        "“LTAI”, 20 tekens; “LTAI”, 12 tekens; 30 tekens achter een naam met “alibaba”",
        &[
            Trigger::Tokens(&[
                Shape::new("LTAI", &[Run(ALNUM, 20, 20)]),
                Shape::new("LTAI", &[Run(ALNUM, 12, 12)])
            ]),
            Trigger::Named(&[Named::new(&["alibaba", "aliyun"], &[Run(ALNUM, 30, 30)])])
        ],
        [
            concat!("key=LTAI", "gm3UAFgH4iKOvCU6fmLm"),
            concat!("ALIBABA_API_KEY=wroOwAtxdtOuIxM", "boIjug9w0tds9Yg")
        ],
        ["token: LTAIxxxxxxxxxxxxxxxxxxxx", "LTAI…"]
    ),
    credential!(
        "tencent-secret-id",
        "Tencent Cloud secret id",
        "Tencent Cloud-geheim",
        Critical,
        "“AKID”, 32 characters",
        "“AKID”, 32 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "AKID",
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!("key=AKID", "OilPQKJFv1cR5qNXUx7IztGktyheT2gW")],
        ["token: AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "AKID…"]
    ),
    credential!(
        "yandex-key",
        "Yandex Cloud key",
        "Yandex Cloud-sleutel",
        Critical,
        "“AQVN”, 35–38 characters of base64url; “t1.”, 40–800 characters of base64url, “.”, 86 characters of base64url; “y0_”, 55–70 characters of base64url; “t1.”, 8–100 characters, “.”, 86 characters behind a name with “yandex”; and others",
        "“AQVN”, 35–38 tekens base64url; “t1.”, 40–800 tekens base64url, “.”, 86 tekens base64url; “y0_”, 55–70 tekens base64url; “t1.”, 8–100 tekens, “.”, 86 tekens achter een naam met “yandex”; en andere",
        &[
            Trigger::Tokens(&[
                Shape::new("AQVN", &[Run(URL, 35, 38)]),
                Shape::new(
                    "t1.",
                    &[
                        Run(URL, 40, 800),
                        Pad("="),
                        Exact("."),
                        Run(URL, 86, 86),
                        Pad("=")
                    ]
                ),
                Shape::new("y0_", &[Run(URL, 55, 70)])
            ]),
            Trigger::Named(&[
                Named::new(
                    &["yandex"],
                    &[
                        Exact("t1."),
                        Run(Alphabet::of("0-9A-Za-z_=-"), 8, 100),
                        Exact("."),
                        Run(Alphabet::of("0-9A-Za-z_-"), 86, 86),
                        Pad("=")
                    ]
                ),
                Named::new(&["yandex"], &[Exact("YC"), Run(URL, 38, 38)])
            ])
        ],
        [
            concat!("\"AQVN", "Gyepv8ke-gtR4uQ1ankdKZVewBoRnRl_lA7\""),
            concat!(
                "\"y0_",
                "GS1Yu5rSHQhiX19X8paOGy4VeDfyrXbFzj-53U4VUqgL46ANFuES6vV\""
            )
        ],
        ["token: AQVNxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "AQVN…"]
    ),
    credential!(
        "digitalocean-token",
        "DigitalOcean token",
        "DigitalOcean-token",
        Critical,
        "“dop_v1_”, 64 hexadecimal digits; “doo_v1_”, 64 hexadecimal digits; “dor_v1_”, 64 hexadecimal digits",
        "“dop_v1_”, 64 hexadecimale cijfers; “doo_v1_”, 64 hexadecimale cijfers; “dor_v1_”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new("dop_v1_", &[Run(HEX, 64, 64)]),
            Shape::new("doo_v1_", &[Run(HEX, 64, 64)]),
            Shape::new("dor_v1_", &[Run(HEX, 64, 64)])
        ])],
        [
            concat!(
                "\"dop_v1_",
                "cb6762cfe84b9f85d111d1fd8af8a34a4b970bd5d4574a984c157bbb4f05cf80\""
            ),
            concat!(
                "\"dor_v1_",
                "8b7e715f9bc52e36920b90c4f13d701f144520ae298d23849d55ae375fe9be74\""
            )
        ],
        [
            "token: dop_v1_0000000000000000000000000000000000000000000000000000000000000000",
            "dop_v1_…"
        ]
    ),
    credential!(
        "digitalocean-spaces-key",
        "DigitalOcean Spaces key",
        "DigitalOcean Spaces-sleutel",
        Critical,
        "“DO00”, 16 characters",
        "“DO00”, 16 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "DO00",
            &[Run(UPPER, 16, 16)]
        )])],
        [concat!("\"DO00", "0CSKSCYDW6UXVPBF\"")],
        ["token: DO00XXXXXXXXXXXXXXXX", "DO00…"]
    ),
    credential!(
        "linode-token",
        "Linode token",
        "Linode-token",
        Critical,
        "64 hexadecimal digits behind a name with “linode”",
        "64 hexadecimale cijfers achter een naam met “linode”",
        &[Trigger::Named(&[Named::new(
            &["linode"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "LINODE_API_KEY=88e71453b16e59b9372363290fd332d1",
            "2f2af53347b0fb6796ae65e0944d7c6a"
        )],
        [
            "linode_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "linode = none"
        ]
    ),
    credential!(
        "hetzner-token",
        "Hetzner Cloud token",
        "Hetzner Cloud-token",
        Critical,
        "64 characters behind a name with “hcloud”",
        "64 tekens achter een naam met “hcloud”",
        &[Trigger::Named(&[Named::new(
            &["hcloud", "hetzner"],
            &[Run(ALNUM, 64, 64)]
        )])],
        [concat!(
            "HCLOUD_API_KEY=753rjcJcmOgFvU9tzTA1HNVwUxPhBhmN",
            "N2FFQHhcBnu2F8h5GYSn3Tt8XHnlrvCF"
        )],
        [
            "hcloud_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "hcloud = none"
        ]
    ),
    credential!(
        "scaleway-key",
        "Scaleway secret key",
        "Scaleway-geheime sleutel",
        Critical,
        "a UUID behind a name with “scaleway”",
        "een UUID achter een naam met “scaleway”",
        &[Trigger::Named(&[Named::new(
            &[
                "scaleway",
                "scw_secret",
                "scwsecret",
                "scwtoken",
                "scw_token"
            ],
            &[Uuid]
        )])],
        [concat!(
            "SCALEWAY_API_KEY=0d3bd5f2-f2d1-e050",
            "-c632-63f756bfd66b"
        )],
        [
            "scaleway_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "scaleway = none"
        ]
    ),
    credential!(
        "ovh-key",
        "OVHcloud key",
        "OVHcloud-sleutel",
        Critical,
        "32 characters behind a name with “ovh”",
        "32 tekens achter een naam met “ovh”",
        &[Trigger::Named(&[Named::new(
            &["ovh"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!("OVH_API_KEY=0vcNxMeLgMAgtPmH", "hEJkwkubP9PEuAJq")],
        [
            "ovh_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ovh = none"
        ]
    ),
    credential!(
        "vultr-key",
        "Vultr key",
        "Vultr-sleutel",
        Critical,
        "36 characters behind a name with “vultr”",
        "36 tekens achter een naam met “vultr”",
        &[Trigger::Named(&[Named::new(
            &["vultr"],
            &[Run(UPPER, 36, 36)]
        )])],
        [concat!(
            "VULTR_API_KEY=C5RX34VW3VCGPODTWE",
            "0IJ6F5A42ZMUF8KJL5"
        )],
        [
            "vultr_api_key = XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "vultr = none"
        ]
    ),
    credential!(
        "exoscale-key",
        "Exoscale key",
        "Exoscale-sleutel",
        High,
        "“EXO”, 24–30 characters; 43 characters of base64url behind a name with “exoscale”",
        "“EXO”, 24–30 tekens; 43 tekens base64url achter een naam met “exoscale”",
        &[
            Trigger::Tokens(&[Shape::new("EXO", &[Run(ALNUM, 24, 30)])]),
            Trigger::Named(&[Named::new(&["exoscale"], &[Run(URL, 43, 43)])])
        ],
        [
            concat!("key=EXO", "0005a47ced10f18ce701fb14"),
            concat!(
                "EXOSCALE_API_KEY=0kPcsl6_nH1nQqezS4tQ8",
                "uNUyvBT1cVt3g05ZQF5k_8"
            )
        ],
        ["token: EXO000000000000000000000000", "EXO…"]
    ),
    credential!(
        "leaseweb-key",
        "Leaseweb key",
        "Leaseweb-sleutel",
        Critical,
        "a UUID behind a name with “leaseweb”",
        "een UUID achter een naam met “leaseweb”",
        &[Trigger::Named(&[Named::new(&["leaseweb"], &[Uuid])])],
        [concat!(
            "LEASEWEB_API_KEY=05a68e9c-fb5f-96d7",
            "-fbec-0f52a7c8d584"
        )],
        [
            "leaseweb_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "leaseweb = none"
        ]
    ),
    credential!(
        "upcloud-token",
        "UpCloud token",
        "UpCloud-token",
        Critical,
        "“ucat_”, 24–32 characters",
        "“ucat_”, 24–32 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "ucat_",
            &[Run(ALNUM, 24, 32)]
        )])],
        [concat!("key=ucat_", "YALL02D110H0RJOBSD1VAWD6OR")],
        ["token: ucat_XXXXXXXXXXXXXXXXXXXXXXXXXX", "ucat_…"]
    ),
    credential!(
        "civo-token",
        "Civo token",
        "Civo-token",
        High,
        "50 characters behind a name with “civo”",
        "50 tekens achter een naam met “civo”",
        &[Trigger::Named(&[Named::new(
            &["civo"],
            &[Run(ALNUM, 50, 50)]
        )])],
        [concat!(
            "CIVO_API_KEY=zySoJnfREj5WVos1NYjB5Dagp",
            "TnRZJEQxz0ddaizBAugfzYSGn"
        )],
        [
            "civo_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "civo = none"
        ]
    ),
    credential!(
        "ibm-cloud-key",
        "IBM Cloud key",
        "IBM Cloud-sleutel",
        Critical,
        "44 characters of base64url behind a name with “ibmcloud”; “api.softlayer.com/soap/v3/”, 64 hexadecimal digits",
        "44 tekens base64url achter een naam met “ibmcloud”; “api.softlayer.com/soap/v3/”, 64 hexadecimale cijfers",
        &[
            Trigger::Named(&[Named::new(
                &["ibmcloud", "ibm_cloud", "ibm-cloud", "bluemix", "watson"],
                &[Run(URL, 44, 44)]
            )]),
            Trigger::Tokens(&[
                Shape::new("api.softlayer.com/soap/v3/", &[Run(HEX, 64, 64)]),
                Shape::new("api.softlayer.com/soap/v3.1/", &[Run(HEX, 64, 64)])
            ])
        ],
        [concat!(
            "IBMCLOUD_API_KEY=3Sb8OBVu1eeCTDZIZU4Vue",
            "pqdbjE-BDJhmyS4d8qo132"
        )],
        [
            "ibmcloud_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ibmcloud = none"
        ]
    ),
    credential!(
        "cloudflare-token",
        "Cloudflare token",
        "Cloudflare-token",
        Critical,
        "40 characters of base64url behind a name with “cloudflare”; 37 hexadecimal digits behind a name with “cloudflare”; “v1.0-”, 24 hexadecimal digits, “-”, 146 hexadecimal digits; “cfut_”, 40–60 characters of base64url; and others",
        "40 tekens base64url achter een naam met “cloudflare”; 37 hexadecimale cijfers achter een naam met “cloudflare”; “v1.0-”, 24 hexadecimale cijfers, “-”, 146 hexadecimale cijfers; “cfut_”, 40–60 tekens base64url; en andere",
        &[
            Trigger::Tokens(&[
                Shape::new("v1.0-", &[Run(HEX, 24, 24), Exact("-"), Run(HEX, 146, 146)]),
                Shape::new("cfut_", &[Run(URL, 40, 60)]),
                Shape::new("cfat_", &[Run(URL, 40, 60)]),
                Shape::new("cfk_", &[Run(URL, 40, 60)])
            ]),
            Trigger::Named(&[
                Named::new(&["cloudflare", "cf_api"], &[Run(URL, 40, 40)]),
                Named::new(&["cloudflare", "cf_api"], &[Run(HEX, 37, 37)])
            ])
        ],
        [
            concat!(
                "CLOUDFLARE_API_KEY=KGG4x8r0mQ25yq2pl__j",
                "UNq-gA46_kVJCUCHfGZD"
            ),
            concat!("\"cfk_", "1Zl4wKmtQkVmnek_d5vAf_vFYRw1a4F-9n-4Zg_u\"")
        ],
        [
            "cloudflare_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "cloudflare = none"
        ]
    ),
    credential!(
        "fastly-token",
        "Fastly token",
        "Fastly-token",
        High,
        "32 characters of base64url behind a name with “fastly”",
        "32 tekens base64url achter een naam met “fastly”",
        &[Trigger::Named(&[Named::new(
            &["fastly"],
            &[Run(URL, 32, 32)]
        )])],
        [concat!(
            "FASTLY_API_KEY=Rd2lHGVCd9OeEpX8",
            "VMC4tubC4ZxE5I2c"
        )],
        [
            "fastly_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "fastly = none"
        ]
    ),
    credential!(
        "akamai-token",
        "Akamai EdgeGrid token",
        "Akamai EdgeGrid-token",
        Critical,
        "“akab-”, 16 characters, “-”, 16 characters",
        "“akab-”, 16 tekens, “-”, 16 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "akab-",
            &[Run(LOWER, 16, 16), Exact("-"), Run(LOWER, 16, 16)]
        )])],
        [concat!("\"akab-", "p837gpl9h95emoyq-lm0d73ht4198yk39\"")],
        ["token: akab-xxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx", "akab-…"]
    ),
    credential!(
        "bunny-key",
        "bunny.net key",
        "bunny.net-sleutel",
        High,
        "8 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 12 hexadecimal digits, “-”, 4 hexadecimal digits, “-”, 4 hexadecimal digits behind a name with “bunny”; a UUID behind a name with “bunny”",
        "8 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 12 hexadecimale cijfers, “-”, 4 hexadecimale cijfers, “-”, 4 hexadecimale cijfers achter een naam met “bunny”; een UUID achter een naam met “bunny”",
        &[Trigger::Named(&[
            Named::new(
                &["bunny", "bunnycdn"],
                &[
                    Run(HEX, 8, 8),
                    Exact("-"),
                    Run(HEX, 4, 4),
                    Exact("-"),
                    Run(HEX, 4, 4),
                    Exact("-"),
                    Run(HEX, 12, 12),
                    Exact("-"),
                    Run(HEX, 4, 4),
                    Exact("-"),
                    Run(HEX, 4, 4)
                ]
            ),
            Named::new(&["bunny", "bunnycdn"], &[Uuid])
        ])],
        [
            concat!(
                "BUNNY_API_KEY=9b93de8a-6acb-f8e2-f",
                "c929ce78860-4e2b-e270"
            ),
            concat!("BUNNY_API_KEY=60234d90-de7b-c123", "-8bf2-a0844a05b3b7")
        ],
        [
            "bunny_api_key = 00000000-0000-0000-000000000000-0000-0000",
            "bunny = none"
        ]
    ),
    credential!(
        "ngrok-token",
        "ngrok token",
        "ngrok-token",
        High,
        "43–50 characters behind a name with “ngrok”; 26–27 characters, “_”, 19–25 characters behind a name with “ngrok”",
        "43–50 tekens achter een naam met “ngrok”; 26–27 tekens, “_”, 19–25 tekens achter een naam met “ngrok”",
        &[Trigger::Named(&[
            Named::new(&["ngrok"], &[Run(ALNUM, 43, 50)]),
            Named::new(
                &["ngrok"],
                &[Run(ALNUM, 26, 27), Exact("_"), Run(ALNUM, 19, 25)]
            )
        ])],
        [
            concat!(
                "NGROK_API_KEY=xTMQj4weKE2VXpqICLHRX",
                "8h2f6e5ggXgPr7ku6E6LPp"
            ),
            concat!(
                "NGROK_API_KEY=afRNv1uLLVkRIYN6X8xs1ZH",
                "Ces_HMNtMfv3PWbxOLikli8"
            )
        ],
        [
            "ngrok_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ngrok = none"
        ]
    ),
    credential!(
        "namecheap-key",
        "Namecheap key",
        "Namecheap-sleutel",
        High,
        "32 hexadecimal digits behind a name with “namecheap”",
        "32 hexadecimale cijfers achter een naam met “namecheap”",
        &[Trigger::Named(&[Named::new(
            &["namecheap"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "NAMECHEAP_API_KEY=cb2d368b026d08ec",
            "b7b9a6238dd0b9a6"
        )],
        [
            "namecheap_api_key = 00000000000000000000000000000000",
            "namecheap = none"
        ]
    ),
    credential!(
        "godaddy-key",
        "GoDaddy key",
        "GoDaddy-sleutel",
        High,
        "22 characters behind a name with “godaddy”; 8–14 characters, “_”, 20–24 characters behind a name with “godaddy”",
        "22 tekens achter een naam met “godaddy”; 8–14 tekens, “_”, 20–24 tekens achter een naam met “godaddy”",
        &[Trigger::Named(&[
            Named::new(&["godaddy"], &[Run(ALNUM, 22, 22)]),
            Named::new(
                &["godaddy"],
                &[Run(ALNUM, 8, 14), Exact("_"), Run(ALNUM, 20, 24)]
            )
        ])],
        [
            concat!("GODADDY_API_KEY=wwwVUzxJLAv", "jVsEH68auPN"),
            concat!("GODADDY_API_KEY=8gqw5DH0_9l6uZ", "TjqYiwSK3V6Jf9B")
        ],
        ["godaddy_api_key = xxxxxxxxxxxxxxxxxxxxxx", "godaddy = none"]
    ),
    credential!(
        "gandi-key",
        "Gandi key",
        "Gandi-sleutel",
        High,
        "24 characters behind a name with “gandi”; 40 hexadecimal digits behind a name with “gandi”",
        "24 tekens achter een naam met “gandi”; 40 hexadecimale cijfers achter een naam met “gandi”",
        &[Trigger::Named(&[
            Named::new(&["gandi"], &[Run(ALNUM, 24, 24)]),
            Named::new(&["gandi"], &[Run(HEX, 40, 40)])
        ])],
        [
            concat!("GANDI_API_KEY=EkAEYN6RWtJp", "3UJ2sdlfvpiV"),
            concat!("GANDI_API_KEY=dc1442851cd3646880ba", "8f3595456c2c22217784")
        ],
        ["gandi_api_key = xxxxxxxxxxxxxxxxxxxxxxxx", "gandi = none"]
    ),
    credential!(
        "dnsimple-token",
        "DNSimple token",
        "DNSimple-token",
        High,
        "“dnsimple_a_”, 22–40 characters; “dnsimple_u_”, 22–40 characters; 32 characters behind a name with “dnsimple”",
        "“dnsimple_a_”, 22–40 tekens; “dnsimple_u_”, 22–40 tekens; 32 tekens achter een naam met “dnsimple”",
        &[
            Trigger::Tokens(&[
                Shape::new("dnsimple_a_", &[Run(ALNUM, 22, 40)]),
                Shape::new("dnsimple_u_", &[Run(ALNUM, 22, 40)])
            ]),
            Trigger::Named(&[Named::new(&["dnsimple"], &[Run(ALNUM, 32, 32)])])
        ],
        [
            concat!("key=dnsimple_a_", "94n8ukCRh2WFhVqrDGtcg7"),
            concat!("DNSIMPLE_API_KEY=SvdXZFIuPDWagi2r", "kK10Wkz2gtf6XG4g")
        ],
        ["token: dnsimple_a_xxxxxxxxxxxxxxxxxxxxxx", "dnsimple_a_…"]
    ),
    credential!(
        "backblaze-key",
        "Backblaze B2 key",
        "Backblaze B2-sleutel",
        Critical,
        "“K00”, 1 digit, 27 characters of base64; 31 characters of base64 behind a name with “backblaze”",
        "“K00”, 1 cijfer, 27 tekens base64; 31 tekens base64 achter een naam met “backblaze”",
        &[
            Trigger::Tokens(&[Shape::new("K00", &[Run(DIGITS, 1, 1), Run(BASE64, 27, 27)])]),
            Trigger::Named(&[Named::new(&["backblaze", "b2_app"], &[Run(BASE64, 31, 31)])])
        ],
        [
            concat!("\"K00", "0XRhbMufiK8EdWK6cW/kywoYSen9\""),
            concat!("BACKBLAZE_API_KEY=6NIqqC97wfLLdmh", "qVqY1gitfDkhZRcA")
        ],
        ["token: K000xxxxxxxxxxxxxxxxxxxxxxxxxxx", "K00…"]
    ),
    credential!(
        "wasabi-key",
        "Wasabi secret key",
        "Wasabi-geheime sleutel",
        Critical,
        "40 characters of base64 behind a name with “wasabi”",
        "40 tekens base64 achter een naam met “wasabi”",
        &[Trigger::Named(&[Named::new(
            &["wasabi"],
            &[Run(BASE64, 40, 40)]
        )])],
        [concat!(
            "WASABI_API_KEY=ezAOABjFXSEzepnPZhbs",
            "kBmEJLb81Eouipb+8h56"
        )],
        [
            "wasabi_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "wasabi = none"
        ]
    ),
    credential!(
        "castai-key",
        "CAST AI key",
        "CAST AI-sleutel",
        High,
        "“castai_v1_”, 64 characters, “_”, 8 characters",
        "“castai_v1_”, 64 tekens, “_”, 8 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "castai_v1_",
            &[Run(ALNUM, 64, 64), Exact("_"), Run(ALNUM, 8, 8)]
        )])],
        [concat!(
            "x = castai_v1_",
            "ee98edf9a530669c7a537c4ac69c8be7591695d4ecf191a9d79bbc70ddcb7cb0_3765fcf5"
        )],
        [
            "token: castai_v1_0000000000000000000000000000000000000000000000000000000000000000_00000000",
            "castai_v1_…"
        ]
    ),
    credential!(
        "azure-logic-webhook",
        "Azure Logic Apps URL",
        "URL van Azure Logic Apps",
        High,
        "“&sv=1.0&sig=”, 43 characters of base64url",
        "“&sv=1.0&sig=”, 43 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "&sv=1.0&sig=",
            &[Run(URL, 43, 43)]
        )])],
        [concat!(
            "x = https://a.nl/b&sv=1.0&sig=",
            "6ngLqn1DoinjXer4dK0V4yg1NtIvYgi6094saKmq3yI"
        )],
        [
            "&sv=1.0&sig=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "&sv=1.0&sig=<signature>"
        ]
    ),
];

/// The key in the address of a function: `https://….azurewebsites.net/api/order?code=…==`.
fn examine_function(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    const ADDRESS: usize = 240;
    let address = view.slice(hit.end..hit.end + ADDRESS);
    let end = address
        .find(|sign: char| sign.is_whitespace() || "\"'`<>)".contains(sign))
        .unwrap_or(address.len());
    let address = address.get(..end).unwrap_or_default();
    let Some(place) = address
        .find("?code=")
        .or_else(|| address.find("&code="))
        .map(|place| place + "?code=".len())
    else {
        return;
    };
    let code = address.get(place..).unwrap_or_default();
    let code = code.split('&').next().unwrap_or_default();
    let random = code.trim_end_matches('=');
    let is_base64 = random.bytes().all(|byte| URL.has(byte) || BASE64.has(byte));
    if (40..=60).contains(&random.len())
        && code.ends_with('=')
        && is_base64
        && looks_random(random)
        && !is_published(code)
    {
        let start = hit.end + place;
        candidates.push(
            Found::new(start, start + code.len(), code)
                .masked(Mask::Ends)
                .shape("a code in the address of a function", 0.7)
                .check("it looks random", 0.2),
        );
    }
}
