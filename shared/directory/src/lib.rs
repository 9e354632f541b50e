//! The few lookups that come before a tenant is known.
//!
//! What lives here: who an API key's hash belongs to, which tenants a user is a member of, sign-ups
//! that wait for their e-mail, which trials end when, and which schedules are due when. What doesn't: any data of a tenant. An
//! entry gives a tenant's id and no right to anything.
//!
//! | entry | pk | sk |
//! |---|---|---|
//! | API key | `APIKEY#{hash}` | `APIKEY` |
//! | membership | `USER#{user}` | `TENANT#{tenant}` |
//! | sign-up | `SIGNUP#{sign-up}` | `SIGNUP`, expires |
//! | trial | `TRIAL#{day}` | `{tenant}` |
//! | schedule that is due | `DUE#{hour}` | `{minute}#{tenant}#{schedule}#{turn}` |
//! | where the next sweep of those begins | `DUE#CURSOR` | `CURSOR` |

mod api_keys;
mod due;
mod memberships;
mod sign_ups;
mod table;
mod trials;

pub use api_keys::ApiKeyEntry;
pub use due::{Due, Hour};
pub use memberships::Membership;
pub use table::{Directory, DirectoryError};
pub use trials::Trial;
