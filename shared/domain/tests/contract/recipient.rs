//! The contacts of a trader, the language and zone, and unreachable contacts.

use std::sync::Arc;

use domain::delivery::DeliveryKey;
use domain::preferences::Preferences;
use domain::recipient::contact::{
    Address, Chat, ChatId, Device, DeviceId, EmailAddress, MAX_DEVICES, PhoneNumber,
};
use domain::recipient::profile::Dated;
use domain::recipient::{FormerChat, Recipient};
use domain::{Channel, Language, Time, UserId};

use crate::plan::{device, known, reachable, reached_by};

use Channel::{Email, Push, Sms, Telegram, Websocket};

fn everywhere() -> Recipient {
    reachable(&Preferences::default())
}

fn chat(id: i64) -> Chat {
    Chat { id: ChatId::new(id), linked_at: Time::EPOCH, confirm_by: None }
}

#[test]
fn a_delivery_goes_to_the_address_of_its_channel() {
    let recipient = everywhere();
    let push = |name: &str| DeliveryKey { channel: Push, device: Some(DeviceId::parse(name).unwrap()) };
    assert_eq!(recipient.address(&push("d-1")), Some(Address::Push(&recipient.devices[0])));
    assert_eq!(recipient.address(&push("d-2")), None, "that device is gone");
    assert_eq!(recipient.address(&DeliveryKey::of_channel(Push)), None, "no device is named");
    let address = |channel| recipient.address(&DeliveryKey::of_channel(channel));
    assert_eq!(address(Telegram), Some(Address::Telegram(ChatId::new(7))));
    assert_eq!(address(Email), Some(Address::Email(&EmailAddress::of_checked("ada@example.com"))));
    assert!(
        matches!(address(Sms), Some(Address::Sms(phone)) if phone.number == PhoneNumber::of_checked("+4915112345678"))
    );
    assert_eq!(address(Websocket), None);
    let unknown = Recipient::unknown(UserId::parse("u-42").unwrap());
    for channel in [Telegram, Email, Sms] {
        assert_eq!(unknown.address(&DeliveryKey::of_channel(channel)), None);
    }
}

#[test]
fn the_app_is_no_contact() {
    assert!(!reached_by(&Preferences::default(), &[]).has_contacts());
    for channel in [Push, Telegram, Email, Sms] {
        assert!(reached_by(&Preferences::default(), &[channel]).has_contacts(), "{channel}");
    }
}

#[test]
fn a_device_speaks_its_own_language_and_else_the_preferences_rule_before_the_profile() {
    let mut recipient = everywhere();
    assert_eq!(recipient.locale(None).language, Language::En);
    assert_eq!(recipient.zone().iana_name(), Some("UTC"));
    recipient.profile.language = known("de".to_owned());
    recipient.profile.time_zone = known("Asia/Tokyo".to_owned());
    let locale = recipient.locale(None);
    assert_eq!((locale.language, locale.zone.iana_name()), (Language::De, Some("Asia/Tokyo")));
    let mut chosen = Preferences::default();
    chosen.language = Some("en".to_owned());
    chosen.time_zone = Some("Europe/Vienna".to_owned());
    recipient.preferences = Arc::new(chosen);
    let locale = recipient.locale(None);
    assert_eq!((locale.language, locale.zone.iana_name()), (Language::En, Some("Europe/Vienna")));
    assert_eq!(recipient.zone().iana_name(), Some("Europe/Vienna"));
    let german = Device { language: Some("de-AT".to_owned()), ..device("d-1", 1) };
    assert_eq!(recipient.locale(Some(&german)).language, Language::De);
}

#[test]
fn a_notice_of_a_change_goes_to_the_conversation_that_was_linked_before_it() {
    let former = FormerChat { id: ChatId::new(1), until: Time::from_millis(50) };
    let taken_over = Recipient { former_chat: Some(former), ..everywhere() };
    let sent_to = |at| taken_over.clone().as_of(Time::from_millis(at)).chat.map(|chat| chat.id);
    assert_eq!([49, 50, 51].map(sent_to), [1, 1, 7].map(|id| Some(ChatId::new(id))));
    assert_eq!(everywhere().as_of(Time::EPOCH).chat, everywhere().chat, "there was none before");
}

#[test]
fn a_conversation_is_known_whether_it_is_linked_or_proposed() {
    let recipient = Recipient { proposed_chat: Some(chat(8)), ..everywhere() };
    let known = [7, 8, 9].map(|id| recipient.chat_of(ChatId::new(id)));
    assert_eq!(known, [Some(chat(7)), Some(chat(8)), None]);
}

#[test]
fn a_conversation_lapses_when_it_is_not_confirmed_in_time() {
    let open = Chat { confirm_by: Some(Time::from_millis(5)), ..chat(7) };
    assert_eq!([4, 5, 6].map(|at| open.has_lapsed(Time::from_millis(at))), [false, true, true]);
    assert!(!open.is_confirmed() && chat(7).is_confirmed());
    assert!(!chat(7).has_lapsed(Time::from_millis(i64::MAX)));
}

#[test]
fn beyond_twenty_the_devices_that_were_registered_first_are_too_many() {
    let mut recipient = everywhere();
    recipient.devices = (0..22).map(|n| device(&format!("d-{n:02}"), n)).collect();
    let surplus: Vec<_> = recipient.surplus_devices().iter().map(|device| device.id.as_str()).collect();
    assert_eq!((surplus, MAX_DEVICES), (vec!["d-01", "d-00"], 20));
    recipient.devices.truncate(20);
    assert_eq!(recipient.surplus_devices(), Vec::<&Device>::new());
    let first = DeviceId::parse("d-00").unwrap();
    assert_eq!(recipient.device(&first).map(|device| &device.id), Some(&first));
    assert_eq!(recipient.device_ids().len(), 20);
}

#[test]
fn a_mailbox_is_looked_up_in_whatever_case_a_provider_writes_it() {
    let address = EmailAddress::of_checked("Ada.L@Example.COM");
    assert_eq!((address.expose(), address.lookup_key().as_str()), ("Ada.L@example.com", "ada.l@example.com"));
}

#[test]
fn a_premium_number_differs_from_a_usual_one() {
    let is_surcharged = |number| PhoneNumber::of_checked(number).is_surcharged();
    for number in ["+499001234567", "+491801234567", "+19005551234", "+2698123456"] {
        assert!(is_surcharged(number), "{number}");
    }
    for number in ["+4915112345678", "+436641234567", "+12125551234", "", "+"] {
        assert!(!is_surcharged(number), "{number}");
    }
}

#[test]
fn a_field_that_was_never_set_yields_to_any_message() {
    assert!(Dated::<String>::default().yields_to(Time::EPOCH));
    let known = known(());
    assert_eq!([0, 1, 2].map(|at| known.yields_to(Time::from_millis(at))), [false, false, true]);
}
