//! The bucket, and one tenant's part of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_s3::config::RequestChecksumCalculation;
use aws_sdk_s3::config::retry::RetryPartition;
use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::head_object::HeadObjectError;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use domain::{ScanId, TenantId, UploadId};
use tenancy::TenantScope;
use tokio::io::AsyncWriteExt as _;

/// The bucket could not be asked, or a file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("objects: {0}")]
pub struct ObjectsError(String);

/// Made when it is first used: reading a service's endpoint rules is most of a function's start,
/// and few requests need every service.
type LazyClient = Arc<LazyLock<aws_sdk_s3::Client, Box<dyn FnOnce() -> aws_sdk_s3::Client + Send>>>;

/// The bucket. Reads and writes nothing until it is given a scope.
#[derive(Clone, Debug)]
pub struct Objects {
    client: LazyClient,
    bucket: String,
}

/// One tenant's part of the bucket.
#[derive(Debug)]
pub struct TenantObjects<'a> {
    objects: &'a Objects,
    tenant: TenantId,
}

/// A request that anybody may make who has it, until it lapses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presigned {
    /// The method.
    pub method: String,
    /// The address, signature included.
    pub url: String,
    /// The headers that are signed, and so have to be sent as they are.
    pub headers: BTreeMap<String, String>,
}

impl Objects {
    /// The objects in `bucket`.
    #[must_use]
    pub fn new(aws: &SdkConfig, bucket: impl Into<String>) -> Self {
        let aws = aws.clone();
        let client = Box::new(move || {
            let config = aws_sdk_s3::config::Builder::from(&aws)
                // An emulator has no DNS name for each bucket.
                .force_path_style(aws.endpoint_url().is_some())
                // A signed checksum would have to be known before the content is.
                .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
                // Tries are this client's own, not the process's.
                .retry_partition(RetryPartition::custom("objects").build())
                .build();
            aws_sdk_s3::Client::from_conf(config)
        });
        Self {
            client: Arc::new(LazyLock::new(client)),
            bucket: bucket.into(),
        }
    }

    /// The scope's tenant's part of the bucket.
    #[must_use]
    pub fn for_tenant<'a>(&'a self, scope: &'a TenantScope<'_>) -> TenantObjects<'a> {
        TenantObjects {
            objects: self,
            tenant: scope.tenant(),
        }
    }
}

