//! The situations that runs must cover to prove anything about quiet hours and price alerts.

/// A situation that occurred in the phase with faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// A notification was deferred.
    Deferred,
    /// A summary was sent.
    Summarised,
    /// A summary counted expired notifications.
    ExpiredMeanwhile,
    /// A deferred notification was sent individually.
    LeftWhole,
    /// A summary was sent after a daylight saving change in the trader's time zone.
    ClockChanged,
    /// A trader with deferred notifications changed the time zone.
    ZoneChanged,
    /// A trader with deferred notifications changed the quiet hours, or switched them on or off.
    NightChanged,
    /// A deferred notification had been acked before it was bound.
    AckedMeanwhile,
    /// A daily report was routed.
    Reported,
    /// A provider was called for a critical notification in quiet hours.
    CriticalAtNight,
    /// A tick resulted in jobs.
    Stormed,
    /// An alert fired more than once.
    FiredAgain,
    /// An alert fired after it was paused and resumed.
    FiredResumed,
    /// A trader archived notifications, took them out of the archive, or marked them unread.
    Rearranged,
    /// Deliveries above a recipient's limit were merged into one message.
    Merged,
    /// The fourth notification of one burst was merged below its recipient's limit.
    BurstMerged,
    /// A provider throttled one recipient.
    RecipientThrottled,
    /// The system notified a trader of a change to the account.
    Noticed,
    /// A function ran more often in one chain of messages than Lambda allows without `RecursiveLoop: Allow`.
    LongChain,
    /// A trader acked by the handle of a message.
    AckedByHandle,
    /// A push message was sent again because its trader had not seen it.
    Repeated,
    /// A trader was not notified of a margin call, since an earlier one was about the same.
    AlreadyNotified,
    /// An event for many traders was published.
    Broadcast,
    /// A trader got a broadcast whose audience asks for topics.
    ByTopic,
    /// A broadcast was sent outside the app.
    BroadcastOutside,
    /// A broadcast was sent outside the app to a trader whose inbox had it.
    BroadcastAdded,
    /// The walk of a broadcast continued on another page.
    BroadcastPaged,
    /// An event was handled in a lower class than that of its type.
    Lowered,
    /// An event of the past was put into the inbox.
    Backfilled,
}

impl Coverage {
    /// All situations.
    pub const ALL: [Self; 29] = [
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
        Self::FiredResumed,
        Self::Rearranged,
        Self::Merged,
        Self::BurstMerged,
        Self::RecipientThrottled,
        Self::Noticed,
        Self::LongChain,
        Self::AckedByHandle,
        Self::Repeated,
        Self::AlreadyNotified,
        Self::Broadcast,
        Self::ByTopic,
        Self::BroadcastOutside,
        Self::BroadcastAdded,
        Self::BroadcastPaged,
        Self::Lowered,
        Self::Backfilled,
    ];
}
