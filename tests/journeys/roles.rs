//! Who may do what: every operation of the OpenAPI document, for every role and every permission.
//!
//! What is expected comes from the document, so an operation that is added is covered by that.

use domain::{Permission, PermissionSet, Role};
use platform_tests::{Caller, World};
use serde_json::json;

/// An operation of the document.
struct Operation {
    method: String,
    path: String,
    /// `None` for one that anybody may call.
    permission: Option<Permission>,
}

fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(local::openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let scopes = operation["security"][0]["bearer"].as_array();
            let permission = scopes.map(|scopes| {
                assert_eq!(scopes.len(), 1, "{method} {path} names several permissions");
                scopes[0].as_str().unwrap().parse().unwrap()
            });
            operations.push(Operation {
                method: method.to_uppercase(),
                path: filled(path),
                permission,
            });
        }
    }
    assert!(
        operations.len() >= 20,
        "the document has only {} operations",
        operations.len()
    );
    operations
}

/// The path with ids that name nothing.
fn filled(path: &str) -> String {
    let id = "01h45ytscbebyvny4gc8cr8ma2";
    path.replace("{sign_up}", &format!("sgn_{id}"))
        .replace("{api_key}", &format!("key_{id}"))
        .replace("{domain}", "nobody.example")
        .replace("{scan}", &format!("scan_{id}"))
        .replace("{finding}", &format!("fnd_{id}"))
        .replace("{rule}", "custom-nothing")
        .replace("{detector}", "custom-nothing")
        .replace("{assessment}", &format!("asm_{id}"))
        .replace("{schedule}", &format!("sched_{id}"))
        .replace("{revision}", "1")
        .replace("{questionnaire}", "none")
}

/// Calls every operation, without a body so that nothing is done; each is allowed as the document
/// says.
async fn check(who: &str, caller: &Caller, permissions: PermissionSet) {
    for operation in operations() {
        let Operation {
            method,
            path,
            permission,
        } = operation;
        let answer = caller.send(&method, &path, &[], Vec::new()).await;
        let allowed = permission.is_none_or(|permission| permissions.contains(permission));
        if allowed {
            let forbidden = [401, 402, 403, 429, 500, 503].contains(&answer.status);
            assert!(
                !forbidden,
                "{who} {method} {path}: {} {}",
                answer.status,
                answer.text()
            );
        } else {
            assert_eq!(
                answer.status,
                403,
                "{who} {method} {path}: {}",
                answer.text()
            );
            let problem = answer.problem(403, "permission_missing");
            let named = permission.unwrap().as_str();
            assert!(
                problem["detail"].as_str().unwrap().contains(named),
                "{named} in {problem}"
            );
        }
    }
}

#[tokio::test]
async fn each_role_may_do_what_its_permissions_say_and_nothing_else() {
    let world = World::seeded().await;
    let seed = world.platform().seed().unwrap().clone();
    let tenant = &seed.tenants[0];
    let roles: Vec<&str> = tenant.users.iter().map(|user| user.role.as_str()).collect();
    assert_eq!(roles, Role::ALL.map(Role::as_str));
    for user in &tenant.users {
        let role: Role = user.role.parse().unwrap();
        let caller = world
            .anybody()
            .with(&world.sign_in(&user.email, &user.password).await);
        world.next_minute().await;
        check(role.as_str(), &caller, role.permissions()).await;
    }
}

#[tokio::test]
async fn a_key_with_one_permission_may_do_what_that_permits_and_nothing_else() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    for permission in Permission::ALL {
        world.next_minute().await;
        let body = json!({ "name": permission.as_str(), "scopes": [permission] });
        let key = tenant
            .key
            .post("/v1/api-keys", &body)
            .await
            .expect(201)
            .json();
        let caller = world.anybody().with(key["key"].as_str().unwrap());
        check(
            permission.as_str(),
            &caller,
            [*permission].into_iter().collect(),
        )
        .await;
    }
}

#[test]
fn every_permission_is_asked_for_by_an_operation() {
    let asked: Vec<_> = operations()
        .into_iter()
        .filter_map(|it| it.permission)
        .collect();
    for permission in Permission::ALL {
        assert!(asked.contains(permission), "nothing asks for {permission}");
    }
}
