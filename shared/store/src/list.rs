//! Lists: pages of records, one call each.

use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, WriteRequest};
use domain::{
    ApiKey, Assessment, Domain, Finding, FindingState, Rule, RuleId, RuleState, Scan, ScanId,
    ScanState, Schedule, ScheduleId, Severity,
};

use crate::key::finding_prefix;
use crate::record::{PK, Record, SK, from_item};
use crate::table::BATCH_WRITE_MAX;
use crate::{Key, StoreError, Stored, TenantStore};

/// Where a page ended; the next begins behind it. Names no tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position(String);

impl Position {
    /// The position as text, for a cursor to carry.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The position that a cursor carried.
    #[must_use]
    pub fn from_text(text: String) -> Self {
        Self(text)
    }
}

/// Some records, and where the next ones begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<R> {
    /// The records.
    pub items: Vec<Stored<R>>,
    /// Where the next begin, if there are any.
    pub next: Option<Position>,
}

/// Which findings are wanted; `None` is any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this severity.
    pub severity: Option<Severity>,
    /// Of this detector.
    pub detector: Option<String>,
    /// Whose path begins with this.
    pub path: Option<String>,
    /// In this state.
    pub state: Option<FindingState>,
    /// Not in this state.
    pub not_state: Option<FindingState>,
}

struct Query {
    pk: String,
    prefix: String,
    newest_first: bool,
    filter: Vec<Term>,
}

/// One condition of a filter, with the names and the value that it uses.
struct Term {
    condition: &'static str,
    names: &'static [(&'static str, &'static str)],
    value: (&'static str, String),
}

impl Term {
    fn state(state: &str) -> Self {
        Self {
            condition: "#state = :state",
            names: &[("#state", "state")],
            value: (":state", state.to_owned()),
        }
    }
}

/// How many records one call looks at where a filter passes few of them.
const EXAMINED_MAX: i32 = 2_000;

impl TenantStore<'_> {
    /// Scans, the newest first.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn scan_list(
        &self,
        state: Option<ScanState>,
        schedule: Option<ScheduleId>,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Page<Scan>, StoreError> {
        let mut query = Query {
            pk: format!("T#{}#SCAN", self.tenant()),
            prefix: "scan_".to_owned(),
            newest_first: true,
            filter: Vec::new(),
        };
        if let Some(state) = state {
            query.filter.push(Term::state(state.as_str()));
        }
        if let Some(schedule) = schedule {
            query.filter.push(Term {
                condition: "#schedule = :schedule",
                names: &[("#schedule", "schedule")],
                value: (":schedule", schedule.to_string()),
            });
        }
        self.page(query, after, limit).await
    }

    /// Schedules, the oldest first.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn schedule_list(
        &self,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Page<Schedule>, StoreError> {
        let query = Query {
            pk: format!("T#{}#SCHEDULE", self.tenant()),
            prefix: "sched_".to_owned(),
            newest_first: false,
            filter: Vec::new(),
        };
        self.page(query, after, limit).await
    }

    /// A scan's findings, the worst first.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn finding_list(
        &self,
        scan: ScanId,
        filter: &Filter,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Page<Finding>, StoreError> {
        let mut query = Query {
            pk: format!("T#{}#SCAN#{scan}", self.tenant()),
            prefix: finding_prefix(filter.severity),
            newest_first: false,
            filter: Vec::new(),
        };
        if let Some(detector) = &filter.detector {
            query.filter.push(Term {
                condition: "#detector = :detector",
                names: &[("#detector", "detector")],
                value: (":detector", detector.clone()),
            });
        }
        if let Some(path) = &filter.path {
            query.filter.push(Term {
                condition: "begins_with(#location.#path, :path)",
                names: &[("#location", "location"), ("#path", "path")],
                value: (":path", path.clone()),
            });
        }
        if let Some(state) = filter.state {
            query.filter.push(Term::state(state.as_str()));
        }
        if let Some(state) = filter.not_state {
            query.filter.push(Term {
                condition: "#state <> :not_state",
                names: &[("#state", "state")],
                value: (":not_state", state.as_str().to_owned()),
            });
        }
        self.page(query, after, limit).await
    }

    /// Assessments, the newest first.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn assessment_list(
        &self,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Page<Assessment>, StoreError> {
        let query = Query {
            pk: format!("T#{}#ASSESSMENT", self.tenant()),
            prefix: "asm_".to_owned(),
            newest_first: true,
            filter: Vec::new(),
        };
        self.page(query, after, limit).await
    }

