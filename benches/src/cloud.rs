//! The local platform's AWS with the template deployed, holding what the sample events speak of.

use std::collections::BTreeMap;

use directory::Directory;
use domain::{
    ApiKey, ApiKeyId, ApiKeySecret, BusinessType, Clock, Currency, FindingCounts, Locale, Name,
    Period, PermissionSet, Progress, RiskAccumulator, Scan, ScanId, ScanState, Settings, Source,
    SourceKind, Tenant, TenantId, TimeZoneName, UploadId, UserId,
};
use local::aws::{self, Aws};
use local::deploy::{FunctionSpec, Site, deploy};
use local::template::Template;
use objects::Objects;
use runtime::{SdkConfig, Variables};
use store::{FingerprintSecret, Store};
use tenancy::{Grant, Principal};

use crate::function::root;
use crate::{Error, event};

/// The tenant, the user and the scan of the events; where an event names something else, the test
/// `platform-tests` that holds events and template together says so.
const TENANT: &str = "ten_01khjr4kk6fvk8mkd33897tjyy";
pub(crate) const SCAN: &str = "scan_01kjpy44nte3mv31vmrnsbv2h5";
const API_KEY: &str = "key_01khjr6e66f59r6ad9518fdn9s";
const REGION: &str = "eu-west-1";

/// A deployed stack without functions: those are started outside.
pub(crate) struct Cloud {
    aws: Aws,
    /// The functions as the template declares them.
    pub(crate) functions: Vec<FunctionSpec>,
    store: Store,
    objects: Objects,
}

impl Cloud {
    /// Deploys the template into an AWS of its own, in memory.
    pub(crate) async fn start() -> Result<Self, Error> {
        let clock = Clock::system();
        let options = aws::Options {
            data: local::aws::Data::Memory,
            port: 0,
            clock,
            region: REGION.to_owned(),
            issuer_base: None,
        };
        let aws = Aws::start(options).await?;
        let text = std::fs::read_to_string(root().join("template.yaml"))?;
        let overrides = [("IdentityHost".to_owned(), aws.endpoint().to_owned())];
        let template = Template::parse("template.yaml", &text, &BTreeMap::from(overrides))?;
        let site = Site {
            region: REGION.to_owned(),
            account: aws::ACCOUNT_ID.to_owned(),
            api_url: "http://localhost:8080".to_owned(),
            folder: None,
        };
        let stack = deploy(&template, &aws, site).await?;
        let sdk = sdk(aws.endpoint()).await;
        let worker = find(&stack.functions, "scan-worker")?;
        let variables = &worker.variables;
        let cloud = Self {
            store: Store::new(&sdk, variable(variables, "TENANT_TABLE")?),
            objects: Objects::new(&sdk, variable(variables, "UPLOAD_BUCKET")?),
            aws,
            functions: stack.functions,
        };
        cloud.fill(&sdk).await?;
        Ok(cloud)
    }

    /// Where it answers.
    pub(crate) fn endpoint(&self) -> &str {
        self.aws.endpoint()
    }

    /// A function by its binary's name.
    pub(crate) fn function(&self, binary: &str) -> Result<&FunctionSpec, Error> {
        find(&self.functions, binary)
    }

    /// The scan of the events, as it stands.
    pub(crate) async fn scan(&self) -> Result<Scan, Error> {
        let grant = grant()?;
        let scan = SCAN.parse()?;
        let stored = self.store.for_tenant(&grant.scope()).get(&scan).await?;
        Ok(stored.ok_or("the scan is gone")?.record)
    }

    /// Lets the scan of the events be about this content.
    pub(crate) async fn set_content(&self, content: Vec<u8>) -> Result<(), Error> {
        let grant = grant()?;
        let upload = self.scan().await?.source.upload;
        let upload = upload.ok_or("the scan has no content")?;
        let scope = grant.scope();
        let objects = self.objects.for_tenant(&scope);
        Ok(objects.upload_put(upload, content).await?)
    }

