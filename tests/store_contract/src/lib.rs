//! The guarantees of the store's ports, as tests of any implementation of them. The use cases are tested over
//! the store in memory (`tests/memory_store`), so it must behave as the one that is deployed.
//!
//! Each test is a function of the store, and its name states the guarantee. [`for_each_guarantee`] has the
//! list of all of them, from which a suite makes its tests: `shared/store/tests/store_contract.rs` for the
//! store in memory, `tests/local_stack/store_contract.rs` for the store in DynamoDB.

#![allow(
    clippy::unwrap_used,
    clippy::cloned_ref_to_slice_refs,
    reason = "a test that fails may panic, and clones where that is shorter"
)]
#![allow(missing_docs, reason = "the name of a test states what it proves")]

mod alerts;
mod broadcasts;
mod contacts;
mod inbox;
mod later;
mod ledger;
mod merges;
mod outside;
mod recipients;
mod topics;

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::delivery::handle::AckHandle;
use domain::delivery::ledger::{DeliveryKey, Entry, LedgerState, SendAttempt};
use domain::recipient::Recipient;
use domain::recipient::contact::DeviceId;
use domain::routing::notification::{Ack, Attempt, AttemptResult, InboxItem, InboxState, Notification};
use domain::routing::plan::{Decision, PlannedDelivery, Reason};
use domain::text::Text;
use domain::{Channel, ConnectionId, EventId, EventType, Time, UserId};
use ports::{
    AckHandles, Alerts, BatchRead, BroadcastRead, BroadcastWrite, ConnectedUsers, ConnectedWrite,
    Connections, Contacts, Deferrals, Devices, DryRunWrite, DryRuns, FeedHealth, InboxAdvance, InboxLists,
    InboxWrite, ItemVersion, ItemWriteOutcome, LedgerWrite, Levels, LinkCodes, Merges, Pnl, Positions,
    PreferencesWrite, ProfileWrite, RateLimits, RecipientPages, Register, Reports, Schedule, Scheduler,
    Tickets, TopicsRead, TopicsWrite,
};
use serde_json::value::RawValue;

/// All ports of a store that concern recipients.
pub trait Traders: Register + Connections + Devices + Contacts + ProfileWrite + PreferencesWrite {}
impl<S: Register + Connections + Devices + Contacts + ProfileWrite + PreferencesWrite> Traders for S {}

/// All ports of a store that concern notifications.
pub trait Inbox: InboxWrite + InboxAdvance + InboxLists + LedgerWrite + Positions {}
impl<S: InboxWrite + InboxAdvance + InboxLists + LedgerWrite + Positions> Inbox for S {}

/// All ports of a store that concern delayed work.
pub trait Later: Scheduler + Schedule + Deferrals + Merges + Reports + Pnl {}
impl<S: Scheduler + Schedule + Deferrals + Merges + Reports + Pnl> Later for S {}

/// All ports of a store that concern price alerts.
pub trait Prices: Alerts + Levels + FeedHealth {}
impl<S: Alerts + Levels + FeedHealth> Prices for S {}

/// All ports of a store that concern broadcasts.
pub trait Broadcasts:
    BroadcastWrite
    + BroadcastRead
    + ConnectedUsers
    + ConnectedWrite
    + DryRunWrite
    + DryRuns
    + RecipientPages
    + TopicsRead
    + TopicsWrite
{
}
impl<S> Broadcasts for S where
    S: BroadcastWrite
        + BroadcastRead
        + ConnectedUsers
        + ConnectedWrite
        + DryRunWrite
        + DryRuns
        + RecipientPages
        + TopicsRead
        + TopicsWrite
{
}

/// All ports of a store.
pub trait Store:
    BatchRead + Traders + Inbox + Later + Tickets + LinkCodes + AckHandles + RateLimits + Prices + Broadcasts
{
}
impl<S> Store for S where
    S: BatchRead
        + Traders
        + Inbox
        + Later
        + Tickets
        + LinkCodes
        + AckHandles
        + RateLimits
        + Prices
        + Broadcasts
{
}

/// The time from which all tests count, in milliseconds since 1970.
const START: i64 = 1_795_420_800_000;

fn at(seconds: i64) -> Time {
    Time::from_millis(START + seconds * 1_000)
}

