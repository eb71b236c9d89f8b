//! One-time tickets and codes; rate limits of the providers.

use domain::delivery::budget::{BurstKey, Cap, Counter, MinuteTotals, Part};
use domain::delivery::ledger::DeliveryKey;
use domain::delivery::pause::{Destination, DestinationPause};
use domain::recipient::contact::{Chat, ChatId};
use domain::{Channel, EventType, UserId};
use ports::{Grant, LinkCode, WriteOutcome};

use crate::{Store, at, device_id, stored, unique, user};

pub async fn a_ticket_is_consumed_by_one(store: &impl Store) {
    let hash = unique("hash");
    let grant = Grant { user_id: user(), valid_until: at(500), issued_at: Some(at(2)) };
    store.issue(&hash, &grant, at(30)).await.unwrap();
    assert_eq!(store.redeem(&hash, at(30)).await.unwrap(), None);
    assert_eq!(store.redeem(&hash, at(29)).await.unwrap(), Some(grant));
    assert_eq!(store.redeem(&hash, at(29)).await.unwrap(), None);
    assert_eq!(store.redeem("nothing", at(0)).await.unwrap(), None);
}

pub async fn a_code_is_consumed_by_one(store: &impl Store) {
    let (hash, user) = (unique("code"), user());
    store.issue_code(&hash, &user, Some(at(0)), at(30)).await.unwrap();
    assert_eq!(store.redeem(&hash, at(0)).await.unwrap(), None, "a code is no ticket");
    let chat = |id| Chat { id: ChatId::new(id), linked_at: at(1), confirm_by: None };
    let redeem = async |user: &UserId, id: i64, seconds: i64| {
        let code =
            LinkCode { user_id: user.clone(), issued_at: Some(at(0)), expires_at: at(30), redeemed_by: None };
        store.redeem_code(&hash, &code, &chat(id), None, at(seconds)).await.unwrap()
    };
    assert_eq!(redeem(&user, 1, 30).await, WriteOutcome::Conflict, "it has ended");
    assert_eq!(redeem(&crate::user(), 1, 29).await, WriteOutcome::Conflict, "it is another user's");
    assert_eq!(stored(store, &user).await, None, "a code that is not consumed binds nothing");
    let known =
        LinkCode { user_id: user.clone(), issued_at: Some(at(0)), expires_at: at(30), redeemed_by: None };
    assert_eq!(store.link_code(&hash).await.unwrap(), Some(known.clone()));
    assert_eq!(redeem(&user, 1, 29).await, WriteOutcome::Done);
    assert_eq!(redeem(&user, 2, 29).await, WriteOutcome::Conflict);
    assert_eq!(stored(store, &user).await.unwrap().chat, Some(chat(1)));
    let redeemed_by = Some(ChatId::new(1));
    assert_eq!(store.link_code(&hash).await.unwrap(), Some(LinkCode { redeemed_by, ..known }));
    assert_eq!(store.link_code("nothing").await.unwrap(), None);
    let ticket = unique("ticket");
    let grant = Grant { user_id: user.clone(), valid_until: at(500), issued_at: None };
    store.issue(&ticket, &grant, at(30)).await.unwrap();
    assert_eq!(store.link_code(&ticket).await.unwrap(), None, "a ticket is no code");
    assert_eq!(store.redeem(&ticket, at(0)).await.unwrap(), Some(grant));
}

pub async fn counters_count_apart_and_answer_their_total(store: &impl Store) {
    let user_id = user();
    // No provider has this channel, so no other test counts here.
    let calls = |part, second| Counter::Calls { channel: Channel::Websocket, part, second };
    let counters = [
        calls(Part::Reserved, at(0).as_seconds()),
        calls(Part::Common, at(0).as_seconds()),
        calls(Part::Common, at(1).as_seconds()),
        Counter::Chat { user_id: user_id.clone(), second: at(0).as_seconds(), is_exempt: false },
        Counter::Chat { user_id: user_id.clone(), second: at(0).as_seconds(), is_exempt: true },
        Counter::of_recipient(&user_id, &push_to("d-1"), at(0)),
        Counter::of_recipient(&user_id, &push_to("d-2"), at(0)),
        Counter::of_recipient(&user_id, &push_to("d-1"), at(60)),
        Counter::of_recipient(&user_id, &DeliveryKey::of_channel(Channel::Email), at(0)),
        Cap::Hourly.counter(&user_id, at(0)),
        Cap::Daily.counter(&user_id, at(0)),
    ];
    for (counter, n) in counters.iter().zip(1..) {
        assert_eq!(store.add(counter, n).await.unwrap(), n, "{counter:?}");
    }
    for (counter, n) in counters.iter().zip(1..) {
        assert_eq!(store.add(counter, 10).await.unwrap(), n + 10, "{counter:?}");
    }
}

