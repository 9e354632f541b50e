//! `/_local/dns`: what the name server of this machine knows.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use http::StatusCode;
use maud::html;
use serde::Deserialize;

use super::layout;
use crate::dns::DnsFault;
use crate::platform::Control;

/// A record to set or to remove, or a way to fail.
#[derive(Deserialize)]
pub(super) struct Change {
    /// `TXT`, `A`, or `fault`.
    kind: String,
    #[serde(default)]
    name: String,
    /// Values, one a line; none removes the record. For a fault: `servfail`, `silence`, or nothing.
    #[serde(default)]
    value: String,
}

/// The records, and forms to change them.
pub(super) async fn view(State(control): State<Arc<Control>>) -> Html<String> {
    let zone = control.dns.zone();
    layout::page(
        "/_local/dns",
        "DNS",
        &html! {
            h1 { "DNS" }
            p.soft { "The name server that functions ask here. What is not listed does not exist; nothing is asked of the internet." }
            @if zone.texts.is_empty() && zone.addresses.is_empty() {
                div.empty { "No records yet." }
            } @else {
                div.scroll {
                    table {
                        thead { tr { th { "Name" } th { "Type" } th { "Value" } } }
                        tbody {
                            @for (name, texts) in &zone.texts { @for text in texts {
                                tr { td { (name) } td { "TXT" } td { code { (text) } } }
                            } }
                            @for (name, addresses) in &zone.addresses { @for address in addresses {
                                tr { td { (name) } td { "A" } td { code { (address) } } }
                            } }
                        }
                    }
                }
            }
            h2 { "Set a record" }
            p.small.soft { "An empty value removes it." }
            form method="post" action="/_local/dns" {
                input name="name" placeholder="_polder-challenge.shop.test" required;
                select name="kind" { option { "TXT" } option { "A" } }
                input name="value" placeholder="polder-domain-verification=…";
                button { "Set" }
            }
            h2 { "Fail" }
            form method="post" action="/_local/dns" {
                input type="hidden" name="kind" value="fault";
                @for (value, label) in [("", "Answer"), ("servfail", "SERVFAIL"), ("silence", "Say nothing")] {
                    button name="value" value=(value) { (label) }
                }
            }
        },
    )
}

/// Changes a record.
pub(super) async fn change(
    State(control): State<Arc<Control>>,
    Form(change): Form<Change>,
) -> Response {
    let values: Vec<&str> = change
        .value
        .lines()
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .collect();
    match change.kind.as_str() {
        "TXT" => control.dns.set_texts(&change.name, &values),
        "A" => {
            let addresses: Result<Vec<IpAddr>, _> =
                values.iter().map(|value| value.parse()).collect();
            match addresses {
                Ok(addresses) => control.dns.set_addresses(&change.name, &addresses),
                Err(_) => return (StatusCode::BAD_REQUEST, "not an address\n").into_response(),
            }
        }
        "fault" => control.dns.fail(DnsFault::of(&change.value)),
        _ => return (StatusCode::BAD_REQUEST, "TXT, A or fault\n").into_response(),
    }
    Redirect::to("/_local/dns").into_response()
}
