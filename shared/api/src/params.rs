//! Path and query parameters.

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::Problem;

/// The parameters in the path. One that can't be an id names nothing, so it is answered as one
/// that names nothing.
#[derive(Debug)]
pub struct PathParams<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathParams<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = Path::<T>::from_request_parts(parts, state).await;
        params
            .map(|Path(params)| Self(params))
            .map_err(|_| Problem::not_found())
    }
}

/// The parameters in the query; unknown ones and ones given twice are refused by the type.
#[derive(Debug)]
pub struct QueryParams<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for QueryParams<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        axum::extract::Query::<T>::try_from_uri(&parts.uri)
            .map(|axum::extract::Query(params)| Self(params))
            .map_err(|rejection| {
                use std::error::Error as _;
                let cause = rejection
                    .source()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                // The cause reads `limit: invalid digit …`, `unknown field `x`, …`.
                let (field, detail) = match cause.split_once(": ") {
                    Some((field, detail)) if !field.contains(' ') => {
                        (field.to_owned(), detail.to_owned())
                    }
                    _ => ("query".to_owned(), cause),
                };
                Problem::field(crate::body::echo(&field), crate::body::echo(&detail))
            })
    }
}

/// How many items a page has: what was asked for, within 1 and `most`, or `usual`.
///
/// # Errors
/// When what was asked for lies outside.
pub fn page_limit(asked: Option<u16>, usual: u16, most: u16) -> Result<usize, Problem> {
    let limit = asked.unwrap_or(usual);
    if (1..=most).contains(&limit) {
        Ok(usize::from(limit))
    } else {
        Err(Problem::field("limit", format!("must be 1 to {most}")))
    }
}
