//! Telegram against a provider on this machine.

use std::time::Duration;

use channels::telegram::{Bot, request, retry};
use channels::wire;
use domain::EventType;
use domain::delivery::ledger::{ThrottleScope, Verdict};
use domain::recipient::contact::ChatId;
use ports::{Dismissed, Provider as _, Sent};
use serde_json::{Value, json};

use crate::provider::{Answer, Provider, client, nowhere};
use crate::sample::{CHAT, Sample};
use crate::secret::Kept;

const TIMEOUT: Duration = Duration::from_secs(5);
/// A timeout that is long enough to reach a local server, and short enough for a test to wait for.
const IMPATIENT: Duration = Duration::from_millis(400);

async fn provider() -> Provider {
    Provider::start(json!({"ok": true, "result": {"message_id": 99, "chat": {"id": CHAT}}})).await
}

fn secret(token: &str) -> String {
    json!({"botToken": token, "webhookSecret": "hook"}).to_string()
}

fn kept() -> Kept {
    Kept::new(secret("7:t0ken"))
}

async fn send(bot: &Bot<&Kept>) -> Sent {
    bot.send(&Sample::usual(EventType::OrderFilled).to_chat()).await
}

fn error(code: u16, description: &str) -> Value {
    json!({"ok": false, "error_code": code, "description": description})
}

fn verdict(sent: &Sent) -> (Verdict, Option<u16>) {
    assert_eq!(sent.provider_id, None);
    (sent.verdict, sent.status)
}

#[tokio::test]
async fn a_message_is_sent_as_the_bot() {
    let provider = provider().await;
    let secret = kept();
    let bot = Bot::new(client(), &format!("{}/", provider.url), &secret, TIMEOUT);
    let sample = Sample::usual(EventType::OrderFilled);
    let sent = bot.send(&sample.to_chat()).await;
    let accepted = Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: Some("99".to_owned()) };
    assert_eq!(sent, accepted);
    let [message] = provider.messages().try_into().unwrap();
    assert_eq!((message.method.as_str(), message.path.as_str()), ("POST", "/bot7:t0ken/sendMessage"));
    assert_eq!(message.body, request::body(&sample.to_chat(), ChatId::new(CHAT)));
    assert_eq!(message.authorization, None);
    assert!(!format!("{bot:?}").contains("t0ken"));
}

#[tokio::test]
async fn each_answer_of_telegram_has_its_meaning() {
    let provider = provider().await;
    let secret = kept();
    let bot = Bot::new(client(), &provider.url, &secret, TIMEOUT);
    let failed = Verdict::Failed { retry_after: None };
    let doubtful = Verdict::Indeterminate { timed_out: false, retry_after: None };
    let throttled = |seconds| Verdict::Throttled {
        scope: ThrottleScope::Recipient,
        retry_after: Some(Duration::from_secs(seconds)),
    };
    let throttling = |seconds: u64| {
        let mut error = error(429, "Too Many Requests: retry after 5");
        error["parameters"] = json!({"retry_after": seconds});
        error
    };
    let mut migrated = error(400, "Bad Request: group chat was upgraded to a supergroup chat");
    migrated["parameters"] = json!({"migrate_to_chat_id": -100});
    for (answer, expected) in [
        (Answer::Json(403, error(403, "Forbidden: bot was blocked by the user")), Verdict::Gone),
        (Answer::Json(403, error(403, "Forbidden: user is deactivated")), Verdict::Gone),
        (Answer::Json(403, error(403, "Forbidden: bot was kicked from the group chat")), Verdict::Gone),
        (Answer::Text(403, "<html>your address is blocked</html>".to_owned()), failed),
        (Answer::Json(400, error(400, "Bad Request: chat not found")), Verdict::Gone),
        (Answer::Json(400, error(400, "Bad Request: can't parse entities")), Verdict::Refused),
        (Answer::Json(400, migrated), Verdict::Refused),
        (Answer::Text(400, "chat not found".to_owned()), Verdict::Refused),
        (Answer::Json(429, throttling(5)), throttled(5)),
        (Answer::With(429, "Retry-After", "8".to_owned(), error(429, "x")), throttled(8)),
        (Answer::With(429, "Retry-After", "8".to_owned(), throttling(5)), throttled(5)),
        (Answer::Json(429, throttling(u64::MAX)), throttled(86_400)),
        (
            Answer::Json(429, error(429, "x")),
            Verdict::Throttled { scope: ThrottleScope::Recipient, retry_after: None },
        ),
        (Answer::Json(401, error(401, "Unauthorized")), failed),
        (Answer::Json(404, error(404, "Not Found")), failed),
        (Answer::Json(409, error(409, "Conflict")), Verdict::Refused),
        (Answer::Json(413, error(413, "Request Entity Too Large")), Verdict::Refused),
        (Answer::Json(500, error(500, "Internal Server Error")), doubtful),
        (Answer::Text(502, "<html>".to_owned()), doubtful),
        (Answer::Text(302, String::new()), failed),
        (Answer::Text(200, "<html>".to_owned()), doubtful),
        (Answer::Json(200, json!({"ok": true})), doubtful),
        (Answer::Json(200, json!({"ok": "yes", "result": {"message_id": 1}})), doubtful),
        (Answer::Json(200, error(403, "Forbidden: bot was blocked by the user")), Verdict::Gone),
        (Answer::Json(200, throttling(5)), throttled(5)),
        (Answer::Json(200, json!({"ok": false})), doubtful),
        (Answer::Half(200), doubtful),
    ] {
        provider.answer_next([answer.clone()]);
        let sent = send(&bot).await;
        let status = match answer {
            Answer::Json(status, _)
            | Answer::Text(status, _)
            | Answer::With(status, ..)
            | Answer::Half(status) => status,
            Answer::Hang | Answer::Reset => panic!("no answer"),
        };
        assert_eq!(verdict(&sent), (expected, Some(status)), "{answer:?}");
    }
    assert_eq!(provider.messages().len(), 27, "each was sent once");
}

