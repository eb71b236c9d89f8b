//! What a trader wants, and where that can arrive.

use domain::Time;
use domain::frames::{self, FrameError};
use domain::preferences::Preferences;
use domain::reachability::reachability;
use domain::recipient::Recipient;
use ports::{BatchRead, Clock, Enqueue, PortError, PreferencesWrite, Stored, Wakes};
use serde_json::Value;

use super::action::{ActionError, Caller, CommandPorts};
use crate::changed;
use crate::contacts::notice;

/// The preferences and how often they were put.
pub(super) async fn get<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
) -> Result<Value, ActionError>
where
    S: BatchRead,
{
    let recipient = recipient(ports.store, caller).await?;
    Ok(frames::preferences(&recipient.preferences, recipient.version))
}

/// What the channels of a mandatory section must be.
const MUST_LEAVE_APP: &str = "must have a channel outside the app, unless confirmInAppOnly is true";

/// Puts the whole document in the place of version `seen`. Who was too late is shown what there is; whoever only repeats a
/// put whose reply was lost hears what that reply said.
///
/// A put that takes the last channel outside the app from a mandatory section is refused, unless the trader confirms it.
/// Of a critical section that it weakens the trader is told before it is stored.
pub(super) async fn put<S, G, C, Q>(
    ports: &CommandPorts<'_, S, G, C>,
    queues: &Q,
    caller: &Caller,
    wanted: &Preferences,
    seen: u64,
    confirm_in_app_only: bool,
) -> Result<Value, ActionError>
where
    S: BatchRead + PreferencesWrite + Wakes,
    C: Clock,
    Q: Enqueue,
{
    let mut current = recipient(ports.store, caller).await?;
    if current.version == seen {
        if let Some(section) =
            wanted.in_app_only(&current.preferences).first().filter(|_| !confirm_in_app_only)
        {
            return Err(
                FrameError::bad(format!("preferences.{}.channels", section.name()), MUST_LEAVE_APP).into()
            );
        }
        let now = ports.clock.now();
        notice::preferences_weakened(queues, &current, wanted, now).await?;
        if wanted.moves_times(&current.preferences) {
            let stamp = format!("preferences-{}", seen.saturating_add(1));
            changed::wake(ports.store, &caller.user_id, now, &stamp).await?;
        }
        let switches_email_on = wanted.switches_email_on(&current.preferences);
        match ports.store.put_preferences(&caller.user_id, wanted, seen, switches_email_on).await? {
            Stored::Done => return Ok(frames::reply::version(seen.saturating_add(1))),
            Stored::Conflict => current = recipient(ports.store, caller).await?,
        }
    }
    let is_repeat = current.version.checked_sub(1) == Some(seen) && *current.preferences == *wanted;
    if is_repeat {
        Ok(frames::reply::version(current.version))
    } else {
        Err(FrameError::version_conflict(current.preferences, current.version).into())
    }
}

/// Where something important would arrive `at` this time, or now.
pub(super) async fn reach<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    at: Option<Time>,
) -> Result<Value, ActionError>
where
    S: BatchRead,
    C: Clock,
{
    let recipient = recipient(ports.store, caller).await?;
    let reaches = reachability(&recipient, ports.deployed, at.unwrap_or_else(|| ports.clock.now()));
    Ok(frames::reachability(&reaches, &recipient))
}

async fn recipient(store: &impl BatchRead, caller: &Caller) -> Result<Recipient, PortError> {
    let snapshot = store.read(std::slice::from_ref(&caller.user_id), &[], &[]).await?;
    Ok(snapshot.recipient(&caller.user_id))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use domain::frames::ErrorCode;
    use domain::notification::InboxItem;
    use domain::{ConnectionId, UserId};
    use ports::{Key, NoGateway, PositionKey, Snapshot};
    use queues::memory::MemoryQueues;
    use serde_json::json;
    use store::memory::MemoryStore;

    use super::*;

    struct NoClock;

    impl Clock for NoClock {
        fn now(&self) -> Time {
            Time::EPOCH
        }
    }

    /// A store in which somebody puts something between our look and our write, or which cannot wake anybody.
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

    impl Wakes for Contended {
        async fn wake(&self, user: &UserId, at: Time, stamp: &str) -> Result<(), PortError> {
            if self.is_asleep {
                return Err(PortError::Unavailable("asleep".into()));
            }
            self.store.wake(user, at, stamp).await
        }
    }

    impl PreferencesWrite for Contended {
        async fn put_preferences(
            &self,
            user: &UserId,
            preferences: &Preferences,
            seen: u64,
            switches_email_on: bool,
        ) -> Result<Stored, PortError> {
            if let Some(rival) = self.rival.take() {
                let stored = self.store.put_preferences(user, &rival, seen, false).await;
                assert_eq!(stored, Ok(Stored::Done));
            }
            self.store.put_preferences(user, preferences, seen, switches_email_on).await
        }
    }

    async fn put_into(store: &Contended, wanted: &Preferences) -> Result<Value, ActionError> {
        let ports = CommandPorts {
            store,
            gateway: &NoGateway,
            clock: &NoClock,
            deployed: &[],
            secret: || None,
            bot_name: "bot",
            limits: &super::super::limits::FrameLimits::default(),
        };
        let connection = ConnectionId::new("c");
        let caller = Caller { user_id: user(), connection, closes_at: Time::EPOCH, issued_at: None };
        put(&ports, &MemoryQueues::default(), &caller, wanted, 0, false).await
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
        rival.deposit.enabled = false;
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
    async fn what_nobody_would_be_woken_for_is_not_put() {
        let store = Contended { is_asleep: true, ..Contended::default() };
        let mut wanted = Preferences::default();
        wanted.deposit.enabled = false;
        assert!(put_into(&store, &wanted).await.is_ok());
        let store = Contended { is_asleep: true, ..Contended::default() };
        wanted.quiet_hours.enabled = true;
        assert!(matches!(put_into(&store, &wanted).await, Err(ActionError::Port(_))));
        assert_eq!(store.store.recipient(&user()).version, 0);
    }
}
