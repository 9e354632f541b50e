//! The screen that `polder serve` prints.

use cli::Screen;
use cli::welcome::{Tenant, User, Welcome};

const KEY: &str = "plk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM";

fn tenant(name: &'static str) -> Tenant<'static> {
    let user = |role, email| User {
        role,
        email,
        password: "Polder-3f9a81c2d4",
    };
    Tenant {
        name,
        api_key: KEY,
        users: vec![
            user("admin", "admin@waterland.example"),
            user("analyst", "analyst@waterland.example"),
            user("compliance_officer", "compliance@waterland.example"),
            user("integrator", "integrator@waterland.example"),
        ],
    }
}

#[test]
fn everything_fits_one_screen() {
    let welcome = Welcome {
        api_url: "http://localhost:8080",
        aws_url: "http://127.0.0.1:4566",
        data: Some(".polder"),
        tenants: vec![tenant("Waterland Webshop"), tenant("Zuiderzee Zorg")],
    };
    let screen = welcome.render(Screen::plain(80));
    assert!(
        screen.lines().all(|line| line.chars().count() <= 80),
        "{screen}"
    );
    assert!(screen.lines().count() <= 40, "{screen}");
    insta::assert_snapshot!(screen, @r#"
    Polder is running. Its data stays in .polder. Ctrl-C stops it.

      API           http://localhost:8080
      OpenAPI       http://localhost:8080/openapi.json
      Reference     http://localhost:8080/docs
      Mail catcher  http://localhost:8080/mail
      Queues        http://localhost:8080/queues
      Emulated AWS  http://127.0.0.1:4566

    Waterland Webshop
      admin               admin@waterland.example       Polder-3f9a81c2d4
      analyst             analyst@waterland.example     Polder-3f9a81c2d4
      compliance officer  compliance@waterland.example  Polder-3f9a81c2d4
      integrator          integrator@waterland.example  Polder-3f9a81c2d4
      API key             plk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM

    Zuiderzee Zorg
      admin               admin@waterland.example       Polder-3f9a81c2d4
      analyst             analyst@waterland.example     Polder-3f9a81c2d4
      compliance officer  compliance@waterland.example  Polder-3f9a81c2d4
      integrator          integrator@waterland.example  Polder-3f9a81c2d4
      API key             plk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM

    Try
      curl --oauth2-bearer plk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM \
        http://localhost:8080/v1/usage
      curl --oauth2-bearer plk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM \
        http://localhost:8080/v1/scans -H 'content-type: application/json' \
        -d '{"text":"Mijn BSN is 123456782"}'
      curl --oauth2-bearer plk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM \
        'http://localhost:8080/v1/scans?limit=3'
    "#);
}

#[test]
fn a_platform_in_memory_says_that_nothing_stays() {
    let welcome = Welcome {
        api_url: "http://localhost:1",
        aws_url: "http://127.0.0.1:2",
        data: None,
        tenants: Vec::new(),
    };
    let screen = welcome.render(Screen::plain(80));
    assert!(
        screen.starts_with("Polder is running. Nothing is kept. Ctrl-C stops it.\n"),
        "{screen}"
    );
    assert!(!screen.contains("Try"), "{screen}");
}
