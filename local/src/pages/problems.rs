//! `/problems`: what a problem's `type` leads to on this machine.

use axum::response::Html;
use maud::{Markup, html};

use super::layout;

/// Every kind of problem, from the catalogue that the functions answer from.
pub(super) async fn page() -> Html<String> {
    layout::page(
        "/problems",
        "Problems",
        &html! {
            h1 { "Problems" }
            p.soft {
                "Everything that goes wrong answers " code { "application/problem+json" }
                " (RFC 9457). The code is stable; programs may branch on it."
            }
            @for code in api::CATALOGUE {
                h2 id=(code.as_str()) {
                    (code.as_str()) " " span.tag { (code.status().as_u16()) }
                }
                p { b { (code.title()) "." } }
                p { (prose(code.docs())) }
            }
        },
    )
}

/// Text in which backticks mark code.
pub(super) fn prose(text: &str) -> Markup {
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}
