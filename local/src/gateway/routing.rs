//! The API's routes: which function answers a method and a path.

use std::collections::BTreeMap;

use http::Method;
use percent_encoding::percent_decode_str;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The function's ARN.
    pub(crate) function: String,
    /// The authorizer before it, by name.
    pub(crate) authorizer: Option<String>,
}

/// The routes of an API.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    routes: Vec<Route>,
}

#[derive(Debug)]
struct Route {
    method: Method,
    path: String,
    segments: Vec<Segment>,
    target: Target,
}

#[derive(Debug, PartialEq, Eq)]
enum Segment {
    Literal(String),
    Parameter(String),
}

/// A route that a request matches.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Match<'a> {
    /// `GET /v1/scans/{scan}`
    pub(crate) route_key: String,
    /// What stands in the path's places, decoded.
    pub(crate) path_parameters: BTreeMap<String, String>,
    /// Where it goes.
    pub(crate) target: &'a Target,
}

impl Routes {
    /// Adds a route; false when there is one of that method and shape already.
    pub(crate) fn add(&mut self, method: Method, path: &str, target: Target) -> bool {
        let segments: Vec<Segment> = split(path).map(Segment::read).collect();
        let taken = self.routes.iter().any(|route| {
            route.method == method
                && route.segments.len() == segments.len()
                && route.segments.iter().zip(&segments).all(|pair| match pair {
                    (Segment::Literal(one), Segment::Literal(other)) => one == other,
                    (Segment::Parameter(_), Segment::Parameter(_)) => true,
                    (Segment::Literal(_), Segment::Parameter(_))
                    | (Segment::Parameter(_), Segment::Literal(_)) => false,
                })
        });
        if !taken {
            self.routes.push(Route {
                method,
                path: path.to_owned(),
                segments,
                target,
            });
        }
        !taken
    }

    /// Finds the most specific route: a literal segment beats a parameter, from the left.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Option<Match<'_>> {
        let given: Vec<&str> = split(path).collect();
        let route = self
            .routes
            .iter()
            .filter(|route| route.method == *method && route.matches(&given))
            .min_by_key(|route| {
                route
                    .segments
                    .iter()
                    .map(|segment| matches!(segment, Segment::Parameter(_)))
                    .collect::<Vec<_>>()
            })?;
        let path_parameters = route
            .segments
            .iter()
            .zip(&given)
            .filter_map(|(segment, given)| match segment {
                Segment::Parameter(name) => Some((name.clone(), decoded(given))),
                Segment::Literal(_) => None,
            })
            .collect();
        Some(Match {
            route_key: format!("{} {}", route.method, route.path),
            path_parameters,
            target: &route.target,
        })
    }
}

impl Route {
    fn matches(&self, given: &[&str]) -> bool {
        self.segments.len() == given.len()
            && self
                .segments
                .iter()
                .zip(given)
                .all(|(segment, given)| match segment {
                    Segment::Literal(literal) => literal == given,
                    Segment::Parameter(_) => !given.is_empty(),
                })
    }
}

impl Segment {
    fn read(text: &str) -> Self {
        match text
            .strip_prefix('{')
            .and_then(|text| text.strip_suffix('}'))
        {
            Some(name) => Self::Parameter(name.to_owned()),
            None => Self::Literal(text.to_owned()),
        }
    }
}

fn split(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

/// Percent-decoded text; what isn't UTF-8 then stays readable as replacement characters.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes() -> Routes {
        let mut routes = Routes::default();
        for (method, path) in [
            (Method::GET, "/v1/scans"),
            (Method::GET, "/v1/scans/{scan}"),
            (Method::GET, "/v1/scans/latest"),
            (Method::DELETE, "/v1/scans/{scan}"),
            (Method::GET, "/v1/scans/{scan}/findings/{finding}"),
        ] {
            let target = Target {
                function: "scans".to_owned(),
                authorizer: None,
            };
            assert!(routes.add(method, path, target));
        }
        routes
    }

    #[test]
    fn a_request_finds_its_route_or_none() {
        let routes = routes();
        for (method, path, expected) in [
            (Method::GET, "/v1/scans", Some("GET /v1/scans")),
            (Method::GET, "/v1/scans/s1", Some("GET /v1/scans/{scan}")),
            (
                Method::GET,
                "/v1/scans/latest",
                Some("GET /v1/scans/latest"),
            ),
            (
                Method::DELETE,
                "/v1/scans/latest",
                Some("DELETE /v1/scans/{scan}"),
            ),
            (
                Method::GET,
                "/v1/scans/s1/findings/f1",
                Some("GET /v1/scans/{scan}/findings/{finding}"),
            ),
            (Method::HEAD, "/v1/scans", None),
            (Method::GET, "/v1/scans/", None),
            (Method::GET, "/v1/scans/s1/findings", None),
            (Method::GET, "/V1/scans", None),
            (Method::GET, "/", None),
            (Method::GET, "", None),
        ] {
            let found = routes.find(&method, path).map(|found| found.route_key);
            assert_eq!(found.as_deref(), expected, "{method} {path}");
        }
    }

    #[test]
    fn parameters_are_decoded() {
        let routes = routes();
        let found = routes
            .find(&Method::GET, "/v1/scans/a%20b%2Fc/findings/%FF")
            .unwrap();
        assert_eq!(found.path_parameters["scan"], "a b/c");
        assert_eq!(found.path_parameters["finding"], "\u{FFFD}");
    }

    #[test]
    fn two_routes_of_one_shape_are_refused() {
        let mut routes = routes();
        let target = Target {
            function: "other".to_owned(),
            authorizer: None,
        };
        assert!(!routes.add(Method::GET, "/v1/scans/{id}", target));
    }
}
