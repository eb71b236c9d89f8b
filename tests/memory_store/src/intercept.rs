//! Stores that do something around each call of a [`MemoryStore`]: wait, count, throttle, kill.
//!
//! The macro `signatures` has the signature of each method of the ports once. Two things are made of it:
//! [`Call`], a call as a value, and the implementations of the ports that
//! [`intercept!`](crate::intercept) writes. These do not compile if a method is missing from the list.

use std::fmt::Debug;

use ports::PortError;
#[allow(clippy::wildcard_imports)] // The names of the signatures, here as in the implementations.
use types::*;

use crate::MemoryStore;

/// The types in the signatures.
#[doc(hidden)]
pub mod types {
    pub use std::collections::BTreeMap;

    pub use domain::alert::{Alert, Bounds, Part, Side};
    pub use domain::delivery::budget::{BurstKey, Counter, MinuteTotals};
    pub use domain::delivery::ledger::{DeliveryKey, Entry};
    pub use domain::delivery::pause::{Destination, DestinationPause, Pauses};
    pub use domain::event::data::Symbol;
    pub use domain::preferences::Preferences;
    pub use domain::recipient::contact::{Chat, ChatId, Device, DeviceId, EmailAddress, PhoneNumber};
    pub use domain::recipient::former::Replacements;
    pub use domain::recipient::profile::ProfileUpdate;
    pub use domain::recipient::{Connection, Recipient};
    pub use domain::routing::again::LastNotified;
    pub use domain::routing::list_filter::ListFilter;
    pub use domain::routing::merged::Part as MergedPart;
    pub use domain::routing::notification::{Ack, Attempt, InboxItem, InboxState, Notification};
    pub use domain::routing::plan::PlannedDelivery;
    pub use domain::routing::report::{Activity, PublishedPnl, Reported};
    pub use domain::shard::Shard;
    pub use domain::topics::Topics;
    pub use domain::{Channel, ConnectionId, EventId, Time, UserId};
    pub use ports::{
        Draft, Grant, HandleTarget, ItemVersion, ItemWriteOutcome, Joined, Key, LevelPage, LinkCode, Page,
        PortError, Position, PositionKey, RecipientPage, Registered, ScheduledCheck, Segment, Snapshot,
        StaleNotice, StoredBroadcast, SymbolState, Unread, UserAlerts, Waiting, WriteOutcome,
    };
}

