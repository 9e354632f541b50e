//! Failures on demand, so that a test can see what the platform does when AWS fails.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Service;

/// A way to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is done; the service answers 500.
    Error500,
    /// Nothing is done; the service asks for patience.
    Throttle,
    /// It is done, but the caller hears of a 500 instead of the answer.
    LostAnswer,
}

#[derive(Debug)]
struct Rule {
    service: Service,
    operation: Option<String>,
    times_left: u32,
    fault: Fault,
}

/// The failures that are still to come.
#[derive(Debug, Default)]
pub struct Faults {
    rules: Mutex<Vec<Rule>>,
}

impl Faults {
    /// Fails the next `times` calls of an operation, or of any operation of the service.
    pub fn fail(&self, service: Service, operation: Option<&str>, times: u32, fault: Fault) {
        self.rules().push(Rule {
            service,
            operation: operation.map(str::to_owned),
            times_left: times,
            fault,
        });
    }

    /// Ends every failure.
    pub fn clear(&self) {
        self.rules().clear();
    }

    /// The failure of this call, if it is to fail; counted as used.
    pub(super) fn take(&self, service: Service, operation: &str) -> Option<Fault> {
        let mut rules = self.rules();
        let position = rules.iter().position(|rule| {
            rule.times_left > 0
                && rule.service == service
                && rule
                    .operation
                    .as_deref()
                    .is_none_or(|name| name == operation)
        })?;
        let rule = &mut rules[position];
        rule.times_left -= 1;
        let fault = rule.fault;
        if rule.times_left == 0 {
            rules.remove(position);
        }
        Some(fault)
    }

    fn rules(&self) -> MutexGuard<'_, Vec<Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_ends_after_its_times_and_meets_only_its_operation() {
        let faults = Faults::default();
        faults.fail(Service::Sqs, Some("SendMessage"), 2, Fault::Throttle);
        assert_eq!(faults.take(Service::Sqs, "ReceiveMessage"), None);
        assert_eq!(faults.take(Service::DynamoDb, "SendMessage"), None);
        assert_eq!(
            faults.take(Service::Sqs, "SendMessage"),
            Some(Fault::Throttle)
        );
        assert_eq!(
            faults.take(Service::Sqs, "SendMessage"),
            Some(Fault::Throttle)
        );
        assert_eq!(faults.take(Service::Sqs, "SendMessage"), None);
    }
}
