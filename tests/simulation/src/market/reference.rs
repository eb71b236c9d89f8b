//! The rules of price alerts as a trader reads them: alert by alert and tick by tick, in whole numbers, without levels, bounds
//! or generations that anybody could get wrong.

/// How long after an alert has expired what arrives concerns it no more, whenever it was made.
const LATE: i64 = 5_000;

/// An alert, in any unit of price; times are in milliseconds.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// Whether it fires at its target and above; else at its target and below.
    pub(crate) is_above: bool,
    /// The price that is waited for.
    pub(crate) target: i64,
    /// Whether it fires again and again.
    pub(crate) recurring: bool,
    /// How long after a firing it does not fire again.
    pub(crate) cooldown: i64,
    /// How far the price must come back, in thousandths of the target.
    pub(crate) band: i64,
    /// When it was created.
    pub(crate) created_at: i64,
    /// From when on it does not fire any more.
    pub(crate) expires_at: Option<i64>,
    /// When it fired last.
    pub(crate) fired_at: Option<i64>,
    /// Since when the price has been back.
    pub(crate) back_at: Option<i64>,
    /// How often it has fired.
    pub(crate) count: u32,
}

impl Reference {
    /// One that fires once, and was there before the first tick.
    pub(crate) fn new(is_above: bool, target: i64) -> Self {
        Self {
            is_above,
            target,
            recurring: false,
            cooldown: 0,
            band: 1,
            created_at: i64::MIN,
            expires_at: None,
            fired_at: None,
            back_at: None,
            count: 0,
        }
    }

    /// A tick at this price; answers how often it had fired before, if it fires.
    pub(crate) fn tick(&mut self, made_at: i64, arrived_at: i64, price: i64) -> Option<u32> {
        let is_late = |expires_at: i64| made_at >= expires_at || arrived_at >= expires_at + LATE;
        if arrived_at <= self.created_at || self.expires_at.is_some_and(is_late) {
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

    /// Since when it is armed again, or will be; `None` while its price has not come back.
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
