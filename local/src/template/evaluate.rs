//! Evaluates nodes to JSON values: parameters, conditions, mappings and the
//! ids that deployed resources have.

use base64::Engine as _;
use serde_json::{Map, Value};

use super::substitution::{self, Part};
use super::{Entry, Intrinsic, Kind, Node, Place, Resource, Template, TemplateError, catalogue};

/// How deeply conditions may name each other before that is taken for a cycle.
const CONDITION_DEPTH: usize = 32;

/// What `Ref` and `GetAtt` answer for resources; parameters are the evaluator's own.
pub trait Names {
    /// What `!Ref` answers for a resource or a pseudo parameter.
    fn reference(&self, logical_id: &str) -> Option<Value>;
    /// What `!GetAtt` answers.
    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Value>;
    /// What `{{resolve:secretsmanager:<id>}}` answers.
    fn secret(&self, id: &str) -> Option<String>;
}

/// Evaluates nodes of one template.
#[derive(Clone, Copy)]
pub struct Evaluator<'a> {
    template: &'a Template,
    names: &'a dyn Names,
}

impl<'a> Evaluator<'a> {
    /// An evaluator that asks `names` for what resources are called.
    #[must_use]
    pub fn new(template: &'a Template, names: &'a dyn Names) -> Self {
        Self { template, names }
    }

    /// The node's value. `AWS::NoValue` leaves its key or item out; as a whole it is null.
    pub fn value(&self, node: &Node) -> Result<Value, TemplateError> {
        Ok(self.evaluate(node)?.unwrap_or(Value::Null))
    }

    /// The node's value as text, the way `CloudFormation` writes scalars.
    pub fn text(&self, node: &Node) -> Result<String, TemplateError> {
        let value = self.value(node)?;
        scalar_text(&value).ok_or_else(|| {
            node.place
                .error("expected text", "write a value that is text")
        })
    }

    /// The values of a resource's properties that have a local effect.
    pub fn properties(&self, resource: &Resource) -> Result<Map<String, Value>, TemplateError> {
        let mut properties = Map::new();
        for entry in resource.properties.entries("Properties")? {
            if !catalogue::honoured(resource.kind, &entry.key) {
                continue;
            }
            if let Some(value) = self.evaluate(&entry.value)? {
                properties.insert(entry.key.clone(), value);
            }
        }
        Ok(properties)
    }

    /// What `!Ref` answers, as text.
    pub fn reference_text(&self, name: &str, place: &Place) -> Result<String, TemplateError> {
        let value = self.reference(name, place)?;
        scalar_text(&value).ok_or_else(|| place.error(format!("{name} isn't text"), "use !Join"))
    }

    /// What `!GetAtt` answers, as text.
    pub fn attribute_text(
        &self,
        logical_id: &str,
        attribute: &str,
        place: &Place,
    ) -> Result<String, TemplateError> {
        let value = self.attribute(logical_id, attribute, place)?;
        scalar_text(&value)
            .ok_or_else(|| place.error(format!("{attribute} isn't text"), "use !Join"))
    }

    /// Whether a named condition holds.
    pub fn condition(&self, name: &str, place: &Place) -> Result<bool, TemplateError> {
        self.condition_at_depth(name, place, 0)
    }

    /// `None` is `AWS::NoValue`.
    fn evaluate(&self, node: &Node) -> Result<Option<Value>, TemplateError> {
        Ok(Some(match &node.kind {
            Kind::Null => Value::Null,
            Kind::Bool(answer) => Value::Bool(*answer),
            Kind::Integer(number) => Value::from(*number),
            Kind::Float(number) => Value::from(*number),
            Kind::Text(text) => Value::String(self.resolve_secrets(text, &node.place)?),
            Kind::List(items) => self.list(items)?,
            Kind::Map(entries) => self.map(entries)?,
            Kind::Call(intrinsic, argument) => {
                return self.call(*intrinsic, argument, &node.place);
            }
        }))
    }