    /// Writes what the events read: a tenant with an API key, a member, and a queued scan.
    async fn fill(&self, aws: &SdkConfig) -> Result<(), Error> {
        let of_authorizer = &self.function("authorizer")?.variables;
        let directory = Directory::new(aws, variable(of_authorizer, "DIRECTORY_TABLE")?);

        let now = jiff::Timestamp::now();
        let grant = grant()?;
        let tenant: TenantId = TENANT.parse()?;
        let scope = grant.scope();
        let records = self.store.for_tenant(&scope);

        let settings = Settings {
            name: Name::try_from("Webshop De Vries".to_owned())?,
            timezone: TimeZoneName::default(),
            currency: Currency::default(),
            locale: Locale::default(),
            business_type: BusinessType::default(),
        };
        records
            .create(&Tenant::on_trial(tenant, settings, now))
            .await?;
        let secret = "5e".repeat(32);
        records.create(&FingerprintSecret { secret }).await?;

        let key = api_key(API_KEY.parse()?, now)?;
        records.create(&key).await?;
        directory.api_key_add(tenant, &key).await?;
        let user = event::sample("pre-token-generation")?;
        let sub = user.pointer("/request/userAttributes/sub");
        let sub = sub.and_then(serde_json::Value::as_str).unwrap_or_default();
        let user = UserId::from_uuid(sub.parse()?);
        directory.membership_add(user, tenant).await?;

        let scan = scan(SCAN.parse()?, now)?;
        records.create(&scan).await?;
        let content = b"Klant met BSN 111222333, mail naar jan@example.com".to_vec();
        self.set_content(content).await
    }
}

fn find<'a>(functions: &'a [FunctionSpec], binary: &str) -> Result<&'a FunctionSpec, Error> {
    let found = functions.iter().find(|it| it.binary == binary);
    found.ok_or_else(|| format!("the template has no function {binary}").into())
}

/// The right to act for the tenant of the events.
fn grant() -> Result<Grant, Error> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the tenant is made here, in memory"
    )]
    let grant = Grant::vouch(TENANT.parse()?, Principal::system("benches"));
    Ok(grant)
}

/// The key that the authorizer's event shows.
fn api_key(id: ApiKeyId, now: jiff::Timestamp) -> Result<ApiKey, Error> {
    let event = event::sample("authorizer")?;
    let shown = event
        .pointer("/identitySource/0")
        .and_then(serde_json::Value::as_str);
    let shown = shown.and_then(|header| header.strip_prefix("Bearer "));
    let secret = ApiKeySecret::parse(shown.unwrap_or_default())?;
    Ok(ApiKey {
        id,
        name: Name::try_from("build server".to_owned())?,
        scopes: PermissionSet::all().iter().collect(),
        hint: secret.hint().to_owned(),
        hash: secret.hash(),
        created_by: "benches".to_owned(),
        created_at: now,
        expires_at: None,
        revoked_at: None,
    })
}

fn scan(id: ScanId, now: jiff::Timestamp) -> Result<Scan, Error> {
    Ok(Scan {
        id,
        name: Name::try_from("sample".to_owned())?,
        source: Source {
            kind: SourceKind::Text,
            upload: Some(UploadId::at(now)),
            file_name: String::new(),
            bytes: 50,
            website: None,
        },
        state: ScanState::Queued,
        created_at: now,
        created_by: API_KEY.to_owned(),
        started_at: None,
        finished_at: None,
        progress: Progress::default(),
        findings: FindingCounts::default(),
        findings_accepted: 0,
        findings_left_out: domain::LeftOut::default(),
        findings_dropped: 0,
        risk: None,
        series: None,
        risk_so_far: RiskAccumulator::new(),
        risk_left_out: RiskAccumulator::new(),
        comparison: None,
        failure: None,
        engine_version: String::new(),
        period: Period::of(now),
        charged: true,
        claim: None,
        reused_from: None,
        schedule: None,
        rules_version: None,
        verdict: None,
    })
}

fn variable<'a>(variables: &'a BTreeMap<String, String>, name: &str) -> Result<&'a str, Error> {
    let value = variables.get(name).map(String::as_str);
    value.ok_or_else(|| format!("the template no longer sets {name}").into())
}

async fn sdk(endpoint: &str) -> SdkConfig {
    let variables: Variables = [
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_ACCESS_KEY_ID", aws::ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", aws::SECRET_ACCESS_KEY),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect();
    runtime::aws(&variables).await
}
