//! One scan of content that is there: fetch it, take over what is known of it, or scan it.

use detect::FingerprintKey;
use domain::{Failure, MAX_UPLOAD_BYTES, Scan, SourceKind};
use objects::{Objects, ObjectsError};
use store::ContentId;
use tenancy::TenantScope;
use worker::{Attempt, Trouble, Work};

use crate::{engine, reuse};

/// Scans texts and uploads.
#[derive(Debug)]
pub(crate) struct ContentWork {
    pub(crate) objects: Objects,
}

impl Work for ContentWork {
    /// The content whose findings these are; nothing where they were taken over.
    type Done = Option<ContentId>;

    async fn run(&self, attempt: &mut Attempt<'_>) -> Result<Option<ContentId>, Trouble> {
        let secret = attempt.secret();
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("content");
        let source = attempt.scan().source.clone();
        let objects = self.objects.for_tenant(attempt.scope());
        let Some(upload) = source.upload else {
            return Err(content_missing());
        };
        let downloaded = Box::pin(objects.upload_download(upload, &path, MAX_UPLOAD_BYTES));
        if !attempt.alive(downloaded).await?.map_err(passing)? {
            return Err(content_missing());
        }
        let name = match source.kind {
            SourceKind::Text => String::new(),
            SourceKind::Upload => source.file_name,
            // Jobs of the one go to a queue of their own; the other is complete from the start and has none.
            SourceKind::Website | SourceKind::Assessment => return Err(content_missing()),
        };
        let content = reuse::identify(path.clone(), name.clone(), secret, attempt.rules().version);
        let content = attempt.alive(content).await??;
        if take_over(attempt, &content).await? {
            return Ok(None);
        }
        let mut ledger = attempt.ledger();
        let key = FingerprintKey::new(secret);
        let result = engine::scan(
            attempt.scan().id,
            path,
            name,
            key,
            attempt.rules().clone(),
            &mut ledger,
        )
        .await;
        // What was written stands, whether the scan went on or not.
        attempt.take_over(&ledger);
        result?;
        attempt.report().await?;
        Ok(Some(content))
    }

    async fn completed(&self, attempt: &Attempt<'_>, content: Option<ContentId>) {
        if let Some(content) = content {
            reuse::remember(attempt.store(), content, attempt.scan()).await;
        }
    }

    /// Failing costs nothing but a day: the bucket forgets it then.
    async fn forget(&self, scope: &TenantScope<'_>, scan: &Scan) {
        let Some(upload) = scan.source.upload else {
            return;
        };
        let objects = self.objects.for_tenant(scope);
        if let Err(error) = objects.upload_delete(upload).await {
            tracing::warn!(scan = %scan.id, %error, "scanned content could not be removed");
        }
    }
}

/// Takes over what an earlier scan found in the same content, if one did.
async fn take_over(attempt: &mut Attempt<'_>, content: &ContentId) -> Result<bool, Trouble> {
    let store = attempt.store();
    let scan = attempt.scan();
    let id = scan.id;
    // An earlier try may have written findings of its own, under other ids than copies have.
    let resumed = attempt.is_resumed() && scan.reused_from.is_none();
    let earlier = if resumed {
        None
    } else {
        reuse::find(store, content, attempt.now()).await?
    };
    let Some(earlier) = earlier.filter(|earlier| earlier.id != id) else {
        if attempt.scan_mut().reused_from.take().is_some() {
            // A worker died over the copies, and what it copied is gone since.
            store.finding_remove_all(id).await?;
        }
        return Ok(false);
    };
    attempt.scan_mut().reused_from = Some(earlier.id);
    let mut after = None;
    loop {
        // The claim is renewed before what no version guards is written.
        attempt.hold().await?;
        let copies = reuse::copies(store, &earlier, attempt.scan(), after);
        let (copies, next) = copies.await?;
        store.put_all(&copies).await?;
        if next.is_none() {
            break;
        }
        after = next;
    }
    let scan = attempt.scan_mut();
    scan.progress = earlier.progress;
    scan.findings = earlier.findings;
    scan.findings_dropped = earlier.findings_dropped;
    scan.risk_so_far = earlier.risk_so_far;
    Ok(true)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn passing(error: ObjectsError) -> Trouble {
    Trouble::Passing(error.to_string())
}

/// The content is gone.
fn content_missing() -> Trouble {
    Trouble::Final(Failure {
        code: "content_missing".to_owned(),
        detail: "The content was gone before it could be scanned. Upload it again and start a \
                 new scan; this one was not counted."
            .to_owned(),
    })
}
