//! Counters under races and repeats, on the embedded table.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use domain::{Limit, Meter, Period, UsageBatchId};
use jiff::Timestamp;
use store::{Fold, Store, TransactionError};
use testkit::{TABLE, Table, grant};

fn november() -> Period {
    "2026-11".parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_that_race_for_the_last_units_none_too_many_win() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let mut racers = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let store = store.clone();
        racers.spawn(async move {
            let grant = grant(1);
            let scope = grant.scope();
            let part = store.for_tenant(&scope);
            let reserve = || {
                part.transaction()
                    .quota_reserve(Meter::Scans, november(), Limit::AtMost(5))
            };
            reserve().commit().await
        });
    }
    let mut won = 0;
    while let Some(result) = racers.join_next().await {
        match result.unwrap() {
            Ok(()) => won += 1,
            Err(TransactionError::QuotaExhausted) => {}
            Err(error) => panic!("neither won nor lost: {error}"),
        }
    }
    assert_eq!(won, 5);
    let grant = grant(1);
    let scope = grant.scope();
    let part = store.for_tenant(&scope);
    assert_eq!(part.quota_used(Meter::Scans, november()).await.unwrap(), 5);
}

#[tokio::test]
async fn quota_that_was_given_back_can_be_taken_again_and_never_goes_below_nothing() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let grant = grant(1);
    let scope = grant.scope();
    let part = store.for_tenant(&scope);
    let limit = Limit::AtMost(1);
    let reserve = || {
        part.transaction()
            .quota_reserve(Meter::Scans, november(), limit)
            .commit()
    };
    let release = || {
        part.transaction()
            .quota_release(Meter::Scans, november())
            .commit()
    };
    reserve().await.unwrap();
    assert!(matches!(
        reserve().await,
        Err(TransactionError::QuotaExhausted)
    ));
    release().await.unwrap();
    assert!(release().await.is_err(), "gave back what nobody took");
    reserve().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn usage_is_counted_once_whoever_counts_it_and_however_often() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let now: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
    let batches: Vec<_> = (0..60).map(|_| (UsageBatchId::at(now), 7)).collect();
    let mut workers = tokio::task::JoinSet::new();
    // Four workers are given overlapping thirds of the same batches, and repeat them.
    for worker in 0..4 {
        let store = store.clone();
        let batches = batches.clone();
        workers.spawn(async move {
            let grant = grant(1);
            let scope = grant.scope();
            let part = store.for_tenant(&scope);
            for round in 0..3 {
                let from = (worker * 10 + round * 5) % 40;
                let batches = batches[from..from + 20].to_vec();
                let (meter, period) = (Meter::Documents, november());
                let fold = Fold {
                    meter,
                    period,
                    shard: 0,
                    batches,
                };
                part.usage_fold(&fold, now).await.unwrap();
            }
            let (meter, period) = (Meter::Documents, november());
            part.usage_fold(
                &Fold {
                    meter,
                    period,
                    shard: 0,
                    batches,
                },
                now,
            )
            .await
            .unwrap();
        });
    }
    while let Some(result) = workers.join_next().await {
        result.unwrap();
    }
    let grant = grant(1);
    let scope = grant.scope();
    let totals = store
        .for_tenant(&scope)
        .usage_totals(november())
        .await
        .unwrap();
    let documents = totals
        .iter()
        .find(|total| total.meter == Meter::Documents)
        .unwrap();
    assert_eq!(documents.used, 60 * 7);
}

#[tokio::test]
async fn tenants_count_apart() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let (one, two) = (grant(1), grant(2));
    let (one, two) = (one.scope(), two.scope());
    assert_ne!(one.tenant(), two.tenant());
    let reserve = store.for_tenant(&one).transaction();
    reserve
        .quota_reserve(Meter::Scans, november(), Limit::Unlimited)
        .commit()
        .await
        .unwrap();
    assert_eq!(
        store
            .for_tenant(&two)
            .quota_used(Meter::Scans, november())
            .await
            .unwrap(),
        0
    );
    assert_eq!(store.for_tenant(&one).rate_book(7, 50).await.unwrap(), 50);
    assert_eq!(store.for_tenant(&one).rate_book(7, 50).await.unwrap(), 100);
    assert_eq!(store.for_tenant(&two).rate_book(7, 50).await.unwrap(), 50);
}
