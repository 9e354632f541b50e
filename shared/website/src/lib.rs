//! What a website does with its visitors' data: pages and responses in, findings out. No I/O.
//!
//! What lives here: reading a page ([`html`]), cookies, `robots.txt`, the table of known trackers, and the checks,
//! each declared in the [`catalogue`]. What doesn't: fetching, DNS, tenants. Personal data in a page's source is
//! found by the engine of [`detect`], which is asked besides.
//!
//! Invariants:
//!
//! - Everything here is read before a person could have consented to anything, because nobody clicks. What a page
//!   loads or sets here, it does without consent.
//! - No address and no cookie's name leaves this crate as it stood in a page: [`shown`] takes out what could be about a
//!   person. Findings' ids follow from what is shown, never from what was masked.
//! - The same thing on many pages is one finding that counts them, at the page where it was met first.
//! - Hostile pages cost no more than honest ones: what is kept of each is bounded.

mod address;
pub mod catalogue;
mod cookie;
pub mod html;
mod robots;
mod site;
#[cfg(test)]
mod tests;
mod trackers;

pub use address::{shown, shown_host};
pub use robots::Robots;
pub use site::{Page, Site};
