//! Keys of providers as their documentation describes them, in the files where they leak.

use crate::marks::{Sample, mark};
use crate::random::{ALNUM, HEX, Random, UPPER};

const BASE32: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// CRC-32 (IEEE 802.3), bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
        crc
    })
}

/// Thirty random characters and their CRC-32 in base 62.
fn with_crc(random: &mut Random, prefix: &str) -> String {
    let body = random.of(ALNUM, 30);
    let mut crc = crc32(body.as_bytes());
    let mut check = [0_u8; 6];
    for place in check.iter_mut().rev() {
        *place = ALNUM.as_bytes()[(crc % 62) as usize];
        crc /= 62;
    }
    format!("{prefix}{body}{}", std::str::from_utf8(&check).unwrap())
}

#[test]
fn the_checksum_is_the_published_one() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
}

/// Base64url without padding.
fn base64url(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let whole = chunk
            .iter()
            .fold(0_u32, |all, byte| (all << 8) | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let value = (whole >> (18 - 6 * place)) & 63;
            text.push(char::from(URL.as_bytes()[value as usize]));
        }
    }
    text
}

struct Provider {
    id: &'static str,
    /// The variable that people keep it in.
    name: &'static str,
    make: fn(&mut Random) -> String,
}

const fn provider(
    id: &'static str,
    name: &'static str,
    make: fn(&mut Random) -> String,
) -> Provider {
    Provider { id, name, make }
}

