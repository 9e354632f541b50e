//! Folding a batch of messages into the counters.

use std::collections::{BTreeMap, BTreeSet};

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use domain::{Clock, Meter, Period, TenantId, UsageBatchId};
use messages::UsageReport;
use store::{Fold, Store};

/// What a counter counts, over which month, and which part of it.
type Counter = (Meter, Period, u8);

/// Reports of one tenant, with the messages that they came in.
#[derive(Default)]
struct Reports(Vec<(String, UsageReport)>);

/// Counts every report of the batch; answers the messages that have to come again.
pub(crate) async fn batch(store: &Store, clock: &Clock, event: SqsEvent) -> SqsBatchResponse {
    let mut again = BTreeSet::new();
    let mut tenants: BTreeMap<String, Reports> = BTreeMap::new();
    for message in event.records {
        let id = message.message_id.unwrap_or_default();
        match UsageReport::parse(&message.body.unwrap_or_default()) {
            Ok(report) => {
                let tenant: TenantId = report.batch().tenant;
                tenants
                    .entry(tenant.to_string())
                    .or_default()
                    .0
                    .push((id, report));
            }
            Err(error) => {
                tracing::error!(message = id, %error, "a message is no usage report");
                again.insert(id);
            }
        }
    }
    for reports in tenants.into_values() {
        let messages: Vec<_> = reports.0.iter().map(|(id, _)| id.clone()).collect();
        if let Err(error) = count(store, clock, reports).await {
            tracing::error!(%error, messages = messages.len(), "usage could not be counted");
            // Some of it may have been; counting it again changes nothing.
            again.extend(messages);
        }
    }
    let mut response = SqsBatchResponse::default();
    for id in again {
        response.add_failure(id);
    }
    response
}

async fn count(store: &Store, clock: &Clock, reports: Reports) -> Result<(), store::StoreError> {
    let Some((_, first)) = reports.0.first() else {
        return Ok(());
    };
    let grant = first.grant();
    let scope = grant.scope();
    let store = store.for_tenant(&scope);
    let mut counters: BTreeMap<Counter, BTreeMap<u128, (UsageBatchId, u64)>> = BTreeMap::new();
    for (_, report) in &reports.0 {
        let batch = report.batch();
        // The same report twice in one batch of messages is one report.
        let mut own: BTreeMap<Counter, u64> = BTreeMap::new();
        for event in &batch.events {
            let counter = (event.meter, Period::of(event.at), Fold::shard_of(batch.id));
            let quantity = own.entry(counter).or_default();
            *quantity = quantity.saturating_add(event.quantity);
        }
        for (counter, quantity) in own {
            let id = batch.id.uuid().as_u128();
            counters
                .entry(counter)
                .or_default()
                .insert(id, (batch.id, quantity));
        }
    }
    for ((meter, period, shard), batches) in counters {
        let batches = batches.into_values().collect();
        store
            .usage_fold(
                &Fold {
                    meter,
                    period,
                    shard,
                    batches,
                },
                clock.now(),
            )
            .await?;
    }
    Ok(())
}
