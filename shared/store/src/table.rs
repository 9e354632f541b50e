//! The table, and one tenant's part of it.

use aws_config::SdkConfig;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{
    AttributeValue, KeysAndAttributes, PutRequest, ReturnValuesOnConditionCheckFailure,
    WriteRequest,
};
use domain::TenantId;
use tenancy::TenantScope;
use uuid::Uuid;

use crate::record::{Item, VERSION, WRITE, from_item, key_item, to_item};
use crate::{Record, StoreError, Stored, Transaction, Version};

/// The tenant table. Reads and writes nothing until it is given a scope.
#[derive(Clone, Debug)]
pub struct Store {
    client: aws_sdk_dynamodb::Client,
    table: String,
}

impl Store {
    /// The store in `table`.
    #[must_use]
    pub fn new(aws: &SdkConfig, table: impl Into<String>) -> Self {
        let config = aws_sdk_dynamodb::config::Builder::from(aws)
            // What may be asked again is counted by client. The SDK counts by process, where the
            // functions and platforms that share one would use up each other's tries.
            .retry_partition(RetryPartition::custom("store").build())
            .build();
        Self {
            client: aws_sdk_dynamodb::Client::from_conf(config),
            table: table.into(),
        }
    }

    /// The scope's tenant's part of the table.
    ///
    /// Knowing a tenant's id opens nothing:
    ///
    /// ```compile_fail,E0308
    /// fn read(store: &store::Store, tenant: domain::TenantId) {
    ///     let part = store.for_tenant(&tenant);
    /// }
    /// ```
    ///
    /// A store without a scope reads nothing:
    ///
    /// ```compile_fail,E0599
    /// async fn read(store: &store::Store, scan: domain::ScanId) {
    ///     let scan = store.get::<domain::Scan>(&scan).await;
    /// }
    /// ```
    ///
    /// And a tenant's part can't outlive the scope that it was opened with:
    ///
    /// ```compile_fail,E0515
    /// fn keep(store: &store::Store, grant: tenancy::Grant) -> store::TenantStore<'_> {
    ///     let scope = grant.scope();
    ///     store.for_tenant(&scope)
    /// }
    /// ```
    ///
    /// With a scope all of it compiles:
    ///
    /// ```
    /// async fn read(store: &store::Store, grant: tenancy::Grant, scan: domain::ScanId) {
    ///     let scope = grant.scope();
    ///     let scan = store.for_tenant(&scope).get::<domain::Scan>(&scan).await;
    /// }
    /// ```
    #[must_use]
    pub fn for_tenant<'a>(&'a self, scope: &'a TenantScope<'_>) -> TenantStore<'a> {
        TenantStore {
            store: self,
            tenant: scope.tenant(),
        }
    }

    /// Opens the connection that the first request will need.
    ///
    /// Asks for an item that can't be there: a table's description would need a permission of its
    /// own. What it answers is of no interest, only that the connection stands.
    pub async fn connect(&self) {
        let nowhere = AttributeValue::S("T#-".to_owned());
        let get = self.client.get_item().table_name(&self.table);
        let _ = get
            .key("pk", nowhere.clone())
            .key("sk", nowhere)
            .send()
            .await;
    }
}

/// One tenant's part of the table: the only thing that reads and writes.
#[derive(Debug)]
pub struct TenantStore<'a> {
    store: &'a Store,
    tenant: TenantId,
}

