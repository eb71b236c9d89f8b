//! What a trader wants, and where that can arrive.

use domain::Time;
use domain::frames::{self, FrameError};
use domain::preferences::Preferences;
use domain::reachability::reachability;
use domain::recipient::Recipient;
use ports::{BatchRead, Clock, PortError, PreferencesWrite, Stored};
use serde_json::{Value, json};

use super::action::{ActionError, Caller, CommandPorts};

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

/// Puts the whole document in the place of version `seen`. Who was too late is shown what there is; whoever only repeats a
/// put whose reply was lost hears what that reply said.
pub(super) async fn put<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    wanted: &Preferences,
    seen: u64,
) -> Result<Value, ActionError>
where
    S: BatchRead + PreferencesWrite,
{
    let mut current = recipient(ports.store, caller).await?;
    if current.version == seen {
        match ports.store.put_preferences(&caller.user_id, wanted, seen).await? {
            Stored::Done => return Ok(json!({"version": seen.saturating_add(1)})),
            Stored::Conflict => current = recipient(ports.store, caller).await?,
        }
    }
    let is_repeat = current.version.checked_sub(1) == Some(seen) && *current.preferences == *wanted;
    if is_repeat {
        Ok(json!({"version": current.version}))
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

    use domain::frames::ErrorCode;
    use domain::{ConnectionId, UserId};
    use ports::{Key, NoGateway, PositionKey, Snapshot};
    use store::memory::MemoryStore;

    use super::*;

    struct NoClock;

    impl Clock for NoClock {
        fn now(&self) -> Time {
            Time::EPOCH
        }
    }

    /// A store in which somebody puts something between our look and our write.
    struct Contended {
        store: MemoryStore,
        rival: RefCell<Option<Preferences>>,
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
    }

    impl PreferencesWrite for Contended {
        async fn put_preferences(
            &self,
            user: &UserId,
            preferences: &Preferences,
            seen: u64,
        ) -> Result<Stored, PortError> {
            if let Some(rival) = self.rival.take() {
                assert_eq!(self.store.put_preferences(user, &rival, seen).await, Ok(Stored::Done));
            }
            self.store.put_preferences(user, preferences, seen).await
        }
    }

    async fn put_against(rival: &Preferences, wanted: &Preferences) -> Result<Value, ActionError> {
        let store = Contended { store: MemoryStore::default(), rival: RefCell::new(Some(rival.clone())) };
        let (secret, bot_name) = (|| None, "bot");
        let ports = CommandPorts {
            store: &store,
            gateway: &NoGateway,
            clock: &NoClock,
            deployed: &[],
            secret,
            bot_name,
        };
        let user_id = UserId::parse("u-1").unwrap();
        let caller =
            Caller { user_id: user_id.clone(), connection: ConnectionId::new("c"), closes_at: Time::EPOCH };
        let answer = put(&ports, &caller, wanted, 0).await;
        let stored = store.store.recipient(&user_id);
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
}
