//! scan-worker
