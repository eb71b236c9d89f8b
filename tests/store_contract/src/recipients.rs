//! Connections, profiles from the exchange, preferences, devices.

use domain::preferences::Preferences;
use domain::recipient::contact::{
    Chat, ChatId, Device, DeviceDetails, DeviceToken, EmailAddress, Phone, PhoneNumber, Platform,
};
use domain::recipient::former::{Former, Replacement, Replacements};
use domain::recipient::profile::{AntiPhishingCode, Change, ProfileUpdate};
use domain::recipient::{Connection, Recipient};
use domain::{ConnectionId, UserId};
use futures_util::future::join_all;
use ports::{Registered, WriteOutcome};

use crate::{Store, at, device_id, stored, unique, user};

pub async fn connections_come_and_go_by_themselves(store: &impl Store) {
    let user = user();
    let connection = |name: &str, seconds| Connection {
        id: ConnectionId::new(name),
        registered_at: at(seconds),
        closes_at: at(9_000),
        issued_at: (name == "a=").then(|| at(7)),
    };
    let registered = async |names: &[&str]| {
        let snapshot = store.read(&[user.clone()], &[], &[]).await.unwrap();
        let mut found: Vec<_> = snapshot
            .recipient(&user)
            .connections
            .iter()
            .map(|connection| connection.id.to_string())
            .collect();
        found.sort();
        assert_eq!(found, names);
    };
    store.remove(&user, &ConnectionId::new("missing=")).await.unwrap();
    assert!(
        store.read(&[user.clone()], &[], &[]).await.unwrap().recipients.is_empty(),
        "no recipient is created"
    );
    store.register(&user, &connection("a=", 1)).await.unwrap();
    let recipient = store.register(&user, &connection("b=", 2)).await.unwrap();
    assert_eq!(recipient.connections.len(), 2);
    let recipient = store.register(&user, &connection("a=", 3)).await.unwrap();
    assert!(recipient.connections.contains(&connection("a=", 3)));
    store.remove_stale(&user, &ConnectionId::new("a="), at(2)).await.unwrap();
    registered(&["a=", "b="]).await;
    store.remove_stale(&user, &ConnectionId::new("a="), at(3)).await.unwrap();
    registered(&["b="]).await;
    store.remove(&user, &ConnectionId::new("b=")).await.unwrap();
    store.remove(&user, &ConnectionId::new("b=")).await.unwrap();
    registered(&[]).await;
}

/// Returns a profile message of `START` + `seconds` without any field.
pub(crate) fn nothing_new(user: &UserId, seconds: i64) -> ProfileUpdate {
    ProfileUpdate::nothing(user.clone(), at(seconds))
}

/// A function that sets a field of a profile message.
type Saying = fn(&mut ProfileUpdate);