impl TenantObjects<'_> {
    fn upload_key(&self, upload: UploadId) -> String {
        format!("uploads/{}/{upload}", self.tenant)
    }

    fn report_key(&self, scan: ScanId, extension: &str) -> String {
        format!("reports/{}/{scan}.{extension}", self.tenant)
    }

    /// A request that puts an upload of exactly this size and type.
    ///
    /// # Errors
    /// When it can't be signed.
    pub async fn upload_presign(
        &self,
        upload: UploadId,
        bytes: u64,
        media_type: &str,
        lifetime: Duration,
    ) -> Result<Presigned, ObjectsError> {
        let length = i64::try_from(bytes).map_err(|error| ObjectsError(error.to_string()))?;
        let expires = PresigningConfig::expires_in(lifetime).map_err(of)?;
        let request = self
            .objects
            .client
            .put_object()
            .bucket(&self.objects.bucket)
            .key(self.upload_key(upload))
            .content_length(length)
            .content_type(media_type)
            .presigned(expires)
            .await
            .map_err(call)?;
        let headers = request
            .headers()
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(Presigned {
            method: request.method().to_owned(),
            url: request.uri().to_owned(),
            headers: headers.collect(),
        })
    }

    /// Puts an upload on the tenant's behalf.
    ///
    /// # Errors
    /// When the bucket can't be asked.
    pub async fn upload_put(&self, upload: UploadId, content: Vec<u8>) -> Result<(), ObjectsError> {
        self.put(self.upload_key(upload), content, "application/octet-stream")
            .await
    }

    /// The size of an upload, if it is there.
    ///
    /// # Errors
    /// When the bucket can't be asked.
    pub async fn upload_size(&self, upload: UploadId) -> Result<Option<u64>, ObjectsError> {
        let head = self
            .objects
            .client
            .head_object()
            .bucket(&self.objects.bucket);
        match head.key(self.upload_key(upload)).send().await {
            Ok(answer) => Ok(answer
                .content_length()
                .and_then(|bytes| u64::try_from(bytes).ok())),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(HeadObjectError::is_not_found) =>
            {
                Ok(None)
            }
            Err(error) => Err(call(error)),
        }
    }

    /// Writes an upload into a file, never more than `most` bytes; `false` when it is not there.
    ///
    /// # Errors
    /// When the bucket can't be asked, the file can't be written, or the object is larger.
    pub async fn upload_download(
        &self,
        upload: UploadId,
        to: &Path,
        most: u64,
    ) -> Result<bool, ObjectsError> {
        let get = self
            .objects
            .client
            .get_object()
            .bucket(&self.objects.bucket);
        let answer = match get.key(self.upload_key(upload)).send().await {
            Ok(answer) => answer,
            Err(error) if error.code() == Some("NoSuchKey") => return Ok(false),
            Err(error) => return Err(call(error)),
        };
        let mut body = answer.body;
        let mut file = tokio::fs::File::create(to).await.map_err(of)?;
        let mut written = 0_u64;
        while let Some(chunk) = body.try_next().await.map_err(of)? {
            written += chunk.len() as u64;
            if written > most {
                return Err(ObjectsError(format!(
                    "the object has more than {most} bytes"
                )));
            }
            file.write_all(&chunk).await.map_err(of)?;
        }
        file.flush().await.map_err(of)?;
        Ok(true)
    }

    /// Removes an upload, if it is there.
    ///
    /// # Errors
    /// When the bucket can't be asked.
    pub async fn upload_delete(&self, upload: UploadId) -> Result<(), ObjectsError> {
        self.delete(self.upload_key(upload)).await
    }

    /// Puts a report, and makes a request that gets it.
    ///
    /// # Errors
    /// When the bucket can't be asked.
    pub async fn report_put(
        &self,
        scan: ScanId,
        extension: &str,
        media_type: &str,
        content: Vec<u8>,
        lifetime: Duration,
    ) -> Result<Presigned, ObjectsError> {
        let key = self.report_key(scan, extension);
        self.put(key.clone(), content, media_type).await?;
        let expires = PresigningConfig::expires_in(lifetime).map_err(of)?;
        let get = self
            .objects
            .client
            .get_object()
            .bucket(&self.objects.bucket)
            .key(key);
        let request = get.presigned(expires).await.map_err(call)?;
        Ok(Presigned {
            method: request.method().to_owned(),
            url: request.uri().to_owned(),
            headers: BTreeMap::new(),
        })
    }

    /// Removes a report, if it is there.
    ///
    /// # Errors
    /// When the bucket can't be asked.
    pub async fn report_delete(&self, scan: ScanId, extension: &str) -> Result<(), ObjectsError> {
        self.delete(self.report_key(scan, extension)).await
    }

    async fn delete(&self, key: String) -> Result<(), ObjectsError> {
        let delete = self
            .objects
            .client
            .delete_object()
            .bucket(&self.objects.bucket);
        delete.key(key).send().await.map_err(call)?;
        Ok(())
    }

    async fn put(
        &self,
        key: String,
        content: Vec<u8>,
        media_type: &str,
    ) -> Result<(), ObjectsError> {
        self.objects
            .client
            .put_object()
            .bucket(&self.objects.bucket)
            .key(key)
            .content_type(media_type)
            .body(ByteStream::from(content))
            .send()
            .await
            .map_err(call)?;
        Ok(())
    }
}

fn of(error: impl std::error::Error) -> ObjectsError {
    ObjectsError(error.to_string())
}

fn call<E: std::error::Error + 'static, R: std::fmt::Debug + 'static>(
    error: SdkError<E, R>,
) -> ObjectsError {
    ObjectsError(DisplayErrorContext(error).to_string())
}