#[tokio::test]
async fn the_end_of_the_connection_decides_whether_the_message_may_have_arrived() {
    let provider = provider().await;
    let secret = kept();
    let bot = Bot::new(client(), &provider.url, &secret, IMPATIENT);
    provider.answer_next([Answer::Hang, Answer::Reset]);
    let doubtful = |timed_out| Verdict::Indeterminate { timed_out, retry_after: None };
    assert_eq!(verdict(&send(&bot).await), (doubtful(true), None));
    assert_eq!(verdict(&send(&bot).await), (doubtful(false), None));
    assert_eq!(provider.messages().len(), 2, "neither was sent again by itself");
    let unreachable = Bot::new(client(), &nowhere(), &secret, TIMEOUT);
    assert_eq!(verdict(&send(&unreachable).await), (Verdict::Failed { retry_after: None }, None));
}

#[tokio::test]
async fn a_replaced_token_is_read_again_when_telegram_does_not_know_the_old_one() {
    let provider = provider().await;
    let kept = kept();
    let bot = Bot::new(client(), &provider.url, &kept, TIMEOUT);
    assert_eq!(send(&bot).await.verdict, Verdict::Accepted);
    kept.replace(secret("7:successor"));
    assert_eq!(send(&bot).await.verdict, Verdict::Accepted);
    provider.answer_next([Answer::Json(401, error(401, "Unauthorized"))]);
    assert_eq!(verdict(&send(&bot).await), (Verdict::Failed { retry_after: None }, Some(401)));
    assert_eq!(send(&bot).await.verdict, Verdict::Accepted);
    let paths: Vec<_> = provider.messages().into_iter().map(|message| message.path).collect();
    assert_eq!(paths[..3], ["/bot7:t0ken/sendMessage"; 3]);
    assert_eq!(paths[3], "/bot7:successor/sendMessage");
}

#[tokio::test]
async fn without_a_usable_secret_nothing_is_sent_until_there_is_one() {
    let provider = provider().await;
    let failed = (Verdict::Failed { retry_after: None }, None);
    let kept = Kept::new(secret("not a token"));
    let bot = Bot::new(client(), &provider.url, &kept, TIMEOUT);
    assert_eq!(verdict(&send(&bot).await), failed);
    kept.replace(secret("7:t0ken"));
    assert_eq!(verdict(&send(&bot).await), failed);
    assert_eq!(provider.messages().len(), 0);
    assert_eq!(send(&bot).await.verdict, Verdict::Accepted);
    kept.lose();
    assert_eq!(verdict(&send(&bot).await), failed);
    assert_eq!(provider.messages().len(), 1);
}