    fn list(&self, items: &[Node]) -> Result<Value, TemplateError> {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            values.extend(self.evaluate(item)?);
        }
        Ok(Value::Array(values))
    }

    fn map(&self, entries: &[Entry]) -> Result<Value, TemplateError> {
        let mut map = Map::new();
        for entry in entries {
            if let Some(value) = self.evaluate(&entry.value)? {
                map.insert(entry.key.clone(), value);
            }
        }
        Ok(Value::Object(map))
    }

    fn call(
        &self,
        intrinsic: Intrinsic,
        argument: &Node,
        place: &Place,
    ) -> Result<Option<Value>, TemplateError> {
        Ok(Some(match intrinsic {
            Intrinsic::Ref => {
                let name = argument.text("the argument of !Ref")?;
                if name == "AWS::NoValue" {
                    return Ok(None);
                }
                self.reference(name, place)?
            }
            Intrinsic::GetAtt => {
                let (logical_id, attribute) = attribute_path(argument)?;
                self.attribute(&logical_id, &attribute, place)?
            }
            Intrinsic::Sub => Value::String(self.substitute(argument, place)?),
            Intrinsic::If => {
                let [name, then, otherwise] = argument.items("the argument of !If")? else {
                    return Err(wrong_arguments(place, "!If", "[condition, then, else]"));
                };
                let holds = self.condition(name.text("the condition of !If")?, place)?;
                return self.evaluate(if holds { then } else { otherwise });
            }
            Intrinsic::Condition
            | Intrinsic::Equals
            | Intrinsic::Not
            | Intrinsic::And
            | Intrinsic::Or => Value::Bool(self.condition_call(intrinsic, argument, place, 0)?),
            Intrinsic::Join => Value::String(self.join(argument, place)?),
            Intrinsic::Split => {
                let [separator, text] = argument.items("the argument of !Split")? else {
                    return Err(wrong_arguments(place, "!Split", "[separator, text]"));
                };
                let separator = self.text(separator)?;
                let text = self.text(text)?;
                Value::Array(text.split(&separator).map(Value::from).collect())
            }
            Intrinsic::Select => self.select(argument, place)?,
            Intrinsic::FindInMap => self.find_in_map(argument, place)?,
            Intrinsic::Base64 => {
                let text = self.text(argument)?;
                Value::String(base64::engine::general_purpose::STANDARD.encode(text))
            }
        }))
    }

    fn reference(&self, name: &str, place: &Place) -> Result<Value, TemplateError> {
        if let Some(value) = self.template.parameters.get(name) {
            return Ok(value.clone());
        }
        self.names.reference(name).ok_or_else(|| {
            place.error(
                format!("nothing is called {name}"),
                "declare a parameter or resource of that name, or give the local platform a value for it in local/src/deploy/names.rs",
            )
        })
    }

    fn attribute(
        &self,
        logical_id: &str,
        attribute: &str,
        place: &Place,
    ) -> Result<Value, TemplateError> {
        self.names.attribute(logical_id, attribute).ok_or_else(|| {
            place.error(
                format!("the local platform has no attribute {attribute} of {logical_id}"),
                "correct the name, or give it a value in local/src/deploy/names.rs",
            )
        })
    }

    fn substitute(&self, argument: &Node, place: &Place) -> Result<String, TemplateError> {
        let (text, locals) = match &argument.kind {
            Kind::List(items) => {
                let [text, locals] = items.as_slice() else {
                    return Err(wrong_arguments(
                        place,
                        "!Sub",
                        "text, or [text, {name: value}]",
                    ));
                };
                (text.text("the text of !Sub")?, Some(locals))
            }
            Kind::Null
            | Kind::Bool(_)
            | Kind::Integer(_)
            | Kind::Float(_)
            | Kind::Text(_)
            | Kind::Map(_)
            | Kind::Call(..) => (argument.text("the argument of !Sub")?, None),
        };
        let mut out = String::with_capacity(text.len());
        for part in substitution::parts(text, place)? {
            match part {
                Part::Literal(literal) => out.push_str(literal),
                Part::Name(name) => {
                    let value = if let Some(local) = locals.and_then(|locals| locals.get(name)) {
                        self.value(local)?
                    } else if let Some((logical_id, attribute)) = name.split_once('.') {
                        self.attribute(logical_id, attribute, place)?
                    } else {
                        self.reference(name, place)?
                    };
                    let Some(value) = scalar_text(&value) else {
                        return Err(place.error(
                            format!("${{{name}}} isn't text"),
                            "use !Join for a list inside text",
                        ));
                    };
                    out.push_str(&value);
                }
            }
        }
        self.resolve_secrets(&out, place)
    }

    fn join(&self, argument: &Node, place: &Place) -> Result<String, TemplateError> {
        let [separator, list] = argument.items("the argument of !Join")? else {
            return Err(wrong_arguments(place, "!Join", "[separator, list]"));
        };
        let separator = separator.text("the separator of !Join")?;
        let Value::Array(items) = self.value(list)? else {
            return Err(wrong_arguments(place, "!Join", "[separator, list]"));
        };
        let texts: Option<Vec<String>> = items.iter().map(scalar_text).collect();
        let texts = texts
            .ok_or_else(|| place.error("!Join can only join text", "list only text values"))?;
        self.resolve_secrets(&texts.join(separator), place)
    }

    fn select(&self, argument: &Node, place: &Place) -> Result<Value, TemplateError> {
        let [index, list] = argument.items("the argument of !Select")? else {
            return Err(wrong_arguments(place, "!Select", "[index, list]"));
        };
        let index = self.text(index)?;
        let list = self.value(list)?;
        index
            .parse::<usize>()
            .ok()
            .and_then(|index| list.get(index))
            .cloned()
            .ok_or_else(|| {
                place.error(
                    format!("!Select found no item {index}"),
                    "choose an index inside the list, counted from zero",
                )
            })
    }

    fn find_in_map(&self, argument: &Node, place: &Place) -> Result<Value, TemplateError> {
        let [map, top, second] = argument.items("the argument of !FindInMap")? else {
            return Err(wrong_arguments(place, "!FindInMap", "[map, key, key]"));
        };
        let (map, top, second) = (self.text(map)?, self.text(top)?, self.text(second)?);
        let found = self
            .template
            .mappings
            .as_ref()
            .and_then(|mappings| mappings.get(&map)?.get(&top)?.get(&second));
        let Some(found) = found else {
            return Err(place.error(
                format!("Mappings has no {map}.{top}.{second}"),
                "add it under Mappings",
            ));
        };
        self.value(found)
    }

    fn condition_at_depth(
        &self,
        name: &str,
        place: &Place,
        depth: usize,
    ) -> Result<bool, TemplateError> {
        let Some(node) = self
            .template
            .conditions
            .as_ref()
            .and_then(|conditions| conditions.get(name))
        else {
            return Err(place.error(
                format!("no condition is called {name}"),
                "add it under Conditions",
            ));
        };
        if depth > CONDITION_DEPTH {
            return Err(node.place.error(
                format!("condition {name} depends on itself"),
                "break the circle",
            ));
        }
        self.condition_node(node, depth)
    }

    fn condition_node(&self, node: &Node, depth: usize) -> Result<bool, TemplateError> {
        match &node.kind {
            Kind::Call(intrinsic, argument) => {
                self.condition_call(*intrinsic, argument, &node.place, depth)
            }
            Kind::Map(entries) => match entries.as_slice() {
                [only] if only.key == "Condition" => {
                    let name = only.value.text("the name of a condition")?;
                    self.condition_at_depth(name, &node.place, depth + 1)
                }
                _ => Err(not_a_condition(&node.place)),
            },
            Kind::Null
            | Kind::Bool(_)
            | Kind::Integer(_)
            | Kind::Float(_)
            | Kind::Text(_)
            | Kind::List(_) => Err(not_a_condition(&node.place)),
        }
    }

    fn condition_call(
        &self,
        intrinsic: Intrinsic,
        argument: &Node,
        place: &Place,
        depth: usize,
    ) -> Result<bool, TemplateError> {
        match intrinsic {
            Intrinsic::Condition => {
                let name = argument.text("the argument of !Condition")?;
                self.condition_at_depth(name, place, depth + 1)
            }
            Intrinsic::Equals => {
                let [left, right] = argument.items("the argument of !Equals")? else {
                    return Err(wrong_arguments(place, "!Equals", "[value, value]"));
                };
                let (left, right) = (self.value(left)?, self.value(right)?);
                Ok(match (scalar_text(&left), scalar_text(&right)) {
                    (Some(left), Some(right)) => left == right,
                    _ => left == right,
                })
            }
            Intrinsic::Not => {
                let [inner] = argument.items("the argument of !Not")? else {
                    return Err(wrong_arguments(place, "!Not", "[condition]"));
                };
                Ok(!self.condition_node(inner, depth)?)
            }
            Intrinsic::And | Intrinsic::Or => {
                let mut answers = Vec::new();
                for inner in argument.items("the argument of !And or !Or")? {
                    answers.push(self.condition_node(inner, depth)?);
                }
                Ok(if intrinsic == Intrinsic::And {
                    answers.iter().all(|answer| *answer)
                } else {
                    answers.iter().any(|answer| *answer)
                })
            }
            Intrinsic::Ref
            | Intrinsic::GetAtt
            | Intrinsic::Sub
            | Intrinsic::If
            | Intrinsic::Join
            | Intrinsic::Split
            | Intrinsic::Select
            | Intrinsic::FindInMap
            | Intrinsic::Base64 => Err(not_a_condition(place)),
        }
    }

    /// Replaces `{{resolve:…}}` references, which stand inside text.
    fn resolve_secrets(&self, text: &str, place: &Place) -> Result<String, TemplateError> {
        substitution::resolve(text, place, |id| self.names.secret(id))
    }
}

