//! What traders say to the bot, and what it answers.

use channels::telegram::webhook::{Command, Incoming, LinkCode, Reply};
use domain::Language;
use domain::contact::ChatId;
use proptest::prelude::*;
use serde_json::{Value, json};

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
        ("", Command::Other),
        ("@", Command::Other),
    ] {
        assert_eq!(command(text), expected, "{text:?}");
    }
    let shown = format!("{:?}", decode(&update("/start s3cret")).unwrap());
    assert!(!shown.contains("s3cret") && !shown.contains("4711"), "{shown}");
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
        (json!("de"), Language::German),
        (json!("en-US"), Language::English),
        (json!("fr"), Language::English),
        (json!(7), Language::English),
        (Value::Null, Language::English),
    ] {
        let mut update = update("/start");
        update["message"]["from"]["language_code"] = tag;
        assert_eq!(decode(&update).unwrap().language, language);
    }
    let mut nobody = update("/start");
    nobody["message"].as_object_mut().unwrap().remove("from");
    assert_eq!(decode(&nobody).unwrap().language, Language::English);
}

#[test]
fn every_reply_is_said_in_every_language() {
    let mut replies = Vec::new();
    for language in Language::ALL {
        for reply in Reply::ALL {
            let incoming = Incoming { chat: ChatId::new(4711), language, command: Command::Start };
            let answer: Value = serde_json::from_str(&reply.to(&incoming)).unwrap();
            assert_eq!((&answer["method"], &answer["chat_id"]), (&json!("sendMessage"), &json!(4711)));
            replies.push(format!("{language:?} {reply:?}: {}", answer["text"].as_str().unwrap()));
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