#[rustfmt::skip]
const PROVIDERS: &[Provider] = &[
    provider("aws-access-key", "AWS_ACCESS_KEY_ID", |r| format!("{}{}", r.pick(&["AKIA", "ASIA"]), r.of(BASE32, 16))),
    provider("aws-secret-key", "AWS_SECRET_ACCESS_KEY", |r| r.of(BASE64, 40)),
    provider("github-token", "GITHUB_TOKEN", |r| { let prefix = r.pick(&["ghp_", "gho_", "ghs_"]); with_crc(r, prefix) }),
    provider("github-token", "GH_PAT", |r| format!("github_pat_11{}_{}", r.of(ALNUM, 20), r.of(ALNUM, 59))),
    provider("gitlab-token", "GITLAB_TOKEN", |r| format!("glpat-{}", r.of(URL, 19)) + &r.of(ALNUM, 1)),
    provider("slack-token", "SLACK_BOT_TOKEN", |r| format!("xoxb-{}-{}-{}", r.digits(12), r.digits(13), r.of(ALNUM, 24))),
    provider("slack-webhook", "SLACK_WEBHOOK_URL", |r| format!("https://hooks.slack.com/services/T{}/B{}/{}", r.of(BASE32, 10), r.of(BASE32, 10), r.of(ALNUM, 24))),
    provider("stripe-secret-key", "STRIPE_SECRET_KEY", |r| format!("sk_live_51{}", r.of(ALNUM, 97))),
    provider("stripe-secret-key", "STRIPE_KEY", |r| format!("rk_live_{}", r.of(ALNUM, 24))),
    provider("sendgrid-key", "SENDGRID_API_KEY", |r| format!("SG.{}.{}", r.of(ALNUM, 22), r.of(ALNUM, 43))),
    provider("npm-token", "NPM_TOKEN", |r| with_crc(r, "npm_")),
    provider("pypi-token", "PYPI_TOKEN", |r| format!("pypi-AgEIcHlwaS5vcmc{}", r.of(ALNUM, 140))),
    provider("openai-key", "OPENAI_API_KEY", |r| format!("sk-{}T3BlbkFJ{}", r.of(ALNUM, 20), r.of(ALNUM, 20))),
    provider("openai-key", "OPENAI_KEY", |r| format!("sk-proj-{}T3BlbkFJ{}", r.of(ALNUM, 74), r.of(ALNUM, 74))),
    provider("anthropic-key", "ANTHROPIC_API_KEY", |r| format!("sk-ant-api03-{}AA", r.of(ALNUM, 93))),
    provider("google-api-key", "GOOGLE_MAPS_KEY", |r| format!("AIzaSy{}", r.of(ALNUM, 33))),
    provider("azure-storage-key", "AZURE_STORAGE", |r| format!("DefaultEndpointsProtocol=https;AccountName=polderopslag;AccountKey={}==;EndpointSuffix=core.windows.net", r.of(BASE64, 86))),
    provider("twilio-key", "TWILIO_AUTH_TOKEN", |r| r.of(HEX, 32)),
    provider("telegram-bot-token", "TELEGRAM_BOT", |r| format!("{}:AA{}", r.between(100_000_000, 7_999_999_999), r.of(ALNUM, 33))),
    provider("huggingface-token", "HF_TOKEN", |r| format!("hf_{}", r.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 34))),
    provider("digitalocean-token", "DO_TOKEN", |r| format!("dop_v1_{}", r.of(HEX, 64))),
    provider("shopify-token", "SHOPIFY_TOKEN", |r| format!("shpat_{}", r.of(HEX, 32))),
    provider("mollie-key", "MOLLIE_API_KEY", |r| format!("live_{}", r.of(ALNUM, 30))),
    provider("databricks-token", "DATABRICKS_TOKEN", |r| format!("dapi{}", r.of(HEX, 32))),
    provider("docker-token", "DOCKERHUB_TOKEN", |r| format!("dckr_pat_{}", r.of(ALNUM, 27))),
    provider("hashicorp-token", "VAULT_TOKEN", |r| format!("hvs.{}", r.of(ALNUM, 91))),
    provider("grafana-token", "GRAFANA_TOKEN", |r| format!("glsa_{}_{}", r.of(ALNUM, 32), r.of(HEX, 8))),
    provider("linear-key", "LINEAR_KEY", |r| format!("lin_api_{}", r.of(ALNUM, 40))),
    provider("notion-token", "NOTION_TOKEN", |r| format!("ntn_{}{}", r.digits(11), r.of(ALNUM, 35))),
    provider("postman-key", "POSTMAN_KEY", |r| format!("PMAK-{}-{}", r.of(HEX, 24), r.of(HEX, 34))),
    provider("newrelic-key", "NEW_RELIC_KEY", |r| format!("NRAK-{}", r.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 27))),
    provider("dynatrace-token", "DT_TOKEN", |r| format!("dt0c01.{}.{}", r.of(BASE32, 24), r.of(BASE32, 64))),
    provider("rubygems-key", "GEM_HOST_KEY", |r| format!("rubygems_{}", r.of(HEX, 48))),
    provider("age-secret-key", "SOPS_AGE", |r| format!("AGE-SECRET-KEY-1{}", r.of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58))),
    provider("discord-webhook", "DISCORD_HOOK", |r| format!("https://discord.com/api/webhooks/1{}/{}", r.digits(18), r.of(ALNUM, 68))),
    provider("jwt", "SESSION", |r| { let payload = format!("{{\"sub\":\"{}\",\"exp\":17{}}}", r.digits(8), r.digits(8)); format!("{}.{}.{}", base64url(b"{\"alg\":\"HS256\",\"typ\":\"JWT\"}"), base64url(payload.as_bytes()), r.of(ALNUM, 43)) }),
    provider("credential-url", "DATABASE_URL", |r| format!("postgres://webshop:{}{}@db{}.polderwinkel.nl:5432/shop", r.of(UPPER, 3), r.of(ALNUM, 11), r.between(1, 9))),
    provider("credential-url", "REDIS_URL", |r| format!("redis://:{}@cache.polderwinkel.nl:6379/0", r.of(ALNUM, 24))),
    provider("generic-secret", "JWT_SECRET", |r| r.of(ALNUM, 32)),
    provider("generic-secret", "PAYMENTS_API_KEY", |r| r.of(HEX, 40)),
    provider("generic-secret", "SESSION_SECRET", |r| r.of(BASE64, 43)),
    provider("generic-secret", "INTERNAL_AUTH_TOKEN", |r| r.of(URL, 30) + &r.of(ALNUM, 2)),
    provider("password-assignment", "DB_PASSWORD", |r| format!("{}{}{}", r.pick(&["Tulp", "Zomer", "Kaas", "Fiets", "Molen"]), r.pick(&["!", "-", "#", "@", "_"]), r.digits(4))),
    provider("password-assignment", "SMTP_PASSWORD", |r| r.of(ALNUM, 14)),
    provider("password-assignment", "admin_password", |r| r.of("abcdefghijkmnpqrstuvwxyz23456789", 9) + &r.digits(1)),
];

