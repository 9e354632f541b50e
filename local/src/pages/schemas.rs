//! Schemas of the OpenAPI document, told in words and by example.

use maud::{Markup, html};
use serde_json::{Map, Value, json};

use super::problems::prose;

/// How deeply schemas are unfolded; deeper ones are named.
const DEPTH: usize = 4;

/// The schemas of one document.
#[derive(Debug)]
pub(super) struct Schemas {
    pub(super) document: Value,
}

/// A member of an object.
struct Member<'a> {
    name: &'a str,
    schema: &'a Value,
    is_required: bool,
}

impl Schemas {
    /// A schema's members, unfolded.
    pub(super) fn unfolded(&self, schema: &Value) -> Markup {
        self.unfolded_at(schema, 0)
    }

    fn unfolded_at(&self, schema: &Value, depth: usize) -> Markup {
        let schema = self.resolve(schema);
        let members = self.members(schema);
        html! {
            @if members.is_empty() {
                p.small { (self.kind(schema)) }
                @if let Some(items) = schema.get("items").filter(|_| depth < DEPTH) {
                    (self.unfolded_at(items, depth + 1))
                }
            } @else {
                div.schema {
                    @for member in members { (self.member(&member, depth)) }
                }
            }
        }
    }

    fn member(&self, member: &Member<'_>, depth: usize) -> Markup {
        let description = member.schema.get("description").and_then(Value::as_str);
        html! {
            div {
                code { (member.name) } " " span.small.soft { (self.kind(member.schema)) }
                @if !member.is_required { " " span.tag { "optional" } }
                @if let Some(description) = description { div.small { (prose(description)) } }
                @if let Some(inner) = self.inner(member.schema).filter(|_| depth < DEPTH) {
                    (self.unfolded_at(inner, depth + 1))
                }
            }
        }
    }

    fn members<'a>(&'a self, schema: &'a Value) -> Vec<Member<'a>> {
        let required = schema.get("required").and_then(Value::as_array);
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut members: Vec<Member<'_>> = properties
            .into_iter()
            .flatten()
            .map(|(name, schema)| Member {
                name,
                schema,
                is_required: required
                    .is_some_and(|names| names.iter().any(|required| required == name)),
            })
            .collect();
        let parts = schema.get("allOf").and_then(Value::as_array);
        for part in parts.into_iter().flatten() {
            members.extend(self.members(self.resolve(part)));
        }
        members
    }

    /// The schema inside a member that is worth unfolding: an object's, or that of a list's items.
    fn inner<'a>(&'a self, schema: &'a Value) -> Option<&'a Value> {
        let schema = self.resolve(schema);
        if let Some(choices) = choices(schema) {
            return choices.iter().find_map(|choice| self.inner(choice));
        }
        if let Some(items) = schema.get("items") {
            return self.inner(items);
        }
        (schema.get("properties").is_some() || schema.get("allOf").is_some()).then_some(schema)
    }

    /// What a value is, in a few words.
    pub(super) fn kind(&self, schema: &Value) -> String {
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
        if let Some(choices) = choices(schema) {
            let kinds: Vec<String> = choices.iter().map(|choice| self.kind(choice)).collect();
            return kinds.join(" or ");
        }
        if let Some(items) = schema.get("items") {
            return format!("list of {}", self.kind(items));
        }
        let mut kind = types(schema).join(" or ");
        if let Some(format) = schema.get("format").and_then(Value::as_str) {
            // How wide a number is says nothing that its bounds don't.
            if !format.starts_with("int") && format != "double" {
                kind = format!("{kind} ({format})");
            }
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

    /// A value of the schema with what it must have, from the document's own examples where it
    /// gives any.
    pub(super) fn example(&self, schema: &Value) -> Value {
        self.example_at(schema, 0)
    }

    fn example_at(&self, schema: &Value, depth: usize) -> Value {
        let schema = self.resolve(schema);
        let given = schema
            .get("example")
            .or_else(|| schema.pointer("/examples/0"))
            .or_else(|| schema.get("default"))
            .or_else(|| schema.pointer("/enum/0"));
        if let Some(example) = given {
            return example.clone();
        }
        if depth > DEPTH {
            return Value::Null;
        }
        if let Some(first) = choices(schema).and_then(|choices| choices.first()) {
            return self.example_at(first, depth + 1);
        }
        let members = self.members(schema);
        match types(schema).first() {
            Some(&"string") => json!("…"),
            Some(&("integer" | "number")) => json!(1),
            Some(&"boolean") => json!(false),
            Some(&"array") => json!([]),
            _ => {
                let members: Map<String, Value> = members
                    .into_iter()
                    .filter(|member| member.is_required)
                    .map(|member| {
                        let example = self.example_at(member.schema, depth + 1);
                        (member.name.to_owned(), example)
                    })
                    .collect();
                Value::Object(members)
            }
        }
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| self.document.pointer(reference.strip_prefix('#')?))
            .unwrap_or(schema)
    }
}

fn choices(schema: &Value) -> Option<&Vec<Value>> {
    schema
        .get("oneOf")
        .or_else(|| schema.get("anyOf"))
        .and_then(Value::as_array)
}

fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec!["object"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schemas() -> Schemas {
        Schemas {
            document: json!({"components": {"schemas": {
                "State": {"type": "string", "enum": ["open", "fixed"]},
                "Loop": {"type": "object", "required": ["next"], "properties": {
                    "next": {"$ref": "#/components/schemas/Loop"},
                }},
            }}}),
        }
    }

    #[test]
    fn kinds_are_told_in_a_few_words() {
        for (schema, expected) in [
            (json!({"type": "string"}), "string"),
            (
                json!({"type": ["string", "null"], "format": "uri"}),
                "string or null (uri)",
            ),
            (
                json!({"type": "integer", "format": "int64", "minimum": 1, "maximum": 9}),
                "integer from 1 to 9",
            ),
            (
                json!({"$ref": "#/components/schemas/State"}),
                "open | fixed",
            ),
            (
                json!({"type": "array", "items": {"type": "string"}}),
                "list of string",
            ),
            (
                json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/State"}]}),
                "null or open | fixed",
            ),
            (json!({}), "object"),
        ] {
            assert_eq!(schemas().kind(&schema), expected, "{schema}");
        }
    }

    #[test]
    fn examples_have_what_is_required() {
        let schema = json!({"type": "object", "required": ["a", "b", "c"], "properties": {
            "a": {"type": "string", "example": "x"},
            "b": {"$ref": "#/components/schemas/State"},
            "c": {"type": "integer"},
            "d": {"type": "string"},
        }});
        let example = schemas().example(&schema);
        assert_eq!(example, json!({"a": "x", "b": "open", "c": 1}));
        // A schema that holds itself comes to an end.
        schemas().example(&json!({"$ref": "#/components/schemas/Loop"}));
        schemas().unfolded(&json!({"$ref": "#/components/schemas/Loop"}));
    }
}