pub async fn late_messages_undo_nothing(store: &impl Store) {
    let user = user();
    assert_eq!(
        store.put_profile(&nothing_new(&user, 1), &Replacements::default()).await.unwrap(),
        WriteOutcome::Done
    );
    let phone = |country: Option<&str>| Phone {
        number: PhoneNumber::of_checked("+4915112345678"),
        country: country.map(str::to_owned),
    };
    let full = ProfileUpdate {
        email: Change::Set(EmailAddress::of_checked("Ada@example.com")),
        phone: Change::Set(phone(Some("DE"))),
        language: Change::Set("de".to_owned()),
        time_zone: Change::Set("Europe/Berlin".to_owned()),
        country: Change::Set("AT".to_owned()),
        anti_phishing_code: AntiPhishingCode::parse("Blue Whale 7").map_or(Change::Keep, Change::Set),
        ..nothing_new(&user, 10)
    };
    assert_eq!(store.put_profile(&full, &Replacements::default()).await.unwrap(), WriteOutcome::Done);
    let mut expected = stored(store, &user).await.unwrap().profile;
    assert_eq!(expected.email.value, Some(EmailAddress::of_checked("Ada@example.com")));
    assert_eq!(expected.phone.value, Some(phone(Some("DE"))));
    assert_eq!(expected.anti_phishing_code.value, AntiPhishingCode::parse("Blue Whale 7"));
    assert_eq!((expected.phone.updated_at, expected.email.updated_at), (Some(at(10)), Some(at(10))));

    // Each field has its own time, and so does a cleared field.
    let steps: [(i64, Saying, WriteOutcome); 6] = [
        (20, |update| update.language = Change::Clear, WriteOutcome::Done),
        (19, |update| update.language = Change::Set("fr".to_owned()), WriteOutcome::Conflict),
        (20, |update| update.language = Change::Set("fr".to_owned()), WriteOutcome::Conflict),
        (15, |update| update.time_zone = Change::Set("Asia/Tokyo".to_owned()), WriteOutcome::Done),
        (30, |update| update.email = Change::Clear, WriteOutcome::Done),
        (
            25,
            |update| update.email = Change::Set(EmailAddress::of_checked("b@x.org")),
            WriteOutcome::Conflict,
        ),
    ];
    for (seconds, change, outcome) in steps {
        let mut update = nothing_new(&user, seconds);
        change(&mut update);
        assert_eq!(
            store.put_profile(&update, &Replacements::default()).await.unwrap(),
            outcome,
            "{update:?}"
        );
        if outcome == WriteOutcome::Done {
            update.apply(&mut expected);
        }
        assert_eq!(stored(store, &user).await.unwrap().profile, expected);
    }
    let mut update = nothing_new(&user, 40);
    update.phone = Change::Set(phone(None));
    store.put_profile(&update, &Replacements::default()).await.unwrap();
    assert_eq!(stored(store, &user).await.unwrap().profile.phone.value, Some(phone(None)));
}

pub async fn a_message_is_stored_whole_or_not_at_all(store: &impl Store) {
    let user = user();
    let mut update = nothing_new(&user, 10);
    update.language = Change::Set("de".to_owned());
    store.put_profile(&update, &Replacements::default()).await.unwrap();
    let before = stored(store, &user).await;
    let mut late = nothing_new(&user, 5);
    late.language = Change::Set("fr".to_owned());
    late.country = Change::Set("FR".to_owned());
    assert_eq!(store.put_profile(&late, &Replacements::default()).await.unwrap(), WriteOutcome::Conflict);
    assert_eq!(stored(store, &user).await, before);
    let rest = late.over(&before.unwrap().profile);
    assert_eq!(store.put_profile(&rest, &Replacements::default()).await.unwrap(), WriteOutcome::Done);
    let profile = stored(store, &user).await.unwrap().profile;
    assert_eq!(
        (profile.language.value.as_deref(), profile.country.value.as_deref()),
        (Some("de"), Some("FR"))
    );
}

pub async fn a_replaced_contact_is_kept_only_over_the_one_that_was_seen(store: &impl Store) {
    let user = user();
    let phone = |number: &str| Phone { number: PhoneNumber::of_checked(number), country: Some("DE".into()) };
    let email = EmailAddress::of_checked;
    let first = ProfileUpdate {
        email: Change::Set(email("old@example.com")),
        phone: Change::Set(phone("+4915112345678")),
        ..nothing_new(&user, 10)
    };
    assert_eq!(store.put_profile(&first, &Replacements::default()).await.unwrap(), WriteOutcome::Done);
    let second = ProfileUpdate {
        email: Change::Set(email("new@example.com")),
        phone: Change::Clear,
        ..nothing_new(&user, 20)
    };
    let known = stored(store, &user).await.unwrap().profile;
    let replaced = known.replaced_by(&second, at(21));
    let stale = Replacements {
        email: replaced.email.clone().map(|email| Replacement { over: Some(at(9)), ..email }),
        ..replaced.clone()
    };
    assert_eq!(store.put_profile(&second, &stale).await.unwrap(), WriteOutcome::Conflict);
    assert_eq!(stored(store, &user).await.unwrap().profile, known);
    assert_eq!(store.put_profile(&second, &replaced).await.unwrap(), WriteOutcome::Done);
    let profile = stored(store, &user).await.unwrap().profile;
    let times = (at(10), at(20), at(21));
    let former = |(stated_at, replaced_by, replaced_at)| Former {
        contact: email("old@example.com"),
        stated_at,
        replaced_by,
        replaced_at,
    };
    assert_eq!(profile.former_emails, [former(times)]);
    assert_eq!(profile.former_phones.len(), 1);
    assert_eq!(profile.former_phones[0].contact, phone("+4915112345678"));
    assert_eq!((profile.email.value, profile.phone.value), (Some(email("new@example.com")), None));
}