fn lower_camel(name: &str) -> String {
    let lower = name.to_lowercase();
    lower
        .split('_')
        .enumerate()
        .map(|(place, part)| {
            if place == 0 {
                part.to_owned()
            } else {
                part[..1].to_uppercase() + &part[1..]
            }
        })
        .collect()
}

type Carrier = (&'static str, &'static str, fn(&str, &str) -> String);

#[rustfmt::skip]
const CARRIERS: &[Carrier] = &[
    (".env", "deploy/.env.production", |n, v| format!("APP_ENV=production\n{n}={v}\nLOG_LEVEL=info\n")),
    (".env, quoted", ".env", |n, v| format!("export {n}=\"{v}\"\n")),
    ("YAML", "values.yaml", |n, v| format!("app:\n  replicas: 2\n  {}: {v}\n", n.to_lowercase())),
    ("Compose", "docker-compose.yml", |n, v| format!("services:\n  web:\n    image: web:2.1\n    environment:\n      - {n}={v}\n")),
    ("JSON", "appsettings.json", |n, v| format!("{{\n  \"Logging\": {{ \"Level\": \"Info\" }},\n  \"{}\": \"{v}\"\n}}\n", lower_camel(n))),
    ("TOML", "config.toml", |n, v| format!("[server]\nport = 8080\n{} = \"{v}\"\n", n.to_lowercase())),
    ("INI", "app.ini", |n, v| format!("[main]\ndebug = false\n{} = {v}\n", n.to_lowercase())),
    ("properties", "application.properties", |n, v| format!("server.port=8080\napp.{}={v}\n", n.to_lowercase().replace('_', "."))),
    ("Python", "settings.py", |n, v| format!("import os\n\nDEBUG = False\n{n} = '{v}'\n")),
    ("JavaScript", "config.js", |n, v| format!("module.exports = {{\n  port: 3000,\n  {}: '{v}',\n}};\n", lower_camel(n))),
    ("TypeScript", "client.ts", |n, v| format!("const {}: string = \"{v}\";\nexport default create({});\n", lower_camel(n), lower_camel(n))),
    ("Java", "Config.java", |n, v| format!("class Config {{\n    private static final String {n} = \"{v}\";\n}}\n")),
    ("Go", "config.go", |n, v| format!("package config\n\nconst {} = \"{v}\"\n", lower_camel(n))),
    ("Rust", "config.rs", |n, v| format!("const {n}: &str = \"{v}\";\n")),
    ("C#", "Config.cs", |n, v| format!("public const string {} = \"{v}\";\n", lower_camel(n))),
    ("Ruby", "config.rb", |n, v| format!("config.{} = '{v}'\n", n.to_lowercase())),
    ("PHP", "config.php", |n, v| format!("<?php\ndefine('{n}', '{v}');\n")),
    ("Terraform", "main.tf", |n, v| format!("variable \"x\" {{}}\nlocals {{\n  {} = \"{v}\"\n}}\n", n.to_lowercase())),
    ("shell", "deploy.sh", |n, v| format!("#!/bin/sh\nset -e\nexport {n}='{v}'\n./run\n")),
    ("Dockerfile", "Dockerfile", |n, v| format!("FROM debian:12\nENV {n}={v}\nCMD [\"run\"]\n")),
    ("workflow", ".github/workflows/ci.yml", |n, v| format!("jobs:\n  build:\n    env:\n      {n}: {v}\n    steps: []\n")),
    ("log", "app.log", |n, v| format!("2025-03-04 09:14:22 DEBUG env {n}={v}\n")),
    ("chat", "chat.txt", |n, v| format!("[09:14] ⟦?person-name|Kees⟧: de {} is {n}={v}\n[09:15] ⟦?person-name|Sanne⟧: dank!\n", "waarde")),
    ("pair in YAML", "deployment.yaml", |n, v| format!("env:\n  - name: {n}\n    value: \"{v}\"\n  - name: LOG_LEVEL\n    value: info\n")),
    ("pair in JSON", "task-definition.json", |n, v| format!("{{\"environment\": [\n  {{\"name\": \"PORT\", \"value\": \"8080\"}},\n  {{\"name\": \"{n}\", \"value\": \"{v}\"}}\n]}}\n")),
    ("element with a name", "beans.xml", |n, v| format!("<properties>\n  <entry key=\"{}\">{v}</entry>\n</properties>\n", n.to_lowercase().replace('_', "."))),
    ("property list", "Info.plist", |n, v| format!("<dict>\n  <key>{}</key>\n  <string>{v}</string>\n</dict>\n", lower_camel(n))),
    ("Terraform variable", "variables.tf", |n, v| format!("variable \"{}\" {{\n  type    = string\n  default = \"{v}\"\n}}\n", n.to_lowercase())),
    ("PHP array", "database.php", |n, v| format!("<?php\nreturn [\n    '{}' => '{v}',\n];\n", n.to_lowercase())),
    ("Ruby hash", "initializer.rb", |n, v| format!("Client.new(:{} => \"{v}\")\n", n.to_lowercase())),
    ("PowerShell", "deploy.ps1", |n, v| format!("$env:{n} = \"{v}\"\n./deploy.ps1\n")),
    ("C", "config.h", |n, v| format!("#ifndef CONFIG_H\n#define {n} \"{v}\"\n#endif\n")),
    ("Kotlin", "Config.kt", |n, v| format!("object Config {{\n    const val {n} = \"{v}\"\n}}\n")),
    ("Swift", "Config.swift", |n, v| format!("enum Config {{\n    static let {}: String = \"{v}\"\n}}\n", lower_camel(n))),
    ("Gradle", "gradle.properties", |n, v| format!("org.gradle.jvmargs=-Xmx2g\n{}={v}\n", lower_camel(n))),
    ("notebook", "analyse.ipynb", |n, v| format!("{{\"cells\": [{{\"source\": [\"import os\\n\", \"{n} = '{v}'\\n\"]}}]}}\n")),
    ("Markdown", "README.md", |n, v| format!("# Run\n\n```sh\nexport {n}={v}\nmake run\n```\n")),
    ("command line", "run.sh", |n, v| format!("docker run -e {n}='{v}' -p 80:80 web:2.1\n")),
    ("diff", "change.patch", |n, v| format!("@@ -1,2 +1,2 @@\n-{n}=\n+{n}={v}\n")),
    ("XML", "web.config", |n, v| format!("<configuration>\n  <appSettings>\n    <add key=\"{n}\" value=\"{}\" />\n  </appSettings>\n</configuration>\n", v)),
];

