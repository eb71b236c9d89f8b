//! Commands on a trader's preferences and reachability.

use domain::Time;
use domain::preferences::PreferencesUpdate;
use domain::protocol::{self as frames, FrameError};
use domain::routing::reachability::reachability;
use ports::{BatchRead, Clock, Enqueue, PreferencesWrite, Scheduler, WriteOutcome};
use serde_json::Value;

use super::action::{ActionError, Caller, CommandContext, authorized_recipient};
use crate::{preferences, recipient};

platform_alias! {
    /// Ports that the commands on preferences use: recipients, their preferences and schedule, and queues.
    pub(super) PreferencesPlatform:
        Store: BatchRead + PreferencesWrite + Scheduler,
        Queues: Enqueue,
}

/// Returns the preferences with their version.
pub(super) async fn get<P: PreferencesPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
) -> Result<Value, ActionError> {
    let recipient = recipient::read(context.platform.store(), &caller.user_id).await?;
    let now = context.platform.clock().now();
    let snoozed_until = recipient.snoozed_until.filter(|until| now < *until);
    Ok(frames::own_preferences(&recipient.preferences, recipient.version, snoozed_until))
}

/// The reason for which the channels of a mandatory section are refused.
const MUST_LEAVE_APP: &str = "must have a channel outside the app, unless confirmInAppOnly is true";

/// Replaces the document of version `seen`; sections that the put leaves out keep what they had. If another put came first, the answer is a version
/// conflict with the stored document; if the put repeats one whose reply was lost, the answer is
/// that reply.
///
/// A put that takes the last channel outside the app from a mandatory section is refused, unless
/// the trader confirms it. If a put weakens a critical section, a security notice is enqueued
/// before it is stored.
pub(super) async fn put<P: PreferencesPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    update: &PreferencesUpdate,
    seen: u64,
    confirm_in_app_only: bool,
) -> Result<Value, ActionError> {
    let mut current = authorized_recipient(context.platform.store(), caller).await?;
    let mut wanted = update.clone().over(&current.preferences);
    if current.version == seen {
        if let Some(section) =
            wanted.in_app_only(&current.preferences).first().filter(|_| !confirm_in_app_only)
        {
            return Err(
                FrameError::bad(format!("preferences.{}.channels", section.name()), MUST_LEAVE_APP).into()
            );
        }
        let now = context.platform.clock().now();
        let (store, queues) = (context.platform.store(), context.platform.queues());
        match preferences::replace(store, queues, &current, &wanted, now).await? {
            WriteOutcome::Done => return Ok(frames::reply::version(seen.saturating_add(1))),
            WriteOutcome::Conflict => {
                current = recipient::read(store, &caller.user_id).await?;
                wanted = update.clone().over(&current.preferences);
            }
        }
    }
    let is_repeat = current.version.checked_sub(1) == Some(seen) && *current.preferences == wanted;
    if is_repeat {
        Ok(frames::reply::version(current.version))
    } else {
        Err(FrameError::version_conflict(current.preferences, current.version).into())
    }
}

