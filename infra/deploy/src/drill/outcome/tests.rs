use domain::delivery::ledger::{DeadReason, Entry, LedgerState, SendAttempt};
use domain::delivery::{DeliveryKey, Reason, keys};
use domain::event::Event;
use domain::recipient::contact::{
    Chat, ChatId, Device, DeviceDetails, DeviceId, DeviceToken, EmailAddress, Phone, PhoneNumber, Platform,
};
use domain::routing::notification::{Ack, Attempt, InboxState};
use domain::routing::plan::plan;
use domain::text::Text;
use domain::{ConnectionId, EventId};
use serde_json::json;

use super::*;

const SENT: Time = Time::EPOCH;

fn after(millis: u64) -> Time {
    SENT.plus(Duration::from_millis(millis))
}

fn user() -> UserId {
    UserId::parse("u-1").unwrap()
}

fn id() -> EventId {
    EventId::parse("drill-19700101T000000Z-x").unwrap()
}

fn device(name: &str) -> Device {
    Device {
        id: DeviceId::parse(name).unwrap(),
        token: DeviceToken::parse("s3cret-token").unwrap(),
        platform: Platform::Ios,
        language: None,
        registered_at: SENT,
        details: DeviceDetails::default(),
    }
}

/// A user with two devices and every contact.
fn recipient() -> Recipient {
    let mut recipient = Recipient::unknown(user());
    recipient.devices = vec![device("phone"), device("tablet")];
    recipient.chat = Some(Chat { id: ChatId::new(4711), linked_at: SENT, confirm_by: None });
    recipient.profile.email.value = Some(EmailAddress::of_checked("ada@example.com"));
    let number = PhoneNumber::of_checked("+4915112345678");
    recipient.profile.phone.value = Some(Phone { number, country: Some("DE".to_owned()) });
    recipient
}

/// The notification as it is stored for a recipient who chose nothing, of a drill on all channels but SMS.
fn item(recipient: &Recipient) -> InboxItem {
    let body = json!({
        "id": id(), "event_type": "delivery_test", "user_id": user(), "occurred_at": SENT,
        "data": {"drill_id": id()}, "channels": ["websocket", "push", "telegram", "email"],
    });
    let event = Event::decode(&body.to_string(), SENT).unwrap();
    let plan = plan(&event, recipient, &Channel::ALL, None, SENT);
    let text = Text { title: "Test".to_owned(), body: "This is a test".to_owned() };
    InboxItem {
        state: InboxState::Pending,
        acked_at: None,
        seen: None,
        notification: Some(Notification::new(&event, &plan, text, after(40))),
        attempts: Vec::new(),
        ledger: std::collections::BTreeMap::new(),
        ladder_step: 0,
        repeats: 0,
        released_as: None,
    }
}

fn key(channel: Channel, device: Option<&str>) -> DeliveryKey {
    let devices: Vec<_> = device.into_iter().map(|device| DeviceId::parse(device).unwrap()).collect();
    keys(channel, &devices).remove(0)
}

/// Adds a delivery with attempts that took 100 ms each: their starts in milliseconds, and their results.
fn with(
    mut item: InboxItem,
    channel: Channel,
    device: Option<&str>,
    state: LedgerState,
    attempts: &[(u64, AttemptResult)],
) -> InboxItem {
    let mut entry = Entry::put_off(None, SENT);
    entry.state = state;
    entry.tries = u32::try_from(attempts.len()).unwrap();
    entry.attempts = attempts
        .iter()
        .map(|&(at, result)| SendAttempt {
            at: after(at),
            result,
            status: Some(200),
            provider_id: Some("provider-7".to_owned()),
            duration_ms: 100,
        })
        .collect();
    item.ledger.insert(key(channel, device), entry);
    item
}

fn accepted(item: InboxItem, channel: Channel, device: Option<&str>, at: u64) -> InboxItem {
    with(item, channel, device, LedgerState::Accepted, &[(at, AttemptResult::Accepted)])
}

fn seen(mut item: InboxItem, by: DeliveryKey, at: u64) -> InboxItem {
    item.state = InboxState::Seen;
    item.acked_at = item.acked_at.or(Some(after(at)));
    item.seen = Some(Ack { at: after(at), by });
    item
}

fn received(mut item: InboxItem, at: u64) -> InboxItem {
    item.state = InboxState::Received;
    item.acked_at = Some(after(at));
    item
}

/// Returns the result of the item at one minute after the event.
fn outcome(item: InboxItem, recipient: Recipient) -> Outcome {
    outcome_at(item, recipient, 60_000)
}

fn outcome_at(item: InboxItem, recipient: Recipient, millis: u64) -> Outcome {
    let key = (user(), id());
    let mut snapshot = Snapshot::default();
    snapshot.recipients.insert(user(), recipient);
    snapshot.items.insert(key.clone(), item);
    Outcome::of(&key, &snapshot, after(millis))
}

