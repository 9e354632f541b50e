//! pre-token-generation
