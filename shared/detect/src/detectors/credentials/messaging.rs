//! Chat, mail, telephony, notifications.

use super::super::named::Named;
use super::super::token::Part::{Pad, Run, Text as Exact, Uuid};
use super::super::token::{
    ALNUM, Alphabet, BASE64, DIGITS, HEX, HEX_ANY, LOWER, Shape, UPPER, URL,
};

use super::coded::examine_discord_bot;
use crate::detector::{Detector, Trigger};

/// `0-9A-Za-z_`, of which the names of keys are made.
const NAME: Alphabet = Alphabet::of("0-9A-Za-z_");

// Words that are asked for with more than one shape behind them.
const CAMPAIGNMONITOR_WORDS: &[&str] = &["campaignmonitor", "campaign_monitor", "createsend"];
const DISCORD_WORDS: &[&str] = &["discord", "bot_token", "bottoken"];
const MESSAGEBIRD_WORDS: &[&str] = &["messagebird", "message_bird", "message-bird"];

pub(super) const DETECTORS: &[Detector] = &[
    credential!(
        "slack-token",
        "Slack token",
        "Slack-token",
        Critical,
        "“xoxb-”, 6–14 digits, “-”, 15–80 characters of base64url; “xoxp-”, 6–14 digits, “-”, 6–14 digits, “-”, 24–80 characters of base64url; “xoxs-”, 6–14 digits, “-”, 18–90 characters of base64url; “xoxo-”, 6–14 digits, “-”, 18–90 characters of base64url; and others",
        "“xoxb-”, 6–14 cijfers, “-”, 15–80 tekens base64url; “xoxp-”, 6–14 cijfers, “-”, 6–14 cijfers, “-”, 24–80 tekens base64url; “xoxs-”, 6–14 cijfers, “-”, 18–90 tekens base64url; “xoxo-”, 6–14 cijfers, “-”, 18–90 tekens base64url; en andere",
        &[Trigger::Tokens(&[
            Shape::new("xoxb-", &[Run(DIGITS, 6, 14), Exact("-"), Run(URL, 15, 80)]),
            Shape::new(
                "xoxp-",
                &[
                    Run(DIGITS, 6, 14),
                    Exact("-"),
                    Run(DIGITS, 6, 14),
                    Exact("-"),
                    Run(URL, 24, 80)
                ]
            ),
            Shape::new("xoxs-", &[Run(DIGITS, 6, 14), Exact("-"), Run(URL, 18, 90)]),
            Shape::new("xoxo-", &[Run(DIGITS, 6, 14), Exact("-"), Run(URL, 18, 90)]),
            Shape::new("xoxa-", &[Run(URL, 20, 90)]),
            Shape::new("xoxr-", &[Run(URL, 20, 90)]),
            Shape::new(
                "xoxc-",
                &[
                    Run(DIGITS, 6, 16),
                    Exact("-"),
                    Run(DIGITS, 6, 16),
                    Exact("-"),
                    Run(URL, 24, 90)
                ]
            ),
            // A slash of base64 is written `\/` or `%2F` where it must be.
            Shape::new("xoxd-", &[Run(Alphabet::of("%+/-9=A-Z\\_a-z-"), 60, 400)]),
            Shape::new("xoxe-", &[Run(URL, 20, 200)]),
            Shape::new("xoxe.xoxp-", &[Run(URL, 40, 200)]),
            Shape::new("xoxe.xoxb-", &[Run(URL, 40, 200)]),
            Shape::new(
                "xapp-",
                &[
                    Run(DIGITS, 1, 8),
                    Exact("-"),
                    Run(ALNUM, 4, 14),
                    Exact("-"),
                    Run(DIGITS, 6, 15),
                    Exact("-"),
                    Run(ALNUM, 8, 80)
                ]
            )
        ])],
        [
            concat!("key=xoxb-", "18010686-q98gBcpmvSyucsZTei"),
            concat!(
                "key=xapp-",
                "7-W7UF7TBM-93030881-ig2by8ulpm9bqscld71wprksicj9dr4z"
            )
        ],
        ["token: xoxb-00000000-xxxxxxxxxxxxxxxxxx", "xoxb-…"]
    ),
    credential!(
        "slack-webhook",
        "Slack webhook",
        "Slack-webhook",
        High,
        "“hooks.slack.com/services/T”, 7–12 characters, “/B”, 7–12 characters, “/”, 23–26 characters; “hooks.slack.com/workflows/T”, 7–12 characters, “/A”, 7–12 characters, “/”, 17–20 digits, “/”, 23–26 characters; “hooks.slack.com/triggers/”, 8–14 characters, “/”, 10–20 digits, “/”, 32 hexadecimal digits",
        "“hooks.slack.com/services/T”, 7–12 tekens, “/B”, 7–12 tekens, “/”, 23–26 tekens; “hooks.slack.com/workflows/T”, 7–12 tekens, “/A”, 7–12 tekens, “/”, 17–20 cijfers, “/”, 23–26 tekens; “hooks.slack.com/triggers/”, 8–14 tekens, “/”, 10–20 cijfers, “/”, 32 hexadecimale cijfers",
        &[Trigger::Tokens(&[
            Shape::new(
                "hooks.slack.com/services/T",
                &[
                    Run(UPPER, 7, 12),
                    Exact("/B"),
                    Run(UPPER, 7, 12),
                    Exact("/"),
                    Run(ALNUM, 23, 26)
                ]
            ),
            Shape::new(
                "hooks.slack.com/workflows/T",
                &[
                    Run(UPPER, 7, 12),
                    Exact("/A"),
                    Run(UPPER, 7, 12),
                    Exact("/"),
                    Run(DIGITS, 17, 20),
                    Exact("/"),
                    Run(ALNUM, 23, 26)
                ]
            ),
            Shape::new(
                "hooks.slack.com/triggers/",
                &[
                    Run(UPPER, 8, 14),
                    Exact("/"),
                    Run(DIGITS, 10, 20),
                    Exact("/"),
                    Run(HEX, 32, 32)
                ]
            ),
            // Whatever the parts: as long as they are together.
            Shape::new(
                "hooks.slack.com/services/",
                &[Run(Alphabet::of("+/-9A-Za-z"), 43, 60)]
            ),
            Shape::new(
                "hooks.slack.com/workflows/",
                &[Run(Alphabet::of("+/-9A-Za-z"), 43, 56)]
            )
        ])],
        [
            concat!(
                "\"hooks.slack.com/services/T",
                "NBRET18/BJOW26X9/VmJViLhjIxKU0lAwC093C32\""
            ),
            concat!(
                "key=hooks.slack.com/triggers/",
                "PCU5OX0K/3298210640/bcf3aefcd07fea8b2cbf64da5fb1766c"
            )
        ],
        [
            "token: hooks.slack.com/services/TXXXXXXX/BXXXXXXX/xxxxxxxxxxxxxxxxxxxxxxx",
            "hooks.slack.…"
        ]
    ),
    credential!(
        "discord-token",
        "Discord bot token",
        "Discord-bottoken",
        Critical,
        "“M”, 23–26 characters of base64url, “.”, 6 characters of base64url, “.”, 27–40 characters of base64url behind a name with “discord”; “N”, 23–26 characters of base64url, “.”, 6 characters of base64url, “.”, 27–40 characters of base64url behind a name with “discord”; “O”, 23–26 characters of base64url, “.”, 6 characters of base64url, “.”, 27–40 characters of base64url behind a name with “discord”; “mfa.”, 84 characters of base64url; and others",
        "“M”, 23–26 tekens base64url, “.”, 6 tekens base64url, “.”, 27–40 tekens base64url achter een naam met “discord”; “N”, 23–26 tekens base64url, “.”, 6 tekens base64url, “.”, 27–40 tekens base64url achter een naam met “discord”; “O”, 23–26 tekens base64url, “.”, 6 tekens base64url, “.”, 27–40 tekens base64url achter een naam met “discord”; “mfa.”, 84 tekens base64url; en andere",
        &[
            Trigger::Tokens(&[Shape::new("mfa.", &[Run(URL, 84, 84)])]),
            Trigger::Words(
                &[".login('", ".login(\"", ".run('", ".run(\""],
                examine_discord_bot
            ),
            Trigger::Named(&[
                Named::new(
                    DISCORD_WORDS,
                    &[
                        Exact("M"),
                        Run(URL, 23, 26),
                        Exact("."),
                        Run(URL, 6, 6),
                        Exact("."),
                        Run(URL, 27, 40)
                    ]
                ),
                Named::new(
                    DISCORD_WORDS,
                    &[
                        Exact("N"),
                        Run(URL, 23, 26),
                        Exact("."),
                        Run(URL, 6, 6),
                        Exact("."),
                        Run(URL, 27, 40)
                    ]
                ),
                Named::new(
                    DISCORD_WORDS,
                    &[
                        Exact("O"),
                        Run(URL, 23, 26),
                        Exact("."),
                        Run(URL, 6, 6),
                        Exact("."),
                        Run(URL, 27, 40)
                    ]
                ),
                Named::new(&["discord"], &[Run(URL, 32, 32)]),
                Named::new(&["discord"], &[Run(HEX, 64, 64)])
            ])
        ],
        [
            concat!(
                "DISCORD_API_KEY=M4bixxv3eb46CehlUp1RrhRy.9BGX",
                "-O.Bgd80GLn5Rp7bATFkQnJEmIFdkr"
            ),
            concat!(
                "client.login('MTE5ODYyMjQ4MzQ3MTkyNTI0OA.GAj",
                "goI.5w77cmhtBWaLiGuO7xDKwzosV0bglDaqHzj1aw')"
            ),
            concat!(
                "DISCORD_API_KEY=5231a454b76917904ead389ffc4d911a",
                "647a0db7955905a656612812ed5c450a"
            )
        ],
        [
            "discord_api_key = Mxxxxxxxxxxxxxxxxxxxxxxx.xxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "discord = none"
        ]
    ),
    credential!(
        "discord-webhook",
        "Discord webhook",
        "Discord-webhook",
        High,
        "“discord.com/api/webhooks/”, 17–20 digits, “/”, 60–80 characters of base64url; “discordapp.com/api/webhooks/”, 17–20 digits, “/”, 60–80 characters of base64url",
        "“discord.com/api/webhooks/”, 17–20 cijfers, “/”, 60–80 tekens base64url; “discordapp.com/api/webhooks/”, 17–20 cijfers, “/”, 60–80 tekens base64url",
        &[Trigger::Tokens(&[
            Shape::new(
                "discord.com/api/webhooks/",
                &[Run(DIGITS, 17, 20), Exact("/"), Run(URL, 60, 80)]
            ),
            Shape::new(
                "discordapp.com/api/webhooks/",
                &[Run(DIGITS, 17, 20), Exact("/"), Run(URL, 60, 80)]
            )
        ])],
        [
            concat!(
                "\"discord.com/api/webhooks/",
                "08236566679240357/J3jYLTSzU-F8OKNyEFHCiUWHvyuP2REWDElyk6OUVmTvXO9Xh8UlvnXQs_vK\""
            ),
            concat!(
                "key=discordapp.com/api/webhooks/",
                "24297841211084616/6INYgCwDcEemLVu-ebeqxxWwFyR90Awoy_t1zH79JqpCZTVGCgmJr-61TTxW"
            )
        ],
        [
            "token: discord.com/api/webhooks/00000000000000000/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "discord.com/…"
        ]
    ),
    credential!(
        "teams-webhook",
        "Microsoft Teams webhook",
        "Microsoft Teams-webhook",
        High,
        "“webhook.office.com/webhookb2/”, a UUID, “@”, a UUID, “/IncomingWebhook/”, 32 hexadecimal digits, “/”, a UUID",
        "“webhook.office.com/webhookb2/”, een UUID, “@”, een UUID, “/IncomingWebhook/”, 32 hexadecimale cijfers, “/”, een UUID",
        &[Trigger::Tokens(&[Shape::new(
            "webhook.office.com/webhookb2/",
            &[
                Uuid,
                Exact("@"),
                Uuid,
                Exact("/IncomingWebhook/"),
                Run(HEX, 32, 32),
                Exact("/"),
                Uuid
            ]
        )])],
        [concat!(
            "key=webhook.office.com/webhookb2/",
            "54277fe3-7d0b-1ee3-6215-a267b2523a0d@e59b6784-a3f8-7c1b-6b72-4a6bd6723f48/IncomingWebhook/11ec5ad9f35ea9df5e9ac43db525a93a/4c428730-f39b-09c1-db0c-606e524f3555"
        )],
        [
            "token: webhook.office.com/webhookb2/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx@xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx/IncomingWebhook/00000000000000000000000000000000/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "webhook.offi…"
        ]
    ),
    credential!(
        "mattermost-token",
        "Mattermost token",
        "Mattermost-token",
        High,
        "26 characters behind a name with “mattermost”",
        "26 tekens achter een naam met “mattermost”",
        &[Trigger::Named(&[Named::new(
            &["mattermost"],
            &[Run(LOWER, 26, 26)]
        )])],
        [concat!("MATTERMOST_API_KEY=pks0jaf44wkr7", "4rm1niwuc3l51")],
        [
            "mattermost_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxx",
            "mattermost = none"
        ]
    ),
    credential!(
        "rocketchat-token",
        "Rocket.Chat token",
        "Rocket.Chat-token",
        High,
        "43 characters of base64url behind a name with “rocketchat”",
        "43 tekens base64url achter een naam met “rocketchat”",
        &[Trigger::Named(&[Named::new(
            &["rocketchat", "rocket_chat", "rocket.chat"],
            &[Run(URL, 43, 43)]
        )])],
        [concat!(
            "ROCKETCHAT_API_KEY=85VwpiVDJ-yWkqsJ4ejuI",
            "-qnFMbIDcmmI0BJMZc032l"
        )],
        [
            "rocketchat_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "rocketchat = none"
        ]
    ),
    credential!(
        "zulip-key",
        "Zulip key",
        "Zulip-sleutel",
        High,
        "32 characters behind a name with “zulip”",
        "32 tekens achter een naam met “zulip”",
        &[Trigger::Named(&[Named::new(
            &["zulip"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "ZULIP_API_KEY=ZWCfqpv11zLoKYgj",
            "Q6wltIbsFZSvJ4te"
        )],
        [
            "zulip_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "zulip = none"
        ]
    ),
    credential!(
        "webex-token",
        "Webex token",
        "Webex-token",
        Critical,
        "64 characters of base64url, “_”, 4 characters, “_”, a UUID behind a name with “webex”; 64 characters behind a name with “webex”",
        "64 tekens base64url, “_”, 4 tekens, “_”, een UUID achter een naam met “webex”; 64 tekens achter een naam met “webex”",
        &[Trigger::Named(&[
            Named::new(
                &["webex"],
                &[
                    Run(URL, 64, 64),
                    Exact("_"),
                    Run(LOWER, 4, 4),
                    Exact("_"),
                    Uuid
                ]
            ),
            Named::new(&["webex"], &[Run(ALNUM, 64, 64)])
        ])],
        [
            concat!(
                "WEBEX_API_KEY=2-1O2lb81twHx4jYGSmqlSsXm4WrFp850B5eG5uvfnCPLG9IYP1Iy",
                "QjNIvg0fvfl_p3el_c207bfdc-d4cc-4f36-e9d0-113782fe2fd2"
            ),
            concat!(
                "WEBEX_API_KEY=GIuiNPefUxs47SXlUj82zJgEzxR6D37A",
                "T1OW6xKOu7KyRTRVz3bbwTfpaAaCZheO"
            )
        ],
        [
            "webex_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxx_xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "webex = none"
        ]
    ),
    credential!(
        "gitter-token",
        "Gitter token",
        "Gitter-token",
        Medium,
        "40 characters of base64url behind a name with “gitter”",
        "40 tekens base64url achter een naam met “gitter”",
        &[Trigger::Named(&[Named::new(
            &["gitter"],
            &[Run(URL, 40, 40)]
        )])],
        [concat!(
            "GITTER_API_KEY=GP3527w7PDy5VTDRwp82",
            "9971TUr2r1AkPS8LLaOD"
        )],
        [
            "gitter_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "gitter = none"
        ]
    ),
    credential!(
        "line-token",
        "LINE channel token",
        "LINE-kanaaltoken",
        High,
        "170–176 characters of base64 behind a name with “line”",
        "170–176 tekens base64 achter een naam met “line”",
        &[Trigger::Named(&[Named::new(
            &[
                "line_",
                "line-",
                "lineapi",
                "lineclient",
                "linetoken",
                "linesecret",
                "linekey",
                "linebot",
                "linechannel"
            ],
            &[Run(BASE64, 170, 176), Pad("=")]
        )])],
        [concat!(
            "LINE_API_KEY=73Mr/I25owY9YPCjgJ8FzP/2SjUFy6yum2w0c6oUeBrPkqlkB9kawbE/FvrqsXICBaglrNTLOpyQk9TeL91vZ",
            "QvIt6tQbdr+U7+HZndu1+bx32/pFcispOh7CDAcO1eZ4jKIV7cosFJBI9LyGCHQ1l+Kq0cvmdCWUuKUgr4wEy"
        )],
        [
            "line_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "line = none"
        ]
    ),
    credential!(
        "viber-token",
        "Viber token",
        "Viber-token",
        High,
        "16 hexadecimal digits, “-”, 16 hexadecimal digits, “-”, 16 hexadecimal digits behind a name with “viber”",
        "16 hexadecimale cijfers, “-”, 16 hexadecimale cijfers, “-”, 16 hexadecimale cijfers achter een naam met “viber”",
        &[Trigger::Named(&[Named::new(
            &["viber"],
            &[
                Run(HEX, 16, 16),
                Exact("-"),
                Run(HEX, 16, 16),
                Exact("-"),
                Run(HEX, 16, 16)
            ]
        )])],
        [concat!(
            "VIBER_API_KEY=70589e28f3671a8e-71eaad6b",
            "d9ac0254-09457a7d80f83ada"
        )],
        [
            "viber_api_key = 0000000000000000-0000000000000000-0000000000000000",
            "viber = none"
        ]
    ),
    credential!(
        "twilio-key",
        "Twilio key or auth token",
        "Twilio-sleutel",
        Critical,
        "“SK”, 32 hexadecimal digits; 32 hexadecimal digits behind a name with “twilio”",
        "“SK”, 32 hexadecimale cijfers; 32 hexadecimale cijfers achter een naam met “twilio”",
        &[
            Trigger::Tokens(&[Shape::new("SK", &[Run(HEX, 32, 32)])]),
            Trigger::Named(&[Named::new(&["twilio"], &[Run(HEX, 32, 32)])])
        ],
        [
            concat!("TWILIO_API_KEY=SK4f303a34eb620fb", "3c09a45d4e87d1623"),
            concat!("TWILIO_API_KEY=c54b4f3b8bc9813e", "976df5733bae0c0a")
        ],
        [
            "twilio_api_key = SK00000000000000000000000000000000",
            "twilio = none"
        ]
    ),
    credential!(
        "vonage-secret",
        "Vonage secret",
        "Vonage-geheim",
        High,
        "16 characters behind a name with “vonage”",
        "16 tekens achter een naam met “vonage”",
        &[Trigger::Named(&[Named::new(
            &["vonage", "nexmo"],
            &[Run(ALNUM, 16, 16)]
        )])],
        [concat!("VONAGE_API_KEY=1KT6Y1oy", "860QfxKW")],
        ["vonage_api_key = xxxxxxxxxxxxxxxx", "vonage = none"]
    ),
    credential!(
        "messagebird-key",
        "MessageBird or Bird key",
        "MessageBird- of Bird-sleutel",
        High,
        "25 characters behind a name with “messagebird”; “live_”, 25 characters behind a name with “messagebird”",
        "25 tekens achter een naam met “messagebird”; “live_”, 25 tekens achter een naam met “messagebird”",
        &[Trigger::Named(&[
            Named::new(MESSAGEBIRD_WORDS, &[Run(ALNUM, 25, 25)]),
            Named::new(MESSAGEBIRD_WORDS, &[Exact("live_"), Run(ALNUM, 25, 25)])
        ])],
        [
            concat!("MESSAGEBIRD_API_KEY=PjHQT8oxkZum", "T7doepjk4N3uD"),
            concat!("MESSAGEBIRD_API_KEY=live_piTB2J5Yl9", "oF2SNa1RFc2eJia")
        ],
        [
            "messagebird_api_key = xxxxxxxxxxxxxxxxxxxxxxxxx",
            "messagebird = none"
        ]
    ),
    credential!(
        "plivo-token",
        "Plivo token",
        "Plivo-token",
        High,
        "40 characters behind a name with “plivo”",
        "40 tekens achter een naam met “plivo”",
        &[Trigger::Named(&[Named::new(
            &["plivo"],
            &[Run(ALNUM, 40, 40)]
        )])],
        [concat!(
            "PLIVO_API_KEY=Hpf6VGXkgMqmHRuX9kVI",
            "LZjyaLeLUsE3dF61tyTn"
        )],
        [
            "plivo_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "plivo = none"
        ]
    ),
    credential!(
        "telnyx-key",
        "Telnyx key",
        "Telnyx-sleutel",
        Critical,
        "“KEY0”, 31 characters, “_”, 22 characters; “KEY0”, 54 characters; “KEY”, 55 characters of base64url behind a name with “telnyx”",
        "“KEY0”, 31 tekens, “_”, 22 tekens; “KEY0”, 54 tekens; “KEY”, 55 tekens base64url achter een naam met “telnyx”",
        &[
            Trigger::Tokens(&[
                Shape::new(
                    "KEY0",
                    &[Run(UPPER, 31, 31), Exact("_"), Run(ALNUM, 22, 22)]
                ),
                Shape::new("KEY0", &[Run(UPPER, 54, 54)])
            ]),
            Trigger::Named(&[Named::new(&["telnyx"], &[Exact("KEY"), Run(URL, 55, 55)])])
        ],
        [
            concat!(
                "key=KEY0",
                "E75LDI3VS2JG9HKYGXA90QELZ3QC02O_lTNujzSd2U0onkUbfSe8ws"
            ),
            concat!(
                "\"KEY0",
                "YLJ7DGAARZ4NAZ3Y13NQKJW030884I7BOWLTZ3Y7G2EKQ1H1WXR6PB\""
            )
        ],
        [
            "token: KEY0XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX_xxxxxxxxxxxxxxxxxxxxxx",
            "KEY0…"
        ]
    ),
    credential!(
        "sinch-key",
        "Sinch key",
        "Sinch-sleutel",
        High,
        "22 characters of base64, “==” behind a name with “sinch”; 32 hexadecimal digits behind a name with “sinch”",
        "22 tekens base64, “==” achter een naam met “sinch”; 32 hexadecimale cijfers achter een naam met “sinch”",
        &[Trigger::Named(&[
            Named::new(&["sinch"], &[Run(BASE64, 22, 22), Exact("==")]),
            Named::new(&["sinch"], &[Run(HEX, 32, 32)])
        ])],
        [
            concat!("SINCH_API_KEY=v33TmW03G5t4", "KwBRNlPfeW=="),
            concat!("SINCH_API_KEY=7ed6a631ace85513", "d97e0706bd79bf33")
        ],
        ["sinch_api_key = xxxxxxxxxxxxxxxxxxxxxx==", "sinch = none"]
    ),
    credential!(
        "infobip-key",
        "Infobip key",
        "Infobip-sleutel",
        High,
        "32 hexadecimal digits, “-”, a UUID behind a name with “infobip”",
        "32 hexadecimale cijfers, “-”, een UUID achter een naam met “infobip”",
        &[Trigger::Named(&[Named::new(
            &["infobip"],
            &[Run(HEX, 32, 32), Exact("-"), Uuid]
        )])],
        [concat!(
            "INFOBIP_API_KEY=1e09b777478d64c2b4d3095b0af4eb65-3",
            "4ff4df9-0dfc-f81f-1dab-aa99cc06feff"
        )],
        [
            "infobip_api_key = 00000000000000000000000000000000-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "infobip = none"
        ]
    ),
    credential!(
        "pusher-secret",
        "Pusher secret",
        "Pusher-geheim",
        Medium,
        "20 hexadecimal digits behind a name with “pusher”",
        "20 hexadecimale cijfers achter een naam met “pusher”",
        &[Trigger::Named(&[Named::new(
            &["pusher"],
            &[Run(HEX, 20, 20)]
        )])],
        [concat!("PUSHER_API_KEY=6112983609", "8b8fa10751")],
        ["pusher_api_key = 00000000000000000000", "pusher = none"]
    ),
    credential!(
        "ably-key",
        "Ably key",
        "Ably-sleutel",
        High,
        "6 characters of base64url, “.”, 6 characters of base64url, “:”, 43 characters of base64url behind a name with “ably”",
        "6 tekens base64url, “.”, 6 tekens base64url, “:”, 43 tekens base64url achter een naam met “ably”",
        &[Trigger::Named(&[Named::new(
            &["ably"],
            &[
                Run(URL, 6, 6),
                Exact("."),
                Run(URL, 6, 6),
                Exact(":"),
                Run(URL, 43, 43)
            ]
        )])],
        [concat!(
            "ABLY_API_KEY=MsutQR.V2QmLt:K1BM2yIyvsTIcx",
            "qcyTdq54WCegHVSXbwzNgaLPBFyM4"
        )],
        [
            "ably_api_key = xxxxxx.xxxxxx:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ably = none"
        ]
    ),
    credential!(
        "sendbird-token",
        "Sendbird token",
        "Sendbird-token",
        High,
        "40 hexadecimal digits behind a name with “sendbird”",
        "40 hexadecimale cijfers achter een naam met “sendbird”",
        &[Trigger::Named(&[Named::new(
            &["sendbird"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "SENDBIRD_API_KEY=8a3045f5077f28cc5b83",
            "ffb39473b4ea9f1765be"
        )],
        [
            "sendbird_api_key = 0000000000000000000000000000000000000000",
            "sendbird = none"
        ]
    ),
    credential!(
        "getstream-secret",
        "Stream secret",
        "Stream-geheim",
        High,
        "64 characters behind a name with “getstream”",
        "64 tekens achter een naam met “getstream”",
        &[Trigger::Named(&[Named::new(
            &[
                "getstream",
                "stream_",
                "stream-",
                "streamapi",
                "streamclient",
                "streamtoken",
                "streamsecret",
                "streamkey"
            ],
            &[Run(LOWER, 64, 64)]
        )])],
        [concat!(
            "GETSTREAM_API_KEY=255tlegvgpq6gywq7fr2rxf11fj7j0bz",
            "49q8qk3he7bqcbcmm35sot3pxjyne3bt"
        )],
        [
            "getstream_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "getstream = none"
        ]
    ),
    credential!(
        "sendgrid-key",
        "SendGrid key",
        "SendGrid-sleutel",
        Critical,
        "“SG.”, 22 characters of base64url, “.”, 43 characters of base64url",
        "“SG.”, 22 tekens base64url, “.”, 43 tekens base64url",
        &[Trigger::Tokens(&[Shape::new(
            "SG.",
            &[Run(URL, 22, 22), Exact("."), Run(URL, 43, 43)]
        )])],
        [concat!(
            "key=SG.",
            "4YCgEjTpS6h19xFE2Oyqoc.ZN-W0EtrwW9oXICm5igvbR_duA9_h8mM8-vWaXSWo_6"
        )],
        [
            "token: SG.xxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "SG.…"
        ]
    ),
    credential!(
        "mailgun-key",
        "Mailgun key",
        "Mailgun-sleutel",
        Critical,
        "“key-”, 32 hexadecimal digits; 32 characters, “-”, 8 characters, “-”, 8 characters behind a name with “mailgun”; 32 hexadecimal digits, “-”, 8 hexadecimal digits, “-”, 8 hexadecimal digits behind a name with “mailgun”; “key-”, 32 characters behind a name with “mailgun”",
        "“key-”, 32 hexadecimale cijfers; 32 tekens, “-”, 8 tekens, “-”, 8 tekens achter een naam met “mailgun”; 32 hexadecimale cijfers, “-”, 8 hexadecimale cijfers, “-”, 8 hexadecimale cijfers achter een naam met “mailgun”; “key-”, 32 tekens achter een naam met “mailgun”",
        &[
            Trigger::Tokens(&[Shape::new("key-", &[Run(HEX, 32, 32)])]),
            Trigger::Named(&[
                Named::new(
                    &["mailgun"],
                    &[
                        Run(Alphabet::of("0-9a-h"), 32, 32),
                        Exact("-"),
                        Run(Alphabet::of("0-9a-h"), 8, 8),
                        Exact("-"),
                        Run(Alphabet::of("0-9a-h"), 8, 8)
                    ]
                ),
                Named::new(
                    &["mailgun"],
                    &[
                        Run(HEX, 32, 32),
                        Exact("-"),
                        Run(HEX, 8, 8),
                        Exact("-"),
                        Run(HEX, 8, 8)
                    ]
                ),
                Named::new(&["mailgun"], &[Exact("key-"), Run(LOWER, 32, 32)])
            ])
        ],
        [
            concat!("key=key-", "5d43c31208e60027819f9882cb7830b4"),
            concat!("MAILGUN_API_KEY=key-oh3ax2fmh5z188", "xzcb4xevawb8caewdn")
        ],
        ["token: key-00000000000000000000000000000000", "key-…"]
    ),
    credential!(
        "mailchimp-key",
        "Mailchimp key",
        "Mailchimp-sleutel",
        High,
        "32 hexadecimal digits, “-us”, 1–2 digits",
        "32 hexadecimale cijfers, “-us”, 1–2 cijfers",
        &[Trigger::Tokens(&[
            Shape::new("-us", &[Run(DIGITS, 1, 2)]).behind(&[Run(HEX, 32, 32)])
        ])],
        [concat!("\"dbfaa4d0b4f195fac0", "038bf96e0ca7a7-us9\"")],
        ["token: 00000000000000000000000000000000-us0", "-us…"]
    ),
    credential!(
        "mandrill-key",
        "Mandrill key",
        "Mandrill-sleutel",
        High,
        "22 characters of base64url behind a name with “mandrill”; “md-”, 22 characters of base64url behind a name with “mandrill”",
        "22 tekens base64url achter een naam met “mandrill”; “md-”, 22 tekens base64url achter een naam met “mandrill”",
        &[Trigger::Named(&[
            Named::new(&["mandrill"], &[Run(URL, 22, 22)]),
            Named::new(&["mandrill"], &[Exact("md-"), Run(URL, 22, 22)])
        ])],
        [
            concat!("MANDRILL_API_KEY=fah7PwmY4L7", "zA91Wg-vBme"),
            concat!("MANDRILL_API_KEY=md-X50TuhjKa", "leyTcUnxBCx0z")
        ],
        [
            "mandrill_api_key = xxxxxxxxxxxxxxxxxxxxxx",
            "mandrill = none"
        ]
    ),
    credential!(
        "postmark-token",
        "Postmark token",
        "Postmark-token",
        High,
        "a UUID behind a name with “postmark”",
        "een UUID achter een naam met “postmark”",
        &[Trigger::Named(&[Named::new(&["postmark"], &[Uuid])])],
        [concat!(
            "POSTMARK_API_KEY=f49b33fa-0dd1-9c01",
            "-7b0e-0bb233ca2d82"
        )],
        [
            "postmark_api_key = xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "postmark = none"
        ]
    ),
    credential!(
        "brevo-key",
        "Brevo key",
        "Brevo-sleutel",
        Critical,
        "“xkeysib-”, 64 hexadecimal digits, “-”, 16 characters; “xsmtpsib-”, 64 hexadecimal digits, “-”, 16 characters",
        "“xkeysib-”, 64 hexadecimale cijfers, “-”, 16 tekens; “xsmtpsib-”, 64 hexadecimale cijfers, “-”, 16 tekens",
        &[Trigger::Tokens(&[
            Shape::new(
                "xkeysib-",
                &[Run(HEX_ANY, 64, 64), Exact("-"), Run(ALNUM, 16, 16)]
            ),
            Shape::new(
                "xsmtpsib-",
                &[Run(HEX, 64, 64), Exact("-"), Run(ALNUM, 16, 16)]
            )
        ])],
        [
            concat!(
                "\"xkeysib-",
                "97cf5915c8a2112e54ec5b463fa7b3d6f39d0d144c3ae42f7c5bd56fbbaa1dcd-Gm12jHz2LyB8PrcH\""
            ),
            concat!(
                "key=xsmtpsib-",
                "ba96d0859d90c14b87c9792d30d5222c09e71e718484f715f0b83aea8f51c32f-sfGhVDlxxb4sQ12b"
            )
        ],
        [
            "token: xkeysib-0000000000000000000000000000000000000000000000000000000000000000-xxxxxxxxxxxxxxxx",
            "xkeysib-…"
        ]
    ),
    credential!(
        "resend-key",
        "Resend key",
        "Resend-sleutel",
        Critical,
        "“re_”, 8 characters, “_”, 24 characters",
        "“re_”, 8 tekens, “_”, 24 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "re_",
            &[Run(ALNUM, 8, 8), Exact("_"), Run(ALNUM, 24, 24)]
        )])],
        [concat!("key=re_", "hz8QVq0q_L4e7XCQUCbfPMJGDRrchcY6B")],
        ["token: re_xxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxx", "re_…"]
    ),
    credential!(
        "mailjet-secret",
        "Mailjet secret",
        "Mailjet-geheim",
        High,
        "32 hexadecimal digits behind a name with “mailjet”",
        "32 hexadecimale cijfers achter een naam met “mailjet”",
        &[Trigger::Named(&[Named::new(
            &["mailjet"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "MAILJET_API_KEY=1a7cdcbcbee0882f",
            "f8dfd9e40d3b3e30"
        )],
        [
            "mailjet_api_key = 00000000000000000000000000000000",
            "mailjet = none"
        ]
    ),
    credential!(
        "sparkpost-key",
        "SparkPost key",
        "SparkPost-sleutel",
        High,
        "40 hexadecimal digits behind a name with “sparkpost”",
        "40 hexadecimale cijfers achter een naam met “sparkpost”",
        &[Trigger::Named(&[Named::new(
            &["sparkpost"],
            &[Run(HEX, 40, 40)]
        )])],
        [concat!(
            "SPARKPOST_API_KEY=f7c6d40f1b76773b3d22",
            "310885f727cd0b0e5ab3"
        )],
        [
            "sparkpost_api_key = 0000000000000000000000000000000000000000",
            "sparkpost = none"
        ]
    ),
    credential!(
        "mailersend-token",
        "MailerSend token",
        "MailerSend-token",
        High,
        "“mlsn.”, 30–100 characters",
        "“mlsn.”, 30–100 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "mlsn.",
            &[Run(ALNUM, 30, 100)]
        )])],
        [concat!(
            "\"mlsn.",
            "9e0383cdd5755c3d0876435d2bce01a42079c656b7fa98e8819b214009a4be74\""
        )],
        [
            "token: mlsn.0000000000000000000000000000000000000000000000000000000000000000",
            "mlsn.…"
        ]
    ),
    credential!(
        "mailtrap-token",
        "Mailtrap token",
        "Mailtrap-token",
        Medium,
        "32 hexadecimal digits behind a name with “mailtrap”; 14 hexadecimal digits behind a name with “mailtrap”",
        "32 hexadecimale cijfers achter een naam met “mailtrap”; 14 hexadecimale cijfers achter een naam met “mailtrap”",
        &[Trigger::Named(&[
            Named::new(&["mailtrap"], &[Run(HEX, 32, 32)]),
            Named::new(&["mailtrap"], &[Run(HEX, 14, 14)])
        ])],
        [
            concat!("MAILTRAP_API_KEY=7df962a5d678d145", "1868fccf65934981"),
            concat!("MAILTRAP_API_KEY=424a3b6", "023c169")
        ],
        [
            "mailtrap_api_key = 00000000000000000000000000000000",
            "mailtrap = none"
        ]
    ),
    credential!(
        "klaviyo-key",
        "Klaviyo key",
        "Klaviyo-sleutel",
        High,
        "“pk_”, 34 characters",
        "“pk_”, 34 tekens",
        &[Trigger::Tokens(&[Shape::new("pk_", &[Run(LOWER, 34, 34)])])],
        [concat!("\"pk_", "a5b1e85a4aae095df715cb52d4f2955f85\"")],
        ["token: pk_0000000000000000000000000000000000", "pk_…"]
    ),
    credential!(
        "customerio-key",
        "Customer.io key",
        "Customer.io-sleutel",
        High,
        "32 hexadecimal digits behind a name with “customerio”; 20 hexadecimal digits behind a name with “customerio”",
        "32 hexadecimale cijfers achter een naam met “customerio”; 20 hexadecimale cijfers achter een naam met “customerio”",
        &[Trigger::Named(&[
            Named::new(&["customerio", "customer_io"], &[Run(HEX, 32, 32)]),
            Named::new(&["customerio", "customer_io"], &[Run(HEX, 20, 20)])
        ])],
        [
            concat!("CUSTOMERIO_API_KEY=c93f4ecda4f8fc0b", "5f2c970fbd49facc"),
            concat!("CUSTOMERIO_API_KEY=ec192beba9", "4481c0cee3")
        ],
        [
            "customerio_api_key = 00000000000000000000000000000000",
            "customerio = none"
        ]
    ),
    credential!(
        "convertkit-secret",
        "ConvertKit secret",
        "ConvertKit-geheim",
        Medium,
        "43 characters of base64url behind a name with “convertkit”; “kit_”, 32 hexadecimal digits behind a name with “convertkit”",
        "43 tekens base64url achter een naam met “convertkit”; “kit_”, 32 hexadecimale cijfers achter een naam met “convertkit”",
        &[Trigger::Named(&[
            Named::new(&["convertkit"], &[Run(URL, 43, 43)]),
            Named::new(&["convertkit"], &[Exact("kit_"), Run(HEX, 32, 32)])
        ])],
        [
            concat!(
                "CONVERTKIT_API_KEY=6dAYqPvZBHTRI8wcN9BmR",
                "R5YwWQZrLC2dUCae-fL0F5"
            ),
            concat!(
                "CONVERTKIT_API_KEY=kit_01609a417a9101",
                "b166744ed5f26e2db6"
            )
        ],
        [
            "convertkit_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "convertkit = none"
        ]
    ),
    credential!(
        "campaignmonitor-key",
        "Campaign Monitor key",
        "Campaign Monitor-sleutel",
        Medium,
        "86 characters of base64, “==” behind a name with “campaignmonitor”; 32 hexadecimal digits behind a name with “campaignmonitor”",
        "86 tekens base64, “==” achter een naam met “campaignmonitor”; 32 hexadecimale cijfers achter een naam met “campaignmonitor”",
        &[Trigger::Named(&[
            Named::new(CAMPAIGNMONITOR_WORDS, &[Run(BASE64, 86, 86), Exact("==")]),
            Named::new(CAMPAIGNMONITOR_WORDS, &[Run(HEX, 32, 32)])
        ])],
        [
            concat!(
                "CAMPAIGNMONITOR_API_KEY=QRAkNuFvT3n8MXKkPlo4+W74MvprhylVhYbMixyapLp/",
                "vqQCgO7lbQMKIexIfwzpJ5ckhNS1Znw9rmlb4FL9gg=="
            ),
            concat!(
                "CAMPAIGNMONITOR_API_KEY=d38633f7cb1203b9",
                "fc1afdcaed145d2e"
            )
        ],
        [
            "campaignmonitor_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==",
            "campaignmonitor = none"
        ]
    ),
    credential!(
        "activecampaign-key",
        "ActiveCampaign key",
        "ActiveCampaign-sleutel",
        High,
        "72 hexadecimal digits behind a name with “activecampaign”",
        "72 hexadecimale cijfers achter een naam met “activecampaign”",
        &[Trigger::Named(&[Named::new(
            &["activecampaign", "active_campaign"],
            &[Run(HEX, 72, 72)]
        )])],
        [concat!(
            "ACTIVECAMPAIGN_API_KEY=4b1471898d27407ee94e7c594c035b8ba192",
            "47e41e72428fe311842082cd758ab40a1d46"
        )],
        [
            "activecampaign_api_key = 000000000000000000000000000000000000000000000000000000000000000000000000",
            "activecampaign = none"
        ]
    ),
    credential!(
        "loops-key",
        "Loops key",
        "Loops-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “loops”",
        "32 hexadecimale cijfers achter een naam met “loops”",
        &[Trigger::Named(&[Named::new(
            &[
                "loops_",
                "loops-",
                "loopsapi",
                "loopsclient",
                "loopstoken",
                "loopssecret",
                "loopskey"
            ],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "LOOPS_API_KEY=f4a0988b506478f4",
            "c19f840b00f59707"
        )],
        [
            "loops_api_key = 00000000000000000000000000000000",
            "loops = none"
        ]
    ),
    credential!(
        "onesignal-key",
        "OneSignal key",
        "OneSignal-sleutel",
        High,
        "“os_v2_app_”, 50–110 characters; “os_v2_org_”, 50–110 characters; 48 characters of base64 behind a name with “onesignal”",
        "“os_v2_app_”, 50–110 tekens; “os_v2_org_”, 50–110 tekens; 48 tekens base64 achter een naam met “onesignal”",
        &[
            Trigger::Tokens(&[
                Shape::new("os_v2_app_", &[Run(Alphabet::of("a-z2-7"), 50, 110)]),
                Shape::new("os_v2_org_", &[Run(Alphabet::of("a-z2-7"), 50, 110)])
            ]),
            Trigger::Named(&[Named::new(&["onesignal"], &[Run(BASE64, 48, 48)])])
        ],
        [
            concat!(
                "\"os_v2_app_",
                "rxbaagrjrc5vs7vau2yd7etvue2fparbiz6hzbofpzry3riich\""
            ),
            concat!(
                "ONESIGNAL_API_KEY=4ab6b/3ZwDNah8vuQkizikDF",
                "RXmd61IFpd/chJoIwgPQu8bf"
            )
        ],
        [
            "token: os_v2_app_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "os_v2_app_…"
        ]
    ),
    credential!(
        "courier-key",
        "Courier key",
        "Courier-sleutel",
        Medium,
        "“pk_prod_”, 28 characters; “dk_prod_”, 28 characters behind a name with “courier”",
        "“pk_prod_”, 28 tekens; “dk_prod_”, 28 tekens achter een naam met “courier”",
        &[
            Trigger::Tokens(&[Shape::new("pk_prod_", &[Run(UPPER, 28, 28)])]),
            Trigger::Named(&[Named::new(
                &["courier"],
                &[Exact("dk_prod_"), Run(UPPER, 28, 28)]
            )])
        ],
        [
            concat!("key=pk_prod_", "BG0C8S51FYI1XK3KQ49TZF2BOQX6"),
            concat!("COURIER_API_KEY=dk_prod_9V246XWHYU", "S3650TDRKU69ULEO4C")
        ],
        ["token: pk_prod_XXXXXXXXXXXXXXXXXXXXXXXXXXXX", "pk_prod_…"]
    ),
    credential!(
        "pushover-token",
        "Pushover token",
        "Pushover-token",
        Medium,
        "30 characters behind a name with “pushover”",
        "30 tekens achter een naam met “pushover”",
        &[Trigger::Named(&[Named::new(
            &["pushover"],
            &[Run(LOWER, 30, 30)]
        )])],
        [concat!(
            "PUSHOVER_API_KEY=ozqlr8l5k9nesym",
            "050qx8zy5cfcran"
        )],
        [
            "pushover_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "pushover = none"
        ]
    ),
    credential!(
        "pushbullet-token",
        "Pushbullet token",
        "Pushbullet-token",
        Medium,
        "“o.”, 32 characters behind a name with “pushbullet”",
        "“o.”, 32 tekens achter een naam met “pushbullet”",
        &[Trigger::Named(&[Named::new(
            &["pushbullet"],
            &[Exact("o."), Run(ALNUM, 32, 32)]
        )])],
        [concat!(
            "PUSHBULLET_API_KEY=o.1Ofrv9tFwwEyZhJ",
            "joH6bExOk70HmNH1J"
        )],
        [
            "pushbullet_api_key = o.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "pushbullet = none"
        ]
    ),
    credential!(
        "beamer-token",
        "Beamer token",
        "Beamer-token",
        Medium,
        "“b_”, 44 characters behind a name with “beamer”",
        "“b_”, 44 tekens achter een naam met “beamer”",
        &[Trigger::Named(&[Named::new(
            &["beamer"],
            &[Exact("b_"), Run(Alphabet::of("0-9A-Za-z=_-"), 44, 44)]
        )])],
        [concat!(
            "BEAMER_API_KEY=b_RLgzy0GBgAFJ=K=NBPRs_",
            "ZaB-uDlc5SypAUHoh1B8q_L"
        )],
        [
            "beamer_api_key = b_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "beamer = none"
        ]
    ),
    credential!(
        "knock-key",
        "Knock key",
        "Knock-sleutel",
        Medium,
        "“sk_”, 43 characters of base64url behind a name with “knock”",
        "“sk_”, 43 tekens base64url achter een naam met “knock”",
        &[Trigger::Named(&[Named::new(
            &["knock"],
            &[Exact("sk_"), Run(URL, 43, 43)]
        )])],
        [concat!(
            "KNOCK_API_KEY=sk_4hqLDCKdDr2_3wWKUWnF",
            "tt_omLeMVxPm5QODOqWZCOf"
        )],
        [
            "knock_api_key = sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "knock = none"
        ]
    ),
    credential!(
        "novu-key",
        "Novu key",
        "Novu-sleutel",
        Medium,
        "32 hexadecimal digits behind a name with “novu”",
        "32 hexadecimale cijfers achter een naam met “novu”",
        &[Trigger::Named(&[Named::new(
            &["novu"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!("NOVU_API_KEY=ab292c2dfe29bd52", "30619c3f9f31a41e")],
        [
            "novu_api_key = 00000000000000000000000000000000",
            "novu = none"
        ]
    ),
    credential!(
        "zoom-secret",
        "Zoom secret",
        "Zoom-geheim",
        High,
        "32 characters behind a name with “zoom”",
        "32 tekens achter een naam met “zoom”",
        &[Trigger::Named(&[Named::new(
            &[
                "zoom_",
                "zoom-",
                "zoomapi",
                "zoomclient",
                "zoomtoken",
                "zoomsecret",
                "zoomkey"
            ],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!("ZOOM_API_KEY=bK4bNJYt34PSBCTO", "4BrDr2m6s8wyOurv")],
        [
            "zoom_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "zoom = none"
        ]
    ),
    credential!(
        "daily-key",
        "Daily key",
        "Daily-sleutel",
        Medium,
        "64 hexadecimal digits behind a name with “daily”",
        "64 hexadecimale cijfers achter een naam met “daily”",
        &[Trigger::Named(&[Named::new(
            &[
                "daily_",
                "daily-",
                "dailyapi",
                "dailyclient",
                "dailytoken",
                "dailysecret",
                "dailykey"
            ],
            &[Run(HEX, 64, 64)]
        )])],
        [concat!(
            "DAILY_API_KEY=c07f5867aae76a26e6e9c10389c868fc",
            "057455e9d69614fcd8b558fbfdc999bc"
        )],
        [
            "daily_api_key = 0000000000000000000000000000000000000000000000000000000000000000",
            "daily = none"
        ]
    ),
    credential!(
        "livekit-secret",
        "LiveKit secret",
        "LiveKit-geheim",
        High,
        "43–44 characters behind a name with “livekit”",
        "43–44 tekens achter een naam met “livekit”",
        &[Trigger::Named(&[Named::new(
            &["livekit"],
            &[Run(ALNUM, 43, 44)]
        )])],
        [concat!(
            "LIVEKIT_API_KEY=OkA1Dy5a8YFmudIIcOGZZ",
            "5Tse78l3yCEmWhc6rcHUSo"
        )],
        [
            "livekit_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "livekit = none"
        ]
    ),
    credential!(
        "agora-certificate",
        "Agora certificate",
        "Agora-certificaat",
        Medium,
        "32 hexadecimal digits behind a name with “agora”",
        "32 hexadecimale cijfers achter een naam met “agora”",
        &[Trigger::Named(&[Named::new(
            &["agora"],
            &[Run(HEX, 32, 32)]
        )])],
        [concat!(
            "AGORA_API_KEY=35afeaa7340c26c5",
            "44408015a5c0ffcf"
        )],
        [
            "agora_api_key = 00000000000000000000000000000000",
            "agora = none"
        ]
    ),
    credential!(
        "pubnub-secret",
        "PubNub secret key",
        "Geheime sleutel van PubNub",
        High,
        "“sec-c-”, 48 characters of base64",
        "“sec-c-”, 48 tekens base64",
        &[Trigger::Tokens(&[Shape::new(
            "sec-c-",
            &[Run(ALNUM, 48, 48)]
        )])],
        [concat!(
            "x = sec-c-",
            "Pvd7zUlarJSqivLPNA1XZE24EvacWoOhQ28rubXnYDGrNOxf"
        )],
        [
            "token: sec-c-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sub-c-1013cf94-515f-11e4-a551-02ee2ddab7fe"
        ]
    ),
    credential!(
        "gc-notify-key",
        "GC Notify key",
        "GC Notify-sleutel",
        High,
        "“gcntfy-”, a name, two UUIDs",
        "“gcntfy-”, een naam, twee UUID’s",
        &[Trigger::Tokens(&[Shape::new(
            "gcntfy-",
            &[Run(NAME, 1, 128), Exact("-"), Uuid, Exact("-"), Uuid]
        )])],
        [concat!(
            "x = gcntfy-",
            "prod_alerts-6034a7e6-592d-4308-a157-faabaf8fa81f-40fb8e6b-8c96-4d29-a2af-aab5258c360e"
        )],
        [
            "gcntfy-test-key",
            "gcntfy-a-00000000-0000-0000-0000-000000000000-00000000-0000-0000-0000-000000000000"
        ]
    ),
    credential!(
        "lark-secret",
        "Lark secret",
        "Lark-geheim",
        High,
        "32 characters behind a name with “lark”",
        "32 tekens achter een naam met “lark”",
        &[Trigger::Named(&[Named::new(
            &["lark", "feishu"],
            &[Run(ALNUM, 32, 32)]
        )])],
        [concat!("LARK_API_KEY=yz7pLMJaMOsYAGMu", "c7iD7P1wVuh2kKRP")],
        [
            "lark_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "lark_ = none"
        ]
    ),
    credential!(
        "instantly-key",
        "Instantly key",
        "Instantly-sleutel",
        High,
        "66 characters of base64, “==” behind a name with “instantly”",
        "66 tekens base64, “==” achter een naam met “instantly”",
        &[Trigger::Named(&[Named::new(
            &["instantly"],
            &[Run(BASE64, 66, 66), Exact("==")]
        )])],
        [concat!(
            "INSTANTLY_API_KEY=5GX7jZMnV939DJa1891ZU5mq",
            "9gvspFkE1wZ/ga2m8wr6dVMQu16u111fyfkj/KqJyq=="
        )],
        [
            "instantly_api_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==",
            "instantly = none"
        ]
    ),
    credential!(
        "nylas-key",
        "Nylas key",
        "Nylas-sleutel",
        Critical,
        "“nyk_”, 60–90 characters",
        "“nyk_”, 60–90 tekens",
        &[Trigger::Tokens(&[Shape::new(
            "nyk_",
            &[Run(Alphabet::of("0-9A-Za-z_"), 60, 90)]
        )])],
        [concat!(
            "key=nyk_",
            "6NGSNQJz_uWcke_9SlBh35m5Q8KkclBvoxMBLev8tvk9A6d4jhoju6_sSymr"
        )],
        [
            "token: nyk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "nyk_…"
        ]
    ),
];
