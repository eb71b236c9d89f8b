//! Traders who write to the bot.

use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::client::{Answer, Client};

/// A secret and an update.
type Heard = (Option<String>, Value);

/// A webhook that answers `answer` and remembers secrets and updates.
#[derive(Clone)]
struct Bot {
    answer: (StatusCode, Value),
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Bot {
    async fn start(status: StatusCode, answer: Value) -> (Self, String) {
        let bot = Self { answer: (status, answer), heard: Arc::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/telegram", listener.local_addr().unwrap());
        let router = Router::new().route("/telegram", post(Self::hear)).with_state(bot.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (bot, url)
    }

    #[expect(clippy::unused_async, reason = "a handler is async")]
    async fn hear(State(bot): State<Self>, headers: HeaderMap, body: Bytes) -> (StatusCode, Json<Value>) {
        let secret = headers.get("x-telegram-bot-api-secret-token");
        let secret = secret.map(|secret| secret.to_str().unwrap().to_owned());
        bot.heard.lock().unwrap().push((secret, serde_json::from_slice(&body).unwrap()));
        let (status, answer) = bot.answer;
        (status, Json(answer))
    }

    fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn a_traders_message_reaches_the_webhook_with_the_secret() {
    let client = Client::start();
    let (bot, url) = Bot::start(StatusCode::OK, json!({"ok": true})).await;
    client.sandbox.set_webhook(&url, Some("s3cret"));
    let answer = client.post("/telegram/messages", json!({"chatId": "42", "text": "/start CODE"})).await;
    assert_eq!((answer.status, answer.body), (200, json!({"status": 200, "body": {"ok": true}})));
    let again = client.post("/telegram/messages", json!({"chatId": 42, "text": "hello"})).await;
    assert_eq!(again.status, 200);

    let heard = bot.heard();
    let (secret, update) = &heard[0];
    assert_eq!(secret.as_deref(), Some("s3cret"));
    let message = &update["message"];
    assert_eq!(message["chat"], json!({"id": 42, "first_name": "Trader", "type": "private"}));
    assert_eq!((&message["from"]["id"], &message["from"]["is_bot"]), (&json!(42), &json!(false)));
    assert_eq!(message["text"], "/start CODE");
    assert_eq!(message["entities"], json!([{"type": "bot_command", "offset": 0, "length": 6}]));
    assert!(message["message_id"].is_u64() && message["date"].is_u64());
    assert!(heard[1].1["update_id"].as_u64() > update["update_id"].as_u64());
    assert_eq!(heard[1].1["message"].get("entities"), None);
    assert!(client.outbox().await.is_empty(), "what the trader says is not sent to anybody");
}

#[tokio::test]
async fn a_message_in_the_webhooks_answer_is_sent() {
    let client = Client::start();
    let reply =
        json!({"method": "sendMessage", "chat_id": 42, "text": "<b>Linked</b>", "parse_mode": "HTML"});
    let (_bot, url) = Bot::start(StatusCode::OK, reply.clone()).await;
    client.sandbox.set_webhook(&url, None);
    let message = json!({"chatId": 42, "text": "/start CODE"});
    let answer = client.post("/telegram/messages", message.clone()).await;
    assert_eq!(answer.body["body"], reply);
    let entry = client.outbox().await.remove(0);
    assert_eq!((&*entry.to, entry.text.as_deref(), entry.accepted), ("42", Some("Linked"), true));
    assert_eq!(entry.request, reply);

    client.sandbox.clear_outbox();
    let (_bot, url) = Bot::start(StatusCode::INTERNAL_SERVER_ERROR, reply).await;
    client.sandbox.set_webhook(&url, None);
    assert_eq!(client.post("/telegram/messages", message).await.body["status"], 500);
    assert!(client.outbox().await.is_empty(), "an answer that is a failure says nothing");
}

#[tokio::test]
async fn without_a_webhook_that_answers_the_caller_hears_so() {
    let client = Client::start();
    let message = json!({"chatId": 42, "text": "x"});
    let none = client.post("/telegram/messages", message.clone()).await;
    assert_eq!((none.status, &none.body["code"]), (409, &json!("no_webhook")));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    client.sandbox.set_webhook(&url, None);
    let dead = client.post("/telegram/messages", message).await;
    assert_eq!((dead.status, &dead.body["code"]), (502, &json!("webhook_unreached")));
}

#[tokio::test]
async fn the_bot_sets_its_webhook_as_at_telegram() {
    let client = Client::start();
    let (bot, url) = Bot::start(StatusCode::OK, json!({})).await;
    let set = json!({"url": url, "secret_token": "a_B-1"});
    let described = |answer: Answer| (answer.status, answer.body["description"].clone());
    let answer = client.post(&client.bot("setWebhook"), set.clone()).await;
    assert_eq!(answer.body, json!({"ok": true, "result": true, "description": "Webhook was set"}));
    let answer = client.post(&client.bot("setWebhook"), set).await;
    assert_eq!(described(answer), (200, json!("Webhook is already set")));
    let info = client.get(&client.bot("getWebhookInfo")).await.body["result"].clone();
    assert_eq!(info, json!({"url": url, "has_custom_certificate": false, "pending_update_count": 0}));
    client.post("/telegram/messages", json!({"chatId": 1, "text": "x"})).await;
    assert_eq!(bot.heard()[0].0.as_deref(), Some("a_B-1"));

    let bad = client.post(&client.bot("setWebhook"), json!({"url": url, "secret_token": "a b"})).await;
    let told = json!("Bad Request: secret token contains unallowed characters");
    assert_eq!(described(bad), (400, told));
    let bad = client.post(&client.bot("setWebhook"), json!({"url": "ftp://x"})).await;
    assert_eq!(bad.status, 400);
    let gone = client.post(&client.bot("deleteWebhook"), json!({})).await;
    assert_eq!(described(gone), (200, json!("Webhook was deleted")));
    let gone = client.post(&client.bot("setWebhook"), json!({"url": ""})).await;
    assert_eq!(described(gone), (200, json!("Webhook is already deleted")));
    assert_eq!(client.get(&client.bot("getMe")).await.body["result"]["username"], "exchange_local_bot");
}

#[tokio::test]
async fn a_text_may_reply_to_a_message_of_the_bot() {
    let client = Client::start();
    let (bot, url) = Bot::start(StatusCode::OK, json!({})).await;
    client.sandbox.set_webhook(&url, None);
    let sent = client.say(json!({"chat_id": 42, "text": "<b>Filled</b>", "parse_mode": "HTML"})).await;
    let id = &sent.body["result"]["message_id"];
    let reply = json!({"chatId": 42, "text": "OK", "replyTo": id});
    assert_eq!(client.post("/telegram/messages", reply).await.status, 200);
    let replied_to = &bot.heard()[0].1["message"]["reply_to_message"];
    assert_eq!(*replied_to, sent.body["result"]);
    let unknown = json!({"chatId": 43, "text": "OK", "replyTo": id});
    let answer = client.post("/telegram/messages", unknown).await;
    assert_eq!((answer.status, &answer.body["field"]), (400, &json!("replyTo")));
}

#[tokio::test]
async fn a_press_of_a_button_reaches_the_webhook_and_can_be_answered() {
    let client = Client::start();
    let (bot, url) = Bot::start(StatusCode::OK, json!({})).await;
    client.sandbox.set_webhook(&url, Some("s3cret"));
    let keyboard = json!({"inline_keyboard": [[{"text": "Seen", "callback_data": "a:1"}]]});
    let say = async |text: &str| {
        client.say(json!({"chat_id": 42, "text": text, "reply_markup": keyboard})).await.body["result"]
            .clone()
    };
    let (first, second) = (say("first").await, say("second").await);
    let press = async |press: Value| client.post("/telegram/callbacks", press).await;
    assert_eq!(press(json!({"chatId": "42", "data": "a:1"})).await.status, 200);
    let first_id = &first["message_id"];
    assert_eq!(press(json!({"chatId": 42, "messageId": first_id, "data": "a:1"})).await.status, 200);
    assert_eq!(press(json!({"chatId": 42, "messageId": 999, "data": "x"})).await.status, 200);
    let heard = bot.heard();
    assert_eq!(heard[0].0.as_deref(), Some("s3cret"));
    let queries: Vec<_> = heard.iter().map(|(_, update)| &update["callback_query"]).collect();
    assert_eq!((&queries[0]["message"], &queries[0]["data"]), (&second, &json!("a:1")));
    assert_eq!((&queries[0]["from"]["id"], &queries[0]["from"]["is_bot"]), (&json!(42), &json!(false)));
    assert!(queries[0]["chat_instance"].is_string());
    assert_eq!(queries[1]["message"], first);
    let inaccessible =
        json!({"message_id": 999, "chat": {"id": 42, "first_name": "Trader", "type": "private"}, "date": 0});
    assert_eq!(queries[2]["message"], inaccessible);

    let answer = async |id: &Value, text: &str| {
        client.post(&client.bot("answerCallbackQuery"), json!({"callback_query_id": id, "text": text})).await
    };
    let id = &queries[0]["id"];
    let answered = answer(id, &"x".repeat(200)).await;
    assert_eq!(answered.body, json!({"ok": true, "result": true}));
    assert_eq!(answer(id, &"x".repeat(201)).await.body["description"], "Bad Request: MESSAGE_TOO_LONG");
    let unknown = answer(&json!("999"), "x").await;
    let told = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!((unknown.status, &unknown.body["description"]), (400, &json!(told)));
    assert_eq!(client.outbox().await.len(), 2, "answers to presses are not messages");
}

#[tokio::test]
async fn an_edit_in_the_webhooks_answer_is_made() {
    let client = Client::start();
    let keyboard = json!({"inline_keyboard": [[{"text": "Seen", "callback_data": "a:1"}]]});
    let sent = client.say(json!({"chat_id": 42, "text": "x", "reply_markup": keyboard})).await;
    let id = &sent.body["result"]["message_id"];
    let edit = json!({"method": "editMessageText", "chat_id": 42, "message_id": id, "text": "x\n\nSeen"});
    let (_bot, url) = Bot::start(StatusCode::OK, edit.clone()).await;
    client.sandbox.set_webhook(&url, None);
    let answer = client.post("/telegram/callbacks", json!({"chatId": 42, "data": "a:1"})).await;
    assert_eq!(answer.body["body"], edit);
    let entry = client.outbox().await.pop().unwrap();
    assert_eq!((entry.text.as_deref(), entry.request), (Some("x\n\nSeen"), edit));
    let gone = client.post("/telegram/callbacks", json!({"chatId": 42, "data": "a:1"})).await;
    assert_eq!((gone.status, &gone.body["field"]), (400, &json!("data")), "the button is gone");
}
