//! Messages of traders to the bot, and its replies.

use std::time::Duration;

use channels::telegram::webhook::{
    AccountQuietHours, AccountStatus, Asked, Command, Incoming, LinkCode, MAX_SNOOZE, Quiet, Reply, Seen,
    Snooze, Usage,
};
use domain::preferences::QuietHours;
use domain::recipient::contact::ChatId;
use domain::{Channel, Language, Time, locale};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sample::{handle, now};

fn update(text: &str) -> Value {
    json!({"update_id": 1, "message": {
        "message_id": 7, "date": 1_795_420_800,
        "chat": {"id": 4711, "type": "private", "first_name": "Ada"},
        "from": {"id": 4711, "is_bot": false, "first_name": "Ada", "language_code": "de-AT"},
        "text": text,
    }})
}

fn decode(update: &Value) -> Option<Incoming> {
    Incoming::decode(update.to_string().as_bytes())
}

fn command(text: &str) -> Command {
    decode(&update(text)).unwrap().command
}

#[test]
fn a_message_to_the_bot_is_a_command_or_something_else() {
    let link = |code| Command::Link(LinkCode::parse(code).unwrap());
    let longest = "x".repeat(64);
    for (text, expected) in [
        ("/start aB3_-9", link("aB3_-9")),
        ("/start@exchange_bot aB3", link("aB3")),
        ("  /start \n aB3 ", link("aB3")),
        (&format!("/start {longest}"), link(&longest)),
        (&format!("/start {longest}x"), Command::BadCode),
        ("/start a b", Command::BadCode),
        ("/start ä", Command::BadCode),
        ("/start a=b", Command::BadCode),
        ("/start", Command::Start),
        ("/stop", Command::Stop),
        ("/stop now", Command::Stop),
        ("/START", Command::Other),
        ("/started x", Command::Other),
        ("start x", Command::Other),
        ("hello /start x", Command::Other),
        ("yes", Command::Confirm { tag: None }),
        (" JA! ", Command::Confirm { tag: None }),
        ("/confirm", Command::Confirm { tag: None }),
        ("No.", Command::Refuse { tag: None }),
        ("nein", Command::Refuse { tag: None }),
        ("yes please", Command::Other),
        ("", Command::Other),
        ("@", Command::Other),
    ] {
        assert_eq!(command(text), expected, "{text:?}");
    }
    let shown = format!("{:?}", decode(&update("/start s3cret")).unwrap());
    assert!(!shown.contains("s3cret") && !shown.contains("4711"), "{shown}");
}

#[test]
fn a_word_of_agreement_acks_the_message_that_it_replies_to_or_the_newest_one() {
    for (text, is_yes) in [
        ("OK", true),
        ("ok.", true),
        ("Okay", false),
        ("seen", false),
        ("\u{1f44d}", false),
        (" \u{1f44d}\u{1f3fd} ", false),
        ("Gesehen!", false),
        ("vale", true),
        ("Vu", false),
        ("visto", false),
        ("Tamam", true),
        ("gördüm", false),
        ("ОК", true),
        ("Просмотрено", false),
        ("了解", false),
        ("好的。", false),
        ("تم", false),
    ] {
        assert_eq!(command(text), Command::AckNewest { is_yes }, "{text}");
        let mut reply = update(text);
        reply["message"]["reply_to_message"] = json!({"message_id": 99, "date": 1});
        let expected = Command::AckReply { message_id: 99, is_yes };
        assert_eq!(decode(&reply).unwrap().command, expected, "{text}");
    }
    for text in ["yes", "no", "/status", "ok then", "👎"] {
        let mut reply = update(text);
        reply["message"]["reply_to_message"] = json!({"message_id": 99, "date": 1});
        assert_eq!(decode(&reply).unwrap().command, command(text), "{text}: a reply changes nothing");
        assert!(!matches!(command(text), Command::AckNewest { .. } | Command::AckReply { .. }), "{text}");
    }
}

#[test]
fn a_snooze_has_a_duration_or_ends() {
    let minutes = |minutes| Command::Snooze(Snooze::For(Duration::from_mins(minutes)));
    for (text, expected) in [
        ("/snooze", minutes(60)),
        ("/snooze@exchange_bot 2h", minutes(120)),
        ("/snooze 30m", minutes(30)),
        ("/snooze 1M", minutes(1)),
        ("/snooze 2 h", minutes(120)),
        ("/snooze 7d", Command::Snooze(Snooze::For(MAX_SNOOZE))),
        ("/snooze 168h", Command::Snooze(Snooze::For(MAX_SNOOZE))),
        ("/snooze off", Command::Snooze(Snooze::Off)),
        ("/snooze OFF", Command::Snooze(Snooze::Off)),
    ] {
        assert_eq!(command(text), expected, "{text}");
    }
    for wrong in [
        "0m",
        "169h",
        "8d",
        "2",
        "h",
        "-2h",
        "+2h",
        "1.5h",
        "2w",
        "two hours",
        "1 2h",
        "2h 30m",
        "now",
        "٢h",
        "99999999999999999999h",
        "18446744073709551615d",
    ] {
        let expected = Command::BadSyntax(Usage::Snooze);
        assert_eq!(command(&format!("/snooze {wrong}")), expected, "{wrong}");
    }
}

