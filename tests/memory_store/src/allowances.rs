//! Counters of calls of providers, in memory.

use domain::delivery::budget::{BurstKey, Counter, MinuteTotals};
use domain::delivery::pause::{Destination, DestinationPause, Pauses};
use domain::{Channel, Time};
use ports::{PortError, RateLimits};

use crate::MemoryStore;

impl RateLimits for MemoryStore {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        self.call()?;
        let mut counters = self.counters.borrow_mut();
        let total = counters.entry(counter.clone()).or_default();
        *total += by;
        Ok(*total)
    }

    async fn add_to_burst(&self, counter: &Counter, burst: BurstKey) -> Result<MinuteTotals, PortError> {
        let all = self.add(counter, 1).await?;
        let mut bursts = self.bursts.borrow_mut();
        let of_burst = bursts.entry((counter.clone(), burst)).or_default();
        *of_burst += 1;
        Ok(MinuteTotals { all, of_burst: *of_burst })
    }

    async fn pauses(&self, provider: Channel) -> Result<Pauses, PortError> {
        self.call()?;
        Ok(self.pauses.borrow().get(&provider).cloned().unwrap_or_default())
    }

    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError> {
        self.call()?;
        let mut pauses = self.pauses.borrow_mut();
        pauses.entry(provider).or_default().merge(Pauses { provider: Some(until), ..Pauses::default() });
        Ok(())
    }

    async fn pause_destination(
        &self,
        provider: Channel,
        to: &Destination,
        pause: DestinationPause,
        now: Time,
    ) -> Result<Pauses, PortError> {
        self.call()?;
        let mut pauses = self.pauses.borrow_mut();
        let pauses = pauses.entry(provider).or_default();
        pauses.destinations.retain(|other, pause| other == to || !pause.is_over(now));
        pauses.pause_destination(to.clone(), pause);
        Ok(pauses.clone())
    }
}
