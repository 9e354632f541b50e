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
