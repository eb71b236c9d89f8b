//! Metrics.

use domain::{Channel, Priority};

/// The counted occurrences, each by priority class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Count {
    /// An event became a notification.
    Routed,
    /// A message could not be read.
    Rejected,
    /// An event was in the queue of another priority class.
    Moved,
    /// An event was received again.
    Repeats,
    /// An event was received again with different content.
    RepeatConflicts,
    /// An event was too old when it was routed, or a delivery was too old when it was due.
    Expired,
    /// A channel was suppressed.
    Suppressed,
    /// The gateway accepted a frame.
    PostsAccepted,
    /// The gateway did not know the connection.
    PostsGone,
    /// The gateway did not accept a frame.
    PostsFailed,
    /// A provider accepted a message.
    SendsAccepted,
    /// A provider no longer knows the address, or will never accept the message.
    SendsDead,
    /// A provider did not accept a message, or did not confirm it.
    SendsFailed,
    /// A message was sent although an earlier attempt may have succeeded.
    PossibleDuplicates,
    /// A message may have been sent, and is not sent again.
    Unknown,
    /// A delivery was given up.
    DeadLettered,
    /// A contact was found dead and is no longer used.
    Retired,
    /// A P0 notification used another channel because one failed.
    Fallbacks,
    /// The trader had not seen it in time, and the next channel of the escalation ladder was used.
    Escalated,
    /// The push messages of a notification were sent again because its trader has not seen it.
    Repeated,
    /// A message was asked to be taken back because its trader has seen the notification elsewhere.
    Dismissed,
    /// A delivery had to wait because the provider's rate limit was used up.
    Held,
    /// A message was returned to its queue.
    Retries,
    /// A delivery above its recipient's limit was merged with others.
    Merged,
    /// A notification was deferred to the end of quiet hours.
    Deferred,
    /// A deferred notification was released.
    Released,
    /// A summary of deferred notifications was sent to the channels' queues.
    Summaries,
    /// A daily report was published.
    Reports,
    /// An alert was fired.
    Fired,
    /// An event had optional fields that could not be read.
    DroppedFields,
    /// A queue or the store rejected a message or a mark for its content, and processing went on
    /// without it.
    Refused,
    /// The inbox rejected a notification for its size, and it is in the overflow.
    InboxOverflows,
    /// A user whose check was due could not be processed, and is processed in a later run.
    LeftBehind,
}

/// Records metrics. It cannot fail and does not wait.
pub trait Telemetry {
    /// Counts one occurrence.
    fn count(&self, what: Count, priority: Priority);

    /// Counts one occurrence on a channel.
    fn count_on(&self, what: Count, channel: Channel, priority: Priority);

    /// Records that a delivery was handed over to its channel `after_ms` milliseconds after the
    /// event occurred.
    fn handed_over(&self, channel: Channel, priority: Priority, after_ms: u64);

    /// Records that a delivery was accepted on its channel `after_ms` milliseconds after it was
    /// routed.
    fn accepted(&self, _channel: Channel, _after_ms: u64) {}
}
