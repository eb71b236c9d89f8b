//! Telegram's Bot API.

use sandbox::Channel;
use serde_json::{Value, json};

use crate::client::{Answer, Client, now};

fn refusal(code: u16, description: &str) -> (u16, Value) {
    (code, json!({"ok": false, "error_code": code, "description": description}))
}

#[tokio::test]
async fn a_message_is_sent_as_the_trader_reads_it() {
    let client = Client::start();
    let request = json!({"chat_id": 42, "text": "<b>Filled</b> &lt;b&gt; \u{1f600}", "parse_mode": "HTML"});
    let answer = client.say(request.clone()).await;
    assert_eq!((answer.status, &answer.body["ok"]), (200, &json!(true)));
    let message = &answer.body["result"];
    assert!((now() - message["date"].as_i64().unwrap()).abs() < 60);
    assert!(message["message_id"].as_u64().is_some_and(|id| id > 0));
    let from = json!({
        "id": 7_000_000_001_i64, "is_bot": true, "first_name": "Exchange", "username": "exchange_local_bot"
    });
    assert_eq!(message["from"], from);
    assert_eq!(message["chat"], json!({"id": 42, "first_name": "Trader", "type": "private"}));
    assert_eq!(message["text"], "Filled <b> \u{1f600}");
    assert_eq!(message["entities"], json!([{"type": "bold", "offset": 0, "length": 6}]));

    let entry = client.outbox().await.remove(0);
    assert_eq!((entry.channel, entry.status, entry.accepted), (Channel::Telegram, Some(200), true));
    assert_eq!((&*entry.to, entry.request), ("42", request));
    assert_eq!(entry.text.as_deref(), Some("Filled <b> \u{1f600}"));
}

#[tokio::test]
async fn a_form_and_a_query_do_as_well() {
    let client = Client::start();
    let form = client.http.post(client.url(&client.bot("sendmessage")));
    let form = form.header("content-type", "application/x-www-form-urlencoded").body("chat_id=42&text=a%26b");
    assert_eq!(Answer::to(form).await.body["result"]["text"], "a&b");
    let query = client.get(&client.bot("sendMessage?chat_id=42&text=c")).await;
    assert_eq!(query.body["result"]["text"], "c");
    let outbox = client.outbox().await;
    assert_eq!(outbox[0].request, json!({"chat_id": "42", "text": "a&b"}));
    assert!(outbox.iter().all(|entry| entry.to == "42"));
}

#[tokio::test]
async fn a_message_that_telegram_would_not_send_is_refused() {
    let client = Client::start();
    let cases = [
        (json!({"chat_id": 1}), "message text is empty"),
        (json!({"chat_id": 1, "text": " \n\u{200b}"}), "message text is empty"),
        (json!({"chat_id": 1, "text": "<b></b>", "parse_mode": "HTML"}), "message text is empty"),
        (json!({"text": "x"}), "chat_id is empty"),
        (json!({"chat_id": "me", "text": "x"}), "chat not found"),
        (json!({"chat_id": 1, "text": "x".repeat(4097)}), "message is too long"),
        (json!({"chat_id": 1, "text": "\u{1f600}".repeat(2049)}), "message is too long"),
        (json!({"chat_id": 1, "text": "x", "parse_mode": "XML"}), "unsupported parse_mode"),
        (
            json!({"chat_id": 1, "text": "a <b>", "parse_mode": "HTML"}),
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            json!({"chat_id": 1, "text": "<script>", "parse_mode": "html"}),
            "can't parse entities: Unsupported start tag \"script\" at byte offset 0",
        ),
        (
            json!({"chat_id": 1, "text": "abc", "entities": [{"type": "bold", "offset": 1, "length": 3}]}),
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3",
        ),
        (json!({"chat_id": 1, "text": "abc", "entities": [{"type": "bold"}]}), "can't parse MessageEntity"),
    ];
    for (request, told) in cases {
        let answer = client.say(request.clone()).await;
        assert_eq!((answer.status, answer.body), refusal(400, &format!("Bad Request: {told}")), "{request}");
    }
    assert!(client.outbox().await.iter().all(|entry| !entry.accepted && entry.text.is_none()));
}

#[tokio::test]
async fn the_longest_message_is_counted_without_its_markup() {
    let client = Client::start();
    let text = format!("<b>{}</b>&amp;", "x".repeat(4095));
    let answer = client.say(json!({"chat_id": 1, "text": text, "parse_mode": "HTML"})).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let plain = client.say(json!({"chat_id": 1, "text": "<b>&amp;"})).await;
    assert_eq!(plain.body["result"]["text"], "<b>&amp;");
}