#[tokio::test]
async fn a_delivery_of_another_channel_is_refused_unsent() {
    let provider = provider().await;
    let secret = kept();
    let bot = Bot::new(client(), &provider.url, &secret, TIMEOUT);
    let sent = bot.send(&Sample::usual(EventType::OrderFilled).to_device()).await;
    assert_eq!(verdict(&sent), (Verdict::Refused, None));
    assert!(provider.messages().is_empty());
}

#[tokio::test]
async fn a_warm_up_sends_nothing_and_does_not_tell_the_token() {
    let provider = provider().await;
    let secret = kept();
    Bot::new(client(), &provider.url, &secret, TIMEOUT).warm_up().await;
    let [request] = provider.messages().try_into().unwrap();
    assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", "/"));
}

#[test]
fn a_chat_is_given_up_only_if_telegram_itself_says_so() {
    for status in 100..=599 {
        for body in [Vec::new(), b"chat not found".to_vec(), b"{\"ok\":true}".to_vec()] {
            let sent =
                retry::classify(&wire::Outcome::Answered(wire::Answer { status, retry_after: None, body }));
            assert_ne!(sent.verdict, Verdict::Gone, "{status}");
            assert_ne!(sent.verdict, Verdict::Accepted, "{status}");
            assert_eq!(sent.status, Some(status));
        }
    }
}

#[tokio::test]
async fn a_message_is_dismissed_by_an_edit() {
    let provider = provider().await;
    let secret = kept();
    let bot = Bot::new(client(), &provider.url, &secret, TIMEOUT);
    let sample = Sample::usual(EventType::OrderFilled);
    let dismissal = sample.dismissed_in_chat("99");
    assert_eq!(bot.dismiss(&dismissal).await, Dismissed::Done);
    let [edit] = provider.messages().try_into().unwrap();
    assert_eq!((edit.method.as_str(), edit.path.as_str()), ("POST", "/bot7:t0ken/editMessageText"));
    assert_eq!(Some(edit.body), request::dismissal(&dismissal, ChatId::new(CHAT)));

    assert_eq!(bot.dismiss(&sample.dismissed_in_chat("not a number")).await, Dismissed::Done);
    assert_eq!(bot.dismiss(&sample.dismissed_on_device()).await, Dismissed::Unsupported);
    assert_eq!(provider.messages().len(), 1, "neither can be edited");
}

#[tokio::test]
async fn a_message_that_cannot_be_edited_any_more_is_dismissed() {
    let provider = provider().await;
    let secret = kept();
    let bot = Bot::new(client(), &provider.url, &secret, TIMEOUT);
    let sample = Sample::usual(EventType::OrderFilled);
    let failed = |verdict| Dismissed::Failed(verdict);
    let doubtful = Verdict::Indeterminate { timed_out: false, retry_after: None };
    let not_modified = "Bad Request: message is not modified: specified new message content and reply markup are \
        exactly the same as a current content and reply markup of the message";
    for (answer, expected) in [
        (Answer::Json(400, error(400, not_modified)), Dismissed::Done),
        (Answer::Json(400, error(400, "Bad Request: message to edit not found")), Dismissed::Done),
        (Answer::Json(400, error(400, "Bad Request: message can't be edited")), Dismissed::Done),
        (Answer::Json(400, error(400, "Bad Request: MESSAGE_ID_INVALID")), Dismissed::Done),
        (Answer::Json(400, error(400, "Bad Request: can't parse entities")), failed(Verdict::Refused)),
        (Answer::Json(400, error(400, "Bad Request: chat not found")), failed(Verdict::Gone)),
        (Answer::Json(403, error(403, "Forbidden: bot was blocked by the user")), failed(Verdict::Gone)),
        (Answer::Text(400, "message to edit not found".to_owned()), failed(Verdict::Refused)),
        (
            Answer::Json(429, error(429, "x")),
            failed(Verdict::Throttled { scope: ThrottleScope::Recipient, retry_after: None }),
        ),
        (Answer::Json(401, error(401, "Unauthorized")), failed(Verdict::Failed { retry_after: None })),
        (Answer::Json(500, error(500, "Internal Server Error")), failed(doubtful)),
        (Answer::Reset, failed(doubtful)),
    ] {
        provider.answer_next([answer.clone()]);
        assert_eq!(bot.dismiss(&sample.dismissed_in_chat("99")).await, expected, "{answer:?}");
    }
    secret.lose();
    let no_token = bot.dismiss(&sample.dismissed_in_chat("99")).await;
    assert_eq!(no_token, failed(Verdict::Failed { retry_after: None }));
}
