//! Contacts: linked, found dead, looked for.

use domain::UserId;
use domain::contact::{ChatId, EmailAddress, Phone, PhoneNumber};
use domain::profile::Change;
use ports::Stored;

use super::recipients::nothing_new;
use super::{Store, device_id, stored, user};

fn email(text: &str) -> EmailAddress {
    EmailAddress::of_checked(text)
}

fn phone(number: &str) -> Phone {
    Phone { number: PhoneNumber::of_checked(number), country: Some("DE".to_owned()) }
}

/// The exchange says at `START` + `seconds` that this is the user's mailbox.
async fn tell(store: &impl Store, user: &UserId, seconds: i64, change: Change<EmailAddress>) {
    let mut update = nothing_new(user, seconds);
    update.email = change;
    assert_eq!(store.put_profile(&update).await.unwrap(), Stored::Done);
}

pub(super) async fn a_chat_is_linked_and_unlinked(store: &impl Store) {
    let user = user();
    let chat = async || stored(store, &user).await.unwrap().chat;
    // Numbers of groups are negative, and all of them have up to 52 bits.
    for number in [-1_001_234_567_890, 4_503_599_627_370_495] {
        store.link_chat(&user, ChatId::new(number)).await.unwrap();
        assert_eq!(chat().await, Some(ChatId::new(number)));
    }
    store.unlink_chat(&user).await.unwrap();
    store.unlink_chat(&user).await.unwrap();
    assert_eq!(chat().await, None);
}

pub(super) async fn only_the_contact_that_died_is_retired(store: &impl Store) {
    let user = user();
    store.link_chat(&user, ChatId::new(2)).await.unwrap();
    let mut update = nothing_new(&user, 1);
    update.email = Change::Set(email("Ada@example.com"));
    update.phone = Change::Set(phone("+4915112345678"));
    store.put_profile(&update).await.unwrap();

    store.retire_chat(&user, ChatId::new(1)).await.unwrap();
    store.retire_email(&user, &email("grace@example.com")).await.unwrap();
    store.retire_phone(&user, &phone("+4915100000000").number).await.unwrap();
    let recipient = stored(store, &user).await.unwrap();
    assert_eq!(recipient.chat, Some(ChatId::new(2)));
    assert!(recipient.email().is_some() && recipient.phone().is_some());

    store.retire_chat(&user, ChatId::new(2)).await.unwrap();
    // Whoever reports it need not spell it as the exchange did.
    store.retire_email(&user, &email("ada@EXAMPLE.com")).await.unwrap();
    store.retire_phone(&user, &phone("+4915112345678").number).await.unwrap();
    let recipient = stored(store, &user).await.unwrap();
    assert_eq!((recipient.chat, recipient.email(), recipient.phone()), (None, None, None));
    assert_eq!(
        recipient.profile.email.value,
        Some(email("Ada@example.com")),
        "the profile is the exchange's"
    );

    let mut update = nothing_new(&user, 2);
    update.email = Change::Set(email("grace@example.com"));
    update.phone = Change::Set(phone("+4915100000000"));
    store.put_profile(&update).await.unwrap();
    store.retire_email(&user, &email("ada@example.com")).await.unwrap();
    store.retire_phone(&user, &phone("+4915112345678").number).await.unwrap();
    let recipient = stored(store, &user).await.unwrap();
    assert!(recipient.email().is_some() && recipient.phone().is_some(), "the newer ones are used");
}

pub(super) async fn a_mailbox_leads_to_its_owners_in_whatever_case(store: &impl Store) {
    let (ada, grace, eve) = (user(), user(), user());
    // Every test has its own mailboxes, as the table is shared.
    let address = format!("Desk.{ada}@Example.com");
    tell(store, &ada, 1, Change::Set(email(&address))).await;
    tell(store, &grace, 1, Change::Set(email(&address.to_lowercase()))).await;
    tell(store, &eve, 1, Change::Set(email("eve@example.com"))).await;
    let owners = async || {
        let mut owners = store.users_of_email(&email(&address.to_uppercase())).await.unwrap();
        owners.sort();
        owners
    };
    let mut both = vec![ada.clone(), grace.clone()];
    both.sort();
    assert_eq!(owners().await, both);
    tell(store, &ada, 2, Change::Set(email("ada@example.com"))).await;
    assert_eq!(owners().await, [grace.clone()]);
    tell(store, &grace, 2, Change::Clear).await;
    assert!(owners().await.is_empty());
}

pub(super) async fn nobody_comes_into_being_by_losing_a_contact(store: &impl Store) {
    let user = user();
    store.unlink_chat(&user).await.unwrap();
    store.retire_chat(&user, ChatId::new(1)).await.unwrap();
    store.retire_email(&user, &email("ada@example.com")).await.unwrap();
    store.retire_phone(&user, &phone("+4915112345678").number).await.unwrap();
    store.remove_device(&user, &device_id("d-1")).await.unwrap();
    assert_eq!(stored(store, &user).await, None);
}
