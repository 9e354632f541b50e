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
use crate::platform::Control;

/// How deeply schemas are unfolded; deeper ones are named.
const SCHEMA_DEPTH: usize = 4;
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The reference.
pub(super) async fn page(State(control): State<Arc<Control>>) -> Html<String> {
    let document = serde_json::to_value(crate::openapi::openapi_at(&control.api_url));
    let reference = Reference {
        document: document.unwrap_or_default(),
        api_url: control.api_url.clone(),
    };
    layout::page("/docs", "API reference", &reference.render())
}

struct Reference {
    document: Value,
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
        let text = |pointer| self.document.pointer(pointer).and_then(Value::as_str);
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
        let paths = self.document.get("paths").and_then(Value::as_object);
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
        let parameters = operation.get("parameters").and_then(Value::as_array);
        let Some(parameters) = parameters.filter(|parameters| !parameters.is_empty()) else {
            return html! {};
        };
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
                                td { (parameter.get("schema").map_or_else(String::new, |schema| self.kind(schema))) }
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
            (self.schema(schema, 0))
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
                @if let Some((_, schema)) = content(response) { (self.schema(schema, 0)) }
            }
        }
    }

    /// A schema's members, unfolded.
    fn schema(&self, schema: &Value, depth: usize) -> Markup {
        let schema = self.resolve(schema);
        let mut members: Vec<(&String, &Value, bool)> = Vec::new();
        self.members(schema, &mut members);
        let items = schema.get("items");
        html! {
            @if members.is_empty() {
                p.small { (self.kind(schema)) }
                @if let Some(items) = items.filter(|_| depth < SCHEMA_DEPTH) { (self.schema(items, depth + 1)) }
            } @else {
                div.schema {
                    @for (name, member, is_required) in members {
                        div {
                            code { (name) } " " span.small.soft { (self.kind(member)) }
                            @if !is_required { " " span.tag { "optional" } }
                            @if let Some(description) = member.get("description").and_then(Value::as_str) {
                                div.small { (prose(description)) }
                            }
                            @if depth < SCHEMA_DEPTH {
                                @if let Some(inner) = self.inner(member) { (self.schema(inner, depth + 1)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn members<'a>(&'a self, schema: &'a Value, members: &mut Vec<(&'a String, &'a Value, bool)>) {
        let required = schema.get("required").and_then(Value::as_array);
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, member) in properties.into_iter().flatten() {
            let is_required =
                required.is_some_and(|names| names.iter().any(|required| required == name));
            members.push((name, member, is_required));
        }
        for part in schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.members(self.resolve(part), members);
        }
    }

    /// The schema inside a member that is worth unfolding: an object's, or that of a list's items.
    fn inner<'a>(&'a self, member: &'a Value) -> Option<&'a Value> {
        let member = self.resolve(member);
        let choices = member
            .get("oneOf")
            .or_else(|| member.get("anyOf"))
            .and_then(Value::as_array);
        if let Some(choices) = choices {
            return choices.iter().find_map(|choice| self.inner(choice));
        }
        if let Some(items) = member.get("items") {
            return self.inner(items);
        }
        (member.get("properties").is_some() || member.get("allOf").is_some()).then_some(member)
    }

    /// What a value is, in a few words.
    fn kind(&self, schema: &Value) -> String {
        let schema = self.resolve(schema);
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let values: Vec<String> = values
                .iter()
                .map(|value| {
                    value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned)
                })
                .collect();
            return values.join(" | ");
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(choices) = schema.get(choice).and_then(Value::as_array) {
                let kinds: Vec<String> = choices.iter().map(|choice| self.kind(choice)).collect();
                return kinds.join(" or ");
            }
        }
        let mut kind = match schema.get("type") {
            Some(Value::String(kind)) => kind.clone(),
            Some(Value::Array(kinds)) => kinds
                .iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(" or "),
            _ => "object".to_owned(),
        };
        if let Some(items) = schema.get("items") {
            kind = format!("list of {}", self.kind(items));
        }
        if let Some(format) = schema.get("format").and_then(Value::as_str) {
            kind = format!("{kind} ({format})");
        }
        for (bound, words) in [
            ("minimum", "from"),
            ("maximum", "to"),
            ("minLength", "at least"),
            ("maxLength", "at most"),
        ] {
            if let Some(value) = schema.get(bound) {
                kind = format!("{kind} {words} {value}");
            }
        }
        kind
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| self.document.pointer(reference.strip_prefix('#')?))
            .unwrap_or(schema)
    }

    fn curl(&self, operation: &Operation<'_>) -> String {
        let mut lines = vec![format!(
            "curl -X {} {}{}",
            operation.method.to_uppercase(),
            self.api_url,
            operation.path
        )];
        let security = operation.value.get("security").and_then(Value::as_array);
        let is_public = security.is_some_and(|choices| {
            choices
                .iter()
                .all(|choice| choice == &serde_json::json!({}))
        });
        if !is_public {
            lines.push("-H \"Authorization: Bearer $POLDER_API_KEY\"".to_owned());
        }
        if let Some((media, schema)) = operation.value.get("requestBody").and_then(content) {
            lines.push(format!("-H 'Content-Type: {media}'"));
            if let Some(example) = self.example(schema, 0) {
                lines.push(format!("-d '{example}'"));
            }
        }
        lines.join(" \\\n  ")
    }

    /// A value of a schema, from the examples that its members give.
    fn example(&self, schema: &Value, depth: usize) -> Option<Value> {
        let schema = self.resolve(schema);
        if let Some(example) = schema
            .get("example")
            .or_else(|| schema.pointer("/examples/0"))
        {
            return Some(example.clone());
        }
        if depth > SCHEMA_DEPTH {
            return None;
        }
        let mut members = Vec::new();
        self.members(schema, &mut members);
        let object: serde_json::Map<String, Value> = members
            .into_iter()
            .filter_map(|(name, member, _)| Some((name.clone(), self.example(member, depth + 1)?)))
            .collect();
        (!object.is_empty()).then_some(Value::Object(object))
    }
}

/// The first media type of a body or response, with its schema.
fn content(holder: &Value) -> Option<(&String, &Value)> {
    let (media, content) = holder.get("content")?.as_object()?.iter().next()?;
    Some((media, content.get("schema")?))
}
