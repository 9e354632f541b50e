//! Which service and operation a request is for.

use http::{HeaderMap, Method, Uri, header};

use super::Service;

/// A request's destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// An operation of a JSON protocol, named by its target header.
    Json(Target),
    /// Something in S3, path-style.
    Object { operation: &'static str },
    /// A user pool's pages for people and clients: keys, sign-in, tokens.
    SignIn,
    /// Nothing that is emulated; the text says why.
    Unknown(String),
}

/// An operation of a JSON protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) service: Service,
    pub(super) operation: String,
    /// The header's whole value, such as `DynamoDB_20120810.GetItem`.
    pub(super) full: String,
}

impl Target {
    pub(super) fn parse(full: &str) -> Option<Self> {
        let (prefix, operation) = full.split_once('.')?;
        let service = match prefix {
            "DynamoDB_20120810" | "DynamoDBStreams_20120810" => Service::DynamoDb,
            "AmazonSQS" => Service::Sqs,
            "AWSCognitoIdentityProviderService" => Service::Cognito,
            _ => return None,
        };
        Some(Self {
            service,
            operation: operation.to_owned(),
            full: full.to_owned(),
        })
    }
}

/// Finds the destination by target header, then by path, then by the signature's scope.
pub(super) fn destination(method: &Method, uri: &Uri, headers: &HeaderMap) -> Destination {
    if let Some(target) = headers.get("x-amz-target") {
        let target = target.to_str().unwrap_or_default();
        return Target::parse(target).map_or_else(
            || Destination::Unknown(format!("the target '{target}' isn't emulated")),
            Destination::Json,
        );
    }
    if is_sign_in_path(uri.path()) {
        return Destination::SignIn;
    }
    match scope_service(headers) {
        None | Some("s3") => Destination::Object {
            operation: object_operation(method, uri, headers),
        },
        Some(service) => Destination::Unknown(format!(
            "'{service}' isn't emulated, or not in the protocol of this request"
        )),
    }
}

/// Paths that belong to user pools. A pool's id has an underscore, which no bucket's name has;
/// `oauth2`, `login` and `logout` can't be buckets here.
fn is_sign_in_path(path: &str) -> bool {
    let mut segments = path.trim_start_matches('/').split('/');
    match (segments.next(), segments.next()) {
        (Some("oauth2" | "login" | "logout"), _) => true,
        (Some(pool), Some(".well-known")) => pool.contains('_'),
        _ => false,
    }
}

/// The service in the credential scope of an `Authorization` header.
fn scope_service(headers: &HeaderMap) -> Option<&str> {
    let authorization = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (_, credential) = authorization.split_once("Credential=")?;
    credential.split(',').next()?.split('/').nth(3)
}

/// S3's name for the operation, as far as anybody counts or fails it.
fn object_operation(method: &Method, uri: &Uri, headers: &HeaderMap) -> &'static str {
    let path = uri.path().trim_start_matches('/');
    let has_key = path.split_once('/').is_some_and(|(_, key)| !key.is_empty());
    let asks = |name: &str| {
        uri.query()
            .unwrap_or_default()
            .split('&')
            .any(|pair| pair.split('=').next() == Some(name))
    };
    match (method.as_str(), has_key) {
        ("PUT", true) if asks("partNumber") => "UploadPart",
        ("PUT", true) if headers.contains_key("x-amz-copy-source") => "CopyObject",
        ("PUT", true) => "PutObject",
        ("GET", true) => "GetObject",
        ("HEAD", true) => "HeadObject",
        ("DELETE", true) if asks("uploadId") => "AbortMultipartUpload",
        ("DELETE", true) => "DeleteObject",
        ("POST", true) if asks("uploads") => "CreateMultipartUpload",
        ("POST", true) => "CompleteMultipartUpload",
        ("PUT", false) => "CreateBucket",
        ("HEAD", false) => "HeadBucket",
        ("DELETE", false) => "DeleteBucket",
        ("POST", false) => "DeleteObjects",
        ("GET", false) if path.is_empty() => "ListBuckets",
        ("GET", false) => "ListObjectsV2",
        _ => "Unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: &str, uri: &str, header: Option<(&'static str, &str)>, expected: &str) {
        let mut headers = HeaderMap::new();
        if let Some((name, value)) = header {
            headers.insert(name, value.parse().unwrap());
        }
        let found = match destination(&method.parse().unwrap(), &uri.parse().unwrap(), &headers) {
            Destination::Json(target) => format!("{} {}", target.service.name(), target.operation),
            Destination::Object { operation } => format!("S3 {operation}"),
            Destination::SignIn => "sign-in".to_owned(),
            Destination::Unknown(_) => "unknown".to_owned(),
        };
        assert_eq!(found, expected, "{method} {uri}");
    }

    #[test]
    fn requests_find_their_service() {
        check(
            "POST",
            "/",
            Some(("x-amz-target", "DynamoDB_20120810.GetItem")),
            "DynamoDB GetItem",
        );
        check(
            "POST",
            "/000000000000/jobs",
            Some(("x-amz-target", "AmazonSQS.SendMessage")),
            "SQS SendMessage",
        );
        check(
            "POST",
            "/",
            Some(("x-amz-target", "Logs_20140328.PutLogEvents")),
            "unknown",
        );
        check(
            "GET",
            "/eu-west-1_Ab3/.well-known/jwks.json",
            None,
            "sign-in",
        );
        check("GET", "/oauth2/authorize?client_id=x", None, "sign-in");
        check(
            "PUT",
            "/uploads/a/b?X-Amz-Signature=1",
            None,
            "S3 PutObject",
        );
        check(
            "PUT",
            "/uploads/a?partNumber=1&uploadId=2",
            None,
            "S3 UploadPart",
        );
        check("GET", "/uploads/?list-type=2", None, "S3 ListObjectsV2");
        check("GET", "/", None, "S3 ListBuckets");
        check(
            "POST",
            "/",
            Some((
                "authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/sts/aws4_request, SignedHeaders=host, Signature=0",
            )),
            "unknown",
        );
    }
}
