//! `/queues`: what waits, who is at work on it, and what was given up.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use super::layout;
use crate::aws::QueueView;
use crate::platform::Control;

/// Counts and ids, never what a message says.
pub(super) async fn page(State(control): State<Arc<Control>>) -> Html<String> {
    let queues = control.aws.queues();
    layout::page(
        "/queues",
        "Queues",
        &html! {
            h1 { "Queues" }
            p.soft { "Counts and ids. A message rests in a dead-letter queue after its last try." }
            div.scroll {
                table {
                    thead {
                        tr {
                            th { "Queue" }
                            th.number { "Waiting" }
                            th.number { "In flight" }
                            th.number { "Delayed" }
                        }
                    }
                    tbody {
                        @for queue in &queues {
                            tr {
                                td {
                                    a href={ "#" (queue.name) } { (queue.name) }
                                    @if queue.is_dead_letter_queue { " " span.tag { "dead letters" } }
                                }
                                td.number.warn[is_alarming(queue)] { (queue.visible) }
                                td.number { (queue.in_flight) }
                                td.number { (queue.delayed) }
                            }
                        }
                    }
                }
            }
            @for queue in queues.iter().filter(|queue| !queue.messages.is_empty()) {
                (messages(queue))
            }
        },
    )
}

fn is_alarming(queue: &QueueView) -> bool {
    queue.is_dead_letter_queue && queue.visible > 0
}

fn messages(queue: &QueueView) -> Markup {
    html! {
        h2 id=(queue.name) { (queue.name) }
        div.scroll {
            table {
                thead {
                    tr {
                        th { "Sent" } th { "Message" } th { "Tenant" } th { "About" }
                        th.number { "Tries" }
                    }
                }
                tbody {
                    @for message in &queue.messages {
                        tr {
                            td.soft { (message.sent_at.strftime("%Y-%m-%d %H:%M:%S UTC")) }
                            td { code { (message.id) } }
                            td { code { (message.group.as_deref().unwrap_or("–")) } }
                            td { code { (message.body_preview) } }
                            td.number { (message.receive_count) }
                        }
                    }
                }
            }
        }
    }
}