/// Every provider in every carrier.
pub(crate) fn samples() -> Vec<Sample> {
    let mut all = Vec::new();
    for provider in PROVIDERS {
        for carrier in CARRIERS {
            let mut random =
                Random::new(&format!("{}/{}/{}", provider.id, provider.name, carrier.0));
            let value = (provider.make)(&mut random);
            let marked = (carrier.2)(provider.name, &mark(provider.id, &value));
            all.push(Sample::read(
                "secrets, generated",
                carrier.0,
                carrier.1,
                &marked,
            ));
        }
    }
    all
}

/// What stands where a secret could stand, and is none: `V` is the variable's name.
#[rustfmt::skip]
const STAND_INS: &[(&str, &str)] = &[
    ("reference", "${V}"), ("reference", "$V"), ("reference", "{{ V }}"), ("reference", "<V>"), ("reference", "%V%"),
    ("placeholder", "changeme"), ("placeholder", "your-key-here"), ("placeholder", "xxxxxxxxxxxxxxxxxxxx"), ("placeholder", "TODO"),
    ("placeholder", "********"), ("placeholder", "<redacted>"), ("placeholder", "REPLACE_ME_WITH_SECRET"), ("placeholder", "vul-hier-in"),
    ("path", "/run/secrets/v"), ("path", "vault:secret/data/web#v"), ("path", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web"),
    ("empty", "null"), ("empty", "none"), ("empty", "false"),
];

/// The same carriers with nothing secret in them.
pub(crate) fn stand_ins() -> Vec<Sample> {
    let mut all = Vec::new();
    for provider in PROVIDERS.iter().step_by(3) {
        for carrier in CARRIERS {
            for (sort, text) in STAND_INS {
                let value = text.replace('V', provider.name).replace("/v", "/value");
                let sort = format!("{sort} instead of a secret");
                all.push(Sample::read(
                    "stand-ins",
                    &sort,
                    carrier.1,
                    &(carrier.2)(provider.name, &value),
                ));
            }
        }
    }
    all
}
