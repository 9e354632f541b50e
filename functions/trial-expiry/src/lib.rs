//! trial-expiry
