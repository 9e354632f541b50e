//! S3: objects, and what a presigned URL allows.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::Client;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use local::aws::Data;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::sdk::{http, start, start_with};

const BUCKET: &str = "uploads";
const CONTENT: &[u8] = b"id,name\n1,Jan\n";

async fn presign(client: &Client, expires: PresigningConfig) -> PresignedRequest {
    client
        .put_object()
        .bucket(BUCKET)
        .key("uploads/tenant/file one.csv")
        .content_length(i64::try_from(CONTENT.len()).unwrap())
        .content_type("text/csv")
        .presigned(expires)
        .await
        .unwrap()
}

fn in_an_hour() -> PresigningConfig {
    PresigningConfig::expires_in(Duration::from_hours(1)).unwrap()
}

async fn put(url: &str, content_type: Option<&str>, body: &[u8]) -> u16 {
    let mut request = http::Request::put(url);
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    http(request.body(body.to_vec()).unwrap())
        .await
        .status()
        .as_u16()
}

#[tokio::test]
async fn objects_are_kept_listed_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let data = Data::Folder(folder.path().to_owned());
    let emulated = start_with(data.clone()).await;
    emulated.aws.create_bucket(BUCKET).await.unwrap();
    emulated.aws.create_bucket(BUCKET).await.unwrap();
    emulated
        .objects()
        .put_object()
        .bucket(BUCKET)
        .key("a/b.csv")
        .content_type("text/csv")
        .body(ByteStream::from_static(CONTENT))
        .send()
        .await
        .unwrap();
    emulated.aws.shutdown().await;

    let emulated = start_with(data).await;
    let client = emulated.objects();
    let object = client
        .get_object()
        .bucket(BUCKET)
        .key("a/b.csv")
        .send()
        .await
        .unwrap();
    assert_eq!(object.content_type(), Some("text/csv"));
    assert_eq!(object.body.collect().await.unwrap().to_vec(), CONTENT);
    let listed = client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("a/")
        .send()
        .await
        .unwrap();
    assert_eq!(listed.contents()[0].key(), Some("a/b.csv"));
    client
        .delete_object()
        .bucket(BUCKET)
        .key("a/b.csv")
        .send()
        .await
        .unwrap();
    let gone = client
        .get_object()
        .bucket(BUCKET)
        .key("a/b.csv")
        .send()
        .await;
    assert!(gone.unwrap_err().into_service_error().is_no_such_key());
}

#[tokio::test]
async fn a_presigned_upload_takes_the_signed_length_and_type_and_nothing_else() {
    let emulated = start().await;
    emulated.aws.create_bucket(BUCKET).await.unwrap();
    let client = emulated.objects();
    let signed = presign(&client, in_an_hour()).await;
    let url = signed.uri();
    assert!(url.starts_with(emulated.aws.endpoint()), "{url}");
    assert_eq!(put(url, Some("text/csv"), b"short").await, 403);
    assert_eq!(put(url, Some("text/csv"), &[b'x'; 4096]).await, 403);
    assert_eq!(put(url, Some("text/html"), CONTENT).await, 403);
    assert_eq!(put(url, None, CONTENT).await, 403);
    let other_key = url.replace("tenant", "tenant2");
    assert_eq!(put(&other_key, Some("text/csv"), CONTENT).await, 403);
    assert_eq!(put(url, Some("text/csv"), CONTENT).await, 200);
    let object = client
        .get_object()
        .bucket(BUCKET)
        .key("uploads/tenant/file one.csv")
        .send()
        .await
        .unwrap();
    assert_eq!(object.body.collect().await.unwrap().to_vec(), CONTENT);
}

#[tokio::test]
async fn an_upload_without_a_length_is_refused() {
    let emulated = start().await;
    emulated.aws.create_bucket(BUCKET).await.unwrap();
    let signed = presign(&emulated.objects(), in_an_hour()).await;
    let address = emulated
        .aws
        .endpoint()
        .trim_start_matches("http://")
        .to_owned();
    let path = signed.uri().trim_start_matches(emulated.aws.endpoint());
    let request = format!(
        "PUT {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: text/csv\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n5\r\nlarge\r\n0\r\n\r\n"
    );
    let mut connection = tokio::net::TcpStream::connect(&address).await.unwrap();
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn an_expired_url_and_an_unsigned_request_are_refused() {
    let emulated = start().await;
    emulated.aws.create_bucket(BUCKET).await.unwrap();
    let two_hours_ago = PresigningConfig::builder()
        .start_time(SystemTime::now() - Duration::from_hours(2))
        .expires_in(Duration::from_hours(1))
        .build()
        .unwrap();
    let signed = presign(&emulated.objects(), two_hours_ago).await;
    assert_eq!(put(signed.uri(), Some("text/csv"), CONTENT).await, 403);
    let plain = format!("{}/{BUCKET}/uploads/x", emulated.aws.endpoint());
    assert_eq!(put(&plain, Some("text/csv"), CONTENT).await, 403);
}

#[tokio::test]
async fn large_objects_go_up_in_parts() {
    let emulated = start().await;
    emulated.aws.create_bucket(BUCKET).await.unwrap();
    let client = emulated.objects();
    let upload = client
        .create_multipart_upload()
        .bucket(BUCKET)
        .key("big")
        .send()
        .await
        .unwrap();
    let id = upload.upload_id().unwrap();
    let mut parts = CompletedMultipartUpload::builder();
    for number in 1..=2 {
        let part = client
            .upload_part()
            .bucket(BUCKET)
            .key("big")
            .upload_id(id)
            .part_number(number)
            .body(ByteStream::from(vec![b'x'; 5 * 1024 * 1024]))
            .send()
            .await
            .unwrap();
        parts = parts.parts(
            CompletedPart::builder()
                .part_number(number)
                .e_tag(part.e_tag().unwrap())
                .build(),
        );
    }
    client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("big")
        .upload_id(id)
        .multipart_upload(parts.build())
        .send()
        .await
        .unwrap();
    let head = client
        .head_object()
        .bucket(BUCKET)
        .key("big")
        .send()
        .await
        .unwrap();
    assert_eq!(head.content_length(), Some(10 * 1024 * 1024));
}
