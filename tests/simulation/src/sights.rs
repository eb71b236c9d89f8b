//! What has to happen for runs to prove anything about nights and about prices.

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
    /// Ticks became jobs.
    Stormed,
    /// An alert fired more than once.
    FiredAgain,
    /// Deliveries above a recipient's limit were told in one message.
    Merged,
    /// A provider throttled one recipient.
    RecipientThrottled,
    /// The system told a trader of a change to the account.
    Noticed,
    /// A function ran more often in one chain of messages than Lambda lets one whose loops are not allowed.
    LongChain,
}

impl Sight {
    /// All of them.
    pub const ALL: [Self; 16] = [
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
        Self::Stormed,
        Self::FiredAgain,
        Self::Merged,
        Self::RecipientThrottled,
        Self::Noticed,
        Self::LongChain,
    ];
}
