//! Commands on a trader's price alerts.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Time;
use domain::alert::{
    Alert, CREATION_RATE, ClientId, MAX_PER_USER, MAX_STORED_PER_USER, NewAlert, Phase, listed,
};
use domain::event::data::{Id, Symbol};
use domain::protocol::{FrameError, reply};
use domain::rate_limit::Bucket;
use futures_util::{StreamExt, stream};
use ports::{Alerts, Clock, PortError, UserAlerts, WriteOutcome};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::action::{ActionError, Caller, CommandContext};

/// Number of bytes in an alert's name: too many for a collision by chance or for guessing.
const NAME_BYTES: usize = 16;

/// Maximum number of past alerts that one creation deletes.
const MAX_PRUNED: usize = 100;

/// Number of deletions at once.
const AT_ONCE: usize = 16;

/// Maximum number of attempts of a change. Another attempt follows if another device of the same
/// trader, or the firing of the alert, has written first.
const TRIES: usize = 8;

platform_alias! {
    /// Ports that the commands on alerts use: alerts.
    pub(super) AlertPlatform:
        Store: Alerts,
}

/// Creates the alert, unless the trader already has the maximum number of active ones or creates
/// them too fast. If an alert was created under the `client_id` before, the answer is that alert in
/// its current state: so a request whose reply was lost can be repeated as long as that alert is
/// stored.
pub(super) async fn create<P: AlertPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    wanted: NewAlert,
    client_id: Option<&ClientId>,
) -> Result<Value, ActionError> {
    let name = match client_id {
        Some(client_id) => derived_name(caller, client_id),
        None => name(&(context.secret)().ok_or_else(FrameError::internal)?),
    };
    for _ in 0..TRIES {
        let now = context.platform.clock().now();
        let known = context.platform.store().alerts(&caller.user_id).await?;
        match known.alerts.iter().find(|alert| is_called(alert, &name)) {
            // The alert can be past by now, and the trader can have reached the limit since: it was
            // created nevertheless.
            Some(alert) if wanted.is_met_by(alert) => return Ok(reply::alert(alert.document(now))),
            Some(_) => return Err(FrameError::client_id_used().into()),
            None => {}
        }
        let id = id(&name, now).ok_or_else(FrameError::internal)?;
        let alert = wanted.clone().alert(id, caller.user_id.clone(), now);
        if alert.is_expired(now) {
            return Err(FrameError::expired_alert().into());
        }
        let bucket_full_at = admit(&known, now)?;
        if !make_room(context.platform.store(), &known.alerts, now).await? {
            return Err(FrameError::too_many_stored_alerts().into());
        }
        match context.platform.store().create_alert(&alert, known.revision, bucket_full_at).await? {
            WriteOutcome::Done => return Ok(reply::alert(alert.document(now))),
            WriteOutcome::Conflict => {}
        }
    }
    Err(contended())
}

/// Checks that the trader may have one more active alert now, and returns the time at which the token bucket
/// that limits this is full again.
fn admit(known: &UserAlerts, now: Time) -> Result<Time, FrameError> {
    let active = known.alerts.iter().filter(|alert| alert.state(now).is_active());
    if active.count() >= MAX_PER_USER {
        return Err(FrameError::too_many_alerts());
    }
    let mut bucket = Bucket::full_at(known.creation_bucket);
    bucket.take(CREATION_RATE, now).map_err(FrameError::too_many_requests)?;
    Ok(bucket.is_full_at())
}

/// Deletes the oldest past alerts if one more alert would exceed the limit, and returns whether
/// there is room for it then. If more are stored than the limit allows, from before there was a
/// limit, one creation deletes up to [`MAX_PRUNED`], so that they become fewer.
async fn make_room(store: &impl Alerts, alerts: &[Alert], now: Time) -> Result<bool, PortError> {
    let surplus = (alerts.len() + 1).saturating_sub(MAX_STORED_PER_USER).min(MAX_PRUNED);
    let mut past: Vec<&Alert> = alerts.iter().filter(|alert| alert.state(now).is_past()).collect();
    past.sort_by_key(|alert| (past_since(alert), alert.created_at));
    let deletions = past.into_iter().take(surplus).map(|alert| store.delete_alert(alert));
    let deleted: Vec<_> = stream::iter(deletions).buffer_unordered(AT_ONCE).collect().await;
    let mut left = surplus;
    for stored in deleted {
        match stored? {
            WriteOutcome::Done => left -= 1,
            WriteOutcome::Conflict => {}
        }
    }
    Ok(left == 0)
}