#[tokio::test]
async fn a_wrong_token_is_unauthorized_and_no_token_is_not_found() {
    let client = Client::start();
    let other = format!("/bot1:{}/sendMessage", "x".repeat(35));
    let message = json!({"chat_id": 1, "text": "x"});
    let answer = client.post(&other, message.clone()).await;
    assert_eq!((answer.status, answer.body), refusal(401, "Unauthorized"));
    for path in ["/botwrong/sendMessage", "/botwrong/getMe"] {
        let answer = client.post(path, message.clone()).await;
        assert_eq!((answer.status, answer.body), refusal(404, "Not Found"));
    }
    let answer = client.post(&client.bot("sendPigeon"), message).await;
    assert_eq!((answer.status, answer.body), refusal(404, "Not Found"));
    let statuses: Vec<_> = client.outbox().await.iter().map(|entry| (entry.status, entry.accepted)).collect();
    assert_eq!(statuses, [(Some(401), false), (Some(404), false)]);
}

#[tokio::test]
async fn every_refusal_has_telegrams_words() {
    let client = Client::start();
    let cases = [
        ("401", 401, "Unauthorized"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
        ("unregistered", 400, "Bad Request: chat not found"),
        ("invalid_argument", 400, "Bad Request: text must be encoded in UTF-8"),
        ("500", 500, "Internal Server Error"),
        ("503", 503, "Service Unavailable"),
        ("503_delivered", 503, "Service Unavailable"),
    ];
    for (kind, status, told) in cases {
        client.fault(json!({"channel": "telegram", "kind": kind})).await;
        let answer = client.say(json!({"chat_id": 1, "text": "x"})).await;
        assert_eq!((answer.status, answer.body), refusal(status, told));
        let entry = client.outbox().await.pop().unwrap();
        assert_eq!((entry.status, entry.accepted), (Some(status), kind == "503_delivered"), "{kind}");
    }
    for (fault, seconds) in [
        (json!({"channel": "telegram", "kind": "429"}), 5),
        (json!({"channel": "telegram", "kind": "429", "retryAfter": 9}), 9),
    ] {
        client.fault(fault).await;
        let answer = client.say(json!({"chat_id": 1, "text": "x"})).await;
        let expected = json!({
            "ok": false, "error_code": 429, "description": format!("Too Many Requests: retry after {seconds}"),
            "parameters": {"retry_after": seconds},
        });
        assert_eq!((answer.status, answer.header("retry-after")), (429, Some(&*seconds.to_string())));
        assert_eq!(answer.body, expected);
    }
}

#[tokio::test]
async fn a_message_can_be_edited_and_is_in_the_outbox_once_more() {
    let client = Client::start();
    let edit = async |request: Value| client.post(&client.bot("editMessageText"), request).await;
    let sent = client.say(json!({"chat_id": 42, "text": "1 fill"})).await;
    let id = &sent.body["result"]["message_id"];
    let answer =
        edit(json!({"chat_id": 42, "message_id": id, "text": "2 <b>fills</b>", "parse_mode": "HTML"})).await;
    assert_eq!((answer.status, &answer.body["result"]["message_id"]), (200, id));
    assert_eq!(answer.body["result"]["text"], "2 fills");
    assert!(answer.body["result"]["edit_date"].is_i64());
    let outbox = client.outbox().await;
    assert_eq!(
        outbox.iter().map(|entry| entry.text.as_deref()).collect::<Vec<_>>(),
        [Some("1 fill"), Some("2 fills")]
    );
    assert_eq!((&*outbox[1].to, &outbox[1].request["message_id"]), ("42", id));

    let same = edit(json!({"chat_id": 42, "message_id": id, "text": "2 fills"})).await;
    assert_eq!(same.status, 400);
    let description = same.body["description"].as_str().unwrap();
    assert!(description.starts_with("Bad Request: message is not modified"), "{description}");
    for (request, expected) in [
        (json!({"chat_id": 43, "message_id": id, "text": "x"}), "message to edit not found"),
        (json!({"chat_id": 42, "message_id": 999, "text": "x"}), "message to edit not found"),
        (json!({"chat_id": 42, "text": "x"}), "message identifier is not specified"),
        (json!({"chat_id": 42, "message_id": id, "text": ""}), "message text is empty"),
    ] {
        let answer = edit(request).await;
        assert_eq!((answer.status, answer.body), refusal(400, &format!("Bad Request: {expected}")));
    }
    client.fault(json!({"channel": "telegram", "kind": "429", "to": "42"})).await;
    assert_eq!(edit(json!({"chat_id": 42, "message_id": id, "text": "3 fills"})).await.status, 429);
}

fn keyboard(data: &str) -> Value {
    json!({"inline_keyboard": [[{"text": "Seen", "callback_data": data}]]})
}

#[tokio::test]
async fn a_message_may_have_buttons_and_an_edit_without_them_removes_them() {
    let client = Client::start();
    let edit = async |request: Value| client.post(&client.bot("editMessageText"), request).await;
    let request = json!({"chat_id": 42, "text": "1 fill", "reply_markup": keyboard("a:1")});
    let sent = client.say(request.clone()).await;
    assert_eq!(sent.body["result"]["reply_markup"], keyboard("a:1"));
    assert_eq!(client.outbox().await[0].request, request);
    let id = &sent.body["result"]["message_id"];
    let kept = json!({"chat_id": 42, "message_id": id, "text": "2 fills", "reply_markup": keyboard("a:1").to_string()});
    assert_eq!(edit(kept.clone()).await.body["result"]["reply_markup"], keyboard("a:1"));
    assert_eq!(edit(kept).await.status, 400, "nothing is modified");
    let removed = edit(json!({"chat_id": 42, "message_id": id, "text": "2 fills"})).await;
    assert_eq!((removed.status, removed.body["result"].get("reply_markup")), (200, None));
}

#[tokio::test]
async fn the_keyboard_alone_can_be_edited() {
    let client = Client::start();
    let edit = async |request: Value| client.post(&client.bot("editMessageReplyMarkup"), request).await;
    let sent = client.say(json!({"chat_id": 42, "text": "1 fill"})).await;
    let id = &sent.body["result"]["message_id"];
    let added = edit(json!({"chat_id": 42, "message_id": id, "reply_markup": keyboard("a:1")})).await;
    assert_eq!(added.body["result"]["reply_markup"], keyboard("a:1"));
    let removed =
        edit(json!({"chat_id": 42, "message_id": id, "reply_markup": {"inline_keyboard": []}})).await;
    assert_eq!((removed.status, removed.body["result"].get("reply_markup")), (200, None));
    assert_eq!(removed.body["result"]["text"], "1 fill");
    let same = edit(json!({"chat_id": 42, "message_id": id})).await;
    assert!(same.body["description"].as_str().unwrap().contains("message is not modified"));
    let unknown = edit(json!({"chat_id": 42, "message_id": 999})).await;
    assert_eq!((unknown.status, unknown.body), refusal(400, "Bad Request: message to edit not found"));
    let texts: Vec<_> = client.outbox().await.into_iter().map(|entry| entry.text).collect();
    assert_eq!(texts.iter().filter(|text| text.as_deref() == Some("1 fill")).count(), 3, "{texts:?}");
}

#[tokio::test]
async fn a_keyboard_that_telegram_would_not_take_is_refused() {
    let client = Client::start();
    let button = |button: Value| json!({"inline_keyboard": [[button]]});
    let cases = [
        (json!("{"), "can't parse reply keyboard markup JSON object"),
        (json!([]), "object expected as reply markup"),
        (json!({"inline_keyboard": 1}), "field \"inline_keyboard\" must be of type Array"),
        (
            json!({"inline_keyboard": [{"text": "x"}]}),
            "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
        ),
        (button(json!("x")), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            button(json!({"callback_data": "x"})),
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            button(json!({"text": 1, "callback_data": "x"})),
            "can't parse inline keyboard button: Field \"text\" must be of type String",
        ),
        (
            button(json!({"text": "x", "callback_data": ""})),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (keyboard(&"x".repeat(65)), "BUTTON_DATA_INVALID"),
        (keyboard(&"\u{e9}".repeat(33)), "BUTTON_DATA_INVALID"),
    ];
    for (markup, told) in cases {
        let answer = client.say(json!({"chat_id": 1, "text": "x", "reply_markup": markup.clone()})).await;
        assert_eq!((answer.status, answer.body), refusal(400, &format!("Bad Request: {told}")), "{markup}");
    }
    let longest =
        client.say(json!({"chat_id": 1, "text": "x", "reply_markup": keyboard(&"x".repeat(64))})).await;
    assert_eq!(longest.status, 200);
    let link = json!({"inline_keyboard": [[{"text": "Open", "url": "https://e.x/"}, {"text": "", "callback_data": "x"}]]});
    let link = client.say(json!({"chat_id": 1, "text": "x", "reply_markup": link})).await;
    let shown = json!({"inline_keyboard": [[{"text": "Open", "url": "https://e.x/"}]]});
    assert_eq!(link.body["result"]["reply_markup"], shown, "a button without a label is left out");
}
