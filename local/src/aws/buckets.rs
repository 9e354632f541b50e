//! S3: s3s checks and parses requests, s3s-fs keeps objects as files.
//!
//! A presigned URL's signature covers the headers that it names, so an upload
//! of another length or type than was signed doesn't pass.

use std::path::PathBuf;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::StatusCode;
use http_body_util::BodyExt as _;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;

use super::data::Folder;
use super::refusal::xml_refusal;
use super::{ACCESS_KEY_ID, Error, SECRET_ACCESS_KEY};

/// The emulated S3.
#[derive(Clone)]
pub(super) struct Buckets {
    root: PathBuf,
    service: S3Service,
}

impl std::fmt::Debug for Buckets {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Buckets")
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}

impl Buckets {
    pub(super) fn open(folder: &Folder) -> Result<Self, Error> {
        let root = folder.subfolder("buckets")?;
        let files =
            FileSystem::new(&root).map_err(|error| Error::storage("s3", format!("{error:?}")))?;
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
        Ok(Self {
            root,
            service: builder.build(),
        })
    }

    /// Creates a bucket, or leaves the one that exists.
    pub(super) async fn create(&self, name: &str) -> Result<(), Error> {
        if !is_bucket_name(name) {
            return Err(Error::BucketName(name.to_owned()));
        }
        let path = self.root.join(name);
        tokio::fs::create_dir_all(&path)
            .await
            .map_err(Error::file(path))
    }

    pub(super) async fn answer(&self, request: Request) -> Response<Body> {
        match self
            .service
            .call(request.map(s3s::Body::http_body_unsync))
            .await
        {
            Ok(answer) => answer.map(|body| Body::new(body.map_err(axum::Error::new))),
            Err(error) => {
                tracing::error!(?error, "the emulated S3 didn't answer");
                let refusal = xml_refusal(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "InternalError",
                    "We encountered an internal error. Please try again.",
                );
                refusal.map(Body::from)
            }
        }
    }
}

/// S3's rules for names of general purpose buckets, short of the reserved prefixes.
fn is_bucket_name(name: &str) -> bool {
    let is_edge = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = name.as_bytes();
    (3..=63).contains(&bytes.len())
        && bytes
            .iter()
            .all(|&byte| is_edge(byte) || byte == b'-' || byte == b'.')
        && bytes.first().copied().is_some_and(is_edge)
        && bytes.last().copied().is_some_and(is_edge)
        && !name.contains("..")
        && !["oauth2", "login", "logout"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::is_bucket_name;

    #[test]
    fn bucket_names_follow_s3() {
        for good in ["uploads", "polder-uploads-1", "a.b"] {
            assert!(is_bucket_name(good), "{good}");
        }
        for bad in [
            "ab", "Uploads", "-uploads", "up_loads", "../etc", "a..b", "oauth2",
        ] {
            assert!(!is_bucket_name(bad), "{bad}");
        }
    }
}
