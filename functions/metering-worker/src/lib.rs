//! metering-worker
