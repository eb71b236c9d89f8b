//! What has to happen for a run to prove anything about nights.

/// Something that happened while things went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Something was deferred.
    Deferred,
    /// A summary was sent.
    Summarised,
    /// A summary counted what had expired.
    ExpiredMeanwhile,
    /// What was deferred was sent whole.
    LeftWhole,
    /// A summary told something after the trader's clock had been changed, for summer or winter.
    ClockChanged,
    /// A trader for whom something waits began to live by another clock.
    ZoneChanged,
    /// A trader for whom something waits moved the quiet hours, or switched them on or off.
    NightChanged,
    /// What was deferred had been acked before it was bound.
    AckedMeanwhile,
    /// A daily report was routed.
    Reported,
    /// A provider was called for something critical in quiet hours.
    CriticalAtNight,
}

impl Sight {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Deferred,
        Self::Summarised,
        Self::ExpiredMeanwhile,
        Self::LeftWhole,
        Self::ClockChanged,
        Self::ZoneChanged,
        Self::NightChanged,
        Self::AckedMeanwhile,
        Self::Reported,
        Self::CriticalAtNight,
    ];
}