/// A store that does something around the calls of a [`MemoryStore`].
/// [`intercept!`](crate::intercept) implements the ports for it.
pub trait Intercept {
    /// Makes the call. `effect` is the call itself, and runs it on the store that it is given.
    ///
    /// # Errors
    ///
    /// Returns the error of the effect, or an error in place of the effect.
    #[allow(async_fn_in_trait)] // Tests need no `Send`, as in `ports`.
    async fn around<T: Debug>(
        &self,
        call: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError>;
}

/// Implements ports of the store for a type that is [`Intercept`](crate::Intercept), for example
/// `intercept!(Timed<'_>: BatchRead, InboxWrite);`. Each method is one call of
/// [`Intercept::around`](crate::Intercept::around).
///
/// Within an implementation of a port whose other methods are written by hand, it writes the methods of
/// these names, for example `intercept!(put_in_overflow, add_attempts);`. The types of their signatures
/// have to be in scope there.
#[macro_export]
macro_rules! intercept {
    ($store:ty: $($port:ident),+ $(,)?) => {
        $(const _: () = {
            use $crate::types::*;
            impl ::ports::$port for $store {
                $crate::intercepted!($port);
            }
        };)+
    };
    ($($method:ident),+) => {
        $($crate::intercepted!($method);)+
    };
}

/// Calls `$define` with the signatures of all ports of the store, in which references have the lifetime
/// `$a`. Before `=` is the name of the call as a value, and whether it reads or writes.
macro_rules! signatures {
    ($define:ident $a:lifetime) => { $define! { $a
        BatchRead {
            reads Read = read(
                users: &$a [UserId], keys: &$a [Key], positions: &$a [PositionKey]
            ) -> Snapshot;
            reads ReadOverflow = read_overflow(keys: &$a [Key]) -> BTreeMap<Key, InboxItem>;
        }
        InboxWrite {
            writes Put = put(
                notification: &$a Notification, attempts: &$a [Attempt], seen: Option<InboxState>,
                next: InboxState
            ) -> ItemWriteOutcome;
            writes PutInOverflow = put_in_overflow(
                notification: &$a Notification, attempts: &$a [Attempt], next: InboxState
            ) -> ItemWriteOutcome;
            writes AddAttempts = add_attempts(
                user: &$a UserId, id: &$a EventId, attempts: &$a [Attempt]
            ) -> ();
            writes AddPlanned = add_planned(
                seen: &$a Notification, planned: &$a [PlannedDelivery]
            ) -> ItemWriteOutcome;
        }
        LedgerWrite {
            writes Record = record(
                key: &$a Key, delivery: &$a DeliveryKey, entry: &$a Entry, seen: Option<u32>
            ) -> ItemWriteOutcome;
            writes AdvanceLadder = advance_ladder(
                key: &$a Key, from: u8, even_acked: bool
            ) -> ItemWriteOutcome;
            writes AdvanceRepeats = advance_repeats(key: &$a Key, from: u8) -> ItemWriteOutcome;
        }
        AckHandles {
            writes PutHandle = put_handle(handle_hash: &$a str, target: &$a HandleTarget) -> ();
            reads Handle = handle(handle_hash: &$a str) -> Option<HandleTarget>;
        }
        Positions {
            writes ClosePosition = close_position(position: &$a PositionKey, at: Time) -> ();
            writes RecordNotified = record_notified(position: &$a PositionKey, last: &$a LastNotified) -> ();
        }
        InboxAdvance {
            writes Advance = advance(
                user: &$a UserId, id: &$a EventId, seen: ItemVersion, next: InboxState, ack: &$a Ack
            ) -> ItemWriteOutcome;
        }
        InboxLists {
            reads Pending = pending(
                user: &$a UserId, after: Option<&$a Position>, limit: usize, now: Time
            ) -> Page;
            reads List = list(
                user: &$a UserId, filter: &$a ListFilter, before: Option<&$a Position>, limit: usize
            ) -> Page;
            reads UnreadPage = unread_page(user: &$a UserId, limit: usize) -> Vec<(EventId, ItemVersion)>;
            reads Unread = unread(user: &$a UserId) -> Unread;
        }
        Merges {
            writes Join = join(
                user: &$a UserId, slot: &$a EventId, part: &$a MergedPart, now: Time
            ) -> Joined;
            writes CloseSlot = close_slot(
                user: &$a UserId, slot: &$a EventId, now: Time
            ) -> Vec<MergedPart>;
        }
        RateLimits {
            writes Add = add(counter: &$a Counter, by: u32) -> u32;
            writes AddToBurst = add_to_burst(counter: &$a Counter, burst: BurstKey) -> MinuteTotals;
            reads Pauses = pauses(provider: Channel) -> Pauses;
            writes Pause = pause(provider: Channel, until: Time) -> ();
            writes PauseDestination = pause_destination(
                provider: Channel, to: &$a Destination, pause: DestinationPause, now: Time
            ) -> Pauses;
        }
        BroadcastWrite {
            writes PutBroadcast = put_broadcast(broadcast: &$a StoredBroadcast) -> Option<StoredBroadcast>;
        }
        BroadcastRead {
            reads Broadcasts = broadcasts(
                user: &$a UserId, from: Time, after: Option<&$a Position>, limit: usize
            ) -> (Vec<StoredBroadcast>, Option<Position>);
            writes RecordBroadcastsUntil = record_broadcasts_until(user: &$a UserId, until: Time) -> ();
        }
        ConnectedUsers {
            reads Broadcast = broadcast(id: &$a EventId) -> Option<StoredBroadcast>;
            reads ConnectedUsers = connected_users(
                shard: Shard, after: Option<&$a UserId>, limit: usize, now: Time
            ) -> Vec<UserId>;
        }
        DryRunWrite {
            writes PutDryRun = put_dry_run(broadcast: &$a StoredBroadcast) -> Time;
        }
        DryRuns {
            reads DryRun = dry_run(id: &$a EventId) -> Option<(StoredBroadcast, Option<String>)>;
            writes PutDryRunResult = put_dry_run_result(
                id: &$a EventId, stored_at: Time, result: &$a str
            ) -> ();
        }
        RecipientPages {
            reads Recipients = recipients(
                segment: Segment, after: Option<&$a str>, limit: usize
            ) -> RecipientPage;
        }
        ConnectedWrite {
            writes RecordConnected = record_connected(user: &$a UserId, until: Time) -> ();
        }
        Scheduler {
            writes ScheduleCheck = schedule_check(user: &$a UserId, at: Time, version: &$a str) -> ();
        }
        Schedule {
            reads Due = due(
                shard: Shard, now: Time, after: Option<&$a ScheduledCheck>, limit: usize
            ) -> Vec<ScheduledCheck>;
            writes Settle = settle(wake: &$a ScheduledCheck) -> ();
        }
        Deferrals {
            writes Defer = defer(key: &$a Key, now: Time) -> ();
            reads Waiting = waiting(user: &$a UserId) -> Waiting;
            writes Draft = draft(draft: &$a Draft, seen: &$a ScheduledCheck, now: Time) -> WriteOutcome;
            writes Release = release(key: &$a Key, released_as: &$a EventId) -> ItemWriteOutcome;
            writes Forget = forget(user: &$a UserId, items: &$a [EventId]) -> ();
            writes Finish = finish(user: &$a UserId, draft: &$a EventId) -> ();
        }
        Reports {
            reads Activity = activity(user: &$a UserId, from: Time, until: Time) -> Activity;
            writes RecordReport = record_report(user: &$a UserId, reported: &$a Reported) -> ();
        }
        Pnl {
            writes RecordPnl = record_pnl(user: &$a UserId, pnl: &$a PublishedPnl) -> ();
        }
        Alerts {
            reads Alerts = alerts(user: &$a UserId) -> UserAlerts;
            writes CreateAlert = create_alert(
                alert: &$a Alert, seen: u64, creation_bucket: Time
            ) -> WriteOutcome;
            writes PauseAlert = pause_alert(active: &$a Alert, paused: &$a Alert) -> WriteOutcome;
            writes ResumeAlert = resume_alert(
                paused: &$a Alert, resumed: &$a Alert, seen: u64, creation_bucket: Time
            ) -> WriteOutcome;
            writes DeleteAlert = delete_alert(seen: &$a Alert) -> WriteOutcome;
        }
        Levels {
            reads Symbols = symbols(symbols: &$a [Symbol]) -> BTreeMap<Symbol, SymbolState>;
            reads Levels = levels(
                symbol: &$a Symbol, part: Part, side: Side, after: Option<&$a str>, limit: usize
            ) -> LevelPage;
            writes Mark = mark(before: &$a Alert, after: &$a Alert) -> WriteOutcome;
            writes IncrementEpoch = increment_epoch(symbol: &$a Symbol) -> u64;
            writes SetBounds = set_bounds(symbol: &$a Symbol, bounds: &$a Bounds, epoch: u64) -> WriteOutcome;
            writes OpenJob = open_job(symbol: &$a Symbol) -> u64;
            writes FinishJob = finish_job(symbol: &$a Symbol, part: Part, number: u64) -> ();
        }
        FeedHealth {
            writes RecordTick = record_tick(symbol: &$a Symbol, made_at: Time) -> ();
            reads AllSymbols = all_symbols() -> BTreeMap<Symbol, SymbolState>;
            writes RecordStaleNotice = record_stale_notice(
                symbol: &$a Symbol, notice: Option<&$a StaleNotice>
            ) -> ();
            writes MarkIdle = mark_idle(symbol: &$a Symbol, epoch: u64, until: Time) -> WriteOutcome;
            writes DeleteSymbol = delete_symbol(symbol: &$a Symbol, seen: &$a SymbolState) -> WriteOutcome;
        }
        Register {
            writes Register = register(user: &$a UserId, connection: &$a Connection) -> Recipient;
        }
        Connections {
            writes Remove = remove(user: &$a UserId, connection: &$a ConnectionId) -> ();
            writes RemoveStale = remove_stale(
                user: &$a UserId, connection: &$a ConnectionId, registered_at: Time
            ) -> ();
        }
        Tickets {
            writes Issue = issue(ticket_hash: &$a str, grant: &$a Grant, expires_at: Time) -> ();
            writes Redeem = redeem(ticket_hash: &$a str, now: Time) -> Option<Grant>;
        }
        ProfileWrite {
            writes PutProfile = put_profile(
                update: &$a ProfileUpdate, replaced: &$a Replacements
            ) -> WriteOutcome;
            writes RevokeTokens = revoke_tokens(user: &$a UserId, at: Time) -> ();
        }
        TopicsRead {
            reads Topics = topics(users: &$a [UserId]) -> BTreeMap<UserId, Topics>;
        }
        TopicsWrite {
            writes PutTopics = put_topics(user: &$a UserId, topics: &$a Topics) -> WriteOutcome;
        }
        Devices {
            writes RegisterDevice = register_device(
                user: &$a UserId, device: &$a Device, issued_at: Option<Time>
            ) -> Option<Registered>;
            reads OwnerOfDevice = owner_of_device(device: &$a DeviceId) -> Option<UserId>;
            writes PushAccepted = push_accepted(user: &$a UserId, device: &$a DeviceId, at: Time) -> ();
            writes RemoveDevice = remove_device(user: &$a UserId, device: &$a DeviceId) -> ();
        }
        Contacts {
            writes ConfirmChat = confirm_chat(user: &$a UserId, chat: ChatId, now: Time) -> ();
            writes UnlinkChat = unlink_chat(user: &$a UserId) -> ();
            writes RetireChat = retire_chat(user: &$a UserId, chat: ChatId) -> ();
            reads UsersOfChat = users_of_chat(chat: ChatId) -> Vec<UserId>;
            writes RetireEmail = retire_email(
                user: &$a UserId, email: &$a EmailAddress, at: Time, now: Time
            ) -> ();
            writes RetirePhone = retire_phone(user: &$a UserId, phone: &$a PhoneNumber, at: Time) -> ();
            reads UsersOfEmail = users_of_email(email: &$a EmailAddress) -> Vec<UserId>;
        }
        PreferencesWrite {
            writes PutPreferences = put_preferences(
                user: &$a UserId, preferences: &$a Preferences, seen: u64, switches_email_on: bool
            ) -> WriteOutcome;
            writes Snooze = snooze(user: &$a UserId, until: Option<Time>) -> ();
        }
        LinkCodes {
            writes IssueCode = issue_code(
                code_hash: &$a str, user: &$a UserId, issued_at: Option<Time>, expires_at: Time
            ) -> ();
            reads LinkCode = link_code(code_hash: &$a str) -> Option<LinkCode>;
            writes RedeemCode = redeem_code(
                code_hash: &$a str, code: &$a LinkCode, chat: &$a Chat, beside: Option<ChatId>, now: Time
            ) -> WriteOutcome;
        }
    } };
}

macro_rules! is_write {
    (reads) => {
        false
    };
    (writes) => {
        true
    };
}

macro_rules! define_calls {
    ($a:lifetime $($port:ident { $(
        $access:ident $call:ident = $method:ident($($argument:ident: $type:ty),*) -> $answer:ty;
    )+ })+) => {
        /// A port of the store.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Port {
            $(#[doc = concat!("[`ports::", stringify!($port), "`].")] $port,)+
        }

        /// A call of the store, with its arguments.
        #[derive(Debug, Clone, Copy)]
        #[allow(missing_docs)] // The arguments are described at the methods.
        pub enum Call<$a> {
            $($(
                #[doc = concat!("[`ports::", stringify!($port), "::", stringify!($method), "`].")]
                $call { $($argument: $type),* },
            )+)+
        }

        impl Call<'_> {
            /// Returns the name of the method.
            pub fn name(&self) -> &'static str {
                match self { $($(Self::$call { .. } => stringify!($method),)+)+ }
            }

            /// Returns the port to which the method belongs.
            pub fn port(&self) -> Port {
                match self { $($(Self::$call { .. } => Port::$port,)+)+ }
            }

            /// Whether the call can change the store.
            pub fn is_write(&self) -> bool {
                match self { $($(Self::$call { .. } => is_write!($access),)+)+ }
            }
        }
    };
}

macro_rules! define_methods {
    ($a:lifetime $($port:ident { $(
        $access:ident $call:ident = $method:ident($($argument:ident: $type:ty),*) -> $answer:ty;
    )+ })+) => {
        /// Expands to the method of this name, or to all methods of the port of this name.
        #[doc(hidden)]
        #[macro_export]
        macro_rules! intercepted {
            $(($port) => { $($crate::intercepted!($method);)+ };)+
            $($(($method) => {
                async fn $method(&self, $($argument: $type),*) -> Result<$answer, ::ports::PortError> {
                    let call = $crate::Call::$call { $($argument),* };
                    let effect = async |store: &$crate::MemoryStore| {
                        ::ports::$port::$method(store, $($argument),*).await
                    };
                    $crate::Intercept::around(self, call, effect).await
                }
            };)+)+
        }
    };
}

signatures!(define_calls 'a);
signatures!(define_methods '_);