impl<'a> TenantStore<'a> {
    pub(crate) fn client(&self) -> &'a aws_sdk_dynamodb::Client {
        &self.store.client
    }

    pub(crate) fn table(&self) -> &'a str {
        &self.store.table
    }

    pub(crate) fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// The record with this id.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn get<R: Record>(&self, id: &R::Id) -> Result<Option<Stored<R>>, StoreError> {
        let answer = self
            .client()
            .get_item()
            .table_name(self.table())
            .set_key(Some(key_item(self.tenant, &R::key_of(id))))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::call)?;
        answer.item.map(from_item).transpose()
    }

    /// Two records of different kinds in one call.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn get_both<A: Record, B: Record>(
        &self,
        a: &A::Id,
        b: &B::Id,
    ) -> Result<(Option<Stored<A>>, Option<Stored<B>>), StoreError> {
        let (a_key, b_key) = (A::key_of(a).sk(), B::key_of(b).sk());
        let keys = vec![
            key_item(self.tenant, &A::key_of(a)),
            key_item(self.tenant, &B::key_of(b)),
        ];
        let (mut a, mut b) = (None, None);
        for item in self.batch_get(keys).await? {
            let sk = item.get("sk").and_then(|sk| sk.as_s().ok()).cloned();
            if sk.as_deref() == Some(&*a_key) {
                a = Some(from_item(item)?);
            } else if sk.as_deref() == Some(&*b_key) {
                b = Some(from_item(item)?);
            }
        }
        Ok((a, b))
    }

    /// The records with these ids, at most 100, in one call; in any order, without those that are not there.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn get_all<R: Record>(&self, ids: &[R::Id]) -> Result<Vec<Stored<R>>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let keys = ids.iter().map(|id| key_item(self.tenant, &R::key_of(id)));
        let items = self.batch_get(keys.collect()).await?;
        items.into_iter().map(from_item).collect()
    }

    /// Items by key, in any order; asks again for those the table was too busy to give.
    pub(crate) async fn batch_get(&self, keys: Vec<Item>) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        let mut wanted = keys;
        for _ in 0..MAX_BATCH_TRIES {
            let request = KeysAndAttributes::builder()
                .set_keys(Some(wanted))
                .consistent_read(true)
                .build()
                .map_err(StoreError::damaged)?;
            let answer = self
                .client()
                .batch_get_item()
                .request_items(self.table(), request)
                .send()
                .await
                .map_err(StoreError::call)?;
            items.extend(
                answer
                    .responses
                    .into_iter()
                    .flatten()
                    .flat_map(|(_, items)| items),
            );
            let rest = answer.unprocessed_keys.into_iter().flatten();
            wanted = rest.flat_map(|(_, rest)| rest.keys).collect();
            if wanted.is_empty() {
                return Ok(items);
            }
        }
        Err(StoreError::Unavailable(
            "the table left keys unread again and again".to_owned(),
        ))
    }

    /// Writes a record that is not there yet.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is there already.
    pub async fn create<R: Record>(&self, record: &R) -> Result<Stored<()>, StoreError> {
        let put = self.client().put_item();
        let put = put.condition_expression("attribute_not_exists(pk)");
        self.put_if(put, to_item(self.tenant, record, Version::FIRST)?)
            .await?;
        Ok(Stored {
            record: (),
            version: Version::FIRST,
        })
    }

    /// Writes a record over the version that it was made from.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the record has changed since, or is gone.
    pub async fn replace<R: Record>(
        &self,
        record: &R,
        from: Version,
    ) -> Result<Version, StoreError> {
        let put = self.client().put_item();
        let put = put
            .condition_expression("#version = :from")
            .expression_attribute_names("#version", VERSION)
            .expression_attribute_values(":from", AttributeValue::N(from.0.to_string()));
        self.put_if(put, to_item(self.tenant, record, from.next())?)
            .await?;
        Ok(from.next())
    }

    /// Puts an item under the condition of `put`.
    ///
    /// An answer can be lost on its way. The SDK then puts the item again, and the condition fails
    /// over what the first try wrote. So that nobody is told of a conflict with themselves, each
    /// put has a name of its own: an item of that name is the one that was to be written.
    async fn put_if(&self, put: PutItemFluentBuilder, mut item: Item) -> Result<(), StoreError> {
        let name = AttributeValue::B(Blob::new(Uuid::new_v4().into_bytes()));
        item.insert(WRITE.to_owned(), name.clone());
        let answer = put
            .table_name(self.table())
            .set_item(Some(item))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        let Err(error) = answer else {
            return Ok(());
        };
        let stands = match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(failed)) => failed.item(),
            _ => None,
        };
        match stands.and_then(|stands| stands.get(WRITE)) {
            Some(stands) if *stands == name => Ok(()),
            _ => Err(StoreError::call(error)),
        }
    }

    /// Changes the record with this id as it is now, again if somebody else gets in between.
    ///
    /// `change` says whether there is anything to write. Answers what stands in the end; nothing
    /// if there is no such record.
    ///
    /// # Errors
    /// What `change` objects to; [`StoreError::Conflict`] when others got in between each time.
    pub async fn change<R: Record, E: From<StoreError>>(
        &self,
        id: &R::Id,
        mut change: impl FnMut(&mut R) -> Result<bool, E>,
    ) -> Result<Option<Stored<R>>, E> {
        for attempt in 0..MAX_CHANGE_TRIES {
            let Some(mut stored) = self.get::<R>(id).await? else {
                return Ok(None);
            };
            if !change(&mut stored.record)? {
                return Ok(Some(stored));
            }
            match self.replace(&stored.record, stored.version).await {
                Ok(version) => return Ok(Some(Stored { version, ..stored })),
                Err(StoreError::Conflict) => crate::pause::before_retry(attempt).await,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Conflict.into())
    }

    /// Writes records over whatever stands there, 25 a call. For records that are derived, so that
    /// writing them twice is writing them once.
    ///
    /// # Errors
    /// When the table can't be asked, or leaves records unwritten again and again.
    pub async fn put_all<R: Record>(&self, records: &[R]) -> Result<(), StoreError> {
        for chunk in records.chunks(BATCH_WRITE_MAX) {
            let mut writes = Vec::with_capacity(chunk.len());
            for record in chunk {
                let item = to_item(self.tenant, record, Version::FIRST)?;
                let put = PutRequest::builder().set_item(Some(item)).build();
                let put = put.map_err(StoreError::damaged)?;
                writes.push(WriteRequest::builder().put_request(put).build());
            }
            self.batch_write(writes).await?;
        }
        Ok(())
    }

    pub(crate) async fn batch_write(&self, writes: Vec<WriteRequest>) -> Result<(), StoreError> {
        let mut writes = writes;
        for attempt in 0..MAX_BATCH_TRIES {
            let answer = self
                .client()
                .batch_write_item()
                .request_items(self.table(), writes)
                .send()
                .await
                .map_err(StoreError::call)?;
            writes = answer
                .unprocessed_items
                .into_iter()
                .flatten()
                .flat_map(|(_, w)| w)
                .collect();
            if writes.is_empty() {
                return Ok(());
            }
            // What is left was refused for load; asking at once would be refused again.
            crate::pause::before_retry(attempt + 2).await;
        }
        Err(StoreError::Unavailable(
            "the table left records unwritten again and again".to_owned(),
        ))
    }

    /// Removes the record with this id, if it is there.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn delete<R: Record>(&self, id: &R::Id) -> Result<(), StoreError> {
        self.client()
            .delete_item()
            .table_name(self.table())
            .set_key(Some(key_item(self.tenant, &R::key_of(id))))
            .send()
            .await
            .map_err(StoreError::call)?;
        Ok(())
    }

    /// Several writes that happen all or not at all.
    #[must_use]
    pub fn transaction(&self) -> Transaction<'a> {
        Transaction::new(self.store.client.clone(), &self.store.table, self.tenant)
    }
}

/// `BatchWriteItem` takes no more.
pub(crate) const BATCH_WRITE_MAX: usize = 25;
const MAX_BATCH_TRIES: u32 = 6;
/// So many others may get in between a change and its writing.
const MAX_CHANGE_TRIES: u32 = 5;
