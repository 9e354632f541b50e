//! The one screen that a served platform prints: where everything is, who can sign in, what to try.

use anstyle::{AnsiColor, Style};

use crate::screen::Screen;

const HEADING: Style = Style::new().bold();
const ADDRESS: Style = AnsiColor::Cyan.on_default();
const DIM: Style = Style::new().dimmed();

/// What the screen tells.
#[derive(Debug)]
pub struct Welcome<'a> {
    /// Where the API and the pages are.
    pub api_url: &'a str,
    /// Where the emulated AWS is.
    pub aws_url: &'a str,
    /// Where the data stays; none when it doesn't.
    pub data: Option<&'a str>,
    /// The seeded companies.
    pub tenants: Vec<Tenant<'a>>,
}

/// A seeded company.
#[derive(Debug)]
pub struct Tenant<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its API key.
    pub api_key: &'a str,
    /// Who works there.
    pub users: Vec<User<'a>>,
}

/// Somebody who can sign in.
#[derive(Debug)]
pub struct User<'a> {
    /// What the user may do.
    pub role: &'a str,
    /// The e-mail address to sign in with.
    pub email: &'a str,
    /// The password to sign in with.
    pub password: &'a str,
}

impl Welcome<'_> {
    /// The screen, at most 80 columns wide as long as the data folder's name is not extravagant.
    #[must_use]
    pub fn render(&self, screen: Screen) -> String {
        let mut lines = vec![self.first_line(screen), String::new()];
        let Self {
            api_url, aws_url, ..
        } = self;
        let places = [
            ("API", (*api_url).to_owned()),
            ("OpenAPI", format!("{api_url}/openapi.json")),
            ("Reference", format!("{api_url}/docs")),
            ("Mail catcher", format!("{api_url}/mail")),
            ("Queues", format!("{api_url}/queues")),
            ("Emulated AWS", (*aws_url).to_owned()),
        ];
        for (what, place) in places {
            lines.push(format!("  {what:<13} {}", screen.paint(ADDRESS, &place)));
        }
        for tenant in &self.tenants {
            lines.push(String::new());
            lines.push(screen.paint(HEADING, tenant.name));
            lines.extend(tenant.render(screen));
        }
        if let Some(tenant) = self.tenants.first() {
            lines.push(String::new());
            lines.push(screen.paint(HEADING, "Try"));
            lines.extend(curls(api_url, tenant.api_key));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn first_line(&self, screen: Screen) -> String {
        let data = match self.data {
            Some(folder) => format!("Its data stays in {folder}. "),
            None => "Nothing is kept. ".to_owned(),
        };
        format!(
            "{} {data}Ctrl-C stops it.",
            screen.paint(HEADING, "Polder is running.")
        )
    }
}

impl Tenant<'_> {
    fn render(&self, screen: Screen) -> Vec<String> {
        let roles = self
            .users
            .iter()
            .map(|user| user.role.len())
            .max()
            .unwrap_or(0)
            .max("API key".len());
        let emails = self
            .users
            .iter()
            .map(|user| user.email.len())
            .max()
            .unwrap_or(0);
        let people = self.users.iter().map(
            |User {
                 role,
                 email,
                 password,
             }| {
                format!(
                    "  {}  {email:<emails$}  {password}",
                    screen.paint(DIM, &format!("{:<roles$}", role.replace('_', " ")))
                )
            },
        );
        let key = format!(
            "  {}  {}",
            screen.paint(DIM, &format!("{:<roles$}", "API key")),
            self.api_key
        );
        people.chain([key]).collect()
    }
}

/// Three commands, each to be pasted as it stands. A key is too long for a command on one line.
fn curls(api_url: &str, api_key: &str) -> [String; 3] {
    let curl = format!("  curl --oauth2-bearer {api_key} \\\n   ");
    [
        format!("{curl} {api_url}/v1/usage"),
        format!(
            "{curl} {api_url}/v1/scans -H 'content-type: application/json' \\\n    \
             -d '{{\"text\":\"Mijn BSN is 123456782\"}}'"
        ),
        format!("{curl} '{api_url}/v1/scans?limit=3'"),
    ]
}
