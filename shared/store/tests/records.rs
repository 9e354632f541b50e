//! Records on the embedded table: versions, pages, tenants apart.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use domain::{ApiKey, ApiKeyId, Name, Permission};
use jiff::{Timestamp, ToSpan as _};
use store::{Store, StoreError, Version};
use testkit::{TABLE, Table, grant};

fn key(n: i64) -> ApiKey {
    let at: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
    let at = at + n.seconds();
    ApiKey {
        id: ApiKeyId::at(at),
        name: Name::try_from(format!("key {n}")).unwrap(),
        scopes: vec![Permission::ScanRead],
        hint: "abcd".to_owned(),
        hash: "00".to_owned(),
        created_by: "system:test".to_owned(),
        created_at: at,
        expires_at: None,
        revoked_at: None,
    }
}

#[tokio::test]
async fn a_change_from_an_old_version_is_refused() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let grant = grant(1);
    let scope = grant.scope();
    let part = store.for_tenant(&scope);
    let mut key = key(0);
    part.create(&key).await.unwrap();
    assert!(matches!(part.create(&key).await, Err(StoreError::Conflict)));
    key.revoked_at = Some(key.created_at);
    let second = part.replace(&key, Version::FIRST).await.unwrap();
    assert!(matches!(
        part.replace(&key, Version::FIRST).await,
        Err(StoreError::Conflict)
    ));
    let stored = part.get::<ApiKey>(&key.id).await.unwrap().unwrap();
    assert_eq!((stored.record, stored.version), (key, second));
}

#[tokio::test]
async fn pages_join_to_the_whole_list_of_the_tenant_alone() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let (ours, theirs) = (grant(1), grant(2));
    let (ours, theirs) = (ours.scope(), theirs.scope());
    let keys: Vec<_> = (0..7).map(key).collect();
    for key in &keys {
        store.for_tenant(&ours).create(key).await.unwrap();
    }
    store.for_tenant(&theirs).create(&key(99)).await.unwrap();
    for limit in 1..=8 {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = store
                .for_tenant(&ours)
                .api_key_list(after, limit)
                .await
                .unwrap();
            assert!(page.items.len() <= limit);
            seen.extend(page.items.into_iter().map(|stored| stored.record));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, keys, "in pages of {limit}");
    }
}

#[tokio::test]
async fn what_another_tenant_has_is_not_there() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let (ours, theirs) = (grant(1), grant(2));
    let (ours, theirs) = (ours.scope(), theirs.scope());
    let key = key(0);
    store.for_tenant(&ours).create(&key).await.unwrap();
    let part = store.for_tenant(&theirs);
    assert!(part.get::<ApiKey>(&key.id).await.unwrap().is_none());
    part.delete::<ApiKey>(&key.id).await.unwrap();
    assert!(matches!(
        part.replace(&key, Version::FIRST).await,
        Err(StoreError::Conflict)
    ));
    assert!(
        store
            .for_tenant(&ours)
            .get::<ApiKey>(&key.id)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_that_race_all_happen() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let key = key(0);
    store
        .for_tenant(&grant(1).scope())
        .create(&key)
        .await
        .unwrap();
    let mut racers = tokio::task::JoinSet::new();
    for racer in 0..4 {
        let (store, id) = (store.clone(), key.id);
        racers.spawn(async move {
            let grant = grant(1);
            let scope = grant.scope();
            let part = store.for_tenant(&scope);
            let changed = part.change::<ApiKey, StoreError>(&id, |key| {
                key.hint.push_str(&racer.to_string());
                Ok(true)
            });
            changed.await.unwrap().unwrap();
        });
    }
    while let Some(done) = racers.join_next().await {
        done.unwrap();
    }
    let grant = grant(1);
    let scope = grant.scope();
    let part = store.for_tenant(&scope);
    let stored = part.get::<ApiKey>(&key.id).await.unwrap().unwrap();
    let mut marks: Vec<_> = stored.record.hint["abcd".len()..].chars().collect();
    marks.sort_unstable();
    assert_eq!(marks, ['0', '1', '2', '3']);
    assert_eq!(stored.version, Version::from_number(5));
}

#[tokio::test]
async fn what_is_not_there_or_needs_no_change_is_not_written() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let grant = grant(1);
    let scope = grant.scope();
    let part = store.for_tenant(&scope);
    let key = key(0);
    let touched = |_: &mut ApiKey| -> Result<bool, StoreError> { panic!("there is no key") };
    assert_eq!(part.change(&key.id, touched).await.unwrap(), None);
    part.create(&key).await.unwrap();
    let left = part.change::<ApiKey, StoreError>(&key.id, |_| Ok(false));
    assert_eq!(left.await.unwrap().unwrap().version, Version::FIRST);
}
