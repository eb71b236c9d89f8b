//! Contacts: linking them, retiring them, reading them.

use domain::UserId;
use domain::recipient::FormerChat;
use domain::recipient::contact::{Chat, ChatId, EmailAddress, Phone, PhoneNumber};
use domain::recipient::former::Replacements;
use domain::recipient::profile::Change;
use ports::WriteOutcome;

use crate::recipients::nothing_new;
use crate::{Store, at, device_id, stored, unique, user};

fn email(text: &str) -> EmailAddress {
    EmailAddress::of_checked(text)
}

fn phone(number: &str) -> Phone {
    Phone { number: PhoneNumber::of_checked(number), country: Some("DE".to_owned()) }
}

/// Stores the exchange's message of `START` + `seconds` that this is the user's mailbox.
async fn tell(store: &impl Store, user: &UserId, seconds: i64, change: Change<EmailAddress>) {
    let mut update = nothing_new(user, seconds);
    update.email = change;
    assert_eq!(store.put_profile(&update, &Replacements::default()).await.unwrap(), WriteOutcome::Done);
}

/// Links the chat by a new code.
async fn link(store: &impl Store, user: &UserId, chat: &Chat) {
    let code = unique("code");
    store.issue_code(&code, user, None, at(30)).await.unwrap();
    let issued = store.link_code(&code).await.unwrap().unwrap();
    assert_eq!(store.redeem_code(&code, &issued, chat, None, at(1)).await.unwrap(), WriteOutcome::Done);
}

/// Returns a chat that was linked and confirmed.
fn chat(id: i64) -> Chat {
    Chat { id: ChatId::new(id), linked_at: at(1), confirm_by: None }
}

pub async fn a_chat_is_linked_and_unlinked(store: &impl Store) {
    let user = user();
    let chat = async || stored(store, &user).await.unwrap().chat;
    // The ids of groups are negative, and ids have up to 52 bits.
    for (number, confirm_by) in [(-1_001_234_567_890, Some(at(9))), (4_503_599_627_370_495, None)] {
        let linked = Chat { id: ChatId::new(number), linked_at: at(3), confirm_by };
        link(store, &user, &linked).await;
        assert_eq!(chat().await, Some(linked));
        assert_eq!(store.users_of_chat(linked.id).await.unwrap(), [user.clone()]);
    }
    let changes = async || stored(store, &user).await.unwrap().contact_changes;
    let before = changes().await;
    store.unlink_chat(&user).await.unwrap();
    store.unlink_chat(&user).await.unwrap();
    assert_eq!((chat().await, changes().await), (None, before + 1));
}

pub async fn a_chat_is_confirmed_while_it_is_the_users(store: &impl Store) {
    let user = user();
    let linked = Chat { id: ChatId::new(5), linked_at: at(3), confirm_by: Some(at(9)) };
    link(store, &user, &linked).await;
    store.confirm_chat(&user, ChatId::new(6), at(5)).await.unwrap();
    assert_eq!(stored(store, &user).await.unwrap().chat, Some(linked));
    store.confirm_chat(&user, linked.id, at(5)).await.unwrap();
    assert_eq!(stored(store, &user).await.unwrap().chat, Some(Chat { confirm_by: None, ..linked }));
    let unknown = crate::user();
    store.confirm_chat(&unknown, linked.id, at(5)).await.unwrap();
    assert_eq!(stored(store, &unknown).await, None);
}

pub async fn a_proposed_chat_replaces_the_linked_one_when_it_is_confirmed(store: &impl Store) {
    let user = user();
    let chats = async || stored(store, &user).await.map(|known| (known.chat, known.proposed_chat));
    let proposed = |id| Chat { id: ChatId::new(id), linked_at: at(3), confirm_by: Some(at(9)) };
    let propose = async |id: i64, beside: i64| {
        let code = unique("code");
        store.issue_code(&code, &user, None, at(30)).await.unwrap();
        let issued = store.link_code(&code).await.unwrap().unwrap();
        store.redeem_code(&code, &issued, &proposed(id), Some(ChatId::new(beside)), at(1)).await.unwrap()
    };
    assert_eq!(propose(2, 1).await, WriteOutcome::Conflict, "there is no linked one");
    assert_eq!(chats().await, None);
    link(store, &user, &chat(1)).await;
    assert_eq!(propose(2, 3).await, WriteOutcome::Conflict, "another one is linked");
    assert_eq!(propose(2, 1).await, WriteOutcome::Done);
    assert_eq!(chats().await, Some((Some(chat(1)), Some(proposed(2)))));
    assert_eq!(store.users_of_chat(ChatId::new(2)).await.unwrap(), [user.clone()]);
    store.retire_chat(&user, ChatId::new(2)).await.unwrap();
    assert_eq!(chats().await, Some((Some(chat(1)), None)));
    propose(4, 1).await;
    store.confirm_chat(&user, ChatId::new(2), at(5)).await.unwrap();
    assert_eq!(chats().await, Some((Some(chat(1)), Some(proposed(4)))));
    store.confirm_chat(&user, ChatId::new(4), at(5)).await.unwrap();
    assert_eq!(chats().await, Some((Some(Chat { confirm_by: None, ..proposed(4) }), None)));
    let former = async || stored(store, &user).await.unwrap().former_chat;
    assert_eq!(former().await, Some(FormerChat { id: ChatId::new(1), until: at(5) }));
    propose(5, 4).await;
    store.retire_chat(&user, ChatId::new(4)).await.unwrap();
    assert_eq!(chats().await, Some((None, Some(proposed(5)))));
    let changes = async || stored(store, &user).await.unwrap().contact_changes;
    let before = changes().await;
    store.unlink_chat(&user).await.unwrap();
    assert_eq!((chats().await, changes().await), (Some((None, None)), before + 1));
    assert_eq!(former().await, None);
}

