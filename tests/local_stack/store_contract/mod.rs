//! One contract for the store, over DynamoDB's API and over its twin in memory: what the use cases are proved
//! with must be what they run on.

mod alerts;
mod contacts;
mod inbox;
mod later;
mod ledger;
mod merges;
mod outside;
mod recipients;

use domain::contact::DeviceId;
use domain::ledger::{DeliveryKey, Entry, LedgerState, SendAttempt};
use domain::notification::{Attempt, AttemptResult, InboxItem, InboxState, Notification};
use domain::plan::{Decision, PlannedDelivery, Reason};
use domain::recipient::Recipient;
use domain::text::Text;
use domain::{Channel, ConnectionId, EventId, EventType, Time, UserId};
use ports::{
    Alerts, Allowances, BatchRead, Connections, Contacts, Deferrals, Devices, Feeds, InboxAdvance,
    InboxLists, InboxWrite, LedgerWrite, Levels, LinkCodes, Merges, Pnl, Positions, PreferencesWrite,
    ProfileWrite, Register, Reports, Schedule, Seen, Tickets, Wakes, Written,
};
use serde_json::value::RawValue;
use store::DynamoStore;
use store::memory::MemoryStore;
use support::{System, run, unique};

/// Everything about recipients that a store must do.
trait Traders: Register + Connections + Devices + Contacts + ProfileWrite + PreferencesWrite {}
impl<S: Register + Connections + Devices + Contacts + ProfileWrite + PreferencesWrite> Traders for S {}

/// Everything about notifications that a store must do.
trait Inbox: InboxWrite + InboxAdvance + InboxLists + LedgerWrite + Positions {}
impl<S: InboxWrite + InboxAdvance + InboxLists + LedgerWrite + Positions> Inbox for S {}

/// Everything about what happens later that a store must do.
trait Later: Wakes + Schedule + Deferrals + Merges + Reports + Pnl {}
impl<S: Wakes + Schedule + Deferrals + Merges + Reports + Pnl> Later for S {}

/// Everything about price alerts that a store must do.
trait Prices: Alerts + Levels + Feeds {}
impl<S: Alerts + Levels + Feeds> Prices for S {}

/// Everything that a store must do.
trait Store: BatchRead + Traders + Inbox + Later + Tickets + LinkCodes + Allowances + Prices {}
impl<S: BatchRead + Traders + Inbox + Later + Tickets + LinkCodes + Allowances + Prices> Store for S {}

const START: i64 = 1_795_420_800_000;

fn at(seconds: i64) -> Time {
    Time::from_millis(START + seconds * 1_000)
}

fn user() -> UserId {
    UserId::parse(unique("contract")).unwrap()
}

fn id(text: &str) -> EventId {
    EventId::parse(text).unwrap()
}

fn device_id(text: &str) -> DeviceId {
    DeviceId::parse(text).unwrap()
}

/// A fill at `START` + `seconds` that expires an hour later.
fn fill(user: &UserId, name: &str, seconds: i64) -> Notification {
    let planned = |channel, decision, devices| PlannedDelivery { channel, decision, devices };
    let data = r#"{"order_id":"1","price":64250.10,"more":{"n":1e2}}"#;
    Notification {
        user_id: user.clone(),
        id: id(name),
        event_type: EventType::OrderFilled,
        occurred_at: at(seconds),
        expires_at: at(seconds + 3_600),
        routed_at: at(seconds),
        data: RawValue::from_string(data.to_owned()).unwrap(),
        text: Text { title: "BTC-USDT bought".to_owned(), body: "0.50 at 64250.10".to_owned() },
        silent: false,
        channels: vec![
            planned(Channel::Websocket, Decision::Deliver, vec![]),
            planned(Channel::Push, Decision::Deliver, vec![device_id("d:1"), device_id("d@2")]),
            planned(Channel::Telegram, Decision::Suppress(Reason::NoContact), vec![]),
            planned(Channel::Sms, Decision::Climb, vec![]),
        ],
    }
}

fn attempt(name: &str) -> Attempt {
    Attempt {
        at: at(1),
        result: AttemptResult::Accepted,
        connection: ConnectionId::new(name),
        status: Some(200),
        duration_ms: 7,
    }
}

fn sms() -> DeliveryKey {
    DeliveryKey::of_channel(Channel::Sms)
}

/// An entry of the ledger, as its `revision`.
fn entry(revision: u32) -> Entry {
    let attempt = |result, provider_id: Option<&str>| SendAttempt {
        at: at(2),
        result,
        status: provider_id.map(|_| 200),
        provider_id: provider_id.map(str::to_owned),
        duration_ms: 70,
    };
    Entry {
        revision,
        state: LedgerState::Retrying { until: at(i64::from(revision)) },
        tries: 2,
        possible_duplicates: 1,
        is_doubtful: true,
        attempts: vec![
            attempt(AttemptResult::Timeout, None),
            attempt(AttemptResult::Accepted, Some("projects/x|1")),
        ],
        released_as: None,
    }
}

async fn put(store: &impl Store, notification: &Notification) {
    let written = store.put(notification, &[], None, InboxState::Pending).await.unwrap();
    assert!(matches!(written, Written::Done));
}

