//! Why the seeded tenants can't be made.

/// The seeded tenants can't be made.
#[derive(Debug, thiserror::Error)]
#[error(
    "the seeded tenants can't be made: {step}: {reason}; start with an empty data folder, or without seeding"
)]
pub struct SeedError {
    step: &'static str,
    reason: String,
}

impl SeedError {
    pub(super) fn new(step: &'static str, reason: impl std::fmt::Display) -> Self {
        Self {
            step,
            reason: reason.to_string(),
        }
    }
}