/// Returns the time at which a past alert fired or expired.
fn past_since(alert: &Alert) -> Time {
    match alert.phase {
        Phase::Fired { at } => at,
        Phase::Armed { .. } | Phase::Disarmed { .. } | Phase::Paused { .. } | Phase::Expired => {
            alert.expires_at.unwrap_or(Time::EPOCH)
        }
    }
}

/// Lists the alerts: all of them, or those of one symbol.
pub(super) async fn list<P: AlertPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    symbol: Option<&Symbol>,
) -> Result<Value, ActionError> {
    let mut alerts = context.platform.store().alerts(&caller.user_id).await?.alerts;
    alerts.retain(|alert| symbol.is_none_or(|symbol| alert.symbol == *symbol));
    Ok(reply::alerts(listed(alerts, context.platform.clock().now())))
}

/// Deletes an alert of the caller, in any state.
pub(super) async fn delete<P: AlertPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    id: &Id,
) -> Result<Value, ActionError> {
    for _ in 0..TRIES {
        let alerts = context.platform.store().alerts(&caller.user_id).await?.alerts;
        let is_it = |alert: &&Alert| alert.id == *id;
        let alert = alerts.iter().find(is_it).ok_or_else(FrameError::no_alert)?;
        match context.platform.store().delete_alert(alert).await? {
            WriteOutcome::Done => return Ok(reply::done()),
            WriteOutcome::Conflict => {}
        }
    }
    Err(contended())
}

/// Pauses an alert of the caller that can still fire. A paused one stays as it is.
pub(super) async fn pause<P: AlertPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    id: &Id,
) -> Result<Value, ActionError> {
    for _ in 0..TRIES {
        let now = context.platform.clock().now();
        let known = context.platform.store().alerts(&caller.user_id).await?;
        let alert = changeable(&known, id, now)?;
        let Some(paused) = alert.paused() else { return Ok(reply::alert(alert.document(now))) };
        match context.platform.store().pause_alert(alert, &paused).await? {
            WriteOutcome::Done => return Ok(reply::alert(paused.document(now))),
            WriteOutcome::Conflict => {}
        }
    }
    Err(contended())
}

/// Resumes a paused alert of the caller, within the limits of [`create`]: it makes a level live, too. An active
/// one stays as it is.
pub(super) async fn resume<P: AlertPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    id: &Id,
) -> Result<Value, ActionError> {
    for _ in 0..TRIES {
        let now = context.platform.clock().now();
        let known = context.platform.store().alerts(&caller.user_id).await?;
        let alert = changeable(&known, id, now)?;
        let Some(resumed) = alert.resumed(now) else { return Ok(reply::alert(alert.document(now))) };
        let bucket_full_at = admit(&known, now)?;
        let store = context.platform.store();
        match store.resume_alert(alert, &resumed, known.revision, bucket_full_at).await? {
            WriteOutcome::Done => return Ok(reply::alert(resumed.document(now))),
            WriteOutcome::Conflict => {}
        }
    }
    Err(contended())
}

/// Returns the alert with this ID, if it can still fire or is paused.
fn changeable<'a>(known: &'a UserAlerts, id: &Id, now: Time) -> Result<&'a Alert, FrameError> {
    let alert = known.alerts.iter().find(|alert| alert.id == *id).ok_or_else(FrameError::no_alert)?;
    if alert.state(now).is_past() { Err(FrameError::past_alert()) } else { Ok(alert) }
}

