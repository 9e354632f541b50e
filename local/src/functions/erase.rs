//! Makes one type of every function: JSON event in, JSON answer out, through
//! the same deserialization that the Lambda runtime does.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use lambda_http::request::LambdaRequest;
use lambda_runtime::{Error, LambdaEvent};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower::util::BoxCloneService;
use tower::{Service, ServiceExt as _};

/// A function whose types are forgotten.
#[derive(Debug, Clone)]
pub(crate) struct Handler {
    // The boxed service is not `Sync`; each invocation takes a clone of it.
    service: Arc<Mutex<BoxCloneService<LambdaEvent<Value>, Value, Error>>>,
}

impl Handler {
    /// Answers one event.
    pub(crate) async fn call(&self, event: LambdaEvent<Value>) -> Result<Value, Error> {
        let service = self
            .service
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        service.oneshot(event).await
    }

    /// A function of any trigger.
    pub(crate) fn of_event<S, E, R>(service: S) -> Self
    where
        S: Service<LambdaEvent<E>, Response = R, Error = Error> + Clone + Send + 'static,
        S::Future: Send + 'static,
        E: DeserializeOwned + Send + 'static,
        R: Serialize + Send + 'static,
    {
        let erased = tower::service_fn(move |event: LambdaEvent<Value>| {
            let service = service.clone();
            async move {
                let payload = serde_json::from_value(event.payload)?;
                let answer = service
                    .oneshot(LambdaEvent::new(payload, event.context))
                    .await?;
                Ok(serde_json::to_value(answer)?)
            }
        });
        Self {
            service: Arc::new(Mutex::new(BoxCloneService::new(erased))),
        }
    }

    /// A function behind the HTTP API: the adapter that `lambda_http::run` uses.
    pub(crate) fn of_router(router: axum::Router) -> Self {
        // The adapter can't be shared between threads, the router can.
        Self::of_event(tower::service_fn(
            move |event: LambdaEvent<LambdaRequest>| {
                let answer = lambda_http::Adapter::from(router.clone()).call(event);
                async move { answer.await.map_err(|never: Infallible| match never {}) }
            },
        ))
    }
}