#[test]
fn quiet_hours_are_shown_set_or_switched_off() {
    let hours = |from: &str, to: &str| Command::Quiet(Quiet::Hours { from: from.into(), to: to.into() });
    for (text, expected) in [
        ("/quiet", Command::Quiet(Quiet::Show)),
        ("/quiet off", Command::Quiet(Quiet::Off)),
        ("/quiet@exchange_bot Off", Command::Quiet(Quiet::Off)),
        ("/quiet 23:00 07:00", hours("23:00", "07:00")),
        ("/quiet 23:00 7:00", hours("23:00", "07:00")),
        ("/quiet 23:00-07:00", hours("23:00", "07:00")),
        ("/quiet 0:00 – 23:59", hours("00:00", "23:59")),
        ("/status", Command::Status),
        ("/status@exchange_bot", Command::Status),
    ] {
        assert_eq!(command(text), expected, "{text}");
    }
    for wrong in
        ["23:00", "23:00 23:00", "7:00 07:00", "24:00 07:00", "23 7", "23:00 07:00 x", "on", "23:0 7:00"]
    {
        assert_eq!(command(&format!("/quiet {wrong}")), Command::BadSyntax(Usage::Quiet), "{wrong}");
    }
}

#[test]
fn only_a_private_conversation_is_listened_to() {
    for kind in ["group", "supergroup", "channel", "PRIVATE", ""] {
        let mut update = update("/start x");
        update["message"]["chat"]["type"] = kind.into();
        assert_eq!(decode(&update), None, "{kind}");
    }
    let mut edited = update("/start x");
    let message = edited["message"].take();
    edited["edited_message"] = message;
    assert_eq!(decode(&edited), None);
    for body in ["", "[]", "null", "{", "{\"message\":7}", "{\"message\":{\"chat\":{\"type\":\"private\"}}}"]
    {
        assert_eq!(Incoming::decode(body.as_bytes()), None, "{body}");
    }
    let mut photo = update("x");
    photo["message"].as_object_mut().unwrap().remove("text");
    assert_eq!(decode(&photo).unwrap().command, Command::Other);
}

#[test]
fn the_bot_answers_in_the_language_that_telegram_is_set_to() {
    for (tag, language) in [
        (json!("de"), Language::De),
        (json!("en-US"), Language::En),
        (json!("tlh"), Language::En),
        (json!(7), Language::En),
        (Value::Null, Language::En),
    ] {
        let mut update = update("/start");
        update["message"]["from"]["language_code"] = tag;
        assert_eq!(decode(&update).unwrap().language, language);
    }
    let mut nobody = update("/start");
    nobody["message"].as_object_mut().unwrap().remove("from");
    assert_eq!(decode(&nobody).unwrap().language, Language::En);
}

fn all_replies() -> Vec<Reply> {
    let asked = |is_linked_elsewhere, is_proposed| {
        Reply::Ask(Asked {
            account: "a•••@example.com".to_owned(),
            tag: "tag-1".to_owned(),
            is_linked_elsewhere,
            is_proposed,
        })
    };
    vec![
        asked(false, false),
        asked(true, false),
        asked(true, true),
        Reply::Linked("u•••e".to_owned()),
        Reply::BadCode,
        Reply::Unlinked,
        Reply::NothingToConfirm,
        Reply::HowTo,
        Reply::TryAgain,
        acked(),
        Reply::NothingToAck,
        Reply::Snoozed { until: at("2026-11-23T10:00:00.000Z"), zone: vienna() },
        Reply::SnoozeEnded,
        Reply::Status(vec![status("u•••1", Some(at("2026-11-23T10:00:00.000Z")), true)]),
        Reply::Status(vec![status("u•••1", None, false), status("u•••2", None, true)]),
        Reply::QuietHours(vec![quiet_hours("u•••1", true)]),
        Reply::QuietHours(vec![quiet_hours("u•••1", false)]),
        Reply::Usage(Usage::Snooze),
        Reply::Usage(Usage::Quiet),
    ]
}

