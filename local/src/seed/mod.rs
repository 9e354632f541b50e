//! The two seeded tenants, so that a first visitor has somebody to be.
//!
//! They are made the way anybody's are: sign-up, mail, verification, sign-in,
//! API key, each through the gateway. Users of roles other than the first
//! admin are written to the store, because the API doesn't invite yet.

mod error;
mod file;
mod members;
mod requests;

use std::path::Path;

use domain::Role;
use serde::{Deserialize, Serialize};

use crate::gateway::Gateway;
use crate::platform::Control;

pub use error::SeedError;
use requests::Requests;

/// The password of every seeded user. They exist on this machine only.
const PASSWORD: &str = "Polder-Local-2026";

/// The tenants that are seeded.
const TENANTS: [Wanted; 2] = [
    Wanted {
        name: "Waterland Webshop B.V.",
        domain: "waterland.example",
        locale: "nl",
    },
    Wanted {
        name: "Noorderzorg",
        domain: "noorderzorg.example",
        locale: "nl",
    },
];

/// The users that each has, beside its admin.
const FURTHER_ROLES: [Role; 3] = [Role::Analyst, Role::ComplianceOfficer, Role::Integrator];

struct Wanted {
    name: &'static str,
    domain: &'static str,
    locale: &'static str,
}

/// The seeded tenants with how to use them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    /// The tenants.
    pub tenants: Vec<SeededTenant>,
}

/// One seeded tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeededTenant {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// An API key that may do all that its admin may.
    pub api_key: String,
    /// Its users, one for each role.
    pub users: Vec<SeededUser>,
}

/// A user of a seeded tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeededUser {
    /// What the user may do.
    pub role: String,
    /// The address to sign in with.
    pub email: String,
    /// The password to sign in with.
    pub password: String,
}

/// Where the functions keep what the seed adds to.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    pub(crate) tenant_table: String,
    pub(crate) directory_table: String,
    pub(crate) user_pool: String,
    pub(crate) client: String,
}

/// Makes the seeded tenants, or finds the ones that the data folder has.
pub(crate) async fn plant(
    control: &Control,
    gateway: &Gateway,
    places: &Places,
    folder: Option<&Path>,
) -> Result<Seed, SeedError> {
    let mut seed = file::read(folder)?;
    let requests = Requests {
        control,
        gateway,
        places,
    };
    for wanted in &TENANTS {
        if seed.tenants.iter().any(|tenant| tenant.name == wanted.name) {
            continue;
        }
        let tenant = tenant_make(&requests, wanted).await?;
        seed.tenants.push(tenant);
        // After each, so that being interrupted loses no key that was made.
        file::write(folder, &seed)?;
    }
    Ok(seed)
}

async fn tenant_make(requests: &Requests<'_>, wanted: &Wanted) -> Result<SeededTenant, SeedError> {
    let email = address(Role::Admin, wanted);
    let token = if let Ok(token) = requests.sign_in(&email, PASSWORD).await {
        token
    } else {
        // Not signed up yet, or interrupted before it was verified.
        requests
            .sign_up(wanted.name, &email, PASSWORD, wanted.locale)
            .await?;
        requests.sign_in(&email, PASSWORD).await?
    };
    let id = requests.tenant_id(&token).await?;
    let mut users = vec![user(&email, Role::Admin)];
    for role in FURTHER_ROLES {
        let email = address(role, wanted);
        members::add(requests, &id, &email, role).await?;
        users.push(user(&email, role));
    }
    Ok(SeededTenant {
        api_key: requests.api_key(&token).await?,
        id,
        name: wanted.name.to_owned(),
        users,
    })
}

fn address(role: Role, wanted: &Wanted) -> String {
    format!("{}@{}", role.as_str().replace('_', "-"), wanted.domain)
}

fn user(email: &str, role: Role) -> SeededUser {
    SeededUser {
        role: role.as_str().to_owned(),
        email: email.to_owned(),
        password: PASSWORD.to_owned(),
    }
}
