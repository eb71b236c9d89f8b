//! How often providers were called.

use domain::budget::Counter;
use domain::{Channel, Time};
use ports::{Allowances, PortError};

use super::MemoryStore;

impl Allowances for MemoryStore {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        self.call()?;
        let mut counters = self.counters.borrow_mut();
        let total = counters.entry(counter.clone()).or_default();
        *total += by;
        Ok(*total)
    }

    async fn paused_until(&self, provider: Channel) -> Result<Option<Time>, PortError> {
        self.call()?;
        Ok(self.pauses.borrow().get(&provider).copied())
    }

    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError> {
        self.call()?;
        let mut pauses = self.pauses.borrow_mut();
        let known = pauses.entry(provider).or_insert(until);
        *known = (*known).max(until);
        Ok(())
    }
}
