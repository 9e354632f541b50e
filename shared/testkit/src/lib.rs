//! What tests are arranged with: an embedded table that is driven through the AWS SDK, and tenants.
//!
//! For tests of libraries and single functions. Tests of the whole platform start `local` instead.

#![expect(clippy::panic, reason = "a test that can't be arranged can only stop")]

use domain::TenantId;
use dynoxide::Database;
use runtime::SdkConfig;
use serde_json::json;
use tenancy::{Grant, Principal};
use tokio::net::TcpListener;
use uuid::Uuid;

/// The name of the table in every test.
pub const TABLE: &str = "table";

/// An embedded DynamoDB with one empty table, gone when the test ends.
#[derive(Debug)]
pub struct Table {
    aws: SdkConfig,
}

impl Table {
    /// Starts it on a free port of the loopback interface.
    ///
    /// # Panics
    /// When it can't be started; a test has nothing better to do.
    pub async fn start() -> Self {
        let database = Database::memory().unwrap_or_else(|error| panic!("no database: {error}"));
        let request = serde_json::from_value(json!({
            "TableName": TABLE,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [
                { "AttributeName": "pk", "AttributeType": "S" },
                { "AttributeName": "sk", "AttributeType": "S" },
            ],
            "KeySchema": [
                { "AttributeName": "pk", "KeyType": "HASH" },
                { "AttributeName": "sk", "KeyType": "RANGE" },
            ],
        }));
        let request = request.unwrap_or_else(|error| panic!("no table: {error}"));
        database
            .create_table(request)
            .unwrap_or_else(|error| panic!("no table: {error}"));
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.unwrap_or_else(|error| panic!("no port: {error}"));
        let address = listener
            .local_addr()
            .unwrap_or_else(|error| panic!("no port: {error}"));
        tokio::spawn(dynoxide::server::serve_on(listener, database));
        let variables = [
            ("AWS_ENDPOINT_URL", format!("http://{address}")),
            ("AWS_ACCESS_KEY_ID", "local".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "local".to_owned()),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value));
        let aws = runtime::aws(&variables.into_iter().collect()).await;
        Self { aws }
    }

    /// What AWS clients are made from.
    #[must_use]
    pub fn aws(&self) -> &SdkConfig {
        &self.aws
    }
}

/// The right to act as Polder itself for the `n`-th tenant; the same `n`, the same tenant.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "a test may speak for any tenant")]
pub fn grant(n: i64) -> Grant {
    let tenant = TenantId::from_uuid(Uuid::from_u128(u128::from(n.unsigned_abs()) << 80));
    Grant::vouch(tenant, Principal::system("test"))
}