fn at(time: &str) -> Time {
    time.parse().unwrap()
}

fn vienna() -> jiff::tz::TimeZone {
    locale::zone("Europe/Vienna").unwrap()
}

fn acked() -> Reply {
    let seen = at("2026-11-22T11:03:04.000Z");
    Reply::Acked(Seen { on: Channel::Push, at: seen, zone: vienna(), now: now() })
}

fn quiet_hours(account: &str, enabled: bool) -> AccountQuietHours {
    let hours = QuietHours { enabled, from: "23:00".to_owned(), to: "07:00".to_owned() };
    AccountQuietHours { account: account.to_owned(), hours, zone: vienna() }
}

fn status(account: &str, snoozed_until: Option<Time>, is_quiet: bool) -> AccountStatus {
    let reachable = vec![Channel::Websocket, Channel::Push, Channel::Telegram];
    AccountStatus { reachable, snoozed_until, quiet_hours: quiet_hours(account, is_quiet) }
}

/// The form of a callback query: <https://core.telegram.org/bots/api#callbackquery>
#[test]
fn a_button_answers_for_the_account_that_it_was_shown_with() {
    let press = |data: &str| {
        json!({"update_id": 2, "callback_query": {
            "id": "press-1", "data": data, "chat_instance": "-1",
            "from": {"id": 4711, "is_bot": false, "first_name": "Ada", "language_code": "de"},
            "message": {"message_id": 8, "date": 1, "chat": {"id": 4711, "type": "private"},
                "from": {"id": 1, "is_bot": true, "first_name": "Bot", "language_code": "en"}},
        }})
    };
    let tag = Some("tag-1".to_owned());
    for (data, expected) in [
        ("yes:tag-1", Command::Confirm { tag: tag.clone() }),
        ("no:tag-1", Command::Refuse { tag }),
        ("maybe:tag-1", Command::Other),
        ("yes", Command::Other),
        ("a:AAAAAAAAAAAAAAAAAAAA-_", Command::Ack(handle())),
        ("a:AAAAAAAAAAAAAAAAAAAA-", Command::Other),
        ("A:AAAAAAAAAAAAAAAAAAAA-_", Command::Other),
        ("a:", Command::Other),
    ] {
        let incoming = decode(&press(data)).unwrap();
        assert_eq!((&incoming.command, incoming.language), (&expected, Language::De), "{data}");
        for reply in all_replies() {
            let answer: Value = serde_json::from_str(&reply.to(&incoming)).unwrap();
            let named = (&answer["method"], &answer["callback_query_id"]);
            assert_eq!(named, (&json!("answerCallbackQuery"), &json!("press-1")));
            assert!(answer["text"].as_str().unwrap().chars().count() <= 200);
            let is_alert = !matches!(reply, Reply::Acked(_));
            assert_eq!(answer["show_alert"], is_alert, "an ack does not interrupt");
        }
    }
    let mut group = press("yes:tag-1");
    group["callback_query"]["message"]["chat"]["type"] = "group".into();
    assert_eq!(decode(&group), None);
}

#[test]
fn every_reply_is_said_in_every_language() {
    let mut replies = Vec::new();
    for language in Language::ALL {
        for reply in all_replies() {
            let incoming =
                Incoming { chat: ChatId::new(4711), language, command: Command::Start, press: None };
            let answer: Value = serde_json::from_str(&reply.to(&incoming)).unwrap();
            assert_eq!((&answer["method"], &answer["chat_id"]), (&json!("sendMessage"), &json!(4711)));
            let buttons = &answer["reply_markup"]["inline_keyboard"][0];
            let asks = matches!(reply, Reply::Ask(_));
            assert_eq!(buttons.as_array().map_or(0, Vec::len), if asks { 2 } else { 0 });
            let text = answer["text"].as_str().unwrap().replace('\u{2060}', "|");
            assert!(!text.is_empty(), "{language:?} {reply:?}");
            if [Language::En, Language::De].contains(&language) {
                replies.push(format!("{language:?} {reply:?}: {text}"));
            }
        }
    }
    insta::assert_snapshot!("webhook_replies", replies.join("\n"));
}

proptest! {
    #[test]
    fn nothing_that_is_sent_to_the_webhook_breaks_it(body in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Incoming::decode(&body);
    }

    #[test]
    fn a_code_is_taken_whole_or_not_at_all(text in "(?s)/start .{0,80}") {
        let mut update = update(&text);
        update["message"]["chat"]["id"] = i64::MIN.into();
        if let Command::Link(code) = decode(&update).unwrap().command {
            prop_assert_eq!(code.expose(), text["/start ".len()..].trim());
        }
    }
}
