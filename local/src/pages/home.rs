//! `/`: everything at one glance.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Html;
use maud::html;

use super::layout;
use crate::platform::Control;

/// The home page.
pub(super) async fn page(State(control): State<Arc<Control>>) -> Html<String> {
    let api_url = &control.api_url;
    let mails = control.aws.mail().messages().len();
    let queues = control.aws.queues();
    let waiting: u64 = queues
        .iter()
        .map(|queue| queue.visible + queue.in_flight)
        .sum();
    let dead: u64 = queues
        .iter()
        .filter(|queue| queue.is_dead_letter_queue)
        .map(|queue| queue.visible + queue.in_flight)
        .sum();
    let now = control.clock.now();
    let offset_days = control.clock.offset().as_hours() / 24;
    let curl = format!(
        "curl {api_url}/v1/scans \\\n  -H \"Authorization: Bearer $POLDER_API_KEY\" \\\n  -H 'Content-Type: application/json' \\\n  -d '{{\"text\": \"mail naar jan@example.com\"}}'"
    );
    layout::page(
        "/",
        "Home",
        &html! {
            h1 { "The platform runs on this machine" }
            p.soft { "The same functions as in the cloud, from the same template, on embedded parts. Nothing leaves the machine." }
            div.cards {
                a.card href="/docs" { strong { "API reference" } span { "Every operation, generated from the code" } }
                a.card href="/openapi.json" { strong { "OpenAPI document" } span { "/openapi.json, version 3.1" } }
                a.card href="/mail" { strong { "Mail" } span { (mails) " caught" } }
                a.card href="/queues" {
                    strong { "Queues" }
                    span {
                        (waiting) " messages"
                        @if dead > 0 { ", " b.warn { (dead) " dead letters" } } @else { ", no dead letters" }
                    }
                }
                a.card href="/_local/dns" { strong { "DNS" } span { "Records that prove domains" } }
                a.card href="/problems" { strong { "Problems" } span { "What each error code means" } }
                div.card { strong { "Emulated AWS" } span { code { (control.aws.endpoint()) } } }
            }
            h2 { "A first request" }
            pre { (curl) }
            p.small.soft { "The API keys of the seeded tenants are printed where the platform was started." }
            h2 { "The clock" }
            p {
                "It is " b { (now.strftime("%Y-%m-%d %H:%M UTC")) } " here"
                @if offset_days != 0 { ", " (offset_days) " days from now" }
                ". Schedules and time limits go by it."
            }
            form method="post" action="/_local/clock" {
                @for (advance, label) in [("PT1H", "One hour on"), ("P1D", "One day on"), ("P14D", "Two weeks on")] {
                    button name="advance" value=(advance) { (label) }
                }
            }
            h2 { "The AWS command line" }
            pre {
                "export AWS_ENDPOINT_URL=" (control.aws.endpoint()) " AWS_REGION=eu-west-1\n"
                "export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local\n"
                "aws dynamodb scan --table-name polder-TenantTable"
            }
        },
    )
}
