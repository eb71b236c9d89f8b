use auth::{Algorithm, Settings};
use channels::email::UnsubscribeLinks;
use channels::websocket::MemoryGateway;
use domain::event::catalogue::PreferenceKey;
use domain::preferences::Preferences;
use domain::{Channel, EventType, Priority, UserId};
use memory_store::MemoryStore;
use ports::{PreferencesWrite, ProfileWrite, Queue, SecretText};
use queues::memory::MemoryQueues;
use serde_json::Value;
use usecases::connect::redeem_ticket;

use super::*;

struct At(Time);

impl Clock for At {
    fn now(&self) -> Time {
        self.0
    }
}

/// A secret with a fixed value.
struct Known(&'static str);

impl Secret for Known {
    async fn get(&self) -> Result<SecretText, ports::PortError> {
        Ok(SecretText::new(self.0))
    }
}

const LINK_KEY: &str = "a-key-of-thirty-two-bytes-or-more";

const NOW: i64 = 1_795_420_800_000;

#[allow(clippy::disallowed_methods)] // Nothing is fetched: nothing listens at the address.
fn web() -> Web<MemoryStore, MemoryQueues, MemoryGateway, Known, At> {
    let settings = Settings {
        algorithm: Algorithm::EdDsa,
        issuer: "iss".to_owned(),
        audience: "aud".to_owned(),
        jwks_url: "http://127.0.0.1:1/".to_owned(),
        max_lifetime: Duration::from_hours(24),
    };
    Web {
        verifier: Verifier::new(settings, reqwest::Client::builder().no_proxy().build().unwrap()),
        store: MemoryStore::default(),
        queues: MemoryQueues::default(),
        gateway: MemoryGateway::default(),
        deployed: Channel::ALL.to_vec(),
        bot_name: "exchange_bot".to_owned(),
        limits: FrameLimits::default(),
        bot: Known(r#"{"webhookSecret":"hush"}"#),
        link_key: Known(LINK_KEY),
        clock: At(Time::from_millis(NOW)),
        socket_url: "wss://socket.example/live".to_owned(),
        token_grace: Duration::from_mins(1),
        allowed_origins: vec!["https://trade.example".to_owned()],
    }
}

fn request(method: &str, path: &str, headers: &Value) -> Request {
    let mut event: Value =
        serde_json::from_str(include_str!("../../../../fixtures/http-request.json")).unwrap();
    event["rawPath"] = json!(path);
    event["requestContext"]["http"]["method"] = json!(method);
    for (name, value) in headers.as_object().unwrap() {
        event["headers"][name] = value.clone();
    }
    serde_json::from_value(event).unwrap()
}

async fn answer(method: &str, path: &str, headers: Value) -> Response {
    let Ok(response) = web().handle(request(method, path, &headers)).await;
    response
}

fn code(response: &Response) -> String {
    let body: Value = serde_json::from_str(&response.body).unwrap();
    assert!(body["message"].is_string());
    body["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_ticket_is_sold_once_and_good_for_its_buyer() {
    let web = web();
    let user_id = UserId::parse("u-1").unwrap();
    let grant = Grant { user_id, valid_until: Time::from_millis(NOW + 100_000), issued_at: None };
    let response = web.issue(&grant, web.clock.now()).await;
    assert_eq!((response.status_code, response.headers["cache-control"].as_str()), (200, "no-store"));
    let body: Value = serde_json::from_str(&response.body).unwrap();
    assert_eq!((&body["expiresIn"], &body["url"]), (&json!(30), &json!("wss://socket.example/live")));
    let ticket = body["ticket"].as_str().unwrap();
    let redeemed = redeem_ticket(&web.store, ticket, web.clock.now()).await.unwrap();
    assert_eq!(redeemed, Some(grant));
}

#[tokio::test]
async fn a_store_that_is_down_is_not_the_traders_fault() {
    let web = web();
    web.store.fail_next(1);
    let user_id = UserId::parse("u-1").unwrap();
    let grant = Grant { user_id, valid_until: Time::from_millis(NOW + 1), issued_at: None };
    let response = web.issue(&grant, web.clock.now()).await;
    assert_eq!((response.status_code, code(&response).as_str()), (503, "unavailable"));
    assert!(response.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn without_a_good_token_there_is_no_ticket() {
    for headers in [json!({}), json!({"authorization": "Basic dTpw"}), json!({"authorization": "Bearer"})] {
        let response = answer("POST", "/v1/tickets", headers).await;
        assert_eq!((response.status_code, code(&response).as_str()), (401, "unauthorized"));
        assert_eq!(response.headers["www-authenticate"], "Bearer");
    }
    let response = answer("POST", "/v1/tickets", json!({"authorization": "Bearer a.b.c"})).await;
    assert_eq!((response.status_code, code(&response).as_str()), (401, "unauthorized"));
    assert!(response.headers["www-authenticate"].starts_with("Bearer error="));
}

#[tokio::test]
async fn while_the_keys_are_unreachable_nothing_is_said_of_the_token() {
    // {"alg":"EdDSA","kid":"k"}.{}.
    let token = "Bearer eyJhbGciOiJFZERTQSIsImtpZCI6ImsifQ.e30.AA";
    let response = answer("POST", "/v1/tickets", json!({"authorization": token})).await;
    assert_eq!((response.status_code, code(&response).as_str()), (503, "unavailable"));
    assert!(response.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn only_the_one_resource_and_its_method_exist() {
    let response = answer("GET", "/v1/tickets", json!({})).await;
    assert_eq!((response.status_code, code(&response).as_str()), (405, "method_not_allowed"));
    assert_eq!(response.headers["allow"], "POST, OPTIONS");
    for path in ["/", "/v1/tickets/", "/v2/tickets"] {
        let response = answer("POST", path, json!({})).await;
        assert_eq!((response.status_code, code(&response).as_str()), (404, "not_found"));
    }
}

#[tokio::test]
async fn a_browser_receives_the_allowed_origins() {
    let origin = "access-control-allow-origin";
    let response = answer("OPTIONS", "/v1/tickets", json!({"origin": "https://trade.example"})).await;
    assert_eq!((response.status_code, response.body.as_str()), (204, ""));
    assert_eq!(response.headers[origin], "https://trade.example");
    assert_eq!(response.headers["access-control-allow-methods"], "POST");
    assert!(response.headers["access-control-allow-headers"].contains("authorization"));
    assert_eq!(response.headers["vary"], "Origin");

    let response = answer("POST", "/v1/tickets", json!({"origin": "https://trade.example"})).await;
    assert_eq!(response.headers[origin], "https://trade.example", "an error can be read too");
    assert_eq!(response.headers["access-control-expose-headers"], "retry-after", "and when to ask again");

    for other in ["https://evil.example", "https://trade.example.evil.example", "null", ""] {
        let response = answer("OPTIONS", "/v1/tickets", json!({"origin": other})).await;
        assert!(!response.headers.contains_key(origin), "{other:?}");
        assert_eq!(response.headers["vary"], "Origin");
    }
}

fn telegram(text: &str, secret: &str) -> Request {
    let chat = json!({"id": 4711, "type": "private"});
    let update = json!({"update_id": 1, "message": {"message_id": 1, "chat": chat, "text": text}});
    let mut event: Value =
        serde_json::from_str(include_str!("../../../../fixtures/http-request.json")).unwrap();
    event["rawPath"] = json!("/v1/telegram");
    event["requestContext"]["http"]["method"] = json!("POST");
    event["headers"]["X-Telegram-Bot-Api-Secret-Token"] = json!(secret);
    event["body"] = json!(update.to_string());
    event["isBase64Encoded"] = json!(false);
    serde_json::from_value(event).unwrap()
}

#[tokio::test]
async fn only_telegram_can_link_a_conversation_and_only_by_a_good_code() {
    let web = web();
    let user = UserId::parse("u-1").unwrap();
    let now = Time::from_millis(NOW);
    let code = usecases::contacts::issue_link_code(&web.store, &user, None, [7; 32], now).await.unwrap().code;
    let chat = || web.store.recipient(&user).chat;

    let Ok(refused) = web.handle(telegram(&format!("/start {code}"), "wrong")).await;
    assert_eq!((refused.status_code, chat().is_none()), (403, true));
    let Ok(unknown) = web.handle(telegram("/start abcdefghijklmnopqrstuvwx", "hush")).await;
    assert_eq!((unknown.status_code, chat().is_none()), (200, true));
    let Ok(linked) = web.handle(telegram(&format!("/start {code}"), "hush")).await;
    assert_eq!((linked.status_code, chat().is_some()), (200, true));
    let said: Value = serde_json::from_str(&linked.body).unwrap();
    assert_eq!((&said["method"], &said["chat_id"]), (&json!("sendMessage"), &json!(4711)));
    assert!(
        said["text"].as_str().unwrap().starts_with("Linked to the account u•••1, for 24 hours"),
        "{said}"
    );
    let buttons = &said["reply_markup"]["inline_keyboard"][0];
    assert!(buttons[0]["callback_data"].as_str().unwrap().starts_with("yes:"), "{said}");
    assert!(!chat().unwrap().is_confirmed());
    let Ok(repeated) = web.handle(telegram(&format!("/start {code}"), "hush")).await;
    assert_eq!(repeated.body, linked.body, "Telegram repeats what it got no answer to");
    let Ok(confirmed) = web.handle(telegram("Yes", "hush")).await;
    assert!(confirmed.body.contains("Linked to the account u•••1. From now on"), "{}", confirmed.body);
    assert!(chat().unwrap().is_confirmed());
    assert_eq!(web.queues.sent(Queue::Events(Priority::P0)), [], "there was no other contact to tell");
    let Ok(stopped) = web.handle(telegram("/stop", "hush")).await;
    assert_eq!((stopped.status_code, chat().is_none()), (200, true));
}

/// Links the conversation to the user. Its reader has yet to confirm that.
async fn linked(web: &Web<MemoryStore, MemoryQueues, MemoryGateway, Known, At>, user: &UserId, random: u8) {
    let now = Time::from_millis(NOW);
    let issued = usecases::contacts::issue_link_code(&web.store, user, None, [random; 32], now).await;
    let Ok(linked) = web.handle(telegram(&format!("/start {}", issued.unwrap().code), "hush")).await;
    assert_eq!(linked.status_code, 200);
}

/// Returns the text of the bot's reply.
async fn said(web: &Web<MemoryStore, MemoryQueues, MemoryGateway, Known, At>, text: &str) -> String {
    let Ok(response) = web.handle(telegram(text, "hush")).await;
    assert_eq!(response.status_code, 200);
    let said: Value = serde_json::from_str(&response.body).unwrap();
    said["text"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_ok_confirms_an_account_that_waits_for_it() {
    let web = web();
    let user = UserId::parse("u-1").unwrap();
    linked(&web, &user, 7).await;
    for word in ["\u{1f44d}", "seen", "Gesehen"] {
        said(&web, word).await;
        assert!(!web.store.recipient(&user).chat.unwrap().is_confirmed(), "{word} is no yes");
    }
    assert!(said(&web, "OK").await.starts_with("Linked to the account u•••1."));
    assert!(web.store.recipient(&user).chat.unwrap().is_confirmed());
}

#[tokio::test]
async fn the_bot_shows_and_changes_the_quiet_hours() {
    let web = web();
    let user = UserId::parse("u-1").unwrap();
    for command in ["/status", "/quiet", "/quiet 23:00 07:00"] {
        assert!(said(&web, command).await.starts_with("To get your notifications here"), "{command}");
    }
    linked(&web, &user, 7).await;
    said(&web, "yes").await;
    assert_eq!(said(&web, "/quiet").await, "Quiet hours: off");
    assert_eq!(said(&web, "/quiet 22:00 6:30").await, "Quiet hours: 22:00 to 06:30 (UTC)");
    let quiet_hours = || web.store.recipient(&user).preferences.quiet_hours.clone();
    assert_eq!((quiet_hours().enabled, quiet_hours().to), (true, "06:30".to_owned()));
    let status = "Notifications reach you on: app, Telegram\nQuiet hours: 22:00 to 06:30 (UTC)";
    assert_eq!(said(&web, "/status").await, status);
    assert!(said(&web, "/quiet 22:00").await.starts_with("Send /quiet 23:00 07:00"));
    assert!(said(&web, "/snooze 8d").await.starts_with("Send /snooze 2h"));
    assert_eq!(said(&web, "/quiet off").await, "Quiet hours: off");
    assert!(!quiet_hours().enabled);
}

fn query_of(url: &str) -> serde_json::Map<String, Value> {
    let pairs = url.split_once('?').unwrap().1.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), json!(value))).collect()
}

fn ask(method: &str, query: &serde_json::Map<String, Value>) -> Request {
    let mut event: Value =
        serde_json::from_str(include_str!("../../../../fixtures/http-request.json")).unwrap();
    event["rawPath"] = json!("/v1/unsubscribe");
    event["requestContext"]["http"]["method"] = json!(method);
    event["queryStringParameters"] = json!(query);
    serde_json::from_value(event).unwrap()
}

/// A link that no longer works changes nothing, says so, and names the settings instead. The cases:
/// e-mail was switched on again later; the link has expired; it is from a version whose links had
/// no expiry; its type cannot be switched off.
#[tokio::test]
async fn a_link_that_is_out_of_date_changes_nothing_and_says_so() {
    let user = UserId::parse("u-1").unwrap();
    let links = UnsubscribeLinks::new("https://api.example").unwrap();
    let key = SecretText::new(LINK_KEY);
    let now = Time::from_millis(NOW);
    let long_ago = now.minus(Duration::from_hours(61 * 24));
    let sign = |event_type, version, at| links.sign(&key, &user, event_type, version, at).unwrap();
    let mut endless = query_of(&sign(EventType::WeeklyPnlReport, 0, now));
    endless.retain(|name, _| ["u", "t"].contains(&name.as_str()));
    endless.insert("s".to_owned(), json!("bswfr9O-y6XY3sokAUJTuuL8MqDyxGkcj9CfS8Zz_W4"));
    for (query, status, says) in [
        (query_of(&sign(EventType::WeeklyPnlReport, 1, now)), 410, "out of date"),
        (query_of(&sign(EventType::WeeklyPnlReport, 2, long_ago)), 410, "expired"),
        (query_of(&sign(EventType::PositionLiquidated, 2, now)), 410, "cannot be switched off"),
        (query_of(&sign(EventType::ContactChanged, 2, now)), 410, "cannot be switched off"),
        (endless, 410, "expired"),
    ] {
        for method in ["GET", "POST"] {
            let web = web();
            let whole = Preferences::default();
            let without =
                whole.clone().without(domain::event::catalogue::PreferenceKey::WeeklyReport, Channel::Email);
            web.store.put_preferences(&user, &without, 0, false).await.unwrap();
            web.store.put_preferences(&user, &whole, 1, true).await.unwrap();
            let Ok(response) = web.handle(ask(method, &query)).await;
            assert_eq!(response.status_code, status, "{method} {query:?}");
            assert!(response.body.contains(says), "{method} {}", response.body);
            assert_eq!(*web.store.recipient(&user).preferences, whole);
        }
    }
}

/// Only switching e-mail on again voids a link; other changes of the preferences do not.
#[tokio::test]
async fn a_link_outlives_changes_that_it_is_not_about() {
    let web = web();
    let user = UserId::parse("u-1").unwrap();
    let links = UnsubscribeLinks::new("https://api.example").unwrap();
    let now = Time::from_millis(NOW);
    let url = links.sign(&SecretText::new(LINK_KEY), &user, EventType::WeeklyPnlReport, 0, now).unwrap();
    let mut changed = Preferences::default();
    changed[PreferenceKey::Deposit].enabled = false;
    web.store.put_preferences(&user, &changed, 0, false).await.unwrap();
    let Ok(done) = web.handle(ask("POST", &query_of(&url))).await;
    assert_eq!(done.status_code, 200);
    let weekly = web.store.recipient(&user).preferences[PreferenceKey::WeeklyReport].channels.clone();
    assert!(!weekly.contains(&Channel::Email));
}

#[tokio::test]
async fn a_revoked_token_buys_no_ticket() {
    let web = web();
    let user_id = UserId::parse("u-1").unwrap();
    let grant = |issued_at| Grant {
        user_id: user_id.clone(),
        valid_until: Time::from_millis(NOW + 100_000),
        issued_at,
    };
    let (old, new) = (Some(Time::from_millis(NOW - 2)), Some(Time::from_millis(NOW)));
    assert!(web.unless_revoked(grant(None)).await.is_ok(), "nothing was revoked");
    web.store.revoke_tokens(&user_id, Time::from_millis(NOW - 1)).await.unwrap();
    web.store.revoke_tokens(&user_id, Time::from_millis(NOW - 5)).await.unwrap();
    for (issued_at, status) in [(old, 401), (None, 401), (new, 200)] {
        let status_code =
            web.unless_revoked(grant(issued_at)).await.map_or_else(|refusal| refusal.status_code, |_| 200);
        assert_eq!(status_code, status, "{issued_at:?}");
    }
    web.store.fail_next(1);
    assert_eq!(web.unless_revoked(grant(new)).await.unwrap_err().status_code, 503);
}

#[tokio::test]
async fn a_link_in_an_email_asks_first_and_switches_off_its_type_alone() {
    let web = web();
    let user = UserId::parse("u-1").unwrap();
    let links = UnsubscribeLinks::new("https://api.example").unwrap();
    let now = Time::from_millis(NOW);
    let url = links.sign(&SecretText::new(LINK_KEY), &user, EventType::WeeklyPnlReport, 0, now).unwrap();
    let query = query_of(&url);
    let gets_weekly = || {
        web.store.recipient(&user).preferences[PreferenceKey::WeeklyReport].channels.contains(&Channel::Email)
    };

    let Ok(page) = web.handle(ask("GET", &query)).await;
    assert_eq!((page.status_code, gets_weekly()), (200, true), "whoever only looks changes nothing");
    assert!(page.body.contains("<form method=\"post\">"));
    assert!(page.headers["content-security-policy"].contains("default-src 'none'"));
    let mut tampered = query.clone();
    tampered.insert("t".to_owned(), json!("daily_report"));
    let Ok(refused) = web.handle(ask("POST", &tampered)).await;
    assert_eq!(refused.status_code, 403);
    let Ok(done) = web.handle(ask("POST", &query)).await;
    assert_eq!((done.status_code, gets_weekly()), (200, false));
    let preferences = web.store.recipient(&user).preferences;
    assert!(preferences[PreferenceKey::DailyReport].channels.contains(&Channel::Email));
}

#[test]
fn a_key_that_may_just_have_been_published_is_asked_for_again() {
    for (error, status) in [
        (AuthError::KeyNotYetKnown, 503),
        (AuthError::KeysUnreachable, 503),
        (AuthError::UnknownKey, 401),
        (AuthError::TooLong, 401),
    ] {
        let response = refusal(error);
        assert_eq!(response.status_code, status, "{error}");
        assert_eq!(response.headers.contains_key("retry-after"), status == 503, "{error}");
    }
}

#[tokio::test]
async fn the_page_of_an_ack_link_is_static_and_acks_nothing_by_being_opened() {
    let german = answer("GET", "/a", json!({"accept-language": "de-AT, en;q=0.5"})).await;
    assert_eq!(german.status_code, 200);
    assert!(german.body.contains("<html lang=\"de\" dir=\"ltr\">"), "{}", german.body);
    let arabic = answer("GET", "/a", json!({"accept-language": "ar"})).await;
    assert!(arabic.body.contains("<html lang=\"ar\" dir=\"rtl\">"), "{}", arabic.body);
    let page = answer("GET", "/a", json!({})).await;
    assert!(page.body.contains("<html lang=\"en\" dir=\"ltr\">"), "{}", page.body);
    for (header, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(page.headers[header], value);
    }
    let policy = &page.headers["content-security-policy"];
    for directive in
        ["default-src 'none'", "script-src 'sha256-", "connect-src 'self'", "frame-ancestors 'none'"]
    {
        assert!(policy.contains(directive), "{directive} in {policy}");
    }
    assert!(!policy.contains("script-src 'unsafe-inline'"), "{policy}");
    assert_eq!(policy, &german.headers["content-security-policy"], "it is one script in every language");
    assert!(!page.headers.contains_key("vary"), "no page of another origin reads it");
    for method in ["POST", "HEAD"] {
        let response = answer(method, "/a", json!({})).await;
        assert_eq!((response.status_code, response.headers["allow"].as_str()), (405, "GET"));
    }
}