/// Returns a name that no other test of this process uses: all tests of an emulator share its tables.
fn unique(prefix: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
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

/// Returns a fill at `START` + `seconds` that expires an hour later.
fn fill(user: &UserId, name: &str, seconds: i64) -> Notification {
    let planned = |channel, decision, devices| PlannedDelivery { channel, decision, devices };
    let data = r#"{"order_id":"1","price":64250.10,"more":{"n":1e2}}"#;
    Notification {
        user_id: user.clone(),
        id: id(name),
        event_type: EventType::OrderFilled,
        priority: EventType::OrderFilled.priority(),
        occurred_at: at(seconds),
        expires_at: at(seconds + 3_600),
        routed_at: at(seconds),
        data: RawValue::from_string(data.to_owned()).unwrap(),
        text: Text { title: "BTC-USDT bought".to_owned(), body: "0.50 at 64250.10".to_owned() },
        link: None,
        silent: false,
        channels: vec![
            planned(Channel::Websocket, Decision::Deliver, vec![]),
            planned(Channel::Push, Decision::Deliver, vec![device_id("d:1"), device_id("d@2")]),
            planned(Channel::Telegram, Decision::Suppress(Reason::NoContact), vec![]),
            planned(Channel::Sms, Decision::Climb, vec![]),
        ],
        traceparent: None,
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

/// Returns an entry of the ledger with this revision.
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
        handle: AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_"),
        repeat: 3,
        contact_stated_at: Some(at(3)),
    }
}

/// Returns an ack of a socket.
fn ack(at: Time) -> Ack {
    Ack { at, by: DeliveryKey::of_channel(Channel::Websocket) }
}

async fn put(store: &impl Store, notification: &Notification) {
    let written = store.put(notification, &[], None, InboxState::Pending).await.unwrap();
    assert!(matches!(written, ItemWriteOutcome::Done));
}

async fn item(store: &impl Store, user: &UserId, name: &str) -> Option<InboxItem> {
    let key = (user.clone(), id(name));
    store.read(&[], std::slice::from_ref(&key), &[]).await.unwrap().items.remove(&key)
}

async fn seen(store: &impl Store, user: &UserId, name: &str) -> ItemVersion {
    ItemVersion::of(item(store, user, name).await.as_ref())
}

async fn move_to(store: &impl Store, user: &UserId, name: &str, next: InboxState) {
    let seen = seen(store, user, name).await;
    let written = store.advance(user, &id(name), seen, next, &ack(at(99))).await.unwrap();
    assert!(matches!(written, ItemWriteOutcome::Done));
}

/// Returns the stored recipient, if there is one.
async fn stored(store: &impl Store, user: &UserId) -> Option<Recipient> {
    store.read(std::slice::from_ref(user), &[], &[]).await.unwrap().recipients.remove(user)
}

/// Returns the stored item with which a refused write conflicted.
fn conflict(written: ItemWriteOutcome) -> Option<InboxItem> {
    match written {
        ItemWriteOutcome::Done => panic!("it was written"),
        ItemWriteOutcome::Conflict(found) => *found,
    }
}

/// Calls the macro `$run` with all tests, each of which is a function of this crate with the store as its
/// parameter: `alerts { test test … } inbox { test … } …`.
#[macro_export]
macro_rules! for_each_guarantee {
    ($run:ident) => {
        $run! {
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
                a_paused_alert_has_no_level_and_a_resumed_one_has_it_again
                the_first_alert_that_is_resumed_says_since_when_its_symbol_is_watched
            }
            inbox {
                items_come_back_as_they_were
                what_an_event_asked_for_comes_back_in_items_and_the_class_in_lists
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
                a_delivery_is_added_to_the_plan_that_was_seen
                what_was_received_is_pending_no_more_and_not_seen
                the_mark_of_an_early_receipt_becomes_one_of_an_early_ack
                a_handle_is_found_by_its_hash_only
                a_filter_selects_by_state_and_content_and_pages_without_gaps
                what_is_archived_is_listed_only_where_it_is_asked_for_and_is_not_unread
                the_ladder_of_an_archived_notification_ends_as_that_of_a_seen_one
                the_mark_of_an_early_archiving_is_merged
            }
            ledger {
                entries_come_back_as_they_were
                an_entry_is_written_only_over_what_was_seen
                of_several_who_claim_at_once_one_does
                the_ladder_is_climbed_step_by_step_until_an_ack
                a_push_is_repeated_until_it_is_seen
                of_several_liquidations_of_a_position_the_latest_counts
                of_several_notices_about_a_position_the_latest_is_kept
            }
            later {
                the_longest_waiting_user_is_due_first
                a_page_begins_behind_whom_the_last_one_ended_with
                a_rescheduled_user_stays_scheduled
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
                a_replaced_contact_is_kept_only_over_the_one_that_was_seen
                preferences_are_put_only_over_the_version_that_was_seen
                the_version_that_switched_email_on_is_remembered
                of_several_revocations_the_latest_counts
                a_device_belongs_to_its_last_registrant
                of_several_who_register_a_device_at_once_one_has_it
                a_revoked_token_registers_no_device_and_its_code_links_no_chat
                devices_are_there_the_latest_first
            }
            broadcasts {
                a_broadcast_is_stored_once_and_found_by_every_user
                broadcasts_are_read_in_the_order_in_which_they_became_live
                of_several_times_until_which_broadcasts_are_known_the_latest_counts
                connected_users_are_found_by_their_shard_until_their_time_is_over
                a_dry_run_is_no_broadcast_and_its_latest_result_counts
                every_recipient_is_in_one_segment_and_no_page_repeats_one
            }
            topics {
                topics_come_back_as_they_were
                topics_are_stored_only_over_the_revision_that_was_seen
                topics_of_many_users_are_read_at_once
            }
            contacts {
                a_chat_is_linked_and_unlinked
                a_chat_is_confirmed_while_it_is_the_users
                a_proposed_chat_replaces_the_linked_one_when_it_is_confirmed
                only_the_contact_that_died_is_retired
                a_mailbox_leads_to_its_owners_in_whatever_case
                losing_a_contact_creates_no_recipient
            }
            outside {
                a_ticket_is_consumed_by_one
                a_code_is_consumed_by_one
                counters_count_apart_and_answer_their_total
                a_burst_is_counted_within_its_recipients_minute
                of_several_pauses_the_longest_counts
                a_pause_of_one_recipient_stands_beside_that_of_the_provider
            }
        }
    };
}

// Exported by the same list, so that the compiler finds a test that is missing from it: nothing uses it.
macro_rules! export {
    ($($module:ident { $($guarantee:ident)* })*) => {
        $(pub use $module::{$($guarantee),*};)*
    };
}

for_each_guarantee!(export);