fn contended() -> ActionError {
    PortError::Throttled("the trader's alerts kept changing".into()).into()
}

/// Returns the name of the alert that this user creates under this client id. The name is always
/// the same, and no other user has it: a user id has no `#` in it, so two different pairs never
/// give the same text.
fn derived_name(caller: &Caller, client_id: &ClientId) -> String {
    let hash = Sha256::digest(format!("{}#{}", caller.user_id, client_id.as_str()).as_bytes());
    name(&hash)
}

fn name(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(&bytes[..NAME_BYTES.min(bytes.len())])
}

/// Separator between an alert's name and its time of creation. A name never contains it.
const SEPARATOR: char = '.';

/// Returns the id of an alert. It contains the time of creation: an alert that is created again
/// under the name of a deleted one is another alert. With the same id, its firings would be dropped
/// as repeats.
fn id(name: &str, created_at: Time) -> Option<Id> {
    Id::parse(&format!("{name}{SEPARATOR}{}", created_at.as_millis()))
}

fn is_called(alert: &Alert, name: &str) -> bool {
    alert.id.as_str().split(SEPARATOR).next() == Some(name)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use domain::alert::{Phase, State};
    use domain::protocol::ErrorCode;
    use domain::{ConnectionId, UserId};
    use memory_store::MemoryStore;
    use ports::{Levels, NoGateway, NoTelemetry, Parts};
    use serde_json::json;

    use super::*;
    use crate::connect::FrameLimits;

    struct NoClock;

    impl Clock for NoClock {
        fn now(&self) -> Time {
            Time::EPOCH
        }
    }

    /// Change by a rival between the command's read and its write.
    enum Rival {
        Creates(Vec<Alert>),
        Fires(Alert),
        Deletes(Alert),
    }

    #[derive(Default)]
    struct Contended {
        store: MemoryStore,
        rival: RefCell<Option<Rival>>,
    }

    impl Contended {
        async fn interfere(&self) {
            let done = match self.rival.take() {
                None => return,
                Some(Rival::Creates(alerts)) => {
                    for alert in alerts {
                        create_in(&self.store, &alert).await;
                    }
                    return;
                }
                Some(Rival::Fires(alert)) => {
                    self.store.mark(&alert, &Alert { phase: fired(), ..alert.clone() }).await
                }
                Some(Rival::Deletes(alert)) => self.store.delete_alert(&alert).await,
            };
            assert_eq!(done, Ok(WriteOutcome::Done));
        }
    }

    impl Alerts for Contended {
        async fn alerts(&self, user: &UserId) -> Result<UserAlerts, PortError> {
            self.store.alerts(user).await
        }

        async fn create_alert(
            &self,
            alert: &Alert,
            seen: u64,
            creation_bucket: Time,
        ) -> Result<WriteOutcome, PortError> {
            self.interfere().await;
            self.store.create_alert(alert, seen, creation_bucket).await
        }

        async fn pause_alert(&self, active: &Alert, paused: &Alert) -> Result<WriteOutcome, PortError> {
            self.interfere().await;
            self.store.pause_alert(active, paused).await
        }

        async fn resume_alert(
            &self,
            paused: &Alert,
            resumed: &Alert,
            seen: u64,
            creation_bucket: Time,
        ) -> Result<WriteOutcome, PortError> {
            self.interfere().await;
            self.store.resume_alert(paused, resumed, seen, creation_bucket).await
        }

        async fn delete_alert(&self, seen: &Alert) -> Result<WriteOutcome, PortError> {
            self.interfere().await;
            self.store.delete_alert(seen).await
        }
    }

    fn fired() -> Phase {
        Phase::Fired { at: Time::EPOCH }
    }

    fn user() -> UserId {
        UserId::parse("u-1").unwrap()
    }

    fn wanted() -> NewAlert {
        let document = json!({"symbol": "BTC-USDT", "condition": "above", "targetPrice": "1"});
        NewAlert::of_document(&document, "alert").unwrap()
    }

    fn alert(number: usize) -> Alert {
        wanted().alert(Id::parse(&format!("a-{number}")).unwrap(), user(), Time::EPOCH)
    }

    async fn create_in(store: &MemoryStore, alert: &Alert) {
        let seen = store.alerts(&user()).await.unwrap().revision;
        assert_eq!(store.create_alert(alert, seen, Time::EPOCH).await, Ok(WriteOutcome::Done));
    }

    type Ports<'a> = Parts<'a, Contended, NoGateway, (), NoClock, NoTelemetry>;

    fn ports(store: &Contended) -> Ports<'_> {
        Parts { store, gateway: &NoGateway, queues: &(), clock: &NoClock, telemetry: &NoTelemetry }
    }

    fn context<'a>(platform: &'a Ports<'a>, limits: &'a FrameLimits) -> CommandContext<'a, Ports<'a>> {
        CommandContext { platform, deployed: &[], secret: || Some([7; 32]), bot_name: "bot", limits }
    }

    fn caller() -> Caller {
        Caller {
            user_id: user(),
            connection: ConnectionId::new("c"),
            closes_at: Time::EPOCH,
            issued_at: None,
        }
    }

    /// Creates an alert against a rival, in a store that has so many others.
    async fn create_against(rival: Rival, others: usize) -> (Contended, Result<Value, ActionError>) {
        let store = Contended::default();
        for number in 0..others {
            create_in(&store.store, &alert(number)).await;
        }
        *store.rival.borrow_mut() = Some(rival);
        let client_id = ClientId::parse("123e4567-e89b-12d3-a456-426614174000").unwrap();
        let answer =
            create(&context(&ports(&store), &FrameLimits::default()), &caller(), wanted(), Some(&client_id))
                .await;
        (store, answer)
    }

    fn active(store: &Contended) -> usize {
        let alert = |number| store.store.alert(&user(), &Id::parse(&format!("a-{number}")).unwrap());
        (0..=MAX_PER_USER).filter_map(alert).filter(|a| a.state(Time::EPOCH) == State::Armed).count()
    }

    #[tokio::test]
    async fn of_two_last_alerts_that_are_created_at_once_one_is_refused() {
        let last = MAX_PER_USER - 1;
        let (store, answer) = create_against(Rival::Creates(vec![alert(last)]), last).await;
        assert!(matches!(answer, Err(ActionError::Frame(error)) if error.code == ErrorCode::LimitReached));
        assert_eq!(active(&store), MAX_PER_USER);
    }

    #[tokio::test]
    async fn of_two_alerts_that_are_created_at_once_both_are_there() {
        let (store, answer) = create_against(Rival::Creates(vec![alert(5)]), 1).await;
        assert!(answer.is_ok());
        assert_eq!(store.store.alerts(&user()).await.unwrap().alerts.len(), 3);
    }

    #[tokio::test]
    async fn who_creates_the_same_twice_at_once_has_it_once() {
        let name = derived_name(&caller(), &ClientId::parse("123e4567-e89b-12d3-a456-426614174000").unwrap());
        let same = wanted().alert(id(&name, Time::EPOCH).unwrap(), user(), Time::EPOCH);
        let (store, answer) = create_against(Rival::Creates(vec![same.clone()]), 0).await;
        assert_eq!(answer.unwrap(), json!({"alert": same.document(Time::EPOCH)}));
        assert_eq!(store.store.alerts(&user()).await.unwrap().alerts, [same]);
    }

    #[tokio::test]
    async fn an_alert_that_fires_or_is_deleted_meanwhile_is_deleted() {
        for rival in [Rival::Fires(alert(0)), Rival::Deletes(alert(0))] {
            let store = Contended::default();
            create_in(&store.store, &alert(0)).await;
            *store.rival.borrow_mut() = Some(rival);
            let answer =
                delete(&context(&ports(&store), &FrameLimits::default()), &caller(), &alert(0).id).await;
            assert_eq!(answer.unwrap(), json!({}));
            assert!(store.store.alerts(&user()).await.unwrap().alerts.is_empty());
        }
    }
}