pub async fn a_burst_is_counted_within_its_recipients_minute(store: &impl Store) {
    let user_id = user();
    let minute = |device: &str, second| Counter::of_recipient(&user_id, &push_to(device), at(second));
    let burst = |order: &str| BurstKey::of(EventType::OrderFilled, "order_id", order);
    let totals = |all, of_burst| MinuteTotals { all, of_burst };
    assert_eq!(store.add_to_burst(&minute("d-1", 0), burst("1")).await.unwrap(), totals(1, 1));
    assert_eq!(store.add_to_burst(&minute("d-1", 59), burst("1")).await.unwrap(), totals(2, 2));
    assert_eq!(store.add_to_burst(&minute("d-1", 0), burst("2")).await.unwrap(), totals(3, 1));
    assert_eq!(store.add(&minute("d-1", 0), 1).await.unwrap(), 4, "it is of no burst");
    assert_eq!(store.add_to_burst(&minute("d-1", 0), burst("1")).await.unwrap(), totals(5, 3));
    assert_eq!(store.add_to_burst(&minute("d-2", 0), burst("1")).await.unwrap(), totals(1, 1), "a device");
    assert_eq!(store.add_to_burst(&minute("d-1", 60), burst("1")).await.unwrap(), totals(1, 1), "a minute");
}

pub async fn of_several_pauses_the_longest_counts(store: &impl Store) {
    // No provider has this channel, so no other test pauses it.
    let provider = Channel::Websocket;
    assert_eq!(store.pauses(provider).await.unwrap().provider, None);
    for (wish, longest) in [(5, 5), (9, 9), (7, 9)] {
        store.pause(provider, at(wish)).await.unwrap();
        assert_eq!(store.pauses(provider).await.unwrap().provider, Some(at(longest)));
    }
}

fn push_to(device: &str) -> DeliveryKey {
    DeliveryKey { channel: Channel::Push, device: Some(device_id(device)) }
}

pub async fn a_pause_of_one_recipient_stands_beside_that_of_the_provider(store: &impl Store) {
    // No provider has this channel, but other tests of this contract may pause it in the meantime.
    let provider = Channel::Websocket;
    let user = user();
    let first = Destination::of(&user, &push_to("d-1"));
    let second = Destination { device: None, ..first.clone() };
    let pause = |until, asked_at| DestinationPause { until: at(until), asked_at: at(asked_at) };
    let there = store.pause_destination(provider, &first, pause(60, 0), at(0)).await.unwrap();
    assert_eq!(there.destinations.get(&first), Some(&pause(60, 0)));
    let there = store.pause_destination(provider, &second, pause(9, 5), at(5)).await.unwrap();
    assert_eq!(there.destinations.get(&first), Some(&pause(60, 0)), "both are there");
    assert_eq!(there.destinations.get(&second), Some(&pause(9, 5)));
    let there = store.pause_destination(provider, &first, pause(20, 10), at(10)).await.unwrap();
    assert_eq!(there.destinations.get(&first), Some(&pause(60, 10)), "the longer, and the later");
    let there = store.pauses(provider).await.unwrap();
    assert_eq!(there.destinations.get(&first), Some(&pause(60, 10)));
    // A pause that is over is removed when another one is written.
    let there = store.pause_destination(provider, &first, pause(70, 15), at(15)).await.unwrap();
    assert_eq!(there.destinations.get(&second), None);
    assert_eq!(there.destinations.get(&first), Some(&pause(70, 15)));
}