/// The two halves of `!GetAtt Resource.Attribute` or `[Resource, Attribute]`.
pub(super) fn attribute_path(argument: &Node) -> Result<(String, String), TemplateError> {
    let halves = match &argument.kind {
        Kind::Text(text) => text
            .split_once('.')
            .map(|(resource, attribute)| (resource.to_owned(), attribute.to_owned())),
        Kind::List(items) => match items.as_slice() {
            [resource, attribute] => resource
                .as_text()
                .zip(attribute.as_text())
                .map(|(resource, attribute)| (resource.to_owned(), attribute.to_owned())),
            _ => None,
        },
        Kind::Null
        | Kind::Bool(_)
        | Kind::Integer(_)
        | Kind::Float(_)
        | Kind::Map(_)
        | Kind::Call(..) => None,
    };
    halves.ok_or_else(|| wrong_arguments(&argument.place, "!GetAtt", "Resource.Attribute"))
}

/// A scalar the way `CloudFormation` writes it into text.
fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(answer) => Some(answer.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn wrong_arguments(place: &Place, call: &str, form: &str) -> TemplateError {
    place.error(
        format!("{call} has the wrong arguments"),
        format!("write {call} as {form}"),
    )
}

fn not_a_condition(place: &Place) -> TemplateError {
    place.error(
        "this isn't a condition",
        "use !Equals, !Not, !And, !Or or !Condition",
    )
}
