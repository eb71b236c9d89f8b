//! The external providers, and the limits on calls of them.

use domain::delivery::budget::{BurstKey, Counter, MinuteTotals};
use domain::delivery::handle::AckHandle;
use domain::delivery::ledger::Verdict;
use domain::delivery::pause::{Destination, DestinationPause, Pauses};
use domain::event::data::EventData;
use domain::locale::Locale;
use domain::recipient::contact::Address;
use domain::recipient::profile::AntiPhishingCode;
use domain::routing::notification::Notification;
use domain::routing::plan::Reason;
use domain::{Channel, Priority, Time};

use crate::PortError;

/// A delivery as its channel sends it.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// The notification: its id, type and times.
    pub notification: &'a Notification,
    /// The content of the event.
    pub data: &'a EventData,
    /// The recipient's language and time zone.
    pub locale: &'a Locale,
    /// The address of the recipient on the channel.
    pub to: Address<'a>,
    /// The code by which the trader tells our messages from others'; `None` if there is none, or if the
    /// reader has not confirmed to be the trader.
    pub anti_phishing_code: Option<&'a AntiPhishingCode>,
    /// The handle by which the trader can ack this delivery's notification without a socket; `None` if there
    /// is none.
    pub ack_handle: Option<&'a AckHandle>,
    /// The number of unread notifications, for the badge of the app's icon; `None` if it was not counted.
    pub unread: Option<usize>,
    /// Whether an unacked P0 waits for the same device. Then nothing else may be stored for it: Apple stores
    /// only one notification per app.
    pub is_behind_critical: bool,
    /// Whether a push shows no details on a lock screen: only the type's name.
    pub is_redacted: bool,
    /// The version of the trader's preferences on which the delivery is based. An unsubscribe link
    /// is valid only for this version.
    pub preferences_version: u64,
    /// The current time.
    pub now: Time,
}

impl Outgoing<'_> {
    /// Returns the class in which it is sent: that of the notification, or, for a merged message, that of its
    /// deliveries.
    pub fn priority(&self) -> Priority {
        match self.data {
            EventData::Merged(merged) => merged.priority,
            EventData::Event(_) | EventData::Summary(_) => self.notification.priority,
        }
    }
}

/// The result of one call of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The verdict on the delivery.
    pub verdict: Verdict,
    /// The provider's HTTP status, if it answered.
    pub status: Option<u16>,
    /// The provider's id of the message, if it accepted the message.
    pub provider_id: Option<String>,
}

impl Sent {
    /// Returns the result of a call that the provider did not answer or that was not made.
    pub fn unanswered(verdict: Verdict) -> Self {
        Self { verdict, status: None, provider_id: None }
    }
}

/// A sent message whose notification was seen elsewhere, so that the message no longer asks for attention.
/// Its content is that with which it was sent: what is not changed has to be written again.
#[derive(Debug, Clone, Copy)]
pub struct Dismissal<'a> {
    /// The notification: its id, type and times.
    pub notification: &'a Notification,
    /// The content of the event.
    pub data: &'a EventData,
    /// The recipient's language and time zone.
    pub locale: &'a Locale,
    /// The address to which the message was sent.
    pub to: Address<'a>,
    /// The provider's id of the sent message.
    pub provider_id: &'a str,
    /// The code with which the message was sent; `None` if it was sent without one.
    pub anti_phishing_code: Option<&'a AntiPhishingCode>,
    /// Whether the trader has pushes shown without details.
    pub is_redacted: bool,
    /// The time of the ack.
    pub seen_at: Time,
    /// The channel on which the trader acked the notification.
    pub seen_on: Channel,
    /// The current time.
    pub now: Time,
}

/// The result of a dismissal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dismissed {
    /// The message was dismissed, by this call or before, or it no longer exists. For push the provider has
    /// accepted the request; the device may not get it.
    Done,
    /// The channel cannot change a message that was sent, or the address is one of another channel.
    Unsupported,
    /// The message was not changed, as far as is known. The verdict is never [`Verdict::Accepted`].
    Failed(Verdict),
}

/// Sends messages to one provider.
///
/// Each call is one attempt and has its own time limit. The caller decides whether to retry.
pub trait Provider {
    /// Whether a message with this content has a handle by which its reader can ack; by default every one
    /// but a summary, after which nothing is left to end.
    fn carries_handle(&self, data: &EventData) -> bool {
        !matches!(data, EventData::Summary(_))
    }

    /// Sends the message. It cannot fail: the verdict says what went wrong. An address of another
    /// channel is refused.
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent;

    /// Dismisses a sent message. It is best effort, one call with its own time limit: the notification is
    /// acked, so a failure loses nothing. [`Dismissed::Unsupported`] by default.
    async fn dismiss(&self, _dismissal: &Dismissal<'_>) -> Dismissed {
        Dismissed::Unsupported
    }

    /// Returns the reason why nothing can be sent to this address, such as a country that is not
    /// served; `None` by default.
    fn rejection_reason(&self, _to: &Address<'_>) -> Option<Reason> {
        None
    }
}

/// Counts calls of providers and stores the pauses that providers asked for, across all instances.
pub trait RateLimits {
    /// Adds `by` to a counter and returns the new total.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError>;

    /// Adds one to the counter of a recipient's minute and one to its count of this burst, and returns both
    /// new totals; in one call, which costs as much as [`RateLimits::add`].
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn add_to_burst(&self, counter: &Counter, burst: BurstKey) -> Result<MinuteTotals, PortError>;

    /// Returns the pauses that the provider has asked for, of all calls and of single recipients;
    /// strongly consistent, in one call.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn pauses(&self, provider: Channel) -> Result<Pauses, PortError>;

    /// Pauses all calls of the provider until `until`, because it asked us to back off. The longest
    /// pause is kept.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError>;

    /// Pauses the messages to one recipient, and returns all pauses of the provider after the
    /// write. The longest pause of a recipient is kept. Pauses of other recipients that are over at
    /// `now` may be deleted.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn pause_destination(
        &self,
        provider: Channel,
        to: &Destination,
        pause: DestinationPause,
        now: Time,
    ) -> Result<Pauses, PortError>;
}

/// A secret text. It cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretText(std::sync::Arc<str>);

impl SecretText {
    /// Wraps the text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the text itself, for use with the party that shares the secret.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText(…)")
    }
}

/// A secret that is fetched when it is first needed, and cached.
pub trait Secret {
    /// Returns the secret. If it cannot be fetched now, the next call tries again.
    ///
    /// # Errors
    ///
    /// [`PortError`] if the secret cannot be fetched; [`PortError::is_retryable`] tells whether it
    /// can be fetched later.
    async fn get(&self) -> Result<SecretText, PortError>;

    /// Fetches the current secret and replaces the cached one. It is called when the cached secret
    /// is no longer accepted. A secret that never changes need not be fetched again.
    ///
    /// # Errors
    ///
    /// [`PortError`] if the secret cannot be fetched; [`PortError::is_retryable`] tells whether it
    /// can be fetched later.
    async fn renew(&self) -> Result<SecretText, PortError> {
        self.get().await
    }
}
