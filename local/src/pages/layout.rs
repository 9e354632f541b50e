//! What every local page looks like: one file, no script, no network.

use axum::response::Html;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");

/// The pages in the order of the navigation.
const PAGES: [(&str, &str); 5] = [
    ("/", "Home"),
    ("/docs", "API"),
    ("/mail", "Mail"),
    ("/queues", "Queues"),
    ("/problems", "Problems"),
];

/// A whole page. `path` is the page's own, to mark it in the navigation.
pub(super) fn page(path: &str, title: &str, content: &Markup) -> Html<String> {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                title { (title) " · Polder" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    a.brand href="/" { "Polder" span { "local" } }
                    nav {
                        @for (href, name) in PAGES {
                            a href=(href) aria-current=[(href == path).then_some("page")] { (name) }
                        }
                    }
                }
                main { (content) }
            }
        }
    };
    Html(markup.into_string())
}