/// Returns where an important notification would arrive `at` this time, or now.
pub(super) async fn reach<P: PreferencesPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    at: Option<Time>,
) -> Result<Value, ActionError> {
    let recipient = recipient::read(context.platform.store(), &caller.user_id).await?;
    let reaches =
        reachability(&recipient, context.deployed, at.unwrap_or_else(|| context.platform.clock().now()));
    Ok(frames::reachability(&reaches, &recipient))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use domain::event::catalogue::PreferenceKey;
    use domain::preferences::Preferences;
    use domain::protocol::ErrorCode;
    use domain::routing::notification::InboxItem;
    use domain::{ConnectionId, UserId};
    use memory_store::MemoryStore;
    use ports::{Key, NoGateway, NoTelemetry, Parts, PortError, PositionKey, Snapshot};
    use queues::memory::MemoryQueues;
    use serde_json::json;

    use super::*;

    struct NoClock;

    impl Clock for NoClock {
        fn now(&self) -> Time {
            Time::EPOCH
        }
    }

    /// A store in which a rival writes between the command's read and its write, or which cannot
    /// schedule a check.
    #[derive(Default)]
    struct Contended {
        store: MemoryStore,
        rival: RefCell<Option<Preferences>>,
        is_asleep: bool,
    }

    impl BatchRead for Contended {
        async fn read(
            &self,
            users: &[UserId],
            keys: &[Key],
            positions: &[PositionKey],
        ) -> Result<Snapshot, PortError> {
            self.store.read(users, keys, positions).await
        }

        async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
            self.store.read_overflow(keys).await
        }
    }

    impl Scheduler for Contended {
        async fn schedule_check(&self, user: &UserId, at: Time, version: &str) -> Result<(), PortError> {
            if self.is_asleep {
                return Err(PortError::Unavailable("asleep".into()));
            }
            self.store.schedule_check(user, at, version).await
        }
    }

    impl PreferencesWrite for Contended {
        async fn snooze(&self, user: &UserId, until: Option<Time>) -> Result<(), PortError> {
            self.store.snooze(user, until).await
        }

        async fn put_preferences(
            &self,
            user: &UserId,
            preferences: &Preferences,
            seen: u64,
            switches_email_on: bool,
        ) -> Result<WriteOutcome, PortError> {
            if let Some(rival) = self.rival.take() {
                let stored = self.store.put_preferences(user, &rival, seen, false).await;
                assert_eq!(stored, Ok(WriteOutcome::Done));
            }
            self.store.put_preferences(user, preferences, seen, switches_email_on).await
        }
    }

    async fn put_into(store: &Contended, wanted: &Preferences) -> Result<Value, ActionError> {
        let context = CommandContext {
            platform: &Parts {
                store,
                gateway: &NoGateway,
                queues: &MemoryQueues::default(),
                clock: &NoClock,
                telemetry: &NoTelemetry,
            },
            deployed: &[],
            secret: || None,
            bot_name: "bot",
            limits: &super::super::limits::FrameLimits::default(),
        };
        let connection = ConnectionId::new("c");
        let caller = Caller { user_id: user(), connection, closes_at: Time::EPOCH, issued_at: None };
        let whole = serde_json::to_value(wanted).unwrap();
        let update = PreferencesUpdate::of_document(&whole, "preferences").unwrap();
        put(&context, &caller, &update, 0, false).await
    }

    fn user() -> UserId {
        UserId::parse("u-1").unwrap()
    }

    async fn put_against(rival: &Preferences, wanted: &Preferences) -> Result<Value, ActionError> {
        let store = Contended { rival: RefCell::new(Some(rival.clone())), ..Contended::default() };
        let answer = put_into(&store, wanted).await;
        let stored = store.store.recipient(&user());
        assert_eq!((&*stored.preferences, stored.version), (rival, 1));
        answer
    }

    #[tokio::test]
    async fn of_two_puts_at_once_one_is_done_and_the_other_is_shown_it() {
        let (mut rival, wanted) = (Preferences::default(), Preferences::default());
        rival[PreferenceKey::Deposit].enabled = false;
        match put_against(&rival, &wanted).await {
            Err(ActionError::Frame(error)) => {
                assert_eq!(error.code, ErrorCode::VersionConflict);
                assert_eq!(*error.current.unwrap().preferences, rival);
            }
            answer => panic!("{answer:?}"),
        }
    }

    #[tokio::test]
    async fn a_write_that_was_done_although_it_seemed_to_fail_is_done() {
        let wanted = Preferences::default();
        assert_eq!(put_against(&wanted, &wanted).await.unwrap(), json!({"version": 1}));
    }

    #[tokio::test]
    async fn preferences_are_not_put_if_the_check_cannot_be_scheduled() {
        let store = Contended { is_asleep: true, ..Contended::default() };
        let mut wanted = Preferences::default();
        wanted[PreferenceKey::Deposit].enabled = false;
        assert!(put_into(&store, &wanted).await.is_ok());
        let store = Contended { is_asleep: true, ..Contended::default() };
        wanted.quiet_hours.enabled = true;
        assert!(matches!(put_into(&store, &wanted).await, Err(ActionError::Port(_))));
        assert_eq!(store.store.recipient(&user()).version, 0);
    }
}
