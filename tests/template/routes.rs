//! Every route of the template is an operation of the `OpenAPI` document, and the reverse.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Template, text};

/// Routes that nobody has to be known for.
const PUBLIC: [&str; 2] = [
    "POST /v1/sign-ups",
    "POST /v1/sign-ups/{sign_up}/verification",
];

fn template_routes(template: &Template) -> BTreeMap<String, String> {
    let mut routes = BTreeMap::new();
    for function in template.functions() {
        for route in function.routes() {
            let owner = function.crate_name().to_owned();
            if let Some(other) = routes.insert(route.clone(), owner) {
                panic!(
                    "{route} leads to {other} and to {}: keep one of them",
                    function.crate_name()
                );
            }
        }
    }
    routes
}

/// The operations of a document: their names by their routes.
fn operation_names(document: utoipa::openapi::OpenApi) -> BTreeMap<String, String> {
    let document = serde_json::to_value(document).unwrap();
    let methods = ["get", "put", "post", "patch", "delete", "head", "options"];
    let mut names = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in methods {
            if let Some(operation) = item.get(method) {
                let name = operation["operationId"].as_str().unwrap_or_default();
                let route = format!("{} {path}", method.to_uppercase());
                names.insert(route, name.to_owned());
            }
        }
    }
    names
}

fn operations(document: utoipa::openapi::OpenApi) -> BTreeSet<String> {
    operation_names(document).into_keys().collect()
}

#[test]
fn the_template_lists_exactly_the_operations_of_the_openapi_document() {
    let routes: BTreeSet<_> = template_routes(&Template::read()).into_keys().collect();
    let operations = operations(local::openapi());
    let unrouted: Vec<_> = operations.difference(&routes).collect();
    let undocumented: Vec<_> = routes.difference(&operations).collect();
    assert!(
        unrouted.is_empty(),
        "the code has operations that template.yaml routes to no function; \
         add an HttpApi event for each: {unrouted:#?}"
    );
    assert!(
        undocumented.is_empty(),
        "template.yaml has routes that no function documents; \
         remove them, or give the handler its #[utoipa::path]: {undocumented:#?}"
    );
}

#[test]
fn every_route_leads_to_the_function_that_documents_it() {
    let routes = template_routes(&Template::read());
    let documents = [
        ("assessments", assessments::openapi()),
        ("domains", domains::openapi()),
        ("members", members::openapi()),
        ("reports", reports::openapi()),
        ("scans", scans::openapi()),
        ("schedules", schedules::openapi()),
        ("tenants", tenants::openapi()),
        ("usage", usage::openapi()),
    ];
    for (name, document) in documents {
        for operation in operations(document) {
            assert_eq!(
                routes.get(&operation).map(String::as_str),
                Some(name),
                "{operation} is documented by functions/{name}, so template.yaml must route it there"
            );
        }
    }
}

#[test]
fn events_are_named_after_their_operations() {
    let names = operation_names(local::openapi());
    for function in Template::read().functions() {
        for (name, event) in function.events("HttpApi") {
            let route = format!("{} {}", text(&event["Method"]), text(&event["Path"]));
            let operation = names.get(&route).map_or("", String::as_str);
            assert_eq!(
                operation.replace('_', ""),
                name.to_lowercase(),
                "{route}: its operation in the code (left) and its event in template.yaml (right)"
            );
        }
    }
}

#[test]
fn no_route_catches_more_than_one_operation() {
    for route in template_routes(&Template::read()).into_keys() {
        let wild = route.contains("+}") || route.contains('*') || route.contains("$default");
        assert!(!wild, "{route} is a wildcard: list each route by itself");
        assert!(
            !route.starts_with("ANY "),
            "{route} takes any method: list each route by itself"
        );
    }
}

#[test]
fn only_sign_up_is_public_and_it_is_throttled() {
    let template = Template::read();
    let mut public = Vec::new();
    for function in template.functions() {
        for (name, event) in function.events("HttpApi") {
            let route = format!("{} {}", text(&event["Method"]), text(&event["Path"]));
            let authorizer = &event["Auth"]["Authorizer"];
            if *authorizer == "NONE" {
                public.push(route);
            } else {
                assert!(
                    authorizer.is_null(),
                    "{name}: authorizer {authorizer} where only the default or NONE is known"
                );
            }
        }
    }
    public.sort();
    assert_eq!(public, PUBLIC, "routes that need no credential");

    let gateway = template.resource("HttpApi").properties();
    for route in PUBLIC {
        let throttle = &gateway["RouteSettings"][route];
        assert!(
            throttle["ThrottlingRateLimit"].is_number()
                && throttle["ThrottlingBurstLimit"].is_number(),
            "{route} is public, so RouteSettings must throttle it"
        );
    }
    assert_eq!(gateway["Auth"]["DefaultAuthorizer"], "Principal");
    let authorizer = &gateway["Auth"]["Authorizers"]["Principal"];
    assert_eq!(authorizer["AuthorizerPayloadFormatVersion"], "2.0");
    assert_eq!(authorizer["EnableSimpleResponses"], true);
    assert_eq!(
        authorizer["Identity"]["ReauthorizeEvery"], 60,
        "revocation is promised within 60 seconds"
    );
}
