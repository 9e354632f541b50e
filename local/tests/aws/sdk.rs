//! A started emulator and SDK clients for it.

use aws_config::SdkConfig;
use aws_sdk_s3::config::retry::RetryConfig;
use domain::Clock;
use local::aws::{ACCESS_KEY_ID, Aws, Data, Options, SECRET_ACCESS_KEY};

pub(crate) const REGION: &str = "eu-west-1";

pub(crate) struct Emulated {
    pub(crate) aws: Aws,
    pub(crate) clock: Clock,
    pub(crate) config: SdkConfig,
}

impl Emulated {
    pub(crate) fn queues(&self) -> aws_sdk_sqs::Client {
        aws_sdk_sqs::Client::new(&self.config)
    }

    pub(crate) fn tables(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.config)
    }

    pub(crate) fn identity(&self) -> aws_sdk_cognitoidentityprovider::Client {
        aws_sdk_cognitoidentityprovider::Client::new(&self.config)
    }

    pub(crate) fn objects(&self) -> aws_sdk_s3::Client {
        aws_sdk_s3::Client::new(&self.config)
    }
}

pub(crate) async fn start() -> Emulated {
    start_with(Data::Memory).await
}

pub(crate) async fn start_with(data: Data) -> Emulated {
    let clock = Clock::system();
    let aws = Aws::start(Options {
        data,
        port: 0,
        clock: clock.clone(),
        region: REGION.to_owned(),
        issuer_base: None,
    })
    .await
    .unwrap();
    let variables = [
        ("AWS_ENDPOINT_URL", aws.endpoint()),
        ("AWS_REGION", REGION),
        ("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let config = runtime::aws(&variables.into_iter().collect()).await;
    // A test wants the first answer.
    let config = config.into_builder();
    let config = config.retry_config(RetryConfig::disabled()).build();
    Emulated { aws, clock, config }
}

/// A plain HTTP request, for what no SDK does: presigned URLs, pages, tokens.
pub(crate) async fn http(request: http::Request<Vec<u8>>) -> http::Response<bytes::Bytes> {
    use http_body_util::{BodyExt as _, Full};
    let client = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new())
        .build_http();
    let answer = client
        .request(request.map(|body| Full::new(bytes::Bytes::from(body))))
        .await
        .unwrap();
    let (parts, body) = answer.into_parts();
    http::Response::from_parts(parts, body.collect().await.unwrap().to_bytes())
}
