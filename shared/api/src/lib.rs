//! What every endpoint is made of.
//!
//! Invariants: an endpoint is registered through [`route`], which takes none whose first argument
//! is not a decision about who may call it; a handler gets at a tenant's data through
//! [`Authorized`] only; every error becomes a [`Problem`] in one exhaustive match; and what hides a
//! thing and what lacks it answer the same bytes.

mod answer;
mod authorized;
mod body;
mod cursor;
mod etag;
mod finish;
mod gate;
mod idempotency;
mod openapi;
mod params;
mod problem;
pub mod route;
mod throttle;

pub use answer::{Accepted, Answer, Created, Empty, Found};
pub use authorized::{Anonymous, Authorized};
pub use body::{JsonBody, MAX_BODY_BYTES, echo};
pub use cursor::{Cursor, CursorKey};
pub use etag::{IfMatch, etag};
pub use finish::finish;
pub use gate::Gate;
pub use idempotency::{IdempotencyKey, Once, Slot, Turn};
pub use openapi::{Problems, document};
pub use params::{PathParams, QueryParams, page_limit};
pub use problem::{CATALOGUE, Code, FieldError, Problem, ProblemBody};
pub use throttle::{RateStatus, Throttle};
