//! Reads `template.yaml` into plain values, intrinsic functions in their long form.
//!
//! Not the interpreter's reader: a mistake there shall not hide one in the template.

use std::fs;
use std::path::{Path, PathBuf};

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value, json};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The template.
pub(crate) struct Template {
    resources: Map<String, Value>,
    globals: Value,
}

/// One resource of the template.
#[derive(Clone, Copy)]
pub(crate) struct Resource<'a> {
    /// Its logical id.
    pub id: &'a str,
    /// All of it.
    pub body: &'a Value,
}

impl<'a> Resource<'a> {
    /// What kind of resource it is.
    pub(crate) fn kind(self) -> &'a str {
        self.body["Type"].as_str().unwrap_or_default()
    }

    /// Its properties.
    pub(crate) fn properties(self) -> &'a Value {
        &self.body["Properties"]
    }
}

impl Template {
    /// The workspace's template.
    pub(crate) fn read() -> Self {
        let text = fs::read_to_string(root().join("template.yaml")).unwrap();
        let documents = Yaml::load_from_str(&text).expect("template.yaml is not YAML");
        let mut whole = plain(&documents[0]);
        let Value::Object(resources) = whole["Resources"].take() else {
            panic!("template.yaml has no Resources");
        };
        Self {
            resources,
            globals: whole["Globals"]["Function"].take(),
        }
    }

    /// Every resource.
    pub(crate) fn resources(&self) -> impl Iterator<Item = Resource<'_>> {
        self.resources
            .iter()
            .map(|(id, body)| Resource { id, body })
    }

    /// Every resource of one kind; a kind without any is a mistake in the test.
    pub(crate) fn of_kind(&self, kind: &str) -> Vec<Resource<'_>> {
        let found: Vec<_> = self
            .resources()
            .filter(|resource| resource.kind() == kind)
            .collect();
        assert!(!found.is_empty(), "template.yaml has no {kind}");
        found
    }

    /// One resource.
    pub(crate) fn resource(&self, id: &str) -> Resource<'_> {
        let (id, body) = self
            .resources
            .get_key_value(id)
            .unwrap_or_else(|| panic!("template.yaml has no resource {id}"));
        Resource { id, body }
    }

    /// Every function.
    pub(crate) fn functions(&self) -> Vec<Function<'_>> {
        self.of_kind("AWS::Serverless::Function")
            .into_iter()
            .map(|resource| Function {
                resource,
                globals: &self.globals,
            })
            .collect()
    }
}

/// One function of the template, with what all functions share.
#[derive(Clone, Copy)]
pub(crate) struct Function<'a> {
    /// The resource.
    pub resource: Resource<'a>,
    globals: &'a Value,
}

impl<'a> Function<'a> {
    /// The folder of its crate below `functions/`, which is the crate's name.
    pub(crate) fn crate_name(self) -> &'a str {
        let uri = self.property("CodeUri").as_str().unwrap_or_default();
        uri.trim_start_matches("functions/").trim_end_matches('/')
    }

    /// A property; where the function has none, the one all functions share.
    pub(crate) fn property(self, name: &str) -> &'a Value {
        let own = &self.resource.properties()[name];
        if own.is_null() {
            &self.globals[name]
        } else {
            own
        }
    }

    /// The names of its variables, sorted; first those that all functions have.
    pub(crate) fn variables(self) -> Vec<&'a str> {
        let names = |value: &'a Value| {
            value["Environment"]["Variables"]
                .as_object()
                .into_iter()
                .flat_map(|variables| variables.keys().map(String::as_str))
        };
        let mut own: Vec<_> = names(self.resource.properties()).collect();
        own.sort_unstable();
        let mut all: Vec<_> = names(self.globals).collect();
        all.sort_unstable();
        all.extend(own);
        all
    }

    /// Its events of one kind: names and properties.
    pub(crate) fn events(self, kind: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let events = self.resource.properties()["Events"].as_object();
        let kind = kind.to_owned();
        events
            .into_iter()
            .flatten()
            .filter(move |(_, event)| event["Type"] == kind.as_str())
            .map(|(name, event)| (name.as_str(), &event["Properties"]))
    }

    /// Its routes as the gateway writes them: `GET /v1/scans`.
    pub(crate) fn routes(self) -> Vec<String> {
        self.events("HttpApi")
            .map(|(_, event)| format!("{} {}", text(&event["Method"]), text(&event["Path"])))
            .collect()
    }
}

/// A value that must be text.
pub(crate) fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("expected text, found {value}"))
}

/// The logical id in `!Ref Id`.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value["Ref"].as_str()
}

/// The logical id in `!GetAtt Id.Attribute`.
pub(crate) fn attribute<'a>(value: &'a Value, attribute: &str) -> Option<&'a str> {
    let (id, found) = value["Fn::GetAtt"].as_str()?.split_once('.')?;
    (found == attribute).then_some(id)
}

/// A value, or each value of a list.
pub(crate) fn each(value: &Value) -> &[Value] {
    if let Value::Array(items) = value {
        items
    } else {
        std::slice::from_ref(value)
    }
}

fn plain(yaml: &Yaml<'_>) -> Value {
    match yaml {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => json!(value),
        Yaml::Value(Scalar::Integer(value)) => json!(value),
        Yaml::Value(Scalar::FloatingPoint(value)) => json!(value.into_inner()),
        Yaml::Value(Scalar::String(value)) => json!(value),
        Yaml::Representation(text, ..) => json!(text),
        Yaml::Sequence(items) => items.iter().map(plain).collect(),
        Yaml::Mapping(entries) => {
            let pairs = entries
                .iter()
                .map(|(key, value)| (text(&plain(key)).to_owned(), plain(value)));
            Value::Object(pairs.collect())
        }
        Yaml::Tagged(tag, inner) => {
            let name = match tag.suffix.as_str() {
                name @ ("Ref" | "Condition") => name.to_owned(),
                name => format!("Fn::{name}"),
            };
            json!({ name: plain(inner) })
        }
        Yaml::Alias(_) | Yaml::BadValue => panic!("template.yaml has a value that can't be read"),
    }
}