    /// API keys, the oldest first.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn api_key_list(
        &self,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Page<ApiKey>, StoreError> {
        let query = Query {
            pk: Key::Tenant.pk(self.tenant()),
            prefix: "APIKEY#".to_owned(),
            newest_first: false,
            filter: Vec::new(),
        };
        self.page(query, after, limit).await
    }

    /// Domains, by name.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn domain_list(
        &self,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Page<Domain>, StoreError> {
        let query = Query {
            pk: Key::Tenant.pk(self.tenant()),
            prefix: "DOMAIN#".to_owned(),
            newest_first: false,
            filter: Vec::new(),
        };
        self.page(query, after, limit).await
    }

    /// Rules, by their ids.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn rule_list(
        &self,
        state: Option<RuleState>,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Page<Rule>, StoreError> {
        let mut query = Query {
            pk: format!("T#{}#RULE", self.tenant()),
            prefix: RuleId::PREFIX.to_owned(),
            newest_first: false,
            filter: Vec::new(),
        };
        if let Some(state) = state {
            query.filter.push(Term::state(state.as_str()));
        }
        self.page(query, after, limit).await
    }

    /// Removes every finding of a scan; can be repeated where it broke off.
    ///
    /// # Errors
    /// When the table can't be asked.
    pub async fn finding_remove_all(&self, scan: ScanId) -> Result<(), StoreError> {
        let pk = format!("T#{}#SCAN#{scan}", self.tenant());
        loop {
            let answer = self
                .client()
                .query()
                .table_name(self.table())
                .consistent_read(true)
                .key_condition_expression("pk = :pk")
                .expression_attribute_values(":pk", AttributeValue::S(pk.clone()))
                .projection_expression("pk, sk")
                .limit(400)
                .send()
                .await
                .map_err(StoreError::call)?;
            let keys = answer.items.unwrap_or_default();
            if keys.is_empty() {
                return Ok(());
            }
            for chunk in keys.chunks(BATCH_WRITE_MAX) {
                let mut writes = Vec::with_capacity(chunk.len());
                for key in chunk {
                    let delete = DeleteRequest::builder().set_key(Some(key.clone())).build();
                    let delete = delete.map_err(StoreError::damaged)?;
                    writes.push(WriteRequest::builder().delete_request(delete).build());
                }
                self.batch_write(writes).await?;
            }
        }
    }

    async fn page<R: Record>(
        &self,
        query: Query,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Page<R>, StoreError> {
        let filtered = !query.filter.is_empty();
        // One more than asked for tells whether there is a next page.
        let wanted = i32::try_from(limit)
            .unwrap_or(i32::MAX - 1)
            .saturating_add(1);
        let mut call = self
            .client()
            .query()
            .table_name(self.table())
            // What a worker wrote a moment ago must be on the list that its end announces.
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(query.pk.clone()))
            .expression_attribute_values(":prefix", AttributeValue::S(query.prefix))
            .scan_index_forward(!query.newest_first)
            .limit(if filtered { EXAMINED_MAX } else { wanted });
        let mut conditions = Vec::new();
        for Term {
            condition,
            names,
            value: (value_name, value),
        } in query.filter
        {
            conditions.push(condition);
            for (name, attribute) in names {
                call = call.expression_attribute_names(*name, *attribute);
            }
            call = call.expression_attribute_values(value_name, AttributeValue::S(value));
        }
        if filtered {
            call = call.filter_expression(conditions.join(" AND "));
        }
        if let Some(Position(sk)) = after {
            call = call
                .exclusive_start_key(PK, AttributeValue::S(query.pk))
                .exclusive_start_key(SK, AttributeValue::S(sk));
        }
        let answer = call.send().await.map_err(StoreError::call)?;
        let mut items = answer.items.unwrap_or_default();
        let sort_key = |item: &crate::record::Item| {
            item.get(SK)
                .and_then(|sk| sk.as_s().ok())
                .cloned()
                .map(Position)
        };
        let next = if items.len() > limit {
            items.truncate(limit);
            items.last().and_then(sort_key)
        } else {
            // The table stopped before the end: at its megabyte, or at what a filter may examine.
            answer.last_evaluated_key.as_ref().and_then(sort_key)
        };
        let items = items.into_iter().map(from_item).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }
}
