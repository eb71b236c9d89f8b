//! The rules of price alerts as a trader reads them, alert by alert and tick by tick, in whole numbers. It
//! has no levels, bounds or generations, in which a mistake could hide.

/// The milliseconds after an alert's expiry from which ticks that arrive no longer concern it,
/// whenever they were made.
const LATE: i64 = 5_000;

/// An alert, in any unit of price; times are in milliseconds.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// Whether it fires at its target and above; otherwise at its target and below.
    pub(crate) is_above: bool,
    /// The target price.
    pub(crate) target: i64,
    /// Whether it fires repeatedly.
    pub(crate) recurring: bool,
    /// The time after a firing during which it does not fire again.
    pub(crate) cooldown: i64,
    /// The distance by which the price must come back, in thousandths of the target.
    pub(crate) band: i64,
    /// The time at which it was created or last resumed.
    pub(crate) watched_from: i64,
    /// Whether it is paused.
    pub(crate) is_paused: bool,
    /// The time from which on it does not fire any more.
    pub(crate) expires_at: Option<i64>,
    /// The time of its latest firing.
    pub(crate) fired_at: Option<i64>,
    /// The time since which the price has been back.
    pub(crate) back_at: Option<i64>,
    /// The number of times that it has fired or was resumed.
    pub(crate) count: u32,
}

impl Reference {
    /// Returns an alert that fires once and was created before the first tick.
    pub(crate) fn new(is_above: bool, target: i64) -> Self {
        Self {
            is_above,
            target,
            recurring: false,
            cooldown: 0,
            band: 1,
            watched_from: i64::MIN,
            is_paused: false,
            expires_at: None,
            fired_at: None,
            back_at: None,
            count: 0,
        }
    }

    /// Evaluates a tick at this price; if the alert fires, returns the number of earlier firings and
    /// resumptions.
    pub(crate) fn tick(&mut self, made_at: i64, arrived_at: i64, price: i64) -> Option<u32> {
        let is_late = |expires_at: i64| made_at >= expires_at || arrived_at >= expires_at + LATE;
        if self.is_paused || arrived_at <= self.watched_from || self.expires_at.is_some_and(is_late) {
            return None;
        }
        let is_met = if self.is_above { price >= self.target } else { price <= self.target };
        let Some(fired_at) = self.fired_at else {
            return is_met.then(|| self.fire(made_at));
        };
        if !self.recurring || made_at <= fired_at {
            return None;
        }
        if self.back_at.is_none() {
            let is_back = if self.is_above {
                price * 1_000 <= self.target * (1_000 - self.band)
            } else {
                price * 1_000 >= self.target * (1_000 + self.band)
            };
            self.back_at = is_back.then_some(made_at);
            return None;
        }
        let is_armed = self.armed_since().is_some_and(|since| made_at > since);
        (is_armed && is_met).then(|| self.fire(made_at))
    }

    /// Resumes it at `now`: it is armed from `since` on.
    #[allow(dead_code, reason = "of the three suites with this reference, that of real trades pauses nothing")]
    pub(crate) fn resume(&mut self, now: i64, since: Option<i64>, count: u32) {
        self.is_paused = false;
        self.watched_from = now;
        self.fired_at = since.map(|since| since - self.cooldown);
        self.back_at = since;
        self.count = count + 1;
    }

    /// Returns the time since which it is armed again, or will be; `None` while the price has not come back.
    pub(crate) fn armed_since(&self) -> Option<i64> {
        Some(self.back_at?.max(self.fired_at? + self.cooldown))
    }

    fn fire(&mut self, at: i64) -> u32 {
        self.fired_at = Some(at);
        self.back_at = None;
        self.count += 1;
        self.count - 1
    }
}
