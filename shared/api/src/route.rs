//! Routing that takes no handler without a decision about who may call it.
//!
//! The functions are those of `axum::routing`, with one more demand: the handler's first argument
//! is [`Anonymous`] or [`Authorized`].
//!
//! ```compile_fail,E0277
//! async fn undecided(uri: http::Uri) {}
//! let router: axum::Router = axum::Router::new().route("/", api::route::get(undecided));
//! ```
//!
//! ```
//! async fn decided(_: api::Anonymous, uri: http::Uri) {}
//! let router: axum::Router = axum::Router::new().route("/", api::route::get(decided));
//! ```

use axum::handler::Handler;
use axum::routing::MethodRouter;

use crate::{Anonymous, Authorized};

/// An argument that decides who may call.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not decide who may call this endpoint",
    note = "a handler's first argument must be `api::Authorized<…>` or `api::Anonymous`"
)]
pub trait Decision {}

impl Decision for Anonymous {}
impl<P> Decision for Authorized<P> {}

/// The arguments of a handler whose first one is a [`Decision`].
#[diagnostic::on_unimplemented(
    message = "this handler's first argument does not decide who may call it",
    note = "a handler's first argument must be `api::Authorized<…>` or `api::Anonymous`"
)]
pub trait Decided {}

macro_rules! decided {
    ($($rest:ident)*) => {
        impl<Via, First: Decision, $($rest),*> Decided for (Via, First, $($rest,)*) {}
    };
}

decided!(A);
decided!(A B);
decided!(A B C);
decided!(A B C D);
decided!(A B C D E);
decided!(A B C D E F);

macro_rules! methods {
    ($($method:ident)+) => {$(
        #[doc = concat!("Routes `", stringify!($method), "` to a handler.")]
        pub fn $method<H, T, S>(handler: H) -> MethodRouter<S>
        where
            H: Handler<T, S>,
            T: Decided + 'static,
            S: Clone + Send + Sync + 'static,
        {
            axum::routing::$method(handler)
        }
    )+};
}

methods!(get post put patch delete);