fn line(outcome: &Outcome, channel: Channel) -> (&str, Option<&str>, Option<u128>) {
    let delivery = outcome.deliveries.iter().find(|delivery| delivery.channel == channel).unwrap();
    let millis = delivery.accepted_after.map(|after| after.as_millis());
    (&delivery.state, delivery.reason.as_deref(), millis)
}

fn causes_of(outcome: &Outcome) -> Vec<(Option<Channel>, &str, Option<&str>)> {
    outcome.causes.iter().map(|c| (c.channel, c.state.as_str(), c.reason.as_deref())).collect()
}

#[test]
fn every_state_of_a_delivery_has_its_line() {
    use AttemptResult::{Accepted, Error, Gone, Refused, Timeout};
    let dead = |reason| LedgerState::DeadLettered { reason, at: after(300) };
    let until = after(90_000);
    for (state, attempts, expected) in [
        (LedgerState::Accepted, &[(900, Accepted)][..], ("accepted", None, Some(1_000))),
        (LedgerState::Accepted, &[(200, Error), (1_900, Accepted)], ("accepted", None, Some(2_000))),
        (LedgerState::Claimed { until, by: 7 }, &[], ("pending", None, None)),
        (LedgerState::Retrying { until }, &[(200, Error)], ("retrying", None, None)),
        (LedgerState::Acked, &[], ("acked", None, None)),
        (LedgerState::Unknown, &[(200, Timeout)], ("unknown", None, None)),
        (LedgerState::Expired, &[(200, Error)], ("expired", None, None)),
        (LedgerState::Suppressed(Reason::OverCap), &[], ("suppressed", Some("over_cap"), None)),
        (dead(DeadReason::Gone), &[(200, Gone)], ("dead_lettered", Some("gone"), None)),
        (dead(DeadReason::Refused), &[(200, Refused)], ("dead_lettered", Some("refused"), None)),
        (dead(DeadReason::TriesUsedUp), &[(200, Error)], ("dead_lettered", Some("tries_used_up"), None)),
        (LedgerState::Merged, &[], ("deferred", Some("over_cap"), None)),
    ] {
        let item = with(item(&recipient()), Channel::Telegram, None, state, attempts);
        let outcome = outcome(item, recipient());
        assert_eq!(line(&outcome, Channel::Telegram), expected, "{state:?}");
        // Telegram wakes, and nothing else was sent.
        let has_reached = state == LedgerState::Accepted;
        assert_eq!(outcome.is_reached, has_reached, "{state:?}");
        assert_eq!(outcome.verdict.would_have_slept(), !has_reached, "{state:?}");
    }
}

#[test]
fn a_delivery_without_an_entry_has_the_line_of_the_plan() {
    let outcome = outcome(item(&recipient()), recipient());
    assert_eq!(line(&outcome, Channel::Websocket), ("pending", None, None));
    assert_eq!(line(&outcome, Channel::Email), ("pending", None, None));
    assert_eq!(line(&outcome, Channel::Sms), ("suppressed", Some("not_chosen"), None));
    assert_eq!(outcome.deliveries.iter().filter(|d| d.channel == Channel::Push).count(), 2, "one per device");
    assert_eq!((outcome.stored, outcome.occurred_at), (Stored::Yes, Some(SENT)));
    assert_eq!(outcome.routed_after, Some(Duration::from_millis(40)));
    let expired = outcome_at(item(&recipient()), recipient(), 600_000);
    assert_eq!(line(&expired, Channel::Telegram).0, "expired");
}

#[test]
fn a_user_without_a_contact_would_have_slept() {
    let outcome = outcome(item(&Recipient::unknown(user())), Recipient::unknown(user()));
    assert_eq!((outcome.is_reached, outcome.verdict), (false, Verdict::NotReached));
    let missing = |channel| (Some(channel), "suppressed", Some("no_contact"));
    assert_eq!(
        causes_of(&outcome),
        [
            missing(Channel::Push),
            missing(Channel::Telegram),
            missing(Channel::Email),
            (Some(Channel::Sms), "suppressed", Some("not_chosen")),
        ]
    );
}

#[test]
fn an_email_reaches_and_does_not_wake() {
    let sent = accepted(item(&recipient()), Channel::Email, None, 2_000);
    let dead = LedgerState::DeadLettered { reason: DeadReason::Gone, at: SENT };
    let sent = with(sent, Channel::Telegram, None, dead, &[(10, AttemptResult::Gone)]);
    let slept = outcome(sent.clone(), recipient());
    assert_eq!((slept.is_reached, slept.verdict), (true, Verdict::ReachedSilently));
    let causes = causes_of(&slept);
    assert!(causes.contains(&(Some(Channel::Email), "accepted", Some("does_not_wake"))), "{causes:?}");
    assert!(causes.contains(&(Some(Channel::Telegram), "dead_lettered", Some("gone"))), "{causes:?}");
    // The user has read it, but at night would not have been woken by it.
    let read = outcome(seen(sent.clone(), key(Channel::Email, None), 30_000), recipient());
    assert_eq!(read.verdict, Verdict::ReachedSilently);
    let woken = outcome(accepted(sent, Channel::Push, Some("tablet"), 400), recipient());
    assert_eq!((woken.verdict, woken.causes), (Verdict::Woken, Vec::new()));
}