pub async fn preferences_are_put_only_over_the_version_that_was_seen(store: &impl Store) {
    let user = user();
    let preferences = |language: &str| {
        let mut preferences = Preferences::default();
        preferences.language = Some(language.to_owned());
        preferences
    };
    let known = async || {
        let recipient = stored(store, &user).await.unwrap_or_else(|| Recipient::unknown(user.clone()));
        (recipient.version, recipient.preferences.language.clone())
    };
    assert_eq!(
        store.put_preferences(&user, &preferences("fr"), 1, false).await.unwrap(),
        WriteOutcome::Conflict
    );
    assert_eq!(known().await, (0, None));
    for (language, seen, outcome, version, stored) in [
        ("de", 0, WriteOutcome::Done, 1, "de"),
        ("fr", 0, WriteOutcome::Conflict, 1, "de"),
        ("fr", 2, WriteOutcome::Conflict, 1, "de"),
        ("ja", 1, WriteOutcome::Done, 2, "ja"),
    ] {
        assert_eq!(store.put_preferences(&user, &preferences(language), seen, false).await.unwrap(), outcome);
        assert_eq!(known().await, (version, Some(stored.to_owned())));
    }
}

pub async fn the_version_that_switched_email_on_is_remembered(store: &impl Store) {
    let user = user();
    for (seen, switches, expected) in [(0, false, 0), (1, true, 2), (2, false, 2), (3, true, 4)] {
        let stored_as = store.put_preferences(&user, &Preferences::default(), seen, switches).await.unwrap();
        assert_eq!(stored_as, WriteOutcome::Done);
        assert_eq!(stored(store, &user).await.unwrap().email_switched_on, expected, "{seen}");
    }
}

pub async fn of_several_revocations_the_latest_counts(store: &impl Store) {
    let user = user();
    for (seconds, latest) in [(5, 5), (9, 9), (7, 9)] {
        store.revoke_tokens(&user, at(seconds)).await.unwrap();
        assert_eq!(stored(store, &user).await.unwrap().revoked_at, Some(at(latest)));
    }
}

fn device(name: &str, seconds: i64) -> Device {
    Device {
        id: device_id(name),
        token: DeviceToken::parse(&format!("token-of-{name}")).unwrap(),
        platform: Platform::Android,
        language: (seconds % 2 == 0).then(|| "pt-BR".to_owned()),
        registered_at: at(seconds),
        details: DeviceDetails::default(),
    }
}

async fn devices(store: &impl Store, user: &UserId) -> Vec<Device> {
    stored(store, user).await.map(|recipient| recipient.devices).unwrap_or_default()
}

pub async fn a_device_belongs_to_its_last_registrant(store: &impl Store) {
    let (ada, grace) = (user(), user());
    let name = unique("d:x@y.");
    let shared = |seconds| device(&name, seconds);
    let own = device(&unique("own"), 1);
    store.register_device(&ada, &own, None).await.unwrap();
    let Registered { recipient, taken_from } =
        store.register_device(&ada, &shared(2), None).await.unwrap().unwrap();
    assert_eq!((recipient.devices, taken_from), (vec![shared(2), own.clone()], None));
    assert_eq!(recipient.contact_changes, 2);
    let Registered { recipient, taken_from } =
        store.register_device(&grace, &shared(3), None).await.unwrap().unwrap();
    assert_eq!((recipient.user_id, recipient.devices), (grace.clone(), vec![shared(3)]));
    assert_eq!(taken_from.as_ref(), Some(&ada));
    assert_eq!(store.owner_of_device(&shared(0).id).await.unwrap().as_ref(), Some(&grace));
    assert_eq!(store.owner_of_device(&device_id(&unique("none"))).await.unwrap(), None);
    assert_eq!(stored(store, &ada).await.unwrap().contact_changes, 3, "it was taken away");
    let Registered { taken_from, .. } =
        store.register_device(&grace, &shared(3), None).await.unwrap().unwrap();
    assert_eq!(taken_from, None, "a renewal");
    assert_eq!(devices(store, &ada).await, [own.clone()]);
    // A user who no longer has the device cannot remove it from its new owner.
    store.remove_device(&ada, &shared(0).id).await.unwrap();
    assert_eq!(devices(store, &grace).await, [shared(3)]);
    store.register_device(&ada, &shared(4), None).await.unwrap();
    assert!(devices(store, &grace).await.is_empty());
    store.remove_device(&ada, &shared(0).id).await.unwrap();
    assert_eq!(devices(store, &ada).await, [own]);
    store.register_device(&grace, &shared(5), None).await.unwrap();
    assert_eq!(devices(store, &grace).await, [shared(5)]);
}

