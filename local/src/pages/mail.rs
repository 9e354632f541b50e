//! `/mail`: every e-mail that the platform sent.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse as _, Response};
use http::StatusCode;
use maud::html;

use super::layout;
use crate::aws::Mail;
use crate::platform::Control;

/// The list, newest first.
pub(super) async fn list(State(control): State<Arc<Control>>) -> Html<String> {
    let mut mails = control.aws.mail().messages();
    mails.sort_by(|one, other| other.at.cmp(&one.at).then(other.id.cmp(&one.id)));
    layout::page(
        "/mail",
        "Mail",
        &html! {
            h1 { "Mail" }
            p.soft { "Caught here; none of it left the machine." }
            @if mails.is_empty() {
                div.empty { "No mail yet. Signing up sends the first." }
            } @else {
                div.scroll {
                    table {
                        thead { tr { th { "Sent" } th { "To" } th { "Subject" } } }
                        tbody {
                            @for mail in &mails {
                                tr {
                                    td.soft { (sent(mail)) }
                                    td { (mail.to) }
                                    td { a href={ "/mail/" (mail.id) } { (mail.subject) } }
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}

/// One message.
pub(super) async fn message(
    State(control): State<Arc<Control>>,
    Path(id): Path<String>,
) -> Response {
    let mails = control.aws.mail().messages();
    let Some(mail) = mails.iter().find(|mail| mail.id == id) else {
        let page = layout::page(
            "/mail",
            "No such mail",
            &html! { div.empty { "There is no such mail. " a href="/mail" { "See all" } } },
        );
        return (StatusCode::NOT_FOUND, page).into_response();
    };
    layout::page(
        "/mail",
        &mail.subject,
        &html! {
            p.small { a href="/mail" { "← Mail" } }
            h1 { (mail.subject) }
            dl {
                dt { "To" } dd { (mail.to) }
                dt { "Sent" } dd { (sent(mail)) }
            }
            pre.text { (mail.text) }
        },
    )
    .into_response()
}

fn sent(mail: &Mail) -> String {
    mail.at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}
