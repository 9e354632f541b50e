//! Rate limits: so many requests a minute for a tenant, over all of its credentials.
//!
//! An environment of a function spends a *lease* of requests in memory and books it with the
//! tenant's counter once it is spent; what the booking answers tells it what the others spent. A
//! quiet tenant is never booked and costs nothing, a busy one costs one write a lease. What all
//! environments together let through beyond the limit is at most a lease each.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::{Plan, TenantId};
use jiff::Timestamp;
use store::TenantStore;

use crate::{Code, Problem};

/// The most requests that are spent before they are booked: 1/50 write a request.
const LEASE_MAX: u32 = 50;
const WINDOW_SECONDS: i64 = 60;
/// Beyond so many tenants those of past minutes are forgotten; a new minute begins at nothing anyway.
const TENANTS_KEPT: usize = 4_096;

/// Counts requests by tenant.
#[derive(Debug, Default)]
pub struct Throttle {
    windows: Mutex<HashMap<TenantId, Window>>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    minute: i64,
    /// What the tenant's counter stood at when we last booked.
    booked: u64,
    /// What is being booked at this moment.
    booking: u32,
    /// What was spent here since.
    unbooked: u32,
}

/// What a tenant has left in this minute, for the `RateLimit` headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateStatus {
    /// Requests a minute.
    pub limit: u32,
    /// Requests left, as far as this environment knows.
    pub remaining: u64,
    /// Seconds until the next minute.
    pub resets_in: u64,
}

impl Throttle {
    /// How many requests are spent before they are booked, under this limit.
    #[must_use]
    pub fn lease(limit: u32) -> u32 {
        (limit / 2).clamp(1, LEASE_MAX)
    }

    /// Spends one request of the tenant; answers what is left, and [`Code::RateLimited`] when
    /// there was nothing left to spend.
    ///
    /// A store that can't be asked lets requests through, up to the limit in each environment: a
    /// limit must not become an outage.
    pub async fn spend(
        &self,
        store: &TenantStore<'_>,
        tenant: TenantId,
        plan: Plan,
        now: Timestamp,
    ) -> (RateStatus, Result<(), Problem>) {
        let limit = plan.requests_per_minute();
        let minute = now.as_second().div_euclid(WINDOW_SECONDS);
        let (window, allowed, to_book) = self.take(tenant, limit, minute);
        let status = RateStatus {
            limit,
            remaining: u64::from(limit).saturating_sub(window.spent()),
            resets_in: u64::try_from((minute + 1) * WINDOW_SECONDS - now.as_second()).unwrap_or(0),
        };
        if !allowed {
            let detail = format!("The plan allows {limit} requests a minute.");
            let problem = Problem::new(Code::RateLimited, detail).retry_after(status.resets_in);
            return (status, Err(problem));
        }
        if to_book > 0 {
            let total = store.rate_book(minute, to_book).await;
            if let Err(error) = &total {
                tracing::warn!(%error, "a rate lease could not be booked");
            }
            self.settle(tenant, minute, to_book, total.ok());
        }
        (status, Ok(()))
    }

    /// Spends one request if there is one, and tells how many have to be booked now. Those are
    /// set apart, so that requests which come meanwhile don't book them again.
    fn take(&self, tenant: TenantId, limit: u32, minute: i64) -> (Window, bool, u32) {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= TENANTS_KEPT {
            windows.retain(|_, window| window.minute == minute);
        }
        let fresh = Window {
            minute,
            booked: 0,
            booking: 0,
            unbooked: 0,
        };
        let window = windows.entry(tenant).or_insert(fresh);
        if window.minute != minute {
            *window = fresh;
        }
        if window.spent() >= u64::from(limit) {
            return (*window, false, 0);
        }
        window.unbooked += 1;
        let mut to_book = 0;
        if window.unbooked >= Self::lease(limit) {
            to_book = std::mem::take(&mut window.unbooked);
            window.booking += to_book;
        }
        (*window, true, to_book)
    }

    /// Takes note of what the counter answered; what could not be booked is booked later.
    fn settle(&self, tenant: TenantId, minute: i64, booking: u32, total: Option<u64>) {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(window) = windows
            .get_mut(&tenant)
            .filter(|window| window.minute == minute)
        {
            window.booking = window.booking.saturating_sub(booking);
            match total {
                Some(total) => window.booked = window.booked.max(total),
                None => window.unbooked += booking,
            }
        }
    }
}

impl Window {
    fn spent(&self) -> u64 {
        self.booked + u64::from(self.booking) + u64::from(self.unbooked)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Environments that share one counter, as `spend` drives them.
    fn let_through(environments: usize, limit: u32, order: &[usize]) -> u64 {
        let tenant = TenantId::at(Timestamp::UNIX_EPOCH);
        let throttles: Vec<_> = (0..environments).map(|_| Throttle::default()).collect();
        let (mut counter, mut through) = (0, 0);
        for environment in order {
            let throttle = &throttles[environment % environments];
            let (_, allowed, to_book) = throttle.take(tenant, limit, 7);
            through += u64::from(allowed);
            if to_book > 0 {
                counter += u64::from(to_book);
                throttle.settle(tenant, 7, to_book, Some(counter));
            }
        }
        through
    }

    proptest! {
        #[test]
        fn overshoot_is_at_most_a_lease_an_environment(
            environments in 1_usize..12,
            limit in prop::sample::select(vec![1, 2, 100, 200, 500]),
            order in prop::collection::vec(any::<usize>(), 0..4_000),
        ) {
            let through = let_through(environments, limit, &order);
            let most = u64::from(limit) + u64::from(Throttle::lease(limit)) * environments as u64;
            prop_assert!(through <= most, "{through} of {limit} with {environments} environments");
        }
    }

    #[test]
    fn requests_that_come_while_a_lease_is_booked_do_not_book_it_again() {
        let tenant = TenantId::at(Timestamp::UNIX_EPOCH);
        let throttle = Throttle::default();
        let booked: u32 = (0..80).map(|_| throttle.take(tenant, 100, 7).2).sum();
        assert_eq!(booked, 50, "of 80 requests, with no booking answered yet");
        throttle.settle(tenant, 7, 50, Some(50));
        let through = (0..100).filter(|_| throttle.take(tenant, 100, 7).1).count();
        assert_eq!(through, 20);
    }

    #[test]
    fn one_environment_lets_through_exactly_the_limit() {
        for limit in [1, 2, 3, 99, 100, 5_000] {
            let order = vec![0; limit as usize + 500];
            assert_eq!(let_through(1, limit, &order), u64::from(limit));
        }
    }
}