async fn item(store: &impl Store, user: &UserId, name: &str) -> Option<InboxItem> {
    let key = (user.clone(), id(name));
    store.read(&[], std::slice::from_ref(&key), &[]).await.unwrap().items.remove(&key)
}

async fn seen(store: &impl Store, user: &UserId, name: &str) -> Seen {
    Seen::of(item(store, user, name).await.as_ref())
}

async fn move_to(store: &impl Store, user: &UserId, name: &str, next: InboxState) {
    let seen = seen(store, user, name).await;
    let written = store.advance(user, &id(name), seen, next, at(99)).await.unwrap();
    assert!(matches!(written, Written::Done));
}

/// The recipient as it is stored, if there is one.
async fn stored(store: &impl Store, user: &UserId) -> Option<Recipient> {
    store.read(std::slice::from_ref(user), &[], &[]).await.unwrap().recipients.remove(user)
}

/// What is there where a write was refused.
fn conflict(written: Written) -> Option<InboxItem> {
    match written {
        Written::Done => panic!("it was written"),
        Written::Conflict(found) => *found,
    }
}

macro_rules! contract {
    ($($module:ident { $($promise:ident)* })*) => {$($(
        mod $promise {
            use super::*;

            #[test]
            fn in_memory() {
                run(super::$module::$promise(&MemoryStore::default()));
            }

            #[test]
            fn in_dynamodb() {
                run(async {
                    let system = System::shared().await;
                    let store = DynamoStore::new(system.dynamodb.clone(), system.tables());
                    super::$module::$promise(&store).await;
                });
            }

            #[test]
            fn in_another_emulator() {
                run(async { super::$module::$promise(&crate::moto::store().await).await });
            }
        }
    )*)*};
}

contract! {
    alerts {
        alerts_and_their_levels_come_back_as_they_were
        an_alert_is_created_only_over_the_revision_that_was_seen
        of_several_who_create_an_alert_at_once_one_does
        an_alert_is_deleted_only_as_it_was_seen
        a_mark_moves_the_alert_and_its_level
        levels_are_met_in_the_order_of_prices
        a_page_goes_on_where_one_ended_that_is_gone
        bounds_are_good_until_a_level_may_become_live
        many_symbols_are_asked_for_at_once
        a_symbol_knows_its_jobs_and_its_ticks
        an_idle_symbol_is_forgotten_unless_an_alert_is_created
        the_bucket_of_creations_is_kept_with_the_revision
    }
    inbox {
        items_come_back_as_they_were
        every_write_is_conditional_on_what_was_seen
        the_mark_of_an_early_ack_is_merged_and_never_listed
        lists_go_by_time_and_page_without_gaps
        what_has_expired_is_listed_but_not_pending
        unread_is_counted_to_a_hundred
        hidden_notifications_are_in_no_list
        what_was_sent_stays_known_when_the_notification_is_written_again
        the_mark_of_an_early_ack_takes_no_entry_of_the_ledger
        lists_are_without_attempts_and_ledger
        lists_merge_all_parts_of_an_inbox
        what_is_in_the_overflow_is_as_good_as_in_the_inbox
    }
    ledger {
        entries_come_back_as_they_were
        an_entry_is_written_only_over_what_was_seen
        of_several_who_claim_at_once_one_does
        the_ladder_is_climbed_step_by_step_until_somebody_acks
        of_several_liquidations_of_a_position_the_latest_counts
    }
    later {
        whoever_waits_longest_is_due_first
        a_page_begins_behind_whom_the_last_one_ended_with
        who_is_woken_once_more_stays
        what_waits_is_known_until_it_is_forgotten
        a_draft_is_begun_by_one_and_its_id_stays_used
        a_draft_is_begun_only_under_the_entry_that_was_seen
        a_notification_leaves_as_one_thing
        a_days_activity_is_counted_shown_or_not
        of_several_reports_the_latest_counts
        of_several_profits_and_losses_the_latest_counts
    }
    merges {
        a_slot_keeps_what_has_joined_until_it_is_closed_and_for_good
        an_empty_slot_can_be_closed_too
        of_those_who_join_at_once_one_is_first_and_a_slot_is_full_some_time
        an_entry_says_as_what_it_leaves
    }
    recipients {
        connections_come_and_go_by_themselves
        late_messages_undo_nothing
        a_message_is_stored_whole_or_not_at_all
        preferences_are_put_only_over_the_version_that_was_seen
        the_version_that_switched_email_on_is_remembered
        of_several_revocations_the_latest_counts
        a_device_belongs_to_whoever_registered_it_last
        of_several_who_register_a_device_at_once_one_has_it
        devices_are_there_the_latest_first
    }
    contacts {
        a_chat_is_linked_and_unlinked
        a_chat_is_confirmed_while_it_is_the_users
        a_proposed_chat_replaces_the_linked_one_when_it_is_confirmed
        only_the_contact_that_died_is_retired
        a_mailbox_leads_to_its_owners_in_whatever_case
        nobody_comes_into_being_by_losing_a_contact
    }
    outside {
        a_ticket_is_consumed_by_one
        a_code_is_consumed_by_one
        counters_count_apart_and_answer_their_total
        of_several_pauses_the_longest_counts
        a_pause_of_one_recipient_stands_beside_that_of_the_provider
    }
}
