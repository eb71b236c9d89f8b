//! The parameters of a run. Every parameter that is not given comes from the seed.

use crate::faults::Fault;

/// One run.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Decides everything else.
    pub seed: u64,
    /// Whether the run is only about ticks and price alerts.
    pub prices: bool,
    /// The number of events that are published, or of events on the market, instead of what the seed says.
    pub events: Option<usize>,
    /// The number of devices of each user, instead of what the seed says.
    pub devices: Option<usize>,
    /// Faults that do not occur.
    pub without: Vec<Fault>,
    /// Faults that occur five times as often as otherwise.
    pub often: Vec<Fault>,
    /// Whether the trace is kept as text.
    pub traced: bool,
}

impl Scenario {
    /// Returns the run of this seed.
    pub fn of(seed: u64) -> Self {
        Self {
            seed,
            prices: false,
            events: None,
            devices: None,
            without: Vec::new(),
            often: Vec::new(),
            traced: false,
        }
    }

    /// Returns the run of this seed about prices.
    pub fn of_prices(seed: u64) -> Self {
        Self { prices: true, ..Self::of(seed) }
    }

    /// Returns the same run without any fault.
    #[must_use]
    pub fn faultless(self) -> Self {
        Self { without: Fault::ALL.to_vec(), ..self }
    }

    /// Returns the command that repeats this run.
    pub fn command(&self) -> String {
        let prices = self.prices.then(|| " --prices".to_owned());
        let events = self.events.map(|events| format!(" --events {events}"));
        let devices = self.devices.map(|devices| format!(" --devices {devices}"));
        let faults = |option: &str, faults: &[Fault]| {
            let names: Vec<_> = faults.iter().map(|fault| fault.name()).collect();
            (!names.is_empty()).then(|| format!(" --{option} {}", names.join(",")))
        };
        let (without, often) = (faults("without", &self.without), faults("often", &self.often));
        let options: String = [prices, events, devices, without, often].into_iter().flatten().collect();
        format!("cargo run --package simulation -- --seed {}{options} --trace", self.seed)
    }
}
