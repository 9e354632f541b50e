//! Structured logs, and metrics in CloudWatch's embedded format, both on standard output.

use std::fmt::{Debug, Display, Write as _};
use std::io::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::filter::{FilterFn, LevelFilter};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::Variables;

/// The target of events that are metrics besides: one line says both what happened and what
/// CloudWatch should count of it.
///
/// Such an event names in `metrics` the fields to count and in `dimensions` those to count them by,
/// separated by commas; the rest is there to be read. See the CloudWatch embedded metric format
/// specification. No dimension may be a tenant: that is a metric a tenant, and CloudWatch bills each.
const METRIC_TARGET: &str = "metric";

/// Sends logs and metrics to standard output, which Lambda sends to CloudWatch.
pub(crate) fn start(variables: &Variables) {
    // Nothing below `info`: what libraries say there repeats what is in requests.
    let level = match variables.get("LOG_LEVEL") {
        Some("ERROR" | "error") => LevelFilter::ERROR,
        Some("WARN" | "warn") => LevelFilter::WARN,
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
        let at = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_millis());
        let mut line = Line::new(event.metadata());
        event.record(&mut line);
        // A line that can't be written is no reason to fail a request.
        let _ = std::io::stdout().lock().write_all(&line.end(at));
    }
}

/// A line in the embedded metric format, written field by field: it is written for every request.
struct Line {
    json: Vec<u8>,
    dimensions: String,
    metrics: String,
}

impl Line {
    fn new(event: &Metadata<'_>) -> Self {
        let mut line = Self {
            json: Vec::with_capacity(768),
            dimensions: String::new(),
            metrics: String::new(),
        };
        line.json.extend_from_slice(b"{\"level\":");
        line.text(event.level().as_str());
        line
    }

    fn text(&mut self, text: &str) {
        // A vector takes everything, and text is always JSON.
        let _ = serde_json::to_writer(&mut self.json, text);
    }

    fn name(&mut self, field: &Field) {
        self.json.push(b',');
        self.text(field.name());
        self.json.push(b':');
    }

    fn number(&mut self, field: &Field, value: impl Display) {
        self.name(field);
        let _ = write!(&mut self.json, "{value}");
    }

    fn end(mut self, at: u128) -> Vec<u8> {
        let dimensions = quoted(&self.dimensions, "", "");
        let metrics = quoted(&self.metrics, "{\"Name\":", "}");
        let _ = writeln!(
            &mut self.json,
            ",\"_aws\":{{\"Timestamp\":{at},\"CloudWatchMetrics\":[{{\"Namespace\":\"Polder\",\
             \"Dimensions\":[[{dimensions}]],\"Metrics\":[{metrics}]}}]}}}}"
        );
        self.json
    }
}

/// The names of a list, each in quotes and between `before` and `after`.
fn quoted(names: &str, before: &str, after: &str) -> String {
    let mut list = String::with_capacity(2 * names.len());
    for name in names.split(',') {
        let comma = if list.is_empty() { "" } else { "," };
        let _ = write!(&mut list, "{comma}{before}\"{name}\"{after}");
    }
    list
}

impl Visit for Line {
    fn record_f64(&mut self, field: &Field, value: f64) {
        // JSON has no other numbers.
        if value.is_finite() {
            self.number(field, value);
        }
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.number(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.number(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.number(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "dimensions" => self.dimensions.push_str(value),
            "metrics" => self.metrics.push_str(value),
            _ => {
                self.name(field);
                self.text(value);
            }
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.name(field);
        self.text(&format!("{value:?}"));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use serde_json::{Value, json};

    use super::*;

    /// Keeps the lines of a thread instead of printing them.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<Vec<u8>>>>);

    impl<S: Subscriber> Layer<S> for Kept {
        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            let mut line = Line::new(event.metadata());
            event.record(&mut line);
            self.0.lock().unwrap().push(line.end(5));
        }
    }

    fn written(emit: impl FnOnce()) -> Value {
        let kept = Kept::default();
        let subscriber = tracing_subscriber::registry().with(kept.clone());
        tracing::subscriber::with_default(subscriber, emit);
        let lines = kept.0.lock().unwrap();
        let [line] = &lines[..] else {
            panic!("one line, not {}", lines.len());
        };
        assert_eq!(line.split(|byte| *byte == b'\n').count(), 2, "one line");
        serde_json::from_slice(line).unwrap()
    }

    #[test]
    fn one_line_is_log_and_metric() {
        let line = written(|| {
            tracing::warn!(
                target: METRIC_TARGET,
                dimensions = "function,route",
                metrics = "requests,micros",
                function = "scans",
                route = "GET /v1/scans",
                tenant.id = Some("tenant_1"),
                cause = None::<&str>,
                requests = 1_u64,
                micros = 1234_u64,
                share = 0.5,
                cold = true,
                "request"
            );
        });
        let wanted = json!({
            "level": "WARN",
            "message": "request",
            "function": "scans",
            "route": "GET /v1/scans",
            "tenant.id": "tenant_1",
            "requests": 1,
            "micros": 1234,
            "share": 0.5,
            "cold": true,
            "_aws": {
                "Timestamp": 5,
                "CloudWatchMetrics": [{
                    "Namespace": "Polder",
                    "Dimensions": [["function", "route"]],
                    "Metrics": [{ "Name": "requests" }, { "Name": "micros" }],
                }],
            },
        });
        assert_eq!(line, wanted);
    }

    #[test]
    fn nothing_in_a_value_breaks_the_line() {
        let hostile = "a\"b\\c\nd\u{0}\u{7f}€";
        let line = written(|| {
            tracing::info!(
                target: METRIC_TARGET,
                dimensions = "route",
                metrics = "requests",
                route = hostile,
                debugged = ?hostile,
                share = f64::NAN,
                "x\ny"
            );
        });
        assert_eq!(line["route"], hostile);
        assert_eq!(line["debugged"], format!("{hostile:?}"));
        assert_eq!(line["message"], "x\ny");
        assert_eq!(line["share"], Value::Null);
    }
}
