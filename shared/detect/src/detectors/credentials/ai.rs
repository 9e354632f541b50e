//! Models and what is built on them.

use domain::Severity;

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{ALNUM, Alphabet, BASE64, DIGITS, HEX, LOWER, Proof, Shape, URL};
use crate::detector::{Detector, Trigger};

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "openai-key",
        "OpenAI key",
        "OpenAI-sleutel",
        Critical,
        "“sk-”, 48–220 characters of base64url; “sess-”, 40 characters",
        "“sk-”, 48–220 tekens base64url; “sess-”, 40 tekens",
        &[Trigger::Tokens(&[
            Shape::new("sk-", &[Run(URL, 48, 220)]).proof(Proof::Contains("T3BlbkFJ")),
            Shape::new("sess-", &[Run(ALNUM, 40, 40)]).severity(Severity::High)
        ])],
        [
            concat!(
                "\"sk-",
                "E9L18-hGQf-1XGx8a_wJT3BlbkFJsCMus8PYUSgiok2HS_jR\""
            ),
            concat!("key=sess-", "tiBXBEwRHYaOjQfN3YTWi2z7Y8wHx9bwzoXwxJ3e")
        ],
        [
            "token: sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sk-…"
        ]
    ),
    credential!(
        "anthropic-key",
        "Anthropic key",
        "Anthropic-sleutel",
        Critical,
        "“sk-ant-api”, 2 digits, “-”, 80–120 characters of base64url; “sk-ant-admin”, 2 digits, “-”, 80–120 characters of base64url; “sk-ant-oat”, 2 digits, “-”, 80–120 characters of base64url; “sk-ant-ort”, 2 digits, “-”, 80–120 characters of base64url; and others",
        "“sk-ant-api”, 2 cijfers, “-”, 80–120 tekens base64url; “sk-ant-admin”, 2 cijfers, “-”, 80–120 tekens base64url; “sk-ant-oat”, 2 cijfers, “-”, 80–120 tekens base64url; “sk-ant-ort”, 2 cijfers, “-”, 80–120 tekens base64url; en andere",
        &[Trigger::Tokens(&[
            Shape::new(
                "sk-ant-api",
                &[Run(DIGITS, 2, 2), Exact("-"), Run(URL, 80, 120)]
            ),
            Shape::new(
                "sk-ant-admin",
                &[Run(DIGITS, 2, 2), Exact("-"), Run(URL, 80, 120)]
            ),
            Shape::new(
                "sk-ant-oat",
                &[Run(DIGITS, 2, 2), Exact("-"), Run(URL, 80, 120)]
            ),
            Shape::new(
                "sk-ant-ort",
                &[Run(DIGITS, 2, 2), Exact("-"), Run(URL, 80, 120)]
            ),
            Shape::new(
                "sk-ant-sid",
                &[Run(DIGITS, 2, 2), Exact("-"), Run(URL, 80, 140)]
            )
        ])],
        [
            concat!(
                "key=sk-ant-api",
                "99-IHfghi4e2cZFGzfk7WHhFMt0hnslP5zLpm8nYDYM4D6opT0xWHAYPkuPzDOz9dorM96a2BjuWDrwBUaI"
            ),
            concat!(
                "key=sk-ant-sid",
                "97-eETz5jhXLk6GxMVDvSBpmV0Y_a9V6iyrcIO9eIlyZfn2gqfOubZBiwJWF6bmx61icn9VqS0gdDvC8ffr"
            )
        ],
        [
            "token: sk-ant-api00-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sk-ant-api…"
        ]
    ),
    credential!(
        "huggingface-token",
        "Hugging Face token",
        "Hugging Face-token",
        High,
        "“hf_”, 34–40 characters; “api_org_”, 34–40 characters",
        "“hf_”, 34–40 tekens; “api_org_”, 34–40 tekens",
        &[Trigger::Tokens(&[
            Shape::new("hf_", &[Run(ALNUM, 34, 40)]),
            Shape::new("api_org_", &[Run(ALNUM, 34, 40)])
        ])],
        [
            concat!("key=hf_", "iQZ5btzde8mGIIQccfLW7GBp1Z9aGLigHm"),
            concat!("key=api_org_", "Hg1ArRZm7a3uiHR1kFFy32esuilFvjEdfD")
        ],
        ["token: hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "hf_…"]
    ),
    credential!(
        "replicate-token",
        "Replicate token",
        "Replicate-token",
        High,
        "“r8_”, 37 characters",
        "“r8_”, 37 tekens",
        &[Trigger::Tokens(&[Shape::new("r8_", &[Run(ALNUM, 37, 37)])])],
        [concat!("\"r8_", "isG5f4yutxnFrT0cr9Lq63T5Il8spq7xhiiYh\"")],
        ["token: r8_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "r8_…"]
    ),
    credential!(
        "groq-key",
        "Groq key",
        "Groq-sleutel",
        High,
        "“gsk_”, 52 characters",
        "“gsk_”, 52 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "gsk_",
            &[Run(ALNUM, 52, 52)]
        )])],
        [concat!(
            "key=gsk_",
            "ivkowHlO8X9JDbOlVRnQHEaJb3LGKFXha3VTdK5qmyVuKDl7UJzj"
        )],
        [
            "token: gsk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "gsk_…"
        ]
    ),
    credential!(
        "perplexity-key",
        "Perplexity key",
        "Perplexity-sleutel",
        High,
        "“pplx-”, 48 characters",
        "“pplx-”, 48 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "pplx-",
            &[Run(ALNUM, 48, 48)]
        )])],
        [concat!(
            "key=pplx-",
            "ly7MbsXVLN2tfdSWaVR0OmtmkH4EXbMO6CHECnF6adtAtuyQ"
        )],
        [
            "token: pplx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "pplx-…"
        ]
    ),
    credential!(
        "mistral-key",
        "Mistral key",
        "Mistral-sleutel",
        High,
        "32 characters behind a name with “mistral”",
        "32 tekens achter een naam met “mistral”",
        &[Trigger::Named(&[Named::new(
            &["mistral"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "MISTRAL_API_KEY=l0aQPzqEUW6dnAEg",
            "Xit6q5yGrwRdcmYi"
        )],
        [
            "mistral_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "mistral = none"
        ]
    ),
    credential!(
        "cohere-key",
        "Cohere key",
        "Cohere-sleutel",
        High,
        "40 characters behind a name with “cohere”",
        "40 tekens achter een naam met “cohere”",
        &[Trigger::Named(&[Named::new(
            &["cohere", "co_api_key"],
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "COHERE_API_KEY=mWEQnHRv0waTaHdLXcFB",
            "VgcRhTflP53Ncgq8Dp9B"
        )],
        [
            "cohere_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "cohere = none"
        ]
    ),
    credential!(
        "xai-key",
        "xAI key",
        "xAI-sleutel",
        High,
        "“xai-”, 70–120 characters of base64url",
        "“xai-”, 70–120 tekens base64url",
        &[Trigger::Tokens(&[Shape::new("xai-", &[Run(URL, 70, 120)])])],
        [concat!(
            "key=xai-",
            "DdrRBoAcisHzm2o4vO7XtGCKVJttBsQG2w4NY2NwqnD1BEvjpZQf1dQvgiIyKm6xplIOBnLyJvtWxhfP"
        )],
        [
            "token: xai-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "xai-…"
        ]
    ),
    credential!(
        "openrouter-key",
        "OpenRouter key",
        "OpenRouter-sleutel",
        High,
        "“sk-or-v”, 1–2 digits, “-”, 20–80 characters of base64url",
        "“sk-or-v”, 1–2 cijfers, “-”, 20–80 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "sk-or-v",
            &[Run(DIGITS, 1, 2), Exact("-"), Run(URL, 20, 80)]
        )])],
        [concat!(
            "key=sk-or-v1-",
            "3797d0b527620f7fa7ed0e9e87b929b14c61a865baf2351c1792d16571b454ad"
        )],
        [
            "token: sk-or-v1-0000000000000000000000000000000000000000000000000000000000000000",
            "sk-or-v1-…"
        ]
    ),
    credential!(
        "langsmith-key",
        "LangSmith key",
        "LangSmith-sleutel",
        High,
        "“lsv2_pt_”, 32 hexadecimal digits, “_”, 10 hexadecimal digits; “lsv2_sk_”, 32 hexadecimal digits, “_”, 10 hexadecimal digits; “ls__”, 32 hexadecimal digits",
        "“lsv2_pt_”, 32 hexadecimale cijfers, “_”, 10 hexadecimale cijfers; “lsv2_sk_”, 32 hexadecimale cijfers, “_”, 10 hexadecimale cijfers; “ls__”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new(
                "lsv2_pt_",
                &[Run(HEX, 32, 32), Exact("_"), Run(HEX, 10, 10)]
            ),
            Shape::new(
                "lsv2_sk_",
                &[Run(HEX, 32, 32), Exact("_"), Run(HEX, 10, 10)]
            ),
            Shape::new("ls__", &[Run(HEX, 32, 32)])
        ])],
        [
            concat!(
                "\"lsv2_pt_",
                "f8bc15fa8684baa8ce403a7442627472_95ef6a5b90\""
            ),
            concat!("\"ls__", "575a14a41511b3364a59d0636d5ff85d\"")
        ],
        [
            "token: lsv2_pt_00000000000000000000000000000000_0000000000",
            "lsv2_pt_…"
        ]
    ),
    credential!(
        "langfuse-key",
        "Langfuse key",
        "Langfuse-sleutel",
        High,
        "“sk-lf-”, a UUID",
        "“sk-lf-”, een UUID",
        &[Trigger::Tokens(&[Shape::new("sk-lf-", &[Uuid])])],
        [concat!(
            "key=sk-lf-",
            "13c58632-cbc4-d965-2cb5-f04814cd57ef"
        )],
        [
            "token: sk-lf-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "sk-lf-…"
        ]
    ),
    credential!(
        "pinecone-key",
        "Pinecone key",
        "Pinecone-sleutel",
        High,
        "“pcsk_”, 4–8 characters, “_”, 60–70 characters; a UUID behind a name with “pinecone”",
        "“pcsk_”, 4–8 tekens, “_”, 60–70 tekens; een UUID achter een naam met “pinecone”",
        &[
            Trigger::Tokens(&[Shape::new(
                "pcsk_",
                &[Run(ALNUM, 4, 8), Exact("_"), Run(ALNUM, 60, 70)]
            )]),
            Trigger::Named(&[Named::new(&["pinecone"], &[Uuid])])
        ],
        [
            concat!(
                "\"pcsk_",
                "8WzC_CLDHZzhmAuDzVzG28FxU0oh90Mhcwp42l8Ira9nLNjL1FGlBtgUoidzmXkoV\""
            ),
            concat!("PINECONE_API_KEY=c9b3928e-9fae-e1ea", "-ac46-dbe7c4e8cf4c")
        ],
        [
            "token: pcsk_xxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "pcsk_…"
        ]
    ),
    credential!(
        "deepseek-key",
        "DeepSeek key",
        "DeepSeek-sleutel",
        High,
        "“sk-”, 32 hexadecimal digits behind a name with “deepseek”",
        "“sk-”, 32 hexadecimale cijfers achter een naam met “deepseek”",
        &[Trigger::Named(&[Named::new(
            &["deepseek"],
            &[Exact("sk-"), Run(HEX, 32, 32)]
        )])],
        [concat!(
            "DEEPSEEK_API_KEY=sk-7ea6f798610adc",
            "27399782c194025bca"
        )],
        [
            "deepseek_api_key = sk-00000000000000000000000000000000",
            "deepseek = none"
        ]
    ),
    credential!(
        "together-key",
        "Together AI key",
        "Together AI-sleutel",
        High,
        "“tgp_v1_”, 43 characters of base64url; 64 hexadecimal digits behind a name with “together”",
        "“tgp_v1_”, 43 tekens base64url; 64 hexadecimale cijfers achter een naam met “together”",
        &[
            Trigger::Tokens(&[Shape::new("tgp_v1_", &[Run(URL, 43, 43)])]),
            Trigger::Named(&[Named::new(
                &[
                    "together_",
                    "together-",
                    "togetherapi",
                    "togetherclient",
                    "togethertoken",
                    "togethersecret",
                    "togetherkey",
                    "togetherai"
                ],
                &[Run(HEX, 64, 64)]
            )])
        ],
        [
            concat!("\"tgp_v1_", "9syn3kkfskPrVLaMJFWqaCG8rvXzF93NHoHlfCnsI0r\""),
            concat!(
                "TOGETHER_API_KEY=eec7532fb6b0443dbf30153d067f1fe3",
                "c730b563f2b35b17eac9b8bee2653d9e"
            )
        ],
        [
            "token: tgp_v1_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "tgp_v1_…"
        ]
    ),
    credential!(
        "fireworks-key",
        "Fireworks AI key",
        "Fireworks AI-sleutel",
        High,
        "“fw_”, 22–24 characters",
        "“fw_”, 22–24 tekens",
        &[Trigger::Tokens(&[Shape::new("fw_", &[Run(ALNUM, 22, 24)])])],
        [concat!("key=fw_", "3xl64jQnHm2aDv9R7Vo5Op")],
        ["token: fw_xxxxxxxxxxxxxxxxxxxxxx", "fw_…"]
    ),
    credential!(
        "elevenlabs-key",
        "ElevenLabs key",
        "ElevenLabs-sleutel",
        High,
        "“sk_”, 48 hexadecimal digits; 32 hexadecimal digits behind a name with “elevenlabs”",
        "“sk_”, 48 hexadecimale cijfers; 32 hexadecimale cijfers achter een naam met “elevenlabs”",
        &[
            Trigger::Tokens(&[Shape::new("sk_", &[Run(HEX, 48, 48)])]),
            Trigger::Named(&[Named::new(
                &["elevenlabs", "eleven_labs", "xi-api", "xi_api"],
                &[Run(HEX, 32, 32)]
            )])
        ],
        [
            concat!(
                "\"sk_",
                "f1de5b779354110f70d5bc7d4a3f2022f6a8c17f0ff8ce2e\""
            ),
            concat!("ELEVENLABS_API_KEY=9dc4dd9279ff7f00", "bced811d84fb642a")
        ],
        [
            "token: sk_000000000000000000000000000000000000000000000000",
            "sk_…"
        ]
    ),
    credential!(
        "assemblyai-key",
        "AssemblyAI key",
        "AssemblyAI-sleutel",
        High,
        "32 characters behind a name with “assemblyai”",
        "32 tekens achter een naam met “assemblyai”",
        &[Trigger::Named(&[Named::new(
            &["assemblyai", "assembly_ai"],
            &[Run(LOWER, 32, 32)]
        )])],
        [concat!(
            "ASSEMBLYAI_API_KEY=2f28414bd191aea9",
            "a0061932a186ff90"
        )],
        [
            "assemblyai_api_key = 00000000000000000000000000000000",
            "assemblyai = none"
        ]
    ),
    credential!(
        "deepgram-key",
        "Deepgram key",
        "Deepgram-sleutel",
        High,
        "40 hexadecimal digits behind a name with “deepgram”",
        "40 hexadecimale cijfers achter een naam met “deepgram”",
        &[Trigger::Named(&[Named::new(
            &["deepgram"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "DEEPGRAM_API_KEY=09ead370bf68cd5551ba",
            "6729c482a14189fb48c9"
        )],
        [
            "deepgram_api_key = 0000000000000000000000000000000000000000",
            "deepgram = none"
        ]
    ),
    credential!(
        "deepl-key",
        "DeepL key",
        "DeepL-sleutel",
        High,
        "a UUID, “:fx” behind a name with “deepl”; a UUID behind a name with “deepl”",
        "een UUID, “:fx” achter een naam met “deepl”; een UUID achter een naam met “deepl”",
        &[Trigger::Named(&[
            Named::new(&["deepl"], &[Uuid, Exact(":fx")]),
            Named::new(&["deepl"], &[Uuid])
        ])],
        [
            concat!("DEEPL_API_KEY=5df84ed1-7392-9c45-", "9fc7-180d1f1bb695:fx"),
            concat!("DEEPL_API_KEY=816923d0-b8b7-d98a", "-6a0e-389c5478dd18")
        ],
        [
            "deepl_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx:fx",
            "deepl = none"
        ]
    ),
    credential!(
        "stability-key",
        "Stability AI key",
        "Stability AI-sleutel",
        High,
        "“sk-”, 48 characters behind a name with “stability”",
        "“sk-”, 48 tekens achter een naam met “stability”",
        &[Trigger::Named(&[Named::new(
            &[
                "stability_",
                "stability-",
                "stabilityapi",
                "stabilityclient",
                "stabilitytoken",
                "stabilitysecret",
                "stabilitykey",
                "stabilityai",
                "dreamstudio"
            ],
            &[Exact("sk-"), Run(ALNUM, 48, 48)]
        )])],
        [concat!(
            "STABILITY_API_KEY=sk-ftEgmEzxAgdqd6U3o7uAXb",
            "IzprRMdd3Dd1sA006pPd1H00EH"
        )],
        [
            "stability_api_key = sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "stability = none"
        ]
    ),
    credential!(
        "voyage-key",
        "Voyage AI key",
        "Voyage AI-sleutel",
        High,
        "“pa-”, 43 characters of base64url behind a name with “voyage”",
        "“pa-”, 43 tekens base64url achter een naam met “voyage”",
        &[Trigger::Named(&[Named::new(
            &["voyage", "voyageai"],
            &[Exact("pa-"), Run(URL, 43, 43)]
        )])],
        [concat!(
            "VOYAGE_API_KEY=pa-K8lQnUd8cMjX7YlPIcYL",
            "3sh1gG5AbII2jGQu7yWJXaF"
        )],
        [
            "voyage_api_key = pa-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "voyage = none"
        ]
    ),
    credential!(
        "jina-key",
        "Jina key",
        "Jina-sleutel",
        High,
        "“jina_”, 32 hexadecimal digits, 28–32 characters of base64url",
        "“jina_”, 32 hexadecimale cijfers, 28–32 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "jina_",
            &[Run(HEX, 32, 32), Run(URL, 28, 32)]
        )])],
        [concat!(
            "\"jina_",
            "113231c2836a7d86adacb53a786e6758GqCJq0oeeApb1OgFRV1ryu5uroWA\""
        )],
        [
            "token: jina_00000000000000000000000000000000xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "jina_…"
        ]
    ),
    credential!(
        "tavily-key",
        "Tavily key",
        "Tavily-sleutel",
        Medium,
        "“tvly-”, 32–50 characters of base64url",
        "“tvly-”, 32–50 tekens base64url",
        &[Trigger::Tokens(&[Shape::new("tvly-", &[Run(URL, 32, 50)])])],
        [concat!("\"tvly-", "mt7DyhqV0S1MWEi-CCasBzdFm8JOYph9\"")],
        ["token: tvly-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "tvly-…"]
    ),
    credential!(
        "firecrawl-key",
        "Firecrawl key",
        "Firecrawl-sleutel",
        Medium,
        "“fc-”, 32 hexadecimal digits",
        "“fc-”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new("fc-", &[Run(HEX, 32, 32)])])],
        [concat!("\"fc-", "c2b54b6921765b6974da6dae1ceaf4cf\"")],
        ["token: fc-00000000000000000000000000000000", "fc-…"]
    ),
    credential!(
        "cerebras-key",
        "Cerebras key",
        "Cerebras-sleutel",
        High,
        "“csk-”, 48 characters",
        "“csk-”, 48 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "csk-",
            &[Run(ALNUM, 48, 48)]
        )])],
        [concat!(
            "key=csk-",
            "yy2mm3jjzp81s0f8ajob541jjxkx0bkn5lsxoh5fd7emh66w"
        )],
        [
            "token: csk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "csk-…"
        ]
    ),
    credential!(
        "nvidia-key",
        "NVIDIA API key",
        "NVIDIA-API-sleutel",
        High,
        "“nvapi-”, 60–70 characters of base64url",
        "“nvapi-”, 60–70 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "nvapi-",
            &[Run(URL, 60, 70)]
        )])],
        [concat!(
            "\"nvapi-",
            "VE4NM_M_Z89LeeLWFRV6PsoLaTzlPA3oY4rUGeaeZXx8Y3V9jwjjuqr4neC3\""
        )],
        [
            "token: nvapi-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "nvapi-…"
        ]
    ),
    credential!(
        "wandb-key",
        "Weights & Biases key",
        "Weights & Biases-sleutel",
        High,
        "“wandb_v1_”, 60–90 characters of base64url; 40 hexadecimal digits behind a name with “weightsandbiases”; 40 hexadecimal digits behind a name with “wandb”",
        "“wandb_v1_”, 60–90 tekens base64url; 40 hexadecimale cijfers achter een naam met “weightsandbiases”; 40 hexadecimale cijfers achter een naam met “wandb”",
        &[
            Trigger::Tokens(&[Shape::new("wandb_v1_", &[Run(URL, 60, 90)])]),
            Trigger::Named(&[
                Named::new(&["weightsandbiases"], &[Run(HEX, 40, 40)]),
                Named::new(&["wandb", "weights_and_biases"], &[Run(HEX, 40, 40)])
            ])
        ],
        [
            concat!("WANDB_API_KEY=03a2ec63bdafad817f8e", "fa289ab19877f1353451"),
            concat!(
                "key=wandb_v1_",
                "W_EfH4lAZ8n3oeHAQGiXPfbmU7-h-DfxE_JBmNOf64PnucKNfXPeouH4Zii2"
            )
        ],
        [
            "wandb_api_key = 0000000000000000000000000000000000000000",
            "wandb = none"
        ]
    ),
    credential!(
        "comet-key",
        "Comet key",
        "Comet-sleutel",
        Medium,
        "25 characters behind a name with “comet”",
        "25 tekens achter een naam met “comet”",
        &[Trigger::Named(&[Named::new(
            &[
                "comet_",
                "comet-",
                "cometapi",
                "cometclient",
                "comettoken",
                "cometsecret",
                "cometkey",
                "cometml"
            ],
            &[Run(ALNUM, 25, 25)]
        )])],
        [concat!("COMET_API_KEY=Vd26cbjvNDXk", "Zut4EMkxUWYUR")],
        ["comet_api_key = xxxxxxxxxxxxxxxxxxxxxxxxx", "comet = none"]
    ),
    credential!(
        "clarifai-key",
        "Clarifai key",
        "Clarifai-sleutel",
        High,
        "32 hexadecimal digits behind a name with “clarifai”",
        "32 hexadecimale cijfers achter een naam met “clarifai”",
        &[Trigger::Named(&[Named::new(
            &["clarifai"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "CLARIFAI_API_KEY=14962d49efbffb04",
            "52f49324052402b8"
        )],
        [
            "clarifai_api_key = 00000000000000000000000000000000",
            "clarifai = none"
        ]
    ),
    credential!(
        "scale-key",
        "Scale AI key",
        "Scale AI-sleutel",
        High,
        "“live_”, 32 hexadecimal digits behind a name with “scaleai”",
        "“live_”, 32 hexadecimale cijfers achter een naam met “scaleai”",
        &[Trigger::Named(&[Named::new(
            &[
                "scaleai",
                "scale_",
                "scale-",
                "scaleapi",
                "scaleclient",
                "scaletoken",
                "scalesecret",
                "scalekey"
            ],
            &[Exact("live_"), Run(HEX, 32, 32)]
        )])],
        [concat!(
            "SCALEAI_API_KEY=live_24213c4507fd2",
            "a4adb075c32e990b500"
        )],
        [
            "scaleai_api_key = live_00000000000000000000000000000000",
            "scaleai = none"
        ]
    ),
    credential!(
        "roboflow-key",
        "Roboflow key",
        "Roboflow-sleutel",
        Medium,
        "20 characters behind a name with “roboflow”",
        "20 tekens achter een naam met “roboflow”",
        &[Trigger::Named(&[Named::new(
            &["roboflow"],
            &[Run(ALNUM, 20, 20)]
        )])],
        [concat!("ROBOFLOW_API_KEY=ZoC3I3Orwl", "86iJJTD8P3")],
        ["roboflow_api_key = xxxxxxxxxxxxxxxxxxxx", "roboflow = none"]
    ),
    credential!(
        "modal-token",
        "Modal token",
        "Modal-token",
        High,
        "“as-”, 22 characters; “ak-”, 22 characters",
        "“as-”, 22 tekens; “ak-”, 22 tekens",
        &[Trigger::Tokens(&[
            Shape::new("as-", &[Run(ALNUM, 22, 22)]),
            Shape::new("ak-", &[Run(ALNUM, 22, 22)]).severity(Severity::Medium)
        ])],
        [
            concat!("\"as-", "Q5PIeZKr42tXFKH83gsAni\""),
            concat!("key=ak-", "7Iv1B5tSWkW1AFiqXRDlaS")
        ],
        ["token: as-xxxxxxxxxxxxxxxxxxxxxx", "as-…"]
    ),
    credential!(
        "runpod-key",
        "RunPod key",
        "RunPod-sleutel",
        High,
        "“rpa_”, 40–50 characters",
        "“rpa_”, 40–50 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "rpa_",
            &[Run(ALNUM, 40, 50)]
        )])],
        [concat!(
            "\"rpa_",
            "IVKadgw3B8HLLMssGrz3hivvgTXL8XfDvK3B3O4g\""
        )],
        [
            "token: rpa_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "rpa_…"
        ]
    ),
    credential!(
        "e2b-key",
        "E2B key",
        "E2B-sleutel",
        High,
        "“e2b_”, 40 hexadecimal digits",
        "“e2b_”, 40 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new("e2b_", &[Run(HEX, 40, 40)])])],
        [concat!(
            "key=e2b_",
            "a978234ca00e43dbf2bc5c284013ea68de53c099"
        )],
        [
            "token: e2b_0000000000000000000000000000000000000000",
            "e2b_…"
        ]
    ),
    credential!(
        "dify-key",
        "Dify key",
        "Dify-sleutel",
        High,
        "“app-”, 24 characters behind a name with “dify”; “dataset-”, 24 characters behind a name with “dify”",
        "“app-”, 24 tekens achter een naam met “dify”; “dataset-”, 24 tekens achter een naam met “dify”",
        &[Trigger::Named(&[
            Named::new(&["dify"], &[Exact("app-"), Run(ALNUM, 24, 24)]),
            Named::new(&["dify"], &[Exact("dataset-"), Run(ALNUM, 24, 24)])
        ])],
        [
            concat!("DIFY_API_KEY=app-xmeDNon6YQ", "CXuUOCnMN1UtZK"),
            concat!("DIFY_API_KEY=dataset-utQRQjV8", "CslXuPKWXjGrX9BY")
        ],
        ["dify_api_key = app-xxxxxxxxxxxxxxxxxxxxxxxx", "dify = none"]
    ),
    credential!(
        "exa-key",
        "Exa key",
        "Exa-sleutel",
        Medium,
        "a UUID behind a name with “exa”",
        "een UUID achter een naam met “exa”",
        &[Trigger::Named(&[Named::new(
            &[
                "exa_",
                "exa-",
                "exaapi",
                "exaclient",
                "exatoken",
                "exasecret",
                "exakey"
            ],
            &[Uuid]
        )])],
        [concat!(
            "EXA_API_KEY=e5e48faa-98e9-c1c0",
            "-cd54-b41792b3c690"
        )],
        [
            "exa_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "exa = none"
        ]
    ),
    credential!(
        "serpapi-key",
        "SerpApi key",
        "SerpApi-sleutel",
        Medium,
        "64 hexadecimal digits behind a name with “serpapi”",
        "64 hexadecimale cijfers achter een naam met “serpapi”",
        &[Trigger::Named(&[Named::new(
            &["serpapi", "serp_api"],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "SERPAPI_KEY=ec506a89951aa8616ead391eb77aa291",
            "697432d6dae0d8ebb8fbcd82508c5944"
        )],
        [
            "serpapi_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "serpapi = none"
        ]
    ),
    credential!(
        "private-ai-key",
        "Private AI key",
        "Private AI-sleutel",
        Medium,
        "32 characters behind a name with “privateai”",
        "32 tekens achter een naam met “privateai”",
        &[Trigger::Named(&[Named::new(
            &["privateai", "private_ai", "private-ai"],
            &[Run(LOWER, 32, 32)]
        )])],
        [concat!(
            "PRIVATEAI_API_KEY=yvefpb436pt21la9",
            "puwvvzlthws5nw4o"
        )],
        [
            "privateai_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "privateai = none"
        ]
    ),
    credential!(
        "ai21-key",
        "AI21 key",
        "AI21-sleutel",
        High,
        "32 characters behind a name with “ai21”",
        "32 tekens achter een naam met “ai21”",
        &[Trigger::Named(&[Named::new(
            &["ai21"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!("AI21_API_KEY=mRIMbtg1tdcdMJLZ", "PjOGgoiHmt4QiCUd")],
        [
            "ai21_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ai21 = none"
        ]
    ),
    credential!(
        "qdrant-key",
        "Qdrant key",
        "Qdrant-sleutel",
        High,
        "54 characters of base64url behind a name with “qdrant”",
        "54 tekens base64url achter een naam met “qdrant”",
        &[Trigger::Named(&[Named::new(
            &["qdrant"],
            &[Run(URL, 54, 54)]
        )])],
        [concat!(
            "QDRANT_API_KEY=feNTb0qhCg4hi0fBqRs2tfDmXDn",
            "9O1xretClGI_qGkMJ1ZjCzDsIhQ"
        )],
        [
            "qdrant_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "qdrant = none"
        ]
    ),
    credential!(
        "weaviate-key",
        "Weaviate key",
        "Weaviate-sleutel",
        High,
        "36 characters behind a name with “weaviate”",
        "36 tekens achter een naam met “weaviate”",
        &[Trigger::Named(&[Named::new(
            &["weaviate"],
            &[Run(ALNUM, 36, 36)]
        )])],
        [concat!(
            "WEAVIATE_API_KEY=G9krjpmNUD9CqSVBN3",
            "8XagwAJLqkn6BBZuxm"
        )],
        [
            "weaviate_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "weaviate = none"
        ]
    ),
    credential!(
        "gemini-key",
        "Gemini authorisation key",
        "Gemini-autorisatiesleutel",
        High,
        "“AQ.Ab8”, 40–60 characters of base64url",
        "“AQ.Ab8”, 40–60 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "AQ.Ab8",
            &[Run(URL, 40, 60)]
        )])],
        [concat!(
            "key=AQ.Ab8",
            "kel4JGXUVvGO70Ch0Fap_PllTmgBWjo8337YFnp2"
        )],
        [
            "token: AQ.Ab8xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "AQ.Ab8…"
        ]
    ),
    credential!(
        "cursor-key",
        "Cursor key",
        "Cursor-sleutel",
        High,
        "“key_”, 64 hexadecimal digits; “crsr_”, 64 hexadecimal digits",
        "“key_”, 64 hexadecimale cijfers; “crsr_”, 64 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new("key_", &[Run(HEX, 64, 64)]),
            Shape::new("crsr_", &[Run(HEX, 64, 64)])
        ])],
        [
            concat!(
                "key=key_",
                "b124f62315a1f71901a6ae2bb8ce007bd1c684661270bf9b0ad38798de43e642"
            ),
            concat!(
                "key=crsr_",
                "9fa2686f8ee6572a5e3aa5d2045b59366ef6ff68c8e1e58cd61090e2888e725d"
            )
        ],
        [
            "token: key_0000000000000000000000000000000000000000000000000000000000000000",
            "key_…"
        ]
    ),
    credential!(
        "helicone-key",
        "Helicone key",
        "Helicone-sleutel",
        High,
        "“sk-helicone-”, four groups of 7 characters",
        "“sk-helicone-”, vier groepen van 7 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "sk-helicone-",
            &[
                Run(LOWER, 7, 7),
                Exact("-"),
                Run(LOWER, 7, 7),
                Exact("-"),
                Run(LOWER, 7, 7),
                Exact("-"),
                Run(LOWER, 7, 7)
            ]
        )])],
        [concat!(
            "x = sk-helicone-",
            "hu66go9-0952paf-hsg2a5u-nzqwwy6"
        )],
        [
            "token: sk-helicone-xxxxxxx-xxxxxxx-xxxxxxx-xxxxxxx",
            "sk-helicone-…"
        ]
    ),
    credential!(
        "llamacloud-key",
        "LlamaCloud key",
        "LlamaCloud-sleutel",
        High,
        "“llx-”, 44–52 characters",
        "“llx-”, 44–52 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "llx-",
            &[Run(ALNUM, 44, 52)]
        )])],
        [concat!(
            "x = llx-",
            "OeUvfJIssDj4PTTKtb2TxxDBfz5LJF3hBGZW3M4Fz6Hq2AK7"
        )],
        [
            "token: llx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "llx-…"
        ]
    ),
    credential!(
        "browserbase-key",
        "Browserbase key",
        "Browserbase-sleutel",
        High,
        "“bb_live_”, 24–30 characters of base64url",
        "“bb_live_”, 24–30 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "bb_live_",
            &[Run(URL, 24, 30)]
        )])],
        [concat!("x = bb_live_", "9dCqgn28s9Dp68GZN9Z3zLIbet6")],
        [
            "token: bb_live_xxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "bb_live_intervals"
        ]
    ),
    credential!(
        "kaggle-token",
        "Kaggle token",
        "Kaggle-token",
        High,
        "“KGAT_”, 32 hexadecimal digits",
        "“KGAT_”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[Shape::new("KGAT_", &[Run(HEX, 32, 32)])])],
        [concat!("x = KGAT_", "fb68fefd19ae3e8e5df28fb36d4e020e")],
        [
            "token: KGAT_00000000000000000000000000000000",
            "CLKGAT_IMPL"
        ]
    ),
    credential!(
        "mem0-key",
        "Mem0 key",
        "Mem0-sleutel",
        High,
        "“m0-”, 40 characters; “m0-”, 24–39 characters behind a name with “mem0”",
        "“m0-”, 40 tekens; “m0-”, 24–39 tekens achter een naam met “mem0”",
        &[
            Trigger::Tokens(&[Shape::new("m0-", &[Run(ALNUM, 40, 40)])]),
            Trigger::Named(&[Named::new(&["mem0"], &[Exact("m0-"), Run(ALNUM, 24, 39)])])
        ],
        [concat!(
            "x = m0-",
            "LI71fNYmphNcWI9rQWOwjauQLKX783FSU8iIoELi"
        )],
        ["token: m0-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "m0-…"]
    ),
    credential!(
        "cartesia-key",
        "Cartesia key",
        "Cartesia-sleutel",
        High,
        "“sk_car_”, 20–24 characters",
        "“sk_car_”, 20–24 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "sk_car_",
            &[Run(Alphabet::of("0-9A-Z_a-z"), 20, 24)]
        )])],
        [concat!("x = sk_car_", "9M4SGsfAQk7iYY6LtGAyZj")],
        ["token: sk_car_xxxxxxxxxxxxxxxxxxxxxx", "ask_car_names"]
    ),
    credential!(
        "devin-key",
        "Devin key",
        "Devin-sleutel",
        Critical,
        "“apk_user_”, 120–180 characters of base64; “apk_”, 80–100 characters of base64; “cog_”, 52 characters",
        "“apk_user_”, 120–180 tekens base64; “apk_”, 80–100 tekens base64; “cog_”, 52 tekens",
        &[Trigger::Tokens(&[
            Shape::new("apk_user_", &[Run(BASE64, 120, 180), Pad("=")]),
            Shape::new("apk_", &[Run(BASE64, 80, 100), Pad("=")]),
            Shape::new("cog_", &[Run(Alphabet::of("a-z2-7"), 52, 52)])
        ])],
        [
            concat!(
                "key=apk_user_",
                "A4MwoKT5SCPXGzbTGuVswE4RhulWEp3Fr8SOoGfrh3zJnElHskzrZZQjMnFk58j8ptrgGm7ZkTRYaLeX895HnRa5yEYSXuWG0gf7029YIbGTHft2bHvYj7uJ"
            ),
            concat!(
                "key=apk_",
                "Tp6G1tdrEOfGcfYOm7MtRyk8npvCyqz3ChSAK8FTFm12bBZpZHNu9XtIjNKosXxLx2yLMj16PVbKxSSx"
            )
        ],
        [
            "token: apk_user_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "apk_user_…"
        ]
    ),
    credential!(
        "minimax-key",
        "MiniMax key",
        "MiniMax-sleutel",
        High,
        "“sk-api-”, 100–140 characters of base64url",
        "“sk-api-”, 100–140 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "sk-api-",
            &[Run(URL, 100, 140)]
        )])],
        [concat!(
            "key=sk-api-",
            "L2ZD1MIV3-xoZVU0GwWgiLDp-2AlhuNk8MSSTFIqdPWmgPVrk7DBTr4gjHCMXEBViye1_CqsnoVRk0_QJxaa89nmD-WPhPDHfF-d"
        )],
        [
            "token: sk-api-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sk-api-…"
        ]
    ),
    credential!(
        "moonshot-key",
        "Moonshot key",
        "Moonshot-sleutel",
        High,
        "“sk-”, 48 characters of base64url behind a name with “moonshot”",
        "“sk-”, 48 tekens base64url achter een naam met “moonshot”",
        &[Trigger::Named(&[Named::new(
            &["moonshot", "kimi"],
            &[Exact("sk-"), Run(URL, 48, 48)]
        )])],
        [concat!(
            "MOONSHOT_API_KEY=sk-ZLVa76rkzv52X-Y4ibjjE",
            "0yVAwsbtd04SiA8VT_leUmg-hMa"
        )],
        [
            "moonshot_api_key = sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "moonshot = none"
        ]
    ),
    credential!(
        "ollama-key",
        "Ollama key",
        "Ollama-sleutel",
        High,
        "32 hexadecimal digits, “.”, 24 characters of base64url behind a name with “ollama”",
        "32 hexadecimale cijfers, “.”, 24 tekens base64url achter een naam met “ollama”",
        &[Trigger::Named(&[Named::new(
            &["ollama"],
            &[Run(HEX, 32, 32), Exact("."), Run(URL, 24, 24)]
        )])],
        [concat!(
            "OLLAMA_API_KEY=99f1b462b545c16bb5548aa5",
            "59934802.7TTRDy9HKvbvo2BrUApbqV10"
        )],
        [
            "ollama_api_key = 00000000000000000000000000000000.xxxxxxxxxxxxxxxxxxxxxxxx",
            "ollama = none"
        ]
    ),
    credential!(
        "kagi-key",
        "Kagi key",
        "Kagi-sleutel",
        High,
        "11 characters of base64url, “.”, 43 characters of base64url behind a name with “kagi”",
        "11 tekens base64url, “.”, 43 tekens base64url achter een naam met “kagi”",
        &[Trigger::Named(&[Named::new(
            &["kagi"],
            &[Run(URL, 11, 11), Exact("."), Run(URL, 43, 43)]
        )])],
        [concat!(
            "KAGI_API_KEY=IaTQbeM5se3.GLFiM4kgAd68",
            "gtKYsFXQpQev0yAnyEvYMSm7o4JOBiu"
        )],
        [
            "kagi_api_key = xxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "kagi = none"
        ]
    ),
    credential!(
        "fal-key",
        "fal key",
        "fal-sleutel",
        High,
        "a UUID, “:”, 32 hexadecimal digits behind a name with “fal_key”",
        "een UUID, “:”, 32 hexadecimale cijfers achter een naam met “fal_key”",
        &[Trigger::Named(&[Named::new(
            &[
                "fal_key", "fal-key", "fal_api", "fal-api", "falai", "fal_ai", "fal-ai", "fal.ai"
            ],
            &[Uuid, Exact(":"), Run(HEX, 32, 32)]
        )])],
        [concat!(
            "FAL_KEY_API_KEY=534fd162-23d4-ff8f-e36c-",
            "99f6117bc942:a49d6287c61e395555fb8f4df40483d0"
        )],
        [
            "fal_key_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx:00000000000000000000000000000000",
            "fal_key = none"
        ]
    ),
    credential!(
        "upstage-key",
        "Upstage key",
        "Upstage-sleutel",
        High,
        "“up_”, 26–40 characters behind a name with “upstage”; 40–50 characters behind a name with “upstage”",
        "“up_”, 26–40 tekens achter een naam met “upstage”; 40–50 tekens achter een naam met “upstage”",
        &[Trigger::Named(&[
            Named::new(&["upstage"], &[Exact("up_"), Run(ALNUM, 26, 40)]),
            Named::new(&["upstage"], &[Run(ALNUM, 40, 50)])
        ])],
        [
            concat!("UPSTAGE_API_KEY=up_Q7zT4lM9xC2v", "B8nP5rK3wD6yHs1Gf"),
            concat!(
                "UPSTAGE_API_KEY=FDcqXipUuVzuWgFK0K7a",
                "K6yIOPI2u3NIx5btZ2ZM"
            )
        ],
        [
            "upstage_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "upstage = none"
        ]
    ),
    credential!(
        "zai-key",
        "Z.ai key",
        "Z.ai-sleutel",
        High,
        "32 hexadecimal digits, “.”, 16 characters behind a name with “zai_”",
        "32 hexadecimale cijfers, “.”, 16 tekens achter een naam met “zai_”",
        &[Trigger::Named(&[Named::new(
            &[
                "zai_", "z_ai", "z-ai", "zaiapi", "zaikey", "zhipu", "bigmodel", "glm_", "glmapi"
            ],
            &[Run(HEX, 32, 32), Exact("."), Run(ALNUM, 16, 16)]
        )])],
        [concat!(
            "ZAI_API_KEY=b2c27d408fc73bcd8e86b234",
            "1e9df901.9opz5CarGH6TxTn6"
        )],
        [
            "zai_api_key = 00000000000000000000000000000000.xxxxxxxxxxxxxxxx",
            "zai_ = none"
        ]
    ),
    credential!(
        "greptile-key",
        "Greptile key",
        "Greptile-sleutel",
        High,
        "48 characters of base64 behind a name with “greptile”",
        "48 tekens base64 achter een naam met “greptile”",
        &[Trigger::Named(&[Named::new(
            &["greptile"],
            &[Run(BASE64, 48, 48)]
        )])],
        [concat!(
            "GREPTILE_API_KEY=XKwffSMU/8tdbZ87nGJVeq5H",
            "E/pDWeG9TEsSI9SVr6c+APGl"
        )],
        [
            "greptile_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "greptile = none"
        ]
    ),
    credential!(
        "retell-key",
        "Retell key",
        "Retell-sleutel",
        High,
        "“key_”, 28 hexadecimal digits behind a name with “retell”",
        "“key_”, 28 hexadecimale cijfers achter een naam met “retell”",
        &[Trigger::Named(&[Named::new(
            &["retell"],
            &[Exact("key_"), Run(HEX, 28, 28)]
        )])],
        [concat!(
            "RETELL_API_KEY=key_17392b9642b3",
            "2154f6000b875998"
        )],
        [
            "retell_api_key = key_0000000000000000000000000000",
            "retell = none"
        ]
    ),
    credential!(
        "labelbox-key",
        "Labelbox key",
        "Labelbox-sleutel",
        High,
        "“lbx_”, 43 characters of base64url; “rma_”, 43 characters of base64url behind a name with “labelbox”",
        "“lbx_”, 43 tekens base64url; “rma_”, 43 tekens base64url achter een naam met “labelbox”",
        &[
            Trigger::Tokens(&[Shape::new("lbx_", &[Run(URL, 43, 43)])]),
            Trigger::Named(&[Named::new(
                &["labelbox"],
                &[Exact("rma_"), Run(URL, 43, 43)]
            )])
        ],
        [
            concat!("key=lbx_", "5l-KB9H95M2x5fOcvkyL595pZfDGvL33fKHM3OH_iEW"),
            concat!(
                "LABELBOX_API_KEY=rma_ChNpE4zwuh6ZoTzaEr8",
                "3QipJ3ADIdWM__CijpxSw5Bw"
            )
        ],
        [
            "token: lbx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "labelbox_api_key = rma_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "labelbox = none"
        ]
    ),
    credential!(
        "brave-search-key",
        "Brave Search key",
        "Brave Search-sleutel",
        High,
        "“BSA”, 24–40 characters of base64url behind a name with “brave”",
        "“BSA”, 24–40 tekens base64url achter een naam met “brave”",
        &[Trigger::Named(&[Named::new(
            &["brave"],
            &[Exact("BSA"), Run(URL, 24, 40)]
        )])],
        [concat!("BRAVE_API_KEY=BSANbaxYr-nrX", "90IN13i1yBQY_9")],
        [
            "brave_api_key = BSAxxxxxxxxxxxxxxxxxxxxxxxx",
            "brave = none"
        ]
    ),
    credential!(
        "lighton-key",
        "LightOn key",
        "LightOn-sleutel",
        High,
        "40–80 characters of base64url behind a name with “lighton”",
        "40–80 tekens base64url achter een naam met “lighton”",
        &[Trigger::Named(&[Named::new(
            &["lighton"],
            &[Run(URL, 40, 80)]
        )])],
        [concat!(
            "LIGHTON_API_KEY=u6qsOwnOhm4U7VcB1Rw1",
            "psOTH30F4B22smZ5PiDV"
        )],
        [
            "lighton_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "lighton = none"
        ]
    ),
];
