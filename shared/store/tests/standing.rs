//! Series and risk on the embedded table: scans that end at the same time, repeats, deletions.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use domain::{
    Category, Finding, FindingCounts, FindingId, FindingIndex, FindingState, Location, Name,
    Period, Progress, RiskAccumulator, Scan, ScanId, ScanState, SeriesId, Severity, Source,
    SourceKind, UploadId,
};
use jiff::Timestamp;
use store::{Store, StoreError, Stored, TenantStore, TransactionError, Version};
use tenancy::TenantScope;
use testkit::{TABLE, Table, grant};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

fn scan(second: i64, name: &str, high: u64) -> Scan {
    let name = Name::try_from(name.to_owned()).unwrap();
    let source = Source {
        kind: SourceKind::Text,
        upload: Some(UploadId::at(at(second))),
        file_name: String::new(),
        bytes: 1,
        website: None,
    };
    let mut risk_so_far = RiskAccumulator::new();
    risk_so_far.add("iban", Severity::High, 100, high);
    Scan {
        id: ScanId::at(at(second)),
        series: Some(SeriesId::of_source(&source, &name)),
        name,
        source,
        state: ScanState::Completed,
        created_at: at(second),
        created_by: "system:test".to_owned(),
        started_at: None,
        finished_at: None,
        progress: Progress::default(),
        findings: FindingCounts::default(),
        findings_accepted: 0,
        findings_left_out: domain::LeftOut::default(),
        findings_dropped: 0,
        risk: None,
        risk_so_far,
        risk_left_out: RiskAccumulator::new(),
        comparison: None,
        failure: None,
        engine_version: "1".to_owned(),
        period: Period::of(at(second)),
        charged: true,
        claim: None,
        reused_from: None,
        schedule: None,
        rules_version: None,
        verdict: None,
    }
}

/// What a worker does at the end, until nobody gets in between.
async fn enter(store: &TenantStore<'_>, scan: &Scan) {
    loop {
        let standing = store.standing(scan.series.unwrap()).await.unwrap();
        let transaction = standing.enter(store.transaction(), scan, at(100));
        match transaction.commit().await {
            Ok(()) => return,
            Err(TransactionError::Store(StoreError::Conflict)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

async fn leave(store: &TenantStore<'_>, scan: &Scan) {
    let standing = store.standing(scan.series.unwrap()).await.unwrap();
    let successor = match standing.successor(scan.id) {
        Some(successor) => store.get::<Scan>(&successor).await.unwrap(),
        None => None,
    };
    let successor = successor.map(|stored: Stored<Scan>| stored.record);
    let transaction = store.transaction().delete::<Scan>(&scan.id, Version::FIRST);
    let transaction = standing.leave(transaction, scan.id, successor.as_ref(), at(200));
    transaction.commit().await.unwrap();
}

async fn score(store: &TenantStore<'_>) -> u8 {
    let (now, points) = store.risk_since(day("2026-09-01")).await.unwrap();
    let now = now.unwrap();
    assert_eq!(points.last(), Some(&now.point));
    assert_eq!(now.point.score, now.risk.score);
    now.risk.score
}

fn day(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn scans_that_end_at_the_same_time_are_all_counted_once() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let work = (0..8).map(|n| {
        let store = store.clone();
        tokio::spawn(async move {
            let grant = grant(1);
            let scope: TenantScope<'_> = grant.scope();
            let part = store.for_tenant(&scope);
            let scan = scan(n, &format!("thing {n}"), 1);
            enter(&part, &scan).await;
            // The message came again.
            enter(&part, &scan).await;
        })
    });
    for work in work.collect::<Vec<_>>() {
        work.await.unwrap();
    }
    let grant = grant(1);
    let scope = grant.scope();
    let part = store.for_tenant(&scope);
    let mut all = RiskAccumulator::new();
    all.add("iban", Severity::High, 100, 8);
    let (now, points) = part.risk_since(day("2026-09-01")).await.unwrap();
    let now = now.unwrap();
    assert_eq!(now.risk, all.score());
    assert_eq!(
        (now.series.len(), now.point.series, points.len()),
        (8, 8, 1)
    );
    assert_eq!(now.point.before, 0);
}

#[tokio::test]
async fn the_newest_scan_of_a_series_speaks_for_it_until_it_is_deleted() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let grant = grant(1);
    let scope = grant.scope();
    let part = store.for_tenant(&scope);
    let (old, new) = (scan(1, "letter", 1), scan(2, "letter", 5));
    for scan in [&new, &old] {
        part.create(scan).await.unwrap();
        // The older ends last and changes nothing.
        enter(&part, scan).await;
    }
    let series = new.series.unwrap();
    let newest = new.risk_so_far.score().score;
    assert_eq!(score(&part).await, newest);
    let standing = part.standing(series).await.unwrap();
    assert_eq!(standing.before(new.id), Some(old.id));
    assert_eq!(standing.before(old.id), None);

    leave(&part, &new).await;
    assert_eq!(score(&part).await, 30);
    leave(&part, &old).await;
    assert_eq!(score(&part).await, 0);
    let standing = part.standing(series).await.unwrap();
    assert_eq!(
        standing.before(new.id),
        None,
        "nothing is left of the series"
    );
}

#[tokio::test]
async fn an_index_is_read_back_whole_with_its_scan() {
    let table = Table::start().await;
    let store = Store::new(table.aws(), TABLE);
    let grant = grant(1);
    let scope = grant.scope();
    let part = store.for_tenant(&scope);
    let (one, other) = (scan(1, "letter", 1), scan(2, "letter", 1));
    let mut index = FindingIndex::default();
    for place in 0..9_000 {
        index.add(&finding(&one, &place.to_string()));
    }
    part.create(&one).await.unwrap();
    part.create(&other).await.unwrap();
    part.finding_index_put(one.id, &index).await.unwrap();
    let (first, second) = part.comparable(one.id, other.id).await.unwrap();
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!((first.scan, second.scan), (one.clone(), other));
    let found = domain::Comparison::of(&first.findings, &index);
    assert_eq!(found.unchanged.len(), 9_000);
    assert!(second.findings.is_empty());
    let (same, itself) = part.comparable(one.id, one.id).await.unwrap();
    assert_eq!(same, itself);
    part.finding_remove_all(one.id).await.unwrap();
    let (gone, _) = part.comparable(one.id, one.id).await.unwrap();
    assert!(gone.unwrap().findings.is_empty());
}

fn finding(scan: &Scan, place: &str) -> Finding {
    Finding {
        id: FindingId::derive(scan.id, Severity::High, place, 0),
        scan: scan.id,
        detector: "iban".to_owned(),
        title: "IBAN".to_owned(),
        category: Category::PersonalData,
        severity: Severity::High,
        confidence_percent: 90,
        article: String::new(),
        location: Location {
            path: String::new(),
            part: None,
            line: Some(1),
            column: Some(1),
            end_line: Some(1),
            end_column: Some(9),
        },
        evidence: "N*******".to_owned(),
        occurrences: 1,
        fingerprint: place.to_owned(),
        explanation: Vec::new(),
        state: FindingState::Open,
        triage: None,
    }
}
