//! The local pages beside the API: documentation, the mail catcher, queues,
//! problems and the clock.
//!
//! They stand at paths that the template doesn't route, and show what only
//! the machine's owner may see. So they answer only to a loopback name: a page
//! elsewhere can make a browser come here under a name of its own.

mod clock;
mod dns;
mod guard;
mod home;
mod layout;
mod mail;
mod openapi;
mod problems;
mod queues;
mod reference;
mod schemas;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::platform::Control;

/// The pages. The state of what they are merged into is its own.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(control: Arc<Control>) -> Router<S> {
    Router::new()
        .route("/", get(home::page))
        .route("/docs", get(reference::page))
        .route("/openapi.json", get(openapi::document))
        .route("/mail", get(mail::list))
        .route("/mail/{id}", get(mail::message))
        .route("/queues", get(queues::page))
        .route("/problems", get(problems::page))
        .route("/_local/clock", get(clock::view).post(clock::advance))
        .route("/_local/dns", get(dns::view).post(dns::change))
        .layer(axum::middleware::from_fn(guard::check))
        .with_state(control)
}
