//! `/_local/clock`: reading and moving the platform's clock.

use std::sync::Arc;

use axum::extract::{Form, FromRequest as _, Json, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use jiff::{SignedDuration, Span, SpanRelativeTo};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::platform::Control;

/// The farthest that one request moves the clock.
const MAX_DAYS: i64 = 3660;

/// What to move the clock by: an ISO 8601 duration such as `P14D` or `PT90M`, forward.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance: String,
}

/// `GET /_local/clock`
pub(super) async fn view(State(control): State<Arc<Control>>) -> Json<Value> {
    Json(told(&control))
}

/// `POST /_local/clock`, as JSON or from the form on the home page. It answers when the
/// schedules that became due have run.
pub(super) async fn advance(State(control): State<Arc<Control>>, request: Request) -> Response {
    let is_form = request.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    });
    let asked = if is_form {
        let form = Form::<Advance>::from_request(request, &()).await;
        form.map(|Form(asked)| asked)
            .map_err(|error| error.body_text())
    } else {
        let body = Json::<Advance>::from_request(request, &()).await;
        body.map(|Json(asked)| asked)
            .map_err(|error| error.body_text())
    };
    match asked.and_then(|asked| duration(&asked.advance)) {
        Ok(by) => {
            control.move_clock(by).await;
            if is_form {
                Redirect::to("/").into_response()
            } else {
                Json(told(&control)).into_response()
            }
        }
        Err(message) => {
            (StatusCode::BAD_REQUEST, Json(json!({ "message": message }))).into_response()
        }
    }
}

fn told(control: &Control) -> Value {
    json!({
        "now": control.clock.now().to_string(),
        "offset_seconds": control.clock.offset().as_secs(),
    })
}

/// A duration, a day being 24 hours. The clock doesn't go back: what has happened has.
fn duration(text: &str) -> Result<SignedDuration, String> {
    let unreadable = || format!("`{text}` isn't a duration such as P14D, PT1H or PT90M");
    let span: Span = text.parse().map_err(|_| unreadable())?;
    let duration = span
        .to_duration(SpanRelativeTo::days_are_24_hours())
        .map_err(|_| unreadable())?;
    if duration.is_negative() || duration > SignedDuration::from_hours(24 * MAX_DAYS) {
        return Err(format!(
            "move the clock forward, by {MAX_DAYS} days at most"
        ));
    }
    Ok(duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_go_forward_only() {
        for (text, seconds) in [
            ("P14D", Some(14 * 86_400)),
            ("PT1H", Some(3600)),
            ("PT90M", Some(5400)),
            ("P2W", Some(14 * 86_400)),
            ("PT0S", Some(0)),
            ("-P1D", None),
            ("P20Y", None),
            ("P9999D", None),
            ("soon", None),
            ("", None),
        ] {
            let read = duration(text).ok().map(|duration| duration.as_secs());
            assert_eq!(read, seconds, "{text}");
        }
    }
}
