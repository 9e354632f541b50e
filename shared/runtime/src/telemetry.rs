//! Structured logs, and metrics in CloudWatch's embedded format, both on standard output.

use std::io::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::filter::{FilterFn, LevelFilter};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::Variables;

/// The target of events that are metrics.
///
/// Text fields become dimensions and numbers become metrics; see the CloudWatch embedded metric
/// format specification. No field may name a tenant: a dimension a tenant is a metric a tenant,
/// and CloudWatch bills each.
const METRIC_TARGET: &str = "metric";

/// Sends logs and metrics to standard output, which Lambda sends to CloudWatch.
pub(crate) fn start(variables: &Variables) {
    let level = match variables.get("LOG_LEVEL") {
        Some("ERROR" | "error") => LevelFilter::ERROR,
        Some("WARN" | "warn") => LevelFilter::WARN,
        Some("DEBUG" | "debug") => LevelFilter::DEBUG,
        // Release builds carry no traces; they log as for `debug`.
        Some("TRACE" | "trace") => LevelFilter::TRACE,
        _ => LevelFilter::INFO,
    };
    let logs = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_target(false);
    // Each says how much it wants at most: what nobody wants is then turned away where it happens,
    // and an SDK has a hundred such places on the way of a request.
    let logged = FilterFn::new(move |event| *event.level() <= level && !is_metric(event))
        .with_max_level_hint(level);
    let measured = FilterFn::new(is_metric).with_max_level_hint(LevelFilter::INFO);
    // A second start, as a test does it, keeps the first.
    let _ = tracing_subscriber::registry()
        .with(logs.with_filter(logged))
        .with(EmbeddedMetrics.with_filter(measured))
        .try_init();
}

fn is_metric(event: &Metadata<'_>) -> bool {
    event.target() == METRIC_TARGET
}

struct EmbeddedMetrics;

impl<S: Subscriber> Layer<S> for EmbeddedMetrics {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = MetricFields::default();
        event.record(&mut fields);
        let at = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_millis());
        let line = fields
            .into_document(u64::try_from(at).unwrap_or(0))
            .to_string();
        // A metric that can't be written is no reason to fail a request.
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }
}

#[derive(Default)]
struct MetricFields {
    dimensions: Map<String, Value>,
    metrics: Map<String, Value>,
}

impl MetricFields {
    fn into_document(self, at_ms: u64) -> Value {
        let names: Vec<_> = self
            .metrics
            .keys()
            .map(|name| json!({ "Name": name }))
            .collect();
        let keys: Vec<_> = self.dimensions.keys().cloned().collect();
        let mut document = json!({
            "_aws": {
                "Timestamp": at_ms,
                "CloudWatchMetrics": [
                    { "Namespace": "Polder", "Dimensions": [keys], "Metrics": names }
                ],
            }
        });
        if let Some(root) = document.as_object_mut() {
            root.extend(self.dimensions);
            root.extend(self.metrics);
        }
        document
    }
}

impl Visit for MetricFields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.metrics.insert(field.name().to_owned(), json!(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.metrics.insert(field.name().to_owned(), json!(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.metrics.insert(field.name().to_owned(), json!(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.dimensions
            .insert(field.name().to_owned(), json!(value));
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {
        // The event's message; a metric has none.
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_a_dimension_and_numbers_are_metrics() {
        let mut fields = MetricFields::default();
        fields
            .dimensions
            .insert("route".to_owned(), json!("GET /v1/scans"));
        fields.metrics.insert("requests".to_owned(), json!(1));
        let document = fields.into_document(5);
        assert_eq!(document["_aws"]["Timestamp"], 5);
        let directive = &document["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Dimensions"], json!([["route"]]));
        assert_eq!(directive["Metrics"], json!([{ "Name": "requests" }]));
        assert_eq!(document["requests"], 1);
    }
}
