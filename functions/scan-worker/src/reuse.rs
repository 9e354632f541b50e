//! Content that was scanned a moment ago: its findings are taken over instead of found again.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use domain::{Finding, FindingId, Scan, ScanState};
use hmac::{Hmac, Mac as _};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;
use store::{ContentId, ContentRecord, Filter, Stored, TenantStore};

use worker::Trouble;

/// For how long a result stands for its content.
const REUSE_FOR: SignedDuration = SignedDuration::from_hours(24);

/// How many findings are copied between two signs of life.
pub(crate) const COPIED_AT_ONCE: usize = 500;

/// Names the content of the file at `path`, as this engine and these rules see it: under another name the same
/// bytes may be read otherwise.
pub(crate) async fn identify(
    path: PathBuf,
    name: String,
    secret: [u8; 32],
    rules_version: u64,
) -> Result<ContentId, Trouble> {
    let hashed = tokio::task::spawn_blocking(move || hash(File::open(path)?, &name, &secret)).await;
    let hash = hashed.map_err(|error| Trouble::Passing(error.to_string()))??;
    Ok(ContentId {
        hash,
        engine: match rules_version {
            0 => detect::VERSION.to_owned(),
            version => format!("{}/rules.{version}", detect::VERSION),
        },
    })
}

fn hash(mut content: impl Read, name: &str, secret: &[u8; 32]) -> io::Result<String> {
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(secret).map_err(io::Error::other)?;
    // So that it is never the same as a fingerprint, which has the same key.
    mac.update(b"content\0");
    mac.update(&(name.len() as u64).to_be_bytes());
    mac.update(name.as_bytes());
    let mut block = vec![0; 64 << 10];
    loop {
        match content.read(&mut block) {
            Ok(0) => return Ok(hex::encode(mac.finalize().into_bytes())),
            Ok(length) => mac.update(block.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The scan whose findings this content has, if there is one that still stands.
pub(crate) async fn find(
    store: &TenantStore<'_>,
    content: &ContentId,
    now: Timestamp,
) -> Result<Option<Scan>, Trouble> {
    let known = store.get::<ContentRecord>(content).await?;
    // The table forgets late.
    let Some(known) = known.filter(|known| known.record.forget_at > now) else {
        return Ok(None);
    };
    let scan = store.get::<Scan>(&known.record.scan).await?;
    let scan = scan.map(|stored| stored.record);
    // What a comment in the content had decided, people may have decided otherwise there since.
    Ok(scan.filter(|scan| scan.state == ScanState::Completed && scan.findings_accepted == 0))
}

/// Remembers what the content's findings are.
pub(crate) async fn remember(store: &TenantStore<'_>, content: ContentId, scan: &Scan) {
    let Some(finished) = scan.finished_at else {
        return;
    };
    let known = ContentRecord {
        id: content,
        scan: scan.id,
        forget_at: finished.saturating_add(REUSE_FOR).unwrap_or(finished),
    };
    // Not remembering costs no more than scanning again.
    if let Err(error) = store.put_all(&[known]).await {
        tracing::warn!(scan = %scan.id, %error, "a result could not be remembered");
    }
}

/// A page of the findings of `earlier`, as findings of `scan`, and where the next begins.
pub(crate) async fn copies(
    store: &TenantStore<'_>,
    earlier: &Scan,
    scan: &Scan,
    after: Option<store::Position>,
) -> Result<(Vec<Finding>, Option<store::Position>), Trouble> {
    let filter = Filter::default();
    let page = store.finding_list(earlier.id, &filter, after, COPIED_AT_ONCE);
    let page = page.await?;
    let copy = |stored: Stored<Finding>| {
        let finding = stored.record;
        Finding {
            // Derived, so that copying twice is copying once.
            id: FindingId::derive(scan.id, finding.severity, &finding.id.to_string(), 0),
            scan: scan.id,
            // What people made of it there, they made of it there.
            state: domain::FindingState::Open,
            triage: None,
            ..finding
        }
    };
    Ok((page.items.into_iter().map(copy).collect(), page.next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_depends_on_content_name_and_tenant() {
        let of =
            |content: &[u8], name: &str, secret: u8| hash(content, name, &[secret; 32]).unwrap();
        let one = of(b"BSN 123456782", "a.txt", 1);
        assert_eq!(one, of(b"BSN 123456782", "a.txt", 1));
        for other in [
            of(b"BSN 123456783", "a.txt", 1),
            of(b"BSN 123456782", "b.txt", 1),
            of(b"BSN 123456782", "a.txt", 2),
            of(b"tBSN 123456782", "a.tx", 1),
        ] {
            assert_ne!(one, other);
        }
    }
}
