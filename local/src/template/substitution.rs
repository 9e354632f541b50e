//! The two little languages inside template text: `${Name}` of `!Sub`, and
//! `{{resolve:service:reference}}`.

use super::{Place, TemplateError};

/// A piece of a `!Sub` text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text as it stands.
    Literal(&'a str),
    /// The name inside `${…}`.
    Name(&'a str),
}

/// Splits a `!Sub` text. `${!Literal}` stands for `${Literal}`.
pub(super) fn parts<'a>(text: &'a str, place: &Place) -> Result<Vec<Part<'a>>, TemplateError> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, tail)) = after.split_once('}') else {
            return Err(place.error("`${` without its `}`", "close the name"));
        };
        parts.push(Part::Literal(before));
        if let Some(literal) = name.strip_prefix('!') {
            parts.extend([
                Part::Literal("${"),
                Part::Literal(literal),
                Part::Literal("}"),
            ]);
        } else {
            parts.push(Part::Name(name.trim()));
        }
        rest = tail;
    }
    parts.push(Part::Literal(rest));
    Ok(parts)
}

/// Replaces every `{{resolve:secretsmanager:<id>}}`; another service is refused.
pub(super) fn resolve(
    text: &str,
    place: &Place,
    secret: impl Fn(&str) -> Option<String>,
) -> Result<String, TemplateError> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{resolve:") {
        let Some((reference, tail)) = after.split_once("}}") else {
            return Err(place.error("`{{resolve:` without its `}}`", "close the reference"));
        };
        out.push_str(before);
        let Some(id) = reference.strip_prefix("secretsmanager:") else {
            return Err(place.error(
                format!("the local platform can't resolve {{{{resolve:{reference}}}}}"),
                "keep the value in AWS::SecretsManager::Secret",
            ));
        };
        let id = id.strip_suffix(":SecretString").unwrap_or(id);
        let Some(value) = secret(id) else {
            return Err(place.error(
                format!("no secret is called {id}"),
                "name a secret that this template declares, whole and without a JSON key",
            ));
        };
        out.push_str(&value);
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}
