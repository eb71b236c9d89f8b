//! The providers outside, and how often they may be called.

use domain::budget::Counter;
use domain::contact::Address;
use domain::data::EventData;
use domain::ledger::Verdict;
use domain::locale::Locale;
use domain::notification::Notification;
use domain::pause::{Destination, DestinationPause, Pauses};
use domain::plan::Reason;
use domain::{Channel, Time};

use crate::PortError;

/// A delivery as its channel sends it.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// What it is about: its id, type, times.
    pub notification: &'a Notification,
    /// What it says.
    pub data: &'a EventData,
    /// In what language and zone.
    pub locale: &'a Locale,
    /// Where it goes.
    pub to: Address<'a>,
    /// The version of the trader's preferences that it is sent by: an unsubscribe link holds only for it.
    pub preferences_version: u64,
    /// The present.
    pub now: Time,
}

/// What came of one call of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What it means for the delivery.
    pub verdict: Verdict,
    /// The provider's HTTP status, where it answered.
    pub status: Option<u16>,
    /// The provider's name for the message, where it took it.
    pub provider_id: Option<String>,
}

impl Sent {
    /// A call to which the provider gave no answer, or which was not made at all.
    pub fn unanswered(verdict: Verdict) -> Self {
        Self { verdict, status: None, provider_id: None }
    }
}

/// Sends messages to one provider.
///
/// Each call is one attempt, with an end of its own: who calls decides what follows.
pub trait Provider {
    /// Sends the message. It cannot fail: what went wrong is the verdict. An address of another channel is refused.
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent;

    /// What speaks against sending to this address at all, such as a country that is not served; nothing by default.
    fn objection(&self, _to: &Address<'_>) -> Option<Reason> {
        None
    }
}

/// How often providers were called, and when they want to be left alone: over all instances.
pub trait Allowances {
    /// Adds to a counter, and answers what it counts then.
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError>;

    /// Returns the pauses that the provider has asked for, of everything and of single recipients; strongly consistent, in
    /// one call.
    async fn pauses(&self, provider: Channel) -> Result<Pauses, PortError>;

    /// The provider wants to be left alone until then. Of several wishes the longest counts.
    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError>;

    /// Pauses the messages to one recipient, and returns all pauses of the provider as they are then. Of two pauses of a
    /// recipient the longer one counts. `now` decides which pauses of others are over and can be forgotten.
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
    /// Takes the text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text itself, for whoever it is a secret shared with.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText(…)")
    }
}

/// A secret that is fetched when it is first needed, and kept.
pub trait Secret {
    /// The secret. What cannot be fetched now is fetched at the next call.
    async fn get(&self) -> Result<SecretText, PortError>;

    /// The secret as it is now, for who was told that the kept one is no longer good; it is kept in its place. What
    /// never changes need not be fetched again.
    async fn renew(&self) -> Result<SecretText, PortError> {
        self.get().await
    }
}
