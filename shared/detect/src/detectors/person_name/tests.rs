//! Placeholder until the labelled set.
