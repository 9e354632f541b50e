//! Changing what runs: one record, written together with the rule that is switched on or off.

use api::{Code, Problem};
use domain::{
    FormerRuleSet, RULE_SET_BYTES_MAX, Rule, RuleDefinition, RuleId, RuleSet, RunningRule,
};
use jiff::{SignedDuration, Timestamp};
use store::{StoreError, Stored, TenantStore, Transaction, TransactionError, Version};

/// How long a set that others took the place of is kept. A scan's message lives four days, and a scan has but one
/// set from its first try to its last.
const FORMER_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// So many others may get in between a look at what runs and its change.
pub(crate) const TRIES: u32 = 5;

/// What runs, and the version of its record; none where nothing was ever changed.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) set: RuleSet,
    version: Option<Version>,
}

impl Running {
    fn of(stored: Option<Stored<RuleSet>>) -> Self {
        match stored {
            Some(stored) => Self {
                set: stored.record,
                version: Some(stored.version),
            },
            None => Self {
                set: RuleSet::default(),
                version: None,
            },
        }
    }

    /// Reads it.
    pub(crate) async fn get(store: &TenantStore<'_>) -> Result<Self, StoreError> {
        Ok(Self::of(store.get::<RuleSet>(&()).await?))
    }

    /// Reads it together with a rule.
    pub(crate) async fn get_with(
        store: &TenantStore<'_>,
        rule: &RuleId,
    ) -> Result<(Option<Stored<Rule>>, Self), StoreError> {
        let (rule, set) = store.get_both::<Rule, RuleSet>(rule, &()).await?;
        Ok((rule, Self::of(set)))
    }

    /// Adds to a transaction that `changed` takes its place. Where it changes what runs, it gets the next version,
    /// and this one is kept for the scans that began with it.
    pub(crate) fn replace<'a>(
        &self,
        transaction: Transaction<'a>,
        changed: RuleSet,
        now: Timestamp,
    ) -> Result<Transaction<'a>, Problem> {
        let runs_the_same =
            changed.rules == self.set.rules && changed.detectors == self.set.detectors;
        let version = self.set.version + u64::from(!runs_the_same);
        let changed = RuleSet { version, ..changed };
        let bytes = serde_json::to_vec(&changed)
            .map_err(|error| Problem::internal(error.to_string()))?
            .len();
        if bytes > RULE_SET_BYTES_MAX && !runs_the_same {
            let detail = format!(
                "The rules that run would have {bytes} bytes together and may have {RULE_SET_BYTES_MAX}. Shorten \
                 one, or switch one off."
            );
            return Err(Problem::new(Code::LimitReached, detail));
        }
        let mut transaction = match self.version {
            Some(from) => transaction.replace(&changed, from),
            None => transaction.create(&changed),
        };
        if !runs_the_same && self.set.version > 0 {
            transaction = transaction.create(&FormerRuleSet {
                set: self.set.clone(),
                forget_at: now.saturating_add(FORMER_FOR).unwrap_or(now),
            });
        }
        Ok(transaction)
    }
}

/// A definition as it runs: its examples stay with the rule.
pub(crate) fn running(revision: u32, definition: &RuleDefinition) -> RunningRule {
    RunningRule {
        revision,
        definition: RuleDefinition {
            matches: Vec::new(),
            passes: Vec::new(),
            ..definition.clone()
        },
    }
}

/// Whether somebody else got in between, so that it has to be looked at anew; or what else came of it.
pub(crate) fn met(result: Result<(), TransactionError>) -> Result<bool, Problem> {
    match result {
        Ok(()) => Ok(false),
        Err(TransactionError::Store(StoreError::Conflict)) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Runs what goes through automata apart from the thread that answers others.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Problem::internal(error.to_string()))
}