pub async fn only_the_contact_that_died_is_retired(store: &impl Store) {
    let user = user();
    link(store, &user, &chat(2)).await;
    let mut update = nothing_new(&user, 1);
    update.email = Change::Set(email("Ada@example.com"));
    update.phone = Change::Set(phone("+4915112345678"));
    store.put_profile(&update, &Replacements::default()).await.unwrap();

    store.retire_chat(&user, ChatId::new(1)).await.unwrap();
    store.retire_email(&user, &email("grace@example.com"), at(5), at(5)).await.unwrap();
    store.retire_phone(&user, &phone("+4915100000000").number, at(5)).await.unwrap();
    let recipient = stored(store, &user).await.unwrap();
    assert_eq!(recipient.chat, Some(chat(2)));
    assert!(recipient.email().is_some() && recipient.phone().is_some());

    store.retire_chat(&user, ChatId::new(2)).await.unwrap();
    // The address in a report need not have the exchange's spelling.
    store.retire_email(&user, &email("ada@EXAMPLE.com"), at(5), at(5)).await.unwrap();
    store.retire_phone(&user, &phone("+4915112345678").number, at(5)).await.unwrap();
    let recipient = stored(store, &user).await.unwrap();
    assert_eq!((recipient.chat, recipient.email(), recipient.phone()), (None, None, None));
    assert_eq!(
        recipient.profile.email.value,
        Some(email("Ada@example.com")),
        "the profile is the exchange's"
    );

    // The exchange stated it again after the bounce that is reported only now, or by a clock that is ahead.
    for (stated, is_alive) in [(7, true), (9, false)] {
        let other = crate::user();
        tell(store, &other, stated, Change::Set(email("Eve@example.com"))).await;
        store.retire_email(&other, &email("eve@example.com"), at(6), at(8)).await.unwrap();
        assert_eq!(stored(store, &other).await.unwrap().email().is_some(), is_alive, "{stated}");
    }

    // A statement from before the retirement does not restore the mailbox, and a later one does.
    for (seconds, is_alive) in [(5, false), (6, true)] {
        let mut update = nothing_new(&user, seconds);
        update.email = Change::Set(email("Ada@example.com"));
        update.phone = Change::Set(phone("+4915112345678"));
        store.put_profile(&update, &Replacements::default()).await.unwrap();
        let recipient = stored(store, &user).await.unwrap();
        let alive = (recipient.email().is_some(), recipient.phone().is_some());
        assert_eq!(alive, (is_alive, is_alive), "{seconds}");
    }
    // A clock that is ahead states it later than it is retired.
    store.retire_email(&user, &email("ada@example.com"), at(1), at(1)).await.unwrap();
    store.retire_phone(&user, &phone("+4915112345678").number, at(1)).await.unwrap();
    let recipient = stored(store, &user).await.unwrap();
    assert_eq!((recipient.email(), recipient.phone()), (None, None));

    let mut update = nothing_new(&user, 7);
    update.email = Change::Set(email("grace@example.com"));
    update.phone = Change::Set(phone("+4915100000000"));
    store.put_profile(&update, &Replacements::default()).await.unwrap();
    store.retire_email(&user, &email("ada@example.com"), at(5), at(5)).await.unwrap();
    store.retire_phone(&user, &phone("+4915112345678").number, at(5)).await.unwrap();
    let recipient = stored(store, &user).await.unwrap();
    assert!(recipient.email().is_some() && recipient.phone().is_some(), "the newer ones are used");
}

pub async fn a_mailbox_leads_to_its_owners_in_whatever_case(store: &impl Store) {
    let (ada, grace, eve) = (user(), user(), user());
    // Every test has its own mailboxes, since the table is shared.
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

pub async fn losing_a_contact_creates_no_recipient(store: &impl Store) {
    let user = user();
    store.unlink_chat(&user).await.unwrap();
    store.retire_chat(&user, ChatId::new(1)).await.unwrap();
    store.retire_email(&user, &email("ada@example.com"), at(5), at(5)).await.unwrap();
    store.retire_phone(&user, &phone("+4915112345678").number, at(5)).await.unwrap();
    store.remove_device(&user, &device_id("d-1")).await.unwrap();
    assert_eq!(stored(store, &user).await, None);
}
