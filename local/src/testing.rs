//! A small stack for this crate's own tests: a template of a few lines, and
//! functions that are closures.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Clock;
use lambda_runtime::{Error, LambdaEvent};
use serde_json::Value;

use crate::aws::{self, Aws};
use crate::deploy::{self, Site, Stack};
use crate::functions::{Functions, Handler};
use crate::template::Template;

/// A deployed stack with its functions.
pub(crate) struct TestStack {
    pub(crate) aws: Arc<Aws>,
    pub(crate) clock: Clock,
    pub(crate) functions: Functions,
    pub(crate) stack: Stack,
    pub(crate) site: Site,
}

/// A function that answers events by a closure.
pub(crate) fn handler<F>(answer: F) -> Handler
where
    F: Fn(Value) -> Result<Value, Error> + Clone + Send + 'static,
{
    Handler::of_event(tower::service_fn(move |event: LambdaEvent<Value>| {
        let answer = answer.clone();
        async move { answer(event.payload) }
    }))
}

impl TestStack {
    /// Deploys the template in memory; `handlers` are by crate.
    pub(crate) async fn start(template: &str, handlers: &[(&str, Handler)]) -> Self {
        let clock = Clock::system();
        let aws = Aws::start(aws::Options {
            data: aws::Data::Memory,
            port: 0,
            clock: clock.clone(),
            region: "eu-west-1".to_owned(),
            issuer_base: None,
        })
        .await
        .unwrap();
        let site = Site {
            region: "eu-west-1".to_owned(),
            account: aws::ACCOUNT_ID.to_owned(),
            api_url: "http://localhost:8080".to_owned(),
            folder: None,
        };
        let template = Template::parse("t.yaml", template, &BTreeMap::new()).unwrap();
        let stack = deploy::deploy(&template, &aws, site.clone()).await.unwrap();
        let handlers = stack
            .functions
            .iter()
            .map(|spec| {
                let (_, handler) = handlers
                    .iter()
                    .find(|(binary, _)| *binary == spec.binary)
                    .unwrap();
                (spec.clone(), handler.clone())
            })
            .collect();
        Self {
            aws: Arc::new(aws),
            functions: Functions::of_handlers(handlers, clock.clone()),
            clock,
            stack,
            site,
        }
    }
}