#[test]
fn a_post_to_a_socket_proves_nothing_until_an_app_acks() {
    let mut posted = item(&recipient());
    posted.attempts = vec![Attempt {
        at: after(20),
        result: AttemptResult::Accepted,
        connection: ConnectionId::new("c-1"),
        status: Some(200),
        duration_ms: 5,
    }];
    let unacked = outcome(posted.clone(), recipient());
    assert_eq!(line(&unacked, Channel::Websocket), ("pending", None, Some(25)));
    assert_eq!((unacked.is_reached, unacked.verdict), (false, Verdict::NotReached));

    let got = outcome(received(posted.clone(), 70), recipient());
    assert_eq!(line(&got, Channel::Websocket), ("acked", None, Some(25)));
    assert_eq!((got.is_reached, got.verdict, &got.seen), (true, Verdict::Woken, &None));
    assert_eq!(got.acked_in_app_after, Some(Duration::from_millis(70)));

    let socket = DeliveryKey::of_channel(Channel::Websocket);
    let saw = outcome(seen(received(posted, 70), socket, 3_000), recipient());
    let expected = Seen { channel: Channel::Websocket, device: None, after: Some(Duration::from_secs(3)) };
    assert_eq!((&saw.seen, saw.verdict), (&Some(expected), Verdict::Woken));
    assert_eq!(saw.acked_in_app_after, Some(Duration::from_millis(70)), "the receipt came first");
}

#[test]
fn an_ack_outside_the_app_proves_its_message_and_no_socket() {
    let unknown = with(item(&recipient()), Channel::Telegram, None, LedgerState::Unknown, &[]);
    let outcome = outcome(seen(unknown, key(Channel::Telegram, None), 9_000), recipient());
    assert_eq!((outcome.is_reached, outcome.verdict), (true, Verdict::Woken));
    assert_eq!((outcome.is_acked_in_app, outcome.acked_in_app_after), (false, None));
    assert_eq!(outcome.seen.unwrap().channel, Channel::Telegram);
}

#[test]
fn the_device_of_an_ack_is_named() {
    let sent = accepted(item(&recipient()), Channel::Push, Some("tablet"), 400);
    let outcome = outcome(seen(sent, key(Channel::Push, Some("tablet")), 5_000), recipient());
    let seen = outcome.seen.unwrap();
    assert_eq!((seen.channel, seen.device.as_deref()), (Channel::Push, Some("tablet")));
}

#[test]
fn a_result_is_complete_once_it_is_seen_and_nothing_is_open() {
    let socket = || DeliveryKey::of_channel(Channel::Websocket);
    let everywhere = |item: InboxItem| {
        let item = accepted(item, Channel::Push, Some("phone"), 400);
        let item = accepted(item, Channel::Push, Some("tablet"), 400);
        accepted(accepted(item, Channel::Telegram, None, 300), Channel::Email, None, 900)
    };
    let unseen = everywhere(item(&recipient()));
    assert!(!outcome(unseen.clone(), recipient()).is_complete());
    assert!(outcome(seen(unseen.clone(), socket(), 500), recipient()).is_complete());
    let claimed = LedgerState::Claimed { until: after(90_000), by: 7 };
    let open = with(unseen, Channel::Email, None, claimed, &[]);
    assert!(!outcome(seen(open, socket(), 500), recipient()).is_complete());
}

#[test]
fn what_is_not_stored_is_not_routed() {
    let key = (user(), id());
    let mut snapshot = Snapshot::default();
    snapshot.recipients.insert(user(), recipient());
    let missing = Outcome::of(&key, &snapshot, SENT);
    assert_eq!((missing.stored, missing.verdict), (Stored::No, Verdict::NotReached));
    assert_eq!(causes_of(&missing), [(None, "not_routed", None)]);

    snapshot.unreadable.insert(key.clone());
    let unreadable = Outcome::of(&key, &snapshot, SENT);
    assert_eq!(causes_of(&unreadable), [(None, "unreadable", None)]);

    let mut other = item(&recipient());
    other.notification.as_mut().unwrap().event_type = EventType::OrderFilled;
    assert_eq!(outcome(other, recipient()).stored, Stored::No, "an event of the exchange");
}

#[test]
fn an_ack_may_come_before_the_item() {
    let mut mark = item(&recipient());
    mark.notification = None;
    mark.state = InboxState::SeenEarly;
    mark.seen = Some(Ack { at: after(50), by: DeliveryKey::of_channel(Channel::Websocket) });
    mark.acked_at = Some(after(50));
    let outcome = outcome(mark, recipient());
    assert_eq!((outcome.is_reached, outcome.verdict), (true, Verdict::Woken));
    assert_eq!((outcome.occurred_at, outcome.seen.unwrap().after), (None, None));
}
