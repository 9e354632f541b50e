//! `/docs`: the OpenAPI document as a page that a person reads. Made on the
//! server, so that it needs neither scripts nor the network.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};
use serde_json::Value;

use super::layout;
use super::problems::prose;
use super::schemas::Schemas;
use crate::platform::Control;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The reference.
pub(super) async fn page(State(control): State<Arc<Control>>) -> Html<String> {
    let document = serde_json::to_value(crate::openapi::openapi_at(&control.api_url));
    let reference = Reference {
        schemas: Schemas {
            document: document.unwrap_or_default(),
        },
        api_url: control.api_url.clone(),
    };
    layout::page("/docs", "API reference", &reference.render())
}

struct Reference {
    schemas: Schemas,
    api_url: String,
}

/// One operation of the document.
struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    value: &'a Value,
}

impl Reference {
    fn render(&self) -> Markup {
        let text = |pointer| {
            self.schemas
                .document
                .pointer(pointer)
                .and_then(Value::as_str)
        };
        let groups = self.groups();
        html! {
            h1 { (text("/info/title").unwrap_or("API")) " API " span.tag { (text("/info/version").unwrap_or("")) } }
            p { (prose(text("/info/description").unwrap_or(""))) }
            p.small.soft {
                "Base address " code { (self.api_url) } " · " a href="/openapi.json" { "openapi.json" }
                " · " a href="/problems" { "problems" }
            }
            @if groups.is_empty() {
                div.empty { "The document has no operations." }
            }
            @for (tag, operations) in &groups {
                h2 id=(tag) { (tag) }
                @for operation in operations { (self.operation(operation)) }
            }
        }
    }

    /// Operations by tag, in the order of their paths.
    fn groups(&self) -> BTreeMap<&str, Vec<Operation<'_>>> {
        let mut groups: BTreeMap<&str, Vec<Operation<'_>>> = BTreeMap::new();
        let paths = self
            .schemas
            .document
            .get("paths")
            .and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten() {
            for method in METHODS {
                let Some(value) = item.get(method) else {
                    continue;
                };
                let tag = value.pointer("/tags/0").and_then(Value::as_str);
                groups
                    .entry(tag.unwrap_or("operations"))
                    .or_default()
                    .push(Operation {
                        method,
                        path,
                        value,
                    });
            }
        }
        groups
    }

    fn operation(&self, operation: &Operation<'_>) -> Markup {
        let value = operation.value;
        let text = |name| value.get(name).and_then(Value::as_str).unwrap_or("");
        html! {
            details.operation id=(text("operationId")) {
                summary {
                    span class={ "method " (operation.method) } { (operation.method.to_uppercase()) }
                    span.path { (operation.path) }
                    span.soft.small { (text("summary")) }
                }
                div {
                    @for paragraph in text("description").split("\n\n").filter(|text| !text.is_empty()) {
                        p { (prose(paragraph)) }
                    }
                    @match permissions(value) {
                        None => p.small { "Public: needs no credential." },
                        Some(needed) => p.small { "Needs " code { (needed) } "." },
                    }
                    (self.parameters(value))
                    (self.request_body(value))
                    h3 { "Request" }
                    pre { (self.curl(operation)) }
                    (self.responses(value))
                }
            }
        }
    }

    fn parameters(&self, operation: &Value) -> Markup {
        let parameters = parameters(operation);
        if parameters.is_empty() {
            return html! {};
        }
        html! {
            h3 { "Parameters" }
            div.scroll {
                table {
                    thead { tr { th { "Name" } th { "In" } th { "Type" } th { "Meaning" } } }
                    tbody {
                        @for parameter in parameters {
                            @let text = |name| parameter.get(name).and_then(Value::as_str).unwrap_or("");
                            tr {
                                td {
                                    code { (text("name")) }
                                    @if parameter.get("required") == Some(&Value::Bool(true)) { " " span.tag { "required" } }
                                }
                                td.soft { (text("in")) }
                                td { (parameter.get("schema").map_or_else(String::new, |schema| self.schemas.kind(schema))) }
                                td { (prose(text("description"))) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn request_body(&self, operation: &Value) -> Markup {
        let Some((media, schema)) = operation.get("requestBody").and_then(content) else {
            return html! {};
        };
        html! {
            h3 { "Body " span.tag { (media) } }
            (self.schemas.unfolded(schema))
        }
    }

    fn responses(&self, operation: &Value) -> Markup {
        let responses = operation.get("responses").and_then(Value::as_object);
        html! {
            @for (status, response) in responses.into_iter().flatten() {
                h3 {
                    (status) " "
                    span.soft { (prose(response.get("description").and_then(Value::as_str).unwrap_or(""))) }
                }
                @match content(response) {
                    // Explained once, on a page of its own.
                    Some((media, _)) if media == "application/problem+json" => p.small { a href="/problems" { "A problem" } },
                    Some((_, schema)) => (self.schemas.unfolded(schema)),
                    None => {},
                }
            }
        }
    }

    fn curl(&self, operation: &Operation<'_>) -> String {
        let mut lines = vec![format!(
            "curl -X {} {}{}",
            operation.method.to_uppercase(),
            self.api_url,
            operation.path
        )];
        if permissions(operation.value).is_some() {
            lines.push("-H \"Authorization: Bearer $POLDER_API_KEY\"".to_owned());
        }
        for parameter in parameters(operation.value) {
            if parameter.get("in").and_then(Value::as_str) == Some("header")
                && parameter.get("required") == Some(&Value::Bool(true))
                && let Some(name) = parameter.get("name").and_then(Value::as_str)
            {
                lines.push(format!("-H '{name}: …'"));
            }
        }
        if let Some((media, schema)) = operation.value.get("requestBody").and_then(content) {
            lines.push(format!("-H 'Content-Type: {media}'"));
            lines.push(format!("-d '{}'", self.schemas.example(schema)));
        }
        lines.join(" \\\n  ")
    }
}

/// The first media type of a body or response, with its schema.
fn content(holder: &Value) -> Option<(&String, &Value)> {
    let (media, content) = holder.get("content")?.as_object()?.iter().next()?;
    Some((media, content.get("schema")?))
}

fn parameters(operation: &Value) -> &[Value] {
    operation
        .get("parameters")
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The permissions that an operation needs; none when it is public.
fn permissions(operation: &Value) -> Option<String> {
    let scopes = operation.pointer("/security/0/bearer")?.as_array()?;
    let scopes: Vec<&str> = scopes.iter().filter_map(Value::as_str).collect();
    Some(scopes.join(", "))
}
