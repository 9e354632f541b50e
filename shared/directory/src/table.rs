//! The table under the lookups.

use std::sync::{Arc, LazyLock};

use aws_config::SdkConfig;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Made when it is first used: reading a service's endpoint rules is most of a function's start,
/// and few requests need every service.
type LazyClient =
    Arc<LazyLock<aws_sdk_dynamodb::Client, Box<dyn FnOnce() -> aws_sdk_dynamodb::Client + Send>>>;

/// The directory table.
#[derive(Clone, Debug)]
pub struct Directory {
    pub(crate) client: LazyClient,
    pub(crate) table: String,
}

/// The directory could not be asked, or holds what nobody wrote.
#[derive(Debug, thiserror::Error)]
#[error("directory: {0}")]
pub struct DirectoryError(pub(crate) String);

impl DirectoryError {
    pub(crate) fn of(error: impl std::error::Error) -> Self {
        Self(DisplayErrorContext(error).to_string())
    }
}

/// Where an entry stands.
pub(crate) struct Place {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Directory {
    /// The directory in `table`.
    #[must_use]
    pub fn new(aws: &SdkConfig, table: impl Into<String>) -> Self {
        let aws = aws.clone();
        let client = Box::new(move || {
            let config = aws_sdk_dynamodb::config::Builder::from(&aws)
                // Tries are this client's own, as the store's are.
                .retry_partition(RetryPartition::custom("directory").build())
                .build();
            aws_sdk_dynamodb::Client::from_conf(config)
        });
        Self {
            client: Arc::new(LazyLock::new(client)),
            table: table.into(),
        }
    }

    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        place: Place,
    ) -> Result<Option<T>, DirectoryError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.table)
            // The gateway would remember for a minute that a new key is not there yet.
            .consistent_read(true)
            .key("pk", AttributeValue::S(place.pk))
            .key("sk", AttributeValue::S(place.sk))
            .send()
            .await
            .map_err(DirectoryError::of)?;
        answer
            .item
            .map(serde_dynamo::from_item)
            .transpose()
            .map_err(DirectoryError::of)
    }

    /// Writes an entry over whatever stands there.
    pub(crate) async fn put<T: Serialize>(
        &self,
        place: Place,
        entry: &T,
        expires: Option<jiff::Timestamp>,
    ) -> Result<(), DirectoryError> {
        let mut item: std::collections::HashMap<String, AttributeValue> =
            serde_dynamo::to_item(entry).map_err(DirectoryError::of)?;
        item.insert("pk".to_owned(), AttributeValue::S(place.pk));
        item.insert("sk".to_owned(), AttributeValue::S(place.sk));
        if let Some(expires) = expires {
            item.insert(
                "expires".to_owned(),
                AttributeValue::N(expires.as_second().to_string()),
            );
        }
        self.client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .send()
            .await
            .map_err(DirectoryError::of)?;
        Ok(())
    }

    /// Writes an entry unless one stands there.
    pub(crate) async fn put_new<T: Serialize>(
        &self,
        place: Place,
        entry: &T,
    ) -> Result<(), DirectoryError> {
        let mut item: std::collections::HashMap<String, AttributeValue> =
            serde_dynamo::to_item(entry).map_err(DirectoryError::of)?;
        item.insert("pk".to_owned(), AttributeValue::S(place.pk));
        item.insert("sk".to_owned(), AttributeValue::S(place.sk));
        let put = self.client.put_item().table_name(&self.table);
        let put = put.condition_expression("attribute_not_exists(pk)");
        let Err(error) = put.set_item(Some(item)).send().await else {
            return Ok(());
        };
        match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(_)) => Ok(()),
            _ => Err(DirectoryError::of(error)),
        }
    }

    pub(crate) async fn delete(&self, place: Place) -> Result<(), DirectoryError> {
        self.client
            .delete_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(place.pk))
            .key("sk", AttributeValue::S(place.sk))
            .send()
            .await
            .map_err(DirectoryError::of)?;
        Ok(())
    }

    /// Every entry of a partition, page by page.
    pub(crate) async fn list<T: DeserializeOwned>(
        &self,
        pk: &str,
    ) -> Result<Vec<T>, DirectoryError> {
        // No sort key is as large.
        self.list_before(pk, "~").await
    }

    /// The entries of a partition whose sort keys are smaller than `sk`, page by page.
    pub(crate) async fn list_before<T: DeserializeOwned>(
        &self,
        pk: &str,
        sk: &str,
    ) -> Result<Vec<T>, DirectoryError> {
        let mut entries = Vec::new();
        let mut after = None;
        loop {
            let answer = self
                .client
                .query()
                .table_name(&self.table)
                .consistent_read(true)
                .key_condition_expression("pk = :pk AND sk < :sk")
                .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
                .expression_attribute_values(":sk", AttributeValue::S(sk.to_owned()))
                .set_exclusive_start_key(after)
                .send()
                .await
                .map_err(DirectoryError::of)?;
            for item in answer.items.unwrap_or_default() {
                entries.push(serde_dynamo::from_item(item).map_err(DirectoryError::of)?);
            }
            after = answer.last_evaluated_key;
            if after.is_none() {
                return Ok(entries);
            }
        }
    }
}