pub async fn of_several_who_register_a_device_at_once_one_has_it(store: &impl Store) {
    let users: Vec<_> = (0..4).map(|_| user()).collect();
    let name = unique("shared");
    let device = device(&name, 1);
    for _ in 0..3 {
        let registrations =
            join_all(users.iter().map(|user| store.register_device(user, &device, None))).await;
        assert!(registrations.iter().any(Result::is_ok));
        let mut owners = 0;
        for user in &users {
            owners += devices(store, user).await.len();
        }
        assert_eq!(owners, 1);
    }
}

pub async fn a_revoked_token_registers_no_device_and_its_code_links_no_chat(store: &impl Store) {
    let user = user();
    let (old, new) = (unique("old"), unique("new"));
    let register = async |name: &str, issued_at| {
        store.register_device(&user, &device(name, 9), issued_at).await.unwrap().is_some()
    };
    let link = async |issued_at, beside: Option<i64>, id| {
        let (code, chat) = (unique("code"), Chat { id: ChatId::new(id), linked_at: at(9), confirm_by: None });
        store.issue_code(&code, &user, issued_at, at(30)).await.unwrap();
        let issued = store.link_code(&code).await.unwrap().unwrap();
        assert_eq!(issued.issued_at, issued_at);
        store.redeem_code(&code, &issued, &chat, beside.map(ChatId::new), at(9)).await.unwrap()
    };
    assert!(register(&old, Some(at(5))).await && register(&old, None).await, "nothing is revoked yet");
    store.revoke_tokens(&user, at(5)).await.unwrap();
    for issued_at in [None, Some(at(4)), Some(at(5))] {
        assert!(!register(&old, issued_at).await && !register(&new, issued_at).await, "{issued_at:?}");
        assert_eq!(link(issued_at, None, 1).await, WriteOutcome::Conflict, "{issued_at:?}");
    }
    assert_eq!(devices(store, &user).await, [device(&old, 9)]);
    assert_eq!(store.owner_of_device(&device_id(&new)).await.unwrap(), None);
    assert_eq!(stored(store, &user).await.unwrap().chat, None);
    assert!(register(&new, Some(at(6))).await);
    assert_eq!(link(Some(at(6)), None, 1).await, WriteOutcome::Done);
    assert_eq!(link(Some(at(5)), Some(1), 2).await, WriteOutcome::Conflict);
    assert_eq!(link(Some(at(6)), Some(1), 2).await, WriteOutcome::Done);
}

pub async fn devices_are_there_the_latest_first(store: &impl Store) {
    let user = user();
    let (a, b) = (unique("a"), unique("b"));
    store.register_device(&user, &device(&a, 1), None).await.unwrap();
    store.register_device(&user, &device(&b, 2), None).await.unwrap();
    store.register_device(&user, &device(&a, 3), None).await.unwrap();
    assert_eq!(devices(store, &user).await, [device(&a, 3), device(&b, 2)]);
    store.remove_device(&user, &device_id(&a)).await.unwrap();
    store.remove_device(&user, &device_id(&a)).await.unwrap();
    assert_eq!(devices(store, &user).await, [device(&b, 2)]);
}
