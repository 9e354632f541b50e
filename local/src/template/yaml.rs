//! YAML text to nodes, keeping tags and line numbers.

use std::sync::Arc;

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

use super::{Entry, Intrinsic, Kind, Node, Place, TemplateError};

/// Reads one YAML document.
pub(super) fn parse(file: &str, text: &str) -> Result<Node, TemplateError> {
    let file: Arc<str> = Arc::from(file);
    let place = |line| Place {
        file: Arc::clone(&file),
        line,
    };
    let documents = MarkedYaml::load_from_str(text).map_err(|error| {
        place(error.marker().line()).error(
            format!("not readable as YAML: {}", error.info()),
            "correct the file's syntax",
        )
    })?;
    let [document] = documents.as_slice() else {
        return Err(place(1).error(
            "expected one YAML document",
            "keep one template to a file, without `---` between parts",
        ));
    };
    node(document, &place(1))
}

fn node(yaml: &MarkedYaml<'_>, outer: &Place) -> Result<Node, TemplateError> {
    // A tagged scalar's inner node has no span of its own.
    let line = match yaml.span.start.line() {
        0 => outer.line,
        line => line,
    };
    let place = Place {
        file: Arc::clone(&outer.file),
        line,
    };
    let kind = match &yaml.data {
        YamlData::Value(scalar) => scalar_kind(scalar),
        YamlData::Representation(text, ..) => Kind::Text(text.to_string()),
        YamlData::Sequence(items) => Kind::List(
            items
                .iter()
                .map(|item| node(item, &place))
                .collect::<Result<_, _>>()?,
        ),
        YamlData::Mapping(mapping) => {
            let mut entries = Vec::with_capacity(mapping.len());
            for (key, value) in mapping {
                entries.push(entry(key, value, &place)?);
            }
            return map_or_call(place, entries);
        }
        YamlData::Tagged(tag, inner) => {
            let Some(intrinsic) = Intrinsic::from_tag(&tag.suffix).filter(|_| tag.handle == "!")
            else {
                return Err(unknown_intrinsic(&place, &format!("!{}", tag.suffix)));
            };
            Kind::Call(intrinsic, Box::new(node(inner, &place)?))
        }
        YamlData::Alias(_) | YamlData::BadValue => {
            return Err(place.error("not a readable value", "write a plain YAML value"));
        }
    };
    Ok(Node { place, kind })
}

fn entry(
    key: &MarkedYaml<'_>,
    value: &MarkedYaml<'_>,
    outer: &Place,
) -> Result<Entry, TemplateError> {
    let key = node(key, outer)?;
    let place = key.place;
    let name = match key.kind {
        Kind::Text(text) => text,
        Kind::Integer(number) => number.to_string(),
        Kind::Bool(answer) => answer.to_string(),
        Kind::Null | Kind::Float(_) | Kind::List(_) | Kind::Map(_) | Kind::Call(..) => {
            return Err(place.error("a key must be text", "quote the key"));
        }
    };
    Ok(Entry {
        key: name,
        value: node(value, &place)?,
        place,
    })
}

/// A mapping of one key that names an intrinsic is that intrinsic's long form.
fn map_or_call(place: Place, mut entries: Vec<Entry>) -> Result<Node, TemplateError> {
    if let [only] = entries.as_slice() {
        if let Some(intrinsic) = Intrinsic::from_key(&only.key) {
            let argument = entries.remove(0).value;
            return Ok(Node {
                place,
                kind: Kind::Call(intrinsic, Box::new(argument)),
            });
        }
        if only.key.starts_with("Fn::") {
            return Err(unknown_intrinsic(&only.place, &only.key));
        }
    }
    Ok(Node {
        place,
        kind: Kind::Map(entries),
    })
}

fn unknown_intrinsic(place: &Place, name: &str) -> TemplateError {
    place.error(
        format!("the local platform doesn't know the intrinsic {name}"),
        "use one it knows, or teach it in local/src/template/intrinsic.rs",
    )
}

fn scalar_kind(scalar: &Scalar<'_>) -> Kind {
    match scalar {
        Scalar::Null => Kind::Null,
        Scalar::Boolean(answer) => Kind::Bool(*answer),
        Scalar::Integer(number) => Kind::Integer(*number),
        Scalar::FloatingPoint(number) => Kind::Float(number.into_inner()),
        Scalar::String(text) => Kind::Text(text.to_string()),
    }
}
