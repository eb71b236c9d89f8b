//! The users, page by page.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use domain::event::Event;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::recipient::contact::{Chat, ChatId, Device, DeviceId, DeviceToken, Platform};
use domain::routing::notification::{InboxState, Notification};
use domain::{Channel, EventType, Time, UserId, routing::plan, text};
use futures_util::FutureExt;
use memory_store::MemoryStore;
use ports::{Deferrals, InboxWrite, PortError, ScheduledCheck};
use serde_json::json;
use usecases::release::PAGE;

use super::part_of;

/// Returns the time at which the quiet hours of all users end: 07:00 in Berlin.
pub(super) fn morning() -> Time {
    at("2026-11-24T06:00:00Z")
}

fn at(time: &str) -> Time {
    time.parse().unwrap_or_else(|error| panic!("{time}: {error}"))
}

/// All users. They are numbered, and ordered by number within the parts of the schedule.
pub(super) struct Sleepers {
    parts: Vec<Vec<u32>>,
    pages: RefCell<BTreeMap<(u8, usize), Rc<Page>>>,
    deferred: Cell<u64>,
}

/// The users of a page of the schedule.
pub(super) struct Page {
    pub(super) store: MemoryStore,
    unsettled: Cell<usize>,
}

impl Sleepers {
    /// Returns this many users, of whom only those in the first `parts` parts are kept.
    pub(super) fn new(users: u32, parts: u8) -> Self {
        let mut all = vec![Vec::new(); usize::from(parts)];
        for number in 0..users {
            if let Some(part) = all.get_mut(usize::from(part_of(&user(number)))) {
                part.push(number);
            }
        }
        Self { parts: all, pages: RefCell::default(), deferred: Cell::default() }
    }

    pub(super) fn count(&self) -> u64 {
        self.parts.iter().map(|part| u64::try_from(part.len()).unwrap_or(u64::MAX)).sum()
    }

    /// Returns the number of notifications that were deferred.
    pub(super) fn deferred(&self) -> u64 {
        self.deferred.get()
    }

    /// Returns the users of this part after the given one.
    pub(super) fn due(&self, part: u8, after: Option<&UserId>, limit: usize) -> Vec<ScheduledCheck> {
        assert_eq!(limit, PAGE, "pages are made of so many");
        let numbers = self.parts.get(usize::from(part)).map_or(&[][..], Vec::as_slice);
        let first = after.map_or(0, |after| self.place(after).1 + 1);
        let page = &numbers[first.min(numbers.len())..numbers.len().min(first + limit)];
        if !page.is_empty() {
            self.pages.borrow_mut().insert((part, first / PAGE), Rc::new(self.page(page)));
        }
        let wake = |number: &u32| ScheduledCheck {
            at: morning(),
            user_id: user(*number),
            version: "alert-0".to_owned(),
        };
        page.iter().map(wake).collect()
    }

    /// Removes a user who was checked from the schedule.
    pub(super) fn settle(&self, wake: &ScheduledCheck) {
        let (part, place) = self.place(&wake.user_id);
        let page = self.page_of(&wake.user_id);
        page.unsettled.set(page.unsettled.get() - 1);
        if page.unsettled.get() == 0 {
            self.pages.borrow_mut().remove(&(part, place / PAGE));
        }
    }

    /// Returns the page to which the user belongs.
    pub(super) fn page_of(&self, user: &UserId) -> Rc<Page> {
        let (part, place) = self.place(user);
        let page = self.pages.borrow().get(&(part, place / PAGE)).cloned();
        page.unwrap_or_else(|| panic!("{user} was not woken"))
    }

    fn place(&self, user: &UserId) -> (u8, usize) {
        let part = part_of(user);
        let number: u32 = user.as_str()[2..].parse().unwrap_or_else(|error| panic!("{user}: {error}"));
        let place = self.parts[usize::from(part)].binary_search(&number);
        (part, place.unwrap_or_else(|_| panic!("{user} stands nowhere")))
    }

    fn page(&self, numbers: &[u32]) -> Page {
        let store = MemoryStore::default();
        let mut deferred = self.deferred.get();
        for &number in numbers {
            let recipient = sleeper(number);
            for alert in 0..=number % 3 {
                defer(&store, &recipient, alert);
                deferred += 1;
            }
            store.set_recipient(recipient);
        }
        self.deferred.set(deferred);
        Page { store, unsettled: Cell::new(numbers.len()) }
    }
}

fn user(number: u32) -> UserId {
    UserId::parse(format!("u-{number:07}")).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns a user with a device and a chat, whose quiet hours end at 07:00.
fn sleeper(number: u32) -> Recipient {
    let name = format!("device-{number}");
    let id = DeviceId::parse(name.clone()).unwrap_or_else(|error| panic!("{error}"));
    let token = DeviceToken::parse(&name).unwrap_or_else(|| panic!("{name} is a token"));
    let device = Device {
        id,
        token,
        platform: Platform::Android,
        language: None,
        registered_at: Time::EPOCH,
        details: domain::recipient::contact::DeviceDetails::default(),
    };
    let mut preferences = Preferences::default();
    preferences.time_zone = Some("Europe/Berlin".to_owned());
    preferences.quiet_hours.enabled = true;
    let id = ChatId::new(i64::from(number) + 1);
    let chat = Chat { id, linked_at: Time::EPOCH, confirm_by: None };
    Recipient {
        devices: vec![device],
        chat: Some(chat),
        preferences: Arc::new(preferences),
        ..Recipient::unknown(user(number))
    }
}

/// Defers a notification, as `route` leaves it when it runs in quiet hours.
fn defer(store: &MemoryStore, recipient: &Recipient, alert: u32) {
    let night = at("2026-11-24T02:00:00Z");
    let body = json!({
        "id": format!("alert-{alert}"), "event_type": EventType::PriceAlert.name(), "user_id": recipient.user_id,
        "occurred_at": night, "expires_at": "2026-11-25T02:00:00Z",
        "data": {
            "alert_id": alert.to_string(), "symbol": "BTC-USDT", "condition": "above", "target_price": "2",
            "current_price": "3",
        },
    });
    let event = Event::decode(&body.to_string(), night).unwrap_or_else(|error| panic!("{error}"));
    let plan = plan::plan(&event, recipient, &Channel::ALL, None, night);
    let text = text::in_app(&event.data, &recipient.locale(None));
    let notification = Notification::new(&event, &plan, text, night);
    assert_eq!(notification.deferred().count(), 2, "push and Telegram wait");
    let key = (recipient.user_id.clone(), notification.id.clone());
    let written = async {
        store.put(&notification, &[], None, InboxState::Pending).await?;
        store.defer(&key, night).await
    };
    let written: Option<Result<(), PortError>> = written.now_or_never();
    assert!(matches!(written, Some(Ok(()))), "the in-memory store answers at once");
}
